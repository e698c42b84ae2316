"""The key of a run changes with what its folder depends on, and with nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sim.inputs.case import beside, read_case
from sim.inputs.notebooks import SCENARIO_NOTEBOOK
from sim.inputs.scenarios.resolve import change
from sim.runs import provenance
from sim.runs.provenance import code_version, dated_manifest, digest, run_content, tree_checksum


@pytest.fixture(scope="module")
def case():
    return read_case()


def key(case, counterfactual="no-programme", members=10, seed=0, notebook=SCENARIO_NOTEBOOK, **options):
    return digest(run_content(case, beside(case, counterfactual), members, seed, notebook, options))


def test_the_same_run_has_the_same_key(case):
    assert key(case) == key(read_case())


def test_every_input_counts_in_the_key(case, tmp_path, monkeypatch):
    notebook = tmp_path / "study.ipynb"
    notebook.write_text("{}")
    edited = replace(case, scenario=change(case.scenario, {"resident_staff": {"amount": 1}}))
    yield_rate = replace(case.parameters["yield_rate"], high=0.2)
    lever = replace(case.levers["resident_staff"], unit_cost=99.0)
    keys = [
        key(case),
        key(case, members=11),
        key(case, seed=1),
        key(case, counterfactual="funding-first"),
        key(case, notebook=notebook),
        key(case, lang="en"),
        key(edited),
        key(replace(case, parameters={**case.parameters, "yield_rate": yield_rate})),
        key(replace(case, levers={**case.levers, "resident_staff": lever})),
        key(replace(case, register=replace(case.register, checksum="0" * 64))),
    ]
    monkeypatch.setattr(provenance, "code_version", lambda: "edited")
    keys.append(key(case))
    assert len(set(keys)) == len(keys)


def test_the_code_version_counts_names_and_contents(tmp_path):
    (tmp_path / "a.py").write_text("x = 1\n")
    first = tree_checksum([tmp_path / "a.py"], tmp_path)
    (tmp_path / "a.py").write_text("x = 2\n")
    second = tree_checksum([tmp_path / "a.py"], tmp_path)
    (tmp_path / "a.py").rename(tmp_path / "b.py")
    assert len({first, second, tree_checksum([tmp_path / "b.py"], tmp_path)}) == 3


def test_the_code_version_covers_the_model_the_words_and_the_report():
    kinds = {path.suffix for kind in provenance.CODE_KINDS for path in provenance.CODE.rglob(kind)}
    assert kinds == {".py", ".csv", ".j2", ".css"}
    assert len(code_version()) == 64


def test_a_manifest_says_what_with_what_and_when():
    about = dated_manifest({"register": "abc"}, scenario="mine", seed=0)
    assert (about["scenario"], about["seed"], about["inputs"]) == ("mine", 0, {"register": "abc"})
    assert about["code_version"] == code_version()
    assert {"numpy", "numba", "pandas"} <= set(about["packages"])
    assert about["when"].endswith("+00:00")


def test_outside_git_a_commit_is_not_made_up(monkeypatch):
    monkeypatch.setattr(provenance, "CODE", Path("/"))
    provenance.git_commit.cache_clear()
    assert provenance.git_commit() is None
    provenance.git_commit.cache_clear()
