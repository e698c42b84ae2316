"""The workbook to fill in: headers with units, drop-downs, limits, an example and a dictionary."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sim.axes import STREAMS
from sim.inputs.chinese import term
from sim.inputs.intake.draft import allowed
from sim.inputs.intake.vocabulary import base_year, columns
from sim.inputs.intake.vocabulary import label as labels
from sim.inputs.villages import Column, load_industries, load_villages
from sim.words import language, say
from sim.writing import new_file, write

ROWS = 2000  # rows that have drop-downs and limits
REQUIRED, OPTIONAL = "FFE699", "E7E6E6"
LEFT_OUT = {
    "register": ("banner_name", "township_name", "origin", "other"),
    "panel": ("village_name", "township_name", "banner_name", "other"),
}
EXAMPLES = 3


def write_template(path: Path | str, table: str = "register", force: bool = False) -> Path:
    """Write the workbook for a `register` or a `panel`; an existing file is replaced with `force` alone."""
    path = Path(path)
    new_file(str(path), (".xlsx",), force)
    fields = [each for name, each in columns(table).items() if name not in LEFT_OUT[table]]
    book = openpyxl.Workbook()
    fill_in(book.active, fields)
    example = book.create_sheet(say("template_examples"))
    heads(example, fields)
    for row in example_rows(table, fields):
        example.append(row)
    dictionary(book.create_sheet(say("template_dictionary")), fields)
    packed = io.BytesIO()
    book.save(packed)
    return write(path, packed.getvalue(), force)


def fill_in(page: Worksheet, fields: Sequence[Column]) -> None:
    page.title = say("template_fill")
    heads(page, fields)
    for number, each in enumerate(fields, start=1):
        rule = validation(each)
        if rule is not None:
            rule.error, rule.errorTitle = allowed(each)[language()], title(each)
            page.add_data_validation(rule)
            rule.add(f"{get_column_letter(number)}2:{get_column_letter(number)}{ROWS}")


def heads(page: Worksheet, fields: Sequence[Column]) -> None:
    """The header row: required columns in yellow, each with what it allows as a comment."""
    page.append([title(each) for each in fields])
    for cell, each in zip(page[1], fields, strict=True):
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="center")
        cell.fill = PatternFill("solid", fgColor=REQUIRED if each.required else OPTIONAL)
        cell.comment = Comment(allowed(each)[language()], "wuli")
        page.column_dimensions[cell.column_letter].width = 16
    page.freeze_panes = "C2"


def title(column: Column) -> str:
    """A header that the intake reads back: label, and the unit of money and shares."""
    name = labels(column)[language()]
    unit = {"money": "template_money", "share": "template_share"}.get(column.kind)
    return f"{name} ({say(unit)})" if unit else name


def validation(column: Column) -> DataValidation | None:
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


def example_rows(table: str, fields: Sequence[Column]) -> list[list[Any]]:
    """Rows of villages that do not exist, as one would type them; their codes tell that they are examples."""
    if table == "register":
        source = load_villages().table.head(EXAMPLES).to_dict("records")
        numbered = [{**row, "village_id": say("template_code", n=n)} for n, row in enumerate(source, 1)]
        return [[example_cell(each, row) for each in fields] for row in numbered]
    village = load_villages().table.iloc[0]
    streams = {name: village[name] for name in STREAMS}
    first = {"village_id": say("template_code", n=1), **streams, "township_id": village["township_id"]}
    first |= {"banner_id": village["banner_id"], "income": round(sum(streams.values()), 2)}
    years = [
        {**first, "year": base_year() + n, "money_received": n, "people": n, "training": 10 * n}
        for n in range(3)
    ]
    return [[row.get(each.column) for each in fields] for row in years]


def example_cell(column: Column, row: Mapping[Any, Any]) -> Any:
    if column.column == "industry":
        return load_industries()[f"label_{language()}"][row["industry"]]
    if column.column == "income":
        return round(sum(row[name] for name in STREAMS), 2)
    if column.kind == "flag":
        return say("template_yes" if row[column.column] else "template_no")
    value = row.get(column.column, "")
    return say("template_name", code=row["village_id"]) if value == "" else value


def dictionary(page: Worksheet, fields: Sequence[Column]) -> None:
    """One row a column: name, code, unit, what is allowed, whether it must be there."""
    page.append([say(f"template_head_{name}") for name in ("column", "code", "unit", "allowed", "required")])
    for each in fields:
        needed = say("template_yes" if each.required else "template_no")
        unit = say("template_money") if each.kind == "money" else term(each.unit)
        page.append([labels(each)[language()], each.column, unit, allowed(each)[language()], needed])
    page.append([])
    page.append([say("template_industries")])
    for code, row in load_industries().iterrows():
        page.append([row[f"label_{language()}"], code])
    for cell in page[1]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCDE", (28, 26, 18, 40, 10), strict=True):
        page.column_dimensions[letter].width = width
