"""The `set:` block: amounts of levers by year and unit, who gets them, and extras for named villages."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sim.faults import Fault, fault, nearest, unknown
from sim.inputs.levers import HANDOUTS, Lever
from sim.inputs.programme import in_use
from sim.inputs.scenarios.names import is_every_year, meant, unknown_name
from sim.inputs.scenarios.scenario import NAMED_VILLAGES, Tables
from sim.inputs.scenarios.sheet import (
    WrittenFile,
    check_keys,
    check_reason,
    is_number,
    is_year,
    item_line,
    line_of,
)
from sim.inputs.tables import joined_tables
from sim.inputs.yaml_files import brief
from sim.words import further_columns, say

# ---- Checking amounts: numbers for all years or by year, in a lever's own unit or another that people write

NUMBER_AND_UNIT = re.compile(
    r"\s*([+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?|[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)\s*(.*?)\s*"
)
# Beyond this an amount is no amount of anything, and the model's numbers would not hold it.
_LARGEST = 1e12
_SHOWN_UNITS = 7  # told of a wrong unit; data/units.csv has the usual ones first
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xFFE5: 0xA5, 0x2212: 0x2D}
# an amount is that of the whole place in a year, and of yuan: these are others, however near they look
_PER_WHAT = re.compile(r"[/\u6bcf](?!\s*(?:\u5e74|year))|\bper\b(?!\s+year)|\b(?:monthly|each)\b")
_OTHER_MONEY = re.compile(
    r"[\u7f8e\u6b27\u6e2f\u65e5\u6fb3\u97e9]\u5143|\u82f1\u9551|\u5362\u5e03|\b(?:usd|eur|hkd|dollars?|euros?)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(\d{4})(?:\.0)?\s*\u5e74?")
# 2023年起, 自2023年, 2023以后, from 2023, 2023 on, 2023-: from then on, which is said
_FROM_ON = re.compile(
    r"(?:[\u81ea\u4ece]\s*|(?:from|since)\s+)(\d{4})\s*\u5e74?(?:\s*(?:\u8d77|\u5f00\u59cb|on(?:wards?)?))?"
    r"|(\d{4})\s*\u5e74?\s*(?:\u8d77|\u5f00\u59cb|(?:[\u4ee5\u4e4b]\u540e)|\u4ee5\u6765|on(?:wards?)?|[-\u2013\u2014~+])"
)
_DAY_ONE = re.compile(r"(\d{4})[-/.]0?1[-/.]0?1")
_RANGE = re.compile(
    r"(\d{4})\s*\u5e74?\s*(?:-|\u2013|\u2014+|~|\u301c|\u2026|\.\.+|\u81f3|\u5230|to)\s*(\d{4})\s*\u5e74?"
)
PERCENT = re.compile(
    r"([+-]?[0-9]+(?:\.[0-9]*)?)\s*(?:%|per ?cent|percent)|\u767e\u5206\u4e4b\s*([0-9]+(?:\.[0-9]*)?)"
)
_TIMES = re.compile(r"(?:[x*\u00d7]\s*([0-9]+(?:\.[0-9]*)?)|([0-9]+(?:\.[0-9]*)?)\s*(?:[x*\u00d7]|\u500d))")

# Year from which on -> the number that then holds; None is the baseline's again. The key None stands for a
# number without any year.
Path = dict[int | None, float | None]


class _Read(NamedTuple):
    """What a text says: its number, or the key and values of what is wrong; `said` notes how it was taken."""

    number: float = math.nan
    wrong: str = ""
    values: Mapping[str, Any] = {}
    said: str = ""


_Reader = Callable[[str], "_Read | None"]


def narrow(text: str) -> str:
    """Full-width digits, letters and signs as the plain ones."""
    return text.translate(_WIDE)


def _check_path(
    sheet: WrittenFile, name: str, holder: Mapping[Any, Any], key: str, years: tuple[int, ...], read: _Reader
) -> Path | None:
    """A number without a year, or numbers by the year from which they hold."""
    value = holder[key]
    if not isinstance(value, Mapping):
        number = _check_number(sheet, name, value, line_of(holder, key), read)
        return None if number is None else {None: number}
    if not value:
        sheet.note(line_of(holder, key), "scenario_amount", name=name, found="{}")
    path: Path = {}
    ends: list[int] = []
    for year, item in value.items():
        if sheet.full:
            break
        line = line_of(value, year)
        number = _check_number(sheet, f"{name}.{brief(year)}", item, line, read)
        span = _check_span(sheet, name, year, line, years)
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


def _check_span(
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
    if match := _YEAR.fullmatch(text) or _DAY_ONE.fullmatch(text):
        return int(match[1]), years[-1]
    if match := _FROM_ON.fullmatch(text):
        return int(match[1] or match[2]), years[-1]
    match = _RANGE.fullmatch(text)
    return (int(match[1]), int(match[2])) if match else None


def _check_number(sheet: WrittenFile, name: str, value: Any, line: int | None, read: _Reader) -> float | None:
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
    elif value > _LARGEST:
        sheet.note(line, "scenario_amount_too_large", name=name, found=found, most=f"{_LARGEST:.0e}")
    else:
        return float(value)
    return None


def _read_factor(text: str) -> _Read | None:
    """A factor as text: 0.5, or 50% and 0.5 times, which are said to be 0.5; +20% adds and is no factor."""
    if match := PERCENT.fullmatch(text.casefold()):
        if (match[1] or "").startswith(("+", "-")):
            factor = max(1 + float(match[1]) / 100, 0)
            values = {"factor": f"{factor:.12g}", "percent": f"{factor * 100:.12g}"}
            return _Read(wrong="scenario_signed_percent", values=values)
        return _Read(round(float(match[1] or match[2]) / 100, 12), said="scenario_note_percent")
    if match := _TIMES.fullmatch(text.casefold()):
        return _Read(float(match[1] or match[2]), said="scenario_note_percent")
    plain = NUMBER_AND_UNIT.fullmatch(text)
    return _Read(float(plain[1].replace(",", ""))) if plain and not plain[2] else None


def amount_reader(lever: Lever) -> _Reader:
    """Reads "1500 万元" for one lever: the number in its own unit and what is wrong with the unit."""
    own = [lever.unit, lever.unit_zh, *(lever.further[name] for name in further_columns("unit"))]
    units = {**dict.fromkeys(own, 1.0), **other_units(lever.unit)}

    def read(text: str) -> _Read | None:
        if PERCENT.fullmatch(text.casefold()):
            return _Read(wrong="scenario_percent_amount")
        match = NUMBER_AND_UNIT.fullmatch(text)
        if match is None or (match[2] not in ("", *units) and not match[2][0].isalpha()):
            return None
        number, unit = float(match[1].replace(",", "")), match[2]
        known = (1.0,) if unit == "" else (units.get(unit), units.get(unit.casefold().removesuffix("s")))
        factor = next((each for each in known if each is not None), None)
        if factor is None:
            return _Read(wrong="scenario_unit", values={"problem": _unit_problem(unit, units)})
        return _Read(float(f"{number * factor:.15g}"))

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


def _unit_problem(unit: str, units: Collection[str]) -> str:
    usual = list(units)[:_SHOWN_UNITS]
    money = other_units(in_use().money.unit)  # given for people or places it was not mistyped
    part = _PER_WHAT.search(unit) or _OTHER_MONEY.search(unit)
    if part and not any(part[0] in each for each in units):
        key = "scenario_unit_per" if _PER_WHAT.search(unit) else "scenario_unit_currency"
        return say(key, unit=brief(unit), allowed=", ".join(usual))
    near = None if unit in money and unit not in units else _nearest_unit(unit, usual)
    key = "scenario_unit_near" if near else "scenario_unit_unknown"
    return say(key, unit=brief(unit), allowed=", ".join(usual), near=near)


def _nearest_unit(unit: str, units: Collection[str]) -> str | None:
    """The likeliest unit meant; units are so short that one shared character of two is a likeness."""
    return nearest(unit, units) or next((name for name in units if name[:1] == unit[:1]), None)


# ---- What named villages get of a lever on top of the rule that hands it out ---------------------
# It is written `extra: {YEAR: {V001: 1}}`. A number is in the lever's unit and stands for that village and
# year alone.

_Extra = tuple[tuple[str, tuple[float, ...]], ...]  # (village, units in each year of the horizon)


def _check_extra(
    sheet: WrittenFile, key: str, value: Mapping[Any, Any], tables: Tables, years: tuple[int, ...]
) -> _Extra | None:
    """The `extra` of an entry; None where it has none, and a note for whatever is wrong with it."""
    if "extra" not in value:
        return None
    line, given = line_of(value, "extra"), value["extra"]
    lever = tables.levers.get(key)
    if lever is None or lever.reach == "everyone":
        sheet.note(line, "scenario_extra_lever", name=key)
        return ()
    if not isinstance(given, Mapping) or not all(isinstance(each, Mapping) for each in given.values()):
        sheet.note(line, "scenario_extra_shape", name=key, found=brief(given), first=years[0])
        return ()
    units: dict[str, list[float]] = {}
    for year, villages in given.items():
        if not is_year(year) or year not in years:
            values = {"year": year, "name": f"{key}.extra", "first": years[0], "last": years[-1]}
            sheet.note(line_of(given, year), "scenario_year", **values)
            continue
        for village, units_there in _units(sheet, lever, villages, tables):
            units.setdefault(village, [0.0] * len(years))[years.index(year)] = units_there
    return extra_of(units)


def _units(
    sheet: WrittenFile, lever: Lever, villages: Mapping[Any, Any], tables: Tables
) -> list[tuple[str, float]]:
    """Who gets how many units in one year; strangers and what is no number are noted."""
    read, found = amount_reader(lever), []
    for village, number in villages.items():
        line = line_of(villages, village)
        if tables.villages is not None and village not in tables.villages:
            known = sorted(tables.villages)
            shown = known if nearest(str(village), known) else [f"{known[0]} … {known[-1]}"]
            sheet.add(unknown(sheet.place(line), say("word_village"), str(village), shown))
            continue
        units = _check_number(sheet, f"{lever.id}.extra.{village}", number, line, read)
        if units is not None:
            found.append((str(village), units))
    return found


def extra_of(units: Mapping[str, Sequence[float]]) -> _Extra:
    """Villages with their units by year as a setting keeps them; who gets nothing is left out."""
    return tuple((village, tuple(map(float, path))) for village, path in units.items() if any(path))


def scaled(extra: _Extra, factors: Sequence[float]) -> _Extra:
    """The same with each year's units times a factor."""
    return extra_of({village: [f * u for f, u in zip(factors, path, strict=True)] for village, path in extra})


def lasting(extra: _Extra, years: int) -> _Extra:
    """The same on a horizon of another length: what is given in named years does not go on after them."""
    return extra_of({village: [*path, *[0.0] * years][:years] for village, path in extra})


def written_extra(extra: _Extra, years: Sequence[int]) -> dict[int, dict[str, float | int]]:
    """As it stands in a file: by year, then by village."""

    def plain(number: float) -> float | int:
        return int(number) if number == int(number) else number

    given = {
        year: {village: plain(path[place]) for village, path in extra if path[place]}
        for place, year in enumerate(years)
    }
    return {year: villages for year, villages in given.items() if villages}


# ---- Checking the `set:` block -------------------------------------------------------------------
# What each lever or group is set to, who gets it, and nothing set twice.

_MOST_UNKNOWN = 5  # unknown villages told of one list
ENTRY_KEYS = ("amount", "scale", "targeting", "extra", "reason")


@dataclass(frozen=True)
class SetEntry:
    """One checked entry of `set:`: the levers it stands for and what it sets, None where it does not."""

    key: str
    levers: tuple[str, ...]
    amount: Path | None  # without a year: in the years that the lever itself runs
    scale: Path | None  # without a year: in every year
    targeting: str | None
    villages: tuple[str, ...]
    reason: str | Mapping[str, str]
    line: int | None
    extra: _Extra | None = None


def check_entries(
    sheet: WrittenFile, content: Mapping[Any, Any], tables: Tables, years: tuple[int, ...]
) -> list[SetEntry]:
    """The entries of a `set:` block; what is wrong with them is noted on the sheet."""
    selectors = tables.selectors()
    labels = tables.selector_labels()
    entries = []
    claimed: dict[tuple[str, str], tuple[str, int | None]] = {}
    for written, value in content.items():
        if sheet.full:
            break
        line = line_of(content, written)
        key = named(sheet, "lever", written, line, labels)
        if key is None:
            sheet.add(unknown_name(sheet.place(line), say("word_lever"), "lever", str(written), labels))
        elif not isinstance(value, Mapping):
            found = brief(value) if value is not None else ""
            sheet.note(line, "scenario_entry_shape", name=key, found=found)
        else:
            entry = _check_entry(sheet, key, value, line, selectors[key], tables, years)
            _claim(sheet, entry, claimed)
            entries.append(entry)
    return entries


def named(
    sheet: WrittenFile, kind: str, written: Any, line: int | None, labels: Mapping[str, Collection[str]]
) -> str | None:
    """The id that a name of a file means: itself, or that of its label, which is said; None where unknown."""
    if written in labels:
        return str(written)
    key = meant(kind, str(written), labels)
    if key:
        sheet.take(line, "scenario_note_name", name=brief(written), meaning=key)
    return key


def _check_entry(
    sheet: WrittenFile,
    key: str,
    value: Mapping[Any, Any],
    line: int | None,
    chosen: list[str],
    tables: Tables,
    years: tuple[int, ...],
) -> SetEntry:
    check_keys(sheet, value, ENTRY_KEYS, say("word_field"))
    if set(value) <= {"reason"}:
        sheet.note(line, "scenario_entry_empty", name=key)
    if key not in tables.levers and "amount" in value:
        sheet.note(line_of(value, "amount") or line, "scenario_group_amount", name=key)
    if "amount" in value and "scale" in value:
        sheet.note(line, "scenario_amount_and_scale", name=key)
    amount = scale = None
    if "amount" in value and key in tables.levers:
        read = amount_reader(tables.levers[key])
        amount = _check_path(sheet, f"{key}.amount", value, "amount", years, read)
        _note_years(
            sheet, tables.levers[key], value["amount"], amount, line_of(value, "amount") or line, years
        )
    if "scale" in value:
        scale = _check_path(sheet, f"{key}.scale", value, "scale", years, _read_factor)
    targeting, villages = _check_targeting(sheet, key, value, chosen, tables)
    extra = _check_extra(sheet, key, value, tables, years)
    reason = check_reason(sheet, key, value, line)
    return SetEntry(key, tuple(chosen), amount, scale, targeting, villages, reason, line, extra)


def _note_years(
    sheet: WrittenFile,
    lever: Lever,
    written: Any,
    path: Path | None,
    line: int | None,
    years: tuple[int, ...],
) -> None:
    """Say in which years an amount holds where the lever was published for some years only."""
    end = years[0] + lever.years - 1
    if not path or not lever.years or end >= years[-1]:
        return
    span = f"{years[0]}–{end}" if lever.years > 1 else f"{end}"
    values = {"name": lever.id, "span": span, "end": end, "last": years[-1], "next": end + 1}
    if None in path:
        if path[None]:
            sheet.take(line, "scenario_note_own_years", number=f"{path[None]:.12g}", **values)
        return
    named_years = [year for year in path if year is not None]
    latest = path[max(named_years)]
    every = any(is_every_year(str(year)) for year in written)
    if latest and not every and max(named_years) <= end:
        sheet.take(line, "scenario_note_goes_on", number=f"{latest:.12g}", **values)


def _claim(
    sheet: WrittenFile, entry: SetEntry, claimed: dict[tuple[str, str], tuple[str, int | None]]
) -> None:
    """Note the first lever of which `entry` sets a field that another entry has set already."""
    path = entry.amount is not None or entry.scale is not None
    for name in [*(["amount"] if path else []), *(["targeting"] if entry.targeting else [])]:
        twice = [lever for lever in entry.levers if (lever, name) in claimed]
        if twice:
            key, line = claimed[twice[0], name]
            where = sheet.place(line) if line else key
            sheet.note(
                entry.line, "scenario_twice",
                lever=twice[0], field=name, name=entry.key, other=key, where=where,
            )  # fmt: skip
        for lever in entry.levers:
            claimed.setdefault((lever, name), (entry.key, entry.line))


def _check_targeting(
    sheet: WrittenFile, key: str, value: Mapping[Any, Any], chosen: list[str], tables: Tables
) -> tuple[str | None, tuple[str, ...]]:
    """The way of handing out, and the villages where it is a list of them."""
    if "targeting" not in value:
        return None, ()
    line, targeting = line_of(value, "targeting"), value["targeting"]
    if isinstance(targeting, list):
        return NAMED_VILLAGES, _check_villages(sheet, key, targeting, line, tables)
    handouts: dict[str, Collection[str]] = dict.fromkeys(HANDOUTS, ())
    handout = named(sheet, "handout", targeting, line, handouts) if isinstance(targeting, str) else None
    if handout is None:
        sheet.add(_handout_fault(sheet, line, targeting, tables, handouts))
        return None, ()
    targeting = handout
    blank = [name for name in chosen if not tables.levers[name].column]
    if targeting == "register" and blank:
        sheet.note(line, "scenario_no_column", lever=blank[0])
    return targeting, ()


def _handout_fault(
    sheet: WrittenFile,
    line: int | None,
    targeting: Any,
    tables: Tables,
    handouts: Mapping[str, Collection[str]],
) -> Fault:
    """What is wrong with a way of handing out: a village that stands alone belongs in a list."""
    shown = brief(targeting) if targeting is not None else ""
    if tables.villages is not None and targeting in tables.villages:
        return Fault(sheet.place(line), "scenario_village_alone", {"village": shown})
    return unknown_name(sheet.place(line), say("word_handout"), "handout", shown, handouts)


def _check_villages(
    sheet: WrittenFile, key: str, villages: list[Any], line: int | None, tables: Tables
) -> tuple[str, ...]:
    if not villages:
        sheet.note(line, "scenario_no_villages", name=key)
    known, seen, told = sorted(tables.villages or []), set(), 0
    for number, village in enumerate(villages):
        at = item_line(villages, number, line)
        if not isinstance(village, str) or (tables.villages is not None and village not in tables.villages):
            told += 1
            if told > _MOST_UNKNOWN:
                continue
            name = brief(village) if village is not None else ""
            shown_ids = known if nearest(name, known) else [f"{known[0]} … {known[-1]}"] if known else []
            sheet.add(unknown(sheet.place(at), say("word_village"), name, shown_ids))
        elif village in seen:
            sheet.note(at, "scenario_village_twice", village=brief(village))
        seen.add(village if isinstance(village, str) else "")
    if told > _MOST_UNKNOWN:
        sheet.note(line, "scenario_more_villages", name=key, count=told - _MOST_UNKNOWN)
    return tuple(str(village) for village in villages)
