"""The page 依据 Evidence: what every answer rests on, what to survey next, and how the model fared elsewhere.

Fact → lever → channel → equation → parameter → grade for everything in the tables, the effect of each
uncertainty on a chosen answer of a chosen scenario, and the places where a naive rule came nearer than the
model. All numbers come from sim.analysis; what is dear is computed once in the nursery.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from anywidget import AnyWidget
from ipywidgets import Box

from sim.analysis.sensitivity import VarianceShares
from sim.analysis.validation import RULES, SkillCard
from sim.analysis.value_of_information import CRITERIA, Decision, benefits, survey_next
from sim.apps.pages.base import Message, Page
from sim.apps.pages.challenges import challenge_card, challenged, claims
from sim.apps.pages.charts import SCORED, interval_frame, share_bars, three_of_five
from sim.apps.pages.requests import one_of
from sim.apps.pages.worlds import (
    LUCKS,
    SKILL_MEMBERS,
    PageWorld,
    effects,
    kept,
    known_scenarios,
    open_world,
    share_base,
    shares,
    skill,
    skill_words,
)
from sim.apps.widgets import AnswerCard, Chain, Choices, DataTable, IntervalChart, Notes, StackedBars, sheet
from sim.faults import fault
from sim.figures.labels import limit
from sim.figures.numbers import chance, number, percent
from sim.figures.tables import WITHOUT_GAIN, interval
from sim.inputs.case import Case
from sim.inputs.parameters import GRADES, Parameter, uncertain
from sim.inputs.programme import in_use
from sim.inputs.scenarios.scenario import Scenario
from sim.reports import trace
from sim.reports.challenge import challenge_sheets
from sim.reports.sheets import Sheet
from sim.words import column_of, language, say

OUTCOMES = ("mean_gain", "mean_income", "below_target", "lifted")
DECISIONS = {  # by the roles of scenarios
    "people": ("programme", "people_first", "courses_first"),
    "all": ("programme", "money_first", "people_first", "courses_first", "weakest_first"),
}
MEMBERS = 1024  # of the runs behind what to survey next
SHOWN = 12  # rows of a ranking that can be read
COUNTED = ("below_target", "lifted")
RULE_LOOKS = {"no_change": ("#6b7280", "square"), "trend": ("#a8477f", "triangle")}
INSIDE, OUTSIDE = "#0072b2", "#c24e00"


def _options(decision: str) -> tuple[str, ...]:
    """The scenarios that a decision is among, as far as the programme in use has them."""
    named = map(in_use().scenario, DECISIONS[decision])
    return tuple(filter(None, named))


@kept(8)
def survey(decision: str, members: int) -> pd.DataFrame:
    """What knowing each uncertainty is worth to a decision between scenarios."""
    return survey_next(benefits(open_world(in_use().main).case, Decision(_options(decision)), members))


# --- what is shown ----------------------------------------------------------------------------------------


def _outcome_label(name: str) -> str:
    """What an answer is called."""
    return say(SCORED[name], threshold=limit(in_use().target.amount))


def _outcome_unit(name: str) -> str:
    return say("unit_villages" if name in COUNTED else "unit_10k_yuan_per_village")


def _outcome_decimals(name: str) -> int:
    return 0 if name in COUNTED else 2


def _label_of(name: str, case: Case) -> str:
    """A parameter's name, with a star where it is an assumption."""
    row = case.parameters[name]
    return row.label() + ("\u00a0*" if row.grade == trace.ASSUMPTION else "")


def names_of(kind: str, case: Case) -> list[str]:
    """The ids of one kind of row; none for a kind that there is not."""
    tables: dict[str, Any] = {
        "parameter": case.parameters, "lever": case.levers, "fact": case.facts.index,
        "finding": case.evidence.index,
    }  # fmt: skip
    return [str(name) for name in tables.get(kind, ())]


def _lever_of(kind: str, name: str, case: Case) -> str | None:
    """The first lever that a row has to do with, whose chain is shown with it."""
    if kind == "lever":
        return name
    if kind == "fact":
        return next((each.id for each in case.levers.values() if name in each.facts), None)
    wanted = {name} if kind == "parameter" else {p.name for p in case.parameters.values() if name in p.source}
    return next((each.id for each in case.levers.values() if wanted & set(_read_by(each))), None)


def _read_by(lever: Any) -> list[str]:
    """The parameters of the equations that a lever's channels enter."""
    return [name for each in trace.direct_equations(lever) for name in each.parameters]


# --- what everything rests on ----------------------------------------------------------------------------


def _summary_state(
    shares: VarianceShares, effects: pd.DataFrame, told: Sequence[str], outcome: str, case: Case
) -> dict[str, Any]:
    """How much rests on what, how many quantities have which grade, and which matter most."""
    low, middle, high = (percent(each) for each in shares.told(outcome, "assumption"))
    label = _outcome_label(outcome)
    strongest = [_label_of(str(name), case) for name in effects.index[:3]]
    names = say("page_comma").join(strongest)
    return {
        "key": outcome,
        "question": say("evidence_question"),
        "chance": middle,
        "lead": say("evidence_lead", outcome=label, low=low, high=high),
        "tone": "open",
        "lines": [_grade_line(case), say("evidence_strongest", names=names), *told],
        "note": say("evidence_star"),
        "words": {},
    }


def _grade_line(case: Case) -> str:
    """How many of the uncertain quantities have which grade."""
    counted = Counter(row.grade for row in uncertain(case.parameters))
    parts = [say("trace_count", grade=say(f"grade_{grade}"), count=counted[grade]) for grade in GRADES]
    return say("evidence_grades", all=counted.total(), parts=say("page_comma").join(parts))


def _tornado_rows(effects: pd.DataFrame, outcome: str, case: Case, chosen: str) -> tuple[dict, np.ndarray]:
    """The strongest uncertainties, each from its 5 to its 95 % point."""
    shown = effects.head(SHOWN)
    rows = [
        {
            "key": str(name),
            "label": _label_of(str(name), case),
            "note": trace.prior_short(case.parameters[str(name)]),
        }
        for name in shown.index
    ]
    values = three_of_five(shown[["low", "centre", "high"]].to_numpy(float))
    legend = [
        {"label": say("tornado_low"), "end": "first"},
        {"label": say("tornado_high"), "end": "second"},
    ]
    frame = interval_frame(
        say("tornado_title", outcome=_outcome_label(outcome)), _outcome_unit(outcome), rows,
        values, decimals=_outcome_decimals(outcome), ends=True, legend=legend, choosable=True,
        chosen=chosen.removeprefix("parameter/"), note=say("evidence_tornado_note"),
        hint=say("evidence_tornado_hint"),
    )  # fmt: skip
    return frame, values


def _widths(effects: pd.DataFrame) -> dict[str, float]:
    """How far each uncertainty alone moves the answer, by name."""
    return {str(name): float(abs(row["high"] - row["low"])) for name, row in effects.iterrows()}


def _effect_words(name: str, effects: pd.DataFrame, outcome: str) -> str:
    """What a parameter alone does to the answer, with its rank."""
    row, rank = effects.loc[name], list(effects.index).index(name) + 1
    decimals = _outcome_decimals(outcome)
    words = {end: number(float(row[end]), decimals) for end in ("low", "high")}
    return say(
        "evidence_effect", outcome=_outcome_label(outcome), unit=_outcome_unit(outcome),
        rank=rank, all=len(effects), **words,
    )  # fmt: skip


def card_state(chosen: str, effects: pd.DataFrame, outcome: str, case: Case) -> dict[str, Any]:
    """The card of what is chosen, whatever it is."""
    kind, _, name = chosen.partition("/")
    if kind == "parameter":
        row: Parameter = case.parameters[name]
        known = name in effects.index
        effect = _effect_words(name, effects, outcome) if known else say("evidence_fixed")
        return trace.parameter_card(row, effect, case)
    if kind == "lever":
        return trace.lever_card(case.levers[name], case)
    return trace.fact_card(name, case) if kind == "fact" else trace.finding_card(name, case)


# --- what to survey next ---------------------------------------------------------------------------------


def _survey_sentence(table: pd.DataFrame, case: Case) -> str:
    """Which fact is worth finding out first, or that none would change the choice."""
    counting = table[table["counts"]]
    if not len(counting):
        return say("evidence_survey_none")
    first = counting.iloc[0]
    name = _label_of(str(counting.index[0]), case)
    return say("evidence_survey_first", name=name, chance=chance(float(first["chance"])))


def _survey_rows(
    table: pd.DataFrame, criterion: str, options: Mapping[str, str], members: str, case: Case
) -> tuple[dict, np.ndarray]:
    """What knowing each uncertainty is worth; those that cannot be told from noise are left out."""
    shown = table[table["counts"]].head(SHOWN)
    rows = [
        {
            "key": str(name),
            "label": _label_of(str(name), case),
            "note": _survey_note(row, case.parameters[str(name)], options),
        }
        for name, row in shown.iterrows()
    ]
    values = three_of_five(shown[["worth"] * 3].to_numpy(float))
    now = options[str(table["best_now"].iloc[0])]
    note = say("evidence_survey_note" if len(shown) else "evidence_survey_nothing", now=now, members=members)
    title = say(f"information_{criterion}")
    unit = say("unit_wan" if criterion == "yuan" else "unit_villages")
    frame = interval_frame(title, unit, rows, values, decimals=2, zero=True, note=note)
    return frame, values


def _survey_note(row: pd.Series, parameter: Parameter, options: Mapping[str, str]) -> str:
    """To what knowing it would change the choice, how likely, and from which value on."""
    others = say("page_comma").join(options[name] for name in str(row["changes_to"]).split(";") if name)
    switch = trace.with_unit(float(row["switch"]), parameter.unit) if np.isfinite(row["switch"]) else ""
    key = "evidence_changes" if switch else "evidence_changes_somewhere"
    return say(key, options=others, chance=chance(float(row["chance"])), switch=switch)


# --- how the model fared elsewhere -----------------------------------------------------------------------


def _validation_rows(found: SkillCard) -> tuple[dict, np.ndarray]:
    """Every target in parts of what was published: the model with its band, the naive rules as points."""
    parts = found.parts()
    rows, lines = [], []
    for target, ratio in parts.iterrows():
        row = found.table.loc[target]
        group = _statement(row)
        inside = "inside" if row["inside"] else "outside"
        look = {"colour": INSIDE if row["inside"] else OUTSIDE, "point": "circle"}
        label = say(f"evidence_model_{inside}")
        rows.append({"key": f"{target}/model", "label": label, "group": group, **look})
        lines.append([ratio["q05"], np.nan, ratio["q50"], np.nan, ratio["q95"]])
        for rule in RULES:
            if np.isfinite(ratio[rule]):
                colour, point = RULE_LOOKS[rule]
                named = {"key": f"{target}/{rule}", "label": say(f"rule_{rule}"), "group": group}
                rows.append({**named, "colour": colour, "point": point})
                lines.append([ratio[rule], np.nan, ratio[rule], np.nan, ratio[rule]])
    values = np.array(lines, float).reshape(-1, 5)
    marks = [{"value": 1, "label": say("evidence_published")}]
    frame = interval_frame(
        say("skill_title"), say("evidence_ratio"), rows, values, decimals=2, zero=True,
        marks=marks, note=say("evidence_validation_note"),
    )  # fmt: skip
    return frame, values


def _statement(row: pd.Series) -> str:
    """What was published, and whether it is scored."""
    scored = row["kind"] == "observation" and row["independent"]
    return str(row[column_of("statement")]) + ("" if scored else " °")


def naive_wins(found: SkillCard) -> list[str]:
    """Where a naive rule came nearer than the model, scored or not; a sentence where it never did."""
    parts = found.parts()
    beaten = parts[parts["nearest"] != "model"]
    lines = [
        say(
            "evidence_naive_won", rule=say(f"rule_{row['nearest']}"),
            statement=_statement(found.table.loc[target]),
        )
        for target, row in beaten.iterrows()
    ]  # fmt: skip
    return lines or [say("evidence_naive_none")]


# --- to take along ---------------------------------------------------------------------------------------


def _effect_sheet(effects: pd.DataFrame, outcome: str, case: Case) -> Sheet:
    """What every uncertainty alone does to the answer, with its grade and source."""
    unit, decimals = _outcome_unit(outcome), _outcome_decimals(outcome)
    ends = [say("take_head", label=say(f"tornado_{end}"), unit=unit) for end in ("low", "high")]
    about = [say(f"report_driver_{name}") for name in ("name", "grade", "source")]
    rows = []
    for name, row in effects.iterrows():
        known = case.parameters[str(name)]
        told = [number(float(row[end]), decimals) for end in ("low", "high")]
        source = trace.sources_short(known.source, case)
        rows.append([known.label(), *told, say(f"grade_{known.grade}"), source])
    title = say("tornado_title", outcome=_outcome_label(outcome))
    return Sheet(title, [about[0], *ends, *about[1:]], rows, [say("evidence_sheet_effects")])


def _survey_sheet(
    table: pd.DataFrame, criterion: str, options: Mapping[str, str], members: str, case: Case
) -> Sheet:
    """What knowing each uncertainty is worth, and to what it would change the choice."""
    frame, values = _survey_rows(table, criterion, options, members, case)
    worth = say("take_head", label=say("evidence_sheet_worth"), unit=frame["unit"])
    heads = [say("report_driver_name"), worth, say("evidence_sheet_changes")]
    rows = [
        [row["label"], number(float(value), frame["decimals"]), row["note"]]
        for row, value in zip(frame["rows"], values[:, 2], strict=True)
    ]
    return Sheet(frame["title"], heads, rows, [frame["note"]])


def _validation_sheet(found: SkillCard, told: Sequence[str]) -> Sheet:
    """Every target in parts of what was published: the model, the naive rules; `told` stands under it."""
    names = ["evidence_sheet_statement", "evidence_sheet_model", *(f"rule_{rule}" for rule in RULES)]
    rows = []
    for target, ratio in found.parts().iterrows():
        model = interval(float(ratio["q05"]), float(ratio["q50"]), float(ratio["q95"]), 2)
        rules = [number(ratio[rule], 2) if np.isfinite(ratio[rule]) else "" for rule in RULES]
        rows.append([_statement(found.table.loc[target]), model, *rules])
    sentences = [say("evidence_validation_note"), *told]
    return Sheet(say("skill_title"), [say(name) for name in names], rows, sentences)


# --- the page --------------------------------------------------------------------------------------------


class Evidence(Page):
    """The page and what it remembers: the answer looked at, the row chosen, the filter, the decision."""

    app = "evidence"
    usual_members = MEMBERS

    @classmethod
    def warm(cls) -> None:
        super().warm()
        trace.ways()

    # --- what it consists of ---

    def build(self) -> None:
        self.summary, self.card, self.test = (AnswerCard(name=name) for name in ("summary", "card", "test"))
        names = ("outcome", "kind", "decision", "criterion", "claim")
        self.choices = {name: Choices(name=name) for name in names}
        self.shares, self.chain = StackedBars(name="shares"), Chain(name="chain")
        self.rows = {name: IntervalChart(name=name) for name in ("tornado", "survey", "validation")}
        self.table, self.skill = DataTable(name="everything"), Notes()

    def arranged(self) -> Box:
        asked = [self.choices["decision"], self.choices["criterion"], self.rows["survey"], self.skill]
        return sheet(
            self.top,
            (7, self.summary), (5, self.shares),
            (12, self.choices["outcome"]),
            (7, self.rows["tornado"]), (5, self.card),
            (12, self.chain),
            (12, [self.choices["kind"], self.table]),
            (6, asked), (6, self.rows["validation"]),
            (12, [self.choices["claim"], self.test]),
            (12, self.share.bar),
        )  # fmt: skip

    def askers(self) -> Iterable[AnyWidget]:
        return self.table, self.rows["tornado"], *self.choices.values()

    def kinds(self) -> dict[str, Callable[[Message], None]]:
        return {"chosen": self.on_chosen, "choose": self.on_parameter, "row": self.on_row}

    def fields(self) -> dict[str, Callable[[str], None]]:
        return {name: partial(self.put_choice, name) for name in self.choices} | {"row": self.put_row}

    def offered(self) -> Mapping[str, Mapping[str, str]]:
        """Every scenario but no programme at all, under which there is little to look at."""
        return {name: title for name, title in super().offered().items() if name != in_use().counterfactual}

    def stand(self, scenario: Scenario | None = None) -> None:
        """The gain, its strongest uncertainty, everything in the table."""
        self.kind, self.decision, self.criterion = "all", next(iter(DECISIONS)), "villages"
        self.claim = next(iter(claims()))
        self.lever = (*in_use().levers("project"), *in_use().levers("shown"), "")[0]
        super().stand(scenario)

    def take(self, name: str) -> None:
        """Rest on a scenario, from its first answer and strongest uncertainty on."""
        super().take(name)
        self.outcome = self.outcomes()[0]
        self.chosen, self.follow = self.strongest(), False

    def world_of(self, name: str) -> PageWorld:
        """As on the other pages: `members` are those of what to survey next."""
        return open_world(name, seed=self.seed)

    def strongest(self) -> str:
        return f"parameter/{self.effects().index[0]}"

    # --- what an address may ask for ---

    def allowed(self) -> dict[str, Sequence[str]]:
        """What can be chosen of each row of buttons; the first is what the page opens with."""
        return {
            "outcome": self.outcomes(), "kind": ("all", *trace.KINDS), "decision": tuple(DECISIONS),
            "criterion": CRITERIA, "claim": tuple(claims()),
        }  # fmt: skip

    def put_choice(self, name: str, wanted: Any) -> None:
        setattr(self, name, one_of(wanted, self.allowed()[name], say(f"evidence_{name}")))

    def put_row(self, wanted: str) -> None:
        """The card of a row. Raises InputFaults for one that the tables do not hold."""
        kind, _, name = wanted[:80].partition("/")
        known = names_of(kind, self.case)
        one_of(name, known, say("overview_choice"), told=80)
        self.chosen, self.follow = f"{kind}/{name}", True
        self.lever = _lever_of(kind, name, self.case) or self.lever

    def parts(self) -> Mapping[str, str]:
        usual = {"outcome": self.outcomes()[0], "kind": "all", "decision": next(iter(DECISIONS))}
        usual |= {"criterion": "villages", "row": self.strongest(), "claim": next(iter(claims()))}
        now = {name: getattr(self, name) for name in self.choices} | {"row": self.chosen}
        return {name: text for name, text in now.items() if text != usual[name]}

    # --- what is pressed ---

    def on_chosen(self, message: Message) -> None:
        """A button of one of the rows of choices was pressed."""
        name, ids = message.get("name"), message.get("ids")
        if name not in self.choices or not isinstance(ids, list) or len(ids) != 1:
            raise fault("", "page_request")
        self.put_choice(name, ids[0])
        self.follow = False
        self.step()
        self.show()

    def on_parameter(self, message: Message) -> None:
        self.choose(f"parameter/{message.get('key')}")

    def on_row(self, message: Message) -> None:
        self.choose(str(message.get("id")))

    def choose(self, wanted: str) -> None:
        self.put_row(wanted)
        self.step()
        self.show_card()
        self.show_tornado()
        self.show_table()

    def speak(self, lang: str) -> None:
        """In another language, too, the page stays where the viewer is."""
        super().speak(lang)
        self.follow = False

    # --- what is shown ---

    @property
    def case(self) -> Case:
        return self.world.case

    def outcomes(self) -> Sequence[str]:
        """The answers that can be looked at: without any programme nothing is gained."""
        known = self.case.scenario.id != in_use().counterfactual
        return OUTCOMES if known else tuple(name for name in OUTCOMES if name in WITHOUT_GAIN)

    def options(self) -> dict[str, str]:
        """The scenarios that the decision is between, with their titles."""
        known = known_scenarios()
        return {name: known[name].title[language()] for name in _options(self.decision)}

    def effects(self) -> pd.DataFrame:
        return effects(self.world, min(LUCKS, self.members)).loc[self.outcome]

    def surveyed(self) -> pd.DataFrame:
        return survey(self.decision, self.members).loc[self.criterion]

    def validated(self) -> SkillCard:
        return skill(min(SKILL_MEMBERS, self.members))

    def trust(self) -> list[str]:
        """How the model fared elsewhere, in words."""
        return skill_words(min(SKILL_MEMBERS, self.members), language())

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
        self.test.state = challenge_card(challenged(self.claim, self.members))

    def sheets(self) -> list[Sheet]:
        """What this page adds to the files to take along."""
        survey = (self.surveyed(), self.criterion, self.options(), number(self.members), self.case)
        return [
            _effect_sheet(self.effects(), self.outcome, self.case),
            _survey_sheet(*survey),
            _validation_sheet(self.validated(), self.trust()),
            *challenge_sheets(challenged(self.claim, self.members))[:1],
        ]

    def show_choices(self) -> None:
        offered = {
            "outcome": [(name, _outcome_label(name)) for name in self.outcomes()],
            "kind": [(name, say(f"trace_kind_{name}")) for name in ("all", *trace.KINDS)],
            "decision": [(name, say(f"evidence_decision_{name}")) for name in DECISIONS],
            "criterion": [(name, say(f"evidence_criterion_{name}")) for name in CRITERIA],
            "claim": [(name, say(f"evidence_claim_{name}")) for name in claims()],
        }
        for name, choices in offered.items():
            self.choices[name].state = {
                "label": say(f"evidence_{name}"), "chosen": [getattr(self, name)],
                "choices": [{"id": key, "label": label} for key, label in choices],
            }  # fmt: skip

    def show_summary(self) -> None:
        base = share_base(self.members)
        self.shares.draw(*share_bars(shares(self.world, base), 0))
        asked = _survey_sentence(self.surveyed(), self.case)
        told = [asked, self.trust()[0]]
        self.summary.state = _summary_state(
            shares(self.world, base), self.effects(), told, self.outcome, self.case
        )

    def show_tornado(self) -> None:
        frame, values = _tornado_rows(self.effects(), self.outcome, self.case, self.chosen)
        self.rows["tornado"].draw(frame, values)

    def show_card(self) -> None:
        state = card_state(self.chosen, self.effects(), self.outcome, self.case)
        self.card.state = state | {"follow": self.follow}
        self.chain.state = trace.chain_state(self.case.levers[self.lever], self.case)

    def show_table(self) -> None:
        columns = trace.table_columns(_outcome_unit(self.outcome))
        rows = trace.table_rows(self.kind, self.case, _widths(self.effects()))
        sort = {"column": "effect", "descending": True}
        self.table.draw(
            columns, rows, title=say("evidence_table"), note=say("evidence_table_note"),
            choosable=True, chosen=self.chosen, sort=sort, size=10,
        )  # fmt: skip

    def show_survey(self) -> None:
        members = number(self.members)
        frame, values = _survey_rows(self.surveyed(), self.criterion, self.options(), members, self.case)
        self.rows["survey"].draw(frame, values)

    def show_validation(self) -> None:
        self.rows["validation"].draw(*_validation_rows(self.validated()))
        lines = [
            *self.trust(),
            *naive_wins(self.validated()),
        ]
        self.skill.sections = [{"heading": say("evidence_skill"), "lines": lines, "open": True}]
