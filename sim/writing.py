"""Files that a user asks for: checked before the work, written whole or not at all, never over another's.

`new_file` is the door: it looks at a path before anything is computed. `write` drafts the content beside it,
makes it durable and renames it. What stands at the path already stays as it was, whatever goes wrong.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.faults import InputFaults, fault

if TYPE_CHECKING:
    import pandas as pd

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS)
LONGEST_NAME = 120  # bytes of a name made from a user's words; the folder and a suffix still have to fit
BYTE_ORDER_MARK = "\ufeff"  # without it a spreadsheet takes Chinese for another encoding
# Windows', and an index page.
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|index)(\..*)?", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# What a spreadsheet takes for the beginning of a formula, in half and in full width.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


# --- the door --------------------------------------------------------------------------------------------


def new_file(text: str, suffixes: Sequence[str] = (), force: bool = False, option: str = "") -> Path | None:
    """The path to write to, None where `text` is blank. Raises InputFaults for whatever would go wrong.

    suffixes  the endings of which the name must have one; any where there are none
    force     whether a plain file of that name may be replaced
    option    the switch that named it, told with the fault
    """
    if not text:
        return None
    where = f"{option} {text}".strip()
    path = Path(text)
    if "\0" in text or path.name in ("", ".", "..") or text.endswith(("/", os.sep)):
        raise fault(where.replace("\0", "\\0"), "write_no_name")
    if suffixes and path.suffix.lower() not in suffixes:
        raise fault(where, "write_suffix", allowed=", ".join(suffixes))
    try:
        _check_place(path, where, force)
    except OSError as error:
        raise refused(where, error) from None
    return path


def _check_place(path: Path, where: str, force: bool) -> None:
    """Refuse a path at which nothing may be written, or at which something stands."""
    if path.is_symlink():
        raise fault(where, "write_link", target=str(path.resolve()))
    if path.is_dir():
        raise fault(where, "write_folder")
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        raise fault(where, "write_device")
    folder = path.absolute().parent
    if not folder.is_dir():
        raise fault(where, "write_no_folder", folder=str(path.parent))
    if path.exists() and not force:
        raise fault(where, "write_exists")
    if not os.access(folder, os.W_OK | os.X_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise fault(where, "write_not_allowed")
    if len(os.fsencode(path.name)) > 255:
        raise fault(where, "write_name_long")


def new_folder(text: str, option: str = "") -> Path:
    """A folder to write into: one that is there, or one that can be made."""
    where, folder = f"{option} {text}".strip(), Path(text)
    try:
        there = next(
            each for each in (folder.absolute(), *folder.absolute().parents) if os.path.lexists(each)
        )
        if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
            raise fault(where, "cli_no_folder")
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError):
        raise fault(where, "cli_no_folder") from None
    return folder


def refused(where: str, error: OSError) -> InputFaults:
    """Why the system did not take a file, in one line."""
    key = "write_failed"
    if error.errno in NO_ROOM:
        key = "write_no_room"
    elif error.errno in NOT_ALLOWED:
        key = "write_not_allowed"
    elif error.errno == errno.ENAMETOOLONG:
        key = "write_name_long"
    return fault(where, key, number=error.errno or 0)


# --- writing ---------------------------------------------------------------------------------------------


def write(path: Path, content: bytes | str, force: bool = False) -> Path:
    """Write a whole file; the path. Raises InputFaults where it cannot be, and then nothing has changed."""
    new_file(str(path), force=force)
    packed = content.encode("utf-8") if isinstance(content, str) else content
    try:
        with _draft_of(path) as draft:
            with draft.open("xb") as file:
                file.write(packed)
                file.flush()
                os.fsync(file.fileno())
            _place(draft, path, force)
        sync_folder(path.absolute().parent)
    except OSError as error:
        raise refused(str(path), error) from None
    return path


def write_all(files: Iterable[tuple[Path, bytes | str]], force: bool = False) -> list[Path]:
    """Write several files that belong together; where one cannot be written, no new one is left."""
    files, done = list(files), []
    for path, _ in files:
        new_file(str(path), force=force)
    try:
        for path, content in files:
            there = path.exists()
            write(path, content, force)
            done += [] if there else [path]
    except BaseException:
        for path in done:
            path.unlink(missing_ok=True)
        raise
    return [path for path, _ in files]


@contextmanager
def _draft_of(path: Path) -> Iterator[Path]:
    """A hidden name beside a file, of which nothing is left afterwards."""
    draft = path.with_name(f".wuli-{os.getpid()}-{os.urandom(4).hex()}{path.suffix[:16]}")
    try:
        yield draft
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _place(draft: Path, path: Path, force: bool) -> None:
    """Give a draft its name; without `force` not even over a file that has just come to be there."""
    if force:
        if path.exists():
            draft.chmod(stat.S_IMODE(path.stat().st_mode))
        draft.replace(path)
        return
    try:
        os.link(draft, path)
    except FileExistsError:
        raise fault(str(path), "write_exists") from None
    except OSError:  # a file system without hard links
        if os.path.lexists(path):
            raise fault(str(path), "write_exists") from None
        draft.rename(path)


def sync_folder(folder: Path) -> None:
    """Make the names of a folder durable, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sync_tree(folder: Path) -> None:
    """Make every file of a folder durable, before its name says that it is whole."""
    for path in [*folder.rglob("*"), folder]:
        if path.is_symlink():
            continue
        if path.is_dir():
            sync_folder(path)
        else:
            with path.open("rb") as file, suppress(OSError):
                os.fsync(file.fileno())


# --- what stands in a file -------------------------------------------------------------------------------


def csv_text(table: pd.DataFrame, **options: Any) -> str:
    """A table as CSV in which no text is a formula: such a one gets an apostrophe, numbers stay numbers."""
    safe = table.rename(columns=_plain_cell)
    texts = [place for place, kind in enumerate(safe.dtypes) if not _is_number(kind)]
    if texts:
        safe = safe.copy()
        for column in texts:
            safe.isetitem(column, [_plain_cell(value) for value in safe.iloc[:, column]])
    return str(safe.to_csv(index=False, **options))


def _is_number(kind: Any) -> bool:
    return getattr(kind, "kind", "O") in "biuf"


def plain_text(text: str) -> str:
    """A text without the signs that neither XML nor a terminal can show."""
    return _CONTROL.sub("", text)


def _plain_cell(value: Any) -> Any:
    """A cell that a spreadsheet shows as it is: a text that it would compute begins with an apostrophe."""
    if not isinstance(value, str):
        return value
    lines = value.replace("\r\n", "\n").replace("\r", "\n")  # a lone return would end the row
    return f"'{lines}" if lines.startswith(_FORMULA) else lines


# --- names of files --------------------------------------------------------------------------------------


def file_names(words: Iterable[str], longest: int = LONGEST_NAME) -> dict[str, str]:
    """A name for the file of each of several words: without suffix, in no other folder, no two alike.

    A word that is a good name stays as it is; any other one gets some digits of its own.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for word in words:
        if word not in names:
            name = file_name(word, longest)
            if _folded(name) in taken:  # told apart by upper and lower case, or by how a sign is composed
                name = f"{file_name(word, longest - 9)}-{_digits(word)}"
            taken.add(_folded(name))
            names[word] = name
    return names


def file_name(word: str, longest: int = LONGEST_NAME) -> str:
    """A word as the name of a file: letters, digits, `.`, `-` and `_`; at most so many bytes."""
    clean = re.sub(r"[^\w.-]+", "_", unicodedata.normalize("NFC", word)).strip("._")
    fits = clean == word and len(os.fsencode(clean)) <= longest
    if fits and re.match(r"\w", clean) and not _RESERVED.fullmatch(clean):
        return word
    short = clean.lstrip("-").encode()[: longest - 9].decode(errors="ignore") or "_"
    return f"{short}-{_digits(word)}"


def _digits(word: str) -> str:
    return hashlib.sha256(word.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
