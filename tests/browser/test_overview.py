"""The overview as an official meets it: the weakest banner's answer, another banner, two scenarios."""

import numpy as np
import pytest

from sim.analysis.compare import outlook, weakest
from sim.apps.pages.beside import apart_line, mark_line
from sim.apps.pages.worlds import MEMBERS, marks, open_world
from sim.figures.labels import bands
from sim.figures.numbers import chance
from sim.runs.ensemble import simulate
from sim.words import said_in, say, speaking
from tests.baotou import PROGRAMME
from tests.browser.visits import SIZES, Visit, proof

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def world():
    return open_world(PROGRAMME)


@pytest.fixture(scope="module")
def found(world):
    return outlook(world.case, world.draws, world.seed)


@pytest.fixture(params=[size if size == "phone" else proof(size) for size in SIZES])
def visit(request, browser, server):
    visit = Visit(browser, server, "overview", request.param)
    visit.wait("[data-wuli-answer=answer][data-key]")
    yield visit
    visit.close()


def answered(visit, banner):
    visit.wait(f"[data-wuli-answer][data-key={banner}]")
    return visit.page.locator("[data-wuli-answer]").inner_text()


def test_the_answer_is_read_another_banner_asked_and_english_chosen(visit, world, found):
    first = weakest(found, 12)
    told = answered(visit, first)
    with speaking("zh"):
        assert chance(found.chance_all[12][found.place(first), -1]) in told
    assert "会上可以这样说" in told
    drawn = np.array(visit.values("income"))
    assert np.allclose(drawn, bands(simulate(world.case, MEMBERS, villages=False).city["mean"]), rtol=1e-6)
    shown = np.repeat(found.chance_all[12][:, -1:], 5, axis=1)
    assert np.allclose(np.array(visit.values("banners")), shown)
    written = visit.page.locator("[data-wuli-chart=banners] .wuli-interval-number b").all_inner_texts()
    assert written == [said_in("zh", chance, each) for each in shown[:, 0]]
    visit.wait("[data-wuli-chart=forces][data-values]")
    beside = visit.page.locator(".wuli-card[data-key=below] .wuli-card-beside")
    assert beside.is_visible()
    with speaking("zh"):
        lines = [apart_line(world.start, 12), mark_line(marks(world), "below_target")]
        assert beside.inner_text() == say("page_semicolon").join(lines)
    visit.picture("zh")
    assert visit.beyond_the_edge() == []

    visit.page.locator("[data-wuli-chart=banners] [data-key=B2]").click()
    with speaking("zh"):
        assert chance(found.chance_all[12][found.place("B2"), -1]) in answered(visit, "B2")

    visit.page.get_by_role("button", name="English").click()
    visit.wait_until("document.documentElement.lang === 'en'")
    visit.wait_until("document.querySelector('[data-wuli-answer]').innerText.includes('meeting')")
    visit.page.wait_for_timeout(300)
    assert visit.chinese() == []
    assert "synthetic" in visit.text()
    assert visit.beyond_the_edge() == []
    visit.picture("en")
    assert visit.elsewhere() == []
    assert visit.complaints == []


def test_two_scenarios_stand_side_by_side_and_another_threshold_is_asked(browser, server):
    visit = Visit(browser, server, "overview")
    visit.wait("[data-wuli-answer][data-key]")
    assert not visit.page.locator("[data-wuli-table=compare]").is_visible()
    visit.page.locator("[data-choice=funding-first]").click()
    rows = "[...document.querySelectorAll('[data-wuli-table=compare] tr[data-id]')]"
    visit.wait_until(f"{rows}.length === 2")
    other = open_world("funding-first")
    cell = visit.page.locator("[data-wuli-table=compare] tr[data-id=funding-first]")
    assert f"{bands(other.start.city['mean'])[2, -1]:.1f}" in cell.inner_text()
    visit.page.locator("[data-choice='20']").click()
    visit.wait_until("document.querySelector('[data-wuli-answer]').innerText.includes('20万元')")
    assert visit.complaints == []
    visit.close()


def test_an_axis_of_no_villages_begins_at_none(browser, server):
    visit = Visit(browser, server, "overview")
    visit.wait("[data-wuli-answer][data-key]")
    visit.page.locator("[data-choice='10']").click()
    visit.wait_until("document.querySelector('[data-wuli-answer]').innerText.includes('10万元')")
    visit.wait_until("document.querySelector('[data-wuli-chart=banners] h3').innerText.includes('10万元')")
    assert "−" not in visit.page.locator("[data-wuli-chart=banners] .wuli-interval-axis").inner_text()
    visit.close()
