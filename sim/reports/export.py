"""What a command has shown, kept as data, and written for other programs: CSV, a workbook, parquet, JSON."""

from __future__ import annotations

import io
import json
import math
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.faults import fault
from sim.figures.numbers import Band, Figure
from sim.words import say
from sim.writing import BYTE_ORDER_MARK, csv_text, new_file, plain_text, write_all

if TYPE_CHECKING:
    import pandas as pd
    from openpyxl import Workbook


# ---- What a command has shown, kept as data while it is shown: for the file that `--out` names ----


@dataclass
class _Shown:
    """A table as it was shown: its cells are texts, of which numbers still know their values."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Any]]
    unit: str = ""  # of the numbers under heads that name none


@dataclass
class Record:
    """Tables and sentences, in the order in which they were shown."""

    tables: list[_Shown] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


_RECORD: ContextVar[Record | None] = ContextVar("record", default=None)


@contextmanager
def recording() -> Iterator[Record]:
    """Everything that is shown inside the block."""
    record = Record()
    token = _RECORD.set(record)
    try:
        yield record
    finally:
        _RECORD.reset(token)


def keep(title: str, heads: Sequence[str], rows: Sequence[Sequence[Any]], unit: str = "") -> None:
    """Keep a table, where somebody records."""
    record = _RECORD.get()
    if record is not None and rows:
        record.tables.append(_Shown(title, heads, rows, unit))


def keep_words(text: str) -> None:
    """Keep a sentence, where somebody records."""
    record = _RECORD.get()
    if record is not None and text:
        record.notes.append(text)


# ---- Tables as files for other programs ----------------------------------------------------------
# CSV, a workbook, parquet or JSON, as the name's ending says.
#
# A number is written as its whole value and not as the screen rounds it; the ends of a band stand in
# columns of their own. A workbook and JSON hold every table; CSV and parquet hold one each, so that further
# ones lie beside the file, numbered.

_SUFFIXES = (".csv", ".xlsx", ".json", ".parquet")
_MOST_TABLES = 40  # of one command: so many names are looked at before the work
_WRITTEN = re.compile(r"([+\-−]?\d[\d,]*(?:\.\d+)?)( ?%)?")
_GAPS = ("", "–", "—", "-")
_SHEET_NAME = 31  # signs that a workbook allows
_WIDEST = 60


# --- the file --------------------------------------------------------------------------------------------


def out_file(text: str, force: bool = False) -> Path | None:
    """The file that `--out` names, looked at before the work, with those that may come beside it."""
    path = new_file(text, _SUFFIXES, force, "--out")
    if path is not None and _single(path):
        for each in (_numbered(path, place) for place in range(2, _MOST_TABLES + 1)):
            new_file(str(each), _SUFFIXES, force, "--out")
    return path


def _single(path: Path) -> bool:
    """Whether a file of this kind holds one table."""
    return path.suffix.lower() in (".csv", ".parquet")


def _numbered(path: Path, place: int) -> Path:
    return path if place == 1 else path.with_name(f"{path.stem}-{place}{path.suffix}")


def save(record: Record, path: Path, force: bool = False) -> list[Path]:
    """Write what was shown; the paths of the files. Raises InputFaults where they cannot be written."""
    import pandas as pd  # a command's start does without it

    frames = [(each.title, frame(each)) for each in record.tables]
    if not frames:
        frames = [("", pd.DataFrame({say("out_words"): record.notes}))]
    if _single(path):
        files = [(_numbered(path, place), table) for place, (_, table) in enumerate(frames, start=1)]
        return write_all([(each, frame_bytes(table, path.suffix)) for each, table in files], force)
    if path.suffix.lower() == ".json":
        return write_all([(path, _as_json(frames, record.notes))], force)
    return write_all([(path, _as_workbook(frames, record.notes))], force)


def frame_bytes(table: pd.DataFrame, suffix: str) -> bytes:
    """One table as the file of an ending. In a workbook and in parquet every text is just that text."""
    if suffix.lower() == ".csv":
        return (BYTE_ORDER_MARK + csv_text(table, lineterminator="\r\n")).encode()
    packed = io.BytesIO()
    if suffix.lower() == ".parquet":
        table.to_parquet(packed, index=False)
        return packed.getvalue()
    if suffix.lower() != ".xlsx":
        raise fault("", "write_suffix", allowed=", ".join(_SUFFIXES))
    book = _new_book()
    _fill_page(book, "", table)
    book.save(packed)
    return packed.getvalue()


def _as_json(frames: Sequence[tuple[str, pd.DataFrame]], notes: Sequence[str]) -> str:
    """Tables with their columns and rows, and what was said; a gap is null."""
    tables = [
        {
            "title": title,
            "columns": list(table),
            "rows": [[_plain_value(cell) for cell in row] for row in _rows(table)],
        }
        for title, table in frames
    ]
    return json.dumps({"tables": tables, "notes": list(notes)}, ensure_ascii=False, indent=1) + "\n"


def _as_workbook(frames: Sequence[tuple[str, pd.DataFrame]], notes: Sequence[str]) -> bytes:
    """A page for each table, and one with all that was said."""
    import pandas as pd  # a command's start does without it

    book = _new_book()
    for title, table in frames:
        _fill_page(book, title, table)
    if notes:
        _fill_page(book, say("out_words"), pd.DataFrame({say("out_words"): list(notes)}))
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _new_book() -> Workbook:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    return book


def _fill_page(book: Workbook, title: str, table: pd.DataFrame) -> None:
    """A page of a workbook with the heads and rows of a table, texts as texts."""
    page = book.create_sheet(_sheet_name(title, [each.lower() for each in book.sheetnames]))
    for number, row in enumerate([list(table), *_rows(table)], start=1):
        for place, value in enumerate(row, start=1):
            plain = _plain_value(value)
            cell = page.cell(number, place, plain_text(plain) if isinstance(plain, str) else plain)
            if isinstance(plain, str):
                cell.data_type = "s"  # else what begins with = would be computed
    for place, name in enumerate(table, start=1):
        width = max(
            [
                len(str(name).encode("gbk", "replace")),
                *(len(str(each)) for each in table.iloc[:50, place - 1]),
            ]
        )
        page.column_dimensions[page.cell(1, place).column_letter].width = min(width + 2, _WIDEST)
    page.freeze_panes = "A2"


def _sheet_name(title: str, taken: Sequence[str]) -> str:
    """A title as the name of a page, which a workbook allows once."""
    clean = "".join(each for each in plain_text(title) if each not in "[]:*?/\\").strip(" '") or say(
        "word_table"
    )
    name, number = clean[:_SHEET_NAME], 1
    while name.lower() in taken:
        number += 1
        name = f"{clean[: _SHEET_NAME - 1 - len(str(number))]}-{number}"
    return name


def _rows(table: pd.DataFrame) -> list[list[Any]]:
    return [list(row) for row in table.astype(object).itertuples(index=False, name=None)]


def _plain_value(value: Any) -> Any:
    """A cell as a plain value; None where there is none or it is no number."""
    import pandas as pd  # a command's start does without it

    if hasattr(value, "item"):
        value = value.item()
    if value is None or value is pd.NA or (isinstance(value, float) and not math.isfinite(value)):
        return None
    return value if isinstance(value, (bool, int, float, str)) else str(value)


# --- a table as it was shown -----------------------------------------------------------------------------


def frame(shown: _Shown) -> pd.DataFrame:
    """A table with numbers as numbers: the median, then what stands with it; words beside them apart."""
    import pandas as pd  # a command's start does without it

    columns: dict[str, Any] = {}
    for place, head in enumerate(shown.heads):
        cells = [row[place] if place < len(row) else "" for row in shown.rows]
        for name, values in _column(" ".join(str(head).split()), cells, shown.unit).items():
            columns[_free(name, columns)] = values
    return pd.DataFrame(columns)


def _free(name: str, taken: dict[str, Any]) -> str:
    """A head that no other column has."""
    number, own = 1, name or say("out_column")
    while own in taken:
        number += 1
        own = f"{name or say('out_column')} {number}"
    return own


def _column(head: str, cells: Sequence[Any], unit: str = "") -> dict[str, Any]:
    """A column of a screen as those of a file."""
    figures = [_as_figure(cell) for cell in cells]
    known = [each for each in figures if each is not None]
    if not known:
        return {head: [_words(cell) for cell in cells]}
    per_cent = all(each.share for each in known)
    scale, own = (100.0, "%") if per_cent else (1.0, unit)
    label = head if not own or head.endswith((")", "）")) else say("take_head", label=head, unit=own)
    found: dict[str, Any] = {label: _numbers([_number_of(each, scale) for each in figures])}
    for key in dict.fromkeys(key for each in known for key in each.more):
        times = 100.0 if key == "chance" else scale
        values = [each.more.get(key, math.nan) if each is not None else math.nan for each in figures]
        name = say("take_head", label=say(f"out_{key}"), unit="%") if key == "chance" else say(f"out_{key}")
        found[f"{label} · {name}"] = [
            _tidy(value * times) if math.isfinite(value) else None for value in values
        ]
    said = [_words(cell) if each is None else "" for cell, each in zip(cells, figures, strict=True)]
    if any(said):
        found[f"{head} · {say('out_words')}"] = said
    return found


def _numbers(values: Sequence[float | None]) -> Any:
    """Numbers of which all are whole as whole ones."""
    import pandas as pd  # a command's start does without it

    if all(value is None or (value.is_integer() and abs(value) < 1 << 53) for value in values):
        return pd.array([None if value is None else int(value) for value in values], dtype="Int64")
    return list(values)


def _number_of(figure: Figure | None, scale: float) -> float | None:
    return None if figure is None or not math.isfinite(figure.value) else _tidy(figure.value * scale)


def _tidy(value: float) -> float:
    """A number without the dust of a multiplication: 0.07 per cent is 7 and not 7.000000000000001."""
    return float(f"{value:.15g}")


def _as_figure(cell: Any) -> Figure | None:
    """What a cell says as a number; a gap is a number that does not exist; None for words."""
    if isinstance(cell, Band):
        return cell.figure
    if isinstance(cell, Figure):
        return cell
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return Figure(str(cell), cell)
    text = " ".join(part for part in cell if part) if isinstance(cell, tuple) else str(cell)
    found = _WRITTEN.fullmatch(text.strip())
    if not found:
        return None
    value = float(found[1].replace(",", "").replace("−", "-"))
    return Figure(text, value / 100, share=True) if found[2] else Figure(text, value)


def _words(cell: Any) -> str:
    text = " ".join(part for part in cell if part) if isinstance(cell, tuple) else str(cell)
    return "" if text.strip() in _GAPS else " ".join(text.split())
