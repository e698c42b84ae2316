"""The same equations in plain numba: ordinary compiled functions, NumPy's exp and log, one loop nest.

Members run in parallel and a member's villages stay in the cache, as anybody would write it who knows
numba; what is missing is what makes the kernel's village loop SIMD (`inline="always"`, polynomials, rows in
one array with unsigned positions).
"""

from __future__ import annotations

from types import ModuleType

import numba as nb
import numpy as np
import pandas as pd

from sim.model.axes import CITY_SUMS, UNCERTAINTIES, Channels, States, VillageRows
from sim.model.fastmath import HALF, ONE, ZERO, f4, u4
from sim.model.kernel import member_draw
from sim.model.luck import stream_keys
from tests.baotou import CITY_COUNTS, THRESHOLDS
from tests.benchmarks.worlds import World, rebuilt

plain = nb.njit(fastmath=True, error_model="numpy")
eq = ModuleType("plain_equations")
vars(eq).update(rebuilt(plain, log=np.log))
SUMS = len(CITY_SUMS) + len(CITY_COUNTS)
LIMITS = np.array(THRESHOLDS, f4)
C = Channels(*range(len(Channels._fields)))
V = VillageRows(*range(len(VillageRows._fields)))
S = States(*range(len(States._fields)))


@plain
def common_of(world, state, levels, sizes, p, known, common):
    """What the villages of each township share this year, log points."""
    known[:] = ZERO
    for i in range(len(common)):
        known[world.townships[i]] += state[S.effect, i]
    for i in range(len(common)):
        township = world.townships[i]
        common[i] = levels[world.banners[i]] + p.neighbour_learning * known[township] / sizes[township]


@plain
def village_year(world, i, t, state, common, p, shared, luck_key, loss_key, failure_key, sums, income):
    """One year of one village."""
    persistence, growth, contract_growth = shared
    channel, village = world.channels[t], world.rows
    own = village[V.governance, i]
    dispatched = eq.dispatched_talent(channel[C.staff, i], channel[C.leaders, i], channel[C.experts, i], p)
    talent = eq.next_talent(state[S.talent, i], dispatched, p)
    reserve = eq.next_reserve(state[S.reserve, i], channel[C.candidates, i], talent, p)
    skill = eq.next_skill(state[S.skill, i], channel[C.training, i], channel[C.information, i], p)
    governance = eq.next_governance(
        state[S.governance, i], own, channel[C.drive, i], channel[C.service, i], p
    )
    gain = governance - own
    links = eq.next_links(state[S.links, i], channel[C.pairing, i], p)
    capital = eq.next_capital(state[S.capital, i], state[S.building, i], p)
    project = eq.project_income(capital, p)
    brought, levered = eq.brought_money(channel[C.staff, i], p), channel[C.levered, i]
    offered = eq.offered_money(channel[C.grants, i], brought, levered, channel[C.credit, i], project, p)
    absorbed = eq.absorbed_money(offered, eq.absorption_room(gain, talent, p))
    failed = eq.project_fails(eq.uniform(eq.mix(u4(failure_key ^ world.keys[i]))), gain, p)
    committed = state[S.committed, i] + eq.delivered_money(absorbed, failed, p)
    spent = committed * eq.spending_share(channel[C.readiness, i], p)
    stake = eq.next_stake(state[S.stake, i], channel[C.firms, i], levered, p)
    luck = eq.mix(u4(luck_key ^ world.keys[i]))
    effect = eq.forces_effect(talent, reserve, skill, gain, links, persistence, p)
    quality = np.exp(effect + common[i] + p.village_shock * eq.normal(luck, eq.again(luck)))
    unlucky = eq.uniform(eq.mix(u4(loss_key ^ world.keys[i]))) < eq.loss_chance(village[V.loss_rate, i], p)
    lost = eq.loss_size(village[V.loss_severity, i], unlucky, p)
    operating = eq.operating_income(village[V.operating, i], growth, project, quality, lost)
    contracts = eq.contract_income(village[V.contracts, i], contract_growth, channel[C.land, i], p)
    investment = eq.investment_income(village[V.investment, i], contract_growth, stake, p)
    subsidy = village[V.subsidy, i] + channel[C.support, i]
    earned = operating + contracts + investment + subsidy
    state[S.talent, i], state[S.reserve, i], state[S.skill, i] = talent, reserve, skill
    state[S.governance, i], state[S.links, i], state[S.stake, i] = governance, links, stake
    state[S.capital, i], state[S.building, i], state[S.committed, i] = capital, spent, committed - spent
    state[S.effect, i], income[i] = effect, earned
    sums[0] += earned
    sums[1] += operating
    sums[2] += contracts
    sums[3] += investment
    sums[4] += subsidy
    sums[5] += brought
    sums[6] += capital
    for k in range(len(LIMITS)):
        if earned >= LIMITS[k]:
            sums[7 + k] += 1


@nb.njit(parallel=True, fastmath=True, error_model="numpy")
def loop(world, townships, sizes, draws, members, streams, sums, incomes):
    """Members in parallel, years, villages."""
    villages, banners = len(world.keys), len(world.banner_keys)
    for d in nb.prange(len(members)):
        p, member = member_draw(draws[d]), members[d]
        state = np.zeros((len(S), villages), f4)
        state[S.governance] = world.rows[V.governance]
        common, known = np.zeros(villages, f4), np.zeros(townships, f4)
        shock, levels = np.zeros(banners, f4), np.zeros(banners, f4)
        city, variance, growth, contract_growth = ZERO, ZERO, ONE, ONE
        for t in range(world.channels.shape[0]):
            year = u4(world.first_year + t)
            growth *= ONE + p.operating_growth
            contract_growth *= ONE + p.contract_growth
            key = eq.draw_key(streams[0], member, year)
            city = eq.next_shock(city, p.city_shock, eq.normal(key, eq.again(key)), p)
            variance = eq.next_variance(variance, p)
            correction = -HALF * (variance + p.village_shock * p.village_shock)
            banner_key = eq.draw_key(streams[1], member, year)
            for banner in range(banners):
                key = eq.mix(u4(banner_key ^ world.banner_keys[banner]))
                shock[banner] = eq.next_shock(shock[banner], p.banner_shock, eq.normal(key, eq.again(key)), p)
                levels[banner] = city + shock[banner] + correction
            common_of(world, state, levels, sizes, p, known, common)
            shared = (f4((ONE - p.fading) ** world.age[t]), f4(growth), f4(contract_growth))
            luck_key, loss_key = eq.draw_key(streams[2], member, year), eq.draw_key(streams[3], member, year)
            failure_key = eq.draw_key(streams[4], member, year)
            for i in range(villages):
                village_year(
                    world,
                    i,
                    t,
                    state,
                    common,
                    p,
                    shared,
                    luck_key,
                    loss_key,
                    failure_key,
                    sums[d, t],
                    incomes[d, t],
                )


def run(world: World, draws: pd.DataFrame, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """City sums (member, year, sum) and incomes (member, year, village)."""
    years, villages = world.channels.shape[0], len(world.keys)
    sums, incomes = np.zeros((len(draws), years, SUMS)), np.zeros((len(draws), years, villages), f4)
    sizes = np.bincount(world.townships).astype(f4)
    plain_rows = world._replace(rows=np.stack(world.rows))
    drawn = np.ascontiguousarray(draws[list(UNCERTAINTIES)].to_numpy(f4))
    loop(plain_rows, len(sizes), sizes, drawn, draws.index.to_numpy(u4), stream_keys(seed), sums, incomes)
    return sums, incomes
