"""Viewers who mean harm: each attack is tried on a server of our own, in bounds, and nobody else notices."""

import contextlib
import json
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sim.apps.guard import LARGEST_MESSAGE, MOST_WAITING, REFUSED_SECONDS, SOCKETS_OF_A_KERNEL
from sim.apps.serve import clear_away_left, own_folder, serve
from sim.apps.viewer_limits import LEFT_PAGES, OPENINGS, computed
from sim.faults import InputFaults
from sim.runs.kernels import MARK
from tests.raw import BINARY, MORE, PONG, TEXT, RawSocket, connect, descriptors, frame, message, resident
from tests.runs.killing import command_line
from tests.server import ADDRESS, QUICK, Browser, Viewer, get, pack, start, stop

pytestmark = pytest.mark.slow
MOST, SHORT = 6, 3.0
MEGABYTE = 1 << 20
PATIENT = f"""{QUICK}
import sim.apps.viewer_limits as d
d.IDLE = d.BODY = {SHORT}
s.IDLE_SECONDS, s.IDLE_LOOK_SECONDS = 3, 1"""


@pytest.fixture(scope="module")
def running():
    """A server with few places that soon gives up on whoever is slow: (process, address)."""
    process, address = start(PATIENT, most_kernels=MOST)
    yield process, address
    assert stop(process)[0] == 0


@pytest.fixture
def viewer(running):
    """An honest viewer who is there during the attack, and still answered after it."""
    viewer = Viewer(running[1])
    yield viewer
    assert viewer.alive()
    viewer.close()


def kernels(address):
    return json.loads(get(f"{address}healthz")[1])["kernels"]


def wait_until(true, seconds=20.0):
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.2)
    return true()


def answers_at_once(address, seconds=1.5):
    began = time.monotonic()
    return get(f"{address}healthz")[0] == 200 and time.monotonic() - began < seconds


def kernel_processes(server):
    """The kernels forked for a server."""
    answering = children(keeper_of(server))
    return children(answering[0]) if answering else []


def keeper_of(server):
    """The warmed process of a server; its only child answers, and that one's children are the kernels."""
    return next(one for one in children(server) if "sim.runs.kernels" in command_line(one))


def children(process):
    threads = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for thread in threads for child in thread.read_text().split()]


# --- framing ---------------------------------------------------------------------------------------------

BILLIONS = struct.pack("!i", 0x7FFFFFFF) + bytes(200)  # the old binary framing: its count of buffers
KIND = b'{"msg_type": "comm_msg", "msg_id": "a"}'
UNREAD = {
    "old framing, billions": BILLIONS,
    "old framing, all of it offsets": struct.pack("!i", 50) + struct.pack("!50I", *[4] * 50),
    "old framing, negative": struct.pack("!i", -1) + bytes(200),
    "v1, billions": (1 << 62).to_bytes(8, "little") * 9,
    "v1, past the end": (6).to_bytes(8, "little") + (1 << 40).to_bytes(8, "little") * 6,
    "v1, overlapping": (6).to_bytes(8, "little") + (56).to_bytes(8, "little") * 6,
    "v1, all offsets": (16000).to_bytes(8, "little") + (8).to_bytes(8, "little") * 16000,
    "v1, deep": pack("shell", KIND, b"{}", b"{}", b'{"a":' * 20000 + b"1" + b"}" * 20000),
    "v1, deep parent": pack("shell", KIND, b"[" * 9000 + b"]" * 9000, b"{}", b"{}"),
    "v1, unclosed texts": pack("shell", KIND, b"{}", b"{}", b'"\\' * 60000),
}  # fmt: skip


@pytest.mark.parametrize("text", [False, True], ids=["binary", "text"])
@pytest.mark.parametrize("name", UNREAD)
def test_what_is_not_in_the_agreed_framing_is_dropped_on_any_connection(running, viewer, name, text):
    """On one that is current and on one that was replaced by another of the same name."""
    process, address = running
    old, new = (RawSocket(address, viewer.kernel, session="same") for _ in range(2))
    assert (old.status, new.status) == (101, 101)
    before = resident(process.pid)
    payload = UNREAD[name].decode("latin-1").encode() if text else UNREAD[name]
    for _ in range(20):
        for one in (old, new):
            one.send(frame(payload[:LARGEST_MESSAGE], TEXT if text else BINARY))
    assert answers_at_once(address)
    assert resident(process.pid) - before < 20 * MEGABYTE
    for one in (old, new):
        one.close()


def test_nothing_is_passed_on_once_a_connection_was_replaced(running, viewer):
    address = running[1]
    with RawSocket(address, viewer.kernel, "twice") as old:
        old.send(frame(message("kernel_info_request", msg_id="first")))
        assert old.hears(b'"first"')
        with RawSocket(address, viewer.kernel, "twice") as new:
            old.send(frame(message("kernel_info_request", msg_id="second")))
            assert not new.hears(b'"second"', 1)  # iopub tells everybody what the kernel has been asked
            new.send(frame(message("kernel_info_request", msg_id="third")))
            assert new.hears(b'"third"')
            assert old.ended()


def test_a_connection_that_goes_before_the_kernel_answers_keeps_no_kernel(running):
    address = running[1]
    other = Viewer(address)
    for _ in range(5):
        RawSocket(address, other.kernel, session="early").close()
    other.socket.close()
    assert wait_until(lambda: kernels(address) == 0)


def test_frames_split_and_joined_are_the_same_messages(running, viewer):
    raw = RawSocket(running[1], viewer.kernel, session="split")
    whole = message("kernel_info_request", msg_id="in-parts")
    raw.send(frame(whole[:50], last=False), frame(b"", PONG), frame(whole[50:90], MORE, last=False))
    raw.send(frame(whole[90:], MORE))
    assert raw.hears(b"in-parts")
    for byte in frame(message("kernel_info_request", msg_id="dribbled")):
        raw.send(bytes([byte]))
    assert raw.hears(b"dribbled")
    raw.send(*(frame(message("kernel_info_request", msg_id=f"joined-{k}")) for k in range(5)))
    assert raw.hears(b"joined-4")
    raw.close()


@pytest.mark.parametrize(
    "frames",
    [
        [frame(b"", claimed=1 << 62)],
        [frame(b"", claimed=LARGEST_MESSAGE + 1)],
        [frame(b"x" * 100_000, last=False), frame(b"x" * 100_000, MORE, last=False)],
        [frame(b"nothing to go on with", MORE)],
        [frame(b"x", last=False), frame(b"x")],
        [frame(b"x", opcode=BINARY | 0x70)],
        [frame(b"x" * 126, opcode=PONG)],
        [frame(b"\xff\xfe", TEXT)],
    ],
    ids=["2^62", "too long", "parts too long", "no start", "two starts", "reserved", "long pong", "no text"],
)
def test_a_frame_that_cannot_be_ends_its_connection_only(running, viewer, frames):
    process, address = running
    before = resident(process.pid)
    with RawSocket(address, viewer.kernel, "odd") as raw:
        raw.send(*frames)
        assert raw.ended()
    assert resident(process.pid) - before < 10 * MEGABYTE


@pytest.mark.parametrize("session", ["", "x" * 65, "%00", "a%20b", "%F0%9F%98%80", "../x"])
def test_a_connection_without_a_usable_name_is_refused(running, viewer, session):
    with RawSocket(running[1], viewer.kernel, session) as raw:
        assert raw.status == 400


# --- queues ----------------------------------------------------------------------------------------------


@pytest.mark.proof
def test_who_asks_for_all_and_never_reads_is_let_go(running, viewer):
    """Pongs come unasked, so that no ping finds him out; nothing of what he asks for is read."""
    process, address = running
    hostile = Viewer(address, "evidence")
    raw = RawSocket(address, hostile.kernel, session="deaf", buffer=4096)
    (own,) = set(kernel_processes(process.pid)) - {kernel_of(viewer, process)} or {0}
    before = resident(process.pid), resident(own)
    opening = {"comm_id": "c", "target_name": "jupyter.widget.control", "data": {}}
    raw.send(frame(message("comm_open", opening)))
    ask = frame(message("comm_msg", {"comm_id": "c", "data": {"method": "request_states"}}))
    most, end = 0, time.monotonic() + 15
    while raw.send(ask, frame(b"", PONG)) and time.monotonic() < end:
        most = max(most, resident(process.pid) - before[0])
        time.sleep(0.02)
    assert most < 50 * MEGABYTE
    assert resident(own) - before[1] < 50 * MEGABYTE
    assert answers_at_once(address)
    hostile.close()
    raw.close()
    assert wait_until(lambda: resident(process.pid) - before[0] < MOST_WAITING)


def kernel_of(viewer, process):
    """The process of the only kernel there was before; found once and kept with its viewer."""
    return getattr(viewer, "process", None) or min(kernel_processes(process.pid))


@pytest.mark.proof
def test_thousands_of_openings_and_messages_stay_small(running, viewer):
    process, address = running
    hostile = Viewer(address)
    own = max(kernel_processes(process.pid))
    before = resident(process.pid), resident(own)
    raw = RawSocket(address, hostile.kernel, session="open")
    for k in range(5000):
        opening = {"comm_id": f"c{k}", "target_name": "jupyter.widget.control", "data": {"x": "y" * 500}}
        raw.send(frame(message("comm_open", opening)))
    assert answers_at_once(address)
    time.sleep(2)
    assert resident(process.pid) - before[0] < 50 * MEGABYTE
    assert resident(own) - before[1] < 50 * MEGABYTE
    raw.close()
    hostile.close()


def test_so_many_sockets_to_one_kernel_and_no_more(running, viewer):
    process, address = running
    before = descriptors(process.pid)
    with ThreadPoolExecutor(20) as pool:
        sockets = list(pool.map(lambda k: RawSocket(address, viewer.kernel, session=f"s{k}"), range(110)))
    assert {one.status for one in sockets} == {101, 429}
    assert [one.status for one in sockets].count(101) < SOCKETS_OF_A_KERNEL
    for one in sockets:
        one.close()
    assert wait_until(lambda: descriptors(process.pid) < before + 12)


@pytest.mark.proof
def test_who_opens_sockets_without_end_waits_and_nobody_with_him(running, viewer):
    address, hostile = running[1], Viewer(running[1])
    for k in range(OPENINGS):
        RawSocket(address, hostile.kernel, session=f"s{k}").close()
    began = time.monotonic()
    with ThreadPoolExecutor(1) as pool:
        more = pool.submit(RawSocket, address, hostile.kernel)
        assert answers_at_once(address)
        assert viewer.alive()
        with more.result() as refused:
            assert refused.status == 429
    assert time.monotonic() - began > REFUSED_SECONDS / 2
    hostile.close()


@pytest.mark.proof
def test_a_flood_of_moves_is_held_back_before_it_lies_with_the_kernel(running, viewer):
    """Else the kernel would go on computing for long, and nothing could hold it back any more."""
    process, address = running
    hostile = Viewer(address)
    own = max(kernel_processes(process.pid))
    panel = next(model for model, state in hostile.widgets().items() if "answered" in state)

    def move(number):
        content = {"kind": "amounts", "number": number, "amounts": {"resident_staff": number}}
        return {"comm_id": panel, "data": {"method": "custom", "content": content}}

    before = computed(own)
    for number in range(1, 11):
        hostile.send("comm_msg", move(number))
    assert hostile.listen(lambda _, told: told.get("data", {}).get("state", {}).get("answered") == 10, 60)
    ten = computed(own) - before
    raw = RawSocket(address, hostile.kernel, session="flood")
    for number in range(11, 511):
        raw.send(frame(message("comm_msg", move(number))))
    raw.line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # nothing more is read
    raw.close()
    before = computed(own)
    assert wait_until(lambda: is_calm(own), 60)
    assert computed(own) - before < 8 * ten  # of two hundred and forty that one may send at once
    assert viewer.alive()
    hostile.close()


def is_calm(process):
    """Whether a process computes next to nothing for half a second."""
    before = computed(process)
    time.sleep(0.5)
    return computed(process) - before < 0.1


# --- slow and many connections ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ",
        b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 60000\r\n\r\npassword=",
        b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
    ],
    ids=["nothing", "headers", "body", "chunks"],
)
def test_slow_requests_are_given_up_and_keep_nobody_out(running, viewer, said):
    process, address = running
    before = descriptors(process.pid)
    lines = [connect(address) for _ in range(300)]
    for line in lines:
        line.sendall(said)
    assert answers_at_once(address)
    assert descriptors(process.pid) > before + 200
    assert wait_until(lambda: descriptors(process.pid) < before + 12, 4 * SHORT)
    for line in lines:
        line.close()


@pytest.mark.parametrize(
    "said",
    [
        b"GET / HTTP/1.1\r\nX: " + b"y" * 60_000,
        b"GET /" + b"y" * 60_000 + b" HTTP/1.1\r\n\r\n",
        b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900000000000\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"NONSENSE\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(300) + b"\r\n\r\n",
    ],
    ids=["long header", "long path", "long body", "two hosts", "nonsense", "tls"],
)
def test_a_request_that_cannot_be_is_refused(running, said):
    answer = b""
    with connect(running[1]) as line, contextlib.suppress(ConnectionError):
        line.sendall(said)
        answer = line.recv(100)
    assert answer == b"" or answer.split(b" ")[1][:1] == b"4"
    assert answers_at_once(running[1])


def test_a_hundred_pages_at_once_fill_the_places_and_are_all_answered(running):
    address = running[1]
    with ThreadPoolExecutor(100) as pool:
        statuses = list(pool.map(lambda _: get(f"{address}app/what_if", timeout=60)[0], range(100)))
    assert set(statuses) == {200, 503}
    assert kernels(address) <= MOST
    assert wait_until(lambda: kernels(address) == 0)


def test_a_request_that_is_broken_off_leaves_no_kernel(running):
    process, address = running
    before = descriptors(process.pid)
    # Well before a page is whole (about 0.4 s): one that came whole is left by whoever read it.
    for pause in (0, 0.02, 0.06, 0.1, 0.15, None):
        line = connect(address)
        line.sendall(f"GET /app/what_if HTTP/1.1\r\nHost: {address.split('/')[2]}\r\n\r\n".encode())
        if pause is None:
            line.recv(1)  # the head of the page comes first
        else:
            time.sleep(pause)
        line.close()
    assert wait_until(lambda: kernels(address) == 0, 2.5)  # sooner than an idle kernel is found
    assert wait_until(lambda: kernel_processes(process.pid) == [])
    assert wait_until(lambda: descriptors(process.pid) < before + 12)


def test_who_leaves_many_pages_waits_for_the_next_one_and_nobody_else_does(running):
    address = running[1]

    def asks(source):
        line = connect(address, source)
        line.sendall(f"GET /app/what_if HTTP/1.1\r\nHost: {address.split('/')[2]}\r\n\r\n".encode())
        return line

    def seconds_until_whole(source):
        began = time.monotonic()
        with asks(source) as line:
            line.settimeout(30)
            while b"</html>" not in (said := line.recv(1 << 20)) and said:
                pass
        return time.monotonic() - began

    for _ in range(LEFT_PAGES + 4):
        asks("127.0.0.3").close()
        time.sleep(0.1)
    with ThreadPoolExecutor(2) as pool:
        later, sooner = (pool.submit(seconds_until_whole, source) for source in ("127.0.0.3", "127.0.0.4"))
        assert sooner.result() < later.result() - 1
    assert wait_until(lambda: kernels(address) == 0)


# --- killed ----------------------------------------------------------------------------------------------


def test_a_kernel_that_is_killed_is_cleared_away_and_the_page_can_tell(running, viewer):
    process, address = running
    before = set(kernel_processes(process.pid))
    other = Viewer(address)
    (own,) = set(kernel_processes(process.pid)) - before
    os.kill(own, signal.SIGKILL)
    assert wait_until(lambda: get(f"{address}api/kernels/{other.kernel}")[0] == 404, 5)
    assert kernels(address) == 1


@pytest.mark.parametrize("which", ["who answers", "who keeps"])
def test_a_nursery_that_is_killed_is_replaced_at_once_and_kernels_go_on(running, viewer, which):
    process, address = running
    keeper = keeper_of(process.pid)
    os.kill(keeper if which == "who keeps" else children(keeper)[0], signal.SIGKILL)
    assert viewer.alive()
    health = json.loads(get(f"{address}healthz")[1])
    assert (health["ok"], health["kernels"]) == (True, 1)
    began = time.monotonic()
    other = Viewer(address)
    assert other.alive()
    assert time.monotonic() - began < 5
    other.close()
    assert wait_until(lambda: json.loads(get(f"{address}healthz")[1])["forked"], 120)
    assert wait_until(lambda: kernels(address) == 1)
    assert keeper_of(process.pid)


@pytest.mark.proof
def test_a_nursery_killed_with_all_that_belongs_to_it_is_opened_anew(running, viewer):
    process, address = running
    keeper = keeper_of(process.pid)
    for one in (keeper, *children(keeper)):
        os.kill(one, signal.SIGKILL)
    assert viewer.alive()
    other = Viewer(address)  # a stock kernel, slower
    assert other.alive()
    other.close()
    assert wait_until(lambda: json.loads(get(f"{address}healthz")[1])["forked"], 120)
    again = Viewer(address)
    assert again.alive()
    assert len(kernel_processes(process.pid)) == 1
    again.close()


# --- who may come in -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def locked():
    """A server that asks for a password with spaces around it; stock kernels, as none is started."""
    options = {"password": " open sesame ", "token": "t0ken&more", "forked": False, "base_url": "/wuli/"}
    os.environ["WULI_PASSWORD"] = "left in the environment"
    try:
        process, address = start(
            "import sim.apps.viewer_limits as d\nd.IDLE = d.BODY = 3.0",
            **options,
            allow_hosts=("wuli.example.cn",),
        )
    finally:
        del os.environ["WULI_PASSWORD"]
    yield process, address
    assert stop(process, signal.SIGHUP)[0] == 0


def guess(address, password, source="127.0.0.1", **headers):
    """(status, seconds, answer) of a try of the login from some address of this machine."""
    host = address.split("/")[2]
    body = f"_xsrf=a&password={password}".encode()
    lines = [
        "POST /wuli/login HTTP/1.1", f"Host: {host}", "Cookie: _xsrf=a", "Connection: close",
        "Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}",
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
    ]  # fmt: skip
    began = time.monotonic()
    with connect(address, source) as line:
        line.settimeout(60)
        line.sendall("\r\n".join([*lines, "", ""]).encode() + body)
        answer = line.makefile("rb").read()
    return int(answer.split(b" ")[1]), time.monotonic() - began, answer


@pytest.mark.parametrize("typed", ["open+sesame", "+open+sesame+", "open+sesame%09", "t0ken%26more"])
def test_spaces_around_a_password_lock_nobody_out(locked, typed):
    assert guess(locked[1], typed, "127.0.0.9")[0] == 302


@pytest.mark.proof
def test_a_hundred_wrong_passwords_cost_whoever_gives_them(locked):
    process, address = locked
    before = resident(process.pid)
    with ThreadPoolExecutor(101) as pool:
        wrong = [pool.submit(guess, address, f"wrong{k}") for k in range(100)]
        time.sleep(0.5)
        status, seconds, _ = guess(address, "open+sesame", "127.0.0.2")
        assert (status, seconds < 1) == (302, True)  # of another, at once
        assert answers_at_once(f"{address}")
        status, seconds, _ = guess(address, "open+sesame")
        assert (status, seconds < 5) == (302, True)  # and of the same, next
        done = [future.result() for future in wrong]
    assert {status for status, _, _ in done} <= {401, 429}
    assert sum(seconds > 0.9 for status, seconds, _ in done if status == 401) >= 60
    assert resident(process.pid) - before < 30 * MEGABYTE


def test_a_wrong_token_costs_as_much_as_a_wrong_password(locked):
    address = locked[1]
    began = time.monotonic()
    assert get(f"{address}?token=t0ken")[0] == 302
    assert get(f"{address}app/what_if", headers={"Authorization": "token wrong"})[0] == 302
    assert time.monotonic() - began > 1.8
    began = time.monotonic()
    assert get(f"{address}?token=t0ken%26more")[0] == 200
    assert time.monotonic() - began < 1


@pytest.mark.proof
def test_guessers_behind_one_proxy_are_told_apart(locked):
    """A proxy on this machine says who asks; nobody else is believed."""
    address = locked[1]
    with ThreadPoolExecutor(40) as pool:
        wrong = [
            pool.submit(guess, address, "x", X_Forwarded_For=f"10.0.0.{k}, 203.0.113.7") for k in range(40)
        ]
        time.sleep(0.3)
        status, seconds, _ = guess(address, "open+sesame", X_Forwarded_For="203.0.113.8")
        assert (status, seconds < 1) == (302, True)
        assert max(future.result()[1] for future in wrong) > 3  # all of them are the proxy's 203.0.113.7


@pytest.mark.parametrize("proto", ["http", "https"])
def test_cookies_go_nowhere_else(locked, proto):
    answer = guess(locked[1], "open+sesame", "127.0.0.3", X_Forwarded_Proto=proto)[2].decode()
    cookies = [line for line in answer.splitlines() if line.startswith("Set-Cookie")]
    assert cookies
    for cookie in cookies:
        assert "HttpOnly" in cookie
        assert re.search("SameSite=(Lax|Strict)", cookie)
        assert ("Secure" in cookie) == (proto == "https")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("evil.example", 403), ("localhost.evil.example", 403), ("203.0.113.5", 403), ("[2001:db8::1]", 403),
        ("127.0.0.1.nip.io", 403), ("evil.example:8866", 403), ("wuli.example.cn", 200),
        ("WULI.example.cn.", 200), ("localhost:1", 200), ("127.0.0.1", 200), ("[::1]", 200),
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["healthz", "static/wuli/wuli.css", "voila/static/voila.js"])
def test_only_our_own_names_are_answered(locked, path, host, status):
    """A name that somebody else points here would make us that site to a browser (DNS rebinding)."""
    found, text = get(locked[1] + path, headers={"Host": host})
    assert found == status
    if status == 403:
        assert "--allow-host" in text


ODD = [
    "%00", "static/%00", "static/wuli/wuli.css%00", "app/%00", "voila/static/%00.js", "%0d%0aX:%20y", "%2500",
    "static/%0a", "app/what_if%0d%0a", "%ff%fe", "static/%c0%ae%c0%ae/x", "login?next=%0d%0aX-Y:%20z",
    "login?next=http://[", "login?lang=%ff", "?lang=%ff&code=%00", "login?next=%00", "static/" + "x" * 5000,
    "a/" * 3000, "voila/api/themes/%00", "voila/api/themes/x/y.css", "voila/labextensions/anywidget/%00",
    "api/kernels/%00", "logout", "logout?x=%00", "%E2%80%AE", "static/wuli/", "voila/static/", "healthz/",
    "api/kernels/00000000-0000-0000-0000-000000000000/channels", "static/wuli/wuli.css/x", "?token=%ff",
    "static/..%5c..%5cserve.py", "static/%2e%2e%2f%2e%2e%2fserve.py", "app/what_if%3f", ";", "%",
    "%zz", "//", "\\",
]  # fmt: skip


@pytest.mark.parametrize("path", ODD, ids=[path[:30] for path in ODD])
@pytest.mark.parametrize("method", ["GET", "POST", "HEAD", "PUT", "OPTIONS", "FOO"])
def test_an_odd_request_is_answered_without_a_traceback(locked, method, path):
    with connect(locked[1]) as line:
        host = locked[1].split("/")[2]
        line.sendall(f"{method} /wuli/{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        answer = line.makefile("rb").read()
    assert int(answer.split(b" ")[1]) < 500
    assert b"Traceback" not in answer
    assert b"\nX-Y" not in answer


def test_kernels_do_not_inherit_the_password(locked):
    process, address = locked
    browser = Browser(address)
    assert browser.log_in("open sesame")[0] == 200
    browser.get("app/what_if?token=t0ken%26more&lang=en")
    environments = [Path(f"/proc/{child}/environ").read_bytes() for child in children(process.pid)]
    assert environments
    for environment in environments:
        assert b"WULI_PASSWORD" not in environment
        assert b"t0ken" not in environment
        assert b"left in the environment" not in environment


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"password": "  "}, "nothing but spaces"),
        ({"token": "\u3000"}, "nothing but spaces"),
        ({"password": "argon2:$argon2id$v=19"}, "not whole"),
        ({"password": "sha256:abc"}, "not whole"),
        ({"allow_hosts": ("http://wuli.example.cn",)}, "bare name"),
    ],
)
def test_what_would_lock_everyone_out_is_told_at_the_start(options, said):
    with pytest.raises(InputFaults, match=said):
        serve(port=0, lang="en", **options)


# --- ended in every way, and short of everything ---------------------------------------------------------


@pytest.fixture
def temporary(monkeypatch):
    """A folder for temporary files that nobody else uses; short, as it holds the name of a socket."""
    with tempfile.TemporaryDirectory(prefix="w") as folder:
        monkeypatch.setenv("TMPDIR", folder)
        yield Path(folder)


def descendants(process):
    found = children(process)
    return [*found, *(below for child in found for below in descendants(child))]


def gone(processes):
    """Whether none is left; one that only waits to be cleared away counts as gone."""
    states = [Path(f"/proc/{one}/stat") for one in processes]
    with contextlib.suppress(OSError):
        return all(not one.exists() or one.read_text().rpartition(")")[2].split()[0] == "Z" for one in states)
    return False


@pytest.mark.proof
def test_a_server_that_is_killed_leaves_no_process_and_no_folder(temporary):
    process, address = start(QUICK)
    viewer = Viewer(address)
    family = descendants(process.pid)
    (own,) = temporary.glob("wuli-*")
    process.kill()
    process.communicate()
    assert wait_until(lambda: gone(family))
    assert wait_until(lambda: not own.exists())
    with pytest.raises(OSError, match="refused"):
        connect(address)
    viewer.socket.close()


def test_the_folder_that_a_killed_server_left_is_removed_by_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name in ("wuli-dead", "wuli-alive", "wuli-of-somebody-else"):
        (tmp_path / name).mkdir()
    (tmp_path / "wuli-dead" / MARK).touch()
    with own_folder() as own:
        clear_away_left()
        assert {path.name for path in tmp_path.iterdir()} == {
            Path(own).name, "wuli-alive", "wuli-of-somebody-else",
        }  # fmt: skip


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM], ids=["hang-up", "term"])
@pytest.mark.parametrize("ready", [True, False], ids=["ready", "warming up"])
def test_a_server_ended_by_a_signal_leaves_no_folder(number, ready, temporary):
    call = f"import sim.apps.serve as s\ns.serve(port=0, forked={not ready})"
    process = subprocess.Popen([sys.executable, "-c", call], stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        if not ready or ADDRESS.search(line):
            break
    process.send_signal(number)
    process.communicate(timeout=30)
    assert process.returncode == 0
    assert list(temporary.glob("wuli-*")) == []


@pytest.mark.proof
def test_few_descriptors_mean_fewer_places_and_nobody_is_dropped():
    limit = "import resource as r\nr.setrlimit(r.RLIMIT_NOFILE, (256, 256))"
    process, address = start(limit, lang="en")
    try:
        health = json.loads(get(f"{address}healthz")[1])
        assert 2 <= health["most"] < 10
        viewers = [Viewer(address) for _ in range(health["most"])]
        assert get(f"{address}app/what_if")[0] == 503
        lines = [connect(address) for _ in range(300)]
        assert answers_at_once(address)
        assert all(viewer.alive() for viewer in viewers)
        assert descriptors(process.pid) < 256
        for line in lines:
            line.close()
        for viewer in viewers:
            viewer.close()
    finally:
        assert stop(process)[0] == 0


@pytest.mark.proof
def test_little_memory_is_said_and_costs_only_whom_it_hits():
    """Address space for the server and its nursery, and none for a kernel that wants a great deal."""
    limit = "import resource as r\nr.setrlimit(r.RLIMIT_AS, (3 << 30, 3 << 30))"
    process, address = start(limit)
    try:
        viewer = Viewer(address)
        status, text = get(f"{address}app/evidence", timeout=60)
        assert (status, "Traceback" in text) == (200, False)
        assert viewer.alive()
        viewer.close()
    finally:
        assert stop(process)[0] == 0


def test_a_token_stands_in_no_log():
    """Neither in what the server says nor in what it says when something breaks."""
    broken = "import sim.apps.handlers as h\nh.Gallery.get = lambda self: 1 / 0"
    call = f"import sim.apps.serve as s\n{broken}\ns.serve(port=0, forked=False, token='s3cret')"
    process = subprocess.Popen(
        [sys.executable, "-c", call], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    said = ""
    for line in process.stdout:
        said += line
        if found := ADDRESS.search(line):
            break
    address = found[0].split("?")[0]
    assert get(f"{address}?token=s3cret&lang=en")[0] == 500
    assert get(f"{address}%00?token=s3cret")[0] == 400
    process.send_signal(signal.SIGTERM)
    said += process.communicate(timeout=30)[0]
    assert "s3cret" not in said
    assert "ZeroDivisionError" in said
