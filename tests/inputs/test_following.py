"""Money that follows projects, and what named villages get on top of a rule."""

from dataclasses import replace

import pytest

from sim.faults import InputFaults
from sim.inputs.case import read_case
from sim.inputs.scenarios.codes.encoding import encode
from sim.inputs.scenarios.files import load_scenario, save_scenario
from sim.inputs.scenarios.resolve import change
from sim.model.exposure import make_exposure

PROGRAMME = load_scenario("programme-2022")
FOLLOWING = ("municipal_fiscal", "leveraged_funds")


def amounts(scenario, *levers):
    return [scenario.settings[name].amounts for name in levers]


def scenario_file(tmp_path, text):
    path = tmp_path / "mine.yaml"
    head = "title: {zh: 试, en: Try}\nquestion: {zh: 行吗？, en: Does it help?}\nbaseline: programme-2022\n"
    path.write_text(f"{head}set:\n{text}\n", encoding="utf-8")
    return path


def test_money_that_follows_projects_changes_as_they_do_and_the_change_is_told():
    half = change(PROGRAMME, {"supported_projects": {"scale": {2024: 0.5}}})
    for name in FOLLOWING:
        before, after = PROGRAMME.settings[name].amounts, half.settings[name].amounts
        assert after == pytest.approx((*before[:2], *(each / 2 for each in before[2:])))
        assert name in {each.target for each in half.changes}


def test_money_that_is_set_itself_is_as_set():
    said = change(PROGRAMME, {"supported_projects": {"amount": 43}, "municipal_fiscal": {"amount": 2150}})
    assert amounts(said, "municipal_fiscal") == amounts(PROGRAMME, "municipal_fiscal")
    assert said.settings["leveraged_funds"].amounts[0] == pytest.approx(5800)
    everything = change(PROGRAMME, {"all": {"scale": 0.5}})
    assert everything.settings["municipal_fiscal"].amounts[0] == pytest.approx(1075)


def test_nothing_follows_where_there_were_no_projects():
    nothing = load_scenario("no-programme")
    begun = change(nothing, {"supported_projects": {"amount": 86}})
    assert amounts(begun, *FOLLOWING) == amounts(nothing, *FOLLOWING)


@pytest.mark.parametrize("kept", [True, False])
def test_a_file_and_a_code_say_whether_money_went_along(kept, tmp_path):
    edits = {"supported_projects": {"amount": 100}}
    edits |= {"municipal_fiscal": {"amount": 2150}} if kept else {}
    scenario = change(PROGRAMME, edits, "a try")
    path = tmp_path / "saved.yaml"
    save_scenario(replace(scenario, baseline="programme-2022"), path)
    assert load_scenario(path).settings == scenario.settings
    assert load_scenario(encode(scenario)).settings == scenario.settings


def test_named_villages_get_more_on_top_of_the_rule(tmp_path):
    path = scenario_file(
        tmp_path, "  supported_projects: {extra: {2023: {V015: 2 个项目, V001: 1}}, reason: 试}"
    )
    case, plain = read_case(path, "synthetic"), read_case("programme-2022", "synthetic")
    assert case.scenario.settings["supported_projects"].amounts == amounts(PROGRAMME, "supported_projects")[0]
    assert amounts(case.scenario, *FOLLOWING) == amounts(PROGRAMME, *FOLLOWING)
    more = make_exposure(case).channels - make_exposure(plain).channels
    where = list(case.register.table["village_id"])
    assert more[:, 0].sum() == pytest.approx(300)
    assert more[1, 0, where.index("V015")] == pytest.approx(200)
    cost = (make_exposure(case).cost - make_exposure(plain).cost).sum("lever")
    assert cost.to_numpy() == pytest.approx([0, 300, *[0] * 7])
    assert not any(change(case.scenario, {"all": {"scale": 0}}).settings["supported_projects"].totals)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("  supported_projects: {extra: {2021: {V001: 1}}, reason: 试}", "2021"),
        ("  supported_projects: {extra: {2022: {V9999: 1}}, reason: 试}", "V9999"),
        ("  supported_projects: {extra: {2022: {V001: -1}}, reason: 试}", "-1"),
        ("  supported_projects: {extra: {V001: 1}, reason: 试}", "2022"),
        ("  supported_projects: {extra: 3, reason: 试}", "extra"),
        ("  group.talent: {extra: {2022: {V001: 1}}, reason: 试}", "extra"),
        ("  branch_ranking: {extra: {2022: {V001: 1}}, reason: 试}", "branch_ranking"),
    ],
)
def test_what_is_wrong_with_it_is_told_with_its_line(tmp_path, text, told):
    with pytest.raises(InputFaults, match=told) as faults:
        read_case(scenario_file(tmp_path, text), "synthetic")
    assert "mine.yaml:5" in str(faults.value)
