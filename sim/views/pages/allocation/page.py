"""The page itself: what it remembers, how it answers a viewer, and in which order it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from ipywidgets import Box

from sim.analysis.questions import Advice, Frontier
from sim.faults import InputFaults
from sim.inputs import Case
from sim.inputs.programme import in_use
from sim.inputs.villages import find_village, place_names
from sim.views.advice import Asked, Sheet, allocation_asked, allocation_sheets, conflict_text, why_village
from sim.views.pages.address import Address, gone_to, joined
from sim.views.pages.allocation.answers import Watcher, open_advice, open_case, open_frontier, usual_wish
from sim.views.pages.allocation.charts import frontier_frame, frontier_values, plans_shown, worth_shown
from sim.views.pages.allocation.form import form_state
from sim.views.pages.allocation.shown import answer_state, cards, notes
from sim.views.pages.allocation.tables import (
    list_parts,
    map_groups,
    regret_columns,
    regret_rows,
    village_columns,
    village_rows,
)
from sim.views.pages.allocation.wish import (
    PARTS,
    Wish,
    checked_wish,
    part_text,
    part_value,
    values_of,
    wrong_fields,
)
from sim.views.pages.checks import one_of, plain, running_number
from sim.views.pages.shell import MEMBERS, Bar, known_scenarios, open_world, titles_of
from sim.views.share import Sharing, opened
from sim.views.widgets import (
    Answer,
    AskForm,
    DataTable,
    FanChart,
    Headlines,
    IntervalChart,
    Later,
    Notes,
    TileMap,
    TopBar,
    on_request,
    page,
)
from sim.words import LANGUAGES, language, say


class AllocationPage:
    """The page and what it remembers: the scenario, the wish, its answer, the language."""

    def __init__(
        self, lang: str | None = None, members: int = MEMBERS, seed: int = 0, code: str = "",
        state: Mapping[str, str] | None = None,
    ):  # fmt: skip
        self.lang = language(lang)
        self.members, self.seed = members, seed
        self.scenarios, self.notice = dict(known_scenarios()), ""
        self.share = Sharing()
        self.bar, self.headlines, self.notes, self.form = TopBar(), Headlines(), Notes(), AskForm()
        self.plans, self.worth = IntervalChart(name="plans"), IntervalChart(name="worth")
        self.regrets, self.list = DataTable(name="regrets"), DataTable(name="villages")
        self.frontier, self.map = FanChart(name="frontier", height=260), TileMap(name="townships")
        self.verdict = Answer(name="plan")
        for wide in (self.verdict, self.regrets, self.list, self.frontier):
            wide.add_class("wuli-wide")
        fields = {name: partial(self.put_part, name) for name in PARTS}
        self.address = Address(
            {**fields, "village": self.put_village, "township": self.put_township}, typed=["village"]
        )
        self.found: Advice | None = None
        self.curve: Frontier | None = None
        self.township = self.village = self.problem = ""
        self.wrong: dict[str, str] = {}
        self.showing = self.number = 0
        self.first, self.second = (
            Later(self.complain, lambda: self.lang),
            Later(self.complain, lambda: self.lang),
        )
        handlers = {
            "scenario": self.on_scenario,
            "language": self.on_language,
            "reset": self.on_reset,
            "ask": self.on_ask,
            "row": self.on_village,
            "tile": self.on_township,
            "address": self.on_address,
        }
        for widget in (self.bar, self.address.widget, self.form, self.list, self.map):
            on_request(widget, handlers, self.complain, lambda: self.lang)
        self.open_code(code, state or {})

    @property
    def layout(self) -> Box:
        """The page, ready to be shown."""
        main = [self.verdict, self.list, self.plans, self.worth, self.regrets, self.frontier]
        below = Box([self.share.bar, self.notes])
        return page([self.bar, self.address.widget], self.headlines, main, self.form, below, more=[self.map])

    def sheets(self) -> Sequence[Sheet]:
        """What a briefing says of the plan."""
        return allocation_sheets(self.found, self.lang, shown=None) if self.found else ()

    def asked(self) -> Asked | None:
        """What page one of a briefing answers."""
        return allocation_asked(self.found, self.lang) if self.found else None

    @property
    def case(self) -> Case:
        return open_case(self.scenario)

    # --- what an address may ask for ---

    def open_code(self, code: str, state: Mapping[str, str]) -> None:
        """The page as it opens, with the scenario, the plan and the village that its address asks for."""
        asked, notice = opened(code, self.lang)
        self.scenario = asked.id if asked else in_use().main
        self.scenarios = {**self.scenarios, **({asked.id: asked} if asked else {})}
        self.wish, self.problem = usual_wish(self.scenario), ""
        self.township = self.village = ""
        self.notice = joined(notice, self.address.read(state, self.lang))
        self.show_bar()
        self.answer(self.wish)

    def on_address(self, message: Mapping[str, Any]) -> None:
        """The viewer has gone back or forward to another address of the page."""
        state, self.lang = gone_to(message, self.lang)
        self.open_code(state.get("code", ""), state)

    def put_part(self, name: str, text: str) -> None:
        """One part of the plan, checked as the form's is."""
        values = values_of(self.wish) | {name: part_value(name, text)}
        self.wish = checked_wish(self.case, values, self.lang)

    def put_village(self, text: str) -> None:
        self.village = find_village(self.case.register.table, plain(text))

    def put_township(self, text: str) -> None:
        known = list(self.case.register.table["township_id"].unique())
        self.township = one_of(text, known, say("village_col_township", self.lang))

    def step(self) -> None:
        """What is shown now can be gone back from."""
        usual, now = values_of(usual_wish(self.scenario)), values_of(self.wish)
        plan = {name: part_text(now[name]) for name in PARTS if now[name] != usual[name]}
        self.address.show({**plan, "village": self.village, "township": self.township}, step=True)

    # --- what a viewer may ask for ---

    def answer(self, wish: Wish) -> None:
        """Work on a wish; a newer one that comes before the work begins takes its place."""
        self.wrong = {}
        self.show_form(busy=say("allocation_form_busy", self.lang))
        self.first.ask(lambda: self.work(wish))

    def work(self, wish: Wish) -> None:
        watcher = Watcher(lambda words: self.show_form(busy=words), self.lang)
        try:
            self.found = open_advice(self.scenario, wish, self.members, self.seed, watcher)
            self.problem, before, self.wish = "", self.wish, wish
            if wish != before:
                self.step()
            self.show_bar()
            self.show_answer()
        except InputFaults as faults:
            self.problem = conflict_text(faults, self.lang)
        except Exception:
            self.problem = say("allocation_failed", self.lang)
            raise
        finally:
            self.answered()
        self.second.ask(self.work_on_frontier)

    def work_on_frontier(self) -> None:
        """The frontier comes after the answer: it is the same for all rules."""
        wish = self.wish
        self.curve = open_frontier(self.scenario, wish.target, self.members, self.seed, wish.basis)
        self.show_frontier()

    def on_ask(self, message: Mapping[str, Any]) -> None:
        """Answer a form; whatever happens, the form hears that its question was answered."""
        asked = running_number(message.get("number"))
        self.number = self.number if asked is None else asked
        try:
            wish = checked_wish(self.case, message.get("values"), self.lang)
        except InputFaults as faults:
            self.problem, self.wrong = conflict_text(faults, self.lang), wrong_fields(faults, self.lang)
            self.answered()
            return
        self.answer(wish)

    def answered(self) -> None:
        with self.form.hold_sync():
            self.show_form()
            self.form.answered = self.number

    def on_scenario(self, message: Mapping[str, Any]) -> None:
        """Allocate on top of another scenario. Raises InputFaults for a name that is not on the list."""
        name = one_of(str(message.get("id")), self.scenarios, say("page_scenario", self.lang))
        self.scenario, self.notice = name, ""
        self.step()
        self.show_bar()
        self.answer(self.wish)

    def on_reset(self, _message: Mapping[str, Any]) -> None:
        self.scenario, self.problem, self.notice = in_use().main, "", ""
        self.wish, self.township, self.village = usual_wish(self.scenario), "", ""
        self.step()
        self.show_bar()
        self.answer(self.wish)

    def on_language(self, message: Mapping[str, Any]) -> None:
        if message.get("lang") in LANGUAGES:
            self.lang, self.problem, self.wrong = message["lang"], "", {}
            self.show()

    def on_village(self, message: Mapping[str, Any]) -> None:
        """Say why a village got what it got; an id that the register lacks is told with its nearest."""
        self.put_village(str(message.get("id")))
        self.step()
        self.show_list()

    def on_township(self, message: Mapping[str, Any]) -> None:
        """Narrow the list to a township; the same one once more shows all."""
        before = self.township
        self.put_township(str(message.get("id")))
        self.township = "" if self.township == before else self.township
        self.step()
        self.show_list()

    def complain(self, text: str) -> None:
        """One friendly line on top of the page; without a text, that it did not work."""
        self.show_bar(text or say("allocation_failed", self.lang))

    # --- showing ---

    def show(self) -> None:
        """Everything, in the current language."""
        self.show_bar()
        self.show_form()
        if self.found:
            self.show_answer()
        if self.curve:
            self.show_frontier()

    def show_bar(self, notice: str = "") -> None:
        shown = open_world(self.scenario, self.members, self.seed).start
        self.share.show(shown, self.lang, self.sheets, self.asked)
        self.bar.state = Bar(
            "allocation",
            self.lang,
            choices=titles_of(self.scenarios),
            chosen=self.scenario,
            question=say(f"allocation_question_{self.wish.basis}", self.lang),
            notice=notice or self.notice,
            register=self.case.register,
            reset=True,
        ).state

    def show_form(self, busy: str = "") -> None:
        self.form.state = form_state(self.case, self.wish, self.lang, self.problem, busy, self.wrong)

    def show_answer(self) -> None:
        """The best plan: its numbers, its villages, what it is worth against other plans."""
        assert self.found
        self.showing += 1
        found, lang = self.found, self.lang
        self.headlines.label = say("page_headlines", lang)
        self.headlines.cards = cards(found, self.wish, lang)
        self.verdict.state = answer_state(found, self.wish, lang)
        frame, values = plans_shown(found, lang)
        self.plans.draw(frame | {"showing": self.showing}, values)
        self.regrets.draw(
            regret_columns(found, lang), regret_rows(found, lang), lang,
            title=say("advice_regret", lang), note=say("allocation_regret_note", lang), searchable=False,
        )  # fmt: skip
        self.notes.sections = notes(found, lang)
        self.show_list()

    def show_list(self) -> None:
        """The villages with what they get, and where they lie."""
        assert self.found
        found, lang = self.found, self.lang
        why = why_village(found, self.village, lang) if self.village else ""
        called = place_names(self.case.register).township
        within = {"column": "township", "value": self.township, "label": called.get(self.township, "")}
        more = {"app": "one_village", "part": "village", "label": say("allocation_more", lang)}
        self.list.draw(
            village_columns(found, lang), village_rows(found, lang), lang, title=say("allocation_list", lang),
            note=say("allocation_list_note", lang), hint=say("allocation_list_hint", lang),
            parts=list_parts(lang), answer=why, choosable=True, more=more,
            chosen=self.village, size=10, within=within if self.township else None,
        )  # fmt: skip
        self.map.draw(
            map_groups(found, lang), lang, title=say("allocation_map", lang), chosen=self.township,
            unit=say("allocation_map_unit", lang), hint=say("allocation_map_hint", lang),
            leads=".wuli-area-main",
        )  # fmt: skip

    def show_frontier(self) -> None:
        assert self.curve
        self.frontier.draw(frontier_frame(self.curve, self.lang, self.showing), frontier_values(self.curve))
        frame, values = worth_shown(self.curve, self.lang)
        self.worth.draw(frame | {"showing": self.showing}, values)
