"""Who gets what: from a scenario's lever amounts to what reaches each village in each year.

A lever's amount is handed out over the villages by its targeting rule, in natural units and without loss;
weights turn units into channel units; populations and areas turn sums into what one villager or mu sees.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numba as nb
import numpy as np
import pandas as pd
import xarray as xr

from sim.faults import Fault, InputFaults, fault
from sim.model import fastmath  # noqa: F401  (sets where compiled code is kept)
from sim.model.axes import CHANNELS
from sim.model.targeting import KEY_VILLAGES, REGISTER, Shares, Targeting, targeting_in

if TYPE_CHECKING:
    from sim.inputs import Case
    from sim.inputs.levers import Lever
    from sim.inputs.scenarios import LeverSetting

PER_VILLAGER = ("training", "information")
PER_HOUSEHOLD = ("service",)
WHOLE = 1e-9  # an amount this close to a whole number of portions is one


@dataclass(frozen=True)
class Exposure:
    """What reaches the villages.

    channels  (year, channel, village) float64, in CHANNEL_UNITS
    cost      (lever, year) public money, 10k yuan/year
    age       (year,) years since anything first reached a village; 0 before
    """

    channels: np.ndarray
    cost: xr.DataArray
    age: np.ndarray


def make_exposure(case: Case) -> Exposure:
    """The exposure of every village of a case's register under its scenario."""
    handouts = make_handouts(case)
    return exposure_part(case, handouts, slice(None))


def exposure_part(
    case: Case, handouts: Sequence[Handout], part: slice, kind: type[np.floating] = np.float64
) -> Exposure:
    """The exposure of a part of the villages, in any precision: a country's as a whole would not fit."""
    table, years = case.register.table.iloc[part], case.scenario.years
    channels = np.empty((len(years), len(CHANNELS), len(table)), kind)
    for place, name in enumerate(CHANNELS):
        channels[:, place] = per_person(name, reaching(name, handouts, part, (len(years), len(table))), table)
    cost = lever_cost(case.levers, case.scenario.settings, years)
    return Exposure(channels, cost, programme_age(handouts, len(years)))


def reaching(name: str, handouts: Sequence[Handout], part: slice, shape: tuple[int, int]) -> np.ndarray:
    """What all levers together bring through one channel, (year, village); levers add up in their order."""
    total = np.zeros(shape)
    for handout in handouts:
        for channel, weight in handout.lever.channels:
            if channel == name:
                handout.add_to(total, weight, part)
    return total


@dataclass(frozen=True)
class Handout:
    """How the amounts of one lever come to the villages: by shares, or portion by portion in turn.

    amounts  (year,) in the lever's natural unit
    shares   the villages' shares of every year's amount; None where portions go down a list
    place    (village,) in that list
    """

    lever: Lever
    amounts: np.ndarray
    shares: Shares | None = None
    place: np.ndarray | None = None

    def add_to(self, total: np.ndarray, weight: float, part: slice) -> None:
        """Add `weight` times the units of a part of the villages to `total` (year, village)."""
        if self.shares is not None:
            _add_shared(total, weight, self.amounts, self.shares.of(part, total.shape[1]))
        else:
            assert self.place is not None
            portion, rotates = self.lever.portion, self.lever.rotates
            _add_in_turn(total, weight, self.amounts, portion, rotates, self.place[part], len(self.place))


def make_handouts(case: Case) -> list[Handout]:
    """The handout of every lever that has an amount in any year. Raises all levers' faults at once."""
    settings, rules = case.scenario.settings, targeting_in(case.register)
    acting = [(lever, settings[name]) for name, lever in case.levers.items() if any(settings[name].amounts)]
    faults: list[Fault] = []
    handouts = []
    for lever, setting in acting:
        try:
            handouts.append(hand_out(lever, setting, rules))
        except InputFaults as found:
            faults += found.faults
    if faults:
        raise InputFaults(faults)
    return handouts


def hand_out(lever: Lever, setting: LeverSetting, rules: Targeting) -> Handout:
    """Who gets one lever under a setting, in the register of the rules.

    A lever that reaches everyone gives its whole amount to every village. Raises InputFaults where the
    register marks nobody.
    """
    amounts = np.asarray(setting.amounts, dtype=np.float64)
    if lever.reach == "everyone":
        return Handout(lever, amounts, Shares(np.ones(1), 1))
    if setting.villages:
        return Handout(lever, amounts, rules.shares_of_villages(setting.villages))
    if setting.targeting == "even":
        return Handout(lever, amounts, Shares(np.ones(1), len(rules)))
    column = KEY_VILLAGES if setting.targeting == "key_villages" else lever.column
    if setting.targeting in ("key_villages", REGISTER) and rules.marked(column) is None:
        raise fault(lever.id, "fault_register_marks_nobody", lever=lever.id, column=column or "-")
    if setting.targeting == "key_villages" or (setting.targeting == REGISTER and not lever.rotates):
        return Handout(lever, amounts, rules.shares_of_column(column))
    column = column if setting.targeting == REGISTER else ""
    return Handout(lever, amounts, place=rules.places(setting.targeting, column))


@nb.njit(cache=True)
def _add_shared(total: np.ndarray, weight: float, amounts: np.ndarray, shares: np.ndarray) -> None:
    """Add shares (village,) of each year's amount, weighted, to total (year, village)."""
    for year in range(len(amounts)):
        for village in range(len(shares)):
            total[year, village] += weight * (amounts[year] * shares[village])


@nb.njit(cache=True)
def _add_in_turn(
    total: np.ndarray, weight: float, amounts: np.ndarray, portion: float, rotates: bool, place: np.ndarray,
    villages: int,
) -> None:  # fmt: skip
    """Add portions handed down a list of villages until each year's amount is gone, to total (year, village).

    The last portion may be a part; past the end the list begins again. A lever that rotates goes on next
    year where it stopped (projects); one that does not comes back to the same villages (people in post).
    `place` is each village's place in the list of `villages`; the villages asked for may be a part of it.
    """
    start = 0
    for year, amount in enumerate(amounts):
        portions = int(np.ceil(amount / portion - WHOLE))
        if portions == 0:
            continue
        rounds, rest = divmod(portions, villages)
        end, last = start + rest, (start + portions - 1) % villages
        for village, at in enumerate(place):
            served = start <= at < end or at < end - villages
            units = portion * (rounds + served)
            if at == last:
                units += amount - portion * portions
            total[year, village] += weight * units
        start = (start + portions) % villages if rotates else 0


def lever_cost(
    levers: Mapping[str, Lever], settings: Mapping[str, LeverSetting], years: tuple[int, ...]
) -> xr.DataArray:
    """Public money each lever costs in each year, (lever, year), 10k yuan/year."""
    cost = [[lever.unit_cost * amount for amount in settings[name].amounts] for name, lever in levers.items()]
    return xr.DataArray(
        np.reshape(cost, (len(levers), len(years))),
        coords={"lever": list(levers), "year": list(years)},
        dims=("lever", "year"),
        attrs={"units": "10k yuan/year"},
    )


def programme_age(handouts: Sequence[Handout], years: int) -> np.ndarray:
    """Years since anything first reached a village, (year,); effects fade with it."""
    moving = [each.amounts > 0 for each in handouts if any(weight for _, weight in each.lever.channels)]
    active = np.any(moving, axis=0) if moving else np.zeros(years, bool)
    first = int(np.argmax(active)) if active.any() else years
    return np.maximum(np.arange(years) - first, 0).astype(np.float64)


def per_person(name: str, total: np.ndarray, table: pd.DataFrame) -> np.ndarray:
    """Village sums (year, village) of a channel as what one villager, household or mu sees of them.

    Land stays transferred. Readiness becomes a share, r/(1+r): the first prepared project helps most.
    """
    if name in PER_VILLAGER:
        return total / table["population"].to_numpy(np.float64)
    if name in PER_HOUSEHOLD:
        return total / table["households"].to_numpy(np.float64)
    if name == "readiness":
        return total / (1 + total)
    if name == "land":
        area = np.maximum(table["cultivated_mu"].to_numpy(np.float64), 1)
        return np.minimum(np.cumsum(total, axis=0) / area, 1)
    return total
