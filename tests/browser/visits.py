"""One visit of a page in a real browser: what it shows, asks for and complains about."""

import json
import time

import pytest

from tests.browser.conftest import SCREENSHOTS

SIZES = {
    "phone": {"width": 390, "height": 844},
    "desktop": {"width": 1280, "height": 900},
    "projector": {"width": 1920, "height": 1080},
}
READY = 30_000  # ms; a shared machine may be slow
# Voila's own front end, about JupyterLab versions.
BENIGN = ("shared singleton module", "No satisfying version")
LEFT = "net::ERR_ABORTED"  # what Chromium says of a request that the page itself gave up


def proof(*values):
    """A case that only `make proof` tries: another one of its kind is tried every time."""
    return pytest.param(*values, marks=pytest.mark.proof)


class Visit:
    """A page at one size, or the gallery for no app, and all that it asked for and complained about."""

    def __init__(self, browser, address, app, size="desktop", lang="zh", code=""):
        phone = size == "phone"
        self.address, self.app, self.size = address, app, size
        self.context = browser.new_context(viewport=SIZES[size], is_mobile=phone, has_touch=phone)
        self.page = self.context.new_page()
        self.requests, self.complaints = [], []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", self.listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("requestfailed", self.fail)
        self.opened = time.perf_counter()
        path = f"app/{app}" if app else ""
        asked = f"?lang={lang}&code={code}" if code else f"?lang={lang}"
        self.page.goto(f"{address}{path}{asked}", wait_until="commit")

    def listen(self, message):
        if message.type in ("error", "warning") and not any(part in message.text for part in BENIGN):
            self.complaints.append(message.text)

    def fail(self, request):
        """Nobody misses what was still on its way when its page was left."""
        if request.failure != LEFT:
            self.complaints.append(f"failed: {request.url} ({request.failure})")

    def wait(self, selector):
        """The first element that matches, once it is there."""
        self.page.wait_for_selector(selector, timeout=READY)
        return self.page.locator(selector).first

    def wait_until(self, condition, wanted=None):
        """Wait until a JavaScript function of `wanted` is true."""
        self.page.wait_for_function(condition, arg=wanted, timeout=READY)

    def values(self, chart):
        """The numbers that a chart says it draws."""
        return json.loads(self.wait(f"[data-wuli-chart={chart}][data-values]").get_attribute("data-values"))

    def settles(self, chart, wanted, patience=READY):
        """The numbers that a chart draws, once they are those of `wanted`; else the last, for a test to show.

        The parts of a page are brought up to date one after the other: another part's news says nothing of
        this chart. `patience` is in ms.
        """
        until = time.monotonic() + patience / 1000
        while (drawn := self.values(chart)) != wanted and time.monotonic() < until:
            self.page.wait_for_timeout(50)
        return drawn

    def text(self):
        return self.page.locator(".wuli-page").inner_text()

    def chinese(self, patience=READY):
        """The Chinese that an English page goes on showing, the name of the language apart.

        The parts of a page change their language one after the other; `patience` (ms) waits for the last.
        """
        until = time.monotonic() + patience / 1000
        while found := [one for one in self.text().replace("中文", "") if "\u4e00" <= one <= "\u9fff"]:
            if time.monotonic() > until:
                break
            self.page.wait_for_timeout(100)
        return found

    def elsewhere(self):
        """What was asked of another host."""
        return [url for url in self.requests if not url.startswith((self.address, "data:", "blob:"))]

    def beyond_the_edge(self):
        """What is drawn further right than the screen goes; the page hides it instead of growing wider."""
        return self.page.evaluate(
            """() => [...document.querySelectorAll('.wuli-page *')]
                 .filter(part => part.checkVisibility())
                 .filter(part => !part.closest('.wuli-table-scroll, .wuli-apps'))
                 .filter(part => part.getBoundingClientRect().right > innerWidth + 1)
                 .map(part => `${part.tagName}.${part.className}`)"""
        )

    def picture(self, lang):
        """The first screen, and all of the page on a screen as long as that."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        name = f"{self.app}-{self.size}-{lang}".replace("_", "-")
        rendered = self.page.locator("#rendered_cells")
        rendered.evaluate("part => part.scrollTo(0, 0)")
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png")
        size = self.page.viewport_size
        for _ in range(2):  # once more, because some parts grow with the screen
            long = rendered.evaluate("part => part.scrollHeight")
            self.page.set_viewport_size({"width": size["width"], "height": max(long, size["height"])})
            self.page.wait_for_timeout(200)
        self.page.screenshot(path=SCREENSHOTS / f"{name}-whole.png")
        self.page.set_viewport_size(size)

    def close(self):
        self.context.close()
