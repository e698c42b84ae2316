"""The words that office tables use: other names of columns, units, totals, blanks, what is personal."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from sim.folders import DATA, per_programme, programme_folder
from sim.inputs.programme import load_programme
from sim.inputs.sheets import numbers, read_sheet
from sim.inputs.villages import Column, register_columns
from sim.words import by_language, further_columns, text_of

FOLDER = DATA / "intake"


def plain(text: object) -> str:
    """Text for comparison: half-width, lower case, without spaces, underscores and signs that nobody sees."""
    return _plain(str(text))


@lru_cache(maxsize=1 << 14)
def _plain(text: str) -> str:
    if text.isascii() and text.isprintable():  # nearly all cells: figures and codes
        return "".join(text.split()).replace("_", "").casefold()
    folded = unicodedata.normalize("NFKC", text).casefold()
    hidden = ("Cf", "Cc")
    return "".join(
        s for s in folded if not s.isspace() and s != "_" and unicodedata.category(s) not in hidden
    )


@cache
def words(kind: str) -> Mapping[str, str]:
    """The vocabulary of one kind: plain text → value. Kinds stand in `vocabulary.csv`."""
    table = read_sheet(FOLDER / "vocabulary.csv", ("kind", "text", "value"))
    rows = table[table["kind"] == kind]
    exact = kind in ("confusable", "surname")  # signs, where the case matters
    keys = rows["text"] if exact else rows["text"].map(plain)
    return dict(zip(keys, rows["value"], strict=True))


@per_programme
def columns(table: str) -> Mapping[str, Column]:
    """The columns that the intake of `register` or `panel` knows, in order."""
    known = {each.column: each for each in register_columns()} if table == "register" else {}
    names, further = tuple(Column.__dataclass_fields__)[:-1], list(further_columns("label"))
    sheet = read_sheet(FOLDER / "columns.csv", ("table", *names, *further))
    limits = {name: numbers("columns.csv", sheet[name], blank=True)[0] for name in ("low", "high")}
    sheet = sheet.assign(required=sheet["required"] == "1", **limits)
    rows = sheet[sheet["table"] == table]
    texts = rows[further].to_dict("records")
    read = zip(rows[list(names)].itertuples(index=False), texts, strict=True)
    return known | {
        row.column: Column(**dict(zip(names, row, strict=True)), further=more) for row, more in read
    }


@per_programme
def names(table: str) -> Mapping[str, str]:
    """Every plain name of a column of a table → the column: its id, its labels, and `headers.csv`."""
    known = columns(table)
    found = {plain(name): c for c, each in known.items() for name in (c, *label(each).values())}
    for file in (FOLDER / "headers.csv", programme_folder() / "headers.csv"):
        aliases = read_sheet(file, ("column", "header")) if file.is_file() else {"column": (), "header": ()}
        for column, header in zip(aliases["column"], aliases["header"], strict=True):
            place, _, name = column.rpartition(":")
            if (place or "register") == table and name in known:
                found.setdefault(plain(header), name)
    return found


def base_year() -> int:
    """The year that a register is of where nothing is said: that of the programme, as it is published."""
    return load_programme().base_year


def label(column: Column) -> dict[str, str]:
    """What a column is called, by language."""
    return by_language(lambda: text_of(column, "label"))
