"""Village panels: what villages really earned, year by year, as a user brings it for calibration."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from sim.folders import ROOT, programme_folder
from sim.inputs.programme import in_use
from sim.inputs.villages import Register

FEWEST = 30  # village-years; fewer say nothing that the priors do not


@dataclass(frozen=True)
class Panel:
    """Observed income, (village, year) in 10k yuan/year, NaN where nothing was observed.

    `villages` are positions in the register that it was checked against. Of the records of its file it leaves
    out those that lie outside the model's years (`unused`) and incomes of 0 (`zeros`).
    """

    name: str
    villages: np.ndarray
    years: tuple[int, ...]
    income: np.ndarray
    unused: int = 0
    zeros: int = 0

    @property
    def base_year(self) -> int:
        """The year of the register from whose end its records are told: that before its first."""
        return self.years[0] - 1

    @property
    def observations(self) -> int:
        return int(np.isfinite(self.income).sum())


def panels_folder() -> Path:
    """Where the example panels of the programme in use lie."""
    return programme_folder() / "panels"


def example_panel() -> Path:
    """The example panel of the programme in use: incomes that the model itself has made."""
    return panels_folder() / "example.csv"


def find_panel(text: str) -> Path:
    """A panel's file, from here, from the folder of the programme in use or from the project's."""
    places = (Path(text), programme_folder() / text)
    return next((path for path in places if path.is_file()), ROOT / text)


def make_panel(
    name: str, villages: np.ndarray, years: pd.Series, income: pd.Series, unused: int = 0, zeros: int = 0
) -> Panel:
    """A panel from long columns; its years run without a gap from the first year of the programme."""
    horizon = tuple(range(in_use().first_year, int(max(years)) + 1))
    positions, row = np.unique(np.asarray(villages), return_inverse=True)
    table = np.full((len(positions), len(horizon)), np.nan)
    table[row, np.asarray(years) - horizon[0]] = income
    return Panel(name, positions, horizon, table, unused, zeros)


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
