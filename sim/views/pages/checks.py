"""Checks that more than one page makes of what a viewer asks for: a viewer can send any value."""

from __future__ import annotations

from collections.abc import Collection
from numbers import Real
from typing import Any

from sim.faults import InputFaults, unknown


def one_of(wanted: Any, allowed: Collection[str], kind: str, told: int = 40) -> str:
    """What was wanted. Raises InputFaults for what is not allowed, told by its first signs and its kind."""
    if not isinstance(wanted, str) or wanted not in allowed:
        raise InputFaults([unknown("", kind, str(wanted)[:told], allowed)])
    return wanted


def is_number(value: Any) -> bool:
    """Whether it is a real number; yes and no are none."""
    return isinstance(value, Real) and not isinstance(value, bool)


def running_number(asked: Any) -> int | None:
    """The number that a widget gave its question, so that it hears of the answer; None for anything else."""
    return asked if isinstance(asked, int) and 0 <= asked < 1 << 31 else None
