"""The page of one village on the real city, with few members: what it shows is what the study says."""

from dataclasses import replace

import numpy as np
import pytest

from sim.analysis.questions import ask_villages
from sim.analysis.village import ACCOUNT, STEPS, WHY, townships, village_account
from sim.apps.pages.one_village.page import OneVillage
from sim.apps.pages.one_village.results import map_groups
from sim.apps.pages.requests import requested_state
from sim.faults import InputFaults
from sim.figures.numbers import number, signed
from sim.model.exposure import base_income
from sim.reports.sheets import chance
from sim.words import speak, speaking
from tests.baotou import GROUPS

MEMBERS = 8


@pytest.fixture(scope="module")
def study():
    return ask_villages("programme-2022", "no-programme", members=MEMBERS)


@pytest.fixture
def page():
    speak("zh")
    return OneVillage(MEMBERS)


def shown(widget, *shape):
    return np.frombuffer(widget.values, "<f4").reshape(shape)


def ids(study):
    return list(study.case.register.table["village_id"])


def send(page, widget, message):
    """What a viewer's browser sends, with what the page then says on top."""
    getattr(page, widget)._handle_custom_msg(message, [])
    return page.bar.state["notice"]


def test_the_page_opens_with_the_weakest_village(page, study):
    start = base_income(study.case.register.table)
    assert page.village == ids(study)[int(np.argmin(start))]
    assert page.village in page.path.frame["title"]


def test_the_path_has_both_fans_and_the_target(page, study):
    place = study.position("V100")
    page.on_village({"id": "V100"})
    drawn = shown(page.path, 3, 5, len(study.case.scenario.years))
    assert drawn[0] == pytest.approx(study.path[:, place], rel=1e-6)
    assert drawn[1] == pytest.approx(study.without_path[:, place], rel=1e-6)
    assert set(drawn[2].ravel()) == {12.0}


def test_what_binds_and_what_helps_are_the_studys_bands(page, study):
    place = study.position("V100")
    page.on_village({"id": "V100"})
    for chart, gains, names in ((page.steps, study.steps, STEPS), (page.helps, study.helps, GROUPS)):
        drawn = shown(chart, len(names), 5)
        assert [row["key"] for row in chart.frame["rows"]] == list(names)
        assert drawn[:, [0, 2, 4]] == pytest.approx(gains[:, :3, place], abs=1e-6)
        assert np.isnan(drawn[:, [1, 3]]).all()


def test_the_cards_say_where_it_will_be_how_surely_and_what_helps(page, study):
    place = study.position("V100")
    page.on_village({"id": "V100"})
    cards = {card["key"]: card for card in page.headlines.cards}
    assert cards["income"]["value"] == f"{study.path[2, place, -1]:.1f}"
    with speaking("zh"):
        assert cards["chance"]["value"] == chance(study.chance[place, -1])
    best = study.helps[GROUPS.index(study.best_group(place)), 1, place]
    assert cards["helps"]["value"] == f"{best:+.2f}".replace("-", "−")
    with speaking("zh"):
        assert chance(study.surest[place]) in cards["helps"]["note"]


def test_beside_the_cards_stand_net_and_the_means(page, study):
    place = study.position("V100")
    page.on_village({"id": "V100"})
    beside = {card["key"]: card["beside"] for card in page.headlines.cards}
    account = village_account(study, place)
    assert f"净收益 {number(study.net[2, place, -1], 1)}（" in beside["income"]
    assert f"净收益多 {signed(study.net_gain[1, place], 2)}（" in beside["chance"]
    with speaking("zh"):
        assert f"只靠补助 {chance(account.means[0])}、只靠新债 {chance(account.means[1])}" in beside["chance"]
    helps = study.helps_net[GROUPS.index(study.best_group(place)), 1, place]
    assert f"净收益多 {signed(helps, 2)}（" in beside["helps"]


def test_the_account_and_why_are_the_studys_with_the_words_that_priors_stand_in(page, study):
    place = study.position("V100")
    page.on_village({"id": "V100"})
    names = [name for part in ACCOUNT.values() for name in part]
    assert [row["key"] for row in page.account.frame["rows"]] == names
    drawn = shown(page.account, len(names), 5)[:, [0, 2, 4]]
    items = village_account(study, place).items
    assert drawn == pytest.approx(items[["low", "mid", "high"]].to_numpy(), abs=1e-4)
    assert "由先验代替的：经营支出、管理费用" in page.account.frame["note"]
    keys = [row["key"] for row in page.why.frame["rows"]]
    assert keys == [name for name in WHY if name != "remote"]  # the synthetic register knows no distance
    drawn = shown(page.why, len(keys), 5)[:, [0, 2, 4]]
    assert drawn == pytest.approx(study.why[[list(WHY).index(key) for key in keys], :, place], abs=1e-5)


def test_the_peers_are_the_studys_with_the_village_first(page, study):
    place = study.position("V100")
    page.on_village({"id": "V100"})
    assert [row[0] for row in page.peers.rows] == [ids(study)[each] for each in (place, *study.peers[place])]
    assert page.peers.rows[1][4] == pytest.approx(list(study.path[[0, 2, 4], study.peers[place][0], -1]))


def test_the_list_and_the_map_hold_every_village_and_township(page, study):
    assert [row[0] for row in page.list.rows] == ids(study)
    tiles = {one["id"]: one["value"] for group in page.map.frame["groups"] for one in group["tiles"]}
    assert tiles == pytest.approx(townships(study)["share"].to_dict())


def test_a_township_narrows_the_list_and_once_more_frees_it(page):
    send(page, "map", {"kind": "tile", "id": "T09"})
    assert page.list.frame["within"]["value"] == "T09"
    send(page, "map", {"kind": "tile", "id": "T09"})
    assert page.list.frame["within"] is None


def test_another_target_changes_chances_and_line(page, study):
    send(page, "map", {"kind": "choice", "id": "20"})
    place = study.position(page.village)
    assert page.list.rows[place][5] == pytest.approx(study.aimed_at(20).chance[place, -1])
    assert set(shown(page.path, 3, 5, 9)[2].ravel()) == {20.0}


def test_another_scenario_is_studied_anew(page):
    before = page.headlines.cards
    send(page, "bar", {"kind": "scenario", "id": "no-programme"})
    assert page.headlines.cards != before
    assert "0.00" in page.headlines.cards[1]["band"]  # nothing is added by the counterfactual itself


@pytest.mark.parametrize(
    ("widget", "message"),
    [
        ("list", {"kind": "row", "id": "V999"}),
        ("list", {"kind": "row", "id": {"a": 1}}),
        ("peers", {"kind": "row"}),
        ("map", {"kind": "tile", "id": "T999"}),
        ("map", {"kind": "choice", "id": "13"}),
        ("bar", {"kind": "scenario", "id": "../x"}),
    ],
)
def test_what_is_not_on_offer_is_refused_in_words_and_changes_nothing(page, widget, message):
    village, cards = page.village, page.headlines.cards
    notice = send(page, widget, message)
    assert notice
    assert "Traceback" not in notice
    assert (page.village, page.headlines.cards) == (village, cards)


def test_the_languages_show_the_same_numbers_in_other_words(page):
    zh, values = page.headlines.cards, page.path.values
    send(page, "bar", {"kind": "language", "lang": "en"})
    en = page.headlines.cards
    assert [card["value"] for card in zh] == [card["value"].replace(" %", "%") for card in en]
    assert not {card["label"] for card in zh} & {card["label"] for card in en}
    assert page.path.values == values
    assert page.bar.state["words"]["badge"] == "synthetic data"


def test_the_address_may_name_a_village(monkeypatch):
    monkeypatch.setenv("QUERY_STRING", "village=v123&lang=en&at=20")
    page = OneVillage(MEMBERS, state=requested_state())
    assert (page.village, page.target, page.bar.state["notice"]) == ("V123", 20, "")
    monkeypatch.setenv("QUERY_STRING", "village=<b>")
    page = OneVillage(MEMBERS, state=requested_state())
    assert page.village != "<b>"
    assert page.bar.state["notice"].startswith("No village is called “<b>” or nearly so; ids run")


def test_an_unknown_scenario_is_told_with_what_there_is(page):
    with pytest.raises(InputFaults, match="programme-2022"):
        page.open_scenario("programme-2023")


def test_villages_stand_on_the_map_where_the_register_knows_their_place(study):
    """Two of 527 have a longitude and a latitude; 0 stands for a place that is not known."""
    table = study.case.register.table.assign(longitude=0.0, latitude=0.0)
    table.loc[[3, 7], ["longitude", "latitude"]] = [[110.1, 40.6], [109.8, 41.2]]
    case = replace(study.case, register=replace(study.case.register, table=table))
    (group,) = map_groups(replace(study, case=case))
    assert [(one["id"], one["at"]) for one in group["tiles"]] == [
        ("V004", [110.1, 40.6]),
        ("V008", [109.8, 41.2]),
    ]
    assert group["tiles"][0]["value"] == study.chance[3, -1]


@pytest.mark.parametrize("typed", ["V9999", "不存在村"])
def test_a_village_that_there_is_not_is_told_and_so_is_the_one_shown_instead(typed):
    speak("zh")
    page = OneVillage(MEMBERS, state={"village": typed})
    first = page.village
    told = page.bar.state["notice"]
    assert typed in told
    ended = f"没有叫“{typed}”的嘎查村，也没有相近的；编号从V001到V527。"
    assert told == f"{ended} 现在显示的是“{first}”。"
    assert page.headlines.label.startswith(f"下面不是“{typed}”，仍是：{first}")
    page.on_village({"id": "V100"})
    assert page.headlines.label.startswith("V100")
    before = page.address.widget.state
    said = send(page, "list", {"kind": "row", "id": typed})
    assert said == f"{ended} 现在显示的是“V100”。"
    assert page.headlines.label.startswith(f"下面不是“{typed}”，仍是：V100")
    assert (page.village, page.address.widget.state) == ("V100", before)
    send(page, "bar", {"kind": "language", "lang": "zh"})
    assert page.headlines.label.startswith("V100")


def test_part_of_a_code_is_told_with_the_villages_that_it_may_mean(page):
    assert "V036; V360; V361" in send(page, "list", {"kind": "row", "id": "V36"})
