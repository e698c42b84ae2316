"""Maps of the pages: the user's own boundaries, the places without a shape as tiles below, or tiles alone.

A village's shape is coloured by its chance of the target, a township's or banner's by the share of its
villages that are expected to reach it: the same numbers, in the same classes of colour, as the tiles.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

import anywidget
import numpy as np
import pandas as pd
import traitlets
from ipywidgets import Box

from sim.apps.widgets import TileMap, loader
from sim.faults import InputFaults
from sim.figures.numbers import chance, number, percent
from sim.figures.tables import NONE
from sim.figures.theme import SHADES, classes, decimals_for
from sim.inputs.intake.boundaries import LEVELS, Boundaries, boundaries_of, names_of
from sim.inputs.villages import PlaceNames, Register
from sim.words import language, say, template

SHAPE_WORDS = ("in", "out", "fit", "keys")
# What is told of a place, the first of it in colour: how it is written, and its decimals.
VILLAGE = (
    {"name": "chance", "kind": "chance", "decimals": 0},
    {"name": "income", "kind": "number", "decimals": 1},
    {"name": "net", "kind": "number", "decimals": 1},
)
GROUP = (
    {"name": "share", "kind": "share", "decimals": 0}, {"name": "expected", "kind": "number", "decimals": 1},
    {"name": "villages", "kind": "number", "decimals": 0},
    {"name": "subsidy", "kind": "number", "decimals": 1}, {"name": "debt", "kind": "number", "decimals": 1},
)  # fmt: skip

log = logging.getLogger(__name__)


class Mapped(NamedTuple):
    """What a map tells of the villages in the last year, (village,) each.

    chance of the target; income and net, medians, 10k yuan/year; subsidy and debt, villages that are expected
    to be at the target by these alone
    """

    chance: np.ndarray
    income: np.ndarray
    net: np.ndarray
    subsidy: np.ndarray
    debt: np.ndarray


class _ShapeMap(anywidget.AnyWidget):
    """Shapes coloured by a value; sends `_tile` with the id of the chosen place, to be checked.

    points, rings, parts  see sim.inputs.intake.boundaries; with places ([id, label] a shape) sent once
    values  float32 (shape, figure) as bytes, the first figure a share in colour; NaN where nothing is known
    frame   figures (name, kind: chance, share or number, decimals), sentence (of a place, with {place} and
            the figures' names) with told (other values in it), title, unit, note, hint, decimals, classes
            with shades, chosen, leads, choices with asking and choice, words, lang: as those of TileMap
    """

    _esm = loader("shape_map.js")
    name = traitlets.Unicode().tag(sync=True)
    places: Any = traitlets.List().tag(sync=True)
    points = traitlets.Bytes().tag(sync=True)
    rings = traitlets.Bytes().tag(sync=True)
    parts = traitlets.Bytes().tag(sync=True)
    values = traitlets.Bytes().tag(sync=True)
    frame = traitlets.Dict().tag(sync=True)
    _drawn: Boundaries | None = None  # whose shapes the browser has

    def draw(self, shapes: Boundaries, values: np.ndarray, frame: Mapping[str, Any]) -> None:
        """Show values (shape, figure); shapes that are there already are not sent again."""
        assert values.shape == (len(shapes.ids), len(frame["figures"]))
        with self.hold_sync():
            if shapes is not self._drawn:
                self._drawn = shapes
                self.places = [list(each) for each in zip(shapes.ids, shapes.names, strict=True)]
                self.points = shapes.points.astype("<u2").tobytes()
                self.rings = shapes.rings.astype("<u4").tobytes()
                self.parts = shapes.parts.astype("<u4").tobytes()
            self.values = values.astype("<f4").tobytes()
            self.frame = dict(frame)


class Atlas:
    """A map of shapes with the tiles of what has none: `box` holds both, empty where there are no shapes."""

    def __init__(self, name: str):
        self.shapes, self.rest = _ShapeMap(name=name), TileMap(name=f"{name}-rest")
        self.rest.add_class("wuli-rest")
        self.parts = (self.shapes, self.rest)

    def shown(self, shapes: Boundaries, register: Register) -> list[_ShapeMap | TileMap]:
        """The widgets that a register's shapes need."""
        return [self.shapes, self.rest] if shapes.without(register.table) else [self.shapes]

    def fill(
        self, box: Box, shapes: Boundaries | None, register: Register, otherwise: Sequence[Any] = ()
    ) -> None:
        """Put what a register's shapes need into a box, or what stands there without any."""
        wanted = tuple(self.shown(shapes, register) if shapes else otherwise)
        if tuple(box.children) != wanted:
            box.children = wanted

    def draw(
        self, shapes: Boundaries, register: Register, found: Mapped, told: Mapping[str, Any], **frame: Any
    ) -> None:
        """Show every place of the shapes' level; told: what its sentences say beside (year, target)."""
        figures, table = _figures_of(shapes.level, register.table, found)
        shares = [float(each) for each in table.iloc[:, 0].astype(np.float32)]
        decimals = decimals_for([100 * each for each in shares])
        parts = classes(shares, decimals + 2)
        scale = {"classes": [asdict(each) for each in parts], "shades": list(SHADES[len(parts)])}
        words = {each: say(f"shape_{each}") for each in SHAPE_WORDS if each != "keys"}
        words |= {"keys": template("shape_keys")}
        words |= {key: template(f"tile_{key}") for key in ("to", "class")}
        kind = "village" if shapes.level == "village" else "group"
        usual = {"title": "", "unit": "", "note": "", "chosen": "", "lang": language(), "decimals": decimals}
        self.shapes.draw(
            shapes, table.loc[list(shapes.ids)].to_numpy(),
            usual | scale | {"figures": list(figures), "sentence": template(f"shape_{kind}"),
                             "told": dict(told), "words": words} | frame,
        )  # fmt: skip
        lacking = shapes.without(register.table)
        called = names_of(register, shapes.level)
        tiles = [_tile(place, called[place], table.loc[place], figures, kind, told) for place in lacking]
        self.rest.draw(
            [{"label": "", "tiles": tiles}] if tiles else [], decimals=decimals, **scale,
            percent="chance" if kind == "village" else True,
            title=say("shape_rest", count=number(len(tiles))), chosen=frame.get("chosen", ""),
            leads=frame.get("leads", ""), unit="",
        )  # fmt: skip

    def choose(self, place: str) -> None:
        """Mark another place."""
        self.shapes.frame = self.shapes.frame | {"chosen": place}
        self.rest.frame = self.rest.frame | {"chosen": place}


def shapes_of(register: Register) -> Boundaries | None:
    """The shapes that are drawn for a register; damaged ones are none, which `wuli shapes` tells."""
    try:
        return boundaries_of(register)
    except InputFaults:
        log.warning("the shapes of %s are damaged", register.name)
        return None


def _figures_of(
    level: str, table: pd.DataFrame, found: Mapped
) -> tuple[Sequence[Mapping[str, Any]], pd.DataFrame]:
    """What is told of every place of a level, by its id: a column for each of the figures."""
    told = pd.DataFrame(found._asdict())
    places = table[LEVELS[level]].astype(str)
    if level == "village":
        return VILLAGE, told.set_index(places.to_numpy())[[each["name"] for each in VILLAGE]]
    groups = told.groupby(places.to_numpy(), sort=False)
    expected, chances = groups.sum(), groups["chance"]
    grouped = {"share": chances.mean(), "expected": chances.sum(), "villages": chances.size()}
    return GROUP, pd.DataFrame({**grouped, **{name: expected[name] for name in ("subsidy", "debt")}})


def _tile(
    place: str,
    label: str,
    row: pd.Series,
    figures: Sequence[Mapping[str, Any]],
    kind: str,
    told: Mapping[str, Any],
) -> dict[str, Any]:
    """A place without a shape, said as a shape is."""
    texts = {each["name"]: _written(float(row[each["name"]]), each) for each in figures}
    sentence = say(f"shape_{kind}", place=label, **told, **texts)
    return {"id": place, "label": label, "value": float(row.iloc[0]), "sentence": sentence}


def _written(value: float, figure: Mapping[str, Any]) -> str:
    if figure["kind"] == "chance":
        return chance(value)
    if np.isnan(value):
        return NONE
    return percent(value) if figure["kind"] == "share" else number(value, figure["decimals"])


def township_groups(
    townships: pd.DataFrame, shown: str, sentence: Callable[[str, pd.Series], str], names: PlaceNames
) -> list[dict[str, Any]]:
    """The groups of a TileMap: townships by banner, each with one of the table's columns."""
    return [
        {
            "label": names.banner[str(banner)],
            "tiles": [
                {
                    "id": str(name),
                    "label": names.township[str(name)],
                    "value": float(row[shown]),
                    "sentence": sentence(names.township[str(name)], row),
                }
                for name, row in inside.iterrows()
            ],
        }
        for banner, inside in townships.groupby("banner_id", sort=False)
    ]
