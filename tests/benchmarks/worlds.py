"""The same villages for every implementation: plain arrays, one entry a village, no blocks."""

from tests.baotou import BAOTOU
from __future__ import annotations

from types import FunctionType
from typing import NamedTuple

import numpy as np

from sim.inputs import Case, read_case
from sim.inputs.nation import in_nation
from sim.model import equations, luck
from sim.model.axes import VillageRows
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
    """

    first_year: int
    rows: VillageRows
    channels: np.ndarray
    townships: np.ndarray
    banners: np.ndarray
    keys: np.ndarray
    banner_keys: np.ndarray
    age: np.ndarray


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
    return World(
        case.scenario.years[0], VillageRows(*rows), exposure.channels.astype(np.float32), townships,
        blocks.banners[townships], keys, blocks.banner_keys, exposure.age.astype(np.float32),
    )  # fmt: skip


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
