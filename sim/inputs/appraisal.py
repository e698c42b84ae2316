"""The conventions of economic appraisal: choices of the appraiser, not uncertainties of the world."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sim.faults import fault
from sim.inputs.tables import read_table, table_file


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


def load_appraisal(folder: Path | None = None) -> dict[str, Convention]:
    """Every convention by name."""
    rows = read_table(table_file("appraisal.csv", folder), key="name")
    numbers = ("value", "low", "high")
    return {row["name"]: Convention(**row | {n: float(row[n]) for n in numbers}) for row in rows}  # type: ignore[arg-type]


def check_rate(rate: float) -> float:
    """A yearly discount rate, as a share; a fault outside 0 to 0.5, where 8 was meant as 8 %."""
    if not 0 <= rate <= 0.5:
        raise fault("discount_rate", "fault_discount_rate", value=f"{rate:g}")
    return float(rate)
