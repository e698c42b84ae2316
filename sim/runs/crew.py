"""The processes that make runs: as many workers as fit, and the nursery that their kernels are forked from.

A worker lives for many runs. One that dies takes its run and its kernel with it, and another takes its
place; a run that takes too long is ended together with its worker.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from sim.runs import store
from sim.runs.job import FAILED, Job, Render, Result
from sim.runs.machine import cores, descendants, end, kernel_environment, kill_below, works_in
from sim.runs.worker import main
from sim.words import say


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


class Crew:
    """The workers of one batch; a context manager that leaves no process behind."""

    def __init__(self, render: Render, workers: int, lang: str, warm: str, shared: Mapping[str, Any]):
        self.render, self.lang, self.warm, self.shared = render, lang, warm, shared
        threads = max(1, cores() // workers)  # so many that all workers together fill the cores
        self.environment = kernel_environment(lang, threads, threads)
        self.nursery = self.open_nursery()
        self.workers = [self.hire() for _ in range(workers)]

    def open_nursery(self) -> Any:
        """The process that forks kernels; None where it cannot be, and then stock kernels start."""
        from sim.runs.forked import Nursery, possible

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
        process = context.Process(target=main, args=(other, self.render, path, self.environment))
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

    def ended(self, seconds: float) -> Iterator[tuple[Job, Result, float]]:
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

    def heard(self, worker: Worker) -> Result | None:
        """What a worker has said, or what became of it; None where it is at work."""
        if worker.job and time.monotonic() - worker.since > worker.job.time_limit:
            worker.kill()
            self.end_kernel(worker.job)
            return Result(
                FAILED, store.SLOW, say("run_too_slow", self.lang, seconds=f"{worker.job.time_limit:.0f}")
            )
        try:
            if not worker.line.poll():
                return None
            said = worker.line.recv()
        except (EOFError, OSError):
            worker.kill()
            self.end_kernel(worker.job)
            status = worker.process.exitcode
            return Result(FAILED, store.DIED, say("run_process_died", self.lang, status=status))
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
def crew(
    render: Render, workers: int, lang: str, warm: str = "", shared: Mapping[str, Any] | None = None
) -> Iterator[Crew]:
    """Workers for a batch, and none of them afterwards; `warm` is called with what is `shared`."""
    hired = Crew(render, workers, lang, warm, shared or {})
    try:
        hired.await_nursery()
        yield hired
    finally:
        hired.close()
