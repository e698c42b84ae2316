"""Staggered difference-in-differences that is right under effects that differ (Callaway & Sant'Anna).

Every cohort g and year t is compared with villages not treated yet (or never), from the last year before g.
The effects are then averaged; errors come from influence functions, clustered; bands from the multiplier
bootstrap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import statsmodels.api as sm

from sim.analysis.evaluation.estimate import (
    Diagnostic,
    Estimate,
    diagnostic,
    estimate,
    prepared,
    wald,
    wide,
)
from sim.faults import fault

DRAWS = 999
TRIMMED = 0.995  # odds of treatment beyond this weigh on too few villages


@dataclass(frozen=True)
class CohortEffects:
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
    sums = cluster_sums(influence, cluster)
    groups = len(sums)
    return (sums.T @ sums) / len(influence) ** 2 * groups / max(groups - 1, 1)


def cluster_sums(influence: np.ndarray, cluster: np.ndarray) -> np.ndarray:
    """Sums of influence (village, k) within clusters (village,), (cluster, k)."""
    place = np.unique(cluster, return_inverse=True)[1]
    return np.stack([np.bincount(place, column) for column in influence.T], axis=1)


def cohort_effects(
    table: pd.DataFrame, covariates: np.ndarray | None = None, control: str = "not_yet"
) -> CohortEffects:
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
    effects = CohortEffects(cells, np.stack(influence, axis=1), cluster, cohort)
    return CohortEffects(
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
    chance = np.clip(chance, None, TRIMMED)
    information = (design * (chance * (1 - chance))[:, None]).T @ design / len(treated)
    score = (treated - chance)[:, None] * design
    return chance / (1 - chance), np.linalg.solve(information, score.T).T


# --- averages --------------------------------------------------------------------------------------------


def average(effects: CohortEffects, chosen: np.ndarray) -> tuple[float, np.ndarray]:
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


def by_event(effects: CohortEffects, seed: int = 0) -> tuple[pd.DataFrame, np.ndarray]:
    """Effect by years since treatment with pointwise and simultaneous 95 % bands; and its influence.

    the influence is (village, event), effects in the outcome's unit
    """
    events = np.unique(effects.cells["event"])
    pairs = [average(effects, np.flatnonzero(effects.cells["event"] == event)) for event in events]
    influence = np.stack([moves for _, moves in pairs], axis=1)
    effect = np.array([value for value, _ in pairs])
    error = np.sqrt(np.diag(clustered(influence, effects.cluster)))
    wider = simultaneous(influence, effects.cluster, error, seed)
    table = pd.DataFrame({"event": events, "effect": effect, "error": error})
    for name, factor in (("", 1.959964), ("band_", wider)):
        table[f"{name}low"], table[f"{name}high"] = effect - factor * error, effect + factor * error
    return table, influence


def simultaneous(influence: np.ndarray, cluster: np.ndarray, error: np.ndarray, seed: int) -> float:
    """The factor of the errors that holds all effects at once with 95 % (multiplier bootstrap).

    influence (village, event), cluster (village,), error (event,)
    """
    sums = cluster_sums(influence, cluster)
    signs = np.random.default_rng(seed).integers(0, 2, (DRAWS, len(sums))) * 2.0 - 1.0
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
    effects = cohort_effects(table, first_values(panel, covariates, table), control)
    after = np.flatnonzero(effects.cells["event"] >= 0)
    effect, influence = average(effects, after)
    error = float(np.sqrt(clustered(influence[:, None], effects.cluster)[0, 0]))
    events, moves = by_event(effects, seed)
    return estimate(
        "staggered", effect, error, effects.clusters - 1, observations=len(table), clusters=effects.clusters,
        table=events, diagnostics=(early_effects(effects, events, moves),),
    )  # fmt: skip


def first_values(panel: pd.DataFrame, covariates: Sequence[str], table: pd.DataFrame) -> np.ndarray | None:
    """Covariates of the villages of `table` in their first year, standardised, (village, k)."""
    if not covariates:
        return None
    values = panel.sort_values("year").groupby("village_id", sort=False)[list(covariates)].first()
    names = pd.factorize(panel["village_id"])[1]
    chosen = values.loc[names[np.unique(table["village"])]].to_numpy(float)
    return (chosen - chosen.mean(axis=0)) / np.maximum(chosen.std(axis=0), 1e-12)


def early_effects(effects: CohortEffects, events: pd.DataFrame, influence: np.ndarray) -> Diagnostic:
    """Joint test that there is no effect before the treatment.

    influence (village, event), as of `by_event`
    """
    early = np.flatnonzero(events["event"] < 0)
    if not len(early):
        return Diagnostic("pre_trend_unknown", float("nan"), float("nan"), False)
    covariance = clustered(influence[:, early], effects.cluster)
    return diagnostic("pre_trend", *wald(events["effect"].to_numpy()[early], covariance, effects.clusters))
