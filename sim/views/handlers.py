"""What answers a browser's requests: gallery, apps, login, health, files, and friendly words for errors."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import json
import mimetypes
import os
from functools import lru_cache
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qs, urlencode, urlsplit

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.auth.identity import PasswordIdentityProvider
from jupyter_server.auth.login import LoginFormHandler
from jupyter_server.base.handlers import JupyterHandler
from tornado.web import HTTPError, authenticated
from traitlets import default
from voila.static_file_handler import MultiStaticFileHandler
from voila.tornado.handler import TornadoVoilaHandler

from sim.views import front
from sim.views.apps import links, published
from sim.views.guard import Kernels
from sim.words import LANGUAGES, language, say

HOUR = 3600
KEPT = ("code",)  # what of an address goes along to the other apps, the language apart
RETRY_SECONDS = 10  # between two tries of a viewer who waits for a place
HEAD_START = 0.05  # s for a browser to fetch the loading state's styles before a kernel keeps us busy
WRONG_PASSWORD_SECONDS, MOST_GUESSES = 1.0, 20  # what a wrong guess costs; how many may wait
SQUEEZE = (".js", ".css", ".json", ".svg")
ERRORS = {
    404: ("serve_not_found", "serve_not_found_about"),
    503: ("serve_busy", "serve_busy_about"),
}
FAILED = ("serve_failed", "serve_failed_about")


class Friendly(JupyterHandler):
    """Says what went wrong in a sentence, and nothing about why."""

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        text, about = ERRORS.get(status_code, FAILED)
        again = RETRY_SECONDS if status_code == 503 else 0
        if again:
            self.set_header("Retry-After", str(again))
        self.set_header("Content-Type", "text/html; charset=utf-8")
        lang = asked_language(self)
        said = {"text": say(text, lang), "about": say(about, lang)}
        self.finish(plain_page(self, "error.html", lang, again=again, **said))


def asked_language(handler: JupyterHandler) -> str:
    """The language of the address, or of the address that a login leads to."""
    after = parse_qs(urlsplit(handler.get_query_argument("next", "")).query).get("lang", [""])[0]
    asked = handler.get_query_argument("lang", after)
    return language(asked if asked in LANGUAGES else None)


def head(handler: JupyterHandler, lang: str, app: str = "") -> dict[str, Any]:
    """What a page is headed with before any kernel runs: the way to the other apps and languages."""
    here = {name: handler.get_query_argument(name) for name in handler.request.query_arguments}
    here.pop("token", None)
    other = [{"lang": one, "query": urlencode(here | {"lang": one})} for one in LANGUAGES]
    along = {"lang": lang} | {name: here[name] for name in KEPT if name in here}
    return {"lang": lang, "app": app, "apps": links(lang), "query": urlencode(along), "languages": other}


def plain_page(handler: JupyterHandler, name: str, lang: str, **values: Any) -> str:
    """One of our own pages that needs no kernel."""
    template = handler.settings["voila_jinja2_env"].get_template(name)

    def spoken(key: str, other: str = "", **words: Any) -> str:
        return say(key, other or lang, **words)

    values |= {
        "base_url": handler.base_url,
        "say": spoken,
        "head": head(handler, lang, values.get("app", "")),
    }
    return str(template.render(**values))


class Gallery(Friendly):
    """The front page: the answer, the ways in, and every app with what it is for."""

    @authenticated
    async def get(self) -> None:
        lang = asked_language(self)
        self.finish(plain_page(self, "gallery.html", lang, answer=front.read(lang)))


class AppPage(Friendly, TornadoVoilaHandler):
    """An app, by name; nothing else in the folder or out of it can be asked for.

    Its head and loading state are sent before a kernel is started, so that they stand there at once. Whether
    there is a place is therefore settled first.
    """

    place = False

    @authenticated
    async def get(self, name: str) -> None:
        if name not in published():
            raise HTTPError(404)
        cast("Kernels", self.kernel_manager).keep_place()
        self.place = True
        try:
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.set_header("Cache-Control", "no-store")
            self.write(opening(self, name))
            await self.flush()
            await asyncio.sleep(HEAD_START)
            await TornadoVoilaHandler.get(self, f"{name}.ipynb")
        finally:
            self.give_place()

    def give_place(self) -> None:
        """The kernel is started now, or never will be."""
        if self.place:
            self.place = False
            cast("Kernels", self.kernel_manager).give_place()


def opening(handler: JupyterHandler, app: str) -> str:
    """What a page shows until its kernel has answered, in the viewer's language."""
    return plain_page(handler, "opening.html", asked_language(handler), app=app)


def kernel_next(handler: AppPage, notebook: Any, cwd: str) -> None:
    """Voila calls this just before it starts the kernel, with nothing in between."""
    handler.give_place()


class Visitors(PasswordIdentityProvider):
    """Login by one password or token for all, where one was set; nobody may change it."""

    @default("allow_password_change")
    def _nobody_changes_it(self) -> bool:
        return False


class Queue:
    """Those who try a password; one has its turn."""

    def __init__(self) -> None:
        self.turn, self.waiting = asyncio.Lock(), 0


class Login(Friendly, LoginFormHandler):
    """The login page in our words; a wrong password costs a moment, so that nobody tries many."""

    def _render(self, message: Any = None) -> None:
        lang = asked_language(self)
        after = self.get_argument("next", default=self.base_url)
        form = {"after": after, "wrong": bool(message), "xsrf": self.xsrf_form_html()}
        self.set_header("Cache-Control", "no-store")
        self.finish(plain_page(self, "login.html", lang, **form))

    @allow_unauthenticated
    async def post(self) -> None:
        """One guess after the other: checking many at once would keep the server from everybody else."""
        queue: Queue = self.settings["guesses"]
        if queue.waiting >= MOST_GUESSES:
            raise HTTPError(503)
        queue.waiting += 1
        try:
            async with queue.turn:
                if self.identity_provider.process_login_form(self) is None:
                    await asyncio.sleep(WRONG_PASSWORD_SECONDS)
                super().post()
        finally:
            queue.waiting -= 1


class Slash(Friendly):
    """The base path without its last slash."""

    @allow_unauthenticated
    def get(self) -> None:
        self.redirect(self.base_url)


class NotFound(Friendly):
    async def prepare(self) -> None:  # type: ignore[override]
        raise HTTPError(404)


class Health(Friendly):
    """For whoever watches the server: whether all is well, and how many kernels it holds of how many."""

    @allow_unauthenticated
    def get(self) -> None:
        forked = self.settings["forked"]()
        state = {
            "ok": forked is not False,
            "kernels": len(self.kernel_manager),
            "most": self.settings["most_kernels"],
            "forked": bool(forked),
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
        self.keep = 30 * 24 * HOUR if path.endswith(".woff2") else 0
        super().set_extra_headers(path)
