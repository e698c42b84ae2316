"""Difference-in-differences: two-way fixed effects, staggered adoption, event studies, bare numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy import stats

from sim.analysis.evaluation.estimate import Diagnostic, Estimate, diagnostic, estimate, prepared, wald, wide
from sim.faults import fault

# ---- Staggered difference-in-differences that is right under effects that differ (Callaway & Sant'Anna) ----
# Every cohort g and year t is compared with villages not treated yet (or never), from the last year before g.
# The effects are then averaged; errors come from influence functions, clustered; bands from the multiplier
# bootstrap.

_DRAWS = 999
_TRIMMED = 0.995  # odds of treatment beyond this weigh on too few villages


@dataclass(frozen=True)
class _CohortEffects:
    """Effects ATT(g, t) and their influence functions.

    cells       one row a cohort and year: cohort, year, event (years since treatment), effect, error
    influence   (village, cell): what each village moves the effect by, times the number of villages
    cluster     (village,) cluster of each village
    sizes       villages of each cohort, by cohort
    """

    cells: pd.DataFrame
    influence: np.ndarray
    cluster: np.ndarray
    cohort: np.ndarray

    @property
    def clusters(self) -> int:
        return len(np.unique(self.cluster))

    @property
    def covariance(self) -> np.ndarray:
        """Covariance of the effects, (cell, cell), squares of the outcome's unit."""
        return clustered(self.influence, self.cluster)


def clustered(influence: np.ndarray, cluster: np.ndarray) -> np.ndarray:
    """Covariance of means from influence functions (village, k), summed within clusters, G/(G-1)."""
    sums = _cluster_sums(influence, cluster)
    groups = len(sums)
    return (sums.T @ sums) / len(influence) ** 2 * groups / max(groups - 1, 1)


def _cluster_sums(influence: np.ndarray, cluster: np.ndarray) -> np.ndarray:
    """Sums of influence (village, k) within clusters (village,), (cluster, k)."""
    place = np.unique(cluster, return_inverse=True)[1]
    return np.stack([np.bincount(place, column) for column in influence.T], axis=1)


def cohort_effects(
    table: pd.DataFrame, covariates: np.ndarray | None = None, control: str = "not_yet"
) -> _CohortEffects:
    """ATT(g, t) for every cohort and year but the one before treatment; `table` as `prepared` gives it.

    covariates  (village, k) of before the treatment, or None; then doubly robust (Sant'Anna & Zhao 2020)
    control     `not_yet`: villages untreated in year t; `never`: only those never treated
    """
    outcomes, cohort, cluster, years = wide(table)
    if covariates is None:
        covariates = np.zeros((len(outcomes), 0))
    design = np.column_stack([np.ones(len(outcomes)), covariates])
    rows, influence = [], []
    for g in (each for each in np.unique(cohort) if each > 0):
        before = years[years < g]
        for t in years[years != before[-1]] if len(before) else ():
            base, now = np.searchsorted(years, before[-1]), np.searchsorted(years, t)
            later = cohort > max(t, g) if control == "not_yet" else np.zeros(len(cohort), bool)
            change = outcomes[:, now] - outcomes[:, base]
            used = ((cohort == g) | (cohort == 0) | later) & np.isfinite(change)
            treated = (cohort[used] == g).astype(float)
            if 0 < treated.sum() < used.sum():
                effect, moves = doubly_robust(change[used], treated, design[used])
                spread = np.zeros(len(cohort))
                spread[used] = moves * len(cohort) / used.sum()
                rows.append((int(g), int(t), int(t - g), effect, int(treated.sum())))
                influence.append(spread)
    if not rows:
        raise fault("panel", "evaluation_no_control")
    cells = pd.DataFrame(rows, columns=["cohort", "year", "event", "effect", "villages"])
    effects = _CohortEffects(cells, np.stack(influence, axis=1), cluster, cohort)
    return _CohortEffects(
        cells.assign(error=np.sqrt(np.diag(effects.covariance))), effects.influence, cluster, cohort
    )


def doubly_robust(change: np.ndarray, treated: np.ndarray, design: np.ndarray) -> tuple[float, np.ndarray]:
    """ATT of a change and each village's influence on it: right if either model is (Sant'Anna & Zhao 2020).

    change (village,), treated (village,) 0 or 1, design (village, k) with a constant
    """
    n, control = len(change), 1 - treated
    odds, score = treatment_odds(treated, design)
    inner = (design * control[:, None]).T @ design / n
    slope = np.linalg.solve(inner, (design * control[:, None]).T @ change / n)
    rest = change - design @ slope
    weight = odds * control
    mean_treated, mean_control = treated.mean(), weight.mean()
    eta_treated, eta_control = (treated * rest).mean() / mean_treated, (weight * rest).mean() / mean_control
    fitted = np.linalg.solve(inner, (design * (control * rest)[:, None]).T).T
    moves_treated = (
        treated * (rest - eta_treated) - fitted @ (treated[:, None] * design).mean(axis=0)
    ) / mean_treated
    moves_control = (
        weight * (rest - eta_control)
        + score @ (design * (weight * (rest - eta_control))[:, None]).mean(axis=0)
        - fitted @ (weight[:, None] * design).mean(axis=0)
    ) / mean_control
    return float(eta_treated - eta_control), moves_treated - moves_control


def treatment_odds(treated: np.ndarray, design: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Odds of treatment by a logit, and the influence of each village on its coefficients.

    treated (village,) 0 or 1, design (village, k); returns (village,) and (village, k)
    """
    if design.shape[1] == 1:
        chance = np.full(len(treated), treated.mean())
    else:
        chance = sm.GLM(treated, design, family=sm.families.Binomial()).fit().fittedvalues
    chance = np.clip(chance, None, _TRIMMED)
    information = (design * (chance * (1 - chance))[:, None]).T @ design / len(treated)
    score = (treated - chance)[:, None] * design
    return chance / (1 - chance), np.linalg.solve(information, score.T).T


# --- averages --------------------------------------------------------------------------------------------


def _average(effects: _CohortEffects, chosen: np.ndarray) -> tuple[float, np.ndarray]:
    """Mean of some cells by size of cohort, with the influence of villages on the sizes too.

    chosen (cell,) positions of cells; returns the mean and (village,)
    """
    cells = effects.cells.iloc[chosen]
    cohorts = cells["cohort"].to_numpy()
    member = (effects.cohort[:, None] == cohorts[None, :]).astype(float)
    share = member.mean(axis=0)
    weight = share / share.sum()
    value = float(weight @ cells["effect"])
    moved = (member - share) / share.sum() - weight * ((member - share).sum(axis=1) / share.sum())[:, None]
    return value, effects.influence[:, chosen] @ weight + moved @ cells["effect"].to_numpy()


def _by_event(effects: _CohortEffects, seed: int = 0) -> tuple[pd.DataFrame, np.ndarray]:
    """Effect by years since treatment with pointwise and simultaneous 95 % bands; and its influence.

    the influence is (village, event), effects in the outcome's unit
    """
    events = np.unique(effects.cells["event"])
    pairs = [_average(effects, np.flatnonzero(effects.cells["event"] == event)) for event in events]
    influence = np.stack([moves for _, moves in pairs], axis=1)
    effect = np.array([value for value, _ in pairs])
    error = np.sqrt(np.diag(clustered(influence, effects.cluster)))
    wider = _simultaneous(influence, effects.cluster, error, seed)
    table = pd.DataFrame({"event": events, "effect": effect, "error": error})
    for name, factor in (("", 1.959964), ("band_", wider)):
        table[f"{name}low"], table[f"{name}high"] = effect - factor * error, effect + factor * error
    return table, influence


def _simultaneous(influence: np.ndarray, cluster: np.ndarray, error: np.ndarray, seed: int) -> float:
    """The factor of the errors that holds all effects at once with 95 % (multiplier bootstrap).

    influence (village, event), cluster (village,), error (event,)
    """
    sums = _cluster_sums(influence, cluster)
    signs = np.random.default_rng(seed).integers(0, 2, (_DRAWS, len(sums))) * 2.0 - 1.0
    known = error > 0
    if not known.any():
        return 1.959964
    largest = np.abs(signs @ sums[:, known] / len(influence) / error[known]).max(axis=1)
    return max(float(np.quantile(largest, 0.95)), 1.959964)


def staggered(
    panel: pd.DataFrame,
    outcome: str = "income",
    cluster: str = "village_id",
    covariates: Sequence[str] = (),
    control: str = "not_yet",
    seed: int = 0,
) -> Estimate:
    """The mean effect on the treated villages over the years after, each village-year counting once.

    covariates  columns of the panel; their value in a village's first year is held against
    """
    table = prepared(panel, outcome, cluster)
    effects = cohort_effects(table, _first_values(panel, covariates, table), control)
    after = np.flatnonzero(effects.cells["event"] >= 0)
    effect, influence = _average(effects, after)
    error = float(np.sqrt(clustered(influence[:, None], effects.cluster)[0, 0]))
    events, moves = _by_event(effects, seed)
    return estimate(
        "staggered", effect, error, effects.clusters - 1, observations=len(table), clusters=effects.clusters,
        table=events, diagnostics=(_early_effects(effects, events, moves),),
    )  # fmt: skip


def _first_values(panel: pd.DataFrame, covariates: Sequence[str], table: pd.DataFrame) -> np.ndarray | None:
    """Covariates of the villages of `table` in their first year, standardised, (village, k)."""
    if not covariates:
        return None
    values = panel.sort_values("year").groupby("village_id", sort=False)[list(covariates)].first()
    names = pd.factorize(panel["village_id"])[1]
    chosen = values.loc[names[np.unique(table["village"])]].to_numpy(float)
    return (chosen - chosen.mean(axis=0)) / np.maximum(chosen.std(axis=0), 1e-12)


def _early_effects(effects: _CohortEffects, events: pd.DataFrame, influence: np.ndarray) -> Diagnostic:
    """Joint test that there is no effect before the treatment.

    influence (village, event), as of `_by_event`
    """
    early = np.flatnonzero(events["event"] < 0)
    if not len(early):
        return Diagnostic("pre_trend_unknown", float("nan"), float("nan"), False)
    covariance = clustered(influence[:, early], effects.cluster)
    return diagnostic("pre_trend", *wald(events["effect"].to_numpy()[early], covariance, effects.clusters))


# ---- Two-way fixed effects and the event study, errors clustered, and where they mislead ---------

_LONGEST = 10  # years before and after that the event study keeps apart
_NEGATIVE = 0.05  # share of weight below zero from which TWFE may mix effects up


class _Fit(NamedTuple):
    """Coefficients of the columns that village and year effects leave, and their clustered covariance."""

    params: pd.Series
    cov: pd.DataFrame

    @property
    def std_errors(self) -> pd.Series:
        return np.sqrt(pd.Series(np.diag(self.cov), self.params.index))


def panel_fit(table: pd.DataFrame, regressors: pd.DataFrame) -> _Fit:
    """Outcome on the regressors by least squares, village and year effects taken out, errors clustered.

    Columns that the effects and the columns before them leave nothing of are dropped. Effects nested in
    clusters cost no degree of freedom, as in Stata's and R's high-dimensional estimators.
    """
    columns = {name: two_way_residual(table, regressors[name].to_numpy(float)) for name in regressors}
    kept = _independent(columns)
    design = np.column_stack([columns[name] for name in kept])
    outcome = two_way_residual(table, table["outcome"].to_numpy())
    model = sm.OLS(outcome, design)
    fit = model.fit(cov_type="cluster", cov_kwds={"groups": pd.factorize(table["cluster"])[0]})
    covariance = pd.DataFrame(np.atleast_2d(fit.cov_params()), kept, kept)
    return _Fit(pd.Series(fit.params, kept), covariance)


def _independent(columns: dict[Any, np.ndarray]) -> list[Any]:
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
    checks = (_negative_weights(table), _unequal_effects(table), pre_trend(table))
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


def _negative_weights(table: pd.DataFrame) -> Diagnostic:
    weights = treatment_weights(table)["weight"]
    share = float(np.abs(weights[weights < 0]).sum())
    return Diagnostic("negative_weights", share, float("nan"), share > _NEGATIVE)


def _unequal_effects(table: pd.DataFrame) -> Diagnostic:
    """Wald test that the effect is one and the same in all cohorts and years since treatment."""

    effects = cohort_effects(table)
    after = effects.cells[effects.cells["event"] >= 0].index.to_numpy()
    if len(after) < 2:
        return Diagnostic("unequal_effects", 0.0, 1.0, False)
    contrast = np.eye(len(after))[1:] - np.eye(len(after))[:1]
    values = contrast @ effects.cells["effect"].to_numpy()[after]
    covariance = contrast @ effects.covariance[np.ix_(after, after)] @ contrast.T
    return diagnostic("unequal_effects", *wald(values, covariance, effects.clusters))


def _event_dummies(table: pd.DataFrame) -> pd.DataFrame:
    """One column for each year since treatment but the last before; the ends take in all that is further.

    After the treatment first, then backwards from it.
    """
    event = (table["year"] - table["cohort"]).clip(-_LONGEST, _LONGEST).where(table["cohort"] > 0)
    known = [int(each) for each in event.dropna().unique() if each != -1]
    # Where all are treated in the end more years must be left out than one: then the earliest are.
    steps = [*sorted(each for each in known if each >= 0), *sorted((e for e in known if e < 0), reverse=True)]
    return pd.DataFrame({step: (event == step).astype(float) for step in steps})


def event_study(panel: pd.DataFrame, outcome: str = "income", cluster: str = "village_id") -> Estimate:
    """Effects by years since treatment, the year before being 0; the effect is the mean over those after."""
    table = prepared(panel, outcome, cluster)
    dummies = _event_dummies(table)
    fit = panel_fit(table, dummies)
    values, covariance = fit.params.to_numpy(), fit.cov.to_numpy()
    steps, clusters = fit.params.index.to_numpy(), table["cluster"].nunique()
    mean = np.where(steps >= 0, 1.0 / max((steps >= 0).sum(), 1), 0.0)
    return estimate(
        "event_study", mean @ values, np.sqrt(mean @ covariance @ mean), clusters - 1,
        observations=len(table), clusters=clusters, table=_steps_table(steps, values, covariance, clusters),
        diagnostics=(pre_trend(table, fit), _unequal_effects(table)),
    )  # fmt: skip


def _steps_table(
    steps: np.ndarray, values: np.ndarray, covariance: np.ndarray, clusters: int
) -> pd.DataFrame:
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


def pre_trend(table: pd.DataFrame, study: _Fit | None = None) -> Diagnostic:
    """Joint test that treated and other villages moved alike before the treatment, by the event study."""
    fit = study or panel_fit(table, _event_dummies(table))
    early = [step for step in fit.params.index if step < -1]
    if not early:
        return Diagnostic("pre_trend_unknown", float("nan"), float("nan"), False)
    covariance = fit.cov.loc[early, early].to_numpy()
    return diagnostic(
        "pre_trend", *wald(fit.params[early].to_numpy(), covariance, table["cluster"].nunique())
    )


# ---- What a method says of a panel in numbers alone, without errors: quick enough for hundreds of lots ----

_NONE = pd.Series(dtype=float)


@dataclass(frozen=True)
class Numbers:
    """The effect of a method and the vectors that its table and its diagnostics rest on.

    events      effect by years since support, as the method's own table has it
    pre_trend   effects before the support: all 0 where all moved alike
    unequal_effects   differences of the effects by cohort and year from the first: all 0 where all are equal
    """

    effect: float
    events: pd.Series = field(default_factory=_NONE.copy)
    pre_trend: pd.Series = field(default_factory=_NONE.copy)
    unequal_effects: pd.Series = field(default_factory=_NONE.copy)


def staggered_numbers(panel: pd.DataFrame, outcome: str, covariates: Sequence[str], control: str) -> Numbers:
    """The numbers of `staggered`."""
    table = prepared(panel, outcome)
    effects = cohort_effects(table, _first_values(panel, covariates, table), control)
    event = effects.cells["event"].to_numpy()
    by_event = {each: _average(effects, np.flatnonzero(event == each))[0] for each in np.unique(event)}
    events = pd.Series(by_event, dtype=float)
    return Numbers(_average(effects, np.flatnonzero(event >= 0))[0], events, events[events.index < 0])


def event_study_numbers(panel: pd.DataFrame, outcome: str) -> Numbers:
    """The numbers of `event_study`."""
    table = prepared(panel, outcome)
    events = panel_fit(table, _event_dummies(table)).params
    early = events[events.index < -1]
    return Numbers(
        float(events[events.index >= 0].mean()), events, early, _differences(cohort_effects(table))
    )


def two_way_numbers(panel: pd.DataFrame, outcome: str, unequal: bool) -> Numbers:
    """The numbers of `two_way_fixed_effects` and, without `unequal`, of `wild_cluster_bootstrap`."""
    table = prepared(panel, outcome)
    effect = float(panel_fit(table, table[["treated"]]).params["treated"])
    events = panel_fit(table, _event_dummies(table)).params
    other = _differences(cohort_effects(table)) if unequal else _NONE
    return Numbers(effect, pre_trend=events[events.index < -1], unequal_effects=other)


def _differences(effects: _CohortEffects) -> pd.Series:
    """Effects by cohort and year after the support, less the first of them."""
    cells = effects.cells[effects.cells["event"] >= 0].set_index(["cohort", "year"])["effect"]
    return (cells - cells.iloc[0]).iloc[1:] if len(cells) else _NONE
