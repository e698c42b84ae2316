"""Sharing as people do it: a code opens the same scenario elsewhere; a file is clicked and read back."""

import io
import json
import xml.etree.ElementTree as ElementTree

import numpy as np
import pandas as pd
import pytest
from docx import Document
from openpyxl import load_workbook
from PIL import Image

from sim.figures.labels import bands
from sim.inputs.case import read_case
from sim.inputs.scenarios.codes.encoding import encode
from sim.inputs.scenarios.files import load_scenario
from sim.inputs.scenarios.resolve import change
from sim.runs.ensemble import simulate
from tests.browser.visits import READY, Visit

pytestmark = pytest.mark.browser
SLOW = 2 * READY  # a first file on a shared machine
EDITS = {
    "resident_staff": {"amount": 600, "targeting": "weakest_first"},
    "reserve_cadres": {"amount": {2025: 2500}},
}


@pytest.fixture(scope="module")
def code():
    """A scenario that no slider can say: targeting of one lever, a path by year."""
    return encode(change(load_scenario("programme-2022"), EDITS))


@pytest.fixture(scope="module")
def result(code):
    return simulate(read_case(code), members=1000, villages=False)


@pytest.fixture(scope="module")
def opened(browser, server, code):
    """The what-if page with a code in its address."""
    visit = Visit(browser, server, "what_if", code=code)
    visit.wait(".wuli-share .wuli-code")
    yield visit
    visit.close()


def taken(visit, key):
    """Click a download; name and bytes of what the browser has saved."""
    with visit.page.expect_download(timeout=SLOW) as found:
        visit.page.locator(f'[data-file="{key}"]').click()
    return found.value.suggested_filename, found.value.path().read_bytes()


def shown_code(visit):
    return visit.page.locator(".wuli-share .wuli-code").input_value()


def test_a_code_in_the_address_shows_what_it_says(opened, code, result):
    assert shown_code(opened) == code
    drawn = json.loads(opened.wait("[data-wuli-chart=income][data-values]").get_attribute("data-values"))
    assert np.allclose(drawn, bands(result.city["mean"]), rtol=1e-4)
    assert code in opened.page.url
    assert opened.page.locator(".wuli-page .wuli-top [role=alert]").count() == 0


def test_every_kind_of_file_is_saved_by_a_click_and_holds_the_pages_numbers(opened, code, result):
    low, median, high = np.quantile(result.city["mean"][:, -1], (0.05, 0.5, 0.95))
    for fold in opened.page.locator(".wuli-share summary").all():
        fold.click()
    name, content = taken(opened, "docx")
    assert name.startswith(f"wuli-{code}-briefing-")
    table = Document(io.BytesIO(content)).tables[0]
    assert table.cell(1, 1).text == f"{median:.1f}"
    _, content = taken(opened, "xlsx")
    answer = load_workbook(io.BytesIO(content))["结论"]
    assert [answer.cell(4, column).value for column in (2, 3, 4)] == pytest.approx([low, median, high])
    _, content = taken(opened, "csv:years")
    frame = pd.read_csv(io.BytesIO(content), encoding="utf-8-sig")
    assert set(frame["情景码"]) == {code}
    _, content = taken(opened, "png:gain")
    assert code in Image.open(io.BytesIO(content)).text["Description"]
    _, content = taken(opened, "svg:mean_income")
    assert "模拟结果，不是统计数据" in "".join(ElementTree.fromstring(content).itertext())
    assert opened.complaints == []
    assert opened.elsewhere() == []


def test_a_qr_code_appears_and_goes(opened, code):
    button = opened.page.locator(".wuli-share [data-hold=qr]")
    button.click()
    assert opened.wait(".wuli-qr img").get_attribute("alt").endswith(code)
    button.click()
    opened.wait_until("() => !document.querySelector('.wuli-qr')")


def test_a_link_given_away_opens_the_same_numbers_on_a_phone_in_another_app(
    opened, browser, server, code, result
):
    link = opened.page.locator(".wuli-share .wuli-link").input_value()
    assert link == f"{server}app/what_if?lang=zh&code={code}"
    phone = Visit(browser, server, "overview", "phone", "en", code)
    phone.wait(".wuli-share .wuli-code")
    assert shown_code(phone) == code
    phone.wait("[data-wuli-chart=income][data-values]")
    assert np.isclose(phone.values("income")[2][-1], float(result.city["mean"][:, -1].median()), rtol=1e-4)
    assert phone.beyond_the_edge() == []
    assert phone.chinese() == []
    phone.close()


def test_a_mistyped_code_names_its_group_and_a_right_one_opens(browser, server, code):
    visit = Visit(browser, server, "what_if")
    visit.wait(".wuli-share .wuli-code")
    before = shown_code(visit)
    field = visit.page.locator(".wuli-share-enter input")
    field.fill(code[:-1] + ("A" if code[-1] != "A" else "B"))
    field.press("Enter")
    alert = visit.wait(".wuli-share [role=alert]")
    assert f"第{len(code.split('-'))}组" in alert.inner_text()
    assert shown_code(visit) == before
    field.fill(code.lower().replace("-", " "))
    field.press("Enter")
    visit.page.wait_for_url(f"**code={code}*", timeout=READY)
    visit.wait(".wuli-share .wuli-code")
    assert shown_code(visit) == code
    visit.close()


def test_the_address_follows_a_slider_once_it_rests_and_opens_the_same_numbers(browser, server):
    visit = Visit(browser, server, "what_if")
    visit.wait(".wuli-share .wuli-code")
    before = shown_code(visit)
    assert "code=" not in visit.page.url
    visit.wait("input[data-lever=resident_staff]").focus()
    visit.page.keyboard.press("End")
    visit.wait_until("code => document.querySelector('.wuli-share').dataset.code !== code", before)
    code = shown_code(visit)
    visit.wait_until("code => location.search.includes(code)", code)
    links = visit.page.locator(".wuli-apps a").evaluate_all("links => links.map(link => link.href)")
    assert links
    assert all(f"code={code}" in link for link in links)
    again = Visit(browser, server, "what_if", code=code)
    again.wait(".wuli-share .wuli-code")
    wanted = visit.values("income")
    assert again.settles("income", wanted) == wanted
    assert again.wait("input[data-lever=resident_staff]").input_value() == "1500"
    for each in (visit, again):
        assert each.complaints == []
        each.close()


def test_a_wrong_code_in_the_address_is_told_and_the_programme_is_shown(browser, server, code):
    visit = Visit(browser, server, "what_if", code=code[:5] + "ZZZZ" + code[9:])
    notice = visit.wait(".wuli-page .wuli-top [role=alert]")
    assert "情景码" in notice.inner_text()
    assert shown_code(visit) == encode(load_scenario("programme-2022"))
    visit.close()
