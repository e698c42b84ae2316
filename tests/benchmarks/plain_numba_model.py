"""The same equations in numba without what makes the kernel's loop SIMD, in two forms.

Both run members in parallel, a member's villages innermost and next to each other, in float32 with
fastmath, in arrays that are made once a member; the text of a village's year is the kernel's own, with
NumPy's exp and log.

plain   every equation an ordinary compiled function, as one writes it first
fair    what a numba user makes of it: every equation inlined (`inline="always"`), positions without a sign

What keeps both slow is not how functions are called, for LLVM inlines them anyway and the two are equally
fast: numba brings no vector maths library, so each exp and log calls `expf` or `logf` for one village, some
6 ns each and seven of them a village-year, and a loop with such a call in it does not become SIMD. So the
hundreds of other operations of the year are done for one village at a time too, where the kernel does eight
or sixteen at once; its polynomials (sim/model/fastmath.py) make the difference.

On one core of a busy AVX2 machine whose registers are halves of 128 bits, by processor time: both forms 12
million village-years a second, the kernel 31, NumPy 3.8. That plain numba ran at a third of NumPy's speed
could not be repeated there, neither with this form nor with the one before the accounts, which did 14 to 19
million.
"""

from __future__ import annotations

from functools import lru_cache
from types import ModuleType, SimpleNamespace

import numba as nb
import numpy as np
import pandas as pd

from sim.axes import COUNTED, UNCERTAINTIES
from sim.model import year
from sim.model.equations import brought_money
from sim.model.fastmath import HALF, ONE, ZERO, f4, u4
from sim.model.kernel import member_draw
from sim.model.layout import COUNTS_FROM, MemberYear, Switches
from sim.model.luck import stream_keys
from tests.benchmarks.worlds import COUNTED_ROWS, STATE, World, numbered, of_model, rebuilt, sums_of

WRAPS = {
    "plain": nb.njit(fastmath=True, error_model="numpy"),
    "fair": nb.njit(inline="always", fastmath=True, error_model="numpy"),
}
compile_loop = nb.njit(fastmath=True, error_model="numpy")
EFFECT, INCOME = STATE.index("effect"), STATE.index("income")


@compile_loop
def common_of(world, effect, levels, prices, sizes, p, known, common):
    """What each village shares with others this year: with its banner, its product and its township."""
    known[:] = ZERO
    for i in range(len(common)):
        known[world.townships[i]] += effect[i]
    for i in range(len(common)):
        township = world.townships[i]
        learned = p.neighbour_learning * known[township] / sizes[township]
        common[i] = levels[world.banners[i]] + prices[world.products[i]] + learned


@compile_loop
def tell(sums, work, villages, limits):
    """The sum over the villages of every row (row, sum), then how many reach each limit."""
    for row in range(len(STATE)):
        total = ZERO
        for i in range(villages):
            total += work[row * villages + i]
        sums[row] = total
    place = len(STATE)
    for row in COUNTED_ROWS:
        for limit in limits:
            reached = 0
            for i in range(villages):
                reached += work[row * villages + i] >= limit
            sums[place] = reached
            place += 1


@lru_cache(maxsize=4)
def compiled(villages: int, form: str):
    """The loop for so many villages: members in parallel, years, villages."""
    wrap = WRAPS[form]
    eq, positions = ModuleType(f"{form}_equations"), ModuleType("numba")
    vars(eq).update(rebuilt(wrap, log=np.log, exp=np.exp))
    positions.uintp = {"plain": nb.intp, "fair": nb.uintp}[form]
    luck = {name: vars(eq)[name] for name in ("mix", "again", "uniform", "normal")}
    names = {**numbered(villages), **luck, "exp": np.exp, "eq": eq, "nb": positions}

    first_year_of = compile_loop(of_model(year.first_year_of, **names))
    lists = {each.__name__: compile_loop(of_model(each, **names)) for each in year.LISTS}
    village_year = compile_loop(of_model(year.village_year, **lists))
    rows, switches = len(STATE), Switches()

    @nb.njit(parallel=True, fastmath=True, error_model="numpy")
    def loop(world, register, townships, sizes, draws, members, streams, sums, incomes):
        banners, products = len(world.banner_keys), len(world.product_keys)
        for d in nb.prange(len(members)):
            p, member = member_draw(draws[d]), members[d]
            work = np.zeros(rows * villages, f4)
            effect = work[EFFECT * villages : (EFFECT + 1) * villages]
            common, known = np.zeros(villages, f4), np.zeros(townships, f4)
            shock, levels = np.zeros(banners, f4), np.zeros(banners, f4)
            product_shock, prices = np.zeros(products, f4), np.zeros(products, f4)
            debt_key = eq.draw_key(streams[6], member, u4(0))
            first_year_of(villages, work, register, world.keys, debt_key, p, None)
            city, growth, contract_growth = ZERO, ONE, ONE
            of_city, of_banner, of_product = ZERO, ZERO, ZERO
            for t in range(world.channels.shape[0]):
                now = u4(world.first_year + t)
                growth *= ONE + p.operating_growth
                contract_growth *= ONE + p.contract_growth
                of_city = eq.next_variance(of_city, p.city_shock, p)
                of_banner = eq.next_variance(of_banner, p.banner_shock, p)
                of_product = eq.next_variance(of_product, p.product_shock, p)
                correction = -HALF * (of_city + of_banner + p.village_shock * p.village_shock)
                key = eq.draw_key(streams[0], member, now)
                city = eq.next_shock(city, p.city_shock, eq.normal(key, eq.again(key)), p)
                banner_key = eq.draw_key(streams[1], member, now)
                for banner in range(banners):
                    key = eq.mix(u4(banner_key ^ world.banner_keys[banner]))
                    draw = eq.normal(key, eq.again(key))
                    shock[banner] = eq.next_shock(shock[banner], p.banner_shock, draw, p)
                    levels[banner] = city + shock[banner] + correction
                product_key = eq.draw_key(streams[5], member, now)
                for product in range(products):
                    key = eq.mix(u4(product_key ^ world.product_keys[product]))
                    draw, weight = eq.normal(key, eq.again(key)), world.price_weights[product]
                    level = eq.next_shock(product_shock[product], p.product_shock, draw, p)
                    product_shock[product] = level
                    prices[product] = weight * level - HALF * weight * weight * of_product
                common_of(world, effect, levels, prices, sizes, p, known, common)
                shared = MemberYear(
                    f4(growth),
                    f4(contract_growth),
                    eq.draw_key(streams[2], member, now),
                    eq.draw_key(streams[3], member, now),
                    eq.draw_key(streams[4], member, now),
                )
                channel = world.channels[t].ravel()
                village_year(villages, work, channel, register, world.keys, common, p, shared, switches, None)
                incomes[d, t] = work[INCOME * villages : (INCOME + 1) * villages]
                tell(sums[d, t], work, villages, world.limits)

    return loop


def run(world: World, draws: pd.DataFrame, seed: int, form: str) -> tuple[np.ndarray, np.ndarray]:
    """City sums (member, year, sum) and incomes (member, year, village), in the form `plain` or `fair`."""
    years, villages = world.channels.shape[0], len(world.keys)
    told, incomes = (
        np.zeros((len(draws), years, len(STATE) + len(COUNTED) * len(world.limits))),
        np.zeros((len(draws), years, villages), f4),
    )
    sizes, register = np.bincount(world.townships).astype(f4), np.concatenate(world.rows)
    drawn = np.ascontiguousarray(draws[list(UNCERTAINTIES)].to_numpy(f4))
    compiled(villages, form)(
        world._replace(rows=register), register, len(sizes), sizes, drawn, draws.index.to_numpy(u4),
        stream_keys(seed), told, incomes,
    )  # fmt: skip
    p = SimpleNamespace(**{name: draws[name].to_numpy(f4)[:, None] for name in UNCERTAINTIES})
    brought = brought_money.py_func(world.totals[:, 0], p)
    sums = np.empty((*told.shape[:2], COUNTS_FROM + told.shape[2] - len(STATE)))
    for place, one in enumerate(sums_of(lambda row: told[..., row], world.totals.T, brought)):
        sums[..., place] = one
    sums[..., COUNTS_FROM:] = told[..., len(STATE) :]
    return sums, incomes
