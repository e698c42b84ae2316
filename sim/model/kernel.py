"""The compiled loop: members x blocks of villages x years over the equations; median and Gini."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numba as nb
import numpy as np
from numba.np.unsafe.ndarray import to_fixed_tuple

from sim.axes import (
    CITY_SUMS,
    COUNTED,
    STOCKS,
    Books,
    Channels,
    Ledger,
    States,
    Traits,
    Uncertainties,
    VillageRows,
)
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


def _row_starts(kind, after=0):
    """Where each row of a flat block begins.

    kind  a NamedTuple of n rows; returns one with their n starts, (n,) uint64; `after` so many other rows
    """
    return kind(*(np.uintp((after + k) * ROW) for k in range(len(kind._fields))))


class Switches(NamedTuple):
    """Rival forms of the village's year, compiled as constants; sim/model/structures.py says what each
    means.
    """

    adds: bool = False  # the forces add to own business and leave projects alone, where they multiply both
    far: bool = False  # villages learn from the whole banner too, where they learn from their township
    threshold: bool = False  # only a capable village's projects earn, where all earn


_STANDARD = Switches()


class PackedVillages(NamedTuple):
    """Villages and what reaches them, cut into blocks of whole townships; rows as in `C` and `V`."""

    blocks: np.ndarray  # (block+1,) the first township of each block
    townships: np.ndarray  # (township+1,) the first village of each township
    banners: np.ndarray  # (township,) number of the banner
    village: np.ndarray  # (block, row*ROW) float32, VillageRows
    keys: np.ndarray  # (block, ROW) uint32, the villages' luck keys
    products: np.ndarray  # (block, ROW) uint8, number of the industry
    banner_keys: np.ndarray  # (banner,) uint32
    product_keys: np.ndarray  # (product,) uint32
    price_weights: np.ndarray  # (product,) float32, how much its price moves, 1 = average
    channels: np.ndarray  # (block, year, channel*ROW) float32
    totals: np.ndarray  # (block, year, 2) float64, block_totals
    limits: np.ndarray  # (threshold,) float32, the incomes by which villages are counted


class MemberYear(NamedTuple):
    """What one member has in one year for all villages."""

    growth: np.float32  # of operating income since the base year, factor
    contract_growth: np.float32
    luck_key: np.uint32
    loss_key: np.uint32
    failure_key: np.uint32


class Scratch(NamedTuple):
    """What one thread works with; used anew for every member."""

    work: np.ndarray  # (row*ROW,) States, Traits and Books of the villages of a block
    common: np.ndarray  # (ROW,) float32, what villages share, log points
    banner_levels: np.ndarray  # (banner,) float32, log points
    product_shocks: np.ndarray  # (product,) float32, log points, of an average price
    product_levels: np.ndarray  # (product,) float32, log points, of each product's price with mean 1
    learned: np.ndarray  # (2, banner) float32, sums over the villages of a banner and their number


_STATES, _TRAITS, _BOOKS, LEDGER = (len(kind._fields) for kind in (States, Traits, Books, Ledger))
C, V, L = map(_row_starts, (Channels, VillageRows, Ledger))
# States, traits and books lie in one array, the only one that the village loop writes.
S, T, B = _row_starts(States), _row_starts(Traits, _STATES), _row_starts(Books, _STATES + _TRAITS)
WORK = _STATES + _TRAITS + _BOOKS
# The sums that are those of a row of the books or of the states: where they stand, and where the row begins.
_BOOKED = tuple(CITY_SUMS.index(name) for name in CITY_SUMS if name in Books._fields)
_BOOKED_ROWS = tuple(getattr(B, CITY_SUMS[place]) for place in _BOOKED)
_STOCKED = tuple(CITY_SUMS.index(name) for name in STOCKS)
_STOCKED_ROWS = tuple(getattr(S, name) for name in STOCKS)
_TOTAL, _SUBSIDY, _BROUGHT = (CITY_SUMS.index(name) for name in ("total", "subsidy", "brought"))
_INCOME, _NET = int(B.income), int(B.net)
_COUNTED_ROWS = tuple(getattr(B, name) for name in COUNTED)

if PLAIN:

    def member_draw(draws):
        return Uncertainties(*draws)
else:

    @nb.njit
    def member_draw(draws):
        """One member's row of draws with its names."""
        return Uncertainties(*to_fixed_tuple(draws, DRAWS))


@nb.njit(forceinline=True, fastmath=True, error_model="numpy")
def first_year_of(count, work, village, keys, debt_key, p, ledger):
    """What one member says of `count` villages of a block before the first year: kinds, accounts, debts.

    work (row*ROW,), written; village (row*ROW,) float32; keys (ROW,) uint32; ledger (row*ROW,)
    float64, written, or None
    """
    for position in range(count):
        i = nb.uintp(position)
        operating, cost = village[i + V.operating], village[i + V.operating_cost]
        gross = operating + village[i + V.contracts] + village[i + V.investment] + village[i + V.subsidy]
        work[i + T.yield_rate] = eq.of_kind(p.yield_rate, village[i + V.yield_weight], p)
        work[i + T.spent_first_year] = eq.spent_at_once(village[i + V.lag_weight], p)
        work[i + T.depreciation] = eq.of_kind(p.depreciation, village[i + V.depreciation_weight], p)
        work[i + T.upkeep] = eq.of_kind(p.upkeep, village[i + V.upkeep_weight], p)
        work[i + T.business_cost] = eq.business_cost_here(cost, operating, village[i + V.cost_weight], p)
        work[i + T.project_cost] = eq.of_kind(p.project_cost, village[i + V.cost_weight], p)
        work[i + T.administration] = eq.administration_here(
            village[i + V.administration], cost, operating, gross, p
        )
        work[i + T.talent_effect] = eq.talent_effect_here(village[i + V.remote], p)
        work[i + T.governance_effect] = eq.governance_effect_here(village[i + V.standing], p)
        work[i + T.market_depth] = p.market_depth * village[i + V.market_weight]
        luck = mix(u4(debt_key ^ keys[i]))
        debt = eq.first_debt(village[i + V.liabilities], gross, normal(luck, again(luck)), p)
        cash = eq.first_stock(village[i + V.cash], p.cash_per_income * gross)
        work[i + S.governance], work[i + S.cash], work[i + S.debt] = village[i + V.governance], cash, debt
        if ledger is not None:
            assets = eq.first_stock(village[i + V.operating_assets], p.assets_per_income * gross)
            other = eq.first_stock(village[i + V.other_assets], p.other_assets_per_operating * assets)
            ledger[i + L.operating_assets], ledger[i + L.other_assets] = assets, other
            had = work[i + S.cash] + ledger[i + L.operating_assets] + ledger[i + L.other_assets]
            ledger[i + L.equity] = had - work[i + S.debt]


@nb.njit(forceinline=True, fastmath=True, error_model="numpy")
def village_year(count, work, channel, village, keys, common, p, year, switches, ledger):
    """One year of `count` villages of a block, in the order in which things happen.

    work, channel, village are flat blocks with rows at `S`, `T` and `B`, at `C` and at `V`; `common` is what
    villages
    share in log points; `year` holds what the member has for all of them. States and books in `work` are
    written, and `ledger` (rows at `L`) where there is one.

    work, channel, village  (row*ROW,) float32; keys (ROW,) uint32; common (ROW,) float32; ledger (row*ROW,)
    float64 or None
    """
    for position in range(count):
        i = nb.uintp(position)
        # people, skill, governance and links
        staff = channel[i + C.staff]
        dispatched = eq.dispatched_talent(staff, channel[i + C.leaders], channel[i + C.experts], p)
        talent = eq.next_talent(work[i + S.talent], dispatched, p)
        reserve = eq.next_reserve(work[i + S.reserve], channel[i + C.candidates], talent, p)
        skill = eq.next_skill(work[i + S.skill], channel[i + C.training], channel[i + C.information], p)
        own_level, drive, service = village[i + V.governance], channel[i + C.drive], channel[i + C.service]
        governance = eq.next_governance(work[i + S.governance], own_level, drive, service, p)
        gain = governance - own_level
        links = eq.next_links(work[i + S.links], channel[i + C.pairing], p)
        # what the assets of the years before earn
        worn = eq.wear(work[i + S.capital], work[i + T.depreciation])
        capital = eq.next_capital(work[i + S.capital], work[i + S.building], worn)
        project = eq.project_income(capital, work[i + T.yield_rate], p)
        if switches.threshold:
            project = project if eq.capable(governance, talent, p) else ZERO
        # money
        public = channel[i + C.grants] + eq.brought_money(staff, p)
        tied = eq.tied_money(channel[i + C.levered], public, p)
        returned = eq.put_back(project, p)
        offered = eq.offered_money(public, tied, channel[i + C.credit], returned, p)
        room = eq.absorption_room(gain, talent, p)
        working = eq.working_share(eq.uptake(offered, room), p)
        failed = eq.project_fails(uniform(mix(u4(year.failure_key ^ keys[i]))), gain, p)
        delivered = eq.delivered_money(offered, working, failed)
        own_part = eq.own_money(tied, returned, working, p)
        committed = work[i + S.committed] + delivered
        spent = committed * eq.spending_share(channel[i + C.readiness], work[i + T.spent_first_year], p)
        others = eq.others_offer(tied, channel[i + C.firms], p)
        invested = others * eq.uptake(others, room)
        stake = eq.next_stake(work[i + S.stake], invested, p)
        # luck and income
        luck = mix(u4(year.luck_key ^ keys[i]))
        effect = eq.forces_effect(
            talent,
            reserve,
            skill,
            gain,
            links,
            work[i + T.talent_effect],
            work[i + T.governance_effect],
            p,
        )
        factor = max(ONE + effect, ZERO) if switches.adds else exp(effect)
        own = eq.own_business(village[i + V.operating], year.growth, factor)
        projects = project if switches.adds else project * factor
        price = eq.price_change(channel[i + C.supply], work[i + T.market_depth], p)
        chance = exp(common[i] + price + p.village_shock * normal(luck, again(luck)))
        unlucky = uniform(mix(u4(year.loss_key ^ keys[i]))) < eq.loss_chance(village[i + V.loss_rate], p)
        lost = eq.loss_size(village[i + V.loss_severity], unlucky, p)
        operating = eq.operating_income(own, projects, chance, lost)
        contracts = eq.contract_income(village[i + V.contracts], year.contract_growth, channel[i + C.land], p)
        investment = eq.investment_income(village[i + V.investment], year.contract_growth, stake, p)
        subsidy = village[i + V.subsidy] + channel[i + C.support]
        earned = operating + contracts + investment
        # the account
        running = eq.running_costs(
            own,
            projects,
            capital,
            work[i + T.business_cost],
            work[i + T.project_cost],
            work[i + T.upkeep],
        )
        rents = eq.rents_to_households(contracts, p)
        administration = work[i + T.administration]
        net = eq.net_return(earned, running + worn, administration, rents)
        debt = work[i + S.debt]
        interest, repaid = eq.interest_due(debt, p), eq.repayment_due(debt, p)
        surplus = eq.surplus_of(net, subsidy, interest)
        reserved = eq.reserved_of(surplus, p)
        dividends = eq.dividends_of(surplus, reserved, p)
        balance = eq.cash_balance(work[i + S.cash], surplus, worn, dividends, reserved, repaid, own_part)
        borrowed = eq.newly_borrowed(balance)
        if ledger is not None:
            given = eq.given_assets(delivered, own_part, failed, invested, p)
            written = eq.written_off(own_part, failed, work[i + S.stake], ledger[i + L.other_assets], p)
            ledger[i + L.public], ledger[i + L.displaced] = public, p.crowding_out * public
            ledger[i + L.returned] = (ONE - p.crowding_out) * public * (ONE - working)
            ledger[i + L.wasted] = offered * working - delivered
            ledger[i + L.given], ledger[i + L.wear], ledger[i + L.written_off] = given, worn, written
            ledger[i + L.surplus], ledger[i + L.reserved] = surplus, reserved
            ledger[i + L.borrowed], ledger[i + L.repaid] = borrowed, repaid
            ledger[i + L.other_assets] += reserved - p.public_wear * ledger[i + L.other_assets]
            ledger[i + L.equity] = eq.next_equity(ledger[i + L.equity], surplus, dividends, given, written)
        # remember and book
        work[i + S.talent], work[i + S.reserve], work[i + S.skill] = talent, reserve, skill
        work[i + S.governance], work[i + S.links], work[i + S.stake] = governance, links, stake
        work[i + S.capital], work[i + S.building], work[i + S.committed] = (
            capital,
            spent,
            committed - spent,
        )
        work[i + S.effect] = effect
        work[i + S.cash], work[i + S.debt] = balance + borrowed, eq.next_debt(debt, repaid, borrowed)
        work[i + B.income], work[i + B.earned], work[i + B.net] = earned + subsidy, earned, net
        work[i + B.unborrowed] = earned - borrowed
        work[i + B.operating], work[i + B.contracts], work[i + B.investment] = (
            operating,
            contracts,
            investment,
        )
        work[i + B.costs], work[i + B.administration], work[i + B.interest] = (
            running + worn,
            administration,
            interest,
        )
        work[i + B.dividends], work[i + B.wages], work[i + B.rents] = (
            dividends,
            eq.wages_of(running, p),
            rents,
        )
        work[i + B.own_money] = own_part
        work[i + B.partner_money] = invested + eq.partners_part(tied, working, p)


@nb.njit(forceinline=True, fastmath=True, error_model="numpy")
def _summed(rows, start, count):
    """The sum of one row of a flat block, rows (row*ROW,)."""
    total = ZERO
    for position in range(count):
        total += rows[nb.uintp(position) + start]
    return total


@nb.njit(forceinline=True, fastmath=True, error_model="numpy")
def count_reached(sums, work, count, limits):
    """Add to a member's sums how many villages of a block reach each threshold by each way of counting.

    A loop of its own: the incomes lie in the nearest cache, and any number of thresholds leaves the loop over
    the villages its registers.

    sums  (sum,) float64, added to; work (row*ROW,), 10k yuan/year; limits (threshold,) the same
    """
    place = COUNTS_FROM
    for start in _COUNTED_ROWS:
        for k in range(len(limits)):
            reached = ZERO
            for position in range(count):
                reached += ONE if work[nb.uintp(position) + start] >= limits[k] else ZERO
            sums[place] += reached
            place += 1


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
    for k in range(len(_STOCKED)):
        sums[_STOCKED[k]] += _summed(scratch.work, _STOCKED_ROWS[k], count)
    for k in range(len(_BOOKED)):
        booked = _summed(scratch.work, _BOOKED_ROWS[k], count)
        sums[_BOOKED[k]] += booked
        if _BOOKED[k] < _SUBSIDY:  # the other streams
            sums[_TOTAL] += booked


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


class MemberPath(NamedTuple):
    """What one member's years carry on for all villages."""

    city_level: np.float32  # log points
    of_city: np.float32  # variances, squared log points
    of_banner: np.float32
    of_product: np.float32
    growth: np.float32  # since the base year, factors
    contract_growth: np.float32


START = MemberPath(ZERO, ZERO, ZERO, ZERO, ONE, ONE)


@nb.njit(forceinline=True)
def _filled(count):
    """Villages of a block with the empty ones that fill it up."""
    return (count + LANES - 1) // LANES * LANES


@nb.njit(forceinline=True, fastmath=True, error_model="numpy")
def begin_block(block, p, member, world, streams, scratch, ledger):
    """One member's block of villages before the first year."""
    filled = _filled(world.townships[world.blocks[block + 1]] - world.townships[world.blocks[block]])
    for each in (scratch.common, scratch.banner_levels, scratch.product_shocks):
        each[:] = ZERO
    scratch.work[: _STATES * ROW] = ZERO
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
    return MemberPath(city_level, of_city, of_banner, of_product, growth, contract_growth)


@nb.njit(forceinline=True, fastmath=True, error_model="numpy")
def member_block(
    block, p, member, first_year, world, streams, scratch, switches, sums, incomes, nets, places, ledger, out
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
            keep(incomes[places[t]], nets, places[t], scratch.work, start, count)
        if ledger is not None:
            _copy_rows(out[t], 0, scratch.work, 0, _STATES, start, count)
            _copy_rows(out[t], _STATES, scratch.work, _STATES + _TRAITS, WORK, start, count)
            _copy_rows(out[t], _STATES + _BOOKS, ledger, 0, LEDGER, start, count)


@nb.njit(forceinline=True)
def keep(incomes, nets, place, work, start, count):
    """Write a block's gross incomes, and its net returns where they are wanted, 10k yuan/year.

    incomes (village,), nets (place, village) or (0, 0); work (row*ROW,)
    """
    incomes[start : start + count] = work[_INCOME : _INCOME + count]
    if nets.shape[0]:
        nets[place, start : start + count] = work[_NET : _NET + count]


@nb.njit(forceinline=True)
def _copy_rows(out, place, rows, begin, end, start, count):
    """Write some rows of a flat block (row*ROW,) to out (row, village) from a place on."""
    for k in range(begin, end):
        out[place + k - begin, start : start + count] = rows[k * ROW : k * ROW + count]


@nb.njit(forceinline=True)
def _scratch(work, world):
    """What a thread works with; `work` (row*ROW,) in either precision."""
    banners, products = len(world.banner_keys), len(world.product_keys)
    shared, levels = np.zeros(ROW, f4), np.zeros(banners, f4)
    prices, learned = (np.zeros(products, f4), np.zeros(products, f4)), np.zeros((2, banners), f4)
    return Scratch(work, shared, levels, prices[0], prices[1], learned)


@cache
def compiled(switches: Switches = _STANDARD) -> Any:
    """The loop over members for one form of the village's year, compiled when it is first asked for.

    run(chunk, first_year, world, draws, members, streams, sums, incomes, nets, places): every member through
    every block and year, `chunk` members to a thread at a time.

    draws    (member, uncertainty) float32, in the order of Uncertainties
    members  (member,) uint32, the members' numbers, which their luck is hashed from
    streams  (stream,) uint32, luck.stream_keys
    sums     (member, year, sum) float64, added to: CITY_SUMS, then villages that reach each threshold
    incomes  (member, place, village) float32, 10k yuan/year; nets the same of the net return, or (member, 0,
    0)
    places   (year,) where in both each year is written; -1 for nowhere
    """
    SWITCHES = switches

    @nb.njit(parallel=True, fastmath=True, error_model="numpy", cache=True)
    def run(chunk, first_year, world, draws, members, streams, sums, incomes, nets, places):
        count = members.shape[0]
        for part in nb.prange((count + chunk - 1) // chunk):
            scratch = _scratch(np.zeros(WORK * ROW, f4), world)
            for block in range(world.blocks.shape[0] - 1):
                for d in range(part * chunk, min((part + 1) * chunk, count)):
                    member_block(
                        block, member_draw(draws[d]), members[d], first_year, world, streams, scratch,
                        SWITCHES,
                        sums[d], incomes[d], nets[d], places, None, None,
                    )  # fmt: skip

    return run


@cache
def compiled_accounts(switches: Switches = _STANDARD) -> Any:
    """The same loop in float64 that writes every village's whole account, compiled when first asked for.

    run(first_year, world, draws, members, streams, sums, out): as `compiled`, and

    out  (member, year, row, village) float64: States, then Books, then Ledger, 10k yuan and 10k yuan/year
    """
    SWITCHES = switches

    @nb.njit(parallel=True, error_model="numpy", cache=True)
    def run(first_year, world, draws, members, streams, sums, out):
        for d in nb.prange(members.shape[0]):
            scratch, ledger = _scratch(np.zeros(WORK * ROW), world), np.zeros(LEDGER * ROW)
            places, nowhere = np.full(out.shape[1], -1), np.zeros((0, 0), f4)
            for block in range(world.blocks.shape[0] - 1):
                member_block(
                    block, member_draw(draws[d]), members[d], first_year, world, streams, scratch, SWITCHES,
                    sums[d], nowhere, nowhere, places, ledger, out[d],
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
