"""Versions side by side: what a viewer has kept, with its bands, beside the scenario as it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.analysis.outcomes import gain_per_yuan
from sim.model.simulate import Result
from sim.views.labels import TARGET, limit
from sim.views.numbers import money, number, percent, signed
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
                "label": say(f"page_versions_{key}", lang, year=last, threshold=limit(TARGET, lang)),
                "cells": [cell(world, one, lang) for one in columns.values()],
            }
            for key, cell in CELLS.items()
        ]
        if kept
        else [],
    }


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
    if one.result is world.start or not one.result.draws.equals(world.draws):
        return cell("–")
    ahead = (one.result.city["mean"][:, -1] > world.start.city["mean"][:, -1]).mean()
    return cell(percent(float(ahead), lang))


def cost_cell(world: World, one: Version, lang: str) -> dict[str, str]:
    value, unit = money(float(one.result.cost.to_numpy().sum()), lang)
    return cell(f"{value} {unit}")


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
    return cell("", say("page_semicolon", lang).join(told) or say("page_versions_same", lang))


CELLS: Mapping[str, Callable[[World, Version, str], dict[str, str]]] = {
    "income": income_cell,
    "below": below_cell,
    "gain": gain_cell,
    "better": better_cell,
    "cost": cost_cell,
    "yuan": yuan_cell,
    "changes": changes_cell,
}
