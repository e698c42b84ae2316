"""Intervals where formulas mislead: few supported villages (placebos), few clusters (wild bootstrap)."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations, product
from math import comb

import numpy as np
import pandas as pd
from scipy.optimize import brentq

from sim.analysis.evaluation.differences import Numbers, panel_fit, pre_trend, two_way_residual
from sim.analysis.evaluation.estimate import LEVEL, Diagnostic, Estimate, diagnostic, prepared
from sim.faults import InputFaults, fault

# ---- Few were supported: the interval comes from supports that never were, not from a formula ----
# A standard error clustered by village knows nothing of the luck of one, two or five supported units: it is
# far too small (MacKinnon and Webb 2020). Here the same estimate is made again with the same starts of
# support, given by lot to units that never had any (Conley and Taber 2011). The spread of these placebo
# effects is the error, and their quantiles are the interval; the table by year and the tests that rest on an
# error are made of the same lots. Where too few units were never supported, lots
# are drawn over all of them once the estimated effect has been taken out. Where there are not lots enough
# for 95 %, there is no interval.

FEW = 10  # supported units below which the usual error is not believed
PLACEBOS = 199
_FEWEST = 39  # placebos without which an interval of 95 % has no ends
_LEVELS = ("banner_id", "township_id")  # at which support may have been decided, coarsest first

_TESTED = ("pre_trend", "unequal_effects")  # diagnostics that rest on an error, as Numbers names them

_Ask = Callable[[pd.DataFrame], Numbers]


@dataclass(frozen=True)
class _Assignment:
    """Who was supported, at the level at which that was decided.

    level    column of the units: a place where all villages of each place share their start, else the village
    starts   first year of support by unit that was seen before and after it
    never    units without support in the years observed
    always   villages supported from the first year on, which no method can use
    """

    level: str
    starts: pd.Series
    never: pd.Index
    always: int

    @property
    def few(self) -> bool:
        return len(self.starts) < FEW


def assignment(panel: pd.DataFrame) -> _Assignment:
    """How support was given in a panel with columns village_id, year, first_treated."""
    first, last = int(panel["year"].min()), int(panel["year"].max())
    start = panel["first_treated"].fillna(0)
    table = panel.assign(start=start.where(start <= last, 0))
    level = next((name for name in _LEVELS if name in panel and _decided_at(table, name)), "village_id")
    units = table.groupby(level)["start"].first()
    villages = table.groupby("village_id")["start"].first()
    always = int(((villages > 0) & (villages <= first)).sum())
    return _Assignment(level, units[units > first], units.index[units == 0], always)


def _decided_at(table: pd.DataFrame, level: str) -> bool:
    """Whether all villages of each place share their start, and places hold more than one village."""
    alike = table.groupby(level)["start"].nunique().max() == 1
    return bool(alike and table[level].nunique() < table["village_id"].nunique())


def with_few_supported(
    found: Estimate, panel: pd.DataFrame, ask: _Ask, outcome: str, seed: int = 0
) -> Estimate:
    """The estimate with errors, intervals and tests from placebos where few were supported; else as it is.

    ask  makes the same numbers, without errors, of a panel with other starts of support
    """
    given = assignment(panel)
    notes = [*found.notes, *([("always", {"count": given.always})] if given.always else [])]
    if not given.few:
        return replace(found, notes=tuple(notes))
    notes.append((f"few_{given.level}", {"count": len(given.starts), "never": len(given.never)}))
    lots = list(_placebos(found.effect, panel, given, ask, outcome, seed))
    values = np.array([each.effect for each in lots])
    enough = len(values) >= _FEWEST
    own = ask(panel) if enough else None
    checks = tuple(_tested(each, own, lots) if each.name in _TESTED else each for each in found.diagnostics)
    if not enough:
        none = Diagnostic("placebos_wanting", float(len(values)), float("nan"), False)
        return replace(
            found, error=float("nan"), low=-np.inf, high=np.inf, notes=tuple(notes),
            table=_table(found.table, [], float("nan")), diagnostics=(*checks, none),
        )  # fmt: skip
    low, high = _ends(values)
    p_value = _rank(np.abs(values), abs(found.effect))
    check = Diagnostic("placebo", float(len(values)), p_value, False)
    return replace(
        found, error=float(values.std(ddof=1)), low=found.effect - high, high=found.effect - low,
        notes=tuple(notes), table=_table(found.table, lots, p_value), diagnostics=(*checks, check),
    )  # fmt: skip


def _ends(values: np.ndarray) -> tuple[float, float]:
    """The placebo effects between which 95 % of them lie."""
    ordered = np.sort(values)
    outside = int((1 - LEVEL) / 2 * (len(ordered) + 1))
    return float(ordered[outside - 1]), float(ordered[-outside])


def _rank(values: np.ndarray, own: float) -> float:
    """The share of lots, the true one among them, whose value is at least as large: a p value."""
    return float(1 + (values >= own - 1e-12).sum()) / (1 + len(values))


def _tested(check: Diagnostic, own: Numbers | None, lots: list[Numbers]) -> Diagnostic:
    """A test that some numbers are all 0, by how far from it they are in the lots.

    All are measured by the spread of the lots and of the true support together, so that none is favoured.
    """
    wanting = Diagnostic(f"{check.name}_few", float("nan"), float("nan"), False)
    if own is None:
        return wanting
    true = getattr(own, check.name)
    if true.empty:  # nothing to be tested: the method has said so
        return check
    drawn = pd.DataFrame([getattr(each, check.name).reindex(true.index) for each in lots]).dropna()
    if len(drawn) < _FEWEST:
        return wanting
    values = np.vstack([true.to_numpy(float), drawn.to_numpy(float)])
    spread = np.linalg.pinv(np.atleast_2d(values.T @ values / len(values)), hermitian=True)
    far = np.einsum("ij,jk,ik->i", values, spread, values)
    return diagnostic(f"{check.name}_placebo", float(len(drawn)), _rank(far[1:], float(far[0])))


def _table(table: pd.DataFrame, lots: list[Numbers], p_value: float) -> pd.DataFrame:
    """A method's own table with errors, intervals and p from the lots; blank where there are not enough."""
    if "p_value" in table:
        return table.assign(p_value=p_value, draws=len(lots))
    if "event" not in table:
        return table
    drawn = pd.DataFrame([each.events for each in lots]).reindex(columns=table["event"])
    known = drawn.count().to_numpy() >= _FEWEST
    fixed = (table["effect"] == 0).to_numpy() & (
        table["error"] == 0
    ).to_numpy()  # what the others are held against
    error = drawn.std(ddof=1).to_numpy(float)
    ends = np.array([
        _ends(drawn[event].dropna().to_numpy()) if enough else (np.nan, np.nan)
        for event, enough in zip(table["event"], known, strict=True)
    ])  # fmt: skip
    effect = table["effect"].to_numpy(float)
    columns = {
        "error": np.where(known, error, np.nan),
        "low": effect - ends[:, 1],
        "high": effect - ends[:, 0],
    }
    if "band_low" in table:
        wider = _wider(drawn.to_numpy(float)[:, known], error[known])
        columns |= {
            "band_low": effect - wider * columns["error"],
            "band_high": effect + wider * columns["error"],
        }
    return table.assign(**{name: np.where(fixed, 0.0, values) for name, values in columns.items()})


def _wider(drawn: np.ndarray, error: np.ndarray) -> float:
    """The factor of the errors within which 95 % of the lots lie with all their effects at once."""
    whole = drawn[np.isfinite(drawn).all(axis=1)] / np.where(error > 0, error, np.inf)
    if not whole.size or len(whole) < _FEWEST:
        return float("nan")
    largest = np.sort(np.abs(whole).max(axis=1))
    return float(largest[-int((1 - LEVEL) * (len(largest) + 1))])


def _placebos(
    effect: float, panel: pd.DataFrame, given: _Assignment, ask: _Ask, outcome: str, seed: int
) -> Iterator[Numbers]:
    """Numbers of supports that never were; those that cannot be estimated are left out."""
    count = len(given.starts)
    if comb(len(given.never), count) >= _FEWEST:
        pool, base = given.never, panel[~panel[given.level].isin(given.starts.index)]
    else:
        began = panel[given.level].map(given.starts)
        taken_out = panel[outcome] - effect * (panel["year"] >= began)
        pool, base = given.starts.index.append(given.never), panel.assign(**{outcome: taken_out})
    for units, starts in _lots(pool, given.starts.to_numpy(), seed):
        support = pd.Series(np.nan, index=pool)
        support[units] = starts
        mine = base[given.level].isin(pool)
        moved = base["first_treated"].mask(mine, base[given.level].map(support))
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # a lot on which a method cannot settle is left out or counts
                yield ask(base.assign(first_treated=moved))
        except (InputFaults, ArithmeticError, ValueError, np.linalg.LinAlgError):
            continue


def _lots(pool: pd.Index, starts: np.ndarray, seed: int) -> Iterator[tuple[list[object], np.ndarray]]:
    """Units of the pool with the starts that they get: all ways where these are few, else ways by lot."""
    if comb(len(pool), len(starts)) <= PLACEBOS:
        for units in combinations(pool, len(starts)):
            yield list(units), starts
        return
    luck = np.random.default_rng(seed)
    for _ in range(PLACEBOS):
        yield list(pool[luck.permutation(len(pool))[: len(starts)]]), luck.permutation(starts)


# ---- Wild cluster bootstrap for few clusters, the null imposed (Cameron, Gelbach & Miller 2008) ----
# With fewer than about forty clusters clustered errors are too small; here the t statistic is compared with
# what it would be if whole clusters' residuals changed their sign by lot.

_DRAWS = 1999
_HALF = 0.5  # share of villages without a gap below which the rest may be no fair part
_EXACT = 11  # 2**11 signs are all tried; with fewer clusters two signs give too few different draws
_POINTS = np.sqrt([0.5, 1.0, 1.5])
_POINTS = np.concatenate([-_POINTS[::-1], _POINTS])  # Webb's six


def _signs(clusters: int, seed: int) -> np.ndarray:
    """(draw, cluster): Rademacher signs, all of them where just enough; Webb's points for very few."""
    generator = np.random.default_rng(seed)
    if clusters == _EXACT:
        return np.array(list(product((-1.0, 1.0), repeat=clusters)))
    if clusters < _EXACT:
        return generator.choice(_POINTS, (_DRAWS, clusters))
    return generator.integers(0, 2, (_DRAWS, clusters)) * 2.0 - 1.0


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
    weights = _signs(sums.groups, seed)
    fit = panel_fit(table, table[["treated"]])
    effect, error = float(fit.params["treated"]), float(fit.std_errors["treated"])
    low, high = (_edge(sums, weights, effect, side * error) for side in (-1, 1))
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
        (pre_trend(table), Diagnostic("complete", complete, float("nan"), complete < _HALF)),
    )


def _edge(sums: Sums, weights: np.ndarray, effect: float, step: float) -> float:
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
