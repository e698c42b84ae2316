"""No answer changes unnoticed: every scenario against its file in tests/expected/."""

import pytest

from sim.inputs.scenarios import list_scenarios
from tests.expected import FOLDER, answers, read


@pytest.mark.parametrize("scenario", list_scenarios())
def test_a_scenario_gives_its_expected_answers(scenario):
    numbers = ["low", "mid", "high"]
    expected, found = read(scenario), answers(scenario)
    assert list(found.index) == list(expected.index)
    assert list(found["unit"]) == list(expected["unit"])
    assert found[numbers].to_numpy() == pytest.approx(
        expected[numbers].to_numpy(), rel=1e-5, abs=1e-6, nan_ok=True
    )


def test_every_expected_file_has_its_scenario():
    assert {path.stem for path in FOLDER.glob("*.csv")} == set(list_scenarios())
