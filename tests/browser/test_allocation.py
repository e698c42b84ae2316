"""怎么花 as a planner meets it: type a budget and rules, get a list of villages, ask why."""

import json

import numpy as np
import pytest

from sim.analysis.allocation import Quota, Rules
from sim.analysis.questions import ask_allocation
from sim.apps.pages.worlds import MEMBERS
from tests.browser.visits import READY, Visit, proof

pytestmark = pytest.mark.browser


@pytest.fixture
def opened(browser, server):
    visits = []

    def open_page(size="desktop", lang="zh"):
        visits.append(Visit(browser, server, "allocation", size, lang))
        visits[-1].wait("[data-wuli-chart=plans][data-values]")
        visits[-1].wait("[data-wuli-chart=worth][data-values]")
        return visits[-1]

    yield open_page
    for visit in visits:
        visit.close()


def fill(visit, **fields):
    for name, value in fields.items():
        visit.page.locator(f"[data-field={name}]").fill(str(value))


def ask(visit):
    """Press the button and wait for the answer."""
    before = int(visit.page.locator(".wuli-ask").get_attribute("data-answered"))
    visit.page.get_by_role("button", name="找最好的分法").click()
    visit.wait_until("before => +document.querySelector('.wuli-ask').dataset.answered > before", before)


def shown(visit, table="villages"):
    return json.loads(visit.page.locator(f"[data-wuli-table={table}]").get_attribute("data-shown"))


@pytest.mark.parametrize("size", [proof("desktop"), "phone"])
def test_a_budget_and_a_quota_give_the_advisers_villages_with_why(opened, size):
    visit = opened(size)
    visit.page.locator(".wuli-ask summary").click()
    fill(visit, budget=4000, **{"quotas-B9-0": 8})
    ask(visit)
    wanted = ask_allocation(rules=Rules(4000.0, {}, (Quota("B9", "project", 8),)), members=MEMBERS)
    optimum = wanted.verdict.table.loc["optimum", ["low", "mid", "high"]].to_numpy(float)
    visit.wait_until("() => document.querySelector('.wuli-card[data-key=cost]').innerText.includes('4,000')")
    assert np.array(visit.values("plans"), dtype=float)[0, [0, 2, 4]] == pytest.approx(optimum)
    counts = wanted.counts["project"]
    first = shown(visit)
    assert counts.loc[first].min() == counts.nlargest(len(first)).min()
    visit.page.locator(f"[data-wuli-table=villages] [data-row={first[0]}]").click()
    visit.page.locator(".wuli-answer", has_text=first[0]).wait_for(timeout=READY)
    assert "模拟数据" in visit.text()
    visit.picture("zh")
    assert (visit.complaints, visit.elsewhere(), visit.beyond_the_edge()) == ([], [], [])


def test_those_that_get_nothing_stay_behind_those_served_whichever_way_is_sorted(opened):
    visit = opened("phone")
    heads = visit.page.locator("[data-wuli-table=villages] .wuli-list-part")
    served = int((ask_allocation(members=MEMBERS).counts["project"] > 0).sum())
    told = [f"给到的村（{served}个）"]
    assert heads.all_inner_texts() == told
    visit.page.locator("[data-wuli-table=villages] [data-column=after]").click()
    assert visit.page.locator("[data-wuli-table=villages]").get_attribute("data-found") == "527"
    assert heads.all_inner_texts() == told
    assert "不加这笔钱为" in visit.page.locator(".wuli-card[data-key=achieved]").inner_text()


def test_rules_that_contradict_each_other_are_named_and_can_be_mended(opened):
    visit = opened()
    before = visit.values("plans")
    fill(visit, budget=1000, floor=1)
    ask(visit)
    alert = visit.page.locator(".wuli-ask-problem")
    assert "互相矛盾" in alert.inner_text()
    assert "预算1,000万元" in alert.inner_text()
    assert visit.values("plans") == before
    assert visit.page.locator("[data-field=budget]").input_value() == "1000"
    fill(visit, budget=60000)
    ask(visit)
    alert.wait_for(state="hidden", timeout=READY)
    assert visit.values("plans") != before
    assert visit.complaints == []


def test_a_number_that_no_rule_allows_is_refused_in_words(opened):
    visit = opened()
    fill(visit, budget=-5)
    ask(visit)
    said = "公共投入：“-5”用不了，请输入0到200,000之间的数（万元）"
    assert visit.page.locator(".wuli-ask-problem").inner_text() == said
    assert visit.page.locator("[data-wrong=budget]").inner_text() == said
    assert visit.page.locator("[data-field=budget]").get_attribute("aria-invalid") == "true"
    assert "Traceback" not in visit.page.content()


@pytest.mark.parametrize(
    ("size", "lang"),
    [("phone", "en"), proof("desktop", "en"), proof("projector", "en"), ("projector", "zh")],
)
def test_it_fits_every_screen_in_both_languages(opened, size, lang):
    visit = opened(size, lang)
    if lang == "en":
        assert visit.chinese() == []
        sentence = visit.page.locator("[data-wuli-chart=frontier] [role=img]").get_attribute("aria-label")
        assert f"{visit.values('frontier')[2][-1]:.0f}" in sentence
    visit.picture(lang)
    assert (visit.complaints, visit.beyond_the_edge()) == ([], [])
