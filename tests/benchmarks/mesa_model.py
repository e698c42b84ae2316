"""The same equations as a Mesa model: one agent a village, Python floats, the equations' own text.

Luck is Mesa's own generator, as a Mesa modeller would take it, which is faster in Python than hashing;
so it agrees with the kernel where there is no luck, and in distribution elsewhere.
"""

from __future__ import annotations

import math
from types import SimpleNamespace

import mesa
import numpy as np
import pandas as pd

from sim.model.axes import UNCERTAINTIES, Channels, Uncertainties, VillageRows
from tests.baotou import THRESHOLDS
from tests.benchmarks.worlds import World, rebuilt

# In Python floats: NumPy's scalars would make each operation several times slower.
eq = SimpleNamespace(**rebuilt(lambda function: function, log=math.log, np=math, ZERO=0.0, ONE=1.0, HALF=0.5))


class Village(mesa.Agent):
    """One village: what the register says of it, what it carries from year to year, its income."""

    def __init__(self, model, register, channels, township, banner):
        super().__init__(model)
        self.register, self.channels = VillageRows(*register), [Channels(*year) for year in channels]
        self.township, self.banner = township, banner
        self.governance = self.register.governance
        self.capital = self.committed = self.building = self.talent = self.reserve = 0.0
        self.skill = self.links = self.stake = self.effect = self.income = 0.0

    def step(self):
        model, village, channel = self.model, self.register, self.channels[self.model.year]
        p, random = model.p, model.random
        # people, skill, governance and links
        dispatched = eq.dispatched_talent(channel.staff, channel.leaders, channel.experts, p)
        self.talent = eq.next_talent(self.talent, dispatched, p)
        self.reserve = eq.next_reserve(self.reserve, channel.candidates, self.talent, p)
        self.skill = eq.next_skill(self.skill, channel.training, channel.information, p)
        self.governance = eq.next_governance(
            self.governance, village.governance, channel.drive, channel.service, p
        )
        gain = self.governance - village.governance
        self.links = eq.next_links(self.links, channel.pairing, p)
        # money
        self.capital = eq.next_capital(self.capital, self.building, p)
        project = eq.project_income(self.capital, p)
        self.brought = eq.brought_money(channel.staff, p)
        offered = eq.offered_money(channel.grants, self.brought, channel.levered, channel.credit, project, p)
        absorbed = eq.absorbed_money(offered, eq.absorption_room(gain, self.talent, p))
        failed = eq.project_fails(random.random(), gain, p)
        self.committed += eq.delivered_money(absorbed, failed, p)
        self.building = self.committed * eq.spending_share(channel.readiness, p)
        self.committed -= self.building
        self.stake = eq.next_stake(self.stake, channel.firms, channel.levered, p)
        # luck and income
        common = model.common(self.township, self.banner)
        self.effect = eq.forces_effect(
            self.talent, self.reserve, self.skill, gain, self.links, model.persistence, p
        )
        quality = math.exp(self.effect + common + p.village_shock * random.gauss(0, 1))
        lost = eq.loss_size(village.loss_severity, random.random() < eq.loss_chance(village.loss_rate, p), p)
        self.operating = eq.operating_income(village.operating, model.growth, project, quality, lost)
        self.contracts = eq.contract_income(village.contracts, model.contract_growth, channel.land, p)
        self.investment = eq.investment_income(village.investment, model.contract_growth, self.stake, p)
        self.subsidy = village.subsidy + channel.support
        self.income = self.operating + self.contracts + self.investment + self.subsidy


class Country(mesa.Model):
    """One member: its villages, its year, its shocks."""

    def __init__(self, world: World, p: Uncertainties, seed: int):
        super().__init__(seed=seed)
        self.p, self.year, self.ages = p, -1, world.age.tolist()
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
        self.persistence = (1 - p.fading) ** self.ages[self.year]
        self.known = [0.0] * len(self.sizes)
        for village in self.agents:
            self.known[village.township] += village.effect
        self.agents.do("step")

    def sums(self) -> list[float]:
        """City sums of this year in the kernel's order."""
        names = ("income", "operating", "contracts", "investment", "subsidy", "brought", "capital")
        incomes = self.agents.get("income")
        below = [sum(income >= limit for income in incomes) for limit in THRESHOLDS]
        return [*(sum(self.agents.get(name)) for name in names), *below]


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
