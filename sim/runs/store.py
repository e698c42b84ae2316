"""Run folders: what a run leaves behind, written whole or not at all, and read back.

A folder `outputs/<scenario>-<key>/` is made under a hidden name and renamed when it is complete, so
one that exists is whole. Whoever makes it holds the lock of its name: two runners never make one folder.
"""

from __future__ import annotations

import csv
import errno
import hashlib
import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from sim.faults import fault
from sim.folders import OUTPUTS
from sim.inputs.case import Case
from sim.inputs.facts import load_evidence, load_facts
from sim.inputs.intake.registers import SYNTHETIC, register_in_use
from sim.inputs.levers import levers_of
from sim.inputs.parameters import Parameter, load_parameters
from sim.inputs.posteriors import DIAGNOSTICS, DRAWS, FOLDER, stored_manifest
from sim.inputs.programme import based, in_use
from sim.inputs.scenarios.files import load_scenario, resolved_text
from sim.runs.ensemble import Run
from sim.runs.provenance import case_content, dated_manifest, file_checksum
from sim.words import further_columns, in_language
from sim.writing import file_name, sync_folder, sync_tree

if TYPE_CHECKING:
    from sim.model.simulate import Result

PARTIAL, FAILED, REPLACED, LOCKS = ".partial-", ".failed", ".replaced-", ".locks"
MANIFEST, ERROR, NOTEBOOK, REPORT = "manifest.json", "error.txt", "report.ipynb", "report.html"
FAILURE = "failure.json"
# Why a run failed. Its own notebook's error, and a limit of time, come again with the next call; the rest
# came from outside and is taken up by it.
RAISED, SLOW, DIED, FULL, EDITED = "raised", "slow", "died", "full", "edited"
LASTING = (RAISED, SLOW)
KINDS = (RAISED, SLOW, DIED, FULL, EDITED)
FORMAT = 2  # of manifest.json: 1 said when it was written; 2 has the same bytes for the same run, and a crate
# What the making of a run adds to what its job says of it.
MADE = ("files", "given", "format", "inputs", "code_version", "git_commit", "python", "machine", "packages")
# The kernel of a killed run needs a moment to notice and may write until then.
DYING_KERNEL_SECONDS = 5
LONGEST_NAME = 80  # signs of a posterior's name
POSTERIOR_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


# --- tables --------------------------------------------------------------------------------------


def save_run(run: Run, folder: Path | str, **tables: pd.DataFrame) -> None:
    """Write the resolved scenario, the priors and every table of a run; nothing where `folder` is blank."""
    save_tables(folder, **tables)
    if not folder:
        return
    folder = Path(folder)
    case = run.result.case
    (folder / "scenario.yaml").write_text(resolved_text(case.scenario), encoding="utf-8")
    (folder / "counterfactual.yaml").write_text(
        resolved_text(run.counterfactual.case.scenario), encoding="utf-8"
    )
    _save_parameters(case.parameters, folder / "parameters.csv")
    _save_table(run.result.draws.rename_axis("member").reset_index(), folder / "draws.parquet")
    city = pd.concat([city_table(result).assign(side=side) for side, result in run.sides()])
    units = {str(name): values.attrs.get("units", "") for name, values in run.result.city.items()}
    _save_table(city, folder / "city.parquet", units)
    money = case.programme.money.named("10k yuan/year")
    _save_table(run.villages, folder / "villages.parquet", {"*": money})
    cost = pd.concat([_cost_table(result).assign(side=side) for side, result in run.sides()])
    _save_table(cost, folder / "cost.parquet", {"cost": money})


def save_tables(folder: Path | str, **tables: pd.DataFrame) -> None:
    """Write each table as `<name>.parquet`; nothing where `folder` is blank, as in a notebook at hand."""
    for name, table in tables.items() if folder else ():
        _save_table(table, Path(folder) / f"{name}.parquet")


def city_table(result: Result) -> pd.DataFrame:
    return result.city.to_dataframe(dim_order=["member", "year"]).reset_index()


def _cost_table(result: Result) -> pd.DataFrame:
    return result.cost.to_series().rename("cost").reset_index()


def _save_parameters(parameters: Mapping[str, Parameter], path: Path) -> None:
    """The priors that a run used, in the columns of parameters.csv."""
    with path.open("w", encoding="utf-8", newline="") as file:
        named = [each.name for each in fields(Parameter) if each.name != "further"]
        columns = [*named, *further_columns("label", "reason")]
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        for row in parameters.values():
            cells = asdict(row)
            writer.writerow(cells | cells.pop("further") | {"source": ";".join(row.source)})


def _save_table(frame: pd.DataFrame, path: Path, units: Mapping[str, str] | None = None) -> None:
    """A parquet file whose bytes depend on the table alone; units stand in the file's metadata."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    table = table.replace_schema_metadata({"units": json.dumps(units)} if units else None)
    # A dictionary of numbers that hardly come twice makes a file larger, and slower to write.
    names = [column.name for column in table.schema if not pa.types.is_floating(column.type)]
    pq.write_table(table, path, compression="zstd", use_dictionary=names)


def save_json(content: Any, path: Path) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


# --- reading back --------------------------------------------------------------------------------


def load_run(folder: Path | str) -> Run:
    """The run of a finished folder, to draw and tabulate again; the cube of villages is not kept.

    Raises InputFaults where the folder is no finished run or its village register has changed since.
    """
    folder = Path(folder)
    about = load_manifest(folder)
    missing = [name for name in ("scenario", "counterfactual", "villages", "seed") if name not in about]
    if missing:
        raise fault(str(folder), "run_no_scenario")
    _check_programme_of(folder, about)
    register = register_in_use(about["villages"] or SYNTHETIC)
    if register.checksum != about["inputs"]["register"]:
        raise fault(str(folder), "run_register_changed", name=register.name)
    levers, parameters = levers_of(register), load_parameters(folder)

    def side(name: str, draws: pd.DataFrame) -> Result:
        with based(register.base_year):
            scenario = replace(load_scenario(folder / f"{name}.yaml", levers, parameters), id=about[name])
            scenario = replace(scenario, notes=())  # of a file that was written here, not by a person
            case = Case(load_facts(), load_evidence(), levers, parameters, register, scenario, in_use())
        return _read_result(folder, name, case, draws, about["seed"])

    try:
        draws = pd.read_parquet(folder / "draws.parquet").set_index("member")
        villages = pd.read_parquet(folder / "villages.parquet")
        return Run(side("scenario", draws), side("counterfactual", draws), villages)
    except (OSError, ValueError, KeyError):
        raise fault(str(folder), "run_damaged", file="*.parquet") from None


def _check_programme_of(folder: Path, about: Mapping[str, Any]) -> None:
    """Refuse a run of another programme than the one in use: it would be read with the wrong tables."""
    made_for = about.get("programme")
    if not _is_of_use(about) and isinstance(made_for, Mapping):
        title = in_language(made_for.get("title") or str(made_for.get("id")))
        raise fault(str(folder), "run_other_programme", id=made_for.get("id"), title=title)


def _is_of_use(about: Mapping[str, Any]) -> bool:
    """Whether a run is of the programme in use; so are those of before there were others."""
    made_for = about.get("programme")
    return not isinstance(made_for, Mapping) or made_for.get("id") == in_use().id


def list_runs(outputs: Path = OUTPUTS) -> dict[str, dict[str, Any]]:
    """The finished runs of the programme's scenarios in a folder, name -> manifest, the newest first.

    Folders of other kinds, and manifests that cannot be read, are passed over.
    """
    found = {}
    for path in sorted(outputs.glob(f"*/{MANIFEST}")):
        about = read_manifest(path.parent) or {}
        whole = {"scenario", "counterfactual", "seed"} <= set(about) and _is_of_use(about)
        if whole and (path.parent / "city.parquet").is_file():
            ended = datetime.fromtimestamp(changed_at(path), UTC).isoformat(timespec="seconds")
            found[path.parent.name] = {"when": ended, **about}
    return dict(sorted(found.items(), key=lambda each: str(each[1]["when"]), reverse=True))


def load_manifest(folder: Path) -> dict[str, Any]:
    """What manifest.json says. Raises InputFaults where there is none, a damaged or a later version's."""
    if not (folder / MANIFEST).is_file():
        raise fault(str(folder), "run_not_a_folder")
    about = read_manifest(folder)
    if about is None:
        raise fault(str(folder), "run_damaged", file=MANIFEST)
    found = about.get("format", 1)  # the first format did not say so
    if found > FORMAT:
        commit = about.get("git_commit") or "–"
        raise fault(str(folder), "run_other_format", found=found, known=FORMAT, commit=commit)
    return about


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """What manifest.json says; None where there is none, or one that does not say what every one says."""
    try:
        about = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(about, dict) or not isinstance(about.get("format", 1), int):
        return None
    texts = ("code_version", "python")
    tables = ("inputs", "packages", *(["files"] if "files" in about else []))
    good = all(isinstance(about.get(name), str) for name in texts)
    return about if good and all(isinstance(about.get(name), dict) for name in tables) else None


def changed_at(path: Path) -> float:
    """When a file or folder was written, in seconds; 0 where it has gone or cannot be looked at."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _read_result(folder: Path, side: str, case: Case, draws: pd.DataFrame, seed: int) -> Result:
    from sim.model.simulate import Result

    table = pd.read_parquet(folder / "city.parquet").query("side == @side").drop(columns="side")
    city = table.set_index(["member", "year"]).to_xarray()
    for name, unit in stored_units(folder / "city.parquet").items():
        city[name].attrs["units"] = unit
    costs = pd.read_parquet(folder / "cost.parquet").query("side == @side")
    cost = costs.set_index(["lever", "year"])["cost"].to_xarray().reindex(lever=list(case.levers))
    cost.attrs["units"] = case.programme.money.named("10k yuan/year")
    if "paid" not in city:  # a run of before prices were drawn
        whole = cost.sum("lever").expand_dims(member=city["member"])
        city["paid"] = whole.assign_attrs(cost.attrs)
    return Result(case, draws, seed, city, None, cost)


def stored_units(path: Path) -> dict[str, str]:
    metadata = pq.read_schema(path).metadata or {}
    return dict(json.loads(metadata.get(b"units", b"{}")))


# --- folders -------------------------------------------------------------------------------------


def run_folders(outputs: Path) -> list[Path]:
    """Every finished and every failed run of a folder of outputs, by name."""
    found = {path.parent for path in [*outputs.glob(f"*/{MANIFEST}"), *outputs.glob(f"*{FAILED}/{ERROR}")]}
    return sorted(folder for folder in found if not folder.name.startswith("."))


def run_name(scenario: str, key: str) -> str:
    """The name of a run's folder: its scenario and the first ten digits of its key."""
    return f"{file_name(scenario)}-{key[:10]}"


def finished(outputs: Path, name: str) -> bool:
    """Whether the folder of a run is there, and with it everything in it; a damaged one is made anew."""
    return read_manifest(outputs / name) is not None


class Busy(Exception):
    """Somebody else is making this run now."""


@contextmanager
def building(outputs: Path, name: str, again: bool = False, wait: bool = True) -> Iterator[Path | None]:
    """A hidden folder that becomes `outputs/name` when the block ends well.

    None where the run is there already, perhaps finished by another runner while this one waited, and
    is not wanted `again`; where another makes it and `wait` is off, Busy is raised. After an Exception the
    folder is kept as `name.failed`, with the error; an interruption and a full disk leave nothing.
    """
    with locked(outputs, name, wait) as mine:
        if not mine:
            raise Busy(name)
        if finished(outputs, name) and not again:
            yield None
            return
        partial = outputs / f"{PARTIAL}{name}"
        remove(partial)
        partial.mkdir(parents=True)
        try:
            yield partial
            publish(partial, outputs / name)
        except Exception as error:
            kind = kind_of(error)
            if kind == FULL:
                remove(partial)
            else:
                keep_failed(outputs, name, str(error) or type(error).__name__, kind)
            raise
        except BaseException:
            remove(partial)
            raise
        remove(outputs / f"{name}{FAILED}")


def kind_of(error: BaseException) -> str:
    """Why a run failed, by its exception; one may say it itself."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return FULL
    return str(getattr(error, "kind", RAISED))


def publish(partial: Path, final: Path) -> None:
    """Give a complete folder its final name, in the place of an older one of that name.

    Everything in it is made durable first: a name that is there after the power failed means a whole folder.
    """
    replaced = final.with_name(f"{REPLACED}{final.name}")
    remove(replaced)
    sync_tree(partial)
    if os.path.lexists(final):
        final.rename(replaced)
    partial.rename(final)
    sync_folder(final.parent)
    remove(replaced)


def keep_failed(outputs: Path, name: str, error: str, kind: str = RAISED) -> Path:
    """Keep what a failed run has left as `name.failed`, its error in error.txt and marked in its notebook."""
    failed, partial = outputs / f"{name}{FAILED}", outputs / f"{PARTIAL}{name}"
    remove(failed)
    if partial.exists():
        partial.rename(failed)
    failed.mkdir(parents=True, exist_ok=True)
    (failed / ERROR).write_text(error.rstrip() + "\n", encoding="utf-8")
    save_json({"kind": kind, "error": error.rstrip()}, failed / FAILURE)
    _mark_error(failed / NOTEBOOK, kind, error)
    return failed


def failure(outputs: Path, name: str) -> dict[str, str] | None:
    """Why a run failed (`kind`, `error`); None where no failed folder of it is kept."""
    failed = outputs / f"{name}{FAILED}"
    try:
        why = json.loads((failed / FAILURE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        why = None
    if isinstance(why, dict) and why.get("kind") in KINDS and isinstance(why.get("error"), str):
        return why
    return {"kind": DIED, "error": ""} if failed.is_dir() else None


def _mark_error(notebook: Path, kind: str, error: str) -> None:
    """Show the error in the cell where a notebook stopped, unless it shows one already."""
    try:
        content = json.loads(notebook.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    code = [cell for cell in content["cells"] if cell["cell_type"] == "code"]
    if not code or any(out["output_type"] == "error" for cell in code for out in cell["outputs"]):
        return
    open_cells = [
        cell for cell in code if cell.get("metadata", {}).get("papermill", {}).get("status") == "running"
    ]
    cell = (open_cells or [each for each in code if each.get("execution_count") is None] or code[-1:])[0]
    cell["outputs"].append({"output_type": "error", "ename": kind, "evalue": error, "traceback": [error]})
    notebook.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def open_outputs(outputs: Path) -> None:
    """Make the folder of run folders and clean it. Raises InputFaults where it cannot be made."""
    try:
        (outputs / LOCKS).mkdir(parents=True, exist_ok=True)
    except OSError:
        raise fault(str(outputs), "cli_no_folder") from None
    clean(outputs)


def clean(outputs: Path) -> None:
    """Remove what killed runs have left; a folder that somebody is making now stays."""
    for prefix in (PARTIAL, REPLACED):
        for folder in outputs.glob(f"{prefix}*"):
            name = folder.name.removeprefix(prefix)
            with locked(outputs, name, wait=False) as mine:
                if mine and prefix == REPLACED and not (outputs / name).exists():
                    folder.rename(outputs / name)  # killed between the two renames: the old one is whole
                elif mine:
                    remove(folder)
    for path in (outputs / LOCKS).iterdir():
        with locked(outputs, path.name, wait=False):
            pass  # whoever lets go of a lock removes it


def remove(folder: Path) -> None:
    """Remove a folder, also while a dying kernel still writes into it; of a link only the link."""
    until = time.monotonic() + DYING_KERNEL_SECONDS
    while os.path.lexists(folder):
        try:
            if folder.is_symlink() or not folder.is_dir():
                folder.unlink()
            else:
                shutil.rmtree(folder)
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


@contextmanager
def locked(outputs: Path, name: str, wait: bool = True) -> Iterator[bool]:
    """Hold the lock of a run's name; the system frees it however its holder ends.

    Gives False where `wait` is off and another process holds it. The file goes with the holder.
    """
    path = outputs / LOCKS / name
    path.parent.mkdir(parents=True, exist_ok=True)
    mine = False
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        mine = _lock(handle, wait)
        while mine and not _is_file(handle, path):  # its last holder has removed it while we waited
            os.close(handle)
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
            mine = _lock(handle, wait)
        yield mine
    finally:
        if mine:
            path.unlink(missing_ok=True)
        os.close(handle)


def _is_file(handle: int, path: Path) -> bool:
    """Whether an open file is still the one of that name."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def held(outputs: Path, name: str) -> bool:
    """Whether somebody is making this run now."""
    try:
        handle = os.open(outputs / LOCKS / name, os.O_RDONLY)  # also where nothing may be written
    except OSError:
        return False
    try:
        return not _lock(handle, wait=False, shared=True)
    finally:
        os.close(handle)


def _lock(handle: int, wait: bool, shared: bool = False) -> bool:
    """Whether an open file could be locked; the lock goes with the file's last handle."""
    import fcntl

    kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    try:
        fcntl.flock(handle, kind | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True


def folder_checksums(folder: Path) -> dict[str, str]:
    """sha256 of every file of a folder but its manifest, by its name in the folder."""
    own = folder / MANIFEST
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path != own)
    return {path.relative_to(folder).as_posix(): file_checksum(path) for path in files}


# --- posteriors -----------------------------------------------------------------------------------


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
    check_posterior_name(name)
    folder = folder or FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=".partial-", dir=folder))
    try:
        _save_table(draws, partial / DRAWS)
        _save_table(diagnostics.reset_index(), partial / DIAGNOSTICS)
        checksum = hashlib.sha256((partial / DRAWS).read_bytes()).hexdigest()
        whole = f"{name}-{checksum[:10]}"
        kept = dated_manifest(
            {**case_content(case), **inputs}, posterior=whole, draws_checksum=checksum, about=dict(about)
        )
        save_json(kept, partial / MANIFEST)
        if not _is_stored(folder / whole, checksum):
            partial.chmod(0o755)
            publish(partial, folder / whole)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return whole


def check_posterior_name(name: str) -> None:
    """Refuse a name that no posterior may have; to be asked before the work."""
    if not POSTERIOR_NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        raise fault("--name", "posterior_bad_name", name=name[:LONGEST_NAME])


def _is_stored(folder: Path, checksum: str) -> bool:
    """Whether a posterior is stored there with these draws, and undamaged."""
    known = stored_manifest(folder)
    draws = folder / DRAWS
    return bool(known and draws.is_file() and file_checksum(draws) == known["draws_checksum"] == checksum)
