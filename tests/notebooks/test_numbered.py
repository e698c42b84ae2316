"""Every numbered notebook runs from top to bottom with small numbers, in a kernel of its own."""

import re

import pytest
from nbclient import NotebookClient
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from sim.inputs.notebooks import FOLDER

pytestmark = pytest.mark.slow
FEW = {
    "10_calibration": {"panel": "", "members": 1000},
    "11_validation": {"members": 50},
    "12_sensitivity": {"base": 32, "trajectories": 8},
    "13_survey_next": {"members": 256},
    "14_discovery": {"members": 512, "outcome": "mean", "limit": 62.0, "above": False},
    "20_compare": {"members": 16, "scenarios": ["programme-2022", "talent-first"]},
    "21_attribution": {"members": 16},
    "22_allocation": {"members": 16, "budget": 2000.0},
    "23_backwards": {"members": 64, "chance": 0.6},
    "24_frontier": {"members": 16, "budgets": [1000.0, 4000.0]},
    "25_village": {"members": 16},
    "26_search": {"members": 8, "plans": 48},
    "30_data_report": {},
    "31_evaluation": {"members": 32},
    "32_typology": {},
}
# test_study.py runs them as `wuli run` does, tests/commands/test_batch.py as `wuli batch`
ELSEWHERE = {"01_scenario", "02_comparison", "03_batch"}


DRAWS = re.compile(r"^figures\.", re.MULTILINE)


def executed(path, parameters):
    """A notebook after its run; one that fails raises."""
    notebook = parameterize_notebook(load_notebook_node(str(path)), parameters)
    NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
    return notebook


def outputs(notebook):
    return [output for cell in notebook.cells for output in cell.get("outputs", [])]


def html(output):
    return "".join(output.get("data", {}).get("text/html", ""))


@pytest.mark.parametrize("name", FEW)
def test_the_notebook_runs_from_top_to_bottom(name, monkeypatch):
    monkeypatch.delenv("MPLBACKEND", raising=False)  # so that charts are shown as in JupyterLab
    notebook = executed(FOLDER / f"{name}.ipynb", FEW[name] | {"lang": "en"})
    found = outputs(notebook)
    assert [output for output in found if output.get("name") == "stderr"] == []
    assert any("image/png" in output.get("data", {}) or "<img" in html(output) for output in found)
    blind = [cell.source for cell in notebook.cells if DRAWS.search(cell.source) and not pictures(cell)]
    assert blind == []  # not the first figure alone


def pictures(cell):
    return [output for output in cell.outputs if "image/png" in output.get("data", {})]


def test_no_notebook_is_left_out():
    assert {path.stem for path in FOLDER.glob("*.ipynb")} == {*FEW, *ELSEWHERE}
