"""What runs in the process of its own: one file in, sheets or a fault out."""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
from typing import Any, BinaryIO

from sim.inputs.intake.reading.kinds import PARQUET, TEXT, kind_of
from sim.inputs.intake.reading.sheet import Unreadable

ROOM = 768 << 20  # bytes that a reader may take beyond what Python itself takes
SECONDS = {"read": 5, "copy": 60}  # of a processor; a copy is only made of what could be read


def main(task: str) -> None:
    limit(SECONDS[task])
    answer: dict[str, Any]
    try:
        answer = {"read": read, "copy": copy}[task](sys.stdin.buffer)
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


def limit(seconds: int) -> None:
    """Let the system end this process where it asks for too much; a system without limits has none."""
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(OSError, ValueError):
        with open("/proc/self/statm") as file:
            base = int(file.read().split()[0]) * resource.getpagesize()
        lower(resource.RLIMIT_AS, base + ROOM)
    with contextlib.suppress(OSError, ValueError):
        lower(resource.RLIMIT_CPU, seconds)
        lower(resource.RLIMIT_CORE, 0)


def lower(which: int, most: int) -> None:
    import resource

    soft, hard = resource.getrlimit(which)
    bounds = [each for each in (soft, hard, most) if each != resource.RLIM_INFINITY]
    resource.setrlimit(which, (min(bounds), hard))


def read(source: BinaryIO) -> dict[str, Any]:
    from sim.inputs.intake.reading.columnar import parquet_sheet
    from sim.inputs.intake.reading.markup import is_markup, markup_sheets
    from sim.inputs.intake.reading.spreadsheets import workbook_sheets
    from sim.inputs.intake.reading.texts import decoded, text_sheet

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


def copy(source: BinaryIO) -> dict[str, Any]:
    from sim.inputs.intake.reading.copying import marked_copy

    return {"content": marked_copy(pickle.load(source))}
