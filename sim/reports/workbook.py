"""A run as plain tables with a unit for every column, and as a workbook with a sheet for each."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import isfinite, nan
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pandas as pd
import xarray as xr

from sim import words
from sim.analysis.outcomes import LowMidHigh, bands, gain, headline, public_cost, reached_by_others
from sim.axes import COUNTED, QUANTILE_NAMES
from sim.figures.labels import case_stand_in_rows, outcome_label, stand_in_heads, unit_label
from sim.figures.numbers import Band, Figure
from sim.figures.tables import NONE, answer_label, handout_text
from sim.inputs.facts import term
from sim.inputs.programme import in_use
from sim.inputs.villages import load_industries, place_names
from sim.reports import report
from sim.reports.stamp import FORBIDDEN, Stamp, filled, letters, reach, same_bytes
from sim.words import language, say, text_of

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from sim.model.simulate import Result
    from sim.reports.sheets import Sheet
    from sim.runs.ensemble import Run


# ---- The numbers of a run as plain tables, for workbooks and CSV: raw values, a unit for every column ----

# With the thresholds, what is told of every year.
_OUTCOMES = (
    "mean",
    "net_mean",
    "total",
    "net",
    "without_subsidy",
    "own_money",
    "partner_money",
    "debt",
    "per_household",
)
_COUNTS = tuple(f"{name}_" for name in COUNTED.values())
_NUMBER = re.compile(r"[+\-\u2212]?\d[\d,]*(\.\d+)?([ \u00a0]?%)?")
_MONEY, _COUNT, _SHARE, _PLAIN, _YEAR = "#,##0.00", "#,##0", "0.0%", "General", "0"


@dataclass(frozen=True)
class _FileColumn:
    """One column: what it is called in words, its unit in words, how its numbers are written."""

    label: str
    unit: str = ""
    format: str = _PLAIN

    @property
    def head(self) -> str:
        """What stands at the top of the column: label and unit."""
        return say("take_head", label=self.label, unit=self.unit) if self.unit else self.label


@dataclass(frozen=True)
class FileTable:
    """Rows of plain values under columns, sentences under them; `name` is that of the workbook's sheet."""

    name: str
    title: str
    columns: tuple[_FileColumn, ...]
    rows: list[list[Any]]
    notes: tuple[str, ...] = ()

    def frame(self) -> pd.DataFrame:
        return pd.DataFrame(self.rows, columns=[column.head for column in self.columns])


def tables(run: Run) -> list[FileTable]:
    """Every table of a run, in the order of the workbook."""
    makers = (answer_table, _year_table, _banner_table, _village_table, _lever_table, parameter_table)
    return [*(make(run) for make in makers), *_stand_in_tables(run)]


def _stand_in_tables(run: Run) -> list[FileTable]:
    """How levers are handed out whose list the register lacks; no table where none does."""
    rows = case_stand_in_rows(run.result.case)
    columns = [_FileColumn(head) for head in stand_in_heads()]
    return [_table("stand_ins", columns, [list(row) for row in rows])] if rows else []


def _table(name: str, columns: Iterable[_FileColumn], rows: list[list[Any]]) -> FileTable:
    return FileTable(say(f"take_sheet_{name}"), say(f"take_title_{name}"), tuple(columns), rows)


def _col(name: str, unit: str = "", format: str = _PLAIN, **values: Any) -> _FileColumn:
    return _FileColumn(say(f"take_col_{name}", **values), unit and say(unit), format)


def _known(value: float) -> float | None:
    """A number, or nothing where there is none: a workbook has no NaN."""
    return float(value) if isfinite(value) else None


# --- the answer, the years -------------------------------------------------------------------------------


def answer_table(run: Run) -> FileTable:
    """The headline answers: median and 90 % band."""
    found = headline(run.result, run.counterfactual)
    columns = [_col("answer"), *_bounds(), _col("unit")]
    rows = [
        [answer_label(name), *(_known(found.loc[name, each]) for each in LowMidHigh._fields),
         say(f"answer_{name}_unit")]
        for name in report.answered(run)
    ]  # fmt: skip
    return _table("answer", columns, rows)


def _bounds(unit: str = "") -> list[_FileColumn]:
    return [_col(name, unit, "#,##0.000") for name in LowMidHigh._fields]


def _year_table(run: Run) -> FileTable:
    """Every outcome of the city in every year, with and without the scenario, and what it adds."""
    columns = [_col("side"), _col("outcome"), _col("unit"), _col("year", format=_YEAR)]
    columns += [_col(name, format="#,##0.000") for name in (*QUANTILE_NAMES, "mean")]
    rows = [row for side, outcome, values in _paths(run) for row in _path_rows(side, outcome, values)]
    return _table("years", columns, rows)


def _by_others(result: Result) -> Iterable[tuple[str, xr.DataArray]]:
    """Villages at the target only by subsidy, and only by new debt, each (member, year)."""
    target = result.case.programme.target.amount
    like = result.city[f"below_{target:.10g}"]
    for name, values in zip(("by_subsidy", "by_debt"), reached_by_others(result, target), strict=True):
        yield name, like.transpose("member", "year").copy(data=values)


def _paths(run: Run) -> Iterable[tuple[str, str, xr.DataArray]]:
    """Side, outcome and values (member, year) of everything that the year table tells."""
    outcomes = [
        str(name) for name in run.result.city if str(name) in _OUTCOMES or str(name).startswith(_COUNTS)
    ]
    for side, result in zip(("scenario", "counterfactual"), run.drawn(), strict=False):
        title = words.in_language(result.case.scenario.title)
        label = say(f"take_side_{side}", title=title)
        yield from ((label, outcome_label(name), result.city[name]) for name in outcomes)
        yield label, say("take_public_cost"), public_cost(result)
        yield from ((label, answer_label(name), values) for name, values in _by_others(result))
    if not report.is_counterfactual(run):
        label = say("take_side_gain")
        yield from (
            (label, outcome_label(name), gain(run.result, run.counterfactual, name)) for name in outcomes
        )


def _path_rows(side: str, outcome: str, values: xr.DataArray) -> list[list[Any]]:
    unit = unit_label(values)
    return [
        [side, outcome, unit, year, *map(_known, row)]
        for year, row in zip(values["year"].to_numpy().tolist(), bands(values).T.tolist(), strict=True)
    ]


# --- places ----------------------------------------------------------------------------------------------

_WAN = "unit_10k_yuan_per_year"


def _banner_table(run: Run) -> FileTable:
    """Banner by banner in the last year: the same numbers as the report's table."""
    last, target = run.result.case.scenario.years[-1], in_use().target.amount
    kinds = {"reach": "", "reach_earned": "without_subsidy_", "reach_net": "net_"}
    reached = {name: f"chance_{kind}{target}" for name, kind in kinds.items()}
    columns = [
        _col("banner"), _col("villages", "unit_villages", _COUNT), _col("start", _WAN, _MONEY),
        _col("now", _WAN, _MONEY, year=last), _col("net", _WAN, _MONEY, year=last),
        *(_col(name, "unit_villages", "#,##0.0", target=target) for name in reached),
        _col("gain", _WAN, _MONEY, year=last), _col("share", "", _SHARE),
        _col("net_gain", _WAN, _MONEY, year=last), _col("gain_all", _WAN, _MONEY),
    ]  # fmt: skip
    rows, names = [], place_names(run.result.case.register).banner
    for name, group in report.last_year(run).groupby("banner_id", observed=True):
        start, added = group["base_income"].mean(), group["gain_mean"].mean()
        rows.append(
            [names[str(name)], len(group), _known(start), _known(group["income_mean"].mean()),
             _known(group["net_mean"].mean()), *(_known(group[each].sum()) for each in reached.values()),
             _known(added), _known(added / start), _known(group["net_gain_mean"].mean()),
             _known(group["gain_all"].mean())]
        )  # fmt: skip
    return _table("banners", columns, rows)


def _village_numbers() -> Mapping[str, tuple[str, str]]:
    """The numbers of a village by their column: the word for each, and its form."""
    target, ends = in_use().target.amount, ("05", "50", "95")
    return {
        "base_income": ("start", _MONEY),
        **{f"income_{q}": (f"income_{q}", _MONEY) for q in ("05", "25", "50", "75", "95")},
        "without_subsidy_50": ("without_subsidy", _MONEY),
        **{f"{name}_{q}": (f"{name}_{q}", _MONEY) for name in ("net", "gain", "net_gain") for q in ends},
        "gain_all": ("gain_all", _MONEY),
        f"chance_{target}": ("chance", _SHARE),
        f"chance_without_subsidy_{target}": ("chance_earned", _SHARE),
        f"chance_net_{target}": ("chance_net", _SHARE),
        "chance_of_gain": ("chance_of_gain", _SHARE),
    }


def _village_table(run: Run) -> FileTable:
    """Village by village in the last year: income with its bands, gain, chance of the target."""
    register, industries = run.result.case.register.table, load_industries()[f"label_{language()}"]
    places = register[["village_id", "township_id", "industry", "key_village"]]
    villages = report.last_year(run).merge(places, on="village_id", validate="one_to_one")
    last = run.result.case.scenario.years[-1]
    numbers, called = _village_numbers(), place_names(run.result.case.register)
    known_names = ("village_name",) if (register["village_name"] != "").any() else ()
    columns = [_col(name) for name in ("village", *known_names, "township", "banner", "industry", "key")]
    columns += [
        _col(name, "" if form == _SHARE else _WAN, form, year=last, target=in_use().target.amount)
        for name, form in numbers.values()
    ]
    named = villages.assign(
        industry=villages["industry"].replace(industries),
        village_name=villages["village_id"].map(called.village),
        township_id=villages["township_id"].map(called.township),
        banner_id=villages["banner_id"].astype(str).map(called.banner),
    )
    names = ("village_id", *known_names, "township_id", "banner_id", "industry", "key_village")
    texts = (named[name].tolist() for name in names)
    values = (map(_known, villages[name].tolist()) for name in numbers)
    rows = [list(row) for row in zip(*texts, *values, strict=True)]
    return _table("villages", columns, rows)


# --- what goes in ----------------------------------------------------------------------------------------


def _lever_table(run: Run) -> FileTable:
    """Every lever: amounts by year, the published one, targeting, unit cost, range and source, its cost."""
    case, cost = run.result.case, run.result.cost.sum("year").to_series()
    years, changed = case.scenario.years, {change.target for change in case.scenario.changes}
    columns = [_col(name) for name in ("lever", "force", "unit")]
    here = "published" if case.scenario.part == 1 else "published_here"
    columns += [_col(here, format="#,##0.###"), _col("amount_source")]
    columns += [_FileColumn(str(year), "", "#,##0.###") for year in years]
    columns += [_col("targeting"), _col("changed"), _col("unit_cost", "unit_wan", "#,##0.###")]
    columns += [_col(name, "unit_wan", "#,##0.####") for name in ("cost_low", "cost_high")]
    columns += [_col("source"), _col("cost", "unit_wan", _COUNT, first=years[0], last=years[-1])]
    rows = []
    for name, lever in case.levers.items():
        setting = case.scenario.settings[name]
        target = setting.villages or setting.targeting
        rows.append(
            [lever.label(), say(f"force_{lever.force}"), lever.unit_label(),
             lever.amount, report.source_text([lever.amount_source], case, None), *setting.totals,
             handout_text(target), say("take_yes" if name in changed else "take_no"),
             lever.unit_cost, lever.cost_low, lever.cost_high,
             report.source_text(lever.cost_source.split(";"), case, None), float(cost[name])]
        )  # fmt: skip
    return _table("levers", columns, rows)


def parameter_table(run: Run) -> FileTable:
    """Every parameter with its prior, unit, grade and source."""
    columns = [_col(name) for name in ("parameter", "name")]
    columns += [_col(name, format="General") for name in ("value", "prior_low", "prior_high")]
    columns += [_col(name) for name in ("distribution", "unit", "grade", "source", "reason")]
    reasons = {row.name: text_of(row, "reason", plain="en") for row in run.result.case.parameters.values()}
    rows = [
        [row.label(), row.name, row.value, row.low, row.high,
         say(f"distribution_{row.distribution}"), term(row.unit), say(f"grade_{row.grade}"),
         report.source_text(row.source, run.result.case, None),
         reasons[row.name]]
        for row in run.result.case.parameters.values()
    ]  # fmt: skip
    return _table("parameters", columns, rows)


def sheet_table(sheet: Sheet) -> FileTable:
    """A table in words that a page adds, as one for the workbook.

    Columns of nothing but numbers become numbers again, the ends of a band in columns of their own, so that
    they can be sorted and reckoned with. Its sentences stand under it, or are the table.
    """
    name = "".join(sign for sign in sheet.title if sign not in "[]:*?/\\")[:31]
    if not sheet.rows:
        return FileTable(name, sheet.title, (_FileColumn(sheet.title),), [[each] for each in sheet.sentences])
    columns: list[_FileColumn] = []
    cells: list[list[Any]] = []
    for place, head in enumerate(sheet.heads):
        own = [_gap_or(row[place]) for row in sheet.rows]
        there = [cell for cell in own if cell != ""]
        if there and all(isinstance(cell, Band) for cell in there):
            for part, values in _banded_columns(head, own):
                columns.append(part)
                cells.append(values)
            continue
        texts: list[Any] = [str(_plain(cell)) for cell in own]
        if all_numbers(texts):
            columns.append(_FileColumn(head, "", _number_format(texts)))
            cells.append([_as_number(text) for text in texts])
        elif there and all(isinstance(cell, Figure) and cell.share for cell in there):
            columns.append(_FileColumn(head, "", _SHARE))  # some say `>99%`
            cells.append([_known(cell.value) if cell != "" else None for cell in own])
        else:
            columns.append(_FileColumn(head, "", _PLAIN))
            cells.append([str(_plain(row[place])) for row in sheet.rows])
    rows = [list(row) for row in zip(*cells, strict=True)]
    return FileTable(name, sheet.title, tuple(columns), rows, tuple(sheet.sentences))


def _gap_or(cell: Any) -> Any:
    """A cell, and nothing for the dash of what does not exist."""
    return "" if cell in (NONE, (NONE, "")) else cell


def _banded_columns(head: str, cells: Sequence[Any]) -> Iterable[tuple[_FileColumn, list[float | None]]]:
    """Medians as one column of numbers, and what stands with them, such as their ends, as one each."""
    figures = [cell.figure if isinstance(cell, Band) else None for cell in cells]
    there = [one for one in figures if one is not None]
    form = _number_format([str(one) for one in there])
    yield _FileColumn(head, "", form), [_known(one.value) if one is not None else None for one in figures]
    for name in dict.fromkeys(name for one in there for name in one.more):
        values = [one.more.get(name, nan) if one is not None else nan for one in figures]
        label = f"{head} · {say(f'out_{name}')}"
        yield (
            _FileColumn(label, "", _SHARE if name == "chance" else form),
            [_known(value) for value in values],
        )


def all_numbers(cells: Sequence[str]) -> bool:
    """Whether a column of texts holds nothing but numbers, with gaps or without."""
    return any(cells) and all(_NUMBER.fullmatch(cell) for cell in cells if cell)


def _as_number(text: str) -> float | None:
    """The number that a text writes, per cent as a share; nothing for a gap."""
    if not text:
        return None
    digits = text.replace(",", "").replace("\u2212", "-").rstrip("% \u00a0")
    return float(digits) / (100 if text.endswith("%") else 1)


def _number_format(cells: Sequence[str]) -> str:
    """How a workbook writes the numbers of a column: with as many decimals as the texts have."""
    decimals = max(len(cell.rstrip("% \u00a0").partition(".")[2]) for cell in cells)
    whole = "#,##0" if any("," in cell for cell in cells) else "0"  # years have no comma
    share = "%" if any(cell.endswith("%") for cell in cells) else ""
    return whole + (f".{'0' * decimals}" if decimals else "") + share


def _plain(cell: Any) -> Any:
    return " ".join(filter(None, cell)) if isinstance(cell, tuple) else cell


# ---- A run as a workbook: a sheet for each table, with units, sources, frozen heads and number formats ----

_HEAD_ROW = 3  # title and stamp stand above it
_WIDEST, _NARROWEST = 44, 8


def workbook(tables: Sequence[FileTable], stamp: Stamp) -> bytes:
    """The bytes of an .xlsx file, the same for the same tables and date."""
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook()
    book.remove(book.active)
    _about_sheet(book, stamp, tables)
    sheets = [_fill(book.create_sheet(table.name), table, stamp) for table in tables]
    styles = [_column_styles(sheet, table) for sheet, table in zip(sheets, tables, strict=True)]
    book.active = 1
    day = datetime(stamp.date.year, stamp.date.month, stamp.date.day)  # a day, without a clock
    properties = book.properties
    properties.title, properties.subject, properties.creator = (
        stamp.title,
        stamp.code,
        say("app_name"),
    )
    properties.created = properties.modified = day
    buffer = io.BytesIO()
    ExcelWriter(book, ZipFile(buffer, "w")).save()  # not packed: `same_bytes` does that
    with ZipFile(buffer) as archive:
        names = [sheet.path.removeprefix("/") for sheet in sheets]
        parts = {
            name: _body(archive.read(name), table, each)
            for name, table, each in zip(names, tables, styles, strict=True)
        }
    return same_bytes(buffer.getvalue(), stamp.date, parts)


def _about_sheet(book: Workbook, stamp: Stamp, tables: Sequence[FileTable]) -> None:
    """The first sheet: where the numbers come from and what each sheet holds."""
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet(say("take_sheet_about"))
    lines = [(stamp.title, ""), *((line, "") for line in stamp.lines()), ("", "")]
    lines += [(table.name, table.title) for table in tables]
    for row, pair in enumerate(lines, start=1):
        for column, text in enumerate(pair, start=1):
            cell = _text_cell(sheet, row, column, text)
            cell.font = Font(say("sheet_font"), 16 if row == 1 else 11, bold=row == 1)
            cell.alignment = Alignment(wrap_text=column == 2 or row <= len(stamp.lines()) + 1, vertical="top")
    for row in range(1, len(stamp.lines()) + 2):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
        sheet.row_dimensions[row].height = 30 if row == 1 else 34
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 18, 78
    _to_print(sheet, stamp)


def _text_cell(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """A cell of words: what begins with = is no formula either."""
    cell = sheet.cell(row, column, FORBIDDEN.sub("", text))
    cell.data_type = "s"
    return cell


def _fill(sheet: Worksheet, table: FileTable, stamp: Stamp) -> Worksheet:
    """The sheet of a table with title, stamp and heads, to be filtered and printed; `_body` adds its rows."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    name = say("sheet_font")
    _text_cell(sheet, 1, 1, table.title).font = Font(name, 14, bold=True)
    _text_cell(sheet, 2, 1, " · ".join(stamp.lines())).font = Font(name, 9, color="52606D")
    head, line = Font(name, 11, bold=True), Border(bottom=Side("thin", color="17212B"))
    for place, column in enumerate(table.columns, start=1):
        cell = _text_cell(sheet, _HEAD_ROW, place, column.head)
        cell.font, cell.border, cell.fill = head, line, PatternFill("solid", "E8EDF2")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        width = max(_NARROWEST, *(_wanted_width(value) for value in [column.head, *values(table, place - 1)]))
        sheet.column_dimensions[letters(place)].width = min(width, _WIDEST)
    sheet.freeze_panes = f"B{_HEAD_ROW + 1}"
    last = letters(len(table.columns))
    sheet.auto_filter.ref = f"A{_HEAD_ROW}:{last}{_HEAD_ROW + len(table.rows)}"
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    _to_print(sheet, stamp)
    return sheet


def _column_styles(sheet: Worksheet, table: FileTable) -> list[int]:
    """The numbers under which the workbook keeps the formats of a table's columns."""
    from openpyxl.cell import Cell

    found = []
    for column in table.columns:
        cell = Cell(sheet)
        cell.number_format = column.format
        found.append(cell.style_id)
    return found


def _body(sheet: bytes, table: FileTable, styles: Sequence[int]) -> bytes:
    """The XML of a sheet with the rows of its table, and the notes after an empty line."""
    rows = list(enumerate(table.rows, start=_HEAD_ROW + 1))
    rows += enumerate(([note] for note in table.notes), start=_HEAD_ROW + len(table.rows) + 2)
    last = rows[-1][0] if rows else _HEAD_ROW
    return filled(sheet, rows, styles, f"{letters(len(table.columns))}{last}")


def _to_print(sheet: Worksheet, stamp: Stamp) -> None:
    """A4 across, as wide as the page, the code at its foot."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = stamp.lines()[0], "&P / &N"


def values(table: FileTable, place: int) -> list[Any]:
    return [row[place] for row in table.rows[:200]]


def _wanted_width(value: Any) -> int:
    """How wide a value is in the workbook's own measure, with a margin."""
    text = f"{value:,.3f}" if isinstance(value, float) else str("" if value is None else value)
    return 2 + reach(text)
