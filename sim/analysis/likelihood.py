"""How likely a village panel is under each member, with the shared levels of luck integrated out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numba as nb
import numpy as np
import pandas as pd

from sim.axes import CHANNELS, UNCERTAINTIES
from sim.inputs.villages import load_industries
from sim.model import fastmath  # noqa: F401  (sets where compiled code is kept)
from sim.model.exposure import Exposure, make_exposure
from sim.model.simulate import Blocks, pack, pack_part, run_blocks

if TYPE_CHECKING:
    from sim.inputs.case import Case
    from sim.inputs.intake.panel import Panel


# ---- The shared levels of luck, integrated out: the compiled part --------------------------------

STRAY = 1e-4  # chance that a record is not what the model calls income; keeps one slip from deciding
_STEPS = 40  # Newton steps to the most likely levels, halved ones counted, at most
_SETTLED = 1e-4  # log points: they end once no level moves by more


class _Luck(NamedTuple):
    """What a member says of luck: the uncertainties of those names, in their units."""

    shock_persistence: float
    city_shock: float
    banner_shock: float
    product_shock: float
    village_shock: float
    loss_rate: float
    loss_severity: float
    failure_rate: float


_SHOCKS = _Luck._fields


@nb.njit(cache=True)
def _level_law(luck, years, banners, price_weights):
    """Of the shared levels: mean (year, product), and the covariance of what a year adds (level, level).

    Log points. The levels of one year are those of the banners, the city's in each of them, then those of the
    products' prices; what is there from the year before persists in part.
    """
    city, banner, product = luck.city_shock**2, luck.banner_shock**2, luck.product_shock**2
    size = banners + len(price_weights)
    added = np.zeros((size, size))
    added[:banners, :banners] = city
    for b in range(banners):
        added[b, b] += banner
    for k in range(len(price_weights)):
        added[banners + k, banners + k] = price_weights[k] ** 2 * product
    mean = np.empty((years, len(price_weights)))
    grown = 0.0  # variance of an AR(1) with steps of variance 1 after so many years
    for t in range(years):
        grown = luck.shock_persistence**2 * grown + 1.0
        for k in range(len(price_weights)):
            price = price_weights[k] ** 2 * product
            mean[t, k] = -0.5 * (grown * (city + banner + price) + luck.village_shock**2)
    return mean, added


@nb.njit(cache=True)
def _way(log_income, operating, rest, noise, record_error):
    """Of one way to have come about: density of the log income, its pull and weight on the level.

    The sum of steady income and a lognormal business is taken as lognormal, to second order in the noise.
    """
    total = rest + operating
    share = operating / total
    variance = (share * noise) ** 2 + record_error**2
    gap = log_income - np.log(total) - 0.5 * share * (1.0 - share) * noise**2
    density = np.exp(-0.5 * gap * gap / variance) / np.sqrt(2.0 * np.pi * variance)
    return density, share * gap / variance, share * share / variance


@nb.njit(cache=True)
def _record(log_income, operating, rest, noise, record_error, chance, kept):
    """Of one observation: density, score and curvature in the level; a mixture of no loss, loss and stray."""
    usual, pull_usual, weight_usual = _way(log_income, operating, rest, noise, record_error)
    lossy, pull_lossy, weight_lossy = _way(log_income, kept * operating, rest, noise, record_error)
    usual, lossy = (1.0 - STRAY) * (1.0 - chance) * usual, (1.0 - STRAY) * chance * lossy
    far = log_income - np.log(operating + rest)
    density = usual + lossy + STRAY * np.exp(-0.5 * far * far) / np.sqrt(2.0 * np.pi)
    score = (usual * pull_usual + lossy * pull_lossy) / density
    square = (usual * pull_usual**2 + lossy * pull_lossy**2) / density
    return density, score, square, (usual * weight_usual + lossy * weight_lossy) / density


@nb.njit(cache=True)
def _villages(logs_seen, paths, banner, product, risks, luck, record_error, mean, level, score, curvature):
    """Log density of all villages given the levels (year, level).

    Fills score (year, level) and curvature (year, level, level); a village feels its banner's level and its
    product's, which so are coupled.
    """
    villages, years = logs_seen.shape
    banners = level.shape[1] - mean.shape[1]
    score[:], curvature[:] = 0.0, 0.0
    total = 0.0
    parts = np.zeros((2, years, 3))
    for v in range(villages):
        chance = min(risks[v, 0] * luck.loss_rate, 1.0)
        kept = 1.0 - min(risks[v, 1] * luck.loss_severity, 1.0)
        b, k = banner[v], banners + product[v]
        logs = np.zeros(2)
        ways = 2 if risks[v, 2] > 0.0 else 1
        for way in range(ways):
            for t in range(years):
                if np.isnan(logs_seen[v, t]):
                    parts[way, t, :] = 0.0
                    continue
                shared = mean[t, product[v]] + level[t, b] + level[t, k]
                density, first, square, weight = _record(
                    logs_seen[v, t], paths[way, v, t] * np.exp(shared), paths[2, v, t], luck.village_shock,
                    record_error, chance, kept,
                )  # fmt: skip
                logs[way] += np.log(density)
                parts[way, t, 0], parts[way, t, 1], parts[way, t, 2] = first, square, weight
        failed = 0.0  # the chance that the project failed, given what was seen
        total += logs[0]
        if ways == 2 and luck.failure_rate > 0.0:
            odds = min(
                luck.failure_rate / (1.0 - luck.failure_rate) * np.exp(min(logs[1] - logs[0], 500.0)), 1e200
            )
            total += np.log((1.0 - luck.failure_rate) * (1.0 + odds))
            failed = odds / (1.0 + odds)
        for t in range(years):
            first = (1.0 - failed) * parts[0, t, 0] + failed * parts[1, t, 0]
            square = (1.0 - failed) * parts[0, t, 1] + failed * parts[1, t, 1]
            weight = (1.0 - failed) * parts[0, t, 2] + failed * parts[1, t, 2]
            # a mixture is flatter than its parts; one ambiguous village must not turn the curvature over
            bend = max(weight - square + first * first, 0.2 * weight)
            for i in (b, k):
                score[t, i] += first
                for j in (b, k):
                    curvature[t, i, j] += bend
    return total


@nb.njit(cache=True)
def _newton_step(level, score, curvature, added, persistence, moved, dual, matrices):
    """The likeliest levels where the villages pull and bend as they do at `level`, all (year, level).

    A Kalman filter through the years and a smoother back, in a form that inverts no covariance: without a
    shock it is nothing. Fills `moved` and `dual`, with moved = covariance of all years @ dual, and `matrices`
    (year, level, level), whose determinants multiply to that of 1 + covariance @ curvature.
    """
    years, size = level.shape
    known, spreads = np.empty((years, size)), np.empty((years, size, size))
    at, spread = np.zeros(size), np.zeros((size, size))
    for t in range(years):
        ahead = persistence**2 * spread + added
        at = persistence * at
        matrix = ahead @ curvature[t]
        for i in range(size):
            matrix[i, i] += 1.0
        spread = np.linalg.solve(matrix, ahead)
        at = at + spread @ (score[t] + curvature[t] @ (level[t] - at))
        known[t], spreads[t], matrices[t] = at, spread, matrix
    later = np.zeros(size)
    for back in range(years):
        t = years - 1 - back
        moved[t] = known[t] + persistence * (spreads[t] @ later)
        dual[t] = score[t] + curvature[t] @ (level[t] - moved[t])
        later = dual[t] + persistence * later


@nb.njit(parallel=True, cache=True)
def log_evidence(logs_seen, paths, banner, product, price_weights, risks, shocks, record_error, out):
    """Log-likelihood of every member by Laplace's approximation over the levels, written to `out` (member,).

    logs_seen (village, year) log income; paths (3, member, village, year); banner, product (village,);
    price_weights (product,); risks (village, 3); shocks (member, shock); see sim.analysis.likelihood.
    """
    years, banners = logs_seen.shape[1], banner.max() + 1
    for member in nb.prange(len(out)):
        row = shocks[member]
        luck = _Luck(row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7])
        mean, added = _level_law(luck, years, banners, price_weights)
        size = len(added)
        level, dual = np.zeros((years, size)), np.zeros((years, size))
        moved, better = np.zeros((years, size)), np.zeros((years, size))
        held, held_dual, most = np.zeros((years, size)), np.zeros((years, size)), -np.inf
        score, curvature = np.zeros((years, size)), np.zeros((years, size, size))
        matrices = np.zeros((years, size, size))
        for _ in range(_STEPS):
            density = _villages(
                logs_seen, paths[:, member], banner, product, risks, luck, record_error, mean, level, score,
                curvature,
            )  # fmt: skip
            value = density - 0.5 * (level * dual).sum()
            if value < most - 1e-9:  # too long a step where the mixtures bend: half of it
                level[:], dual[:] = 0.5 * (level + held), 0.5 * (dual + held_dual)
                continue
            held[:], held_dual[:], most = level, dual, value
            _newton_step(level, score, curvature, added, luck.shock_persistence, moved, better, matrices)
            if np.abs(moved - level).max() < _SETTLED:
                break
            level[:], dual[:] = moved, better
        out[member] = most
        for t in range(years):
            out[member] -= 0.5 * np.linalg.slogdet(matrices[t])[1]


# ---- How likely a village panel is under each member, with luck integrated out instead of drawn ----
# The kernel gives every member its path without luck. Luck then has a known law (`operating_income` and the
# equations behind it in sim/model/equations.py, from `next_shock` to `loss_size`): levels shared by a
# banner in a year (a city and a banner AR(1)) and by all who sell a product (its price, an AR(1) that moves
# as much as its industry's price_weight says), noise of each village, a rare loss and a project that may
# have failed. Given the shared levels the villages are independent mixtures; the levels, Gaussian a priori,
# are integrated by Laplace's method, which is close to exact because nearly every level is seen by many
# villages, and one seen by few stays near its prior, which is Gaussian. What new supply does to a price has
# no luck: it is in the paths. tests/analysis/test_likelihood.py checks it against quadrature.
# Only gross incomes are weighed. What a panel says of net returns is not used: costs and debts move no gross
# income, so nothing here would tell of them.

NO_LUCK = dict.fromkeys(
    ("city_shock", "banner_shock", "product_shock", "village_shock", "loss_rate", "failure_rate"), 0.0
)
_CERTAIN = 1e9  # a rate so high that what it governs always happens
RECORD_ERROR = 0.05  # log points; what villages call income differs, so no record is exact: an assumption
_LEAST = 1e-4  # 10k yuan/year, one yuan: nothing is smaller


@dataclass(frozen=True)
class PanelWorld:
    """A panel's villages with all their neighbours, ready to be run.

    observed (village, year) income of the panel's villages; the positions of those villages in the world
    banner   (village,) number of the banner, 0, 1, …
    product  (village,) number of the product among those of the panel; price_weights (product,) how much the
             price of each moves
    risks    (village, 3) weights of the industry's loss rate and severity, and 1 where public money
             reaches the village in time to earn or fail within the panel
    record_error  standard deviation of what is recorded about the true income, log points
    """

    blocks: Blocks
    exposure: Exposure
    years: tuple[int, ...]
    positions: np.ndarray
    observed: np.ndarray
    banner: np.ndarray
    product: np.ndarray
    price_weights: np.ndarray
    risks: np.ndarray
    record_error: float

    def with_income(self, income: np.ndarray) -> PanelWorld:
        """The same villages with other observations; income (village, year) 10k yuan/year."""
        return replace(self, observed=np.ascontiguousarray(income, dtype=np.float64))


def panel_world(case: Case, panel: Panel, record_error: float = RECORD_ERROR) -> PanelWorld:
    """The panel's townships out of the case's register, so that neighbours still learn from each other.

    What the levers hand out, what that does to prices and how rich a village is among all is worked out on
    the whole register first.
    """
    table = case.register.table
    seen = table["township_id"].iloc[panel.villages].unique()
    kept = np.flatnonzero(table["township_id"].isin(seen))
    rows = table.iloc[kept].reset_index(drop=True)
    exposure, years = make_exposure(case), len(panel.years)
    exposure = replace(exposure, channels=exposure.channels[:years, :, kept])
    positions = np.searchsorted(kept, panel.villages)
    own = rows.iloc[positions]
    product, names = pd.factorize(own["industry"])
    return PanelWorld(
        blocks=pack_part(
            replace(case.register, table=rows),
            case.programme,
            pack(case.register, case.programme).standing[kept],
        ),
        exposure=exposure,
        years=panel.years,
        positions=positions,
        observed=np.ascontiguousarray(panel.income),
        banner=pd.factorize(own["banner_id"])[0].astype(np.int64),
        product=product.astype(np.int64),
        price_weights=load_industries()["price_weight"].loc[names].to_numpy(np.float64),
        risks=_risks(own["industry"], exposure.channels[: years - 1][:, :, positions]),
        record_error=record_error,
    )


def _risks(industry: pd.Series, channels: np.ndarray) -> np.ndarray:
    industries = load_industries()
    weights = [industry.map(industries[f"{risk}_weight"]) for risk in ("loss_rate", "loss_severity")]
    money = [CHANNELS.index(name) for name in ("grants", "levered")]
    return np.column_stack([*weights, channels[:, money].any(axis=(0, 1))]).astype(np.float64)


def simulated_income(world: PanelWorld, draws: pd.DataFrame, seed: int) -> np.ndarray:
    """What the panel of each member would record, all luck and the error of records included.

    (member, village, year), 10k yuan/year; missing where the panel is.
    """
    kept = range(len(world.years))
    ran = run_blocks(world.blocks, world.exposure, world.years, draws, seed, kept)
    income = ran.incomes[:, :, world.positions].swapaxes(1, 2).astype(np.float64)
    error = np.random.default_rng([seed, len(draws)]).standard_normal(income.shape)
    recorded = np.maximum(income, _LEAST) * np.exp(world.record_error * error)
    return np.where(np.isfinite(world.observed), recorded, np.nan)


def log_likelihood(world: PanelWorld, draws: pd.DataFrame) -> np.ndarray:
    """Log-likelihood of the observed panel under each row of `draws`, (member,)."""
    paths = np.ascontiguousarray(expected_paths(world, draws))
    shocks = np.ascontiguousarray(draws[list(_SHOCKS)].to_numpy(np.float64))
    out = np.empty(len(draws))
    log_evidence(
        np.log(world.observed), paths, world.banner, world.product, world.price_weights, world.risks, shocks,
        world.record_error, out,
    )  # fmt: skip
    return out


def expected_paths(world: PanelWorld, draws: pd.DataFrame) -> np.ndarray:
    """Without luck: operating income if projects succeed, if they fail, and all other income.

    (3, member, village, year), 10k yuan/year. A year in which everything is lost leaves the other income.
    """
    variants: tuple[dict[str, float], ...] = (
        {},
        {"failure_rate": _CERTAIN},
        {"loss_rate": _CERTAIN, "loss_severity": _CERTAIN},
    )
    values = draws[list(UNCERTAINTIES)].to_numpy(np.float64)
    rows = pd.DataFrame(
        np.concatenate([_with(values, NO_LUCK | each) for each in variants]), columns=list(UNCERTAINTIES)
    )
    income = run_blocks(world.blocks, world.exposure, world.years, rows, 0, range(len(world.years))).incomes
    paths = income[:, :, world.positions].swapaxes(1, 2).astype(np.float64)
    paths = paths.reshape(3, len(draws), *world.observed.shape)
    paths[:2] -= paths[2]
    return np.maximum(paths, _LEAST)


def _with(values: np.ndarray, fixed: dict[str, float]) -> np.ndarray:
    """A copy of draws in the model's order with some uncertainties fixed."""
    values = values.copy()
    for name, value in fixed.items():
        values[:, UNCERTAINTIES.index(name)] = value
    return values
