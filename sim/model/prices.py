"""What one unit of each lever costs in each member, drawn from the lever's range, and what that adds up to.

A price is luck of its own, hashed from (seed, "cost/<lever>", member): it moves no other draw, is the same
in every scenario, year and part of a run, and a lever added to the table moves no other lever's price.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numba as nb
import numpy as np

from sim.inputs.parameters import triangular
from sim.model.fastmath import u4
from sim.model.luck import draw_key, name_key, uniform

if TYPE_CHECKING:
    from sim.inputs.levers import Lever
    from sim.inputs.scenarios.scenario import LeverSetting

_PART = 1 << 14  # members whose prices are held at a time


def drawn_prices(levers: Mapping[str, Lever], members: np.ndarray, seed: int) -> np.ndarray:
    """Public money for one unit of each lever, (member, lever), 10k yuan a unit.

    Triangular with the lever's `unit_cost` as its mode between `cost_low` and `cost_high`; a range of nothing
    gives the published price.

    members  (member,) the members' numbers, as the index of their draws says
    """
    streams = np.array([name_key(f"{seed}/cost/{name}") for name in levers], np.uint32)
    low, mode, high = (
        np.array([getattr(lever, name) for lever in levers.values()], np.float64)
        for name in ("cost_low", "unit_cost", "cost_high")
    )
    with np.errstate(over="ignore"):  # where compilation is off: a hash is meant to overflow
        shares = _uniforms(streams, np.asarray(members).astype(np.uint32))
    return triangular(low, mode, high, shares)


def paid(
    levers: Mapping[str, Lever], settings: Mapping[str, LeverSetting], members: np.ndarray, seed: int
) -> np.ndarray:
    """Public money that all levers together cost at the drawn prices, (member, year), 10k yuan/year.

    members  (member,) the members' numbers
    """
    amounts = np.array([settings[name].totals for name in levers], np.float64)
    parts = [members[first : first + _PART] for first in range(0, len(members), _PART)]
    return np.concatenate([_added(drawn_prices(levers, part, seed), amounts) for part in parts])


def drawn_cost(
    levers: Mapping[str, Lever], units: Mapping[str, float], members: np.ndarray, seed: int
) -> np.ndarray:
    """Public money for so many units of some levers at the drawn prices, (member,), 10k yuan.

    members  (member,) the members' numbers
    """
    bought = {name: levers[name] for name in units}
    return drawn_prices(bought, members, seed) @ np.array([*units.values()], np.float64)


@nb.njit(cache=True)
def _added(prices: np.ndarray, amounts: np.ndarray) -> np.ndarray:
    """Prices (member, lever) times amounts (lever, year), (member, year), added up in the levers' order.

    A product of matrices adds in an order that depends on how many members there are.
    """
    out = np.zeros((len(prices), amounts.shape[1]))
    for member in range(len(prices)):
        for lever in range(len(amounts)):
            for year in range(amounts.shape[1]):
                out[member, year] += prices[member, lever] * amounts[lever, year]
    return out


@nb.njit(cache=True)
def _uniforms(streams: np.ndarray, members: np.ndarray) -> np.ndarray:
    """One uniform in 0..1 for each member and stream, (member, stream)."""
    out = np.empty((len(members), len(streams)))
    for member in range(len(members)):
        for stream in range(len(streams)):
            out[member, stream] = uniform(draw_key(streams[stream], members[member], u4(0)))
    return out
