"""Every programme that comes with the project goes through all of the product; none speaks of another."""

import re
from dataclasses import replace

import pytest

from sim.analysis.lessons import answer_to
from sim.analysis.outcomes import public_cost, total_cost
from sim.analysis.questions import ask_allocation, ask_attribution, ask_comparison, ask_villages
from sim.apps.pages.allocation.page import AllocationPage
from sim.apps.pages.evidence import Evidence
from sim.apps.pages.lesson.page import LessonPage
from sim.apps.pages.one_village.page import OneVillage
from sim.apps.pages.overview.page import Overview
from sim.apps.pages.what_if.page import WhatIf
from sim.faults import InputFaults
from sim.folders import shipped_programmes, using
from sim.inputs.case import beside, read_case
from sim.inputs.lessons import load_lessons
from sim.inputs.programme import load_programme
from sim.inputs.programme_folder import check_programme
from sim.inputs.scenarios.codes.decoding import decode
from sim.inputs.scenarios.codes.encoding import encode
from sim.inputs.scenarios.files import load_scenario
from sim.reports import report
from sim.runs.ensemble import make_run, simulate
from sim.words import LANGUAGES, say, speaking

MEMBERS = 8
IDS = shipped_programmes()
PAGES = (Overview, WhatIf, OneVillage, AllocationPage, Evidence, LessonPage)
# What only one of them may say, by programme.
OWN_WORDS = {
    "baotou-2022": "包头|Baotou|嘎查|苏木|旗县|banner",
    "liuzhou-2018": "柳州|Liuzhou|行政村",
    "yogyakarta-2023": "日惹|Yogyakarta|rupiah|盾|regency",
}
FOREIGN = {"yogyakarta-2023": "万元|yuan|元"}  # money that is not theirs


@pytest.fixture(scope="module", params=IDS)
def programme(request):
    with using(request.param):
        yield load_programme()


def told(programme, text):
    """Words in a text that are another programme's."""
    others = "|".join(words for name, words in OWN_WORDS.items() if name != programme.id)
    return re.findall(others, text)


def test_there_are_at_least_three_and_each_has_words_of_its_own():
    assert len(IDS) >= 3
    assert set(OWN_WORDS) == set(IDS)


def test_a_programme_is_without_a_fault(programme):
    assert [each.text() for each in check_programme().faults] == []


def test_every_question_of_the_product_has_an_answer(programme):
    compared = ask_comparison(["", programme.scenario("money_first")], members=MEMBERS)
    assert len(compared.results) == 2
    moved = ask_attribution("", members=MEMBERS, levers=False)
    assert list(moved.forces.index) == [*programme.forces, "total"]
    assert moved.forces.loc["total", "mean"] > 0
    advice = ask_allocation("", members=MEMBERS)
    assert advice.counts.to_numpy().sum() > 0
    study = ask_villages("", members=MEMBERS)
    assert study.target == programme.target.amount
    assert study.helps.shape[0] == len(programme.groups)


def test_a_blank_aim_is_the_landmark_and_a_threshold_is_known_by_its_number(programme):
    assert programme.aim() == programme.aim(0) == programme.aim(None) == programme.landmark.amount
    assert programme.aim(7.5) == 7.5
    for each in programme.thresholds:
        assert programme.threshold(str(each)) is programme.threshold(float(each)) is each
    with pytest.raises(InputFaults, match=str(programme.thresholds[0])):
        programme.threshold("0.125")


def test_each_story_of_the_lesson_has_an_answer(programme):
    run = make_run("", members=MEMBERS)
    lessons = load_lessons(programme)
    assert len(lessons.stories) >= 4
    for story in lessons.stories:
        answer = answer_to(story, run.result, run.counterfactual)
        assert answer.low < answer.high


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_report_speaks_of_its_own_programme_alone(programme, lang):
    run = make_run("", members=MEMBERS)
    with speaking(lang):
        parts = (report.village_groups(run), report.opening("t", "q", run.result))
    text = "".join(str(part.data) for part in parts)
    assert told(programme, text) == []
    assert re.findall(FOREIGN.get(programme.id, "(?!)"), text) == []
    assert run.result.city["mean"].attrs["units"] == f"{programme.money.unit}/year"
    assert run.result.cost.attrs["units"] == f"{programme.money.unit}/year"
    assert public_cost(run.result).attrs["units"] == f"{programme.money.unit}/year"
    assert total_cost(run.result).attrs["units"] == programme.money.unit


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_a_page_opens_and_speaks_of_its_own_programme_alone(programme, page):
    shown = page(128 if page is Evidence else MEMBERS)  # fewer say nothing of what to survey
    said = str(shown.bar.state)
    assert told(programme, said) == []
    assert not shown.bar.state.get("notice")


def test_the_words_of_money_years_and_levels_are_the_programmes(programme):
    with speaking("en"):
        assert say("unit_wan") == programme.money.names.en
        assert str(programme.base_year) in say("overview_base")
    with speaking("zh"):
        assert programme.levels["banner"].names.zh in say("report_village_banner")


def test_a_code_opens_where_it_was_made_and_names_its_programme_elsewhere(programme):
    code = encode(load_scenario(programme.scenario("people_first")))
    assert decode(code).id == programme.scenario("people_first")
    other = next(name for name in IDS if name != programme.id)
    with using(other), pytest.raises(InputFaults) as caught:
        decode(code)
    assert programme.id in caught.value.faults[0].text()


def test_a_scenario_that_begins_later_finds_villages_that_have_grown_until_then(programme):
    """Where a scenario begins later, its first year is that of the counterfactual, grown until then."""
    late = programme.first_year + 3
    case = read_case("")
    years = tuple(range(late, late + 2))
    scenario = load_scenario(programme.counterfactual, case.levers, case.parameters, None, years)
    short = simulate(replace(case, scenario=scenario), MEMBERS, villages=False)
    whole = simulate(beside(case), MEMBERS, villages=False)
    assert (short.city["mean"].to_numpy() == whole.city["mean"].sel(year=list(years)).to_numpy()).all()
