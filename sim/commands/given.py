"""What is given on the command line: numbers as people type them, options that many commands share."""

from __future__ import annotations

import math
import os
import re
import shlex
from typing import Annotated

import typer

from sim.faults import fault
from sim.folders import SETTING, chosen, setting_for

# Signs of Chinese keyboards and of copied texts that mean one of ASCII's.
TYPED = str.maketrans("０１２３４５６７８９．，＋－−﹣", "0123456789.,+---")
GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
WHOLE, REAL = (
    re.compile(r"\d{1,18}", re.ASCII),
    re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII),
)
APART = re.compile(r"[\s\"'`$&|;<>()*?!\[\]{}#~\\]")  # signs by which a shell takes a command apart
LONGEST, SHOWN = 60, 40  # signs of a number, and of what is told of one that is none

Force = Annotated[bool, typer.Option("--force", help="cli_force")]


def typed(text: str) -> str:
    """A number as typed, in plain digits: full width made half, thousands without their commas."""
    plain = text.strip().translate(TYPED)[: LONGEST + 1]
    return plain.replace(",", "") if GROUPED.fullmatch(plain) else plain


def shown(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def whole_number(name: str, text: str, low: int, high: int) -> int:
    """A whole number between two bounds, as a switch takes it."""
    plain = typed(text)
    if not WHOLE.fullmatch(plain) or not low <= int(plain) <= high:
        raise fault("", "cli_whole_number", name=name, value=shown(text), low=low, high=f"{high:,}")
    return int(plain)


def number(name: str, text: str, low: float = -math.inf, high: float = math.inf) -> float:
    """A finite number between two bounds, as a switch takes it."""
    plain = typed(text)
    value = float(plain) if len(plain) <= LONGEST and REAL.fullmatch(plain) else math.nan
    if not math.isfinite(value) or not low <= value <= high:
        bounded = "cli_number" if math.isfinite(high - low) else "cli_number_finite"
        key = "cli_number_least" if low == 0 and math.isinf(high) else bounded
        raise fault(name, key, value=shown(text), low=f"{low:g}", high=f"{high:g}")
    return value


def pasted(*words: str) -> str:
    """A command as it can be pasted into a shell: what a shell would take apart stands in quotes."""
    return " ".join(quoted(word) for word in words)


def of_programme() -> list[str]:
    """What a command told to be repeated must say where it works on another programme than the chosen one."""
    named = os.environ.get(SETTING, "")
    return ["--programme", named] if named and named != setting_for(chosen()) else []


def quoted(word: str) -> str:
    if word and not APART.search(word):
        return word
    return shlex.quote(word) if set(word) & set('"$`\\!') else f'"{word}"'  # cmd knows double quotes only
