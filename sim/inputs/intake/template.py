"""Workbooks made for an office: the template to fill in, its own file back with findings on cells."""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sim.axes import STREAMS
from sim.faults import InputFaults, fault
from sim.inputs.facts import term
from sim.inputs.intake.draft import allowed
from sim.inputs.intake.files import Workbook, ask, read_workbook
from sim.inputs.intake.findings import ERROR, NOTE, QUESTION, REPAIRED, Finding, in_order
from sim.inputs.intake.personal import looks_like_name, withheld
from sim.inputs.intake.reading.copying import Line, Order
from sim.inputs.intake.reading.sheet import WorkSheet, empty
from sim.inputs.intake.vocabulary import CHECKING, base_year, columns, words
from sim.inputs.intake.vocabulary import label as labels
from sim.inputs.villages import ACCOUNT, Column, load_industries, load_villages
from sim.words import language, say
from sim.writing import new_file, write

# ---- The workbook to fill in: headers with units, drop-downs, limits, an example and a dictionary ----

_ROWS = 2000  # rows that have drop-downs and limits
_REQUIRED, _OPTIONAL, _ACCOUNT = "FFE699", "E7E6E6", "DDEBF7"
_LEFT_OUT = {
    "register": ("banner_name", "township_name", "origin", "other", *CHECKING),
    "panel": ("village_name", "township_name", "banner_name", "other", *(set(CHECKING) - {"net"})),
}
_OF_BLOCK = (*ACCOUNT, "net")  # the optional block of the account, with a colour and an explanation
_EXAMPLES = 3
# What the example villages have in their accounts: so many times another of their figures.
_EXAMPLE_ACCOUNT = {
    "operating_cost": ("operating", 0.6), "administration": ("contracts", 0.5), "cash": ("subsidy", 1.5),
    "operating_assets": ("operating", 15), "other_assets": ("operating", 20), "liabilities": ("operating", 2),
    "remote": ("governance", 0.5),
}  # fmt: skip


def write_template(path: Path | str, table: str = "register", force: bool = False) -> Path:
    """Write the workbook for a `register` or a `panel`; an existing file is replaced with `force` alone."""
    path = Path(path)
    new_file(str(path), (".xlsx",), force)
    fields = [each for name, each in columns(table).items() if name not in _LEFT_OUT[table]]
    book = openpyxl.Workbook()
    _fill_in(book.active, fields)
    example = book.create_sheet(say("template_examples"))
    _heads(example, fields)
    for row in _example_rows(table, fields):
        example.append(row)
    _dictionary(book.create_sheet(say("template_dictionary")), fields)
    packed = io.BytesIO()
    book.save(packed)
    return write(path, packed.getvalue(), force)


def _fill_in(page: Worksheet, fields: Sequence[Column]) -> None:
    page.title = say("template_fill")
    _heads(page, fields)
    for number, each in enumerate(fields, start=1):
        rule = _validation(each)
        if rule is not None:
            rule.error, rule.errorTitle = allowed(each)[language()], _title(each)
            page.add_data_validation(rule)
            rule.add(f"{get_column_letter(number)}2:{get_column_letter(number)}{_ROWS}")


def _heads(page: Worksheet, fields: Sequence[Column]) -> None:
    """The header row: required columns in yellow, the account in blue; comments say what each allows."""
    page.append([_title(each) for each in fields])
    for cell, each in zip(page[1], fields, strict=True):
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="center")
        colour = _ACCOUNT if each.column in _OF_BLOCK else _REQUIRED if each.required else _OPTIONAL
        cell.fill = PatternFill("solid", fgColor=colour)
        cell.comment = Comment(allowed(each)[language()], "wuli")
        page.column_dimensions[cell.column_letter].width = 16
    page.freeze_panes = "C2"


def _title(column: Column) -> str:
    """A header that the intake reads back: label, and the unit of money and shares."""
    name = labels(column)[language()]
    unit = {"money": "template_money", "share": "template_share"}.get(column.kind)
    return f"{name} ({say(unit)})" if unit else name


def _validation(column: Column) -> DataValidation | None:
    """The drop-down or the limits of a column."""
    if column.column == "industry":
        choices = ",".join(load_industries()[f"label_{language()}"])
        return DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True)
    if column.kind == "flag":
        choices = f"{say('template_yes')},{say('template_no')}"
        return DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True)
    if column.kind == "text":
        return None
    kind = "whole" if column.kind in ("whole", "year") else "decimal"
    low, high = f"{column.low:.0f}", f"{column.high:.0f}"
    style = "warning" if column.kind == "share" else "stop"  # grades may be typed all the same
    return DataValidation(
        type=kind, operator="between", formula1=low, formula2=high, allow_blank=True, errorStyle=style
    )


def _example_rows(table: str, fields: Sequence[Column]) -> list[list[Any]]:
    """Rows of villages that do not exist, as one would type them; their codes tell that they are examples."""
    if table == "register":
        source = load_villages().table.head(_EXAMPLES).to_dict("records")
        numbered = [{**row, "village_id": say("template_code", n=n)} for n, row in enumerate(source, 1)]
        return [[_example_cell(each, row) for each in fields] for row in numbered]
    village = load_villages().table.iloc[0]
    streams = {name: village[name] for name in STREAMS}
    first = {"village_id": say("template_code", n=1), **streams, "township_id": village["township_id"]}
    first |= {"banner_id": village["banner_id"], "income": round(sum(streams.values()), 2)}
    years = [
        {**first, "year": base_year() + n, "money_received": n, "people": n, "training": 10 * n}
        for n in range(3)
    ]
    return [[row.get(each.column) for each in fields] for row in years]


def _example_cell(column: Column, row: Mapping[Any, Any]) -> Any:
    if column.column == "industry":
        return load_industries()[f"label_{language()}"][row["industry"]]
    if column.column == "income":
        return round(sum(row[name] for name in STREAMS), 2)
    if column.kind == "flag":
        return say("template_yes" if row[column.column] else "template_no")
    if column.column in _EXAMPLE_ACCOUNT:
        other, times = _EXAMPLE_ACCOUNT[column.column]
        return round(times * row[other], 2)
    value = row.get(column.column, "")
    return say("template_name", code=row["village_id"]) if value == "" else value


def _dictionary(page: Worksheet, fields: Sequence[Column]) -> None:
    """One row a column: name, code, unit, what is allowed, whether it must be there."""
    page.append([say(f"template_head_{name}") for name in ("column", "code", "unit", "allowed", "required")])
    for each in fields:
        needed = say("template_yes" if each.required else "template_no")
        unit = say("template_money") if each.kind == "money" else term(each.unit)
        page.append([labels(each)[language()], each.column, unit, allowed(each)[language()], needed])
    page.append([])
    page.append([say("template_account")])
    for each in fields:
        if each.column in _OF_BLOCK:
            page.append([labels(each)[language()], each.column, say(f"template_about_{each.column}")])
    page.append([])
    page.append([say("template_industries")])
    for code, row in load_industries().iterrows():
        page.append([row[f"label_{language()}"], code])
    for cell in page[1]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCDE", (28, 26, 18, 40, 10), strict=True):
        page.column_dimensions[letter].width = width


# ---- A copy of what was sent with every finding on its cell, and a sheet that lists them all -----

_COLOURS = {ERROR: "F8CBAD", QUESTION: "FFE699", REPAIRED: "C6E0B4", NOTE: "DDEBF7"}
_HEADS = ("level", "cell", "what", "cure")
_LONGEST_TITLE = 31  # of a sheet
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))


def annotate(path: Path | str, findings: Iterable[Finding], target: Path | str, force: bool = False) -> Path:
    """Write the annotated copy; personal values are withheld in it, since the copy travels.

    An .xlsx keeps its own look, where openpyxl can open it; any other file is laid out anew. Refuses to write
    over its own source, and what would still hold personal data.
    """
    source, target = Path(path), Path(target)
    if target.resolve() == source.resolve():
        raise fault(str(target), "intake_same_file")
    return write(target, _copy_of(read_workbook(source), in_order(findings)), force)


def _copy_of(book: Workbook, findings: tuple[Finding, ...]) -> bytes:
    hidden = {each.name: _hidden_cells(each, findings) for each in book.sheets}
    if book.excel:
        own = _order_of(book, findings, {each.name: each.name for each in book.sheets}, hidden)
        try:
            return _made(book, replace(own, content=book.path.read_bytes(), sheets=[]))
        except InputFaults:  # a workbook that one reader opens and the other does not
            pass
    titles = {each.name: _title_of(book, number) for number, each in enumerate(book.sheets, start=1)}
    anew = _order_of(book, findings, titles, hidden)
    return _made(book, replace(anew, remarks=(say("intake_copy_anew"),) if book.excel else ()))


def _made(book: Workbook, order: Order) -> bytes:
    content: bytes = ask("copy", book.name, pickle.dumps(order))["content"]
    return content


def _title_of(book: Workbook, number: int) -> str:
    """The title of a sheet in a workbook that is laid out anew."""
    name = book.sheets[number - 1].name or f"{book.path.stem[:25]}-{number}"
    return name.translate(_FORBIDDEN)[:_LONGEST_TITLE]


def _order_of(
    book: Workbook,
    findings: tuple[Finding, ...],
    titles: dict[str, str],
    hidden: dict[str, set[tuple[int, int]]],
) -> Order:
    taken = {say("intake_sheet_findings"), *titles.values()}
    title = say("intake_sheet_findings")
    if title in titles.values():
        title = next(f"{title} {n}" for n in range(2, len(taken) + 3) if f"{title} {n}" not in taken)
    return Order(
        content=None,
        sheets=[(titles[each.name], each.rows) for each in book.sheets],
        lines=[_line_of(each, titles) for each in findings],
        withheld={titles[name]: cells for name, cells in hidden.items()},
        persons=tuple(sorted(_persons(book, hidden))),
        labels=tuple(words("signed")),
        title=title,
        heads=tuple(say(f"intake_head_{name}") for name in _HEADS),
    )


def _line_of(each: Finding, titles: dict[str, str]) -> Line:
    what, cure = each.parts()
    sheet = titles.get(each.sheet, "")
    level = say(f"intake_level_{each.level}")
    return Line(sheet, each.row, each.column, each.cell, _COLOURS[each.level], level, what, cure, each.text())


def _hidden_cells(sheet: WorkSheet, findings: Iterable[Finding]) -> set[tuple[int, int]]:
    """The cells of a sheet that tell a person: what was found, and what only a copy must not show."""
    cells = withheld(sheet)
    for each in findings:
        if each.sheet == sheet.name and each.kind in ("personal_cell", "personal_aside"):
            cells.add((each.row, each.column))
        elif each.sheet == sheet.name and each.kind == "personal_column":
            below = enumerate(sheet.rows[each.row :], start=each.row + 1)
            cells |= {(row, each.column) for row, line in below if not empty(line[each.column - 1])}
    return cells


def _persons(book: Workbook, hidden: dict[str, set[tuple[int, int]]]) -> set[str]:
    """The names among what is withheld: they must not be left beside the cells either."""
    values = {
        str(sheet.rows[row - 1][column - 1]).strip()
        for sheet in book.sheets
        for row, column in hidden[sheet.name]
    }
    return {value for value in values if looks_like_name(value)}
