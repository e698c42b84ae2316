"""Notebooks in parallel: every run planned and checked first, then one process each, none lost.

A run that is there already is recognised by its key. One that fails is kept, marked and counted; what
an interruption leaves behind is removed.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Protocol

from sim.inputs import Case, beside
from sim.runs import store
from sim.runs.job import Job, Render, main, progress
from sim.inputs.notebooks import COMPARISON_NOTEBOOK, SCENARIO_NOTEBOOK, notebook_parameters
from sim.runs.provenance import case_content, code_version, data_files, digest, file_checksum, run_key
from sim.words import say

DONE, FOUND, FAILED = "done", "found", "failed"
COMPARISON = "comparison"
LOOK_SECONDS = 0.2


@dataclass(frozen=True)
class Settings:
    """What all runs of a batch share."""

    members: int = 1000
    seed: int = 0
    counterfactual: str = "no-programme"
    villages: str = ""  # a register file; empty is the one of data/
    lang: str = "zh"
    outputs: Path = store.OUTPUTS
    again: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)  # of the notebooks, checked


@dataclass(frozen=True)
class Outcome:
    """How a run ended. `folder` is that of the finished or the failed run."""

    job: Job
    state: str
    folder: Path
    seconds: float = 0.0
    error: str = ""


class Watcher(Protocol):
    """Somebody who looks on: a progress bar, or lines in a log."""

    def begin(self, jobs: Sequence[Job]) -> None: ...
    def started(self, job: Job) -> None: ...
    def cells(self, job: Job, done: int, total: int) -> None: ...
    def ended(self, outcome: Outcome) -> None: ...
    def close(self) -> None: ...


# --- planning ------------------------------------------------------------------------------------


def scenario_job(case: Case, source: str, settings: Settings) -> Job:
    """The run of the study notebook for one scenario; `source` is the id or file it was read from."""
    own = known(settings.options, SCENARIO_NOTEBOOK)
    parameters = {"scenario": source, **shared(settings), **own}
    key = key_of(case, SCENARIO_NOTEBOOK, own, settings)
    other = beside(case, settings.counterfactual)
    about = {"scenario": case.scenario.id, "counterfactual": other.scenario.id}
    return make_job(case.scenario.id, key, SCENARIO_NOTEBOOK, parameters, case, settings, about)


def comparison_job(
    cases: Sequence[Case], sources: Sequence[str], settings: Settings, reports: Mapping[str, str]
) -> Job:
    """The run of the comparison notebook over several scenarios; `reports` are the ways to their own."""
    own = {**known(settings.options, COMPARISON_NOTEBOOK), "reports": dict(reports)}
    parameters = {"scenarios": list(sources), **shared(settings), **own}
    key = digest([key_of(case, COMPARISON_NOTEBOOK, own, settings) for case in cases])
    about = {"scenarios": [case.scenario.id for case in cases], "counterfactual": settings.counterfactual}
    return make_job(COMPARISON, key, COMPARISON_NOTEBOOK, parameters, cases[0], settings, about)


def key_of(case: Case, notebook: Path, options: Mapping[str, Any], settings: Settings) -> str:
    """The key of a case's run: content alone, so that a file counts the same wherever it lies."""
    other = beside(case, settings.counterfactual)
    own = {**options, "lang": settings.lang}
    return run_key(case, other, settings.members, settings.seed, notebook, own)


def shared(settings: Settings) -> dict[str, Any]:
    """The notebook parameters that every run of a batch has."""
    return {
        "counterfactual": settings.counterfactual,
        "members": settings.members,
        "seed": settings.seed,
        "villages": settings.villages,
    }


def known(options: Mapping[str, Any], notebook: Path) -> dict[str, Any]:
    return {name: value for name, value in options.items() if name in notebook_parameters(notebook)}


def make_job(
    label: str,
    key: str,
    notebook: Path,
    parameters: Mapping[str, Any],
    case: Case,
    settings: Settings,
    about: Mapping[str, Any],
) -> Job:
    full = {
        **about, "key": key, "members": settings.members, "seed": settings.seed,
        "villages": settings.villages or None, "register": case.register.name,
        "synthetic": case.register.synthetic, "notebook": notebook.name, "parameters": dict(parameters),
        "lang": settings.lang,
    }  # fmt: skip
    inputs = {**data_files(), **case_content(case), "notebook": file_checksum(notebook)}
    name = store.run_name(label, key)
    return Job(
        name, label, notebook, parameters, settings.outputs, full, inputs, code_version(),
        settings.lang, settings.again,
    )  # fmt: skip


# --- running -------------------------------------------------------------------------------------


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_batch(
    jobs: Sequence[Job], render: Render, watcher: Watcher, workers: int | None = None
) -> list[Outcome]:
    """Run every job that is not there yet, `workers` at a time (as many as there are cores).

    The outcomes come in the order of the jobs. KeyboardInterrupt ends the running ones, removes what
    they have begun and goes on; finished folders stay.
    """
    workers = max(1, min(workers or cores(), len(jobs)))
    jobs = [replace(job, threads=max(1, cores() // workers)) for job in jobs]
    for outputs in {job.outputs for job in jobs}:
        store.open_outputs(outputs)
    watcher.begin(jobs)
    found = [
        Outcome(job, FOUND, job.folder)
        for job in jobs
        if not job.again and store.finished(job.outputs, job.name)
    ]
    for outcome in found:
        watcher.ended(outcome)
    there = {outcome.job.name for outcome in found}
    made = run_processes([job for job in jobs if job.name not in there], render, watcher, workers)
    ended = {outcome.job.name: outcome for outcome in [*found, *made]}
    return [ended[job.name] for job in jobs]


@dataclass(frozen=True)
class Running:
    job: Job
    process: BaseProcess
    since: float


def run_processes(jobs: Sequence[Job], render: Render, watcher: Watcher, workers: int) -> list[Outcome]:
    waiting, running, outcomes = deque(jobs), list[Running](), list[Outcome]()
    context = fork_server(render)
    try:
        while waiting or running:
            while waiting and len(running) < workers:
                running.append(start(context, waiting.popleft(), render))
                watcher.started(running[-1].job)
            wait([each.process.sentinel for each in running], timeout=LOOK_SECONDS)
            for each in [each for each in running if not each.process.is_alive()]:
                running.remove(each)
                outcomes.append(outcome_of(each))
                watcher.ended(outcomes[-1])
            look(running, watcher)
    except BaseException:
        stop(running)
        raise
    return outcomes


def fork_server(render: Render) -> Any:
    """The way to start a run: a fork of a process that has imported papermill and the renderer once."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["sim.runs.execute", "nbconvert", render.__module__])
    return context


def start(context: Any, job: Job, render: Render) -> Running:
    process = context.Process(target=main, args=(job, render), name=job.name)
    process.start()
    return Running(job, process, time.monotonic())


def look(running: Sequence[Running], watcher: Watcher) -> None:
    for each in running:
        watcher.cells(each.job, *progress(each.job))


def outcome_of(ended: Running) -> Outcome:
    """The outcome of an ended process. Its exit status is believed, not the notebook it leaves."""
    job, status = ended.job, ended.process.exitcode
    seconds = time.monotonic() - ended.since
    if status == 0 and store.finished(job.outputs, job.name):
        return Outcome(job, DONE, job.folder, seconds)
    failed = job.outputs / f"{job.name}{store.FAILED}"
    if job.partial.exists() or not failed.exists():
        failed = store.keep_failed(job.outputs, job.name, say("run_process_died", job.lang, status=status))
    error = (failed / store.ERROR).read_text(encoding="utf-8").strip()
    return Outcome(job, FAILED, failed, seconds, error)


def stop(running: Sequence[Running]) -> None:
    """End the processes and remove what they have begun."""
    for each in running:
        each.process.kill()
    for each in running:
        each.process.join()
    for outputs in {each.job.outputs for each in running}:
        store.clean(outputs)
