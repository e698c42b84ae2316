"""Checking amounts: numbers for all years or by year, in a lever's own unit or another that people write."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple

from sim.faults import fault, nearest
from sim.inputs.levers import Lever
from sim.inputs.programme import in_use
from sim.inputs.scenarios.fields import is_number, is_year
from sim.inputs.scenarios.names import is_every_year
from sim.inputs.scenarios.sheet import WrittenFile, line_of
from sim.inputs.scenarios.text import brief
from sim.inputs.tables import joined_tables
from sim.words import say

NUMBER_AND_UNIT = re.compile(
    r"\s*([+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?|[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)\s*(.*?)\s*"
)
# Beyond this an amount is no amount of anything, and the model's numbers would not hold it.
LARGEST = 1e12
SHOWN_UNITS = 7  # told of a wrong unit; data/units.csv has the usual ones first
WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xFFE5: 0xA5, 0x2212: 0x2D}
# an amount is that of the whole place in a year, and of yuan: these are others, however near they look
PER_WHAT = re.compile(r"[/\u6bcf](?!\s*(?:\u5e74|year))|\bper\b(?!\s+year)|\b(?:monthly|each)\b")
OTHER_MONEY = re.compile(
    r"[\u7f8e\u6b27\u6e2f\u65e5\u6fb3\u97e9]\u5143|\u82f1\u9551|\u5362\u5e03|\b(?:usd|eur|hkd|dollars?|euros?)\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"(\d{4})(?:\.0)?\s*\u5e74?")
# 2023年起, 自2023年, 2023以后, from 2023, 2023 on, 2023-: from then on, which is said
FROM_ON = re.compile(
    r"(?:[\u81ea\u4ece]\s*|(?:from|since)\s+)(\d{4})\s*\u5e74?(?:\s*(?:\u8d77|\u5f00\u59cb|on(?:wards?)?))?"
    r"|(\d{4})\s*\u5e74?\s*(?:\u8d77|\u5f00\u59cb|(?:[\u4ee5\u4e4b]\u540e)|\u4ee5\u6765|on(?:wards?)?|[-\u2013\u2014~+])"
)
DAY_ONE = re.compile(r"(\d{4})[-/.]0?1[-/.]0?1")
RANGE = re.compile(
    r"(\d{4})\s*\u5e74?\s*(?:-|\u2013|\u2014+|~|\u301c|\u2026|\.\.+|\u81f3|\u5230|to)\s*(\d{4})\s*\u5e74?"
)
PERCENT = re.compile(
    r"([+-]?[0-9]+(?:\.[0-9]*)?)\s*(?:%|per ?cent|percent)|\u767e\u5206\u4e4b\s*([0-9]+(?:\.[0-9]*)?)"
)
TIMES = re.compile(r"(?:[x*\u00d7]\s*([0-9]+(?:\.[0-9]*)?)|([0-9]+(?:\.[0-9]*)?)\s*(?:[x*\u00d7]|\u500d))")

# Year from which on -> the number that then holds; None is the baseline's again. The key None stands for a
# number without any year.
Path = dict[int | None, float | None]


class Read(NamedTuple):
    """What a text says: its number, or the key and values of what is wrong; `said` notes how it was taken."""

    number: float = math.nan
    wrong: str = ""
    values: Mapping[str, Any] = {}
    said: str = ""


Reader = Callable[[str], "Read | None"]


def narrow(text: str) -> str:
    """Full-width digits, letters and signs as the plain ones."""
    return text.translate(WIDE)


def check_path(
    sheet: WrittenFile, name: str, holder: Mapping[Any, Any], key: str, years: tuple[int, ...], read: Reader
) -> Path | None:
    """A number without a year, or numbers by the year from which they hold."""
    value = holder[key]
    if not isinstance(value, Mapping):
        number = check_number(sheet, name, value, line_of(holder, key), read)
        return None if number is None else {None: number}
    if not value:
        sheet.note(line_of(holder, key), "scenario_amount", name=name, found="{}")
    path: Path = {}
    ends: list[int] = []
    for year, item in value.items():
        if sheet.full:
            break
        line = line_of(value, year)
        number = check_number(sheet, f"{name}.{brief(year)}", item, line, read)
        span = check_span(sheet, name, year, line, years)
        if span is None or number is None:
            continue
        if span[0] in path:
            sheet.note(line, "scenario_year_twice", name=name, year=span[0])
        path[span[0]] = number
        ends.append(span[1])
    for end in ends:  # what a span ends with is the baseline, where the file says nothing else
        if end < years[-1]:
            path.setdefault(end + 1, None)
    return path


def check_span(
    sheet: WrittenFile, name: str, year: Any, line: int | None, years: tuple[int, ...]
) -> tuple[int, int] | None:
    """The first and the last year that a key names: from a year on to the horizon, or a span of its own."""
    found = read_years(year, years)
    if found is None or found[0] < 1000:
        sheet.note(line, "scenario_year_unread", year=brief(year), name=name, first=years[0], last=years[-1])
        return None
    if not set(found) <= set(years):
        sheet.note(line, "scenario_year", year=brief(year), name=name, first=years[0], last=years[-1])
        return None
    if found[0] > found[1]:
        sheet.note(line, "scenario_years_reversed", name=name, year=brief(year))
        return None
    if not is_year(year) and str(year) != str(found[0]):
        key = "scenario_note_year" if found[1] == years[-1] else "scenario_note_span"
        sheet.take(line, key, name=name, year=brief(year), first=found[0], last=found[1])
    return found


def read_years(year: Any, years: tuple[int, ...]) -> tuple[int, int] | None:
    """2024, "2024", 2024年 and 2024-01-01 are from then on; 2024-2026 ends; `all` is every year."""
    if is_year(year) or (isinstance(year, float) and year.is_integer()):
        return int(year), years[-1]
    text = narrow(str(year)).strip().casefold() if isinstance(year, str) else ""
    if is_every_year(text):
        return years[0], years[-1]
    if match := YEAR.fullmatch(text) or DAY_ONE.fullmatch(text):
        return int(match[1]), years[-1]
    if match := FROM_ON.fullmatch(text):
        return int(match[1] or match[2]), years[-1]
    match = RANGE.fullmatch(text)
    return (int(match[1]), int(match[2])) if match else None


def check_number(sheet: WrittenFile, name: str, value: Any, line: int | None, read: Reader) -> float | None:
    """A finite number that is not negative, possibly with its unit; None and a note where it is none."""
    found = brief(value) if value is not None else ""
    if isinstance(value, str):
        told = read(narrow(value).strip())
        if told is None:
            sheet.note(line, "scenario_amount", name=name, found=found)
            return None
        if told.wrong:
            sheet.note(line, told.wrong, **{"name": name, "found": found, **told.values})
            return None
        if told.said or (not value.isascii() and narrow(value) != value):
            key = told.said or "scenario_note_number"
            sheet.take(line, key, name=name, found=found, number=f"{told.number:.12g}")
        value = told.number
    if not is_number(value) or not math.isfinite(value):
        sheet.note(line, "scenario_amount" if found else "scenario_amount_missing", name=name, found=found)
    elif value < 0:
        sheet.note(line, "scenario_negative", name=name, found=found)
    elif value > LARGEST:
        sheet.note(line, "scenario_amount_too_large", name=name, found=found, most=f"{LARGEST:.0e}")
    else:
        return float(value)
    return None


def read_factor(text: str) -> Read | None:
    """A factor as text: 0.5, or 50% and 0.5 times, which are said to be 0.5; +20% adds and is no factor."""
    if match := PERCENT.fullmatch(text.casefold()):
        if (match[1] or "").startswith(("+", "-")):
            factor = max(1 + float(match[1]) / 100, 0)
            values = {"factor": f"{factor:.12g}", "percent": f"{factor * 100:.12g}"}
            return Read(wrong="scenario_signed_percent", values=values)
        return Read(round(float(match[1] or match[2]) / 100, 12), said="scenario_note_percent")
    if match := TIMES.fullmatch(text.casefold()):
        return Read(float(match[1] or match[2]), said="scenario_note_percent")
    plain = NUMBER_AND_UNIT.fullmatch(text)
    return Read(float(plain[1].replace(",", ""))) if plain and not plain[2] else None


def amount_reader(lever: Lever) -> Reader:
    """Reads "1500 万元" for one lever: the number in its own unit and what is wrong with the unit."""
    units = {lever.unit: 1.0, lever.unit_zh: 1.0, **other_units(lever.unit)}

    def read(text: str) -> Read | None:
        if PERCENT.fullmatch(text.casefold()):
            return Read(wrong="scenario_percent_amount")
        match = NUMBER_AND_UNIT.fullmatch(text)
        if match is None or (match[2] not in ("", *units) and not match[2][0].isalpha()):
            return None
        number, unit = float(match[1].replace(",", "")), match[2]
        known = (1.0,) if unit == "" else (units.get(unit), units.get(unit.casefold().removesuffix("s")))
        factor = next((each for each in known if each is not None), None)
        if factor is None:
            return Read(wrong="scenario_unit", values={"problem": unit_problem(unit, units)})
        return Read(float(f"{number * factor:.15g}"))

    return read


def other_units(unit: str) -> dict[str, float]:
    """What else people write for a unit, and how many of the unit one of it is (units.csv)."""
    rows = joined_tables("units.csv", "name")
    return {row["name"]: _factor(row) for row in rows if unit in row["unit"].split(";")}


def _factor(row: Mapping[str, str]) -> float:
    try:
        return float(row["amount"])
    except ValueError:
        where = f"units.csv: {row['name']}"
        raise fault(where, "fault_cell_number", column="amount", value=row["amount"]) from None


def unit_problem(unit: str, units: Collection[str]) -> str:
    usual = list(units)[:SHOWN_UNITS]
    money = other_units(in_use().money.unit)  # given for people or places it was not mistyped
    part = PER_WHAT.search(unit) or OTHER_MONEY.search(unit)
    if part and not any(part[0] in each for each in units):
        key = "scenario_unit_per" if PER_WHAT.search(unit) else "scenario_unit_currency"
        return say(key, unit=brief(unit), allowed=", ".join(usual))
    near = None if unit in money and unit not in units else nearest_unit(unit, usual)
    key = "scenario_unit_near" if near else "scenario_unit_unknown"
    return say(key, unit=brief(unit), allowed=", ".join(usual), near=near)


def nearest_unit(unit: str, units: Collection[str]) -> str | None:
    """The likeliest unit meant; units are so short that one shared character of two is a likeness."""
    return nearest(unit, units) or next((name for name in units if name[:1] == unit[:1]), None)
