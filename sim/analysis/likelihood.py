"""How likely a village panel is under each member, with the shared levels of luck integrated out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numba as nb
import numpy as np
import pandas as pd

from sim.axes import CHANNELS, UNCERTAINTIES
from sim.inputs.villages import load_industries
from sim.model import fastmath  # noqa: F401  (sets where compiled code is kept)
from sim.model.exposure import Exposure, make_exposure
from sim.model.simulate import Blocks, pack, run_blocks

if TYPE_CHECKING:
    from sim.inputs.case import Case
    from sim.inputs.intake.panel import Panel


# ---- The shared levels of luck, integrated out: the compiled part --------------------------------

STRAY = 1e-4  # chance that a record is not what the model calls income; keeps one slip from deciding
_STEPS = 12  # Newton steps to the most likely levels, at most
_SETTLED = 1e-4  # log points: they end once no level moves by more


@nb.njit(cache=True)
def _level_law(shocks, years, banners):
    """Mean (year,) and covariance (banner*year, banner*year) of the shared levels, log points."""
    persistence, city, banner, village = shocks[0], shocks[1] ** 2, shocks[2] ** 2, shocks[3] ** 2
    kernel = np.empty((years, years))
    for t in range(years):
        for s in range(years):
            kernel[t, s] = 0.0
            for k in range(min(t, s) + 1):
                kernel[t, s] += persistence ** (t + s - 2 * k)
    mean = np.empty(years)
    for t in range(years):
        mean[t] = -0.5 * (kernel[t, t] * (city + banner) + village)
    size = banners * years
    covariance = np.empty((size, size))
    for i in range(size):
        for j in range(size):
            own = banner if i // years == j // years else 0.0
            covariance[i, j] = kernel[i % years, j % years] * (city + own)
    return mean, covariance


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
def _villages(logs_seen, paths, banner, risks, shocks, record_error, mean, level, score, curvature):
    """Log density of all villages given the levels; fills score and curvature (banner*year,)."""
    villages, years = logs_seen.shape
    noise, failure = shocks[3], shocks[6]
    score[:], curvature[:] = 0.0, 0.0
    total = 0.0
    parts = np.zeros((2, years, 3))
    for v in range(villages):
        chance = min(risks[v, 0] * shocks[4], 1.0)
        kept = 1.0 - min(risks[v, 1] * shocks[5], 1.0)
        logs = np.zeros(2)
        ways = 2 if risks[v, 2] > 0.0 else 1
        for k in range(ways):
            for t in range(years):
                if np.isnan(logs_seen[v, t]):
                    parts[k, t, :] = 0.0
                    continue
                operating = paths[k, v, t] * np.exp(mean[t] + level[banner[v] * years + t])
                density, first, square, weight = _record(
                    logs_seen[v, t], operating, paths[2, v, t], noise, record_error, chance, kept
                )
                logs[k] += np.log(density)
                parts[k, t, 0], parts[k, t, 1], parts[k, t, 2] = first, square, weight
        failed = 0.0  # the chance that the project failed, given what was seen
        total += logs[0]
        if ways == 2 and failure > 0.0:
            odds = min(failure / (1.0 - failure) * np.exp(min(logs[1] - logs[0], 500.0)), 1e200)
            total += np.log((1.0 - failure) * (1.0 + odds))
            failed = odds / (1.0 + odds)
        for t in range(years):
            first = (1.0 - failed) * parts[0, t, 0] + failed * parts[1, t, 0]
            square = (1.0 - failed) * parts[0, t, 1] + failed * parts[1, t, 1]
            weight = (1.0 - failed) * parts[0, t, 2] + failed * parts[1, t, 2]
            place = banner[v] * years + t
            score[place] += first
            # a mixture is flatter than its parts; one ambiguous village must not turn the curvature over
            curvature[place] += max(weight - square + first * first, 0.2 * weight)
    return total


@nb.njit(parallel=True, cache=True)
def log_evidence(logs_seen, paths, banner, risks, shocks, record_error, out):
    """Log-likelihood of every member by Laplace's approximation over the levels, written to `out` (member,).

    logs_seen (village, year) log income; paths (3, member, village, year); banner (village,);
    risks (village, 3); shocks (member, shock); see sim.analysis.likelihood.
    """
    years, banners = logs_seen.shape[1], banner.max() + 1
    for member in nb.prange(len(out)):
        mean, covariance = _level_law(shocks[member], years, banners)
        size = len(covariance)
        level, score, curvature = np.zeros(size), np.zeros(size), np.zeros(size)
        dual = np.zeros(size)  # level = covariance @ dual, which spares inverting a nearly singular matrix
        density, matrix = 0.0, np.eye(size)
        for _ in range(_STEPS):
            density = _villages(
                logs_seen,
                paths[:, member],
                banner,
                risks,
                shocks[member],
                record_error,
                mean,
                level,
                score,
                curvature,
            )
            for i in range(size):
                for j in range(size):
                    matrix[i, j] = curvature[i] * covariance[i, j] + (1.0 if i == j else 0.0)
            better = np.linalg.solve(matrix, curvature * level + score)
            moved = covariance @ better
            change = np.abs(moved - level).max()
            if change < _SETTLED:
                break
            level[:], dual[:] = moved, better
        out[member] = density - 0.5 * level @ dual - 0.5 * np.linalg.slogdet(matrix)[1]


# ---- How likely a village panel is under each member, with luck integrated out instead of drawn ----
# The kernel gives every member its path without luck. Luck then has a known law (`operating_income` and the
# equations behind it in sim/model/equations.py, from `next_shock` to `loss_size`): levels shared by a
# banner in a year (a city and a banner AR(1)), noise of each village, a rare loss and a project that may
# have failed. Given the shared levels the villages are independent mixtures; the levels, Gaussian a priori,
# are integrated by Laplace's method, which is close to exact because every level is seen by many villages.
# tests/analysis/test_likelihood.py checks it against quadrature.

NO_LUCK = dict.fromkeys(("city_shock", "banner_shock", "village_shock", "loss_rate", "failure_rate"), 0.0)
_CERTAIN = 1e9  # a rate so high that what it governs always happens
_SHOCKS = (
    "shock_persistence",
    "city_shock",
    "banner_shock",
    "village_shock",
    "loss_rate",
    "loss_severity",
    "failure_rate",
)
RECORD_ERROR = 0.05  # log points; what villages call income differs, so no record is exact: an assumption
_LEAST = 1e-4  # 10k yuan/year, one yuan: nothing is smaller


@dataclass(frozen=True)
class PanelWorld:
    """A panel's villages with all their neighbours, ready to be run.

    observed (village, year) income of the panel's villages; the positions of those villages in the world
    banner   (village,) number of the banner, 0, 1, …
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
    risks: np.ndarray
    record_error: float

    def with_income(self, income: np.ndarray) -> PanelWorld:
        """The same villages with other observations; income (village, year) 10k yuan/year."""
        return replace(self, observed=np.ascontiguousarray(income, dtype=np.float64))


def panel_world(case: Case, panel: Panel, record_error: float = RECORD_ERROR) -> PanelWorld:
    """The panel's townships out of the case's register, so that neighbours still learn from each other.

    What the levers hand out is worked out on the whole register first.
    """
    table = case.register.table
    seen = table["township_id"].iloc[panel.villages].unique()
    kept = np.flatnonzero(table["township_id"].isin(seen))
    rows = table.iloc[kept].reset_index(drop=True)
    exposure, years = make_exposure(case), len(panel.years)
    exposure = replace(exposure, channels=exposure.channels[:years, :, kept])
    positions = np.searchsorted(kept, panel.villages)
    own = rows.iloc[positions]
    return PanelWorld(
        blocks=pack(replace(case.register, table=rows), case.programme),
        exposure=exposure,
        years=panel.years,
        positions=positions,
        observed=np.ascontiguousarray(panel.income),
        banner=pd.factorize(own["banner_id"])[0].astype(np.int64),
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
    _, income = run_blocks(world.blocks, world.exposure, world.years, draws, seed, range(len(world.years)))
    income = income[:, :, world.positions].swapaxes(1, 2).astype(np.float64)
    error = np.random.default_rng([seed, len(draws)]).standard_normal(income.shape)
    recorded = np.maximum(income, _LEAST) * np.exp(world.record_error * error)
    return np.where(np.isfinite(world.observed), recorded, np.nan)


def log_likelihood(world: PanelWorld, draws: pd.DataFrame) -> np.ndarray:
    """Log-likelihood of the observed panel under each row of `draws`, (member,)."""
    paths = expected_paths(world, draws)
    shocks = np.ascontiguousarray(draws[list(_SHOCKS)].to_numpy(np.float64))
    out = np.empty(len(draws))
    log_evidence(np.log(world.observed), paths, world.banner, world.risks, shocks, world.record_error, out)
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
    _, income = run_blocks(world.blocks, world.exposure, world.years, rows, 0, range(len(world.years)))
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
