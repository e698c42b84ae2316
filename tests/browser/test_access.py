"""Every page as those meet it who hear it, read it large, or use no mouse: axe-core finds nothing serious."""

import pytest

from sim.apps.gallery import published
from tests.browser.conftest import AXE
from tests.browser.visits import READY, Visit, proof

pytestmark = pytest.mark.browser
# What is worth a person's look by axe's own grade, and what we hold every page to besides.
GRAVE = ("serious", "critical")
OURS = ("region", "landmark-one-main", "heading-order", "page-has-heading-one", "landmark-unique")
FOUND = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
  .map(({ id, impact, nodes }) => [id, impact, nodes.length, nodes[0].html.slice(0, 200)])"""


def found(page):
    page.evaluate("new Promise(done => setTimeout(done, 300))")  # colours fade in
    return [one for one in page.evaluate(FOUND) if one[1] in GRAVE or one[0] in OURS]


@pytest.mark.parametrize(
    "app", ["", *(app if app in ("overview", "what_if", "lesson") else proof(app) for app in published())]
)
def test_axe_finds_nothing_serious_in_light_and_dark(browser, server, app):
    visit = Visit(browser, server, app)
    if app:
        visit.wait(".wuli-page .wuli-top h1")
        visit.page.wait_for_selector("#wuli-loading", state="detached", timeout=READY)
        visit.page.wait_for_load_state("networkidle", timeout=READY)
        visit.wait_until(
            "() => [...document.querySelectorAll('.wuli-page .wuli-ask-busy')].every(x => !x.innerText)"
        )
    visit.page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    assert found(visit.page) == []
    visit.page.emulate_media(color_scheme="dark")
    assert found(visit.page) == []
    assert visit.page.locator("main, [role=main]").count() == 1
    visit.close()


def test_a_page_scrolls_to_its_end(browser, server):
    visit = Visit(browser, server, "one_village")
    last = visit.wait(".wuli-share .wuli-code")
    last.scroll_into_view_if_needed()
    assert last.bounding_box()["y"] < visit.page.viewport_size["height"]
    visit.close()
