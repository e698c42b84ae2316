"""Scenarios with rules: what last year left decides who gets what this year, member by member.

The standard loop (sim/model/kernel.py) takes a block of villages through all years. Where a rule looks at
what all villages had last year, a member goes year by year through all blocks instead, over the same
`kernel.block_year`. Every lever under a rule is handed out anew in every year of every member; what differs
from the calendar is added to the calendar's sums, so a rule that does nothing changes nothing. A thread holds
one member at a time: neither threads nor chunks of members can change a result.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numba as nb
import numpy as np

from sim.axes import CHANNEL, CHANNELS, STREAMS
from sim.inputs.scenarios.scenario import MEASURES, MEDIAN, NUMBER_BELOW, RETARGET, ROTATE, SHARE_BELOW, STOP
from sim.model import kernel
from sim.model.exposure import (
    Handout,
    Targeting,
    add_run,
    ends_of,
    felt_of,
    hand_extra,
    hand_out,
    product_groups,
    reaching,
    sharers,
    targeting_in,
)
from sim.model.fastmath import f4, u4
from sim.model.kernel import member_draw
from sim.model.layout import LEDGER, ROW, WORK, B, L, Scratch, Switches, V

if TYPE_CHECKING:
    from sim.inputs.case import Case
    from sim.inputs.levers import Lever
    from sim.inputs.scenarios.scenario import AdaptiveRule, LeverSetting

_PROJECT_MONEY = "grants"
# How more of a lever's money than its calendar has is handed out: by shares, on down the list; and lists
# that follow last year's incomes, which are handed out anew from their head.
_SHARED, _LISTED, _WEAKEST, _STRONGEST = range(4)
_MEASURES = {name: number for number, name in enumerate(MEASURES)}
_SHARE_BELOW, _NUMBER_BELOW, _MEDIAN = (_MEASURES[name] for name in (SHARE_BELOW, NUMBER_BELOW, MEDIAN))
_CHANNELS = len(CHANNELS)
# Where rows begin, as plain numbers that positions may be added to.
_INCOME, _PUBLIC, _WASTED, _RETURNED = map(int, (B.income, L.public, L.wasted, L.returned))
_OPERATING, _CONTRACTS, _INVESTMENT, _SUBSIDY = (int(getattr(V, name)) for name in STREAMS)


class RuledLevers(NamedTuple):
    """The levers under rules. A mode is a way of handing out: 0 the scenario's, others those of rules."""

    amounts: np.ndarray  # (lever, year) units
    named: np.ndarray  # (lever, year, village) units that go by name whatever the rules say
    portion: np.ndarray  # (lever,) units that one village gets at a time
    project: np.ndarray  # (lever,) whether it brings project money
    kind: np.ndarray  # (lever, mode) of _SHARED …
    own: np.ndarray  # (lever, mode, year, village) units of the year's own amount
    share: np.ndarray  # (lever, mode, village) of what comes on top
    order: np.ndarray  # (lever, mode, village) positions, in their turn
    place: np.ndarray  # (lever, mode, village) in that order
    slot: np.ndarray  # (lever, mode, year) place at which what comes on top begins
    taken: np.ndarray  # (lever, mode, year) units of that place's portion that are given already
    stop: np.ndarray  # (lever,) failures after which a village gets nothing more; 0: never
    rotate: np.ndarray  # (lever,) years after which a team moves on; 0: never
    left: np.ndarray  # (lever,) share that must be left to be spent; below 0: it never is
    most: np.ndarray  # (lever,) times the year's own amount that what is left may add
    lots: np.ndarray  # (village,) positions in the order of their lots, which settle ties


class Retargets(NamedTuple):
    """The conditions under which levers are handed out otherwise, in their order; one a lever and rule."""

    lever: np.ndarray  # (condition,)
    mode: np.ndarray  # (condition,) that then holds
    measure: np.ndarray  # (condition,)
    income: np.ndarray  # (condition,) 10k yuan/year
    level: np.ndarray  # (condition,)
    over: np.ndarray  # (condition,) whether more than the level is meant


class RuledChannels(NamedTuple):
    """The channels that levers under rules act through."""

    row: np.ndarray  # (channel,) place among CHANNELS
    weight: np.ndarray  # (lever, channel) channel units per unit
    sums: np.ndarray  # (year, channel, village) by the calendar, added up where they last
    sharers: np.ndarray  # (channel, village)
    lasting: np.ndarray  # (channel,)
    saturates: np.ndarray  # (channel,)
    most: np.ndarray  # (channel,)
    supply: np.ndarray  # (year, product) by the calendar, 10k yuan
    money: np.ndarray  # (2,) place of project money among these channels, or -1, and of supply among CHANNELS
    product: np.ndarray  # (village,) number of the product in its banner
    product_income: np.ndarray  # (product,) 10k yuan/year in the base year


class RulesPack(NamedTuple):
    """All that the rules of a scenario need, in the kernel's form; `before` years pass without any."""

    levers: RuledLevers
    retargets: Retargets
    channels: RuledChannels
    before: int


class _Memory(NamedTuple):
    """What one member remembers of the years before, used anew for every member."""

    income: np.ndarray  # (village,) float32, last year's, 10k yuan/year
    sorted: np.ndarray  # (village,) float32, to find the median
    weakest: np.ndarray  # (village,) positions, those with least last year first
    spare: np.ndarray  # (village,) room to sort in
    counts: np.ndarray  # (257,) room to sort in
    given: np.ndarray  # (village,) room to move teams in
    failures: np.ndarray  # (village,) projects that have failed
    going: np.ndarray  # (village,) share of last year's project money that went back
    served: np.ndarray  # (lever, village) years in which it had a team
    units: np.ndarray  # (lever, village) handed out this year
    unused: np.ndarray  # (lever,) units of last year that went back
    kept: np.ndarray  # (lever,) units of last year that were stopped
    change: np.ndarray  # (channel, village) against the calendar, added up where it lasts
    supply: np.ndarray  # (product,) against the calendar, 10k yuan
    reaching: np.ndarray  # (channel*ROW,) float32, what reaches a block
    totals: np.ndarray  # (2,) of a block and year


# ---- Packing a scenario's rules --------------------------------------------------------------------


def pack_rules(case: Case, handouts: Sequence[Handout], before: int, lot: int = 0) -> RulesPack:
    """The rules of a case's scenario on its register. handouts: those of its calendar, by one lot."""
    rules = case.scenario.rules
    names = ruled_levers(case)
    turns = Targeting(case.register.table, lot) if lot else targeting_in(case.register)
    table = [rule for rule in rules if rule.kind == RETARGET]
    ways = {name: _ways([rule for rule in table if name in rule.levers]) for name in names}
    levers = _pack_levers(case, names, ways, turns)
    conditions = [
        (names.index(name), ways[name].index(rule.targeting), rule) for rule in table for name in rule.levers
    ]
    retargets = Retargets(  # type: ignore[call-arg]  # mypy counts what is unpacked as one
        *(np.array([each[k] for each in conditions], np.int64) for k in (0, 1)),
        np.array([_MEASURES[rule.measure] for *_, rule in conditions], np.int64),
        *(np.array([getattr(rule, key) for *_, rule in conditions], float) for key in ("income", "level")),
        np.array([rule.over for *_, rule in conditions], bool),
    )
    return RulesPack(levers, retargets, _pack_channels(case, names, handouts), before)


def ruled_levers(case: Case) -> list[str]:
    """The levers under rules, in the order of the levers."""
    return [name for name in case.levers if any(name in rule.levers for rule in case.scenario.rules)]


def _ways(rules: Sequence[AdaptiveRule]) -> list[str]:
    """The ways in which a lever is ever handed out, its own first; "" stands for that."""
    return ["", *dict.fromkeys(rule.targeting for rule in rules)]


def _pack_levers(
    case: Case, names: Sequence[str], ways: Mapping[str, Sequence[str]], turns: Targeting
) -> RuledLevers:
    """Every way of handing out each lever, worked out beforehand where last year cannot change it."""
    villages, years = len(turns), len(case.scenario.years)
    count, modes = len(names), max((len(each) for each in ways.values()), default=1)
    grid = (count, modes)
    kind, own = np.zeros(grid, np.int64), np.zeros((*grid, years, villages))
    share, order = np.zeros((*grid, villages)), np.zeros((*grid, villages), np.int64)
    slot, taken = np.zeros((*grid, years), np.int64), np.zeros((*grid, years))
    named = np.zeros((count, years, villages))
    for row, name in enumerate(names):
        lever, setting = case.levers[name], case.scenario.settings[name]
        if setting.extra:
            hand_extra(lever, setting, turns).add_to(named[row], 1.0, slice(None))
        for mode, way in enumerate(ways[name]):
            this = replace(setting, targeting=way, villages=()) if way else setting
            found = hand_out(lever, this, turns)
            found.add_to(own[row, mode], 1.0, slice(None))
            kind[row, mode] = _kind_of(found, way)
            order[row, mode] = _order_of(lever, this, found, turns)
            if found.shares is not None:
                share[row, mode] = found.shares.of(slice(None), villages)
            else:
                slot[row, mode], taken[row, mode] = ends_of(found)
    settings, levers = case.scenario.settings, case.levers
    amounts = np.array([settings[name].amounts for name in names], float).reshape(count, years)
    portion = np.array([levers[name].portion or 1.0 for name in names], float)
    project = np.array([_PROJECT_MONEY in dict(levers[name].channels) for name in names], bool)
    place = np.argsort(order, axis=-1, kind="stable")
    by_kind = (_level_of(case, names, each) for each in (STOP, ROTATE))
    return RuledLevers(  # type: ignore[call-arg]  # mypy counts what is unpacked as one
        amounts, named, portion, project, kind, own, share, order, place, slot, taken, *by_kind,
        *_spending(case, names), turns.drawn.astype(np.int64),
    )  # fmt: skip


def _kind_of(found: Handout, way: str) -> int:
    if found.shares is not None:
        return _SHARED
    return {"weakest_first": _WEAKEST, "strongest_first": _STRONGEST}.get(way, _LISTED)


def _order_of(lever: Lever, setting: LeverSetting, found: Handout, turns: Targeting) -> np.ndarray:
    """The villages in the order of their turns, (village,): largest shares first, then by lot."""
    if found.place is not None:
        return np.argsort(found.place, kind="stable")
    assert found.shares is not None
    shares = found.shares.of(slice(None), len(turns))[turns.drawn]
    return turns.drawn[np.argsort(-shares, kind="stable")]


def _level_of(case: Case, names: Sequence[str], kind: str) -> np.ndarray:
    """The level of each lever's rule of a kind, (lever,) int64; 0 without one."""
    found = {name: int(r.level) for r in case.scenario.rules if r.kind == kind for name in r.levers}
    return np.array([found.get(name, 0) for name in names], np.int64)


def _spending(case: Case, names: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """What must be left of each lever to be spent, and how much of it may be, two (lever,)."""
    found = {
        name: (rule.level, rule.most)
        for rule in case.scenario.rules
        if rule.kind not in (RETARGET, STOP, ROTATE)
        for name in rule.levers
    }
    level, most = zip(*(found.get(name, (-1.0, 0.0)) for name in names), strict=True)
    return np.array(level, float), np.array(most, float)


def _pack_channels(case: Case, names: Sequence[str], handouts: Sequence[Handout]) -> RuledChannels:
    """The channels of some levers, with what the whole calendar brings through them."""
    table, years = case.register.table, len(case.scenario.years)
    taken = [name for name in CHANNELS if any(name in dict(case.levers[each].channels) for each in names)]
    sums = np.zeros((years, len(taken), len(table)))
    for place, name in enumerate(taken):
        total = reaching(name, handouts, slice(None), (years, len(table)))
        sums[:, place] = np.cumsum(total, axis=0) if CHANNEL[name].lasting else total
    weight = [[dict(case.levers[each].channels).get(name, 0.0) for name in taken] for each in names]
    (supply_name,) = (name for name, channel in CHANNEL.items() if channel.of_product)
    product, income = product_groups(case.register)
    supply = np.zeros((years, len(income)))
    grants = taken.index(_PROJECT_MONEY) if _PROJECT_MONEY in taken else -1
    if grants >= 0:
        for year in range(1, years):
            supply[year] = supply[year - 1] + np.bincount(product, sums[year - 1, grants], len(income))
    most = [CHANNEL[name].most for name in taken]
    return RuledChannels(
        np.array([CHANNELS.index(name) for name in taken], np.int64),
        np.array(weight, float).reshape(len(names), len(taken)),
        sums,
        np.stack([np.broadcast_to(sharers(name, table), len(table)) for name in taken]).astype(np.float64),
        np.array([CHANNEL[name].lasting for name in taken], bool),
        np.array([CHANNEL[name].saturates for name in taken], bool),
        np.array([np.inf if each is None else each for each in most], float),
        supply, np.array([grants, CHANNELS.index(supply_name)]), product.astype(np.int64), income,
    )  # fmt: skip


# ---- One year's decisions -----------------------------------------------------------------------------

_felt = nb.njit(felt_of)


@nb.njit
def _measured(measure, income, memory):
    """What last year's incomes say to a measure."""
    villages = len(memory.income)
    if measure in (_SHARE_BELOW, _NUMBER_BELOW):
        below = 0
        for village in range(villages):
            below += memory.income[village] < income
        return below / villages if measure == _SHARE_BELOW else float(below)
    if measure == _MEDIAN:
        memory.sorted[:] = memory.income
        memory.sorted.sort()
        half = villages // 2
        low = memory.sorted[half] if villages % 2 else memory.sorted[half - 1]
        return 0.5 * (float(low) + float(memory.sorted[half]))
    total = 0.0
    for village in range(villages):
        total += memory.income[village]
    return total / villages


@nb.njit
def _mode_of(lever, retargets, memory):
    """The way in which a lever is handed out this year: that of the first condition that holds."""
    for k in range(len(retargets.lever)):
        if retargets.lever[k] == lever:
            found = _measured(retargets.measure[k], retargets.income[k], memory)
            level = retargets.level[k]
            if (retargets.over[k] and found > level) or (not retargets.over[k] and found < level):
                return retargets.mode[k]
    return 0


@nb.njit
def _rank(memory, lots):
    """Put the villages in the order of last year's income into memory.weakest; lots settle ties.

    A radix sort: many times as fast here as a sort by comparisons, and as stable as one that merges.
    """
    bits = memory.income.view(np.uint32)
    order, other = memory.weakest, memory.spare
    order[:] = lots
    for shift in range(0, 32, 8):
        memory.counts[:] = 0
        for village in range(len(order)):
            memory.counts[_digit(bits[village], shift) + 1] += 1
        for k in range(1, len(memory.counts)):
            memory.counts[k] += memory.counts[k - 1]
        for village in order:
            digit = _digit(bits[village], shift)
            other[memory.counts[digit]] = village
            memory.counts[digit] += 1
        order, other = other, order  # four times, so that the last stands where it began


@nb.njit
def _digit(bits, shift):
    """Eight bits of a float32, as a number that grows with it: those of what is negative are turned round."""
    turned = ~bits if bits >> np.uint32(31) else bits | np.uint32(1 << 31)
    return np.int64((turned >> np.uint32(shift)) & np.uint32(255))


@nb.njit
def _carried(lever, year, levers, memory):
    """Units that last year left and this year may spend on top of its own."""
    left, amount = memory.unused[lever] + memory.kept[lever], levers.amounts[lever, year]
    given = 0.0
    for village in range(memory.units.shape[1]):
        given += memory.units[lever, village]
    had = given + memory.kept[lever]
    if levers.left[lever] < 0 or year == 0 or had <= 0 or left <= levers.left[lever] * had:
        return 0.0
    return min(left, levers.most[lever] * amount)


@nb.njit
def _hand_out(lever, year, mode, more, levers, memory, order, place, units):
    """Write who gets what of a lever this year, and of what comes on top; units (village,)."""
    kind, portion = levers.kind[lever, mode], levers.portion[lever]
    villages = len(units)
    if kind in (_WEAKEST, _STRONGEST):
        for k in range(villages):
            order[k] = memory.weakest[k if kind == _WEAKEST else villages - 1 - k]
            place[order[k]] = k
        units[:] = 0.0
        add_run(units, 1.0, levers.amounts[lever, year] + more, portion, 0, place, villages)
        return
    order[:], place[:] = levers.order[lever, mode], levers.place[lever, mode]
    units[:] = levers.own[lever, mode, year]
    if more > 0 and kind == _SHARED:
        units += more * levers.share[lever, mode]
    elif more > 0:
        start, taken = levers.slot[lever, mode, year] % villages, levers.taken[lever, mode, year]
        add_run(units, 1.0, taken + more, portion, start, place, villages)
        add_run(units, -1.0, taken, portion, start, place, villages)


@nb.njit
def _move_on(years, served, order, units, given):
    """Give what a list gives its villages to those whose turn it is, in the same order; units (village,).

    A village keeps its team until it has had it for so many years; then it comes again when all others have
    had it as long. given (village,) is room to work in.
    """
    villages, count = len(units), 0
    for k in range(villages):
        if units[order[k]] > 0:
            given[count] = units[order[k]]
            count += 1
    if count == villages:
        return
    units[:] = 0.0
    done, rounds = 0, -1  # those amid their years come first, then those with the fewest rounds
    while done < count:
        for k in range(villages):
            village = order[k]
            begun = served[village] % years > 0
            if done < count and (begun if rounds < 0 else not begun and served[village] // years == rounds):
                units[village] = given[done]
                done += 1
        rounds += 1


@nb.njit
def _decide(year, rules, memory, order, place, units, spent):
    """Hand out every lever of one year and note what differs from the calendar; spent (lever, year), written.

    A sum that lasts keeps its change; that of the others is this year's alone.
    """
    levers, channels = rules.levers, rules.channels
    if (levers.kind >= _WEAKEST).any():
        _rank(memory, levers.lots)
    for k in range(len(channels.row)):
        if not channels.lasting[k]:
            memory.change[k] = 0.0
    for lever in range(len(levers.portion)):
        more = _carried(lever, year, levers, memory)
        mode = _mode_of(lever, rules.retargets, memory)
        _hand_out(lever, year, mode, more, levers, memory, order, place, units)
        if levers.rotate[lever]:
            _move_on(levers.rotate[lever], memory.served[lever], order, units, memory.given)
        kept, handed, budget = 0.0, 0.0, levers.amounts[lever, year] + more
        for village in range(len(units)):
            given = units[village] + levers.named[lever, year, village]
            budget += levers.named[lever, year, village]
            if levers.stop[lever] and memory.failures[village] >= levers.stop[lever]:
                kept, given = kept + given, 0.0
            handed += given
            memory.served[lever, village] += given > 0
            memory.units[lever, village] = given
            usual = levers.own[lever, 0, year, village] + levers.named[lever, year, village]
            if given != usual:
                for k in range(len(channels.row)):
                    memory.change[k, village] += channels.weight[lever, k] * (given - usual)
        again = min(more, memory.unused[lever])  # what went back last year costs nothing new
        spent[lever, year] = max(budget - kept - again, 0.0)
        memory.kept[lever] = kept


@nb.njit
def _reach(year, block, world, rules, memory):
    """Write what reaches a block of villages this year, and its totals of staff and subsidies."""
    start, end = world.townships[world.blocks[block]], world.townships[world.blocks[block + 1]]
    channels, reaching = rules.channels, memory.reaching
    reaching[:] = world.channels[block, rules.before + year]
    for k in range(len(channels.row)):
        row = channels.row[k] * ROW
        for village in range(start, end):
            if memory.change[k, village] != 0:
                total = channels.sums[year, k, village] + memory.change[k, village]
                shared, most = channels.sharers[k, village], channels.most[k]
                reaching[row + village - start] = _felt(total, shared, channels.saturates[k], most)
    if channels.money[0] >= 0:
        row = channels.money[1] * ROW
        for village in range(start, end):
            product = channels.product[village]
            if memory.supply[product] != 0 and channels.product_income[product] > 0:
                total = channels.supply[year, product] + memory.supply[product]
                reaching[row + village - start] = total / channels.product_income[product]
    memory.totals[:] = 0.0
    kernel.add_totals(memory.totals, world.village[block], reaching)


@nb.njit
def _remember_block(block, world, work, ledger, memory):
    """Keep what the next year's rules look at: incomes, failed projects, project money that went back."""
    start, end = world.townships[world.blocks[block]], world.townships[world.blocks[block + 1]]
    for village in range(start, end):
        i = village - start
        memory.income[village] = work[_INCOME + i]
        public = ledger[_PUBLIC + i]
        memory.failures[village] += ledger[_WASTED + i] > 0
        memory.going[village] = ledger[_RETURNED + i] / public if public > 0 else 0.0


@nb.njit
def _remember_levers(rules, memory):
    """What went back of every lever's project money, and what its sums add to next year's supply."""
    for lever in range(len(rules.levers.portion)):
        unused = 0.0
        if rules.levers.project[lever]:
            for village in range(len(memory.going)):
                unused += memory.units[lever, village] * memory.going[village]
        memory.unused[lever] = unused
    if rules.channels.money[0] >= 0:
        for village in range(len(memory.going)):
            change = memory.change[rules.channels.money[0], village]
            if change != 0:
                memory.supply[rules.channels.product[village]] += change


# ---- The compiled loop ------------------------------------------------------------------------------


@nb.njit
def _memory(rules, villages):
    """Room for what a member remembers."""
    levers, channels = rules.channels.weight.shape
    return _Memory(
        np.zeros(villages, f4), np.zeros(villages, f4), np.zeros(villages, np.int64),
        np.zeros(villages, np.int64), np.zeros(257, np.int64), np.zeros(villages),
        np.zeros(villages, np.int64), np.zeros(villages), np.zeros((levers, villages), np.int64),
        np.zeros((levers, villages)), np.zeros(levers), np.zeros(levers), np.zeros((channels, villages)),
        np.zeros(len(rules.channels.product_income)), np.zeros(_CHANNELS * ROW, f4), np.zeros(2),
    )  # fmt: skip


@nb.njit
def _begin(world, memory):
    """Forget the member before; last year is the base year of the register."""
    for each in (memory.going, memory.unused, memory.kept, memory.supply):
        each[:] = 0.0
    memory.failures[:], memory.served[:] = 0, 0
    memory.units[:], memory.change[:] = 0.0, 0.0
    for block in range(world.blocks.shape[0] - 1):
        start, end = world.townships[world.blocks[block]], world.townships[world.blocks[block + 1]]
        row = world.village[block]
        for village in range(start, end):
            i = village - start
            memory.income[village] = (
                row[_OPERATING + i] + row[_CONTRACTS + i] + row[_INVESTMENT + i] + row[_SUBSIDY + i]
            )


@nb.njit
def _rooms(world):
    """A scratch for every block: all of a member's blocks are at work in the same year."""
    blocks = world.blocks.shape[0] - 1
    works = np.zeros((blocks, WORK * ROW), f4)
    banners, products = len(world.banner_keys), len(world.product_keys)
    return (
        works, np.zeros((blocks, ROW), f4), np.zeros((blocks, banners), f4),
        np.zeros((blocks, products), f4), np.zeros((blocks, products), f4), np.zeros((2, banners), f4),
        np.zeros((blocks, LEDGER * ROW), f4),
    )  # fmt: skip


@nb.njit
def _scratch_of(block, rooms):
    return Scratch(
        rooms[0][block], rooms[1][block], rooms[2][block], rooms[3][block], rooms[4][block], rooms[5]
    )


@nb.njit(fastmath=True, error_model="numpy")
def _member(p, member, first_year, world, rules, streams, rooms, memory, switches, out):
    """All years of one member in all blocks; `out`: sums, incomes, counted, places, spent units."""
    sums, incomes, counted, places, spent = out
    villages = len(memory.income)
    order, place, units = np.zeros(villages, np.int64), np.zeros(villages, np.int64), np.zeros(villages)
    _begin(world, memory)
    blocks = world.blocks.shape[0] - 1
    for block in range(blocks):
        kernel.begin_block(block, p, member, world, streams, _scratch_of(block, rooms), rooms[6][block])
    path = kernel.START
    for t in range(world.channels.shape[1]):
        if t >= rules.before:
            _decide(t - rules.before, rules, memory, order, place, units, spent)
        now = path
        for block in range(blocks):
            scratch, ledger = _scratch_of(block, rooms), rooms[6][block]
            start = world.townships[world.blocks[block]]
            count = world.townships[world.blocks[block + 1]] - start
            if t >= rules.before:
                _reach(t - rules.before, block, world, rules, memory)
            else:
                memory.reaching[:] = world.channels[block, t]
                memory.totals[:] = world.totals[block, t]
            now = kernel.block_year(
                block, p, member, u4(first_year + t), world, streams, scratch, switches, path,
                memory.reaching, ledger,
            )  # fmt: skip
            kernel.add_up(sums[t], scratch, count, memory.totals, p)
            kernel.count_reached(sums[t], scratch.work, count, world.limits)
            if places[t] >= 0:
                kernel.keep(incomes[places[t]], counted, places[t], scratch.work, start, count)
            _remember_block(block, world, scratch.work, ledger, memory)
        path = now
        if t >= rules.before:
            _remember_levers(rules, memory)


@cache
def compiled_rules(switches: Switches) -> Any:
    """The loop over members of a scenario with rules, for one form of the village's year.

    run(chunk, first_year, world, levers, retargets, channels, before, draws, members, streams, sums, incomes,
    counted, places, spent): as `kernel.compiled`, with the parts of a RulesPack, and

    spent  (member, lever, year) units of new money that the levers under rules took
    """
    SWITCHES = switches

    @nb.njit(parallel=True, fastmath=True, error_model="numpy", cache=True)
    def run(
        chunk, first_year, world, levers, retargets, channels, before, draws, members, streams, sums, incomes,
        counted, places, spent,
    ):  # fmt: skip
        count = members.shape[0]
        for part in nb.prange((count + chunk - 1) // chunk):
            rules = RulesPack(levers, retargets, channels, before)
            rooms, memory = _rooms(world), _memory(rules, world.townships[-1])
            for d in range(part * chunk, min((part + 1) * chunk, count)):
                out = (sums[d], incomes[d], counted[d], places, spent[d])
                p = member_draw(draws[d])
                _member(p, members[d], first_year, world, rules, streams, rooms, memory, SWITCHES, out)

    return run
