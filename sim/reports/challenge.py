"""What would overturn a claim, in one sentence and in tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.challenge import PER_VILLAGE, moved_values
from sim.analysis.overturning import REACH
from sim.figures.labels import limit, outcome_label
from sim.figures.numbers import Figure, chance, number, percent, signed, significant
from sim.figures.tables import NONE
from sim.inputs.claims import AGAINST_NOTHING, kind_of
from sim.inputs.facts import form_label
from sim.inputs.programme import in_use
from sim.model.structures import STANDARD
from sim.reports.sheets import Sheet
from sim.reports.trace import with_unit
from sim.words import in_language, say

if TYPE_CHECKING:
    from sim.analysis.challenge import Challenge, Court
    from sim.analysis.overturning import JointChange
    from sim.model.structures import Structure

_NEARER = 0.95  # a rival structure is told where it brings the overturning nearer than this
_SHARES = ("share", "share/year", "1/year")  # units that are told per cent
_PLAIN = 0.2  # a share from which whole per cents are enough


# --- the claim -------------------------------------------------------------------------------------------


def claim_text(court: Court) -> str:
    """A claim in the language in force, with the titles of its scenarios."""
    claim, titles = court.claim, {name: _title(court, name) for name in court.cases}
    values = {
        "a": titles["scenario"], "b": titles.get("other", ""), "outcome": _outcome_text(claim.outcome),
        "year": claim.year, "count": number(claim.amount), "target": limit(in_use().target.amount),
        "amount": _amount_text(court, claim.amount), "coin": in_use().money.coin.said(),
    }  # fmt: skip
    form = claim.form
    if form == "beats" and claim.amount:
        form = "beats_by"
    return say(f"claim_{form}", **values)


def _title(court: Court, name: str) -> str:
    return in_language(court.cases[name].scenario.title)


def _outcome_text(outcome: str) -> str:
    """What an outcome of a claim is called."""
    kind, _, threshold = outcome.partition("_")
    if kind == "reach":
        return say("claim_outcome_reach", threshold=limit(float(threshold)))
    own = (*AGAINST_NOTHING, "net_mean")
    return say(f"claim_outcome_{outcome}") if outcome in own else outcome_label(outcome)


def _unit(court: Court) -> str:
    """The unit of a claim's margin."""
    if court.claim.form == "pays_back":
        return say("unit_wan")
    kind = kind_of(court.claim.outcome)
    if kind != "money":
        return say("unit_yuan" if kind == "ratio" else "unit_villages")
    per_village = court.claim.outcome in PER_VILLAGE
    return say("unit_10k_yuan_per_village" if per_village else "unit_10k_yuan_per_year")


def _decimals(court: Court) -> int:
    if court.claim.form == "pays_back":
        return 0
    return {"villages": 1, "ratio": 3}.get(kind_of(court.claim.outcome), 2)


def _amount_text(court: Court, value: float) -> str:
    return say("claim_amount", value=significant(value, 4), unit=_unit(court))


def _margin_text(court: Court, value: float) -> str:
    return say("claim_amount", value=signed(value, _decimals(court)), unit=_unit(court))


# --- the sentences ---------------------------------------------------------------------------------------


def challenge_sentences(found: Challenge) -> list[str]:
    """Whether a claim holds, what overturns it and how likely that is, and how it was proved."""
    key = "holds" if found.holds else "fails"
    margin = _margin_text(found.court, found.found.centre)
    claim = claim_text(found.court)
    sentences = [say(f"challenge_{key}", claim=claim, margin=margin)]
    change = found.found.nearest
    if change is None:
        sentences.append(_nothing(found))
    else:
        sentences += [_overturned(found, change), _proved(found, change)]
    if found.rivals:
        sentences.append(_rivals(found))
    altogether = chance(found.failure.everywhere, 1)
    sentences.append(say("challenge_draws", share=altogether, draws=number(found.failure.draws)))
    return sentences


def _overturned(found: Challenge, change: JointChange) -> str:
    """Under what the claim turns, and how likely it is: the one sentence of a challenge."""
    key = "challenge_fails_if" if found.holds else "challenge_holds_if"
    return say(
        key, conditions=_conditions(found, change), odds=_odds(found.failure.corner),
        there=percent(found.failure.there),
    )  # fmt: skip


def _conditions(found: Challenge, change: JointChange) -> str:
    said = [
        say(
            "challenge_more" if row["more"] else "challenge_less", label=found.parameters[name].label(),
            value=_quantity(row["value"], found.parameters[name].unit),
            middle=_quantity(row["middle"], found.parameters[name].unit, bare=True),
        )
        for name, row in moved_values(found, change).items()
    ]  # fmt: skip
    return say("challenge_and").join(said)


def _quantity(value: float, unit: str, bare: bool = False) -> str:
    """An uncertainty's value with its unit, shares per cent; bare: without what is not per cent."""
    if unit in _SHARES:
        share = percent(value, 0 if abs(value) >= _PLAIN else 1)
        return share if bare or unit == "share" else say("challenge_a_year", share=share)
    return significant(value) if bare else with_unit(value, unit)


def structure_label(structure: Structure) -> str:
    """A structure by the choices that are not standard."""
    said = [form_label(choice, form) for choice, form in structure.differs()]
    return say("page_comma").join(said) or say("structure_standard")


def _rivals(found: Challenge) -> str:
    """Which rival structure overturns the claim by itself, or brings its overturning nearest."""
    distances = {each: found.distance(each) for each in found.rivals}
    alone = [structure_label(each) for each, far in distances.items() if not far]
    if alone:
        key = "challenge_structure_fails" if found.holds else "challenge_structure_holds"
        return say(key, names=say("page_comma").join(alone), all=len(distances))
    nearest = min(distances, key=lambda each: distances[each])
    own = found.distance(STANDARD)
    change = found.rivals[nearest].nearest
    if change is None or distances[nearest] > _NEARER * own:
        return say("challenge_structure_none", all=len(distances))
    return say(
        "challenge_structure_nearer", name=structure_label(nearest), conditions=_conditions(found, change),
        distance=number(distances[nearest], 2), own=number(own, 2) if np.isfinite(own) else NONE,
    )  # fmt: skip


def _odds(share: float) -> str:
    """A share as one in so many draws."""
    count = 1 / max(share, 1e-12)
    digits = 1 if count < 10 else 0
    rounded = count if count < 100 else float(np.round(count, 1 - int(np.log10(count))))
    return say("challenge_odds", count=number(rounded, digits if rounded != round(rounded) else 0))


def _proved(found: Challenge, change: JointChange) -> str:
    court = found.court
    return say(
        "challenge_proved", before=_margin_text(court, change.before), gap=percent(change.gap, 1),
        beyond=_margin_text(court, change.beyond), distance=number(change.distance, 2),
        lucks=number(found.lucks), points=number(found.found.points),
    )  # fmt: skip


def _nothing(found: Challenge) -> str:
    """That nothing within the priors overturns the claim, and how near it comes."""
    return say(
        "challenge_nothing" if found.holds else "challenge_nothing_false",
        margin=_margin_text(found.court, found.found.centre),
        closest=_margin_text(found.court, found.found.closest), reach=f"{REACH:g}",
        lucks=number(found.lucks), points=number(found.found.points),
    )  # fmt: skip


# --- the tables ------------------------------------------------------------------------------------------


def challenge_sheets(found: Challenge) -> list[Sheet]:
    """The nearest change, those of fewer and of more uncertainties, and those under rival structures."""
    title, sentences, change = claim_text(found.court), challenge_sentences(found), found.found.nearest
    rivals = [_structures(found)] if found.rivals else []
    if change is None:
        return [Sheet(title, [], [], sentences), *rivals]
    return [Sheet(title, _change_heads(), _change_rows(found, change), sentences), _sizes(found), *rivals]


def _change_heads() -> list[str]:
    names = ("uncertainty", "turns", "middle", "beyond", "score", "grade")
    return [say(f"challenge_col_{name}") for name in names]


def _change_rows(found: Challenge, change: JointChange) -> list[list[str]]:
    """What a change makes of every uncertainty that it moves."""
    rows = []
    for name, row in moved_values(found, change).items():
        known = found.parameters[name]
        share = 1 - row["quantile"] if row["more"] else row["quantile"]
        key = "challenge_or_more" if row["more"] else "challenge_or_less"
        turns = say(key, value=_quantity(row["value"], known.unit))
        middle = _quantity(row["middle"], known.unit, bare=True)
        rows.append([
            known.label(), Figure(turns, row["value"]), Figure(middle, row["middle"]), percent(share),
            signed(row["score"], 2), say(f"grade_{known.grade}"),
        ])  # fmt: skip
    return rows


def _sizes(found: Challenge) -> Sheet:
    """The nearest changes of one uncertainty, of two, …"""
    rows: list[Sequence[str]] = []
    for size, change in found.found.by_size.items():
        margins = (signed(each, _decimals(found.court)) for each in (change.before, change.beyond))
        rows.append([number(size), number(change.distance, 2), *margins, _where(found, change)])
    unit = _unit(found.court)
    names = ("moves", "distance", "before", "past", "where")
    heads = [say(f"challenge_col_{name}", unit=unit) for name in names]
    return Sheet(say("challenge_sizes"), heads, rows, [say("challenge_distance_note")])


def _where(found: Challenge, change: JointChange) -> str:
    """What a change makes of its uncertainties, short."""
    return say("page_comma").join(
        say(
            "challenge_short_more" if row["more"] else "challenge_short_less",
            label=found.parameters[name].label(),
            value=_quantity(row["value"], found.parameters[name].unit, bare=True),
        )
        for name, row in moved_values(found, change).items()
    )


def _structures(found: Challenge) -> Sheet:
    """The margin in the middle and the nearest change under every structure of one other choice."""
    rows = []
    for structure, searched in {STANDARD: found.found, **found.rivals}.items():
        change, distance = searched.nearest, found.distance(structure)
        told = distance and change is not None
        far = number(distance, 2) if np.isfinite(distance) else NONE
        where = _where(found, change) if change is not None and told else NONE
        margin = signed(searched.centre, _decimals(found.court))
        rows.append([structure_label(structure), margin, far, where])
    names = ("structure", "margin", "distance", "where")
    heads = [say(f"challenge_col_{name}", unit=_unit(found.court)) for name in names]
    return Sheet(say("challenge_structures"), heads, rows, [say("challenge_structures_note")])
