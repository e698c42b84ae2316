"""What a code says: how levers and priors differ, with names as short hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sim.faults import fault
from sim.folders import first_programme
from sim.inputs.programme import Programme
from sim.inputs.scenarios.codes.alphabet import SALTS
from sim.inputs.scenarios.scenario import NAMED_VILLAGES, Override

NAME, SCENARIO, MODEL, DATA_BITS = 11, 10, 10, 15  # bits of the hashes
TARGETINGS = (
    *("register", "even", "weakest_first", "strongest_first", "key_villages", "random"),
    NAMED_VILLAGES,
)
# In place of a targeting: what named villages get on top follows, then whether the targeting differs.
EXTRA = 7
BOTH_YEARS = 63  # in place of a last year: the first one follows, then the last
UNCHANGED, CONSTANT, STEPS, SCALED = range(4)
DISTRIBUTIONS = ("fixed", *("uniform", "normal", "lognormal", "triangular", "loguniform", "constant"))
GRADED = 7  # in place of a distribution: the grade of the prior follows, then its distribution


@dataclass(frozen=True)
class Amounts:
    """How a lever's amounts differ: a kind and pairs (year from the first, number); see `ways`."""

    kind: int
    numbers: tuple[tuple[int, float], ...] = ()


def factor_of(by_factor: int, number: float, old: tuple[float, ...]) -> float:
    return number if by_factor else number / old[0]


@dataclass(frozen=True)
class Content:
    """A code taken apart; names are still hashes."""

    salt: int
    base: int
    model: int
    data: int
    years: tuple[int, ...] | None  # the horizon, where it is not that of the base
    levers: tuple[tuple[int, dict[str, Any]], ...] = ()
    priors: tuple[tuple[int, Override], ...] = ()
    posterior: str | None = None
    part: float = 1.0  # of the published amounts, what the register that it was made on receives
    text: str = field(default="", compare=False)


@dataclass(frozen=True)
class CodeNames:
    """The names that a code may hash, and the salt under which no two of a kind share a hash."""

    scenarios: tuple[str, ...]
    levers: tuple[str, ...]
    parameters: tuple[str, ...]

    def salt(self) -> int:
        return salt_of(self)


@lru_cache(maxsize=4)  # as long as no name comes or goes
def salt_of(names: CodeNames) -> int:
    kinds = ((names.scenarios, SCENARIO), (names.levers, NAME), (names.parameters, NAME))
    for salt in map(int, SALTS):
        if all(len({hashed(n, salt, bits) for n in known}) == len(known) for known, bits in kinds):
            return salt
    raise fault("", "code_no_salt")


def hashed(name: str, salt: int, bits: int) -> int:
    return int.from_bytes(hashlib.sha256(f"{salt} {name}".encode()).digest()[:4]) >> 32 - bits


def base_key(scenario: str, programme: Programme) -> str:
    """What stands for a scenario that a code starts from: its id and its programme, but for the first one."""
    return scenario if programme.id == first_programme() else f"{programme.id}/{scenario}"


def base_named(content: Content, programme: Programme, scenarios: Iterable[str]) -> str | None:
    """The scenario of a programme that a code starts from; None where it is none of it."""
    keys = {base_key(name, programme): name for name in scenarios}
    found = named(content.base, keys, content.salt, SCENARIO)
    return None if found is None else keys[found]


def named(found: int, names: Iterable[str], salt: int, bits: int) -> str | None:
    """The one name of that hash; None where there is none or more than one."""
    fitting = [name for name in names if hashed(name, salt, bits) == found]
    return fitting[0] if len(fitting) == 1 else None
