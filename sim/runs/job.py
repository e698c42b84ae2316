"""What a run is, and the process that makes runs one after the other.

The heavy part (`sim.runs.execute`: papermill) is imported in that process only; planning a batch and
finding that all of it is there already stay quick.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

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


def main(line: Connection, render: Render, nursery: str, environment: Mapping[str, str]) -> None:
    """The process: make one job after the other, until nobody sends more."""
    os.setsid()  # ctrl-C reaches the runner alone, which then ends its children
    threading.Thread(target=end_with_parent, daemon=True).start()
    os.environ.update(environment)
    # The grammar of web addresses, for a check that notebooks do not need, takes a second to build.
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
    from sim.runs.execute import attempt, get_ready

    get_ready(render)
    gc.freeze()  # or the collector goes through all that was loaded every few runs
    line.send(None)  # ready
    while True:
        try:
            job = line.recv()
        except EOFError:
            return
        line.send(attempt(job, render, nursery))


def end_with_parent() -> None:
    """End this process when the runner is gone; its kernel notices by itself."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def environment(lang: str, threads: int) -> dict[str, str]:
    """What a kernel inherits: the language, and so many threads that all workers together fill the cores."""
    counts = dict.fromkeys(("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), str(threads))
    # Of numba's layers only this one survives a fork.
    quiet = {"PYDEVD_DISABLE_FILE_VALIDATION": "1", "JUPYTER_PLATFORM_DIRS": "1"}
    return {
        **counts, **quiet, "NUMBA_THREADING_LAYER": "workqueue", "WULI_LANG": lang, "MPLBACKEND": "agg",
    }  # fmt: skip


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
