"""The answer to a plan and its budget's frontier, kept once computed: words, charts, tables and map."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.questions import Advice, Frontier, advise, ask_frontier, ask_packages
from sim.analysis.response import Objective, Response, limited, make_ground, make_response, package_label
from sim.analysis.world import make_world
from sim.inputs.programme import in_use
from sim.inputs.villages import place_names
from sim.views.advice import (
    chance,
    decimals_of,
    every_village,
    industry_names,
    percent,
    proof_sheet,
    served_villages,
)
from sim.views.labels import limit
from sim.views.numbers import money, number, signed
from sim.views.pages.allocation.request import PlanRequest, open_case
from sim.views.pages.base import assumption_words, note_sections
from sim.views.pages.charts import banded_card, interval_frame, three_of_five
from sim.views.pages.maps import township_groups
from sim.views.pages.worlds import kept
from sim.views.theme import PALETTE, SURFACE, force_looks, scenario_style, without_style
from sim.views.widgets import column
from sim.words import say, template

FEW = 200  # members where people or places are handed out too
BAND = ("low", "mid", "high")
FIRST_NAMED, PLACES_NAMED = 8, 5  # villages and townships that the answer names
PLANS = {"optimum": "diamond", "weakest_first": "triangle", "published": "square", "equal": "circle"}
SERVED, NOT_SERVED = 1, 0  # whether a village gets something


class PlanProgress:
    """Who is told how far the work is; all are equal, so that what is kept does not depend on who watches."""

    def __init__(self, tell: Callable[[str], None] = lambda words: None, lang: str = "zh"):
        self.tell, self.lang = tell, lang

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PlanProgress)

    def __hash__(self) -> int:
        return 0

    def runs(self, done: int, planned: int) -> None:
        self.tell(say("allocation_stage_runs", self.lang, done=number(done), planned=number(planned)))

    def stage(self, name: str) -> None:
        self.tell(say(f"allocation_stage_{name}", self.lang))


def _answering(request: PlanRequest, members: int) -> int:
    """The members that a request is answered with."""
    return min(members, FEW) if request.people or request.places else members


@kept(4)
def _open_response(
    scenario: str, basis: str, most: int, people: bool, places: bool, members: int, seed: int,
    progress: PlanProgress,
) -> Response:  # fmt: skip
    """How every village answers to projects, and where asked for to people and training places."""
    case = open_case(scenario)
    course = case.programme.levers("course")[:1]
    size = math.ceil(case.levers[course[0]].portion) if course and places else 0
    packages = ask_packages(case, most, int(people), size)
    return make_response(make_ground(make_world(case, members, seed), packages, basis), seen=progress.runs)


@kept(8)
def open_advice(
    scenario: str, request: PlanRequest, members: int, seed: int, progress: PlanProgress
) -> Advice:
    """The answer to a request; kept, so a forked kernel finds the nursery's."""
    count = _answering(request, members)
    people, places = bool(request.people), bool(request.places)
    response = _open_response(scenario, request.basis, request.most, people, places, count, seed, progress)
    packages = ask_packages(open_case(scenario), request.most, request.people, request.places)
    objective = Objective(request.objective, request.target)
    return advise(limited(response, packages), objective, request.rules, request.robust, progress.stage)


@kept(4)
def open_frontier(scenario: str, target: float, members: int, seed: int, basis: str) -> Frontier:
    """What each budget achieves for a target."""
    return ask_frontier(scenario, target=target, members=members, seed=seed, basis=basis)


# --- words and cards -------------------------------------------------------------------------------------


def _objective_unit(found: Advice, lang: str) -> str:
    return say(f"allocation_unit_{found.allocation.objective.kind}", lang)


def _aim_label(found: Advice, lang: str) -> str:
    """What the objective counts, in the last year."""
    objective, year = found.allocation.objective, found.response.year
    return say(f"allocation_card_{objective.kind}", lang, year=year, target=limit(objective.target, lang))


def _ordered_plans(found: Advice) -> list[str]:
    return [name for name in PLANS if name in found.verdict.table.index]


def cards(found: Advice, request: PlanRequest, lang: str) -> list[dict[str, str]]:
    """What the best plan achieves, its lead on an equal split, and its cost."""
    return [_achieved_card(found, lang), _lead_card(found, lang), _cost_card(found, request, lang)]


def answer_state(found: Advice, request: PlanRequest, lang: str) -> dict[str, Any]:
    """Where the money goes, in words for a meeting; the proof in small type under it."""
    row, decimals = found.verdict.table.loc["optimum"], decimals_of(found)
    served = served_villages(found)
    called = place_names(found.response.ground.world.case.register)
    first = [called.village[str(village)] for village in served[:FIRST_NAMED]]
    places = found.townships["packages"].sort_values(ascending=False, kind="stable")
    comma = say("page_comma", lang)
    unit, budget = _objective_unit(found, lang), money(request.budget, lang)
    lead = say(
        "allocation_answer_lead" if len(first) else "allocation_answer_nobody", lang,
        villages=number(len(served)), given=_given_words(found, lang),
    )  # fmt: skip
    achieved = " ".join((number(row["mid"], decimals), unit)).strip()
    limits = {"low": number(row["low"], decimals), "high": number(row["high"], decimals)}
    lines = [
        say("allocation_answer_achieves", lang, aim=_aim_label(found, lang), achieved=achieved, **limits)
    ]
    if len(first):
        most = comma.join(
            say("allocation_answer_place", lang, place=called.township[str(place)], count=number(count))
            for place, count in places[:PLACES_NAMED].items()
            if count
        )
        lines.append(say("allocation_answer_places", lang, places=most))
        lines.append(say("allocation_answer_villages", lang, villages=comma.join(first)))
        lines.append(_price_line(found, lang))
    question = say("allocation_answer_question", lang, budget=budget[0], unit=budget[1])
    return {
        "key": "plan", "question": question, "chance": "", "lead": lead, "tone": "yes", "lines": lines,
        "note": _proof_line(found, lang), "words": {},
    }  # fmt: skip


def _price_line(found: Advice, lang: str) -> str:
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


def _proof_line(found: Advice, lang: str) -> str:
    """How near to the best the plan is proven to be, in one line."""
    refined = found.refined
    tried = say(
        "allocation_card_refined", lang, runs=number(refined.runs), exchanges=number(refined.exchanges)
    )
    return say("allocation_answer_proof", lang, gap=percent(found.allocation.gap, lang, 2), tried=tried)


def _given_words(found: Advice, lang: str) -> str:
    """How many of each package are handed out."""
    return say("page_comma", lang).join(
        f"{package_label(str(name), lang)} {number(total)}" for name, total in found.counts.sum().items()
    )


def _achieved_card(found: Advice, lang: str) -> dict[str, str]:
    row, decimals = found.verdict.table.loc["optimum"], decimals_of(found)
    band = [number(row[name], decimals) for name in BAND]
    nothing = number(found.verdict.table.loc["nothing", "mid"], decimals)
    note = say("allocation_card_members", lang, members=number(found.response.income.shape[1]))
    card = banded_card("achieved", _aim_label(found, lang), _objective_unit(found, lang), band, lang, note)
    return card | {"without": say("allocation_card_without", lang, nothing=nothing)}


def _lead_card(found: Advice, lang: str) -> dict[str, str]:
    row, decimals = found.verdict.table.loc["equal"], decimals_of(found)
    band = [signed(row[f"regret_{name}"], decimals) for name in BAND]
    note = say("allocation_card_wins", lang, chance=chance(row["chance"], lang))
    label, unit = say("allocation_card_lead", lang), _objective_unit(found, lang)
    return banded_card("lead", label, unit, band, lang, note)


def _cost_card(found: Advice, request: PlanRequest, lang: str) -> dict[str, str]:
    value, unit = money(found.verdict.table.loc["optimum", "cost"], lang)
    budget, budget_unit = money(request.budget, lang)
    given = _given_words(found, lang)
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


# --- charts ----------------------------------------------------------------------------------------------


def plans_shown(found: Advice, lang: str) -> tuple[dict[str, Any], np.ndarray]:
    """What the best plan and the usual ones achieve with the same number of packages."""
    names = _ordered_plans(found)
    values = three_of_five(found.verdict.table.loc[names, list(BAND)].to_numpy(float))
    rows = [_plan_row(found, name, lang) for name in names]
    title = _aim_label(found, lang)
    note = say("allocation_plans_note", lang, members=number(found.response.income.shape[1]))
    unit = _objective_unit(found, lang)
    return interval_frame(title, unit, rows, values, lang, decimals=decimals_of(found), note=note), values


def _plan_row(found: Advice, name: str, lang: str) -> dict[str, str]:
    keeps = bool(found.verdict.table.loc[name, "keeps"])
    colour = SURFACE["accent"] if name == "optimum" else SURFACE["muted"]
    return {
        "key": name,
        "label": say(f"advice_plan_{name}", lang),
        "note": "" if keeps else say("allocation_breaks", lang),
        "point": PLANS[name],
        "colour": colour,
    }


def frontier_values(found: Frontier) -> np.ndarray:
    """The lines of the frontier chart, (series, 5, budget): the best plan, weakest first, equal split."""
    table = found.table
    best = table[["low", "lower", "mid", "upper", "high"]].to_numpy(float).T
    flat = [np.broadcast_to(table[name].to_numpy(float), best.shape) for name in ("weakest", "equal")]
    return np.stack([best, *flat])


def frontier_frame(found: Frontier, lang: str, showing: int) -> dict[str, Any]:
    budgets = [int(each) for each in found.table.index]
    target = limit(found.objective.target, lang)
    looks = {"optimum": scenario_style(in_use().main), "weakest_first": PALETTE[5],
             "equal": without_style()}  # fmt: skip
    lines = [
        {
            "label": say(f"advice_plan_{name}", lang),
            "colour": look.colour,
            "dash": list(look.dash),
            "bands": name == "optimum",
        }
        for name, look in looks.items()
    ]
    first, last = found.table.iloc[0], found.table.iloc[-1]
    return {
        "years": budgets,
        "series": lines,
        "title": say("allocation_frontier", lang, year=found.world.years[-1], target=target),
        "unit": say("allocation_frontier_unit", lang),
        "note": " ".join(
            [
                say(f"allocation_frontier_{found.ground.basis}", lang),
                say("allocation_frontier_note", lang, members=number(len(found.world.draws))),
            ]
        ),
        "sentence": say(
            "allocation_frontier_sentence", lang, target=target, budget=number(budgets[-1]),
            start=number(first["mid"]), end=number(last["mid"]),
            low=number(last["low"]), high=number(last["high"]),
        ),
        "decimals": 0,
        "amounts": True,
        "zero": False,
        "lang": lang,
        "showing": showing,
        "words": {
            "year": template("allocation_read_budget", lang),
            "band": template("page_read_band", lang),
            "line": template("page_read_line", lang),
        },
    }  # fmt: skip


def worth_shown(found: Frontier, lang: str) -> tuple[dict[str, Any], np.ndarray]:
    """What the next money a year brings in each force."""
    forces = [force for force in list(in_use().forces) if force in found.worth.index]
    bands = [f"income_{name}" for name in BAND]
    values = three_of_five(found.worth.loc[forces, bands].to_numpy(float))
    rows = [
        {
            "key": force,
            "label": say(f"force_{force}", lang),
            "colour": force_looks()[force].colour,
            "note": say("allocation_worth_row", lang, more=signed(found.worth.loc[force, "over_mean"], 2)),
        }
        for force in forces
    ]
    title = say("allocation_worth", lang)
    unit = say("allocation_worth_unit", lang, year=found.world.years[-1])
    note = say("allocation_worth_note", lang, target=limit(found.objective.target, lang))
    frame = interval_frame(title, unit, rows, values, lang, decimals=1, note=note, zero=True, signed=True)
    return frame, values


# --- tables and map --------------------------------------------------------------------------------------


def regret_columns(found: Advice, lang: str) -> list[dict[str, Any]]:
    unit, decimals = _objective_unit(found, lang), decimals_of(found)
    fine = max(decimals, 1)
    return [
        column("plan", say("advice_col_plan", lang)),
        column("regret", say("allocation_col_regret", lang), "band", unit, decimals, signed=True),
        column("chance", say("advice_col_best_wins", lang), "chance"),
        column("worst", say("advice_col_worst_tenth", lang), "number", unit, fine),
        column("gini", say("advice_col_gini", lang), "number", "", 3),
    ]


def regret_rows(found: Advice, lang: str) -> list[list[Any]]:
    rows = []
    for name in _ordered_plans(found):
        row, best = found.verdict.table.loc[name], name == found.verdict.best
        regret = None if best else [row[f"regret_{each}"] for each in BAND]
        chance = None if best else row["chance"]
        rows.append([name, say(f"advice_plan_{name}", lang), regret, chance, row["worst_tenth"], row["gini"]])
    return rows


def village_columns(found: Advice, lang: str) -> list[dict[str, Any]]:
    packages = [
        column(str(name), package_label(str(name), lang), "number", "", 0) for name in found.counts.columns
    ]
    adds_decimals = 5 if found.allocation.objective.kind == "inequality" else 3
    return [
        column("village", say("advice_col_village", lang)),
        column("township", say("village_col_township", lang), "hidden"),
        column("place", say("village_col_place", lang)),
        *packages,
        column("income", say("village_col_income", lang), "number", say("unit_wan", lang), 1),
        column("before", say("advice_col_chance_without", lang), "chance"),
        column("after", say("advice_col_chance_with", lang), "chance"),
        column(
            "adds", say("allocation_col_adds", lang), "number", _objective_unit(found, lang), adds_decimals
        ),
        column("decided", say("advice_col_decided", lang)),
        column("served", say("allocation_list", lang), "hidden"),
    ]


def list_parts(lang: str) -> dict[str, Any]:
    """The two parts of the list; paper holds the first and says how many the second has."""
    none = {"label": template("allocation_list_none", lang), "left": template("allocation_list_left", lang)}
    served = {"label": template("allocation_list_served", lang)}
    return {"column": "served", "rows": [{"value": SERVED} | served, {"value": NOT_SERVED} | none]}


def village_rows(found: Advice, lang: str) -> list[list[Any]]:
    """Every village with what it gets and why: those served first, then those closest to the line."""
    table, names = found.response.ground.world.table.set_index("village_id"), industry_names(lang)
    called = place_names(found.response.ground.world.case.register)
    places = table["banner_id"].map(called.banner) + " " + table["township_id"].map(called.township)
    told = every_village(found).join(table[["township_id"]].rename(columns={"township_id": "township"}))
    told["place"] = places + " " + table["industry"].map(names)
    packages = list(found.counts.columns)
    return [
        [
            village, called.village[str(village)], row["township"], row["place"],
            *(row[name] for name in packages), row["base_income"], row["chance_without"], row["chance_with"],
            row["adds"],
            say(f"advice_decided_{row['decided']}", lang),
            SERVED if any(row[name] for name in packages) else NOT_SERVED,
        ]
        for village, row in told.iterrows()
    ]  # fmt: skip


def map_groups(found: Advice, lang: str) -> list[dict[str, Any]]:
    return township_groups(
        found.townships,
        "packages",
        lambda township, row: _tile_sentence(township, row, lang),
        place_names(found.response.ground.world.case.register),
    )


def _tile_sentence(township: str, row: pd.Series, lang: str) -> str:
    return say(
        "allocation_tile", lang, township=township, packages=number(row["packages"]),
        served=number(row["served"]), villages=number(row["villages"]),
    )  # fmt: skip
