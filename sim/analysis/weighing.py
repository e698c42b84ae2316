"""The posterior from published aggregates: prior members weighed by how near they come to each target.

Every member is run through the set-up of every observed place with luck of its own; its weight is the
product of Gaussian kernels, each as wide as its target's tolerance. That is exact for targets observed
with that error, whatever the luck does, as long as enough members carry the weight.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.analysis.calibration import Posterior, effective_size
from sim.analysis.places import predictions
from sim.axes import BAND
from sim.faults import fault
from sim.inputs.parameters import varying
from sim.inputs.targets import Target, calibration_targets, load_places, load_targets
from sim.runs.ensemble import draw_members

if TYPE_CHECKING:
    from sim.inputs import Case

KEPT = 4096  # draws that stand for the weighed members
FEWEST = 100.0  # effective members below which the weights say too little


def observations(targets: Path | str = "") -> list[Target]:
    """The observations among the targets of a file; blank: those that the programme in use is held to."""
    found = load_targets(targets or calibration_targets(), load_places())
    return [target for target in found if target.kind == "observation"]


def weigh(case: Case, members: int = 100_000, seed: int = 0, targets: Path | str = "") -> Posterior:
    """The posterior of every uncertainty given the observations among the targets of a file.

    Raises InputFaults where fewer than FEWEST members carry the weight.
    """
    started = time.perf_counter()
    observed = observations(targets)
    draws = draw_members(case.parameters, members, seed)
    logs = log_weights(case, observed, draws, seed)
    total = logs.sum(axis=1)
    size = effective_size(total)
    if size < FEWEST:
        raise fault(
            str(targets), "weighing_degenerate", effective=round(size, 1), members=members, fewest=FEWEST
        )
    chosen = resample(total, KEPT, seed)
    seconds = time.perf_counter() - started
    about = {
        "targets": [target.id for target in observed],
        "tolerances": {target.id: target.tolerance for target in observed},
        "scenario": case.scenario.id,
        "members": members,
        "seed": seed,
        "effective_members": round(size, 1),
        "effective_by_target": {t.id: round(effective_size(logs[:, k]), 1) for k, t in enumerate(observed)},
        "model_runs": members * len(observed),
        "seconds": round(seconds, 1),
        "runs_per_minute": round(60 * members * len(observed) / seconds),
        "draws": KEPT,
    }
    return Posterior(draws.iloc[chosen].reset_index(drop=True), weighed_table(case, draws, total), about)


def log_weights(case: Case, targets: Sequence[Target], draws: pd.DataFrame, seed: int) -> np.ndarray:
    """Log of every Gaussian kernel, (member, target); only observations have one."""
    places = load_places()
    columns = []
    for target in targets:
        if target.kind != "observation":
            raise fault(target.id, "target_not_observed", kind=target.kind)
        modelled = predictions(target, places.get(target.place, ()), case, draws, seed)
        columns.append(-0.5 * ((modelled - target.value) / target.tolerance) ** 2)
    return np.stack(columns, axis=1) if columns else np.zeros((len(draws), 0))


def resample(log_weight: np.ndarray, count: int, seed: int) -> np.ndarray:
    """`count` members drawn by weight, systematically: each as often as its weight says, to within one.

    log_weight (member,), returns (count,) positions
    """
    weight = np.exp(log_weight - log_weight.max())
    start = np.random.default_rng([seed, 3]).random()
    steps = (start + np.arange(count)) / count
    return np.minimum(np.searchsorted(np.cumsum(weight) / weight.sum(), steps), len(weight) - 1)


def weighed_table(case: Case, draws: pd.DataFrame, log_weight: np.ndarray) -> pd.DataFrame:
    """What became of each prior; `ess` is the effective number of members, there is no chain and no R-hat.

    log_weight (member,)
    """
    weight = np.exp(log_weight - log_weight.max())
    rows = {}
    for name in varying(case.parameters):
        before = case.parameters[name].quantile(np.array(BAND))
        after = weighted_quantiles(draws[name].to_numpy(), weight, BAND)
        shrunk = 1 - (after[2] - after[0]) / (before[2] - before[0])
        rows[name] = [np.nan, effective_size(log_weight), *before, *after, shrunk]
    columns = ["rhat", "ess", "prior_05", "prior_50", "prior_95", "q05", "q50", "q95", "shrunk"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("parameter")


def weighted_quantiles(values: np.ndarray, weight: np.ndarray, shares: Sequence[float]) -> np.ndarray:
    """Quantiles of weighted values, interpolated between the middles of the weights.

    values, weight (member,), returns (share,)
    """
    order = np.argsort(values)
    middle = np.cumsum(weight[order]) - 0.5 * weight[order]
    return np.interp(np.asarray(shares) * weight.sum(), middle, values[order])


def reweigh(found: Posterior, case: Case, targets: Path | str = "", seed: int = 0) -> Posterior:
    """A panel's posterior, weighed once more by the published aggregates."""
    observed = observations(targets)
    total = log_weights(case, observed, found.draws, seed).sum(axis=1)
    size = effective_size(total)
    if size < FEWEST:
        members = len(found.draws)
        raise fault(
            str(targets), "weighing_degenerate", effective=round(size, 1), members=members, fewest=FEWEST
        )
    draws = found.draws.iloc[resample(total, len(found.draws), seed)].reset_index(drop=True)
    about = dict(found.about) | {"targets": [t.id for t in observed], "effective_members": round(size, 1)}
    return Posterior(draws, found.diagnostics, about)
