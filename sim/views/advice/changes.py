"""Why the answer changed between two runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.views.advice.sheets import Sheet, heads, percent
from sim.views.numbers import number, signed
from sim.views.tables import NONE, interval
from sim.words import say

if TYPE_CHECKING:
    from sim.analysis.changes import Why


def why_sheets(why: Why, lang: str | None = None) -> list[Sheet]:
    """The causes of a change in one sentence and one table."""
    rows = [
        [
            say(f"advice_cause_{name}", lang),
            interval(row["low"], row["part"], row["high"], 3, True)
            if paired_row(row)
            else signed(row["part"], 3),
            percent(row["share"], lang) if row["differs"] else NONE,
            ", ".join(why.details.get(str(name), ())[:6]),
        ]
        for name, row in why.table.iterrows()
    ]
    return [
        Sheet(
            say("advice_causes", lang, year=why.year),
            heads(lang, "cause", "part", "share", "differs"),
            rows,
            [why_text(why, lang)],
        )
    ]


def paired_row(row: pd.Series) -> bool:
    return bool(np.isfinite(row["low"]) and row["low"] != row["high"])


def why_text(why: Why, lang: str | None = None) -> str:
    """The change in one sentence."""
    differing = why.table[why.table["differs"].astype(bool)]
    if differing.empty:
        return say("advice_why_same", lang, before=number(why.before, 2), after=number(why.after, 2))
    parts = say("advice_and", lang).join(
        f"{say(f'advice_cause_{name}', lang)} {signed(row['part'], 2)}" for name, row in differing.iterrows()
    )
    return say(
        "advice_why",
        lang,
        before=number(why.before, 2),
        after=number(why.after, 2),
        change=signed(why.difference, 2),
        parts=parts,
        main=say(f"advice_cause_{why.main}", lang),
    )
