"""What a result says: bands over members, headline answers, and one row for each village."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import xarray as xr

from sim.axes import BAND, QUANTILE_NAMES, QUANTILES
from sim.faults import fault

if TYPE_CHECKING:
    from sim.model.simulate import Result


class LowMidHigh(NamedTuple):
    """A number in its band of 90 %: the 5, 50 and 95 % of the members."""

    low: float
    mid: float
    high: float


def band(values: xr.DataArray) -> pd.DataFrame:
    """Median, 50 % and 90 % band and mean over members: one row a year, columns q05 q25 q50 q75 q95 mean.

    `values` is (member, year); the frame keeps its unit in `attrs["units"]`.
    """
    columns = dict(zip([*QUANTILE_NAMES, "mean"], bands(values), strict=True))
    frame = pd.DataFrame(columns, index=pd.Index(values["year"].to_numpy(), name="year"))
    frame.attrs["units"] = values.attrs.get("units", "")
    return frame


def bands(values: xr.DataArray) -> np.ndarray:
    """The columns of `band` as bare numbers, (column, year)."""
    data = values.transpose("member", "year").to_numpy()
    return np.vstack([quantiles(data), data.mean(axis=0)])


def gain(result: Result, counterfactual: Result, outcome: str = "mean") -> xr.DataArray:
    """What the scenario adds to a city outcome, member by member on the same luck, (member, year).

    Raises InputFaults where the two were not run on the same members, seed, years and villages.
    """
    check_paired(result, counterfactual)
    return (result.city[outcome] - counterfactual.city[outcome]).assign_attrs(result.city[outcome].attrs)


def check_paired(result: Result, other: Result) -> None:
    """A difference is a cause and not luck only where members, seed, years and villages are the same."""
    same = {
        "members": result.draws.equals(other.draws),
        "seed": result.seed == other.seed,
        "years": result.case.scenario.years == other.case.scenario.years,
        "villages": result.case.register.checksum == other.case.register.checksum,
    }
    differing = [name for name, equal in same.items() if not equal]
    if differing:
        names = f"{result.case.scenario.id} / {other.case.scenario.id}"
        raise fault(names, "fault_not_paired", differing=", ".join(differing))


def public_cost(result: Result) -> xr.DataArray:
    """Public money of each member and year, 10k yuan/year: levers' cost and what resident teams bring.

    returns (member, year)
    """
    coords = {name: result.city[name] for name in ("member", "year")}
    units = {"units": result.case.programme.money.named("10k yuan/year")}
    return xr.DataArray(_public_cost(result), dims=tuple(coords), coords=coords, attrs=units)


def total_cost(result: Result) -> xr.DataArray:
    """Public money over all years, (member,), 10k yuan: the one figure that every page and file shows."""
    coords = {"member": result.city["member"]}
    units = {"units": result.case.programme.money.named("10k yuan")}
    return xr.DataArray(total_costs(result), dims="member", coords=coords, attrs=units)


def total_costs(result: Result) -> np.ndarray:
    """`total_cost` as bare numbers, (member,): a page asks for it at every move of a slider."""
    return _public_cost(result).sum(axis=1)


def cost_band(result: Result) -> LowMidHigh:
    """`total_cost` with its band, 10k yuan: members differ by what resident teams bring in."""
    return low_mid_high(total_costs(result))


def _public_cost(result: Result) -> np.ndarray:
    """`public_cost` as bare numbers, (member, year)."""
    levers = result.cost.transpose("year", "lever").to_numpy().sum(axis=1)
    return levers + _of_city(result, "brought")


def gain_per_yuan(result: Result, counterfactual: Result) -> xr.DataArray:
    """Extra income over the horizon per yuan of extra public money, (member,); NaN where nothing is spent.

    What the assets go on earning after the horizon is not counted.
    """
    check_paired(result, counterfactual)
    ratio = _per_yuan(result, counterfactual)
    members, units = result.city["member"], {"units": "yuan per public yuan"}
    return xr.DataArray(ratio, dims="member", coords={"member": members}, attrs=units)


def _per_yuan(result: Result, counterfactual: Result) -> np.ndarray:
    extra = (_of_city(result, "total") - _of_city(counterfactual, "total")).sum(axis=1)
    spent = (_public_cost(result) - _public_cost(counterfactual)).sum(axis=1)
    return extra / np.where(spent > 0, spent, np.nan)


def _of_city(result: Result, outcome: str) -> np.ndarray:
    """A city outcome as bare numbers, (member, year): reports ask for the headline a dozen times."""
    return result.city[outcome].transpose("member", "year").to_numpy()


def headline(result: Result, counterfactual: Result) -> pd.DataFrame:
    """The answers of one scenario: rows by answer; low, mid and high (5, 50 and 95 %), unit.

    A row without a value, where nothing was spent, holds NaN.
    """
    check_paired(result, counterfactual)
    below = f"below_{result.case.programme.target.amount}"
    mean, reached = (_of_city(result, name)[:, -1] for name in ("mean", below))
    mean_without, reached_without = (_of_city(counterfactual, name)[:, -1] for name in ("mean", below))
    answers = {
        "mean_income": (mean, "10k yuan/year"),
        "mean_gain": (mean - mean_without, "10k yuan/year"),
        "below_target": (reached, "village"),
        "lifted": (-(reached - reached_without), "village"),
        "public_cost": (total_costs(result), "10k yuan"),
        "gain_per_yuan": (_per_yuan(result, counterfactual), "yuan per public yuan"),
    }
    named = result.case.programme.money.named
    rows = {name: [*low_mid_high(values), named(unit)] for name, (values, unit) in answers.items()}
    return pd.DataFrame.from_dict(rows, orient="index", columns=[*LowMidHigh._fields, "unit"]).rename_axis(
        "answer"
    )


def low_mid_high(data: np.ndarray) -> LowMidHigh:
    """One number a member, (member,), as every answer is told; NaN where none is known."""
    known = data[np.isfinite(data)]
    return LowMidHigh(*(np.quantile(known, BAND).tolist() if len(known) else [np.nan] * 3))


def cost_per_lifted(result: Result, counterfactual: Result, threshold: float) -> xr.DataArray:
    """Extra public money over the horizon per village more at a threshold in the last year, (member,).

    10k yuan/village; NaN where no village more gets there or nothing is spent.
    """
    lifted = -gain(result, counterfactual, f"below_{threshold}")[{"year": -1}]
    spent = (public_cost(result) - public_cost(counterfactual)).sum("year")
    return (spent.where(spent > 0) / lifted.where(lifted > 0)).assign_attrs(units="10k yuan/village")


def quantiles(values: np.ndarray, axis: int = 0) -> np.ndarray:
    """The five quantiles 5, 25, 50, 75 and 95 % over the members, which lie on `axis`: (5, …) of the rest."""
    return np.quantile(values, QUANTILES, axis=axis)


def five(values: xr.DataArray | np.ndarray) -> np.ndarray:
    """Quantiles 5, 25, 50, 75 and 95 % of one number a member, (5,); NaN where no member has one."""
    data = np.asarray(values, np.float64)
    known = data[np.isfinite(data)]
    return np.quantile(known, QUANTILES) if len(known) else np.full(len(QUANTILES), np.nan)


def class_means(result: Result) -> np.ndarray:
    """Villages below each threshold in the last year, the mean over members, (threshold,).

    Means, because they add up over classes of income, which medians do not.
    """
    counts = [
        result.city[f"below_{limit}"][{"year": -1}].mean() for limit in result.case.programme.thresholds
    ]
    return np.array([float(count) for count in counts])
