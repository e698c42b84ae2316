"""What a viewer may ask for: means, an aim and rules; and the checks of a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sim.analysis.allocation import ROBUST, Quota, Rules
from sim.analysis.questions import LANDMARK
from sim.analysis.response import BASES, OBJECTIVES, ON_TOP
from sim.faults import InputFaults, fault
from sim.inputs import Case
from sim.views.numbers import number
from sim.views.pages.checks import is_number, one_of
from sim.words import say

# What a viewer may enter: least, most, step, unit.
NUMBERS = {
    "budget": (0, 200_000, 50, "unit_wan"),
    "people": (0, 2_000, 10, "allocation_unit_people"),
    "places": (0, 100_000, 100, "allocation_unit_places"),
    "target": (5, 200, 1, "unit_10k_yuan_per_year"),
    "most": (1, 3, 1, "allocation_unit_projects"),
    "floor": (0, 3, 1, "allocation_unit_projects"),
}
MOST_QUOTA = 1_000


@dataclass(frozen=True)
class Wish:
    """A question in the words of `wuli allocate`; money in 10k yuan, the target in 10k yuan/year."""

    budget: float
    basis: str = ON_TOP
    people: int = 0
    places: int = 0
    objective: str = OBJECTIVES[0]
    target: float = LANDMARK
    robust: str = ROBUST[0]
    most: int = 3
    floor: int = 0
    key_first: bool = False
    quotas: tuple[Quota, ...] = ()

    @property
    def rules(self) -> Rules:
        floors = {"project": self.floor} if self.floor else {}
        return Rules(self.budget, floors, self.quotas, self.key_first)


def checked_wish(case: Case, values: Any, lang: str) -> Wish:
    """The wish that a viewer's form holds. Raises InputFaults: a viewer can send any value."""
    if not isinstance(values, Mapping):
        raise fault("", "page_request")
    numbers = {name: checked_number(name, values.get(name), lang) for name in NUMBERS}
    whole = {name: int(value) for name, value in numbers.items() if name not in ("budget", "target")}
    return Wish(
        budget=numbers["budget"],
        basis=checked_choice("basis", values.get("basis", ON_TOP), BASES, lang),
        target=numbers["target"],
        objective=checked_choice("objective", values.get("objective"), OBJECTIVES, lang),
        robust=checked_choice("robust", values.get("robust"), ROBUST, lang),
        key_first=values.get("key_first") is True,
        quotas=checked_quotas(case, values.get("quotas"), lang),
        **whole,
    )


def checked_number(name: str, value: Any, lang: str) -> float:
    """A number inside its limits; whole but for money and the target."""
    low, high, _, unit = NUMBERS[name]
    return within(
        value, low, high, name not in ("budget", "target"), field_label(name, lang), say(unit, lang), lang
    )


def within(value: Any, low: float, high: float, whole: bool, label: str, unit: str, lang: str) -> float:
    if not is_number(value) or not low <= float(value) <= high or (whole and float(value) != int(value)):
        key = "allocation_whole" if whole else "page_amount"
        raise InputFaults([faulty(label, key, lang, low=number(low), high=number(high), unit=unit)])
    return float(value)


def faulty(label: str, key: str, lang: str, **values: str) -> Any:
    """A fault whose words are in the page's language already."""
    return fault(label, "allocation_said", text=say(key, lang, **values)).faults[0]


def checked_choice(name: str, value: Any, allowed: tuple[str, ...], lang: str) -> str:
    return one_of(value, allowed, field_label(name, lang))


def checked_quotas(case: Case, values: Any, lang: str) -> tuple[Quota, ...]:
    """Quotas by banner, [least, most] with None where there is no limit."""
    if values is None:
        return ()
    if not isinstance(values, Mapping):
        raise fault("", "page_request")
    known = list(dict.fromkeys(case.register.table["banner_id"]))
    quotas = []
    for place, pair in values.items():
        one_of(place, known, say("advice_col_group", lang))
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise fault("", "page_request")
        least, most = (quota_number(place, one, lang) for one in pair)
        if least or most is not None:
            quotas.append(Quota(str(place), "project", least or 0, most))
    return tuple(quotas)


def quota_number(place: str, value: Any, lang: str) -> int | None:
    if value is None:
        return None
    unit = say("allocation_unit_projects", lang)
    return int(within(value, 0, MOST_QUOTA, True, f"{field_label('quotas', lang)} {place}", unit, lang))


def field_label(name: str, lang: str) -> str:
    return say(f"allocation_field_{name}", lang)
