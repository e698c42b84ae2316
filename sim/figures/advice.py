"""Figures of advice: comparison, attribution, allocation, questions asked backwards, one village, changes.

Each takes the table that its analysis gives and returns the axes: `f(table, …, ax=None) -> ax`.
Dots are medians or means as the table has them, lines hold 90 % of the members.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.figures.numbers import number, percent, signed
from sim.figures.theme import NARROW_BAND, SURFACE, WIDE_BAND, figure, force_looks, scenario_style
from sim.inputs.levers import Lever
from sim.inputs.parameters import Parameter
from sim.inputs.programme import in_use
from sim.inputs.villages import place_names
from sim.words import language, say

if TYPE_CHECKING:
    from sim.analysis.backwards import Goal, Mix, Start
    from sim.analysis.village import VillageStudy

_Titles = Mapping[str, Mapping[str, str]]  # scenario id -> {zh, en}
_ACCENT, _MUTED, _WARN = SURFACE["accent"], SURFACE["muted"], SURFACE["warn"]
_LEVERS_SHOWN, _PARAMETERS_SHOWN = 12, 14


# --- parts ----------------------------------------------------------------------------------------


def note(members: int, synthetic: bool, centre: str = "median") -> str:
    """The line under a figure: what dot and line are, and that the register is synthetic."""
    parts = [say(f"advice_note_{centre}", members=f"{members:,}")]
    return "\n".join([*parts, say("figure_synthetic")] if synthetic else parts)


def _footed(ax: Axes, axis: str, text: str) -> Axes:
    """An x axis label with the note under it."""
    ax.set_xlabel("\n".join([axis, text]).strip("\n"), fontsize=8.5, linespacing=1.5, color=_MUTED)
    return ax


def _rows(
    ax: Axes, labels: Sequence[str], low: Any, mid: Any, high: Any, colours: Sequence[str] | str = _ACCENT
) -> None:
    """One horizontal interval a row, the first on top, and a line at nothing."""
    places = np.arange(len(labels))
    colours = [colours] * len(labels) if isinstance(colours, str) else colours
    ax.axvline(0, color=_MUTED, linewidth=1)
    ax.hlines(places, np.asarray(low, float), np.asarray(high, float), colors=colours, linewidth=2.2)
    ax.scatter(np.asarray(mid, float), places, color=colours, s=52, zorder=3, edgecolor="white")
    ax.set_yticks(places, labels)
    ax.set_ylim(len(labels) - 0.5, -0.5)
    ax.grid(visible=False, axis="y")


def force_name(force: str) -> str:
    return say("advice_total") if force == "total" else say(f"force_{force}")


def _force_colour(force: str) -> str:
    return force_looks()[force].colour if force in force_looks() else SURFACE["brand"]


def _title_of(titles: _Titles, scenario: str) -> str:
    return titles[scenario][language()] if scenario in titles else scenario


# --- comparison --------------------------------------------------------------------------------------


@figure
def differences(
    table: pd.DataFrame, titles: _Titles, than: str, unit: str, foot: str = "", ax: Any = None
) -> Axes:
    """What every scenario has more than one of them; table from sim.analysis.compare.paired."""
    part = table.xs(than, level="than")
    colours = [scenario_style(name, k).colour for k, name in enumerate(part.index)]
    _rows(
        ax,
        [_title_of(titles, name) for name in part.index],
        part["low"],
        part["mid"],
        part["high"],
        colours,
    )
    ax.set_title(say("advice_differences", than=_title_of(titles, than)))
    return _footed(ax, unit, foot)


@figure
def ranks(table: pd.DataFrame, titles: _Titles, foot: str = "", ax: Any = None) -> Axes:
    """How often each scenario takes each place; table from sim.analysis.compare.rank_shares."""
    left = np.zeros(len(table))
    shades = np.linspace(1, 0.12, table.shape[1])
    for place, shade in zip(table.columns, shades, strict=True):
        width = 100 * table[place].to_numpy()
        ax.barh(
            np.arange(len(table)),
            width,
            left=left,
            color=_ACCENT,
            alpha=shade,
            edgecolor="white",
            label=str(place),
        )
        left += width
    ax.set_yticks(range(len(table)), [_title_of(titles, name) for name in table.index])
    ax.set_ylim(len(table) - 0.5, -0.5)
    ax.set_xlim(0, 100)
    ax.grid(visible=False)
    ax.legend(title=say("advice_place"), loc="upper left", bbox_to_anchor=(1, 1))
    ax.set_title(say("advice_ranks"))
    return _footed(ax, say("advice_percent_of_members"), foot)


@figure
def gains_by_group(
    table: pd.DataFrame, labels: Mapping[str, str] | None = None, foot: str = "", ax: Any = None
) -> Axes:
    """Gain per village by banner, industry or township; table from sim.analysis.compare.winners."""
    names = [(labels or {}).get(str(name), str(name)) for name in table.index]
    texts = [
        say("advice_group_row", name=n, count=int(c)) for n, c in zip(names, table["villages"], strict=True)
    ]
    _rows(ax, texts, table["low"], table["mid"], table["high"])
    ax.set_title(say(f"advice_by_{table.index.name}"))
    return _footed(ax, say("unit_10k_yuan_per_village"), foot)


# --- attribution -------------------------------------------------------------------------------------


@figure
def forces(table: pd.DataFrame, unit: str, foot: str = "", ax: Any = None) -> Axes:
    """Each force's part of the gain; table from sim.analysis.attribution.attribute."""
    ax.barh(
        range(len(table)), table["mean"], color=[_force_colour(name) for name in table.index], alpha=0.75,
        hatch=[force_looks()[n].hatch if n in force_looks() else "" for n in table.index], edgecolor="white",
    )  # fmt: skip
    ax.hlines(range(len(table)), table["low"], table["high"], color=SURFACE["ink"], linewidth=1.6)
    ax.axvline(0, color=_MUTED, linewidth=1)
    shares = [f"{force_name(n)}  {percent(s)}" for n, s in table["share"].items()]
    ax.set_yticks(range(len(table)), shares)
    ax.set_ylim(len(table) - 0.5, -0.5)
    ax.grid(visible=False, axis="y")
    ax.set_title(say("advice_forces"))
    return _footed(ax, unit, foot)


@figure
def orders(table: pd.DataFrame, unit: str, foot: str = "", ax: Any = None) -> Axes:
    """How far adding forces one after another misleads; table from sim.analysis.attribution.stacking."""
    names = [force_name(name) for name in table.index]
    _rows(
        ax,
        names,
        table["least"],
        table["shapley"],
        table["most"],
        [_force_colour(name) for name in table.index],
    )
    ax.set_title(say("advice_orders"))
    return _footed(ax, unit, "\n".join([say("advice_orders_note"), foot]).strip("\n"))


@figure
def interactions(table: pd.DataFrame, unit: str, foot: str = "", ax: Any = None) -> Axes:
    """What pairs of forces do together beyond apart; table from sim.analysis.attribution.interaction_term."""
    forces = list(in_use().forces)
    values = np.full((len(forces), len(forces)), np.nan)
    for i, j in combinations(range(len(forces)), 2):
        values[j, i] = table.loc[f"{forces[i]}+{forces[j]}", "mean"]
    limit = np.nanmax(np.abs(values)) or 1.0
    for i, j in combinations(range(len(forces)), 2):
        ink = "white" if abs(values[j, i]) > 0.7 * limit else SURFACE["ink"]
        ax.text(i, j, signed(values[j, i], 3), ha="center", va="center", fontsize=9, color=ink)
    ax.imshow(values, cmap="RdBu", vmin=-1.4 * limit, vmax=1.4 * limit, aspect="auto")
    names = [say(f"force_{force}") for force in forces]
    ax.set_xticks(range(len(forces) - 1), names[:-1], rotation=20, ha="right")
    ax.set_yticks(range(1, len(forces)), names[1:])
    ax.set_ylim(len(forces) - 0.5, 0.5)
    ax.set_xlim(-0.5, len(forces) - 1.5)
    ax.grid(visible=False)
    ax.set_title(say("advice_interactions"))
    return _footed(ax, unit, foot)


@figure
def levers(
    table: pd.DataFrame, force: str, known: Mapping[str, Lever], unit: str, foot: str = "", ax: Any = None
) -> Axes:
    """Each lever's part inside a force, the largest first; table from a LeverSplit."""
    shown = table.sort_values("mean", ascending=False).head(_LEVERS_SHOWN)
    names = [known[name].label() for name in shown.index]
    _rows(ax, names, shown["low"], shown["mean"], shown["high"], _force_colour(force))
    ax.set_title(say("advice_levers", force=force_name(force)))
    return _footed(ax, unit, foot)


# --- allocation --------------------------------------------------------------------------------------


@figure
def plans(table: pd.DataFrame, unit: str, title: str, foot: str = "", ax: Any = None) -> Axes:
    """What each plan achieves on the full simulator; table from a Verdict."""
    names = [say(f"advice_plan_{name}") + ("" if keeps else " *") for name, keeps in table["keeps"].items()]
    _rows(ax, names, table["low"], table["mid"], table["high"], [_ACCENT, *[_MUTED] * (len(table) - 1)])
    ax.lines[0].remove()  # the line at nothing says nothing about counts of hundreds
    low, high = table["low"].min(), table["high"].max()
    ax.set_xlim(low - 0.1 * (high - low or 1), high + 0.1 * (high - low or 1))
    broken = [] if table["keeps"].all() else [say("advice_breaks_rules")]
    ax.set_title(title)
    return _footed(ax, unit, "\n".join([*broken, foot]).strip("\n"))


@figure
def places(counts: pd.Series, register: pd.DataFrame, what: str, foot: str = "", ax: Any = None) -> Axes:
    """How many packages each banner gets; counts by village, in the register's order."""
    banners = register["banner_id"].to_numpy()
    names = list(pd.unique(banners))
    given = [float(counts.to_numpy()[banners == name].sum()) for name in names]
    served = [int((counts.to_numpy()[banners == name] > 0).sum()) for name in names]
    bars = ax.bar(range(len(names)), given, color=_ACCENT, alpha=0.75)
    ax.bar_label(bars, [say("advice_served", count=each) for each in served], fontsize=8, padding=2)
    ax.set_xticks(range(len(names)), names)
    ax.margins(y=0.12)
    ax.grid(visible=False, axis="x")
    ax.set_ylabel(what)
    ax.set_title(say("advice_places"))
    return _footed(ax, say("advice_banner"), foot)


@figure
def budgets(table: pd.DataFrame, unit: str, foot: str = "", ax: Any = None) -> Axes:
    """Budget against what it achieves; table from sim.analysis.plans.frontier."""
    known = table[table["feasible"].astype(bool)]
    money = known.index.to_numpy(float)
    lines = [known[name].to_numpy(float) for name in ("low", "high", "mean")]
    ax.fill_between(money, lines[0], lines[1], color=_ACCENT, alpha=WIDE_BAND, linewidth=0)
    ax.plot(money, lines[2], color=_ACCENT, marker="o", markersize=4, label=say("advice_plan_optimum"))
    for name, dash in (("weakest", (6, 3)), ("equal", (2, 2))):
        key = "weakest_first" if name == "weakest" else name
        ax.plot(
            money,
            known[name].to_numpy(float),
            color=_MUTED,
            linestyle=(0, dash),
            label=say(f"advice_plan_{key}"),
        )
    ax.set_title(say("advice_frontier"))
    ax.set_ylabel(unit)
    ax.legend(loc="best")
    return _footed(ax, say("advice_budget_axis"), foot)


@figure
def worth(table: pd.DataFrame, step: float, foot: str = "", ax: Any = None) -> Axes:
    """What the next money brings in each force; table from sim.analysis.plans.marginal_worth."""
    names = [force_name(name) for name in table.index]
    _rows(
        ax, names, table["income_low"], table["income_mid"], table["income_high"],
        [_force_colour(name) for name in table.index],
    )  # fmt: skip
    ax.set_title(say("advice_worth", step=f"{step:g}"))
    return _footed(ax, say("unit_10k_yuan_per_year"), foot)


# --- backwards ---------------------------------------------------------------------------------------


@figure
def mix(found: Mix, foot: str = "", ax: Any = None) -> Axes:
    """What the goal costs through each group alone, and as the cheapest mix found."""
    names = [say(f"advice_group_{group}") for group in found.alone.index]
    alone = found.alone.to_numpy(float)
    known = np.where(np.isfinite(alone), alone, 0)
    ax.barh(range(len(names)), known, color=_MUTED, alpha=0.45)
    for place, value in enumerate(alone):
        text = number(value) if np.isfinite(value) else say("advice_cannot")
        ax.text(known[place], place, f" {text}", va="center", fontsize=9, color=_MUTED)
    left = 0.0
    for k, part in enumerate(found.spending.fillna(0).to_numpy(float)):
        ax.barh(len(names), part, left=left, color=_ACCENT, alpha=0.35 + 0.13 * k, edgecolor="white")
        left += part
    total = f" {number(found.total)}" if found.exists else " " + say("advice_cannot")
    ax.text(left, len(names), total, va="center", fontsize=9)
    ax.set_yticks(range(len(names) + 1), [*names, say("advice_mix_row")])
    ax.invert_yaxis()
    ax.margins(x=0.16)
    ax.grid(visible=False, axis="y")
    ax.set_title(say("advice_mix"))
    return _footed(ax, say("advice_money_axis"), foot)


@figure
def starts(found: Start, foot: str = "", ax: Any = None) -> Axes:
    """The chance of the goal by the year in which the programme begins."""
    names = [say("advice_never") if name == "never" else str(name) for name in found.table.index]
    chances = 100 * found.table["chance"].to_numpy(float)
    enough = chances >= 100 * found.goal.chance
    ax.bar(range(len(names)), chances, color=np.where(enough, _ACCENT, SURFACE["line"]))
    ax.axhline(100 * found.goal.chance, color=_WARN, linestyle=(0, (4, 2)), linewidth=1.4)
    ax.set_xticks(range(len(names)), names)
    ax.set_ylim(0, 100)
    ax.grid(visible=False, axis="x")
    ax.set_ylabel(say("advice_chance_axis"))
    ax.set_title(say("advice_starts"))
    return _footed(ax, say("advice_start_axis"), foot)


@figure
def break_evens(
    table: pd.DataFrame,
    known: Mapping[str, Parameter],
    first: str,
    second: str,
    unit: str,
    foot: str = "",
    ax: Any = None,
) -> Axes:
    """How the lead of the first scenario moves as each assumption goes from its low to its high end."""
    shown = table.head(_PARAMETERS_SHOWN)
    places_ = np.arange(len(shown))
    ax.axvline(0, color=_WARN, linewidth=1.4)
    ax.hlines(places_, shown["mean_low"], shown["mean_high"], color=_ACCENT, linewidth=2)
    ax.scatter(
        shown["mean_low"],
        places_,
        s=36,
        facecolor="white",
        edgecolor=_ACCENT,
        zorder=3,
        label=say("advice_low_end"),
    )
    ax.scatter(shown["mean_high"], places_, s=36, color=_ACCENT, zorder=3, label=say("advice_high_end"))
    names = [known[name].label() for name in shown.index]
    values = [
        f"  ⇄ {value:.3g}" if inside else ""
        for value, inside in zip(shown["value"], shown["inside"], strict=True)
    ]
    ax.set_yticks(places_, [name + value for name, value in zip(names, values, strict=True)])
    ax.set_ylim(len(shown) - 0.5, -0.5)
    ax.grid(visible=False, axis="y")
    ax.legend(loc="best")
    ax.set_title(say("advice_break_evens", first=first, second=second))
    return _footed(ax, unit, "\n".join([say("advice_break_evens_note"), foot]).strip("\n"))


@figure
def plans_found(table: pd.DataFrame, foot: str = "", ax: Any = None) -> Axes:
    """Plans that none beats: what they cost and bring, larger where the poorest tenth has more.

    table  as sim.analysis.search gives it
    """
    poorest = table["worst_tenth"].to_numpy(float)
    spread = np.ptp(poorest) or 1.0
    sizes = 18 + 90 * (poorest - poorest.min()) / spread
    for kind, colour in (("plain", _MUTED), ("ruled", _ACCENT)):
        part = (table["kind"] == kind).to_numpy()
        if part.any():
            ax.scatter(
                table["cost"][part], table["income"][part], s=sizes[part], color=colour, alpha=0.75,
                edgecolor="white", label=say(f"search_kind_{kind}"),
            )  # fmt: skip
    ax.set_ylabel(say("search_income_axis"))
    ax.legend(loc="best")
    ax.set_title(say("search_chart"))
    return _footed(ax, say("search_cost_axis"), foot)


# --- one village -------------------------------------------------------------------------------------


@figure
def village_path(study: VillageStudy, village: int, ax: Any = None) -> Axes:
    """A village's income with its bands, without the programme, and the medians of its peers."""
    years = np.array(study.case.scenario.years)
    low, lower, mid, upper, high = study.path[:, village]
    for peer in study.peers[village]:
        ax.plot(years, study.path[2, peer], color=SURFACE["line"], linewidth=1.2)
    ax.fill_between(years, low, high, color=_ACCENT, alpha=WIDE_BAND, linewidth=0)
    ax.fill_between(years, lower, upper, color=_ACCENT, alpha=NARROW_BAND, linewidth=0)
    ax.plot(years, mid, color=_ACCENT, marker="o", markersize=4, label=say("advice_with"))
    ax.plot(years, study.without[village], color=_MUTED, linestyle=(0, (5, 3)), label=say("advice_without"))
    ax.plot([], [], color=SURFACE["line"], label=say("advice_peers"))
    ax.axhline(study.target, color=_WARN, linestyle=(0, (4, 2)), linewidth=1.2)
    ax.set_xticks(years, [str(year) for year in years])
    ax.set_ylim(bottom=0)
    ax.set_ylabel(say("unit_10k_yuan_per_year"))
    ax.legend(loc="best")
    code = study.case.register.table["village_id"].iloc[village]
    name = place_names(study.case.register).village[code]
    ax.set_title(say("advice_village", village=name))
    synthetic = study.case.register.synthetic
    return _footed(ax, "", note(study.members, synthetic, "bands"))


@figure
def village_helps(study: VillageStudy, village: int, ax: Any = None) -> Axes:
    """What holds a village back (one step of each) and what helps per 100 (10k yuan), in the last year."""
    from sim.analysis.village import STEPS

    names = [say(f"advice_step_{name}") for name in STEPS]
    names += [say("advice_spent_on", group=say(f"advice_group_{name}")) for name in list(in_use().groups)]
    values = np.vstack([study.steps[:, :3, village], study.helps[:, :3, village]])
    colours = [_MUTED] * len(STEPS) + [_ACCENT] * len(list(in_use().groups))
    _rows(ax, names, values[:, 0], values[:, 1], values[:, 2], colours)
    ax.axhline(len(STEPS) - 0.5, color=SURFACE["line"], linewidth=1)
    ax.set_title(say("advice_helps", year=study.case.scenario.years[-1]))
    return _footed(ax, say("unit_10k_yuan_per_year"), note(study.sampled, study.case.register.synthetic))


def goal_text(goal: Goal) -> str:
    """A goal in words."""
    place = say("advice_city") if goal.place == "city" else goal.place
    key = "advice_goal_mean" if goal.share is None else "advice_goal_share"
    share = "" if goal.share is None else f"{100 * goal.share:g}"
    return say(
        key, place=place, threshold=f"{goal.threshold:g}", chance=f"{100 * goal.chance:g}", share=share
    )
