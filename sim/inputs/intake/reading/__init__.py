"""Opening files that people bring, in a process of its own: what a file does to its reader stays there."""
