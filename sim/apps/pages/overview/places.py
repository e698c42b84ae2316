"""The list of villages beside the overview's map of a user's own shapes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.analysis.prepared_case import Reach
from sim.figures.numbers import chance, number
from sim.figures.tables import column
from sim.inputs.villages import Register, place_names
from sim.words import say


def map_columns(told: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The columns of the list beside a map; told: the year and the target."""
    return [
        column("village", say("advice_col_village")),
        column("place", "", "hidden"),
        column("middle", say("overview_map_end", **told), "number", say("unit_wan"), 1),
        column("net", say("beside_net_name"), "number", say("unit_wan"), 1),
        column("chance", say("village_col_chance", **told), "chance"),
    ]


def map_rows(
    register: Register, level: str, chances: np.ndarray, middle: np.ndarray, net: np.ndarray
) -> list[list[Any]]:
    """Every village with the place of the map that it belongs to."""
    table, called = register.table, place_names(register).village
    ids, places = table["village_id"].astype(str), table[f"{level}_id"].astype(str)
    cells = zip(ids, places, middle.tolist(), net.tolist(), chances.tolist(), strict=True)
    return [[village, called[village], *rest] for village, *rest in cells]


def village_said(
    register: Register, village: str, found: Reach, threshold: float, told: Mapping[str, Any]
) -> str:
    """What is said of the village chosen in the list; nothing where none is."""
    if not village:
        return ""
    at = register.table["village_id"].astype(str).to_list().index(village)
    return say(
        "shape_village",
        place=place_names(register).village[village],
        chance=chance(float(found.chance[threshold][at])),
        income=number(float(found.middle[at]), 1),
        net=number(float(found.net[at]), 1),
        **told,
    )
