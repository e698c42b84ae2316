"""Text files as programs of offices write them: in any encoding, parted by any of the usual signs."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from sim.inputs.intake.reading.sheet import MOST_CELLS, Row, Unreadable, WorkSheet, check_size, laid_out

DELIMITERS = "\t;|,"  # where two part a text equally well, the one that stands less in figures and prose
LOOKED_AT = 120  # lines from the top by which that is judged
QUOTED = re.compile(r'"[^"]*"')
CHINESE_UTF8 = re.compile(rb"(?:[\xe2-\xef][\x80-\xbf]{2})+")
SURE = 9  # bytes: three Chinese signs in UTF-8, which nothing in GBK looks like
HINT = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark or without, else GB18030, which holds GBK."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return in_one(content, encoding)
    wide = unmarked(content)
    if wide:
        return in_one(content, wide)
    try:
        return checked(content.decode("utf-8"))
    except UnicodeDecodeError:
        mixed(content)
        return in_one(content, "gb18030")


def in_one(content: bytes, encoding: str) -> str:
    try:
        return checked(content.decode(encoding))
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        raise Unreadable("intake_encoding", line=line) from None


def unmarked(content: bytes) -> str:
    """UTF-16 that lacks its mark: every second byte of what is plain in it is zero."""
    head = content[: 1 << 16]
    if b"\0" not in head or len(content) % 2:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) / 20 or min(even, odd) > max(even, odd) / 4:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def mixed(content: bytes) -> None:
    """Refuse a file put together from parts in two encodings: one of them would be read as nonsense."""
    lines = re.split(rb"\r\n|\r|\n", content)
    foreign = [b"".join(re.findall(rb"[\x80-\xff]+", line)) for line in lines]
    sure = [bool(each) and len(each) >= SURE and bool(CHINESE_UTF8.fullmatch(each)) for each in foreign]
    if any(sure):
        other = next(n for n, each in enumerate(foreign, start=1) if each and not in_utf8(each))
        raise Unreadable("intake_mixed_encoding", line=other)


def in_utf8(signs: bytes) -> bool:
    try:
        signs.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def checked(text: str) -> str:
    """Refuse what decodes and is no text."""
    head = text[: 1 << 16]
    if "\0" in text or len(CONTROLS.findall(head)) > len(head) / 100:
        raise Unreadable("intake_no_text")
    return text


def text_sheet(text: str) -> WorkSheet:
    """Rows of a text file.

    Row numbers are those of the spreadsheet that would open it, also after a cell of several lines.
    """
    hint = HINT.match(text)
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=hint[1] if hint else delimiter_of(text), strict=True
    )
    rows: list[Row] = []
    cells = 0
    try:
        for row in reader:
            rows.append(tuple(row))  # the garbage collector keeps no account of tuples, as it does of lists
            cells += len(row)
            if cells > MOST_CELLS:
                check_size(cells)
    except csv.Error as error:
        raise Unreadable(
            "intake_csv_open" if "end of data" in str(error) else "intake_csv", line=reader.line_num
        ) from None
    if hint:
        rows[0] = ()
    return laid_out("", rows, lines=True)


def delimiter_of(text: str) -> str:
    """The sign that parts most of the first lines into one and the same number of cells."""
    head = io.StringIO(text[: 1 << 20], newline=None)
    lines = [QUOTED.sub("", line) for line, _ in zip(head, range(LOOKED_AT), strict=False) if line.strip()]

    def alike(sign: str) -> int:
        counts = Counter(count for line in lines if (count := line.count(sign)))
        return max(counts.values(), default=0)

    return max(DELIMITERS, key=lambda sign: (alike(sign), -DELIMITERS.index(sign)))
