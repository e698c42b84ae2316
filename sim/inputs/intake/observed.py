"""The panel of calibration: through the door that every panel comes in by, then what of it can be used."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import pandas as pd

from sim.faults import fault
from sim.inputs.intake.panel import Observations, income_table, load_observations
from sim.inputs.panels import FEWEST, Panel, make_panel
from sim.inputs.villages import Register


def load_observed(
    path: Path | str, register: Register, years: Collection[int], answers: Mapping[str, str] | None = None
) -> Panel:
    """A panel of villages of `register`, income in 10k yuan/year, from any file that `wuli check` takes.

    Raises InputFaults with every finding that is open, and where too few records can be used.
    """
    known = load_observations(path, answers, register.table["village_id"])
    return usable(known, register, years, Path(path).name)


def usable(known: Observations, register: Register, years: Collection[int], name: str) -> Panel:
    """The records that calibration can use: of the model's years, with an income above 0.

    The model starts from the accounts of the base year and its incomes are above 0: earlier years and zeros
    say nothing to it. The panel counts both, and whoever shows what follows says how many. Raises
    InputFaults, with the reason, where fewer than FEWEST are left.
    """
    table = income_table(known)
    inside = table["year"].between(min(years), max(years))
    used = table[inside & (table["income"] > 0)]
    outside, zeros = int((~inside).sum()), int((inside & (table["income"] <= 0)).sum())
    if len(used) < FEWEST:
        raise fault(
            name, "panel_short", found=len(used), all=len(table), fewest=FEWEST, outside=outside, zeros=zeros,
            first=min(years), last=max(years),
        )  # fmt: skip
    ids = pd.Index(register.table["village_id"])
    places = ids.get_indexer(used["village_id"])
    return make_panel(name, places, used["year"], used["income"], unused=outside, zeros=zeros)
