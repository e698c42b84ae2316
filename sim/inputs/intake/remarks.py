"""Units beside the cells: in comments, in what is printed above a page, on a sheet of instructions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sim.inputs.intake.findings import QUESTION, Finding, letters, shown
from sim.inputs.intake.headers import Head, best_head, text_of
from sim.inputs.intake.qualifiers import Caption, joined, title, unit_line
from sim.inputs.intake.units import dimension, read_unit, stands_for
from sim.inputs.intake.vocabulary import columns, plain, words
from sim.inputs.intake.workbook import Workbook
from sim.inputs.villages import Column

Line = tuple[int, int, str, Caption]
MOST_LINES = 200  # rows of a sheet of instructions that are looked through


def units_in(text: str) -> Caption:
    """The units that a text names, and money that nobody knows; what else it says is of no column."""
    said = title(text)
    return Caption(units=said.units, unclear=said.unclear)


def with_remarks(head: Head) -> Head:
    """A header that says too what the comments on its cells say of units."""
    own = dict(head.own)
    for row, column, text in head.sheet.remarks:
        if head.top <= row <= head.data_from and column in own:
            said = units_in(text)
            if not said.units and not said.unclear and unit_line().search(plain(text)):
                said = Caption(unclear=(" ".join(text.split()),))  # a unit that nobody knows
            own[column] = joined([own[column], said])
    return replace(head, own=own)


def formats_of(head: Head) -> dict[int, dict[int, str]]:
    """Column → row → the unit that a cell's format writes beside its number."""
    found: dict[int, dict[int, str]] = {}
    for row, column, text in head.sheet.formats:
        if plain(text) in words("currency"):  # a sign for money says nothing of how many
            continue
        if row > head.data_from and column in head.fields and read_unit(text.rstrip(",")):
            found.setdefault(column, {})[row] = text
    return found


def with_formats(head: Head) -> Head:
    """A header that says too which unit the formats of all numbers below it write."""
    own = dict(head.own)
    for column, texts in formats_of(head).items():
        unit, rows = read_unit(next(iter(texts.values()))), head.sheet.rows
        numbers = [row for row in range(head.data_from + 1, len(rows) + 1)
                   if isinstance(rows[row - 1][column - 1], int | float)]  # fmt: skip
        if unit and len(set(texts.values())) == 1 and set(numbers) <= set(texts):
            own[column] = joined([own[column], Caption(units=(unit,))])
    return replace(head, own=own)


def ask_formats(head: Head, file: str, answers: Mapping[str, str]) -> list[Finding]:
    """A question where formats write another unit than the column has: of some numbers only, or divided."""
    found, known = [], columns(head.table)
    for column, texts in formats_of(head).items():
        name = head.fields[column]
        if answers.get(name) or answers.get(f"{letters(column)}{head.bottom}"):
            continue
        said = [*head.own[column].units, *head.group[column].units]
        own = {factor for unit in said if (factor := stands_for(unit, known[name]))} or {1.0}
        other = sorted({text.rstrip(",") for text in texts.values() if differs(text, own, known[name])})
        if other and not (said and all(text.endswith(",") for text in texts.values())):
            place = (file, head.sheet.name, head.bottom, column, name, shown(head.titles[column]))
            found.append(Finding(QUESTION, "format_unit", *place, {"text": ", ".join(other)}))
    return found


def differs(text: str, own: set[float], column: Column) -> bool:
    """Whether a format means another unit than a column has; one that divides its numbers always does."""
    factor = stands_for(read_unit(text.rstrip(",")), column)
    return bool(factor) and (text.endswith(",") or factor not in own)


def lines_beside_cells(book: Workbook, head: Head) -> list[Line]:
    """What is said of the whole table beside its cells: row and column are 0 but for a comment's."""
    found = [(row, column, text) for row, column, text in head.sheet.remarks if row < head.top]
    found += [(0, 0, text) for text in (*head.sheet.margins, *instructions(book, head))]
    said = [(row, column, text, units_in(text)) for row, column, text in found]
    return [each for each in said if each[3].units or each[3].unclear]


def instructions(book: Workbook, head: Head) -> Iterator[str]:
    """The texts of other sheets, no tables themselves, that say in words which unit holds."""
    for sheet in book.sheets:
        if sheet.name == head.sheet.name or best_head(sheet, head.table):
            continue
        for row in sheet.rows[:MOST_LINES]:
            texts = [text for cell in row if isinstance(cell, str) and (text := text_of(cell))]
            yield from (text for text in texts if unit_line().search(plain(text)))


def ask_remarks(head: Head, file: str, answers: Mapping[str, str]) -> list[Finding]:
    """A question about every comment that gives a cell of figures another unit than its column has."""
    found, known = [], columns(head.table)
    for row, column, text in head.sheet.remarks:
        name = head.fields.get(column, "")
        if row <= head.data_from or not name or answers.get(f"{letters(column)}{row}"):
            continue
        units = [unit for unit in title(text).units if unit.kind == dimension(known[name])]
        own = [unit for unit in head.own[column].units if stands_for(unit, known[name])]
        if units and {stands_for(unit, known[name]) for unit in units} != {
            stands_for(unit, known[name]) for unit in own
        }:
            values = {"text": shown(text), "unit": units[0].text.replace(" ", "_")}
            place = (file, head.sheet.name, row, column, name)
            found.append(
                Finding(QUESTION, "remark_unit", *place, shown(head.sheet.rows[row - 1][column - 1]), values)
            )
    return found
