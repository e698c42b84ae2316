"""What the pages show is computed here once and kept: the worlds of scenarios, and what is dear of them.

The nursery (sim.apps.gallery) opens every page before any viewer comes, so that a kernel forked from it
finds these answers ready.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

import pandas as pd

from sim.analysis.sensitivity import (
    ANSWERS,
    SHARE_BASE,
    VarianceShares,
    headline_model,
    tornados,
    variance_shares,
)
from sim.analysis.structures import Mark, structure_marks
from sim.analysis.validation import SkillCard, validate
from sim.inputs.case import Case, beside, read_case
from sim.inputs.intake.registers import register_in_use
from sim.inputs.levers import part_of, scaled_levers
from sim.inputs.programme import in_use
from sim.inputs.scenarios import names
from sim.inputs.scenarios.codes.encoding import stamps
from sim.inputs.scenarios.files import load_scenario
from sim.inputs.scenarios.names import list_scenarios
from sim.inputs.scenarios.scenario import Scenario
from sim.model.simulate import Result, simulate_members
from sim.runs.ensemble import draw_members
from sim.runs.store import load_run
from sim.words import speaking

MEMBERS = 1000
LUCKS = 64  # kinds of luck over which a tornado is a mean; said under the chart
SKILL_MEMBERS = 1000

Given = ParamSpec("Given")
Found = TypeVar("Found")


def kept(most: int) -> Callable[[Callable[Given, Found]], Callable[Given, Found]]:
    """Keep the answers of what is asked by name, for as long as what the names stand for is the same.

    Another register in use, or a file of data/ that was written again, makes every answer stale.
    """

    def keeping(answer: Callable[Given, Found]) -> Callable[Given, Found]:
        answers: Callable[..., Found] = lru_cache(most)(lambda ground, *args, **named: answer(*args, **named))

        @wraps(answer)
        def answer_today(*args: Given.args, **named: Given.kwargs) -> Found:
            return answers((register_in_use(), stamps()), *args, **named)

        return answer_today

    return keeping


# --- a scenario as it stands -----------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class PageWorld:
    """One scenario as it stands, ready to be varied: its case, draws, result and counterfactual.

    Told apart by identity, so that what follows from a world can be kept for it.
    """

    case: Case
    draws: pd.DataFrame
    seed: int
    start: Result
    counterfactual: Result


def open_world(scenario: str, members: int | None = None, seed: int = 0) -> PageWorld:
    """The world of a scenario: read, drawn, run as it stands and without any programme.

    scenario  its id, or its code
    members   as many as every page shows, unless given

    Kept once opened, however its defaults were written: a forked kernel finds the nursery's worlds ready.
    """
    return _kept_world(scenario, MEMBERS if members is None else members, seed)


@kept(16)
def _kept_world(scenario: str, members: int, seed: int) -> PageWorld:
    case = read_case(scenario)
    draws = draw_members(case.parameters, members, seed)
    without = beside(case, in_use().counterfactual)
    start, counterfactual = (simulate_members(one, draws, seed, villages=False) for one in (case, without))
    return PageWorld(case, draws, seed, start, counterfactual)


@lru_cache(maxsize=16)
def open_run(folder: str) -> PageWorld:
    """The world of a finished run, as it was stored. Raises InputFaults where it cannot be read."""
    run = load_run(folder)
    return PageWorld(run.result.case, run.result.draws, run.result.seed, run.result, run.counterfactual)


def known_scenarios() -> Mapping[str, Scenario]:
    """Every scenario of the programme by its id; read again only where a file has come, gone or changed."""
    files = {name: names.scenarios_folder() / f"{name}.yaml" for name in list_scenarios()}
    part = part_of(register_in_use())
    return _read_scenarios(tuple((name, path.stat().st_mtime_ns) for name, path in files.items()), part)


@lru_cache(maxsize=1)
def _read_scenarios(files: tuple[tuple[str, int], ...], part: float) -> Mapping[str, Scenario]:
    """The scenarios of files that were last written at some time, at a part of the published amounts."""
    levers = scaled_levers(part)
    return {name: load_scenario(name, levers) for name, _ in files}


def titles_of(scenarios: Mapping[str, Scenario]) -> dict[str, Mapping[str, str]]:
    """The titles of scenarios in both languages, by id."""
    return {name: one.title for name, one in scenarios.items()}


# --- what more than one page shows of a world ------------------------------------------------------------


def share_base(members: int) -> int:
    """Points of the design behind the shares: as everywhere; fewer, a power of two, for fewer members."""
    return SHARE_BASE if members >= MEMBERS else 1 << max(members.bit_length() - 1, 3)


@lru_cache(maxsize=32)
def shares(world: PageWorld, base: int) -> VarianceShares:
    """Of every headline answer's spread, what rests on evidence, assumptions and luck."""
    name = world.counterfactual.case.scenario.id
    model = headline_model(
        world.case, name if name in list_scenarios() else in_use().counterfactual, world.seed
    )
    return variance_shares(world.case.parameters, model, ANSWERS, base, world.seed)


@lru_cache(maxsize=8)
def effects(world: PageWorld, lucks: int) -> pd.DataFrame:
    """The tornado of every headline answer."""
    model = headline_model(world.case, in_use().counterfactual, world.seed)
    return tornados(world.case.parameters, model, ANSWERS, lucks)


@lru_cache(maxsize=32)
def marks(world: PageWorld) -> Mapping[str, Mark]:
    """In how many structures of the model each headline of a world holds."""
    return structure_marks(world.start, world.counterfactual)


@kept(8)
def skill(members: int) -> SkillCard:
    """The model against what was published elsewhere; the same for every scenario."""
    return validate(read_case(in_use().main), members)


@kept(16)
def skill_words(members: int, lang: str) -> list[str]:
    """The skill card in words."""
    with speaking(lang):
        return skill(members).words()
