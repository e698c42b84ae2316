"""The page's model side on the real city, with few members."""

import numpy as np
import pytest

from sim.analysis.compare import winners
from sim.analysis.outcomes import total_costs
from sim.apps.pages.requests import requested_language
from sim.apps.pages.what_if.levers import (
    AS_SCENARIO,
    FACTORS,
    NOTHING,
    WEAKEST_PRESET,
    Moves,
    checked_moves,
    edits,
    moved_scenario,
    moves_of,
    preset_moves,
    round_step,
    scenario_file,
    slider_end,
)
from sim.apps.pages.what_if.page import WhatIf
from sim.apps.pages.what_if.results import CHARTS, change_texts, run
from sim.apps.pages.worlds import open_world
from sim.faults import InputFaults
from sim.figures.labels import bands
from sim.inputs.case import read_case
from sim.inputs.scenarios.codes.decoding import decode
from sim.inputs.scenarios.codes.encoding import encode
from sim.inputs.scenarios.names import list_scenarios
from sim.runs.ensemble import simulate
from sim.words import said_in, speak, speaking
from tests.baotou import COUNTERFACTUAL, MAIN_LEVERS, MONEY_LEVERS, PROGRAMME

MEMBERS = 8


@pytest.fixture(scope="module")
def world():
    return open_world(PROGRAMME, MEMBERS)


@pytest.fixture
def page():
    speak("zh")
    return WhatIf(MEMBERS)


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


def test_more_resident_staff_raises_cost_and_changes_the_band(page, world):
    before, cost = shown(page).copy(), page.headlines.cards[3]
    page.on_amounts({"number": 7, "amounts": {"resident_staff": 872.0}})
    assert not np.array_equal(shown(page)[0], before[0])
    assert np.array_equal(shown(page)[1:], before[1:])  # the ghost and no programme stay
    assert page.panel.answered == 7
    # 436 persons more for nine years, each at its member's price, and what they bring along
    paid, brought = (
        (page.now.city[name] - world.start.city[name]).sum("year").to_numpy() for name in ("paid", "brought")
    )
    lever = world.case.levers["resident_staff"]
    price = paid / (436 * 9)
    assert (lever.cost_low <= price).all()
    assert (price <= lever.cost_high).all()
    assert (brought > 0).all()
    more = np.median(total_costs(page.now)) - np.median(total_costs(world.start))
    assert page.headlines.cards[3]["note"].startswith(f"比原方案 +{more / 1e4:.2f} 亿元")
    assert page.headlines.cards[3] != cost


def test_a_lever_moved_back_gives_the_scenario_again(page):
    before = shown(page).copy()
    for amount in (900.0, 436.0):
        page.on_amounts({"amounts": {"resident_staff": amount}})
    assert np.array_equal(shown(page), before)


def test_money_that_follows_projects_goes_along_with_its_slider_unless_it_is_put_back(page, world):
    def settings():
        return page.now.case.scenario.settings

    own = world.case.scenario.settings
    page.on_amounts({"amounts": {"supported_projects": 43.0}})
    assert settings()["municipal_fiscal"].amounts[0] == pytest.approx(1075)
    assert page.panel.now["amounts"]["municipal_fiscal"] == pytest.approx(1075)
    assert moves_of(world, page.now.case.scenario) == Moves({"supported_projects": 43.0})
    page.on_amounts({"amounts": {"municipal_fiscal": 2150.0}})
    assert settings()["municipal_fiscal"].amounts == own["municipal_fiscal"].amounts
    assert settings()["leveraged_funds"].amounts[0] == pytest.approx(5800)
    again = moved_scenario(world, moves_of(world, page.now.case.scenario))
    assert again.settings == settings()


def test_reset_forgets_every_change(page):
    before = shown(page).copy()
    page.on_amounts({"amounts": {"supported_projects": 0.0}, "handout": "even"})
    page.open_scenario(PROGRAMME)
    assert page.moves == NOTHING
    assert np.array_equal(shown(page), before)


def test_an_amount_scales_the_path_of_a_scenario_that_stops():
    stopping = open_world("stop-after-two", MEMBERS)
    moves = Moves({"resident_staff": 872.0})
    paths = run(stopping, moves).case.scenario.settings["resident_staff"].amounts
    before = stopping.case.scenario.settings["resident_staff"].amounts
    assert paths == pytest.approx([2 * amount for amount in before])
    assert paths[-1] == 0


def test_an_amount_where_there_was_none_holds_for_all_years():
    nothing = open_world(COUNTERFACTUAL, MEMBERS)
    paths = run(nothing, Moves({"resident_staff": 100.0})).case.scenario.settings["resident_staff"].amounts
    assert set(paths) == {100.0}


def test_project_money_can_be_handed_out_another_way(world):
    settings = run(world, Moves({}, "weakest_first")).case.scenario.settings
    assert {settings[name].targeting for name in MONEY_LEVERS} == {"weakest_first"}
    assert settings["resident_staff"] == world.case.scenario.settings["resident_staff"]


@pytest.mark.parametrize("name", [*list_scenarios(), *FACTORS, WEAKEST_PRESET])
def test_every_preset_stays_within_its_sliders(world, name):
    moves = preset_moves(world, name)
    assert all(0 <= amount <= slider_end(world, lever) for lever, amount in moves.amounts.items())
    assert moves == NOTHING if name == PROGRAMME else moves != NOTHING


def test_a_scenario_as_preset_gives_what_its_own_page_gives(world, page):
    page.on_preset({"id": "talent-first"})
    assert np.array_equal(
        shown(page)[0], bands(open_world("talent-first", MEMBERS).start.city["mean"]).astype("f4")
    )
    assert np.array_equal(shown(page)[1], bands(world.start.city["mean"]).astype("f4"))
    assert page.panel.now["amounts"]["resident_staff"] == 736
    assert page.panel.state["forces"][3]["levers"][0]["start"] == 436


def test_twice_the_talent_doubles_every_lever_of_talent(world):
    amounts = run(world, preset_moves(world, "double_talent")).case.scenario.settings
    for lever in world.case.levers.values():
        before = world.case.scenario.settings[lever.id].amounts
        times = 2 if lever.group == "talent" else 1
        assert amounts[lever.id].amounts == pytest.approx([times * amount for amount in before])


@pytest.mark.parametrize(
    ("name", "factor", "levers"), [("cut_money", 0.7, MONEY_LEVERS), ("half_all", 0.5, None)]
)
def test_a_cut_is_of_what_the_scenario_hands_out_and_of_nothing_it_is_nothing(name, factor, levers):
    for scenario in (PROGRAMME, "no-programme"):
        world = open_world(scenario, MEMBERS)
        now = run(world, preset_moves(world, name)).case.scenario.settings
        for lever, before in world.case.scenario.settings.items():
            times = factor if levers is None or lever in levers else 1
            assert now[lever].amounts == pytest.approx([times * amount for amount in before.amounts])


def test_the_moves_of_one_gesture_are_one_step_to_undo(page):
    start = shown(page).copy()
    for amount in (500.0, 600.0, 700.0):
        page.on_amounts({"amounts": {"resident_staff": amount}, "gesture": 1})
    drawn = shown(page).copy()
    page.on_amounts({"amounts": {"supported_projects": 100.0}, "gesture": 2})
    page.back(page.past, page.future)
    assert np.array_equal(shown(page), drawn)
    page.back(page.past, page.future)
    assert np.array_equal(shown(page), start)
    assert (page.panel.now["undo"], page.panel.now["redo"]) == (False, True)
    page.back(page.past, page.future)  # nothing left: nothing happens
    for _ in range(2):
        page.back(page.future, page.past)
    assert page.moves.amounts == {"resident_staff": 700.0, "supported_projects": 100.0}
    assert (page.panel.now["undo"], page.panel.now["redo"]) == (True, False)


def test_undo_leads_back_over_reset_and_another_scenario(page):
    page.on_amounts({"amounts": {"resident_staff": 900.0}})
    before = shown(page).copy()
    page.open_scenario("talent-first")
    page.move(page.world, NOTHING)  # already unchanged: no step
    page.back(page.past, page.future)
    assert np.array_equal(shown(page), before)
    assert page.bar.state["chosen"] == PROGRAMME


def test_kept_versions_stand_beside_the_scenario_with_their_bands(page, world):
    page.on_amounts({"amounts": {"resident_staff": 0.0}})
    page.keep()
    page.on_preset({"id": "double_money"})
    page.keep()
    state = page.versions.state
    assert [column["id"] for column in state["columns"]] == ["", "A", "B"]
    rows = {row["key"]: row["cells"] for row in state["rows"]}
    low, middle, high = np.quantile(page.kept["B"].result.city["mean"][:, -1], (0.05, 0.5, 0.95))
    assert rows["income"][2]["value"] == f"{middle:.1f}"
    assert f"{low:.1f}" in rows["income"][2]["band"]
    assert f"{high:.1f}" in rows["income"][2]["band"]
    assert rows["better"][0]["value"] == "–"
    assert rows["better"][2]["value"] == ">99%"
    assert rows["beats"][0]["value"] == "–"
    assert rows["beats"][1]["band"] == "比B：<1%"
    assert rows["beats"][2]["band"] == "比A：>99%"
    assert "436 → 0" in rows["changes"][1]["band"]
    page.on_restore({"id": "A"})
    assert page.moves.amounts == {"resident_staff": 0.0}
    page.on_drop({"id": "A"})
    assert [column["id"] for column in page.versions.state["columns"]] == ["", "B"]


def test_a_fourth_version_and_an_unknown_one_are_refused(page):
    for _ in range(3):
        page.keep()
    with pytest.raises(InputFaults) as found:
        page.keep()
    assert "three versions" in said_in("en", str, found.value)
    for wrong in ("D", "", None, ["A"]):
        with pytest.raises(InputFaults):
            page.on_restore({"id": wrong})


@pytest.mark.parametrize(
    ("scenario", "moves"),
    [
        (PROGRAMME, NOTHING),
        (PROGRAMME, Moves({"resident_staff": 872.0, "county_leaders": 10.0}, "weakest_first")),
        ("stop-after-two", Moves({"resident_staff": 123.0})),
        (COUNTERFACTUAL, Moves({"municipal_fiscal": 4300.0})),
        (PROGRAMME, Moves({"expert_visits": 77.0}, ground="talent-first")),
    ],
)
def test_a_saved_file_passes_the_door_and_gives_the_same_numbers(tmp_path, scenario, moves):
    world = open_world(scenario, MEMBERS)
    name, text = scenario_file(world, moves)
    (tmp_path / name).write_text(text, encoding="utf-8")
    again = simulate(read_case(tmp_path / name), MEMBERS, villages=False)
    assert again.city["total"].equals(run(world, moves).city["total"])
    assert again.cost.sum() == pytest.approx(float(run(world, moves).cost.sum()))


def test_saving_sends_the_file_to_the_browser(page, monkeypatch):
    sent = []
    monkeypatch.setattr(page.panel, "send", sent.append)
    page.save()
    assert sent[0]["kind"] == "file"
    assert sent[0]["name"].endswith(".yaml")
    assert "baseline: programme-2022" in sent[0]["text"]


@pytest.mark.parametrize("name", ["", "double", None, 3, ["double_talent"], {"a": 1}])
def test_an_unknown_preset_is_refused(page, name):
    with pytest.raises(InputFaults):
        page.on_preset({"id": name})
    assert page.moves == NOTHING


@pytest.mark.parametrize("preset", ["cut_money", "double_talent", "half_all", "weakest_money"])
def test_a_colleague_who_opens_a_code_reads_the_same_changes(world, preset):
    moves = preset_moves(world, preset)
    with speaking("zh"):
        told = change_texts(world, moves)
    opened = moves_of(world, read_case(encode(moved_scenario(world, moves))).scenario)
    with speaking("zh"):
        assert change_texts(world, opened) == told
    assert len(told) == len(moved_scenario(world, moves).changes)


def test_money_that_goes_along_with_projects_is_told_as_a_change(world):
    told = change_texts(world, Moves({"supported_projects": 43.0}))
    assert any("2,150 → 1,075" in each for each in told)


def test_an_unchanged_lever_is_no_edit(world):
    assert edits(world, Moves({"resident_staff": 436.0}, AS_SCENARIO)) == {}


@pytest.mark.parametrize("amount", [-1, 1e9, 10**400, float("nan"), "9", True, None, [9]])
def test_an_amount_outside_the_slider_is_refused(world, amount):
    with pytest.raises(InputFaults, match=r"enter a number from 0 to 15,000 \(person\)"):
        checked_moves(world, NOTHING, {"amounts": {"resident_staff": amount}})


def test_a_lever_without_a_slider_is_refused(world):
    with pytest.raises(InputFaults, match="resident_staff"):
        checked_moves(world, NOTHING, {"amounts": {"resident_stuff": 1}})


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
    assert {lever["id"] for force in forces for lever in force["levers"]} == set(MAIN_LEVERS)
    assert all(force["levers"] for force in forces)
    sliders = {lever["id"]: lever for force in forces for lever in force["levers"] + force["more"]}
    assert set(sliders) == set(world.case.levers)
    for name, slider in sliders.items():
        lever = world.case.levers[name]
        assert slider["published"] == lever.amount
        assert 0 <= slider["published"] <= slider["max"]
        assert slider["assumed"] == (lever.amount_source == "assumption")


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


def test_projects_and_the_money_that_follows_them_come_back_from_a_code_as_a_wish():
    """Else a page that is opened again took the changed plan for the scenario as it stands."""
    world = open_world("programme-2022", 16, 0)
    moves = Moves({"supported_projects": 60.2, "municipal_fiscal": 1505.0, "selected_graduates": 454.0})
    again = decode(encode(moved_scenario(world, moves)), world.case.levers)
    found = moves_of(world, again)
    assert found is not None
    assert moved_scenario(world, found).settings["municipal_fiscal"].amounts[0] == pytest.approx(1505)
    assert moved_scenario(world, found).settings["selected_graduates"].amounts[0] == 454


# --- who gains and who loses -----------------------------------------------------------------------------


def step(page, **amounts):
    page.on_amounts({"number": 1, "amounts": {name: float(value) for name, value in amounts.items()}})


def compare_with(page, against):
    page.against._handle_custom_msg({"kind": "chosen", "name": "against", "ids": [against]}, [])


def test_the_list_of_villages_is_what_the_comparison_of_two_runs_says(page, world):
    step(page, municipal_fiscal=3000, selected_graduates=454)
    compare_with(page, "start")
    both = simulate(page.now.case, MEMBERS), simulate(world.case, MEMBERS)
    told = winners(*both, by="village_id")
    rows = {row[0]: row for row in page.who.rows}
    assert rows.keys() == set(told.index)
    assert [row[5][1] for row in page.who.rows] == sorted(told["all_mid"])
    for village in ("V001", "V272", "V527"):
        row = told.loc[village]
        assert rows[village][5] == pytest.approx([row["all_low"], row["all_mid"], row["all_high"]])
        assert rows[village][7] == pytest.approx([row["low"], row["mid"], row["high"]])
    states = [page.changed["state"].eq(name).sum() for name in ("gains", "loses")]
    assert states == [told["all_winners"].sum(), told["all_losers"].sum()]
    assert all(f"{count}个" in page.against.state["hint"] for count in states)


def test_against_no_programme_nobody_loses_and_without_a_change_nobody_gains(page):
    compare_with(page, "nothing")
    assert set(page.changed["state"]) <= {"gains", "unsure"}
    compare_with(page, "start")
    assert set(page.changed["state"]) == {"same"}
    assert "还没有改动" in page.against.state["hint"]


def test_the_list_follows_the_sliders_and_goes_when_it_is_not_wanted(page):
    compare_with(page, "start")
    step(page, resident_staff=0)
    assert page.who.rows[0][5][1] < 0
    compare_with(page, "none")
    assert (page.who.rows, page.sheets(), page.asked()) == ([], [], None)


def test_the_list_is_taken_along_and_comes_back_from_the_address(page):
    step(page, resident_staff=0)
    compare_with(page, "start")
    (sheet,), asked = page.sheets(), page.asked()
    assert [row[0] for row in sheet.rows] == [row[1] for row in page.who.rows]
    assert asked.sentences[-1].count("V") == 5
    speak("zh")
    again = WhatIf(MEMBERS, code=page.share.bar.code, state=page.address.widget.state["values"])
    assert again.who.rows == page.who.rows


@pytest.mark.parametrize("asked", [["all"], [], "start", ["start", "none"], [7]])
def test_another_comparison_is_refused(page, asked):
    page.against._handle_custom_msg({"kind": "chosen", "name": "against", "ids": asked}, [])
    assert page.bar.state["notice"]
    assert page.changed is None
