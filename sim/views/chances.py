"""How likely something is, in words that claim no more than the simulations can tell."""

from __future__ import annotations

# From these chances on it is called so; below the last it is called `no`.
DEGREES = {"sure": 0.9, "likely": 0.66, "open": 0.34, "unlikely": 0.1}
CONFIDENCE = 1.645  # standard errors: a word too strong is said in one of twenty cases at most


def degree(share: float, members: int | None = None) -> str:
    """The word for a chance: sure, likely, open, unlikely or no.

    members  how many simulations it is a share of: then no stronger word is said than they can tell
    """
    held = share if members is None else nearest_to_even(share, members)
    return next((name for name, least in DEGREES.items() if held >= least), "no")


def nearest_to_even(share: float, members: int) -> float:
    """The end towards one half of the interval in which the chance lies, known from a share of members.

    Wilson's score interval: unlike the plain one it is right for few members and near nothing or everything.
    """
    centre = (share + CONFIDENCE**2 / (2 * members)) / (1 + CONFIDENCE**2 / members)
    spread = share * (1 - share) / members + (CONFIDENCE / (2 * members)) ** 2
    half = CONFIDENCE * spread**0.5 / (1 + CONFIDENCE**2 / members)
    return max(centre - half, 0.5) if share > 0.5 else min(centre + half, 0.5)


def tone(share: float, members: int | None = None) -> str:
    """Whether an answer is a yes, a no or open."""
    return {"sure": "yes", "likely": "yes", "open": "open"}.get(degree(share, members), "no")
