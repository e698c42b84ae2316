"""The page itself: what it remembers, how it answers a viewer, and the steps back and forth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pandas as pd
from ipywidgets import Box

from sim.faults import InputFaults, fault, unknown
from sim.inputs.programme import in_use
from sim.inputs.scenarios.codes import encode
from sim.views.advice import Asked, Sheet
from sim.views.pages.address import Address, gone_to, joined
from sim.views.pages.checks import one_of, running_number
from sim.views.pages.shell import MEMBERS, World, known_scenarios, open_world, titles_of
from sim.views.pages.what_if.answers import CHARTS, run, spreads
from sim.views.pages.what_if.panel import panel_now, panel_state
from sim.views.pages.what_if.shown import bar, cards, chart_frame, notes
from sim.views.pages.what_if.versions import Version, versions_state
from sim.views.pages.what_if.who import (
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
from sim.views.pages.what_if.wish import (
    NOTHING,
    Wish,
    checked_preset,
    checked_wish,
    preset_wish,
    scenario_file,
    wish_of,
)
from sim.views.share import Sharing, checked_code, opened
from sim.views.widgets import (
    Choices,
    DataTable,
    FanChart,
    Headlines,
    Later,
    LeverPanel,
    Notes,
    TopBar,
    Versions,
    on_request,
    page,
)
from sim.words import LANGUAGES, language, say

LETTERS = ("A", "B", "C")  # versions that are kept to be compared
MOST_STEPS = 100  # that can be undone
QUIET = 0.6  # s without a move before the villages are worked out one by one


class WhatIf:
    """The page and what it remembers: the scenario's world, the viewer's wish, steps, versions and language.

    `layout` is shown by the notebook. One viewer has one kernel, so nothing here is shared.
    """

    def __init__(
        self, lang: str | None = None, members: int = MEMBERS, seed: int = 0, code: str = "",
        state: Mapping[str, str] | None = None,
    ):  # fmt: skip
        self.lang = language(lang)
        self.members, self.seed = members, seed
        self.titles = titles_of(known_scenarios())
        self.bar, self.headlines, self.panel, self.notes = TopBar(), Headlines(), LeverPanel(), Notes()
        self.charts = {chart: FanChart(name=chart.name, height=chart.height) for chart in CHARTS}
        self.versions, self.share = Versions(), Sharing()
        self.against, self.who = Choices(name="against"), DataTable(name="who")
        for wide in (self.against, self.who):
            wide.add_class("wuli-wide")
        self.later = Later(self.complain, lambda: self.lang, quiet=QUIET)
        self.compared = NOBODY
        self.changed: pd.DataFrame | None = None
        self.showing = 0
        self.gesture: int | None = None
        self.past: list[tuple[World, Wish]] = []
        self.future: list[tuple[World, Wish]] = []
        self.kept: dict[str, Version] = {}
        versions = {letter.lower(): partial(self.put_version, letter) for letter in LETTERS}
        self.address = Address({**versions, "who": self.put_compared})
        self.opening = True
        self.open_code(code, state or {})
        self.opening = False
        for widget in (self.bar, self.address.widget, self.panel, self.versions, self.against):
            on_request(widget, self.handlers(), self.complain, lambda: self.lang)

    def handlers(self) -> dict[str, Callable[[Mapping[str, Any]], None]]:
        """What a viewer may ask for, by the kind of the message."""
        return {
            "scenario": lambda message: self.open_scenario(str(message.get("id"))),
            "language": self.on_language,
            "reset": lambda message: self.step(self.world, NOTHING),
            "amounts": self.on_amounts,
            "preset": self.on_preset,
            "undo": lambda message: self.back(self.past, self.future),
            "redo": lambda message: self.back(self.future, self.past),
            "keep": lambda message: self.keep(),
            "restore": self.on_restore,
            "drop": self.on_drop,
            "save": lambda message: self.save(),
            "address": self.on_address,
            "chosen": self.on_compared,
        }

    @property
    def layout(self) -> Box:
        """The page, ready to be shown."""
        main = [*self.charts.values(), self.against, self.who, self.versions]
        below = Box([self.share.bar, self.notes])
        return page([self.bar, self.address.widget], self.headlines, main, self.panel, below).add_class(
            "wuli-what-if"
        )

    # --- steps, and the way back ---

    def go(self, world: World, wish: Wish) -> None:
        """Show a wish in a world."""
        self.now = run(world, wish)
        self.world, self.wish = world, wish
        self.show()

    def step(self, world: World, wish: Wish) -> None:
        """As `go`, and remember where the viewer was."""
        here = (self.world, self.wish)
        if here != (world, wish):
            self.past, self.future = [*self.past[1 - MOST_STEPS :], here], []
        self.gesture = None
        self.step_address()
        self.go(world, wish)

    def back(self, taken: list[tuple[World, Wish]], given: list[tuple[World, Wish]]) -> None:
        """One step back or forth; nothing where there is none."""
        if taken:
            given.append((self.world, self.wish))
            self.gesture = None
            self.step_address()
            self.go(*taken.pop())

    def open_scenario(self, name: str) -> None:
        """Show a scenario as it stands. Raises InputFaults for a name that is not on the list."""
        one_of(name, self.titles, say("page_scenario", self.lang))
        self.step(open_world(name, self.members, self.seed), NOTHING)

    def open_code(self, code: str, state: Mapping[str, str]) -> None:
        """Show the scenario of a code, and keep the versions of the address beside it.

        What is wrong with either, or has changed since a code was made, is said on top of the page.
        """
        world, wish, notice = self.standing(code)
        self.kept, self.gesture, self.compared = {}, None, NOBODY
        self.world = world
        notice = joined(notice, self.address.read(state, self.lang))
        self.go(world, wish)
        if notice:
            self.show_bar(notice)

    def standing(self, code: str) -> tuple[World, Wish, str]:
        """The scenario of a code as a wish in a world, and what there is to say of the code.

        It stands on the scenario that it starts from where the sliders can say it; without a code it is the
        programme.
        """
        scenario, notice = opened(code, self.lang)
        if scenario is None:
            return open_world(in_use().main, self.members, self.seed), NOTHING, notice
        start = scenario.id if scenario.id in self.titles else str(scenario.baseline)
        world = open_world(start, self.members, self.seed)
        wish = wish_of(world, scenario)
        if wish is None:
            self.titles = {**self.titles, scenario.id: scenario.title}
            return open_world(scenario.id, self.members, self.seed), NOTHING, notice
        return world, wish, notice

    def on_address(self, message: Mapping[str, Any]) -> None:
        """The viewer has gone back or forward to another address of the page."""
        state, self.lang = gone_to(message, self.lang)
        self.past, self.future = [*self.past[1 - MOST_STEPS :], (self.world, self.wish)], []
        self.open_code(state.get("code", ""), state)

    def put_version(self, letter: str, code: str) -> None:
        """Keep the scenario of a code under a letter. Raises InputFaults for a code that cannot be opened."""
        checked_code(code)
        world, wish, _ = self.standing(code)
        if world.case.scenario.years != self.world.case.scenario.years:
            raise fault("", "overview_not_beside")
        self.kept[letter] = Version(world, wish, run(world, wish))

    def step_address(self) -> None:
        """What is shown now can be gone back from."""
        versions = {name.lower(): encode(one.result.case.scenario) for name, one in self.kept.items()}
        who = "" if self.compared == NOBODY else self.compared
        self.address.show({**versions, "who": who}, step=True)

    def on_preset(self, message: Mapping[str, Any]) -> None:
        name = checked_preset(self.world, message.get("id"), self.lang)
        self.step(self.world, preset_wish(self.world, name))

    def on_language(self, message: Mapping[str, Any]) -> None:
        if message.get("lang") in LANGUAGES:
            self.lang = message["lang"]
            self.show()

    def on_amounts(self, message: Mapping[str, Any]) -> None:
        """Run a wish and show it; whatever happens, the panel hears that its message was answered.

        The moves of one gesture (its running number comes with them) are one step to undo.
        """
        try:
            wish = checked_wish(self.world, self.wish, message, self.lang)
            self.now = run(self.world, wish)
            gesture = message.get("gesture")
            if gesture is None or gesture != self.gesture:
                self.past, self.future = [*self.past[1 - MOST_STEPS :], (self.world, self.wish)], []
            self.gesture, self.wish = gesture if isinstance(gesture, int) else None, wish
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
        self.kept[free[0]] = Version(self.world, self.wish, self.now)
        self.kept = dict(sorted(self.kept.items()))
        self.step_address()
        self.show_versions()
        self.show_bar()

    def letter(self, message: Mapping[str, Any]) -> str:
        name = message.get("id")
        if not isinstance(name, str) or name not in self.kept:
            raise InputFaults([unknown("", say("page_version", self.lang), str(name)[:40], self.kept)])
        return name

    def on_restore(self, message: Mapping[str, Any]) -> None:
        version = self.kept[self.letter(message)]
        self.step(version.world, version.wish)

    def on_drop(self, message: Mapping[str, Any]) -> None:
        del self.kept[self.letter(message)]
        self.step_address()
        self.show_versions()
        self.show_bar()

    def save(self) -> None:
        """Send the scenario file of what is shown; the browser stores it where the viewer likes."""
        name, text = scenario_file(self.world, self.wish)
        self.panel.send({"kind": "file", "name": name, "text": text})
        self.show_bar()

    def complain(self, text: str) -> None:
        """One friendly line on top of the page; without a text, that it did not work."""
        self.show_bar(text or say("page_failed", self.lang))

    # --- who gains and who loses ---

    def put_compared(self, text: str) -> None:
        """What the list of villages compares with. Raises InputFaults for anything else."""
        self.compared = one_of(text, AGAINST, say("who_label", self.lang))

    def on_compared(self, message: Mapping[str, Any]) -> None:
        ids = message.get("ids")
        if message.get("name") != "against" or not isinstance(ids, list) or len(ids) != 1:
            raise fault("", "page_request")
        self.put_compared(str(ids[0]))
        self.step_address()
        self.show_who()

    def show_who(self) -> None:
        """The list for what is shown now; it is worked out once the viewer has stopped moving."""
        self.changed = None
        if self.compared == NOBODY:
            self.against.state = choice_state(NOBODY, "", self.lang)
            self.who.draw([], [], self.lang)
            return
        self.against.state = choice_state(self.compared, say("who_busy", self.lang), self.lang)
        if self.opening:  # what is sent while a browser takes up its widgets would reach none of them
            self.work_on_who()
        else:
            self.later.ask(self.work_on_who)

    def work_on_who(self) -> None:
        if self.compared == NOBODY:
            return
        self.changed = changes(self.world, self.now, self.compared)
        told = " ".join(sentences(self.changed, self.world, self.compared, self.lang))
        self.against.state = choice_state(self.compared, told, self.lang)
        than = say(f"who_than_{self.compared}", self.lang)
        self.who.draw(
            columns(self.world, self.lang), rows(self.changed, self.lang), self.lang,
            title=say("who_title", self.lang, than=than), note=say("who_note", self.lang),
            parts=paper_parts(self.lang),
        )  # fmt: skip

    def sheets(self) -> list[Sheet]:
        """The list of villages as briefing and workbook take it along, where one is shown."""
        if self.changed is None:
            return []
        return [who_sheet(self.changed, self.world, self.compared, self.lang)]

    def asked(self) -> Asked | None:
        """What page one of a briefing answers: the list's question, where one is shown."""
        if self.changed is None:
            return None
        return who_asked(self.changed, self.world, self.compared, self.lang)

    # --- showing ---

    def show(self) -> None:
        """Everything, in the current language."""
        self.show_bar()
        with self.panel.hold_sync():
            self.panel.state = panel_state(self.world, self.lang)
            self.show_panel()
        self.notes.sections = notes(self.world, self.lang)
        self.show_versions()
        self.show_numbers()

    def show_panel(self) -> None:
        steps = bool(self.past), bool(self.future)
        self.panel.now = panel_now(self.world, self.now, self.wish, steps, self.lang, self.showing)

    def show_versions(self) -> None:
        self.versions.state = versions_state(self.world, self.kept, self.lang)

    def show_bar(self, notice: str = "") -> None:
        self.share.show(self.now, self.lang, self.sheets, self.asked)
        self.bar.state = bar(self.world, self.wish, self.titles, notice, self.lang).state

    def show_numbers(self) -> None:
        drawn = spreads(self.world, self.now)
        self.headlines.label = say("page_headlines", self.lang)
        self.headlines.cards = cards(self.world, self.now, drawn, self.lang)
        self.showing += 1
        for chart, widget in self.charts.items():
            values = drawn[chart.name]
            widget.draw(chart_frame(chart, self.world, self.now, values, self.lang, self.showing), values)
        self.show_who()
