"""The compiled loop: members x blocks of villages x years over the equations; median and Gini."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numba as nb
import numpy as np
from numba.np.unsafe.ndarray import to_fixed_tuple

from sim.axes import CITY_SUMS, COUNTED, STOCKS, Books, Ledger, States, Uncertainties
from sim.model import equations as eq
from sim.model import fastmath  # noqa: F401  (sets where compiled code is kept)
from sim.model.fastmath import HALF, ONE, PLAIN, ZERO, f4, u4
from sim.model.layout import (
    BLOCK,
    BOOKS,
    COUNTS_FROM,
    DRAWS,
    LANES,
    LEDGER,
    ROW,
    STANDARD_SWITCHES,
    STATES,
    TRAITS,
    WORK,
    B,
    C,
    MemberYear,
    S,
    Scratch,
    Switches,
    V,
    skipped,
)
from sim.model.luck import again, draw_key, mix, normal
from sim.model.year import first_year_of, village_year

# ---- The compiled loop: members x blocks of villages x years over the equations ------------------
# `village_year` is the model as a list of steps. Villages are the innermost loop and run as SIMD; members
# run in parallel. A block of villages keeps its state in the core's own cache through all years, so memory
# stays flat however many villages there are. Each member adds its blocks in their order and every village's
# luck is hashed, so neither threads nor chunks of members can change a byte.
#
# What keeps the loop SIMD: float32 throughout, every equation inlined, unsigned positions (a signed one
# brings a test for negative indices), and rows a constant distance apart in one array, so that the
# compiler can see that they do not overlap.

# The sums that are those of a row of the books or of the states, four at a time (numba wants groups of one
# length): where they stand in the sums, and where their rows begin.
_TOLD = [name for name in CITY_SUMS if name in STOCKS or (name in Books._fields and name != "subsidy")]
_TOLD_PLACES = tuple(tuple(map(CITY_SUMS.index, _TOLD[k : k + 4])) for k in range(0, len(_TOLD), 4))
_TOLD_ROWS = tuple(
    tuple(getattr(S if name in STOCKS else B, name) for name in _TOLD[k : k + 4])
    for k in range(0, len(_TOLD), 4)
)
_TOTAL, _SUBSIDY, _BROUGHT = (CITY_SUMS.index(name) for name in ("total", "subsidy", "brought"))
_COUNTED_ROWS = tuple(getattr(B, name) for name in COUNTED)
_INCOME, _OTHERS = int(_COUNTED_ROWS[0]), tuple(map(int, _COUNTED_ROWS[1:]))  # what a slice begins with

if PLAIN:

    def member_draw(draws):
        return Uncertainties(*draws)
else:

    @nb.njit
    def member_draw(draws):
        """One member's row of draws with its names."""
        return Uncertainties(*to_fixed_tuple(draws, DRAWS))


_skipped = nb.njit(forceinline=True)(skipped)


@nb.njit(forceinline=True)
def _filled(count):
    """Villages of a block with the empty ones that fill it up."""
    return (count + LANES - 1) // LANES * LANES


@nb.njit(forceinline=True, fastmath=True, error_model="numpy")
def _summed(work, starts, count):
    """The sums of four rows of a flat block at once, work (row*ROW,): one after another they would wait.

    `starts` are where the rows begin. The empty villages that fill the block up add nothing.
    """
    first, second, third, fourth = ZERO, ZERO, ZERO, ZERO
    for position in range(_filled(count)):
        i = nb.uintp(position)
        first += work[i + starts[0]]
        second += work[i + starts[1]]
        third += work[i + starts[2]]
        fourth += work[i + starts[3]]
    return first, second, third, fourth


@nb.njit(forceinline=True, fastmath=True, error_model="numpy")
def count_reached(sums, work, count, limits):
    """Add to a member's sums how many villages of a block reach each threshold by each way of counting.

    A loop of its own: any number of thresholds leaves the loop over the villages its registers. A threshold
    is above 0, so the empty villages that fill a block up reach none.

    sums  (sum,) float64, added to; work (row*ROW,), 10k yuan/year; limits (threshold,) the same
    """
    for k in range(len(limits)):
        limit, place = limits[k], COUNTS_FROM + k
        income, earned, unborrowed, net = ZERO, ZERO, ZERO, ZERO
        for position in range(_filled(count)):
            i = nb.uintp(position)
            income += ONE if work[i + _COUNTED_ROWS[0]] >= limit else ZERO
            earned += ONE if work[i + _COUNTED_ROWS[1]] >= limit else ZERO
            unborrowed += ONE if work[i + _COUNTED_ROWS[2]] >= limit else ZERO
            net += ONE if work[i + _COUNTED_ROWS[3]] >= limit else ZERO
        sums[place] += income
        sums[place + len(limits)] += earned
        sums[place + 2 * len(limits)] += unborrowed
        sums[place + 3 * len(limits)] += net


@nb.njit(forceinline=True, fastmath=True, error_model="numpy")
def _learned_in_banners(first, last, world, start, work, learned):
    """Last year's effects added up over the villages of each banner of a block, and their number.

    work  (row*ROW,), read at `effect`; learned (2, banner) float32, written
    """
    learned[:] = ZERO
    for township in range(first, last):
        banner = world.banners[township]
        for village in range(world.townships[township], world.townships[township + 1]):
            learned[0, banner] += work[nb.uintp(village - start) + S.effect]
            learned[1, banner] += ONE


@nb.njit(forceinline=True, fastmath=True, error_model="numpy")
def _township_year(begin, end, scratch, level, learning, far, banner, products):
    """What the villages begin..end of one township share this year with others, log points.

    `level` is the shock of city and banner; to it come that of the product and what neighbours pass on, a
    part
    of the mean of last year's effects. Where they learn from afar, half of it comes from the whole banner.

    products  (ROW,) numbers of the villages' products; scratch.common is written
    """
    known = ZERO
    for position in range(begin, end):
        known += scratch.work[position + S.effect]
    known /= f4(end - begin)
    if far:
        known = HALF * (known + scratch.learned[0, banner] / scratch.learned[1, banner])
    shared = level + learning * known
    for position in range(begin, end):
        scratch.common[position] = shared + scratch.product_levels[products[position]]


@nb.njit(forceinline=True)
def add_totals(totals, village, channel):
    """Add one block's staff and subsidies in one year to totals (2,); village, channel (row*ROW,) float32."""
    for position in range(BLOCK):
        i = nb.uintp(position)
        totals[0] += channel[i + C.staff]
        totals[1] += village[i + V.subsidy] + channel[i + C.support]


@nb.njit(cache=True)
def block_totals(village, channels):
    """What no member changes: resident staff (FTE) and subsidies (10k yuan/year), (block, year, 2)."""
    totals = np.zeros((channels.shape[0], channels.shape[1], 2))
    for block in range(totals.shape[0]):
        for t in range(totals.shape[1]):
            add_totals(totals[block, t], village[block], channels[block, t])
    return totals


@nb.njit(forceinline=True, fastmath=True, error_model="numpy")
def add_up(sums, scratch, count, totals, p):
    """Add one block's year to a member's sums, in the order of CITY_SUMS.

    sums  (sum,) float64, added to; totals (2,) of one block and year, units of CITY_SUMS
    """
    staff, subsidy = totals[0], totals[1]
    sums[_SUBSIDY] += subsidy
    sums[_TOTAL] += subsidy
    sums[_BROUGHT] += eq.brought_money(staff, p)
    for group in range(len(_TOLD_ROWS)):
        places, found = _TOLD_PLACES[group], _summed(scratch.work, _TOLD_ROWS[group], count)
        for k in range(len(places)):
            sums[places[k]] += found[k]
            if places[k] < _SUBSIDY:  # the other streams
                sums[_TOTAL] += found[k]


@nb.njit(forceinline=True, fastmath=True, error_model="numpy")
def _shared_shocks(member, year, world, first, last, variance, city_level, streams, scratch, p):
    """This year's shocks of city, banners and products; returns the city's level, log points.

    `variance` is that of a product whose price moves like the average, of which half is taken off here.
    """
    city_key = draw_key(streams[0], member, year)
    city_level = eq.next_shock(city_level, p.city_shock, normal(city_key, again(city_key)), p)
    banner_key = draw_key(streams[1], member, year)
    for banner in range(world.banners[first], world.banners[last - 1] + 1):
        key = mix(u4(banner_key ^ world.banner_keys[banner]))
        draw = normal(key, again(key))
        scratch.banner_levels[banner] = eq.next_shock(scratch.banner_levels[banner], p.banner_shock, draw, p)
    product_key = draw_key(streams[5], member, year)
    for product in range(len(world.product_keys)):
        key = mix(u4(product_key ^ world.product_keys[product]))
        draw, weight = normal(key, again(key)), world.price_weights[product]
        level = eq.next_shock(scratch.product_shocks[product], p.product_shock, draw, p)
        scratch.product_shocks[product] = level
        scratch.product_levels[product] = weight * level - HALF * weight * weight * variance
    return city_level


class _MemberPath(NamedTuple):
    """What one member's years carry on for all villages."""

    city_level: np.float32  # log points
    of_city: np.float32  # variances, squared log points
    of_banner: np.float32
    of_product: np.float32
    growth: np.float32  # since the base year, factors
    contract_growth: np.float32


START = _MemberPath(ZERO, ZERO, ZERO, ZERO, ONE, ONE)


@nb.njit(forceinline=True, fastmath=True, error_model="numpy")
def begin_block(block, p, member, world, streams, scratch, ledger):
    """One member's block of villages before the first year; ledger (row*ROW,) or None."""
    filled = _filled(world.townships[world.blocks[block + 1]] - world.townships[world.blocks[block]])
    for each in (scratch.common, scratch.banner_levels, scratch.product_shocks):
        each[:] = ZERO
    scratch.work[: STATES * ROW] = ZERO
    debt_key = draw_key(streams[6], member, u4(0))
    first_year_of(filled, scratch.work, world.village[block], world.keys[block], debt_key, p, ledger)


@nb.njit(forceinline=True, fastmath=True, error_model="numpy")
def block_year(block, p, member, year, world, streams, scratch, switches, path, reaching, ledger):
    """One year of one member's block of villages; returns what the years carry on.

    reaching  (channel*ROW,) float32, what reaches these villages this year
    """
    first, last = world.blocks[block], world.blocks[block + 1]
    start = world.townships[first]
    growth, contract_growth = path.growth, path.contract_growth
    growth *= ONE + p.operating_growth
    contract_growth *= ONE + p.contract_growth
    of_city = eq.next_variance(path.of_city, p.city_shock, p)
    of_banner = eq.next_variance(path.of_banner, p.banner_shock, p)
    of_product = eq.next_variance(path.of_product, p.product_shock, p)
    city_level = _shared_shocks(
        member, year, world, first, last, of_product, path.city_level, streams, scratch, p
    )
    # exp of a shock has mean 1 once half its variance is taken off
    correction = -HALF * (of_city + of_banner + p.village_shock * p.village_shock)
    if switches.far:
        _learned_in_banners(first, last, world, start, scratch.work, scratch.learned)
    for township in range(first, last):
        begin = nb.uintp(world.townships[township] - start)
        end = nb.uintp(world.townships[township + 1] - start)
        banner = world.banners[township]
        level = city_level + scratch.banner_levels[banner] + correction
        products = world.products[block]
        _township_year(begin, end, scratch, level, p.neighbour_learning, switches.far, banner, products)
    shared = MemberYear(
        f4(growth),
        f4(contract_growth),
        draw_key(streams[2], member, year),
        draw_key(streams[3], member, year),
        draw_key(streams[4], member, year),
    )
    here, keys, filled = world.village[block], world.keys[block], _filled(world.townships[last] - start)
    village_year(filled, scratch.work, reaching, here, keys, scratch.common, p, shared, switches, ledger)
    return _MemberPath(
        f4(city_level), f4(of_city), f4(of_banner), f4(of_product), f4(growth), f4(contract_growth)
    )


@nb.njit(forceinline=True, fastmath=True, error_model="numpy")
def _member_block(
    block,
    p,
    member,
    first_year,
    world,
    streams,
    scratch,
    switches,
    sums,
    incomes,
    counted,
    places,
    ledger,
    out,
):
    """All years of one member in one block of villages; adds to the member's sums (year, sum)."""
    start = world.townships[world.blocks[block]]
    count = world.townships[world.blocks[block + 1]] - start
    begin_block(block, p, member, world, streams, scratch, ledger)
    path = START
    for t in range(world.channels.shape[1]):
        year = u4(first_year + t)
        path = block_year(
            block, p, member, year, world, streams, scratch, switches, path, world.channels[block, t], ledger
        )
        add_up(sums[t], scratch, count, world.totals[block, t], p)
        count_reached(sums[t], scratch.work, count, world.limits)
        if places[t] >= 0:
            keep(incomes[places[t]], counted, places[t], scratch.work, start, count)
        if ledger is not None:
            _copy_rows(out[t], 0, scratch.work, 0, STATES, start, count)
            _copy_rows(out[t], STATES, scratch.work, STATES + TRAITS, WORK, start, count)
            _copy_rows(out[t], STATES + BOOKS, ledger, 0, LEDGER, start, count)


@nb.njit(forceinline=True)
def keep(incomes, counted, place, work, start, count):
    """Write a block's gross incomes, and the other incomes of COUNTED where they are wanted, 10k yuan/year.

    incomes (village,), counted (place, kind, village) or (0, 0, 0); work (row*ROW,)
    """
    incomes[start : start + count] = work[_INCOME : _INCOME + count]
    if counted.shape[0]:
        for k in range(len(_OTHERS)):
            counted[place, k, start : start + count] = work[_OTHERS[k] : _OTHERS[k] + count]


@nb.njit(forceinline=True)
def _copy_rows(out, place, rows, begin, end, start, count):
    """Write some rows of a flat block (row*ROW,) to out (row, village) from a place on."""
    for k in range(begin, end):
        out[place + k - begin, start : start + count] = rows[k * ROW : k * ROW + count]


@nb.njit(forceinline=True)
def _scratch(room, world):
    """What a thread works with; `room` (row*ROW + LANES,) in either precision, begun with a line of cache."""
    banners, products = len(world.banner_keys), len(world.product_keys)
    first = _skipped(room.ctypes.data, room.itemsize)
    work = room[first : first + WORK * ROW]
    shared, levels = np.zeros(ROW, f4), np.zeros(banners, f4)
    prices, learned = (np.zeros(products, f4), np.zeros(products, f4)), np.zeros((2, banners), f4)
    return Scratch(work, shared, levels, prices[0], prices[1], learned)


@cache
def compiled(switches: Switches = STANDARD_SWITCHES) -> Any:
    """The loop over members for one form of the village's year, compiled when it is first asked for.

    run(chunk, first_year, world, draws, members, streams, sums, incomes, counted, places): every member
    through every block and year, `chunk` members to a thread at a time.

    draws    (member, uncertainty) float32, in the order of Uncertainties
    members  (member,) uint32, the members' numbers, which their luck is hashed from
    streams  (stream,) uint32, luck.stream_keys
    sums     (member, year, sum) float64, added to: CITY_SUMS, then villages that reach each threshold
    incomes  (member, place, village) float32, gross, 10k yuan/year
    counted  (member, place, kind, village) the same of the other kinds of COUNTED, or (member, 0, 0, 0)
    places   (year,) where in both each year is written; -1 for nowhere
    """
    SWITCHES = switches

    @nb.njit(parallel=True, fastmath=True, error_model="numpy", cache=True)
    def run(chunk, first_year, world, draws, members, streams, sums, incomes, counted, places):
        count = members.shape[0]
        for part in nb.prange((count + chunk - 1) // chunk):
            scratch = _scratch(np.zeros(WORK * ROW + LANES, f4), world)
            for block in range(world.blocks.shape[0] - 1):
                for d in range(part * chunk, min((part + 1) * chunk, count)):
                    _member_block(
                        block, member_draw(draws[d]), members[d], first_year, world, streams, scratch,
                        SWITCHES,
                        sums[d], incomes[d], counted[d], places, None, None,
                    )  # fmt: skip

    return run


@cache
def compiled_accounts(switches: Switches = STANDARD_SWITCHES) -> Any:
    """The same loop in float64 that writes every village's whole account, compiled when first asked for.

    run(first_year, world, draws, members, streams, sums, out): as `compiled`, and

    out  (member, year, row, village) float64: States, then Books, then Ledger, 10k yuan and 10k yuan/year
    """
    SWITCHES = switches

    @nb.njit(parallel=True, error_model="numpy", cache=True)
    def run(first_year, world, draws, members, streams, sums, out):
        for d in nb.prange(members.shape[0]):
            scratch, ledger = _scratch(np.zeros(WORK * ROW + LANES), world), np.zeros(LEDGER * ROW)
            places = np.full(out.shape[1], -1)
            nowhere, nothing = np.zeros((0, 0), f4), np.zeros((0, 0, 0), f4)
            for block in range(world.blocks.shape[0] - 1):
                _member_block(
                    block, member_draw(draws[d]), members[d], first_year, world, streams, scratch, SWITCHES,
                    sums[d], nowhere, nothing, places, ledger, out[d],
                )  # fmt: skip

    return run


ACCOUNT = (*States._fields, *Books._fields, *Ledger._fields)  # the rows of such an account, in their order


# ---- Outcomes that need the villages in order of income: median and Gini coefficient -------------


def median_and_gini(incomes):
    """Median (10k yuan/year) and Gini coefficient over villages, each (member, year).

    incomes  (member, year, village) 10k yuan/year
    """
    return _of_ordered(np.sort(incomes, axis=2))  # NumPy sorts ten times as fast as numba


@nb.njit(parallel=True, cache=True)
def _of_ordered(incomes):
    """As `median_and_gini`, of incomes in ascending order over the villages.

    incomes  (member, year, village) 10k yuan/year
    """
    members, years, villages = incomes.shape
    median, gini = np.empty((members, years)), np.empty((members, years))
    middle = villages // 2
    for member in nb.prange(members):
        for year in range(years):
            ordered = incomes[member, year]
            total, ranked = 0.0, 0.0
            for rank in range(villages):
                total += ordered[rank]
                ranked += (rank + 1) * ordered[rank]
            gini[member, year] = 2 * ranked / (villages * total) - (villages + 1) / villages
            low = ordered[middle] if villages % 2 else ordered[middle - 1]
            median[member, year] = 0.5 * (low + ordered[middle])
    return median, gini
