"""How fast the apps open and follow a slider, alone and with thirty viewers, and what those leave behind.

Server, browser and viewers share this machine. Viewers are websocket clients that do what a page does: fetch
it, connect, ask for the widgets, then move a slider.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
from websockets.exceptions import ConnectionClosed

from sim.apps.gallery import published
from tests.browser.conftest import FLAGS
from tests.chromium import find_chromium
from tests.raw import PONG, RawSocket, connect, frame, message
from tests.server import Viewer, get, start, stop

BARS = {
    "app_open_s": ("<=", 2.5, None),
    "app_open_slowest_s": ("<=", 2.5, None),
    "loading_state_s": ("<=", 0.3, None),
    "slider_p95_ms": ("<=", 120, None),
    "burst10_s": ("<=", 4, None),
    "burst30_s": ("<=", 9, None),
    "viewers30_gb": ("<=", 2, None),
    "viewers30_p95_ms": ("<=", 500, None),
    "leaked_kernels": ("<=", 0, None),
    "hostile_growth_mb": ("<=", 250, None),
    "hostile_growth_after_mb": ("<=", 50, None),
    "honest_p95_ratio": ("<=", 1.5, None),
    "hostile_kernels_left": ("<=", 0, None),
    "outside_requests": ("<=", 0, None),
}
OPENED = "document.querySelector('.wuli-page .wuli-top h1') && !document.getElementById('wuli-loading')"
SLIDER = "input[data-lever=resident_staff]"
# Moves the slider and tells after how many ms the new band had been painted.
MOVE = """async value => {
  const slider = document.querySelector('input[data-lever=resident_staff]');
  const chart = document.querySelector('[data-wuli-chart=income]');
  const shown = chart.dataset.showing, began = performance.now();
  slider.value = value;
  slider.dispatchEvent(new Event('input'));
  while (chart.dataset.showing === shown) await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  return performance.now() - began;
}"""
HONEST, CALM, LONG = 20, 45, 86  # viewers, and the moves of each in half a minute and in a minute
UPDATES, PAUSE = 10, 0.7  # moves of each of the thirty viewers, and the seconds between two, on average


def bench() -> dict[str, float]:
    """Every figure by its name in outputs/bench.json; those of the browser only where there is one."""
    process, address = start(most_kernels=80)
    try:
        one = with_browser(address) if find_chromium() else {}
        wait_for_none(address)
        found = {**one, **crowd(address, process.pid)}
        wait_for_none(address)
        return {**found, **beside_the_hostile(address, process.pid)}
    finally:
        stop(process)


# --- one viewer in a browser -------------------------------------------------------------------------------


def with_browser(address: str) -> dict[str, float]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        asked: list[str] = []
        opens = [open_app(browser, address, "what_if", asked) for _ in range(5)]
        others = {
            app: statistics.median(open_app(browser, address, app, asked)[0] for _ in range(3))
            for app in published()
        }
        moves = slider_moves(browser, address)
        browser.close()
    outside = [url for url in asked if not url.startswith((address, "data:", "blob:"))]
    return {
        "app_open_s": statistics.median(seconds for seconds, _ in opens),
        "app_open_slowest_s": max(others.values()),
        **{f"app_open_{app}_s": seconds for app, seconds in others.items()},
        "loading_state_s": statistics.median(paint for _, paint in opens),
        "slider_p95_ms": float(np.percentile(moves, 95)),
        "slider_median_ms": statistics.median(moves),
        "outside_requests": len(outside),
    }


@contextmanager
def fresh_page(browser: Any) -> Iterator[Any]:
    """A page of a browser that has seen nothing yet; left as a viewer leaves it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    yield page
    page.goto("about:blank")
    context.close()


def open_app(browser: Any, address: str, app: str, asked: list[str]) -> tuple[float, float]:
    """Seconds until an app's main control can be used, and until its loading state stood there."""
    with fresh_page(browser) as page:
        page.on("request", lambda request: asked.append(request.url))
        began = time.perf_counter()
        page.goto(f"{address}app/{app}", wait_until="commit")
        page.wait_for_function(OPENED, timeout=60_000, polling=20)
        if app == "what_if":
            page.wait_for_selector(SLIDER)
        seconds = time.perf_counter() - began
        paint = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
        return seconds, page.evaluate(paint) / 1000


def slider_moves(browser: Any, address: str) -> list[float]:
    """Milliseconds from each of forty moves of a slider to the repainted band."""
    with fresh_page(browser) as page:
        page.goto(f"{address}app/what_if", wait_until="commit")
        page.wait_for_function(OPENED, timeout=60_000)
        page.wait_for_selector(f"{SLIDER} >> nth=0")
        moves = [page.evaluate(MOVE, 500 + 10 * step) for step in range(45)]
    return moves[5:]


# --- many viewers ------------------------------------------------------------------------------------------


def crowd(address: str, server: int) -> dict[str, float]:
    burst10, viewers = burst(address, 10)
    leave(viewers)
    wait_for_none(address)
    burst30, viewers = burst(address, 30)
    memory = proportional_memory(family(server))
    latencies = everyone_moves(viewers)
    leave(viewers)
    return {
        "burst10_s": burst10,
        "burst30_s": burst30,
        "viewers30_gb": memory / 1e9,
        "viewers30_p95_ms": float(np.percentile(latencies, 95)),
        "viewers30_median_ms": statistics.median(latencies),
        "leaked_kernels": wait_for_none(address),
    }


def at_once(jobs: Iterable[Callable[[], Any]]) -> list[Any]:
    listed = list(jobs)
    with ThreadPoolExecutor(len(listed)) as pool:
        return [future.result() for future in [pool.submit(job) for job in listed]]


def burst(address: str, number: int) -> tuple[float, list[Viewer]]:
    """Seconds until so many viewers who come at once all have their page and its widgets."""

    def come() -> Viewer:
        viewer = Viewer(address)
        viewer.moved = 0
        viewer.panel = next(model for model, state in viewer.widgets().items() if "answered" in state)
        return viewer

    began = time.perf_counter()
    viewers = at_once([come] * number)
    return time.perf_counter() - began, viewers


def everyone_moves(viewers: list[Viewer], updates: int = UPDATES) -> list[float]:
    """Milliseconds from each viewer's moves to the answers, all viewers moving at the same time.

    At moments of their own, as people do: at equal distances they never meet as long as nothing disturbs
    them, and once something has brought them in step they stay so.
    """
    starting = threading.Barrier(len(viewers))

    def moves(place: int, viewer: Viewer) -> list[float]:
        pauses = random.Random(place)
        starting.wait()
        time.sleep(PAUSE * place / len(viewers))
        return [
            move(viewer, number, pauses.uniform(0, 2 * PAUSE))
            for number in range(viewer.moved + 1, viewer.moved + updates + 1)
        ]

    done = at_once(lambda k=k, viewer=viewer: moves(k, viewer) for k, viewer in enumerate(viewers))
    for viewer in viewers:
        viewer.moved += updates
    return [latency for latencies in done for latency in latencies]


def move(viewer: Viewer, number: int, pause: float) -> float:
    """Milliseconds until a move is answered; the next one comes `pause` seconds after this one began."""
    began = time.perf_counter()
    content = {"kind": "amounts", "number": number, "amounts": {"resident_staff": 500 + 10 * (number % 50)}}
    viewer.send("comm_msg", {"comm_id": viewer.panel, "data": {"method": "custom", "content": content}})
    answer = viewer.listen(
        lambda header, content: content.get("data", {}).get("state", {}).get("answered") == number
    )
    assert answer is not None, "a move was not answered"
    seconds = time.perf_counter() - began
    time.sleep(max(0, pause - seconds))
    return 1000 * seconds


def leave(viewers: list[Viewer]) -> None:
    """A third says good-bye, a third hangs up, a third just breaks off."""
    for place, viewer in enumerate(viewers):
        if place % 3 == 0:
            viewer.leave()
        if place % 3 < 2:
            viewer.socket.close()
        else:
            viewer.socket.socket.close()


def wait_for_none(address: str, seconds: float = 60) -> int:
    """How many kernels are left after a minute, or sooner when there are none."""
    end = time.monotonic() + seconds
    while (left := json.loads(get(f"{address}healthz")[1])["kernels"]) and time.monotonic() < end:
        time.sleep(0.5)
    return int(left)


# --- five who mean harm, beside twenty who don't -----------------------------------------------------------


def beside_the_hostile(address: str, server: int) -> dict[str, float]:
    """What twenty viewers notice of five hostile ones, for a minute, and what those leave a minute later."""
    _, viewers = burst(address, HONEST)
    everyone_moves(viewers, UPDATES)  # until all has been computed once
    over, seen = threading.Event(), list[int]()
    watch = threading.Thread(target=watch_memory, args=(server, over, seen))
    watch.start()  # to look costs a tenth of a core: so always, or never
    alone = everyone_moves(viewers, CALM)
    before = proportional_memory(family(server))
    seen.clear()
    # In processes of their own: in ours they would keep the honest ones' threads waiting.
    hostile = [attacker(address, name) for name in ATTACKS]
    for one in hostile:
        assert one.stdout is not None
        one.stdout.readline()  # it is ready
    for one in hostile:
        assert one.stdin is not None
        one.stdin.close()
    beside = everyone_moves(viewers, LONG)
    for one in hostile:
        one.kill()
        one.wait()
    again = everyone_moves(viewers, CALM)
    over.set()
    watch.join()
    end = time.monotonic() + 60
    while kernels_of(address) > HONEST and time.monotonic() < end:
        time.sleep(0.5)
    left, after = kernels_of(address) - HONEST, proportional_memory(family(server)) - before
    leave(viewers)
    usual, meanwhile = (float(np.percentile(times, 95)) for times in (alone + again, beside))
    return {
        "hostile_growth_mb": (max(seen) - before) / 1e6,
        "hostile_growth_after_mb": after / 1e6,
        "honest_p95_ms": meanwhile,
        "honest_p95_alone_ms": usual,
        "honest_p95_ratio": meanwhile / usual,
        "hostile_kernels_left": left,
    }


def attacker(address: str, name: str) -> subprocess.Popen[bytes]:
    """A process that attacks as soon as its input ends: what its start costs is not the server's doing."""
    command = [sys.executable, "-c", "import sys, tests.benchmarks.apps as a; a.attack(*sys.argv[1:])"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    return subprocess.Popen([*command, address, name], **pipes)  # type: ignore[call-overload, no-any-return]


def watch_memory(server: int, over: threading.Event, seen: list[int]) -> None:
    """What server, nursery and all kernels hold together, every other second."""
    while not over.wait(2):
        with suppress(OSError):  # one has just ended
            seen.append(proportional_memory(family(server)))


def kernels_of(address: str) -> int:
    return int(json.loads(get(f"{address}healthz")[1])["kernels"])


def stay(viewer: Viewer) -> Viewer:
    """Have somebody read what a viewer is sent: who reads nothing answers no ping either, and is let go."""

    def read() -> None:
        with suppress(Exception):  # until it ends, however it does
            for _ in viewer.socket:
                pass

    threading.Thread(target=read, daemon=True).start()
    return viewer


def writes_in_the_old_framing(address: str, over: threading.Event) -> None:
    """Opens its connection twice with one name and goes on writing on the first."""
    kernel = stay(Viewer(address)).kernel
    while not over.is_set():
        with RawSocket(address, kernel, "same") as first, RawSocket(address, kernel, "same"):
            for _ in range(50):
                first.send(frame((0x7FFFFFFF).to_bytes(4, "big") + bytes(200)))
            over.wait(0.1)


def never_reads(address: str, over: threading.Event) -> None:
    """Asks for all widgets again and again, sends pongs unasked, and comes again when it is let go."""
    kernel = stay(Viewer(address, "evidence")).kernel
    opening = {"comm_id": "c", "target_name": "jupyter.widget.control", "data": {}}
    ask = frame(message("comm_msg", {"comm_id": "c", "data": {"method": "request_states"}}))
    while not over.is_set():
        with RawSocket(address, kernel, "deaf", buffer=4096) as deaf:
            deaf.send(frame(message("comm_open", opening)))
            while deaf.status == 101 and deaf.send(ask, frame(b"", PONG)) and not over.wait(0.01):
                pass
        over.wait(0.1)


def floods(address: str, over: threading.Event) -> None:
    """Moves its slider and opens comms as fast as it can write, and comes again when it is let go."""
    number = 0
    while not over.is_set():
        viewer = Viewer(address)
        panel = next(model for model, state in viewer.widgets().items() if "answered" in state)
        stay(viewer)
        with suppress(ConnectionClosed):
            while not over.is_set():
                number += 1
                amounts = {"resident_staff": number % 1000}
                content = {"kind": "amounts", "number": number, "amounts": amounts}
                opening = {"comm_id": f"c{number}", "target_name": "jupyter.widget.control", "data": {}}
                viewer.send("comm_open", opening)
                viewer.send("comm_msg", {"comm_id": panel, "data": {"method": "custom", "content": content}})


def never_finishes(address: str, over: threading.Event) -> None:
    """Holds hundreds of unfinished requests."""
    lines: list[Any] = []
    while not over.wait(0.01):
        with suppress(OSError):
            lines.append(connect(address))
            lines[-1].sendall(b"GET / HTTP/1.1\r\nX: ")
        if len(lines) > 400:
            lines.pop(0).close()
    for line in lines:
        line.close()


def breaks_off(address: str, over: threading.Event) -> None:
    """Asks for pages and leaves before they are there, and opens sockets to a kernel of its own."""
    kernel = stay(Viewer(address)).kernel
    host = address.split("/")[2]
    while not over.wait(0.5):
        with suppress(OSError), connect(address) as line:
            line.sendall(f"GET /app/what_if HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            over.wait(0.1)
        with suppress(OSError, IndexError):
            sockets = [RawSocket(address, kernel, f"s{k}") for k in range(10)]
            for one in sockets:
                one.close()


ATTACKS = {
    attack.__name__: attack
    for attack in (writes_in_the_old_framing, never_reads, floods, never_finishes, breaks_off)
}


def attack(address: str, name: str) -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.read()
    ATTACKS[name](address, threading.Event())


# --- memory ------------------------------------------------------------------------------------------------


def family(process: int) -> list[int]:
    """A process and all that descend from it."""
    found = [process]
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in task.read_text().split():
            found += family(int(child))
    return found


def proportional_memory(processes: Iterable[int]) -> int:
    """Bytes of memory that processes hold; what several share is counted once."""
    rolled = (Path(f"/proc/{one}/smaps_rollup").read_text() for one in processes)
    lines = (line.split() for text in rolled for line in text.splitlines() if line.startswith("Pss:"))
    return 1024 * sum(int(line[1]) for line in lines)
