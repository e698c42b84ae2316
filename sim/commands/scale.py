"""`wuli bench` and `wuli describe`: how large a run this machine carries, and the model in the ODD form."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from sim.commands.given import Force
from sim.faults import InputFaults, unknown
from sim.inputs.amounts import programme_villages
from sim.inputs.programme import in_use
from sim.words import say
from sim.writing import new_file, write

NATION = 690_000  # villages
YEARS = 10
MOST_VILLAGES, MOST_MEMBERS, MOST_SEED = 10_000_000, 1 << 20, (1 << 32) - 1
DONE = 0
Language = Annotated[str, typer.Option("--lang", help="cli_lang", metavar="zh|en", show_default=False)]


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
    from sim.inputs import read_case
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
        peak_memory(),
        float(last["mean"]),
        float(last[f"below_{in_use().target.amount}"]),
    )


def peak_memory() -> float:
    """The most memory this process has held, GB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9


def show(figures: Figures) -> None:
    from sim.views.console import show_table

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


def add(
    app: typer.Typer, command: type[Any] | None, whole_number: Callable[[str, str, int, int], int]
) -> None:
    """Add the commands to the application, in its own class of command."""

    @app.command("bench", cls=command, help="cli_bench")
    def bench(
        size: Annotated[str, typer.Argument(metavar="city|nation", help="cli_bench_size")] = "nation",
        villages: Annotated[
            str, typer.Option(metavar="N", help="cli_bench_villages", show_default=False)
        ] = "",
        members: Annotated[str, typer.Option(metavar="N", help="cli_bench_members")] = "200",
        seed: Annotated[str, typer.Option(metavar="N", help="cli_run_seed")] = "0",
        scheduler: Annotated[
            str, typer.Option(metavar="ADDRESS", help="cli_bench_scheduler", show_default=False)
        ] = "",
    ) -> int:
        """Make a large register, run it and print time and memory."""
        sizes = {"city": programme_villages(), "nation": NATION}
        if size not in sizes:
            raise InputFaults([unknown("", say("word_size"), size, sizes)])
        count = whole_number("--villages", villages or str(sizes[size]), 1, MOST_VILLAGES)
        draws = whole_number("--members", members, 1, MOST_MEMBERS)
        show(measure(count, draws, whole_number("--seed", seed, 0, MOST_SEED), scheduler or None))
        return DONE

    @app.command("describe", cls=command, help="cli_describe")
    def describe(
        file: Annotated[
            str, typer.Argument(metavar="[FILE]", help="cli_describe_file", show_default=False)
        ] = "",
        force: Force = False,
        lang: Language = "",
    ) -> int:
        """Print the model in the ODD form, or write it to a file."""
        from sim.views.console import tell
        from sim.views.odd import describe_model

        if not file:
            sys.stdout.write(describe_model())
            return DONE
        path = new_file(file, (".md", ".txt"), force)
        assert path is not None
        tell(say("cli_described", path=write(path, describe_model(), force).resolve()))
        return DONE
