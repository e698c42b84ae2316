"""The frontier of plans on the page 怎么花 Allocation: a small search for four goals that the viewer starts.

It is `wuli search` with fewer plans and members, done in steps so that the page keeps answering. Two of the
goals are drawn, all four stand in the table, with bands from simulations that the search has not seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from ipywidgets import Box

from sim.analysis.search import GOALS, PLAIN, RULED, PlanSearch, search_steps, unbeaten
from sim.apps.pages.allocation.request import open_case
from sim.apps.pages.base import Message, Page
from sim.apps.pages.requests import one_of
from sim.apps.widgets import AnswerCard, Choices, DataTable, PointsChart
from sim.faults import fault
from sim.figures.numbers import number
from sim.figures.tables import NONE, column
from sim.figures.theme import SURFACE
from sim.inputs.scenarios.codes.encoding import encode
from sim.reports.allocation import search_sheets
from sim.reports.sheets import Sheet
from sim.words import language, say, template

PLANS, TRIED_ON = 160, 32  # plans in all and members of each: what a page may take of a processor
_SECONDS = 20  # of one processor that this takes at most, as the page says
_USUAL = ("cost", "income")  # goals drawn at first
_TOLD = 4  # plans after which the page says how far it is
_DECIMALS = {"income": 1, "gini": 3, "cost": 0, "worst_tenth": 2}
_LOOKS = {PLAIN: (SURFACE["muted"], "circle"), RULED: (SURFACE["accent"], "diamond")}
_START_LOOK = ("#c24e00", "square")
_AS_IS = "0"  # the scenario as it is, among the plans, which begin with 1
_ON, _OFF = 1, 0  # whether none beats a plan in the two goals that are drawn
_SLOPE = 0.05  # of the first and last year's amounts from which a plan grows or shrinks
_TONES = {"pays": "yes", "costs": "no", "same": "no", "open": "open"}


class PlanFrontier:
    """The part of the page and what it remembers.

    across, up  the goals that are drawn
    chosen      the plan that is looked at; blank: none
    working     the scenario that is searched around now; blank: none
    answered    the last search, with its scenario
    """

    def __init__(self, page: Page):
        self.page, self.later = page, page.later()
        self.start, self.verdict = Choices(name="search"), AnswerCard(name="adapting")
        self.axes = {name: Choices(name=name) for name in ("across", "up")}
        self.chart, self.table = PointsChart(name="plans_found"), DataTable(name="plans_found")
        parts = [self.start, self.verdict, *self.axes.values(), self.chart, self.table]
        self.box = Box(parts).add_class("wuli-plan-frontier").add_class("wuli-wide")
        self.answered: tuple[str, PlanSearch] | None = None
        self.working = ""
        self.stand()

    def stand(self) -> None:
        """As the page opens: cost across, income up, no plan chosen."""
        (self.across, self.up), self.chosen = _USUAL, ""

    def parts(self) -> dict[str, str]:
        """What the page's address keeps: the two goals, where they are others than at first."""
        drawn = (self.across, self.up)
        return dict(zip(("across", "up"), drawn if drawn != _USUAL else ("", ""), strict=True))

    @property
    def found(self) -> PlanSearch | None:
        """What the search around the page's scenario has found, once it was asked for."""
        return self.answered[1] if self.answered and self.answered[0] == self.page.scenario else None

    def sheets(self) -> list[Sheet]:
        return search_sheets(self.found) if self.found else []

    # --- what a viewer may ask for ---

    def listen(self) -> None:
        """Hear the viewer, whose messages can hold anything."""
        for widget in (self.start, *self.axes.values()):
            self.page.hear(widget, {"chosen": self.on_chosen})
        self.page.hear(self.chart, {"choose": lambda message: self.on_plan(message.get("key"))})
        self.page.hear(self.table, {"row": lambda message: self.on_plan(message.get("id"))})

    def put(self, axis: str, goal: str) -> None:
        """Draw another goal along an axis; the one that stands along the other axis changes places."""
        one_of(goal, GOALS, say("allocation_search_goal"))
        other = "up" if axis == "across" else "across"
        if goal == getattr(self, other):
            setattr(self, other, getattr(self, axis))
        setattr(self, axis, goal)

    def on_chosen(self, message: Message) -> None:
        """A button: start, stop, or a goal. Raises InputFaults for anything else."""
        name, ids = message.get("name"), message.get("ids")
        if not isinstance(ids, list) or len(ids) != 1:
            raise fault("", "page_request")
        if name == "search":
            wanted = one_of(ids[0], ("start", "stop"), say("allocation_search"))
            self.begin() if wanted == "start" else self.stop()
            return
        if name not in self.axes:
            raise fault("", "page_request")
        self.put(str(name), ids[0])
        self.page.step()
        self.show_found()

    def on_plan(self, plan: Any) -> None:
        """Look at a plan; the same one once more looks at none."""
        if self.found is None:
            raise fault("", "page_request")
        wanted = one_of(plan, [_AS_IS, *map(str, self.found.table.index)], say("advice_col_plan"))
        self.chosen = "" if wanted in (self.chosen, _AS_IS) else wanted
        self.show_found()

    # --- the search ---

    def begin(self) -> None:
        """Search, unless that goes on or is done already."""
        if not self.working and self.found is None:
            self.working = self.page.scenario
            self.show_start()
            self.later.walk(self._steps())

    def stop(self) -> None:
        self.later.drop()
        self.working = ""
        self.show_start()

    def _steps(self) -> Iterator[None]:
        """The search in steps; a failure leaves the button as it was."""
        scenario, members = self.working, min(TRIED_ON, self.page.members)
        self.chosen = ""
        try:
            steps = search_steps(open_case(scenario), PLANS, members, self.page.seed)
            while True:
                try:
                    done = next(steps)
                except StopIteration as ended:
                    self.answered = (scenario, ended.value)
                    break
                if done % _TOLD == 0:
                    self.show_start(done)
                yield
        finally:
            if self.working == scenario:
                self.working = ""
                self.show_start()
        self.page.show_bar()
        self.show_found()

    # --- showing ---

    def show(self) -> None:
        """Everything, in the current language; a search around another scenario is over."""
        if self.working and self.working != self.page.scenario:
            self.later.drop()
            self.working = ""
        self.show_start()
        self.show_found()

    def show_start(self, done: int = 0) -> None:
        """The button, with what it takes, how far it is, or what was tried."""
        plans, members = number(PLANS), number(min(TRIED_ON, self.page.members))
        if self.working:
            key, hint = "stop", say("allocation_search_busy", done=number(min(done, PLANS)), plans=plans)
            if done >= PLANS:
                hint = say("allocation_search_judging")
        elif self.found:
            key, hint = "", say("search_note", tried=number(self.found.tried), members=members)
        else:
            key = "start"
            hint = say("allocation_search_hint", plans=plans, members=members, seconds=_SECONDS)
        choices = [{"id": key, "label": say(f"allocation_search_{key}")}] if key else []
        self.start.state = {"label": say("allocation_search"), "choices": choices, "chosen": [], "hint": hint}

    def show_found(self) -> None:
        """The verdict, two goals as points, and every plan; nothing where nothing is found yet."""
        found = self.found
        goals = {"across": self.across, "up": self.up} if found else {}
        for name, widget in self.axes.items():
            widget.state = _axis_state(name, goals[name]) if goals else {}
        self.verdict.state = _verdict_state(found) if found else {}
        if found is None:
            self.chart.draw({}, np.empty((0, 2, 3)))
            self.table.draw([], [])
            return
        drawn = (self.across, self.up)
        self.chart.draw(*_points(found, drawn, self.chosen))
        called = {name: say(f"allocation_goal_{name}") for name in drawn}
        parts = [
            {"value": value, "label": template(f"allocation_search_{key}"), **left}
            for key, value, left in (
                ("edge", _ON, {}), ("behind", _OFF, {"left": template("allocation_search_left")}),
            )
        ]  # fmt: skip
        self.table.draw(
            _columns(), _rows(found, drawn), title=say("search_plans", year=found.world.years[-1]),
            note=say("allocation_search_note", members=number(found.unseen.shape[1]), **_axis_names(called)),
            hint=say("allocation_search_choose"), parts={"column": "edge", "rows": parts}, choosable=True,
            size=6, chosen=self.chosen, **_opened(found, self.chosen),
        )  # fmt: skip


# --- words -----------------------------------------------------------------------------------------------


def _axis_names(called: Mapping[str, str]) -> dict[str, str]:
    return dict(zip(("across", "up"), called.values(), strict=True))


def _axis_state(name: str, goal: str) -> dict[str, Any]:
    choices = [{"id": each, "label": say(f"allocation_goal_{each}")} for each in GOALS]
    return {"label": say(f"allocation_search_{name}"), "choices": choices, "chosen": [goal], "hint": ""}


def _verdict_state(found: PlanSearch) -> dict[str, Any]:
    """Whether adapting pays, with its uncertainty; so few plans often cannot tell."""
    return {
        "key": "adapting", "question": say("allocation_search_question"), "chance": "",
        "lead": found.verdict.text(), "tone": _TONES[found.verdict.answer],
        "lines": [], "note": say("allocation_search_small"), "words": {},
    }  # fmt: skip


def _gives(found: PlanSearch, row: pd.Series) -> str:
    """What a plan gives: how much of each group of levers, from when, to whom."""
    groups = [
        say("allocation_search_group", group=say(f"advice_group_{name}"), scale=f"{row[f'scale_{name}']:g}")
        for name in found.space.groups
    ]
    told = [say("page_comma").join(groups), say("allocation_search_from", year=row["start"])]
    if abs(row["tilt"]) >= _SLOPE:
        told.append(say("allocation_search_grows" if row["tilt"] > 0 else "allocation_search_shrinks"))
    if row["targeting"]:
        told.append(say("allocation_search_to", who=say(f"handout_{row['targeting']}")))
    return say("page_semicolon").join(told)


def _ruled(row: pd.Series) -> str:
    return say("search_and").join(rule.text() for rule in row["rules"]) or NONE


def _opened(found: PlanSearch, chosen: str) -> dict[str, Any]:
    """What is said of the chosen plan, with its code and the page that opens it.

    A plan that is too long for a code names the command that saves it: the same search gives the same plans.
    """
    if not chosen:
        return {}
    row = found.table.loc[int(chosen)]
    code = encode(found.scenario(int(chosen)))
    said = say("allocation_search_plan", plan=chosen, gives=_gives(found, row), rules=_ruled(row))
    if not code:
        command = (
            f"wuli search {found.space.case.scenario.id} --plans {PLANS} --members {found.unseen.shape[1]} "
            f"--seed {found.world.seed} --plan {chosen} --save plan-{chosen}.yaml"
        )
        return {"answer": said + say("allocation_search_long", command=command)}
    more = {"app": "what_if", "code": code, "label": say("allocation_search_open")}
    return {"answer": said + say("allocation_search_code", code=code), "more": more}


# --- chart and table -------------------------------------------------------------------------------------


def _bands(values: np.ndarray) -> np.ndarray:
    """The mean of goals over the members with the 90 % of them, (…, goal, 3); values (…, member, goal)."""
    low, high = np.quantile(values, [0.05, 0.95], axis=-2)
    return np.stack([low, values.mean(axis=-2), high], axis=-1)


def _edge(found: PlanSearch, drawn: Sequence[str]) -> np.ndarray:
    """Whether none beats a plan in the two goals that are drawn, (plan,)."""
    best = unbeaten(found.table[list(GOALS)].to_numpy(float), drawn)
    return np.isin(np.arange(len(found.table)), best)


def _points(found: PlanSearch, drawn: tuple[str, str], chosen: str) -> tuple[dict[str, Any], np.ndarray]:
    """The frame of the PointsChart and its numbers: every plan, and the scenario as it is."""
    places = [GOALS.index(name) for name in drawn]
    values = _bands(np.concatenate([found.start[None], found.unseen]))[:, places]
    named = {"plain": _LOOKS[PLAIN], "ruled": _LOOKS[RULED]}
    legend = [
        {"label": say(f"search_kind_{kind}"), "colour": colour, "point": point}
        for kind, (colour, point) in named.items()
    ]
    colour, point = _START_LOOK
    own = {"label": say("allocation_search_as_is"), "colour": colour, "point": point}
    points = [own | {"key": _AS_IS, "edge": True}]
    edge = _edge(found, drawn)
    for (plan, row), first in zip(found.table.iterrows(), edge, strict=True):
        colour, point = _LOOKS[row["kind"]]
        label = say("allocation_search_number", plan=plan)
        points.append(
            {"key": str(plan), "label": label, "colour": colour, "point": point, "edge": bool(first)}
        )
    across, up = ({"label": say(f"allocation_axis_{name}"), "decimals": _DECIMALS[name]} for name in drawn)
    called = {name: say(f"allocation_goal_{name}") for name in drawn}
    title = say("allocation_search_chart", **_axis_names(called))
    sentence = say(
        "allocation_search_sentence", title=title, plans=number(len(edge)), edge=number(edge.sum()),
        ruled=number(((found.table["kind"] == RULED).to_numpy() & edge).sum()),
    )  # fmt: skip
    frame = {
        "points": points, "across": across, "up": up, "chosen": chosen, "legend": [*legend, own],
        "title": title, "note": say("allocation_search_faint", members=number(found.unseen.shape[1])),
        "hint": say("allocation_search_touch"), "sentence": sentence,
        "words": {"point": template("allocation_search_point")}, "lang": language(),
    }  # fmt: skip
    return frame, values


def _columns() -> list[dict[str, Any]]:
    goals = [column(name, say(f"allocation_axis_{name}"), "band", "", _DECIMALS[name]) for name in GOALS]
    return [
        column("plan", say("advice_col_plan")),
        column("edge", say("allocation_search"), "hidden"),
        column("gives", say("allocation_search_gives")),
        column("rules", say("search_rules")),
        *goals,
    ]


def _rows(found: PlanSearch, drawn: Sequence[str]) -> list[list[Any]]:
    """Every plan with what it gives, its rules and its goals, the cheapest first."""
    bands, edge = _bands(found.unseen), _edge(found, drawn)
    return [
        [
            str(plan), say("allocation_search_number", plan=plan), _ON if edge[place] else _OFF,
            _gives(found, row), _ruled(row), *bands[place].tolist(),
        ]
        for place, (plan, row) in enumerate(found.table.iterrows())
    ]  # fmt: skip
