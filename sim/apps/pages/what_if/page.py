"""The page 推演 What-if: move the levers of the forces and see the whole band move.

The page's numbers are those of `wuli run`: same case, same draws, same seed, so a scenario left as it is
shows here what its report says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

import pandas as pd
from anywidget import AnyWidget
from ipywidgets import Box

from sim.analysis.structures import structure_marks
from sim.apps.pages.base import Bar, Message, Page
from sim.apps.pages.requests import one_of, running_number
from sim.apps.pages.share import checked_code, opened
from sim.apps.pages.what_if.levers import (
    NOTHING,
    Moves,
    checked_moves,
    checked_preset,
    ground_of,
    main_levers,
    moves_of,
    panel_now,
    panel_state,
    preset_moves,
    scenario_file,
)
from sim.apps.pages.what_if.results import (
    CHARTS,
    Version,
    cards,
    change_texts,
    chart_frame,
    cost_card,
    notes,
    run,
    spreads,
    versions_state,
)
from sim.apps.pages.what_if.villages import (
    AGAINST,
    NOBODY,
    changes,
    choice_state,
    columns,
    paper_parts,
    rows,
    sentences,
    who_asked,
    who_sheet,
)
from sim.apps.pages.worlds import PageWorld, known_scenarios, marks, open_world
from sim.apps.widgets import Choices, DataTable, FanChart, Headlines, LeverPanel, Notes, Versions, page
from sim.faults import InputFaults, fault, unknown
from sim.figures.labels import place_and_count
from sim.inputs.programme import in_use
from sim.inputs.scenarios.codes.encoding import encode
from sim.inputs.scenarios.scenario import Scenario
from sim.model.simulate import Result
from sim.reports.sheets import Asked, Sheet
from sim.words import language, say

LETTERS = ("A", "B", "C")  # versions that are kept to be compared
MOST_STEPS = 100  # that can be undone
QUIET = 0.6  # s without a move before the villages are worked out one by one


class WhatIf(Page):
    """The page and what it remembers: what the viewer has moved, the steps back and forth, versions."""

    app = "what_if"

    @classmethod
    def warm(cls) -> None:
        """Every scenario's world, and one that is varied."""
        super().warm()
        for scenario in known_scenarios():
            world = open_world(scenario)
            spreads(world, world.start)
        run(world, Moves({main_levers(world.case)[0]: 1.0}))

    # --- what it consists of ---

    def build(self) -> None:
        self.headlines, self.panel, self.notes, self.versions = Headlines(), LeverPanel(), Notes(), Versions()
        self.charts = {chart: FanChart(name=chart.name, height=chart.height) for chart in CHARTS}
        self.against, self.who = Choices(name="against"), DataTable(name="who")
        for wide in (self.against, self.who):
            wide.add_class("wuli-wide")
        self.work, self.marking, self.showing = self.later(QUIET), self.later(QUIET), 0
        self.changed: pd.DataFrame | None = None
        self.past: list[tuple[PageWorld, Moves]] = []
        self.future: list[tuple[PageWorld, Moves]] = []

    def arranged(self) -> Box:
        main = [*self.charts.values(), self.against, self.who, self.versions]
        below = Box([self.share.bar, self.notes])
        return page(self.top, self.headlines, main, self.panel, below).add_class("wuli-what-if")

    def listen(self) -> None:
        super().listen()
        back = {"reset": lambda message: self.move(self.world, NOTHING)}  # the levers alone, not the page
        self.hear(self.panel, self.common() | self.kinds() | back)

    def askers(self) -> Iterable[AnyWidget]:
        return self.versions, self.against

    def kinds(self) -> dict[str, Callable[[Message], None]]:
        return {
            "amounts": self.on_amounts,
            "preset": self.on_preset,
            "undo": lambda message: self.back(self.past, self.future),
            "redo": lambda message: self.back(self.future, self.past),
            "keep": lambda message: self.keep(),
            "restore": self.on_restore,
            "drop": self.on_drop,
            "save": lambda message: self.save(),
            "chosen": self.on_compared,
        }

    def fields(self) -> dict[str, Callable[[str], None]]:
        versions = {letter.lower(): partial(self.put_version, letter) for letter in LETTERS}
        return {**versions, "who": self.put_compared}

    def parts(self) -> Mapping[str, str]:
        versions = {name.lower(): encode(one.result.case.scenario) for name, one in self.kept.items()}
        return {**versions, "who": "" if self.compared == NOBODY else self.compared}

    def open(self, code: str, state: Mapping[str, str]) -> None:
        """As every page, with the versions of the address."""
        self.kept: dict[str, Version] = {}
        super().open(code, state)

    def stand(self, scenario: Scenario | None = None) -> None:
        """A scenario with nothing moved, or one of a code as moves; no list of villages."""
        self.gesture: int | None = None
        self.compared = NOBODY
        self.put(*self.standing(scenario))

    def standing(self, scenario: Scenario | None) -> tuple[PageWorld, Moves]:
        """A scenario as moves in the world of the one that it starts from, where the levers can say it; else
        in its own. Without any it is the programme."""
        if scenario is None:
            return self.world_of(in_use().main), NOTHING
        start = scenario.id if scenario.id in self.titles else str(scenario.baseline)
        world = self.world_of(start)
        moves = moves_of(world, scenario)
        if moves is None:
            self.titles = {**self.titles, scenario.id: scenario.title}
            return self.world_of(scenario.id), NOTHING
        return world, moves

    def put(self, world: PageWorld, moves: Moves) -> None:
        """Rest on moves in a world. Raises InputFaults where they cannot be run."""
        self.now = run(world, moves)
        self.scenario, self.world, self.moves = world.case.scenario.id, world, moves

    @property
    def result(self) -> Result:
        return self.now

    # --- steps, and the way back ---

    def remember(self) -> None:
        """Where the viewer is now can be gone back to."""
        self.past, self.future = [*self.past[1 - MOST_STEPS :], (self.world, self.moves)], []

    def move(self, world: PageWorld, moves: Moves) -> None:
        """Show moves in a world, and remember where the viewer was."""
        if (self.world, self.moves) != (world, moves):
            self.remember()
        self.go(world, moves)

    def back(self, taken: list[tuple[PageWorld, Moves]], given: list[tuple[PageWorld, Moves]]) -> None:
        """One step back or forth; nothing where there is none."""
        if taken:
            given.append((self.world, self.moves))
            self.go(*taken.pop())

    def go(self, world: PageWorld, moves: Moves) -> None:
        self.gesture = None
        self.step()
        self.put(world, moves)
        self.show()

    def open_scenario(self, name: str) -> None:
        """Show a scenario as it stands; a step that can be undone."""
        self.move(self.world_of(self.known(name)), NOTHING)

    def reset(self) -> None:
        """As every page; the versions stay, for they wait to be compared, and it can be undone."""
        if (self.world, self.moves) != self.standing(None):
            self.remember()
        super().reset()

    def on_address(self, message: Message) -> None:
        before = (self.world, self.moves)
        super().on_address(message)
        self.past, self.future = [*self.past[1 - MOST_STEPS :], before], []
        self.show_panel()

    def put_version(self, letter: str, code: str) -> None:
        """Keep the scenario of a code under a letter. Raises InputFaults for a code that cannot be opened."""
        checked_code(code)
        world, moves = self.standing(opened(code)[0])
        if world.case.scenario.years != self.world.case.scenario.years:
            raise fault("", "overview_not_beside")
        self.kept[letter] = Version(world, moves, run(world, moves))

    def on_preset(self, message: Message) -> None:
        name = checked_preset(self.world, message.get("id"))
        self.move(self.world, preset_moves(self.world, name))

    def on_amounts(self, message: Message) -> None:
        """Run the moved levers and show it; whatever happens, the panel hears that its message was answered.

        The moves of one gesture (its running number comes with them) are one step to undo.
        """
        try:
            moves = checked_moves(self.world, self.moves, message)
            now, gesture = run(self.world, moves), message.get("gesture")
            if gesture is None or gesture != self.gesture:
                self.remember()
            self.gesture = gesture if isinstance(gesture, int) else None
            self.now, self.moves = now, moves
            self.show_numbers()
            self.show_bar()
        finally:
            asked = running_number(message.get("number"))
            with self.panel.hold_sync():
                self.show_panel()
                if asked is not None:
                    self.panel.answered = asked

    # --- versions and files ---

    def keep(self) -> None:
        """Keep what is shown as the next free letter. Raises InputFaults where all are taken."""
        free = [letter for letter in LETTERS if letter not in self.kept]
        if not free:
            raise fault("", "page_versions_full")
        self.kept[free[0]] = Version(self.world, self.moves, self.now)
        self.kept = dict(sorted(self.kept.items()))
        self.step()
        self.show_versions()
        self.show_bar()

    def letter(self, message: Message) -> str:
        name = message.get("id")
        if not isinstance(name, str) or name not in self.kept:
            raise InputFaults([unknown("", say("page_version"), str(name)[:40], self.kept)])
        return name

    def on_restore(self, message: Message) -> None:
        version = self.kept[self.letter(message)]
        self.move(version.world, version.moves)

    def on_drop(self, message: Message) -> None:
        del self.kept[self.letter(message)]
        self.step()
        self.show_versions()
        self.show_bar()

    def save(self) -> None:
        """Send the scenario file of what is shown; the browser stores it where the viewer likes."""
        name, text = scenario_file(self.world, self.moves)
        self.panel.send({"kind": "file", "name": name, "text": text})
        self.show_bar()

    # --- who gains and who loses ---

    def put_compared(self, text: str) -> None:
        """What the list of villages compares with. Raises InputFaults for anything else."""
        self.compared = one_of(text, AGAINST, say("who_label"))

    def on_compared(self, message: Message) -> None:
        ids = message.get("ids")
        if message.get("name") != "against" or not isinstance(ids, list) or len(ids) != 1:
            raise fault("", "page_request")
        self.put_compared(str(ids[0]))
        self.step()
        self.show_who()

    def show_who(self) -> None:
        """The list for what is shown now; it is worked out once the viewer has stopped moving."""
        self.changed = None
        if self.compared == NOBODY:
            self.against.state = choice_state(NOBODY, "")
            self.who.draw([], [])
            return
        self.against.state = choice_state(self.compared, say("who_busy"))
        if self.opening:  # what is sent while a browser takes up its widgets would reach none of them
            self.work_on_who()
        else:
            self.work.ask(self.work_on_who)

    def work_on_who(self) -> None:
        if self.compared == NOBODY:
            return
        self.changed = changes(self.world, self.now, self.compared)
        told = " ".join(sentences(self.changed, self.world, self.compared))
        self.against.state = choice_state(self.compared, told)
        than = say(f"who_than_{self.compared}")
        self.who.draw(
            columns(self.world), rows(self.changed),
            title=say("who_title", than=than), note=say("who_note"),
            parts=paper_parts(),
        )  # fmt: skip

    def sheets(self) -> list[Sheet]:
        """The list of villages as briefing and workbook take it along, where one is shown."""
        if self.changed is None:
            return []
        return [who_sheet(self.changed, self.world, self.compared)]

    def asked(self) -> Asked | None:
        """What page one of a briefing answers: the list's question, where one is shown."""
        if self.changed is None:
            return None
        return who_asked(self.changed, self.world, self.compared)

    # --- showing ---

    def show(self) -> None:
        """Everything, in the current language."""
        self.show_bar()
        with self.panel.hold_sync():
            self.panel.state = panel_state(self.world)
            self.show_panel()
        self.notes.sections = notes(self.world)
        self.show_versions()
        self.show_numbers()

    def show_panel(self) -> None:
        steps = bool(self.past), bool(self.future)
        cost = cost_card(self.world, self.now)
        self.panel.now = panel_now(self.world, self.now, self.moves, cost, steps, self.showing)

    def show_versions(self) -> None:
        self.versions.state = versions_state(self.world, self.kept)

    def head(self) -> Bar:
        """With what the viewer has changed of the scenario."""
        return replace(
            super().head(),
            title=say("page_title"),
            subtitle=say("page_subtitle", **place_and_count(self.world.case.register)),
            changes=tuple(change_texts(self.world, self.moves)),
            ground=ground_of(self.world, self.moves.ground).scenario.title[language()],
        )

    def show_marks(self) -> None:
        """In how many structures each headline holds; worked out once the viewer has stopped moving."""
        asked = self.world
        known = marks(asked) if self.now is asked.start else structure_marks(self.now, asked.counterfactual)
        self.headlines.cards = cards(asked, self.now, spreads(asked, self.now), known)

    def show_numbers(self) -> None:
        drawn = spreads(self.world, self.now)
        self.headlines.label = say("page_headlines")
        self.headlines.cards = cards(self.world, self.now, drawn)
        if self.opening:  # what is sent while a browser takes up its widgets would reach none of them
            self.show_marks()
        else:
            self.marking.ask(self.show_marks)
        self.showing += 1
        for chart, widget in self.charts.items():
            values = drawn[chart.name]
            widget.draw(chart_frame(chart, self.world, self.now, values, self.showing), values)
        self.show_who()
