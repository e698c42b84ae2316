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
    visit.wait_until("() => document.querySelector('.wuli-standing').dataset.changed === '2'")
    code = visit.wait(".wuli-share").get_attribute("data-code")
    text = paper(visit, "what-if")
    assert "2022年方案（公布数），改动2项" in re.sub(r"\s+", "", text)
    assert re.search(r"436\s*→\s*900", text)
    assert re.search(r"86\s*→\s*40", text)
    for part in (code, "模拟数据", "村级台账", "打印日期"):
        assert part in text
    visit.close()


def test_a_plan_is_printed_with_its_villages_headers_and_map(browser, server):
    visit = Visit(browser, server, "allocation")
    visit.wait("[data-wuli-chart=worth][data-values]")
    rows = visit.page.locator("[data-wuli-table=villages] .wuli-row-button").all_inner_texts()
    heads = visit.page.locator("[data-wuli-table=villages] thead button").all_inner_texts()
    text = paper(visit, "allocation")
    assert len(rows) == 10
    assert [row for row in rows if row not in text] == []
    assert [head for head in heads if head.split()[0].strip()[:4] not in text.replace(" ", "")] == []
    tiles = visit.page.locator("[data-tile]").evaluate_all("tiles => tiles.map(tile => tile.dataset.tile)")
    assert [tile for tile in tiles if not re.search(rf"\b{tile}\b", text)] == []
    assert "搜索" not in text
    visit.close()
