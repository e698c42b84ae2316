"""The compiled loop: members x blocks of villages x years over the equations; median and Gini."""

from __future__ import annotations

from typing import NamedTuple

import numba as nb
import numpy as np
from numba.np.unsafe.ndarray import to_fixed_tuple

from sim.axes import CITY_SUMS, Channels, States, Uncertainties, VillageRows
from sim.model import equations as eq
from sim.model import fastmath  # noqa: F401  (sets where compiled code is kept)
from sim.model.fastmath import HALF, ONE, PLAIN, ZERO, exp, f4, u4
from sim.model.luck import again, draw_key, mix, normal, uniform

# ---- The compiled loop: members x blocks of villages x years over the equations ------------------
# `village_year` is the model as a list of steps. Villages are the innermost loop and run as SIMD; members
# run in parallel. A block of villages keeps its state in the nearest cache through all years, so memory
# stays flat however many villages there are. Each member adds its blocks in their order and every village's
# luck is hashed, so neither threads nor chunks of members can change a byte.
#
# What keeps the loop SIMD: float32 throughout, every equation inlined, unsigned positions (a signed one
# brings a test for negative indices), and rows a constant distance apart in one array, so that the
# compiler can see that they do not overlap.

# float32 numbers in the widest SIMD register; blocks are filled up with empty villages to a multiple
LANES = 16
BLOCK = 544  # villages in a block at most: the state of one block stays in the nearest cache
# Distance of two rows; not a power of two, whose rows would evict each other from the cache.
ROW = BLOCK + LANES
DRAWS = len(Uncertainties._fields)
COUNTS_FROM = len(CITY_SUMS)


def _row_starts(kind):
    """Where each row of a flat block begins.

    kind  a NamedTuple of n rows; returns one with their n starts, (n,) uint64
    """
    return kind(*(np.uintp(k * ROW) for k in range(len(kind._fields))))


class PackedVillages(NamedTuple):
    """Villages and what reaches them, cut into blocks of whole townships; rows as in `C` and `V`."""

    blocks: np.ndarray  # (block+1,) the first township of each block
    townships: np.ndarray  # (township+1,) the first village of each township
    banners: np.ndarray  # (township,) number of the banner
    village: np.ndarray  # (block, row*ROW) float32, VillageRows
    keys: np.ndarray  # (block, ROW) uint32, the villages' luck keys
    banner_keys: np.ndarray  # (banner,) uint32
    channels: np.ndarray  # (block, year, channel*ROW) float32
    totals: np.ndarray  # (block, year, 2) float64, block_totals
    limits: np.ndarray  # (threshold,) float32, the incomes by which villages are counted


class MemberYear(NamedTuple):
    """What one member has in one year for all villages."""

    persistence: np.float32  # what the years have left of the forces' effect, share
    growth: np.float32  # of operating income since the base year, factor
    contract_growth: np.float32
    luck_key: np.uint32
    loss_key: np.uint32
    failure_key: np.uint32


C, V, S = _row_starts(Channels), _row_starts(VillageRows), _row_starts(States)

if PLAIN:

    def member_draw(draws):
        return Uncertainties(*draws)
else:

    @nb.njit
    def member_draw(draws):
        """One member's row of draws with its names."""
        return Uncertainties(*to_fixed_tuple(draws, DRAWS))


@nb.njit(forceinline=True, fastmath=True, error_model="numpy")
def village_year(count, state, channel, village, keys, common, p, year, income):
    """One year of `count` villages of a block, in the order in which things happen; returns the sums.

    state, channel, village are flat blocks with rows at `S`, `C`, `V`; `common` is what villages share in
    log points; `year` holds what the member has for all of them; `income` is written.

    state, channel, village  (row*ROW,) float32; keys (ROW,) uint32; common, income (ROW,) float32
    """
    operating_sum, contract_sum, investment_sum, capital_sum = ZERO, ZERO, ZERO, ZERO
    for position in range(count):
        i = nb.uintp(position)
        # people, skill, governance and links
        staff = channel[i + C.staff]
        dispatched = eq.dispatched_talent(staff, channel[i + C.leaders], channel[i + C.experts], p)
        talent = eq.next_talent(state[i + S.talent], dispatched, p)
        reserve = eq.next_reserve(state[i + S.reserve], channel[i + C.candidates], talent, p)
        skill = eq.next_skill(state[i + S.skill], channel[i + C.training], channel[i + C.information], p)
        own, drive, service = village[i + V.governance], channel[i + C.drive], channel[i + C.service]
        governance = eq.next_governance(state[i + S.governance], own, drive, service, p)
        governance_gain = governance - own
        links = eq.next_links(state[i + S.links], channel[i + C.pairing], p)
        # money
        capital = eq.next_capital(state[i + S.capital], state[i + S.building], p)
        project = eq.project_income(capital, p)
        brought, levered = eq.brought_money(staff, p), channel[i + C.levered]
        offered = eq.offered_money(channel[i + C.grants], brought, levered, channel[i + C.credit], project, p)
        absorbed = eq.absorbed_money(offered, eq.absorption_room(governance_gain, talent, p))
        failed = eq.project_fails(uniform(mix(u4(year.failure_key ^ keys[i]))), governance_gain, p)
        committed = state[i + S.committed] + eq.delivered_money(absorbed, failed, p)
        spent = committed * eq.spending_share(channel[i + C.readiness], p)
        stake = eq.next_stake(state[i + S.stake], channel[i + C.firms], levered, p)
        # luck and income
        luck = mix(u4(year.luck_key ^ keys[i]))
        effect = eq.forces_effect(talent, reserve, skill, governance_gain, links, year.persistence, p)
        quality = exp(effect + common[i] + p.village_shock * normal(luck, again(luck)))
        unlucky = uniform(mix(u4(year.loss_key ^ keys[i]))) < eq.loss_chance(village[i + V.loss_rate], p)
        lost = eq.loss_size(village[i + V.loss_severity], unlucky, p)
        operating = eq.operating_income(village[i + V.operating], year.growth, project, quality, lost)
        contracts = eq.contract_income(village[i + V.contracts], year.contract_growth, channel[i + C.land], p)
        investment = eq.investment_income(village[i + V.investment], year.contract_growth, stake, p)
        subsidy = village[i + V.subsidy] + channel[i + C.support]
        earned = operating + contracts + investment + subsidy
        # remember and add up
        state[i + S.talent], state[i + S.reserve], state[i + S.skill] = talent, reserve, skill
        state[i + S.governance], state[i + S.links], state[i + S.stake] = governance, links, stake
        state[i + S.capital], state[i + S.building], state[i + S.committed] = (
            capital,
            spent,
            committed - spent,
        )
        state[i + S.effect], income[i] = effect, earned
        operating_sum += operating
        contract_sum += contracts
        investment_sum += investment
        capital_sum += capital
    return operating_sum, contract_sum, investment_sum, capital_sum


@nb.njit(forceinline=True, fastmath=True, error_model="numpy")
def _count_reached(sums, income, count, limits):
    """Add to a member's sums how many villages of a block reach each threshold.

    A loop of its own: the incomes lie in the nearest cache, and any number of thresholds leaves the loop over
    the villages its registers.

    sums  (sum,) float64, added to; income (ROW,) float32, 10k yuan/year; limits (threshold,) the same
    """
    for k in range(len(limits)):
        reached = ZERO
        for position in range(count):
            reached += ONE if income[nb.uintp(position)] >= limits[k] else ZERO
        sums[COUNTS_FROM + k] += reached


@nb.njit(forceinline=True, fastmath=True, error_model="numpy")
def _township_year(begin, end, state, level, learning, common):
    """What the villages begin..end of one township share this year, log points.

    `level` is the shock of city and banner; neighbours pass on the mean of last year's effects.

    state  (row*ROW,) float32, read at `effect`; common (ROW,) float32, log points, written
    """
    known = ZERO
    for position in range(begin, end):
        known += state[position + S.effect]
    shared = level + learning * known / f4(end - begin)
    for position in range(begin, end):
        common[position] = shared


@nb.njit(cache=True)
def block_totals(village, channels):
    """What no member changes: resident staff (FTE) and subsidies (10k yuan/year), (block, year, 2)."""
    totals = np.zeros((channels.shape[0], channels.shape[1], 2))
    for block in range(totals.shape[0]):
        for t in range(totals.shape[1]):
            for position in range(BLOCK):
                i = nb.uintp(position)
                totals[block, t, 0] += channels[block, t, i + C.staff]
                totals[block, t, 1] += village[block, i + V.subsidy] + channels[block, t, i + C.support]
    return totals


@nb.njit(forceinline=True, fastmath=True, error_model="numpy")
def add_up(sums, part, totals, p):
    """Add one block's year to a member's sums, in the order of CITY_SUMS.

    What follows from the other sums is worked out here: each sum fewer leaves the village loop a register.

    sums  (sum,) float64, added to; part (4,) and totals (2,) of one block and year, units of CITY_SUMS
    """
    operating, contracts, investment, capital = part
    staff, subsidy = totals[0], totals[1]
    sums[0] += operating + contracts + investment + subsidy
    sums[1] += operating
    sums[2] += contracts
    sums[3] += investment
    sums[4] += subsidy
    sums[5] += eq.brought_money(staff, p)
    sums[6] += capital


@nb.njit(forceinline=True, fastmath=True, error_model="numpy")
def member_block(block, p, member, first_year, world, age, streams, scratch, sums, incomes, places):
    """All years of one member in one block of villages; adds to the member's sums (year, sum)."""
    first, last = world.blocks[block], world.blocks[block + 1]
    start = world.townships[first]
    count = world.townships[last] - start
    filled = (count + LANES - 1) // LANES * LANES
    state, common, row, banner_level = scratch
    state[:] = ZERO
    common[:] = ZERO
    banner_level[:] = ZERO
    for i in range(count):
        state[i + S.governance] = world.village[block, i + V.governance]
    city_level, variance, growth, contract_growth = ZERO, ZERO, ONE, ONE
    for t in range(world.channels.shape[1]):
        year = u4(first_year + t)
        growth *= ONE + p.operating_growth
        contract_growth *= ONE + p.contract_growth
        city_key = draw_key(streams[0], member, year)
        city_level = eq.next_shock(city_level, p.city_shock, normal(city_key, again(city_key)), p)
        banner_key = draw_key(streams[1], member, year)
        for banner in range(world.banners[first], world.banners[last - 1] + 1):
            key = mix(u4(banner_key ^ world.banner_keys[banner]))
            draw = normal(key, again(key))
            banner_level[banner] = eq.next_shock(banner_level[banner], p.banner_shock, draw, p)
        variance = eq.next_variance(variance, p)
        # exp of a shock has mean 1 once half its variance is taken off
        correction = -HALF * (variance + p.village_shock * p.village_shock)
        for township in range(first, last):
            begin = nb.uintp(world.townships[township] - start)
            end = nb.uintp(world.townships[township + 1] - start)
            level = city_level + banner_level[world.banners[township]] + correction
            _township_year(begin, end, state, level, p.neighbour_learning, common)
        shared = MemberYear(
            eq.persistence(age[t], p),
            f4(growth),
            f4(contract_growth),
            draw_key(streams[2], member, year),
            draw_key(streams[3], member, year),
            draw_key(streams[4], member, year),
        )
        here, reaching = world.village[block], world.channels[block, t]
        part = village_year(filled, state, reaching, here, world.keys[block], common, p, shared, row)
        add_up(sums[t], part, world.totals[block, t], p)
        _count_reached(sums[t], row, count, world.limits)
        if places[t] >= 0:
            incomes[places[t], start : start + count] = row[:count]


@nb.njit(parallel=True, fastmath=True, error_model="numpy", cache=True)
def run(chunk, first_year, world, age, draws, members, streams, sums, incomes, places):
    """Every member through every block and year, `chunk` members to a thread at a time.

    age      (year,) years since the programme began
    draws    (member, uncertainty) float32, in the order of Uncertainties
    members  (member,) uint32, the members' numbers, which their luck is hashed from
    streams  (5,) uint32, luck.stream_keys
    sums     (member, year, sum) float64, added to: CITY_SUMS, then villages that reach each threshold
    incomes  (member, place, village) float32, 10k yuan/year
    places   (year,) where in `incomes` each year is written; -1 for nowhere
    """
    count = members.shape[0]
    for part in nb.prange((count + chunk - 1) // chunk):
        scratch = (
            np.zeros(len(S) * ROW, f4),
            np.zeros(ROW, f4),
            np.zeros(ROW, f4),
            np.zeros(len(world.banner_keys), f4),
        )
        for block in range(world.blocks.shape[0] - 1):
            for d in range(part * chunk, min((part + 1) * chunk, count)):
                p, out = member_draw(draws[d]), incomes[d]
                member_block(
                    block, p, members[d], first_year, world, age, streams, scratch, sums[d], out, places
                )


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
