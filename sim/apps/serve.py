"""The two servers: `serve` for the read-only pages (`wuli apps`), `lab` for JupyterLab (`wuli lab`).

The page server is Voila with its own template and with the holes of a stock Voila closed
(sim/apps/guard.py): only the notebooks of notebooks/apps are reachable, no page asks another host for
anything, and a viewer is shown neither code nor tracebacks.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import re
import shutil
import signal
import socket
import sys
import tempfile
import time
import webbrowser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

from jinja2 import FileSystemBytecodeCache
from jupyter_server.utils import url_path_join
from tornado.httpclient import AsyncHTTPClient
from tornado.ioloop import IOLoop, PeriodicCallback
from traitlets.config import Config
from voila.app import Voila

from sim.apps import gallery
from sim.apps.gallery import APPS
from sim.apps.guard import (
    LARGEST_MESSAGE,
    KernelLook,
    Kernels,
    Leave,
    Outgoing,
    ReadOnlyConnection,
    Sockets,
    V1Websocket,
)
from sim.apps.handlers import (
    AppPage,
    Foreign,
    Gallery,
    Health,
    NotFound,
    Odd,
    Ours,
    Slash,
    Squeezed,
    Themes,
    visit,
)
from sim.apps.login import Guesses, Login, Logout, Secret, Visitors, broken_hash, hashed, tidy
from sim.apps.viewer_limits import (
    EVERYWHERE,
    LOOPBACK_NAMES,
    Door,
    LeftPages,
    Names,
    Room,
    is_loopback,
    lan_address,
    raise_descriptors,
    room,
)
from sim.faults import fault
from sim.figures.theme import STATIC
from sim.inputs.intake.registers import name_in_use
from sim.reports.console import complain, tell
from sim.runs.kernels import MARK, WRONG_INPUT, Nursery, OneKernel, possible, register
from sim.runs.machine import cores, kernel_environment
from sim.words import language, say, speak

_TEMPLATES = Path(__file__).with_name("templates")
_STATIC = [str(Path(__file__).with_name("static")), str(STATIC)]  # of the pages, and the fonts of all figures
_LAB_SETTINGS = _TEMPLATES / "jupyterlab"
_PREFIX = "wuli-"
_WARM = "sim.apps.gallery:warm"  # what every page needs computed
_KERNEL_ID = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
_EXTENSIONS = ["@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget"]
# A left page gives its kernel back itself; one whose browser crashed or lost its network is found out.
IDLE_SECONDS, IDLE_LOOK_SECONDS, PING_SECONDS = 40, 5, 10
_CHECK_SECONDS = 20
# A nursery that is killed is opened anew, not more often than so many times in so many seconds; who wants a
# kernel waits for it so long before a stock one is started.
_NURSERY_LOOK_SECONDS, _NURSERY_SECONDS, _REOPENED_MOST, _REOPENED_SECONDS = 0.5, 3.0, 5, 600.0
_ENDINGS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
_SECRETS = ("WULI_PASSWORD", "WULI_TOKEN", "JUPYTER_TOKEN")  # not for kernels
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "frame-ancestors 'self'; form-action 'self'; object-src 'none'; base-uri 'self'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",  # with none at all a browser posts the password from origin "null"
    "Server": "wuli",
}


# --- the page server -----------------------------------------------------------------------------------


class _Pages(Voila):
    """Voila with our template, our handlers and a fixed address."""

    listening: socket.socket
    options: _Options
    secret: Secret
    room: Room
    nursery: Nursery | None = None
    nursery_ready, gave_up = True, False
    reopened: list[float]  # when the nursery had to be opened anew
    visits = ""

    def setup_template_dirs(self) -> None:
        super().setup_template_dirs()
        self.template_paths.insert(0, str(_TEMPLATES / "wuli"))

    def init_settings(self) -> dict[str, Any]:
        self.kernel_websocket_connection_class = ReadOnlyConnection
        self.identity_provider_class = Visitors
        settings = super().init_settings()
        self.kernel_manager.allowed_message_types = []  # the connection has checked more than the type
        self.identity_provider.login_handler_class = Login
        self.identity_provider.logout_handler_class = Logout
        return settings | {
            "headers": _HEADERS,
            "squeezed": self.connection_dir_root,
            # Voila compiles its templates for every page: half of what a page costs the server.
            "compiled": FileSystemBytecodeCache(self.connection_dir_root),
            "websocket_max_message_size": LARGEST_MESSAGE,
            "ws_ping_interval": 1000 * PING_SECONDS,  # who does not answer two of them is gone
            "ws_ping_timeout": 2000 * PING_SECONDS,
            "default_handler_class": NotFound,
            "log_function": self.note_visit,
            "serve_traceback": False,
            "xsrf_cookie_kwargs": {"httponly": True, "samesite": "Lax"},
            "forked": self.nursery_lives,
            "well": lambda: not self.gave_up,
            "most_kernels": self.kernel_manager.most,
            "sockets": Sockets(self.room.sockets),
            "outgoing": Outgoing(),
            "guesses": Guesses(),
            "left": LeftPages(),
            "secret": self.secret,
        }

    def init_handlers(self) -> list[Any]:
        page = {
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }
        labextensions = self.labextensions_path
        themes = {"themes_url": "/voila/api/themes", "path": self.themes_dir, "no_cache_paths": ["/"]}
        extensions = rf"/voila/labextensions/((?:{'|'.join(_EXTENSIONS)})/.*)"
        handlers = [
            ("/", Gallery),
            ("/healthz", Health),
            (r"/app/([\w-]+)", AppPage, page),
            (r"/static/(.*)", Ours, {"paths": _STATIC}),
            (rf"/api/kernels/{_KERNEL_ID}", KernelLook),
            (rf"/api/kernels/{_KERNEL_ID}/channels", V1Websocket),
            (rf"/voila/api/shutdown/{_KERNEL_ID}", Leave),
            (r"/voila/api/themes/(.*)", Themes, themes | {"labextensions_path": labextensions}),
            (r"/voila/templates/lab/static/(.*)", Squeezed, {"paths": self.static_paths}),
            (r"/voila/static/(.*)", Squeezed, {"paths": self.static_paths}),
            (extensions, Squeezed, {"paths": labextensions}),
            *self.identity_provider.get_handlers(),  # login, which Voila leaves outside the base path
        ]  # fmt: skip
        bare = [(self.base_url.rstrip("/"), Slash)]
        return [(url_path_join(self.server_url, path), *rest) for path, *rest in handlers] + bare

    def listen(self) -> None:
        """Listen on the one port that was asked for, check, say where, and serve until stopped."""
        names = Names(self.app, self.ip, self.options.allow_hosts, Foreign, Odd)
        server = Door(names, most=self.room.connections)
        server.add_socket(self.listening)
        self.ioloop, self.reopened = IOLoop.current(), []
        _end_at_signals(self._handle_signal_stop)
        watching = PeriodicCallback(self.look_after_nursery, 1000 * _NURSERY_LOOK_SECONDS)
        watching.start()
        try:
            self.ioloop.run_sync(self.check)
            tell(say("serve_ready", address=self.shown_address()))
            self.say_who_can_come()
            if self.open_browser:
                webbrowser.open(self.address())
            self.ioloop.start()
        except KeyboardInterrupt:
            pass
        finally:
            watching.stop()
            server.stop()
            self.stop()
            tell(say("serve_stopped"))

    async def check(self) -> None:
        """Ask ourselves how we are, over the network as everybody else does, and say when not well."""
        address = self.at({"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.ip) or self.ip)
        answer = await AsyncHTTPClient().fetch(
            f"{address}healthz", raise_error=False, request_timeout=_CHECK_SECONDS
        )
        if answer.code != 200:
            complain(say("serve_check_failed"))

    def address(self) -> str:
        """What to type into a browser; with the token, for whoever started the server."""
        return self.at(_reached_as(self.ip)) + (f"?token={quote(self.token, safe='')}" if self.token else "")

    def shown_address(self) -> str:
        """The address as it is said: what is written into a log must not hold the token."""
        hidden = self.token and not sys.stdout.isatty()
        return self.at(_reached_as(self.ip)) + "?token=…" if hidden else self.address()

    def say_who_can_come(self) -> None:
        """What others need to come in, and how many of them there is room for."""
        if self.ip in EVERYWHERE and (lan := lan_address()):
            tell(say("serve_lan", address=self.at(lan)))
        if self.room.kernels < self.options.most_kernels:
            complain(say("serve_descriptors", most=self.room.kernels))

    def at(self, host: str) -> str:
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}{self.base_url}"

    def nursery_lives(self) -> bool:
        """Whether kernels are forked just now."""
        return self.nursery is not None and self.nursery_ready and self.nursery.process.poll() is None

    async def look_after_nursery(self) -> None:
        """Open the nursery anew where it was killed. Kernels go on; who comes meanwhile waits for it."""
        if self.nursery is None or not self.nursery_ready or self.nursery.process.poll() is None:
            return
        now = time.monotonic()
        self.reopened = [then for then in self.reopened if now - then < _REOPENED_SECONDS] + [now]
        self.nursery_ready = False
        complain(say("serve_nursery_lost"))
        loop = asyncio.get_running_loop()
        if len(self.reopened) <= _REOPENED_MOST and await loop.run_in_executor(None, self.nursery.reopen):
            self.nursery_ready = True
            return
        complain(say("serve_no_nursery"))
        self.nursery.close()
        self.nursery, self.gave_up = None, True
        self.kernel_spec_manager.nursery = ""

    def note_visit(self, handler: Any) -> None:
        """One line for a visit: when, which app, status, seconds. Who it was is not kept."""
        seen = visit(handler)
        if seen is None:
            return
        app, status, seconds = seen
        when = time.strftime("%Y-%m-%d %H:%M:%S")
        tell(f"{when}  {app:<12} {status}  {seconds:.2f} s")
        if self.visits:
            with Path(self.visits).open("a", encoding="utf-8") as file:
                file.write(f"{when},{app},{status},{seconds:.3f}\n")


def _configuration(options: _Options, nursery: str, most: int) -> Config:
    """Voila's own settings for a read-only server; nobody's configuration files are read."""
    return Config(
        Voila={
            "root_dir": str(APPS), "base_url": options.base_url, "token": options.token,
            "config_file_paths": [], "log_level": "ERROR",
        },
        PasswordIdentityProvider={"hashed_password": hashed(options.password)},
        VoilaConfiguration={
            "template": "lab", "theme": "light", "strip_sources": True, "show_tracebacks": False,
            "allow_template_override": "NO", "allow_theme_override": "NO",
            "extension_allowlist": _EXTENSIONS, "file_allowlist": [],
            "multi_kernel_manager_class": Kernels, "kernel_spec_manager_class": OneKernel,
        },
        Kernels={"most": most},
        OneKernel={"nursery": nursery, "patience": _NURSERY_SECONDS, "outlives": True},
        KernelRestarter={"restart_limit": 0, "time_to_dead": 1.0},  # a page cannot go on with a new kernel
        # One that still computes for nobody is ended too.
        MappingKernelManager={
            "cull_idle_timeout": IDLE_SECONDS, "cull_interval": IDLE_LOOK_SECONDS, "cull_busy": True,
        },
    )  # fmt: skip


def _page_environment(lang: str, home: str) -> dict[str, str]:
    """What the pages' kernels inherit; `home` stands for everybody's IPython profile.

    Each kernel takes half of the cores: with all of them thirty viewers wait for one another's threads (a
    slider's move of 95 in 100 took 800 ms on two cores, 400 ms with one thread each).
    """
    own = {"IPYTHONDIR": home, "JUPYTER_WIDGETS_ECHO": "0", gallery.PLACE: str(Path(home) / "front.json")}
    return kernel_environment(lang, threads=max(1, cores() // 2), linear=1) | own


def _bind(port: int, host: str) -> socket.socket:
    """The listening socket of an address. Raises InputFaults where it is taken, forbidden or not ours."""
    if not 0 <= port <= 65535:
        raise fault("", "serve_port_range", port=port)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        bound = socket.create_server((host, port), family=family, backlog=128)
    except socket.gaierror:
        raise fault("", "serve_host_unknown", host=host) from None
    except OSError as error:
        key = {errno.EADDRINUSE: "serve_port_taken", errno.EACCES: "serve_port_forbidden"}
        raise fault("", key.get(error.errno or 0, "serve_host_unknown"), port=port, host=host) from None
    bound.setblocking(False)
    return bound


@dataclass(frozen=True)
class _Options:
    """How the pages are served.

    port          0 takes any free one
    base_url      the path below which everything lies, for a reverse proxy
    password      asked of every viewer; plain, or as jupyter_server hashes it; blank asks for none
    token         the same in the address, ?token=…
    most_kernels  viewers at once; one more waits on a page that tries again by itself
    forked        kernels start five times faster; without, or where the system cannot fork, stock ones start
    visits        a CSV file that gets a line for each visit
    allow_hosts   further names under which viewers come, such as that of a reverse proxy
    """

    port: int = 8866
    host: str = "127.0.0.1"
    base_url: str = "/"
    password: str = ""
    token: str = ""
    lang: str = ""
    open_browser: bool = False
    most_kernels: int = 40
    forked: bool = True
    visits: str = ""
    allow_hosts: tuple[str, ...] = ()


def _checked(options: _Options) -> _Options:
    """Options that can be served. Raises InputFaults that say what is wrong."""
    path = url_path_join("/", options.base_url, "/")
    if not re.fullmatch(r"/([\w~-][\w.~-]*/)*", path, re.ASCII):
        raise fault("", "serve_base_url", path=options.base_url)
    if options.visits and not Path(options.visits).absolute().parent.is_dir():
        raise fault("", "serve_visits", path=options.visits)
    for secret, name in ((options.password, "password"), (options.token, "token")):
        if secret and not tidy(secret):
            raise fault("", "serve_blank_secret", name=name)
    if broken_hash(options.password):
        raise fault("", "serve_broken_hash")
    for host in options.allow_hosts:
        if not re.fullmatch(r"[\w.-]+|\[?[0-9a-fA-F:.]+\]?", host.strip()):
            raise fault("", "serve_allow_host", host=host)
    return replace(options, base_url=path, lang=language(), token=tidy(options.token))


def serve(**options: Any) -> None:
    """Serve the apps until Ctrl-C; see `_Options`. Raises InputFaults where that cannot be."""
    _serve_pages(_checked(_Options(**options)))


def _serve_pages(options: _Options) -> None:
    place = room(raise_descriptors(), options.most_kernels)
    listening = _bind(options.port, options.host)
    _end_at_signals(lambda *_: sys.exit(0))  # also while it warms up: nothing is to be left behind
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where a script started us with &
    clear_away_left()
    with own_folder() as home, ExitStack() as stack:
        for name in _SECRETS:
            os.environ.pop(name, None)
        port = listening.getsockname()[1]
        reach = _reach_of(options.host, port, options.base_url)
        # One register for as long as we serve: a page must not open on one and answer from another.
        os.environ["WULI_VILLAGES"] = name_in_use()
        os.environ.update(_page_environment(options.lang, home) | {"WULI_REACH": reach})
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled once, everything starts twice as fast
        # Tornado takes Jupyter's milliseconds for seconds and warns of them at every connection.
        logging.getLogger("tornado.general").setLevel(logging.CRITICAL)
        for name in ("tornado.application", "tornado.access", "tornado.general", "Voila"):
            logging.getLogger(name).addFilter(_without_token)
        nursery = _open_nursery(home, stack) if options.forked and possible() else None
        stack.callback(Path(home, MARK).unlink, missing_ok=True)  # first: the nursery need not clear away
        pages = _Pages(config=_configuration(options, nursery.path if nursery else "", place.kernels))
        pages.ip, pages.port = options.host, port
        pages.options, pages.room, pages.secret = options, place, Secret(options.password, options.token)
        pages.open_browser, pages.visits, pages.nursery = options.open_browser, options.visits, nursery
        pages.listening, pages.connection_dir_root = listening, home
        speak(options.lang)
        _warn_if_open(options)
        pages.initialize([])
        _end_at_signals(lambda *_: sys.exit(0))  # Voila has set its own, which stops a loop that is not there
        pages.start()


def _end_at_signals(handler: Any) -> None:
    """Let these signals end us in order; a hang-up only where nobody has asked to go on after it (nohup)."""
    for number in _ENDINGS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, handler)


def _reached_as(host: str) -> str:
    """The name to come by for whoever sits at this machine's own network."""
    return socket.gethostname() if host in EVERYWHERE else host


def _reach_of(host: str, port: int, base_url: str) -> str:
    """The address by which others of the network come; blank where none can."""
    own = (
        lan_address() if host in EVERYWHERE else ("" if is_loopback(host) or host in LOOPBACK_NAMES else host)
    )
    return f"http://{f'[{own}]' if ':' in own else own}:{port}{base_url}" if own else ""


def _without_token(record: logging.LogRecord) -> bool:
    """Lets every line of a log pass, without the token that an address in it holds."""
    line = record.getMessage()
    if "token=" in line:
        record.msg, record.args = re.sub(r"token=[^&\s'\")]*", "token=…", line), ()
    return True


@contextmanager
def own_folder() -> Iterator[str]:
    """A folder for what runs; held as long as we live, so that another server can tell what was left."""
    with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as home:
        mark = Path(home, MARK)
        with mark.open("w", encoding="utf-8") as held:
            _hold(held)
            yield home


def _hold(held: IO[str]) -> bool:
    """Whether a mark could be taken hold of, as nobody alive has it; False where that cannot be asked."""
    try:
        import fcntl

        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):
        return False
    return True


def clear_away_left() -> None:
    """Remove the folders of servers that were killed; those of other people and of the living stay."""
    for mark in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/{MARK}"):
        with suppress(OSError), mark.open("a", encoding="utf-8") as held:
            if mark.stat().st_uid == os.getuid() and _hold(held):
                shutil.rmtree(mark.parent, ignore_errors=True)


def _warn_if_open(options: _Options) -> None:
    local = is_loopback(options.host) or options.host in LOOPBACK_NAMES
    if not (options.password or options.token or local):
        tell(say("serve_open_to_all"))


def _open_nursery(folder: str, stack: ExitStack) -> Nursery | None:
    """A running nursery, or none where it did not start; says how far it has come.

    Raises InputFaults where no page could show anything: the nursery has told why.
    """
    tell(say("serve_warming"))
    nursery = Nursery(folder, _WARM)
    stack.callback(nursery.close)

    def progress(line: str) -> None:
        done, total, app = line.split()
        tell("  " + say("serve_warming_app", done=done, total=total, app=say(f"app_{app}_title")))

    if not nursery.wait(progress):
        nursery.close()  # one that fell silent would go on computing for nobody
        if nursery.process.returncode == WRONG_INPUT:
            raise fault("", "serve_wrong_input")
        complain(say("serve_no_nursery"))
        return None
    register()
    return nursery


# --- JupyterLab ------------------------------------------------------------------------------------------


def lab(
    port: int = 8888,
    host: str = "127.0.0.1",
    base_url: str = "/",
    token: str | None = None,
    open_browser: bool = True,
) -> None:
    """JupyterLab on the notebooks, with the widgets' files served as the page server serves them."""
    from jupyterlab.labapp import LabApp

    _bind(port, host).close()  # only to say clearly that a port is taken; Lab binds it itself
    os.environ.setdefault("WULI_LANG", language())
    # Our settings of Lab first: it asks nobody whether to fetch news.
    known = os.environ.get("JUPYTER_CONFIG_PATH")
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, [str(_LAB_SETTINGS), known]))
    # As arguments, because JupyterLab drops a configuration that is handed to it.
    options = {
        "ServerApp.port": port,
        "ServerApp.ip": host,
        "ServerApp.port_retries": 0,
        "ServerApp.base_url": base_url,
        "ServerApp.open_browser": open_browser,
        "ServerApp.root_dir": APPS.parent,
        "ServerApp.extra_static_paths": _STATIC,
        "ServerApp.allow_root": True,  # a container has no other user; the token protects it
        # Nor does it ask other hosts for news, updates or extensions.
        "LabApp.news_url": None,
        "LabApp.check_for_updates_class": "jupyterlab.handlers.announcements.NeverCheckForUpdate",
        "LabApp.extension_manager": "readonly",
        "Application.log_level": "WARN",  # the address is said all the same
    }
    if token is not None:
        options["IdentityProvider.token"] = token
    LabApp.launch_instance([f"--{name}={value}" for name, value in options.items()])
