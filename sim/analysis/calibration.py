"""The posterior of the uncertainties: from a village panel (emcee), from published aggregates (weights).

Which directions a panel informs, and the proof that truths drawn from priors are found again, too.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy.special import ndtr

from sim.analysis.likelihood import RECORD_ERROR, PanelWorld, log_likelihood, panel_world, simulated_income
from sim.analysis.validation import predictions
from sim.axes import BAND
from sim.faults import fault
from sim.inputs.case import Case, read_case
from sim.inputs.facts import Target, calibration_targets, load_places, load_targets
from sim.inputs.intake.panel import Panel, example_panels_folder, observations_table
from sim.inputs.parameters import Parameter, varying
from sim.inputs.synthesis import usual_seed
from sim.runs.ensemble import draw_members

if TYPE_CHECKING:
    from collections.abc import Mapping


# ---- Which directions a panel informs strongly, and which it leaves near their prior -------------
# In standard-normal coordinates z (the prior is a ball) the expected squared gradient of the log-likelihood,
# averaged over what the priors and the simulator would produce, is a matrix whose eigenvalues say how much
# a panel of this design tells about each direction (the likelihood-informed subspace of Cui, Law and
# Marzouk 2016, Dimension-independent likelihood-informed MCMC). It is worked out before the data are looked
# at, so it is the same for every data set of one design, and it steers the sampler without biasing it.

_STEP = 0.05  # of the central differences, prior standard deviations
_INFORMED = 1.0  # eigenvalue from which the data tell more about a direction than the prior does


@dataclass(frozen=True)
class Subspace:
    """The uncertainties turned so that the informed directions come first.

    names        the uncertainties with a spread
    directions   (uncertainty, direction) orthonormal columns in z, all of them
    eigenvalues  (direction,) expected information, largest first
    """

    parameters: Mapping[str, Parameter]
    names: tuple[str, ...]
    directions: np.ndarray
    eigenvalues: np.ndarray

    @property
    def informed(self) -> int:
        """How many directions the data tell more about than the prior, at least 1."""
        return max(int((self.eigenvalues > _INFORMED).sum()), 1)

    def draws(self, turned: np.ndarray) -> pd.DataFrame:
        """Parameters at turned coordinates (member, direction)."""
        return from_normal(self.parameters, self.names, turned @ self.directions.T)


def from_normal(parameters: Mapping[str, Parameter], names: tuple[str, ...], z: np.ndarray) -> pd.DataFrame:
    """Members whose uncertainties lie at the prior's quantiles ndtr(z); constants at their value.

    z (member, name) standard normal, in the order of `names`
    """
    share = ndtr(z)
    place = {name: k for k, name in enumerate(names)}
    columns = [
        row.quantile(share[:, place[name]]) if name in place else np.full(len(z), row.value)
        for name, row in parameters.items()
    ]
    # one array: this runs twice a step of every sampler
    return pd.DataFrame(
        np.column_stack(columns), columns=list(parameters), index=pd.RangeIndex(len(z), name="member")
    )


def informed_subspace(
    world: PanelWorld, parameters: Mapping[str, Parameter], seed: int, panels: int = 100
) -> Subspace:
    """The informed directions of a panel's design, from gradients on `panels` simulated panels."""
    names = varying(parameters)
    z = np.random.default_rng(seed).standard_normal((panels, len(names)))
    incomes = simulated_income(world, from_normal(parameters, names, z), seed)
    gradients = np.stack(
        [
            _gradient(world.with_income(income), parameters, names, at)
            for income, at in zip(incomes, z, strict=True)
        ]
    )
    values, vectors = np.linalg.eigh(gradients.T @ gradients / panels)
    return Subspace(parameters, names, np.ascontiguousarray(vectors[:, ::-1]), values[::-1])


def _gradient(
    world: PanelWorld, parameters: Mapping[str, Parameter], names: tuple[str, ...], z: np.ndarray
) -> np.ndarray:
    """Gradient of the log-likelihood at one z by central differences, (uncertainty,)."""
    shifts = _STEP * np.eye(len(names))
    values = log_likelihood(world, from_normal(parameters, names, np.vstack([z + shifts, z - shifts])))
    up, down = np.split(values, 2)
    return (up - down) / (2 * _STEP)


# ---- The posterior of the uncertainties from a village panel -------------------------------------
# Every walker is one row of draws; half of the walkers are run and weighed in one call. All uncertainties
# are sampled: along the informed directions by differences between walkers, along the others by steps that
# leave the prior as it is, so that what the data cannot tell stays at its prior.

_SCOUTS = 4096  # prior members weighed to find where the walkers start
_PRIOR_STEP = 0.6  # of the steps along uninformed directions, share of a new prior draw
_LARGEST_RHAT, _SMALLEST_ESS = 1.05, 400.0


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
        return bool((table["rhat"] < _LARGEST_RHAT).all() and (table["ess"] > _SMALLEST_ESS).all())


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
    return _posterior(chain, subspace, about)


def sample(
    world: PanelWorld, subspace: Subspace, steps: int, seed: int, scouts: int = _SCOUTS
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
        walkers, size, log_probability, moves=_moves(subspace.informed), vectorize=True
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
    heat, enough = 1.0, min(2 * walkers, scouts // 2)  # more than there are would never be reached
    while effective_size(heat * log_weight) < enough:
        heat *= 0.8
    lot = heat * log_weight + random.gumbel(size=scouts)  # the largest are a draw without replacement
    return turned[np.argsort(-lot)[:walkers]]


def effective_size(log_weight: np.ndarray) -> float:
    """Kish's effective number of weighted members; log_weight (member,)."""
    weight = np.exp(log_weight - log_weight.max())
    return float(weight.sum() ** 2 / (weight**2).sum())


def _moves(informed: int) -> list[tuple[Any, float]]:
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
            step = _PRIOR_STEP * random.uniform(0.2, 1.0, len(mine))[:, None]
            moved = mine.copy()
            old = mine[:, informed:]
            new = np.sqrt(1 - step**2) * old + step * random.standard_normal(old.shape)
            moved[:, informed:] = new
            return moved, 0.5 * ((new**2).sum(axis=1) - (old**2).sum(axis=1))

    return [(Differences(), 0.6), (AlongPrior(), 0.4)]


def _posterior(
    chain: np.ndarray, subspace: Subspace, about: Mapping[str, Any], keep: int = 4096
) -> Posterior:
    """The draws of a chain (walker, step, direction), thinned to `keep`, and their diagnostics."""
    walkers, steps, size = chain.shape
    drawn = subspace.draws(chain.reshape(-1, size))
    thin = max(walkers * steps // keep, 1)
    order = np.arange(walkers * steps).reshape(walkers, steps).T.ravel()[::thin][:keep]
    kept = drawn.iloc[order].reset_index(drop=True)
    table = _diagnostics(drawn, subspace, (walkers, steps))
    return Posterior(kept, table, dict(about) | {"draws": len(kept)})


def _diagnostics(drawn: pd.DataFrame, subspace: Subspace, shape: tuple[int, int]) -> pd.DataFrame:
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


# ---- Panels whose truth is known -----------------------------------------------------------------
# A member of the prior, its luck and the error of records: what calibration has to find again.


def design(case: Case, townships: int, years: int) -> Panel:
    """A panel without figures: the villages of the first township of some banners, `years` from the first."""
    table = case.register.table
    first = table.groupby("banner_id", sort=False)["township_id"].first()[:townships]
    positions = np.flatnonzero(table["township_id"].isin(first))
    first = case.programme.first_year
    horizon = tuple(range(first, first + years))
    return Panel("design", positions, horizon, np.ones((len(positions), years)))


def example_panel(
    case: Case, seed: int | None = None, townships: int = 9, years: int = 4
) -> tuple[Panel, pd.DataFrame]:
    """A synthetic panel with a known truth: one member of the prior, its luck and the error of records.

    Returns the panel and its truth (one row, a column per parameter).
    """
    seed = usual_seed() if seed is None else seed
    plan = design(case, townships, years)
    names = varying(case.parameters)
    truth = from_normal(case.parameters, names, np.random.default_rng(seed).normal(0, 0.8, (1, len(names))))
    income = simulated_income(panel_world(case, plan), truth, seed)[0]
    return replace(plan, name="example.csv", income=income.round(2)), truth


def write_example(folder: Path | None = None) -> None:
    """Write example.csv and example_truth.csv, the same each time: `python -m sim.analysis.calibration`."""
    case = read_case("", "synthetic")
    panel, truth = example_panel(case)
    folder = folder or example_panels_folder()
    folder.mkdir(exist_ok=True)
    observations_table(panel, case.register).to_csv(folder / "example.csv", index=False, lineterminator="\n")
    values = truth.iloc[0].rename("value").rename_axis("name").map("{:.6g}".format)
    values.to_csv(folder / "example_truth.csv", lineterminator="\n")


if __name__ == "__main__":
    write_example()


# ---- The posterior from published aggregates -----------------------------------------------------
# Prior members are weighed by how near they come to each target.
# Every member is run through the set-up of every observed place with luck of its own; its weight is the
# product of Gaussian kernels, each as wide as its target's tolerance. That is exact for targets observed
# with that error, whatever the luck does, as long as enough members carry the weight.

_KEPT = 4096  # draws that stand for the weighed members
_FEWEST = 100.0  # effective members below which the weights say too little


def _observations(targets: Path | str = "") -> list[Target]:
    """The observations among the targets of a file; blank: those that the programme in use is held to."""
    found = load_targets(targets or calibration_targets(), load_places())
    return [target for target in found if target.kind == "observation"]


def weigh(case: Case, members: int = 100_000, seed: int = 0, targets: Path | str = "") -> Posterior:
    """The posterior of every uncertainty given the observations among the targets of a file.

    Raises InputFaults where fewer than `_FEWEST` members carry the weight.
    """
    started = time.perf_counter()
    observed = _observations(targets)
    draws = draw_members(case.parameters, members, seed)
    logs = log_weights(case, observed, draws, seed)
    total = logs.sum(axis=1)
    size = effective_size(total)
    if size < _FEWEST:
        raise fault(
            str(targets), "weighing_degenerate", effective=round(size, 1), members=members, fewest=_FEWEST
        )
    chosen = resample(total, _KEPT, seed)
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
        "draws": _KEPT,
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
    observed = _observations(targets)
    total = log_weights(case, observed, found.draws, seed).sum(axis=1)
    size = effective_size(total)
    if size < _FEWEST:
        members = len(found.draws)
        raise fault(
            str(targets), "weighing_degenerate", effective=round(size, 1), members=members, fewest=_FEWEST
        )
    draws = found.draws.iloc[resample(total, len(found.draws), seed)].reset_index(drop=True)
    about = dict(found.about) | {"targets": [t.id for t in observed], "effective_members": round(size, 1)}
    return Posterior(draws, found.diagnostics, about)
