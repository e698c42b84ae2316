"""Calibration finds what was put in: one panel in full, a few replications of the proof, another road."""

import numpy as np
import pandas as pd
import pytest

from sim.analysis.calibration import (
    calibrate,
    design,
    effective_size,
    example_panel,
    from_normal,
    informed_subspace,
    sample,
    starting_points,
    weighted_quantiles,
    write_example,
)
from sim.analysis.likelihood import log_likelihood, panel_world, simulated_income
from sim.inputs.case import read_case
from sim.inputs.intake.panel import load_observed
from sim.inputs.parameters import varying
from tests.analysis.ranks import Ranks, simulate_ranks
from tests.baotou import EXAMPLE


@pytest.fixture(scope="module")
def case():
    return read_case("programme-2022")


@pytest.fixture(scope="module")
def world(case):
    return panel_world(case, design(case, 2, 3))


@pytest.fixture(scope="module")
def subspace(world, case):
    return informed_subspace(world, case.parameters, 0, panels=60)


def test_directions_are_a_rotation_and_the_informed_ones_come_first(subspace):
    size = len(subspace.names)
    assert subspace.directions.T @ subspace.directions == pytest.approx(np.eye(size), abs=1e-9)
    assert (np.diff(subspace.eigenvalues) <= 1e-9).all()
    assert 1 <= subspace.informed < size / 2


def test_the_likelihood_makes_no_jump_where_an_uncertainty_moves_a_little(world, case, subspace):
    names = subspace.names
    at = np.random.default_rng(0).standard_normal((60, len(names)))
    incomes = simulated_income(world, from_normal(case.parameters, names, at), 0)
    along = np.repeat(at[:1], 41, axis=0)
    along[:, names.index("governance_by_income")] += np.linspace(-0.2, 0.2, 41)
    found = log_likelihood(world.with_income(incomes[0]), from_normal(case.parameters, names, along))
    assert np.abs(np.diff(found)).max() < 0.1  # full steps to the likeliest levels once left it by 31


def test_the_data_speak_about_noise_and_growth_and_not_about_what_they_cannot_see(subspace):
    spoken = (subspace.directions**2 * subspace.eigenvalues).sum(axis=1)
    of = dict(zip(subspace.names, spoken, strict=True))
    assert min(of["village_shock"], of["contract_growth"]) > 20 * max(
        of["links_lapse"], of["reserve_departure"]
    )


def test_walkers_start_at_different_prior_members_that_fit_better_than_most(world, subspace, case):
    income = simulated_income(
        world, from_normal(case.parameters, subspace.names, np.zeros((1, len(subspace.names)))), 4
    )[0]
    seen = world.with_income(income)
    start = starting_points(seen, subspace, 96, 1024, seed=0)
    assert len(np.unique(start[:, 0])) == 96
    chosen = log_likelihood(seen, subspace.draws(start))
    anyone = log_likelihood(seen, subspace.draws(np.random.default_rng(1).standard_normal(start.shape)))
    assert np.median(chosen) > np.quantile(anyone, 0.75)


def test_without_data_the_posterior_is_the_prior(world, subspace):
    """A panel of which nothing was seen: the sampler must give back the normal ball."""
    nothing = world.with_income(np.full(world.observed.shape, np.nan))
    chain, _ = sample(nothing, subspace, 300, seed=1, scouts=256)
    z = chain[:, ::20].reshape(-1, chain.shape[2])
    assert np.abs(z.mean(axis=0)).max() < 0.25
    assert z.std(axis=0) == pytest.approx(np.ones(z.shape[1]), abs=0.15)


def test_the_chain_agrees_with_prior_members_weighed_by_the_same_likelihood(world, case):
    """Two roads to one posterior: on a panel that says little, importance weights are exact enough."""
    income = np.full(world.observed.shape, np.nan)
    truth = from_normal(
        case.parameters, varying(case.parameters), np.zeros((1, len(varying(case.parameters))))
    )
    income[:6] = simulated_income(world, truth, 3)[0][:6]
    little = world.with_income(income)
    subspace = informed_subspace(little, case.parameters, 0, panels=40)
    chain, _ = sample(little, subspace, 900, seed=2, scouts=1024)
    z = chain.reshape(-1, chain.shape[2]) @ subspace.directions.T
    prior = np.random.default_rng(0).standard_normal((12_000, z.shape[1]))
    log_weight = log_likelihood(little, from_normal(case.parameters, subspace.names, prior))
    weight = np.exp(log_weight - log_weight.max())
    assert effective_size(log_weight) > 300
    for name in ("village_shock", "contract_growth", "yield_rate", "loss_rate"):
        k = subspace.names.index(name)
        expected = weighted_quantiles(prior[:, k], weight, (0.1, 0.5, 0.9))
        assert np.quantile(z[:, k], (0.1, 0.5, 0.9)) == pytest.approx(expected, abs=0.3)


def test_truths_lie_in_their_bands_about_as_often_as_the_bands_say(world, subspace):
    """The short version of the proof in tests/benchmarks/certainty.py."""
    ranks = simulate_ranks(world, subspace, replications=6, steps=240, seed=11, draws=99)
    assert ranks.table.shape == (6, len(subspace.names))
    assert ranks.rejected(0.01) == []
    assert 0.80 <= ranks.coverage(0.9).mean() <= 0.98
    assert 0.35 <= ranks.coverage(0.5).mean() <= 0.65


def test_ranks_that_are_not_uniform_are_rejected_and_uniform_ones_are_not():
    random = np.random.default_rng(0)
    good = pd.DataFrame(random.integers(0, 100, (400, 10)))
    bad = good.assign(
        squeezed=random.integers(20, 80, 400), shifted=(random.random(400) ** 0.5 * 100).astype(int)
    )
    assert Ranks(good, 99).rejected() == []
    assert set(Ranks(bad, 99).rejected()) == {"squeezed", "shifted"}


def test_few_ranks_are_rejected_where_chance_does_not_bring_them_and_not_where_it_does():
    others = pd.DataFrame(np.random.default_rng(1).integers(0, 100, (6, 71)))
    assert Ranks(others.assign(same=65), 99).rejected(0.01) == ["same"]
    four = Ranks(others[:4].assign(same=65), 99)
    assert four.rejected(0.01) == []
    assert four.uniformity()["same"] == pytest.approx(1e-3, rel=0.3)


def test_coverage_of_uniform_ranks_is_the_level_of_the_band():
    ranks = Ranks(pd.DataFrame({"a": np.arange(100)}), 99)
    assert ranks.coverage(0.9)["a"] == pytest.approx(0.9)
    assert ranks.coverage(0.5)["a"] == pytest.approx(0.5)


def test_the_example_panel_is_made_again_by_its_command(tmp_path):
    """Byte for byte on one kind of processor; on another an income may round to the next hundredth."""
    write_example(tmp_path)
    made, kept = (pd.read_csv(folder / EXAMPLE.name) for folder in (tmp_path, EXAMPLE.parent))
    pd.testing.assert_frame_equal(made.drop(columns="income"), kept.drop(columns="income"))
    assert made["income"].to_numpy() == pytest.approx(kept["income"].to_numpy(), rel=1e-5, abs=0.0101)
    truth = "example_truth.csv"
    assert (tmp_path / truth).read_bytes() == (EXAMPLE.parent / truth).read_bytes()


def test_the_example_panel_is_the_same_bytes_each_time(tmp_path):
    first, again = tmp_path / "first", tmp_path / "again"
    for folder in (first, again):
        folder.mkdir()
        write_example(folder)
    assert (first / EXAMPLE.name).read_bytes() == (again / EXAMPLE.name).read_bytes()


def test_calibrating_on_the_example_reports_itself(case):
    panel = load_observed(EXAMPLE, case.register, case.scenario.years)
    found = calibrate(case, panel, steps=60, seed=0)
    assert set(found.draws) == set(case.parameters)
    assert found.about["observations"] == panel.observations == 4 * len(panel.villages)
    assert found.about["runs_per_minute"] > 0
    assert found.diagnostics.loc["village_shock", "shrunk"] > 0.3
    assert abs(found.diagnostics.loc["links_lapse", "shrunk"]) < 0.5
    assert not found.converged  # sixty steps are too few, and it says so
    _, truth = example_panel(case)
    assert set(truth) == set(case.parameters)
