"""Scenarios side by side on the same luck, and how groups of villages stand against the thresholds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy.special import xlogy

from sim.analysis.outcomes import check_paired, gain, headline, quantiles
from sim.analysis.prepared_case import Apart, World, incomes, last_incomes, told_apart
from sim.axes import BAND
from sim.faults import InputFaults, fault, unknown
from sim.model.exposure import base_income, make_exposure
from sim.model.simulate import pack
from sim.words import say

if TYPE_CHECKING:
    from sim.inputs.case import Case
    from sim.model.simulate import Result


# ---- Scenarios side by side on the same luck -----------------------------------------------------

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
    values = {each.case.scenario.id: _city_year(each, outcome, year) for each in results}
    for each in results[1:]:
        check_paired(each, results[0])
    rows = {(a, b): _difference(values[a] - values[b]) for a, b in permutations(values, 2)}
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=["low", "mid", "high", "mean", "chance"])
    frame.index = pd.MultiIndex.from_tuples(frame.index, names=["scenario", "than"])
    frame.attrs["units"] = results[0].city[outcome].attrs.get("units", "")
    return frame


def _difference(values: np.ndarray) -> list[float]:
    """5, 50 and 95 %, mean and share above 0 of a difference; values (member,)."""
    return [*np.quantile(values, BAND), values.mean(), (values > 0).mean()]


def _city_year(result: Result, outcome: str, year: int | None = None) -> np.ndarray:
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
    values = np.stack([_city_year(each, outcome) for each in results], axis=1) * (1 if more else -1)
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
    _check_group(by)
    check_paired(result, other)
    last = _village_year(result, year) - _village_year(other, year)
    whole = _village_mean(result) - _village_mean(other)
    groups = result.case.register.table[by].to_numpy()
    names = pd.unique(groups)
    rows = []
    for name in names:
        here = groups == name
        over_all = _group_row(whole[:, here])
        del over_all["villages"]
        rows.append(_group_row(last[:, here]) | {f"all_{key}": value for key, value in over_all.items()})
    return pd.DataFrame(rows, index=pd.Index(names, name=by))


def _check_group(by: str) -> None:
    if by not in GROUPS:
        raise InputFaults([unknown("", say("word_group"), by, GROUPS)])


def _group_row(added: np.ndarray) -> dict[str, float]:
    """One group's row; added (member, village)."""
    low, mid, high, mean, chance = _difference(added.mean(axis=1))
    gaining, losing = _sure(added)
    return {
        "villages": added.shape[1], "low": low, "mid": mid, "high": high, "mean": mean, "chance": chance,
        "winners": int(gaining.sum()), "losers": int(losing.sum()),
    }  # fmt: skip


def _sure(added: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which villages gain, and which lose, in at least LIKELY of the members; added (member, village)."""
    return (added > 0).mean(axis=0) >= LIKELY, (added < 0).mean(axis=0) >= LIKELY


def village_changes(result: Result, other: Result) -> pd.DataFrame:
    """Every village's change from another scenario, by village_id, in 10k yuan/year.

    Columns low, mid, high (5, 50, 95 % over members) of the last year and all_low, all_mid, all_high of the
    mean of all years; loss_chance, the share of members in which that mean is less; state, of that mean too:
    gains or loses (in at least LIKELY of the members), same (in none another) or unsure.
    """
    check_paired(result, other)
    last, whole = (of(result) - of(other) for of in (_village_year, _village_mean))
    gaining, losing = _sure(whole)
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
    _check_group(by)
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
    here, everywhere = _sure(drawings[0]), _sure(np.concatenate(drawings))
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


def _village_mean(result: Result) -> np.ndarray:
    """Income of each village on average over all years, (member, village) float64, 10k yuan/year."""
    if result.villages is None:
        raise fault(result.case.scenario.id, "fault_villages_not_kept")
    income = result.villages["income"].transpose("member", "village", "year")
    return income.to_numpy().mean(axis=2, dtype=np.float64)


def _village_year(result: Result, year: int | None = None) -> np.ndarray:
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
    base = _village_year(counterfactual, year)
    rows = {}
    for each in results:
        check_paired(each, counterfactual)
        income = _village_year(each, year)
        for name, index in (("gini", gini), ("theil", theil)):
            here, change = index(income), index(income) - index(base)
            rows[each.case.scenario.id, name] = [
                *np.quantile(here, BAND),
                change.mean(),
                (change < 0).mean(),
            ]
    return _framed(rows, ["low", "mid", "high", "change", "chance"], ["scenario", "index"])


def thresholds(results: Sequence[Result], counterfactual: Result, year: int | None = None) -> pd.DataFrame:
    """Villages below each threshold: rows (scenario, threshold); low, mid, high, and the change's band.

    lifted_low, lifted_mid, lifted_high are villages lifted over the threshold, on the same luck; net_low …
    those below it by net return; by_subsidy_low …, by_debt_low … those that reach it by that alone.
    """
    rows = {}
    for each in results:
        check_paired(each, counterfactual)
        for limit in each.case.programme.thresholds:
            name = f"below_{limit}"
            here, there = _city_year(each, name, year), _city_year(counterfactual, name, year)
            others = [
                _city_year(each, f"{kind}_{limit}", year) for kind in ("unborrowed_below", "earned_below")
            ]
            net, (unborrowed, earned) = _city_year(each, f"net_below_{limit}", year), others
            told = (here, there - here, net, earned - here, unborrowed - earned)
            rows[each.case.scenario.id, limit] = [end for values in told for end in np.quantile(values, BAND)]
    fronts = ("", "lifted_", "net_", "by_subsidy_", "by_debt_")
    columns = [f"{front}{end}" for front in fronts for end in ("low", "mid", "high")]
    return _framed(rows, columns, ["scenario", "threshold"])


def _framed(rows: Mapping[Any, list[float]], columns: list[str], names: list[str]) -> pd.DataFrame:
    """A table of rows with a two-part name."""
    index = pd.MultiIndex.from_tuples(list(rows), names=names)
    return pd.DataFrame(list(rows.values()), index=index, columns=columns)


# ---- How groups of villages stand against the income thresholds, year by year --------------------
# Groups are banners, townships and industries.
# Of each group three things are told in every member and year: the income of its median village, its mean,
# and how many of its villages lie below each threshold. From them follow the chance that the median village
# reaches a threshold and the chance that every village does.


@dataclass(frozen=True)
class Outlook:
    """The groups of one scenario through the years; money in 10k yuan/year.

    groups  names, in the register's order; villages (group,)
    start   rows by group, in the base year: median, mean, and below_10 … the villages below each threshold
    middle  (group, 5, year): quantiles 5, 25, 50, 75, 95 % of the median village's income
    mean    (group, 5, year): of the mean income
    below   by threshold, (group, 5, year): of the number of villages below it
    chance_middle, chance_all  by threshold, (group, year): share of members in which the median village,
            or every village, reaches it
    apart   by threshold, (3, group), medians in the last year: villages whose net return is below it, and
            villages at it by subsidy, and by new debt, alone
    """

    groups: tuple[str, ...]
    villages: np.ndarray
    years: tuple[int, ...]
    start: pd.DataFrame
    middle: np.ndarray
    mean: np.ndarray
    below: dict[float, np.ndarray]
    chance_middle: dict[float, np.ndarray]
    chance_all: dict[float, np.ndarray]
    apart: dict[float, np.ndarray]

    def place(self, group: str) -> int:
        """Where a group stands. Raises InputFaults with the nearest name for one that there is not."""
        if group not in self.groups:
            raise InputFaults([unknown("", say("word_group"), group, self.groups)])
        return self.groups.index(group)


def outlook(case: Case, draws: pd.DataFrame, seed: int = 0, by: str = "banner_id") -> Outlook:
    """Run a case on given draws and look at its groups; `by` is a column of GROUPS.

    draws  (member x uncertainty), indexed by member number, as `draw_members` gives them
    """
    if by not in GROUPS:
        raise InputFaults([unknown("", say("word_group"), by, GROUPS)])
    world, exposure = World(case, pack(case.register, case.programme), draws, seed), make_exposure(case)
    income, at_last = incomes(world, exposure), last_incomes(world, exposure)
    column = case.register.table[by].to_numpy()
    names = tuple(str(name) for name in pd.unique(column))
    parts = [income[:, :, column == name] for name in names]  # (member, year, village of the group)
    middles = np.stack([np.median(part, axis=2) for part in parts])
    limits = case.programme.thresholds
    lows = {limit: np.stack([(part < limit).sum(axis=2) for part in parts]) for limit in limits}
    return Outlook(
        names,
        np.array([part.shape[2] for part in parts]),
        case.scenario.years,
        _start_of(case, column, names),
        _of_members(middles),
        _of_members(np.stack([part.mean(axis=2, dtype=np.float64) for part in parts])),
        {limit: _of_members(low) for limit, low in lows.items()},
        {limit: (middles >= limit).mean(axis=1) for limit in limits},
        {limit: (low == 0).mean(axis=1) for limit, low in lows.items()},
        _apart_by(told_apart(at_last, limits), [column == name for name in names]),
    )


def _apart_by(found: Apart, groups: Sequence[np.ndarray]) -> dict[float, np.ndarray]:
    """Medians over members of how many villages of each group are told apart, (3, group).

    groups  (village,) of each, whether a village is one of it
    """

    def medians(told: np.ndarray) -> list[float]:
        return [float(np.median(told[:, group].sum(axis=1))) for group in groups]

    return {
        limit: np.array([medians(each) for each in (found.net_below[limit], *found.by_means[limit])])
        for limit in found.net_below
    }


def _of_members(values: np.ndarray) -> np.ndarray:
    """The five quantiles over members, (group, member, year) to (group, 5, year)."""
    return quantiles(values.astype(np.float64), axis=1).swapaxes(0, 1)


def _start_of(case: Case, column: np.ndarray, names: Sequence[str]) -> pd.DataFrame:
    """Where the groups stand at the start by the register: median, mean, villages below each threshold.

    column (village,) the group of each village
    """
    income = base_income(case.register.table)
    parts = [income[column == name] for name in names]
    limits = case.programme.thresholds
    lows = {f"below_{limit}": [int((part < limit).sum()) for part in parts] for limit in limits}
    middle = {"median": [np.median(part) for part in parts], "mean": [part.mean() for part in parts]}
    return pd.DataFrame(middle | lows, index=pd.Index(names, name="group"))


def weakest(found: Outlook, threshold: float) -> str:
    """The group with the largest share of villages below a threshold at the start; of equals the poorest."""
    share = found.start[f"below_{threshold}"].to_numpy() / found.villages
    order = np.lexsort([found.start["median"].to_numpy(), -share])
    return found.groups[order[0]]


def year_of_confidence(chance: np.ndarray, years: Sequence[int], level: float = 0.9) -> int | None:
    """The first year from which a chance stays at `level` or more to the end; None where it does not.

    chance  (year,) shares
    """
    short = np.flatnonzero(np.asarray(chance) < level)
    first = int(short[-1]) + 1 if len(short) else 0
    return int(years[first]) if first < len(years) else None


# --- classes of income ---------------------------------------------------------------------------


def start_classes(case: Case) -> np.ndarray:
    """Villages of the base year in each class of income between the thresholds, poorest first, (class,)."""
    income = base_income(case.register.table)
    return classes([(income < limit).sum() for limit in case.programme.thresholds], len(income))


def classes(below: Sequence[float] | np.ndarray, villages: int) -> np.ndarray:
    """Villages in each class from the numbers below each threshold; they add up to all villages.

    below (threshold,), returns (class,)
    """
    return np.diff([0.0, *map(float, below), float(villages)])
