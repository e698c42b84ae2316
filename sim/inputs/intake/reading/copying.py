"""The annotated copy, written by openpyxl: marks on cells, a sheet that lists them, and nobody's data.

A copy travels. What tells a person is withheld in cells; comments, names and margins that do are emptied;
what cannot be looked through (pictures, charts, caches, properties) is left out; and what was written is
looked through once more before it leaves.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import openpyxl
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from sim.inputs.intake.reading.sheet import Row, Unreadable, holds_contact, holds_number

WITHHELD = "***"
_AUTHOR = "wuli"
_FORMULA = tuple("=+-@\t\r")
_WIDTHS = dict(zip("ABCD", (10, 12, 70, 60), strict=True))
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # which XML cannot hold
_PLAIN_NUMBERS = re.compile(r"<[\w:]*v>[^<]*</[\w:]*v>")
_RULE_TEXTS = ("prompt", "promptTitle", "error", "errorTitle", "formula1")
_MARGINS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")


@dataclass(frozen=True)
class Line:
    """One finding: where it is marked and what is said there; row 0 is nowhere, column 0 the first."""

    sheet: str
    row: int
    column: int
    cell: str
    colour: str
    level: str
    what: str
    cure: str
    note: str


@dataclass(frozen=True)
class Order:
    """What a copy is made of.

    content: the workbook itself, None where its sheets are laid out anew. withheld: title of a sheet → cells.
    persons: names that stand in them. labels: words before which or after which persons are named.
    """

    content: bytes | None
    sheets: list[tuple[str, list[Row]]]
    lines: list[Line]
    withheld: dict[str, set[tuple[int, int]]]
    persons: tuple[str, ...]
    labels: tuple[str, ...]
    title: str
    heads: tuple[str, ...]
    remarks: tuple[str, ...] = field(default=())


def marked_copy(order: Order) -> bytes:
    """The bytes of the copy. Raises Unreadable where it would still tell a person."""
    book = _own_look(order) if order.content else _laid_out(order)
    _list_findings(book, order)
    book.properties = DocumentProperties(creator=_AUTHOR, lastModifiedBy=_AUTHOR)
    target = io.BytesIO()
    book.save(target)
    _look_through(target.getvalue(), order)
    return target.getvalue()


# --- a workbook in its own look --------------------------------------------------------------------------


def _own_look(order: Order) -> openpyxl.Workbook:
    book = openpyxl.load_workbook(io.BytesIO(order.content or b""), keep_links=False)
    for page in book.worksheets:
        for row, column in sorted(order.withheld.get(page.title, ())):
            _anchor(page, row, column).value = WITHHELD
        _empty_beside_cells(page, _teller(order))
    _empty_beside_sheets(book, _teller(order))
    for each in order.lines:
        if each.row and each.sheet in book.sheetnames:
            cell = _anchor(book[each.sheet], each.row, max(each.column, 1))
            cell.fill = PatternFill("solid", fgColor=each.colour)
            said = f"{cell.comment.text}\n" if cell.comment else ""
            cell.comment = _remark(said + each.note)
    return book


def _anchor(page: Worksheet, row: int, column: int) -> Cell:
    """A cell, or the first of those merged with it, which holds what all of them say."""
    cell = page.cell(row, column)
    if type(cell).__name__ == "MergedCell":
        area = next(region for region in page.merged_cells.ranges if cell.coordinate in region)
        return page.cell(area.min_row, area.min_col)
    return cell


def _remark(text: str) -> Comment:
    return Comment(_CONTROLS.sub("", text), _AUTHOR, height=120, width=320)


def _teller(order: Order) -> Callable[[Any], bool]:
    """Whether a text beside the cells may tell a person: by a number, a label or a name that was withheld."""
    marks = (*order.persons, *order.labels)
    return lambda text: bool(text) and (holds_contact(str(text)) or any(mark in str(text) for mark in marks))


def _empty_beside_cells(page: Worksheet, tells: Callable[[Any], bool]) -> None:
    for row in page.iter_rows():
        for cell in row:
            if cell.comment:
                cell.comment = _remark(WITHHELD if tells(cell.comment.text) else cell.comment.text)
            link = cell.hyperlink
            if link and any(map(tells, (link.target, link.tooltip, link.display, link.location))):
                cell.hyperlink = None
    page._charts, page._images, page._pivots = [], [], []
    for name in _MARGINS:
        for part in ("left", "center", "right"):
            item = getattr(getattr(page, name), part)
            if tells(item.text):
                item.text = None
    rules = page.data_validations.dataValidation
    kept = [each for each in rules if not any(tells(getattr(each, name)) for name in _RULE_TEXTS)]
    page.data_validations.dataValidation = kept
    _drop_names(page.defined_names, tells)


def _empty_beside_sheets(book: openpyxl.Workbook, tells: Callable[[Any], bool]) -> None:
    _drop_names(book.defined_names, tells)
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]


def _drop_names(names: Any, tells: Callable[[Any], bool]) -> None:
    for name, each in list(names.items()):
        if tells(name) or tells(each.value) or tells(each.comment) or tells(each.description):
            del names[name]


# --- any other file --------------------------------------------------------------------------------------


def _laid_out(order: Order) -> openpyxl.Workbook:
    """The cells in a new workbook, written row by row, so that a long table takes no room."""
    book = openpyxl.Workbook(write_only=True)
    book.create_sheet(order.title)
    for title, rows in order.sheets:
        page = book.create_sheet(title)
        hidden = order.withheld.get(title, set())
        said: dict[tuple[int, int], list[Line]] = {}
        for each in order.lines:
            if each.sheet == title:
                said.setdefault((each.row, max(each.column, 1)), []).append(each)
        for number, row in enumerate(rows, start=1):
            page.append(list(_written(page, row, number, hidden, said)))
    return book


def _written(
    page: Any, row: Row, number: int, hidden: set[tuple[int, int]], said: dict[tuple[int, int], list[Line]]
) -> Iterator[Any]:
    for column, value in enumerate(row or ("",), start=1):
        value = WITHHELD if (number, column) in hidden else _safe(value)
        lines = said.get((number, column))
        if lines:
            value = WriteOnlyCell(page, value)
            value.fill = PatternFill("solid", fgColor=lines[0].colour)
            value.comment = _remark("\n".join(each.note for each in lines))
        yield value


def _safe(cell: Any) -> Any:
    """Text that a spreadsheet would take for a formula is kept as text."""
    if isinstance(cell, str):
        text = _CONTROLS.sub("", cell)[:32767]
        return f"'{text}" if text.startswith(_FORMULA) and len(text) > 1 else str(text)
    return cell if isinstance(cell, int | float | None) else str(cell)


# --- the list of findings --------------------------------------------------------------------------------


def _list_findings(book: openpyxl.Workbook, order: Order) -> None:
    """The first sheet: all findings in the order of the sheet, each with a link to its cell."""
    page = book[order.title] if book.write_only else book.create_sheet(order.title, 0)
    for letter, width in _WIDTHS.items():
        page.column_dimensions[letter].width = width
    page.freeze_panes = "A2"
    page.append([_styled(page, head, font=Font(bold=True)) for head in order.heads])
    for text in order.remarks:
        page.append([_styled(page, each) for each in ("", "", text, "")])
    for number, each in enumerate(order.lines, start=2 + len(order.remarks)):
        cells = [_styled(page, _safe(text)) for text in (each.level, each.cell, each.what, each.cure)]
        cells[0].fill = PatternFill("solid", fgColor=each.colour)
        if each.sheet:
            place = each.cell if each.column else f"A{max(each.row, 1)}"
            cells[1].hyperlink = Hyperlink(f"B{number}", location=f"'{each.sheet}'!{place}")
            cells[1].font = Font(color="0563C1", underline="single")
        page.append(cells)
    book.active = 0


def _styled(page: Any, value: Any, font: Font | None = None) -> Cell:
    cell = WriteOnlyCell(page, value)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if font:
        cell.font = font
    return cell


# --- once more -------------------------------------------------------------------------------------------


def _look_through(content: bytes, order: Order) -> None:
    """Refuse a copy in any part of which a number of a person is left, or beside the cells a name."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            text = html.unescape(parts.read(name).decode("utf-8", "replace"))
            cells = name.startswith(("xl/worksheets/sheet", "xl/sharedStrings"))
            text = _PLAIN_NUMBERS.sub("", text) if cells else text
            beside = not cells and name.endswith(".xml") and not name.startswith("xl/comments")
            if holds_number(text) or (beside and any(person in text for person in order.persons)):
                raise Unreadable("intake_copy_private")
