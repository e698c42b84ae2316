"""Checks that more than one page makes of what a viewer asks for: a viewer can send any value."""

from __future__ import annotations

from collections.abc import Collection
from numbers import Real
from typing import Any

from sim.faults import InputFaults, fault, nearest, unknown
from sim.views.numbers import number
from sim.words import say

LONGEST_NAME = 60  # signs of a name that is looked for
MOST_ALLOWED = 12  # allowed names that are told where none is near


def one_of(wanted: Any, allowed: Collection[str], kind: str, told: int = 40) -> str:
    """What was wanted. Raises InputFaults for what is not allowed, told by its first signs and its kind."""
    if not isinstance(wanted, str) or wanted not in allowed:
        name = plain(wanted, told)
        near = nearest(name, allowed)
        if near is None and len(allowed) > MOST_ALLOWED:  # a list of five hundred villages helps nobody
            raise fault("", "fault_unknown_far", kind=kind, name=name)
        raise InputFaults([unknown("", kind, name, allowed)])
    return wanted


def is_number(value: Any) -> bool:
    """Whether it is a real number; yes and no are none."""
    return isinstance(value, Real) and not isinstance(value, bool)


def amount_fault(
    field: str, label: str, typed: Any, limits: tuple[float, float], unit: str, lang: str, whole: bool = False
) -> InputFaults:
    """The fault of an amount that cannot be used: what was entered into which field, and what is allowed."""
    text = (
        f"{typed:,}".removesuffix(".0") if is_number(typed) else plain("" if typed is None else typed).strip()
    )
    why = say("page_amount_typed", lang, text=text) if text else say("page_amount_blank", lang)
    low, high = (number(each) for each in limits)
    key = "page_amount_whole" if whole else "page_amount"
    return fault("", key, field=field, label=label, why=why, low=low, high=high, unit=unit)


def running_number(asked: Any) -> int | None:
    """The number that a widget gave its question, so that it hears of the answer; None for anything else."""
    return asked if isinstance(asked, int) and 0 <= asked < 1 << 31 else None


def plain(text: object, told: int = 40) -> str:
    """The first signs of what a viewer sent, in one line, to be told back."""
    words = "".join(sign if sign.isprintable() else " " for sign in str(text)[: told + 1])
    return words[:told] + ("…" if len(words) > told else "")
