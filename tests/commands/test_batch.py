"""`wuli batch` and its family: plan, poison, retry, table, page, crate, verify, housekeeping, two runners."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from sim.cli import command
from sim.faults import InputFaults
from sim.reports.html_files import requests
from sim.runs import store
from sim.runs.provenance import CRATE
from sim.runs.verification import list_run_folders
from tests.runs.killing import kill_at_random, left_processes, tree
from tests.runs.small_study import lever_rows, write_study

WULI = [sys.executable, "-m", "sim.cli"]
COUNT, POISONED = 6, 3


def names(outputs: Path, *states: str) -> list[str]:
    return sorted(path.name for path in outputs.iterdir() if not path.name.startswith("."))


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory):
    """A batch of which one run raises an error while a file is there, and how the command ended."""
    folder = tmp_path_factory.mktemp("studies")
    trap, outputs = folder / "trap", folder / "outputs"
    trap.write_text("")
    rows = lever_rows(COUNT)
    rows[POISONED] = f"{{name: bad, options: {{trap: '{trap}'}}}}"
    study = write_study(folder, rows)
    status = command(["batch", str(study), "--outputs", str(outputs), "--lang", "en"])
    return study, outputs, trap, status


def said(capsys, *arguments):
    status = command([*map(str, arguments), "--lang", "en"])
    shown = capsys.readouterr()
    return status, " ".join(shown.out.split()), " ".join(shown.err.split())


def test_a_poisoned_run_is_counted_named_and_shows_its_error(poisoned, capsys):
    study, outputs, _, status = poisoned
    assert status == 1
    failed = [name for name in names(outputs) if name.endswith(store.FAILED)]
    assert len(failed) == 1
    assert "ValueError: poisoned" in (outputs / failed[0] / "error.txt").read_text()
    assert "poisoned" in (outputs / failed[0] / "report.ipynb").read_text()
    status, out, _ = said(capsys, "batch", "status", study, "--outputs", outputs)
    assert status == 1
    assert f"done {COUNT - 1}" in out
    assert "ValueError: poisoned" in out
    status, out, _ = said(capsys, "batch", "show", failed[0], "--outputs", outputs)
    assert "its notebook raised an error" in out


def test_the_table_holds_every_finished_run_with_what_it_was_given(poisoned):
    _, outputs, _, _ = poisoned
    (batch,) = [path for path in outputs.glob("tiny-*") if (path / "runs.csv").is_file()]
    table = pd.read_parquet(batch / "headline.parquet")
    assert len(table) == 6 * (COUNT - 1)
    assert {"run", "seed", "lever.resident_staff", "option.wait", "answer", "low", "mid", "high"} <= set(
        table
    )
    assert sorted(table["lever.resident_staff"].unique()) == [100, 101, 102, 104, 105]
    page = (batch / "index.html").read_text(encoding="utf-8")
    assert requests(page) == []
    assert page.index('class="failed"') < page.index("<article><a")
    assert page.count("<article") == COUNT
    assert "ValueError: poisoned" in page


def test_what_has_failed_by_itself_waits_for_retry_failed_and_then_leaves_no_trace(poisoned, capsys):
    study, outputs, trap, _ = poisoned
    before = tree(outputs)
    assert command(["batch", str(study), "--outputs", str(outputs), "--lang", "en"]) == 1
    assert tree(outputs) == before  # nothing was run, nothing was written anew
    trap.unlink()
    assert command(["batch", "retry-failed", str(study), "--outputs", str(outputs), "--lang", "en"]) == 0
    assert [name for name in names(outputs) if name.endswith(store.FAILED)] == []
    (batch,) = [path for path in outputs.glob("tiny-*") if (path / "runs.csv").is_file()]
    assert len(pd.read_parquet(batch / "headline.parquet")) == 6 * COUNT
    assert len(names(outputs)) == COUNT + 1


def test_a_run_and_a_batch_are_crates_that_name_inputs_files_and_seed(poisoned):
    _, outputs, _, _ = poisoned
    for folder in store.run_folders(outputs):
        graph = {each["@id"]: each for each in json.loads((folder / CRATE).read_text())["@graph"]}
        assert graph[CRATE]["about"] == {"@id": "./"}
        parts = {each["@id"] for each in graph["./"]["hasPart"]}
        files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        assert parts == files - {CRATE, store.MANIFEST}
        assert {"name", "description", "datePublished", "license"} <= set(graph["./"])
        assert "author" not in graph["./"]
        assert all(each["@id"] in graph for each in graph["#run"]["object"])
        assert len(graph["#input/data/programmes/baotou-2022/facts.csv"]["sha256"]) == 64
        assert "#value/seed" in graph or (folder / "runs.csv").is_file()


def test_verify_names_what_was_altered_and_recomputes_results(poisoned, capsys):
    _, outputs, _, _ = poisoned
    run = next(path for path in outputs.glob("tiny-001-*"))
    assert said(capsys, "verify", run.name, "--outputs", outputs)[0] == 0
    kept = (run / "headline.parquet").read_bytes()
    (run / "headline.parquet").write_bytes(kept + b" ")
    (run / "note.txt").write_text("mine")
    status, _, told = said(capsys, "verify", run.name, "--outputs", outputs)
    assert status == 1
    assert "altered: headline.parquet" in told
    assert "not part of the run: note.txt" in told
    (run / "headline.parquet").write_bytes(kept)
    (run / "note.txt").unlink()


def test_runs_are_listed_filtered_and_pruned_only_when_meant(poisoned, capsys):
    _, outputs, _, _ = poisoned
    run = next(path for path in outputs.glob("tiny-002-*"))
    text = (run / store.MANIFEST).read_text()
    code = json.loads(text)["code_version"]
    (run / store.MANIFEST).write_text(text.replace(code, "0" * 64))
    assert [each.state for each in list_run_folders(outputs)].count("older") == 1
    _, out, _ = said(capsys, "runs", "--filter", "older", "--outputs", outputs)
    assert out.endswith("MB")
    assert "1 runs" in out
    _, out, _ = said(capsys, "runs", "prune", "--dry-run", "--outputs", outputs)
    assert f"would remove {run.name}" in out
    assert run.is_dir()
    (run / store.MANIFEST).write_text(text)


def test_a_later_format_is_refused_with_the_version_that_reads_it(poisoned):
    _, outputs, _, _ = poisoned
    run = next(path for path in outputs.glob("tiny-002-*"))
    text = (run / store.MANIFEST).read_text()
    (run / store.MANIFEST).write_text(text.replace(f'"format": {store.FORMAT}', '"format": 99'))
    with pytest.raises(InputFaults, match="format 99"):
        store.load_manifest(run)
    (run / store.MANIFEST).write_text(text)


def test_check_tells_a_study_its_plan_or_its_faults_and_runs_nothing(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(store, "OUTPUTS", tmp_path / "outputs")
    path = write_study(tmp_path, lever_rows(3))
    status, text, _ = said(capsys, "check", path)
    assert status == 0
    assert "runs 3" in text
    assert "no faults" in text
    wrong = path.read_text(encoding="utf-8").replace("resident_staff", "residnt_staff", 1)
    path.write_text(wrong, encoding="utf-8")
    status, _, told = said(capsys, "check", path)
    assert status == 2
    assert "did you mean 'resident_staff'" in told
    assert not (tmp_path / "outputs").exists()


def test_a_study_with_a_mistake_runs_nothing(tmp_path, capsys):
    rows = lever_rows(80)
    rows[72] = "{options: {wiat: 1.0}}"
    study = write_study(tmp_path, rows)
    status, _, told = said(capsys, "batch", study, "--outputs", tmp_path / "outputs")
    assert status == 2
    assert "row 73: unknown notebook parameter 'wiat'; did you mean 'wait'?" in told
    assert not (tmp_path / "outputs").exists()
    assert said(capsys, "batch", "statsu", study)[2].endswith("did you mean 'status'?")


@pytest.mark.proof
def test_killed_at_random_and_by_two_runners_a_batch_has_the_bytes_of_an_undisturbed_one(tmp_path):
    study = write_study(tmp_path, lever_rows(6))
    calm, rough = tmp_path / "calm", tmp_path / "rough"
    runners = [
        subprocess.Popen([*WULI, "batch", str(study), "--outputs", str(calm)], stderr=subprocess.DEVNULL)
        for _ in range(2)
    ]
    assert [runner.wait(timeout=120) for runner in runners] == [0, 0]
    killed = kill_at_random([*WULI, "batch", str(study), "--outputs", str(rough)], 2, 11, (3.0, 8.0))
    assert killed
    assert tree(rough) == tree(calm)
    until = time.monotonic() + 10
    while left_processes(tmp_path):
        assert time.monotonic() < until
        time.sleep(0.1)
