"""Validation that can fail: the model set up for a place, against what was published and two naive rules.

The skill card counts how often the 90 % band holds what was observed, and compares the model's error
with those of "no change" and "last year plus trend". A finding that a prior already rests on is told apart:
meeting it proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.analysis.places import naive, predictions
from sim.axes import BAND
from sim.inputs.parameters import Parameter
from sim.inputs.targets import Target, load_places, load_targets, validation_targets
from sim.runs.ensemble import draw_members
from sim.words import say

if TYPE_CHECKING:
    from sim.inputs import Case

RULES = ("no_change", "trend")
FEW = 5  # independent observations below which a skill card must not praise


@dataclass(frozen=True)
class SkillCard:
    """What validation says, in numbers and in words.

    table  one row a target; see `validate`
    """

    table: pd.DataFrame

    @property
    def scored(self) -> pd.DataFrame:
        """Observations that no prior rests on."""
        return self.table[(self.table["kind"] == "observation") & self.table["independent"]]

    def lost_to(self, rule: str) -> pd.DataFrame:
        """Scored rows in which a naive rule came nearer than the model."""
        return self.scored[self.scored[f"{rule}_error"] < self.scored["error"]]

    def parts(self) -> pd.DataFrame:
        """Every target in parts of what was published (1 agrees), targets published as 0 left out.

        Columns q05, q50, q95 of the model, one for every naive rule (NaN where it says nothing), and
        `nearest`: model or the rule with the smallest error.
        """
        table = self.table[self.table["value"] != 0]
        names = ["q05", "q50", "q95", *RULES]
        errors = table[["error", *(f"{rule}_error" for rule in RULES)]].astype(float)
        nearest = errors.set_axis(["model", *RULES], axis=1).idxmin(axis=1)
        return table[names].astype(float).div(table["value"], axis=0).assign(nearest=nearest)

    def words(self) -> list[str]:
        """The card as sentences; says so where a naive rule wins, and where there is too little to say."""
        if self.table.empty:
            return [say("skill_none")]
        scored = self.scored
        inside = int(scored["inside"].sum())
        lines = [say("skill_inside", inside=inside, count=len(scored))]
        for rule in RULES:
            known = scored[scored[f"{rule}_error"].notna()]
            if len(known):
                key = "skill_loses" if len(self.lost_to(rule)) * 2 > len(known) else "skill_wins"
                values = {
                    "rule": say(f"rule_{rule}"),
                    "lost": len(self.lost_to(rule)),
                    "count": len(known),
                }
                lines.append(say(key, **values))
        lines += self._direction()
        lines.append(say("skill_dependent", count=int((~self.table["independent"]).sum())))
        if len(scored) < FEW:
            lines.append(say("skill_few", count=len(scored), few=FEW))
        return lines

    def _direction(self) -> list[str]:
        """Whether the misses all lie on one side."""
        missed = self.scored[~self.scored["inside"].astype(bool)]
        if len(missed) < 2:
            return []
        low = int((missed["value"] > missed["q95"]).sum())
        return [say("skill_direction", low=low, high=len(missed) - low)]


def validate(
    case: Case,
    members: int = 2000,
    seed: int = 0,
    targets: Path | str = "",
    draws: pd.DataFrame | None = None,
) -> SkillCard:
    """Run the model set up for the place of every target of a file.

    Columns: place, kind, statement_zh, statement_en, outcome, year, unit, value, q05, q50, q95, inside,
    error (mean absolute difference of model and value less half the model's own spread: the CRPS), and for
    each naive rule its value and its error (NaN where nobody published what it needs); independent, source.
    `draws` takes the place of the prior, for example those of a posterior.
    """
    places = load_places()
    draws = draw_members(case.parameters, members, seed) if draws is None else draws
    used = prior_studies(case.parameters.values(), case.evidence)
    rows = {}
    kept_back = Path(targets or validation_targets())
    for target in load_targets(kept_back, places) if targets or kept_back.is_file() else ():
        modelled = predictions(target, places.get(target.place, ()), case, draws, seed)
        rules = naive(target, places.get(target.place, ()), case)
        rows[target.id] = _row(target, modelled, rules) | {
            "independent": not used & studies([target.source], case.evidence)
        }
    if not rows:  # a programme need not have any targets
        return SkillCard(pd.DataFrame(columns=["kind", "independent", "inside", "value"]))
    return SkillCard(pd.DataFrame.from_dict(rows, orient="index").rename_axis("target"))


def _row(target: Target, modelled: np.ndarray, rules: Mapping[str, float | None]) -> dict[str, object]:
    low, middle, high = np.quantile(modelled, BAND)
    row: dict[str, object] = {
        name: getattr(target, name)
        for name in (
            "place",
            "kind",
            "statement_zh",
            "statement_en",
            "outcome",
            "year",
            "unit",
            "value",
            "tolerance",
        )
    }
    row |= {"q05": low, "q50": middle, "q95": high}
    row |= {"inside": low - target.tolerance <= target.value <= high + target.tolerance}
    row["error"] = crps(modelled, target.value)
    for rule in RULES:
        value = rules[rule]
        row[rule] = np.nan if value is None else value
        row[f"{rule}_error"] = np.nan if value is None else abs(value - target.value)
    return row | {"source": target.source, "note_zh": target.note_zh, "note": target.note}


def crps(members: np.ndarray, value: float) -> float:
    """Continuous ranked probability score of an ensemble (member,): for one number its absolute error."""
    ordered, count = np.sort(members), len(members)
    ranks = 2 * np.arange(1, count + 1) - count - 1
    spread = 2 * (ranks * ordered).sum() / count**2  # mean absolute difference of two members
    return float(np.abs(ordered - value).mean() - 0.5 * spread)


def prior_studies(parameters: Iterable[Parameter], evidence: pd.DataFrame) -> set[str]:
    """The studies that the priors rest on: finding ids and, so that a study counts once, place and sample."""
    return studies([source for row in parameters for source in row.source], evidence)


def studies(sources: Iterable[str], evidence: pd.DataFrame) -> set[str]:
    """Ids of findings and their place with sample, by which another finding of the same study is known."""
    found = set()
    for source in sources:
        found.add(source)
        if source in evidence.index:
            row = evidence.loc[source]
            found.add(f"{row['place']} / {row['sample']}")
    return found - {"assumption"}
