"""The same villages for every implementation: plain arrays, one entry a village, no blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import FunctionType, SimpleNamespace
from typing import Any, NamedTuple

import numpy as np

from sim.axes import CITY_SUMS, COUNTED, STREAMS, Books, Channels, States, Traits, VillageRows
from sim.inputs.case import Case, read_case
from sim.inputs.nation import in_nation
from sim.model import equations, kernel, luck
from sim.model.exposure import make_exposure
from sim.model.layout import ROW
from sim.model.simulate import pack
from tests.baotou import BAOTOU

YEARS = 10


class World(NamedTuple):
    """A case as every implementation but the kernel takes it.

    rows         VillageRows of (village,) float32
    channels     (year, channel, village) float32
    townships    (village,) number of the township; banners and products (village,) those of the village
    keys         (village,) uint32; banner_keys (banner,) and product_keys (product,) uint32
    price_weights (product,) float32
    totals       (year, 2) what no member changes, as in the kernel's block_totals
    limits       (threshold,) float32, the incomes by which villages are counted
    """

    first_year: int
    rows: VillageRows
    channels: np.ndarray
    townships: np.ndarray
    banners: np.ndarray
    products: np.ndarray
    keys: np.ndarray
    banner_keys: np.ndarray
    product_keys: np.ndarray
    price_weights: np.ndarray
    totals: np.ndarray
    limits: np.ndarray


def city(scenario: str = "programme-2022") -> Case:
    """The city under a scenario for ten years."""
    case = read_case(scenario)
    return in_nation(case, case.register, YEARS)


def flat(case: Case) -> World:
    """A case without blocks."""
    blocks, exposure = pack(case.register, BAOTOU), make_exposure(case)
    counts = np.diff(blocks.townships[blocks.first])

    def joined(values: np.ndarray) -> np.ndarray:
        """(block, …, ROW) as (…, village)."""
        return np.concatenate([values[k, ..., :count] for k, count in enumerate(counts)], axis=-1)

    rows = joined(blocks.rows.reshape(len(counts), -1, ROW))
    townships = np.repeat(np.arange(len(blocks.townships) - 1), np.diff(blocks.townships))
    channels = exposure.channels.astype(np.float32)
    return World(
        case.scenario.years[0], VillageRows(*rows), channels, townships, blocks.banners[townships],
        joined(blocks.products), joined(blocks.keys), blocks.banner_keys, blocks.product_keys,
        blocks.price_weights, _totals(rows, channels), np.array(blocks.thresholds, np.float32),
    )  # fmt: skip


def _totals(rows: np.ndarray, channels: np.ndarray) -> np.ndarray:
    """The kernel's own sums over villages that no member changes, (year, 2)."""
    villages = rows.shape[1]
    names = {"BLOCK": villages, "nb": SimpleNamespace(uintp=int), **numbered(villages)}
    adding = of_model(kernel.block_totals, add_totals=of_model(kernel.add_totals, **names))
    return adding(rows.reshape(1, -1), channels.reshape(1, len(channels), -1))[0]


STATE = (*States._fields, *Traits._fields, *Books._fields)  # the rows of what a member works with, in order


def numbered(distance: int = 1) -> dict:
    """Where the kernel's text finds each row of channels, villages and of `STATE`, so many places apart."""

    def places(kind, after=0):
        return kind(*((after + k) * distance for k in range(len(kind._fields))))

    traits, books = len(States._fields), len(States._fields) + len(Traits._fields)
    return {
        "C": places(Channels), "V": places(VillageRows),
        "S": places(States), "T": places(Traits, traits), "B": places(Books, books),
    }  # fmt: skip


# The sums of CITY_SUMS that are those of a row, with its place in STATE; and the rows that are counted.
SUMMED = {name: STATE.index(name) for name in CITY_SUMS if name in STATE and name != "subsidy"}
COUNTED_ROWS = tuple(STATE.index(name) for name in COUNTED)


def sums_of(rows: Callable[[int], Any], totals: Sequence[float], brought: Any) -> list:
    """One year's sums in the order of CITY_SUMS, whatever holds them.

    `rows` gives the sum over the villages of a row of STATE; `totals` are one year's of the world.
    """
    found = {name: rows(place) for name, place in SUMMED.items()} | {"subsidy": totals[1], "brought": brought}
    found["total"] = sum(found[stream] for stream in STREAMS)
    return [found[name] for name in CITY_SUMS]


def of_model(function, **instead) -> FunctionType:
    """A function of the model, its text unchanged and not compiled; `instead` replaces names it uses.

    With `rebuilt` all that an implementation needs of the model: a new channel, its equation and its line in
    the year of a village reach every one of them, and none has to be told.
    """
    plain = function.py_func
    return FunctionType(plain.__code__, {**plain.__globals__, **instead}, plain.__name__)


def rebuilt(wrap, **instead) -> dict:
    """The model's own equations and luck by name, their text unchanged, each passed through `wrap`.

    `instead` replaces names that the text uses, such as `log`. So another implementation cannot drift
    from the equations, only run them in another way.
    """
    names = {**vars(luck), **vars(equations), **instead}
    for module in (luck, equations):
        for name, function in vars(module).items():
            if (
                hasattr(function, "py_func")
                and name not in instead
                and function.__module__ == module.__name__
            ):
                names[name] = wrap(FunctionType(function.py_func.__code__, names, name))
    return names
