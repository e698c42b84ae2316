"""Columns beside the table that say something of whole rows: their year, kind of figure, or that a village is
no more. Such a column is never left out as a note: its rows are chosen, or it is asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from sim.inputs.intake.answers import KEEP, YEAR
from sim.inputs.intake.cells import read_year
from sim.inputs.intake.findings import ERROR, NOTE, QUESTION, Finding, letters, shown
from sim.inputs.intake.headers import bare, text_of, unit_column
from sim.inputs.intake.qualifiers import AS_OF, NO_AMOUNT, Caption, qualifier, title
from sim.inputs.intake.vocabulary import base_year, plain, words
from sim.words import by_language, say

if TYPE_CHECKING:
    from sim.inputs.intake.draft import Draft


def take_rows(draft: Draft) -> None:
    """Choose or ask about the rows that a column beside the table qualifies."""
    for column, units in unit_column(draft.head).items():
        if len({unit.factor for unit in units.values()}) > 1:
            tell(draft, ERROR, "unit_rows", column, units=", ".join(sorted(units)))
    for column in beside(draft):
        if bare(draft.head.titles[column]) in words("row_year") and draft.head.table == "register":
            not_left_out(draft, column)
            take_year(draft, column)
        elif bare(draft.head.titles[column]) in (*words("row_kind"), *words("row_period")):
            take_kind(draft, column)


def beside(draft: Draft) -> list[int]:
    """The columns of the sheet that are no part of the table."""
    return [column for column in draft.head.titles if not draft.head.own[column].name]


def cells_of(draft: Draft, column: int) -> pd.Series:
    rows = draft.head.sheet.rows
    return pd.Series(
        [text_of(rows[row - 1][column - 1]) for row in draft.data.index], draft.data.index, dtype=str
    )


def not_left_out(draft: Draft, column: int) -> None:
    """Take back that a column is left out: something was read in it."""
    draft.findings = [
        each for each in draft.findings if (each.column, each.kind) != (column, "column_left_out")
    ]


def tell(draft: Draft, level: str, kind: str, column: int, **values: Any) -> None:
    """A finding on the header of such a column, instead of the note that it is left out."""
    head = draft.head
    place = (draft.book.name, head.sheet.name, head.bottom, column)
    if place[2:] in draft.personal:
        return
    not_left_out(draft, column)
    draft.findings.append(Finding(level, kind, *place, "", shown(head.titles[column]), values))


# --- years -----------------------------------------------------------------------------------------------


def take_year(draft: Draft, column: int) -> None:
    """A register is of one year: another one is asked about, of several one is chosen."""
    cells = cells_of(draft, column)
    read = {cell: read_year(plain(cell)).figure for cell in set(cells)}
    years = cells.map(read)
    said = sorted({int(year) for year in years.dropna()})
    if not said:
        return take_kind(draft, column)
    answer = draft.answers.get(YEAR, "")
    wanted = int(answer) if answer.isdecimal() and int(answer) in said else 0
    values = {"years": ", ".join(map(str, said)), "base": base_year(), "answer": said[-1],
              "answers": " / ".join(f"--answer year={year}" for year in said)}  # fmt: skip
    if len(said) == 1 and years.notna().all():
        if said[0] != base_year() and not wanted and answer != KEEP:
            tell(draft, QUESTION, "year_rows", column, **values)
        return None
    year = wanted or (base_year() if base_year() in said else said[-1])
    kept = years == year
    if wanted:
        tell(draft, NOTE, "year_rows_chosen", column, year=year, count=int((~kept).sum()))
    else:
        tell(draft, QUESTION, "year_rows_beside", column, **values)
    draft.data = draft.data[kept]
    return None


# --- kinds of figure -------------------------------------------------------------------------------------


def take_kind(draft: Draft, column: int) -> None:
    """Rows of a plan or of part of a year: left out where the actual ones stand too, else asked about."""
    cells = cells_of(draft, column)
    if draft.answers.get(f"{letters(column)}{draft.head.bottom}") == KEEP:
        return
    ask_row_remarks(draft, column, cells)
    period = bare(draft.head.titles[column]) in words("row_period")
    known = {cell: kinds_in(cell, period) for cell in set(cells)}
    if all(qualifier(cell) is not None for cell in known if cell):
        not_left_out(draft, column)
    odd = cells.map(lambda cell: bool(known[cell]))
    if not odd.any():
        return
    kinds = sorted({kind for cell in set(cells[odd]) for kind in known[cell]})
    figure = by_language(lambda: say("page_comma").join(say(f"figure_{kind}") for kind in kinds))  # fmt: skip
    values = {"figure": figure, "count": int(odd.sum()), "text": shown(cells[odd].iloc[0])}
    if beyond(draft, odd):
        tell(draft, NOTE, "kind_rows_left_out", column, **values)
        draft.data = draft.data[~odd]
    elif set(kinds) & set(NO_AMOUNT):
        tell(draft, ERROR, "rate_rows", column, **values)
    else:
        tell(draft, QUESTION, "kind_rows", column, **values)


def ask_row_remarks(draft: Draft, column: int, cells: pd.Series) -> None:
    """Ask about rows of which a remark says another unit of money or, in a register, another year."""
    known = {cell: title(cell) for cell in set(cells) if cell}
    units = {cell: unit for cell, each in known.items() for unit in each.units if unit.kind == "money"}
    money = [name for name in draft.data if draft.known[str(name)].kind == "money"]
    if money and any(unit.factor != draft.factor(str(money[0])) for unit in units.values()):
        tell(draft, QUESTION, "unit_remarks", column, units=", ".join(sorted(units)))
    if draft.head.table == "panel" or draft.answers.get(YEAR):
        return
    said = {cell: each.years for cell in known if (each := qualifier(cell)) and each.years}
    other = cells.map(lambda cell: bool(said.get(cell)) and base_year() not in said[cell])
    if other.any() and not other.all():
        years = ", ".join(map(str, sorted({year for cell in set(cells[other]) for year in said[cell]})))
        values = {"figure": years, "count": int(other.sum()), "text": shown(cells[other].iloc[0])}
        tell(draft, QUESTION, "kind_rows", column, **values)


def kinds_in(cell: str, period: bool) -> frozenset[str]:
    """The kinds of figure that a cell says, if it says nothing else; a period is part of a year."""
    said = qualifier(cell) if cell else Caption()
    kinds = said.kinds - {AS_OF} if said else frozenset()
    if period and cell and not (said and said.years and not kinds):
        whole = any(mark in plain(cell) for mark in words("whole_year"))
        return kinds | (frozenset() if whole else frozenset({"part_year"}))
    if period and said and AS_OF in said.kinds:
        return kinds | {"part_year"}
    return kinds


def beyond(draft: Draft, odd: pd.Series) -> bool:
    """Whether every village among these rows has another row (of the same year) as well."""
    keys = [name for name in ("village_id", "year") if name in draft.data]
    if "village_id" not in keys:
        keys += [name for name in ("banner_name", "township_name", "village_name") if name in draft.data]
    rows = pd.Series(list(zip(*(draft.data[name].map(str) for name in keys), strict=True)), draft.data.index)
    return not odd.all() and set(rows[odd]) <= set(rows[~odd])


# --- villages that are no more ---------------------------------------------------------------------------


def said_abolished(draft: Draft) -> list[int]:
    """The rows of which a remark, a state or the like says that the village is abolished or merged."""
    found: set[int] = set()
    for column in beside(draft):
        cells = cells_of(draft, column)
        title = bare(draft.head.titles[column])
        asks = any(mark in title for mark in words("abolished_said"))
        known = {cell: says_abolished(plain(cell), asks) for cell in set(cells) if cell}
        said = {int(row) for row, cell in cells.items() if known.get(cell)}
        if said:
            not_left_out(draft, column)
        found |= said
    return sorted(found)


def says_abolished(text: str, asked: bool) -> bool:
    """Whether a remark says so; under a header that asks whether it is, a yes does."""
    if asked and words("flag").get(text) == "1":
        return True
    if any(mark in text for mark in words("not_abolished")):
        return False
    return text in words("abolished") or any(mark in text for mark in words("abolished_said"))
