"""The small tables of data/: read as text with the line of every cell, formulas in them, sources they name.

A table is read as text first, so that a fault can quote the line and the cell; then each column is checked.
"""

from __future__ import annotations

import ast
import csv
import io
import math
import operator
import os
import stat
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from sim.faults import Fault, InputFaults, fault, unknown
from sim.folders import DATA, file_bytes, programme_folder
from sim.words import say

# ---- Reading sheets that people bring ------------------------------------------------------------
# As text first, so that a fault can quote the line and the cell.

_LARGEST = 1 << 28  # bytes; a register of the whole nation is half of it


def read_sheet(path: Path | str, required: Sequence[str], optional: Iterable[str] = ()) -> pd.DataFrame:
    """The rows of a UTF-8 CSV file as text, with the line of each row in the file as the index.

    Raises InputFaults for a file that is missing, empty or not UTF-8, for columns that nobody
    knows, that come twice or that are wanting, and for rows with too many or too few cells.
    """
    path = Path(path)
    header, rows = _split_lines(_read_text(path), path.name)
    faults = [
        *_header_faults(path.name, header, required, [*required, *optional]),
        *_row_faults(path.name, header, rows),
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
    if found.st_size > _LARGEST:
        raise fault(path.name, "intake_too_large", size=found.st_size >> 20, most=_LARGEST >> 20)
    return found


def _read_text(path: Path) -> str:
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


def _split_lines(text: str, name: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
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


def _header_faults(
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


_CELL = {True: "fault_cell_number", False: "fault_cell_none"}  # by whether anything stands in it


def _row_faults(name: str, header: Sequence[str], rows: Sequence[tuple[int, list[str]]]) -> list[Fault]:
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
        Fault(f"{name}:{line}", _CELL[bool(value)], {"column": column.name, "value": value})
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


# ---- Reading the small tables of data/: text in, every cell as text out, each key once -----------
# What all programmes share lies in data/, what belongs to one in its folder; its rows add to the shared ones
# or stand in the place of those of the same key (`joined_tables`).


def joined_tables(name: str, key: str, folder: Path | None = None) -> list[dict[str, str]]:
    """The rows of the shared table and of the programme's own; of a key in both the programme's counts."""
    own = (folder or programme_folder()) / name
    rows = {row[key]: row for row in read_table(DATA / name, key)}
    if own.is_file():
        rows |= {row[key]: row for row in read_table(own, key)}
    return list(rows.values())


def read_table(path: Path, key: str) -> list[dict[str, str]]:
    """The rows of a CSV as dicts of text; InputFaults where the file is absent or a key stands twice."""
    if not path.is_file():
        raise InputFaults([Fault(str(path), "fault_no_file", {})])
    try:
        reader = csv.DictReader(io.StringIO(file_bytes(path).decode("utf-8-sig"), newline=""))
        rows, header = list(reader), reader.fieldnames or ()
    except UnicodeDecodeError:
        raise fault(path.name, "fault_file_encoding") from None
    except csv.Error as error:
        raise fault(path.name, "fault_file_csv", reason=error) from None
    if key not in header:
        raise fault(f"{path.name}:1", "fault_column_missing", column=key)
    doubled = [name for name, times in Counter(row[key] for row in rows).items() if times > 1]
    if doubled:
        raise InputFaults(
            [Fault(path.name, "fault_doubled_key", {"key": key, "name": name}) for name in doubled]
        )
    return rows


# ---- Formulas in tables --------------------------------------------------------------------------
# Arithmetic on names, as the source of a lever's amount or the odds of a column have it.
#
# A formula is read, never run as code: numbers, names, + - * / with brackets, == with a text in quotes, and
# the functions that its reader offers.

_OPERATIONS: Mapping[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_LONGEST = 500  # signs


def formula_value(
    formula: str,
    names: Mapping[str, Any],
    functions: Mapping[str, Callable[..., Any]] | None = None,
    where: str = "",
) -> Any:
    """What a formula comes to, a number or an array as its names are.

    Raises InputFaults at `where` for an unknown name, with the nearest, and for what is no formula.
    """
    try:
        return _evaluate(formula, names, functions)
    except KeyError as error:
        known = [*names, *(functions or ())]
        raise InputFaults([unknown(where, say("word_name"), str(error.args[0]), known)]) from None
    except ValueError:
        raise fault(where, "formula_unread", formula=formula[:_LONGEST]) from None


def _evaluate(
    formula: str, names: Mapping[str, Any], functions: Mapping[str, Callable[..., Any]] | None = None
) -> Any:
    """As `formula_value`; KeyError for an unknown name, ValueError for what is no formula."""
    if len(formula) > _LONGEST:
        raise ValueError(formula)
    try:
        return _value(ast.parse(formula.strip(), mode="eval").body, names, functions or {})
    except (SyntaxError, TypeError, ZeroDivisionError, RecursionError, OverflowError):
        raise ValueError(formula) from None


def _value(node: ast.expr, names: Mapping[str, Any], functions: Mapping[str, Callable[..., Any]]) -> Any:
    def value(child: ast.expr) -> Any:
        return _value(child, names, functions)

    match node:
        case ast.Constant(value=int() | float() | str() as given) if not isinstance(given, bool):
            return given
        case ast.Name(id=name):
            return names[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -value(operand)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATIONS:
            return _OPERATIONS[type(op)](value(left), value(right))
        case ast.Compare(left=left, ops=[ast.Eq()], comparators=[right]):
            return value(left) == value(right)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
            return functions[name](*map(value, args))
    raise ValueError(ast.unparse(node))


# ---- Where a number says that it comes from ------------------------------------------------------
# A fact, arithmetic on facts, a finding, or `assumption`.

ASSUMPTION = "assumption"
_ROUNDED = 5e-3  # how far a number may be from what arithmetic makes of it: a table shows three digits


class Grounds(NamedTuple):
    """What a source may name: the facts of a programme with their values, and the findings."""

    facts: Mapping[str, float]
    findings: Collection[str]


def value_of(text: str, facts: Mapping[str, float]) -> float:
    """A fact's value or that of arithmetic on facts; KeyError for an unknown name, else ValueError."""
    return float(facts[text] if text in facts else _evaluate(text, facts))


def source_faults(
    where: str, column: str, text: str, number: float, grounds: Grounds, exact: bool = False
) -> list[Fault]:
    """What is wrong with the source of a number: unknown names, no arithmetic, another value.

    Several sources are parted by `;`. A finding or a fact may stand for a number of another unit (100 of
    funding_33), so what is held against the number is arithmetic; with `exact` a fact too, to all its digits.
    """
    faults = []
    for each in (part.strip() for part in text.split(";")):
        if each in grounds.findings or each == ASSUMPTION or (each in grounds.facts and not exact):
            continue
        if not each:
            faults.append(Fault(where, "table_blank", {"column": column}))
            continue
        try:
            wanted = value_of(each, grounds.facts)
        except KeyError as error:
            known = [*grounds.facts, *(() if exact else grounds.findings), ASSUMPTION]
            faults.append(unknown_source(where, column, str(error.args[0]), known))
        except ValueError:
            faults.append(Fault(where, "table_arithmetic", {"column": column, "source": each}))
        else:
            if not math.isnan(wanted) and not math.isclose(
                number, wanted, rel_tol=1e-9 if exact else _ROUNDED
            ):
                values = {"column": column, "value": f"{number:.10g}", "source": each}
                faults.append(Fault(where, "table_differs", {**values, "wanted": f"{wanted:.10g}"}))
    return faults


def unknown_source(where: str, column: str, name: str, known: Collection[str]) -> Fault:
    """The fault of a source that there is not; not with all that there are, which may be hundreds."""
    kind = say("table_source_in", column=column)
    found = unknown(where, kind, name, known)
    return found if found.key == "fault_unknown_near" else Fault(where, "table_source", dict(found.values))
