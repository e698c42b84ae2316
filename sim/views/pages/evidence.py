"""The page 依据 Evidence: what every answer rests on, what to survey next, and how the model fared elsewhere.

Fact → lever → channel → equation → parameter → grade for everything in the tables, the effect of each
uncertainty on a chosen answer of a chosen scenario, and the places where a naive rule came nearer than the
model. All numbers come from sim.analysis; what is dear is computed once in the nursery.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
from ipywidgets import Box

from sim.analysis.validation import SkillCard
from sim.analysis.value_of_information import CRITERIA, Decision, benefits, survey_next
from sim.faults import fault
from sim.inputs import Case
from sim.inputs.programme import in_use
from sim.views import grounds, trace
from sim.views.advice import Sheet
from sim.views.numbers import number
from sim.views.outlook import share_bars
from sim.views.pages.address import Address, gone_to, joined
from sim.views.pages.checks import one_of
from sim.views.pages.kept import (
    LUCKS,
    SKILL_MEMBERS,
    effects,
    share_base,
    shares,
    skill,
    skill_words,
)
from sim.views.pages.shell import Bar, kept, known_scenarios, open_world, titles_of
from sim.views.share import Sharing, opened
from sim.views.tables import WITHOUT_GAIN
from sim.views.widgets import (
    Answer,
    Chain,
    Choices,
    DataTable,
    IntervalChart,
    Notes,
    StackedBars,
    TopBar,
    on_request,
    sheet,
)
from sim.words import LANGUAGES, language, say

OUTCOMES = ("mean_gain", "mean_income", "below_target", "lifted")
DECISIONS = {  # by the roles of scenarios
    "people": ("programme", "people_first", "courses_first"),
    "all": ("programme", "money_first", "people_first", "courses_first", "weakest_first"),
}
MEMBERS = 1024  # of the runs behind what to survey next


def options(decision: str) -> tuple[str, ...]:
    """The scenarios that a decision is among, as far as the programme in use has them."""
    named = map(in_use().scenario, DECISIONS[decision])
    return tuple(filter(None, named))


# --- what is computed once --------------------------------------------------------------------------------


def warm() -> None:
    """Compute what the page opens with, so that a fork finds it ready."""
    world = open_world(in_use().main)
    shares(world, share_base(MEMBERS)), effects(world, LUCKS), known_scenarios()
    survey(next(iter(DECISIONS)), MEMBERS), trace.ways()
    for lang in LANGUAGES:
        skill_words(SKILL_MEMBERS, lang)
        trace.table_rows("all", world.case, {}, lang)


@kept(8)
def survey(decision: str, members: int) -> pd.DataFrame:
    """What knowing each uncertainty is worth to a decision between scenarios."""
    return survey_next(benefits(open_world(in_use().main).case, Decision(options(decision)), members))


# --- the page --------------------------------------------------------------------------------------------


class Evidence:
    """The page and what it remembers: scenario, answer looked at, row chosen, filter, decision, language.

    `members` makes everything smaller, for tests. `layout` is shown by the notebook.
    """

    def __init__(
        self, lang: str | None = None, members: int = MEMBERS, code: str = "",
        state: Mapping[str, str] | None = None,
    ):  # fmt: skip
        self.lang, self.members = language(lang), members
        self.scenarios = {
            name: one for name, one in known_scenarios().items() if name != in_use().counterfactual
        }
        self.bar, self.summary, self.card = TopBar(), Answer(name="summary"), Answer(name="card")
        names = ("outcome", "kind", "decision", "criterion")
        self.choices = {name: Choices(name=name) for name in names}
        self.shares, self.chain = StackedBars(name="shares"), Chain(name="chain")
        self.rows = {name: IntervalChart(name=name) for name in ("tornado", "survey", "validation")}
        self.table, self.skill, self.share = DataTable(name="everything"), Notes(), Sharing()
        fields = {name: partial(self.put_choice, name) for name in names}
        self.address = Address({**fields, "row": self.put_row})
        self.layout = self.arranged()
        self.listen()
        self.open_code(code, state or {})

    def arranged(self) -> Box:
        """The parts in their places, ready to be shown."""
        asked = [self.choices["decision"], self.choices["criterion"], self.rows["survey"], self.skill]
        return sheet(
            [self.bar, self.address.widget],
            (7, self.summary), (5, self.shares),
            (12, self.choices["outcome"]),
            (7, self.rows["tornado"]), (5, self.card),
            (12, self.chain),
            (12, [self.choices["kind"], self.table]),
            (6, asked), (6, self.rows["validation"]),
            (12, self.share.bar),
        )  # fmt: skip

    def listen(self) -> None:
        handlers = {
            "language": self.on_language, "reset": lambda message: self.reset(), "chosen": self.on_chosen,
            "choose": self.on_parameter, "row": self.on_row, "scenario": self.on_scenario,
            "address": self.on_address,
        }  # fmt: skip
        for widget in (
            self.bar,
            self.address.widget,
            self.table,
            self.rows["tornado"],
            *self.choices.values(),
        ):
            on_request(widget, handlers, self.complain, lambda: self.lang)

    # --- what a viewer may ask for ---

    def open_code(self, code: str, state: Mapping[str, str]) -> None:
        """The page as it opens, with the scenario and all else that its address asks for."""
        scenario, notice = opened(code, self.lang)
        if scenario is not None:
            self.scenarios = {scenario.id: scenario, **self.scenarios}
        self.stand(scenario.id if scenario else in_use().main)
        notice = joined(notice, self.address.read(state, self.lang))
        self.show()
        if notice:
            self.show_bar(notice)

    def on_address(self, message: Mapping[str, Any]) -> None:
        """The viewer has gone back or forward to another address of the page."""
        state, self.lang = gone_to(message, self.lang)
        self.open_code(state.get("code", ""), state)

    def stand(self, scenario: str = "") -> None:
        """As the page opens: the gain, its strongest uncertainty, everything in the table."""
        self.kind, self.decision, self.criterion = "all", next(iter(DECISIONS)), "villages"
        self.lever = (*in_use().levers("project"), *in_use().levers("shown"), "")[0]
        self.look_at(scenario)

    def look_at(self, scenario: str) -> None:
        """What one scenario's answers rest on, from its first answer and strongest uncertainty on."""
        self.world = open_world(scenario or in_use().main)
        self.outcome = self.outcomes()[0]
        self.chosen, self.follow = self.strongest(), False

    def strongest(self) -> str:
        return f"parameter/{self.effects().index[0]}"

    def reset(self) -> None:
        self.stand()
        self.step()
        self.show()

    # --- what an address may ask for ---

    def allowed(self) -> dict[str, Sequence[str]]:
        """What can be chosen of each row of buttons; the first is what the page opens with."""
        return {
            "outcome": self.outcomes(), "kind": ("all", *trace.KINDS), "decision": tuple(DECISIONS),
            "criterion": CRITERIA,
        }  # fmt: skip

    def put_choice(self, name: str, wanted: Any) -> None:
        setattr(self, name, one_of(wanted, self.allowed()[name], say(f"evidence_{name}", self.lang)))

    def put_row(self, wanted: str) -> None:
        """The card of a row. Raises InputFaults for one that the tables do not hold."""
        kind, _, name = wanted[:80].partition("/")
        known = grounds.names_of(kind, self.case)
        one_of(name, known, say("overview_choice", self.lang), told=80)
        self.chosen, self.follow = f"{kind}/{name}", True
        self.lever = grounds.lever_of(kind, name, self.case) or self.lever

    def step(self) -> None:
        """What is shown now can be gone back from."""
        usual = {"outcome": self.outcomes()[0], "kind": "all", "decision": next(iter(DECISIONS))}
        usual |= {"criterion": "villages", "row": self.strongest()}
        now = {name: getattr(self, name) for name in self.choices} | {"row": self.chosen}
        self.address.show({name: text for name, text in now.items() if text != usual[name]}, step=True)

    # --- what is pressed ---

    def on_scenario(self, message: Mapping[str, Any]) -> None:
        self.look_at(one_of(message.get("id"), self.scenarios, say("page_scenario", self.lang), told=60))
        self.step()
        self.show()

    def on_chosen(self, message: Mapping[str, Any]) -> None:
        """A button of one of the rows of choices was pressed."""
        name, ids = message.get("name"), message.get("ids")
        if name not in self.choices or not isinstance(ids, list) or len(ids) != 1:
            raise fault("", "page_request")
        self.put_choice(name, ids[0])
        self.follow = False
        self.step()
        self.show()

    def on_parameter(self, message: Mapping[str, Any]) -> None:
        self.choose(f"parameter/{message.get('key')}")

    def on_row(self, message: Mapping[str, Any]) -> None:
        self.choose(str(message.get("id")))

    def choose(self, wanted: str) -> None:
        self.put_row(wanted)
        self.step()
        self.show_card()
        self.show_tornado()
        self.show_table()

    def on_language(self, message: Mapping[str, Any]) -> None:
        if message.get("lang") in LANGUAGES:
            self.lang, self.follow = message["lang"], False
            self.show()

    def complain(self, text: str) -> None:
        """One friendly line on top of the page; without a text, that it did not work."""
        self.show_bar(text or say("page_failed", self.lang))

    # --- what is shown ---

    @property
    def case(self) -> Case:
        return self.world.case

    def outcomes(self) -> Sequence[str]:
        """The answers that can be looked at: without any programme nothing is gained."""
        return OUTCOMES if self.case.scenario.id != in_use().counterfactual else WITHOUT_GAIN

    def options(self) -> dict[str, str]:
        """The scenarios that the decision is between, with their titles."""
        known = known_scenarios()
        return {name: known[name].title[self.lang] for name in options(self.decision)}

    def effects(self) -> pd.DataFrame:
        return effects(self.world, min(LUCKS, self.members)).loc[self.outcome]

    def surveyed(self) -> pd.DataFrame:
        return survey(self.decision, self.members).loc[self.criterion]

    def validated(self) -> SkillCard:
        return skill(min(SKILL_MEMBERS, self.members))

    def trust(self) -> list[str]:
        """How the model fared elsewhere, in words."""
        return skill_words(min(SKILL_MEMBERS, self.members), self.lang)

    def show(self) -> None:
        """Everything, in the current language."""
        self.show_bar()
        self.show_choices()
        self.show_summary()
        self.show_tornado()
        self.show_card()
        self.show_table()
        self.show_survey()
        self.show_validation()

    def show_bar(self, notice: str = "") -> None:
        self.share.show(self.world.start, self.lang, self.sheets)
        scenario = self.case.scenario
        self.bar.state = Bar(
            "evidence", self.lang, choices=titles_of(self.scenarios), chosen=scenario.id,
            question=scenario.question[self.lang], notice=notice, register=self.case.register, reset=True,
        ).state  # fmt: skip

    def sheets(self) -> list[Sheet]:
        """What this page adds to the files to take along."""
        lang = self.lang
        survey = (self.surveyed(), self.criterion, self.options(), number(self.members), self.case)
        return [
            grounds.effect_sheet(self.effects(), self.outcome, self.case, lang),
            grounds.survey_sheet(*survey, lang),
            grounds.validation_sheet(self.validated(), self.trust(), lang),
        ]

    def show_choices(self) -> None:
        lang = self.lang
        offered = {
            "outcome": [(name, grounds.outcome_label(name, lang)) for name in self.outcomes()],
            "kind": [(name, say(f"trace_kind_{name}", lang)) for name in ("all", *trace.KINDS)],
            "decision": [(name, say(f"evidence_decision_{name}", lang)) for name in DECISIONS],
            "criterion": [(name, say(f"evidence_criterion_{name}", lang)) for name in CRITERIA],
        }
        for name, choices in offered.items():
            self.choices[name].state = {
                "label": say(f"evidence_{name}", lang), "chosen": [getattr(self, name)],
                "choices": [{"id": key, "label": label} for key, label in choices],
            }  # fmt: skip

    def show_summary(self) -> None:
        base = share_base(self.members)
        self.shares.draw(*share_bars(shares(self.world, base), 0, self.lang))
        asked = grounds.survey_sentence(self.surveyed(), self.case, self.lang)
        told = [asked, self.trust()[0]]
        self.summary.state = grounds.summary_state(
            shares(self.world, base), self.effects(), told, self.outcome, self.case, self.lang
        )

    def show_tornado(self) -> None:
        frame, values = grounds.tornado_rows(self.effects(), self.outcome, self.case, self.chosen, self.lang)
        self.rows["tornado"].draw(frame, values)

    def show_card(self) -> None:
        state = grounds.card_state(self.chosen, self.effects(), self.outcome, self.case, self.lang)
        self.card.state = state | {"follow": self.follow}
        self.chain.state = trace.chain_state(self.case.levers[self.lever], self.case, self.lang)

    def show_table(self) -> None:
        lang = self.lang
        widths = grounds.widths(self.effects())
        columns = trace.table_columns(grounds.outcome_unit(self.outcome, lang), lang)
        rows = trace.table_rows(self.kind, self.case, widths, lang)
        sort = {"column": "effect", "descending": True}
        self.table.draw(
            columns, rows, lang, title=say("evidence_table", lang), note=say("evidence_table_note", lang),
            choosable=True, chosen=self.chosen, sort=sort, size=10,
        )  # fmt: skip

    def show_survey(self) -> None:
        members = number(self.members)
        frame, values = grounds.survey_rows(
            self.surveyed(), self.criterion, self.options(), members, self.case, self.lang
        )
        self.rows["survey"].draw(frame, values)

    def show_validation(self) -> None:
        self.rows["validation"].draw(*grounds.validation_rows(self.validated(), self.lang))
        lines = [
            *self.trust(),
            *grounds.naive_wins(self.validated(), self.lang),
        ]
        self.skill.sections = [{"heading": say("evidence_skill", self.lang), "lines": lines, "open": True}]
