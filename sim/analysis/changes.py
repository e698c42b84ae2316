"""Why did the answer change? The difference of two runs split into data, parameters, scenario, luck, code.

What a run folder keeps (scenario, priors, seed and number of members, and the register that it names) is
exchanged piece by piece in re-runs with today's code and tables; the Shapley value of each piece is its
part. What a re-run does not reproduce is due to code, or to tables that have changed since.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sim.analysis.attribution import shapley
from sim.faults import InputFaults, unknown
from sim.inputs.case import Case
from sim.inputs.nation import lasting_for
from sim.model.simulate import simulate_members
from sim.runs.ensemble import draw_members
from sim.runs.store import load_manifest, load_run
from sim.words import LANGUAGES, said_in, say

if TYPE_CHECKING:
    from sim.model.simulate import Result

_PIECES = ("data", "parameters", "scenario", "luck")
_CODE, _TABLES, _BOTH = "code", "tables", "code_and_tables"
_TABLES_READ = ("levers", "data/industries.csv")  # what a result depends on and a folder does not keep
_RANKED = ("median", "gini")  # outcomes that need every village
_NAMED = ("scenario", "parameters")  # rows whose names are told with what each of them does
FEW = 200  # members that tell which of them matter
_YEARS, _RULES = "years", "rules"  # what two scenarios may differ in beside their levers
_SAME = 1e-4  # relative: two kinds of processor agree to 1e-5


@dataclass(frozen=True)
class Why:
    """A difference and its parts.

    before, after  mean of the outcome over members in `year`, as stored in the two folders
    table     rows data, parameters, scenario, luck and one for what re-runs do not reproduce (code, tables or
              code_and_tables); part (they add up to the difference), share, low, high (5 and 95 % of the
              members' own parts where both runs share their members, else no value), differs
    details   per row the names that differ: levers, parameters, tables; of levers and parameters those that
              moved the answer most first
    effects   per row what each of them does to the answer: the mean of giving it to the first run alone and
              of taking it from the second alone; where one thing differs it is all of the part
    labels    what levers and parameters are called, by name and language
    """

    outcome: str
    year: int
    unit: str
    before: float
    after: float
    table: pd.DataFrame
    details: Mapping[str, tuple[str, ...]]
    effects: Mapping[str, pd.Series] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def difference(self) -> float:
        return self.after - self.before

    @property
    def main(self) -> str:
        """The row with the largest part."""
        return str(self.table["part"].abs().idxmax())


@dataclass(frozen=True)
class Side:
    """One of the two runs: what it kept and what its manifest says."""

    result: Result
    about: Mapping[str, Any]

    @property
    def case(self) -> Case:
        return self.result.case

    @property
    def luck(self) -> tuple[int, int]:
        return self.result.members, self.result.seed


def why_changed(before: Path | str, after: Path | str, outcome: str = "mean") -> Why:
    """Split the change of a city outcome between two run folders, in the last year that both have.

    Raises InputFaults where a folder is no finished run, its register has changed since or the outcome is
    unknown.
    """
    sides = [Side(load_run(folder).result, load_manifest(Path(folder))) for folder in (before, after)]
    return split_change(sides[0], sides[1], outcome)


def split_change(first: Side, second: Side, outcome: str = "mean") -> Why:
    """The change from one side to another."""
    if outcome not in first.result.city:
        raise InputFaults([unknown("", say("word_outcome"), outcome, map(str, first.result.city))])
    year = min(first.case.scenario.years[-1], second.case.scenario.years[-1])
    stored = [values(side.result, outcome, year) for side in (first, second)]
    details = dict(_differing(first, second))
    effects = {name: _single_effects(first, second, name, details[name], outcome, year) for name in _NAMED}
    details |= {name: tuple(map(str, effects[name].index)) for name in _NAMED}
    parts = _piece_parts(first, second, outcome, year, [name for name in _PIECES if details[name]])
    rest_name = _unexplained(first, second)
    rerun = sum((part.mean() for part in parts.values()), 0.0)
    rest = float(stored[1].mean() - stored[0].mean() - rerun)
    difference = float(stored[1].mean() - stored[0].mean())
    rows = {name: _row(parts.get(name), first.luck == second.luck) for name in _PIECES}
    negligible = abs(rest) <= _SAME * max(abs(float(stored[0].mean())), 1e-9)
    rows[rest_name] = {"part": rest, "low": rest, "high": rest, "differs": not negligible}
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("cause")
    table.insert(1, "share", table["part"] / difference if difference else np.nan)
    unit = str(first.result.city[outcome].attrs.get("units", ""))
    means = float(stored[0].mean()), float(stored[1].mean())
    return Why(outcome, year, unit, *means, table, details, effects, _labels_of(first.case, second.case))


def values(result: Result, outcome: str, year: int) -> np.ndarray:
    """An outcome in one year, (member,)."""
    return result.city[outcome].sel(year=year).to_numpy().astype(np.float64)


def _row(part: np.ndarray | None, paired: bool) -> dict[str, float | bool]:
    """A piece's row; `part` (member,), or a single mean where the two runs have other members."""
    if part is None:
        return {"part": 0.0, "low": 0.0, "high": 0.0, "differs": False}
    low, high = np.quantile(part, (0.05, 0.95)) if paired else (np.nan, np.nan)
    return {"part": float(part.mean()), "low": float(low), "high": float(high), "differs": True}


# --- the pieces that can be re-run -------------------------------------------------------------------


def _piece_parts(
    first: Side, second: Side, outcome: str, year: int, pieces: list[str]
) -> dict[str, np.ndarray]:
    """Shapley value of each piece that differs, (member,) or (1,) where the members are not the same."""
    if not pieces:
        return {}
    runs = []
    for coalition in range(1 << len(pieces)):
        taken = {name for k, name in enumerate(pieces) if coalition >> k & 1}
        runs.append(values(_mixed(first, second, taken, outcome in _RANKED), outcome, year))
    if first.luck != second.luck:
        runs = [np.array([run.mean()]) for run in runs]
    shares = shapley(np.stack(runs, axis=-1))
    return {name: shares[:, k] for k, name in enumerate(pieces)}


def _mixed(first: Side, second: Side, taken: set[str], ranked: bool = False) -> Result:
    """A re-run of the first side with some of the second's pieces; `ranked` keeps the villages for it."""
    of = {name: second if name in taken else first for name in _PIECES}
    case = replace(
        of["scenario"].case, parameters=of["parameters"].case.parameters, register=of["data"].case.register
    )
    members, seed = of["luck"].luck
    draws = draw_members(case.parameters, members, seed)
    return simulate_members(case, draws, seed, villages=ranked)


def _single_effects(
    first: Side, second: Side, piece: str, names: Sequence[str], outcome: str, year: int
) -> pd.Series:
    """What each lever or parameter that differs does to the mean outcome, the largest first.

    Few members are enough to tell which ones matter; all runs meet the first run's luck.
    """
    if not names:
        return pd.Series(dtype=float)
    members, seed = min(first.luck[0], FEW), first.luck[1]

    def run(case: Case) -> float:
        draws = draw_members(case.parameters, members, seed)
        result = simulate_members(case, draws, seed, villages=outcome in _RANKED)
        return float(values(result, outcome, year).mean())

    start, end = first.case, replace(second.case, register=first.case.register)
    ends = run(start), run(end)
    found = {}
    for name in names:
        given, taken = run(_with_one(start, end, piece, name)), run(_with_one(end, start, piece, name))
        found[name] = ((given - ends[0]) + (ends[1] - taken)) / 2
    return pd.Series(found).sort_values(key=lambda each: -each.abs(), kind="stable")


def _with_one(case: Case, other: Case, piece: str, name: str) -> Case:
    """A case with one lever's setting, one prior, the years or the rules of another case."""
    if piece == "parameters":
        return replace(case, parameters={**case.parameters, name: other.parameters[name]})
    scenario = case.scenario
    if name == _YEARS:  # amounts beyond a horizon are those of its last year
        return replace(case, scenario=lasting_for(scenario, len(other.scenario.years)))
    if name == _RULES:
        return replace(case, scenario=replace(scenario, rules=other.scenario.rules))
    setting = lasting_for(other.scenario, len(scenario.years)).settings[name]
    return replace(case, scenario=replace(scenario, settings={**scenario.settings, name: setting}))


def _labels_of(*cases: Case) -> dict[str, Mapping[str, str]]:
    """What the levers and parameters of cases are called."""
    found: dict[str, Mapping[str, str]] = {}
    for case in cases:
        for lever in case.levers.values():
            found[lever.id] = {lang: said_in(lang, lever.label) for lang in LANGUAGES}
        for name, row in case.parameters.items():
            found[name] = {lang: said_in(lang, row.label) for lang in LANGUAGES}
    return found


# --- what differs ---------------------------------------------------------------------------------------


def _differing(first: Side, second: Side) -> dict[str, tuple[str, ...]]:
    """What differs between two runs, by piece: names of parameters, levers, the register, luck."""
    one, two = first.case, second.case
    priors = tuple(name for name, prior in one.parameters.items() if two.parameters.get(name) != prior)
    settings = one.scenario.settings
    levers = tuple(name for name, each in settings.items() if two.scenario.settings.get(name) != each)
    further = {
        _YEARS: one.scenario.years != two.scenario.years,
        _RULES: one.scenario.rules != two.scenario.rules,
    }
    return {
        "data": (one.register.name, two.register.name)
        if one.register.checksum != two.register.checksum
        else (),
        "parameters": priors,
        "scenario": levers + tuple(name for name, differs in further.items() if differs),
        "luck": ("members", "seed") if first.luck != second.luck else (),
        _TABLES: tuple(name for name in _TABLES_READ if _known(first, name) != _known(second, name)),
        _CODE: ("code",) if first.about.get("code_version") != second.about.get("code_version") else (),
    }


def _known(side: Side, name: str) -> str | None:
    return dict(side.about.get("inputs", {})).get(name)


def _unexplained(first: Side, second: Side) -> str:
    """What the part that no re-run reproduces is due to, as far as the manifests tell."""
    details = _differing(first, second)
    if details[_TABLES]:
        return _BOTH if details[_CODE] else _TABLES
    return _CODE
