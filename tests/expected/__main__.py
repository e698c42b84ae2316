"""Renew the expected answers and show what changed: `python -m tests.expected`."""

import sys

import pandas as pd

from sim.inputs.scenarios import list_scenarios
from tests.expected import FOLDER, answers, read


def renew(scenario: str) -> str:
    """Write one scenario's answers; returns the difference in words."""
    new = answers(scenario)
    old = read(scenario) if (FOLDER / f"{scenario}.csv").exists() else None
    new.to_csv(FOLDER / f"{scenario}.csv", float_format="%.9g", lineterminator="\n")
    if old is None:
        return "new"
    changed = (read(scenario)[["low", "mid", "high"]] - old[["low", "mid", "high"]]).loc[
        lambda d: (d != 0).any(axis=1)
    ]
    return "unchanged" if changed.empty else f"changed by\n{changed}"


if __name__ == "__main__":
    pd.set_option("display.width", 120)
    sys.stdout.writelines(f"{scenario}: {renew(scenario)}\n" for scenario in list_scenarios())
