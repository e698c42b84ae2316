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
    channels_of,
    exposure_of,
    fewer,
    incomes,
    per_yuan,
    reached_by,
    stay_local,
    turns_of,
)
from sim.axes import BAND, QUANTILES
from sim.inputs.case import Case
from sim.inputs.villages import find_village
from sim.model.exposure import Exposure, base_income
from sim.model.simulate import run_both, subsidies

PEERS = 5
STEPS = ("money", "absorption", "talent", "governance", "links")
# What one step of each is: channel, units a year, and whether in every year or only in the first.
GIFTS = {
    "money": ("grants", 0.0, False),  # one usual step of the programme's money
    "talent": ("staff", 1.0, True),  # one more resident
    "governance": ("drive", 0.5, True),  # the drive of a model-village branch
    "links": ("pairing", 0.4, True),  # one alliance
}
_WIDER = 2.0  # how much more a village could absorb, in the step that lifts the limit
_SAMPLE = 250  # members in the runs that serve one village alone
_Seen = Callable[[int, int], None]  # called with the runs done and those to do


@dataclass(frozen=True)
class VillageStudy:
    """What is known of every village under a scenario.

    path      (5, village, year) quantiles of gross income, 10k yuan/year; without_path the same without the
              programme, and without (village, year) its median; net_path of the net return
    chance    (village, year) of reaching `target`; chances (threshold, village, year) of each of the
              programme's thresholds, earned_chances without subsidies, net_chances by net return
    gain      (3, village) low, median and high of the gain in the last year; net_gain of that in net return
    peers     (village, PEERS) positions of the villages most like it
    steps     (step, 4, village) low, median, high of what one step of STEPS adds in the last year, and the
              chance that it adds anything
    helps     (group, 4, village) the same for the programme's step of money more in each lever group
    surest    (village,) share of members in which the group that helps most on average is really the best
    members   in paths, chances and gains; sampled: in steps and helps
    """

    case: Case
    target: float
    path: np.ndarray
    without_path: np.ndarray
    chance: np.ndarray
    chances: np.ndarray
    gain: np.ndarray
    net_path: np.ndarray
    earned_chances: np.ndarray
    net_chances: np.ndarray
    net_gain: np.ndarray
    peers: np.ndarray
    steps: np.ndarray
    helps: np.ndarray
    means: np.ndarray
    surest: np.ndarray
    members: int
    sampled: int

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
    base, net = _both(world, everyone.exposure)
    other, other_net = _both(world, exposure_of(world.case, counterfactual.scenario.settings))
    earned = base - subsidies(world.case, everyone.exposure)
    few = fewer(world, _SAMPLE)
    alone = _Alone(few, everyone, base[:_SAMPLE, -1].astype(np.float64), seen)
    steps = np.stack([_summary(_step_gain(alone, name)) for name in STEPS])
    spent = np.full(len(world.years), programme.money.step / len(world.years))
    helps = [
        alone.gains({lever: units * spent for lever, units in per_yuan(world.case, group).items()})
        for group in programme.groups
    ]
    best = np.argmax([gains.mean(axis=0) for gains in helps], axis=0)
    winner = np.argmax(helps, axis=0)  # (member, village)
    return VillageStudy(
        case=world.case,
        target=target,
        path=np.quantile(base, QUANTILES, axis=0).swapaxes(1, 2),
        without_path=np.quantile(other, QUANTILES, axis=0).swapaxes(1, 2),
        chance=(base >= target).mean(axis=0).T,
        chances=np.stack([(base >= each).mean(axis=0).T for each in programme.thresholds]),
        gain=np.quantile(base[:, -1] - other[:, -1], BAND, axis=0),
        net_path=np.quantile(net, QUANTILES, axis=0).swapaxes(1, 2),
        earned_chances=np.stack([(earned >= each).mean(axis=0).T for each in programme.thresholds]),
        net_chances=np.stack([(net >= each).mean(axis=0).T for each in programme.thresholds]),
        net_gain=np.quantile(net[:, -1] - other_net[:, -1], BAND, axis=0),
        peers=nearest_villages(world.table),
        steps=steps,
        helps=np.stack([_summary(gains) for gains in helps]),
        means=np.stack([gains.mean(axis=0) for gains in helps]),
        surest=(winner == best).mean(axis=0),
        members=len(world.draws),
        sampled=len(few.draws),
    )


def _both(world: World, exposure: Exposure) -> tuple[np.ndarray, np.ndarray]:
    """Gross income and net return of each village, each (member, year, village), 10k yuan/year."""
    kept = range(len(world.years))
    return run_both(world.blocks, exposure, world.years, world.draws, world.seed, kept, nets=True)[1:]


def _summary(gains: np.ndarray) -> np.ndarray:
    """Low, median and high over members, and the chance of any gain, (4, village)."""
    return np.vstack([np.quantile(gains, BAND, axis=0), (gains > 0).mean(axis=0)])


# --- one village at a time ---------------------------------------------------------------------------


@dataclass
class _Alone:
    """Gives something to one village of each township per run and collects each one's own gain.

    reached  what the scenario brings; base (member, village) its incomes in the last year
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
        it, (member, village)."""
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
            gained[:, turn.served] = run[:, served] - self.base[:, turn.served]
        return gained

    def last(self, exposure: Exposure, world: World) -> np.ndarray:
        """Incomes in the last year, (member, village)."""
        self.done += 1
        self.seen(self.done, self.planned())
        return incomes(world, exposure)[:, -1].astype(np.float64)

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
    """What one step adds to each village alone, (member, village)."""
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
    year, on average over the members) and share (of its villages, 0 to 1)."""
    table = study.case.register.table
    told = table[["banner_id", "township_id"]].assign(villages=1, expected=study.chance[:, -1])
    found = told.groupby(["banner_id", "township_id"], as_index=False).sum().set_index("township_id")
    return found.assign(share=found["expected"] / found["villages"])


def weakest_village(table: pd.DataFrame) -> str:
    """The village with the least income of the base year."""
    return str(table["village_id"].iloc[int(np.argmin(base_income(table)))])
