"""The villages of a run, reduced over its members: one row for each village and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import xarray as xr

from sim.axes import QUANTILES

if TYPE_CHECKING:
    from sim.model.simulate import Result


def village_table(result: Result, counterfactual: Result) -> pd.DataFrame:
    """The villages of a run, reduced over members; see `Run.villages`."""
    assert result.villages is not None
    assert counterfactual.villages is not None
    target = result.case.programme.target.amount
    income = yearly(result.villages["income"])
    gain = income - yearly(counterfactual.villages["income"])
    subsidy = result.villages["subsidy"].transpose("year", "village").to_numpy()
    ordered = in_order(income)
    # A village's subsidy is the same in every member and leaves them in their order.
    columns = {
        **spread("income", income, ordered),
        **spread("without_subsidy", income - subsidy, ordered - subsidy.reshape(-1, 1)),
        **spread("gain", gain, in_order(gain)),
        f"chance_{target}": (income >= target).mean(axis=0),
        "chance_of_gain": (gain > 0).mean(axis=0),
    }
    villages, years = (result.villages[name].to_numpy() for name in ("village", "year"))
    places = {"village_id": np.repeat(villages, len(years)), "year": np.tile(years, len(villages))}
    return pd.DataFrame({**places, **{name: values.T.ravel() for name, values in columns.items()}})


def yearly(values: xr.DataArray) -> np.ndarray:
    """Values of villages, (member, year, village): as the kernel wrote them."""
    return values.transpose("member", "year", "village").to_numpy()


def spread(name: str, values: np.ndarray, ordered: np.ndarray) -> dict[str, np.ndarray]:
    """Quantiles and mean over the members (year, village), named `income_05` … `income_95`, `income_mean`.

    values   (member, year, village) float32; `ordered` is what `in_order` makes of them
    """
    quantiles = ordered_quantiles(ordered).reshape(len(QUANTILES), *values.shape[1:])
    named = {f"{name}_{q * 100:02.0f}": part for q, part in zip(QUANTILES, quantiles, strict=True)}
    return {**named, f"{name}_mean": values.mean(axis=0, dtype=np.float64)}


def in_order(values: np.ndarray) -> np.ndarray:
    """The members of each cell in ascending order, (cell, member).

    values  (member, …) float32
    """
    members = len(values)
    flat = values.reshape(members, -1)
    ordered = np.empty(flat.shape[::-1], values.dtype)
    for first in range(0, members, 64):  # as much as the processor's cache holds: twice as fast as at once
        ordered[:, first : first + 64] = flat[first : first + 64].T
    ordered.sort(axis=1)
    return ordered


def ordered_quantiles(ordered: np.ndarray) -> np.ndarray:
    """`np.quantile(values, QUANTILES, axis=0)` to the last bit, of cells in order, (quantile, cell)."""
    members = ordered.shape[1]
    out = np.empty((len(QUANTILES), len(ordered)))
    for place, share in enumerate(QUANTILES):
        below = int(share * (members - 1))
        part = np.float64(share * (members - 1) - below)
        low, high = ordered[:, below], ordered[:, min(below + 1, members - 1)]
        out[place] = low + (high - low) * part if part < 0.5 else high - (high - low) * (1 - part)
    return out
