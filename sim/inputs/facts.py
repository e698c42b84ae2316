"""The published figures of the programme, as they were published."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from sim.faults import InputFaults, unknown
from sim.folders import programme_folder
from sim.inputs.sheets import numbers, read_sheet, repeated
from sim.words import language, say

COLUMNS = (
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
)
SOURCES = ("id", "title_zh", "title_en", "author_zh", "author_en", "year", "url", "note_zh", "note_en")
ROLES = ("lever", "constraint", "outcome", "context")


def load_facts(folder: Path | str | None = None) -> pd.DataFrame:
    """The facts, indexed by id: `value` is a float in the row's `unit`, the rest is text.

    Raises InputFaults with every value that is no number, repeated id, unknown role and document.
    """
    path = Path(folder or programme_folder()) / "facts.csv"
    table = read_sheet(path, COLUMNS)
    values, faults = numbers(path.name, table["value"])
    faults += repeated(path.name, table["id"])
    faults += [
        unknown(f"{path.name}:{line}", say("kind_role"), role, ROLES)
        for line, role in table["role"].items()
        if role not in ROLES
    ]
    known = load_sources(folder).index
    faults += [
        unknown(f"{path.name}:{line}", say("kind_source"), source, known)
        for line, source in table["source"].items()
        if source not in known
    ]
    if faults:
        raise InputFaults(faults)
    return table.assign(value=values).set_index("id")


def load_sources(folder: Path | str | None = None) -> pd.DataFrame:
    """The documents that the facts were published in, indexed by id; `url` is blank where none is known."""
    table = read_sheet(Path(folder or programme_folder()) / "sources.csv", SOURCES)
    if faults := repeated("sources.csv", table["id"]):
        raise InputFaults(faults)
    return table.set_index("id")


def source_named(source: str, lang: str | None = None) -> str:
    """The document of a fact as one reads it: author, title, year and, where it has one, its address."""
    row, other = load_sources().loc[source], language(lang)
    where = row["url"] or row[f"note_{other}"]
    return say(
        "source_named", lang, author=row[f"author_{other}"], title=row[f"title_{other}"], year=row["year"],
        where=where,
    )  # fmt: skip


def document_named(source: str, lang: str | None = None) -> str:
    """The document of a fact in short, for a cell of a table: author, title and year."""
    row, other = load_sources().loc[source], language(lang)
    return document(row[f"author_{other}"], row[f"title_{other}"], str(row["year"]), lang)


def document(author: str, title: str, year: str, lang: str | None = None) -> str:
    """A document by who wrote it, its title and its year; what is blank is left out."""
    key = "source_document" if year else "source_undated"
    return say(key, lang, author=author, title=title, year=year).strip(" ,")


def fact(facts: pd.DataFrame, name: str) -> float:
    """The value of one fact, in its own unit; InputFaults with the nearest id where there is none."""
    if name not in facts.index:
        raise InputFaults([unknown("facts.csv", say("kind_fact"), name, facts.index)])
    return float(facts["value"].loc[name])
