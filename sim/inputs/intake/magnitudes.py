"""Units that nobody has said: figures like yuan, percent or marks are asked about, never guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sim.inputs.intake.cells import factor
from sim.inputs.intake.findings import QUESTION
from sim.inputs.intake.reading.sheet import letters
from sim.inputs.intake.vocabulary import OF_ACCOUNT
from sim.inputs.programme import in_use
from sim.inputs.villages import Column

if TYPE_CHECKING:
    from sim.inputs.intake.draft import Draft

# No village's stream has this median in 10k yuan; in yuan almost any has.
_YUAN_MEDIAN = 1000.0
_YUAN_LEAST = 500.0  # a column that is said to be in yuan has at least this median
_RICH = (
    3  # times the highest threshold: few counties' villages earn it, so without any unit it is asked about
)
_POOR_MEDIAN = 0.05  # nor would any that keeps accounts have but 500 yuan a year
_STOCK_MEDIAN = 20_000.0  # of assets, debts and cash there are many times as much as of a year's income
_MARKS_HIGHEST = 10.0  # the best mark of a scale such as 1 to 5 or 1 to 10: no percent
_FAR, _SPREAD = 4.0, 0.8  # robust deviations of log from the median, and the least spread they are taken from
_DOUBTED = ("unit_conflict", "figure_rate", "figure_kind", "bracket")


def ask_unit(draft: Draft, column: Column, cells: pd.Series) -> set[Any]:
    """Ask where a column or a cell looks like another unit; what was asked: the column's name, or rows."""
    asker = {"money": _ask_yuan, "share": _ask_percent}.get(column.kind)
    if asker and _mixed_by_answer(draft, column, cells):
        return {column.column}
    doubted = {(each.kind, each.field) for each in draft.findings if each.kind in _DOUBTED}
    if (
        not asker
        or _answered(draft, column)
        or any(kind == "unit_conflict" or name == column.column for kind, name in doubted)
    ):  # its unit or meaning is asked about already
        return set()
    kind, doubtful = asker(cells, draft.factor(column.column))
    if column.kind == "money" and not column.unit.endswith("/year"):
        kind = "" if kind == "money_column" and cells[cells > 0].median() <= _STOCK_MEDIAN else kind
        doubtful = [row for row in doubtful if not _YUAN_MEDIAN < cells[row] <= _STOCK_MEDIAN]
    if kind:
        figure = cells.max() if kind in ("share_scale", "share_small") else cells[cells > 0].median()
        figure *= 100 if kind == "share_small" else 1
        median = f"{figure:,.6g}"
        draft.add(QUESTION, kind, draft.head.bottom, column.column, median)
        return {column.column}
    asked = [row for row in doubtful if not draft.answer(row, column.column)]
    for row in asked:
        small = column.kind == "money" and cells[row] < _YUAN_LEAST * draft.factor(column.column)
        draft.add(
            QUESTION,
            "money_cell_small" if small else f"{column.kind}_cell",
            row,
            column.column,
            draft.raw(row, column.column),
        )
    return set(asked)


def _mixed_by_answer(draft: Draft, column: Column, cells: pd.Series) -> bool:
    """Ask again where a unit that was answered for a whole column leaves some of its cells far too small."""
    given = draft.answer(draft.head.bottom, column.column)
    given = given or (draft.answers.get("money", "") if column.kind == "money" else "")
    size = factor(given, column) if given else 0.0
    if not 0 < size < 1:
        return False
    if column.kind == "share" and size == 0.01 and len(cells) > 2 and 0 < cells.max() <= _MARKS_HIGHEST / 100:
        draft.add(QUESTION, "share_scale", draft.head.bottom, column.column, f"{cells.max() * 100:.4g}")
        return True
    own = [row for row in cells.index if f"{letters(draft.head.place(column.column))}{row}" in draft.answers]
    paid = np.log(cells[cells > 0].drop(index=own, errors="ignore")).sort_values()
    gap = paid.diff()
    if len(paid) < 2 or gap.max() < np.log(1 / size) / 2:
        return False
    low = paid.iloc[: int(gap.to_numpy()[1:].argmax()) + 1]
    high = paid.iloc[len(low) :]
    apart = np.exp(high.median() - low.median()) * size
    if not 0.1 <= apart <= 10:
        return False
    row = min(low.index)
    values = {"count": len(low), "given": given, "unit": "share" if column.kind == "share" else "10k_yuan"}
    draft.add(QUESTION, "answer_mixed", row, column.column, draft.raw(row, column.column), **values)
    return True


def _answered(draft: Draft, column: Column) -> bool:
    """Whether the user has said in which unit a column is."""
    money = column.kind == "money" and draft.answers.get("money")
    return bool(draft.answer(draft.head.bottom, column.column) or money)


def _ask_yuan(cells: pd.Series, size: float) -> tuple[str, list[int]]:
    """Whether a whole column looks like yuan (or, if said to be yuan, like 10k yuan), else which cells do."""
    paid = cells[cells > 0]
    if len(paid) < 3:
        return "", list(paid.index[paid > _YUAN_MEDIAN * 10])
    if paid.median() > _YUAN_MEDIAN:
        return "money_column", []
    if size < 1e-3 and paid.median() / size < _YUAN_LEAST:
        return "money_small", []
    logs = np.log(paid)
    spread = max(1.4826 * float((logs - logs.median()).abs().median()), _SPREAD)
    far = (logs - logs.median()) / spread
    plain_yuan = (far > _FAR) & (far - np.log(1e4) / spread > -_FAR) & (paid > _YUAN_MEDIAN)
    few = (paid < _YUAN_LEAST * size) & (size < 1e-3)  # 18.3 among hundreds of thousands of yuan
    plain_tens = few & (far < -_FAR) & ((far + np.log(1e4) / spread).abs() < _FAR / 2)
    return "", list(paid.index[plain_yuan | plain_tens])


def _ask_percent(cells: pd.Series, size: float) -> tuple[str, list[int]]:
    """Whether a whole column looks like percent (or, if said to be, like shares), else which cells do."""
    if size < 1 and 0 < cells.max() <= size:  # a format shows 0.47 as 47 %
        return "share_small", []
    above = cells[(cells > 1) & (cells <= 100)]
    if len(above) > len(cells) / 2:
        return "share_column" if cells.max() > _MARKS_HIGHEST else "share_scale", []
    return "", list(above.index)


def ask_unstated(draft: Draft) -> None:
    """Ask for the unit of all money where none is stated and villages would be richer than nearly all are."""
    money = [name for name in draft.data
             if draft.known[str(name)].kind == "money" and name not in OF_ACCOUNT]  # fmt: skip
    numbers = [draft.head.place(str(name)) for name in money]
    silent = all(not draft.head.own[n].units and not draft.head.group[n].units for n in numbers)
    told = any(
        each.kind in ("money_column", "money_small", "unit_conflict", "units_converted")
        for each in draft.findings
    )
    if (
        not money
        or not silent
        or told
        or draft.stated
        or any(_answered(draft, draft.known[str(n)]) for n in money)
    ):
        return
    income = [name for name in money if str(name).startswith("income")] or money
    total = draft.data[income].sum(axis=1)
    if len(total) >= 3 and (
        total.median() > _RICH * in_use().thresholds[-1] or 0 < total.median() < _POOR_MEDIAN
    ):
        draft.add(
            QUESTION, "money_unstated", draft.head.bottom, str(money[0]), median=f"{total.median():,.6g}"
        )
