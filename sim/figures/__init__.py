"""Charts for print, and what reports and pages share with them: looks, labels, how numbers are written."""
