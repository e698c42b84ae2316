"""The live pages, one module each: what a notebook of notebooks/apps shows."""
