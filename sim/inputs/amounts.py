"""What part of the programme's amounts the villages of a register receive.

Published amounts, and the absolute ones in the scenarios of data/, speak of the programme's own place: its
villages and their population. Another register receives the part that its user has said: by its villages, by
its population, or the amounts as they stand. Here, and nowhere else, the levers are brought to a register;
whoever resolves a scenario with them speaks of that register's amounts from then on.

Scaled is what is shared out (reach `divided`): amount and largest amount on a slider. What reaches everyone,
a portion, a weight, a cost per unit and whatever users write themselves stay as they are. Persons and
projects keep their fractions: 99.3 people are 99 and a third of a year of another.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from sim.faults import fault
from sim.folders import per_programme
from sim.inputs.levers import Lever, load_levers

if TYPE_CHECKING:
    import pandas as pd

    from sim.faults import InputFaults
    from sim.inputs.villages import Register

VILLAGES, POPULATION, AS_GIVEN = RULES = ("villages", "population", "as-given")
DIGITS = 6  # of a scaled amount: more would only look exact


def levers_of(register: Register) -> Mapping[str, Lever]:
    """The levers with the amounts that this register receives.

    Raises InputFaults where nobody has said which those are: a county must never get a city's programme
    without a word.
    """
    if not register.amounts:
        raise unsaid(register.name, register.table)
    return scaled_levers(part_of(register))


def unsaid(where: str, table: pd.DataFrame, command: str = "") -> InputFaults:
    """What to ask where nobody has said what part of the amounts a register receives."""
    parts = {rule.replace("-", "_"): f"{part:.4g}" for rule, part in parts_of(table).items()}
    values = {"count": f"{len(table):,}", "own": f"{programme_villages():,}", "command": command, **parts}
    return fault(where, "amounts_ask" if command else "amounts_unsaid", **values)


def part_of(register: Register) -> float:
    """What part of every amount that is shared out this register receives."""
    return 1.0 if register.own else parts_of(register.table).get(register.amounts, 1.0)


def parts_of(table: pd.DataFrame) -> dict[str, float]:
    """That part by each rule: villages or people here over those of the programme's own register."""
    return {
        VILLAGES: at_part(len(table), 1 / programme_villages()),
        POPULATION: at_part(int(table["population"].sum()), 1 / programme_population()),
        AS_GIVEN: 1.0,
    }


def programme_villages() -> int:
    return len(_programme().table)


def programme_population() -> int:
    """People in the programme's own register: drawn, since none are published by village."""
    return int(_programme().table["population"].sum())


def _programme() -> Register:
    from sim.inputs.villages import load_villages

    return load_villages()


@per_programme
def scaled_levers(part: float) -> Mapping[str, Lever]:
    """The published levers of the programme in use at a part of their amounts."""
    levers = load_levers()
    return levers if part == 1 else {name: of_part(lever, part) for name, lever in levers.items()}


def of_part(lever: Lever, part: float) -> Lever:
    """A lever that is shared out, at a part of its amount; one that reaches everyone as it is."""
    if lever.reach == "everyone":
        return lever
    amount = at_part(lever.amount, part)
    return replace(
        lever, amount=amount, slider_max=max(rounded_up(lever.slider_max * part), amount), part=part
    )


def at_part(amount: float, part: float) -> float:
    """A part of an amount."""
    return amount if part == 1 else float(f"{amount * part:.{DIGITS}g}")


def rounded_up(most: float) -> float:
    """The end of a slider: the next number of two digits."""
    step = 10.0 ** (math.floor(math.log10(most)) - 1)
    return float(f"{math.ceil(most / step - 1e-9) * step:.2g}")
