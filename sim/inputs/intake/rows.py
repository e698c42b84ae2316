"""Rows below the header that are no villages: examples, headers again, totals, notes, abolished villages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sim.inputs.intake.answers import ABOLISHED, COMMITTEES, KEEP, LEAVE_OUT, YEAR
from sim.inputs.intake.cells import read_figures
from sim.inputs.intake.findings import ERROR, NOTE, QUESTION, REPAIRED, Finding, letters, shown
from sim.inputs.intake.headers import Head, is_footnote, is_numbering, text_of
from sim.inputs.intake.qualifiers import BRACKETS, Caption, kinds_told, title
from sim.inputs.intake.vocabulary import base_year, plain, words

if TYPE_CHECKING:
    from sim.inputs.intake.draft import Draft

PLACES = ("banner_id", "banner_name", "township_id", "township_name", "village_id", "village_name")
LONG_NOTE = 15  # signs; a text of such a length alone in its row is a note


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
    drop_repeated_heads(draft)
    drop_footnotes(draft)


def drop_repeated_heads(draft: Draft) -> None:
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
            above = title_above(draft, rows, place)
            ask_block(draft, above)
            drop += above
    draft.data = draft.data.drop(index=[row for row in drop if row in draft.data.index])


def ask_block(draft: Draft, rows: list[int]) -> None:
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
            ask_block_unit(draft, said, where)


def ask_block_unit(draft: Draft, said: Caption, where: tuple[str, str, int, int, str, str]) -> None:
    """Ask where a block's money is in another unit than the table's: both cannot be read as one column."""
    money = next((name for name in draft.data if draft.known[str(name)].kind == "money"), "")
    units = [unit for unit in said.units if unit.kind == "money" and not unit.rate]
    told = any(each.kind == "unit_conflict" for each in draft.findings)
    if not money or told or all(unit.factor == draft.factor(money) for unit in units):
        return
    draft.findings.append(Finding(QUESTION, "block_unit", *where, {"unit": units[0].text}))


def title_above(draft: Draft, rows: list[int], place: int) -> list[int]:
    """The rows of one or two texts right above a repeated header."""
    found = []
    for row in reversed(rows[:place]):
        texts = texts_of(draft, row)
        if len(texts) > 2 or any(text.replace(".", "").isdigit() for text in texts):
            break
        found.append(row)
    return found


def drop_footnotes(draft: Draft) -> None:
    """Take out closing lines: who filled in the form, notes on the table."""
    drop = []
    for row in reversed(draft.data.index):
        texts = texts_of(draft, row)
        if not is_note(texts):
            break
        drop.append(row)
        draft.add(NOTE, "footnote", row, "")
    draft.data = draft.data.drop(index=drop)


def is_note(texts: list[str]) -> bool:
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
        plain(texts[0]).startswith(marks) or (len(texts) == 1 and len(plain(texts[0])) > LONG_NOTE)
    )


# --- totals ----------------------------------------------------------------------------------------------


def take_totals(draft: Draft) -> pd.DataFrame:
    """Take out the rows that call themselves a total, and return them."""
    place = [name for name in draft.data if name in PLACES]
    marked = pd.DataFrame({name: total_kinds(draft.data[name]) for name in place}, index=draft.data.index)
    first = draft.head.sheet.rows
    leading = pd.Series([first[row - 1][0] for row in draft.data.index], draft.data.index, dtype=object)
    marked = marked.assign(_first=total_kinds(leading))
    rows = marked.ne("").any(axis=1)
    totals = draft.data[rows].assign(_total=marked[rows].max(axis=1))
    draft.data = draft.data[~rows]
    return totals


def total_kinds(cells: pd.Series) -> pd.Series:
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
        wrong = wrong_sum(draft, totals.loc[row]) if totals.loc[row, "_total"] == "total" else ""
        if wrong:
            right = f"{draft.data[wrong].sum():,.10g}"
            draft.add(ERROR, "total_wrong", row, wrong, draft.raw(row, wrong), right=right)
        else:
            draft.add(REPAIRED, "total_row", row, label_place(totals.loc[row]))
    hide = [row for row in hidden_totals(draft) if draft.answer(row, first_place(draft)) != KEEP]
    for row in hide:
        draft.add(QUESTION, "total_hidden", row, first_place(draft))
    draft.data = draft.data.drop(index=hide)


def label_place(total: pd.Series) -> str:
    """The column in which a row calls itself a total."""
    return next((str(name) for name in total.index if name in PLACES and total_kind(total[name])), "")


def first_place(draft: Draft) -> str:
    return next((name for name in draft.data if name in PLACES), "")


def wrong_sum(draft: Draft, total: pd.Series) -> str:
    """The first column whose total is not the sum of its rows, blank ones aside; none of a panel."""
    if draft.head.table == "panel":
        return ""
    for name, each in draft.known.items():
        if name in draft.data and each.kind in ("money", "whole", "count"):
            figure = read_figures(pd.Series([total[name]]), each, draft.factor(name))[0].iloc[0]
            if np.isfinite(figure) and not np.isclose(figure, draft.data[name].sum(), rtol=1e-6, atol=0.06):
                return name
    return ""


def hidden_totals(draft: Draft) -> list[int]:
    """Rows that do not call themselves a total but whose money is the sum of all others."""
    money = [name for name in draft.data if draft.known[name].kind == "money"]
    table = draft.data[money]
    if len(money) < 3 or len(table) < 3:
        return []
    rounding = np.minimum(0.06, 0.01 * table.sum())
    same = ((2 * table - table.sum()).abs() <= rounding) & table.gt(0)
    return sorted({*table.index[same.all(axis=1)], *sums_of_townships(draft, table)})


def sums_of_townships(draft: Draft, table: pd.DataFrame) -> list[int]:
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
    from sim.inputs.intake.rowwise import said_abolished

    name = "village_name" if "village_name" in draft.data else "village_id"
    if name not in draft.data:
        return
    for topic, is_odd in ((ABOLISHED, is_abolished), (COMMITTEES, is_committee)):
        known = {cell: is_odd(cell) for cell in set(draft.data[name]) if isinstance(cell, str)}
        rows = [row for row, cell in draft.data[name].items() if known.get(cell)]
        if topic == ABOLISHED:
            rows = sorted({*rows, *said_abolished(draft)})
        answer = draft.answers.get(topic, "")
        if rows and answer == LEAVE_OUT:
            draft.add(NOTE, f"{topic}_left_out", rows[0], name, draft.data[name][rows[0]], count=len(rows))
            draft.data = draft.data.drop(index=rows)
        elif rows and not answer:
            draft.add(QUESTION, topic, rows[0], name, draft.data[name][rows[0]], count=len(rows))


def is_abolished(name: str) -> bool:
    """Whether a name says, in brackets or at its end, that the village is no more."""
    marks = tuple(words("abolished"))
    folded = plain(name)
    inside = [plain(part) for part in BRACKETS.findall(folded)]
    return any(part.startswith(marks) or part.endswith(marks) for part in inside) or folded.endswith(
        marks[:3]
    )


def is_committee(name: str) -> bool:
    return plain(BRACKETS.sub("", plain(name))).endswith(tuple(words("committee")))
