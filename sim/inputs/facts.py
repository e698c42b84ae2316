"""The published figures of the programme, as they were published."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from sim.faults import InputFaults, unknown
from sim.inputs.sheets import numbers, read_sheet, repeated
from sim.inputs.tables import DATA
from sim.words import say

COLUMNS = ("id", "force", "lever", "label_zh", "label_en", "value", "unit", "period", "role", "note")
ROLES = ("lever", "constraint", "outcome", "context")


def load_facts(folder: Path | str | None = None) -> pd.DataFrame:
    """The facts, indexed by id: `value` is a float in the row's `unit`, the rest is text.

    Raises InputFaults with every value that is no number, every repeated id and unknown role.
    """
    path = Path(folder or DATA) / "facts.csv"
    table = read_sheet(path, COLUMNS)
    values, faults = numbers(path.name, table["value"])
    faults += repeated(path.name, table["id"])
    faults += [
        unknown(f"{path.name}:{line}", say("kind_role"), role, ROLES)
        for line, role in table["role"].items()
        if role not in ROLES
    ]
    if faults:
        raise InputFaults(faults)
    return table.assign(value=values).set_index("id")


def fact(facts: pd.DataFrame, name: str) -> float:
    """The value of one fact, in its own unit; InputFaults with the nearest id where there is none."""
    if name not in facts.index:
        raise InputFaults([unknown("facts.csv", say("kind_fact"), name, facts.index)])
    return float(facts["value"].loc[name])
