"""Questions asked backwards, each verified by re-running at the answer."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from sim.analysis import backwards as bw
from sim.analysis.allocation import Rules
from sim.analysis.plans import budget_ladder, frontier, marginal_worth, with_more
from sim.analysis.prepared_case import (
    bought,
    exposure_of,
    incomes,
    make_world,
    per_yuan,
    priced,
    with_parameter,
)
from sim.analysis.questions import ask_backwards
from sim.analysis.response import Objective, make_ground, make_response, plan_incomes, project_package
from sim.faults import InputFaults
from sim.inputs.case import read_case
from sim.inputs.scenarios.resolve import change
from sim.model.exposure import lever_cost
from sim.reports.allocation import backwards_sheets
from sim.runs.ensemble import simulate
from tests.analysis.towns import six_world
from tests.baotou import FORCES, GROUPS
from tests.model.worlds import draws, register, three_villages


@pytest.fixture(scope="module")
def world():
    return six_world()


def changed(world, **edits):
    """The world under other levers, handed out evenly."""
    edits = {name: {"targeting": "even", **edit} for name, edit in edits.items()}
    return replace(world, case=replace(world.case, scenario=change(world.case.scenario, edits)))


# --- what money buys ---------------------------------------------------------------------------------


@pytest.mark.parametrize("group", GROUPS)
def test_a_yuan_is_split_over_a_groups_levers_and_adds_up(world, group):
    spending = [250.0 if each == group else 0 for each in GROUPS]
    table = bought(world.case, spending)
    assert table["spent"].sum() == pytest.approx(250)
    assert set(table["group"]) == {group}
    costs = [world.case.levers[name].unit_cost for name in table.index]
    assert (table["amount"] * costs).to_numpy() == pytest.approx(table["spent"].to_numpy())
    units = per_yuan(world.case, group)
    assert {name: 250 * each for name, each in units.items()} == pytest.approx(table["amount"].to_dict())


def test_nothing_without_a_price_is_bought(world):
    names = [lever.id for group in GROUPS for lever in priced(world.case, group)]
    assert "supported_projects" in names
    assert not {"bank_loans", "land_transfer", "branch_ranking", "operating_support"} & set(names)


# --- the cheapest mix ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "goal",
    [bw.Goal("V2", 6.0, 0.8), bw.Goal("B2", 25.0, 0.7), bw.Goal("city", 9.0, 0.6, share=0.8)],
    ids=lambda goal: goal.place,
)
def test_the_mix_reaches_its_goal_and_less_money_does_not(world, goal):
    mix = bw.cheapest_mix(world, goal)
    assert mix.exists
    assert mix.chance >= goal.chance > mix.chance_less
    assert mix.chance_nothing < goal.chance
    assert mix.total <= mix.alone.min() * (1 + 1e-9)
    spend = bw.make_spender(world, goal)
    assert spend(mix.spending.to_numpy()) == mix.chance


def test_no_mix_on_a_grid_is_clearly_cheaper(world):
    goal = bw.Goal("V2", 6.0, 0.8)
    mix = bw.cheapest_mix(world, goal)
    spend = bw.make_spender(world, goal)
    parts = np.linspace(0, 0.95 * mix.total, 5)
    cheaper = [np.array(each) for each in product(parts, repeat=len(GROUPS)) if sum(each) <= 0.95 * mix.total]
    assert len(cheaper) > 50
    assert all(spend(each) < goal.chance for each in cheaper)


def test_what_is_out_of_reach_is_said_to_be_so(world):
    mix = bw.cheapest_mix(world, bw.Goal("V1", 5000.0, 0.9))
    assert not mix.exists
    assert np.isnan(mix.total) or mix.spending.isna().all()
    assert np.isinf(mix.alone).all()
    assert mix.levers.empty


def test_a_goal_that_is_reached_anyway_costs_nothing(world):
    mix = bw.cheapest_mix(world, bw.Goal("V6", 1.0, 0.9))
    assert (mix.exists, mix.total, mix.chance) == (True, 0.0, 1.0)


def test_the_chance_of_a_place_is_that_of_the_whole_simulator(world):
    helped = changed(world, supported_projects={"amount": 6})
    stage = bw.make_stage(helped, bw.Goal("B2", 25.0))
    run = incomes(helped, exposure_of(helped.case, helped.case.scenario.settings))[:, -1, 3:]
    assert bw.chance_of(stage, stage.reached.exposure) == pytest.approx((run.mean(axis=1) >= 25).mean())


@pytest.mark.parametrize(
    "goal",
    [bw.Goal("B9"), bw.Goal(threshold=-1), bw.Goal(chance=1.5), bw.Goal(year=2050), bw.Goal(share=0.0)],
)
def test_a_wrong_goal_is_told(world, goal):
    with pytest.raises(InputFaults):
        bw.make_stage(world, goal)


# --- the latest start ------------------------------------------------------------------------------------


def test_the_latest_start_is_the_last_that_a_re_run_confirms(world):
    helped = changed(world, supported_projects={"amount": 6})
    goal = bw.Goal("B2", 35.0, 0.5)
    found = bw.latest_start(helped, goal)
    assert 2022 < found.latest < 2030
    for year in (found.latest, found.latest + 1):
        late = changed(world, supported_projects={"amount": {2022: 0, year: 6}})
        stage = bw.make_stage(late, goal)
        chance = bw.chance_of(stage, stage.reached.exposure)
        assert chance == pytest.approx(found.table.loc[year, "chance"])
        assert (chance >= goal.chance) == (year == found.latest)


def test_there_is_no_start_for_what_the_programme_cannot_reach(world):
    found = bw.latest_start(changed(world, supported_projects={"amount": 1}), bw.Goal("B2", 500.0))
    assert found.latest is None
    assert found.table.loc["never", "chance"] == 0


# --- break-even values -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def quiet():
    """Three villages without luck or loss: every number can be done by hand."""
    case = replace(read_case("no-programme"), register=register(three_villages()))
    return replace(make_world(case, 2), draws=draws(2))


def test_the_break_even_yield_is_the_one_worked_out_by_hand(quiet):
    # 100 a year and village from 2022 on earn from the next year: 800 by 2030. 40 a village = 5 % of 800.
    projects = changed(quiet, supported_projects={"amount": 3})
    support = changed(quiet, operating_support={"amount": 120})
    found = bw.break_even(bw.make_duel(projects, support), "yield_rate")
    assert found.inside
    assert found.values == pytest.approx([0.05], rel=1e-2)
    assert abs(found.verified[0]) < 0.1
    assert (found.mean_low, found.mean_high) == pytest.approx((0.03 * 800 - 40, 0.1 * 800 - 40), rel=1e-3)
    assert (found.better_low, found.better_high) == (0, 1)


def test_where_one_scenario_is_always_better_there_is_no_break_even(quiet):
    projects = changed(quiet, supported_projects={"amount": 3})
    found = bw.break_even(bw.make_duel(projects, quiet), "yield_rate")
    assert not found.exists
    assert found.better_low == found.better_high == 1
    assert np.isnan(found.below)


def test_an_effect_is_followed_beyond_its_prior_and_said_to_lie_there(world):
    people = changed(world, resident_staff={"amount": 2})
    money = changed(world, supported_projects={"amount": 1})
    found = bw.break_even(bw.make_duel(people, money), "talent_effect")
    prior = world.case.parameters["talent_effect"]
    assert found.exists
    assert not found.inside
    assert found.values[0] > prior.high
    below, above = (
        bw.make_duel(people, money)
        .differences(with_parameter(people, "talent_effect", found.values[0] + d))
        .mean()
        for d in (-0.05, 0.05)
    )
    assert below < 0 < above


def test_the_sign_of_a_count_of_poor_villages_is_turned(world):
    duel = bw.make_duel(changed(world, operating_support={"amount": 60}), world, "below_12")
    assert (duel.differences(world) > 0).all()


def test_break_evens_are_sought_for_every_assumed_uncertainty(world):
    people = changed(world, resident_staff={"amount": 2})
    seen = []
    table = bw.break_evens(bw.make_duel(people, world), seen=seen.append)
    priors = world.case.parameters.values()
    assumed = {p.name for p in priors if p.grade == "assumption" and p.role == "uncertainty"}
    assert set(table.index) == assumed == set(seen)
    assert table.index[0] in ("talent_effect", "talent_money_share")
    assert table.loc["talent_effect", "inside"] == (not np.isnan(table.loc["talent_effect", "value"]))


def test_unknown_names_are_told(world):
    with pytest.raises(InputFaults, match="talent_effect"):
        bw.break_even(bw.make_duel(world, world), "talent_efect")
    with pytest.raises(InputFaults, match="mean"):
        bw.make_duel(world, world, "meen")


# --- the frontier ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def response(world):
    return make_response(make_ground(world, [project_package(world.case, most=2)]))


def test_the_budgets_are_round_and_reach_one_project_in_every_village_that_can(response):
    """Five of the six villages have a project in reserve, at 125 each: 625."""
    ladder = budget_ladder(response)
    assert ladder == [0, 100, 200, 300, 400, 500, 600, 700]


def test_the_frontier_rises_with_the_budget_and_starts_at_nothing(response):
    objective = Objective("shortfall", 14.0)
    table = frontier(response, objective, [500, 0, 250])
    assert (table[["low", "lower", "mid", "upper", "high"]].diff(axis=1).iloc[:, 1:] >= 0).all(axis=None)
    assert table.index.tolist() == [0, 250, 500]
    nothing = np.maximum(14 - plan_incomes(response.ground, np.zeros((6, 1))), 0).sum(axis=1)
    assert table.loc[0, "mean"] == pytest.approx(nothing.mean())
    assert table["mean"].is_monotonic_decreasing
    assert (table["mean"] <= table["weakest"] + 1e-9).all()
    assert (table["low"] <= table["high"]).all()


def test_a_budget_below_the_rules_is_marked_and_not_left_out(response):
    table = frontier(response, Objective(), [125, 1000], Rules(0, floors={"project": 1}))
    assert table["feasible"].tolist() == [False, True]
    assert np.isnan(table.loc[125, "mean"])


def test_the_next_money_is_a_hundred_more_a_year_and_nothing_else():
    case = read_case()
    for force in FORCES:
        more = with_more(case, force, 100.0)
        extra = lever_cost(case.levers, more, case.scenario.years) - lever_cost(
            case.levers, case.scenario.settings, case.scenario.years
        )
        assert extra.sum("lever").to_numpy() == pytest.approx(np.full(9, 100.0))
        moved = [
            name
            for name, values in zip(extra["lever"].to_numpy(), extra.to_numpy(), strict=True)
            if values.any()
        ]
        assert {case.levers[name].force for name in moved} == {force}


def test_the_worth_of_the_next_money_is_a_re_run():
    case = read_case()
    known = {name: replace(each, cost_low=each.unit_cost, cost_high=each.unit_cost)
            for name, each in case.levers.items()}  # fmt: skip
    world = make_world(replace(case, levers=known), 16)
    table = marginal_worth(world)
    now, more = (
        incomes(world, exposure_of(world.case, settings))[:, -1].sum(axis=1, dtype=float)
        for settings in (world.case.scenario.settings, with_more(world.case, "talent", 100.0))
    )
    assert table.loc["talent", "income_mean"] == pytest.approx((more - now).mean(), rel=1e-4)
    assert table.loc["industry", "income_low"] <= table.loc["industry", "income_high"]


def test_where_prices_are_higher_the_next_money_buys_less():
    case, means = read_case(), []
    for most in (1.0, 2.0):
        levers = {
            name: replace(each, cost_low=each.unit_cost, cost_high=most * each.unit_cost)
            for name, each in case.levers.items()
        }
        table = marginal_worth(make_world(replace(case, levers=levers), 8))
        means.append(table.loc["talent", "income_mean"])
    assert means[0] / 2 < means[1] < means[0]


def test_money_comes_on_top_of_the_scenario_unless_another_ground_is_named():
    goal = bw.Goal("B2", 40.0, 0.99)
    case = read_case("programme-2022", "synthetic")
    inside = case.register.table["banner_id"].to_numpy() == "B2"

    def chance(name):
        income = simulate(read_case(name, "synthetic"), 16, 0).villages["income"][{"year": -1}]
        mean = income.transpose("member", "village").to_numpy()[:, inside].mean(axis=1, dtype=float)
        return float((mean >= goal.threshold).mean())

    on_top = ask_backwards(goal, members=16, villages="synthetic")  # of the programme's own scenario
    assert on_top.mix.chance_nothing == pytest.approx(chance("programme-2022"))
    assert on_top.start.table["chance"].iloc[0] == pytest.approx(chance("programme-2022"))
    zero = ask_backwards(goal, ground="no-programme", members=16, villages="synthetic")
    assert zero.mix.chance_nothing == pytest.approx(chance("no-programme"))
    for found, title in ((on_top, "as published"), (zero, "No programme")):
        assert title in backwards_sheets(found)[0].sentences[0]
