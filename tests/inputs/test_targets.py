"""Targets and places: every source exists, and nothing that is no observation can pass for one."""

import pytest

from sim.faults import InputFaults
from sim.inputs.facts import load_places, load_targets
from sim.inputs.parameters import load_parameters
from tests.baotou import CALIBRATION, VALIDATION

PLACES = load_places()


def edited(path, tmp_path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    copy = tmp_path / path.name
    copy.write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy


@pytest.mark.parametrize("path", [CALIBRATION, VALIDATION], ids=["calibration", "validation"])
def test_every_target_has_a_place_a_source_and_words_in_both_languages(path):
    for target in load_targets(path, PLACES):
        assert target.statement_zh != target.statement_en
        assert target.note
        assert target.note_zh


def test_the_goal_of_2022_and_every_expectation_are_no_observations():
    kinds = {
        target.id: target.kind for path in (CALIBRATION, VALIDATION) for target in load_targets(path, PLACES)
    }
    assert kinds["target_2022"] == kinds["new_dawn_2021"] == kinds["plain_white_2025"] == "goal"
    assert kinds["floor_2021"] == "register"


def test_no_finding_is_used_to_calibrate_and_to_validate_or_as_a_prior_too():
    weighed = {t.source for t in load_targets(CALIBRATION, PLACES) if t.kind == "observation"}
    held_out = {t.source for t in load_targets(VALIDATION, PLACES)}
    priors = {source for row in load_parameters().values() for source in row.source}
    assert not weighed & held_out
    assert not weighed & priors


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (",abaga,observation,", ",abage,observation,", "abaga"),
        (",abaga,observation,", ",abaga,observed,", "observation"),
        (",%,15,,baseline_02,", ",%,0,,baseline_02,", "tolerance"),
        (",baseline_02,", ",baselines_02,", "baseline_02"),
        (",100,%,15", ",many,%,15", "many"),
    ],
)
def test_a_fault_of_a_target_is_named_with_its_line(old, new, message, tmp_path):
    path = edited(CALIBRATION, tmp_path, old, new)
    with pytest.raises(InputFaults, match=message) as error:
        load_targets(path, PLACES)
    assert "targets.csv:5" in str(error.value)


def test_shares_of_income_that_do_not_add_up_are_refused(tmp_path):
    from tests.baotou import DATA

    path = edited(DATA / "places.csv", tmp_path, "29,2018,4,0.6,0.3", "29,2018,4,0.6,0.5")
    with pytest.raises(InputFaults, match=r"1\.2"):
        load_places(path)
