"""Boxes found where they were put, and nothing found where there is nothing."""

import numpy as np
import pandas as pd
import pytest

from sim.analysis.discovery import Box, box_table, cart, misses, prim
from sim.faults import InputFaults
from sim.inputs.case import read_case
from sim.runs.ensemble import simulate
from tests.baotou import TARGET

NAMES = ["yield_rate", "idle_share", "fading", "depreciation", "links_lapse"]


def uniforms(members=4000, seed=0):
    values = np.random.default_rng(seed).random((members, len(NAMES)))
    return pd.DataFrame(values, columns=NAMES).assign(fixed=1.0)


def corner(draws):
    return ((draws["yield_rate"] < 0.4) & (draws["fading"] > 0.5)).to_numpy()


@pytest.mark.parametrize("method", [prim, cart])
def test_a_corner_of_the_space_is_found_where_it_is(method):
    draws = uniforms()
    box = method(draws, corner(draws))[0]
    assert set(box.limits) == {"yield_rate", "fading"}
    assert box.limits["yield_rate"][1] == pytest.approx(0.4, abs=0.04)
    assert box.limits["fading"][0] == pytest.approx(0.5, abs=0.04)
    assert box.limits["yield_rate"][0] == -np.inf
    assert box.density > 0.9
    assert box.coverage > 0.85
    assert box.mass == pytest.approx(0.2, abs=0.03)


def test_two_separate_corners_become_two_boxes():
    draws = uniforms()
    other = ((draws["idle_share"] > 0.7) & (draws["links_lapse"] > 0.7)).to_numpy()
    found = prim(draws, corner(draws) | other)
    assert [set(box.limits) for box in found[:2]] == [{"yield_rate", "fading"}, {"idle_share", "links_lapse"}]


def test_misses_by_pure_chance_have_no_box():
    draws = uniforms()
    by_chance = np.random.default_rng(5).random(len(draws)) < 0.3
    assert all(box.density < 0.45 for box in prim(draws, by_chance))
    assert all(box.coverage < 0.5 for box in prim(draws, by_chance))


def test_density_coverage_and_mass_are_those_of_the_members_in_the_box():
    draws = uniforms()
    missed = corner(draws)
    box = prim(draws, missed)[0]
    inside = np.ones(len(draws), bool)
    for name, (low, high) in box.limits.items():
        inside &= draws[name].between(low, high).to_numpy()
    assert box.density == pytest.approx(missed[inside].mean())
    assert box.coverage == pytest.approx(missed[inside].sum() / missed.sum())
    assert box.mass == pytest.approx(inside.mean())


def test_the_table_has_a_row_for_each_limit():
    box = Box({"yield_rate": (-np.inf, 0.06), "fading": (0.1, np.inf)}, 0.8, 0.6, 0.2)
    table = box_table([box])
    assert table.loc[(1, "fading"), "low"] == 0.1
    assert len(table) == 2


@pytest.fixture(scope="module")
def result():
    return simulate(read_case("programme-2022"), 1024, villages=False)


def test_the_city_misses_where_few_projects_or_low_growth_would_have_it_miss(result):
    limit = float(np.median(result.city["mean"].sel(year=2030)))
    missed = misses(result, "mean", 2030, limit, above=False)
    assert missed.mean() == pytest.approx(0.5, abs=0.01)
    limits = prim(result.draws, missed)[0].limits
    assert limits["operating_growth"][0] == -np.inf
    assert limits["operating_growth"][1] < 0.05


def test_without_outcome_and_year_the_villages_below_the_target_in_the_last_year_are_asked_of(result):
    below = result.city[f"below_{TARGET}"].sel(year=2030)
    limit = float(np.median(below))
    assert np.array_equal(misses(result, "", 0, limit), below.to_numpy() > limit)


def test_a_limit_that_all_meet_is_refused_with_the_median(result):
    with pytest.raises(InputFaults, match="median"):
        misses(result, "mean", 2030, 1.0, above=False)
