"""What stands around the model: `wuli apps` and `lab` serve it, `bench` measures the machine, `describe` and
`version` say what it is.
"""

from __future__ import annotations

import re
import resource
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from sim.commands.given import MOST_MEMBERS, Force, Seed, argument, counted, option
from sim.faults import InputFaults, unknown
from sim.inputs.programme import in_use
from sim.words import language, say
from sim.writing import new_file, write

NATION = 690_000  # villages
YEARS = 10
MOST_VILLAGES = 10_000_000
DONE = 0


# --- pages and notebooks ---------------------------------------------------------------------------------


def apps(
    port: Annotated[int, counted("cli_port", 0, 65535)] = 8866,
    host: Annotated[str, option(metavar="ADDRESS", help="cli_host")] = "127.0.0.1",
    base_url: Annotated[str, option(metavar="/PATH/", help="cli_base_url")] = "/",
    password: Annotated[str, option(metavar="TEXT", envvar="WULI_PASSWORD", help="cli_password")] = "",
    token: Annotated[str, option(metavar="TEXT", envvar="WULI_TOKEN", help="cli_token")] = "",
    most: Annotated[int, counted("cli_most", 1, 500)] = 40,
    stock: Annotated[bool, option("--stock", help="cli_stock")] = False,
    visits: Annotated[str, option(metavar="FILE.csv", help="cli_visits")] = "",
    allow_host: Annotated[
        list[str] | None, option(metavar="NAME", envvar="WULI_ALLOW_HOST", help="cli_allow_host")
    ] = None,
    browser: Annotated[bool, option("--browser/--no-browser", help="cli_browser")] = True,
) -> int:
    """Serve the live pages until ctrl-C."""
    from sim.apps.serve import serve

    serve(
        port=port,
        host=host,
        base_url=base_url,
        password=password,
        token=token,
        most_kernels=most,
        forked=not stock,
        visits=visits,
        allow_hosts=tuple(allow_host or ()),
        lang=language(),
        open_browser=browser,
    )
    return DONE


def lab(
    port: Annotated[int, counted("cli_port", 0, 65535)] = 8888,
    browser: Annotated[bool, option("--browser/--no-browser", help="cli_browser")] = True,
) -> int:
    """Open JupyterLab on the notebooks."""
    from sim.apps.serve import lab as open_lab

    open_lab(port=port, open_browser=browser)
    return DONE


def version() -> int:
    """Print the versions that a result depends on."""
    import platform
    from importlib.metadata import version as installed

    from sim.reports.console import show_pairs
    from sim.runs.provenance import code_version, git_commit

    show_pairs(
        [("wuli", installed("wuli")), (say("cli_version_code"), code_version()[:12]),
         ("git", git_commit() or "–"), ("python", platform.python_version())]
    )  # fmt: skip
    return DONE


# --- how large a run this machine carries ----------------------------------------------------------------


def bench(
    size: Annotated[str, argument("city|nation", "cli_bench_size")] = "nation",
    count: Annotated[int | None, counted("cli_bench_villages", 1, MOST_VILLAGES, "--villages")] = None,
    members: Annotated[int, counted("cli_bench_members", 1, MOST_MEMBERS)] = 200,
    seed: Seed = 0,
    scheduler: Annotated[str, option(metavar="ADDRESS", help="cli_bench_scheduler")] = "",
) -> int:
    """Make a large register, run it and print time and memory."""
    from sim.inputs.levers import programme_villages

    sizes = {"city": programme_villages(), "nation": NATION}
    if size not in sizes:
        raise InputFaults([unknown("", say("word_size"), size, sizes)])
    _show(measure(count or sizes[size], members, seed, scheduler or None))
    return DONE


@dataclass(frozen=True)
class Figures:
    """What a bench has measured; seconds of the wall clock, memory of this process alone."""

    villages: int
    years: int
    members: int
    register_seconds: float
    run_seconds: float
    peak_gb: float
    mean_income: float  # 10k yuan/year in the last year
    below_target: float  # villages in the last year, mean over the members

    @property
    def rate(self) -> float:
        """Million village-years a second, everything from the case to the summary included."""
        return self.villages * self.years * self.members / self.run_seconds / 1e6


def measure(villages: int, members: int, seed: int = 0, scheduler: str | None = None) -> Figures:
    """Make a register of so many villages and run the published programme on it for ten years.

    Compiled code is loaded before the clock starts.
    """
    from sim.inputs.case import read_case
    from sim.inputs.nation import in_nation, make_nation
    from sim.runs.cluster import computing_on
    from sim.runs.stream import stream

    case = read_case()
    stream(case, members=1)
    start = time.perf_counter()
    large = in_nation(case, make_nation(case.register, villages, seed), YEARS)
    made = time.perf_counter()
    with computing_on(scheduler) as compute:
        begun = time.perf_counter()
        summary = stream(large, members, seed, compute=compute)
        seconds = time.perf_counter() - begun
    last = summary.city.isel(year=-1).mean("member")
    return Figures(
        villages,
        YEARS,
        members,
        made - start,
        seconds,
        _peak_memory(),
        float(last["mean"]),
        float(last[f"below_{in_use().target.amount}"]),
    )


def _peak_memory() -> float:
    """The most memory this process has held, GB.

    Linux counts in ru_maxrss what the process that started this one held at that moment; VmHWM is its own.
    """
    with suppress(OSError):
        own = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        if found := re.search(r"^VmHWM:\s*(\d+) kB", own, re.MULTILINE):
            return int(found[1]) * 1024 / 1e9
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9


def _show(figures: Figures) -> None:
    from sim.reports.console import show_table

    rows = {
        "villages": f"{figures.villages:,}",
        "years": f"{figures.years}",
        "members": f"{figures.members:,}",
        "register_seconds": f"{figures.register_seconds:.1f} s",
        "run_seconds": f"{figures.run_seconds:.1f} s",
        "rate": f"{figures.rate:,.0f}",
        "peak": f"{figures.peak_gb:.2f} GB",
        "mean": f"{figures.mean_income:.1f}",
        "below": f"{figures.below_target:,.0f}",
    }
    show_table(["", ""], [[say(f"bench_{name}"), value] for name, value in rows.items()], right=[1])


# --- the model in words ----------------------------------------------------------------------------------


def describe(
    file: Annotated[str, argument("[FILE]", "cli_describe_file")] = "",
    force: Force = False,
) -> int:
    """Print the model in the ODD form, or write it to a file."""
    from sim.reports.console import tell
    from sim.reports.odd import describe_model

    if not file:
        sys.stdout.write(describe_model())
        return DONE
    path = new_file(file, (".md", ".txt"), force)
    assert path is not None
    tell(say("cli_described", path=write(path, describe_model(), force).resolve()))
    return DONE
