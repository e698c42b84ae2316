"""A researcher in JupyterLab: a notebook of the apps runs, draws and moves, and asks no other host."""

import re
import socket
import subprocess
import sys

import pytest

from tests.browser.visits import READY, SIZES

pytestmark = pytest.mark.browser
COLD = 3 * READY  # the kernel of a notebook has nothing that is warmed up


@pytest.fixture
def lab():
    """The address of JupyterLab as `wuli lab` starts it, up to where a path follows; and its token."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "sim.cli", "lab", "--port", str(port), "--no-browser", "--lang", "zh"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    token = next(found for line in process.stdout if (found := re.search(r"token=(\w+)", line)))
    yield f"http://127.0.0.1:{port}/", token[1]
    process.kill()
    process.communicate()


def test_a_notebook_of_the_apps_runs_in_lab_and_asks_nobody_else(browser, lab):
    address, token = lab
    context = browser.new_context(viewport=SIZES["desktop"])
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}lab/tree/apps/what_if.ipynb?token={token}")
    page.get_by_text("WhatIf.begin()").first.wait_for(timeout=READY)
    page.get_by_text("| Idle", exact=False).first.wait_for(timeout=COLD)  # run before, cells may be lost
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).first.click()
    page.wait_for_selector("[data-wuli-chart=income][data-values]", timeout=COLD)
    values = "document.querySelector('[data-wuli-chart=income]').dataset.values"
    before = page.evaluate(values)
    page.locator("input[data-lever=resident_staff]").focus()
    page.keyboard.press("End")
    page.wait_for_function(f"before => {values} !== before", arg=before, timeout=READY)
    assert page.get_by_text("Jupyter news").count() == 0
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    context.close()
