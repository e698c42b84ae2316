"""Checking amounts: numbers for all years or by year, in a lever's own unit or another that people write."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from sim.faults import nearest
from sim.inputs.levers import Lever
from sim.inputs.scenarios.fields import brief, is_number, is_year
from sim.inputs.scenarios.sheet import Sheet, line_of
from sim.inputs.tables import DATA, read_table
from sim.words import say

NUMBER_AND_UNIT = re.compile(r"\s*([+-]?(?:\d[\d,]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(.*?)\s*")
Reader = Callable[[str], "tuple[float, str] | None"]


def check_path(
    sheet: Sheet, name: str, holder: Mapping[Any, Any], key: str, years: tuple[int, ...], read: Reader
) -> dict[int | None, float] | None:
    """A number for all years, or numbers by the year from which they hold."""
    value = holder[key]
    if not isinstance(value, Mapping):
        number = check_number(sheet, name, value, line_of(holder, key), read)
        return None if number is None else {None: number}
    if not value:
        sheet.note(line_of(holder, key), "scenario_amount", name=name, found="{}")
    path: dict[int | None, float] = {}
    for year, item in value.items():
        line = line_of(value, year)
        number = check_number(sheet, f"{name}.{year}", item, line, read)
        if not is_year(year) or year not in years:
            sheet.note(line, "scenario_year", year=year, name=name, first=years[0], last=years[-1])
        elif number is not None:
            path[int(year)] = number
    return path


def check_number(sheet: Sheet, name: str, value: Any, line: int | None, read: Reader) -> float | None:
    """A finite number that is not negative, possibly with its unit; None and a note where it is none."""
    if isinstance(value, str):
        found = read(value)
        if found is None:
            sheet.note(line, "scenario_amount", name=name, found=brief(value))
            return None
        value, problem = found
        if problem:
            sheet.note(line, "scenario_unit", name=name, problem=problem)
            return None
    if not is_number(value) or not math.isfinite(value) or value < 0:
        sheet.note(line, "scenario_amount", name=name, found=brief(value))
        return None
    return float(value)


def amount_reader(lever: Lever) -> Reader:
    """Reads "1500 万元" for one lever: the number in its own unit and what is wrong with the unit."""
    units = {lever.unit: 1.0, lever.unit_zh: 1.0, **other_units(lever.unit)}

    def read(text: str) -> tuple[float, str] | None:
        match = NUMBER_AND_UNIT.fullmatch(text)
        if match is None:
            return None
        number, unit = float(match[1].replace(",", "")), match[2]
        factor = 1.0 if unit == "" else units.get(unit, units.get(unit.removesuffix("s")))
        return (number, unit_problem(unit, units)) if factor is None else (number * factor, "")

    return read


def other_units(unit: str) -> dict[str, float]:
    """What else people write for a unit, and how many of the unit one of it is (data/units.csv)."""
    rows = read_table(DATA / "units.csv", key="name")
    return {row["name"]: float(row["amount"]) for row in rows if row["unit"] == unit}


def unit_problem(unit: str, units: Collection[str]) -> str:
    near = nearest_unit(unit, units)
    key = "scenario_unit_near" if near else "scenario_unit_unknown"
    return say(key, unit=unit, allowed=", ".join(units), near=near)


def nearest_unit(unit: str, units: Collection[str]) -> str | None:
    """The likeliest unit meant; units are so short that one shared character of two is a likeness."""
    return nearest(unit, units) or next((name for name in units if name[:1] == unit[:1]), None)
