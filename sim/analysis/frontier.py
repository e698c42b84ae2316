"""Budget against what it achieves, and what the next money is worth in each force."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from sim.analysis.allocation import Infeasible, Rules, allocate
from sim.analysis.regret import equal_split, in_order
from sim.analysis.response import Objective, Response, achieved, plan_incomes
from sim.analysis.world import World, exposure_of, incomes
from sim.axes import BAND, QUANTILES
from sim.inputs import Case
from sim.inputs.scenarios import LeverSetting
from sim.model.targeting import base_income

_COLUMNS = ("low", "lower", "mid", "upper", "high")
RUNGS = 10


def frontier(
    response: Response,
    objective: Objective,
    budgets: Sequence[float],
    rules: Rules | None = None,
    seen: Callable[[float], None] = lambda budget: None,
) -> pd.DataFrame:
    """The best that each budget can do, on the full simulator: one row a budget (10k yuan over the horizon).

    Columns low, lower, mid, upper, high (quantiles 5, 25, 50, 75, 95 %) and mean of the objective, weakest
    and equal (means of the two rules of thumb with the same number of packages), packages, gap (proven) and
    feasible; a budget that cannot keep the rules has no values.
    """
    given = rules or Rules(0.0)
    rows = {}
    for budget in sorted(budgets):
        seen(budget)
        rows[budget] = frontier_row(response, objective, replace(given, budget=float(budget)))
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("budget")


def frontier_row(response: Response, objective: Objective, rules: Rules) -> dict[str, float | bool]:
    try:
        found = allocate(response, objective, rules)
    except Infeasible:
        return {
            **dict.fromkeys((*_COLUMNS, "mean", "weakest", "equal", "packages", "gap"), np.nan),
            "feasible": False,
        }
    totals = found.counts.sum(axis=0)
    order = np.argsort(base_income(response.ground.world.table), kind="stable")
    values = reached(response, objective, found.counts)
    return {
        **dict(zip(_COLUMNS, np.quantile(values, QUANTILES), strict=True)), "mean": values.mean(),
        "weakest": reached(response, objective, in_order(response, totals, order)).mean(),
        "equal": reached(response, objective, equal_split(response, totals)).mean(),
        "packages": totals.sum(), "gap": found.gap, "feasible": True,
    }  # fmt: skip


def budget_ladder(response: Response) -> list[float]:
    """About RUNGS round budgets, from nothing to one of every package in each village that can have it."""
    table = response.ground.world.table
    able = [
        int((table[package.column] > 0).sum()) if package.column else len(table)
        for package in response.ground.packages
    ]
    whole = sum(
        package.cost * response.ground.years_paid(package) * count
        for package, count in zip(response.ground.packages, able, strict=True)
    )
    power = 10.0 ** np.floor(np.log10(max(whole, 1.0) / RUNGS))
    step = next(each * power for each in (1, 2, 5, 10) if each * power * RUNGS >= whole)
    return [float(budget) for budget in np.arange(0, whole + step, step)]


def reached(response: Response, objective: Objective, counts: np.ndarray) -> np.ndarray:
    """A plan's objective with its natural sign in every member, (member,)."""
    position = response.ground.world.years.index(response.year)
    values = achieved(objective, plan_incomes(response.ground, counts, position))
    return -values if objective.kind in ("shortfall", "inequality") else values


# --- the next money --------------------------------------------------------------------------------------


def marginal_worth(world: World, target: float | None = None, step: float | None = None) -> pd.DataFrame:
    """What `step` more a year in each force brings in the last year, on top of the scenario.

    Without a step or target those of the programme.

    The money goes to the force's levers as it is spent there now, or as published where nothing is spent.
    Rows by force; income_low, income_mid, income_high, income_mean (10k yuan/year, all villages together),
    over_mean and over_low, over_high (villages over the target), chance (share of members with more income).
    A force that no money moves has no values.
    """
    programme = world.case.programme
    target, step = programme.aim(target), step or programme.money.step
    now = last_incomes(world, world.case.scenario.settings)
    return pd.DataFrame(
        {force: worth_row(world, force, now, target, step) for force in world.case.programme.forces}
    ).T.rename_axis("force")


def worth_row(world: World, force: str, now: np.ndarray, target: float, step: float) -> dict[str, float]:
    """One force's row of `marginal_worth`; now (member, village) incomes of the last year, 10k yuan/year."""
    settings = with_more(world.case, force, step)
    names = (
        "income_low",
        "income_mid",
        "income_high",
        "income_mean",
        "over_low",
        "over_mean",
        "over_high",
        "chance",
    )
    if settings is None:
        return dict.fromkeys(names, np.nan)
    more = last_incomes(world, settings)
    income = (more - now).sum(axis=1)
    over = (more >= target).sum(axis=1) - (now >= target).sum(axis=1)
    low, mid, high = np.quantile(income, BAND)
    over_low, over_high = np.quantile(over, (0.05, 0.95))
    values = (low, mid, high, income.mean(), over_low, over.mean(), over_high, (income > 0).mean())
    return {name: float(value) for name, value in zip(names, values, strict=True)}


def last_incomes(world: World, settings: Mapping[str, LeverSetting]) -> np.ndarray:
    """Incomes in the last year, (member, village) float64."""
    return incomes(world, exposure_of(world.case, settings))[:, -1].astype(np.float64)


def with_more(case: Case, force: str, step: float) -> dict[str, LeverSetting] | None:
    """The scenario's settings with `step` more money a year in one force; None where money moves nothing."""
    settings = case.scenario.settings
    levers = [lever for lever in case.levers.values() if lever.force == force and lever.unit_cost > 0]
    spent = np.array([lever.unit_cost * sum(settings[lever.id].totals) for lever in levers])
    if not spent.sum():
        spent = np.array([lever.unit_cost * lever.amount for lever in levers])
    if not spent.sum():
        return None
    more = {
        lever.id: step * part / lever.unit_cost
        for lever, part in zip(levers, spent / spent.sum(), strict=True)
    }
    return {name: raised(each, more.get(name, 0.0)) for name, each in settings.items()}


def raised(setting: LeverSetting, more: float) -> LeverSetting:
    """A setting with the same addition in every year."""
    return replace(setting, amounts=tuple(amount + more for amount in setting.amounts))
