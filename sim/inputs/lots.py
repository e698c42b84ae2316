"""Drawing lots: hashed luck, and sharing out whole numbers so that the total is exact.

Luck is a hash of (seed, stream, key) and not a generator's next number: it is the same bytes on
every machine and for every NumPy, and a village added to the register moves no other's luck.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from sim.faults import fault

BITS = 52  # of the hash that are used: (2**52 - 0.5) / 2**52 still rounds to below 1


def uniform(seed: int, stream: str, keys: Iterable[object]) -> np.ndarray:
    """One number for each key, evenly spread in the open interval (0, 1)."""
    hashes = (hashlib.blake2b(f"{seed}|{stream}|{key}".encode(), digest_size=8) for key in keys)
    whole = np.array([int.from_bytes(each.digest(), "big") >> (64 - BITS) for each in hashes], float)
    return (whole + 0.5) / 2**BITS


def normal(seed: int, stream: str, keys: Iterable[object]) -> np.ndarray:
    """One standard normal number for each key."""
    return bell(uniform(seed, stream, keys))


def bell(share: np.ndarray) -> np.ndarray:
    """The standard normal quantile of each share in (0, 1)."""
    quantile = NormalDist().inv_cdf
    return np.array([quantile(each) for each in share])


def ranked(score: np.ndarray) -> np.ndarray:
    """Standard normal numbers in the order of `score`, one from the middle of each equal slice.

    The shape is the same whatever the luck: only who stands where is drawn.
    """
    place = np.argsort(np.argsort(score, kind="stable"), kind="stable")
    return bell((place + 0.5) / len(score))


def apportion(total: float, weight: ArrayLike, least: ArrayLike = 0) -> np.ndarray:
    """Whole numbers in proportion to `weight` that add up to `total`, each `least` or more.

    Largest remainders first, earlier places before later ones. InputFaults where `least` alone
    exceeds the total, or where there is something to give and no weight to give it to.
    """
    weight = np.asarray(weight, float)
    floor = np.broadcast_to(np.asarray(least, np.int64), weight.shape)
    rest = int(total) - int(floor.sum())
    if rest < 0 or (rest and not weight.sum() > 0):
        raise fault("", "fault_lots", wanted=int(total), places=int((weight > 0).sum()))
    exact = rest * weight / weight.sum() if rest else np.zeros(weight.shape)
    given = np.floor(exact).astype(np.int64)
    late = np.argsort(given - exact, kind="stable")[: rest - int(given.sum())]
    given[late] += 1
    return floor + given


def scatter(seed: int, stream: str, total: float, weight: ArrayLike) -> np.ndarray:
    """How often each place is hit when `total` units fall one by one with odds `weight`."""
    edges = np.cumsum(np.asarray(weight, float))
    hits = np.searchsorted(edges, uniform(seed, stream, range(int(total))) * edges[-1], side="right")
    return np.bincount(hits, minlength=len(edges))


def pick(seed: int, stream: str, count: float, keys: Iterable[object], weight: ArrayLike) -> np.ndarray:
    """1 for `count` of the keys, 0 for the rest: drawn without replacement with odds `weight`.

    Weight 0 is never drawn; InputFaults where fewer than `count` have a weight. Keeping the
    largest of log weight plus Gumbel noise is the same as drawing one after the other.
    """
    weight = np.asarray(weight, float)
    if np.count_nonzero(weight > 0) < count:
        raise fault("", "fault_lots", wanted=int(count), places=int(np.count_nonzero(weight > 0)))
    gumbel = -np.log(-np.log(uniform(seed, stream, keys)))
    score = np.where(weight > 0, np.log(np.where(weight > 0, weight, 1.0)) + gumbel, -np.inf)
    drawn = np.zeros(len(weight), np.int64)
    drawn[np.argsort(-score, kind="stable")[: int(count)]] = 1
    return drawn
