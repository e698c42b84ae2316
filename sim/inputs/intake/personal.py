"""Personal data: found by what it is, refused, and never quoted.

A register of villages needs nobody's name, telephone or identity number; what is not taken in cannot leak.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import Any

from sim.inputs.intake.findings import ERROR, Finding
from sim.inputs.intake.headers import Head, bare
from sim.inputs.intake.vocabulary import words

IDENTITY = re.compile(r"(?<!\d)(\d{17}[\dXx])(?!\d)")
TELEPHONE = re.compile(r"(?<!\d)(1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?!\d)")
BANK_CARD = re.compile(r"(?<!\d)(62\d{14,17})(?!\d)")
LONG = re.compile(r"\d(?:[ -]?\d){9}")  # ten digits; each of the numbers above has more
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999
CHECKS = "10X98765432"
SHORTEST = 10  # signs; a telephone number has eleven
NAME_SHARE, FEWEST_NAMES = 0.6, 3  # of an unnamed column's cells look like names of persons


def personal_findings(head: Head, file: str) -> list[Finding]:
    """A finding for every column whose header or cells are personal, and for every such cell elsewhere."""
    columns = {column: kind for column in head.titles if (kind := column_kind(head, column))}
    found = [
        Finding(ERROR, "personal_column", file, head.sheet.name, head.bottom, column, "", "", {})
        for column in columns
    ]
    for row, cells in enumerate(head.sheet.rows, start=1):
        if not may_hold_number(cells):
            continue
        found += [
            Finding(ERROR, "personal_cell", file, head.sheet.name, row, column, "", "", {})
            for column, cell in enumerate(cells, start=1)
            if (type(cell) is float or len(str(cell)) > SHORTEST)  # most cells end here
            and column not in columns
            and is_number_of_person(cell)
        ]
    return found


def may_hold_number(cells: Sequence[Any]) -> bool:
    """Whether a row has so many digits in one cell; a row of text alone is looked through in one go."""
    try:
        return LONG.search("|".join(cells)) is not None
    except TypeError:  # figures of a spreadsheet among them
        return True


def column_kind(head: Head, column: int) -> bool:
    """Whether a column that the table does not know is about persons: by its header, else by its cells."""
    if column in head.fields:
        return False
    title = bare(head.titles[column])
    if any(word in title for word in words("personal")):
        return True
    cells = [str(row[column - 1]).strip() for row in head.sheet.rows[head.bottom :] if row[column - 1]]
    names = sum(looks_like_name(cell) for cell in cells)
    return names >= FEWEST_NAMES and names >= NAME_SHARE * len(cells)


def looks_like_name(text: str) -> bool:
    """Two to four signs that begin with a usual family name and end like no place."""
    if not 2 <= len(text) <= 4 or not all(0x4E00 <= ord(sign) <= 0x9FFF for sign in text):
        return False
    return text[0] in next(iter(words("surname"))) and not text.endswith(tuple(words("place_suffix")))


def is_number_of_person(cell: Any) -> bool:
    """Whether a cell holds an identity number, a mobile telephone's or a bank card's."""
    if isinstance(cell, float):
        return cell.is_integer() and 1.3e10 <= cell < 2e10
    text = str(cell)
    return len(text) > SHORTEST and any(digits_of_person(text))


def digits_of_person(text: str) -> Iterator[bool]:
    yield from (valid_identity(each) for each in IDENTITY.findall(text))
    yield bool(TELEPHONE.search(text))
    yield from (luhn(each) for each in BANK_CARD.findall(text))


def valid_identity(number: str) -> bool:
    """Check digit and date of birth of a resident identity number (GB 11643-1999)."""
    try:
        datetime.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, number, strict=False))
    return CHECKS[total % 11] == number[-1].upper()


def luhn(number: str) -> bool:
    """The check digit of bank cards (ISO/IEC 7812)."""
    digits = [int(digit) for digit in reversed(number)]
    return sum(digits[::2] + [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]) % 10 == 0
