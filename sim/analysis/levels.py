"""The shared levels of luck, integrated out: the compiled part of sim.analysis.likelihood."""

from __future__ import annotations

import numba as nb
import numpy as np

from sim.model import fastmath  # noqa: F401  (sets where compiled code is kept)

STRAY = 1e-4  # chance that a record is not what the model calls income; keeps one slip from deciding
STEPS = 12  # Newton steps to the most likely levels at most; they end once no level moves by
SETTLED = 1e-4  # log points


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
        for _ in range(STEPS):
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
            if change < SETTLED:
                break
            level[:], dual[:] = moved, better
        out[member] = density - 0.5 * level @ dual - 0.5 * np.linalg.slogdet(matrix)[1]
