"""Panels with a known truth: whether an estimator finds it, and a diagnostic notices when it cannot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from sim.inputs import Case

Effect = Callable[[np.ndarray, np.ndarray], np.ndarray]


@dataclass(frozen=True)
class World:
    """A panel and what the measure did in it: the effect of every treated village-year, and their mean."""

    panel: pd.DataFrame
    effects: np.ndarray
    truth: float


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
    cohorts: Sequence[int] = (0, 2018, 2020, 2022),
    seed: int = 0,
    trend: float = 0.0,
    per_cluster: int = 1,
) -> World:
    """Villages with own levels, shared years and clusters' shocks, treated from their cohort's year on.

    trend  10k yuan/year by which treated villages grow faster anyway: parallel trends are then violated
    """
    luck = np.random.default_rng(seed)
    span, count = np.asarray(years), len(years)
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
    return World(table, gained, float(gained.mean()))


def model_world(case: Case, seed: int = 2022, lever: str = "supported_projects") -> World:
    """A panel of a case's own villages by the model: what one lever did is known.

    The other run lacks the lever. One member; its luck and its uncertainties are the same in both runs.
    `money_received` are the grants.
    """
    from dataclasses import replace

    from sim.inputs.scenarios import change
    from sim.model.axes import CHANNELS
    from sim.model.exposure import make_exposure
    from sim.runs.ensemble import simulate

    without = replace(case, scenario=change(case.scenario, {lever: {"amount": 0}}, "counterfactual"))
    given, other = (simulate(each, members=1, seed=seed) for each in (case, without))
    assert given.villages is not None
    assert other.villages is not None
    income, rest = (each.villages["income"][0].to_numpy().astype(float) for each in (given, other))  # type: ignore[index]
    place = CHANNELS.index("grants")
    grants, base = (make_exposure(each).channels[:, place].T for each in (case, without))
    money = grants - base
    return world_of(case, income, rest, money, grants)


def world_of(
    case: Case, income: np.ndarray, rest: np.ndarray, money: np.ndarray, grants: np.ndarray
) -> World:
    """The long table of incomes (village, year), with 2021 as the year before all."""
    register, years = case.register.table, (2021, *case.scenario.years)
    start = register[[f"{name}_2021" for name in ("operating", "contracts", "investment", "subsidy")]].sum(
        axis=1
    )
    levels = np.column_stack([start, income])
    doses = np.column_stack([np.zeros(len(start)), grants])
    treated = (money > 0).any(axis=1)
    first = np.where(treated, np.asarray(case.scenario.years)[(money > 0).argmax(axis=1)], np.nan)
    count = len(years)
    table = pd.DataFrame(
        {"village_id": np.repeat(register["village_id"].to_numpy(), count),
         "township_id": np.repeat(register["township_id"].to_numpy(), count),
         "banner_id": np.repeat(register["banner_id"].to_numpy(), count),
         "year": np.tile(years, len(start)), "income": levels.ravel().round(4),
         "money_received": doses.ravel().round(4), "first_treated": np.repeat(first, count)}
    )  # fmt: skip
    on = (table["year"] >= table["first_treated"]).to_numpy()
    gained = (levels - np.column_stack([start, rest])).ravel()[on]
    return World(table, gained, float(gained.mean()))
