"""What a sheet holds that nobody sees: hidden rows, columns and sheets, cells off the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sim.inputs.intake.findings import ERROR, NOTE, Finding, letters
from sim.inputs.intake.headers import Head
from sim.inputs.intake.reading.sheet import empty

MOST_LISTED = 8  # rows or columns that a message names one by one


def concealed(head: Head, file: str) -> list[Finding]:
    """What is said of a sheet besides its cells: nothing that is hidden is taken in without a word."""
    return [*hidden(head, file), *overhanging(head, file)]


def hidden(head: Head, file: str) -> Iterator[Finding]:
    sheet = head.sheet

    def note(kind: str, row: int = 0, column: int = 0, **values: Any) -> Finding:
        return Finding(NOTE, kind, file, sheet.name, row, column, "", "", values)

    if sheet.hidden:
        yield note("hidden_sheet_read")
    rows = [
        n for n in sheet.hidden_rows if head.bottom < n <= len(sheet.rows) and not blank(sheet.rows[n - 1])
    ]
    if rows:
        kind = "filtered_rows" if sheet.filtered else "hidden_rows"
        yield note(kind, rows[0], count=len(rows), rows=ranges(rows))
    columns = [letters(n) for n in sheet.hidden_columns if n in head.fields]
    if columns:
        yield note("hidden_columns", head.bottom, count=len(columns), columns=listed(columns))
    if sheet.stray:
        yield note("stray_cells", count=len(sheet.stray), cells=listed(sheet.stray))


def overhanging(head: Head, file: str) -> Iterator[Finding]:
    """Lines of a text file with more cells than its header: a comma within a cell has parted it."""
    if not head.sheet.lines:
        return
    wide = max(head.titles, default=0)
    for number, row in enumerate(head.sheet.rows[head.bottom :], start=head.bottom + 1):
        if len(row) > wide and not all(map(empty, row[wide:])):
            values = {
                "found": max(n for n, cell in enumerate(row, start=1) if not empty(cell)),
                "wanted": wide,
            }
            yield Finding(ERROR, "row_longer", file, head.sheet.name, number, 0, "", "", values)


def blank(row: Sequence[Any]) -> bool:
    return all(map(empty, row))


def listed(names: Sequence[str]) -> str:
    return ", ".join(names[:MOST_LISTED]) + (", …" if len(names) > MOST_LISTED else "")


def ranges(rows: Sequence[int]) -> str:
    """Row numbers as a person writes them: 5–7, 12."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return listed([str(first) if first == last else f"{first}–{last}" for first, last in runs])
