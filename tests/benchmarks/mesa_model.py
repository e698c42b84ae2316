"""The same equations as a Mesa model: one agent a village, Python floats, the kernel's own text.

Luck is Mesa's own generator, as a Mesa modeller would take it, which is faster in Python than hashing;
so it agrees with the kernel where there is no luck, and in distribution elsewhere.
"""

from __future__ import annotations

import math
from types import SimpleNamespace

import mesa
import numpy as np
import pandas as pd

from sim.axes import UNCERTAINTIES, Uncertainties
from sim.model import fastmath, layout, year
from tests.benchmarks.worlds import COUNTED_ROWS, STATE, World, numbered, of_model, rebuilt, sums_of

# In Python floats: NumPy's scalars would make each operation several times slower.
FLOATS = {name: float(value) for name, value in vars(fastmath).items() if isinstance(value, np.floating)}
eq = SimpleNamespace(**rebuilt(lambda function: function, log=math.log, exp=math.exp, np=math, **FLOATS))
PLACES = numbered()
EFFECT, SWITCHES = PLACES["S"].effect, layout.Switches()


def same(value):
    """In place of hashing: luck is Mesa's own."""
    return value


def with_luck_of(random):
    """The first day and the year of a village with another source of luck."""
    hashes = dict.fromkeys(("mix", "again", "u4"), same)
    lucky = {"uniform": lambda _: random.random(), "normal": lambda *_: random.gauss(0, 1)}
    arithmetic = {"exp": math.exp, "nb": SimpleNamespace(uintp=int), "eq": eq}
    names = {**arithmetic, **FLOATS, **PLACES, **hashes, **lucky}
    lists = {each.__name__: of_model(each, **names) for each in year.LISTS}
    return of_model(year.first_year_of, **names), of_model(year.village_year, **lists)


class Village(mesa.Agent):
    """One village: what the register says of it, what it carries from year to year, its books."""

    def __init__(self, model, register, channels, places):
        super().__init__(model)
        self.register, self.channels = register, channels
        self.township, self.banner, self.product = places
        self.state = [0.0] * len(STATE)
        model.first_year_of(1, self.state, register, (0,), 0, model.p, None)

    def step(self):
        model = self.model
        common, channel = [model.common(self)], self.channels[model.year]
        model.village_year(
            1, self.state, channel, self.register, (0,), common, model.p, model.shared, SWITCHES, None
        )


class Country(mesa.Model):
    """One member: its villages, its year, its shocks."""

    def __init__(self, world: World, p: Uncertainties, seed: int):
        super().__init__(seed=seed)
        self.p, self.year, self.totals, self.limits = p, -1, world.totals.tolist(), world.limits.tolist()
        self.first_year_of, self.village_year = with_luck_of(self.random)
        self.growth, self.contract_growth, self.city, self.variances = 1.0, 1.0, 0.0, [0.0] * 3
        self.banners = [0.0] * len(world.banner_keys)
        self.products, self.weights = [0.0] * len(world.product_keys), world.price_weights.tolist()
        rows, channels = np.stack(world.rows, axis=1).tolist(), np.moveaxis(world.channels, 2, 0).tolist()
        places = np.stack([world.townships, world.banners, world.products], axis=1).tolist()
        for row, channel, place in zip(rows, channels, places, strict=True):
            Village(self, row, channel, place)
        self.sizes = np.bincount(world.townships).tolist()
        self.known = [0.0] * len(self.sizes)

    def common(self, village):
        """What a village shares with others this year, log points."""
        known = self.p.neighbour_learning * self.known[village.township] / self.sizes[village.township]
        return self.city + self.banners[village.banner] + self.prices[village.product] + known

    def step(self):
        p, gauss = self.p, self.random.gauss
        self.year += 1
        self.growth *= 1 + p.operating_growth
        self.contract_growth *= 1 + p.contract_growth
        sizes = (p.city_shock, p.banner_shock, p.product_shock)
        self.variances = [eq.next_variance(*each, p) for each in zip(self.variances, sizes, strict=True)]
        of_city, of_banner, of_product = self.variances
        correction = -0.5 * (of_city + of_banner + p.village_shock**2)
        self.city = eq.next_shock(self.city, p.city_shock, gauss(0, 1), p)
        self.banners = [eq.next_shock(level, p.banner_shock, gauss(0, 1), p) for level in self.banners]
        self.products = [eq.next_shock(level, p.product_shock, gauss(0, 1), p) for level in self.products]
        self.prices = [
            weight * level - 0.5 * weight * weight * of_product + correction
            for weight, level in zip(self.weights, self.products, strict=True)
        ]
        self.shared = layout.MemberYear(self.growth, self.contract_growth, 0, 0, 0)
        self.known = [0.0] * len(self.sizes)
        for village in self.agents:
            self.known[village.township] += village.state[EFFECT]
        self.agents.do("step")

    def sums(self) -> list[float]:
        """City sums of this year in the kernel's order."""
        rows = list(zip(*self.agents.get("state"), strict=True))
        totals = self.totals[self.year]
        told = sums_of(lambda row: sum(rows[row]), totals, eq.brought_money(totals[0], self.p))
        reached = [sum(each >= limit for each in rows[row]) for row in COUNTED_ROWS for limit in self.limits]
        return [*told, *map(float, reached)]


def run(world: World, draws: pd.DataFrame, seed: int = 0) -> np.ndarray:
    """City sums of every member, (member, year, sum)."""
    out = []
    for member, row in zip(draws.index, draws[list(UNCERTAINTIES)].to_numpy().tolist(), strict=True):
        country = Country(world, Uncertainties(*row), seed + int(member))
        years = []
        for _ in range(world.channels.shape[0]):
            country.step()
            years.append(country.sums())
        out.append(years)
    return np.array(out)
