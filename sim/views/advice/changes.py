"""Why the answer changed between two runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.views.advice.sheets import Sheet, heads, outcome_unit, percent
from sim.views.numbers import number, signed
from sim.views.tables import NONE, interval
from sim.words import language, say, table

if TYPE_CHECKING:
    from sim.analysis.changes import Why

NAMES_SHOWN = 6


def why_sheets(why: Why) -> list[Sheet]:
    """The causes of a change in one sentence and one table."""
    rows = [
        [
            say(f"advice_cause_{name}"),
            interval(row["low"], row["part"], row["high"], 3, True)
            if paired_row(row)
            else signed(row["part"], 3),
            percent(row["share"]) if row["differs"] else NONE,
            names_text(why, str(name)),
        ]
        for name, row in why.table.iterrows()
    ]
    return [
        Sheet(
            say("advice_causes", year=why.year),
            heads("cause", "part", "share", "differs"),
            rows,
            [why_text(why)],
        )
    ]


def names_text(why: Why, cause: str) -> str:
    """What differs, by its name: the levers and parameters that moved the answer most, each with how much."""
    names, effects = why.details.get(cause, ()), why.effects.get(cause)
    told = []
    for name in names[:NAMES_SHOWN]:
        text = why.labels[name][language()] if name in why.labels else own_name(name)
        told.append(text if effects is None or len(names) == 1 else f"{text} {signed(effects[name], 2)}")
    if len(names) > NAMES_SHOWN:
        told.append(say("page_versions_others", number=len(names) - NAMES_SHOWN))
    return say("page_semicolon").join(told)


def own_name(name: str) -> str:
    """The name of what is no lever and no parameter: in words where there are any, else as it stands."""
    return say(f"advice_name_{name}") if f"advice_name_{name}" in table() else name


def paired_row(row: pd.Series) -> bool:
    return bool(np.isfinite(row["low"]) and row["low"] != row["high"])


def why_text(why: Why) -> str:
    """The change in one sentence."""
    differing = why.table[why.table["differs"].astype(bool)]
    if differing.empty:
        return say("advice_why_same", before=number(why.before, 2), after=number(why.after, 2))
    parts = say("advice_and").join(
        f"{say(f'advice_cause_{name}')} {signed(row['part'], 2)}" for name, row in differing.iterrows()
    )
    return say(
        "advice_why",
        before=number(why.before, 2),
        after=number(why.after, 2),
        change=signed(why.difference, 2),
        unit=outcome_unit(why.outcome),
        parts=parts,
        main=say(f"advice_cause_{why.main}"),
    )
