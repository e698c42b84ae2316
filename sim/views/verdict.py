"""What a meeting may take from a run: its scenario against the one that it departs from, on the same luck.

The call follows from two differences, member by member: income in the last year and public money over the
horizon. It is a rule that anyone can check, not a taste:

    advise    more income in LIKELY of the members, and not dearer
    refuse    less income in LIKELY of the members, and not cheaper
    weigh     the one is better and the other worse: a meeting decides what it is worth
    open      neither more nor less in LIKELY of the members
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.compare import LIKELY
from sim.analysis.outcomes import LowMidHigh, gain, low_mid_high, total_costs
from sim.analysis.sensitivity import rank_correlations
from sim.inputs import beside
from sim.inputs.parameters import uncertain
from sim.inputs.programme import in_use
from sim.inputs.scenarios import list_scenarios
from sim.views.numbers import chance, money
from sim.views.tables import interval
from sim.words import in_language, say

if TYPE_CHECKING:
    from sim.model.simulate import Result
    from sim.runs.ensemble import Run

ENOUGH = 100  # members: with fewer, which uncertainty moves the answer most is chance
ALIKE = 0.01  # two sums of public money that differ by less than this share are told as the same


@dataclass(frozen=True)
class Verdict:
    """A scenario against another one.

    call    advise, refuse, weigh or open
    chance  share of members in which the scenario gives more income in the last year
    more    (low, mid, high) of the difference in mean income, 10k yuan/village/year
    dearer  (low, mid, high) of the difference in public money over the horizon, 10k yuan
    below   (low, mid, high) of the difference in villages below the target
    alike   whether the public money is about the same
    driver  the uncertainty that the difference in income hangs on most; None where nothing or chance moves it
    """

    against: Result
    call: str
    chance: float
    more: LowMidHigh
    dearer: LowMidHigh
    below: LowMidHigh
    alike: bool
    driver: str | None


def verdict(run: Run) -> Verdict | None:
    """A run against the scenario that it departs from, else its counterfactual; None against itself."""
    result = run.result
    against = _departure(run)
    if against.case.scenario.id == result.case.scenario.id:
        return None
    added = gain(result, against)[{"year": -1}]
    cost = total_costs(result) - total_costs(against)
    below = gain(result, against, f"below_{in_use().target.amount}")[{"year": -1}].to_numpy()
    chance, less = float((added > 0).mean()), float((added < 0).mean())
    paid = float(np.median(total_costs(against)))
    alike = bool(abs(np.median(cost)) <= ALIKE * max(paid, 1.0))
    call = _call(chance, less, 0.0 if alike else float(np.median(cost)))
    drivers = rank_correlations(result.draws, added)
    driver = str(drivers.index[0]) if len(drivers) and result.members >= ENOUGH else None
    return Verdict(
        against,
        call,
        chance,
        low_mid_high(added.to_numpy()),
        low_mid_high(cost),
        low_mid_high(below),
        alike,
        driver,
    )


def _departure(run: Run) -> Result:
    """The result that a run is held against, on its own members and luck."""
    from sim.model.simulate import simulate_members

    baseline = run.result.case.scenario.baseline
    other = run.counterfactual
    if baseline == other.case.scenario.id or baseline not in list_scenarios():  # a file that is not at hand
        return other
    case = beside(run.result.case, baseline)
    return simulate_members(case, run.result.draws, run.result.seed, villages=False)


def _call(more: float, less: float, dearer: float) -> str:
    if more >= LIKELY:
        return "weigh" if dearer > 0 else "advise"
    if less >= LIKELY:
        return "weigh" if dearer < 0 else "refuse"
    return "open"


def verdict_sentences(run: Run, found: Verdict) -> list[str]:
    """The call and its reasons: income, villages below the target, public money, what it hangs on."""
    years = run.result.case.scenario.years
    against = in_language(found.against.case.scenario.title)
    sentences = [
        say(f"verdict_{found.call}", against=against),
        say(
            "verdict_income", against=against, last=years[-1], chance=chance(found.chance),
            more=_banded(found.more, 2), below=_banded(found.below, 0),
            target=in_use().target.amount,
        ),
        say(
            "verdict_cost_alike" if found.alike else "verdict_cost", first=years[0], last=years[-1],
            dearer=_money(found.dearer),
        ),
    ]  # fmt: skip
    if found.driver is not None:
        row, every = run.result.case.parameters[found.driver], uncertain(run.result.case.parameters)
        grade = say(f"grade_{row.grade}")
        sentences.append(
            say(
                "verdict_driver", driver=row.label(), grade=grade,
                all=len(every), assumption=sum(each.grade == "assumption" for each in every),
            )
        )  # fmt: skip
    return sentences


def _banded(values: LowMidHigh, decimals: int) -> str:
    mid, ends = interval(*values, decimals, True)
    return say("report_band", mid=mid, band=ends)


def _money(values: LowMidHigh) -> str:
    """A difference of public money with its sign, its unit and its band."""
    low, mid, high = values
    said = [money(each) for each in (mid, low, high)]
    (middle, unit), ends = said[0], f"{' '.join(said[1])} – {' '.join(said[2])}"
    plus = "+" if mid > 0 else ""
    return say("report_band", mid=f"{plus}{middle} {unit}", band=ends)
