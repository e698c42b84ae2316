"""How a sheet is laid out: tables on their side, a column a year, and what is hidden in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sim.inputs.intake.files import Workbook
from sim.inputs.intake.findings import ERROR, NOTE, Finding
from sim.inputs.intake.headers import Head, best_head, candidates, searched, text_of
from sim.inputs.intake.reading.sheet import WorkSheet, empty, letters
from sim.inputs.intake.rows import PLACES, is_blank, total_kind
from sim.inputs.intake.vocabulary import columns, names, plain

# ---- Tables that do not stand one row a village: on their side, or a panel with one column a year ----
# They are laid out anew and read like any other; every finding is told on the cell that it came from.

_FEWEST_NAMED, _LONGEST = 4, 400  # columns that a sheet on its side must name, and rows that it may have
_FEWEST_YEARS = 2
_TRAITS = ("industry", "population", "households", "cultivated_mu", "governance")
_Origin = Callable[[int, int], tuple[int, int]]
_New = tuple[WorkSheet, str, _Origin, tuple[int, ...], str]


@dataclass(frozen=True)
class Laid:
    """A workbook of which one sheet was laid out anew.

    origin: from a cell there to the one that it came from. kind: how it stood, "" where nothing was changed.
    """

    book: Workbook
    kind: str = ""
    sheet: str = ""
    origin: _Origin | None = None
    years: tuple[int, ...] = ()
    field: str = ""

    def answers(self, given: Mapping[str, str]) -> dict[str, str]:
        """Answers about cells of the file as answers about the cells that they went to."""
        if self.origin is None:
            return dict(given)
        new = next(each for each in self.book.sheets if each.name == self.sheet)
        cells = {}
        for row in range(len(new.rows), 0, -1) if any(place[-1:].isdigit() for place in given) else ():
            for column in range(len(new.rows[0]), 0, -1):
                old_row, old_column = self.origin(row, column)
                cells[f"{letters(old_column)}{old_row}"] = f"{letters(column)}{row}"
        return {cells.get(place, place): answer for place, answer in given.items()}

    def located(self, findings: Sequence[Finding]) -> list[Finding]:
        """Findings on the cells of the file."""
        if self.origin is None:
            return list(findings)
        return [self.place(each) for each in findings]

    def place(self, each: Finding) -> Finding:
        if each.sheet != self.sheet or not each.row or self.origin is None:
            return each
        row, column = self.origin(each.row, each.column or 1)
        if not each.column:
            row, column = (0, column) if self.kind == "on_side" else (row, 0)
        values = dict(each.values)
        for name in ("first", "last"):
            if isinstance(values.get(name), int):
                there = self.origin(values[name], 1)
                values[name] = letters(there[1]) if self.kind == "on_side" else there[0]
        return each._replace(row=row, column=column, values=values)


def laid_out(book: Workbook, table: str) -> Laid:
    """The workbook with a sheet that stands on its side, or has one column a year, laid out anew."""
    usual = [head for sheet in book.sheets if (head := best_head(sheet, table))]
    if any(_is_usual(head) for head in usual):
        return Laid(book)
    for number, sheet in enumerate(book.sheets):
        found = _on_side(sheet, table) or (_one_column_a_year(sheet) if table == "panel" else None)
        if found:
            new, kind, origin, years, field = found
            sheets = (*book.sheets[:number], new, *book.sheets[number + 1 :])
            return Laid(replace(book, sheets=sheets), kind, sheet.name, origin, years, field)
    return Laid(book)


def _is_usual(head: Head) -> bool:
    """Whether a header names so much that its sheet stands as one expects: a panel's names the year."""
    named = set(head.fields.values())
    return "year" in named if head.table == "panel" else len(named) >= _FEWEST_NAMED


# --- on its side -----------------------------------------------------------------------------------------


def _on_side(sheet: WorkSheet, table: str) -> _New | None:
    """A sheet whose first column names what others have in their header, its rows and columns swapped."""
    if not sheet.rows or len(sheet.rows) > _LONGEST:
        return None
    named = [[plain(text_of(cell)) in names(table) for cell in row[:2]] for row in sheet.rows]
    listed = sum(all(each) for each in named)
    if sum(any(each) for each in named) < _FEWEST_NAMED - 1 or listed >= _FEWEST_NAMED:
        return None  # a list of columns and their codes, as our dictionary, is no table
    turned = WorkSheet(
        sheet.name, [list(cells) for cells in zip(*sheet.rows, strict=True)],
        tuple((left, top, right, bottom) for top, left, bottom, right in sheet.merged),
    )  # fmt: skip
    here, there = best_head(sheet, table), best_head(turned, table)
    upright = len(set(here.fields.values())) if here else 0
    if there is None or len(set(there.fields.values())) < max(_FEWEST_NAMED - 1, 2 * upright):
        return None
    return turned, "on_side", _swapped, (), ""


def _swapped(row: int, column: int) -> tuple[int, int]:
    return column, row


# --- one column a year -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Wide:
    """The header of a wide panel: columns of figures by year and field; all others hold for every year."""

    head: Head
    figures: dict[int, dict[str, int]]  # year → field → column
    others: tuple[int, ...]


def _one_column_a_year(sheet: WorkSheet) -> _New | None:
    """A panel with several columns of figures a village, one for each year, as one row a village and year."""
    wide = _wide_head(sheet)
    if wide is None:
        return None
    head, years = wide.head, sorted(wide.figures)
    fields = list(dict.fromkeys(name for year in years for name in wide.figures[year]))
    known = columns("panel")
    rows: list[list[Any]] = [list(row) for row in sheet.rows[: head.top - 1]]
    width = (
        max(len(wide.others) + 1 + len(fields), *(len(row) for row in rows), 0)
        if rows
        else len(wide.others) + 1 + len(fields)
    )
    origins: list[tuple[int, tuple[int, ...]]] = [(n, tuple(range(1, width + 1))) for n in range(1, head.top)]
    heads = [head.titles.get(column, "") for column in wide.others]
    heads += [known["year"].label_zh, *(_unit_title(wide, name, years) for name in fields)]
    rows.append(heads)
    origins.append(
        (
            head.bottom,
            (
                *wide.others,
                wide.figures[years[0]][fields[0]],
                *(wide.figures[years[0]].get(name, 1) for name in fields),
            ),
        )
    )
    for number, row in enumerate(sheet.rows[head.data_from :], start=head.data_from + 1):
        for year in years if _is_village(row, wide) else [0]:
            places = [wide.figures[year].get(name, 0) if year else 0 for name in fields]
            figures = [row[place - 1] if place else None for place in places]
            rows.append([*(row[column - 1] for column in wide.others), year or None, *figures])
            first = next((place for place in places if place), 1)
            origins.append((number, (*wide.others, first, *(place or first for place in places))))
    even: list[Sequence[Any]] = [[*row, *[""] * (width - len(row))][:width] for row in rows]

    def origin(row: int, column: int) -> tuple[int, int]:
        line, places = origins[row - 1]
        return line, places[column - 1] if column <= len(places) else column

    return WorkSheet(sheet.name, even), "wide", origin, tuple(years), fields[0]


def _wide_head(sheet: WorkSheet) -> _Wide | None:
    """The header that says most years; None where the sheet has a column of years, or a register's traits."""
    grid = searched(sheet)
    found = [wide for head in candidates(sheet, "panel", grid, named=False) if (wide := _read_wide(head))]
    if not found:
        return None
    best = max(
        found, key=lambda each: (len(each.figures), sum(map(len, each.figures.values())), -each.head.bottom)
    )
    register = best_head(sheet, "register")
    traits = set(_TRAITS) & set(register.fields.values()) if register else set()
    return best if len(traits) < 2 else None


def _read_wide(head: Head) -> _Wide | None:
    if "year" in head.fields.values():
        return None
    figures: dict[int, dict[str, int]] = {}
    taken = set()
    titled = ""  # what the title says, looked for once and only where a column does not say it
    for column, own in head.own.items():
        years = own.years or head.group[column].years
        if len(years) != 1 or own.kinds or head.group[column].kinds:
            continue
        if not (own.name and columns("panel")[own.name].kind in ("money", "count")) and not (
            own.bare and not own.name
        ):
            continue
        titled = titled or ("" if own.name else _measure(head))
        figures.setdefault(next(iter(years)), {}).setdefault(own.name or titled, column)
        taken.add(column)
    places = [column for column, name in head.fields.items() if name in PLACES]
    if len(figures) < _FEWEST_YEARS or not places:
        return None
    return _Wide(head, figures, tuple(column for column in head.titles if column not in taken))


def _measure(head: Head) -> str:
    """What columns that are headed by a year alone hold, as the title says; else the total income."""
    said = "".join(plain(text_of(cell)) for row in head.sheet.rows[: head.top] for cell in row)
    money = [
        (name, column) for name, column in names("panel").items() if columns("panel")[column].kind == "money"
    ]
    found = [(len(name), column) for name, column in money if name in said]
    return max(found, default=(0, "income"))[1]


def _unit_title(wide: _Wide, name: str, years: Sequence[int]) -> str:
    """The name of a field with the unit that its columns state, or with all where the years differ."""
    places = [wide.figures[year][name] for year in years if name in wide.figures[year]]
    units = [unit.text for place in places
             for unit in (wide.head.own[place].units or wide.head.group[place].units)[:1]]  # fmt: skip
    said = "".join(f"({unit})" for unit in dict.fromkeys(units))
    return f"{columns('panel')[name].label_zh}{said}"


def _is_village(row: Sequence[Any], wide: _Wide) -> bool:
    """Whether a row is a village's: neither blank nor a total, with a name and a figure."""
    places = [column for column in wide.others if wide.head.fields.get(column) in PLACES]
    said = [row[column - 1] for column in places]
    figures = [row[column - 1] for each in wide.figures.values() for column in each.values()]
    return not is_blank(said) and not is_blank(figures) and not any(total_kind(cell) for cell in said)


# ---- What a sheet holds that nobody sees: hidden rows, columns and sheets, cells off the table ----

_MOST_LISTED = 8  # rows or columns that a message names one by one


def concealed(head: Head, file: str) -> list[Finding]:
    """What is said of a sheet besides its cells: nothing that is hidden is taken in without a word."""
    return [*_hidden(head, file), *_overhanging(head, file)]


def _hidden(head: Head, file: str) -> Iterator[Finding]:
    sheet = head.sheet

    def note(kind: str, row: int = 0, column: int = 0, **values: Any) -> Finding:
        return Finding(NOTE, kind, file, sheet.name, row, column, "", "", values)

    if sheet.hidden:
        yield note("hidden_sheet_read")
    rows = [
        n for n in sheet.hidden_rows if head.bottom < n <= len(sheet.rows) and not blank(sheet.rows[n - 1])
    ]
    if rows:
        kind = "filtered_rows" if sheet.filtered else "hidden_rows"
        yield note(kind, rows[0], count=len(rows), rows=_ranges(rows))
    columns = [letters(n) for n in sheet.hidden_columns if n in head.fields]
    if columns:
        yield note("hidden_columns", head.bottom, count=len(columns), columns=_listed(columns))
    if sheet.stray:
        yield note("stray_cells", count=len(sheet.stray), cells=_listed(sheet.stray))


def _overhanging(head: Head, file: str) -> Iterator[Finding]:
    """Lines of a text file with more cells than its header: a comma within a cell has parted it."""
    if not head.sheet.lines:
        return
    wide = max(head.titles, default=0)
    for number, row in enumerate(head.sheet.rows[head.bottom :], start=head.bottom + 1):
        if len(row) > wide and not all(map(empty, row[wide:])):
            values = {
                "found": max(n for n, cell in enumerate(row, start=1) if not empty(cell)),
                "wanted": wide,
            }
            yield Finding(ERROR, "row_longer", file, head.sheet.name, number, 0, "", "", values)


def blank(row: Sequence[Any]) -> bool:
    return all(map(empty, row))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST_LISTED]) + (", …" if len(names) > _MOST_LISTED else "")


def _ranges(rows: Sequence[int]) -> str:
    """Row numbers as a person writes them: 5–7, 12."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return _listed([str(first) if first == last else f"{first}–{last}" for first, last in runs])
