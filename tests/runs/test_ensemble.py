"""Draws: the priors' own distribution, extended without moving a member."""

import numpy as np
import pytest
from scipy import stats

from sim.faults import InputFaults
from sim.inputs.case import read_case
from sim.inputs.parameters import load_parameters
from sim.runs.ensemble import draw_members, simulate, simulate_once

PARAMETERS = load_parameters()
UNKNOWN = [name for name, p in PARAMETERS.items() if p.distribution != "constant"]


def test_a_member_is_the_same_however_many_are_drawn():
    few, many = draw_members(PARAMETERS, 10), draw_members(PARAMETERS, 1000)
    assert few.equals(many.iloc[:10])


@pytest.mark.parametrize("name", UNKNOWN)
def test_every_thousandth_of_a_prior_holds_exactly_one_of_1024_members(name):
    drawn = np.sort(draw_members(PARAMETERS, 1024)[name])
    edges = PARAMETERS[name].quantile(np.arange(1025) / 1024)
    slack = 1e-9 * (edges[-1] - edges[0])
    assert (edges[:-1] - slack <= drawn).all()
    assert (drawn <= edges[1:] + slack).all()


def test_parameters_are_drawn_independently():
    drawn = draw_members(PARAMETERS, 4096)[UNKNOWN]
    ranks = stats.spearmanr(drawn.to_numpy()).statistic
    assert np.abs(ranks - np.eye(len(ranks))).max() < 0.06


def test_another_seed_draws_other_members():
    assert not draw_members(PARAMETERS, 4, seed=0).equals(draw_members(PARAMETERS, 4, seed=1))


@pytest.mark.parametrize(
    ("members", "seed"), [(0, 0), (-1, 0), (1.5, 0), (True, 0), (1 << 21, 0), (1, -1), (1, 1.5)]
)
def test_a_senseless_size_or_seed_is_refused(members, seed):
    with pytest.raises(InputFaults):
        draw_members(PARAMETERS, members, seed)


def test_what_is_simulated_once_is_what_it_would_be_each_time():
    case = read_case("no-programme")
    fresh, first = simulate(case, 5, 1), simulate_once(case, 5, 1)
    again = simulate_once(read_case("no-programme"), 5, 1)
    assert again.villages is first.villages
    assert again.villages.identical(fresh.villages)
    assert again.city.identical(fresh.city)


@pytest.mark.parametrize(("scenario", "members", "seed"), [("no-programme", 6, 1), ("no-programme", 5, 2),
                                                           ("talent-first", 5, 1)])  # fmt: skip
def test_another_case_seed_or_size_is_simulated_anew(scenario, members, seed):
    before = simulate_once(read_case("no-programme"), 5, 1)
    after = simulate_once(read_case(scenario), members, seed)
    assert after.villages is not before.villages
    assert (after.case.scenario.id, after.members, after.seed) == (scenario, members, seed)
