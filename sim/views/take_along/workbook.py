"""A run as a workbook: a sheet for each table, with units, sources, frozen heads and number formats."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from sim.views.take_along.data import FileTable
from sim.views.take_along.rows import FORBIDDEN, filled, letters, reach
from sim.views.take_along.stamp import Stamp, same_bytes
from sim.words import say

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

HEAD_ROW = 3  # title and stamp stand above it
WIDEST, NARROWEST = 44, 8


def workbook(tables: Sequence[FileTable], stamp: Stamp) -> bytes:
    """The bytes of an .xlsx file, the same for the same tables and date."""
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook()
    book.remove(book.active)
    about_sheet(book, stamp, tables)
    sheets = [fill(book.create_sheet(table.name), table, stamp) for table in tables]
    styles = [column_styles(sheet, table) for sheet, table in zip(sheets, tables, strict=True)]
    book.active = 1
    day = datetime(stamp.date.year, stamp.date.month, stamp.date.day)  # a day, without a clock
    properties = book.properties
    properties.title, properties.subject, properties.creator = (
        stamp.title,
        stamp.code,
        say("app_name"),
    )
    properties.created = properties.modified = day
    buffer = io.BytesIO()
    ExcelWriter(book, ZipFile(buffer, "w")).save()  # not packed: `same_bytes` does that
    with ZipFile(buffer) as archive:
        names = [sheet.path.removeprefix("/") for sheet in sheets]
        parts = {
            name: body(archive.read(name), table, each)
            for name, table, each in zip(names, tables, styles, strict=True)
        }
    return same_bytes(buffer.getvalue(), stamp.date, parts)


def about_sheet(book: Workbook, stamp: Stamp, tables: Sequence[FileTable]) -> None:
    """The first sheet: where the numbers come from and what each sheet holds."""
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet(say("take_sheet_about"))
    lines = [(stamp.title, ""), *((line, "") for line in stamp.lines()), ("", "")]
    lines += [(table.name, table.title) for table in tables]
    for row, pair in enumerate(lines, start=1):
        for column, text in enumerate(pair, start=1):
            cell = text_cell(sheet, row, column, text)
            cell.font = Font(say("sheet_font"), 16 if row == 1 else 11, bold=row == 1)
            cell.alignment = Alignment(wrap_text=column == 2 or row <= len(stamp.lines()) + 1, vertical="top")
    for row in range(1, len(stamp.lines()) + 2):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
        sheet.row_dimensions[row].height = 30 if row == 1 else 34
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 18, 78
    to_print(sheet, stamp)


def text_cell(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """A cell of words: what begins with = is no formula either."""
    cell = sheet.cell(row, column, FORBIDDEN.sub("", text))
    cell.data_type = "s"
    return cell


def fill(sheet: Worksheet, table: FileTable, stamp: Stamp) -> Worksheet:
    """The sheet of a table with title, stamp and heads, to be filtered and printed; `body` adds its rows."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    name = say("sheet_font")
    text_cell(sheet, 1, 1, table.title).font = Font(name, 14, bold=True)
    text_cell(sheet, 2, 1, " · ".join(stamp.lines())).font = Font(name, 9, color="52606D")
    head, line = Font(name, 11, bold=True), Border(bottom=Side("thin", color="17212B"))
    for place, column in enumerate(table.columns, start=1):
        cell = text_cell(sheet, HEAD_ROW, place, column.head)
        cell.font, cell.border, cell.fill = head, line, PatternFill("solid", "E8EDF2")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        width = max(NARROWEST, *(wanted_width(value) for value in [column.head, *values(table, place - 1)]))
        sheet.column_dimensions[letters(place)].width = min(width, WIDEST)
    sheet.freeze_panes = f"B{HEAD_ROW + 1}"
    last = letters(len(table.columns))
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{last}{HEAD_ROW + len(table.rows)}"
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    to_print(sheet, stamp)
    return sheet


def column_styles(sheet: Worksheet, table: FileTable) -> list[int]:
    """The numbers under which the workbook keeps the formats of a table's columns."""
    from openpyxl.cell import Cell

    found = []
    for column in table.columns:
        cell = Cell(sheet)
        cell.number_format = column.format
        found.append(cell.style_id)
    return found


def body(sheet: bytes, table: FileTable, styles: Sequence[int]) -> bytes:
    """The XML of a sheet with the rows of its table, and the notes after an empty line."""
    rows = list(enumerate(table.rows, start=HEAD_ROW + 1))
    rows += enumerate(([note] for note in table.notes), start=HEAD_ROW + len(table.rows) + 2)
    last = rows[-1][0] if rows else HEAD_ROW
    return filled(sheet, rows, styles, f"{letters(len(table.columns))}{last}")


def to_print(sheet: Worksheet, stamp: Stamp) -> None:
    """A4 across, as wide as the page, the code at its foot."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = stamp.lines()[0], "&P / &N"


def values(table: FileTable, place: int) -> list[Any]:
    return [row[place] for row in table.rows[:200]]


def wanted_width(value: Any) -> int:
    """How wide a value is in the workbook's own measure, with a margin."""
    text = f"{value:,.3f}" if isinstance(value, float) else str("" if value is None else value)
    return 2 + reach(text)
