"""A stored posterior: kept whole, found by name, used by a scenario jointly, and recorded."""

import numpy as np
import pandas as pd
import pytest

from sim.faults import InputFaults
from sim.figures.tables import change_row
from sim.inputs import posteriors
from sim.inputs.case import beside, read_case
from sim.inputs.scenarios.files import load_scenario, resolved_text
from sim.runs.ensemble import draw_members, draw_parts, simulate
from sim.runs.provenance import case_content
from sim.runs.store import save_posterior

SCENARIO = """\
title: {{zh: 用后验, en: With what was learned}}
question: {{zh: 问, en: What now?}}
baseline: programme-2022
posterior: {{name: {name}, reason: calibrated on a panel}}
{more}
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(posteriors, "FOLDER", tmp_path / "posteriors")
    return tmp_path / "posteriors"


@pytest.fixture
def stored(folder):
    """Two draws of yield and idle share that belong together."""
    return save(folder, [0.05, 0.06])


def save(folder, yields, name="known"):
    draws = pd.DataFrame({"yield_rate": yields, "idle_share": [y + 0.02 for y in yields]})
    table = pd.DataFrame({"rhat": [1.0]}, index=pd.Index(["yield_rate"], name="parameter"))
    return save_posterior(name, draws, table, {"seed": 0}, read_case(), {"panel": "0" * 64}, folder)


def scenario(tmp_path, name="known", more=""):
    path = tmp_path / "learned.yaml"
    path.write_text(SCENARIO.format(name=name, more=more), encoding="utf-8")
    return path


def test_members_of_a_scenario_with_a_posterior_are_whole_rows_of_it(stored, tmp_path):
    case = read_case(scenario(tmp_path))
    draws = draw_members(case.parameters, 64, seed=3)
    assert set(draws["yield_rate"]) == {0.05, 0.06}
    assert (draws["idle_share"] - draws["yield_rate"]).to_numpy() == pytest.approx(np.full(64, 0.02))
    prior = draw_members(read_case().parameters, 64, seed=3)
    assert draws["fading"].equals(prior["fading"])  # what the posterior does not hold stays at its prior


def test_a_member_meets_the_same_row_however_many_there_are(stored, tmp_path):
    case = read_case(scenario(tmp_path))
    many, few = draw_members(case.parameters, 64, 1), draw_members(case.parameters, 8, 1)
    assert many.iloc[:8].equals(few)
    parts = pd.concat(draw_parts(case.parameters, 64, 1, 16))
    assert parts.equals(many)


def test_the_counterfactual_is_read_with_the_same_posterior(stored, tmp_path):
    case = read_case(scenario(tmp_path))
    other = beside(case, "no-programme")
    assert other.scenario.posterior == stored
    assert simulate(case, 8, villages=False).draws.equals(simulate(other, 8, villages=False).draws)


def test_what_a_scenario_sets_itself_wins_over_the_posterior(stored, tmp_path):
    case = read_case(scenario(tmp_path, more="parameters: {yield_rate: {value: 0.08, reason: what if}}"))
    draws = draw_members(case.parameters, 8)
    assert (draws["yield_rate"] == 0.08).all()
    assert set(draws["idle_share"]) <= {0.07, 0.08}


def test_the_use_of_a_posterior_is_recorded_in_changes_key_and_resolved_file(stored, tmp_path):
    case = read_case(scenario(tmp_path))
    change = case.scenario.changes[-1]
    assert (change.target, change.old, change.new) == ("posterior", None, stored)
    assert change_row(change, case.levers, case.parameters, case.scenario.years) == [
        "posterior", "none (priors)", stored, "calibrated on a panel",
    ]  # fmt: skip
    assert case_content(case)["scenario"] != case_content(read_case())["scenario"]
    resolved = tmp_path / "resolved.yaml"
    resolved.write_text(resolved_text(case.scenario), encoding="utf-8")
    assert load_scenario(resolved).posterior == stored


def test_an_edited_prior_is_recorded_in_changes_key_and_resolved_file(tmp_path):
    path = tmp_path / "edited.yaml"
    text = SCENARIO.format(
        name="x",
        more="parameters: {yield_rate: {low: 0.05, high: 0.06, distribution: uniform, reason: audit}}",
    )
    path.write_text(
        text.replace("posterior: {name: x, reason: calibrated on a panel}\n", ""), encoding="utf-8"
    )
    case = read_case(path)
    change = case.scenario.changes[-1]
    assert (change.target, change.old.low, change.new.low, change.reason) == (
        "yield_rate",
        0.03,
        0.05,
        "audit",
    )
    assert case_content(case)["parameters"] != case_content(read_case())["parameters"]
    assert "audit" in resolved_text(case.scenario)


def test_the_same_draws_are_stored_once_and_others_beside_them(folder):
    first, again, other = save(folder, [0.05, 0.06]), save(folder, [0.05, 0.06]), save(folder, [0.07, 0.08])
    assert first == again != other
    assert posteriors.list_posteriors() == sorted([first, other])
    assert not list(folder.glob(".partial-*"))


def test_several_versions_ask_for_the_whole_name(folder, tmp_path):
    whole = save(folder, [0.05, 0.06])
    save(folder, [0.07, 0.08])
    with pytest.raises(InputFaults, match=whole):
        read_case(scenario(tmp_path))
    assert read_case(scenario(tmp_path, name=whole)).scenario.posterior == whole


def test_an_unknown_posterior_is_named_with_file_line_and_nearest(stored, tmp_path):
    with pytest.raises(InputFaults, match=r"learned\.yaml:4: unknown posterior 'knwon-.*did you mean"):
        read_case(scenario(tmp_path, name=stored.replace("known", "knwon")))


def test_a_posterior_changed_after_it_was_stored_is_refused(stored, folder, tmp_path):
    draws = folder / stored / "draws.parquet"
    draws.write_bytes(draws.read_bytes() + b"x")
    with pytest.raises(InputFaults, match="calibrate again"):
        read_case(scenario(tmp_path))


def test_a_name_that_could_leave_the_folder_is_refused(folder):
    with pytest.raises(InputFaults, match="small letters"):
        save(folder, [0.05, 0.06], name="../x")
