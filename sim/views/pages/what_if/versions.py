"""Versions side by side: what a viewer has kept, with its bands, beside the scenario as it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.analysis.outcomes import gain_per_yuan, total_cost
from sim.inputs.programme import in_use
from sim.model.simulate import Result
from sim.views.labels import limit
from sim.views.numbers import chance as chance_text
from sim.views.numbers import money_band, number, signed
from sim.views.pages.shell import World
from sim.views.pages.what_if.answers import CHARTS, Chart, paths
from sim.views.pages.what_if.shown import change_texts
from sim.views.pages.what_if.wish import NOTHING, Wish, ground_of
from sim.words import language, say

LISTED_CHANGES = 4  # of a version, the others are counted


@dataclass(frozen=True, eq=False)
class Version:
    """A version that was kept: the world it was made in, what was wished, what came of it."""

    world: World
    wish: Wish
    result: Result


def versions_state(world: World, kept: Mapping[str, Version], lang: str) -> dict[str, Any]:
    """The table of versions: the scenario as it stands, then A, B and C; every number with its band."""
    columns = {"": Version(world, NOTHING, world.start), **kept}
    words = {key: say(f"page_versions_{key}", lang) for key in ("title", "empty", "restore", "drop")}
    last = world.case.scenario.years[-1]
    return {
        "words": words,
        "note": say("page_bands", lang, members=number(world.start.members)),
        "columns": [version_head(name, one, lang) for name, one in columns.items()] if kept else [],
        "rows": [
            {
                "key": key,
                "label": say(
                    f"page_versions_{key}", lang, year=last, threshold=limit(in_use().target.amount, lang)
                ),
                "cells": cells,
            }
            for key, cells in row_cells(world, columns, lang).items()
        ]
        if kept
        else [],
    }


def row_cells(world: World, columns: Mapping[str, Version], lang: str) -> dict[str, list[dict[str, str]]]:
    """The cells of every row; with several versions also the chance that each beats each other one."""
    found = {}
    for key, cell in CELLS.items():
        found[key] = [cell(world, one, lang) for one in columns.values()]
        if key == "better" and len(columns) > 2:
            found["beats"] = [beats_cell(name, columns, lang) for name in columns]
    return found


def version_head(name: str, one: Version, lang: str) -> dict[str, str]:
    ground = ground_of(one.world, one.wish.ground).scenario.title[language(lang)]
    return {"id": name, "name": name or say("page_ghost", lang), "ground": ground}


def cell(value: str, note: str = "") -> dict[str, str]:
    return {"value": value, "band": note}


def banded(values: np.ndarray, show: Callable[[float], str], lang: str) -> dict[str, str]:
    """A median with its 90 % band."""
    low, middle, high = (show(float(value)) for value in np.quantile(values, (0.05, 0.5, 0.95)))
    return cell(middle, say("page_card_band", lang, low=low, high=high))


def last_year(one: Version, chart: Chart) -> np.ndarray:
    return paths(one.world, one.result, chart)[:, -1]


def income_cell(world: World, one: Version, lang: str) -> dict[str, str]:
    return banded(last_year(one, CHARTS[0]), lambda value: number(value, 1), lang)


def below_cell(world: World, one: Version, lang: str) -> dict[str, str]:
    return banded(last_year(one, CHARTS[1]), number, lang)


def gain_cell(world: World, one: Version, lang: str) -> dict[str, str]:
    return banded(last_year(one, CHARTS[2]), lambda value: signed(value, 2), lang)


def better_cell(world: World, one: Version, lang: str) -> dict[str, str]:
    """In how many members a version earns more than the scenario as it stands, on the same luck."""
    return cell(ahead(one.result, world.start, lang))


def beats_cell(name: str, columns: Mapping[str, Version], lang: str) -> dict[str, str]:
    """In how many members a version earns more than each of the other versions."""
    if not name:
        return cell("–")
    others = [
        say("page_versions_than", lang, other=other, share=ahead(columns[name].result, one.result, lang))
        for other, one in columns.items()
        if other not in ("", name)
    ]
    return cell("", "\n".join(others))


def ahead(one: Result, other: Result, lang: str) -> str:
    """In how many members one result earns more in the last year than another on the same draws and luck."""
    same = one.seed == other.seed and one.case.scenario.years == other.case.scenario.years
    if not same or not one.draws.equals(other.draws):
        return "–"
    lead = one.city["mean"][:, -1].to_numpy() - other.city["mean"][:, -1].to_numpy()
    return chance_text(float((lead > 0).mean()), lang) if lead.any() else "–"


def cost_cell(world: World, one: Version, lang: str) -> dict[str, str]:
    """All public money, as the card on top counts it."""
    (low, middle, high), unit = money_band(np.quantile(total_cost(one.result), (0.05, 0.5, 0.95)), lang)
    return cell(f"{middle} {unit}", say("page_card_band", lang, low=low, high=high))


def yuan_cell(world: World, one: Version, lang: str) -> dict[str, str]:
    """Extra income over the horizon for each public yuan; nothing where nothing is spent."""
    values = gain_per_yuan(one.result, one.world.counterfactual).to_numpy()
    known = values[np.isfinite(values)]
    return banded(known, lambda value: number(value, 2), lang) if len(known) else cell("–")


def changes_cell(world: World, one: Version, lang: str) -> dict[str, str]:
    """What a version changes of its scenario, the first few by name."""
    told = change_texts(one.world, one.wish, lang)
    if len(told) > LISTED_CHANGES:
        others = say("page_versions_others", lang, number=len(told) - LISTED_CHANGES)
        told = [*told[:LISTED_CHANGES], others]
    return cell("", "\n".join(told) or say("page_versions_same", lang))


CELLS: Mapping[str, Callable[[World, Version, str], dict[str, str]]] = {
    "income": income_cell,
    "below": below_cell,
    "gain": gain_cell,
    "better": better_cell,
    "cost": cost_cell,
    "yuan": yuan_cell,
    "changes": changes_cell,
}
