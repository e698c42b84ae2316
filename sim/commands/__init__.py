"""The `wuli` command: a function each, listed in sim/cli.py; `boundary` turns every fault into a line."""
