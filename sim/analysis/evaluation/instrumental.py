"""Instrumental variables (linearmodels): an effect through what moved the treatment and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import statsmodels.api as sm
from linearmodels.iv import IV2SLS
from scipy import stats

from sim.analysis.evaluation.estimate import Diagnostic, Estimate, diagnostic
from sim.faults import fault

STRONG = 10.0  # first-stage F below this: the interval of 2SLS cannot be trusted (Staiger & Stock 1997)


def instrumental(
    data: pd.DataFrame,
    outcome: str,
    treatment: str,
    instruments: Sequence[str],
    controls: Sequence[str] = (),
    cluster: str = "",
) -> Estimate:
    """Two-stage least squares of the outcome on the treatment; errors robust, or clustered where asked.

    table: coefficients of OLS and of 2SLS, and the Anderson-Rubin interval, which holds for weak instruments.
    """
    names = [outcome, treatment, *instruments, *controls, *([cluster] if cluster else [])]
    wanting = [name for name in names if name not in data]
    if wanting:
        raise fault("data", "evaluation_needs", columns=", ".join(wanting))
    data = data[list(dict.fromkeys(names))].dropna()
    exogenous = sm.add_constant(data[list(controls)], has_constant="add")
    model = IV2SLS(data[outcome], exogenous, data[[treatment]], data[list(instruments)])
    settings = {"cov_type": "clustered", "clusters": data[cluster]} if cluster else {"cov_type": "robust"}
    fit = model.fit(**settings)
    plain = IV2SLS(data[outcome], exogenous.assign(**{treatment: data[treatment]}), None, None).fit(
        **settings
    )
    low, high = anderson_rubin(data, outcome, treatment, instruments, exogenous)
    effect, error = float(fit.params[treatment]), float(fit.std_errors[treatment])
    ols = plain.params[treatment]
    table = pd.DataFrame(
        {"method": ["ols", "instrumental", "anderson_rubin"], "effect": [ols, effect, effect],
         "error": [plain.std_errors[treatment], error, np.nan],
         "low": [*(each.conf_int().loc[treatment, "lower"] for each in (plain, fit)), low],
         "high": [*(each.conf_int().loc[treatment, "upper"] for each in (plain, fit)), high]}
    )  # fmt: skip
    clusters = data[cluster].nunique() if cluster else len(data)
    interval = fit.conf_int().loc[treatment]
    return Estimate(
        "instrumental", effect, error, float(interval["lower"]), float(interval["upper"]), len(data),
        clusters, table, checks(fit, treatment, len(instruments)),
    )  # fmt: skip


def checks(fit: object, treatment: str, instruments: int) -> tuple[Diagnostic, ...]:
    """Strength of the instruments and, where there are more of them than needed, whether they agree."""
    first = fit.first_stage.diagnostics.loc[treatment]  # type: ignore[attr-defined]
    strength = float(first["f.stat"]) / (instruments if first["f.dist"].startswith("chi2") else 1)
    found = [Diagnostic("weak_instrument", strength, float(first["f.pval"]), strength < STRONG)]
    if instruments > 1:
        agree = fit.wooldridge_overid  # type: ignore[attr-defined]
        found.append(diagnostic("overidentified", agree.stat, agree.pval))
    return tuple(found)


def anderson_rubin(
    data: pd.DataFrame, outcome: str, treatment: str, instruments: Sequence[str], exogenous: pd.DataFrame
) -> tuple[float, float]:
    """The effects under which the instruments would not move what is left of the outcome.

    Exact under equal variances. The set {b: F(b) ≤ c} is bounded by a quadratic in b; (-inf, inf) where it is
    no interval.
    """

    def left(values: np.ndarray) -> np.ndarray:
        fitted: np.ndarray = sm.OLS(values, exogenous.to_numpy(float)).fit().resid
        return fitted

    y, d = left(data[outcome].to_numpy(float)), left(data[treatment].to_numpy(float))
    z = np.column_stack([left(data[name].to_numpy(float)) for name in instruments])
    project = z @ np.linalg.lstsq(z, np.column_stack([y, d]), rcond=None)[0]
    count, degrees = z.shape[1], len(y) - z.shape[1] - exogenous.shape[1]
    bound = stats.f.ppf(0.95, count, degrees) * count / degrees
    both = np.column_stack([y, d])
    inside, outside = project.T @ project, both.T @ both - project.T @ project
    quadratic = inside - bound * outside  # of (1, -b)
    a, b, c = quadratic[1, 1], -2 * quadratic[0, 1], quadratic[0, 0]
    if a <= 0 or b * b - 4 * a * c < 0:
        return -np.inf, np.inf
    root = np.sqrt(b * b - 4 * a * c)
    return float((-b - root) / (2 * a)), float((-b + root) / (2 * a))
