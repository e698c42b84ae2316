"""What every method hands back: an effect, its error, its assumption and what speaks against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from sim.faults import fault
from sim.words import say

LEVEL = 0.95
_ALARM = 0.05  # a diagnostic below this p speaks against the assumption


@dataclass(frozen=True)
class Diagnostic:
    """One check of an assumption. `refutes`: it speaks against it. `text` is a key of words.csv."""

    name: str
    statistic: float
    p_value: float
    refutes: bool

    def text(self) -> str:
        verdict = say("evaluation_refuted" if self.refutes else "evaluation_not_refuted")
        p = "< 0.001" if self.p_value < 0.001 else f"= {self.p_value:.3f}"
        values = {"statistic": f"{self.statistic:.3g}", "p": p}
        return say(f"evaluation_check_{self.name}", **values) + verdict


@dataclass(frozen=True)
class Estimate:
    """An effect on the outcome, in its unit (10k yuan/year for income), with a 95 % interval.

    table: what the method says beyond one number (effects by year, balance, …), one row each.
    notes: what else a reader must know of the data that were used: a key of words.csv with its values, each.
    """

    method: str
    effect: float
    error: float
    low: float
    high: float
    observations: int
    clusters: int
    table: pd.DataFrame = field(repr=False)
    diagnostics: tuple[Diagnostic, ...] = ()
    notes: tuple[tuple[str, Mapping[str, object]], ...] = ()

    @property
    def refuted(self) -> bool:
        """Whether some diagnostic speaks against the method's assumption."""
        return any(each.refutes for each in self.diagnostics)

    def assumption(self) -> str:
        """What must hold for the effect to be one, in plain words."""
        return say(f"evaluation_assumes_{self.method}")

    def note_texts(self) -> list[str]:
        """The notes in words."""
        return [say(f"evaluation_note_{name}", **values) for name, values in self.notes]

    def label(self) -> str:
        return say(f"evaluation_{self.method}")


def estimate(method: str, effect: float, error: float, degrees: float = np.inf, **rest: Any) -> Estimate:
    """An Estimate with the interval of Student's t (normal where the degrees of freedom are infinite)."""
    half = float(stats.t.ppf(0.5 + LEVEL / 2, degrees)) * error
    return Estimate(method, float(effect), float(error), float(effect) - half, float(effect) + half, **rest)


def diagnostic(name: str, statistic: float, p_value: float) -> Diagnostic:
    """A diagnostic that refutes where its p is below `_ALARM`."""
    return Diagnostic(name, float(statistic), float(p_value), bool(p_value < _ALARM))


def wald(values: np.ndarray, covariance: np.ndarray, clusters: int) -> tuple[float, float]:
    """F statistic and p that all values are 0, by their covariance; clusters - 1 degrees of freedom below.

    values (k,), covariance (k, k)
    """
    rank = int(np.linalg.matrix_rank(covariance))
    if rank == 0:
        return 0.0, 1.0
    statistic = float(values @ np.linalg.pinv(covariance, hermitian=True) @ values) / rank
    return statistic, float(stats.f.sf(statistic, rank, max(clusters - 1, 1)))


def prepared(panel: pd.DataFrame, outcome: str = "income", cluster: str = "village_id") -> pd.DataFrame:
    """A panel as the estimators take it: village, year, outcome, cohort (0: never), cluster, treated.

    Raises InputFaults where the outcome or the first year of support is wanting, and where nobody was ever
    treated or nobody observed before it was.
    """
    wanting = [
        name for name in ("village_id", "year", outcome, "first_treated", cluster) if name not in panel
    ]
    if wanting:
        raise fault("panel", "evaluation_needs", columns=", ".join(dict.fromkeys(wanting)))
    table = pd.DataFrame(
        {
            "village": pd.factorize(panel["village_id"])[0],
            "year": panel["year"].astype(int),
            "outcome": panel[outcome].astype(float),
            "cohort": panel["first_treated"].fillna(0).astype(int),
            "cluster": pd.factorize(panel[cluster])[0],
        },
        index=panel.index,
    )
    table = table[np.isfinite(table["outcome"])]
    if not table["cohort"].any():
        raise fault("panel", "evaluation_never_treated")
    seen_before = table["cohort"] > table["year"].min()
    if not seen_before.any():
        raise fault("panel", "evaluation_nobody_treated")
    if table["cluster"].nunique() < 2:
        raise fault(cluster, "evaluation_one_cluster")
    # those treated from the first year on were never observed without
    table = table[seen_before | (table["cohort"] == 0)]
    table = table.assign(treated=((table["cohort"] > 0) & (table["year"] >= table["cohort"])).astype(float))
    return table.sort_values(["village", "year"], ignore_index=True)


def wide(table: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Outcomes (village, year) with NaN for gaps, and of each village cohort and cluster; and the years."""
    villages, row = np.unique(table["village"], return_inverse=True)
    years, column = np.unique(table["year"], return_inverse=True)
    outcomes = np.full((len(villages), len(years)), np.nan)
    outcomes[row, column] = table["outcome"]
    first = table.groupby("village").first()
    return outcomes, first["cohort"].to_numpy(), first["cluster"].to_numpy(), years
