"""Batches of small notebooks: run, found again, failed, died and interrupted, with nothing half-done."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from sim.inputs.notebooks import SCENARIO_NOTEBOOK
from sim.inputs.studies import load_study, named_study
from sim.reports.html_files import write_page
from sim.runs import store
from sim.runs.batch import run_batch, world
from sim.runs.job import Job, progress
from sim.runs.machine import cores, kernel_environment
from sim.runs.planning import Settings, comparison_job, plan_study
from tests.baotou import DATA
from tests.runs.killing import left_processes

PARAMETERS = 'lang: str = "zh"\nfolder: str = ""\nend: str = "well"\n'
WORK = """import os, signal, time
from pathlib import Path
from IPython.display import HTML
Path(folder, "threads.txt").write_text(os.environ["NUMBA_NUM_THREADS"])
Path(folder, "begun.txt").write_text("")
if end == "badly":
    raise ValueError("no such village")
if end == "dead":
    os.kill(os.getpid(), signal.SIGKILL)
if end == "late":
    time.sleep(120)
HTML(f"<h1>Done {lang}</h1>")"""


@pytest.fixture(scope="module")
def notebook(tmp_path_factory):
    cells = [nbformat.v4.new_code_cell(source) for source in (PARAMETERS, WORK, "1 + 1")]
    cells[0].metadata["tags"] = ["parameters"]
    path = tmp_path_factory.mktemp("notebooks") / "study.ipynb"
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)
    return path


class Log:
    """A watcher that remembers."""

    def __init__(self):
        self.seen = []

    def begin(self, jobs):
        self.seen.append(("begin", len(jobs)))

    def started(self, job):
        self.seen.append(("started", job.label))

    def cells(self, job, done, total):
        self.seen.append(("cells", job.label))

    def ended(self, outcome):
        self.seen.append((outcome.state, outcome.job.label))

    def close(self):
        self.seen.append(("close", 0))

    def of(self, *kinds):
        return sorted(entry for entry in self.seen if entry[0] in kinds)


def job(notebook, outputs, end="well", code=""):
    return Job(
        name=f"{end}-0123456789", label=end, notebook=notebook, parameters={"end": end}, outputs=outputs,
        about={"scenario": end}, inputs={}, code=code, lang="en",
    )  # fmt: skip


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != store.LOCKS)


@pytest.fixture(scope="module")
def mixed(notebook, tmp_path_factory):
    """A batch with one run that ends well and three that do not, two at a time."""
    outputs, log = tmp_path_factory.mktemp("outputs"), Log()
    jobs = [job(notebook, outputs, end) for end in ("well", "badly", "dead")]
    jobs.append(replace(job(notebook, outputs, code="older"), name="stale-0123456789", label="stale"))
    os.environ["WULI_LANG"] = "en"
    return outputs, log, run_batch(jobs, write_page, log, workers=2)


def test_every_run_has_an_outcome_in_the_order_of_the_plan(mixed):
    _, log, outcomes = mixed
    assert [each.state for each in outcomes] == ["done", "failed", "failed", "failed"]
    assert log.of("done", "failed") == [
        ("done", "well"), ("failed", "badly"), ("failed", "dead"), ("failed", "stale"),
    ]  # fmt: skip
    assert log.seen[0] == ("begin", 4)


def test_a_finished_folder_holds_everything_and_says_so(mixed):
    outputs, _, outcomes = mixed
    folder = outputs / "well-0123456789"
    assert outcomes[0].folder == folder
    assert names(folder) == [
        "begun.txt", "manifest.json", "report.html", "report.ipynb", "ro-crate-metadata.json", "threads.txt",
    ]  # fmt: skip
    about = json.loads((folder / "manifest.json").read_text())
    assert about["files"] == store.folder_checksums(folder)
    assert len(about["code_version"]) == 64
    assert "<h1>Done en</h1>" in (folder / "report.html").read_text()


def test_two_workers_share_the_processors(mixed):
    outputs, _, _ = mixed
    assert (outputs / "well-0123456789" / "threads.txt").read_text() == str(max(1, cores() // 2))


def test_the_executed_notebook_names_no_folder_of_the_machine(mixed):
    outputs, _, _ = mixed
    assert str(outputs) not in (outputs / "well-0123456789" / "report.ipynb").read_text()


def test_an_error_in_a_notebook_keeps_the_folder_marked_and_names_the_error(mixed):
    outputs, _, outcomes = mixed
    failed = outputs / "badly-0123456789.failed"
    assert outcomes[1].folder == failed
    assert outcomes[1].error == "ValueError: no such village"
    assert "no such village" in (failed / "report.ipynb").read_text()
    assert "raise ValueError" in (failed / "log.txt").read_text()


def test_a_dead_kernel_is_a_failure_whatever_its_notebook_says(mixed):
    outputs, _, outcomes = mixed
    assert outcomes[2].folder == outputs / "dead-0123456789.failed"
    assert "its kernel ended" in outcomes[2].error
    assert store.failure(outputs, "dead-0123456789")["kind"] == store.DIED


def test_code_that_was_edited_during_a_run_is_not_signed(mixed):
    assert (
        mixed[2][3].error == "the code was edited during the run so its version cannot be told; run it again"
    )


def test_only_whole_and_failed_folders_are_left(mixed):
    assert names(mixed[0]) == [
        "badly-0123456789.failed", "dead-0123456789.failed", "stale-0123456789.failed", "well-0123456789",
    ]  # fmt: skip


def test_a_run_that_is_there_is_found_and_not_run_again_unless_asked(mixed, notebook):
    outputs, _, _ = mixed
    folder, log = outputs / "well-0123456789", Log()
    before = (folder / "manifest.json").stat().st_ino
    (outcome,) = run_batch([job(notebook, outputs)], write_page, log)
    assert (outcome.state, log.of("started")) == ("found", [])
    assert (folder / "manifest.json").stat().st_ino == before
    (outcome,) = run_batch([replace(job(notebook, outputs), again=True)], write_page, Log())
    assert outcome.state == "done"
    assert (folder / "manifest.json").stat().st_ino != before


RUNNER = """
import sys
from pathlib import Path
from sim.runs.batch import run_batch
from sim.runs.job import Job
from sim.reports.console import Lines
from sim.reports.html_files import write_page

if __name__ == "__main__":
    notebook, outputs = map(Path, sys.argv[1:])
    job = Job("late-0123456789", "late", notebook, {"end": "late"}, outputs, {}, {})
    try:
        run_batch([job], write_page, Lines())
    except KeyboardInterrupt:
        sys.exit(130)
"""


def begun(runner: subprocess.Popen, outputs: Path) -> None:
    """Wait until the notebook of a runner is at work."""
    until = time.monotonic() + 60
    while not list(outputs.glob(".partial-*/begun.txt")):
        assert time.monotonic() < until
        assert runner.poll() is None
        time.sleep(0.05)


@pytest.mark.parametrize(("sign", "status"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_an_interrupted_or_killed_runner_leaves_no_folder_and_no_process(notebook, tmp_path, sign, status):
    script = tmp_path / "runner.py"
    script.write_text(RUNNER)
    outputs = tmp_path / "outputs"
    runner = subprocess.Popen(
        [sys.executable, script, notebook, outputs], stderr=subprocess.DEVNULL, start_new_session=True
    )
    begun(runner, outputs)
    # A terminal sends ctrl-C to all processes of the group, kill -9 hits the runner alone.
    os.killpg(runner.pid, sign) if sign == signal.SIGINT else runner.send_signal(sign)
    assert runner.wait(timeout=30) == status
    until = time.monotonic() + 20
    store.open_outputs(outputs)
    while names(outputs) or left_processes(outputs):
        assert time.monotonic() < until, (names(outputs), left_processes(outputs))
        time.sleep(0.1)
        store.open_outputs(outputs)  # what the next call does first


def test_progress_is_read_from_the_notebook_on_disk(notebook, tmp_path):
    one = job(notebook, tmp_path)
    assert progress(one) == (0, 0)
    one.partial.mkdir()
    cells = [
        {"cell_type": "code", "metadata": {"papermill": {"status": status}}}
        for status in ("completed", "completed", "running")
    ]
    (one.partial / store.NOTEBOOK).write_text(json.dumps({"cells": cells}))
    assert progress(one) == (2, 3)
    (one.partial / store.NOTEBOOK).write_text('{"cells": [')
    assert progress(one) == (0, 0)


def test_a_kernel_inherits_language_and_threads():
    given = kernel_environment("en", 3, 3)
    assert (given["WULI_LANG"], given["NUMBA_NUM_THREADS"], given["OMP_NUM_THREADS"]) == ("en", "3", "3")


# --- planning --------------------------------------------------------------------------------------------


def planned(outputs, *names, lang="zh", **given):
    return plan_study(named_study(names, **given), Settings(lang, outputs))


def test_a_plan_gives_each_scenario_its_folder_and_the_notebook_its_parameters(tmp_path):
    options = {"villages_shown": 3}
    (plan,) = planned(tmp_path, "talent-first", lang="en", members=5, seed=7, options=options).jobs
    assert plan.name.startswith("talent-first-")
    assert len(plan.name) == len("talent-first-") + 10
    assert plan.notebook == SCENARIO_NOTEBOOK
    assert plan.parameters == {
        "scenario": "talent-first", "counterfactual": "no-programme", "members": 5, "seed": 7,
        "villages": "", "villages_shown": 3,
    }  # fmt: skip
    assert plan.about["synthetic"] is True
    assert {"data/programmes/baotou-2022/facts.csv", "scenario", "register", "notebook"} <= set(plan.inputs)
    assert not list(tmp_path.iterdir())


def test_the_name_of_a_run_depends_on_its_content_and_not_on_where_its_file_lies(tmp_path):
    copy = tmp_path / "elsewhere" / "programme-2022.yaml"
    copy.parent.mkdir()
    copy.write_bytes((DATA / "scenarios" / copy.name).read_bytes())
    (first,) = planned(tmp_path, "programme-2022").jobs
    (other,) = planned(tmp_path, str(copy)).jobs
    assert first.name == other.name
    assert (first.files, list(other.files)) == ({}, ["given/programme-2022.yaml"])
    assert first.name != planned(tmp_path, "programme-2022", lang="en").jobs[0].name
    assert first.name != planned(tmp_path, "programme-2022", seed=1).jobs[0].name


def test_the_comparison_counts_every_scenario_and_knows_their_reports(tmp_path):
    plan = planned(tmp_path, "programme-2022", "talent-first")
    both = comparison_job(plan)
    assert both.parameters["reports"] == {job.label: f"../{job.name}/report.html" for job in plan.jobs}
    assert both.parameters["scenarios"] == ["programme-2022", "talent-first"]
    assert both.name != comparison_job(planned(tmp_path, "programme-2022", "weakest-first")).name
    assert comparison_job(planned(tmp_path, "programme-2022")) is None


def test_a_counterfactual_of_ones_own_travels_with_the_run(tmp_path):
    own = tmp_path / "less.yaml"
    head = "title: {zh: 甲, en: A}\nquestion: {zh: 甲？, en: A?}\n"
    own.write_text(head + "baseline: no-programme\n", encoding="utf-8")
    plan = planned(tmp_path, "programme-2022", "talent-first", against=str(own))
    for job in [*plan.jobs, comparison_job(plan)]:
        assert job.parameters["counterfactual"] == "given/less.yaml"
        assert job.files == {"given/less.yaml": own.read_text(encoding="utf-8")}
        assert job.about["counterfactual"] == "less"
    assert world(plan.jobs)["counterfactual"] == str(own)
    assert world([replace(plan.jobs[0], against="")]) == {}  # nobody could read it here


def test_a_run_of_a_study_and_of_the_command_line_have_one_key(tmp_path):
    study = tmp_path / "one.yaml"
    head = "title: {zh: 甲, en: A}\nquestion: {zh: 甲？, en: A?}\n"
    study.write_text(head + "scenarios: [talent-first]\nmembers: 7\n", encoding="utf-8")
    (job,) = plan_study(load_study(study), Settings("zh", tmp_path)).jobs
    (named,) = planned(tmp_path, "talent-first", members=7, villages=job.parameters["villages"]).jobs
    assert (job.name, job.about["keyed"], job.inputs) == (named.name, named.about["keyed"], named.inputs)
    assert (job.parameters, job.frozen) == (named.parameters, named.frozen)


def test_the_nursery_is_told_what_the_runs_of_scenarios_are_measured_against(tmp_path):
    plan = planned(tmp_path, "programme-2022", "talent-first", members=7, seed=3)
    jobs = [comparison_job(plan)]
    assert world(jobs) == {}
    jobs.append(plan.jobs[0])
    assert world(jobs) == {"counterfactual": "no-programme", "members": 7, "seed": 3, "villages": ""}
