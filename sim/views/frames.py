"""What charts and cards of the live pages are told: the frames of the widgets in sim.views.widgets.

Every frame carries a sentence, made from the chart's own numbers, for those who do not see it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from sim.views.numbers import chance, number, signed
from sim.words import say, template


def banded_card(
    key: str, label: str, unit: str, band: Sequence[str], lang: str, note: str = ""
) -> dict[str, str]:
    """A number of the Headlines with its 90 % band; `band` is low, middle and high as they are written."""
    low, middle, high = band
    said = say("page_card_band", lang, low=low, high=high)
    return {"key": key, "label": label, "value": middle, "unit": unit, "band": said, "note": note}


def fan_frame(
    title: str, unit: str, years: Sequence[int], lines: Sequence[Mapping[str, Any]], first: np.ndarray,
    lang: str, decimals: int, **more: Any,
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
        "sentence": say(
            "page_sentence", lang, title=title, unit=unit, first=years[0], last=years[-1], **said
        ),
        "decimals": decimals,
        "lang": lang,
        "words": {key: template(f"page_read_{key}", lang) for key in ("year", "band", "line")},
        **more,
    }


def three_of_five(rows: np.ndarray) -> np.ndarray:
    """Rows of low, middle and high as five quantiles, of which 25 and 75 % are not known, (row, 5)."""
    values = np.full((len(rows), 5), np.nan)
    values[:, [0, 2, 4]] = rows
    return values


def interval_frame(
    title: str, unit: str, rows: Sequence[Mapping[str, Any]], values: np.ndarray, lang: str,
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
    words = {name: say(f"interval_{name}", lang) for name in ("to", "nothing")}
    write: Callable[[float], str] = partial(signed if more.get("signed") else number, decimals=decimals)
    if more.get("percent"):
        write = partial(chance, lang=lang)
    ends = bool(more.get("ends"))
    parts = [
        interval_words(str(row["label"]), line, write, lang, ends)
        for row, line in zip(rows, values, strict=True)
    ]
    sentence = opening(title, unit, lang) + say("interval_pause", lang).join(parts)
    frame = {"title": title, "unit": unit, "rows": [dict(row) for row in rows], "decimals": decimals}
    return frame | {"lang": lang, "words": words, "sentence": sentence, **more}


def opening(title: str, unit: str, lang: str) -> str:
    """What a chart shows, for those who do not see it; a chance has no unit."""
    return say("interval_sentence" if unit else "interval_sentence_bare", lang, title=title, unit=unit)


def interval_words(
    label: str, line: np.ndarray, write: Callable[[float], str], lang: str, ends: bool = False
) -> str:
    """One row said from its numbers."""
    if not np.isfinite(line[2]):
        return say("interval_row_nothing", lang, label=label)
    low, middle, high = (write(float(line[place])) for place in (0, 2, 4))
    if ends:
        return say("interval_row_ends", lang, label=label, low=low, high=high)
    if line[0] == line[4]:
        return say("interval_row_certain", lang, label=label, middle=middle)
    return say("interval_row", lang, label=label, low=low, middle=middle, high=high)
