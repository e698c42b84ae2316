"""Frames in words: the tables of reports and of the command line, in one language, with their spread."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from sim.figures.numbers import Band, Figure, number, signed, significant
from sim.inputs.levers import Lever
from sim.inputs.parameters import Parameter
from sim.inputs.programme import in_use
from sim.inputs.scenarios.scenario import Change, Override, Scenario
from sim.words import in_language, language, say

# How an answer of sim.analysis.outcomes.headline is written: decimals, and whether its sign matters.
ANSWERS = {
    "mean_income": (1, False),
    "mean_net": (1, False),
    "mean_gain": (2, True),
    "mean_net_gain": (2, True),
    "household_gain": (0, True),
    "below_target": (0, False),
    "net_below_target": (0, False),
    "by_subsidy": (0, False),
    "by_debt": (0, False),
    "lifted": (0, True),
    "net_lifted": (0, True),
    "public_cost": (0, False),
    "own_cost": (0, False),
    "partner_cost": (0, False),
    "gain_per_yuan": (3, False),
    "net_gain_per_yuan": (3, False),
}
# All that can be told of no programme.
WITHOUT_GAIN = ("mean_income", "mean_net", "below_target", "net_below_target", "by_subsidy", "by_debt")
PURSES = ("public_cost", "own_cost", "partner_cost")  # whose money it is
SHORT_ANSWERS = (
    "mean_income", "mean_net", "below_target", "net_below_target", "by_subsidy", "by_debt", "gain_per_yuan",
    "net_gain_per_yuan",
)  # fmt: skip
NONE = "–"


def interval(low: float, mid: float, high: float, decimals: int = 0, sign: bool = False) -> tuple[str, str]:
    """A median and its 90 % band as text, ("54.9", "49.1 – 61.2"); a value that does not exist is a dash."""
    if not np.isfinite(mid):
        return NONE, ""
    write = signed if sign else number
    middle = Figure(write(mid, decimals), mid, more={"low": low, "high": high})
    return Band(middle, f"{write(low, decimals)} – {write(high, decimals)}")


def answer(row: Mapping[str, Any], name: str) -> tuple[str, str]:
    """One row of a headline table as text: median and band."""
    decimals, sign = ANSWERS[name]
    return interval(row["low"], row["mid"], row["high"], decimals, sign)


def answer_label(name: str) -> str:
    return say(f"answer_{name}", target=in_use().target.amount)


def answer_labels(names: Iterable[str]) -> dict[str, str]:
    """The labels of several answers by their names."""
    return {name: answer_label(name) for name in names}


def comparison(
    table: pd.DataFrame, titles: Mapping[str, Mapping[str, str]]
) -> tuple[list[str], list[list[tuple[str, str]]]]:
    """Heads and rows of a comparison: a short answer with its unit, then its median and band everywhere.

    table  rows (scenario, answer) with columns low, mid, high, as sim.analysis.compare.compare gives it
    """
    scenarios = list(table.index.get_level_values("scenario").unique())
    rows = [
        [
            (f"{answer_label(name)} ({say(f'answer_{name}_unit')})", ""),
            *(answer(table.loc[scenario, name], name) for scenario in scenarios),
        ]
        for name in SHORT_ANSWERS
    ]
    return [say("word_answer"), *(titles[scenario][language()] for scenario in scenarios)], rows


# --- changes of a scenario -------------------------------------------------------------------------------


def no_changes(scenario: Scenario) -> str:
    """That nothing was changed: every lever has its published amount, or what is shared out of it here."""
    return say("report_no_changes" if scenario.part == 1 else "report_no_changes_here")


def change_row(
    change: Change, levers: Mapping[str, Lever], parameters: Mapping[str, Parameter], years: Sequence[int]
) -> list[str]:
    """One change as text: what, old, new, reason."""
    if change.field == "prior":
        label = parameters[change.target].label()
        old, new = (prior_text(each) for each in (change.old, change.new))
    elif change.field == "posterior":
        label = say("word_posterior")
        old, new = change.old or say("posterior_none"), change.new
    elif change.field == "rule":
        names = (change.old or change.new).levers
        label = say("adaptive_of", levers=say("word_and").join(levers[name].label() for name in names))
        old, new = (each.text() if each else "–" for each in (change.old, change.new))
    else:
        lever = levers[change.target]
        label = lever.label()
        old, new = (_field_text(change.field, each, lever, years) for each in (change.old, change.new))
    return [label, old, new, in_language(change.reason)]


def _field_text(field: str, value: Any, lever: Lever, years: Sequence[int]) -> str:
    if field == "targeting":
        return handout_text(value)
    if field == "extra":
        return _extra_text(value, lever, years)
    return f"{path_text(years, value)} {lever.unit_label()}"


def handout_text(targeting: str | tuple[str, ...]) -> str:
    """The name of a way of handing out; a list of villages as its first ids and their number."""
    if isinstance(targeting, str):
        return say(f"handout_{targeting}")
    names = ", ".join(targeting[:3]) + (" …" if len(targeting) > 3 else "")
    return say("handout_villages", count=len(targeting), names=names)


def _extra_text(extra: Any, lever: Lever, years: Sequence[int]) -> str:
    """What named villages get on top: how many units in all, to how many villages, from when to when."""
    if not extra:
        return "–"
    paths = [path for _, path in extra]
    given = [year for place, year in enumerate(years) if any(path[place] for path in paths)]
    return say(
        "change_extra", units=_amount_text(sum(map(sum, paths))), unit=lever.unit_label(),
        villages=len(extra), years="–".join(str(year) for year in sorted({given[0], given[-1]})),
    )  # fmt: skip


def path_text(years: Sequence[int], amounts: Sequence[float]) -> str:
    """A path as short as it can be said: `436`, or `first year: 436 → third: 0`."""
    steps = [(years[0], amounts[0])]
    for year, amount in zip(years[1:], amounts[1:], strict=True):
        if amount != steps[-1][1]:
            steps.append((year, amount))
    if len(steps) == 1:
        return _amount_text(steps[0][1])
    return " → ".join(f"{year}: {_amount_text(amount)}" for year, amount in steps)


def _amount_text(amount: float) -> str:
    """An amount with as many decimals as it needs, three at most."""
    text = number(amount, 3)
    return text.rstrip("0").rstrip(".") if "." in text else text


def prior_text(prior: Override) -> str:
    if prior.distribution == "constant":
        return significant(prior.value)
    low, middle, high = (significant(each) for each in (prior.low, prior.value, prior.high))
    return f"{middle} ({low} – {high}, {say(f'distribution_{prior.distribution}')})"


# --- HTML ------------------------------------------------------------------------------------------------


def html_table(
    headers: Sequence[str], rows: Iterable[Sequence[Any]], numbers: Iterable[int] = (), css: str = ""
) -> str:
    """A table; cells are text or (text, smaller text below); `numbers` are the columns set to the right."""
    right = set(numbers)
    head = "".join(_cell("th", each, place in right) for place, each in enumerate(headers))
    body = "".join(
        f"<tr>{''.join(_cell('td', each, place in right) for place, each in enumerate(row))}</tr>"
        for row in rows
    )
    return (
        f'<div class="table {css}"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _cell(tag: str, content: Any, right: bool) -> str:
    main, small = content if isinstance(content, tuple) else (content, "")
    below = f"<small>{escape(str(small))}</small>" if small else ""
    return f"<{tag}{' class=number' if right else ''}>{escape(str(main))}{below}</{tag}>"


def column(name: str, label: str, kind: str = "text", unit: str = "", decimals: int = 0, **more: Any) -> dict:
    """A column of a DataTable; `kind` is text, number, share (shown per cent), chance (as share, but never 0
    or 100), band (low, mid, high) or hidden (searched, not shown).

    more: signed (a plus in front of what is more than nothing), help.
    """
    return {"id": name, "label": label, "kind": kind, "unit": unit, "decimals": decimals, **more}
