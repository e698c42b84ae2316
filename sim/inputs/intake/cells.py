"""Cells as people type them, turned into figures: what is certain is mended and said, nothing is guessed."""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from sim.inputs.intake.findings import ERROR, REPAIRED
from sim.inputs.intake.qualifiers import AS_OF, qualifier
from sim.inputs.intake.reading.sheet import NoValue
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
GROUPED = re.compile(r"(?<![\d.])\d{1,3}(?: \d{3})+(?![\d ])")  # 1 234 567
PARTED = re.compile(r"\d[\s_]+[\d.]|\.[\s_]+\d")  # 12 and 15 in one cell, which are no 1215
LONGEST = 64  # signs that a figure has at most, however it is written
EXACT = 1e15  # whole numbers that a spreadsheet keeps to the last digit; a longer code has lost some
GUARD = re.compile(
    r"""=\s*"([^"]*)"|['\u2018\u2019]([\w=+@-].*)"""
)  # what keeps a code as it is: ="007", '007
SCIENTIFIC = re.compile(r"\d(\.\d+)?[eE]\+\d{1,3}|\d\.\d+[eE]\d{1,3}")
MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
CODE_DATE = re.compile(
    rf"\d{{1,2}}[- ]{MONTH}([- ]\d+)?|{MONTH}[- ]\d{{1,4}}|\d{{1,2}}\u6708\d{{1,2}}\u65e5?"
    r"|(19|20)\d\d([-/.\u5e74]\d{1,2}){1,2}[\u6708\u65e5]?([ t]\d{1,2}:\d\d(:\d\d)?)?(?!\d)",
    re.IGNORECASE,
)
SPACED_CODE = re.compile(r"\d+(?: \d+)+")
PADDING = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")
OTHER_FORMS = ("<super>", "<sub>", "<circle>", "<fraction>", "<square>")  # ² is no 2
MONGOLIAN = re.compile("[\u1820-\u18aa]")  # in whose script a sign that nobody sees has a meaning


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
    plain_cells = pd.Series([None if is_odd(cell) else cell for cell in cells], cells.index, dtype=object)
    figures = pd.to_numeric(plain_cells, errors="coerce").astype(float)
    odd = ~np.isfinite(figures.to_numpy())
    figures = figures * factor
    values = cells.to_numpy()[odd]
    pairs_of = [(type(value), value) for value in values]
    known = {
        pair: read_cell(pair[1], column, factor) for pair in set(pairs_of)
    }  # a blank stands in many rows
    readings = [known[pair] for pair in pairs_of]
    figures[odd] = [each.figure for each in readings]
    pairs = zip(cells.index[odd], readings, strict=True)
    return figures, {row: each for row, each in pairs if each.kind}


def is_odd(cell: Any) -> bool:
    """Whether a cell must not be turned into a number as it stands, though it could be."""
    return isinstance(cell, bool | NoValue) or (
        isinstance(cell, str) and (len(cell) > LONGEST or "_" in cell)
    )


def read_cell(value: Any, column: Column, factor: float) -> Reading:
    """One cell that is no plain number."""
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return MISSING
    if isinstance(value, bool):
        return Reading(float(value)) if column.kind == "flag" else Reading(np.nan, "truth")
    if isinstance(value, NoValue):
        return Reading(np.nan, no_value(value))
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return read_date(value, column)
    if len(str(value)) > LONGEST or not is_one_form(str(value)):
        return Reading(np.nan, "number")
    text = unicodedata.normalize("NFKC", str(value)).strip()
    guard = GUARD.fullmatch(text)
    if guard:
        inner = read_cell(guard[1] or guard[2] or "", column, factor)
        return inner if inner.kind else inner._replace(kind="guard", level=REPAIRED)
    folded = plain(text)
    if column.kind == "flag" and folded in words("flag"):
        return Reading(float(words("flag")[folded]))
    if not folded or folded in words("missing"):
        return MISSING
    if PARTED.search(GROUPED.sub("0", text)):
        return Reading(np.nan, "number")
    reading = read_text(folded, column, factor)
    if GROUPED.search(text) and np.isfinite(reading.figure) and not reading.kind:
        return reading._replace(kind="thousands", level=REPAIRED)
    changed = "".join(text.split()) != "".join(str(value).split())
    if np.isfinite(reading.figure) and not reading.kind and changed:
        return reading._replace(kind="full_width", level=REPAIRED)
    return reading


def no_value(cell: NoValue) -> str:
    """Why a cell of a spreadsheet has no value: nobody calculated its formula, or it ended in an error."""
    return "formula" if cell.startswith("=") else "error_value"


def is_one_form(text: str) -> bool:
    """Whether half-width signs say the same as these: full-width ones do, raised or circled ones do not."""
    return text.isascii() or not any(unicodedata.decomposition(sign).startswith(OTHER_FORMS) for sign in text)


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
    """`2030年`, `30年`, `FY30`, a date and the like: the year, where just one whole year can be meant."""
    short = SHORT_YEAR.fullmatch(text)
    if short:
        text = f"{20 if int(short[1]) < 50 else 19}{short[1]}"
    said = qualifier(text)
    if said and "part_year" in said.kinds:
        return Reading(np.nan, "part_year_cell")
    year = next(iter(said.years)) if said and len(said.years) == 1 and not said.kinds - {AS_OF} else 0
    if MILLENNIA[0] <= year <= MILLENNIA[1]:
        return Reading(float(year), "date_year", REPAIRED)
    # 3-5 may be a number that became a date; two years (2017/18) or a word are none
    return Reading(np.nan, "date" if DATE.fullmatch(text) and not text[:4].isdigit() else "number")


class Text(NamedTuple):
    """What a cell of names or codes says in its one normal form; kind and level of the finding ("" none)."""

    text: str
    kind: str = ""
    level: str = ERROR


def read_text_cells(cells: pd.Series, code: bool = False) -> tuple[pd.Series, dict[int, Text]]:
    """A column of names or codes in one normal form, and the reading of every cell that was odd.

    code  of codes, in which a date or a power of ten is what a spreadsheet has made of them
    """
    pairs_of = [(type(cell), cell) for cell in cells]
    known = {pair: as_text(pair[1], code) for pair in set(pairs_of)}  # a place stands in many rows
    readings = [known[pair] for pair in pairs_of]
    text = pd.Series([each.text for each in readings], cells.index, dtype=str)
    return text, {row: each for row, each in zip(cells.index, readings, strict=True) if each.kind}


def as_text(value: Any, code: bool = False) -> Text:
    """A code that a spreadsheet holds as a number is written without a point; what nobody sees goes."""
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return Text("")
    if isinstance(value, NoValue):
        return Text(str(value), no_value(value))
    if isinstance(value, bool):
        return Text(str(value), "truth")
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return Text(str(value), "code_date")
    if isinstance(value, float) and value.is_integer():
        return Text(str(int(value))) if abs(value) < EXACT else Text(f"{value:.0f}", "code_digits")
    return normal_form(str(value), code)


def normal_form(raw: str, code: bool) -> Text:
    """Half-width, without guards, padding and signs that nobody sees; what has been lost is an error."""
    spaced = " ".join(raw.split())
    guard = GUARD.fullmatch(spaced)
    bare = (guard[1] or guard[2] or "") if guard else spaced
    seen = bare if bare.isascii() else visible(bare)
    half = " ".join(unicodedata.normalize("NFKC", seen).split())
    text = PADDING.sub("", half) if padded(half) else half
    if code and SPACED_CODE.fullmatch(text):
        text = text.replace(" ", "")
    if code and SCIENTIFIC.fullmatch(text):
        return Text(text, "code_scientific")
    if code and CODE_DATE.fullmatch(text):
        return Text(text, "code_date")
    steps = {
        "guard": bare != spaced,
        "invisible": seen != bare,
        "full_width": half != seen,
        "padded": text != half,
    }
    return Text(text, next((kind for kind, changed in steps.items() if changed), ""), REPAIRED)


def visible(text: str) -> str:
    """A text without signs of no width, as a copy out of a page or a chat brings along."""
    if MONGOLIAN.search(text):
        return text
    return "".join(
        sign
        for sign in text
        if unicodedata.category(sign) not in ("Cf", "Cc", "Co") and sign not in "\u034f\ufe0f"
    )


def padded(text: str) -> bool:
    """Whether spaces only set a short name out, as in columns of one width; those between two names stay."""
    return " " in text and any(len(part) == 1 for part in text.split(" "))
