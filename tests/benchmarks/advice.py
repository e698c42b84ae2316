"""How long the advice takes on the whole city with 1,000 members, and how close to the best it is proven."""

from __future__ import annotations

import tempfile
from pathlib import Path

from sim.analysis import attribution as at
from sim.analysis.allocation import Allocation, Quota, Rules, allocate
from sim.analysis.prepared_case import World, make_world
from sim.analysis.response import Objective, make_ground, make_response, project_package
from sim.analysis.village import study_villages
from sim.inputs.case import Case, beside, read_case
from sim.reports.village_cards import write_cards
from sim.words import speaking
from tests.benchmarks.clock import seconds

MEMBERS = 1000
BARS = {
    "attribution_s": ("<=", 1.0, None),
    "allocation_s": ("<=", 10.0, None),
    "allocation_gap_percent": ("<=", 1.0, None),
    "allocation_worst_tenth_s": ("<=", 10.0, None),
    "allocation_worst_tenth_gap_percent": ("<=", 1.0, None),
    "village_cards_s": ("<=", 60.0, None),
}
# Floors and quotas together: one project wherever one is prepared, and every banner within limits.
RULES = Rules(500 * 125.0, {"project": 1}, tuple(Quota(f"B{k}", "project", 10, 220) for k in range(1, 10)))


def bench() -> dict[str, float]:
    """Every figure by its name in outputs/bench.json."""
    case = read_case()
    world, other = make_world(case, MEMBERS), beside(case, "no-programme")
    return {**attribution(world, other), **allocation(world), **cards(world, other)}


def attribution(world: World, other: Case) -> dict[str, float]:
    """All 32 coalitions of the forces run and split."""

    def split() -> None:
        at.attribute(at.force_game(world, other))

    split()
    return {"attribution_s": min(seconds(split) for _ in range(5))}


def allocation(world: World) -> dict[str, float]:
    """752 projects over 527 villages, from the scenario to the proven plan, the response included."""
    figures: dict[str, float] = {}
    for robust, name in (("expected", "allocation"), ("worst_tenth", "allocation_worst_tenth")):
        found: list[Allocation] = []

        def solve(robust: str = robust, found: list[Allocation] = found) -> None:
            response = make_response(make_ground(world, [project_package(world.case)]))
            found.append(allocate(response, Objective("over_target", 20.0), RULES, robust))

        figures[f"{name}_s"] = seconds(solve)
        figures[f"{name}_gap_percent"] = 100 * found[0].gap
    return figures


def cards(world: World, other: Case) -> dict[str, float]:
    """The study of every village and a page for each, written."""

    def write() -> None:
        with tempfile.TemporaryDirectory() as folder, speaking("zh"):
            write_cards(study_villages(world, other), Path(folder))

    return {"village_cards_s": seconds(write)}
