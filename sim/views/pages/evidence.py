"""The page 依据 Evidence: what every answer rests on, what to survey next, and how the model fared elsewhere.

Fact → lever → channel → equation → parameter → grade for everything in the tables, the effect of each
uncertainty on a chosen answer, and the places where a naive rule came nearer than the model. All numbers
come from sim.analysis; what is dear is computed once in the nursery.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pandas as pd
from ipywidgets import Box

from sim.analysis.validation import SkillCard
from sim.analysis.value_of_information import CRITERIA, Decision, benefits, survey_next
from sim.faults import fault
from sim.inputs import Case
from sim.views import grounds, trace
from sim.views.numbers import number
from sim.views.outlook import share_bars
from sim.views.pages.checks import one_of
from sim.views.pages.kept import (
    LUCKS,
    SHARE_BASE,
    SKILL_MEMBERS,
    effects,
    shares,
    skill,
    skill_words,
)
from sim.views.pages.shell import Bar, known_scenarios, open_world
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
DECISIONS = {
    "people": ("programme-2022", "talent-first", "training-first"),
    "all": ("programme-2022", "funding-first", "talent-first", "training-first", "weakest-first"),
}
MEMBERS = 1024  # of the runs behind what to survey next
FIRST_LEVER = "supported_projects"


# --- what is computed once --------------------------------------------------------------------------------


def warm() -> None:
    """Compute what the page opens with, so that a fork finds it ready."""
    world = open_world()
    shares(world, SHARE_BASE), effects(world, LUCKS), known_scenarios()
    survey(next(iter(DECISIONS)), MEMBERS)
    for lang in LANGUAGES:
        skill_words(SKILL_MEMBERS, lang)
        trace.table_rows("all", case(), {}, lang)


def case() -> Case:
    """The case of the published programme, which everything on this page is about."""
    return open_world().case


@lru_cache(maxsize=8)
def survey(decision: str, members: int) -> pd.DataFrame:
    """What knowing each uncertainty is worth to a decision."""
    return survey_next(benefits(case(), Decision(DECISIONS[decision]), members))


# --- the page --------------------------------------------------------------------------------------------


class Evidence:
    """The page and what it remembers: the answer looked at, the row chosen, the filter, the decision.

    `members` makes everything smaller, for tests. `layout` is shown by the notebook.
    """

    def __init__(self, lang: str | None = None, members: int = MEMBERS):
        self.lang, self.members = language(lang), members
        self.bar, self.summary, self.card = TopBar(), Answer(name="summary"), Answer(name="card")
        names = ("outcome", "kind", "decision", "criterion")
        self.choices = {name: Choices(name=name) for name in names}
        self.shares, self.chain = StackedBars(name="shares"), Chain(name="chain")
        self.rows = {name: IntervalChart(name=name) for name in ("tornado", "survey", "validation")}
        self.table, self.skill = DataTable(name="everything"), Notes()
        self.layout = self.arranged()
        self.listen()
        self.reset()

    def arranged(self) -> Box:
        """The parts in their places, ready to be shown."""
        asked = [self.choices["decision"], self.choices["criterion"], self.rows["survey"], self.skill]
        return sheet(
            self.bar,
            (7, self.summary), (5, self.shares),
            (12, self.choices["outcome"]),
            (7, self.rows["tornado"]), (5, self.card),
            (12, self.chain),
            (12, [self.choices["kind"], self.table]),
            (6, asked), (6, self.rows["validation"]),
        )  # fmt: skip

    def listen(self) -> None:
        handlers = {
            "language": self.on_language, "reset": lambda message: self.reset(), "chosen": self.on_chosen,
            "choose": self.on_parameter, "row": self.on_row,
        }  # fmt: skip
        for widget in (self.bar, self.table, self.rows["tornado"], *self.choices.values()):
            on_request(widget, handlers, self.complain, lambda: self.lang)

    # --- what a viewer may ask for ---

    def reset(self) -> None:
        """As the page opens: the gain, its strongest uncertainty, everything in the table."""
        self.outcome, self.kind = OUTCOMES[0], "all"
        self.decision, self.criterion = next(iter(DECISIONS)), "villages"
        self.chosen, self.lever = f"parameter/{self.effects().index[0]}", FIRST_LEVER
        self.follow = False
        self.show()

    def on_chosen(self, message: Mapping[str, Any]) -> None:
        """A button of one of the rows of choices was pressed."""
        name, ids = message.get("name"), message.get("ids")
        allowed = {
            "outcome": OUTCOMES, "kind": ("all", *trace.KINDS), "decision": tuple(DECISIONS),
            "criterion": CRITERIA,
        }  # fmt: skip
        if name not in allowed or not isinstance(ids, list) or len(ids) != 1:
            raise fault("", "page_request")
        setattr(self, name, one_of(ids[0], allowed[name], say("overview_choice", self.lang)))
        self.follow = False
        self.show()

    def on_parameter(self, message: Mapping[str, Any]) -> None:
        self.choose(f"parameter/{message.get('key')}")

    def on_row(self, message: Mapping[str, Any]) -> None:
        self.choose(str(message.get("id")))

    def choose(self, wanted: str) -> None:
        """Show the card of a row. Raises InputFaults for one that the tables do not hold."""
        kind, _, name = wanted[:80].partition("/")
        known = grounds.names_of(kind, case())
        one_of(name, known, say("overview_choice", self.lang), told=80)
        self.chosen, self.follow = f"{kind}/{name}", True
        self.lever = grounds.lever_of(kind, name, case()) or self.lever
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

    def effects(self) -> pd.DataFrame:
        return effects(open_world(), min(LUCKS, self.members)).loc[self.outcome]

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
        self.bar.state = Bar("evidence", self.lang, notice=notice, register=case().register).state

    def show_choices(self) -> None:
        lang = self.lang
        offered = {
            "outcome": [(name, grounds.outcome_label(name, lang)) for name in OUTCOMES],
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
        base = min(SHARE_BASE, max(self.members, 8))
        self.shares.draw(*share_bars(shares(open_world(), base), base, 0, self.lang))
        asked = grounds.survey_sentence(self.surveyed(), case(), self.lang)
        told = [asked, self.trust()[0]]
        self.summary.state = grounds.summary_state(
            shares(open_world(), base), self.effects(), told, self.outcome, case(), self.lang
        )

    def show_tornado(self) -> None:
        frame, values = grounds.tornado_rows(self.effects(), self.outcome, case(), self.chosen, self.lang)
        self.rows["tornado"].draw(frame, values)

    def show_card(self) -> None:
        state = grounds.card_state(self.chosen, self.effects(), self.outcome, case(), self.lang)
        self.card.state = state | {"follow": self.follow}
        self.chain.state = trace.chain_state(case().levers[self.lever], case(), self.lang)

    def show_table(self) -> None:
        lang = self.lang
        widths = grounds.widths(self.effects())
        columns = trace.table_columns(grounds.outcome_unit(self.outcome, lang), lang)
        rows = trace.table_rows(self.kind, case(), widths, lang)
        sort = {"column": "effect", "descending": True}
        self.table.draw(
            columns, rows, lang, title=say("evidence_table", lang), note=say("evidence_table_note", lang),
            choosable=True, chosen=self.chosen, sort=sort, size=10,
        )  # fmt: skip

    def show_survey(self) -> None:
        options = {name: known_scenarios()[name].title[self.lang] for name in DECISIONS[self.decision]}
        members = number(self.members)
        frame, values = grounds.survey_rows(
            self.surveyed(), self.criterion, options, members, case(), self.lang
        )
        self.rows["survey"].draw(frame, values)

    def show_validation(self) -> None:
        self.rows["validation"].draw(*grounds.validation_rows(self.validated(), self.lang))
        lines = [
            *skill_words(min(SKILL_MEMBERS, self.members), self.lang),
            *grounds.naive_wins(self.validated(), self.lang),
        ]
        self.skill.sections = [{"heading": say("evidence_skill", self.lang), "lines": lines, "open": True}]
