"""Study files: many runs of notebooks asked for at once, read and checked whole before the first of them.

A study names notebooks, scenarios and seeds, and at most one way of varying them: a `grid`, a `list` or
a `sobol` sample over levers, parameters and notebook options. Levers and parameters pass the checks of
scenario files, options those of the notebook's own parameters cell. A fault names its line and, in a
list or a grid, its row or value.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

from sim.faults import Fault, InputFaults, fault, nearest, unknown
from sim.folders import programme_folder
from sim.inputs.amounts import levers_of
from sim.inputs.intake.registers import SYNTHETIC, name_in_use, named_register, register_in_use
from sim.inputs.notebooks import FOLDER as NOTEBOOKS
from sim.inputs.notebooks import NotebookParameter, fits, list_notebooks, notebook_parameters, saved_tables
from sim.inputs.programme import based, in_use
from sim.inputs.scenarios import Scenario, load_scenario
from sim.inputs.scenarios.amounts import amount_reader, narrow
from sim.inputs.scenarios.checks import Checked
from sim.inputs.scenarios.entries import check_entries, named
from sim.inputs.scenarios.fields import LONGEST, block, check_keys, check_words, in_both, is_number
from sim.inputs.scenarios.finding import (
    file_of,
    files_in,
    find_file,
    is_file_name,
    is_there,
    scenarios_folder,
)
from sim.inputs.scenarios.names import unknown_name
from sim.inputs.scenarios.priors import check_priors, read_number
from sim.inputs.scenarios.resolve import apply
from sim.inputs.scenarios.sheet import TOP_KEYS as SCENARIO_KEYS
from sim.inputs.scenarios.sheet import WrittenFile, baseline_chain, item_line, line_of, read_sheet
from sim.inputs.scenarios.tables import Tables
from sim.inputs.scenarios.text import brief, shown
from sim.inputs.villages import Register
from sim.words import LANGUAGES, language, say

GIVEN = "given"  # where a run's folder keeps the scenario files that it was given
WAYS, KINDS = ("grid", "list", "sobol"), ("levers", "parameters", "options")
TOP_KEYS = (
    "title", "question", "notebooks", "scenarios", "against", "members", "seeds", "villages", "amounts",
    *KINDS, "outputs", "time_limit", *WAYS,
)  # fmt: skip
ROW_KEYS = ("name", "scenario", "seed", *KINDS)
SOBOL_KEYS = ("runs", "seed", *KINDS)
# What the study's own keys say to a notebook, so that no option may.
TAKEN = {
    "scenario": "scenarios", "counterfactual": "against", "members": "members", "seed": "seeds",
    "villages": "villages", "lang": "--lang", "folder": "--outputs",
}  # fmt: skip
MOST_RUNS, MOST_MEMBERS, MOST_SEED, MOST_SECONDS = 100_000, 1 << 20, (1 << 32) - 1, 604_800
USUAL_NOTEBOOK, USUAL_OUTPUT, USUAL_SECONDS = "01_scenario", "headline", 1800
PRIOR = "prior"
BEYOND_PRIOR = ("limit_prior", "limit_prior_percent")
WHOLE = re.compile(r"[0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3}")
ROW_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")


@dataclass(frozen=True)
class Choice:
    """What one variant sets: levers and parameters as in a scenario file, options of the notebook."""

    where: str = ""  # file, line and row, for faults
    row: int = 0  # of the list, the grid or the sample, from 1; 0 where nothing varies
    name: str = ""
    levers: Mapping[str, Any] = field(default_factory=dict)
    parameters: Mapping[str, Any] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    scenario: str = ""
    seed: int | None = None

    def columns(self) -> dict[str, Any]:
        """What it sets as columns of a table: `lever.resident_staff`, `parameter.yield_rate`, `option.…`."""
        kinds = {"lever": self.levers, "parameter": self.parameters, "option": self.options}
        return {
            f"{kind}.{name}": value if is_number(value) or isinstance(value, str) else json.dumps(value)
            for kind, values in kinds.items()
            for name, value in values.items()
        }


@dataclass(frozen=True)
class Base:
    """A scenario that variants start from: how a notebook names it, the files it then needs, and its own."""

    source: str
    scenario: Scenario
    files: Mapping[str, str]
    path: Path


@dataclass(frozen=True)
class Variant:
    """One run of a study: a notebook, what it is given, and what that means in words."""

    label: str
    notebook: Path
    base: str  # id of the scenario that was varied
    scenario: Scenario
    source: str
    files: Mapping[str, str]  # to be written into the run's folder, by name
    options: Mapping[str, Any]
    seed: int
    choice: Choice
    about: Mapping[str, str]  # what it changes, zh and en


@dataclass(frozen=True)
class Study:
    """A study without faults: every run that it asks for, in order."""

    id: str
    title: Mapping[str, str]
    question: Mapping[str, str]
    text: str  # of the file
    against: Base
    against_path: str  # its file while planning; blank where it has an id
    members: int
    villages: str
    outputs: tuple[str, ...]
    time_limit: int  # seconds a run may take
    variants: tuple[Variant, ...]
    notes: tuple[Fault, ...] = ()  # what was not written as it should be, and how it was read


# --- the door ------------------------------------------------------------------------------------


def load_study(id_or_path: str | Path, tables: Tables | None = None) -> Study:
    """The study of an id of the programme or of a file, with every run checked.

    Raises InputFaults with every fault, each with its line, and its row where it stands in a list.
    """
    path = find_study(id_or_path)
    sheet = read_sheet(path)
    villages = check_villages_file(sheet)
    register = register_in_use(villages or None)
    with based(register.base_year):
        return _checked(sheet, register, villages, tables)


def _checked(sheet: WrittenFile, register: Register, villages: str, tables: Tables | None) -> Study:
    """The study of a sheet, in the years of its register."""
    tables = tables or Tables.read(levers_of(register), None, register.table["village_id"])
    check_keys(sheet, sheet.data, TOP_KEYS, say("word_field"))
    for key in ("title", "question"):
        check_words(sheet, key, key, sheet.data)
    notebooks = check_notebooks(sheet)
    against = check_base(sheet, "against", sheet.data.get("against", in_use().counterfactual), tables)
    bases = check_bases(sheet, tables)
    seeds = check_seeds(sheet)
    few = check_count(sheet, len(notebooks) * len(bases) * len(seeds))
    choices = check_choices(sheet, tables, notebooks) if few else []
    outputs = check_outputs(sheet, notebooks)
    members = whole(sheet, sheet.data, "members", 1000, 1, MOST_MEMBERS)
    limit = whole(sheet, sheet.data, "time_limit", USUAL_SECONDS, 1, MOST_SECONDS)
    variants = list(expand(sheet, notebooks, bases, choices, seeds, tables))
    check_bases_differ(sheet, [*bases, *([against] if against else [])])
    sheet.stop_if_faulty()
    assert against is not None
    title, question = (in_both(sheet.data[key]) for key in ("title", "question"))
    own = str(against.path) if against.files else ""
    read_otherwise = [note for base in [*bases, against] for note in base.scenario.notes]
    notes = tuple(once([*sheet.notes, *read_otherwise]))
    return Study(
        sheet.id, title, question, sheet.text, against, own, members, villages, outputs,
        limit, tuple(variants), notes,
    )  # fmt: skip


def once(notes: Sequence[Fault]) -> list[Fault]:
    """Notes, each once: a baseline may be read for several scenarios."""
    return [note for place, note in enumerate(notes) if note not in notes[:place]]


def studies_folder() -> Path:
    """Where the studies of the programme in use lie."""
    return programme_folder() / "studies"


def list_studies(folder: Path | None = None) -> list[str]:
    """The ids of the study files, by name."""
    return sorted({path.stem for path in files_in(folder or studies_folder())})


def find_study(id_or_path: str | Path) -> Path:
    """The file of an id of the programme, or the path as given."""
    text = str(id_or_path)
    if (known := file_of(text, studies_folder())) is not None:
        return known
    if is_there(text):
        return Path(text)
    if is_file_name(text):
        raise fault(brief(text, 200), "fault_no_file")
    raise InputFaults([unknown("", say("word_study"), brief(text), list_studies())])


def is_study(path: str | Path) -> bool:
    """Whether a file has a key of studies that no scenario has; not where it cannot be read."""
    try:
        keys = read_sheet(Path(path)).data
    except (InputFaults, OSError):
        return False
    return not set(keys).isdisjoint(set(TOP_KEYS) - set(SCENARIO_KEYS))


# --- what all runs share -------------------------------------------------------------------------


def whole(sheet: WrittenFile, mapping: Mapping[str, Any], key: str, usual: int, low: int, high: int) -> int:
    """A whole number of the file, the usual one where the key is absent."""
    number = as_whole(sheet, key, mapping.get(key, usual), line_of(mapping, key))
    if number is None or not low <= number <= high:
        found = brief(mapping[key])
        sheet.note(line_of(mapping, key), "study_whole", name=key, found=found, low=low, high=high)
        return usual
    return number


def as_whole(sheet: WrittenFile, name: str, value: Any, line: int | None) -> int | None:
    """A whole number as a file holds it; one written as text or with thousands commas is taken and told."""
    if isinstance(value, str):
        plain = narrow(value).strip()
        if not WHOLE.fullmatch(plain):
            return None
        number = int(plain.replace(",", ""))
        sheet.take(line, "scenario_note_number", name=name, found=brief(value), number=number)
        return number
    whole_float = isinstance(value, float) and value.is_integer()
    return int(value) if is_number(value) and (isinstance(value, int) or whole_float) else None


def items(
    sheet: WrittenFile, key: str, usual: Sequence[Any], mapping: Any = None
) -> list[tuple[Any, int | None]]:
    """The items of a list with their lines; one value alone is a list of one."""
    mapping = sheet.data if mapping is None else mapping
    value, line = mapping.get(key, usual), line_of(mapping, key)
    if isinstance(value, str) or is_number(value):
        return [(value, line)]
    if not isinstance(value, (list, tuple)) or not value:
        sheet.note(line, "study_list", name=key, found=brief(value))
        return []
    return [(item, item_line(value, place, line)) for place, item in enumerate(value)]


def check_notebooks(sheet: WrittenFile) -> dict[Path, Mapping[str, NotebookParameter]]:
    """The notebooks with what they declare."""
    found: dict[Path, Mapping[str, NotebookParameter]] = {}
    for name, line in items(sheet, "notebooks", [USUAL_NOTEBOOK]):
        path = next((each for each in notebook_places(sheet, str(name)) if each.is_file()), None)
        if path is None:
            sheet.add(unknown(sheet.place(line), say("word_notebook"), brief(name), list_notebooks()))
            continue
        try:
            declared = notebook_parameters(path)
        except InputFaults as faults:
            for each in faults.faults:
                sheet.add(each._replace(where=sheet.place(line)))
            continue
        if "scenario" not in declared:
            sheet.note(line, "study_no_scenario", name=brief(name))
        else:
            found[path] = declared
    return found


def notebook_places(sheet: WrittenFile, name: str) -> list[Path]:
    """Where a notebook may lie: among those of the project, or in a file beside the study."""
    known = [NOTEBOOKS / f"{name}.ipynb"] if name in list_notebooks() else []
    beside = sheet.folder / name
    return [*known, *([beside] if name.endswith(".ipynb") and is_there(str(beside)) else [])]


def check_bases(sheet: WrittenFile, tables: Tables) -> list[Base]:
    """The scenarios that the runs start from."""
    found: dict[Path, Base] = {}
    for name, line in items(sheet, "scenarios", [in_use().main]):
        base = check_base(sheet, f"scenarios:{line or ''}", name, tables, line)
        if base and base.path.resolve() in found:
            sheet.take(line, "study_same_scenario", name=brief(name))
        elif base:
            found[base.path.resolve()] = base
    return list(found.values())


def check_bases_differ(sheet: WrittenFile, bases: Sequence[Base]) -> None:
    """Refuse two files of one name: their runs would bear one name, and one would stand for the other."""
    paths: dict[str, Path] = {}
    files: dict[str, tuple[str, Path]] = {}
    for base in bases:
        first = paths.setdefault(base.scenario.id, base.path)
        if first.resolve() != base.path.resolve():
            sheet.note(
                None, "study_same_name", name=base.scenario.id, first=shown(first), other=shown(base.path)
            )
            continue
        for name, text in base.files.items():
            known, path = files.setdefault(name, (text, base.path))
            if known != text:
                same = Path(name).stem
                sheet.note(None, "study_same_name", name=same, first=shown(path), other=shown(base.path))


def check_base(
    sheet: WrittenFile, key: str, name: Any, tables: Tables, line: int | None = None
) -> Base | None:
    """A scenario by id or file (beside the study); its faults, or that it is unknown, are noted."""
    line = line or line_of(sheet.data, key)
    beside = sheet.folder / str(name)
    try:
        own = is_file_name(str(name)) and is_there(str(beside))
        path = beside if own else find_file(str(name))
        scenario = load_scenario(path, tables.levers, tables.parameters, tables.villages)
    except InputFaults as found:
        for each in found.faults:
            sheet.add(
                each if each.where.rpartition(":")[2].isdigit() else each._replace(where=sheet.place(line))
            )
        return None
    files = carried(path)
    return Base(f"{GIVEN}/{path.stem}.yaml" if files else scenario.id, scenario, files, path)


def carried(path: Path) -> dict[str, str]:
    """The files of a scenario and its baselines that lie outside the programme, for the run's folder."""
    sheets = baseline_chain(path)
    own = [each for each in sheets if each.folder.resolve() != scenarios_folder().resolve()]
    return {f"{GIVEN}/{each.id}.yaml": each.text for each in own}


def check_seeds(sheet: WrittenFile) -> list[int]:
    """The seeds: those of a list, or 0 … n-1 where `seeds` is a number of repetitions."""
    value = sheet.data.get("seeds", 1)
    if not isinstance(value, list):
        return list(range(whole(sheet, sheet.data, "seeds", 1, 1, MOST_RUNS)))
    seeds: list[int] = []
    seen: set[int] = set()
    for written, line in items(sheet, "seeds", [0]):
        seed = as_whole(sheet, "seeds", written, line)
        if seed is None or not 0 <= seed <= MOST_SEED:
            sheet.note(line, "study_whole", name="seeds", found=brief(written), low=0, high=MOST_SEED)
        elif seed in seen:
            sheet.note(line, "study_seed_twice", seed=seed)
        else:
            seen.add(seed)
            seeds.append(seed)
    return seeds


def check_outputs(sheet: WrittenFile, notebooks: Mapping[Path, Any]) -> tuple[str, ...]:
    """The tables that are gathered at the end: each is saved by one of the notebooks."""
    known = sorted({name for path in notebooks for name in saved_tables(path)})
    usual = [USUAL_OUTPUT] if USUAL_OUTPUT in known else known[:1]
    if "outputs" not in sheet.data or not notebooks:
        return tuple(usual)
    asked = items(sheet, "outputs", usual)
    for name, line in asked:
        if name not in known:
            sheet.add(unknown(sheet.place(line), say("word_table"), brief(name), known))
    return tuple(str(name) for name, _ in asked)


def check_villages_file(sheet: WrittenFile) -> str:
    """The whole path of the register, of the one in use where none is named; `synthetic` is that of data/."""
    name = sheet.data.get("villages")
    if not name or name == SYNTHETIC:
        return SYNTHETIC if name else name_in_use()
    found = [each for each in (sheet.folder / str(name), Path(str(name))) if is_there(str(each))]
    if not found:
        sheet.note(line_of(sheet.data, "villages"), "study_no_register", name=brief(name))
        return ""
    said = f"{found[0].resolve()}?amounts={sheet.data['amounts']}" if "amounts" in sheet.data else found[0]
    return named_register(register_in_use(said), found[0].resolve())


def check_count(sheet: WrittenFile, each: int) -> bool:
    """Whether a study asks for no more runs than can be planned: counted before any of them is thought of.

    each  how many runs one combination, row or point of a sample makes
    """
    count, way = 1, next((name for name in WAYS if name in sheet.data), None)
    if way == "grid":
        sizes = [
            len(part[key])
            for _, _, key, part in axes(WrittenFile("", "", sheet.data), way, None)
            if is_list(part[key])
        ]
        count = prod(sizes)
    elif way == "list":
        count = len(sheet.data["list"]) if is_list(sheet.data["list"]) else 1
    elif way == "sobol":
        content = sheet.data["sobol"]
        runs = content.get("runs", 16) if isinstance(content, Mapping) else 16
        count = as_whole(WrittenFile("", "", {}), "runs", runs, None) or 1
    if count * each > MOST_RUNS:
        line = line_of(sheet.data, way)
        sheet.note(line, "study_count", count=f"{count * each:,}", most=f"{MOST_RUNS:,}", each=f"{each:,}")
    return count * each <= MOST_RUNS


def is_list(value: Any) -> bool:
    return isinstance(value, (list, tuple))


# --- what varies ---------------------------------------------------------------------------------


def check_choices(
    sheet: WrittenFile, tables: Tables, notebooks: Mapping[Path, Mapping[str, NotebookParameter]]
) -> list[Choice]:
    """Every choice of the study, on top of what all runs share."""
    ways = [name for name in WAYS if name in sheet.data]
    for name in ways[1:]:
        sheet.note(line_of(sheet.data, name), "study_ways", name=name, other=ways[0])
    declared = {name: row for each in notebooks.values() for name, row in each.items()}
    shared = [
        made(sheet.place(line_of(sheet.data, kind)), {kind: by_id(sheet, kind, block(sheet, kind), tables)})
        for kind in KINDS
    ]
    readers: dict[str, Callable[..., Iterator[Choice]]] = {"grid": grid, "list": rows, "sobol": sobol}
    choices = list(readers[ways[0]](sheet, tables, declared)) if ways else [Choice(sheet.name)]
    for each in shared:
        check_alone(sheet, each, tables)
    for each in [*shared, *choices] if notebooks else ():
        check_options(sheet, each, declared)
    return [merge(sheet, shared, choice) for choice in choices]


def made(where: str, parts: Mapping[str, Mapping[str, Any]], row: int = 0) -> Choice:
    """A choice of what each kind sets, by the names of KINDS."""
    levers, parameters, options = (parts.get(kind) or {} for kind in KINDS)
    return Choice(where, row, "", levers, parameters, options)


def merge(sheet: WrittenFile, shared: Sequence[Choice], choice: Choice) -> Choice:
    """A choice with what all runs share; one value set in both is a fault."""
    both: dict[str, Any] = {}
    for kind, common in zip(KINDS, shared, strict=True):
        first, own = getattr(common, kind), getattr(choice, kind)
        for name in first.keys() & own.keys():
            sheet.add(Fault(choice.where, "study_twice", {"name": name}))
        both[kind] = {**first, **own}
    return replace(choice, **both)


def check_options(sheet: WrittenFile, choice: Choice, declared: Mapping[str, NotebookParameter]) -> None:
    """The options of a choice against what the notebooks declare."""
    for name, value in choice.options.items():
        if name in TAKEN:
            sheet.add(Fault(choice.where, "study_option_taken", {"name": name, "key": TAKEN[name]}))
        elif name not in declared:
            sheet.add(unknown_option(choice.where, str(name), declared))
        elif not fits(value, declared[name].type):
            wrong = {"name": name, "value": brief(value), "type": declared[name].type}
            sheet.add(Fault(choice.where, "option_type", wrong))


def unknown_option(where: str, name: str, declared: Mapping[str, NotebookParameter]) -> Fault:
    """The fault of an option that no notebook declares; what a key of the study sets is told as that."""
    taken = nearest(name, [each for each in TAKEN if each in declared])
    free = [each for each in declared if each not in TAKEN]
    if taken and not nearest(name, free):
        return Fault(where, "study_option_taken", {"name": taken, "key": TAKEN[taken]})
    return unknown(where, say("word_notebook_parameter"), brief(name), free)


def plain(value: Any) -> Any:
    """What ruamel has read as Python's own types."""
    if isinstance(value, Mapping):
        return {plain(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if isinstance(value, str) or value is None:
        return None if value is None else str(value)
    if is_number(value):
        return int(value) if isinstance(value, int) else float(value)
    return bool(value) if isinstance(value, int) else str(value)


def place_of(sheet: WrittenFile, line: int | None, key: str, **values: Any) -> str:
    """`study.yaml:81: row 73`, as faults name it."""
    return f"{sheet.place(line)}: {say(key, **values)}"


def meaning(kind: str, name: str, value: Any, tables: Tables) -> str:
    """What a value of an axis says, alike for all ways of writing it: 400, 400.0 and "400 人"."""
    content = plain(value)
    key = {"levers": "amount", "parameters": "value"}.get(kind, "")
    if isinstance(content, dict) and set(content) == {key}:
        content = content[key]
    if kind == "levers" and isinstance(content, str) and name in tables.levers:
        read = amount_reader(tables.levers[name])(narrow(content).strip())
        content = read.number if read and not read.wrong else content
    if kind == "parameters" and isinstance(content, str) and name in tables.parameters:
        number = read_number(tables.parameters[name], content)
        content = content if number is None else number
    if is_number(content):
        content = float(content)
    return json.dumps(content, sort_keys=True)


def rows(sheet: WrittenFile, tables: Tables, declared: Mapping[str, NotebookParameter]) -> Iterator[Choice]:
    """The choices of a `list`, one a row."""
    names: dict[str, int] = {}
    known: dict[str, int] = {}
    for number, (row, line) in enumerate(items(sheet, "list", []), 1):
        if sheet.full:
            return
        where = place_of(sheet, line, "study_row", number=number)
        if not isinstance(row, Mapping):
            allowed = ", ".join(ROW_KEYS)
            sheet.add(Fault(where, "study_row_shape", {"found": brief(row), "allowed": allowed}))
            continue
        for key in row:
            if key not in ROW_KEYS:
                sheet.add(unknown(where, say("word_field"), str(key), ROW_KEYS))
        name, seed = row.get("name", ""), row.get("seed")
        if name and not ROW_NAME.fullmatch(str(name)):
            sheet.add(Fault(where, "study_row_name", {"found": brief(name)}))
        if name and names.setdefault(str(name), number) != number:
            sheet.add(Fault(where, "study_row_twice", {"name": name, "first": names[str(name)]}))
        if seed is not None and not (isinstance(seed, int) and is_number(seed) and 0 <= seed <= MOST_SEED):
            wrong = {"name": "seed", "found": brief(seed), "low": 0, "high": MOST_SEED}
            sheet.add(Fault(where, "study_whole", wrong))
            seed = None
        parts = {kind: by_id(sheet, kind, mapping_of(sheet, where, row, kind), tables) for kind in KINDS}
        said = {
            f"{kind}.{each}": meaning(kind, each, parts[kind][each], tables)
            for kind in KINDS
            for each in parts[kind]
        }
        same = json.dumps([str(row.get("scenario", "")), seed, said], sort_keys=True)
        if known.setdefault(same, number) != number:
            sheet.take(line, "study_same_row", number=number, first=known[same])
            continue
        choice = made(where, parts, number)
        yield replace(choice, name=str(name), scenario=str(row.get("scenario", "")), seed=seed)


def by_id(sheet: WrittenFile, kind: str, part: Mapping[Any, Any], tables: Tables) -> dict[str, Any]:
    """What a mapping sets, by id and as Python's own types."""
    return {name: plain(part[key]) for key, name in ids(sheet, kind, part, tables).items()}


def mapping_of(sheet: WrittenFile, where: str, row: Mapping[str, Any], kind: str) -> Mapping[str, Any]:
    content = row.get(kind)
    if content is None or isinstance(content, Mapping):
        return content or {}
    sheet.add(Fault(where, "scenario_block", {"name": kind, "found": brief(content)}))
    return {}


def axes(
    sheet: WrittenFile, way: str, tables: Tables | None, allowed: Sequence[str] = KINDS
) -> Iterator[tuple[str, str, Any, Any]]:
    """What a grid or a sample goes along: kind, id, and the mapping that holds it with its key there."""
    content = block(sheet, way)
    check_keys(sheet, content, allowed, say("word_field"))
    for kind in KINDS:
        part = content.get(kind) or {}
        if not isinstance(part, Mapping):
            sheet.note(line_of(content, kind), "scenario_block", name=kind, found=brief(part))
            continue
        yield from ((kind, name, key, part) for key, name in ids(sheet, kind, part, tables).items())


def ids(sheet: WrittenFile, kind: str, part: Mapping[Any, Any], tables: Tables | None) -> dict[Any, str]:
    """The id of every key of a mapping: a lever may be named by its label, as in a scenario file."""
    labels = tables.selector_labels() if tables and kind == "levers" else None
    named_ids: dict[Any, str] = {}
    for key in part:
        line = line_of(part, key)
        found = named(sheet, "lever", key, line, labels) if labels else None
        name = found or str(key)
        if name in named_ids.values():
            sheet.note(line, "option_twice", name=brief(name))
        else:
            named_ids[key] = name
    return named_ids


def grid(sheet: WrittenFile, tables: Tables, declared: Mapping[str, NotebookParameter]) -> Iterator[Choice]:
    """The choices of a `grid`: every combination of its values, the last axis moving fastest."""
    lines = [
        (kind, name, list(axis_values(sheet, kind, name, items(sheet, key, [], part), tables)))
        for kind, name, key, part in axes(sheet, "grid", tables)
    ]
    for number, chosen in enumerate(product(*(values for _, _, values in lines)), 1):
        parts: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
        for (kind, name, _), value in zip(lines, chosen, strict=True):
            parts[kind][name] = plain(value)
        where = place_of(sheet, line_of(sheet.data, "grid"), "study_combination", number=number)
        yield made(where, parts, number)


def axis_values(
    sheet: WrittenFile, kind: str, name: str, values: Sequence[tuple[Any, int | None]], tables: Tables
) -> Iterator[Any]:
    """The values of an axis, each meaning once; a wrong one is told here, with its own line."""
    first: dict[str, int] = {}
    for number, (value, line) in enumerate(values, 1):
        same = meaning(kind, name, value, tables)
        if first.setdefault(same, number) != number:
            told = {"number": number, "found": brief(value), "first": first[same]}
            sheet.take(line, "study_same_value", name=name, **told)
            continue
        where = place_of(sheet, line, "study_value", number=number, name=name)
        check_alone(sheet, made(where, {kind: {name: plain(value)}}), tables)
        yield value


def check_alone(sheet: WrittenFile, choice: Choice, tables: Tables) -> None:
    """The levers and parameters of one value of an axis; the horizon is checked with the scenarios."""
    alone = WrittenFile(sheet.id, choice.where, {}, reason_needed=False)
    check_entries(
        alone,
        as_entries(choice.levers, "amount"),
        tables,
        tuple(range(in_use().first_year, in_use().last_year + 1)),
    )
    check_priors(alone, as_entries(choice.parameters, "value"), tables)
    sheet.faults += [each for each in alone.faults if each not in sheet.faults]


def sobol(sheet: WrittenFile, tables: Tables, declared: Mapping[str, NotebookParameter]) -> Iterator[Choice]:
    """The choices of a `sobol` sample: a scrambled Sobol sequence over the ranges of its axes."""
    content = block(sheet, "sobol")
    count = whole(sheet, content, "runs", 16, 1, MOST_RUNS)
    seed = whole(sheet, content, "seed", 0, 0, MOST_SEED)
    if count & (count - 1):
        below = 1 << count.bit_length() - 1
        sheet.take(line_of(content, "runs"), "study_not_power", count=count, below=below, above=2 * below)
    reached = [
        (kind, name, reach(sheet, kind, name, (part[key], line_of(part, key)), tables, declared))
        for kind, name, key, part in axes(sheet, "sobol", tables, SOBOL_KEYS)
    ]
    if not reached or not all(quantile for _, _, quantile in reached):
        if not reached:
            sheet.note(line_of(sheet.data, "sobol"), "study_sobol_empty")
        return
    for number, point in enumerate(sobol_points(len(reached), count, seed), 1):
        parts: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
        for (kind, name, quantile), share in zip(reached, point, strict=True):
            assert quantile is not None
            parts[kind][name] = quantile(float(share))
        where = place_of(sheet, line_of(sheet.data, "sobol"), "study_sample", number=number)
        yield made(where, parts, number)


def sobol_points(axes: int, count: int, seed: int) -> Any:
    """(count, axes) shares in 0..1; the first points are the same however many are drawn."""
    from scipy.stats import qmc

    return qmc.Sobol(axes, scramble=True, seed=seed).random(1 << (count - 1).bit_length())[:count]


def reach(
    sheet: WrittenFile, kind: str, name: str, given: tuple[Any, int | None], tables: Tables,
    declared: Mapping[str, NotebookParameter],
) -> Callable[[float], Any] | None:  # fmt: skip
    """The way from a share in 0..1 to a value of an axis: between [low, high], or along the prior.

    given  what the file holds for the axis, and its line
    """
    value, line = given
    if kind == "options" and name not in declared:
        sheet.add(unknown_option(sheet.place(line), name, declared))
        return None
    known: Mapping[str, Collection[str]] = {
        "levers": tables.selector_labels(), "parameters": tables.parameter_labels(), "options": {}
    }[kind]  # fmt: skip
    if kind != "options" and name not in known:
        kinds = {"levers": ("word_lever", "lever"), "parameters": ("word_parameter", "parameter")}
        word, one = kinds[kind]
        sheet.add(unknown_name(sheet.place(line), say(word), one, name, known))
        return None
    if value == PRIOR and kind == "parameters":
        prior = tables.parameters[name]
        return lambda share: short(float(prior.quantile(share)))  # type: ignore[arg-type]
    bounds = range_of(sheet, kind, name, value, line, tables)
    if bounds is None:
        return None
    low, high = bounds
    if kind == "options" and declared[name].type == "int":
        return lambda share: int(low + min(share, 0.999999) * (high - low + 1))
    return lambda share: short(low + share * (high - low))


def range_of(
    sheet: WrittenFile, kind: str, name: str, value: Any, line: int | None, tables: Tables
) -> tuple[float, float] | None:
    """The bounds of an axis, each as a value of it alone is read and checked."""
    key = "study_range_or_prior" if kind == "parameters" else "study_range"
    if not is_list(value) or len(value) != 2:
        sheet.note(line, key, name=name, found=brief(value))
        return None
    told = len(sheet.faults)
    for bound in value:
        check_alone(sheet, made(sheet.place(line), {kind: {name: plain(bound)}}), tables)
    if len(sheet.faults) > told:
        return None
    low, high = (json.loads(meaning(kind, name, bound, tables)) for bound in value)
    if not is_number(low) or not is_number(high):
        sheet.note(line, key, name=name, found=brief(value))
    elif low == high:
        sheet.note(line, "study_range_equal", name=name, found=brief(value), number=f"{low:.12g}", kind=kind)
    elif low > high:
        sheet.note(line, key, name=name, found=brief(value))
    else:
        return float(low), float(high)
    return None


def short(number: float) -> float:
    """Six digits, as a person would write it."""
    return float(f"{number:.6g}")


# --- from choices to runs ------------------------------------------------------------------------


def expand(
    sheet: WrittenFile,
    notebooks: Mapping[Path, Mapping[str, NotebookParameter]],
    bases: Sequence[Base],
    choices: Sequence[Choice],
    seeds: Sequence[int],
    tables: Tables,
) -> Iterator[Variant]:
    """Every run: each scenario with each choice, for each seed, in each notebook that knows its options."""
    number, told = 0, len(sheet.faults)
    named: dict[str, Base | None] = {}
    for choice in choices:
        for base in own_bases(sheet, choice, bases, named, tables):
            number += 1
            made = resolve(sheet, base, choice, number, tables, told)
            if made is None:
                continue
            scenario, source, files = made
            label = numbered(sheet, choice, number) if choice.row else scenario.id
            about = {lang: describe(choice, tables, lang) for lang in LANGUAGES}
            for seed in seeds if choice.seed is None else (choice.seed,):
                for notebook, declared in notebooks.items():
                    options = {name: value for name, value in choice.options.items() if name in declared}
                    yield Variant(
                        label, notebook, base.scenario.id, scenario, source, files, options, seed,
                        choice, about,
                    )  # fmt: skip


def own_bases(
    sheet: WrittenFile, choice: Choice, bases: Sequence[Base], named: dict[str, Base | None], tables: Tables
) -> list[Base]:
    """The scenarios of a choice: its own where its row names one, else those of the study."""
    if not choice.scenario:
        return list(bases)
    if choice.scenario not in named:
        before = len(sheet.faults)
        named[choice.scenario] = check_base(sheet, "list", choice.scenario, tables)
        sheet.faults[before:] = [each._replace(where=choice.where) for each in sheet.faults[before:]]
    base = named[choice.scenario]
    return [base] if base else []


def numbered(sheet: WrittenFile, choice: Choice, number: int) -> str:
    """The name of a variant: `mine-073`, or `mine-073-bold` where its row has a name."""
    return "-".join(part for part in (sheet.id, f"{number:03d}", choice.name) if part)


def resolve(
    sheet: WrittenFile, base: Base, choice: Choice, number: int, tables: Tables, told: int
) -> tuple[Scenario, str, Mapping[str, str]] | None:
    """A scenario with a choice on top: resolved, and as the file that a run's folder will hold.

    `told` faults of the sheet have been noted with the exact line of a grid's value and are not told again.
    """
    if not choice.levers and not choice.parameters:
        return base.scenario, base.source, base.files
    name = numbered(sheet, choice, number)
    head = {
        "title": {
            lang: brief(f"{base.scenario.title[lang]}: {describe(choice, tables, lang)}", LONGEST["title"])
            for lang in LANGUAGES
        },
        "question": dict(base.scenario.question),
        "baseline": base.scenario.id,
    }
    reason = {
        lang: say("study_reason", lang, study=sheet.id, number=choice.row or number) for lang in LANGUAGES
    }
    levers = as_entries(choice.levers, "amount", reason)
    priors = as_entries(choice.parameters, "value", reason)
    own = WrittenFile(name, choice.where, {**head, "set": levers, "parameters": priors})
    checked = Checked(
        own, check_entries(own, levers, tables, base.scenario.years), check_priors(own, priors, tables)
    )
    if own.faults:
        early = [(each.key, each.values) for each in sheet.faults[:told]]
        sheet.faults += [
            each for each in own.faults if (each.key, each.values) not in early and each not in sheet.faults
        ]
        return None
    said = [same_note(each) for each in sheet.notes]
    sheet.notes += [each for each in own.notes if same_note(each) not in said]
    if f"{GIVEN}/{name}.yaml" in base.files:
        sheet.note(None, "study_same_name", name=name, first=shown(base.path), other=choice.where)
    files = {**base.files, f"{GIVEN}/{name}.yaml": scenario_text(own.data)}
    return apply(checked, base.scenario, tables), f"{GIVEN}/{name}.yaml", files


def same_note(note: Fault) -> tuple[str, Any]:
    """What makes a note one that was said before; a sample has a number of its own in every run."""
    return note.key, note.values["name"] if note.key in BEYOND_PRIOR else note.values


def as_entries(values: Mapping[str, Any], key: str, reason: Any = None) -> dict[str, Any]:
    """Values as a scenario's `set:` or `parameters:` block: a number alone is the amount or the value."""
    return {
        name: {
            **(value if isinstance(value, Mapping) else {key: value}),
            **({"reason": dict(reason)} if reason else {}),
        }
        for name, value in values.items()
    }


def scenario_text(content: Mapping[str, Any]) -> str:
    """A scenario file as text: a line for each part and entry, written as JSON, which YAML reads.

    A study may have tens of thousands of them, and the writer of YAML takes a hundred times as long.
    """
    lines = []
    for key, value in content.items():
        if key in ("set", "parameters") and value:
            lines += [f"{key}:", *(f"  {in_json(name)}: {in_json(entry)}" for name, entry in value.items())]
        elif value:
            lines.append(f"{key}: {in_json(value)}")
    return "\n".join(lines) + "\n"


def in_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def describe(choice: Choice, tables: Tables, lang: str | None = None) -> str:
    """What a choice sets, in one line of one language."""
    lang = language(lang)
    named: Mapping[str, Any] = {**tables.levers, **tables.parameters}
    parts = [
        f"{named[name].label(lang) if name in named else name} = {in_short(value)}"
        for values in (choice.levers, choice.parameters, choice.options)
        for name, value in values.items()
    ]
    return say("study_comma", lang).join(parts)


def in_short(value: Any) -> str:
    """A value as a title can show it."""
    if isinstance(value, Mapping):
        shown = [in_short(each) for key, each in value.items() if key != "reason"]
        return " ".join(shown)
    return f"{value:g}" if isinstance(value, float) else brief(value)
