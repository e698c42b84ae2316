"""A copy of what was sent with every finding on its cell, and a sheet that lists them all."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from sim.faults import InputFaults, fault
from sim.inputs.intake.findings import ERROR, NOTE, QUESTION, REPAIRED, Finding, in_order
from sim.inputs.intake.personal import looks_like_name, withheld
from sim.inputs.intake.reading.copying import WITHHELD, Line, Order
from sim.inputs.intake.reading.door import ask
from sim.inputs.intake.reading.sheet import WorkSheet, empty
from sim.inputs.intake.vocabulary import words
from sim.inputs.intake.workbook import Workbook, read_workbook
from sim.words import say
from sim.writing import write

COLOURS = {ERROR: "F8CBAD", QUESTION: "FFE699", REPAIRED: "C6E0B4", NOTE: "DDEBF7"}
HEADS = ("level", "cell", "what", "cure")
LONGEST_TITLE = 31  # of a sheet
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))

__all__ = ["COLOURS", "WITHHELD", "annotate"]


def annotate(path: Path | str, findings: Iterable[Finding], target: Path | str, force: bool = False) -> Path:
    """Write the annotated copy; personal values are withheld in it, since the copy travels.

    An .xlsx keeps its own look, where openpyxl can open it; any other file is laid out anew. Refuses to write
    over its own source, and what would still hold personal data.
    """
    source, target = Path(path), Path(target)
    if target.resolve() == source.resolve():
        raise fault(str(target), "intake_same_file")
    return write(target, copy_of(read_workbook(source), in_order(findings)), force)


def copy_of(book: Workbook, findings: tuple[Finding, ...]) -> bytes:
    hidden = {each.name: hidden_cells(each, findings) for each in book.sheets}
    if book.excel:
        own = order_of(book, findings, {each.name: each.name for each in book.sheets}, hidden)
        try:
            return made(book, replace(own, content=book.path.read_bytes(), sheets=[]))
        except InputFaults:  # a workbook that one reader opens and the other does not
            pass
    titles = {each.name: title_of(book, number) for number, each in enumerate(book.sheets, start=1)}
    anew = order_of(book, findings, titles, hidden)
    return made(book, replace(anew, remarks=(say("intake_copy_anew"),) if book.excel else ()))


def made(book: Workbook, order: Order) -> bytes:
    content: bytes = ask("copy", book.name, pickle.dumps(order))["content"]
    return content


def title_of(book: Workbook, number: int) -> str:
    """The title of a sheet in a workbook that is laid out anew."""
    name = book.sheets[number - 1].name or f"{book.path.stem[:25]}-{number}"
    return name.translate(FORBIDDEN)[:LONGEST_TITLE]


def order_of(
    book: Workbook,
    findings: tuple[Finding, ...],
    titles: dict[str, str],
    hidden: dict[str, set[tuple[int, int]]],
) -> Order:
    taken = {say("intake_sheet_findings"), *titles.values()}
    title = say("intake_sheet_findings")
    if title in titles.values():
        title = next(f"{title} {n}" for n in range(2, len(taken) + 3) if f"{title} {n}" not in taken)
    return Order(
        content=None,
        sheets=[(titles[each.name], each.rows) for each in book.sheets],
        lines=[line_of(each, titles) for each in findings],
        withheld={titles[name]: cells for name, cells in hidden.items()},
        persons=tuple(sorted(persons(book, hidden))),
        labels=tuple(words("signed")),
        title=title,
        heads=tuple(say(f"intake_head_{name}") for name in HEADS),
    )


def line_of(each: Finding, titles: dict[str, str]) -> Line:
    what, cure = each.parts()
    sheet = titles.get(each.sheet, "")
    level = say(f"intake_level_{each.level}")
    return Line(sheet, each.row, each.column, each.cell, COLOURS[each.level], level, what, cure, each.text())


def hidden_cells(sheet: WorkSheet, findings: Iterable[Finding]) -> set[tuple[int, int]]:
    """The cells of a sheet that tell a person: what was found, and what only a copy must not show."""
    cells = withheld(sheet)
    for each in findings:
        if each.sheet == sheet.name and each.kind in ("personal_cell", "personal_aside"):
            cells.add((each.row, each.column))
        elif each.sheet == sheet.name and each.kind == "personal_column":
            below = enumerate(sheet.rows[each.row :], start=each.row + 1)
            cells |= {(row, each.column) for row, line in below if not empty(line[each.column - 1])}
    return cells


def persons(book: Workbook, hidden: dict[str, set[tuple[int, int]]]) -> set[str]:
    """The names among what is withheld: they must not be left beside the cells either."""
    values = {
        str(sheet.rows[row - 1][column - 1]).strip()
        for sheet in book.sheets
        for row, column in hidden[sheet.name]
    }
    return {value for value in values if looks_like_name(value)}
