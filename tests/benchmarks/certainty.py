"""How sure: the long proofs of calibration, and the speed of calibration and sensitivity.

Keys end in what they are: `_seconds`, `_per_minute`, `_share`, `_error`; `sbc_rejected` counts parameters.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from sim.analysis import sensitivity
from sim.analysis.calibration import calibrate, design, informed_subspace
from sim.analysis.likelihood import panel_world
from sim.inputs.case import read_case
from tests.analysis.ranks import simulate_ranks
from tests.analysis.test_indices import FIRST, ISHIGAMI, TOTAL, ishigami

REPLICATIONS, STEPS = 200, 450
SOBOL_BASE, ISHIGAMI_BASE, PRIOR_MEMBERS = 1024, 4096, 100_000


def bench() -> dict[str, float]:
    """Every measure of this part, by key."""
    return {**sobol_speed(), **ishigami_error(), **weighing_speed(), **panel_speed(), **calibration_proof()}


def timed(function: Callable[[], Any]) -> float:
    """Seconds of a second call: the first compiles."""
    function()
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def sobol_speed() -> dict[str, float]:
    """All parameters and luck, N = 1,024, nine years of the city: model time and all of it."""
    case = read_case("programme-2022")
    model = sensitivity.city_model(case, [("mean", 2030)])
    names = sensitivity.inputs_of(case.parameters, luck=True)
    draws = sensitivity.draws_at(case.parameters, names, sensitivity._sobol_design(names, SOBOL_BASE, 0))
    return {
        "sobol_model_seconds": timed(lambda: model(draws)),
        "sobol_all_seconds": timed(lambda: sensitivity.sobol(case.parameters, model, SOBOL_BASE)),
    }


def ishigami_error() -> dict[str, float]:
    """Largest distance of a first or total index from the analytic value."""
    found = sensitivity.sobol(ISHIGAMI, ishigami, ISHIGAMI_BASE, seed=1, luck=False).loc[0]
    gaps = np.r_[found["first"].to_numpy() - FIRST, found["total"].to_numpy() - TOTAL]
    return {"ishigami_error": float(np.abs(gaps).max())}


def weighing_speed() -> dict[str, float]:
    """Prior members run through every place of the calibration targets and weighed."""
    from sim.analysis.calibration import weigh

    case = read_case("programme-2022")
    seconds = timed(lambda: weigh(case, PRIOR_MEMBERS))
    return {"weighing_100k_seconds": seconds}


def panel_speed() -> dict[str, float]:
    """Model runs a minute while calibrating on the example panel, likelihood and sampler included."""
    from sim.inputs.intake.panel import load_observed
    from tests.baotou import EXAMPLE

    case = read_case("programme-2022")
    panel = load_observed(EXAMPLE, case.register, case.scenario.years)
    calibrate(case, panel, steps=6)
    return {"calibration_runs_per_minute": float(calibrate(case, panel, steps=300).about["runs_per_minute"])}


def calibration_proof() -> dict[str, float]:
    """Simulation-based calibration and coverage over REPLICATIONS panels of 39 villages and 3 years."""
    case = read_case("programme-2022")
    world = panel_world(case, design(case, 3, 3))
    subspace = informed_subspace(world, case.parameters, 0)
    start = time.perf_counter()
    ranks = simulate_ranks(world, subspace, REPLICATIONS, STEPS, seed=5)
    return {
        "sbc_seconds": time.perf_counter() - start,
        "sbc_replications": float(REPLICATIONS),
        "sbc_rejected": float(len(ranks.rejected(0.01))),
        "sbc_smallest_p_value": float(ranks.uniformity().min()),
        "coverage_50_share": float(ranks.coverage(0.5).mean()),
        "coverage_90_share": float(ranks.coverage(0.9).mean()),
        "coverage_90_lowest_share": float(ranks.coverage(0.9).min()),
        "coverage_90_highest_share": float(ranks.coverage(0.9).max()),
    }
