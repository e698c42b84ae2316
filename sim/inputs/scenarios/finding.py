"""Where scenario files lie, and the file of an id."""

from __future__ import annotations

import os
from pathlib import Path

from sim.faults import InputFaults, fault, unknown
from sim.inputs.scenarios.scenario import COUNTERFACTUAL, PROGRAMME
from sim.inputs.tables import DATA
from sim.words import say

FOLDER = DATA / "scenarios"


def list_scenarios(folder: Path | None = None) -> list[str]:
    """The ids of the scenario files: the programme first, the counterfactual second, others by name."""
    ids = sorted(path.stem for path in (folder or FOLDER).glob("*.yaml"))
    return sorted(ids, key=lambda name: (name != PROGRAMME, name != COUNTERFACTUAL, name))


def all_ids(folder: Path) -> list[str]:
    return list(dict.fromkeys([*list_scenarios(folder), *list_scenarios()]))


def find_file(id_or_path: str | Path) -> Path:
    """The file of an id in data/scenarios, or the path as given."""
    text = str(id_or_path)
    if isinstance(id_or_path, Path) or text.endswith((".yaml", ".yml")) or os.sep in text:
        if not Path(text).is_file():
            raise fault(text, "fault_no_file")
        return Path(text)
    path = file_of(text, FOLDER)
    if path is None:
        raise InputFaults([unknown("", say("word_scenario"), text, list_scenarios())])
    return path


def file_of(name: str, *folders: Path) -> Path | None:
    """The file of an id in the first of the folders that has it."""
    files = [folder / f"{name}.yaml" for folder in folders if name in list_scenarios(folder)]
    return files[0] if files else None
