"""The signs of a code: bits as signs in groups, the three signs of check, and what looks like a code."""

from __future__ import annotations

import re
import unicodedata

from sim.inputs.scenarios.codes.bits import Writer

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U
LOOKALIKES = str.maketrans("OIL", "011")
MARK, SALTS, GROUP = "W", "123456789", 4
PRIME = 32749  # the largest below 32**3; prime and above 32, hence what the docstring promises
CHECKS = 3
SHORTEST = 13  # signs of a code without any change
# A code that names five hundred villages has about 1,200 signs; one that is typed or scanned a tenth of it.
LONGEST, LONGEST_TEXT = 2_400, 10_000


def signs(bits: Writer) -> str:
    width = -bits.size % 5
    value, count = bits.value << width, (bits.size + width) // 5
    return "".join(SIGNS[value >> 5 * place & 31] for place in reversed(range(count)))


def seal(body: str) -> str:
    """A body with its three signs of check, in groups."""
    check = -number_of(body + "000") % PRIME
    return grouped(body + "".join(SIGNS[check >> 5 * place & 31] for place in (2, 1, 0)))


def number_of(code: str) -> int:
    value = 0
    for sign in code:
        value = value << 5 | SIGNS.index(sign)
    return value


def grouped(code: str) -> str:
    return "-".join(code[place : place + GROUP] for place in range(0, len(code), GROUP))


def is_code(text: object) -> bool:
    """Whether a text is meant as a code: it begins like one, or is made of groups of four like one."""
    if not isinstance(text, str) or len(text) > LONGEST_TEXT:
        return False
    groups = groups_of(text)
    whole = "".join(groups)
    if re.fullmatch(f"{MARK}[{SALTS}][0-9A-Z]{{{SHORTEST - 4},}}", whole):
        return True
    fours = len(groups) > 3 and all(len(each) == GROUP for each in groups[:-1])
    return fours and bool(re.search("[0-9]", whole)) and whole.isascii() and whole.isalnum()


def groups_of(text: str) -> list[str]:
    """The groups as typed: wide signs and small letters count as their plain large ones."""
    plain = unicodedata.normalize("NFKC", text).upper().translate(LOOKALIKES)
    return re.sub(r"[\s\-\u2010-\u2015\u2212_.]+", " ", plain).split()
