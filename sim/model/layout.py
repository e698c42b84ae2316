"""How villages, members and years lie in memory: flat blocks of rows, a row a quantity, a place a village."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.axes import CITY_SUMS, Books, Channels, Ledger, States, Traits, Uncertainties, VillageRows

# float32 numbers in the widest SIMD register; blocks are filled up with empty villages to a multiple
LANES = 16
BLOCK = 544  # villages in a block at most: what one block works with, 90 kB, stays in the core's own cache
# Distance of two rows; not a power of two, whose rows would evict each other from the cache.
ROW = BLOCK + LANES
_LINE = 64  # bytes of a line of the cache; a register that lies across two is read twice
DRAWS = len(Uncertainties._fields)
COUNTS_FROM = len(CITY_SUMS)


def _row_starts(kind, after=0):
    """Where each row of a flat block begins.

    kind  a NamedTuple of n rows; returns one with their n starts, (n,) uint64; `after` so many other rows
    """
    return kind(*(np.uintp((after + k) * ROW) for k in range(len(kind._fields))))


def skipped(address: int, size: int) -> int:
    """How many values of `size` bytes to leave out so that the next one begins a line of the cache."""
    return (-address % _LINE) // size


def aligned_zeros(shape: tuple[int, ...], dtype: np.dtype | type) -> np.ndarray:
    """Zeros of a shape, in memory that begins with a line of the cache; (block, …) of any unit."""
    size, room = math.prod(shape), np.zeros(math.prod(shape) + _LINE, dtype)
    first = skipped(room.ctypes.data, room.itemsize)
    return room[first : first + size].reshape(shape)


class Switches(NamedTuple):
    """Rival forms of the village's year, compiled as constants; sim/model/structures.py says what each
    means.
    """

    adds: bool = False  # the forces add to own business and leave projects alone, where they multiply both
    far: bool = False  # villages learn from the whole banner too, where they learn from their township
    threshold: bool = False  # only a capable village's projects earn, where all earn


STANDARD_SWITCHES = Switches()


class PackedVillages(NamedTuple):
    """Villages and what reaches them, cut into blocks of whole townships; rows as in `C` and `V`."""

    blocks: np.ndarray  # (block+1,) the first township of each block
    townships: np.ndarray  # (township+1,) the first village of each township
    banners: np.ndarray  # (township,) number of the banner
    village: np.ndarray  # (block, row*ROW) float32, VillageRows
    keys: np.ndarray  # (block, ROW) uint32, the villages' luck keys
    products: np.ndarray  # (block, ROW) uint8, number of the industry
    banner_keys: np.ndarray  # (banner,) uint32
    product_keys: np.ndarray  # (product,) uint32
    price_weights: np.ndarray  # (product,) float32, how much its price moves, 1 = average
    channels: np.ndarray  # (block, year, channel*ROW) float32
    totals: np.ndarray  # (block, year, 2) float64, block_totals
    limits: np.ndarray  # (threshold,) float32, the incomes by which villages are counted


class MemberYear(NamedTuple):
    """What one member has in one year for all villages."""

    growth: np.float32  # of operating income since the base year, factor
    contract_growth: np.float32
    luck_key: np.uint32
    loss_key: np.uint32
    failure_key: np.uint32


class Scratch(NamedTuple):
    """What one thread works with; used anew for every member."""

    work: np.ndarray  # (row*ROW,) States, Traits and Books of the villages of a block
    common: np.ndarray  # (ROW,) float32, what villages share, log points
    banner_levels: np.ndarray  # (banner,) float32, log points
    product_shocks: np.ndarray  # (product,) float32, log points, of an average price
    product_levels: np.ndarray  # (product,) float32, log points, of each product's price with mean 1
    learned: np.ndarray  # (2, banner) float32, sums over the villages of a banner and their number


STATES, TRAITS, BOOKS, LEDGER = (len(kind._fields) for kind in (States, Traits, Books, Ledger))
C, V, L = map(_row_starts, (Channels, VillageRows, Ledger))
# States, traits and books lie in one array, the only one that the village loop writes.
S, T, B = _row_starts(States), _row_starts(Traits, STATES), _row_starts(Books, STATES + TRAITS)
WORK = STATES + TRAITS + BOOKS
