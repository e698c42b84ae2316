"""Money turned into what it buys: one instrument per lever group, so people and projects compare by price.

A yuan for a group is split over its levers as the published programme splits it. Levers without a price
(loans, land, office rooms), without a published amount and those that no village can be given are left out.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.analysis.world import divided
from sim.inputs import Case
from sim.inputs.levers import Lever


def priced(case: Case, group: str) -> list[Lever]:
    """The levers of a group that money buys, village by village."""
    levers = [lever for lever in case.levers.values() if lever.group == group]
    return [lever for lever in levers if lever.amount * lever.unit_cost > 0 and divided(lever)]


def spending_shares(levers: Sequence[Lever]) -> np.ndarray:
    """How the published programme splits a yuan over some levers, (lever,)."""
    spent = np.array([lever.amount * lever.unit_cost for lever in levers])
    return spent / spent.sum()


def per_yuan(case: Case, group: str) -> dict[str, float]:
    """Units of each lever that 10k yuan in one group buy."""
    levers = priced(case, group)
    shares = spending_shares(levers) if levers else ()
    return {lever.id: float(share) / lever.unit_cost for lever, share in zip(levers, shares, strict=True)}


def bought(case: Case, spending: Sequence[float]) -> pd.DataFrame:
    """What a yearly spending per group (10k yuan) buys: rows by lever; group, amount (own units), spent."""
    rows = {}
    for group, money in zip(case.programme.groups, spending, strict=True):
        for name, units in per_yuan(case, group).items() if money > 0 else ():
            rows[name] = [group, money * units, money * units * case.levers[name].unit_cost]
    return pd.DataFrame.from_dict(rows, orient="index", columns=["group", "amount", "spent"]).rename_axis(
        "lever"
    )
