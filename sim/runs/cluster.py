"""Pieces of a large run, and whole runs, on more than one machine: a dask scheduler by its address.

Pieces come back in the order in which they were asked for and are added up here, so the result is the
local run's to the last byte (on processors of one kind). A group of villages travels as a task of
its own: when a worker dies with it, dask makes it again from the scheduler's copy, and the pieces that
were lost run elsewhere. `local` starts the workers here.

A run is a task that sends its finished folder back. A worker needs the same version of this code and nothing
of this machine: the notebook's text and the files that the run was given travel with it, and its folder comes
back and is published here, under the same lock and with the same bytes as a run made here. (A register given
as a file has to lie at the same place there.)
"""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from sim.faults import InputFaults, fault
from sim.folders import SETTING
from sim.runs import store
from sim.runs.batch import (
    LOOK_SECONDS,
    BatchWatcher,
    Outcome,
    Stopped,
    check_disk,
    failed_outcome,
    known_outcome,
    outcome_of,
)
from sim.runs.job import FAILED, Job, JobEnd, Render
from sim.runs.machine import kernel_environment
from sim.runs.stream import Compute, Piece, PieceGroup, compute_piece
from sim.words import say

if TYPE_CHECKING:
    from distributed import Client

LOCAL = "local"
WAIT = 15.0  # seconds for a scheduler to answer
SILENCE = 10.0  # seconds without a result, after which it is asked whether it is there
AHEAD = 2  # pieces or runs for each thread of the cluster that wait or run at a time


@contextmanager
def computing_on(scheduler: str | None) -> Iterator[Compute | None]:
    """What computes the pieces: a cluster at an address, workers started here (`local`), or this process.

    Raises InputFaults where no scheduler answers at the address or it has no workers.
    """
    if scheduler is None:
        yield None
        return
    with _client_of(scheduler) as client:
        yield lambda pieces: compute_on(client, pieces)


@contextmanager
def _client_of(scheduler: str) -> Iterator[Client]:
    """A client of a scheduler, closed at the end, and with it the workers that were started here."""
    if scheduler == LOCAL:
        with local_cluster() as cluster, cluster.get_client() as client:
            yield client
        return
    from distributed import Client

    with ExitStack() as opened:
        try:
            client = opened.enter_context(Client(scheduler, timeout=WAIT))
            client.wait_for_workers(1, timeout=WAIT)
        except (OSError, TimeoutError, ValueError) as error:
            raise fault(scheduler, "fault_scheduler", reason=str(error)) from error
        yield client


def local_cluster(workers: int | None = None):  # type: ignore[no-untyped-def]  # distributed's is loaded late
    """One process a core, each with one thread of the kernel; a nanny starts it again where it dies."""
    from distributed import LocalCluster

    env = {"NUMBA_NUM_THREADS": "1"}
    return LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None, env=env
    )


def compute_on(client: Client, pieces: Iterable[tuple[PieceGroup, pd.DataFrame]]) -> Iterator[Piece]:
    """The pieces in their order, a bounded number of them on the cluster at a time."""
    from distributed import KilledWorker

    waiting: deque = deque()
    try:
        for task in _submitted(client, pieces):
            waiting.append(task)
            while len(waiting) > AHEAD * max(1, sum(client.nthreads().values())):
                yield result_of(client, waiting.popleft())
        while waiting:
            yield result_of(client, waiting.popleft())
    except KilledWorker as error:
        raise fault(str(client), "fault_workers_killed") from error
    finally:
        client.cancel(list(waiting))


def result_of(client: Client, task: Any) -> Any:
    """The result of a task, however long it takes, while the scheduler is there."""
    while True:
        try:
            return task.result(timeout=SILENCE)
        except TimeoutError:
            _check_scheduler(client)


def _check_scheduler(client: Client) -> None:
    """Raise InputFaults where the scheduler does not answer any more: one would wait for ever."""
    scheduler: Any = client.scheduler
    try:
        client.sync(scheduler.identity, callback_timeout=WAIT)
    except Exception as error:  # a connection can end in any of them
        raise fault(str(getattr(scheduler, "address", "")), "fault_scheduler_lost") from error


def _submitted(client: Client, pieces: Iterable[tuple[PieceGroup, pd.DataFrame]]) -> Iterator:
    """A task for every piece; its group goes ahead once, as the result of a task that dask can repeat."""
    sent, travelling = None, None
    for group, draws in pieces:
        if group is not sent:
            sent, travelling = group, client.submit(_itself, group, pure=False)
        yield client.submit(compute_piece, travelling, draws, pure=False)


def _itself(group: PieceGroup) -> PieceGroup:
    """A group, so that it is a task's result and not scattered data, which dies with its worker."""
    return group


# --- whole runs -----------------------------------------------------------------------------------


def run_on_cluster(
    jobs: Sequence[Job], render: Render, watcher: BatchWatcher, scheduler: str, retry: bool = True
) -> list[Outcome]:
    """As `run_batch`, on the cluster at an address. Raises InputFaults where no scheduler answers there."""
    for outputs in {job.outputs for job in jobs}:
        store.open_outputs(outputs)
    with _client_of(scheduler) as client:
        watcher.begin(jobs)
        ends = {job.name: each for job in jobs if (each := known_outcome(job, retry))}
        for outcome in ends.values():
            watcher.ended(outcome)
        for outcome in _travel(client, [job for job in jobs if job.name not in ends], render, watcher):
            ends[outcome.job.name] = outcome
    return [ends[job.name] for job in jobs]


def _travel(client: Client, jobs: Sequence[Job], render: Render, watcher: BatchWatcher) -> list[Outcome]:
    """Send the jobs out, a bounded number at a time, and publish what comes back."""
    from distributed import as_completed

    waiting, outcomes = list(reversed(jobs)), list[Outcome]()
    sent: dict[Any, Job] = {}
    under_way = as_completed(with_results=False)
    most = AHEAD * max(1, sum(client.nthreads().values()))
    while waiting or sent:
        while waiting and len(sent) < most:
            job = waiting.pop()
            task = client.submit(_make_there, job.notebook.read_bytes(), job, render, pure=False, retries=2)
            sent[task] = job
            under_way.add(task)
            watcher.started(job)
        task = next_of(client, under_way)
        outcomes.append(_arrived(sent.pop(task), task))
        watcher.ended(outcomes[-1])
    return outcomes


def next_of(client: Client, under_way: Any) -> Any:
    """The next task that has ended. Raises Stopped where the scheduler has gone."""
    asked = time.monotonic()
    while not (ended := under_way.next_batch(block=False)):
        time.sleep(LOOK_SECONDS)
        if time.monotonic() - asked > SILENCE:
            try:
                _check_scheduler(client)
            except InputFaults as lost:
                raise Stopped(str(lost)) from lost
            asked = time.monotonic()
    first, *rest = ended
    for each in rest:
        under_way.add(each)
    return first


def _arrived(job: Job, task: object) -> Outcome:
    """The outcome of a task, its folder published here."""
    try:
        result, packed = task.result()  # type: ignore[attr-defined]
    except Exception as error:  # a worker that died too often, or one that lacks a package
        store.keep_failed(job.outputs, job.name, str(error) or type(error).__name__, store.DIED)
        return failed_outcome(job, store.DIED, str(error))
    return _unpacked(job, result, packed)


def _unpacked(job: Job, result: JobEnd, packed: bytes) -> Outcome:
    """Unpack what a worker has made: the finished folder, or what a failed run has left."""
    check_disk(job.outputs)
    if result.state == FAILED and result.kind == store.FULL:
        return outcome_of(job, result.state, store.DIED, result.error, 0.0)
    with store.locked(job.outputs, job.name):
        _unpack(packed, job.partial)
        if result.state == FAILED:
            store.keep_failed(job.outputs, job.name, result.error, result.kind)
            return failed_outcome(job, result.kind, result.error)
        store.publish(job.partial, job.folder)
        store.remove(job.outputs / f"{job.name}{store.FAILED}")
    return Outcome(job, result.state, job.folder)


def _unpack(packed: bytes, folder: Path) -> None:
    store.remove(folder)
    folder.mkdir(parents=True)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")


# --- on the worker -------------------------------------------------------------------------------


def _make_there(notebook: bytes, job: Job, render: Render) -> tuple[JobEnd, bytes]:
    """Make a run in a folder of this worker's own, in a process of its own, and pack what it leaves."""
    with tempfile.TemporaryDirectory(prefix="wuli-") as place:
        path = Path(place) / job.notebook.name
        path.write_bytes(notebook)
        own = replace(job, notebook=path, outputs=Path(place) / "outputs", again=True)
        store.open_outputs(own.outputs)
        result = _made_by_process(own, render)
        left = own.folder if result.state != FAILED else own.outputs / f"{own.name}{store.FAILED}"
        return result, _pack(left)


def _made_by_process(job: Job, render: Render) -> JobEnd:
    """The end of a job made by a process started for it: dask's own may have neither children nor forks."""
    command = [sys.executable, "-m", "sim.runs.cluster"]
    try:
        done = subprocess.run(
            command, input=pickle.dumps((job, render)), capture_output=True, timeout=_limit(job), check=True
        )
    except subprocess.TimeoutExpired:
        return _kept(job, store.SLOW, say("run_too_slow", seconds=f"{job.time_limit:.0f}"))
    except subprocess.CalledProcessError as error:
        return _kept(job, store.DIED, error.stderr.decode(errors="replace")[-400:])
    return pickle.loads(done.stdout)


def _limit(job: Job) -> float | None:
    return None if job.time_limit == float("inf") else job.time_limit


def _kept(job: Job, kind: str, error: str) -> JobEnd:
    store.keep_failed(job.outputs, job.name, error, kind)
    return JobEnd(FAILED, kind, error)


def _pack(folder: Path) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        archive.add(folder, arcname=".")
    return buffer.getvalue()


def main() -> None:
    """The process of one run: a job comes in on standard input, how it ended goes out."""
    from sim.runs.execute import attempt

    out = os.fdopen(os.dup(1), "wb")
    job, render = pickle.load(sys.stdin.buffer)
    os.environ.update({SETTING: job.programme, **kernel_environment(job.lang, 1, 1)})
    pickle.dump(attempt(job, render), out)
    out.close()


if __name__ == "__main__":
    main()
