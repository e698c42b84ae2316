"""What a code stands on today: the names, the scenarios that it starts from, the versions of model and data.

What is read is kept until a file of data/ changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from sim.folders import per_programme, programme_folder
from sim.inputs.amounts import scaled_levers
from sim.inputs.levers import load_levers
from sim.inputs.parameters import load_parameters
from sim.inputs.programme import in_use
from sim.inputs.scenarios import finding
from sim.inputs.scenarios.codes.content import CodeNames
from sim.inputs.scenarios.resolve import load_file
from sim.inputs.scenarios.scenario import Scenario

MODEL_FILES = Path(__file__).parents[3]
TABLES = ("facts", "levers", "parameters", "industries", "villages")


@per_programme
def names_at(stamp: tuple[int, ...]) -> CodeNames:
    return CodeNames(tuple(finding.list_scenarios()), tuple(load_levers()), tuple(load_parameters()))


def tables() -> list[Path]:
    """The tables of the programme in use that a code stands on."""
    return [programme_folder() / f"{name}.csv" for name in TABLES]


def known_names() -> CodeNames:
    """Today's names."""
    return names_at(stamps())


def stamps() -> tuple[int, ...]:
    """When each file of data/ that a code stands on was last written: what was read before is told by it."""
    read = [*tables(), *finding.files_in(finding.scenarios_folder())]
    return tuple(path.stat().st_mtime_ns for path in read if path.is_file())


@per_programme
def base_at(name: str, years: tuple[int, ...] | None, part: float, stamp: tuple[int, ...]) -> Scenario:
    return load_file(name, scaled_levers(part), years=years)


def base_scenario(name: str, years: tuple[int, ...] | None = None, part: float = 1.0) -> Scenario:
    """A scenario of the programme at a part of the published amounts, kept once read."""
    return base_at(name, years, part, stamps())


# --- versions ------------------------------------------------------------------------------------


def digest_of(contents: Iterable[tuple[str, bytes]]) -> str:
    """sha256 over names and contents in the order of the names; line ends do not count."""
    plain = ((name, content.replace(b"\r\n", b"\n")) for name, content in sorted(contents))
    lines = (f"{name} {hashlib.sha256(content).hexdigest()}\n" for name, content in plain)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def model_files() -> list[Path]:
    """What turns a scenario into numbers."""
    model = sorted((MODEL_FILES / "model").glob("*.py"))
    return [MODEL_FILES / "axes.py", *model, MODEL_FILES / "runs" / "ensemble.py"]


@cache
def model_version() -> str:
    """sha256 of the code that turns a scenario into numbers."""
    return digest_of((path.name, path.read_bytes()) for path in model_files())


def data_files(base: str) -> list[Path]:
    """What a code that starts from `base` stands on: the tables and the chain of scenario files."""
    chain: list[str] = []
    name = base
    while name and len(chain) < len(finding.list_scenarios()):
        chain.append(name)
        name = base_scenario(name).baseline or ""
    return tables() + [finding.find_file(name) for name in chain]


@per_programme
def data_version_at(base: str, stamp: tuple[int, ...]) -> str:
    return digest_of((path.name, path.read_bytes()) for path in data_files(base) if path.is_file())


def data_version(base: str = "") -> str:
    """sha256 of the tables and scenario files behind a code that starts from `base`; blank: the programme."""
    return data_version_at(base or in_use().main, stamps())


def short(digest: str, bits: int) -> int:
    """The first bits of a hash, as a code carries them."""
    return int(digest[:8], 16) >> 32 - bits
