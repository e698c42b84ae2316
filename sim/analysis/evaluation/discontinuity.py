"""Regression discontinuity: villages just below and just above the threshold of a handout.

Triangular weights and the bandwidth of Imbens & Kalyanaraman (2012) for the local line; the estimate is the
local quadratic at that bandwidth: the bias-corrected one of Calonico, Cattaneo & Titiunik (2014, remark 7).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy import stats

from sim.analysis.evaluation.estimate import Diagnostic, Estimate, diagnostic, estimate
from sim.faults import fault

KERNEL = 3.4375  # constant of the triangular kernel at a boundary
FEWEST = 20  # villages on each side within the bandwidth


def discontinuity(
    data: pd.DataFrame,
    outcome: str,
    score: str,
    threshold: float,
    treated_above: bool = True,
    bandwidth: float = 0.0,
    covariates: Sequence[str] = (),
) -> Estimate:
    """The jump of the outcome where the score passes the threshold.

    table: the estimate at half, once and twice the bandwidth. Diagnostics: heaping of villages at
    the threshold, jumps of covariates that cannot have jumped.
    """
    wanting = [name for name in (outcome, score, *covariates) if name not in data]
    if wanting:
        raise fault("data", "evaluation_needs", columns=", ".join(wanting))
    data = data[[outcome, score, *covariates]].dropna()
    side = 1.0 if treated_above else -1.0
    x, y = side * (data[score].to_numpy(float) - threshold), data[outcome].to_numpy(float)
    width = bandwidth or best_bandwidth(x, y)
    if min((np.abs(x) <= width)[x >= 0].sum(), (np.abs(x) <= width)[x < 0].sum()) < FEWEST:
        raise fault(score, "evaluation_few_near", fewest=FEWEST)
    effect, error, used = jump(x, y, width, 2)
    rows = [(factor * width, *jump(x, y, factor * width, 2)) for factor in (0.5, 1.0, 2.0)]
    table = pd.DataFrame(rows, columns=["bandwidth", "effect", "error", "villages"])
    checks = [
        heaping(x, width),
        *(covariate_jump(x, data[name].to_numpy(float), width) for name in covariates),
    ]
    return estimate(
        "discontinuity", effect, error, used - 6, observations=used, clusters=used, table=table,
        diagnostics=tuple(checks),
    )  # fmt: skip


def jump(x: np.ndarray, y: np.ndarray, width: float, degree: int) -> tuple[float, float, int]:
    """The jump at 0 by a local polynomial on each side: value, robust error (HC2), villages used.

    x (village,) score less threshold, y (village,) outcome
    """
    weight = np.clip(1 - np.abs(x) / width, 0, None)
    near = weight > 0
    above = (x >= 0).astype(float)
    powers = np.column_stack([(x / width) ** k for k in range(degree + 1)])
    design = np.column_stack([above, powers, powers[:, 1:] * above[:, None]])
    fit = sm.WLS(y[near], design[near], weights=weight[near]).fit(cov_type="HC2")
    return float(fit.params[0]), float(fit.bse[0]), int(near.sum())


def best_bandwidth(x: np.ndarray, y: np.ndarray) -> float:
    """The bandwidth with least mean squared error (Imbens & Kalyanaraman 2012, steps 1 to 3).

    x, y (village,) as in `jump`; in the score's unit
    """
    n = len(x)
    pilot = 1.84 * x.std(ddof=1) * n**-0.2
    left, right = (y[(x >= -pilot) & (x < 0)], y[(x >= 0) & (x <= pilot)])
    if min(len(left), len(right)) < 2:
        raise fault("score", "evaluation_few_near", fewest=FEWEST)
    density = (len(left) + len(right)) / (2 * n * pilot)
    cubic = np.column_stack([np.ones(n), x >= 0, x, x**2, x**3])
    third = 6 * np.linalg.lstsq(cubic, y, rcond=None)[0][4]
    curvature, penalty = {}, 0.0
    for name, inside, spread in (("left", x < 0, left.var(ddof=1)), ("right", x >= 0, right.var(ddof=1))):
        count = inside.sum()
        scale = (spread / (density * max(third**2, 1e-12 * y.var()))) ** (1 / 7)
        reach = min(3.56 * scale * count ** (-1 / 7), np.abs(x[inside]).max())
        near = inside & (np.abs(x) <= reach)
        curvature[name] = 2 * np.polyfit(x[near], y[near], 2)[0]
        penalty += 2160 * spread / (near.sum() * reach**4)
    noise = left.var(ddof=1) + right.var(ddof=1)
    bend = (curvature["right"] - curvature["left"]) ** 2 + penalty
    return float(KERNEL * (noise / (density * bend)) ** 0.2 * n**-0.2)


def heaping(x: np.ndarray, width: float) -> Diagnostic:
    """Whether villages crowd on one side: a binomial test on those nearest.

    x (village,), width in the score's unit
    """
    nearest = np.sort(np.abs(x))[min(len(x), max(2 * FEWEST, int((np.abs(x) <= width).sum() / 4))) - 1]
    close = np.abs(x) <= nearest
    above = int((x[close] >= 0).sum())
    return diagnostic("heaping", above / close.sum(), stats.binomtest(above, int(close.sum()), 0.5).pvalue)


def covariate_jump(x: np.ndarray, values: np.ndarray, width: float) -> Diagnostic:
    """Whether something that no handout can have changed jumps at the threshold too; x, values (village,)."""
    value, error, used = jump(x, values, width, 2)
    ratio = value / error if error > 0 else 0.0
    return diagnostic("covariate_jump", ratio, 2 * stats.t.sf(abs(ratio), used - 6))
