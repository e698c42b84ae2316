"""What stands between a viewer's browser and its kernel: only widget traffic passes, either way.

Voila alone lets one viewer freeze the server (old binary framing), restart a kernel, and shows tracebacks of
callbacks. Everything here refuses by default: what is not on a list does not pass.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import cache, partial
from itertools import pairwise
from typing import Any, NamedTuple, cast

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager, ServerKernelManager
from tornado.iostream import IOStream
from tornado.web import HTTPError, authenticated
from tornado.websocket import WebSocketClosedError
from traitlets import Int, default
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from sim.apps.viewer_limits import (
    BUSY,
    DROPPED_PER_SECOND,
    LONGEST_TURN,
    SHARE_SECONDS,
    Elsewhere,
    Fairness,
    price,
    share_of_each,
)
from sim.runs.kernels import name_sockets
from sim.runs.machine import cores

_PROTOCOL = "v1.kernel.websocket.jupyter.org"
_SESSION = re.compile(r"[\w-]{1,64}", re.ASCII)  # it becomes the name of a ZMQ socket, of 255 bytes at most
LARGEST_MESSAGE = 1 << 17  # bytes; a page's longest message has about 5 kB
PARTS = (6, 64)  # offsets of a v1 message: channel, header, parent, metadata, content, end; more with buffers
DEEPEST = 32  # brackets within brackets; a page sends eight
_BRACKETS, _TEXTS = re.compile(rb"[][{}]"), re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
_PARTING_SECONDS = 0.1  # that a message takes which comes after we have said good-bye
SOCKETS_OF_A_KERNEL = 4  # a page has one, and for a moment a second where its network was away
REFUSED_SECONDS = 2.0  # what one more costs
MOST_WAITING, _MOST_WAITING_IN_ALL = 12 << 20, 96 << 20  # bytes not yet taken; a file has up to 8 MiB
_MOST_KEPT = 1 << 20  # bytes of a kernel's messages that wait for a page whose network is away
_ALLOWED = frozenset({"comm_open", "comm_msg", "comm_close", "comm_info_request", "kernel_info_request"})
_WIDGET_CONTROL = "jupyter.widget.control"
_HELD_BACK = frozenset({"error", "execute_input"})  # what the kernel says and no viewer needs to read


class Refused(Exception):
    """A message that does not pass."""


def split_message(message: Any) -> tuple[str, list[bytes]]:
    """Channel and parts of a v1 message. Raises Refused for anything else.

    Unlike Jupyter's own reader it checks the counts and offsets, which the sender chooses, before using them.
    """
    if not isinstance(message, bytes) or len(message) < 8:
        raise Refused
    count = int.from_bytes(message[:8], "little")
    if not PARTS[0] <= count <= PARTS[1] or len(message) < 8 * (count + 1):
        raise Refused
    offsets = [int.from_bytes(message[8 * k : 8 * k + 8], "little") for k in range(1, count + 1)]
    if offsets != sorted(offsets) or offsets[0] < 8 * (count + 1) or offsets[-1] > len(message):
        raise Refused
    channel, *parts = [message[a:b] for a, b in pairwise(offsets)]
    return channel.decode("ascii", "replace"), parts


class _PassedMessage(NamedTuple):
    """What is to be known of a message that may pass: its id, and whether it costs the kernel much."""

    msg_id: str
    costly: bool


def check_message(message: Any) -> _PassedMessage:
    """What a message is. Raises Refused unless it is widget traffic.

    All four parts are JSON and will be read by the kernel, so none may be deeper or of another kind.
    """
    channel, parts = split_message(message)
    try:
        header, _, _, content = (_read_part(part) for part in parts[:4])
    except (ValueError, RecursionError):
        raise Refused from None
    kind, msg_id = header.get("msg_type"), header.get("msg_id")
    if channel != "shell" or not isinstance(kind, str) or kind not in _ALLOWED or not isinstance(msg_id, str):
        raise Refused
    # A page may only take up the comms that its notebook opened; the control comm lists them.
    if kind == "comm_open" and content.get("target_name") != _WIDGET_CONTROL:
        raise Refused
    data = content.get("data")
    asks_for_all = isinstance(data, dict) and data.get("method") == "request_states"
    return _PassedMessage(msg_id, asks_for_all or kind == "comm_open")


def _read_part(part: bytes) -> dict[str, Any]:
    """One part of a message. Raises ValueError unless it is an object of moderate depth."""
    if depth(part) > DEEPEST:
        raise ValueError
    read = json.loads(part)
    if not isinstance(read, dict):
        raise ValueError
    return read


def depth(part: bytes) -> int:
    """How deep brackets are nested, told before anything is built; those inside texts do not count."""
    deepest = now = 0
    for bracket in _BRACKETS.findall(_TEXTS.sub(b"", part)):
        now += 1 if bracket in b"[{" else -1
        deepest = max(deepest, now)
        if deepest > DEEPEST:
            break
    return deepest


class Outgoing:
    """What all connections together have not got rid of; whoever reads least is let go first."""

    def __init__(self) -> None:
        self.waiting: dict[V1Websocket, int] = {}

    def add(self, viewer: V1Websocket, size: int) -> None:
        self.waiting[viewer] = self.waiting.get(viewer, 0) + size
        if self.waiting[viewer] > MOST_WAITING:
            viewer.let_go()
        while sum(self.waiting.values()) > _MOST_WAITING_IN_ALL:
            max(self.waiting, key=lambda one: self.waiting[one]).let_go()

    def take(self, viewer: V1Websocket, size: int) -> None:
        if viewer in self.waiting:
            self.waiting[viewer] -= size

    def forget(self, viewer: V1Websocket) -> None:
        self.waiting.pop(viewer, None)


class Sockets:
    """The websockets to all kernels: one to each always, a few to one kernel, and so many more in all."""

    def __init__(self, spare: int) -> None:
        self.spare, self.open = spare, dict[str, set[V1Websocket]]()

    def add(self, kernel_id: str, viewer: V1Websocket) -> None:
        """Raises HTTPError where there is no room; those that are being closed have to go first."""
        own = self.open.get(kernel_id, set())
        for one in [one for one in own if one.closing]:
            one.let_go()
            self.remove(kernel_id, one)
        own = self.open.setdefault(kernel_id, set())
        further = sum(len(sockets) for sockets in self.open.values()) - len(self.open)
        if len(own) >= SOCKETS_OF_A_KERNEL or (own and further >= self.spare):
            raise HTTPError(429)
        own.add(viewer)

    def remove(self, kernel_id: str, viewer: V1Websocket) -> None:
        own = self.open.get(kernel_id, set())
        own.discard(viewer)
        if not own:
            self.open.pop(kernel_id, None)


class ReadOnlyConnection(ZMQChannelsWebsocketConnection):
    """A websocket connection that passes widget traffic and nothing else, as long as it is the current one.

    Jupyter reads the framing off the handler, and a handler that was closed has none any more: what came in
    on a replaced connection was read in the old binary framing, whose counts the sender chooses.
    """

    subprotocol = _PROTOCOL  # V1Websocket refuses to open with any other
    connected = ended = False

    def connect(self) -> Any:
        if self.ended:  # it broke off while the kernel was being asked
            raise HTTPError(410)
        self.connected = True
        return super().connect()

    def disconnect(self) -> None:  # type: ignore[override]
        """Once, and counted only where it was connected: else a kernel is kept for nobody."""
        if self.ended:
            return
        self.ended = True
        if self.connected:
            super().disconnect()
            return
        if self._open_sessions.get(self.session_key) is self.websocket_handler:
            self._open_sessions.pop(self.session_key)
        if self.kernel_info_channel is not None and not self.kernel_info_channel.closed():
            self.kernel_info_channel.close()  # whoever waits for this answer must ask anew
            self.kernel_manager.__dict__.pop("_kernel_info_future", None)
            if not self._kernel_info_future.done():
                self._kernel_info_future.set_result({})

    def handle_incoming_message(self, incoming_msg: Any) -> None:
        if self.ended or not self.channels:
            return
        with suppress(Refused):
            checked, fairness = check_message(incoming_msg), _fairness_of(self.kernel_manager)
            if (not checked.costly or fairness.states.take()) and fairness.send(checked.msg_id):
                super().handle_incoming_message(incoming_msg)

    def _on_zmq_reply(self, stream: Any, msg_list: Any) -> None:
        kind = kind_of(msg_list)
        if (done := done_with(kind, msg_list)) is not None:
            _fairness_of(self.kernel_manager).finish(done)
        if self.ended or held_back(kind, msg_list):
            return
        with suppress(WebSocketClosedError):
            super()._on_zmq_reply(stream, msg_list)

    def on_restart_failed(self) -> None:
        """The kernel has died: say so, and leave, so that the page looks whether it is still there."""
        with suppress(WebSocketClosedError):
            super().on_restart_failed()
        self.websocket_handler.close(1012)


def _fairness_of(kernel: Any) -> Fairness:
    """What is counted of a kernel; kept with its manager, so that a new connection does not start afresh."""
    if not hasattr(kernel, "fairness"):
        kernel.fairness = Fairness(getattr(getattr(kernel, "provisioner", None), "pid", None))
    return cast("Fairness", kernel.fairness)


def kind_of(parts: list[Any]) -> Any:
    """What kind of message a kernel's (header, parent, metadata, content, …) is."""
    return json.loads(bytes(parts[0])).get("msg_type")


def done_with(kind: Any, parts: list[Any]) -> str | None:
    """The id of the message that a kernel says it is done with; None where it says something else."""
    if kind != "status" or json.loads(bytes(parts[3])).get("execution_state") != "idle":
        return None
    return str(json.loads(bytes(parts[1])).get("msg_id"))


def held_back(kind: Any, parts: list[Any]) -> bool:
    """Whether a kernel's message (header, parent, metadata, content, …) stays on the server."""
    if kind == "stream":
        return bool(json.loads(bytes(parts[3])).get("name") == "stderr")
    return kind in _HELD_BACK


class Curt:
    """Says no more of an error than its number: whoever asks is no person. Jupyter would look for a page."""

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        self.finish(str(status_code))  # type: ignore[attr-defined]


class V1Websocket(Curt, VoilaKernelWebsocketHandler):
    """Refuses every connection that does not speak the v1 protocol, whose framing is unambiguous."""

    connection: ReadOnlyConnection | None = None
    line: IOStream | None = None
    replaced = False

    async def get(self, kernel_id: str) -> None:
        offered = self.request.headers.get("Sec-WebSocket-Protocol", "")
        session = self.get_query_argument("session_id", "")
        if _PROTOCOL not in [name.strip() for name in offered.split(",")] or not _SESSION.fullmatch(session):
            raise HTTPError(400)
        if not self.check_origin():  # Tornado asks only after the kernel's connection has been taken over
            raise HTTPError(403)
        if kernel_id not in self.kernel_manager:
            raise HTTPError(404)
        if not _fairness_of(self.kernel_manager.get_kernel(kernel_id)).openings.take():
            await asyncio.sleep(REFUSED_SECONDS)  # who opens without end waits, and nobody with him
            raise HTTPError(429)
        self.settings["sockets"].add(kernel_id, self)
        try:
            await super().get(kernel_id=kernel_id)
        except TimeoutError:  # the kernel has died meanwhile
            raise HTTPError(404) from None
        finally:
            self.settings["outgoing"].forget(self)
            self.settings["sockets"].remove(kernel_id, self)

    def select_subprotocol(self, subprotocols: list[str]) -> str:
        return _PROTOCOL

    async def open(self, kernel_id: str) -> None:
        self.line = self.ws_connection.stream
        if self.connection is None or self.replaced:  # while the kernel was being asked
            self.let_go()
        else:
            await super().open(kernel_id)

    def close(self, code: int | None = None, reason: str | None = None) -> None:
        """Jupyter closes a connection that is replaced by another of the same name."""
        self.replaced = True
        super().close(code, reason)

    @property
    def closing(self) -> bool:
        """Whether it was opened and is now to be closed; Tornado waits some seconds for the other end."""
        return self.line is not None and (self.replaced or self.connection is None)

    @property
    def over(self) -> bool:
        """Whether nothing is to be passed on any more."""
        gone = self.line is not None and self.line.closed()
        return self.replaced or gone or self.connection is None or self.connection.ended

    async def on_message(self, ws_message: Any) -> None:
        """Pass a message on. The next one is not read before, so that a flood fills the sender's buffers.

        Nothing is read once the connection was replaced: Tornado still delivers it for a few seconds, as
        fast as we take it.
        """
        connection = self.connection
        if connection is None or self.over:
            await asyncio.sleep(_PARTING_SECONDS)
            return
        fairness = _fairness_of(connection.kernel_manager)
        cost = price(ws_message)
        if not fairness.messages.take(cost):
            if not fairness.dropped.take(cost):
                await asyncio.sleep(cost / DROPPED_PER_SECOND)
            return
        share = cast("Kernels", self.kernel_manager).share()
        if (seconds := fairness.wait(share)) > 0:
            await asyncio.sleep(seconds)
        await fairness.turn()
        if not self.over:
            connection.handle_incoming_message(ws_message)

    def write_message(self, message: Any, binary: bool = False) -> Any:
        """Send; what its viewer does not take is counted, and ends the connection when it is too much."""
        done = super().write_message(message, binary)
        if done is not None:
            size, outgoing = len(message), self.settings["outgoing"]
            outgoing.add(self, size)
            done.add_done_callback(lambda _: outgoing.take(self, size))
            done.add_done_callback(lambda future: future.cancelled() or future.exception())
        return done

    def send_ping(self) -> None:
        """A line that has ended while its last message waits its turn is not known as closed yet."""
        with suppress(WebSocketClosedError):
            super().send_ping()

    def let_go(self) -> None:
        """End the connection at once; a closing frame would only wait behind all that is not read."""
        self.settings["outgoing"].forget(self)
        if self.line is not None:
            self.line.close()

    def on_close(self) -> None:
        if self.connection is not None:
            super().on_close()


class PageKernel(ServerKernelManager):
    """A page's kernel, reached by name: a port that was free when chosen may be taken when it is opened."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        name_sockets(self)


class Kernels(AsyncMappingKernelManager):
    """Kernels up to a number; whoever wants one keeps a place first, and is refused where there is none."""

    most = Int(40, help="kernels at once").tag(config=True)
    kept = 0  # places for kernels that are not there yet

    @default("kernel_manager_class")
    def _pages(self) -> str:
        return f"{__name__}.{PageKernel.__name__}"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.endings: set[asyncio.Task[None]] = set()
        self.each, self.told, self.elsewhere = float("inf"), 0.0, Elsewhere()
        self.used, self.opening = 0.0, asyncio.Semaphore(cores())

    def share(self) -> float:
        """How many cores one kernel may use just now."""
        now = time.monotonic()
        if now - self.told > SHARE_SECONDS:
            seen = [one.fairness for one in self._kernels.values() if hasattr(one, "fairness")]
            used = [one.use.look() for one in seen]
            self.used = sum(used)
            self.each, self.told = share_of_each(used, self.elsewhere.leaves(self.used)), now
        return self.each

    @asynccontextmanager
    async def turn_to_open(self) -> AsyncIterator[None]:
        """A turn to open a page: as many at once as there are cores, while who is there keeps them busy.

        All at once they would fill the cores, and every slider would wait until all of them are there. Nobody
        keeps a turn for long: a page that is slow, or was made so, does not hold up the others.
        """
        self.share()
        if self.used <= BUSY * cores():
            yield
            return
        await self.opening.acquire()
        release = cache(self.opening.release)  # once, whichever comes first
        over = asyncio.get_running_loop().call_later(LONGEST_TURN, release)
        try:
            yield
        finally:
            over.cancel()
            release()

    def keep_place(self) -> None:
        if len(self) + self.kept >= self.most:
            raise HTTPError(503)
        self.kept += 1

    def give_place(self) -> None:
        self.kept -= 1

    async def _async_start_kernel(self, **kwargs: Any) -> str:
        self.keep_place()
        try:
            return await super()._async_start_kernel(**kwargs)
        finally:
            self.give_place()

    start_kernel = _async_start_kernel  # type: ignore[assignment]

    def start_buffering(self, kernel_id: str, session_key: str, channels: Any) -> None:
        """Keep what a kernel says while its page's network is away, up to a size; Jupyter keeps all."""
        super().start_buffering(kernel_id, session_key, channels)
        kept = self._kernel_buffers[kernel_id]["buffer"]
        sizes: list[int] = []

        def keep(channel: str, parts: list[Any]) -> None:
            sizes.append(sum(len(part) for part in parts))
            kept.append((channel, parts))
            if sum(sizes) > _MOST_KEPT and kernel_id in self:
                self.stop_buffering(kernel_id)

        for channel, stream in channels.items():
            stream.on_recv(partial(keep, channel))

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """Not while it is being started: it has done nothing yet whose time could be told."""
        kernel = self._kernels.get(kernel_id)
        if kernel is not None and kernel.trait_has_value("last_activity"):
            await super().cull_kernel_if_idle(kernel_id)

    def _handle_kernel_died(self, kernel_id: str) -> None:
        """Clear away after a kernel that was killed; Jupyter only forgets it and leaves its sockets."""
        self.end(kernel_id)

    def end(self, kernel_id: str, starting: asyncio.Future[Any] | None = None) -> None:
        """End a kernel that nobody waits for, once it has started."""

        async def ending() -> None:
            if starting is not None:
                await asyncio.wait({starting})
            if kernel_id in self:
                await self.shutdown_kernel(kernel_id, now=True)

        task = asyncio.ensure_future(ending())
        self.endings.add(task)  # a task that nobody holds may be dropped before it is done
        task.add_done_callback(self.endings.discard)


class KernelLook(KernelHandler):
    """A page may ask how its kernel is; nobody may end or list kernels."""

    @authenticated
    async def get(self, kernel_id: str) -> None:
        """404 without a word in the log where it has gone: a page that lies about asks just that."""
        if kernel_id not in self.kernel_manager:
            self.set_status(404)
            self.finish()
        elif (answering := super().get(kernel_id)) is not None:
            await answering

    async def delete(self, kernel_id: str) -> None:
        raise HTTPError(405)


class Leave(VoilaShutdownKernelHandler):
    """A page that is left gives its kernel back at once.

    The browser's parting message carries no XSRF cookie, and Voila refuses it: every visit left a kernel.
    Knowing the kernel's random id is what permits ending it, as it permits using it.
    """

    def check_xsrf_cookie(self) -> None:
        return

    async def post(self, kernel_id: str) -> None:
        if kernel_id not in self.kernel_manager:
            raise HTTPError(404)
        await super().post(kernel_id)
