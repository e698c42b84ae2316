"""A result stands under the key of the inputs that it was made from, or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from sim.inputs.case import beside, read_case
from sim.inputs.studies import named_study
from sim.reports.console import Quiet
from sim.runs import store
from sim.runs.batch import run_batch
from sim.runs.execute import RunFailed, check_inputs
from sim.runs.job import Job, edited_files, held_files, held_tables
from sim.runs.machine import descendants, kill_below
from sim.runs.planning import Settings, plan_study
from sim.runs.provenance import checksum_of, file_checksum
from tests.baotou import DATA
from tests.runs.small_study import write_notebook

HEAD = "title: {zh: 甲, en: A}\nquestion: {zh: 甲？, en: A?}\n"


def job_of(notebook: Path, outputs: Path, name: str = "run", **more) -> Job:
    about = {"key": name, "notebook": notebook.name, "parameters": {}, "about": {"zh": "", "en": ""}}
    inputs = {"notebook": file_checksum(notebook)}
    return Job(name, name, notebook, {}, outputs, about, inputs, lang="en", **more)


def planned(outputs: Path, name: str, **given) -> Job:
    return plan_study(named_study([name], members=3, **given), Settings(outputs=outputs)).jobs[0]


def render(folder: Path, title: str) -> None:
    (folder / store.REPORT).write_text("", encoding="utf-8")


def test_a_file_that_is_edited_during_a_run_fails_it_and_the_next_ones(tmp_path):
    table = tmp_path / "table.csv"
    table.write_text("a\n1\n", encoding="utf-8")
    notebook = write_notebook(tmp_path, f"open({str(table)!r}, 'w').write('a\\n2\\n')")
    held = {str(table): file_checksum(table)}
    jobs = [job_of(notebook, tmp_path / "outputs", name, frozen=held) for name in ("first", "second")]
    outcomes = run_batch(jobs, render, Quiet(), 1)
    assert [(each.state, each.kind) for each in outcomes] == [("failed", store.EDITED)] * 2
    assert "table.csv" in outcomes[0].error
    assert not any(store.finished(job.outputs, job.name) for job in jobs)
    now = replace(jobs[0], frozen={str(table): file_checksum(table)})
    assert run_batch([now], render, Quiet(), 1)[0].error == ""


def test_a_notebook_that_is_not_the_one_of_the_plan_is_not_run(tmp_path):
    job = job_of(write_notebook(tmp_path, "1"), tmp_path / "outputs")
    check_inputs(job)
    write_notebook(tmp_path, "2")
    with pytest.raises(RunFailed, match=r"small\.ipynb"):
        check_inputs(job)


def test_a_case_is_held_to_its_tables_its_scenarios_and_their_baselines(tmp_path):
    own = tmp_path / "mine.yaml"
    own.write_text(HEAD + "baseline: talent-first\n", encoding="utf-8")
    held = planned(tmp_path, str(own)).frozen
    assert {
        "data/programmes/baotou-2022/levers.csv",
        "data/programmes/baotou-2022/villages.csv",
        "data/programmes/baotou-2022/scenarios/talent-first.yaml",
    } <= set(held)
    assert {
        "data/programmes/baotou-2022/scenarios/no-programme.yaml",
        "data/programmes/baotou-2022/scenarios/programme-2022.yaml",
    } <= set(held)
    assert (
        "data/programmes/baotou-2022/scenarios/funding-first.yaml" not in held
    )  # writing another scenario disturbs no batch
    assert held["data/programmes/baotou-2022/levers.csv"] == file_checksum(DATA / "levers.csv")
    assert edited_files(held) == []
    assert set(planned(tmp_path, "talent-first").frozen) == set(held)


def test_a_register_is_held_to_what_was_read_of_it(tmp_path):
    register = tmp_path / "mine.csv"
    register.write_bytes((DATA / "villages.csv").read_bytes())
    held = planned(tmp_path, "programme-2022", villages=str(register)).frozen
    register.write_bytes(register.read_bytes().replace(b"\n", b"\n", 1) + b"\n")
    assert edited_files(held) == [str(register)]


def test_an_edit_between_the_first_look_and_the_plan_is_noticed(tmp_path):
    case = read_case()
    early = {**held_tables(), "data/programmes/baotou-2022/levers.csv": "0" * 64}
    held = held_files(early, [case, beside(case, "no-programme")], [])
    assert edited_files(held) == ["data/programmes/baotou-2022/levers.csv"]


def test_an_edit_that_keeps_size_and_time_is_noticed(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("1", encoding="utf-8")
    before, about = checksum_of(path), path.stat()
    time.sleep(0.02)
    path.write_text("2", encoding="utf-8")
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert checksum_of(path) != before


# --- what a notebook leaves running ----------------------------------------------------------------------

CHILD = """import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"], start_new_session=True)
open({path!r}, "w").write(str(child.pid))
time.sleep({wait})
"""


def gone(pid: int) -> bool:
    for _ in range(100):
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.05)
    os.kill(pid, signal.SIGKILL)
    return False


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("warm", ["", pytest.param("tests.runs.test_frozen:cold", marks=pytest.mark.proof)])
def test_children_of_a_notebook_do_not_outlive_its_time_limit(tmp_path, warm):
    noted = tmp_path / "child.txt"
    notebook = write_notebook(tmp_path, CHILD.format(path=str(noted), wait=120))
    (outcome,) = run_batch([job_of(notebook, tmp_path / "outputs", time_limit=6)], render, Quiet(), 1, warm)
    assert outcome.kind == store.SLOW
    assert gone(int(noted.read_text()))


def cold() -> None:
    """What the nursery of these tests computes beforehand: nothing."""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_everything_below_a_process_is_found_and_ended():
    inner = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])"
    outer = subprocess.Popen([sys.executable, "-c", inner], start_new_session=True)
    try:
        while not descendants(outer.pid):
            time.sleep(0.02)
        (child,) = descendants(outer.pid)
        kill_below(outer.pid)
        assert gone(child)
    finally:
        outer.kill()
        outer.wait()
