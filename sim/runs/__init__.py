"""Many members of a case, and what is kept of them: ensembles, run folders, batches, provenance."""
