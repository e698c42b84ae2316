"""Other designs: regression discontinuity, instrumental variables, weighting."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import statsmodels.api as sm
from linearmodels.iv import IV2SLS
from scipy import stats

from sim.analysis.evaluation.differences import clustered, doubly_robust, treatment_odds
from sim.analysis.evaluation.estimate import Diagnostic, Estimate, diagnostic, estimate
from sim.faults import fault

# ---- Regression discontinuity: villages just below and just above the threshold of a handout -----
# Triangular weights and the bandwidth of Imbens & Kalyanaraman (2012) for the local line; the estimate is the
# local quadratic at that bandwidth: the bias-corrected one of Calonico, Cattaneo & Titiunik (2014, remark 7).

_KERNEL = 3.4375  # constant of the triangular kernel at a boundary
_FEWEST = 20  # villages on each side within the bandwidth


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
    width = bandwidth or _best_bandwidth(x, y)
    if min((np.abs(x) <= width)[x >= 0].sum(), (np.abs(x) <= width)[x < 0].sum()) < _FEWEST:
        raise fault(score, "evaluation_few_near", fewest=_FEWEST)
    effect, error, used = _jump(x, y, width, 2)
    rows = [(factor * width, *_jump(x, y, factor * width, 2)) for factor in (0.5, 1.0, 2.0)]
    table = pd.DataFrame(rows, columns=["bandwidth", "effect", "error", "villages"])
    checks = [
        _heaping(x, width),
        *(_covariate_jump(x, data[name].to_numpy(float), width) for name in covariates),
    ]
    return estimate(
        "discontinuity", effect, error, used - 6, observations=used, clusters=used, table=table,
        diagnostics=tuple(checks),
    )  # fmt: skip


def _jump(x: np.ndarray, y: np.ndarray, width: float, degree: int) -> tuple[float, float, int]:
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


def _best_bandwidth(x: np.ndarray, y: np.ndarray) -> float:
    """The bandwidth with least mean squared error (Imbens & Kalyanaraman 2012, steps 1 to 3).

    x, y (village,) as in `_jump`; in the score's unit
    """
    n = len(x)
    pilot = 1.84 * x.std(ddof=1) * n**-0.2
    left, right = (y[(x >= -pilot) & (x < 0)], y[(x >= 0) & (x <= pilot)])
    if min(len(left), len(right)) < 2:
        raise fault("score", "evaluation_few_near", fewest=_FEWEST)
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
    return float(_KERNEL * (noise / (density * bend)) ** 0.2 * n**-0.2)


def _heaping(x: np.ndarray, width: float) -> Diagnostic:
    """Whether villages crowd on one side: a binomial test on those nearest.

    x (village,), width in the score's unit
    """
    nearest = np.sort(np.abs(x))[min(len(x), max(2 * _FEWEST, int((np.abs(x) <= width).sum() / 4))) - 1]
    close = np.abs(x) <= nearest
    above = int((x[close] >= 0).sum())
    return diagnostic("heaping", above / close.sum(), stats.binomtest(above, int(close.sum()), 0.5).pvalue)


def _covariate_jump(x: np.ndarray, values: np.ndarray, width: float) -> Diagnostic:
    """Whether something that no handout can have changed jumps at the threshold too; x, values (village,)."""
    value, error, used = _jump(x, values, width, 2)
    ratio = value / error if error > 0 else 0.0
    return diagnostic("covariate_jump", ratio, 2 * stats.t.sf(abs(ratio), used - 6))


# ---- Instrumental variables (linearmodels) -------------------------------------------------------
# An effect through what moved the treatment and nothing else.

_STRONG = 10.0  # first-stage F below this: the interval of 2SLS cannot be trusted (Staiger & Stock 1997)


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
    low, high = _anderson_rubin(data, outcome, treatment, instruments, exogenous)
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
        clusters, table, _checks(fit, treatment, len(instruments)),
    )  # fmt: skip


def _checks(fit: object, treatment: str, instruments: int) -> tuple[Diagnostic, ...]:
    """Strength of the instruments and, where there are more of them than needed, whether they agree."""
    first = fit.first_stage.diagnostics.loc[treatment]  # type: ignore[attr-defined]
    strength = float(first["f.stat"]) / (instruments if first["f.dist"].startswith("chi2") else 1)
    found = [Diagnostic("weak_instrument", strength, float(first["f.pval"]), strength < _STRONG)]
    if instruments > 1:
        agree = fit.wooldridge_overid  # type: ignore[attr-defined]
        found.append(diagnostic("overidentified", agree.stat, agree.pval))
    return tuple(found)


def _anderson_rubin(
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


# ---- Weighting: compare treated villages with others weighted to look like them ------------------
# It shows whether they do.

_BALANCED = 0.1  # largest standardised difference that leaves no doubt (Austin 2011)
_OVERLAP = 0.05  # share of the weight that may rest on one village


def weighting(
    villages: pd.DataFrame, outcome: str, treated: str, covariates: Sequence[str], cluster: str = "village_id"
) -> Estimate:
    """Effect on the treated of being treated, by the change of the outcome; doubly robust.

    villages  one row a village: `outcome` (a change, 10k yuan/year), `treated` 0 or 1, covariates of before
    """
    names = [outcome, treated, cluster, *covariates]
    wanting = [name for name in names if name not in villages]
    if wanting:
        raise fault("villages", "evaluation_needs", columns=", ".join(wanting))
    data = villages[list(dict.fromkeys(names))].dropna()
    took = data[treated].to_numpy(float)
    if not 0 < took.sum() < len(took):
        raise fault("villages", "evaluation_no_control")
    values = data[list(covariates)].to_numpy(float)
    design = np.column_stack([np.ones(len(data)), (values - values.mean(axis=0)) / values.std(axis=0)])
    effect, influence = doubly_robust(data[outcome].to_numpy(float), took, design)
    groups = pd.factorize(data[cluster])[0]
    error = float(np.sqrt(clustered(influence[:, None], groups)[0, 0]))
    table = _balance(data, took, covariates, treatment_odds(took, design)[0])
    clusters = len(np.unique(groups))
    checks = _balance_checks(table, took, treatment_odds(took, design)[0])
    return estimate("weighting", effect, error, clusters - 1, observations=len(data), clusters=clusters,
                    table=table, diagnostics=checks)  # fmt: skip


def _balance(
    data: pd.DataFrame, took: np.ndarray, covariates: Sequence[str], odds: np.ndarray
) -> pd.DataFrame:
    """Means of treated and others, and their standardised difference before and after weighting.

    took (village,) 0 or 1, odds (village,)
    """
    rows = []
    for name in covariates:
        values = data[name].to_numpy(float)
        treated, others = values[took == 1], values[took == 0]
        spread = np.sqrt((treated.var(ddof=1) + others.var(ddof=1)) / 2)
        weighted = np.average(others, weights=odds[took == 0])
        before, after = ((treated.mean() - mean) / (spread or 1.0) for mean in (others.mean(), weighted))
        rows.append((name, treated.mean(), others.mean(), weighted, before, after))
    columns = ["covariate", "treated", "others", "weighted", "difference_before", "difference_after"]
    return pd.DataFrame(rows, columns=columns)


def _balance_checks(table: pd.DataFrame, took: np.ndarray, odds: np.ndarray) -> tuple[Diagnostic, ...]:
    """Whether a covariate is still unlike, and whether the comparison rests on a few villages.

    took (village,) 0 or 1, odds (village,)
    """
    worst = float(table["difference_after"].abs().max())
    weights = odds[took == 0] / odds[took == 0].sum()
    largest = float(weights.max())
    return (
        Diagnostic("balance", worst, float("nan"), worst > _BALANCED),
        Diagnostic("overlap", largest, float("nan"), largest > _OVERLAP),
    )
