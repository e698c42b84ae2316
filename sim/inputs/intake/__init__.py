"""The way in for tables that people bring: read what an office writes, say every fault, guess nothing.

`registers.check_register` and `panel.check_panel` read a file and list its findings; only a table
without an open finding goes on, through the same door as any other register.
"""
