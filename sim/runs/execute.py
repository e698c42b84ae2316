"""Making a run folder: the notebook executed, rendered, signed and published, or kept as failed."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
import papermill
from jupyter_client.manager import AsyncKernelManager
from papermill.engines import NBClientEngine, NotebookExecutionManager, papermill_engines
from papermill.exceptions import PapermillExecutionError

from sim.faults import InputFaults
from sim.inputs.intake.registers import SYNTHETIC, register_in_use
from sim.inputs.programme import based
from sim.runs import store
from sim.runs.job import BUSY, DONE, FAILED, FOUND, Job, JobEnd, Render, edited_files
from sim.runs.kernels import kernel
from sim.runs.provenance import checksum_of, code_version, made_from, save_crate
from sim.words import say

LOG, ENGINE = "log.txt", "wuli"
COLOUR_CODES = re.compile(r"\x1b\[[0-9;]*m")
NO_SPACE = re.compile(r"\[Errno (28|122)\]")
SAVE_SECONDS = 1.0  # how often the notebook on disk follows the one that runs


class RunFailed(Exception):
    """A notebook that did not run to its end; the message is the first line of what is told of it."""

    def __init__(self, message: str, kind: str = store.RAISED):
        self.kind = kind
        super().__init__(message)


def get_ready(render: Render) -> None:
    """Load what every run needs, while the nursery of the kernels is not ready either."""
    made_from({})
    getattr(sys.modules[render.__module__], "ready", lambda: None)()


def attempt(job: Job, render: Render, nursery: str = "") -> JobEnd:
    """Make a run's folder and say how it ended; a failed one is kept."""
    try:
        return JobEnd(DONE if _execute(job, render, nursery) else FOUND)
    except store.Busy:
        return JobEnd(BUSY)
    except Exception as error:
        return JobEnd(FAILED, store.kind_of(error), str(error).strip() or type(error).__name__)


def _execute(job: Job, render: Render, nursery: str = "") -> bool:
    """Run a job into its folder; False where it is there already. Raises what went wrong."""
    with store.building(job.outputs, job.name, job.again, wait=False) as folder:
        if folder is None:
            return False
        for name, text in job.files.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        with _diverted(folder / LOG), based(year_of(job)):
            check_inputs(job)
            _run_notebook(job, folder, nursery)
            _check_code(job)
            check_inputs(job)
            render(folder, job.label)
        (folder / LOG).unlink()
        _sign(job, folder)
    return True


def year_of(job: Job) -> int:
    """The base year of the register that a run rests on, wherever it runs; 0 for the programme's own."""
    villages = str(job.parameters.get("villages") or "")
    try:
        return register_in_use(villages).base_year if villages not in ("", SYNTHETIC) else 0
    except InputFaults:  # the notebook will say what is wrong
        return 0


def _sign(job: Job, folder: Path) -> None:
    """Write the crate and the manifest, which comes last: it names every other file with its checksum."""
    named = {"notebook": job.notebook.name, "key": job.name, **job.about}
    about = made_from(job.inputs, format=store.FORMAT, **named, given=sorted(job.files))
    save_crate(folder, about)
    store.save_json({**about, "files": store.folder_checksums(folder)}, folder / store.MANIFEST)


def _check_code(job: Job) -> None:
    """A result must not bear the version of code that was edited while it was computed."""
    if job.code and code_version.__wrapped__() != job.code:
        raise RunFailed(say("run_code_changed"), store.EDITED)


def check_inputs(job: Job) -> None:
    """A result must not stand under the key of inputs that were edited since the run was planned."""
    names = edited_files(job.frozen)
    notebook = job.inputs.get("notebook")
    if notebook and checksum_of(job.notebook) != notebook:
        names.append(job.notebook.name)
    if names:
        shown = say("page_comma").join(Path(name).name for name in names[:3])
        raise RunFailed(say("run_inputs_changed", names=shown, count=len(names)), store.EDITED)


@contextmanager
def _diverted(log: Path) -> Iterator[None]:
    """Send what papermill and the kernel print into a file, away from the progress bar."""
    kept = [os.dup(1), os.dup(2)]
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(handle, 1)
    os.dup2(handle, 2)
    os.close(handle)
    try:
        yield
    finally:
        for own, number in zip(kept, (1, 2), strict=True):
            os.dup2(own, number)
            os.close(own)


class _Saver(NotebookExecutionManager):
    """Papermill's manager, which writes the notebook to disk once a second and not twice a cell."""

    saved = 0.0

    def save(self, **kwargs: Any) -> None:
        if self.end_time or time.monotonic() - self.saved > SAVE_SECONDS:
            super().save(**kwargs)
            self.saved = time.monotonic()


class _Engine(NBClientEngine):
    """Papermill's own engine with `_Saver`."""

    @classmethod
    def execute_notebook(cls, nb: Any, kernel_name: str, output_path: Any = None, **kwargs: Any) -> Any:
        manager = _Saver(nb, output_path=output_path, progress_bar=False)
        manager.notebook_start()
        try:
            cls.execute_managed_notebook(manager, kernel_name, km=kwargs["km"])
        finally:
            manager.notebook_complete()
        return manager.nb


def _run_notebook(job: Job, folder: Path, nursery: str = "") -> None:
    """Execute the notebook inside `folder`. Raises RunFailed where it did not run to its end."""
    papermill_engines.register(ENGINE, _Engine)
    target = folder / store.NOTEBOOK
    parameters = {**job.parameters, "lang": job.lang, "folder": "."}
    with kernel(folder, nursery) as manager:
        try:
            _executed(job, target, parameters, manager)
        except PapermillExecutionError as error:
            (folder / LOG).write_text(COLOUR_CODES.sub("", str(error)), encoding="utf-8")
            message = f"{error.ename}: {COLOUR_CODES.sub('', str(error.evalue))}"
            raise RunFailed(message, store.FULL if NO_SPACE.search(message) else store.RAISED) from error
        except RuntimeError as error:  # nbclient's DeadKernelError is one
            raise RunFailed(say("run_kernel_died"), store.DIED) from error
    _tidy(target)


def _executed(job: Job, target: Path, parameters: dict[str, Any], manager: AsyncKernelManager) -> None:
    papermill.execute_notebook(
        str(job.notebook), str(target), parameters=parameters, cwd=str(target.parent), kernel_name="python3",
        engine_name=ENGINE, progress_bar=False, km=manager,
    )  # fmt: skip


def _tidy(path: Path) -> None:
    """Check that every cell of an executed notebook ran, and take out what would differ next time."""
    notebook = nbformat.read(path, as_version=4)
    for number, cell in enumerate(notebook.cells):
        ran = cell.get("execution_count") is not None
        if cell.cell_type == "code" and cell.source.strip() and not ran:
            raise RunFailed(say("run_kernel_died"), store.DIED)
        for mark in ("papermill", "execution"):
            cell.metadata.pop(mark, None)
        if "id" in cell:
            cell["id"] = f"cell-{number}"
    notebook.metadata.pop("papermill", None)
    path.write_text(nbformat.writes(notebook), encoding="utf-8")
