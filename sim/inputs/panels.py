"""Village panels: what villages really earned, year by year, as a user brings it for calibration."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from sim.faults import Fault, InputFaults, fault, unknown
from sim.inputs.sheets import numbers, read_sheet
from sim.inputs.tables import DATA
from sim.inputs.villages import Register
from sim.words import say

COLUMNS = ("village_id", "year", "income")
FOLDER = DATA / "panels"
EXAMPLE = FOLDER / "example.csv"
FEWEST = 30  # village-years; fewer say nothing that the priors do not


@dataclass(frozen=True)
class Panel:
    """Observed income, (village, year) in 10k yuan/year, NaN where nothing was observed.

    `villages` are positions in the register that it was checked against; `unused` counts the records of its
    file that lie outside the model's years.
    """

    name: str
    villages: np.ndarray
    years: tuple[int, ...]
    income: np.ndarray
    unused: int = 0

    @property
    def observations(self) -> int:
        return int(np.isfinite(self.income).sum())


def find_panel(text: str) -> Path:
    """A panel's file, from here or from the project's folder."""
    return Path(text) if Path(text).is_file() else DATA.parent / text


def load_panel(path: Path | str, register: Register, years: Collection[int]) -> Panel:
    """A panel file (columns village_id, year, income in 10k yuan/year) of villages of `register`.

    Raises InputFaults with every unknown village, year outside the horizon, income that is no positive
    number, and village-year that stands twice.
    """
    path = Path(path)
    if not path.is_file():
        raise fault(str(path), "fault_no_file")
    table = read_sheet(path, COLUMNS)
    ids = pd.Index(register.table["village_id"])
    income, faults = numbers(path.name, table["income"])
    year, wrong = numbers(path.name, table["year"])
    faults += wrong
    faults += [
        unknown(f"{path.name}:{line}", say("word_village"), village, ids)
        for line, village in table["village_id"].items()
        if village not in ids
    ]
    faults += _out_of_range(path.name, income, year, years)
    twice = table[table.duplicated(["village_id", "year"])]
    faults += [
        Fault(f"{path.name}:{line}", "panel_twice", {"village": row["village_id"], "year": row["year"]})
        for line, row in twice.iterrows()
    ]
    if not faults and len(table) < FEWEST:
        faults.append(Fault(path.name, "panel_short", {"found": len(table), "fewest": FEWEST}))
    if faults:
        raise InputFaults(faults)
    return make_panel(path.name, ids.get_indexer(table["village_id"]), year.astype(int), income)


def _out_of_range(name: str, income: pd.Series, year: pd.Series, years: Collection[int]) -> list[Fault]:
    first, last = min(years), max(years)
    faults = [
        Fault(f"{name}:{line}", "panel_income", {"value": f"{value:g}"})
        for line, value in income.items()
        if np.isfinite(value) and value <= 0
    ]
    return faults + [
        Fault(f"{name}:{line}", "panel_year", {"value": f"{value:g}", "first": first, "last": last})
        for line, value in year.items()
        if np.isfinite(value) and (value != int(value) or not first <= value <= last)
    ]


def make_panel(name: str, villages: np.ndarray, years: pd.Series, income: pd.Series) -> Panel:
    """A panel from long columns; its years run without a gap from the first year of the programme."""
    horizon = tuple(range(2022, int(max(years)) + 1))
    positions, row = np.unique(np.asarray(villages), return_inverse=True)
    table = np.full((len(positions), len(horizon)), np.nan)
    table[row, np.asarray(years) - horizon[0]] = income
    return Panel(name, positions, horizon, table)


def panel_table(panel: Panel, register: Register) -> pd.DataFrame:
    """The panel in the columns of its file, income to the yuan."""
    ids = register.table["village_id"].to_numpy()[panel.villages]
    table = pd.DataFrame(
        {
            "village_id": np.repeat(ids, len(panel.years)),
            "year": np.tile(panel.years, len(ids)),
            "income": panel.income.round(4).ravel(),
        }
    )
    return table[table["income"].notna()].reset_index(drop=True)
