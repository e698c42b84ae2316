"""What every reader gives back, and how much of it: no table is laid out before it is known to fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

MOST_CELLS = 2_500_000  # of all sheets: the villages of a province by thirty columns
MOST_ROWS, MOST_COLUMNS = 1 << 20, 2048  # a sheet has as many rows as that; no table is nearly as wide
MOST_MERGED = 50_000
MOST_GAP = 10_000  # blank rows within a table
MOST_STRAY = 20  # cells far off a table that are left aside, and said, instead of refusing the table
Row = Sequence[Any]


class NoValue(str):
    """A cell that holds no value: a formula that nobody calculated, or an error such as #REF!."""

    __slots__ = ()


class Unreadable(Exception):
    """Why a file is not read: the key of its message in words.csv and the values to fill in."""

    def __init__(self, key: str, line: int = 0, **values: Any):
        super().__init__(key)
        self.key, self.line, self.values = key, line, values


@dataclass(frozen=True)
class WorkSheet:
    """One sheet: `rows[r][c]` is the cell in row r + 1 and column c + 1, all rows as long.

    merged: top, left, bottom, right of each merged region, counted from 1, within the sheet.
    hidden: nobody sees it; nor hidden_rows and hidden_columns of it, counted from 1; filtered: by a filter.
    remarks: row, column and text of comments on cells. margins: what is printed above and below.
    formats: row, column and what the format of a number writes beside it, ending in `,` where it divides it.
    stray: names of cells far off the table, left aside. lines: a text file, whose rows have no common width.
    """

    name: str
    rows: list[Row]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    filtered: bool = False
    stray: tuple[str, ...] = ()
    lines: bool = False
    remarks: tuple[tuple[int, int, str], ...] = ()
    margins: tuple[str, ...] = ()
    formats: tuple[tuple[int, int, str], ...] = ()


def empty(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def laid_out(
    name: str, rows: list[Row], merged: Sequence[tuple[int, int, int, int]] = (), **more: Any
) -> WorkSheet:
    """A sheet of rows of any length: evened, without what is empty at right and bottom, merges within it."""
    while rows and all(map(empty, rows[-1])):
        rows.pop()
    stray: list[str] = list(more.pop("stray", ()))
    stray += below_gap(rows)
    wide = max(map(used, rows), default=0)
    if wide > MOST_COLUMNS:
        stray += strays(rows)
        rows = [row[:MOST_COLUMNS] for row in rows]
        wide = max(map(used, rows), default=0)
    filled = sum(bool(len(row)) for row in rows)
    check_size(filled * wide, len(rows))
    blank = ("",) * wide
    inside = [
        cut(each, len(rows), wide)
        for each in merged[:MOST_MERGED]
        if each[0] <= len(rows) and each[1] <= wide
    ]
    if len(merged) > MOST_MERGED:
        raise Unreadable("intake_too_many_merged", found=f"{len(merged):,}", most=f"{MOST_MERGED:,}")
    return WorkSheet(
        name, [evened(row, wide, blank) for row in rows], tuple(inside), stray=tuple(stray), **more
    )


def used(row: Row) -> int:
    """How far a row reaches: its last cell that is not empty."""
    last = len(row)
    while last and empty(row[last - 1]):
        last -= 1
    return last


def evened(row: Row, wide: int, blank: tuple[str, ...]) -> Row:
    """A row as long as the sheet is wide; what is empty throughout takes no room."""
    if len(row) == wide:
        return row
    if len(row) > wide:
        return row[:wide]
    return (*row, *blank[len(row) :]) if row else blank


def strays(rows: list[Row]) -> list[str]:
    """The cells right of any table: few are left aside, many refused."""
    found = [
        f"{letters(column)}{number}"
        for number, row in enumerate(rows, start=1)
        if len(row) > MOST_COLUMNS
        for column, cell in enumerate(row[MOST_COLUMNS:], start=MOST_COLUMNS + 1)
        if not empty(cell)
    ]
    if len(found) > MOST_STRAY:
        raise Unreadable("intake_too_wide", found=f"{max(map(used, rows)):,}", most=f"{MOST_COLUMNS:,}")
    return found


def below_gap(rows: list[Row]) -> list[str]:
    """Take what lies below a gap of blank rows that no table has: leave few cells aside, refuse many.

    Whoever reads on would walk through every blank row.
    """
    if len(rows) <= MOST_GAP:
        return []
    filled = [number for number, row in enumerate(rows, start=1) if not all(map(empty, row))]
    gaps = [(first, last) for first, last in pairwise(filled) if last - first > MOST_GAP]
    if not gaps:
        return []
    first, last = gaps[0]
    found = [
        f"{letters(column)}{number}"
        for number in filled
        if number >= last
        for column, cell in enumerate(rows[number - 1], start=1)
        if not empty(cell)
    ]
    if len(found) > MOST_STRAY:
        raise Unreadable("intake_wide_gap", first=f"{first + 1:,}", last=f"{last - 1:,}")
    del rows[first:]
    return found


def check_size(cells: int, rows: int = 0) -> None:
    if cells > MOST_CELLS or rows > MOST_ROWS:
        raise Unreadable("intake_too_many_cells", most=f"{MOST_CELLS:,}", rows=f"{MOST_ROWS:,}")


def cut(merged: tuple[int, int, int, int], rows: int, wide: int) -> tuple[int, int, int, int]:
    top, left, bottom, right = merged
    return top, left, min(bottom, rows), min(right, wide)


def letters(column: int) -> str:
    """The name of a column in a spreadsheet: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
