"""The village's account as the statistics have it: returns are held against incomes and costs, never for one.

A return (net return, surplus) is what is left of income after costs. Beside the streams it checks them, or
costs follow from it; alone it is no income, and the workbench says that it needs income by stream. What is
not known of an account stays NaN: a blank is no 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from sim.axes import STREAMS
from sim.inputs.intake.cells import KEEP, NONE
from sim.inputs.intake.findings import ERROR, NOTE, QUESTION, still_open
from sim.inputs.intake.vocabulary import label
from sim.words import by_language, language

if TYPE_CHECKING:
    from sim.inputs.intake.draft import Draft

_EARNED = ("operating", "contracts", "investment")
_COSTS = ("operating_cost", "administration")
_FURTHER = ("other_cost", "welfare_cost", "interest")  # costs of the surplus and not of the net return
_RETURNS = ("net", "surplus", "distributable")
_ASSETS = ("operating_assets", "other_assets")
# What follows from which two; all assets are liabilities and equity together, any other is a difference.
_FOLLOWING = (
    ("liabilities", "assets", "equity"),
    ("assets", "liabilities", "equity"),
    ("other_assets", "assets", "operating_assets"),
    ("operating_assets", "assets", "other_assets"),
)
_ROUNDING, _RELATIVE = (
    0.03,
    1e-3,
)  # how far two sides may be apart: by figures rounded to 100 yuan, and in parts
_FEWEST = 3  # villages from which a median says anything
# How many times a year's income the median village may have of something before its unit is asked about; ten
# thousand times as much is yuan beside 10k yuan.
_MOST_TIMES = {
    "operating_cost": 30, "administration": 30, "total_cost": 30, "liabilities": 300, "cash": 300,
    "operating_assets": 3000, "other_assets": 3000, "assets": 3000,
}  # fmt: skip
_LEAST_TIMES = 1 / 2000  # costs are not so little: incomes in yuan beside costs in 10k yuan


class _Sum(NamedTuple):
    """What a column is the sum of: all of plus, less all of minus; the others where a sheet has them."""

    result: str
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    also_plus: tuple[str, ...] = ()
    also_minus: tuple[str, ...] = ()


_NET = _Sum("net", _EARNED, _COSTS)
_SURPLUS = _Sum("surplus", STREAMS, _COSTS, also_minus=_FURTHER)
_SUMS = (
    _NET,
    _SURPLUS,
    _Sum("distributable", ("surplus", "undistributed"), also_plus=("transferred",)),
    _Sum("total_cost", _COSTS, also_plus=_FURTHER),
    _Sum("assets", ("liabilities", "equity")),
)


def take_account(draft: Draft) -> None:
    """Check the account of a register or a panel, and take what follows from its sums."""
    _leave_out(draft)
    _tell_net_only(draft)
    _count_taxes(draft)
    _ask_scales(draft)
    for each in _SUMS:
        _check_sum(draft, each)
    _check_parts(draft)
    _tell_losses(draft)
    if draft.head.table == "panel":
        _take_net(draft)
    else:
        _take_costs(draft)
        _take_assets(draft)


def _leave_out(draft: Draft) -> None:
    """Returns that the user has said to leave aside."""
    for name in _RETURNS:
        if name in draft.data and draft.answers.get(name) == NONE:
            draft.data = draft.data.drop(columns=name)
            draft.add(NOTE, "return_left_out", draft.head.bottom, name)


def _tell_net_only(draft: Draft) -> None:
    """An error where returns stand without incomes: what is left after costs is no income."""
    given = [name for name in _RETURNS if name in draft.data]
    if given and not {"operating", "income"} & set(draft.data):
        draft.add(ERROR, "net_only", draft.head.bottom, given[0])


def _count_taxes(draft: Draft) -> None:
    """Taxes of the business are part of what it costs."""
    if "taxes" not in draft.data:
        return
    taxes = draft.data.pop("taxes")
    if "operating_cost" in draft.data:
        draft.data["operating_cost"] = draft.data["operating_cost"] + taxes.fillna(0.0)
        stream = label(draft.known["operating_cost"])
        draft.add(NOTE, "taxes_counted", draft.head.bottom, "taxes", stream=stream, sum=f"{taxes.sum():,.6g}")
    else:
        title = draft.head.titles.get(draft.head.place("taxes"), "")
        draft.add(NOTE, "account_left_out", draft.head.bottom, "taxes", title)


# --- what must agree -------------------------------------------------------------------------------------


def _signed(draft: Draft, each: _Sum) -> tuple[pd.Series, pd.Series]:
    """What a sum adds and what it takes off, (row,) in 10k yuan; NaN where a part is not known."""
    data = draft.data
    gains = data[list(each.plus)].sum(axis=1, skipna=False)
    gains += data[[name for name in each.also_plus if name in data]].sum(axis=1)
    if "investment" in each.plus:
        gains = gains.add(draft.losses.reindex(data.index).fillna(0.0))  # a return is after losses
    costs = data[list(each.minus)].sum(axis=1, skipna=False)
    costs += data[[name for name in each.also_minus if name in data]].sum(axis=1)
    return gains, costs


def _other(draft: Draft) -> pd.Series:
    """Other income counted to a stream, (row,) in 10k yuan: the net return of the statistics has none."""
    return draft.other.reindex(draft.data.index).fillna(0.0)


def _apart(one: pd.Series, other: pd.Series) -> pd.Series:
    """Whether two figures differ by more than rounding."""
    return (one - other).abs() > _ROUNDING + _RELATIVE * one.abs().combine(other.abs(), max)


def _check_sum(draft: Draft, each: _Sum) -> None:
    """Ask about every village of which a figure is not what its parts come to."""
    if not {each.result, *each.plus, *each.minus} <= set(draft.data):
        return
    gains, costs = _signed(draft, each)
    given, right = draft.data[each.result], gains - costs
    off = _apart(given, right)
    if each is _NET:
        off &= _apart(given, right - _other(draft))
    doubtful = {
        row.row for row in still_open(draft.findings) if row.field in (each.result, *each.plus, *each.minus)
    }
    rows = [row for row in draft.data.index[off] if row not in doubtful]
    if draft.head.bottom in doubtful or not rows:
        return
    if draft.answers.get(each.result) == KEEP:
        draft.add(NOTE, "account_kept", draft.head.bottom, each.result, count=len(rows))
        return
    parts = _formula(draft, each)
    for row in draft.first_of(QUESTION, "account_sum", each.result, rows):
        values = {
            "village": _village(draft, row), "given": f"{given[row]:,.6g}", "right": f"{right[row]:,.6g}",
            "formula": parts, "gains": f"{gains[row]:,.6g}", "costs": f"{costs[row]:,.6g}",
        }  # fmt: skip
        kind = "account_sum" if each.minus else "account_whole"
        draft.add(QUESTION, kind, row, each.result, draft.raw(row, each.result), **values)


def _formula(draft: Draft, each: _Sum) -> dict[str, str]:
    """The parts of a sum by their labels, by language."""

    def names(columns: Sequence[str], also: Sequence[str], sign: str) -> str:
        used = [*columns, *(name for name in also if name in draft.data)]
        return sign.join(label(draft.known[name])[language()] for name in used)

    def told() -> str:
        minus = names(each.minus, each.also_minus, " − ")
        return " − ".join(part for part in (names(each.plus, each.also_plus, " + "), minus) if part)

    return by_language(told)


def _village(draft: Draft, row: int) -> str:
    """What the village of a row is called."""
    name = next((each for each in ("village_name", "village_id") if each in draft.data), "")
    place = (row, draft.head.place(name))
    hidden = place in draft.personal or place in draft.signed
    return str(row) if hidden or not name else str(draft.data[name][row])


def _check_parts(draft: Draft) -> None:
    """An error where a part of the assets is more than all of them."""
    data = draft.data
    if "assets" not in data:
        return
    for name in (*_ASSETS, "cash", "equity"):
        if name in data:
            for row in data.index[(data[name] > data["assets"]) & _apart(data[name], data["assets"])]:
                values = {"other": label(draft.known["assets"]), "most": f"{data['assets'][row]:,.10g}"}
                draft.add(ERROR, "above", row, name, draft.raw(row, name), **values)
    if set(_ASSETS) <= set(data):
        both = data[list(_ASSETS)].sum(axis=1, skipna=False)
        alone = data[list(_ASSETS)].max(axis=1) <= data["assets"]  # each by itself is told already
        for row in data.index[alone & (both > data["assets"]) & _apart(both, data["assets"])]:
            values = {"village": _village(draft, row), "sum": f"{both[row]:,.10g}"}
            draft.add(ERROR, "assets_above", row, "assets", f"{data['assets'][row]:,.10g}", **values)


# --- what is not likely ----------------------------------------------------------------------------------


def _income(draft: Draft) -> pd.Series | None:
    """Each village's income in 10k yuan/year as far as the sheet has it, None where it has none."""
    if "income" in draft.data:
        return draft.data["income"]
    streams = [name for name in STREAMS if name in draft.data]
    return draft.data[streams].sum(axis=1, min_count=1) if streams else None


def _ask_scales(draft: Draft) -> None:
    """Ask for the unit of what is far too much or too little beside the incomes of most villages."""
    income = _income(draft)
    asked = {each.field for each in still_open(draft.findings)}
    if income is None or asked & {*STREAMS, "income"}:
        return
    for name, most in _MOST_TIMES.items():
        if name not in draft.data or name in asked or draft.answer(draft.head.bottom, name):
            continue
        both = draft.data[name].gt(0) & income.gt(0)
        if both.sum() < _FEWEST:
            continue
        times = float((draft.data[name][both] / income[both]).median())
        if times > most or (most == _MOST_TIMES["operating_cost"] and times < _LEAST_TIMES):
            figures = {
                "median": draft.data[name][both].median(),
                "income": income[both].median(),
                "times": times,
            }
            told = {key: f"{value:,.4g}" for key, value in figures.items()}
            draft.add(QUESTION, "account_scale", draft.head.bottom, name, told["median"], **told)


def _tell_losses(draft: Draft) -> None:
    """Say which villages spend more than they earn, or owe more than they own; where most do, ask."""
    income = _income(draft)
    costs = draft.data[[name for name in _COSTS if name in draft.data]]
    if income is not None and not costs.empty and costs.shape[1]:
        first = str(costs.columns[0])
        spent = costs.sum(axis=1, min_count=1)
        known = spent.notna() & income.notna()
        _tell_above(draft, "costs_above", first, spent[known], income[known])
    if {"liabilities", "assets"} <= set(draft.data):
        both = draft.data[["liabilities", "assets"]].dropna()
        _tell_above(draft, "debts_above", "liabilities", both["liabilities"], both["assets"])


def _tell_above(draft: Draft, kind: str, name: str, much: pd.Series, most: pd.Series) -> None:
    """A note on every village with more of one than of the other; one question where that is most of them."""
    rows = much.index[(much > most) & _apart(much, most)]
    asked = {each.field for each in still_open(draft.findings)}
    if asked & {name, *STREAMS, "income"} or not len(rows):
        return
    if len(rows) > len(much) / 2 and len(much) >= _FEWEST and not draft.answers.get(name):
        draft.add(QUESTION, f"{kind}_most", int(rows[0]), name, f"{much[rows[0]]:,.6g}",
                  count=len(rows), all=len(much), most=f"{most[rows[0]]:,.6g}",
                  village=_village(draft, rows[0]))  # fmt: skip
        return
    for row in draft.first_of(NOTE, kind, name, rows):
        values = {"village": _village(draft, row), "most": f"{most[row]:,.6g}"}
        draft.add(NOTE, kind, row, name, f"{much[row]:,.6g}", **values)


# --- what follows ----------------------------------------------------------------------------------------


def _column(draft: Draft, name: str) -> pd.Series:
    """A column, NaN where the sheet has none."""
    return draft.data[name] if name in draft.data else pd.Series(np.nan, draft.data.index)


def _take_net(draft: Draft) -> None:
    """The net return of a panel where its parts are known and it is not: an outcome beside income."""
    if not {*_EARNED, *_COSTS} <= set(draft.data):
        return
    gains, costs = _signed(draft, _NET)
    given = _column(draft, "net")
    follows = given.isna() & (gains - costs).notna()
    draft.data["net"] = given.fillna((gains - costs - _other(draft)).round(6))
    _tell_follows(draft, "net", follows, _NET)


def _all_costs(draft: Draft) -> tuple[pd.Series, str]:
    """Costs of business and administration together, (row,) in 10k yuan/year, and what they follow from."""
    further = draft.data[[name for name in _FURTHER if name in draft.data]].sum(axis=1)
    earned, gained = (
        _signed(draft, each._replace(minus=(), also_minus=()))[0]
        if set(each.plus) <= set(draft.data)
        else np.nan
        for each in (_NET, _SURPLUS)
    )
    ways = {
        "net": earned - _other(draft) - _column(draft, "net"),
        "surplus": gained - _column(draft, "surplus") - further,
        "total_cost": _column(draft, "total_cost") - further,
    }
    found, used = pd.Series(np.nan, draft.data.index), ""
    for name, way in ways.items():
        if found.isna().any() and way.notna().any():
            found, used = found.fillna(way), used or name
    return found, used


def _take_costs(draft: Draft) -> None:
    """Costs that are wanting beside a return: what the incomes leave above it.

    Where neither kind is known they pass for the business's up to its income, the rest for administration.
    """
    given = {name: _column(draft, name) for name in _COSTS}
    wanting = given["operating_cost"].isna() | given["administration"].isna()
    costs, source = _all_costs(draft)
    rows = draft.data.index[wanting & costs.notna()]
    if not len(rows):
        unused = [name for name in ("net", "surplus") if name in draft.data and wanting.any()]
        if unused and {"operating", "income"} & set(draft.data):  # else that is an error already
            draft.add(NOTE, "return_unused", draft.head.bottom, unused[0])
        return
    kept = draft.answers.get(source) == KEEP
    least = sum(each.fillna(0.0) for each in given.values())
    short = [row for row in rows if costs[row] < least[row] - _ROUNDING - _RELATIVE * abs(costs[row])]
    for row in draft.first_of(QUESTION, "costs_short", source, [] if kept else short):
        values = {
            "village": _village(draft, row),
            "costs": f"{costs[row]:,.6g}",
            "least": f"{least[row]:,.6g}",
        }
        draft.add(QUESTION, "costs_short", row, source, draft.raw(row, source), **values)
    rows = rows.difference(short, sort=False)
    business, office = (given[name].copy() for name in _COSTS)
    neither = business.isna() & office.isna()
    business[rows] = business.fillna(
        (costs - office.fillna(0.0)).where(~neither, np.fmin(costs, _column(draft, "operating")))
    )[rows]
    office[rows] = office.fillna(costs - business)[rows]
    draft.data["operating_cost"], draft.data["administration"] = (
        business.clip(lower=0).round(6),
        office.clip(lower=0).round(6),
    )
    follow = {"count": len(rows), "parted": int(neither[rows].sum()), "sum": f"{costs[rows].sum():,.6g}"}
    draft.add(NOTE, "costs_follow", draft.head.bottom, source, **follow)


def _take_assets(draft: Draft) -> None:
    """Liabilities, all assets and their other kind, each where the sheet has the two that it follows from."""
    for name, whole, part in _FOLLOWING:
        if {whole, part} <= set(draft.data):
            sign = 1 if name == "assets" else -1
            found = (draft.data[whole] + sign * draft.data[part]).round(6)
            given = _column(draft, name)
            follows = given.isna() & found.ge(-_ROUNDING)
            if follows.any():
                draft.data[name] = given.where(~follows, found.clip(lower=0))
                plus = (whole, part) if sign > 0 else (whole,)
                _tell_follows(draft, name, follows, _Sum(name, plus, () if sign > 0 else (part,)))
    if "assets" in draft.head.fields.values() and not set(_ASSETS) & set(draft.data):
        draft.add(NOTE, "assets_whole", draft.head.bottom, "assets")


def _tell_follows(draft: Draft, name: str, rows: pd.Series, each: _Sum) -> None:
    """A note that a column follows from others, of how many villages."""
    if rows.any():
        values = {"count": int(rows.sum()), "formula": _formula(draft, each)}
        draft.add(NOTE, "account_follows", draft.head.bottom, name, **values)
