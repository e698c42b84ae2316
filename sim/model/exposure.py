"""Who gets what: whom each rule serves, and what of a scenario's amounts reaches each village."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numba as nb
import numpy as np
import pandas as pd
import xarray as xr

from sim.axes import CHANNEL, CHANNELS, STREAMS
from sim.faults import Fault, InputFaults, fault, unknown
from sim.inputs.levers import HANDOUTS
from sim.model import fastmath  # noqa: F401  (sets where compiled code is kept)
from sim.model.luck import name_keys
from sim.words import say

if TYPE_CHECKING:
    from sim.inputs.case import Case
    from sim.inputs.levers import Lever
    from sim.inputs.scenarios.scenario import LeverSetting
    from sim.inputs.villages import Register


# ---- Whom each rule serves in one register, and in which order: what no amount of a lever changes ----
# A rule is worked out once for a register and kept, since a slider, a search or an attribution asks for it
# again at every step.

KEY_VILLAGES = "key_village"  # the column that marks them
REGISTER = "register"  # the rule that serves those first whom a column of the register marks
_RULES, REGISTERS = 64, 8  # how many rules are kept of a register, and of how many registers


class _Shares(NamedTuple):
    """What share of an amount each village has: its part of a whole.

    parts  (village,) in any precision, or (1,) where every village has the same
    """

    parts: np.ndarray
    whole: float

    def of(self, villages: slice | np.ndarray, count: int) -> np.ndarray:
        """The shares of some villages, `count` in number, (village,) float64."""
        parts = self.parts if len(self.parts) == 1 else self.parts[villages]
        return np.broadcast_to(parts / np.float64(self.whole), count)


class Targeting:
    """The rules of one register (table: as in Register). Its arrays are shared: nobody may write them.

    lot  which drawing of lots orders villages where nothing else does; 0 is that of every run, others ask
         what the drawing decides
    """

    def __init__(self, table: pd.DataFrame, lot: int = 0):
        self.table, self.lot = table, lot
        self.marked = lru_cache(_RULES)(self._marked)
        self.shares_of_column = lru_cache(_RULES)(self._shares_of_column)
        self.shares_of_villages = lru_cache(_RULES)(self._shares_of_villages)
        self.places = lru_cache(_RULES)(self._places)

    def __len__(self) -> int:
        return len(self.table)

    @cached_property
    def lots(self) -> np.ndarray:
        """The lot each village has drawn, (village,): the same for every lever."""
        return name_keys(f"turn {self.lot}" if self.lot else "turn", self.table["village_id"])

    @cached_property
    def drawn(self) -> np.ndarray:
        """The villages' positions in the order of their lots, (village,)."""
        return np.argsort(self.lots, kind="stable")

    def _marked(self, column: str) -> np.ndarray | None:
        """A column of the register that says who has what, (village,); None where it marks nobody."""
        marked = self.table[column].to_numpy() if column in self.table else np.zeros(0)
        return marked if marked.any() else None

    def _shares_of_column(self, column: str) -> _Shares | None:
        """Each village's share of what a column counts; None where it marks nobody."""
        marked = self.marked(column)
        return None if marked is None else _Shares(marked, marked.astype(np.float64).sum())

    def _shares_of_villages(self, villages: tuple[str, ...]) -> _Shares:
        """Equal shares for the villages of a list."""
        named = self.table["village_id"].isin(villages).to_numpy()
        return _Shares(named, named.sum())

    def _places(self, rule: str, column: str) -> np.ndarray:
        """Each village's place in the order in which a rule serves them, (village,)."""
        order = self.order(rule, column)
        places = np.empty_like(order)
        places[order] = np.arange(len(order))
        return places

    def order(self, rule: str, column: str = "") -> np.ndarray:
        """The villages' positions in the order in which a rule serves them, (village,); lots settle ties.

        `column` is that of the rule `register`, and must mark somebody.
        """
        if rule == "random":
            return self.drawn
        if rule == REGISTER:  # those the register records first, then by lot
            marked = self.marked(column)
            assert marked is not None
            first = -marked.astype(np.int64)[self.drawn]
            few = first.min() >= np.iinfo(np.int16).min  # numbers so small are sorted in one pass
            return self.drawn[np.argsort(first.astype(np.int16) if few else first, kind="stable")]
        income = base_income(self.table)[self.drawn]
        return self.drawn[np.argsort(income if rule == "weakest_first" else -income, kind="stable")]


def base_income(table: pd.DataFrame) -> np.ndarray:
    """Collective income of each village in the base year, 10k yuan/year, (village,)."""
    return table[list(STREAMS)].to_numpy(np.float64).sum(axis=1)


@lru_cache(REGISTERS)
def targeting_in(register: Register) -> Targeting:
    """The rules of a register; kept, with what they have worked out."""
    return Targeting(register.table)


# ---- Who gets what: from a scenario's lever amounts to what reaches each village in each year ----
# A lever's amount is handed out over the villages by its targeting rule, in natural units and without loss;
# weights turn units into channel units; populations and areas turn sums into what one villager or mu sees.

SHARED_BY = {"villager": "population", "household": "households", "mu": "cultivated_mu"}  # in the register
_KEY_STAND_IN = "weakest_first"
_WHOLE = 1e-9  # an amount this close to a whole number of portions is one
_Part = slice | np.ndarray  # some of the register's villages: a stretch of them, or their positions


@dataclass(frozen=True)
class Exposure:
    """What reaches the villages.

    channels  (year, channel, village) float64, in CHANNEL_UNITS
    cost      (lever, year) public money, 10k yuan/year
    ruled     the case whose rules change all this as the years go on; None without rules
    lot       the drawing of lots by which it was handed out

    With rules, channels and cost are those of the calendar.
    """

    channels: np.ndarray
    cost: xr.DataArray
    ruled: Case | None = None
    lot: int = 0


def make_exposure(case: Case, lot: int = 0) -> Exposure:
    """The exposure of every village of a case's register under its scenario, and one drawing of lots."""
    handouts = make_handouts(case, lot, ruled=True)
    found = exposure_part(case, handouts, slice(None), supply_of(case, handouts))
    return replace(found, ruled=case if case.scenario.rules else None, lot=lot)


def exposure_part(
    case: Case,
    handouts: Sequence[Handout],
    part: slice,
    supply: np.ndarray,
    kind: type[np.floating] = np.float64,
) -> Exposure:
    """The exposure of a part of the villages, in any precision: a country's as a whole would not fit.

    supply  (year, village) of all of them, `supply_of`
    """
    table, years = case.register.table.iloc[part], case.scenario.years
    channels = felt_channels(handouts, part, table, supply[:, part], kind)
    return Exposure(channels, lever_cost(case.levers, case.scenario.settings, years))


def felt_channels(
    handouts: Sequence[Handout],
    part: _Part,
    table: pd.DataFrame,
    supply: np.ndarray,
    kind: type[np.floating] = np.float64,
) -> np.ndarray:
    """What handouts bring a part of the villages (table: their rows), (year, channel, village).

    supply  (year, village) of these villages
    """
    years = len(supply)
    channels = np.empty((years, len(CHANNELS), len(table)), kind)
    for place, name in enumerate(CHANNELS):
        if CHANNEL[name].of_product:
            channels[:, place] = supply
        else:
            channels[:, place] = felt(name, reaching(name, handouts, part, (years, len(table))), table)
    return channels


def supply_of(case: Case, handouts: Sequence[Handout]) -> np.ndarray:
    """What all villages of the same product in the banner have had so far, (year, village) float32.

    Public project money of the years before, per yuan that the product earned there in the base year: what
    was given last year sells this year. 0 where it earned nothing, since nobody knows what would be much.
    """
    (source,) = (channel.of_product for channel in CHANNEL.values() if channel.of_product)
    given = reaching(source, handouts, slice(None), (len(case.scenario.years), len(case.register.table)))
    return supplied(given, case.register)


def supplied(given: np.ndarray, register: Register) -> np.ndarray:
    """`supply_of` from what is given to each village, (year, village) 10k yuan/year; the same shape."""
    group, base = product_groups(register)
    sums = np.zeros((len(given), len(base)))
    for year in range(1, len(given)):
        sums[year] = sums[year - 1] + np.bincount(group, given[year - 1], len(base))
    per_yuan = np.divide(sums, base, out=np.zeros_like(sums), where=base > 0)
    return per_yuan[:, group].astype(np.float32)


@lru_cache(REGISTERS)
def product_groups(register: Register) -> tuple[np.ndarray, np.ndarray]:
    """Each village's product in its banner, (village,), and what each product earned, (product,) 10k yuan."""
    table = register.table
    group = table.groupby(["banner_id", "industry"], sort=False).ngroup().to_numpy()
    return group, np.bincount(group, table["operating"].to_numpy(np.float64))


def reaching(name: str, handouts: Sequence[Handout], part: _Part, shape: tuple[int, int]) -> np.ndarray:
    """What handouts together bring through one channel, (year, village) sums; they add up in their order."""
    total = np.zeros(shape)
    for handout in handouts:
        for channel, weight in handout.lever.channels:
            if channel == name:
                handout.add_to(total, weight, part)
    return total


def felt(name: str, total: np.ndarray, table: pd.DataFrame) -> np.ndarray:
    """Village sums (year, village) of a channel as what one village, villager, household or mu sees of them.

    The one place where sums are cumulated, shared, saturated and capped, as the channel's record says: sums
    of several gifts may be added up, what is felt of them may not.
    """
    channel = CHANNEL[name]
    seen = np.cumsum(total, axis=0) if channel.lasting else total
    return felt_of(
        seen, sharers(name, table), channel.saturates, np.inf if channel.most is None else channel.most
    )


def sharers(name: str, table: pd.DataFrame) -> np.ndarray | float:
    """By how many villagers, households or mu each village's sum of a channel is shared, (village,), or 1."""
    per = CHANNEL[name].per
    return 1.0 if per == "village" else np.maximum(table[SHARED_BY[per]].to_numpy(np.float64), 1)


def felt_of(seen, shared_by, saturates, most):
    """What is felt of a sum, shared, saturated and capped; plain or compiled, numbers or (…, village)."""
    each = seen / shared_by
    if saturates:
        each = each / (1 + each)
    return np.minimum(each, most)


@dataclass(frozen=True)
class Handout:
    """How the amounts of one lever come to the villages: by shares, portion by portion in turn, or by name.

    amounts  (year,) in the lever's natural unit
    shares   the villages' shares of every year's amount; None where portions go down a list
    place    (village,) in that list
    runs     per year the parts of the list that are served
    named    units (year, village) of villages given by name, and nothing else
    """

    lever: Lever
    amounts: np.ndarray
    shares: _Shares | None = None
    place: np.ndarray | None = None
    runs: Sequence[Sequence[_Stretch]] = ()
    named: np.ndarray | None = None

    def add_to(self, total: np.ndarray, weight: float, part: _Part) -> None:
        """Add `weight` times the units of a part of the villages to `total` (year, village)."""
        if self.named is not None:
            total += weight * self.named[:, part]
        elif self.shares is not None:
            _add_shared(total, weight, self.amounts, self.shares.of(part, total.shape[1]))
        else:
            assert self.place is not None
            portion, place, villages = self.lever.portion, self.place[part], len(self.place)
            for year, runs in enumerate(self.runs):
                for run in runs:
                    start, row = run.slot % villages, total[year]
                    add_run(row, weight, run.taken + run.units, portion, start, place, villages)
                    if run.taken:
                        add_run(row, -weight, run.taken, portion, start, place, villages)


def make_handouts(case: Case, lot: int = 0, ruled: bool = False) -> list[Handout]:
    """The handouts of every lever that has an amount in any year. Raises all levers' faults at once.

    They are those of the calendar: a scenario with rules is refused where nobody follows them (`ruled`).
    """
    settings = case.scenario.settings
    if case.scenario.rules and not ruled:
        raise fault(case.scenario.id, "adaptive_not_here")
    rules = Targeting(case.register.table, lot) if lot else targeting_in(case.register)
    faults: list[Fault] = []
    handouts = []
    for lever, setting in ((lever, settings[name]) for name, lever in case.levers.items()):
        try:
            if any(setting.amounts):
                handouts.append(hand_out(lever, setting, rules))
            if setting.extra:
                handouts.append(hand_extra(lever, setting, rules))
        except InputFaults as found:
            faults += found.faults
    if faults:
        raise InputFaults(faults)
    return handouts


def hand_out(lever: Lever, setting: LeverSetting, rules: Targeting) -> Handout:
    """Who gets one lever under a setting, in the register of the rules.

    A lever that reaches everyone gives its whole amount to every village. Where the rule asks for those whom
    a column marks and it marks nobody, the amount goes by the rule that stands in for it.
    """
    amounts = np.asarray(setting.amounts, dtype=np.float64)
    if lever.reach == "everyone":
        return Handout(lever, amounts, _Shares(np.ones(1), 1))
    if setting.villages:
        return Handout(lever, amounts, rules.shares_of_villages(setting.villages))
    rule = stand_in(lever, setting.targeting, rules) or setting.targeting
    if rule == "even":
        return Handout(lever, amounts, _Shares(np.ones(1), len(rules)))
    if rule not in HANDOUTS:
        return Handout(lever, amounts, rules.shares_of_column(rule))
    column = KEY_VILLAGES if rule == "key_villages" else lever.column
    if rule == "key_villages" or (rule == REGISTER and not lever.rotates):
        return Handout(lever, amounts, rules.shares_of_column(column))
    place = rules.places(rule, column if rule == REGISTER else "")
    return Handout(lever, amounts, place=place, runs=_runs_of(lever, setting.amounts))


def stand_in(lever: Lever, rule: str, rules: Targeting) -> str:
    """The rule, or the column of the register, that stands in where `rule` finds nobody; blank where it does.

    A register without key villages serves the weakest: key villages lean towards them.
    """
    if rule not in ("key_villages", REGISTER):
        return ""
    column = KEY_VILLAGES if rule == "key_villages" else lever.column
    if rules.marked(column) is not None:
        return ""
    other = _KEY_STAND_IN if rule == "key_villages" else lever.fallback or "even"
    return other if other in HANDOUTS or rules.marked(other) is not None else "even"


def stand_ins(
    levers: Mapping[str, Lever], settings: Mapping[str, LeverSetting], register: Register
) -> dict[str, str]:
    """Levers that some of the settings hand out by a rule that finds nobody, and what stands in for it."""
    rules = targeting_in(register)
    found = {
        name: stand_in(lever, settings[name].targeting, rules)
        for name, lever in levers.items()
        if any(settings[name].amounts) and lever.reach != "everyone"
    }
    return {name: rule for name, rule in found.items() if rule}


def hand_extra(lever: Lever, setting: LeverSetting, rules: Targeting) -> Handout:
    """What named villages get on top of the rule. Raises InputFaults for a village the register lacks."""
    known = rules.table["village_id"]
    position = dict(zip(known, range(len(known)), strict=True))
    strangers = [name for name, _ in setting.extra if name not in position]
    if strangers:
        ends = f"{known.iloc[0]} … {known.iloc[-1]}"
        raise InputFaults([unknown(lever.id, say("word_village"), strangers[0], [ends])])
    named = np.zeros((len(setting.amounts), len(rules)))
    for name, path in setting.extra:
        named[:, position[name]] = path
    return Handout(lever, named.sum(axis=1), named=named)


def with_extra(own: Sequence[Handout], lever: Lever, named: np.ndarray) -> list[Handout]:
    """The handouts of one lever where single villages get more units of it, (year, village).

    To the last digit what `hand_out` and `hand_extra` make of a setting that says so.
    """
    for each in own:
        if each.named is not None:
            named = each.named + named
    return [*(each for each in own if each.named is None), Handout(lever, named.sum(axis=1), named=named)]


# --- whose turn it is ----------------------------------------------------------------------------


class _Stretch(NamedTuple):
    """Units handed down a list from one place on; places count on past the end of the list.

    taken  units of the first place's portion that others have had before
    """

    slot: int
    taken: float
    units: float


def _runs_of(lever: Lever, amounts: Sequence[float]) -> list[list[_Stretch]]:
    """Which parts of the list each year's amount serves.

    People in post come back to the same villages: every year begins at the head of the list. Projects go on
    down it, and every turn has its year in the published plan (`_planned`), whatever is really handed out:
    less money leaves the last ones of a year out and moves nobody else. Money above a year's plan goes first
    to those left out before, then to the next in line, who keep their own turn. So no village has less
    because more is given, in any year, and none gets what it would have got otherwise at another time.
    """
    if not lever.rotates:
        return [[_Stretch(0, 0.0, amount)] if amount else [] for amount in amounts]
    runs: list[list[_Stretch]] = []
    left: list[_Stretch] = []  # of earlier turns, in their order
    # Where the next turn begins; how far money above the plan has come.
    slot, ahead = 0, _Stretch(0, 0.0, 0.0)
    for amount, plan in zip(amounts, _planned(lever, len(amounts)), strict=True):
        own = min(amount, plan)
        served = [_Stretch(slot, 0.0, own)] if own else []
        if own < plan:
            left.append(_rest_of(_Stretch(slot, 0.0, plan), own, lever.portion))
        slot += _portions_of(plan, lever.portion)
        more = amount - own
        while more > 0 and left:
            part = min(more, left[0].units)
            served.append(left[0]._replace(units=part))
            rest, more = _rest_of(left[0], part, lever.portion), more - part
            left[:1] = [rest] if rest.units > _WHOLE * lever.portion else []
        if more > 0:
            ahead = max(ahead, _Stretch(slot, 0.0, 0.0))
            served.append(ahead._replace(units=more))
            ahead = _rest_of(ahead._replace(units=more), more, lever.portion)
        runs.append(served)
    return runs


def ends_of(handout: Handout) -> tuple[np.ndarray, np.ndarray]:
    """Where each year's units end in the list: the place that is next, and what it has had, two (year,)."""
    ends = [_end_of(runs, handout.lever.portion) for runs in handout.runs]
    return np.array([each.slot for each in ends], np.int64), np.array([each.taken for each in ends])


def _end_of(runs: Sequence[_Stretch], portion: float) -> _Stretch:
    """What comes after the last of a year's stretches; the head of the list where there is none."""
    return _rest_of(runs[-1], runs[-1].units, portion) if runs else _Stretch(0, 0.0, 0.0)


def _planned(lever: Lever, years: int) -> list[float]:
    """The published amount of every year, (year,): what turns are counted by."""
    return [lever.amount if not lever.years or year < lever.years else 0.0 for year in range(years)]


def _portions_of(units: float, portion: float) -> int:
    """How many portions an amount is, the last of them perhaps a part."""
    return max(int(np.ceil(units / portion - _WHOLE)), 0)


def _rest_of(run: _Stretch, units: float, portion: float) -> _Stretch:
    """What is left of a run after its first units."""
    whole = int(np.floor((run.taken + units) / portion + _WHOLE))
    return _Stretch(run.slot + whole, max(run.taken + units - whole * portion, 0.0), run.units - units)


@nb.njit(cache=True)
def _add_shared(total: np.ndarray, weight: float, amounts: np.ndarray, shares: np.ndarray) -> None:
    """Add shares (village,) of each year's amount, weighted, to total (year, village)."""
    for year in range(len(amounts)):
        for village in range(len(shares)):
            total[year, village] += weight * (amounts[year] * shares[village])


@nb.njit(cache=True)
def add_run(
    total: np.ndarray, weight: float, units: float, portion: float, start: int, place: np.ndarray,
    villages: int,
) -> None:  # fmt: skip
    """Add units handed down a list of villages, portion by portion from a place on, to total (village,).

    The last portion may be a part; past the end the list begins again. `place` is each village's place in
    the list of `villages`; the villages asked for may be a part of it.
    """
    portions = int(np.ceil(units / portion - _WHOLE))
    if portions <= 0:
        return
    rounds, rest = divmod(portions, villages)
    end, last = start + rest, (start + portions - 1) % villages
    for village, at in enumerate(place):
        served = start <= at < end or at < end - villages
        given = portion * (rounds + served)
        if at == last:
            given += units - portion * portions
        total[village] += weight * given


def lever_cost(
    levers: Mapping[str, Lever], settings: Mapping[str, LeverSetting], years: tuple[int, ...]
) -> xr.DataArray:
    """Public money each lever costs in each year, (lever, year), 10k yuan/year."""
    cost = [[lever.unit_cost * amount for amount in settings[name].totals] for name, lever in levers.items()]
    return xr.DataArray(
        np.reshape(cost, (len(levers), len(years))),
        coords={"lever": list(levers), "year": list(years)},
        dims=("lever", "year"),
        attrs={"units": "10k yuan/year"},
    )
