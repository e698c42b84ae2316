"""Reading the small tables of data/: text in, every cell as text out, each key once.

What all programmes share lies in data/, what belongs to one in its folder. Of some tables a programme has its
own in place of the shared one (`table_file`), to others it adds rows (`joined_tables`).
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

from sim.faults import Fault, InputFaults, fault
from sim.folders import DATA, file_bytes, programme_folder


def table_file(name: str, folder: Path | None = None) -> Path:
    """A table of a programme's own, else the one that all share; `folder`: of another than that in use."""
    own = (folder or programme_folder()) / name
    return own if own.is_file() else DATA / name


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
