"""What would overturn a claim: the nearest joint change of a few uncertainties, and how likely it is.

A claim is judged at the middle of all priors, its outcome averaged over a fixed set of kinds of luck that
every point shares: so its truth is a function of the uncertainties alone, and `sim.analysis.overturning`
finds where it turns. The prices that a member pays follow its number as its luck does, and count as luck.
How often it fails altogether is counted over draws of all priors, each with its own luck, as every page
counts. Rival structures are tried one at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import ndtr

from sim.analysis.outcomes import gain, gain_per_yuan, public_cost
from sim.analysis.overturning import JointChange, Searched, search
from sim.analysis.sensitivity import LUCK, CityRunner, city_runner, draws_at, inputs_of
from sim.faults import InputFaults, fault, unknown
from sim.inputs.case import Case, ScenarioLike, beside, read_case
from sim.inputs.claims import AGAINST_NOTHING, Claim, kind_of, read_claim
from sim.inputs.parameters import Parameter
from sim.model.simulate import Result
from sim.model.structures import STANDARD, Structure, single_changes
from sim.runs.ensemble import draw_members
from sim.words import say

LUCKS = 64  # kinds of luck over which a claim is judged
DRAWS = 4096  # draws of all priors by which its failures are counted
PER_VILLAGE = ("mean", "net_mean", "mean_gain")  # outcomes that are told per village
_ROUGH = 16  # kinds of luck by which candidates are sought
_NEEDED = ("mean", "total", "brought")  # of the city, for gains and for what they cost
_AT_ONCE = 1 << 15  # members in one run

# --- how a claim is measured -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Court:
    """A claim with the cases that it speaks of, ready to be judged on any draws.

    cases  `scenario`, and where the claim needs them `other` and the counterfactual, `none`
    """

    claim: Claim
    cases: Mapping[str, Case]
    seed: int

    @property
    def case(self) -> Case:
        return self.cases["scenario"]

    @cached_property
    def _runs(self) -> dict[str, CityRunner]:
        """What runs each of the cases, with no more of the city than the claim needs."""
        needed = {*_NEEDED, self.claim.outcome.replace("reach_", "below_")}
        needed.add(f"below_{self.case.programme.target.amount}")
        return {name: city_runner(each, self.seed, needed) for name, each in self.cases.items()}

    def runner(self, structure: Structure = STANDARD) -> Callable[[pd.DataFrame], np.ndarray]:
        """Gives of draws (member x uncertainty) how far the claim is from its limit: it holds above 0."""

        def margins(draws: pd.DataFrame) -> np.ndarray:
            parts = [draws.iloc[first : first + _AT_ONCE] for first in range(0, len(draws), _AT_ONCE)]
            results = ({name: run(part, structure) for name, run in self._runs.items()} for part in parts)
            return np.concatenate([_margin(self.claim, each) for each in results])

        return margins


def make_court(claim: Claim, villages: str | Path | None = None, against: ScenarioLike = "") -> Court:
    """The court of a claim. Raises InputFaults for a year or outcome that the scenario does not have.

    against  the counterfactual of what is counted against one; blank: the programme's
    """
    case = read_case(claim.scenario, villages or None)
    years = case.scenario.years
    if claim.year and claim.year not in years:
        raise InputFaults([unknown("", say("word_year"), str(claim.year), map(str, years))])
    claim = replace(claim, year=claim.year or years[-1], outcome=case.programme.outcome(claim.outcome))
    cases = {"scenario": case}
    if claim.form == "beats":
        cases["other"] = beside(case, claim.other)
        if cases["other"].scenario.id == case.scenario.id:
            raise fault("", "fault_claim_itself", name=case.scenario.id)
    if _needs_none(claim):
        cases["none"] = beside(case, against)
        if cases["none"].scenario.id == case.scenario.id:
            raise fault("", "fault_claim_itself", name=case.scenario.id)
    court = Court(claim, cases, 0)
    _check_outcome(court)
    return court


def _needs_none(claim: Claim) -> bool:
    if claim.form == "beats":
        return claim.outcome == "gain_per_yuan"
    return claim.form in ("lifts", "brings", "pays_back") or claim.outcome in AGAINST_NOTHING


def _check_outcome(court: Court) -> None:
    """Run one member: an outcome that the city lacks, or a scenario that spends nothing, is told at once."""
    case, claim = court.case, court.claim
    one = pd.DataFrame({name: [row.value] for name, row in case.parameters.items()})
    results = {name: city_runner(each, 0)(one) for name, each in court.cases.items()}
    known = [str(name) for name in results["scenario"].city.data_vars]
    named = claim.outcome.replace("reach_", "below_")
    if named not in (*AGAINST_NOTHING, *known):
        raise InputFaults([unknown("", say("word_outcome"), claim.outcome, [*AGAINST_NOTHING, *known])])
    if "none" in results and claim.form != "lifts" and claim.outcome != "lifted":
        for name in ("scenario", "other"):
            if name in results and not float(_spent(results[name], results["none"]).sum()) > 0:
                raise fault("", "fault_claim_free", name=court.cases[name].scenario.id)


def _spent(result: Result, none: Result) -> np.ndarray:
    """Public money beyond the counterfactual's, (member, year), 10k yuan/year."""
    cost = public_cost(result) - public_cost(none)
    return cost.transpose("member", "year").to_numpy()


def _margin(claim: Claim, results: Mapping[str, Result]) -> np.ndarray:
    """How far a claim is from its limit, (member,), in the unit of its amount; pays_back in 10k yuan."""
    one = results["scenario"]
    if claim.form == "pays_back":
        return _paid_back(claim, one, results["none"])
    if claim.form == "beats":
        first, second = (_value(claim, each, results) for each in (one, results["other"]))
        sign = -1.0 if claim.outcome.startswith("below_") else 1.0
        return sign * (first - second) - claim.amount
    value = _value(claim, one, results) - claim.amount
    return -value if claim.form == "below" else value


def unit_of_margin(court: Court) -> str:
    """In what a margin is counted, in the programme's money."""
    claim, named = court.claim, court.case.programme.money.named
    if claim.form == "pays_back":
        return named("10k yuan")
    kind = kind_of(claim.outcome)
    per_village = claim.outcome in PER_VILLAGE
    money = "10k yuan/village/year" if per_village else "10k yuan/year"
    return {"villages": "village", "ratio": "yuan per public yuan"}.get(kind, named(money))


def _value(claim: Claim, result: Result, results: Mapping[str, Result]) -> np.ndarray:
    """The outcome that a claim speaks of, (member,)."""
    outcome, year = claim.outcome, claim.year
    if outcome == "gain_per_yuan":
        return gain_per_yuan(result, results["none"]).to_numpy()
    below = f"below_{result.case.programme.target.amount}"
    if claim.form == "lifts" or outcome == "lifted":
        if "none" in results:
            return -gain(result, results["none"], below).sel(year=year).to_numpy()
        return -result.city[below].sel(year=year).to_numpy()  # against each other: the rest cancels
    if outcome.startswith("reach_"):
        reached = result.city[outcome.replace("reach_", "below_")].sel(year=year).to_numpy()
        return len(result.case.register.table) - reached
    if outcome == "mean_gain" and "none" in results:
        return gain(result, results["none"]).sel(year=year).to_numpy()
    name = "mean" if outcome == "mean_gain" else outcome
    return result.city[name].sel(year=year).to_numpy()


def _paid_back(claim: Claim, result: Result, none: Result) -> np.ndarray:
    """By how much the extra income so far covers the extra money so far, best of all years to the claim's."""
    extra = gain(result, none, "total").transpose("member", "year").to_numpy()
    spent = _spent(result, none)
    until = np.asarray(result.case.scenario.years) <= claim.year
    net, begun = np.cumsum(extra - spent, axis=1), np.cumsum(spent, axis=1) > 0
    return np.where(begun & until, net, -np.inf).max(axis=1)


# --- the challenge ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Failure:
    """How often a claim fails.

    everywhere  share of draws of all priors in which it fails
    corner      share of draws in which all moved uncertainties lie as far as the nearest change, or farther
    there       share of these in which it is not as in the middle; both NaN where nothing overturns it
    draws       of all priors that were counted
    """

    everywhere: float
    corner: float
    there: float
    draws: int


@dataclass(frozen=True)
class Challenge:
    """A claim and the nearest change that overturns it.

    names     the uncertainties, in the order of the scores of `found`
    found     under the standard structure; `rivals` under each structure of one other choice, sought from
              where it turns under the standard one
    failure   how often it fails
    """

    court: Court
    names: tuple[str, ...]
    found: Searched
    rivals: Mapping[Structure, Searched]
    failure: _Failure
    lucks: int

    @property
    def holds(self) -> bool:
        """Whether the claim holds at the middle of all priors."""
        return self.found.centre > 0

    def distance(self, structure: Structure) -> float:
        """How far the nearest change is under a structure: 0 where that alone overturns, inf without any."""
        searched = self.rivals.get(structure, self.found)
        if (searched.centre > 0) != self.holds:
            return 0.0
        return searched.nearest.distance if searched.nearest else float("inf")

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        return self.court.case.parameters

    @property
    def table(self) -> pd.DataFrame:
        """The nearest changes of each size: rows (moves, uncertainty).

        Columns value (in the uncertainty's unit), score, middle (value at the median), more (whether it
        turns above the value), quantile of the prior, distance, before, beyond (margins on both sides).
        """
        rows = {}
        for size, change in self.found.by_size.items():
            for name, row in moved_values(self, change).items():
                rows[size, name] = row | {
                    "distance": change.distance, "before": change.before, "beyond": change.beyond,
                }  # fmt: skip
        columns = ["value", "score", "middle", "more", "quantile", "distance", "before", "beyond"]
        index = pd.MultiIndex.from_tuples(list(rows), names=["moves", "uncertainty"])
        return pd.DataFrame(list(rows.values()), index=index, columns=columns)


def moved_values(found: Challenge, change: JointChange) -> dict[str, dict[str, float]]:
    """By uncertainty what a change makes of it: value, score, middle, more, quantile; the farthest first."""
    rows = {}
    for place in change.moved:
        name, score = found.names[place], float(change.scores[place])
        row = found.parameters[name]
        value, middle = row.quantile(ndtr(np.array([score, 0.0])))
        rows[name] = {
            "value": float(value), "score": score, "middle": float(middle), "more": score > 0,
            "quantile": float(ndtr(score)),
        }  # fmt: skip
    return rows


def challenge(
    claim: Claim | str,
    members: int = LUCKS,
    draws: int = DRAWS,
    seed: int = 0,
    villages: str | Path | None = None,
    against: ScenarioLike = "",
    rivals: bool = True,
) -> Challenge:
    """The nearest joint change of at most four uncertainties that overturns a claim, proved by runs.

    members  kinds of luck over which the outcome is averaged at every point
    draws    of all priors, by which failures are counted
    rivals   try the rival structures too, one choice at a time
    """
    known = read_claim(claim) if isinstance(claim, str) else claim
    court = replace(make_court(known, villages, against), seed=seed)
    case = court.case
    names = tuple(inputs_of(case.parameters, luck=False))

    def searched(structure: Structure, begun: Sequence[Any] = ()) -> Searched:
        judge = court.runner(structure)
        whole, rough = (partial(_judged, judge, case, names, n) for n in (members, min(_ROUGH, members)))
        return search(whole, len(names), rough, begun=begun)

    found = searched(STANDARD)
    others = {each: searched(each, found.begun) for each in single_changes()} if rivals else {}
    failure = _failures(court.runner(), case, names, found, draws, seed)
    return Challenge(court, names, found, others, failure, members)


def _judged(
    judge: Callable[[pd.DataFrame], np.ndarray],
    case: Case,
    names: tuple[str, ...],
    lucks: int,
    scores: np.ndarray,
) -> np.ndarray:
    """The margin at some points, each the mean over the same kinds of luck; scores (point, input)."""
    margins = []
    for first in range(0, len(scores), max(1, _AT_ONCE // lucks)):
        part = scores[first : first + max(1, _AT_ONCE // lucks)]
        drawn = draws_at(case.parameters, names, np.repeat(ndtr(part), lucks, axis=0))
        drawn[LUCK] = np.tile(np.arange(lucks), len(part))
        margins.append(judge(drawn).reshape(len(part), lucks).mean(axis=1))
    return np.concatenate(margins)


def _failures(
    judge: Callable[[pd.DataFrame], np.ndarray],
    case: Case,
    names: tuple[str, ...],
    found: Searched,
    draws: int,
    seed: int,
) -> _Failure:
    """How often the claim fails over the priors, and in the corner beyond the nearest change."""
    drawn = draw_members(case.parameters, draws, seed)
    everywhere = float((judge(drawn) <= 0).mean())
    change = found.nearest
    if change is None:
        return _Failure(everywhere, float("nan"), float("nan"), draws)
    # the moved ones are drawn anew from beyond their values; independent priors make the corner's share exact
    tails = {names[place]: float(change.scores[place]) for place in change.moved}
    lot = np.random.default_rng([seed, draws])
    columns = {}
    for name, score in tails.items():
        share = ndtr(-abs(score)) * lot.random(draws)
        columns[name] = case.parameters[name].quantile(share if score < 0 else 1 - share)
    inside = judge(drawn.assign(**columns)) > 0
    there = float((~inside if found.centre > 0 else inside).mean())
    corner = float(np.prod([ndtr(-abs(score)) for score in tails.values()]))
    return _Failure(everywhere, corner, there, draws)
