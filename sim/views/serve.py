"""The two servers: `serve` for the read-only pages (`wuli apps`), `lab` for JupyterLab (`wuli lab`).

The page server is Voila with its own template and with the holes of a stock Voila closed
(sim/views/guard.py): only the notebooks of notebooks/apps are reachable, no page asks another host for
anything, and a viewer is shown neither code nor tracebacks.
"""

from __future__ import annotations

import errno
import logging
import os
import re
import signal
import socket
import tempfile
import time
import webbrowser
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jupyter_server.auth import passwd
from jupyter_server.utils import url_path_join
from jupyterlab_server.themes_handler import ThemesHandler
from tornado.httpclient import AsyncHTTPClient
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from traitlets.config import Config
from voila.app import Voila

from sim.faults import fault
from sim.runs.forked import WRONG_INPUT, Nursery, possible, register
from sim.runs.kernels import OneKernel
from sim.runs.machine import cores, kernel_environment
from sim.views import front
from sim.views.apps import APPS
from sim.views.console import complain, tell
from sim.views.guard import LARGEST_MESSAGE, KernelLook, Kernels, Leave, ReadOnlyConnection, V1Websocket
from sim.views.handlers import (
    AppPage,
    Gallery,
    Health,
    Login,
    NotFound,
    Ours,
    Queue,
    Slash,
    Squeezed,
    Visitors,
    kernel_next,
    visit,
)
from sim.views.theme import STATIC
from sim.words import language, say

TEMPLATES = Path(__file__).with_name("templates")
LAB_SETTINGS = TEMPLATES / "jupyterlab"
WARM = "sim.views.apps:warm"  # what every page needs computed
KERNEL_ID = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
EXTENSIONS = ["@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget"]
# A left page gives its kernel back itself; one whose browser crashed or lost its network is found out.
IDLE_SECONDS, IDLE_LOOK_SECONDS, PING_SECONDS = 40, 5, 10
CHECK_SECONDS = 20
HASHES = ("argon2:", "sha1:", "sha256:")  # how jupyter_server marks a password that is hashed
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "frame-ancestors 'self'; object-src 'none'; base-uri 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with none at all a browser posts the password from origin "null"
    "Server": "wuli",
}


# --- the page server -----------------------------------------------------------------------------------


class Pages(Voila):
    """Voila with our template, our handlers and a fixed address."""

    listening: socket.socket
    nursery: Nursery | None = None
    lang = visits = ""

    def setup_template_dirs(self) -> None:
        super().setup_template_dirs()
        self.template_paths.insert(0, str(TEMPLATES / "wuli"))

    def init_settings(self) -> dict[str, Any]:
        self.kernel_websocket_connection_class = ReadOnlyConnection
        self.identity_provider_class = Visitors
        settings = super().init_settings()
        self.kernel_manager.allowed_message_types = []  # the connection has checked more than the type
        self.identity_provider.login_handler_class = Login
        return settings | {
            "headers": HEADERS,
            "squeezed": self.connection_dir_root,
            "websocket_max_message_size": LARGEST_MESSAGE,
            "ws_ping_interval": 1000 * PING_SECONDS,  # who does not answer two of them is gone
            "ws_ping_timeout": 2000 * PING_SECONDS,
            "default_handler_class": NotFound,
            "log_function": self.note_visit,
            "serve_traceback": False,
            "forked": self.nursery_lives,
            "most_kernels": self.kernel_manager.most,
            "guesses": Queue(),
        }

    def init_handlers(self) -> list[Any]:
        page = {
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }
        labextensions = self.labextensions_path
        themes = {"themes_url": "/voila/api/themes", "path": self.themes_dir, "no_cache_paths": ["/"]}
        extensions = rf"/voila/labextensions/((?:{'|'.join(EXTENSIONS)})/.*)"
        handlers = [
            ("/", Gallery),
            ("/healthz", Health),
            (r"/app/([\w-]+)", AppPage, page),
            (r"/static/(.*)", Ours, {"paths": [str(STATIC)]}),
            (rf"/api/kernels/{KERNEL_ID}", KernelLook),
            (rf"/api/kernels/{KERNEL_ID}/channels", V1Websocket),
            (rf"/voila/api/shutdown/{KERNEL_ID}", Leave),
            (r"/voila/api/themes/(.*)", ThemesHandler, themes | {"labextensions_path": labextensions}),
            (r"/voila/templates/lab/static/(.*)", Squeezed, {"paths": self.static_paths}),
            (r"/voila/static/(.*)", Squeezed, {"paths": self.static_paths}),
            (extensions, Squeezed, {"paths": labextensions}),
            *self.identity_provider.get_handlers(),  # login, which Voila leaves outside the base path
        ]  # fmt: skip
        bare = [(self.base_url.rstrip("/"), Slash)]
        return [(url_path_join(self.server_url, path), *rest) for path, *rest in handlers] + bare

    def listen(self) -> None:
        """Listen on the one port that was asked for, check, say where, and serve until stopped."""
        server = HTTPServer(self.app, max_body_size=1 << 16, max_header_size=1 << 15)
        server.add_socket(self.listening)
        self.ioloop = IOLoop.current()
        signal.signal(signal.SIGTERM, self._handle_signal_stop)
        try:
            self.ioloop.run_sync(self.check)
            tell(say("serve_ready", self.lang, address=self.address()))
            if self.open_browser:
                webbrowser.open(self.address())
            self.ioloop.start()
        except KeyboardInterrupt:
            pass
        finally:
            server.stop()
            self.stop()
            tell(say("serve_stopped", self.lang))

    async def check(self) -> None:
        """Ask ourselves how we are, over the network as everybody else does, and say when not well."""
        address = self.at({"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.ip) or self.ip)
        answer = await AsyncHTTPClient().fetch(
            f"{address}healthz", raise_error=False, request_timeout=CHECK_SECONDS
        )
        if answer.code != 200:
            complain(say("serve_check_failed", self.lang))

    def address(self) -> str:
        """What to type into a browser; with the token, for whoever started the server."""
        host = socket.gethostname() if self.ip in ("", "0.0.0.0", "::") else self.ip
        query = f"?token={self.token}" if self.token else ""
        return self.at(host) + query

    def at(self, host: str) -> str:
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}{self.base_url}"

    def nursery_lives(self) -> bool | None:
        """Whether kernels are still forked; None where stock ones were started from the outset."""
        return self.nursery.process.poll() is None if self.nursery else None

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


def configuration(options: Options, nursery: str) -> Config:
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
            "extension_allowlist": EXTENSIONS, "file_allowlist": [],
            "prelaunch_hook": kernel_next,
            "multi_kernel_manager_class": Kernels, "kernel_spec_manager_class": OneKernel,
        },
        Kernels={"most": options.most_kernels},
        OneKernel={"nursery": nursery},
        # One that still computes for nobody is ended too.
        MappingKernelManager={
            "cull_idle_timeout": IDLE_SECONDS, "cull_interval": IDLE_LOOK_SECONDS, "cull_busy": True,
        },
    )  # fmt: skip


def page_environment(lang: str, home: str) -> dict[str, str]:
    """What the pages' kernels inherit; `home` stands for everybody's IPython profile.

    Each kernel takes half of the cores: with all of them thirty viewers wait for one another's threads (a
    slider's move of 95 in 100 took 800 ms on two cores, 400 ms with one thread each).
    """
    own = {"IPYTHONDIR": home, "JUPYTER_WIDGETS_ECHO": "0", front.PLACE: str(Path(home) / "front.json")}
    return kernel_environment(lang, threads=max(1, cores() // 2), linear=1) | own


def bind(port: int, host: str) -> socket.socket:
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
class Options:
    """How the pages are served.

    port          0 takes any free one
    base_url      the path below which everything lies, for a reverse proxy
    password      asked of every viewer; plain, or as jupyter_server hashes it; blank asks for none
    token         the same in the address, ?token=…
    most_kernels  viewers at once; one more waits on a page that tries again by itself
    forked        kernels start five times faster; without, or where the system cannot fork, stock ones start
    visits        a CSV file that gets a line for each visit
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


def hashed(password: str) -> str:
    """A password as jupyter_server keeps it; one that is hashed already stays as it is."""
    return password if not password or password.startswith(HASHES) else passwd(password)


def checked(options: Options) -> Options:
    """Options that can be served. Raises InputFaults that say what is wrong."""
    path = url_path_join("/", options.base_url, "/")
    if not re.fullmatch(r"/([\w~-][\w.~-]*/)*", path, re.ASCII):
        raise fault("", "serve_base_url", path=options.base_url)
    if options.visits and not Path(options.visits).absolute().parent.is_dir():
        raise fault("", "serve_visits", path=options.visits)
    return replace(options, base_url=path, lang=language(options.lang or None))


def serve(**options: Any) -> None:
    """Serve the apps until Ctrl-C; see Options. Raises InputFaults where that cannot be."""
    serve_pages(checked(Options(**options)))


def serve_pages(options: Options) -> None:
    listening = bind(options.port, options.host)
    with tempfile.TemporaryDirectory(prefix="wuli-") as home, ExitStack() as stack:
        os.environ.update(page_environment(options.lang, home))
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled once, everything starts twice as fast
        # Tornado takes Jupyter's milliseconds for seconds and warns of them at every connection.
        logging.getLogger("tornado.general").setLevel(logging.ERROR)
        nursery = open_nursery(home, options.lang, stack) if options.forked and possible() else None
        pages = Pages(config=configuration(options, nursery.path if nursery else ""))
        pages.ip, pages.port = options.host, listening.getsockname()[1]
        pages.open_browser, pages.visits, pages.nursery = options.open_browser, options.visits, nursery
        pages.listening, pages.lang, pages.connection_dir_root = listening, options.lang, home
        warn_if_open(options)
        pages.initialize([])
        pages.start()


def warn_if_open(options: Options) -> None:
    if not (options.password or options.token) and options.host not in ("127.0.0.1", "::1", "localhost"):
        tell(say("serve_open_to_all", options.lang))


def open_nursery(folder: str, lang: str, stack: ExitStack) -> Nursery | None:
    """A running nursery, or none where it did not start; says how far it has come.

    Raises InputFaults where no page could show anything: the nursery has told why.
    """
    tell(say("serve_warming", lang))
    nursery = Nursery(folder, WARM)
    stack.callback(nursery.close)

    def progress(line: str) -> None:
        done, total, app = line.split()
        tell("  " + say("serve_warming_app", lang, done=done, total=total, app=say(f"app_{app}_title", lang)))

    if not nursery.wait(progress):
        nursery.close()  # one that fell silent would go on computing for nobody
        if nursery.process.returncode == WRONG_INPUT:
            raise fault("", "serve_wrong_input")
        complain(say("serve_no_nursery", lang))
        return None
    register()
    return nursery


# --- JupyterLab ------------------------------------------------------------------------------------------


def lab(
    port: int = 8888,
    host: str = "127.0.0.1",
    base_url: str = "/",
    token: str | None = None,
    lang: str | None = None,
    open_browser: bool = True,
) -> None:
    """JupyterLab on the notebooks, with the widgets' files served as the page server serves them."""
    from jupyterlab.labapp import LabApp

    bind(port, host).close()  # only to say clearly that a port is taken; Lab binds it itself
    os.environ.setdefault("WULI_LANG", language(lang))
    # Our settings of Lab first: it asks nobody whether to fetch news.
    known = os.environ.get("JUPYTER_CONFIG_PATH")
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, [str(LAB_SETTINGS), known]))
    # As arguments, because JupyterLab drops a configuration that is handed to it.
    options = {
        "ServerApp.port": port,
        "ServerApp.ip": host,
        "ServerApp.port_retries": 0,
        "ServerApp.base_url": base_url,
        "ServerApp.open_browser": open_browser,
        "ServerApp.root_dir": APPS.parent,
        "ServerApp.extra_static_paths": STATIC,
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
