"""Who may look at the pages: one password or token for all, and what a wrong guess costs whoever makes it."""

from __future__ import annotations

import asyncio
import hmac
import os
import re
import time
import unicodedata
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from jupyter_server.auth import passwd
from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.auth.identity import PasswordIdentityProvider, User
from jupyter_server.auth.login import LoginFormHandler
from jupyter_server.auth.security import passwd_check
from tornado.web import HTTPError
from traitlets import default

from sim.apps.handlers import Friendly, asked_language, plain_page
from sim.apps.viewer_limits import MOST_ADDRESSES, neighbourhood
from sim.words import speaking

# As jupyter_server writes it.
_HASHED = re.compile(r"argon2:\$argon2\w+\$v=\d+\$[^$]+\$[^$]+\$[^$]+|\w+:[0-9a-f]+:[0-9a-f]{32,}")
_MARKS = ("argon2:", "sha1:", "sha256:")
_WRONG_SECONDS, _LONGEST_SECONDS = 1.0, 4.0  # what a wrong guess costs, and what the hundredth does
_EASY = 10  # wrong guesses of one address that cost no more than the first
_AT_ONCE, _IN_LINE = 8, 60  # guesses of one address that are being made, and that wait for their turn
_FORGOTTEN = 900.0  # s after which an address starts afresh
_LONGEST_SECRET = 1024


def tidy(secret: str) -> str:
    """A password as it is compared: without the spaces around it, which browsers and files add and drop."""
    return unicodedata.normalize("NFC", secret).strip()


def broken_hash(password: str) -> bool:
    """Whether a password looks as if it was hashed and cut off or mistyped: nobody could ever give it."""
    return password.startswith(_MARKS) and not _HASHED.fullmatch(password)


def hashed(password: str) -> str:
    """A password as jupyter_server keeps it; one that is hashed already stays as it is."""
    return password if not password or _HASHED.fullmatch(password) else passwd(tidy(password))


class Secret:
    """Password and token, compared in a time that tells nothing of them.

    A password that was given hashed takes a tenth of a second of computing for each try; it is computed
    beside the server, one after the other, and once given right it is known again at once.
    """

    def __init__(self, password: str, token: str) -> None:
        self.key = os.urandom(32)
        self.hash = password if _HASHED.fullmatch(password) else ""
        self.known = {self.digest(one) for one in (token, "" if self.hash else password) if one}
        self.token = self.digest(token) if token else b""
        self.turn = asyncio.Lock()

    def digest(self, secret: str) -> bytes:
        return hmac.digest(self.key, tidy(secret).encode(), "sha256")

    def is_token(self, secret: str) -> bool:
        return bool(self.token) and hmac.compare_digest(self.digest(secret), self.token)

    async def is_right(self, secret: str) -> bool:
        if not tidy(secret) or len(secret) > _LONGEST_SECRET:
            return False
        given = self.digest(secret)
        if any(hmac.compare_digest(given, known) for known in self.known):
            return True
        if self.hash and await self.fits_hash(secret):
            self.known.add(given)
            return True
        return False

    async def fits_hash(self, secret: str) -> bool:
        loop = asyncio.get_running_loop()
        async with self.turn:
            for one in dict.fromkeys((secret, tidy(secret))):
                if await loop.run_in_executor(None, passwd_check, self.hash, one):
                    return True
        return False


@dataclass
class _Guesser:
    """What is remembered of an address that guesses."""

    wrong: int = 0
    last: float = 0.0
    trying: int = 0
    line: list[asyncio.Future[None]] = field(default_factory=list)

    async def take_turn(self) -> None:
        """Who came last is next: who guesses without end waits behind whoever comes only once.

        Raises HTTPError for who came first, where too many are waiting.
        """
        if self.trying < _AT_ONCE:
            self.trying += 1
            return
        turn = asyncio.get_running_loop().create_future()
        self.line.append(turn)
        if len(self.line) > _IN_LINE:
            self.line.pop(0).set_exception(HTTPError(429))
        try:
            await turn
        except asyncio.CancelledError:
            if turn in self.line:
                self.line.remove(turn)
            else:
                self.give_turn()
            raise

    def give_turn(self) -> None:
        if self.line:
            self.line.pop().set_result(None)
        else:
            self.trying -= 1


class Guesses:
    """Wrong guesses, by address: each costs a moment, more with their number; others are not kept waiting."""

    def __init__(self) -> None:
        self.guessers: OrderedDict[str, _Guesser] = OrderedDict()

    def of(self, address: str) -> _Guesser:
        now = time.monotonic()
        guesser = self.guessers.setdefault(address, _Guesser())
        if now - guesser.last > _FORGOTTEN:
            guesser.wrong = 0
        guesser.last = now
        self.guessers.move_to_end(address)
        if len(self.guessers) > MOST_ADDRESSES:
            idle = next((name for name, one in self.guessers.items() if not one.trying), None)
            if idle is not None:
                del self.guessers[idle]
        return guesser

    async def right(self, address: str, answer: Any) -> bool:
        """Whether a guess is right, as the awaitable function `answer` tells; a wrong one takes its time."""
        guesser = self.of(neighbourhood(address))
        await guesser.take_turn()
        try:
            if await answer():
                return True
            guesser.wrong += 1
            longer = _WRONG_SECONDS * max(1.0, guesser.wrong / _EASY)
            await asyncio.sleep(min(_LONGEST_SECONDS, longer))
            return False
        finally:
            guesser.give_turn()


class Visitors(PasswordIdentityProvider):
    """Login by one password or token for all, where one was set; nobody may change it."""

    @default("allow_password_change")
    def _nobody_changes_it(self) -> bool:
        return False

    @default("cookie_options")
    def _only_from_our_pages(self) -> dict[str, Any]:
        return {"samesite": "Lax", "httponly": True}

    async def get_user_token(self, handler: Any) -> User | None:
        """The viewer of a token in the address or in a header; a wrong one costs as a wrong password does."""
        given = self.get_token(handler) if self.token else ""
        if not given:
            return None
        settings = handler.settings

        async def answer() -> bool:
            return bool(settings["secret"].is_token(given))

        if not await settings["guesses"].right(handler.request.remote_ip or "", answer):
            return None
        known = self.get_user_cookie(handler)
        return known if isinstance(known, User) else self.generate_anonymous_user(handler)


class Login(Friendly, LoginFormHandler):
    """The login page in our words; a wrong password costs a moment, so that nobody tries many."""

    def _render(self, message: Any = None) -> None:
        lang = asked_language(self)
        form = {"after": self.after, "wrong": bool(message), "xsrf": self.xsrf_form_html()}
        self.set_header("Cache-Control", "no-store")
        with speaking(lang):
            self.finish(plain_page(self, "login.html", **form))

    @property
    def after(self) -> str:
        """Where the login leads to; an address that holds what no address of ours does leads to the start."""
        asked = self.get_argument("next", default=self.base_url)
        sensible = asked.startswith("/") and asked.isprintable() and " " not in asked
        return asked if sensible else self.base_url

    @allow_unauthenticated
    def get(self) -> None:
        if self.current_user:
            self._redirect_safe(self.after)
        else:
            self._render()

    @allow_unauthenticated
    async def post(self) -> None:
        identity, settings = self.identity_provider, self.settings
        given = self.get_body_argument("password", default="", strip=False)

        async def answer() -> bool:
            return not identity.auth_enabled or bool(await settings["secret"].is_right(given))

        if not await settings["guesses"].right(self.request.remote_ip or "", answer):
            self.set_status(401)
            self._render(message=True)
            return
        self.current_user = identity.generate_anonymous_user(self)
        identity.set_login_cookie(self, self.current_user)
        self._redirect_safe(self.after)


class Logout(Friendly):
    """Forgets the viewer, and leads to the login, or to the start where nobody is asked."""

    @allow_unauthenticated
    def get(self) -> None:
        self.identity_provider.clear_login_cookie(self)
        asked = self.identity_provider.auth_enabled
        self.redirect(f"{self.base_url}login" if asked else self.base_url)
