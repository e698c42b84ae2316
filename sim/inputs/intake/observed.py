"""The panel of calibration from whatever a panel is kept in: any file that `wuli check` takes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from sim.faults import Fault, InputFaults
from sim.inputs.intake.panel import income_table, load_observations
from sim.inputs.panels import FEWEST, Panel, make_panel
from sim.inputs.villages import Register


def load_observed(
    path: Path | str,
    register: Register,
    years: Collection[int],
    answers: Mapping[str, str] | None = None,
) -> Panel:
    """A panel of villages of `register`, income in 10k yuan/year; `unused` are records outside the years.

    It goes through the door of `wuli check`: the same messages, settled by the same `answers`.
    Raises InputFaults with every finding that is open, income that is not positive, and too few records.
    """
    path = Path(path)
    ids = pd.Index(register.table["village_id"])
    table = income_table(load_observations(path, answers, register.table["village_id"]))
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
