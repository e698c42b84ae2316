"""`python -m tests.benchmarks [module …]`: measure, print one table, write outputs/bench.json.

A module of this folder with a function `bench() -> dict[str, float]` takes part. All modules run one after
the other in one process; a run of some modules keeps the other figures of the file.
"""

# ruff: noqa: T201  (printing is what it is for)

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import platform
import sys
from collections.abc import Callable
from pathlib import Path

import tests.benchmarks as folder

RESULTS = Path(__file__).resolve().parents[2] / "outputs" / "bench.json"
# figure: (what it must keep to, what it aims at)
BARS: dict[str, tuple[str, float, float | None]] = {
    "kernel_vs_numpy": (">=", 15, 20),
    "kernel_vs_mesa": (">=", 1000, None),
    "million_village_years_per_s": (">=", 250, 500),
    "account_million_village_years_per_s": (">=", 250, None),
    "city_two_scenarios_ms": ("<=", 90, None),
    "nation_200_members_s": ("<=", 9, None),
    "nation_peak_gb": ("<=", 1.5, None),
    "cost_exponent": ("<=", 1.05, None),
    "import_s": ("<=", 0.5, None),
}


def benches() -> dict[str, Callable[[], dict[str, float]]]:
    """Every module of this folder that measures something, by name."""
    names = (
        found.name
        for found in pkgutil.iter_modules(folder.__path__)
        if not found.name.startswith(("_", "test_"))
    )
    modules = {name: importlib.import_module(f"tests.benchmarks.{name}") for name in names}
    return {name: module.bench for name, module in modules.items() if hasattr(module, "bench")}


def bars() -> dict[str, tuple[str, float, float | None]]:
    """The bars of this file and those of the modules' own BARS."""
    own = (getattr(sys.modules[f"tests.benchmarks.{name}"], "BARS", {}) for name in benches())
    return {**BARS, **{name: bar for each in own for name, bar in each.items()}}


def verdict(value: float, bar: tuple[str, float, float | None] | None) -> tuple[str, str]:
    """The bar in words and whether the value keeps to it."""
    if bar is None:
        return "", ""
    sign, limit, aim = bar
    kept = value >= limit if sign == ">=" else value <= limit
    return f"{sign} {limit:g}" + (f" (aim {aim:g})" if aim else ""), "ok" if kept else "MISSED"


def table(found: dict[str, float]) -> str:
    lines = [f"{'figure':<44}{'value':>12}  {'bar':<18}"]
    limits = bars()
    for name, value in found.items():
        words, kept = verdict(value, limits.get(name))
        lines.append(f"{name:<44}{value:>12.4g}  {words:<18}{kept}")
    return "\n".join(lines)


def save(found: dict[str, float]) -> None:
    """Add the figures to those that other runs have left."""
    known = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(known | found, indent=2) + "\n", encoding="utf-8")


def main(names: list[str]) -> int:
    known = benches()
    unknown = sorted(set(names) - set(known))
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    busy = os.getloadavg()[0]
    found: dict[str, float] = {}
    for name in names or known:
        print(f"measuring: {name} …", file=sys.stderr, flush=True)
        found |= {key: float(value) for key, value in known[name]().items()}
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{machine}, load before {busy:.1f}")
    print(table(found))
    save(found)
    print(f"written: {RESULTS.relative_to(RESULTS.parents[1])}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
