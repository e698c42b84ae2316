"""A register as large as a country, made from the city's: to measure how the model scales, not to learn from.

Each village is a resampled one of the city with its money and people scaled at random, under a new id, in
townships of about 13 villages and banners of about 15 townships, as in the city. The numbers
come from a bit generator whose stream NumPy guarantees, so the same seed is the same register everywhere.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

import numpy as np
import pandas as pd

from sim.faults import fault
from sim.inputs.case import Case
from sim.inputs.levers import Lever
from sim.inputs.scenarios.rules import at_size
from sim.inputs.scenarios.scenario import LeverSetting, Scenario
from sim.inputs.scenarios.settings import lasting
from sim.inputs.villages import Register, register_columns

_VILLAGES = 690_000  # administrative villages of the country, in round numbers
_TOWNSHIP, _BANNER = 13, 15 * 13  # villages in one, about as in the first programme
_SPREAD = 0.5  # the scaling factors lie between 1 - `_SPREAD` and 1 + `_SPREAD`
_SCALED = ("population", "households", "cultivated_mu")


def make_nation(city: Register, villages: int = _VILLAGES, seed: int = 0) -> Register:
    """A synthetic register of that many villages; narrow columns, since it is large.

    Raises InputFaults for fewer than one village or more than ten million.
    """
    if not 1 <= villages <= 10_000_000:
        raise fault("villages", "fault_nation_size", value=villages)
    bits = np.random.PCG64(seed).random_raw(2 * villages).reshape(2, villages)
    source, share = bits[0] % np.uint64(len(city.table)), (bits[1] >> np.uint64(11)) / 2.0**53
    factor = (1 - _SPREAD + 2 * _SPREAD * share).astype(np.float32)
    columns = {
        each.column: _drawn(city.table, each.column, each.kind, source, factor) for each in register_columns()
    }
    table = pd.DataFrame({**columns, **_places(villages)})
    origin = f"{city.checksum} {villages} {seed}"
    return Register(table, f"nation-{villages}", True, hashlib.sha256(origin.encode()).hexdigest())


def _drawn(table: pd.DataFrame, name: str, kind: str, source: np.ndarray, factor: np.ndarray) -> pd.Series:
    """One column of the city's register resampled; money, people and land scaled."""
    column = table[name]
    if kind == "text":
        return column.astype("category").take(source).reset_index(drop=True)
    values = column.to_numpy(np.float32 if kind in ("money", "share", "degree") else np.int32)[source]
    if kind == "money":
        return pd.Series(values * factor)
    if name in _SCALED:  # rounded up, so that nobody's village is empty
        return pd.Series(np.ceil(values * factor).astype(np.int32))
    return pd.Series(values)


def _places(villages: int) -> dict[str, pd.Series]:
    """New ids, in the order banner, township, village."""
    number = np.arange(villages)
    return {
        "village_id": pd.Series(np.char.add("V", np.char.zfill(number.astype(str), 7)), dtype="str"),
        "township_id": _numbered("T", number // _TOWNSHIP),
        "banner_id": _numbered("B", number // _BANNER),
    }


def _numbered(letter: str, codes: np.ndarray) -> pd.Series:
    """Codes as a category named by letter and number."""
    names = pd.Index([f"{letter}{code:06}" for code in range(codes[-1] + 1)])
    return pd.Series(pd.Categorical.from_codes(codes, names))


def in_nation(case: Case, nation: Register, years: int | None = None) -> Case:
    """The case on a country's register, every amount grown with the number of villages.

    years  how many from the first; later ones go on as the last of the scenario; its own where None
    """
    growth = len(nation.table) / len(case.register.table)
    lasting_path = lasting_for(case.scenario, years or len(case.scenario.years))
    settings = {name: _grown(case.levers[name], each, growth) for name, each in lasting_path.settings.items()}
    levers = {
        name: each if each.reach == "everyone" else replace(each, amount=growth * each.amount)
        for name, each in case.levers.items()
    }
    rules = tuple(at_size(each, growth) for each in lasting_path.rules)
    grown = replace(lasting_path, settings=settings, rules=rules)
    return replace(case, register=nation, levers=levers, scenario=grown)


def lasting_for(scenario: Scenario, years: int) -> Scenario:
    """A scenario cut or continued to a number of years."""
    first, last = scenario.years[0], len(scenario.years) - 1
    settings = {
        name: replace(
            each,
            amounts=tuple(each.amounts[min(year, last)] for year in range(years)),
            extra=lasting(each.extra, years),
        )
        for name, each in scenario.settings.items()
    }
    return replace(scenario, years=tuple(range(first, first + years)), settings=settings)


def _grown(lever: Lever, setting: LeverSetting, growth: float) -> LeverSetting:
    """A setting with its amounts times `growth`, unless the lever reaches everyone anyway."""
    if lever.reach == "everyone":
        return setting
    return replace(setting, amounts=tuple(growth * amount for amount in setting.amounts))
