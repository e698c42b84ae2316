"""What answers a browser's requests: gallery, apps, health, files, and friendly words for errors."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import json
import mimetypes
import os
import uuid
from collections.abc import Mapping
from contextlib import AsyncExitStack, suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qs, urlencode, urlsplit

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler
from jupyterlab_server.themes_handler import ThemesHandler
from tornado.httputil import HTTPServerRequest
from tornado.iostream import StreamClosedError
from tornado.web import HTTPError, authenticated
from voila.handler import BaseVoilaHandler
from voila.notebook_renderer import NotebookRenderer
from voila.static_file_handler import MultiStaticFileHandler
from voila.utils import ENV_VARIABLE, get_page_config

from sim.apps import gallery
from sim.apps.gallery import links, published
from sim.apps.guard import Curt, Kernels
from sim.apps.viewer_limits import LeftPages
from sim.words import LANGUAGES, by_language, language, said_in, say, speaking

# ---- What every page of our own has that needs no kernel: words for errors, a head, a language, safe cookies

_KEPT = ("code",)  # what of an address goes along to the other apps, the language apart
_RETRY_SECONDS = 10  # between two tries of a viewer who waits for a place
_ERRORS = {
    403: ("serve_forbidden", "serve_forbidden_about"),
    404: ("serve_not_found", "serve_not_found_about"),
    429: ("serve_guessing", "serve_guessing_about"),
    503: ("serve_busy", "serve_busy_about"),
}
_WRONG, _FAILED = ("serve_wrong", "serve_not_found_about"), ("serve_failed", "serve_failed_about")


class Friendly(JupyterHandler):
    """Says what went wrong in a sentence, and nothing about why."""

    said: tuple[str, str] | None = None  # the words of an error, where its number says too little

    async def prepare(self) -> None:  # type: ignore[override]
        await super().prepare()
        _forget_token(self.request)

    def set_cookie(self, name: str, value: str | bytes, *args: Any, **options: Any) -> None:
        """A cookie that goes nowhere else: not to scripts, not with others' requests, not in the clear."""
        safe: dict[str, Any] = {
            "httponly": True,
            "samesite": "Lax",
            "secure": self.request.protocol == "https",
        }
        super().set_cookie(name, value, *args, **(safe | options))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        text, about = self.said or _ERRORS.get(status_code, _WRONG if status_code < 500 else _FAILED)
        again = _RETRY_SECONDS if status_code in (429, 503) else 0
        if again:
            self.set_header("Retry-After", str(again))
        self.set_header("Content-Type", "text/html; charset=utf-8")
        lang = asked_language(self)
        with speaking(lang):
            said = {"text": say(text), "about": say(about)}
            self.finish(plain_page(self, "error.html", again=again if status_code == 503 else 0, **said))


def _forget_token(request: HTTPServerRequest) -> None:
    """Take the token out of an address once it has been read: it must not get into logs, kernels or links."""
    path, _, query = request.uri.partition("?") if request.uri else ("", "", "")
    if "token=" in query:
        request.query = "&".join(part for part in query.split("&") if not part.startswith("token="))
        request.uri = path + (f"?{request.query}" if request.query else "")


def _argument(handler: JupyterHandler, name: str, other: str = "") -> str:
    """A value of the address; `other` where there is none, or none that can be read."""
    with suppress(HTTPError):
        return str(handler.get_query_argument(name, other))
    return other


def asked_language(handler: JupyterHandler) -> str:
    """The language of the address, or of the address that a login leads to."""
    after = ""
    with suppress(ValueError):
        after = parse_qs(urlsplit(_argument(handler, "next")).query).get("lang", [""])[0]
    asked = _argument(handler, "lang", after)
    return asked if asked in LANGUAGES else language()


def _head(handler: JupyterHandler, app: str = "") -> dict[str, Any]:
    """What a page is headed with before any kernel runs: the way to the other apps and languages."""
    here = {name: _argument(handler, name) for name in handler.request.query_arguments}
    here.pop("token", None)
    other = [said_in(one, _language_link, here) for one in LANGUAGES]
    along = {"lang": language()} | {name: here[name] for name in _KEPT if name in here}
    return {"lang": language(), "app": app, "apps": links(), "query": urlencode(along), "languages": other}


def _language_link(here: Mapping[str, str]) -> dict[str, str]:
    """The way to the same page in a language: its address, its name in itself and its tag."""
    names = {"name": say("language_name"), "tag": say("language_tag")}
    return {"lang": language(), "query": urlencode({**here, "lang": language()})} | names


def plain_page(handler: JupyterHandler, name: str, **values: Any) -> str:
    """One of our own pages that needs no kernel."""
    template = handler.settings["voila_jinja2_env"].get_template(name)
    values |= {
        "base_url": handler.base_url,
        "say": say,
        "by_language": lambda key: by_language(partial(say, key)),
        "head": _head(handler, values.get("app", "")),
    }
    return str(template.render(**values))


# ---- What answers a browser's requests: gallery, apps, health, files, and friendly words for errors

_HOUR = 3600
_HEAD_START = 0.05  # s for a browser to fetch the loading state's styles before a kernel keeps us busy
_SQUEEZE = (".js", ".css", ".json", ".svg")
_BROKEN = "<script>window.voila_finish?.()</script>"  # without widgets the page says that it did not open
_LONGEST_PAGE = 60.0  # s that a page may take from its kernel's start to its last line


class Gallery(Friendly):
    """The front page: the answer, the ways in, and every app with what it is for."""

    @authenticated
    async def get(self) -> None:
        lang = asked_language(self)
        with speaking(lang):
            self.finish(plain_page(self, "gallery.html", answer=gallery.read()))


class AppPage(Friendly, BaseVoilaHandler):
    """An app, by name; nothing else in the folder or out of it can be asked for.

    Its head and loading state are sent before a kernel is started, so that they stand there at once. Whether
    there is a place is therefore settled first. Voila's own handler goes on when its viewer has left, or its
    kernel died; here the kernel ends with the request.
    """

    work: asyncio.Task[None] | None = None

    def initialize(self, template_paths: list[str], config: Any, **kwargs: Any) -> None:
        super().initialize(**kwargs)
        self.template_paths, self.traitlet_config = template_paths, config

    @authenticated
    async def get(self, name: str) -> None:
        if name not in published():
            raise HTTPError(404)
        kernels = cast("Kernels", self.kernel_manager)
        kernels.keep_place()
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.work = asyncio.create_task(self.show(kernels, name))
        await asyncio.wait({self.work}, timeout=_LONGEST_PAGE)
        if not self.work.done():
            self.work.cancel()
            self.write(_BROKEN)
        elif not self.work.cancelled():
            self.work.result()

    def on_connection_close(self) -> None:
        super().on_connection_close()
        if self.work is not None:
            self.work.cancel()

    async def show(self, kernels: Kernels, name: str) -> None:
        """Send the page; whoever leaves before it is there leaves no kernel, and waits for his next one."""
        left, address = cast("LeftPages", self.settings["left"]), self.request.remote_ip or ""
        try:
            async with AsyncExitStack() as stack:
                try:
                    self.write(_opening(self, name))
                    await self.flush()
                    await asyncio.sleep(_HEAD_START + left.wait(address))
                    await stack.enter_async_context(kernels.turn_to_open())
                    renderer = self.renderer(name)
                    await renderer.initialize()
                    renderer.exporter.environment.bytecode_cache = self.settings["compiled"]
                finally:
                    kernels.give_place()  # and nothing in between until the kernel's start takes it
                await self.bring(kernels, renderer)
        except (asyncio.CancelledError, StreamClosedError):
            left.add(address)

    async def bring(self, kernels: Kernels, renderer: NotebookRenderer) -> None:
        """Start a kernel and send what comes of the notebook in it.

        Raises CancelledError or StreamClosedError where the viewer has left; the kernel then ends too.
        """
        kernel_id, kernel = str(uuid.uuid4()), renderer.notebook.metadata.kernelspec.name
        environment = {**os.environ, ENV_VARIABLE.QUERY_STRING: self.request.query}
        starting = asyncio.ensure_future(
            kernels.start_kernel(kernel_name=kernel, kernel_id=kernel_id, path="", env=environment)
        )
        try:
            await asyncio.shield(starting)  # a start that is broken off leaves a process that nobody knows
            kernels.notify_connect(kernel_id)  # it is not idle as long as its page is being made
            started = kernels.get_kernel(kernel_id)
            async for html, _ in renderer.generate_content_generator(kernel_id, started):
                self.write(html)
                await self.flush()
        except (asyncio.CancelledError, StreamClosedError):
            kernels.end(kernel_id, starting)
            raise
        except Exception as problem:
            kernels.end(kernel_id, starting)
            self.log.error("a page could not be shown: %s", type(problem).__name__)
            self.write(_BROKEN)
        finally:
            kernels.notify_disconnect(kernel_id)
            channels = getattr(getattr(renderer, "executor", None), "kc", None)
            if channels is not None:
                channels.stop_channels()

    def renderer(self, name: str) -> NotebookRenderer:
        settings = {
            "base_url": self.base_url, "settings": self.settings, "log": self.log,
            "voila_configuration": self.voila_configuration,
        }  # fmt: skip
        return NotebookRenderer(
            request_handler=self,
            voila_configuration=self.voila_configuration,
            traitlet_config=self.traitlet_config,
            notebook_path=f"{name}.ipynb",
            template_paths=self.template_paths,
            config_manager=self.config_manager,
            contents_manager=self.contents_manager,
            base_url=self.base_url,
            kernel_spec_manager=self.kernel_spec_manager,
            prelaunch_hook=None,
            page_config=get_page_config(**settings),
            mathjax_config=self.settings.get("mathjax_config"),
            mathjax_url=self.settings.get("mathjax_url"),
        )


def _opening(handler: JupyterHandler, app: str) -> str:
    """What a page shows until its kernel has answered, in the viewer's language."""
    with speaking(asked_language(handler)):
        return plain_page(handler, "opening.html", app=app)


class Themes(Curt, ThemesHandler):
    """The look of the widgets, as JupyterLab keeps it."""


class Slash(Friendly):
    """The base path without its last slash."""

    @allow_unauthenticated
    def get(self) -> None:
        self.redirect(self.base_url)


class NotFound(Friendly):
    status = 404

    async def prepare(self) -> None:  # type: ignore[override]
        raise HTTPError(self.status)


class Foreign(NotFound):
    """For who names a host that is not ours."""

    status, said = 403, ("serve_foreign", "serve_foreign_about")


class Odd(NotFound):
    """For a path that no page of ours has and no browser sends."""

    status = 400


class Health(Friendly):
    """For whoever watches the server: whether all is well, and how many kernels it holds of how many."""

    @allow_unauthenticated
    def get(self) -> None:
        state = {
            "ok": self.settings["well"](),
            "kernels": len(self.kernel_manager),
            "most": self.settings["most_kernels"],
            "forked": self.settings["forked"](),
            "apps": published(),
        }
        self.set_status(200 if state["ok"] else 503)
        self.finish(json.dumps(state))


def visit(handler: Any) -> tuple[str, int, float] | None:
    """What is kept of a visit: app ("/" is the gallery), status, seconds. No address, no query, no cookie."""
    seconds = handler.request.request_time()
    if handler.get_status() == 302:  # to the login
        return None
    if isinstance(handler, AppPage):
        known = handler.path_args[0] if handler.path_args and handler.path_args[0] in published() else "?"
        return known, handler.get_status(), seconds
    return ("/", handler.get_status(), seconds) if isinstance(handler, Gallery) else None


@lru_cache(maxsize=512)
def _squeezed(path: str, changed: int, folder: str) -> str:
    """A gzipped copy of a file, made once: compressing for every visit would cost more than it saves."""
    target = Path(folder) / f"{hashlib.sha256(path.encode()).hexdigest()[:24]}-{changed}.gz"
    target.write_bytes(gzip.compress(Path(path).read_bytes(), 6))
    return str(target)


class Squeezed(MultiStaticFileHandler):
    """Files from several folders, gzipped where the browser takes it, kept by it for a while."""

    keep = _HOUR

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        found = super().validate_absolute_path(root, absolute_path)
        self.named = found
        if (
            found is None
            or not found.endswith(_SQUEEZE)
            or "gzip" not in self.request.headers.get("Accept-Encoding", "")
        ):
            return found
        self.set_header("Content-Encoding", "gzip")
        return _squeezed(found, os.stat(found).st_mtime_ns, self.settings["squeezed"])

    def set_default_headers(self) -> None:
        for name, value in self.settings["headers"].items():
            self.set_header(name, value)

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
        self.keep = 30 * 24 * _HOUR if path.endswith(".woff2") else 0
        super().set_extra_headers(path)
