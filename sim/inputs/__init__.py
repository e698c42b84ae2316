"""Everything a run reads, checked. Importing this is light; the tables are read by `read_case`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sim.faults import Fault, InputFaults

if TYPE_CHECKING:
    import pandas as pd

    from sim.inputs.levers import Lever
    from sim.inputs.parameters import Parameter
    from sim.inputs.programme import Programme
    from sim.inputs.scenarios import Scenario
    from sim.inputs.villages import Register


@dataclass(frozen=True)
class Case:
    """What one simulation stands on: a programme with its tables, the villages and a choice of levers.

    `parameters` carry the priors that the scenario replaces, and the posterior that it names.
    """

    facts: pd.DataFrame
    evidence: pd.DataFrame
    levers: Mapping[str, Lever]
    parameters: Mapping[str, Parameter]
    register: Register
    scenario: Scenario
    programme: Programme


def read_case(scenario: str | Path = "", villages: str | Path | None = None) -> Case:
    """The case of a scenario of the programme in use, on a village register.

    scenario  an id or file; blank: the programme as it was published. villages  a file; None: that in use
    """
    return read_cases([scenario], villages)[0]


def read_cases(scenarios: Sequence[str | Path], villages: str | Path | None = None) -> list[Case]:
    """The cases of several scenarios on one register; raises the faults of all of them at once."""
    from sim.inputs.amounts import levers_of
    from sim.inputs.intake.registers import register_in_use
    from sim.inputs.parameters import load_parameters
    from sim.inputs.programme import based, in_use
    from sim.inputs.scenarios import load_scenarios
    from sim.inputs.whole import checked_tables

    checked_tables()
    programme, parameters, register = in_use(), load_parameters(), register_in_use(villages)
    levers, wanted = levers_of(register), [each or programme.main for each in scenarios]
    with based(register.base_year):
        return cases_of(load_scenarios(wanted, levers, parameters, village_ids(register)), register)


def cases_of(scenarios: Sequence[Scenario], register: Register) -> list[Case]:
    """The cases of scenarios, read with the levers of this register, on it and the tables of data/.

    The programme begins after the register's base year. Raises InputFaults for a scenario that begins before:
    it was read for a register of another year.
    """
    from sim.inputs.amounts import levers_of
    from sim.inputs.evidence import load_evidence
    from sim.inputs.facts import load_facts
    from sim.inputs.parameters import load_parameters
    from sim.inputs.posteriors import informed
    from sim.inputs.programme import load_programme
    from sim.inputs.scenarios import override

    programme = load_programme().moved(register.base_year)
    early = [each for each in scenarios if each.years[0] < programme.first_year]
    if early:
        values = {"register": register.name, "base": programme.base_year}
        raise InputFaults(
            [Fault(each.id, "case_too_early", {"first": each.years[0], **values}) for each in early]
        )
    facts, evidence, parameters = load_facts(), load_evidence(), load_parameters()
    levers = levers_of(register)
    cases = []
    for each in scenarios:
        priors = override(parameters, each.parameters)
        known = informed(priors, each.posterior, each.parameters)
        cases.append(Case(facts, evidence, levers, known, register, each, programme))
    return cases


def beside(case: Case, scenario: str | Path = "") -> Case:
    """The case of another scenario in the same world: same villages, priors and horizon; blank: without it.

    A counterfactual is read this way: what it lacks is the levers, not the assumptions.
    """
    from sim.inputs.programme import based
    from sim.inputs.scenarios import load_scenario

    with based(case.programme.base_year):
        other = load_scenario(
            scenario or case.programme.counterfactual,
            case.levers,
            case.parameters,
            village_ids(case.register),
            case.scenario.years,
        )
    assumed = replace(other, parameters=case.scenario.parameters, posterior=case.scenario.posterior)
    return replace(case, scenario=assumed)


def village_ids(register: Register) -> list[str]:
    """The ids of the register in its order."""
    return list(register.table["village_id"])


def repeated_ids(cases: Iterable[Case]) -> list[str]:
    """The ids of scenarios that come more than once."""
    counted = Counter(case.scenario.id for case in cases)
    return sorted(name for name, times in counted.items() if times > 1)
