"""exp, log and bits of a float32, so that the village loop stays SIMD; where compiled code is kept.

Every argument is one number in the functions that are compiled.
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

import numba as nb
import numpy as np
from llvmlite import ir
from numba import config, types
from numba.core import caching
from numba.core.codegen import get_host_cpu_features
from numba.extending import intrinsic

# ---- Where compiled code is kept, and that what is kept there can be lost: damaged, it is made anew ----
# numba trusts its cache: a file cut short stops every command with a traceback, a bit that has flipped in
# machine code could do anything. Here every file ends in a checksum of itself, whatever cannot be read counts
# as not there, and where nothing may be written the code is compiled and not kept.

_SIM = Path(__file__).resolve().parents[1]
# The modules that the kernel inlines.
_COMPILED = (
    *("axes", "model/equations", "model/exposure", "model/fastmath", "model/kernel", "model/layout"),
    *("model/luck", "model/year"),
)
SEAL = 32  # bytes of a sha256 at the end of a file


def _compiled_folder() -> Path:
    """Where compiled code is kept: one folder per state of the model's sources.

    numba looks only at the file of the function that it compiles, so a kernel would not notice a change in
    the equations it inlines. The folder's name is a hash of all of them.
    """
    from platformdirs import user_cache_path

    sources = [_SIM / f"{name}.py" for name in _COMPILED]
    version = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:16]
    usual = Path(os.environ.get("NUMBA_CACHE_DIR") or user_cache_path("wuli")) / f"compiled-{version}"
    return usual if _writable(usual) else instead_of(usual)


def _writable(folder: Path) -> bool:
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
    return folder if mine and _writable(folder) else usual


class _Sealed(caching.IndexDataCacheFile):
    """numba's files of compiled code, each with a checksum; a damaged one is as if it were not there."""

    def _load_index(self) -> dict[Any, str]:
        try:
            return dict(super()._load_index()) if _whole(self._index_path) else {}
        except Exception:  # a pickle can raise anything
            return {}

    def _load_data(self, name: str) -> Any:
        if not _whole(self._data_path(name)):
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


def _whole(path: str | Path) -> bool:
    """Whether a file ends in the checksum of what stands before it."""
    try:
        content = Path(path).read_bytes()
    except OSError:
        return False
    return hashlib.sha256(content[:-SEAL]).digest() == content[-SEAL:]


class _AnyPlace(caching.UserProvidedCacheLocator):
    """The folder of compiled code, also where nothing may be written there: then nothing is kept."""

    @classmethod
    def from_function(cls, py_func: Any, py_file: str) -> Any:
        return cls(py_func, py_file) if config.CACHE_DIR and os.path.exists(py_file) else None


@contextmanager
def _forgiving(cache: caching.Cache) -> Iterator[None]:
    """A cache that cannot be read or written costs time and nothing else."""
    with suppress(Exception):
        yield


# LLVM keeps to registers of 256 bits where 512 once made the processor slower. The village loop gains a
# quarter from the wide ones, where its rows begin with a line of the cache (layout.aligned_zeros).
if config.CPU_FEATURES is None and "+avx512f" in (_features := get_host_cpu_features()):
    config.CPU_FEATURES = f"{_features},-prefer-256-bit"
config.CACHE_DIR = str(_compiled_folder())
caching.IndexDataCacheFile = _Sealed
caching.Cache._guard_against_spurious_io_errors = _forgiving
caching.CacheImpl._locator_classes.insert(0, _AnyPlace)


# ---- exp, log and the bits of a float32, written so that the loop over villages stays SIMD -------
# numba's wheels bring no vector maths library, so `np.exp` would stay scalar. These short polynomials
# (Cephes, single precision) vectorise; tests/model/test_fastmath.py holds their error bounds:
# exp below 2e-7 relative for |x| < 87, log below 2e-7 (relative, absolute near 1).
# With compilation off (NUMBA_DISABLE_JIT=1) the same functions run as plain Python on NumPy scalars.

f4, i4, u4 = np.float32, np.int32, np.uint32
ZERO, HALF, ONE = f4(0), f4(0.5), f4(1)
SMALLEST = f4(1.1754944e-38)  # the smallest normal float32, where a logarithm must not meet 0
PLAIN = bool(config.DISABLE_JIT)


inlined = nb.njit(inline="always", fastmath=True, error_model="numpy")
# Without inline="always" the village loop silently falls back to scalar code, eight times slower.

if PLAIN:

    def bits_of(x):
        """The 32 bits of a float32, as int32."""
        return f4(x).view(i4)

    def float_of(x):
        """The float32 that has these 32 bits."""
        return i4(x).view(f4)
else:

    @intrinsic
    def bits_of(context, x):
        """The 32 bits of a float32, as int32."""
        return types.int32(types.float32), lambda cg, b, s, a: b.bitcast(a[0], ir.IntType(32))

    @intrinsic
    def float_of(context, x):
        """The float32 that has these 32 bits."""
        return types.float32(types.int32), lambda cg, b, s, a: b.bitcast(a[0], ir.FloatType())


@inlined
def exp(x):
    """e**x of a float32, clipped to -87..88."""
    x = min(max(x, f4(-87.0)), f4(88.0))
    n = np.floor(x * f4(1.4426950408889634) + HALF)
    r = x - n * f4(0.693359375)
    r = r - n * f4(-2.12194440e-4)
    r2 = r * r  # Estrin's order: three short sums at once where Horner's would wait for one long one
    high = (
        (f4(1.9875691500e-4) * r + f4(1.3981999507e-3)) * r2 + f4(8.3334519073e-3) * r + f4(4.1665795894e-2)
    )
    p = high * r2 + f4(1.6666665459e-1) * r + f4(5.0000001201e-1)
    return (p * r2 + r + ONE) * float_of(i4((i4(n) + i4(127)) << i4(23)))


@inlined
def log(x):
    """Natural logarithm of a positive, normal float32."""
    b = bits_of(x)
    e = i4(b - i4(0x3F3504F3)) >> i4(23)
    m = float_of(i4(b - i4(e << i4(23)))) - ONE
    fe = f4(e)
    z = m * m
    z2 = z * z
    low = (f4(-2.4999993993e-1) * m + f4(3.3333331174e-1)) + (
        f4(-1.6668057665e-1) * m + f4(2.0000714765e-1)
    ) * z
    high = (f4(-1.2420140846e-1) * m + f4(1.4249322787e-1)) + (
        f4(-1.1514610310e-1) * m + f4(1.1676998740e-1)
    ) * z
    p = (f4(7.0376836292e-2) * z2 + high) * z2 + low
    return m + (m * z * p + fe * f4(-2.12194440e-4) - HALF * z) + fe * f4(0.693359375)
