"""What named villages get of a lever on top of the rule that hands it out: `extra: {YEAR: {V001: 1}}`.

A number is in the lever's unit and stands for that village and year alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sim.faults import nearest, unknown
from sim.inputs.levers import Lever
from sim.inputs.scenarios.amounts import amount_reader, check_number
from sim.inputs.scenarios.fields import is_year
from sim.inputs.scenarios.sheet import WrittenFile, line_of
from sim.inputs.scenarios.tables import Tables
from sim.inputs.scenarios.text import brief
from sim.words import say

Extra = tuple[tuple[str, tuple[float, ...]], ...]  # (village, units in each year of the horizon)


def check_extra(
    sheet: WrittenFile, key: str, value: Mapping[Any, Any], tables: Tables, years: tuple[int, ...]
) -> Extra | None:
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
        units = check_number(sheet, f"{lever.id}.extra.{village}", number, line, read)
        if units is not None:
            found.append((str(village), units))
    return found


def extra_of(units: Mapping[str, Sequence[float]]) -> Extra:
    """Villages with their units by year as a setting keeps them; who gets nothing is left out."""
    return tuple((village, tuple(map(float, path))) for village, path in units.items() if any(path))


def scaled(extra: Extra, factors: Sequence[float]) -> Extra:
    """The same with each year's units times a factor."""
    return extra_of({village: [f * u for f, u in zip(factors, path, strict=True)] for village, path in extra})


def lasting(extra: Extra, years: int) -> Extra:
    """The same on a horizon of another length: what is given in named years does not go on after them."""
    return extra_of({village: [*path, *[0.0] * years][:years] for village, path in extra})


def written_extra(extra: Extra, years: Sequence[int]) -> dict[int, dict[str, float | int]]:
    """As it stands in a file: by year, then by village."""

    def plain(number: float) -> float | int:
        return int(number) if number == int(number) else number

    given = {
        year: {village: plain(path[place]) for village, path in extra if path[place]}
        for place, year in enumerate(years)
    }
    return {year: villages for year, villages in given.items() if villages}
