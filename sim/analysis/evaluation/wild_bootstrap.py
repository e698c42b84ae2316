"""Wild cluster bootstrap for few clusters, the null imposed (Cameron, Gelbach & Miller 2008).

With fewer than about forty clusters clustered errors are too small; here the t statistic is compared with
what it would be if whole clusters' residuals changed their sign by lot.
"""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
from scipy.optimize import brentq

from sim.analysis.evaluation.estimate import Diagnostic, Estimate, prepared
from sim.analysis.evaluation.fixed_effects import panel_fit, pre_trend, two_way_residual
from sim.faults import fault

DRAWS = 1999
HALF = 0.5  # share of villages without a gap below which the rest may be no fair part
EXACT = 11  # 2**11 signs are all tried; with fewer clusters two signs give too few different draws
POINTS = np.sqrt([0.5, 1.0, 1.5])
POINTS = np.concatenate([-POINTS[::-1], POINTS])  # Webb's six


def signs(clusters: int, seed: int) -> np.ndarray:
    """(draw, cluster): Rademacher signs, all of them where just enough; Webb's points for very few."""
    generator = np.random.default_rng(seed)
    if clusters == EXACT:
        return np.array(list(product((-1.0, 1.0), repeat=clusters)))
    if clusters < EXACT:
        return generator.choice(POINTS, (DRAWS, clusters))
    return generator.integers(0, 2, (DRAWS, clusters)) * 2.0 - 1.0


class Sums:
    """What the bootstrap needs of a balanced panel, cluster by cluster.

    score(b)  (cluster,) sum of treatment residual times outcome residual under the effect b
    """

    def __init__(self, table: pd.DataFrame) -> None:
        self.dose = two_way_residual(table, table["treated"].to_numpy())
        self.outcome = two_way_residual(table, table["outcome"].to_numpy())
        self.cluster = np.unique(table["cluster"], return_inverse=True)[1]
        self.year = np.unique(table["year"], return_inverse=True)[1]
        self.groups, self.years = int(self.cluster.max()) + 1, int(self.year.max()) + 1
        self.square = np.bincount(self.cluster, self.dose**2)
        self.cross = np.bincount(self.cluster, self.dose * self.outcome)
        self.villages = table["village"].nunique()
        self.dose_by_year = self.by_year(self.dose)

    def by_year(self, values: np.ndarray) -> np.ndarray:
        """(cluster, year) sums."""
        return np.bincount(self.cluster * self.years + self.year, values, self.groups * self.years).reshape(
            self.groups, self.years
        )

    def statistics(self, effect: float, weights: np.ndarray) -> np.ndarray:
        """t of each draw under the null that the effect is `effect`; a row of ones gives the observed t.

        weights (draw, cluster), returns (draw,)
        """
        rest = self.outcome - effect * self.dose
        scores, rest_by_year = self.cross - effect * self.square, self.by_year(rest)
        slope = weights @ scores / self.square.sum()
        # residuals anew: year means of the changed outcome are taken out, village means are 0 already
        means = weights @ rest_by_year / self.villages
        moved = weights * scores - means @ self.dose_by_year.T - slope[:, None] * self.square
        error = np.sqrt((moved**2).sum(axis=1)) / self.square.sum()
        return slope / np.where(error > 0, error, np.inf)

    def p_value(self, effect: float, weights: np.ndarray) -> float:
        """Share of the draws that are as far out as what was observed; weights (draw, cluster)."""
        observed = abs(self.statistics(effect, np.ones((1, self.groups)))[0])
        return float((np.abs(self.statistics(effect, weights)) >= observed - 1e-12).mean())


def wild_cluster_bootstrap(
    panel: pd.DataFrame, outcome: str = "income", cluster: str = "banner_id", seed: int = 0
) -> Estimate:
    """The two-way effect with an interval that holds with few clusters: the effects that are not rejected.

    Rests on the villages that are observed in every year; a diagnostic says which share of them that is.
    """
    table = prepared(panel, outcome, cluster)
    whole = table["village"].map(table["village"].value_counts()) == table["year"].nunique()
    complete = table.loc[whole, "village"].nunique() / table["village"].nunique()
    table = table[whole].reset_index(drop=True)
    if not table["treated"].any() or table["treated"].all():
        raise fault("panel", "evaluation_gaps")
    sums = Sums(table)
    weights = signs(sums.groups, seed)
    fit = panel_fit(table, table[["treated"]])
    effect, error = float(fit.params["treated"]), float(fit.std_errors["treated"])
    low, high = (edge(sums, weights, effect, side * error) for side in (-1, 1))
    p_value = pd.DataFrame(
        {"effect": [0.0], "p_value": [sums.p_value(0.0, weights)], "draws": [len(weights)]}
    )
    return Estimate(
        "wild_cluster_bootstrap",
        effect,
        error,
        low,
        high,
        len(table),
        sums.groups,
        p_value,
        (pre_trend(table), Diagnostic("complete", complete, float("nan"), complete < HALF)),
    )


def edge(sums: Sums, weights: np.ndarray, effect: float, step: float) -> float:
    """Where the p value falls below 5 %, in steps of the error; inf where it never does.

    weights (draw, cluster), in the outcome's unit
    """
    for times in (2, 4, 8, 16, 32, 64):
        if sums.p_value(effect + times * step, weights) < 0.05:
            return float(
                brentq(
                    lambda b: sums.p_value(b, weights) - 0.05,
                    effect,
                    effect + times * step,
                    xtol=abs(step) / 500,
                )
            )
    return float(np.inf * np.sign(step))
