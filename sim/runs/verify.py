"""Is a run still what was written, and does it come out the same again?"""

from __future__ import annotations

import tempfile
from pathlib import Path

from sim.faults import Fault, InputFaults, fault
from sim.inputs.notebooks import FOLDER
from sim.inputs.studies import GIVEN
from sim.runs import store
from sim.runs.batch import Watcher, run_batch
from sim.runs.crate import CRATE
from sim.runs.job import Job, Render
from sim.runs.provenance import code_version, data_files, digest, file_checksum


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
