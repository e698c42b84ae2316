"""The front page answers, opens codes and leads in, with the numbers of the overview."""

import pytest

from tests.browser.visits import READY, Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_the_answer_of_the_front_page_is_the_overviews(browser, server, size):
    front = Visit(browser, server, "", size)
    told = front.wait(".wuli-front-answer").inner_text()
    assert "90%" in told
    assert front.page.evaluate("document.documentElement.scrollWidth") <= front.page.viewport_size["width"]
    assert front.page.locator(".wuli-doors > li").count() == 3
    assert "村名" in front.page.locator(".wuli-front-code label").inner_text()
    hint = front.page.locator("#wuli-code-hint")
    assert "W5S1-AK8S-Y0CN-M" in hint.inner_text()  # whole: below the box, not in it
    assert hint.evaluate("part => part.scrollWidth <= part.clientWidth")
    page = Visit(browser, server, "overview", size)
    page.wait("[data-wuli-answer=answer][data-key]")
    chance = page.page.locator("[data-wuli-answer=answer] strong").inner_text()
    income = page.page.locator(".wuli-card[data-key=income] .wuli-card-band").inner_text()
    assert chance in told
    assert income in told
    for visit in (front, page):
        assert visit.complaints == []
        visit.close()


@pytest.mark.parametrize(
    ("text", "app", "part"),
    [("W5S1-AK8S-Y0CN-M", "what_if", "code=W5S1"), ("Ｖ０１５", "one_village", "village=V015")],
)
def test_one_box_takes_the_codes_of_scenarios_and_of_villages(browser, server, text, app, part):
    front = Visit(browser, server, "")
    front.wait("#wuli-code").fill(text)
    front.page.keyboard.press("Enter")
    front.page.wait_for_url(f"**/app/{app}?*{part}*", timeout=READY)
    front.wait(".wuli-page .wuli-top h1")
    front.close()
