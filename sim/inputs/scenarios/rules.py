"""The `rules:` block: what a year changes by what last year left; checked, written back, told by lever.

    rules:
      - lever: group.funding            # a lever, a group, or a list of them
        when: {outcome: share_below, income: 12, over: 0.4}
        then: weakest_first
        reason: …
      - {lever: municipal_fiscal, when: {failed: 2}, then: stop, reason: …}
      - {lever: resident_staff, when: {served: 3}, then: rotate, reason: …}
      - {lever: municipal_fiscal, when: {left: 0.1}, then: spend_left, most: 1, reason: …}

A file that has the block says all rules: those of its baseline do not hold beside it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sim.inputs.levers import HANDOUTS, Lever
from sim.inputs.scenarios.names import meant, unknown_name
from sim.inputs.scenarios.scenario import (
    MEASURES,
    NUMBER_BELOW,
    RETARGET,
    ROTATE,
    SHARE_BELOW,
    SPEND_LEFT,
    STOP,
    AdaptiveRule,
    Change,
    LeverSetting,
    Scenario,
    Tables,
)
from sim.inputs.scenarios.settings import PERCENT, named, narrow
from sim.inputs.scenarios.sheet import WrittenFile, check_keys, check_reason, is_number, item_line, line_of
from sim.inputs.yaml_files import brief
from sim.words import by_language, say

_KEYS = ("lever", "when", "then", "most", "reason")
_ACTIONS = (*HANDOUTS, STOP, ROTATE, SPEND_LEFT)
_ASKED = {RETARGET: ("outcome", "income", "over", "under"), STOP: ("failed",), ROTATE: ("served",),
          SPEND_LEFT: ("left",)}  # fmt: skip
# The least and the most that each number may be, and whether it is a whole one.
_BOUNDS = {
    "failed": (1, 20, True), "served": (1, 20, True), "left": (0, 1, False), "most": (0, 10, False),
    "income": (0, 1e6, False), SHARE_BELOW: (0, 1, False), NUMBER_BELOW: (0, 1e6, True),
    "median": (0, 1e6, False), "mean": (0, 1e6, False),
}  # fmt: skip
_SHARES = ("left", SHARE_BELOW)
_MOST_ADDED = 1.0  # what is left adds at most as much again, where a rule does not say
_MOST_RULES = 20
_WITHOUT_TURNS = ("even", "villages")  # handings-out that know no next village
# The channel whose money villages may be unable to use, and that of subsidies, which all members share.
_PROJECT_MONEY, _SUBSIDY = "grants", "support"


@dataclass(frozen=True)
class RuleEntry:
    """One checked entry: its rule, why, and where it stands; `keys` are the levers as they were named."""

    rule: AdaptiveRule
    keys: tuple[str, ...]
    reason: str | Mapping[str, str]
    line: int | None


# ---- Checking the block: everything that is wrong is noted on the sheet ---------------------------


def check_rules(sheet: WrittenFile, tables: Tables) -> list[RuleEntry] | None:
    """The entries of a sheet's `rules:`; None where it has none, so that those of its baseline hold."""
    if "rules" not in sheet.data:
        return None
    given, line = sheet.data["rules"], line_of(sheet.data, "rules")
    if not isinstance(given, Sequence) or isinstance(given, str):
        sheet.note(line, "adaptive_block", found=brief(given) if given is not None else "")
        return []
    if len(given) > _MOST_RULES:
        sheet.note(line, "adaptive_too_many", count=len(given), most=_MOST_RULES)
    entries = []
    claimed: dict[tuple[Any, ...], int | None] = {}
    for place, value in enumerate(given[:_MOST_RULES]):
        if sheet.full:
            break
        at = _line_at(given, place, line)
        if not isinstance(value, Mapping):
            sheet.note(at, "adaptive_shape", found=brief(value) if value is not None else "")
        elif entry := _check_entry(sheet, value, place, at, tables):
            _claim(sheet, entry, claimed)
            entries.append(entry)
    return entries


def _line_at(given: Sequence[Any], place: int, line: int | None) -> int | None:
    """The line of an entry: its own, else that of its first field, else that of the block."""
    value = given[place]
    first = line_of(value, next(iter(value))) if isinstance(value, Mapping) and value else None
    return item_line(given, place, first or line)


def _check_entry(
    sheet: WrittenFile, value: Mapping[Any, Any], place: int, line: int | None, tables: Tables
) -> RuleEntry | None:
    """One entry; None where it is not known what it asks."""
    name = f"rules[{place + 1}]"
    check_keys(sheet, value, _KEYS, say("word_field"))
    reason = check_reason(sheet, name, value, line)
    action = _check_action(sheet, name, value, line)
    keys = _check_levers(sheet, name, value, line, tables)
    if action is None or not keys:
        return None
    kind = RETARGET if action in HANDOUTS else action
    rule = _check_condition(sheet, f"{name}.when", kind, value, line)
    if "most" in value and kind != SPEND_LEFT:
        sheet.note(line_of(value, "most") or line, "adaptive_most", name=name)
    elif "most" in value:
        most = _check_bound(sheet, f"{name}.most", "most", value["most"], line_of(value, "most") or line)
        rule = (rule and most is not None and replace(rule, most=most)) or None
    if rule is None:
        return None
    rule = replace(rule, targeting=action if kind == RETARGET else "")
    levers = tuple(_able(sheet, keys, rule, line, tables))
    return RuleEntry(replace(rule, levers=levers), keys, reason, line) if levers else None


def _check_action(sheet: WrittenFile, name: str, value: Mapping[Any, Any], line: int | None) -> str | None:
    """What is to be done: a way of handing out, or one of the three other things."""
    then, at = value.get("then"), line_of(value, "then") or line
    known: dict[str, Collection[str]] = dict.fromkeys(_ACTIONS, ())
    if not isinstance(then, str):
        sheet.note(at, "adaptive_then", name=name, allowed=", ".join(_ACTIONS))
        return None
    found = named(sheet, "then", then, at, known) if then not in HANDOUTS else then
    found = found or meant("handout", then, dict.fromkeys(HANDOUTS, ()))
    if found is None:
        sheet.add(unknown_name(sheet.place(at), say("word_rule_then"), "then", then, known))
    return found


def _check_levers(
    sheet: WrittenFile, name: str, value: Mapping[Any, Any], line: int | None, tables: Tables
) -> tuple[str, ...]:
    """The levers and groups that an entry names."""
    given, at = value.get("lever"), line_of(value, "lever") or line
    labels, found = tables.selector_labels(), []
    listed = given if isinstance(given, list) else [given]
    if given is None or not listed or not all(isinstance(each, str) for each in listed):
        sheet.note(at, "adaptive_lever", name=name)
        return ()
    for place, each in enumerate(listed):
        where = item_line(given, place, at) if isinstance(given, list) else at
        key = named(sheet, "lever", each, where, labels)
        if key is None:
            sheet.add(unknown_name(sheet.place(where), say("word_lever"), "lever", each, labels))
        elif key in found:
            sheet.note(where, "adaptive_lever_twice", name=name, lever=key)
        else:
            found.append(key)
    return tuple(found)


def _check_condition(
    sheet: WrittenFile, name: str, kind: str, value: Mapping[Any, Any], line: int | None
) -> AdaptiveRule | None:
    """A rule of its kind with the condition of `when:`, as yet of no levers."""
    given, at = value.get("when"), line_of(value, "when") or line
    if kind == SPEND_LEFT and given is None:
        return AdaptiveRule(kind, (), 0.0, most=_MOST_ADDED)
    asked = _ASKED[kind]
    if not isinstance(given, Mapping) or not given:
        sheet.note(at, "adaptive_when", name=name, allowed=", ".join(asked))
        return None
    check_keys(sheet, given, asked, say("word_field"))
    if kind == RETARGET:
        return _check_measure(sheet, name, given, at)
    (key,) = asked
    if key not in given:
        sheet.note(at, "adaptive_when", name=name, allowed=key)
        return None
    level = _check_bound(sheet, f"{name}.{key}", key, given[key], line_of(given, key) or at)
    most = _MOST_ADDED if kind == SPEND_LEFT else 0.0
    return None if level is None else AdaptiveRule(kind, (), level, most=most)


def _check_measure(
    sheet: WrittenFile, name: str, given: Mapping[Any, Any], line: int | None
) -> AdaptiveRule | None:
    """What last year's incomes are asked: a measure of them, over or under a level."""
    known: dict[str, Collection[str]] = dict.fromkeys(MEASURES, ())
    written, at = given.get("outcome"), line_of(given, "outcome") or line
    measure = named(sheet, "measure", written, at, known) if isinstance(written, str) else None
    if measure is None:
        shown = brief(written) if written is not None else ""
        sheet.add(unknown_name(sheet.place(at), say("word_rule_outcome"), "measure", shown, known))
        return None
    sides = [side for side in ("over", "under") if side in given]
    if len(sides) != 1:
        sheet.note(line, "adaptive_one_side", name=name)
        return None
    below, (side,) = measure in (SHARE_BELOW, NUMBER_BELOW), sides
    if below != ("income" in given):
        sheet.note(line, "adaptive_income" if below else "adaptive_no_income", name=name, outcome=measure)
        return None
    income = _check_bound(sheet, f"{name}.income", "income", given.get("income", 0), line)
    level = _check_bound(sheet, f"{name}.{side}", measure, given[side], line_of(given, side) or line)
    if income is None or level is None:
        return None
    return AdaptiveRule(RETARGET, (), level, "", measure, income, side == "over")


def _check_bound(sheet: WrittenFile, name: str, kind: str, value: Any, line: int | None) -> float | None:
    """A number within the bounds of its kind; shares may be written in per cent."""
    low, high, whole = _BOUNDS[kind]
    number: Any = value
    if isinstance(value, str):
        text = narrow(value).strip()
        if kind in _SHARES and (percent := PERCENT.fullmatch(text.casefold())):
            number = round(float(percent[1] or percent[2]) / 100, 12)
            sheet.take(line, "scenario_note_number", name=name, found=brief(value), number=f"{number:.12g}")
    wrong = not is_number(number) or not math.isfinite(number) or not low <= number <= high
    if wrong or (whole and number != int(number)):
        key = "adaptive_whole_number" if whole else "adaptive_number"
        found = brief(value) if value is not None else ""
        sheet.note(line, key, name=name, found=found, low=f"{low:g}", high=f"{high:,.12g}")
        return None
    return float(number)


def _able(
    sheet: WrittenFile, keys: Sequence[str], rule: AdaptiveRule, line: int | None, tables: Tables
) -> Iterator[str]:
    """The levers that can be under a rule: of a group those that can, a lever that is named must."""
    selectors, taken = tables.selectors(), set()
    for key in keys:
        chosen = [name for name in selectors[key] if name not in taken]
        able = [name for name in chosen if not _unable(tables.levers[name], rule)]
        if key in tables.levers and chosen and not able:
            sheet.note(line, _unable(tables.levers[key], rule), lever=key)
        elif chosen and not able:
            sheet.note(line, "adaptive_nobody", name=key)
        taken |= set(able)
        yield from able


def _unable(lever: Lever, rule: AdaptiveRule) -> str:
    """Why a lever cannot be under a rule, as a key of the words; blank where it can."""
    if lever.reach == "everyone":
        return "adaptive_everyone"
    if _SUBSIDY in dict(lever.channels):
        return "adaptive_subsidy"
    if rule.kind == RETARGET and rule.targeting == "register" and not lever.column:
        return "scenario_no_column"
    if rule.kind == ROTATE and lever.rotates:
        return "adaptive_rotates"
    if rule.kind == SPEND_LEFT and _PROJECT_MONEY not in dict(lever.channels):
        return "adaptive_no_money"
    return ""


def _claim(sheet: WrittenFile, entry: RuleEntry, claimed: dict[tuple[Any, ...], int | None]) -> None:
    """Note the first lever that an earlier entry has put under the same rule."""
    rule = entry.rule
    asked = (rule.measure, rule.income, rule.over, rule.level) if rule.kind == RETARGET else ()
    twice = [name for name in rule.levers if (rule.kind, name, *asked) in claimed]
    if twice:
        where = sheet.place(claimed[rule.kind, twice[0], *asked])
        sheet.note(entry.line, "adaptive_twice", lever=twice[0], where=where)
    for name in rule.levers:
        claimed.setdefault((rule.kind, name, *asked), entry.line)


def with_turns(
    sheet: WrittenFile, entries: Sequence[RuleEntry] | None, settings: Mapping[str, LeverSetting]
) -> list[RuleEntry] | None:
    """The entries whose teams can move on: where the handing-out knows no next village, none can.

    Of a group the levers that cannot are left out; one that is named is noted.
    """
    if entries is None:
        return None
    kept = []
    for each in entries:
        able = tuple(name for name in each.rule.levers if _has_turns(each.rule, settings[name]))
        for name in each.rule.levers:
            if name not in able and (name in each.keys or not able):
                values = {"lever": name, "handout": settings[name].targeting}
                sheet.note(each.line, "adaptive_no_turns", **values)
        kept.append(replace(each, rule=replace(each.rule, levers=able)))
    return kept


def _has_turns(rule: AdaptiveRule, setting: LeverSetting) -> bool:
    return rule.kind != ROTATE or setting.targeting not in _WITHOUT_TURNS


# ---- What a sheet's rules change ------------------------------------------------------------------


def with_rules(entries: Sequence[RuleEntry] | None, base: Scenario) -> tuple[
    tuple[AdaptiveRule, ...], tuple[Change, ...]
]:  # fmt: skip
    """The rules on top of a baseline and what they change: a block stands in place of all earlier ones."""
    if entries is None:
        return base.rules, ()
    rules = tuple(each.rule for each in entries)
    gone = by_language(lambda: say("adaptive_replaced"))
    dropped = [Change("rules", "rule", each, None, gone) for each in base.rules if each not in rules]
    added = [Change("rules", "rule", None, each.rule, each.reason, each.line) for each in entries]
    return rules, (*dropped, *(each for each in added if each.new not in base.rules))


def at_size(rule: AdaptiveRule, part: float) -> AdaptiveRule:
    """A rule in a register of another size: a number of villages goes with it."""
    return replace(rule, level=float(round(part * rule.level))) if rule.measure == NUMBER_BELOW else rule


# ---- Rules as they stand in a file, and in a code ---------------------------------------------------


def written_rules(scenario: Scenario) -> list[dict[str, Any]]:
    """The `rules:` block of a scenario, each entry with its reason."""
    reasons = {change.new: change.reason for change in scenario.changes if change.field == "rule"}
    return [
        {**_written(each), "reason": reasons.get(each) or say("scenario_by_hand")} for each in scenario.rules
    ]


def _written(rule: AdaptiveRule) -> dict[str, Any]:
    """One rule as an entry of a file, without a reason."""
    levers: Any = list(rule.levers) if len(rule.levers) > 1 else rule.levers[0]
    when: dict[str, Any]
    if rule.kind == RETARGET:
        income = {"income": _plain(rule.income)} if rule.measure in (SHARE_BELOW, NUMBER_BELOW) else {}
        when = {"outcome": rule.measure, **income, "over" if rule.over else "under": _plain(rule.level)}
        return {"lever": levers, "when": when, "then": rule.targeting}
    when = {_ASKED[rule.kind][0]: _plain(rule.level)}
    most = {"most": _plain(rule.most)} if rule.kind == SPEND_LEFT else {}
    return {"lever": levers, "when": when, "then": rule.kind, **most}


def _plain(number: float) -> float | int:
    return int(number) if number == int(number) else number


def rules_text(rules: Sequence[AdaptiveRule], tables: Tables) -> str:
    """Rules as a short text, for a code: a group by its name where they are all that can be under one."""
    written = [{**_written(each), "lever": _shortest(each, tables)} for each in rules]
    return json.dumps(written, separators=(",", ":"), ensure_ascii=False)


def _shortest(rule: AdaptiveRule, tables: Tables) -> str | list[str]:
    """The levers of a rule as one name, where there is one."""
    for key, names in tables.selectors().items():
        if [name for name in names if not _unable(tables.levers[name], rule)] == list(rule.levers):
            return key
    return list(rule.levers)


def read_rules_text(text: str, where: str, tables: Tables) -> list[RuleEntry]:
    """The entries of such a text, through the checks of a file."""
    try:
        given = json.loads(text)
    except ValueError:
        given = None
    sheet = WrittenFile(where, where, {"rules": given}, reason_needed=False)
    entries = check_rules(sheet, tables) or []
    sheet.stop_if_faulty()
    return entries
