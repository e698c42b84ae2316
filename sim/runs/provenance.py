"""What a result was made from: checksums of inputs and code, versions, and the key of a run."""

from __future__ import annotations

import hashlib
import json
import platform
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.folders import DATA, DESCRIPTION, ROOT, programme_folder
from sim.inputs.amounts import part_of
from sim.inputs.programme import in_use
from sim.words import LANGUAGES

if TYPE_CHECKING:
    from sim.inputs import Case
    from sim.inputs.villages import Register

CODE = Path(__file__).parents[1]
CODE_KINDS = ("*.py", "*.csv", "*.j2", "*.css")


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def file_checksum(path: Path) -> str:
    """sha256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def tree_checksum(files: Iterable[Path], root: Path) -> str:
    """sha256 over names and contents of files, in the order of their names."""
    lines = (f"{path.relative_to(root).as_posix()} {file_checksum(path)}\n" for path in files)
    return sha256("".join(sorted(lines)).encode())


@cache
def code_version() -> str:
    """sha256 of everything in sim/ that can change a result or a report."""
    return tree_checksum((path for kind in CODE_KINDS for path in CODE.rglob(kind)), CODE)


@cache
def git_commit() -> str | None:
    """The commit of the working copy; None outside git."""
    command = ["git", "-C", str(CODE), "rev-parse", "HEAD"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=10, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return answer.stdout.strip() or None


@cache
def code_date() -> str:
    """The day of the last commit to sim/, `2026-11-25`: the same for the same code; else of its files."""
    command = ["git", "-C", str(CODE), "log", "-1", "--format=%cs", "--", "."]
    try:
        answer = subprocess.run(
            command, capture_output=True, text=True, timeout=10, check=True
        ).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        answer = ""
    return answer or datetime.fromtimestamp((CODE / "__init__.py").stat().st_mtime, UTC).strftime("%Y-%m-%d")


def data_files() -> dict[str, str]:
    """The tables that every run of the programme in use reads, with their checksums."""
    own = programme_folder()
    names = ("facts.csv", "evidence.csv", "levers.csv", "parameters.csv", "industries.csv", DESCRIPTION)
    files = [DATA / "evidence.csv", *(own / name for name in names)]
    return {named(path): file_checksum(path) for path in files if path.is_file()}


def named(path: Path) -> str:
    """How a file is called on any machine with this code: by its place in it, else by its whole path."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)


def programme_named() -> dict[str, Any]:
    """The programme in use, as a manifest names it."""
    programme = in_use()
    return {
        "id": programme.id,
        "title": {lang: programme.title.said(lang) for lang in LANGUAGES},
        "checksum": programme.checksum,
    }


@cache
def packages() -> dict[str, str]:
    """Every installed package and its version."""
    found = {dist.metadata["Name"].lower(): dist.version for dist in distributions()}
    return dict(sorted(found.items()))


def digest(content: Any) -> str:
    """sha256 of plain data, whatever the order of its keys."""
    return sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode())


def case_content(case: Case) -> dict[str, str]:
    """One checksum for each thing a simulation stands on; a table counts as read, not as typed."""
    return {
        "scenario": case.scenario.checksum,
        "parameters": digest([asdict(row) for row in case.parameters.values()]),
        "levers": digest([asdict(lever) for lever in case.levers.values()]),
        "register": case.register.checksum,
        **said_of(case.register),
    }


def said_of(register: Register) -> dict[str, str]:
    """What a register's user has said of it: its part of the published amounts, what its place is called."""
    if register.own:
        return {}
    return {"amounts": f"{register.amounts} {part_of(register):g}", "place": register.place}


def run_content(
    case: Case, counterfactual: Case, members: int, seed: int, notebook: Path, options: Mapping[str, Any]
) -> dict[str, Any]:
    """All that could change a run's folder, as plain data."""
    return {
        **case_content(case),
        "counterfactual": counterfactual.scenario.checksum,
        "data": data_files(),
        "members": members,
        "seed": seed,
        "notebook": file_checksum(notebook),
        "options": dict(options),
        "code": code_version(),
    }


def manifest(inputs: Mapping[str, str], **about: Any) -> dict[str, Any]:
    """What stands in manifest.json: `made_from` and when."""
    return {**made_from(inputs, **about), "when": datetime.now(UTC).isoformat(timespec="seconds")}


def made_from(inputs: Mapping[str, str], **about: Any) -> dict[str, Any]:
    """Inputs with checksums, code, versions; `about` comes first. The same bytes for the same run."""
    return {
        "programme": programme_named(),
        **about,
        "inputs": dict(inputs),
        "code_version": code_version(),
        "git_commit": git_commit(),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "packages": packages(),
    }
