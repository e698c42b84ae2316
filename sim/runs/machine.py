"""What this process may use of the machine, and what it hands on to the kernels that it starts."""

from __future__ import annotations

import os


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
