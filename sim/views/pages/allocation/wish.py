"""What a viewer may ask for: means, an aim and rules; and the checks of a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from math import isfinite
from typing import Any

from sim.analysis.allocation import ROBUST, Quota, Rules
from sim.analysis.response import BASES, OBJECTIVES, ON_TOP
from sim.faults import Fault, InputFaults, fault, unknown
from sim.inputs import Case
from sim.inputs.programme import in_use
from sim.views.pages.checks import amount_fault, is_number, one_of, plain
from sim.words import say

NUMBERS = ("budget", "people", "places", "target", "most", "floor")


def numbers_allowed() -> dict[str, tuple[float, float, float, str]]:
    """What a viewer may enter: least, most, step, unit; a target between half the lowest threshold and four
    times the highest."""
    limits, step = in_use().thresholds, in_use().money.step
    return {
        "budget": (0, 2_000 * step, step / 2, "unit_wan"),
        "people": (0, 2_000, 10, "allocation_unit_people"),
        "places": (0, 100_000, 100, "allocation_unit_places"),
        "target": (limits[0] / 2, 4 * limits[-1], limits[0] / 10, "unit_10k_yuan_per_year"),
        "most": (1, 3, 1, "allocation_unit_projects"),
        "floor": (0, 3, 1, "allocation_unit_projects"),
    }


MOST_QUOTA = 1_000
FLAGS = {"yes": True, "no": False}  # as an address writes them


@dataclass(frozen=True)
class Wish:
    """A question in the words of `wuli allocate`; money in 10k yuan, the target in 10k yuan/year."""

    budget: float
    basis: str = ON_TOP
    people: int = 0
    places: int = 0
    objective: str = OBJECTIVES[0]
    target: float = field(default_factory=lambda: in_use().landmark.amount)
    robust: str = ROBUST[0]
    most: int = 3
    floor: int = 0
    key_first: bool = False
    quotas: tuple[Quota, ...] = ()

    @property
    def rules(self) -> Rules:
        floors = {"project": self.floor} if self.floor else {}
        return Rules(self.budget, floors, self.quotas, self.key_first)


# --- a plan in the page's address ------------------------------------------------------------------------

PARTS = tuple(field.name for field in fields(Wish))  # as they are called there, and in the form


def values_of(wish: Wish) -> dict[str, Any]:
    """A wish as the form sends it."""
    quotas = {quota.place: [quota.least or None, quota.most] for quota in wish.quotas}
    return {name: getattr(wish, name) for name in PARTS} | {"quotas": quotas}


def part_text(value: Any) -> str:
    """A part as the address writes it: `4000`, `yes`, `B1*2* B9**8`."""
    if isinstance(value, Mapping):
        ends = {place: ["" if end is None else str(end) for end in pair] for place, pair in value.items()}
        return " ".join("*".join([place, *pair]) for place, pair in ends.items())
    if isinstance(value, bool):
        return next(text for text, meant in FLAGS.items() if meant == value)
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def part_value(name: str, text: str) -> Any:
    """What a part of the address says, to be checked as the form's value is; text where it is no number."""
    if name == "quotas":
        return dict(_quota_of(each) for each in text.split())
    if name in NUMBERS:
        return _number_of(text)
    return FLAGS.get(text, text) if name == "key_first" else text


def _quota_of(text: str) -> tuple[str, list[Any]]:
    place, *ends = text.rsplit("*", 2)
    return place, [None if end == "" else _number_of(end) for end in ends]


def _number_of(text: str) -> float | str:
    try:
        value = float(text)
    except ValueError:
        return text
    return value if isfinite(value) else text


# --- what a viewer sends ---------------------------------------------------------------------------------


def checked_wish(case: Case, values: Any, lang: str) -> Wish:
    """The wish that a viewer's form holds. Raises InputFaults: a viewer can send any value."""
    if not isinstance(values, Mapping):
        raise fault("", "page_request")
    numbers = checked_numbers(values, lang)
    whole = {name: int(value) for name, value in numbers.items() if name not in ("budget", "target")}
    return Wish(
        budget=numbers["budget"],
        basis=checked_choice("basis", values.get("basis", ON_TOP), BASES, lang),
        target=numbers["target"],
        objective=checked_choice("objective", values.get("objective"), OBJECTIVES, lang),
        robust=checked_choice("robust", values.get("robust"), ROBUST, lang),
        key_first=checked_flag("key_first", values.get("key_first"), lang),
        quotas=checked_quotas(case, values.get("quotas"), lang),
        **whole,
    )


def checked_numbers(values: Mapping[str, Any], lang: str) -> dict[str, float]:
    """The numbers of a form, each inside its limits; whole but for money and the target. Raises InputFaults
    with every number that cannot be used."""
    numbers: dict[str, float] = {}
    wrong: list[Fault] = []
    for name, (low, high, _, unit) in numbers_allowed().items():
        whole, label = name not in ("budget", "target"), field_label(name, lang)
        try:
            numbers[name] = within(values.get(name), (low, high), whole, name, label, say(unit, lang), lang)
        except InputFaults as faults:
            wrong += faults.faults
    if wrong:
        raise InputFaults(wrong)
    return numbers


def within(
    value: Any, limits: tuple[float, float], whole: bool, field: str, label: str, unit: str, lang: str
) -> float:
    low, high = limits
    if not is_number(value) or not low <= value <= high or (whole and value != int(value)):
        raise amount_fault(field, label, value, limits, unit, lang, whole)
    return float(value)


def wrong_fields(faults: InputFaults, lang: str) -> dict[str, str]:
    """What is said beside each field that cannot be used."""
    return {each.values["field"]: each.text(lang) for each in faults.faults if "field" in each.values}


def checked_choice(name: str, value: Any, allowed: tuple[str, ...], lang: str) -> str:
    return one_of(value, allowed, field_label(name, lang))


def checked_flag(name: str, value: Any, lang: str) -> bool:
    if not isinstance(value, bool | None):
        raise InputFaults([unknown("", field_label(name, lang), plain(value), FLAGS)])
    return value is True


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
    label = f"{field_label('quotas', lang)} {place}"
    return int(within(value, (0, MOST_QUOTA), True, "quotas", label, unit, lang))


def field_label(name: str, lang: str) -> str:
    return say(f"allocation_field_{name}", lang)
