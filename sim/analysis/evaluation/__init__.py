"""What did a measure do? Estimators for village panels, each with its assumption and what could refute it."""
