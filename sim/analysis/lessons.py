"""What the simulation answers to the questions of a lesson, and how near a guess came.

Each kind of question that a story of `lessons.yaml` can ask is one function of its options. Every number
comes from the programme's tables or from members that meet the same luck, so that a difference between two
lines is a cause. No text stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from sim.analysis.outcomes import check_paired, gain, quantiles, reached_by_others
from sim.inputs.case import beside
from sim.inputs.lesson_questions import HowSure, MoneyOrPeople, PeopleLeave, SpreadOrConcentrate, SumOnPaper
from sim.inputs.lessons import Story
from sim.inputs.parameters import uncertain
from sim.inputs.scenarios.resolve import change
from sim.inputs.tables import ASSUMPTION
from sim.model.simulate import Result, simulate_members


@dataclass(frozen=True)
class Answer:
    """What the simulation says to one question.

    given    what the class may see before it guesses, (5, year) by name
    shown    what it sees afterwards; the first is the answer
    members  the answer of each member, (member, year)
    low, high  the ends of the board on which the guess is made
    numbers  what the texts say, by name
    net      the answer of each member by net return, (member,), in its last year or that of its texts
    apart    of an answer that counts villages, medians of those at the threshold by subsidy, and by new debt,
             alone
    """

    years: tuple[int, ...]
    given: Mapping[str, np.ndarray]
    shown: Mapping[str, np.ndarray]
    members: np.ndarray
    low: float
    high: float
    numbers: Mapping[str, float] = field(default_factory=dict)
    net: np.ndarray = field(default_factory=lambda: np.zeros(0))
    apart: tuple[float, float] | None = None

    @property
    def step(self) -> float:
        """The smallest move of a guess: about a hundredth of the board, 1, 2 or 5 times a power of ten."""
        wanted = (self.high - self.low) / 100
        power = 10.0 ** np.floor(np.log10(wanted))
        return float(max(one * power for one in (1, 2, 5) if one * power <= wanted * (1 + 1e-9)))

    @property
    def band(self) -> np.ndarray:
        """The five quantiles of the answer, (5, year)."""
        return next(iter(self.shown.values()))


# --- on the same luck --------------------------------------------------------------------------------


def _varied(base: Result, edits: Mapping[str, Mapping[str, Any]]) -> Result:
    """The members of `base` under its scenario with levers changed as in a file's `set:` block."""
    scenario = change(base.case.scenario, edits, levers=base.case.levers)
    return simulate_members(replace(base.case, scenario=scenario), base.draws, base.seed, villages=False)


def under(base: Result, scenario: str) -> Result:
    """The members of `base` under another scenario file."""
    return simulate_members(beside(base.case, scenario), base.draws, base.seed, villages=False)


def luck_alone(base: Result) -> Result:
    """The members of `base` if every uncertainty were known and stood at its median: only luck is left."""
    known = base.draws.assign(**base.draws.median().to_dict())
    return simulate_members(base.case, known, base.seed, villages=False)


def _added(result: Result, counterfactual: Result, outcome: str = "mean") -> np.ndarray:
    """The gain in mean income over the counterfactual, (member, year), 10k yuan/village/year."""
    return gain(result, counterfactual, outcome).transpose("member", "year").to_numpy()


def _city(result: Result, outcome: str) -> np.ndarray:
    """A city outcome as bare numbers, (member, year), in its unit."""
    return result.city[outcome].transpose("member", "year").to_numpy()


def round_up(value: float) -> float:
    """The next of 1, 1.5, 2, 2.5, … times a power of ten: an end of a board that gives nothing away."""
    power = 10.0 ** np.floor(np.log10(max(value, 1e-9)))
    return float(
        next(one * power for one in (1, 1.5, 2, 2.5, 3, 4, 5, 10) if one * power >= value * (1 - 1e-9))
    )


# --- the kinds of questions ------------------------------------------------------------------------------


def answer_to(story: Story, base: Result, counterfactual: Result) -> Answer:
    """What the simulation says to a story of a scenario, beside the world without any programme."""
    check_paired(base, counterfactual)
    return ANSWERS[type(story.options)](story.options, base, counterfactual)


def _projects_of_a_year(asked: SumOnPaper, base: Result, counterfactual: Result) -> Answer:
    """What one year's projects add to the mean income once they are built, against the sum on paper."""
    years, lever = base.case.scenario.years, base.case.levers[asked.lever]
    once = {lever.id: {"amount": {years[0]: lever.amount} | dict.fromkeys(years[1:2], 0)}}
    year = min(asked.mature, len(years) - 1)
    varied = _varied(counterfactual, once)
    simulated = _added(varied, counterfactual)[:, [year]]
    net = _added(varied, counterfactual, "net_mean")[:, year]
    rate, villages = base.case.parameters["yield_rate"].value, len(base.case.register.table)
    paper = lever.amount * lever.unit_cost * rate / villages
    numbers: dict[str, float] = {
        "projects": lever.amount, "each": lever.unit_cost, "villages": villages, "paper": paper,
        "one": lever.unit_cost * rate, "year": years[year], "first": years[0], **_aims(base),
    }  # fmt: skip
    shown = {"simulated": quantiles(simulated), "paper": np.full((5, 1), paper)}
    top = round_up(max(2.2 * paper, 1.15 * float(shown["simulated"][4, 0])))
    return Answer((years[year],), {}, shown, simulated, 0, top, numbers, net)


def _aims(base: Result) -> dict[str, float]:
    """The programme's target and, where it has one, its floor and the step between them."""
    target, floor = base.case.programme.target.amount, base.case.programme.floor
    return {"target": target} | ({"floor": floor.amount, "step": target - floor.amount} if floor else {})


def _spread_or_concentrate(asked: SpreadOrConcentrate, base: Result, counterfactual: Result) -> Answer:
    """Villages below a threshold where the same money is spread, or given to some first."""
    ways = {"even": "even", "weakest": "weakest_first", "strongest": "strongest_first"}
    outcome, levers = f"below_{asked.threshold}", base.case.levers
    varied = {
        name: _varied(base, {lever: {"targeting": way} for lever in asked.levers})
        for name, way in ways.items()
    }
    below = {name: _city(result, outcome) for name, result in varied.items()}
    shown = {name: quantiles(values) for name, values in below.items()}
    without, years = quantiles(_city(counterfactual, outcome)), base.case.scenario.years
    at, villages = min(asked.after, len(years) - 1), len(base.case.register.table)
    money = sum(levers[lever].amount * levers[lever].unit_cost for lever in asked.shared)
    numbers: dict[str, float] = {
        "villages": villages,
        "threshold": asked.threshold,
        "year": years[at],
        "share": money / villages,
    }
    numbers |= {name: value for name, value in _aims(base).items() if name != "step"}
    for name, path in shown.items():
        numbers |= {name: path[2, at], f"{name}_low": path[0, at], f"{name}_high": path[4, at]}
    top = min(villages, round_up(1.15 * max(without[2].max(), 1)))
    net = _city(varied["even"], f"net_{outcome}")[:, at]
    by_subsidy, by_debt = reached_by_others(varied["even"], asked.threshold)
    apart = (float(np.median(by_subsidy[:, at])), float(np.median(by_debt[:, at])))
    return Answer(tuple(years), {"without": without}, shown, below["even"], 0, top, numbers, net, apart)


def _money_or_people(asked: MoneyOrPeople, base: Result, counterfactual: Result) -> Answer:
    """How much more the villages earn with money first than with people first, at the same public cost."""
    both = [under(base, name) for name in (asked.money, asked.people)]
    (money, net_money), (people, net_people) = (
        (_city(each, "mean")[:, [-1]], _city(each, "net_mean")[:, -1]) for each in both
    )
    difference = money - people
    effect = base.draws[asked.effect].to_numpy()
    strong = difference[effect >= np.quantile(effect, asked.strong)]
    shown = {"difference": quantiles(difference), "strong_talent": quantiles(strong)}
    end = round_up(1.5 * np.abs(quantiles(difference)[[0, 4]]).max())
    last = base.case.scenario.years[-1]
    numbers: dict[str, float] = {
        "last": last,
        "ahead": int((difference > 0).sum()),
        "members": len(difference),
    }
    numbers |= {"strong": shown["strong_talent"][2, 0], "strong_low": shown["strong_talent"][0, 0]}
    numbers |= {"strong_high": shown["strong_talent"][4, 0]}
    numbers |= {"staff_cost": base.case.levers[asked.staff].unit_cost} if asked.staff else {}
    return Answer((last,), {}, shown, difference, -end, end, numbers, net_money - net_people)


def _people_leave(asked: PeopleLeave, base: Result, counterfactual: Result) -> Answer:
    """What is left of the gain where every dispatched person leaves and the projects go on."""
    years = base.case.scenario.years
    leaving = years[min(asked.after, len(years) - 1)]
    goes_on = quantiles(_added(base, counterfactual))
    left = _varied(base, {f"group.{asked.group}": {"scale": {leaving: 0}}})
    alone, net = (_added(left, counterfactual, outcome) for outcome in ("mean", "net_mean"))
    stopped = quantiles(_added(_varied(base, {"all": {"scale": {leaving: 0}}}), counterfactual))
    shown = {"people_leave": quantiles(alone), "all_stop": stopped}
    numbers = {"leaving": leaving, "last": years[-1], "goes_on": goes_on[2, -1], "stopped": stopped[2, -1]}
    numbers |= {"goes_on_low": goes_on[0, -1], "goes_on_high": goes_on[4, -1]}
    numbers |= {"stopped_low": stopped[0, -1], "stopped_high": stopped[4, -1]}
    top = round_up(1.15 * goes_on[4].max())
    return Answer(tuple(years), {"goes_on": goes_on}, shown, alone, 0, top, numbers, net[:, -1])


def _how_sure(asked: HowSure, base: Result, counterfactual: Result) -> Answer:
    """The range of the mean income in the last year, and what of it is luck that nobody can ever know."""
    last, mean = base.case.scenario.years[-1], _city(base, "mean")[:, [-1]]
    lucky, today = (
        quantiles(_city(luck_alone(base), "mean")[:, [-1]]),
        float(np.median(_city(base, "mean")[:, 0])),
    )
    unknown = uncertain(base.case.parameters)
    numbers = {
        "last": last, "first": base.case.scenario.years[0], "today": today,
        "luck_low": lucky[0, 0], "luck_high": lucky[4, 0], "all": len(unknown),
        "assumed": sum(one.grade == ASSUMPTION for one in unknown),
    }  # fmt: skip
    step = round_up(today) / 10
    low, high = np.floor(0.6 * today / step) * step, np.ceil(2 * today / step) * step
    shown = {"simulated": quantiles(mean), "luck": lucky}
    net = _city(base, "net_mean")[:, -1]
    return Answer((last,), {}, shown, mean, float(low), float(high), numbers, net)


ANSWERS: Mapping[type, Callable[..., Answer]] = {
    SumOnPaper: _projects_of_a_year,
    SpreadOrConcentrate: _spread_or_concentrate,
    MoneyOrPeople: _money_or_people,
    PeopleLeave: _people_leave,
    HowSure: _how_sure,
}


# --- how near a guess was --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Score:
    """How near a guess came, kindly: one to three stars.

    distance  mean distance from the answer's median (a range: of its ends from the band's), in its unit
    inside    a curve: share of the years inside the 90 % band; a number: 1 inside it, else 0; a range: share
              of the members inside the range
    """

    stars: int
    distance: float
    inside: float


def score(kind: str, guess: Sequence[float], answer: Answer) -> Score:
    """The score of a guess of one `kind`; nobody gets less than one star for having guessed."""
    return _range_score(guess, answer) if kind == "range" else _line_score(guess, answer)


def _line_score(guess: Sequence[float], answer: Answer) -> Score:
    """Three stars where most of a curve lies in the band, two where its way off is about the band's width."""
    low, _, middle, _, high = answer.band
    line = np.asarray(guess, float)
    inside = float(((low <= line) & (line <= high)).mean())
    far = float(np.abs(line - middle).mean())
    width = float((high - low).mean())
    near = inside >= 1 / 3 or far <= width
    return Score(3 if inside >= 2 / 3 else 2 if near else 1, far, inside)


def _range_score(guess: Sequence[float], answer: Answer) -> Score:
    """Three stars where a range holds about what it promised without being much too wide."""
    low, high = min(guess), max(guess)
    band_low, band_high = float(answer.band[0, 0]), float(answer.band[4, 0])
    inside = float(((low <= answer.members) & (answer.members <= high)).mean())
    far = (abs(low - band_low) + abs(high - band_high)) / 2
    sized = high - low <= 1.6 * (band_high - band_low)
    return Score(3 if inside >= 0.75 and sized else 2 if inside >= 0.3 else 1, far, inside)
