"""Which row names the columns, what each column is, and in which unit its header says it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sim.faults import fault, nearest
from sim.inputs.intake.findings import ERROR, NOTE, REPAIRED, Finding, shown
from sim.inputs.intake.vocabulary import columns, label, names, plain, units, words
from sim.inputs.intake.workbook import Sheet, Workbook
from sim.words import LANGUAGES, language, say

SEARCHED, DEEPEST = 15, 3  # rows from the top where a header may begin, and rows that it may have
BRACKETS = re.compile(r"[(\[【{]([^)\]】}]*)[)\]】}]")


@dataclass(frozen=True)
class Head:
    """The header of a sheet.

    top, bottom: its rows, from 1. fields: column number → name of the column. titles: column number → text
    of every header cell. units: column number → factor that the header's own unit stands for.
    """

    sheet: Sheet
    table: str
    top: int
    bottom: int
    fields: dict[int, str]
    titles: dict[int, str]
    units: dict[int, float]

    def place(self, field: str) -> int:
        """The first column that holds a field; 0 where none does."""
        return next((column for column, name in self.fields.items() if name == field), 0)


def find_head(book: Workbook, table: str) -> Head:
    """The header among all sheets that names most columns of `table`; the earliest among equals.

    Raises InputFaults where no row names at least two.
    """
    found = [head for sheet in book.sheets for head in candidates(sheet, table)]
    best = max(found, key=precedence, default=None)
    if best is None or len(set(best.fields.values())) < 2:
        needed = [label(each)[language()] for each in columns(table).values() if each.required]
        raise fault(book.name, "intake_no_header", rows=SEARCHED, needed=", ".join(needed))
    return best


def other_heads(book: Workbook, chosen: Head) -> list[Head]:
    """Headers of the same kind of table, with rows below, on sheets that are not read.

    The template's own examples are no such sheet.
    """
    examples = {say("template_examples", lang) for lang in LANGUAGES}
    found = []
    for sheet in book.sheets:
        if sheet is not chosen.sheet and sheet.name not in examples:
            best = max(candidates(sheet, chosen.table), key=precedence, default=None)
            if best and 2 * len(best.fields) >= len(chosen.fields) and rows_below(best):
                found.append(best)
    return found


def rows_below(head: Head) -> int:
    """How many rows below a header say anything."""
    return sum(any(text_of(cell) for cell in row) for row in head.sheet.rows[head.bottom :])


def precedence(head: Head) -> tuple[int, int, bool, int, int]:
    """Most columns named, then highest up, then whole merged cells, most units stated, fewest rows."""
    cut = any(above < head.top <= below for above, _, below, _ in head.sheet.merged)
    return len(set(head.fields.values())), -head.bottom, not cut, len(head.units), head.top


def candidates(sheet: Sheet, table: str) -> Iterator[Head]:
    for top in range(1, min(SEARCHED, len(sheet.rows)) + 1):
        for depth in range(1, min(DEEPEST, len(sheet.rows) - top + 1) + 1):
            yield read_head(sheet, table, top, top + depth - 1)


def read_head(sheet: Sheet, table: str, top: int, bottom: int) -> Head:
    fields, titles, factors = {}, {}, {}
    for column, texts in enumerate(zip(*unfolded(sheet, top, bottom), strict=True), start=1):
        parts = [part for part in dict.fromkeys(texts) if part]
        if parts:
            titles[column] = " ".join(parts)
            name = named(parts, table)
            if name:
                fields[column] = name
                factor = stated(parts, columns(table)[name].kind)
                if factor:
                    factors[column] = factor
    return Head(sheet, table, top, bottom, fields, titles, factors)


def unfolded(sheet: Sheet, top: int, bottom: int) -> list[list[str]]:
    """The texts of the header's rows; a merged cell says the same in all its places."""
    rows = [[text_of(cell) for cell in sheet.rows[row - 1]] for row in range(top, bottom + 1)]
    for above, left, below, right in sheet.merged:
        for row in range(max(above, top), min(below, bottom) + 1):
            for column in range(left, right + 1):
                rows[row - top][column - 1] = text_of(sheet.rows[above - 1][left - 1])
    if not sheet.merged:  # a CSV of a merged header has the group's name in its first column only
        for texts in rows[:-1]:
            for place in range(1, len(texts)):
                if not texts[place] and rows[-1][place]:
                    texts[place] = texts[place - 1]
    return rows


def text_of(cell: Any) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def bare(text: str) -> str:
    """A header without its unit in brackets and a mark for a required column."""
    return plain(BRACKETS.sub("", plain(text))).strip("*:·")


def named(parts: list[str], table: str) -> str:
    """The column that a header names: by its last row, else by all rows together."""
    known = names(table)
    for text in (parts[-1], "".join(parts)):
        for form in (plain(text).strip("*:"), bare(text)):
            if form in known:
                return known[form]
    return ""


def stated(parts: list[str], kind: str) -> float:
    """The factor of the unit that a header states in brackets or after a comma; 0 where it states none."""
    known = units(kind)
    for text in reversed(parts):
        for unit in [*BRACKETS.findall(plain(text)), *re.split("[,:/]", plain(text))[1:]]:
            unit = unit.rpartition(":")[2]
            if unit in known:
                return known[unit]
    return 0.0


def sheet_unit(head: Head) -> float:
    """The money unit that a line above the header states for the whole sheet; 0 where there is none."""
    marks, known = tuple(words("unit_line")), units("money")
    for row in head.sheet.rows[: head.top - 1]:
        for cell in row:
            text = plain(text_of(cell)).strip("()[]")
            if text.startswith(marks) and text.rpartition(":")[2] in known:
                return known[text.rpartition(":")[2]]
    return 0.0


def head_findings(head: Head, file: str) -> list[Finding]:
    """What there is to say about the header: unfolded, unknown, missing and doubled columns."""
    known, seen = columns(head.table), list(head.fields.values())
    found = []
    if head.bottom > head.top:
        values = {"first": head.top, "last": head.bottom}
        found.append(finding(head, file, REPAIRED, "header_rows", 1, "", values))
    elif head.top > 1:
        found.append(finding(head, file, NOTE, "title_rows", 1, "", {"rows": head.top - 1}))
    for column, name in head.fields.items():
        if head.place(name) != column:
            twice = {"label": label(known[name])}
            found.append(finding(head, file, ERROR, "column_twice", column, name, twice))
    found += [unknown_column(head, file, column) for column in head.titles if column not in head.fields]
    stands = {"village_id": "village_name", "township_id": "township_name", "banner_id": "banner_name"}
    for name, each in known.items():
        if each.required and name not in seen and stands.get(name) not in seen:
            kind = "column_missing" if head.table == "register" and name not in stands else "column_needed"
            found.append(finding(head, file, ERROR, kind, 0, name, {"label": label(each)}))
    return found


def unknown_column(head: Head, file: str, column: int) -> Finding:
    """A column that nobody knows: perhaps mistyped, which is an error, else left out, which is noted."""
    title = head.titles[column]
    near = nearest(bare(title), names(head.table)) if bare(title) not in words("ignore") else None
    if near and len(bare(title)) > 2:
        likely = columns(head.table)[names(head.table)[near]]
        return finding(head, file, ERROR, "column_unknown", column, shown(title), {"near": label(likely)})
    return finding(head, file, NOTE, "column_left_out", column, shown(title), {})


def finding(
    head: Head, file: str, level: str, kind: str, column: int, field: str, values: dict[str, Any]
) -> Finding:
    """A finding on the header's last row."""
    value = shown(head.titles.get(column, ""))
    return Finding(level, kind, file, head.sheet.name, head.bottom, column, field, value, values)
