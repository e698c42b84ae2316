"""The answer to a plan and its budget's frontier, kept once computed: words, charts, tables and map."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.outcomes import low_mid_high
from sim.analysis.plan_account import PlanAccount, plan_account
from sim.analysis.plans import thumb_rules
from sim.analysis.prepared_case import make_world
from sim.analysis.questions import Advice, Frontier, advise, ask_frontier, ask_packages
from sim.analysis.response import Objective, Response, limited, make_ground, make_response, package_label
from sim.apps.pages.allocation.request import PlanRequest, open_case
from sim.apps.pages.base import assumption_words, note_sections
from sim.apps.pages.beside import apart_words, banded, payers, with_line
from sim.apps.pages.charts import banded_card, interval_frame, three_of_five
from sim.apps.pages.maps import township_groups
from sim.apps.pages.worlds import kept
from sim.figures.labels import limit
from sim.figures.numbers import money, number, signed
from sim.figures.tables import column
from sim.figures.theme import PALETTE, SURFACE, force_looks, scenario_style, without_style
from sim.inputs.programme import in_use
from sim.inputs.villages import place_names
from sim.reports.allocation import decimals_of, every_village, prices_text, proof_sheet, served_villages
from sim.reports.sheets import chance, industry_names, percent
from sim.words import language, say, template

FEW = 200  # members where people or places are handed out too
BAND = ("low", "mid", "high")
FIRST_NAMED, PLACES_NAMED = 8, 5  # villages and townships that the answer names
PLANS = {"optimum": "diamond", "weakest_first": "triangle", "published": "square", "equal": "circle"}
SERVED, NOT_SERVED = 1, 0  # whether a village gets something


class PlanProgress:
    """Who is told how far the work is; all are equal, so that what is kept does not depend on who watches."""

    def __init__(self, tell: Callable[[str], None] = lambda words: None):
        self.tell = tell

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PlanProgress)

    def __hash__(self) -> int:
        return 0

    def runs(self, done: int, planned: int) -> None:
        self.tell(say("allocation_stage_runs", done=number(done), planned=number(planned)))

    def stage(self, name: str) -> None:
        self.tell(say(f"allocation_stage_{name}"))


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


def _objective_unit(found: Advice) -> str:
    return say(f"allocation_unit_{found.allocation.objective.kind}")


def _aim_label(found: Advice) -> str:
    """What the objective counts, in the last year."""
    objective, year = found.allocation.objective, found.response.year
    return say(f"allocation_card_{objective.kind}", year=year, target=limit(objective.target))


def _ordered_plans(found: Advice) -> list[str]:
    return [name for name in PLANS if name in found.verdict.table.index]


def cards(found: Advice, request: PlanRequest) -> list[dict[str, str]]:
    """What the best plan achieves, its lead on an equal split, and its cost; beside them net, by what means
    and who else pays."""
    objective = found.allocation.objective
    account = plan_account(found.response.ground, found.refined.counts, objective.target)
    return [
        with_line(_achieved_card(found), *_beside_achieved(objective.kind, account)),
        with_line(_lead_card(found), _net_lead(found, account)),
        with_line(_cost_card(found, request), payers(account.own, account.partners)),
    ]


def _net_lead(found: Advice, account: PlanAccount) -> str:
    """By how much the plan is better than an equal split of the same packages in net return."""
    equal = thumb_rules(found.response, found.refined.counts.sum(axis=0))["equal"]
    objective = found.allocation.objective
    other = plan_account(found.response.ground, equal, objective.target)
    if objective.kind == "over_target":
        return banded("beside_net_below", low_mid_high(account.net_over - other.net_over), signed)
    return banded("beside_net", low_mid_high(account.net - other.net), signed)


def _beside_achieved(kind: str, account: PlanAccount) -> Iterator[str]:
    """What stands beside what a plan achieves: the same net, and who gets there by other means alone."""
    if kind == "over_target":
        yield banded("beside_net_below", low_mid_high(account.net_over), number)
        yield apart_words(float(np.median(account.by_subsidy)), float(np.median(account.by_debt)))
    else:
        yield banded("allocation_net", low_mid_high(account.net), number)


def answer_state(found: Advice, request: PlanRequest) -> dict[str, Any]:
    """Where the money goes, in words for a meeting; the proof in small type under it."""
    row, decimals = found.verdict.table.loc["optimum"], decimals_of(found)
    served = served_villages(found)
    called = place_names(found.response.ground.world.case.register)
    first = [called.village[str(village)] for village in served[:FIRST_NAMED]]
    places = found.townships["packages"].sort_values(ascending=False, kind="stable")
    comma = say("page_comma")
    unit, budget = _objective_unit(found), money(request.budget)
    lead = say(
        "allocation_answer_lead" if len(first) else "allocation_answer_nobody",
        villages=number(len(served)), given=_given_words(found),
    )  # fmt: skip
    achieved = " ".join((number(row["mid"], decimals), unit)).strip()
    limits = {"low": number(row["low"], decimals), "high": number(row["high"], decimals)}
    lines = [say("allocation_answer_achieves", aim=_aim_label(found), achieved=achieved, **limits)]
    if len(first):
        most = comma.join(
            say("allocation_answer_place", place=called.township[str(place)], count=number(count))
            for place, count in places[:PLACES_NAMED].items()
            if count
        )
        lines.append(say("allocation_answer_places", places=most))
        lines.append(say("allocation_answer_villages", villages=comma.join(first)))
        lines += [_price_line(found), prices_text(found)]
    question = say("allocation_answer_question", budget=budget[0], unit=budget[1])
    return {
        "key": "plan", "question": question, "chance": "", "lead": lead, "tone": "yes", "lines": lines,
        "note": _proof_line(found), "words": {},
    }  # fmt: skip


def _price_line(found: Advice) -> str:
    """What one project costs the public, lever by lever: more than its grant alone."""
    project, levers = found.response.ground.packages[0], found.response.ground.world.case.levers
    paid = {name: levers[name].unit_cost * units for name, units in project.parts.items()}
    parts = [
        say("allocation_price_part", label=levers[name].label(), money=number(each))
        for name, each in paid.items()
        if each
    ]
    whole = number(project.cost)
    return say("allocation_price", price=whole, parts=say("page_comma").join(parts))


def _proof_line(found: Advice) -> str:
    """How near to the best the plan is proven to be, in one line."""
    refined = found.refined
    tried = say("allocation_card_refined", runs=number(refined.runs), exchanges=number(refined.exchanges))
    return say("allocation_answer_proof", gap=percent(found.allocation.gap, 2), tried=tried)


def _given_words(found: Advice) -> str:
    """How many of each package are handed out."""
    return say("page_comma").join(
        f"{package_label(str(name))} {number(total)}" for name, total in found.counts.sum().items()
    )


def _achieved_card(found: Advice) -> dict[str, str]:
    row, decimals = found.verdict.table.loc["optimum"], decimals_of(found)
    band = [number(row[name], decimals) for name in BAND]
    nothing = number(found.verdict.table.loc["nothing", "mid"], decimals)
    note = say("allocation_card_members", members=number(found.response.income.shape[1]))
    card = banded_card("achieved", _aim_label(found), _objective_unit(found), band, note)
    return card | {"without": say("allocation_card_without", nothing=nothing)}


def _lead_card(found: Advice) -> dict[str, str]:
    row, decimals = found.verdict.table.loc["equal"], decimals_of(found)
    band = [signed(row[f"regret_{name}"], decimals) for name in BAND]
    note = say("allocation_card_wins", chance=chance(row["chance"]))
    label, unit = say("allocation_card_lead"), _objective_unit(found)
    return banded_card("lead", label, unit, band, note)


def _cost_card(found: Advice, request: PlanRequest) -> dict[str, str]:
    value, unit = money(found.verdict.table.loc["optimum", "cost"])
    budget, budget_unit = money(request.budget)
    given = _given_words(found)
    served = number((found.counts.sum(axis=1) > 0).sum())
    return {
        "key": "cost",
        "label": say("allocation_card_cost"),
        "value": value,
        "unit": unit,
        "band": say("allocation_card_budget", value=budget, unit=budget_unit),
        "note": say("allocation_card_given", given=given, villages=served),
    }


def notes(found: Advice) -> list[dict[str, Any]]:
    """How good the answer is, how it is found, and what it rests on."""
    proof = proof_sheet(found)
    parameters = found.response.ground.world.case.parameters
    sections = {
        "allocation_notes_proof": [proof.title, *proof.sentences],
        "allocation_notes_reading": [
            say(f"allocation_reading_{each}", few=number(FEW)) for each in (1, 2, 3, 4, 5)
        ],
        "allocation_notes_sure": [assumption_words(parameters)],
    }
    return note_sections(sections)


# --- charts ----------------------------------------------------------------------------------------------


def plans_shown(found: Advice) -> tuple[dict[str, Any], np.ndarray]:
    """What the best plan and the usual ones achieve with the same number of packages."""
    names = _ordered_plans(found)
    values = three_of_five(found.verdict.table.loc[names, list(BAND)].to_numpy(float))
    rows = [_plan_row(found, name) for name in names]
    title = _aim_label(found)
    note = say("allocation_plans_note", members=number(found.response.income.shape[1]))
    unit = _objective_unit(found)
    return interval_frame(title, unit, rows, values, decimals=decimals_of(found), note=note), values


def _plan_row(found: Advice, name: str) -> dict[str, str]:
    keeps = bool(found.verdict.table.loc[name, "keeps"])
    colour = SURFACE["accent"] if name == "optimum" else SURFACE["muted"]
    return {
        "key": name,
        "label": say(f"advice_plan_{name}"),
        "note": "" if keeps else say("allocation_breaks"),
        "point": PLANS[name],
        "colour": colour,
    }


def frontier_values(found: Frontier) -> np.ndarray:
    """The lines of the frontier chart, (series, 5, budget): the best plan, weakest first, equal split."""
    table = found.table
    best = table[["low", "lower", "mid", "upper", "high"]].to_numpy(float).T
    flat = [np.broadcast_to(table[name].to_numpy(float), best.shape) for name in ("weakest", "equal")]
    return np.stack([best, *flat])


def frontier_frame(found: Frontier, showing: int) -> dict[str, Any]:
    budgets = [int(each) for each in found.table.index]
    target = limit(found.objective.target)
    looks = {"optimum": scenario_style(in_use().main), "weakest_first": PALETTE[5],
             "equal": without_style()}  # fmt: skip
    lines = [
        {
            "label": say(f"advice_plan_{name}"),
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
        "title": say("allocation_frontier", year=found.world.years[-1], target=target),
        "unit": say("allocation_frontier_unit"),
        "note": " ".join(
            [
                say(f"allocation_frontier_{found.ground.basis}"),
                say("allocation_frontier_note", members=number(len(found.world.draws))),
            ]
        ),
        "sentence": say(
            "allocation_frontier_sentence", target=target, budget=number(budgets[-1]),
            start=number(first["mid"]), end=number(last["mid"]),
            low=number(last["low"]), high=number(last["high"]),
        ),
        "decimals": 0,
        "amounts": True,
        "zero": False,
        "lang": language(),
        "showing": showing,
        "words": {
            "year": template("allocation_read_budget"),
            "band": template("page_read_band"),
            "line": template("page_read_line"),
        },
    }  # fmt: skip


def worth_shown(found: Frontier) -> tuple[dict[str, Any], np.ndarray]:
    """What the next money a year brings in each force."""
    forces = [force for force in list(in_use().forces) if force in found.worth.index]
    bands = [f"income_{name}" for name in BAND]
    values = three_of_five(found.worth.loc[forces, bands].to_numpy(float))
    rows = [
        {
            "key": force,
            "label": say(f"force_{force}"),
            "colour": force_looks()[force].colour,
            "note": say("allocation_worth_row", more=signed(found.worth.loc[force, "over_mean"], 2)),
        }
        for force in forces
    ]
    title = say("allocation_worth")
    unit = say("allocation_worth_unit", year=found.world.years[-1])
    note = say("allocation_worth_note", target=limit(found.objective.target))
    frame = interval_frame(title, unit, rows, values, decimals=1, note=note, zero=True, signed=True)
    return frame, values


# --- tables and map --------------------------------------------------------------------------------------


def regret_columns(found: Advice) -> list[dict[str, Any]]:
    unit, decimals = _objective_unit(found), decimals_of(found)
    fine = max(decimals, 1)
    return [
        column("plan", say("advice_col_plan")),
        column("regret", say("allocation_col_regret"), "band", unit, decimals, signed=True),
        column("chance", say("advice_col_best_wins"), "chance"),
        column("worst", say("advice_col_worst_tenth"), "number", unit, fine),
        column("gini", say("advice_col_gini"), "number", "", 3),
    ]


def regret_rows(found: Advice) -> list[list[Any]]:
    rows = []
    for name in _ordered_plans(found):
        row, best = found.verdict.table.loc[name], name == found.verdict.best
        regret = None if best else [row[f"regret_{each}"] for each in BAND]
        chance = None if best else row["chance"]
        rows.append([name, say(f"advice_plan_{name}"), regret, chance, row["worst_tenth"], row["gini"]])
    return rows


def village_columns(found: Advice) -> list[dict[str, Any]]:
    packages = [column(str(name), package_label(str(name)), "number", "", 0) for name in found.counts.columns]
    adds_decimals = 5 if found.allocation.objective.kind == "inequality" else 3
    return [
        column("village", say("advice_col_village")),
        column("township", say("village_col_township"), "hidden"),
        column("place", say("village_col_place")),
        *packages,
        column("income", say("village_col_income"), "number", say("unit_wan"), 1),
        column("before", say("advice_col_chance_without"), "chance"),
        column("after", say("advice_col_chance_with"), "chance"),
        column("adds", say("allocation_col_adds"), "number", _objective_unit(found), adds_decimals),
        column("decided", say("advice_col_decided")),
        column("served", say("allocation_list"), "hidden"),
    ]


def list_parts() -> dict[str, Any]:
    """The two parts of the list; paper holds the first and says how many the second has."""
    none = {"label": template("allocation_list_none"), "left": template("allocation_list_left")}
    served = {"label": template("allocation_list_served")}
    return {"column": "served", "rows": [{"value": SERVED} | served, {"value": NOT_SERVED} | none]}


def village_rows(found: Advice) -> list[list[Any]]:
    """Every village with what it gets and why: those served first, then those closest to the line."""
    table, names = found.response.ground.world.table.set_index("village_id"), industry_names()
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
            say(f"advice_decided_{row['decided']}"),
            SERVED if any(row[name] for name in packages) else NOT_SERVED,
        ]
        for village, row in told.iterrows()
    ]  # fmt: skip


def map_groups(found: Advice) -> list[dict[str, Any]]:
    return township_groups(
        found.townships,
        "packages",
        lambda township, row: _tile_sentence(township, row),
        place_names(found.response.ground.world.case.register),
    )


def _tile_sentence(township: str, row: pd.Series) -> str:
    return say(
        "allocation_tile", township=township, packages=number(row["packages"]),
        served=number(row["served"]), villages=number(row["villages"]),
    )  # fmt: skip
