"""Figures of evaluation and village types: effects by year, methods side by side, profiles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from sim.figures.certainty import note, rows, wrapped
from sim.figures.intake import grid, wide
from sim.figures.labels import column_label, number_text, short_type_names
from sim.figures.numbers import percent
from sim.figures.theme import NARROW_BAND, SURFACE, WIDE_BAND, figure, legend_above
from sim.words import say

if TYPE_CHECKING:
    from sim.analysis.evaluation.estimate import Estimate
    from sim.analysis.evaluation.methods import Question
    from sim.analysis.typology import Prediction, Typology


# ---- Figures of evaluation -----------------------------------------------------------------------
# Effects by year, methods side by side, balance, weights, model against panel.

ACCENT, _MUTED, _WRONG = SURFACE["accent"], SURFACE["muted"], "#b2182b"
_BALANCED = 0.1  # standardised difference that leaves no doubt
_SHOWN = 15


@figure
def event_chart(found: Estimate, truth: pd.DataFrame | None = None, ax: Axes | None = None) -> Axes:
    """Effect by years since support, with its pointwise and its simultaneous 95 % band.

    truth  where it is known: first_treated, year, effect, villages
    """
    assert ax is not None
    table = found.table
    if "band_low" in table:
        ax.fill_between(
            table["event"], table["band_low"], table["band_high"], color=ACCENT, alpha=WIDE_BAND, lw=0
        )
    ax.fill_between(table["event"], table["low"], table["high"], color=ACCENT, alpha=NARROW_BAND, lw=0)
    ax.plot(table["event"], table["effect"], color=ACCENT, marker="o", markersize=5, label=found.label())
    if truth is not None:
        known = _true_by_event(truth)
        ax.plot(
            known.index,
            known,
            color=SURFACE["ink"],
            ls=(0, (4, 2)),
            marker="D",
            ms=4,
            label=say("evaluation_truth"),
        )
    ax.axhline(0, color=SURFACE["ink"], linewidth=0.8)
    ax.axvline(-0.5, color=_MUTED, linewidth=1, linestyle=(0, (2, 2)))
    ax.set_xticks(table["event"].astype(int))
    ax.set_title(wrapped(say("evaluation_chart_events"), 58))
    ax.set_ylabel(say("unit_10k_yuan_per_year"))
    ax.set_xlabel(say("evaluation_col_event"))
    ax.legend(loc="upper left")
    wide(ax, 7.6, 4.4)
    note(ax, "evaluation_note_events" if "band_low" in table else "evaluation_note_events_plain")
    return ax


def _true_by_event(truth: pd.DataFrame) -> pd.Series:
    """The true effect by years since support, each village counting once."""
    cells = truth.assign(event=truth["year"] - truth["first_treated"])
    weighted = (cells["effect"] * cells["villages"]).groupby(cells["event"]).sum()
    return weighted / cells.groupby("event")["villages"].sum()


def method_figure(found: Estimate, truth: pd.DataFrame | None = None) -> Axes | None:
    """The figure that belongs to a method, where it has one."""
    if found.method in ("staggered", "event_study"):
        return event_chart(found, truth)
    if found.method == "two_way_fixed_effects":
        return _weight_chart(found)
    return _balance_chart(found) if found.method == "weighting" else None


@figure
def method_chart(
    answers: Sequence[tuple[Question, Estimate]], truth: pd.DataFrame | None = None, ax: Axes | None = None
) -> Axes:
    """Effects of several methods with 95 % intervals; hollow and red where a diagnostic refutes it."""
    assert ax is not None
    # an instrument's effect is for each unit of the treatment and belongs on no common axis
    estimates = [found for asked, found in answers if asked.method != "instrumental"]
    for place, each in enumerate(estimates):
        colour, fill = (_WRONG, "white") if each.refuted else (ACCENT, ACCENT)
        ends = np.clip([each.low, each.high], *limits(estimates))
        ax.plot(ends, [place, place], color=colour, linewidth=2.2, linestyle="--" if each.refuted else "-")
        ax.plot(each.effect, place, "o", color=colour, markersize=8, markerfacecolor=fill)
    ax.axvline(0, color=_MUTED, linewidth=1)
    stands, wrong = (say(f"evaluation_mark_{name}") for name in ("stands", "refuted"))
    handles = [
        Line2D([], [], color=ACCENT, marker="o", label=stands),
        Line2D([], [], color=_WRONG, marker="o", markerfacecolor="white", linestyle="--", label=wrong),
    ]
    if truth is not None:
        mean = float(np.average(truth["effect"], weights=truth["villages"]))
        line: dict[str, Any] = {"color": SURFACE["ink"], "linestyle": (0, (4, 2)), "linewidth": 1.4}
        handles.append(ax.axvline(mean, label=say("evaluation_truth"), **line))
    legend_above(ax, handles=handles, ncols=3, fontsize=8.5)
    ax.set_title(say("evaluation_chart_methods"), pad=28)
    ax.set_xlabel(say("unit_10k_yuan_per_year"))
    rows(ax, [each.label() for each in estimates], "evaluation_note_methods", 0.42)
    return ax


def limits(estimates: Sequence[Estimate]) -> tuple[float, float]:
    """Where unbounded intervals are cut off: three times as far as the bounded ones reach."""
    ends = np.array([[each.low, each.high] for each in estimates])
    bounded = ends[np.isfinite(ends)]
    reach = 3 * float(np.abs(bounded).max()) if len(bounded) else 1.0
    return -reach, reach


@figure
def _balance_chart(found: Estimate, ax: Axes | None = None) -> Axes:
    """How unlike supported and other villages are in each trait, before and after weighting."""
    assert ax is not None
    table = found.table
    places = np.arange(len(table))
    ax.axvspan(-_BALANCED, _BALANCED, color=ACCENT, alpha=WIDE_BAND, linewidth=0)
    ax.axvline(0, color=_MUTED, linewidth=1)
    for name, colour, marker in (("before", "#c24e00", "X"), ("after", ACCENT, "o")):
        ax.scatter(table[f"difference_{name}"], places, color=colour, marker=marker, s=55, zorder=3,
                   label=say(f"evaluation_balance_{name}"))  # fmt: skip
    legend_above(ax, ncols=2)
    ax.set_title(say("evaluation_chart_balance"), pad=28)
    ax.set_xlabel(say("evaluation_axis_balance"))
    rows(ax, [column_label(name) for name in table["covariate"]], "evaluation_note_balance")
    return ax


@figure
def _weight_chart(found: Estimate, ax: Axes | None = None) -> Axes:
    """The weight that two-way fixed effects give to each cohort and year: below zero it counts backwards."""
    assert ax is not None
    cells = found.table.pivot_table(index="cohort", columns="year", values="weight")
    grid(ax, cells, "RdBu", ".2f")
    ax.set_title(say("evaluation_chart_weights"))
    ax.set_ylabel(say("evaluation_col_cohort"))
    ax.set_xlabel(say("evaluation_col_year"))
    wide(ax, 7.6, 1.9 + 0.42 * len(cells))
    note(ax, "evaluation_note_weights")
    return ax


@figure
def predicted_chart(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Predicted against observed income of every village and year, on logarithmic axes."""
    assert ax is not None
    shown = table[(table["observed"] > 0) & (table["mid"] > 0)]
    kinds = np.where(shown["within"], say("residuals_within"), say("residuals_outside"))
    colours = {say("residuals_within"): ACCENT, say("residuals_outside"): _WRONG}
    sns.scatterplot(x=shown["mid"].to_numpy(), y=shown["observed"].to_numpy(), hue=kinds, style=kinds,
                    palette=colours, s=14, alpha=0.5, linewidth=0, ax=ax)  # fmt: skip
    ends = [shown[["mid", "observed"]].min().min(), shown[["mid", "observed"]].max().max()]
    ax.plot(ends, ends, color=SURFACE["ink"], linewidth=1)
    ax.set(xscale="log", yscale="log")
    ax.xaxis.set_major_formatter("{x:g}")
    ax.yaxis.set_major_formatter("{x:g}")
    ax.set_title(say("residuals_chart"))
    ax.set_xlabel(say("residuals_axis_predicted"))
    ax.set_ylabel(say("residuals_axis_observed"))
    ax.legend(title=None, loc="upper left")
    wide(ax, 6.4, 5.6)
    note(ax, "residuals_note")
    return ax


@figure
def residual_chart(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """The largest residuals: observed income against the simulated 90 % band."""
    assert ax is not None
    shown = table.head(_SHOWN)
    places = np.arange(len(shown))
    ax.hlines(places, shown["low"], shown["high"], color=ACCENT, alpha=0.45, linewidth=7)
    ax.plot(
        shown["mid"],
        places,
        "|",
        color=ACCENT,
        markersize=13,
        markeredgewidth=2,
        label=say("residuals_median"),
    )
    ax.plot(shown["observed"], places, "D", color=_WRONG, markersize=6, label=say("residuals_observed"))
    legend_above(ax, ncols=2)
    ax.set_title(say("residuals_chart_largest"), pad=28)
    ax.set_xlabel(say("unit_10k_yuan_per_year"))
    labels = [say("residuals_row", village=row.village_id, year=number_text(row.year, 0))
              for row in shown.itertuples()]  # fmt: skip
    rows(ax, labels, "residuals_note_largest", 0.3)
    return ax


# ---- Figures of village types: a map of likeness, profiles, how stable they are, what foretells ----

_COLOURS = ("#0072b2", "#c24e00", "#00805d", "#a8477f", "#8a6100", "#4b3f9e", "#6b7280", "#b2182b")
_MARKERS = ("o", "X", "s", "D", "^", "P", "v", "*")


@figure
def type_map(types: Typology, odd: pd.DataFrame | None = None, ax: Axes | None = None) -> Axes:
    """Villages beside those that they are like, by type; those for a second look are named."""
    assert ax is not None
    names = short_type_names(types)
    for number, name in enumerate(names):
        part = types.villages[types.villages["type"] == number]
        ax.scatter(part["x"], part["y"], s=22, color=_COLOURS[number], marker=_MARKERS[number], alpha=0.65,
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
    ax.plot(table["types"], table["stability"], color=_COLOURS[0], marker="o")
    chosen = table[table["chosen"]]
    ax.plot(chosen["types"], chosen["stability"], "o", markersize=13, color=_COLOURS[1],
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
    ax.barh(places, table["fall"], xerr=table["spread"], color=_COLOURS[0], alpha=0.8, height=0.6,
            error_kw={"ecolor": SURFACE["ink"], "linewidth": 1})  # fmt: skip
    ax.axvline(0, color=SURFACE["muted"], linewidth=1)
    share = percent(max(found.share, 0))
    ax.set_title(wrapped(say(f"typology_chart_{kind}", share=share), 58))
    ax.set_xlabel(say("evaluation_col_fall"))
    rows(ax, [say(f"trait_{name}") for name in table["trait"]], "typology_note_importance")
    return ax
