"""Whose gain is it? Shapley values over the forces, and over the levers inside a force.

A coalition of forces is a scenario in which the levers of all others stand at the counterfactual's
amounts. The Shapley value of a force is its added gain averaged over all orders in which the forces
could have been added: the only split that adds up to the total, treats equals alike and gives nothing to
a force that changes nothing (Shapley 1953). Levers inside a force are split by the Owen value (1977), the
same average over orders that keep a force together, so the levers of a force add up to its value.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from math import comb, factorial

import numpy as np
import pandas as pd

from sim.analysis.prepared_case import Handed, World, city_sums, handed, outcome_of, reached
from sim.axes import BAND, QUANTILES
from sim.inputs.case import Case
from sim.model.exposure import Exposure
from sim.model.luck import name_key

EXACT_LEVERS = 5  # up to this many levers every order is counted; 16 coalitions of forces x 2**5 runs


# --- the definition, for any game ----------------------------------------------------------------


def shapley(values: np.ndarray) -> np.ndarray:
    """Shapley values of a game: values (…, 2**n) by coalition, bit k of whose number is player k; (…, n)."""
    players = int(values.shape[-1]).bit_length() - 1
    shares = [_marginals(values, k) @ _order_weights(players) for k in range(players)]
    return np.stack(shares, axis=-1)


def _marginals(values: np.ndarray, player: int) -> np.ndarray:
    """What a player adds to each coalition of the others, (…, 2**(n-1)); values (…, 2**n)."""
    coalitions = np.arange(values.shape[-1])
    without = coalitions[(coalitions >> player) & 1 == 0]
    return values[..., without | 1 << player] - values[..., without]


def _order_weights(players: int) -> np.ndarray:
    """Share of all orders in which exactly a given coalition of the others comes first, (2**(n-1),)."""
    sizes = [bin(coalition).count("1") for coalition in range(1 << (players - 1))]
    return np.array([1 / (players * comb(players - 1, size)) for size in sizes])


def interactions(values: np.ndarray) -> np.ndarray:
    """Shapley interaction index of each pair, (…, n, n) symmetric, diagonal 0 (Grabisch and Roubens 1999).

    Positive where two players do more together than apart.
    """
    players = int(values.shape[-1]).bit_length() - 1
    index = np.zeros((*values.shape[:-1], players, players))
    for i, j in combinations(range(players), 2):
        index[..., i, j] = index[..., j, i] = _pair_interaction(values, i, j)
    return index


def _pair_interaction(values: np.ndarray, i: int, j: int) -> np.ndarray:
    """The Shapley interaction index of two players; values (…, 2**n), returns (…,)."""
    players = int(values.shape[-1]).bit_length() - 1
    coalitions = np.arange(values.shape[-1])
    rest = coalitions[((coalitions >> i) & 1 == 0) & ((coalitions >> j) & 1 == 0)]
    together = values[..., rest | 1 << i | 1 << j] - values[..., rest | 1 << i]
    apart = values[..., rest | 1 << j] - values[..., rest]
    sizes = [bin(coalition).count("1") for coalition in rest]
    weights = [factorial(s) * factorial(players - s - 2) / factorial(players - 1) for s in sizes]
    return (together - apart) @ np.array(weights)


def stacked(values: np.ndarray, order: Sequence[int]) -> np.ndarray:
    """What each player adds when they come in one given order, (…, n) by player."""
    shares = np.zeros((*values.shape[:-1], len(order)))
    present = 0
    for player in order:
        shares[..., player] = values[..., present | 1 << player] - values[..., present]
        present |= 1 << player
    return shares


# --- the forces of a case ------------------------------------------------------------------------


@dataclass(frozen=True)
class Game:
    """The runs of every coalition of forces.

    sums  (member, coalition, year, sum) in the order of `World.sums`; bit k is force k
    """

    world: World
    counterfactual: Case
    sums: np.ndarray

    def gains(self, outcome: str = "mean", year: int | None = None) -> np.ndarray:
        """Gain of each coalition over the empty one in one year (the last), (member, coalition).

        `below_…` outcomes count down: fewer villages below is a negative gain.
        """
        position = -1 if year is None else self.world.years.index(year)
        values = outcome_of(self.sums[:, :, position], outcome, self.world)
        return values - values[:, :1]

    @property
    def forces(self) -> tuple[str, ...]:
        return _forces_of(self.world.case)


def _forces_of(case: Case) -> tuple[str, ...]:
    """The forces of a case's programme, in order."""
    return tuple(case.programme.forces)


def force_game(world: World, counterfactual: Case) -> Game:
    """Run every coalition of forces (32 of five) on the same members and luck.

    A coalition's handouts are those of its own levers under the scenario and of all others under the
    counterfactual.
    """
    sides = make_sides(world, counterfactual)
    runs = [sides.sums(_coalition_levers(world.case, c)) for c in range(1 << len(_forces_of(world.case)))]
    return Game(world, counterfactual, np.stack(runs, axis=1))


@dataclass(frozen=True)
class _Sides:
    """The handouts of a world's scenario and of its counterfactual, to be mixed lever by lever."""

    world: World
    mine: Handed
    other: Handed

    def exposure(self, levers: Collection[str]) -> Exposure:
        """What reaches the villages where some levers stand as in the scenario, the others as without it."""
        mixed = {name: (self.mine if name in levers else self.other)[name] for name in self.mine}
        return reached(self.world.case, mixed).exposure

    def sums(self, levers: Collection[str]) -> np.ndarray:
        """The city's sums there, (member, year, sum)."""
        return city_sums(self.world, self.exposure(levers))


def make_sides(world: World, counterfactual: Case) -> _Sides:
    return _Sides(world, handed(world.case), handed(counterfactual))


def levers_of(case: Case, force: str) -> list[str]:
    return [name for name, lever in case.levers.items() if lever.force == force]


def _coalition_levers(case: Case, coalition: int) -> frozenset[str]:
    """The levers of a coalition's forces."""
    forces = {force for k, force in enumerate(_forces_of(case)) if (coalition >> k) & 1}
    return frozenset(name for name, lever in case.levers.items() if lever.force in forces)


def attribute(game: Game, outcome: str = "mean", year: int | None = None) -> pd.DataFrame:
    """Each force's part of the gain: rows by force and `total`; low, mid, high, mean, share, alone, last.

    low, mid and high are the 5, 50 and 95 % of the members' own Shapley values; `mean` adds up to the
    total's mean exactly and `share` is its part of it. `alone` is the mean gain of the force by itself,
    `last` what it adds to all others. Unit: the outcome's.
    """
    values = game.gains(outcome, year)
    parts = shapley(values)
    table = _band_table(np.column_stack([parts, values[:, -1]]), [*game.forces, "total"])
    whole = table.loc["total", "mean"]
    everyone = values.shape[1] - 1
    players = range(len(game.forces))
    alone = [values[:, 1 << k].mean() for k in players]
    last = [(values[:, -1] - values[:, everyone ^ 1 << k]).mean() for k in players]
    return table.assign(
        share=table["mean"] / whole if whole else np.nan, alone=[*alone, whole], last=[*last, whole]
    )


def force_bands(game: Game, outcome: str = "mean", year: int | None = None) -> np.ndarray:
    """The five quantiles of each force's Shapley value and of the whole gain, (force+1, 5)."""
    values = game.gains(outcome, year)
    parts = np.column_stack([shapley(values), values[:, -1]])
    return np.quantile(parts, QUANTILES, axis=0).T


def _band_table(values: np.ndarray, names: Sequence[str]) -> pd.DataFrame:
    """Quantiles and mean over members, values (member, row): columns low, mid, high, mean."""
    low, mid, high = np.quantile(values, BAND, axis=0)
    index = pd.Index(list(names), name="part")
    return pd.DataFrame({"low": low, "mid": mid, "high": high, "mean": values.mean(axis=0)}, index=index)


def interaction_term(game: Game, outcome: str = "mean", year: int | None = None) -> pd.DataFrame:
    """The gain that no force has by itself, and the interaction index of each pair of forces.

    Row `together` is the total less the stand-alone gains; rows `talent+industry` and so on.
    Columns low, mid, high, mean.
    """
    values = game.gains(outcome, year)
    names = game.forces
    alone = sum(values[:, 1 << k] for k in range(len(names)))
    pairs = list(combinations(range(len(names)), 2))
    index = interactions(values)
    columns = np.column_stack([values[:, -1] - alone, *(index[:, i, j] for i, j in pairs)])
    return _band_table(columns, ["together", *(f"{names[i]}+{names[j]}" for i, j in pairs)])


def stacking(game: Game, outcome: str = "mean", year: int | None = None) -> pd.DataFrame:
    """How far adding the forces one after another misleads: rows by force; least, shapley, most, first, last.

    least and most are the smallest and the largest mean share over all orders; `first` and `last` its
    share where it opens and where it closes the order.
    """
    values = game.gains(outcome, year).mean(axis=0)
    players = range(len(game.forces))
    orders = np.stack([stacked(values, order) for order in permutations(players)])
    everyone = len(values) - 1
    return pd.DataFrame(
        {
            "least": orders.min(axis=0), "shapley": shapley(values), "most": orders.max(axis=0),
            "first": [values[1 << k] for k in players],
            "last": [values[everyone] - values[everyone ^ 1 << k] for k in players],
        },
        index=pd.Index(game.forces, name="force"),
    )  # fmt: skip


# --- the levers inside a force -------------------------------------------------------------------


@dataclass(frozen=True)
class LeverSplit:
    """The Owen values of one force's levers.

    table  rows by lever; low, mid, high, mean, error (standard error of the mean from sampled orders; 0
           where every order was counted)
    runs   how many runs of the model it took; exact: whether every order was counted
    """

    force: str
    table: pd.DataFrame
    runs: int
    exact: bool


def lever_split(
    world: World, counterfactual: Case, force: str, outcome: str = "mean", rounds: int = 3
) -> LeverSplit:
    """Split a force's Shapley value over those of its levers that differ from the counterfactual.

    With at most EXACT_LEVERS of them every order counts. With more, orders are sampled: for every
    coalition of the other forces `rounds` random orders and their reverses, so the parts still add up to
    the force's value exactly; `error` is the standard error over rounds.
    """
    active = _moved_levers(world.case, counterfactual, force)
    forces = _forces_of(world.case)
    around = _others(forces.index(force), len(forces))
    outside = [(weight, _coalition_levers(world.case, c)) for c, weight in around]
    value = _Valuer(make_sides(world, counterfactual), outcome)
    exact = len(active) <= EXACT_LEVERS
    rows = (
        _exact_rows(value, outside, active) if exact else _sampled_rows(value, outside, active, rounds, force)
    )
    mean = rows.mean(axis=0)  # over rounds: (member, lever)
    table = _band_table(mean, active).rename_axis("lever")
    centres = rows.mean(axis=1)
    error = centres.std(axis=0, ddof=1) / np.sqrt(len(rows)) if len(rows) > 1 else np.zeros(len(active))
    return LeverSplit(force, table.assign(error=error), value.runs, exact)


def moved_forces(case: Case, counterfactual: Case) -> list[str]:
    """The forces with a lever that differs from the counterfactual."""
    return [force for force in _forces_of(case) if _moved_levers(case, counterfactual, force)]


def _moved_levers(case: Case, counterfactual: Case, force: str) -> list[str]:
    """The levers of a force that differ from the counterfactual."""
    return [name for name in levers_of(case, force) if _differs(case, counterfactual, name)]


def _differs(case: Case, counterfactual: Case, lever: str) -> bool:
    mine, other = case.scenario.settings[lever], counterfactual.scenario.settings[lever]
    return mine != other and any((*mine.totals, *other.totals))


def _others(place: int, forces: int) -> list[tuple[int, float]]:
    """Every coalition of the other forces with the share of orders in which exactly it comes first."""
    coalitions = [c for c in range(1 << forces) if not c >> place & 1]
    return list(zip(coalitions, _order_weights(forces), strict=True))


@dataclass
class _Valuer:
    """Runs the model and counts the runs."""

    sides: _Sides
    outcome: str
    runs: int = 0

    @property
    def world(self) -> World:
        return self.sides.world

    def __call__(self, levers: Collection[str]) -> np.ndarray:
        """The outcome of the last year where these levers stand as in the scenario, (member,)."""
        self.runs += 1
        return outcome_of(self.sides.sums(levers)[:, -1], self.outcome, self.world)


_Outside = Sequence[tuple[float, frozenset[str]]]


def _exact_rows(value: _Valuer, outside: _Outside, active: Sequence[str]) -> np.ndarray:
    """The Owen values over all orders, (1, member, lever)."""
    members, count = len(value.world.draws), len(active)
    total = np.zeros((members, count))
    for weight, levers in outside:
        sets = [levers.union(name for k, name in enumerate(active) if c >> k & 1) for c in range(1 << count)]
        total += weight * shapley(np.stack([value(chosen) for chosen in sets], axis=-1))
    return total[None]


def _sampled_rows(
    value: _Valuer, outside: _Outside, active: Sequence[str], rounds: int, force: str
) -> np.ndarray:
    """The Owen values by rounds of random orders, each with its reverse, (round, member, lever)."""
    members, count = len(value.world.draws), len(active)
    rows = np.zeros((rounds, members, count))
    generator = np.random.default_rng(name_key(f"{value.world.seed}/orders/{force}"))
    for weight, levers in outside:
        ends = value(levers), value(levers.union(active))
        for number in range(rounds):
            order = generator.permutation(count)
            for each in (order, order[::-1]):
                rows[number] += weight / 2 * _ordered_gains(value, levers, active, each, ends)
    return rows


def _ordered_gains(
    value: _Valuer,
    levers: frozenset[str],
    active: Sequence[str],
    order: np.ndarray,
    ends: tuple[np.ndarray, np.ndarray],
) -> np.ndarray:
    """What each lever adds in one order, (member, lever); the values of nothing and of all are known."""
    gains = np.zeros((len(ends[0]), len(active)))
    before = ends[0]
    for lever in order[:-1]:
        levers = levers.union([active[lever]])
        after = value(levers)
        gains[:, lever] = after - before
        before = after
    gains[:, order[-1]] = ends[1] - before
    return gains
