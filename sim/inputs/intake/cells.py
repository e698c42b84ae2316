"""Cells as people type them, turned into figures: what is certain is mended and said, nothing is guessed."""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from sim.inputs.intake.findings import ERROR, REPAIRED
from sim.inputs.intake.qualifiers import qualifier
from sim.inputs.intake.units import read_unit, stands_for
from sim.inputs.intake.vocabulary import plain, words
from sim.inputs.villages import Column

THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
WITH_UNIT = re.compile(r"([+-]?[\d,]*\.?\d+)(\D+)")
PARTS = r"[-/\u5e74\u6708]"  # between the parts of a date: signs, or the words for year and month
DATE = re.compile(rf"(\d{{4}}){PARTS}(\d{{1,2}})({PARTS}(\d{{1,2}})\D?|\D)?|\d{{1,2}}{PARTS}\d{{1,2}}\D?")
SHORT_YEAR = re.compile(r"'?(\d\d)\u5e74\S{0,2}")
MILLENNIA = (1990, 2100)


class Reading(NamedTuple):
    """What one odd cell says: its figure (NaN where none), kind and level of the finding ("" none)."""

    figure: float
    kind: str = ""
    level: str = ERROR


MISSING = Reading(np.nan, "missing")


def read_figures(cells: pd.Series, column: Column, factor: float) -> tuple[pd.Series, dict[int, Reading]]:
    """A column of raw cells as float64 in its base unit, and the reading of every cell that was odd.

    factor  what the header's unit stands for (1 where it states none)
    """
    figures = pd.to_numeric(cells, errors="coerce").astype(float)
    odd = ~np.isfinite(figures.to_numpy())
    figures = figures * factor
    values = cells.to_numpy()[odd]
    known = {value: read_cell(value, column, factor) for value in set(values)}  # a blank stands in many rows
    readings = [known[value] for value in values]
    figures[odd] = [each.figure for each in readings]
    pairs = zip(cells.index[odd], readings, strict=True)
    return figures, {row: each for row, each in pairs if each.kind}


def read_cell(value: Any, column: Column, factor: float) -> Reading:
    """One cell that is no plain number."""
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return MISSING
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return read_date(value, column)
    text = unicodedata.normalize("NFKC", str(value)).strip()
    folded = plain(text)
    if column.kind == "flag" and folded in words("flag"):
        return Reading(float(words("flag")[folded]))
    if not folded or folded in words("missing"):
        return MISSING
    reading = read_text(folded, column, factor)
    changed = "".join(text.split()) != "".join(str(value).split())
    if np.isfinite(reading.figure) and not reading.kind and changed:
        return reading._replace(kind="full_width", level=REPAIRED)
    return reading


def read_date(value: Any, column: Column) -> Reading:
    """A date where a year stands is that year; anywhere else a spreadsheet has made it out of a number."""
    if column.kind == "year" and isinstance(value, datetime.date):
        return Reading(float(value.year), "date_year", REPAIRED)
    return Reading(np.nan, "date")


def read_text(text: str, column: Column, factor: float) -> Reading:
    """Plain text: a number, one with thousands separators or its unit, a year as people write it, a date."""
    if NUMBER.fullmatch(text):
        return Reading(float(text) * factor)
    if THOUSANDS.fullmatch(text):
        return Reading(float(text.replace(",", "")) * factor, "thousands", REPAIRED)
    if column.kind == "year":
        return read_year(text)
    if DATE.fullmatch(text):
        return Reading(np.nan, "date")
    parts = WITH_UNIT.fullmatch(text)
    size = stands_for(read_unit(parts[2]), column) if parts else 0.0
    if parts and size and (NUMBER.fullmatch(parts[1]) or THOUSANDS.fullmatch(parts[1])):
        # the cell's own unit counts, whatever the header says
        return Reading(round(float(parts[1].replace(",", "")) * size, 9), "unit", REPAIRED)
    return Reading(np.nan, "number")


def read_year(text: str) -> Reading:
    """`2022年`, `22年`, `FY22`, a date and the like: the year, where just one whole year can be meant."""
    short = SHORT_YEAR.fullmatch(text)
    if short:
        text = f"{20 if int(short[1]) < 50 else 19}{short[1]}"
    said = qualifier(text)
    if said and "part_year" in said.kinds:
        return Reading(np.nan, "part_year_cell")
    year = next(iter(said.years)) if said and len(said.years) == 1 and not said.kinds else 0
    if MILLENNIA[0] <= year <= MILLENNIA[1]:
        return Reading(float(year), "date_year", REPAIRED)
    return Reading(np.nan, "date")


def read_text_cells(cells: pd.Series) -> tuple[pd.Series, list[int]]:
    """A column of names or codes as text, half-width and trimmed; and the rows where that changed a sign."""
    known = {cell: as_text(cell) for cell in set(cells)}  # a place stands in many rows
    half = {text: unicodedata.normalize("NFKC", text) for text in known.values()}
    text = [known[cell] for cell in cells]
    folded = pd.Series([half[each] for each in text], cells.index, dtype=str)
    return folded, [row for row, a, b in zip(cells.index, text, folded, strict=True) if a != b]


def as_text(value: Any) -> str:
    """A code that a spreadsheet holds as a number is written without a point; spaces at its ends go."""
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())
