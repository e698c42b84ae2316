"""Where compiled code is kept, and that what is kept there can be lost: damaged, it is made anew.

numba trusts its cache: a file cut short stops every command with a traceback, a bit that has flipped in
machine code could do anything. Here every file ends in a checksum of itself, whatever cannot be read counts
as not there, and where nothing may be written the code is compiled and not kept.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from numba import config
from numba.core import caching

SIM = Path(__file__).resolve().parents[1]
# The modules that the kernel inlines.
COMPILED = ("axes", "model/equations", "model/fastmath", "model/kernel", "model/luck", "model/ranks")
SEAL = 32  # bytes of a sha256 at the end of a file


def compiled_folder() -> Path:
    """Where compiled code is kept: one folder per state of the model's sources.

    numba looks only at the file of the function that it compiles, so a kernel would not notice a change in
    the equations it inlines. The folder's name is a hash of all of them.
    """
    from platformdirs import user_cache_path

    sources = [SIM / f"{name}.py" for name in COMPILED]
    version = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:16]
    usual = Path(os.environ.get("NUMBA_CACHE_DIR") or user_cache_path("wuli")) / f"compiled-{version}"
    return usual if writable(usual) else instead_of(usual)


def writable(folder: Path) -> bool:
    """Whether a folder is there, or can be made, and takes files."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except (OSError, ValueError):
        return False
    return True


def instead_of(usual: Path) -> Path:
    """A folder of this user's own among the temporary ones, which begins as a copy of the usual one."""
    try:
        own = Path(tempfile.gettempdir()) / f"wuli-{os.getuid()}"
        own.mkdir(mode=0o700, exist_ok=True)
        about = own.lstat()
    except (OSError, AttributeError):
        return usual
    # Compiled code is run: nobody else may have laid it there.
    mine = stat.S_ISDIR(about.st_mode) and about.st_uid == os.getuid() and not about.st_mode & 0o022
    folder = own / usual.name
    if mine and usual.is_dir() and not folder.exists():
        with suppress(OSError, shutil.Error):
            shutil.copytree(usual, folder, copy_function=shutil.copyfile)
            for each in [folder, *folder.rglob("*")]:
                each.chmod(0o700 if each.is_dir() else 0o600)
    return folder if mine and writable(folder) else usual


class Sealed(caching.IndexDataCacheFile):
    """numba's files of compiled code, each with a checksum; a damaged one is as if it were not there."""

    def _load_index(self) -> dict[Any, str]:
        try:
            return dict(super()._load_index()) if whole(self._index_path) else {}
        except Exception:  # a pickle can raise anything
            return {}

    def _load_data(self, name: str) -> Any:
        if not whole(self._data_path(name)):
            raise FileNotFoundError(name)  # numba then compiles, and writes it anew
        return super()._load_data(name)

    @contextmanager
    def _open_for_write(self, filepath: str) -> Iterator[io.BytesIO]:
        content = io.BytesIO()
        yield content
        if os.path.isdir(filepath):
            shutil.rmtree(filepath)
        with super()._open_for_write(filepath) as file:
            file.write(content.getvalue() + hashlib.sha256(content.getvalue()).digest())


def whole(path: str | Path) -> bool:
    """Whether a file ends in the checksum of what stands before it."""
    try:
        content = Path(path).read_bytes()
    except OSError:
        return False
    return hashlib.sha256(content[:-SEAL]).digest() == content[-SEAL:]


class AnyPlace(caching.UserProvidedCacheLocator):
    """The folder of compiled code, also where nothing may be written there: then nothing is kept."""

    @classmethod
    def from_function(cls, py_func: Any, py_file: str) -> Any:
        return cls(py_func, py_file) if config.CACHE_DIR and os.path.exists(py_file) else None


@contextmanager
def forgiving(cache: caching.Cache) -> Iterator[None]:
    """A cache that cannot be read or written costs time and nothing else."""
    with suppress(Exception):
        yield


config.CACHE_DIR = str(compiled_folder())
caching.IndexDataCacheFile = Sealed
caching.Cache._guard_against_spurious_io_errors = forgiving
caching.CacheImpl._locator_classes.insert(0, AnyPlace)
