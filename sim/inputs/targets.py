"""What the model is held against: published outcomes of places, and the set-ups of those places.

A target names an outcome of a place in a year. Only an `observation` is ever weighed or scored; a `goal`
is shown and nothing more; a `register` target checks the villages' start, which no parameter moves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from sim.axes import STREAMS
from sim.faults import Fault, InputFaults, unknown
from sim.folders import programme_folder
from sim.inputs.evidence import load_evidence
from sim.inputs.facts import load_facts
from sim.inputs.sheets import numbers, read_sheet, repeated, unknown_cells
from sim.words import further_columns, say

CITY = "city"
KINDS = ("observation", "goal", "register")
TARGET_COLUMNS = (
    "id", "place", "kind", "statement_zh", "statement_en", "year", "outcome", "value", "unit", "tolerance",
    "before", "source", "note_zh", "note", *further_columns("statement", "note"),
)  # fmt: skip
PLACE_NUMBERS = (
    "villages", "start_year", "median", "sigma", *STREAMS, "grants", "grant_years", "staff",
)  # fmt: skip
PLACE_COLUMNS = (
    "place",
    "group",
    "label_zh",
    "label_en",
    *PLACE_NUMBERS,
    "source",
    "reason_zh",
    "reason",
    *further_columns("label", "reason"),
)


def places_file() -> Path:
    """The places of the programme in use."""
    return programme_folder() / "places.csv"


def calibration_targets() -> Path:
    """The targets that the programme in use is calibrated on."""
    return programme_folder() / "calibration" / "targets.csv"


def validation_targets() -> Path:
    """The targets of the programme in use that are kept back."""
    return programme_folder() / "validation" / "targets.csv"


def _parted(row: dict[str, Any]) -> dict[str, Any]:
    """A row with its texts in the languages that no field names under `further`."""
    further = further_columns("statement", "label", "reason", "note")
    fields = {name: value for name, value in row.items() if name not in further}
    return fields | {"further": {name: value for name, value in row.items() if name in further}}


@dataclass(frozen=True)
class Target:
    """One published outcome: `value` in `unit`, `tolerance` its standard deviation as a comparison.

    `before` is the value of the year before the place's start, None where nobody published it.
    """

    id: str
    place: str
    kind: str
    statement_zh: str
    statement_en: str
    year: int
    outcome: str
    value: float
    unit: str
    tolerance: float
    before: float | None
    source: str
    note_zh: str
    note: str
    further: Mapping[str, str] = field(
        default_factory=dict, hash=False
    )  # texts in other languages, by column


@dataclass(frozen=True)
class VillageGroup:
    """Villages of a place that are alike: how many, their start, and what reached each of them.

    median, sigma  lognormal income of the start year, 10k yuan/year and log points
    operating … subsidy  shares of that income by stream
    grants  10k yuan a village and year for `grant_years` years from the year after the start; staff in FTE
    """

    place: str
    group: str
    label_zh: str
    label_en: str
    villages: int
    start_year: int
    median: float
    sigma: float
    operating: float
    contracts: float
    investment: float
    subsidy: float
    grants: float
    grant_years: int
    staff: float
    source: str
    reason_zh: str
    reason: str
    further: Mapping[str, str] = field(default_factory=dict, hash=False)


def load_places(path: Path | None = None) -> dict[str, tuple[VillageGroup, ...]]:
    """The groups of villages of every place; all faults of the file at once."""
    if path is None and not places_file().is_file():
        return {}  # a programme need not have any
    path = path or places_file()
    table = read_sheet(path, PLACE_COLUMNS)
    faults = repeated(path.name, table["place"] + "/" + table["group"])
    for name in PLACE_NUMBERS:
        table[name], wrong = numbers(path.name, table[name])
        faults += wrong
    faults += [
        Fault(f"{path.name}:{line}", "place_shares", {"total": f"{total:g}"})
        for line, total in table[list(STREAMS)].sum(axis=1).items()
        if abs(total - 1) > 1e-6
    ]
    faults += source_faults(path.name, table["source"])
    if faults:
        raise InputFaults(faults)
    whole = {name: table[name].astype(int) for name in ("villages", "start_year", "grant_years")}
    groups = [VillageGroup(**_parted(row)) for row in table.assign(**whole).to_dict("records")]
    return {place: tuple(g for g in groups if g.place == place) for place in table["place"].unique()}


def load_targets(path: Path | str, places: Collection[str]) -> list[Target]:
    """The targets of a file; InputFaults with every unknown place, kind, source and wrong number."""
    path = Path(path)
    table = read_sheet(path, TARGET_COLUMNS)
    faults = repeated(path.name, table["id"])
    for name in ("year", "value", "tolerance"):
        table[name], wrong = numbers(path.name, table[name])
        faults += wrong
    table["before"], wrong = numbers(path.name, table["before"], blank=True)
    faults += wrong
    faults += unknown_cells(path.name, table["place"], "word_place", [CITY, *places])
    faults += unknown_cells(path.name, table["kind"], "word_kind", KINDS)
    faults += source_faults(path.name, table["source"])
    faults += [
        Fault(f"{path.name}:{line}", "target_tolerance", {"id": row["id"]})
        for line, row in table.iterrows()
        if row["kind"] == "observation" and not row["tolerance"] > 0
    ]
    if faults:
        raise InputFaults(faults)
    rows = table.assign(year=table["year"].astype(int)).to_dict("records")
    return [
        Target(**_parted(row) | {"before": None if pd.isna(row["before"]) else row["before"]}) for row in rows
    ]


def source_faults(name: str, sources: Iterable[str] | pd.Series) -> list[Fault]:
    """Every source that is neither a finding nor a fact."""
    known = [*load_evidence().index, *load_facts().index]
    return [
        unknown(f"{name}:{line}", say("kind_evidence"), each, known)
        for line, text in pd.Series(sources).items()
        for each in text.split(";")
        if each not in known
    ]
