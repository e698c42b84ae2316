"""Kernels, forked from one process that has already imported and computed what every page or run needs.

A stock kernel spends seconds on imports and holds 200 MB of its own; a fork is ready in a fraction of a
second and shares that memory. `Nursery` is the server's side, `main` the process that forks,
`_ForkedProvisioner` what Jupyter calls in place of starting a program. Where forking is impossible, or the
nursery has died, the provisioner starts a stock kernel.

The nursery lives as long as the server's end of its standard input, each kernel as long as the process that
asked for it, and, unless it outlives the nursery, as long as the nursery. The sockets of a run's kernel have
names that are no files (Linux) and its connection file lies in the run's own unfinished folder, so that
nothing is left wherever a kill strikes.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import importlib
import json
import logging
import os
import random
import select
import shutil
import signal
import socket
import stat
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.metadata import EntryPoint
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast
from unittest.mock import patch

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager, KernelManager
from jupyter_client.provisioning import KernelProvisionerFactory, LocalProvisioner
from traitlets import Bool, Float, Unicode

from sim.faults import InputFaults
from sim.runs.machine import kill_below

NAME = "wuli-forked"
READY = "ready"
CONNECTION = ".kernel.json"
MARK = ".wuli"  # in a folder that is the server's own, to be removed with it
PAUSE = 0.1  # s before a fork that was killed is replaced
ANSWER_SECONDS = 5  # that a request may take, either way
WRONG_INPUT = 2  # how a nursery ends that can compute nothing from what it was given
PATIENCE = 480  # s without a word: a page may compile every form of the model, on a slow and busy machine
LARGEST_REQUEST = 1 << 20
MODULES = (
    *("ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell", "IPython.core.completer"),
    *("IPython.core.completerlib", "IPython.core.debugger", "IPython.extensions.storemagic", "comm"),
    *("IPython.core.logger", "IPython.core.oinspect", "tornado.platform.asyncio", "tornado.queues"),
    *("ipykernel.debugger", "zmq.utils.garbage", "anywidget", "ipywidgets"),
)
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36

log = logging.getLogger(__name__)


def possible() -> bool:
    """Whether this system can fork and watch kernels the way this module does it (Linux)."""
    return sys.platform == "linux" and hasattr(os, "pidfd_open") and hasattr(socket, "SOCK_SEQPACKET")


def _no_file() -> str:
    """A new name for a socket that is no file, which a kill could leave (Linux); see `_address`."""
    return f"@wuli-{os.getpid()}-{os.urandom(6).hex()}"


# --- the server's side ---------------------------------------------------------------------------------


class Nursery:
    """The running process that forks kernels; `path` is the socket that takes requests."""

    def __init__(
        self,
        folder: str,
        warm: str,
        environment: Mapping[str, str] | None = None,
        shared: Mapping[str, Any] | None = None,
    ):
        """`folder` holds the socket; where it is blank the socket has no file that a kill could leave.

        shared  what `warm` is called with
        """
        self.folder = folder
        self.path = str(Path(folder) / "nursery") if folder else _no_file()
        self.command = [
            sys.executable, "-m", "sim.runs.kernels", self.path, warm, json.dumps(dict(shared or {}))
        ]  # fmt: skip
        self.environment = {**os.environ, **(environment or {})}
        self.process = self.start()

    def start(self) -> subprocess.Popen[bytes]:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        return subprocess.Popen(self.command, env=self.environment, **pipes)  # type: ignore[call-overload]

    def reopen(self) -> bool:
        """Start anew at the same address; what is left of the last one serves until this one is ready."""
        last, self.process = self.process, self.start()
        ready = self.wait()
        for pipe in (last.stdin, last.stdout):
            if pipe:
                pipe.close()
        return ready

    def wait(self, progress: Callable[[str], None] = lambda line: None) -> bool:
        """Whether the nursery is ready; False where it failed or fell silent. `progress` hears its lines."""
        assert self.process.stdout is not None
        end, unread = time.monotonic() + PATIENCE, b""
        while _readable(self.process.stdout.fileno(), max(0, end - time.monotonic())):
            new = os.read(self.process.stdout.fileno(), 4096)
            *lines, unread = (unread + new).split(b"\n")
            end = time.monotonic() + PATIENCE  # whoever gets on is not too slow
            for line in lines:
                if line == READY.encode():
                    return True
                progress(line.decode())
            if not new:
                break
        return False

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()


def _readable(descriptor: int, seconds: float | None) -> bool:
    """Whether something can be read within some seconds; `select` knows no descriptor above 1,023."""
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(None if seconds is None else 1000 * seconds))


def register() -> None:
    """Make the provisioner known to Jupyter in this process, without an installed entry point."""
    entry = EntryPoint(NAME, f"{__name__}:{_ForkedProvisioner.__name__}", KernelProvisionerFactory.GROUP_NAME)
    KernelProvisionerFactory.provisioners[NAME] = entry


class _Forked:
    """As much of subprocess.Popen as LocalProvisioner uses, for a process that is not our child."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int):
        self.pid = pid
        self.returncode: int | None = None
        try:
            self.watch = os.pidfd_open(pid)
        except ProcessLookupError:
            self.returncode = -1

    def poll(self) -> int | None:
        return self.wait(0)

    def wait(self, timeout: float | None = None) -> int | None:
        """The return code once the process has ended (0: what it was is not told to strangers), else None."""
        if self.returncode is None and _readable(self.watch, timeout):
            os.close(self.watch)
            self.returncode = 0
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            signal.pidfd_send_signal(self.watch, number)

    def kill(self) -> None:
        """End the kernel, and what its cells have started and left running."""
        if self.poll() is None:
            kill_below(self.pid)
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


class _ForkedProvisioner(LocalProvisioner):
    """Asks the nursery for a kernel; starts a stock one where the nursery does not answer."""

    nursery = Unicode(help="socket of the nursery").tag(config=True)
    patience = Float(0, help="s to wait for a nursery that is being opened anew").tag(config=True)
    outlives = Bool(False, help="whether a kernel goes on when the nursery is killed").tag(config=True)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        environment = {key: str(value) for key, value in (kwargs.get("env") or os.environ).items()}
        request = {
            "file": cmd[cmd.index("-f") + 1], "env": environment, "cwd": str(kwargs.get("cwd") or Path.cwd()),
            "owner": os.getpid(), "outlives": self.outlives,
        }  # fmt: skip
        try:
            pid = await self.forked(request)
        except OSError:
            log.error("the nursery does not answer; starting a stock kernel")
            return await super().launch_kernel(cmd, **kwargs)
        self.process = cast("Any", _Forked(pid))
        self.pid = self.pgid = pid
        return self.connection_info

    async def forked(self, request: dict[str, Any]) -> int:
        """The process id of a new kernel, asked for beside the server: it has others to answer meanwhile."""
        end = time.monotonic() + self.patience
        while True:
            try:
                return await asyncio.get_running_loop().run_in_executor(None, _ask, self.nursery, request)
            except TimeoutError:
                raise
            except OSError:
                if time.monotonic() > end:
                    raise
                await asyncio.sleep(0.2)


def _ask(path: str, request: dict[str, Any]) -> int:
    """The process id of a new kernel. Raises OSError where the nursery is gone."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as line:
        line.settimeout(ANSWER_SECONDS)
        line.connect(_address(path))
        line.send(json.dumps(request).encode())
        answer = line.recv(64)
    if not answer:
        raise OSError("no answer")
    return int(answer)


def _address(path: str) -> str:
    """The address of a socket: a file, or for `@name` one of Linux's names that are no file."""
    return "\0" + path[1:] if path.startswith("@") else path


def _is_ours(line: socket.socket) -> bool:
    """Whether whoever asks is the same user: a name that is no file has no permissions."""
    told = line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    return bool(struct.unpack("3i", told)[1] == os.getuid())


# --- the kernel of one run ------------------------------------------------------------------------


class OneKernel(KernelSpecManager):
    """This environment's Python and no other kernel, whatever is installed on the machine."""

    nursery = Unicode(help="socket of the process that forks kernels; blank starts stock ones").tag(
        config=True
    )
    patience = Float(0, help="s to wait for that process while it is being opened anew").tag(config=True)
    outlives = Bool(False, help="whether kernels go on when that process is killed").tag(config=True)

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        quick = ["--HistoryManager.enabled=False", "--log-level=CRITICAL"]
        settings = {"nursery": self.nursery, "patience": self.patience, "outlives": self.outlives}
        forked = {"provisioner_name": NAME, "config": settings}
        return KernelSpec(
            argv=[*command, *quick], display_name="Python 3", language="python", name="python3",
            metadata={"kernel_provisioner": forked} if self.nursery else {},
        )  # fmt: skip

    def find_kernel_specs(self) -> dict[str, str]:
        return {"python3": ""}


def name_sockets(manager: KernelManager) -> None:
    """Give a kernel's sockets names that are no files, where the system knows such; else they are ports."""
    if possible():
        manager.transport, manager.ip = "ipc", _no_file()


@contextmanager
def kernel(folder: Path, nursery: str) -> Iterator[AsyncKernelManager]:
    """A manager that starts a kernel for a run in `folder`, and ends it without waiting."""
    if nursery:
        register()
    manager = AsyncKernelManager(kernel_name="python3", kernel_spec_manager=OneKernel(nursery=nursery))
    manager.connection_file = str(folder / CONNECTION)
    name_sockets(manager)
    try:
        yield manager
    finally:
        if manager.has_kernel:
            asyncio.get_event_loop().run_until_complete(manager.shutdown_kernel(now=True))
        manager.cleanup_connection_file()
        folder.chmod(folder.stat().st_mode & ~stat.S_ISVTX)  # Jupyter marks the folder of connection files


# --- the nursery ---------------------------------------------------------------------------------------


def main(path: str, warm: str, shared: str = "{}") -> None:
    """Import, compute once what `module:function` computes, then fork a kernel for every request.

    What the function yields, if anything, tells how far it has come.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever opened the nursery to handle
    try:
        _prepare(warm, json.loads(shared))
    except InputFaults as faults:
        sys.stderr.write(f"{faults}\n")
        sys.exit(WRONG_INPUT)
    except Exception as problem:
        sys.exit(f"{type(problem).__name__}: {problem}")  # the server says what follows from it
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as door:
        if path.startswith("@"):
            door.bind(_address(path))
        else:
            new = Path(f"{path}.new")
            door.bind(str(new))
            new.chmod(0o600)
            new.replace(path)  # from one moment to the next, where another was there
        door.listen(64)
        sys.stdout.write(f"{READY}\n")
        sys.stdout.flush()
        _keep_answering(door)
    if not path.startswith("@"):
        _clear_away(Path(path).parent)


def _keep_answering(door: socket.socket) -> None:
    """Have a fork of this process answer, and another one at once where that is killed.

    Either may be killed: who answers goes on without us. The server never writes to our standard input, so
    that it can be read means that the server has gone.
    """
    while True:
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system clears away kernels that have ended
            while sys.stdin not in select.select([door, sys.stdin], [], [])[0]:
                with suppress(OSError, ValueError, KeyError):  # who asks wrongly, or has left, ends nothing
                    _answer(door)
            os._exit(0)
        watch = os.pidfd_open(pid)
        wanted = sys.stdin not in select.select([watch, sys.stdin], [], [])[0]
        os.close(watch)
        os.waitpid(pid, 0)
        if not wanted:
            return
        time.sleep(PAUSE)


def _answer(door: socket.socket) -> None:
    """Fork one kernel for whoever asks; it is ended again where nobody hears of it."""
    line, _ = door.accept()
    with line:
        line.settimeout(ANSWER_SECONDS)
        if not _is_ours(line):
            return
        request = json.loads(line.recv(LARGEST_REQUEST))
        pid = os.fork()
        if pid == 0:
            door.close()
            line.close()
            _become_kernel(request)
        try:
            line.send(str(pid).encode())
        except OSError:
            os.kill(pid, signal.SIGKILL)


def _clear_away(folder: Path) -> None:
    """Remove what a server leaves that was killed; one that ends in order does it itself, and first."""
    if (folder / MARK).is_file():
        time.sleep(1)  # until its kernels have noticed, and write no more
        shutil.rmtree(folder, ignore_errors=True)


def _prepare(warm: str, shared: Mapping[str, Any]) -> None:
    # The debugger is not for read-only pages, and costs a quarter of a second and two threads a kernel.
    sys.modules["debugpy"] = None  # type: ignore[assignment]
    for name in MODULES:
        importlib.import_module(name)
    module, _, function = warm.partition(":")
    for line in getattr(importlib.import_module(module), function)(**shared) or ():
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    for number in (signal.SIGINT, signal.SIGHUP):  # theirs to handle who started us
        signal.signal(number, signal.SIG_IGN)
    gc.collect()
    gc.freeze()  # so that collecting in a kernel does not copy the shared pages


def _become_kernel(request: dict[str, Any]) -> None:
    """Turn this fork into the kernel of a request; never returns."""
    try:
        if not request["outlives"]:
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)  # what is left of a cell's children stays below us
        os.setsid()
        threading.Thread(target=_end_with, args=(request["owner"],), daemon=True).start()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.environ.clear()
        os.environ.update(request["env"])
        os.environ.pop("JPY_PARENT_PID", None)  # `_end_with` watches the owner, not the nursery
        if request["cwd"]:
            os.chdir(request["cwd"])
        sys.path[0] = ""
        _reseed()
        _run_kernel(request["file"])
    finally:
        os._exit(0)


def _end_with(owner: int) -> None:
    """End this kernel when the process that asked for it has gone, however it went."""
    try:
        watch = os.pidfd_open(owner)
    except ProcessLookupError:
        os._exit(0)
    select.select([watch], [], [])
    kill_below(os.getpid())
    os._exit(0)


def _reseed() -> None:
    """Two kernels must not share the state of Python's and NumPy's global generators."""
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


class _Unlisted:
    """`sys` without its modules: what ipykernel sees of it while a kernel starts.

    It asks each of some 3,000 modules for its file, for a debugger that we do not have, and Python counts who
    asks in the object itself: 20 MB of the pages that a kernel shares with the nursery would become its own.
    """

    modules: Mapping[str, Any] = MappingProxyType({})

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)


def _run_kernel(connection_file: str) -> None:
    from ipykernel import ipkernel
    from ipykernel.kernelapp import IPKernelApp

    # ipywidgets was imported before there was a kernel, so its control comm is registered only now.
    comm = "import ipywidgets; ipywidgets.register_comm_target()"
    quiet = ["--HistoryManager.enabled=False", "--log-level=CRITICAL"]
    sys.argv = ["ipykernel_launcher", "-f", connection_file]
    app = IPKernelApp.instance()
    with patch.object(ipkernel, "sys", _Unlisted()):
        app.initialize(["-f", connection_file, *quiet, f"--IPKernelApp.exec_lines={comm}"])
    app.start()


if __name__ == "__main__":
    main(*sys.argv[1:])
