"""Headlines under rival structures: what counts as holding, by hand, and the runs that it rests on."""

import numpy as np
import pandas as pd
import pytest

from sim.analysis.outcomes import headline
from sim.analysis.structures import PLACE, Mark, kept_answers, study_structures
from sim.faults import InputFaults
from sim.inputs.case import beside, read_case
from sim.model.simulate import simulate_members
from sim.model.structures import STANDARD, Structure, single_changes
from sim.reports.structures import mark_text, structure_sheets
from sim.runs.ensemble import draw_members
from sim.words import speaking

TRIED = (Structure(fading="none"), Structure(match="published"))


@pytest.fixture(scope="module")
def found():
    return study_structures("talent-first", members=16, structures=TRIED)


@pytest.mark.parametrize(
    ("value", "holds"),
    [(1.0, True), (0.3, True), (0.2, False), (-0.4, False), (1.5, True), (1.6, False), (np.nan, False)],
)
def test_a_gain_holds_within_half_the_band_and_with_its_sign(value, holds):
    standard = pd.DataFrame({"low": [-0.5], "mid": [1.0], "high": [2.0]}, index=["mean_gain"])
    assert kept_answers({"mean_gain": value}, {"mean_gain": 1.0}, standard) == {"mean_gain": holds}


def test_a_yuan_holds_on_its_side_of_one_yuan():
    standard = pd.DataFrame({"low": [0.5], "mid": [0.9], "high": [1.5]}, index=["gain_per_yuan"])
    first = {"gain_per_yuan": 0.9}
    assert kept_answers({"gain_per_yuan": 0.75}, first, standard)["gain_per_yuan"]
    assert not kept_answers({"gain_per_yuan": 1.05}, first, standard)["gain_per_yuan"]


def test_a_level_needs_its_band_alone_and_a_place_its_place():
    standard = pd.DataFrame({"low": [-5.0], "mid": [1.0], "high": [2.0]}, index=["mean_income"])
    first = {"mean_income": 1.0, PLACE: 2.0}
    assert kept_answers({"mean_income": -1.0, PLACE: 2.0}, first, standard) == {
        "mean_income": True,
        PLACE: True,
    }
    assert not kept_answers({"mean_income": 1.0, PLACE: 1.0}, first, standard)[PLACE]


def test_what_nobody_can_tell_under_any_structure_holds():
    standard = pd.DataFrame({"low": [np.nan], "mid": [np.nan], "high": [np.nan]}, index=["gain_per_yuan"])
    assert kept_answers({"gain_per_yuan": np.nan}, {"gain_per_yuan": np.nan}, standard)["gain_per_yuan"]


def test_the_standard_structure_comes_first_and_holds(found):
    assert found.structures == (STANDARD, *TRIED)
    assert found.kept.iloc[0].all()
    assert found.holds("mean_gain").of == 3
    assert (found.table["holds"] == found.kept.sum()).all()


def test_the_medians_are_those_of_runs_of_each_structure_on_the_same_luck(found):
    case = read_case("talent-first")
    draws = draw_members(case.parameters, 16)
    for place, structure in enumerate(found.structures):
        runs = [
            simulate_members(each, draws, 0, villages=False, structure=structure)
            for each in (case, beside(case))
        ]
        wanted = headline(*runs)["mid"]
        pd.testing.assert_series_equal(
            found.medians.loc[place, wanted.index], wanted, check_names=False, check_dtype=False
        )


def test_the_place_is_that_by_median_gain(found):
    case = read_case("talent-first")
    draws = draw_members(case.parameters, 16)
    names = ("funding-first", "programme-2022", "stop-after-two", "training-first", "weakest-first")
    last = {
        name: simulate_members(beside(case, name), draws, villages=False).city["mean"][:, -1]
        for name in (*names, "talent-first", "no-programme")
    }
    gains = {name: float((each - last["no-programme"]).median()) for name, each in last.items()}
    assert found.medians[PLACE][0] == 1 + sum(gains[name] > gains["talent-first"] for name in names)
    assert found.places == 6


def test_each_choice_is_told_by_the_structures_that_have_it(found):
    assert found.choices.loc[("effects", "multiply"), "mean_gain"] == found.kept["mean_gain"].mean()
    assert found.choices.loc[("effects", "add")].isna().all()
    assert found.choices.loc[("match", "published"), "mean_gain"] == found.kept["mean_gain"][2]


def test_a_scenario_is_not_held_against_itself():
    with pytest.raises(InputFaults, match="against itself"):
        study_structures("no-programme", members=4, structures=TRIED)


def test_the_mark_and_the_tables_are_told_in_both_languages(found):
    for lang, mark in (("en", "holds in 27 of 32"), ("zh", "32种结构中27种成立")):
        with speaking(lang):
            assert mark_text(Mark(27, 32)) == mark
            headlines, choices, every = structure_sheets(found)
        assert len(headlines.rows) == len(found.table)
        assert len(every.whole) == 3
        assert all(len(row) == len(choices.heads) for row in choices.rows)
        assert headlines.sentences


def test_there_are_more_than_six_rival_choices():
    assert len(list(single_changes())) >= 6
