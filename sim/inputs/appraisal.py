"""The conventions of economic appraisal: choices of the appraiser, not uncertainties of the world."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sim.faults import fault
from sim.inputs.tables import read_table, table_file
from sim.words import further_columns


@dataclass(frozen=True)
class Convention:
    """One row of `appraisal.csv`: the value used and the range over which to try others."""

    name: str
    value: float
    low: float
    high: float
    unit: str
    grade: str
    source: str
    label_zh: str
    label_en: str
    reason_zh: str
    reason: str
    further: Mapping[str, str] = field(
        default_factory=dict, hash=False
    )  # texts in other languages, by column


def load_appraisal(folder: Path | None = None) -> dict[str, Convention]:
    """Every convention by name."""
    rows = read_table(table_file("appraisal.csv", folder), key="name")
    numbers = ("value", "low", "high")
    found = {}
    for row in rows:
        further: Any = {name: row.pop(name) for name in further_columns("label", "reason")}
        known: Any = row | {name: float(row[name]) for name in numbers}
        found[row["name"]] = Convention(**known, further=further)
    return found


def check_rate(rate: float) -> float:
    """A yearly discount rate, as a share; a fault outside 0 to 0.5, where 8 was meant as 8 %."""
    if not 0 <= rate <= 0.5:
        raise fault("discount_rate", "fault_discount_rate", value=f"{rate:g}")
    return float(rate)
