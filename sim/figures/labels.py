"""What outcomes and units are called and how their spread is told, without loading matplotlib."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import xarray as xr

from sim.axes import COUNTED, QUANTILES
from sim.figures.numbers import Figure, number, significant
from sim.inputs.facts import term
from sim.inputs.intake.vocabulary import columns, label
from sim.inputs.programme import in_use, load_programme
from sim.words import language, say, table, text_of

if TYPE_CHECKING:
    from sim.analysis.typology import Typology
    from sim.inputs.case import Case
    from sim.inputs.levers import Lever
    from sim.inputs.villages import Register
    from sim.model.simulate import Result

UNITS = {
    "10k yuan/year": "unit_10k_yuan_per_year",
    "10k yuan/village/year": "unit_10k_yuan_per_village",
    "10k yuan/household/year": "unit_10k_yuan_per_household",
    "10k yuan": "unit_wan",
    "village": "unit_villages",
    "villages": "unit_villages",
    "share": "unit_share",
    "1": "unit_share",
    "index 0..1": "unit_index",
}
CHECKSUM_SHOWN = 12


def bands(values: xr.DataArray) -> np.ndarray:
    """The five quantiles 5, 25, 50, 75 and 95 % over the members.

    values  (member, …)  any unit
    returns (5, …)       same unit
    """
    return np.quantile(values.transpose("member", ...).to_numpy().astype(float), QUANTILES, axis=0)


def scenario_title(result: Result) -> str:
    """The scenario's title in one language."""
    return str(result.case.scenario.title[language()])


def outcome_label(outcome: str) -> str:
    """What an outcome of `Result.city` is called, for example `below_12` or `net_below_12`."""
    kind, _, threshold = outcome.rpartition("_")
    if kind in COUNTED.values():
        return say(f"figure_{kind}", threshold=limit(float(threshold)))
    return say(f"figure_{outcome}")


def limit(threshold: float) -> str:
    """A threshold as the programme counts in this language: in units (12万元) or coins (120,000 yuan)."""
    money = in_use().money
    return f"{threshold * (money.coins if money.limits[language()] == 'coin' else 1):,.10g}"


def unit_label(values: xr.DataArray) -> str:
    """The unit of a variable in one language; an unknown unit is shown as it stands."""
    return unit_name(str(values.attrs.get("units", "")))


def unit_name(unit: str) -> str:
    """A unit of the tables in one language; an unknown one is shown as it stands."""
    known = in_use().money.engine(unit)
    return say(UNITS[known]) if known in UNITS else unit


def range_words(low: float, high: float, unit: str) -> str:
    """The ends of a range with their unit."""
    ends = {"low": significant(low), "high": significant(high)}
    return say("trace_ends", unit=term(unit), **ends)


def register_words(register: Register) -> str:
    """Whose data a result rests on: the register's name, size and checksum, and what in it was drawn."""
    from sim.inputs.intake.imputation import drawn_columns

    values = {"count": f"{len(register.table):,}", "checksum": register.checksum[:CHECKSUM_SHOWN]}
    drawn = column_labels(drawn_columns(register.table))
    rest = say("register_drawn", columns=say("page_comma").join(drawn)) if drawn else ""
    year = say("register_of_year", year=register.base_year or load_programme().base_year)
    said = (year, amounts_words(register), stand_in_words(register))
    return say("register_words", name=register.name, **values) + rest + "".join(said)


def stand_in_words(register: Register) -> str:
    """By which rules the levers go that have no list in a register, in one sentence; nothing where all have.

    It speaks of the levers' usual handout, whatever a scenario does: so it stands wherever the register does.
    """
    by_rule: dict[str, int] = {}
    for rule in _usual_stand_ins(register).values():
        by_rule[rule] = by_rule.get(rule, 0) + 1
    if not by_rule:
        return ""
    comma = say("page_comma")
    rules = comma.join(
        say("register_stand_in_rule", rule=_stand_in_label(rule), count=count)
        for rule, count in by_rule.items()
    )
    return say("register_stand_ins", count=sum(by_rule.values()), rules=rules)


def _usual_stand_ins(register: Register) -> dict[str, str]:
    """The levers whose list this register lacks, and the rule by which each goes instead."""
    from sim.inputs.levers import load_levers
    from sim.model.exposure import stand_in, targeting_in

    rules = targeting_in(register)
    found = {name: stand_in(lever, lever.handout, rules) for name, lever in load_levers().items()}
    return {name: rule for name, rule in found.items() if rule}


class _StandIn(NamedTuple):
    """What is told of a lever that has no list in a register: the list, the rule instead, and why."""

    lever: str
    lacking: str
    rule: str
    reason: str


def usual_stand_in_rows(register: Register) -> list[_StandIn]:
    """One row for every lever whose usual list this register lacks."""
    from sim.inputs.levers import load_levers

    levers = load_levers()
    rules = {name: lever.handout for name, lever in levers.items()}
    return _stand_in_rows(register, levers, rules, _usual_stand_ins(register))


def case_stand_in_rows(case: Case) -> list[_StandIn]:
    """One row for every lever that a case's scenario hands out otherwise than it says, for want of a list."""
    from sim.model.exposure import stand_ins

    settings = case.scenario.settings
    rules = {name: setting.targeting for name, setting in settings.items()}
    found = stand_ins(case.levers, settings, case.register)
    return _stand_in_rows(case.register, case.levers, rules, found)


def _stand_in_rows(
    register: Register, levers: Mapping[str, Lever], rules: Mapping[str, str], found: Mapping[str, str]
) -> list[_StandIn]:
    from sim.model.exposure import KEY_VILLAGES

    rows = []
    for name, rule in found.items():
        lever, key = levers[name], rules[name] == "key_villages"
        column = KEY_VILLAGES if key else lever.column
        kind = "absent" if column in register.absent else "nobody"
        lacking = say(f"stand_in_{kind}", column=column_labels([column])[0])
        own = not key and rule == lever.fallback
        reason = term(lever.fallback_reason) if own else say(f"stand_in_why_{rule}")
        rows.append(_StandIn(lever.label(), lacking, _stand_in_label(rule), reason))
    return rows


def stand_in_heads() -> list[str]:
    """What stands above such rows."""
    return [say(f"stand_in_head_{name}") for name in _StandIn._fields]


def stand_in_line(row: _StandIn) -> str:
    """Such a row as one line."""
    return say("stand_in_line", **row._asdict())


def _stand_in_label(rule: str) -> str:
    """What a rule that stands in for a list is called."""
    return say(f"stand_in_{rule}")


def amounts_words(register: Register) -> str:
    """What part of the published amounts a register receives, and by what; nothing of the programme's own."""
    from sim.inputs.levers import part_of

    if register.own:
        return ""
    key = f"register_amounts_{register.amounts.replace('-', '_') or 'unsaid'}"
    return say(key, place=_place_words(register), part=f"{part_of(register) * 100:.3g}")


def place_and_count(register: Register) -> dict[str, str]:
    """Where a register's villages are and how many, to fill in."""
    return {"place": _place_words(register), "count": f"{len(register.table):,}"}


def _place_words(register: Register) -> str:
    """What the place of a register is called."""
    return say("programme_place") if register.own else register.place or register.name


def channel_label(channel: str) -> str:
    """What a channel is called; the name that the equations give it where the table of words has none yet."""
    key = f"channel_{channel}"
    return say(key) if key in table() else channel


def column_labels(names: Iterable[str]) -> list[str]:
    """What columns of the register are called."""
    from sim.inputs.villages import register_columns

    labels = {each.column: text_of(each, "label") for each in register_columns()}
    return [labels[name] for name in names]


def column_label(name: str) -> str:
    """What a column of the panel or the register is called; one that neither has keeps its name."""
    known = {**columns("register"), **columns("panel")}.get(name)
    if known is not None:
        return label(known)[language()]
    keys = {"outcome_first": "evaluation_col_outcome_first", "change": "evaluation_col_change"}
    return say(keys[name]) if name in keys else name


def number_text(value: float, decimals: int) -> str:
    if np.isfinite(value):
        year = decimals == 0 and 1900 < value < 2200
        return Figure(f"{value:.0f}", value) if year else number(value, decimals)
    return say("evaluation_unbounded") if np.isinf(value) else "–"


def short_type_names(types: Typology) -> list[str]:
    """The types for a legend: number and name."""
    from sim.analysis.typology import type_name

    return [
        f"{say('typology_number', number=number + 1)} · {type_name(types, number)}"
        for number in range(len(types.profile))
    ]
