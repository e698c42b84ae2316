"""Opening a scenario code: taken apart, a mistyped one told, its scenario checked like a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sim.faults import InputFaults, fault
from sim.folders import own_folders, shipped_programmes
from sim.inputs.levers import Lever, load_levers
from sim.inputs.parameters import GRADES, Parameter, load_parameters, prior_faults
from sim.inputs.posteriors import posterior_name
from sim.inputs.programme import SPAN, Programme, in_use, load_programme
from sim.inputs.scenarios.codes.encoding import (
    BOTH_YEARS,
    CHECKS,
    CONSTANT,
    DATA_BITS,
    DISTRIBUTIONS,
    EXTRA,
    FILLED,
    GRADED,
    GROUP,
    LONGEST,
    LONGEST_TEXT,
    MARK,
    MODEL,
    NAME,
    PRIME,
    SALTS,
    SCALED,
    SCENARIO,
    SHORTEST,
    SIGNS,
    STEPS,
    TARGETINGS,
    UNCHANGED,
    Amounts,
    Content,
    Cut,
    Reader,
    base_named,
    base_scenario,
    factor_of,
    grouped,
    groups_of,
    named,
    number_of,
)
from sim.inputs.scenarios.names import list_scenarios
from sim.inputs.scenarios.resolve import change, own_prior
from sim.inputs.scenarios.rules import read_rules_text, with_rules
from sim.inputs.scenarios.scenario import NAMED_VILLAGES, Change, Override, Scenario, Tables
from sim.inputs.scenarios.settings import extra_of, written_extra
from sim.inputs.yaml_files import brief
from sim.words import LANGUAGES, said_in, say

# ---- Taking a code apart, and what to say of a mistyped one --------------------------------------


def read(text: str) -> Content:
    """What a code says. Raises InputFaults where it is mistyped."""
    if len(text) > LONGEST_TEXT:
        raise fault(_shown(text[:LONGEST_TEXT]), "code_too_long", count=len(text), most=LONGEST)
    groups = groups_of(text)
    code = "".join(groups)
    if len(code) > LONGEST:
        raise fault(_shown(text), "code_too_long", count=len(code), most=LONGEST)
    _check_signs(groups, text)
    try:
        if number_of(code) % PRIME:
            raise Cut
        return _parse(code)
    except Cut:
        _check_groups(groups, text)
        raise _mistyped(code, text) from None


def _parse(code: str) -> Content:
    """The parts of a code whose check holds. Raises Cut where they make no sense."""
    if len(code) < SHORTEST or code[0] != MARK or code[1] not in SALTS:
        raise Cut
    body = code[2:-CHECKS]
    bits = Reader(number_of(body), 5 * len(body))
    base, model, data = bits.take(SCENARIO), bits.take(MODEL), bits.take(DATA_BITS)
    years = _take_horizon(bits) if bits.take(1) else None
    levers = tuple(_records(bits, _take_setting))
    priors = tuple(_records(bits, _take_prior))
    posterior = bits.text() if bits.take(1) else None
    part = bits.number() if bits.left > FILLED else 1.0
    rules = bits.text() if bits.left > FILLED else None
    bits.end()
    differing = (years, levers, priors, posterior, part, rules)
    return Content(int(code[1]), base, model, data, *differing, grouped(code))


def _take_horizon(bits: Reader) -> tuple[int, ...]:
    """Every year of a horizon that a code names."""
    earliest, first, last = in_use().first_year, 0, bits.take(6)
    if last == BOTH_YEARS:
        first, last = bits.take(6), bits.take(6)
    if not first <= last < SPAN:
        raise Cut
    return tuple(range(earliest + first, earliest + last + 1))


def _records(bits: Reader, take: Callable[[Reader], Any]) -> Iterator[tuple[int, Any]]:
    while bits.take(1):
        yield bits.take(NAME), take(bits)


def _take_setting(bits: Reader) -> dict[str, Any]:
    setting: dict[str, Any] = {"path": _take_path(bits)}
    if bits.take(1):
        place = bits.take(3)
        if place == EXTRA:
            setting["extra"] = _take_extra(bits.text())
            if not bits.take(1):
                return setting
            place = bits.take(3)
        if place >= len(TARGETINGS):
            raise Cut
        list_of_villages = TARGETINGS[place] == NAMED_VILLAGES
        setting["targeting"] = bits.text().split("\n") if list_of_villages else TARGETINGS[place]
    return setting


def _take_extra(text: str) -> dict[str, list[float]]:
    """Villages with what each gets on top in every year."""
    try:
        lines = [line.split("\t") for line in text.split("\n") if line]
        return {name: [float(each) for each in path] for name, *path in lines}
    except ValueError:
        raise Cut from None


def _take_path(bits: Reader) -> Amounts:
    kind = bits.take(2)
    if kind == UNCHANGED:
        return Amounts(kind)
    if kind == CONSTANT:
        return Amounts(kind, ((0, bits.number()),))
    if kind == SCALED:
        return Amounts(kind, ((bits.take(1), bits.number()),))
    bits.take(1)
    pairs = [(bits.take(6), bits.number())]
    while bits.take(1):
        pairs.append((bits.take(6), bits.number()))
    return Amounts(kind, tuple(pairs))


def _take_prior(bits: Reader) -> Override:
    place = bits.take(3)
    grade = ""
    if place == GRADED:
        grade, place = _grade_of(bits.take(2)), bits.take(3)
    if place >= len(DISTRIBUTIONS):
        raise Cut
    value = _take_signed(bits)
    low, high = (_take_signed(bits), _take_signed(bits)) if place else (value, value)
    return Override(value, low, high, DISTRIBUTIONS[place] if place else "constant", grade)


def _grade_of(place: int) -> str:
    if place >= len(GRADES):
        raise Cut
    return GRADES[place]


def _take_signed(bits: Reader) -> float:
    return -bits.number() if bits.take(1) else bits.number()


# --- a mistyped code -----------------------------------------------------------------------------


def _check_signs(groups: list[str], text: str) -> None:
    """One clear fault where a sign is none of a code's."""
    for place, group in enumerate(groups, start=1):
        strange = [sign for sign in group if sign not in SIGNS]
        if strange:
            raise fault(_shown(text), "code_sign", place=place, group=group, sign=strange[0], signs=SIGNS)


def _check_groups(groups: list[str], text: str) -> None:
    """One clear fault where a wrong code was typed in groups and one of them is too short or too long."""
    for place, group in enumerate(groups, start=1):
        short_one = len(group) < GROUP and place < len(groups)
        if len(groups) > 1 and (short_one or len(group) > GROUP):
            raise fault(_shown(text), "code_group", place=place, group=group, count=GROUP)


def _mistyped(code: str, text: str) -> InputFaults:
    """The fault of a code whose check fails: the group where one wrong sign or one swap explains it."""
    meant = dict(_repairs(code))
    if len(meant) != 1:
        return fault(_shown(text), "code_wrong", count=len(code))
    ((place, fixed),) = meant.items()
    group = place // GROUP
    was, likely = (whole[group * GROUP : (group + 1) * GROUP] for whole in (code, fixed))
    return fault(_shown(text), "code_wrong_group", place=group + 1, group=was, likely=likely)


def _repairs(code: str) -> Iterator[tuple[int, str]]:
    """Codes that hold together and are one sign or one swap of neighbours away, with the place."""
    rest = number_of(code) % PRIME
    for place, sign in enumerate(code):
        weight = pow(32, len(code) - 1 - place, PRIME)  # what one more of this sign adds to the whole
        was = SIGNS.index(sign)
        for new, other in enumerate(SIGNS):
            if new != was and (rest + (new - was) * weight) % PRIME == 0:
                whole = code[:place] + other + code[place + 1 :]
                if _readable(whole):
                    yield place, whole
        behind = SIGNS.index(code[place + 1]) if place + 1 < len(code) else was
        before = pow(32, len(code) - 2 - place, PRIME) if behind != was else 0
        if behind != was and (rest + (behind - was) * (weight - before)) % PRIME == 0:
            whole = code[:place] + code[place : place + 2][::-1] + code[place + 2 :]
            if _readable(whole):
                yield place, whole


def _readable(code: str) -> bool:
    try:
        content = _parse(code)
    except Cut:
        return False
    return base_named(content, in_use(), list_scenarios()) is not None


def _shown(text: str) -> str:
    """A code as it was typed, in one short line."""
    return brief(text)


# ---- Opening a code: the scenario that it means, through the checks that a file passes -----------


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
    said = (content.levers, content.priors, content.years)
    if not any(said) and content.posterior is None and content.rules is None:
        return base
    edits = {_lever_name(content, found, levers): edit for found, edit in content.levers}
    edits = {name: _filled(edit, base.settings[name].amounts, base.years) for name, edit in edits.items()}
    changed = change(replace(base, id=content.text), edits, levers=levers, villages=_villages_of(villages))
    ruled = _with_rules(changed, content, Tables.read(levers, {}, None))
    return _titled(_with_assumptions(ruled, content, parameters), base, content)


def _with_rules(scenario: Scenario, content: Content, tables: Tables) -> Scenario:
    """A scenario with the rules of a code in place of its own, where the code says any."""
    if content.rules is None:
        return scenario
    entries = read_rules_text(content.rules, content.text, tables)
    rules, changes = with_rules(entries, scenario)
    return replace(scenario, rules=rules, changes=(*scenario.changes, *changes))


def _villages_of(villages: Iterable[str] | None) -> list[str] | None:
    return None if villages is None else list(villages)


def start_of(content: Content, years: tuple[int, ...] | None, part: float = 1.0) -> Scenario:
    """The scenario that a code starts from, on its horizon, at a part of the published amounts."""
    name = base_named(content, in_use(), list_scenarios())
    if name is None and (other := _programme_of(content)):
        raise fault(content.text, "code_other_programme", title=other.title.said(), id=other.id)
    if name is None:
        allowed = ", ".join(list_scenarios())
        raise fault(content.text, "code_unknown_scenario", allowed=allowed)
    return base_scenario(name, years or content.years, part)


def _programme_of(content: Content) -> Programme | None:
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


def _lever_name(content: Content, found: int, levers: Iterable[str]) -> str:
    name = named(found, levers, content.salt, NAME)
    if name is None:
        raise fault(content.text, "code_unknown_lever")
    return name


def _filled(edit: dict[str, Any], old: tuple[float, ...], years: tuple[int, ...]) -> dict[str, Any]:
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


def _with_assumptions(scenario: Scenario, content: Content, parameters: Mapping[str, Parameter]) -> Scenario:
    """A scenario with the priors and the posterior of a code."""
    priors, changes = dict(scenario.parameters), list(scenario.changes)
    for found, prior in content.priors:
        name = named(found, parameters, content.salt, NAME)
        if name is None:
            raise fault(content.text, "code_unknown_parameter")
        _check_prior(replace(parameters[name], **prior.given), content.text)
        changes.append(Change(name, "prior", priors.get(name) or own_prior(parameters[name]), prior, ""))
        priors[name] = prior
    posterior = scenario.posterior
    if content.posterior is not None:
        posterior = content.posterior and posterior_name(content.posterior)
        changes.append(Change("posterior", "posterior", scenario.posterior or None, posterior, ""))
    return replace(scenario, parameters=priors, posterior=posterior, changes=tuple(changes))


def _check_prior(row: Parameter, where: str) -> None:
    found = prior_faults(row, f"{where}: {row.name}")
    if found:
        raise InputFaults(found)


def _titled(scenario: Scenario, base: Scenario, content: Content) -> Scenario:
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
