"""What people take along: a briefing in Word, a workbook, tables as CSV, figures as PNG and SVG."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from datetime import date as Date
from pathlib import Path
from typing import TYPE_CHECKING

from sim.inputs.programme import in_use
from sim.reports.stamp import Stamp
from sim.reports.workbook import FileTable
from sim.runs.provenance import code_date
from sim.words import say
from sim.writing import BYTE_ORDER_MARK, csv_text, file_name

if TYPE_CHECKING:
    from sim.reports.sheets import Asked, Sheet
    from sim.runs.ensemble import Run


# ---- What people take along ----------------------------------------------------------------------
# Everything is made from the Run that reports and notebooks show, so its numbers are theirs. Every file
# bears the scenario code, a date, the versions of data and model, that it is simulated and how to read the
# band; its bytes depend on the run and the date alone.

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TYPES = {"docx": _WORD, "xlsx": _EXCEL, "csv": "text/csv", "png": "image/png", "svg": "image/svg+xml"}
CSV_TABLES = {"answer": 0, "years": 1, "banners": 2, "villages": 3}  # by their place among the run's tables
PICTURES = ("png", "svg")
_BRIEFING = "briefing"


@dataclass(frozen=True)
class _File:
    """A file to take along."""

    name: str
    type: str
    content: bytes


def today() -> Date:
    return datetime.now(UTC).astimezone().date()


def offered(run: Run) -> list[str]:
    """The keys of all the files that a run can give, `docx`, `csv:years`, `png:gain` and so on."""
    from sim.reports.stamp import drawable

    return keys_with(drawable(run))


def keys_with(figures: Iterable[str]) -> list[str]:
    """The keys of all files, with these figures."""
    pictures = [f"{kind}:{name}" for name in figures for kind in PICTURES]
    return ["docx", "xlsx", *(f"csv:{name}" for name in CSV_TABLES), *pictures]


def file_of(run: Run, key: str, date: Date, more: Iterable[Sheet] = (), asked: Asked | None = None) -> _File:
    """The file of a key of `offered`; `more` are tables that a page adds to briefing and workbook.

    `asked` is the question that the page answers: page one of the briefing answers it. Raises KeyError for a
    key that is not offered.
    """
    kind, _, name = key.partition(":")
    if key not in offered(run):
        raise KeyError(key)
    content = _made(run, kind, name, date, list(more), asked)
    return _File(name_of(run.result.case.scenario.id, key, date), _TYPES[kind], content)


def name_of(scenario: str, key: str, date: Date) -> str:
    """What the file of a key is called."""
    kind, _, part = key.partition(":")
    return f"wuli-{file_name(scenario)}-{part or _BRIEFING}-{date.isoformat()}.{kind}"


def _made(run: Run, kind: str, name: str, date: Date, more: list[Sheet], asked: Asked | None) -> bytes:
    from sim.reports.stamp import stamp_of

    stamp = stamp_of(run.result, date)
    if kind == "docx":
        from sim.reports.briefing import briefing, run_challenge

        return briefing(run, stamp, more, asked=asked, overturned=None if asked else run_challenge(run))
    if kind in PICTURES:
        from sim.reports.stamp import picture

        return picture(run, name, kind, stamp)
    from sim.reports.workbook import sheet_table, tables

    if kind == "xlsx":
        from sim.reports.workbook import workbook

        return workbook([*tables(run), *(sheet_table(each) for each in more)], stamp)

    return sheet(tables(run)[CSV_TABLES[name]], stamp)


def save_briefing(run: Run, folder: Path | str, date: Date | None = None) -> None:
    """Write briefing.docx and briefing.xlsx into a run's folder; nothing where `folder` is blank.

    The figures that the report has written there are used again. The date is that of the code, because the
    same run has the same bytes whenever it is made; `wuli take RUN` gives files that bear today's.
    """
    if not folder:
        return
    from sim.reports.briefing import briefing
    from sim.reports.stamp import stamp_of
    from sim.reports.workbook import tables, workbook

    folder = Path(folder)
    stamp = stamp_of(run.result, date or Date.fromisoformat(code_date()))
    (folder / f"{_BRIEFING}.docx").write_bytes(briefing(run, stamp, drawn=_pictures_in(folder)))
    (folder / f"{_BRIEFING}.xlsx").write_bytes(workbook(tables(run), stamp))


def _pictures_in(folder: Path) -> Mapping[str, bytes]:
    return {path.stem: path.read_bytes() for path in sorted((folder / "figures").glob("*.png"))}


def entry(key: str) -> dict[str, str]:
    """What a file of `offered` is called on a page: label, and of a figure also its name and kind."""
    kind, _, part = key.partition(":")
    if kind in PICTURES:
        name = say(f"take_figure_{part}", target=in_use().target.amount)
        label = say("take_figure_file", name=name, kind=kind.upper())
        return {"key": key, "label": label, "name": name, "kind": kind.upper()}
    return {"key": key, "label": say(f"take_file_{kind}_{part}" if part else f"take_file_{kind}")}


# ---- A table as CSV that opens ungarbled: UTF-8 with a byte order mark, and the stamp in columns of its own


def sheet(table: FileTable, stamp: Stamp) -> bytes:
    """The bytes of a .csv file; every row says where it comes from, so that a part of it still does."""
    frame = table.frame().assign(**stamp.pairs())
    return (BYTE_ORDER_MARK + csv_text(frame, lineterminator="\r\n")).encode()
