"""Checking one sheet whole: all that is wrong with a file is noted, and raised together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sim.inputs.programme import in_use
from sim.inputs.scenarios.amounts import narrow, read_years
from sim.inputs.scenarios.entries import SetEntry, check_entries
from sim.inputs.scenarios.fields import block, check_keys, check_words, is_year
from sim.inputs.scenarios.finding import all_ids, years_later
from sim.inputs.scenarios.priors import check_posterior, check_priors
from sim.inputs.scenarios.scenario import Change, Override
from sim.inputs.scenarios.sheet import TOP_KEYS, WrittenFile, baseline_of, line_of
from sim.inputs.scenarios.tables import Tables
from sim.inputs.scenarios.text import brief
from sim.words import say


@dataclass(frozen=True)
class Checked:
    """A sheet without faults."""

    sheet: WrittenFile
    entries: list[SetEntry]
    priors: dict[str, tuple[Override, str | Mapping[str, str], int | None]]
    posterior: Change | None = None


def inherited_years(sheets: list[WrittenFile]) -> Iterator[tuple[int, ...]]:
    """The horizon of each sheet of a chain: its own, else that of its baseline."""
    own = [check_years(sheet) for sheet in sheets]
    usual = in_use().usual_years
    for place in range(len(sheets)):
        yield next((years for years in own[place:] if years), usual)


def check_sheet(sheet: WrittenFile, years: tuple[int, ...], tables: Tables) -> Checked:
    """Everything that can be wrong with one file, noted; raises them all together."""
    check_keys(sheet, sheet.data, TOP_KEYS, say("word_field"))
    for key in ("title", "question"):
        check_words(sheet, key, key, sheet.data)
    check_baseline(sheet)
    later = years_later(sheet.folder)
    written = tuple(year - later for year in years)
    entries = check_entries(sheet, block(sheet, "set"), tables, written)
    priors = check_priors(sheet, block(sheet, "parameters"), tables)
    posterior = check_posterior(sheet, block(sheet, "posterior"))
    sheet.stop_if_faulty()
    return Checked(sheet, entries, priors, posterior)


def check_baseline(sheet: WrittenFile) -> None:
    if "baseline" in sheet.data and baseline_of(sheet) is None:
        allowed = ", ".join(brief(name) for name in all_ids(sheet.folder) if name != sheet.id)
        sheet.note(line_of(sheet.data, "baseline"), "scenario_baseline_shape", allowed=allowed)


def span_of(sheet: WrittenFile) -> Any:
    """`years` as a list; "2030-2038", and years as text, are read as [2030, 2038] and that is said."""
    years, line = sheet.data["years"], line_of(sheet.data, "years")
    found = read_years(years, (0, 0)) if isinstance(years, str) else None
    texts = isinstance(years, list) and [
        narrow(each).strip() if isinstance(each, str) else each for each in years
    ]
    if found and found[1]:
        plain: Any = list(found)
    elif texts and any(isinstance(each, str) for each in years):
        plain = [(read_years(each, (0, 0)) or (each, 0))[0] for each in texts]
    else:
        return years
    sheet.take(line, "scenario_note_years", found=brief(years), first=brief(plain[0]), last=brief(plain[-1]))
    return plain


def check_years(sheet: WrittenFile) -> tuple[int, ...] | None:
    """The horizon `[first, last]` as every year of it; None where the file names none."""
    if "years" not in sheet.data:
        return None
    years = span_of(sheet)
    whole = isinstance(years, list) and len(years) == 2 and all(is_year(year) for year in years)
    later = years_later(sheet.folder)
    first, last = in_use().first_year - later, in_use().last_year - later
    if not whole or not first <= years[0] <= years[1] <= last:
        line = line_of(sheet.data, "years")
        sheet.note(line, "scenario_years", years=brief(sheet.data["years"]), first=first, last=last)
        return None
    return tuple(range(int(years[0]) + later, int(years[1]) + 1 + later))
