"""Personal data: found by what it is, refused, and never quoted.

A register of villages needs nobody's name, telephone or identity number; what is not taken in cannot leak.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sim.inputs.intake.files import Workbook
from sim.inputs.intake.findings import ERROR, NOTE, Finding
from sim.inputs.intake.headers import Head
from sim.inputs.intake.reading.sheet import (
    LONG,
    WorkSheet,
    empty,
    figure_of_person,
    holds_contact,
    holds_number,
)
from sim.inputs.intake.vocabulary import names, plain, read_unit, words

_SHORTEST = 10  # signs; a telephone number has eleven
_NAME_SHARE, _FEWEST_NAMES = 0.6, 3  # of an unnamed column's cells look like names of persons
_TITLE_ROWS, _LONGEST_TITLE = 60, 24  # where a sheet that is not read may have titles, and how long they are
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")  # signs of no width, between digits perhaps
_COLONS = (":", "\uff1a", "\ufe55")
_COUNT = 1e6  # what is smaller is a count, not a number of a person
_DOTS = re.compile("[·•・‧∙･⸱.]")  # within a Mongolian, Uyghur or Kazakh name
_BRACKETED = re.compile(r"[(\[【{][^)\]】}]*[)\]】}]")
_PLACE_KEYS = {"comment", "property", "name", "header", "drawing"}


def personal_findings(head: Head, file: str) -> list[Finding]:
    """A finding for every column whose header or cells are personal, and for every such cell elsewhere."""
    columns = {column for column in head.titles if column not in head.fields and _column_kind(head, column)}
    found = [
        Finding(ERROR, "personal_column", file, head.sheet.name, head.bottom, column, "", "", {})
        for column in columns
    ]
    cells = sorted(_numbers_in(head.sheet))
    return found + [
        Finding(ERROR, "personal_cell", file, head.sheet.name, row, column, "", "", {})
        for row, column in cells
        if column not in columns or row <= head.bottom
    ]


def aside(found: list[Finding], rows: Collection[int]) -> list[Finding]:
    """The same findings, those on rows that are not read (titles, closing lines) as notes."""
    return [
        each._replace(level=NOTE, kind="personal_aside")
        if each.kind == "personal_cell" and each.row not in rows
        else each
        for each in found
    ]


def elsewhere(book: Workbook, read: WorkSheet) -> list[Finding]:
    """A note for every other sheet, and every place beside the cells, in which persons stand."""
    found = [
        Finding(NOTE, "personal_sheet", book.name, each.name, 0, 0, "", "", {})
        for each in book.sheets
        if each is not read and _tells_persons(each)
    ]
    return found + [
        Finding(NOTE, f"personal_{place}", book.name, "", 0, 0, "", "", {})
        for place in book.places
        if place in _PLACE_KEYS
    ]


def _tells_persons(sheet: WorkSheet) -> bool:
    """Whether a sheet surely names persons: by their numbers, or by names below a title of persons."""
    cells = (sheet.rows[row - 1][column - 1] for row, column in _under_titles(sheet))
    return any(True for _ in _numbers_in(sheet)) or any(looks_like_name(str(cell).strip()) for cell in cells)


# --- what a copy that travels must not show --------------------------------------------------------------


def withheld(sheet: WorkSheet) -> set[tuple[int, int]]:
    """The cells of any sheet, read or not, that tell a person: by number, under a title, behind a label."""
    return {*_numbers_in(sheet, holds_contact), *_under_titles(sheet), *signed(sheet), *_unnamed(sheet)}


def _numbers_in(sheet: WorkSheet, holds: Any = holds_number) -> Iterator[tuple[int, int]]:
    for row, cells in enumerate(sheet.rows, start=1):
        if not _may_hold_number(cells):
            continue
        for column, cell in enumerate(cells, start=1):
            if isinstance(cell, str):
                if len(cell) > _SHORTEST and holds(cell):
                    yield row, column
            elif isinstance(cell, float | int) and cell >= 1e10 and figure_of_person(cell):
                yield row, column


def _may_hold_number(cells: Sequence[Any]) -> bool:
    """Whether a row has so many digits in one cell; a row of text alone is looked through in one go."""
    try:
        text = "|".join(cells)
    except TypeError:  # figures of a spreadsheet among them
        return True
    return LONG.search(text) is not None or "@" in text or "(" in text or _UNSEEN.search(text) is not None


def _under_titles(sheet: WorkSheet) -> Iterator[tuple[int, int]]:
    """The cells below a title such as 姓名 or 电话, in a column that holds more than counts."""
    for row, cells in enumerate(sheet.rows[:_TITLE_ROWS], start=1):
        for column, cell in enumerate(cells, start=1):
            if isinstance(cell, str) and cell and len(cell) <= _LONGEST_TITLE and _titles_person(cell):
                below = [(n, line[column - 1]) for n, line in enumerate(sheet.rows[row:], start=row + 1)]
                filled = [(n, each) for n, each in below if not empty(each)]
                if not all(_is_count(each) for _, each in filled):
                    yield from ((n, column) for n, _ in filled)


def signed(sheet: WorkSheet) -> Iterator[tuple[int, int]]:
    """The cells in which somebody is named behind a label and a colon: 审核人：…, or in the next cell."""
    labels = re.compile("(" + "|".join(map(re.escape, words("signed"))) + r")[^:]{0,6}:(.?)")
    for row, cells in enumerate(sheet.rows, start=1):
        text = "".join(cell for cell in cells if isinstance(cell, str))
        if not any(colon in text for colon in _COLONS):
            continue
        for column, cell in enumerate(cells, start=1):
            marked = isinstance(cell, str) and any(colon in cell for colon in _COLONS)
            found = labels.search(plain(cell)) if marked else None
            if found:
                yield row, column
                after = next((n for n, each in enumerate(cells[column:], column + 1) if not empty(each)), 0)
                if not found[2] and after:
                    yield row, after


def _unnamed(sheet: WorkSheet) -> Iterator[tuple[int, int]]:
    """The cells of a column in which most look like names of persons, whatever its title is."""
    for column in range(1, len(sheet.rows[0]) + 1 if sheet.rows else 1):
        cells = [(row, line[column - 1]) for row, line in enumerate(sheet.rows, start=1)]
        if any(isinstance(cell, str) and _known(cell) for _, cell in cells[:_TITLE_ROWS]):
            continue  # names of villages are like those of people
        texts = [(row, each.strip()) for row, each in cells if isinstance(each, str) and each.strip()]
        if _of_names([text for _, text in texts[1:]]):
            yield from ((row, column) for row, text in texts if looks_like_name(text))


# --- columns ---------------------------------------------------------------------------------------------


def _column_kind(head: Head, column: int) -> bool:
    """Whether a column that the table does not know is about persons: by its header, else by its cells."""
    cells = [each for row in head.sheet.rows[head.bottom :] if not empty(each := row[column - 1])]
    if _titles_person(head.titles[column]):
        return not cells or not all(map(_is_count, cells))
    texts = [str(each).strip() for each in cells]
    contacts = sum(len(text) > _SHORTEST and holds_contact(text) for text in texts)
    return _of_names(texts) or (contacts >= _FEWEST_NAMES and contacts >= _NAME_SHARE * len(texts))


def _titles_person(title: str) -> bool:
    """Whether a title is one of persons and of no column that a register or panel has."""
    return not _known(title) and any(word in plain(title) for word in words("personal"))


def _known(title: str) -> bool:
    """Whether a text is the title of a column that a register or panel has."""
    text = _BRACKETED.sub("", plain(title)).strip("*:·")
    return text in names("register") or text in names("panel")


def _is_count(cell: Any) -> bool:
    """Whether a cell is a small number or a yes or no, as under 书记人数 or 书记主任一肩挑."""
    if isinstance(cell, bool | int | float):
        return abs(cell) < _COUNT
    text = plain(cell)
    return text in words("flag") or text in words("missing") or (text.isdecimal() and len(text) <= 6)


def _of_names(texts: Sequence[str]) -> bool:
    count = sum(map(looks_like_name, texts))
    return count >= _FEWEST_NAMES and count >= _NAME_SHARE * len(texts)


def looks_like_name(text: str) -> bool:
    """A Chinese name by its family name, another by the dot within it or by what such names are made of."""
    if text.endswith(tuple(words("place_suffix"))):
        return False
    parts = _DOTS.split(text)
    if not 2 <= len(text) <= 16 or not all(0x4E00 <= ord(sign) <= 0x9FFF for part in parts for sign in part):
        return False
    if read_unit(text):  # 万元 is no Mr Wan
        return False
    if len(parts) > 1:
        return all(parts) and any(len(part) > 1 for part in parts)
    if len(text) <= 4 and text[0] in next(iter(words("surname"))):
        return True
    return len(text) <= 8 and any(text.endswith(word) for word in words("given_name"))
