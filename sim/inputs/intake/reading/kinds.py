"""What a file is, by its bytes and never by its name; and what to do with one that is no table."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath

from sim.inputs.intake.reading.sheet import Unreadable

EXCEL, OLD_EXCEL, OPEN_DOCUMENT, PARQUET, TEXT = "excel", "old_excel", "open_document", "parquet", "text"
ZIP, COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TABLES = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".csv", ".txt", ".parquet", ".et")
MOST_UNPACKED = 400 << 20  # bytes; more than that is no table, whatever it is packed to
MOST_MEMBERS = 5000
OPENINGS = {  # the first bytes of a file → what it is: the key of its name in words.csv
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
STREAMS = {  # names of streams in a compound file, as it writes them → what it is
    "EncryptedPackage": "password", "Workbook": OLD_EXCEL, "Book": OLD_EXCEL, "WordDocument": "text_document",
    "PowerPoint Document": "slides", "__properties_version1.0": "mail",
}  # fmt: skip


def kind_of(content: bytes) -> str:
    """Which of the kinds above a file is. Raises Unreadable with what to do for any other."""
    if content.startswith(ZIP):
        return packed(content)
    if content.startswith(COMPOUND):
        return compound(content)
    if content.startswith(b"\x09\x08") or content[:2] in (b"\x09\x04", b"\x09\x02", b"\x09\x00"):
        return OLD_EXCEL  # a workbook of the nineties, without a container
    if content.startswith(b"PAR1"):
        return PARQUET
    for opening, what in OPENINGS.items():
        if content.startswith(opening) and (len(opening) > 2 or b"\0" in content[:512]):
            raise Unreadable(f"intake_is_{what}")
    if content[4:8] == b"ftyp" or (content.startswith(b"RIFF") and content[8:12] == b"WEBP"):
        raise Unreadable("intake_is_picture")
    return TEXT


def compound(content: bytes) -> str:
    """A workbook of before 2007, or whatever else Microsoft and WPS kept in the same container."""
    for stream, what in STREAMS.items():
        if stream.encode("utf-16-le") in content:
            if what == OLD_EXCEL:
                return what
            raise Unreadable("intake_password" if what == "password" else f"intake_is_{what}")
    raise Unreadable("intake_is_compound")


def packed(content: bytes) -> str:
    """A workbook, which is a zip, or whatever else is one."""
    try:
        members = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError):
        raise Unreadable("intake_cut_off") from None
    size = sum(each.file_size for each in members)
    if size > MOST_UNPACKED or len(members) > MOST_MEMBERS:
        raise Unreadable("intake_blown_up", size=f"{size >> 20:,}", most=MOST_UNPACKED >> 20)
    names = {each.filename.replace("\\", "/") for each in members}
    if any(name.lower().startswith("xl/workbook.") for name in names):
        return EXCEL
    if "mimetype" in names or "content.xml" in names:
        return open_document(content, names)
    return other_zip(names)


def open_document(content: bytes, names: set[str]) -> str:
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


def other_zip(names: set[str]) -> str:
    if any(name.startswith("word/") for name in names) or "OFD.xml" in names:
        raise Unreadable("intake_is_text_document")
    if any(name.startswith("ppt/") for name in names):
        raise Unreadable("intake_is_slides")
    if any(name.endswith((".iwa", "index.apxl")) for name in names):
        raise Unreadable("intake_is_numbers")
    inside = sorted(name for name in names if PurePosixPath(name).suffix.lower() in TABLES)
    if inside:
        raise Unreadable("intake_is_zip_of_table", inside=inside[0], count=len(inside))
    raise Unreadable("intake_is_archive")
