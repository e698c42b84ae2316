"""The password as a viewer types it: a browser sends what no other client does, its origin for one."""

import pytest

from tests.browser.visits import READY, Visit
from tests.server import start, stop

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def closed():
    process, address = start(password="open sesame", token="t0ken", base_url="wuli", forked=False)
    yield address
    stop(process)


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_typed_password_opens_what_was_asked_for_and_a_wrong_one_says_so(browser, closed, size):
    visit = Visit(browser, closed, "", size)
    visit.wait("input[name=password]").fill("open sesam")
    visit.page.keyboard.press("Enter")
    assert "密码不对" in visit.wait("[role=alert]").inner_text()
    assert visit.page.locator(".wuli-gallery").count() == 0
    visit.wait("input[name=password]").fill("open sesame")
    visit.page.keyboard.press("Enter")
    visit.wait(".wuli-gallery")
    assert visit.page.url.startswith(f"{closed}?lang=zh")
    assert visit.elsewhere() == []
    visit.close()


def test_the_token_of_the_address_is_asked_for_once(browser, closed):
    visit = Visit(browser, closed, "")
    visit.wait("input[name=password]")
    visit.page.goto(f"{closed}?token=t0ken")
    visit.wait(".wuli-gallery")
    visit.page.goto(closed)
    visit.wait(".wuli-gallery")
    visit.close()


def test_below_a_path_a_page_that_is_well_is_not_taken_for_lost(browser, closed):
    visit = Visit(browser, closed, "")
    visit.page.goto(f"{closed}?token=t0ken")
    visit.page.goto(f"{closed}app/lesson", wait_until="commit")
    visit.page.wait_for_selector("#wuli-loading", state="detached", timeout=READY)
    with visit.page.expect_response(lambda answer: "/wuli/api/kernels/" in answer.url) as looked:
        visit.page.evaluate("dispatchEvent(new Event('online'))")
    assert looked.value.status == 200
    assert not visit.page.locator("#wuli-lost").is_visible()
    visit.close()


def test_every_word_before_the_pages_is_drawn_in_their_font(browser, closed):
    """A button has a font of its own where none is given, which on many machines has no Chinese."""
    visit = Visit(browser, closed, "")
    visit.wait("input[name=password]")
    fonts = """[...document.querySelectorAll('body *')]
        .filter(part => part.checkVisibility() && part.innerText)
        .map(part => getComputedStyle(part).fontFamily)"""
    assert len(set(visit.page.evaluate(fonts))) == 1
    visit.close()
