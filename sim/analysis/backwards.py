"""Questions asked backwards: what must be done, by when, and what would have to be true?

Every answer is found by re-running the model on the same members and luck, and is re-run once more at the
value found. Each says so where it does not exist.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations

import numpy as np
import pandas as pd
from scipy.optimize import brentq

from sim.analysis.prepared_case import (
    CITY,
    Reached,
    World,
    bought,
    city_sums,
    exposure_from,
    exposure_of,
    incomes,
    narrowed,
    outcome_of,
    per_yuan,
    reached_by,
    surroundings,
    villages_of,
    with_parameter,
)
from sim.faults import Fault, InputFaults, unknown
from sim.inputs.parameters import Parameter
from sim.inputs.programme import in_use
from sim.model.exposure import Exposure
from sim.model.prices import drawn_cost
from sim.words import say

CEILING = 10  # usual steps of money a village and year, ten projects: more than any village absorbs
_PRECISION = 0.01  # of a spending that is found by halving
_EXCHANGES = (0.5, 0.25, 0.1, 0.05)  # parts of the money that the search moves between two groups


# --- the goal --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Goal:
    """A place over a threshold with a given probability.

    place      city, or the id of a banner, township or village
    threshold  10k yuan/year; the landmark of the programme where none is given
    chance     share of members in which it must be reached
    share      share of the place's villages that must be over; None: their mean income
    year       None is the last year of the scenario
    """

    place: str = CITY
    threshold: float = field(default_factory=lambda: in_use().aim())
    chance: float = 0.9
    share: float | None = None
    year: int | None = None


def goal_for(place: str, threshold: float, chance: float) -> Goal:
    """A goal; a threshold of 0 stands for the landmark of the programme in use."""
    return Goal(place, in_use().aim(threshold), chance)


def _check_goal(goal: Goal, world: World) -> int:
    """The goal's position on the year axis; every fault of a goal at once."""
    faults = []
    villages_of(world.table, goal.place)
    if not 0 < goal.threshold < np.inf:
        faults.append(Fault("", "fault_target", {"value": f"{goal.threshold:g}"}))
    for value in (goal.chance, goal.share):
        if value is not None and not 0 < value <= 1:
            faults.append(Fault("", "fault_chance", {"value": f"{value:g}"}))
    years = world.years
    if goal.year is not None and goal.year not in years:
        faults.append(unknown("", say("word_year"), str(goal.year), [f"{years[0]} … {years[-1]}"]))
    if faults:
        raise InputFaults(faults)
    return len(years) - 1 if goal.year is None else years.index(goal.year)


@dataclass(frozen=True)
class _Stage:
    """The part of the world that a goal touches: whole townships, so that neighbours still learn.

    inside     positions in the whole register; place: positions of the goal's villages in the stage
    reached    what the scenario brings there
    """

    world: World
    goal: Goal
    inside: np.ndarray
    place: np.ndarray
    reached: Reached
    position: int


def make_stage(world: World, goal: Goal) -> _Stage:
    """The townships of a goal's place with the scenario's exposure."""
    position = _check_goal(goal, world)
    wanted = villages_of(world.table, goal.place)
    inside = surroundings(world.table, wanted)
    there = reached_by(world.case, world.case.scenario.settings).cut(inside)
    return _Stage(narrowed(world, inside), goal, inside, np.searchsorted(inside, wanted), there, position)


def chance_of(stage: _Stage, exposure: Exposure) -> float:
    """Share of members in which the goal is reached under an exposure."""
    run = incomes(stage.world, exposure)[:, stage.position, stage.place]
    if stage.goal.share is None:
        reached = run.mean(axis=1, dtype=np.float64) >= stage.goal.threshold
    else:
        reached = (run >= stage.goal.threshold).mean(axis=1) >= stage.goal.share - 1e-9
    return float(reached.mean())


# --- the cheapest mix --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Mix:
    """The cheapest mix found, and what each group would cost alone.

    exists    whether any spending up to CEILING steps a village and year reaches the goal
    spending  by group, 10k yuan/year on top of the scenario; alone: by group, inf where it cannot do it
    chance    reached by a re-run at the mix; chance_less at 2 % less money; chance_nothing without it
    levers    what the money buys, rows by lever
    drawn     (member,) what that costs at each member's prices, 10k yuan/year
    runs      re-runs that the search took
    """

    goal: Goal
    exists: bool
    spending: pd.Series
    alone: pd.Series
    chance: float
    chance_less: float
    chance_nothing: float
    levers: pd.DataFrame
    drawn: np.ndarray
    runs: int

    @property
    def total(self) -> float:
        """10k yuan a year."""
        return float(self.spending.sum())


@dataclass
class _Spender:
    """Runs spendings by group, spread evenly over the goal's villages in every year, and counts the runs.

    each  by group the units of each lever that 10k yuan buy
    """

    stage: _Stage
    each: Sequence[Mapping[str, float]]
    runs: int = 0

    def __call__(self, spending: np.ndarray) -> float:
        """The chance of the goal; spending (group,) 10k yuan/year in all."""
        self.runs += 1
        return chance_of(self.stage, self.exposure(spending))

    def exposure(self, spending: np.ndarray) -> Exposure:
        """What reaches the stage's villages under a spending; spending (group,) 10k yuan/year."""
        place, shape = self.stage.place, (len(self.stage.world.years), self.stage.world.villages)
        gifts = {}
        for money, levers in zip(spending, self.each, strict=True):
            for name, units in levers.items() if money > 0 else ():
                gifts[name] = np.zeros(shape)
                gifts[name][:, place] = money * units / len(place)
        return self.stage.reached.with_more(gifts)


def make_spender(world: World, goal: Goal) -> _Spender:
    return _Spender(
        make_stage(world, goal), [per_yuan(world.case, group) for group in world.case.programme.groups]
    )


def cheapest_mix(world: World, goal: Goal) -> Mix:
    """The cheapest yearly spending, split over the lever groups, that reaches a goal on top of a scenario.

    First every group alone, then money is moved between pairs of groups as long as less is needed. The
    best found is not proven to be the best there is; that it reaches the goal is re-run.
    """
    spend = make_spender(world, goal)
    groups = len(world.case.programme.groups)
    nothing = spend(np.zeros(groups))
    if nothing >= goal.chance:
        return _found_mix(world, spend, np.zeros(groups), np.zeros(groups), nothing)
    alone = np.array([_needed(spend, direction) for direction in np.eye(groups)])
    best = _even_mix(spend, groups) if np.isinf(alone).all() else np.eye(groups)[alone.argmin()] * alone.min()
    if np.isfinite(best).all():
        best = _exchanged(spend, best)
    return _found_mix(world, spend, best, alone, nothing)


def _even_mix(spend: _Spender, groups: int) -> np.ndarray:
    """The same money for each group, where none can do it alone; inf where that cannot either.

    returns (group,) 10k yuan/year
    """
    direction = np.full(groups, 1 / groups)
    return direction * _needed(spend, direction)


def _needed(spend: _Spender, direction: np.ndarray, known: float = np.inf) -> float:
    """The least spending along a direction (group,) that sums to 1; inf where CEILING does not do it.

    With `known`, only whether less than that will do matters: inf where it does not.
    """
    villages, chance = len(spend.stage.place), spend.stage.goal.chance
    if np.isfinite(known):
        high = known * (1 - _PRECISION)
        if spend(direction * high) < chance:
            return np.inf
    else:
        high = float(villages)
        while spend(direction * high) < chance:
            high *= 2
            if high > CEILING * in_use().money.step * villages:
                return np.inf
    low = 0.0 if np.isfinite(known) else high / 2 * (high > villages)
    while high - low > _PRECISION / 2 * high:
        middle = (low + high) / 2
        low, high = (low, middle) if spend(direction * middle) >= chance else (middle, high)
    return high


def _exchanged(spend: _Spender, best: np.ndarray) -> np.ndarray:
    """Moves parts of the money between pairs of groups while that makes the goal cheaper.

    best (group,) 10k yuan/year
    """
    for part in _EXCHANGES:
        better = True
        while better:
            better = False
            for giver, taker in permutations(range(len(best)), 2):
                moved = min(part * best.sum(), best[giver])
                trial = best.copy()
                trial[giver] -= moved
                trial[taker] += moved
                total = _needed(spend, trial / trial.sum(), best.sum()) if moved else np.inf
                if np.isfinite(total):
                    best, better = trial / trial.sum() * total, True
    return best


def _found_mix(world: World, spend: _Spender, best: np.ndarray, alone: np.ndarray, nothing: float) -> Mix:
    """A mix with its re-runs; best, alone (group,) 10k yuan/year."""
    exists = bool(np.isfinite(best).all())
    spending = best if exists else np.full(len(best), np.nan)
    index = pd.Index(list(world.case.programme.groups), name="group")
    levers = bought(world.case, np.nan_to_num(spending))
    units = levers["amount"].to_dict()
    drawn = drawn_cost(world.case.levers, units, world.draws.index.to_numpy(), world.seed)
    return Mix(
        spend.stage.goal, exists, pd.Series(spending, index), pd.Series(alone, index),
        spend(best) if exists else float("nan"), spend(best * 0.98) if exists else float("nan"), nothing,
        levers, drawn, spend.runs,
    )  # fmt: skip


# --- the latest start ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Start:
    """The latest year in which the scenario may begin; None where even the first is too late.

    table  rows by first year, and `never`: chance of the goal
    """

    goal: Goal
    latest: int | None
    table: pd.DataFrame


def latest_start(world: World, goal: Goal) -> Start:
    """The latest year to start the scenario's programme so that a goal is still reached in its year.

    A later start moves every lever's path to the right; before it nothing is done.
    """
    stage = make_stage(world, goal)
    chances, whole = {}, stage.reached.exposure
    for late, year in enumerate(world.years[: stage.position + 1]):
        chances[year] = chance_of(stage, _delayed(whole, late))
    never = chance_of(stage, _delayed(whole, len(world.years)))
    in_time = [year for year, chance in chances.items() if chance >= goal.chance]
    table = pd.DataFrame(
        {"chance": [*chances.values(), never]}, index=pd.Index([*chances, "never"], name="start")
    )
    return Start(goal, max(in_time, default=None), table)


def _delayed(exposure: Exposure, late: int) -> Exposure:
    """All that reaches the villages, `late` years later: the same turns, begun later."""

    def moved(values: np.ndarray) -> np.ndarray:
        return np.concatenate([np.zeros_like(values[:late]), values[: len(values) - late]])

    return exposure_from(moved(exposure.channels))


# --- break-even values -----------------------------------------------------------------------------------

_SCAN = 7  # values tried over a prior's range before a root is sought
_REACH = 25  # how far beyond the prior, in widths of it, an effect is followed


@dataclass(frozen=True)
class BreakEven:
    """Where two scenarios are worth the same as one uncertainty moves, all others as drawn.

    values      every break-even value found, in the parameter's unit; empty where there is none
    inside      whether they lie in the prior's range
    verified    the mean difference re-run at each value, in the outcome's unit
    better_low, better_high   share of members in which the first scenario is better at the prior's ends
    mean_low, mean_high       mean difference there
    below       share of the prior below the first value; no value where there is none
    """

    parameter: str
    values: tuple[float, ...]
    inside: bool
    verified: tuple[float, ...]
    better_low: float
    better_high: float
    mean_low: float
    mean_high: float
    below: float

    @property
    def exists(self) -> bool:
        return bool(self.values)


@dataclass(frozen=True)
class _Duel:
    """Two scenarios on the same members and luck, their exposures made once.

    sign  +1 where more of the outcome is better, -1 for villages below a threshold
    """

    world: World
    first: Exposure
    second: Exposure
    outcome: str
    sign: int

    def differences(self, world: World) -> np.ndarray:
        """First less second in the last year, more is better for the first, (member,)."""
        one, two = (city_sums(world, each)[:, -1] for each in (self.first, self.second))
        return self.sign * (outcome_of(one, self.outcome, world) - outcome_of(two, self.outcome, world))


def make_duel(world: World, other: World, outcome: str = "mean") -> _Duel:
    """A duel of two worlds' scenarios; members, luck and priors are the first one's."""
    exposures = [exposure_of(each.case, each.case.scenario.settings) for each in (world, other)]
    # An unknown outcome is told before anything runs.
    outcome_of(np.zeros((1, len(world.sums))), outcome, world)
    return _Duel(world, exposures[0], exposures[1], outcome, -1 if outcome.startswith("below_") else 1)


def break_even(duel: _Duel, parameter: str) -> BreakEven:
    """The values of one uncertainty at which two scenarios are worth the same on average.

    Sought in the prior's range, and for an effect without a break-even there also `_REACH` widths beyond its
    upper end. Raises InputFaults for an unknown name.
    """
    priors = duel.world.case.parameters
    if parameter not in priors:
        raise InputFaults([unknown("", say("word_parameter"), parameter, priors)])
    prior = priors[parameter]

    def mean(value: float) -> float:
        return float(duel.differences(with_parameter(duel.world, parameter, value)).mean())

    values = _roots(mean, prior.low, prior.high)
    inside = bool(values)
    if not inside and parameter.endswith("_effect"):
        values = _roots(mean, prior.high, prior.high + _REACH * (prior.high - prior.low))[:1]
    ends = [duel.differences(with_parameter(duel.world, parameter, end)) for end in (prior.low, prior.high)]
    return BreakEven(
        parameter=parameter,
        values=tuple(values),
        inside=inside,
        verified=tuple(mean(value) for value in values),
        better_low=float((ends[0] > 0).mean()),
        better_high=float((ends[1] > 0).mean()),
        mean_low=float(ends[0].mean()),
        mean_high=float(ends[1].mean()),
        below=_prior_below(prior, values[0]) if values else float("nan"),
    )


def _roots(function: Callable[[float], float], low: float, high: float) -> list[float]:
    """Every change of sign between `_SCAN` even values, narrowed to a thousandth of the range."""
    points = np.linspace(low, high, _SCAN)
    heights = [function(float(point)) for point in points]
    found = []
    for left, right, a, b in zip(points[:-1], points[1:], heights[:-1], heights[1:], strict=True):
        if a == 0:
            found.append(float(left))
        elif a * b < 0:
            found.append(float(brentq(function, left, right, xtol=1e-3 * (high - low), rtol=1e-6)))
    return found


def _prior_below(prior: Parameter, value: float) -> float:
    """Share of a prior below a value."""
    grid = np.linspace(0.0005, 0.9995, 1000)
    return float((prior.quantile(grid) < value).mean())


def most_moving(duel: _Duel, grade: str = "assumption") -> str:
    """The uncertainty of a grade along whose prior the difference moves most; blank where there is none."""
    moved = {}
    for name, prior in duel.world.case.parameters.items():
        if prior.grade == grade and prior.role == "uncertainty":
            low, high = (
                float(duel.differences(with_parameter(duel.world, name, end)).mean())
                for end in (prior.low, prior.high)
            )
            moved[name] = abs(high - low)
    return max(moved, key=lambda name: moved[name], default="")


def break_evens(
    duel: _Duel,
    grade: str = "assumption",
    seen: Callable[[str], None] = lambda name: None,
    asked: BreakEven | None = None,
) -> pd.DataFrame:
    """Break-even values of every uncertainty of a grade: one row each, those that decide first.

    asked  one that is known already, perhaps from more members: it is told with one and the same number

    Columns value, inside, below, mean_low, mean_high, better_low, better_high, prior_low, prior_high; no
    value where none exists. `seen` is called with each name as it begins.
    """
    rows = {}
    for name, prior in duel.world.case.parameters.items():
        if prior.grade == grade and prior.role == "uncertainty":
            seen(name)
            found = break_even(duel, name) if asked is None or asked.parameter != name else asked
            rows[name] = {
                "value": found.values[0] if found.exists else np.nan,
                "inside": found.inside, "below": found.below,
                "mean_low": found.mean_low, "mean_high": found.mean_high,
                "better_low": found.better_low, "better_high": found.better_high,
                "prior_low": prior.low, "prior_high": prior.high,
            }  # fmt: skip
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("parameter")
    moved = (table["mean_high"] - table["mean_low"]).abs()
    return table.loc[moved.mul(-1).sort_values(kind="stable").index].sort_values(
        "inside", ascending=False, kind="stable"
    )
