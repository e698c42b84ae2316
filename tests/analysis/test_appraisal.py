"""What public money buys, on two villages and a few members, by hand."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from sim.analysis import appraisal as ap
from sim.faults import InputFaults
from sim.folders import shipped_programmes, using
from sim.inputs.case import beside, read_case
from sim.inputs.facts import load_evidence
from sim.inputs.parameters import Appraisal, load_appraisal, make_appraisal
from sim.inputs.scenarios.resolve import change
from sim.runs.ensemble import simulate
from tests.analysis.test_compare import HARM, HELP, NOTHING, YEARS

CASE = read_case("no-programme", "synthetic")


def flows(income, cost, weighted=None, gross=None):
    """Of one or more members; years go on after those of the cost. Without gross income it is the net."""
    income, cost = np.atleast_2d(np.asarray(income, float)), np.atleast_2d(np.asarray(cost, float))
    other = income if gross is None else np.atleast_2d(np.asarray(gross, float))
    known = income if weighted is None else np.atleast_2d(np.asarray(weighted, float))
    both = np.stack([np.stack([other, known]), np.stack([income, known])])
    return ap.Flows(2022 + np.arange(income.shape[1]), both, cost, np.zeros_like(cost))


def test_present_values_are_discounted_to_the_first_year():
    worth = ap.present_values(ap.make_flows(HELP, NOTHING), Appraisal(0.25))
    factors = 1 + 1 / 1.25 + 1 / 1.25**2
    assert worth.within == pytest.approx([4 * factors, 8 * factors])
    assert worth.cost == pytest.approx([4, 4])
    assert worth.after == pytest.approx([0, 0])


def test_pay_back_is_the_year_in_which_the_money_has_come_back():
    income = np.array([[1.0, 1, 1], [1, 2, 3], [0, 0, 1]])
    cost = np.array([[1.0, 0, 0], [3, 0, 0], [3, 0, 0]])
    assert ap.pay_back_year(income, cost, np.array(YEARS)).tolist() == [2022, 2023, np.inf]


def test_pay_back_has_no_value_where_nothing_is_spent():
    assert np.isnan(ap.pay_back_year(np.ones((1, 3)), np.zeros((1, 3)), np.array(YEARS))).all()


def test_the_appraisal_states_its_rate_and_how_often_the_money_is_well_spent():
    table = ap.appraisal(HELP, NOTHING, Appraisal(0.0))
    assert table.loc["benefit_cost", ["low", "high", "chance"]].tolist() == pytest.approx([3.15, 5.85, 1])
    assert table.loc["pay_back_year", "mid"] == 2022
    assert table.loc["discount_rate", "mid"] == 0
    worse = ap.appraisal(HARM, NOTHING, Appraisal(0.0))
    assert worse.loc["benefit_cost", "chance"] == 0
    assert worse.loc["pay_back_year", ["low", "chance"]].tolist() == [2022, 0.5]
    assert worse.loc["pay_back_year", "high"] == np.inf


@pytest.mark.parametrize(
    ("wrong", "told"),
    [({"rate": 8}, r"0\.08"), ({"residual": 2.5}, "60"), ({"residual": 99}, "60"), ({"optimism": 24}, "24"),
     ({"elasticity": -1}, "-1")],
)  # fmt: skip
def test_a_choice_out_of_bounds_is_refused(wrong, told):
    with pytest.raises(InputFaults, match=told):
        Appraisal(**{"rate": 0.08} | wrong)


def test_the_choices_are_those_of_the_table_and_each_can_be_switched():
    table = load_appraisal()
    standard = make_appraisal()
    assert standard == Appraisal(table["discount_rate"].value, int(table["residual_years"].value))
    assert make_appraisal(0.0, residual=False) == Appraisal(0.0)
    all_on = make_appraisal(optimism=True, weights=True)
    assert (all_on.optimism, all_on.elasticity) == (
        table["optimism_bias"].value, table["income_elasticity"].value
    )  # fmt: skip


@pytest.mark.parametrize("programme", shipped_programmes())
def test_every_choice_of_every_programme_rests_on_a_finding_or_says_assumption(programme):
    with using(programme):
        known = {*load_evidence().index, "assumption"}
        for row in load_appraisal().values():
            assert row.low <= row.value <= row.high
            assert set(row.source.split(";")) <= known


def test_the_rate_of_the_table_is_the_published_one_with_a_range_around_it():
    rate = load_appraisal()["discount_rate"]
    assert (rate.value, rate.grade) == (0.08, "published")
    assert rate.low < rate.value < rate.high
    assert "2006" in rate.reason


def test_a_table_of_choices_tells_all_its_faults_at_once(tmp_path):
    head = "name,value,low,high,unit,grade,source,label_zh,label_en,reason_zh,reason"
    rows = ["discount_rate,8 %,0,1,1,published,s,a,b,c,d", "optimism_bias,2,0,1,1,published,s,a,b,c,d",
            "resid_years,2,0,9,1,published,s,a,b,c,d"]  # fmt: skip
    (tmp_path / "appraisal.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    with pytest.raises(InputFaults) as refused:
        load_appraisal(tmp_path)
    text = str(refused.value)
    assert all(name in text for name in ("discount_rate", "optimism_bias", "residual_years"))


# --- what comes after the horizon ------------------------------------------------------------------------


def test_what_comes_after_the_horizon_counts_as_long_as_was_chosen():
    found = flows([0, 0, 7, 7, 7], [5, 0])
    assert ap.present_values(found, Appraisal(0.0)).ratio == pytest.approx([0])
    assert ap.present_values(found, Appraisal(0.0, residual=2)).ratio == pytest.approx([14 / 5])
    later = ap.present_values(found, Appraisal(0.25, residual=3)).after
    assert later == pytest.approx([7 / 1.25**2 + 7 / 1.25**3 + 7 / 1.25**4])


def last_year(units):
    scenario = change(CASE.scenario, {"supported_projects": {"amount": {2030: units}}})
    return replace(CASE, scenario=scenario)


@pytest.fixture(scope="module")
def late():
    case = last_year(50.0)
    return simulate(case, 8, 0, villages=False), simulate(beside(case, "no-programme"), 8, 0, villages=False)


def test_a_project_of_the_last_year_earns_after_the_horizon(late):
    without = ap.appraisal(*late, Appraisal(0.08))
    whole = ap.appraisal(*late, Appraisal(0.08, residual=20))
    assert without.loc["benefit_cost", "high"] == pytest.approx(0, abs=1e-6)
    assert whole.loc["benefit_cost", "low"] > 0.005
    assert whole.loc["residual", "mid"] > 0
    assert whole.loc["extra_cost", "mid"] == without.loc["extra_cost", "mid"]


def test_running_on_changes_nothing_within_the_horizon(late):
    result, _ = late
    extended = ap.city_flows(result, 3)
    assert extended[0, 0, :, :9] == pytest.approx(result.city["total"].to_numpy(), rel=1e-6)
    assert extended.shape == (2, 1, 8, 12)


def test_more_years_after_the_horizon_never_take_worth_away(late):
    found = ap.make_flows(*late, 20)
    choices = [Appraisal(0.08, years, gross=True) for years in (0, 5, 10, 20)]
    worths = [ap.present_values(found, each).benefit for each in choices]
    assert all((more > less).all() for less, more in pairwise(worths))


# --- optimism, weights -----------------------------------------------------------------------------------


def test_optimism_makes_the_money_dearer_and_nothing_else():
    found = flows([2, 2], [1, 1])
    plain, dearer = (ap.present_values(found, Appraisal(0.0, optimism=each)) for each in (0, 0.25))
    assert dearer.cost == pytest.approx(1.25 * plain.cost)
    assert dearer.benefit == pytest.approx(plain.benefit)


def test_an_elasticity_of_nothing_weighs_all_villages_alike():
    assert (ap.village_weights(CASE, 0.0) == 1).all()


def test_a_village_of_median_income_counts_once_and_a_poorer_one_more_up_to_five_times():
    table = CASE.register.table.head(5).copy()
    streams = ["operating", "contracts", "investment", "subsidy"]
    table[streams] = 0.0
    table["operating"] = [0.0, 5.0, 10.0, 20.0, 1e6]
    few = replace(CASE, register=replace(CASE.register, table=table))
    assert ap.village_weights(few, 1.0) == pytest.approx([5, 2, 1, 0.5, 0.2])


def test_weights_reward_who_serves_the_poor():
    weakest, strongest = (
        replace(
            CASE, scenario=change(CASE.scenario, {"municipal_fiscal": {"amount": 2000, "targeting": rule}})
        )
        for rule in ("weakest_first", "strongest_first")
    )
    none = simulate(CASE, 8, 0, villages=False)
    tables = [
        ap.make_flows(simulate(each, 8, 0, villages=False), none, 0, 1.3) for each in (weakest, strongest)
    ]
    for found, more in zip(tables, (True, False), strict=True):
        plain, weighted = found.income[0].sum(axis=-1)
        assert ((weighted > plain) == more).all()


# --- every choice switched -------------------------------------------------------------------------------


def test_each_choice_is_switched_alone_and_a_switch_can_turn_the_order():
    after = 20
    early = flows([3, 3, *[0] * after], [4, 0], [3, 3, *[0] * after])
    slow = flows([0, 0, *[1] * after], [4, 0], [0, 0, *[1] * after])
    table = ap.switched({"early": early, "slow": slow}, Appraisal(0.0, residual=after))
    ranks = {name: table.loc[(name, "early"), "rank"] for name in table.index.get_level_values(0).unique()}
    assert list(ranks) == [
        "chosen",
        "residual_off",
        "optimism_on",
        "elasticity_on",
        "gross",
        "rate_low",
        "rate_high",
    ]
    assert (ranks["chosen"], ranks["residual_off"]) == (2, 1)
    assert ranks["optimism_on"] == ranks["elasticity_on"] == 2
    off = ap.switched({"early": early}, Appraisal(0.0))
    assert "residual_on" in off.index.get_level_values("variant")


def test_a_scenario_that_spends_nothing_more_has_no_place():
    table = ap.switched({"free": flows([1, *[0] * 20], [0], [1, *[0] * 20])}, Appraisal(0.0))
    assert table["rank"].isna().all()


def test_the_spread_is_all_of_prices_where_only_they_differ_and_all_of_effects_where_only_those_do():
    prices = flows([[2.0], [2.0]], [[1.0], [2.0]])
    effects = flows([[1.0], [3.0]], [[1.0], [1.0]])
    table = ap.spread_parts({"prices": prices, "effects": effects}, Appraisal(0.0))
    assert table.loc["prices"].tolist() == pytest.approx([1, 0, 0])
    assert table.loc["effects"].tolist() == pytest.approx([0, 1, 0])
    none = ap.spread_parts({"none": flows([[1.0], [1.0]], [[1.0], [1.0]])}, Appraisal(0.0))
    assert none.loc["none"].isna().all()


def test_net_and_gross_income_are_each_counted_where_chosen():
    found = flows([1, 1], [1, 0], gross=[3, 3])
    net, gross = (ap.present_values(found, Appraisal(0.0, gross=each)).ratio for each in (False, True))
    assert (net, gross) == (pytest.approx([2]), pytest.approx([6]))


def test_wear_is_not_taken_off_twice_and_own_money_is_no_gift():
    """100 of public assets in the first year wear by 10 in the second; the village put in 3 of its own."""
    books = HELP.city.assign(
        net=HELP.city["net"] * 0 + [0, 5, 5], wear=HELP.city["net"] * 0 + [0, 10, 9],
        own_money=HELP.city["net"] * 0 + [3, 0, 0],
    )  # fmt: skip
    nothing = NOTHING.city["net"] * 0
    still = NOTHING.city.assign(net=nothing, wear=nothing, own_money=nothing)
    found = ap.make_flows(replace(HELP, city=books), replace(NOTHING, city=still))
    assert found.benefit(Appraisal(0.0))[0] == pytest.approx([-3, 5 + 10, 5 + 9])
