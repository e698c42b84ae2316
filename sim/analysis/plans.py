"""Plans held against each other: what the optimum is worth, the budget frontier, a plan as a scenario."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import pandas as pd

from sim.analysis.allocation import (
    TENTH,
    Allocation,
    Block,
    Infeasible,
    Rules,
    allocate,
    option_worth,
    rule_blocks,
)
from sim.analysis.prepared_case import Turn, World, exposure_of, incomes, narrowed, surroundings, villages_of
from sim.analysis.response import (
    Ground,
    Objective,
    Response,
    achieved,
    cut_ground,
    drawn_plan_cost,
    plan_cost,
    plan_incomes,
    plan_outcomes,
    units_of,
)
from sim.axes import BAND, QUANTILES
from sim.faults import fault
from sim.inputs.case import Case
from sim.inputs.scenarios.names import list_scenarios
from sim.inputs.scenarios.scenario import Change, LeverSetting, Scenario
from sim.inputs.scenarios.settings import extra_of
from sim.model.exposure import REGISTER, base_income, targeting_in
from sim.model.prices import drawn_cost
from sim.words import LANGUAGES, by_language, said_in, say

# ---- Is the optimum worth it, and why this village? Plans held against each other on the full simulator ----
# The optimiser sees each village alone; the simulator lets villages touch. So its plan is refined by
# exchanging packages between villages wherever a re-run says that this is better, and every figure shown is
# a re-run with all members on the same luck.

_ROUNDING = 1e-9  # of a budget that is spent to the last yuan
_CLOSE = 12  # villages on each side of the line that an exchange tries
_PUBLISHED, _WEAKEST, _EQUAL, OPTIMUM = "published", "weakest_first", "equal", "optimum"
NOTHING = "nothing"  # what the plans are added to, as it stands


# --- rules of thumb ------------------------------------------------------------------------------


def _equal_split(response: Response, totals: np.ndarray) -> np.ndarray:
    """The same part of every package for every village, whole or not, (village, package)."""
    return np.tile(totals / response.ground.villages, (response.ground.villages, 1))


def _in_order(response: Response, totals: np.ndarray, order: np.ndarray) -> np.ndarray:
    """Packages dealt out one by one down a list, round after round, up to what each village may have.

    totals (package,), order (village,) positions, returns (village, package)
    """
    counts = np.zeros((response.ground.villages, len(totals)))
    for k, (package, total) in enumerate(zip(response.ground.packages, totals, strict=True)):
        caps = _most_allowed(response)[:, k]
        if total > caps.sum():
            raise fault(package.name, "fault_no_room", count=int(total), room=int(caps.sum()))
        for turn in range(package.most):
            able = order[caps[order] > turn][: int(total - counts[:, k].sum())]
            counts[able, k] += 1
    return counts


def thumb_rules(response: Response, totals: np.ndarray) -> dict[str, np.ndarray]:
    """The plans that an optimum is held against, each with the same number of packages.

    `published` deals to the villages that the register records for the package's first lever (its projects
    there), then by lot; packages that the register does not record go by need there too.

    totals (package,); each plan (village, package)
    """
    world = response.ground.world
    weakest = np.argsort(base_income(world.table), kind="stable")
    plans = {_EQUAL: _equal_split(response, totals), _WEAKEST: _in_order(response, totals, weakest)}
    recorded = [world.case.levers[next(iter(p.parts))] for p in response.ground.packages]
    rules = targeting_in(world.case.register)
    if all(rules.marked(lever.column) is not None for lever in recorded):
        columns = [
            _in_order(
                response,
                np.where(np.arange(len(totals)) == k, totals, 0),
                rules.order(REGISTER, lever.column),
            )
            for k, lever in enumerate(recorded)
        ]
        plans[_PUBLISHED] = np.sum(columns, axis=0)
    return plans


# --- regret --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PlanComparison:
    """Plans compared on the full simulator.

    table     rows by plan: low, mid, high, mean of the objective (natural sign), regret_low … regret_high,
              regret_mean against the best plan (positive: worse than it), worst_tenth, chance that the best
              plan does better, gini, theil, packages, cost (as planned), keeps (whether it keeps the rules:
              a rule of thumb may do better where it breaks them); and at the prices drawn: cost_low …
              cost_high, within (chance that the budget suffices), bought (what part of the plan the budget
              buys where prices are high, in one draw of 20), per_yuan_low … per_yuan_high (what is added to
              the objective per 10k yuan), per_yuan_chance (that the best plan adds more per yuan)
    outcomes  per plan the members' outcomes (sim.analysis.response.plan_outcomes)
    """

    best: str
    table: pd.DataFrame
    outcomes: Mapping[str, pd.DataFrame]


def judge(
    response: Response, allocation: Allocation, plans: Mapping[str, np.ndarray], best: str = OPTIMUM
) -> PlanComparison:
    """Re-run every plan with all members and hold it against the best.

    plans  each (village, package)
    """
    objective, keeps = allocation.objective, _keeper(response, allocation)
    position = response.ground.world.years.index(response.year)
    runs = {name: plan_incomes(response.ground, counts, position) for name, counts in plans.items()}
    values = {name: achieved(objective, income) for name, income in runs.items()}
    outcomes = {name: plan_outcomes(income, objective.target) for name, income in runs.items()}
    rows = {
        name: _verdict_row(objective, values[name], values[best] - values[name])
        | {"gini": outcomes[name]["gini"].mean(), "theil": outcomes[name]["theil"].mean()}
        | {"packages": plans[name].sum(), "cost": plan_cost(response.ground, plans[name])}
        | {"keeps": keeps(plans[name])}
        for name in plans
    }
    spent = {name: drawn_plan_cost(response.ground, counts) for name, counts in plans.items()}
    added = {name: values[name] - values[NOTHING] if NOTHING in values else None for name in plans}
    per_yuan = {name: _per_yuan(added[name], spent[name]) for name in plans}
    for name in plans:
        rows[name] |= _price_row(spent[name], allocation.rules.budget, per_yuan[name], per_yuan[best])
    return PlanComparison(best, pd.DataFrame.from_dict(rows, orient="index").rename_axis("plan"), outcomes)


def _verdict_row(objective: Objective, values: np.ndarray, regret: np.ndarray) -> dict[str, float]:
    """One plan's row; `values` and `regret` (member,), more is better for values."""
    shown = _natural(objective, values)
    low, mid, high = np.quantile(shown, BAND)
    regrets = dict(zip(("regret_low", "regret_mid", "regret_high"), np.quantile(regret, BAND), strict=True))
    return {
        "low": low, "mid": mid, "high": high, "mean": shown.mean(),
        **regrets, "regret_mean": regret.mean(), "chance": float((regret > 0).mean()),
        "worst_tenth": float(_natural(objective, np.array([_worst_tenth(values)]))[0]),
    }  # fmt: skip


def _per_yuan(added: np.ndarray | None, spent: np.ndarray) -> np.ndarray:
    """What is added to the objective per 10k yuan, (member,); no value where nothing is spent.

    added, spent  (member,); None where what nothing would give is not known
    """
    nothing = np.full(len(spent), np.nan)
    return nothing if added is None else np.divide(added, spent, out=nothing, where=spent > 0)


def _price_row(spent: np.ndarray, budget: float, gained: np.ndarray, best: np.ndarray) -> dict[str, float]:
    """What the drawn prices do to one plan; spent 10k yuan, gained and best per 10k yuan, each (member,)."""
    low, mid, high = np.quantile(spent, BAND)
    known = bool(np.isfinite(gained).all())
    ends = np.quantile(gained, BAND) if known else (np.nan,) * 3
    chance = float((best > gained).mean()) if known and np.isfinite(best).all() else np.nan
    return {
        "cost_low": low, "cost_mid": mid, "cost_high": high,
        "within": float((spent <= budget * (1 + _ROUNDING)).mean()),
        "bought": float(min(1.0, budget / high)) if high > 0 else np.nan,
        **dict(zip(("per_yuan_low", "per_yuan_mid", "per_yuan_high"), ends, strict=True)),
        "per_yuan_chance": chance,
    }  # fmt: skip


def _natural(objective: Objective, values: np.ndarray) -> np.ndarray:
    """The objective as people read it: a shortfall or an inequality is a positive number.

    values (member,)
    """
    return -values if objective.kind in ("shortfall", "inequality") else values


def _worst_tenth(values: np.ndarray) -> float:
    """Mean over the worst tenth of the members; values (member,)."""
    count = max(round(TENTH * len(values)), 1)
    return float(np.sort(values)[:count].mean())


def score(allocation: Allocation, values: np.ndarray) -> float:
    """What the allocation was asked to make large, of the members' values; values (member,)."""
    return _worst_tenth(values) if allocation.robust == "worst_tenth" else float(values.mean())


# --- refinement on the full simulator --------------------------------------------------------------


@dataclass(frozen=True)
class Refined:
    """An allocation after exchanges: its score on the simulator before and after, and how many re-runs."""

    counts: np.ndarray
    before: float
    after: float
    runs: int
    exchanges: int


def refine(response: Response, allocation: Allocation, tries: int = 60) -> Refined:
    """Move single packages between villages near the line as long as a full re-run says that it is better.

    Tries the most promising exchanges first; stops when none of them helps or after `tries` re-runs.
    """
    position = response.ground.world.years.index(response.year)
    counts = allocation.counts.astype(float)
    income = plan_incomes(response.ground, counts, position)
    before = best = score(allocation, achieved(allocation.objective, income))
    runs = exchanges = 0
    keeps = _keeper(response, allocation)
    for giver, taker, k in _promising(response, allocation):
        if runs >= tries:
            break
        trial = counts.copy()
        trial[giver, k] -= 1
        trial[taker, k] += 1
        if trial[giver, k] < 0 or not keeps(trial):
            continue
        changed = _rerun(response.ground, trial, income, (giver, taker), position)
        value = score(allocation, achieved(allocation.objective, changed))
        runs += 1
        if value > best + 1e-9:
            counts, income, best, exchanges = trial, changed, value, exchanges + 1
    return Refined(counts.astype(int), before, best, runs, exchanges)


def _rerun(
    ground: Ground, counts: np.ndarray, income: np.ndarray, villages: Sequence[int], position: int
) -> np.ndarray:
    """A plan's incomes (member, village) where only some villages' counts differ from those of `income`.

    Their townships alone are run again: nothing passes out of a township.
    """
    inside = surroundings(ground.world.table, np.array(villages))
    served = np.isin(np.arange(ground.villages), villages)
    part = cut_ground(ground, Turn(served, inside, narrowed(ground.world, inside)))
    changed = income.copy()
    changed[:, inside] = plan_incomes(part, counts[inside], position)
    return changed


def _keeper(response: Response, allocation: Allocation) -> Callable[[np.ndarray], bool]:
    """A test of whether counts keep every rule but the chance constraint, which needs a run.

    it takes (village, package)
    """
    options = {tuple(option): place for place, option in enumerate(response.options)}
    width = response.ground.villages * len(options) + 1
    blocks = rule_blocks(response, allocation.rules, width)

    def keeps(counts: np.ndarray) -> bool:
        taken = [options.get(tuple(row)) for row in counts]
        if None in taken:
            return False
        chosen = np.zeros(width)
        chosen[np.arange(len(taken)) * len(options) + np.array(taken)] = 1
        return all(any(_block_kept(block, chosen, gate) for gate in (0, 1)) for block in blocks)

    return keeps


def _block_kept(block: Block, chosen: np.ndarray, gate: int) -> bool:
    """Whether a choice keeps one rule; the gate of "key villages first" may stand either way.

    chosen (variable,) 0 or 1, the last of them the gate
    """
    chosen[-1] = gate
    values = block.matrix @ chosen
    return bool((values >= block.low - 1e-6).all() and (values <= block.high + 1e-6).all())


def _promising(response: Response, allocation: Allocation) -> list[tuple[int, int, int]]:
    """Exchanges (giver, taker, package) near the line, those that lose least by the response first."""
    last, following = _steps(response, allocation)
    found = []
    for k in range(response.options.shape[1]):
        last[_forced_by(response, allocation, k) != "", k] = np.nan  # a rule would take the exchange back
        givers = np.argsort(np.where(np.isnan(last[:, k]), np.inf, last[:, k]))[:_CLOSE]
        takers = np.argsort(np.where(np.isnan(following[:, k]), np.inf, -following[:, k]))[:_CLOSE]
        pairs = [(g, t) for g, t in product(givers, takers) if g != t]
        found += [(last[g, k] - following[t, k], int(g), int(t), k) for g, t in pairs]
    known = [each for each in found if np.isfinite(each[0])]
    return [(g, t, k) for _, g, t, k in sorted(known)]


def _steps(response: Response, allocation: Allocation) -> tuple[np.ndarray, np.ndarray]:
    """What each village's last and next package add to the expected objective, two (village, package).

    No value where a village has none to lose or none to gain.
    """
    worths = option_worth(response, allocation.objective).mean(axis=1)  # (option, village)
    place = {tuple(option): k for k, option in enumerate(response.options)}
    shape = allocation.counts.shape
    last, following = np.full(shape, np.nan), np.full(shape, np.nan)
    for village, k in product(*map(range, shape)):
        here = allocation.counts[village].copy()
        now = worths[place[tuple(here)], village]
        for out, step in ((last, -1), (following, 1)):
            other = here.copy()
            other[k] += step
            if tuple(other) in place:
                out[village, k] = step * (worths[place[tuple(other)], village] - now)
    following[allocation.counts >= _most_allowed(response)] = np.nan
    return last, following


def _most_allowed(response: Response) -> np.ndarray:
    """What one village may have of each package, its reserve considered, (village, package)."""
    table = response.ground.world.table
    caps = [
        table[p.column].clip(upper=p.most) if p.column else np.full(len(table), p.most)
        for p in response.ground.packages
    ]
    return np.stack([np.asarray(each, dtype=float) for each in caps], axis=1)


# --- why this village ------------------------------------------------------------------------------


def reasons(response: Response, allocation: Allocation, package: str | None = None) -> pd.DataFrame:
    """The numbers that decided for or against every village, one row each, for one package (the first).

    Columns base_income, without and with (median income in the target year, 10k yuan/year),
    chance_without and chance_with (of the target), count, last and next (what the last package added and
    one more would add to the expected objective), line (the least that a freely given package added) and
    decided: value (above the line), floor, quota, key_first (a rule decided), reserve (no project is
    prepared there), below_line.
    """
    k = 0 if package is None else [p.name for p in response.ground.packages].index(package)
    last, following = (each[:, k] for each in _steps(response, allocation))
    counts = allocation.counts[:, k]
    forced = _forced_by(response, allocation, k)
    free = (counts > 0) & (forced == "")
    line = float(np.min(last[free])) if free.any() else float("nan")
    place = {tuple(option): number for number, option in enumerate(response.options)}
    taken = np.array([place[tuple(row)] for row in allocation.counts])
    villages = np.arange(len(counts))
    with_it, without = response.income[taken, :, villages], response.income[0].T  # (village, member)
    target = allocation.objective.target
    table = response.ground.world.table
    return pd.DataFrame(
        {
            "base_income": base_income(table),
            "without": np.median(without, axis=1),
            "with": np.median(with_it, axis=1),
            "chance_without": (without >= target).mean(axis=1),
            "chance_with": (with_it >= target).mean(axis=1),
            "count": counts,
            "last": last,
            "next": following,
            "line": line,
            "decided": _decided(response, allocation, k, forced, following, line),
        },
        index=pd.Index(table["village_id"], name="village_id"),
    )


def _forced_by(response: Response, allocation: Allocation, k: int) -> np.ndarray:
    """The rule that gave each village its packages whatever they are worth, or an empty text, (village,)."""
    package, table = response.ground.packages[k], response.ground.world.table
    counts, rules = allocation.counts[:, k], allocation.rules
    forced = np.full(len(counts), "", dtype=object)
    for quota in rules.quotas:
        inside = _members_of(response, quota.place)
        if quota.package == package.name and counts[inside].sum() <= quota.least:
            forced[inside] = "quota"
    if rules.key_first:
        forced[table["key_village"].to_numpy(bool) & (counts == 1)] = "key_first"
    floor = rules.floors.get(package.name, 0)
    forced[counts <= floor] = "floor" if floor else ""
    return np.where(counts > 0, forced, "")


def _members_of(response: Response, place: str) -> np.ndarray:
    """Positions of a place's villages in the register, (village,)."""
    return villages_of(response.ground.world.table, place)


def _decided(
    response: Response, allocation: Allocation, k: int, forced: np.ndarray, following: np.ndarray, line: float
) -> np.ndarray:
    """One word for each village: value, floor, quota, key_first, reserve or below_line.

    forced, following (village,), returns (village,)
    """
    package, counts = response.ground.packages[k], allocation.counts[:, k]
    words = np.where(counts > 0, "value", "below_line").astype(object)
    for quota in allocation.rules.quotas:
        inside = _members_of(response, quota.place)
        if quota.package == package.name and quota.most is not None and counts[inside].sum() >= quota.most:
            words[inside[(counts[inside] == 0) & (following[inside] > line)]] = "quota"
    words[(counts == 0) & (_most_allowed(response)[:, k] == 0)] = "reserve"
    return np.where(forced != "", forced, words)


# ---- An allocation as a scenario: a file that anybody can run, and that gives what the allocation promises


def planned_scenario(ground: Ground, counts: np.ndarray) -> Scenario:
    """The scenario that a plan is added to with what every village gets, by name and year.

    counts (village, package)
    """
    case, names = ground.world.case, list(ground.world.table["village_id"])
    settings, changes = dict(ground.settings), list(case.scenario.changes)
    why = by_language(lambda: say(f"planned_reason_{ground.basis}"))
    for lever, given in units_of(ground.packages, counts, len(case.scenario.years)).items():
        old, before = case.scenario.settings[lever], dict(settings[lever].extra)
        total = {name: list(given[:, place] + before.get(name, 0.0)) for place, name in enumerate(names)}
        settings[lever] = new = replace(settings[lever], extra=extra_of(total))
        pairs = {"amount": (old.amounts, new.amounts), "extra": (old.extra, new.extra)}
        changes += [Change(lever, field, *pair, why) for field, pair in pairs.items() if pair[0] != pair[1]]
    cost = f"{plan_cost(ground, counts):,.10g}"
    title, question = (
        {lang: said_in(lang, say, f"planned_{key}_{ground.basis}", title=case.scenario.title[lang], cost=cost)
         for lang in LANGUAGES}
        for key in ("title", "question")
    )  # fmt: skip
    known = case.scenario.id in list_scenarios()
    baseline = case.scenario.id if known else case.scenario.baseline
    name = f"{case.scenario.id}-plan"
    return replace(
        case.scenario, id=name, title=title, question=question, baseline=baseline, settings=settings,
        changes=tuple(changes),
    )  # fmt: skip


# ---- Budget against what it achieves, and what the next money is worth in each force -------------

_COLUMNS = ("low", "lower", "mid", "upper", "high")
_RUNGS = 10


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
        rows[budget] = _frontier_row(response, objective, replace(given, budget=float(budget)))
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("budget")


def _frontier_row(response: Response, objective: Objective, rules: Rules) -> dict[str, float | bool]:
    try:
        found = allocate(response, objective, rules)
    except Infeasible:
        return {
            **dict.fromkeys((*_COLUMNS, "mean", "weakest", "equal", "packages", "gap"), np.nan),
            "feasible": False,
        }
    totals = found.counts.sum(axis=0)
    order = np.argsort(base_income(response.ground.world.table), kind="stable")
    values = _reached(response, objective, found.counts)
    return {
        **dict(zip(_COLUMNS, np.quantile(values, QUANTILES), strict=True)), "mean": values.mean(),
        "weakest": _reached(response, objective, _in_order(response, totals, order)).mean(),
        "equal": _reached(response, objective, _equal_split(response, totals)).mean(),
        "packages": totals.sum(), "gap": found.gap, "feasible": True,
    }  # fmt: skip


def budget_ladder(response: Response) -> list[float]:
    """About `_RUNGS` round budgets, from nothing to one of every package in each village that can have it."""
    table = response.ground.world.table
    able = [
        int((table[package.column] > 0).sum()) if package.column else len(table)
        for package in response.ground.packages
    ]
    whole = sum(
        package.cost * response.ground.years_paid(package) * count
        for package, count in zip(response.ground.packages, able, strict=True)
    )
    power = 10.0 ** np.floor(np.log10(max(whole, 1.0) / _RUNGS))
    step = next(each * power for each in (1, 2, 5, 10) if each * power * _RUNGS >= whole)
    return [float(budget) for budget in np.arange(0, whole + step, step)]


def _reached(response: Response, objective: Objective, counts: np.ndarray) -> np.ndarray:
    """A plan's objective with its natural sign in every member, (member,)."""
    position = response.ground.world.years.index(response.year)
    values = achieved(objective, plan_incomes(response.ground, counts, position))
    return -values if objective.kind in ("shortfall", "inequality") else values


# --- the next money --------------------------------------------------------------------------------------


def marginal_worth(world: World, target: float | None = None, step: float | None = None) -> pd.DataFrame:
    """What `step` more a year in each force brings in the last year, on top of the scenario.

    Without a step or target those of the programme.

    The money goes to the force's levers as it is spent there now, or as published where nothing is spent.
    Where a member's prices are higher it buys less, and the gain is less in proportion.
    Rows by force; income_low, income_mid, income_high, income_mean (10k yuan/year, all villages together),
    over_mean and over_low, over_high (villages over the target), chance (share of members with more income).
    A force that no money moves has no values.
    """
    programme = world.case.programme
    target, step = programme.aim(target), step or programme.money.step
    now = _last_incomes(world, world.case.scenario.settings)
    return pd.DataFrame(
        {force: _worth_row(world, force, now, target, step) for force in world.case.programme.forces}
    ).T.rename_axis("force")


def _worth_row(world: World, force: str, now: np.ndarray, target: float, step: float) -> dict[str, float]:
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
    more = _last_incomes(world, settings)
    units = _units_more(world.case, force, step) or {}
    bought = step / drawn_cost(world.case.levers, units, world.draws.index.to_numpy(), world.seed)
    income = (more - now).sum(axis=1) * bought
    over = ((more >= target).sum(axis=1) - (now >= target).sum(axis=1)) * bought
    low, mid, high = np.quantile(income, BAND)
    over_low, over_high = np.quantile(over, (0.05, 0.95))
    values = (low, mid, high, income.mean(), over_low, over.mean(), over_high, (income > 0).mean())
    return {name: float(value) for name, value in zip(names, values, strict=True)}


def _last_incomes(world: World, settings: Mapping[str, LeverSetting]) -> np.ndarray:
    """Incomes in the last year, (member, village) float64."""
    return incomes(world, exposure_of(world.case, settings))[:, -1].astype(np.float64)


def with_more(case: Case, force: str, step: float) -> dict[str, LeverSetting] | None:
    """The scenario's settings with `step` more money a year in one force; None where money moves nothing."""
    more = _units_more(case, force, step)
    if more is None:
        return None
    return {name: _raised(each, more.get(name, 0.0)) for name, each in case.scenario.settings.items()}


def _units_more(case: Case, force: str, step: float) -> dict[str, float] | None:
    """Units a year of each lever of a force that `step` more money buys at planned prices."""
    settings = case.scenario.settings
    levers = [lever for lever in case.levers.values() if lever.force == force and lever.unit_cost > 0]
    spent = np.array([lever.unit_cost * sum(settings[lever.id].totals) for lever in levers])
    if not spent.sum():
        spent = np.array([lever.unit_cost * lever.amount for lever in levers])
    if not spent.sum():
        return None
    return {
        lever.id: step * part / lever.unit_cost
        for lever, part in zip(levers, spent / spent.sum(), strict=True)
    }


def _raised(setting: LeverSetting, more: float) -> LeverSetting:
    """A setting with the same addition in every year."""
    return replace(setting, amounts=tuple(amount + more for amount in setting.amounts))
