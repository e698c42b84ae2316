"""Small Results with whole numbers, so that a drawn number can be told by hand."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
import xarray as xr

from tests.baotou import BAOTOU

YEARS = [2022, 2023, 2024]


def make_result(scenario, title, add, synthetic=True):
    """Five members whose mean income is 10 + add + member (0..4) in every year, three villages."""
    member = np.arange(5.0)[:, None]
    path = 10 + add + member + np.zeros((1, len(YEARS)))
    unit = {"units": "10k yuan/village/year"}
    city = xr.Dataset(
        {
            "mean": (("member", "year"), path, unit),
            "total": (("member", "year"), path * 3, {"units": "10k yuan/year"}),
            "below_12": (("member", "year"), 3 - np.clip(path - 12, 0, 3), {"units": "villages"}),
        },
        coords={"member": np.arange(5), "year": YEARS},
    )
    income = np.broadcast_to(
        np.array([5.0, 11.0, 40.0])[None, :, None] + add + member[:, :, None], (5, 3, len(YEARS))
    )
    villages = xr.Dataset(
        {"income": (("member", "village", "year"), income, {"units": "10k yuan/year"})},
        coords={"member": np.arange(5), "village": ["V001", "V002", "V003"], "year": YEARS},
    )
    table = pd.DataFrame(
        {"operating": [2.0, 5, 20], "contracts": [3.0, 4, 10],
         "investment": [0.0, 1, 5], "subsidy": [0.0, 1, 5]},
        index=pd.Index(["V001", "V002", "V003"], name="village_id"),
    )  # fmt: skip
    case = SimpleNamespace(
        programme=BAOTOU,
        scenario=SimpleNamespace(id=scenario, title=title, years=tuple(YEARS)),
        register=SimpleNamespace(synthetic=synthetic, name="three villages", table=table),
    )
    return SimpleNamespace(case=case, city=city, villages=villages, members=5, seed=0)


@pytest.fixture
def programme():
    return make_result("programme-2022", {"zh": "2022年方案", "en": "Programme of 2022"}, add=2)


@pytest.fixture
def nothing():
    return make_result("no-programme", {"zh": "没有方案", "en": "No programme"}, add=0)
