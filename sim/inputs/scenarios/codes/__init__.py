"""Scenario codes (情景码): written by `encoding`, opened by `decoding`."""
