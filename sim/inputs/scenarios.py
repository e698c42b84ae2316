"""Scenario files: a choice of levers, read, checked against the lever tables and written back.

A file holds title, question, baseline and only what differs from the baseline, each with its reason.
Every file is checked whole before anything is used, and all of its faults are raised at once with
their line. Notebooks and sliders (`change`) pass through the same checks as files.
"""

from __future__ import annotations

import hashlib
import io
import json
import math
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from itertools import groupby
from numbers import Real
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode
from ruamel.yaml.scalarbool import ScalarBoolean

from sim.faults import Fault, InputFaults, fault, nearest, unknown
from sim.inputs.levers import HANDOUTS, Lever, load_levers
from sim.inputs.parameters import GRADES, Parameter, load_parameters, prior_faults
from sim.inputs.posteriors import posterior_name
from sim.inputs.tables import DATA, read_table
from sim.words import LANGUAGES, say

FOLDER = DATA / "scenarios"
PROGRAMME, COUNTERFACTUAL = "programme-2022", "no-programme"
# The register and the streams stand for 2021, so every horizon begins the year after.
FIRST_YEAR, LAST_YEAR, USUAL_LAST_YEAR = 2022, 2060, 2030
NAMED_VILLAGES = "villages"
TOP_KEYS = ("title", "question", "baseline", "years", "set", "parameters", "posterior")
ENTRY_KEYS = ("amount", "scale", "targeting", "reason")
POSTERIOR_KEYS = ("name", "reason")
PRIOR_KEYS = ("value", "low", "high", "distribution", "grade", "reason")
NUMBER_AND_UNIT = re.compile(r"\s*([+-]?(?:\d[\d,]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(.*?)\s*")


@dataclass(frozen=True)
class LeverSetting:
    """What one lever does: an amount per year of the horizon (natural units) and who gets it.

    `villages` holds the ids in the order of the file where `targeting` is "villages", else nothing.
    """

    amounts: tuple[float, ...]
    targeting: str
    villages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Override:
    """A prior in place of the one of parameters.csv, in the parameter's own unit; a blank grade keeps its."""

    value: float
    low: float
    high: float
    distribution: str
    grade: str = ""

    @property
    def given(self) -> dict[str, Any]:
        """What it says, by the names of a parameter's fields."""
        return {name: value for name, value in asdict(self).items() if value != ""}


@dataclass(frozen=True)
class Change:
    """One difference from the baseline: what `field` of `target` was and is, why, and on which line."""

    target: str
    field: str
    old: Any
    new: Any
    reason: str | Mapping[str, str]
    line: int | None = None


@dataclass(frozen=True)
class Scenario:
    """A choice of levers, resolved: one setting for every lever of the table, for every year."""

    id: str
    title: Mapping[str, str]
    question: Mapping[str, str]
    baseline: str | None
    years: tuple[int, ...]
    settings: Mapping[str, LeverSetting]
    changes: tuple[Change, ...] = ()
    parameters: Mapping[str, Override] = field(default_factory=dict)
    posterior: str = ""  # the whole name of a stored one, which draws what `parameters` does not set

    @property
    def checksum(self) -> str:
        """sha256 of everything that a result or its report depends on; comments and lines do not count."""
        content = {
            "id": self.id, "title": dict(self.title), "question": dict(self.question),
            "baseline": self.baseline, "years": self.years,
            "settings": {name: asdict(setting) for name, setting in self.settings.items()},
            "changes": [asdict(replace(change, line=None)) for change in self.changes],
            "parameters": {name: prior.given for name, prior in self.parameters.items()},
            **({"posterior": self.posterior} if self.posterior else {}),
        }  # fmt: skip
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


# --- the two doors -------------------------------------------------------------------------------


def load_scenario(
    id_or_path: str | Path,
    levers: Mapping[str, Lever] | None = None,
    parameters: Mapping[str, Parameter] | None = None,
    villages: Collection[str] | None = None,
    years: tuple[int, ...] | None = None,
) -> Scenario:
    """The scenario of an id in data/scenarios, of a file or of a scenario code, resolved.

    A file is resolved through its chain of baselines.

    `villages` are the ids of the register, against which lists of villages are checked when given;
    `years` replaces the horizon (a counterfactual follows the horizon of its scenario).
    Raises InputFaults with every fault of the file, or of the first file of the chain that has any.
    """
    if is_code(id_or_path):
        from sim.inputs.scenario_code import decode

        return decode(str(id_or_path), levers, parameters, villages, years)
    tables = Tables.read(levers, parameters, villages)
    sheets = baseline_chain(find_file(id_or_path))
    horizons = list(inherited_years(sheets))
    chain = [check_sheet(*pair, tables) for pair in zip(sheets, horizons, strict=True)]
    scenario = published(tables, years or horizons[0])
    for checked in reversed(chain):
        scenario = apply(checked, scenario, tables)
    return scenario


def load_scenarios(
    names: Iterable[str | Path],
    levers: Mapping[str, Lever] | None = None,
    parameters: Mapping[str, Parameter] | None = None,
    villages: Collection[str] | None = None,
) -> list[Scenario]:
    """Several scenarios; raises the faults of all of their files at once."""
    loaded, faults = [], []
    for name in names:
        try:
            loaded.append(load_scenario(name, levers, parameters, villages))
        except InputFaults as found:
            faults += [each for each in found.faults if each not in faults]
    if faults:
        raise InputFaults(faults)
    return loaded


def change(
    scenario: Scenario,
    edits: Mapping[str, Mapping[str, Any]],
    reason: str = "",
    levers: Mapping[str, Lever] | None = None,
    villages: Collection[str] | None = None,
) -> Scenario:
    """`scenario` with levers set as in a file's `set:` block, e.g. `{"resident_staff": {"amount": 600}}`.

    Raises InputFaults for what a file would be refused for; only a reason may be missing.
    """
    tables = Tables.read(levers, {}, villages)
    sheet = Sheet(scenario.id, scenario.id, edits, reason_needed=False)
    entries = check_entries(sheet, edits, tables, scenario.years)
    sheet.stop_if_faulty()
    entries = [replace(entry, reason=entry.reason or reason) for entry in entries]
    settings, changes = set_levers(entries, scenario, tables)
    return replace(scenario, settings=settings, changes=scenario.changes + changes)


def list_scenarios(folder: Path | None = None) -> list[str]:
    """The ids of the scenario files: the programme first, the counterfactual second, others by name."""
    ids = sorted(path.stem for path in (folder or FOLDER).glob("*.yaml"))
    return sorted(ids, key=lambda name: (name != PROGRAMME, name != COUNTERFACTUAL, name))


# --- tables to check against ---------------------------------------------------------------------


@dataclass(frozen=True)
class Tables:
    """What a scenario may name."""

    levers: Mapping[str, Lever]
    parameters: Mapping[str, Parameter]
    villages: Collection[str] | None

    @classmethod
    def read(cls, levers: Any, parameters: Any, villages: Collection[str] | None) -> Tables:
        """The given tables, those of data/ where None is given."""
        levers = load_levers() if levers is None else levers
        parameters = load_parameters() if parameters is None else parameters
        return cls(levers, parameters, villages if villages is None else frozenset(villages))

    def selectors(self) -> dict[str, list[str]]:
        """Every key that `set:` accepts, with the levers that it stands for."""
        names: dict[str, list[str]] = {name: [name] for name in self.levers}
        for name, lever in self.levers.items():
            for selector in ("all", f"force.{lever.force}", f"group.{lever.group}"):
                names.setdefault(selector, []).append(name)
        return names


def published(tables: Tables, years: tuple[int, ...]) -> Scenario:
    """The root of every chain: the amounts of levers.csv, each for the years that it was published for."""
    settings = {
        name: LeverSetting(
            tuple(float(lever.amount) if runs(lever, year) else 0.0 for year in years), lever.handout
        )
        for name, lever in tables.levers.items()
    }
    return Scenario("", {}, {}, None, years, settings)


def runs(lever: Lever, year: int) -> bool:
    """Whether the published amount of a lever still runs in `year`; 0 `years` means that it always does."""
    return lever.years == 0 or year < FIRST_YEAR + lever.years


# --- reading a file ------------------------------------------------------------------------------


@dataclass
class Sheet:
    """One file while it is checked: its content and the faults found so far."""

    id: str
    name: str
    data: Any
    folder: Path = FOLDER
    reason_needed: bool = True
    faults: list[Fault] = field(default_factory=list)

    def note(self, line: int | None, key: str, **values: Any) -> None:
        self.add(Fault(self.place(line), key, values))

    def add(self, found: Fault) -> None:
        self.faults.append(found)

    def place(self, line: int | None) -> str:
        return self.name if line is None else f"{self.name}:{line}"

    def stop_if_faulty(self) -> None:
        if self.faults:
            raise InputFaults(sorted(self.faults, key=lambda found: line_number(found.where)))


def is_code(id_or_path: str | Path) -> bool:
    """Whether a scenario is given as a code: a text that is no id, no file's name and looks like a code."""
    from sim.inputs import scenario_code

    text = str(id_or_path)
    if isinstance(id_or_path, Path) or os.sep in text or text.endswith((".yaml", ".yml")):
        return False
    return scenario_code.is_code(text) and text not in list_scenarios()


def line_number(where: str) -> int:
    found = re.search(r":(\d+)(?::|$)", where)
    return int(found[1]) if found else 0


def find_file(id_or_path: str | Path) -> Path:
    """The file of an id in data/scenarios, or the path as given."""
    text = str(id_or_path)
    if isinstance(id_or_path, Path) or text.endswith((".yaml", ".yml")) or os.sep in text:
        if not Path(text).is_file():
            raise fault(text, "fault_no_file")
        return Path(text)
    path = file_of(text, FOLDER)
    if path is None:
        raise InputFaults([unknown("", say("word_scenario"), text, list_scenarios())])
    return path


def file_of(name: str, *folders: Path) -> Path | None:
    """The file of an id in the first of the folders that has it."""
    files = [folder / f"{name}.yaml" for folder in folders if name in list_scenarios(folder)]
    return files[0] if files else None


def baseline_chain(path: Path) -> list[Sheet]:
    """The sheet of `path`, of its baseline, of that one's baseline, … down to the root."""
    sheets = [read_sheet(path)]
    seen = {path.resolve()}
    while (baseline := baseline_of(sheets[-1])) is not None:
        sheet = sheets[-1]
        line = line_of(sheet.data, "baseline")
        found = file_of(baseline, sheet.folder, FOLDER)
        if found is None:
            known = [name for name in all_ids(sheet.folder) if name != sheet.id]
            sheet.add(unknown(sheet.place(line), say("word_baseline"), baseline, known))
            break
        if found.resolve() in seen:
            names = " → ".join([*(sheet.id for sheet in sheets), found.stem])
            sheet.note(line, "scenario_cycle", chain=names)
            break
        seen.add(found.resolve())
        sheets.append(read_sheet(found))
    return sheets


def all_ids(folder: Path) -> list[str]:
    return list(dict.fromkeys([*list_scenarios(folder), *list_scenarios()]))


def baseline_of(sheet: Sheet) -> str | None:
    """The baseline that a sheet names; None for a root and for what is no name (noted by the check)."""
    name = sheet.data.get("baseline")
    return name if isinstance(name, str) and name.strip() else None


def read_sheet(path: Path) -> Sheet:
    """The content of one YAML file with the line of every key. Raises InputFaults where it is none."""
    name = shown(path)
    try:
        text = path.read_text(encoding="utf-8")
    except (UnicodeDecodeError, OSError):
        raise fault(name, "fault_unreadable") from None
    try:
        doubled = list(duplicates(YAML().compose(text)))
        data = yaml().load(text)
    except (YAMLError, ValueError) as error:
        raise not_yaml(name, error) from None
    if data is None:
        raise fault(name, "scenario_empty", allowed=", ".join(TOP_KEYS))
    if not isinstance(data, Mapping):
        raise fault(f"{name}:1", "scenario_no_mapping", allowed=", ".join(TOP_KEYS))
    sheet = Sheet(path.stem, name, data, path.parent)
    for key, line, first in doubled:
        sheet.note(line, "scenario_duplicate", name=key, first=first)
    return sheet


def yaml() -> YAML:
    """A reader and writer that keeps comments; duplicates are told by `duplicates`, all at once."""
    handler = YAML()
    handler.allow_duplicate_keys = True
    handler.width = 100
    handler.indent(mapping=2, sequence=4, offset=2)
    return handler


def shown(path: Path) -> str:
    """A path as a person would type it from here."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative


def not_yaml(name: str, error: Exception) -> InputFaults:
    mark = getattr(error, "problem_mark", None) if isinstance(error, MarkedYAMLError) else None
    problem = (getattr(error, "problem", None) or str(error)).strip().splitlines()[0]
    return fault(f"{name}:{mark.line + 1}" if mark else name, "scenario_not_yaml", problem=problem)


def duplicates(node: Node | None) -> Iterator[tuple[str, int, int]]:
    """Every key that a mapping holds twice: its name, its line and the line of the first."""
    if isinstance(node, SequenceNode):
        for item in node.value:
            yield from duplicates(item)
    if isinstance(node, MappingNode):
        first: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if key.value in first:
                yield str(key.value), line, first[key.value]
            first.setdefault(key.value, line)
            yield from duplicates(value)


def line_of(mapping: Any, key: Any) -> int | None:
    """The line of a key in a file, counted from 1; None for a plain dict."""
    if not isinstance(mapping, CommentedMap) or mapping.lc.data is None or key not in mapping.lc.data:
        return None
    return int(mapping.lc.key(key)[0]) + 1


# --- checking one sheet --------------------------------------------------------------------------


@dataclass(frozen=True)
class Entry:
    """One checked entry of `set:`: the levers it stands for and what it sets, None where it does not."""

    key: str
    levers: tuple[str, ...]
    amount: Mapping[int | None, float] | None  # from that year on; the key None is every year
    scale: Mapping[int | None, float] | None
    targeting: str | None
    villages: tuple[str, ...]
    reason: str | Mapping[str, str]
    line: int | None


@dataclass(frozen=True)
class Checked:
    """A sheet without faults."""

    sheet: Sheet
    entries: list[Entry]
    priors: dict[str, tuple[Override, str | Mapping[str, str], int | None]]
    posterior: Change | None = None


def inherited_years(sheets: list[Sheet]) -> Iterator[tuple[int, ...]]:
    """The horizon of each sheet of a chain: its own, else that of its baseline."""
    own = [check_years(sheet) for sheet in sheets]
    usual = tuple(range(FIRST_YEAR, USUAL_LAST_YEAR + 1))
    for place in range(len(sheets)):
        yield next((years for years in own[place:] if years), usual)


def check_sheet(sheet: Sheet, years: tuple[int, ...], tables: Tables) -> Checked:
    """Everything that can be wrong with one file, noted; raises them all together."""
    check_keys(sheet, sheet.data, TOP_KEYS, say("word_field"))
    for key in ("title", "question"):
        check_words(sheet, key, key, sheet.data)
    check_baseline(sheet)
    entries = check_entries(sheet, block(sheet, "set"), tables, years)
    priors = check_priors(sheet, block(sheet, "parameters"), tables)
    posterior = check_posterior(sheet, block(sheet, "posterior"))
    sheet.stop_if_faulty()
    return Checked(sheet, entries, priors, posterior)


def check_keys(sheet: Sheet, mapping: Mapping[Any, Any], allowed: Collection[str], kind: str) -> None:
    for key in mapping:
        if key not in allowed:
            sheet.add(unknown(sheet.place(line_of(mapping, key)), kind, str(key), allowed))


def check_words(sheet: Sheet, name: str, key: str, holder: Mapping[Any, Any]) -> None:
    """Text in both languages, such as a title."""
    line, words = line_of(holder, key), holder.get(key)
    if not isinstance(words, Mapping):
        sheet.note(line, "scenario_words_missing" if words is None else "scenario_words_shape", name=name)
        return
    check_keys(sheet, words, LANGUAGES, say("word_language"))
    for lang in LANGUAGES:
        if not isinstance(words.get(lang), str) or not words[lang].strip():
            sheet.note(line_of(words, lang) or line, "scenario_words_missing", name=f"{name}.{lang}")


def check_baseline(sheet: Sheet) -> None:
    if "baseline" in sheet.data and baseline_of(sheet) is None:
        allowed = ", ".join(name for name in all_ids(sheet.folder) if name != sheet.id)
        sheet.note(line_of(sheet.data, "baseline"), "scenario_baseline_shape", allowed=allowed)


def check_years(sheet: Sheet) -> tuple[int, ...] | None:
    """The horizon `[first, last]` as every year of it; None where the file names none."""
    if "years" not in sheet.data:
        return None
    years = sheet.data["years"]
    whole = isinstance(years, list) and len(years) == 2 and all(is_year(year) for year in years)
    if not whole or years[0] != FIRST_YEAR or not FIRST_YEAR <= years[1] <= LAST_YEAR:
        line = line_of(sheet.data, "years")
        sheet.note(line, "scenario_years", years=brief(years), first=FIRST_YEAR, last=LAST_YEAR)
        return None
    return tuple(range(int(years[0]), int(years[1]) + 1))


def block(sheet: Sheet, name: str) -> Mapping[Any, Any]:
    """The mapping under a top key; a missing or empty one is an empty mapping."""
    content = sheet.data.get(name)
    if content is None or isinstance(content, Mapping):
        return content or {}
    sheet.note(line_of(sheet.data, name), "scenario_block", name=name, found=brief(content))
    return {}


def check_entries(
    sheet: Sheet, content: Mapping[Any, Any], tables: Tables, years: tuple[int, ...]
) -> list[Entry]:
    """The entries of a `set:` block; what is wrong with them is noted on the sheet."""
    selectors = tables.selectors()
    entries = []
    claimed: dict[tuple[str, str], tuple[str, int | None]] = {}
    for key, value in content.items():
        line = line_of(content, key)
        if key not in selectors:
            sheet.add(unknown(sheet.place(line), say("word_lever"), str(key), selectors))
        elif not isinstance(value, Mapping):
            sheet.note(line, "scenario_entry_shape", name=key, found=brief(value))
        else:
            entry = check_entry(sheet, key, value, line, selectors[key], tables, years)
            claim(sheet, entry, claimed)
            entries.append(entry)
    return entries


def check_entry(
    sheet: Sheet,
    key: str,
    value: Mapping[Any, Any],
    line: int | None,
    chosen: list[str],
    tables: Tables,
    years: tuple[int, ...],
) -> Entry:
    check_keys(sheet, value, ENTRY_KEYS, say("word_field"))
    if set(value) <= {"reason"}:
        sheet.note(line, "scenario_entry_empty", name=key)
    if key not in tables.levers and "amount" in value:
        sheet.note(line_of(value, "amount") or line, "scenario_group_amount", name=key)
    if "amount" in value and "scale" in value:
        sheet.note(line, "scenario_amount_and_scale", name=key)
    amount = scale = None
    if "amount" in value and key in tables.levers:
        read = amount_reader(tables.levers[key])
        amount = check_path(sheet, f"{key}.amount", value, "amount", years, read)
    if "scale" in value:
        scale = check_path(sheet, f"{key}.scale", value, "scale", years, lambda number: None)
    targeting, villages = check_targeting(sheet, key, value, chosen, tables)
    reason = check_reason(sheet, key, value, line)
    return Entry(key, tuple(chosen), amount, scale, targeting, villages, reason, line)


def check_reason(
    sheet: Sheet, key: str, value: Mapping[Any, Any], line: int | None
) -> str | Mapping[str, str]:
    """The reason of an entry: text in the writer's language, or in both as {zh: …, en: …}."""
    reason = value.get("reason")
    if isinstance(reason, Mapping):
        check_words(sheet, f"{key}.reason", "reason", value)
        return {lang: str(reason.get(lang, "")).strip() for lang in LANGUAGES}
    if isinstance(reason, str) and reason.strip():
        return reason.strip()
    if sheet.reason_needed or reason is not None:
        sheet.note(line_of(value, "reason") or line, "scenario_reason", name=key)
    return ""


def claim(sheet: Sheet, entry: Entry, claimed: dict[tuple[str, str], tuple[str, int | None]]) -> None:
    """Note the first lever of which `entry` sets a field that another entry has set already."""
    path = entry.amount is not None or entry.scale is not None
    for name in [*(["amount"] if path else []), *(["targeting"] if entry.targeting else [])]:
        twice = [lever for lever in entry.levers if (lever, name) in claimed]
        if twice:
            key, line = claimed[twice[0], name]
            where = sheet.place(line) if line else key
            sheet.note(
                entry.line, "scenario_twice",
                lever=twice[0], field=name, name=entry.key, other=key, where=where,
            )  # fmt: skip
        for lever in entry.levers:
            claimed.setdefault((lever, name), (entry.key, entry.line))


# --- amounts, years, targeting -------------------------------------------------------------------

Reader = Callable[[str], "tuple[float, str] | None"]


def check_path(
    sheet: Sheet, name: str, holder: Mapping[Any, Any], key: str, years: tuple[int, ...], read: Reader
) -> dict[int | None, float] | None:
    """A number for all years, or numbers by the year from which they hold."""
    value = holder[key]
    if not isinstance(value, Mapping):
        number = check_number(sheet, name, value, line_of(holder, key), read)
        return None if number is None else {None: number}
    if not value:
        sheet.note(line_of(holder, key), "scenario_amount", name=name, found="{}")
    path: dict[int | None, float] = {}
    for year, item in value.items():
        line = line_of(value, year)
        number = check_number(sheet, f"{name}.{year}", item, line, read)
        if not is_year(year) or year not in years:
            sheet.note(line, "scenario_year", year=year, name=name, first=years[0], last=years[-1])
        elif number is not None:
            path[int(year)] = number
    return path


def check_number(sheet: Sheet, name: str, value: Any, line: int | None, read: Reader) -> float | None:
    """A finite number that is not negative, possibly with its unit; None and a note where it is none."""
    if isinstance(value, str):
        found = read(value)
        if found is None:
            sheet.note(line, "scenario_amount", name=name, found=brief(value))
            return None
        value, problem = found
        if problem:
            sheet.note(line, "scenario_unit", name=name, problem=problem)
            return None
    if not is_number(value) or not math.isfinite(value) or value < 0:
        sheet.note(line, "scenario_amount", name=name, found=brief(value))
        return None
    return float(value)


def amount_reader(lever: Lever) -> Reader:
    """Reads "1500 万元" for one lever: the number in its own unit and what is wrong with the unit."""
    units = {lever.unit: 1.0, lever.unit_zh: 1.0, **other_units(lever.unit)}

    def read(text: str) -> tuple[float, str] | None:
        match = NUMBER_AND_UNIT.fullmatch(text)
        if match is None:
            return None
        number, unit = float(match[1].replace(",", "")), match[2]
        factor = 1.0 if unit == "" else units.get(unit, units.get(unit.removesuffix("s")))
        return (number, unit_problem(unit, units)) if factor is None else (number * factor, "")

    return read


def other_units(unit: str) -> dict[str, float]:
    """What else people write for a unit, and how many of the unit one of it is (data/units.csv)."""
    rows = read_table(DATA / "units.csv", key="name")
    return {row["name"]: float(row["amount"]) for row in rows if row["unit"] == unit}


def unit_problem(unit: str, units: Collection[str]) -> str:
    near = nearest_unit(unit, units)
    key = "scenario_unit_near" if near else "scenario_unit_unknown"
    return say(key, unit=unit, allowed=", ".join(units), near=near)


def nearest_unit(unit: str, units: Collection[str]) -> str | None:
    """The likeliest unit meant; units are so short that one shared character of two is a likeness."""
    return nearest(unit, units) or next((name for name in units if name[:1] == unit[:1]), None)


def check_targeting(
    sheet: Sheet, key: str, value: Mapping[Any, Any], chosen: list[str], tables: Tables
) -> tuple[str | None, tuple[str, ...]]:
    """The way of handing out, and the villages where it is a list of them."""
    if "targeting" not in value:
        return None, ()
    line, targeting = line_of(value, "targeting"), value["targeting"]
    if isinstance(targeting, list):
        return NAMED_VILLAGES, check_villages(sheet, key, targeting, line, tables)
    if targeting not in HANDOUTS:
        name = targeting if isinstance(targeting, str) else brief(targeting)
        sheet.add(unknown(sheet.place(line), say("word_handout"), name, HANDOUTS))
    blank = [name for name in chosen if not tables.levers[name].column]
    if targeting == "register" and blank:
        sheet.note(line, "scenario_no_column", lever=blank[0])
    return str(targeting), ()


def check_villages(
    sheet: Sheet, key: str, villages: list[Any], line: int | None, tables: Tables
) -> tuple[str, ...]:
    if not villages:
        sheet.note(line, "scenario_no_villages", name=key)
    for number, village in enumerate(villages):
        at = villages.lc.item(number)[0] + 1 if hasattr(villages, "lc") else line
        if not isinstance(village, str) or (tables.villages is not None and village not in tables.villages):
            near = sorted(tables.villages or [])
            shown_ids = near if nearest(str(village), near) else [f"{near[0]} … {near[-1]}"] if near else []
            sheet.add(unknown(sheet.place(at), say("word_village"), str(village), shown_ids))
        elif village in villages[:number]:
            sheet.note(at, "scenario_village_twice", village=village)
    return tuple(str(village) for village in villages)


def is_number(value: Any) -> bool:
    # ruamel's ScalarBoolean and Python's bool are both numbers to Python, and never an amount
    return isinstance(value, Real) and not isinstance(value, (bool, ScalarBoolean))


def is_year(value: Any) -> bool:
    return isinstance(value, int) and is_number(value)


def brief(value: Any) -> str:
    """A wrong value as it can stand in one line."""
    text = " ".join(str(value).split())
    return text if len(text) <= 40 else text[:39] + "…"


# --- parameters ----------------------------------------------------------------------------------


def check_priors(
    sheet: Sheet, content: Mapping[Any, Any], tables: Tables
) -> dict[str, tuple[Override, str | Mapping[str, str], int | None]]:
    """The priors of a `parameters:` block with reason and line; what is wrong is noted."""
    priors = {}
    for name, value in content.items():
        line = line_of(content, name)
        if name not in tables.parameters:
            sheet.add(unknown(sheet.place(line), say("word_parameter"), str(name), tables.parameters))
        elif not isinstance(value, Mapping):
            sheet.note(line, "scenario_prior_shape", name=name, found=brief(value))
        else:
            check_keys(sheet, value, PRIOR_KEYS, say("word_field"))
            reason = check_reason(sheet, name, value, line)
            prior = check_prior(sheet, tables.parameters[name], value, line)
            if prior:
                priors[name] = prior, reason, line
    return priors


def check_posterior(sheet: Sheet, content: Mapping[Any, Any]) -> Change | None:
    """The stored posterior that a `posterior:` block names, with its reason; what is wrong is noted."""
    if not content:
        return None
    check_keys(sheet, content, POSTERIOR_KEYS, say("word_field"))
    line = line_of(sheet.data, "posterior")
    reason = check_reason(sheet, "posterior", content, line)
    name = content.get("name")
    if not isinstance(name, str):
        sheet.note(line, "scenario_posterior_name", found=brief(name))
        return None
    try:
        return Change("posterior", "posterior", None, posterior_name(name), reason, line)
    except InputFaults as found:
        for each in found.faults:
            sheet.add(each._replace(where=sheet.place(line_of(content, "name") or line)))
        return None


def check_prior(sheet: Sheet, row: Parameter, value: Mapping[Any, Any], line: int | None) -> Override | None:
    """`{value: x}` fixes a parameter; `{low:, high:, distribution:}` gives it another prior."""
    numbers = {key: value[key] for key in ("value", "low", "high") if key in value}
    wrong = [key for key, number in numbers.items() if not is_number(number)]
    spread = all(key in value for key in ("low", "high", "distribution"))
    if wrong:
        at = line_of(value, wrong[0]) or line
        sheet.note(at, "scenario_prior_number", name=f"{row.name}.{wrong[0]}", found=brief(numbers[wrong[0]]))
    elif str(value.get("grade", GRADES[0])) not in GRADES:
        where = sheet.place(line_of(value, "grade") or line)
        sheet.add(unknown(where, say("kind_grade"), str(value["grade"]), GRADES))
    elif not spread and set(value) - {"reason", "grade"} != {"value"}:
        sheet.note(line, "scenario_prior_shape", name=row.name, found=brief(dict(value)))
    else:
        prior = replacing(numbers, str(value["distribution"]) if spread else "constant")
        prior = replace(prior, grade=str(value.get("grade", "")))
        found = prior_faults(replace(row, **prior.given), f"{sheet.place(line)}: {row.name}")
        sheet.faults += found
        return None if found else prior
    return None


def replacing(numbers: Mapping[str, Any], distribution: str) -> Override:
    """The prior of the given numbers; without a `value` its centre is the middle of the bounds."""
    if distribution == "constant" and "low" not in numbers:
        return Override(*3 * (float(numbers["value"]),), distribution)
    low, high = float(numbers["low"]), float(numbers["high"])
    logarithmic = distribution.startswith("log") and low > 0 and high > 0
    middle = math.sqrt(low * high) if logarithmic else (low + high) / 2
    return Override(float(numbers.get("value", middle)), low, high, distribution)


def override(parameters: Mapping[str, Parameter], priors: Mapping[str, Override]) -> dict[str, Parameter]:
    """The parameters with the priors of a scenario in place of their own."""
    return {
        name: replace(row, **priors[name].given) if name in priors else row
        for name, row in parameters.items()
    }


# --- resolving -----------------------------------------------------------------------------------


def apply(checked: Checked, base: Scenario, tables: Tables) -> Scenario:
    """The scenario of one checked sheet on top of its resolved baseline."""
    data = checked.sheet.data
    settings, changes = set_levers(checked.entries, base, tables)
    priors = {**base.parameters, **{name: prior for name, (prior, _, _) in checked.priors.items()}}
    return replace(
        base,
        id=checked.sheet.id,
        title={lang: data["title"][lang].strip() for lang in LANGUAGES},
        question={lang: data["question"][lang].strip() for lang in LANGUAGES},
        baseline=baseline_of(checked.sheet),
        settings=settings,
        changes=changes + prior_changes(checked, base, tables) + posterior_changes(checked, base),
        parameters=priors,
        posterior=checked.posterior.new if checked.posterior else base.posterior,
    )


def prior_changes(checked: Checked, base: Scenario, tables: Tables) -> tuple[Change, ...]:
    return tuple(
        Change(name, "prior", base.parameters.get(name, own_prior(tables.parameters[name])), *rest)
        for name, rest in checked.priors.items()
    )


def posterior_changes(checked: Checked, base: Scenario) -> tuple[Change, ...]:
    return (replace(checked.posterior, old=base.posterior or None),) if checked.posterior else ()


def own_prior(row: Parameter) -> Override:
    return Override(row.value, row.low, row.high, row.distribution)


def set_levers(
    entries: list[Entry], base: Scenario, tables: Tables
) -> tuple[Mapping[str, LeverSetting], tuple[Change, ...]]:
    """The settings of `base` with the entries applied, and each change old → new.

    A group selector lists only the levers that it really moves; an entry for one lever is always listed.
    """
    settings, changes = dict(base.settings), []
    for entry in entries:
        for name in entry.levers:
            old = settings[name]
            new = set_lever(entry, old, base.years)
            settings[name] = new
            changes += lever_changes(entry, name, old, new)
    return settings, tuple(changes)


def set_lever(entry: Entry, old: LeverSetting, years: tuple[int, ...]) -> LeverSetting:
    amounts = old.amounts
    if entry.amount is not None:
        amounts = tuple(along(entry.amount, years, list(amounts)))
    if entry.scale is not None:
        factors = along(entry.scale, years, [1.0] * len(years))
        amounts = tuple(factor * amount for factor, amount in zip(factors, amounts, strict=True))
    if entry.targeting is None:
        return replace(old, amounts=amounts)
    return LeverSetting(amounts, entry.targeting, entry.villages)


def along(path: Mapping[int | None, float], years: tuple[int, ...], before: list[float]) -> list[float]:
    """The value of every year: that of the latest year named so far, before the first the baseline's."""
    values, current = [], path.get(None)
    for year, earlier in zip(years, before, strict=True):
        current = path.get(year, current)
        values.append(earlier if current is None else current)
    return values


def lever_changes(entry: Entry, name: str, old: LeverSetting, new: LeverSetting) -> list[Change]:
    alone = entry.key == name
    changes = []
    if entry.amount is not None or entry.scale is not None:
        changes.append(Change(name, "amount", old.amounts, new.amounts, entry.reason, entry.line))
    if entry.targeting is not None:
        before, after = new_targeting(old), new_targeting(new)
        changes.append(Change(name, "targeting", before, after, entry.reason, entry.line))
    return [change for change in changes if alone or change.old != change.new]


def new_targeting(setting: LeverSetting) -> str | tuple[str, ...]:
    return setting.villages if setting.targeting == NAMED_VILLAGES else setting.targeting


# --- writing back --------------------------------------------------------------------------------


def save_scenario(
    scenario: Scenario,
    path: Path,
    levers: Mapping[str, Lever] | None = None,
    parameters: Mapping[str, Parameter] | None = None,
) -> None:
    """Write `scenario` as a file that loads to the same settings; comments of an existing file survive.

    A new file names the scenario's baseline (its own id where it has none) and holds what differs.
    """
    tables = Tables.read(levers, parameters, None)
    if not path.is_file():
        path.write_text(new_file(scenario), encoding="utf-8")
    now = load_scenario(path, tables.levers, tables.parameters, years=scenario.years)
    text = yaml().load(path.read_text(encoding="utf-8"))
    if "years" in text or load_scenario(path, tables.levers, tables.parameters).years != now.years:
        text["years"] = [scenario.years[0], scenario.years[-1]]
    text["set"] = text.get("set") or CommentedMap()
    selectors = tables.selectors()
    for name, wanted in scenario.settings.items():
        for key in differing(now.settings[name], wanted):
            release(text["set"], name, key, now, selectors)
            entry = text["set"].setdefault(name, CommentedMap())
            entry[key] = written(scenario.years, now.settings[name], wanted, key)
            entry["reason"] = why(scenario, name, key) or entry.get("reason") or say("scenario_by_hand")
    buffer = io.StringIO()
    yaml().dump(text, buffer)
    path.write_text(buffer.getvalue(), encoding="utf-8")


def new_file(scenario: Scenario) -> str:
    """A file with title, question, baseline and years, and nothing set yet."""
    head = CommentedMap(
        title=dict(scenario.title),
        question=dict(scenario.question),
        baseline=scenario.baseline or scenario.id,
        years=[scenario.years[0], scenario.years[-1]],
    )
    if scenario.parameters:
        reasons = {change.target: change.reason for change in scenario.changes if change.field == "prior"}
        head["parameters"] = {
            name: {**prior_text(prior), "reason": reasons.get(name) or say("scenario_by_hand")}
            for name, prior in scenario.parameters.items()
        }
    if scenario.posterior:
        reasons = {change.target: change.reason for change in scenario.changes}
        why_used = reasons.get("posterior") or say("scenario_by_hand")
        head["posterior"] = {"name": scenario.posterior, "reason": why_used}
    buffer = io.StringIO()
    yaml().dump(head, buffer)
    return buffer.getvalue()


def prior_text(prior: Override) -> dict[str, Any]:
    kept = ("value", "grade") if prior.distribution == "constant" else tuple(prior.given)
    return {name: value for name, value in prior.given.items() if name in kept}


def differing(now: LeverSetting, wanted: LeverSetting) -> list[str]:
    paths = ["amount"] if now.amounts != wanted.amounts else []
    return paths + (["targeting"] if new_targeting(now) != new_targeting(wanted) else [])


def release(
    content: CommentedMap, name: str, key: str, now: Scenario, selectors: Mapping[str, list[str]]
) -> None:
    """Take `key` of lever `name` out of the entry that sets it; a group's other levers keep theirs."""
    fields = ("amount", "scale") if key == "amount" else ("targeting",)
    if name in content:
        content[name].pop("scale", None)
    for selector in [entry for entry in content if name in selectors[entry] and entry != name]:
        held = [entry for entry in fields if entry in content[selector]]
        for lever in selectors[selector] if held else []:
            own = content.setdefault(lever, CommentedMap())
            own[key] = written(now.years, None, now.settings[lever], key)
            own["reason"] = own.get("reason") or content[selector]["reason"]
        for entry in held:
            del content[selector][entry]
        if set(content[selector]) <= {"reason"}:
            del content[selector]


def written(years: tuple[int, ...], now: LeverSetting | None, wanted: LeverSetting, key: str) -> Any:
    if key == "targeting":
        target = new_targeting(wanted)
        return target if isinstance(target, str) else list(target)
    return compact(years, wanted.amounts)


def compact(years: tuple[int, ...], amounts: tuple[float, ...]) -> float | int | dict[int, float | int]:
    """One number where all years are alike, else the amounts by the year from which they hold."""
    steps = [next(group) for _, group in groupby(zip(years, amounts, strict=True), key=lambda pair: pair[1])]
    return whole(steps[0][1]) if len(steps) == 1 else {year: whole(amount) for year, amount in steps}


def whole(number: float) -> float | int:
    return int(number) if number == int(number) else float(number)


def why(scenario: Scenario, name: str, key: str) -> str | Mapping[str, str]:
    """The reason of the latest change to a field."""
    reasons = [change.reason for change in scenario.changes if (change.target, change.field) == (name, key)]
    return reasons[-1] if reasons else ""


def resolved_text(scenario: Scenario) -> str:
    """A scenario file without baseline that names every lever with its whole path; it loads to the same."""
    text = yaml().load(new_file(scenario))
    del text["baseline"]
    text.yaml_set_start_comment(f"{scenario.id}, resolved; baseline: {scenario.baseline or '-'}")
    text["set"] = {
        name: {
            "amount": compact(scenario.years, setting.amounts),
            "targeting": written(scenario.years, None, setting, "targeting"),
            "reason": why(scenario, name, "amount") or why(scenario, name, "targeting") or "as published",
        }
        for name, setting in scenario.settings.items()
    }
    buffer = io.StringIO()
    yaml().dump(text, buffer)
    return buffer.getvalue()
