"""From a workbook to a table of figures, with every finding on its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from sim.faults import Fault, InputFaults, fault, unknown
from sim.inputs.intake.cells import Reading, read_figures, read_text_cells
from sim.inputs.intake.concealed import concealed
from sim.inputs.intake.findings import ERROR, NOTE, QUESTION, REPAIRED, WITHHELD, Finding, letters, shown
from sim.inputs.intake.headers import (
    Head,
    find_head,
    head_findings,
    other_heads,
    rows_below,
    sheet_unit,
)
from sim.inputs.intake.personal import aside, elsewhere, personal_findings, signed
from sim.inputs.intake.vocabulary import columns, label, plain, words
from sim.inputs.intake.workbook import Workbook
from sim.inputs.villages import Column
from sim.words import LANGUAGES, say

PLACES = ("banner_id", "banner_name", "township_id", "township_name", "village_id", "village_name")
SHEET = "sheet"  # the place of an answer about the sheets that are not read
ANSWERS = {"yuan": 1e-4, "10k_yuan": 1.0, "percent": 0.01, "share": 1.0, "keep": 1.0}
# No village's stream has this median in 10k yuan; in yuan almost any has.
YUAN_MEDIAN = 1000.0
YUAN_LEAST = 500.0  # a column that is said to be in yuan has at least this median
FAR, SPREAD = 4.0, 0.8  # robust deviations of log from the median, and the least spread they are taken from


@dataclass
class Draft:
    """A table on its way in.

    data      rows by their number in the sheet; text columns as text, figures as float64 in base units
    findings  everything found so far
    answers   what the user has said about questions: cell or column → one of ANSWERS
    """

    book: Workbook
    head: Head
    data: pd.DataFrame
    findings: list[Finding]
    answers: Mapping[str, str] = field(default_factory=dict)
    personal: frozenset[tuple[int, int]] = frozenset()
    signed: frozenset[tuple[int, int]] = frozenset()  # cells in which somebody signs: nothing quotes them

    @property
    def known(self) -> Mapping[str, Column]:
        return columns(self.head.table)

    def add(self, level: str, kind: str, row: int, name: str, value: Any = "", **values: Any) -> None:
        """Note a finding on the cell of a column; without such a column, on the row.

        Nothing more is said about a cell that holds personal data: what is said would quote it.
        """
        place = self.head.place(name)
        if (row, place) in self.personal:
            return
        if (row, place) in self.signed:
            value, values = WITHHELD, {**values, **({"now": WITHHELD} if "now" in values else {})}
        if name in self.known:
            values = {"label": label(self.known[name]), "allowed": allowed(self.known[name]), **values}
        sheet, file = self.head.sheet.name, self.book.name
        self.findings.append(Finding(level, kind, file, sheet, row, place, name, shown(value), values))

    def raw(self, row: int, name: str) -> Any:
        """A cell as it stands in the sheet."""
        return self.head.sheet.rows[row - 1][self.head.place(name) - 1]

    def answer(self, row: int, name: str) -> str:
        """What the user has said about a cell, or about its column."""
        return self.answers.get(f"{letters(self.head.place(name))}{row}") or self.answers.get(name, "")


def allowed(column: Column) -> dict[str, str]:
    """What a column allows, in words, by language."""
    limits = {name: f"{getattr(column, name):.0f}" for name in ("low", "high")}
    return {lang: say(f"allowed_{column.kind}", lang, **limits) for lang in LANGUAGES}


def read_draft(book: Workbook, table: str, answers: Mapping[str, str] | None = None) -> Draft:
    """Find the header, take out what is no village, read every cell."""
    answers = dict(answers or {})
    head = find_head(book, table)
    check_answers(answers, head)
    personal = personal_findings(head, book.name)
    cells = frozenset((each.row, each.column) for each in personal)
    findings = [each for each in head_findings(head, book.name) if (each.row, each.column) not in cells]
    findings += concealed(head, book.name) + elsewhere(book, head.sheet)
    draft = Draft(book, head, body(head), findings + personal, answers, cells, frozenset(signed(head.sheet)))
    if draft.data.empty:
        raise fault(book.name, "fault_file_empty")
    ask_sheets(draft)
    drop_footnotes(draft)
    draft.findings = aside(draft.findings, set(draft.data.index))
    totals = take_totals(draft)
    fill_places(draft)
    raw = draft.data
    draft.data = pd.DataFrame({name: read_column(draft, raw[name]) for name in raw}, index=raw.index)
    check_totals(draft, totals)
    for name in draft.data:
        check_column(draft, draft.known[name])
    return draft


def check_answers(answers: Mapping[str, str], head: Head) -> None:
    """Refuse an answer that nobody asked for in such words."""
    faults: list[Fault] = []
    cells = {f"{letters(column)}" for column in head.fields}
    for place, answer in answers.items():
        if answer not in ANSWERS:
            faults.append(unknown("--answer", say("word_answer"), answer, ANSWERS))
        known = place in head.fields.values() or place.rstrip("0123456789") in cells
        if not known and place != SHEET:
            faults.append(unknown("--answer", say("kind_column"), place, head.fields.values()))
    if faults:
        raise InputFaults(faults)


def ask_sheets(draft: Draft) -> None:
    """Ask about other sheets that hold villages too: nothing is left out silently."""
    if draft.answers.get(SHEET) == "keep":
        return
    for each in other_heads(draft.book, draft.head):
        values = {"rows": rows_below(each)}
        name = each.sheet.name
        level, kind = (NOTE, "hidden_sheet") if each.sheet.hidden else (QUESTION, "other_sheet")
        draft.findings.append(
            Finding(level, kind, draft.book.name, name, each.bottom, 0, "", shown(name), values)
        )


def body(head: Head) -> pd.DataFrame:
    """The rows below the header that are not blank, as they stand, one column for each known field."""
    places = {name: head.place(name) - 1 for name in dict.fromkeys(head.fields.values())}
    rows = enumerate(head.sheet.rows[head.bottom :], start=head.bottom + 1)
    numbered = [(number, row) for number, row in rows if not is_blank(row)]
    cells = {name: [row[place] for _, row in numbered] for name, place in places.items()}
    index = pd.Index([number for number, _ in numbered], name="line")
    return pd.DataFrame(cells, index=index, dtype=object)


def is_blank(row: Sequence[Any]) -> bool:
    """Whether no cell of a row says anything; the first that does ends the search."""
    if row and isinstance(row[0], str) and row[0].strip():  # nearly all rows
        return False
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in row)


# --- rows that are no villages ---------------------------------------------------------------------------


def drop_footnotes(draft: Draft) -> None:
    """Take out closing lines such as who filled in the form: text in one or two cells, no figure."""
    marks = tuple(words("footnote"))
    drop = []
    for row in reversed(draft.data.index):
        filled = [str(cell) for cell in draft.head.sheet.rows[row - 1] if cell not in ("", None)]
        signs = bool(filled) and ":" in plain(filled[0])  # 填表人：… 审核人：… over the whole row
        if (len(filled) > 3 and not signs) or not plain(filled[0]).startswith(marks):
            break
        drop.append(row)
        draft.add(NOTE, "footnote", row, "")
    draft.data = draft.data.drop(index=drop)


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
    text = plain(cell).strip(":") if isinstance(cell, str) else ""
    known = words("total")
    if text in known:
        return known[text]
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
    hide = hidden_totals(draft)
    for row in hide:
        draft.add(QUESTION, "total_hidden", row, first_place(draft))
    draft.data = draft.data.drop(index=hide)


def label_place(total: pd.Series) -> str:
    """The column in which a row calls itself a total."""
    return next((str(name) for name in total.index if name in PLACES and total_kind(total[name])), "")


def first_place(draft: Draft) -> str:
    return next((name for name in draft.data if name in PLACES), "")


def wrong_sum(draft: Draft, total: pd.Series) -> str:
    """The first column whose total is not the sum of its rows, blank ones aside."""
    for name, each in draft.known.items():
        if name in draft.data and each.kind in ("money", "whole", "count"):
            figure = read_figures(pd.Series([total[name]]), each, factor_of(draft, each))[0].iloc[0]
            if np.isfinite(figure) and not np.isclose(figure, draft.data[name].sum(), rtol=1e-6, atol=0.06):
                return name
    return ""


def hidden_totals(draft: Draft) -> list[int]:
    """Rows that do not call themselves a total but whose money is the sum of all others."""
    money = [name for name in draft.data if draft.known[name].kind == "money"]
    table = draft.data[money]
    if len(money) < 3 or len(table) < 3:
        return []
    same = np.isclose(2 * table, table.sum(), rtol=1e-6, atol=0.06) & table.gt(0)
    return list(table.index[same.all(axis=1)])


def fill_places(draft: Draft) -> None:
    """A place that is merged over its villages holds for each of them; any other merged cell is refused."""
    sheet = draft.head.sheet
    for top, left, bottom, right in sheet.merged:
        if bottom <= draft.head.bottom or top not in draft.data.index or (top, left) == (bottom, right):
            continue
        name = draft.head.fields.get(left, "")
        if name in PLACES[:4] and left == right:
            rows = [row for row in range(top, bottom + 1) if row in draft.data.index]
            draft.data.loc[rows, name] = sheet.rows[top - 1][left - 1]
            draft.add(REPAIRED, "merged_place", top, name, sheet.rows[top - 1][left - 1], last=bottom)
        else:
            draft.add(ERROR, "merged_cells", top, name, last=f"{letters(right)}{bottom}")


# --- columns ---------------------------------------------------------------------------------------------


def factor_of(draft: Draft, column: Column) -> float:
    """What one in the sheet is in base units: as the user answers, as the header says, as the sheet says."""
    stated = draft.head.units.get(draft.head.place(column.column), 0.0)
    if not stated and column.kind == "money":
        stated = sheet_unit(draft.head)
    answer = draft.answers.get(column.column)
    return ANSWERS[answer] if answer else stated or 1.0


def read_column(draft: Draft, cells: pd.Series) -> pd.Series:
    """One column as text or figures, its odd cells noted."""
    column = draft.known[str(cells.name)]
    if column.kind == "text":
        text, changed = read_text_cells(cells, code=column.column.endswith("_id"))
        for row, each in changed.items():
            draft.add(each.level, each.kind, row, column.column, cells[row], now=each.text)
        return industry_codes_of(text) if column.column == "industry" else text
    factor = factor_of(draft, column)
    figures, odd = read_figures(cells, column, factor)
    for row, reading in odd.items():
        if reading.kind != "missing" or not may_be_blank(draft, column):
            note_reading(draft, row, column, reading, cells[row])
    for row in figures.index if draft.answers else []:
        answer = draft.answers.get(f"{letters(draft.head.place(column.column))}{row}")
        if answer:
            figures[row] *= ANSWERS[answer] / factor
    return figures


def note_reading(draft: Draft, row: int, column: Column, reading: Reading, value: Any) -> None:
    now = f"{reading.figure:.10g}" if np.isfinite(reading.figure) else ""
    kind = "missing_mark" if reading.kind == "missing" and str(value or "").strip() else reading.kind
    draft.add(reading.level, kind, row, column.column, value, now=now)


def may_be_blank(draft: Draft, column: Column) -> bool:
    """A panel has gaps; a register has none, but for columns that only help to check it."""
    gaps = draft.head.table == "panel" and column.column != "year"
    return gaps or column.column == "income_2021"


def industry_codes_of(text: pd.Series) -> pd.Series:
    """Industries by code, whichever of their three names stands in the cell."""
    from sim.inputs.villages import load_industries

    table = load_industries()
    known = {plain(name): code for code, row in table.iterrows()
             for name in (code, row["label_zh"], row["label_en"])}  # fmt: skip
    return text.map(lambda each: known.get(plain(each), each))


def check_column(draft: Draft, column: Column) -> None:
    """Ranges, whole numbers, and the two questions of magnitude."""
    cells = draft.data[column.column]
    if column.kind == "text":
        check_text(draft, column, cells)
        return
    asked = ask_unit(draft, column, cells)
    if column.column in asked:
        return
    rest = cells.drop(index=[row for row in asked if row in cells.index])
    whole = column.kind in ("whole", "flag", "year")
    for kind, wrong in {
        "negative": rest < min(column.low, 0),
        "range": (rest > column.high) | ((rest < column.low) & (rest >= 0)),
        "fraction": whole & (rest != rest.round()) & rest.between(column.low, column.high),
    }.items():
        for row in rest.index[wrong & rest.notna()]:
            draft.add(ERROR, kind, row, column.column, draft.raw(row, column.column))


def check_text(draft: Draft, column: Column, cells: pd.Series) -> None:
    from sim.inputs.villages import industry_codes

    if column.column == "industry":
        for row in cells.index[~cells.isin(industry_codes()) & cells.ne("")]:
            draft.add(ERROR, "industry", row, column.column, cells[row], choices=industry_choices())
    if column.required:
        for row in cells.index[cells == ""]:
            draft.add(ERROR, "missing_text", row, column.column)


def industry_choices() -> dict[str, str]:
    from sim.inputs.villages import load_industries

    table = load_industries()
    return {lang: ", ".join(table[f"label_{lang}"]) for lang in LANGUAGES}


def ask_unit(draft: Draft, column: Column, cells: pd.Series) -> set[Any]:
    """Ask where a column or a cell looks like another unit; what was asked: the column's name, or rows."""
    asker = {"money": ask_yuan, "share": ask_percent}.get(column.kind)
    if not asker or draft.answers.get(column.column):
        return set()
    kind, doubtful = asker(cells, factor_of(draft, column))
    if kind:
        median = f"{cells[cells > 0].median():,.6g}"
        draft.add(QUESTION, kind, draft.head.bottom, column.column, median)
        return {column.column}
    asked = [row for row in doubtful if not draft.answer(row, column.column)]
    for row in asked:
        draft.add(QUESTION, f"{column.kind}_cell", row, column.column, draft.raw(row, column.column))
    return set(asked)


def ask_yuan(cells: pd.Series, factor: float) -> tuple[str, list[int]]:
    """Whether a whole column looks like yuan (or, if said to be yuan, like 10k yuan), else which cells do."""
    paid = cells[cells > 0]
    if len(paid) < 3:
        return "", list(paid.index[paid > YUAN_MEDIAN * 10])
    if paid.median() > YUAN_MEDIAN:
        return "money_column", []
    if factor < 1e-3 and paid.median() / factor < YUAN_LEAST:
        return "money_small", []
    logs = np.log(paid)
    spread = max(1.4826 * float((logs - logs.median()).abs().median()), SPREAD)
    far = (logs - logs.median()) / spread
    plain_yuan = (far > FAR) & (far - np.log(1e4) / spread > -FAR) & (paid > YUAN_MEDIAN)
    return "", list(paid.index[plain_yuan])


def ask_percent(cells: pd.Series, _factor: float) -> tuple[str, list[int]]:
    """Whether a whole column looks like percent, else which cells do."""
    above = cells[(cells > 1) & (cells <= 100)]
    if len(above) > len(cells) / 2:
        return "share_column", []
    return "", list(above.index)
