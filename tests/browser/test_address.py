"""What a viewer has chosen stands in the address: reload, back and a link that is passed on show it again."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.visits import READY, Visit

pytestmark = pytest.mark.browser


@pytest.fixture
def opened(browser, server):
    visits = []

    def open_page(app, **state):
        visits.append(Visit(browser, server, app, **state))
        visits[-1].wait(".wuli-share .wuli-code")
        return visits[-1]

    yield open_page
    for visit in visits:
        visit.close()


def asks(visit, **wanted):
    """Wait until the address says so."""
    visit.wait_until(
        "wanted => { const here = new URLSearchParams(location.search);"
        " return Object.entries(wanted).every(([name, text]) => (here.get(name) ?? '') === text); }",
        wanted,
    )


def path_of(visit, village):
    visit.wait_until(
        "village => document.querySelector('[data-wuli-chart=path] h3')?.textContent.includes(village)",
        village,
    )


def test_a_village_survives_reload_back_and_forward_and_is_passed_on(opened):
    visit = opened("one_village")
    box = visit.wait("[data-wuli-table=villages] input[type=search]")
    for village in ("V100", "V200"):
        box.fill(village)
        visit.page.locator(f"[data-wuli-table=villages] [data-row={village}]").click()
        path_of(visit, village)
        asks(visit, village=village)
    visit.page.go_back()
    path_of(visit, "V100")
    asks(visit, village="V100")
    visit.page.go_forward()
    path_of(visit, "V200")
    visit.page.reload(wait_until="commit")
    path_of(visit, "V200")
    link = visit.wait(".wuli-share .wuli-link").input_value()
    assert parse_qs(urlsplit(link).query)["village"] == ["V200"]
    asks(visit, village="V200")
    assert visit.complaints == []


def test_banner_and_threshold_are_gone_back_from(opened):
    visit = opened("overview")
    visit.wait("[data-wuli-chart=banners] [data-key=B2]").click()
    visit.wait("[data-wuli-answer=answer][data-key=B2]")
    asks(visit, banner="B2")
    visit.page.locator("[data-wuli-choices=threshold] [data-choice='20']").click()
    asks(visit, banner="B2", at="20")
    visit.page.go_back()
    pressed = "id => document.querySelector(`[data-wuli-choices=threshold] [data-choice='${id}']`)"
    visit.wait_until(pressed + ".ariaPressed === 'true'", "12")
    asks(visit, banner="B2", at="")
    assert visit.complaints == []


def test_a_plan_is_reloaded(opened):
    visit = opened("allocation")
    visit.wait("[data-field=budget]").fill("4000")
    visit.page.get_by_role("button", name="找最好的分法").click()
    asks(visit, budget="4000")
    visit.page.reload(wait_until="commit")
    assert visit.wait("[data-field=budget]").input_value() == "4000"
    visit.wait_until("() => document.querySelector('.wuli-card[data-key=cost]')?.innerText.includes('4,000')")


def test_kept_versions_and_moved_levers_are_reloaded_and_a_scenario_is_gone_back_from(opened):
    visit = opened("what_if")
    visit.wait("input[data-lever=resident_staff]").focus()
    visit.page.keyboard.press("End")
    visit.page.wait_for_function("() => location.search.includes('code=')", timeout=READY)
    visit.page.locator("[data-tool=keep]").click()
    visit.wait(".wuli-versions [data-version=A]")
    visit.page.wait_for_function("() => new URLSearchParams(location.search).get('a')", timeout=READY)
    before = visit.values("income")
    visit.page.reload(wait_until="commit")
    visit.wait(".wuli-versions [data-version=A]")
    assert visit.settles("income", before) == before
    visit.page.select_option("#wuli-scenario", "no-programme")
    visit.wait_until("() => document.querySelector('#wuli-scenario').value === 'no-programme'")
    visit.page.wait_for_timeout(500)
    visit.page.go_back()
    visit.wait_until("() => document.querySelector('#wuli-scenario').value === 'programme-2022'")
    visit.wait_until("before => document.querySelector('[data-wuli-chart=income]').dataset.values === before",
                     visit.page.evaluate("v => JSON.stringify(v)", before))  # fmt: skip
    assert visit.complaints == []


def test_story_and_guess_are_reloaded(opened):
    visit = opened("lesson")
    visit.wait(".wuli-stage[data-step]")
    for _ in range(3):  # nothing was drawn: the second press only says so
        visit.page.keyboard.press("PageDown")
        visit.page.wait_for_timeout(400)
    asks(visit, step="reveal")
    said = visit.page.locator(".wuli-said").inner_text()
    visit.page.reload(wait_until="commit")
    visit.wait(".wuli-stage[data-step='2']")
    assert visit.page.locator(".wuli-said").inner_text() == said


def test_what_means_nothing_in_an_address_is_told_in_one_line(browser, server):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{server}app/one_village?lang=zh&village=V999&at=13&township=<b>T01</b>", wait_until="commit")
    notice = page.locator(".wuli-page .wuli-top [role=alert]")
    notice.wait_for(timeout=READY)
    text = notice.inner_text()
    assert "没有叫“V999”的嘎查村" in text
    assert "at=13" in text
    assert "<b>T01</b>" in text  # as text
    assert "Traceback" not in page.content()
    context.close()
