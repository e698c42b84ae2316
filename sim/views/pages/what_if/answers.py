"""What comes of a wish: the run of the model, and the quantiles that the page draws of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from sim.inputs.programme import in_use
from sim.model.simulate import Result, simulate_members
from sim.views.labels import QUANTILES
from sim.views.pages.shell import World, known_scenarios, open_world
from sim.views.pages.what_if.wish import Wish, edits, main_levers, wished


def run(world: World, wish: Wish) -> Result:
    """The result of a wish: the same members meet the same luck as in the unchanged scenario."""
    if not wish.ground and not edits(world, wish):
        return world.start
    case = replace(world.case, scenario=wished(world, wish))
    return simulate_members(case, world.draws, world.seed, villages=False)


@dataclass(frozen=True)
class Chart:
    """One chart of the page: which outcome, as a gain over no programme or not, how precise, how high."""

    name: str
    outcome: str
    gain: bool
    decimals: int
    height: int


CHARTS = (
    Chart("income", "mean", gain=False, decimals=1, height=290),
    Chart("below", "below_target", gain=False, decimals=0, height=220),
    Chart("gain", "mean", gain=True, decimals=2, height=220),
)


def paths(world: World, result: Result, chart: Chart) -> np.ndarray:
    """What a chart shows of a result, (member, year); a gain is taken member by member."""
    outcome = world.case.programme.outcome(chart.outcome)
    values = result.city[outcome].to_numpy()
    return values - world.counterfactual.city[outcome].to_numpy() if chart.gain else values


def spread(world: World, result: Result, chart: Chart) -> np.ndarray:
    """The five quantiles of a chart's paths, (5, year)."""
    return np.quantile(paths(world, result, chart), QUANTILES, axis=0)


@lru_cache(maxsize=64)
def standing(world: World, chart: Chart) -> np.ndarray:
    """The lines that no slider moves, (series, 5, year): the scenario as it stands, no programme."""
    compared = not chart.gain and world.case.scenario.id != in_use().counterfactual
    results = [world.start, *([world.counterfactual] if compared else [])]
    return np.stack([spread(world, result, chart) for result in results])


def spreads(world: World, now: Result) -> dict[str, np.ndarray]:
    """Everything that the page draws, by chart: (series, 5, year) in the order of `chart_lines`."""
    return {
        chart.name: np.concatenate([spread(world, now, chart)[None], standing(world, chart)])
        for chart in CHARTS
    }


def warm() -> None:
    """Open every scenario's world and vary one, so that whoever forks from here has all of it done."""
    for scenario in known_scenarios():
        world = open_world(scenario)
        spreads(world, world.start)
    run(world, Wish({main_levers(world.case)[0]: 1.0}))
