"""What is wrong with a user's input, said once and clearly; every fault of a file at once."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

from sim.words import say

T = TypeVar("T")


class Fault(NamedTuple):
    """One fault: where it stands, the key of its message in words.csv and the values to fill in."""

    where: str
    key: str
    values: Mapping[str, Any]

    def text(self) -> str:
        message = say(self.key, **self.values)
        return f"{self.where}: {message}" if self.where else message


class InputFaults(Exception):
    """Every fault found in one input. `str()` gives one line each, in the user's language.

    faults  all of them, each with where it stands, the key of its message and the values in it

    Example:
    >>> from sim import InputFaults, read_case
    >>> try:
    ...     read_case("talent-frst")
    ... except InputFaults as refused:
    ...     print(refused)
    unknown scenario 'talent-frst'; did you mean 'talent-first'?
    """

    def __init__(self, faults: Iterable[Fault]):
        self.faults = tuple(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        return "\n".join(fault.text() for fault in self.faults)


def fault(where: str, key: str, **values: Any) -> InputFaults:
    """An InputFaults with a single fault, ready to raise."""
    return InputFaults([Fault(where, key, values)])


def attempt(found: list[Fault], check: Callable[..., T], *given: object) -> tuple[T] | tuple[()]:
    """What a check gives, in a tuple; nothing where it refuses: then its faults are noted, each once."""
    try:
        return (check(*given),)
    except InputFaults as faults:
        found.extend(each for each in faults.faults if each not in found)
        return ()


def nearest(name: str, allowed: Iterable[str]) -> str | None:
    """The allowed name most like `name`, or None where none is close."""
    found = difflib.get_close_matches(name, list(allowed), n=1, cutoff=0.6)
    return found[0] if found else None


def unknown(where: str, kind: str, name: str, allowed: Iterable[str]) -> Fault:
    """The fault of a name that nobody knows: with its nearest match, else with all that is allowed."""
    choices = list(allowed)
    near = nearest(name, choices)
    if near:
        return Fault(where, "fault_unknown_near", {"kind": kind, "name": name, "near": near})
    return Fault(where, "fault_unknown", {"kind": kind, "name": name, "allowed": ", ".join(choices)})
