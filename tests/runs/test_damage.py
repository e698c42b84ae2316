"""Folders that are damaged, strange or not to be written: marked with a line, never in the way of others."""

from __future__ import annotations

import json
import os
import shutil

import pandas as pd
import pytest

from sim import cli
from sim.faults import InputFaults
from sim.inputs import posteriors
from sim.inputs.case import read_case
from sim.runs import store
from sim.runs.store import save_posterior
from sim.runs.verification import DAMAGED, UNREADABLE, list_run_folders, prunable, remove_run

WHOLE = {"code_version": "0" * 64, "python": "3", "inputs": {}, "packages": {}, "git_commit": None}


def run_folder(outputs, name="run-0123456789", about=WHOLE):
    folder = outputs / name
    folder.mkdir(parents=True)
    (folder / "table.csv").write_text("a\n1\n", encoding="utf-8")
    store.save_json({**about, "files": store.folder_checksums(folder)}, folder / store.MANIFEST)
    return folder


def as_folder(path):
    path.unlink()
    path.mkdir()


DAMAGE = {
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-30]),
    "empty": lambda path: path.write_bytes(b""),
    "zeros": lambda path: path.write_bytes(b"\0" * 300),
    "list": lambda path: path.write_text("[]"),
    "number": lambda path: path.write_text("7"),
    "null": lambda path: path.write_text("null"),
    "object": lambda path: path.write_text("{}"),
    "format": lambda path: path.write_text(json.dumps({**WHOLE, "format": "two"})),
    "not UTF-8": lambda path: path.write_bytes(b"\xff\xfe{}"),
    "deep": lambda path: path.write_text("[" * 100_000),
    "link": lambda path: (path.unlink(), path.symlink_to("nowhere")),
}


@pytest.fixture
def wuli(capsys):
    def call(*arguments):
        status = cli.command([str(each) for each in arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return call


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_manifest_is_marked_pruned_and_counts_as_not_there(tmp_path, wuli, damage):
    good, bad = run_folder(tmp_path, "good-0123456789"), run_folder(tmp_path)
    DAMAGE[damage](bad / store.MANIFEST)
    assert store.finished(tmp_path, good.name)
    assert not store.finished(tmp_path, bad.name)
    assert list(store.list_runs(tmp_path)) == []
    status, out, err = wuli("runs", "--outputs", tmp_path)
    assert (status, err, good.name in out) == (0, "", True)
    if damage != "link":  # where there is no manifest at all, there is no run
        assert "damaged" in out
        status, out, err = wuli("verify", bad, "--outputs", tmp_path)
        assert (status, out, len(err.splitlines()), "damaged" in err) == (2, "", 1, True)
        assert wuli("batch", "show", bad, "--outputs", tmp_path)[::2][0] == 2
        assert [each.state for each in list_run_folders(tmp_path) if each.name == bad.name] == [DAMAGED]
    with store.building(tmp_path, bad.name) as folder:
        assert folder is not None  # the next call makes it anew
        store.save_json(WHOLE, folder / store.MANIFEST)
    assert store.finished(tmp_path, bad.name)
    DAMAGE[damage](bad / store.MANIFEST)
    assert wuli("runs", "prune", "--outputs", tmp_path)[0] == 0
    assert bad.exists() == (damage == "link")


def test_a_run_of_a_later_version_is_kept(tmp_path):
    run_folder(tmp_path, about={**WHOLE, "format": 99})
    (kept,) = list_run_folders(tmp_path)
    assert (kept.state, prunable(kept)) == (UNREADABLE, False)


def test_links_are_removed_and_never_what_they_lead_to(tmp_path, wuli):
    elsewhere = run_folder(tmp_path / "elsewhere")
    outputs = tmp_path / "outputs"
    outputs.mkdir()
    (outputs / "linked-0123456789").symlink_to(elsewhere, target_is_directory=True)
    (outputs / "dangling-0123456789").symlink_to("nowhere")
    (outputs / "round").symlink_to("round")
    (outputs / f"{store.PARTIAL}linked").symlink_to(elsewhere, target_is_directory=True)
    (outputs / f"{store.PARTIAL}file").write_text("", encoding="utf-8")
    store.open_outputs(outputs)
    assert not list(outputs.glob(f"{store.PARTIAL}*"))
    assert wuli("runs", "prune", "--outputs", outputs)[0] == 0
    assert not (outputs / "linked-0123456789").is_symlink()
    assert (elsewhere / store.MANIFEST).is_file()
    with store.building(outputs, "dangling-0123456789") as folder:
        store.save_json(WHOLE, folder / store.MANIFEST)
    assert store.finished(outputs, "dangling-0123456789")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"kind": 3, "error": null}', '{"kind": "odd", "error": ""}']
)
def test_a_failed_run_whose_reason_is_damaged_is_told_as_one_that_died(tmp_path, wuli, text):
    failed = tmp_path / "run-0123456789.failed"
    failed.mkdir()
    (failed / store.ERROR).write_text("x", encoding="utf-8")
    (failed / store.FAILURE).write_text(text, encoding="utf-8")
    assert store.failure(tmp_path, "run-0123456789") == {"kind": store.DIED, "error": ""}
    assert wuli("batch", "show", "run-0123456789", "--outputs", tmp_path)[::2] == (1, "")


def test_a_folder_that_may_only_be_read_is_listed_verified_and_told(tmp_path, wuli, monkeypatch):
    run_folder(tmp_path)
    (tmp_path / store.LOCKS).mkdir()
    (tmp_path / store.LOCKS / "run").write_text("", encoding="utf-8")
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    real = os.open

    def read_only(path, flags, *more, **named):
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(30, "read-only")
        return real(path, flags, *more, **named)

    monkeypatch.setattr(store.os, "open", read_only)
    assert wuli("runs", "--outputs", tmp_path)[0] == 0
    assert wuli("verify", "run-0123456789", "--outputs", tmp_path)[0] == 0
    assert wuli("batch", "status", "people-or-yield", "--outputs", tmp_path)[0] == 0
    assert not store.held(tmp_path, "run")
    assert wuli("run", "programme-2022", "--outputs", tmp_path)[0] == 2


def test_a_lock_that_is_held_is_seen_without_writing(tmp_path):
    with store.locked(tmp_path, "run") as mine:
        assert mine
        assert store.held(tmp_path, "run")
    assert not store.held(tmp_path, "run")


def test_a_run_with_a_damaged_table_is_refused_in_one_line(tmp_path):
    folder = run_folder(tmp_path, about={**WHOLE, "scenario": "a", "counterfactual": "b", "seed": 0})
    with pytest.raises(InputFaults):
        store.load_run(folder)


def test_what_is_published_was_made_durable_before_it_got_its_name(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(store, "sync_tree", lambda folder: synced.append((folder.name, os.listdir(folder))))
    with store.building(tmp_path, "run") as folder:
        store.save_json(WHOLE, folder / store.MANIFEST)
    assert synced == [(f"{store.PARTIAL}run", [store.MANIFEST])]


def test_the_name_of_a_run_stays_a_name(tmp_path):
    for label in ("x" * 900, "村" * 300, "../../etc", "a/b", "a\0b"):
        name = store.run_name(label, "0123456789abcdef")
        with store.building(tmp_path, name) as folder:
            store.save_json(WHOLE, folder / store.MANIFEST)
        assert (tmp_path / name).parent == tmp_path
        assert store.finished(tmp_path, name)
        remove_run(tmp_path, name)


# --- posteriors ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("damage", ["manifest", "manifest empty", "draws", "draws gone"])
def test_a_damaged_posterior_is_one_line_and_is_stored_anew(tmp_path, damage):
    case = read_case()
    draws = pd.DataFrame({"yield_rate": [0.05, 0.07]})
    diagnostics = pd.DataFrame({"q50": [0.06]}, index=pd.Index(["yield_rate"], name="parameter"))

    def stored() -> str:
        return save_posterior("mine", draws, diagnostics, {}, case, {}, tmp_path)

    name = stored()
    path = tmp_path / name / (posteriors.DRAWS if "draws" in damage else posteriors.MANIFEST)
    if damage == "draws gone":
        path.unlink()
    else:
        path.write_bytes(b"" if "empty" in damage else path.read_bytes()[:-20])
    with pytest.raises(InputFaults) as found:
        posteriors.load_posterior("mine", tmp_path)
    assert len(str(found.value).splitlines()) == 1
    assert stored() == name
    assert len(posteriors.load_posterior("mine", tmp_path).draws) == 2
    shutil.rmtree(tmp_path / name)
