"""A case made ready to be run many times: its levers priced as instruments, its villages' chances."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.axes import CHANNEL, CHANNELS, CITY_SUMS, COUNTED, city_counts
from sim.faults import InputFaults, unknown
from sim.inputs.case import Case
from sim.inputs.levers import Lever
from sim.inputs.villages import NAMES, find_village
from sim.model.exposure import (
    Exposure,
    Handout,
    felt,
    felt_channels,
    make_exposure,
    make_handouts,
    reaching,
    supplied,
    supply_of,
    with_extra,
)
from sim.model.simulate import Blocks, Ran, pack, pack_part, run_blocks
from sim.runs.ensemble import draw_members
from sim.words import say

if TYPE_CHECKING:
    from sim.inputs.scenarios.scenario import LeverSetting
    from sim.inputs.villages import Register


# ---- A case made ready to be run many times: what stays the same between two runs is prepared once ----
# Every question of this stage is answered by re-running the model under other exposures with the same
# members and the same luck, so a difference between two runs is a cause and not chance.

Handed = Mapping[str, Sequence[Handout]]  # every lever's handouts, in the order of the levers


@dataclass(frozen=True)
class World:
    """A case with its villages packed and its members drawn.

    draws  (member x uncertainty); the index numbers the members, whose luck it keys
    """

    case: Case
    blocks: Blocks
    draws: pd.DataFrame
    seed: int

    @property
    def years(self) -> tuple[int, ...]:
        return self.case.scenario.years

    @property
    def table(self) -> pd.DataFrame:
        return self.case.register.table

    @property
    def villages(self) -> int:
        return len(self.table)

    @property
    def sums(self) -> tuple[str, ...]:
        """The kernel's last axis; its counts are of villages that reach a threshold."""
        return (*CITY_SUMS, *city_counts(self.case.programme.thresholds))


def make_world(case: Case, members: int = 1000, seed: int = 0) -> World:
    """The world of a case with `members` draws from its priors."""
    return World(
        case, pack(case.register, case.programme), draw_members(case.parameters, members, seed), seed
    )


def fewer(world: World, members: int) -> World:
    """The same world with only the first members: those of a longer run, so answers can be refined."""
    return replace(world, draws=world.draws.iloc[:members])


def with_parameter(world: World, name: str, value: float) -> World:
    """The same world with one uncertainty fixed at `value` in every member."""
    if name not in world.draws:
        raise InputFaults([unknown("", say("word_parameter"), name, world.draws.columns)])
    return replace(world, draws=world.draws.assign(**{name: float(value)}))


def city_sums(world: World, exposure: Exposure) -> np.ndarray:
    """The kernel's sums over villages, (member, year, sum), in the order of `World.sums`."""
    return run_blocks(world.blocks, exposure, world.years, world.draws, world.seed).sums


def incomes(world: World, exposure: Exposure) -> np.ndarray:
    """Income of each village, (member, year, village) float32, 10k yuan/year."""
    kept = range(len(world.years))
    return run_blocks(world.blocks, exposure, world.years, world.draws, world.seed, kept).incomes


def all_incomes(world: World, exposure: Exposure) -> Ran:
    """Every kind of income of each village in all years, with the city's sums."""
    kept = range(len(world.years))
    return run_blocks(world.blocks, exposure, world.years, world.draws, world.seed, kept, counted=True)


def last_incomes(world: World, exposure: Exposure) -> Ran:
    """As `all_incomes`, of the last year alone."""
    last = [len(world.years) - 1]
    return run_blocks(world.blocks, exposure, world.years, world.draws, world.seed, last, counted=True)


def outcome_of(sums: np.ndarray, outcome: str, world: World) -> np.ndarray:
    """A city outcome from the kernel's sums: `total`, `mean`, a stream, or `reach_12` and its like.

    sums (…, sum); returns (…): 10k yuan/year, or villages for `reach_…` and `below_…`.
    """
    outcome = world.case.programme.outcome(outcome)
    if outcome == "mean":
        return sums[..., world.sums.index("total")] / world.villages
    if outcome.startswith("reach_"):
        return sums[..., _sum_position(f"below_{outcome.removeprefix('reach_')}", world)]
    if outcome.startswith("below_"):
        return world.villages - sums[..., _sum_position(outcome, world)]
    return sums[..., _sum_position(outcome, world)]


def _sum_position(name: str, world: World) -> int:
    """Where an outcome stands on the kernel's last axis. Raises InputFaults with the nearest of all."""
    if name not in world.sums:
        raise InputFaults([unknown("", say("word_outcome"), name, ("mean", *world.sums))])
    return world.sums.index(name)


# --- exposures put together ----------------------------------------------------------------------


def exposure_of(case: Case, settings: Mapping[str, LeverSetting]) -> Exposure:
    """What reaches the villages where the levers are set so."""
    return make_exposure(replace(case, scenario=replace(case.scenario, settings=settings)))


def idle(settings: Mapping[str, LeverSetting], keep: Sequence[str] = ()) -> dict[str, LeverSetting]:
    """Every lever at nothing, but those of `keep` as they are."""
    return {
        name: each if name in keep else replace(each, amounts=(0.0,) * len(each.amounts), extra=())
        for name, each in settings.items()
    }


def divided(lever: Lever) -> bool:
    """Whether a lever can be handed to single villages, year by year.

    What lasts stays for good and what reaches everyone is not handed out: neither can be allocated.
    """
    return lever.reach != "everyone" and not any(CHANNEL[name].lasting for name, _ in lever.channels)


def channels_of(levers: Iterable[Lever]) -> set[str]:
    """The channels through which any of some levers works."""
    return {name for lever in levers for name, _ in lever.channels}


def stay_local(channels: Iterable[str]) -> bool:
    """Whether nothing of some channels passes to the neighbours."""
    return all(CHANNEL[name].local for name in channels)


def handed(case: Case) -> dict[str, list[Handout]]:
    """The handouts of a case by lever: each lever's depend on no other's amounts."""
    found: dict[str, list[Handout]] = {name: [] for name in case.levers}
    for each in make_handouts(case):
        found[each.lever.id].append(each)
    return found


def _in_order(handouts: Handed) -> list[Handout]:
    return [each for own in handouts.values() for each in own]


@dataclass(frozen=True)
class Reached:
    """What the levers hand out to some villages, and what these feel of it.

    Handouts add up, what is felt of them may not: whoever gives more adds to the handouts, and
    sim.model.exposure turns all of them together into channels.

    handouts  in the whole register
    villages  positions there of the villages looked at; table: their rows
    channels  (year, channel, village) felt by them
    """

    levers: Mapping[str, Lever]
    handouts: Handed
    register: Register
    villages: np.ndarray
    table: pd.DataFrame
    channels: np.ndarray

    @property
    def exposure(self) -> Exposure:
        return exposure_from(self.channels)

    def cut(self, positions: np.ndarray) -> Reached:
        """The same for some of the villages, by their positions among these; positions (village,)."""
        table = self.table.iloc[positions].reset_index(drop=True)
        villages, channels = self.villages[positions], self.channels[..., positions]
        return replace(self, villages=villages, table=table, channels=channels)

    def with_more(
        self,
        units: Mapping[str, np.ndarray],
        sums: Mapping[str, np.ndarray] | None = None,
        alone: bool = False,
    ) -> Exposure:
        """What reaches these villages where they get more.

        units  by lever, (year, village) in its unit
        sums   by channel, (year, village) before anything is shared or capped
        alone  each village is asked what it would gain if it alone were given this: prices stay as they are
        """
        sums, shape = sums or {}, (len(self.channels), len(self.villages))
        handouts = {**self.handouts, **{name: self._more(name, given) for name, given in units.items()}}
        everything, channels = _in_order(handouts), self.channels.copy()
        for name in channels_of(self.levers[lever] for lever in units) | set(sums):
            total = reaching(name, everything, self.villages, shape)
            if name in sums:
                total += sums[name]
            channels[:, CHANNELS.index(name)] = felt(name, total, self.table)
            if name in _SUPPLY and not alone:  # what these villages sell weighs on all of the same product
                whole = reaching(name, everything, slice(None), (len(channels), len(self.register.table)))
                if name in sums:
                    whole[:, self.villages] += sums[name]
                channels[:, CHANNELS.index(_SUPPLY[name])] = supplied(whole, self.register)[:, self.villages]
        return exposure_from(channels)

    def _more(self, lever: str, given: np.ndarray) -> list[Handout]:
        named = np.zeros((len(given), len(self.register.table)))
        named[:, self.villages] = given
        return with_extra(self.handouts[lever], self.levers[lever], named)


_SUPPLY = {channel.of_product: name for name, channel in CHANNEL.items() if channel.of_product}


def reached(case: Case, handouts: Handed) -> Reached:
    """What handouts bring every village of a case."""
    table, everything = case.register.table, _in_order(handouts)
    everyone = np.arange(len(table))
    channels = felt_channels(everything, slice(None), table, supply_of(case, everything))
    return Reached(case.levers, handouts, case.register, everyone, table, channels)


def reached_by(case: Case, settings: Mapping[str, LeverSetting]) -> Reached:
    """What reaches the villages where the levers are set so, ready for more to be added."""
    return reached(case, handed(replace(case, scenario=replace(case.scenario, settings=settings))))


def exposure_from(channels: np.ndarray) -> Exposure:
    """An exposure put together here; nobody asks what it costs.

    channels (year, channel, village) in CHANNEL_UNITS
    """
    return Exposure(channels, None)  # type: ignore[arg-type]


# --- places --------------------------------------------------------------------------------------

_PLACES = ("village_id", "township_id", "banner_id")
CITY = "city"


def villages_of(table: pd.DataFrame, place: str) -> np.ndarray:
    """Positions of the villages of a place: a village, township or banner by its id or name, or `city`.

    returns (village,)
    """
    if place == CITY:
        return np.arange(len(table))
    place = place or find_village(table, "")
    for column in _PLACES:
        if (table[column] == place).any():
            return np.flatnonzero(table[column] == place)
    for column, name in reversed(NAMES.items()):
        named = (table[name] == place).to_numpy() if name in table else np.zeros(len(table), bool)
        if named.any():
            only = table["village_id"] == find_village(table, place) if column == "village_id" else named
            return np.flatnonzero(only)
    known = [CITY, *pd.unique(table["banner_id"]), *pd.unique(table["township_id"]), *table["village_id"]]
    near = unknown("", say("word_place"), place, known)
    if near.key == "fault_unknown":  # nothing is close: name the kinds, not every village
        ends = [f"{table[c].iloc[0]} … {table[c].iloc[-1]}" for c in reversed(_PLACES)]
        near = unknown("", say("word_place"), place, [CITY, *ends])
    raise InputFaults([near])


def surroundings(table: pd.DataFrame, positions: np.ndarray) -> np.ndarray:
    """Positions of all villages in the townships of some: those between whom anything passes.

    positions (village,), returns (village,)
    """
    return np.flatnonzero(table["township_id"].isin(table["township_id"].iloc[positions].unique()))


def narrowed(world: World, positions: np.ndarray) -> World:
    """The world of some whole townships alone; their luck and incomes are those of the whole city.

    positions (village,)
    """
    table = world.table.iloc[positions].reset_index(drop=True)
    case = replace(world.case, register=replace(world.case.register, table=table))
    blocks = pack_part(case.register, case.programme, world.blocks.standing[positions])
    return World(case, blocks, world.draws, world.seed)


@dataclass(frozen=True)
class Turn:
    """A run in which at most one village of each township is served.

    served  (village,) whether a village is; inside: positions of all villages of the townships with one
    world   those townships alone, since nothing passes out of a township
    """

    served: np.ndarray
    inside: np.ndarray
    world: World

    def cut(self, values: np.ndarray) -> np.ndarray:
        """Values (…, village) of the villages in this run."""
        return values[..., self.inside]


def turns_of(world: World) -> list[Turn]:
    """As many runs as the largest township has villages; together they serve every village once."""
    turn = world.table.groupby("township_id", sort=False).cumcount().to_numpy()
    found = []
    for number in range(turn.max() + 1):
        served = turn == number
        inside = surroundings(world.table, np.flatnonzero(served))
        found.append(Turn(served, inside, narrowed(world, inside)))
    return found


# ---- How surely each village reaches the thresholds, and what it will earn in the middle: what a map shows


@dataclass(frozen=True, eq=False)
class Reach:
    """The villages of one scenario in its last year.

    chance  by threshold, (village,): share of members in which a village reaches it
    middle  (village,) median income, 10k yuan/year; net: median net return
    apart   by threshold, (2, village): share of members in which it is there by subsidy, and by new debt
    """

    chance: dict[float, np.ndarray]
    middle: np.ndarray
    net: np.ndarray
    apart: dict[float, np.ndarray]


def reach(case: Case, draws: pd.DataFrame, seed: int = 0) -> Reach:
    """Run a case on given draws and look at every village in the last year."""
    world, limits = World(case, pack(case.register, case.programme), draws, seed), case.programme.thresholds
    ran = last_incomes(world, make_exposure(case))
    income = ran.incomes[:, -1]
    chance = {limit: (income >= limit).mean(axis=0) for limit in limits}
    apart = told_apart(ran, limits).expected()
    return Reach(chance, np.median(income, axis=0), np.median(ran.nets[:, -1], axis=0), apart)


@dataclass(frozen=True, eq=False)
class Apart:
    """Villages of the last year that fall short net, or get to a threshold by other means than earning.

    net_below  by threshold, (member, village): whether its net return is below it
    by_means   by threshold, (2, member, village): whether it is at it by subsidy, and by new debt, alone
    """

    net_below: dict[float, np.ndarray]
    by_means: dict[float, np.ndarray]

    def expected(self) -> dict[float, np.ndarray]:
        """The share of members in which each village is there by subsidy, and by new debt, (2, village)."""
        return {limit: means.mean(axis=1) for limit, means in self.by_means.items()}


def told_apart(ran: Ran, limits: Sequence[float]) -> Apart:
    """By what means villages reach each threshold in the last year that a run has kept."""
    values = (ran.incomes[:, -1], *np.moveaxis(ran.counted[:, -1], 1, 0))
    kinds = dict(zip(COUNTED, values, strict=True))
    return Apart(
        {limit: kinds["net"] < limit for limit in limits},
        {
            limit: np.stack(
                [
                    (kinds["income"] >= limit) & (kinds["earned"] < limit),
                    (kinds["earned"] >= limit) & (kinds["unborrowed"] < limit),
                ]
            )
            for limit in limits
        },
    )


# ---- Money turned into what it buys: one instrument per lever group, so people and projects compare by price
# A yuan for a group is split over its levers as the published programme splits it. Levers without a price
# (loans, land, office rooms), without a published amount and those that no village can be given are left out.


def priced(case: Case, group: str) -> list[Lever]:
    """The levers of a group that money buys, village by village."""
    levers = [lever for lever in case.levers.values() if lever.group == group]
    return [lever for lever in levers if lever.amount * lever.unit_cost > 0 and divided(lever)]


def _spending_shares(levers: Sequence[Lever]) -> np.ndarray:
    """How the published programme splits a yuan over some levers, (lever,)."""
    spent = np.array([lever.amount * lever.unit_cost for lever in levers])
    return spent / spent.sum()


def per_yuan(case: Case, group: str) -> dict[str, float]:
    """Units of each lever that 10k yuan in one group buy."""
    levers = priced(case, group)
    shares = _spending_shares(levers) if levers else ()
    return {lever.id: float(share) / lever.unit_cost for lever, share in zip(levers, shares, strict=True)}


def bought(case: Case, spending: Sequence[float]) -> pd.DataFrame:
    """What a yearly spending per group (10k yuan) buys: rows by lever; group, amount (own units), spent."""
    rows = {}
    for group, money in zip(case.programme.groups, spending, strict=True):
        for name, units in per_yuan(case, group).items() if money > 0 else ():
            rows[name] = [group, money * units, money * units * case.levers[name].unit_cost]
    return pd.DataFrame.from_dict(rows, orient="index", columns=["group", "amount", "spent"]).rename_axis(
        "lever"
    )
