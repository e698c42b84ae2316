"""Partial knowledge: what a county does not have is drawn from like villages and raked to its known totals.

A missing column is copied from a like village of the synthetic register (hot deck, by hashed luck), then
fitted to every total that is known (iterative proportional fitting, Deming and Stephan 1940). What was drawn
is marked in `origin`, and a register with drawn columns never loses that mark.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from sim.axes import STREAMS
from sim.faults import Fault, InputFaults, fault, unknown
from sim.inputs.intake.draft import Draft
from sim.inputs.intake.findings import ERROR, grouped, still_open
from sim.inputs.intake.registers import (
    ROUNDING,
    Intake,
    check_parts,
    check_sums,
    of_year,
    read_register,
    register_table,
    taken_in,
)
from sim.inputs.intake.vocabulary import label
from sim.inputs.synthesis import apportion, uniform
from sim.inputs.tables import numbers, read_sheet
from sim.inputs.villages import (
    ACCOUNT,
    NAMES,
    WITHIN,
    Column,
    load_villages,
    register_columns,
    with_year,
    year_of,
)
from sim.words import say

_LEVELS = {"all": "", "banner": "banner_id", "township": "township_id"}
_NEIGHBOURS = 10  # like villages among which the donor is drawn
_ROUNDS, _CLOSE = 2000, 1e-9  # of fitting, and the relative miss at which it ends
_SAFE_MISS = 1e-6  # totals that cannot be met closer than this contradict each other
_WANTING = "column_missing"  # the finding that says which columns are drawn where one asks for it


class Margin(NamedTuple):
    """Cells (flat positions) that must add up to a total."""

    cells: np.ndarray
    total: float
    where: str


class Filled(NamedTuple):
    """A whole register with the columns in it that were drawn, and the largest relative miss of a total.

    nobody  optional columns that were asked for and came out as 0 in every village: they are left out, so
            that what goes by them is handed out by another rule, as in a register that never had them
    """

    table: pd.DataFrame
    drawn: tuple[str, ...]
    miss: float
    nobody: tuple[str, ...] = ()


def rake(values: np.ndarray, margins: Sequence[Margin]) -> tuple[np.ndarray, float]:
    """Scale non-negative cells until every margin is met; the cells and the largest relative miss.

    Cells that are 0 stay 0. Raises InputFaults where a total above 0 has no cell to go to, and where totals
    contradict each other.
    """
    flat = values.astype(float).ravel().copy()
    miss = 0.0
    for _ in range(_ROUNDS):
        miss = 0.0
        for cells, total, where in margins:
            found = flat[cells].sum()
            if total > 0 and not found > 0:
                raise fault(where, "intake_total_nowhere", total=f"{total:g}")
            if found > 0:
                miss = max(miss, abs(found - total) / max(total, found))
                flat[cells] *= total / found
        if miss < _CLOSE:
            break
    if miss > _SAFE_MISS:
        raise fault("", "intake_totals_conflict", miss=f"{miss:.2%}")
    return flat.reshape(values.shape), miss


def fill_register(
    path: Path | str,
    totals: Path | str | None = None,
    seed: int = 0,
    every: bool = False,
    answers: Mapping[str, str] | None = None,
) -> Filled:
    """A register from a file that has places and only some columns.

    totals  a CSV (column, level, place, total): level is all, banner or township, money in 10k yuan/year
    seed    of the hashed luck by which donors are drawn
    every   draw optional columns too of which no total is known
    answers to the questions of the check
    Raises InputFaults with every open finding other than missing columns.
    """
    draft = _checked(read_register(path, answers))
    wrong = [each for each in still_open(draft.findings) if each.kind != _WANTING]
    if wrong:
        raise InputFaults(grouped(wrong))
    return _filled(draft, _known_totals(totals, draft), seed, every)


def _checked(draft: Draft) -> Draft:
    """A draft whose cells have been held against each other."""
    check_sums(draft, "income", STREAMS)
    check_parts(draft)
    _check_rest(draft)
    return draft


def _check_rest(draft: Draft) -> None:
    """An error where the streams that are known exceed a village's total, so that nothing is left to draw."""
    streams = [name for name in STREAMS if name in draft.data]
    if "income" not in draft.data or not streams or len(streams) == len(STREAMS):
        return
    total, known = draft.data["income"], draft.data[streams]
    for row in draft.data.index[known.sum(axis=1) > total + ROUNDING]:
        name = str(known.loc[row].idxmax())
        values: dict[str, Any] = {"other": label(draft.known["income"]), "most": f"{total[row]:.10g}"}
        draft.add(ERROR, "above", row, name, draft.raw(row, name), **values)


def _filled(draft: Draft, known: pd.DataFrame, seed: int = 0, every: bool = False) -> Filled:
    """The register of a draft with no open finding but missing columns; `known` totals, as checked."""
    missing = [each for each in register_columns() if _drawable(each, draft, known, every)]
    table = _copied(draft.data, missing, seed)
    table, miss = _fitted(table, missing, known, draft)
    summed = set(known["column"])
    none = [each for each in missing if each.column not in summed and _empty(each, table)]
    kept = [each for each in missing if each not in none]
    before = drawn_columns(table) if "origin" in table else ()
    table = _marked(table.drop(columns=[each.column for each in none]), (*before, *_names_of(kept)))
    return Filled(of_year(table, draft), _names_of(kept), miss, _names_of(none))


def whole_register(
    path: Path | str, answers: Mapping[str, str] | None = None
) -> tuple[Intake, Filled | None]:
    """A register as it can be used: as it is where it is whole, else with the columns that it lacks drawn.

    Of a register that has open findings other than missing columns there is no table, and nothing is drawn.
    """
    draft = _checked(read_register(path, answers))
    wanting = any(each.kind == _WANTING for each in draft.findings)
    if wanting:
        draft.findings = [each for each in draft.findings if each.kind != _WANTING]
    if still_open(draft.findings):
        return taken_in(draft, None), None
    if not wanting:
        return taken_in(draft, register_table(draft)), None
    full = _filled(draft, _known_totals(None, draft))
    return taken_in(draft, full.table.reset_index(drop=True)), full


def _names_of(columns: Sequence[Column]) -> tuple[str, ...]:
    return tuple(each.column for each in columns)


def _empty(column: Column, table: pd.DataFrame) -> bool:
    """Whether an optional column of figures says 0 of every village."""
    return not column.required and column.kind != "text" and not table[column.column].any()


def _drawable(column: Column, draft: Draft, known: pd.DataFrame, every: bool) -> bool:
    """A column that is wanting: required, or with a known total, or any where all are asked for."""
    if column.column in ("origin", *NAMES.values(), *ACCOUNT) or column.kind == "degree":
        return False  # nobody lies where another does; what is not known of an account the model draws
    needed = every or column.required or column.column in set(known["column"])
    return needed and column.column not in draft.data


def _known_totals(path: Path | str | None, draft: Draft) -> pd.DataFrame:
    """The totals that are known, checked: their columns, levels and places exist."""
    names = ("column", "level", "place", "total")
    if path is None:
        return pd.DataFrame(columns=list(names))
    file = Path(path)
    table = read_sheet(file, names)
    values, faults = numbers(file.name, table["total"])
    columns = [each.column for each in register_columns()
               if each.kind != "text" and each.column not in ACCOUNT]  # fmt: skip
    for line, row in table.iterrows():
        where, level = f"{file.name}:{line}", str(row["level"])
        if row["column"] not in columns:
            faults.append(unknown(where, say("kind_column"), row["column"], columns))
        elif row["column"] in draft.data:
            faults.append(Fault(where, "intake_total_known", {"column": row["column"]}))
        if level not in _LEVELS:
            faults.append(unknown(where, say("word_level"), level, _LEVELS))
        elif _LEVELS[level] and row["place"] not in set(draft.data[_LEVELS[level]]):
            faults.append(unknown(where, say("word_place"), row["place"], set(draft.data[_LEVELS[level]])))
    if faults:
        raise InputFaults(faults)
    return table.assign(total=values)


# --- donors ----------------------------------------------------------------------------------------------


def _copied(data: pd.DataFrame, missing: Sequence[Column], seed: int) -> pd.DataFrame:
    """The table with each missing column from a like village; parts as shares of their whole."""
    donors = load_villages().table
    table = data.reset_index(drop=True).copy()
    given = donors.iloc[_donor_of(table, donors, seed)].reset_index(drop=True)
    for each in missing:
        table[each.column] = given[each.column]
        whole = WITHIN.get(each.column)
        if whole in table:
            share = given[each.column] / given[whole].where(given[whole] > 0, 1)
            table[each.column] = share * table[whole]
    wanting = _names_of(missing)
    for part, whole in WITHIN.items():
        if whole in wanting and part in table and part not in wanting:  # never less than the part of it
            share = given[part] / given[whole].where(given[whole] > 0, 1)
            least = table[part].clip(lower=1 if whole == "population" else 0)
            table[whole] = (table[part] / share.where(share > 0, 1)).round().clip(lower=least)
    if "income" in table:
        table = _streams_of_total(table, [each.column for each in missing])
    return table


def _donor_of(table: pd.DataFrame, donors: pd.DataFrame, seed: int) -> np.ndarray:
    """For each village the position of its donor: one of the nearest in all that both know, by lot."""
    figures = [each.column for each in register_columns() if each.kind != "text" and each.column in table]
    donors = donors.assign(income=donors[list(STREAMS)].sum(axis=1))
    figures += ["income"] if not set(STREAMS) & set(figures) and "income" in table else []
    shared = [name for name in figures if table[name].notna().all() and donors[name].notna().all()]
    mine, theirs = (np.log1p(each[shared].to_numpy(float)) for each in (table, donors))
    if "industry" in table:
        industries = donors["industry"].unique().tolist()
        codes = [np.array([[2.0 * (code == each) for each in industries] for code in side["industry"]])
                 for side in (table, donors)]  # fmt: skip
        mine, theirs = np.hstack([mine, codes[0]]), np.hstack([theirs, codes[1]])
    scale = theirs.std(axis=0) if theirs.shape[1] else np.ones(0)
    mine, theirs = (each / np.where(scale > 0, scale, 1) for each in (mine, theirs))
    lot = (uniform(seed, "donor", table["village_id"]) * _NEIGHBOURS).astype(int)
    if not mine.shape[1]:
        return (uniform(seed, "donor", table["village_id"]) * len(donors)).astype(int)
    near = [np.argsort(((theirs - row) ** 2).sum(axis=1), kind="stable")[:_NEIGHBOURS] for row in mine]
    return np.array([each[place] for each, place in zip(near, lot, strict=True)])


def _streams_of_total(table: pd.DataFrame, missing: Sequence[str]) -> pd.DataFrame:
    """Missing streams share out what a village's known total leaves for them, in the donor's proportions.

    A donor without any of them leaves equal parts; a village without a total earns what its donor does.
    """
    drawn = [name for name in STREAMS if name in missing]
    if not drawn:
        return table
    given = table[drawn]
    given = given.where(given.sum(axis=1) > 0, 1.0)
    rest = table["income"] - table[[name for name in STREAMS if name not in missing]].sum(axis=1)
    shares = given.mul(rest.clip(lower=0) / given.sum(axis=1), axis=0)
    return table.assign(**shares.where(rest.notna(), table[drawn]))


# --- fitting ---------------------------------------------------------------------------------------------


def _fitted(
    table: pd.DataFrame, missing: Sequence[Column], known: pd.DataFrame, draft: Draft
) -> tuple[pd.DataFrame, float]:
    """The drawn columns fitted to every known total, streams to villages' own totals too."""
    columns = [each.column for each in missing if each.kind != "text"]
    if not columns:
        return table, 0.0
    margins = _margins_of(table, columns, known)
    if "income" in draft.data:
        margins += _village_margins(table, columns)
    values, miss = (
        rake(table[columns].to_numpy(float), margins) if margins else (table[columns].to_numpy(float), 0.0)
    )
    table[columns] = values
    for each in missing:
        if each.kind in ("whole", "flag"):
            table[each.column] = _whole_numbers(table, each, known)
        elif each.kind != "text":
            table[each.column] = table[each.column].round(4).clip(each.low, each.high)
    return table, miss


def _margins_of(table: pd.DataFrame, columns: Sequence[str], known: pd.DataFrame) -> list[Margin]:
    margins = []
    for row in known.itertuples():
        level = _LEVELS[row.level]
        rows = np.flatnonzero(table[level] == row.place) if level else np.arange(len(table))
        cells = rows * len(columns) + columns.index(row.column)
        margins.append(Margin(cells, float(row.total), f"{row.column} {row.place}".strip()))
    return margins


def _village_margins(table: pd.DataFrame, columns: Sequence[str]) -> list[Margin]:
    """Each village's drawn streams add up to what its own total leaves for them."""
    places = [columns.index(name) for name in STREAMS if name in columns]
    if not places:
        return []
    rest = table["income"] - table[[name for name in STREAMS if name not in columns]].sum(axis=1)
    return [
        Margin(row * len(columns) + np.array(places), max(float(total), 0.0), str(table["village_id"][row]))
        for row, total in enumerate(rest)
        if np.isfinite(total)
    ]


def _whole_numbers(table: pd.DataFrame, column: Column, known: pd.DataFrame) -> pd.Series:
    """Fitted figures as whole numbers that keep the totals of the finest level that is known.

    A flag goes to the villages where it is likeliest.
    """
    levels = known.loc[known["column"] == column.column, "level"]
    finest = next((_LEVELS[each] for each in reversed(_LEVELS) if each in set(levels)), "")
    groups = table[finest] if finest else pd.Series("", table.index)
    cells = table[column.column].clip(lower=0)
    if column.kind == "flag":
        total = cells.groupby(groups).transform("sum").round()
        return (cells.groupby(groups).rank(ascending=False, method="first") <= total).astype(np.int64)
    low = int(column.low) if np.isfinite(column.low) else 0
    parts = [
        pd.Series(apportion(max(round(part.sum()), low * len(part)), part + 1e-12, low), part.index)
        for _, part in cells.groupby(groups)
    ]
    whole = pd.concat(parts).reindex(table.index)
    most = table[WITHIN[column.column]] if WITHIN.get(column.column) in table else column.high
    return whole.clip(upper=most).astype(np.int64)


def _marked(table: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Columns in the register's order, with those that were drawn named in `origin`, beside its year."""
    drawn = " ".join(dict.fromkeys(columns))
    year = year_of(table["origin"], "") if "origin" in table else 0
    names = [each.column for each in register_columns() if each.column in table and each.column != "origin"]
    whole = {each.column: np.int64 for each in register_columns()
             if each.kind in ("whole", "flag") and each.column in names}  # fmt: skip
    mark = f"user; drawn: {drawn}" if drawn else "user"
    return table[names].astype(whole).assign(origin=with_year(mark, year))


def drawn_columns(table: pd.DataFrame) -> tuple[str, ...]:
    """The columns of a register that were drawn, as its `origin` says."""
    marks = {str(each).partition("drawn: ")[2] for each in table["origin"].unique()}
    return tuple(dict.fromkeys(" ".join(sorted(marks)).split()))
