"""A programme checked whole: every table, scenario and study, and what each names in the others.

Tables are checked where they are read; here they are all read, so that every fault is told at once, and held
against each other. `checked_tables` is the part on which every run stands.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from math import nan
from pathlib import Path
from typing import Any, NamedTuple

from sim.axes import CHANNELS
from sim.faults import Fault, InputFaults, attempt, unknown
from sim.folders import DATA, DESCRIPTION, programme_folder
from sim.inputs.appraisal import load_appraisal
from sim.inputs.evidence import grounds_in, load_evidence
from sim.inputs.facts import load_facts, read_facts
from sim.inputs.intake.vocabulary import columns
from sim.inputs.lessons import lesson_faults
from sim.inputs.levers import HANDOUTS, Lever, levers_as_written, load_levers
from sim.inputs.parameters import Parameter, load_parameters, parameters_as_written
from sim.inputs.programme import Programme, ProgrammeSheet, load_programme, programme_sheet
from sim.inputs.scenarios import Scenario, list_scenarios, load_scenario
from sim.inputs.scenarios.finding import files_in, scenarios_folder
from sim.inputs.scenarios.tables import Tables
from sim.inputs.sheets import blank_cells, numbers, read_sheet, repeated, unknown_cells
from sim.inputs.sources import Grounds, source_faults
from sim.inputs.studies import list_studies, load_study
from sim.inputs.synthesis import read_sources
from sim.inputs.targets import calibration_targets, load_places, load_targets, places_file, validation_targets
from sim.inputs.villages import Column, Register, columns_in, load_industries, load_villages
from sim.words import LANGUAGES, TABLE, further_columns, say

DRAWN_FROM = ("name", "value", "unit", "source", "reason_zh", "reason")
SHARED_KINDS = ("field", "handout", "year")


class ProgrammeTables(NamedTuple):
    """What a run stands on, as far as it could be read: each None where it is faulty."""

    programme: Programme | None
    grounds: Grounds | None
    columns: tuple[Column, ...] | None
    levers: dict[str, Lever] | None
    parameters: dict[str, Parameter] | None
    register: Register | None


class ProgrammeCheck(NamedTuple):
    """What a check of a whole programme found: faults, which stop it, and notes, which do not."""

    faults: list[Fault]
    notes: list[Fault]
    tables: ProgrammeTables
    scenarios: list[Scenario]
    studies: list[str]


def check_programme() -> ProgrammeCheck:
    """Everything that is wrong with the programme in use, and what deserves a second look."""
    faults: list[Fault] = []
    tables = _read_tables(faults)
    scenarios, studies = _scenarios(faults, tables), []
    attempt(faults, _check_names, tables)
    _check_words(faults, tables)
    _check_targets(faults)
    attempt(faults, _check_synthesis)
    attempt(faults, _check_lessons)
    attempt(faults, load_appraisal)
    notes, wanted = _notes(tables), list_studies()
    if tables.programme and tables.levers and tables.parameters and tables.register:
        studies = [name for name in wanted if attempt(faults, load_study, name)]
    elif wanted:
        notes.append(Fault("studies", "check_later", {"count": len(wanted)}))
    if not tables.programme:
        notes.append(Fault("scenarios", "check_later", {"count": len(files_in(scenarios_folder()))}))
    return ProgrammeCheck(faults, notes, tables, scenarios, studies)


def _check_synthesis() -> None:
    """The tables from which the register is drawn, where the programme has them."""
    folder = programme_folder() / "synthesis"
    if (folder / "banners.csv").is_file():
        read_sources(load_facts(), load_evidence(), None)
    if (folder / "register.csv").is_file():  # of a register that was drawn elsewhere: from what
        table = read_sheet(folder / "register.csv", DRAWN_FROM)
        grounds = Grounds(load_facts()["value"].to_dict(), set(load_evidence().index))
        faults = [
            found
            for line, text in table["source"].items()
            for found in source_faults(f"register.csv:{line}", "source", text, nan, grounds)
        ]
        if faults:
            raise InputFaults(faults)


def _check_lessons() -> None:
    """The stories of the lesson, where there are any; tables that they name tell their own faults."""
    if (programme_folder() / "lessons.yaml").is_file() and (found := lesson_faults(load_programme())):
        raise InputFaults([each for each in found if "lessons.yaml" in each.where])


def checked_tables() -> None:
    """Refuse a programme on which nothing can be run, with every fault of its tables at once.

    Scenarios are checked when they are read. Tables that have not changed are not read again.
    """
    folder = programme_folder()
    files = sorted([*folder.glob("*.csv"), folder / DESCRIPTION, *DATA.glob("*.csv")])
    _checked_tables(folder, tuple(map(_stamp, files)))


@lru_cache(maxsize=8)
def _checked_tables(folder: Path, stamps: tuple[tuple[str, int, int], ...]) -> None:
    faults: list[Fault] = []
    tables = _read_tables(faults)
    attempt(faults, _check_names, tables)
    if faults:
        raise InputFaults(faults)


def _stamp(path: Path) -> tuple[str, int, int]:
    try:
        about = path.stat()
    except OSError:
        return path.name, 0, 0
    return path.name, about.st_mtime_ns, about.st_size


def _read_tables(faults: list[Fault]) -> ProgrammeTables:
    folder = programme_folder()

    def read(load: Callable[..., Any], *given: object) -> Any:
        found = attempt(faults, load, *given)
        return found[0] if found else None

    programme = read(load_programme)
    grounds, known = grounds_in(folder, faults), read(columns_in, folder)
    read(load_industries)
    levers, parameters = read(load_levers), read(load_parameters)
    register = read(load_villages) if known else None
    return ProgrammeTables(programme, grounds, known, levers, parameters, register)


def _check_names(tables: ProgrammeTables) -> None:
    """What programme.yaml names in other tables, and the facts that columns of the register add up to."""
    known = None if tables.columns is None else [each.column for each in tables.columns]
    levers = tables.levers or _as_written(levers_as_written, "levers.csv")
    scenarios = [path.stem for path in files_in(scenarios_folder())]
    faults = _naming_faults(programme_folder(), _OtherTables(scenarios, levers, known, tables.grounds))
    own = programme_folder() / "village_columns.csv"
    if tables.grounds and tables.columns and own.is_file():
        bound = read_sheet(own, (*tuple(Column.__dataclass_fields__)[:-1], *further_columns("label")))["fact"]
        faults += unknown_cells(own.name, bound[bound != ""], "kind_fact", tables.grounds.facts)
    if faults:
        raise InputFaults(faults)


def _scenarios(faults: list[Fault], tables: ProgrammeTables) -> list[Scenario]:
    """Every scenario of the programme, resolved."""
    levers = tables.levers or _as_written(levers_as_written, "levers.csv")
    parameters = tables.parameters or _as_written(parameters_as_written, "parameters.csv")
    if not (tables.programme and levers and parameters):
        return []
    ids = list(tables.register.table["village_id"]) if tables.register else None
    given = levers, parameters, ids
    found = [attempt(faults, load_scenario, name, *given) for name in list_scenarios()]
    return [each[0] for each in found if each]


def _as_written(read: Callable[[Path], Any], name: str) -> Any:
    """What a faulty table names all the same; None where not even that can be read."""
    found = attempt([], read, programme_folder() / name)
    return found[0] if found else None


# --- small tables ----------------------------------------------------------------------------------------


def _check_words(faults: list[Fault], tables: ProgrammeTables) -> None:
    """The tables of words that a programme may have: texts, names for levers, headers and units."""
    folder = programme_folder()
    for name, check in (
        ("words.csv", _texts),
        ("scenario_words.csv", _scenario_words),
        ("headers.csv", _headers),
        ("units.csv", _units),
    ):
        if (folder / name).is_file():
            attempt(faults, check, folder / name, tables)


def _raise(faults: list[Fault]) -> None:
    if faults:
        raise InputFaults(faults)


def _texts(path: Path, tables: ProgrammeTables) -> None:
    """Texts of the programme's own: known keys, both languages, no values but those of the usual text."""
    table = read_sheet(path, ("key", *LANGUAGES))
    usual = read_sheet(TABLE, ("key", *LANGUAGES)).set_index("key")
    faults = repeated(path.name, table["key"]) + blank_cells(path.name, table, ("key", *LANGUAGES))
    faults += unknown_cells(path.name, table["key"], "word_text_key", usual.index)
    for line, row in table.iterrows():
        for lang in LANGUAGES if row["key"] in usual.index else ():
            wanted, found = _values(usual.at[row["key"], lang]), _values(row[lang])
            if found is None or not found <= (wanted or set()):
                values = {"column": lang, "allowed": ", ".join(sorted(wanted or ())) or "–"}
                faults.append(Fault(f"{path.name}:{line}", "words_values", values))
    _raise(faults)


def _values(text: str) -> set[str] | None:
    """The values that a text has filled in, capitals apart; None where its braces make no sense."""
    try:
        names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return None
    return {name for name in names if not name[:1].isupper()}


def _scenario_words(path: Path, tables: ProgrammeTables) -> None:
    table = read_sheet(path, ("kind", "name", "meaning"))
    faults = repeated(path.name, table["name"]) + blank_cells(path.name, table, ("name", "meaning"))
    faults += unknown_cells(path.name, table["kind"], "word_kind_of_word", ("lever", *SHARED_KINDS, "kind"))
    levers = Tables(tables.levers, tables.parameters or {}, None).selectors() if tables.levers else None
    for kind, word, known in (("lever", "word_lever", levers), ("handout", "word_handout", HANDOUTS)):
        meant = table.loc[table["kind"] == kind, "meaning"].str.split(";").explode()
        faults += unknown_cells(path.name, meant, word, meant if known is None else known)
    _raise(faults)


def _headers(path: Path, tables: ProgrammeTables) -> None:
    table = read_sheet(path, ("column", "header"))
    faults = blank_cells(path.name, table, ("column", "header"))
    if tables.programme and tables.columns:
        known = [*columns("register"), *(f"panel:{name}" for name in columns("panel"))]
        faults += unknown_cells(path.name, table["column"], "kind_column", known)
    _raise(faults)


def _units(path: Path, tables: ProgrammeTables) -> None:
    table = read_sheet(path, ("name", "unit", "amount"))
    faults = repeated(path.name, table["name"]) + blank_cells(path.name, table, ("name", "unit"))
    faults += numbers(path.name, table["amount"])[1]
    _raise(faults)


def _check_targets(faults: list[Fault]) -> None:
    """Places and the targets of calibration and validation, where the programme has them."""
    places: Mapping[str, object] = {}
    if places_file().is_file():
        loaded = attempt(faults, load_places)
        if not loaded:
            return
        places = loaded[0]
    for path in (calibration_targets(), validation_targets()):
        if path.is_file():
            found: list[Fault] = []
            attempt(found, load_targets, path, places)
            faults += [each._replace(where=f"{path.parent.name}/{each.where}") for each in found]


# --- what is no fault ------------------------------------------------------------------------------------


def _notes(tables: ProgrammeTables) -> list[Fault]:
    """What deserves a second look: figures that no lever carries, forces, groups and channels without any."""
    if not tables.levers or not tables.programme:
        return []
    levers = tables.levers.values()
    notes: list[Fault] = []

    def note(key: str, names: Iterable[str]) -> None:
        if listed := list(names):
            notes.append(Fault("levers.csv", key, {"names": ", ".join(listed), "count": len(listed)}))

    if tables.grounds:
        facts = read_facts()[0]
        carried = {name for lever in levers for name in lever.facts}
        note("check_orphans", [name for name in facts.index[facts["role"] == "lever"] if name not in carried])
    used = {"force": {lever.force for lever in levers}, "group": {lever.group for lever in levers}}
    note("check_no_force", [name for name in tables.programme.forces if name not in used["force"]])
    note("check_no_group", [name for name in tables.programme.groups if name not in used["group"]])
    fed = {channel for lever in levers for channel, _ in lever.channels}
    note("check_unfed", [name for name in CHANNELS if name not in fed])
    return notes


# --- what the description names in other tables -----------------------------------------------------------


class _OtherTables(NamedTuple):
    """What there is in the other tables of a programme; None where such a table could not be read."""

    scenarios: Collection[str] | None
    levers: Collection[str] | None
    columns: Collection[str] | None
    grounds: Grounds | None


def _naming_faults(folder: Path, known: _OtherTables) -> list[Fault]:
    """Names of the description that stand for nothing in the tables; limits that are not their fact's."""
    sheet = programme_sheet(folder)
    roles, groups = (sheet.mapping(sheet.data, name) for name in ("roles", "groups"))
    kinds = {
        "scenarios": ("word_scenario", known.scenarios), "levers": ("word_lever", known.levers),
        "groups": ("word_lever_group", groups), "columns": ("kind_column", known.columns),
    }  # fmt: skip
    for kind, (word, there) in kinds.items():
        holder = sheet.mapping(roles, kind, needed=False)
        for role, value in holder.items():
            names = value if isinstance(value, list) else [value]
            _name_faults(sheet, holder, role, word, names, there)
    looks = sheet.mapping(sheet.data, "looks", needed=False)
    for name in looks:
        _name_faults(sheet, looks, name, "word_scenario", [name], known.scenarios)
    for name in ("floor", "target", "landmark"):
        limit = sheet.mapping(sheet.data, name, needed=False)
        amount, source = limit.get("amount"), limit.get("source")
        if known.grounds and isinstance(amount, (int, float)) and isinstance(source, str):
            where = sheet.where(limit, "source")
            sheet.faults += source_faults(where, "source", source, float(amount), known.grounds, True)
    return sheet.faults


def _name_faults(
    sheet: ProgrammeSheet,
    holder: Any,
    key: str,
    word: str,
    names: Iterable[str],
    there: Collection[str] | None,
) -> None:
    if there is not None:
        missing = [str(each) for each in names if str(each) not in there]
        sheet.faults += [unknown(sheet.where(holder, key), say(word), each, there) for each in missing]
