"""Opening a code: the scenario that it means, through the checks that a file passes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sim.faults import InputFaults, fault
from sim.folders import own_folders, shipped_programmes
from sim.inputs.levers import Lever, load_levers
from sim.inputs.parameters import Parameter, load_parameters, prior_faults
from sim.inputs.posteriors import posterior_name
from sim.inputs.programme import Programme, in_use, load_programme
from sim.inputs.scenarios.codes.alphabet import GROUP
from sim.inputs.scenarios.codes.content import (
    CONSTANT,
    NAME,
    SCALED,
    STEPS,
    Amounts,
    Content,
    base_named,
    factor_of,
    named,
)
from sim.inputs.scenarios.codes.reading import read
from sim.inputs.scenarios.codes.today import base_scenario
from sim.inputs.scenarios.extras import extra_of, written_extra
from sim.inputs.scenarios.finding import list_scenarios
from sim.inputs.scenarios.priors import own_prior
from sim.inputs.scenarios.resolve import change
from sim.inputs.scenarios.scenario import Change, Scenario
from sim.inputs.scenarios.tables import Tables
from sim.words import LANGUAGES, said_in, say


def decode(
    text: str,
    levers: Mapping[str, Lever] | None = None,
    parameters: Mapping[str, Parameter] | None = None,
    villages: Iterable[str] | None = None,
    years: tuple[int, ...] | None = None,
) -> Scenario:
    """The scenario of a code; the one that it starts from itself where the code changes nothing.

    `years` replaces the horizon. Raises InputFaults where the code is mistyped (naming the group), where it
    names what the tables no longer have, and for whatever a scenario file would be refused for.
    """
    content = read(text)
    levers = load_levers() if levers is None else levers
    parameters = load_parameters() if parameters is None else parameters
    base = start_of(content, years, Tables.read(levers, {}, None).part)
    if not (content.levers or content.priors or content.posterior is not None or content.years):
        return base
    edits = {lever_name(content, found, levers): edit for found, edit in content.levers}
    edits = {name: filled(edit, base.settings[name].amounts, base.years) for name, edit in edits.items()}
    changed = change(replace(base, id=content.text), edits, levers=levers, villages=villages_of(villages))
    return titled(with_assumptions(changed, content, parameters), base, content)


def villages_of(villages: Iterable[str] | None) -> list[str] | None:
    return None if villages is None else list(villages)


def start_of(content: Content, years: tuple[int, ...] | None, part: float = 1.0) -> Scenario:
    """The scenario that a code starts from, on its horizon, at a part of the published amounts."""
    name = base_named(content, in_use(), list_scenarios())
    if name is None and (other := programme_of(content)):
        raise fault(content.text, "code_other_programme", title=other.title.said(), id=other.id)
    if name is None:
        allowed = ", ".join(list_scenarios())
        raise fault(content.text, "code_unknown_scenario", allowed=allowed)
    return base_scenario(name, years or content.years, part)


def programme_of(content: Content) -> Programme | None:
    """The other programme that a code was made in: a shipped one, or an own one that was once in use."""
    names: list[str | Path] = [*shipped_programmes(), *own_folders()]
    for name in names:
        try:
            other = load_programme(name)
        except InputFaults:
            continue
        if other is not in_use() and base_named(content, other, list_scenarios(other.folder / "scenarios")):
            return other
    return None


def lever_name(content: Content, found: int, levers: Iterable[str]) -> str:
    name = named(found, levers, content.salt, NAME)
    if name is None:
        raise fault(content.text, "code_unknown_lever")
    return name


def filled(edit: dict[str, Any], old: tuple[float, ...], years: tuple[int, ...]) -> dict[str, Any]:
    """An edit in the form of a file's `set:` block, for the horizon at hand."""
    plain = {key: value for key, value in edit.items() if key == "targeting"}
    if "extra" in edit:
        given = {name: [*units, *[0.0] * len(years)][: len(years)] for name, units in edit["extra"].items()}
        plain["extra"] = written_extra(extra_of(given), years)
    path: Amounts = edit["path"]
    if path.kind == CONSTANT:
        plain["amount"] = {years[0]: path.numbers[0][1]}  # from the first year on: the same in every one
    elif path.kind == STEPS:
        amounts = {years[0] + year: amount for year, amount in path.numbers if year < len(years)}
        plain |= {"amount": amounts} if amounts else {"amount": {years[0]: old[0]}}
    elif path.kind == SCALED:
        by_factor, number = path.numbers[0]
        plain["scale"] = factor_of(by_factor, number, old) if by_factor or old[0] else 1.0
    return plain


def with_assumptions(scenario: Scenario, content: Content, parameters: Mapping[str, Parameter]) -> Scenario:
    """A scenario with the priors and the posterior of a code."""
    priors, changes = dict(scenario.parameters), list(scenario.changes)
    for found, prior in content.priors:
        name = named(found, parameters, content.salt, NAME)
        if name is None:
            raise fault(content.text, "code_unknown_parameter")
        check_prior(replace(parameters[name], **prior.given), content.text)
        changes.append(Change(name, "prior", priors.get(name) or own_prior(parameters[name]), prior, ""))
        priors[name] = prior
    posterior = scenario.posterior
    if content.posterior is not None:
        posterior = content.posterior and posterior_name(content.posterior)
        changes.append(Change("posterior", "posterior", scenario.posterior or None, posterior, ""))
    return replace(scenario, parameters=priors, posterior=posterior, changes=tuple(changes))


def check_prior(row: Parameter, where: str) -> None:
    found = prior_faults(row, f"{where}: {row.name}")
    if found:
        raise InputFaults(found)


def titled(scenario: Scenario, base: Scenario, content: Content) -> Scenario:
    """A scenario with the words of a code: which scenario it starts from and how much it changes."""
    changes = scenario.changes[len(base.changes) :]
    count, end = len({change.target for change in changes}), content.text.replace("-", "")[-GROUP:]
    words = {
        key: {
            lang: said_in(lang, say, f"code_{key}", base=base.title[lang], count=count, end=end)
            for lang in LANGUAGES
        }
        for key in ("title", "question", "reason")
    }
    return replace(
        scenario,
        title=words["title"],
        question=words["question"],
        baseline=base.id,
        changes=tuple(replace(change, reason=words["reason"]) for change in changes),
    )
