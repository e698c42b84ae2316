"""Which directions of the uncertainties a panel informs strongly, and which it leaves near their prior.

In standard-normal coordinates z (the prior is a ball) the expected squared gradient of the log-likelihood,
averaged over what the priors and the simulator would produce, is a matrix whose eigenvalues say how much
a panel of this design tells about each direction (the likelihood-informed subspace of Cui, Law and
Marzouk 2016, Dimension-independent likelihood-informed MCMC). It is worked out before the data are looked
at, so it is the same for every data set of one design, and it steers the sampler without biasing it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import ndtr

from sim.analysis.likelihood import PanelWorld, log_likelihood, simulated_income
from sim.inputs.parameters import Parameter, varying

STEP = 0.05  # of the central differences, prior standard deviations
INFORMED = 1.0  # eigenvalue from which the data tell more about a direction than the prior does


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
        return max(int((self.eigenvalues > INFORMED).sum()), 1)

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
            gradient(world.with_income(income), parameters, names, at)
            for income, at in zip(incomes, z, strict=True)
        ]
    )
    values, vectors = np.linalg.eigh(gradients.T @ gradients / panels)
    return Subspace(parameters, names, np.ascontiguousarray(vectors[:, ::-1]), values[::-1])


def gradient(
    world: PanelWorld, parameters: Mapping[str, Parameter], names: tuple[str, ...], z: np.ndarray
) -> np.ndarray:
    """Gradient of the log-likelihood at one z by central differences, (uncertainty,)."""
    shifts = STEP * np.eye(len(names))
    values = log_likelihood(world, from_normal(parameters, names, np.vstack([z + shifts, z - shifts])))
    up, down = np.split(values, 2)
    return (up - down) / (2 * STEP)
