"""What runs in the process of its own: one file in, sheets or a fault out."""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
from typing import Any, BinaryIO

from sim.inputs.intake.reading.sheet import PARQUET, TEXT, Unreadable, kind_of
from sim.inputs.intake.reading.text_files import decoded, parquet_sheet, text_sheet

_ROOM = 768 << 20  # bytes that a reader may take beyond what Python itself takes
_SECONDS = {"read": 5, "copy": 60}  # of a processor; a copy is only made of what could be read


def main(task: str) -> None:
    _limit(_SECONDS[task])
    answer: dict[str, Any]
    try:
        answer = {"read": _read, "copy": _copy}[task](sys.stdin.buffer)
    except Unreadable as error:
        answer = {"key": error.key, "line": error.line, "values": error.values}
    except MemoryError:
        answer = {"key": "intake_too_much", "line": 0, "values": {}}
    except RecursionError:
        answer = {"key": "intake_too_deep", "line": 0, "values": {}}
    except BaseException:  # a panic of a reader written in Rust is no Exception
        answer = {"key": "intake_unreadable", "line": 0, "values": {}}
    pickler = pickle.Pickler(sys.stdout.buffer, protocol=5)
    pickler.fast = True  # no account of what it has written: cells are many and hold no cycles
    pickler.dump(answer)
    sys.stdout.buffer.flush()
    os._exit(0)  # without taking everything apart again


def _limit(seconds: int) -> None:
    """Let the system end this process where it asks for too much; a system without limits has none."""
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(OSError, ValueError):
        with open("/proc/self/statm") as file:
            base = int(file.read().split()[0]) * resource.getpagesize()
        _lower(resource.RLIMIT_AS, base + _ROOM)
    with contextlib.suppress(OSError, ValueError):
        _lower(resource.RLIMIT_CPU, seconds)
        _lower(resource.RLIMIT_CORE, 0)


def _lower(which: int, most: int) -> None:
    import resource

    soft, hard = resource.getrlimit(which)
    bounds = [each for each in (soft, hard, most) if each != resource.RLIM_INFINITY]
    resource.setrlimit(which, (min(bounds), hard))


def _read(source: BinaryIO) -> dict[str, Any]:
    from sim.inputs.intake.reading.spreadsheets import is_markup, markup_sheets, workbook_sheets

    content = source.read()
    kind = kind_of(content)
    if kind == PARQUET:
        return {"kind": kind, "sheets": [parquet_sheet(content)], "places": ()}
    if kind == TEXT:
        text = decoded(content)
        sheets = list(markup_sheets(text)) if is_markup(text) else [text_sheet(text)]
        return {"kind": kind, "sheets": sheets, "places": ()}
    sheets, places = workbook_sheets(content, kind)
    return {"kind": kind, "sheets": sheets, "places": places}


def _copy(source: BinaryIO) -> dict[str, Any]:
    from sim.inputs.intake.reading.copying import marked_copy

    return {"content": marked_copy(pickle.load(source))}
