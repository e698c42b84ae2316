"""What the answer lists: plans and what they cost in regret, villages with why, townships on the map."""

from __future__ import annotations

from typing import Any

import pandas as pd

from sim.analysis.questions import Advice
from sim.analysis.response import package_label
from sim.inputs.villages import place_names
from sim.views.advice import every_village, industry_names
from sim.views.numbers import number
from sim.views.pages.allocation.shown import BAND, decimals_of, objective_unit, ordered_plans
from sim.views.pages.shell import township_groups
from sim.views.widgets import column
from sim.words import say, template

SERVED, NOT_SERVED = 1, 0  # whether a village gets something


def regret_columns(found: Advice, lang: str) -> list[dict[str, Any]]:
    unit, decimals = objective_unit(found, lang), decimals_of(found)
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
        column("before", say("advice_col_chance_without", lang), "chance"),
        column("after", say("advice_col_chance_with", lang), "chance"),
        column(
            "adds", say("allocation_col_adds", lang), "number", objective_unit(found, lang), adds_decimals
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
        lambda township, row: tile_sentence(township, row, lang),
        place_names(found.response.ground.world.case.register),
    )


def tile_sentence(township: str, row: pd.Series, lang: str) -> str:
    return say(
        "allocation_tile", lang, township=township, packages=number(row["packages"]),
        served=number(row["served"]), villages=number(row["villages"]),
    )  # fmt: skip
