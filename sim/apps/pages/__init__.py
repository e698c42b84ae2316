"""The live pages, one home each: what a notebook of notebooks/apps shows. All are a `Page` (base.py)."""
