"""What a command has shown, kept as data while it is shown: for the file that `--out` names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Shown:
    """A table as it was shown: its cells are texts, of which numbers still know their values."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Any]]
    unit: str = ""  # of the numbers under heads that name none


@dataclass
class Record:
    """Tables and sentences, in the order in which they were shown."""

    tables: list[Shown] = field(default_factory=list)
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
        record.tables.append(Shown(title, heads, rows, unit))


def keep_words(text: str) -> None:
    """Keep a sentence, where somebody records."""
    record = _RECORD.get()
    if record is not None and text:
        record.notes.append(text)
