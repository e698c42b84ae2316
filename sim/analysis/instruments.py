"""Money turned into what it buys: one instrument per lever group, so people and projects compare by price.

A yuan for a group is split over its levers as the published programme splits it. Levers without a price
(loans, land, office rooms), without a published amount and those that reach everyone are left out.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.analysis.world import unit_channels
from sim.inputs import Case
from sim.inputs.levers import Lever
from sim.model.axes import CHANNELS


def priced(case: Case, group: str) -> list[Lever]:
    """The levers of a group that money buys, village by village."""
    levers = [lever for lever in case.levers.values() if lever.group == group]
    return [
        lever
        for lever in levers
        if lever.amount * lever.unit_cost > 0
        and lever.reach != "everyone"
        and all(name != "land" for name, _ in lever.channels)
    ]


def spending_shares(levers: Sequence[Lever]) -> np.ndarray:
    """How the published programme splits a yuan over some levers, (lever,)."""
    spent = np.array([lever.amount * lever.unit_cost for lever in levers])
    return spent / spent.sum()


def per_yuan(case: Case, group: str) -> np.ndarray:
    """What 10k yuan a year in one group bring the village that gets them, (channel, village)."""
    levers = priced(case, group)
    table = case.register.table
    shares = spending_shares(levers)
    parts = [
        share / lever.unit_cost * unit_channels(lever, table)
        for share, lever in zip(shares, levers, strict=True)
    ]
    return np.sum(parts, axis=0) if parts else np.zeros((len(CHANNELS), len(table)))


def instruments(case: Case) -> np.ndarray:
    """`per_yuan` of every group, (group, channel, village), in the order of the programme's."""
    return np.stack([per_yuan(case, group) for group in case.programme.groups])


def bought(case: Case, spending: Sequence[float]) -> pd.DataFrame:
    """What a yearly spending per group (10k yuan) buys: rows by lever; group, amount (own units), spent."""
    rows = {}
    for group, money in zip(case.programme.groups, spending, strict=True):
        levers = priced(case, group)
        for lever, share in zip(levers, spending_shares(levers) if levers else (), strict=True):
            if money > 0:
                rows[lever.id] = [group, money * share / lever.unit_cost, money * share]
    return pd.DataFrame.from_dict(rows, orient="index", columns=["group", "amount", "spent"]).rename_axis(
        "lever"
    )
