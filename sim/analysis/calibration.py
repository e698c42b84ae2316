"""The posterior of the uncertainties from a village panel: emcee over many members per kernel call.

Every walker is one row of draws; half of the walkers are run and weighed in one call. All uncertainties
are sampled: along the informed directions by differences between walkers, along the others by steps that
leave the prior as it is, so that what the data cannot tell stays at its prior.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sim.analysis.likelihood import RECORD_ERROR, PanelWorld, log_likelihood, panel_world
from sim.analysis.subspace import Subspace, informed_subspace
from sim.axes import BAND

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sim.inputs import Case
    from sim.inputs.panels import Panel

SCOUTS = 4096  # prior members weighed to find where the walkers start
PRIOR_STEP = 0.6  # of the steps along uninformed directions, share of a new prior draw
LARGEST_RHAT, SMALLEST_ESS = 1.05, 400.0


@dataclass(frozen=True)
class Posterior:
    """Draws of all uncertainties given the data, with what is needed to trust them.

    draws        (draw x parameter), equally likely, in the parameters' units
    diagnostics  one row a parameter: rhat, ess, prior and posterior 5, 50 and 95 %, `shrunk` the share of
                 the prior's 90 % width that the data have taken away
    about        how it was made: plain values, stored with it
    """

    draws: pd.DataFrame
    diagnostics: pd.DataFrame
    about: Mapping[str, Any]

    @property
    def converged(self) -> bool:
        """Whether R-hat and effective sample size allow to use the draws."""
        table = self.diagnostics
        return bool((table["rhat"] < LARGEST_RHAT).all() and (table["ess"] > SMALLEST_ESS).all())


def calibrate(
    case: Case, panel: Panel, steps: int = 3000, seed: int = 0, record_error: float = RECORD_ERROR
) -> Posterior:
    """The posterior of every uncertainty of a case given what a panel's villages earned.

    `steps` of every walker; the first third is thrown away.
    """
    started = time.perf_counter()
    world = panel_world(case, panel, record_error)
    subspace = informed_subspace(world, case.parameters, seed)
    chain, runs = sample(world, subspace, steps, seed)
    seconds = time.perf_counter() - started
    about = {
        "panel": panel.name,
        "villages": len(panel.villages),
        "years": list(panel.years),
        "observations": panel.observations,
        "unused": panel.unused,
        "zeros": panel.zeros,
        "record_error": record_error,
        "scenario": case.scenario.id,
        "steps": steps,
        "seed": seed,
        "walkers": chain.shape[0],
        "informed_directions": subspace.informed,
        "model_runs": runs,
        "seconds": round(seconds, 1),
        "runs_per_minute": round(60 * runs / seconds),
    }
    return posterior(chain, subspace, about)


def sample(
    world: PanelWorld, subspace: Subspace, steps: int, seed: int, scouts: int = SCOUTS
) -> tuple[np.ndarray, int]:
    """Walkers' turned coordinates after burn-in, (walker, step, direction), and the number of members run."""
    import emcee

    size = len(subspace.names)
    runs = 0

    def log_probability(turned: np.ndarray) -> np.ndarray:
        nonlocal runs
        runs += len(turned)
        return log_likelihood(world, subspace.draws(turned)) - 0.5 * (turned**2).sum(axis=1)

    walkers = 2 * size + 4  # emcee wants at least twice the dimensions
    start = starting_points(world, subspace, walkers, scouts, seed)
    sampler = emcee.EnsembleSampler(
        walkers, size, log_probability, moves=moves(subspace.informed), vectorize=True
    )
    state = emcee.State(start, random_state=np.random.RandomState(seed).get_state())
    sampler.run_mcmc(state, steps, skip_initial_state_check=True)
    return sampler.get_chain(discard=steps // 3).swapaxes(0, 1), runs + scouts


def starting_points(
    world: PanelWorld, subspace: Subspace, walkers: int, scouts: int, seed: int
) -> np.ndarray:
    """Different prior members, the likelier the better, as flat as it takes to have enough of them.

    returns (walker, direction)
    """
    random = np.random.default_rng([seed, 1])
    turned = random.standard_normal((scouts, len(subspace.names)))
    log_weight = log_likelihood(world, subspace.draws(turned))
    log_weight = log_weight - log_weight.max()
    heat = 1.0
    while effective_size(heat * log_weight) < 2 * walkers:
        heat *= 0.8
    lot = heat * log_weight + random.gumbel(size=scouts)  # the largest are a draw without replacement
    return turned[np.argsort(-lot)[:walkers]]


def effective_size(log_weight: np.ndarray) -> float:
    """Kish's effective number of weighted members; log_weight (member,)."""
    weight = np.exp(log_weight - log_weight.max())
    return float(weight.sum() ** 2 / (weight**2).sum())


def moves(informed: int) -> list[tuple[Any, float]]:
    """How walkers step: towards and away from each other where data speak, along the prior where not."""
    from emcee.moves import RedBlueMove

    class Differences(RedBlueMove):
        """The difference of two other walkers, scaled for the informed directions; now and then whole."""

        def get_proposal(self, mine, others, random):  # type: ignore[no-untyped-def]
            others = np.concatenate(others)
            first = random.randint(len(others), size=len(mine))
            second = (first + 1 + random.randint(len(others) - 1, size=len(mine))) % len(others)
            scale = np.where(
                random.rand(len(mine)) < 0.1,
                1.0,
                2.38 / np.sqrt(2 * informed) * random.uniform(0.4, 1.0, len(mine)),
            )
            step = scale[:, None] * (others[first] - others[second]) + 1e-3 * random.standard_normal(
                mine.shape
            )
            step[:, informed:] = 0.0
            return mine + step, np.zeros(len(mine))

    class AlongPrior(RedBlueMove):
        """A Crank-Nicolson step of the uninformed directions, which leaves their prior as it is."""

        def get_proposal(self, mine, others, random):  # type: ignore[no-untyped-def]
            step = PRIOR_STEP * random.uniform(0.2, 1.0, len(mine))[:, None]
            moved = mine.copy()
            old = mine[:, informed:]
            new = np.sqrt(1 - step**2) * old + step * random.standard_normal(old.shape)
            moved[:, informed:] = new
            return moved, 0.5 * ((new**2).sum(axis=1) - (old**2).sum(axis=1))

    return [(Differences(), 0.6), (AlongPrior(), 0.4)]


def posterior(chain: np.ndarray, subspace: Subspace, about: Mapping[str, Any], keep: int = 4096) -> Posterior:
    """The draws of a chain (walker, step, direction), thinned to `keep`, and their diagnostics."""
    walkers, steps, size = chain.shape
    drawn = subspace.draws(chain.reshape(-1, size))
    thin = max(walkers * steps // keep, 1)
    order = np.arange(walkers * steps).reshape(walkers, steps).T.ravel()[::thin][:keep]
    kept = drawn.iloc[order].reset_index(drop=True)
    table = diagnostics(drawn, subspace, (walkers, steps))
    return Posterior(kept, table, dict(about) | {"draws": len(kept)})


def diagnostics(drawn: pd.DataFrame, subspace: Subspace, shape: tuple[int, int]) -> pd.DataFrame:
    """R-hat and effective sample size with every walker as a chain, and what became of each prior."""
    from arviz_stats.base import array_stats

    walkers, steps = shape
    rows = {}
    for name in subspace.names:
        values = drawn[name].to_numpy().reshape(walkers, steps)
        before = subspace.parameters[name].quantile(np.array(BAND))
        after = np.quantile(values, BAND)
        rows[name] = [
            float(array_stats.rhat(values, chain_axis=0, draw_axis=1)),
            float(array_stats.ess(values, chain_axis=0, draw_axis=1)),
            *before, *after, 1 - (after[2] - after[0]) / (before[2] - before[0]),
        ]  # fmt: skip
    columns = ["rhat", "ess", "prior_05", "prior_50", "prior_95", "q05", "q50", "q95", "shrunk"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("parameter")
