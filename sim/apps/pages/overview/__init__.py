"""The page 总览 Overview: the answer on one screen, for any scenario or run, up to four side by side."""
