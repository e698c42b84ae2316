"""A copy of what was sent with every finding on its cell, and a sheet that lists them all."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from sim.faults import fault
from sim.inputs.intake.findings import ERROR, NOTE, QUESTION, REPAIRED, Finding, in_order
from sim.inputs.intake.workbook import Workbook, read_workbook
from sim.words import say
from sim.writing import write

COLOURS = {ERROR: "F8CBAD", QUESTION: "FFE699", REPAIRED: "C6E0B4", NOTE: "DDEBF7"}
WITHHELD = "***"
FORMULA = tuple("=+-@")


def annotate(
    path: Path | str,
    findings: Iterable[Finding],
    target: Path | str,
    lang: str | None = None,
    force: bool = False,
) -> Path:
    """Write the annotated copy; personal values are withheld in it, since the copy travels.

    An .xlsx keeps its own look; any other file is laid out anew. Refuses to write over its own source.
    """
    source, target = Path(path), Path(target)
    if target.resolve() == source.resolve():
        raise fault(str(target), "intake_same_file")
    listed = in_order(findings)
    book = laid_out(read_workbook(source))
    for each in listed:
        mark(book, each, lang)
    list_findings(book, listed, lang)
    packed = io.BytesIO()
    book.save(packed)
    return write(target, packed.getvalue(), force)


def laid_out(source: Workbook) -> openpyxl.Workbook:
    """The workbook itself where it is one, else its cells in a new one."""
    if source.excel:
        return openpyxl.load_workbook(io.BytesIO(source.path.read_bytes()))
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, sheet in enumerate(source.sheets, start=1):
        page = book.create_sheet(sheet.name or f"{source.path.stem[:25]}-{number}")
        for row in sheet.rows:
            page.append([safe(cell) for cell in row])
    return book


def safe(cell: Any) -> Any:
    """Text that a spreadsheet would take for a formula is kept as text."""
    if isinstance(cell, str) and cell.startswith(FORMULA) and len(cell) > 1:
        return f"'{cell}"
    return cell if isinstance(cell, int | float | str | None) else str(cell)


def page_of(book: openpyxl.Workbook, each: Finding) -> Worksheet:
    return book[each.sheet] if each.sheet in book.sheetnames else book[book.sheetnames[0]]


def mark(book: openpyxl.Workbook, each: Finding, lang: str | None) -> None:
    """Colour the cell of a finding and say there what is wrong; a merged cell carries it in its first."""
    page = page_of(book, each)
    cell = page.cell(each.row, max(each.column, 1))
    if type(cell).__name__ == "MergedCell":
        area = next(region for region in page.merged_cells.ranges if cell.coordinate in region)
        cell = page.cell(area.min_row, area.min_col)
    cell.fill = PatternFill("solid", fgColor=COLOURS[each.level])
    before = f"{cell.comment.text}\n" if cell.comment else ""
    cell.comment = Comment(before + each.text(lang), "wuli", height=120, width=320)
    if each.kind == "personal_cell":
        cell.value = WITHHELD
    elif each.kind == "personal_column":
        for (below,) in page.iter_rows(each.row + 1, page.max_row, each.column, each.column):
            if type(below).__name__ != "MergedCell" and below.value is not None:
                below.value = WITHHELD


def list_findings(book: openpyxl.Workbook, findings: Iterable[Finding], lang: str | None) -> None:
    """The first sheet: all findings in the order of the sheet, each with a link to its cell."""
    page = book.create_sheet(say("intake_sheet_findings", lang), 0)
    page.append([say(f"intake_head_{name}", lang) for name in ("level", "cell", "what", "cure")])
    for each in findings:
        where = page_of(book, each).title
        told = each.parts(lang)
        page.append([say(f"intake_level_{each.level}", lang), each.cell, *(safe(text) for text in told)])
        link = page.cell(page.max_row, 2)
        place = each.cell if each.column else f"A{max(each.row, 1)}"
        link.hyperlink = Hyperlink(link.coordinate, location=f"'{where}'!{place}")
        link.font = Font(color="0563C1", underline="single")
        page.cell(page.max_row, 1).fill = PatternFill("solid", fgColor=COLOURS[each.level])
    for letter, width in zip("ABCD", (10, 12, 70, 60), strict=True):
        page.column_dimensions[letter].width = width
    for row in page.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in page[1]:
        cell.font = Font(bold=True)
    page.freeze_panes = "A2"
    book.active = 0
