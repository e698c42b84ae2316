"""The same equations written straightforwardly in NumPy: arrays over (member, village), a loop over years.

The uncertainties are columns (member, 1), so they broadcast over the villages. Random numbers are hashed
as in sim/model/luck.py, the whole model is float32.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from sim.model.axes import CITY_SUMS, UNCERTAINTIES, Channels, Uncertainties
from sim.model.luck import stream_keys
from tests.baotou import CITY_COUNTS, THRESHOLDS
from tests.benchmarks.worlds import World

f4, i4, u4 = np.float32, np.int32, np.uint32
SUMS = len(CITY_SUMS) + len(CITY_COUNTS)


def mix(x):
    x = (x ^ (x >> u4(16))) * u4(0x7FEB352D)
    x = (x ^ (x >> u4(15))) * u4(0x846CA68B)
    return x ^ (x >> u4(16))


def again(h):
    return mix(h + u4(0x9E3779B9))


def draw_key(stream, members, year):
    years = mix(np.array([year], u4) + u4(0xC2B2AE35))
    return mix(stream ^ mix(members * u4(0x85EBCA6B) + years))


def uniform(h):
    return ((h >> u4(9)).astype(f4) + f4(0.5)) * f4(1.0 / 8388608.0)


def normal(h1, h2):
    u = (h2.view(i4) >> i4(8)).astype(f4) * f4(1.0 / 8388608.0)
    sine = u * np.polyval(
        np.array([-0.00599183, 0.08047928, -0.59828203, 2.54988075, -5.16767767, 3.14159141], f4), u * u
    )
    return np.sqrt(f4(-2) * np.log(uniform(h1))) * sine


def next_talent(talent, dispatched, p):
    return dispatched + p.talent_stays * np.maximum(talent - dispatched, 0)


def next_reserve(reserve, candidates, talent, p):
    mentored = p.mentoring * talent / (1 + talent) * np.maximum(candidates - reserve, 0)
    return (1 - p.reserve_departure) * reserve + mentored


def next_governance(governance, own, drive, service, p):
    lift = np.minimum(p.governance_push * drive + p.solved_effect * service, 1)
    raised = governance + lift * (1 - governance)
    return raised - p.governance_drift * (raised - own)


def next_links(links, pairing, p):
    return (1 - p.links_lapse) * links + np.minimum(p.links_forming * pairing, 1) * (1 - links)


def offered_money(channel, brought, project, p):
    public = (1 - p.crowding_out) * (channel.grants + brought)
    private = p.match_realised * channel.levered + p.household_credit_share * channel.credit
    return public + private + p.reinvestment * project


def absorbed_money(offered, governance_gain, talent, p):
    widened = p.absorption_by_governance * governance_gain + p.absorption_by_talent * np.log(1 + talent)
    room = p.absorption_limit * np.maximum(1 + widened, 0)
    return offered * room / np.sqrt(room * room + offered * offered)


def delivered_money(absorbed, draw, governance_gain, p):
    failed = draw * (1 + p.failure_by_governance * np.maximum(governance_gain, 0)) < p.failure_rate
    return np.where(failed, f4(0), absorbed * (1 - p.idle_share))


def forces_effect(talent, reserve, skill, governance_gain, links, persistence, p):
    people = (1 - p.talent_money_share) * p.talent_effect * np.log(1 + talent + reserve)
    order = p.governance_effect * governance_gain + p.links_effect * links
    return persistence * (people + p.training_effect * np.log(1 + skill) + order)


def township_means(effect, townships, sizes):
    """The mean of last year's effects in each village's township, (member, village)."""
    starts = np.flatnonzero(np.r_[True, np.diff(townships) > 0])
    return (np.add.reduceat(effect, starts, axis=1) / sizes)[:, townships]


def run(world: World, draws: pd.DataFrame, seed: int, chunk: int) -> np.ndarray:
    """City sums of every member, (member, year, sum), `chunk` members at a time."""
    return np.concatenate(
        [run_chunk(world, draws[k : k + chunk], seed)[0] for k in range(0, len(draws), chunk)]
    )


def run_chunk(world: World, draws: pd.DataFrame, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """City sums (member, year, sum) and incomes (member, year, village) of a few members."""
    p = Uncertainties(*(draws[name].to_numpy(f4)[:, None] for name in UNCERTAINTIES))
    members, streams = draws.index.to_numpy(u4)[:, None], stream_keys(seed)
    village, shape = world.rows, (len(draws), len(world.keys))
    years = world.channels.shape[0]
    sums, incomes = np.zeros((len(draws), years, SUMS)), np.zeros((len(draws), years, shape[1]), f4)
    capital, committed, building, talent, reserve, skill, links, stake, effect = np.zeros((9, *shape), f4)
    governance = np.broadcast_to(village.governance, shape)
    city, banner = np.zeros((len(draws), 1), f4), np.zeros((len(draws), len(world.banner_keys)), f4)
    variance, growth, contract_growth = f4(0), f4(1), f4(1)
    sizes = np.bincount(world.townships).astype(f4)
    for t in range(years):
        year, channel = world.first_year + t, Channels(*world.channels[t])
        growth = growth * (1 + p.operating_growth)
        contract_growth = contract_growth * (1 + p.contract_growth)
        # shocks
        key = draw_key(streams[0], members, year)
        city = p.shock_persistence * city + p.city_shock * normal(key, again(key))
        key = mix(draw_key(streams[1], members, year) ^ world.banner_keys)
        banner = p.shock_persistence * banner + p.banner_shock * normal(key, again(key))
        variance = p.shock_persistence**2 * variance + p.city_shock**2 + p.banner_shock**2
        correction = f4(-0.5) * (variance + p.village_shock**2)
        known = township_means(effect, world.townships, sizes)
        common = city + banner[:, world.banners] + correction + p.neighbour_learning * known
        # people, skill, governance and links
        dispatched = channel.staff + p.leader_effect * channel.leaders + p.expert_effect * channel.experts
        talent = next_talent(talent, dispatched, p)
        reserve = next_reserve(reserve, channel.candidates, talent, p)
        skill = (1 - p.forgetting) * skill + channel.training + p.information_effect * channel.information
        governance = next_governance(governance, village.governance, channel.drive, channel.service, p)
        governance_gain = governance - village.governance
        links = next_links(links, channel.pairing, p)
        # money
        capital = (1 - p.depreciation) * capital + building
        project = p.yield_rate * capital * p.capital_half / (p.capital_half + capital)
        brought = p.talent_money_share * p.money_per_staff * channel.staff
        absorbed = absorbed_money(offered_money(channel, brought, project, p), governance_gain, talent, p)
        draw = uniform(mix(draw_key(streams[4], members, year) ^ world.keys))
        committed = committed + delivered_money(absorbed, draw, governance_gain, p)
        sooner = p.readiness_effect * channel.readiness
        building = committed * (p.spent_first_year + sooner * (1 - p.spent_first_year))
        committed = committed - building
        partners = p.firm_investment * channel.firms + (1 - p.match_realised) * channel.levered
        stake = (1 - p.depreciation) * stake + p.stake_share * partners
        # luck and income
        persistence = (1 - p.fading) ** world.age[t]
        effect = forces_effect(talent, reserve, skill, governance_gain, links, persistence, p)
        key = mix(draw_key(streams[2], members, year) ^ world.keys)
        quality = np.exp(effect + common + p.village_shock * normal(key, again(key)))
        unlucky = (
            uniform(mix(draw_key(streams[3], members, year) ^ world.keys)) < p.loss_rate * village.loss_rate
        )
        lost = np.where(unlucky, np.minimum(p.loss_severity * village.loss_severity, 1), f4(0))
        operating = (village.operating * growth + project) * quality * (1 - lost)
        contracts = village.contracts * contract_growth * (1 + p.land_effect * channel.land)
        investment = village.investment * contract_growth + p.stake_return * stake
        subsidy = np.broadcast_to(village.subsidy + channel.support, shape)
        income = operating + contracts + investment + subsidy
        streams_of_income = (
            income,
            operating,
            contracts,
            investment,
            subsidy,
            np.broadcast_to(brought, shape),
            capital,
        )
        for k, values in enumerate(streams_of_income):
            sums[:, t, k] = values.sum(axis=1)
        for k, limit in enumerate(THRESHOLDS):
            sums[:, t, len(CITY_SUMS) + k] = (income >= limit).sum(axis=1)
        incomes[:, t] = income
    return sums, incomes
