"""What an intake finds in a sheet: where, how grave, what is allowed and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sim.faults import Fault
from sim.inputs.intake.reading.sheet import letters
from sim.words import language, say

ERROR, QUESTION, REPAIRED, NOTE = "error", "question", "repaired", "note"
_LEVELS = (ERROR, QUESTION, REPAIRED, NOTE)
_OPEN = (ERROR, QUESTION)  # a table with one of these is not used
_TOO_LONG = 40
WITHHELD = "***"  # stands for what tells a person
MOST_OF_KIND = 2000  # of one kind in one column that are kept; of more only the number is known
FEW = 3  # findings of one kind in one column that are told one by one


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
    def number(self) -> int:
        """How many it stands for: itself, and where it is the last that is kept, those beyond."""
        return 1 + int(self.values.get("unlisted", 0))

    @property
    def cell(self) -> str:
        """`E17`; the row alone where the whole row is meant."""
        return f"{letters(self.column) if self.column else ''}{self.row or ''}"

    @property
    def where(self) -> str:
        """`villages.xlsx!Sheet1!E17`; a file of one sheet, as CSV, has no name for it."""
        return "!".join(part for part in (self.file, self.sheet, self.cell) if part)

    def text(self) -> str:
        """What is wrong and how to mend it, without the place."""
        return say("intake_text", what=self.parts()[0], cure=self.parts()[1])

    def parts(self) -> tuple[str, str]:
        """What is wrong, and how to mend it."""
        given = {"value": self.value, "column": self.field, "cell": self.cell, **self.values}
        values = {name: each[language()] if isinstance(each, dict) else each for name, each in given.items()}
        return say(f"intake_{self.kind}", **values), say(f"intake_cure_{self.kind}", **values)


def shown(value: Any) -> str:
    """A cell as a message quotes it: short, whole numbers without a point."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    text = "" if value is None else str(value).strip()
    return text if len(text) <= _TOO_LONG else text[: _TOO_LONG - 1] + "…"


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Gravest kinds are not put first: a person mends a sheet from its top to its bottom."""
    return tuple(sorted(findings, key=lambda each: (each.sheet, each.row, each.column, each.kind)))


def groups(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Findings of one kind in one column together, each group where its first stands; few stay alone."""
    found: dict[Any, list[Finding]] = {}
    for each in findings:
        found.setdefault((each.sheet, each.column, each.field, each.kind, each.level), []).append(each)
    parted = [[each] for group in found.values() if len(group) <= FEW for each in group]
    whole = [group for group in found.values() if len(group) > FEW]
    return sorted(
        parted + whole, key=lambda group: (group[0].sheet, group[0].row, group[0].column, group[0].kind)
    )


def group_text(group: list[Finding]) -> str:
    """What a group says in one line: its first finding, how many there are and where the first stand."""
    if len(group) == 1:
        return group[0].text()
    others = how_many(group) - 1
    what, cure = group[0].parts()
    rows = say("page_comma").join(each.cell for each in group[1 : FEW + 1])
    more = say("intake_more", count=f"{others:,}", cells=rows)
    return say("intake_text", what=f"{what}{more}", cure=cure)


def grouped(findings: Iterable[Finding]) -> list[Fault]:
    """Findings as faults of the input, one for each group."""
    return [Fault(group[0].where, "intake_fault", {"text": group_text(group)}) for group in groups(findings)]


def how_many(findings: Iterable[Finding]) -> int:
    """How many findings there are, with those that are only counted."""
    return sum(each.number for each in findings)


def by_level(findings: Iterable[Finding]) -> dict[str, int]:
    """How many of each level there are."""
    counts = dict.fromkeys(_LEVELS, 0)
    for each in findings:
        counts[each.level] += each.number
    return counts


def still_open(findings: Iterable[Finding]) -> list[Finding]:
    """Those that keep a table from being used."""
    return [each for each in findings if each.level in _OPEN]
