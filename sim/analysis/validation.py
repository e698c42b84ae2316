"""Validation that can fail: the model set up for other places, against what was published there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import xarray as xr
from scipy.special import ndtri

from sim.axes import BAND, CHANNELS, STREAMS
from sim.faults import fault
from sim.inputs.facts import CITY, Target, VillageGroup, load_places, load_targets, validation_targets
from sim.inputs.parameters import Parameter
from sim.inputs.villages import Register, load_industries
from sim.model.exposure import Exposure, base_income, make_exposure, supplied
from sim.model.simulate import pack, run_blocks
from sim.runs.ensemble import draw_members
from sim.words import say

if TYPE_CHECKING:
    from sim.inputs.case import Case


# ---- The model set up for another place: its own start and its own programme, its outcome for every member

_ONE_PRODUCT = "grain"  # of a place with fewer villages than there are industries, where a programme has it
_TOWNSHIP = 20  # villages; neighbours learn from each other within it
_MOST_VALUES = 1 << 26  # incomes held at a time; more members are run in parts
_OUTCOMES = (
    "mean_income",
    "median_income",
    "mean_gain",
    "gain_per_grant",
    "share_at_least_N",
    "below_N",
    "sigma_operating",
)
_REACH = re.compile(r"(share_at_least|below)_(\d+(?:\.\d+)?)")


def predictions(
    target: Target, groups: Sequence[VillageGroup], case: Case, draws: pd.DataFrame, seed: int = 0
) -> np.ndarray:
    """The target's outcome for every member of `draws`, (member,), in the target's unit."""
    table, exposure, start, grants = (
        _city_world(case) if target.place == CITY else place_world(groups, target.year)
    )
    steps = target.year - start
    years = tuple(range(case.programme.first_year, case.programme.first_year + steps))
    if not 0 < steps <= len(exposure.channels):
        raise fault(
            target.id, "target_year", year=target.year, first=start + 1, last=start + len(exposure.channels)
        )
    blocks = pack(_register_of(table), case.programme)
    cut = _first_years(exposure, steps)
    begin = base_income(table)

    def last_year(what: Exposure, rows: pd.DataFrame) -> np.ndarray:
        return run_blocks(blocks, what, years, rows, seed, [steps - 1]).incomes[:, 0].astype(np.float64)

    size = max(_MOST_VALUES // (len(table) * steps), 1)
    found = []
    for first in range(0, len(draws), size):
        rows = draws.iloc[first : first + size]
        # the same luck without the programme, where what it adds is asked for
        without = last_year(_nothing(cut), rows) if target.outcome == "gain_per_grant" else None
        found.append(outcome_of(target, last_year(cut, rows), begin, without, grants))
    return np.concatenate(found)


def outcome_of(
    target: Target,
    income: np.ndarray,
    start: np.ndarray,
    without: np.ndarray | None = None,
    grants: float = 0.0,
) -> np.ndarray:
    """A target's outcome from incomes (member, village); money in 10k yuan, shares in per cent."""
    name = target.outcome
    if name == "mean_income":
        return income.mean(axis=1)
    if name == "median_income":
        return np.median(income, axis=1)
    if name == "mean_gain":
        return income.mean(axis=1) - start.mean()
    if name == "gain_per_grant" and without is not None and grants > 0:
        return 100 * (income - without).sum(axis=1) / grants
    if match := _REACH.fullmatch(name):
        reached = income >= float(match[2])
        return 100 * reached.mean(axis=1) if match[1] == "share_at_least" else (~reached).sum(axis=1)
    raise fault(target.id, "target_outcome", outcome=name, allowed=", ".join(_OUTCOMES))


def naive(target: Target, groups: Sequence[VillageGroup], case: Case) -> dict[str, float | None]:
    """What two rules say that know no model: no change; last year plus trend (None without a year before)."""
    table, _, start, grants = _city_world(case) if target.place == CITY else place_world(groups, target.year)
    begin = base_income(table)
    same = float(outcome_of(target, begin[None], begin, begin[None], max(grants, 1.0))[0])
    trend = None if target.before is None else same + (same - target.before) * (target.year - start)
    return {"no_change": same, "trend": trend}


def _city_world(case: Case) -> tuple[pd.DataFrame, Exposure, int, float]:
    """The case's own villages and programme; start year; grants of all years, 10k yuan."""
    exposure = make_exposure(case)
    return (
        case.register.table,
        exposure,
        case.programme.base_year,
        float(exposure.channels[:, CHANNELS.index("grants")].sum()),
    )


def place_world(groups: Sequence[VillageGroup], last: int) -> tuple[pd.DataFrame, Exposure, int, float]:
    """The villages of a place at its start, what reaches them until `last`, start year, grants so far.

    Nobody published what they live by: many villages take the programme's industries in turn, few have one
    product. What they are given to sell more of weighs on its price. Their accounts are unknown, as most
    registers' are.
    """
    table = pd.concat([_villages(group) for group in groups], ignore_index=True)
    number, kinds = np.arange(len(table)), load_industries().index
    one = _ONE_PRODUCT if _ONE_PRODUCT in kinds else kinds[0]
    table = table.assign(
        village_id=[f"P{k:04d}" for k in number],
        township_id=[f"T{k // _TOWNSHIP:03d}" for k in number],
        banner_id="B1",
        industry=kinds[number % len(kinds)] if len(table) >= len(kinds) else one,
    )
    start = groups[0].start_year
    channels = np.zeros((max(last - start, 1), len(CHANNELS), len(table)))
    ends = np.cumsum([group.villages for group in groups])
    for group, end in zip(groups, ends, strict=True):
        own = slice(end - group.villages, end)
        channels[: group.grant_years, CHANNELS.index("grants"), own] = group.grants
        channels[:, CHANNELS.index("staff"), own] = group.staff
    given = channels[:, CHANNELS.index("grants")]
    channels[:, CHANNELS.index("supply")] = supplied(given, _register_of(table))
    cost = xr.DataArray(np.zeros((0, len(channels))), dims=("lever", "year"))
    grants = float(given.sum())
    return table, Exposure(channels, cost), start, grants


def _villages(group: VillageGroup) -> pd.DataFrame:
    """A group's villages at evenly spaced quantiles of its lognormal start."""
    shares = (np.arange(group.villages) + 0.5) / group.villages
    income = group.median * np.exp(group.sigma * ndtri(shares))
    streams = {stream: getattr(group, stream) * income for stream in STREAMS}
    return pd.DataFrame({**streams, "governance": 0.5})


def _register_of(table: pd.DataFrame) -> Register:
    """The villages of a place as a register; of the accounts it knows nothing."""
    return Register(table, "", True, "")


def _first_years(exposure: Exposure, steps: int) -> Exposure:
    return Exposure(exposure.channels[:steps], exposure.cost)


def _nothing(exposure: Exposure) -> Exposure:
    return Exposure(np.zeros_like(exposure.channels), exposure.cost)


# ---- Validation that can fail: the model set up for a place, against what was published and two naive rules
# The skill card counts how often the 90 % band holds what was observed, and compares the model's error
# with those of "no change" and "last year plus trend". A finding that a prior already rests on is told apart:
# meeting it proves nothing.

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

    Columns: place, kind, statement_zh, statement_en (and one for each further language), outcome, year, unit,
    value, q05, q50, q95, inside, error (mean absolute difference of model and value less half the model's own
    spread: the CRPS), and for each naive rule its value and its error (NaN where nobody published what it
    needs); independent, source.
    `draws` takes the place of the prior, for example those of a posterior.
    """
    places = load_places()
    draws = draw_members(case.parameters, members, seed) if draws is None else draws
    used = _prior_studies(case.parameters.values(), case.evidence)
    rows = {}
    kept_back = Path(targets or validation_targets())
    for target in load_targets(kept_back, places) if targets or kept_back.is_file() else ():
        modelled = predictions(target, places.get(target.place, ()), case, draws, seed)
        rules = naive(target, places.get(target.place, ()), case)
        rows[target.id] = _row(target, modelled, rules) | {
            "independent": not used & _studies([target.source], case.evidence)
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
    row |= {"source": target.source, "note_zh": target.note_zh, "note": target.note}
    return row | dict(target.further)


def crps(members: np.ndarray, value: float) -> float:
    """Continuous ranked probability score of an ensemble (member,): for one number its absolute error."""
    ordered, count = np.sort(members), len(members)
    ranks = 2 * np.arange(1, count + 1) - count - 1
    spread = 2 * (ranks * ordered).sum() / count**2  # mean absolute difference of two members
    return float(np.abs(ordered - value).mean() - 0.5 * spread)


def _prior_studies(parameters: Iterable[Parameter], evidence: pd.DataFrame) -> set[str]:
    """The studies that the priors rest on: finding ids and, so that a study counts once, place and sample."""
    return _studies([source for row in parameters for source in row.source], evidence)


def _studies(sources: Iterable[str], evidence: pd.DataFrame) -> set[str]:
    """Ids of findings and their place with sample, by which another finding of the same study is known."""
    found = set()
    for source in sources:
        found.add(source)
        if source in evidence.index:
            row = evidence.loc[source]
            found.add(f"{row['place']} / {row['sample']}")
    return found - {"assumption"}
