"""Scenarios side by side on the same luck."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import permutations
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy.special import xlogy

from sim.analysis.outcomes import check_paired, gain, headline
from sim.analysis.world import World, incomes
from sim.axes import BAND
from sim.faults import InputFaults, fault, unknown
from sim.model.exposure import make_exposure
from sim.model.simulate import pack
from sim.words import say

if TYPE_CHECKING:
    from sim.model.simulate import Result

GROUPS = ("village_id", "township_id", "banner_id", "industry")
LIKELY = 0.9  # share of members in which a village must gain to count as a winner
LOTS, LOT_MEMBERS = 8, 200  # drawings of lots, and members under each, by which what they decide is told


def compare(results: Sequence[Result], counterfactual: Result) -> pd.DataFrame:
    """The headline answers of every scenario: rows (scenario, answer), columns low, mid, high, unit."""
    tables = {result.case.scenario.id: headline(result, counterfactual) for result in results}
    return pd.concat(tables, names=["scenario"])


def chance_better(results: Sequence[Result], counterfactual: Result, outcome: str = "mean") -> pd.DataFrame:
    """Share of members in which the row's scenario adds more in the last year than the column's.

    Ties count for neither; the diagonal is empty.
    """
    names = [result.case.scenario.id for result in results]
    gains = np.stack([gain(result, counterfactual, outcome)[{"year": -1}].to_numpy() for result in results])
    share = (gains[:, None, :] > gains[None, :, :]).mean(axis=2)
    np.fill_diagonal(share, np.nan)
    return pd.DataFrame(share, index=pd.Index(names, name="better"), columns=pd.Index(names, name="than"))


def paired(results: Sequence[Result], outcome: str = "mean", year: int | None = None) -> pd.DataFrame:
    """Differences of every pair of scenarios, member by member: rows (scenario, than), both ways.

    Columns low, mid, high (5, 50, 95 % of row less column scenario), mean, chance that it is more; the
    outcome's unit in `attrs`. Outcomes are those of `Result.city`, `without_subsidy` among them.
    """
    values = {each.case.scenario.id: city_year(each, outcome, year) for each in results}
    for each in results[1:]:
        check_paired(each, results[0])
    rows = {(a, b): difference(values[a] - values[b]) for a, b in permutations(values, 2)}
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=["low", "mid", "high", "mean", "chance"])
    frame.index = pd.MultiIndex.from_tuples(frame.index, names=["scenario", "than"])
    frame.attrs["units"] = results[0].city[outcome].attrs.get("units", "")
    return frame


def difference(values: np.ndarray) -> list[float]:
    """5, 50 and 95 %, mean and share above 0 of a difference; values (member,)."""
    return [*np.quantile(values, BAND), values.mean(), (values > 0).mean()]


def city_year(result: Result, outcome: str, year: int | None = None) -> np.ndarray:
    """A city outcome in one year (the last), (member,)."""
    if outcome not in result.city:
        raise InputFaults([unknown("", say("word_outcome"), outcome, map(str, result.city))])
    chosen = result.city[outcome].transpose("member", "year")
    return (chosen[:, -1] if year is None else chosen.sel(year=year)).to_numpy()


def rank_shares(results: Sequence[Result], outcome: str = "mean", more: bool = True) -> pd.DataFrame:
    """How stable the ranking is: share of members in which each scenario takes each place.

    Place 1 is the most of the outcome, or the least where `more` is off (villages below a threshold);
    ties share their places. `attrs["same_order"]` is the share of members with exactly the median order.
    """
    values = np.stack([city_year(each, outcome) for each in results], axis=1) * (1 if more else -1)
    above = (values[:, None, :] > values[:, :, None]).sum(axis=2)  # how many do better, (member, scenario)
    tied = (values[:, None, :] == values[:, :, None]).sum(axis=2)
    places = np.arange(len(results))
    taken = (places >= above[..., None]) & (places < (above + tied)[..., None])
    shares = (taken / tied[..., None]).mean(axis=0)
    names = pd.Index([each.case.scenario.id for each in results], name="scenario")
    frame = pd.DataFrame(shares, index=names, columns=pd.Index(places + 1, name="place"))
    usual = np.argsort(-np.median(values, axis=0), kind="stable")
    frame.attrs["same_order"] = float((np.diff(values[:, usual], axis=1) <= 0).all(axis=1).mean())
    return frame


# --- who gains and who loses ---------------------------------------------------------------------


def winners(result: Result, other: Result, by: str = "banner_id", year: int | None = None) -> pd.DataFrame:
    """Gains over another scenario by village, township, banner or industry: in a year (the last) and in all.

    `by` is village_id, township_id, banner_id or industry. Columns villages; low, mid, high, mean of the
    gain per village of the group (10k yuan/year); chance that the group gains; winners and losers, the
    villages that gain or lose in at least LIKELY of the members; and the same of the mean over all years with
    `all_` before: who gets something later has more of it left in the last year, but less altogether.
    """
    check_group(by)
    check_paired(result, other)
    last = village_year(result, year) - village_year(other, year)
    whole = village_mean(result) - village_mean(other)
    groups = result.case.register.table[by].to_numpy()
    names = pd.unique(groups)
    rows = []
    for name in names:
        here = groups == name
        over_all = group_row(whole[:, here])
        del over_all["villages"]
        rows.append(group_row(last[:, here]) | {f"all_{key}": value for key, value in over_all.items()})
    return pd.DataFrame(rows, index=pd.Index(names, name=by))


def check_group(by: str) -> None:
    if by not in GROUPS:
        raise InputFaults([unknown("", say("word_group"), by, GROUPS)])


def group_row(added: np.ndarray) -> dict[str, float]:
    """One group's row; added (member, village)."""
    low, mid, high, mean, chance = difference(added.mean(axis=1))
    gaining, losing = sure(added)
    return {
        "villages": added.shape[1], "low": low, "mid": mid, "high": high, "mean": mean, "chance": chance,
        "winners": int(gaining.sum()), "losers": int(losing.sum()),
    }  # fmt: skip


def sure(added: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which villages gain, and which lose, in at least LIKELY of the members; added (member, village)."""
    return (added > 0).mean(axis=0) >= LIKELY, (added < 0).mean(axis=0) >= LIKELY


def village_changes(result: Result, other: Result) -> pd.DataFrame:
    """Every village's change from another scenario, by village_id, in 10k yuan/year.

    Columns low, mid, high (5, 50, 95 % over members) of the last year and all_low, all_mid, all_high of the
    mean of all years; loss_chance, the share of members in which that mean is less; state, of that mean too:
    gains or loses (in at least LIKELY of the members), same (in none another) or unsure.
    """
    check_paired(result, other)
    last, whole = (of(result) - of(other) for of in (village_year, village_mean))
    gaining, losing = sure(whole)
    names = ("low", "mid", "high", "all_low", "all_mid", "all_high")
    rows = np.concatenate([np.quantile(added, BAND, axis=0) for added in (last, whole)])
    states = np.select([gaining, losing, (whole == 0).all(axis=0)], ["gains", "loses", "same"], "unsure")
    villages = pd.Index(result.case.register.table["village_id"])
    frame = pd.DataFrame(rows.T, index=villages, columns=[*names])
    return frame.assign(loss_chance=(whole < 0).mean(axis=0), state=states)


def decided_by_lot(
    result: Result, other: Result, by: str = "banner_id", lots: int = LOTS, members: int = LOT_MEMBERS
) -> pd.DataFrame:
    """What the drawing of lots decides of `winners` over all years, by group.

    Lots order the villages where no rule does: the next in line for a project. Columns lots_chance, the
    share of the first `members` and of `lots` drawings in which the group gains; by_lot, how many of its
    winners and losers are so under the drawing of every run only, and not in LIKELY of all drawings.
    """
    check_group(by)
    check_paired(result, other)
    worlds = [
        World(one.case, pack(one.case.register, one.case.programme), one.draws.iloc[:members], one.seed)
        for one in (result, other)
    ]
    drawings = []
    for lot in range(lots):
        exposures = [make_exposure(world.case, lot) for world in worlds]
        both = (incomes(world, each).mean(axis=1) for world, each in zip(worlds, exposures, strict=True))
        drawings.append(np.subtract(*both))
    here, everywhere = sure(drawings[0]), sure(np.concatenate(drawings))
    lot_only = (here[0] & ~everywhere[0]) | (here[1] & ~everywhere[1])
    groups = result.case.register.table[by].to_numpy()
    rows = {
        name: {
            "lots_chance": float(np.mean([each[:, groups == name].mean(axis=1) > 0 for each in drawings])),
            "by_lot": int(lot_only[groups == name].sum()),
        }
        for name in pd.unique(groups)
    }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis(by)


def village_mean(result: Result) -> np.ndarray:
    """Income of each village on average over all years, (member, village) float64, 10k yuan/year."""
    if result.villages is None:
        raise fault(result.case.scenario.id, "fault_villages_not_kept")
    income = result.villages["income"].transpose("member", "village", "year")
    return income.to_numpy().mean(axis=2, dtype=np.float64)


def village_year(result: Result, year: int | None = None) -> np.ndarray:
    """Income of each village in one year (the last), (member, village) float64, 10k yuan/year."""
    if result.villages is None:
        raise fault(result.case.scenario.id, "fault_villages_not_kept")
    income = result.villages["income"]
    chosen = income[{"year": -1}] if year is None else income.sel(year=year)
    return chosen.transpose("member", "village").to_numpy().astype(np.float64)


# --- inequality and thresholds -------------------------------------------------------------------


def gini(incomes: np.ndarray) -> np.ndarray:
    """Gini coefficient over the last axis: 0 where all are equal, (n-1)/n where one has all.

    incomes (…, village), returns (…,)
    """
    ordered = np.sort(incomes, axis=-1)
    count = ordered.shape[-1]
    ranks = 2 * np.arange(1, count + 1) - count - 1
    return ordered @ ranks / (count * ordered.sum(axis=-1))


def theil(incomes: np.ndarray) -> np.ndarray:
    """Theil's T over the last axis: mean of (y/m) ln(y/m); 0 where all are equal, ln n where one has all.

    incomes (…, village), returns (…,)
    """
    relative = incomes / incomes.mean(axis=-1, keepdims=True)
    return xlogy(relative, relative).mean(axis=-1)


def inequality(results: Sequence[Result], counterfactual: Result, year: int | None = None) -> pd.DataFrame:
    """Gini and Theil of every scenario: rows (scenario, index); low, mid, high, change, chance.

    `change` is the mean change against the counterfactual on the same luck, `chance` the share of members
    with less inequality than there.
    """
    base = village_year(counterfactual, year)
    rows = {}
    for each in results:
        check_paired(each, counterfactual)
        income = village_year(each, year)
        for name, index in (("gini", gini), ("theil", theil)):
            here, change = index(income), index(income) - index(base)
            rows[each.case.scenario.id, name] = [
                *np.quantile(here, BAND),
                change.mean(),
                (change < 0).mean(),
            ]
    return framed(rows, ["low", "mid", "high", "change", "chance"], ["scenario", "index"])


def thresholds(results: Sequence[Result], counterfactual: Result, year: int | None = None) -> pd.DataFrame:
    """Villages below each threshold: rows (scenario, threshold); low, mid, high, and the change's band.

    lifted_low, lifted_mid, lifted_high are villages lifted over the threshold, on the same luck.
    """
    rows = {}
    for each in results:
        check_paired(each, counterfactual)
        for limit in each.case.programme.thresholds:
            name = f"below_{limit}"
            here, there = city_year(each, name, year), city_year(counterfactual, name, year)
            quantiles = [*np.quantile(here, BAND), *np.quantile(there - here, BAND)]
            rows[each.case.scenario.id, limit] = quantiles
    columns = ["low", "mid", "high", "lifted_low", "lifted_mid", "lifted_high"]
    return framed(rows, columns, ["scenario", "threshold"])


def framed(rows: Mapping[Any, list[float]], columns: list[str], names: list[str]) -> pd.DataFrame:
    """A table of rows with a two-part name."""
    index = pd.MultiIndex.from_tuples(list(rows), names=names)
    return pd.DataFrame(list(rows.values()), index=index, columns=columns)
