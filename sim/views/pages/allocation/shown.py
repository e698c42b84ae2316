"""What the answer says: the numbers on top, the notes below, and the words that all its parts share."""

from __future__ import annotations

from typing import Any

from sim.analysis.questions import Advice
from sim.analysis.response import package_label
from sim.inputs.villages import place_names
from sim.views.advice import chance, decimals_of, percent, proof_sheet, served_villages
from sim.views.frames import banded_card
from sim.views.labels import limit
from sim.views.numbers import money, number, signed
from sim.views.pages.allocation.answers import FEW
from sim.views.pages.allocation.wish import Wish
from sim.views.pages.shell import assumption_words, note_sections
from sim.words import say

BAND = ("low", "mid", "high")
FIRST_NAMED, PLACES_NAMED = 8, 5  # villages and townships that the answer names
PLANS = {"optimum": "diamond", "weakest_first": "triangle", "published": "square", "equal": "circle"}


def objective_unit(found: Advice, lang: str) -> str:
    return say(f"allocation_unit_{found.allocation.objective.kind}", lang)


def aim_label(found: Advice, lang: str) -> str:
    """What the objective counts, in the last year."""
    objective, year = found.allocation.objective, found.response.year
    return say(f"allocation_card_{objective.kind}", lang, year=year, target=limit(objective.target, lang))


def ordered_plans(found: Advice) -> list[str]:
    return [name for name in PLANS if name in found.verdict.table.index]


def cards(found: Advice, wish: Wish, lang: str) -> list[dict[str, str]]:
    """What the best plan achieves, its lead on an equal split, and its cost."""
    return [achieved_card(found, lang), lead_card(found, lang), cost_card(found, wish, lang)]


def answer_state(found: Advice, wish: Wish, lang: str) -> dict[str, Any]:
    """Where the money goes, in words for a meeting; the proof in small type under it."""
    row, decimals = found.verdict.table.loc["optimum"], decimals_of(found)
    served = served_villages(found)
    called = place_names(found.response.ground.world.case.register)
    first = [called.village[str(village)] for village in served[:FIRST_NAMED]]
    places = found.townships["packages"].sort_values(ascending=False, kind="stable")
    comma = say("page_comma", lang)
    unit, budget = objective_unit(found, lang), money(wish.budget, lang)
    lead = say(
        "allocation_answer_lead" if len(first) else "allocation_answer_nobody", lang,
        villages=number(len(served)), given=given_words(found, lang),
    )  # fmt: skip
    achieved = " ".join((number(row["mid"], decimals), unit)).strip()
    limits = {"low": number(row["low"], decimals), "high": number(row["high"], decimals)}
    lines = [say("allocation_answer_achieves", lang, aim=aim_label(found, lang), achieved=achieved, **limits)]
    if len(first):
        most = comma.join(
            say("allocation_answer_place", lang, place=called.township[str(place)], count=number(count))
            for place, count in places[:PLACES_NAMED].items()
            if count
        )
        lines.append(say("allocation_answer_places", lang, places=most))
        lines.append(say("allocation_answer_villages", lang, villages=comma.join(first)))
        lines.append(price_line(found, lang))
    question = say("allocation_answer_question", lang, budget=budget[0], unit=budget[1])
    return {
        "key": "plan", "question": question, "chance": "", "lead": lead, "tone": "yes", "lines": lines,
        "note": proof_line(found, lang), "words": {},
    }  # fmt: skip


def price_line(found: Advice, lang: str) -> str:
    """What one project costs the public, lever by lever: more than its grant alone."""
    project, levers = found.response.ground.packages[0], found.response.ground.world.case.levers
    paid = {name: levers[name].unit_cost * units for name, units in project.parts.items()}
    parts = [
        say("allocation_price_part", lang, label=levers[name].label(lang), money=number(each))
        for name, each in paid.items()
        if each
    ]
    whole = number(project.cost)
    return say("allocation_price", lang, price=whole, parts=say("page_comma", lang).join(parts))


def proof_line(found: Advice, lang: str) -> str:
    """How near to the best the plan is proven to be, in one line."""
    refined = found.refined
    tried = say(
        "allocation_card_refined", lang, runs=number(refined.runs), exchanges=number(refined.exchanges)
    )
    return say("allocation_answer_proof", lang, gap=percent(found.allocation.gap, lang, 2), tried=tried)


def given_words(found: Advice, lang: str) -> str:
    """How many of each package are handed out."""
    return say("page_comma", lang).join(
        f"{package_label(str(name), lang)} {number(total)}" for name, total in found.counts.sum().items()
    )


def achieved_card(found: Advice, lang: str) -> dict[str, str]:
    row, decimals = found.verdict.table.loc["optimum"], decimals_of(found)
    band = [number(row[name], decimals) for name in BAND]
    nothing = number(found.verdict.table.loc["nothing", "mid"], decimals)
    note = say("allocation_card_members", lang, members=number(found.response.income.shape[1]))
    card = banded_card("achieved", aim_label(found, lang), objective_unit(found, lang), band, lang, note)
    return card | {"without": say("allocation_card_without", lang, nothing=nothing)}


def lead_card(found: Advice, lang: str) -> dict[str, str]:
    row, decimals = found.verdict.table.loc["equal"], decimals_of(found)
    band = [signed(row[f"regret_{name}"], decimals) for name in BAND]
    note = say("allocation_card_wins", lang, chance=chance(row["chance"], lang))
    label, unit = say("allocation_card_lead", lang), objective_unit(found, lang)
    return banded_card("lead", label, unit, band, lang, note)


def cost_card(found: Advice, wish: Wish, lang: str) -> dict[str, str]:
    value, unit = money(found.verdict.table.loc["optimum", "cost"], lang)
    budget, budget_unit = money(wish.budget, lang)
    given = given_words(found, lang)
    served = number((found.counts.sum(axis=1) > 0).sum())
    return {
        "key": "cost",
        "label": say("allocation_card_cost", lang),
        "value": value,
        "unit": unit,
        "band": say("allocation_card_budget", lang, value=budget, unit=budget_unit),
        "note": say("allocation_card_given", lang, given=given, villages=served),
    }


def notes(found: Advice, lang: str) -> list[dict[str, Any]]:
    """How good the answer is, how it is found, and what it rests on."""
    proof = proof_sheet(found, lang)
    parameters = found.response.ground.world.case.parameters
    sections = {
        "allocation_notes_proof": [proof.title, *proof.sentences],
        "allocation_notes_reading": [
            say(f"allocation_reading_{each}", lang, few=number(FEW)) for each in (1, 2, 3, 4, 5)
        ],
        "allocation_notes_sure": [assumption_words(parameters, lang)],
    }
    return note_sections(sections, lang)
