"""The page's model side on the real city, with few members."""

import numpy as np
import pytest

from sim.faults import InputFaults
from sim.inputs.scenarios import COUNTERFACTUAL, PROGRAMME
from sim.runs.ensemble import simulate
from sim.views.labels import bands
from sim.views.pages.shell import open_world, requested_language
from sim.views.pages.what_if import (
    AS_SCENARIO,
    CHARTS,
    MAIN_LEVERS,
    MONEY_LEVERS,
    NOTHING,
    WhatIf,
    Wish,
    checked_wish,
    edits,
    round_step,
    run,
)

MEMBERS = 8


@pytest.fixture(scope="module")
def world():
    return open_world(PROGRAMME, MEMBERS)


@pytest.fixture
def page():
    return WhatIf("zh", MEMBERS)


def shown(page, chart=0):
    """The quantiles that a chart carries, (series, 5, year)."""
    widget = page.charts[CHARTS[chart]]
    values = np.frombuffer(widget.values, "<f4")
    return values.reshape(len(widget.frame["series"]), 5, len(widget.frame["years"]))


def test_an_unchanged_scenario_shows_what_its_run_gives(world):
    again = simulate(world.case, MEMBERS, seed=0, villages=False)
    assert run(world, NOTHING).city["mean"].equals(again.city["mean"])


def test_the_chart_draws_the_quantiles_of_the_result(page, world):
    assert np.array_equal(shown(page)[0], bands(world.start.city["mean"]).astype(np.float32))
    assert np.array_equal(shown(page)[2], bands(world.counterfactual.city["mean"]).astype(np.float32))


def test_more_resident_staff_raises_cost_and_changes_the_band(page):
    before, cost = shown(page).copy(), page.headlines.cards[3]
    page.on_amounts({"number": 7, "amounts": {"resident_staff": 872.0}})
    assert not np.array_equal(shown(page)[0], before[0])
    assert np.array_equal(shown(page)[1:], before[1:])  # the ghost and no programme stay
    assert page.panel.answered == 7
    # 436 persons more for nine years at 9 万元: 35,316
    assert page.headlines.cards[3]["band"] == "比原方案 +3.53 亿元"
    assert page.headlines.cards[3] != cost


def test_a_lever_moved_back_gives_the_scenario_again(page):
    before = shown(page).copy()
    for amount in (900.0, 436.0):
        page.on_amounts({"amounts": {"resident_staff": amount}})
    assert np.array_equal(shown(page), before)


def test_reset_forgets_every_change(page):
    before = shown(page).copy()
    page.on_amounts({"amounts": {"supported_projects": 0.0}, "handout": "even"})
    page.open_scenario(PROGRAMME)
    assert page.wish == NOTHING
    assert np.array_equal(shown(page), before)


def test_an_amount_scales_the_path_of_a_scenario_that_stops():
    stopping = open_world("stop-after-two", MEMBERS)
    wish = Wish({"resident_staff": 872.0})
    paths = run(stopping, wish).case.scenario.settings["resident_staff"].amounts
    before = stopping.case.scenario.settings["resident_staff"].amounts
    assert paths == pytest.approx([2 * amount for amount in before])
    assert paths[-1] == 0


def test_an_amount_where_there_was_none_holds_for_all_years():
    nothing = open_world(COUNTERFACTUAL, MEMBERS)
    paths = run(nothing, Wish({"resident_staff": 100.0})).case.scenario.settings["resident_staff"].amounts
    assert set(paths) == {100.0}


def test_project_money_can_be_handed_out_another_way(world):
    settings = run(world, Wish({}, "weakest_first")).case.scenario.settings
    assert {settings[name].targeting for name in MONEY_LEVERS} == {"weakest_first"}
    assert settings["resident_staff"] == world.case.scenario.settings["resident_staff"]


def test_an_unchanged_lever_is_no_edit(world):
    assert edits(world, Wish({"resident_staff": 436.0}, AS_SCENARIO)) == {}


@pytest.mark.parametrize("amount", [-1, 1e9, float("nan"), "9", True, None, [9]])
def test_an_amount_outside_the_slider_is_refused(world, amount):
    with pytest.raises(InputFaults, match="between 0 and 1,500 person"):
        checked_wish(world, NOTHING, {"amounts": {"resident_staff": amount}}, "en")


def test_a_lever_without_a_slider_is_refused(world):
    with pytest.raises(InputFaults, match="resident_staff"):
        checked_wish(world, NOTHING, {"amounts": {"resident_stuff": 1}}, "en")


def test_a_refused_message_is_answered_and_changes_nothing(page):
    before = shown(page).copy()
    with pytest.raises(InputFaults):
        page.on_amounts({"number": 3, "amounts": {"resident_staff": 1e9}})
    assert page.panel.answered == 3
    assert np.array_equal(shown(page), before)


def test_the_two_languages_show_the_same_numbers_in_other_words(page):
    zh, numbers = page.headlines.cards, shown(page).copy()
    page.on_language({"lang": "en"})
    en = page.headlines.cards
    assert [card["value"] for card in en[:3]] == [card["value"] for card in zh[:3]]
    assert not {card["label"] for card in en} & {card["label"] for card in zh}
    assert np.array_equal(shown(page), numbers)


def test_the_sentence_for_those_who_do_not_see_the_chart_is_made_from_its_numbers(page):
    sentence = page.charts[CHARTS[0]].frame["sentence"]
    values = shown(page)[0]
    for number in (values[2, 0], values[2, -1], values[0, -1], values[4, -1]):
        assert f"{number:.1f}" in sentence


def test_every_force_has_a_lever_and_every_slider_marks_the_published_amount(page, world):
    forces = page.panel.state["forces"]
    assert [force["id"] for force in forces] == ["political", "thought", "industry", "talent", "foundation"]
    sliders = {lever["id"]: lever for force in forces for lever in force["levers"]}
    assert set(sliders) == set(MAIN_LEVERS)
    assert 10 <= len(sliders) <= 14
    for name, slider in sliders.items():
        assert slider["published"] == world.case.levers[name].amount
        assert 0 < slider["published"] <= slider["max"]


def test_the_page_says_synthetic_and_names_what_is_assumed(page, world):
    assert page.bar.state["words"]["badge"] == "模拟数据"
    lines = " ".join(line for section in page.notes.sections for line in section["lines"])
    for parameter in world.case.parameters.values():
        if parameter.grade == "assumption" and parameter.role == "uncertainty":
            assert parameter.label_zh in lines


@pytest.mark.parametrize(
    ("end", "step"), [(50, 1), (200, 2), (1500, 10), (9000, 50), (12000, 100), (1_000_000, 10_000)]
)
def test_slider_steps_are_round_and_about_a_hundredth(end, step):
    assert round_step(end) == step


@pytest.mark.parametrize(
    ("query", "lang"), [("lang=en", "en"), ("lang=zh", "zh"), ("lang=<b>", "en"), ("", "en")]
)
def test_the_address_may_ask_for_a_language(monkeypatch, query, lang):
    monkeypatch.setenv("QUERY_STRING", query)
    assert requested_language() == lang
