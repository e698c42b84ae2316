"""Figures of what a county brought: findings, gaps, distributions and paths: `f(table, …) -> ax`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from sim.figures.certainty import note
from sim.figures.labels import column_label
from sim.figures.numbers import percent
from sim.figures.theme import SURFACE, figure, legend_above
from sim.inputs.programme import in_use
from sim.words import say

if TYPE_CHECKING:
    from sim.inputs.intake.findings import Finding
    from sim.inputs.intake.panel import Observations
    from sim.inputs.villages import Register

_STREAMS = {"operating": "#0072b2", "contracts": "#00805d", "investment": "#8a6100", "subsidy": "#a8477f"}
_LEVELS = {"error": "#b2182b", "question": "#8a6100", "repaired": "#00805d", "note": "#6b7280"}
# from nothing to everything: also told apart on a printer without colour
_KNOWN = ("#b2182b", "#e8b04b", "#cfe3f1")
_TREATED, _OTHERS = "#0072b2", "#6b7280"
_SMALLEST = 0.01  # 100 yuan: what a logarithmic axis takes for nothing


def wide(ax: Axes, width: float, height: float) -> None:
    """The size of a figure that is not a part of a larger one."""
    if len(ax.figure.axes) == 1:
        ax.figure.set_size_inches(width, height)  # type: ignore[union-attr]


def grid(ax: Axes, table: pd.DataFrame, colours: str, form: str) -> None:
    """A table as coloured cells with their figures; white is 0, the deepest colour the farthest from it."""
    values = table.to_numpy(float)
    largest = float(np.nanmax(np.abs(values)))
    ax.imshow(values, cmap=colours, vmin=-largest, vmax=largest, aspect="auto")
    for (row, column), value in np.ndenumerate(values):
        if np.isfinite(value):
            ink = "white" if abs(value) > 0.6 * largest else SURFACE["ink"]
            ax.text(column, row, f"{value:{form}}", ha="center", va="center", fontsize=8.5, color=ink)
    ax.set_xticks(range(len(table.columns)), [str(name) for name in table.columns])
    ax.set_yticks(range(len(table)), [str(name) for name in table.index])
    ax.grid(visible=False)


@figure
def findings_chart(findings: Sequence[Finding], ax: Axes | None = None) -> Axes:
    """How many findings of each kind, the gravest level first; nothing found is said too."""
    assert ax is not None
    counts = Counter((each.level, each.kind) for each in findings)
    rows = sorted(counts, key=lambda pair: (list(_LEVELS).index(pair[0]), -counts[pair]))
    labels = [say(f"intake_short_{kind}") for _, kind in rows]
    ax.barh(range(len(rows)), [counts[pair] for pair in rows], color=[_LEVELS[level] for level, _ in rows])
    for place, pair in enumerate(rows):
        ax.text(counts[pair], place, f" {counts[pair]}", va="center", fontsize=9)
    ax.set_yticks(range(len(rows)), labels)
    ax.invert_yaxis()
    ax.grid(visible=False, axis="y")
    ax.set_xlim(0, max(counts.values(), default=1) * 1.15)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    present = [level for level in _LEVELS if any(level == each for each, _ in rows)]
    if present:
        marks = [Patch(color=_LEVELS[level], label=say(f"intake_level_{level}")) for level in present]
        ax.legend(handles=marks, loc="lower right")
    wide(ax, 7.6, 1.6 + 0.28 * max(len(rows), 1))
    ax.set_title(say("intake_chart_findings" if rows else "intake_chart_nothing"))
    ax.set_xlabel(say("intake_chart_count"))
    return ax


@figure
def income_chart(register: Register, ax: Axes | None = None) -> Axes:
    """Collective income of the villages by banner, on a logarithmic axis, and the target."""
    assert ax is not None
    table = _with_income(register)
    order = table.groupby("banner_id")["income"].median().sort_values().index
    sns.boxenplot(
        table, x="income", y="banner_id", order=order, log_scale=True, color="#7fb2d6", linewidth=0.6,
        showfliers=False, ax=ax,
    )  # fmt: skip
    sns.stripplot(
        table, x="income", y="banner_id", order=order, size=2.2, color=SURFACE["ink"], alpha=0.35, ax=ax
    )
    ax.axvline(in_use().target.amount, color=SURFACE["warn"], linestyle=(0, (4, 2)), linewidth=1.2)
    ax.set_title(say("intake_chart_income"))
    ax.set_ylabel("")
    ax.set_xlabel(say("unit_10k_yuan_per_year"))
    ax.xaxis.set_major_formatter("{x:g}")
    wide(ax, 7.6, 1.8 + 0.36 * len(order))
    note(ax, "intake_note_income", target=in_use().target.amount)
    return _synthetic_note(ax, register)


@figure
def stream_chart(register: Register, ax: Axes | None = None) -> Axes:
    """How each stream of income is spread over the villages that have any of it."""
    assert ax is not None
    for name, colour in _STREAMS.items():
        values = register.table[name]
        paid = values[values > _SMALLEST]
        if len(paid) > 1:
            stream = column_label(name)
            label = say("intake_stream", stream=stream, none=percent(1 - len(paid) / len(values)))
            sns.kdeplot(x=paid, log_scale=True, color=colour, linewidth=2, label=label, ax=ax, cut=0)
    ax.set_title(say("intake_chart_streams"))
    ax.set_xlabel(say("unit_10k_yuan_per_year"))
    ax.set_ylabel(say("intake_axis_density"))
    ax.set_yticks([])
    ax.xaxis.set_major_formatter("{x:g}")
    ax.legend(loc="upper right", fontsize=9)
    wide(ax, 7.6, 4.2)
    note(ax, "intake_note_streams")
    return _synthetic_note(ax, register)


def _with_income(register: Register) -> pd.DataFrame:
    table = register.table
    income = table[list(_STREAMS)].sum(axis=1)
    return table.assign(income=income.clip(lower=_SMALLEST))


def _synthetic_note(ax: Axes, register: Register) -> Axes:
    if register.synthetic:
        ax.set_xlabel(f"{ax.get_xlabel()}\n{say('figure_synthetic')}")
    return ax


@figure
def gap_chart(panel: Observations, ax: Axes | None = None) -> Axes:
    """What the panel knows, village by year: all, part or nothing; villages with most gaps on top."""
    from sim.inputs.intake.panel import gaps

    assert ax is not None
    known = gaps(panel)
    level = np.select([known.to_numpy() >= 1, known.to_numpy() > 0], [2, 1], 0)
    order = np.lexsort((*level.T[::-1], level.sum(axis=1)))
    ax.imshow(
        level[order], aspect="auto", interpolation="nearest", cmap=ListedColormap(_KNOWN), vmin=0, vmax=2
    )
    ax.set_xticks(range(len(known.columns)), [str(year) for year in known.columns])
    ax.grid(visible=False)
    ax.set_ylabel(say("intake_axis_villages", count=f"{len(known):,}"))
    counts = np.bincount(level.ravel(), minlength=3)
    shares = counts / counts.sum()
    labels = [say(f"intake_known_{k}", count=f"{counts[k]:,}", share=percent(shares[k], 1)) for k in range(3)]
    marks = [Patch(facecolor=_KNOWN[k], edgecolor=SURFACE["line"], label=labels[k]) for k in (2, 1, 0)]
    legend_above(ax, handles=marks, ncols=3, fontsize=8.5)
    ax.set_title(say("intake_chart_gaps"), pad=28)
    wide(ax, 7.6, 4.6)
    note(ax, "intake_note_gaps")
    return ax


@figure
def path_chart(panel: Observations, outcome: str = "income", ax: Axes | None = None) -> Axes:
    """Median and middle half of an outcome by year, of villages ever supported and of the others."""
    assert ax is not None
    table = panel.table.dropna(subset=[outcome])
    names = {key: say(f"intake_{key}") for key in ("ever", "never", "all")}
    if "first_treated" in table:
        ever = table.groupby("village_id")["first_treated"].transform("max").notna()
        groups = np.where(ever, names["ever"], names["never"])
    else:
        groups = np.full(len(table), names["all"])
    colours = dict(zip(names.values(), (_TREATED, _OTHERS, _TREATED), strict=True))
    order = [name for name in names.values() if name in set(groups)]
    sns.lineplot(
        x=table["year"].to_numpy(), y=table[outcome].to_numpy(), hue=groups, style=groups, palette=colours,
        hue_order=order, style_order=order,
        estimator="median", errorbar=("pi", 50), markers=True, dashes=True, ax=ax,
    )  # fmt: skip
    years = panel.years
    ax.set_xticks(years, [str(year) for year in years])
    ax.set_title(say("intake_chart_paths"))
    ax.set_ylabel(say("unit_10k_yuan_per_year"))
    ax.set_ylim(bottom=0)
    ax.legend(title=None, loc="best")
    wide(ax, 7.6, 4.2)
    note(ax, "intake_note_paths")
    return ax
