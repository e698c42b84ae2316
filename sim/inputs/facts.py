"""Published figures: a programme's facts, other studies' findings with grades, targets for the model."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from sim.axes import STREAMS
from sim.faults import Fault, InputFaults, attempt, fault, unknown
from sim.folders import DATA, DESCRIPTION, per_programme, programme_folder
from sim.inputs.programme import kinds_written
from sim.inputs.tables import (
    Grounds,
    blank_cells,
    joined_tables,
    numbers,
    read_sheet,
    repeated,
    unknown_cells,
)
from sim.words import column_of, further_columns, language, say

# ---- The published figures of the programme, as they were published ------------------------------

FACT_COLUMNS = (
    "id",
    "force",
    "lever",
    "label_zh",
    "label_en",
    "value",
    "unit",
    "period",
    "role",
    "note",
    "source",
    *further_columns("label"),
)
_SOURCES = (
    "id",
    "title_zh",
    "title_en",
    "author_zh",
    "author_en",
    "year",
    "url",
    "note_zh",
    "note_en",
    *further_columns("title", "author", "note"),
)
_NOT_BLANK = ("id", "label_zh", "label_en", "unit", *further_columns("label"))
_ROLES = ("lever", "constraint", "outcome", "context")


def load_facts(folder: Path | str | None = None) -> pd.DataFrame:
    """The facts, indexed by id: `value` is a float in the row's `unit`, the rest is text.

    Raises InputFaults with every value that is no number, repeated id, blank cell, unknown role and document,
    and in a programme's folder every force and group that the programme has not got.
    """
    table, faults = read_facts(folder)
    if faults:
        raise InputFaults(faults)
    return table


def read_facts(folder: Path | str | None = None) -> tuple[pd.DataFrame, list[Fault]]:
    """The facts as far as they can be read, and every fault of theirs."""
    folder = Path(folder or programme_folder())
    path = folder / "facts.csv"
    table = read_sheet(path, FACT_COLUMNS)
    values, faults = numbers(path.name, table["value"])
    faults += repeated(path.name, table["id"]) + blank_cells(path.name, table, _NOT_BLANK)
    faults += unknown_cells(path.name, table["role"], "kind_role", _ROLES)
    if documents := attempt(faults, _load_sources, folder):
        faults += unknown_cells(path.name, table["source"], "kind_source", documents[0].index)
    if (folder / DESCRIPTION).is_file() and (kinds := attempt([], kinds_written, folder)):
        forces, groups = kinds[0]
        faults += unknown_cells(path.name, table["force"], "word_force", forces)
        instruments = table.loc[table["role"] == "lever", "lever"]
        faults += unknown_cells(path.name, instruments, "word_lever_group", groups)
    return table.assign(value=values).set_index("id"), faults


def _load_sources(folder: Path | str | None = None) -> pd.DataFrame:
    """The documents that the facts were published in, indexed by id; `url` is blank where none is known."""
    table = read_sheet(Path(folder or programme_folder()) / "sources.csv", _SOURCES)
    faults = repeated("sources.csv", table["id"])
    faults += blank_cells("sources.csv", table, ("id", "title_zh", "title_en", *further_columns("title")))
    if faults:
        raise InputFaults(faults)
    return table.set_index("id")


def source_named(source: str) -> str:
    """The document of a fact as one reads it: author, title, year and, where it has one, its address."""
    row, other = _load_sources().loc[source], language()
    where = row["url"] or row[f"note_{other}"]
    return say(
        "source_named", author=row[f"author_{other}"], title=row[f"title_{other}"], year=row["year"],
        where=where,
    )  # fmt: skip


def document_named(source: str) -> str:
    """The document of a fact in short, for a cell of a table: author, title and year."""
    row, other = _load_sources().loc[source], language()
    return document(row[f"author_{other}"], row[f"title_{other}"], str(row["year"]))


def document(author: str, title: str, year: str) -> str:
    """A document by who wrote it, its title and its year; what is blank is left out."""
    key = "source_document" if year else "source_undated"
    return say(key, author=author, title=title, year=year).strip(" ,")


def fact(facts: pd.DataFrame, name: str) -> float:
    """The value of one fact, in its own unit; InputFaults with the nearest id where there is none."""
    if name not in facts.index:
        raise InputFaults([unknown("facts.csv", say("kind_fact"), name, facts.index)])
    return float(facts["value"].loc[name])


# ---- What the published tables say in English only, in the other languages: findings, units, notes, periods
# The tables themselves are carried over unaltered, so these stand beside them in data/chinese, a column for
# each language. What has no row there is shown as it stands; a row that lacks a language is a fault.

_PUBLISHED = "en"  # the language of the published tables


def findings() -> dict[str, str]:
    """What each row of evidence.csv found, id -> its text in the language in force, which is not English."""
    return _column("chinese/findings.csv", "id", f"finding_{language()}")


def terms() -> dict[str, str]:
    """Units, notes and periods of the published tables, English -> the language in force."""
    return _column("chinese/terms.csv", "text", language())


@per_programme
def _column(name: str, key: str, column: str) -> dict[str, str]:
    """A column of texts by its key; InputFaults where a row lacks its text in this language."""
    rows = joined_tables(name, key)
    if any(row.get(column) is None for row in rows):
        raise fault(name, "fault_column_missing", column=column)
    blank = [
        Fault(f"{name}: {row[key]}", "table_blank", {"column": column}) for row in rows if not row[column]
    ]
    if blank:
        raise InputFaults(blank)
    return {row[key]: row[column] for row in rows}


def finding_text(name: str, evidence: pd.DataFrame) -> str:
    """What a finding says, in one language."""
    english = str(evidence["finding"].loc[name])
    return english if language() == _PUBLISHED else findings().get(name, english)


def term(text: str) -> str:
    """A unit, note or period in one language; what has no row is shown as it stands."""
    return text if language() == _PUBLISHED else terms().get(text, text)


# ---- The published findings behind the priors, each with its design and its grade ----------------

_NUMBERS = ("estimate", "low", "high")
EVIDENCE_COLUMNS = (
    "id", "lever", "finding", *_NUMBERS, "unit", "outcome_variable", "treatment_variable", "design",
    "sample", "place", "years", "source_title", "authors", "venue", "year", "url", "grade", "note",
)  # fmt: skip
GRADES = ("A", "B", "C")
_NAMES = ("source_title", "authors")
# What whoever collected the findings noted in place of a name, or behind one; the table is kept unaltered.
_REMARK = re.compile(r"\s*\((?:(?:title )?not shown|title paraphrased|seed article)[^()]*\)")


def load_evidence(folder: Path | str | None = None) -> pd.DataFrame:
    """The findings that all programmes share and a programme's own, indexed by id.

    `estimate`, `low` and `high` are floats in the row's `unit`.

    Titles and authors are names and nothing else: blank where the source's is not known.

    NaN there means that the source gives a sign and no number. Raises InputFaults with every cell
    that is no number, every repeated id and every unknown grade.
    """
    own = Path(folder or programme_folder()) / "evidence.csv"
    table = _read(DATA / "evidence.csv")
    if own.is_file():  # what a programme has found itself; of one id its own counts
        more = _read(own)
        table = pd.concat([table[~table.index.isin(more.index)], more])
    return table


def _read(path: Path) -> pd.DataFrame:
    stamp = path.stat() if path.is_file() else None
    return _read_at(path, stamp and (stamp.st_mtime_ns, stamp.st_size)).copy()


@lru_cache(maxsize=8)  # levers, parameters and the programme's own check each ask what a source may name
def _read_at(path: Path, stamp: tuple[int, int] | None) -> pd.DataFrame:
    table = read_sheet(path, EVIDENCE_COLUMNS)
    faults = repeated(path.name, table["id"])
    faults += unknown_cells(path.name, table["grade"], "kind_grade", GRADES)
    for name in _NAMES:
        table[name] = table[name].str.replace(_REMARK, "", regex=True)
    for name in _NUMBERS:
        table[name], wrong = numbers(path.name, table[name], blank=True)
        faults += wrong
    if faults:
        raise InputFaults(faults)
    return table.set_index("id")


def estimate(evidence: pd.DataFrame, name: str) -> float:
    """The estimate of one finding, in its own unit; InputFaults with the nearest id where there is none."""
    if name not in evidence.index:
        raise InputFaults([unknown("evidence.csv", say("kind_evidence"), name, evidence.index)])
    return float(evidence["estimate"].loc[name])


_STRUCTURE_COLUMNS = (
    "choice", "form", "label_zh", "label_en", "for", "against", "reason_zh", "reason",
    *further_columns("label", "reason"),
)  # fmt: skip


@per_programme
def load_structures() -> pd.DataFrame:
    """`structures.csv`, indexed by (choice, form): labels, findings for and against, and why.

    The model's choices of structure with their forms; the row of a choice itself has the form "". `for` and
    `against` are tuples of ids of evidence.csv, empty where no finding speaks. Raises InputFaults with every
    row that comes twice, blank cell, form of no choice and unknown finding.
    """
    path = DATA / "structures.csv"
    table = read_sheet(path, _STRUCTURE_COLUMNS)
    texts = [name for name in _STRUCTURE_COLUMNS if name not in ("form", "for", "against")]
    faults = blank_cells(path.name, table, texts)
    faults += repeated(path.name, (table["choice"] + "." + table["form"]).rename("choice.form"))
    choices = dict.fromkeys(table.loc[table["form"] == "", "choice"])
    faults += unknown_cells(path.name, table["choice"], "word_choice", choices)
    findings_there = load_evidence().index
    for side in ("for", "against"):
        table[side] = [tuple(text.split(";")) if text else () for text in table[side]]
        named = table[side].explode().dropna()
        faults += unknown_cells(path.name, named, "kind_evidence", findings_there)
    if faults:
        raise InputFaults(faults)
    return table.set_index(["choice", "form"])


def form_label(choice: str, form: str) -> str:
    """What a form of a choice of structure is called; with the form "" what the choice itself is."""
    return str(load_structures()[column_of("label")].loc[(choice, form)])


def grounds_in(folder: Path | None, faults: list[Fault]) -> Grounds | None:
    """What sources may name: the facts and findings of a programme, of that in use where None.

    The faults of both tables are noted; None where nothing can be held against them.
    """
    facts, findings = attempt(faults, read_facts, folder), attempt(faults, load_evidence, folder)
    if not facts or not findings:
        return None
    table, wrong = facts[0]
    faults.extend(each for each in wrong if each not in faults)
    values = dict(zip(table.index, map(float, table["value"]), strict=True))
    return Grounds(values, set(findings[0].index))


# ---- What the model is held against: published outcomes of places, and the set-ups of those places ----
# A target names an outcome of a place in a year. Only an `observation` is ever weighed or scored; a `goal`
# is shown and nothing more; a `register` target checks the villages' start, which no parameter moves.

CITY = "city"
_KINDS = ("observation", "goal", "register")
_TARGET_COLUMNS = (
    "id", "place", "kind", "statement_zh", "statement_en", "year", "outcome", "value", "unit", "tolerance",
    "before", "source", "note_zh", "note", *further_columns("statement", "note"),
)  # fmt: skip
_PLACE_NUMBERS = (
    "villages", "start_year", "median", "sigma", *STREAMS, "grants", "grant_years", "staff",
)  # fmt: skip
_PLACE_COLUMNS = (
    "place",
    "group",
    "label_zh",
    "label_en",
    *_PLACE_NUMBERS,
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
    # Texts in other languages, by column.
    further: Mapping[str, str] = field(default_factory=dict, hash=False)


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
    table = read_sheet(path, _PLACE_COLUMNS)
    faults = repeated(path.name, table["place"] + "/" + table["group"])
    for name in _PLACE_NUMBERS:
        table[name], wrong = numbers(path.name, table[name])
        faults += wrong
    faults += [
        Fault(f"{path.name}:{line}", "place_shares", {"total": f"{total:g}"})
        for line, total in table[list(STREAMS)].sum(axis=1).items()
        if abs(total - 1) > 1e-6
    ]
    faults += _source_faults(path.name, table["source"])
    if faults:
        raise InputFaults(faults)
    whole = {name: table[name].astype(int) for name in ("villages", "start_year", "grant_years")}
    groups = [VillageGroup(**_parted(row)) for row in table.assign(**whole).to_dict("records")]
    return {place: tuple(g for g in groups if g.place == place) for place in table["place"].unique()}


def load_targets(path: Path | str, places: Collection[str]) -> list[Target]:
    """The targets of a file; InputFaults with every unknown place, kind, source and wrong number."""
    path = Path(path)
    table = read_sheet(path, _TARGET_COLUMNS)
    faults = repeated(path.name, table["id"])
    for name in ("year", "value", "tolerance"):
        table[name], wrong = numbers(path.name, table[name])
        faults += wrong
    table["before"], wrong = numbers(path.name, table["before"], blank=True)
    faults += wrong
    faults += unknown_cells(path.name, table["place"], "word_place", [CITY, *places])
    faults += unknown_cells(path.name, table["kind"], "word_kind", _KINDS)
    faults += _source_faults(path.name, table["source"])
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


def _source_faults(name: str, sources: Iterable[str] | pd.Series) -> list[Fault]:
    """Every source that is neither a finding nor a fact."""
    known = [*load_evidence().index, *load_facts().index]
    return [
        unknown(f"{name}:{line}", say("kind_evidence"), each, known)
        for line, text in pd.Series(sources).items()
        for each in text.split(";")
        if each not in known
    ]
