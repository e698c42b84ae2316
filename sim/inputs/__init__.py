"""Reading and checking: everything that a run reads, refused with all its faults where it is wrong."""
