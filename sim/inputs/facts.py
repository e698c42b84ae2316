"""The published figures of the programme, as they were published."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from sim.faults import Fault, InputFaults, attempt, unknown
from sim.folders import DESCRIPTION, programme_folder
from sim.inputs.programme import kinds_written
from sim.inputs.sheets import blank_cells, numbers, read_sheet, repeated, unknown_cells
from sim.words import further_columns, language, say

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
    *further_columns("label"),
)
SOURCES = (
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
NOT_BLANK = ("id", "label_zh", "label_en", "unit", *further_columns("label"))
ROLES = ("lever", "constraint", "outcome", "context")


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
    table = read_sheet(path, COLUMNS)
    values, faults = numbers(path.name, table["value"])
    faults += repeated(path.name, table["id"]) + blank_cells(path.name, table, NOT_BLANK)
    faults += unknown_cells(path.name, table["role"], "kind_role", ROLES)
    if documents := attempt(faults, load_sources, folder):
        faults += unknown_cells(path.name, table["source"], "kind_source", documents[0].index)
    if (folder / DESCRIPTION).is_file() and (kinds := attempt([], kinds_written, folder)):
        forces, groups = kinds[0]
        faults += unknown_cells(path.name, table["force"], "word_force", forces)
        instruments = table.loc[table["role"] == "lever", "lever"]
        faults += unknown_cells(path.name, instruments, "word_lever_group", groups)
    return table.assign(value=values).set_index("id"), faults


def load_sources(folder: Path | str | None = None) -> pd.DataFrame:
    """The documents that the facts were published in, indexed by id; `url` is blank where none is known."""
    table = read_sheet(Path(folder or programme_folder()) / "sources.csv", SOURCES)
    faults = repeated("sources.csv", table["id"])
    faults += blank_cells("sources.csv", table, ("id", "title_zh", "title_en", *further_columns("title")))
    if faults:
        raise InputFaults(faults)
    return table.set_index("id")


def source_named(source: str) -> str:
    """The document of a fact as one reads it: author, title, year and, where it has one, its address."""
    row, other = load_sources().loc[source], language()
    where = row["url"] or row[f"note_{other}"]
    return say(
        "source_named", author=row[f"author_{other}"], title=row[f"title_{other}"], year=row["year"],
        where=where,
    )  # fmt: skip


def document_named(source: str) -> str:
    """The document of a fact in short, for a cell of a table: author, title and year."""
    row, other = load_sources().loc[source], language()
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
