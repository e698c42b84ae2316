"""A table as CSV that opens ungarbled: UTF-8 with a byte order mark, and the stamp in columns of its own."""

from __future__ import annotations

from sim.views.take_along.data import Table
from sim.views.take_along.stamp import Stamp

BYTE_ORDER_MARK = "\ufeff"


def sheet(table: Table, stamp: Stamp) -> bytes:
    """The bytes of a .csv file; every row says where it comes from, so that a part of it still does."""
    frame = table.frame().assign(**stamp.pairs())
    return (BYTE_ORDER_MARK + frame.to_csv(index=False, lineterminator="\r\n")).encode()
