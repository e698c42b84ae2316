"""No answer changes unnoticed: every scenario against its file in tests/expected/."""

import pytest

from tests.expected import FOLDER, all_scenarios, answers, read


@pytest.mark.parametrize(("programme", "scenario"), all_scenarios())
def test_a_scenario_gives_its_expected_answers(programme, scenario):
    numbers = ["low", "mid", "high"]
    expected, found = read(programme, scenario), answers(programme, scenario)
    assert list(found.index) == list(expected.index)
    assert list(found["unit"]) == list(expected["unit"])
    allowed = tolerance(expected)
    for name, row in expected[numbers].iterrows():
        assert found.loc[name, numbers].to_list() == pytest.approx(
            row.to_list(), rel=1e-5, abs=allowed.get(name, 1e-6), nan_ok=True
        ), name


def tolerance(expected):
    """Processors of other kinds agree to 1e-5 of an income; every gain is a difference of two incomes."""
    income, gain = 1e-5 * expected.loc["mean_income", "mid"], expected.loc["mean_gain", "mid"]
    if not gain:
        return {}
    alike = {"mean_gain": "mean_net_gain", "gain_per_yuan": "net_gain_per_yuan"}
    allowed = {name: income / gain * expected.loc[name, "mid"] for name in (*alike, "household_gain")}
    return allowed | {net: allowed[gross] for gross, net in alike.items()}


def test_every_expected_file_has_its_scenario():
    assert {(path.parent.name, path.stem) for path in FOLDER.glob("*/*.csv")} == set(all_scenarios())
