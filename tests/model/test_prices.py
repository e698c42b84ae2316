"""Prices of levers: drawn from their ranges, alike in every scenario, and of nobody else's business."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from sim.inputs.case import beside, read_case
from sim.inputs.scenarios.scenario import LeverSetting
from sim.model.prices import drawn_prices, paid
from sim.model.simulate import simulate_members
from sim.runs.ensemble import simulate

CASE = read_case("programme-2022", "synthetic")
MANY = np.arange(20_000)


def lever(low, cost, high):
    return SimpleNamespace(cost_low=low, unit_cost=cost, cost_high=high)


def test_a_range_of_nothing_is_the_published_price():
    assert (drawn_prices({"a": lever(3, 3, 3)}, MANY, 0) == 3).all()


def test_prices_fill_their_range_with_the_planned_one_as_mode():
    ranges = {"a": (6, 9, 15), "free": (0, 0, 3), "top": (1, 4, 4)}
    prices = drawn_prices({name: lever(*each) for name, each in ranges.items()}, MANY, 7)
    for column, (low, mode, high) in enumerate(ranges.values()):
        drawn = prices[:, column]
        assert low <= drawn.min() < low + 0.1 * (high - low)
        assert high >= drawn.max() > high - 0.1 * (high - low)
        assert drawn.mean() == pytest.approx((low + mode + high) / 3, rel=0.01)
        assert (drawn < mode).mean() == pytest.approx((mode - low) / (high - low), abs=0.01)


def test_no_other_lever_and_no_number_of_members_moves_a_price():
    alone = drawn_prices({"a": lever(1, 2, 4)}, MANY[:10], 3)
    beside_others = drawn_prices({"b": lever(0, 1, 2), "a": lever(1, 2, 4)}, MANY[5:15], 3)
    assert (beside_others[:5, 1] == alone[5:, 0]).all()
    assert not (drawn_prices({"a": lever(1, 2, 4)}, MANY[:10], 4) == alone).any()


def test_levers_draw_apart_from_each_other():
    prices = drawn_prices({"a": lever(1, 2, 4), "b": lever(1, 2, 4)}, MANY, 0)
    assert abs(np.corrcoef(prices.T)[0, 1]) < 0.02


def test_what_is_paid_is_price_times_units_of_every_year():
    levers = {"a": lever(1, 2, 4), "b": lever(3, 3, 3)}
    settings = {"a": LeverSetting((10.0, 0.0), "even"), "b": LeverSetting((1.0, 2.0), "even")}
    prices = drawn_prices(levers, MANY[:4], 0)
    expected = np.column_stack([10 * prices[:, 0] + 3, np.full(4, 6.0)])
    assert paid(levers, settings, MANY[:4], 0) == pytest.approx(expected)


def test_all_scenarios_pay_the_same_prices_and_outcomes_do_not_know_them():
    whole = simulate(CASE, 8, 0, villages=False)
    none = simulate(beside(CASE, "no-programme"), 8, 0, villages=False)
    assert not none.city["paid"].any()
    dear = {name: replace(each, cost_high=10 * each.cost_high + 1) for name, each in CASE.levers.items()}
    other = simulate_members(replace(CASE, levers=dear), whole.draws, 0, villages=False)
    assert (other.city["paid"].sum("year") > whole.city["paid"].sum("year")).all()
    assert (other.city["total"] == whole.city["total"]).all()


def test_costs_are_the_same_bytes_however_members_are_cut():
    whole = simulate(CASE, 64, 5, villages=False).city["paid"].to_numpy()
    draws = simulate(CASE, 64, 5, villages=False).draws
    parts = [
        simulate_members(CASE, draws.iloc[k : k + 16], 5, villages=False).city["paid"].to_numpy()
        for k in range(0, 64, 16)
    ]
    assert (np.concatenate(parts) == whole).all()


def test_ranges_of_nothing_leave_the_cost_of_before():
    known = {
        name: replace(each, cost_low=each.unit_cost, cost_high=each.unit_cost)
        for name, each in CASE.levers.items()
    }
    result = simulate(replace(CASE, levers=known), 4, 0, villages=False)
    assert result.city["paid"].to_numpy() == pytest.approx(
        np.broadcast_to(result.cost.sum("lever").to_numpy(), (4, len(CASE.scenario.years)))
    )
