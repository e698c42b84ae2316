"""The page of the allocation on the real city, with few members: it shows what the adviser answers."""

import numpy as np
import pytest

from sim.analysis.allocation import Quota, Rules
from sim.analysis.questions import ask_allocation, ask_frontier
from sim.apps.pages.allocation import results
from sim.apps.pages.allocation.page import AllocationPage
from sim.apps.pages.allocation.request import checked_request
from sim.faults import InputFaults
from sim.figures.numbers import number
from sim.inputs.case import read_case
from sim.runs.ensemble import simulate
from sim.words import said_in, speak, speaking

MEMBERS = 8
FORM = {
    "budget": 5000, "people": 0, "places": 0, "target": 20, "most": 2, "floor": 0,
    "objective": "over_target", "robust": "expected", "key_first": False, "quotas": None,
}  # fmt: skip


@pytest.fixture(scope="module")
def case():
    return read_case("programme-2022")


@pytest.fixture(scope="module")
def answer():
    """What the adviser says to what the page asks at first."""
    return ask_allocation(members=MEMBERS)


@pytest.fixture
def page():
    speak("zh")
    return AllocationPage(MEMBERS)


def shown(widget, *shape):
    return np.frombuffer(widget.values, "<f4").reshape(shape)


def ask(page, number=1, **values):
    page.form._handle_custom_msg({"kind": "ask", "number": number, "values": {**FORM, **values}}, [])


def given(page):
    return {row[0]: row[4] for row in page.list.rows}


def test_the_page_opens_with_the_answer_of_the_adviser(page, answer):
    assert given(page) == answer.counts["project"].to_dict()
    table = answer.verdict.table
    order = [row["key"] for row in page.plans.frame["rows"]]
    assert order[0] == "optimum"
    assert {*order, "nothing"} == set(table.index)
    drawn = shown(page.plans, len(order), 5)[:, [0, 2, 4]]
    assert drawn == pytest.approx(table.loc[order, ["low", "mid", "high"]].to_numpy(), rel=1e-6)
    assert page.headlines.cards[0]["value"] == number(table.loc["optimum", "mid"])


def test_regret_is_shown_against_every_usual_plan(page, answer):
    rows = {row[0]: row for row in page.regrets.rows}
    assert rows["optimum"][2] is None
    for plan in ("equal", "weakest_first", "published"):
        row = answer.verdict.table.loc[plan]
        assert rows[plan][2] == pytest.approx([row["regret_low"], row["regret_mid"], row["regret_high"]])
        assert rows[plan][3] == pytest.approx(row["chance"])


def test_the_villages_served_come_first_with_what_decided(page, answer):
    counts = [row[4] for row in page.list.rows]
    assert counts == sorted(counts, reverse=True)
    first = page.list.rows[0]
    assert first[8] == pytest.approx(answer.reasons.loc[first[0], "last"])


def test_the_list_has_two_parts_and_the_answer_names_its_first_villages(page, answer):
    parts = page.list.frame["parts"]
    place = [column["id"] for column in page.list.frame["columns"]].index(parts["column"]) + 1
    told = [row[place] for row in page.list.rows]
    served = int((answer.counts.sum(axis=1) > 0).sum())
    assert told == [parts["rows"][0]["value"]] * served + [parts["rows"][1]["value"]] * (527 - served)
    first = "、".join(row[1] for row in page.list.rows[:8])
    assert f"排在前面的村：{first}。" in page.verdict.state["lines"][-3]  # then what a project costs


def test_what_it_would_be_without_the_money_stands_on_the_card_that_a_phone_shows(page, answer):
    nothing = answer.verdict.table.loc["nothing", "mid"]
    assert page.headlines.cards[0]["without"] == f"不加这笔钱为{nothing:.0f}"


def test_the_workbook_lists_every_village_in_the_order_of_the_page(page):
    reasons = page.sheets()[-1]
    assert [row[0] for row in reasons.rows] == [row[0] for row in page.list.rows]
    assert [int(row[1]) for row in reasons.rows] == [row[4] for row in page.list.rows]
    assert len(reasons.rows) == len(page.case.register.table)


def test_no_money_on_top_shows_the_scenario_itself_and_from_zero_shows_less(page):
    ask(page, budget=0)
    incomes = simulate(read_case("programme-2022"), MEMBERS, 0).villages["income"][{"year": -1}]
    own = np.median((incomes.transpose("member", "village").to_numpy() >= 20).sum(axis=1))
    assert page.headlines.cards[0]["value"] == f"{own:.0f}"
    question = page.bar.state["question"]
    ask(page, budget=0, basis="from_zero", number=2)
    assert int(page.headlines.cards[0]["value"]) < own
    assert page.bar.state["question"] != question
    assert "从零" in page.sheets()[0].sentences[0]


def test_the_map_adds_up_to_what_is_given(page, answer):
    tiles = [one["value"] for group in page.map.frame["groups"] for one in group["tiles"]]
    assert sum(tiles) == answer.counts.to_numpy().sum()


def test_the_frontier_and_the_next_money_are_the_advisers(page):
    found = ask_frontier(target=20.0, members=MEMBERS)
    assert page.frontier.frame["years"] == [int(each) for each in found.table.index]
    drawn = shown(page.frontier, 3, 5, len(found.table))
    assert drawn[0, 2] == pytest.approx(found.table["mid"].to_numpy())
    assert drawn[1, 0] == pytest.approx(found.table["weakest"].to_numpy(), rel=1e-6)
    worth = shown(page.worth, len(found.worth), 5)
    assert worth[:, 2] == pytest.approx(found.worth["income_mid"].to_numpy(), rel=1e-5)


def test_a_budget_and_rules_give_the_advisers_list(page):
    ask(page, budget=3000, quotas={"B2": [None, 2], "B9": [4, None]}, most=1, number=5)
    rules = Rules(3000.0, {}, (Quota("B2", "project", 0, 2), Quota("B9", "project", 4, None)))
    wanted = ask_allocation(rules=rules, members=MEMBERS, most=1)
    assert given(page) == wanted.counts["project"].to_dict()
    assert page.form.answered == 5
    assert page.form.state["problem"] == ""
    assert page.form.state["busy"] == ""


def test_people_and_places_are_handed_out_whole_and_no_more_than_there_are(page, monkeypatch):
    monkeypatch.setattr(results, "FEW", 2)
    ask(page, people=9, places=0, budget=100_000, most=1)
    assert [column["id"] for column in page.list.frame["columns"]][3:5] == ["project", "resident"]
    residents = [row[5] for row in page.list.rows]
    assert 0 < sum(residents) <= 9
    assert page.headlines.cards[0]["note"] == "2次模拟的中位数"


def test_rules_that_contradict_each_other_are_named_and_the_last_answer_stays(page):
    before = page.list.rows
    ask(page, budget=1000, floor=1, number=3)
    problem = page.form.state["problem"]
    assert "互相矛盾" in problem
    assert "预算1,000万元" in problem
    assert "47,250" in problem  # what the budget would have to give
    assert (page.list.rows, page.form.answered) == (before, 3)
    ask(page, number=4)
    assert page.form.state["problem"] == ""


def test_a_conflict_is_told_in_the_pages_language(page):
    page.on_language({"lang": "en"})
    ask(page, budget=1000, floor=1)
    assert "contradict" in page.form.state["problem"]
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in page.form.state["problem"])


@pytest.mark.parametrize(
    "values",
    [
        {"budget": -1}, {"budget": 10**400}, {"budget": None}, {"budget": "9"}, {"budget": float("nan")},
        {"people": 1.5}, {"people": True}, {"places": 1e9}, {"most": 0}, {"most": 9}, {"floor": 4},
        {"target": 0}, {"objective": "most"}, {"objective": ["income"]}, {"robust": "x"},
        {"quotas": {"B77": [1, 2]}}, {"quotas": {"B1": [-1, None]}}, {"quotas": {"B1": [1]}},
        {"quotas": {"B1": [1, "9"]}}, {"quotas": [1]},
    ],
)  # fmt: skip
def test_what_no_form_allows_is_refused(case, values):
    with pytest.raises(InputFaults):
        said_in("zh", checked_request, case, {**FORM, **values})


@pytest.mark.parametrize("values", [None, [1], "x", 7])
def test_a_form_that_is_none_is_refused_and_answered(page, values):
    before = page.list.rows
    page.form._handle_custom_msg({"kind": "ask", "number": 2, "values": values}, [])
    assert page.form.state["problem"]
    assert (page.form.answered, page.list.rows) == (2, before)


def test_a_refusal_says_what_is_allowed_in_the_pages_language(case):
    with pytest.raises(InputFaults) as caught:
        said_in("zh", checked_request, case, {**FORM, "people": 2.5})
    with speaking("zh"):
        assert caught.value.faults[0].text() == "驻村人员：“2.5”用不了，请输入0到2,000之间的整数（人）"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("一千", "“一千”用不了"),
        (-5, "“-5”用不了"),
        (1e9, "“1,000,000,000”用不了"),
        (None, "没有填数"),
        (" ", "没有填数"),
    ],
)  # fmt: skip
def test_a_budget_that_cannot_be_used_is_told_beside_its_field_with_what_was_typed(page, typed, told):
    ask(page, budget=typed, people=1.5)
    said = page.form.state["wrong"]
    assert said["budget"] == f"公共投入：{told}，请输入0到200,000之间的数（万元）"
    assert list(said) == ["budget", "people"]
    assert page.form.state["problem"] == "\n".join(said.values())
    page.on_language({"lang": "en"})
    assert page.form.state["wrong"] == {}


def test_choosing_a_village_says_why(page, answer):
    served = answer.counts.index[answer.counts["project"] > 0][0]
    page.list._handle_custom_msg({"kind": "row", "id": served}, [])
    assert served in page.list.frame["answer"]
    assert page.list.frame["chosen"] == served
    page.list._handle_custom_msg({"kind": "row", "id": "V0x"}, [])
    assert "V0x" in page.bar.state["notice"]
    assert page.village == served


def test_a_township_narrows_the_list(page):
    page.map._handle_custom_msg({"kind": "tile", "id": "T09"}, [])
    assert page.list.frame["within"]["value"] == "T09"
    page.map._handle_custom_msg({"kind": "tile", "id": "T99"}, [])
    assert page.bar.state["notice"]


def test_reset_asks_what_was_asked_at_first(page):
    first = page.list.rows
    ask(page, budget=1000)
    assert page.list.rows != first
    page.bar._handle_custom_msg({"kind": "reset"}, [])
    assert page.list.rows == first


def test_the_languages_show_the_same_numbers(page):
    zh, plans = page.headlines.cards, page.plans.values
    page.on_language({"lang": "en"})
    en = page.headlines.cards
    assert [card["value"] for card in en if card["key"] != "cost"] == [
        card["value"] for card in zh if card["key"] != "cost"
    ]
    assert not {card["label"] for card in zh} & {card["label"] for card in en}
    assert page.plans.values == plans


def test_who_watches_changes_nothing_that_is_kept():
    told = []
    one, other = results.PlanProgress(told.append), results.PlanProgress()
    assert (one == other, hash(one)) == (True, hash(other))
    one.runs(3, 8)
    one.stage("refine")
    assert told == ["How every village answers: 3/8", "Trying exchanges on the full model…"]


def test_the_answer_says_what_a_project_costs_the_public(page):
    told = " ".join(page.verdict.state["lines"])
    project = page.found.response.ground.packages[0]
    assert f"一个项目按公共投入{project.cost:.0f}万元算" in told
    assert "中央自治区扶持项目100万元、市县两级财政投入25万元" in told
