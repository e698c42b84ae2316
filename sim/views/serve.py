"""The two servers: `serve` for the read-only pages (`wuli apps`), `lab` for JupyterLab (`wuli lab`).

The page server is Voila with its own template and with the holes of a stock Voila closed
(sim/views/guard.py): only the notebooks of notebooks/apps are reachable, no page asks another host for
anything, and a viewer is shown neither code nor tracebacks.
"""

from __future__ import annotations

import errno
import gzip
import hashlib
import json
import logging
import mimetypes
import os
import socket
import sys
import tempfile
import webbrowser
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from jupyterlab_server.themes_handler import ThemesHandler
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.web import HTTPError, authenticated
from traitlets import Unicode
from traitlets.config import Config
from voila.app import Voila
from voila.static_file_handler import MultiStaticFileHandler
from voila.tornado.handler import TornadoVoilaHandler

from sim.faults import fault
from sim.runs.forked import NAME, Nursery, possible, register
from sim.views.apps import APPS, links, published
from sim.views.console import complain, tell
from sim.views.guard import LARGEST_MESSAGE, KernelLook, Kernels, Leave, ReadOnlyConnection, V1Websocket
from sim.views.theme import STATIC
from sim.words import LANGUAGES, language, say

TEMPLATES = Path(__file__).with_name("templates")
WARM = "sim.views.apps:warm"  # what every page needs computed
KERNEL_ID = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
EXTENSIONS = ["@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget"]
# A left page gives its kernel back itself; one whose browser crashed or lost its network is found out.
IDLE_SECONDS, IDLE_LOOK_SECONDS = 40, 5
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "frame-ancestors 'self'; object-src 'none'; base-uri 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
HOUR = 3600
RETRY_SECONDS = 10  # between two tries of a viewer who waits for a place
SQUEEZE = (".js", ".css", ".json", ".svg")


# --- what is served ------------------------------------------------------------------------------------


class Friendly(JupyterHandler):
    """Says what went wrong in a sentence, and nothing about why."""

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        key = {404: "serve_not_found", 503: "serve_busy"}.get(status_code, "serve_failed")
        again = RETRY_SECONDS if status_code == 503 else 0
        if again:
            self.set_header("Retry-After", str(again))
        self.set_header("Content-Type", "text/html; charset=utf-8")
        lang = asked_language(self)
        said = {"text": say(key, lang), "about": say(f"{key}_about", lang)}
        self.finish(plain_page(self, "error.html", lang, again=again, **said))


def asked_language(handler: JupyterHandler) -> str:
    asked = handler.get_query_argument("lang", "")
    return language(asked if asked in LANGUAGES else None)


def head(handler: JupyterHandler, lang: str, app: str = "") -> dict[str, Any]:
    """What a page is headed with before any kernel runs: the way to the other apps and languages."""
    code = handler.get_query_argument("code", "")
    keep = {"lang": lang, "code": code} if code else {"lang": lang}
    other = [{"lang": one, "query": urlencode(keep | {"lang": one})} for one in LANGUAGES]
    return {"lang": lang, "app": app, "apps": links(lang), "query": urlencode(keep), "languages": other}


def plain_page(handler: JupyterHandler, name: str, lang: str, **values: Any) -> str:
    """One of our own pages that needs no kernel."""
    template = handler.settings["voila_jinja2_env"].get_template(name)

    def spoken(key: str, **words: Any) -> str:
        return say(key, lang, **words)

    values |= {"base_url": handler.base_url, "say": spoken, "head": head(handler, lang)}
    return str(template.render(**values))


class Gallery(Friendly):
    """The front page: every app with what it is for."""

    @authenticated
    async def get(self) -> None:
        self.finish(plain_page(self, "gallery.html", asked_language(self)))


class AppPage(Friendly, TornadoVoilaHandler):
    """An app, by name; nothing else in the folder or out of it can be asked for."""

    @authenticated
    async def get(self, name: str) -> None:
        if name not in published():
            raise HTTPError(404)
        await TornadoVoilaHandler.get(self, f"{name}.ipynb")


def headed(handler: JupyterHandler, notebook: Any, cwd: str) -> None:
    """Before a notebook is rendered: what its page shows until the kernel answers."""
    lang = asked_language(handler)
    app = handler.path_kwargs.get("name") or handler.path_args[0]
    keys = ("app_name", "page_apps", "page_dark", "page_language", "page_loading", "page_loading_long")
    words = {key: say(key, lang) for key in (*keys, "page_broken", "page_reload", "serve_home")}
    notebook.metadata["wuli"] = head(handler, lang, app) | {"words": words}


class NotFound(Friendly):
    async def prepare(self) -> None:  # type: ignore[override]
        raise HTTPError(404)


class Health(Friendly):
    """For whoever watches the server: it answers, and how many kernels it holds."""

    @allow_unauthenticated
    def get(self) -> None:
        self.finish(json.dumps({"ok": True, "kernels": len(self.kernel_manager)}))


@lru_cache(maxsize=512)
def squeezed(path: str, changed: int, folder: str) -> str:
    """A gzipped copy of a file, made once: compressing for every visit would cost more than it saves."""
    target = Path(folder) / f"{hashlib.sha256(path.encode()).hexdigest()[:24]}-{changed}.gz"
    target.write_bytes(gzip.compress(Path(path).read_bytes(), 6))
    return str(target)


class Squeezed(MultiStaticFileHandler):
    """Files from several folders, gzipped where the browser takes it, kept by it for a while."""

    keep = HOUR

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        found = super().validate_absolute_path(root, absolute_path)
        self.named = found
        if (
            found is None
            or not found.endswith(SQUEEZE)
            or "gzip" not in self.request.headers.get("Accept-Encoding", "")
        ):
            return found
        self.set_header("Content-Encoding", "gzip")
        return squeezed(found, os.stat(found).st_mtime_ns, self.settings["squeezed"])

    def get_content_size(self) -> int:
        return os.stat(self.absolute_path).st_size  # of what is sent, not of what was named

    def get_content_type(self) -> str:
        return mimetypes.guess_type(self.named or "")[0] or "application/octet-stream"

    def set_extra_headers(self, path: str) -> None:
        self.set_header("Vary", "Accept-Encoding")
        self.set_header("Cache-Control", f"public, max-age={self.keep}" if self.keep else "no-cache")


class Ours(Squeezed):
    """Our scripts and styles, asked for anew at every visit; the fonts never change under one name."""

    def set_extra_headers(self, path: str) -> None:
        self.keep = 30 * 24 * HOUR if path.endswith(".woff2") else 0
        super().set_extra_headers(path)


class OneKernel(KernelSpecManager):
    """This environment's Python and no other kernel, whatever is installed on the machine."""

    nursery = Unicode(help="socket of the process that forks kernels; blank starts stock ones").tag(
        config=True
    )

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        quick = ["--HistoryManager.enabled=False", "--log-level=CRITICAL"]
        forked = {"provisioner_name": NAME, "config": {"nursery": self.nursery}}
        return KernelSpec(
            argv=[*command, *quick], display_name="wuli", language="python", name="python3",
            metadata={"kernel_provisioner": forked} if self.nursery else {},
        )  # fmt: skip

    def find_kernel_specs(self) -> dict[str, str]:
        return {"python3": ""}


# --- the page server -----------------------------------------------------------------------------------


class Pages(Voila):
    """Voila with our template, our handlers and a fixed address."""

    def setup_template_dirs(self) -> None:
        super().setup_template_dirs()
        self.template_paths.insert(0, str(TEMPLATES / "wuli"))

    def init_settings(self) -> dict[str, Any]:
        self.kernel_websocket_connection_class = ReadOnlyConnection
        settings = super().init_settings()
        self.kernel_manager.allowed_message_types = []  # the connection has checked more than the type
        return settings | {
            "headers": HEADERS,
            "squeezed": self.connection_dir_root,
            "websocket_max_message_size": LARGEST_MESSAGE,
            "default_handler_class": NotFound,
            "log_function": lambda handler: None,
            "serve_traceback": False,
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
        return [(url_path_join(self.server_url, path), *rest) for path, *rest in handlers]

    def listen(self) -> None:
        """Listen on the one port that was asked for, say where, and serve until stopped."""
        server = HTTPServer(self.app, max_body_size=1 << 16, max_header_size=1 << 15)
        server.add_socket(self.listening)
        self.ioloop = IOLoop.current()
        address = self.address()
        tell(say("serve_ready", self.lang, address=address))
        if self.open_browser:
            webbrowser.open(address)
        try:
            self.ioloop.start()
        except KeyboardInterrupt:
            pass
        finally:
            server.stop()
            self.stop()
            tell(say("serve_stopped", self.lang))

    def address(self) -> str:
        """What to type into a browser; with the token, for whoever started the server."""
        host = socket.gethostname() if self.ip in ("", "0.0.0.0", "::") else self.ip
        query = f"?token={self.token}" if self.token else ""
        return f"http://{host}:{self.port}{self.base_url}{query}"


def configuration(base_url: str, token: str | None, most_kernels: int, nursery: str) -> Config:
    """Voila's own settings for a read-only server; nobody's configuration files are read."""
    return Config(
        Voila={
            "root_dir": str(APPS), "base_url": base_url, "token": token or "",
            "config_file_paths": [], "log_level": "ERROR",
        },
        VoilaConfiguration={
            "template": "lab", "theme": "light", "strip_sources": True, "show_tracebacks": False,
            "allow_template_override": "NO", "allow_theme_override": "NO",
            "extension_allowlist": EXTENSIONS, "file_allowlist": [],
            "prelaunch_hook": headed,
            "multi_kernel_manager_class": Kernels, "kernel_spec_manager_class": OneKernel,
        },
        Kernels={"most": most_kernels},
        OneKernel={"nursery": nursery},
        MappingKernelManager={"cull_idle_timeout": IDLE_SECONDS, "cull_interval": IDLE_LOOK_SECONDS},
    )  # fmt: skip


def kernel_environment(lang: str, home: str) -> dict[str, str]:
    """What kernels inherit: the language, one thread for linear algebra, nobody's IPython profile.

    numba's threads must not be OpenMP's where kernels are forked (they die); its workqueue is as fast.
    """
    return {
        "WULI_LANG": lang,
        "IPYTHONDIR": home,
        "OPENBLAS_NUM_THREADS": "1",
        "NUMBA_THREADING_LAYER": "workqueue",
        "JUPYTER_WIDGETS_ECHO": "0",
        "MPLBACKEND": "agg",
    }


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


def serve(
    port: int = 8866,
    host: str = "127.0.0.1",
    base_url: str = "/",
    token: str | None = None,
    lang: str | None = None,
    open_browser: bool = False,
    most_kernels: int = 40,
    forked: bool = True,
) -> None:
    """Serve the apps until Ctrl-C; port 0 takes any free one. Raises InputFaults where it cannot listen.

    `forked` kernels start five times faster; without, or where the system cannot fork, stock ones start.
    """
    listening = bind(port, host)
    with tempfile.TemporaryDirectory(prefix="wuli-") as home, ExitStack() as stack:
        os.environ.update(kernel_environment(language(lang), home))
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled once, everything starts twice as fast
        # Tornado takes Jupyter's milliseconds for seconds and warns of them at every connection.
        logging.getLogger("tornado.general").setLevel(logging.ERROR)
        nursery = open_nursery(home, language(lang), stack) if forked and possible() else ""
        base_url = url_path_join("/", base_url, "/")
        pages = Pages(config=configuration(base_url, token, most_kernels, nursery), open_browser=open_browser)
        pages.ip, pages.port = host, listening.getsockname()[1]
        pages.listening, pages.lang, pages.connection_dir_root = listening, language(lang), home
        pages.initialize([])
        pages.start()


def open_nursery(folder: str, lang: str, stack: ExitStack) -> str:
    """The socket of a running nursery, or nothing where it did not start."""
    tell(say("serve_warming", lang))
    nursery = Nursery(folder, WARM)
    stack.callback(nursery.close)
    if not nursery.wait():
        complain(say("serve_no_nursery", lang))
        return ""
    register()
    return nursery.path


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
