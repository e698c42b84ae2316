"""What the answer draws: the plans side by side, the frontier, and what the next money is worth."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.analysis.questions import Advice, Frontier
from sim.inputs.programme import in_use
from sim.views.frames import interval_frame, three_of_five
from sim.views.labels import limit
from sim.views.numbers import number, signed
from sim.views.pages.allocation.shown import (
    BAND,
    PLANS,
    aim_label,
    decimals_of,
    objective_unit,
    ordered_plans,
)
from sim.views.theme import PALETTE, SURFACE, force_looks, scenario_style, without_style
from sim.words import say, template


def plans_shown(found: Advice, lang: str) -> tuple[dict[str, Any], np.ndarray]:
    """What the best plan and the usual ones achieve with the same number of packages."""
    names = ordered_plans(found)
    values = three_of_five(found.verdict.table.loc[names, list(BAND)].to_numpy(float))
    rows = [plan_row(found, name, lang) for name in names]
    title = aim_label(found, lang)
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
