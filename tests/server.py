"""A page server in a process of its own, and a viewer that speaks to it without a browser."""

import http.cookiejar
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from itertools import pairwise

from sim.apps.viewer_limits import BURST, MESSAGES_PER_SECOND, Allowance, price

PROTOCOL = "v1.kernel.websocket.jupyter.org"
ADDRESS = re.compile(r"http://\S+")
QUICK = f"s._WARM = '{__name__}:warm_few'"  # for tests that ask nothing of the numbers


def warm_few():
    """Pages of few members are warmed up sooner."""
    from sim.apps.pages import worlds

    worlds.MEMBERS = 50
    from sim.apps.gallery import warm

    yield from warm()


def start(before="", **options):
    """A server on a free port: (process, address). `before` is Python that runs in it first."""
    call = f"import sim.apps.serve as s\n{before}\ns.serve(port=0, **{options!r})"
    environment = {**os.environ, "WULI_LANG": "zh"}
    command = [sys.executable, "-c", call]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    for line in process.stdout:
        if found := ADDRESS.search(line):
            return process, found[0].split("（")[0].split("?")[0]
    raise RuntimeError(f"the server ended with {process.wait()}")


def stop(process, number=signal.SIGINT):
    """Ctrl-C, or another signal: (exit code, what it said last)."""
    process.send_signal(number)
    said = process.communicate(timeout=90)[0]  # a machine at its limit is slow
    return process.returncode, said.strip().splitlines()[-1]


def get(address, method="GET", headers=(), timeout=30):
    """(status, text) of a request that follows no redirect."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *args):
            return None

    request = urllib.request.Request(address, method=method, headers=dict(headers))
    try:
        with urllib.request.build_opener(Stay).open(request, timeout=timeout) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, answer.read().decode()


class Browser:
    """Follows redirects and keeps cookies, as little of a browser as a login needs."""

    def __init__(self, address):
        self.address, self.at = address, address
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    @property
    def cookies(self):
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)

    def get(self, path, method="GET", **fields):
        """(status, text); `fields` are posted."""
        data = urllib.parse.urlencode(fields).encode() if fields else None
        request = urllib.request.Request(self.address + path, method=method, data=data)
        try:
            answer = self.opener.open(request, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            self.at = answer.url
            return answer.status, answer.read().decode()

    def log_in(self, password, after="/wuli/"):
        form = self.get("login")[1]
        xsrf = re.search(r'name="_xsrf" value="([^"]+)"', form)[1]
        return self.get("login", method="POST", password=password, next=after, _xsrf=xsrf)


def pack(channel, *parts):
    """A v1 message: count of offsets, offsets, channel, parts."""
    pieces = [channel.encode(), *parts]
    offsets = [8 * (len(pieces) + 2)]
    for piece in pieces:
        offsets.append(offsets[-1] + len(piece))
    numbers = [len(offsets), *offsets]
    return b"".join(number.to_bytes(8, "little") for number in numbers) + b"".join(pieces)


def unpack(message):
    """(channel, header, content) of a v1 message."""
    count = int.from_bytes(message[:8], "little")
    offsets = [int.from_bytes(message[8 * k : 8 * k + 8], "little") for k in range(1, count + 1)]
    pieces = [message[a:b] for a, b in pairwise(offsets)]
    return pieces[0].decode(), json.loads(pieces[1]), json.loads(pieces[4])


class Viewer:
    """One kernel of an app and a websocket to it."""

    def __init__(self, address, app="what_if"):
        self.address = address
        self.page = get(f"{address}app/{app}")[1]
        self.kernel = re.search(r'"kernelId": "([\w-]+)"', self.page)[1]
        self.socket = self.connect(subprotocols=[PROTOCOL])
        self.heard, self.sent, self.pace = [], 0, Allowance()

    @property
    def channels(self):
        return f"{self.address.replace('http', 'ws')}api/kernels/{self.kernel}/channels?session_id=x"

    def connect(self, channels="", **options):
        from websockets.sync.client import connect

        # Entered at once, because a bare connect() is on its way out of the library.
        return connect(channels or self.channels, max_size=None, **options).__enter__()

    def send(self, kind, content, channel="shell", **metadata):
        own = {"msg_id": uuid.uuid4().hex, "msg_type": kind}
        header = own | {"session": "x", "username": "", "version": "5.3"}
        parts = [json.dumps(part).encode() for part in (header, {}, metadata, content)]
        message = pack(channel, *parts)
        self.pace.take(price(message))
        self.socket.send(message)
        self.sent += 1
        return header["msg_id"]

    def slow_down(self):
        """Wait until what was sent is well below what a viewer may send, so that everything arrives."""
        self.pace.take(0.0)
        time.sleep(max(0.0, BURST / 2 - self.pace.left) / MESSAGES_PER_SECOND)

    def listen(self, wanted, seconds=15):
        """The content of the first message for which `wanted(header, content)`; all are kept in `heard`."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                message = self.socket.recv(timeout=max(0.01, end - time.monotonic()))
            except TimeoutError:
                break
            _, header, content = unpack(message)
            self.heard.append((header["msg_type"], content))
            if wanted(header, content):
                return content
        return None

    def alive(self, seconds=15):
        """Whether the kernel answers."""
        self.send("kernel_info_request", {})
        return (
            self.listen(lambda header, content: header["msg_type"] == "kernel_info_reply", seconds)
            is not None
        )

    def done(self, seconds=15):
        """Whether the kernel says of everything that it was sent that it is done with it."""

        def idle(kind, content):
            return kind == "status" and content["execution_state"] == "idle"

        left = self.sent - sum(idle(*one) for one in self.heard)
        return all(
            self.listen(lambda header, content: idle(header["msg_type"], content), seconds)
            for _ in range(left)
        )

    def widgets(self):
        """The page's widgets: the states that the front end asks for when it opens, by model id."""
        comm = uuid.uuid4().hex
        control = {"comm_id": comm, "target_name": "jupyter.widget.control", "data": {}}
        self.send("comm_open", control, version="1.0.0")
        self.send("comm_msg", {"comm_id": comm, "data": {"method": "request_states"}})
        answer = self.listen(lambda header, content: content.get("data", {}).get("method") == "update_states")
        return {model: widget["state"] for model, widget in answer["data"]["states"].items()}

    def ask(self, model, message, seconds=10):
        """Send one of the page's own messages; returns the notice that the viewer is shown, or None.

        The page is reset first, since the same notice twice is shown, and sent, once.
        """
        self.send("comm_msg", {"comm_id": model, "data": {"method": "custom", "content": {"kind": "reset"}}})
        self.send("comm_msg", {"comm_id": model, "data": {"method": "custom", "content": message}})

        def notice(header, content):
            return bool(content.get("data", {}).get("state", {}).get("state", {}).get("notice"))

        shown = self.listen(notice, seconds)
        return shown and shown["data"]["state"]["state"]["notice"]

    def leave(self):
        """What a browser sends when its page is left; returns the status."""
        return get(f"{self.address}voila/api/shutdown/{self.kernel}", "POST")[0]

    def close(self):
        self.leave()
        self.socket.close()
