"""What a run is: what it is made of, how it ended, how far it has come."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from sim.folders import set_in_use
from sim.runs import store

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
    programme: str = field(default_factory=set_in_use)  # of which it is, also on a machine with another one

    @property
    def folder(self) -> Path:
        return self.outputs / self.name

    @property
    def partial(self) -> Path:
        return self.outputs / f"{store.PARTIAL}{self.name}"


# (run folder, title, language): writes report.html. A function `ready` beside it loads what that needs.
Render = Callable[[Path, str, str], None]


@dataclass(frozen=True)
class Result:
    """How a job ended: DONE, FOUND, BUSY or FAILED, and then why."""

    state: str
    kind: str = ""
    error: str = ""


def progress(job: Job) -> tuple[int, int]:
    """Cells done and cells in all of a running job, as its notebook on disk says; (0, 0) where unknown."""
    path = job.partial / store.NOTEBOOK
    try:
        return cells_done(path, path.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError):
        return 0, 0


@lru_cache(maxsize=64)  # with the figures in it a notebook is long, and asked for more often than it changes
def cells_done(path: Path, changed: int) -> tuple[int, int]:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    states = [
        cell["metadata"].get("papermill", {}).get("status") for cell in cells if cell["cell_type"] == "code"
    ]
    return states.count("completed"), len(states)
