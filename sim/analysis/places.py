"""The model set up for another place: its own start and its own programme, its outcome for every member."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import xarray as xr
from scipy.special import ndtri

from sim.axes import CHANNELS, STREAMS
from sim.faults import fault
from sim.inputs.targets import CITY, Target, VillageGroup
from sim.inputs.villages import Register
from sim.model.exposure import Exposure, make_exposure
from sim.model.simulate import pack, run_blocks
from sim.model.targeting import base_income

if TYPE_CHECKING:
    from sim.inputs import Case

TOWNSHIP = 20  # villages; neighbours learn from each other within it
MOST_VALUES = 1 << 26  # incomes held at a time; more members are run in parts
OUTCOMES = (
    "mean_income",
    "median_income",
    "mean_gain",
    "gain_per_grant",
    "share_at_least_N",
    "below_N",
    "sigma_operating",
)
REACH = re.compile(r"(share_at_least|below)_(\d+(?:\.\d+)?)")


def predictions(
    target: Target, groups: Sequence[VillageGroup], case: Case, draws: pd.DataFrame, seed: int = 0
) -> np.ndarray:
    """The target's outcome for every member of `draws`, (member,), in the target's unit."""
    table, exposure, start, grants = (
        city_world(case) if target.place == CITY else place_world(groups, target.year)
    )
    steps = target.year - start
    years = tuple(range(case.programme.first_year, case.programme.first_year + steps))
    if not 0 < steps <= len(exposure.channels):
        raise fault(
            target.id, "target_year", year=target.year, first=start + 1, last=start + len(exposure.channels)
        )
    blocks = pack(Register(table, target.place, True, ""), case.programme)
    cut = _first_years(exposure, steps)
    begin = base_income(table)

    def last_year(what: Exposure, rows: pd.DataFrame) -> np.ndarray:
        return run_blocks(blocks, what, years, rows, seed, [steps - 1])[1][:, 0].astype(np.float64)

    size = max(MOST_VALUES // (len(table) * steps), 1)
    found = []
    for first in range(0, len(draws), size):
        rows = draws.iloc[first : first + size]
        # the same luck without the programme, where what it adds is asked for
        without = last_year(_nothing(cut), rows) if target.outcome == "gain_per_grant" else None
        found.append(outcome_of(target, last_year(cut, rows), begin, without, grants))
    return np.concatenate(found)


def outcome_of(
    target: Target,
    income: np.ndarray,
    start: np.ndarray,
    without: np.ndarray | None = None,
    grants: float = 0.0,
) -> np.ndarray:
    """A target's outcome from incomes (member, village); money in 10k yuan, shares in per cent."""
    name = target.outcome
    if name == "mean_income":
        return income.mean(axis=1)
    if name == "median_income":
        return np.median(income, axis=1)
    if name == "mean_gain":
        return income.mean(axis=1) - start.mean()
    if name == "gain_per_grant" and without is not None and grants > 0:
        return 100 * (income - without).sum(axis=1) / grants
    if match := REACH.fullmatch(name):
        reached = income >= float(match[2])
        return 100 * reached.mean(axis=1) if match[1] == "share_at_least" else (~reached).sum(axis=1)
    raise fault(target.id, "target_outcome", outcome=name, allowed=", ".join(OUTCOMES))


def naive(target: Target, groups: Sequence[VillageGroup], case: Case) -> dict[str, float | None]:
    """What two rules say that know no model: no change; last year plus trend (None without a year before)."""
    table, _, start, grants = city_world(case) if target.place == CITY else place_world(groups, target.year)
    begin = base_income(table)
    same = float(outcome_of(target, begin[None], begin, begin[None], max(grants, 1.0))[0])
    trend = None if target.before is None else same + (same - target.before) * (target.year - start)
    return {"no_change": same, "trend": trend}


def city_world(case: Case) -> tuple[pd.DataFrame, Exposure, int, float]:
    """The case's own villages and programme; start year; grants of all years, 10k yuan."""
    exposure = make_exposure(case)
    return (
        case.register.table,
        exposure,
        case.programme.base_year,
        float(exposure.channels[:, CHANNELS.index("grants")].sum()),
    )


def place_world(groups: Sequence[VillageGroup], last: int) -> tuple[pd.DataFrame, Exposure, int, float]:
    """The villages of a place at its start, what reaches them until `last`, start year, grants so far."""
    table = pd.concat([_villages(group) for group in groups], ignore_index=True)
    number = np.arange(len(table))
    table = table.assign(
        village_id=[f"P{k:04d}" for k in number],
        township_id=[f"T{k // TOWNSHIP:03d}" for k in number],
        banner_id="B1",
    )
    start = groups[0].start_year
    channels = np.zeros((max(last - start, 1), len(CHANNELS), len(table)))
    ends = np.cumsum([group.villages for group in groups])
    for group, end in zip(groups, ends, strict=True):
        own = slice(end - group.villages, end)
        channels[: group.grant_years, CHANNELS.index("grants"), own] = group.grants
        channels[:, CHANNELS.index("staff"), own] = group.staff
    age = np.arange(len(channels), dtype=np.float64)  # a place's programme begins the year after its start
    cost = xr.DataArray(np.zeros((0, len(channels))), dims=("lever", "year"))
    grants = float(channels[:, CHANNELS.index("grants")].sum())
    return table, Exposure(channels, cost, age), start, grants


def _villages(group: VillageGroup) -> pd.DataFrame:
    """A group's villages at evenly spaced quantiles of its lognormal start."""
    shares = (np.arange(group.villages) + 0.5) / group.villages
    income = group.median * np.exp(group.sigma * ndtri(shares))
    streams = {stream: getattr(group, stream) * income for stream in STREAMS}
    return pd.DataFrame({**streams, "governance": 0.5, "industry": "grain"})


def _first_years(exposure: Exposure, steps: int) -> Exposure:
    return Exposure(exposure.channels[:steps], exposure.cost, exposure.age[:steps])


def _nothing(exposure: Exposure) -> Exposure:
    return Exposure(np.zeros_like(exposure.channels), exposure.cost, np.zeros_like(exposure.age))
