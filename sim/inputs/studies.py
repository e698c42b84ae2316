"""Studies: many runs of notebooks asked for at once, read and checked whole before the first of them.

A study names notebooks, scenarios and seeds, and at most one way of varying them (see
`sim.inputs.study_variations`). Every fault names its line. Scenarios that are named on the command line are
a study as well, which has no file and varies nothing (`named_study`).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sim.faults import Fault, InputFaults, attempt, fault, unknown
from sim.folders import programme_folder
from sim.inputs.intake.registers import SYNTHETIC, name_in_use, named_register, register_in_use
from sim.inputs.levers import levers_of
from sim.inputs.notebooks import FOLDER as NOTEBOOKS
from sim.inputs.notebooks import (
    SCENARIO_NOTEBOOK,
    NotebookParameter,
    list_notebooks,
    notebook_parameters,
    saved_tables,
)
from sim.inputs.programme import based, in_use
from sim.inputs.scenarios.files import is_code, load_scenario
from sim.inputs.scenarios.names import file_of, files_in, find_file, is_file_name, is_there, scenarios_folder
from sim.inputs.scenarios.resolve import Checked, apply, check_priors, load_chain
from sim.inputs.scenarios.scenario import Scenario, Tables
from sim.inputs.scenarios.settings import check_entries
from sim.inputs.scenarios.sheet import (
    LONGEST,
    WrittenFile,
    baseline_chain,
    check_keys,
    check_words,
    in_both,
    line_of,
    read_sheet,
)
from sim.inputs.scenarios.sheet import TOP_KEYS as SCENARIO_KEYS
from sim.inputs.study_variations import (
    KINDS,
    MOST_RUNS,
    MOST_SEED,
    WAYS,
    Choice,
    as_entries,
    as_whole,
    check_choices,
    check_count,
    describe,
    items,
    whole,
)
from sim.inputs.villages import Register
from sim.inputs.yaml_files import brief, shown
from sim.words import LANGUAGES, by_language, language, said_in, say

GIVEN = "given"  # where a run's folder keeps the scenario files that it was given
TOP_KEYS = (
    "title", "question", "notebooks", "scenarios", "against", "members", "seeds", "villages", "amounts",
    *KINDS, "outputs", "time_limit", *WAYS,
)  # fmt: skip
_MOST_MEMBERS, _MOST_SECONDS = 1 << 20, 604_800
_USUAL_NOTEBOOK, _USUAL_OUTPUT, _USUAL_SECONDS = "01_scenario", "headline", 1800
_BEYOND_PRIOR = ("limit_prior", "limit_prior_percent")


@dataclass(frozen=True)
class _Base:
    """A scenario that runs start from, as it was read: its own file and those that it stands on.

    source  how a notebook names it: an id, a code, or the file that its run's folder is given
    path    its file; None for a code
    files   texts of those files that lie outside the programme, which travel with the run, by name
    held    those of the programme, which must not change until the run is made
    """

    source: str
    scenario: Scenario
    path: Path | None
    files: Mapping[str, str]
    held: tuple[Path, ...]


@dataclass(frozen=True)
class Variant:
    """One run of a study: a notebook, what it is given, and what that means in words."""

    label: str
    notebook: Path
    base: str  # id of the scenario that was varied
    scenario: Scenario
    source: str
    files: Mapping[str, str]  # to be written into the run's folder, by name
    held: tuple[Path, ...]  # files of the programme that it stands on
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
    against: _Base
    members: int
    villages: str
    outputs: tuple[str, ...]
    time_limit: float  # seconds a run may take
    variants: tuple[Variant, ...]
    notes: tuple[Fault, ...] = ()  # what was not written as it should be, and how it was read
    options: Mapping[str, Any] = field(default_factory=dict)  # given to whichever notebook knows them


# --- the door ------------------------------------------------------------------------------------


def load_study(id_or_path: str | Path, tables: Tables | None = None) -> Study:
    """The study of an id of the programme or of a file, with every run checked.

    Raises InputFaults with every fault, each with its line, and its row where it stands in a list.
    """
    path = _find_study(id_or_path)
    sheet = read_sheet(path)
    villages = _check_villages_file(sheet)
    register = register_in_use(villages or None)
    with based(register.base_year):
        return _checked(sheet, register, villages, tables)


def _checked(sheet: WrittenFile, register: Register, villages: str, tables: Tables | None) -> Study:
    """The study of a sheet, in the years of its register."""
    tables = tables or Tables.read(levers_of(register), None, register.table["village_id"])
    check_keys(sheet, sheet.data, TOP_KEYS, say("word_field"))
    for key in ("title", "question"):
        check_words(sheet, key, key, sheet.data)
    notebooks = _check_notebooks(sheet)
    read: dict[Path, _Base] = {}
    against = _check_base(sheet, "against", sheet.data.get("against", in_use().counterfactual), tables, read)
    bases = _check_bases(sheet, tables, read)
    seeds = _check_seeds(sheet)
    few = check_count(sheet, len(notebooks) * len(bases) * len(seeds))
    choices = check_choices(sheet, tables, notebooks) if few else []
    outputs = _check_outputs(sheet, notebooks)
    members = whole(sheet, sheet.data, "members", 1000, 1, _MOST_MEMBERS)
    limit = whole(sheet, sheet.data, "time_limit", _USUAL_SECONDS, 1, _MOST_SECONDS)
    variants = list(_expand(sheet, notebooks, bases, choices, seeds, tables, read))
    for told in _same_names([*bases, *([against] if against else [])]):
        sheet.note(None, "study_same_name", **told)
    sheet.stop_if_faulty()
    assert against is not None
    title, question = (in_both(sheet.data[key]) for key in ("title", "question"))
    read_otherwise = [note for base in [*bases, against] for note in base.scenario.notes]
    notes = tuple(_once([*sheet.notes, *read_otherwise]))
    return Study(
        sheet.id, title, question, sheet.text, against, members, villages, outputs,
        limit, tuple(variants), notes,
    )  # fmt: skip


def named_study(
    scenarios: Sequence[str],
    against: str = "",
    members: int = 1000,
    seed: int = 0,
    villages: str = "",
    options: Mapping[str, Any] | None = None,
) -> Study:
    """Scenarios named one by one as a study: a run of the report notebook for each, in their order.

    scenarios  ids, files or codes; so is `against`, which is the programme's counterfactual where blank
    villages   a register with what is said of it (`named_register`); blank: the one in use
    options    of notebooks, checked
    Raises InputFaults with the faults of all files, for an id that comes twice and for files of one name.
    """
    register = register_in_use(villages or None)
    names = [*scenarios, against or in_use().counterfactual]
    faults: list[Fault] = []
    with based(register.base_year):
        tables = Tables.read(levers_of(register), None, register.table["village_id"])
        read = {name: attempt(faults, _read_base, name, tables) for name in dict.fromkeys(names)}
    bases = [base for name in names for base in read[name]]
    ids = Counter(base.scenario.id for name in scenarios for base in read[name])
    repeated = sorted(name for name, times in ids.items() if times > 1)
    faults += [Fault("", "scenario_repeated", {"name": name}) for name in repeated]
    if faults or (faults := [Fault("", "study_same_name", told) for told in _same_names(bases)]):
        raise InputFaults(faults)
    *own, other = bases
    declared = notebook_parameters(SCENARIO_NOTEBOOK)
    options = options or {}
    known = {name: value for name, value in options.items() if name in declared}
    variants = tuple(
        Variant(
            base.scenario.id, SCENARIO_NOTEBOOK, base.scenario.id, base.scenario, base.source, base.files,
            base.held, known, seed, Choice(name, options=known), dict.fromkeys(LANGUAGES, ""),
        )
        for name, base in zip(scenarios, own, strict=True)
    )  # fmt: skip
    return Study(
        "", {}, {}, "", other, members, villages, (), float("inf"), variants, options=options
    )  # fmt: skip


def _once(notes: Sequence[Fault]) -> list[Fault]:
    """Notes, each once: a baseline may be read for several scenarios."""
    return [note for place, note in enumerate(notes) if note not in notes[:place]]


def studies_folder() -> Path:
    """Where the studies of the programme in use lie."""
    return programme_folder() / "studies"


def list_studies(folder: Path | None = None) -> list[str]:
    """The ids of the study files, by name."""
    return sorted({path.stem for path in files_in(folder or studies_folder())})


def _find_study(id_or_path: str | Path) -> Path:
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


def _check_notebooks(sheet: WrittenFile) -> dict[Path, Mapping[str, NotebookParameter]]:
    """The notebooks with what they declare."""
    found: dict[Path, Mapping[str, NotebookParameter]] = {}
    for name, line in items(sheet, "notebooks", [_USUAL_NOTEBOOK]):
        path = next((each for each in _notebook_places(sheet, str(name)) if each.is_file()), None)
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


def _notebook_places(sheet: WrittenFile, name: str) -> list[Path]:
    """Where a notebook may lie: among those of the project, or in a file beside the study."""
    known = [NOTEBOOKS / f"{name}.ipynb"] if name in list_notebooks() else []
    beside = sheet.folder / name
    return [*known, *([beside] if name.endswith(".ipynb") and is_there(str(beside)) else [])]


def _check_bases(sheet: WrittenFile, tables: Tables, read: dict[Path, _Base]) -> list[_Base]:
    """The scenarios that the runs start from."""
    found: list[_Base] = []
    for name, line in items(sheet, "scenarios", [in_use().main]):
        base = _check_base(sheet, f"scenarios:{line or ''}", name, tables, read, line)
        if any(base is each for each in found):
            sheet.take(line, "study_same_scenario", name=brief(name))
        elif base:
            found.append(base)
    return found


def _same_names(bases: Sequence[_Base]) -> Iterator[dict[str, str]]:
    """What is to be told of two files of one name: one run would stand for the other, or one file."""
    paths: dict[str, Path] = {}
    files: dict[str, tuple[str, Path]] = {}
    for base in bases:
        if base.path is None:
            continue
        first = paths.setdefault(base.scenario.id, base.path)
        if first.resolve() != base.path.resolve():
            yield {"name": base.scenario.id, "first": shown(first), "other": shown(base.path)}
            continue
        for name, text in base.files.items():
            known, path = files.setdefault(name, (text, base.path))
            if known != text:
                yield {"name": Path(name).stem, "first": shown(path), "other": shown(base.path)}


def _check_base(
    sheet: WrittenFile, key: str, name: Any, tables: Tables, read: dict[Path, _Base], line: int | None = None
) -> _Base | None:
    """A scenario by id or file (beside the study); its faults, or that it is unknown, are noted.

    read  those that were read before, by their files, to which it is added: none is read twice
    """
    line = line or line_of(sheet.data, key)
    beside = sheet.folder / str(name)
    try:
        own = is_file_name(str(name)) and is_there(str(beside))
        path = beside if own else find_file(str(name))
        place = path.resolve()
        if place not in read:
            read[place] = _read_base(path, tables)
        return read[place]
    except InputFaults as found:
        for each in found.faults:
            sheet.add(
                each if each.where.rpartition(":")[2].isdigit() else each._replace(where=sheet.place(line))
            )
        return None


def _read_base(name: str | Path, tables: Tables) -> _Base:
    """A scenario by id, file or code, with the files that it stands on. Raises InputFaults as they do."""
    if is_code(name):
        scenario = load_scenario(name, tables.levers, tables.parameters, tables.villages)
        sheets = baseline_chain(find_file(scenario.baseline)) if scenario.baseline else []
        return _Base(str(name), scenario, None, {}, _paths_of(sheets))
    scenario, sheets = load_chain(name, tables)
    programme = scenarios_folder().resolve()
    files = {f"{GIVEN}/{each.id}.yaml": each.text for each in sheets if each.folder.resolve() != programme}
    held = _paths_of(each for each in sheets if each.folder.resolve() == programme)
    source = f"{GIVEN}/{scenario.id}.yaml" if files else scenario.id
    return _Base(source, scenario, sheets[0].path, files, held)


def _paths_of(sheets: Iterable[WrittenFile]) -> tuple[Path, ...]:
    return tuple(each.path for each in sheets if each.path)


def _check_seeds(sheet: WrittenFile) -> list[int]:
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


def _check_outputs(sheet: WrittenFile, notebooks: Mapping[Path, Any]) -> tuple[str, ...]:
    """The tables that are gathered at the end: each is saved by one of the notebooks."""
    known = sorted({name for path in notebooks for name in saved_tables(path)})
    usual = [_USUAL_OUTPUT] if _USUAL_OUTPUT in known else known[:1]
    if "outputs" not in sheet.data or not notebooks:
        return tuple(usual)
    asked = items(sheet, "outputs", usual)
    for name, line in asked:
        if name not in known:
            sheet.add(unknown(sheet.place(line), say("word_table"), brief(name), known))
    return tuple(str(name) for name, _ in asked)


def _check_villages_file(sheet: WrittenFile) -> str:
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


# --- from choices to runs ------------------------------------------------------------------------


def _expand(
    sheet: WrittenFile,
    notebooks: Mapping[Path, Mapping[str, NotebookParameter]],
    bases: Sequence[_Base],
    choices: Sequence[Choice],
    seeds: Sequence[int],
    tables: Tables,
    read: dict[Path, _Base],
) -> Iterator[Variant]:
    """Every run: each scenario with each choice, for each seed, in each notebook that knows its options."""
    number, told = 0, len(sheet.faults)
    named: dict[str, _Base | None] = {}
    for choice in choices:
        for base in _own_bases(sheet, choice, bases, named, tables, read):
            number += 1
            made = _resolve(sheet, base, choice, number, tables, told)
            if made is None:
                continue
            scenario, source, files = made
            label = _numbered(sheet, choice, number) if choice.row else scenario.id
            about = {lang: said_in(lang, describe, choice, tables) for lang in LANGUAGES}
            for seed in seeds if choice.seed is None else (choice.seed,):
                for notebook, declared in notebooks.items():
                    options = {name: value for name, value in choice.options.items() if name in declared}
                    yield Variant(
                        label, notebook, base.scenario.id, scenario, source, files, base.held, options,
                        seed, choice, about,
                    )  # fmt: skip


def _own_bases(
    sheet: WrittenFile,
    choice: Choice,
    bases: Sequence[_Base],
    named: dict[str, _Base | None],
    tables: Tables,
    read: dict[Path, _Base],
) -> list[_Base]:
    """The scenarios of a choice: its own where its row names one, else those of the study."""
    if not choice.scenario:
        return list(bases)
    if choice.scenario not in named:
        before = len(sheet.faults)
        named[choice.scenario] = _check_base(sheet, "list", choice.scenario, tables, read)
        sheet.faults[before:] = [each._replace(where=choice.where) for each in sheet.faults[before:]]
    base = named[choice.scenario]
    return [base] if base else []


def _numbered(sheet: WrittenFile, choice: Choice, number: int) -> str:
    """The name of a variant: `mine-073`, or `mine-073-bold` where its row has a name."""
    return "-".join(part for part in (sheet.id, f"{number:03d}", choice.name) if part)


def _resolve(
    sheet: WrittenFile, base: _Base, choice: Choice, number: int, tables: Tables, told: int
) -> tuple[Scenario, str, Mapping[str, str]] | None:
    """A scenario with a choice on top: resolved, and as the file that a run's folder will hold.

    `told` faults of the sheet have been noted with the exact line of a grid's value and are not told again.
    """
    if not choice.levers and not choice.parameters:
        return base.scenario, base.source, base.files
    name = _numbered(sheet, choice, number)
    head = {
        "title": by_language(
            lambda: brief(f"{base.scenario.title[language()]}: {describe(choice, tables)}", LONGEST["title"])
        ),
        "question": dict(base.scenario.question),
        "baseline": base.scenario.id,
    }
    reason = by_language(lambda: say("study_reason", study=sheet.id, number=choice.row or number))
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
    said = [_same_note(each) for each in sheet.notes]
    sheet.notes += [each for each in own.notes if _same_note(each) not in said]
    if f"{GIVEN}/{name}.yaml" in base.files:
        first = shown(base.path) if base.path else base.source
        sheet.note(None, "study_same_name", name=name, first=first, other=choice.where)
    files = {**base.files, f"{GIVEN}/{name}.yaml": _scenario_text(own.data)}
    return apply(checked, base.scenario, tables), f"{GIVEN}/{name}.yaml", files


def _same_note(note: Fault) -> tuple[str, Any]:
    """What makes a note one that was said before; a sample has a number of its own in every run."""
    return note.key, note.values["name"] if note.key in _BEYOND_PRIOR else note.values


def _scenario_text(content: Mapping[str, Any]) -> str:
    """A scenario file as text: a line for each part and entry, written as JSON, which YAML reads.

    A study may have tens of thousands of them, and the writer of YAML takes a hundred times as long.
    """
    lines = []
    for key, value in content.items():
        if key in ("set", "parameters") and value:
            lines += [f"{key}:", *(f"  {_in_json(name)}: {_in_json(entry)}" for name, entry in value.items())]
        elif value:
            lines.append(f"{key}: {_in_json(value)}")
    return "\n".join(lines) + "\n"


def _in_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
