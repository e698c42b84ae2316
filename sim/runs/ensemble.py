"""Ensembles: many members, each one draw of everything that nobody knows, run through a scenario.

A scenario is run beside its counterfactual, in the same world and with the same luck; its villages are
reduced over the members to one row for each village and year.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import xarray as xr

from sim.axes import QUANTILES
from sim.faults import Fault, InputFaults, fault
from sim.inputs.case import Case, ScenarioLike, beside, read_case, read_cases, repeated_ids
from sim.inputs.posteriors import Informed
from sim.inputs.scenarios.names import list_scenarios
from sim.runs.provenance import case_content

if TYPE_CHECKING:
    from sim.inputs.parameters import Parameter
    from sim.model.simulate import Result

SIDES = ("scenario", "counterfactual")
MOST_MEMBERS = 1 << 20


def draw_members(parameters: Mapping[str, Parameter], members: int, seed: int = 0) -> pd.DataFrame:
    """Draws of every uncertainty from its prior: (member x parameter), in the parameters' units.

    Where a scenario names a stored posterior, whole rows of it stand in place of the priors.

    A scrambled Sobol sequence goes through the priors' quantiles, so member k is the same however many
    members are drawn. Raises InputFaults for a number of members outside 1..1,048,576 or a negative seed.
    """
    check_ensemble(members, seed)
    return next(draw_parts(parameters, members, seed, size=1 << (int(members) - 1).bit_length()))


def draw_parts(
    parameters: Mapping[str, Parameter], members: int, seed: int, size: int
) -> Iterator[pd.DataFrame]:
    """The draws of `draw_members`, `size` members (a power of two) at a time."""
    from scipy.stats import qmc

    check_ensemble(members, seed)
    sequence = qmc.Sobol(len(parameters), scramble=True, seed=seed)
    for first in range(0, members, size):
        uniforms = sequence.random(size)[: members - first]
        columns = {name: p.quantile(uniforms[:, k]) for k, (name, p) in enumerate(parameters.items())}
        draws = pd.DataFrame(columns, index=pd.RangeIndex(first, first + len(uniforms), name="member"))
        yield parameters.replaced(draws, seed) if isinstance(parameters, Informed) else draws


def check_ensemble(members: int, seed: int) -> None:
    """One clear fault where the size or the seed of an ensemble is out of bounds."""
    if isinstance(members, bool) or int(members) != members or not 1 <= members <= MOST_MEMBERS:
        raise fault("members", "fault_members", value=members, most=MOST_MEMBERS)
    if isinstance(seed, bool) or int(seed) != seed or not 0 <= seed < 1 << 32:
        raise fault("seed", "fault_seed", value=seed)


def simulate(case: Case, members: int = 1000, seed: int = 0, villages: bool = True) -> Result:
    """Draw `members` from the case's priors and run them all; see sim.model.simulate.simulate_members."""
    from sim.model.simulate import simulate_members

    return simulate_members(case, draw_members(case.parameters, members, seed), seed, villages)


@dataclass(frozen=True)
class _SameCase:
    """A case that is the same as another where everything that it stands on is."""

    content: tuple[str, ...]
    case: Case = field(compare=False)


def simulate_once(case: Case, members: int, seed: int) -> Result:
    """As `simulate`, of which the last is kept: the counterfactual that the runs of a batch share."""
    content = (*case_content(case).values(), case.register.name)
    return replace(_simulated(_SameCase(content, case), members, seed), case=case)


@lru_cache(maxsize=1)
def _simulated(known: _SameCase, members: int, seed: int) -> Result:
    return simulate(known.case, members, seed)


# --- a scenario beside its counterfactual ---------------------------------------------------------


@dataclass(frozen=True)
class Run:
    """A scenario and what it is measured against, in the same world and with the same luck.

    villages  one row per village and year, 10k yuan/year: quantiles of the members' income, net return and
              the gains in both, `chance_12` the share of members in which the village reaches the target,
              `chance_without_subsidy_12` and `chance_net_12` the same by what it earns and by its net return
    """

    result: Result
    counterfactual: Result
    villages: pd.DataFrame

    def sides(self) -> Iterator[tuple[str, Result]]:
        """Both results with their names in the tables of a run folder."""
        return zip(SIDES, (self.result, self.counterfactual), strict=True)

    def drawn(self) -> list[Result]:
        """What a figure of the run shows: both results, or the one where it is its own counterfactual."""
        same = self.result.case.scenario.id == self.counterfactual.case.scenario.id
        return [self.result] if same else [self.result, self.counterfactual]


def make_run(
    scenario: ScenarioLike,
    counterfactual: ScenarioLike = "",
    members: int = 1000,
    seed: int = 0,
    villages: str | Path | None = None,
) -> Run:
    """Simulate a scenario and its counterfactual, villages included."""
    case = read_case(scenario, villages or None)
    result = simulate(case, members=members, seed=seed)
    other = simulate_once(beside(case, counterfactual), members, seed)
    return Run(result, other, village_table(result, other))


def make_results(
    scenarios: Sequence[ScenarioLike] = (),
    counterfactual: ScenarioLike = "",
    members: int = 1000,
    seed: int = 0,
    villages: str | Path | None = None,
) -> tuple[list[Result], Result]:
    """Simulate several scenarios (all of the programme where none is named) and their counterfactual.

    Raises InputFaults where one comes twice, and where two of them do not share horizon and priors: a
    difference would be no cause.
    """
    cases = read_cases(scenarios or list_scenarios(), villages or None)
    if twice := repeated_ids(cases):
        raise InputFaults([Fault("", "scenario_repeated", {"name": name}) for name in twice])
    alone = [case for case in cases if not comparable(cases[0], case)]
    if alone:
        first = cases[0].scenario.id
        raise InputFaults([Fault(case.scenario.id, "run_other_world", {"first": first}) for case in alone])
    results = [simulate(case, members=members, seed=seed) for case in cases]
    counterfactual = counterfactual or cases[0].programme.counterfactual
    same = [each for each in results if each.case.scenario.id == str(counterfactual)]
    return results, same[0] if same else simulate(beside(cases[0], counterfactual), members, seed)


def comparable(first: Case, other: Case) -> bool:
    """Whether two cases differ in their levers alone."""
    return first.scenario.years == other.scenario.years and first.parameters == other.parameters


# --- villages over the members --------------------------------------------------------------------


def village_table(result: Result, counterfactual: Result) -> pd.DataFrame:
    """The villages of a run, reduced over members; see `Run.villages`."""
    assert result.villages is not None
    assert counterfactual.villages is not None
    target = result.case.programme.target.amount
    income = _yearly(result.villages["income"])
    net = _yearly(result.villages["net"])
    gain = income - _yearly(counterfactual.villages["income"])
    net_gain = net - _yearly(counterfactual.villages["net"])
    subsidy = result.villages["subsidy"].transpose("year", "village").to_numpy()
    ordered = in_order(income)
    # A village's subsidy is the same in every member and leaves them in their order.
    columns = {
        **_spread("income", income, ordered),
        **_spread("without_subsidy", income - subsidy, ordered - subsidy.reshape(-1, 1)),
        **_spread("net", net, in_order(net)),
        **_spread("gain", gain, in_order(gain)),
        **_spread("net_gain", net_gain, in_order(net_gain)),
        f"chance_{target}": (income >= target).mean(axis=0),
        f"chance_without_subsidy_{target}": (income - subsidy >= target).mean(axis=0),
        f"chance_net_{target}": (net >= target).mean(axis=0),
        "chance_of_gain": (gain > 0).mean(axis=0),
    }
    villages, years = (result.villages[name].to_numpy() for name in ("village", "year"))
    places = {"village_id": np.repeat(villages, len(years)), "year": np.tile(years, len(villages))}
    return pd.DataFrame({**places, **{name: values.T.ravel() for name, values in columns.items()}})


def _yearly(values: xr.DataArray) -> np.ndarray:
    """Values of villages, (member, year, village): as the kernel wrote them."""
    return values.transpose("member", "year", "village").to_numpy()


def _spread(name: str, values: np.ndarray, ordered: np.ndarray) -> dict[str, np.ndarray]:
    """Quantiles and mean over the members (year, village), named `income_05` … `income_95`, `income_mean`.

    values   (member, year, village) float32; `ordered` is what `in_order` makes of them
    """
    quantiles = ordered_quantiles(ordered).reshape(len(QUANTILES), *values.shape[1:])
    named = {f"{name}_{q * 100:02.0f}": part for q, part in zip(QUANTILES, quantiles, strict=True)}
    return {**named, f"{name}_mean": values.mean(axis=0, dtype=np.float64)}


def in_order(values: np.ndarray) -> np.ndarray:
    """The members of each cell in ascending order, (cell, member).

    values  (member, …) float32
    """
    members = len(values)
    flat = values.reshape(members, -1)
    ordered = np.empty(flat.shape[::-1], values.dtype)
    for first in range(0, members, 64):  # as much as the processor's cache holds: twice as fast as at once
        ordered[:, first : first + 64] = flat[first : first + 64].T
    ordered.sort(axis=1)
    return ordered


def ordered_quantiles(ordered: np.ndarray) -> np.ndarray:
    """`np.quantile(values, QUANTILES, axis=0)` to the last bit, of cells in order, (quantile, cell)."""
    members = ordered.shape[1]
    out = np.empty((len(QUANTILES), len(ordered)))
    for place, share in enumerate(QUANTILES):
        below = int(share * (members - 1))
        part = np.float64(share * (members - 1) - below)
        low, high = ordered[:, below], ordered[:, min(below + 1, members - 1)]
        out[place] = low + (high - low) * part if part < 0.5 else high - (high - low) * (1 - part)
    return out
