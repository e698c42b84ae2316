"""Timing that a busy machine disturbs as little as may be: interleaved rounds, medians."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping


def seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def rounds(runs: Mapping[str, Callable[[], object]], repeats: int) -> dict[str, list[float]]:
    """Seconds of each run in each of `repeats` rounds, all runs in every round, after one to warm up."""
    for run in runs.values():
        run()
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(repeats):
        for name, run in runs.items():
            taken[name].append(seconds(run))
    return taken


def ratio(slow: list[float], fast: list[float]) -> float:
    """How many times faster: the median over the rounds, since both met the same disturbances in a round."""
    return statistics.median(a / b for a, b in zip(slow, fast, strict=True))
