"""Counting instead of keeping: incomes of any number of members in a fixed number of bins a village.

The bins are equal parts of a doubling: PARTS to each doubling from LOWEST to HIGHEST, read straight off
the bits of a float32, so that edges are exact numbers and the same on every machine. Counts are whole
numbers and means are kept in whole yuan, so neither order nor chunks nor workers can change a byte.

A quantile that is read back lies within ERROR of the exact one (half a bin at its widest), or within
LOWEST for incomes below LOWEST. Who reaches a threshold is counted beside, so that chances are exact.
"""

from __future__ import annotations

from collections.abc import Sequence

import numba as nb
import numpy as np

from sim.model import fastmath  # noqa: F401  (sets where compiled code is kept)

BITS = 6
PARTS = 1 << BITS  # bins to a doubling
SHIFT = 23 - BITS  # of a float32's bits, so that the exponent and BITS of the fraction are left
LOWEST, HIGHEST = 2.0**-7, 2.0**20  # 10k yuan/year: 78 yuan to 10 billion yuan
FIRST = (int(np.float32(LOWEST).view(np.int32)) >> SHIFT) - 1  # one bin for all that is below LOWEST
BINS = (int(np.float32(HIGHEST).view(np.int32)) >> SHIFT) - FIRST
ERROR = 1 / (2 * PARTS)  # of a quantile, relative
YUAN = 10_000  # in 10k yuan


def edges() -> np.ndarray:
    """Lower edge of every bin and the upper one of the last, (bin+1,), 10k yuan/year; bin 0 reaches to 0."""
    return (np.arange(FIRST, FIRST + BINS + 1, dtype=np.int32) << SHIFT).view(np.float32).astype(np.float64)


@nb.njit(parallel=True, cache=True)
def find_bins(incomes: np.ndarray, limits: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The bin of every income, the sums in whole yuan and how many members reach each threshold.

    incomes (member, year, village) float32, 10k yuan/year; limits (threshold,) float32
    returns bins (village, year, member) uint16, yuan (village, year) int64, summed over members, and
            reached (threshold, village, year) int64
    """
    members, years, villages = incomes.shape
    bins = np.empty((villages, years, members), np.uint16)
    yuan = np.zeros((years, villages), np.int64)
    reached = np.zeros((len(limits), years, villages), np.int64)
    bits = incomes.view(np.int32)
    tile = 128  # villages that are read in one go: as many as stay in the nearest cache with their bins
    for part in nb.prange((villages + tile - 1) // tile):
        for k in range(years):
            for member in range(members):
                begin, end = part * tile, min((part + 1) * tile, villages)
                for village in range(begin, end):
                    found = (bits[member, k, village] >> SHIFT) - FIRST
                    bins[village, k, member] = min(max(found, 0), BINS - 1)
                for village in range(begin, end):  # apart, so that it is SIMD
                    yuan[k, village] += np.int64(np.rint(np.float64(incomes[member, k, village]) * YUAN))
                for place in range(len(limits)):
                    for village in range(begin, end):
                        reached[place, k, village] += np.int64(incomes[member, k, village] >= limits[place])
    return bins, yuan.T, reached.transpose((0, 2, 1))


@nb.njit(parallel=True, cache=True)
def count(counts: np.ndarray, lowest: np.ndarray, bins: np.ndarray) -> None:
    """Add bins (village, year, member) to counts (village, year, bin) uint32.

    lowest (village, year) int64 sinks to the lowest bin of each, so that the empty ones are not read.
    """
    villages, years, members = bins.shape
    for village in nb.prange(villages):
        for k in range(years):
            row, least = counts[village, k], lowest[village, k]
            for member in range(members):
                place = np.int64(bins[village, k, member])
                row[place] += np.uint32(1)
                least = min(least, place)
            lowest[village, k] = least


@nb.njit(parallel=True, cache=True)
def _read(counts: np.ndarray, lowest: np.ndarray, ranks: np.ndarray, middles: np.ndarray) -> np.ndarray:
    """The middle of the bin that holds each rank (0 = smallest), (rank, village, year).

    lowest (village, year) as from `count`; ranks ascend.
    The counts are cleared on the way: while they are in the cache it costs nothing.
    """
    villages, years, _ = counts.shape
    values = np.empty((len(ranks), villages, years))
    for village in nb.prange(villages):
        for k in range(years):
            row = counts[village, k]
            passed, place = 0, lowest[village, k]
            for r in range(len(ranks)):
                while passed <= ranks[r]:
                    passed += row[place]
                    row[place] = 0
                    place += 1
                values[r, village, k] = middles[place - 1]
    return values


def read_out(counts: np.ndarray, lowest: np.ndarray, members: int, levels: Sequence[float]) -> np.ndarray:
    """Quantiles (level, village, year), 10k yuan/year; clears counts.

    Quantiles are linear between ranks as in NumPy and within ERROR (relative) of np.quantile over the
    incomes themselves, or within LOWEST below it. Levels ascend.
    """
    places = np.asarray(levels, np.float64) * (members - 1)
    low = np.floor(places).astype(np.int64)
    high = np.minimum(low + 1, members - 1)
    ranks, where = np.unique(np.concatenate([low, high, [members - 1]]), return_inverse=True)
    values = _read(counts, lowest, ranks, _middles())
    small, large = values[where[: len(places)]], values[where[len(places) : -1]]
    return small + (large - small) * (places - low)[:, None, None]


def _middles() -> np.ndarray:
    """What stands for the incomes of a bin; nothing for those below LOWEST."""
    middles = (edges()[:-1] + edges()[1:]) / 2
    middles[0] = 0
    return middles
