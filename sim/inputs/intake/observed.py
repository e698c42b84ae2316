"""The panel of calibration from whatever a panel is kept in: any file that `wuli check` takes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import pandas as pd

from sim.faults import Fault, InputFaults
from sim.inputs.intake.panel import income_table, load_observations
from sim.inputs.panels import COLUMNS, FEWEST, Panel, load_panel, make_panel
from sim.inputs.villages import Register


def load_observed(path: Path | str, register: Register, years: Collection[int]) -> Panel:
    """A panel of villages of `register`, income in 10k yuan/year; `unused` are records outside the years.

    A CSV file with the three columns of calibration alone is read as it stands, its faults told by line.
    Raises InputFaults with every finding that is open, income that is not positive, and too few records.
    """
    path = Path(path)
    if bare(path):
        return load_panel(path, register, years)
    ids = pd.Index(register.table["village_id"])
    table = income_table(load_observations(path, villages=register.table["village_id"]))
    used = table[table["year"].between(min(years), max(years))]
    faults = [
        Fault(f"{path.name} {row.village_id} {row.year}", "panel_income", {"value": f"{row.income:g}"})
        for row in used[used["income"] <= 0].itertuples()
    ]
    if len(used) < FEWEST:
        faults.append(Fault(path.name, "panel_short", {"found": len(used), "fewest": FEWEST}))
    if faults:
        raise InputFaults(faults)
    panel = make_panel(path.name, ids.get_indexer(used["village_id"]), used["year"], used["income"])
    return replace(panel, unused=len(table) - len(used))


def bare(path: Path) -> bool:
    """Whether a file has the three columns of calibration alone; so has one that is not there."""
    if not path.is_file():
        return True
    with path.open("rb") as file:
        first = file.readline()
    return [cell.strip() for cell in first.decode("utf-8-sig", "replace").split(",")] == list(COLUMNS)
