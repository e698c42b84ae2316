"""What every page shares: the world that it shows, and the language that its address asks for."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qs

import pandas as pd

from sim.inputs import Case, beside, read_case
from sim.inputs.scenarios import COUNTERFACTUAL, PROGRAMME
from sim.model.simulate import Result, simulate_members
from sim.runs.ensemble import draw_members
from sim.runs.store import load_run
from sim.words import LANGUAGES, language, table

MEMBERS = 1000


@dataclass(frozen=True, eq=False)
class World:
    """One scenario as it stands, ready to be varied: its case, draws, result and counterfactual.

    Told apart by identity, so that what follows from a world can be kept for it.
    """

    case: Case
    draws: pd.DataFrame
    seed: int
    start: Result
    counterfactual: Result


@lru_cache(maxsize=16)
def open_world(scenario: str = PROGRAMME, members: int = MEMBERS, seed: int = 0) -> World:
    """The world of a scenario: read, drawn, run as it stands and without any programme.

    Kept once opened: a forked kernel finds every world of the nursery ready.
    """
    case = read_case(scenario)
    draws = draw_members(case.parameters, members, seed)
    without = beside(case, COUNTERFACTUAL)
    start, counterfactual = (simulate_members(one, draws, seed, villages=False) for one in (case, without))
    return World(case, draws, seed, start, counterfactual)


@lru_cache(maxsize=16)
def open_run(folder: str) -> World:
    """The world of a finished run, as it was stored. Raises InputFaults where it cannot be read."""
    run = load_run(folder)
    return World(run.result.case, run.result.draws, run.result.seed, run.result, run.counterfactual)


def requested_language() -> str:
    """The language that the page's address asks for (`?lang=en`), else the session's own."""
    asked = parse_qs(os.environ.get("QUERY_STRING", "")).get("lang", [""])[0]
    return language(asked if asked in LANGUAGES else None)


def template(key: str, lang: str) -> str:
    """A text whose {values} the browser fills in."""
    return table()[key][language(lang)]
