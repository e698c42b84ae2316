"""What this process may use of the machine, and what it hands on to the kernels that it starts."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def kernel_environment(lang: str, threads: int, linear: int) -> dict[str, str]:
    """What a kernel inherits: the language, no window, and how many threads it may start.

    threads  of compiled code
    linear   of linear algebra
    """
    return {
        "WULI_LANG": lang,
        "NUMBA_NUM_THREADS": str(threads),
        "NUMBA_THREADING_LAYER": "workqueue",  # the only one of numba's that survives a fork, and as fast
        **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), str(linear)),
        "MPLBACKEND": "agg",
        **dict.fromkeys(("JUPYTER_PLATFORM_DIRS", "PYDEVD_DISABLE_FILE_VALIDATION"), "1"),  # no warnings
    }


def descendants(pid: int) -> list[int]:
    """Every process below one, by the system's own table (Linux; elsewhere none)."""
    parents: dict[int, list[int]] = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError, IndexError):
            # The name of a program, in brackets, may hold anything; the parent is the second field behind it.
            parent = int(place.read_text(errors="replace").rpartition(")")[2].split()[1])
            parents.setdefault(parent, []).append(int(place.parent.name))
    found, open_ones = [], [pid]
    while open_ones:
        below = parents.get(open_ones.pop(), [])
        found += below
        open_ones += below
    return found


def kill_below(pid: int) -> None:
    """End every process below one, whatever session it has made its own."""
    for each in descendants(pid):
        end(each)


def end(pid: int) -> None:
    with suppress(OSError):
        os.kill(pid, signal.SIGKILL)


def works_in(pid: int, folder: Path) -> bool:
    """Whether a folder is the one that a process works in."""
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == folder.resolve()
    except OSError:
        return False
