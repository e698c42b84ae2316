"""Tables that do not stand one row a village: on their side, or a panel with one column a year.

They are laid out anew and read like any other; every finding is told on the cell that it came from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sim.inputs.intake.findings import Finding, letters
from sim.inputs.intake.headers import Head, best_head, candidates, searched, text_of
from sim.inputs.intake.rows import PLACES, is_blank, total_kind
from sim.inputs.intake.vocabulary import columns, names, plain
from sim.inputs.intake.workbook import Workbook, WorkSheet

FEWEST_NAMED, LONGEST = 4, 400  # columns that a sheet on its side must name, and rows that it may have
FEWEST_YEARS = 2
TRAITS = ("industry", "population", "households", "cultivated_mu", "governance")
Origin = Callable[[int, int], tuple[int, int]]
New = tuple[WorkSheet, str, Origin, tuple[int, ...], str]


@dataclass(frozen=True)
class Laid:
    """A workbook of which one sheet was laid out anew.

    origin: from a cell there to the one that it came from. kind: how it stood, "" where nothing was changed.
    """

    book: Workbook
    kind: str = ""
    sheet: str = ""
    origin: Origin | None = None
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
    if any(is_usual(head) for head in usual):
        return Laid(book)
    for number, sheet in enumerate(book.sheets):
        found = on_side(sheet, table) or (one_column_a_year(sheet) if table == "panel" else None)
        if found:
            new, kind, origin, years, field = found
            sheets = (*book.sheets[:number], new, *book.sheets[number + 1 :])
            return Laid(replace(book, sheets=sheets), kind, sheet.name, origin, years, field)
    return Laid(book)


def is_usual(head: Head) -> bool:
    """Whether a header names so much that its sheet stands as one expects: a panel's names the year."""
    named = set(head.fields.values())
    return "year" in named if head.table == "panel" else len(named) >= FEWEST_NAMED


# --- on its side -----------------------------------------------------------------------------------------


def on_side(sheet: WorkSheet, table: str) -> New | None:
    """A sheet whose first column names what others have in their header, its rows and columns swapped."""
    if not sheet.rows or len(sheet.rows) > LONGEST:
        return None
    named = [[plain(text_of(cell)) in names(table) for cell in row[:2]] for row in sheet.rows]
    listed = sum(all(each) for each in named)
    if sum(any(each) for each in named) < FEWEST_NAMED - 1 or listed >= FEWEST_NAMED:
        return None  # a list of columns and their codes, as our dictionary, is no table
    turned = WorkSheet(
        sheet.name, [list(cells) for cells in zip(*sheet.rows, strict=True)],
        tuple((left, top, right, bottom) for top, left, bottom, right in sheet.merged),
    )  # fmt: skip
    here, there = best_head(sheet, table), best_head(turned, table)
    upright = len(set(here.fields.values())) if here else 0
    if there is None or len(set(there.fields.values())) < max(FEWEST_NAMED - 1, 2 * upright):
        return None
    return turned, "on_side", swapped, (), ""


def swapped(row: int, column: int) -> tuple[int, int]:
    return column, row


# --- one column a year -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Wide:
    """The header of a wide panel: columns of figures by year and field; all others hold for every year."""

    head: Head
    figures: dict[int, dict[str, int]]  # year → field → column
    others: tuple[int, ...]


def one_column_a_year(sheet: WorkSheet) -> New | None:
    """A panel with several columns of figures a village, one for each year, as one row a village and year."""
    wide = wide_head(sheet)
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
    heads += [known["year"].label_zh, *(unit_title(wide, name, years) for name in fields)]
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
        for year in years if is_village(row, wide) else [0]:
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


def wide_head(sheet: WorkSheet) -> Wide | None:
    """The header that says most years; None where the sheet has a column of years, or a register's traits."""
    grid = searched(sheet)
    found = [wide for head in candidates(sheet, "panel", grid, named=False) if (wide := read_wide(head))]
    if not found:
        return None
    best = max(
        found, key=lambda each: (len(each.figures), sum(map(len, each.figures.values())), -each.head.bottom)
    )
    register = best_head(sheet, "register")
    traits = set(TRAITS) & set(register.fields.values()) if register else set()
    return best if len(traits) < 2 else None


def read_wide(head: Head) -> Wide | None:
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
        titled = titled or ("" if own.name else measure(head))
        figures.setdefault(next(iter(years)), {}).setdefault(own.name or titled, column)
        taken.add(column)
    places = [column for column, name in head.fields.items() if name in PLACES]
    if len(figures) < FEWEST_YEARS or not places:
        return None
    return Wide(head, figures, tuple(column for column in head.titles if column not in taken))


def measure(head: Head) -> str:
    """What columns that are headed by a year alone hold, as the title says; else the total income."""
    said = "".join(plain(text_of(cell)) for row in head.sheet.rows[: head.top] for cell in row)
    money = [
        (name, column) for name, column in names("panel").items() if columns("panel")[column].kind == "money"
    ]
    found = [(len(name), column) for name, column in money if name in said]
    return max(found, default=(0, "income"))[1]


def unit_title(wide: Wide, name: str, years: Sequence[int]) -> str:
    """The name of a field with the unit that its columns state, or with all where the years differ."""
    places = [wide.figures[year][name] for year in years if name in wide.figures[year]]
    units = [unit.text for place in places
             for unit in (wide.head.own[place].units or wide.head.group[place].units)[:1]]  # fmt: skip
    said = "".join(f"({unit})" for unit in dict.fromkeys(units))
    return f"{columns('panel')[name].label_zh}{said}"


def is_village(row: Sequence[Any], wide: Wide) -> bool:
    """Whether a row is a village's: neither blank nor a total, with a name and a figure."""
    places = [column for column in wide.others if wide.head.fields.get(column) in PLACES]
    said = [row[column - 1] for column in places]
    figures = [row[column - 1] for each in wide.figures.values() for column in each.values()]
    return not is_blank(said) and not is_blank(figures) and not any(total_kind(cell) for cell in said)
