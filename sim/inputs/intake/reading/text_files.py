"""Text files as programs of offices write them, in any encoding, and parquet."""

from __future__ import annotations

import csv
import decimal
import io
import re
from collections import Counter
from typing import Any

from sim.inputs.intake.reading.sheet import MOST_CELLS, Row, Unreadable, WorkSheet, check_size, laid_out

# ---- Text files as programs of offices write them ------------------------------------------------
# They come in any encoding, parted by any of the usual signs.

_DELIMITERS = "\t;|,"  # where two part a text equally well, the one that stands less in figures and prose
_LOOKED_AT = 120  # lines from the top by which that is judged
_QUOTED = re.compile(r'"[^"]*"')
_CHINESE_UTF8 = re.compile(rb"(?:[\xe2-\xef][\x80-\xbf]{2})+")
_SURE = 9  # bytes: three Chinese signs in UTF-8, which nothing in GBK looks like
_HINT = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark or without, else GB18030, which holds GBK."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _in_one(content, encoding)
    wide = _unmarked(content)
    if wide:
        return _in_one(content, wide)
    try:
        return _checked(content.decode("utf-8"))
    except UnicodeDecodeError:
        _mixed(content)
        return _in_one(content, "gb18030")


def _in_one(content: bytes, encoding: str) -> str:
    try:
        return _checked(content.decode(encoding))
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        raise Unreadable("intake_encoding", line=line) from None


def _unmarked(content: bytes) -> str:
    """UTF-16 that lacks its mark: every second byte of what is plain in it is zero."""
    head = content[: 1 << 16]
    if b"\0" not in head or len(content) % 2:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) / 20 or min(even, odd) > max(even, odd) / 4:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _mixed(content: bytes) -> None:
    """Refuse a file put together from parts in two encodings: one of them would be read as nonsense."""
    lines = re.split(rb"\r\n|\r|\n", content)
    foreign = [b"".join(re.findall(rb"[\x80-\xff]+", line)) for line in lines]
    sure = [bool(each) and len(each) >= _SURE and bool(_CHINESE_UTF8.fullmatch(each)) for each in foreign]
    if any(sure):
        other = next(n for n, each in enumerate(foreign, start=1) if each and not _in_utf8(each))
        raise Unreadable("intake_mixed_encoding", line=other)


def _in_utf8(signs: bytes) -> bool:
    try:
        signs.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _checked(text: str) -> str:
    """Refuse what decodes and is no text."""
    head = text[: 1 << 16]
    if "\0" in text or len(_CONTROLS.findall(head)) > len(head) / 100:
        raise Unreadable("intake_no_text")
    return text


def text_sheet(text: str) -> WorkSheet:
    """Rows of a text file.

    Row numbers are those of the spreadsheet that would open it, also after a cell of several lines.
    """
    hint = _HINT.match(text)
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=hint[1] if hint else _delimiter_of(text), strict=True
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


def _delimiter_of(text: str) -> str:
    """The sign that parts most of the first lines into one and the same number of cells."""
    head = io.StringIO(text[: 1 << 20], newline=None)
    lines = [_QUOTED.sub("", line) for line, _ in zip(head, range(_LOOKED_AT), strict=False) if line.strip()]

    def alike(sign: str) -> int:
        counts = Counter(count for line in lines if (count := line.count(sign)))
        return max(counts.values(), default=0)

    return max(_DELIMITERS, key=lambda sign: (alike(sign), -_DELIMITERS.index(sign)))


# ---- Parquet -------------------------------------------------------------------------------------
# What a file claims to hold is looked at before it is unpacked; pandas' own notes are left aside.

_UNNAMED_INDEX = re.compile(r"__index_level_\d+__|Unnamed: \d+")


def parquet_sheet(content: bytes) -> WorkSheet:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(io.BytesIO(content), pre_buffer=False)
        check_size(file.metadata.num_rows * max(file.metadata.num_columns, 1), file.metadata.num_rows)
        schema = file.schema_arrow
        nested = [each.name for each in schema if pa.types.is_nested(each.type)]
        if nested:
            raise Unreadable("intake_nested", columns=", ".join(nested[:5]))
        names = [each.name for each in schema if not _UNNAMED_INDEX.fullmatch(each.name)]
        table = file.read(use_threads=False, use_pandas_metadata=False)
        places = [place for place, each in enumerate(schema) if each.name in names]
        columns = [values(table.column(place)) for place in places]
    except pa.ArrowMemoryError:
        raise MemoryError from None
    except (pa.ArrowException, OSError, ValueError, NotImplementedError, KeyError):
        raise Unreadable("intake_unreadable") from None
    heads = [schema[place].name for place in places]
    return laid_out("", [tuple(heads), *zip(*columns, strict=True)])


def values(column: Any) -> list[Any]:
    """A column as plain Python, gaps as None; times to the microsecond, which is as fine as Python's are."""
    import pyarrow as pa

    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if pa.types.is_dictionary(column.type):
        column = column.cast(kind)
    if pa.types.is_timestamp(kind):
        column = column.cast(pa.timestamp("us"), safe=False)
    elif pa.types.is_duration(kind):
        column = column.cast(pa.duration("us"), safe=False)
    elif pa.types.is_time(kind):
        column = column.cast(pa.time64("us"), safe=False)
    return [_plain(each) for each in column.to_pylist()]


def _plain(value: Any) -> Any:
    if isinstance(value, float) and value != value:
        return None
    if isinstance(value, decimal.Decimal):
        return float(value)
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
