"""What a result was made from: checksums of inputs and code, versions, the key of a run, and its RO-Crate.

The crate tells other people's tools what was made from what, by which program. It is the process run crate
of the Workflow Run RO-Crate family: the run is an action whose instrument is the notebook, whose objects are
the inputs and parameters and whose results are the files of the folder. The same run gives the same bytes:
its date is that of the code, and nobody is named who was not given.
"""

from __future__ import annotations

import hashlib
import json
import mimetypes
import platform
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache, lru_cache
from importlib.metadata import distributions
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.folders import DATA, DESCRIPTION, ROOT, SMALL, file_bytes, file_state, programme_folder
from sim.inputs.levers import part_of
from sim.inputs.programme import in_use
from sim.words import by_language

if TYPE_CHECKING:
    from sim.inputs.case import Case
    from sim.inputs.villages import Register

CODE = Path(__file__).parents[1]
CODE_KINDS = ("*.py", "*.csv", "*.j2", "*.css")

CRATE = "ro-crate-metadata.json"
LICENCE = "https://spdx.org/licenses/Apache-2.0"
PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
NAMED_PACKAGES = ("numpy", "numba", "pandas", "scipy", "papermill", "matplotlib")
MEDIA_TYPES = {
    ".parquet": "application/vnd.apache.parquet",
    ".ipynb": "application/x-ipynb+json",
    ".yaml": "application/yaml",
}


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def file_checksum(path: Path) -> str:
    """sha256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def checksum_of(path: Path) -> str:
    """sha256 of a file as it is now, blank where there is none; read again only where it was touched."""
    try:
        return _checksum(path.absolute(), file_state(path))
    except OSError:
        return ""


@lru_cache(maxsize=4096)
def _checksum(path: Path, state: tuple[int, ...]) -> str:
    return _sha256(file_bytes(path)) if state[2] <= SMALL else file_checksum(path)


def tree_checksum(files: Iterable[Path], root: Path) -> str:
    """sha256 over names and contents of files, in the order of their names."""
    lines = (f"{path.relative_to(root).as_posix()} {file_checksum(path)}\n" for path in files)
    return _sha256("".join(sorted(lines)).encode())


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
    return {named(path): checksum_of(path) for path in files if path.is_file()}


def named(path: Path) -> str:
    """How a file is called on any machine with this code: by its place in it, else by its whole path."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)


def _programme_named() -> dict[str, Any]:
    """The programme in use, as a manifest names it."""
    programme = in_use()
    return {
        "id": programme.id,
        "title": by_language(lambda: programme.title.said()),
        "checksum": programme.checksum,
    }


@cache
def _packages() -> dict[str, str]:
    """Every installed package and its version."""
    found = {dist.metadata["Name"].lower(): dist.version for dist in distributions()}
    return dict(sorted(found.items()))


def digest(content: Any) -> str:
    """sha256 of plain data, whatever the order of its keys."""
    return _sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode())


def case_content(case: Case) -> dict[str, str]:
    """One checksum for each thing a simulation stands on; a table counts as read, not as typed."""
    return {
        "scenario": case.scenario.checksum,
        "parameters": digest([asdict(row) for row in case.parameters.values()]),
        "levers": digest([asdict(lever) for lever in case.levers.values()]),
        "register": case.register.checksum,
        **_said_of(case.register),
    }


def _said_of(register: Register) -> dict[str, str]:
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
        "notebook": checksum_of(notebook),
        "options": dict(options),
        "code": code_version(),
    }


def dated_manifest(inputs: Mapping[str, str], **about: Any) -> dict[str, Any]:
    """What stands in manifest.json: `made_from` and when."""
    return {**made_from(inputs, **about), "when": datetime.now(UTC).isoformat(timespec="seconds")}


def made_from(inputs: Mapping[str, str], **about: Any) -> dict[str, Any]:
    """Inputs with checksums, code, versions; `about` comes first. The same bytes for the same run."""
    return {
        "programme": _programme_named(),
        **about,
        "inputs": dict(inputs),
        "code_version": code_version(),
        "git_commit": git_commit(),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "packages": _packages(),
    }


# --- RO-Crate -------------------------------------------------------------------------------------


def save_crate(folder: Path, about: Mapping[str, Any]) -> None:
    """Write ro-crate-metadata.json for what lies in a folder; `about` is its manifest."""
    content = _crate_of(folder, about)
    (folder / CRATE).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _crate_of(folder: Path, about: Mapping[str, Any]) -> dict[str, Any]:
    """The crate as JSON-LD, its entities in the order of their ids."""
    from rocrate.model import ContextEntity, DataEntity
    from rocrate.rocrate import ROCrate

    crate = ROCrate(version="1.1")
    root = crate.root_dataset
    for name, value in _root_properties(about).items():
        root[name] = value
    files = [
        crate.add(DataEntity(crate, name, {"@type": "File", **_file_properties(folder / name)}))
        for name in _payload(folder)
    ]
    contexts = [ContextEntity(crate, *each) for each in _context_entities(about)]
    for each in contexts:
        crate.add(each)
    root["mentions"] = [{"@id": "#run"}]
    root["hasPart"] = files
    content = dict(crate.metadata.generate())
    order = {CRATE: 0, "./": 1}
    graph = sorted(content["@graph"], key=lambda each: (order.get(each["@id"], 2), each["@id"]))
    run = next(each for each in graph if each["@id"] == "#run")
    run["result"] = [{"@id": file.id} for file in files]
    return {**content, "@graph": [dict(sorted(each.items())) for each in graph]}


def _payload(folder: Path) -> list[str]:
    """The files of a folder, but for the crate and the manifest, which name the others."""
    found = (path for path in folder.rglob("*") if path.is_file())
    names = sorted(path.relative_to(folder).as_posix() for path in found)
    return [name for name in names if name not in (CRATE, "manifest.json")]


def _file_properties(path: Path) -> dict[str, Any]:
    kind = MEDIA_TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "text/plain"
    return {"contentSize": path.stat().st_size, "encodingFormat": kind, "sha256": file_checksum(path)}


def _root_properties(about: Mapping[str, Any]) -> dict[str, Any]:
    """What a crate says of itself. The author is named where one was given."""
    title = about.get("title") or about.get("about") or {}
    name = " · ".join(part for part in (about.get("scenario") or about.get("batch"), title.get("en")) if part)
    author = {"author": {"@id": "#author"}} if about.get("author") else {}
    return {
        "name": name or "run",
        "description": f"Output of {about['notebook']}; the village register is "
        f"{'synthetic' if about.get('synthetic', True) else 'given'}.",
        "datePublished": code_date(),
        "license": {"@id": LICENCE},
        "conformsTo": {"@id": PROFILE},
        "identifier": about["key"],
        **author,
    }


def _context_entities(about: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The action, the programs, the inputs with checksums, the parameters and seed, and the licence."""
    inputs, parameters = dict(about["inputs"]), _given_values(about)
    yield "#run", {
        "@type": "CreateAction", "name": f"{about['notebook']} executed by papermill",
        "instrument": {"@id": "#notebook"},
        "object": [
            *({"@id": f"#input/{name}"} for name in inputs),
            *({"@id": f"#value/{name}"} for name in parameters),
        ],
        **({"agent": {"@id": "#author"}} if about.get("author") else {}),
    }  # fmt: skip
    yield "#notebook", {
        "@type": "SoftwareApplication", "name": about["notebook"], "sha256": inputs.get("notebook", ""),
        "softwareVersion": about["code_version"],
        "softwareRequirements": [{"@id": f"#package/{name}"} for name in ("python", *_packages_named())],
        **({"version": about["git_commit"]} if about.get("git_commit") else {}),
    }  # fmt: skip
    yield (
        "#package/python",
        {"@type": "SoftwareApplication", "name": "python", "softwareVersion": about["python"]},
    )
    for name, version in _packages_named().items():
        yield f"#package/{name}", {"@type": "SoftwareApplication", "name": name, "softwareVersion": version}
    for name, checksum in inputs.items():
        yield f"#input/{name}", {"@type": "CreativeWork", "name": name, "sha256": checksum}
    for name, value in parameters.items():
        text = value if isinstance(value, (int, float, str)) else json.dumps(value, ensure_ascii=False)
        yield f"#value/{name}", {"@type": "PropertyValue", "name": name, "value": text}
    yield LICENCE, {"@type": "CreativeWork", "name": "Apache License 2.0"}
    yield PROFILE, {"@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5"}
    if about.get("author"):
        yield "#author", {"@type": "Person", "name": about["author"]}


def _packages_named() -> dict[str, str]:
    """The versions of the packages that results depend on most; the manifest names all."""
    return {name: version for name, version in _packages().items() if name in NAMED_PACKAGES}


def _given_values(about: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of the notebook, the seed among them, and what the run changes in its scenario."""
    seed = {"seed": about["seed"]} if "seed" in about else {}
    return {**about.get("parameters", {}), **seed, **about.get("changes", {})}
