"""Making a run folder: the notebook executed, rendered, signed and published, or kept as failed."""

from __future__ import annotations

import os
import re
from pathlib import Path

import nbformat
import papermill
from papermill.exceptions import PapermillExecutionError

from sim.runs import store
from sim.runs.job import Job, Render
from sim.runs.provenance import code_version, manifest
from sim.words import say

LOG = "log.txt"
COLOUR_CODES = re.compile(r"\x1b\[[0-9;]*m")


class RunFailed(Exception):
    """A notebook that did not run to its end; the message is the first line of what is told of it."""


def execute(job: Job, render: Render) -> None:
    """Run a job into its folder. Raises what went wrong; the folder is then kept as failed."""
    with store.building(job.outputs, job.name, job.again) as folder:
        if folder is None:
            return
        divert(folder / LOG)
        run_notebook(job, folder)
        check_code(job)
        render(folder, job.label, job.lang)
        (folder / LOG).unlink()
        about = {**job.about, "files": store.folder_checksums(folder)}
        store.save_json(manifest(job.inputs, **about), folder / store.MANIFEST)


def check_code(job: Job) -> None:
    """A result must not bear the version of code that was edited while it was computed."""
    if job.code and code_version() != job.code:
        raise RunFailed(say("run_code_changed", job.lang))


def divert(log: Path) -> None:
    """Send what papermill and the kernel print into a file, away from the progress bar."""
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(handle, 1)
    os.dup2(handle, 2)


def run_notebook(job: Job, folder: Path) -> None:
    """Execute the notebook inside `folder`. Raises RunFailed where it did not run to its end."""
    target = folder / store.NOTEBOOK
    parameters = {**job.parameters, "lang": job.lang, "folder": "."}
    try:
        papermill.execute_notebook(
            str(job.notebook), str(target), parameters=parameters, cwd=str(folder),
            kernel_name="python3", progress_bar=False,
        )  # fmt: skip
    except PapermillExecutionError as error:
        (folder / LOG).write_text(COLOUR_CODES.sub("", str(error)), encoding="utf-8")
        raise RunFailed(f"{error.ename}: {COLOUR_CODES.sub('', str(error.evalue))}") from error
    tidy(target)


def tidy(path: Path) -> None:
    """Check that every cell of an executed notebook ran, and take out what would differ next time."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        ran = cell.get("execution_count") is not None
        if cell.cell_type == "code" and cell.source.strip() and not ran:
            raise RunFailed(say("run_kernel_died"))
        for mark in ("papermill", "execution"):
            cell.metadata.pop(mark, None)
    notebook.metadata.pop("papermill", None)
    path.write_text(nbformat.writes(notebook), encoding="utf-8")
