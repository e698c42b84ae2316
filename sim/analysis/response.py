"""What villages can be given, and how each one answers: the model itself, run once per possible gift.

A package is the smallest thing that can be handed to one village: a project, a resident, a class. The
response holds every village's income under every number of packages, member by member. Where a package
reaches the neighbours too (people, training, links), one village per township is served at a time, so own
and neighbours' gains are each what the model says of one village served alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

import numpy as np
import pandas as pd

from sim.analysis.compare import gini, theil
from sim.analysis.prepared_case import (
    Reached,
    Turn,
    World,
    channels_of,
    divided,
    idle,
    incomes,
    reached_by,
    stay_local,
    turns_of,
)
from sim.faults import InputFaults, fault, unknown
from sim.inputs.case import Case
from sim.inputs.programme import in_use
from sim.inputs.scenarios.scenario import LeverSetting
from sim.model.exposure import Exposure, targeting_in
from sim.model.prices import drawn_cost
from sim.words import say, table

_Seen = Callable[[int, int], None]


def _unseen(done: int, planned: int) -> None:
    """Nobody looks on."""


@dataclass(frozen=True)
class Package:
    """The smallest thing that one village can be given.

    parts      natural units of each lever in one package
    cost       public money of one package in one year, 10k yuan
    most       at most so many in one village
    available  how many there are for all villages together; None where only the budget limits them
    column     register column that caps each village, such as its projects in reserve; or blank
    yearly     True: given anew each year (people, training); False: given once, one a village a year
    """

    name: str
    parts: Mapping[str, float]
    cost: float
    most: int
    available: int | None = None
    column: str = ""
    yearly: bool = False


def package_label(name: str) -> str:
    """A package's name in words; a user's own package keeps the name that the user gave it."""
    return say(f"package_{name}") if f"package_{name}" in table() else name


def make_package(
    case: Case, name: str, parts: Mapping[str, float], most: int, yearly: bool = True, **limits: object
) -> Package:
    """A package of some levers' units at the levers' unit costs; unknown levers are named."""
    strangers = [
        unknown("", say("word_lever"), lever, case.levers) for lever in parts if lever not in case.levers
    ]
    if strangers:
        raise InputFaults(strangers)
    if most < 1 or not parts or min(parts.values()) <= 0:
        raise fault(name, "fault_package", name=name)
    cost = sum(case.levers[lever].unit_cost * units for lever, units in parts.items())
    return Package(name, dict(parts), cost, most, yearly=yearly, **limits)  # type: ignore[arg-type]


def project_package(case: Case, most: int = 3, reserve: bool = True) -> Package:
    """One supported project with the municipal money and the partners' funds that follow each (portions).

    With `reserve` a village gets no more projects than it has prepared (the column of the role
    `prepared`); a register that knows of none sets no such limit.
    """
    parts = {name: case.levers[name].portion for name in case.programme.levers("project")}
    prepared = case.programme.column("prepared")
    known = reserve and prepared and targeting_in(case.register).marked(prepared) is not None
    column = prepared if known else ""
    available = int(case.register.table[column].sum()) if known else None
    return make_package(case, "project", parts, most, yearly=False, available=available, column=column)


# --- delivering ----------------------------------------------------------------------------------


def delivered(package: Package, counts: np.ndarray, years: int) -> np.ndarray:
    """Packages each village gets in each year, (year, village), for counts (village,).

    Given once: one a year from the first on until all have come, a part last. Yearly: all in each year.
    """
    if package.yearly:
        return np.broadcast_to(counts, (years, len(counts)))
    return np.clip(counts - np.arange(years)[:, None], 0, 1)


def units_of(packages: Sequence[Package], counts: np.ndarray, years: int) -> dict[str, np.ndarray]:
    """What so many packages (village, package) give of each lever, (year, village) in its own unit."""
    units: dict[str, np.ndarray] = {}
    for k, package in enumerate(packages):
        given = delivered(package, counts[:, k], years)
        for lever, each in package.parts.items():
            units[lever] = units.get(lever, 0.0) + each * given
    return units


# What an allocation is added to. `on_top`: the scenario as it stands, so that nothing given is the scenario
# itself. `from_zero`: the scenario without its own amounts of the packages' levers, in whose place it comes.
BASES = ON_TOP, FROM_ZERO = ("on_top", "from_zero")


@dataclass(frozen=True)
class Ground:
    """What every allocation is added to: the scenario, or the scenario without the levers allocated.

    basis    of BASES
    reached  what reaches the villages of everything else
    """

    world: World
    packages: tuple[Package, ...]
    reached: Reached
    basis: str = ON_TOP

    @property
    def villages(self) -> int:
        return self.world.villages

    def years_paid(self, package: Package) -> int:
        return len(self.world.years) if package.yearly else 1

    @property
    def settings(self) -> Mapping[str, LeverSetting]:
        """The scenario's settings, those that the allocation replaces at nothing."""
        return _ground_settings(self.world.case, self.packages, self.basis)

    @property
    def replaced(self) -> dict[str, float]:
        """Public money over the horizon of each lever that the allocation replaces, 10k yuan."""
        case, kept = self.world.case, self.settings
        return {
            name: lever.unit_cost * sum(case.scenario.settings[name].totals)
            for name, lever in case.levers.items()
            if any(case.scenario.settings[name].totals) and not any(kept[name].totals)
        }


def _ground_settings(case: Case, packages: Sequence[Package], basis: str) -> Mapping[str, LeverSetting]:
    """The settings that an allocation is added to."""
    if basis == ON_TOP:
        return case.scenario.settings
    taken = {name for package in packages for name in package.parts}
    return idle(case.scenario.settings, [name for name in case.levers if name not in taken])


def make_ground(world: World, packages: Sequence[Package], basis: str = ON_TOP) -> Ground:
    """What packages are added to: the scenario as it stands, or with the packages' levers at nothing."""
    if basis not in BASES:
        raise InputFaults([unknown("", say("word_basis"), basis, BASES)])
    case = world.case
    for name in (name for package in packages for name in package.parts):
        if not divided(case.levers[name]):
            raise fault(name, "fault_lever_not_divided", lever=name)
    rest = _ground_settings(case, packages, basis)
    return Ground(world, tuple(packages), reached_by(case, rest), basis)


def with_counts(ground: Ground, counts: np.ndarray, alone: bool = False) -> Exposure:
    """What reaches the villages where they get so many packages; counts (village, package).

    alone  where each is asked what it would gain if no other village were given any
    """
    return ground.reached.with_more(units_of(ground.packages, counts, len(ground.world.years)), alone=alone)


def plan_incomes(ground: Ground, counts: np.ndarray, position: int = -1, alone: bool = False) -> np.ndarray:
    """Incomes of a plan on the full simulator in one year, (member, village) float64, 10k yuan/year."""
    return incomes(ground.world, with_counts(ground, counts, alone))[:, position].astype(np.float64)


def plan_cost(ground: Ground, counts: np.ndarray) -> float:
    """Public money of a plan over the horizon at planned prices, 10k yuan; counts (village, package)."""
    each = [package.cost * ground.years_paid(package) for package in ground.packages]
    return float((counts @ np.array(each)).sum())


def drawn_plan_cost(ground: Ground, counts: np.ndarray) -> np.ndarray:
    """Public money of a plan over the horizon at each member's prices, (member,), 10k yuan.

    counts  (village, package)
    """
    units: dict[str, float] = {}
    for package, count in zip(ground.packages, counts.sum(axis=0), strict=True):
        for lever, part in package.parts.items():
            units[lever] = units.get(lever, 0.0) + float(part * count * ground.years_paid(package))
    world = ground.world
    return drawn_cost(world.case.levers, units, world.draws.index.to_numpy(), world.seed)


# --- the response of every village ---------------------------------------------------------------


@dataclass(frozen=True)
class Response:
    """How every village answers to every option.

    options  (option, package) counts; option 0 is nothing
    income   (option, member, village) float32, the village's own, 10k yuan/year in `year`
    spill    (option, member, village) float32, what its neighbours gain together; None where nothing passes
    costs    (option,) public money over the horizon, 10k yuan
    """

    ground: Ground
    year: int
    options: np.ndarray
    income: np.ndarray
    spill: np.ndarray | None
    costs: np.ndarray


def make_response(
    ground: Ground, year: int | None = None, top: Sequence[int] | None = None, seen: _Seen = _unseen
) -> Response:
    """Run the model for every option: all numbers of packages up to `top` (each package's `most`).

    `seen` is called with the runs done and those to do.
    """
    year = ground.world.years[-1] if year is None else year
    if year not in ground.world.years:
        allowed = f"{ground.world.years[0]} … {ground.world.years[-1]}"
        raise InputFaults([unknown("", say("word_year"), str(year), [allowed])])
    highest = [package.most for package in ground.packages] if top is None else top
    options = np.array(list(product(*(range(each + 1) for each in highest))))
    costs = np.array([plan_cost(ground, option[None, :]) for option in options])
    position = ground.world.years.index(year)
    answers = _served_together if is_local(ground) else _served_apart
    income, spill = answers(ground, options, position, seen)
    return Response(ground, year, options, income, spill, costs)


def is_local(ground: Ground) -> bool:
    """Whether nothing of the packages passes to the neighbours."""
    levers = ground.world.case.levers
    return stay_local(channels_of(levers[name] for package in ground.packages for name in package.parts))


def _served_together(
    ground: Ground, options: np.ndarray, position: int, seen: _Seen = _unseen
) -> tuple[np.ndarray, None]:
    """All villages under the same option at once: right where villages do not touch each other.

    options (option, package), returns (option, member, village), 10k yuan/year, and no spill
    """
    runs = []
    for option in options:
        runs.append(plan_incomes(ground, np.tile(option, (ground.villages, 1)), position, alone=True))
        seen(len(runs), len(options))
    return np.stack(runs).astype(np.float32), None


def _served_apart(
    ground: Ground, options: np.ndarray, position: int, seen: _Seen = _unseen
) -> tuple[np.ndarray, np.ndarray]:
    """One village of each township at a time: its own income and what the rest of the township gains.

    options (option, package), returns two (option, member, village), 10k yuan/year
    """
    nothing = plan_incomes(ground, np.zeros((ground.villages, options.shape[1])), position)
    income = np.repeat(nothing[None], len(options), axis=0).astype(np.float32)
    spill = np.zeros_like(income)
    turns = turns_of(ground.world)
    for number, turn in enumerate(turns, start=1):
        part, own = cut_ground(ground, turn), turn.served[turn.inside]
        township = pd.factorize(part.world.table["township_id"])[0]
        for k, option in enumerate(options[1:], start=1):
            run = plan_incomes(part, own[:, None] * option, position, alone=True)
            more = run - turn.cut(nothing)
            income[k][:, turn.served] = run[:, own]
            spill[k][:, turn.served] = (_township_sums(more, township)[:, township] - more)[:, own]
        seen(number, len(turns))
    return income, spill


def cut_ground(ground: Ground, turn: Turn) -> Ground:
    """The ground of the townships of one run."""
    return replace(ground, world=turn.world, reached=ground.reached.cut(turn.inside))


def _township_sums(values: np.ndarray, township: np.ndarray) -> np.ndarray:
    """Sums over the villages of each township, (member, township)."""
    starts = np.flatnonzero(np.r_[True, township[1:] != township[:-1]])
    return np.add.reduceat(values, starts, axis=1)


# --- what is wanted ------------------------------------------------------------------------------

OBJECTIVES = ("over_target", "income", "shortfall", "inequality")


@dataclass(frozen=True)
class Objective:
    """What an allocation is to achieve.

    kind    over_target (most villages), income (most of it), shortfall (least below the target), inequality
            (least of it, Theil's mean log deviation)
    target  10k yuan/year
    """

    kind: str = "over_target"
    target: float = field(default_factory=lambda: in_use().aim())

    def __post_init__(self) -> None:
        if self.kind not in OBJECTIVES:
            raise InputFaults([unknown("", say("word_objective"), self.kind, OBJECTIVES)])
        if not 0 < self.target < np.inf:
            raise fault("target", "fault_target", value=f"{self.target:g}")


def objective_for(kind: str, target: float = 0.0) -> Objective:
    """An objective; a target of 0 stands for the landmark of the programme in use."""
    return Objective(kind, in_use().aim(target))


def worth(objective: Objective, income: np.ndarray, mean: np.ndarray | None = None) -> np.ndarray:
    """A village's part of the objective, more is better; income (…, member, village), same shape back.

    The mean log deviation ln(mean) - mean(ln y) is the one index whose parts add up over villages once
    ln(mean) is taken along its tangent at `mean` (member, 1), the mean income before anything is given.
    """
    if objective.kind == "over_target":
        return (income >= objective.target).astype(np.float64)
    if objective.kind == "income":
        return np.asarray(income, dtype=np.float64)
    if objective.kind == "shortfall":
        return -np.maximum(objective.target - np.asarray(income, dtype=np.float64), 0)
    villages = income.shape[-1]
    assert mean is not None
    return (np.log(np.maximum(income, 1e-3)) - income / mean) / villages


def achieved(objective: Objective, income: np.ndarray) -> np.ndarray:
    """The objective of a whole plan in every member, more is better, (member,); income (member, village)."""
    if objective.kind == "inequality":
        return -_mean_log_deviation(income)
    return worth(objective, income).sum(axis=1)


def _mean_log_deviation(income: np.ndarray) -> np.ndarray:
    """Theil's second measure over villages, (member,): 0 where all are equal."""
    safe = np.maximum(income, 1e-3)
    return np.log(safe.mean(axis=1)) - np.log(safe).mean(axis=1)


def plan_outcomes(income: np.ndarray, target: float) -> pd.DataFrame:
    """What a plan achieves, (member x outcome): over_target, income, shortfall, gini, theil."""
    return pd.DataFrame(
        {
            "over_target": (income >= target).sum(axis=1),
            "income": income.sum(axis=1),
            "shortfall": np.maximum(target - income, 0).sum(axis=1),
            "gini": gini(income),
            "theil": theil(income),
        }
    )


def limited(response: Response, packages: Sequence[Package]) -> Response:
    """The same response where there is another number of each package in all: no run depends on that."""
    given, known = (
        [replace(each, available=None) for each in one] for one in (packages, response.ground.packages)
    )
    assert given == known
    return replace(response, ground=replace(response.ground, packages=tuple(packages)))
