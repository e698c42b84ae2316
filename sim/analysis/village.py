"""One village at a time: its path, its peers, what holds it back and what helps it most for the money.

Everything is worked out for all villages together. What is done for one village is done for it alone: one
village of each township is served per run, so that its neighbours' share is not counted as its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from sim.analysis.prepared_case import (
    Reached,
    Turn,
    World,
    all_incomes,
    channels_of,
    exposure_from,
    exposure_of,
    fewer,
    narrowed,
    per_yuan,
    reached_by,
    stay_local,
    surroundings,
    told_apart,
    turns_of,
)
from sim.axes import BAND, QUANTILES, VillageRows
from sim.inputs.case import Case
from sim.inputs.villages import find_village, known_account
from sim.model.exposure import Exposure, base_income
from sim.model.layout import ROW
from sim.model.simulate import accounts, subsidies

PEERS = 5
STEPS = ("money", "absorption", "talent", "governance", "links")
# What one step of each is: channel, units a year, and whether in every year or only in the first.
GIFTS = {
    "money": ("grants", 0.0, False),  # one usual step of the programme's money
    "talent": ("staff", 1.0, True),  # one more resident
    "governance": ("drive", 0.5, True),  # the drive of a model-village branch
    "links": ("pairing", 0.4, True),  # one alliance
}
# What makes a village another than the average one, beside its income: rows of the register and industries,
# with what they are for the average village; where no supply weighs on its product's price.
WHY: dict[str, dict[str, float]] = {
    "trade": dict.fromkeys(("yield_weight", "cost_weight", "loss_rate", "loss_severity"), 1.0),
    "asset": dict.fromkeys(("lag_weight", "depreciation_weight", "upkeep_weight"), 1.0),
    "market": {"market_weight": 0.0},
    "remote": {"remote": 0.0},
    "standing": {"standing": 0.0},
}
# The account of a village as it is told: what comes in and goes out in a year, and what there is at its end.
ACCOUNT = {
    "in": ("operating", "contracts", "investment", "subsidy", "income"),
    "out": ("costs", "administration", "rents", "interest"),
    "left": ("net", "surplus", "dividends", "wages", "own_money", "borrowed"),
    "held": ("cash", "debt"),
}
_MOST_ACCOUNTS = 4000  # members times villages of a township, so that an account stays small
_WIDER = 2.0  # how much more a village could absorb, in the step that lifts the limit
_SAMPLE = 250  # members in the runs that serve one village alone
_Seen = Callable[[int, int], None]  # called with the runs done and those to do


@dataclass(frozen=True)
class VillageStudy:
    """What is known of every village under a scenario.

    path      (5, village, year) quantiles of income, 10k yuan/year; without_path the same without the
              programme, and without (village, year) its median; chance (village, year) of reaching `target`,
              chances (threshold, village, year) of each threshold of the programme, earned_chances without
              subsidies, net_chances by net return
    gain      (3, village) low, median and high of the gain in the last year
    net       (5, village, year) quantiles of the net return; net_gain (3, village) as gain
    apart     by threshold, (2, village): villages at it by subsidy, and by new debt, alone in the last year,
              share of members
    why       (trait, 3, village) of WHY: low, median, high of what a village gains more in the last year than
              if it were like the average village in this, net
    peers     (village, PEERS) positions of the villages most like it
    steps     (step, 4, village) low, median, high of what one step of STEPS adds in the last year, and the
              chance that it adds anything
    helps     (group, 4, village) the same for the programme's step of money more in each lever group
    steps_net, helps_net  (step or group, 3, village) low, median and high of the same in net return
    surest    (village,) share of members in which the group that helps most on average is really the best
    members   in paths, chances and gains; sampled: in steps, helps, why and accounts
    sample    the world of those members; exposure: what reaches its villages
    """

    case: Case
    target: float
    path: np.ndarray
    without_path: np.ndarray
    chance: np.ndarray
    chances: np.ndarray
    gain: np.ndarray
    net: np.ndarray
    net_gain: np.ndarray
    apart: dict[float, np.ndarray]
    why: np.ndarray
    earned_chances: np.ndarray
    net_chances: np.ndarray
    peers: np.ndarray
    steps: np.ndarray
    helps: np.ndarray
    steps_net: np.ndarray
    helps_net: np.ndarray
    means: np.ndarray
    surest: np.ndarray
    members: int
    sample: World
    exposure: Exposure

    @property
    def sampled(self) -> int:
        return len(self.sample.draws)

    def aimed_at(self, target: float) -> VillageStudy:
        """The same study for another of the programme's thresholds; another number is told."""
        target = self.case.programme.threshold(target)
        at = self.case.programme.thresholds.index(target)
        return replace(self, target=float(target), chance=self.chances[at])

    def chance_by(self, kind: str, village: int) -> float:
        """The chance of the target in the last year: `earned` without subsidies, `net` by net return."""
        chances = {"earned": self.earned_chances, "net": self.net_chances}[kind]
        return float(chances[self.case.programme.thresholds.index(self.target), village, -1])

    @property
    def without(self) -> np.ndarray:
        """The median income without the programme, (village, year), 10k yuan/year."""
        return self.without_path[QUANTILES.index(0.5)]

    def position(self, village: str) -> int:
        """Where a village stands, by its id or name; an unknown one is told with its nearest."""
        table = self.case.register.table
        return table["village_id"].to_list().index(find_village(table, village))

    def binding(self, village: int) -> str:
        """The step that would add most on average."""
        return STEPS[int(self.steps[:, 1, village].argmax())]

    def best_group(self, village: int) -> str:
        """The lever group in which money adds most on average."""
        return list(self.case.programme.groups)[int(self.means[:, village].argmax())]


def study_villages(
    world: World, counterfactual: Case, target: float | None = None, seen: _Seen = lambda done, all_runs: None
) -> VillageStudy:
    """The study of every village of a world under its scenario; the programme's own target where None."""
    programme = world.case.programme
    target = target or programme.target.amount
    everyone = reached_by(world.case, world.case.scenario.settings)
    exposure = exposure_of(world.case, counterfactual.scenario.settings)
    ran, without = (all_incomes(world, each) for each in (everyone.exposure, exposure))
    base, net, other, other_net = ran.incomes, ran.nets, without.incomes, without.nets
    earned = base - subsidies(world.case, everyone.exposure)
    few = fewer(world, _SAMPLE)
    alone = _Alone(few, everyone, np.stack([base, net])[:, :_SAMPLE, -1].astype(np.float64), seen)
    steps = [_step_gain(alone, name) for name in STEPS]
    spent = np.full(len(world.years), programme.money.step / len(world.years))
    helps = [
        alone.gains({lever: units * spent for lever, units in per_yuan(world.case, group).items()})
        for group in programme.groups
    ]
    gross = [gains[0] for gains in helps]
    best = np.argmax([gains.mean(axis=0) for gains in gross], axis=0)
    winner = np.argmax(gross, axis=0)  # (member, village)
    return VillageStudy(
        case=world.case,
        target=target,
        path=np.quantile(base, QUANTILES, axis=0).swapaxes(1, 2),
        without_path=np.quantile(other, QUANTILES, axis=0).swapaxes(1, 2),
        chance=(base >= target).mean(axis=0).T,
        chances=np.stack([(base >= each).mean(axis=0).T for each in programme.thresholds]),
        gain=np.quantile(base[:, -1] - other[:, -1], BAND, axis=0),
        net=np.quantile(net, QUANTILES, axis=0).swapaxes(1, 2),
        net_gain=np.quantile(net[:, -1] - other_net[:, -1], BAND, axis=0),
        apart=told_apart(ran, programme.thresholds).expected(),
        why=_reasons(few, everyone.exposure, exposure),
        earned_chances=np.stack([(earned >= each).mean(axis=0).T for each in programme.thresholds]),
        net_chances=np.stack([(net >= each).mean(axis=0).T for each in programme.thresholds]),
        peers=nearest_villages(world.table),
        steps=np.stack([_summary(gains[0]) for gains in steps]),
        helps=np.stack([_summary(gains) for gains in gross]),
        steps_net=np.stack([np.quantile(gains[1], BAND, axis=0) for gains in steps]),
        helps_net=np.stack([np.quantile(gains[1], BAND, axis=0) for gains in helps]),
        means=np.stack([gains.mean(axis=0) for gains in gross]),
        surest=(winner == best).mean(axis=0),
        members=len(world.draws),
        sample=few,
        exposure=everyone.exposure,
    )


def _summary(gains: np.ndarray) -> np.ndarray:
    """Low, median and high over members, and the chance of any gain, (4, village)."""
    return np.vstack([np.quantile(gains, BAND, axis=0), (gains > 0).mean(axis=0)])


# --- one village at a time ---------------------------------------------------------------------------


@dataclass
class _Alone:
    """Gives something to one village of each township per run and collects each one's own gain.

    reached  what the scenario brings; base (2, member, village) its incomes in the last year, gross and net
    """

    world: World
    reached: Reached
    base: np.ndarray
    seen: _Seen
    done: int = 0

    def gains(
        self, units: Mapping[str, np.ndarray], sums: Mapping[str, np.ndarray] | None = None
    ) -> np.ndarray:
        """What more of some levers (units) and channels (sums), each (year,), adds to the village that gets
        it, gross and net, (2, member, village)."""
        sums = sums or {}
        levers = self.world.case.levers
        local = stay_local(channels_of(levers[name] for name in units) | set(sums))
        gained = np.zeros_like(self.base)
        for turn, reached in [self.everyone] if local else self.turns:
            served = turn.served[turn.inside]
            more, added = (
                {name: path[:, None] * served for name, path in given.items()} for given in (units, sums)
            )
            run = self.last(reached.with_more(more, added, alone=True), turn.world)
            gained[..., turn.served] = run[..., served] - self.base[..., turn.served]
        return gained

    def last(self, exposure: Exposure, world: World) -> np.ndarray:
        """Incomes in the last year, gross and net, (2, member, village)."""
        self.done += 1
        self.seen(self.done, self.planned())
        ran = all_incomes(world, exposure)
        return np.stack([each[:, -1] for each in (ran.incomes, ran.nets)]).astype(np.float64)

    @cached_property
    def turns(self) -> list[tuple[Turn, Reached]]:
        return [(turn, self.reached.cut(turn.inside)) for turn in turns_of(self.world)]

    @cached_property
    def everyone(self) -> tuple[Turn, Reached]:
        everywhere = np.ones(self.world.villages, bool)
        return Turn(everywhere, np.flatnonzero(everywhere), self.world), self.reached

    def planned(self) -> int:
        """Runs of a whole study: three steps and four groups village by village, the others at once."""
        return 7 * len(self.turns) + 3


def _step_gain(alone: _Alone, name: str) -> np.ndarray:
    """What one step adds to each village alone, gross and net, (2, member, village)."""
    if name == "absorption":
        draws = alone.world.draws
        wider = draws.assign(absorption_limit=draws["absorption_limit"] * _WIDER)
        world = World(alone.world.case, alone.world.blocks, wider, alone.world.seed)
        return alone.last(alone.reached.exposure, world) - alone.base
    channel, units, every_year = GIFTS[name]
    units = units or alone.world.case.programme.money.step
    path = np.zeros(len(alone.world.years))
    path[slice(None) if every_year else 0] = units
    return alone.gains({}, {channel: path})


# --- why this village ----------------------------------------------------------------------------------


def _reasons(world: World, exposure: Exposure, without: Exposure) -> np.ndarray:
    """What every village gains net beyond what it would if average in each of WHY, (trait, 3, village).

    All villages become average at once, so that what neighbours pass on changes a little with it.
    """

    def gained(world: World) -> np.ndarray:
        now, other = (all_incomes(world, each).nets[:, -1] for each in (exposure, without))
        return now.astype(np.float64) - other

    here = gained(world)
    return np.stack([np.quantile(here - gained(_averaged(world, name)), BAND, axis=0) for name in WHY])


def _averaged(world: World, trait: str) -> World:
    """The same world with every village average in one trait."""
    rows = world.blocks.rows.reshape(-1, len(VillageRows._fields), ROW).copy()
    for name, value in WHY[trait].items():
        rows[:, VillageRows._fields.index(name)] = value
    return replace(world, blocks=replace(world.blocks, rows=rows.reshape(world.blocks.rows.shape)))


# --- the account ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class VillageAccount:
    """One village's account under the scenario, as some members have it.

    items    rows by item of ACCOUNT, 10k yuan or 10k yuan/year: first (median of the first year), low, mid
             and high of the last
    means    share of members in which it is at the target by subsidy, and by new debt, alone in the last year
    net      share of members in which its net return is at the target then
    known    columns of the account that the register has of it; all else comes from the priors
    """

    items: pd.DataFrame
    means: tuple[float, float]
    net: float
    known: tuple[str, ...]


def village_account(study: VillageStudy, place: int) -> VillageAccount:
    """The account of the village at a position; its township is run alone, which changes nothing in it."""
    inside = surroundings(study.sample.table, np.array([place]))
    town = narrowed(study.sample, inside)
    draws = town.draws.iloc[: max(_MOST_ACCOUNTS // len(inside), 1)]
    exposure = exposure_from(study.exposure.channels[..., inside])
    booked = accounts(town.case, draws, town.seed, part=(town.blocks, exposure))
    booked = booked.assign(subsidy=booked["income"] - booked["earned"])
    here = booked.isel(village=int(np.flatnonzero(inside == place)[0])).transpose("member", "year")
    names = [name for part in ACCOUNT.values() for name in part]
    rows = {name: [np.median(here[name][:, 0]), *np.quantile(here[name][:, -1], BAND)] for name in names}
    income, earned, unborrowed, net = (
        here[name][:, -1].to_numpy() >= study.target for name in ("income", "earned", "unborrowed", "net")
    )
    known = known_account(study.case.register).iloc[place]
    return VillageAccount(
        pd.DataFrame.from_dict(rows, orient="index", columns=["first", "low", "mid", "high"]),
        (float((income & ~earned).mean()), float((earned & ~unborrowed).mean())),
        float(net.mean()),
        tuple(known.index[known.notna()]),
    )


# --- peers -----------------------------------------------------------------------------------------


def nearest_villages(table: pd.DataFrame, count: int = PEERS) -> np.ndarray:
    """The villages most like each one, nearest first, (village, count).

    Distance in log income and log population at the start, each over its standard deviation; another
    industry counts as one standard deviation.
    """
    features = [
        _standard(np.log(np.maximum(values, 0.1))) for values in (base_income(table), table["population"])
    ]
    distance = sum((each[:, None] - each[None, :]) ** 2 for each in features)
    industry = table["industry"].to_numpy()
    distance = distance + (industry[:, None] != industry[None, :])
    np.fill_diagonal(distance, np.inf)
    return np.argsort(distance, axis=1, kind="stable")[:, : min(count, len(table) - 1)]


def _standard(values: np.ndarray) -> np.ndarray:
    """Values over their standard deviation; all 0 where they do not differ.

    values (village,), returns (village,)
    """
    spread = np.std(values)
    return (np.asarray(values) - np.mean(values)) / spread if spread else np.zeros(len(values))


# --- where villages stand together ------------------------------------------------------------------


def townships(study: VillageStudy) -> pd.DataFrame:
    """Every township by its id: banner_id, villages, expected (how many of them reach the target in the last
    year, on average over the members), subsidy and debt (those of them that do by these alone) and share (of
    its villages, 0 to 1)."""
    table = study.case.register.table
    by_subsidy, by_debt = study.apart[study.case.programme.threshold(study.target)]
    told = table[["banner_id", "township_id"]].assign(
        villages=1, expected=study.chance[:, -1], subsidy=by_subsidy, debt=by_debt
    )
    found = told.groupby(["banner_id", "township_id"], as_index=False).sum().set_index("township_id")
    return found.assign(share=found["expected"] / found["villages"])


def weakest_village(table: pd.DataFrame) -> str:
    """The village with the least income of the base year."""
    return str(table["village_id"].iloc[int(np.argmin(base_income(table)))])
