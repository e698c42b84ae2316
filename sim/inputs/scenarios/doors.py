"""The doors for scenarios by name: an id, a file or a scenario code."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from sim.faults import InputFaults
from sim.inputs.levers import Lever
from sim.inputs.parameters import Parameter
from sim.inputs.scenarios import codes
from sim.inputs.scenarios.finding import is_file_name, list_scenarios
from sim.inputs.scenarios.resolve import load_file
from sim.inputs.scenarios.scenario import Scenario


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
        return codes.decode(str(id_or_path), levers, parameters, villages, years)
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
    return codes.is_code(text) and text not in list_scenarios()
