"""Questions answered on runs: bands, comparison, allocation, calibration, how sure, what was learnt."""
