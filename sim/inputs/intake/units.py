"""Units as tables write them: how many of what, per what. `千元`, `CNY 1,000`, `hundreds`, `元/人`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from sim.folders import per_programme
from sim.inputs.intake.vocabulary import plain, words
from sim.inputs.programme import ENGINE_MONEY, in_use
from sim.inputs.villages import Column

KINDS = ("money", "share", "person", "household", "area", "count")
MULTIPLE = "multiple"  # `thousands`, without saying of what
DIMENSIONS = {
    "person": "person", "person-time": "person", "person-day": "person", "household": "household",
    "mu": "area",
}  # fmt: skip
POWER = re.compile(r"10*k?")


class Unit(NamedTuple):
    """A unit: how a table writes it, what kind it is, what one is in the base unit (of money, person, mu).

    rate: it is per something other than a year, so that no amount stands in it.
    """

    text: str
    kind: str
    factor: float
    rate: bool = False


@per_programme
def bases() -> tuple[tuple[str, str, float], ...]:
    """Every base unit: its plain text, kind and factor; the longest first."""
    found = [(text, kind, float(value)) for kind in KINDS for text, value in known_words(kind).items()]
    return tuple(sorted(found, key=lambda each: -len(each[0])))


def known_words(kind: str) -> Mapping[str, str]:
    """The units of a kind; of money those of the vocabulary in yuan, else those that the programme names."""
    money = in_use().money
    if kind != "money" or money.unit == ENGINE_MONEY:
        return words(kind)
    own = dict.fromkeys((money.unit, *money.names), 1.0)
    own |= dict.fromkeys(money.coin, 1 / money.coins)
    return {plain(name): repr(factor) for name, factor in own.items()}


@per_programme
def read_unit(text: str) -> Unit | None:
    """What a text says if it is a unit and nothing else."""
    folded = plain(text).strip(":;.").removeprefix("in")
    top, rate = over(folded)
    for body in dict.fromkeys((folded, top)):
        found = measured(body)
        if found:
            return Unit(text.strip(), *found, rate=rate and body != folded)
    return None


def over(text: str) -> tuple[str, bool]:
    """What stands above the stroke of `元/年`, and whether that below is something else than a year."""
    top, _, bottom = text.partition("/" if "/" in text else "per")
    if not bottom or bottom in words("per_year"):
        return top, False
    known = bottom in words("per_other") or measured(bottom) is not None
    return (top, True) if known else (text, False)


def measured(text: str) -> tuple[str, float] | None:
    """Kind and factor of so many of a base, written before or behind it."""
    for base, kind, factor in bases():
        if text == base:
            return kind, factor
        for rest in (text.removesuffix(base), text.removeprefix(base)):
            times = multiple(rest.strip("()").removesuffix("of")) if rest != text else 0.0
            if times:
                return kind, times * factor
    for currency in words("currency"):
        inner = measured(text.removeprefix(currency)) if text.startswith(currency) else None
        if inner and inner[0] == "money":
            return inner
    times = multiple(text.removesuffix("of"))
    return (MULTIPLE, times) if times > 1 else None


def multiple(text: str) -> float:
    """`千`, `十万`, `thousand`, `1,000` as a number; 0 for anything else."""
    known = words("multiplier")
    if text in known:
        return float(known[text])
    digits = text.replace(",", "")
    if digits and POWER.fullmatch(digits):
        return float(digits.replace("k", "000"))
    product = 1.0
    for sign in text:
        if sign not in known or sign.isascii():
            return 0.0
        product *= float(known[sign])
    return product if text else 0.0


def dimension(column: Column) -> str:
    """The kind of unit that a column of figures is measured in."""
    return column.kind if column.kind in ("money", "share") else DIMENSIONS.get(column.unit, "count")


def stands_for(unit: Unit | None, column: Column) -> float:
    """What one in this unit is in the base unit of a column; 0 where the column is measured otherwise."""
    if unit is None or unit.rate:
        return 0.0
    own = dimension(column)
    if unit.kind == MULTIPLE and own != "share":
        return unit.factor * (1 / in_use().money.coins if own == "money" else 1.0)
    counted = unit.kind == "count" and own in ("person", "household")
    return unit.factor if unit.kind == own or counted else 0.0
