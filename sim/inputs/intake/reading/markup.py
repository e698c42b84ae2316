"""Pages and XML spreadsheets, which many systems export under the name of Excel.

What a cell claims to span is kept as a claim and never laid out: room is taken by cells that hold something.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Any

from sim.inputs.intake.reading.sheet import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    NoValue,
    Row,
    Unreadable,
    WorkSheet,
    check_size,
    laid_out,
)
from sim.inputs.intake.reading.spreadsheets import LONGEST_REMARK, MOST_REMARKS, margin

MOST_SPANNED_COLUMNS, MOST_SPANNED_ROWS = 1000, 65534  # as browsers have it
FAR = 1 << 24  # no place in a sheet is beyond; a longer number is not read as one
HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


def is_markup(text: str) -> bool:
    """Whether a text is a page or an XML spreadsheet with a table in it."""
    return text.lstrip("\ufeff \t\r\n").startswith("<") and "<table" in text.lower()


class MarkupPage:
    """One sheet in the making: cells by row and column from 1, merged regions, how far cells reach down."""

    def __init__(self, name: str = "") -> None:
        self.name, self.hidden = name, False
        self.cells: dict[int, dict[int, Any]] = {}
        self.merged: list[tuple[int, int, int, int]] = []
        self.below: dict[int, int] = {}  # column → last row that a cell above reaches down to
        self.hidden_rows: list[int] = []
        self.remarks: list[tuple[int, int, str]] = []
        self.margins: list[str] = []
        self.row = self.column = 0

    def begin_row(self, row: int, hidden: bool) -> None:
        if row > MOST_ROWS:
            raise Unreadable("intake_too_far", place=f"{row:,}")
        self.row, self.column = row, 0
        if hidden:
            self.hidden_rows.append(row)

    def begin_cell(self, column: int, wide: int, high: int) -> int:
        """Place a cell at a column, or behind the last one and behind what reaches down from rows above."""
        column = column or self.column + 1
        while self.below.get(column, 0) >= self.row:
            column += 1
        if column > FAR >> 10:
            raise Unreadable("intake_too_far", place=f"{column:,}")
        right, bottom = column + wide - 1, self.row + high - 1
        if wide > 1 or high > 1:
            self.merged.append((self.row, column, bottom, right))
        if high > 1:
            for each in range(column, min(right, MOST_COLUMNS) + 1):
                self.below[each] = bottom
        self.column = right
        return column

    def sheet(self) -> WorkSheet:
        last = max(self.row, max(self.cells, default=0))
        rows: list[Row] = [()] * last
        wide = max((max(row) for row in self.cells.values() if row), default=0)
        check_size(len(self.cells) * wide, last)
        for number, row in self.cells.items():
            rows[number - 1] = tuple(row.get(column, "") for column in range(1, max(row, default=0) + 1))
        return laid_out(
            self.name, rows, self.merged, hidden=self.hidden, hidden_rows=tuple(self.hidden_rows),
            remarks=tuple(self.remarks), margins=tuple(self.margins),
        )  # fmt: skip


class TableParser(HTMLParser):
    """The tables of a page one below the other, the worksheets of an XML spreadsheet one each."""

    ROW, CELL = ("tr", "row"), ("td", "th", "cell")

    def __init__(self) -> None:
        super().__init__()
        self.pages = [MarkupPage()]
        self.inside, self.count = 0, 0  # the column of the cell that is open, and cells so far
        self.kind, self.texts, self.formula = "", [""], False
        self.visible: list[str] | None = None
        self.aside = False  # within a comment on a cell

    @property
    def page(self) -> MarkupPage:
        return self.pages[-1]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        tag = tag.rpartition(":")[2]
        given = {name.rpartition(":")[2]: value or "" for name, value in attributes}
        if tag == "worksheet":
            self.pages.append(MarkupPage(given.get("name", "")))
        elif tag in self.ROW:
            self.end_cell()
            row = place(given, "index", MOST_ROWS * 2) or self.page.row + 1
            hidden = given.get("hidden") == "1" or bool(HIDDEN.search(given.get("style", "")))
            self.page.begin_row(row, hidden)
        elif tag in self.CELL and self.page.row:
            self.begin_cell(given)
        elif tag == "data" and self.inside and not self.aside:
            self.kind = given.get("type", "").lower()
        elif tag == "br" and self.inside:
            self.texts.append("\n")
        elif tag == "visible":
            self.visible = []
        elif tag == "comment":
            self.aside = True
        elif tag in ("header", "footer") and given.get("data"):
            self.page.margins.append(margin(given["data"]))

    def begin_cell(self, given: dict[str, str]) -> None:
        self.end_cell()
        self.aside = False
        self.count += 1
        if self.count > MOST_CELLS:
            check_size(self.count)
        wide = max(place(given, "colspan", MOST_SPANNED_COLUMNS), place(given, "mergeacross", FAR) + 1)
        high = max(place(given, "rowspan", MOST_SPANNED_ROWS), place(given, "mergedown", MOST_ROWS) + 1)
        self.inside = self.page.begin_cell(place(given, "index", FAR), wide, high)
        self.texts, self.kind, self.formula = [], "", bool(given.get("formula"))
        self.page.cells.setdefault(self.page.row, {})[self.inside] = ""

    def handle_endtag(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag in self.CELL:
            self.end_cell()
        elif tag == "visible" and self.visible is not None:
            self.page.hidden = "".join(self.visible).strip().lower() in ("sheethidden", "sheetveryhidden")
            self.visible = None
        elif tag == "comment":
            self.aside = False

    def end_cell(self) -> None:
        if self.inside:
            text = "".join(self.texts).strip()
            value = NoValue("=") if self.formula and not text else typed(text, self.kind)
            self.page.cells[self.page.row][self.inside] = value
            self.inside = 0

    def handle_data(self, data: str) -> None:
        if self.visible is not None:
            self.visible.append(data)
        elif self.inside and not self.aside:
            self.texts.append(data.strip())
        elif self.inside and data.strip() and len(self.page.remarks) < MOST_REMARKS:
            self.page.remarks.append((self.page.row, self.inside, data.strip()[:LONGEST_REMARK]))

    def close(self) -> None:
        super().close()
        self.end_cell()


def place(given: dict[str, str], name: str, most: int) -> int:
    """A whole number among attributes, at most so much; 0 where there is none."""
    text = given.get(name, "")
    if not text.isdecimal():
        return 0
    return min(int(text), most) if len(text) < 10 else most


def typed(text: str, kind: str) -> Any:
    """A cell of an XML spreadsheet by the type that it names; of a page, its text."""
    if kind == "boolean":
        return text.lower() in ("1", "true")
    if kind == "error":
        return NoValue(text or "#N/A")
    try:
        if kind == "number" and len(text) < 64:
            return float(text)
        if kind == "datetime":
            return datetime.datetime.fromisoformat(text)
    except ValueError:
        return text
    return text


def markup_sheets(text: str) -> Sequence[WorkSheet]:
    parser = TableParser()
    parser.feed(text)
    parser.close()
    sheets = [page.sheet() for page in parser.pages]
    return [each for each in sheets if each.rows] or sheets[:1]
