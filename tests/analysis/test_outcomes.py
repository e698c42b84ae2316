"""Answers on a handful of members, each of which one can do by hand."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
import xarray as xr

from sim.analysis.compare import chance_better, compare
from sim.analysis.outcomes import (
    band,
    check_paired,
    class_means,
    cost_per_lifted,
    five,
    gain,
    gain_per_yuan,
    headline,
    public_cost,
    total_cost,
    total_costs,
)
from sim.faults import InputFaults
from sim.inputs.case import read_case
from sim.model.simulate import Result
from sim.runs.ensemble import simulate, village_table
from tests.baotou import BAOTOU

YEARS = (2022, 2023)


def result(name, mean, cost=0.0, brought=0.0, villages=None, seed=0):
    """Two villages; `mean` is (member, year) and everything else follows.

    Of each village's income 1 is subsidy, 2 was borrowed and 4 is what it costs to earn the rest.
    """
    mean = np.asarray(mean, dtype=float)
    dims, coords = ("member", "year"), {"member": range(len(mean)), "year": list(YEARS)}
    data = {
        "mean": mean,
        "total": 2 * mean,
        "net": 2 * (mean - 5),
        "net_mean": mean - 5,
        "per_household": mean / 100,
        "below_12": np.where(mean < 12, 2.0, 0.0),
        "earned_below_12": np.where(mean - 1 < 12, 2.0, 0.0),
        "unborrowed_below_12": np.where(mean - 3 < 12, 2.0, 0.0),
        "net_below_12": np.where(mean - 5 < 12, 2.0, 0.0),
        "own_money": np.full(mean.shape, cost / 3),
        "partner_money": np.full(mean.shape, 2 * cost / 3),
        "brought": np.full(mean.shape, brought),
        "paid": np.full(mean.shape, cost),
    }
    city = xr.Dataset(
        {key: (dims, value, {"units": "10k yuan/year"}) for key, value in data.items()}, coords=coords
    )
    scenario = SimpleNamespace(id=name, years=YEARS)
    register = SimpleNamespace(checksum="0", table=pd.DataFrame({"village_id": ["V001", "V002"]}))
    case = SimpleNamespace(programme=BAOTOU, scenario=scenario, register=register)
    paid = xr.DataArray(
        np.full((1, 2), cost), dims=("lever", "year"), coords={"lever": ["money"], "year": list(YEARS)}
    )
    return Result(case, pd.DataFrame({"yield_rate": np.zeros(len(mean))}), seed, city, villages, paid)


NOTHING = result("no-programme", [[10, 10], [10, 12]])
PROGRAMME = result("programme", [[10, 14], [11, 13]], cost=3.0, brought=1.0)


def test_a_band_is_the_quantiles_over_members():
    values = xr.DataArray(
        np.arange(101.0)[:, None] * [1, 2],
        dims=("member", "year"),
        coords={"year": list(YEARS)},
        attrs={"units": "person"},
    )
    frame = band(values)
    assert frame.loc[2022].to_dict() == pytest.approx(
        {"q05": 5, "q25": 25, "q50": 50, "q75": 75, "q95": 95, "mean": 50}
    )
    assert frame.loc[2023, "q95"] == pytest.approx(190)
    assert frame.attrs["units"] == "person"


def test_a_gain_is_taken_member_by_member():
    assert gain(PROGRAMME, NOTHING).to_numpy() == pytest.approx(np.array([[0, 4], [1, 1]]))


def test_public_cost_counts_what_resident_teams_bring_in():
    assert public_cost(PROGRAMME).to_numpy() == pytest.approx(np.full((2, 2), 4.0))


def test_the_cost_of_all_years_is_the_same_with_and_without_its_labels():
    assert total_cost(PROGRAMME).to_numpy() == pytest.approx([8.0, 8.0])
    assert total_costs(PROGRAMME) == pytest.approx([8.0, 8.0])
    assert total_cost(PROGRAMME).attrs["units"] == "10k yuan"
    assert public_cost(PROGRAMME).dims == ("member", "year")


def test_gain_per_yuan_is_extra_income_over_extra_public_money():
    # member 0: 2 villages * 4 over 8; member 1: 2 * (1+1) over 8
    assert gain_per_yuan(PROGRAMME, NOTHING).to_numpy() == pytest.approx([1.0, 0.5])


def test_gain_per_yuan_has_no_value_where_nothing_is_spent():
    assert np.isnan(gain_per_yuan(NOTHING, NOTHING)).all()
    assert np.isnan(headline(NOTHING, NOTHING).loc["gain_per_yuan", "mid"])


def test_the_headline_holds_every_answer_with_low_mid_high_and_unit():
    table = headline(PROGRAMME, NOTHING)
    assert table.loc["mean_gain", ["low", "mid", "high"]].tolist() == pytest.approx([1.15, 2.5, 3.85])
    assert table.loc["below_target", "high"] == 0
    assert table.loc["lifted", ["low", "high"]].tolist() == pytest.approx(
        [0.1, 1.9]
    )  # 2 in one member, 0 in the other
    assert table.loc["public_cost", "mid"] == 8
    assert table.loc[["own_cost", "partner_cost"], "mid"].tolist() == [2, 4]
    # 14 and 13 are 9 and 8 net: both gain as gross, none of them is at 12
    assert table.loc["mean_net", ["low", "high"]].tolist() == pytest.approx([8.05, 8.95])
    assert table.loc["mean_net_gain"].tolist() == table.loc["mean_gain"].tolist()
    assert table.loc[["net_below_target", "net_lifted"], "mid"].tolist() == [2, 0]
    # 13 less the subsidy is 12 and still there; neither is without what was borrowed
    assert table.loc[["by_subsidy", "by_debt"], "mid"].tolist() == [0, 2]
    assert table.loc["net_gain_per_yuan"].tolist() == table.loc["gain_per_yuan"].tolist()
    assert table.loc["household_gain", "mid"] == pytest.approx(250)
    assert (table["low"] <= table["mid"]).all()
    assert (table["mid"] <= table["high"]).all()
    assert table["unit"].all()


@pytest.mark.parametrize(
    "other",
    [result("x", [[1, 1]]), result("x", [[1, 1], [1, 1]], seed=1)],
    ids=["other members", "other seed"],
)
def test_results_on_different_luck_are_not_subtracted(other):
    with pytest.raises(InputFaults):
        check_paired(PROGRAMME, other)


def test_comparison_puts_the_headlines_side_by_side():
    table = compare([PROGRAMME, NOTHING], NOTHING)
    assert table.loc[("programme", "mean_gain"), "mid"] == pytest.approx(2.5)
    assert table.loc[("no-programme", "mean_gain"), "mid"] == 0


def test_chance_better_counts_members():
    better = chance_better([PROGRAMME, NOTHING], NOTHING)
    assert better.loc["programme", "no-programme"] == 1.0
    assert better.loc["no-programme", "programme"] == 0.0


@pytest.fixture(scope="module")
def pair():
    return [simulate(read_case(name), members=40, seed=0) for name in ("programme-2022", "no-programme")]


def test_the_villages_of_the_last_year_are_one_row_each(pair):
    rows = village_table(*pair)
    table = rows[rows["year"] == rows["year"].max()].set_index("village_id")
    income = pair[0].villages["income"].to_numpy()[:, :, -1]
    assert list(table.index) == list(pair[0].case.register.table["village_id"])
    assert table["income_50"].to_numpy() == pytest.approx(np.median(income, axis=0), rel=1e-6)
    assert table["chance_12"].to_numpy() == pytest.approx((income >= 12).mean(axis=0))
    assert table["gain_mean"].sum() == pytest.approx(float(gain(*pair, "total")[:, -1].mean()), rel=1e-5)


def test_the_cost_of_a_village_lifted_is_money_over_villages_and_unknown_where_none_is():
    # 2 x (3 + 1) is spent; the first member has both villages over 12 at last, the second had them anyway
    paid = cost_per_lifted(PROGRAMME, NOTHING, 12).to_numpy()
    assert paid[0] == pytest.approx(4.0)
    assert np.isnan(paid[1])
    assert five(cost_per_lifted(PROGRAMME, NOTHING, 12)) == pytest.approx([4.0] * 5)
    assert np.isnan(five(cost_per_lifted(NOTHING, NOTHING, 12))).all()


def test_villages_below_each_threshold_are_means_over_members():
    case = read_case("no-programme")
    small = simulate(case, 4, villages=False)
    assert class_means(small)[1] == pytest.approx(float(small.city["below_12"][{"year": -1}].mean()))
