"""A batch on a cluster: the folders of a local batch to the byte, failures kept here, nothing run twice."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from sim.faults import InputFaults
from sim.inputs.studies import load_study
from sim.reports.html_files import write_page
from sim.runs import cluster
from sim.runs.batch import run_batch
from sim.runs.cluster import run_on_cluster
from sim.runs.planning import Settings, plan_study
from tests.runs.killing import tree
from tests.runs.small_study import lever_rows, write_study
from tests.runs.test_batch import Log


@pytest.fixture(scope="module")
def address():
    with cluster.local_cluster(2) as started:
        yield started.scheduler_address


@pytest.fixture(scope="module")
def batches(address, tmp_path_factory):
    """The same study here and on the cluster; one of its runs is poisoned."""
    folder = tmp_path_factory.mktemp("study")
    trap = folder / "trap"
    trap.touch()
    poisoned = f"{{levers: {{resident_staff: 7}}, options: {{trap: {trap}}}}}"
    study = load_study(write_study(folder, [*lever_rows(3), poisoned]))
    here, there = folder / "here", folder / "there"
    own = run_batch(plan_study(study, Settings(outputs=here)).jobs, write_page, Log(), workers=2)
    jobs = plan_study(study, Settings(outputs=there)).jobs
    return here, there, trap, jobs, own, run_on_cluster(jobs, write_page, Log(), address)


@pytest.mark.proof
def test_a_cluster_leaves_the_folders_of_a_local_batch(batches):
    here, there, _, jobs, own, away = batches
    assert [each.state for each in own] == [each.state for each in away] == ["done"] * 3 + ["failed"]
    finished = [job.name for job in jobs[:3]]
    expected, found = ({n: tree(place / n) for n in finished} for place in (here, there))
    assert all(expected.values())
    assert found == expected


@pytest.mark.proof
def test_a_run_that_failed_there_is_kept_here_with_its_error(batches):
    _, there, _, jobs, _, away = batches
    assert "poisoned" in away[-1].error
    assert (there / f"{jobs[-1].name}.failed").is_dir()


@pytest.mark.proof
def test_what_is_there_is_found_and_only_what_failed_is_made_again(batches, address):
    _, there, trap, jobs, _, _ = batches
    before = tree(there / jobs[0].name)
    trap.unlink()
    again = run_on_cluster(jobs, write_page, Log(), address)
    assert [each.state for each in again] == ["found"] * 3 + ["done"]
    assert tree(there / jobs[0].name) == before
    assert not (there / f"{jobs[-1].name}.failed").exists()


def test_a_scheduler_that_has_gone_is_not_waited_for(monkeypatch):
    from sim.runs import cluster
    from sim.runs.batch import Stopped

    class Lost:
        """As much of a client as is asked, after its scheduler has gone."""

        scheduler = SimpleNamespace(address="tcp://127.0.0.1:1", identity=None)

        def sync(self, function, callback_timeout):
            assert callback_timeout == cluster.WAIT
            raise TimeoutError

    class Never:
        def next_batch(self, block):
            assert not block
            return []

        def result(self, timeout):
            raise TimeoutError

    monkeypatch.setattr(cluster, "SILENCE", 0.1)
    with pytest.raises(Stopped, match="does not answer any more"):
        cluster.next_of(Lost(), Never())
    with pytest.raises(InputFaults, match="does not answer any more"):
        cluster.result_of(Lost(), Never())
