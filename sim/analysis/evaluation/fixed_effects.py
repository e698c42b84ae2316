"""Two-way fixed effects and the event study, errors clustered, and where they mislead."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy import stats

from sim.analysis.evaluation.estimate import Diagnostic, Estimate, diagnostic, estimate, prepared, wald

LONGEST = 10  # years before and after that the event study keeps apart
NEGATIVE = 0.05  # share of weight below zero from which TWFE may mix effects up


class Fit(NamedTuple):
    """Coefficients of the columns that village and year effects leave, and their clustered covariance."""

    params: pd.Series
    cov: pd.DataFrame

    @property
    def std_errors(self) -> pd.Series:
        return np.sqrt(pd.Series(np.diag(self.cov), self.params.index))


def panel_fit(table: pd.DataFrame, regressors: pd.DataFrame) -> Fit:
    """Outcome on the regressors by least squares, village and year effects taken out, errors clustered.

    Columns that the effects and the columns before them leave nothing of are dropped. Effects nested in
    clusters cost no degree of freedom, as in Stata's and R's high-dimensional estimators.
    """
    columns = {name: two_way_residual(table, regressors[name].to_numpy(float)) for name in regressors}
    kept = independent(columns)
    design = np.column_stack([columns[name] for name in kept])
    outcome = two_way_residual(table, table["outcome"].to_numpy())
    model = sm.OLS(outcome, design)
    fit = model.fit(cov_type="cluster", cov_kwds={"groups": pd.factorize(table["cluster"])[0]})
    covariance = pd.DataFrame(np.atleast_2d(fit.cov_params()), kept, kept)
    return Fit(pd.Series(fit.params, kept), covariance)


def independent(columns: dict[Any, np.ndarray]) -> list[Any]:
    """The names of columns that those before them do not add up to; each column (row,)."""
    names = list(columns)
    triangle = np.abs(np.diag(np.linalg.qr(np.column_stack(list(columns.values())), mode="r")))
    return [
        name for name, left in zip(names, triangle, strict=True) if left > 1e-7 * max(triangle.max(), 1e-12)
    ]


def two_way_fixed_effects(
    panel: pd.DataFrame, outcome: str = "income", cluster: str = "village_id"
) -> Estimate:
    """One effect for all treated village-years.

    Right only if the effect is the same for all and in every year; the diagnostics are the share of negative
    weights (de Chaisemartin & D'Haultfoeuille 2020) and a test that effects by cohort and year are equal.
    """
    table = prepared(panel, outcome, cluster)
    fit = panel_fit(table, table[["treated"]])
    clusters = table["cluster"].nunique()
    checks = (negative_weights(table), unequal_effects(table), pre_trend(table))
    return estimate(
        "two_way_fixed_effects", fit.params["treated"], fit.std_errors["treated"], clusters - 1,
        observations=len(table), clusters=clusters, table=treatment_weights(table), diagnostics=checks,
    )  # fmt: skip


def treatment_weights(table: pd.DataFrame) -> pd.DataFrame:
    """The weight that TWFE gives to the effect in each treated cohort and year; they add up to 1."""
    residual = two_way_residual(table, table["treated"].to_numpy())
    cells = table.assign(weight=residual * table["treated"])
    cells = cells[cells["treated"] > 0].groupby(["cohort", "year"])["weight"].sum()
    return (cells / cells.sum()).reset_index()


def two_way_residual(table: pd.DataFrame, values: np.ndarray, rounds: int = 1000) -> np.ndarray:
    """What village and year effects leave of a column; exact in one round for a panel without gaps.

    values (row,) in the order of `table`, returns (row,)
    """
    values = np.asarray(values, float) - np.mean(values)
    groups = [table[name].to_numpy() for name in ("village", "year")]
    places = [np.unique(each, return_inverse=True)[1] for each in groups]
    sizes = [np.bincount(each) for each in places]
    for _ in range(rounds):
        largest = 0.0
        for place, size in zip(places, sizes, strict=True):
            means = np.bincount(place, values) / size
            values = values - means[place]
            largest = max(largest, float(np.abs(means).max()))
        if largest < 1e-10:
            break
    return values


def negative_weights(table: pd.DataFrame) -> Diagnostic:
    weights = treatment_weights(table)["weight"]
    share = float(np.abs(weights[weights < 0]).sum())
    return Diagnostic("negative_weights", share, float("nan"), share > NEGATIVE)


def unequal_effects(table: pd.DataFrame) -> Diagnostic:
    """Wald test that the effect is one and the same in all cohorts and years since treatment."""
    from sim.analysis.evaluation.staggered import cohort_effects

    effects = cohort_effects(table)
    after = effects.cells[effects.cells["event"] >= 0].index.to_numpy()
    if len(after) < 2:
        return Diagnostic("unequal_effects", 0.0, 1.0, False)
    contrast = np.eye(len(after))[1:] - np.eye(len(after))[:1]
    values = contrast @ effects.cells["effect"].to_numpy()[after]
    covariance = contrast @ effects.covariance[np.ix_(after, after)] @ contrast.T
    return diagnostic("unequal_effects", *wald(values, covariance, effects.clusters))


def event_dummies(table: pd.DataFrame) -> pd.DataFrame:
    """One column for each year since treatment but the last before; the ends take in all that is further.

    After the treatment first, then backwards from it.
    """
    event = (table["year"] - table["cohort"]).clip(-LONGEST, LONGEST).where(table["cohort"] > 0)
    known = [int(each) for each in event.dropna().unique() if each != -1]
    # Where all are treated in the end more years must be left out than one: then the earliest are.
    steps = [*sorted(each for each in known if each >= 0), *sorted((e for e in known if e < 0), reverse=True)]
    return pd.DataFrame({step: (event == step).astype(float) for step in steps})


def event_study(panel: pd.DataFrame, outcome: str = "income", cluster: str = "village_id") -> Estimate:
    """Effects by years since treatment, the year before being 0; the effect is the mean over those after."""
    table = prepared(panel, outcome, cluster)
    dummies = event_dummies(table)
    fit = panel_fit(table, dummies)
    values, covariance = fit.params.to_numpy(), fit.cov.to_numpy()
    steps, clusters = fit.params.index.to_numpy(), table["cluster"].nunique()
    mean = np.where(steps >= 0, 1.0 / max((steps >= 0).sum(), 1), 0.0)
    return estimate(
        "event_study", mean @ values, np.sqrt(mean @ covariance @ mean), clusters - 1,
        observations=len(table), clusters=clusters, table=steps_table(steps, values, covariance, clusters),
        diagnostics=(pre_trend(table, fit), unequal_effects(table)),
    )  # fmt: skip


def steps_table(steps: np.ndarray, values: np.ndarray, covariance: np.ndarray, clusters: int) -> pd.DataFrame:
    """Effect, error and pointwise 95 % interval by year since treatment, the year before as 0.

    steps, values (k,), covariance (k, k), in the outcome's unit
    """
    errors = np.sqrt(np.diag(covariance))
    half = float(stats.t.ppf(0.975, max(clusters - 1, 1))) * errors
    rows = pd.DataFrame(
        {"event": steps, "effect": values, "error": errors, "low": values - half, "high": values + half}
    )
    before = pd.DataFrame([{"event": -1, "effect": 0.0, "error": 0.0, "low": 0.0, "high": 0.0}])
    return pd.concat([rows, before]).sort_values("event", ignore_index=True)


def pre_trend(table: pd.DataFrame, study: Fit | None = None) -> Diagnostic:
    """Joint test that treated and other villages moved alike before the treatment, by the event study."""
    fit = study or panel_fit(table, event_dummies(table))
    early = [step for step in fit.params.index if step < -1]
    if not early:
        return Diagnostic("pre_trend_unknown", float("nan"), float("nan"), False)
    covariance = fit.cov.loc[early, early].to_numpy()
    return diagnostic(
        "pre_trend", *wald(fit.params[early].to_numpy(), covariance, table["cluster"].nunique())
    )
