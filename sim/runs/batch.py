"""Notebooks in parallel: runs made by a pool of workers, none lost.

A run that is there already is recognised by its key. One that fails is kept, marked and counted; what
an interruption leaves behind is removed. Two runners on the same runs share them out between them.

There are as many workers as fit, and the nursery that their kernels are forked from. A worker lives for many
runs. One that dies takes its run and its kernel with it, and another takes its place; a run that takes too
long is ended together with its worker. The heavy part (`sim.runs.execute`: papermill) is imported in the
workers only; finding that all of a batch is there already stays quick.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import shutil
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Protocol

from sim.runs import store
from sim.runs.job import BUSY, FAILED, FOUND, Job, JobEnd, Render, progress
from sim.runs.machine import cores, descendants, end, kernel_environment, kill_below, works_in
from sim.words import language, say

INTERRUPTED = 130  # how a process ends that was interrupted twice
LOOK_SECONDS, BUSY_SECONDS = 0.2, 0.5
LEAST_FREE = 64 << 20  # bytes of disk without which no run begins


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


class BatchWatcher(Protocol):
    """Somebody who looks on: a progress bar, or lines in a log."""

    def begin(self, jobs: Sequence[Job]) -> None: ...
    def started(self, job: Job) -> None: ...
    def cells(self, job: Job, done: int, total: int) -> None: ...
    def ended(self, outcome: Outcome) -> None: ...
    def close(self) -> None: ...


def run_batch(
    jobs: Sequence[Job],
    render: Render,
    watcher: BatchWatcher,
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
        with _worker_pool(render, workers, warm, world(waiting)) as pool:
            try:
                made = _work(pool, waiting, watcher)
            except BaseException:
                _stop(pool)
                raise
        known |= {outcome.job.name: outcome for outcome in made}
    return [known[job.name] for job in jobs]


def world(jobs: Iterable[Job]) -> dict[str, Any]:
    """What the runs of scenarios are measured against, as the first of them says; without such, nothing."""
    for job in jobs:
        told = {name: job.parameters.get(name) for name in ("counterfactual", "members", "seed", "villages")}
        told["counterfactual"] = job.against or told["counterfactual"]
        if "scenario" in job.parameters and None not in told.values():
            return told if told["counterfactual"] not in job.files else {}
    return {}


def known_outcome(job: Job, retry: bool = True) -> Outcome | None:
    """How a run ended earlier; None where it is to be made."""
    if not job.again and store.finished(job.outputs, job.name):
        return Outcome(job, FOUND, job.folder)
    why = None if retry else store.failure(job.outputs, job.name)
    return failed_outcome(job, why["kind"], why["error"]) if why and why["kind"] in store.LASTING else None


def failed_outcome(job: Job, kind: str, error: str, seconds: float = 0.0) -> Outcome:
    folder = job.outputs / f"{job.name}{store.FAILED}"
    return Outcome(job, FAILED, folder, seconds, error or kind, kind)


def _work(pool: _WorkerPool, waiting: deque[Job], watcher: BatchWatcher) -> list[Outcome]:
    """Give the waiting runs to whoever is idle until all have ended."""
    outcomes: list[Outcome] = []
    elsewhere: deque[tuple[float, Job]] = deque()  # being made by another runner; looked at again later
    while waiting or elsewhere or pool.busy():
        while elsewhere and elsewhere[0][0] < time.monotonic():
            waiting.append(elsewhere.popleft()[1])
        pool.look_after_nursery()
        for worker in pool.idle():
            if waiting:
                check_disk(waiting[0].outputs)
                job = waiting.popleft()
                pool.give(worker, job)
                watcher.started(job)
        for job, result, seconds in pool.ended(LOOK_SECONDS):
            if result.state == BUSY:
                elsewhere.append((time.monotonic() + BUSY_SECONDS, job))
                continue
            outcomes.append(outcome_of(job, result.state, result.kind, result.error, seconds))
            watcher.ended(outcomes[-1])
        for worker in pool.busy():
            if worker.job:
                watcher.cells(worker.job, *progress(worker.job))
    return outcomes


def outcome_of(job: Job, state: str, kind: str, error: str, seconds: float) -> Outcome:
    """The outcome of an ended run; what a dead worker has left is kept as failed."""
    if state != FAILED:
        return Outcome(job, state, job.folder, seconds)
    if kind == store.FULL:
        raise Stopped(say("run_disk_full", folder=job.outputs))
    if kind in (store.DIED, store.SLOW) and job.partial.exists():
        with store.locked(job.outputs, job.name, wait=False) as mine:
            if mine:
                store.keep_failed(job.outputs, job.name, error, kind)
    return failed_outcome(job, kind, error, seconds)


def check_disk(outputs: Path) -> None:
    """Begin no run where there is no room for it."""
    if shutil.disk_usage(outputs).free < LEAST_FREE:
        raise Stopped(say("run_disk_full", folder=outputs))


def _stop(pool: _WorkerPool) -> None:
    """End the processes and remove what they have begun; a second ctrl-C ends at once.

    Whatever is then left is hidden, and removed by the next call; the children notice that nobody is there.
    """
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGINT, signal.SIGTERM):
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, lambda *about: os._exit(INTERRUPTED))
    places = {worker.job.outputs for worker in pool.busy() if worker.job}
    pool.close()
    for outputs in places:
        store.clean(outputs)


# --- the workers ----------------------------------------------------------------------------------


def usual_workers() -> int:
    """Two for each core: while one waits for its kernel to start or to end, another computes."""
    return 2 * cores()


@dataclass
class Worker:
    """A process that makes runs, and the run that it makes now."""

    process: BaseProcess
    line: Connection
    ready: bool = False
    job: Job | None = None
    since: float = 0.0

    @property
    def idle(self) -> bool:
        return self.ready and self.job is None

    def kill(self) -> None:
        """End the process, its kernel, and what the cells of that one have started."""
        if self.process.pid is not None:
            kill_below(self.process.pid)
        self.process.kill()
        self.process.join()
        self.line.close()


class _WorkerPool:
    """The workers of one batch; a context manager that leaves no process behind."""

    def __init__(self, render: Render, workers: int, warm: str, shared: Mapping[str, Any]):
        self.render, self.warm, self.shared = render, warm, shared
        threads = max(1, cores() // workers)  # so many that all workers together fill the cores
        self.environment = kernel_environment(language(), threads, threads)
        self.nursery = self.open_nursery()
        self.workers = [self.hire() for _ in range(workers)]

    def open_nursery(self) -> Any:
        """The process that forks kernels; None where it cannot be, and then stock kernels start."""
        from sim.runs.kernels import Nursery, possible

        if not self.warm or not possible():
            return None
        return Nursery("", self.warm, self.environment, self.shared)

    def await_nursery(self) -> None:
        """Wait until kernels can be forked; where the nursery fails, go on without."""
        if self.nursery and not self.nursery.wait():
            self.close_nursery()

    def close_nursery(self) -> None:
        if self.nursery:
            kill_below(self.nursery.process.pid)  # kernels, and what their cells have started
            self.nursery.close()
            self.nursery = None

    def look_after_nursery(self) -> None:
        """Open another nursery where the last one was killed."""
        if self.nursery and self.nursery.process.poll() is not None:
            self.close_nursery()
            self.nursery = self.open_nursery()
            self.await_nursery()

    def hire(self) -> Worker:
        # Not forked from here (threads), nor by a fork server, whose socket a kill would leave behind.
        context = multiprocessing.get_context("spawn")
        own, other = context.Pipe()
        path = self.nursery.path if self.nursery else ""
        process = context.Process(target=_make_runs, args=(other, self.render, path, self.environment))
        process.start()
        other.close()
        return Worker(process, own)

    def give(self, worker: Worker, job: Job) -> None:
        worker.job, worker.since = job, time.monotonic()
        with suppress(OSError):  # where the worker has just died, `ended` tells
            worker.line.send(job)

    def idle(self) -> list[Worker]:
        return [each for each in self.workers if each.idle]

    def busy(self) -> list[Worker]:
        return [each for each in self.workers if each.job]

    def ended(self, seconds: float) -> Iterator[tuple[Job, JobEnd, float]]:
        """The runs that end within some seconds, however they end."""
        wait([each.line for each in self.workers], timeout=seconds)
        for place, worker in enumerate(self.workers):
            result = self.heard(worker)
            if result is None:
                continue
            job, took = worker.job, time.monotonic() - worker.since
            worker.job = None
            if not worker.process.is_alive() or worker.line.closed:
                self.workers[place] = self.hire()
            if job:
                yield job, result, took

    def heard(self, worker: Worker) -> JobEnd | None:
        """What a worker has said, or what became of it; None where it is at work."""
        if worker.job and time.monotonic() - worker.since > worker.job.time_limit:
            worker.kill()
            self.end_kernel(worker.job)
            return JobEnd(FAILED, store.SLOW, say("run_too_slow", seconds=f"{worker.job.time_limit:.0f}"))
        try:
            if not worker.line.poll():
                return None
            said = worker.line.recv()
        except (EOFError, OSError):
            worker.kill()
            self.end_kernel(worker.job)
            status = worker.process.exitcode
            return JobEnd(FAILED, store.DIED, say("run_process_died", status=status))
        worker.ready = True
        return said

    def end_kernel(self, job: Job | None) -> None:
        """End the kernel of a run whose worker has gone: one busy in compiled code does not notice."""
        if self.nursery and job:
            for pid in descendants(self.nursery.process.pid):
                if works_in(pid, job.partial):
                    kill_below(pid)
                    end(pid)

    def close(self) -> None:
        """End every process; what a run has begun is left for `store.clean`."""
        for each in self.workers:
            each.kill()
        self.close_nursery()


@contextmanager
def _worker_pool(
    render: Render, workers: int, warm: str = "", shared: Mapping[str, Any] | None = None
) -> Iterator[_WorkerPool]:
    """Workers for a batch, and none of them afterwards; `warm` is called with what is `shared`."""
    pool = _WorkerPool(render, workers, warm, shared or {})
    try:
        pool.await_nursery()
        yield pool
    finally:
        pool.close()


# --- in a worker ----------------------------------------------------------------------------------


def _make_runs(line: Connection, render: Render, nursery: str, environment: Mapping[str, str]) -> None:
    """The process: make one job after the other, until nobody sends more."""
    os.setsid()  # ctrl-C reaches the runner alone, which then ends its children
    threading.Thread(target=_end_with_parent, daemon=True).start()
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


def _end_with_parent() -> None:
    """End this process when the runner is gone; its kernel notices by itself."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
