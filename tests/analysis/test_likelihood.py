"""The likelihood of a panel against quadrature, and what must and must not move it."""

import numpy as np
import pytest
from scipy import integrate, stats

from sim.analysis.calibration import design
from sim.analysis.likelihood import (
    STRAY,
    expected_paths,
    log_evidence,
    log_likelihood,
    panel_world,
    simulated_income,
)
from sim.inputs.case import read_case
from sim.runs.ensemble import draw_members

PERSISTENCE, CITY, BANNER, VILLAGE, LOSS, SEVERITY, FAILURE = 0.5, 0.03, 0.04, 0.15, 0.1, 0.4, 0.2
SHOCKS = np.array([[PERSISTENCE, CITY, BANNER, VILLAGE, LOSS, SEVERITY, FAILURE]])
ERROR = 0.05


@pytest.fixture(scope="module")
def case():
    return read_case("programme-2022")


@pytest.fixture(scope="module")
def world(case):
    return panel_world(case, design(case, 3, 3))


def way(log_income, operating, rest):
    """Second implementation of one way to have come about: lognormal with matched log-moments."""
    share = operating / (operating + rest)
    mean = np.log(operating + rest) + share * (1 - share) * VILLAGE**2 / 2
    return stats.norm.pdf(log_income, mean, np.hypot(share * VILLAGE, ERROR))


def record(log_income, operating, rest, level):
    now = operating * np.exp(level - 0.5 * (CITY**2 + BANNER**2 + VILLAGE**2))
    good = (1 - LOSS) * way(log_income, now, rest) + LOSS * way(log_income, (1 - SEVERITY) * now, rest)
    return (1 - STRAY) * good + STRAY * stats.norm.pdf(log_income, np.log(now + rest), 1)


def by_quadrature(income, delivered, failed, rest):
    """One banner, one year: the level integrated numerically."""

    def density(level):
        good, bad = (record(np.log(income), path, rest, level) for path in (delivered, failed))
        return np.prod((1 - FAILURE) * good + FAILURE * bad) * stats.norm.pdf(
            level, 0, np.hypot(CITY, BANNER)
        )

    return np.log(integrate.quad(density, -0.4, 0.4, epsabs=0, epsrel=1e-10)[0])


def test_one_year_of_three_villages_is_the_integral_over_their_shared_level():
    income = np.array([31.0, 44.0, 75.0])
    delivered, failed, rest = np.array([20.0, 30, 60]), np.array([15.0, 25, 40]), np.full(3, 12.0)
    paths = np.stack([delivered, failed, rest])[:, None, :, None]
    out = np.empty(1)
    risks = np.ones((3, 3))
    log_evidence(np.log(income)[:, None], paths, np.zeros(3, np.int64), risks, SHOCKS, ERROR, out)
    assert out[0] == pytest.approx(by_quadrature(income, delivered, failed, rest), abs=0.03)


def test_many_villages_make_the_integral_exact():
    random = np.random.default_rng(1)
    delivered, rest = random.uniform(10, 60, 40), random.uniform(5, 20, 40)
    income = delivered * np.exp(0.15 * random.standard_normal(40)) + rest
    paths = np.stack([delivered, 0.8 * delivered, rest])[:, None, :, None]
    out = np.empty(1)
    log_evidence(np.log(income)[:, None], paths, np.zeros(40, np.int64), np.ones((40, 3)), SHOCKS, ERROR, out)
    assert out[0] == pytest.approx(by_quadrature(income, delivered, 0.8 * delivered, rest), abs=0.01)


def test_two_banners_share_the_city_and_nothing_else():
    """With no shock of the city the banners are independent: their likelihoods add up."""
    income = np.log(np.array([31.0, 44, 75, 20]))[:, None]
    paths = np.stack([np.array([20.0, 30, 60, 10]), np.full(4, 5.0), np.full(4, 12.0)])[:, None, :, None]
    quiet = SHOCKS.copy()
    quiet[0, 1] = 0.0

    def value(chosen, shocks):
        out = np.empty(1)
        banner = np.unique([0, 0, 1, 1][chosen], return_inverse=True)[1].astype(np.int64)
        log_evidence(income[chosen], paths[:, :, chosen], banner, np.ones((4, 3))[chosen], shocks, ERROR, out)
        return out[0]

    apart = value(slice(0, 2), quiet) + value(slice(2, 4), quiet)
    assert value(slice(0, 4), quiet) == pytest.approx(apart, abs=1e-9)
    strong = SHOCKS.copy()
    strong[0, 1] = 0.3
    assert abs(value(slice(0, 4), strong) - value(slice(0, 2), strong) - value(slice(2, 4), strong)) > 0.05


def test_a_missing_record_says_nothing(world, case):
    draws = draw_members(case.parameters, 8)
    income = np.full(world.observed.shape, np.nan)
    assert log_likelihood(world.with_income(income), draws) == pytest.approx(np.zeros(8))


def test_paths_without_luck_add_up_to_what_the_kernel_earns_without_luck(world, case):
    from sim.analysis.likelihood import NO_LUCK

    draws = draw_members(case.parameters, 4).assign(**NO_LUCK)
    quiet = panel_world(case, design(case, 3, 3), record_error=0.0)
    delivered, failed, rest = expected_paths(quiet, draws)
    assert delivered + rest == pytest.approx(simulated_income(quiet, draws, 0), rel=1e-5)
    assert (failed <= delivered + 1e-4).all()
    assert (failed < delivered - 0.1).any()


def test_the_truth_is_likelier_than_nearly_every_other_member(world, case):
    draws = draw_members(case.parameters, 256, seed=1)
    income = simulated_income(world, draws.iloc[[3]], seed=9)[0]
    values = log_likelihood(world.with_income(income), draws)
    assert (values >= values[3]).sum() <= 3


def test_one_slip_of_a_record_does_not_decide(world, case):
    """A record a thousand times too high costs every member about the same."""
    draws = draw_members(case.parameters, 16, seed=1)
    income = simulated_income(world, draws.iloc[[3]], seed=9)[0]
    before = log_likelihood(world.with_income(income), draws)
    slipped = income.copy()
    slipped[5, 1] *= 1000
    after = log_likelihood(world.with_income(slipped), draws)
    assert np.ptp(after - before) < 10
    assert np.corrcoef(before, after)[0, 1] > 0.99
