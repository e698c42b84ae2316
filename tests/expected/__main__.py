"""Renew the expected answers and show what changed: `python -m tests.expected`."""

import sys

import pandas as pd

from tests.expected import all_scenarios, answers, file_of, read


def renew(programme: str, scenario: str) -> str:
    """Write one scenario's answers; returns the difference in words."""
    new, file = answers(programme, scenario), file_of(programme, scenario)
    old = read(programme, scenario) if file.exists() else None
    file.parent.mkdir(exist_ok=True)
    new.to_csv(file, float_format="%.9g", lineterminator="\n")
    if old is None:
        return "new"
    changed = (read(programme, scenario)[["low", "mid", "high"]] - old[["low", "mid", "high"]]).loc[
        lambda d: (d != 0).any(axis=1)
    ]
    return "unchanged" if changed.empty else f"changed by\n{changed}"


if __name__ == "__main__":
    pd.set_option("display.width", 120)
    sys.stdout.writelines(f"{'/'.join(pair)}: {renew(*pair)}\n" for pair in all_scenarios())
