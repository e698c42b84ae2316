"""Numbers as each language writes them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal

from sim.inputs.programme import in_use
from sim.words import language, say

_MOST_DECIMALS = 6
_ROUNDING = Context(prec=400, rounding=ROUND_HALF_UP)  # digits: more than the largest number has
_NEAR = 0.01  # a whole per cent: a share nearer to nothing or everything is said as less, or more, than it


class Figure(str):
    """A number as text that still knows its value, whole and unrounded, for files of data.

    share  whether the text says it per cent
    more   what stands with it: the ends of its band, its error, the chance of its sign
    """

    value: float
    share: bool
    more: Mapping[str, float]

    def __new__(
        cls, text: str, value: float = math.nan, share: bool = False, more: Mapping[str, float] | None = None
    ) -> Figure:
        made = super().__new__(cls, text)
        made.value, made.share, made.more = float(value), share, dict(more or {})
        return made


class Band(tuple[str, str]):
    """A median and its band as two texts, and the numbers of both."""

    figure: Figure

    def __new__(cls, figure: Figure, limits: str) -> Band:
        made = super().__new__(cls, (figure, limits))
        made.figure = figure
        return made

    def __getnewargs__(self) -> tuple[Figure, str]:
        return self.figure, self[1]


def _rounded(value: float, decimals: int) -> Decimal | float:
    """So many decimals, halves away from nothing: as people round, and as the pages' browsers do."""
    if not math.isfinite(value):
        return value
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), context=_ROUNDING)


def number(value: float, decimals: int = 0) -> str:
    """Digits in groups of three with a true minus sign, `−1,234.5`; never "−0". A Figure."""
    text = f"{_rounded(value, decimals):,.{decimals}f}"
    plain = text.lstrip("-") if not float(text.replace(",", "")) else text.replace("-", "−")
    return Figure(plain, value)


def amount(value: float, most: int = 1) -> str:
    """As `number`, with only the decimals that it needs: `900`, `0.5`; never `900.0`."""
    shown = _rounded(value, most)
    needed = next((count for count in range(most) if round(shown, count) == shown), most)
    return number(float(shown), needed)


def signed(value: float, decimals: int = 0) -> str:
    """As `number`, with a plus in front of what is more than nothing."""
    text = number(value, decimals)
    return Figure(f"+{text}", value) if float(text.replace(",", "").replace("−", "-")) > 0 else text


def significant(value: float, digits: int = 3) -> Figure:
    """So many digits of a number, and never a power of ten: what is too small to be written is 0."""
    if not math.isfinite(value):
        return Figure("–", value)
    size = math.floor(math.log10(abs(value))) if value else 0
    text = number(value, min(max(digits - 1 - size, 0), _MOST_DECIMALS))
    return Figure(text.rstrip("0").rstrip(".") if "." in text else text, value)


def percent(share: float, decimals: int = 0) -> Figure:
    """A share per cent as the language writes it: `84%`, in English `84 %`.

    It claims neither never nor always where it is not so: `<1%`, `>99%`, with one decimal `<0.1%`, `>99.9%`.
    """
    near = _NEAR / 10**decimals
    if 0 < share < near or 1 - near < share < 1:
        digits = (
            f"<{number(100 * near, decimals)}" if share < 0.5 else f">{number(100 * (1 - near), decimals)}"
        )
    else:
        digits = number(100 * share, decimals)
    return Figure(say("chance_percent", percent=digits), share, share=True)


def chance(share: float, decimals: int = 0) -> Figure:
    """A share of the simulations as `percent`; never 0 or 100, which no number of simulations can tell."""
    near = _NEAR / 10**decimals / 2
    return Figure(percent(min(max(share, near), 1 - near), decimals), share, share=True)


def money(value: float) -> tuple[str, str]:
    """A sum of money in the larger unit of the language where it is large: (number, unit).

    Of 10k yuan Chinese counts in 万元 and 亿元, English in 10k yuan and million yuan.
    """
    (text,), unit = money_band([value])
    return text, unit


def money_band(values: Iterable[float]) -> tuple[list[str], str]:
    """Sums of money that stand together, all in one unit: that of the middle one."""
    values = [float(value) for value in values]
    step = in_use().money.large[language()].units
    if abs(values[len(values) // 2]) >= step:
        decimals = int(say("large_decimals"))
        return [number(value / step, decimals) for value in values], say("unit_large")
    return [number(value) for value in values], say("unit_wan")
