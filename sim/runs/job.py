"""One run to be made: what it is made of, what it must find unchanged, how far it has come, how it ended.

The key of a run stands for the content of its inputs; a notebook reads them when its turn comes. A run whose
inputs are no longer those of its key fails before it starts, or afterwards and is not published.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.folders import DATA, DESCRIPTION, ROOT, programme_folder, set_in_use
from sim.inputs.posteriors import DRAWS, FOLDER, MANIFEST, posterior_name
from sim.inputs.scenarios.names import scenarios_folder
from sim.runs import store
from sim.runs.provenance import checksum_of, named

if TYPE_CHECKING:
    from sim.inputs.case import Case

DONE, FOUND, FAILED, BUSY = "done", "found", "failed", "busy"


@dataclass(frozen=True)
class Job:
    """One run: a notebook with its parameters, and the folder that it becomes."""

    name: str  # of the folder: the scenario and the key
    label: str
    notebook: Path
    parameters: Mapping[str, Any]
    outputs: Path
    about: Mapping[str, Any]  # what the manifest says of it
    inputs: Mapping[str, str]  # checksums
    code: str = ""  # the version of sim/ that the key stands for; blank where it stands for none
    lang: str = "zh"
    again: bool = False
    threads: int = 1
    files: Mapping[str, str] = field(default_factory=dict)  # texts that its folder begins with, by name
    time_limit: float = float("inf")  # seconds
    frozen: Mapping[str, str] = field(default_factory=dict)  # files that the key stands for, with checksums
    against: str = ""  # the file of its counterfactual here, where its folder is given a copy of that
    programme: str = field(default_factory=set_in_use)  # of which it is, also on a machine with another one

    @property
    def folder(self) -> Path:
        return self.outputs / self.name

    @property
    def partial(self) -> Path:
        return self.outputs / f"{store.PARTIAL}{self.name}"


# (run folder, title): writes report.html. A function `ready` beside it loads what that needs.
Render = Callable[[Path, str], None]


@dataclass(frozen=True)
class JobEnd:
    """How a job ended: DONE, FOUND, BUSY or FAILED, and then why."""

    state: str
    kind: str = ""
    error: str = ""


def progress(job: Job) -> tuple[int, int]:
    """Cells done and cells in all of a running job, as its notebook on disk says; (0, 0) where unknown."""
    path = job.partial / store.NOTEBOOK
    try:
        return _cells_done(path, path.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError):
        return 0, 0


@lru_cache(maxsize=64)  # with the figures in it a notebook is long, and asked for more often than it changes
def _cells_done(path: Path, changed: int) -> tuple[int, int]:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    states = [
        cell["metadata"].get("papermill", {}).get("status") for cell in cells if cell["cell_type"] == "code"
    ]
    return states.count("completed"), len(states)


# --- what it must find unchanged ------------------------------------------------------------------


def held_tables() -> dict[str, str]:
    """The tables and scenarios of the programme as they are now: taken before any is read."""
    own = programme_folder()
    files = [*DATA.glob("*.csv"), *own.glob("*.csv"), own / DESCRIPTION, *scenarios_folder().glob("*.y*ml")]
    return {named(path): checksum_of(path) for path in sorted(files)}


def held_files(known: Mapping[str, str], cases: Iterable[Case], scenarios: Iterable[Path]) -> dict[str, str]:
    """The files that the runs of some cases read, with the checksums that they were planned with.

    known      `held_tables` as they were before planning
    scenarios  the files of the programme that those of the cases are or stand on
    """
    found = {name: checksum for name, checksum in known.items() if not Path(name).match("scenarios/*")}
    for path in scenarios:
        found[named(path)] = known.get(named(path)) or checksum_of(path)
    for case in cases:
        if case.scenario.posterior:
            place = FOLDER / posterior_name(case.scenario.posterior)
            for path in (place / DRAWS, place / MANIFEST):
                found[named(path)] = checksum_of(path)
    return found


def edited_files(held: Mapping[str, str]) -> list[str]:
    """The names of files that are not what they were."""
    return [name for name, checksum in held.items() if checksum_of(ROOT / name) != checksum]
