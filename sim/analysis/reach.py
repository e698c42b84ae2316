"""How surely each village reaches the thresholds, and what it will earn in the middle: what a map shows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.analysis.world import World, incomes
from sim.inputs import Case
from sim.model.exposure import make_exposure
from sim.model.simulate import pack


@dataclass(frozen=True, eq=False)
class Reach:
    """The villages of one scenario in its last year.

    chance  by threshold, (village,): share of members in which a village reaches it
    middle  (village,) median income, 10k yuan/year
    """

    chance: dict[float, np.ndarray]
    middle: np.ndarray


def reach(case: Case, draws: pd.DataFrame, seed: int = 0) -> Reach:
    """Run a case on given draws and look at every village in the last year."""
    last = incomes(World(case, pack(case.register, case.programme), draws, seed), make_exposure(case))[:, -1]
    chance = {limit: (last >= limit).mean(axis=0) for limit in case.programme.thresholds}
    return Reach(chance, np.median(last, axis=0))
