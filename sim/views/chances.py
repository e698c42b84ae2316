"""How likely something is, as a number that claims no more than the simulations can tell, and in words."""

from __future__ import annotations

from sim.views.numbers import number
from sim.words import say

# From these chances on it is called so; below the last it is called `no`.
DEGREES = {"sure": 0.9, "likely": 0.66, "open": 0.34, "unlikely": 0.1}
NEAR = 0.01  # nearer to nothing or to everything than this is said as "less than" or "more than"


def chance(share: float, lang: str | None = None) -> str:
    """A share of the members as per cent: `84%`, in the extreme `>99%` or `<1%`, never 0 or 100."""
    if share < NEAR:
        return say("chance_less", lang, percent=number(100 * NEAR))
    if share > 1 - NEAR:
        return say("chance_more", lang, percent=number(100 * (1 - NEAR)))
    return say("chance_percent", lang, percent=number(100 * share))


def share_text(share: float, lang: str | None = None) -> str:
    """A share of a whole as per cent, nothing held back: `0%` and `100%` are said."""
    return say("chance_percent", lang, percent=number(100 * share))


def degree(share: float) -> str:
    """The word for a chance: sure, likely, open, unlikely or no."""
    return next((name for name, least in DEGREES.items() if share >= least), "no")


def tone(share: float) -> str:
    """Whether an answer is a yes, a no or open."""
    return {"sure": "yes", "likely": "yes", "open": "open"}.get(degree(share), "no")
