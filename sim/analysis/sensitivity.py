"""Where the spread of an outcome comes from: Morris screening, Sobol indices, shares by grade, tornado."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import pandas as pd
import xarray as xr

from sim.analysis.outcomes import gain, gain_per_yuan, public_cost
from sim.faults import InputFaults, unknown
from sim.inputs.case import beside
from sim.inputs.parameters import Parameter, varying
from sim.model.exposure import make_exposure
from sim.model.simulate import Result, city_dataset, costed, pack, run_blocks, signed
from sim.model.structures import STANDARD, Structure
from sim.words import say

if TYPE_CHECKING:
    from sim.inputs.case import Case


# ---- Where the spread of an outcome comes from ---------------------------------------------------
# Every method goes through `evaluate(draws) -> (member, outcome)`, so the city model, a headline answer and
# a test function with a known answer share one path. Luck counts as one more input: its column chooses
# the member number, from which all luck is hashed.

_Evaluate = Callable[[pd.DataFrame], np.ndarray]

LUCK = "luck"
LUCKS = 1 << 20  # member numbers that luck is drawn from
ENDS = (0.005, 0.995)  # quantiles between which Morris steps: normal priors have no ends
_TORNADO = (0.05, 0.95)
_EVIDENCE = ("measured", "published", "expert")
GROUPS = ("evidence", "assumption", LUCK)
SHARE_BASE = 1024  # points of a design where nobody asks for another number, on pages and in commands
_RESAMPLES = 200  # of a design's rows, from which the intervals of shares are read
WIDEST = 0.1  # half of an interval; a share that may be off by more than ten points is not told as known
_SAFE, MOST_BASE = 1.2, 1 << 16  # margin on the base that would do; the largest one
_CONVERGENCE = (0.125, 0.25, 0.5, 1.0)  # parts of the design after which the indices are looked at
ANSWERS = ("mean_income", "mean_gain", "below_target", "lifted", "public_cost", "gain_per_yuan")


# --- what is asked of the model ------------------------------------------------------------------


def city_model(case: Case, outcomes: Sequence[tuple[str, int]], seed: int = 0) -> _Evaluate:
    """Outcomes of the city, each a (name, year) such as ("mean", 2030); year 0 is the scenario's last."""
    run = city_runner(case, seed)
    outcomes = [(case.programme.outcome(name), year or case.scenario.years[-1]) for name, year in outcomes]
    check_outcomes(case, outcomes)

    def evaluate(draws: pd.DataFrame) -> np.ndarray:
        city = run(draws).city
        return np.column_stack([city[name].sel(year=year).to_numpy() for name, year in outcomes])

    return evaluate


def headline_model(case: Case, counterfactual: str = "", seed: int = 0) -> _Evaluate:
    """The headline ANSWERS of a case, member by member; see sim.analysis.outcomes.headline."""
    run, other = city_runner(case, seed), city_runner(beside(case, counterfactual), seed)

    def evaluate(draws: pd.DataFrame) -> np.ndarray:
        return answers(run(draws), other(draws))

    return evaluate


def answers(result: Result, counterfactual: Result) -> np.ndarray:
    """ANSWERS of every member, (member, answer); 0 per yuan where nothing is spent."""
    last, below = {"year": -1}, f"below_{result.case.programme.target.amount}"
    columns = (
        result.city["mean"][last],
        gain(result, counterfactual)[last],
        result.city[below][last],
        -gain(result, counterfactual, below)[last],
        public_cost(result).sum("year"),
        gain_per_yuan(result, counterfactual).fillna(0),
    )
    return np.column_stack([column.to_numpy() for column in columns])


class CityRunner(Protocol):
    """Runs draws through one case under a structure of the model, without its villages."""

    def __call__(self, draws: pd.DataFrame, structure: Structure = STANDARD) -> Result: ...


def city_runner(case: Case, seed: int, only: Collection[str] = ()) -> CityRunner:
    """Runs draws through a case without its villages; what depends on the case alone is done once.

    only  the city's variables that are wanted; none: all
    """
    blocks, exposure = pack(case.register, case.programme), make_exposure(case)
    years, households = case.scenario.years, int(case.register.table["households"].sum())

    def run(draws: pd.DataFrame, structure: Structure = STANDARD) -> Result:
        if LUCK in draws:
            draws = draws.set_index(pd.Index(draws[LUCK].to_numpy(np.int64), name="member"))
        ran = run_blocks(blocks, exposure, years, draws, seed, structure=structure)
        members = pd.RangeIndex(len(draws), name="member")
        city = city_dataset(ran.sums, blocks, members, years, households, only)
        cost, units = costed(case, exposure, ran.spent, draws.index)
        return signed(Result(case, draws, seed, city, None, cost, structure, units))

    return run


def check_outcomes(case: Case, outcomes: Sequence[tuple[str, int]]) -> None:
    """InputFaults for an outcome or a year that the city does not have."""
    one = pd.DataFrame({name: [row.value] for name, row in case.parameters.items()})
    known = [str(name) for name in city_runner(case, 0)(one).city.data_vars]
    years = case.scenario.years
    own = case.programme.outcome
    faults = [unknown("", say("word_outcome"), name, known) for name, _ in outcomes if own(name) not in known]
    faults += [
        unknown("", say("word_year"), str(year), map(str, years)) for _, year in outcomes if year not in years
    ]
    if faults:
        raise InputFaults(faults)


# --- designs through the priors ------------------------------------------------------------------


def inputs_of(parameters: Mapping[str, Parameter], luck: bool) -> list[str]:
    """The names of what varies: the uncertainties with a spread, and luck."""
    return [*varying(parameters), *([LUCK] if luck else [])]


def draws_at(parameters: Mapping[str, Parameter], names: Sequence[str], shares: np.ndarray) -> pd.DataFrame:
    """Draws at quantiles (member, input) of the named inputs; all else at its central value."""
    place = {name: k for k, name in enumerate(names)}
    columns = {
        name: row.quantile(shares[:, place[name]]) if name in place else np.full(len(shares), row.value)
        for name, row in parameters.items()
    }
    if LUCK in place:
        columns[LUCK] = np.floor(shares[:, place[LUCK]] * LUCKS)
    return pd.DataFrame(columns)


def _problem_of(
    names: Sequence[str], bounds: tuple[float, float] = (0.0, 1.0), groups: Any = None
) -> dict[str, Any]:
    """The inputs in SALib's terms, each as a quantile of its prior."""
    problem = {"num_vars": len(names), "names": list(names), "bounds": [list(bounds)] * len(names)}
    return problem | ({"groups": list(groups)} if groups is not None else {})


def sobol(
    parameters: Mapping[str, Parameter],
    evaluate: _Evaluate,
    base: int = 1024,
    seed: int = 0,
    luck: bool = True,
) -> pd.DataFrame:
    """First and total Sobol indices with 95 % intervals, for every outcome.

    Rows (outcome, input); columns first, first_interval, total, total_interval (half widths). Costs
    base * (inputs + 2) members; `base` is best a power of two. An outcome that never changes has zeros.
    """
    names = inputs_of(parameters, luck)
    values = evaluate(draws_at(parameters, names, _sobol_design(names, base, seed)))
    return pd.concat(
        {k: _sobol_table(names, values[:, k], seed) for k in range(values.shape[1])}, names=["outcome"]
    )


def _sobol_design(names: Sequence[str], base: int, seed: int, groups: Any = None) -> np.ndarray:
    from SALib.sample import sobol as sampling

    return sampling.sample(_problem_of(names, groups=groups), base, calc_second_order=False, seed=seed)


def _sobol_table(names: Sequence[str], values: np.ndarray, seed: int, groups: Any = None) -> pd.DataFrame:
    from SALib.analyze import sobol as analysis

    rows = list(dict.fromkeys(groups)) if groups is not None else list(names)
    if np.ptp(values) == 0:
        found: Mapping[str, Any] = dict.fromkeys(("S1", "S1_conf", "ST", "ST_conf"), 0.0)
    else:
        problem = _problem_of(names, groups=groups)
        found = analysis.analyze(problem, values, calc_second_order=False, seed=seed)
    columns = {"first": "S1", "first_interval": "S1_conf", "total": "ST", "total_interval": "ST_conf"}
    return pd.DataFrame(
        {name: found[key] for name, key in columns.items()}, index=pd.Index(rows, name="input")
    )


def convergence(
    parameters: Mapping[str, Parameter],
    evaluate: _Evaluate,
    base: int = 1024,
    seed: int = 0,
    luck: bool = True,
) -> pd.DataFrame:
    """The total indices of the first outcome on growing parts of one design: rows (base, input)."""
    names = inputs_of(parameters, luck)
    values = evaluate(draws_at(parameters, names, _sobol_design(names, base, seed)))[:, 0]
    sizes = [max(int(base * part), 2) for part in _CONVERGENCE]
    block = len(names) + 2
    return pd.concat(
        {size: _sobol_table(names, values[: size * block], seed) for size in sizes}, names=["base"]
    )


def morris(
    parameters: Mapping[str, Parameter], evaluate: _Evaluate, trajectories: int = 64, seed: int = 0
) -> pd.DataFrame:
    """Elementary effects between the priors' ends: rows (outcome, input); mu_star, its interval, mu, sigma.

    In the outcome's unit for a step through the whole prior. One trajectory keeps one luck.
    """
    from SALib.analyze import morris as analysis
    from SALib.sample import morris as sampling

    names = inputs_of(parameters, luck=False)
    problem = _problem_of(names, ENDS)
    shares = sampling.sample(problem, trajectories, num_levels=4, seed=seed)
    draws = draws_at(parameters, names, shares).assign(
        **{LUCK: np.repeat(np.arange(trajectories), len(names) + 1)}
    )
    values = evaluate(draws)
    tables = {}
    for k in range(values.shape[1]):
        found = analysis.analyze(problem, shares, values[:, k], num_levels=4, seed=seed)
        columns = {"mu_star": "mu_star", "mu_star_interval": "mu_star_conf", "mu": "mu", "sigma": "sigma"}
        tables[k] = pd.DataFrame(
            {n: np.asarray(found[key]) for n, key in columns.items()}, index=pd.Index(names, name="input")
        )
    return pd.concat(tables, names=["outcome"])


def tornado(parameters: Mapping[str, Parameter], evaluate: _Evaluate, lucks: int = 64) -> pd.DataFrame:
    """The first outcome with one uncertainty at its 5 and 95 % point, all others at their median.

    Rows by uncertainty, the widest first: low, high, and `centre` (all at the median); means over the
    same `lucks` kinds of luck.
    """
    return tornados(parameters, evaluate, ["first"], lucks).loc["first"]


def tornados(
    parameters: Mapping[str, Parameter], evaluate: _Evaluate, outcomes: Sequence[str], lucks: int = 64
) -> pd.DataFrame:
    """The `tornado` of several outcomes from one set of runs: rows (outcome, input), each widest first.

    outcomes  names of the first columns that `evaluate` gives
    """
    names = inputs_of(parameters, luck=False)
    shares = np.full((2 * len(names) + 1, len(names)), 0.5)
    for k in range(len(names)):
        shares[2 * k : 2 * k + 2, k] = _TORNADO
    repeated = np.repeat(shares, lucks, axis=0)
    draws = draws_at(parameters, names, repeated).assign(**{LUCK: np.tile(np.arange(lucks), len(shares))})
    means = evaluate(draws).reshape(len(shares), lucks, -1).mean(axis=1)
    tables = {name: _widest_first(names, means[:, k]) for k, name in enumerate(outcomes)}
    return pd.concat(tables, names=["outcome", "input"])


def _widest_first(names: Sequence[str], means: np.ndarray) -> pd.DataFrame:
    """One tornado: means of (low, high) of every input in turn, then the centre."""
    columns = {"low": means[:-1:2], "high": means[1:-1:2], "centre": means[-1]}
    table = pd.DataFrame(columns, index=pd.Index(names, name="input"))
    widest = (table["high"] - table["low"]).abs().sort_values(ascending=False, kind="stable")
    return table.loc[widest.index]


# --- what rests on what --------------------------------------------------------------------------


@dataclass(frozen=True)
class VarianceShares:
    """Of each answer's variance what rests on evidence, on assumptions and on luck: rows by answer.

    table      the shares, which add up to 1; the last row `whole`: all answers together, each with variance 1
    low, high  the ends of their 90 % intervals, by resampling the design's rows
    """

    table: pd.DataFrame
    low: pd.DataFrame
    high: pd.DataFrame
    base: int

    @property
    def width(self) -> float:
        """Half of the widest interval, a share: how far a share may be off for want of runs."""
        return float((self.high - self.low).to_numpy().max() / 2)

    @property
    def too_few(self) -> bool:
        """Whether the runs are too few for the shares to be told."""
        return self.width > WIDEST

    @property
    def enough(self) -> int:
        """The base that would do."""
        return base_enough(self.base, self.width)

    def told(self, answer: str, group: str) -> tuple[float, float, float]:
        """Low end, share and high end as they can be told: no share is less than nothing or more than all."""
        values = (each.loc[answer, group] for each in (self.low, self.table, self.high))
        low, middle, high = (float(np.clip(value, 0, 1)) for value in values)
        return low, middle, high


def base_enough(base: int, width: float) -> int:
    """The base at which half an interval of `width` narrows to WIDEST: it goes with the root of the runs."""
    wanted = base * (_SAFE * width / WIDEST) ** 2
    return min(1 << max(int(np.ceil(np.log2(max(wanted, 1)))), 4), MOST_BASE)


def variance_shares(
    parameters: Mapping[str, Parameter],
    evaluate: _Evaluate,
    outcomes: Sequence[str],
    base: int = 1024,
    seed: int = 0,
) -> VarianceShares:
    """Shares of variance that rest on evidence, on assumptions and on luck, with their intervals.

    Shapley effects of the three groups, exact from their first and total indices: interactions are split
    evenly between the groups that cause them. Costs base * 5 members.
    """
    names = inputs_of(parameters, luck=True)
    groups = [LUCK if name == LUCK else group_of(parameters[name]) for name in names]
    values = evaluate(draws_at(parameters, names, _sobol_design(names, base, seed, groups)))
    order = list(dict.fromkeys(groups))
    runs = values[:, : len(outcomes)].reshape(base, len(order) + 2, -1)  # (row, block, outcome)
    lot = np.random.default_rng([seed, base])
    picks = [np.arange(base), *(lot.integers(0, base, base) for _ in range(_RESAMPLES))]
    found = np.stack([_group_shares(runs[pick], order) for pick in picks])  # (sample, outcome, group)
    moving = found[0].sum(axis=1) > 0
    whole = found[:, moving].mean(axis=1) if moving.any() else np.zeros_like(found[:, 0])
    found = np.concatenate([found, whole[:, None]], axis=1)

    def frame(numbers: np.ndarray) -> pd.DataFrame:
        index = pd.Index([*outcomes, "whole"], name="outcome")
        return pd.DataFrame(numbers, index=index, columns=list(GROUPS))

    low, high = np.quantile(found[1:], (0.05, 0.95), axis=0)
    return VarianceShares(frame(found[0]), frame(low), frame(high), base)


def _group_shares(runs: np.ndarray, order: Sequence[str]) -> np.ndarray:
    """Shapley effects of the groups on each outcome, (outcome, group), from runs (row, block, outcome).

    The blocks of a row are one draw, then that draw with each group of another, then the other draw.
    """
    first, mixed, other = runs[:, 0], runs[:, 1:-1], runs[:, -1]
    spread = np.r_[first, other].var(axis=0)
    still = spread <= 1e-18 * np.maximum(np.abs(first).max(axis=0), 1e-9) ** 2
    spread = np.where(still, 1.0, spread)
    centred = other - np.r_[first, other].mean(axis=0)
    alone = (centred[:, None] * (mixed - first[:, None])).mean(axis=0) / spread
    total = ((first[:, None] - mixed) ** 2).mean(axis=0) / 2 / spread
    first_indices, totals = (np.zeros((runs.shape[-1], len(GROUPS))) for _ in range(2))
    columns = [GROUPS.index(group) for group in order]  # a group without inputs moves nothing
    first_indices[:, columns], totals[:, columns] = alone.T, total.T
    return np.where(still[:, None], 0.0, _shapley(first_indices, totals))


def group_of(parameter: Parameter) -> str:
    """Whether a prior rests on evidence or is an assumption."""
    return "evidence" if parameter.grade in _EVIDENCE else "assumption"


def _shapley(first: np.ndarray, total: np.ndarray) -> np.ndarray:
    """Shapley effects of three groups, (…, group), from their first and total indices.

    The closed index of two groups is what the third does not touch.
    """
    pairs = 1 - total  # of the two others
    effects = []
    for one in range(3):
        two, three = (k for k in range(3) if k != one)
        joined = (pairs[..., three] - first[..., two]) + (pairs[..., two] - first[..., three])
        effects.append(first[..., one] / 3 + joined / 6 + total[..., one] / 3)
    return np.stack(effects, axis=-1)


# ---- Rank correlations, from draws that exist already --------------------------------------------


def rank_correlations(draws: pd.DataFrame, outcome: xr.DataArray) -> pd.Series:
    """Spearman's correlation of each uncertainty with an outcome over the members, largest size first.

    draws    (member x uncertainty)
    outcome  (member,)
    Constants, and an outcome that is the same in every member, have none and are left out.
    """
    varying = draws.loc[:, draws.max() > draws.min()]
    ranked = pd.Series(outcome.to_numpy(), index=draws.index).rank()
    if ranked.max() == ranked.min():
        return pd.Series(dtype=float, name="correlation")
    found = varying.rank().corrwith(ranked)
    return found.sort_values(key=lambda each: -each.abs(), kind="stable").rename("correlation")
