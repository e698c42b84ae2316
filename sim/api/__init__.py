"""What a researcher finds under `sim`: programmes, scenarios, runs and questions."""
