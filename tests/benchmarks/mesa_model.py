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

from sim.axes import CITY_SUMS, UNCERTAINTIES, Uncertainties
from sim.model import kernel
from tests.baotou import THRESHOLDS
from tests.benchmarks.worlds import World, numbered, of_kernel, rebuilt

# In Python floats: NumPy's scalars would make each operation several times slower.
FLOATS = {name: float(value) for name, value in vars(kernel).items() if isinstance(value, np.floating)}
eq = SimpleNamespace(**rebuilt(lambda function: function, log=math.log, exp=math.exp, np=math, **FLOATS))
PLACES = numbered()
S = PLACES["S"]


def same(value):
    """In place of hashing: luck is Mesa's own."""
    return value


def village_year(random):
    """The kernel's year of a village with another source of luck."""
    hashes = dict.fromkeys(("mix", "again", "u4"), same)
    lucky = {"uniform": lambda _: random.random(), "normal": lambda *_: random.gauss(0, 1)}
    arithmetic = {"exp": math.exp, "nb": SimpleNamespace(uintp=int), "eq": eq}
    return of_kernel("village_year", **FLOATS, **PLACES, **arithmetic, **hashes, **lucky)


add_up = of_kernel("add_up", eq=eq)


class Village(mesa.Agent):
    """One village: what the register says of it, what it carries from year to year, its income."""

    def __init__(self, model, register, channels, township, banner):
        super().__init__(model)
        self.register, self.channels = register, channels
        self.township, self.banner = township, banner
        self.state = [0.0] * len(S)
        self.state[S.governance] = register[PLACES["V"].governance]
        self.income, self.part = [0.0], ()

    def step(self):
        model = self.model
        common, channel = [model.common(self.township, self.banner)], self.channels[model.year]
        self.part = model.village_year(
            1, self.state, channel, self.register, (0,), common, model.p, model.shared, self.income
        )


class Country(mesa.Model):
    """One member: its villages, its year, its shocks."""

    def __init__(self, world: World, p: Uncertainties, seed: int):
        super().__init__(seed=seed)
        self.p, self.year, self.ages = p, -1, world.age.tolist()
        self.totals, self.village_year = world.totals.tolist(), village_year(self.random)
        self.growth, self.contract_growth, self.city, self.variance = 1.0, 1.0, 0.0, 0.0
        self.banners = [0.0] * len(world.banner_keys)
        rows, channels = np.stack(world.rows, axis=1).tolist(), np.moveaxis(world.channels, 2, 0).tolist()
        places = zip(world.townships.tolist(), world.banners.tolist(), strict=True)
        for row, channel, (township, banner) in zip(rows, channels, places, strict=True):
            Village(self, row, channel, township, banner)
        self.sizes = np.bincount(world.townships).tolist()
        self.known = [0.0] * len(self.sizes)

    def common(self, township, banner):
        """What the villages of a township share this year, log points."""
        known = self.p.neighbour_learning * self.known[township] / self.sizes[township]
        return self.city + self.banners[banner] + self.correction + known

    def step(self):
        p, gauss = self.p, self.random.gauss
        self.year += 1
        self.growth *= 1 + p.operating_growth
        self.contract_growth *= 1 + p.contract_growth
        self.city = eq.next_shock(self.city, p.city_shock, gauss(0, 1), p)
        self.banners = [eq.next_shock(level, p.banner_shock, gauss(0, 1), p) for level in self.banners]
        self.variance = eq.next_variance(self.variance, p)
        self.correction = -0.5 * (self.variance + p.village_shock**2)
        persistence = eq.persistence(self.ages[self.year], p)
        self.shared = kernel.MemberYear(persistence, self.growth, self.contract_growth, 0, 0, 0)
        self.known = [0.0] * len(self.sizes)
        for village in self.agents:
            self.known[village.township] += village.state[S.effect]
        self.agents.do("step")

    def sums(self) -> list[float]:
        """City sums of this year in the kernel's order."""
        sums = [0.0] * (len(CITY_SUMS) + len(THRESHOLDS))
        part = [sum(each) for each in zip(*self.agents.get("part"), strict=True)]
        add_up(sums, part, self.totals[self.year], self.p)
        incomes = [village.income[0] for village in self.agents]
        for k, limit in enumerate(THRESHOLDS):
            sums[kernel.COUNTS_FROM + k] = float(sum(income >= limit for income in incomes))
        return sums


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
