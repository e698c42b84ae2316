"""Checking the `set:` block: what each lever or group is set to, who gets it, and nothing set twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sim.faults import nearest, unknown
from sim.inputs.levers import HANDOUTS
from sim.inputs.scenarios.amounts import amount_reader, check_path
from sim.inputs.scenarios.extras import Extra, check_extra
from sim.inputs.scenarios.fields import brief, check_keys, check_reason
from sim.inputs.scenarios.scenario import NAMED_VILLAGES
from sim.inputs.scenarios.sheet import Sheet, line_of
from sim.inputs.scenarios.tables import Tables
from sim.words import say

ENTRY_KEYS = ("amount", "scale", "targeting", "extra", "reason")


@dataclass(frozen=True)
class Entry:
    """One checked entry of `set:`: the levers it stands for and what it sets, None where it does not."""

    key: str
    levers: tuple[str, ...]
    amount: Mapping[int | None, float] | None  # from that year on; the key None is every year
    scale: Mapping[int | None, float] | None
    targeting: str | None
    villages: tuple[str, ...]
    reason: str | Mapping[str, str]
    line: int | None
    extra: Extra | None = None


def check_entries(
    sheet: Sheet, content: Mapping[Any, Any], tables: Tables, years: tuple[int, ...]
) -> list[Entry]:
    """The entries of a `set:` block; what is wrong with them is noted on the sheet."""
    selectors = tables.selectors()
    entries = []
    claimed: dict[tuple[str, str], tuple[str, int | None]] = {}
    for key, value in content.items():
        line = line_of(content, key)
        if key not in selectors:
            sheet.add(unknown(sheet.place(line), say("word_lever"), str(key), selectors))
        elif not isinstance(value, Mapping):
            sheet.note(line, "scenario_entry_shape", name=key, found=brief(value))
        else:
            entry = check_entry(sheet, key, value, line, selectors[key], tables, years)
            claim(sheet, entry, claimed)
            entries.append(entry)
    return entries


def check_entry(
    sheet: Sheet,
    key: str,
    value: Mapping[Any, Any],
    line: int | None,
    chosen: list[str],
    tables: Tables,
    years: tuple[int, ...],
) -> Entry:
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
    if "scale" in value:
        scale = check_path(sheet, f"{key}.scale", value, "scale", years, lambda number: None)
    targeting, villages = check_targeting(sheet, key, value, chosen, tables)
    extra = check_extra(sheet, key, value, tables, years)
    reason = check_reason(sheet, key, value, line)
    return Entry(key, tuple(chosen), amount, scale, targeting, villages, reason, line, extra)


def claim(sheet: Sheet, entry: Entry, claimed: dict[tuple[str, str], tuple[str, int | None]]) -> None:
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
    sheet: Sheet, key: str, value: Mapping[Any, Any], chosen: list[str], tables: Tables
) -> tuple[str | None, tuple[str, ...]]:
    """The way of handing out, and the villages where it is a list of them."""
    if "targeting" not in value:
        return None, ()
    line, targeting = line_of(value, "targeting"), value["targeting"]
    if isinstance(targeting, list):
        return NAMED_VILLAGES, check_villages(sheet, key, targeting, line, tables)
    if targeting not in HANDOUTS:
        name = targeting if isinstance(targeting, str) else brief(targeting)
        sheet.add(unknown(sheet.place(line), say("word_handout"), name, HANDOUTS))
    blank = [name for name in chosen if not tables.levers[name].column]
    if targeting == "register" and blank:
        sheet.note(line, "scenario_no_column", lever=blank[0])
    return str(targeting), ()


def check_villages(
    sheet: Sheet, key: str, villages: list[Any], line: int | None, tables: Tables
) -> tuple[str, ...]:
    if not villages:
        sheet.note(line, "scenario_no_villages", name=key)
    for number, village in enumerate(villages):
        at = villages.lc.item(number)[0] + 1 if hasattr(villages, "lc") else line
        if not isinstance(village, str) or (tables.villages is not None and village not in tables.villages):
            near = sorted(tables.villages or [])
            shown_ids = near if nearest(str(village), near) else [f"{near[0]} … {near[-1]}"] if near else []
            sheet.add(unknown(sheet.place(at), say("word_village"), str(village), shown_ids))
        elif village in villages[:number]:
            sheet.note(at, "scenario_village_twice", village=village)
    return tuple(str(village) for village in villages)
