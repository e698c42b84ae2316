"""A viewer who writes by hand: frames and headers that no browser and no library would send."""

import base64
import contextlib
import json
import os
import socket
import struct
import uuid
from pathlib import Path
from urllib.parse import urlsplit

from tests.server import PROTOCOL, pack

TEXT, BINARY, CLOSE, PING, PONG, MORE = 1, 2, 8, 9, 10, 0


def frame(payload, opcode=BINARY, last=True, claimed=None):
    """One frame of a websocket, masked with zeros; `claimed` is a length that is not its own."""
    length = len(payload) if claimed is None else claimed
    head = bytes([opcode | (0x80 if last else 0)])
    if length < 126:
        head += bytes([0x80 | length])
    elif length < 1 << 16:
        head += bytes([0x80 | 126]) + struct.pack("!H", length)
    else:
        head += bytes([0x80 | 127]) + struct.pack("!Q", length)
    return head + bytes(4) + payload


def message(kind, content=None, msg_id=None):
    """A v1 message for the shell channel."""
    header = {"msg_id": msg_id or uuid.uuid4().hex, "msg_type": kind, "session": "x", "username": ""}
    return pack("shell", *(json.dumps(part).encode() for part in (header, {}, {}, content or {})))


def connect(address, source="127.0.0.1"):
    parts = urlsplit(address)
    return socket.create_connection((parts.hostname, parts.port), timeout=10, source_address=(source, 0))


class RawSocket:
    """A websocket to a kernel, of which nothing is read unless asked for."""

    def __init__(self, address, kernel, session="x", buffer=None):
        parts = urlsplit(address)
        self.line = connect(address)
        if buffer:
            self.line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [
            f"GET {parts.path}api/kernels/{kernel}/channels?session_id={session} HTTP/1.1",
            f"Host: {parts.netloc}", "Upgrade: websocket", "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13", f"Sec-WebSocket-Protocol: {PROTOCOL}",
        ]  # fmt: skip
        self.line.sendall("\r\n".join([*lines, "", ""]).encode())
        self.unread = b""
        while b"\r\n\r\n" not in self.unread and (more := self.line.recv(4096)):
            self.unread += more
        head, _, self.unread = self.unread.partition(b"\r\n\r\n")
        self.status = int(head.split(b" ")[1])

    def send(self, *frames):
        """Whether all could be written."""
        with contextlib.suppress(OSError):
            self.line.sendall(b"".join(frames))
            return True
        return False

    def hears(self, text, seconds=10.0):
        """Whether some text comes within a while."""
        self.line.settimeout(seconds)
        with contextlib.suppress(OSError):
            while text not in self.unread and (more := self.line.recv(1 << 16)):
                self.unread = self.unread[-4096:] + more
        return text in self.unread

    def ended(self, seconds=10.0):
        """Whether the other side closes the connection within a while."""
        self.line.settimeout(seconds)
        try:
            while self.line.recv(1 << 16):
                pass
        except TimeoutError:
            return False
        except OSError:
            return True
        return True

    def close(self):
        self.line.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def resident(process):
    """Bytes of memory that a process holds."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def descriptors(process):
    return len(os.listdir(f"/proc/{process}/fd"))
