"""A scenario from arguments in place of a file: the same checks, with an argument's name for a line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from ruamel.yaml.comments import CommentedMap

from sim.faults import fault
from sim.folders import set_in_use
from sim.inputs.levers import Lever
from sim.inputs.parameters import Parameter
from sim.inputs.programme import in_use
from sim.inputs.scenarios.amounts import read_years
from sim.inputs.scenarios.checks import check_sheet, check_years
from sim.inputs.scenarios.entries import ENTRY_KEYS
from sim.inputs.scenarios.finding import (
    file_of,
    is_file_name,
    list_scenarios,
    scenarios_folder,
    unknown_id,
)
from sim.inputs.scenarios.resolve import apply, load_file
from sim.inputs.scenarios.scenario import Scenario
from sim.inputs.scenarios.sheet import WrittenFile
from sim.inputs.scenarios.tables import Tables, published
from sim.words import LANGUAGES, say

NOWHERE = "in-memory"  # no folder: what comes from arguments lies beside no other scenarios


@dataclass(frozen=True)
class ScenarioArguments:
    """What a scenario is to be, argument by argument.

    settings    by lever: an amount, amounts by year, or a whole entry of a file's `set:` block
    base        an id, a file, a scenario that was read or made before; blank: the programme as published
    years       first and last; None: those of the base
    title       and question, in one language or by language; None: the name
    reason      of every change that brings none of its own
    handed_out  by lever: a rule, or a list of villages; extra: by lever, {year: {village: units}} on top
    uncertainties  by parameter: a value, or a whole entry of a file's `parameters:` block
    posterior   the name of a stored one
    """

    name: str
    settings: Mapping[str, Any]
    base: str | Path | Scenario = ""
    years: Iterable[int] | None = None
    title: str | Mapping[str, str] | None = None
    question: str | Mapping[str, str] | None = None
    reason: str | Mapping[str, str] = ""
    handed_out: Mapping[str, Any] | None = None
    extra: Mapping[str, Any] | None = None
    uncertainties: Mapping[str, Any] | None = None
    posterior: str | Mapping[str, Any] | None = None


@dataclass
class _Arguments(WrittenFile):
    """A sheet whose lines are arguments: the number of one is its place in `names`."""

    names: tuple[str, ...] = ()

    def place(self, line: int | None) -> str:
        return self.name if line is None else f"{self.name}:{self.names[line - 1]}"

    def line(self, name: str) -> int:
        """The number of an argument."""
        return self.names.index(name) + 1


def make_scenario(
    wanted: ScenarioArguments,
    levers: Mapping[str, Lever] | None = None,
    parameters: Mapping[str, Parameter] | None = None,
    villages: Collection[str] | None = None,
) -> Scenario:
    """The scenario of some arguments, as `load_file` would read it from a file that says the same.

    `villages` are the ids of the register, against which lists of villages are checked when given.
    Raises InputFaults with every fault, each with the name of its argument.
    """
    tables, sheet = Tables.read(levers, parameters, villages), _sheet_of(wanted)
    years = check_years(sheet)
    ground = _ground(wanted.base, sheet, tables, years)
    made = apply(check_sheet(sheet, ground.years, tables), ground, tables)
    bare = tuple(replace(each, line=None) for each in made.changes)
    return replace(made, changes=bare, notes=(*sheet.notes, *ground.notes))


def _ground(
    base: str | Path | Scenario, sheet: _Arguments, tables: Tables, years: tuple[int, ...] | None
) -> Scenario:
    """What the arguments stand on, resolved for the years that they name.

    An id that there is not is noted, so that it is told with all else that is wrong.
    """
    if isinstance(base, Scenario):
        check_home(base)
        if years and years != base.years:
            span = {"first": base.years[0], "last": base.years[-1]}
            sheet.note(sheet.line("years"), "scenario_base_years", name=base.id, **span)
        return base
    name = base or in_use().main
    if not _is_file(name) and file_of(str(name), scenarios_folder()) is None:
        known = list_scenarios()
        sheet.add(
            unknown_id(
                sheet.place(sheet.line("base")), say("word_baseline"), str(name), known, scenarios_folder()
            )
        )
        return published(tables, years or in_use().usual_years)
    return load_file(name, tables.levers, tables.parameters, tables.villages, years)


def check_home(scenario: Scenario) -> None:
    """Refuse a scenario of another programme than that in use: its levers would be taken for others."""
    own, here = Path(scenario.home).name, Path(set_in_use()).name  # another machine has other paths
    if own and own != here:
        raise fault(scenario.id, "scenario_other_programme", own=own, here=here)


# --- arguments as the content of a file ------------------------------------------------------------------


def _sheet_of(wanted: ScenarioArguments) -> _Arguments:
    """The sheet whose content a file would have; each part of it bears the number of its argument."""
    names: list[str] = []

    def numbered(value: Any, name: str) -> tuple[Any, int]:
        if name not in names:
            names.append(name)
        line = names.index(name)
        return _marked(value, line), line

    base = wanted.base.id if isinstance(wanted.base, Scenario) else wanted.base
    own = dict.fromkeys(LANGUAGES, wanted.name)
    title = wanted.title or own
    content = {
        "title": numbered(title, "title"),
        "question": numbered(wanted.question or (title if isinstance(title, str) else own), "question"),
        "baseline": numbered(Path(base).stem if _is_file(base) else base or in_use().main, "base"),
    }
    if wanted.years is not None:
        content["years"] = numbered(_span(wanted.years), "years")
    entries: dict[Any, tuple[Any, int]] = {}
    for lever, value in wanted.settings.items():
        entries[lever] = numbered(_entry(value), lever)
    for field, given in (("handed_out", wanted.handed_out), ("extra", wanted.extra)):
        for lever, value in (given or {}).items():
            part, line = numbered(value, f"{field}[{lever}]")
            entry, first = entries.setdefault(lever, (CommentedMap(), line))
            key = "targeting" if field == "handed_out" else field
            entry[key] = part
            _mark(entry, key, line)
            entries[lever] = entry, first
    priors = {
        name: numbered(_prior(value), f"uncertainties[{name}]")
        for name, value in (wanted.uncertainties or {}).items()
    }
    for each, _ in [*entries.values(), *priors.values()]:
        if wanted.reason and "reason" not in each:
            each["reason"] = _plain(wanted.reason)
    if entries:
        content["set"] = _block(entries), numbered(None, "levers")[1]
    if priors:
        content["parameters"] = _block(priors), numbered(None, "uncertainties")[1]
    if wanted.posterior:
        given = wanted.posterior if isinstance(wanted.posterior, Mapping) else {"name": wanted.posterior}
        said = {"reason": wanted.reason} if wanted.reason else {}
        content["posterior"] = numbered({**said, **given}, "posterior")
    return _Arguments(
        wanted.name, wanted.name, _block(content), scenarios_folder() / NOWHERE, False, names=tuple(names)
    )


def _is_file(base: object) -> bool:
    return isinstance(base, Path) or is_file_name(str(base))


def _entry(value: Any) -> Mapping[Any, Any]:
    """An entry of a `set:` block: as it is written, or of an amount or amounts by year."""
    if isinstance(value, Mapping) and any(
        key in ENTRY_KEYS or (isinstance(key, str) and read_years(key, (0, 0)) is None) for key in value
    ):
        return value
    return {"amount": value}


def _prior(value: Any) -> Mapping[Any, Any]:
    """An entry of a `parameters:` block: as it is written, or of one value."""
    return value if isinstance(value, Mapping) else {"value": value}


def _span(years: Any) -> Any:
    """First and last year of a range; else as given."""
    return [years[0], years[-1]] if isinstance(years, range) and len(years) > 1 else years


def _block(parts: Mapping[Any, tuple[Any, int]]) -> CommentedMap:
    made = CommentedMap({_plain(key): value for key, (value, _) in parts.items()})
    for key, (_, line) in parts.items():
        _mark(made, _plain(key), line)
    return made


def _marked(value: Any, line: int) -> Any:
    """A value as a file would give it, each key in it on one line."""
    if isinstance(value, pd.Series):
        value = value.to_dict()
    if isinstance(value, Mapping):
        return _block({key: (_marked(each, line), line) for key, each in value.items()})
    if isinstance(value, (set, frozenset)):
        value = sorted(value)
    if isinstance(value, (list, tuple, range, np.ndarray, pd.Index)):
        return [_marked(each, line) for each in value]
    return _plain(value)


def _mark(mapping: CommentedMap, key: Any, line: int) -> None:
    mapping.lc.data = {**(mapping.lc.data or {}), key: [line, 0, line, 0]}


def _plain(value: Any) -> Any:
    """A number of NumPy as Python's own."""
    return value.item() if isinstance(value, np.generic) else value
