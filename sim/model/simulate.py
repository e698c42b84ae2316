"""From a case and its draws to a Result: the villages packed into blocks, run, and labelled."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import xarray as xr

from sim.axes import (
    ACCOUNT_UNITS,
    AXES,
    CHANNELS,
    CITY_SUMS,
    CITY_UNITS,
    COUNTED,
    STREAMS,
    UNCERTAINTIES,
    UNKNOWN,
    VillageRows,
    city_counts,
    sums_wanted,
)
from sim.faults import fault
from sim.inputs.villages import ACCOUNT_COLUMNS, known_account, load_industries
from sim.model import kernel
from sim.model.adaptive import RulesPack, compiled_rules, pack_rules, ruled_levers
from sim.model.exposure import REGISTERS, Exposure, make_exposure, make_handouts
from sim.model.kernel import median_and_gini
from sim.model.layout import BLOCK, ROW, PackedVillages, aligned_zeros
from sim.model.luck import name_keys, stream_keys
from sim.model.prices import drawn_prices, paid
from sim.model.structures import STANDARD, Structure, structured_draws

if TYPE_CHECKING:
    from sim.inputs.case import Case
    from sim.inputs.programme import Programme
    from sim.inputs.villages import Register

_STANDING = VillageRows._fields.index("standing")
_NET = list(COUNTED).index("net") - 1  # among the kinds that are kept beside the gross income
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
    products: np.ndarray
    banner_keys: np.ndarray
    product_keys: np.ndarray
    price_weights: np.ndarray
    base_year: int
    thresholds: tuple[float, ...]

    @property
    def villages(self) -> int:
        return int(self.townships[-1])

    @property
    def standing(self) -> np.ndarray:
        """How rich each village is among all of them, (village,) from -1 to 1."""
        sizes = np.diff(self.townships[self.first])
        rows = self.rows.reshape(len(sizes), -1, ROW)[:, _STANDING]
        return np.concatenate([row[:size] for row, size in zip(rows, sizes, strict=True)])

    def spread(self, values: np.ndarray) -> np.ndarray:
        """Values (…, row, village) cut into blocks, (block, …, row*ROW) float32, empty places 0."""
        out = aligned_zeros((len(self.first) - 1, *values.shape[:-1], ROW), np.float32)
        for block, (begin, end) in enumerate(pairwise(self.townships[self.first])):
            out[block, ..., : end - begin] = values[..., begin:end]
        return out.reshape(*out.shape[:-2], -1)


@dataclass(frozen=True)
class Result:
    """What a case's members say, with everything that says where it comes from.

    city      Dataset over (member, year): sums over villages and counts of villages, units as attributes
    villages  Dataset of income and net (member, village, year) and subsidy (village, year), 10k yuan/year;
              None where only the city was asked for
    cost      (lever, year) public money at the levers' central prices, 10k yuan/year; where rules decide what
              is spent, the members' mean; at the prices that each member has drawn their sum is `paid` of
              the city
    units     (member, lever, year) units of new money that the levers under rules took; None without rules
    draws     (member x uncertainty) the priors' draws that were used
    structure the form of the model that ran

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
    structure: Structure = STANDARD
    units: xr.DataArray | None = None

    @property
    def members(self) -> int:
        return len(self.draws)

    def __repr__(self) -> str:
        """One line: of what case, how many members and which seed; not the arrays."""
        kept = "with" if self.villages is not None else "without"
        return f"Result({self.case.scenario.id!r}, {self.members} members, seed {self.seed}, {kept} villages)"


def simulate_members(
    case: Case,
    draws: pd.DataFrame,
    seed: int = 0,
    villages: bool = True,
    chunk: int = _CHUNK,
    structure: Structure = STANDARD,
) -> Result:
    """Run every member of `draws` (index: member number; one column per uncertainty) through a case.

    `villages` keeps the incomes of each village too: 8 bytes x members x villages x years.
    Raises InputFaults where the register cannot be packed or a lever cannot be handed out.
    """
    exposure = make_exposure(case)
    blocks = pack(case.register, case.programme)
    years = case.scenario.years
    kept = range(len(years)) if villages else ()
    ran = run_blocks(blocks, exposure, years, draws, seed, kept, chunk, structure, counted=villages)
    city = city_dataset(ran.sums, blocks, draws.index, years, int(case.register.table["households"].sum()))
    cube = None
    if villages:
        cube = _village_dataset(ran.incomes, ran.nets, case, exposure, draws.index)
        city = city.assign(_inequality(cube["income"], city))
    cost, units = costed(case, exposure, ran.spent, draws.index)
    return signed(Result(case, draws, seed, city, cube, cost, structure, units))


def costed(
    case: Case, exposure: Exposure, spent: np.ndarray, members: pd.Index
) -> tuple[xr.DataArray, xr.DataArray | None]:
    """What a run's levers cost, (lever, year) 10k yuan/year, and the units that those under rules took.

    spent  (member, lever, year) of a run
    """
    if not exposure.ruled:
        return exposure.cost, None
    units = _spent_units(spent, case, members)
    return _cost_of(units, exposure.cost, case), units


def _spent_units(spent: np.ndarray, case: Case, members: pd.Index) -> xr.DataArray:
    """What the levers under rules took, with names; spent (member, lever, year) in each lever's unit."""
    coords = {"member": members.to_numpy(), "lever": ruled_levers(case), "year": list(case.scenario.years)}
    return xr.DataArray(spent, coords, ("member", "lever", "year"))


def _cost_of(units: xr.DataArray, calendar: xr.DataArray, case: Case) -> xr.DataArray:
    """The mean cost over the members, (lever, year), 10k yuan/year: by the calendar where no rule decides."""
    cost = calendar.copy(deep=True)
    for name in units["lever"].to_numpy():
        cost.loc[{"lever": name}] = case.levers[name].unit_cost * units.sel(lever=name).mean("member")
    return cost


class Ran(NamedTuple):
    """What a kernel leaves of a run."""

    sums: np.ndarray  # (member, year, sum), units of CITY_SUMS, then villages that reach each threshold
    incomes: np.ndarray  # (member, kept, village) float32, gross, 10k yuan/year
    counted: np.ndarray  # (member, kept, kind, village) of the other kinds of COUNTED; no kept if not wanted
    spent: np.ndarray  # (member, lever, year) what the levers under rules took, in each lever's unit

    @property
    def nets(self) -> np.ndarray:
        """The net returns, (member, kept, village) float32, 10k yuan/year."""
        return self.counted[:, :, _NET]


def run_blocks(
    blocks: Blocks,
    exposure: Exposure,
    years: tuple[int, ...],
    draws: pd.DataFrame,
    seed: int,
    kept: Sequence[int] = (),
    chunk: int = _CHUNK,
    structure: Structure = STANDARD,
    counted: bool = False,
) -> Ran:
    """Every member of `draws` through the packed villages.

    `kept` are positions on the year axis: the years whose incomes are kept village by village, of every kind
    by which villages are `counted` where that is wanted. Villages go on from the base year by themselves
    until the first of `years`; those years before are not shown.
    """
    members, before = len(draws), years[0] - blocks.base_year - 1
    count, world = before + len(years), _world(blocks, exposure, before)
    sums = np.zeros((members, count, sums_wanted(blocks.thresholds)))
    incomes = np.empty((members, len(kept), blocks.villages), np.float32)  # all written
    others = np.empty((members, len(kept) if counted else 0, len(COUNTED) - 1, blocks.villages), np.float32)
    places = np.full(count, -1)
    places[[before + place for place in kept]] = range(len(kept))
    first, given = blocks.base_year + 1, _given(draws, seed, structure)
    rules = _rules_of(exposure, blocks, years, before)
    spent = np.zeros((members, len(rules.levers.portion) if rules else 0, len(years)))
    written = (sums, incomes, others, places)
    if rules:
        compiled_rules(structure.switches)(chunk, first, world, *rules, *given, *written, spent)
    else:
        kernel.compiled(structure.switches)(chunk, first, world, *given, *written)
    return Ran(sums[:, before:], incomes, others, spent)


def _rules_of(exposure: Exposure, blocks: Blocks, years: tuple[int, ...], before: int) -> RulesPack | None:
    """The rules of what reaches the villages; they look at all villages of the case and all of its years."""
    case = exposure.ruled
    if case is None:
        return None
    if blocks.villages != len(case.register.table) or years != case.scenario.years:
        raise fault(case.scenario.id, "adaptive_not_here")
    return pack_rules(case, make_handouts(case, exposure.lot, ruled=True), before, exposure.lot)


def _world(blocks: Blocks, exposure: Exposure, before: int) -> PackedVillages:
    """Blocks with what reaches them, after some years in which nothing does."""
    reaching = np.pad(exposure.channels, ((before, 0), (0, 0), (0, 0))) if before else exposure.channels
    channels = blocks.spread(reaching)
    return PackedVillages(
        blocks.first, blocks.townships, blocks.banners, blocks.rows, blocks.keys, blocks.products,
        blocks.banner_keys, blocks.product_keys, blocks.price_weights, channels,
        kernel.block_totals(blocks.rows, channels), np.array(blocks.thresholds, np.float32),
    )  # fmt: skip


def _given(draws: pd.DataFrame, seed: int, structure: Structure) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What a kernel is given of the members: draws, numbers and streams of luck."""
    drawn = structured_draws(draws, structure)[list(UNCERTAINTIES)].to_numpy(np.float32)
    return np.ascontiguousarray(drawn), draws.index.to_numpy(np.uint32), stream_keys(seed)


def accounts(
    case: Case,
    draws: pd.DataFrame,
    seed: int = 0,
    structure: Structure = STANDARD,
    part: tuple[Blocks, Exposure] | None = None,
) -> xr.Dataset:
    """Every village's whole account, one variable an item (ACCOUNT_UNITS), (member, village, year) float64.

    10k yuan for what a village has at the end of a year, 10k yuan/year for what moves in it. The same years
    and luck as `simulate_members`, computed in float64: 8 bytes x items x members x villages x years, so for
    some members and not for a country. `part` holds the villages and what reaches them where the case is cut
    out of a larger one, as one township is.
    """
    blocks, exposure = part or (pack(case.register, case.programme), make_exposure(case))
    if exposure.ruled:
        raise fault(case.scenario.id, "adaptive_not_here")
    years = case.scenario.years
    before = years[0] - blocks.base_year - 1
    count, world = before + len(years), _world(blocks, exposure, before)
    sums = np.zeros((len(draws), count, sums_wanted(blocks.thresholds)))
    out = np.zeros((len(draws), count, len(kernel.ACCOUNT), blocks.villages))
    drawn, *rest = _given(draws, seed, structure)
    exact = drawn.astype(np.float64)  # the same draws, and all that follows from them in float64
    kernel.compiled_accounts(structure.switches)(blocks.base_year + 1, world, exact, *rest, sums, out)
    coords = {"member": draws.index.to_numpy(), "village": case.register.table["village_id"].to_numpy()}
    named = case.programme.money.named
    items = {
        name: (AXES, out[:, before:, kernel.ACCOUNT.index(name)].swapaxes(1, 2), {"units": named(unit)})
        for name, unit in ACCOUNT_UNITS.items()
    }
    return xr.Dataset(items, coords={**coords, "year": list(years)})


def check_case(case: Case) -> None:
    """Refuse, before anything is run, what a run of the case would be refused for."""
    make_handouts(case, ruled=True)
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
    rows = np.stack(_village_rows(register))
    industries = load_industries()
    empty = Blocks(
        _block_starts(townships), townships.astype(np.int64), banners.astype(np.int64),
        rows, np.zeros(0), np.zeros(0), name_keys("banner", pd.Index(banner_ids)),
        name_keys("product", industries.index), industries["price_weight"].to_numpy(np.float32),
        programme.base_year, programme.thresholds,
    )  # fmt: skip
    numbers = industries.index.get_indexer(table["industry"]).astype(np.uint8)
    spread = {
        "rows": empty.spread(rows),
        "keys": _by_block(empty, name_keys("village", table["village_id"])),
        "products": _by_block(empty, numbers),
    }
    return Blocks(**{**vars(empty), **spread})


def pack_part(part: Register, programme: Programme, standing: np.ndarray) -> Blocks:
    """Some whole townships of a register in the kernel's layout; each village earns what it earns there.

    standing  how rich each of them is among all of the register, (village,), `Blocks.standing`
    """
    blocks = pack(part, programme)
    rows = blocks.rows.reshape(len(blocks.first) - 1, -1, ROW).copy()
    rows[:, _STANDING] = _by_block(blocks, standing.astype(np.float32))
    return replace(blocks, rows=rows.reshape(blocks.rows.shape))


_RISKS = ("loss_rate_weight", "loss_severity_weight")
_KINDS = (
    "yield_weight",
    "cost_weight",
    "lag_weight",
    "depreciation_weight",
    "upkeep_weight",
    "market_weight",
)


def _village_rows(register: Register) -> VillageRows:
    """The columns of a register that the equations read, with its industry's weights, (row, village)."""
    table, industries = register.table, load_industries()
    weights = [industries[name].loc[table["industry"]].to_numpy() for name in (*_RISKS, *_KINDS)]
    streams = [table[stream].to_numpy(np.float64) for stream in STREAMS]
    account = known_account(register)
    booked = [account[name].fillna(UNKNOWN).to_numpy(np.float64) for name in ACCOUNT_COLUMNS]
    remote = account["remote"].to_numpy(np.float64)
    risks, kinds = weights[: len(_RISKS)], weights[len(_RISKS) :]
    distance = 2 * np.nan_to_num(remote, nan=0.5) - 1
    standing = _ranked(np.sum(streams, axis=0))
    rows = [*streams, table["governance"].to_numpy(), *risks, *booked, *kinds, standing, distance]
    return VillageRows._make(rows)


def _ranked(values: np.ndarray) -> np.ndarray:
    """Ranks from -1, the least, to 1, (village,); the same for those that are alike, 0 where all are.

    The ends are those of the ranks there are, so that villages that are there twice stand where they stood.
    """
    ranks = pd.Series(values).rank().to_numpy()
    first, last = ranks.min(), ranks.max()
    return np.zeros(len(ranks)) if first == last else 2 * (ranks - first) / (last - first) - 1


def _by_block(blocks: Blocks, values: np.ndarray) -> np.ndarray:
    """Values (village,) cut into blocks, (block, ROW), empty places 0."""
    out = aligned_zeros((len(blocks.first) - 1, ROW), values.dtype)
    for block, (begin, end) in enumerate(pairwise(blocks.townships[blocks.first])):
        out[block, : end - begin] = values[begin:end]
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


def city_dataset(
    sums: np.ndarray,
    blocks: Blocks,
    members: pd.Index,
    years: tuple[int, ...],
    households: int,
    only: Collection[str] = (),
) -> xr.Dataset:
    """The kernel's sums as named variables over (member, year), with units.

    sums  (member, year, sum); `households` of all villages, who share what is handed on to them
    only  the variables that are wanted, where a few are wanted often: each takes its time; none: all
    """
    villages, counts = blocks.villages, city_counts(blocks.thresholds)
    coords = {"member": members.to_numpy(), "year": list(years)}
    names = (*CITY_SUMS, *counts)
    values = dict(zip(names, np.moveaxis(sums, -1, 0), strict=True))
    for count in counts:
        values[count] = villages - values[count]  # the kernel counts the villages that reach a threshold
    values["mean"] = values["total"] / villages
    values["net_mean"] = values["net"] / villages
    values["without_subsidy"] = values["total"] - values["subsidy"]
    values["to_households"] = values["dividends"] + values["wages"] + values["rents"]
    values["per_household"] = values["to_households"] / households
    units = {
        **dict.fromkeys(names, "village"),
        **CITY_UNITS,
        **dict.fromkeys(("mean", "net_mean", "without_subsidy", "to_households"), "10k yuan/year"),
        "per_household": "10k yuan/household/year",
    }
    variables = {
        name: (("member", "year"), array, {"units": units[name]})
        for name, array in values.items()
        if not only or name in only
    }
    return xr.Dataset(variables, coords=coords, attrs={"villages": villages})


def subsidies(case: Case, exposure: Exposure) -> np.ndarray:
    """What each village gets in subsidies, the same in every member, (year, village), 10k yuan/year."""
    return case.register.table["subsidy"].to_numpy() + exposure.channels[:, CHANNELS.index("support")]


def _village_dataset(
    incomes: np.ndarray, nets: np.ndarray, case: Case, exposure: Exposure, members: pd.Index
) -> xr.Dataset:
    """Gross income and net return of each village, and the subsidy, which is the same in every member.

    incomes, nets  (member, year, village) float32; income and net (member, village, year), subsidy
    (village, year), all 10k yuan/year
    """
    subsidy = subsidies(case, exposure)
    coords = {
        "member": members.to_numpy(),
        "village": case.register.table["village_id"].to_numpy(),
        "year": list(case.scenario.years),
    }
    units = {"units": "10k yuan/year"}
    arrays = {
        "income": (AXES, incomes.swapaxes(1, 2), units),
        "net": (AXES, nets.swapaxes(1, 2), units),
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


def with_paid(
    city: xr.Dataset, case: Case, members: pd.Index, seed: int, units: xr.DataArray | None = None
) -> xr.Dataset:
    """The city with `paid`, the public money that the levers cost at each member's prices, (member, year).

    units  (member, lever, year) what the levers under rules took instead of their calendar's amounts
    """
    spent = paid(case.levers, case.scenario.settings, members.to_numpy(), seed)
    if units is not None:
        ruled = {name: case.levers[name] for name in units["lever"].to_numpy()}
        calendar = np.array([case.scenario.settings[name].totals for name in ruled])
        prices = drawn_prices(ruled, members.to_numpy(), seed)
        spent = spent + (prices[:, :, None] * (units.to_numpy() - calendar)).sum(axis=1)
    return city.assign(paid=(("member", "year"), spent, {"units": "10k yuan/year"}))


def signed(result: Result) -> Result:
    """A result as the equations leave it, with its cost, its origin and units in the programme's money."""
    case, money = result.case, result.case.programme.money
    city = with_paid(result.city, case, result.draws.index, result.seed, result.units)
    for values in (*city.values(), *(result.villages or {}).values()):
        values.attrs["units"] = money.named(values.attrs["units"])
    origin = {
        "scenario": case.scenario.id,
        "seed": result.seed,
        "register": case.register.name,
        "synthetic": int(case.register.synthetic),
    }
    cost = result.cost.assign_attrs(units=money.named(result.cost.attrs["units"]))
    return replace(result, city=city.assign_attrs(**origin), cost=cost)
