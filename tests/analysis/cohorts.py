"""Panels of villages that are supported from different years on, with an effect that is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from sim.analysis.evaluation.known_truth import KnownPanel

Effect = Callable[[np.ndarray, np.ndarray], np.ndarray]  # of cohort and years since, what support adds


def same(size: float) -> Effect:
    """The same effect for all, every year."""
    return lambda cohort, since: np.full(len(cohort), size)


def growing(slopes: dict[int, float]) -> Effect:
    """An effect that grows with the years since treatment, at another pace for each cohort."""
    return lambda cohort, since: np.array([slopes[int(each)] for each in cohort]) * (since + 1)


def staggered_world(
    effect: Effect,
    villages: int = 300,
    years: Sequence[int] = tuple(range(2015, 2025)),
    cohorts: Sequence[int] | None = None,
    seed: int = 0,
    trend: float = 0.0,
    per_cluster: int = 1,
) -> KnownPanel:
    """Villages with own levels, shared years and clusters' shocks, treated from their cohort's year on.

    cohorts  first years of support, 0 for never; where None the fourth, sixth and eighth year, and never
    trend  10k yuan/year by which treated villages grow faster anyway: parallel trends are then violated
    """
    luck = np.random.default_rng(seed)
    span, count = np.asarray(years), len(years)
    if cohorts is None:
        cohorts = (0, *map(int, span[3:9:2]))
    cohort = np.repeat(luck.permutation(np.resize(cohorts, -(-villages // per_cluster))), per_cluster)[
        :villages
    ]
    cluster = np.arange(villages) // per_cluster
    shocks = luck.normal(0, 0.5, (cluster.max() + 1, count)).cumsum(axis=1)[cluster]
    income = 20 + luck.normal(0, 4, villages)[:, None] + luck.normal(0, 1, count).cumsum()[None, :]
    income = income + shocks + luck.normal(0, 1.5, (villages, count))
    income += trend * (cohort > 0)[:, None] * (span - span[0])[None, :]
    table = pd.DataFrame(
        {"village_id": np.repeat([f"V{n:05d}" for n in range(villages)], count),
         "year": np.tile(span, villages),
         "banner_id": np.repeat(cluster, count), "first_treated": np.repeat(cohort, count).astype(float),
         "income": income.ravel()}
    )  # fmt: skip
    on = ((table["first_treated"] > 0) & (table["year"] >= table["first_treated"])).to_numpy()
    first = table["first_treated"].to_numpy()[on]
    gained = effect(first, table["year"].to_numpy()[on] - first)
    table.loc[on, "income"] += gained
    table["first_treated"] = table["first_treated"].replace(0.0, np.nan)
    return KnownPanel(table, gained, float(gained.mean()))
