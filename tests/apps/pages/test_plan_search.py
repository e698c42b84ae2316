"""The frontier of plans on the page of the allocation: few plans and members, in steps, as a viewer asks."""

import asyncio
from dataclasses import replace

import numpy as np
import pytest

from sim.analysis.search import GOALS, search
from sim.apps.pages.allocation import plan_search
from sim.apps.pages.allocation.page import AllocationPage
from sim.apps.pages.share import opened
from sim.apps.pages.what_if.page import WhatIf
from sim.inputs.case import read_case
from sim.inputs.scenarios.codes.encoding import encode
from sim.inputs.scenarios.scenario import AdaptiveRule
from sim.words import speak

MEMBERS, PLANS = 4, 24


@pytest.fixture(scope="module")
def found():
    return search(read_case(), PLANS, MEMBERS)


@pytest.fixture
def page(monkeypatch):
    monkeypatch.setattr(plan_search, "PLANS", PLANS)
    speak("zh")
    return AllocationPage(MEMBERS)


def press(page, name, *ids):
    widget = page.searched.start if name == "search" else page.searched.axes.get(name, page.searched.start)
    widget._handle_custom_msg({"kind": "chosen", "name": name, "ids": list(ids)}, [])


def choose(page, plan):
    page.searched.table._handle_custom_msg({"kind": "row", "id": plan}, [])


@pytest.fixture
def searched(page):
    press(page, "search", "start")
    return page


def drawn(page):
    chart = page.searched.chart
    return np.frombuffer(chart.values, "<f4").reshape(-1, 2, 3)


def test_nothing_is_searched_before_a_viewer_asks(page):
    part = page.searched
    assert part.found is None
    assert [each["id"] for each in part.start.state["choices"]] == ["start"]
    assert f"试{PLANS}个方案" in part.start.state["hint"]
    assert (part.chart.frame, part.table.rows, part.verdict.state) == ({}, [], {})
    assert len(page.sheets()) == 3


def test_the_page_shows_what_the_search_finds(searched, found):
    part = searched.searched
    assert part.start.state["choices"] == []
    assert part.verdict.state["lead"].startswith(("相机规则",))
    assert [row[0] for row in part.table.rows] == [str(plan) for plan in found.table.index]
    told = np.array([[band[1] for band in row[5:]] for row in part.table.rows])
    assert told == pytest.approx(found.table[list(GOALS)].to_numpy(float))
    bands = np.quantile(found.unseen, [0.05, 0.95], axis=1)
    assert np.array([[band[0] for band in row[5:]] for row in part.table.rows]) == pytest.approx(bands[0])
    middles = drawn(searched)[:, :, 1]
    wanted = np.concatenate([found.start.mean(axis=0)[None], found.table[list(GOALS)].to_numpy(float)])
    assert middles == pytest.approx(wanted[:, [GOALS.index("cost"), GOALS.index("income")]], rel=1e-6)
    assert len(searched.sheets()) == 4


def test_the_plans_none_beats_in_the_two_goals_stand_first(searched, found):
    press(searched, "up", "gini")
    values = found.table[["cost", "gini"]].to_numpy(float)
    beaten = [((values <= row).all(axis=1) & (values < row).any(axis=1)).any() for row in values]
    points = searched.searched.chart.frame["points"][1:]
    assert [point["edge"] for point in points] == [not each for each in beaten]
    assert [row[2] for row in searched.searched.table.rows] == [int(not each) for each in beaten]


def test_two_goals_stay_two_and_the_address_keeps_them(searched):
    press(searched, "across", "income")  # which stands upwards
    part = searched.searched
    assert (part.across, part.up) == ("income", "cost")
    kept = {name: searched.parts()[name] for name in ("across", "up")}
    assert kept == {"across": "income", "up": "cost"}
    again = AllocationPage(MEMBERS, state=kept)
    assert (again.searched.across, again.searched.up) == ("income", "cost")
    searched.reset()
    assert searched.parts()["across"] == ""


@pytest.mark.parametrize(
    ("name", "ids"),
    [("search", ["all"]), ("search", []), ("search", "start"), ("across", [["x"]]), ("up", ["wealth"]),
     ("down", ["income"]), (None, ["start"])],
)  # fmt: skip
def test_what_no_button_asks_is_refused(page, name, ids):
    page.searched.start._handle_custom_msg({"kind": "chosen", "name": name, "ids": ids}, [])
    assert page.bar.state["notice"]
    assert (page.searched.found, page.searched.working) == (None, "")
    assert (page.searched.across, page.searched.up) == ("cost", "income")


def test_a_chosen_plan_opens_as_it_is_on_the_page_of_the_levers(searched, found):
    for plan in found.table.index[:: max(len(found.table) // 4, 1)]:
        choose(searched, str(plan))
        frame = searched.searched.table.frame
        if "more" not in frame:  # too long for a code
            assert f"--plan {plan} --save" in frame["answer"]
            continue
        made, code = found.scenario(int(plan)), frame["more"]["code"]
        assert code in frame["answer"]
        assert frame["more"]["app"] == "what_if"
        again, _ = opened(code)
        assert again.rules == made.rules
        for name, setting in made.settings.items():
            assert again.settings[name].amounts == pytest.approx(setting.amounts, rel=1e-6)
    choose(searched, str(plan))
    assert searched.searched.chosen == ""
    for wrong in ("999", None, ["1"]):
        choose(searched, wrong)
        assert searched.bar.state["notice"]


def test_the_levers_keep_the_rules_of_a_code_that_changes_nothing_else():
    case = read_case()
    rule = AdaptiveRule("stop", case.programme.levers("money")[:1], 2.0)
    code = encode(replace(case.scenario, rules=(rule,)))
    assert WhatIf(MEMBERS, code=code).now.case.scenario.rules == (rule,)


def test_the_page_hears_its_viewer_while_it_searches_and_can_be_stopped(page, monkeypatch):
    monkeypatch.setattr(page.searched.later, "STRETCH", 0.0)

    async def visit():
        press(page, "search", "start")
        await asyncio.sleep(0.2)
        assert page.searched.working
        assert [each["id"] for each in page.searched.start.state["choices"]] == ["stop"]
        choose_village = {"kind": "row", "id": page.list.rows[0][0]}
        page.list._handle_custom_msg(choose_village, [])
        assert page.village == page.list.rows[0][0]
        press(page, "search", "stop")
        await asyncio.sleep(0.1)

    asyncio.run(visit())
    assert (page.searched.working, page.searched.found) == ("", None)
    assert [each["id"] for each in page.searched.start.state["choices"]] == ["start"]


def test_a_scenario_that_spends_nothing_says_why_it_cannot_be_searched(page):
    page.open_scenario("no-programme")
    press(page, "search", "start")
    assert "没有花钱的杠杆" in page.bar.state["notice"]
    assert [each["id"] for each in page.searched.start.state["choices"]] == ["start"]


def test_another_scenario_hides_what_was_found_around_the_first(searched):
    searched.open_scenario("funding-first")
    assert searched.searched.table.rows == []
    searched.open_scenario("programme-2022")
    assert searched.searched.table.rows


def test_the_frontier_is_told_in_both_languages(searched):
    before = searched.searched.chart.values
    searched.on_language({"lang": "en"})
    part = searched.searched
    told = [part.verdict.state["lead"], part.chart.frame["sentence"], *part.table.rows[0][3:5]]
    assert not any("\u4e00" <= sign <= "\u9fff" for text in told for sign in text)
    assert part.chart.values == before
