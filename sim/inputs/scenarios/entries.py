"""Checking the `set:` block: what each lever or group is set to, who gets it, and nothing set twice."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sim.faults import Fault, nearest, unknown
from sim.inputs.levers import HANDOUTS, Lever
from sim.inputs.scenarios.amounts import Path, amount_reader, check_path, read_factor
from sim.inputs.scenarios.extras import Extra, check_extra
from sim.inputs.scenarios.fields import check_keys, check_reason
from sim.inputs.scenarios.names import is_every_year, meant, unknown_name
from sim.inputs.scenarios.scenario import NAMED_VILLAGES
from sim.inputs.scenarios.sheet import WrittenFile, item_line, line_of
from sim.inputs.scenarios.tables import Tables
from sim.inputs.scenarios.text import brief
from sim.words import say

MOST_UNKNOWN = 5  # unknown villages told of one list
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
    extra: Extra | None = None


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
            entry = check_entry(sheet, key, value, line, selectors[key], tables, years)
            claim(sheet, entry, claimed)
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


def check_entry(
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
        amount = check_path(sheet, f"{key}.amount", value, "amount", years, read)
        note_years(
            sheet, tables.levers[key], value["amount"], amount, line_of(value, "amount") or line, years
        )
    if "scale" in value:
        scale = check_path(sheet, f"{key}.scale", value, "scale", years, read_factor)
    targeting, villages = check_targeting(sheet, key, value, chosen, tables)
    extra = check_extra(sheet, key, value, tables, years)
    reason = check_reason(sheet, key, value, line)
    return SetEntry(key, tuple(chosen), amount, scale, targeting, villages, reason, line, extra)


def note_years(
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


def claim(
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


def check_targeting(
    sheet: WrittenFile, key: str, value: Mapping[Any, Any], chosen: list[str], tables: Tables
) -> tuple[str | None, tuple[str, ...]]:
    """The way of handing out, and the villages where it is a list of them."""
    if "targeting" not in value:
        return None, ()
    line, targeting = line_of(value, "targeting"), value["targeting"]
    if isinstance(targeting, list):
        return NAMED_VILLAGES, check_villages(sheet, key, targeting, line, tables)
    handouts: dict[str, Collection[str]] = dict.fromkeys(HANDOUTS, ())
    handout = named(sheet, "handout", targeting, line, handouts) if isinstance(targeting, str) else None
    if handout is None:
        sheet.add(handout_fault(sheet, line, targeting, tables, handouts))
        return None, ()
    targeting = handout
    blank = [name for name in chosen if not tables.levers[name].column]
    if targeting == "register" and blank:
        sheet.note(line, "scenario_no_column", lever=blank[0])
    return targeting, ()


def handout_fault(
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


def check_villages(
    sheet: WrittenFile, key: str, villages: list[Any], line: int | None, tables: Tables
) -> tuple[str, ...]:
    if not villages:
        sheet.note(line, "scenario_no_villages", name=key)
    known, seen, told = sorted(tables.villages or []), set(), 0
    for number, village in enumerate(villages):
        at = item_line(villages, number, line)
        if not isinstance(village, str) or (tables.villages is not None and village not in tables.villages):
            told += 1
            if told > MOST_UNKNOWN:
                continue
            name = brief(village) if village is not None else ""
            shown_ids = known if nearest(name, known) else [f"{known[0]} … {known[-1]}"] if known else []
            sheet.add(unknown(sheet.place(at), say("word_village"), name, shown_ids))
        elif village in seen:
            sheet.note(at, "scenario_village_twice", village=brief(village))
        seen.add(village if isinstance(village, str) else "")
    if told > MOST_UNKNOWN:
        sheet.note(line, "scenario_more_villages", name=key, count=told - MOST_UNKNOWN)
    return tuple(str(village) for village in villages)
