"""Opening files that people bring, in a process of its own: what a file does to its reader stays there.

`child` runs the readers within limits of memory and time and `door` waits for it; `kinds` says what a file
is, `spreadsheets`, `texts`, `markup` and `columnar` read one kind each. Nothing here knows of registers.
"""
