"""Which village gets what: the best allocation under rules, with the gap that HiGHS has proven.

Each village takes one option (how many of each package). What an option is worth comes from the model
(sim.analysis.response). Rules are named blocks of linear rows, so that where no allocation keeps them all
the ones that contradict each other can be named.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp

from sim.analysis.prepared_case import villages_of
from sim.analysis.response import Objective, Response, package_label, worth
from sim.faults import Fault, InputFaults, fault, unknown
from sim.words import say

ROBUST = ("expected", "worst_tenth")
TENTH = 0.1
_GAP = 0.001  # asked of HiGHS; what it has proven is reported
_SECONDS = 8.0
_INFEASIBLE = 2  # a status of scipy.optimize.milp


@dataclass(frozen=True)
class Quota:
    """How many of a package a place gets together: a banner, township or village by its id."""

    place: str
    package: str
    least: int = 0
    most: int | None = None


@dataclass(frozen=True)
class Chance:
    """The objective must reach `level` in at least `probability` of the members."""

    level: float
    probability: float


@dataclass(frozen=True)
class Rules:
    """What an allocation must keep.

    budget     public money over the horizon, 10k yuan
    floors     packages that every village gets at least, by package
    quotas     what places get together
    key_first  no other village gets a package before every key village that can has one
    chance     a chance constraint on the objective, or None
    """

    budget: float
    floors: dict[str, int] = field(default_factory=dict)
    quotas: tuple[Quota, ...] = ()
    key_first: bool = False
    chance: Chance | None = None


@dataclass(frozen=True)
class Block:
    """One rule as rows low <= matrix @ variables <= high; `name` and `values` say it in words.csv."""

    name: str
    values: Mapping[str, Any]
    matrix: sparse.csr_array
    low: np.ndarray
    high: np.ndarray

    def text(self) -> str:
        values = dict(self.values)
        if "package" in values:
            values["package"] = package_label(values["package"])
        return say(f"rule_{self.name}", **values)


@dataclass(frozen=True)
class Allocation:
    """An allocation and how good it is proven to be.

    counts   (village, package) whole numbers
    value    the objective by the response, more is better; bound: no allocation under the rules does better
    gap      proven by HiGHS: bound less value, over what the allocation adds to giving nothing
    sampled  members in the programme: all of them where only expected values enter
    seconds  the solver's time
    """

    counts: np.ndarray
    value: float
    bound: float
    gap: float
    sampled: int
    seconds: float
    objective: Objective
    rules: Rules
    robust: str


class Infeasible(InputFaults):
    """No allocation keeps all rules. `blocks` contradict each other; leaving out any one of them helps.

    `loosened` is by how much each would have to give way alone, in its own unit; inf where that cannot help.
    """

    def __init__(self, blocks: Sequence[Block], loosened: Sequence[float]):
        self.blocks, self.loosened = tuple(blocks), tuple(loosened)
        names = "; ".join(block.text() for block in blocks)
        faults = [Fault("", "fault_rules_conflict", {"rules": names})]
        for block, amount in zip(blocks, loosened, strict=True):
            if np.isfinite(amount):
                values = {"rule": block.text(), "amount": f"{amount:,.6g}"}
                faults.append(Fault("", "fault_rule_loosen", values))
        super().__init__(faults)


def allocate(
    response: Response,
    objective: Objective,
    rules: Rules,
    robust: str = "expected",
    sampled: int = 100,
    gap: float = _GAP,
    seconds: float = _SECONDS,
) -> Allocation:
    """The best allocation under rules.

    robust: `expected` over all members, or `worst_tenth`, the mean over the worst tenth of `sampled`
    members (conditional value at risk, Rockafellar and Uryasev 2000). A chance constraint is sampled too.
    Raises Infeasible, with the rules that contradict each other, where none keeps them all.
    """
    _check_rules(response, rules, robust)
    sample = min(sampled, response.income.shape[1])
    problem = _make_problem(response, objective, rules, robust, sample)
    started = time.perf_counter()
    found = _solve(problem, gap, seconds)
    if found.x is None:
        raise _conflict(problem, seconds)
    counts = _chosen(response, found.x)
    value = -float(problem.cost @ found.x)
    bound = value if found.mip_dual_bound is None else -float(found.mip_dual_bound)
    proven = max(bound - value, 0.0) / max(abs(value), 1e-9)
    value, bound = value + problem.offset, bound + problem.offset
    whole = robust == "expected" and rules.chance is None
    used = response.income.shape[1] if whole else sample
    spent = time.perf_counter() - started
    return Allocation(counts, value, bound, proven, used, spent, objective, rules, robust)


def _check_rules(response: Response, rules: Rules, robust: str) -> None:
    """Every fault of a set of rules at once."""
    names = [package.name for package in response.ground.packages]
    asked = [*rules.floors, *(quota.package for quota in rules.quotas)]
    faults = [unknown("", say("word_package"), name, names) for name in asked if name not in names]
    if robust not in ROBUST:
        faults.append(unknown("", say("word_robust"), robust, ROBUST))
    if not 0 <= rules.budget < np.inf:
        faults.append(Fault("", "fault_budget", {"value": f"{rules.budget:g}"}))
    if rules.chance and not 0 < rules.chance.probability <= 1:
        faults.append(Fault("", "fault_chance", {"value": f"{rules.chance.probability:g}"}))
    wrong = [n for n in [*rules.floors.values(), *(q.least for q in rules.quotas)] if n < 0 or n != int(n)]
    faults += [Fault("", "fault_whole_count", {"value": f"{number:g}"}) for number in wrong]
    for quota in rules.quotas:
        villages_of(response.ground.world.table, quota.place)
    if faults:
        raise InputFaults(faults)


# --- the programme -------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Problem:
    """A mixed-integer programme: minimise cost @ z under one option a village and the rules' blocks.

    z holds a 0/1 for each (village, option), villages outermost, then the helpers of robust rules. The
    objective counts from giving nothing, in expectation; `offset` is what that is worth.
    """

    cost: np.ndarray
    integrality: np.ndarray
    low: np.ndarray
    high: np.ndarray
    one_each: Block
    blocks: list[Block]
    helpers: list[Block]
    offset: float


def _make_problem(
    response: Response, objective: Objective, rules: Rules, robust: str, sample: int
) -> _Problem:
    """The programme of an allocation; sampled members are the first of the response."""
    gains = option_worth(response, objective)  # (option, member, village)
    nothing = gains[0].mean(axis=0)
    gains -= nothing
    problem = _expected_problem(response, rules, gains.mean(axis=1), float(nothing.sum()))
    by_member = gains[:, :sample].transpose(1, 2, 0).reshape(sample, -1)
    if robust == "worst_tenth":
        problem = _with_tail(problem, by_member)
    return _with_chance(problem, by_member, rules.chance) if rules.chance else problem


def _expected_problem(response: Response, rules: Rules, gains: np.ndarray, offset: float) -> _Problem:
    """Most of the expected gain; gains (option, village). The one helper is the gate of key_first."""
    options, villages = gains.shape
    width = villages * options + 1
    return _Problem(
        cost=np.r_[-gains.T.ravel(), 0],
        integrality=np.r_[np.ones(width - 1), 0],
        low=np.zeros(width),
        high=np.ones(width),
        one_each=_one_option(villages, options, width),
        blocks=rule_blocks(response, rules, width),
        helpers=[],
        offset=offset,
    )


def _widened(problem: _Problem, low: np.ndarray, high: np.ndarray, cost: np.ndarray, whole: bool) -> _Problem:
    """The programme with more helper variables, which no rule so far speaks of.

    low, high, cost  (more,) bounds and cost of each further variable
    """
    more = len(low)

    def pad(block: Block) -> Block:
        empty = sparse.csr_array((block.matrix.shape[0], more))
        return replace(block, matrix=sparse.csr_array(sparse.hstack([block.matrix, empty])))

    return replace(
        problem,
        cost=np.r_[problem.cost, cost],
        integrality=np.r_[problem.integrality, np.full(more, float(whole))],
        low=np.r_[problem.low, low],
        high=np.r_[problem.high, high],
        one_each=pad(problem.one_each),
        blocks=[pad(block) for block in problem.blocks],
        helpers=[pad(block) for block in problem.helpers],
    )


def _with_tail(problem: _Problem, by_member: np.ndarray) -> _Problem:
    """Most of the mean over the worst tenth: quantile less the mean shortfall below it, over a tenth.

    One row a member: worth + shortfall - quantile >= 0.

    by_member  (member, village*option) what each choice is worth, the objective's unit
    """
    sample, cells = by_member.shape
    start = len(problem.cost)
    low, high = np.r_[-np.inf, np.zeros(sample)], np.full(sample + 1, np.inf)
    problem = replace(problem, cost=np.zeros(start))
    problem = _widened(problem, low, high, np.r_[-1, np.full(sample, 1 / (TENTH * sample))], whole=False)
    gap = sparse.csr_array((sample, start - cells))
    helpers = sparse.hstack([sparse.csr_array(-np.ones((sample, 1))), sparse.eye_array(sample)])
    matrix = sparse.csr_array(sparse.hstack([sparse.csr_array(by_member), gap, helpers]))
    block = Block("worst_tenth", {}, matrix, np.zeros(sample), np.full(sample, np.inf))
    return replace(problem, helpers=[*problem.helpers, block])


def _with_chance(problem: _Problem, by_member: np.ndarray, chance: Chance) -> _Problem:
    """Worth reaches the level in every member whose 0/1 says so, and enough of them say so.

    by_member  (member, village*option) what each choice is worth, the objective's unit
    """
    sample, cells = by_member.shape
    start, level = len(problem.cost), chance.level - problem.offset
    reach = max(level - sum(_lowest_worth(problem, by_member)), 0.0)  # nothing stays further below
    problem = _widened(problem, np.zeros(sample), np.ones(sample), np.zeros(sample), whole=True)
    gap = sparse.csr_array((sample, start - cells))
    each = sparse.hstack([sparse.csr_array(by_member), gap, -reach * sparse.eye_array(sample)])
    enough = sparse.hstack([sparse.csr_array((1, start)), sparse.csr_array(np.ones((1, sample)))])
    low = np.r_[np.full(sample, level - reach), np.ceil(chance.probability * sample - 1e-9)]
    words = {"level": f"{chance.level:,.6g}", "probability": f"{100 * chance.probability:g}"}
    matrix = sparse.csr_array(sparse.vstack([each, enough]))
    block = Block("chance", words, matrix, low, np.full(sample + 1, np.inf))
    return replace(problem, blocks=[*problem.blocks, block])


def _lowest_worth(problem: _Problem, by_member: np.ndarray) -> np.ndarray:
    """The least that each village's options are worth in any member, (village,)."""
    villages = len(problem.one_each.low)
    return by_member.reshape(len(by_member), villages, -1).min(axis=(0, 2))


def option_worth(response: Response, objective: Objective) -> np.ndarray:
    """What each option of each village adds to the objective, (option, member, village).

    Where more income is wanted the neighbours' gain counts; a neighbour's step over the target does not,
    and is left to the refinement on the full simulator.
    """
    mean = response.income[0].mean(axis=1, dtype=np.float64)[:, None]
    values = worth(objective, response.income, mean)
    if objective.kind == "income" and response.spill is not None:
        values = values + response.spill
    return values


def _rows(entries: np.ndarray, columns: np.ndarray, width: int) -> sparse.csr_array:
    """A sparse matrix of rows given as values and columns, each (row, entry)."""
    count, each = entries.shape
    place = np.repeat(np.arange(count), each)
    return sparse.csr_array((entries.ravel(), (place, columns.ravel())), shape=(count, width))


def _one_option(villages: int, options: int, width: int) -> Block:
    columns = np.arange(villages * options).reshape(villages, options)
    ones = np.ones(villages)
    return Block("one_option", {}, _rows(np.ones(columns.shape), columns, width), ones, ones)


def rule_blocks(response: Response, rules: Rules, width: int) -> list[Block]:
    """One block for each rule that can bind."""
    packages = response.ground.packages
    blocks = [_budget_block(response, rules, width)]
    for k, package in enumerate(packages):
        blocks += _limit_blocks(response, k, width)
        if rules.floors.get(package.name):
            blocks.append(_floor_block(response, k, rules.floors[package.name], width))
    blocks += [_quota_block(response, quota, width) for quota in rules.quotas]
    if rules.key_first:
        blocks.append(_key_block(response, width))
    return blocks


def _budget_block(response: Response, rules: Rules, width: int) -> Block:
    villages = response.ground.villages
    entries = np.tile(response.costs, villages)[None, :]
    matrix = _rows(entries, np.arange(entries.size)[None, :], width)
    values = {"budget": f"{rules.budget:,.6g}"}
    return Block("budget", values, matrix, np.array([-np.inf]), np.array([rules.budget]))


def _floor_block(response: Response, k: int, floor: int, width: int) -> Block:
    """What every village gets at least, as far as its reserve goes where the package has one."""
    column = response.ground.packages[k].column
    if not column:
        return _village_block("floor", response, k, width, low=float(floor), least=floor)
    least = np.minimum(floor, response.ground.world.table[column].to_numpy(np.float64))
    return _village_block("floor_reserve", response, k, width, low=least, least=floor)


def _limit_blocks(response: Response, k: int, width: int) -> list[Block]:
    """What there is of a package in all, and what one village may have of it."""
    package = response.ground.packages[k]
    blocks = []
    if package.available is not None:
        blocks.append(
            _sum_block(
                "available", response, k, width, high=float(package.available), count=package.available
            )
        )
    if response.options[:, k].max() > package.most:
        blocks.append(_village_block("most", response, k, width, high=float(package.most), most=package.most))
    if package.column:
        caps = response.ground.world.table[package.column].to_numpy(np.float64)
        blocks.append(_village_block("reserve", response, k, width, high=caps, column=package.column))
    return blocks


def _village_block(
    name: str, response: Response, k: int, width: int,
    low: float | np.ndarray = -np.inf, high: float | np.ndarray = np.inf, **values: Any,
) -> Block:  # fmt: skip
    """A rule on each village's number of one package.

    low, high  one number, or (village,), in packages
    """
    villages, options = response.ground.villages, len(response.options)
    columns = np.arange(villages * options).reshape(villages, options)
    entries = np.broadcast_to(response.options[:, k].astype(float), columns.shape)
    words = {"package": response.ground.packages[k].name, **values}
    shape = np.zeros(villages)
    return Block(name, words, _rows(entries, columns, width), shape + low, shape + high)


def _sum_block(
    name: str, response: Response, k: int, width: int, among: np.ndarray | None = None,
    low: float = -np.inf, high: float = np.inf, **values: Any,
) -> Block:  # fmt: skip
    """A rule on the number of one package in some villages together.

    among  (place,) positions of the villages; None: all
    """
    whole = _village_block(name, response, k, width, **values)
    chosen_rows = whole.matrix if among is None else whole.matrix[among]
    matrix = sparse.csr_array(chosen_rows.sum(axis=0)[None, :])
    return replace(whole, matrix=matrix, low=np.array([low]), high=np.array([high]))


def _quota_block(response: Response, quota: Quota, width: int) -> Block:
    names = [package.name for package in response.ground.packages]
    among = villages_of(response.ground.world.table, quota.place)
    high = np.inf if quota.most is None else float(quota.most)
    most = "∞" if quota.most is None else quota.most
    return _sum_block(
        "quota", response, names.index(quota.package), width, among,
        low=float(quota.least), high=high, place=quota.place, least=quota.least, most=most,
    )  # fmt: skip


def _key_block(response: Response, width: int) -> Block:
    """Others wait for the key villages: any(other) <= gate <= any(key village that can have one)."""
    table, villages = response.ground.world.table, response.ground.villages
    options = len(response.options)
    gate = villages * options
    some = response.options.any(axis=1).astype(float)
    columns = np.arange(villages * options).reshape(villages, options)
    key = table["key_village"].to_numpy(bool)
    if not key.any():
        raise fault("", "allocation_no_key")
    can = np.ones(villages, bool)
    for package in response.ground.packages:
        can &= (table[package.column].to_numpy() > 0) if package.column else True
    first, rest = columns[key & can], columns[~key]
    sign = np.r_[np.ones(len(first)), -np.ones(len(rest))][:, None]  # +(key village) or -(other)
    places = np.vstack([first, rest])
    places = np.hstack([places, np.full((len(places), 1), gate)])
    matrix = _rows(np.hstack([sign * some, -sign]), places, width)
    return Block("key_first", {}, matrix, np.zeros(len(places)), np.full(len(places), np.inf))


# --- solving -------------------------------------------------------------------------------------


def _solve(problem: _Problem, gap: float, seconds: float) -> OptimizeResult:
    """HiGHS's answer; `x` is None where there is none."""
    blocks = [problem.one_each, *problem.helpers, *problem.blocks]
    return milp(
        problem.cost,
        integrality=problem.integrality,
        bounds=Bounds(problem.low, problem.high),
        constraints=[LinearConstraint(block.matrix, block.low, block.high) for block in blocks],
        options={"mip_rel_gap": gap, "time_limit": seconds},
    )


def _chosen(response: Response, solution: np.ndarray) -> np.ndarray:
    """The option of each village as counts, (village, package)."""
    villages, options = response.ground.villages, len(response.options)
    taken = solution[: villages * options].reshape(villages, options).argmax(axis=1)
    return response.options[taken]


# --- rules that contradict each other ------------------------------------------------------------


def _conflict(problem: _Problem, seconds: float) -> InputFaults:
    """The smallest set of rules found that no allocation keeps, by leaving them out one after another.

    Where the solver only ran out of time, that is said instead.
    """
    if _feasible(problem, problem.blocks, seconds):
        return InputFaults([Fault("", "fault_no_time", {"seconds": f"{seconds:g}"})])
    blocks = list(problem.blocks)
    for block in list(blocks):
        rest = [each for each in blocks if each is not block]
        if not _feasible(problem, rest, seconds):
            blocks = rest
    return Infeasible(blocks, [_loosening(problem, blocks, block, seconds) for block in blocks])


def _feasible(problem: _Problem, blocks: list[Block], seconds: float) -> bool:
    nothing = replace(problem, cost=np.zeros_like(problem.cost), blocks=blocks, helpers=[])
    return _solve(nothing, 0.0, seconds).status != _INFEASIBLE


def _loosening(problem: _Problem, blocks: list[Block], block: Block, seconds: float) -> float:
    """By how much one rule must give way so that it and the others of a conflict can be kept."""
    others = [problem.one_each, *(each for each in blocks if each is not block)]
    widened = [LinearConstraint(_with_column(each.matrix, 0), each.low, each.high) for each in others]
    widened.append(LinearConstraint(_with_column(block.matrix, -1), -np.inf, block.high))
    widened.append(LinearConstraint(_with_column(block.matrix, 1), block.low, np.inf))
    width = len(problem.cost)
    found = milp(
        np.r_[np.zeros(width), 1.0],
        integrality=np.r_[problem.integrality, 0],
        bounds=Bounds(np.r_[problem.low, 0], np.r_[problem.high, np.inf]),
        constraints=widened,
        options={"time_limit": seconds},
    )
    return float(found.fun) if found.x is not None else float("inf")


def _with_column(matrix: sparse.csr_array, entry: float) -> sparse.csr_array:
    """A matrix with one more column, the same entry in every row."""
    column = sparse.csr_array(np.full((matrix.shape[0], 1), float(entry)))
    return sparse.csr_array(sparse.hstack([matrix, column]))
