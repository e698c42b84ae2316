"""The likelihood of a panel against quadrature, and what must and must not move it."""

import numpy as np
import pytest
from scipy import integrate, stats

from sim.analysis.calibration import design
from sim.analysis.likelihood import (
    NO_LUCK,
    STRAY,
    expected_paths,
    log_evidence,
    log_likelihood,
    panel_world,
    simulated_income,
)
from sim.inputs.case import read_case
from sim.runs.ensemble import draw_members

PERSISTENCE, CITY, BANNER, PRODUCT = 0.5, 0.03, 0.04, 0.12
VILLAGE, LOSS, SEVERITY, FAILURE = 0.15, 0.1, 0.4, 0.2
SHOCKS = np.array([[PERSISTENCE, CITY, BANNER, PRODUCT, VILLAGE, LOSS, SEVERITY, FAILURE]])
STEADY = SHOCKS * (1 - np.eye(8)[3])  # every price is fixed
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


def record(log_income, operating, rest, level, variance, loss=LOSS):
    """`level` is all that is shared, of that variance."""
    now = operating * np.exp(level - 0.5 * (variance + VILLAGE**2))
    good = (1 - loss) * way(log_income, now, rest) + loss * way(log_income, (1 - SEVERITY) * now, rest)
    return (1 - STRAY) * good + STRAY * stats.norm.pdf(log_income, np.log(now + rest), 1)


def by_quadrature(income, delivered, failed, rest):
    """One banner, one year, fixed prices: the level integrated numerically."""
    variance = CITY**2 + BANNER**2

    def density(level):
        good, bad = (record(np.log(income), path, rest, level, variance) for path in (delivered, failed))
        return np.prod((1 - FAILURE) * good + FAILURE * bad) * stats.norm.pdf(level, 0, np.sqrt(variance))

    return np.log(integrate.quad(density, -0.4, 0.4, epsabs=0, epsrel=1e-10)[0])


def evidence(income, delivered, failed, rest, banner=None, product=None, weights=(1.0,), shocks=SHOCKS):
    """The log-likelihood of incomes (village, year) under one member; other money likewise."""
    villages, out = len(income), np.empty(1)
    banner, product = (
        np.zeros(villages, np.int64) if each is None else np.asarray(each) for each in (banner, product)
    )
    paths = np.stack([delivered, failed, rest])[:, None]
    log_evidence(
        np.log(income),
        paths,
        banner,
        product,
        np.array(weights, float),
        np.ones((villages, 3)),
        shocks,
        ERROR,
        out,
    )
    return out[0]


def column(*values):
    return np.array(values, float)[:, None]


def test_one_year_of_three_villages_is_the_integral_over_their_shared_level():
    income, rest = column(31, 44, 75), column(12, 12, 12)
    delivered, failed = column(20, 30, 60), column(15, 25, 40)
    found = evidence(income, delivered, failed, rest, shocks=STEADY)
    expected = by_quadrature(*(each[:, 0] for each in (income, delivered, failed, rest)))
    assert found == pytest.approx(expected, abs=0.03)


def test_many_villages_make_the_integral_exact():
    random = np.random.default_rng(1)
    delivered, rest = random.uniform(10, 60, (40, 1)), random.uniform(5, 20, (40, 1))
    income = delivered * np.exp(0.15 * random.standard_normal((40, 1))) + rest
    found = evidence(income, delivered, 0.8 * delivered, rest, shocks=STEADY)
    expected = by_quadrature(*(each[:, 0] for each in (income, delivered, 0.8 * delivered, rest)))
    assert found == pytest.approx(expected, abs=0.01)


WEIGHTS = (0.7, 1.6)  # of the two products whose prices move


def levels_of_two_years(sizes, points):
    """A grid of levels in two years (point, point), and the weight of each: an AR(1) with these steps."""
    reach = 5 * np.hypot(1, PERSISTENCE) * sizes
    at = np.linspace(-reach, reach, points)
    first, then = np.meshgrid(at, at, indexing="ij")
    density = stats.norm.pdf(first, 0, sizes) * stats.norm.pdf(then, PERSISTENCE * first, sizes)
    return at, density * (at[1] - at[0]) ** 2


def by_quadrature_of_two_years(income, delivered, failed, rest, product, risky, points=25):
    """One banner, two products, two years: four levels of a village integrated numerically.

    Given the banner's levels in both years the products are independent of each other. `risky` is 1 where
    there are losses and failures, 0 where there are none.
    """
    shared, weight = levels_of_two_years(np.hypot(CITY, BANNER), points)
    grown = np.array([1, 1 + PERSISTENCE**2])
    inside = np.ones((points, points))
    for number, price_weight in enumerate(WEIGHTS):
        prices, chance = levels_of_two_years(price_weight * PRODUCT, points)
        variance = grown * (CITY**2 + BANNER**2 + (price_weight * PRODUCT) ** 2)
        density = np.ones((points,) * 4)  # banner and product in the first year, then both in the second
        for v in np.flatnonzero(np.asarray(product) == number):
            ways = []
            for path in (delivered, failed):
                level = shared[:, None] + prices[None, :]
                each = [
                    record(np.log(income[v, t]), path[v, t], rest[v, t], level, variance[t], risky * LOSS)
                    for t in (0, 1)
                ]
                ways.append(each[0][:, :, None, None] * each[1])
            density *= (1 - risky * FAILURE) * ways[0] + risky * FAILURE * ways[1]
        inside *= np.einsum("apbq,pq->ab", density, chance)
    return np.log((inside * weight).sum())


@pytest.mark.parametrize(("risky", "error"), [(0, 0.01), (1, 0.15)], ids=["no losses", "losses"])
def test_banner_and_product_are_integrated_together_and_persist_into_the_next_year(risky, error):
    """Twelve villages, six of each product; what they earned says that one price rose and the other fell.

    Exact where nothing is lost; where a price may have fallen or six villages lost their harvest, the
    levels are not quite Gaussian, and a tenth of a log point is what that costs every member alike.
    """
    random = np.random.default_rng(4)
    product = np.repeat([0, 1], 6)
    delivered = random.uniform(10, 60, (12, 1)) * np.ones((1, 2))
    rest = random.uniform(5, 20, (12, 2))
    moved = np.where(product == 0, 0.1, -0.25)[:, None] * np.array([1.0, 0.6])
    income = delivered * np.exp(moved + 0.15 * random.standard_normal((12, 2))) + rest
    known = (income, delivered, 0.8 * delivered, rest)
    expected = by_quadrature_of_two_years(*known, product, risky)
    assert expected == pytest.approx(by_quadrature_of_two_years(*known, product, risky, points=33), abs=1e-3)
    shocks = SHOCKS * np.where(np.isin(np.arange(8), (5, 7)), risky, 1)
    found = evidence(*known, product=product, weights=WEIGHTS, shocks=shocks)
    assert found == pytest.approx(expected, abs=error)
    fixed = shocks * (1 - np.eye(8)[3])
    assert evidence(*known, product=product, weights=WEIGHTS, shocks=fixed) < expected - 0.5


def test_a_price_that_never_moves_is_no_level_at_all():
    income, rest = column(31, 44, 75, 20), column(12, 12, 12, 12)
    known = (income, column(20, 30, 60, 10), column(15, 25, 40, 5), rest)
    alone = evidence(*known, shocks=STEADY)
    assert evidence(*known, product=[0, 0, 1, 2], weights=(0.0, 0.0, 0.0)) == pytest.approx(alone, abs=1e-9)
    assert evidence(*known, product=[0, 0, 1, 2], weights=(1, 1, 1), shocks=STEADY) == pytest.approx(
        alone, abs=1e-9
    )
    assert abs(evidence(*known, product=[0, 0, 1, 2], weights=(1, 1, 1)) - alone) > 0.05


def test_villages_of_one_product_share_its_price_across_banners():
    """With neither city nor banner, villages of two products are independent, wherever they lie."""
    income, rest = column(31, 44, 75, 20), column(12, 12, 12, 12)
    known = (income, column(20, 30, 60, 10), column(15, 25, 40, 5), rest)
    prices = SHOCKS.copy()
    prices[0, 1:3] = 0.0

    def value(chosen, product):
        part = [each[chosen] for each in known]
        banner = np.array([0, 1, 0, 1])[chosen]
        return evidence(*part, banner=banner, product=product, weights=(1.0,) * 2, shocks=prices)

    apart = value(slice(0, 2), [0, 0]) + value(slice(2, 4), [1, 1])
    assert value(slice(0, 4), [0, 0, 1, 1]) == pytest.approx(apart, abs=1e-3)  # levels are sought to 1e-4
    assert abs(value(slice(0, 4), [0, 0, 0, 0]) - apart) > 0.05


def test_two_banners_share_the_city_and_nothing_else():
    """With no shock of the city and fixed prices the banners are independent: their likelihoods add up."""
    income, rest = column(31, 44, 75, 20), column(12, 12, 12, 12)
    known = (income, column(20, 30, 60, 10), np.full((4, 1), 5.0), rest)

    def value(chosen, shocks):
        banner = np.unique([0, 0, 1, 1][chosen], return_inverse=True)[1].astype(np.int64)
        return evidence(*(each[chosen] for each in known), banner=banner, shocks=shocks)

    quiet, strong = STEADY.copy(), STEADY.copy()
    quiet[0, 1], strong[0, 1] = 0.0, 0.3
    apart = value(slice(0, 2), quiet) + value(slice(2, 4), quiet)
    assert value(slice(0, 4), quiet) == pytest.approx(apart, abs=1e-9)
    assert abs(value(slice(0, 4), strong) - value(slice(0, 2), strong) - value(slice(2, 4), strong)) > 0.05


def test_a_missing_record_says_nothing(world, case):
    draws = draw_members(case.parameters, 8)
    income = np.full(world.observed.shape, np.nan)
    assert log_likelihood(world.with_income(income), draws) == pytest.approx(np.zeros(8))


def test_paths_without_luck_add_up_to_what_the_kernel_earns_without_luck(world, case):
    draws = draw_members(case.parameters, 4).assign(**NO_LUCK)
    quiet = panel_world(case, design(case, 3, 3), record_error=0.0)
    delivered, failed, rest = expected_paths(quiet, draws)
    assert delivered + rest == pytest.approx(simulated_income(quiet, draws, 0), rel=1e-5)
    assert (failed <= delivered + 1e-4).all()
    assert (failed < delivered - 0.1).any()


def test_the_truth_is_likelier_than_nearly_every_other_member(world, case):
    draws, places = draw_members(case.parameters, 256, seed=1), []
    for truth in range(12):
        income = simulated_income(world, draws.iloc[[truth]], seed=9)[0]
        values = log_likelihood(world.with_income(income), draws)
        places.append((values >= values[truth]).sum())
    assert np.median(places) <= 5
    assert np.mean(places) <= 20  # where nothing was told it would be 128


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
