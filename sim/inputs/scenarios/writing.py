"""Writing a scenario back as a file: into its own, whose comments survive, into a new one, or resolved."""

from __future__ import annotations

import io
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap

from sim.inputs.levers import Lever, load_levers
from sim.inputs.parameters import Parameter
from sim.inputs.scenarios.extras import written_extra
from sim.inputs.scenarios.names import meant
from sim.inputs.scenarios.resolve import load_file, new_targeting
from sim.inputs.scenarios.scenario import LeverSetting, Override, Scenario
from sim.inputs.scenarios.sheet import content_of, yaml
from sim.inputs.scenarios.tables import Tables, own_path
from sim.inputs.scenarios.text import read_text
from sim.words import say
from sim.writing import write


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
        write(path, new_file(scenario))
    try:
        for _ in range(2):  # the second time what follows another lever and must not, now that it moved
            if text := changed_text(scenario, path, tables):
                write(path, text, force=True)
    except BaseException:
        if fresh:
            path.unlink(missing_ok=True)
        raise


def changed_text(scenario: Scenario, path: Path, tables: Tables) -> str:
    """The text of a file with what it says otherwise set as in `scenario`; blank where it says the same."""
    now = load_file(path, tables.levers, tables.parameters, years=scenario.years)
    text = content_of(read_text(path)[0])
    if "years" in text or load_file(path, tables.levers, tables.parameters).years != now.years:
        text["years"] = [scenario.years[0], scenario.years[-1]]
    elif not any(differing(now.settings[name], wanted) for name, wanted in scenario.settings.items()):
        return ""
    text["set"] = by_ids(text.get("set") or CommentedMap(), tables)
    for name, wanted in scenario.settings.items():
        for key in differing(now.settings[name], wanted):
            release(text["set"], name, key, now, tables)
            entry = text["set"].setdefault(name, CommentedMap())
            entry[key] = written(scenario.years, wanted, key, tables.levers[name])
            entry["reason"] = why(scenario, name, key) or entry.get("reason") or say("scenario_by_hand")
    buffer = io.StringIO()
    yaml().dump(text, buffer)
    return buffer.getvalue()


def by_ids(content: CommentedMap, tables: Tables) -> CommentedMap:
    """A `set:` block whose entries are named by id, where the file names some by their label."""
    labels = tables.selector_labels()
    for key in [each for each in content if each not in labels]:
        content[meant("lever", str(key), labels)] = content.pop(key)
    return content


def new_file(scenario: Scenario) -> str:
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
            name: {**prior_text(prior), "reason": reasons.get(name) or say("scenario_by_hand")}
            for name, prior in scenario.parameters.items()
        }
    if scenario.posterior:
        reasons = {change.target: change.reason for change in scenario.changes}
        why_used = reasons.get("posterior") or say("scenario_by_hand")
        head["posterior"] = {"name": scenario.posterior, "reason": why_used}
    buffer = io.StringIO()
    yaml().dump(head, buffer)
    return buffer.getvalue()


def prior_text(prior: Override) -> dict[str, Any]:
    kept = ("value", "grade") if prior.distribution == "constant" else tuple(prior.given)
    return {name: value for name, value in prior.given.items() if name in kept}


def differing(now: LeverSetting, wanted: LeverSetting) -> list[str]:
    fields = {
        "amount": now.amounts != wanted.amounts,
        "targeting": new_targeting(now) != new_targeting(wanted),
        "extra": now.extra != wanted.extra,
    }
    return [name for name, differs in fields.items() if differs]


def release(content: CommentedMap, name: str, key: str, now: Scenario, tables: Tables) -> None:
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
            own[key] = written(now.years, now.settings[lever], key, tables.levers[lever])
            own["reason"] = own.get("reason") or content[selector]["reason"]
        for entry in held:
            del content[selector][entry]
        if set(content[selector]) <= {"reason"}:
            del content[selector]


def written(years: tuple[int, ...], wanted: LeverSetting, key: str, lever: Lever | None) -> Any:
    if key == "targeting":
        target = new_targeting(wanted)
        return target if isinstance(target, str) else list(target)
    if key == "extra":
        return written_extra(wanted.extra, years)
    return compact(years, wanted.amounts, lever)


def compact(
    years: tuple[int, ...], amounts: tuple[float, ...], lever: Lever | None
) -> float | int | dict[int, float | int]:
    """One number where that means just these amounts, else numbers by the year from which they hold."""
    if amounts == own_path(lever, amounts[0], years):
        return whole(amounts[0])
    steps = [next(group) for _, group in groupby(zip(years, amounts, strict=True), key=lambda pair: pair[1])]
    return {year: whole(amount) for year, amount in steps}


def whole(number: float) -> float | int:
    return int(number) if number == int(number) else float(number)


def why(scenario: Scenario, name: str, key: str) -> str | Mapping[str, str]:
    """The reason of the latest change to a field."""
    reasons = [change.reason for change in scenario.changes if (change.target, change.field) == (name, key)]
    return reasons[-1] if reasons else ""


def resolved_text(scenario: Scenario, levers: Mapping[str, Lever] | None = None) -> str:
    """A scenario file without baseline that names every lever with its whole path; it loads to the same."""
    known = load_levers() if levers is None else levers
    text = content_of(new_file(scenario))
    del text["baseline"]
    text.yaml_set_start_comment(f"{scenario.id}, resolved; baseline: {scenario.baseline or '-'}")
    text["set"] = {
        name: {
            "amount": compact(scenario.years, setting.amounts, known[name]),
            "targeting": written(scenario.years, setting, "targeting", known[name]),
            **({"extra": written_extra(setting.extra, scenario.years)} if setting.extra else {}),
            "reason": why(scenario, name, "amount") or why(scenario, name, "targeting") or "as published",
        }
        for name, setting in scenario.settings.items()
    }
    buffer = io.StringIO()
    yaml().dump(text, buffer)
    return buffer.getvalue()
