"""How the headlines of a scenario fare under every rival structure of the model, on the same luck.

An answer holds under a structure where its median there moves by less than half the way to the ends of the
90 % band that the standard structure gives it, and where a gain keeps its sign (what a yuan brings: its side
of one yuan). The whole band would hold nearly anything: it is wide by what nobody knows within one structure.
The order of scenarios holds where the scenario keeps its place by median gain. It counts structures, not
chances: nobody knows how likely each is, and many differ in one choice that hardly matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from sim.analysis.outcomes import gain, headline
from sim.analysis.sensitivity import CityRunner, city_runner
from sim.faults import fault
from sim.inputs.case import Case, ScenarioLike, beside, read_case
from sim.inputs.scenarios.names import list_scenarios
from sim.model.structures import CHOICES, STANDARD, Structure, all_structures, single_changes
from sim.runs.ensemble import draw_members

if TYPE_CHECKING:
    from sim.model.simulate import Result

MEMBERS = 128
MARKED = 64  # members behind the marks of a page
PLACE = "place"  # among the programme's scenarios, 1 is the most gain
_WITH_SIGN = {  # the answers whose sign matters, and the number that it is counted from
    "mean_gain": 0.0, "mean_net_gain": 0.0, "household_gain": 0.0, "lifted": 0.0, "net_lifted": 0.0,
    "gain_per_yuan": 1.0, "net_gain_per_yuan": 1.0,
}  # fmt: skip


class Mark(NamedTuple):
    """In how many of so many structures an answer holds."""

    holds: int
    of: int


@dataclass(frozen=True)
class StructureStudy:
    """The headlines of a scenario under many structures.

    standard  rows by answer: low, mid, high under the standard structure, unit
    medians   rows by structure (as they were tried, the standard one first), a column an answer; `place`
              among them where scenarios were compared
    kept      the same table: whether the answer holds there
    places    how many scenarios there are in the order; 0 where they were not compared
    """

    case: Case
    structures: tuple[Structure, ...]
    standard: pd.DataFrame
    medians: pd.DataFrame
    kept: pd.DataFrame
    places: int
    members: int

    @property
    def table(self) -> pd.DataFrame:
        """Rows by answer: low, mid, high (standard), least and most of the medians, holds, of, unit."""
        table = self.standard.copy()
        table["least"], table["most"] = self.medians.min(), self.medians.max()
        table["holds"], table["of"] = self.kept.sum(), len(self.kept)
        return table[["low", "mid", "high", "least", "most", "holds", "of", "unit"]]

    @property
    def choices(self) -> pd.DataFrame:
        """Of the structures with each form of a choice the share in which an answer holds.

        Rows (choice, form), a column an answer.
        """
        rows = {
            (choice, form): self.kept[[getattr(each, choice) == form for each in self.structures]].mean()
            for choice, forms in CHOICES.items()
            for form in forms
        }
        return pd.DataFrame(rows).T.rename_axis(["choice", "form"])

    def holds(self, answer: str) -> Mark:
        """The mark of an answer: in how many structures it holds."""
        return Mark(int(self.kept[answer].sum()), len(self.kept))


def study_structures(
    scenario: ScenarioLike = "",
    counterfactual: ScenarioLike = "",
    members: int = MEMBERS,
    seed: int = 0,
    villages: str | Path | None = None,
    structures: Iterable[Structure] = (),
    ranked: bool = True,
) -> StructureStudy:
    """The headlines of a scenario under some structures (all of them where none is named).

    ranked  compare it with the programme's other scenarios too

    Raises InputFaults where the scenario is its own counterfactual.
    """
    case = read_case(scenario, villages or None)
    none = beside(case, counterfactual)
    if none.scenario.id == case.scenario.id:
        raise fault("", "fault_claim_itself", name=case.scenario.id)
    tried = tuple(dict.fromkeys((STANDARD, *(structures or all_structures()))))
    others = _others(case, none) if ranked else []
    return _study(case, none, others, draw_members(case.parameters, members, seed), seed, tried)


def structure_marks(result: Result, counterfactual: Result, members: int = MARKED) -> dict[str, Mark]:
    """The mark of every headline of a result under the structures that differ in one choice.

    On the first `members` of its members, so that a page can tell it; nothing where it is its own
    counterfactual.
    """
    case, none = result.case, counterfactual.case
    if none.scenario.id == case.scenario.id:
        return {}
    tried = (STANDARD, *single_changes())
    found = _study(case, none, [], result.draws.iloc[:members], result.seed, tried)
    return {str(name): found.holds(str(name)) for name in found.kept}


def _study(
    case: Case,
    none: Case,
    others: Sequence[Case],
    draws: pd.DataFrame,
    seed: int,
    tried: tuple[Structure, ...],
) -> StructureStudy:
    """The study of a case beside its counterfactual, and beside other scenarios where there are any."""
    runners = [city_runner(each, seed) for each in (case, none, *others)]
    standard = pd.DataFrame()
    medians: list[dict[str, float]] = []
    kept: list[dict[str, bool]] = []
    for structure in tried:
        found, row = _answers(runners, draws, structure)
        standard = standard if len(medians) else found
        medians.append(row)
        kept.append(kept_answers(row, medians[0], standard))
    index = pd.RangeIndex(len(tried), name="structure")
    if others:
        place = medians[0][PLACE]
        standard.loc[PLACE] = [place, place, place, "1"]
    return StructureStudy(
        case, tried, standard, pd.DataFrame(medians, index), pd.DataFrame(kept, index),
        len(others) + 1 if others else 0, len(draws),
    )  # fmt: skip


def _others(case: Case, none: Case) -> list[Case]:
    """The programme's other scenarios in the world of a case, which could stand in its place."""
    names = [name for name in list_scenarios() if name not in (case.scenario.id, none.scenario.id)]
    return [beside(case, name) for name in names]


def _answers(
    runners: Sequence[CityRunner], draws: pd.DataFrame, structure: Structure
) -> tuple[pd.DataFrame, dict[str, float]]:
    """The headline under a structure, and the median of each of its answers with the place.

    runners  of the scenario, of what it is measured against, and of those that it is ranked among
    """
    result, without, *rest = (run(draws, structure) for run in runners)
    found = headline(result, without)
    row = {str(name): float(value) for name, value in found["mid"].items()}
    if rest:
        mine = row["mean_gain"]
        theirs = [float(gain(each, without)[{"year": -1}].median()) for each in rest]
        row[PLACE] = 1.0 + sum(each > mine for each in theirs)
    return found, row


def kept_answers(row: dict[str, float], first: dict[str, float], standard: pd.DataFrame) -> dict[str, bool]:
    """Whether each answer holds: its median within half the standard's band, with the standard's sign."""
    kept = {}
    for name, value in row.items():
        if name == PLACE:
            kept[name] = value == first[name]
            continue
        low, mid, high = standard.loc[name, ["low", "mid", "high"]]
        near = (low + mid) / 2 <= value <= (mid + high) / 2
        inside = bool(near) or (np.isnan(value) and np.isnan(first[name]))
        middle = _WITH_SIGN.get(name)
        kept[name] = inside and (middle is None or (value > middle) == (first[name] > middle))
    return kept
