"""What stands beside the numbers on top, on the real city with few members: net, by what means, who pays."""

import json
import re
from dataclasses import replace

import numpy as np
import pytest

from sim.analysis.prepared_case import last_incomes, make_world, reach, told_apart
from sim.analysis.structures import Mark
from sim.apps.pages.beside import (
    apart_line,
    banded,
    household_line,
    mark_line,
    net_gain_line,
    net_line,
    payers_line,
)
from sim.apps.pages.lesson.page import LessonPage
from sim.apps.pages.lesson.stage import GUESS, REVEAL, answered
from sim.apps.pages.maps import GROUP, VILLAGE, Mapped, _figures_of
from sim.apps.pages.overview.page import Overview
from sim.apps.pages.what_if.page import WhatIf
from sim.apps.pages.worlds import open_world
from sim.figures.numbers import money_band, number, signed
from sim.inputs.lessons import load_lessons
from sim.model.exposure import make_exposure
from sim.words import speak, speaking
from tests.baotou import BAOTOU, PROGRAMME

MEMBERS = 8


@pytest.fixture(scope="module")
def world():
    return open_world(PROGRAMME, MEMBERS)


def last(result, outcome):
    return result.city[outcome].to_numpy()[:, -1]


def middle(values):
    return float(np.quantile(values, 0.5))


def test_net_stands_beside_gross_with_its_band(world):
    low, mid, high = np.quantile(last(world.start, "net_mean"), (0.05, 0.5, 0.95))
    with speaking("zh"):
        assert net_line(world.start) == f"净收益 {mid:.1f}（{low:.1f}～{high:.1f}）"
    gained = last(world.start, "net_mean") - last(world.counterfactual, "net_mean")
    with speaking("en"):
        assert net_gain_line(world.start, world.counterfactual).startswith(
            f"Net gain: {signed(middle(gained), 2)} "
        )


def test_villages_at_the_target_by_subsidy_or_debt_are_counted_apart(world):
    below, earned, unborrowed, net = (
        last(world.start, f"{kind}_12") for kind in ("below", "earned_below", "unborrowed_below", "net_below")
    )
    with speaking("zh"):
        told = apart_line(world.start, 12)
        assert told.startswith(f"按净收益 {number(middle(net))}")
        assert f"只靠补助达标 {number(middle(earned - below))}、" in told
        assert told.endswith(f"只靠新债 {number(middle(unborrowed - earned))}")


def test_a_households_gain_is_told_in_yuan(world):
    more = last(world.start, "per_household") - last(world.counterfactual, "per_household")
    with speaking("zh"):
        told = household_line(world.start, world.counterfactual)
    assert told.startswith(f"每户 {signed(1e4 * middle(more))}（")
    assert told.endswith("元/户·年")


def test_what_villages_and_partners_pay_is_told_beside_public_cost(world):
    own, partners = (world.start.city[name].to_numpy().sum(axis=1) for name in ("own_money", "partner_money"))
    with speaking("zh"):
        for each in (own, partners):
            (text,), unit = money_band([middle(each)])
            assert f"{text} {unit}" in payers_line(world.start)


def test_what_has_no_value_says_nothing():
    assert banded("beside_net", (np.nan,) * 3, number) == ""


@pytest.mark.parametrize("page_class", [Overview, WhatIf])
def test_every_card_has_its_second_line_in_both_languages(page_class, tmp_path):
    speak("zh")
    page = page_class(MEMBERS, outputs=tmp_path) if page_class is Overview else page_class(MEMBERS)
    result, other = page.world.start, page.world.counterfactual
    for lang in ("zh", "en"):
        page.on_language({"lang": lang})
        beside = {card["key"]: card["beside"] for card in page.headlines.cards}
        assert beside["income"].startswith(net_line(result))
        assert beside["below"].startswith(apart_line(result, 12))
        assert beside["gain"].startswith(net_gain_line(result, other))
        assert household_line(result, other) in beside["gain"]
        assert beside["cost"] == payers_line(result)
        marked = mark_line({"any": Mark(8, 8)}, "any").replace("8", "[0-8]")
        assert all(re.search(marked, beside[key]) for key in ("income", "below", "gain"))
    speak("zh")


def test_versions_side_by_side_tell_the_same():
    speak("zh")
    page = WhatIf(MEMBERS)
    page.on_amounts({"amounts": {"supported_projects": 0.0}})
    page.keep()
    rows = {row["key"]: row["cells"] for row in page.versions.state["rows"]}
    kept = page.kept["A"].result
    for place, result in ((0, page.world.start), (1, kept)):
        assert net_line(result) in rows["income"][place]["band"].split("\n")
        assert apart_line(result, 12) in rows["below"][place]["band"].split("\n")
        assert payers_line(result) in rows["cost"][place]["band"].split("\n")
    assert "净收益" in rows["yuan"][1]["band"]


# --- by place --------------------------------------------------------------------------------------------


def apart(case):
    """By what means the villages of a case are at each threshold in the last year."""
    ran = last_incomes(make_world(case, MEMBERS), make_exposure(case))
    return told_apart(ran, case.programme.thresholds)


def test_villages_told_apart_add_up_to_the_city(world):
    found = apart(world.case)
    for limit in world.case.programme.thresholds:
        below, earned, unborrowed, net = (
            last(world.start, f"{kind}_{limit}")
            for kind in ("below", "earned_below", "unborrowed_below", "net_below")
        )
        by_subsidy, by_debt = found.by_means[limit].sum(axis=2)
        assert np.array_equal(by_subsidy, earned - below)
        assert np.array_equal(by_debt, unborrowed - earned)
        assert np.array_equal(found.net_below[limit].sum(axis=1), net)
        assert found.expected()[limit].sum(axis=1) == pytest.approx([by_subsidy.mean(), by_debt.mean()])


def test_no_subsidy_brings_no_village_to_the_target_by_subsidy(world):
    table = world.case.register.table.assign(subsidy=0.0)
    case = replace(world.case, register=replace(world.case.register, table=table))
    levers = {
        name: replace(each, amounts=(0.0,) * len(each.amounts), extra=())
        for name, each in case.scenario.settings.items()
    }
    case = replace(case, scenario=replace(case.scenario, settings=levers))
    found = apart(case)
    assert not any(each[0].any() for each in found.by_means.values())


def test_a_map_tells_net_of_a_village_and_by_what_means_of_a_place(world):
    found = reach(world.case, world.draws, world.seed)
    table = world.case.register.table
    mapped = Mapped(found.chance[12], found.middle, found.net, *found.apart[12])
    figures, villages = _figures_of("village", table, mapped)
    assert figures == VILLAGE
    assert list(villages.columns) == ["chance", "income", "net"]
    assert villages["net"].to_numpy() == pytest.approx(found.net)
    figures, banners = _figures_of("banner", table, mapped)
    assert list(banners.columns) == [each["name"] for each in GROUP]
    assert banners["subsidy"].sum() == pytest.approx(found.apart[12][0].sum())
    assert (banners["subsidy"] + banners["debt"] <= banners["expected"] + 1e-6).all()


# --- the lesson ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("story", load_lessons(BAOTOU).names)
def test_a_lesson_says_net_only_after_the_guess(story):
    speak("zh")
    page = LessonPage(MEMBERS)
    page.on_story({"id": story})
    while page.lesson.step < REVEAL:
        assert page.stage.state["beside"] == ""
        if page.lesson.step == GUESS:
            page.on_guess({"values": list(page.board.guess)})
        page.on_step({"by": 1})
    answer = answered(page.world, story)
    assert answer.net.shape == (MEMBERS,)
    written = number if answer.low >= 0 else signed
    one = load_lessons(BAOTOU).story(story)
    assert written(middle(answer.net), one.decimals) in page.stage.state["beside"]
    assert ("只靠补助" in page.stage.state["beside"]) == (answer.apart is not None)
    assert "\\u" not in json.dumps(page.stage.state["beside"], ensure_ascii=False)


def test_a_mark_tells_the_least_of_its_answers_and_nothing_where_nobody_asked():
    marks = {"mean_gain": Mark(7, 8), "mean_net_gain": Mark(5, 8)}
    with speaking("en"):
        assert mark_line(marks, "mean_gain", "mean_net_gain") == "holds in 5 of 8 structures of the model"
        assert mark_line(marks, "below_target") == ""
