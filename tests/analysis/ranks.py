"""Proof that calibration works: truths drawn from the priors, panels simulated from them, found again.

Simulation-based calibration (Talts and others 2018): over many such panels the rank of the truth among
its posterior draws is uniform, for every parameter, if and only if simulator, likelihood and sampler
belong together. Coverage of the 50 % and 90 % bands is read off the same ranks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats
from scipy.special import ndtr

from sim.analysis.calibration import Subspace, from_normal, sample
from sim.analysis.likelihood import PanelWorld, simulated_income

BINS = 10
NULLS = 99_999  # uniform ranks that are drawn to see how uneven chance alone makes them


@dataclass(frozen=True)
class Ranks:
    """Ranks of the truths: (replication x parameter), each 0..`draws`."""

    table: pd.DataFrame
    draws: int

    @property
    def shares(self) -> pd.DataFrame:
        """Ranks as shares in 0..1, the middle of their step."""
        return (self.table + 0.5) / (self.draws + 1)

    def uniformity(self) -> pd.Series:
        """P-value of each parameter's ranks in BINS equal bins: chi-square against drawn uniform ranks.

        The law of chi-square asks for some five ranks a bin. Four that share one bin, by chance 1 in 1,000,
        would have 4 in 100,000 by it.
        """
        edges = np.linspace(0, 1, BINS + 1)
        counts = np.array([np.histogram(column, edges)[0] for _, column in self.shares.items()])
        nulls = np.random.default_rng(0).multinomial(len(self.table), np.full(BINS, 1 / BINS), NULLS)
        uneven, chance = (stats.chisquare(each, axis=1).statistic for each in (counts, nulls))
        as_uneven = NULLS - np.searchsorted(np.sort(chance), uneven - 1e-9)
        return pd.Series((1 + as_uneven) / (1 + NULLS), index=self.table.columns, name="p_value")

    def rejected(self, level: float = 0.01) -> list[str]:
        """Parameters whose ranks are not uniform at `level`, corrected (Holm) for their number."""
        values = self.uniformity().sort_values()
        bounds = level / (len(values) - np.arange(len(values)))
        below = (values.to_numpy() > bounds).argmax() if (values.to_numpy() > bounds).any() else len(values)
        return list(values.index[:below])

    def coverage(self, level: float) -> pd.Series:
        """Share of replications in which the central band of probability `level` holds the truth."""
        half = level / 2
        return ((self.shares - 0.5).abs() <= half).mean()


def simulate_ranks(
    world: PanelWorld,
    subspace: Subspace,
    replications: int,
    steps: int = 450,
    seed: int = 0,
    draws: int = 199,
) -> Ranks:
    """Ranks of `replications` truths from the priors in posteriors of their own simulated panels."""
    rows = list(_replications(world, subspace, replications, steps, seed, draws))
    table = pd.DataFrame(
        rows, columns=list(subspace.names), index=pd.RangeIndex(len(rows), name="replication")
    )
    return Ranks(table, draws)


def _replications(
    world: PanelWorld, subspace: Subspace, replications: int, steps: int, seed: int, draws: int
) -> Iterator[np.ndarray]:
    random = np.random.default_rng([seed, 2])
    for replication in range(replications):
        z = random.standard_normal((1, len(subspace.names)))
        truth = from_normal(subspace.parameters, subspace.names, z)
        income = simulated_income(world, truth, int(random.integers(1 << 31)))[0]
        chain, _ = sample(world.with_income(income), subspace, steps, seed + replication, scouts=1024)
        yield _rank(chain, subspace, z[0], draws)


def _rank(chain: np.ndarray, subspace: Subspace, z: np.ndarray, draws: int) -> np.ndarray:
    """How many of `draws` posterior draws lie below the truth, (uncertainty,).

    The draws come from as many different walkers and moments as there are, far apart in time.
    """
    walkers, steps, size = chain.shape
    moments = int(np.ceil(draws / walkers))
    at = np.linspace(steps - 1, 0, moments).astype(int)
    drawn = chain[:, at].swapaxes(0, 1).reshape(-1, size)[:draws]
    return (ndtr(drawn @ subspace.directions.T) < ndtr(z)).sum(axis=0)
