"""Everything a run reads, checked. Importing this is light; the tables are read by `read_case`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from sim.faults import Fault, InputFaults, fault

if TYPE_CHECKING:
    import pandas as pd

    from sim.inputs.levers import Lever
    from sim.inputs.parameters import Parameter
    from sim.inputs.programme import Programme
    from sim.inputs.scenarios.scenario import Scenario
    from sim.inputs.villages import Register


@dataclass(frozen=True)
class Case:
    """What one simulation stands on: a programme with its tables, the villages and a choice of levers.

    `parameters` carry the priors that the scenario replaces, and the posterior that it names.

    Example:
    >>> from sim import read_case
    >>> read_case("talent-first").scenario.baseline
    'programme-2022'
    """

    facts: pd.DataFrame
    evidence: pd.DataFrame
    levers: Mapping[str, Lever]
    parameters: Mapping[str, Parameter]
    register: Register
    scenario: Scenario
    programme: Programme

    def __repr__(self) -> str:
        """One line: whose villages, under which scenario; not the tables themselves."""
        villages = f"{len(self.register.table)} villages of {self.register.name!r}"
        return f"Case({self.scenario.id!r} of {self.programme.id!r}, {villages})"


# How a question names a scenario: by its id, file or code, or as what was read or made before.
ScenarioLike: TypeAlias = "str | Path | Scenario | Case"


def read_case(scenario: ScenarioLike = "", villages: str | Path | None = None) -> Case:
    """The case of a scenario of the programme in use, on a village register.

    scenario  an id, file, code or Scenario; blank: the programme as it was published; a case is itself
    villages  a file; None: that in use
    """
    return read_cases([scenario], villages)[0]


def read_cases(scenarios: Sequence[ScenarioLike], villages: str | Path | None = None) -> list[Case]:
    """The cases of several scenarios on one register; raises the faults of all of them at once.

    A case is itself; where `villages` are given, its scenario on those.
    """
    if villages:
        scenarios = [each.scenario if isinstance(each, Case) else each for each in scenarios]
    if scenarios and all(isinstance(each, Case) for each in scenarios):
        return [each for each in scenarios if isinstance(each, Case)]
    from sim.inputs.intake.registers import register_in_use
    from sim.inputs.levers import levers_of
    from sim.inputs.parameters import load_parameters
    from sim.inputs.programme import based, in_use
    from sim.inputs.programme_folder import checked_tables
    from sim.inputs.scenarios.files import load_scenarios

    checked_tables()
    programme, parameters, register = in_use(), load_parameters(), register_in_use(villages)
    levers = levers_of(register)
    with based(register.base_year):
        names = [each or programme.main for each in scenarios if isinstance(each, (str, Path))]
        read = iter(load_scenarios(names, levers, parameters, village_ids(register)))
        made = [next(read) if isinstance(each, (str, Path)) else each for each in scenarios]
        cases = iter(cases_of([each for each in made if not isinstance(each, Case)], register))
        return [each if isinstance(each, Case) else next(cases) for each in made]


def cases_of(scenarios: Sequence[Scenario], register: Register) -> list[Case]:
    """The cases of scenarios, read with the levers of this register, on it and the tables of data/.

    The programme begins after the register's base year. Raises InputFaults for a scenario that begins before:
    it was read for a register of another year.
    """
    from sim.inputs.facts import load_evidence, load_facts
    from sim.inputs.levers import levers_of
    from sim.inputs.parameters import load_parameters
    from sim.inputs.posteriors import informed
    from sim.inputs.programme import load_programme
    from sim.inputs.scenarios.files import check_home
    from sim.inputs.scenarios.resolve import override

    programme = load_programme().moved(register.base_year)
    for each in scenarios:
        check_home(each)
    early = [each for each in scenarios if each.years[0] < programme.first_year]
    if early:
        values = {"register": register.name, "base": programme.base_year}
        raise InputFaults(
            [Fault(each.id, "case_too_early", {"first": each.years[0], **values}) for each in early]
        )
    facts, evidence, parameters = load_facts(), load_evidence(), load_parameters()
    levers = levers_of(register)
    part = next((lever.part for lever in levers.values() if lever.part != 1), 1.0)
    if other := [each for each in scenarios if each.part != part]:
        told = {"own": f"{other[0].part * 100:.3g}", "wanted": f"{part * 100:.3g}"}
        raise fault(other[0].id, "case_other_part", **told)
    cases = []
    for each in scenarios:
        priors = override(parameters, each.parameters)
        known = informed(priors, each.posterior, each.parameters)
        cases.append(Case(facts, evidence, levers, known, register, each, programme))
    return cases


def beside(case: Case, scenario: ScenarioLike = "") -> Case:
    """The case of another scenario in the same world: same villages, priors and horizon; blank: without it.

    A counterfactual is read this way: what it lacks is the levers, not the assumptions.
    Raises InputFaults for a scenario that was made with other years: it cannot be read again.
    """
    from sim.inputs.programme import based
    from sim.inputs.scenarios.files import load_scenario

    made = scenario.scenario if isinstance(scenario, Case) else scenario
    if not isinstance(made, (str, Path)):
        return _with_levers(case, made)
    with based(case.programme.base_year):
        other = load_scenario(
            made or case.programme.counterfactual,
            case.levers,
            case.parameters,
            village_ids(case.register),
            case.scenario.years,
        )
    return _with_levers(case, other)


def _with_levers(case: Case, other: Scenario) -> Case:
    """A case with the levers of another scenario and its own assumptions."""
    if other.years != case.scenario.years:
        own, wanted = (f"{each[0]}–{each[-1]}" for each in (other.years, case.scenario.years))
        raise fault(other.id, "case_other_years", own=own, wanted=wanted)
    assumed = replace(other, parameters=case.scenario.parameters, posterior=case.scenario.posterior)
    return replace(case, scenario=assumed)


def village_ids(register: Register) -> list[str]:
    """The ids of the register in its order."""
    return list(register.table["village_id"])


def repeated_ids(cases: Iterable[Case]) -> list[str]:
    """The ids of scenarios that come more than once."""
    counted = Counter(case.scenario.id for case in cases)
    return sorted(name for name, times in counted.items() if times > 1)


# ---- What a scenario asks for beyond all measure: it may be asked, and is said wherever it is run ----

_PERSON, _VILLAGE = "person", "village"


def notes_of(case: Case) -> list[str]:
    """What is to be said of a case beside its answers: how it was read, and what is beyond measure."""
    scenario = case.scenario
    found = [*scenario.notes, *beyond_measure(scenario, case.levers, case.register)]
    return [note.text() for note in found]


def beyond_measure(
    scenario: Scenario, levers: Mapping[str, Lever], register: Register | None = None
) -> list[Fault]:
    """One note for each lever whose amount is past the end of its scale, or past the villages or people."""
    return [
        Fault(scenario.id, key, {"name": levers[name].label(), **values})
        for name, setting in scenario.settings.items()
        for key, values in _beyond(levers[name], max(setting.amounts), register)
    ]


def _beyond(lever: Lever, amount: float, register: Register | None) -> Iterator[tuple[str, dict[str, str]]]:
    values = {"amount": f"{amount:,.12g}", "unit": lever.unit_label()}
    if register is not None and lever.unit == _VILLAGE and amount > len(register.table):
        yield "limit_villages", {**values, "most": f"{len(register.table):,}"}
    elif register is not None and lever.unit == _PERSON and amount > register.table["population"].sum():
        yield "limit_people", {**values, "most": f"{register.table['population'].sum():,}"}
    elif amount > max(lever.slider_max, lever.amount):
        yield "limit_scale", {**values, "most": f"{max(lever.slider_max, lever.amount):,.12g}"}
