"""The runs that are there: listed, and cleared away where this version would make them anew."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sim.faults import InputFaults
from sim.runs import store
from sim.runs.provenance import code_version

CURRENT, OLDER, FAILED, UNREADABLE, DAMAGED = "current", "older", "failed", "unreadable", "damaged"


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
