"""Few were supported: the interval comes from supports that never were, not from a formula.

A standard error clustered by village knows nothing of the luck of one, two or five supported units: it is
far too small (MacKinnon and Webb 2020). Here the same estimate is made again with the same starts of
support, given by lot to units that never had any (Conley and Taber 2011). The spread of these placebo
effects is the error, and their quantiles are the interval. Where too few units were never supported, lots
are drawn over all of them once the estimated effect has been taken out. Where there are not lots enough
for 95 %, there is no interval.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from math import comb

import numpy as np
import pandas as pd

from sim.analysis.evaluation.estimate import LEVEL, Diagnostic, Estimate
from sim.faults import InputFaults

FEW = 10  # supported units below which the usual error is not believed
PLACEBOS = 199
FEWEST = 39  # placebos without which an interval of 95 % has no ends
LEVELS = ("banner_id", "township_id")  # at which support may have been decided, coarsest first

Effect = Callable[[pd.DataFrame], float]


@dataclass(frozen=True)
class Assignment:
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


def assignment(panel: pd.DataFrame) -> Assignment:
    """How support was given in a panel with columns village_id, year, first_treated."""
    first, last = int(panel["year"].min()), int(panel["year"].max())
    start = panel["first_treated"].fillna(0)
    table = panel.assign(start=start.where(start <= last, 0))
    level = next((name for name in LEVELS if name in panel and _decided_at(table, name)), "village_id")
    units = table.groupby(level)["start"].first()
    villages = table.groupby("village_id")["start"].first()
    always = int(((villages > 0) & (villages <= first)).sum())
    return Assignment(level, units[units > first], units.index[units == 0], always)


def _decided_at(table: pd.DataFrame, level: str) -> bool:
    """Whether all villages of each place share their start, and places hold more than one village."""
    alike = table.groupby(level)["start"].nunique().max() == 1
    return bool(alike and table[level].nunique() < table["village_id"].nunique())


def with_few_supported(
    found: Estimate, panel: pd.DataFrame, effect: Effect, outcome: str, seed: int = 0
) -> Estimate:
    """The estimate with its error and interval from placebos where few units were supported; else as it is.

    effect  makes the same estimate, the number alone, of a panel with other starts of support
    """
    given = assignment(panel)
    notes = [*found.notes, *([("always", {"count": given.always})] if given.always else [])]
    if not given.few:
        return replace(found, notes=tuple(notes))
    notes.append((f"few_{given.level}", {"count": len(given.starts), "never": len(given.never)}))
    values = np.array(list(_placebos(found.effect, panel, given, effect, outcome, seed)))
    if len(values) < FEWEST:
        none = Diagnostic("placebos_wanting", float(len(values)), float("nan"), False)
        return replace(
            found, error=float("nan"), low=-np.inf, high=np.inf, notes=tuple(notes),
            diagnostics=(*found.diagnostics, none),
        )  # fmt: skip
    ordered = np.sort(values)
    outside = int((1 - LEVEL) / 2 * (len(ordered) + 1))
    extreme = int((np.abs(values) >= abs(found.effect) - 1e-12).sum())
    check = Diagnostic("placebo", float(len(values)), (1 + extreme) / (1 + len(values)), False)
    return replace(
        found, error=float(values.std(ddof=1)), low=found.effect - float(ordered[-outside]),
        high=found.effect - float(ordered[outside - 1]), notes=tuple(notes),
        diagnostics=(*found.diagnostics, check),
    )  # fmt: skip


def _placebos(
    effect: float, panel: pd.DataFrame, given: Assignment, estimate: Effect, outcome: str, seed: int
) -> Iterator[float]:
    """Effects of supports that never were; those that cannot be estimated are left out."""
    count = len(given.starts)
    if comb(len(given.never), count) >= FEWEST:
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
                yield estimate(base.assign(first_treated=moved))
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
