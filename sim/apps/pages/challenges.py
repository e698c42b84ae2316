"""The claims that the page 依据 Evidence puts to the test, and the card of what would overturn them."""

from __future__ import annotations

from typing import Any

from sim.analysis.challenge import Challenge, challenge
from sim.apps.pages.worlds import kept
from sim.figures.numbers import chance
from sim.inputs.claims import Claim
from sim.inputs.programme import in_use
from sim.reports.challenge import challenge_sentences, claim_text
from sim.words import say

LUCKS = 16  # kinds of luck at every point: a page answers within seconds
_CLAIMS = {  # by name: form, roles of scenarios, outcome and amount
    "money": ("beats", ("money_first", "people_first"), "mean_gain", 0.0),
    "weakest": ("beats", ("weakest_first", "programme"), "lifted", 0.0),
    "worth": ("brings", ("programme",), "gain_per_yuan", 1.0),
}


def claims() -> dict[str, Claim]:
    """The claims that the programme in use has the scenarios for, by name."""
    found = {}
    for name, (form, roles, outcome, amount) in _CLAIMS.items():
        named = [in_use().scenario(role) for role in roles]
        if all(named):
            found[name] = Claim(form, named[0], named[1] if named[1:] else "", outcome, amount)
    return found


@kept(8)
def challenged(name: str, members: int) -> Challenge:
    """What would overturn one of the claims."""
    return challenge(claims()[name], min(LUCKS, members), max(members, 64), rivals=False)


def challenge_card(found: Challenge) -> dict[str, Any]:
    """A claim, in what share of the draws it holds, and what overturns it."""
    holds, *others = challenge_sentences(found)
    return {
        "key": found.court.claim.form,
        "question": say("evidence_challenge"),
        "chance": chance(1 - found.failure.everywhere),
        "lead": holds,
        "tone": "yes" if found.holds else "open",
        "lines": others,
        "note": say("evidence_challenge_note", claim=claim_text(found.court)),
        "words": {},
    }
