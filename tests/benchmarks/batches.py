"""Batches: notebooks a minute against a plain papermill loop, and what 50 kills leave of a batch.

The loop is one warm process that starts a stock kernel for every notebook; the batch works as `wuli batch`
does, from its first run to its last (its start, paid once, is `batch_start_seconds`). Both execute the
report notebook with its real imports; the batch also writes the report page, the crate and the checksums.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import papermill

from sim.commands.batch import WARM
from sim.inputs.notebooks import SCENARIO_NOTEBOOK
from sim.inputs.studies import load_study
from sim.reports.html_files import write_page
from sim.runs.batch import Outcome, run_batch
from sim.runs.job import Job
from sim.runs.planning import Settings, plan_study
from tests.runs.killing import kill_at_random, left_processes, tree
from tests.runs.small_study import write_notebook

BARS = {
    "batch_vs_papermill": (">=", 6, 10),
    "batch_files_that_differ": ("<=", 0, None),
    "batch_processes_left": ("<=", 0, None),
}
ROUNDS, LOOP, BATCH = 3, 4, 16  # notebooks of the loop and of the batch in each round
VARIANTS, KILLS = 100, 50
HEAD = "title: {zh: 量, en: Bench}\nquestion: {zh: 多快？, en: How fast?}\n"
# What the report notebook computes and saves, without its figures, which take most of its time.
SIMULATES = """from sim.analysis.outcomes import headline
from sim.runs.ensemble import make_run
from sim.runs.store import save_run
run = make_run(scenario, members=4, seed=seed)
save_run(run, folder, headline=headline(run.result, run.counterfactual).reset_index())"""
GRID = "grid:\n  levers:\n    resident_staff: [{}]\n"


def bench() -> dict[str, float]:
    """Every measure of this part, by key."""
    with tempfile.TemporaryDirectory() as folder:
        return {**speed(Path(folder)), **survival(Path(folder), KILLS)}


class Pace:
    """A watcher that notes when the first run began and when the last ended."""

    def __init__(self) -> None:
        self.first = self.last = 0.0

    def begin(self, jobs: Sequence[Job]) -> None: ...
    def cells(self, job: Job, done: int, total: int) -> None: ...
    def close(self) -> None: ...

    def started(self, job: Job) -> None:
        self.first = self.first or time.perf_counter()

    def ended(self, outcome: Outcome) -> None:
        assert not outcome.error, outcome.error
        self.last = time.perf_counter()


def write_study(folder: Path, name: str, count: int, members: int, more: str = "") -> Path:
    path = folder / f"{name}.yaml"
    amounts = ", ".join(str(100 + n) for n in range(count))
    path.write_text(f"{HEAD}{more}members: {members}\n{GRID.format(amounts)}", encoding="utf-8")
    return path


def speed(folder: Path) -> dict[str, float]:
    """Notebooks a minute of both in turn; the ratio is the median over the rounds."""
    study = load_study(write_study(folder, "speed", ROUNDS * BATCH, 1000))
    jobs = plan_study(study, Settings(outputs=folder)).jobs
    plain_loop(folder, 1)
    loops, batches, starts = [], [], []
    for number in range(ROUNDS):
        loops.append(plain_loop(folder, LOOP))
        pace, begun = Pace(), time.perf_counter()
        run_batch(jobs[number * BATCH : (number + 1) * BATCH], write_page, pace, warm=WARM)
        starts.append(pace.first - begun)
        batches.append(60 * BATCH / (pace.last - pace.first))
    return {
        "papermill_notebooks_per_minute": statistics.median(loops),
        "batch_notebooks_per_minute": statistics.median(batches),
        "batch_vs_papermill": statistics.median(b / a for a, b in zip(loops, batches, strict=True)),
        "batch_start_seconds": statistics.median(starts),
    }


def plain_loop(folder: Path, count: int) -> float:
    """Notebooks a minute of papermill alone."""
    start = time.perf_counter()
    for number in range(count):
        place = folder / f"plain-{number}"
        place.mkdir(exist_ok=True)
        papermill.execute_notebook(
            str(SCENARIO_NOTEBOOK), str(place / "report.ipynb"), cwd=str(place), progress_bar=False,
            parameters={"scenario": "talent-first", "folder": ".", "seed": number}, kernel_name="python3",
        )  # fmt: skip
    return 60 * count / (time.perf_counter() - start)


def survival(
    folder: Path, kills: int, variants: int = VARIANTS, pause: tuple[float, float] = (0.3, 1.7)
) -> dict[str, float]:
    """A batch of many variants killed at random moments against the same one left in peace."""
    write_notebook(folder, SIMULATES, name="quick.ipynb")
    study = write_study(folder, "many", variants, 4, "notebooks: quick.ipynb\n")
    calm, rough = folder / "calm", folder / "rough"
    wuli = [sys.executable, "-m", "sim.cli", "batch", str(study), "--outputs"]
    subprocess.run([*wuli, str(calm)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    killed = kill_at_random([*wuli, str(rough)], kills, 0, pause)
    one, other = tree(calm), tree(rough)
    time.sleep(2)
    return {
        "batch_kills": len(killed),
        "batch_files": len(one),
        "batch_files_that_differ": sum(one.get(name) != other.get(name) for name in {**one, **other}),
        "batch_processes_left": len(left_processes(folder)),
    }
