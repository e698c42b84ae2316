"""The same bytes from a cluster as from this process, also when a worker is killed in the middle."""

import os
import pickle
import signal
import sys
import threading
import time
from pathlib import Path

import cloudpickle
import pytest

from sim.faults import InputFaults
from sim.inputs.case import read_case
from sim.runs import cluster, stream
from sim.words import say

CASE = read_case()
RUN = {"members": 96, "seed": 3, "years": (2023, 2030), "part": 8}
PATIENCE = 60  # seconds; only a failing test waits as long


def content(summary):
    """Every byte that a summary says."""
    return (
        summary.sums.tobytes(),
        *(summary.villages[name].to_numpy().tobytes() for name in summary.villages),
    )


@pytest.fixture(scope="module")
def local():
    return content(stream.stream(CASE, **RUN))


@pytest.fixture(scope="module")
def workers():
    with cluster.local_cluster(2) as started:
        yield started


def on(workers, **changes):
    with cluster.computing_on(workers.scheduler_address) as compute:
        return content(stream.stream(CASE, compute=compute, **RUN | changes))


def test_a_cluster_gives_the_bytes_of_the_local_run(workers, local):
    assert on(workers) == local


def test_other_pieces_give_the_same_bytes(workers, local):
    assert on(workers, part=32) == local


def until(happened):
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline, "nothing happened"
        time.sleep(0.01)


def victim(folder: Path):
    """A piece like any other, but whoever takes the third writes down his number and waits to be killed."""

    def compute(group, draws):
        named = folder / "victim"
        if draws.index[0] == 2 * RUN["part"] and not named.exists():
            (folder / "writing").write_text(str(os.getpid()))
            (folder / "writing").rename(named)
            while True:
                time.sleep(1)
        return stream.compute_piece(group, draws)

    return compute


def kill(folder: Path):
    """End the process that has written down its number, as the kernel would that is short of memory."""
    until((folder / "victim").exists)
    os.kill(int((folder / "victim").read_text()), signal.SIGKILL)


def processes(client):
    return set(client.run(os.getpid).values())


def test_a_worker_killed_in_the_middle_changes_nothing(workers, local, tmp_path, monkeypatch):
    cloudpickle.register_pickle_by_value(sys.modules[__name__])
    monkeypatch.setattr(cluster, "compute_piece", victim(tmp_path))
    with workers.get_client() as client:
        before = processes(client)
        killer = threading.Thread(target=kill, args=(tmp_path,))
        killer.start()
        found = content(stream.stream(CASE, compute=lambda pieces: cluster.compute_on(client, pieces), **RUN))
        killer.join()
        client.wait_for_workers(2, timeout=PATIENCE)
        after = processes(client)
    assert before - after == {int((tmp_path / "victim").read_text())}
    assert found == local


def test_a_worker_with_other_code_is_refused_by_name(workers, monkeypatch):
    monkeypatch.setattr(stream, "piece_code", lambda: "other")
    with pytest.raises(InputFaults, match=say("fault_other_code")):
        on(workers)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nowhere://x"])
def test_an_address_without_a_scheduler_is_one_clear_fault(address, monkeypatch):
    monkeypatch.setattr(cluster, "WAIT", 0.5)
    with pytest.raises(InputFaults, match=address), cluster.computing_on(address):
        pass


def test_without_a_scheduler_this_process_computes():
    with cluster.computing_on(None) as compute:
        assert compute is None


def test_faults_survive_the_way_from_a_worker():
    with pytest.raises(InputFaults) as caught:
        stream.chosen_years(CASE, [1999])
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)
