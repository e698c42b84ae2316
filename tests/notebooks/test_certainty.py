"""The notebooks of how sure, run from top to bottom with few members."""

import json

import papermill
import pytest

pytestmark = pytest.mark.slow
FEW = {
    "10_calibration": {"panel": "", "members": 1000},
    "11_validation": {"members": 50},
    "12_sensitivity": {"base": 32, "trajectories": 8},
    "13_survey_next": {"members": 256},
    "14_discovery": {"members": 512, "outcome": "mean", "limit": 62.0, "above": False},
}


@pytest.mark.parametrize("name", FEW)
def test_the_notebook_runs_from_top_to_bottom(name, root, tmp_path):
    done = tmp_path / "done.ipynb"
    papermill.execute_notebook(
        root / "notebooks" / f"{name}.ipynb", done, parameters=FEW[name] | {"lang": "en"}, progress_bar=False
    )
    cells = json.loads(done.read_text(encoding="utf-8"))["cells"]
    assert any(
        output.get("data", {}).get("image/png") or output.get("data")
        for cell in cells
        for output in cell.get("outputs", [])
    )


@pytest.mark.parametrize("name", FEW)
def test_the_notebook_is_kept_without_outputs(name, root):
    cells = json.loads((root / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    assert all(
        not cell["outputs"] and cell["execution_count"] is None
        for cell in cells
        if cell["cell_type"] == "code"
    )
    assert sum("parameters" in cell["metadata"].get("tags", []) for cell in cells) == 1
