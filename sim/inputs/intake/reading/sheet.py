"""What every reader gives back, what a file is by its bytes, and what tells a person in it."""

from __future__ import annotations

import datetime
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

# ---- What every reader gives back, and how much of it --------------------------------------------

MOST_CELLS = 2_500_000  # of all sheets: the villages of a province by thirty columns
MOST_ROWS, MOST_COLUMNS = 1 << 20, 2048  # a sheet has as many rows as that; no table is nearly as wide
_MOST_MERGED = 50_000
_MOST_GAP = 10_000  # blank rows within a table
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
    stray += _below_gap(rows)
    wide = max(map(_used, rows), default=0)
    if wide > MOST_COLUMNS:
        stray += _strays(rows)
        rows = [row[:MOST_COLUMNS] for row in rows]
        wide = max(map(_used, rows), default=0)
    filled = sum(bool(len(row)) for row in rows)
    check_size(filled * wide, len(rows))
    blank = ("",) * wide
    inside = [
        _cut(each, len(rows), wide)
        for each in merged[:_MOST_MERGED]
        if each[0] <= len(rows) and each[1] <= wide
    ]
    if len(merged) > _MOST_MERGED:
        raise Unreadable("intake_too_many_merged", found=f"{len(merged):,}", most=f"{_MOST_MERGED:,}")
    return WorkSheet(
        name, [_evened(row, wide, blank) for row in rows], tuple(inside), stray=tuple(stray), **more
    )


def _used(row: Row) -> int:
    """How far a row reaches: its last cell that is not empty."""
    last = len(row)
    while last and empty(row[last - 1]):
        last -= 1
    return last


def _evened(row: Row, wide: int, blank: tuple[str, ...]) -> Row:
    """A row as long as the sheet is wide; what is empty throughout takes no room."""
    if len(row) == wide:
        return row
    if len(row) > wide:
        return row[:wide]
    return (*row, *blank[len(row) :]) if row else blank


def _strays(rows: list[Row]) -> list[str]:
    """The cells right of any table: few are left aside, many refused."""
    found = [
        f"{letters(column)}{number}"
        for number, row in enumerate(rows, start=1)
        if len(row) > MOST_COLUMNS
        for column, cell in enumerate(row[MOST_COLUMNS:], start=MOST_COLUMNS + 1)
        if not empty(cell)
    ]
    if len(found) > MOST_STRAY:
        raise Unreadable("intake_too_wide", found=f"{max(map(_used, rows)):,}", most=f"{MOST_COLUMNS:,}")
    return found


def _below_gap(rows: list[Row]) -> list[str]:
    """Take what lies below a gap of blank rows that no table has: leave few cells aside, refuse many.

    Whoever reads on would walk through every blank row.
    """
    if len(rows) <= _MOST_GAP:
        return []
    filled = [number for number, row in enumerate(rows, start=1) if not all(map(empty, row))]
    gaps = [(first, last) for first, last in pairwise(filled) if last - first > _MOST_GAP]
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


def _cut(merged: tuple[int, int, int, int], rows: int, wide: int) -> tuple[int, int, int, int]:
    top, left, bottom, right = merged
    return top, left, min(bottom, rows), min(right, wide)


def letters(column: int) -> str:
    """The name of a column in a spreadsheet: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


# ---- What tells a person, by what it is ----------------------------------------------------------
# Identity, telephone and bank card numbers, addresses of mail.
#
# Used by readers for what stands beside the cells, and by `personal` for the cells.

_IDENTITY = re.compile(r"(?<!\d)(\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx])(?![\dXx])")
_TELEPHONE = re.compile(r"(?<![\d.])(?:\+?86[ -]?)?(1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?!\d)")
_BANK_CARD = re.compile(r"(?<!\d)(62\d{2}[ -]?\d{4}[ -]?\d{4}[ -]?\d{2,4}(?:[ -]?\d{1,3})?)(?!\d)")
_OFFICE = re.compile(r"(?<!\d)\(?0\d{2,3}\)?[ -]\d{7,8}(?!\d)|[\w.+-]+@[\w-]+\.[a-z]", re.IGNORECASE)
LONG = re.compile(r"\d(?:[ -]?\d){9}")  # ten digits; each of the numbers above has more
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999
_CHECKS = "10X98765432"


def holds_number(text: str) -> bool:
    """Whether a text holds an identity number, a mobile telephone's or a bank card's, in whichever width."""
    text = _half_width(text)
    return LONG.search(text) is not None and any(_numbers_of_persons(text))


def holds_contact(text: str) -> bool:
    """Whether a text holds any of these, an office's telephone or an address of mail."""
    return holds_number(text) or _OFFICE.search(_half_width(text)) is not None


def _half_width(text: str) -> str:
    if text.isascii():
        return text
    folded = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in folded if unicodedata.category(sign) != "Cf")


def _numbers_of_persons(text: str) -> Iterator[bool]:
    yield from (valid_identity(re.sub("[ -]", "", each)) for each in _IDENTITY.findall(text))
    yield bool(_TELEPHONE.search(text))
    yield from (luhn(re.sub("[ -]", "", each)) for each in _BANK_CARD.findall(text))


def figure_of_person(figure: float) -> bool:
    """Whether a figure is a mobile telephone's, or was an identity or card number before it lost its end."""
    if not float(figure).is_integer():
        return False
    digits = f"{figure:.0f}"
    if len(digits) == 18:
        return _born(digits)
    return 1.3e10 <= figure < 2e10 or (digits.startswith("62") and 16 <= len(digits) <= 19)


def _born(number: str) -> bool:
    """Whether digits 7 to 14 are the date of birth of somebody who lives."""
    try:
        date = datetime.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return 1900 <= date.year <= 2100


def valid_identity(number: str) -> bool:
    """Check digit and date of birth of a resident identity number (GB 11643-1999)."""
    if not _born(number):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return _CHECKS[total % 11] == number[-1].upper()


def luhn(number: str) -> bool:
    """The check digit of bank cards (ISO/IEC 7812)."""
    digits = [int(digit) for digit in reversed(number)]
    return sum(digits[::2] + [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]) % 10 == 0


# ---- What a file is, by its bytes and never by its name; and what to do with one that is no table ----

EXCEL, _OLD_EXCEL, OPEN_DOCUMENT, PARQUET, TEXT = "excel", "old_excel", "open_document", "parquet", "text"
_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TABLES = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".csv", ".txt", ".parquet", ".et")
_MOST_UNPACKED = 400 << 20  # bytes; more than that is no table, whatever it is packed to
_MOST_MEMBERS = 5000
_OPENINGS = {  # the first bytes of a file → what it is: the key of its name in words.csv
    b"%PDF": "pdf", b"\x89PNG": "picture", b"\xff\xd8\xff": "picture", b"GIF8": "picture", b"BM": "picture",
    b"II*\0": "picture", b"MM\0*": "picture", b"8BPS": "picture", b"Rar!": "archive",
    b"7z\xbc\xaf": "archive", b"\x1f\x8b": "archive", b"BZh": "archive", b"\xfd7zXZ": "archive",
    b"\x28\xb5\x2f\xfd": "archive", b"{\\rtf": "text_document", b"\xdb\xa5-\0": "text_document",
    b"SQLite format 3": "database", b"\x00\x01\x00\x00Standard": "database", b"$FL2": "statistics",
    b"<stata_dta": "statistics", b"HEADER RECORD": "statistics", b"RDX": "statistics",
    b"ARROW1": "feather", b"FEA1": "feather",
    b"ORC": "feather", b"MZ": "program", b"\x7fELF": "program",
    b"PK\x05\x06": "empty_zip",
}  # fmt: skip
_STREAMS = {  # names of streams in a compound file, as it writes them → what it is
    "EncryptedPackage": "password", "Workbook": _OLD_EXCEL, "Book": _OLD_EXCEL,
    "WordDocument": "text_document",
    "PowerPoint Document": "slides", "__properties_version1.0": "mail",
}  # fmt: skip


def kind_of(content: bytes) -> str:
    """Which of the kinds above a file is. Raises Unreadable with what to do for any other."""
    if content.startswith(_ZIP):
        return _packed(content)
    if content.startswith(_COMPOUND):
        return _compound(content)
    if content.startswith(b"\x09\x08") or content[:2] in (b"\x09\x04", b"\x09\x02", b"\x09\x00"):
        return _OLD_EXCEL  # a workbook of the nineties, without a container
    if content.startswith(b"PAR1"):
        return PARQUET
    for opening, what in _OPENINGS.items():
        if content.startswith(opening) and (len(opening) > 2 or b"\0" in content[:512]):
            raise Unreadable(f"intake_is_{what}")
    if content[4:8] == b"ftyp" or (content.startswith(b"RIFF") and content[8:12] == b"WEBP"):
        raise Unreadable("intake_is_picture")
    return TEXT


def _compound(content: bytes) -> str:
    """A workbook of before 2007, or whatever else Microsoft and WPS kept in the same container."""
    for stream, what in _STREAMS.items():
        if stream.encode("utf-16-le") in content:
            if what == _OLD_EXCEL:
                return what
            raise Unreadable("intake_password" if what == "password" else f"intake_is_{what}")
    raise Unreadable("intake_is_compound")


def _packed(content: bytes) -> str:
    """A workbook, which is a zip, or whatever else is one."""
    try:
        members = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError):
        raise Unreadable("intake_cut_off") from None
    size = sum(each.file_size for each in members)
    if size > _MOST_UNPACKED or len(members) > _MOST_MEMBERS:
        raise Unreadable("intake_blown_up", size=f"{size >> 20:,}", most=_MOST_UNPACKED >> 20)
    names = {each.filename.replace("\\", "/") for each in members}
    if any(name.lower().startswith("xl/workbook.") for name in names):
        return EXCEL
    if "mimetype" in names or "content.xml" in names:
        return _open_document(content, names)
    return _other_zip(names)


def _open_document(content: bytes, names: set[str]) -> str:
    """An open document that is a table; a text, or one that is locked, is refused."""
    book = zipfile.ZipFile(io.BytesIO(content))
    try:
        kind = book.read("mimetype") if "mimetype" in names else b"spreadsheet"
        manifest = book.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError):
        raise Unreadable("intake_cut_off") from None
    if b"encryption-data" in manifest:
        raise Unreadable("intake_password")
    if b"spreadsheet" not in kind:
        raise Unreadable("intake_is_text_document")
    return OPEN_DOCUMENT


def _other_zip(names: set[str]) -> str:
    if any(name.startswith("word/") for name in names) or "OFD.xml" in names:
        raise Unreadable("intake_is_text_document")
    if any(name.startswith("ppt/") for name in names):
        raise Unreadable("intake_is_slides")
    if any(name.endswith((".iwa", "index.apxl")) for name in names):
        raise Unreadable("intake_is_numbers")
    inside = sorted(name for name in names if PurePosixPath(name).suffix.lower() in _TABLES)
    if inside:
        raise Unreadable("intake_is_zip_of_table", inside=inside[0], count=len(inside))
    raise Unreadable("intake_is_archive")
