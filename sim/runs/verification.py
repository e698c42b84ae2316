"""Runs looked at afterwards: are they what was written, do they come out again, may they be cleared away?"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sim.faults import Fault, InputFaults, fault
from sim.inputs.notebooks import FOLDER
from sim.inputs.studies import GIVEN
from sim.runs import store
from sim.runs.batch import Watcher, run_batch
from sim.runs.job import Job, Render
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
    folder: Path, render: Render, warm: str = "", watcher: Watcher | None = None
) -> list[str]:
    """Make a run anew in a place of its own; the files that come out otherwise.

    Raises InputFaults where code or inputs are not those of the run any more, or where it fails now.
    """
    about = store.load_manifest(folder)
    if "parameters" not in about:
        raise fault(str(folder), "run_no_scenario")
    check_same_world(folder, about)
    with tempfile.TemporaryDirectory(prefix="wuli-") as place:
        job = job_again(folder, about, Path(place))
        (outcome,) = run_batch([job], render, watcher or Unseen(), 1, warm)
        if outcome.error:
            raise fault(folder.name, "verify_rerun_failed", error=outcome.error.splitlines()[0])
        then, now = about["files"], store.load_manifest(outcome.folder)["files"]
    # The crate repeats the checksums of the others, and may name an author.
    return sorted(name for name in {**then, **now} if then.get(name) != now.get(name) and name != CRATE)


def check_same_world(folder: Path, about: dict) -> None:
    """One clear fault where what the run was made from is not the same any more."""
    if about["code_version"] != code_version():
        commit = about["git_commit"] or "–"
        raise fault(folder.name, "verify_other_code", code=about["code_version"][:12], commit=commit)
    notebook = notebook_of(folder, about)
    now = {**data_files(), "notebook": file_checksum(notebook) if notebook.is_file() else ""}
    names = [name for name, checksum in now.items() if about["inputs"].get(name, checksum) != checksum]
    if names:
        raise InputFaults([Fault(folder.name, "verify_other_inputs", {"names": ", ".join(names)})])


def notebook_of(folder: Path, about: dict) -> Path:
    """The notebook of a run: its own, kept in its folder, or the project's of that name."""
    kept = folder / GIVEN / about["notebook"]
    return kept if kept.is_file() else FOLDER / about["notebook"]


def job_again(folder: Path, about: dict, outputs: Path) -> Job:
    """The job that made a run, to be made in other outputs."""
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in about.get("given", ())}
    kept = {key: value for key, value in about.items() if key not in store.MADE}
    return Job(
        folder.name, about.get("label", folder.name), notebook_of(folder, about), about["parameters"],
        outputs, kept, about["inputs"], about["code_version"], about["lang"], files=texts,
    )  # fmt: skip


class Unseen:
    """Nobody looks on."""

    def begin(self, jobs: object) -> None: ...
    def started(self, job: object) -> None: ...
    def cells(self, job: object, done: int, total: int) -> None: ...
    def ended(self, outcome: object) -> None: ...
    def close(self) -> None: ...


# --- the runs that are there ----------------------------------------------------------------------


@dataclass(frozen=True)
class Kept:
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


def list_runs(outputs: Path) -> list[Kept]:
    """Every finished and failed run, the newest first."""
    folders = sorted(store.run_folders(outputs), key=lambda path: (-store.changed_at(path), path.name))
    return [kept(folder) for folder in folders]


def kept(folder: Path) -> Kept:
    day = datetime.fromtimestamp(store.changed_at(folder)).strftime("%Y-%m-%d %H:%M")
    size = size_of(folder)
    if folder.name.endswith(store.FAILED):
        return Kept(folder.name, "", "", FAILED, day, size)
    if store.read_manifest(folder) is None:
        return Kept(folder.name, "", "", DAMAGED, day, size)
    try:
        about = store.load_manifest(folder)
    except InputFaults:
        return Kept(folder.name, "", "", UNREADABLE, day, size)
    state = CURRENT if about["code_version"] == code_version() else OLDER
    named = about.get("scenario") or about.get("batch") or ""
    return Kept(folder.name, str(about.get("notebook", "")), str(named), state, day, size)


def size_of(folder: Path) -> int:
    """The bytes of a folder's files; of a link none, since nothing of it lies here."""
    if folder.is_symlink():
        return 0
    found = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                found += os.lstat(os.path.join(place, name)).st_size
    return found


def prunable(run: Kept) -> bool:
    """Failed and damaged runs, and finished ones that the code of today would make under another name."""
    return run.state in (FAILED, OLDER, DAMAGED)


def remove_run(outputs: Path, name: str) -> None:
    """Remove a run folder, unless somebody is making it now."""
    with store.locked(outputs, name.removesuffix(store.FAILED), wait=False) as mine:
        if mine:
            store.remove(outputs / name)
