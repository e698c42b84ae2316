"""The way in for tables that people bring: read what an office writes, say every fault, guess nothing."""
