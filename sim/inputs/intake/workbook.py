"""Files as offices write them, read as they stand: XLSX, XLS, CSV in any encoding, parquet, HTML as .xls."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas as pd

from sim.faults import fault

LARGEST = 1 << 29  # bytes; a register of the whole nation is a fifth of it
ZIP, OLD_EXCEL, PARQUET = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1"
DELIMITERS = ",\t;|"


@dataclass(frozen=True)
class Sheet:
    """One sheet: `rows[r][c]` is the cell in row r + 1 and column c + 1, all rows as long.

    merged: top, left, bottom, right of each merged region, counted from 1.
    """

    name: str
    rows: list[list[Any]]
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True)
class Workbook:
    """A file's sheets and the checksum (sha256) of its bytes."""

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
        return Workbook(path, excel_sheets(path.name, content), checksum, content.startswith(ZIP))
    if content.startswith(PARQUET):
        return Workbook(path, (parquet_sheet(path.name, content),), checksum)
    text = decoded(path.name, content)
    rows = html_rows(text) if "<table" in text[:4096].lower() else text_rows(path.name, text)
    return Workbook(path, (Sheet("", even(rows)),), checksum)


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


def even(rows: list[list[Any]]) -> list[list[Any]]:
    """All rows as long as the longest."""
    width = max((len(row) for row in rows), default=0)
    return [row if len(row) == width else [*row, *[""] * (width - len(row))] for row in rows]


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


def text_rows(name: str, text: str) -> list[list[Any]]:
    """Rows of a text file, parted by whichever of the usual signs its first lines hold most often.

    Row numbers are those of the spreadsheet that would open it, also after a cell of several lines.
    """
    head = "\n".join(text.splitlines()[:20])
    delimiter = max(DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return list(reader)
    except csv.Error as error:
        raise fault(f"{name}:{reader.line_num}", "fault_file_csv", reason=error) from None


class TableParser(HTMLParser):
    """The cells of the tables of an HTML page, which many systems export under the name .xls."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[Any]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            span = dict(attributes).get("colspan") or "1"
            self.rows[-1] += ["", *[""] * (int(span) - 1 if span.isdigit() else 0)]
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in ("td", "th", "tr")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] += data.strip()


def html_rows(text: str) -> list[list[Any]]:
    parser = TableParser()
    parser.feed(text)
    return parser.rows
