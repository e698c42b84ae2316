"""The evidence page as a reader meets it: the strongest quantity, a figure searched for, where it leads."""

import numpy as np
import pytest

from sim.analysis.sensitivity import ANSWERS, headline_model, tornados
from sim.apps.pages.worlds import LUCKS
from sim.inputs.case import read_case
from tests.browser.visits import SIZES, Visit, proof

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def effects():
    case = read_case()
    return tornados(case.parameters, headline_model(case), ANSWERS, LUCKS)


def tornado_of(scenario):
    case = read_case(scenario)
    return tornados(case.parameters, headline_model(case), ANSWERS, LUCKS).loc["mean_gain"]


@pytest.fixture(params=[size if size == "phone" else proof(size) for size in SIZES])
def visit(request, browser, server):
    visit = Visit(browser, server, "evidence", request.param)
    visit.wait("[data-wuli-chart=tornado][data-values]")
    yield visit
    visit.close()


def card(visit, key):
    visit.wait(f"[data-wuli-answer=card][data-key='{key}']")
    return visit.page.locator("[data-wuli-answer=card]").inner_text()


def test_a_figure_is_searched_for_and_traced_to_its_grade_in_both_languages(visit, effects):
    drawn = np.array(visit.values("tornado"), dtype=float)
    wanted = effects.loc["mean_gain"].head(12)
    assert drawn[:, [0, 2, 4]] == pytest.approx(wanted[["low", "centre", "high"]].to_numpy(), rel=1e-5)
    second = wanted.index[1]
    visit.page.locator(f"[data-wuli-chart=tornado] [data-key={second}]").click()
    assert "出处：" in card(visit, f"parameter/{second}")

    visit.page.locator("[data-wuli-table=everything] input[type=search]").fill("第一书记 工作队员")
    visit.page.locator("[data-row='lever/resident_staff']").click()
    assert "每年436人" in card(visit, "lever/resident_staff")
    visit.wait("[data-wuli-chain=chain][data-key=resident_staff]")
    chain = visit.page.locator("[data-wuli-chain]").inner_text()
    for part in ("436人（公布）", "驻村人力", "在村的派驻人力", "假设"):
        assert part in chain
    visit.picture("zh")
    assert visit.beyond_the_edge() == []

    visit.page.locator("[data-wuli-table=everything] input[type=search]").fill("")
    visit.page.get_by_role("button", name="English").click()
    visit.wait_until("document.documentElement.lang === 'en'")
    visit.wait_until("document.querySelector('[data-wuli-chain]').innerText.includes('Grade')")
    visit.page.wait_for_timeout(500)
    assert visit.chinese() == []
    assert visit.beyond_the_edge() == []
    visit.picture("en")
    assert visit.elsewhere() == []
    assert visit.complaints == []


def test_another_answer_and_another_decision_are_asked_for(browser, server, effects):
    visit = Visit(browser, server, "evidence")
    visit.wait("[data-wuli-chart=tornado][data-values]")
    visit.page.locator("[data-choice=below_target]").click()
    first = effects.loc["below_target"].index[0]
    rows = "JSON.parse(document.querySelector('[data-wuli-chart=tornado]').dataset.rows)"
    visit.wait_until(f"wanted => {rows}[0] === wanted", first)
    visit.page.locator("[data-choice=yuan]").click()
    title = "document.querySelector('[data-wuli-chart=survey] h3').innerText"
    visit.wait_until(f"{title}.includes('净收益')")
    visit.page.locator("[data-choice=finding]").click()
    visit.wait_until("+document.querySelector('[data-wuli-table=everything]').dataset.found === 302")
    visit.page.select_option("#wuli-scenario", "talent-first")
    strongest = tornado_of("talent-first").index[0]
    visit.wait_until(f"wanted => {rows}[0] === wanted", strongest)
    with visit.page.expect_download() as download:
        visit.page.locator("[data-file=docx]").click()
    assert "briefing" in download.value.suggested_filename
    assert visit.complaints == []
    visit.close()
