"""What holds for every app alike: it opens, speaks both languages, fits, asks nobody else, leaves nothing."""

import json
import time

import pytest

from sim.apps.gallery import published
from tests.browser.conftest import SCREENSHOTS
from tests.browser.visits import READY, SIZES, Visit, proof
from tests.server import get

pytestmark = pytest.mark.browser
CURRENT_SEEN = """(() => {
  const row = document.querySelector('.wuli-page .wuli-apps');
  const [shown, place] = [row, row.querySelector('[aria-current]')].map(part => part.getBoundingClientRect());
  return place.left >= shown.left - 1 && place.right <= shown.right + 1; })()"""
DRAWN = ".wuli-page .wuli-top h1"


# How far what can be seen has jumped, as browsers count it; what the loading state hides jumps unseen.
JUMPS = """window.jumped = 0;
new PerformanceObserver(list => list.getEntries().forEach(one => {
  const front = document.getElementById("wuli-loading");
  if (!front || one.sources.some(({node}) => node && front.contains(node))) window.jumped += one.value;
})).observe({type: "layout-shift", buffered: true});"""


def opened(browser, server, app, size):
    visit = Visit(browser, server, app, size)
    visit.wait(DRAWN)
    visit.page.wait_for_selector("#wuli-loading", state="detached", timeout=READY)
    visit.page.wait_for_load_state("networkidle", timeout=READY)
    return visit


def speaks(visit, lang):
    """Everything that a look at one size and language tells; a picture is kept of it."""
    visit.picture(lang)
    assert visit.beyond_the_edge() == []
    assert visit.page.locator(f".wuli-apps a[aria-current][href*='{visit.app}']").count() == 1
    assert visit.page.evaluate(CURRENT_SEEN)
    assert f"lang={lang}" in visit.page.url
    badge = visit.page.locator(".wuli-synthetic b").inner_text()
    assert badge == {"zh": "模拟数据", "en": "synthetic data"}[lang]


@pytest.mark.parametrize("app", published())
@pytest.mark.parametrize("size", ["phone", proof("desktop")])
def test_it_opens_fits_and_speaks_both_languages_and_asks_nobody_else(browser, server, app, size):
    visit = opened(browser, server, app, size)
    speaks(visit, "zh")
    if size == "desktop":
        visit.size = "projector"
        visit.page.set_viewport_size(SIZES["projector"])
        visit.page.wait_for_timeout(300)
        speaks(visit, "zh")
    visit.page.get_by_role("button", name="English").click()
    visit.wait_until("document.documentElement.lang === 'en'")
    visit.page.wait_for_load_state("networkidle", timeout=READY)
    visit.page.wait_for_timeout(500)
    speaks(visit, "en")
    assert visit.chinese() == []
    assert len(visit.requests) > 20
    assert visit.elsewhere() == []
    assert visit.complaints == []
    visit.close()


def test_the_loading_state_comes_at_once_and_nothing_jumps(browser, server):
    context = browser.new_context(viewport=SIZES["desktop"])
    page = context.new_page()
    page.add_init_script(JUMPS)
    page.goto(f"{server}app/what_if?lang=zh", wait_until="commit")
    page.wait_for_selector(".wuli-skeleton")
    page.wait_for_selector("#wuli-loading", state="detached", timeout=READY)
    # Before the kernel had answered, that is; how many ms it took is measured in tests/benchmarks/apps.py.
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    assert painted < page.evaluate("performance.getEntriesByType('navigation')[0].responseEnd")
    page.wait_for_timeout(1000)
    assert page.evaluate("window.jumped") < 0.1
    context.close()


def test_dark_is_chosen_remembered_and_left_again(browser, server):
    context = browser.new_context(viewport=SIZES["desktop"], color_scheme="light")
    page = context.new_page()
    page.goto(f"{server}app/what_if", wait_until="commit")
    page.wait_for_selector(DRAWN, timeout=READY)
    page.wait_for_selector("#wuli-loading", state="detached", timeout=READY)
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    line = "document.querySelector('.wuli-page .wuli-swatch').style.borderTopColor"
    blue = page.evaluate(line)
    page.locator(".wuli-page .wuli-dark").click()
    dark = page.evaluate(ground)
    assert dark != light
    page.wait_for_function(f"blue => {line} !== blue", arg=blue)  # what scripts draw changes too
    page.goto(server)  # the gallery, without a kernel, remembers
    assert page.evaluate(ground) == dark
    page.locator(".wuli-dark").click()
    assert page.evaluate(ground) == light
    context.close()


def test_paper_is_light_and_holds_the_whole_page(browser, server):
    context = browser.new_context(viewport=SIZES["desktop"], color_scheme="dark")
    page = context.new_page()
    page.goto(f"{server}app/what_if?lang=zh", wait_until="commit")
    page.wait_for_selector(DRAWN, timeout=READY)
    page.wait_for_selector("#wuli-loading", state="detached", timeout=READY)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    paper = page.pdf(path=SCREENSHOTS / "what-if-paper.pdf", format="A4")
    assert paper.count(b"/Type /Page\n") >= 2
    page.emulate_media(media="print")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.wuli-page .wuli-top')).color")
        == "rgb(0, 0, 0)"
    )
    assert not page.locator(".wuli-page .wuli-strip").is_visible()
    context.close()


def test_the_gallery_leads_to_every_app_and_the_apps_to_each_other(browser, server):
    context = browser.new_context(viewport=SIZES["phone"], is_mobile=True, has_touch=True)
    page = context.new_page()
    page.goto(f"{server}?lang=en&code=ABC")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    names = [link.get_attribute("data-app") for link in page.locator(".wuli-app").all()]
    assert names == published()
    page.locator(f".wuli-app[data-app={names[-1]}]").click()
    page.wait_for_selector(DRAWN, timeout=READY)
    page.wait_for_selector("#wuli-loading", state="detached", timeout=READY)
    assert page.locator(".wuli-page .wuli-apps a[aria-current]").is_visible()
    page.locator(".wuli-page .wuli-apps a").first.click()
    page.wait_for_url(f"**/app/{names[0]}?*")
    assert "lang=en" in page.url
    assert "code=" in page.url
    context.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_that_is_not_there_says_so_and_leads_back(browser, server, lang):
    context = browser.new_context(viewport=SIZES["phone"])
    page = context.new_page()
    page.goto(f"{server}app/nothing?lang={lang}")
    page.get_by_text({"zh": "没有这个页面", "en": "There is no such page"}[lang]).wait_for()
    page.get_by_role("link", name={"zh": "回到首页", "en": "Back to the start"}[lang]).click()
    page.wait_for_selector(".wuli-gallery")
    context.close()


def test_a_page_that_cannot_be_drawn_says_so_instead_of_loading_for_ever(browser, server):
    """The kernel answers with no widget: the reload button takes the place of the skeleton."""
    context = browser.new_context(viewport=SIZES["phone"])
    page = context.new_page()
    page.route("**/app/what_if*", without_widget)
    page.goto(f"{server}app/what_if?lang=zh", wait_until="commit")
    page.get_by_text("这一页没有打开").wait_for(timeout=READY)
    assert page.get_by_role("link", name="刷新").is_visible()
    assert not page.locator(".wuli-skeleton").is_visible()
    context.close()


# Holds what the kernel tells until so many milliseconds after the page began to wait for its widgets.
LATE = """const late = %d, since = new Promise(begun => new MutationObserver((_, watch) => {
  if (!document.body?.textContent.includes("Loading widget...")) return;
  watch.disconnect();
  begun(performance.now());
}).observe(document, {childList: true, subtree: true, characterData: true}));
const {set} = Object.getOwnPropertyDescriptor(WebSocket.prototype, "onmessage");
Object.defineProperty(WebSocket.prototype, "onmessage", {set(take) {
  set.call(this, async (event) => {
    const begun = await since;
    setTimeout(() => take.call(this, event), Math.max(0, begun + late - performance.now()));
  });
}});"""


@pytest.mark.parametrize("late", [proof(1900), 1960, 2020, proof(2080)])
def test_widgets_are_shown_that_come_when_their_page_might_give_up(browser, server, late):
    """A manager of widgets that looks for two seconds, and no more, calls one missing that has just come."""
    context = browser.new_context()
    context.add_init_script(LATE % late)
    page = context.new_page()
    page.goto(f"{server}app/one_village?lang=zh", wait_until="commit")
    page.wait_for_selector(DRAWN, timeout=READY)
    assert "model not found" not in page.content()
    context.close()


# The widget manager waits four seconds for all widgets at once, then asks for them one by one.
IMPATIENT = (
    "const wait = setTimeout; window.setTimeout = (f, ms, ...a) => wait(f, ms === 4000 ? 0 : ms, ...a);"
)


@pytest.mark.parametrize("app", [app if app in ("overview", "lesson") else proof(app) for app in published()])
def test_a_page_opens_whose_kernel_is_slow_to_tell_of_its_widgets(browser, server, app):
    context = browser.new_context(viewport=SIZES["desktop"])
    page, asked = context.new_page(), []
    page.add_init_script(IMPATIENT)
    page.on("websocket", lambda one: one.on("framesent", lambda sent: asked.append(bytes(sent))))
    page.goto(f"{server}app/{app}?lang=zh", wait_until="commit")
    page.wait_for_selector(DRAWN, timeout=READY)
    page.wait_for_selector("#wuli-loading", state="detached", timeout=READY)
    each = sum(b'"request_state"' in sent for sent in asked)
    assert 3 < each < 100  # one by one, and only its own
    context.close()


def without_widget(route):
    answer = route.fetch()
    text = answer.text().replace("application/vnd.jupyter.widget-view+json", "text/nothing")
    route.fulfill(response=answer, body=text)


def kernel_of(visit):
    """The address that tells of the visit's kernel, as long as there is one."""
    config = visit.page.locator("#jupyter-config-data").text_content()
    return f"{visit.address}api/kernels/{json.loads(config)['kernelId']}"


@pytest.mark.parametrize("app", [proof("overview"), "what_if"])
def test_a_page_whose_kernel_has_gone_says_so_in_its_language_and_opens_anew(browser, server, app):
    visit = opened(browser, server, app, "phone")
    lost = visit.page.locator("#wuli-lost")
    assert not lost.is_visible()
    visit.page.get_by_role("button", name="English").click()
    visit.wait_until("document.documentElement.lang === 'en'")
    identity = kernel_of(visit).rsplit("/", 1)[1]
    assert get(f"{visit.address}voila/api/shutdown/{identity}", "POST")[0] == 204
    visit.page.evaluate("dispatchEvent(new Event('online'))")  # or ten seconds later by itself
    lost.wait_for(timeout=READY)
    assert "The connection to the server is lost" in lost.inner_text()
    visit.page.screenshot(path=SCREENSHOTS / f"lost-{app}.png")
    lost.get_by_role("link").click()
    visit.wait(DRAWN)
    assert not lost.is_visible()
    visit.close()


def ended(kernel, seconds=10):
    end = time.monotonic() + seconds
    while get(kernel)[0] != 404 and time.monotonic() < end:
        time.sleep(0.1)
    return get(kernel)[0] == 404


def test_leaving_a_page_gives_its_kernel_back(browser, server):
    visit = opened(browser, server, "what_if", "desktop")
    kernel = kernel_of(visit)
    assert get(kernel)[0] == 200
    visit.page.goto(server)  # to another page
    assert ended(kernel)
    visit.page.goto(f"{server}app/what_if", wait_until="commit")
    visit.wait(DRAWN)
    kernel = kernel_of(visit)
    assert get(kernel)[0] == 200
    visit.page.close(run_before_unload=True)  # the tab
    assert ended(kernel)
    visit.close()
