"""Files as offices write them, as they stand: XLSX, XLS, ODS, CSV in any encoding, parquet, pages as .xls."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas as pd

from sim.faults import fault

LARGEST = 1 << 29  # bytes; a register of the whole nation is a fifth of it
ZIP, OLD_EXCEL, PARQUET = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1"
DELIMITERS = ",\t;|"
Row = Sequence[Any]
MOST_ROWS = 1 << 20  # of an XML spreadsheet, as of any other
MOST_SPANNED = 4096  # rows or columns that one cell of a page may reach over


@dataclass(frozen=True)
class Sheet:
    """One sheet: `rows[r][c]` is the cell in row r + 1 and column c + 1, all rows as long.

    merged: top, left, bottom, right of each merged region, counted from 1.
    """

    name: str
    rows: list[Row]
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True)
class Workbook:
    """A file's sheets and the checksum (sha256) of its bytes; `excel`: openpyxl can write into it."""

    path: Path
    sheets: tuple[Sheet, ...]
    checksum: str = field(repr=False)
    excel: bool = False

    @property
    def name(self) -> str:
        return self.path.name


def read_workbook(path: Path | str) -> Workbook:
    """Read any of the kinds above by what the bytes are, whatever the file is called.

    Raises InputFaults for a file that is missing, empty, too large, locked by a password or none of these.
    """
    path = Path(path)
    content = read_bytes(path)
    checksum = hashlib.sha256(content).hexdigest()
    if content.startswith((ZIP, OLD_EXCEL)):
        is_xlsx = content.startswith(ZIP) and b"xl/workbook.xml" in content
        return Workbook(path, excel_sheets(path.name, content), checksum, is_xlsx)
    if content.startswith(PARQUET):
        return Workbook(path, (parquet_sheet(path.name, content),), checksum)
    text = decoded(path.name, content)
    if is_markup(text):
        return Workbook(path, (markup_sheet(text),), checksum)
    return Workbook(path, (Sheet("", even(text_rows(path.name, text))),), checksum)


def is_markup(text: str) -> bool:
    """Whether a text is a page or an XML spreadsheet with a table in it."""
    return text.lstrip().startswith("<") and "<table" in text.lower()


def read_bytes(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise fault(str(path), "fault_file_missing") from None
    except OSError as error:
        raise fault(str(path), "fault_file_unreadable", reason=error.strerror or "") from None
    if not content.strip():
        raise fault(path.name, "fault_file_empty")
    if len(content) > LARGEST:
        raise fault(path.name, "intake_too_large", size=len(content) >> 20, most=LARGEST >> 20)
    return content


def even(rows: list[Row]) -> list[Row]:
    """All rows as long as the longest."""
    width = max((len(row) for row in rows), default=0)
    return [row if len(row) == width else (*row, *[""] * (width - len(row))) for row in rows]


def excel_sheets(name: str, content: bytes) -> tuple[Sheet, ...]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [book.get_sheet_by_name(each) for each in book.sheet_names]
        return tuple(excel_sheet(each) for each in sheets if each.total_height)
    except PasswordError:
        raise fault(name, "intake_password") from None
    except CalamineError as error:
        raise fault(name, "intake_unreadable", reason=error) from None


def excel_sheet(sheet: Any) -> Sheet:
    merged = tuple(
        (top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    return Sheet(sheet.name, even(sheet.to_python(skip_empty_area=False)), merged)


def parquet_sheet(name: str, content: bytes) -> Sheet:
    try:
        table = pd.read_parquet(io.BytesIO(content))
    except (OSError, ValueError) as error:
        raise fault(name, "intake_unreadable", reason=str(error).splitlines()[0]) from None
    cells = table.astype(object).where(table.notna(), None)
    return Sheet("", [list(map(str, table.columns)), *cells.to_numpy().tolist()])


def decoded(name: str, content: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark, else GB18030, which holds GBK and GB2312."""
    mark = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if mark else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise fault(name, "fault_file_encoding")


def text_rows(name: str, text: str) -> list[Row]:
    """Rows of a text file, parted by whichever of the usual signs its first lines hold most often.

    Row numbers are those of the spreadsheet that would open it, also after a cell of several lines.
    """
    head = "\n".join(text.splitlines()[:20])
    delimiter = max(DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return list(
            map(tuple, reader)
        )  # of which the garbage collector keeps no account, as it does of lists
    except csv.Error as error:
        raise fault(f"{name}:{reader.line_num}", "fault_file_csv", reason=error) from None


class TableParser(HTMLParser):
    """The cells of the tables of a page or an XML spreadsheet, which many systems export as .xls.

    merged: top, left, bottom, right of cells that span others, counted from 1.
    """

    ROW, CELL = ("tr", "row"), ("td", "th", "cell")

    def __init__(self) -> None:
        super().__init__()
        self.cells: dict[tuple[int, int], str] = {}  # (row, column), from 1
        self.merged: list[tuple[int, int, int, int]] = []
        self.row, self.place, self.inside = 0, (0, 0), False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: int(value) for name, value in attributes if value and value.isdigit()}
        if tag in self.ROW:
            self.row = min(given.get("ss:index", self.row + 1), MOST_ROWS)
            self.place = self.row, 0
        elif tag in self.CELL and self.row:
            self.begin_cell(given)

    def begin_cell(self, given: dict[str, int]) -> None:
        """Place a cell behind the last one and behind what reaches down from rows above."""
        column = given.get("ss:index", self.place[1] + 1)
        while (self.row, column) in self.cells:
            column += 1
        wide = max(given.get("colspan", 1), given.get("ss:mergeacross", 0) + 1)
        high = max(given.get("rowspan", 1), given.get("ss:mergedown", 0) + 1)
        spanned = ((r, c) for r in range(self.row, self.row + min(high, MOST_SPANNED))
                   for c in range(column, column + min(wide, MOST_SPANNED)))  # fmt: skip
        self.cells.update(dict.fromkeys(spanned, ""))
        if wide > 1 or high > 1:
            self.merged.append((self.row, column, self.row + high - 1, column + wide - 1))
        self.place, self.inside = (self.row, column), True
        self.last = column + wide - 1

    def handle_endtag(self, tag: str) -> None:
        if tag in self.CELL and self.inside:
            self.place, self.inside = (self.row, self.last), False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.cells[self.place] += data.strip()

    @property
    def rows(self) -> list[Row]:
        """All rows as long as the widest, as far down as there is a row."""
        width = max((column for _, column in self.cells), default=0)
        return [
            [self.cells.get((row + 1, column + 1), "") for column in range(width)] for row in range(self.row)
        ]


def markup_sheet(text: str) -> Sheet:
    parser = TableParser()
    parser.feed(text)
    rows = parser.rows
    inside = tuple((top, left, min(bottom, len(rows)), right) for top, left, bottom, right in parser.merged)
    return Sheet("", rows, inside)
