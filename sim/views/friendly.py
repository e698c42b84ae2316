"""What every page of our own has that needs no kernel: words for errors, a head, a language, safe cookies."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from jupyter_server.base.handlers import JupyterHandler
from tornado.httputil import HTTPServerRequest
from tornado.web import HTTPError

from sim.views.apps import links
from sim.words import LANGUAGES, by_language, language, said_in, say, speaking

KEPT = ("code",)  # what of an address goes along to the other apps, the language apart
RETRY_SECONDS = 10  # between two tries of a viewer who waits for a place
ERRORS = {
    403: ("serve_forbidden", "serve_forbidden_about"),
    404: ("serve_not_found", "serve_not_found_about"),
    429: ("serve_guessing", "serve_guessing_about"),
    503: ("serve_busy", "serve_busy_about"),
}
WRONG, FAILED = ("serve_wrong", "serve_not_found_about"), ("serve_failed", "serve_failed_about")


class Friendly(JupyterHandler):
    """Says what went wrong in a sentence, and nothing about why."""

    said: tuple[str, str] | None = None  # the words of an error, where its number says too little

    async def prepare(self) -> None:  # type: ignore[override]
        await super().prepare()
        forget_token(self.request)

    def set_cookie(self, name: str, value: str | bytes, *args: Any, **options: Any) -> None:
        """A cookie that goes nowhere else: not to scripts, not with others' requests, not in the clear."""
        safe: dict[str, Any] = {
            "httponly": True,
            "samesite": "Lax",
            "secure": self.request.protocol == "https",
        }
        super().set_cookie(name, value, *args, **(safe | options))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        text, about = self.said or ERRORS.get(status_code, WRONG if status_code < 500 else FAILED)
        again = RETRY_SECONDS if status_code in (429, 503) else 0
        if again:
            self.set_header("Retry-After", str(again))
        self.set_header("Content-Type", "text/html; charset=utf-8")
        lang = asked_language(self)
        with speaking(lang):
            said = {"text": say(text), "about": say(about)}
            self.finish(plain_page(self, "error.html", again=again if status_code == 503 else 0, **said))


def forget_token(request: HTTPServerRequest) -> None:
    """Take the token out of an address once it has been read: it must not get into logs, kernels or links."""
    path, _, query = request.uri.partition("?") if request.uri else ("", "", "")
    if "token=" in query:
        request.query = "&".join(part for part in query.split("&") if not part.startswith("token="))
        request.uri = path + (f"?{request.query}" if request.query else "")


def argument(handler: JupyterHandler, name: str, other: str = "") -> str:
    """A value of the address; `other` where there is none, or none that can be read."""
    with suppress(HTTPError):
        return str(handler.get_query_argument(name, other))
    return other


def asked_language(handler: JupyterHandler) -> str:
    """The language of the address, or of the address that a login leads to."""
    after = ""
    with suppress(ValueError):
        after = parse_qs(urlsplit(argument(handler, "next")).query).get("lang", [""])[0]
    asked = argument(handler, "lang", after)
    return asked if asked in LANGUAGES else language()


def head(handler: JupyterHandler, app: str = "") -> dict[str, Any]:
    """What a page is headed with before any kernel runs: the way to the other apps and languages."""
    here = {name: argument(handler, name) for name in handler.request.query_arguments}
    here.pop("token", None)
    other = [said_in(one, language_link, here) for one in LANGUAGES]
    along = {"lang": language()} | {name: here[name] for name in KEPT if name in here}
    return {"lang": language(), "app": app, "apps": links(), "query": urlencode(along), "languages": other}


def language_link(here: Mapping[str, str]) -> dict[str, str]:
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
        "head": head(handler, values.get("app", "")),
    }
    return str(template.render(**values))
