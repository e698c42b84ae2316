"""The live pages, one module or package each: what a notebook of notebooks/apps shows."""
