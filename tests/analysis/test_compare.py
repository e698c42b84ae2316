"""Comparisons on two villages and a few members, by hand."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
import xarray as xr

from sim.analysis import compare as cp
from sim.axes import AXES, CHANNELS
from sim.faults import InputFaults
from sim.inputs.case import read_case
from sim.inputs.scenarios.resolve import change
from sim.model.exposure import make_exposure
from sim.model.simulate import Result, simulate_members
from sim.model.structures import Structure
from sim.runs.ensemble import simulate
from tests.baotou import BAOTOU

YEARS = (2022, 2023, 2024)
TABLE = pd.DataFrame(
    {
        "village_id": ["V1", "V2"],
        "township_id": ["T1", "T1"],
        "banner_id": ["B1", "B2"],
        "industry": ["grain", "grain"],
    }
)


def result(name, incomes, cost=0.0, seed=0):
    """incomes (member, village, year); everything else follows: of each 1 is subsidy and 2 was borrowed."""
    incomes = np.asarray(incomes, dtype=np.float32)
    coords = {"member": range(len(incomes)), "year": list(YEARS)}
    total = incomes.sum(axis=1)
    paid = np.broadcast_to(np.asarray(cost, dtype=float), total.shape)
    data = {"mean": total / 2, "total": total, "brought": np.zeros(total.shape), "paid": paid}
    data |= {"net": total, "wear": np.zeros(total.shape), "own_money": np.zeros(total.shape)}
    less = {"below": 0, "earned_below": 1, "unborrowed_below": 3, "net_below": 0}
    data |= {
        f"{kind}_{limit}": (incomes - each < limit).sum(axis=1)
        for kind, each in less.items()
        for limit in (10, 12, 20, 50)
    }
    units = {"units": "10k yuan/year"}
    city = xr.Dataset({k: (("member", "year"), v, units) for k, v in data.items()}, coords=coords)
    cube = xr.Dataset({"income": (AXES, incomes)}, coords={**coords, "village": ["V1", "V2"]})
    case = SimpleNamespace(
        programme=BAOTOU,
        scenario=SimpleNamespace(id=name, years=YEARS),
        register=SimpleNamespace(checksum="0", table=TABLE),
    )
    each = np.broadcast_to(np.asarray(cost, dtype=float), (1, 3))
    costs = xr.DataArray(each, dims=("lever", "year"), coords={"lever": ["money"], "year": list(YEARS)})
    return Result(case, pd.DataFrame({"depreciation": np.zeros(len(incomes))}), seed, city, cube, costs)


def flat(*villages):
    """Incomes of one member that stay the same in the three years."""
    return [[each] * 3 for each in villages]


NOTHING = result("nothing", [flat(10, 10), flat(8, 12)])
HELP = result("help", [flat(10, 14), flat(8, 20)], cost=[4.0, 0, 0])
HARM = result("harm", [flat(9, 12), flat(6, 10)], cost=1.0)
ALL = [NOTHING, HELP, HARM]


def test_paired_differences_are_taken_member_by_member_both_ways():
    table = cp.paired(ALL)
    assert table.loc[("help", "nothing"), ["mean", "chance"]].tolist() == [3, 1]
    assert table.loc[("nothing", "help"), "mean"] == -3
    assert table.loc[("harm", "nothing"), ["mean", "chance"]].tolist() == [-0.75, 0.5]
    assert len(table) == 6
    assert table.attrs["units"] == "10k yuan/year"


def test_a_comparison_of_other_luck_is_refused():
    with pytest.raises(InputFaults):
        cp.paired([NOTHING, result("other", [flat(1, 1), flat(1, 1)], seed=1)])


def test_an_unknown_outcome_is_named_with_its_nearest():
    with pytest.raises(InputFaults, match="mean"):
        cp.paired(ALL, "meen")


def test_places_add_up_and_ties_share_theirs():
    table = cp.rank_shares([NOTHING, HELP, result("twin", [flat(10, 10), flat(8, 12)])])
    assert table.sum(axis=0).tolist() == pytest.approx([1, 1, 1])
    assert table.loc["help"].tolist() == [1, 0, 0]
    assert table.loc["twin"].tolist() == [0, 0.5, 0.5]


def test_the_order_is_the_same_only_where_no_pair_turns():
    # nothing 10, 10; help 12, 14; harm 10.5, 8: harm beats nothing in the first member alone
    table = cp.rank_shares(ALL)
    assert table.loc["harm"].tolist() == [0, 0.5, 0.5]
    assert table.attrs["same_order"] == 0.5


def test_fewer_villages_below_is_the_better_place():
    assert cp.rank_shares(ALL, "below_12", more=False).loc["help", 1] >= 0.5


@pytest.mark.parametrize("by", cp.GROUPS)
def test_gains_of_groups_add_up_to_the_city(by):
    table = cp.winners(HARM, NOTHING, by)
    assert (table["mean"] * table["villages"]).sum() == pytest.approx(2 * -0.75)


def test_winners_and_losers_are_counted_by_likelihood():
    table = cp.winners(HARM, NOTHING, "banner_id")
    # V1 loses in both members; V2 gains 2 and loses 2: neither
    assert table.loc["B1", ["winners", "losers", "chance"]].tolist() == [0, 1, 0]
    assert table.loc["B2", ["winners", "losers", "chance"]].tolist() == [0, 0, 0.5]


def test_what_comes_later_wins_in_the_last_year_and_loses_over_all_years():
    early, late = [[10, 16, 10], [8, 8, 8]], [[10, 10, 12], [8, 8, 8]]
    table = cp.winners(result("late", [late, late]), result("early", [early, early]), "banner_id")
    assert table.loc["B1", ["winners", "losers", "all_winners", "all_losers"]].tolist() == [1, 0, 0, 1]
    assert table.loc["B1", ["mid", "all_mid"]].tolist() == pytest.approx([2, -4 / 3])


def test_an_unknown_grouping_is_refused():
    for judged in (cp.winners, cp.decided_by_lot):
        with pytest.raises(InputFaults, match="banner_id"):
            judged(HARM, NOTHING, "banner")


OPEN = Structure(markets="open")
CUTS = {
    "municipal_fiscal": {2024: 0.7},
    "supported_projects": {2022: 0.0},
    "model_branches": {2023: 0.5},
    "group.funding": {2026: 0.7},
    "all": {2024: 0.7},
}


@pytest.fixture(scope="module")
def programme():
    return simulate(read_case("programme-2022", "synthetic"), 32, 0)


def cut_case(case, cut):
    return replace(case, scenario=change(case.scenario, {cut: {"scale": CUTS[cut]}}))


@pytest.fixture(scope="module")
def at_fixed_prices(programme):
    return simulate_members(programme.case, programme.draws, programme.seed, structure=OPEN)


@pytest.mark.parametrize("cut", CUTS)
def test_no_village_is_a_likely_winner_of_a_cut_alone(at_fixed_prices, cut):
    """Where prices stay as they are: who is left out leaves the turns of all others as they were."""
    whole = at_fixed_prices
    less = simulate_members(cut_case(whole.case, cut), whole.draws, whole.seed, structure=OPEN)
    table = cp.winners(less, whole, "banner_id").sum()
    assert table["winners"] == table["all_winners"] == 0
    assert table["all_losers"] > 0


@pytest.mark.parametrize("cut", ["municipal_fiscal", "group.funding"])
def test_only_a_product_of_which_less_is_sold_makes_winners_of_a_cut(programme, cut):
    """In a market that saturates, what others no longer sell is good for the price."""
    case = cut_case(programme.case, cut)
    less = simulate_members(case, programme.draws, programme.seed)
    won = cp.winners(less, programme, "village_id")["winners"].to_numpy() > 0
    supply = [make_exposure(each).channels[-1, CHANNELS.index("supply")] for each in (case, programme.case)]
    assert won.any()
    assert (supply[0] < supply[1])[won].all()


def test_losers_by_lot_are_told_from_those_whom_a_rule_chooses(programme):
    def lots(targeting):
        edits = {"supported_projects": {"scale": {2024: 0.5}, "targeting": targeting}}
        before = change(programme.case.scenario, {"group.funding": {"targeting": targeting}})
        cases = [replace(programme.case, scenario=one) for one in (change(before, edits), before)]
        less, whole = (simulate_members(case, programme.draws, programme.seed) for case in cases)
        found = cp.decided_by_lot(less, whole, "village_id", lots=4, members=8)
        return found, cp.winners(less, whole, "village_id")

    found, table = lots("random")
    assert found["by_lot"].sum() >= 0.8 * table["all_losers"].sum() > 0
    assert found.index.equals(table.index)
    found, table = lots("weakest_first")
    assert table["all_losers"].sum() > 0
    assert found["by_lot"].sum() < 0.05 * table["all_losers"].sum()


def test_inequality_of_known_distributions():
    assert cp.gini(np.array([[1.0, 1, 1, 1], [0, 0, 0, 4]])) == pytest.approx([0, 0.75])
    assert cp.theil(np.array([[1.0, 1, 1, 1], [0, 0, 0, 4]])) == pytest.approx([0, np.log(4)])


def test_inequality_says_how_likely_there_is_less():
    table = cp.inequality([HARM], NOTHING)
    assert table.loc[("harm", "gini"), "chance"] == 0
    assert table.loc[("harm", "gini"), "change"] > 0


def test_thresholds_count_villages_and_those_lifted():
    table = cp.thresholds([HELP], NOTHING)
    assert table.loc[("help", 12), ["low", "high"]].tolist() == [1, 1]
    assert table.loc[("help", 20), "lifted_high"] == pytest.approx(0.95)
    # help 10, 14 and 8, 20: the 14 is 13 without subsidy and 11 without debt, the 20 is 19 without subsidy
    assert table.loc[("help", 12), ["by_debt_low", "by_debt_high"]].tolist() == pytest.approx([0.05, 0.95])
    assert table.loc[("help", 20), ["by_subsidy_low", "by_subsidy_high"]].tolist() == pytest.approx(
        [0.05, 0.95]
    )
    assert table.loc[("help", 12), ["by_subsidy_high", "net_low", "net_high"]].tolist() == [0, 1, 1]
