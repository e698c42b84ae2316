"""What the public money buys: benefit-cost ratio, pay-back year and extra income per yuan.

Benefits are the villages' extra collective income and costs the extra public money, both over the horizon
and against the counterfactual on the same luck. What the assets earn after the horizon is not counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import xarray as xr

from sim.analysis.outcomes import gain, gain_per_yuan, public_cost
from sim.axes import BAND
from sim.inputs.appraisal import check_rate

if TYPE_CHECKING:
    from sim.model.simulate import Result

NEVER = np.inf  # a pay-back year beyond the horizon


def discount_factors(years: np.ndarray, rate: float) -> np.ndarray:
    """Worth in the first year of one yuan in each year, (year,)."""
    return (1 + check_rate(rate)) ** -(np.asarray(years, dtype=float) - years[0])


def flows(result: Result, counterfactual: Result) -> tuple[xr.DataArray, xr.DataArray]:
    """Extra income and extra public money, each (member, year), 10k yuan/year."""
    extra = gain(result, counterfactual, "total").transpose("member", "year")
    return extra, public_cost(result) - public_cost(counterfactual)


def present_values(result: Result, counterfactual: Result, rate: float) -> tuple[np.ndarray, np.ndarray]:
    """Extra income and extra public money discounted to the first year, each (member,), 10k yuan."""
    income, cost = flows(result, counterfactual)
    factors = discount_factors(income["year"].to_numpy(), rate)
    return income.to_numpy() @ factors, cost.to_numpy() @ factors


def benefit_cost(income: np.ndarray, cost: np.ndarray) -> np.ndarray:
    """Discounted benefit per discounted cost, (member,); no value where nothing more is spent."""
    return np.divide(income, cost, out=np.full(len(income), np.nan), where=cost > 0)


def pay_back_year(income: np.ndarray, cost: np.ndarray, years: np.ndarray) -> np.ndarray:
    """First year by whose end the extra income so far covers the extra money so far, (member,).

    income, cost (member, year), undiscounted. NEVER where the horizon ends before; no value where
    nothing more is spent.
    """
    net = np.cumsum(income - cost, axis=1)
    spent = np.cumsum(cost, axis=1)
    paid = (net >= 0) & (spent > 0)
    year = np.where(paid.any(axis=1), np.asarray(years)[paid.argmax(axis=1)], NEVER)
    return np.where(spent[:, -1] > 0, year, np.nan)


def appraisal(result: Result, counterfactual: Result, rate: float) -> pd.DataFrame:
    """The economics of a scenario: rows by answer; low, mid, high (5, 50, 95 %), chance, unit.

    `chance` is the share of members in which the answer is favourable: money well spent, or paid back
    within the horizon. The rate is a share a year (data/appraisal.csv); the row `discount_rate` repeats it.
    """
    income, cost = flows(result, counterfactual)
    years = income["year"].to_numpy()
    benefit, spent = present_values(result, counterfactual, rate)
    ratio = benefit_cost(benefit, spent)
    back = pay_back_year(income.to_numpy(), cost.to_numpy(), years)
    rows = {
        "extra_income": [*limits(benefit), float((benefit > 0).mean()), "10k yuan"],
        "extra_cost": [*limits(spent), np.nan, "10k yuan"],
        "net_worth": [*limits(benefit - spent), float((benefit > spent).mean()), "10k yuan"],
        "benefit_cost": [*limits(ratio), share(ratio, ratio > 1), "ratio"],
        "pay_back_year": [*limits(back), share(back, back < NEVER), "year"],
        "gain_per_yuan": [*limits(gain_per_yuan(result, counterfactual).to_numpy()), np.nan, "yuan per yuan"],
        "discount_rate": [rate, rate, rate, np.nan, "1/year"],
    }
    columns = ["low", "mid", "high", "chance", "unit"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("answer")


def limits(values: np.ndarray) -> list[float]:
    """The 5, 50 and 95 % of what has a value; for years the next that really occurs, so no half of never.

    values (member,)
    """
    known = np.sort(values[~np.isnan(values)])
    if not len(known):
        return [float("nan")] * 3
    if np.isinf(known[-1]):
        return [float(known[int(np.ceil(q * len(known))) - 1]) for q in BAND]
    return [float(x) for x in np.quantile(known, BAND)]


def share(values: np.ndarray, favourable: np.ndarray) -> float:
    """Share of the members with a value in which it is favourable; no value where none has one.

    values, favourable (member,)
    """
    known = ~np.isnan(values)
    return float(favourable[known].mean()) if known.any() else float("nan")
