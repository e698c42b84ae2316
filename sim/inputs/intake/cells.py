"""Cells as people type them, turned into figures; and the user's answers to what a check asks."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from sim.axes import STREAMS
from sim.faults import Fault, InputFaults, unknown
from sim.inputs.intake.findings import ERROR, REPAIRED
from sim.inputs.intake.headers import Head
from sim.inputs.intake.reading.sheet import NoValue, letters
from sim.inputs.intake.vocabulary import AS_OF, plain, qualifier, read_unit, stands_for, words
from sim.inputs.villages import Column
from sim.words import say

# ---- Cells as people type them, turned into figures: what is certain is mended and said, nothing is guessed

_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_WITH_UNIT = re.compile(r"([+-]?[\d,]*\.?\d+)(\D+)")
_PARTS = r"[-/\u5e74\u6708]"  # between the parts of a date: signs, or the words for year and month
_DATE = re.compile(rf"(\d{{4}}){_PARTS}(\d{{1,2}})({_PARTS}(\d{{1,2}})\D?|\D)?|\d{{1,2}}{_PARTS}\d{{1,2}}\D?")
_SHORT_YEAR = re.compile(r"'?(\d\d)\u5e74\S{0,2}")
_MILLENNIA = (1990, 2100)
_GROUPED = re.compile(r"(?<![\d.])\d{1,3}(?: \d{3})+(?![\d ])")  # 1 234 567
_PARTED = re.compile(r"\d[\s_]+[\d.]|\.[\s_]+\d")  # 12 and 15 in one cell, which are no 1215
_LONGEST = 64  # signs that a figure has at most, however it is written
_EXACT = 1e15  # whole numbers that a spreadsheet keeps to the last digit; a longer code has lost some
# What keeps a code as it is: ="007", '007.
_GUARD = re.compile(r"""=\s*"([^"]*)"|['\u2018\u2019]([\w=+@-].*)""")
_SCIENTIFIC = re.compile(r"\d(\.\d+)?[eE]\+\d{1,3}|\d\.\d+[eE]\d{1,3}")
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_CODE_DATE = re.compile(
    rf"\d{{1,2}}[- ]{_MONTH}([- ]\d+)?|{_MONTH}[- ]\d{{1,4}}|\d{{1,2}}\u6708\d{{1,2}}\u65e5?"
    r"|(19|20)\d\d([-/.\u5e74]\d{1,2}){1,2}[\u6708\u65e5]?([ t]\d{1,2}:\d\d(:\d\d)?)?(?!\d)",
    re.IGNORECASE,
)
_SPACED_CODE = re.compile(r"\d+(?: \d+)+")
_PADDING = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")
_OTHER_FORMS = ("<super>", "<sub>", "<circle>", "<fraction>", "<square>")  # ² is no 2
_MONGOLIAN = re.compile("[\u1820-\u18aa]")  # in whose script a sign that nobody sees has a meaning


class Reading(NamedTuple):
    """What one odd cell says: its figure (NaN where none), kind and level of the finding ("" none)."""

    figure: float
    kind: str = ""
    level: str = ERROR


_MISSING = Reading(np.nan, "missing")


def read_figures(cells: pd.Series, column: Column, factor: float) -> tuple[pd.Series, dict[int, Reading]]:
    """A column of raw cells as float64 in its base unit, and the reading of every cell that was odd.

    factor  what the header's unit stands for (1 where it states none)
    """
    plain_cells = pd.Series([None if _is_odd(cell) else cell for cell in cells], cells.index, dtype=object)
    figures = pd.to_numeric(plain_cells, errors="coerce").astype(float)
    odd = ~np.isfinite(figures.to_numpy())
    figures = figures * factor
    values = cells.to_numpy()[odd]
    pairs_of = [(type(value), value) for value in values]
    known = {
        pair: _read_cell(pair[1], column, factor) for pair in set(pairs_of)
    }  # a blank stands in many rows
    readings = [known[pair] for pair in pairs_of]
    figures[odd] = [each.figure for each in readings]
    pairs = zip(cells.index[odd], readings, strict=True)
    return figures, {row: each for row, each in pairs if each.kind}


def _is_odd(cell: Any) -> bool:
    """Whether a cell must not be turned into a number as it stands, though it could be."""
    return isinstance(cell, bool | NoValue) or (
        isinstance(cell, str) and (len(cell) > _LONGEST or "_" in cell)
    )


def _read_cell(value: Any, column: Column, factor: float) -> Reading:
    """One cell that is no plain number."""
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return _MISSING
    if isinstance(value, bool):
        return Reading(float(value)) if column.kind == "flag" else Reading(np.nan, "truth")
    if isinstance(value, NoValue):
        return Reading(np.nan, _no_value(value))
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return _read_date(value, column)
    if len(str(value)) > _LONGEST or not _is_one_form(str(value)):
        return Reading(np.nan, "number")
    text = unicodedata.normalize("NFKC", str(value)).strip()
    guard = _GUARD.fullmatch(text)
    if guard:
        inner = _read_cell(guard[1] or guard[2] or "", column, factor)
        return inner if inner.kind else inner._replace(kind="guard", level=REPAIRED)
    folded = plain(text)
    if column.kind == "flag" and folded in words("flag"):
        return Reading(float(words("flag")[folded]))
    if not folded or folded in words("missing"):
        return _MISSING
    if _PARTED.search(_GROUPED.sub("0", text)):
        return Reading(np.nan, "number")
    reading = _read_text(folded, column, factor)
    if _GROUPED.search(text) and np.isfinite(reading.figure) and not reading.kind:
        return reading._replace(kind="thousands", level=REPAIRED)
    changed = "".join(text.split()) != "".join(str(value).split())
    if np.isfinite(reading.figure) and not reading.kind and changed:
        return reading._replace(kind="full_width", level=REPAIRED)
    return reading


def _no_value(cell: NoValue) -> str:
    """Why a cell of a spreadsheet has no value: nobody calculated its formula, or it ended in an error."""
    return "formula" if cell.startswith("=") else "error_value"


def _is_one_form(text: str) -> bool:
    """Whether half-width signs say the same as these: full-width ones do, raised or circled ones do not."""
    return text.isascii() or not any(
        unicodedata.decomposition(sign).startswith(_OTHER_FORMS) for sign in text
    )


def _read_date(value: Any, column: Column) -> Reading:
    """A date where a year stands is that year; anywhere else a spreadsheet has made it out of a number."""
    if column.kind == "year" and isinstance(value, datetime.date):
        return Reading(float(value.year), "date_year", REPAIRED)
    return Reading(np.nan, "date")


def _read_text(text: str, column: Column, factor: float) -> Reading:
    """Plain text: a number, one with thousands separators or its unit, a year as people write it, a date."""
    if _NUMBER.fullmatch(text):
        return Reading(float(text) * factor)
    if _THOUSANDS.fullmatch(text):
        return Reading(float(text.replace(",", "")) * factor, "thousands", REPAIRED)
    if column.kind == "year":
        return read_year(text)
    if _DATE.fullmatch(text):
        return Reading(np.nan, "date")
    parts = _WITH_UNIT.fullmatch(text)
    size = stands_for(read_unit(parts[2]), column) if parts else 0.0
    if parts and size and (_NUMBER.fullmatch(parts[1]) or _THOUSANDS.fullmatch(parts[1])):
        # the cell's own unit counts, whatever the header says
        return Reading(round(float(parts[1].replace(",", "")) * size, 9), "unit", REPAIRED)
    return Reading(np.nan, "number")


def read_year(text: str) -> Reading:
    """`2030年`, `30年`, `FY30`, a date and the like: the year, where just one whole year can be meant."""
    short = _SHORT_YEAR.fullmatch(text)
    if short:
        text = f"{20 if int(short[1]) < 50 else 19}{short[1]}"
    said = qualifier(text)
    if said and "part_year" in said.kinds:
        return Reading(np.nan, "part_year_cell")
    year = next(iter(said.years)) if said and len(said.years) == 1 and not said.kinds - {AS_OF} else 0
    if _MILLENNIA[0] <= year <= _MILLENNIA[1]:
        return Reading(float(year), "date_year", REPAIRED)
    # 3-5 may be a number that became a date; two years (2017/18) or a word are none
    return Reading(np.nan, "date" if _DATE.fullmatch(text) and not text[:4].isdigit() else "number")


class _Text(NamedTuple):
    """What a cell of names or codes says in its one normal form; kind and level of the finding ("" none)."""

    text: str
    kind: str = ""
    level: str = ERROR


def read_text_cells(cells: pd.Series, code: bool = False) -> tuple[pd.Series, dict[int, _Text]]:
    """A column of names or codes in one normal form, and the reading of every cell that was odd.

    code  of codes, in which a date or a power of ten is what a spreadsheet has made of them
    """
    pairs_of = [(type(cell), cell) for cell in cells]
    known = {pair: _as_text(pair[1], code) for pair in set(pairs_of)}  # a place stands in many rows
    readings = [known[pair] for pair in pairs_of]
    text = pd.Series([each.text for each in readings], cells.index, dtype=str)
    return text, {row: each for row, each in zip(cells.index, readings, strict=True) if each.kind}


def _as_text(value: Any, code: bool = False) -> _Text:
    """A code that a spreadsheet holds as a number is written without a point; what nobody sees goes."""
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return _Text("")
    if isinstance(value, NoValue):
        return _Text(str(value), _no_value(value))
    if isinstance(value, bool):
        return _Text(str(value), "truth")
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return _Text(str(value), "code_date")
    if isinstance(value, float) and value.is_integer():
        return _Text(str(int(value))) if abs(value) < _EXACT else _Text(f"{value:.0f}", "code_digits")
    return _normal_form(str(value), code)


def _normal_form(raw: str, code: bool) -> _Text:
    """Half-width, without guards, padding and signs that nobody sees; what has been lost is an error."""
    spaced = " ".join(raw.split())
    guard = _GUARD.fullmatch(spaced)
    bare = (guard[1] or guard[2] or "") if guard else spaced
    seen = bare if bare.isascii() else visible(bare)
    half = " ".join(unicodedata.normalize("NFKC", seen).split())
    text = _PADDING.sub("", half) if _padded(half) else half
    if code and _SPACED_CODE.fullmatch(text):
        text = text.replace(" ", "")
    if code and _SCIENTIFIC.fullmatch(text):
        return _Text(text, "code_scientific")
    if code and _CODE_DATE.fullmatch(text):
        return _Text(text, "code_date")
    steps = {
        "guard": bare != spaced,
        "invisible": seen != bare,
        "full_width": half != seen,
        "padded": text != half,
    }
    return _Text(text, next((kind for kind, changed in steps.items() if changed), ""), REPAIRED)


def visible(text: str) -> str:
    """A text without signs of no width, as a copy out of a page or a chat brings along."""
    if _MONGOLIAN.search(text):
        return text
    return "".join(
        sign
        for sign in text
        if unicodedata.category(sign) not in ("Cf", "Cc", "Co") and sign not in "\u034f\ufe0f"
    )


def _padded(text: str) -> bool:
    """Whether spaces only set a short name out, as in columns of one width; those between two names stay."""
    return " " in text and any(len(part) == 1 for part in text.split(" "))


# ---- What a user answers to the questions of a check: `place=answer`, of a cell, a column or a topic ----

KEEP, LEAVE_OUT, NONE, GRADES, BLANK = "keep", "leave_out", "none", "grades", "blank"
# answers about units, as they are offered; any other unit that is understood will do too
ANSWERS = ("yuan", "1k_yuan", "10k_yuan", "percent", "share", KEEP)
_OTHERS = (GRADES, NONE, BLANK)
SHEET, YEAR, MONEY = "sheet", "year", "money"
ABOLISHED, COMMITTEES = "abolished", "committees"
_TOPICS = {
    SHEET: (KEEP,), ABOLISHED: (KEEP, LEAVE_OUT), COMMITTEES: (KEEP, LEAVE_OUT), MONEY: ANSWERS[:3],
}  # fmt: skip
_YEARS = ("this", "last", KEEP)
_WRITTEN_YEAR = re.compile(r"(19|20)\d\d")
_MARKS = re.compile(r"(\d{1,3})[-~\u2013\u2014\u81f3\u5230](\d{1,3})")
_CELL = re.compile(r"[A-Z]{1,3}\d+")


def answered_year(answers: Mapping[str, str]) -> int:
    """The year that the user says a register's figures are of; 0 where nobody has said."""
    answer = answers.get(YEAR, "")
    return int(answer) if _WRITTEN_YEAR.fullmatch(answer) else 0


def factor(answer: str, column: Column) -> float:
    """What one stands for in a column that is answered to be in some unit; 0 where the answer is no unit."""
    return stands_for(read_unit(answer), column)


def marks(answer: str) -> tuple[int, int] | None:
    """The worst and the best mark of a scale such as 1-5; 5-1 where 1 is the best."""
    found = _MARKS.fullmatch(answer)
    return (int(found[1]), int(found[2])) if found and int(found[1]) != int(found[2]) else None


def check_answers(answers: Mapping[str, str], head: Head) -> None:
    """Refuse an answer that nobody asked for in such words."""
    faults = [found for place, answer in answers.items() for found in _answer_faults(place, answer, head)]
    if faults:
        raise InputFaults(faults)


def _answer_faults(place: str, answer: str, head: Head) -> list[Fault]:
    cells = {letters(column) for column in head.titles}
    topics = [YEAR, *_TOPICS] if head.table == "register" else list(_TOPICS)
    fields = {*head.fields.values(), *_implied(head)}
    if not (
        place in fields or place in topics or (_CELL.fullmatch(place) and place.rstrip("0123456789") in cells)
    ):
        return [unknown("--answer", say("kind_column"), place, [*sorted(fields), *topics])]
    allowed: tuple[str, ...]
    if place == YEAR and head.table == "register":
        allowed, known = _YEARS, bool(_WRITTEN_YEAR.fullmatch(answer))
    elif place.startswith("other"):
        allowed, known = (*STREAMS, *ANSWERS), read_unit(answer) is not None
    elif place in _TOPICS:
        allowed, known = _TOPICS[place], place == MONEY and read_unit(answer) is not None
    elif place in ("banner_id", "township_id"):
        allowed, known = (), bool(answer.strip())
    else:
        of_marks = _is_share(head, place) and marks(answer) is not None
        allowed, known = (*ANSWERS, *_OTHERS), of_marks or read_unit(answer) is not None
    return [] if known or answer in allowed else [unknown("--answer", say("word_answer"), answer, allowed)]


def _is_share(head: Head, place: str) -> bool:
    """Whether an answer is about a column of shares, by its name or its header's cell."""
    from sim.inputs.intake.vocabulary import columns

    cells = {f"{letters(column)}{head.bottom}": name for column, name in head.fields.items()}
    column = columns(head.table).get(cells.get(place, place))
    return column is not None and column.kind == "share"


def _implied(head: Head) -> tuple[str, ...]:
    """Columns that a sheet lacks and that an answer may stand for; money may stand on another sheet."""
    from sim.inputs.intake.vocabulary import columns

    known = columns(head.table).items()
    return tuple(name for name, each in known
                 if each.required or each.kind == "money" or name.endswith("_id"))  # fmt: skip
