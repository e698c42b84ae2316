"""Figures of how sure the answers are, and the boxes of scenario discovery as sentences."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.figures.numbers import percent
from sim.figures.theme import NARROW_BAND, SURFACE, WIDE_BAND, figure, legend_above
from sim.words import column_of, say

if TYPE_CHECKING:
    from sim.analysis.discovery import Box
    from sim.analysis.validation import SkillCard
    from sim.inputs.parameters import Parameter


# ---- Figures of how sure the answers are, from the tables of sim.analysis: `f(table, …) -> ax` ----

_LOW, _HIGH, _MUTED = "#0072b2", "#c24e00", SURFACE["muted"]
_GROUPS = {"evidence": ("#0072b2", ""), "assumption": ("#c24e00", "//"), "luck": ("#9aa5b1", "..")}
_MARKS = {"no_change": ("s", "#6b7280"), "trend": ("^", "#a8477f")}
_SHOWN = 12  # rows of a ranking that can be read
_LABEL, _NOTE, _TITLE = 38, 84, 58  # Latin letters in one line


def _input_label(name: str, parameters: Mapping[str, Parameter]) -> str:
    """What an input is called; an assumption has a star, so that it is told wherever it is drawn."""
    if name not in parameters:
        return say("input_luck")
    row = parameters[name]
    return row.label() + ("\u00a0*" if row.grade == "assumption" else "")


def rows(ax: Axes, labels: Sequence[str], key: str, height: float = 0.34) -> None:
    """Names beside the rows, first on top, the figure high enough, a line of reading help below."""
    if len(ax.figure.axes) == 1:
        ax.figure.set_size_inches(7.6, 1.9 + height * len(labels))  # type: ignore[union-attr]
    ax.set_yticks(range(len(labels)), [wrapped(label, _LABEL) for label in labels], linespacing=0.95)
    ax.set_ylim(len(labels) - 0.4, -0.6)
    ax.grid(visible=False, axis="y")
    note(ax, key)


def note(ax: Axes, key: str, **values: object) -> None:
    lines = [ax.get_xlabel(), wrapped(say(key, **values), _NOTE)]
    ax.set_xlabel("\n".join(line for line in lines if line), fontsize=8.5, linespacing=1.5, color=_MUTED)


def wrapped(text: str, width: int) -> str:
    """Text in lines of `width` Latin letters; a Chinese character is nearly two wide."""
    return textwrap.fill(text, int(width * float(say("signs_of_a_line"))))


@figure
def tornado_chart(
    table: pd.DataFrame,
    parameters: Mapping[str, Parameter],
    outcome: str,
    unit: str = "",
    ax: Axes | None = None,
) -> Axes:
    """How far each uncertainty alone moves the outcome, from its 5 to its 95 % point."""
    assert ax is not None
    shown = table.head(_SHOWN)
    centre = float(shown["centre"].iloc[0])
    for row, (low, high) in enumerate(zip(shown["low"], shown["high"], strict=True)):
        ax.barh(
            row,
            low - centre,
            left=centre,
            color=_LOW,
            height=0.62,
            label=say("tornado_low") if row == 0 else None,
        )
        ax.barh(
            row,
            high - centre,
            left=centre,
            color=_HIGH,
            height=0.62,
            hatch="//",
            edgecolor="white",
            linewidth=0,
            label=say("tornado_high") if row == 0 else None,
        )
    ax.axvline(centre, color=SURFACE["ink"], linewidth=1)
    ax.set_title(wrapped(say("tornado_title", outcome=outcome), _TITLE), pad=28)
    ax.set_xlabel(unit)
    legend_above(ax, ncols=3)
    rows(ax, [_input_label(str(name), parameters) for name in shown.index], "tornado_note")
    return ax


@figure
def morris_chart(
    table: pd.DataFrame,
    parameters: Mapping[str, Parameter],
    outcome: str,
    unit: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Mean size of the elementary effects against their spread: strong to the right, entangled at the top."""
    assert ax is not None
    ax.scatter(table["mu_star"], table["sigma"], s=26, color=_LOW, alpha=0.75)
    ends = np.array([0, float(table[["mu_star", "sigma"]].to_numpy().max()) * 1.08])
    ax.plot(ends, ends, color=_MUTED, linewidth=1, linestyle=(0, (4, 3)))
    for place, (name, row) in enumerate(table.sort_values("mu_star", ascending=False).head(8).iterrows(), 1):
        at = (row["mu_star"], row["sigma"])
        ax.annotate(str(place), at, fontsize=8.5, xytext=(5, 3), textcoords="offset points")
        ax.plot([], [], " ", label=f"{place}  {_input_label(str(name), parameters)}")
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1), handlelength=0, fontsize=8.5)
    if len(ax.figure.axes) == 1:
        ax.figure.set_size_inches(10, 4.4)  # type: ignore[union-attr]
    ax.set_title(say("morris_title", outcome=outcome))
    ax.set_ylabel(say("morris_sigma", unit=unit))
    ax.set_xlabel(say("morris_mu", unit=unit))
    ax.set_xlim(0, ends[1] * 1.05)
    ax.set_ylim(bottom=0)
    note(ax, "morris_note")
    return ax


@figure
def convergence_chart(
    table: pd.DataFrame, parameters: Mapping[str, Parameter], ax: Axes | None = None
) -> Axes:
    """Total indices of the strongest inputs as the design grows, with 95 % intervals."""
    assert ax is not None
    sizes = list(table.index.unique("base"))
    strongest = table.loc[sizes[-1]]["total"].sort_values(ascending=False).head(6).index
    for place, name in enumerate(strongest):
        rows = table.xs(name, level="input")
        shift = 1 + 0.02 * (place - 2.5)
        ax.errorbar(
            np.array(sizes) * shift, rows["total"], rows["total_interval"], marker="os^Dv P"[place],
            color=list(_colours())[place], capsize=2, label=_input_label(str(name), parameters),
        )  # fmt: skip
    ax.set_xscale("log", base=2)
    ax.set_xticks(sizes, [str(size) for size in sizes])
    ax.set_ylim(bottom=0)
    ax.set_title(say("convergence_title"))
    ax.set_ylabel(say("index_total"))
    ax.set_xlabel(say("convergence_base"))
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1), fontsize=8.5)
    if len(ax.figure.axes) == 1:
        ax.figure.set_size_inches(10, 4.4)  # type: ignore[union-attr]
    note(ax, "convergence_note")
    return ax


def _colours() -> Sequence[str]:
    from sim.figures.theme import PALETTE

    return [style.colour for style in PALETTE]


@figure
def variance_chart(shares: pd.DataFrame, labels: Mapping[str, str], ax: Axes | None = None) -> Axes:
    """Of each answer's spread, what rests on evidence, what on assumptions, what on luck."""
    assert ax is not None
    left = np.zeros(len(shares))
    for group, (colour, hatch) in _GROUPS.items():
        width = shares[group].clip(lower=0).to_numpy()
        ax.barh(
            range(len(shares)),
            width,
            left=left,
            color=colour,
            hatch=hatch,
            edgecolor="white",
            linewidth=0,
            height=0.64,
            label=say(f"group_{group}"),
        )
        for row, (at, size) in enumerate(zip(left, width, strict=True)):
            if size > 0.08:
                ax.text(
                    at + size / 2,
                    row,
                    percent(float(size)),
                    ha="center",
                    va="center",
                    color="white",
                    fontsize=9,
                    zorder=5,
                    bbox={"facecolor": colour, "edgecolor": "none", "pad": 1.6},
                )
        left = left + width
    ax.set_xlim(0, 1)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1], [percent(each / 4) for each in range(5)])
    ax.set_title(say("variance_title"), pad=30)
    legend_above(ax, ncols=3)
    rows(ax, [labels.get(str(name), str(name)) for name in shares.index], "variance_note", 0.42)
    return ax


@figure
def skill_chart(card: SkillCard, ax: Axes | None = None) -> Axes:
    """Every target in parts of what was published: the model's band, its median, and the naive rules."""
    assert ax is not None
    table = card.table[card.table["value"] != 0]
    for row, (_, each) in enumerate(table.iterrows()):
        value = each["value"]
        colour = _LOW if each["inside"] else _HIGH
        ax.hlines(row, each["q05"] / value, each["q95"] / value, color=colour, linewidth=4, alpha=0.85)
        ax.plot([each["q50"] / value], [row], "o", color=colour, markersize=8, markeredgecolor="white")
        for rule, (marker, shade) in _MARKS.items():
            if np.isfinite(each[rule]):
                ax.plot(
                    [each[rule] / value],
                    [row],
                    marker,
                    color=shade,
                    markersize=6,
                    fillstyle="none",
                    label=say(f"rule_{rule}"),
                )
    ax.axvline(1, color=SURFACE["ink"], linewidth=1.4)
    ax.set_xlim(left=min(ax.get_xlim()[0], -0.03), right=max(ax.get_xlim()[1], 1.1))
    ax.set_title(say("skill_title"))
    ax.set_xlabel(say("skill_axis"))
    handles = dict(zip(*reversed(ax.get_legend_handles_labels()), strict=True))
    if handles:
        ax.legend(handles.values(), handles.keys(), loc="center right")
    labels = [_target_label(each) for _, each in table.iterrows()]
    rows(ax, labels, "skill_note", 0.42)
    return ax


def _target_label(row: pd.Series) -> str:
    mark = "" if row["kind"] == "observation" and row["independent"] else " °"
    return str(row[column_of("statement")]) + mark


@figure
def posterior_chart(
    diagnostics: pd.DataFrame, parameters: Mapping[str, Parameter], ax: Axes | None = None
) -> Axes:
    """What the data took off each prior: its 90 % band as the figure's width, the posterior's in it."""
    assert ax is not None
    shown = diagnostics.sort_values("shrunk", ascending=False).head(_SHOWN)
    for row, (_, each) in enumerate(shown.iterrows()):
        low, width = each["prior_05"], each["prior_95"] - each["prior_05"]
        ax.barh(row, 1, left=0, color=_MUTED, alpha=WIDE_BAND, height=0.62)
        ax.barh(
            row,
            (each["q95"] - each["q05"]) / width,
            left=(each["q05"] - low) / width,
            color=_LOW,
            alpha=NARROW_BAND + 0.3,
            height=0.4,
        )
        ax.plot([(each["q50"] - low) / width], [row], "o", color=_LOW, markeredgecolor="white", markersize=7)
    ax.set_title(say("posterior_title"))
    ax.set_xticks([0, 1], [say("posterior_low"), say("posterior_high")])
    rows(ax, [_input_label(str(name), parameters) for name in shown.index], "posterior_note")
    return ax


@figure
def information_chart(
    table: pd.DataFrame, parameters: Mapping[str, Parameter], criterion: str, ax: Axes | None = None
) -> Axes:
    """What knowing each uncertainty exactly is worth to the decision; grey where noise could show as much."""
    assert ax is not None
    shown = table.head(_SHOWN)
    colours = [_LOW if counts else SURFACE["line"] for counts in shown["counts"]]
    ax.barh(range(len(shown)), shown["worth"], color=colours, height=0.62)
    ax.plot(
        shown["noise"],
        range(len(shown)),
        "|",
        color=_HIGH,
        markersize=13,
        markeredgewidth=2,
        label=say("information_noise"),
    )
    ax.set_title(say(f"information_{criterion}"))
    ax.set_xlabel(say("unit_wan" if criterion == "yuan" else "unit_villages"))
    ax.set_xlim(0, max(float(shown["worth"].max()) * 1.08, 1e-3))
    if not shown["counts"].any():
        nothing = wrapped(say("information_nothing"), 40)
        ax.text(0.97, 0.5, nothing, transform=ax.transAxes, ha="right", va="center", color=_MUTED)
    ax.legend(loc="lower right")
    rows(ax, [_input_label(str(name), parameters) for name in shown.index], "information_note")
    return ax


@figure
def box_chart(
    box: Box, parameters: Mapping[str, Parameter], draws: pd.DataFrame, base: float, ax: Axes | None = None
) -> Axes:
    """One box: of each restricted uncertainty the part of its range, by rank among the members."""
    assert ax is not None
    for row, (name, (low, high)) in enumerate(box.limits.items()):
        ranked = np.sort(draws[name].to_numpy())
        begin, end = np.searchsorted(ranked, [low, high]) / len(ranked)
        ax.barh(row, 1, color=_MUTED, alpha=WIDE_BAND, height=0.56)
        ax.barh(row, end - begin, left=begin, color=_HIGH, alpha=0.75, height=0.56)
        for at, value in ((begin, low), (end, high)):
            if np.isfinite(value):
                ax.annotate(f"{value:.3g}", (at, row - 0.3), ha="center", va="bottom", fontsize=8.5)
    ax.set_xlim(0, 1)
    ax.set_xticks([0, 0.5, 1], [percent(each / 2) for each in range(3)])
    told = {
        name: percent(float(share))
        for name, share in (("density", box.density), ("base", base), ("coverage", box.coverage))
    }
    ax.set_title(wrapped(say("box_title", **told), _TITLE))
    rows(ax, [_input_label(name, parameters) for name in box.limits], "box_note", 0.5)
    return ax


# ---- The boxes of scenario discovery as sentences ------------------------------------------------


def sentences(boxes: Sequence[Box], parameters: Mapping[str, Parameter], base: float) -> list[str]:
    """Every box as one sentence; `base` is the share of misses among all members."""
    return [box_sentence(box, parameters, base) for box in boxes]


def box_sentence(box: Box, parameters: Mapping[str, Parameter], base: float) -> str:
    conditions = [_limit_words(parameters[name], low, high) for name, (low, high) in box.limits.items()]
    shares = {"density": box.density, "coverage": box.coverage, "mass": box.mass, "base": base}
    told = {name: percent(share) for name, share in shares.items()}
    return say("box_sentence", conditions=say("box_and").join(conditions), **told)


def _limit_words(parameter: Parameter, low: float, high: float) -> str:
    """One condition, such as "yearly yield below 0.061 (1/year)"."""
    values = {
        "label": parameter.label(),
        "low": f"{low:.3g}",
        "high": f"{high:.3g}",
        "unit": parameter.unit,
    }
    key = "box_below" if np.isinf(low) else "box_above" if np.isinf(high) else "box_between"
    return say(key, **values)
