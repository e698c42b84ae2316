"""What a method says of a panel in numbers alone, without errors: quick enough for hundreds of lots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from sim.analysis.evaluation.estimate import prepared
from sim.analysis.evaluation.fixed_effects import event_dummies, panel_fit
from sim.analysis.evaluation.staggered import CohortEffects, average, cohort_effects, first_values

NONE = pd.Series(dtype=float)


@dataclass(frozen=True)
class Numbers:
    """The effect of a method and the vectors that its table and its diagnostics rest on.

    events      effect by years since support, as the method's own table has it
    pre_trend   effects before the support: all 0 where all moved alike
    unequal_effects   differences of the effects by cohort and year from the first: all 0 where all are equal
    """

    effect: float
    events: pd.Series = field(default_factory=NONE.copy)
    pre_trend: pd.Series = field(default_factory=NONE.copy)
    unequal_effects: pd.Series = field(default_factory=NONE.copy)


def staggered_numbers(panel: pd.DataFrame, outcome: str, covariates: Sequence[str], control: str) -> Numbers:
    """The numbers of `staggered`."""
    table = prepared(panel, outcome)
    effects = cohort_effects(table, first_values(panel, covariates, table), control)
    event = effects.cells["event"].to_numpy()
    by_event = {each: average(effects, np.flatnonzero(event == each))[0] for each in np.unique(event)}
    events = pd.Series(by_event, dtype=float)
    return Numbers(average(effects, np.flatnonzero(event >= 0))[0], events, events[events.index < 0])


def event_study_numbers(panel: pd.DataFrame, outcome: str) -> Numbers:
    """The numbers of `event_study`."""
    table = prepared(panel, outcome)
    events = panel_fit(table, event_dummies(table)).params
    early = events[events.index < -1]
    return Numbers(float(events[events.index >= 0].mean()), events, early, differences(cohort_effects(table)))


def two_way_numbers(panel: pd.DataFrame, outcome: str, unequal: bool) -> Numbers:
    """The numbers of `two_way_fixed_effects` and, without `unequal`, of `wild_cluster_bootstrap`."""
    table = prepared(panel, outcome)
    effect = float(panel_fit(table, table[["treated"]]).params["treated"])
    events = panel_fit(table, event_dummies(table)).params
    other = differences(cohort_effects(table)) if unequal else NONE
    return Numbers(effect, pre_trend=events[events.index < -1], unequal_effects=other)


def differences(effects: CohortEffects) -> pd.Series:
    """Effects by cohort and year after the support, less the first of them."""
    cells = effects.cells[effects.cells["event"] >= 0].set_index(["cohort", "year"])["effect"]
    return (cells - cells.iloc[0]).iloc[1:] if len(cells) else NONE
