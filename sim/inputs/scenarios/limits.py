"""What a scenario asks for beyond all measure: it may be asked, and is said wherever it is run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sim.faults import Fault
from sim.inputs.levers import Lever
from sim.inputs.scenarios.scenario import Scenario

if TYPE_CHECKING:
    from sim.inputs import Case
    from sim.inputs.villages import Register

PERSON, VILLAGE = "person", "village"


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
    if register is not None and lever.unit == VILLAGE and amount > len(register.table):
        yield "limit_villages", {**values, "most": f"{len(register.table):,}"}
    elif register is not None and lever.unit == PERSON and amount > register.table["population"].sum():
        yield "limit_people", {**values, "most": f"{register.table['population'].sum():,}"}
    elif amount > max(lever.slider_max, lever.amount):
        yield "limit_scale", {**values, "most": f"{max(lever.slider_max, lever.amount):,.12g}"}
