"""The same equations in NumPy: arrays over (member, village), a loop over years.

The uncertainties are columns (member, 1), so they broadcast over the villages. The text of the equations,
of luck and of the kernel's year is the model's own; only what NumPy writes otherwise is turned into it:
a choice between two values becomes `where`, and the loop over villages goes.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from functools import reduce
from types import FunctionType, SimpleNamespace

import numpy as np
import pandas as pd

from sim.axes import CITY_SUMS, COUNTED, UNCERTAINTIES, Uncertainties
from sim.model import layout, year
from sim.model.luck import stream_keys
from tests.benchmarks.worlds import COUNTED_ROWS, STATE, World, numbered, of_model, rebuilt, sums_of

f4, u4 = np.float32, np.uint32
PLACES = numbered()


class OverArrays(ast.NodeTransformer):
    """Turns the text for one village into a text for arrays of them."""

    def visit_IfExp(self, node):
        self.generic_visit(node)
        if ast.unparse(node.test).startswith(("adds", "threshold")):
            return node  # the same for all villages
        return ast.Call(ast.Name("where", ast.Load()), [node.test, node.body, node.orelse], [])

    def visit_BoolOp(self, node):
        self.generic_visit(node)
        assert isinstance(node.op, ast.And)
        return reduce(lambda left, right: ast.BinOp(left, ast.BitAnd(), right), node.values)

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
NAMES = {**ARRAYS, **PLACES, **luck, "eq": eq, "nb": SimpleNamespace(uintp=int)}
first_year_of = over_arrays(of_model(year.first_year_of, **NAMES))
lists = {each.__name__: over_arrays(of_model(each, **NAMES)) for each in year.LISTS}
village_year = of_model(year.village_year, **lists)


def township_means(effect, townships, sizes):
    """The mean of last year's effects in each village's township, (member, village)."""
    starts = np.flatnonzero(np.r_[True, np.diff(townships) > 0])
    return (np.add.reduceat(effect, starts, axis=1) / sizes)[:, townships]


def run(world: World, draws: pd.DataFrame, seed: int, chunk: int) -> np.ndarray:
    """City sums of every member, (member, year, sum), `chunk` members at a time."""
    return np.concatenate(
        [run_chunk(world, draws[k : k + chunk], seed)[0] for k in range(0, len(draws), chunk)]
    )


class Sky:
    """What the villages of a few members share: shocks of city, banners and products, log points."""

    def __init__(self, world: World, members: np.ndarray, streams: np.ndarray):
        self.world, self.members, self.streams = world, members, streams
        numbers = (1, len(world.banner_keys), len(world.product_keys))
        self.levels = [np.zeros((len(members), number), f4) for number in numbers]
        self.variances = [f4(0)] * 3

    def year(self, year: np.uint32, p: Uncertainties) -> np.ndarray:
        """The shocks of one year more, (member, village)."""
        sizes = (p.city_shock, p.banner_shock, p.product_shock)
        keys = [eq.draw_key(self.streams[stream], self.members, u4([year])) for stream in (0, 1, 5)]
        keys[1] = eq.mix(keys[1] ^ self.world.banner_keys)
        keys[2] = eq.mix(keys[2] ^ self.world.product_keys)
        draws = [eq.normal(key, eq.again(key)) for key in keys]
        self.levels = [eq.next_shock(*each, p) for each in zip(self.levels, sizes, draws, strict=True)]
        self.variances = [eq.next_variance(*each, p) for each in zip(self.variances, sizes, strict=True)]
        (city, banner, product), (of_city, of_banner, of_product) = self.levels, self.variances
        weights = self.world.price_weights
        price = weights * product - f4(0.5) * weights * weights * of_product
        correction = f4(-0.5) * (of_city + of_banner + p.village_shock * p.village_shock)
        return city + banner[:, self.world.banners] + price[:, self.world.products] + correction


def run_chunk(world: World, draws: pd.DataFrame, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """City sums (member, year, sum) and incomes (member, year, village) of a few members."""
    each = Uncertainties(*(draws[name].to_numpy(f4) for name in UNCERTAINTIES))
    p = Uncertainties(*(values[:, None] for values in each))
    members, streams = draws.index.to_numpy(u4)[:, None], stream_keys(seed)
    years, shape = world.channels.shape[0], (len(draws), len(world.keys))
    told = len(CITY_SUMS) + len(COUNTED) * len(world.limits)
    sums, incomes = np.zeros((len(draws), years, told)), np.zeros((len(draws), years, shape[1]), f4)
    work = list(np.zeros((len(STATE), *shape), f4))
    first_year_of(1, work, world.rows, [world.keys], eq.draw_key(streams[6], members, u4([0])), p, None)
    sky, growth, contract_growth = Sky(world, members, streams), f4(1), f4(1)
    sizes = np.bincount(world.townships).astype(f4)
    for t in range(years):
        growth = growth * (1 + p.operating_growth)
        contract_growth = contract_growth * (1 + p.contract_growth)
        now = u4(world.first_year + t)
        keys = (eq.draw_key(streams[stream], members, u4([now])) for stream in (2, 3, 4))
        known = township_means(work[PLACES["S"].effect], world.townships, sizes)
        common = sky.year(now, p) + p.neighbour_learning * known
        shared, switches = layout.MemberYear(growth, contract_growth, *keys), layout.Switches()
        village_year(
            1, work, world.channels[t], world.rows, [world.keys], [common], p, shared, switches, None
        )
        incomes[:, t] = work[PLACES["B"].income]
        brought = eq.brought_money(f4(world.totals[t, 0]), each)
        for place, one in enumerate(sums_of(lambda row: work[row].sum(axis=1), world.totals[t], brought)):
            sums[:, t, place] = one
        reached = [(work[row] >= limit).sum(axis=1) for row in COUNTED_ROWS for limit in world.limits]
        sums[:, t, layout.COUNTS_FROM :] = np.transpose(reached)
    return sums, incomes
