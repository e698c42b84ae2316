"""What the public money buys: benefit-cost ratio, pay-back year, extra income, as an appraiser chooses.

Benefits are the villages' extra collective income, net of what it costs to earn (or gross), and costs the
extra public money, both against the counterfactual on the same luck. What is there at the end of the horizon
goes on earning: the model itself is run on with nothing more given, so what was granted in the last year,
spent late or learnt counts for what it still brings, while it wears, fades and leaves. Each choice of an
`Appraisal` can be switched, and what that does to the order of the scenarios stands beside the answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.analysis.outcomes import check_paired, gain_per_yuan, public_cost
from sim.axes import BAND, CITY_SUMS
from sim.inputs.parameters import Appraisal, load_appraisal
from sim.model.exposure import base_income, make_exposure
from sim.model.simulate import pack, run_blocks

if TYPE_CHECKING:
    from sim.inputs.case import Case
    from sim.inputs.scenarios.scenario import LeverSetting
    from sim.model.simulate import Result

_NEVER = np.inf  # a pay-back year beyond the horizon
_PART = 256  # members whose villages are held at a time
_MOST_WEIGHT = 5.0  # of money in the poorest village, and its inverse in the richest
_SMALLEST = 1e-6  # 10k yuan/year: an income of nothing can be divided by


# ---- What comes in and what is paid, year by year ------------------------------------------------


@dataclass(frozen=True)
class Flows:
    """What a scenario adds to its counterfactual.

    years    (year,) those of the horizon and, where they were run, those after it
    income   (measure, weight, member, year) extra income of all villages, 10k yuan/year: gross and net, each
             as it is and with every village's money at its weight, the latter where weights were asked for
    cost     (member, year of the horizon) extra public money, 10k yuan/year
    brought  (member, year of the horizon) what of it resident teams bring, which no price moves
    """

    years: np.ndarray
    income: np.ndarray
    cost: np.ndarray
    brought: np.ndarray

    @property
    def horizon(self) -> int:
        """Years of the scenario."""
        return self.cost.shape[1]

    def benefit(self, chosen: Appraisal) -> np.ndarray:
        """The extra income that an appraiser counts, (member, year), 10k yuan/year."""
        measure, weight = int(not chosen.gross), int(bool(chosen.elasticity))
        assert weight < self.income.shape[1]
        return np.asarray(self.income[measure, weight])


def _run_on(case: Case, years: int) -> Case:
    """The case with so many years more in which nothing is given: what is there by then goes on by itself."""
    scenario = case.scenario
    last = scenario.years[-1]
    more = tuple(range(last + 1, last + 1 + years))

    def ended(setting: LeverSetting) -> LeverSetting:
        nothing = (0.0,) * years
        extra = tuple((village, (*path, *nothing)) for village, path in setting.extra)
        return replace(setting, amounts=(*setting.amounts, *nothing), extra=extra)

    settings = {name: ended(setting) for name, setting in scenario.settings.items()}
    return replace(case, scenario=replace(scenario, years=(*scenario.years, *more), settings=settings))


def village_weights(case: Case, elasticity: float) -> np.ndarray:
    """What money counts in each village, (village,): (median / its income of the base year) ** elasticity.

    No village counts more than five times as much as one of median income, nor less than a fifth.
    """
    income = np.maximum(base_income(case.register.table), _SMALLEST)
    median = float(np.median(income))
    return np.clip((median / income) ** elasticity, 1 / _MOST_WEIGHT, _MOST_WEIGHT)


def _spendable(net: np.ndarray, wear: np.ndarray, own_money: np.ndarray) -> np.ndarray:
    """What of the net return of all villages can be counted beside the money that was spent, (member, year).

    The net return of the books is less the wear of assets, which the public money in the same sum has paid
    for already: it is added back. What villages put into projects themselves is taken off. Subsidies are no
    part of it.

    net, wear, own_money  (member, year) 10k yuan/year
    """
    return net + wear - own_money


def city_flows(result: Result, years: int, weights: np.ndarray | None = None) -> np.ndarray:
    """Income of all villages, (measure, weight, member, year), 10k yuan/year, `years` beyond the end.

    weights  (village,) what money counts in each; None: as it is alone
    """
    case = _run_on(result.case, years)
    blocks, exposure, horizon = pack(case.register, case.programme), make_exposure(case), case.scenario.years
    counted = np.ones((blocks.villages, 1 if weights is None else 2))
    counted[:, 1:] = 1.0 if weights is None else weights[:, None]
    own = [CITY_SUMS.index(name) for name in ("wear", "own_money")]
    parts = []
    for first in range(0, len(result.draws), _PART):
        draws = result.draws.iloc[first : first + _PART]
        ran = run_blocks(
            blocks, exposure, horizon, draws, result.seed, range(len(horizon)),
            structure=result.structure, counted=True,
        )  # fmt: skip
        wear, own_money = (ran.sums[..., place] for place in own)
        nets = ran.nets.astype(np.float64) @ counted
        nets = np.stack([_spendable(nets[..., k], wear, own_money) for k in range(counted.shape[1])])
        parts.append(np.stack([np.moveaxis(ran.incomes.astype(np.float64) @ counted, -1, 0), nets]))
    return np.concatenate(parts, axis=2)


def make_flows(
    result: Result,
    counterfactual: Result,
    years: int = 0,
    elasticity: float = 0.0,
    known: np.ndarray | None = None,
) -> Flows:
    """What a scenario adds, with `years` after the horizon and weights of that elasticity where it is not 0.

    known  `city_flows` of the counterfactual, (measure, weight, member, year), where many are held against it

    Raises InputFaults where the two were not run on the same members, seed, years and villages.
    """
    check_paired(result, counterfactual)
    horizon = np.asarray(result.case.scenario.years)
    cost = (public_cost(result) - public_cost(counterfactual)).transpose("member", "year").to_numpy()
    brought = result.city["brought"] - counterfactual.city["brought"]
    paid = (cost, brought.transpose("member", "year").to_numpy())
    if not years and not elasticity:
        return Flows(horizon, _seen(result) - _seen(counterfactual), *paid)
    weights = village_weights(result.case, elasticity) if elasticity else None
    other = city_flows(counterfactual, years, weights) if known is None else known
    after = horizon[-1] + 1 + np.arange(years)
    return Flows(np.r_[horizon, after], city_flows(result, years, weights) - other, *paid)


def _seen(result: Result) -> np.ndarray:
    """The flows of a result as it stands, (measure, 1, member, year of the horizon), 10k yuan/year."""
    names = ("total", "net", "wear", "own_money")
    total, net, wear, own_money = (result.city[name].transpose("member", "year").to_numpy() for name in names)
    return np.stack([total, _spendable(net, wear, own_money)])[:, None]


# ---- Flows appraised -----------------------------------------------------------------------------


@dataclass(frozen=True)
class _Worth:
    """Flows discounted to the first year as an appraiser chooses, each (member,), 10k yuan.

    within, after  extra income in the horizon and after it; cost: extra public money
    """

    within: np.ndarray
    after: np.ndarray
    cost: np.ndarray

    @property
    def benefit(self) -> np.ndarray:
        """Extra income in the horizon and after it, (member,), 10k yuan."""
        return self.within + self.after

    @property
    def ratio(self) -> np.ndarray:
        """Benefit per cost, (member,); no value where nothing more is spent."""
        return np.divide(self.benefit, self.cost, out=np.full(len(self.cost), np.nan), where=self.cost > 0)


def present_values(flows: Flows, chosen: Appraisal) -> _Worth:
    """Flows as an appraiser chooses; the flows must reach as far and hold the weights that are asked for."""
    income = flows.benefit(chosen)
    assert len(flows.years) >= flows.horizon + chosen.residual
    factors = (1 + chosen.rate) ** -(flows.years.astype(float) - flows.years[0])
    within, end = flows.horizon, flows.horizon + chosen.residual
    return _Worth(
        income[:, :within] @ factors[:within],
        income[:, within:end] @ factors[within:end],
        (1 + chosen.optimism) * (flows.cost @ factors[:within]),
    )


def pay_back_year(income: np.ndarray, cost: np.ndarray, years: np.ndarray) -> np.ndarray:
    """First year by whose end the extra income so far covers the extra money so far, (member,).

    income, cost (member, year), undiscounted. `_NEVER` where the horizon ends before; no value where
    nothing more is spent.
    """
    net = np.cumsum(income - cost, axis=1)
    spent = np.cumsum(cost, axis=1)
    paid = (net >= 0) & (spent > 0)
    year = np.where(paid.any(axis=1), np.asarray(years)[paid.argmax(axis=1)], _NEVER)
    return np.where(spent[:, -1] > 0, year, np.nan)


def appraisal(
    result: Result, counterfactual: Result, chosen: Appraisal, flows: Flows | None = None
) -> pd.DataFrame:
    """The economics of a scenario: rows by answer; low, mid, high (5, 50, 95 %), chance, unit.

    `chance` is the share of members in which the answer is favourable: money well spent, or paid back
    within the horizon. The pay-back year and `gain_per_yuan` are of the horizon alone and undiscounted; the
    row `discount_rate` repeats the rate, a share a year.

    flows  of the two, where they are known; else they are made for what was chosen
    """
    flows = flows or make_flows(result, counterfactual, chosen.residual, chosen.elasticity)
    years, worth = flows.years[: flows.horizon], present_values(flows, chosen)
    cost = (1 + chosen.optimism) * flows.cost
    back = pay_back_year(flows.benefit(chosen)[:, : flows.horizon], cost, years)
    benefit, ratio, rate = worth.benefit, worth.ratio, chosen.rate
    rows = {
        "extra_income": [*limits(worth.within), float((worth.within > 0).mean()), "10k yuan"],
        "residual": [*limits(worth.after), float((worth.after > 0).mean()), "10k yuan"],
        "extra_cost": [*limits(worth.cost), np.nan, "10k yuan"],
        "net_worth": [*limits(benefit - worth.cost), float((benefit > worth.cost).mean()), "10k yuan"],
        "benefit_cost": [*limits(ratio), share(ratio, ratio > 1), "ratio"],
        "pay_back_year": [*limits(back), share(back, back < _NEVER), "year"],
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


# ---- What each choice does to the answer and to the order of the scenarios -----------------------


def variants(chosen: Appraisal) -> dict[str, Appraisal]:
    """The choices as made, then each of them switched alone; a rate at either end of its range."""
    table = load_appraisal()
    rate = table["discount_rate"]

    def switched(now: float, row: str) -> float:
        return 0.0 if now else table[row].value

    residual = int(switched(chosen.residual, "residual_years"))
    others = {
        "residual": replace(chosen, residual=residual),
        "optimism": replace(chosen, optimism=switched(chosen.optimism, "optimism_bias")),
        "elasticity": replace(chosen, elasticity=switched(chosen.elasticity, "income_elasticity")),
    }
    on = {f"{name}_{'on' if getattr(each, name) else 'off'}": each for name, each in others.items()}
    on["net" if chosen.gross else "gross"] = replace(chosen, gross=not chosen.gross)
    rates = {"rate_low": replace(chosen, rate=rate.low), "rate_high": replace(chosen, rate=rate.high)}
    return {"chosen": chosen, **on, **rates}


def flows_of(results: Sequence[Result], counterfactual: Result, chosen: Appraisal) -> dict[str, Flows]:
    """The flows of scenarios by id, from which each of the `variants` can be read."""
    choices = variants(chosen).values()
    years, elasticity = max(each.residual for each in choices), max(each.elasticity for each in choices)
    if not results:
        return {}
    other = city_flows(counterfactual, years, village_weights(counterfactual.case, elasticity))
    return {
        each.case.scenario.id: make_flows(each, counterfactual, years, elasticity, other) for each in results
    }


def switched(flows: Mapping[str, Flows], chosen: Appraisal) -> pd.DataFrame:
    """Benefit-cost ratios of scenarios under each of the `variants`.

    Rows (variant, scenario): low, mid, high, chance that it is above 1, and rank by the median (1: the most;
    no value where nothing more is spent).
    """
    tables: dict[str, pd.DataFrame] = {}
    for name, choice in variants(chosen).items():
        ratios = {scenario: present_values(each, choice).ratio for scenario, each in flows.items()}
        rows = {scenario: [*limits(each), share(each, each > 1)] for scenario, each in ratios.items()}
        table = pd.DataFrame.from_dict(rows, orient="index", columns=["low", "mid", "high", "chance"])
        tables[name] = table.assign(rank=table["mid"].rank(ascending=False, method="min"))
    return pd.concat(tables, names=["variant", "scenario"]) if flows else pd.DataFrame()


def spread_parts(flows: Mapping[str, Flows], chosen: Appraisal) -> pd.DataFrame:
    """What of the spread of each scenario's benefit-cost ratio comes from prices and what from effects.

    Rows by scenario: prices, effects and both, shares of the variance over the members (together 1). prices:
    the ratio with only the levers' prices as drawn and all else at its mean; effects: the reverse; both: what
    only the two together do. No value where the ratio has no spread.
    """
    rows = {}
    for scenario, each in flows.items():
        ratio = present_values(each, chosen).ratio
        variance = np.var(ratio)
        known = np.isfinite(variance) and variance > 0
        parts = [np.var(one) / variance for one in _one_moves(each, chosen)] if known else [np.nan] * 2
        rows[scenario] = [*parts, 1 - sum(parts)]
    return pd.DataFrame.from_dict(rows, orient="index", columns=["prices", "effects", "both"]).rename_axis(
        "scenario"
    )


def _one_moves(flows: Flows, chosen: Appraisal) -> tuple[np.ndarray, np.ndarray]:
    """Ratios where only prices, and where only what the levers bring, differs by member; two (member,)."""
    worth = present_values(flows, chosen)
    brought = present_values(replace(flows, cost=flows.brought), chosen).cost
    paid = worth.cost - brought
    return (
        worth.benefit.mean() / (paid + brought.mean()),
        worth.benefit / (paid.mean() + brought),
    )
