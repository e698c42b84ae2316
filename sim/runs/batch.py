"""Notebooks in parallel: every run planned and checked first, then made by a crew of workers, none lost.

A run that is there already is recognised by its key. One that fails is kept, marked and counted; what
an interruption leaves behind is removed. Two runners on the same runs share them out between them.
"""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from sim.inputs import Case, beside
from sim.inputs.intake.drawn import drawn_columns
from sim.inputs.intake.registers import parted, register_file
from sim.inputs.notebooks import COMPARISON_NOTEBOOK, SCENARIO_NOTEBOOK, notebook_parameters
from sim.inputs.programme import in_use
from sim.inputs.scenarios.limits import notes_of
from sim.inputs.studies import GIVEN, carried
from sim.runs import frozen, store
from sim.runs.crew import Crew, crew, usual_workers
from sim.runs.job import BUSY, FAILED, FOUND, Job, Render, progress
from sim.runs.provenance import case_content, code_version, data_files, digest, file_checksum, run_content
from sim.words import LANGUAGES, say

COMPARISON = "comparison"
INTERRUPTED = 130  # how a process ends that was interrupted twice
LOOK_SECONDS, BUSY_SECONDS = 0.2, 0.5
LEAST_FREE = 64 << 20  # bytes of disk without which no run begins


@dataclass(frozen=True)
class Settings:
    """What all runs of a batch share."""

    members: int = 1000
    seed: int = 0
    counterfactual: str = field(default_factory=lambda: in_use().counterfactual)
    villages: str = ""  # a register file; empty is the one in use, `synthetic` that of data/
    lang: str = "zh"
    outputs: Path = store.OUTPUTS
    again: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)  # of the notebooks, checked
    time_limit: float = float("inf")  # seconds a run may take
    author: str = ""  # who is named in what is published; blank names nobody
    # data/ as it was before anything of it was read, so that an edit while planning is noticed as well
    frozen: Mapping[str, str] = field(default_factory=frozen.tables)


@dataclass(frozen=True)
class Outcome:
    """How a run ended. `folder` is that of the finished or the failed run."""

    job: Job
    state: str
    folder: Path
    seconds: float = 0.0
    error: str = ""
    kind: str = ""  # why it failed: store.RAISED, SLOW, DIED, …


class Stopped(Exception):
    """The batch cannot go on for a reason that concerns all runs; the message says what to do."""


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
    name, files = given(source)
    parameters = {"scenario": name, **shared(settings), **own}
    other = beside(case, settings.counterfactual)
    content = content_of(case, other, SCENARIO_NOTEBOOK, own, settings)
    about = {"scenario": case.scenario.id, "counterfactual": other.scenario.id, "keyed": content}
    key = digest(content)
    held = frozen.of_case(settings.frozen, [case, other], [name, settings.counterfactual], files)
    return make_job(case.scenario.id, key, SCENARIO_NOTEBOOK, parameters, case, settings, about, files, held)


def given(source: str) -> tuple[str, Mapping[str, str]]:
    """How a run's notebook names a scenario, and the files that its folder then holds."""
    files = carried(Path(source)) if Path(source).is_file() else {}
    return (f"{GIVEN}/{Path(source).stem}.yaml", files) if files else (source, {})


def comparison_job(
    cases: Sequence[Case], sources: Sequence[str], settings: Settings, reports: Mapping[str, str]
) -> Job:
    """The run of the comparison notebook over several scenarios; `reports` are the ways to their own."""
    own = {**known(settings.options, COMPARISON_NOTEBOOK), "reports": dict(reports)}
    carried_along = [given(source) for source in sources]
    files = {name: text for _, each in carried_along for name, text in each.items()}
    parameters = {"scenarios": [name for name, _ in carried_along], **shared(settings), **own}
    key = digest([key_of(case, COMPARISON_NOTEBOOK, own, settings) for case in cases])
    about = {"scenarios": [case.scenario.id for case in cases], "counterfactual": settings.counterfactual}
    names = [*parameters["scenarios"], settings.counterfactual]
    held = frozen.of_case(settings.frozen, cases, names, files)
    return make_job(COMPARISON, key, COMPARISON_NOTEBOOK, parameters, cases[0], settings, about, files, held)


def key_of(case: Case, notebook: Path, options: Mapping[str, Any], settings: Settings) -> str:
    """The key of a case's run: content alone, so that a file counts the same wherever it lies."""
    return digest(content_of(case, beside(case, settings.counterfactual), notebook, options, settings))


def content_of(
    case: Case, other: Case, notebook: Path, options: Mapping[str, Any], settings: Settings
) -> dict[str, Any]:
    own = {**options, "lang": settings.lang}
    return run_content(case, other, settings.members, settings.seed, notebook, own)


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
    files: Mapping[str, str] | None = None,
    held: Mapping[str, str] | None = None,
) -> Job:
    full = {
        **about, "key": key, "members": settings.members, "seed": settings.seed,
        "villages": register_file(settings.villages),
        "register": case.register.name, "synthetic": case.register.synthetic,
        "drawn": list(drawn_columns(case.register.table)), "notebook": notebook.name,
        "parameters": dict(parameters), "lang": settings.lang, "label": label, **noted(case),
    }  # fmt: skip
    inputs = {**data_files(), **case_content(case), "notebook": file_checksum(notebook)}
    name = store.run_name(label, key)
    return Job(
        name, label, notebook, parameters, settings.outputs, full, inputs, code_version(),
        settings.lang, settings.again, files=files or {}, time_limit=settings.time_limit,
        frozen={**(held or {}), **register_held(case, settings.villages)},
    )  # fmt: skip


def register_held(case: Case, villages: str) -> dict[str, str]:
    """The file of a register that is not of data/, with the checksum that the key stands for."""
    file = register_file(villages)
    return {parted(file)[0]: case.register.checksum} if file else {}


def noted(case: Case) -> dict[str, Any]:
    """What a manifest says of how a scenario was read and of what is beyond measure."""
    notes = {lang: notes_of(case, lang) for lang in LANGUAGES}
    return {"notes": notes} if any(notes.values()) else {}


# --- running -------------------------------------------------------------------------------------


def run_batch(
    jobs: Sequence[Job],
    render: Render,
    watcher: Watcher,
    workers: int | None = None,
    warm: str = "",
    retry: bool = True,
) -> list[Outcome]:
    """Make every run that is not there yet, `workers` at a time (`usual_workers`).

    `warm` is the `module:function` that the nursery of the kernels calls, with the `world` of the runs where
    they have one; blank starts stock kernels. With
    `retry` off, runs whose own notebook has failed before stay failed. The outcomes come in the order of the
    jobs. KeyboardInterrupt ends what is running and goes on; finished folders stay. Raises Stopped where no
    run can go on: the disk is full, or the code was edited.
    """
    workers = max(1, min(workers or usual_workers(), len(jobs)))
    for outputs in {job.outputs for job in jobs}:
        store.open_outputs(outputs)
    watcher.begin(jobs)
    known = {job.name: each for job in jobs if (each := known_outcome(job, retry))}
    for outcome in known.values():
        watcher.ended(outcome)
    waiting = deque(job for job in jobs if job.name not in known)
    if waiting:
        workers = min(workers, len(waiting))
        with crew(render, workers, jobs[0].lang, warm, world(waiting)) as hired:
            try:
                made = work(hired, waiting, watcher)
            except BaseException:
                stop(hired)
                raise
        known |= {outcome.job.name: outcome for outcome in made}
    return [known[job.name] for job in jobs]


def world(jobs: Iterable[Job]) -> dict[str, Any]:
    """What the runs of scenarios are measured against, as the first of them says; without such, nothing."""
    names = ("counterfactual", "members", "seed", "villages")
    told = (job.parameters for job in jobs if {"scenario", *names} <= set(job.parameters))
    return next(({name: parameters[name] for name in names} for parameters in told), {})


def known_outcome(job: Job, retry: bool = True) -> Outcome | None:
    """How a run ended earlier; None where it is to be made."""
    if not job.again and store.finished(job.outputs, job.name):
        return Outcome(job, FOUND, job.folder)
    why = None if retry else store.failure(job.outputs, job.name)
    return failed_outcome(job, why["kind"], why["error"]) if why and why["kind"] in store.LASTING else None


def failed_outcome(job: Job, kind: str, error: str, seconds: float = 0.0) -> Outcome:
    folder = job.outputs / f"{job.name}{store.FAILED}"
    return Outcome(job, FAILED, folder, seconds, error or kind, kind)


def work(hired: Crew, waiting: deque[Job], watcher: Watcher) -> list[Outcome]:
    """Give the waiting runs to whoever is idle until all have ended."""
    outcomes: list[Outcome] = []
    elsewhere: deque[tuple[float, Job]] = deque()  # being made by another runner; looked at again later
    while waiting or elsewhere or hired.busy():
        while elsewhere and elsewhere[0][0] < time.monotonic():
            waiting.append(elsewhere.popleft()[1])
        hired.look_after_nursery()
        for worker in hired.idle():
            if waiting:
                check_disk(waiting[0].outputs)
                job = waiting.popleft()
                hired.give(worker, job)
                watcher.started(job)
        for job, result, seconds in hired.ended(LOOK_SECONDS):
            if result.state == BUSY:
                elsewhere.append((time.monotonic() + BUSY_SECONDS, job))
                continue
            outcomes.append(outcome_of(job, result.state, result.kind, result.error, seconds))
            watcher.ended(outcomes[-1])
        for worker in hired.busy():
            if worker.job:
                watcher.cells(worker.job, *progress(worker.job))
    return outcomes


def outcome_of(job: Job, state: str, kind: str, error: str, seconds: float) -> Outcome:
    """The outcome of an ended run; what a dead worker has left is kept as failed."""
    if state != FAILED:
        return Outcome(job, state, job.folder, seconds)
    if kind == store.FULL:
        raise Stopped(say("run_disk_full", job.lang, folder=job.outputs))
    if kind in (store.DIED, store.SLOW) and job.partial.exists():
        with store.locked(job.outputs, job.name, wait=False) as mine:
            if mine:
                store.keep_failed(job.outputs, job.name, error, kind)
    return failed_outcome(job, kind, error, seconds)


def check_disk(outputs: Path) -> None:
    """Begin no run where there is no room for it."""
    if shutil.disk_usage(outputs).free < LEAST_FREE:
        raise Stopped(say("run_disk_full", folder=outputs))


def stop(hired: Crew) -> None:
    """End the processes and remove what they have begun; a second ctrl-C ends at once.

    Whatever is then left is hidden, and removed by the next call; the children notice that nobody is there.
    """
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGINT, signal.SIGTERM):
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, lambda *about: os._exit(INTERRUPTED))
    places = {worker.job.outputs for worker in hired.busy() if worker.job}
    hired.close()
    for outputs in places:
        store.clean(outputs)
