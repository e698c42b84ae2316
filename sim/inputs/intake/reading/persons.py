"""What tells a person, by what it is: identity, telephone and bank card numbers, addresses of mail.

Used by readers for what stands beside the cells, and by `personal` for the cells.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator

IDENTITY = re.compile(r"(?<!\d)(\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx])(?![\dXx])")
TELEPHONE = re.compile(r"(?<![\d.])(?:\+?86[ -]?)?(1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?!\d)")
BANK_CARD = re.compile(r"(?<!\d)(62\d{2}[ -]?\d{4}[ -]?\d{4}[ -]?\d{2,4}(?:[ -]?\d{1,3})?)(?!\d)")
OFFICE = re.compile(r"(?<!\d)\(?0\d{2,3}\)?[ -]\d{7,8}(?!\d)|[\w.+-]+@[\w-]+\.[a-z]", re.IGNORECASE)
LONG = re.compile(r"\d(?:[ -]?\d){9}")  # ten digits; each of the numbers above has more
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999
CHECKS = "10X98765432"


def holds_number(text: str) -> bool:
    """Whether a text holds an identity number, a mobile telephone's or a bank card's, in whichever width."""
    text = half_width(text)
    return LONG.search(text) is not None and any(numbers_of_persons(text))


def holds_contact(text: str) -> bool:
    """Whether a text holds any of these, an office's telephone or an address of mail."""
    return holds_number(text) or OFFICE.search(half_width(text)) is not None


def half_width(text: str) -> str:
    if text.isascii():
        return text
    folded = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in folded if unicodedata.category(sign) != "Cf")


def numbers_of_persons(text: str) -> Iterator[bool]:
    yield from (valid_identity(re.sub("[ -]", "", each)) for each in IDENTITY.findall(text))
    yield bool(TELEPHONE.search(text))
    yield from (luhn(re.sub("[ -]", "", each)) for each in BANK_CARD.findall(text))


def figure_of_person(figure: float) -> bool:
    """Whether a figure is a mobile telephone's, or was an identity or card number before it lost its end."""
    if not float(figure).is_integer():
        return False
    digits = f"{figure:.0f}"
    if len(digits) == 18:
        return born(digits)
    return 1.3e10 <= figure < 2e10 or (digits.startswith("62") and 16 <= len(digits) <= 19)


def born(number: str) -> bool:
    """Whether digits 7 to 14 are the date of birth of somebody who lives."""
    try:
        date = datetime.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return 1900 <= date.year <= 2100


def valid_identity(number: str) -> bool:
    """Check digit and date of birth of a resident identity number (GB 11643-1999)."""
    if not born(number):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, number, strict=False))
    return CHECKS[total % 11] == number[-1].upper()


def luhn(number: str) -> bool:
    """The check digit of bank cards (ISO/IEC 7812)."""
    digits = [int(digit) for digit in reversed(number)]
    return sum(digits[::2] + [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]) % 10 == 0
