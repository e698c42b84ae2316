"""How a scenario's headlines fare under rival structures: in tables, and as a mark beside each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.structures import PLACE
from sim.figures.labels import unit_name
from sim.figures.numbers import Figure, number, percent
from sim.figures.tables import ANSWERS, NONE, answer_label, interval
from sim.inputs.facts import form_label
from sim.model.structures import CHOICES
from sim.reports.challenge import structure_label
from sim.reports.sheets import Sheet
from sim.words import in_language, say

if TYPE_CHECKING:
    from sim.analysis.structures import Mark, StructureStudy

_SHOWN = ("mean_gain", "mean_net_gain", "lifted", "gain_per_yuan", PLACE)  # in tables of many rows
_FIRST = 12  # structures that are shown where some do not hold


def mark_text(mark: Mark) -> str:
    """The mark beside a headline: holds in 27 of 32 structures."""
    return say("structures_mark", holds=mark.holds, of=mark.of)


def structure_sheets(found: StructureStudy) -> list[Sheet]:
    """The headlines with their marks, what each choice does to them, and every structure that breaks one."""
    return [_headlines(found), _choices(found), _broken(found)]


def _label(name: str, found: StructureStudy) -> str:
    return say("structures_place", count=found.places) if name == PLACE else answer_label(name)


def _number(name: str, value: float) -> str:
    if np.isnan(value):
        return NONE
    return number(value, 0 if name == PLACE else ANSWERS[name][0])


def _headlines(found: StructureStudy) -> Sheet:
    """Every answer: under the standard structure, its medians under all, and in how many it holds."""
    rows = []
    for name, row in found.table.iterrows():
        key = str(name)
        if key == PLACE:
            standard: object = _number(key, row["mid"])
        else:
            standard = interval(row["low"], row["mid"], row["high"], *ANSWERS[key])
        unit = "" if key == PLACE else unit_name(str(row["unit"]))
        ends = say("structures_range", low=_number(key, row["least"]), high=_number(key, row["most"]))
        mark = found.holds(key)
        rows.append([_label(key, found), standard, unit, ends, Figure(mark_text(mark), mark.holds)])
    heads = [say(f"structures_col_{name}") for name in ("answer", "standard", "unit", "range", "mark")]
    sentence = say(
        "structures_about", count=len(found.structures), members=number(found.members),
        title=in_language(found.case.scenario.title),
    )  # fmt: skip
    title = say("structures_title", title=in_language(found.case.scenario.title))
    return Sheet(title, heads, rows, [sentence, say("structures_holds")])


def _choices(found: StructureStudy) -> Sheet:
    """Of the structures with each form of a choice, the share in which an answer holds."""
    table = found.choices
    names = [name for name in _SHOWN if name in table]
    rows = [
        [form_label(choice, form), *(percent(float(table.loc[(choice, form), n])) for n in names)]
        for choice, forms in CHOICES.items()
        for form in forms
        if table.loc[(choice, form)].notna().all()
    ]
    heads = [say("structures_col_form"), *(_label(name, found) for name in names)]
    return Sheet(say("structures_choices"), heads, rows, [say("structures_choices_note")])


def _broken(found: StructureStudy) -> Sheet:
    """The structures under which an answer does not hold, with the medians there; a file has all."""
    names = [name for name in _SHOWN if name in found.medians]
    heads = [say("structures_col_structure"), *(_label(name, found) for name in names)]
    rows = []
    for place, structure in enumerate(found.structures):
        marks = [say("structures_broken") if not found.kept[name][place] else "" for name in names]
        cells = [
            Figure(f"{_number(name, found.medians[name][place])}{mark}", found.medians[name][place])
            for name, mark in zip(names, marks, strict=True)
        ]
        rows.append([structure_label(structure), *cells])
    broken = [row for place, row in enumerate(rows) if not found.kept[names].loc[place].all()]
    title = say("structures_every", count=len(broken), of=len(rows))
    return Sheet(title, heads, [rows[0], *broken[:_FIRST]], [say("structures_every_note")], whole=rows)
