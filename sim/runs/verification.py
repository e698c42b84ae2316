"""Runs looked at afterwards: are they what was written, do they come out again, may they be cleared away?"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sim.faults import Fault, InputFaults, fault
from sim.runs import store
from sim.runs.batch import BatchWatcher, run_batch
from sim.runs.job import Render
from sim.runs.planning import job_again, notebook_of
from sim.runs.provenance import CRATE, code_version, data_files, digest, file_checksum

CURRENT, OLDER, FAILED, UNREADABLE, DAMAGED = "current", "older", "failed", "unreadable", "damaged"


def what_changed(folder: Path) -> list[tuple[str, str]]:
    """Every file that is not what the manifest says: (`altered`, `missing`, `extra` or `key`, name)."""
    about = store.load_manifest(folder)
    if "files" not in about:
        raise fault(str(folder), "run_no_checksums")
    then, now = about["files"], store.folder_checksums(folder)
    found = [
        ("missing" if name not in now else "altered", name) for name in then if now.get(name) != then[name]
    ]
    found += [("extra", name) for name in now if name not in then]
    if "keyed" in about and (
        digest(about["keyed"]) != about["key"] or not folder.name.endswith(about["key"][:10])
    ):
        found.append(("key", store.MANIFEST))
    return found


def rerun_differences(
    folder: Path, render: Render, warm: str = "", watcher: BatchWatcher | None = None
) -> list[str]:
    """Make a run anew in a place of its own; the files that come out otherwise.

    Raises InputFaults where code or inputs are not those of the run any more, or where it fails now.
    """
    about = store.load_manifest(folder)
    if "parameters" not in about:
        raise fault(str(folder), "run_no_scenario")
    _check_same_world(folder, about)
    with tempfile.TemporaryDirectory(prefix="wuli-") as place:
        job = job_again(folder, about, Path(place))
        (outcome,) = run_batch([job], render, watcher or _Unseen(), 1, warm)
        if outcome.error:
            raise fault(folder.name, "verify_rerun_failed", error=outcome.error.splitlines()[0])
        then, now = about["files"], store.load_manifest(outcome.folder)["files"]
    # The crate repeats the checksums of the others, and may name an author.
    return sorted(name for name in {**then, **now} if then.get(name) != now.get(name) and name != CRATE)


def _check_same_world(folder: Path, about: dict) -> None:
    """One clear fault where what the run was made from is not the same any more."""
    if about["code_version"] != code_version():
        commit = about["git_commit"] or "–"
        raise fault(folder.name, "verify_other_code", code=about["code_version"][:12], commit=commit)
    notebook = notebook_of(folder, about)
    now = {**data_files(), "notebook": file_checksum(notebook) if notebook.is_file() else ""}
    names = [name for name, checksum in now.items() if about["inputs"].get(name, checksum) != checksum]
    if names:
        raise InputFaults([Fault(folder.name, "verify_other_inputs", {"names": ", ".join(names)})])


class _Unseen:
    """Nobody looks on."""

    def begin(self, jobs: object) -> None: ...
    def started(self, job: object) -> None: ...
    def cells(self, job: object, done: int, total: int) -> None: ...
    def ended(self, outcome: object) -> None: ...
    def close(self) -> None: ...


# --- the runs that are there ----------------------------------------------------------------------


@dataclass(frozen=True)
class RunFolder:
    """One run folder: what made it, in which state it is, when it was finished and its bytes."""

    name: str
    notebook: str
    scenario: str
    state: str
    day: str
    size: int

    def text(self) -> str:
        """What a filter looks at."""
        return f"{self.name} {self.notebook} {self.scenario} {self.state}".lower()


def list_run_folders(outputs: Path) -> list[RunFolder]:
    """Every finished and failed run, the newest first."""
    folders = sorted(store.run_folders(outputs), key=lambda path: (-store.changed_at(path), path.name))
    return [_run_folder(folder) for folder in folders]


def _run_folder(folder: Path) -> RunFolder:
    day = datetime.fromtimestamp(store.changed_at(folder)).strftime("%Y-%m-%d %H:%M")
    size = _size_of(folder)
    if folder.name.endswith(store.FAILED):
        return RunFolder(folder.name, "", "", FAILED, day, size)
    if store.read_manifest(folder) is None:
        return RunFolder(folder.name, "", "", DAMAGED, day, size)
    try:
        about = store.load_manifest(folder)
    except InputFaults:
        return RunFolder(folder.name, "", "", UNREADABLE, day, size)
    state = CURRENT if about["code_version"] == code_version() else OLDER
    named = about.get("scenario") or about.get("batch") or ""
    return RunFolder(folder.name, str(about.get("notebook", "")), str(named), state, day, size)


def _size_of(folder: Path) -> int:
    """The bytes of a folder's files; of a link none, since nothing of it lies here."""
    if folder.is_symlink():
        return 0
    found = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                found += os.lstat(os.path.join(place, name)).st_size
    return found


def prunable(run: RunFolder) -> bool:
    """Failed and damaged runs, and finished ones that the code of today would make under another name."""
    return run.state in (FAILED, OLDER, DAMAGED)


def remove_run(outputs: Path, name: str) -> None:
    """Remove a run folder, unless somebody is making it now."""
    with store.locked(outputs, name.removesuffix(store.FAILED), wait=False) as mine:
        if mine:
            store.remove(outputs / name)
