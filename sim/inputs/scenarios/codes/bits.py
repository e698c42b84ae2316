"""Bits, written and read one behind the other, with numbers and texts packed into few of them."""

from __future__ import annotations

import struct
import zlib
from decimal import Decimal

EXPONENTS = (0, 2, -1, -2, 1, 3, -3)
LONGEST_UNPACKED = 16_384  # bytes of a text once unpacked: the ids of two thousand villages
FILLED = 4  # bits at most that fill up the last sign
RAW, LONG = 7, 15  # in place of an exponent: 64 bits follow; in place of a length: a longer one follows


class Writer:
    """Bits, put one behind the other."""

    def __init__(self) -> None:
        self.value, self.size = 0, 0

    def put(self, number: int, width: int) -> None:
        assert 0 <= number < 1 << width
        self.value, self.size = self.value << width | number, self.size + width

    def put_all(self, other: Writer) -> None:
        self.value, self.size = self.value << other.size | other.value, self.size + other.size

    def number(self, value: float) -> None:
        """A finite number: sign, exponent, length and digits, or all its 64 bits where those are more."""
        short = decimal_parts(value)
        if short is None:
            self.put(RAW, 3)
            self.put(int.from_bytes(struct.pack(">d", value)), 64)
            return
        place, digits = short
        length = digits.bit_length()
        self.put(place, 3)
        self.put(min(length, LONG), 4)
        if length >= LONG:
            self.put(length, 6)
        self.put(digits - (1 << length - 1) if length else 0, max(length - 1, 0))

    def text(self, words: str) -> None:
        """A short text, packed. Raises TooLong for one that no reader would unpack."""
        packed = zlib.compress(words.encode(), 9, -15)
        if len(packed) >= 1 << 12 or len(words.encode()) > LONGEST_UNPACKED:
            raise TooLong
        self.put(len(packed), 12)
        self.put(int.from_bytes(packed), 8 * len(packed))


class TooLong(Exception):
    """A text that is too long for a code."""


class Cut(Exception):
    """Bits that end too early or make no sense."""


class Reader:
    """Bits, taken in the order in which they were put."""

    def __init__(self, value: int, size: int) -> None:
        self.value, self.left = value, size

    def take(self, width: int) -> int:
        self.left -= width
        if self.left < 0:
            raise Cut
        return self.value >> self.left & (1 << width) - 1

    def number(self) -> float:
        place = self.take(3)
        if place == RAW:
            return float(struct.unpack(">d", self.take(64).to_bytes(8))[0])
        length = self.take(4)
        length = self.take(6) if length == LONG else length
        digits = (1 << length - 1) + self.take(length - 1) if length else 0
        return float(Decimal(digits).scaleb(EXPONENTS[place]))

    def text(self) -> str:
        size = self.take(12)
        unpacker = zlib.decompressobj(-15)
        try:
            words = unpacker.decompress(self.take(8 * size).to_bytes(size), LONGEST_UNPACKED)
            if not unpacker.eof or unpacker.unused_data:
                raise Cut
            return words.decode()
        except (zlib.error, UnicodeDecodeError):
            raise Cut from None

    def end(self) -> None:
        """What is left may only fill up the last sign."""
        if self.left > FILLED or self.take(self.left):
            raise Cut


def decimal_parts(value: float) -> tuple[int, int] | None:
    """(place in EXPONENTS, whole digits) of a number that is short as a decimal and not negative."""
    sign, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    if sign or not isinstance(exponent, int):
        return None
    number = int("".join(map(str, digits)))
    fitting = [
        (number * 10 ** (exponent - each), place)
        for place, each in enumerate(EXPONENTS)
        if each <= exponent or not number
    ]
    whole, place = min(fitting, default=(1 << 60, 0))
    return None if whole >= 1 << 46 else (place, whole)
