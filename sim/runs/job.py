"""What a run is, and the process that makes it.

The heavy part (`sim.runs.execute`: papermill) is imported in the child only, where the fork server has
it ready; planning a batch and finding that all of it is there already stay quick.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing import parent_process
from pathlib import Path
from typing import Any

from sim.runs import store


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

    @property
    def folder(self) -> Path:
        return self.outputs / self.name

    @property
    def partial(self) -> Path:
        return self.outputs / f"{store.PARTIAL}{self.name}"


Render = Callable[[Path, str, str], None]  # (run folder, title, language): writes report.html


def main(job: Job, render: Render) -> None:
    """The child process. Ends with status 0 only after a complete folder stands under its name."""
    os.setsid()  # ctrl-C reaches the runner alone, which then ends its children
    threading.Thread(target=end_with_parent, daemon=True).start()
    os.environ.update(environment(job))
    from sim.runs.execute import execute

    try:
        execute(job, render)
    except Exception:
        raise SystemExit(1) from None


def end_with_parent() -> None:
    """End this process when the runner is gone; its kernel notices by itself."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def environment(job: Job) -> dict[str, str]:
    """What a kernel inherits: the language, and so many threads that all workers together fill the cores."""
    threads = dict.fromkeys(
        ("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), str(job.threads)
    )
    quiet = {"PYDEVD_DISABLE_FILE_VALIDATION": "1", "JUPYTER_PLATFORM_DIRS": "1"}
    return {**threads, **quiet, "WULI_LANG": job.lang, "MPLBACKEND": "agg"}


def progress(job: Job) -> tuple[int, int]:
    """Cells done and cells in all of a running job, as its notebook on disk says; (0, 0) where unknown."""
    try:
        cells = json.loads((job.partial / store.NOTEBOOK).read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError):
        return 0, 0
    states = [
        cell["metadata"].get("papermill", {}).get("status") for cell in cells if cell["cell_type"] == "code"
    ]
    return states.count("completed"), len(states)
