"""Which column is taken for which field, of which year, in which unit; units from comments and notes too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sim.inputs.intake.cells import KEEP, MONEY, YEAR, answered_year, factor
from sim.inputs.intake.files import Workbook
from sim.inputs.intake.findings import ERROR, NOTE, QUESTION, Finding, shown
from sim.inputs.intake.headers import Head, best_head, lines_about, stated, text_of
from sim.inputs.intake.reading.sheet import letters
from sim.inputs.intake.vocabulary import (
    AS_OF,
    NO_AMOUNT,
    OF_ACCOUNT,
    Caption,
    base_year,
    columns,
    dimension,
    joined,
    kinds_told,
    label,
    plain,
    read_unit,
    stands_for,
    title,
    unit_line,
    words,
)
from sim.inputs.villages import Column
from sim.words import by_language, language, say

# ---- Units beside the cells: in comments, in what is printed above a page, on a sheet of instructions ----

_Line = tuple[int, int, str, Caption]
_MOST_LINES = 200  # rows of a sheet of instructions that are looked through


def _units_in(text: str) -> Caption:
    """The units that a text names, and money that nobody knows; what else it says is of no column."""
    said = title(text)
    return Caption(units=said.units, unclear=said.unclear)


def _with_remarks(head: Head) -> Head:
    """A header that says too what the comments on its cells say of units."""
    own = dict(head.own)
    for row, column, text in head.sheet.remarks:
        if head.top <= row <= head.data_from and column in own:
            said = _units_in(text)
            if not said.units and not said.unclear and unit_line().search(plain(text)):
                said = Caption(unclear=(" ".join(text.split()),))  # a unit that nobody knows
            own[column] = joined([own[column], said])
    return replace(head, own=own)


def _formats_of(head: Head) -> dict[int, dict[int, str]]:
    """Column → row → the unit that a cell's format writes beside its number."""
    found: dict[int, dict[int, str]] = {}
    for row, column, text in head.sheet.formats:
        if plain(text) in words("currency"):  # a sign for money says nothing of how many
            continue
        if row > head.data_from and column in head.fields and read_unit(text.rstrip(",")):
            found.setdefault(column, {})[row] = text
    return found


def _with_formats(head: Head) -> Head:
    """A header that says too which unit the formats of all numbers below it write."""
    own = dict(head.own)
    for column, texts in _formats_of(head).items():
        unit, rows = read_unit(next(iter(texts.values()))), head.sheet.rows
        numbers = [row for row in range(head.data_from + 1, len(rows) + 1)
                   if isinstance(rows[row - 1][column - 1], int | float)]  # fmt: skip
        if unit and len(set(texts.values())) == 1 and set(numbers) <= set(texts):
            own[column] = joined([own[column], Caption(units=(unit,))])
    return replace(head, own=own)


def _ask_formats(head: Head, file: str, answers: Mapping[str, str]) -> list[Finding]:
    """A question where formats write another unit than the column has: of some numbers only, or divided."""
    found, known = [], columns(head.table)
    for column, texts in _formats_of(head).items():
        name = head.fields[column]
        if answers.get(name) or answers.get(f"{letters(column)}{head.bottom}"):
            continue
        said = [*head.own[column].units, *head.group[column].units]
        own = {factor for unit in said if (factor := stands_for(unit, known[name]))} or {1.0}
        other = sorted({text.rstrip(",") for text in texts.values() if _differs(text, own, known[name])})
        if other and not (said and all(text.endswith(",") for text in texts.values())):
            place = (file, head.sheet.name, head.bottom, column, name, shown(head.titles[column]))
            found.append(Finding(QUESTION, "format_unit", *place, {"text": ", ".join(other)}))
    return found


def _differs(text: str, own: set[float], column: Column) -> bool:
    """Whether a format means another unit than a column has; one that divides its numbers always does."""
    factor = stands_for(read_unit(text.rstrip(",")), column)
    return bool(factor) and (text.endswith(",") or factor not in own)


def _lines_beside_cells(book: Workbook, head: Head) -> list[_Line]:
    """What is said of the whole table beside its cells: row and column are 0 but for a comment's."""
    found = [(row, column, text) for row, column, text in head.sheet.remarks if row < head.top]
    found += [(0, 0, text) for text in (*head.sheet.margins, *_instructions(book, head))]
    said = [(row, column, text, _units_in(text)) for row, column, text in found]
    return [each for each in said if each[3].units or each[3].unclear]


def _instructions(book: Workbook, head: Head) -> Iterator[str]:
    """The texts of other sheets, no tables themselves, that say in words which unit holds."""
    for sheet in book.sheets:
        if sheet.name == head.sheet.name or best_head(sheet, head.table):
            continue
        for row in sheet.rows[:_MOST_LINES]:
            texts = [text for cell in row if isinstance(cell, str) and (text := text_of(cell))]
            yield from (text for text in texts if unit_line().search(plain(text)))


def _ask_remarks(head: Head, file: str, answers: Mapping[str, str]) -> list[Finding]:
    """A question about every comment that gives a cell of figures another unit than its column has."""
    found, known = [], columns(head.table)
    for row, column, text in head.sheet.remarks:
        name = head.fields.get(column, "")
        if row <= head.data_from or not name or answers.get(f"{letters(column)}{row}"):
            continue
        units = [unit for unit in title(text).units if unit.kind == dimension(known[name])]
        own = [unit for unit in head.own[column].units if stands_for(unit, known[name])]
        if units and {stands_for(unit, known[name]) for unit in units} != {
            stands_for(unit, known[name]) for unit in own
        }:
            values = {"text": shown(text), "unit": units[0].text.replace(" ", "_")}
            place = (file, head.sheet.name, row, column, name)
            found.append(
                Finding(QUESTION, "remark_unit", *place, shown(head.sheet.rows[row - 1][column - 1]), values)
            )
    return found


# ---- Which column is taken for which field, of which year, in which unit: understood, asked about or refused
# A column whose header, group or title says another year, a plan, a rate or part of a year is never taken for
# the amount of the base year without an answer.

_FIGURES = ("money", "share", "whole", "count", "degree")
_PLACES = ("text", "year")


@dataclass
class _Chosen:
    """The header with one column for each field, what one in it stands for, and what there is to say.

    stated: a line above or below the table says in which unit money is.
    """

    head: Head
    factors: dict[int, float]
    findings: list[Finding]
    stated: bool


@dataclass(frozen=True)
class _Sayings:
    """What is said about the columns of a header, by themselves and by the lines around the table."""

    head: Head
    file: str
    answers: Mapping[str, str]
    beside: tuple[_Line, ...] = ()  # what is said of the whole table beside its cells

    @cached_property
    def lines(self) -> list[_Line]:
        return [*lines_about(self.head), *self.beside]

    @cached_property
    def title_years(self) -> frozenset[int]:
        """The years that title and footnotes name, else the name of the sheet."""
        said = frozenset().union(*(each.years for _, _, _, each in self.lines))
        return said or title(self.head.sheet.name).years

    def column(self, number: int) -> Column:
        return columns(self.head.table)[self.head.fields[number]]

    def answer(self, number: int) -> str:
        """What the user has said about a column by its header's cell."""
        return self.answers.get(f"{letters(number)}{self.head.bottom}", "")

    def years(self, number: int) -> frozenset[int]:
        """The years that a column's header speaks of, this and last year told by the title's."""
        own, group = self.head.own[number], self.head.group[number]
        said = own.years or (frozenset() if own.own else group.years)
        relative = own.relative or group.relative
        if relative and len(self.title_years) == 1:
            said |= frozenset(year - (each == "last") for year in self.title_years for each in relative)
        return said

    def relative(self, number: int) -> frozenset[str]:
        """This or last year where nothing says which year that is."""
        own, group = self.head.own[number], self.head.group[number]
        return (own.relative or group.relative) if len(self.title_years) != 1 else frozenset()

    def kinds(self, number: int) -> frozenset[str]:
        kinds = self.head.own[number].kinds | self.head.group[number].kinds
        part = {"part_year"} if AS_OF in kinds and self.column(number).kind == "money" else set()
        return (kinds - {AS_OF}) | part

    def wanted(self, column: Column) -> frozenset[int]:
        """The years of which a column may be."""
        base = answered_year(self.answers) or base_year()
        dated = column.required or column.kind in ("money", "share")
        return frozenset({base} if dated else {base, base + 1})

    def of_other_year(self, number: int) -> bool:
        """Whether a column says that it is of a year that is not wanted."""
        column = self.column(number)
        if self.head.table == "panel" or self.answer(number) == KEEP or self.answers.get(YEAR) == KEEP:
            return False
        years, relative = self.years(number), self.relative(number)
        answer = self.answers.get(YEAR, "")
        if relative and not years:
            return answer not in relative
        if answer.isdecimal() and int(answer) in years and max(years) - min(years) == 1:
            return False  # a financial year, which begins in one and ends in the other
        return bool(years) and not (
            years == self.wanted(column) or (len(years) == 1 and years <= self.wanted(column))
        )

    def finding(self, level: str, kind: str, number: int, name: str, **values: Any) -> Finding:
        """A finding on the header's last row."""
        head = self.head
        if name in columns(head.table):
            values = {"label": label(columns(head.table)[name]), **values}
        value = shown(head.titles.get(number, ""))
        return Finding(level, kind, self.file, head.sheet.name, head.bottom, number, name, value, values)


def choose(book: Workbook, head: Head, answers: Mapping[str, str]) -> _Chosen:
    """One column for each field, and every finding about what headers, titles and footnotes say."""
    head = _with_formats(_with_remarks(head))
    say_all = _Sayings(head, book.name, answers, tuple(_lines_beside_cells(book, head)))
    taken: dict[int, str] = {}
    findings: list[Finding] = []
    by_field: dict[str, list[int]] = {}
    for number, name in head.fields.items():
        by_field.setdefault(name, []).append(number)
    years_beside: list[int] = []
    for name, numbers in by_field.items():
        number, told = _pick(say_all, name, numbers)
        findings += told
        if number < 0:
            years_beside += numbers
            number = -number
        if number:
            taken[number] = name
    if years_beside:
        findings.append(_ask_years(say_all, years_beside))
    say_all = replace(say_all, head=replace(head, fields=dict(sorted(taken.items()))))
    findings += _other_years(say_all, years_beside) + _title_findings(say_all) + _brackets(say_all)
    factors, told = _factors_of(say_all)
    money = any(unit.kind == "money" for _, _, _, each in say_all.lines for unit in each.units)
    findings += _ask_remarks(say_all.head, book.name, answers)
    findings += _ask_formats(say_all.head, book.name, answers)
    return _Chosen(say_all.head, factors, findings + told, money)


# --- one of several --------------------------------------------------------------------------------------


def _pick(said: _Sayings, name: str, numbers: list[int]) -> tuple[int, list[Finding]]:
    """The column that is taken for a field, and what is told; 0 for none, negative where years are asked."""
    if said.column(numbers[0]).kind in _PLACES:
        return numbers[0], [_twice(said, name, numbers)] if len(numbers) > 1 else []
    kept = [number for number in numbers if said.answer(number) == KEEP]
    numbers = kept if len(kept) == 1 else numbers
    amounts = [number for number in numbers if not said.kinds(number) or said.answer(number) == KEEP]
    rest = [number for number in numbers if number not in amounts]
    if not amounts:
        return _kind_asked(said, name, rest)
    told = [_left_out(said, number) for number in rest]
    if said.head.table == "panel" or _is_stock(said.column(numbers[0])):
        # each row of a panel says its year: last year's figure stands in another row; of a year's beginning
        # and its end, the end is meant
        own = [n for n in amounts if not (said.head.own[n].relative | said.head.group[n].relative) - {"this"}]
        told += [_left_out(said, number) for number in amounts if own and number not in own]
        amounts = own or amounts
    if len(amounts) > 1 and not said.answers.get(YEAR) and _dated(said, amounts):
        return -amounts[0], told
    right = [number for number in amounts if not said.of_other_year(number)] or amounts
    if said.answers.get(YEAR, "").isdigit():  # a column that says the year goes before one that says none
        right = [number for number in right if said.years(number)] or right
    told += [_left_out(said, number) for number in amounts if number not in right]
    return right[0], told + ([_twice(said, name, right)] if len(right) > 1 else [])


def _is_stock(column: Column) -> bool:
    """Whether a column is of a day and not of a year: assets, debts, cash."""
    return column.kind == "money" and not column.unit.endswith("/year")


def _dated(said: _Sayings, numbers: list[int]) -> bool:
    """Whether columns of one field differ by the year that they say."""
    return len({(said.years(number), said.relative(number)) for number in numbers}) > 1


def _twice(said: _Sayings, name: str, numbers: list[int]) -> Finding:
    where = ", ".join(f"{letters(number)}{said.head.bottom}" for number in numbers)
    return said.finding(ERROR, "column_twice", numbers[1], name, cells=where)


def _kind_asked(said: _Sayings, name: str, numbers: list[int]) -> tuple[int, list[Finding]]:
    """Only columns that are no plain amount: a rate is refused, a plan or part of a year is asked about."""
    number = numbers[0]
    rates = said.kinds(number) & set(NO_AMOUNT)
    if rates and not said.column(number).required and said.head.table == "register" and name != "income":
        return 0, [_left_out(said, each) for each in numbers]
    level, kind = (ERROR, "figure_rate") if rates else (QUESTION, "figure_kind")
    return number, [said.finding(level, kind, number, name, figure=_figure_words(said, number))]


def _figure_words(said: _Sayings, number: int) -> dict[str, str]:
    """The kinds of figure, years and so on that a column says, by language."""
    kinds = sorted(said.kinds(number))
    years = sorted(said.years(number))
    relative = sorted(said.relative(number)) if not years else []
    return by_language(lambda: say("page_comma").join(
            [*(say(f"figure_{kind}") for kind in kinds), *map(str, years),
             *(say(f"figure_{each}_year") for each in relative)]
        ))  # fmt: skip


def _left_out(said: _Sayings, number: int) -> Finding:
    name = said.head.fields[number]
    return said.finding(NOTE, "column_other", number, name, figure=_figure_words(said, number))


# --- years -----------------------------------------------------------------------------------------------


def _listed(said: _Sayings, numbers: list[int]) -> dict[str, Any]:
    """Labels of columns, the years they say, and one of the years, for a question about them."""
    years = sorted({year for number in numbers for year in said.years(number)})
    relative = sorted({each for number in numbers for each in said.relative(number)})
    names = list(dict.fromkeys(said.head.fields[number] for number in numbers))
    known = columns(said.head.table)
    labels = by_language(lambda: say("page_comma").join(label(known[name])[language()] for name in names))
    words = by_language(
        lambda: say("page_comma").join([*map(str, years), *(say(f"figure_{each}_year") for each in relative)])
    )
    answers = [*map(str, years), *relative]
    return {"labels": labels, "years": words, "answer": answers[-1] if answers else "", "base": base_year(),
            "answers": " / ".join(f"--answer year={each}" for each in answers)}  # fmt: skip


def _ask_years(said: _Sayings, numbers: list[int]) -> Finding:
    return said.finding(QUESTION, "years_beside", numbers[0], "", **_listed(said, numbers))


def _other_years(said: _Sayings, asked: Sequence[int]) -> list[Finding]:
    """One question about all columns that are of another year; in a panel, where each row says its own."""
    if said.head.table == "panel":
        dated_columns = [n for n in said.head.fields if said.column(n).kind in _FIGURES and said.years(n)
                         and said.answer(n) != KEEP]  # fmt: skip
        return [
            said.finding(QUESTION, "year_in_panel", n, said.head.fields[n], **_listed(said, [n]))
            for n in dated_columns
        ]
    figures = [n for n in said.head.fields if said.column(n).kind not in _PLACES and n not in asked]
    other = [n for n in figures if said.of_other_year(n) and not said.kinds(n)]
    money = [n for n in other if said.column(n).kind in ("money", "share")]
    rest = [n for n in other if n not in money]
    told = [said.finding(QUESTION, "year_other", money[0], "", **_listed(said, money))] if money else []
    return told + [
        said.finding(QUESTION, "year_stock", n, said.head.fields[n], **_listed(said, [n])) for n in rest
    ]


def _title_findings(said: _Sayings) -> list[Finding]:
    """What title, footnotes and the sheet's name say about all figures: another year, a plan."""
    head, found = said.head, []
    money = [n for n in head.fields if said.column(n).kind == "money"]
    silent = [n for n in money if not said.years(n) and not head.own[n].own and not said.relative(n)]
    answer = said.answers.get(YEAR, "")
    years = said.title_years
    wanted = {base_year()} if not (answer.isdecimal() and len(answer) == 4) else {int(answer)}
    if head.table == "register" and silent and years and not years & wanted and answer != KEEP:
        row, column, text = next(
            ((r, c, t) for r, c, t, each in said.lines if each.years), (0, 0, head.sheet.name)
        )
        values = {"years": ", ".join(map(str, sorted(years))), "answer": max(years), "base": base_year()}
        found.append(
            Finding(QUESTION, "title_year", said.file, head.sheet.name, row, column, "", shown(text), values)
        )
    for row, column, text, each in said.lines:
        if head.table == "panel" and any(word in plain(text) for word in words("series")):
            each = each._replace(kinds=each.kinds - {"cumulative"})  # of all years, one by one
        if each.kinds and money and said.answers.get(f"{letters(column)}{row}") != KEEP:
            figure = kinds_told(each.kinds)
            found.append(
                Finding(
                    QUESTION,
                    "title_kind",
                    said.file,
                    head.sheet.name,
                    row,
                    column,
                    "",
                    shown(text),
                    {"figure": figure},
                )
            )
    return found


# --- brackets and units ----------------------------------------------------------------------------------


def _brackets(said: _Sayings) -> list[Finding]:
    """A question about everything in a header that is no unit of its column and not understood."""
    found = []
    for number, name in said.head.fields.items():
        column, own = said.column(number), said.head.own[number]
        if column.kind not in _FIGURES or said.answer(number) or said.answers.get(name):
            continue
        alien = [unit.text for unit in own.units if not unit.rate and not stands_for(unit, column)]
        known = any(stands_for(unit, column) for unit in own.units)
        rates = said.kinds(number) & set(NO_AMOUNT)
        unclear = [*own.unclear, *said.head.group[number].unclear, *([] if known or rates else alien)]
        if unclear:
            found.append(said.finding(QUESTION, "bracket", number, name, text=", ".join(unclear)))
    return found


def _factors_of(said: _Sayings) -> tuple[dict[int, float], list[Finding]]:
    """What one in each column stands for, as the user, the header or the lines around the table say."""
    head, factors, found, converted = said.head, {}, [], {}
    lines = [
        (row, column, unit) for row, column, _, each in said.lines for unit in each.units if not unit.rate
    ]
    for number in head.fields:
        column = said.column(number)
        if column.kind in _PLACES or column.kind == "flag":
            continue
        own = stated(head, number)
        around = [stands_for(unit, column) for _, _, unit in lines if unit.kind == dimension(column)]
        every = tuple(dict.fromkeys([*own, *around]))
        answer = _answered_factor(said, number, column)
        agreed = own[:1] if len(own) == 1 and (not around or own[0] in around) else ()
        factors[number] = answer or (agreed or own or every or (1.0,))[0]
        if len(every) > 1 and not answer and not agreed:
            found.append(_conflict(said, number, own, lines, column))
        elif factors[number] != 1.0 and not answer:
            converted[number] = column
    return factors, _one_conflict(found) + _unknown_units(said) + _told_units(said, converted, lines)


def _answered_factor(said: _Sayings, number: int, column: Column) -> float:
    """The unit that the user has answered for a column, its header's cell or all money; 0 for none."""
    given = [said.answers.get(column.column, ""), said.answer(number)]
    given += [said.answers.get(MONEY, "")] if column.kind == "money" else []
    return next((size for answer in given if answer and (size := factor(answer, column))), 0.0)


def _conflict(
    said: _Sayings, number: int, own: tuple[float, ...], lines: list[Any], column: Column
) -> Finding:
    texts = [
        unit.text
        for unit in said.head.own[number].units + said.head.group[number].units
        if stands_for(unit, column)
    ]
    texts += [unit.text for _, _, unit in lines if unit.kind == dimension(column)]
    place = MONEY if column.kind == "money" and column.column not in OF_ACCOUNT else column.column
    values = {"units": ", ".join(dict.fromkeys(texts)), "place": place, "first": texts[0].replace(" ", "_"),
              "other": texts[-1].replace(" ", "_")}  # fmt: skip
    return said.finding(QUESTION, "unit_conflict", number, column.column, **values)


def _one_conflict(found: list[Finding]) -> list[Finding]:
    """One question where the units of all money contradict each other in the same way."""
    first = {(each.values["place"], each.values["units"]): each for each in reversed(found)}
    return [each for each in found if first[each.values["place"], each.values["units"]] is each]


def _unknown_units(said: _Sayings) -> list[Finding]:
    """A question about units of money that nobody knows, or that are said of some columns or a year only."""
    if said.answers.get(MONEY):
        return []
    head, found = said.head, []
    for row, column, text, each in said.lines:
        if each.unclear and said.answers.get(f"{letters(column)}{row}") != KEEP:
            some = all(read_unit(unit) for unit in each.unclear)
            kind = "unit_some" if some else "unit_unknown"
            place = (said.file, head.sheet.name, row, column, "", shown(text))
            found.append(Finding(QUESTION, kind, *place, {"text": ", ".join(each.unclear)}))
    return found


def _told_units(said: _Sayings, converted: dict[int, Column], lines: list[Any]) -> list[Finding]:
    """One note that names all columns that were converted from another unit."""
    if not converted:
        return []
    texts: dict[str, list[Column]] = {}
    for number, column in converted.items():
        units = [
            u for u in said.head.own[number].units + said.head.group[number].units if stands_for(u, column)
        ]
        units += [unit for _, _, unit in lines if unit.kind == dimension(column)]
        texts.setdefault(units[0].text, []).append(column)
    told = by_language(
        lambda: say("page_semicolon").join(
            f"{unit}: " + say("page_comma").join(label(each)[language()] for each in known)
            for unit, known in texts.items()
        )
    )
    return [said.finding(NOTE, "units_converted", min(converted), "", units=told)]
