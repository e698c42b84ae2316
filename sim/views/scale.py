"""Classes of colour for a map: about as many places in each, so that differences are seen where they are.

Values that are written alike always share a class, and every class is told with the lowest and the highest
value in it. Where all values are written alike there is one class.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

MOST = 5  # colours that can be told apart
FINEST = 2  # decimals; finer differences are none that anybody sees
SHADES = {
    0: (),
    1: (2,),
    2: (1, 3),
    3: (0, 2, 4),
    4: (0, 1, 3, 4),
    5: (0, 1, 2, 3, 4),
}  # colours of few classes


@dataclass(frozen=True)
class Class:
    """Places whose values lie from low to high, and how many they are."""

    low: float
    high: float
    count: int


def classes(values: Iterable[float | None], decimals: int, most: int = MOST) -> list[Class]:
    """The classes of some values, written with so many decimals, lowest first; unknown ones are in none."""
    known = sorted(_known(values))
    levels = sorted({round(value, decimals) for value in known})
    holds = Counter(round(value, decimals) for value in known)
    ends = _ends([holds[level] for level in levels], most)
    found, at = [], 0
    for start, end in zip([0, *ends], ends, strict=False):
        count = sum(holds[level] for level in levels[start:end])
        found.append(Class(known[at], known[at + count - 1], count))
        at += count
    return found


def _ends(counts: list[int], most: int) -> list[int]:
    """Where to cut a row of counts into parts of about one size: the end of each part."""
    if len(counts) <= most:
        return list(range(1, len(counts) + 1))
    ends: list[int] = []
    start, left = 0, sum(counts)
    for parts in range(most, 0, -1):
        end, held = start + 1, counts[start]
        room, last = left / parts, len(counts) - (parts - 1)  # every later part needs a count
        while end < last and (parts == 1 or abs(held + counts[end] - room) <= abs(held - room)):
            held += counts[end]
            end += 1
        ends.append(end)
        start, left = end, left - held
    return ends


def decimals_for(values: Iterable[float | None]) -> int:
    """As few decimals as tell places apart: with fewer, most of them would be written alike."""
    known = _known(values)
    told = [Counter(round(value, decimals) for value in known) for decimals in range(FINEST + 1)]
    for decimals, written in enumerate(told):
        alike = max(written.values(), default=0)
        if 2 * alike <= len(known) or len(written) == len(told[FINEST]):
            return decimals
    return FINEST


def _known(values: Iterable[float | None]) -> list[float]:
    return [float(value) for value in values if value is not None and np.isfinite(value)]
