"""Allocations against every other one that keeps the rules; the response against villages served alone."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from sim.analysis import allocation as al
from sim.analysis import plans as rg
from sim.analysis import response as rs
from sim.analysis.prepared_case import incomes
from sim.analysis.questions import ask_allocation
from sim.faults import InputFaults
from sim.inputs.case import read_case
from sim.inputs.scenarios.codes.encoding import encode
from sim.inputs.scenarios.files import load_scenario, save_scenario
from sim.model.exposure import make_exposure
from sim.model.prices import drawn_prices
from sim.runs.ensemble import simulate
from tests.analysis.towns import six_world

PRICE = 125.0  # a project and the municipal money that follows it, 10k yuan
RULES = {
    "money alone": al.Rules(4 * PRICE),
    "a floor": al.Rules(7 * PRICE, floors={"project": 1}),
    "quotas": al.Rules(4 * PRICE, quotas=(al.Quota("B1", "project", 2, 3), al.Quota("V5", "project", 0, 0))),
    "key villages first": al.Rules(3 * PRICE, key_first=True),
}


@pytest.fixture(scope="module")
def world():
    return six_world()


@pytest.fixture(scope="module")
def response(world):
    return rs.make_response(rs.make_ground(world, [rs.project_package(world.case, most=2)]))


def keeps(rules, counts, table):
    """The rules said once more, plainly."""
    caps = table["reserve_projects"].clip(upper=2).to_numpy()
    good = counts.sum() * PRICE <= rules.budget and (counts <= caps).all()
    if rules.floors:
        good &= (counts >= np.minimum(1, caps)).all()
    for quota in rules.quotas:
        inside = (table["banner_id"] == quota.place) | (table["village_id"] == quota.place)
        good &= quota.least <= counts[inside.to_numpy()].sum() <= quota.most
    if rules.key_first and (counts[table["key_village"] == 0] > 0).any():
        good &= (counts[table["key_village"] == 1] > 0).all()
    return good


def all_runs(world, response, alone):
    """The incomes of every plan there is, from the full simulator; at prices as they are where `alone`."""
    plans = [
        each for each in product(range(3), repeat=6) if keeps(al.Rules(1e9), np.array(each), world.table)
    ]
    return {each: rs.plan_incomes(response.ground, np.array(each)[:, None], alone=alone) for each in plans}


@pytest.fixture(scope="module")
def runs(world, response):
    return all_runs(world, response, alone=False)


@pytest.fixture(scope="module")
def runs_at_prices(world, response):
    return all_runs(world, response, alone=True)


def allowed(runs, rules, world):
    return [run for plan, run in runs.items() if keeps(rules, np.array(plan), world.table)]


@pytest.mark.parametrize("rules", RULES.values(), ids=RULES)
@pytest.mark.parametrize("kind", ["over_target", "income", "shortfall"])
@pytest.mark.parametrize("robust", al.ROBUST)
def test_the_optimum_is_the_best_of_all_plans_at_the_prices_there_are(
    world, response, runs_at_prices, kind, rules, robust
):
    """Each village is asked what it gains if it alone is served: nobody's sales lower another's price."""
    objective = rs.Objective(kind, target=14.0)
    found = al.allocate(response, objective, rules, robust, sampled=40, gap=0.0)
    scores = [rg.score(found, rs.achieved(objective, run)) for run in allowed(runs_at_prices, rules, world)]
    assert len(scores) > 3
    assert keeps(rules, found.counts[:, 0], world.table)
    assert found.value == pytest.approx(max(scores), rel=1e-6, abs=1e-6)
    assert found.gap <= 0.01


@pytest.mark.parametrize("kind", ["over_target", "income", "shortfall"])
def test_where_what_is_sold_lowers_prices_the_optimum_is_close_to_the_best_of_all_plans(
    world, response, runs, kind
):
    objective, rules = rs.Objective(kind, target=14.0), RULES["money alone"]
    found = al.allocate(response, objective, rules, sampled=40, gap=0.0)
    scores = [rs.achieved(objective, run).mean() for run in allowed(runs, rules, world)]
    mine = rs.achieved(objective, runs[tuple(found.counts[:, 0])]).mean()
    assert mine <= found.value + 1e-6  # what is promised at the prices there are is not all kept
    assert mine >= np.quantile(scores, 0.95)


def test_least_inequality_is_close_to_the_best_of_all_plans(world, response, runs):
    """Close, because ln(mean) enters along its tangent, and here a project is a tenth of all income."""
    objective = rs.Objective("inequality")
    found = al.allocate(response, objective, RULES["money alone"])
    scores = [rs.achieved(objective, run).mean() for run in allowed(runs, RULES["money alone"], world)]
    mine = rs.achieved(objective, rs.plan_incomes(response.ground, found.counts)).mean()
    assert mine >= np.quantile(scores, 0.98)


def test_a_chance_constraint_holds_in_the_sampled_members(world, response):
    objective = rs.Objective("income")
    free = al.allocate(response, objective, al.Rules(3 * PRICE), sampled=40)
    values = rs.achieved(objective, rs.plan_incomes(response.ground, free.counts))
    level = float(np.quantile(values, 0.2))
    bound = al.allocate(response, objective, al.Rules(3 * PRICE, chance=al.Chance(level, 0.75)), sampled=40)
    reached = rs.achieved(objective, rs.plan_incomes(response.ground, bound.counts)) >= level - 1e-4
    assert reached.mean() >= 0.75


def test_a_project_touches_no_neighbour_and_a_resident_does(world):
    projects = rs.make_ground(world, [rs.project_package(world.case)])
    assert rs.is_local(projects)
    nothing, one = np.zeros((6, 1)), np.eye(6)[:, :1]
    before = rs.plan_incomes(projects, nothing)
    change = rs.plan_incomes(projects, one, alone=True) - before
    assert np.abs(change[:, 1:]).max() == 0
    # What it sells lowers the price of its own product in its banner and of nothing else.
    whole, table = rs.plan_incomes(projects, one) - before, world.table
    keys = ["banner_id", "industry"]
    alike = (table[keys] == table.loc[0, keys]).all(axis=1).to_numpy()
    assert np.abs(whole[:, ~alike]).max() == 0
    assert (whole[:, alike][:, 1:] <= 0).all()
    assert (whole[:, 0] <= change[:, 0]).all()
    residents = rs.make_package(world.case, "resident", {"resident_staff": 1.0}, 2)
    assert not rs.is_local(rs.make_ground(world, [residents]))


def test_the_response_is_that_of_each_village_served_alone(world):
    residents = rs.make_package(world.case, "resident", {"resident_staff": 1.0}, 2)
    response = rs.make_response(rs.make_ground(world, [residents]))
    nothing = rs.plan_incomes(response.ground, np.zeros((6, 1)))
    for village, count in product(range(6), (1, 2)):
        alone = np.zeros((6, 1))
        alone[village] = count
        run = rs.plan_incomes(response.ground, alone)
        assert response.income[count, :, village] == pytest.approx(run[:, village], rel=1e-6)
        others = np.delete(run - nothing, village, axis=1).sum(axis=1)
        assert response.spill[count, :, village] == pytest.approx(others, abs=1e-4)


def test_the_cost_of_a_plan_counts_every_year_of_a_yearly_package(world):
    residents = rs.make_package(world.case, "resident", {"resident_staff": 1.0}, 2)
    ground = rs.make_ground(world, [rs.project_package(world.case), residents])
    years = len(world.years)
    assert rs.plan_cost(ground, np.array([[1, 0], [0, 2]])) == pytest.approx(PRICE + 2 * 9 * years)


def test_projects_come_one_a_year_and_people_stay():
    project = rs.Package("project", {"supported_projects": 1.0}, 100, 3)
    assert rs.delivered(project, np.array([0, 2]), 3).tolist() == [[0, 1], [0, 1], [0, 0]]
    assert rs.delivered(replace(project, yearly=True), np.array([0, 2]), 3).tolist() == [[0, 2]] * 3


def test_money_and_people_are_allocated_together(world):
    residents = rs.make_package(world.case, "resident", {"resident_staff": 1.0}, 1, available=2)
    ground = rs.make_ground(world, [rs.project_package(world.case, most=1), residents])
    response = rs.make_response(ground)
    rules = al.Rules(1e6, floors={}, quotas=(al.Quota("city", "resident", 2),))
    found = al.allocate(response, rs.Objective("income"), rules)
    assert found.counts.sum(axis=0).tolist() == [5, 2]  # V3 has no project in reserve


@pytest.mark.parametrize(
    ("rules", "named"),
    [
        (al.Rules(2 * PRICE, floors={"project": 1}), ["budget", "floor_reserve"]),
        (al.Rules(99 * PRICE, quotas=(al.Quota("V3", "project", 1),)), ["reserve", "quota"]),
        (
            al.Rules(
                99 * PRICE,
                quotas=(al.Quota("V1", "project", 0, 0), al.Quota("V2", "project", 1)),
                key_first=True,
            ),
            ["quota", "quota", "key_first"],
        ),
    ],
)
def test_rules_that_contradict_each_other_are_named_and_no_others(response, rules, named):
    with pytest.raises(al.Infeasible) as caught:
        al.allocate(response, rs.Objective(), rules)
    assert [block.name for block in caught.value.blocks] == named
    assert len(str(caught.value).splitlines()) >= 2


def test_a_conflict_says_by_how_much_a_rule_must_give_way(response):
    with pytest.raises(al.Infeasible) as caught:
        al.allocate(response, rs.Objective(), al.Rules(2 * PRICE, floors={"project": 1}))
    assert caught.value.loosened[0] == pytest.approx(3 * PRICE)  # five villages have one in reserve


@pytest.mark.parametrize(
    ("rules", "robust", "said"),
    [
        (al.Rules(-1), "expected", "zero or more"),
        (al.Rules(1, floors={"projet": 1}), "expected", "project"),
        (al.Rules(1, quotas=(al.Quota("B7", "project"),)), "expected", "B1"),
        (al.Rules(1, floors={"project": 1.5}), "expected", "whole"),
        (al.Rules(1, chance=al.Chance(1, 90)), "expected", "0\\.9"),
        (al.Rules(1), "worst", "worst_tenth"),
    ],
)
def test_a_wrong_rule_is_told(response, rules, robust, said):
    with pytest.raises(InputFaults, match=said):
        al.allocate(response, rs.Objective(), rules, robust)


@pytest.mark.parametrize("kind", ["most", ""])
def test_an_unknown_objective_is_told(kind):
    with pytest.raises(InputFaults, match="over_target"):
        rs.Objective(kind)


def test_how_many_there_are_in_all_changes_the_answer_and_no_run(world, response):
    package = response.ground.packages[0]
    fewer = rs.limited(response, [replace(package, available=2)])
    assert fewer.income is response.income
    assert al.allocate(fewer, rs.Objective("income"), al.Rules(1e6)).counts.sum() == 2
    with pytest.raises(AssertionError):
        rs.limited(response, [replace(package, cost=1.0)])


def test_every_run_of_a_response_is_announced(world, response):
    seen = []
    rs.make_response(response.ground, seen=lambda done, planned: seen.append((done, planned)))
    assert seen[-1] == (len(response.options), len(response.options))


# --- held against rules of thumb -------------------------------------------------------------------


@pytest.fixture(scope="module")
def judged(response):
    objective = rs.Objective("shortfall", 14.0)
    found = al.allocate(response, objective, RULES["money alone"])
    plans = {rg.OPTIMUM: found.counts, **rg.thumb_rules(response, found.counts.sum(axis=0))}
    return found, plans, rg.judge(response, found, plans)


def test_the_weakest_are_served_first_as_far_as_their_reserve_goes(judged):
    found, plans, _ = judged
    assert found.counts.sum() == 4
    assert plans["weakest_first"][:, 0].tolist() == [1, 1, 0, 1, 1, 0]
    assert plans["equal"][:, 0].tolist() == pytest.approx([4 / 6] * 6)


def test_regret_is_the_best_plans_lead_on_the_same_luck(response, judged):
    _, plans, verdict = judged
    lead = [
        np.maximum(14 - rs.plan_incomes(response.ground, plans[name]), 0).sum(axis=1)
        for name in ("weakest_first", "optimum")
    ]
    table = verdict.table
    assert table.loc["weakest_first", "regret_mean"] == pytest.approx((lead[0] - lead[1]).mean())
    assert table.loc["optimum", ["regret_low", "regret_high", "chance"]].tolist() == [0, 0, 0]
    assert table.loc["optimum", "mean"] == pytest.approx(lead[1].mean())
    assert table["keeps"].to_dict() == {"optimum": True, "equal": False, "weakest_first": True}


def test_a_bad_plan_is_refined_into_the_best_one(world, response):
    objective = rs.Objective("shortfall", 14.0)
    best = al.allocate(response, objective, RULES["money alone"])
    bad = replace(best, counts=np.array([[0], [0], [0], [1], [2], [1]]))
    found = rg.refine(response, bad, tries=200)
    assert found.after > found.before
    assert found.exchanges >= 1
    assert keeps(RULES["money alone"], found.counts[:, 0], world.table)
    assert rg.refine(response, best).exchanges == 0


@pytest.mark.parametrize("kind", rs.OBJECTIVES)
def test_an_exchange_is_judged_as_a_run_of_the_whole_city_would(response, kind):
    objective = rs.Objective(kind, 14.0)
    best = al.allocate(response, objective, RULES["money alone"])
    bad = replace(best, counts=np.array([[0], [0], [0], [1], [2], [1]]))
    found = rg.refine(response, bad, tries=200)
    whole = rs.achieved(objective, rs.plan_incomes(response.ground, found.counts.astype(float)))
    assert found.after == pytest.approx(whole.mean(), rel=1e-12)


def test_the_reasons_say_what_decided(response):
    rules = al.Rules(5 * PRICE, quotas=(al.Quota("V4", "project", 0, 0),))
    found = al.allocate(response, rs.Objective("shortfall", 14.0), rules)
    why = rg.reasons(response, found)
    assert why.loc["V3", "decided"] == "reserve"
    assert why.loc["V4", "decided"] == "quota"
    given = why[why["count"] > 0]
    assert (given["decided"] == "value").all()
    assert (given["last"] >= why["line"].iloc[0] - 1e-9).all()
    assert (given["chance_with"] >= given["chance_without"]).all()
    assert why["base_income"].tolist() == pytest.approx([1.5, 3, 6, 8, 11, 40])


def test_a_village_that_a_rule_serves_is_told_so(response):
    found = al.allocate(response, rs.Objective("shortfall", 14.0), RULES["key villages first"])
    assert rg.reasons(response, found).loc["V5", "decided"] == "key_first"


# --- what the money is added to ------------------------------------------------------------------


def supported(world):
    """The six villages with two projects a year of the scenario's own, and the money that follows them."""
    amounts = {"supported_projects": 2.0, "municipal_fiscal": 50.0, "leveraged_funds": 269.8}
    settings = dict(world.case.scenario.settings)
    for name, amount in amounts.items():
        years = len(settings[name].amounts)
        settings[name] = replace(settings[name], amounts=(amount,) * years, targeting="weakest_first")
    scenario = replace(world.case.scenario, settings=settings)
    return replace(world, case=replace(world.case, scenario=scenario))


def test_nothing_on_top_of_a_scenario_is_the_scenario_to_the_last_bit(world):
    world = supported(world)
    own = incomes(world, make_exposure(world.case))[:, -1]
    on_top = rs.make_ground(world, [rs.project_package(world.case)])
    assert np.array_equal(rs.plan_incomes(on_top, np.zeros((6, 1))), own)
    assert not on_top.replaced
    from_zero = rs.make_ground(world, [rs.project_package(world.case)], rs.FROM_ZERO)
    less = rs.plan_incomes(from_zero, np.zeros((6, 1)))
    assert (less <= own).all()
    assert less.sum() < own.sum()
    years = len(world.years)
    assert from_zero.replaced == pytest.approx(
        {"supported_projects": 200 * years, "municipal_fiscal": 50 * years, "leveraged_funds": 0}
    )


def test_the_chance_without_more_money_is_that_under_the_scenario(world):
    world = supported(world)
    response = rs.make_response(rs.make_ground(world, [rs.project_package(world.case, most=2)]))
    found = al.allocate(response, rs.Objective("over_target", 20.0), al.Rules(2 * PRICE))
    told = rg.reasons(response, found)["chance_without"].to_numpy()
    own = incomes(world, make_exposure(world.case))[:, -1]
    assert told == pytest.approx((own >= 20.0).mean(axis=0))


def test_an_unknown_basis_is_told(world):
    with pytest.raises(InputFaults, match="beside"):
        rs.make_ground(world, [rs.project_package(world.case)], "beside")


@pytest.mark.parametrize("basis", rs.BASES)
def test_a_plan_saved_as_a_scenario_gives_what_it_promises(basis, tmp_path):
    found = ask_allocation(rules=al.Rules(3000.0), members=8, places=600, basis=basis)
    path = tmp_path / "plan.yaml"
    save_scenario(found.scenario, path)
    result = simulate(read_case(path), 8, 0)
    income = result.villages["income"][{"year": -1}].transpose("member", "village").to_numpy()
    promised = found.verdict.outcomes["optimum"]
    assert income.sum(axis=1) == pytest.approx(promised["income"].to_numpy(), rel=1e-6)
    assert list((income >= 20).sum(axis=1)) == list(promised["over_target"])
    own = simulate(read_case("programme-2022"), 1, 0, villages=False)
    kept = float(own.cost.sum()) - sum(found.response.ground.replaced.values())
    assert float(result.cost.sum()) == pytest.approx(kept + found.verdict.table.loc["optimum", "cost"])
    assert load_scenario(encode(found.scenario)).settings == found.scenario.settings


# --- prices ----------------------------------------------------------------------------------------------


def people(world, low=3.0, high=15.0):
    """A response to residents, whose price lies between two bounds, and the world it stands on."""
    staff = replace(world.case.levers["resident_staff"], cost_low=low, cost_high=high)
    case = replace(world.case, levers={**world.case.levers, "resident_staff": staff})
    package = rs.make_package(case, "resident", {"resident_staff": 1.0}, 1)
    return rs.make_response(rs.make_ground(replace(world, case=case), [package]))


def test_a_plan_costs_what_its_units_cost_at_each_members_prices(world):
    ground = people(world).ground
    counts = np.array([[1], [0], [1], [0], [0], [0]])
    prices = drawn_prices(ground.world.case.levers, ground.world.draws.index.to_numpy(), world.seed)
    staff = list(ground.world.case.levers).index("resident_staff")
    years = len(world.years)
    assert rs.drawn_plan_cost(ground, counts) == pytest.approx(2 * years * prices[:, staff])
    known = people(world, 9.0, 9.0).ground
    assert rs.drawn_plan_cost(known, counts) == pytest.approx(rs.plan_cost(known, counts))


def test_where_prices_are_higher_the_budget_buys_fewer_units(world):
    response = people(world)
    budget = 4 * 9.0 * len(world.years)  # four residents as planned
    found = al.allocate(response, rs.Objective("income", 20.0), al.Rules(budget))
    plans = {"optimum": found.counts, "nothing": np.zeros_like(found.counts)}
    row = rg.judge(response, found, plans).table.loc["optimum"]
    assert row["cost_low"] < row["cost_mid"] < row["cost_high"]
    assert row["bought"] == pytest.approx(min(1.0, budget / row["cost_high"]))
    assert 0 < row["bought"] < 1
    assert 0 < row["within"] < 1
    assert row["per_yuan_low"] <= row["per_yuan_high"]


def test_two_plans_of_the_same_units_are_told_apart_by_what_they_gain_alone(world):
    response = people(world)
    found = al.allocate(response, rs.Objective("income", 20.0), al.Rules(2 * 9.0 * len(world.years)))
    other = np.roll(found.counts, 1, axis=0)
    plans = {"optimum": found.counts, "weakest_first": other, "nothing": np.zeros_like(other)}
    table = rg.judge(response, found, plans).table
    assert table.loc["weakest_first", "cost_mid"] == pytest.approx(table.loc["optimum", "cost_mid"])
    assert table.loc["weakest_first", "per_yuan_chance"] == table.loc["weakest_first", "chance"]
    assert np.isnan(table.loc["nothing", "per_yuan_chance"])
