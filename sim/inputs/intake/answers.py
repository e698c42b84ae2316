"""What a user answers to the questions of a check: `place=answer`, of a cell, a column or a topic."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sim.axes import STREAMS
from sim.faults import Fault, InputFaults, unknown
from sim.inputs.intake.findings import letters
from sim.inputs.intake.headers import Head
from sim.inputs.intake.units import read_unit, stands_for
from sim.inputs.villages import Column
from sim.words import say

KEEP, LEAVE_OUT, NONE, GRADES, BLANK = "keep", "leave_out", "none", "grades", "blank"
# answers about units, as they are offered; any other unit that is understood will do too
ANSWERS = ("yuan", "1k_yuan", "10k_yuan", "percent", "share", KEEP)
OTHERS = (GRADES, NONE, BLANK)
SHEET, YEAR, MONEY = "sheet", "year", "money"
ABOLISHED, COMMITTEES = "abolished", "committees"
TOPICS = {
    SHEET: (KEEP,), ABOLISHED: (KEEP, LEAVE_OUT), COMMITTEES: (KEEP, LEAVE_OUT), MONEY: ANSWERS[:3],
}  # fmt: skip
YEARS = ("this", "last", KEEP)
WRITTEN_YEAR = re.compile(r"(19|20)\d\d")
MARKS = re.compile(r"(\d{1,3})[-~\u2013\u2014\u81f3\u5230](\d{1,3})")
CELL = re.compile(r"[A-Z]{1,3}\d+")


def answered_year(answers: Mapping[str, str]) -> int:
    """The year that the user says a register's figures are of; 0 where nobody has said."""
    answer = answers.get(YEAR, "")
    return int(answer) if WRITTEN_YEAR.fullmatch(answer) else 0


def factor(answer: str, column: Column) -> float:
    """What one stands for in a column that is answered to be in some unit; 0 where the answer is no unit."""
    return stands_for(read_unit(answer), column)


def marks(answer: str) -> tuple[int, int] | None:
    """The worst and the best mark of a scale such as 1-5; 5-1 where 1 is the best."""
    found = MARKS.fullmatch(answer)
    return (int(found[1]), int(found[2])) if found and int(found[1]) != int(found[2]) else None


def check_answers(answers: Mapping[str, str], head: Head) -> None:
    """Refuse an answer that nobody asked for in such words."""
    faults = [found for place, answer in answers.items() for found in answer_faults(place, answer, head)]
    if faults:
        raise InputFaults(faults)


def answer_faults(place: str, answer: str, head: Head) -> list[Fault]:
    cells = {letters(column) for column in head.titles}
    topics = [YEAR, *TOPICS] if head.table == "register" else list(TOPICS)
    fields = {*head.fields.values(), *implied(head)}
    if not (
        place in fields or place in topics or (CELL.fullmatch(place) and place.rstrip("0123456789") in cells)
    ):
        return [unknown("--answer", say("kind_column"), place, [*sorted(fields), *topics])]
    allowed: tuple[str, ...]
    if place == YEAR and head.table == "register":
        allowed, known = YEARS, bool(WRITTEN_YEAR.fullmatch(answer))
    elif place.startswith("other"):
        allowed, known = (*STREAMS, *ANSWERS), read_unit(answer) is not None
    elif place in TOPICS:
        allowed, known = TOPICS[place], place == MONEY and read_unit(answer) is not None
    elif place in ("banner_id", "township_id"):
        allowed, known = (), bool(answer.strip())
    else:
        of_marks = is_share(head, place) and marks(answer) is not None
        allowed, known = (*ANSWERS, *OTHERS), of_marks or read_unit(answer) is not None
    return [] if known or answer in allowed else [unknown("--answer", say("word_answer"), answer, allowed)]


def is_share(head: Head, place: str) -> bool:
    """Whether an answer is about a column of shares, by its name or its header's cell."""
    from sim.inputs.intake.vocabulary import columns

    cells = {f"{letters(column)}{head.bottom}": name for column, name in head.fields.items()}
    column = columns(head.table).get(cells.get(place, place))
    return column is not None and column.kind == "share"


def implied(head: Head) -> tuple[str, ...]:
    """Columns that a sheet lacks and that an answer may stand for."""
    from sim.inputs.intake.vocabulary import columns

    return tuple(name for name, each in columns(head.table).items() if each.required or name.endswith("_id"))
