"""Rows that are no villages, and columns that say something of whole rows: year, kind of figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sim.inputs.intake.cells import ABOLISHED, COMMITTEES, KEEP, LEAVE_OUT, YEAR, read_figures, read_year
from sim.inputs.intake.findings import ERROR, NOTE, QUESTION, REPAIRED, Finding, shown
from sim.inputs.intake.headers import Head, bare, is_footnote, is_numbering, text_of, unit_column
from sim.inputs.intake.reading.sheet import letters
from sim.inputs.intake.vocabulary import (
    AS_OF,
    BRACKETS,
    NO_AMOUNT,
    OF_ACCOUNT,
    Caption,
    base_year,
    kinds_told,
    plain,
    qualifier,
    title,
    words,
)
from sim.words import by_language, say

if TYPE_CHECKING:
    from sim.inputs.intake.draft import Draft


# ---- Rows below the header that are no villages: examples, headers again, totals, notes, abolished villages

PLACES = ("banner_id", "banner_name", "township_id", "township_name", "village_id", "village_name")
_LONG_NOTE = 15  # signs; a text of such a length alone in its row is a note


def body(head: Head) -> pd.DataFrame:
    """The rows below the header that are not blank, as they stand, one column for each known field."""
    places = {name: head.place(name) - 1 for name in dict.fromkeys(head.fields.values())}
    rows = enumerate(head.sheet.rows[head.data_from :], start=head.data_from + 1)
    numbered = [(number, row) for number, row in rows if not is_blank(row) and number not in head.examples]
    cells = {name: [row[place] for _, row in numbered] for name, place in places.items()}
    index = pd.Index([number for number, _ in numbered], name="line")
    return pd.DataFrame(cells, index=index, dtype=object)


def is_blank(row: Sequence[Any]) -> bool:
    """Whether no cell of a row says anything; the first that does ends the search."""
    if row and isinstance(row[0], str) and row[0].strip():  # nearly all rows
        return False
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in row)


def texts_of(draft: Draft, row: int) -> list[str]:
    """What stands in a row of the sheet, blank cells aside."""
    return [text for cell in draft.head.sheet.rows[row - 1] if (text := text_of(cell))]


def drop_no_villages(draft: Draft) -> None:
    """Take out examples, headers that are repeated, and notes; each is told."""
    if draft.head.examples:
        draft.add(NOTE, "examples", min(draft.head.examples), "", count=len(draft.head.examples))
    if draft.head.numbered:
        draft.add(NOTE, "numbering", draft.head.numbered, "")
    _drop_repeated_heads(draft)
    _drop_footnotes(draft)


def _drop_repeated_heads(draft: Draft) -> None:
    """Take out headers that are repeated in the table, with the numbering below and the title above them."""
    head = draft.head
    said = {name: plain(head.titles[column]) for column, name in head.fields.items()}
    last = {
        name: plain(text_of(head.sheet.rows[head.bottom - 1][column - 1]))
        for column, name in head.fields.items()
    }
    rows = list(draft.data.index)
    if not any(
        isinstance(cell, str) and plain(cell) in (*said.values(), *last.values())
        for cell in draft.data.iloc[:, 0]
    ):  # nearly all tables
        return  # fmt: skip
    drop: list[int] = []
    for place, row in enumerate(rows):
        cells = {name: plain(text_of(cell)) for name, cell in draft.data.loc[row].items() if text_of(cell)}
        if (
            cells
            and all(cells[name] in (said[name], last[name]) for name in cells)
            and 2 * len(cells) >= len(said)
        ):
            drop.append(row)
            draft.add(REPAIRED, "head_again", row, "")
            if place + 1 < len(rows) and is_numbering(
                [text_of(c) for c in head.sheet.rows[rows[place + 1] - 1]]
            ):
                drop.append(rows[place + 1])
            above = _title_above(draft, rows, place)
            _ask_block(draft, above)
            drop += above
    draft.data = draft.data.drop(index=[row for row in drop if row in draft.data.index])


def _ask_block(draft: Draft, rows: list[int]) -> None:
    """Ask where the title of a block says another year, kind or unit of money than that of the table."""
    if draft.head.table == "panel":
        return
    for row in rows:
        for column, cell in enumerate(draft.head.sheet.rows[row - 1], start=1):
            said = title(text) if (text := text_of(cell)) else Caption()
            if draft.answers.get(f"{letters(column)}{row}") == KEEP:
                continue
            of_year = draft.answers.get(YEAR, "")
            wanted = int(of_year) if of_year.isdecimal() else base_year()
            where = (draft.book.name, draft.head.sheet.name, row, column, "", shown(text))
            if said.years and wanted not in said.years and of_year != KEEP:
                values = {"years": ", ".join(map(str, sorted(said.years))), "base": base_year(),
                          "answer": max(said.years)}  # fmt: skip
                draft.findings.append(Finding(QUESTION, "title_year", *where, values))
            if said.kinds:
                figure = kinds_told(said.kinds)
                draft.findings.append(Finding(QUESTION, "title_kind", *where, {"figure": figure}))
            _ask_block_unit(draft, said, where)


def _ask_block_unit(draft: Draft, said: Caption, where: tuple[str, str, int, int, str, str]) -> None:
    """Ask where a block's money is in another unit than the table's: both cannot be read as one column."""
    money = next((name for name in draft.data if draft.known[str(name)].kind == "money"), "")
    units = [unit for unit in said.units if unit.kind == "money" and not unit.rate]
    told = any(each.kind == "unit_conflict" for each in draft.findings)
    if not money or told or all(unit.factor == draft.factor(money) for unit in units):
        return
    draft.findings.append(Finding(QUESTION, "block_unit", *where, {"unit": units[0].text}))


def _title_above(draft: Draft, rows: list[int], place: int) -> list[int]:
    """The rows of one or two texts right above a repeated header."""
    found = []
    for row in reversed(rows[:place]):
        texts = texts_of(draft, row)
        if len(texts) > 2 or any(text.replace(".", "").isdigit() for text in texts):
            break
        found.append(row)
    return found


def _drop_footnotes(draft: Draft) -> None:
    """Take out closing lines: who filled in the form, notes on the table."""
    drop = []
    for row in reversed(draft.data.index):
        texts = texts_of(draft, row)
        if not _is_note(texts):
            break
        drop.append(row)
        draft.add(NOTE, "footnote", row, "")
    draft.data = draft.data.drop(index=drop)


def _is_note(texts: list[str]) -> bool:
    """Whether a row is text in few cells: one that says so, a long one, or pairs of `label: value`."""
    before = ["", *texts]  # 审核人： and who it is stand in two cells
    if all(
        ":" in plain(text) or plain(last).endswith(":") for last, text in zip(before, texts, strict=False)
    ):
        return True
    marks = tuple(words("footnote"))
    if len(texts) == 1 and is_footnote(texts[0]):
        return True
    return len(texts) <= 3 and (
        plain(texts[0]).startswith(marks) or (len(texts) == 1 and len(plain(texts[0])) > _LONG_NOTE)
    )


# --- totals ----------------------------------------------------------------------------------------------


def take_totals(draft: Draft) -> pd.DataFrame:
    """Take out the rows that call themselves a total, and return them."""
    place = [name for name in draft.data if name in PLACES]
    marked = pd.DataFrame({name: _total_kinds(draft.data[name]) for name in place}, index=draft.data.index)
    first = draft.head.sheet.rows
    leading = pd.Series([first[row - 1][0] for row in draft.data.index], draft.data.index, dtype=object)
    marked = marked.assign(_first=_total_kinds(leading))
    rows = marked.ne("").any(axis=1)
    totals = draft.data[rows].assign(_total=marked[rows].max(axis=1))
    draft.data = draft.data[~rows]
    return totals


def _total_kinds(cells: pd.Series) -> pd.Series:
    """For each cell `total`, `subtotal` or nothing."""
    found = {cell: kind for cell in set(cells) if (kind := total_kind(cell))}
    if not found:
        return pd.Series("", cells.index, dtype=object)
    return pd.Series([found.get(cell, "") for cell in cells], cells.index, dtype=object)


def total_kind(cell: Any) -> str:
    whole = plain(cell) if isinstance(cell, str) else ""
    text = BRACKETS.sub("", whole).strip(":") or whole.strip(":()")
    if not text:
        return ""
    if whole.startswith(tuple(f"{lead}:" for lead in words("lead"))):
        return "subtotal"
    alone, known = words("total_alone"), words("total")
    if text in known or text in alone:
        return known.get(text) or alone[text]
    return next((kind for word, kind in known.items() if not word.isascii() and text.endswith(word)), "")


def check_totals(draft: Draft, totals: pd.DataFrame) -> None:
    """Say which rows were left out as totals; one whose figures are not the sum of its rows is an error."""
    for row in totals.index:
        wrong = _wrong_sum(draft, totals.loc[row]) if totals.loc[row, "_total"] == "total" else ""
        if wrong:
            right = f"{draft.data[wrong].sum():,.10g}"
            draft.add(ERROR, "total_wrong", row, wrong, draft.raw(row, wrong), right=right)
        else:
            draft.add(REPAIRED, "total_row", row, _label_place(totals.loc[row]))
    hide = [row for row in _hidden_totals(draft) if draft.answer(row, _first_place(draft)) != KEEP]
    for row in hide:
        draft.add(QUESTION, "total_hidden", row, _first_place(draft))
    draft.data = draft.data.drop(index=hide)


def _label_place(total: pd.Series) -> str:
    """The column in which a row calls itself a total."""
    return next((str(name) for name in total.index if name in PLACES and total_kind(total[name])), "")


def _first_place(draft: Draft) -> str:
    return next((name for name in draft.data if name in PLACES), "")


def _wrong_sum(draft: Draft, total: pd.Series) -> str:
    """The first column whose total is not the sum of its rows, blank ones aside; none of a panel."""
    if draft.head.table == "panel":
        return ""
    for name, each in draft.known.items():
        if name in draft.data and each.kind in ("money", "whole", "count"):
            figure = read_figures(pd.Series([total[name]]), each, draft.factor(name))[0].iloc[0]
            if np.isfinite(figure) and not np.isclose(figure, draft.data[name].sum(), rtol=1e-6, atol=0.06):
                return name
    return ""


def _hidden_totals(draft: Draft) -> list[int]:
    """Rows that do not call themselves a total but whose income is the sum of all others."""
    money = [name for name in draft.data
             if draft.known[name].kind == "money" and name not in OF_ACCOUNT]  # fmt: skip
    table = draft.data[money]
    if len(money) < 3 or len(table) < 3:
        return []
    rounding = np.minimum(0.06, 0.01 * table.sum())
    same = ((2 * table - table.sum()).abs() <= rounding) & table.gt(0)
    return sorted({*table.index[same.all(axis=1)], *_sums_of_townships(draft, table)})


def _sums_of_townships(draft: Draft, table: pd.DataFrame) -> list[int]:
    """Rows whose money is the sum of all others of their township, of which there are at least two."""
    home = next((draft.data[name] for name in ("township_id", "township_name") if name in draft.data), None)
    if home is None or draft.head.table == "panel":
        return []
    whole = table.groupby(home).transform("sum")
    rounding = np.minimum(0.06, 0.01 * whole)
    same = ((2 * table - whole).abs() <= rounding).all(axis=1) & table.gt(0).any(axis=1)
    paid = table.gt(0).sum(axis=1) >= 3
    count = table.gt(0).any(axis=1).groupby(home).transform("sum")
    return list(table.index[same & paid & count.gt(2) & home.ne("")])


# --- villages that are none ------------------------------------------------------------------------------


def ask_odd_villages(draft: Draft) -> None:
    """Ask about abolished villages and residents' committees: one question for all rows of a kind."""

    name = "village_name" if "village_name" in draft.data else "village_id"
    if name not in draft.data:
        return
    for topic, is_odd in ((ABOLISHED, _is_abolished), (COMMITTEES, _is_committee)):
        known = {cell: is_odd(cell) for cell in set(draft.data[name]) if isinstance(cell, str)}
        rows = [row for row, cell in draft.data[name].items() if known.get(cell)]
        if topic == ABOLISHED:
            rows = sorted({*rows, *_said_abolished(draft)})
        answer = draft.answers.get(topic, "")
        if rows and answer == LEAVE_OUT:
            draft.add(NOTE, f"{topic}_left_out", rows[0], name, draft.data[name][rows[0]], count=len(rows))
            draft.data = draft.data.drop(index=rows)
        elif rows and not answer:
            draft.add(QUESTION, topic, rows[0], name, draft.data[name][rows[0]], count=len(rows))


def _is_abolished(name: str) -> bool:
    """Whether a name says, in brackets or at its end, that the village is no more."""
    marks = tuple(words("abolished"))
    folded = plain(name)
    inside = [plain(part) for part in BRACKETS.findall(folded)]
    return any(part.startswith(marks) or part.endswith(marks) for part in inside) or folded.endswith(
        marks[:3]
    )


def _is_committee(name: str) -> bool:
    return plain(BRACKETS.sub("", plain(name))).endswith(tuple(words("committee")))


# ---- Columns beside the table that say something of whole rows -----------------------------------
# They say their year, kind of figure, or that a village is no more. Such a column is never left out as a
# note: its rows are chosen, or it is asked about.


def take_rows(draft: Draft) -> None:
    """Choose or ask about the rows that a column beside the table qualifies."""
    for column, units in unit_column(draft.head).items():
        if len({unit.factor for unit in units.values()}) > 1:
            _tell(draft, ERROR, "unit_rows", column, units=", ".join(sorted(units)))
    for column in _beside(draft):
        if bare(draft.head.titles[column]) in words("row_year") and draft.head.table == "register":
            _not_left_out(draft, column)
            _take_year(draft, column)
        elif bare(draft.head.titles[column]) in (*words("row_kind"), *words("row_period")):
            _take_kind(draft, column)


def _beside(draft: Draft) -> list[int]:
    """The columns of the sheet that are no part of the table."""
    return [column for column in draft.head.titles if not draft.head.own[column].name]


def _cells_of(draft: Draft, column: int) -> pd.Series:
    rows = draft.head.sheet.rows
    return pd.Series(
        [text_of(rows[row - 1][column - 1]) for row in draft.data.index], draft.data.index, dtype=str
    )


def _not_left_out(draft: Draft, column: int) -> None:
    """Take back that a column is left out: something was read in it."""
    draft.findings = [
        each for each in draft.findings if (each.column, each.kind) != (column, "column_left_out")
    ]


def _tell(draft: Draft, level: str, kind: str, column: int, **values: Any) -> None:
    """A finding on the header of such a column, instead of the note that it is left out."""
    head = draft.head
    place = (draft.book.name, head.sheet.name, head.bottom, column)
    if place[2:] in draft.personal:
        return
    _not_left_out(draft, column)
    draft.findings.append(Finding(level, kind, *place, "", shown(head.titles[column]), values))


# --- years -----------------------------------------------------------------------------------------------


def _take_year(draft: Draft, column: int) -> None:
    """A register is of one year: another one is asked about, of several one is chosen."""
    cells = _cells_of(draft, column)
    read = {cell: read_year(plain(cell)).figure for cell in set(cells)}
    years = cells.map(read)
    said = sorted({int(year) for year in years.dropna()})
    if not said:
        return _take_kind(draft, column)
    answer = draft.answers.get(YEAR, "")
    wanted = int(answer) if answer.isdecimal() and int(answer) in said else 0
    values = {"years": ", ".join(map(str, said)), "base": base_year(), "answer": said[-1],
              "answers": " / ".join(f"--answer year={year}" for year in said)}  # fmt: skip
    if len(said) == 1 and years.notna().all():
        if said[0] != base_year() and not wanted and answer != KEEP:
            _tell(draft, QUESTION, "year_rows", column, **values)
        return None
    year = wanted or (base_year() if base_year() in said else said[-1])
    kept = years == year
    if wanted:
        _tell(draft, NOTE, "year_rows_chosen", column, year=year, count=int((~kept).sum()))
    else:
        _tell(draft, QUESTION, "year_rows_beside", column, **values)
    draft.data = draft.data[kept]
    return None


# --- kinds of figure -------------------------------------------------------------------------------------


def _take_kind(draft: Draft, column: int) -> None:
    """Rows of a plan or of part of a year: left out where the actual ones stand too, else asked about."""
    cells = _cells_of(draft, column)
    if draft.answers.get(f"{letters(column)}{draft.head.bottom}") == KEEP:
        return
    _ask_row_remarks(draft, column, cells)
    period = bare(draft.head.titles[column]) in words("row_period")
    known = {cell: _kinds_in(cell, period) for cell in set(cells)}
    if all(qualifier(cell) is not None for cell in known if cell):
        _not_left_out(draft, column)
    odd = cells.map(lambda cell: bool(known[cell]))
    if not odd.any():
        return
    kinds = sorted({kind for cell in set(cells[odd]) for kind in known[cell]})
    figure = by_language(lambda: say("page_comma").join(say(f"figure_{kind}") for kind in kinds))  # fmt: skip
    values = {"figure": figure, "count": int(odd.sum()), "text": shown(cells[odd].iloc[0])}
    if _beyond(draft, odd):
        _tell(draft, NOTE, "kind_rows_left_out", column, **values)
        draft.data = draft.data[~odd]
    elif set(kinds) & set(NO_AMOUNT):
        _tell(draft, ERROR, "rate_rows", column, **values)
    else:
        _tell(draft, QUESTION, "kind_rows", column, **values)


def _ask_row_remarks(draft: Draft, column: int, cells: pd.Series) -> None:
    """Ask about rows of which a remark says another unit of money or, in a register, another year."""
    known = {cell: title(cell) for cell in set(cells) if cell}
    units = {cell: unit for cell, each in known.items() for unit in each.units if unit.kind == "money"}
    money = [name for name in draft.data if draft.known[str(name)].kind == "money"]
    if money and any(unit.factor != draft.factor(str(money[0])) for unit in units.values()):
        _tell(draft, QUESTION, "unit_remarks", column, units=", ".join(sorted(units)))
    if draft.head.table == "panel" or draft.answers.get(YEAR):
        return
    said = {cell: each.years for cell in known if (each := qualifier(cell)) and each.years}
    other = cells.map(lambda cell: bool(said.get(cell)) and base_year() not in said[cell])
    if other.any() and not other.all():
        years = ", ".join(map(str, sorted({year for cell in set(cells[other]) for year in said[cell]})))
        values = {"figure": years, "count": int(other.sum()), "text": shown(cells[other].iloc[0])}
        _tell(draft, QUESTION, "kind_rows", column, **values)


def _kinds_in(cell: str, period: bool) -> frozenset[str]:
    """The kinds of figure that a cell says, if it says nothing else; a period is part of a year."""
    said = qualifier(cell) if cell else Caption()
    kinds = said.kinds - {AS_OF} if said else frozenset()
    if period and cell and not (said and said.years and not kinds):
        whole = any(mark in plain(cell) for mark in words("whole_year"))
        return kinds | (frozenset() if whole else frozenset({"part_year"}))
    if period and said and AS_OF in said.kinds:
        return kinds | {"part_year"}
    return kinds


def _beyond(draft: Draft, odd: pd.Series) -> bool:
    """Whether every village among these rows has another row (of the same year) as well."""
    keys = [name for name in ("village_id", "year") if name in draft.data]
    if "village_id" not in keys:
        keys += [name for name in ("banner_name", "township_name", "village_name") if name in draft.data]
    rows = pd.Series(list(zip(*(draft.data[name].map(str) for name in keys), strict=True)), draft.data.index)
    return not odd.all() and set(rows[odd]) <= set(rows[~odd])


# --- villages that are no more ---------------------------------------------------------------------------


def _said_abolished(draft: Draft) -> list[int]:
    """The rows of which a remark, a state or the like says that the village is abolished or merged."""
    found: set[int] = set()
    for column in _beside(draft):
        cells = _cells_of(draft, column)
        title = bare(draft.head.titles[column])
        asks = any(mark in title for mark in words("abolished_said"))
        known = {cell: _says_abolished(plain(cell), asks) for cell in set(cells) if cell}
        said = {int(row) for row, cell in cells.items() if known.get(cell)}
        if said:
            _not_left_out(draft, column)
        found |= said
    return sorted(found)


def _says_abolished(text: str, asked: bool) -> bool:
    """Whether a remark says so; under a header that asks whether it is, a yes does."""
    if asked and words("flag").get(text) == "1":
        return True
    if any(mark in text for mark in words("not_abolished")):
        return False
    return text in words("abolished") or any(mark in text for mark in words("abolished_said"))
