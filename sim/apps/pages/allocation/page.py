"""The page 怎么花 Allocation: a budget and rules in, a list of villages out, with why and with a proof.

Its numbers are those of `wuli allocate` and `wuli frontier`: the same questions (sim.analysis.questions) with
the same members and luck. Where people or training places are handed out too, neighbours share what they
bring; that takes hundreds of runs, so fewer members are used and the page says how many.
Below stands what a viewer can have searched for: plans and rules for four goals (plan_search.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from anywidget import AnyWidget
from ipywidgets import Box

from sim.analysis.questions import Advice, Frontier
from sim.apps.pages.allocation.plan_search import PlanFrontier
from sim.apps.pages.allocation.request import (
    PARTS,
    PlanRequest,
    checked_request,
    form_state,
    open_case,
    part_text,
    part_value,
    usual_request,
    values_of,
    wrong_fields,
)
from sim.apps.pages.allocation.results import (
    PlanProgress,
    answer_state,
    cards,
    frontier_frame,
    frontier_values,
    list_parts,
    map_groups,
    notes,
    open_advice,
    open_frontier,
    plans_shown,
    regret_columns,
    regret_rows,
    village_columns,
    village_rows,
    worth_shown,
)
from sim.apps.pages.base import Bar, Message, Page
from sim.apps.pages.requests import one_of, plain, running_number
from sim.apps.widgets import (
    AnswerCard,
    AskForm,
    DataTable,
    FanChart,
    Headlines,
    IntervalChart,
    Notes,
    TileMap,
    page,
)
from sim.faults import InputFaults
from sim.inputs.case import Case
from sim.inputs.scenarios.scenario import Scenario
from sim.inputs.villages import find_village, place_names
from sim.reports.allocation import allocation_asked, allocation_sheets, conflict_text, why_village
from sim.reports.sheets import Asked, Sheet
from sim.words import say


class AllocationPage(Page):
    """The page and what it remembers: the plan that is asked for, its answer, what is wrong with the form.

    told   the scenario and the plan that are answered
    wrong  what is said beside each field that cannot be used
    """

    app = "allocation"
    typed = ("village",)
    problem: str
    wrong: dict[str, str]

    # --- what it consists of ---

    def build(self) -> None:
        self.headlines, self.notes, self.form = Headlines(), Notes(), AskForm()
        self.plans, self.worth = IntervalChart(name="plans"), IntervalChart(name="worth")
        self.regrets, self.list = DataTable(name="regrets"), DataTable(name="villages")
        self.frontier, self.map = FanChart(name="frontier", height=260), TileMap(name="townships")
        self.verdict = AnswerCard(name="plan")
        for wide in (self.verdict, self.regrets, self.list, self.frontier):
            wide.add_class("wuli-wide")
        self.found: Advice | None = None
        self.curve: Frontier | None = None
        self.showing = self.number = 0
        self.first, self.second = self.later(), self.later()
        self.searched = PlanFrontier(self)

    def arranged(self) -> Box:
        main = [self.verdict, self.list, self.plans, self.worth, self.regrets, self.frontier]
        main.append(self.searched.box)
        below = Box([self.share.bar, self.notes])
        return page(self.top, self.headlines, main, self.form, below, more=[self.map])

    def askers(self) -> Iterable[AnyWidget]:
        return self.form, self.list, self.map

    def listen(self) -> None:
        super().listen()
        self.searched.listen()

    def kinds(self) -> dict[str, Callable[[Message], None]]:
        return {"ask": self.on_ask, "row": self.on_village, "tile": self.on_township}

    def fields(self) -> dict[str, Callable[[str], None]]:
        parts = {name: partial(self.put_part, name) for name in PARTS}
        axes = {axis: partial(self.searched.put, axis) for axis in ("across", "up")}
        return {**parts, "village": self.put_village, "township": self.put_township, **axes}

    def stand(self, scenario: Scenario | None = None) -> None:
        """The plan of the money of one year's published projects, and no rules."""
        super().stand(scenario)
        self.request, self.problem, self.wrong = usual_request(self.scenario), "", {}
        self.township = self.village = ""
        self.searched.stand()
        self.told: tuple[str, PlanRequest] | None = None  # also what stands in the form unsent is forgotten

    def speak(self, lang: str) -> None:
        """What was wrong with the form was said in the language before."""
        super().speak(lang)
        self.problem, self.wrong = "", {}

    def sheets(self) -> Sequence[Sheet]:
        """What a briefing says of the plan, and of those that were searched for."""
        plan = allocation_sheets(self.found, shown=None) if self.found else []
        return [*plan, *self.searched.sheets()]

    def asked(self) -> Asked | None:
        return allocation_asked(self.found) if self.found else None

    @property
    def case(self) -> Case:
        return open_case(self.scenario)

    # --- what an address may ask for ---

    def put_part(self, name: str, text: str) -> None:
        """One part of the plan, checked as the form's is."""
        values = values_of(self.request) | {name: part_value(name, text)}
        self.request = checked_request(self.case, values)

    def put_village(self, text: str) -> None:
        self.village = find_village(self.case.register.table, plain(text))

    def put_township(self, text: str) -> None:
        known = list(self.case.register.table["township_id"].unique())
        self.township = one_of(text, known, say("village_col_township"))

    def parts(self) -> Mapping[str, str]:
        usual, now = values_of(usual_request(self.scenario)), values_of(self.request)
        plan = {name: part_text(now[name]) for name in PARTS if now[name] != usual[name]}
        return {**plan, "village": self.village, "township": self.township, **self.searched.parts()}

    # --- what a viewer may ask for ---

    def answer(self, request: PlanRequest) -> None:
        """Work on a request; a newer one that comes before the work begins takes its place."""
        self.wrong = {}
        self.show_form(busy=say("allocation_form_busy"))
        self.first.ask(lambda: self.work(request))

    def work(self, request: PlanRequest) -> None:
        progress = PlanProgress(lambda words: self.show_form(busy=words))
        try:
            self.found = open_advice(self.scenario, request, self.members, self.seed, progress)
            self.problem, before, self.request = "", self.request, request
            self.told = (self.scenario, request)
            if request != before:
                self.step()
            self.show_bar()
            self.show_answer()
        except InputFaults as faults:
            self.problem = conflict_text(faults)
        except Exception:
            self.problem = say("page_failed")
            raise
        finally:
            self.answered()
        self.second.ask(self.work_on_frontier)

    def work_on_frontier(self) -> None:
        """The frontier comes after the answer: it is the same for all rules."""
        request = self.request
        self.curve = open_frontier(self.scenario, request.target, self.members, self.seed, request.basis)
        self.show_frontier()

    def on_ask(self, message: Message) -> None:
        """AnswerCard a form; whatever happens, the form hears that its question was answered."""
        asked = running_number(message.get("number"))
        self.number = self.number if asked is None else asked
        try:
            request = checked_request(self.case, message.get("values"))
        except InputFaults as faults:
            self.problem, self.wrong = conflict_text(faults), wrong_fields(faults)
            self.answered()
            return
        self.answer(request)

    def answered(self) -> None:
        with self.form.hold_sync():
            self.show_form()
            self.form.answered = self.number

    def on_village(self, message: Message) -> None:
        """Say why a village got what it got; an id that the register lacks is told with its nearest."""
        self.put_village(str(message.get("id")))
        self.step()
        self.show_list()

    def on_township(self, message: Message) -> None:
        """Narrow the list to a township; the same one once more shows all."""
        before = self.township
        self.put_township(str(message.get("id")))
        self.township = "" if self.township == before else self.township
        self.step()
        self.show_list()

    # --- showing ---

    def show(self) -> None:
        """Everything, in the current language; an answer that is not at hand comes a little later."""
        self.show_bar()
        self.searched.show()
        if self.told != (self.scenario, self.request):
            self.answer(self.request)
            return
        self.show_form()
        if self.found:
            self.show_answer()
        if self.curve:
            self.show_frontier()

    def head(self) -> Bar:
        return replace(super().head(), question=say(f"allocation_question_{self.request.basis}"))

    def show_form(self, busy: str = "") -> None:
        self.form.state = form_state(self.case, self.request, self.problem, busy, self.wrong)

    def show_answer(self) -> None:
        """The best plan: its numbers, its villages, what it is worth against other plans."""
        assert self.found
        self.showing += 1
        found = self.found
        self.headlines.label = say("page_headlines")
        self.headlines.cards = cards(found, self.request)
        self.verdict.state = answer_state(found, self.request)
        frame, values = plans_shown(found)
        self.plans.draw(frame | {"showing": self.showing}, values)
        self.regrets.draw(
            regret_columns(found), regret_rows(found),
            title=say("advice_regret"), note=say("allocation_regret_note"), searchable=False,
        )  # fmt: skip
        self.notes.sections = notes(found)
        self.show_list()

    def show_list(self) -> None:
        """The villages with what they get, and where they lie."""
        assert self.found
        found = self.found
        why = why_village(found, self.village) if self.village else ""
        called = place_names(self.case.register).township
        within = {"column": "township", "value": self.township, "label": called.get(self.township, "")}
        more = {"app": "one_village", "part": "village", "label": say("allocation_more")}
        self.list.draw(
            village_columns(found), village_rows(found), title=say("allocation_list"),
            note=say("allocation_list_note"), hint=say("allocation_list_hint"),
            parts=list_parts(), answer=why, choosable=True, more=more,
            chosen=self.village, size=10, within=within if self.township else None,
        )  # fmt: skip
        self.map.draw(
            map_groups(found), title=say("allocation_map"), chosen=self.township,
            unit=say("allocation_map_unit"), hint=say("allocation_map_hint"),
            leads=".wuli-area-main",
        )  # fmt: skip

    def show_frontier(self) -> None:
        assert self.curve
        self.frontier.draw(frontier_frame(self.curve, self.showing), frontier_values(self.curve))
        frame, values = worth_shown(self.curve)
        self.worth.draw(frame | {"showing": self.showing}, values)
