"""Tables as files for other programs: CSV, a workbook, parquet or JSON, as the name's ending says."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from sim.writing import BYTE_ORDER_MARK, csv_text

if TYPE_CHECKING:
    import pandas as pd
    from openpyxl.worksheet.worksheet import Worksheet


def frame_bytes(table: pd.DataFrame, suffix: str) -> bytes:
    """One table as the file of an ending. In a workbook and in parquet every text is just that text."""
    if suffix.lower() == ".csv":
        return (BYTE_ORDER_MARK + csv_text(table, lineterminator="\r\n")).encode()
    packed = io.BytesIO()
    if suffix.lower() == ".parquet":
        table.to_parquet(packed, index=False)
    else:
        from openpyxl import Workbook

        book = Workbook()
        fill_page(book.active, table)
        book.save(packed)
    return packed.getvalue()


def fill_page(page: Worksheet, table: pd.DataFrame) -> None:
    """The heads and rows of a table on a page of a workbook, texts as texts."""
    rows = table.astype(object).where(table.notna(), None).to_numpy().tolist()
    for number, row in enumerate([list(table), *rows], start=1):
        for place, value in enumerate(row, start=1):
            cell = page.cell(number, place, value)
            if isinstance(value, str):
                cell.data_type = "s"  # else what begins with = would be computed
    page.freeze_panes = "A2"
