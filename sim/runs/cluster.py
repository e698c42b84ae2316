"""The same pieces on more than one machine: a dask scheduler by its address, or workers started here.

The pieces come back in the order in which they were asked for and are added up here, so the result is the
local run's to the last byte (on processors of one kind). A group of villages travels as a task of
its own: when a worker dies with it, dask makes it again from the scheduler's copy, and the pieces that
were lost run elsewhere.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import pandas as pd

from sim.faults import fault
from sim.runs.stream import Compute, Group, Piece, compute_piece

if TYPE_CHECKING:
    from distributed import Client

LOCAL = "local"
WAIT = 15.0  # seconds for a scheduler to answer
SILENCE = 10.0  # seconds without a result, after which it is asked whether it is there
AHEAD = 2  # pieces for each thread of the cluster that wait or run at a time


@contextmanager
def computing_on(scheduler: str | None) -> Iterator[Compute | None]:
    """What computes the pieces: a cluster at an address, workers started here (`local`), or this process.

    Raises InputFaults where no scheduler answers at the address or it has no workers.
    """
    if scheduler is None:
        yield None
        return
    with client_of(scheduler) as client:
        yield lambda pieces: compute_on(client, pieces)


@contextmanager
def client_of(scheduler: str) -> Iterator[Client]:
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


def compute_on(client: Client, pieces: Iterable[tuple[Group, pd.DataFrame]]) -> Iterator[Piece]:
    """The pieces in their order, a bounded number of them on the cluster at a time."""
    from distributed import KilledWorker

    waiting: deque = deque()
    try:
        for task in submitted(client, pieces):
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
            check_scheduler(client)


def check_scheduler(client: Client) -> None:
    """Raise InputFaults where the scheduler does not answer any more: one would wait for ever."""
    scheduler: Any = client.scheduler
    try:
        client.sync(scheduler.identity, callback_timeout=WAIT)
    except Exception as error:  # a connection can end in any of them
        raise fault(str(getattr(scheduler, "address", "")), "fault_scheduler_lost") from error


def submitted(client: Client, pieces: Iterable[tuple[Group, pd.DataFrame]]) -> Iterator:
    """A task for every piece; its group goes ahead once, as the result of a task that dask can repeat."""
    sent, travelling = None, None
    for group, draws in pieces:
        if group is not sent:
            sent, travelling = group, client.submit(itself, group, pure=False)
        yield client.submit(compute_piece, travelling, draws, pure=False)


def itself(group: Group) -> Group:
    """A group, so that it is a task's result and not scattered data, which dies with its worker."""
    return group
