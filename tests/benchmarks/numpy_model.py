"""The same equations in NumPy: arrays over (member, village), a loop over years.

The uncertainties are columns (member, 1), so they broadcast over the villages. The text of the equations,
of luck and of the kernel's year is the model's own; only what NumPy writes otherwise is turned into it:
a choice between two values becomes `where`, and the loop over villages goes.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from types import FunctionType, SimpleNamespace

import numpy as np
import pandas as pd

from sim.axes import CITY_SUMS, UNCERTAINTIES, Uncertainties
from sim.model import kernel
from sim.model.luck import stream_keys
from tests.baotou import THRESHOLDS
from tests.benchmarks.worlds import World, numbered, of_kernel, rebuilt

f4, u4 = np.float32, np.uint32
PLACES = numbered()
S = PLACES["S"]


class OverArrays(ast.NodeTransformer):
    """Turns the text for one village into a text for arrays of them."""

    def visit_IfExp(self, node):
        self.generic_visit(node)
        return ast.Call(ast.Name("where", ast.Load()), [node.test, node.body, node.orelse], [])

    def visit_For(self, node):
        self.generic_visit(node)
        if ast.unparse(node.iter) != "range(count)":
            return node
        return [ast.Assign([node.target], ast.Constant(0)), *node.body]


def over_arrays(function: FunctionType) -> FunctionType:
    """The function with its text for arrays, in its own names."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    tree.body[0].decorator_list = []
    tree = ast.fix_missing_locations(OverArrays().visit(tree))
    names = function.__globals__
    exec(compile(tree, f"{function.__name__} over arrays", "exec"), names)
    return names[function.__name__]


ARRAYS = {"max": np.maximum, "min": np.minimum, "where": np.where, "exp": np.exp, "log": np.log}
names = rebuilt(over_arrays, **ARRAYS)
eq = SimpleNamespace(**names)
luck = {name: names[name] for name in ("mix", "again", "uniform", "normal")}
village_year = over_arrays(
    of_kernel("village_year", **ARRAYS, **PLACES, **luck, eq=eq, nb=SimpleNamespace(uintp=int))
)
add_up = of_kernel("add_up", eq=eq)


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
    each = Uncertainties(*(draws[name].to_numpy(f4) for name in UNCERTAINTIES))
    p = Uncertainties(*(values[:, None] for values in each))
    members, streams = draws.index.to_numpy(u4)[:, None], stream_keys(seed)
    years, shape = world.channels.shape[0], (len(draws), len(world.keys))
    sums, incomes = (
        np.zeros((len(draws), years, len(CITY_SUMS) + len(THRESHOLDS))),
        np.zeros((len(draws), years, shape[1]), f4),
    )
    state = list(np.zeros((len(S), *shape), f4))
    state[S.governance] = np.broadcast_to(world.rows.governance, shape)
    city, banner = np.zeros((len(draws), 1), f4), np.zeros((len(draws), len(world.banner_keys)), f4)
    variance, growth, contract_growth = f4(0), f4(1), f4(1)
    sizes, income = np.bincount(world.townships).astype(f4), [None]
    for t in range(years):
        city_key, banner_key, *keys = (
            eq.draw_key(each, members, u4([world.first_year + t])) for each in streams
        )
        growth = growth * (1 + p.operating_growth)
        contract_growth = contract_growth * (1 + p.contract_growth)
        city = eq.next_shock(city, p.city_shock, eq.normal(city_key, eq.again(city_key)), p)
        key = eq.mix(banner_key ^ world.banner_keys)
        banner = eq.next_shock(banner, p.banner_shock, eq.normal(key, eq.again(key)), p)
        variance = eq.next_variance(variance, p)
        correction = f4(-0.5) * (variance + p.village_shock * p.village_shock)
        known = township_means(state[S.effect], world.townships, sizes)
        common = city + banner[:, world.banners] + correction + p.neighbour_learning * known
        shared = kernel.MemberYear(eq.persistence(world.age[t], p), growth, contract_growth, *keys)
        part = village_year(
            1, state, world.channels[t], world.rows, [world.keys], [common], p, shared, income
        )
        add_up(sums[:, t].T, [np.broadcast_to(one, shape).sum(axis=1) for one in part], world.totals[t], each)
        incomes[:, t] = income[0]
        for k, limit in enumerate(THRESHOLDS):
            sums[:, t, kernel.COUNTS_FROM + k] = (income[0] >= f4(limit)).sum(axis=1)
    return sums, incomes
