"""What stands between a viewer's browser and its kernel: only widget traffic passes, either way.

Voila alone lets one viewer freeze the server (old binary framing), restart a kernel, and shows tracebacks of
callbacks. Everything here refuses by default: what is not on a list does not pass.
"""

from __future__ import annotations

import json
import time
from itertools import pairwise
from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.web import HTTPError, authenticated
from traitlets import Int
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

PROTOCOL = "v1.kernel.websocket.jupyter.org"
LARGEST_MESSAGE = 1 << 17  # bytes; a page's longest message has about 5 kB
PARTS = (6, 64)  # offsets of a v1 message: channel, header, parent, metadata, content, end; more with buffers
MESSAGES_PER_SECOND, BURST = 60, 240
ALLOWED = frozenset({"comm_open", "comm_msg", "comm_close", "comm_info_request", "kernel_info_request"})
WIDGET_CONTROL = "jupyter.widget.control"
HELD_BACK = frozenset({"error", "execute_input"})  # what the kernel says and no viewer needs to read


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


def check_message(message: Any) -> None:
    """Raises Refused unless a message is widget traffic for the shell channel."""
    channel, parts = split_message(message)
    try:
        header, content = json.loads(parts[0]), json.loads(parts[3])
    except (ValueError, RecursionError):
        raise Refused from None
    if not isinstance(header, dict) or not isinstance(content, dict):
        raise Refused
    kind = header.get("msg_type")
    if channel != "shell" or not isinstance(kind, str) or kind not in ALLOWED:
        raise Refused
    # A page may only take up the comms that its notebook opened; the control comm lists them.
    if kind == "comm_open" and content.get("target_name") != WIDGET_CONTROL:
        raise Refused


class Allowance:
    """A bucket of messages that refills steadily, so that a flood cannot keep a kernel busy."""

    def __init__(self) -> None:
        self.left, self.then = float(BURST), time.monotonic()

    def take(self) -> bool:
        now = time.monotonic()
        self.left = min(BURST, self.left + (now - self.then) * MESSAGES_PER_SECOND) - 1
        self.then = now
        self.left = max(self.left, -1.0)
        return self.left >= 0


class ReadOnlyConnection(ZMQChannelsWebsocketConnection):
    """A websocket connection that passes widget traffic and nothing else."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.allowance = Allowance()

    def handle_incoming_message(self, incoming_msg: Any) -> None:
        try:
            check_message(incoming_msg)
        except Refused:
            return
        if self.allowance.take():
            super().handle_incoming_message(incoming_msg)

    def _on_zmq_reply(self, stream: Any, msg_list: Any) -> None:
        if not held_back(msg_list):
            super()._on_zmq_reply(stream, msg_list)


def held_back(parts: list[Any]) -> bool:
    """Whether a kernel's message (header, parent, metadata, content, …) stays on the server."""
    kind = json.loads(bytes(parts[0])).get("msg_type")
    if kind == "stream":
        return bool(json.loads(bytes(parts[3])).get("name") == "stderr")
    return kind in HELD_BACK


class V1Websocket(VoilaKernelWebsocketHandler):
    """Refuses every connection that does not speak the v1 protocol, whose framing is unambiguous."""

    async def get(self, kernel_id: str) -> None:
        offered = self.request.headers.get("Sec-WebSocket-Protocol", "")
        if PROTOCOL not in [name.strip() for name in offered.split(",")]:
            raise HTTPError(400)
        if not self.check_origin():  # Tornado asks only after the kernel's connection has been taken over
            raise HTTPError(403)
        if kernel_id not in self.kernel_manager:
            raise HTTPError(404)
        await super().get(kernel_id=kernel_id)

    def select_subprotocol(self, subprotocols: list[str]) -> str:
        return PROTOCOL


class Kernels(AsyncMappingKernelManager):
    """Kernels up to a number; whoever wants one keeps a place first, and is refused where there is none."""

    most = Int(40, help="kernels at once").tag(config=True)
    kept = 0  # places for kernels that are not there yet

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
