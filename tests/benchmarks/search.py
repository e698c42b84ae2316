"""How long 10,000 plans with and without rules take, each on 200 members of the whole city.

A tenth of them is searched and told times ten: a plan takes as long at the end as at the beginning.
"""

from __future__ import annotations

import numpy as np

from sim.analysis.prepared_case import make_world
from sim.analysis.search import goals_of, plan_space, planned, search
from sim.inputs.case import read_case
from tests.benchmarks.clock import seconds

PLANS, MEMBERS, PART = 10_000, 200, 10
BARS = {"plans_10000_s": ("<=", 300.0, None)}


def bench() -> dict[str, float]:
    """Every figure by its name in outputs/bench.json."""
    case = read_case()
    search(case, 40, 20)  # compiles both loops
    world, space = make_world(case, MEMBERS), plan_space(case)
    plain, ruled = np.full(space.size, 0.4), np.full(space.size, 0.6)
    plain[space.plain :] = 0.0
    each = {
        name: min(seconds(lambda plan=plan: goals_of(world, planned(space, plan))) for _ in range(9))
        for name, plan in (("plain", plain), ("ruled", ruled))
    }
    taken = seconds(lambda: search(case, PLANS // PART, MEMBERS))
    return {
        "plans_10000_s": PART * taken,
        "plan_without_rules_ms": 1000 * each["plain"],
        "plan_with_rules_ms": 1000 * each["ruled"],
    }
