"""Posteriors stored whole or not at all, each under its name and the digits of its content."""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from sim.faults import fault
from sim.inputs.posteriors import DIAGNOSTICS, DRAWS, FOLDER, MANIFEST, stored_manifest
from sim.runs.provenance import case_content, file_checksum, manifest
from sim.runs.store import publish, save_json, save_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sim.inputs import Case

LONGEST = 80  # signs of a name
NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


def save_posterior(
    name: str,
    draws: pd.DataFrame,
    diagnostics: pd.DataFrame,
    about: Mapping[str, Any],
    case: Case,
    inputs: Mapping[str, str],
    folder: Path | None = None,
) -> str:
    """Store a posterior and give its whole name; the same draws are stored once.

    `inputs` are the files it was made from with their checksums. Raises InputFaults for a name that
    is not small letters, digits, - and _.
    """
    check_name(name)
    folder = folder or FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=".partial-", dir=folder))
    try:
        save_table(draws, partial / DRAWS)
        save_table(diagnostics.reset_index(), partial / DIAGNOSTICS)
        checksum = hashlib.sha256((partial / DRAWS).read_bytes()).hexdigest()
        whole = f"{name}-{checksum[:10]}"
        kept = manifest(
            {**case_content(case), **inputs}, posterior=whole, draws_checksum=checksum, about=dict(about)
        )
        save_json(kept, partial / MANIFEST)
        if not is_whole(folder / whole, checksum):
            partial.chmod(0o755)
            publish(partial, folder / whole)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return whole


def check_name(name: str) -> None:
    """Refuse a name that no posterior may have; to be asked before the work."""
    if not NAME.fullmatch(name) or len(name) > LONGEST:
        raise fault("--name", "posterior_bad_name", name=name[:LONGEST])


def is_whole(folder: Path, checksum: str) -> bool:
    """Whether a posterior is stored there with these draws, and undamaged."""
    known = stored_manifest(folder)
    draws = folder / DRAWS
    return bool(known and draws.is_file() and file_checksum(draws) == known["draws_checksum"] == checksum)
