"""A programme's folder: checked whole before anything rests on it, and begun anew from a small one."""

from __future__ import annotations

import csv
import io
import os
import shutil
import string
import tempfile
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from math import nan
from pathlib import Path
from typing import Any, NamedTuple

from sim.axes import HANDED
from sim.faults import Fault, InputFaults, attempt, fault, unknown
from sim.folders import DATA, DESCRIPTION, programme_folder, shipped_programmes
from sim.inputs.facts import (
    CITY,
    calibration_targets,
    grounds_in,
    load_evidence,
    load_facts,
    load_places,
    load_targets,
    places_file,
    read_facts,
    validation_targets,
)
from sim.inputs.intake.vocabulary import columns
from sim.inputs.lessons import lesson_faults
from sim.inputs.levers import HANDOUTS, Lever, levers_as_written, load_levers
from sim.inputs.parameters import Parameter, load_appraisal, load_parameters, parameters_as_written
from sim.inputs.programme import IDENTIFIER, Programme, ProgrammeSheet, load_programme, programme_sheet
from sim.inputs.scenarios.files import load_scenario
from sim.inputs.scenarios.names import files_in, list_scenarios, scenarios_folder
from sim.inputs.scenarios.scenario import Scenario, Tables
from sim.inputs.studies import list_studies, load_study
from sim.inputs.synthesis import read_sources
from sim.inputs.tables import (
    ASSUMPTION,
    Grounds,
    blank_cells,
    numbers,
    read_sheet,
    read_table,
    repeated,
    source_faults,
    unknown_cells,
)
from sim.inputs.villages import Column, Register, columns_in, load_industries, load_villages
from sim.words import LANGUAGES, TABLE, column_of, further_columns, say, speaking
from sim.writing import refused

# ---- A programme checked whole -------------------------------------------------------------------
# Every table, scenario and study, and what each names in the others.
# Tables are checked where they are read; here they are all read, so that every fault is told at once, and
# held against each other. `checked_tables` is the part on which every run stands.

_DRAWN_FROM = ("name", "value", "unit", "source", "reason_zh", "reason")
_SHARED_KINDS = ("field", "handout", "year")


class _ProgrammeTables(NamedTuple):
    """What a run stands on, as far as it could be read: each None where it is faulty."""

    programme: Programme | None
    grounds: Grounds | None
    columns: tuple[Column, ...] | None
    levers: dict[str, Lever] | None
    parameters: dict[str, Parameter] | None
    register: Register | None


class _ProgrammeCheck(NamedTuple):
    """What a check of a whole programme found: faults, which stop it, and notes, which do not."""

    faults: list[Fault]
    notes: list[Fault]
    tables: _ProgrammeTables
    scenarios: list[Scenario]
    studies: list[str]


def check_programme() -> _ProgrammeCheck:
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
    return _ProgrammeCheck(faults, notes, tables, scenarios, studies)


def _check_synthesis() -> None:
    """The tables from which the register is drawn, where the programme has them."""
    folder = programme_folder() / "synthesis"
    if (folder / "banners.csv").is_file():
        read_sources(load_facts(), load_evidence(), None)
    if (folder / "register.csv").is_file():  # of a register that was drawn elsewhere: from what
        table = read_sheet(folder / "register.csv", _DRAWN_FROM)
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


def _read_tables(faults: list[Fault]) -> _ProgrammeTables:
    folder = programme_folder()

    def read(load: Callable[..., Any], *given: object) -> Any:
        found = attempt(faults, load, *given)
        return found[0] if found else None

    programme = read(load_programme)
    grounds, known = grounds_in(folder, faults), read(columns_in, folder)
    read(load_industries)
    levers, parameters = read(load_levers), read(load_parameters)
    register = read(load_villages) if known else None
    return _ProgrammeTables(programme, grounds, known, levers, parameters, register)


def _check_names(tables: _ProgrammeTables) -> None:
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


def _scenarios(faults: list[Fault], tables: _ProgrammeTables) -> list[Scenario]:
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


def _check_words(faults: list[Fault], tables: _ProgrammeTables) -> None:
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


def _texts(path: Path, tables: _ProgrammeTables) -> None:
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


def _scenario_words(path: Path, tables: _ProgrammeTables) -> None:
    table = read_sheet(path, ("kind", "name", "meaning"))
    faults = repeated(path.name, table["name"]) + blank_cells(path.name, table, ("name", "meaning"))
    faults += unknown_cells(path.name, table["kind"], "word_kind_of_word", ("lever", *_SHARED_KINDS, "kind"))
    levers = Tables(tables.levers, tables.parameters or {}, None).selectors() if tables.levers else None
    for kind, word, known in (("lever", "word_lever", levers), ("handout", "word_handout", HANDOUTS)):
        meant = table.loc[table["kind"] == kind, "meaning"].str.split(";").explode()
        faults += unknown_cells(path.name, meant, word, meant if known is None else known)
    _raise(faults)


def _headers(path: Path, tables: _ProgrammeTables) -> None:
    table = read_sheet(path, ("column", "header"))
    faults = blank_cells(path.name, table, ("column", "header"))
    if tables.programme and tables.columns:
        known = [*columns("register"), *(f"panel:{name}" for name in columns("panel"))]
        faults += unknown_cells(path.name, table["column"], "kind_column", known)
    _raise(faults)


def _units(path: Path, tables: _ProgrammeTables) -> None:
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


def _notes(tables: _ProgrammeTables) -> list[Fault]:
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
    note("check_unfed", [name for name in HANDED if name not in fed])
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


# ---- A programme to begin with -------------------------------------------------------------------
# A small one that is whole and valid, every line of it explained, to be adapted.
#
# It is written from `data/template`, where `@NAME@`, `@FOLDER@`, `@BASE@`, `@FIRST@` and `@LAST@` are
# filled in. The priors are taken over from another programme, each with a note of that; what that programme
# alone has published is no source here.

_TEMPLATE = DATA / "template"
_YEARS = 9  # of the usual horizon


def begin_programme(place: Path, base_year: int, origin: Programme) -> Path:
    """Write a new programme into a folder that is not there yet, whole or not at all; the folder.

    base_year  the year of the register's figures; origin  the programme whose priors are taken over
    """
    name = place.name
    if not IDENTIFIER.fullmatch(name):
        raise fault(str(place), "programme_identifier", name=name)
    if name in shipped_programmes():
        raise fault(str(place), "new_name", name=name)
    if os.path.lexists(place):
        raise fault(str(place), "new_exists")
    if not place.parent.is_dir():
        raise fault(str(place), "write_no_folder", folder=str(place.parent))
    words = {
        "@NAME@": name, "@FOLDER@": name, "@BASE@": str(base_year),
        "@FIRST@": str(base_year + 1), "@LAST@": str(base_year + _YEARS),
    }  # fmt: skip
    draft = Path()
    try:
        draft = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=place.parent))
        draft.chmod(0o755)
        for file in sorted(path for path in _TEMPLATE.rglob("*") if path.is_file()):
            text = file.read_text(encoding="utf-8")
            for mark, word in words.items():
                text = text.replace(mark, word)
            target = draft / file.relative_to(_TEMPLATE)
            target.parent.mkdir(exist_ok=True)
            target.write_text(text, encoding="utf-8")
        for table, text in _taken_over(origin).items():
            (draft / table).parent.mkdir(exist_ok=True)
            (draft / table).write_text(text, encoding="utf-8")
        draft.rename(place)
    except OSError as error:
        if draft.name:
            shutil.rmtree(draft, ignore_errors=True)
        raise refused(str(place), error) from None
    return place


def _taken_over(origin: Programme) -> dict[str, str]:
    """The tables that do not speak of its own place: priors, and other places to validate on."""
    shared = set(load_evidence(origin.folder).index)
    own = origin.folder / "evidence.csv"
    if own.is_file():
        shared -= {row["id"] for row in read_table(own, "id")}
    texts = {"parameters.csv": _priors_of(origin, shared)}
    if not (origin.folder / "places.csv").is_file():
        return texts
    known = set()
    for name in ("places.csv", "calibration/targets.csv", "validation/targets.csv"):
        rows = _rows(origin.folder / name)
        rows = [row for row in rows if set(row["source"].split(";")) <= shared and row["place"] != CITY]
        known |= {row["place"] for row in rows if name == "places.csv"}
        rows = [row for row in rows if row["place"] in known]
        if rows:
            texts[name] = _text(rows)
    return texts


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _text(rows: list[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _priors_of(origin: Programme, shared: Collection[str]) -> str:
    """The parameters of a programme as another takes them over: noted, and from findings that all share."""
    rows = []
    for row in read_table(origin.folder / "parameters.csv", "name"):
        sources = [each for each in row["source"].split(";") if each in shared]
        taken = {
            "source": ";".join(sources) or ASSUMPTION,
            "grade": row["grade"] if sources else ASSUMPTION,
        }
        for lang in LANGUAGES:
            with speaking(lang):
                column = column_of("reason", plain="en")
                taken[column] = say("new_taken_over", origin=origin.id, reason=row[column])
        rows.append(row | _in_template_words(row, origin) | taken)
    return _text(rows)


def _in_template_words(row: dict[str, str], origin: Programme) -> dict[str, str]:
    """The labels of a parameter, with the template's word for a banner where the origin's stands."""
    level = origin.levels["banner"]
    labels = {}
    for lang, name in zip(LANGUAGES, level.names, strict=True):
        with speaking(lang):
            labels[f"label_{lang}"] = row[f"label_{lang}"].replace(name.capitalize(), say("new_banner"))
    return labels
