"""Figures of village types: a map of likeness, profiles, how stable they are, what foretells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.views.evaluation import short_type_names
from sim.views.figures_certainty import _figure as figure
from sim.views.figures_certainty import _note as note
from sim.views.figures_certainty import _rows as rows
from sim.views.figures_certainty import wrapped
from sim.views.figures_intake import _grid as grid
from sim.views.figures_intake import _wide as wide
from sim.views.numbers import percent
from sim.views.theme import SURFACE
from sim.words import say

if TYPE_CHECKING:
    from sim.analysis.typology import Prediction, Typology

COLOURS = ("#0072b2", "#c24e00", "#00805d", "#a8477f", "#8a6100", "#4b3f9e", "#6b7280", "#b2182b")
MARKERS = ("o", "X", "s", "D", "^", "P", "v", "*")


@figure
def type_map(types: Typology, odd: pd.DataFrame | None = None, ax: Axes | None = None) -> Axes:
    """Villages beside those that they are like, by type; those for a second look are named."""
    assert ax is not None
    names = short_type_names(types)
    for number, name in enumerate(names):
        part = types.villages[types.villages["type"] == number]
        ax.scatter(part["x"], part["y"], s=22, color=COLOURS[number], marker=MARKERS[number], alpha=0.65,
                   linewidth=0, label=wrapped(name, 46))  # fmt: skip
    if odd is not None:
        places = types.villages.set_index("village_id").loc[odd["village_id"]]
        ax.scatter(places["x"], places["y"], s=90, facecolor="none", edgecolor=SURFACE["ink"], linewidth=1.2,
                   label=say("typology_second_look"))  # fmt: skip
        for village, row in places.head(8).iterrows():
            ax.annotate(
                str(village), (row["x"], row["y"]), fontsize=8, xytext=(6, 4), textcoords="offset points"
            )
    ax.set_xticks([])
    ax.set_yticks([])
    ax.set_title(say("typology_chart_map"))
    ax.legend(loc="upper left", bbox_to_anchor=(0, -0.02), fontsize=8.5)
    wide(ax, 7.2, 6.4)
    ax.xaxis.set_label_position("top")
    note(ax, "typology_note_map")
    return ax


@figure
def profile_chart(types: Typology, ax: Axes | None = None) -> Axes:
    """What sets each type apart: means in deviations from the average village."""
    assert ax is not None
    table = types.profile.copy()
    table.index = pd.Index([say("typology_number", number=number + 1) for number in table.index])
    table.columns = pd.Index([say(f"trait_{name}") for name in table.columns])
    grid(ax, table.T, "RdBu_r", "+.1f")
    ax.set_title(say("typology_chart_profile"))
    wide(ax, 2.8 + 1.1 * len(table), 1.8 + 0.36 * len(table.columns))
    note(ax, "typology_note_profile")
    return ax


@figure
def stability_chart(types: Typology, ax: Axes | None = None) -> Axes:
    """How surely each number of types comes out again on other villages."""
    from sim.analysis.typology import STABLE

    assert ax is not None
    table = types.stability
    ax.plot(table["types"], table["stability"], color=COLOURS[0], marker="o")
    chosen = table[table["chosen"]]
    ax.plot(chosen["types"], chosen["stability"], "o", markersize=13, color=COLOURS[1],
            markerfacecolor="none", markeredgewidth=2, label=say("evaluation_col_chosen"))  # fmt: skip
    ax.axhline(STABLE, color=SURFACE["warn"], linestyle=(0, (4, 2)), label=say("typology_stable_line"))
    ax.set_ylim(0, 1.05)
    ax.set_xticks(table["types"])
    ax.set_title(say("typology_chart_stability"))
    ax.set_xlabel(say("evaluation_col_types"))
    ax.set_ylabel(say("typology_axis_stability"))
    ax.legend(loc="lower left")
    wide(ax, 7.2, 3.8)
    note(ax, "typology_note_stability")
    return ax


@figure
def importance_chart(found: Prediction, kind: str = "income", ax: Axes | None = None) -> Axes:
    """Which traits go with income or growth: the fall of R² in unseen townships when a trait is shuffled."""
    assert ax is not None
    table = found.importance
    places = np.arange(len(table))
    ax.barh(places, table["fall"], xerr=table["spread"], color=COLOURS[0], alpha=0.8, height=0.6,
            error_kw={"ecolor": SURFACE["ink"], "linewidth": 1})  # fmt: skip
    ax.axvline(0, color=SURFACE["muted"], linewidth=1)
    share = percent(max(found.share, 0))
    ax.set_title(wrapped(say(f"typology_chart_{kind}", share=share), 58))
    ax.set_xlabel(say("evaluation_col_fall"))
    rows(ax, [say(f"trait_{name}") for name in table["trait"]], "typology_note_importance")
    return ax
