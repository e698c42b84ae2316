"""A scenario code of another version: what differs between the version that made it and this one.

Where the project's history is at hand (git), the tables that the code was made with are found in it by their
hash and compared row by row; else it is said that what differs cannot be known.
"""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from sim.folders import DATA, PROGRAMMES, ROOT, first_programme
from sim.inputs.intake.registers import register_in_use
from sim.inputs.levers import part_of
from sim.inputs.scenarios.codes import decoding, encoding
from sim.inputs.scenarios.codes.encoding import Content
from sim.words import say

COMMITS_LOOKED_AT = 80
ROWS_SHOWN = 6
KEYS = {"parameters.csv": "name", "industries.csv": "industry", "villages.csv": "village_id"}


def differences(code: str, villages: str | None = None) -> list[str]:
    """What to say of a code: a sentence for each thing that differs now; none for one of this version.

    villages  the register on which it is opened; the one in use where None
    Raises InputFaults where the code is mistyped or starts from a scenario that is not here.
    """
    content = decoding.read(code)
    base = decoding.start_of(content, None).id
    found = []
    here = part_of(register_in_use(villages))
    if content.part != here:
        found.append(say("code_other_part", there=f"{content.part * 100:.3g}", here=f"{here * 100:.3g}"))
    if content.model != encoding.short(encoding.model_version(), encoding.MODEL):
        found.append(_model_sentence(content))
    if content.data != encoding.short(encoding.data_version(base), encoding.DATA_BITS):
        found.append(_data_sentence(content, base))
    return found


def _model_sentence(content: Content) -> str:
    """Which files of the model changed, where that can be known."""
    files = encoding.model_files()
    old = earlier(tuple(map(str, files)), content.model, encoding.MODEL)
    if old is None:
        return say("code_model_unknown")
    names = [path.name for path in files if old.get(path.name) != _plain(path.read_bytes())]
    return say("code_model_differs", names=", ".join(names))


def _data_sentence(content: Content, base: str) -> str:
    """Which rows of which tables changed, where that can be known."""
    files = encoding.data_files(base)
    old = earlier(tuple(map(str, files)), content.data, encoding.DATA_BITS)
    if old is None:
        return say("code_data_unknown")
    parts = [part for path in files for part in _file_changes(path, old.get(path.name, b""))]
    stop = say("list_stop")
    return say("code_data_differs", changes=stop.join(parts))


def _file_changes(path: Path, before: bytes) -> Iterator[str]:
    """What changed in one table, `levers.csv: resident_staff (unit_cost 9 → 10)`; else nothing."""
    now = _plain(path.read_bytes())
    if now == before:
        return
    if path.suffix != ".csv":
        yield say("code_file_changed", file=path.name)
        return
    key = KEYS.get(path.name, "id")
    old, new = _rows(before, key), _rows(now, key)
    changed = [_row_text(name, old.get(name), new.get(name)) for name in {**old, **new}
               if old.get(name) != new.get(name)]  # fmt: skip
    more = say("code_more_rows", count=len(changed) - ROWS_SHOWN) if len(changed) > ROWS_SHOWN else ""
    yield f"{path.name}: {', '.join(changed[:ROWS_SHOWN])}{more}"


def _row_text(name: str, old: Mapping[str, str] | None, new: Mapping[str, str] | None) -> str:
    if old is None or new is None:
        return say("code_row_new" if old is None else "code_row_gone", name=name)
    fields = [
        f"{each} {old.get(each) or '–'} → {new[each] or '–'}" for each in new if old.get(each) != new[each]
    ]
    return f"{name} ({', '.join(fields)})"


def _rows(content: bytes, key: str) -> dict[str, dict[str, str]]:
    """The rows of a table by their key."""
    table = csv.DictReader(io.StringIO(content.decode("utf-8-sig", "replace")))
    return {row[key]: row for row in table if row.get(key)}


def _plain(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n")


# --- the history ---------------------------------------------------------------------------------


@lru_cache(maxsize=16)
def earlier(files: tuple[str, ...], wanted: int, bits: int) -> dict[str, bytes] | None:
    """The files as they were in the latest commit whose hash begins with `wanted`; None where none does."""
    inside = [Path(name) for name in files if Path(name).is_relative_to(ROOT)]
    paths = {path.name: _places_of(path) for path in inside}
    for commit in _commits(place for places in paths.values() for place in places):
        contents = _contents_of(commit, paths)
        if encoding.short(encoding.digest_of(contents.items()), bits) == wanted:
            return {name: _plain(content) for name, content in contents.items()}
    return None


def _places_of(path: Path) -> tuple[str, ...]:
    """Where a file lies in the repository and, if it is the first programme's, where it lay before."""
    first = PROGRAMMES / first_programme()
    before = [DATA / path.relative_to(first)] if path.is_relative_to(first) else []
    return tuple(each.relative_to(ROOT).as_posix() for each in (path, *before))


def _commits(paths: Iterable[str]) -> list[str]:
    """The latest commits that touched any of the files, newest first; none outside git."""
    found = _git("log", f"-{COMMITS_LOOKED_AT}", "--format=%H", "--", *paths)
    return found.decode().split() if found else []


def _contents_of(commit: str, paths: Mapping[str, tuple[str, ...]]) -> dict[str, bytes]:
    """The files that a commit has, by name."""
    asked = [(name, place) for name, places in paths.items() for place in places]
    lines = "".join(f"{commit}:{place}\n" for _, place in asked)
    answer = io.BytesIO(_git("cat-file", "--batch", given=lines.encode()) or b"")
    contents: dict[str, bytes] = {}
    for name, _ in asked:
        head = answer.readline().split()
        if len(head) == 3:
            contents.setdefault(name, answer.read(int(head[2])))
            answer.read(1)
    return contents


def _git(*arguments: str, given: bytes = b"") -> bytes | None:
    """What git says; None where there is no git or no repository."""
    command = ["git", "-c", "safe.directory=*", "-C", str(ROOT), *arguments]
    try:
        return subprocess.run(command, input=given, capture_output=True, timeout=10, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return None
