"""What an intake finds in a sheet: where, how grave, what is allowed and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sim.faults import Fault
from sim.words import language, say

ERROR, QUESTION, REPAIRED, NOTE = "error", "question", "repaired", "note"
LEVELS = (ERROR, QUESTION, REPAIRED, NOTE)
OPEN = (ERROR, QUESTION)  # a table with one of these is not used
TOO_LONG = 40
WITHHELD = "***"  # stands for what tells a person


class Finding(NamedTuple):
    """One finding. row and column count from 1; column 0 is the row as a whole, row 0 the sheet.

    kind is a key of words.csv without its prefix: `intake_<kind>` says what is wrong and what is allowed,
    `intake_cure_<kind>` how to mend it; a value that is a dict is chosen by language. A personal value is
    never kept: `value` is then empty.
    """

    level: str
    kind: str
    file: str
    sheet: str
    row: int
    column: int
    field: str
    value: str
    values: Mapping[str, Any]

    @property
    def cell(self) -> str:
        """`E17`; the row alone where the whole row is meant."""
        return f"{letters(self.column) if self.column else ''}{self.row or ''}"

    @property
    def where(self) -> str:
        """`villages.xlsx!Sheet1!E17`; a file of one sheet, as CSV, has no name for it."""
        return "!".join(part for part in (self.file, self.sheet, self.cell) if part)

    def text(self, lang: str | None = None) -> str:
        """What is wrong and how to mend it, without the place."""
        return say("intake_text", lang, what=self.parts(lang)[0], cure=self.parts(lang)[1])

    def parts(self, lang: str | None = None) -> tuple[str, str]:
        """What is wrong, and how to mend it."""
        given = {"value": self.value, "column": self.field, "cell": self.cell, **self.values}
        values = {
            name: each[language(lang)] if isinstance(each, dict) else each for name, each in given.items()
        }
        return say(f"intake_{self.kind}", lang, **values), say(f"intake_cure_{self.kind}", lang, **values)

    @property
    def fault(self) -> Fault:
        """The finding as a fault of the input, to be raised with the others."""
        return Fault(self.where, "intake_fault", {"text": self.text()})


def letters(column: int) -> str:
    """The name of a column in a spreadsheet: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def shown(value: Any) -> str:
    """A cell as a message quotes it: short, whole numbers without a point."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    text = "" if value is None else str(value).strip()
    return text if len(text) <= TOO_LONG else text[: TOO_LONG - 1] + "…"


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Gravest kinds are not put first: a person mends a sheet from its top to its bottom."""
    return tuple(sorted(findings, key=lambda each: (each.sheet, each.row, each.column, each.kind)))


def still_open(findings: Iterable[Finding]) -> list[Finding]:
    """Those that keep a table from being used."""
    return [each for each in findings if each.level in OPEN]
