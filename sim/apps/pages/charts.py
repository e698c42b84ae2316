"""What charts and cards of more than one page are told: the frames of the widgets in sim.apps.widgets.

Every frame carries a sentence, made from the chart's own numbers, for those who do not see it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from sim.analysis.sensitivity import VarianceShares
from sim.figures.labels import limit
from sim.figures.numbers import chance, number, percent, signed
from sim.inputs.programme import in_use
from sim.words import language, say, template

# The answers of the variance shares with what they are called.
SCORED = {
    "mean_income": "page_chart_income",
    "mean_gain": "page_chart_gain",
    "below_target": "page_chart_below",
    "lifted": "overview_measure_reach",
    "whole": "answer_whole",
}
GROUP_LOOKS = {
    "evidence": ("#0072b2", "solid"),
    "assumption": ("#c24e00", "stripes"),
    "luck": ("#6b7280", "dots"),
}
# From these chances on it is called so; below the last it is called `no`.
DEGREES = {"sure": 0.9, "likely": 0.66, "open": 0.34, "unlikely": 0.1}
CONFIDENCE = 1.645  # standard errors: a word too strong is said in one of twenty cases at most


def banded_card(key: str, label: str, unit: str, band: Sequence[str], note: str = "") -> dict[str, str]:
    """A number of the Headlines with its 90 % band; `band` is low, middle and high as they are written."""
    low, middle, high = band
    said = say("page_card_band", low=low, high=high)
    return {"key": key, "label": label, "value": middle, "unit": unit, "band": said, "note": note}


def fan_frame(
    title: str, unit: str, years: Sequence[int], lines: Sequence[Mapping[str, Any]], first: np.ndarray,
    decimals: int, **more: Any,
) -> dict[str, Any]:  # fmt: skip
    """The frame of a FanChart, with its sentence made from the numbers of the first line.

    lines  label, colour, dash and bands of each
    first  (5, year): the five quantiles of the first line
    more   note (a line below); zero (a line at zero, which the axis then reaches); showing (which run it is)
    """
    low, _, middle, _, high = first[:, -1]
    values = {"from": first[2, 0], "to": middle, "low": low, "high": high}
    said = {name: number(value, decimals) for name, value in values.items()}
    return {
        "years": list(years),
        "series": list(lines),
        "title": title,
        "unit": unit,
        "sentence": say("page_sentence", title=title, unit=unit, first=years[0], last=years[-1], **said),
        "decimals": decimals,
        "lang": language(),
        "words": {key: template(f"page_read_{key}") for key in ("year", "band", "line")},
        **more,
    }


def three_of_five(rows: np.ndarray) -> np.ndarray:
    """Rows of low, middle and high as five quantiles, of which 25 and 75 % are not known, (row, 5)."""
    values = np.full((len(rows), 5), np.nan)
    values[:, [0, 2, 4]] = rows
    return values


def interval_frame(
    title: str, unit: str, rows: Sequence[Mapping[str, Any]], values: np.ndarray,
    decimals: int = 1, **more: Any,
) -> dict[str, Any]:  # fmt: skip
    """The frame of an IntervalChart, with the sentence for those who do not see it.

    rows    key, label and, where wanted, note, colour, point (circle, square, diamond, triangle), group
    values  (row, 5) as in `IntervalChart`
    more    note (a line below); hint (how to use it; not printed); zero (a line at zero); signed (a plus
            before gains); percent (values are chances: shares of the simulations); answer (what is said of
            the chosen row, under it); marks (value and label of further lines); legend (label with colour and
            point); ends (a tornado: from the middle to column 0 and to column 4, which may lie either way);
            choosable, chosen (rows are buttons)
    """
    words = {name: say(f"interval_{name}") for name in ("to", "nothing")}
    write: Callable[[float], str] = partial(signed if more.get("signed") else number, decimals=decimals)
    if more.get("percent"):
        write = partial(chance)
    ends = bool(more.get("ends"))
    parts = [
        _interval_words(str(row["label"]), line, write, ends) for row, line in zip(rows, values, strict=True)
    ]
    sentence = _opening(title, unit) + say("interval_pause").join(parts)
    frame = {"title": title, "unit": unit, "rows": [dict(row) for row in rows], "decimals": decimals}
    return frame | {"lang": language(), "words": words, "sentence": sentence, **more}


def _opening(title: str, unit: str) -> str:
    """What a chart shows, for those who do not see it; a chance has no unit."""
    return say("interval_sentence" if unit else "interval_sentence_bare", title=title, unit=unit)


def _interval_words(label: str, line: np.ndarray, write: Callable[[float], str], ends: bool = False) -> str:
    """One row said from its numbers."""
    if not np.isfinite(line[2]):
        return say("interval_row_nothing", label=label)
    low, middle, high = (write(float(line[place])) for place in (0, 2, 4))
    if ends:
        return say("interval_row_ends", label=label, low=low, high=high)
    if line[0] == line[4]:
        return say("interval_row_certain", label=label, middle=middle)
    return say("interval_row", label=label, low=low, middle=middle, high=high)


# --- wholes and their parts ------------------------------------------------------------------------------


def stacked_frame(
    title: str,
    unit: str,
    rows: list[dict[str, str]],
    parts: list[dict[str, str]],
    values: np.ndarray,
    showing: int,
    shares: bool = False,
    note: str = "",
) -> dict[str, Any]:
    """The frame of StackedBars with the sentence for those who do not see it."""

    def write(value: float) -> str:
        return percent(max(value, 0.0)) if shares else number(value)

    said = [
        say("overview_parts", label=row["label"], parts=say("page_comma").join(
            f"{part['label']} {write(float(value))}" for part, value in zip(parts, line, strict=True)
        ))
        for row, line in zip(rows, values, strict=True)
    ]  # fmt: skip
    sentence = _opening(title, unit) + say("interval_pause").join(said)
    return {
        "rows": rows, "parts": parts, "title": title, "unit": unit, "sentence": sentence, "percent": shares,
        "decimals": 0, "lang": language(), "showing": showing, "note": note,
    }  # fmt: skip


def share_bars(shares: VarianceShares, showing: int) -> tuple[dict, np.ndarray]:
    """Of each answer's spread what rests on evidence, on assumptions, and on luck."""
    table = shares.table
    kept = [name for name in SCORED if name in table.index and table.loc[name].abs().sum() > 0]
    values = table.loc[kept, list(GROUP_LOOKS)].to_numpy(float).clip(0)
    rows = [
        {"key": name, "label": say(SCORED[name], threshold=limit(in_use().target.amount))} for name in kept
    ]
    parts = [
        {"label": say(f"group_{name}"), "colour": colour, "pattern": pattern}
        for name, (colour, pattern) in GROUP_LOOKS.items()
    ]
    title, note = say("overview_shares"), shares_note(shares)
    unit = say("overview_share_unit")
    return stacked_frame(title, unit, rows, parts, values, showing, shares=True, note=note), values


def shares_note(shares: VarianceShares) -> str:
    """How the shares were found and how far they may be off; what to do where the runs are too few."""
    too_few = say("variance_too_few", **_design_words(shares)) if shares.too_few else ""
    return design_note(shares) + too_few


def design_note(shares: VarianceShares) -> str:
    """Of how many points the design of the shares is, and how far they may be off."""
    return say("overview_shares_note", **_design_words(shares))


def _design_words(shares: VarianceShares) -> dict[str, str]:
    return {"base": number(shares.base), "points": number(100 * shares.width)}


def shares_text(shares: VarianceShares, answer: str) -> str:
    """The share that rests on assumptions with its interval."""
    low, middle, high = (percent(each) for each in shares.told(answer, "assumption"))
    return say("overview_share_band", share=middle, low=low, high=high)


# --- how likely something is, in words that claim no more than the simulations tell ----------------------


def degree(share: float, members: int | None = None) -> str:
    """The word for a chance: sure, likely, open, unlikely or no.

    members  how many simulations it is a share of: then no stronger word is said than they can tell
    """
    held = share if members is None else _nearest_to_even(share, members)
    return next((name for name, least in DEGREES.items() if held >= least), "no")


def _nearest_to_even(share: float, members: int) -> float:
    """The end towards one half of the interval in which the chance lies, known from a share of members.

    Wilson's score interval: unlike the plain one it is right for few members and near nothing or everything.
    """
    centre = (share + CONFIDENCE**2 / (2 * members)) / (1 + CONFIDENCE**2 / members)
    spread = share * (1 - share) / members + (CONFIDENCE / (2 * members)) ** 2
    half = CONFIDENCE * spread**0.5 / (1 + CONFIDENCE**2 / members)
    return max(centre - half, 0.5) if share > 0.5 else min(centre + half, 0.5)


def tone(share: float, members: int | None = None) -> str:
    """Whether an answer is a yes, a no or open."""
    return {"sure": "yes", "likely": "yes", "open": "open"}.get(degree(share, members), "no")
