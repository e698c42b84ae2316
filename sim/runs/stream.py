"""Any number of members on any number of villages without ever holding the cube.

The villages are cut into groups of blocks and the members into parts. Each piece (group, part) is run by
itself, here or on another machine; its incomes become bin numbers, which are counted and dropped. What
stays: a fixed number of bins for each village of the groups at work, and 8 bytes for each member, year and
city sum, which go to a scratch file once they are many. So memory does not grow with the number of members,
and pieces may be cut and computed anywhere without a byte changing: counts are whole numbers, and the city's
sums are added in the order of the groups.

The bins are equal parts of a doubling: PARTS to each doubling from LOWEST to HIGHEST, read straight off
the bits of a float32, so that edges are exact numbers and the same on every machine. Counts are whole
numbers and means are kept in whole yuan, so neither order nor chunks nor workers can change a byte.
A quantile that is read back lies within ERROR of the exact one (half a bin at its widest), or within
LOWEST for incomes below LOWEST. Who reaches a threshold is counted beside, so that chances are exact.
"""

from __future__ import annotations

import platform
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numba as nb
import numpy as np
import pandas as pd
import xarray as xr

from sim.axes import CITY_SUMS, CITY_UNITS, QUANTILES, city_counts, sums_wanted
from sim.faults import fault
from sim.model import fastmath, layout  # noqa: F401  (fastmath sets where compiled code is kept)
from sim.model.exposure import Exposure, Handout, exposure_part, lever_cost, make_handouts, supply_of
from sim.model.simulate import Blocks, city_dataset, pack, run_blocks, with_paid
from sim.runs.ensemble import check_ensemble, draw_parts
from sim.runs.provenance import CODE, tree_checksum

if TYPE_CHECKING:
    from sim.inputs.case import Case

GROUP = 8192  # villages in a group, as far as whole blocks allow
PIECE = 100 << 20  # bytes of incomes that one piece makes before they are counted
MOST, FEWEST = 4096, 16  # members in a part
SHARES = 2  # that a thread gets of a piece: more would read the villages' channels more often
KEPT = 1 << 16  # members whose draws are kept for the next group; those of more are drawn again
IN_MEMORY = 1 << 26  # bytes of city sums; more go to a scratch file
BITS = 6
PARTS = 1 << BITS  # bins to a doubling
SHIFT = 23 - BITS  # of a float32's bits, so that the exponent and BITS of the fraction are left
LOWEST, HIGHEST = 2.0**-7, 2.0**20  # 10k yuan/year: 78 yuan to 10 billion yuan
FIRST = (int(np.float32(LOWEST).view(np.int32)) >> SHIFT) - 1  # one bin for all that is below LOWEST
BINS = (int(np.float32(HIGHEST).view(np.int32)) >> SHIFT) - FIRST
ERROR = 1 / (2 * PARTS)  # of a quantile, relative
YUAN = 10_000  # in 10k yuan
# The kernel's threads belong to the process: two tasks of one worker must not start them at once.
KERNEL = threading.Lock()


@dataclass(frozen=True)
class PieceGroup:
    """Some villages of a register and all that the kernel needs to run them.

    chosen  positions on the year axis of the years that are counted village by village
    code    checksum of the code that must run it
    """

    blocks: Blocks
    exposure: Exposure
    years: tuple[int, ...]
    chosen: tuple[int, ...]
    seed: int
    code: str


class Piece(NamedTuple):
    """What one part of the members does in one group.

    sums  (member, year, sum) the kernel's sums
    bins  (village, chosen, member) uint16, the bin of every income
    yuan  (village, chosen) int64, incomes in whole yuan, summed over the members
    reached  (threshold, village, chosen) int64, members that reach it
    """

    sums: np.ndarray
    bins: np.ndarray
    yuan: np.ndarray
    reached: np.ndarray


# What computes pieces, in the order in which they are asked for: `_compute_here` or a cluster's.
Compute = Callable[[Iterable[tuple[PieceGroup, pd.DataFrame]]], Iterator[Piece]]


@dataclass(frozen=True)
class Summary:
    """What the members of a case say in sum.

    sums      (member, year, sum) what each member's city does, as the kernel adds it up
    villages  Dataset: `income` (quantile, village, year), within ERROR, `mean` (village, year),
              both 10k yuan/year; `chance` (threshold, village, year), share of members, exact
    cost      (lever, year) public money at the levers' central prices, 10k yuan/year
    """

    case: Case
    seed: int
    sums: np.ndarray
    villages: xr.Dataset
    cost: xr.DataArray

    @property
    def members(self) -> int:
        return len(self.sums)

    @cached_property
    def city(self) -> xr.Dataset:
        """The city's outcomes over (member, year), as in a Result but without median and Gini coefficient."""
        members = pd.RangeIndex(self.members, name="member")
        blocks = pack(self.case.register, self.case.programme)
        households = int(self.case.register.table["households"].sum())
        city = city_dataset(self.sums, blocks, members, self.case.scenario.years, households)
        return with_paid(city, self.case, members, self.seed)

    def bands(self) -> xr.Dataset:
        """Quantiles over the members of every city sum and count, (quantile, year), one at a time."""
        years = list(self.case.scenario.years)
        villages = self.villages.sizes["village"]
        bands, counts = {}, city_counts(self.case.programme.thresholds)
        for k, name in enumerate((*CITY_SUMS, *counts)):
            values = np.stack([np.quantile(self.sums[:, t, k], QUANTILES) for t in range(len(years))], axis=1)
            if name in counts:  # the kernel counts the villages that reach a threshold
                values = villages - values[::-1]
            bands[name] = (("quantile", "year"), values, {"units": CITY_UNITS.get(name, "village")})
        return xr.Dataset(bands, coords={"quantile": list(QUANTILES), "year": years})


@dataclass(frozen=True)
class Plan:
    """How a run is cut into pieces; no result depends on it.

    chosen  positions on the year axis of the years that are counted village by village
    cuts    first and last block of each group
    part    members in a part, a power of two
    supply  (year, village) of the product in the banner, exposure.supply_of
    """

    case: Case
    members: int
    seed: int
    chosen: tuple[int, ...]
    blocks: Blocks
    handouts: list[Handout]
    supply: np.ndarray
    cuts: list[tuple[int, int]]
    part: int

    def places(self, cut: tuple[int, int]) -> tuple[int, int]:
        """Where the villages of a group begin and end in the register."""
        first, last = (int(self.blocks.townships[self.blocks.first[block]]) for block in cut)
        return first, last

    def pieces(self) -> Iterator[tuple[PieceGroup, pd.DataFrame]]:
        """Every piece, group by group, with the draws of its members."""
        parameters = self.case.parameters
        kept = (
            list(draw_parts(parameters, self.members, self.seed, self.part)) if self.members <= KEPT else None
        )
        for cut in self.cuts:
            group = self.group(cut)
            for draws in kept or draw_parts(parameters, self.members, self.seed, self.part):
                yield group, draws

    def group(self, cut: tuple[int, int]) -> PieceGroup:
        exposure = exposure_part(self.case, self.handouts, slice(*self.places(cut)), self.supply, np.float32)
        years = self.case.scenario.years
        return PieceGroup(
            _blocks_between(self.blocks, *cut), exposure, years, self.chosen, self.seed, piece_code()
        )


def stream(
    case: Case,
    members: int = 1000,
    seed: int = 0,
    years: Iterable[int] | None = None,
    compute: Compute | None = None,
    part: int | None = None,
) -> Summary:
    """Run a case with any number of members; the same draws and luck as `ensemble.simulate`.

    years    those whose incomes are counted village by village; the last one where None
    compute  who computes the pieces; this process where None
    part     members in a piece, a power of two; as many as fit where None
    Raises InputFaults for a year outside the scenario and for what `simulate` raises.
    """
    plan = make_plan(case, members, seed, years, part)
    return _add_up(plan, (compute or _compute_here)(plan.pieces()))


def make_plan(case: Case, members: int, seed: int, years: Iterable[int] | None, part: int | None) -> Plan:
    check_ensemble(members, seed)
    chosen = chosen_years(case, years)
    blocks = pack(case.register, case.programme)
    edges = [*range(0, len(blocks.first) - 1, max(1, GROUP // layout.BLOCK)), len(blocks.first) - 1]
    handouts = make_handouts(case)
    supply = supply_of(case, handouts)
    plan = Plan(case, members, seed, chosen, blocks, handouts, supply, list(pairwise(edges)), 1)
    return replace(plan, part=part or _fitting(plan))


def chosen_years(case: Case, years: Iterable[int] | None) -> tuple[int, ...]:
    """Positions on the year axis; the last where None."""
    known = case.scenario.years
    wanted = known[-1:] if years is None else tuple(years)
    unknown = [year for year in wanted if year not in known]
    if unknown or not wanted:
        found = ", ".join(map(str, unknown))
        raise fault(case.scenario.id, "fault_year_outside", years=found, first=known[0], last=known[-1])
    return tuple(known.index(year) for year in wanted)


def _fitting(plan: Plan) -> int:
    """Members in a part: the largest power of two whose incomes stay within PIECE bytes."""
    villages = max(end - begin for begin, end in map(plan.places, plan.cuts))
    most = PIECE // (4 * villages * len(plan.case.scenario.years))
    needed = 1 << (plan.members - 1).bit_length()
    return min(needed, MOST, max(FEWEST, 1 << most.bit_length() - 1))


def _blocks_between(blocks: Blocks, begin: int, end: int) -> Blocks:
    """The blocks begin..end as a register of their own."""
    first = blocks.first[begin : end + 1]
    townships, banners = blocks.townships[first[0] : first[-1] + 1], blocks.banners[first[0] : first[-1]]
    numbers, renumbered = np.unique(banners, return_inverse=True)
    return Blocks(
        first - first[0],
        townships - townships[0],
        renumbered.astype(np.int64),
        blocks.rows[begin:end],
        blocks.keys[begin:end],
        blocks.products[begin:end],
        blocks.banner_keys[numbers],
        blocks.product_keys,
        blocks.price_weights,
        blocks.base_year,
        blocks.thresholds,
    )


# --- computing and adding up ----------------------------------------------------------------------


def _compute_here(pieces: Iterable[tuple[PieceGroup, pd.DataFrame]]) -> Iterator[Piece]:
    """The pieces one after the other, each on all threads of this process."""
    return (compute_piece(*piece) for piece in pieces)


def compute_piece(group: PieceGroup, draws: pd.DataFrame) -> Piece:
    """One part of the members in one group; a fault where this is not the code that asks for it."""
    if group.code != piece_code():
        raise fault(platform.node(), "fault_other_code")
    with KERNEL:
        chunk = -(-len(draws) // (SHARES * nb.get_num_threads()))
        world = (group.blocks, group.exposure, group.years)
        ran = run_blocks(*world, draws, group.seed, group.chosen, chunk)
        limits = np.array(group.blocks.thresholds, np.float32)
        return Piece(ran.sums, *find_bins(ran.incomes, limits))


@cache
def piece_code() -> str:
    """Checksum of the code that makes a piece: the same on every machine that takes part."""
    here = Path(__file__)
    model = (CODE / "axes.py", *(CODE / "model").glob("*.py"))
    return tree_checksum([*model, here], CODE)


def _add_up(plan: Plan, pieces: Iterator[Piece]) -> Summary:
    """The pieces of a plan, in its order, as a Summary."""
    sums = _zeros(
        (
            plan.members,
            len(plan.case.scenario.years),
            sums_wanted(plan.blocks.thresholds),
        )
    )
    longest = max(end - begin for begin, end in map(plan.places, plan.cuts))
    counts = np.zeros((longest, len(plan.chosen), BINS), np.uint32)
    parts = [_count_group(plan, cut, pieces, counts, sums) for cut in plan.cuts]
    found = [np.concatenate(each, axis=-2) for each in zip(*parts, strict=True)]
    cost = lever_cost(plan.case.levers, plan.case.scenario.settings, plan.case.scenario.years)
    return Summary(plan.case, plan.seed, sums, _village_summary(plan, *found), cost)


def _count_group(
    plan: Plan, cut: tuple[int, int], pieces: Iterator[Piece], counts: np.ndarray, sums: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Quantiles, chances and means of the villages of one group; the city's sums are added to `sums`.

    `counts` come and go empty: to make them anew for each group costs as much as to fill them.
    """
    begin, end = plan.places(cut)
    counts = counts[: end - begin]
    yuan = np.zeros(counts.shape[:2], np.int64)
    reached = np.zeros((len(plan.blocks.thresholds), *counts.shape[:2]), np.int64)
    lowest = np.full(counts.shape[:2], BINS)
    for first in range(0, plan.members, plan.part):
        piece = next(pieces)
        sums[first : first + plan.part] += piece.sums
        yuan += piece.yuan
        reached += piece.reached
        count_bins(counts, lowest, piece.bins)
    quantiles = read_quantiles(counts, lowest, plan.members, QUANTILES)
    chance = 1 - (plan.members - reached) / plan.members
    mean = yuan / (YUAN * plan.members)
    return quantiles.astype(np.float32), chance.astype(np.float32), mean.astype(np.float32)


def _zeros(shape: tuple[int, ...]) -> np.ndarray:
    """Zeros, float64; in a scratch file that vanishes with them where they are many."""
    if 8 * np.prod(shape) <= IN_MEMORY:
        return np.zeros(shape)
    with tempfile.TemporaryFile() as file:
        return np.memmap(file, np.float64, "w+", shape=shape)


def _village_summary(plan: Plan, quantiles: np.ndarray, chance: np.ndarray, mean: np.ndarray) -> xr.Dataset:
    money = {"units": plan.case.programme.money.named("10k yuan/year")}
    return xr.Dataset(
        {
            "income": (("quantile", "village", "year"), quantiles, money),
            "mean": (("village", "year"), mean, money),
            "chance": (("threshold", "village", "year"), chance, {"units": "share of members"}),
        },
        coords={
            "quantile": list(QUANTILES),
            "threshold": list(plan.blocks.thresholds),
            "village": plan.case.register.table["village_id"].to_numpy(),
            "year": [plan.case.scenario.years[k] for k in plan.chosen],
        },
    )


# --- counting in bins -----------------------------------------------------------------------------


def _bin_edges() -> np.ndarray:
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
def count_bins(counts: np.ndarray, lowest: np.ndarray, bins: np.ndarray) -> None:
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

    lowest (village, year) as from `count_bins`; ranks ascend.
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


def read_quantiles(
    counts: np.ndarray, lowest: np.ndarray, members: int, levels: Sequence[float]
) -> np.ndarray:
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
    middles = (_bin_edges()[:-1] + _bin_edges()[1:]) / 2
    middles[0] = 0
    return middles
