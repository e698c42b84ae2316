"""What all sheets are made of: the table itself, where it is shown, and how its numbers stand in it.

A sheet is text in one language. Every number stands with its band or with how sure it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from sim.analysis.response import package_label
from sim.figures.numbers import chance as share_of_draws
from sim.figures.numbers import percent as share_percent
from sim.figures.tables import NONE, html_table, interval
from sim.inputs.villages import load_industries
from sim.words import language, say

if TYPE_CHECKING:
    from IPython.display import HTML


class Sheet(NamedTuple):
    """A table in words: title, heads, rows of text or (text, smaller text), and sentences under it.

    `whole` are the rows of a file of data, where a screen shows only the most important ones; `unit` is that
    of the numbers under heads that name none. `first` is how many rows a paper holds, where it is those and
    no others; 0 leaves that to the paper.
    """

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Any]]
    sentences: Sequence[str] = ()
    whole: Sequence[Sequence[Any]] | None = None
    unit: str = ""
    first: int = 0


@dataclass(frozen=True)
class Asked:
    """The question that a page answers, as page one of a briefing tells it.

    sentences  the answer: what to do, how much it brings, how sure that is
    picture    draws the chart that shows it, as PNG; without one the briefing shows the scenario's own
    caption    of that chart
    beside     what the pages behind the first do not hold of it, where they speak of something else
    """

    question: str
    sentences: Sequence[str]
    picture: Callable[[], bytes] | None = None
    caption: str = ""
    beside: str = ""


def to_html(sheets: Iterable[Sheet]) -> HTML:
    """Sheets as they stand in a report."""
    from html import escape

    from sim.reports.report import html, paragraph

    parts = []
    for sheet in sheets:
        parts.append(f"<h2>{escape(sheet.title)}</h2>")
        if sheet.rows:
            parts.append(html_table(sheet.heads, sheet.rows, numbers=range(1, len(sheet.heads))))
        parts += [paragraph(each) for each in sheet.sentences]
    return html(*parts)


def show(sheets: Iterable[Sheet]) -> None:
    """Sheets as the command line shows them."""
    from sim.reports.console import show_table, tell

    for sheet in sheets:
        if sheet.rows:
            right = range(1, len(sheet.heads))
            show_table(sheet.heads, sheet.rows, sheet.title, right, sheet.whole, sheet.unit)
        else:
            tell(sheet.title, style="bold")
        for sentence in sheet.sentences:
            tell(sentence)


def heads(*names: str) -> list[str]:
    return [say(f"advice_col_{name}") for name in names]


def percent(value: float, decimals: int = 0) -> str:
    """A share per cent; a dash where there is none."""
    return NONE if np.isnan(value) else share_percent(value, decimals)


def chance(value: float) -> str:
    """A share of the simulations; a dash where there is none."""
    return NONE if np.isnan(value) else share_of_draws(value)


def band(
    row: Any, decimals: int = 1, sign: bool = False, names: Sequence[str] = ("low", "mid", "high")
) -> tuple[str, str]:
    low, mid, high = (float(row[name]) for name in names)
    return interval(low, mid, high, decimals, sign)


def industry_names() -> dict[str, str]:
    return load_industries()[f"label_{language()}"].to_dict()


def village_unit() -> str:
    return say("unit_10k_yuan_per_village")


def count_unit() -> str:
    return say("unit_villages")


def project_label() -> str:
    return package_label("project")


def outcome_unit(outcome: str) -> str:
    """The unit of a city outcome: villages for counts, money per village for the mean, else money."""
    if outcome.startswith(("reach_", "below_")):
        return count_unit()
    return village_unit() if outcome == "mean" else say("unit_10k_yuan_per_year")
