"""From a published fact to its effect on the answer and back: the chain of a lever, the card of a parameter.

The way from a channel to its equations is read off the model's own code (sim.reports.odd), so that what is
shown here cannot differ from what is computed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
import pandas as pd

from sim.axes import CHANNEL_UNITS
from sim.figures.labels import channel_label, range_words
from sim.figures.numbers import number
from sim.figures.tables import column
from sim.inputs.case import Case
from sim.inputs.facts import finding_text, source_named, term
from sim.inputs.levers import Lever, load_levers
from sim.inputs.parameters import GRADES, Parameter
from sim.reports.odd import SUPPORT, Equation, all_equations, channel_equations, in_order
from sim.words import language, say, speaking, text_of

KINDS = ("parameter", "lever", "fact", "finding")
ASSUMPTION = "assumption"
_SHORT = 60  # letters of a finding that stands among others
_SOURCES_SHOWN = 2  # of a number that rests on several


@cache
def equations() -> dict[str, Equation]:
    return {each.name: each for each in all_equations()}


@cache
def ways() -> dict[str, list[list[str]]]:
    """Of every channel the equations that it enters and those that it then works through."""
    return channel_equations()


# --- words for what the tables hold ----------------------------------------------------------------------


def plain_number(value: float) -> str:
    """A number of any size with as many decimals as tell something: `116,000`, `0.07`, `5.4`."""
    if value == round(value):
        return number(value)
    return number(value, 2 if abs(value) >= 1 else 3).rstrip("0").rstrip(".")


def with_unit(value: float, unit: str) -> str:
    return say("trace_quantity", value=plain_number(value), unit=term(unit))


def _prior_words(row: Parameter) -> str:
    """The range of a prior in words; normal priors have their 5 and 95 % points."""
    unit = term(row.unit)
    if row.distribution == "constant":
        return say("trace_constant", value=plain_number(row.value), unit=unit)
    ends = "trace_prior_tails" if "normal" in row.distribution else "trace_prior"
    words = {"low": plain_number(row.low), "high": plain_number(row.high), "value": plain_number(row.value)}
    return say(ends, unit=unit, shape=say(f"distribution_{row.distribution}"), **words)


def prior_short(row: Parameter) -> str:
    """The ends of a prior and no more."""
    return range_words(row.low, row.high, row.unit)


def _source_words(name: str, case: Case) -> str:
    """What a source id stands for: a fact, a finding with its grade, or a sum of facts, or an assumption.

    Of several, which `;` parts, the first two are told and the others counted.
    """
    several = [each.strip() for each in name.split(";")]
    if len(several) > 1:
        named = say("page_semicolon").join(_source_words(each, case) for each in several[:_SOURCES_SHOWN])
        few = len(several) <= _SOURCES_SHOWN
        return named if few else say("source_others", named=named, count=len(several))
    if name in case.facts.index:
        row = case.facts.loc[name]
        label = row[f"label_{language()}"]
        return say("trace_fact", label=label, value=with_unit(row["value"], row["unit"]))
    if name in case.evidence.index:
        text = finding_text(name, case.evidence)
        return say("trace_finding", text=text, grade=case.evidence["grade"].loc[name])
    if name == ASSUMPTION:
        return say("trace_assumption")
    return say("trace_sum")


def _source_title(name: str, evidence: pd.DataFrame) -> str:
    """Who said it where and when, in the source's own words."""
    row = evidence.loc[name]
    year = str(row["year"]).removesuffix(".0")
    parts = [str(row["authors"]), str(row["source_title"]) or say("source_untitled"), year]
    return " · ".join(part for part in parts if part and part != "nan")


def _equation_words(each: Equation) -> str:
    return say("trace_equation", number=each.number, text=say(f"equation_{each.name}"))


# --- a lever's chain -------------------------------------------------------------------------------------


def chain_state(lever: Lever, case: Case) -> dict[str, Any]:
    """Fact → lever → channel → equation → parameter → grade, for one lever."""
    found = direct_equations(lever)
    names = list(dict.fromkeys(name for each in found for name in each.parameters))
    steps = [
        (say("trace_step_fact"), _fact_items(lever, case)),
        (say("trace_step_lever"), _lever_items(lever, case)),
        (say("trace_channel"), _channel_items(lever, case)),
        (say("trace_equations"), [*_subsidy_items(lever), *_equation_items(found)]),
        (say("trace_parameters"), [_parameter_item(case.parameters[name]) for name in names]),
        (say("trace_grades"), _grade_items(names, case.parameters)),
    ]
    return {
        "key": lever.id,
        "title": say("trace_chain", lever=lever.label()),
        "steps": [{"heading": heading, "items": items or [_nothing()]} for heading, items in steps],
        "note": say("trace_chain_note"),
    }


def _nothing() -> dict[str, str]:
    return {"text": say("trace_nothing")}


def direct_equations(lever: Lever) -> list[Equation]:
    """The equations that a lever's channels enter, by number."""
    return in_order({name for channel, _ in lever.channels for name in ways()[channel][0]}, equations())


def _fact_items(lever: Lever, case: Case) -> list[dict[str, str]]:
    rows = [(name, case.facts.loc[name]) for name in lever.facts]
    return [
        {"text": _source_words(name, case), "note": term(str(row["period"])), "tone": "evidence"}
        for name, row in rows
    ]


def _amount_words(lever: Lever) -> str:
    """A lever's published amount, whatever part of it the register receives."""
    published = load_levers()[lever.id].amount
    return say("trace_amount", value=plain_number(published), unit=lever.unit_label())


def _lever_items(lever: Lever, case: Case) -> list[dict[str, str]]:
    """Its amount and unit cost, each with where it comes from."""
    unit = lever.unit_label()
    items = [_item(_amount_words(lever), lever.amount_source, case)]
    if lever.part != 1:
        words = {"value": plain_number(lever.amount), "unit": unit, "part": f"{lever.part * 100:.3g}"}
        items.append({"text": say("trace_amount_here", **words), "note": "", "tone": "evidence"})
    if lever.cost_high:
        cost = say("trace_cost", value=plain_number(lever.unit_cost), unit=unit)
        if lever.cost_low < lever.cost_high:
            ends = {"low": plain_number(lever.cost_low), "high": plain_number(lever.cost_high)}
            cost = say("trace_cost_range", cost=cost, **ends)
        tone = "assumption" if lever.cost_grade == ASSUMPTION else "evidence"
        items.append(_item(cost, lever.cost_source, case) | {"tone": tone})
    return items


def _channel_items(lever: Lever, case: Case) -> list[dict[str, str]]:
    return [
        _item(
            _weight_words(lever, name, weight),
            lever.weight_source, case,
        )
        for name, weight in lever.channels
    ]  # fmt: skip


def _weight_words(lever: Lever, channel: str, weight: float) -> str:
    """How much of a channel one unit of a lever brings."""
    return say(
        "trace_weight", unit=lever.unit_label(), channel=channel_label(channel),
        weight=plain_number(weight), channel_unit=term(CHANNEL_UNITS[channel]),
    )  # fmt: skip


def _item(text: str, source: str, case: Case) -> dict[str, str]:
    tone = "assumption" if source == ASSUMPTION else "evidence"
    return {"text": text, "note": _source_words(source, case), "tone": tone}


def _subsidy_items(lever: Lever) -> list[dict[str, str]]:
    """That what a lever gives is income as it is, where it does."""
    return [{"text": say("trace_subsidy")}] if SUPPORT in dict(lever.channels) else []


def _equation_items(found: Sequence[Equation]) -> list[dict[str, str]]:
    return [{"text": _equation_words(each)} for each in found]


def _parameter_item(row: Parameter) -> dict[str, str]:
    text = say("trace_named", name=row.label(), grade=say(f"grade_{row.grade}"))
    return {"text": text, "note": _prior_words(row), "tone": _tone_of(row)}


def _tone_of(row: Parameter) -> str:
    return "assumption" if row.grade == ASSUMPTION else "evidence"


def _grade_items(names: Sequence[str], parameters: Mapping[str, Parameter]) -> list[dict[str, str]]:
    """How many of the parameters have which grade."""
    counted = {grade: sum(parameters[name].grade == grade for name in names) for grade in GRADES}
    return [
        {
            "text": say("trace_count", grade=say(f"grade_{grade}"), count=count),
            "tone": "assumption" if grade == ASSUMPTION else "evidence",
        }
        for grade, count in counted.items()
        if count
    ]


# --- one row of any kind as a card -----------------------------------------------------------------------


def parameter_card(row: Parameter, effect: str, case: Case) -> dict[str, Any]:
    """What is known of a parameter, what it does to the answer, and what it rests on."""
    used = [each for each in equations().values() if row.name in each.parameters]
    reason = text_of(row, "reason", plain="en")
    lines = [
        effect,
        say("trace_reason", reason=reason),
        *(say("trace_rests", source=_source_words(name, case)) for name in row.source),
        *(say("trace_used", equation=_equation_words(each)) for each in used),
    ]
    levers = _levers_through(used, case)
    lines += [say("trace_levers", names=levers)] if levers else []
    return _card(
        f"parameter/{row.name}",
        row.label(),
        say(f"grade_{row.grade}"),
        _prior_words(row),
        lines,
    ) | {"tone": "no" if row.grade == ASSUMPTION else "yes"}


def _levers_through(used: Sequence[Equation], case: Case) -> str:
    """The levers whose channels enter one of these equations."""
    wanted = {each.name for each in used}
    names = [
        each.label()
        for each in case.levers.values()
        if wanted & {name for channel, _ in each.channels for name in ways()[channel][0]}
    ]
    return say("page_comma").join(names)


def finding_card(name: str, case: Case) -> dict[str, Any]:
    """A finding with its number, its grade, its source, and what rests on it."""
    row = case.evidence.loc[name]
    grade = str(row["grade"])
    lines = [
        say(f"trace_grade_{grade.lower()}"),
        say("trace_source", source=_source_title(name, case.evidence)),
        say("trace_address", address=row["url"]),
    ]
    users = _resting_on(name, case)
    lines.append(say("trace_users", names=users) if users else say("trace_no_users"))
    return _card(
        f"finding/{name}",
        finding_text(name, case.evidence),
        grade,
        _estimate_words(name, case),
        lines,
    )


def _estimate_words(name: str, case: Case) -> str:
    """What a finding puts a number on; where it knows a sign only, that."""
    estimate, unit = case.evidence["estimate"].loc[name], str(case.evidence["unit"].loc[name])
    return with_unit(estimate, unit) if np.isfinite(estimate) else term(unit)


def _resting_on(name: str, case: Case) -> str:
    """The parameters whose prior rests on a finding or fact."""
    rows = [row for row in case.parameters.values() if name in row.source]
    return say("page_comma").join(row.label() for row in rows)


def fact_card(name: str, case: Case) -> dict[str, Any]:
    """A published figure, what it is for, and the levers and parameters that use it."""
    row = case.facts.loc[name]
    levers, role = _fact_levers(name, case), str(row["role"])
    lines = [
        say(f"trace_role_{role}"),
        say("trace_period", period=term(str(row["period"]))),
    ]
    lines.append(say("trace_published_in", source=source_named(str(row["source"]))))
    lines += [say("trace_note", note=term(str(row["note"])))] if row["note"] else []
    lines += [say("trace_levers", names=levers)] if levers else []
    users = _resting_on(name, case)
    lines += [say("trace_users", names=users)] if users else []
    label = row[f"label_{language()}"]
    lead = with_unit(row["value"], row["unit"])
    return _card(f"fact/{name}", label, say("grade_published"), lead, lines)


def _fact_levers(name: str, case: Case) -> str:
    rows = [each for each in case.levers.values() if name in each.facts]
    return say("page_comma").join(each.label() for each in rows)


def lever_card(lever: Lever, case: Case) -> dict[str, Any]:
    """A lever in short; its chain stands below."""
    parts = [*_lever_items(lever, case), *_channel_items(lever, case)]
    lines = [say("trace_pair", text=each["text"], note=each["note"]) for each in parts]
    lead = say("trace_force", force=say(f"force_{lever.force}"))
    return _card(f"lever/{lever.id}", lever.label(), "", lead, lines)


def _card(key: str, question: str, chance: str, lead: str, lines: Sequence[str]) -> dict[str, Any]:
    """The state of an Answer widget."""
    return {
        "key": key,
        "question": question,
        "chance": chance,
        "lead": lead,
        "tone": "yes",
        "lines": list(lines),
        "words": {},
    }


# --- everything in one table -----------------------------------------------------------------------------


def table_columns(unit: str) -> list[dict[str, Any]]:
    """The columns of the table of everything; the effect is that on the answer looked at."""
    texts = ("name", "kind", "value", "source", "used")
    columns = [column(name, say(f"trace_col_{name}")) for name in texts]
    return [*columns, column("effect", say("trace_col_effect"), "number", unit, 2)]


def table_rows(kind: str, case: Case, effects: Mapping[str, float]) -> list[list[Any]]:
    """The rows of one kind, or of all: id, then a cell for every column."""
    kinds = KINDS if kind == "all" else (kind,)
    rows = [row for each in kinds for row in _texts_of(each, _CaseKey(case), language())]
    return [[*row, effects.get(row[0].removeprefix("parameter/"))] for row in rows]


@dataclass(frozen=True, eq=False)
class _CaseKey:
    """A case told apart by its facts' identity, for which the texts of the table are kept."""

    case: Case

    def __hash__(self) -> int:
        return id(self.case)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _CaseKey) and self.case is other.case


@lru_cache(maxsize=32)
def _texts_of(kind: str, known: _CaseKey, lang: str) -> list[list[str]]:
    """The texts of one kind's rows: id, name, kind with grade, value, source, use."""
    with speaking(lang):
        makers = {
            "parameter": _parameter_texts,
            "lever": _lever_texts,
            "fact": _fact_texts,
            "finding": _finding_texts,
        }
        return [
            [
                f"{kind}/{name}",
                label,
                say("trace_named", name=say(f"trace_kind_{kind}"), grade=grade),
                *rest,
            ]
            for name, label, grade, *rest in makers[kind](known.case)
        ]


def _parameter_texts(case: Case) -> list[list[str]]:
    rows = []
    for each in case.parameters.values():
        used = [found for found in equations().values() if each.name in found.parameters]
        grade = say(f"grade_{each.grade}")
        uses = _listed([_equation_words(found) for found in used])
        sources = sources_short(each.source, case)
        rows.append([each.name, each.label(), grade, _prior_words(each), sources, uses])
    return rows


def sources_short(names: Sequence[str], case: Case) -> str:
    """The first source, and how many there are where there are more."""
    first = _shortened(_source_words(names[0], case))
    return first if len(names) == 1 else say("trace_sources", first=first, count=len(names))


def _shortened(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"


def _listed(names: Sequence[str]) -> str:
    return say("page_comma").join(names)


def _lever_texts(case: Case) -> list[list[str]]:
    rows = []
    for each in case.levers.values():
        amount = _amount_words(each)
        grade = say(f"grade_{ASSUMPTION if each.amount_source == ASSUMPTION else 'published'}")
        source = _shortened(_source_words(each.amount_source, case))
        channels = _listed([channel_label(name) for name, _ in each.channels])
        rows.append([each.id, each.label(), grade, amount, source, channels])
    return rows


def _fact_texts(case: Case) -> list[list[str]]:
    rows = []
    for name, row in case.facts.iterrows():
        value, grade = with_unit(row["value"], row["unit"]), say("grade_published")
        period, used = term(str(row["period"])), _fact_levers(str(name), case)
        rows.append([str(name), str(row[f"label_{language()}"]), grade, value, period, used])
    return rows


def _finding_texts(case: Case) -> list[list[str]]:
    rows = []
    for key in case.evidence.index:
        name = str(key)
        text, used = finding_text(name, case.evidence), _resting_on(name, case)
        grade = str(case.evidence["grade"].loc[name])
        rows.append(
            [
                name,
                text,
                grade,
                _estimate_words(name, case),
                _source_title(name, case.evidence),
                used,
            ]
        )
    return rows
