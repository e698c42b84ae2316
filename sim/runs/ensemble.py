"""Ensembles: many members, each one draw of everything that nobody knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from sim.faults import fault
from sim.inputs.posteriors import Informed
from sim.runs.provenance import case_content

if TYPE_CHECKING:
    from sim.inputs import Case
    from sim.inputs.parameters import Parameter
    from sim.model.simulate import Result

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
class Known:
    """A case that is the same as another where everything that it stands on is."""

    content: tuple[str, ...]
    case: Case = field(compare=False)


def simulate_once(case: Case, members: int, seed: int) -> Result:
    """As `simulate`, of which the last is kept: the counterfactual that the runs of a batch share."""
    content = (*case_content(case).values(), case.register.name)
    return replace(_simulated(Known(content, case), members, seed), case=case)


@lru_cache(maxsize=1)
def _simulated(known: Known, members: int, seed: int) -> Result:
    return simulate(known.case, members, seed)
