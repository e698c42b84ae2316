"""One village's year, as four lists of equations in the order in which things happen; its first day before.

Every list is a loop over the villages of a block, which the compiler turns into SIMD: what one list finds and
another needs stands in a row. data/MODEL.md follows a channel through these lists.
"""

from __future__ import annotations

import numba as nb

from sim.model import equations as eq
from sim.model import fastmath  # noqa: F401  (sets where compiled code is kept)
from sim.model.fastmath import ONE, ZERO, exp, u4
from sim.model.layout import B, C, L, S, T, V
from sim.model.luck import again, mix, normal, uniform


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
def _people_year(count, work, channel, village, p):
    """People, skill, governance and links of `count` villages of a block, and what these add to income.

    work, channel, village  (row*ROW,) float32, rows at `S` and `T`, `C`, `V`; states in `work` are written
    """
    for position in range(count):
        i = nb.uintp(position)
        staff, leaders, experts = channel[i + C.staff], channel[i + C.leaders], channel[i + C.experts]
        dispatched = eq.dispatched_talent(staff, leaders, experts, p)
        talent = eq.next_talent(work[i + S.talent], dispatched, p)
        reserve = eq.next_reserve(work[i + S.reserve], channel[i + C.candidates], talent, p)
        skill = eq.next_skill(work[i + S.skill], channel[i + C.training], channel[i + C.information], p)
        own_level, drive, service = village[i + V.governance], channel[i + C.drive], channel[i + C.service]
        governance = eq.next_governance(work[i + S.governance], own_level, drive, service, p)
        gain = governance - own_level
        links = eq.next_links(work[i + S.links], channel[i + C.pairing], p)
        of_talent, of_governance = work[i + T.talent_effect], work[i + T.governance_effect]
        effect = eq.forces_effect(talent, reserve, skill, gain, links, of_talent, of_governance, p)
        work[i + S.talent], work[i + S.reserve], work[i + S.skill] = talent, reserve, skill
        work[i + S.governance], work[i + S.links], work[i + S.effect] = governance, links, effect


@nb.njit(forceinline=True, fastmath=True, error_model="numpy")
def _project_year(count, work, channel, village, keys, p, failure_key, threshold, ledger):
    """What the assets of the years before earn, and what becomes of this year's money.

    work, channel, village  (row*ROW,) float32, rows at `S`, `T`, `B`, at `C` and at `V`; `work` is written
    keys       (ROW,) uint32
    threshold  whether only a capable village's projects earn
    ledger     (row*ROW,) float64, rows at `L`, written, or None
    """
    for position in range(count):
        i = nb.uintp(position)
        talent, governance = work[i + S.talent], work[i + S.governance]
        gain = governance - village[i + V.governance]
        worn = eq.wear(work[i + S.capital], work[i + T.depreciation])
        booked = eq.booked_wear(worn, p)
        capital = eq.next_capital(work[i + S.capital], work[i + S.building], worn)
        project = eq.project_income(capital, work[i + T.yield_rate], p)
        if threshold:
            project = project if eq.capable(governance, talent, p) else ZERO
        public = channel[i + C.grants] + eq.brought_money(channel[i + C.staff], p)
        tied = eq.tied_money(channel[i + C.levered], public, p)
        returned = eq.put_back(project, p)
        offered = eq.offered_money(public, tied, channel[i + C.credit], returned, p)
        room = eq.absorption_room(gain, talent, p)
        working = eq.working_share(eq.uptake(offered, room), p)
        failed = eq.project_fails(uniform(mix(u4(failure_key ^ keys[i]))), gain, p)
        delivered = eq.delivered_money(offered, working, failed)
        own_part = eq.own_money(tied, returned, working, p)
        committed = work[i + S.committed] + delivered
        spent = committed * eq.spending_share(channel[i + C.readiness], work[i + T.spent_first_year], p)
        others = eq.others_offer(tied, channel[i + C.firms], p)
        invested = others * eq.uptake(others, room)
        stake = eq.next_stake(work[i + S.stake], invested, p)
        if ledger is not None:
            ledger[i + L.public], ledger[i + L.displaced] = public, p.crowding_out * public
            ledger[i + L.returned] = (ONE - p.crowding_out) * public * (ONE - working)
            ledger[i + L.wasted] = offered * working - delivered
            ledger[i + L.given] = eq.given_assets(delivered, own_part, failed, invested, p)
            other = ledger[i + L.other_assets]
            stakes, unbooked = work[i + S.stake], worn - booked
            ledger[i + L.written_off] = eq.written_off(own_part, failed, unbooked, stakes, other, p)
        work[i + S.capital], work[i + S.building], work[i + S.stake] = capital, spent, stake
        work[i + S.committed] = committed - spent
        work[i + B.projects], work[i + B.wear], work[i + B.own_money] = project, booked, own_part
        work[i + B.partner_money] = invested + eq.partners_part(tied, working, p)


@nb.njit(forceinline=True, fastmath=True, error_model="numpy")
def _income_year(count, work, channel, village, keys, common, p, year, adds):
    """Luck, and income by stream.

    work, channel, village  (row*ROW,) float32, rows at `S`, `T` and `B`, `C`, `V`; books are written
    keys, common  (ROW,) uint32, and float32, what villages share, log points
    adds  whether the forces add to own business alone
    """
    for position in range(count):
        i = nb.uintp(position)
        luck = mix(u4(year.luck_key ^ keys[i]))
        effect = work[i + S.effect]
        factor = max(ONE + effect, ZERO) if adds else exp(effect)
        own = eq.own_business(village[i + V.operating], year.growth, factor)
        projects = work[i + B.projects] if adds else work[i + B.projects] * factor
        price = eq.price_change(channel[i + C.supply], work[i + T.market_depth], p)
        chance = exp(common[i] + price + p.village_shock * normal(luck, again(luck)))
        unlucky = uniform(mix(u4(year.loss_key ^ keys[i]))) < eq.loss_chance(village[i + V.loss_rate], p)
        lost = eq.loss_size(village[i + V.loss_severity], unlucky, p)
        operating = eq.operating_income(own, projects, chance, lost)
        contracts = eq.contract_income(village[i + V.contracts], year.contract_growth, channel[i + C.land], p)
        investment = eq.investment_income(
            village[i + V.investment], year.contract_growth, work[i + S.stake], p
        )
        subsidy = village[i + V.subsidy] + channel[i + C.support]
        earned = operating + contracts + investment
        work[i + B.business], work[i + B.projects] = own, projects
        work[i + B.operating], work[i + B.contracts] = operating, contracts
        work[i + B.investment] = investment
        work[i + B.earned], work[i + B.income] = earned, earned + subsidy


@nb.njit(forceinline=True, fastmath=True, error_model="numpy")
def _account_year(count, work, p, ledger):
    """What the year's income costs, what it leaves, and who gets that.

    work    (row*ROW,) float32, rows at `S`, `T` and `B`; states and books are written
    ledger  (row*ROW,) float64, rows at `L`, written, or None
    """
    for position in range(count):
        i = nb.uintp(position)
        of_business, of_projects, upkeep = (
            work[i + T.business_cost],
            work[i + T.project_cost],
            work[i + T.upkeep],
        )
        own, projects, capital = work[i + B.business], work[i + B.projects], work[i + S.capital]
        running = eq.running_costs(own, projects, capital, of_business, of_projects, upkeep)
        worn, administration, earned = work[i + B.wear], work[i + T.administration], work[i + B.earned]
        rents = eq.rents_to_households(work[i + B.contracts], p)
        net = eq.net_return(earned, running + worn, administration, rents)
        debt = work[i + S.debt]
        interest, repaid = eq.interest_due(debt, p), eq.repayment_due(debt, p)
        surplus = eq.surplus_of(net, work[i + B.income] - earned, interest)
        reserved = eq.reserved_of(surplus, p)
        dividends = eq.dividends_of(surplus, reserved, p)
        own_part = work[i + B.own_money]
        balance = eq.cash_balance(work[i + S.cash], surplus, worn, dividends, reserved, repaid, own_part)
        borrowed = eq.newly_borrowed(balance)
        if ledger is not None:
            given, written = ledger[i + L.given], ledger[i + L.written_off]
            ledger[i + L.surplus], ledger[i + L.reserved] = surplus, reserved
            ledger[i + L.borrowed], ledger[i + L.repaid] = borrowed, repaid
            ledger[i + L.other_assets] += reserved - p.public_wear * ledger[i + L.other_assets]
            ledger[i + L.equity] = eq.next_equity(ledger[i + L.equity], surplus, dividends, given, written)
        work[i + S.cash], work[i + S.debt] = balance + borrowed, eq.next_debt(debt, repaid, borrowed)
        work[i + B.unborrowed], work[i + B.net] = earned - borrowed, net
        work[i + B.costs], work[i + B.administration] = running + worn, administration
        work[i + B.interest], work[i + B.dividends] = interest, dividends
        work[i + B.wages], work[i + B.rents] = eq.wages_of(running, p), rents


@nb.njit(forceinline=True, fastmath=True, error_model="numpy")
def village_year(count, work, channel, village, keys, common, p, year, switches, ledger):
    """One year of `count` villages of a block, in the order in which things happen.

    work, channel, village are flat blocks with rows at `S`, `T` and `B`, at `C` and at `V`; `common` is what
    villages share in log points; `year` holds what the member has for all of them. States and books in `work`
    are written, and `ledger` (rows at `L`) where there is one.

    work, channel, village  (row*ROW,) float32; keys (ROW,) uint32; common (ROW,) float32; ledger (row*ROW,)
    float64 or None
    """
    _people_year(count, work, channel, village, p)
    _project_year(count, work, channel, village, keys, p, year.failure_key, switches.threshold, ledger)
    _income_year(count, work, channel, village, keys, common, p, year, switches.adds)
    _account_year(count, work, p, ledger)


LISTS = (_people_year, _project_year, _income_year, _account_year)  # of a year, in their order
