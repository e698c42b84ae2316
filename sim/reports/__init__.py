"""What people read and take along: sheets, HTML reports, Word, Excel, cards, the model's document."""
