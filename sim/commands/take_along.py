"""`wuli take`: a scenario or a finished run as files to take along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from sim.commands.given import Against, Force, Members, Seed, Villages, argument, option
from sim.commands.scenarios import warn
from sim.faults import Fault, InputFaults, fault
from sim.inputs.programme import based
from sim.writing import new_folder, write_all

if TYPE_CHECKING:
    from datetime import date as Date

    from sim.runs.ensemble import Run

DONE = 0
KINDS = ("docx", "xlsx", "csv", "figures")


def take(
    source: Annotated[str, argument("SCENARIO|RUN", "cli_take_source")],
    docx: Annotated[bool, option("--docx", help="cli_take_docx")] = False,
    xlsx: Annotated[bool, option("--xlsx", help="cli_take_xlsx")] = False,
    csv: Annotated[bool, option("--csv", help="cli_take_csv")] = False,
    figures: Annotated[bool, option("--figures", help="cli_take_figures")] = False,
    to: Annotated[str, option(metavar="DIR", help="cli_take_to")] = "",
    date: Annotated[str, option(metavar="YYYY-MM-DD", help="cli_take_date")] = "",
    against: Against = "",
    members: Members = 1000,
    seed: Seed = 0,
    villages: Villages = "",
    force: Force = False,
) -> int:
    """Write briefing, workbook, tables and figures of a scenario or of a finished run."""
    chosen = [kind for kind, asked in zip(KINDS, (docx, xlsx, csv, figures), strict=True) if asked]
    day, folder = _day_of(date), _folder_of(to)
    run = _finished(source)
    if run is None:
        if not force:
            _check_free(source, chosen or KINDS, folder, day)
        run = run_of(source, counterfactual=against, villages=villages or None, members=members, seed=seed)
    with based(run.result.case.register.base_year):  # of which a finished run may be, whatever is in use
        write(run, chosen or list(KINDS), folder, day, force)
    return DONE


def _day_of(text: str) -> Date:
    """The date that files bear: today, unless another is given."""
    from datetime import date as Date

    from sim.reports.take_along import today

    try:
        return Date.fromisoformat(text) if text else today()
    except ValueError:
        raise fault(f"--date {text}", "cli_take_date_shape") from None


def _folder_of(text: str) -> Path:
    """The folder that files go to; made where it is missing."""
    from sim.folders import OUTPUTS

    return new_folder(text, "--to").resolve() if text else new_folder(str(OUTPUTS / "taken"))


def run_of(source: str, **options: Any) -> Run:
    """The run of a finished folder (by path or name), else a new one of a scenario, file or code."""
    from sim.runs.ensemble import make_run

    if found := _finished(source):
        return found
    warn(source, options.get("villages"))
    return make_run(source, **options)


def _check_free(source: str, kinds: Sequence[str], folder: Path, day: Date) -> None:
    """Refuse, before anything is simulated, what would be written over files that are there."""
    from sim.inputs.scenarios.files import load_scenario
    from sim.reports.stamp import FIGURES
    from sim.reports.take_along import keys_with, name_of

    name = load_scenario(source).id
    paths = [folder / name_of(name, key, day) for key in keys_with(FIGURES) if _kind_of(key) in kinds]
    there = [Fault(str(path), "write_exists", {}) for path in paths if path.exists()]
    if there:
        raise InputFaults(there)


def _kind_of(key: str) -> str:
    """The kind that asks for the file of a key."""
    from sim.reports.take_along import PICTURES

    kind = key.partition(":")[0]
    return "figures" if kind in PICTURES else kind


def _finished(source: str) -> Run | None:
    """The run of a finished folder, by path or name."""
    from sim.folders import OUTPUTS
    from sim.runs.store import MANIFEST, load_manifest, load_run

    for folder in (Path(source), OUTPUTS / source):
        if (folder / MANIFEST).is_file():
            if "scenario" not in load_manifest(folder):
                raise fault(str(folder), "cli_take_no_scenario")
            return _with_reasons(load_run(folder))
    return None


def _with_reasons(run: Run) -> Run:
    """A run read back, whose scenario says again what it changes and why.

    A folder keeps every lever resolved; where today's scenario of that name is still the same, it is told as
    that, else as its code tells it.
    """
    from sim.inputs.scenarios.codes.decoding import decode
    from sim.inputs.scenarios.codes.encoding import encode
    from sim.inputs.scenarios.files import load_scenario
    from sim.inputs.scenarios.names import list_scenarios

    stored = run.result.case.scenario
    levers = run.result.case.levers
    shipped = stored.id in list_scenarios()
    known = load_scenario(stored.id, levers, years=stored.years) if shipped else None
    if known is None or (known.settings, known.parameters) != (stored.settings, stored.parameters):
        code = encode(stored)
        known = decode(code, levers) if code else stored
    told = replace(known, id=stored.id, title=stored.title, question=stored.question)
    result = replace(run.result, case=replace(run.result.case, scenario=told))
    return replace(run, result=result)


def write(run: Run, kinds: list[str], folder: Path, day: Date, force: bool = False) -> None:
    """Write the files of the kinds and say where each lies; what is there with the same bytes stays."""
    from sim.reports.console import tell
    from sim.reports.take_along import file_of, offered

    keys = [key for key in offered(run) if _kind_of(key) in kinds]
    files = {folder / file.name: file.content for file in (file_of(run, key, day) for key in keys)}
    there = {path for path in files if path.is_file() and path.read_bytes() == files[path]}
    write_all([(path, files[path]) for path in files if path not in there], force)
    for path in files:
        tell(str(path))
