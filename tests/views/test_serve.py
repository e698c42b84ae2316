"""A running server and those who want more of it than it gives."""

import json
import socket
import time

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from sim.faults import InputFaults
from sim.views.serve import serve
from tests.server import PROTOCOL, Viewer, get, pack, start, stop

pytestmark = pytest.mark.slow
MOST = 3


@pytest.fixture(scope="module")
def server():
    """Three kernels at most; one that nobody is connected to is taken for lost after a second."""
    process, address = start("s.IDLE_SECONDS, s.IDLE_LOOK_SECONDS = 1, 1", most_kernels=MOST)
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


def test_a_message_too_long_ends_the_connection_and_nothing_else(server):
    other = Viewer(server)

    def too_long():
        other.socket.send(b"x" * (1 << 20))
        other.listen(lambda header, content: False, seconds=5)

    with pytest.raises(ConnectionClosed):
        too_long()
    assert get(f"{server}healthz", timeout=3)[0] == 200


def test_a_page_of_another_site_cannot_connect(viewer):
    with pytest.raises(InvalidStatus) as refusal:
        viewer.connect(subprotocols=[PROTOCOL], origin="http://elsewhere.example")
    assert refusal.value.response.status_code == 403


# --- what a viewer can send through the page's own widgets -------------------------------------------------


def panel(viewer):
    return next(model for model, state in viewer.widgets().items() if "answered" in state)


@pytest.mark.parametrize(
    "amount", [1e12, -1, float("nan"), float("inf"), "436", True, None, [1], {"x": 1}], ids=str
)
def test_an_amount_that_no_slider_gives_is_refused_in_words(viewer, amount):
    wish = {"kind": "amounts", "number": 1, "amounts": {"resident_staff": amount}}
    notice = viewer.ask(panel(viewer), wish)
    assert "数量应在0到1,500人之间" in notice


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
    for part in ("Traceback", "TraitError", "site-packages", "WhatIf(", "File "):
        assert part not in everything
    assert "error" not in dict(viewer.heard)


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


def test_with_a_token_nothing_opens_without_it_under_a_base_path_too():
    process, address = start(token="open-sesame", base_url="wuli", forked=False)
    try:
        assert address.endswith("/wuli/")
        for path in ("", "app/what_if"):
            assert get(address + path)[0] == 302
        login = get(f"{address}login?next=/wuli/")
        assert login[0] == 200
        assert get(f"{address}?token=open-sesame")[0] == 200
        assert get(f"{address}?token=wrong")[0] == 302
        assert get(f"{address}healthz")[0] == 200
    finally:
        assert stop(process)[0] == 0
