"""A run or a batch as an RO-Crate: what was made from what, by which program, for other people's tools.

The process run crate of the Workflow Run RO-Crate family: the run is an action whose instrument is the
notebook, whose objects are the inputs and parameters and whose results are the files of the folder. The
same run gives the same bytes: its date is that of the code, and nobody is named who was not given.
"""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sim.runs.provenance import code_date, file_checksum, packages

CRATE = "ro-crate-metadata.json"
LICENCE = "https://spdx.org/licenses/Apache-2.0"
PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
NAMED_PACKAGES = ("numpy", "numba", "pandas", "scipy", "papermill", "matplotlib")
KINDS = {
    ".parquet": "application/vnd.apache.parquet",
    ".ipynb": "application/x-ipynb+json",
    ".yaml": "application/yaml",
}


def save_crate(folder: Path, about: Mapping[str, Any]) -> None:
    """Write ro-crate-metadata.json for what lies in a folder; `about` is its manifest."""
    content = crate_of(folder, about)
    (folder / CRATE).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def crate_of(folder: Path, about: Mapping[str, Any]) -> dict[str, Any]:
    """The crate as JSON-LD, its entities in the order of their ids."""
    from rocrate.model import ContextEntity, DataEntity
    from rocrate.rocrate import ROCrate

    crate = ROCrate(version="1.1")
    root = crate.root_dataset
    for name, value in root_properties(about).items():
        root[name] = value
    files = [
        crate.add(DataEntity(crate, name, {"@type": "File", **file_properties(folder / name)}))
        for name in payload(folder)
    ]
    contexts = [ContextEntity(crate, *each) for each in context_entities(about)]
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


def payload(folder: Path) -> list[str]:
    """The files of a folder, but for the crate and the manifest, which name the others."""
    found = (path for path in folder.rglob("*") if path.is_file())
    names = sorted(path.relative_to(folder).as_posix() for path in found)
    return [name for name in names if name not in (CRATE, "manifest.json")]


def file_properties(path: Path) -> dict[str, Any]:
    kind = KINDS.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "text/plain"
    return {"contentSize": path.stat().st_size, "encodingFormat": kind, "sha256": file_checksum(path)}


def root_properties(about: Mapping[str, Any]) -> dict[str, Any]:
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


def context_entities(about: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The action, the programs, the inputs with checksums, the parameters and seed, and the licence."""
    inputs, parameters = dict(about["inputs"]), given(about)
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
        "softwareRequirements": [{"@id": f"#package/{name}"} for name in ("python", *packages_named())],
        **({"version": about["git_commit"]} if about.get("git_commit") else {}),
    }  # fmt: skip
    yield (
        "#package/python",
        {"@type": "SoftwareApplication", "name": "python", "softwareVersion": about["python"]},
    )
    for name, version in packages_named().items():
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


def packages_named() -> dict[str, str]:
    """The versions of the packages that results depend on most; the manifest names all."""
    return {name: version for name, version in packages().items() if name in NAMED_PACKAGES}


def given(about: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of the notebook, the seed among them, and what the run changes in its scenario."""
    seed = {"seed": about["seed"]} if "seed" in about else {}
    return {**about.get("parameters", {}), **seed, **about.get("changes", {})}
