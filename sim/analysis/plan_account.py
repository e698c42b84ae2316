"""What a plan of an allocation comes to besides gross income and public money: net, and whose money."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from sim.analysis.prepared_case import city_sums
from sim.analysis.response import Ground, with_counts
from sim.axes import CITY_SUMS, COUNTED

_KINDS = ("income", "earned", "unborrowed", "net")  # by which the kernel counts villages, as COUNTED has them


@dataclass(frozen=True, eq=False)
class PlanAccount:
    """A plan in the last year, and what others than the public put into it over all years, (member,) each.

    net       net return of all villages, 10k yuan/year; net_over: villages whose net return is at the target
    by_subsidy, by_debt  villages at the target by subsidy, and by new debt, alone
    own, partners  villages' own and partners' money beyond what they put in without the plan, 10k yuan
    """

    net: np.ndarray
    net_over: np.ndarray
    by_subsidy: np.ndarray
    by_debt: np.ndarray
    own: np.ndarray
    partners: np.ndarray


def plan_account(ground: Ground, counts: np.ndarray, target: float) -> PlanAccount:
    """The account of a plan on the full simulator; counts (village, package), any target in 10k yuan/year."""
    blocks = replace(ground.world.blocks, thresholds=(target,))
    world = replace(ground.world, blocks=blocks)
    plan, nothing = (city_sums(world, with_counts(ground, each)) for each in (counts, np.zeros_like(counts)))
    reached = plan[:, -1, len(CITY_SUMS) :].T
    gross, earned, unborrowed, net = (reached[list(COUNTED).index(kind)] for kind in _KINDS)
    money = [
        (plan - nothing)[..., CITY_SUMS.index(name)].sum(axis=1) for name in ("own_money", "partner_money")
    ]
    return PlanAccount(plan[:, -1, CITY_SUMS.index("net")], net, gross - earned, earned - unborrowed, *money)
