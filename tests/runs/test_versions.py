"""A code of another version says what differs, or that it cannot be known."""

import shutil
import subprocess

import pytest

from sim.inputs.scenarios.codes import encoding
from sim.inputs.scenarios.files import load_scenario
from sim.runs import versions
from sim.words import speaking

OWN = "data/programmes/baotou-2022"


@pytest.fixture
def elsewhere(tmp_path, monkeypatch, root):
    """A copy of data/ and of the model in a repository of its own, which a test may change."""
    for part in ("data", "sim/model", "sim/runs"):
        shutil.copytree(root / part, tmp_path / part)
    shutil.copy(root / "sim/axes.py", tmp_path / "sim/axes.py")
    git = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@b"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "first"]):
        subprocess.run([*git, *command], check=True)
    monkeypatch.setenv("WULI_PROGRAMME", str(tmp_path / OWN))
    monkeypatch.setattr("sim.inputs.scenarios.codes.encoding.first_programme", lambda: "baotou-2022")
    monkeypatch.setattr(encoding, "MODEL_FILES", tmp_path / "sim")
    monkeypatch.setattr(versions, "ROOT", tmp_path)
    encoding.model_version.cache_clear()
    versions.earlier.cache_clear()
    yield tmp_path
    encoding.model_version.cache_clear()
    versions.earlier.cache_clear()


def replace_in(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_code_of_this_version_has_nothing_to_say(elsewhere):
    assert versions.differences(encoding.encode(load_scenario("talent-first"))) == []


def test_a_changed_lever_and_parameter_are_named_with_old_and_new(elsewhere):
    code = encoding.encode(load_scenario("talent-first"))
    replace_in(elsewhere / OWN / "levers.csv", "resident_staff,9,3,15,", "resident_staff,10,3,15,")
    replace_in(elsewhere / OWN / "parameters.csv", "capital_half,800,", "capital_half,850,")
    with speaking("en"):
        (said,) = versions.differences(code)
    assert "levers.csv: resident_staff (unit_cost 9 → 10)" in said
    assert "parameters.csv: capital_half (value 800 → 850)" in said
    with speaking("zh"):
        assert "数据" in versions.differences(code)[0]


def test_a_changed_scenario_file_and_model_are_named(elsewhere):
    code = encoding.encode(load_scenario("talent-first"))
    replace_in(elsewhere / OWN / "scenarios/talent-first.yaml", "amount: 736", "amount: 737")
    replace_in(elsewhere / "sim/model/luck.py", "\n", "\n# another version\n")
    encoding.model_version.cache_clear()
    model, data = versions.differences(code)
    assert "luck.py" in model
    assert "talent-first.yaml has changed" in data


def test_what_cannot_be_known_is_said_so(elsewhere):
    code = encoding.encode(load_scenario("talent-first"))
    shutil.rmtree(elsewhere / ".git")
    replace_in(elsewhere / OWN / "levers.csv", "resident_staff,9,3,15,", "resident_staff,10,3,15,")
    replace_in(elsewhere / "sim/model/luck.py", "\n", "\n# another version\n")
    encoding.model_version.cache_clear()
    assert [said.endswith("cannot be known") for said in versions.differences(code)] == [True, True]


def test_a_long_list_of_changed_rows_is_cut_short(elsewhere):
    code = encoding.encode(load_scenario("programme-2022"))
    path = elsewhere / OWN / "villages.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",synthetic", ",made"), encoding="utf-8")
    (said,) = versions.differences(code)
    assert "and 521 more" in said
