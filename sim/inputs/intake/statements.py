"""Statements on several sheets: what another sheet of the workbook says of the same villages is joined.

Offices keep traits, the statement of returns and the balance sheet apart. A sheet that names villages and
says of them what the sheet that is read does not say belongs to it; one with a column of the same kind is
another table, and asked about.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from sim.faults import nearest
from sim.inputs.intake.cells import KEEP, SHEET
from sim.inputs.intake.draft import Draft, read_draft
from sim.inputs.intake.findings import ERROR, NOTE, QUESTION, Finding, shown
from sim.inputs.intake.headers import statement_heads
from sim.inputs.intake.vocabulary import OF_ACCOUNT, label, plain
from sim.words import by_language, language, say

_PLACES = ("banner_name", "township_name", "village_name")
_MOST_NAMED = 5  # villages without a row that a note names


def join_statements(draft: Draft, answers: Mapping[str, str] | None) -> None:
    """Take in what other sheets of the workbook say of the same villages."""
    for head in statement_heads(draft.book, draft.head):
        new = [name for name in head.told if name not in draft.data]
        topics = {place: answer for place, answer in (answers or {}).items() if place in head.fields.values()}
        book = replace(draft.book, sheets=(head.sheet,))
        other = read_draft(book, draft.head.table, topics)
        draft.findings += [each for each in other.told() if each.kind not in _TOLD_ALREADY]
        _join(draft, other, [name for name in new if name in other.data])


_TOLD_ALREADY = ("header_rows", "title_rows", "merged_cells", "merged_place", "total_row", "numbering")


def _join(draft: Draft, other: Draft, new: list[str]) -> None:
    """Columns of another sheet by the villages of both, each told that stands in one of them only."""
    mine, theirs = (_keys(each.data, draft, other) for each in (draft, other))
    if mine is None or theirs is None:  # nothing tells which row is whose
        if draft.answers.get(SHEET) != KEEP:
            place, rows = other.head.bottom, len(other.data)
            _tell(draft, other, QUESTION, "other_sheet", place, other.head.sheet.name, rows=rows)
        return
    again = theirs[theirs.duplicated(keep=False) | theirs.isin(mine[mine.duplicated()])]
    if len(again):
        _tell(draft, other, ERROR, "statement_twice", int(again.index[-1]), again.iloc[-1])
        return
    known = set(mine)
    for row, key in theirs[~theirs.isin(known)].items():
        near = nearest(key, known) if not draft.personal else ""
        of = draft.head.sheet.name
        _tell(draft, other, ERROR, "statement_village", int(row), key, near=near or "–", main=of)
    places = theirs.reset_index().set_index(theirs.to_numpy())["line"]
    rows = mine.map(places)
    for name in new:
        column, cells = draft.known[name], rows.map(other.data[name])
        if column.kind == "text":
            cells = cells.fillna("")
        elif name not in (*OF_ACCOUNT, "income") and not column.required:
            cells = cells.fillna(0.0)  # as blank cells of such a column
        draft.data[name] = cells
        if column.required:
            for row in draft.data.index[rows.isna()]:
                draft.add(ERROR, "missing", row, name)
    lacking = mine[rows.isna()]
    labels = by_language(lambda: say("page_comma").join(label(draft.known[name])[language()] for name in new))
    values = {"labels": labels, "count": len(mine) - len(lacking), "all": len(mine)}
    _tell(draft, other, NOTE, "statement_joined", other.head.bottom, other.head.sheet.name, **values)
    if len(lacking):
        named = lacking[[row for row in lacking.index if not any(row == at for at, _ in draft.personal)]]
        listed = by_language(lambda: say("page_comma").join(named.iloc[:_MOST_NAMED]))
        _tell(draft, other, NOTE, "statement_lacks", other.head.bottom, "", count=len(lacking), listed=listed)


def _keys(data: pd.DataFrame, draft: Draft, other: Draft) -> pd.Series | None:
    """By what the villages of two sheets are told apart: their code where both have it, else their names."""
    both = set(draft.data) & set(other.data)
    names = ["village_id"] if "village_id" in both else [name for name in _PLACES if name in both]
    if not {"village_id", "village_name"} & set(names):
        return None
    parts = [data[name].map(plain) for name in names]
    return pd.Series(["/".join(each) for each in zip(*parts, strict=True)], data.index)


def _tell(draft: Draft, other: Draft, level: str, kind: str, row: int, value: str, **values: object) -> None:
    """A finding on a row of the other sheet; none on a cell that tells a person, of which that is told."""
    column = other.head.place("village_name") or other.head.place("village_id")
    if (row, column) not in other.personal:
        place = (draft.book.name, other.head.sheet.name, row, column, "")
        draft.findings.append(Finding(level, kind, *place, shown(value), values))
