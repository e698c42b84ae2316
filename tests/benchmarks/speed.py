"""How fast the model is, against the same equations in NumPy, plain numba and Mesa, and how it scales."""

from __future__ import annotations

import json
import math
import os
import statistics
import subprocess
import sys
import tempfile

import numba as nb

from sim.analysis.outcomes import band
from sim.axes import city_counts
from sim.inputs.case import Case
from sim.inputs.nation import in_nation, make_nation
from sim.model.exposure import make_exposure
from sim.model.simulate import pack, run_blocks, simulate_members
from sim.runs.ensemble import draw_members
from sim.runs.stream import make_plan
from tests.baotou import BAOTOU
from tests.benchmarks import mesa_model, numpy_model, plain_numba_model, worlds
from tests.benchmarks.clock import ratio, rounds, seconds
from tests.benchmarks.test_models import assert_same

MEMBERS, REPEATS = 1000, 7
NATION, NATION_MEMBERS = 690_000, 200
MESA_MEMBERS = 4  # its time a village-year does not depend on how many
NUMPY_CHUNKS = (4, 16, 64, 200)  # members at a time; the fastest is taken
NUMPY_MEMBERS = 200


def bench() -> dict[str, float]:
    """Every figure by its name in outputs/bench.json; the bars stand in `__main__`."""
    case = worlds.city()
    draws = draw_members(case.parameters, MEMBERS, 0)
    return {
        **against_others(case, draws),
        **threads(case, draws),
        **scenarios_to_summary(),
        **at_scale(case),
        **starting(),
    }


def village_years(members: int, villages: int = 527) -> float:
    return members * villages * worlds.YEARS / 1e6


def kernel_on(case: Case, draws):
    """A run of the kernel on a packed case."""
    blocks, exposure = pack(case.register, BAOTOU), make_exposure(case)
    return lambda: run_blocks(blocks, exposure, case.scenario.years, draws, 0)


def against_others(case: Case, draws) -> dict[str, float]:
    """Interleaved runs of all five; each ratio is that of times per village-year."""
    world, few, fewest = worlds.flat(case), draws[:NUMPY_MEMBERS], draws[:MESA_MEMBERS]
    kernel = kernel_on(case, draws)
    assert_same(numpy_model.run(world, few, 0, 16), kernel()[0][: len(few)])
    for form in plain_numba_model.WRAPS:
        assert_same(plain_numba_model.run(world, few, 0, form)[0], kernel()[0][: len(few)])
    chunk = min(NUMPY_CHUNKS, key=lambda size: seconds(lambda: numpy_model.run(world, few, 0, size)))
    taken = rounds(
        {
            "kernel": kernel,
            "numpy": lambda: numpy_model.run(world, few, 0, chunk),
            "plain_numba": lambda: plain_numba_model.run(world, few, 0, "plain"),
            "fair_numba": lambda: plain_numba_model.run(world, few, 0, "fair"),
            "mesa": lambda: mesa_model.run(world, fewest),
        },
        REPEATS,
    )
    sizes = {"numpy": len(few), "plain_numba": len(few), "fair_numba": len(few), "mesa": len(fewest)}
    found = {}
    for name, members in sizes.items():
        found[f"kernel_vs_{name}"] = ratio(taken[name], taken["kernel"]) * len(draws) / members
        found[f"million_village_years_per_s_{name}"] = village_years(members) / statistics.median(taken[name])
    return found


def threads(case: Case, draws) -> dict[str, float]:
    """Throughput of the kernel on one thread and on all, 527 villages, each with its whole account."""
    kernel, most = kernel_on(case, draws), nb.config.NUMBA_NUM_THREADS

    def on(count):
        nb.set_num_threads(count)
        kernel()
        nb.set_num_threads(most)

    taken = rounds({"one": lambda: on(1), "all": lambda: on(most)}, 3 * REPEATS)
    one, together = (village_years(len(draws)) / statistics.median(taken[name]) for name in ("one", "all"))
    return {
        "million_village_years_per_s": together,
        "account_million_village_years_per_s": together,  # the kernel always keeps the account
        "million_village_years_per_s_one_thread": one,
        "threads": most,
    }


def scenarios_to_summary() -> dict[str, float]:
    """Two scenarios x 10 years x 1,000 members: from the Scenario objects to bands; draws included."""
    cases = [worlds.city(name) for name in ("programme-2022", "no-programme")]
    below = city_counts([cases[0].programme.target.amount])[0]

    def answer():
        draws = draw_members(cases[0].parameters, MEMBERS, 0)
        cities = [simulate_members(each, draws, villages=False).city for each in cases]
        return [band(city[name]) for city in cities for name in ("mean", below)]

    taken = rounds({"answer": answer}, 3 * REPEATS)["answer"]
    return {"city_two_scenarios_ms": 1e3 * statistics.median(taken)}


def at_scale(case: Case) -> dict[str, float]:
    """The country: time and memory of `wuli bench nation` in its own process, and the cost's exponent."""
    script = (
        "import json; from dataclasses import asdict; from sim.commands.workbench import measure;"
        f"found = measure({NATION}, {NATION_MEMBERS}); print(json.dumps(asdict(found)))"
    )
    figures = json.loads(in_process(script))
    exponent, throughput = cost_exponent(case)
    return {
        "nation_200_members_s": figures["run_seconds"],
        "nation_peak_gb": figures["peak_gb"],
        "nation_register_s": figures["register_seconds"],
        "million_village_years_per_s_nation": throughput,
        "cost_exponent": exponent,
    }


def cost_exponent(case: Case) -> tuple[float, float]:
    """Exponent of the kernel's cost from 527 to 690,000 villages, and its throughput there.

    Both run the same member-years a thread can share evenly; the city is run so often that it does as
    many village-years as one group of the country, so that neither is flattered by a fixed cost.
    """
    nation = in_nation(case, make_nation(case.register, NATION), worlds.YEARS)
    plan = make_plan(nation, NATION_MEMBERS, 0, None, None)
    draws = draw_members(case.parameters, NATION_MEMBERS, 0)
    groups = [plan.group(cut) for cut in plan.cuts[:: len(plan.cuts) // 8]]
    blocks, exposure, years = pack(case.register, BAOTOU), make_exposure(case), case.scenario.years
    city_runs = len(groups) * 16
    taken = rounds(
        {
            "city": lambda: [run_blocks(blocks, exposure, years, draws, 0) for _ in range(city_runs)],
            "nation": lambda: [
                run_blocks(each.blocks, each.exposure, each.years, draws, 0) for each in groups
            ],
        },
        3,
    )
    villages = sum(each.blocks.villages for each in groups)
    growth = ratio(taken["nation"], taken["city"]) / (villages / (527 * city_runs))
    throughput = village_years(NATION_MEMBERS, villages) / statistics.median(taken["nation"])
    return 1 + math.log(growth) / math.log(NATION / 527), throughput


IMPORT = "import time; t = time.perf_counter(); import {names}; print(time.perf_counter() - t)"
FIRST_CALL = """
import time
from numba.core.event import install_recorder
from sim.inputs import read_case
from sim.runs.ensemble import simulate
case = read_case()
with install_recorder("numba:compile") as compiled:
    start = time.perf_counter()
    simulate(case, members=2)
    print(time.perf_counter() - start, len(compiled.buffer))
"""


def starting() -> dict[str, float]:
    """Imports, and the first simulation of a process with and without its compiled code on disk."""
    light, heavy = "sim, sim.inputs, sim.cli", "sim, sim.inputs, sim.model.simulate, sim.runs.ensemble"
    imports = [
        min(float(in_process(IMPORT.format(names=names))) for _ in range(5)) for names in (light, heavy)
    ]
    with tempfile.TemporaryDirectory() as folder:
        cold = in_process(FIRST_CALL, NUMBA_CACHE_DIR=folder).split()
        cached = [in_process(FIRST_CALL, NUMBA_CACHE_DIR=folder).split() for _ in range(3)]
    return {
        "import_s": imports[0],
        "import_with_model_s": imports[1],
        "first_call_cold_s": float(cold[0]),
        "first_call_cached_s": statistics.median(float(seconds) for seconds, _ in cached),
        "compilations_cold": float(cold[1]),
        "compilations_second_process": max(float(count) for _, count in cached),
    }


def in_process(script: str, **environment: str) -> str:
    """What a script prints in a fresh Python."""
    command = [sys.executable, "-c", script]
    given = {**os.environ, **environment}
    return subprocess.run(command, capture_output=True, text=True, check=True, env=given).stdout.strip()
