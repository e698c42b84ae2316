"""From a case and its draws to a Result: the villages packed into blocks, run, and labelled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import xarray as xr

from sim.axes import AXES, CHANNELS, CITY_SUMS, CITY_UNITS, STREAMS, UNCERTAINTIES, VillageRows, city_counts
from sim.faults import fault
from sim.inputs.villages import load_industries
from sim.model import kernel
from sim.model.exposure import REGISTERS, Exposure, make_exposure, make_handouts
from sim.model.kernel import BLOCK, ROW, median_and_gini
from sim.model.luck import name_keys, stream_keys

if TYPE_CHECKING:
    from sim.inputs.case import Case
    from sim.inputs.programme import Programme
    from sim.inputs.villages import Register

_CHUNK = 16  # members a thread takes at a time; no result depends on it


@dataclass(frozen=True)
class Blocks:
    """A register cut into blocks of whole townships, in the kernel's layout.

    first      (block+1,) the first township of each block
    townships  (township+1,) the first village of each township
    banners    (township,) number of the banner; its luck is hashed from its id
    rows       (block, row*ROW) float32, the VillageRows
    keys       (block, ROW) uint32, the villages' luck keys
    banner_keys (banner,) uint32
    base_year   the year of the rows; thresholds: incomes a year by which villages are counted
    """

    first: np.ndarray
    townships: np.ndarray
    banners: np.ndarray
    rows: np.ndarray
    keys: np.ndarray
    banner_keys: np.ndarray
    base_year: int
    thresholds: tuple[float, ...]

    @property
    def villages(self) -> int:
        return int(self.townships[-1])

    def spread(self, values: np.ndarray) -> np.ndarray:
        """Values (…, row, village) cut into blocks, (block, …, row*ROW) float32, empty places 0."""
        out = np.zeros((len(self.first) - 1, *values.shape[:-1], ROW), np.float32)
        for block, (begin, end) in enumerate(pairwise(self.townships[self.first])):
            out[block, ..., : end - begin] = values[..., begin:end]
        return out.reshape(*out.shape[:-2], -1)


@dataclass(frozen=True)
class Result:
    """What a case's members say, with everything that says where it comes from.

    city      Dataset over (member, year): sums over villages and counts of villages, units as attributes
    villages  Dataset of income (member, village, year) and subsidy (village, year), 10k yuan/year; None
              where only the city was asked for
    cost      (lever, year) public money, 10k yuan/year
    draws     (member x uncertainty) the priors' draws that were used

    Example:
    >>> from sim import simulate
    >>> simulate("talent-first", members=4)
    Result('talent-first', 4 members, seed 0, with villages)
    """

    case: Case
    draws: pd.DataFrame
    seed: int
    city: xr.Dataset
    villages: xr.Dataset | None
    cost: xr.DataArray

    @property
    def members(self) -> int:
        return len(self.draws)

    def __repr__(self) -> str:
        """One line: of what case, how many members and which seed; not the arrays."""
        kept = "with" if self.villages is not None else "without"
        return f"Result({self.case.scenario.id!r}, {self.members} members, seed {self.seed}, {kept} villages)"


def simulate_members(
    case: Case, draws: pd.DataFrame, seed: int = 0, villages: bool = True, chunk: int = _CHUNK
) -> Result:
    """Run every member of `draws` (index: member number; one column per uncertainty) through a case.

    `villages` keeps the income of each village too: 4 bytes x members x villages x years.
    Raises InputFaults where the register cannot be packed or a lever cannot be handed out.
    """
    exposure = make_exposure(case)
    blocks = pack(case.register, case.programme)
    years = case.scenario.years
    kept = range(len(years)) if villages else ()
    sums, incomes = run_blocks(blocks, exposure, years, draws, seed, kept, chunk)
    city = city_dataset(sums, blocks, draws.index, years)
    cube = None
    if villages:
        cube = _village_dataset(incomes, case, exposure, draws.index)
        city = city.assign(_inequality(cube["income"], city))
    return signed(Result(case, draws, seed, city, cube, exposure.cost))


def run_blocks(
    blocks: Blocks,
    exposure: Exposure,
    years: tuple[int, ...],
    draws: pd.DataFrame,
    seed: int,
    kept: Sequence[int] = (),
    chunk: int = _CHUNK,
) -> tuple[np.ndarray, np.ndarray]:
    """The kernel's sums (member, year, sum) and incomes (member, kept, village).

    `kept` are positions on the year axis: the years whose incomes are wanted village by village. Villages go
    on from the base year by themselves until the first of `years`; those years before are not shown.
    """
    members, before = len(draws), years[0] - blocks.base_year - 1
    count = before + len(years)
    sums = np.zeros((members, count, len(CITY_SUMS) + len(blocks.thresholds)))
    incomes = np.empty((members, len(kept), blocks.villages), np.float32)  # all written
    places = np.full(count, -1)
    places[[before + place for place in kept]] = range(len(kept))
    reaching = np.pad(exposure.channels, ((before, 0), (0, 0), (0, 0))) if before else exposure.channels
    channels = blocks.spread(reaching)
    packed = (blocks.first, blocks.townships, blocks.banners, blocks.rows, blocks.keys, blocks.banner_keys)
    limits = np.array(blocks.thresholds, np.float32)
    world = kernel.PackedVillages(*packed, channels, kernel.block_totals(blocks.rows, channels), limits)
    age = np.pad(exposure.age, (before, 0)).astype(np.float32)
    numbers = draws.index.to_numpy(np.uint32)
    drawn = np.ascontiguousarray(draws[list(UNCERTAINTIES)].to_numpy(np.float32))
    first = blocks.base_year + 1
    kernel.run(chunk, first, world, age, drawn, numbers, stream_keys(seed), sums, incomes, places)
    return sums[:, before:], incomes


def check_case(case: Case) -> None:
    """Refuse, before anything is run, what a run of the case would be refused for."""
    make_handouts(case)
    pack(case.register, case.programme)


@lru_cache(REGISTERS)
def pack(register: Register, programme: Programme) -> Blocks:
    """A sorted register (banner, township, village) in the kernel's layout; kept for the next run."""
    table = register.table
    townships = np.flatnonzero(np.r_[True, _changes(table["township_id"]), True])
    sizes = np.diff(townships)
    if sizes.max() > BLOCK:
        largest = int(np.argmax(sizes))
        name = table["township_id"].iloc[townships[largest]]
        raise fault(
            register.name, "fault_township_too_large", township=name, count=int(sizes[largest]), limit=BLOCK
        )
    banner_of = table["banner_id"].iloc[townships[:-1]]
    banners, banner_ids = pd.factorize(banner_of)
    rows = np.stack([column.to_numpy(np.float64) for column in _village_rows(table)])
    empty = Blocks(
        _block_starts(townships), townships.astype(np.int64), banners.astype(np.int64),
        rows, np.zeros(0), name_keys("banner", pd.Index(banner_ids)),
        programme.base_year, programme.thresholds,
    )  # fmt: skip
    return Blocks(
        **{**vars(empty), "rows": empty.spread(rows), "keys": _village_keys(empty, table["village_id"])}
    )


def _village_rows(table: pd.DataFrame) -> VillageRows:
    """The columns of a register that the equations read, with its industry's risks joined in."""
    industries = load_industries()
    risks = [table["industry"].map(industries[f"{risk}_weight"]) for risk in ("loss_rate", "loss_severity")]
    streams = [table[stream] for stream in STREAMS]
    return VillageRows._make([*streams, table["governance"], *risks])


def _village_keys(blocks: Blocks, ids: pd.Series) -> np.ndarray:
    keys = name_keys("village", ids)
    out = np.zeros((len(blocks.first) - 1, ROW), np.uint32)
    for block, (begin, end) in enumerate(pairwise(blocks.townships[blocks.first])):
        out[block, : end - begin] = keys[begin:end]
    return out


def _changes(column: pd.Series) -> np.ndarray:
    return np.diff(pd.factorize(column)[0]) != 0


def _block_starts(townships: np.ndarray) -> np.ndarray:
    """First township of each block: as many whole townships as fit, (block+1,)."""
    starts = [0]
    for township in range(len(townships) - 1):
        if townships[township + 1] - townships[starts[-1]] > BLOCK:
            starts.append(township)
    return np.array([*starts, len(townships) - 1], dtype=np.int64)


# --- labels -----------------------------------------------------------------------------------


def city_dataset(sums: np.ndarray, blocks: Blocks, members: pd.Index, years: tuple[int, ...]) -> xr.Dataset:
    """The kernel's sums as named variables over (member, year), with units."""
    villages, counts = blocks.villages, city_counts(blocks.thresholds)
    coords = {"member": members.to_numpy(), "year": list(years)}
    names = (*CITY_SUMS, *counts)
    values = dict(zip(names, np.moveaxis(sums, -1, 0), strict=True))
    for count in counts:
        values[count] = villages - values[count]  # the kernel counts the villages that reach a threshold
    values["mean"] = values["total"] / villages
    values["without_subsidy"] = values["total"] - values["subsidy"]
    units = {
        **CITY_UNITS,
        **dict.fromkeys(counts, "village"),
        "mean": "10k yuan/year",
        "without_subsidy": "10k yuan/year",
    }
    variables = {name: (("member", "year"), array, {"units": units[name]}) for name, array in values.items()}
    return xr.Dataset(variables, coords=coords, attrs={"villages": villages})


def _village_dataset(incomes: np.ndarray, case: Case, exposure: Exposure, members: pd.Index) -> xr.Dataset:
    """Income of each village, and the subsidy in it, which is the same in every member.

    incomes  (member, year, village) float32; income (member, village, year), subsidy (village, year), both
    10k yuan/year
    """
    subsidy = case.register.table["subsidy"].to_numpy() + exposure.channels[:, CHANNELS.index("support")]
    coords = {
        "member": members.to_numpy(),
        "village": case.register.table["village_id"].to_numpy(),
        "year": list(case.scenario.years),
    }
    units = {"units": "10k yuan/year"}
    arrays = {
        "income": (AXES, incomes.swapaxes(1, 2), units),
        "subsidy": (AXES[1:], subsidy.astype(np.float32).T, units),
    }
    return xr.Dataset(arrays, coords=coords)


def _inequality(income: xr.DataArray, city: xr.Dataset) -> dict[str, xr.DataArray]:
    """Median income and Gini coefficient over villages, (member, year)."""
    median, gini = median_and_gini(np.ascontiguousarray(income.to_numpy().swapaxes(1, 2)))
    return {
        "median": city["mean"].copy(data=median).assign_attrs(units="10k yuan/year"),
        "gini": city["mean"].copy(data=gini).assign_attrs(units="index 0..1"),
    }


def signed(result: Result) -> Result:
    """A result as the equations leave it, with its origin and units in the programme's money: here alone."""
    case, money = result.case, result.case.programme.money
    for values in (*result.city.values(), *(result.villages or {}).values()):
        values.attrs["units"] = money.named(values.attrs["units"])
    origin = {
        "scenario": case.scenario.id,
        "seed": result.seed,
        "register": case.register.name,
        "synthetic": int(case.register.synthetic),
    }
    cost = result.cost.assign_attrs(units=money.named(result.cost.attrs["units"]))
    return replace(result, city=result.city.assign_attrs(**origin), cost=cost)
