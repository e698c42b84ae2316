"""Scenario files: a choice of levers, read, checked against the lever tables and written back.

A file holds title, question, baseline and only what differs from the baseline, each with its reason.
Every file is checked whole before anything is used, and all of its faults are raised at once with
their line. Notebooks and sliders (`change`) pass through the same checks as files.

Imports run one way: `scenario, text <- nodes, names <- finding, tables, keys <- sheet <- fields
<- amounts <- entries, priors <- checks <- resolve <- arguments, writing, codes <- doors`; `limits` stands
beside them,
`sim.inputs.slips` before.
"""

from sim.inputs.scenarios.arguments import ScenarioArguments, check_home, make_scenario
from sim.inputs.scenarios.doors import is_code, load_scenario, load_scenarios
from sim.inputs.scenarios.finding import list_scenarios
from sim.inputs.scenarios.priors import override
from sim.inputs.scenarios.resolve import change
from sim.inputs.scenarios.scenario import (
    Change,
    LeverSetting,
    Override,
    Scenario,
)
from sim.inputs.scenarios.writing import resolved_text, save_scenario

__all__ = [
    "Change",
    "LeverSetting",
    "Override",
    "Scenario",
    "ScenarioArguments",
    "change",
    "check_home",
    "is_code",
    "list_scenarios",
    "load_scenario",
    "load_scenarios",
    "make_scenario",
    "override",
    "resolved_text",
    "save_scenario",
]
