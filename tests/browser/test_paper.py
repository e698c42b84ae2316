"""What is printed is what is seen: codes, map, changed levers under the changed title, and the mark."""

import re
import shutil
import subprocess

import pytest

from tests.browser.conftest import SCREENSHOTS
from tests.browser.visits import Visit

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler reads the paper"),
]


def paper(visit, name):
    """The text of the page as it is printed."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    path = SCREENSHOTS / f"{name}-paper.pdf"
    visit.page.pdf(path=path, format="A4")
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return done.stdout


def test_changed_levers_are_printed_under_the_changed_scenarios_title(browser, server):
    visit = Visit(browser, server, "what_if")
    for lever, amount in (("resident_staff", "900"), ("supported_projects", "40")):
        field = visit.wait(f"[data-amount={lever}]")
        field.fill(amount)
        field.press("Enter")
        visit.wait_until(
            "name => document.querySelector(`[data-amount=${name}]`).closest('.wuli-changed')", lever
        )
    visit.wait_until("() => document.querySelector('.wuli-standing').dataset.changed === '4'")
    code = visit.wait(".wuli-share").get_attribute("data-code")
    text = paper(visit, "what-if")
    assert "2022年方案（公布数），改动4项" in re.sub(r"\s+", "", text)
    assert re.search(r"436\s*→\s*900", text)
    assert re.search(r"86\s*→\s*40", text)
    assert re.search(r"2,150\s*→\s*1,000", text)  # money that goes along with projects
    for part in (code, "模拟数据", "村级台账", "打印日期"):
        assert part in text
    visit.close()


def test_the_villages_that_lose_are_printed_and_the_others_counted(browser, server):
    visit = Visit(browser, server, "what_if")
    field = visit.wait("[data-amount=resident_staff]")
    field.fill("200")
    field.press("Enter")
    visit.wait("[data-wuli-choices=against] [data-choice=start]").click()
    rows = "[data-wuli-table=who] tr[data-id]"
    visit.wait(rows)
    said = visit.page.locator("[data-wuli-choices=against] small").inner_text()
    losing = int(re.search(r"少的有(\d+)个", said)[1])
    text = paper(visit, "who")
    assert len(set(re.findall(r"^\s*(V\d{3})\s", text, re.MULTILINE))) == losing > 50
    assert f"减少的{losing}个村" in re.sub(r"\s+", "", text)
    assert "说不准的" in text
    visit.close()


def test_a_plan_is_printed_with_its_villages_headers_and_map(browser, server):
    visit = Visit(browser, server, "allocation")
    visit.wait("[data-wuli-chart=worth][data-values]")
    seen = visit.page.locator("[data-wuli-table=villages] .wuli-row-button").all_inner_texts()
    hints = visit.page.locator(".wuli-hint").all_inner_texts()
    heads = visit.page.locator("[data-wuli-table=villages] thead button").all_inner_texts()
    text = paper(visit, "allocation")
    printed = re.findall(r"^\s*(V\d{3})\s", text, re.MULTILINE)
    assert (len(seen), printed[:10], len(set(printed))) == (10, seen, 86)  # all that get something
    assert re.search(r"另有441个村这次没有给到", text)
    assert len(re.findall(r"给后达标把握", text)) >= 3  # heads on every page of the list
    pages = re.findall(r"^\s*(\d+)\s*/\s*(\d+)\s*$", text, re.MULTILINE)
    assert pages == [(str(page), str(len(pages))) for page in range(1, len(pages) + 1)]
    assert len(pages) >= 3
    assert len(hints) == 2
    assert [hint for hint in hints if hint in re.sub(r"\s+", "", text)] == []
    again = visit.page.locator("[data-wuli-table=villages] .wuli-row-button").all_inner_texts()
    assert again == seen  # the screen is as it was
    assert [head for head in heads if head.split()[0].strip()[:4] not in text.replace(" ", "")] == []
    tiles = visit.page.locator("[data-tile]").evaluate_all("tiles => tiles.map(tile => tile.dataset.tile)")
    assert [tile for tile in tiles if not re.search(rf"\b{tile}\b", text)] == []
    assert "搜索" not in text
    visit.close()


def test_a_dark_tile_is_light_on_dark_on_paper_too(browser, server):
    visit = Visit(browser, server, "allocation")
    dark = visit.wait(".wuli-tile.wuli-level-4")
    on_screen = dark.evaluate("tile => getComputedStyle(tile).color")
    visit.page.emulate_media(media="print")
    read = "part => getComputedStyle(part).color"
    assert [dark.evaluate(read), dark.locator(".wuli-tile-name").evaluate(read)] == [on_screen] * 2
    assert on_screen == "rgb(255, 255, 255)"
    visit.close()


@pytest.mark.parametrize("app", ["overview", "one_village", "evidence"])
def test_no_page_prints_how_to_press_it(browser, server, app):
    visit = Visit(browser, server, app)
    visit.wait(".wuli-hint")
    visit.page.wait_for_timeout(3000)
    hints = visit.page.locator(".wuli-hint").all_inner_texts()
    text = re.sub(r"\s+", "", paper(visit, app))
    assert hints
    assert [hint for hint in hints if hint in text] == []
    assert not re.search(r"点一[行个]", text)
    visit.close()
