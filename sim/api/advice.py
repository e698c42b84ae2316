"""Questions before a choice: what scenarios do, whose gain it is, where money goes best, what is enough.

Each answer is tables with units and what is behind them. Examples run with few members so that they are
quick; an answer that is used takes the usual number. What a researcher needs is `sim` itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import xarray as xr

from sim.analysis import outcomes, questions
from sim.analysis.backwards import goal_for
from sim.analysis.response import objective_for
from sim.analysis.village import STEPS, VillageStudy
from sim.api.answers import (
    INDEX,
    MEMBERS,
    MONEY,
    MONEY_A_YEAR,
    SHARE,
    VILLAGE,
    AnswerTables,
    unit_of,
    with_units,
)
from sim.api.cases import at_home
from sim.axes import QUANTILES
from sim.inputs.case import ScenarioLike
from sim.inputs.parameters import make_appraisal

_COSTS = ("cost", "cost_low", "cost_mid", "cost_high")

# --- what a choice does ----------------------------------------------------------------------------------


def compare(
    scenarios: Sequence[ScenarioLike] = (),
    counterfactual: ScenarioLike = "",
    members: int = MEMBERS,
    seed: int = 0,
    *,
    villages: str | Path | None = None,
    rate: float | None = None,
    residual: bool = True,
    optimism: bool = False,
    weights: bool = False,
    gross: bool = False,
) -> AnswerTables:
    """Scenarios side by side on the same luck, each against the same counterfactual.

    scenarios       cases, Scenarios, ids, files or codes; none: all that the programme comes with
    counterfactual  one of these; blank: the programme's own, in which nothing is done
    rate            discount rate, share a year; None: that of data/appraisal.csv
    residual        count what goes on earning after the horizon; optimism: take costs to overrun; weights:
                    count money for more in a poorer village; by how much data/appraisal.csv says
    gross           count gross income in place of the net return, what it costs to earn taken off

    Returns tables (low, mid, high: 5, 50, 95 % of the members):
      headline         (scenario, answer): low, mid, high, unit; the answers of `headline`
      differences      (scenario, than): low, mid, high, mean of income a village in the last year, row less
                       `than`, and chance that it is more; without_subsidy: the same of the total without it
      ranks            scenario x place (1: the most): share of the members
      thresholds       (scenario, threshold): villages below, and lifted_low … lifted_high over it
      inequality       (scenario, index gini or theil): low, mid, high, change, chance that it is less
      economics        (scenario, answer): benefit_cost, pay_back_year, …: low, mid, high, chance, unit
      switched         (variant, scenario): the benefit-cost ratio as chosen and with each choice switched
                       alone: low, mid, high, chance that it is above 1, rank
      spread           scenario: shares of that ratio's variance by prices, by effects, by both together
    and `gains(scenario, by)`: who gains and who loses by village_id, township_id, banner_id or industry.

    Raises InputFaults for what cannot be read, a scenario that comes twice, other years or other priors.

    Example:
    >>> from sim import compare
    >>> answer = compare(["talent-first", "funding-first"], members=8)
    >>> bool(answer.differences.loc[("talent-first", "funding-first"), ["chance"]].between(0, 1).all())
    True
    >>> answer.headline.loc[("talent-first", "public_cost"), "unit"]
    '10k yuan'
    """
    with at_home(*scenarios, counterfactual, villages=villages):
        chosen = make_appraisal(rate, residual, optimism, weights, gross)
        found = questions.ask_comparison(scenarios, counterfactual, members, seed, villages, chosen)
        money = found.counterfactual.case.programme.money.named(MONEY_A_YEAR)
        answers = {
            each.case.scenario.id: outcomes.headline(each, found.counterfactual) for each in found.results
        }
        tables = {
            "headline": with_units(pd.concat(answers, names=["scenario"])),
            "differences": with_units(found.mean, money, chance=SHARE),
            "without_subsidy": with_units(found.without_subsidy, money, chance=SHARE),
            "ranks": with_units(found.ranks, SHARE),
            "thresholds": with_units(found.thresholds, VILLAGE),
            "inequality": with_units(found.inequality, INDEX, chance=SHARE),
            "economics": with_units(found.economics, chance=SHARE),
            "switched": with_units(found.switched, "ratio", chance=SHARE, rank="place"),
            "spread": with_units(found.spread, SHARE),
        }
    return AnswerTables(found, tables)


def attribute(
    scenario: ScenarioLike = "",
    counterfactual: ScenarioLike = "",
    outcome: str = "mean",
    members: int = MEMBERS,
    seed: int = 0,
    *,
    villages: str | Path | None = None,
    levers: bool = True,
) -> AnswerTables:
    """Whose gain it is: the gain of a scenario in the last year split over its forces and their levers.

    scenario        whose gain is split; blank: the programme as published
    counterfactual  what it is measured against; blank: the programme's own, in which nothing is done
    outcome         mean, total, a stream, reach_12 or below_12 and the like
    levers          split each force over its levers too

    Returns tables in the outcome's unit (low, mid, high: 5, 50, 95 % of the members):
      forces       part (a force, total): low, mid, high, mean (parts add up to the total's), share, alone
                   (the force by itself), last (what it adds to all others)
      interaction  part (together, or two forces): low, mid, high, mean
      orders       force: least, shapley, most, first, last over all orders of adding forces one by one
      levers       (force, lever): low, mid, high, mean, error (standard error of sampled orders)

    Exact Shapley values over all coalitions of forces (Shapley 1953), Owen values of the levers inside one
    (Owen 1977).
    Raises InputFaults where nothing differs from the counterfactual, and for an unknown outcome.

    Example:
    >>> from sim import attribute
    >>> forces = attribute("talent-first", members=8, levers=False).forces
    >>> bool(abs(forces["mean"].drop("total").sum() - forces.loc["total", "mean"]) < 1e-6)
    True
    """
    with at_home(scenario, counterfactual, villages=villages):
        found = questions.ask_attribution(scenario, counterfactual, outcome, members, seed, villages, levers)
        unit = unit_of(found.world.case, outcome)
    tables = {
        "forces": with_units(found.forces, unit, share=SHARE),
        "interaction": with_units(found.interaction, unit),
        "orders": with_units(found.orders, unit),
    }
    if found.splits:
        parts = {force: split.table for force, split in found.splits.items()}
        tables["levers"] = with_units(pd.concat(parts, names=["force"]), unit)
    return AnswerTables(found, tables)


# --- what to do ------------------------------------------------------------------------------------------


def allocate(
    scenario: ScenarioLike = "",
    budget: float | None = None,
    *,
    objective: str = "over_target",
    target: float = 0.0,
    robust: str = "expected",
    floor: int = 0,
    quotas: Sequence[str] = (),
    key_first: bool = False,
    reach: str = "",
    most: int = 3,
    people: int = 0,
    places: int = 0,
    basis: str = "on_top",
    members: int = MEMBERS,
    seed: int = 0,
    villages: str | Path | None = None,
) -> AnswerTables:
    """Which village gets what: the best use of a budget, with the gap that the solver has proven.

    scenario   what the money is added to, or whose own project money it replaces (`basis`)
    budget     10k yuan over the horizon; None: what the published projects of one year cost
    objective  over_target (villages), income, shortfall (10k yuan/year) or inequality (index)
    target     income a year, 10k yuan; 0: the programme's landmark
    robust     expected, or worst_tenth of the members
    floor      projects that every village gets at least
    quotas     of banners, townships or villages: "B2:10-60", "B2:10-"
    key_first  key villages first
    reach      a chance constraint on the objective, "300:0.9"; blank: none
    most       projects that one village may get
    people     residents to be given besides
    places     of training, to be given besides
    basis      on_top of the scenario, or from_zero: in place of its own project money

    Returns tables and `scenario`, the plan as a Scenario that can be run and saved:
      counts     village_id x package: how many; townships: township_id: villages, served, packages
      plans      plan (optimum, weakest_first, equal, published, nothing): low, mid, high, mean of the
                 objective, regret_… against the optimum, chance, worst_tenth, gini, theil, packages,
                 cost (as planned), keeps (the rules), and at drawn prices cost_low … cost_high, within
                 (chance that the budget suffices), bought (part of the plan that it buys where prices are
                 high), per_yuan_low … per_yuan_high (gain in the objective per 10k yuan), per_yuan_chance
      reasons    village_id: the numbers that decided for or against it

    Mixed-integer programme by HiGHS (Huangfu and Hall 2018), refined on the full simulator.
    Raises InputFaults for rules that cannot be read; Infeasible, one of them, with those that contradict.

    Example:
    >>> from sim import allocate
    >>> plan = allocate("programme-2022", budget=500, members=8)
    >>> bool(plan.plans.loc["optimum", "cost"] <= 500), plan.counts.attrs["units"]
    (True, {'project': 'package'})
    >>> plan.scenario.baseline
    'programme-2022'
    """
    with at_home(scenario, villages=villages):
        rules = questions.ask_rules(budget or 0.0, floor, quotas, key_first, reach, usual=budget is None)
        wanted = objective_for(objective, target)
        found = questions.ask_allocation(
            scenario, rules, wanted, robust, members, seed, villages, most, people, places, basis=basis
        )
        money = found.response.ground.world.case.programme.money
        unit = {"over_target": VILLAGE, "inequality": INDEX}.get(objective, money.named(MONEY_A_YEAR))
        shares = dict.fromkeys(("chance", "chance_without", "chance_with"), SHARE)
        counted = dict.fromkeys(("packages", "count", "served"), "package") | {"served": VILLAGE}
        incomes = dict.fromkeys(("base_income", "without", "with"), money.named(MONEY_A_YEAR))
        cost = {"gini": INDEX, "theil": "index"} | dict.fromkeys(_COSTS, money.named(MONEY))
        shares |= dict.fromkeys(("within", "bought", "per_yuan_chance"), SHARE)
        per = f"{unit}/{money.named(MONEY)}"
        cost |= dict.fromkeys(("per_yuan_low", "per_yuan_mid", "per_yuan_high"), per)
        tables = {
            "counts": with_units(found.counts, "package"),
            "townships": with_units(found.townships, VILLAGE, **counted),
            "plans": with_units(found.verdict.table, unit, **shares, **counted, **cost),
            "reasons": with_units(found.reasons, unit, **shares, **counted, **incomes),
        }
        return AnswerTables(found, tables, scenario=found.scenario)


def backwards(
    place: str = "city",
    threshold: float = 0.0,
    chance: float = 0.8,
    scenario: ScenarioLike = "",
    ground: ScenarioLike = "",
    members: int = MEMBERS,
    seed: int = 0,
    *,
    villages: str | Path | None = None,
) -> AnswerTables:
    """What would reach a goal most cheaply, and how late a scenario may begin so that it is still reached.

    place      city, or the id of a banner, township or village, whose mean income is meant
    threshold  10k yuan/year in the last year; 0: the programme's landmark
    chance     share of the members in which it must be reached
    scenario   whose latest start is sought; blank: the programme as published
    ground     what the money is added to; blank: the scenario; the counterfactual: from zero

    Returns tables, and `mix` and `start` behind them (mix.exists, mix.total, mix.chance, start.latest):
      spending   group: spending (the cheapest mix), alone (that group by itself; inf: it cannot),
                 10k yuan/year
      levers     lever: group, amount (natural units a year), spent (10k yuan/year)
      starts     first year of the scenario, or never: chance of the goal

    Raises InputFaults for a place, threshold or chance that there is not.

    Example:
    >>> from sim import backwards
    >>> answer = backwards("V015", chance=0.5, members=8)
    >>> answer.starts.attrs["units"], list(answer.spending.columns)
    ({'chance': 'share'}, ['spending', 'alone'])
    """
    with at_home(scenario, ground, villages=villages):
        goal = goal_for(place, threshold, chance)
        found = questions.ask_backwards(goal, scenario, ground, members, seed, villages)
        money = found.world.case.programme.money.named(MONEY_A_YEAR)
    spending = pd.DataFrame({"spending": found.mix.spending, "alone": found.mix.alone})
    tables = {
        "spending": with_units(spending, money),
        "levers": with_units(found.mix.levers, money, amount="unit/year"),
        "starts": with_units(found.start.table, SHARE),
    }
    return AnswerTables(found, tables)


def break_even(
    first: ScenarioLike = "",
    second: ScenarioLike = "",
    parameter: str = "",
    outcome: str = "mean",
    members: int = MEMBERS,
    seed: int = 0,
    *,
    villages: str | Path | None = None,
) -> AnswerTables:
    """What would have to be true: the value of an uncertainty at which two scenarios are worth the same.

    first      a scenario; blank: people first, of the programme
    second     the one it is held against; blank: money first, of the programme
    parameter  the uncertainty that is asked for with all members; blank: of all that is assumed in this
               programme the one along whose prior the two differ most
    outcome    a city outcome: mean, total, a stream, below_12 and the like

    Returns one table, and `asked` behind it (values, inside, verified, below):
      break_evens  parameter (every one graded an assumption): value (its own unit, NaN: none), inside (the
                   prior), below (share of the prior), mean_low, mean_high (first less second at the prior's
                   ends, the outcome's unit), better_low, better_high (chance), prior_low, prior_high, unit

    Raises InputFaults for an unknown parameter or outcome.

    Example:
    >>> from sim import break_even
    >>> table = break_even(members=4).break_evens
    >>> table.loc["talent_effect", "unit"], table.attrs["units"]["below"]
    ('1/log FTE', 'share')
    """
    with at_home(first, second, villages=villages):
        found = questions.ask_break_even(first, second, parameter, outcome, members, seed, villages)
        unit = unit_of(found.first.case, outcome)
        known = found.first.case.parameters
    table = found.table.assign(unit=[known[name].unit for name in found.table.index])
    told = with_units(table, below=SHARE, better_low=SHARE, better_high=SHARE, mean_low=unit, mean_high=unit)
    return AnswerTables(found, {"break_evens": told})


def frontier(
    scenario: ScenarioLike = "",
    budgets: Sequence[float] = (),
    target: float = 0.0,
    step: float = 0.0,
    *,
    basis: str = "on_top",
    members: int = MEMBERS,
    seed: int = 0,
    villages: str | Path | None = None,
) -> AnswerTables:
    """What each budget can do at best, and what the next money is worth in each force.

    scenario  what the money is added to; blank: the programme as published
    budgets   10k yuan over the horizon; none: about ten steps up to the whole reserve of projects
    target    income a year, 10k yuan; 0: the programme's landmark
    step      the next money, 10k yuan a year; 0: the programme's usual step
    basis     on_top of the scenario, or from_zero: in place of its own project money

    Returns tables (low, lower, mid, upper, high: 5, 25, 50, 75, 95 % of the members):
      budgets  budget (10k yuan): low … high, mean, and weakest, equal (means of two rules of thumb): villages
               over the target; packages, gap (proven), feasible
      worth    force: income_low … income_mean (10k yuan/year, all villages), over_low … over_high (villages),
               chance

    Raises InputFaults for a scenario or register that is refused, and for a target or basis that cannot be.

    Example:
    >>> from sim import frontier
    >>> answer = frontier(budgets=[0, 500], members=8)
    >>> answer.budgets.index.tolist(), answer.worth.attrs["units"]["income_mid"]
    ([0, 500], '10k yuan/year')
    """
    with at_home(scenario, villages=villages):
        found = questions.ask_frontier(
            scenario, budgets, target or None, members, seed, villages, step or None, basis=basis
        )
        money = found.world.case.programme.money.named(MONEY_A_YEAR)
    incomes = dict.fromkeys(("income_low", "income_mid", "income_high", "income_mean"), money)
    tables = {
        "budgets": with_units(found.table, VILLAGE, packages="package", gap=SHARE),
        "worth": with_units(found.worth, VILLAGE, chance=SHARE, **incomes),
    }
    return AnswerTables(found, tables)


def search(
    scenario: ScenarioLike = "",
    plans: int = 2000,
    members: int = 200,
    seed: int = 0,
    *,
    villages: str | Path | None = None,
) -> AnswerTables:
    """Plans and rules around a scenario, searched for income, fairness, cost and the worst tenth at once.

    scenario  what is varied: how much each group of levers has, from when, who gets the project money, and
              which rules change that by what last year left; blank: the programme as published
    plans     how many are tried, half of them before any rules
    members   whom each is tried on; as many others judge what was found

    Returns tables:
      plans    plan: kind (plain or ruled), income, gini, cost, worst_tenth on members that the search has not
               seen; start, tilt, targeting, scale_… of each group, rules
      verdict  gain, low, high (share of the frontier's volume that rules add, and 90 % of its uncertainty),
               beaten (share of the plain plans that one with rules beats), answer (pays, costs, same, open)
    and `found.scenario(plan)`: a plan as a Scenario.

    Raises InputFaults for a scenario or register that is refused, and where no lever that costs money is
    used.

    Example:
    >>> from sim import search
    >>> answer = search(plans=16, members=4)
    >>> sorted(set(answer.plans["kind"]) - {"plain", "ruled"}), answer.plans.attrs["units"]["gini"]
    ([], 'index 0..1')
    """
    with at_home(scenario, villages=villages):
        found = questions.ask_search(scenario, plans, members, seed, villages)
        named = found.world.case.programme.money.named
        income, money = named(MONEY_A_YEAR), named(MONEY)
    verdict = found.verdict
    row = {name: getattr(verdict, name) for name in ("gain", "low", "high", "beaten", "answer")}
    units = {"income": income, "worst_tenth": income, "cost": money, "gini": INDEX}
    years = {"start": "year", "tilt": SHARE}
    scales = {name: "factor" for name in found.table if name.startswith("scale_")}
    tables = {
        "plans": with_units(found.table, **units, **years, **scales),
        "verdict": with_units(pd.DataFrame([row], index=pd.Index([1], name="search")), SHARE),
    }
    return AnswerTables(found, tables)


def village_study(
    scenario: ScenarioLike = "",
    counterfactual: ScenarioLike = "",
    target: float = 0.0,
    members: int = MEMBERS,
    seed: int = 0,
    *,
    villages: str | Path | None = None,
) -> AnswerTables:
    """Every village: where it goes, what the programme adds, what holds it back and what would help most.

    scenario        what is done; blank: the programme as published
    counterfactual  what it is measured against; blank: the programme's own, in which nothing is done
    target          income a year, 10k yuan; 0: the programme's target

    Returns
      villages  DataFrame by village_id: banner_id, township_id; chance (of the target in the last year),
                income_mid, gain_low, gain_mid, gain_high (last year, 10k yuan/year); binding (the step that
                would add most), best_group (the group in which money adds most), surest (in what share of
                the members it does)
      paths     Dataset: income, without (quantile, village, year; 10k yuan/year), chance (village, year)
      steps     Dataset: step_gain (step, statistic, village) and group_gain (group, statistic, village), what
                one step, or the programme's step of money in a group, adds in the last year (low, mid, high;
                10k yuan/year), and step_chance, group_chance that it adds anything

    Raises InputFaults for a target that is none of the programme's thresholds.

    Example:
    >>> from sim import village_study
    >>> study = village_study(members=4)
    >>> dict(study.paths["income"].sizes), study.villages.attrs["units"]["gain_mid"]
    ({'quantile': 5, 'village': 527, 'year': 9}, '10k yuan/year')
    """
    with at_home(scenario, counterfactual, villages=villages):
        study = questions.ask_villages(scenario, counterfactual, target or None, members, seed, villages)
    case = study.case
    money, table = case.programme.money.named(MONEY_A_YEAR), case.register.table
    every = range(len(table))
    low, mid, high = study.gain
    rows = table[["village_id", "banner_id", "township_id"]].assign(
        chance=study.chance[:, -1], income_mid=study.path[2, :, -1],
        gain_low=low, gain_mid=mid, gain_high=high,
        binding=[study.binding(k) for k in every], best_group=[study.best_group(k) for k in every],
        surest=study.surest,
    )  # fmt: skip
    tables = {
        "villages": with_units(rows.set_index("village_id"), money, chance=SHARE, surest=SHARE),
        "paths": _paths(study, money),
        "steps": _steps(study, money),
    }
    return AnswerTables(study, tables)


def _paths(study: VillageStudy, money: str) -> xr.Dataset:
    """Incomes of a study (quantile, village, year) and chances (village, year), labelled."""
    dims = ("quantile", "village", "year")
    coords = {
        "quantile": list(QUANTILES),
        "village": study.case.register.table["village_id"].to_numpy(),
        "year": list(study.case.scenario.years),
    }
    arrays = {
        "income": (dims, study.path, {"units": money}),
        "without": (dims, study.without_path, {"units": money}),
        "chance": (dims[1:], study.chance, {"units": SHARE}),
    }
    return xr.Dataset(arrays, coords=coords, attrs={"target": study.target})


def _steps(study: VillageStudy, money: str) -> xr.Dataset:
    """What a step, and money in a group, adds to each village, (step or group, statistic, village)."""
    coords = {
        "step": list(STEPS), "group": list(study.case.programme.groups), "statistic": ["low", "mid", "high"],
        "village": study.case.register.table["village_id"].to_numpy(),
    }  # fmt: skip
    arrays: dict[str, tuple[tuple[str, ...], np.ndarray, dict[str, str]]] = {}
    for name, values in (("step", study.steps), ("group", study.helps)):
        arrays[f"{name}_gain"] = ((name, "statistic", "village"), values[:, :3], {"units": money})
        arrays[f"{name}_chance"] = ((name, "village"), values[:, 3], {"units": SHARE})
    return xr.Dataset(arrays, coords=coords)
