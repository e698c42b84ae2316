"""Reading sheets that people bring: as text first, so that a fault can quote the line and the cell."""

from __future__ import annotations

import csv
import io
import os
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from sim.faults import Fault, InputFaults, fault, unknown
from sim.folders import file_bytes
from sim.words import say

LARGEST = 1 << 28  # bytes; a register of the whole nation is half of it


def read_sheet(path: Path | str, required: Sequence[str], optional: Iterable[str] = ()) -> pd.DataFrame:
    """The rows of a UTF-8 CSV file as text, with the line of each row in the file as the index.

    Raises InputFaults for a file that is missing, empty or not UTF-8, for columns that nobody
    knows, that come twice or that are wanting, and for rows with too many or too few cells.
    """
    path = Path(path)
    header, rows = split_lines(read_text(path), path.name)
    faults = [
        *header_faults(path.name, header, required, [*required, *optional]),
        *row_faults(path.name, header, rows),
    ]
    if faults:
        raise InputFaults(faults)
    index = pd.Index([line for line, _ in rows], name="line")
    return pd.DataFrame([cells for _, cells in rows], index=index, columns=header, dtype=str)


def look_at(path: Path) -> os.stat_result:
    """Refuse what is no file, or one that is empty or too large to be a table, before it is opened."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise fault(str(path), "fault_file_missing") from None
    except (OSError, ValueError) as error:
        raise fault(str(path), "fault_file_unreadable", reason=getattr(error, "strerror", "") or "") from None
    if stat.S_ISDIR(found.st_mode):
        raise fault(str(path), "intake_is_folder")
    if not stat.S_ISREG(found.st_mode):
        raise fault(str(path), "intake_is_device")
    if not found.st_size:
        raise fault(path.name, "fault_file_empty")
    if found.st_size > LARGEST:
        raise fault(path.name, "intake_too_large", size=found.st_size >> 20, most=LARGEST >> 20)
    return found


def read_text(path: Path) -> str:
    """The text of a file; a byte-order mark, which spreadsheets like to write, is dropped."""
    look_at(path)
    try:
        return file_bytes(path).decode("utf-8-sig")
    except FileNotFoundError:
        raise fault(str(path), "fault_file_missing") from None
    except UnicodeDecodeError:
        raise fault(path.name, "fault_file_encoding") from None
    except OSError as error:
        raise fault(str(path), "fault_file_unreadable", reason=error.strerror or "") from None


def split_lines(text: str, name: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The header and the rows that are not blank, each row with its line in the file."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append((reader.line_num, [cell.strip() for cell in cells]))
    except csv.Error as error:
        raise fault(f"{name}:{reader.line_num}", "fault_file_csv", reason=error) from None
    if len(lines) < 2:
        raise fault(name, "fault_file_empty")
    return lines[0][1], lines[1:]


def header_faults(
    name: str, header: Sequence[str], required: Sequence[str], known: Sequence[str]
) -> list[Fault]:
    kind = say("kind_column")
    strange = [unknown(f"{name}:1", kind, column, known) for column in header if column not in known]
    wanting = [
        Fault(f"{name}:1", "fault_column_missing", {"column": column})
        for column in required
        if column not in header
    ]
    twice = [
        Fault(f"{name}:1", "fault_column_twice", {"column": column})
        for column in dict.fromkeys(header)
        if header.count(column) > 1
    ]
    return strange + wanting + twice


CELL = {True: "fault_cell_number", False: "fault_cell_none"}  # by whether anything stands in it


def row_faults(name: str, header: Sequence[str], rows: Sequence[tuple[int, list[str]]]) -> list[Fault]:
    return [
        Fault(f"{name}:{line}", "fault_row_cells", {"found": len(cells), "wanted": len(header)})
        for line, cells in rows
        if len(cells) != len(header)
    ]


def numbers(name: str, column: pd.Series, blank: bool = False) -> tuple[pd.Series, list[Fault]]:
    """A text column as float64; a cell that is no finite number becomes NaN and a fault.

    `blank` allows an empty cell, which is then NaN and no fault.
    """
    values = pd.to_numeric(column, errors="coerce").astype(float)
    values = values.where(values.abs() < float("inf"))
    wrong = values.isna() & ~(blank & (column == ""))
    return values, [
        Fault(f"{name}:{line}", CELL[bool(value)], {"column": column.name, "value": value})
        for line, value in column[wrong].items()
    ]


def repeated(name: str, column: pd.Series) -> list[Fault]:
    """A fault for every row whose value an earlier row already has."""
    return [
        Fault(f"{name}:{line}", "fault_cell_repeated", {"column": column.name, "value": value})
        for line, value in column[column.duplicated()].items()
    ]


def blank_cells(name: str, table: pd.DataFrame, columns: Iterable[str]) -> list[Fault]:
    """A fault for every empty cell of columns that need one."""
    return [
        Fault(f"{name}:{line}", "table_blank", {"column": column})
        for column in columns
        for line in table.index[table[column] == ""]
    ]


def unknown_cells(name: str, column: pd.Series, kind: str, known: Iterable[str]) -> list[Fault]:
    """A fault for every cell that names what nobody knows; kind: the key of what it names."""
    allowed = list(known)
    return [
        unknown(f"{name}:{line}", say(kind), text, allowed)
        for line, text in column.items()
        if text not in allowed
    ]
