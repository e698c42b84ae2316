"""The city as a whole: the paper check, what a lever may move, labels, costs."""

from dataclasses import replace

import numpy as np
import pytest

from sim.axes import AXES, CHANNEL, CHANNELS
from sim.inputs.case import read_case
from sim.inputs.scenarios.names import list_scenarios
from sim.inputs.scenarios.resolve import change
from sim.model.exposure import make_exposure
from sim.model.simulate import simulate_members
from sim.runs.ensemble import draw_members, simulate
from tests.model.worlds import draws

CASE = read_case()
NOTHING = read_case("no-programme")
EQUAL_COST = ("funding-first", "talent-first", "training-first", "weakest-first")


def only(**amounts):
    """The case in which these levers alone act."""
    return replace(
        CASE, scenario=change(NOTHING.scenario, {name: {"amount": value} for name, value in amounts.items()})
    )


def test_the_paper_check_86_projects_of_a_million_yuan_at_seven_per_cent():
    """About 600 (10k yuan) a year once matured and before losses, 1.1 a village: less than the step of 2."""
    case = only(supported_projects={2022: 86, 2023: 0})
    projects = simulate_members(case, draws(yield_rate=0.07)).city["total"]
    nothing = simulate_members(NOTHING, draws(yield_rate=0.07)).city["total"]
    gain = (projects - nothing).to_numpy()[0]
    assert gain[0] == pytest.approx(0, abs=0.1)
    assert gain[1:] == pytest.approx(602, rel=1e-3)
    assert gain[-1] / len(CASE.register.table) == pytest.approx(1.14, abs=0.01)


def test_with_all_levers_at_zero_only_growth_and_luck_move():
    exposure = make_exposure(NOTHING)
    assert not exposure.channels.any()
    assert not exposure.cost.any()
    still = simulate_members(NOTHING, draws())
    start = CASE.register.table[["operating", "contracts", "investment", "subsidy"]].to_numpy().sum()
    assert still.city["total"].to_numpy()[0] == pytest.approx(start, rel=1e-6)
    growing = simulate_members(NOTHING, draws(operating_growth=0.1))
    rise = growing.city["operating"] / still.city["operating"]
    assert rise.to_numpy()[0] == pytest.approx(1.1 ** np.arange(1, 10), rel=1e-5)


@pytest.mark.parametrize("name", CASE.levers)
def test_doubling_one_lever_moves_only_what_it_feeds(name):
    lever = CASE.levers[name]
    published = make_exposure(CASE)
    doubled = make_exposure(
        replace(
            CASE,
            scenario=change(
                CASE.scenario, {name: {"amount": 2 * lever.amount if lever.amount else 100}}, follow=False
            ),
        )
    )
    moved = {CHANNELS[k] for k in np.flatnonzero((doubled.channels != published.channels).any(axis=(0, 2)))}
    fed = {channel for channel, _ in lever.channels}
    weighing = {name for name, channel in CHANNEL.items() if channel.of_product in fed}
    assert moved == fed | weighing  # new supply weighs on the price of its product
    assert {str(k) for k in published.cost["lever"].values[(doubled.cost != published.cost).any("year")]} <= {
        name
    }


def test_money_that_follows_the_projects_doubles_with_them():
    led = {each.id for each in CASE.levers.values() if each.follows == "supported_projects"}
    wanted = {"supported_projects": {"scale": 2.0}}
    doubled = change(CASE.scenario, wanted).settings
    assert led == {"municipal_fiscal", "leveraged_funds"}
    for name, before in CASE.scenario.settings.items():
        factor = 2 if name in led | {"supported_projects"} else 1
        assert doubled[name].amounts == tuple(factor * amount for amount in before.amounts), name


def test_money_moves_operating_income_and_leaves_the_other_streams_alone():
    # reserves, talent and links stay untouched by a grant
    money, nothing = (simulate_members(case, draws()).city for case in (only(municipal_fiscal=2150), NOTHING))
    for stream in ("contracts", "investment", "subsidy", "brought"):
        assert (money[stream] == nothing[stream]).all()
    assert (money["operating"][:, 1:] > nothing["operating"][:, 1:]).all()


@pytest.mark.parametrize("name", EQUAL_COST)
def test_the_four_other_ways_cost_the_public_the_same_in_every_year(name):
    other = make_exposure(read_case(name)).cost.sum("lever")
    published = make_exposure(CASE).cost.sum("lever")
    assert other.to_numpy() == pytest.approx(published.to_numpy(), rel=1e-6)


def test_there_are_the_seven_scenarios():
    assert set(EQUAL_COST) | {"programme-2022", "no-programme", "stop-after-two"} <= set(list_scenarios())


def test_stopping_after_two_years_costs_and_does_nothing_afterwards():
    exposure = make_exposure(read_case("stop-after-two"))
    assert not exposure.cost.sel(year=slice(2024, None)).any()
    lasting = ("land", "supply")  # land once transferred stays so, and what was built goes on to sell
    moving = [name for name in CHANNELS if name not in lasting]
    assert not exposure.channels[2:, [CHANNELS.index(name) for name in moving]].any()
    for name in lasting:
        after = exposure.channels[2:, CHANNELS.index(name)]
        assert (after == after[0]).all()


def test_a_result_is_labelled_and_carries_its_units():
    result = simulate(CASE, members=5, seed=0)
    assert result.villages["income"].dims == AXES
    assert result.villages["income"].attrs["units"] == "10k yuan/year"
    assert all(variable.attrs["units"] for variable in result.city.values())
    assert result.city.attrs["scenario"] == "programme-2022"
    assert result.city.attrs["synthetic"] == 1
    assert result.villages["income"].sum("village").to_numpy() == pytest.approx(
        result.city["total"].to_numpy(), rel=1e-5
    )
    below = (result.villages["income"] < 12).sum("village").to_numpy()
    assert (below == result.city["below_12"].to_numpy()).all()


def test_median_and_gini_are_those_of_the_villages():
    result = simulate(CASE, members=3, seed=0)
    income = result.villages["income"].to_numpy().astype(float)
    assert result.city["median"].to_numpy() == pytest.approx(np.median(income, axis=1), rel=1e-6)
    # the definition: mean absolute difference of all pairs over twice the mean
    one = income[0, :, -1]
    gini = np.abs(one[:, None] - one[None, :]).mean() / (2 * one.mean())
    assert float(result.city["gini"][0, -1]) == pytest.approx(gini, rel=1e-6)


def test_income_without_subsidy_leaves_out_support_and_nothing_else():
    result = simulate(only(operating_support=527), members=2, seed=0)
    subsidy = result.city["total"] - result.city["without_subsidy"]
    assert subsidy.to_numpy() == pytest.approx(result.city["subsidy"].to_numpy())
    assert float(subsidy[0, 0]) == pytest.approx(CASE.register.table["subsidy"].sum() + 527, rel=1e-5)
    of_villages = result.villages["subsidy"].sum("village").to_numpy()
    assert subsidy.to_numpy() == pytest.approx(np.tile(of_villages, (2, 1)), rel=1e-4)


def test_the_same_seed_gives_the_same_bytes():
    first, second = (simulate(CASE, members=20, seed=5) for _ in range(2))
    assert first.villages["income"].to_numpy().tobytes() == second.villages["income"].to_numpy().tobytes()


def test_scenarios_share_their_luck():
    """Where nothing reaches a village, no learning and no price, it earns the same whatever others get."""
    case = replace(
        CASE, scenario=change(NOTHING.scenario, {"municipal_fiscal": {"amount": 100, "targeting": ["V001"]}})
    )
    given = draw_members(CASE.parameters, 10).assign(neighbour_learning=0.0, market_depth=0.0)
    some, none = (simulate_members(each, given).villages["income"] for each in (case, NOTHING))
    same = (some == none).all(("member", "year")).to_numpy()
    assert same[1:].all()
    assert not same[0]
