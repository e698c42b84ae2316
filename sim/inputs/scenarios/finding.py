"""Where scenario files lie, and the file of an id."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from sim.faults import Fault, InputFaults, fault, unknown
from sim.folders import programme_folder
from sim.inputs.programme import in_use
from sim.inputs.scenarios.names import folded
from sim.inputs.scenarios.text import LARGEST, brief, shown
from sim.words import say

ENDINGS = (".yaml", ".yml")


def scenarios_folder() -> Path:
    """Where the scenarios of the programme in use lie."""
    return programme_folder() / "scenarios"


def years_later(folder: Path) -> int:
    """How many years later than written the years of a folder's scenarios are meant.

    Those of the programme begin with it, after the base year of the register at hand; what users write
    in their own files is meant for the years that they name.
    """
    later = in_use().later
    return later if later and folder.resolve() == scenarios_folder().resolve() else 0


def list_scenarios(folder: Path | None = None) -> list[str]:
    """The ids of the scenario files: the programme first, the counterfactual second, others by name."""
    ids = sorted({path.stem for path in files_in(folder or scenarios_folder())})
    programme = in_use()
    return sorted(ids, key=lambda name: (name != programme.main, name != programme.counterfactual, name))


def files_in(folder: Path) -> list[Path]:
    """The scenario files of a folder; both endings of YAML count."""
    return sorted(path for ending in ENDINGS for path in folder.glob(f"*{ending}"))


def is_file_name(text: str) -> bool:
    """Whether a text names a file and no id: by its ending or its folder."""
    return text.lower().endswith(ENDINGS) or os.sep in text


def all_ids(folder: Path) -> list[str]:
    return list(dict.fromkeys([*list_scenarios(folder), *list_scenarios()]))


def find_file(id_or_path: str | Path) -> Path:
    """The file of an id among the programme's scenarios, or the path as given."""
    text = str(id_or_path)
    if isinstance(id_or_path, Path) or is_file_name(text):
        if not is_there(text):
            raise fault(brief(text, 200), "fault_no_file")
        return Path(text)
    path = file_of(text, scenarios_folder())
    if path is None:
        known = (list_scenarios(), scenarios_folder())
        raise InputFaults([unknown_id("", say("word_scenario"), brief(text), *known)])
    return path


def unknown_id(where: str, kind: str, name: str, known: Iterable[str], *folders: Path) -> Fault:
    """The fault of an id that there is not; pages show titles, so a title leads to the id that bears it."""
    ids = list(known)
    wanted = folded(name)
    files = [path for folder in folders for path in files_in(folder) if path.stem in ids]
    bearing = [path.stem for path in files if wanted in map(folded, _titles(path))]
    if bearing:
        return Fault(where, "fault_unknown_near", {"kind": kind, "name": name, "near": bearing[0]})
    return unknown(where, kind, name, ids)


def _titles(path: Path) -> list[str]:
    """What a file calls its scenario, in each language; nothing where it cannot be read."""
    try:
        title = YAML(typ="safe").load(path.read_bytes()[:LARGEST])["title"]
    except (OSError, YAMLError, KeyError, TypeError, ValueError):
        return []
    return [str(each) for each in (title.values() if isinstance(title, dict) else [title])]


def file_of(name: str, *folders: Path) -> Path | None:
    """The file of an id in the first of the folders that has it."""
    for folder in folders:
        files = [path for path in files_in(folder) if path.stem == name]
        if len(files) > 1:
            raise fault(shown(folder), "scenario_two_files", names=" / ".join(path.name for path in files))
        if files:
            return files[0]
    return None


def is_there(text: str) -> bool:
    """Whether a text is the path of a file; not where it can be no path at all."""
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False
