"""一村一策 as an official meets it: look a village up by typing or on the map, read where it is heading."""

import json
import time

import numpy as np
import pytest

from sim.analysis.questions import ask_villages
from sim.analysis.village import STEPS, townships, village_account
from sim.apps.pages.worlds import MEMBERS
from sim.reports.sheets import percent
from sim.words import speaking
from tests.browser.visits import READY, Visit, proof

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def study():
    return ask_villages("programme-2022", "no-programme", members=MEMBERS)


@pytest.fixture
def opened(browser, server):
    visits = []

    def open_page(size="desktop", lang="zh"):
        visits.append(Visit(browser, server, "one_village", size, lang))
        visits[-1].wait("[data-wuli-chart=helps][data-values]")
        return visits[-1]

    yield open_page
    for visit in visits:
        visit.close()


def shows(visit, village):
    """Wait until the page shows a village: its path, and every other chart of the same showing."""
    visit.wait_until(
        """village => {
             const charts = [...document.querySelectorAll('[data-wuli-chart]')];
             const path = charts.find(chart => chart.dataset.wuliChart === 'path');
             return path.querySelector('h3').textContent.includes(village)
               && charts.every(chart => chart.dataset.showing === path.dataset.showing); }""",
        village,
    )


@pytest.mark.parametrize("size", [proof("desktop"), "phone"])
def test_a_village_is_found_by_typing_and_its_numbers_are_the_studys(opened, study, size):
    visit = opened(size)
    visit.page.locator("[data-wuli-table=villages] input[type=search]").fill("v100")
    visit.page.locator("[data-wuli-table=villages] [data-row=V100]").click()
    shows(visit, "V100")
    place = study.position("V100")
    assert np.array(visit.values("path")) == pytest.approx(study.path[:, place], rel=1e-5)
    drawn = np.array(visit.values("steps"), dtype=float)[:, [0, 2, 4]]
    assert drawn == pytest.approx(study.steps[:, :3, place], abs=1e-5)
    assert len(drawn) == len(STEPS)
    account = village_account(study, place).items
    drawn = np.array(visit.values("account"), dtype=float)[:, [0, 2, 4]]
    assert drawn == pytest.approx(account[["low", "mid", "high"]].to_numpy(), abs=1e-3)
    beside = visit.page.locator(".wuli-card[data-key=chance] .wuli-card-beside")
    assert beside.is_visible()
    assert "只靠补助" in beside.inner_text()
    chance = visit.page.locator(".wuli-card[data-key=chance] .wuli-card-value").inner_text()
    with speaking("zh"):
        assert chance.strip() == percent(study.chance[place, -1])
    assert "模拟数据" in visit.text()
    visit.picture("zh")
    assert (visit.complaints, visit.elsewhere(), visit.beyond_the_edge()) == ([], [], [])


def test_the_map_leads_to_a_township_and_the_keyboard_to_a_village(opened, study):
    visit = opened()
    tiles = json.loads(visit.wait("[data-wuli-map=townships]").get_attribute("data-values"))
    assert tiles == pytest.approx(townships(study)["share"].to_dict())
    visit.page.locator("[data-tile=T01]").focus()
    for key in ("ArrowRight", "Enter"):
        visit.page.keyboard.press(key)
    table = study.case.register.table
    inside = list(table["village_id"][table["township_id"] == "T02"])
    visit.wait_until(
        "count => +document.querySelector('[data-wuli-table=villages]').dataset.found === count", len(inside)
    )
    row = visit.page.locator("[data-wuli-table=villages] .wuli-row-button").first
    village = row.get_attribute("data-row")
    assert village in inside
    row.focus()
    visit.page.keyboard.press("Enter")
    shows(visit, village)
    visit.page.get_by_role("button", name="20万元").click()
    visit.wait_until("() => document.querySelector('[data-choice=\"20\"]').ariaPressed === 'true'")
    with speaking("zh"):
        chance = percent(study.aimed_at(20).chance[study.position(village), -1])
    card = visit.page.locator(".wuli-card[data-key=chance]")
    card.get_by_text(chance, exact=True).wait_for(timeout=READY)
    assert visit.complaints == []


@pytest.mark.parametrize(
    ("size", "lang"),
    [("phone", "en"), proof("desktop", "en"), proof("projector", "en"), ("projector", "zh")],
)
def test_it_fits_every_screen_in_both_languages(opened, size, lang):
    visit = opened(size, lang)
    if lang == "en":
        assert visit.chinese() == []
        sentence = visit.page.locator("[data-wuli-chart=path] [role=img]").get_attribute("aria-label")
        assert f"{visit.values('path')[2][-1]:.1f}" in sentence
    visit.picture(lang)
    assert (visit.complaints, visit.beyond_the_edge()) == ([], [])


def test_a_village_that_does_not_exist_is_refused_in_words(opened):
    visit = opened()
    before = visit.values("path")
    visit.page.locator("[data-wuli-table=villages] input[type=search]").fill("V999")
    visit.page.get_by_text("没有找到“V999”").wait_for(timeout=READY)
    assert visit.values("path") == before
    assert visit.complaints == []


def test_the_search_narrows_and_enter_takes_only_what_is_meant(opened):
    visit = opened()
    table = visit.page.locator("[data-wuli-table=villages]")
    box, several = table.locator("input[type=search]"), table.locator(".wuli-table-several")
    before, address = visit.values("path"), visit.page.url
    box.fill("V15")
    box.press("Enter")
    assert "10行符合“V15”" in several.inner_text()
    box.fill("v999")
    assert several.is_hidden()
    assert table.locator(".wuli-answer:visible").count() == 0
    box.press("Enter")
    visit.page.get_by_text("没有叫“v999”的嘎查村").wait_for(timeout=READY)
    visit.page.locator(".wuli-cards-name").get_by_text("下面不是“v999”").wait_for(timeout=READY)
    assert (visit.values("path"), visit.page.url) == (before, address)
    box.fill("Ｖ１57")
    assert json.loads(table.get_attribute("data-shown")) == ["V157"]
    assert visit.values("path") == before
    box.press("Enter")
    shows(visit, "V157")
    assert visit.complaints == []


def test_a_search_compares_wide_signs_and_grouped_digits_as_plain_ones(opened):
    script = (
        "async texts => { const sheet = [...document.styleSheets].find(s => s.href?.includes('wuli.css'));"
        " const base = await import(new URL('./base.js', sheet.href));"
        " return texts.map(base.comparable); }"
    )
    typed = ["36,000", "１，２３４，５６７", " Ｖ１57", "V1,2"]
    assert opened().page.evaluate(script, typed) == ["36000", "1234567", "v157", "v1,2"]


def test_a_slow_line_leaves_no_widget_deaf(opened, study):
    """Scripts that take longer to come than a widget may take to be initialised."""
    visit = opened()
    visit.page.route("**/wuli/fan_chart.js", lambda route: (time.sleep(3), route.continue_()))
    visit.page.reload(wait_until="commit")
    visit.wait("[data-wuli-chart=path][data-values]")
    visit.page.locator("[data-wuli-table=villages] input[type=search]").fill("V200")
    visit.page.locator("[data-wuli-table=villages] [data-row=V200]").click()
    shows(visit, "V200")
    path = study.path[:, study.position("V200")]
    assert np.array(visit.values("path")) == pytest.approx(path, rel=1e-5)
    # The page that was left gives its kernel back as it goes; a browser may tell of that as broken off.
    assert [one for one in visit.complaints if "api/shutdown" not in one] == []
