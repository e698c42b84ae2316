"""Numbers as each language writes them."""

from __future__ import annotations

from collections.abc import Iterable

from sim.words import language, say


def number(value: float, decimals: int = 0) -> str:
    """Digits in groups of three with a true minus sign, `−1,234.5`; never "−0"."""
    text = f"{value:,.{decimals}f}"
    return text.lstrip("-") if not float(text.replace(",", "")) else text.replace("-", "−")


def amount(value: float, most: int = 1) -> str:
    """As `number`, with only the decimals that it needs: `900`, `0.5`; never `900.0`."""
    rounded = round(float(value), most)
    needed = next((count for count in range(most) if round(rounded, count) == rounded), most)
    return number(rounded, needed)


def signed(value: float, decimals: int = 0) -> str:
    """As `number`, with a plus in front of what is more than nothing."""
    text = number(value, decimals)
    return f"+{text}" if float(text.replace(",", "").replace("−", "-")) > 0 else text


def money(value: float, lang: str | None = None) -> tuple[str, str]:
    """A sum given in 万元 in the larger unit of the language where it is large: (number, unit).

    Chinese counts in 万元 and 亿元, English in 10k yuan and million yuan.
    """
    (text,), unit = money_band([value], lang)
    return text, unit


def money_band(values: Iterable[float], lang: str | None = None) -> tuple[list[str], str]:
    """Sums given in 万元 that stand together, all in one unit: that of the middle one."""
    values = [float(value) for value in values]
    step, key = (1e4, "unit_yi") if language(lang) == "zh" else (1e2, "unit_million")
    if abs(values[len(values) // 2]) >= step:
        decimals = 2 if language(lang) == "zh" else 1
        return [number(value / step, decimals) for value in values], say(key, lang)
    return [number(value) for value in values], say("unit_wan", lang)
