"""From a workbook to a table of figures, with every finding on its cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from sim.faults import fault
from sim.folders import per_programme
from sim.inputs.intake.cells import (
    BLANK,
    GRADES,
    KEEP,
    NONE,
    SHEET,
    Reading,
    check_answers,
    factor,
    marks,
    read_figures,
    read_text_cells,
)
from sim.inputs.intake.columns import choose
from sim.inputs.intake.files import Workbook
from sim.inputs.intake.findings import (
    ERROR,
    MOST_OF_KIND,
    NOTE,
    QUESTION,
    REPAIRED,
    WITHHELD,
    Finding,
    in_order,
    shown,
)
from sim.inputs.intake.headers import STANDS_FOR, Head, find_head, head_findings, other_heads, rows_below
from sim.inputs.intake.layout import Laid, concealed, laid_out
from sim.inputs.intake.magnitudes import ask_unit, ask_unstated
from sim.inputs.intake.personal import aside, elsewhere, personal_findings, signed
from sim.inputs.intake.places import fill_places, take_sections
from sim.inputs.intake.reading.sheet import letters
from sim.inputs.intake.rows import (
    ask_odd_villages,
    body,
    check_totals,
    drop_no_villages,
    is_blank,
    take_rows,
    take_totals,
)
from sim.inputs.intake.vocabulary import OF_ACCOUNT, columns, label, plain, words
from sim.inputs.villages import ACCOUNT, Column
from sim.words import LANGUAGES, by_language, language, say

_EXPLAINED = ("governance", "remote")  # columns that a message explains: nobody has them at hand


@dataclass
class Draft:
    """A table on its way in.

    data      rows by their number in the sheet; text columns as text, figures as float64 in base units
    findings  everything found so far
    factors   column number → what one in it is in base units
    answers   what the user has said about questions: cell, column or topic → answer
    """

    book: Workbook
    head: Head
    data: pd.DataFrame
    findings: list[Finding]
    factors: dict[int, float] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    personal: frozenset[tuple[int, int]] = frozenset()
    signed: frozenset[tuple[int, int]] = frozenset()  # cells in which somebody signs: nothing quotes them
    stated: bool = False  # a line above or below the table says in which unit money is
    laid: Laid | None = None  # how the sheet was laid out anew
    kept: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # findings by level, kind, column
    unlisted: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # those that are only counted
    losses: pd.Series = field(default_factory=lambda: pd.Series(dtype=float))  # on investments, by row
    other: pd.Series = field(default_factory=lambda: pd.Series(dtype=float))  # income beyond the streams

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
        if self.kept[level, kind, name] >= MOST_OF_KIND:  # a table of nothing but faults is still told of
            self.unlisted[level, kind, name] += 1
            return
        self.kept[level, kind, name] += 1
        if (row, place) in self.signed:
            value, values = WITHHELD, {**values, **({"now": WITHHELD} if "now" in values else {})}
        if name in self.known:
            values = {"label": label(self.known[name]), "allowed": allowed(self.known[name]), **values}
        sheet, file = self.head.sheet.name, self.book.name
        self.findings.append(Finding(level, kind, file, sheet, row, place, name, shown(value), values))

    def first_of(self, level: str, kind: str, name: str, rows: Any) -> Any:
        """The rows that `add` would keep of so many; the others are counted and not looked at one by one."""
        self.unlisted[level, kind, name] += max(len(rows) - MOST_OF_KIND, 0)
        return rows[:MOST_OF_KIND]

    def raw(self, row: int, name: str) -> Any:
        """A cell as it stands in the sheet; what was worked out where it has none."""
        place = self.head.place(name)
        return self.head.sheet.rows[row - 1][place - 1] if place else self.data.loc[row].get(name, "")

    def answer(self, row: int, name: str) -> str:
        """What the user has said about a cell, or about its column."""
        return self.answers.get(f"{letters(self.head.place(name))}{row}") or self.answers.get(name, "")

    def told(self) -> tuple[Finding, ...]:
        """Every finding on the cell of the file that it is about, in the order of the sheet."""
        findings = list(self.findings)
        last = {(each.level, each.kind, each.field): place for place, each in enumerate(findings)}
        for key, count in self.unlisted.items():
            if count and key in last:
                values = {**findings[last[key]].values, "unlisted": count}
                findings[last[key]] = findings[last[key]]._replace(values=values)
        return in_order(self.laid.located(findings) if self.laid else findings)

    def factor(self, name: str) -> float:
        """What one in a column of the sheet is in base units."""
        return self.factors.get(self.head.place(name), 1.0)


@per_programme  # said of many cells
def allowed(column: Column) -> dict[str, str]:
    """What a column allows, in words, by language; with what it is where nobody has it at hand."""
    limits = {name: f"{getattr(column, name):.0f}" for name in ("low", "high")}
    return by_language(lambda: say(_allowed_key(column), **limits))


def _allowed_key(column: Column) -> str:
    """The words for what the intake takes, which is more than a register's own file may hold."""
    if column.column in _EXPLAINED:
        return f"allowed_{column.column}"
    if column.kind == "text" and not column.required:
        return "allowed_text_or_blank"
    if column.column in ACCOUNT:
        return "allowed_account"
    return "allowed_yes_no" if column.kind == "flag" else f"allowed_{column.kind}"


def read_draft(book: Workbook, table: str, answers: Mapping[str, str] | None = None) -> Draft:
    """Find the header, take out what is no village, read every cell."""
    laid = laid_out(book, table)
    book, answers = laid.book, laid.answers(answers or {})
    head = find_head(book, table)
    check_answers(answers, head)
    if not rows_below(head):
        raise fault(
            book.name, "intake_template_empty" if head.examples else "intake_no_rows", sheet=head.sheet.name
        )
    chosen = choose(book, head, answers)
    personal = personal_findings(head, book.name)
    cells = frozenset((each.row, each.column) for each in personal)
    told = [each for each in head_findings(head, chosen.head, book.name) + chosen.findings
            if (each.row, each.column) not in cells]  # fmt: skip
    told += concealed(head, book.name) + elsewhere(book, head.sheet)
    draft = Draft(
        book,
        chosen.head,
        body(chosen.head),
        told + personal,
        chosen.factors,
        answers,
        cells,
        frozenset(signed(head.sheet)),
        chosen.stated,
        laid,
    )
    if laid.kind == "on_side":
        draft.add(REPAIRED, "on_side", head.bottom, "")
    elif laid.kind:
        years = ", ".join(map(str, laid.years))
        draft.add(REPAIRED, "wide", head.bottom, "", years=years, measure=label(columns(table)[laid.field]))
    _ask_sheets(draft)
    drop_no_villages(draft)
    take_sections(draft)
    draft.findings = aside(draft.findings, set(draft.data.index))
    totals = take_totals(draft)
    if draft.data.empty:
        raise fault(book.name, "intake_no_rows", sheet=head.sheet.name)
    ask_odd_villages(draft)
    fill_places(draft)
    take_rows(draft)
    _drop_empty_columns(draft)
    raw = draft.data
    draft.data = pd.DataFrame({name: _read_column(draft, raw[name]) for name in raw}, index=raw.index)
    check_totals(draft, totals)
    for name in draft.data:
        _check_column(draft, draft.known[name])
    ask_unstated(draft)
    return draft


def _ask_sheets(draft: Draft) -> None:
    """Ask about other sheets that hold villages too: nothing is left out silently."""
    if draft.answers.get(SHEET) == KEEP:
        return
    for each in other_heads(draft.book, draft.head):
        values = {"rows": rows_below(each)}
        name = each.sheet.name
        level, kind = (NOTE, "hidden_sheet") if each.sheet.hidden else (QUESTION, "other_sheet")
        draft.findings.append(
            Finding(level, kind, draft.book.name, name, each.bottom, 0, "", shown(name), values)
        )


def _drop_empty_columns(draft: Draft) -> None:
    """Optional columns that nobody has filled in are as absent as if they were not there."""
    if draft.head.table == "panel":
        return
    empty = [
        name for name in draft.data
        if not draft.known[str(name)].required and is_blank(draft.data[name].to_list())
    ]  # fmt: skip
    if empty:
        names = by_language(
            lambda: say("page_comma").join(label(draft.known[name])[language()] for name in empty)
        )
        draft.add(NOTE, "columns_empty", draft.head.bottom, "", labels=names, count=len(empty))
        draft.data = draft.data.drop(columns=empty)


# --- columns ---------------------------------------------------------------------------------------------


def _read_column(draft: Draft, cells: pd.Series) -> pd.Series:
    """One column as text or figures, its odd cells noted."""
    column = draft.known[str(cells.name)]
    if column.kind == "text":
        text, changed = read_text_cells(cells, code=column.column.endswith("_id"))
        for row, each in changed.items():
            draft.add(each.level, each.kind, row, column.column, cells[row], now=each.text)
        return _industry_codes_of(text) if column.column == "industry" else text
    size = draft.factor(column.column)
    cells = _graded(draft, column, _marked(draft, column, cells))
    figures, odd = read_figures(cells, column, size)
    blanks = []
    for row, reading in odd.items():
        if reading.kind == "missing" and not str(cells[row] if cells[row] is not None else "").strip():
            blanks.append(row)
        elif reading.kind == "missing" and column.column in ACCOUNT and draft.head.table == "register":
            draft.add(QUESTION, "mark_unknown", row, column.column, cells[row])
        elif reading.kind != "missing" or not _may_be_blank(draft, column):
            _note_reading(draft, row, column, reading, cells[row])
    figures = _fill_blanks(draft, column, figures, blanks)
    for row in figures.index if draft.answers else []:
        answer = draft.answers.get(f"{letters(draft.head.place(column.column))}{row}", "")
        if answer and factor(answer, column):
            figures[row] *= factor(answer, column) / size
    return _rounded(draft, column, _from_marks(draft, column, figures))


def _from_marks(draft: Draft, column: Column, figures: pd.Series) -> pd.Series:
    """Marks of a scale that the user has named as shares: 0 the worst, 1 the best."""
    scale = marks(draft.answer(draft.head.bottom, column.column))
    if column.kind != "share" or scale is None:
        return figures
    worst, best = scale
    return (figures / draft.factor(column.column) - worst) / (best - worst)


def _fill_blanks(draft: Draft, column: Column, figures: pd.Series, blanks: list[int]) -> pd.Series:
    """Empty cells: none in an optional column of a register, a gap in a panel, else an error."""
    if column.column in ACCOUNT and blanks and draft.answers.get(column.column) == NONE:
        figures[blanks] = 0.0
        return figures
    if column.column in ACCOUNT and blanks and draft.head.table == "register":
        draft.add(NOTE, "blank_unknown", blanks[0], column.column, count=len(blanks))
    if not blanks or _may_be_blank(draft, column):
        return figures
    if column.required or draft.head.table == "panel":
        for row in blanks:
            draft.add(ERROR, "missing", row, column.column)
        return figures
    draft.add(NOTE, "blank_none", blanks[0], column.column, count=len(blanks))
    figures[blanks] = 0.0
    return figures


def _marked(draft: Draft, column: Column, cells: pd.Series) -> pd.Series:
    """Cells with marks for none as the user has answered, and rings as they are meant among ticks."""
    answer = draft.answers.get(column.column)
    if column.column == "first_treated":
        return _never_treated(draft, cells)
    if answer in (NONE, BLANK):
        empty = cells.map(lambda cell: isinstance(cell, str) and plain(cell) in words("missing"))
        return cells.where(~empty, 0.0 if answer == NONE else None)
    if column.kind != "flag":
        return cells
    rings, others = set(words("ring")), {plain(cell) for cell in set(cells) if isinstance(cell, str)}
    found = rings & others
    if not found:
        return cells
    filled = any(words("flag").get(each) == "1" for each in others)  # beside a tick a ring is none
    row = next(row for row, cell in cells.items() if isinstance(cell, str) and plain(cell) in rings)
    draft.add(REPAIRED, "ring_no" if filled else "ring_yes", row, column.column, cells[row])
    return cells.map(
        lambda cell: float(not filled) if isinstance(cell, str) and plain(cell) in rings else cell
    )


def _never_treated(draft: Draft, cells: pd.Series) -> pd.Series:
    """The first year of support where there never was any: a blank, told once where a code stands for it."""
    codes = words("never")
    rows = [row for row, cell in cells.items() if plain(cell).removesuffix(".0") in codes]
    if rows and draft.answers.get("first_treated") != BLANK:
        draft.add(ERROR, "never_code", rows[0], "first_treated", cells[rows[0]], count=len(rows))
    cells = cells.copy()
    cells[rows] = None
    return cells


def _graded(draft: Draft, column: Column, cells: pd.Series) -> pd.Series:
    """Grades such as 优秀 and 良好 of a share: asked once, then read by the scale that was offered."""
    scale = words("grade")
    if column.kind != "share":
        return cells
    grades = {
        cell: float(scale[plain(cell)])
        for cell in set(cells)
        if isinstance(cell, str) and plain(cell) in scale
    }
    if not grades:
        return cells
    factor_now = draft.factor(column.column)
    if draft.answers.get(column.column) != GRADES:
        offered = ", ".join(
            f"{grade} {share:g}" for grade, share in sorted(grades.items(), key=lambda each: -each[1])
        )
        row = next(row for row, cell in cells.items() if cell in grades)
        draft.add(QUESTION, "grades", row, column.column, cells[row], scale=offered)
    return cells.map(lambda cell: grades[cell] / factor_now if cell in grades else cell)


def _rounded(draft: Draft, column: Column, figures: pd.Series) -> pd.Series:
    """Converted figures without the dust of the division; land and converted counts as whole numbers."""
    figures = figures.round(9)
    if column.kind != "whole" or (column.unit != "mu" and draft.factor(column.column) == 1.0):
        return figures
    broken = figures.notna() & (figures != figures.round())
    if broken.any():
        row = broken.idxmax()
        draft.add(
            REPAIRED,
            "rounded",
            row,
            column.column,
            draft.raw(row, column.column),
            now=f"{figures[row].round():.0f}",
            count=int(broken.sum()),
        )
    return figures.round()


def _note_reading(draft: Draft, row: int, column: Column, reading: Reading, value: Any) -> None:
    now = f"{reading.figure:.10g}" if np.isfinite(reading.figure) else ""
    kind = "missing_mark" if reading.kind == "missing" and str(value or "").strip() else reading.kind
    draft.add(reading.level, kind, row, column.column, value, now=now)


def _may_be_blank(draft: Draft, column: Column) -> bool:
    """A panel has gaps; a register has none, but for the account and columns that only help to check it."""
    gaps = draft.head.table == "panel" and column.column != "year"
    return gaps or column.column in ("income", *OF_ACCOUNT)


def _industry_codes_of(text: pd.Series) -> pd.Series:
    """Industries by code, whichever of their names stands in the cell."""
    from sim.inputs.villages import load_industries

    table = load_industries()
    labels = [f"label_{lang}" for lang in LANGUAGES]
    known = {plain(name): code for code, row in table.iterrows() for name in (code, *row[labels])}
    codes = {each: known.get(plain(each), each) for each in text.unique()}
    return text.map(codes.get)


def _check_column(draft: Draft, column: Column) -> None:
    """Ranges, whole numbers, and the two questions of magnitude."""
    cells = draft.data[column.column]
    if column.kind == "text":
        _check_text(draft, column, cells)
        return
    asked = ask_unit(draft, column, cells)
    if column.column in asked:
        return
    _take_losses(draft, column)
    cells = draft.data[column.column]
    rest = cells.drop(index=[row for row in asked if row in cells.index])
    whole = column.kind in ("whole", "flag", "year")
    for kind, wrong in {
        "negative_account" if column.column in OF_ACCOUNT else "negative": rest < min(column.low, 0),
        "range": (rest > column.high) | ((rest < column.low) & (rest >= 0)),
        "fraction": whole & (rest != rest.round()) & rest.between(column.low, column.high),
    }.items():
        for row in draft.first_of(ERROR, kind, column.column, rest.index[wrong & rest.notna()]):
            draft.add(ERROR, kind, row, column.column, draft.raw(row, column.column))


def _take_losses(draft: Draft, column: Column) -> None:
    """A loss on investments is none of the year's income: 0 in a register, and told with its row."""
    if column.column != "investment":
        return
    cells = draft.data[column.column]
    lost = cells[(cells < 0) & (cells >= -column.high)]
    for row in lost.index:
        draft.add(REPAIRED, "loss", row, column.column, draft.raw(row, column.column))
    draft.data[column.column] = cells.clip(lower=0).where(cells >= -column.high, cells)
    draft.losses = lost


def _check_text(draft: Draft, column: Column, cells: pd.Series) -> None:
    from sim.inputs.villages import industry_codes

    if column.column == "industry":
        for row in cells.index[~cells.isin(industry_codes()) & cells.ne("")]:
            draft.add(ERROR, "industry", row, column.column, cells[row], choices=_industry_choices())
    if column.required:
        for row in cells.index[cells == ""]:
            draft.add(ERROR, "missing_text", row, column.column)


def _industry_choices() -> dict[str, str]:
    from sim.inputs.villages import load_industries

    table = load_industries()
    return {lang: ", ".join(table[f"label_{lang}"]) for lang in LANGUAGES}


# --- what is wanting --------------------------------------------------------------------------------------


def tell_wanting(draft: Draft) -> None:
    """Required columns that are not there: places each by itself, all others in one line with the way out."""
    asked = {each.field for each in draft.findings if each.kind.startswith("figure_")}
    missing = [each for name, each in draft.known.items()
               if each.required and name not in draft.data and name not in asked]  # fmt: skip
    places = [each for each in missing if draft.head.table == "panel" or each.column in STANDS_FOR]
    for each in places:
        kind = "place_needed" if each.column in ("township_id", "banner_id") else "column_needed"
        draft.add(ERROR, kind, draft.head.bottom, each.column)
    rest = [each for each in missing if each not in places]
    if rest:
        listed = by_language(lambda: say("page_comma").join(label(each)[language()] for each in rest))
        more = any(each.column == "governance" for each in rest)
        about = by_language(lambda: say("intake_about_governance") if more else "")
        streams = [each.column for each in rest if each.kind == "money"]
        answers = " ".join(f"--answer {name}=none" for name in streams)
        none = by_language(lambda: say("intake_cure_no_stream", answers=answers) if streams else "")
        values = {"labels": listed, "count": len(rest), "about": about, "none": none}
        file = {"path": str(draft.book.path), "target": f"{draft.book.path.stem}-filled.csv"}
        draft.add(ERROR, "column_missing", draft.head.bottom, "", **values, **file)
