"""The same villages for every implementation: plain arrays, one entry a village, no blocks."""

from __future__ import annotations

from types import FunctionType, SimpleNamespace
from typing import NamedTuple

import numpy as np

from sim.axes import Channels, States, VillageRows
from sim.inputs.case import Case, read_case
from sim.inputs.nation import in_nation
from sim.model import equations, kernel, luck
from sim.model.exposure import make_exposure
from sim.model.kernel import ROW
from sim.model.simulate import pack
from tests.baotou import BAOTOU

YEARS = 10


class World(NamedTuple):
    """A case as every implementation but the kernel takes it.

    rows         VillageRows of (village,) float32
    channels     (year, channel, village) float32
    townships    (village,) number of the township; banners (village,) number of the banner
    keys         (village,) uint32; banner_keys (banner,) uint32
    age          (year,) float32
    totals       (year, 2) what no member changes, as in the kernel's block_totals
    """

    first_year: int
    rows: VillageRows
    channels: np.ndarray
    townships: np.ndarray
    banners: np.ndarray
    keys: np.ndarray
    banner_keys: np.ndarray
    age: np.ndarray
    totals: np.ndarray


def city(scenario: str = "programme-2022") -> Case:
    """The city under a scenario for ten years."""
    case = read_case(scenario)
    return in_nation(case, case.register, YEARS)


def flat(case: Case) -> World:
    """A case without blocks."""
    blocks, exposure = pack(case.register, BAOTOU), make_exposure(case)
    counts = np.diff(blocks.townships[blocks.first])
    rows = blocks.rows.reshape(len(counts), -1, ROW)
    rows = np.concatenate([rows[k, :, :count] for k, count in enumerate(counts)], axis=1)
    keys = np.concatenate([blocks.keys[k, :count] for k, count in enumerate(counts)])
    townships = np.repeat(np.arange(len(blocks.townships) - 1), np.diff(blocks.townships))
    channels = exposure.channels.astype(np.float32)
    return World(
        case.scenario.years[0], VillageRows(*rows), channels, townships, blocks.banners[townships], keys,
        blocks.banner_keys, exposure.age.astype(np.float32), totals(rows, channels),
    )  # fmt: skip


def totals(rows: np.ndarray, channels: np.ndarray) -> np.ndarray:
    """The kernel's own sums over villages that no member changes, (year, 2)."""
    villages = rows.shape[1]
    names = {"BLOCK": villages, "nb": SimpleNamespace(uintp=int), **numbered(villages)}
    return of_kernel("block_totals", **names)(rows.reshape(1, -1), channels.reshape(1, len(channels), -1))[0]


def numbered(distance: int = 1) -> dict:
    """Where the kernel's text finds each row of channels, villages and states, so many places apart."""
    kinds = {"C": Channels, "V": VillageRows, "S": States}
    return {name: kind(*(k * distance for k in range(len(kind._fields)))) for name, kind in kinds.items()}


def of_kernel(name: str, **instead) -> FunctionType:
    """A function of the kernel, its text unchanged and not compiled; `instead` replaces names it uses.

    With `rebuilt` all that an implementation needs of the model: a new channel, its equation and its line in
    the kernel's year reach every one of them, and none has to be told.
    """
    return FunctionType(getattr(kernel, name).py_func.__code__, {**vars(kernel), **instead}, name)


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
