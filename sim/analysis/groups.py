"""How groups of villages (banners, townships, industries) stand against the income thresholds, year by year.

Of each group three things are told in every member and year: the income of its median village, its mean,
and how many of its villages lie below each threshold. From them follow the chance that the median village
reaches a threshold and the chance that every village does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.analysis.compare import GROUPS
from sim.analysis.outcomes import quantiles
from sim.analysis.world import World, incomes
from sim.faults import InputFaults, unknown
from sim.model.exposure import make_exposure
from sim.model.simulate import pack
from sim.model.targeting import base_income
from sim.words import say

if TYPE_CHECKING:
    from sim.inputs import Case


@dataclass(frozen=True)
class Outlook:
    """The groups of one scenario through the years; money in 10k yuan/year.

    groups  names, in the register's order; villages (group,)
    start   rows by group, in the base year: median, mean, and below_10 … the villages below each threshold
    middle  (group, 5, year): quantiles 5, 25, 50, 75, 95 % of the median village's income
    mean    (group, 5, year): of the mean income
    below   by threshold, (group, 5, year): of the number of villages below it
    chance_middle, chance_all  by threshold, (group, year): share of members in which the median village,
            or every village, reaches it
    """

    groups: tuple[str, ...]
    villages: np.ndarray
    years: tuple[int, ...]
    start: pd.DataFrame
    middle: np.ndarray
    mean: np.ndarray
    below: dict[float, np.ndarray]
    chance_middle: dict[float, np.ndarray]
    chance_all: dict[float, np.ndarray]

    def place(self, group: str) -> int:
        """Where a group stands. Raises InputFaults with the nearest name for one that there is not."""
        if group not in self.groups:
            raise InputFaults([unknown("", say("word_group"), group, self.groups)])
        return self.groups.index(group)


def outlook(case: Case, draws: pd.DataFrame, seed: int = 0, by: str = "banner_id") -> Outlook:
    """Run a case on given draws and look at its groups; `by` is a column of GROUPS.

    draws  (member x uncertainty), indexed by member number, as `draw_members` gives them
    """
    if by not in GROUPS:
        raise InputFaults([unknown("", say("word_group"), by, GROUPS)])
    income = incomes(World(case, pack(case.register, case.programme), draws, seed), make_exposure(case))
    column = case.register.table[by].to_numpy()
    names = tuple(str(name) for name in pd.unique(column))
    parts = [income[:, :, column == name] for name in names]  # (member, year, village of the group)
    middles = np.stack([np.median(part, axis=2) for part in parts])
    limits = case.programme.thresholds
    lows = {limit: np.stack([(part < limit).sum(axis=2) for part in parts]) for limit in limits}
    return Outlook(
        names,
        np.array([part.shape[2] for part in parts]),
        case.scenario.years,
        start_of(case, column, names),
        _of_members(middles),
        _of_members(np.stack([part.mean(axis=2, dtype=np.float64) for part in parts])),
        {limit: _of_members(low) for limit, low in lows.items()},
        {limit: (middles >= limit).mean(axis=1) for limit in limits},
        {limit: (low == 0).mean(axis=1) for limit, low in lows.items()},
    )


def _of_members(values: np.ndarray) -> np.ndarray:
    """The five quantiles over members, (group, member, year) to (group, 5, year)."""
    return quantiles(values.astype(np.float64), axis=1).swapaxes(0, 1)


def start_of(case: Case, column: np.ndarray, names: Sequence[str]) -> pd.DataFrame:
    """Where the groups stand at the start by the register: median, mean, villages below each threshold.

    column (village,) the group of each village
    """
    income = base_income(case.register.table)
    parts = [income[column == name] for name in names]
    limits = case.programme.thresholds
    lows = {f"below_{limit}": [int((part < limit).sum()) for part in parts] for limit in limits}
    middle = {"median": [np.median(part) for part in parts], "mean": [part.mean() for part in parts]}
    return pd.DataFrame(middle | lows, index=pd.Index(names, name="group"))


def weakest(found: Outlook, threshold: float) -> str:
    """The group with the largest share of villages below a threshold at the start; of equals the poorest."""
    share = found.start[f"below_{threshold}"].to_numpy() / found.villages
    order = np.lexsort([found.start["median"].to_numpy(), -share])
    return found.groups[order[0]]


def year_of_confidence(chance: np.ndarray, years: Sequence[int], level: float = 0.9) -> int | None:
    """The first year from which a chance stays at `level` or more to the end; None where it does not.

    chance  (year,) shares
    """
    short = np.flatnonzero(np.asarray(chance) < level)
    first = int(short[-1]) + 1 if len(short) else 0
    return int(years[first]) if first < len(years) else None


# --- classes of income ---------------------------------------------------------------------------


def start_classes(case: Case) -> np.ndarray:
    """Villages of the base year in each class of income between the thresholds, poorest first, (class,)."""
    income = base_income(case.register.table)
    return classes([(income < limit).sum() for limit in case.programme.thresholds], len(income))


def classes(below: Sequence[float] | np.ndarray, villages: int) -> np.ndarray:
    """Villages in each class from the numbers below each threshold; they add up to all villages.

    below (threshold,), returns (class,)
    """
    return np.diff([0.0, *map(float, below), float(villages)])
