"""The numbers of a run as plain tables, for workbooks and CSV: raw values, a unit for every column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite, nan
from typing import TYPE_CHECKING, Any

import pandas as pd
import xarray as xr

from sim.analysis.outcomes import LowMidHigh, bands, gain, headline, public_cost
from sim.axes import QUANTILE_NAMES
from sim.inputs.chinese import term
from sim.inputs.programme import in_use
from sim.inputs.villages import load_industries, place_names
from sim.views import report
from sim.views.labels import case_stand_in_rows, outcome_label, stand_in_heads, unit_label
from sim.views.numbers import Band, Figure
from sim.views.tables import NONE, answer_label, handout_text
from sim.words import language, say, text_of

if TYPE_CHECKING:
    from sim.runs.store import Run
    from sim.views.advice import Sheet

OUTCOMES = ("mean", "total", "without_subsidy")  # with the thresholds, what is told of every year
NUMBER = re.compile(r"[+\-\u2212]?\d[\d,]*(\.\d+)?([ \u00a0]?%)?")
MONEY, COUNT, SHARE, PLAIN, YEAR = "#,##0.00", "#,##0", "0.0%", "General", "0"


@dataclass(frozen=True)
class FileColumn:
    """One column: what it is called in words, its unit in words, how its numbers are written."""

    label: str
    unit: str = ""
    format: str = PLAIN

    @property
    def head(self) -> str:
        """What stands at the top of the column: label and unit."""
        return say("take_head", label=self.label, unit=self.unit) if self.unit else self.label


@dataclass(frozen=True)
class FileTable:
    """Rows of plain values under columns, sentences under them; `name` is that of the workbook's sheet."""

    name: str
    title: str
    columns: tuple[FileColumn, ...]
    rows: list[list[Any]]
    notes: tuple[str, ...] = ()

    def frame(self) -> pd.DataFrame:
        return pd.DataFrame(self.rows, columns=[column.head for column in self.columns])


def tables(run: Run) -> list[FileTable]:
    """Every table of a run, in the order of the workbook."""
    makers = (answer_table, year_table, banner_table, village_table, lever_table, parameter_table)
    return [*(make(run) for make in makers), *stand_in_tables(run)]


def stand_in_tables(run: Run) -> list[FileTable]:
    """How levers are handed out whose list the register lacks; no table where none does."""
    rows = case_stand_in_rows(run.result.case)
    columns = [FileColumn(head) for head in stand_in_heads()]
    return [table("stand_ins", columns, [list(row) for row in rows])] if rows else []


def table(name: str, columns: Iterable[FileColumn], rows: list[list[Any]]) -> FileTable:
    return FileTable(say(f"take_sheet_{name}"), say(f"take_title_{name}"), tuple(columns), rows)


def col(name: str, unit: str = "", format: str = PLAIN, **values: Any) -> FileColumn:
    return FileColumn(say(f"take_col_{name}", **values), unit and say(unit), format)


def known(value: float) -> float | None:
    """A number, or nothing where there is none: a workbook has no NaN."""
    return float(value) if isfinite(value) else None


# --- the answer, the years -------------------------------------------------------------------------------


def answer_table(run: Run) -> FileTable:
    """The headline answers: median and 90 % band."""
    found = headline(run.result, run.counterfactual)
    columns = [col("answer"), *bounds(), col("unit")]
    rows = [
        [answer_label(name), *(known(found.loc[name, each]) for each in LowMidHigh._fields),
         say(f"answer_{name}_unit")]
        for name in report.answered(run)
    ]  # fmt: skip
    return table("answer", columns, rows)


def bounds(unit: str = "") -> list[FileColumn]:
    return [col(name, unit, "#,##0.000") for name in LowMidHigh._fields]


def year_table(run: Run) -> FileTable:
    """Every outcome of the city in every year, with and without the scenario, and what it adds."""
    columns = [col("side"), col("outcome"), col("unit"), col("year", format=YEAR)]
    columns += [col(name, format="#,##0.000") for name in (*QUANTILE_NAMES, "mean")]
    rows = [row for side, outcome, values in paths(run) for row in path_rows(side, outcome, values)]
    return table("years", columns, rows)


def paths(run: Run) -> Iterable[tuple[str, str, xr.DataArray]]:
    """Side, outcome and values (member, year) of everything that the year table tells."""
    outcomes = [
        str(name) for name in run.result.city if str(name) in OUTCOMES or str(name).startswith("below_")
    ]
    for side, result in zip(("scenario", "counterfactual"), run.drawn(), strict=False):
        title = report.in_language(result.case.scenario.title)
        label = say(f"take_side_{side}", title=title)
        yield from ((label, outcome_label(name), result.city[name]) for name in outcomes)
        yield label, say("take_public_cost"), public_cost(result)
    if not report.is_counterfactual(run):
        label = say("take_side_gain")
        yield from (
            (label, outcome_label(name), gain(run.result, run.counterfactual, name)) for name in outcomes
        )


def path_rows(side: str, outcome: str, values: xr.DataArray) -> list[list[Any]]:
    unit = unit_label(values)
    return [
        [side, outcome, unit, year, *map(known, row)]
        for year, row in zip(values["year"].to_numpy().tolist(), bands(values).T.tolist(), strict=True)
    ]


# --- places ----------------------------------------------------------------------------------------------

WAN = "unit_10k_yuan_per_year"


def banner_table(run: Run) -> FileTable:
    """Banner by banner in the last year: the same numbers as the report's table."""
    last = run.result.case.scenario.years[-1]
    columns = [
        col("banner"), col("villages", "unit_villages", COUNT), col("start", WAN, MONEY),
        col("now", WAN, MONEY, year=last),
        col("reach", "unit_villages", "#,##0.0", target=in_use().target.amount),
        col("gain", WAN, MONEY, year=last), col("share", "", SHARE),
        col("gain_all", WAN, MONEY),
    ]  # fmt: skip
    rows, names = [], place_names(run.result.case.register).banner
    for name, group in report.last_year(run).groupby("banner_id", observed=True):
        start, added = group["base_income"].mean(), group["gain_mean"].mean()
        rows.append(
            [names[str(name)], len(group), known(start), known(group["income_mean"].mean()),
             known(group[f"chance_{in_use().target.amount}"].sum()), known(added), known(added / start),
             known(group["gain_all"].mean())]
        )  # fmt: skip
    return table("banners", columns, rows)


def village_numbers() -> Mapping[str, tuple[str, str]]:
    """The numbers of a village by their column: the word for each, and its form."""
    return {
        "base_income": ("start", MONEY),
        **{f"income_{q}": (f"income_{q}", MONEY) for q in ("05", "25", "50", "75", "95")},
        "without_subsidy_50": ("without_subsidy", MONEY),
        **{f"gain_{q}": (f"gain_{q}", MONEY) for q in ("05", "50", "95")},
        "gain_all": ("gain_all", MONEY),
        f"chance_{in_use().target.amount}": ("chance", SHARE),
        "chance_of_gain": ("chance_of_gain", SHARE),
    }


def village_table(run: Run) -> FileTable:
    """Village by village in the last year: income with its bands, gain, chance of the target."""
    register, industries = run.result.case.register.table, load_industries()[f"label_{language()}"]
    places = register[["village_id", "township_id", "industry", "key_village"]]
    villages = report.last_year(run).merge(places, on="village_id", validate="one_to_one")
    last = run.result.case.scenario.years[-1]
    numbers, called = village_numbers(), place_names(run.result.case.register)
    known_names = ("village_name",) if (register["village_name"] != "").any() else ()
    columns = [col(name) for name in ("village", *known_names, "township", "banner", "industry", "key")]
    columns += [
        col(name, "" if form == SHARE else WAN, form, year=last, target=in_use().target.amount)
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
    values = (map(known, villages[name].tolist()) for name in numbers)
    rows = [list(row) for row in zip(*texts, *values, strict=True)]
    return table("villages", columns, rows)


# --- what goes in ----------------------------------------------------------------------------------------


def lever_table(run: Run) -> FileTable:
    """Every lever: its amounts by year, the published one, targeting, unit cost with source, its cost."""
    case, cost = run.result.case, run.result.cost.sum("year").to_series()
    years, changed = case.scenario.years, {change.target for change in case.scenario.changes}
    columns = [col(name) for name in ("lever", "force", "unit")]
    here = "published" if case.scenario.part == 1 else "published_here"
    columns += [col(here, format="#,##0.###"), col("amount_source")]
    columns += [FileColumn(str(year), "", "#,##0.###") for year in years]
    columns += [col("targeting"), col("changed"), col("unit_cost", "unit_wan", "#,##0.###")]
    columns += [col("source"), col("cost", "unit_wan", COUNT, first=years[0], last=years[-1])]
    rows = []
    for name, lever in case.levers.items():
        setting = case.scenario.settings[name]
        target = setting.villages or setting.targeting
        rows.append(
            [lever.label(), say(f"force_{lever.force}"), lever.unit_label(),
             lever.amount, report.source_text([lever.amount_source], case, None), *setting.totals,
             handout_text(target), say("take_yes" if name in changed else "take_no"),
             lever.unit_cost, report.source_text([lever.cost_source], case, None), float(cost[name])]
        )  # fmt: skip
    return table("levers", columns, rows)


def parameter_table(run: Run) -> FileTable:
    """Every parameter with its prior, unit, grade and source."""
    columns = [col(name) for name in ("parameter", "name")]
    columns += [col(name, format="General") for name in ("value", "prior_low", "prior_high")]
    columns += [col(name) for name in ("distribution", "unit", "grade", "source", "reason")]
    reasons = {row.name: text_of(row, "reason", plain="en") for row in run.result.case.parameters.values()}
    rows = [
        [row.label(), row.name, row.value, row.low, row.high,
         say(f"distribution_{row.distribution}"), term(row.unit), say(f"grade_{row.grade}"),
         report.source_text(row.source, run.result.case, None),
         reasons[row.name]]
        for row in run.result.case.parameters.values()
    ]  # fmt: skip
    return table("parameters", columns, rows)


def sheet_table(sheet: Sheet) -> FileTable:
    """A table in words that a page adds, as one for the workbook.

    Columns of nothing but numbers become numbers again, the ends of a band in columns of their own, so that
    they can be sorted and reckoned with. Its sentences stand under it, or are the table.
    """
    name = "".join(sign for sign in sheet.title if sign not in "[]:*?/\\")[:31]
    if not sheet.rows:
        return FileTable(name, sheet.title, (FileColumn(sheet.title),), [[each] for each in sheet.sentences])
    columns: list[FileColumn] = []
    cells: list[list[Any]] = []
    for place, head in enumerate(sheet.heads):
        own = [gap_or(row[place]) for row in sheet.rows]
        there = [cell for cell in own if cell != ""]
        if there and all(isinstance(cell, Band) for cell in there):
            for part, values in banded_columns(head, own):
                columns.append(part)
                cells.append(values)
            continue
        texts: list[Any] = [str(plain(cell)) for cell in own]
        if all_numbers(texts):
            columns.append(FileColumn(head, "", number_format(texts)))
            cells.append([as_number(text) for text in texts])
        elif there and all(isinstance(cell, Figure) and cell.share for cell in there):
            columns.append(FileColumn(head, "", SHARE))  # some say `>99%`
            cells.append([known(cell.value) if cell != "" else None for cell in own])
        else:
            columns.append(FileColumn(head, "", PLAIN))
            cells.append([str(plain(row[place])) for row in sheet.rows])
    rows = [list(row) for row in zip(*cells, strict=True)]
    return FileTable(name, sheet.title, tuple(columns), rows, tuple(sheet.sentences))


def gap_or(cell: Any) -> Any:
    """A cell, and nothing for the dash of what does not exist."""
    return "" if cell in (NONE, (NONE, "")) else cell


def banded_columns(head: str, cells: Sequence[Any]) -> Iterable[tuple[FileColumn, list[float | None]]]:
    """Medians as one column of numbers, and what stands with them, such as their ends, as one each."""
    figures = [cell.figure if isinstance(cell, Band) else None for cell in cells]
    there = [one for one in figures if one is not None]
    form = number_format([str(one) for one in there])
    yield FileColumn(head, "", form), [known(one.value) if one is not None else None for one in figures]
    for name in dict.fromkeys(name for one in there for name in one.more):
        values = [one.more.get(name, nan) if one is not None else nan for one in figures]
        label = f"{head} · {say(f'out_{name}')}"
        yield FileColumn(label, "", SHARE if name == "chance" else form), [known(value) for value in values]


def all_numbers(cells: Sequence[str]) -> bool:
    """Whether a column of texts holds nothing but numbers, with gaps or without."""
    return any(cells) and all(NUMBER.fullmatch(cell) for cell in cells if cell)


def as_number(text: str) -> float | None:
    """The number that a text writes, per cent as a share; nothing for a gap."""
    if not text:
        return None
    digits = text.replace(",", "").replace("\u2212", "-").rstrip("% \u00a0")
    return float(digits) / (100 if text.endswith("%") else 1)


def number_format(cells: Sequence[str]) -> str:
    """How a workbook writes the numbers of a column: with as many decimals as the texts have."""
    decimals = max(len(cell.rstrip("% \u00a0").partition(".")[2]) for cell in cells)
    whole = "#,##0" if any("," in cell for cell in cells) else "0"  # years have no comma
    share = "%" if any(cell.endswith("%") for cell in cells) else ""
    return whole + (f".{'0' * decimals}" if decimals else "") + share


def plain(cell: Any) -> Any:
    return " ".join(filter(None, cell)) if isinstance(cell, tuple) else cell
