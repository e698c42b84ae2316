"""Which row names the columns, what its cells and the lines around say, and which columns are wanting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from sim.faults import fault, nearest
from sim.folders import per_programme
from sim.inputs.intake.files import Workbook
from sim.inputs.intake.findings import ERROR, NOTE, REPAIRED, Finding, shown
from sim.inputs.intake.reading.sheet import WorkSheet, empty
from sim.inputs.intake.vocabulary import (
    BRACKETS,
    NUMBERING,
    OF_ACCOUNT,
    Caption,
    Unit,
    base_year,
    caption,
    columns,
    counted_in,
    dimension,
    joined,
    label,
    names,
    plain,
    qualifier,
    read_unit,
    stands_for,
    title,
    undated,
    words,
)
from sim.inputs.villages import Column
from sim.words import language

if TYPE_CHECKING:
    pass


# ---- Which row names the columns, and what its cells and the lines around the table say about each of them

_SEARCHED, _DEEPEST = 60, 3  # rows from the top where a header may begin, and rows that it may have
_FOOT = 12  # rows from the end in which footnotes are looked for
_FEWEST_NUMBERS = 3  # of a row that counts the columns
_COUNTED = re.compile(r"^(\d{1,3})=[\d+\-*/()=.]+$")  # the number of a column and what it is the sum of
# the village's own body, and a budget of both sides: neither is another's figure
_NO_OTHER = re.compile(
    r"[\u7ecf\u6d4e\u80a1\u4efd]{2,4}\u5408\u4f5c\u793e|\u6536\u5165[\u3001\u548c\u53ca]?\u652f\u51fa"
)
_Texts = list[str]


@dataclass(frozen=True)
class Head:
    """The header of a sheet.

    top, bottom: its rows, from 1. start: the last row above the data, which may be one of column numbers.
    fields: column number → name of the column. titles: column number → text of every header cell.
    own, group: what a column's own cells and those above it that it shares say about it.
    """

    sheet: WorkSheet
    table: str
    top: int
    bottom: int
    fields: dict[int, str]
    titles: dict[int, str]
    own: dict[int, Caption]
    group: dict[int, Caption]
    start: int = 0
    numbered: int = 0
    examples: frozenset[int] = field(default=frozenset())

    def place(self, name: str) -> int:
        """The first column that holds a field; 0 where none does."""
        return next((column for column, each in self.fields.items() if each == name), 0)

    @property
    def told(self) -> tuple[str, ...]:
        """The fields that say something of villages besides where they lie and what they are called."""
        places = {*STANDS_FOR, *STANDS_FOR.values()}
        return tuple(name for name in dict.fromkeys(self.fields.values()) if name not in places)

    @property
    def data_from(self) -> int:
        """The last row above the data."""
        return self.start or self.bottom


# --- finding it ------------------------------------------------------------------------------------------


def find_head(book: Workbook, table: str) -> Head:
    """The header among all sheets that names most columns of `table` and has rows; the earliest among equals.

    Raises InputFaults where no row names at least two.
    """
    found = [head for sheet in book.sheets if (head := best_head(sheet, table))]
    best = max(found, key=_standing, default=None)
    if best is None:
        needed = [label(each)[language()] for each in columns(table).values() if each.required]
        raise fault(book.name, "intake_no_header", rows=_SEARCHED, needed=", ".join(needed))
    return best


def _standing(head: Head) -> tuple[bool, bool, bool, int, bool, int]:
    """How good the header of a sheet is among others: villages, rows of a user's own, columns, base year."""
    named = len(set(head.fields.values()))
    rows, seen = rows_below(head) > 0, not head.sheet.hidden
    return _names_villages(head), rows, seen, named, _says_base_year(head.sheet.name), -head.bottom


def _names_villages(head: Head) -> bool:
    return bool(head.place("village_id") or head.place("village_name"))


def _says_base_year(name: str) -> bool:
    return base_year() in title(name).years


def best_head(sheet: WorkSheet, table: str) -> Head | None:
    """The header of one sheet, with rows of column numbers and units below it; None where none is found."""
    grid = searched(sheet)
    best = max(candidates(sheet, table, grid), key=_precedence, default=None)
    if best is None or len(set(best.fields.values())) < 2 or _is_list(best):
        return None
    best = _with_rows_below(best, grid)
    return replace(best, examples=_example_rows(best))


def _is_list(head: Head) -> bool:
    """Whether a header is rather a row of a list of columns, as in our dictionary: each is named twice."""
    return not _names_villages(head) and len(head.fields) > len(set(head.fields.values()))


def searched(sheet: WorkSheet) -> list[_Texts]:
    """The texts of the rows in which a header may stand, as wide as one of them says anything."""
    rows = [[text_of(cell) for cell in row] for row in sheet.rows[: _SEARCHED + _DEEPEST]]
    width = max((n for row in rows for n, text in enumerate(row, start=1) if text), default=0)
    return [row[:width] for row in rows]


def candidates(sheet: WorkSheet, table: str, grid: list[_Texts], named: bool = True) -> Iterator[Head]:
    """Every run of rows that may be the header: such as name a column, or any that say something of one."""
    titles = [_is_title(sheet, row, texts, table) for row, texts in enumerate(grid, start=1)]
    known = [any(_says(text, table, named) for text in texts if text) for texts in grid]
    for top in range(1, min(_SEARCHED, len(grid)) + 1):
        for bottom in range(top, min(top + _DEEPEST, len(grid) + 1)):
            if any(titles[top - 1 : bottom]) or not any(grid[top - 1]):
                break
            if any(known[top - 1 : bottom]):
                head = _read_head(sheet, table, grid, top, bottom)
                if head.fields or not named:
                    yield head


def _says(text: str, table: str, named: bool) -> bool:
    """Whether a cell names a column or could end a name that begins above it."""
    said = caption(text, table)
    return bool(said.name) or (said.bare and not named)


def _is_title(sheet: WorkSheet, row: int, texts: _Texts, table: str) -> bool:
    """Whether a row is a title or a line about the whole table: few texts, none of which names a column."""
    said = {text: column for column, text in reversed(list(enumerate(texts, start=1))) if text}
    if not said or len(said) > _FEWEST_NUMBERS:
        return False
    if len(said) == 1:  # such as `2030 collective income`, which could be a column's name as well
        column = next(iter(said.values()))
        wide = any(
            top <= row <= bottom and right - left + 1 > len(texts) / 2
            for top, left, bottom, right in sheet.merged
        )
        return column == 1 or wide or (_is_line(text := next(iter(said))) and not _says_group(text, table))
    if 1 not in said.values() and any(_says_group(text, table) for text in said):
        return any(":" in plain(text) for text in said)
    named = any(caption(text, table).name for text in said)
    return not named and all(_is_line(text) or column == 1 for text, column in said.items())


def _is_line(text: str) -> bool:
    """Whether a text is one like `单位：千元` or `填报单位：某站`, which heads no column."""
    return ":" in plain(text) or bool(title(text).units)


def _says_group(text: str, table: str) -> bool:
    """Whether a text with a unit says too of which year or kind the columns below it are."""
    said = caption(text, table)
    return ":" not in plain(text) and bool(said.kinds or said.years)


def _precedence(head: Head) -> tuple[int, bool, int, bool, int, int]:
    """Most columns named, then a last row that only qualifies those above it, then highest up, then whole
    merged cells, most said about them, fewest rows."""
    cut = any(above < head.top <= below for above, _, below, _ in head.sheet.merged)
    said = sum(
        bool(each.units or each.years or each.kinds) for each in (*head.own.values(), *head.group.values())
    ) + sum(bool(each.unclear) for each in head.group.values())
    return len(set(head.fields.values())), _ends_in_kinds(head), -head.bottom, not cut, said, head.top


def _ends_in_kinds(head: Head) -> bool:
    """Whether the last row says of which kind or year the columns named above it are, and nothing else."""
    if head.bottom == head.top:
        return False
    above, last = head.sheet.rows[head.bottom - 2], head.sheet.rows[head.bottom - 1]
    said = {column: text for column, cell in enumerate(last, start=1) if (text := text_of(cell))}
    fit = {column for column, text in said.items() if column in head.fields and _qualifies(text)}
    # beside a total stands what it is made of, under the same name
    parts = {
        column
        for column in set(said) - set(head.fields)
        if _over(head, column) in map(partial(_over, head), fit)
    }
    several = len(said) >= 2 and bool(fit) and fit | parts == set(said)
    return several and any(map(text_of, above)) and not _is_unit_row(head, list(said.values()))


def _over(head: Head, column: int) -> tuple[int, int] | int:
    """The merged cell above a column of the header's last row; the column itself where there is none."""
    above = head.bottom - 1
    return next(
        ((top, left) for top, left, bottom, right in head.sheet.merged
         if top <= above <= bottom and left <= column <= right),
        column,
    )  # fmt: skip


def _qualifies(text: str) -> bool:
    """Whether a text of a header is a unit, a year or a kind of figure and names nothing."""
    said = qualifier(text)
    number = text.replace(".", "").replace("-", "").isdecimal()
    return said is not None and (not number or bool(said.years))


def _read_head(sheet: WorkSheet, table: str, grid: list[_Texts], top: int, bottom: int) -> Head:
    fields, titles, own, group = {}, {}, {}, {}
    for column, texts in enumerate(zip(*_unfolded(sheet, grid, top, bottom), strict=True), start=1):
        parts = [part for part in dict.fromkeys(texts) if part]
        if parts:
            titles[column] = " ".join(parts)
            own[column], group[column] = _about(tuple(parts), table)
            if own[column].name:
                fields[column] = own[column].name
    return Head(sheet, table, top, bottom, fields, titles, own, group)


def _unfolded(sheet: WorkSheet, grid: list[_Texts], top: int, bottom: int) -> list[_Texts]:
    """The texts of the header's rows; a merged cell says the same in all its places."""
    rows = [list(texts) for texts in grid[top - 1 : bottom]]
    inside = [each for each in sheet.merged if each[0] <= bottom and each[2] >= top]
    for above, left, below, right in inside:
        if above > len(grid) or left > len(grid[above - 1]):
            continue
        for row in range(max(above, top), min(below, bottom) + 1):
            for column in range(left, min(right, len(rows[row - top])) + 1):
                rows[row - top][column - 1] = grid[above - 1][left - 1]
    if not inside:  # a CSV of a merged header has the group's name in its first column only
        for texts in rows[:-1]:
            for place in range(1, len(texts)):
                if not texts[place] and rows[-1][place]:
                    texts[place] = texts[place - 1]
    return rows


@per_programme
def _about(parts: tuple[str, ...], table: str) -> tuple[Caption, Caption]:
    """What the texts over a column say: those that name it and stand below, and those above them.

    The lowest text names the column, or the lowest above such as are qualifiers only, or all together: where
    all are the name of another column than the lowest (operating over assets), that is meant.
    """
    said = [caption(part, table) for part in parts]
    whole = names(table).get(bare("".join(parts)), "") if len(parts) > 1 else ""
    if whole and whole != said[-1].name:
        return joined([Caption(whole), *(each._replace(name="") for each in said)]), Caption()
    for place in range(len(parts) - 1, -1, -1):
        if said[place].name:
            column = columns(table)[said[place].name]
            above = zip(parts[:place], said[:place], strict=True)
            return joined(said[place:]), joined(_of_group(part, each, column) for part, each in above)
        if not (said[place].bare or _qualifies(parts[place]) or read_unit(parts[place])):
            break
    together = caption("".join(parts), table)
    return (together, Caption()) if together.name else (joined(said)._replace(name=""), Caption())


def _of_group(text: str, said: Caption, column: Column) -> Caption:
    """What a group says about a column that it does not name: that it may be of something else, too."""
    folded = _NO_OTHER.sub("", plain(text))
    known = words("other_figure").items()
    mine = column.column in OF_ACCOUNT  # costs and debts stand below such words by right
    other = not mine and any(word in folded for word, of in known if of in ("", dimension(column)))
    return said._replace(name="", unclear=(*said.unclear, *([text] if other and not said.name else [])))


def text_of(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else " ".join(str(cell).split())


def bare(text: str) -> str:
    """A header without its unit in brackets and a mark for a required column."""
    return plain(BRACKETS.sub("", plain(text))).strip("*:·")


# --- rows below it ---------------------------------------------------------------------------------------


def _with_rows_below(head: Head, grid: list[_Texts]) -> Head:
    """The header with a row of units below it taken in, and one that counts the columns passed over."""
    for row in range(head.bottom, min(head.bottom + 2, len(grid))):
        if is_numbering(grid[row]):
            head = replace(head, start=row + 1, numbered=row + 1)
        elif _is_unit_row(head, grid[row]):
            said = {column: caption(text, head.table) for column, text in enumerate(grid[row], start=1)
                    if read_unit(text)}  # fmt: skip
            own = {column: joined([each, said.get(column, Caption())]) for column, each in head.own.items()}
            head = replace(head, own=own, start=row + 1)
        else:
            break
    return head


def is_numbering(texts: Sequence[str]) -> bool:
    """Whether a row counts the columns: 1, 2, 3 … or 甲, 乙, 1, 2 …"""
    said = [_COUNTED.sub(r"\1", plain(text).strip("()")) for text in texts if text]
    digits = [int(text) for text in said if text.isdecimal() and len(text) < 5]
    letters = [text for text in said if not text.isdecimal()]
    counted = digits == list(range(digits[0], digits[0] + len(digits))) if digits else False
    short = all(len(text) == 1 or text in words("numbering") for text in letters)
    return len(digits) >= _FEWEST_NUMBERS and counted and digits[0] <= len(letters) + 1 and short


def _is_unit_row(head: Head, texts: Sequence[str]) -> bool:
    """Whether a row gives the unit of each column and nothing else."""
    said = [text for text in texts if text and plain(text) not in words("missing")]
    units = [text for text in said if read_unit(text)]
    rest = [text for text in said if not read_unit(text) and plain(text) not in words("remark")]
    return len(units) >= 2 and not rest


def rows_below(head: Head) -> int:
    """How many rows below a header say anything of the user's own."""
    rows = enumerate(head.sheet.rows[head.data_from :], start=head.data_from + 1)
    return sum(any(text_of(cell) for cell in row) for number, row in rows if number not in head.examples)


def _example_rows(head: Head) -> frozenset[int]:
    """The rows of our template's own example villages, wherever they stand."""
    marks = tuple(words("example"))
    place = head.place("village_id") or head.place("village_name")
    rows = enumerate(head.sheet.rows[head.data_from :], start=head.data_from + 1)
    if not place:
        return frozenset()
    return frozenset(
        number
        for number, row in rows
        if isinstance(row[place - 1], str) and plain(row[place - 1]).startswith(marks)
    )


def other_heads(book: Workbook, chosen: Head) -> list[Head]:
    """Headers of the same kind of table, with rows of the user's below, on sheets that are not read."""
    joined = [each.sheet.name for each in statement_heads(book, chosen)]
    return [
        each
        for each in _heads_beside(book, chosen)
        if 2 * len(each.fields) >= len(chosen.fields) and each.sheet.name not in joined
    ]


def _heads_beside(book: Workbook, chosen: Head) -> Iterator[Head]:
    """The headers of tables of villages, with rows of the user's below, on the other sheets."""
    for sheet in book.sheets:
        if sheet is not chosen.sheet and sheet.name != chosen.sheet.name:
            best = best_head(sheet, chosen.table)
            if best and _names_villages(best) and rows_below(best):
                yield best


def statement_heads(book: Workbook, chosen: Head) -> list[Head]:
    """Headers of sheets of a register that say of villages what no sheet before them says."""
    found, known = [], set(chosen.told)
    for each in _heads_beside(book, chosen) if chosen.table == "register" else ():
        if each.told and not known & set(each.told) and not each.sheet.hidden:
            found.append(each)
            known |= set(each.told)
    return found


# --- units -----------------------------------------------------------------------------------------------


def stated(head: Head, column: int) -> tuple[float, ...]:
    """The different factors that a column's own header states, else the header above it."""
    known = columns(head.table)[head.fields[column]]
    for said in (head.own[column], head.group[column]):
        factors = [stands_for(unit, known) for unit in said.units]
        if any(factors):
            return tuple(dict.fromkeys(factor for factor in factors if factor))
    return ()


def lines_about(head: Head) -> list[tuple[int, int, str, Caption]]:
    """Titles, lines above the table, and footnotes: row, column, text and what it says about the figures."""
    rows = head.sheet.rows
    above = [
        (row, column, text_of(cell))
        for row in range(1, head.top)
        for column, cell in enumerate(rows[row - 1], start=1)
        if cell not in ("", None)
    ]
    first = max(head.data_from, len(rows) - _FOOT)
    below = [
        (row, column, text)
        for row in range(first + 1, len(rows) + 1)
        if sum(_is_figure(cell) for cell in rows[row - 1]) < _FEWEST_NUMBERS  # else it is about that row
        for column, cell in enumerate(rows[row - 1], start=1)
        if isinstance(cell, str) and (text := text_of(cell)) and is_footnote(text)
    ]
    said = [(row, column, text, title(text)) for row, column, text in [*above, *_lines_beside(head)]]
    notes = [(row, column, text, title(text)._replace(kinds=frozenset())) for row, column, text in below]
    return [
        (row, column, text, _of_some(head, text, each, note=row > head.data_from))
        for row, column, text, each in [*said, *_unit_columns(head), *notes]
    ]


def _of_some(head: Head, text: str, said: Caption, note: bool) -> Caption:
    """A line whose unit is of one stream or, in a panel, one year: not of the table, so it is asked about."""
    money = {name for name in head.fields.values() if columns(head.table)[name].kind == "money"}
    streams = {name for name in money if not name.startswith("income") and name not in OF_ACCOUNT}
    folded = plain(text)
    named = {field for name, field in undated(head.table).items() if field in streams and name in folded}
    some = 0 < len(named) < len(streams) and len(money) > 1
    year = note and head.table == "panel" and len(said.years) == 1
    units = [unit for unit in said.units if unit.kind == "money"]
    if not units or not (some or year):
        return said
    told = some and all(head.own[head.place(field)].units for field in named)  # by the header already
    rest = tuple(unit for unit in said.units if unit.kind != "money")
    return said._replace(
        units=rest, unclear=said.unclear + (() if told else tuple(unit.text for unit in units))
    )


def _is_figure(cell: Any) -> bool:
    return text_of(cell).replace(".", "", 1).replace(",", "").isdecimal()


def _lines_beside(head: Head) -> list[tuple[int, int, str]]:
    """Lines about the table that stand beside its header or, of a table on its side, along its rows."""
    found = []
    for column in range(1, max(map(len, head.sheet.rows[: head.bottom]), default=0) + 1):
        if head.own.get(column, Caption()).name:
            continue
        last = len(head.sheet.rows)
        if bare(head.titles.get(column, "")) in words("row_kind"):  # whose remarks are each about a row
            last = head.data_from
        cells = [(row, text_of(line[column - 1])) for row, line in enumerate(head.sheet.rows[:last], start=1)
                 if row >= head.top and not empty(line[column - 1])]  # fmt: skip
        if len(cells) <= _FEWEST_NUMBERS:
            found += [
                (row, column, text) for row, text in cells
                if _is_line(text) or (row <= head.bottom and title(text).years and not _qualifies(text))
            ]  # fmt: skip
    return found


def unit_column(head: Head) -> dict[int, dict[str, Unit]]:
    """Columns that give the unit of money of every row, each with the units that it says."""
    found = {}
    for column, text in head.titles.items():
        if head.own[column].name or bare(text) not in words("row_unit"):
            continue
        said = {cell for row in head.sheet.rows[head.data_from :] if (cell := text_of(row[column - 1]))}
        units = {cell: unit for cell in said if (unit := read_unit(cell)) and unit.kind == "money"}
        if units:
            found[column] = units
    return found


def _unit_columns(head: Head) -> list[tuple[int, int, str, Caption]]:
    """Columns of units that say the same in every row, as lines about the table."""
    return [
        (head.bottom, column, text, Caption(units=(unit,), kinds=caption(text, head.table).kinds))
        for column, units in unit_column(head).items()
        for text, unit in units.items()
        if len({each.factor for each in units.values()}) == 1
    ]  # fmt: skip


def is_footnote(text: str) -> bool:
    """Whether a text below the table is a note about it."""
    folded = plain(text)
    return len(folded) > 2 and (
        NUMBERING.match(text) is not None
        or folded.startswith(tuple(words("footnote")))
        or any(mark in folded for mark in words("unit_line"))
        or bool(counted_in(folded))
    )


# ---- Columns that nobody knows, and those that are wanting: told once, each with what to do ------

STANDS_FOR = {"village_id": "village_name", "township_id": "township_name", "banner_id": "banner_name"}

_MOST_SOUGHT = 200  # columns that nobody knows; a table with more is another one


def head_findings(head: Head, taken: Head, file: str) -> list[Finding]:
    """What there is to say about the header: unfolded, below a title, columns left out or unknown."""
    found = []
    if head.bottom > head.top:
        values = {"first": head.top, "last": head.bottom}
        found.append(_head_finding(head, file, REPAIRED, "header_rows", 1, "", values))
    elif head.top > 1:
        found.append(_head_finding(head, file, NOTE, "title_rows", 1, "", {"rows": head.top - 1}))
    used = unit_column(head)  # of which every row's unit is taken
    strange = [column for column in head.titles if column not in head.fields and column not in used]
    return found + [
        _unknown_column(head, file, column, sought=number < _MOST_SOUGHT)
        for number, column in enumerate(strange)
    ]


def _unknown_column(head: Head, file: str, column: int, sought: bool = True) -> Finding:
    """A column that nobody knows: perhaps mistyped, which is an error, else left out, which is noted.

    One that is like a column which the table has already is something else, and left out.
    sought: held against the names of all columns, which takes its time.
    """
    title = head.titles[column]
    if _of_account(bare(title)):
        return _head_finding(head, file, NOTE, "account_left_out", column, shown(title), {})
    near = nearest(bare(title), names(head.table)) if sought and bare(title) not in words("ignore") else None
    likely = names(head.table)[near] if near else ""
    if near and (head.own[column].kinds or _means_other(bare(title), near)):
        known = columns(head.table)[likely]
        return _head_finding(head, file, NOTE, "column_near", column, shown(title), {"near": label(known)})
    if (
        near
        and len(bare(title)) > 2
        and likely not in head.fields.values()
        and not _is_stand_in(likely, head)
    ):
        known = columns(head.table)[likely]
        return _head_finding(
            head, file, ERROR, "column_unknown", column, shown(title), {"near": label(known)}
        )
    return _head_finding(head, file, NOTE, "column_left_out", column, shown(title), {})


def _of_account(title: str) -> bool:
    """Whether a column that nobody knows is of the account all the same: a distribution, a cost, a debt."""
    return title not in words("ignore") and any(word in title for word in words("account_word"))


def _means_other(title: str, near: str) -> bool:
    """Whether a header that is like a name says a word that makes another figure of it: it is no slip."""
    return any(word in title and word not in near for word in words("other_figure"))


def _is_stand_in(name: str, head: Head) -> bool:
    """Whether the place that a column is about is known already, by its name or its code."""
    seen = head.fields.values()
    return any(name in pair and set(pair) & set(seen) for pair in STANDS_FOR.items())


def _head_finding(
    head: Head, file: str, level: str, kind: str, column: int, field: str, values: dict[str, Any]
) -> Finding:
    """A finding on the header's last row."""
    value = shown(head.titles.get(column, ""))
    return Finding(level, kind, file, head.sheet.name, head.bottom, column, field, value, values)
