"""The rows of a sheet as the text of its XML, and what office files measure and may hold.

openpyxl, which writes the rest of a workbook, makes an object, a style and an element of every cell; for the
thousands of cells of a run that takes ten times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from numbers import Real
from typing import Any
from xml.sax.saxutils import escape

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")  # signs that XML cannot hold
NumberedRow = tuple[int, Sequence[Any]]
END, DIMENSION = b"</sheetData>", re.compile(rb'<dimension ref="[^"]*"')


def filled(sheet: bytes, rows: Iterable[NumberedRow], styles: Sequence[int], last: str) -> bytes:
    """The XML of a sheet with more rows below its own.

    rows    their number in the sheet, and their values from the first column on
    styles  of the columns, by their numbers in the workbook
    last    the cell in the last row and column, such as `S530`
    """
    text = "".join(f'<row r="{number}">{"".join(cells(number, row, styles))}</row>' for number, row in rows)
    head, end, tail = DIMENSION.sub(f'<dimension ref="A1:{last}"'.encode(), sheet).partition(END)
    return head + text.encode() + end + tail


def cells(number: int, row: Sequence[Any], styles: Sequence[int]) -> Iterator[str]:
    for place, (value, style) in enumerate(zip(row, styles, strict=False), start=1):
        if value is None or value != value:
            yield f'<c r="{letters(place)}{number}" s="{style}"/>'
        elif isinstance(value, Real):
            yield f'<c r="{letters(place)}{number}" s="{style}"><v>{value:.16g}</v></c>'
        else:
            text = shown(str(value))
            yield f'<c r="{letters(place)}{number}" s="{style}" t="inlineStr"><is>{text}</is></c>'


@lru_cache(maxsize=1024)  # places and industries come again in every row
def shown(text: str) -> str:
    return f'<t xml:space="preserve">{escape(FORBIDDEN.sub("", text))}</t>'


def reach(text: str) -> int:
    """How wide a text is, in places of a Latin letter: a Chinese sign takes two."""
    return len(text) + (0 if text.isascii() else sum(ord(sign) > 0x2E7F for sign in text))


@lru_cache(maxsize=256)
def letters(place: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(place))
