"""What each force and each lever of it adds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from sim.inputs.programme import in_use
from sim.views import figures_advice
from sim.views.advice.sheets import Sheet, heads, outcome_unit, percent
from sim.views.figures_advice import force_name
from sim.views.numbers import number, signed
from sim.views.tables import NONE, interval
from sim.words import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from sim.analysis.questions import Attributed


def attribution_sheets(found: Attributed) -> list[Sheet]:
    """The forces' parts, their interaction apart, and the levers inside each force."""
    return [forces_sheet(found), *(split_sheet(found, force) for force in found.splits)]


def forces_sheet(found: Attributed) -> Sheet:
    together = found.interaction.loc["together"]
    rows = [
        [
            force_name(name),
            *mean_band(row),
            percent(row["share"]),
            signed(row["alone"], 3),
            signed(row["last"], 3),
        ]
        for name, row in found.forces.iterrows()
    ]
    parts = found.forces.loc[list(in_use().forces), "mean"].sum()
    sentences = [
        say("advice_adds_up", parts=number(parts, 4), total=number(found.forces.loc["total", "mean"], 4)),
        say(
            "advice_interaction",
            value=signed(together["mean"], 3),
            low=signed(together["low"], 3),
            high=signed(together["high"], 3),
        ),
        say("advice_orders_mislead", share=percent(misled(found.orders))),
    ]
    columns = heads("force", "part", "share", "alone", "last")
    unit = outcome_unit(found.outcome)
    return Sheet(say("advice_forces"), columns, rows, sentences, unit=unit)


def mean_band(row: Any) -> list[tuple[str, str]]:
    return [interval(row["low"], row["mean"], row["high"], 3, sign=True)]


def misled(orders: pd.DataFrame) -> float:
    """The widest range of a force's share over all orders, as a share of the whole gain."""
    whole = abs(orders["shapley"].sum())
    return float((orders["most"] - orders["least"]).max() / whole) if whole else 0.0


def split_sheet(found: Attributed, force: str) -> Sheet:
    split = found.splits[force]
    known = found.world.case.levers
    rows = [
        [
            known[name].label(),
            *mean_band(row),
            NONE if split.exact else f"±{number(row['error'], 4)}",
        ]
        for name, row in split.table.sort_values("mean", ascending=False).iterrows()
    ]
    key = "advice_split_exact" if split.exact else "advice_split_sampled"
    title = say("advice_levers", force=force_name(force))
    columns, about = heads("lever", "part", "error"), [say(key, runs=split.runs)]
    return Sheet(title, columns, rows, about, unit=outcome_unit(found.outcome))


def levers_figure(found: Attributed, force: str, unit: str, foot: str) -> Axes:
    """The levers of one force; of the first one that was split where that one was not."""
    chosen = force if force in found.splits else next(iter(found.splits), "")
    if not chosen:
        return figures_advice.forces(found.forces, unit, foot)
    return figures_advice.levers(found.splits[chosen].table, chosen, found.world.case.levers, unit, foot)
