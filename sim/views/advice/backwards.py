"""From a goal back to its cheapest mix and latest start; from two scenarios to where they break even."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.analysis.backwards import CEILING
from sim.inputs.programme import in_use
from sim.views import figures_advice
from sim.views.advice.sheets import Sheet, chance, heads, percent, village_unit
from sim.views.figures_advice import goal_text
from sim.views.labels import range_words
from sim.views.numbers import number, signed
from sim.views.tables import NONE
from sim.words import in_language, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from sim.analysis.backwards import BreakEven
    from sim.analysis.questions import Backwards, Duelled

NEVER_KEY = "never"


def backwards_sheets(found: Backwards) -> list[Sheet]:
    """The cheapest mix and the latest start of a goal."""
    return [mix_sheet(found), start_sheet(found)]


def mix_sheet(found: Backwards) -> Sheet:
    mix, known = found.mix, found.world.case.levers
    rows = [
        [
            say(f"advice_group_{group}"),
            number(mix.spending[group]) if mix.exists else NONE,
            number(alone) if np.isfinite(alone) else say("advice_cannot"),
        ]
        for group, alone in mix.alone.items()
    ]
    goal = goal_text(mix.goal)
    if not mix.exists:
        most, nothing = f"{CEILING * in_use().money.step:g}", chance(mix.chance_nothing)
        sentence = say("advice_mix_none", goal=goal, most=most, nothing=nothing)
        columns = heads("group", "mix", "alone_cost")
        return Sheet(say("advice_mix"), columns, rows, [ground_text(found), sentence])
    largest = mix.levers.sort_values("spent", ascending=False).head(3)
    names = ", ".join(
        f"{lever.label()} {number(amount, 1)} {lever.unit_label()}"
        for lever, amount in ((known[str(name)], row["amount"]) for name, row in largest.iterrows())
    )
    sentences = [
        ground_text(found),
        say(
            "advice_mix_found",
            goal=goal,
            total=number(mix.total),
            chance=chance(mix.chance),
            less=chance(mix.chance_less),
            nothing=chance(mix.chance_nothing),
        ),
        *([say("advice_mix_buys", levers=names)] if names else []),
        say("advice_mix_search", runs=mix.runs),
    ]
    return Sheet(say("advice_mix"), heads("group", "mix", "alone_cost"), rows, sentences)


def ground_text(found: Backwards) -> str:
    """What the money of the mix is added to."""
    return say("advice_mix_ground", ground=in_language(found.ground.scenario.title))


def start_sheet(found: Backwards) -> Sheet:
    start = found.start
    rows = [
        [say("advice_never") if name == NEVER_KEY else str(name), chance(row["chance"])]
        for name, row in start.table.iterrows()
    ]
    key = "advice_start_none" if start.latest is None else "advice_start_found"
    sentence = say(key, goal=goal_text(start.goal), year=start.latest or start.table.index[0])
    return Sheet(say("advice_starts"), heads("start", "chance"), rows, [sentence])


def break_even_sheets(found: Duelled) -> list[Sheet]:
    """One break-even value in a sentence, and those of every assumption in a table."""
    known = found.first.case.parameters
    first, second = (in_language(each.case.scenario.title) for each in (found.first, found.second))
    rows = [
        [
            known[str(name)].label(),
            range_words(row["prior_low"], row["prior_high"], known[str(name)].unit),
            value_text(row),
            signed(row["mean_low"], 2),
            signed(row["mean_high"], 2),
            percent(row["below"]),
        ]
        for name, row in found.table.iterrows()
    ]
    columns = heads("assumption", "prior", "break_even", "at_low", "at_high", "below")
    title = say("advice_break_evens", first=first, second=second)
    return [
        Sheet(
            title,
            columns,
            rows,
            [
                break_even_text(found.asked, known[found.asked.parameter].label(), first, second),
                say(
                    "advice_break_even_few",
                    members=number(len(found.first.draws)),
                    few=number(found.few),
                ),
            ],
        )
    ]


def value_text(row: pd.Series) -> str:
    if np.isnan(row["value"]):
        return say("advice_no_break_even")
    text = f"{row['value']:.3g}"
    return text if row["inside"] else say("advice_beyond", value=text)


def break_even_text(found: BreakEven, label: str, first: str, second: str) -> str:
    """One break-even value as a sentence; where there is none, who is better throughout."""
    if not found.exists:
        better, worse = (first, second) if found.mean_low > 0 else (second, first)
        return say("advice_break_even_none", label=label, better=better, worse=worse)
    values = ", ".join(f"{value:.3g}" for value in found.values)
    rising = found.mean_low < 0
    side = "above" if rising else "below"
    key = f"advice_break_even_{side}" if found.inside else f"advice_break_even_{side}_beyond"
    return say(key, label=label, values=values, first=first, second=second, share=percent(found.below))


def break_evens_figure(found: Duelled) -> Axes:
    first, second = (in_language(each.case.scenario.title) for each in (found.first, found.second))
    known = found.first.case.parameters
    return figures_advice.break_evens(found.table, known, first, second, village_unit())
