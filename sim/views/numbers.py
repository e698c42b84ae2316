"""Numbers as each language writes them."""

from __future__ import annotations

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


def percent(share: float, lang: str | None = None, decimals: int = 0) -> str:
    """A share per cent as the language writes it: `84%`, in English `84 %`.

    Whole per cents claim neither never nor always where it is not so: `<1%`, `>99%`.
    """
    if not decimals and (0 < share < 0.005 or 0.995 < share < 1):
        digits = "<1" if share < 0.5 else ">99"
    else:
        digits = number(100 * share, decimals)
    return say("chance_percent", lang, percent=digits)


def signed(value: float, decimals: int = 0) -> str:
    """As `number`, with a plus in front of what is more than nothing."""
    text = number(value, decimals)
    return f"+{text}" if float(text.replace(",", "").replace("−", "-")) > 0 else text


def signed_percent(share: float, lang: str | None = None, decimals: int = 0) -> str:
    """As `percent`, with a plus in front of what is more than nothing."""
    return say("chance_percent", lang, percent=signed(100 * share, decimals))


def money(value: float, lang: str | None = None) -> tuple[str, str]:
    """A sum given in 万元 in the larger unit of the language where it is large: (number, unit).

    Chinese counts in 万元 and 亿元, English in 10k yuan and million yuan.
    """
    step, key = (1e4, "unit_yi") if language(lang) == "zh" else (1e2, "unit_million")
    if abs(value) >= step:
        return number(value / step, 2 if language(lang) == "zh" else 1), say(key, lang)
    return number(value), say("unit_wan", lang)
