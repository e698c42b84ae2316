"""The page 怎么花 Allocation: a budget and rules in, a list of villages out, with why and with a proof.

Its numbers are those of `wuli allocate` and `wuli frontier`: the same questions (sim.analysis.questions) with
the same members and luck. Where people or training places are handed out too, neighbours share what they
bring; that takes hundreds of runs, so fewer members are used and the page says how many.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd
from ipywidgets import Box

from sim.analysis.allocation import ROBUST, Quota, Rules
from sim.analysis.questions import (
    LANDMARK,
    Advice,
    Frontier,
    advise,
    ask_frontier,
    ask_packages,
    usual_rules,
)
from sim.analysis.response import (
    OBJECTIVES,
    Objective,
    Response,
    limited,
    make_ground,
    make_response,
    package_label,
)
from sim.analysis.world import make_world
from sim.faults import InputFaults, fault, unknown
from sim.inputs import Case, read_case
from sim.inputs.levers import FORCES
from sim.inputs.scenarios import PROGRAMME
from sim.views.advice import (
    Sheet,
    allocation_sheets,
    conflict_text,
    industry_names,
    percent,
    proof_sheet,
    why_village,
)
from sim.views.labels import limit
from sim.views.numbers import money, number, signed
from sim.views.pages.shell import (
    MEMBERS,
    Bar,
    assumption_words,
    known_scenarios,
    note_sections,
    open_world,
    template,
)
from sim.views.share import Sharing, opened
from sim.views.theme import FORCES as FORCE_LOOKS
from sim.views.theme import SURFACE, scenario_style
from sim.views.widgets import (
    AskForm,
    DataTable,
    FanChart,
    Headlines,
    IntervalChart,
    Later,
    Notes,
    TileMap,
    TopBar,
    column,
    interval_frame,
    on_request,
    page,
)
from sim.words import LANGUAGES, language, say

FEW = 200  # members where people or places are handed out too
COUNTS = (1, 3, 6, 10)  # edges of the map's colours, packages in a township
BAND = ("low", "mid", "high")
PLANS = {"optimum": "diamond", "weakest_first": "triangle", "published": "square", "equal": "circle"}
# What a viewer may enter: least, most, step, unit.
NUMBERS = {
    "budget": (0, 200_000, 50, "unit_wan"),
    "people": (0, 2_000, 10, "allocation_unit_people"),
    "places": (0, 100_000, 100, "allocation_unit_places"),
    "target": (5, 200, 1, "unit_10k_yuan_per_year"),
    "most": (1, 3, 1, "allocation_unit_projects"),
    "floor": (0, 3, 1, "allocation_unit_projects"),
}
MOST_QUOTA = 1_000


# --- what is asked for -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Wish:
    """A question in the words of `wuli allocate`; money in 10k yuan, the target in 10k yuan/year."""

    budget: float
    people: int = 0
    places: int = 0
    objective: str = OBJECTIVES[0]
    target: float = LANDMARK
    robust: str = ROBUST[0]
    most: int = 3
    floor: int = 0
    key_first: bool = False
    quotas: tuple[Quota, ...] = ()

    @property
    def rules(self) -> Rules:
        floors = {"project": self.floor} if self.floor else {}
        return Rules(self.budget, floors, self.quotas, self.key_first)


def checked_wish(case: Case, values: Any, lang: str) -> Wish:
    """The wish that a viewer's form holds. Raises InputFaults: a viewer can send any value."""
    if not isinstance(values, Mapping):
        raise fault("", "page_request")
    numbers = {name: checked_number(name, values.get(name), lang) for name in NUMBERS}
    whole = {name: int(value) for name, value in numbers.items() if name not in ("budget", "target")}
    return Wish(
        budget=numbers["budget"],
        target=numbers["target"],
        objective=checked_choice("objective", values.get("objective"), OBJECTIVES, lang),
        robust=checked_choice("robust", values.get("robust"), ROBUST, lang),
        key_first=values.get("key_first") is True,
        quotas=checked_quotas(case, values.get("quotas"), lang),
        **whole,
    )


def checked_number(name: str, value: Any, lang: str) -> float:
    """A number inside its limits; whole but for money and the target."""
    low, high, _, unit = NUMBERS[name]
    return within(
        value, low, high, name not in ("budget", "target"), field_label(name, lang), say(unit, lang), lang
    )


def within(value: Any, low: float, high: float, whole: bool, label: str, unit: str, lang: str) -> float:
    real = isinstance(value, Real) and not isinstance(value, bool)
    if not real or not low <= float(value) <= high or (whole and float(value) != int(value)):
        key = "allocation_whole" if whole else "page_amount"
        raise InputFaults([faulty(label, key, lang, low=number(low), high=number(high), unit=unit)])
    return float(value)


def faulty(label: str, key: str, lang: str, **values: str) -> Any:
    """A fault whose words are in the page's language already."""
    return fault(label, "allocation_said", text=say(key, lang, **values)).faults[0]


def checked_choice(name: str, value: Any, allowed: tuple[str, ...], lang: str) -> str:
    if value not in allowed:
        raise InputFaults([unknown("", field_label(name, lang), str(value)[:40], allowed)])
    return str(value)


def checked_quotas(case: Case, values: Any, lang: str) -> tuple[Quota, ...]:
    """Quotas by banner, [least, most] with None where there is no limit."""
    if values is None:
        return ()
    if not isinstance(values, Mapping):
        raise fault("", "page_request")
    known = list(dict.fromkeys(case.register.table["banner_id"]))
    quotas = []
    for place, pair in values.items():
        if place not in known:
            raise InputFaults([unknown("", say("advice_col_group", lang), str(place)[:40], known)])
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise fault("", "page_request")
        least, most = (quota_number(place, one, lang) for one in pair)
        if least or most is not None:
            quotas.append(Quota(str(place), "project", least or 0, most))
    return tuple(quotas)


def quota_number(place: str, value: Any, lang: str) -> int | None:
    if value is None:
        return None
    unit = say("allocation_unit_projects", lang)
    return int(within(value, 0, MOST_QUOTA, True, f"{field_label('quotas', lang)} {place}", unit, lang))


def field_label(name: str, lang: str) -> str:
    return say(f"allocation_field_{name}", lang)


# --- the answers -------------------------------------------------------------------------------------------


class Watcher:
    """Who is told how far the work is; all are equal, so that what is kept does not depend on who watches."""

    def __init__(self, tell: Callable[[str], None] = lambda words: None, lang: str = "zh"):
        self.tell, self.lang = tell, lang

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Watcher)

    def __hash__(self) -> int:
        return 0

    def runs(self, done: int, planned: int) -> None:
        self.tell(say("allocation_stage_runs", self.lang, done=number(done), planned=number(planned)))

    def stage(self, name: str) -> None:
        self.tell(say(f"allocation_stage_{name}", self.lang))


@lru_cache(maxsize=8)
def open_case(scenario: str) -> Case:
    return read_case(scenario)


def answering(wish: Wish, members: int) -> int:
    """The members that a wish is answered with."""
    return min(members, FEW) if wish.people or wish.places else members


@lru_cache(maxsize=4)
def open_response(
    scenario: str, most: int, people: bool, places: bool, members: int, seed: int, watcher: Watcher
) -> Response:
    """How every village answers to projects, and where asked for to people and training places."""
    case = open_case(scenario)
    portion = case.levers["farmer_training"].portion
    packages = ask_packages(case, most, int(people), round(portion) if places else 0)
    return make_response(make_ground(make_world(case, members, seed), packages), seen=watcher.runs)


@lru_cache(maxsize=8)
def open_advice(scenario: str, wish: Wish, members: int, seed: int, watcher: Watcher) -> Advice:
    """The answer to a wish; kept, so a forked kernel finds the nursery's."""
    count = answering(wish, members)
    people, places = bool(wish.people), bool(wish.places)
    response = open_response(scenario, wish.most, people, places, count, seed, watcher)
    packages = ask_packages(open_case(scenario), wish.most, wish.people, wish.places)
    objective = Objective(wish.objective, wish.target)
    return advise(limited(response, packages), objective, wish.rules, wish.robust, watcher.stage)


@lru_cache(maxsize=4)
def open_frontier(scenario: str, target: float, members: int, seed: int) -> Frontier:
    """What each budget achieves for a target."""
    return ask_frontier(scenario, target=target, members=members, seed=seed)


def usual_wish(scenario: str = PROGRAMME) -> Wish:
    """The money of one year's published projects, and no rules."""
    return Wish(usual_rules(open_case(scenario)).budget)


def warm() -> None:
    """Answer what the page shows at first, so that whoever forks from here has it done."""
    known_scenarios()
    wish = usual_wish()
    open_advice(PROGRAMME, wish, MEMBERS, 0, Watcher())
    open_frontier(PROGRAMME, wish.target, MEMBERS, 0)


# --- what is shown -----------------------------------------------------------------------------------------


def form_state(case: Case, wish: Wish, lang: str, problem: str = "", busy: str = "") -> dict[str, Any]:
    keys = ("title", "hint", "ask", "busy", "lost", "least", "most")
    fields = {
        "means": [number_field(name, wish, lang) for name in ("budget", "people", "places")],
        "aim": [
            choice_field("objective", OBJECTIVES, wish.objective, lang),
            number_field("target", wish, lang),
            choice_field("robust", ROBUST, wish.robust, lang),
        ],
        "rules": [
            number_field("most", wish, lang),
            number_field("floor", wish, lang),
            {
                "id": "key_first",
                "kind": "flag",
                "label": field_label("key_first", lang),
                "value": wish.key_first,
            },
        ],
        "quotas": [quota_field(case, wish, lang)],
    }
    return {
        "words": {key: say(f"allocation_form_{key}", lang) for key in keys},
        "sections": [
            {"label": say(f"allocation_section_{name}", lang), "folds": name == "quotas", "fields": each}
            for name, each in fields.items()
        ],
        "problem": problem,
        "busy": busy,
    }


def number_field(name: str, wish: Wish, lang: str) -> dict[str, Any]:
    low, high, step, unit = NUMBERS[name]
    limits = {"min": low, "max": high, "step": step, "value": getattr(wish, name)}
    words = {
        "label": field_label(name, lang),
        "unit": say(unit, lang),
        "help": say(f"allocation_help_{name}", lang, usual=number(usual_wish().budget)),
    }
    return {"id": name, "kind": "number"} | words | limits


def choice_field(name: str, choices: tuple[str, ...], value: str, lang: str) -> dict[str, Any]:
    named = [{"id": each, "label": say(f"allocation_{name}_{each}", lang)} for each in choices]
    return {"id": name, "kind": "select", "label": field_label(name, lang), "choices": named, "value": value}


def quota_field(case: Case, wish: Wish, lang: str) -> dict[str, Any]:
    banners = list(dict.fromkeys(case.register.table["banner_id"]))
    value = {quota.place: [quota.least, quota.most] for quota in wish.quotas}
    return {
        "id": "quotas",
        "kind": "pairs",
        "label": field_label("quotas", lang),
        "help": say("allocation_help_quotas", lang),
        "rows": [{"id": banner, "label": banner} for banner in banners],
        "value": value,
    }


def decimals_of(found: Advice) -> int:
    """How precisely an objective is written: an index is small, villages are whole."""
    return {"inequality": 4, "over_target": 0}.get(found.allocation.objective.kind, 1)


def objective_unit(found: Advice, lang: str) -> str:
    return say(f"allocation_unit_{found.allocation.objective.kind}", lang)


def cards(found: Advice, wish: Wish, lang: str) -> list[dict[str, str]]:
    """What the best plan achieves, its lead on an equal split, its cost, and how good it is proven to be."""
    return [
        achieved_card(found, lang),
        lead_card(found, lang),
        cost_card(found, wish, lang),
        proof_card(found, lang),
    ]


def achieved_card(found: Advice, lang: str) -> dict[str, str]:
    row, decimals, objective = (
        found.verdict.table.loc["optimum"],
        decimals_of(found),
        found.allocation.objective,
    )
    low, high = (number(row[name], decimals) for name in ("low", "high"))
    label = say(
        f"allocation_card_{objective.kind}",
        lang,
        year=found.response.year,
        target=limit_text(objective.target, lang),
    )
    return {
        "key": "achieved",
        "label": label,
        "value": number(row["mid"], decimals),
        "unit": objective_unit(found, lang),
        "band": say("page_card_band", lang, low=low, high=high),
        "note": say("allocation_card_members", lang, members=number(found.response.income.shape[1])),
    }


def limit_text(target: float, lang: str) -> str:
    """A target as the language counts, also where it is no whole number."""
    return limit(int(target), lang) if target == int(target) else number(target, 1)


def lead_card(found: Advice, lang: str) -> dict[str, str]:
    row, decimals = found.verdict.table.loc["equal"], decimals_of(found)
    low, middle, high = (signed(row[f"regret_{name}"], decimals) for name in BAND)
    return {
        "key": "lead",
        "label": say("allocation_card_lead", lang),
        "value": middle,
        "unit": objective_unit(found, lang),
        "band": say("page_card_band", lang, low=low, high=high),
        "note": say("allocation_card_wins", lang, chance=percent(row["chance"])),
    }


def cost_card(found: Advice, wish: Wish, lang: str) -> dict[str, str]:
    value, unit = money(found.verdict.table.loc["optimum", "cost"], lang)
    budget, budget_unit = money(wish.budget, lang)
    given = say("page_comma", lang).join(
        f"{package_label(str(name), lang)} {number(total)}" for name, total in found.counts.sum().items()
    )
    served = number((found.counts.sum(axis=1) > 0).sum())
    return {
        "key": "cost",
        "label": say("allocation_card_cost", lang),
        "value": value,
        "unit": unit,
        "band": say("allocation_card_budget", lang, value=budget, unit=budget_unit),
        "note": say("allocation_card_given", lang, given=given, villages=served),
    }


def proof_card(found: Advice, lang: str) -> dict[str, str]:
    allocation, refined = found.allocation, found.refined
    return {
        "key": "proof",
        "label": say("allocation_card_proof", lang),
        "value": percent_text(allocation.gap),
        "unit": "",
        "band": say("allocation_card_solver", lang, seconds=number(allocation.seconds, 1)),
        "note": say(
            "allocation_card_refined", lang, runs=number(refined.runs), exchanges=number(refined.exchanges)
        ),
    }


def percent_text(share: float) -> str:
    """A small share: the proven gap."""
    return f"{share:.2%}".replace("%", " %")


def ordered_plans(found: Advice) -> list[str]:
    return [name for name in PLANS if name in found.verdict.table.index]


def plans_shown(found: Advice, lang: str) -> tuple[dict[str, Any], np.ndarray]:
    """What the best plan and the usual ones achieve with the same number of packages."""
    names = ordered_plans(found)
    values = banded(found.verdict.table.loc[names, list(BAND)].to_numpy(float))
    rows = [plan_row(found, name, lang) for name in names]
    objective = found.allocation.objective
    title = say(
        f"allocation_card_{objective.kind}",
        lang,
        year=found.response.year,
        target=limit_text(objective.target, lang),
    )
    note = say("allocation_plans_note", lang, members=number(found.response.income.shape[1]))
    unit = objective_unit(found, lang)
    return interval_frame(title, unit, rows, values, lang, decimals=decimals_of(found), note=note), values


def plan_row(found: Advice, name: str, lang: str) -> dict[str, str]:
    keeps = bool(found.verdict.table.loc[name, "keeps"])
    colour = SURFACE["accent"] if name == "optimum" else SURFACE["muted"]
    return {
        "key": name,
        "label": say(f"advice_plan_{name}", lang),
        "note": "" if keeps else say("allocation_breaks", lang),
        "point": PLANS[name],
        "colour": colour,
    }


def banded(rows: np.ndarray) -> np.ndarray:
    """Rows of low, middle and high as five quantiles, of which 25 and 75 % are not known, (row, 5)."""
    values = np.full((len(rows), 5), np.nan)
    values[:, [0, 2, 4]] = rows
    return values


def regret_columns(found: Advice, lang: str) -> list[dict[str, Any]]:
    unit, decimals = objective_unit(found, lang), decimals_of(found)
    fine = max(decimals, 1)
    return [
        column("plan", say("advice_col_plan", lang)),
        column("regret", say("allocation_col_regret", lang), "band", unit, decimals, signed=True),
        column("chance", say("advice_col_best_wins", lang), "share"),
        column("worst", say("advice_col_worst_tenth", lang), "number", unit, fine),
        column("gini", say("advice_col_gini", lang), "number", "", 3),
    ]


def regret_rows(found: Advice, lang: str) -> list[list[Any]]:
    rows = []
    for name in ordered_plans(found):
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
        column("before", say("advice_col_chance_without", lang), "share"),
        column("after", say("advice_col_chance_with", lang), "share"),
        column(
            "adds", say("allocation_col_adds", lang), "number", objective_unit(found, lang), adds_decimals
        ),
        column("decided", say("advice_col_decided", lang)),
    ]


def village_rows(found: Advice, lang: str) -> list[list[Any]]:
    """Every village with what it gets and why: those served first, then those closest to the line."""
    table, names = found.response.ground.world.table, industry_names(lang)
    told = found.reasons.assign(
        adds=found.reasons["last"].where(found.reasons["count"] > 0, found.reasons["next"]),
        township=table["township_id"].to_numpy(),
        place=(
            table["banner_id"] + " " + table["township_id"] + " " + table["industry"].map(names)
        ).to_numpy(),
    ).join(found.counts)
    packages = list(found.counts.columns)
    told = told.sort_values([*packages, "adds"], ascending=False, na_position="last")
    return [
        [
            village, village, row["township"], row["place"], *(row[name] for name in packages),
            row["income_2021"], row["chance_without"], row["chance_with"], row["adds"],
            say(f"advice_decided_{row['decided']}", lang),
        ]
        for village, row in told.iterrows()
    ]  # fmt: skip


def map_groups(found: Advice, lang: str) -> list[dict[str, Any]]:
    return [
        {"label": str(banner), "tiles": [tile(str(name), row, lang) for name, row in inside.iterrows()]}
        for banner, inside in found.townships.groupby("banner_id", sort=False)
    ]


def tile(township: str, row: pd.Series, lang: str) -> dict[str, Any]:
    sentence = say(
        "allocation_tile", lang, township=township, packages=number(row["packages"]),
        served=number(row["served"]), villages=number(row["villages"]),
    )  # fmt: skip
    return {"id": township, "label": township, "value": float(row["packages"]), "sentence": sentence}


def frontier_values(found: Frontier) -> np.ndarray:
    """The lines of the frontier chart, (series, 5, budget): the best plan, weakest first, equal split."""
    table = found.table
    best = table[["low", "lower", "mid", "upper", "high"]].to_numpy(float).T
    flat = [np.broadcast_to(table[name].to_numpy(float), best.shape) for name in ("weakest", "equal")]
    return np.stack([best, *flat])


def frontier_frame(found: Frontier, lang: str, showing: int) -> dict[str, Any]:
    budgets = [int(each) for each in found.table.index]
    target = limit_text(found.objective.target, lang)
    looks = {"optimum": scenario_style(PROGRAMME), "weakest_first": scenario_style("weakest-first"),
             "equal": scenario_style("no-programme")}  # fmt: skip
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
        "note": say("allocation_frontier_note", lang, members=number(len(found.world.draws))),
        "sentence": say(
            "allocation_frontier_sentence", lang, target=target, budget=number(budgets[-1]),
            start=number(first["mid"]), end=number(last["mid"]),
            low=number(last["low"]), high=number(last["high"]),
        ),
        "decimals": 0,
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
    forces = [force for force in FORCES if force in found.worth.index]
    values = banded(found.worth.loc[forces, ["income_low", "income_mid", "income_high"]].to_numpy(float))
    rows = [
        {
            "key": force,
            "label": say(f"force_{force}", lang),
            "colour": FORCE_LOOKS[force].colour,
            "note": say("allocation_worth_row", lang, more=signed(found.worth.loc[force, "over_mean"], 2)),
        }
        for force in forces
    ]
    title = say("allocation_worth", lang)
    unit = say("allocation_worth_unit", lang, year=found.world.years[-1])
    note = say("allocation_worth_note", lang, target=limit_text(found.objective.target, lang))
    frame = interval_frame(title, unit, rows, values, lang, decimals=1, note=note, zero=True, signed=True)
    return frame, values


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
    return note_sections(sections, lang, "allocation_notes_proof")


# --- the page ----------------------------------------------------------------------------------------------


class AllocationPage:
    """The page and what it remembers: the scenario, the wish, its answer, the language."""

    def __init__(self, lang: str | None = None, members: int = MEMBERS, seed: int = 0, code: str = ""):
        self.lang = language(lang)
        self.members, self.seed = members, seed
        asked, self.notice = opened(code, self.lang)
        self.scenario = asked.id if asked else PROGRAMME
        self.scenarios = {**known_scenarios(), **({asked.id: asked} if asked else {})}
        self.share = Sharing()
        self.bar, self.headlines, self.notes, self.form = TopBar(), Headlines(), Notes(), AskForm()
        self.plans, self.worth = IntervalChart(name="plans"), IntervalChart(name="worth")
        self.regrets, self.list = DataTable(name="regrets"), DataTable(name="villages")
        self.frontier, self.map = FanChart(name="frontier", height=260), TileMap(name="townships")
        for wide in (self.regrets, self.list, self.frontier):
            wide.add_class("wuli-wide")
        self.wish = usual_wish(self.scenario)
        self.found: Advice | None = None
        self.curve: Frontier | None = None
        self.township = self.village = self.problem = ""
        self.showing = self.number = 0
        self.first, self.second = (
            Later(self.complain, lambda: self.lang),
            Later(self.complain, lambda: self.lang),
        )
        handlers = {
            "scenario": self.on_scenario,
            "language": self.on_language,
            "reset": self.on_reset,
            "ask": self.on_ask,
            "row": self.on_village,
            "tile": self.on_township,
        }
        for widget in (self.bar, self.form, self.list, self.map):
            on_request(widget, handlers, self.complain, lambda: self.lang)
        self.show_bar()
        self.answer(self.wish)

    @property
    def layout(self) -> Box:
        """The page, ready to be shown."""
        main = [self.list, self.plans, self.worth, self.regrets, self.frontier]
        below = Box([self.share.bar, self.notes])
        return page(self.bar, self.headlines, main, self.form, below, more=[self.map])

    def sheets(self) -> Sequence[Sheet]:
        """What a briefing says of the plan."""
        return allocation_sheets(self.found, self.lang) if self.found else ()

    @property
    def case(self) -> Case:
        return open_case(self.scenario)

    # --- what a viewer may ask for ---

    def answer(self, wish: Wish) -> None:
        """Work on a wish; a newer one that comes before the work begins takes its place."""
        self.show_form(busy=say("allocation_form_busy", self.lang))
        self.first.ask(lambda: self.work(wish))

    def work(self, wish: Wish) -> None:
        watcher = Watcher(lambda words: self.show_form(busy=words), self.lang)
        try:
            self.found = open_advice(self.scenario, wish, self.members, self.seed, watcher)
            self.wish, self.problem = wish, ""
            self.show_answer()
        except InputFaults as faults:
            self.problem = conflict_text(faults, self.lang)
        except Exception:
            self.problem = say("allocation_failed", self.lang)
            raise
        finally:
            self.answered()
        self.second.ask(self.work_on_frontier)

    def work_on_frontier(self) -> None:
        """The frontier comes after the answer: it is the same for all rules."""
        self.curve = open_frontier(self.scenario, self.wish.target, self.members, self.seed)
        self.show_frontier()

    def on_ask(self, message: Mapping[str, Any]) -> None:
        """Answer a form; whatever happens, the form hears that its question was answered."""
        asked = message.get("number")
        self.number = asked if isinstance(asked, int) and 0 <= asked < 1 << 31 else self.number
        try:
            wish = checked_wish(self.case, message.get("values"), self.lang)
        except InputFaults as faults:
            self.problem = conflict_text(faults, self.lang)
            self.answered()
            return
        self.answer(wish)

    def answered(self) -> None:
        with self.form.hold_sync():
            self.show_form()
            self.form.answered = self.number

    def on_scenario(self, message: Mapping[str, Any]) -> None:
        """Allocate on top of another scenario. Raises InputFaults for a name that is not on the list."""
        name = str(message.get("id"))
        if name not in self.scenarios:
            raise InputFaults([unknown("", say("page_scenario", self.lang), name[:40], self.scenarios)])
        self.scenario, self.notice = name, ""
        self.show_bar()
        self.answer(self.wish)

    def on_reset(self, _message: Mapping[str, Any]) -> None:
        self.scenario, self.problem = PROGRAMME, ""
        self.show_bar()
        self.answer(usual_wish(self.scenario))

    def on_language(self, message: Mapping[str, Any]) -> None:
        if message.get("lang") in LANGUAGES:
            self.lang, self.problem = message["lang"], ""
            self.show()

    def on_village(self, message: Mapping[str, Any]) -> None:
        """Say why a village got what it got; an id that the register lacks is told with its nearest."""
        village, known = str(message.get("id"))[:40], list(self.case.register.table["village_id"])
        if village not in known:
            raise InputFaults([unknown("", say("word_village", self.lang), village, known)])
        self.village = village
        self.show_list()

    def on_township(self, message: Mapping[str, Any]) -> None:
        """Narrow the list to a township; the same one once more shows all."""
        township, known = str(message.get("id"))[:40], list(self.case.register.table["township_id"].unique())
        if township not in known:
            raise InputFaults([unknown("", say("village_col_township", self.lang), township, known)])
        self.township = "" if township == self.township else township
        self.show_list()

    def complain(self, text: str) -> None:
        """One friendly line on top of the page; without a text, that it did not work."""
        self.show_bar(text or say("allocation_failed", self.lang))

    # --- showing ---

    def show(self) -> None:
        """Everything, in the current language."""
        self.show_bar()
        self.show_form()
        if self.found:
            self.show_answer()
        if self.curve:
            self.show_frontier()

    def show_bar(self, notice: str = "") -> None:
        shown = open_world(self.scenario, self.members, self.seed).start
        self.share.show(shown, self.lang, self.sheets)
        self.bar.state = Bar(
            "allocation",
            self.lang,
            choices=tuple((name, each.title[self.lang]) for name, each in self.scenarios.items()),
            chosen=self.scenario,
            question=say("allocation_question", self.lang),
            notice=notice or self.notice,
            register=self.case.register,
            reset=True,
        ).state

    def show_form(self, busy: str = "") -> None:
        self.form.state = form_state(self.case, self.wish, self.lang, self.problem, busy)

    def show_answer(self) -> None:
        """The best plan: its numbers, its villages, what it is worth against other plans."""
        assert self.found
        self.showing += 1
        found, lang = self.found, self.lang
        self.headlines.label = say("page_headlines", lang)
        self.headlines.cards = cards(found, self.wish, lang)
        frame, values = plans_shown(found, lang)
        self.plans.draw(frame | {"showing": self.showing}, values)
        self.regrets.draw(
            regret_columns(found, lang), regret_rows(found, lang), lang,
            title=say("advice_regret", lang), note=say("allocation_regret_note", lang),
        )  # fmt: skip
        self.notes.sections = notes(found, lang)
        self.show_list()

    def show_list(self) -> None:
        """The villages with what they get, and where they lie."""
        assert self.found
        found, lang = self.found, self.lang
        why = why_village(found, self.village, lang) if self.village else ""
        within = {"column": "township", "value": self.township, "label": self.township}
        self.list.draw(
            village_columns(found, lang), village_rows(found, lang), lang, title=say("allocation_list", lang),
            note=say("allocation_list_note", lang), answer=why, choosable=True,
            chosen=self.village, size=10, within=within if self.township else None,
        )  # fmt: skip
        self.map.draw(
            map_groups(found, lang), COUNTS, lang, title=say("allocation_map", lang), chosen=self.township,
            unit=say("allocation_map_unit", lang), note=say("allocation_map_note", lang),
            leads=".wuli-area-main",
        )  # fmt: skip

    def show_frontier(self) -> None:
        assert self.curve
        self.frontier.draw(frontier_frame(self.curve, self.lang, self.showing), frontier_values(self.curve))
        frame, values = worth_shown(self.curve, self.lang)
        self.worth.draw(frame | {"showing": self.showing}, values)
