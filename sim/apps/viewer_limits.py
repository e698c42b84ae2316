"""What the page server bears: connections and names at its door, and what one viewer may take."""

from __future__ import annotations

import asyncio
import ipaddress
import os
import socket
import statistics
import sys
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from tornado.httpserver import HTTPServer
from tornado.httputil import (
    HTTPConnection,
    HTTPHeaders,
    HTTPMessageDelegate,
    HTTPServerRequest,
    RequestStartLine,
    ResponseStartLine,
)
from tornado.iostream import IOStream
from tornado.routing import Router
from tornado.web import Application, RequestHandler

from sim.runs.machine import cores

# ---- The door of the page server -----------------------------------------------------------------
# How many connections it holds, for how long, and under which names it answers.
#
# Tornado alone holds every connection that is opened, for an hour, until the process has no descriptor left
# for anybody; and it answers to any name, so that a page of another site can point its own name here and
# read.

_MOST_DESCRIPTORS = 8192  # as many as we raise the soft limit to
_OWN_DESCRIPTORS = 48  # what the server holds without any viewer, and some air
_OF_A_KERNEL, _OF_A_SOCKET = 20, 9  # a kernel with its page's connection, and another connection to it
_SPARE_SOCKETS = 4
_MOST_CONNECTIONS, _LEAST_CONNECTIONS = 1500, 32
IDLE, BODY = 20.0, 20.0  # s for the headers of a request (and between two of them), and for its body
_UNREAD = 30_000  # ms until a connection is let go whose other end takes nothing, or is gone
_KEEPALIVE = {"TCP_KEEPIDLE": 30, "TCP_KEEPINTVL": 10, "TCP_KEEPCNT": 3, "TCP_USER_TIMEOUT": _UNREAD}
_LARGEST_BODY, _LARGEST_HEADERS, _LARGEST_BUFFER = 1 << 16, 1 << 15, 1 << 20
_READ_AT_ONCE = 1 << 13  # bytes; what was read is passed on, even when its sender has gone meanwhile
_LONGEST_PATH = 4096
MOST_ADDRESSES = 4096  # of which something is remembered
LOOPBACK_NAMES = ("localhost", "ip6-localhost", "localhost.localdomain")
EVERYWHERE = ("", "0.0.0.0", "::")


def raise_descriptors() -> int:
    """How many descriptors this process may have, after raising the soft limit as far as is sensible."""
    if sys.platform == "win32":
        return _MOST_DESCRIPTORS
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _MOST_DESCRIPTORS if hard == resource.RLIM_INFINITY else min(hard, _MOST_DESCRIPTORS)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
    return _MOST_DESCRIPTORS if soft == resource.RLIM_INFINITY else soft


@dataclass(frozen=True)
class Room:
    """What the descriptors of this process carry: kernels, further sockets to kernels, and connections."""

    kernels: int
    sockets: int
    connections: int


def room(descriptors: int, wanted: int) -> Room:
    """Room for up to `wanted` kernels, each with a page and a second connection of that page."""
    free = descriptors - _OWN_DESCRIPTORS - _LEAST_CONNECTIONS - _SPARE_SOCKETS * _OF_A_SOCKET
    kernels = max(1, min(wanted, int(free / (_OF_A_KERNEL + 2 + _OF_A_SOCKET / 4))))
    sockets = _SPARE_SOCKETS + kernels // 4
    connections = descriptors - _OWN_DESCRIPTORS - kernels * _OF_A_KERNEL - sockets * _OF_A_SOCKET
    return Room(kernels, sockets, max(_LEAST_CONNECTIONS // 2, min(_MOST_CONNECTIONS, connections)))


# --- connections -----------------------------------------------------------------------------------------


@dataclass(eq=False)
class _Guest:
    """A connection: from where, and whether a whole request of it is being answered."""

    stream: IOStream
    address: str
    answered: bool = False


class Door(HTTPServer):
    """An HTTP server with room for so many connections, half of them for one address.

    Where there is no more, the connection goes that has said least for longest: one without a whole request.
    So whoever fills the room with unfinished requests pushes out his own.
    """

    def initialize(self, request_callback: Any, most: int = _MOST_CONNECTIONS, **options: Any) -> None:  # type: ignore[override]
        own = {
            "idle_connection_timeout": IDLE, "body_timeout": BODY, "max_body_size": _LARGEST_BODY,
            "max_header_size": _LARGEST_HEADERS, "max_buffer_size": _LARGEST_BUFFER,
            "chunk_size": _READ_AT_ONCE,
        }  # fmt: skip
        super().initialize(request_callback, **(own | options))
        self.most = most
        self.guests: dict[IOStream, _Guest] = {}

    def handle_stream(self, stream: IOStream, address: Any) -> None:
        guest = _Guest(stream, neighbourhood(str(address[0])) if address else "")
        if not self.has_room(guest.address):
            stream.close()
            return
        _watch_over(stream.socket)
        self.guests[stream] = guest
        super().handle_stream(stream, address)

    def has_room(self, address: str) -> bool:
        """Whether one more may come in, if need be in place of one that waits with an unfinished request."""
        if len(self.guests) < self.most // 2:  # most of the time, and told at once
            return True
        self.guests = {stream: guest for stream, guest in self.guests.items() if not stream.closed()}
        for guests, most in ((self.of(address), self.most // 2), (self.of(), self.most)):
            if len(guests) < most:
                continue
            waiting = next((guest for guest in guests if not guest.answered), None)
            if waiting is None:
                return False
            self.guests.pop(waiting.stream).stream.close()
        return True

    def of(self, address: str = "") -> list[_Guest]:
        """The connections of an address, or all, the oldest first."""
        return [guest for guest in self.guests.values() if not address or guest.address == address]

    def start_request(self, server_conn: Any, request_conn: HTTPConnection) -> HTTPMessageDelegate:
        guest = self.guests.get(server_conn.stream)
        if guest is not None:
            guest.answered = False
        return _Heard(super().start_request(server_conn, request_conn), request_conn, guest)


class _Heard(HTTPMessageDelegate):
    """A request as it comes in: notes when it is whole, and believes a proxy of this machine who asks."""

    def __init__(self, delegate: HTTPMessageDelegate, connection: Any, guest: _Guest | None) -> None:
        self.delegate, self.connection, self.guest = delegate, connection, guest

    def headers_received(
        self, start_line: RequestStartLine | ResponseStartLine, headers: HTTPHeaders
    ) -> Awaitable[None] | None:
        context = self.connection.context
        peer = str(context.address[0]) if isinstance(context.address, tuple) else ""
        context.remote_ip, context.protocol = _forwarded(peer, headers)
        return self.delegate.headers_received(start_line, headers)

    def data_received(self, chunk: bytes) -> Awaitable[None] | None:
        return self.delegate.data_received(chunk)

    def finish(self) -> None:
        if self.guest is not None:
            self.guest.answered = True
        self.delegate.finish()

    def on_connection_close(self) -> None:
        self.delegate.on_connection_close()


def _forwarded(peer: str, headers: HTTPHeaders) -> tuple[str, str]:
    """Who asks, and whether by http or https; only a proxy on this machine may say it of somebody else."""
    if not is_loopback(peer):
        return peer, "http"
    last = headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip()
    proto = headers.get("X-Forwarded-Proto", "http").rsplit(",", 1)[-1].strip().lower()
    return (last if _is_address(last) else peer), ("https" if proto == "https" else "http")


def _watch_over(line: socket.socket) -> None:
    """Let the system find out that the other end is gone, or takes nothing of what it asked for."""
    with suppress(OSError):
        line.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for name, value in _KEEPALIVE.items():
            if hasattr(socket, name):
                line.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def _is_address(text: str) -> bool:
    with suppress(ValueError):
        return bool(ipaddress.ip_address(text))
    return False


def is_loopback(text: str) -> bool:
    return _is_address(text) and ipaddress.ip_address(text).is_loopback


def neighbourhood(address: str) -> str:
    """What counts as one sender: an address, of IPv6 the network that a single household is given."""
    if not _is_address(address):
        return address
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address) and not found.is_loopback:
        return str(ipaddress.ip_network((int(found), 64), strict=False))
    return str(found)


# --- names -----------------------------------------------------------------------------------------------


class Names(Router):
    """Sends a request to the application, or to whoever refuses: for a foreign name, or for a senseless path.

    A request that names a host that is not ours comes from a page of another site whose name was pointed here
    (DNS rebinding): to the browser we would be that site. An address instead of a name cannot be pointed.
    """

    def __init__(
        self,
        app: Application,
        host: str,
        allowed: Iterable[str],
        foreign: type[RequestHandler],
        odd: type[RequestHandler],
    ) -> None:
        self.app, self.foreign, self.odd = app, foreign, odd
        self.everywhere = host in EVERYWHERE
        self.names = {_plain_name(name) for name in (*allowed, *_own_names(host))}

    def find_handler(self, request: HTTPServerRequest, **kwargs: Any) -> HTTPMessageDelegate | None:
        if not self.knows(request.host_name):
            return self.app.get_handler_delegate(request, self.foreign)
        if not _is_sensible(request.path):
            return self.app.get_handler_delegate(request, self.odd)
        return self.app.find_handler(request, **kwargs)

    def knows(self, host: str) -> bool:
        name = _plain_name(host)
        if _is_address(name):
            return self.everywhere or is_loopback(name) or name in self.names
        return name in self.names


def _plain_name(host: str) -> str:
    return host.strip().strip("[]").rstrip(".").lower()


def _own_names(host: str) -> set[str]:
    """Under which names this machine answers; its own, where it listens on all of its addresses."""
    names = {*LOOPBACK_NAMES, host}
    if host not in LOOPBACK_NAMES and not is_loopback(host):
        name = socket.gethostname()
        names |= {name, name.split(".")[0], f"{name.split('.')[0]}.local"}
        with suppress(OSError):
            names.add(socket.getfqdn())
    return names - {""}


def _is_sensible(path: str) -> bool:
    """Whether a path may be looked up: no control characters, written out or not, and of sensible length."""
    decoded = path
    for _ in range(3):  # %2500 is %00 to whoever decodes twice
        if len(decoded) > _LONGEST_PATH or any(ord(sign) < 32 or ord(sign) == 127 for sign in decoded):
            return False
        decoded = unquote(decoded, errors="replace")
    return "\ufffd" not in decoded


def lan_address() -> str:
    """This machine's address as others of its network know it; blank where there is none. Sends nothing."""
    for family, far in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as line:
            line.connect((far, 9))
            found = str(line.getsockname()[0])
            if not is_loopback(found):
                return found
    return ""


# ---- What one viewer may take: messages, whole states, connections, pages that he leaves, and computing time
# Who takes more waits, or is not heard, and nobody else with him.

MESSAGES_PER_SECOND, BURST = 60, 240
_FREE_SIZE = 1 << 12  # bytes of a message that cost as much as the message itself
_DROPPED_AT_ONCE, DROPPED_PER_SECOND = 6000, 100  # of a flood; to drop more would keep others waiting
# Opening the control comm, and asking for all widgets through it: a page does both whenever it connects.
_WHOLE_STATES, _WHOLE_STATES_PER_SECOND = 100, 1.0
COMPUTING_BURST, _BURST_SECONDS = 2.0, 4.0  # what may be computed at once, s, and of how long a share
_LONGEST_WAIT = 8.0  # s; shorter than a ping's
# Of the cores that nothing else uses; of all, however busy they are.
_SHARED_CORES, _ALWAYS_SHARED = 0.6, 0.25
_LEAST_SHARE = 0.1  # cores
BUSY, LONGEST_TURN = 0.25, 2.0  # of the cores: from then on pages open in turn; what a turn lasts at most, s
MOST_COMPUTING = 8  # messages that a kernel was sent and is not done with
SHARE_SECONDS, _LATELY = 1.0, 0.3  # how often shares are told anew, and the weight of the last of them
OPENINGS, _OPENINGS_PER_SECOND = 20, 0.5  # of sockets to one kernel, whether they stay open or not
LEFT_PAGES, _LEFT_PER_SECOND = 6, 0.25  # pages that one address may leave before they are there
MOST_OWED = 3.0  # the longest wait for one more, s


def price(message: str | bytes) -> float:
    """What a viewer's message counts as, in messages."""
    return 1 + len(message) / _FREE_SIZE


class Allowance:
    """A bucket that refills steadily, so that a flood cannot keep a kernel busy."""

    def __init__(
        self, burst: float = BURST, per_second: float = MESSAGES_PER_SECOND, owed: float = 1.0
    ) -> None:
        self.burst, self.per_second, self.owed = float(burst), per_second, owed
        self.left, self.then = self.burst, time.monotonic()

    def take(self, cost: float = 1.0) -> bool:
        now = time.monotonic()
        self.left = min(self.burst, self.left + (now - self.then) * self.per_second) - cost
        self.then = now
        self.left = max(self.left, -self.owed)
        return self.left >= 0


class _Use:
    """How many cores something has used lately; `computed` tells the seconds that it has computed in all."""

    def __init__(self, computed: Callable[[], float]) -> None:
        self.computed = computed
        self.seen, self.looked, self.rate = computed(), time.monotonic(), 0.0

    def look(self) -> float:
        now, used = time.monotonic(), self.computed()
        lately = (used - self.seen) / max(SHARE_SECONDS / 2, now - self.looked)
        self.rate += (lately - self.rate) * _LATELY
        self.seen, self.looked = used, now
        return self.rate


class Fairness:
    """What one kernel may take, through however many connections: messages, whole states, computing time.

    Who computes more than is left for one (see `share_of_each`) waits; nobody else's sliders wait for him.
    """

    def __init__(self, pid: int | None) -> None:
        self.messages = Allowance()
        self.states = Allowance(_WHOLE_STATES, _WHOLE_STATES_PER_SECOND)
        self.dropped = Allowance(_DROPPED_AT_ONCE, DROPPED_PER_SECOND)
        self.openings = Allowance(OPENINGS, _OPENINGS_PER_SECOND)
        self.pid = pid
        self.used, self.debt, self.then = computed(pid), 0.0, time.monotonic()
        self.use = _Use(lambda: computed(pid))
        self.computing, self.done = set[str](), asyncio.Event()

    def wait(self, share: float) -> float:
        """Seconds that the next message has to wait; `share` is in cores."""
        now, used = time.monotonic(), computed(self.pid)
        self.debt = max(0.0, self.debt + used - self.used - (now - self.then) * share)
        self.used, self.then = used, now
        at_once = min(COMPUTING_BURST, _BURST_SECONDS * share)
        return min(_LONGEST_WAIT, max(0.0, self.debt - at_once) / share)

    async def turn(self) -> None:
        """Wait until the kernel has done most of what it was sent: what lies with it is not to be held back.

        It is not told so while no connection hears it; therefore not for ever.
        """
        while len(self.computing) >= MOST_COMPUTING:
            self.done.clear()
            try:
                await asyncio.wait_for(self.done.wait(), _LONGEST_WAIT)
            except TimeoutError:
                self.computing.clear()

    def send(self, msg_id: str) -> bool:
        """Note a message that the kernel is to be sent; not with the id of one that it is still busy with."""
        if msg_id in self.computing:
            return False
        self.computing.add(msg_id)
        return True

    def finish(self, msg_id: str) -> None:
        """Note that the kernel is done with a message."""
        self.computing.discard(msg_id)
        self.done.set()


def share_of_each(used: list[float], there: float) -> float:
    """How many cores one may use, such that those who use less get all they want and the others as much each.

    Where there is not enough for anybody, those who use what most do are left to the system: to make all of
    them wait would help none.

    used   what each has used lately
    there  cores for all of them
    """
    left, largest = there, 0.0
    for place, one in enumerate(sorted(used)):
        equal = left / (len(used) - place)
        if one > equal:
            return max(_LEAST_SHARE, equal, 1.5 * statistics.median_low(used))
        left, largest = left - one, one
    return max(_LEAST_SHARE, largest + left)


def computed(pid: int | None) -> float:
    """Seconds that a process has computed; nothing where that cannot be asked (Linux only)."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def computed_by_all() -> float | None:
    """Seconds that all of the machine's cores have computed; None where we cannot tell or have but a part."""
    if cores() != os.cpu_count():
        return None
    try:
        user, nice, system, _, _, *rest = map(int, Path("/proc/stat").read_text().split(maxsplit=9)[1:9])
    except OSError:
        return None
    return (user + nice + system + sum(rest)) / os.sysconf("SC_CLK_TCK")


class Elsewhere:
    """How many cores are used by what is no kernel: this server, and whatever else the machine does."""

    def __init__(self) -> None:
        self.whole = computed_by_all() is not None
        self.use = _Use(lambda: computed_by_all() or 0.0) if self.whole else _Use(time.process_time)

    def look(self, kernels: float) -> float:
        """`kernels` are the cores that all kernels have used."""
        return max(0.0, self.use.look() - kernels * self.whole)

    def leaves(self, kernels: float) -> float:
        """How many cores there are for kernels. A batch on the same machine does not stop the pages."""
        return max(_ALWAYS_SHARED * cores(), _SHARED_CORES * (cores() - self.look(kernels)))


class LeftPages:
    """Pages that were asked for and left before they were there, by address.

    A few are what people do. Whoever leaves many waits a while for the next: until then a page costs us
    nothing, and a page that is left while it waits never does.
    """

    def __init__(self) -> None:
        self.allowances: OrderedDict[str, Allowance] = OrderedDict()

    def of(self, address: str) -> Allowance:
        address = neighbourhood(address)
        found = self.allowances.setdefault(address, Allowance(LEFT_PAGES, _LEFT_PER_SECOND, MOST_OWED))
        self.allowances.move_to_end(address)
        if len(self.allowances) > MOST_ADDRESSES:
            self.allowances.popitem(last=False)
        return found

    def add(self, address: str) -> None:
        self.of(address).take()

    def wait(self, address: str) -> float:
        """Seconds that the next page of an address has to wait."""
        found = self.of(address)
        found.take(0.0)
        return max(0.0, -found.left)
