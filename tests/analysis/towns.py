"""Two townships of three villages on the real model: small enough to try every allocation."""

from dataclasses import replace

import pandas as pd

from sim.analysis.prepared_case import make_world
from sim.inputs.case import read_case
from sim.inputs.villages import Register
from tests.model.worlds import three_villages

INCOMES = (1.0, 3.0, 6.0, 8.0, 11.0, 40.0)


def six_villages(**columns):
    """Income 2021 as in INCOMES (the first 1.5); T1 and T2 in banners B1 and B2; V1 and V5 are key."""
    table = pd.concat([three_villages(), three_villages()], ignore_index=True)
    return table.assign(
        village_id=[f"V{k}" for k in range(1, 7)],
        township_id=["T1"] * 3 + ["T2"] * 3,
        banner_id=["B1"] * 3 + ["B2"] * 3,
        operating=[each - 1 if each > 1 else 0.5 for each in INCOMES],
        contracts=0.5,
        investment=0.25,
        subsidy=0.25,
        key_village=[1, 0, 0, 0, 1, 0],
        reserve_projects=[2, 2, 0, 1, 3, 2],
        **columns,
    )


def six_world(members=40, scenario="no-programme", **columns):
    register = Register(six_villages(**columns), "six", True, "6" * 64)
    return make_world(replace(read_case(scenario), register=register), members)
