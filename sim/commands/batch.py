"""`wuli batch STUDY` and its `status`, `retry-failed`, `show`; `wuli runs`, `runs prune`; `wuli verify`.

A study is checked whole, its plan told, and only then is anything run. What is there stays there: a call
after an interruption, whatever it was, makes what is missing.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from sim.commands.given import Outputs, Workers, argument, option
from sim.faults import InputFaults, fault, unknown
from sim.words import language, say

if TYPE_CHECKING:
    from sim.runs.batch import BatchWatcher, Outcome
    from sim.runs.job import Job
    from sim.runs.planning import StudyPlan

DONE, RUN_FAILED, INTERRUPTED = 0, 1, 130
MOST_FAILED = 99  # the exit status counts failed runs up to here
SHOWN = 20  # failures listed on the screen
WARM = "sim.reports.html_files:warm"

StudyFile = Annotated[str, argument("STUDY", "cli_batch_study")]
RunFolder = Annotated[str, argument("RUN", "cli_batch_run_name")]
Scheduler = Annotated[str, option(metavar="ADDRESS", help="cli_batch_scheduler")]
Author = Annotated[str, option(metavar="NAME", help="cli_batch_author")]


def output_folder(text: str, write: bool = True) -> Path:
    """Where run folders go; it is made when the first run begins. Who only looks need not `write` there."""
    from sim.folders import OUTPUTS

    folder = Path(text).resolve() if text else OUTPUTS
    above = next(each for each in (folder, *folder.parents) if each.exists())
    if not above.is_dir() or (write and not os.access(above, os.W_OK)):
        raise fault(f"--outputs {text or folder}", "cli_no_folder")
    return folder


# --- running a study -------------------------------------------------------------------------------------


def batch_run(
    study: StudyFile,
    outputs: Outputs = "",
    workers: Workers = 0,
    scheduler: Scheduler = "",
    again: Annotated[bool, option("--again", help="cli_run_again")] = False,
    plan: Annotated[bool, option("--plan", help="cli_batch_plan")] = False,
    author: Author = "",
) -> int:
    """Check a study, tell its plan, and make every run that is missing."""
    place = output_folder(outputs)
    return run_study(study, place, workers, scheduler, again=again, only_plan=plan, author=author)


def batch_retry(
    study: StudyFile,
    outputs: Outputs = "",
    workers: Workers = 0,
    scheduler: Scheduler = "",
    author: Author = "",
) -> int:
    """As run, and those that have failed by themselves are made again."""
    return run_study(study, output_folder(outputs), workers, scheduler, retry=True, author=author)


def _planned_study(study: str, outputs: Path, again: bool = False, author: str = "") -> StudyPlan:
    """A study file that has passed every check, and all of its runs."""
    from sim.inputs.studies import load_study
    from sim.runs.planning import Settings, plan_study

    settings = Settings(language(), outputs, again, author)
    return plan_study(load_study(study), settings)


def run_study(
    study: str,
    outputs: Path,
    workers: int = 0,
    scheduler: str = "",
    again: bool = False,
    only_plan: bool = False,
    retry: bool = False,
    author: str = "",
) -> int:
    """Check, plan and run; the exit status counts the runs that failed."""
    from sim.reports.console import batch_watcher, show_plan, tell
    from sim.runs.batch import usual_workers

    plan = _planned_study(study, outputs, again, author)
    _tell_notes(plan)
    show_plan(plan.study, plan.jobs, min(workers or usual_workers(), len(plan.jobs)))
    if only_plan:
        return DONE
    _listen()
    made = make_runs(plan.jobs, batch_watcher(), workers, scheduler, retry or again)
    if made == INTERRUPTED:
        tell(say("batch_interrupted", study=study))
    return made if isinstance(made, int) else _gather(plan, made)


def make_runs(
    jobs: Sequence[Job], looker: BatchWatcher, workers: int = 0, scheduler: str = "", retry: bool = True
) -> list[Outcome] | int:
    """How every run ended; the exit status instead where they were interrupted or could not go on, told."""
    from sim.reports.console import complain
    from sim.reports.html_files import write_page
    from sim.runs.batch import Stopped, run_batch

    try:
        if scheduler:
            from sim.runs.cluster import run_on_cluster

            return run_on_cluster(jobs, write_page, looker, scheduler, retry)
        return run_batch(jobs, write_page, looker, workers or None, WARM, retry)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Stopped as stopped:
        why = str(stopped)
    finally:
        looker.close()
    complain(why)
    return RUN_FAILED


def _listen() -> None:
    """End as after ctrl-C when the machine shuts down or the terminal is closed.

    What whoever started this wants ignored stays ignored: under `nohup` a closed terminal is nothing.
    """
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)


def _tell_notes(plan: StudyPlan) -> None:
    """Say how scenarios were read where that was not plain, and what is beyond measure; each once."""
    from sim.inputs.case import notes_of
    from sim.reports.console import complain

    of_runs = [note for job in plan.jobs for note in job.about.get("notes", {}).get(language(), ())]
    told = [*(note.text() for note in plan.study.notes), *of_runs, *notes_of(plan.against)]
    notes = list(dict.fromkeys(told))
    for note in notes[:SHOWN]:
        complain(note, "yellow")
    if len(notes) > SHOWN:
        complain(say("batch_more_notes", count=len(notes) - SHOWN), "yellow")


def _gather(plan: StudyPlan, outcomes: Sequence[Outcome]) -> int:
    """Gather the table, the summary and the page of all runs, then say what failed."""
    from sim.reports.console import Quiet, complain, show_failures, tell
    from sim.runs.planning import batch_job

    failed = [each for each in outcomes if each.error]
    if len(failed) < len(outcomes):
        made = make_runs([batch_job(plan, outcomes)], Quiet(), 1)
        if isinstance(made, int):
            return made
        (gathered,) = made
        if gathered.error:
            complain(say("batch_not_gathered", error=gathered.error.splitlines()[0], folder=gathered.folder))
            return RUN_FAILED
        tell(say("batch_gathered", path=(gathered.folder / "index.html").resolve()))
    show_failures(failed, len(outcomes), SHOWN)
    if failed:
        tell(say("batch_retry", study=plan.study.id))
    return min(len(failed), MOST_FAILED)


# --- looking at a study ----------------------------------------------------------------------------------


def batch_status(study: StudyFile, outputs: Outputs = "") -> int:
    """How far a study has come, whoever runs it."""
    from sim.reports.console import show_pairs, show_table
    from sim.runs import store
    from sim.runs.batch import known_outcome

    place = output_folder(outputs, False)
    plan = _planned_study(study, place)
    read, jobs = plan.study, plan.jobs
    ends = {job.name: known_outcome(job, retry=False) for job in jobs}
    running = [job.name for job in jobs if not ends[job.name] and store.held(place, job.name)]
    failed = {
        job.name: why for job in jobs if (why := store.failure(place, job.name)) and job.name not in running
    }
    done = sum(1 for each in ends.values() if each and not each.error)
    counts = {
        "done": done, "running": len(running), "failed": len(failed),
        "waiting": len(jobs) - done - len(running) - len(failed),
    }  # fmt: skip
    show_pairs([(say("word_study"), f"{read.id} · {read.title[language()]}"), (say("batch_runs"), len(jobs))])
    show_pairs((say(f"batch_{name}"), count) for name, count in counts.items())
    if failed:
        rows = [
            [name, say(f"batch_kind_{why['kind']}"), _first_line(why["error"])]
            for name, why in failed.items()
        ]
        show_table([say(f"batch_head_{name}") for name in ("run", "why", "error")], rows)
    return min(len(failed), MOST_FAILED)


def _first_line(text: str) -> str:
    return (text.strip().splitlines() or [""])[0]


def _find_run(name: str, outputs: Path) -> Path:
    """The folder of a run by its name, the beginning of its name, or as a path; failed ones too."""
    from sim.runs import store

    known = {path.name: path for path in store.run_folders(outputs)}
    path = Path(name)
    if (path / store.MANIFEST).is_file() or (path / store.ERROR).is_file():
        return path
    likely = [each for each in known if each.startswith(name)]
    if name in known or len(likely) == 1:
        return known[name if name in known else likely[0]]
    raise InputFaults([unknown("", say("word_run"), name, likely or known or ["-"])])


def batch_show(run: RunFolder, outputs: Outputs = "") -> int:
    """One run: what it was given, how it ended and where it lies."""
    from sim.reports.console import show_pairs, tell
    from sim.runs import store

    folder = _find_run(run, output_folder(outputs, False))
    if folder.name.endswith(store.FAILED):
        why = store.failure(folder.parent, folder.name.removesuffix(store.FAILED)) or {}
        show_pairs(
            [(say("batch_head_run"), folder.name), (say("batch_head_why"), say(f"batch_kind_{why['kind']}")),
             (say("batch_head_error"), why["error"]), (say("batch_notebook"), folder / store.NOTEBOOK)]
        )  # fmt: skip
        return RUN_FAILED
    about = store.load_manifest(folder)
    show_pairs([(say("batch_head_run"), folder.name), (say("word_notebook"), about.get("notebook") or "–")])
    for name in ("parameters", "changes"):
        show_pairs(dict(about.get(name) or {}).items())
    show_pairs(
        [(say("cli_version_code"), about["code_version"][:12]), ("git", about.get("git_commit") or "–")]
    )
    if (folder / store.REPORT).is_file():
        tell(say("run_report", path=(folder / store.REPORT).resolve()))
    return DONE


# --- the house of runs -----------------------------------------------------------------------------------


def list_runs(
    query: Annotated[str, option("--filter", metavar="TEXT", help="cli_runs_filter")] = "",
    outputs: Outputs = "",
) -> int:
    """List the run folders, the newest first, that contain a text in their name, notebook or scenario."""
    from sim.figures.numbers import number
    from sim.reports.console import show_table, tell
    from sim.runs.verification import list_run_folders

    found = [each for each in list_run_folders(output_folder(outputs, False)) if query.lower() in each.text()]
    rows = [
        [each.name, each.notebook, say(f"runs_{each.state}"), each.day, number(each.size / 1e6, 1)]
        for each in found
    ]
    if rows:
        show_table(
            [say(f"runs_head_{name}") for name in ("run", "notebook", "state", "day", "size")],
            rows,
            right=[4],
        )
    tell(say("runs_count", count=len(found), size=number(sum(each.size for each in found) / 1e6, 1)))
    return DONE


def prune_runs(
    dry_run: Annotated[bool, option("--dry-run", help="cli_runs_dry")] = False,
    outputs: Outputs = "",
) -> int:
    """Remove failed runs, leftovers, and finished runs that this version would make anew."""
    from sim.figures.numbers import number
    from sim.reports.console import tell
    from sim.runs.verification import list_run_folders, prunable, remove_run

    place = output_folder(outputs)
    found = [each for each in list_run_folders(place) if prunable(each)]
    for each in found:
        tell(
            say(
                "runs_would_remove" if dry_run else "runs_remove",
                name=each.name,
                why=say(f"runs_{each.state}"),
            )
        )
        if not dry_run:
            remove_run(place, each.name)
    size = number(sum(each.size for each in found) / 1e6, 1)
    tell(say("runs_pruned_dry" if dry_run else "runs_pruned", count=len(found), size=size))
    return DONE


def verify(
    run: RunFolder,
    rerun: Annotated[bool, option("--rerun", help="cli_verify_rerun")] = False,
    outputs: Outputs = "",
) -> int:
    """Name every file that is not what it was, and with `rerun` every one that comes out otherwise."""
    from sim.reports.console import complain, tell
    from sim.reports.html_files import write_page
    from sim.runs import store
    from sim.runs.verification import rerun_differences, what_changed

    folder = _find_run(run, output_folder(outputs, False))
    if folder.name.endswith(store.FAILED):
        raise fault(folder.name, "verify_failed_run")
    found = what_changed(folder)
    for key, file in found:
        complain(say(f"verify_{key}", file=file))
    if not found:
        count = len(store.load_manifest(folder)["files"])
        tell(say("verify_passed", name=folder.name, count=count), style="green")
    if rerun:
        differing = rerun_differences(folder, write_page, WARM)
        for file in differing:
            complain(say("verify_differs", file=file))
        if not differing:
            tell(say("verify_rerun_passed", name=folder.name), style="green")
        found = [*found, *(("differs", file) for file in differing)]
    return RUN_FAILED if found else DONE
