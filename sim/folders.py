"""Where things lie: what all programmes share, the programmes, what was made, and which programme is in use.

A programme is in use by the environment variable WULI_PROGRAMME (an id or a folder; `--programme` sets it),
else by the choice of `wuli programme use`, else it is the one that the project began with.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"  # what all programmes share
PROGRAMMES = DATA / "programmes"
OUTPUTS = ROOT / "outputs"
SMALL = 1 << 20  # bytes of a file that is kept once it was read
SETTING = "WULI_PROGRAMME"
_MOVED = "WULI_BASE_YEAR"  # the year of the register at hand, where that is not the programme's base year
DESCRIPTION = "programme.yaml"
_FIRST = "first"  # a file of PROGRAMMES with the id of the one that is used where nobody has chosen


def programme_folder(name: str | Path | None = None) -> Path:
    """The folder of a programme by its id or path, of the one in use where None; it need not be there."""
    return _folder_of(str(name or os.environ.get(SETTING) or chosen()))


def moved_base() -> int:
    """The base year that the programme in use is moved to; 0 where it has its own."""
    return int(os.environ.get(_MOVED) or 0)


@cache  # every text that is said asks for it
def _folder_of(wanted: str) -> Path:
    shipped = PROGRAMMES / wanted
    return shipped if (shipped / DESCRIPTION).is_file() else Path(wanted).absolute()


def per_programme(function: Callable[P, T]) -> Callable[P, T]:
    """Keep what a function answers, apart for each programme in use and each base year it is moved to."""

    @lru_cache(maxsize=1 << 14)
    def kept(folder: Path, moved: int, *args: P.args, **named: P.kwargs) -> T:
        return function(*args, **named)

    @wraps(function)
    def asked(*args: P.args, **named: P.kwargs) -> T:
        return kept(programme_folder(), moved_base(), *args, **named)  # type: ignore[arg-type]

    return asked


def file_state(path: Path) -> tuple[int, ...]:
    """What changes when a file is written or replaced. Raises OSError where it cannot be looked at."""
    about = path.stat()
    return about.st_mtime_ns, about.st_ctime_ns, about.st_size, about.st_ino


def file_bytes(path: Path) -> bytes:
    """The bytes of a file; of a small one read again only where it was touched: one command asks often."""
    state = file_state(path)
    return _small_file(path.absolute(), state) if state[2] <= SMALL else path.read_bytes()


@lru_cache(maxsize=256)
def _small_file(path: Path, state: tuple[int, ...]) -> bytes:
    return path.read_bytes()


def shipped_programmes() -> list[str]:
    """The ids of the programmes that come with the project, the first one first."""
    ids = sorted(path.parent.name for path in PROGRAMMES.glob(f"*/{DESCRIPTION}"))
    return sorted(ids, key=lambda name: (name != first_programme(), name))


@cache
def first_programme() -> str:
    return (PROGRAMMES / _FIRST).read_text(encoding="utf-8").strip()


def choice_file() -> Path:
    """What `wuli programme use` writes: an id or the path of a folder."""
    return OUTPUTS / "programme.txt"


@cache
def chosen() -> str:
    """The programme chosen once for all commands; kept, since every text that is said asks for it."""
    try:
        return choice_file().read_text(encoding="utf-8").strip() or first_programme()
    except OSError:
        return first_programme()


def own_folders() -> list[Path]:
    """The folders of own programmes that were once in use and are still there, the latest first."""
    try:
        kept = json.loads(remembered_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    folders = [Path(each) for each in kept if isinstance(each, str)] if isinstance(kept, list) else []
    return [folder for folder in folders if (folder / DESCRIPTION).is_file()]


def remembered_file() -> Path:
    """Where the folders of own programmes are remembered."""
    return choice_file().with_name("programmes.json")


def setting_for(name: str) -> str:
    """What stands for a programme wherever it is read: the id of a shipped one, else its whole path.

    `name` is an id, the name of an own programme that was once in use, or a folder; it need not be there.
    """
    shipped = PROGRAMMES / name
    if shipped.parent == PROGRAMMES and (shipped / DESCRIPTION).is_file():
        return shipped.name
    if not (Path(name) / DESCRIPTION).is_file():
        for folder in own_folders():
            if folder.name == name:
                return str(folder)
    folder = Path(name).absolute()
    return folder.name if folder.parent == PROGRAMMES else str(folder)


def set_in_use() -> str:
    """The programme in use as it is set: an id or a whole path."""
    return setting_for(os.environ.get(SETTING) or chosen())


@contextmanager
def using(name: str) -> Iterator[None]:
    """Let a programme be the one in use, here and in the processes that are started meanwhile."""
    with _set(SETTING, setting_for(name)):
        yield


@contextmanager
def at_base(base_year: int) -> Iterator[None]:
    """Let the programme in use be moved to a base year, 0 for its own, here and in child processes."""
    with _set(_MOVED, str(base_year) if base_year else ""):
        yield


@contextmanager
def _set(name: str, value: str) -> Iterator[None]:
    """A variable of the environment while it lasts; blank: without it."""
    before = os.environ.pop(name, None)
    if value:
        os.environ[name] = value
    try:
        yield
    finally:
        os.environ.pop(name, None)
        if before is not None:
            os.environ[name] = before
