"""Numbers of persons, by what they are: identity, mobile telephone, bank card; and lines that people sign."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator

IDENTITY = re.compile(r"(?<!\d)(\d{17}[\dXx])(?!\d)")
TELEPHONE = re.compile(r"(?<![\d.])(1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?!\d)")
BANK_CARD = re.compile(r"(?<!\d)(62\d{2}[ -]?\d{4}[ -]?\d{4}[ -]?\d{2,4}(?:[ -]?\d{1,3})?)(?!\d)")
LONG = re.compile(r"\d(?:[ -]?\d){9}")  # ten digits; each of the numbers above has more
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999
CHECKS = "10X98765432"


def holds_number(text: str) -> bool:
    """Whether a text holds an identity number, a mobile telephone's or a bank card's, full-width ones too."""
    if not text.isascii():
        text = "".join(
            sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf"
        )
    return LONG.search(text) is not None and any(kinds(text))


def kinds(text: str) -> Iterator[bool]:
    yield from (valid_identity(each) for each in IDENTITY.findall(text))
    yield bool(TELEPHONE.search(text))
    yield from (luhn(re.sub("[ -]", "", each)) for each in BANK_CARD.findall(text))


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
