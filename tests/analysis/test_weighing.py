"""Weighing prior members by aggregates: known answers, and goals that move nothing."""

from dataclasses import replace

import numpy as np
import pytest

from sim.analysis.calibration import (
    effective_size,
    log_weights,
    resample,
    weigh,
    weighed_table,
    weighted_quantiles,
)
from sim.faults import InputFaults
from sim.inputs.case import read_case
from sim.inputs.facts import load_places, load_targets
from sim.runs.ensemble import draw_members
from tests.baotou import CALIBRATION


@pytest.fixture(scope="module")
def case():
    return read_case("programme-2022")


def target(name):
    return next(each for each in load_targets(CALIBRATION, load_places()) if each.id == name)


def test_equal_weights_are_all_effective_and_one_weight_is_one():
    assert effective_size(np.zeros(50)) == pytest.approx(50)
    assert effective_size(np.r_[0.0, np.full(49, -np.inf)]) == pytest.approx(1)


def test_resampling_gives_each_member_its_share_to_within_one():
    weight = np.array([0.5, 0.25, 0.125, 0.125])
    counts = np.bincount(resample(np.log(weight), 80, seed=0), minlength=4)
    assert np.abs(counts - 80 * weight).max() <= 1


def test_weighted_quantiles_of_repeated_values_are_those_of_the_values_written_out():
    found = weighted_quantiles(np.array([1.0, 2.0, 3.0]), np.array([1.0, 1.0, 1.0]), [0.5])
    assert found == pytest.approx([2.0])
    heavy = weighted_quantiles(np.array([1.0, 2.0, 3.0]), np.array([1.0, 1.0, 8.0]), [0.5])
    assert heavy[0] > 2.5


def test_a_gaussian_kernel_on_a_normal_prior_gives_the_textbook_posterior():
    """Prior N(0, 1) seen as 1 with error 1: posterior N(1/2, 1/2)."""
    values = np.random.default_rng(0).standard_normal(200_000)
    log_weight = -0.5 * (values - 1) ** 2
    chosen = values[resample(log_weight, 50_000, seed=0)]
    assert chosen.mean() == pytest.approx(0.5, abs=0.02)
    assert chosen.var() == pytest.approx(0.5, abs=0.02)


def test_a_goal_is_refused_as_an_observation(case):
    with pytest.raises(InputFaults, match="goal"):
        log_weights(case, [target("target_2022")], draw_members(case.parameters, 4), 0)


def test_changing_a_goal_moves_no_weight_and_changing_an_observation_does(case, tmp_path):
    def edited(old, new):
        path = tmp_path / "targets.csv"
        path.write_text(CALIBRATION.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
        return weigh(case, 512, targets=path)

    before = weigh(case, 512)
    assert edited("below_12,0,village", "below_12,500,village").draws.equals(before.draws)
    assert not edited("share_at_least_10,100,%", "share_at_least_10,60,%").draws.equals(before.draws)


def test_a_narrow_target_moves_the_yield_towards_it(case):
    """Abaga's share reaches 100 % the nearer the higher the yield: a tight tolerance must show it."""
    draws = draw_members(case.parameters, 4096, 0)
    tight = replace(target("abaga_2021"), value=70.0, tolerance=2.0)
    table = weighed_table(case, draws, log_weights(case, [tight], draws, 0).sum(axis=1))
    assert table.loc["yield_rate", "q50"] > table.loc["yield_rate", "prior_50"] + 0.005
    assert abs(table.loc["links_lapse", "q50"] - table.loc["links_lapse", "prior_50"]) < 0.05


def test_targets_that_no_member_meets_are_refused_with_what_to_do(case, tmp_path):
    path = tmp_path / "targets.csv"
    path.write_text(
        CALIBRATION.read_text(encoding="utf-8").replace(",100,%,15", ",100,%,0.5", 1), encoding="utf-8"
    )
    with pytest.raises(InputFaults, match="tolerances"):
        weigh(case, 256, targets=path)
