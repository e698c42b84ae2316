"""The answers to a wish and to its budget's frontier, each computed once and kept."""

from __future__ import annotations

import math
from collections.abc import Callable

from sim.analysis.questions import Advice, Frontier, advise, ask_frontier, ask_packages, usual_rules
from sim.analysis.response import Objective, Response, limited, make_ground, make_response
from sim.analysis.world import make_world
from sim.inputs import Case, read_case
from sim.inputs.programme import in_use
from sim.views.numbers import number
from sim.views.pages.allocation.wish import Wish
from sim.views.pages.shell import MEMBERS, kept, known_scenarios
from sim.words import say

FEW = 200  # members where people or places are handed out too


class Watcher:
    """Who is told how far the work is; all are equal, so that what is kept does not depend on who watches."""

    def __init__(self, tell: Callable[[str], None] = lambda words: None, lang: str = "zh"):
        self.tell, self.lang = tell, lang

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Watcher)

    def __hash__(self) -> int:
        return 0

    def runs(self, done: int, planned: int) -> None:
        self.tell(say("allocation_stage_runs", self.lang, done=number(done), planned=number(planned)))

    def stage(self, name: str) -> None:
        self.tell(say(f"allocation_stage_{name}", self.lang))


@kept(8)
def open_case(scenario: str) -> Case:
    return read_case(scenario)


def answering(wish: Wish, members: int) -> int:
    """The members that a wish is answered with."""
    return min(members, FEW) if wish.people or wish.places else members


@kept(4)
def open_response(
    scenario: str, basis: str, most: int, people: bool, places: bool, members: int, seed: int,
    watcher: Watcher,
) -> Response:  # fmt: skip
    """How every village answers to projects, and where asked for to people and training places."""
    case = open_case(scenario)
    course = case.programme.levers("course")[:1]
    size = math.ceil(case.levers[course[0]].portion) if course and places else 0
    packages = ask_packages(case, most, int(people), size)
    return make_response(make_ground(make_world(case, members, seed), packages, basis), seen=watcher.runs)


@kept(8)
def open_advice(scenario: str, wish: Wish, members: int, seed: int, watcher: Watcher) -> Advice:
    """The answer to a wish; kept, so a forked kernel finds the nursery's."""
    count = answering(wish, members)
    people, places = bool(wish.people), bool(wish.places)
    response = open_response(scenario, wish.basis, wish.most, people, places, count, seed, watcher)
    packages = ask_packages(open_case(scenario), wish.most, wish.people, wish.places)
    objective = Objective(wish.objective, wish.target)
    return advise(limited(response, packages), objective, wish.rules, wish.robust, watcher.stage)


@kept(4)
def open_frontier(scenario: str, target: float, members: int, seed: int, basis: str) -> Frontier:
    """What each budget achieves for a target."""
    return ask_frontier(scenario, target=target, members=members, seed=seed, basis=basis)


def usual_wish(scenario: str = "") -> Wish:
    """The money of one year's published projects, and no rules."""
    return Wish(usual_rules(open_case(scenario or in_use().main)).budget)


def warm() -> None:
    """Answer what the page shows at first, so that whoever forks from here has it done."""
    known_scenarios()
    wish = usual_wish()
    open_advice(in_use().main, wish, MEMBERS, 0, Watcher())
    open_frontier(in_use().main, wish.target, MEMBERS, 0, wish.basis)
