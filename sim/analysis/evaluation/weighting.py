"""Weighting: compare treated villages with others weighted to look like them, and show whether they do."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.analysis.evaluation.estimate import Diagnostic, Estimate, estimate
from sim.analysis.evaluation.staggered import clustered, doubly_robust, treatment_odds
from sim.faults import fault

BALANCED = 0.1  # largest standardised difference that leaves no doubt (Austin 2011)
OVERLAP = 0.05  # share of the weight that may rest on one village


def weighting(
    villages: pd.DataFrame, outcome: str, treated: str, covariates: Sequence[str], cluster: str = "village_id"
) -> Estimate:
    """Effect on the treated of being treated, by the change of the outcome; doubly robust.

    villages  one row a village: `outcome` (a change, 10k yuan/year), `treated` 0 or 1, covariates of before
    """
    names = [outcome, treated, cluster, *covariates]
    wanting = [name for name in names if name not in villages]
    if wanting:
        raise fault("villages", "evaluation_needs", columns=", ".join(wanting))
    data = villages[list(dict.fromkeys(names))].dropna()
    took = data[treated].to_numpy(float)
    if not 0 < took.sum() < len(took):
        raise fault("villages", "evaluation_no_control")
    values = data[list(covariates)].to_numpy(float)
    design = np.column_stack([np.ones(len(data)), (values - values.mean(axis=0)) / values.std(axis=0)])
    effect, influence = doubly_robust(data[outcome].to_numpy(float), took, design)
    groups = pd.factorize(data[cluster])[0]
    error = float(np.sqrt(clustered(influence[:, None], groups)[0, 0]))
    table = balance(data, took, covariates, treatment_odds(took, design)[0])
    clusters = len(np.unique(groups))
    checks = balance_checks(table, took, treatment_odds(took, design)[0])
    return estimate("weighting", effect, error, clusters - 1, observations=len(data), clusters=clusters,
                    table=table, diagnostics=checks)  # fmt: skip


def balance(
    data: pd.DataFrame, took: np.ndarray, covariates: Sequence[str], odds: np.ndarray
) -> pd.DataFrame:
    """Means of treated and others, and their standardised difference before and after weighting.

    took (village,) 0 or 1, odds (village,)
    """
    rows = []
    for name in covariates:
        values = data[name].to_numpy(float)
        treated, others = values[took == 1], values[took == 0]
        spread = np.sqrt((treated.var(ddof=1) + others.var(ddof=1)) / 2)
        weighted = np.average(others, weights=odds[took == 0])
        before, after = ((treated.mean() - mean) / (spread or 1.0) for mean in (others.mean(), weighted))
        rows.append((name, treated.mean(), others.mean(), weighted, before, after))
    columns = ["covariate", "treated", "others", "weighted", "difference_before", "difference_after"]
    return pd.DataFrame(rows, columns=columns)


def balance_checks(table: pd.DataFrame, took: np.ndarray, odds: np.ndarray) -> tuple[Diagnostic, ...]:
    """Whether a covariate is still unlike, and whether the comparison rests on a few villages.

    took (village,) 0 or 1, odds (village,)
    """
    worst = float(table["difference_after"].abs().max())
    weights = odds[took == 0] / odds[took == 0].sum()
    largest = float(weights.max())
    return (
        Diagnostic("balance", worst, float("nan"), worst > BALANCED),
        Diagnostic("overlap", largest, float("nan"), largest > OVERLAP),
    )
