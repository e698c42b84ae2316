"""What a run reads that lies outside its folder, held to what it was when the run was planned.

The key of a run stands for the content of its inputs; a notebook reads them when its turn comes. A run whose
inputs are no longer those of its key fails before it starts, or afterwards and is not published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sim.folders import DATA, DESCRIPTION, ROOT, programme_folder
from sim.inputs import posteriors
from sim.inputs.scenarios.finding import file_of, scenarios_folder
from sim.inputs.scenarios.sheet import baseline_chain, content_of
from sim.runs.provenance import file_checksum, named

if TYPE_CHECKING:
    from sim.inputs import Case


def checksum_of(path: Path) -> str:
    """sha256 of a file as it is now, blank where there is none; read again only where it was touched."""
    try:
        about = path.stat()
        return _checksum(path, about.st_mtime_ns, about.st_ctime_ns, about.st_size, about.st_ino)
    except OSError:
        return ""


@lru_cache(maxsize=4096)
def _checksum(path: Path, *touched: int) -> str:
    return file_checksum(path)


def tables() -> dict[str, str]:
    """The tables and scenarios of the programme as they are now: taken before any is read."""
    own = programme_folder()
    files = [*DATA.glob("*.csv"), *own.glob("*.csv"), own / DESCRIPTION, *scenarios_folder().glob("*.y*ml")]
    return {named(path): checksum_of(path) for path in sorted(files)}


def of_case(
    known: Mapping[str, str], cases: Iterable[Case], sources: Iterable[str], texts: Mapping[str, str]
) -> dict[str, str]:
    """The files that the runs of some cases read, with the checksums that they were planned with.

    known    `tables` as they were before planning
    sources  how a notebook names the scenarios
    texts    the scenario files that travel with the run, which may stand on others of the programme
    """
    found = {name: checksum for name, checksum in known.items() if not Path(name).match("scenarios/*")}
    cases = list(cases)
    names = {*sources, *(case.scenario.baseline or "" for case in cases)}
    for text in texts.values():
        content = content_of(text)
        names.add(str(content.get("baseline", "")) if isinstance(content, Mapping) else "")
    for path in scenario_files(names - set(texts)):
        found[named(path)] = known.get(named(path)) or checksum_of(path)
    for case in cases:
        if case.scenario.posterior:
            place = posteriors.FOLDER / posteriors.posterior_name(case.scenario.posterior)
            for path in (place / posteriors.DRAWS, place / posteriors.MANIFEST):
                found[named(path)] = checksum_of(path)
    return found


def scenario_files(names: Iterable[str]) -> list[Path]:
    """The files of scenarios by id or path, and of their baselines; nothing for a code."""
    found: dict[Path, None] = {}
    for name in sorted(names):
        path = file_of(name, scenarios_folder()) or (Path(name) if name and Path(name).is_file() else None)
        for sheet in baseline_chain(path) if path else ():
            found |= dict.fromkeys(sheet.folder.glob(f"{sheet.id}.y*ml"))
    return list(found)


def changed(frozen: Mapping[str, str]) -> list[str]:
    """The names of files that are not what they were."""
    return [name for name, checksum in frozen.items() if checksum_of(ROOT / name) != checksum]
