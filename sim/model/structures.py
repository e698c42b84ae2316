"""Rival structures of the model: choices on which the evidence is silent or divided, each a switch.

A choice that one uncertainty can undo is made in the members' draws; the others are compiled into the
village's year (`layout.Switches`). Luck is shared: two structures meet the same weather.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from itertools import product

import pandas as pd

from sim.faults import InputFaults, unknown
from sim.model.layout import Switches
from sim.words import say

# Every choice and its forms; the first of each is the standard one.
CHOICES: dict[str, tuple[str, ...]] = {
    "effects": ("multiply", "add"),
    "learning": ("township", "none", "distance"),
    "fading": ("by_dose", "none"),
    "markets": ("saturate", "open"),
    "capability": ("none", "threshold"),
    "match": ("audited", "published"),
}
# What a form makes of an uncertainty, whatever was drawn.
_FIXED = {
    ("learning", "none"): ("neighbour_learning", 0.0),
    ("fading", "none"): ("fading", 0.0),
    ("markets", "open"): ("market_depth", 0.0),
    ("match", "published"): ("match_realised", 1.0),
}


@dataclass(frozen=True)
class Structure:
    """One form of every choice; `Structure()` is the standard one.

    effects     multiply: the forces multiply own business and projects; add: they add to own business alone
    learning    from the mean of the township; none; distance: half of it from the whole banner
    fading      by_dose: what is carried over fades with its age; none: it only leaves as people and skills do
    markets     saturate: supply of a product in its banner depresses its price; open: it does not
    capability  none: every project earns; threshold: only in a village that is capable of running one
    match       audited: a part of the publicised partners' money is the village's; published: all of it

    An unknown form raises InputFaults with the nearest match.

    Example:
    >>> from sim import Structure
    >>> Structure(markets="open", learning="none").differs()
    [('learning', 'none'), ('markets', 'open')]
    """

    effects: str = "multiply"
    learning: str = "township"
    fading: str = "by_dose"
    markets: str = "saturate"
    capability: str = "none"
    match: str = "audited"

    def __post_init__(self) -> None:
        wrong = [
            unknown(f"structure.{name}", say("word_form"), form, CHOICES[name])
            for name, form in self.chosen()
            if form not in CHOICES[name]
        ]
        if wrong:
            raise InputFaults(wrong)

    def chosen(self) -> list[tuple[str, str]]:
        """Every choice with its form."""
        return [(each.name, getattr(self, each.name)) for each in fields(self)]

    def differs(self) -> list[tuple[str, str]]:
        """The choices that are not standard, with their forms."""
        return [(name, form) for name, form in self.chosen() if form != CHOICES[name][0]]

    @property
    def switches(self) -> Switches:
        return Switches(self.effects == "add", self.learning == "distance", self.capability == "threshold")


STANDARD = Structure()


def structured_draws(draws: pd.DataFrame, structure: Structure) -> pd.DataFrame:
    """The members' draws as a structure leaves them, (member x uncertainty)."""
    fixed = dict(_FIXED[choice] for choice in structure.chosen() if choice in _FIXED)
    return draws.assign(**fixed) if fixed else draws


def all_structures() -> Iterator[Structure]:
    """Every combination of the forms, the standard one first."""
    return (Structure(*forms) for forms in product(*CHOICES.values()))


def single_changes() -> Iterator[Structure]:
    """The structures that differ from the standard one in one choice."""
    for name, forms in CHOICES.items():
        for form in forms[1:]:
            yield replace(STANDARD, **{name: form})
