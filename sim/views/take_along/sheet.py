"""A table as CSV that opens ungarbled: UTF-8 with a byte order mark, and the stamp in columns of its own."""

from __future__ import annotations

from sim.views.take_along.data import FileTable
from sim.views.take_along.stamp import Stamp
from sim.writing import BYTE_ORDER_MARK, csv_text


def sheet(table: FileTable, stamp: Stamp) -> bytes:
    """The bytes of a .csv file; every row says where it comes from, so that a part of it still does."""
    frame = table.frame().assign(**stamp.pairs())
    return (BYTE_ORDER_MARK + csv_text(frame, lineterminator="\r\n")).encode()
