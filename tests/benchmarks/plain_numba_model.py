"""The same equations in plain numba: ordinary compiled functions, NumPy's exp and log, one loop nest.

The text of a village's year is the kernel's own. Members run in parallel and a member's villages stay in the
cache, as anybody would write it who knows numba; what is missing is what makes the kernel's village loop SIMD
(`inline="always"`, polynomials, unsigned positions, rows at a distance that the compiler knows not to clash).
"""

from __future__ import annotations

from functools import lru_cache
from types import ModuleType

import numba as nb
import numpy as np
import pandas as pd

from sim.axes import CITY_SUMS, UNCERTAINTIES
from sim.model.fastmath import HALF, ONE, ZERO, f4, u4
from sim.model.kernel import COUNTS_FROM, MemberYear, member_draw
from sim.model.luck import stream_keys
from tests.baotou import THRESHOLDS
from tests.benchmarks.worlds import World, numbered, of_kernel, rebuilt

plain = nb.njit(fastmath=True, error_model="numpy")
eq, signed = ModuleType("plain_equations"), ModuleType("plain_numba")
vars(eq).update(rebuilt(plain, log=np.log, exp=np.exp))
signed.uintp = nb.intp
S = numbered()["S"]
add_up = plain(of_kernel("add_up", eq=eq))


@plain
def common_of(world, effect, levels, sizes, p, known, common):
    """What the villages of each township share this year, log points."""
    known[:] = ZERO
    for i in range(len(common)):
        known[world.townships[i]] += effect[i]
    for i in range(len(common)):
        township = world.townships[i]
        common[i] = levels[world.banners[i]] + p.neighbour_learning * known[township] / sizes[township]


def village_year(villages: int):
    """The kernel's year, compiled as it stands; rows of so many villages lie one after another."""
    luck = {name: vars(eq)[name] for name in ("mix", "again", "uniform", "normal")}
    names = {**numbered(villages), **luck, "exp": np.exp, "eq": eq, "nb": signed}
    return plain(of_kernel("village_year", **names))


@lru_cache(maxsize=2)
def compiled(villages: int):
    """The loop for so many villages: members in parallel, years, villages."""
    year_of_villages, own, effect = village_year(villages), numbered()["V"].governance, S.effect
    governance = S.governance

    @nb.njit(parallel=True, fastmath=True, error_model="numpy")
    def loop(world, townships, sizes, draws, members, streams, sums, incomes):
        banners, rows = len(world.banner_keys), world.rows.ravel()
        for d in nb.prange(len(members)):
            p, member = member_draw(draws[d]), members[d]
            state = np.zeros((len(S), villages), f4)
            state[governance] = world.rows[own]
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
                    draw = eq.normal(key, eq.again(key))
                    shock[banner] = eq.next_shock(shock[banner], p.banner_shock, draw, p)
                    levels[banner] = city + shock[banner] + correction
                common_of(world, state[effect], levels, sizes, p, known, common)
                shared = MemberYear(
                    eq.persistence(world.age[t], p),
                    f4(growth),
                    f4(contract_growth),
                    eq.draw_key(streams[2], member, year),
                    eq.draw_key(streams[3], member, year),
                    eq.draw_key(streams[4], member, year),
                )
                channel = world.channels[t].ravel()
                part = year_of_villages(
                    villages, state.ravel(), channel, rows, world.keys, common, p, shared, incomes[d, t]
                )
                add_up(sums[d, t], part, world.totals[t], p)

    return loop


def run(world: World, draws: pd.DataFrame, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """City sums (member, year, sum) and incomes (member, year, village)."""
    years, villages = world.channels.shape[0], len(world.keys)
    sums, incomes = (
        np.zeros((len(draws), years, len(CITY_SUMS) + len(THRESHOLDS))),
        np.zeros((len(draws), years, villages), f4),
    )
    sizes = np.bincount(world.townships).astype(f4)
    plain_rows = world._replace(rows=np.stack(world.rows))
    drawn = np.ascontiguousarray(draws[list(UNCERTAINTIES)].to_numpy(f4))
    loop = compiled(villages)
    loop(plain_rows, len(sizes), sizes, drawn, draws.index.to_numpy(u4), stream_keys(seed), sums, incomes)
    for k, limit in enumerate(THRESHOLDS):
        sums[:, :, COUNTS_FROM + k] = (incomes >= f4(limit)).sum(axis=2)
    return sums, incomes
