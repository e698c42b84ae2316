"""A real server and a real browser (`chromium` of tests/conftest.py: skipped where there is none)."""

from pathlib import Path

import pytest

from tests.server import start, stop

# Every name but the server's own address leads to a place that never answers, as behind a closed intranet:
# refusing at once would hide a page that waits for another host.
BLACK_HOLE = "--host-resolver-rules=MAP * 10.255.255.1, EXCLUDE 127.0.0.1"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", BLACK_HOLE,
]  # fmt: skip
AXE = Path(__file__).with_name("axe") / "axe.min.js"  # axe-core 4.14.1, MPL-2.0; for the tests only
SCREENSHOTS = Path(__file__).parents[2] / "outputs" / "screenshots"


@pytest.fixture(scope="session")
def server():
    process, address = start()
    yield address
    code, said = stop(process)
    assert (code, said.splitlines()[-1]) == (0, "已停止")


@pytest.fixture(scope="module")
def browser(chromium):
    """A browser for a file of tests: Playwright keeps an event loop running in this thread until it ends."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()
