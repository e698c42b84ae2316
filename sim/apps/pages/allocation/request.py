"""The plan that a viewer asks for, means, an aim and rules: in the page's address, in its form, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from sim.analysis.allocation import ROBUST, Quota, Rules
from sim.analysis.questions import usual_rules
from sim.analysis.response import BASES, OBJECTIVES, ON_TOP
from sim.apps.pages.requests import amount_fault, is_number, number_typed, one_of, plain
from sim.apps.pages.worlds import kept
from sim.faults import Fault, InputFaults, fault, unknown
from sim.figures.numbers import number
from sim.inputs.case import Case, read_case
from sim.inputs.programme import in_use
from sim.inputs.villages import place_names
from sim.words import say

NUMBERS = ("budget", "people", "places", "target", "most", "floor")


def _numbers_allowed() -> dict[str, tuple[float, float, float, str]]:
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
class PlanRequest:
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


@kept(8)
def open_case(scenario: str) -> Case:
    return read_case(scenario)


def usual_request(scenario: str = "") -> PlanRequest:
    """The money of one year's published projects, and no rules."""
    return PlanRequest(usual_rules(open_case(scenario or in_use().main)).budget)


# --- a plan in the page's address ------------------------------------------------------------------------

PARTS = tuple(field.name for field in fields(PlanRequest))  # as they are called there, and in the form


def values_of(request: PlanRequest) -> dict[str, Any]:
    """A request as the form sends it."""
    quotas = {quota.place: [quota.least or None, quota.most] for quota in request.quotas}
    return {name: getattr(request, name) for name in PARTS} | {"quotas": quotas}


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
        return number_typed(text)
    return FLAGS.get(text, text) if name == "key_first" else text


def _quota_of(text: str) -> tuple[str, list[Any]]:
    place, *ends = text.rsplit("*", 2)
    return place, [None if end == "" else number_typed(end) for end in ends]


# --- what a viewer sends ---------------------------------------------------------------------------------


def checked_request(case: Case, values: Any) -> PlanRequest:
    """The request that a viewer's form holds. Raises InputFaults: a viewer can send any value."""
    if not isinstance(values, Mapping):
        raise fault("", "page_request")
    numbers = _checked_numbers(values)
    whole = {name: int(value) for name, value in numbers.items() if name not in ("budget", "target")}
    return PlanRequest(
        budget=numbers["budget"],
        basis=_checked_choice("basis", values.get("basis", ON_TOP), BASES),
        target=numbers["target"],
        objective=_checked_choice("objective", values.get("objective"), OBJECTIVES),
        robust=_checked_choice("robust", values.get("robust"), ROBUST),
        key_first=_checked_flag("key_first", values.get("key_first")),
        quotas=_checked_quotas(case, values.get("quotas")),
        **whole,
    )


def _checked_numbers(values: Mapping[str, Any]) -> dict[str, float]:
    """The numbers of a form, each inside its limits; whole but for money and the target. Raises InputFaults
    with every number that cannot be used."""
    numbers: dict[str, float] = {}
    wrong: list[Fault] = []
    for name, (low, high, _, unit) in _numbers_allowed().items():
        whole, label = name not in ("budget", "target"), _field_label(name)
        try:
            numbers[name] = _within(values.get(name), (low, high), whole, name, label, say(unit))
        except InputFaults as faults:
            wrong += faults.faults
    if wrong:
        raise InputFaults(wrong)
    return numbers


def _within(value: Any, limits: tuple[float, float], whole: bool, field: str, label: str, unit: str) -> float:
    low, high = limits
    if not is_number(value) or not low <= value <= high or (whole and value != int(value)):
        raise amount_fault(field, label, value, limits, unit, whole)
    return float(value)


def wrong_fields(faults: InputFaults) -> dict[str, str]:
    """What is said beside each field that cannot be used."""
    return {each.values["field"]: each.text() for each in faults.faults if "field" in each.values}


def _checked_choice(name: str, value: Any, allowed: tuple[str, ...]) -> str:
    return one_of(value, allowed, _field_label(name))


def _checked_flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool | None):
        raise InputFaults([unknown("", _field_label(name), plain(value), FLAGS)])
    return value is True


def _checked_quotas(case: Case, values: Any) -> tuple[Quota, ...]:
    """Quotas by banner, [least, most] with None where there is no limit."""
    if values is None:
        return ()
    if not isinstance(values, Mapping):
        raise fault("", "page_request")
    known = list(dict.fromkeys(case.register.table["banner_id"]))
    quotas = []
    for place, pair in values.items():
        one_of(place, known, say("advice_col_group"))
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise fault("", "page_request")
        least, most = (_quota_number(place, one) for one in pair)
        if least or most is not None:
            quotas.append(Quota(str(place), "project", least or 0, most))
    return tuple(quotas)


def _quota_number(place: str, value: Any) -> int | None:
    if value is None:
        return None
    unit = say("allocation_unit_projects")
    label = f"{_field_label('quotas')} {place}"
    return int(_within(value, (0, MOST_QUOTA), True, "quotas", label, unit))


def _field_label(name: str) -> str:
    return say(f"allocation_field_{name}")


# --- the form --------------------------------------------------------------------------------------------


def form_state(
    case: Case,
    request: PlanRequest,
    problem: str = "",
    busy: str = "",
    wrong: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    keys = ("title", "hint", "ask", "busy", "lost", "least", "most")
    fields = {
        "means": [
            _choice_field("basis", BASES, request.basis),
            *(_number_field(name, request) for name in ("budget", "people", "places")),
        ],
        "aim": [
            _choice_field("objective", OBJECTIVES, request.objective),
            _number_field("target", request),
            _choice_field("robust", ROBUST, request.robust),
        ],
        "rules": [
            _number_field("most", request),
            _number_field("floor", request),
            {
                "id": "key_first",
                "kind": "flag",
                "label": _field_label("key_first"),
                "value": request.key_first,
            },
        ],
        "quotas": [_quota_field(case, request)],
    }
    return {
        "words": {key: say(f"allocation_form_{key}") for key in keys},
        "sections": [
            {"label": say(f"allocation_section_{name}"), "folds": name == "quotas", "fields": each}
            for name, each in fields.items()
        ],
        "problem": problem,
        "busy": busy,
        "wrong": dict(wrong or {}),
    }


def _number_field(name: str, request: PlanRequest) -> dict[str, Any]:
    low, high, step, unit = _numbers_allowed()[name]
    limits = {"min": low, "max": high, "step": step, "value": getattr(request, name)}
    words = {
        "label": _field_label(name),
        "unit": say(unit),
        "help": say(f"allocation_help_{name}", usual=number(usual_request().budget)),
    }
    return {"id": name, "kind": "number"} | words | limits


def _choice_field(name: str, choices: tuple[str, ...], value: str) -> dict[str, Any]:
    named = [{"id": each, "label": say(f"allocation_{name}_{each}")} for each in choices]
    return {"id": name, "kind": "select", "label": _field_label(name), "choices": named, "value": value}


def _quota_field(case: Case, request: PlanRequest) -> dict[str, Any]:
    banners, names = list(dict.fromkeys(case.register.table["banner_id"])), place_names(case.register).banner
    value = {quota.place: [quota.least, quota.most] for quota in request.quotas}
    return {
        "id": "quotas",
        "kind": "pairs",
        "label": _field_label("quotas"),
        "help": say("allocation_help_quotas"),
        "rows": [{"id": banner, "label": names[str(banner)]} for banner in banners],
        "value": value,
    }
