"""Reading the small tables of data/: text in, every cell as text out, each key once."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from sim.faults import Fault, InputFaults

DATA = Path(__file__).resolve().parents[2] / "data"


def read_table(path: Path, key: str) -> list[dict[str, str]]:
    """The rows of a CSV as dicts of text; InputFaults where the file is absent or a key stands twice."""
    if not path.is_file():
        raise InputFaults([Fault(str(path), "fault_no_file", {})])
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    doubled = [name for name, times in Counter(row[key] for row in rows).items() if times > 1]
    if doubled:
        raise InputFaults(
            [Fault(path.name, "fault_doubled_key", {"key": key, "name": name}) for name in doubled]
        )
    return rows
