"""A running server and those who want more of it than it gives: each hole of a stock Voila, tried."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import uuid

import pandas as pd
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from sim.apps import serve as serving
from sim.apps.gallery import published
from sim.apps.serve import serve
from sim.apps.viewer_limits import BURST
from sim.faults import InputFaults
from tests.baotou import DATA
from tests.server import PROTOCOL, QUICK, Browser, Viewer, get, pack, start, stop

pytestmark = pytest.mark.slow
MOST = 3


@pytest.fixture(scope="module")
def server():
    """Three kernels at most; one that nobody is connected to is taken for lost after a second."""
    process, address = start(f"{QUICK}\ns.IDLE_SECONDS, s.IDLE_LOOK_SECONDS = 1, 1", most_kernels=MOST)
    yield address
    assert stop(process) == (0, "已停止")


@pytest.fixture(scope="module")
def viewer(server):
    """One viewer for all attacks: whatever was sent before, its kernel still answers."""
    viewer = Viewer(server)
    yield viewer
    viewer.close()


@pytest.fixture
def alone(viewer, server):
    """The server, once nobody but the one viewer has a kernel."""
    assert wait_until(lambda: kernels(server) == 1)
    return server


def kernels(server):
    return json.loads(get(f"{server}healthz")[1])["kernels"]


def wait_until(true, seconds=15):
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.2)
    return true()


# --- what passes a websocket -----------------------------------------------------------------------------


def test_code_is_not_run_on_any_channel(viewer, tmp_path):
    target = tmp_path / "written"
    code = {"code": f"open({str(target)!r}, 'w').close()", "silent": False, "store_history": False}
    for channel in ("shell", "control", "stdin", "iopub", "nonsense"):
        viewer.send("execute_request", code, channel)
    assert viewer.alive()
    assert not target.exists()


@pytest.mark.parametrize(
    "kind", ["shutdown_request", "interrupt_request", "debug_request", "complete_request", "history_request"]
)
@pytest.mark.parametrize("channel", ["shell", "control"])
def test_a_kernel_takes_no_other_orders(viewer, kind, channel):
    viewer.send(kind, {"restart": True, "code": "x", "cursor_pos": 1}, channel)
    assert viewer.alive()
    assert kind.replace("request", "reply") not in dict(viewer.heard)


def test_a_viewer_cannot_open_a_widget_of_its_own(viewer):
    before = len(viewer.widgets())
    state = {"_model_name": "HTMLModel", "_model_module": "@jupyter-widgets/controls", "value": "<b>me</b>"}
    viewer.send("comm_open", {"comm_id": "mine", "target_name": "jupyter.widget", "data": {"state": state}})
    assert viewer.alive()
    assert len(viewer.widgets()) == before


@pytest.mark.parametrize("offered", [[], ["v0.kernel.websocket.jupyter.org"]])
def test_the_old_protocol_that_can_freeze_the_server_is_refused(viewer, offered):
    with pytest.raises(InvalidStatus) as refusal:
        viewer.connect(subprotocols=offered or None)
    assert refusal.value.response.status_code == 400


@pytest.mark.parametrize(
    "message",
    [
        (1 << 62).to_bytes(8, "little") * 9,  # more offsets than there is memory
        (6).to_bytes(8, "little") + (1 << 40).to_bytes(8, "little") * 6,  # offsets past the end
        b"",
        b"x" * 100,
        pack("shell", b"{", b"{}", b"{}", b"{}"),
        pack("shell", b"[]", b"{}", b"{}", b"{}"),
        pack("shell", b"[" * 50_000, b"{}", b"{}", b"{}"),
        pack("shell", b'{"msg_type": ["comm_msg"]}', b"{}", b"{}", b"{}"),
    ],
    ids=["count", "offsets", "empty", "garbage", "no json", "list", "deep", "no text"],
)
def test_a_malformed_message_is_dropped_and_the_server_goes_on(viewer, server, message):
    viewer.socket.send(message)
    assert get(f"{server}healthz", timeout=3)[0] == 200
    assert viewer.alive()


@pytest.mark.parametrize("mebibytes", [1, 30])
def test_a_message_too_long_ends_the_connection_and_nothing_else(server, mebibytes):
    other = Viewer(server)

    def too_long():
        other.socket.send(b"x" * (mebibytes << 20))
        other.listen(lambda header, content: False, seconds=5)

    with pytest.raises(ConnectionClosed):
        too_long()
    assert get(f"{server}healthz", timeout=3)[0] == 200


def test_a_page_of_another_site_cannot_connect(viewer):
    with pytest.raises(InvalidStatus) as refusal:
        viewer.connect(subprotocols=[PROTOCOL], origin="http://elsewhere.example")
    assert refusal.value.response.status_code == 403


def test_a_flood_of_messages_keeps_neither_the_server_nor_the_kernel_from_answering(alone):
    other = Viewer(alone)
    for _ in range(20 * BURST):
        other.send("kernel_info_request", {})
    began = time.monotonic()
    assert get(f"{alone}healthz", timeout=5)[0] == 200
    assert time.monotonic() - began < 2

    def answers():
        return [kind for kind, _ in other.heard].count("kernel_info_reply")

    # A message costs more than one, by its length; what is refilled meanwhile makes up for it or not.
    least = BURST // 2
    other.listen(lambda header, content: answers() >= least, seconds=20)  # a busy machine takes its time
    other.listen(lambda header, content: False, seconds=2)
    answered = answers()
    assert least <= answered < 4 * BURST  # what the bucket holds, and a few seconds of refilling
    assert other.alive()
    other.close()


def test_the_connection_to_a_kernel_that_is_not_there_is_refused(viewer):
    stranger = viewer.channels.replace(viewer.kernel, str(uuid.uuid4()))
    with pytest.raises(InvalidStatus) as refusal:
        viewer.connect(stranger, subprotocols=[PROTOCOL])
    assert refusal.value.response.status_code == 404


# --- what a viewer can send through the page's own widgets -------------------------------------------------


def panel(viewer):
    return next(model for model, state in viewer.widgets().items() if "answered" in state)


@pytest.mark.parametrize(
    "amount", [1e12, -1, float("nan"), float("inf"), "436", True, None, [1], {"x": 1}], ids=str
)
def test_an_amount_that_no_slider_gives_is_refused_in_words(viewer, amount):
    wish = {"kind": "amounts", "number": 1, "amounts": {"resident_staff": amount}}
    notice = viewer.ask(panel(viewer), wish)
    assert "请输入0到15,000之间的数（人）" in notice


@pytest.mark.parametrize(
    "message",
    [
        {"kind": "amounts", "amounts": {"no_such_lever": 1}},
        {"kind": "amounts", "amounts": [1, 2]},
        {"kind": "amounts", "handout": "to me"},
        {"kind": "amounts", "handout": ["even"]},
        {"kind": "scenario", "id": "../../etc/passwd"},
        {"kind": "scenario", "id": {"a": 1}},
    ],
)
def test_a_wrong_request_gets_one_friendly_line(viewer, message):
    notice = viewer.ask(panel(viewer), message)
    assert notice
    assert "\n" not in notice
    assert "Traceback" not in notice


@pytest.mark.parametrize("message", [{"kind": "exec"}, {"kind": ["amounts"]}, {}, [], "amounts", None])
def test_a_message_of_unknown_kind_is_ignored(viewer, message):
    assert viewer.ask(panel(viewer), message, seconds=1) is None
    assert viewer.alive()


def test_no_traceback_and_no_code_reaches_a_viewer(viewer):
    model = panel(viewer)
    for state in ({"state": 3}, {"answered": "x"}, {"state": {"forces": None}}, {"_esm": 5}):
        viewer.send("comm_msg", {"comm_id": model, "data": {"method": "update", "state": state}})
    viewer.send("comm_msg", {"comm_id": model, "data": 7})
    viewer.send("comm_msg", {"comm_id": "nobody", "data": {}})
    viewer.send("comm_open", {"comm_id": "x", "target_name": "jupyter.widget.control"})
    assert viewer.alive()
    everything = json.dumps(viewer.heard) + viewer.page
    for part in ("Traceback", "TraitError", "site-packages", "WhatIf.begin(", "File "):
        assert part not in everything
    assert "error" not in dict(viewer.heard)


NONSENSE = (
    None, True, -1, 0, 1e308, "x" * 10_000, "../../etc/passwd", "<b>1</b>", [], [None], {}, {"a": {}},
)  # fmt: skip
KINDS = (
    "amounts",
    "scenario",
    "language",
    "reset",
    "village",
    "budget",
    "guess",
    "code",
    "export",
    "sort",
)
FIELDS = ("id", "name", "lang", "value", "amounts", "number", "year", "code", "rows", "page", "query")


@pytest.mark.parametrize("app", published())
def test_no_app_answers_nonsense_with_more_than_a_sentence(alone, app):
    """Every widget gets wrong states and wrong messages; the kernel lives and gives nothing away."""
    other = Viewer(alone, app)
    widgets = other.widgets()
    ours = {model: state for model, state in widgets.items() if state.get("_model_module") == "anywidget"}
    try:
        for k, (model, state) in enumerate(ours.items()):
            for trait in [name for name in state if not name.startswith("_")][:8]:
                wrong = {"method": "update", "state": {trait: NONSENSE[k % len(NONSENSE)]}}
                other.send("comm_msg", {"comm_id": model, "data": wrong})
            for j, kind in enumerate(KINDS):
                content = {field: NONSENSE[(j + i) % len(NONSENSE)] for i, field in enumerate(FIELDS)}
                data = {"method": "custom", "content": content | {"kind": kind}}
                other.send("comm_msg", {"comm_id": model, "data": data})
            other.slow_down()
        assert other.done(seconds=150)
        assert other.alive()
        everything = json.dumps(other.heard) + other.page
        betrayed = re.findall(r"Traceback|\w+Error\b|site-packages|File \W*/|[^\s\"]+\.py\b", everything)
        assert betrayed == []
        assert "error" not in dict(other.heard)
    finally:
        other.close()


# --- what can be asked for over HTTP -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "api/kernels", "api/contents", "voila/api/contents", "api/sessions", "api/terminals", "api/status",
        "voila/files/what_if.ipynb", "voila/render/what_if.ipynb", "voila/tree", "app/what_if.ipynb",
        "app/..%2F01_scenario", "app/%2e%2e/01_scenario", "app/other", "static/../serve.py",
        "static/%2e%2e/serve.py", "static/..%2fserve.py", "voila/static/%2e%2e/app.py",
        "voila/templates/lab/static/%2e%2e/index.html.j2", "voila/templates/wuli/static/x",
        "voila/labextensions/jupyterlab_pygments/package.json", "voila/labextensions/%2e%2e/x",
    ],
)  # fmt: skip
def test_only_what_a_page_needs_can_be_fetched(server, path):
    status, text = get(server + path)
    assert status in (403, 404)
    assert "Traceback" not in text
    assert "import " not in text


def test_a_page_shows_neither_its_code_nor_a_path(viewer):
    assert "from sim" not in viewer.page
    assert "site-packages" not in viewer.page


@pytest.mark.parametrize("query", ["template=../../x", "theme=x/../y", "template=classic", "lang=%00"])
def test_neither_template_nor_theme_can_be_chosen_from_outside(alone, query):
    status, text = get(f"{alone}app/what_if?{query}")
    assert status == 200
    assert "static/wuli/wuli.css" in text


def test_a_kernel_cannot_be_ended_by_the_interface_for_it(viewer, server):
    assert get(f"{server}api/kernels/{viewer.kernel}", "DELETE")[0] in (403, 405)
    assert viewer.alive()


def test_a_policy_forbids_the_browser_every_other_host(server):
    import urllib.request

    with urllib.request.urlopen(server) as answer:
        policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "http:" not in policy
    assert "https:" not in policy


# --- kernels ---------------------------------------------------------------------------------------------


def test_a_page_that_is_left_gives_its_kernel_back(alone):
    other = Viewer(alone)
    assert kernels(alone) == 2
    assert other.leave() == 204
    assert kernels(alone) == 1
    other.socket.close()


def test_a_kernel_that_nobody_is_connected_to_is_found_and_ended(alone):
    assert get(f"{alone}app/what_if")[0] == 200
    assert kernels(alone) == 2
    assert wait_until(lambda: kernels(alone) == 1)


def test_a_connected_viewer_keeps_its_kernel(viewer):
    time.sleep(4)
    assert viewer.alive()


def test_one_viewer_too_many_is_asked_to_wait_and_told_so(alone):
    others = [Viewer(alone) for _ in range(MOST - 1)]
    status, text = get(f"{alone}app/what_if")
    assert (status, "请稍候" in text) == (503, True)
    assert "Too many visitors" in get(f"{alone}app/what_if?lang=en")[1]
    for other in others:
        assert other.alive()
        other.close()


def test_a_viewer_whose_connection_breaks_off_leaves_no_kernel(alone):
    """A hard close: no good-bye, the socket is simply gone."""
    other = Viewer(alone)
    other.socket.socket.shutdown(socket.SHUT_RDWR)
    assert wait_until(lambda: kernels(alone) == 1)


def test_whoever_has_left_is_forgotten_within_a_minute():
    """Lost without a word: two pings unanswered, or idle for long enough, and then a look."""
    assert max(serving.IDLE_SECONDS, 3 * serving.PING_SECONDS) + serving.IDLE_LOOK_SECONDS < 55


# --- address and token -------------------------------------------------------------------------------------


def test_a_port_that_is_taken_is_said_in_one_line():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(InputFaults, match=f"^port {port} is in use; choose another such as --port 8900$"):
            serve(port=port)


@pytest.mark.parametrize(
    ("port", "host", "said"), [(70000, "127.0.0.1", "65535"), (0, "no.such.host.", "no.such")]
)
def test_an_address_that_cannot_be_is_said_in_one_line(port, host, said):
    with pytest.raises(InputFaults, match=said):
        serve(port=port, host=host)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"base_url": "/a b/"}, "/a b/"),
        ({"base_url": "../x"}, "../x"),
        ({"visits": "no/such/v.csv"}, "no/such"),
    ],
)
def test_an_option_that_cannot_be_is_said_in_one_line(options, said):
    with pytest.raises(InputFaults, match=re.escape(said)):
        serve(port=0, **options)


@pytest.fixture(scope="module")
def closed(tmp_path_factory):
    """A server below a path that asks for a password or a token, and what it has written of its visits."""
    log = tmp_path_factory.mktemp("visits") / "visits.csv"
    options = {"password": "open sesame", "token": "t0ken", "base_url": "wuli", "forked": False}
    process, address = start(**options, visits=str(log))
    yield address, log
    assert stop(process, signal.SIGTERM)[0] == 0  # as a service manager stops it


def test_with_a_password_nothing_opens_without_it(closed):
    address, _ = closed
    assert address.endswith("/wuli/")
    for path in ("", "app/what_if"):
        assert get(address + path)[0] == 302
    kernel = f"api/kernels/{uuid.uuid4()}"
    assert get(address + kernel)[0] in (302, 403)
    assert get(f"{address}voila/api/shutdown/{uuid.uuid4()}", "POST")[0] in (302, 403)
    assert get(f"{address}?token=wrong")[0] == 302
    assert get(f"{address}healthz")[0] == 200


def test_with_a_password_no_websocket_opens_without_it(closed):
    address, _ = closed
    viewer = Browser(address)
    viewer.log_in("open sesame")
    kernel = re.search(r'"kernelId": "([\w-]+)"', viewer.get("app/what_if")[1])[1]
    channels = f"{address.replace('http', 'ws')}api/kernels/{kernel}/channels?session_id=x"
    with pytest.raises(InvalidStatus) as refusal, connect(channels, subprotocols=[PROTOCOL]):
        pass
    assert refusal.value.response.status_code == 403
    cookies = {"Cookie": viewer.cookies}
    with connect(channels, subprotocols=[PROTOCOL], additional_headers=cookies):
        pass
    assert viewer.get(f"voila/api/shutdown/{kernel}", method="POST")[0] == 204


@pytest.mark.parametrize("secret", ["open sesame", "t0ken"])
def test_the_password_leads_to_the_page_that_was_asked_for(closed, secret):
    viewer = Browser(closed[0])
    status, text = viewer.get("login?next=/wuli/%3Flang=en")
    assert status == 200
    assert "Please enter the password" in text
    assert viewer.log_in(secret, after="/wuli/?lang=en")[0] == 200
    assert viewer.at.endswith("/wuli/?lang=en")
    assert "What if" in viewer.get("?lang=en")[1]


def test_a_wrong_password_costs_a_moment_and_opens_nothing(closed):
    viewer = Browser(closed[0])
    began = time.monotonic()
    status, text = viewer.log_in("Open Sesame")
    assert (status, "密码不对" in text) == (401, True)
    assert time.monotonic() - began > 0.9
    assert get(closed[0])[0] == 302


@pytest.mark.parametrize(
    "after", ["http://elsewhere.example/", "//elsewhere.example", "/elsewhere", "https:elsewhere"]
)
def test_a_login_leads_to_no_other_site(closed, after):
    viewer = Browser(closed[0])
    viewer.log_in("open sesame", after=after)
    assert viewer.at.startswith(closed[0])


def test_a_token_in_the_address_logs_in(closed):
    assert get(f"{closed[0]}?token=t0ken")[0] == 200


def test_the_visits_are_kept_without_a_trace_of_the_visitor(closed):
    address, log = closed
    get(f"{address}?token=t0ken&name=secret", headers={"User-Agent": "secret"})
    lines = log.read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(r"[-\d]{10} [:\d]{8},(/|what_if|\?),\d{3},\d+\.\d{3}", line) for line in lines)
    assert any(line.split(",")[1:3] == ["/", "200"] for line in lines)


def test_the_base_path_without_its_slash_leads_to_the_gallery(closed):
    assert get(closed[0].rstrip("/"))[0] == 302


def test_a_register_that_no_scenario_can_be_run_on_is_told_and_nothing_is_served(tmp_path, root):
    """Nobody has said how much of the published amounts these forty villages receive."""
    pd.read_csv(DATA / "villages.csv").head(40).to_csv(tmp_path / "county.csv", index=False)
    command = [sys.executable, "-m", "sim.cli", "apps", "--port", "0", "--no-browser", "--lang", "en"]
    environment = {**os.environ, "WULI_VILLAGES": str(tmp_path / "county.csv")}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120)
    assert done.returncode == 2
    assert "this register has 40: how much of them is its own? Add --amounts villages" in done.stderr
    assert done.stderr.strip().endswith("so no page is served")
    assert "Traceback" not in done.stderr
