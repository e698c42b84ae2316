"""The questions as people ask them: from the names of scenarios to everything that an answer shows.

Notebooks and commands ask here, and so do the pages of allocation and of one village. Pages that move with a
slider run the model themselves and take their numbers from sim.analysis.outcomes, as these answers do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isnan
from pathlib import Path

import numpy as np
import pandas as pd

from sim.analysis import attribution as at
from sim.analysis.allocation import Allocation, Chance, Quota, Rules, allocate
from sim.analysis.appraisal import appraisal, flows_of, spread_parts, switched
from sim.analysis.backwards import (
    BreakEven,
    Goal,
    Mix,
    Start,
    break_even,
    break_evens,
    cheapest_mix,
    latest_start,
    make_duel,
    most_moving,
)
from sim.analysis.calibration import Posterior, calibrate, reweigh, weigh
from sim.analysis.compare import decided_by_lot, inequality, paired, rank_shares, thresholds, winners
from sim.analysis.plans import (
    NOTHING,
    OPTIMUM,
    PlanComparison,
    Refined,
    budget_ladder,
    frontier,
    judge,
    marginal_worth,
    planned_scenario,
    reasons,
    refine,
    thumb_rules,
)
from sim.analysis.prepared_case import World, fewer, make_world
from sim.analysis.response import (
    ON_TOP,
    Ground,
    Objective,
    Package,
    Response,
    make_ground,
    make_package,
    make_response,
    project_package,
)
from sim.analysis.search import PlanSearch, search
from sim.analysis.village import VillageStudy, study_villages
from sim.faults import InputFaults, fault, unknown
from sim.inputs.case import Case, ScenarioLike, beside, read_case
from sim.inputs.intake.panel import find_panel, load_observed
from sim.inputs.parameters import Appraisal, make_appraisal
from sim.inputs.programme import in_use
from sim.inputs.scenarios.scenario import Scenario
from sim.model.simulate import Result
from sim.runs.ensemble import make_results
from sim.words import say

SAMPLE = 250  # members in scans over many assumptions
_SPLIT, _ROUNDS = 100, 2  # members and rounds of orders in which levers inside a force are split
# What an allocation goes through once the villages' answers are known.
_STAGES = ("optimise", "refine", "judge")
_Silent = Callable[..., None]


def _silent(*_: object) -> None:
    """Nobody looks on."""


def _worlds(
    scenario: ScenarioLike,
    counterfactual: ScenarioLike,
    members: int,
    seed: int,
    villages: str | Path | None = None,
) -> tuple[World, Case]:
    """The world of a scenario and the case that it is measured against."""
    case = read_case(scenario, villages or None)
    return make_world(case, members, seed), beside(case, counterfactual)


# --- calibration -------------------------------------------------------------------------------------


def ask_posterior(
    case: Case,
    panel: str = "",
    steps: int = 3000,
    members: int = 100_000,
    seed: int = 0,
    record_error: float = 0.05,
    targets: bool = True,
    answers: Mapping[str, str] | None = None,
) -> Posterior:
    """What a panel, the published aggregates (no panel), or both (`targets`) leave of the priors.

    panel  a file as `load_observed` takes it, from here or from the project's folder
    steps of each walker with a panel; members weighed without; answers to what the panel leaves open
    """
    if not panel:
        return weigh(case, members, seed)
    seen = load_observed(find_panel(panel), case.register, case.scenario.years, answers)
    found = calibrate(case, seen, steps, seed, record_error)
    return reweigh(found, case, seed=seed) if targets else found


# --- comparison --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Comparison:
    """Scenarios side by side; the tables are those of sim.analysis.compare and sim.analysis.appraisal."""

    results: Sequence[Result]
    counterfactual: Result
    chosen: Appraisal
    mean: pd.DataFrame
    net: pd.DataFrame
    without_subsidy: pd.DataFrame
    ranks: pd.DataFrame
    thresholds: pd.DataFrame
    inequality: pd.DataFrame
    economics: pd.DataFrame
    switched: pd.DataFrame
    spread: pd.DataFrame

    @property
    def ids(self) -> list[str]:
        return [each.case.scenario.id for each in self.results]

    @property
    def titles(self) -> dict[str, Mapping[str, str]]:
        """The scenarios' titles in both languages, by id."""
        return {each.case.scenario.id: each.case.scenario.title for each in self.results}

    def named(self, scenario: str = "") -> str:
        """The id of one of the scenarios; blank: the programme as published, else the first of them."""
        wanted = scenario or next((name for name in self.ids if name == in_use().main), self.ids[0])
        if wanted not in self.ids:
            raise InputFaults([unknown("", say("word_scenario"), wanted, self.ids)])
        return wanted

    def gains(self, scenario: str, by: str) -> pd.DataFrame:
        """Who gains and who loses under one of the scenarios, by village, township, banner or industry.

        The columns of `winners` and of `decided_by_lot`.
        """
        one, other = self.results[self.ids.index(self.named(scenario))], self.counterfactual
        return winners(one, other, by).join(decided_by_lot(one, other, by))


def ask_comparison(
    scenarios: Sequence[ScenarioLike] = (),
    counterfactual: ScenarioLike = "",
    members: int = 1000,
    seed: int = 0,
    villages: str | Path | None = None,
    chosen: Appraisal | None = None,
) -> Comparison:
    """Compare scenarios (all of the programme where none is named), appraised as chosen or as is standard."""
    chosen = chosen or make_appraisal()
    results, other = make_results(scenarios, counterfactual, members, seed, villages)
    flows = flows_of([each for each in results if each is not other], other, chosen)
    tables = {
        each.case.scenario.id: appraisal(each, other, chosen, flows[each.case.scenario.id])
        for each in results
        if each is not other
    }
    return Comparison(
        results,
        other,
        chosen,
        paired(results),
        paired(results, "net_mean"),
        paired(results, "without_subsidy"),
        rank_shares(results),
        thresholds(results, other),
        inequality(results, other),
        pd.concat(tables, names=["scenario"]) if tables else pd.DataFrame(),
        switched(flows, chosen),
        spread_parts(flows, chosen),
    )


# --- attribution -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Attributed:
    """Whose gain it is; the tables are those of sim.analysis.attribution."""

    world: World
    counterfactual: Case
    outcome: str
    game: at.Game
    forces: pd.DataFrame
    interaction: pd.DataFrame
    orders: pd.DataFrame
    splits: dict[str, at.LeverSplit]


def ask_attribution(
    scenario: ScenarioLike = "",
    counterfactual: ScenarioLike = "",
    outcome: str = "mean",
    members: int = 1000,
    seed: int = 0,
    villages: str | Path | None = None,
    levers: bool = True,
    seen: _Silent = _silent,
) -> Attributed:
    """Split a scenario's gain over the forces and, with `levers`, over the levers inside each that moves any.

    Raises InputFaults where nothing differs from the counterfactual.
    """
    world, other = _worlds(scenario, counterfactual, members, seed, villages)
    moved = at.moved_forces(world.case, other)
    if not moved:
        raise fault(world.case.scenario.id, "attribution_nothing", other=other.scenario.id)
    game = at.force_game(world, other)
    splits = {}
    for force in moved if levers else ():
        seen(force)
        splits[force] = at.lever_split(fewer(world, min(_SPLIT, members)), other, force, outcome, _ROUNDS)
    tables = (at.attribute(game, outcome), at.interaction_term(game, outcome), at.stacking(game, outcome))
    return Attributed(world, other, outcome, game, *tables, splits)


# --- allocation --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Advice:
    """An allocation with everything that stands behind it."""

    response: Response
    allocation: Allocation
    refined: Refined
    verdict: PlanComparison
    reasons: pd.DataFrame

    @property
    def counts(self) -> pd.DataFrame:
        """What every village gets, (village x package)."""
        world = self.response.ground.world
        names = [package.name for package in self.response.ground.packages]
        return pd.DataFrame(
            self.refined.counts, index=pd.Index(world.table["village_id"], name="village_id"), columns=names
        )

    @property
    def scenario(self) -> Scenario:
        """The plan as a scenario: run, it gives what is promised here."""
        return planned_scenario(self.response.ground, self.refined.counts)

    @property
    def townships(self) -> pd.DataFrame:
        """What every township gets, by its id: banner_id, villages, served (villages), packages."""
        table = self.response.ground.world.table[["banner_id", "township_id"]]
        given = self.refined.counts.sum(axis=1)
        told = table.assign(villages=1, served=(given > 0).astype(int), packages=given)
        return told.groupby(["banner_id", "township_id"], as_index=False).sum().set_index("township_id")


def ask_packages(case: Case, most: int = 3, people: int = 0, places: int = 0) -> list[Package]:
    """Projects from the reserve, and where asked for so many residents and training places in all."""
    packages = [project_package(case, most)]
    for name in case.programme.levers("person")[:1] if people else ():
        packages.append(make_package(case, "resident", {name: 1.0}, 3, available=people))
    for name in case.programme.levers("course")[:1] if places else ():
        size = case.levers[name].portion
        classes = int(places // size)
        packages.append(make_package(case, "class", {name: size}, 2, available=classes))
    return packages


def usual_rules(case: Case) -> Rules:
    """What the published projects of one year cost with the municipal money that follows them."""
    package = ask_packages(case)[0]
    lever = case.programme.levers("project")[0]
    return Rules(package.cost * case.levers[lever].amount / package.parts[lever])


def ask_rules(
    budget: float,
    floor: int = 0,
    quotas: Sequence[str] = (),
    key_first: bool = False,
    reach: str = "",
    usual: bool = False,
) -> Rules:
    """Rules from text: quotas as `B2:10-60` or `B2:10-` and a chance constraint as `300:0.9`.

    With `usual` a budget of 0 stands for what the published projects of one year cost, which `ask_allocation`
    fills in.
    """
    floors = {"project": floor} if floor else {}
    chance = Chance(*_numbers(reach, ":", "300:0.9")) if reach else None
    return Rules(
        float("nan") if usual and not budget else float(budget),
        floors,
        tuple(map(_read_quota, quotas)),
        key_first,
        chance,
    )


def _read_quota(text: str) -> Quota:
    """A quota of projects, `place:least-most`; an open end has no limit."""
    place, _, limits = text.partition(":")
    least, dash, most = limits.partition("-")
    if not dash or not place or not all(each.isdigit() or not each for each in (least, most)):
        raise fault("", "fault_quota", text=text)
    return Quota(place, "project", int(least or 0), int(most) if most else None)


def _numbers(text: str, mark: str, example: str) -> tuple[float, float]:
    try:
        first, second = map(float, text.split(mark))
    except ValueError:
        raise fault("", "fault_pair", text=text, example=example) from None
    return first, second


def ask_allocation(
    scenario: ScenarioLike = "",
    rules: Rules | None = None,
    objective: Objective | None = None,
    robust: str = "expected",
    members: int = 1000,
    seed: int = 0,
    villages: str | Path | None = None,
    most: int = 3,
    people: int = 0,
    places: int = 0,
    year: int | None = None,
    basis: str = ON_TOP,
) -> Advice:
    """Who gets what, on top of all that a scenario does; the budget is what the published projects cost.

    With the basis `from_zero` it comes in place of what the scenario itself spends on the same levers.
    Raises Infeasible with the rules that contradict each other.
    """
    case = read_case(scenario, villages or None)
    packages = ask_packages(case, most, people, places)
    rules = usual_rules(case) if rules is None else rules
    if isnan(rules.budget):
        rules = replace(rules, budget=usual_rules(case).budget)
    response = make_response(make_ground(make_world(case, members, seed), packages, basis), year)
    return advise(response, objective or Objective("over_target", case.programme.aim()), rules, robust)


def advise(
    response: Response, objective: Objective, rules: Rules, robust: str = "expected", seen: _Silent = _silent
) -> Advice:
    """Optimise, refine on the full simulator, and hold the plan against rules of thumb.

    `seen` hears which of `_STAGES` begins.
    """
    seen(_STAGES[0])
    found = allocate(response, objective, rules, robust)
    seen(_STAGES[1])
    refined = refine(response, found)
    seen(_STAGES[2])
    totals = refined.counts.sum(axis=0)
    nothing = np.zeros_like(refined.counts)
    plans = {OPTIMUM: refined.counts, **thumb_rules(response, totals), NOTHING: nothing}
    return Advice(response, found, refined, judge(response, found, plans), reasons(response, found))


# --- backwards ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Backwards:
    """Cheapest mix on top of `ground`, and latest start of the world's scenario, of one goal."""

    world: World
    mix: Mix
    start: Start
    ground: Case


def ask_backwards(
    goal: Goal,
    scenario: ScenarioLike = "",
    ground: ScenarioLike = "",
    members: int = 1000,
    seed: int = 0,
    villages: str | Path | None = None,
) -> Backwards:
    """What would reach a goal most cheaply on top of `ground`, and how late `scenario` may begin.

    Without a ground the money comes on top of the scenario itself; the counterfactual asks from zero.
    """
    case = read_case(scenario, villages or None)
    world, other = make_world(case, members, seed), beside(case, ground) if ground else case
    found = cheapest_mix(make_world(other, members, seed), goal)
    return Backwards(world, found, latest_start(world, goal), other)


@dataclass(frozen=True)
class Duelled:
    """Break-even values between two scenarios."""

    first: World
    second: World
    asked: BreakEven
    table: pd.DataFrame
    few: int  # members of all rows of the table but the one asked for


def ask_break_even(
    first: ScenarioLike = "",
    second: ScenarioLike = "",
    parameter: str = "talent_effect",
    outcome: str = "mean",
    members: int = 1000,
    seed: int = 0,
    villages: str | Path | None = None,
    seen: _Silent = _silent,
) -> Duelled:
    """The value of one uncertainty at which two scenarios are equal, and those of all assumed ones.

    parameter  blank: of the assumed ones that along whose prior the two differ most
    """
    roles = in_use().scenario
    pair = (first or roles("people_first"), second or roles("money_first"))
    one, two = _worlds(*pair, members, seed, villages)
    other = make_world(two, members, seed)
    few = min(SAMPLE, members)
    quick = make_duel(fewer(one, few), fewer(other, few), outcome)
    asked = break_even(make_duel(one, other, outcome), parameter or most_moving(quick))
    table = break_evens(quick, seen=seen, asked=asked)
    return Duelled(one, other, asked, table, few)


# --- frontier and villages -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Frontier:
    """Budgets and what they achieve, and what the next money is worth in each force."""

    world: World
    objective: Objective
    table: pd.DataFrame
    worth: pd.DataFrame
    step: float
    ground: Ground


def ask_frontier(
    scenario: ScenarioLike = "",
    budgets: Sequence[float] = (),
    target: float | None = None,
    members: int = 1000,
    seed: int = 0,
    villages: str | Path | None = None,
    step: float | None = None,
    seen: _Silent = _silent,
    basis: str = ON_TOP,
) -> Frontier:
    """The frontier of projects over budgets (those of `budget_ladder` where none are given)."""
    case = read_case(scenario, villages or None)
    target, step = case.programme.aim(target), step or case.programme.money.step
    world = make_world(case, members, seed)
    package = project_package(case)
    response = make_response(make_ground(world, [package], basis))
    objective = Objective("over_target", target)
    given = budgets or budget_ladder(response)
    return Frontier(
        world,
        objective,
        frontier(response, objective, given, seen=seen),
        marginal_worth(world, target, step),
        step,
        response.ground,
    )


def ask_search(
    scenario: ScenarioLike = "",
    plans: int = 2000,
    members: int = 200,
    seed: int = 0,
    villages: str | Path | None = None,
    seen: _Silent = _silent,
) -> PlanSearch:
    """Plans and rules around a scenario, searched for four goals at once, and whether rules pay."""
    return search(read_case(scenario, villages or None), plans, members, seed, seen)


def ask_villages(
    scenario: ScenarioLike = "",
    counterfactual: ScenarioLike = "",
    target: float | None = None,
    members: int = 1000,
    seed: int = 0,
    villages: str | Path | None = None,
    seen: _Silent = _silent,
) -> VillageStudy:
    """The study of every village."""
    world, other = _worlds(scenario, counterfactual, members, seed, villages)
    return study_villages(world, other, target, seen)
