"""Wuli: rehearse a county's rural policy before paying for it. `import sim`, or `from sim import simulate`.

Open     programmes()  programme(name)  read_case  read_register  read_panel  save_scenario
Run      simulate  accounts  bands  headline
Ask      compare  attribute  allocate  backwards  break_even  frontier  search  village_study
Doubt    sensitivity  survey_next  discover  challenge  structures  calibrate  validate
Measure  evaluate  typology
Types    OpenProgramme  Case  Scenario  Structure  Result  AnswerTables  InputFaults

`help(sim.simulate)` tells what each takes and gives, with shapes, units, errors and an example. A scenario is
an id, a file, a code, or made in memory (`help(sim.programme().scenario)` says how):

>>> import sim
>>> baotou = sim.programme("baotou-2022")
>>> teams = baotou.scenario("teams", resident_staff=600, reason="more people")
>>> result = sim.simulate(teams, members=8)
>>> answers = sim.headline(result)

Three arguments mean the same everywhere: `members`, how many draws are made; `seed`, from which they and all
luck follow; `villages`, a register file in place of the one in use. A member is one draw of every
uncertainty, with its own luck: what chance does to city, banners and villages, year by year. Member k of a
seed meets the same luck in every scenario, so that a difference between scenarios is a cause and not chance.

Outcomes of the city are total and mean (of a village, gross), net and net_mean (what is left after the costs
of
earning it, without subsidies), the streams operating, contracts, investment and subsidy, without_subsidy,
capital, brought (money that resident teams bring in), cash and debt, what households get (per_household),
whose
money it took (own_money, partner_money), median and gini (where every village is kept), and below_12 and its
like: villages below a threshold of the programme, below_target for that of its target; net_below_12 the same
by the net return. Where a gain is split, reach_12 counts those at it or above.

Results are DataFrames and xarray's Datasets. `table.attrs["units"]` holds the unit of every column of
numbers, {column: unit}; where it says `by row`, the column `unit` does. Each variable of a Dataset has a unit
in its own `attrs["units"]`. low, mid and high are the 5, 50 and 95 % of the members. What a user got wrong is
raised as InputFaults, whose `faults` are all of them. Messages come in the programme's language;
WULI_LANG=en in the environment changes it.

Importing this is light: what is asked for is loaded then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.api.advice import (
        allocate,
        attribute,
        backwards,
        break_even,
        compare,
        frontier,
        search,
        village_study,
    )
    from sim.api.answers import AnswerTables
    from sim.api.cases import (
        OpenProgramme,
        programme,
        programmes,
        read_case,
        read_panel,
        read_register,
        save_scenario,
    )
    from sim.api.certainty import (
        calibrate,
        challenge,
        discover,
        evaluate,
        sensitivity,
        structures,
        survey_next,
        typology,
        validate,
    )
    from sim.api.simulation import accounts, bands, headline, simulate
    from sim.faults import InputFaults
    from sim.inputs.case import Case
    from sim.inputs.scenarios.scenario import Scenario
    from sim.model.simulate import Result
    from sim.model.structures import Structure

_READING = (
    "OpenProgramme", "programme", "programmes", "read_case", "read_panel", "read_register", "save_scenario"
)  # fmt: skip
_RUNNING = ("accounts", "bands", "headline", "simulate")
_CHOOSING = (
    "allocate", "attribute", "backwards", "break_even", "compare", "frontier", "search", "village_study"
)  # fmt: skip

__all__ = [
    "AnswerTables",
    "Case",
    "InputFaults",
    "OpenProgramme",
    "Result",
    "Scenario",
    "Structure",
    "accounts",
    "allocate",
    "attribute",
    "backwards",
    "bands",
    "break_even",
    "calibrate",
    "challenge",
    "compare",
    "discover",
    "evaluate",
    "frontier",
    "headline",
    "programme",
    "programmes",
    "read_case",
    "read_panel",
    "read_register",
    "save_scenario",
    "search",
    "sensitivity",
    "simulate",
    "structures",
    "survey_next",
    "typology",
    "validate",
    "village_study",
]


def __getattr__(name: str) -> Any:
    """A name of `__all__`, from the module that holds it."""
    if name not in __all__:
        raise AttributeError(f"module 'sim' has no attribute {name!r}")
    if name == "InputFaults":
        from sim import faults

        return faults.InputFaults
    if name == "AnswerTables":
        from sim.api import answers

        return answers.AnswerTables
    if name == "Case":
        from sim.inputs import case

        return case.Case
    if name == "Scenario":
        from sim.inputs.scenarios import scenario

        return scenario.Scenario
    if name == "Result":
        from sim.model import simulate

        return simulate.Result
    if name == "Structure":
        from sim.model import structures

        return structures.Structure
    if name in _READING:
        from sim.api import cases

        return getattr(cases, name)
    if name in _RUNNING:
        from sim.api import simulation

        return getattr(simulation, name)
    if name in _CHOOSING:
        from sim.api import advice

        return getattr(advice, name)
    from sim.api import certainty

    return getattr(certainty, name)


def __dir__() -> list[str]:
    """What there is to complete: the API, and what any module has."""
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})
