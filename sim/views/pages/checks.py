"""Checks that more than one page makes of what a viewer asks for: a viewer can send any value."""

from __future__ import annotations

from collections.abc import Collection
from numbers import Real
from typing import Any

from sim.faults import InputFaults, fault, nearest, unknown

LONGEST_NAME = 60  # signs of a name that is looked for
MOST_NAMED = 5  # villages of one name that are told
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


def running_number(asked: Any) -> int | None:
    """The number that a widget gave its question, so that it hears of the answer; None for anything else."""
    return asked if isinstance(asked, int) and 0 <= asked < 1 << 31 else None


def plain(text: object, told: int = 40) -> str:
    """The first signs of what a viewer sent, in one line, to be told back."""
    words = "".join(sign if sign.isprintable() else " " for sign in str(text)[: told + 1])
    return words[:told] + ("…" if len(words) > told else "")
