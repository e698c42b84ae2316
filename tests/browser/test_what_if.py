"""The what-if page as a viewer meets it, in a real browser that can reach nothing but the server."""

import time

import numpy as np
import pytest

from sim.figures.labels import bands
from sim.inputs.case import read_case
from sim.inputs.levers import load_levers
from sim.runs.ensemble import simulate
from tests.browser.visits import READY, Visit, proof

pytestmark = pytest.mark.browser
CHARTS = ("income", "below", "gain")


class WhatIf(Visit):
    """The what-if page, with its levers and the number of what it shows."""

    def __init__(self, browser, address, size="desktop", app="what_if"):
        super().__init__(browser, address, app, size)

    def ready(self):
        self.wait("[data-wuli-chart=income][data-values]")
        self.wait("input[data-lever=resident_staff]")
        return time.perf_counter() - self.opened

    def shown(self):
        """The number of the showing that all charts belong to."""
        numbers = "[...document.querySelectorAll('[data-wuli-chart]')].map(chart => +chart.dataset.showing)"
        return max(self.page.evaluate(numbers))

    def wait_for_next(self, shown):
        """Wait until every chart shows something later than `shown`; the headlines come before the charts."""
        self.wait_until(
            "shown => [...document.querySelectorAll('[data-wuli-chart]')]"
            ".every(chart => +chart.dataset.showing > shown)",
            shown,
        )

    def slider(self, lever):
        return self.page.locator(f"input[data-lever={lever}]")

    def tool(self, kind):
        return self.page.locator(f"[data-tool={kind}]")

    def card(self, key):
        return self.page.locator(f".wuli-card[data-key={key}] .wuli-card-value").inner_text()

    def reset(self):
        self.page.get_by_role("button", name="恢复原方案").click()

    def to_1040(self):
        self.slider("resident_staff").evaluate(
            "slider => { slider.value = 1040; slider.dispatchEvent(new Event('input')); }"
        )


@pytest.fixture(params=[proof("desktop"), "phone"])
def visit(request, browser, server):
    visit = WhatIf(browser, server, request.param)
    visit.seconds = visit.ready()
    yield visit
    visit.close()


def test_a_slider_moved_by_key_moves_the_whole_band(visit):
    before, shown = {chart: visit.values(chart) for chart in CHARTS}, visit.shown()
    number, cost = visit.slider("resident_staff").input_value(), visit.card("cost")
    visit.slider("resident_staff").focus()
    visit.page.keyboard.press("End")
    visit.wait_for_next(shown)
    assert number != visit.slider("resident_staff").input_value()
    assert [chart for chart in CHARTS if visit.values(chart) == before[chart]] == []
    lines = zip(visit.values("income"), before["income"], strict=True)
    assert [now != then for now, then in lines] == [True] * 5  # not the median alone
    assert visit.card("cost") != cost
    visit.picture("zh")
    shown = visit.shown()
    visit.reset()
    visit.wait_for_next(shown)
    assert {chart: visit.values(chart) for chart in CHARTS} == before
    assert visit.complaints == []


def test_a_move_is_undone_kept_beside_others_and_saved_as_a_file_that_gives_the_same_numbers(visit, tmp_path):
    before, shown = visit.values("income"), visit.shown()
    visit.slider("resident_staff").focus()
    visit.page.keyboard.press("End")
    visit.wait_for_next(shown)
    moved = visit.values("income")
    for tool, values in (("undo", before), ("redo", moved)):
        shown = visit.shown()
        visit.tool(tool).click()
        visit.wait_for_next(shown)
        assert visit.values("income") == values
    shown = visit.shown()
    visit.page.keyboard.press("Control+z")
    visit.wait_for_next(shown)
    assert visit.values("income") == before
    shown = visit.shown()
    visit.page.select_option("[data-preset]", "double_money")
    visit.wait_for_next(shown)
    doubled, income = visit.values("income"), visit.card("income")
    visit.tool("keep").click()
    cell = visit.page.locator(".wuli-versions [data-row=income] td[data-of=A] b")
    cell.wait_for(timeout=READY)
    assert income.startswith(cell.inner_text())
    with visit.page.expect_download() as download:
        visit.tool("save").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    again = simulate(read_case(path), 1000, villages=False)
    assert np.allclose(bands(again.city["mean"]), doubled, rtol=1e-6)
    visit.page.locator("[data-act=drop]").click()
    visit.page.wait_for_selector(".wuli-versions-empty", timeout=READY)
    visit.picture("zh-tools")
    assert visit.complaints == []


def test_which_villages_lose_is_listed_searched_and_there_after_a_reload(visit):
    shown = visit.shown()
    visit.slider("resident_staff").focus()
    visit.page.keyboard.press("Home")
    visit.wait_for_next(shown)
    assert not visit.page.locator("[data-wuli-table=who]").is_visible()
    visit.page.locator("[data-wuli-choices=against] [data-choice=start]").click()
    rows = visit.page.locator("[data-wuli-table=who] tr[data-id]")
    rows.first.wait_for(timeout=READY)
    first = rows.first.get_attribute("data-id")
    said = visit.page.locator("[data-wuli-choices=against] small").inner_text()
    assert "527" in said
    assert "减少" in rows.first.inner_text()
    assert visit.beyond_the_edge() == []
    visit.page.reload()
    rows.first.wait_for(timeout=READY)
    assert rows.first.get_attribute("data-id") == first
    assert visit.page.locator("[data-wuli-choices=against] small").inner_text() == said
    visit.page.locator("[data-wuli-table=who] input[type=search]").fill("V527")
    assert rows.evaluate_all("rows => rows.map(row => row.dataset.id)") == ["V527"]
    visit.picture("zh-who")
    assert visit.complaints == []


def test_every_lever_can_be_unfolded_and_moved(visit):
    visit.page.locator("[data-force=foundation]").evaluate("force => force.open = true")
    visit.page.locator("[data-force=foundation] .wuli-more").evaluate("more => more.open = true")
    shown = visit.shown()
    visit.slider("grid_workers").focus()
    visit.page.keyboard.press("Home")
    visit.wait_for_next(shown)
    assert visit.page.locator("input[data-lever]").count() == len(load_levers())
    assert visit.beyond_the_edge() == []


def test_the_language_switch_relabels_everything_and_keeps_the_numbers(visit):
    shown = visit.shown()
    visit.slider("supported_projects").focus()
    visit.page.keyboard.press("Home")
    visit.wait_for_next(shown)
    values, shown = visit.values("income"), visit.shown()
    visit.page.get_by_role("button", name="English").click()
    visit.wait_for_next(shown)
    visit.wait_until("document.documentElement.lang === 'en'")
    assert visit.chinese() == []
    assert visit.values("income") == values
    assert visit.slider("supported_projects").input_value() == "0"
    assert "What if" in visit.page.title()
    sentence = visit.page.locator("[data-wuli-chart=income] [role=img]").get_attribute("aria-label")
    assert "Mean collective income per village" in sentence
    assert f"{values[2][-1]:.1f}" in sentence
    assert visit.beyond_the_edge() == []
    visit.picture("en")
    assert visit.complaints == []


def test_no_request_leaves_the_server_and_nothing_is_wider_than_the_screen(visit, server):
    assert len(visit.requests) > 20
    assert visit.elsewhere() == []
    assert visit.beyond_the_edge() == []
    assert visit.page.evaluate("document.documentElement.lang") == "zh-CN"
    assert "推演" in visit.page.title()
    assert "模拟数据" in visit.page.locator(".wuli-page .wuli-top").inner_text()


def test_the_font_of_the_project_draws_the_chinese_text(browser, server):
    visit = WhatIf(browser, server)
    visit.ready()
    visit.wait_until("document.fonts.status === 'loaded'")
    loaded = visit.page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    systems = visit.page.evaluate("document.fonts.check('16px \"PingFang SC\"') ")
    assert any("Wuli Sans SC" in family for family in loaded) or systems
    visit.close()


def test_another_scenario_can_be_chosen_and_says_its_question(visit):
    shown = visit.shown()
    visit.page.select_option("#wuli-scenario", "no-programme")
    visit.wait_for_next(shown)
    assert set(visit.values("gain")[2]) == {0.0}
    assert visit.card("cost").startswith("0")


def test_a_value_that_no_slider_allows_is_refused_in_words(visit):
    before = visit.values("income")
    visit.page.evaluate(
        """() => { const slider = document.querySelector('input[data-lever=resident_staff]');
                   slider.max = 1e12; slider.value = 999999999; slider.dispatchEvent(new Event('input')); }"""
    )
    notice = visit.page.locator(".wuli-page .wuli-top [role=alert]")
    notice.wait_for(timeout=READY)
    assert "请输入0到15,000之间的数（人）" in notice.inner_text()
    assert visit.values("income") == before
    assert "Traceback" not in visit.page.content()


def test_a_drag_ends_on_its_last_position_and_queues_no_stale_runs(visit):
    """Sixty moves in a second; the page may skip positions but must end on the last one, soon."""
    shown = visit.shown()
    visit.page.evaluate(
        """async () => { const slider = document.querySelector('input[data-lever=resident_staff]');
             for (let step = 1; step <= 60; step++) { slider.value = 440 + step * 10;
               slider.dispatchEvent(new Event('input'));
               await new Promise(done => setTimeout(done, 16)); } }"""
    )
    visit.page.wait_for_timeout(1500)
    dragged, runs = visit.values("income"), visit.shown() - shown
    assert 1 < runs <= 60
    assert "1,040" in visit.slider("resident_staff").get_attribute("aria-valuetext")
    for action in (visit.reset, visit.to_1040):
        shown = visit.shown()
        action()
        visit.wait_for_next(shown)
    assert visit.values("income") == dragged


def test_the_gallery_leads_to_the_page(browser, server):
    visit = WhatIf(browser, server, "phone", app="")
    visit.wait_until("document.fonts.status === 'loaded'")
    visit.page.locator("[data-app=what_if]").click()
    visit.ready()
    assert visit.complaints == []
    visit.close()
