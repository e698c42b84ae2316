"""The door of the page server: how many connections it holds, for how long, and under which names it answers.

Tornado alone holds every connection that is opened, for an hour, until the process has no descriptor left
for anybody; and it answers to any name, so that a page of another site can point its own name here and read.
"""

from __future__ import annotations

import ipaddress
import socket
import sys
from collections.abc import Awaitable, Iterable
from contextlib import suppress
from dataclasses import dataclass
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

MOST_DESCRIPTORS = 8192  # as many as we raise the soft limit to
OWN_DESCRIPTORS = 48  # what the server holds without any viewer, and some air
OF_A_KERNEL, OF_A_SOCKET = 20, 9  # a kernel with its page's connection, and another connection to it
SPARE_SOCKETS = 4
MOST_CONNECTIONS, LEAST_CONNECTIONS = 1500, 32
IDLE, BODY = 20.0, 20.0  # s for the headers of a request (and between two of them), and for its body
UNREAD = 30_000  # ms until a connection is let go whose other end takes nothing, or is gone
KEEPALIVE = {"TCP_KEEPIDLE": 30, "TCP_KEEPINTVL": 10, "TCP_KEEPCNT": 3, "TCP_USER_TIMEOUT": UNREAD}
LARGEST_BODY, LARGEST_HEADERS, LARGEST_BUFFER = 1 << 16, 1 << 15, 1 << 20
READ_AT_ONCE = 1 << 13  # bytes; what was read is passed on, even when its sender has gone meanwhile
LONGEST_PATH = 4096
MOST_ADDRESSES = 4096  # of which something is remembered
LOOPBACK_NAMES = ("localhost", "ip6-localhost", "localhost.localdomain")
EVERYWHERE = ("", "0.0.0.0", "::")


def raise_descriptors() -> int:
    """How many descriptors this process may have, after raising the soft limit as far as is sensible."""
    if sys.platform == "win32":
        return MOST_DESCRIPTORS
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_DESCRIPTORS if hard == resource.RLIM_INFINITY else min(hard, MOST_DESCRIPTORS)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
    return MOST_DESCRIPTORS if soft == resource.RLIM_INFINITY else soft


@dataclass(frozen=True)
class Room:
    """What the descriptors of this process carry: kernels, further sockets to kernels, and connections."""

    kernels: int
    sockets: int
    connections: int


def room(descriptors: int, wanted: int) -> Room:
    """Room for up to `wanted` kernels, each with a page and a second connection of that page."""
    free = descriptors - OWN_DESCRIPTORS - LEAST_CONNECTIONS - SPARE_SOCKETS * OF_A_SOCKET
    kernels = max(1, min(wanted, int(free / (OF_A_KERNEL + 2 + OF_A_SOCKET / 4))))
    sockets = SPARE_SOCKETS + kernels // 4
    connections = descriptors - OWN_DESCRIPTORS - kernels * OF_A_KERNEL - sockets * OF_A_SOCKET
    return Room(kernels, sockets, max(LEAST_CONNECTIONS // 2, min(MOST_CONNECTIONS, connections)))


# --- connections -----------------------------------------------------------------------------------------


@dataclass(eq=False)
class Guest:
    """A connection: from where, and whether a whole request of it is being answered."""

    stream: IOStream
    address: str
    answered: bool = False


class Door(HTTPServer):
    """An HTTP server with room for so many connections, half of them for one address.

    Where there is no more, the connection goes that has said least for longest: one without a whole request.
    So whoever fills the room with unfinished requests pushes out his own.
    """

    def initialize(self, request_callback: Any, most: int = MOST_CONNECTIONS, **options: Any) -> None:  # type: ignore[override]
        own = {
            "idle_connection_timeout": IDLE, "body_timeout": BODY, "max_body_size": LARGEST_BODY,
            "max_header_size": LARGEST_HEADERS, "max_buffer_size": LARGEST_BUFFER,
            "chunk_size": READ_AT_ONCE,
        }  # fmt: skip
        super().initialize(request_callback, **(own | options))
        self.most = most
        self.guests: dict[IOStream, Guest] = {}

    def handle_stream(self, stream: IOStream, address: Any) -> None:
        guest = Guest(stream, neighbourhood(str(address[0])) if address else "")
        if not self.has_room(guest.address):
            stream.close()
            return
        watch_over(stream.socket)
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

    def of(self, address: str = "") -> list[Guest]:
        """The connections of an address, or all, the oldest first."""
        return [guest for guest in self.guests.values() if not address or guest.address == address]

    def start_request(self, server_conn: Any, request_conn: HTTPConnection) -> HTTPMessageDelegate:
        guest = self.guests.get(server_conn.stream)
        if guest is not None:
            guest.answered = False
        return Heard(super().start_request(server_conn, request_conn), request_conn, guest)


class Heard(HTTPMessageDelegate):
    """A request as it comes in: notes when it is whole, and believes a proxy of this machine who asks."""

    def __init__(self, delegate: HTTPMessageDelegate, connection: Any, guest: Guest | None) -> None:
        self.delegate, self.connection, self.guest = delegate, connection, guest

    def headers_received(
        self, start_line: RequestStartLine | ResponseStartLine, headers: HTTPHeaders
    ) -> Awaitable[None] | None:
        context = self.connection.context
        peer = str(context.address[0]) if isinstance(context.address, tuple) else ""
        context.remote_ip, context.protocol = forwarded(peer, headers)
        return self.delegate.headers_received(start_line, headers)

    def data_received(self, chunk: bytes) -> Awaitable[None] | None:
        return self.delegate.data_received(chunk)

    def finish(self) -> None:
        if self.guest is not None:
            self.guest.answered = True
        self.delegate.finish()

    def on_connection_close(self) -> None:
        self.delegate.on_connection_close()


def forwarded(peer: str, headers: HTTPHeaders) -> tuple[str, str]:
    """Who asks, and whether by http or https; only a proxy on this machine may say it of somebody else."""
    if not is_loopback(peer):
        return peer, "http"
    last = headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip()
    proto = headers.get("X-Forwarded-Proto", "http").rsplit(",", 1)[-1].strip().lower()
    return (last if is_address(last) else peer), ("https" if proto == "https" else "http")


def watch_over(line: socket.socket) -> None:
    """Let the system find out that the other end is gone, or takes nothing of what it asked for."""
    with suppress(OSError):
        line.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for name, value in KEEPALIVE.items():
            if hasattr(socket, name):
                line.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def is_address(text: str) -> bool:
    with suppress(ValueError):
        return bool(ipaddress.ip_address(text))
    return False


def is_loopback(text: str) -> bool:
    return is_address(text) and ipaddress.ip_address(text).is_loopback


def neighbourhood(address: str) -> str:
    """What counts as one sender: an address, of IPv6 the network that a single household is given."""
    if not is_address(address):
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
        self.names = {plain_name(name) for name in (*allowed, *own_names(host))}

    def find_handler(self, request: HTTPServerRequest, **kwargs: Any) -> HTTPMessageDelegate | None:
        if not self.knows(request.host_name):
            return self.app.get_handler_delegate(request, self.foreign)
        if not is_sensible(request.path):
            return self.app.get_handler_delegate(request, self.odd)
        return self.app.find_handler(request, **kwargs)

    def knows(self, host: str) -> bool:
        name = plain_name(host)
        if is_address(name):
            return self.everywhere or is_loopback(name) or name in self.names
        return name in self.names


def plain_name(host: str) -> str:
    return host.strip().strip("[]").rstrip(".").lower()


def own_names(host: str) -> set[str]:
    """Under which names this machine answers; its own, where it listens on all of its addresses."""
    names = {*LOOPBACK_NAMES, host}
    if host not in LOOPBACK_NAMES and not is_loopback(host):
        name = socket.gethostname()
        names |= {name, name.split(".")[0], f"{name.split('.')[0]}.local"}
        with suppress(OSError):
            names.add(socket.getfqdn())
    return names - {""}


def is_sensible(path: str) -> bool:
    """Whether a path may be looked up: no control characters, written out or not, and of sensible length."""
    decoded = path
    for _ in range(3):  # %2500 is %00 to whoever decodes twice
        if len(decoded) > LONGEST_PATH or any(ord(sign) < 32 or ord(sign) == 127 for sign in decoded):
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
