"""Scenarios by id, file, code or arguments; and written back: into their own file, a new one, or resolved."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from ruamel.yaml.comments import CommentedMap

from sim.faults import InputFaults, fault
from sim.folders import set_in_use
from sim.inputs.levers import Lever, load_levers
from sim.inputs.parameters import Parameter
from sim.inputs.programme import in_use
from sim.inputs.scenarios.codes import decoding, encoding
from sim.inputs.scenarios.names import (
    file_of,
    is_file_name,
    list_scenarios,
    meant,
    scenarios_folder,
    unknown_id,
)
from sim.inputs.scenarios.resolve import apply, check_sheet, check_years, load_file, new_targeting
from sim.inputs.scenarios.rules import written_rules
from sim.inputs.scenarios.scenario import LeverSetting, Override, Scenario, Tables, own_path, published
from sim.inputs.scenarios.settings import ENTRY_KEYS, read_years, written_extra
from sim.inputs.scenarios.sheet import WrittenFile, content_of, yaml
from sim.inputs.yaml_files import read_text
from sim.words import LANGUAGES, say
from sim.writing import write

# ---- The doors for scenarios by name: an id, a file or a scenario code ---------------------------


def load_scenario(
    id_or_path: str | Path,
    levers: Mapping[str, Lever] | None = None,
    parameters: Mapping[str, Parameter] | None = None,
    villages: Collection[str] | None = None,
    years: tuple[int, ...] | None = None,
) -> Scenario:
    """The scenario of an id of the programme, of a file or of a scenario code, resolved.

    What is given beside it, and what is raised, `load_file` tells.
    """
    if is_code(id_or_path):
        return decoding.decode(str(id_or_path), levers, parameters, villages, years)
    return load_file(id_or_path, levers, parameters, villages, years)


def load_scenarios(
    names: Iterable[str | Path],
    levers: Mapping[str, Lever] | None = None,
    parameters: Mapping[str, Parameter] | None = None,
    villages: Collection[str] | None = None,
) -> list[Scenario]:
    """Several scenarios; raises the faults of all of their files at once."""
    loaded, faults = [], []
    for name in names:
        try:
            loaded.append(load_scenario(name, levers, parameters, villages))
        except InputFaults as found:
            faults += [each for each in found.faults if each not in faults]
    if faults:
        raise InputFaults(faults)
    return loaded


def is_code(id_or_path: str | Path) -> bool:
    """Whether a scenario is given as a code: a text that is no id, no file's name and looks like a code."""
    text = str(id_or_path)
    if isinstance(id_or_path, Path) or is_file_name(text):
        return False
    return encoding.is_code(text) and text not in list_scenarios()


# ---- Writing a scenario back as a file -----------------------------------------------------------
# Into its own, whose comments survive, into a new one, or resolved.


def save_scenario(
    scenario: Scenario,
    path: Path,
    levers: Mapping[str, Lever] | None = None,
    parameters: Mapping[str, Parameter] | None = None,
) -> None:
    """Write `scenario` as a file that loads to the same settings; comments of an existing file survive.

    A new file names the scenario's baseline (its own id where it has none) and holds what differs.
    """
    tables, fresh = Tables.read(levers, parameters, None), not path.is_file()
    if fresh:
        write(path, _new_file(scenario))
    try:
        for _ in range(2):  # the second time what follows another lever and must not, now that it moved
            if text := _changed_text(scenario, path, tables):
                write(path, text, force=True)
    except BaseException:
        if fresh:
            path.unlink(missing_ok=True)
        raise


def _changed_text(scenario: Scenario, path: Path, tables: Tables) -> str:
    """The text of a file with what it says otherwise set as in `scenario`; blank where it says the same."""
    now = load_file(path, tables.levers, tables.parameters, years=scenario.years)
    text = content_of(read_text(path)[0])
    if "years" in text or load_file(path, tables.levers, tables.parameters).years != now.years:
        text["years"] = [scenario.years[0], scenario.years[-1]]
    elif now.rules == scenario.rules and not any(
        _differing(now.settings[name], wanted) for name, wanted in scenario.settings.items()
    ):
        return ""
    if now.rules != scenario.rules:
        text["rules"] = written_rules(scenario)
    text["set"] = _by_ids(text.get("set") or CommentedMap(), tables)
    for name, wanted in scenario.settings.items():
        for key in _differing(now.settings[name], wanted):
            _release(text["set"], name, key, now, tables)
            entry = text["set"].setdefault(name, CommentedMap())
            entry[key] = _written(scenario.years, wanted, key, tables.levers[name])
            entry["reason"] = _why(scenario, name, key) or entry.get("reason") or say("scenario_by_hand")
    buffer = io.StringIO()
    yaml().dump(text, buffer)
    return buffer.getvalue()


def _by_ids(content: CommentedMap, tables: Tables) -> CommentedMap:
    """A `set:` block whose entries are named by id, where the file names some by their label."""
    labels = tables.selector_labels()
    for key in [each for each in content if each not in labels]:
        content[meant("lever", str(key), labels)] = content.pop(key)
    return content


def _new_file(scenario: Scenario) -> str:
    """A file with title, question, baseline and years, and nothing set yet."""
    head = CommentedMap(
        title=dict(scenario.title),
        question=dict(scenario.question),
        baseline=scenario.baseline or scenario.id,
        years=[scenario.years[0], scenario.years[-1]],
    )
    if scenario.parameters:
        reasons = {change.target: change.reason for change in scenario.changes if change.field == "prior"}
        head["parameters"] = {
            name: {**_prior_text(prior), "reason": reasons.get(name) or say("scenario_by_hand")}
            for name, prior in scenario.parameters.items()
        }
    if scenario.posterior:
        reasons = {change.target: change.reason for change in scenario.changes}
        why_used = reasons.get("posterior") or say("scenario_by_hand")
        head["posterior"] = {"name": scenario.posterior, "reason": why_used}
    buffer = io.StringIO()
    yaml().dump(head, buffer)
    return buffer.getvalue()


def _prior_text(prior: Override) -> dict[str, Any]:
    kept = ("value", "grade") if prior.distribution == "constant" else tuple(prior.given)
    return {name: value for name, value in prior.given.items() if name in kept}


def _differing(now: LeverSetting, wanted: LeverSetting) -> list[str]:
    fields = {
        "amount": now.amounts != wanted.amounts,
        "targeting": new_targeting(now) != new_targeting(wanted),
        "extra": now.extra != wanted.extra,
    }
    return [name for name, differs in fields.items() if differs]


def _release(content: CommentedMap, name: str, key: str, now: Scenario, tables: Tables) -> None:
    """Take `key` of lever `name` out of the entry that sets it; a group's other levers keep theirs."""
    if key == "extra":  # no group can set it
        return
    selectors = tables.selectors()
    fields = ("amount", "scale") if key == "amount" else ("targeting",)
    if name in content:
        content[name].pop("scale", None)
    for selector in [entry for entry in content if name in selectors[entry] and entry != name]:
        held = [entry for entry in fields if entry in content[selector]]
        for lever in selectors[selector] if held else []:
            own = content.setdefault(lever, CommentedMap())
            own[key] = _written(now.years, now.settings[lever], key, tables.levers[lever])
            own["reason"] = own.get("reason") or content[selector]["reason"]
        for entry in held:
            del content[selector][entry]
        if set(content[selector]) <= {"reason"}:
            del content[selector]


def _written(years: tuple[int, ...], wanted: LeverSetting, key: str, lever: Lever | None) -> Any:
    if key == "targeting":
        target = new_targeting(wanted)
        return target if isinstance(target, str) else list(target)
    if key == "extra":
        return written_extra(wanted.extra, years)
    return _compact(years, wanted.amounts, lever)


def _compact(
    years: tuple[int, ...], amounts: tuple[float, ...], lever: Lever | None
) -> float | int | dict[int, float | int]:
    """One number where that means just these amounts, else numbers by the year from which they hold."""
    if amounts == own_path(lever, amounts[0], years):
        return _whole(amounts[0])
    steps = [next(group) for _, group in groupby(zip(years, amounts, strict=True), key=lambda pair: pair[1])]
    return {year: _whole(amount) for year, amount in steps}


def _whole(number: float) -> float | int:
    return int(number) if number == int(number) else float(number)


def _why(scenario: Scenario, name: str, key: str) -> str | Mapping[str, str]:
    """The reason of the latest change to a field."""
    reasons = [change.reason for change in scenario.changes if (change.target, change.field) == (name, key)]
    return reasons[-1] if reasons else ""


def resolved_text(scenario: Scenario, levers: Mapping[str, Lever] | None = None) -> str:
    """A scenario file without baseline that names every lever with its whole path; it loads to the same."""
    known = load_levers() if levers is None else levers
    text = content_of(_new_file(scenario))
    del text["baseline"]
    text.yaml_set_start_comment(f"{scenario.id}, resolved; baseline: {scenario.baseline or '-'}")
    text["set"] = {
        name: {
            "amount": _compact(scenario.years, setting.amounts, known[name]),
            "targeting": _written(scenario.years, setting, "targeting", known[name]),
            **({"extra": written_extra(setting.extra, scenario.years)} if setting.extra else {}),
            "reason": _why(scenario, name, "amount") or _why(scenario, name, "targeting") or "as published",
        }
        for name, setting in scenario.settings.items()
    }
    if scenario.rules:
        text["rules"] = written_rules(scenario)
    buffer = io.StringIO()
    yaml().dump(text, buffer)
    return buffer.getvalue()


# ---- A scenario from arguments in place of a file ------------------------------------------------
# The same checks, with an argument's name for a line.

_NOWHERE = "in-memory"  # no folder: what comes from arguments lies beside no other scenarios


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
    rules       entries of a file's `rules:` block; None: those of the base
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
    rules: Sequence[Mapping[str, Any]] | None = None


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
    if wanted.rules is not None:
        why = {"reason": _plain(wanted.reason)} if wanted.reason else {}
        entries_of_rules = [
            numbered({**why, **each} if isinstance(each, Mapping) else each, f"rules[{place}]")[0]
            for place, each in enumerate(wanted.rules)
        ]
        content["rules"] = entries_of_rules, numbered(None, "rules")[1]
    return _Arguments(
        wanted.name, wanted.name, _block(content), scenarios_folder() / _NOWHERE, False, names=tuple(names)
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
