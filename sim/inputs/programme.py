"""A programme: what it is called, counts in and aims at, and the folder where its tables lie.

`programme.yaml` says all that; it is checked whole, with the line of every fault, before anything is used.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sim.faults import Fault, InputFaults, fault, nearest, unknown
from sim.folders import (
    DESCRIPTION,
    at_base,
    file_bytes,
    moved_base,
    own_folders,
    programme_folder,
    shipped_programmes,
)
from sim.words import LANGUAGES, LEVELS, language, say

if TYPE_CHECKING:
    from sim.inputs.yaml_files import Slip

ENGINE_MONEY = "10k yuan"  # what the engine writes for the unit of money, whatever it is
# How a register receives its part of the amounts: by its villages, by their population, or all of them.
VILLAGES, POPULATION, AS_GIVEN = RULES = ("villages", "population", "as-given")
SPAN = 39  # years after the base year that a run may reach
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
IDENTIFIER = re.compile(r"[a-z][a-z0-9_-]*")


class Words(tuple[str, ...]):
    """A text in every language, in the order of LANGUAGES; `words.en` is the one in English."""

    def __getattr__(self, name: str) -> str:
        if name not in LANGUAGES:
            raise AttributeError(name)
        return self[LANGUAGES.index(name)]

    @classmethod
    def everywhere(cls, text: str) -> Words:
        """A text that holds for all languages."""
        return cls(text for _ in LANGUAGES)

    def said(self) -> str:
        """The text in the language in force."""
        return self[LANGUAGES.index(language())]


class _Level(NamedTuple):
    """What a level of places is called; `plural` is English."""

    names: Words
    plural: str


class _Large(NamedTuple):
    """The unit in which large sums are told: its name, and how many of the usual unit are one."""

    name: str
    units: float


class _Money(NamedTuple):
    """The unit of all money of a programme.

    unit    as the tables write it; names  as screens do
    coin    what it consists of, `coins` to a unit; limits  by language, whether limits are told in coins
    step    a usual sum to ask what more would do, in units
    """

    unit: str
    names: Words
    coin: Words
    coins: float
    limits: Mapping[str, str]
    large: Mapping[str, _Large]
    step: float

    def named(self, unit: str) -> str:
        """A unit of the engine, which says 10k yuan, in the money of the programme."""
        return unit.replace(ENGINE_MONEY, self.unit)

    def engine(self, unit: str) -> str:
        """A unit in the money of the programme as the engine says it."""
        return unit.replace(self.unit, ENGINE_MONEY)


class _Limit(NamedTuple):
    """An income a year in the programme's unit, and the fact that it was published as (or `assumption`)."""

    amount: float
    source: str


class _Kind(NamedTuple):
    """A force or a group of levers: its names and, of a force, its colour and hatch."""

    names: Words
    colour: str = ""
    hatch: str = ""


class _Look(NamedTuple):
    """How a scenario is drawn: colour, dash pattern (points on, off, …; empty is solid), marker."""

    colour: str
    dash: tuple[float, ...]
    marker: str


@dataclass(frozen=True)
class _Roles:
    """What the engine's questions call for, by what it is in the programme; blank or empty where it has none.

    scenarios  programme and counterfactual always; money_first, people_first, courses_first, weakest_first,
               stopped where lessons or pages use them
    levers     project, person, course, money, shown: ids of levers
    groups     money, people, courses: ids of groups
    columns    prepared, placed: columns of the register
    """

    scenarios: Mapping[str, str]
    levers: Mapping[str, tuple[str, ...]]
    groups: Mapping[str, str]
    columns: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Programme:
    """A programme whose description passed every check; told apart by identity.

    folder      where its tables lie; checksum: sha256 of programme.yaml
    base_year   the year of the register's figures and of the prices; runs go on from its end
    years       first and last year of the usual horizon
    published   the year whose amounts are published
    thresholds  incomes a year by which villages are counted, rising; the target is one of them
    later       years that it begins later here than where it was published (`moved`)
    """

    id: str
    folder: Path
    checksum: str
    title: Words
    about: Words
    place: Words
    language: str
    base_year: int
    years: tuple[int, int]
    published: int
    money: _Money
    levels: Mapping[str, _Level]
    target: _Limit
    landmark: _Limit
    floor: _Limit | None
    thresholds: tuple[float, ...]
    forces: Mapping[str, _Kind]
    groups: Mapping[str, _Kind]
    roles: _Roles
    looks: Mapping[str, _Look]
    register: Words = field(default=Words.everywhere(""))
    later: int = 0

    @property
    def first_year(self) -> int:
        """The first year that a run can show."""
        return self.base_year + 1

    @property
    def last_year(self) -> int:
        """The last year that a run can reach."""
        return self.base_year + SPAN

    @property
    def usual_years(self) -> tuple[int, ...]:
        """Every year of the usual horizon."""
        return tuple(range(self.years[0], self.years[1] + 1))

    @property
    def main(self) -> str:
        """The id of the scenario that is the programme as it was published."""
        return self.roles.scenarios["programme"]

    @property
    def counterfactual(self) -> str:
        """The id of the scenario without it."""
        return self.roles.scenarios["counterfactual"]

    def aim(self, income: float | None = None) -> float:
        """An income a year to aim at, in the programme's unit; the landmark where it is blank (None or 0).

        Nearly all villages pass the target anyway by the end, so it is no goal to hand money out by.
        """
        return float(income or self.landmark.amount)

    def threshold(self, number: str | float, label: str = "") -> float:
        """A threshold by its number, also as text: 12 and never 12.0, as names of outcomes have it.

        Raises InputFaults with the nearest of all; `label` says in words what was asked for.
        """
        for each in self.thresholds:
            if number == each or number == str(each):
                return each
        asked = number if isinstance(number, str) else f"{number:g}"
        raise InputFaults([unknown("", label or say("word_target"), asked, map(str, self.thresholds))])

    def outcome(self, name: str) -> str:
        """An outcome by its own name: `below_target` and `reach_target` are those of the target."""
        kind, _, what = name.partition("_")
        return f"{kind}_{self.target.amount}" if what == "target" and kind in ("below", "reach") else name

    def moved(self, base_year: int) -> Programme:
        """The programme on a register of another base year: it begins as many years later, or earlier.

        What was published stays of its year, and 0 stands for its own base year.
        """
        return _moved(self, base_year) if base_year not in (0, self.base_year) else self

    def levers(self, role: str) -> tuple[str, ...]:
        """The levers of a role; none where the programme has not got it."""
        return self.roles.levers.get(role, ())

    def scenario(self, role: str) -> str:
        """The id of the scenario of a role; blank where there is none."""
        return self.roles.scenarios.get(role, "")

    def column(self, role: str) -> str:
        """The column of the register of a role; blank where there is none."""
        return self.roles.columns.get(role, "")


def in_use() -> Programme:
    """The programme in use: that of `--programme`, of `wuli programme use`, else the first.

    It is moved to the year of the register at hand (`based`); `load_programme` gives it as it is written.
    """
    return load_programme().moved(moved_base())


@contextmanager
def based(base_year: int) -> Iterator[None]:
    """While it lasts, the programme in use is moved to a register's base year, for child processes too."""
    moved = base_year and base_year != load_programme().base_year
    with at_base(base_year if moved else 0):
        yield


@lru_cache(maxsize=16)  # told apart by identity
def _moved(programme: Programme, base_year: int) -> Programme:
    later = base_year - programme.base_year
    first, last = programme.years
    return replace(
        programme, base_year=base_year, years=(first + later, last + later), later=programme.later + later
    )


def load_programme(name: str | Path | None = None) -> Programme:
    """A programme by its id or folder; that in use where None. Raises InputFaults with all its faults."""
    folder = programme_folder(name)
    try:
        about = (folder / DESCRIPTION).stat()
    except OSError:
        raise InputFaults([no_programme(str(name or folder))]) from None
    return _programme_at(folder, about.st_mtime_ns, about.st_size)


def no_programme(name: str) -> Fault:
    """The fault of a programme that there is not, with the nearest that there is."""
    known = [*shipped_programmes(), *(folder.name for folder in own_folders())]
    found = unknown("", say("word_programme"), name, known)
    if found.key != "fault_unknown_near" and (near := nearest(Path(name).name, known)):
        return Fault("", "fault_unknown_near", {**found.values, "near": near})
    return found


@lru_cache(maxsize=8)  # told apart by identity, so the same one must come back
def _programme_at(folder: Path, *stamp: int) -> Programme:
    sheet = programme_sheet(folder)
    programme = _read(sheet, folder, hashlib.sha256(sheet.written).hexdigest())
    if sheet.faults or programme is None:
        from sim.inputs.yaml_files import told_by_slips

        words = sheet.written.decode("utf-8-sig", "replace")
        raise InputFaults(list(told_by_slips(sheet.faults, words, sheet.name, _TOP.__contains__)))
    return programme


def _parsed(folder: Path, text: bytes) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        return YAML(typ="rt").load(text)
    except (YAMLError, UnicodeDecodeError) as error:
        if slips := _slips(text, error):
            raise InputFaults([slip.fault(f"{folder.name}/{DESCRIPTION}") for slip in slips]) from None
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        line = f":{mark.line + 1}" if mark else ""
        problem = str(getattr(error, "problem", "") or error).splitlines()[0]
        raise fault(f"{folder.name}/{DESCRIPTION}{line}", "programme_yaml", problem=problem) from None


def _slips(text: bytes, error: Exception) -> list[Slip]:
    """The wrong signs of a keyboard or an editor in a text that is no YAML; none where it is not they."""
    from sim.inputs.yaml_files import explained

    try:
        found = explained(text.decode("utf-8-sig"), error, _TOP.__contains__)
    except UnicodeDecodeError:
        return []
    return [slip for slip in found if slip.key != "scenario_not_yaml"]


class ProgrammeSheet:
    """The content of a programme.yaml with a place for faults; every read names what was wanted."""

    def __init__(self, name: str, data: Any, written: bytes):
        self.name, self.data, self.written = name, data, written
        self.faults: list[Fault] = []
        if not isinstance(data, Mapping):
            raise fault(name, "programme_shape", name=name, wanted=say("programme_mapping"))

    def where(self, holder: Any, key: object = None) -> str:
        """File and line of a key, else of the mapping that should have it."""
        try:
            line = holder.lc.key(key)[0] + 1 if key in holder else holder.lc.line + 1
        except (AttributeError, KeyError, TypeError):
            return self.name
        return f"{self.name}:{line}"

    def note(self, holder: Any, name: object, key: str, **values: object) -> None:
        self.faults.append(Fault(self.where(holder, name), key, {"name": str(name), **values}))

    def keys(self, holder: Any, known: Sequence[str], what: str) -> None:
        """A fault for every key that nobody knows, with the nearest."""
        for key in holder:
            if str(key) not in known:
                self.faults.append(unknown(self.where(holder, key), what, str(key), known))

    def mapping(self, holder: Any, name: str, needed: bool = True) -> Mapping[Any, Any]:
        value = holder.get(name)
        if isinstance(value, Mapping):
            return value
        if needed or value is not None:
            self.note(holder, name, "programme_shape", wanted=say("programme_mapping"))
        return {}

    def number(self, holder: Any, name: str, least: float = 0.0) -> float:
        value = holder.get(name)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and least < value < 1e12:
            return float(value)
        self.note(holder, name, "programme_number", found=str(value), least=f"{least:g}")
        return 1.0

    def year(self, holder: Any, name: object, value: Any) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and 1900 <= value <= 2100:
            return int(value)
        self.note(holder, name, "programme_year", found=str(value))
        return 2000

    def text(self, holder: Any, name: str, needed: bool = True) -> str:
        value = holder.get(name)
        if isinstance(value, str) and (value.strip() or not needed):
            return value.strip()
        if needed or value is not None:
            self.note(holder, name, "programme_text", found=str(value))
        return ""

    def words(self, holder: Any, name: str, needed: bool = True) -> Words:
        """A text in both languages; one given plainly holds for both."""
        value = holder.get(name)
        if isinstance(value, str) and value.strip():
            return Words.everywhere(value.strip())
        if isinstance(value, Mapping):
            self.keys(value, LANGUAGES, say("word_language"))
            lacking = [lang for lang in LANGUAGES if not str(value.get(lang) or "").strip()]
            if lacking and len(lacking) < len(LANGUAGES):
                self.note(holder, name, "programme_words_lacking", lacking=", ".join(lacking))
            if len(lacking) < len(LANGUAGES):
                return Words(str(value.get(lang) or "").strip() for lang in LANGUAGES)
        if needed or value is not None:
            self.note(holder, name, "programme_words")
        return Words.everywhere("")

    def names(self, holder: Any) -> Words:
        """What something is called: a text for each language beside its other values."""
        return Words(self.text(holder, lang) for lang in LANGUAGES)


_TOP = (
    "title", "about", "place", "language", "base_year", "years", "published", "money", "levels", "floor",
    "target", "landmark", "thresholds", "forces", "groups", "roles", "looks", "register",
)  # fmt: skip
SCENARIO_ROLES = (
    "programme", "counterfactual", "money_first", "people_first", "courses_first", "weakest_first", "stopped"
)  # fmt: skip
_MONEY = ("unit", *LANGUAGES, "coin", "coins", "limits", "large", "step")
LEVER_ROLES = ("project", "person", "course", "money", "shown")
GROUP_ROLES = ("money", "people", "courses")
_COLUMN_ROLES = ("prepared", "placed")


def _read(sheet: ProgrammeSheet, folder: Path, checksum: str) -> Programme | None:
    data = sheet.data
    sheet.keys(data, _TOP, say("word_field"))
    base = sheet.year(data, "base_year", data.get("base_year"))
    target = _limit(sheet, data, "target")
    programme = Programme(
        id=folder.name,
        folder=folder,
        checksum=checksum,
        title=sheet.words(data, "title"),
        about=sheet.words(data, "about"),
        place=sheet.words(data, "place"),
        language=_one_of(sheet, data, "language", LANGUAGES),
        base_year=base,
        years=_years(sheet, base),
        published=sheet.year(data, "published", data.get("published")),
        money=_money(sheet),
        levels=_levels(sheet),
        target=target or _Limit(1.0, ""),
        landmark=_limit(sheet, data, "landmark", needed=False) or target or _Limit(1.0, ""),
        floor=_limit(sheet, data, "floor", needed=False),
        thresholds=_thresholds(sheet, target),
        forces=_kinds(sheet, "forces", coloured=True),
        groups=_kinds(sheet, "groups"),
        roles=_roles(sheet),
        looks=_looks(sheet),
        register=sheet.words(data, "register", needed=False),
    )
    return None if sheet.faults else programme


def _one_of(sheet: ProgrammeSheet, holder: Any, name: str, known: Sequence[str]) -> str:
    value = str(holder.get(name, ""))
    if value not in known:
        sheet.faults.append(unknown(sheet.where(holder, name), name, value, known))
    return value


def _years(sheet: ProgrammeSheet, base: int) -> tuple[int, int]:
    value = sheet.data.get("years")
    whole = isinstance(value, list) and len(value) == 2 and all(isinstance(year, int) for year in value)
    if not whole or not base < value[0] <= value[1] <= base + SPAN:
        values = {"found": str(value), "first": base + 1, "last": base + SPAN}
        sheet.note(sheet.data, "years", "programme_years", **values)
        return base + 1, base + 1
    return int(value[0]), int(value[1])


def _money(sheet: ProgrammeSheet) -> _Money:
    money = sheet.mapping(sheet.data, "money")
    sheet.keys(money, _MONEY, say("word_field"))
    limits, large = sheet.mapping(money, "limits"), sheet.mapping(money, "large")
    told = {lang: _one_of(sheet, limits, lang, ("unit", "coin")) for lang in LANGUAGES}
    largest = {}
    for lang in LANGUAGES:
        each = sheet.mapping(large, lang)
        largest[lang] = _Large(sheet.text(each, "name"), sheet.number(each, "units"))
    coin = sheet.words(money, "coin")
    unit, names, step = sheet.text(money, "unit"), sheet.names(money), sheet.number(money, "step")
    return _Money(unit, names, coin, sheet.number(money, "coins"), told, largest, step)


def _levels(sheet: ProgrammeSheet) -> Mapping[str, _Level]:
    levels = sheet.mapping(sheet.data, "levels")
    sheet.keys(levels, LEVELS, say("word_field"))
    found = {}
    for name in LEVELS:
        level = sheet.mapping(levels, name)
        sheet.keys(level, (*LANGUAGES, "plural"), say("word_field"))
        found[name] = _Level(sheet.names(level), sheet.text(level, "plural"))
    return found


def _limit(sheet: ProgrammeSheet, holder: Any, name: str, needed: bool = True) -> _Limit | None:
    limit = sheet.mapping(holder, name, needed)
    if not limit:
        return None
    sheet.keys(limit, _Limit._fields, say("word_field"))
    return _Limit(_plain(sheet.number(limit, "amount")), sheet.text(limit, "source"))


def _plain(number: float) -> float:
    """A whole number without its point: 12 and not 12.0, in names of outcomes and on screens."""
    return int(number) if float(number).is_integer() else float(number)


def _thresholds(sheet: ProgrammeSheet, target: _Limit | None) -> tuple[float, ...]:
    value = sheet.data.get("thresholds")
    numbers = isinstance(value, list) and all(
        isinstance(each, (int, float)) and not isinstance(each, bool) and each > 0 for each in value
    )
    if not numbers or not value or any(b <= a for a, b in pairwise(value)):
        sheet.note(sheet.data, "thresholds", "programme_thresholds", found=str(value))
        return (1.0,)
    found = tuple(map(_plain, value))
    if target and target.amount not in found:
        sheet.note(sheet.data, "thresholds", "programme_target", target=f"{target.amount:g}")
    return found


def _kinds(sheet: ProgrammeSheet, name: str, coloured: bool = False) -> Mapping[str, _Kind]:
    known = (*LANGUAGES, *(("colour", "hatch") if coloured else ()))
    holder, found = sheet.mapping(sheet.data, name), {}
    for key in holder:
        if not isinstance(key, str) or not IDENTIFIER.fullmatch(key):
            sheet.note(holder, key, "programme_identifier")
            continue
        each = sheet.mapping(holder, key)
        sheet.keys(each, known, say("word_field"))
        looks = [_colour(sheet, each), str(each.get("hatch", ""))] if coloured else []
        found[key] = _Kind(sheet.names(each), *looks)
    if not found:
        sheet.note(sheet.data, name, "programme_none")
    return found


def _colour(sheet: ProgrammeSheet, holder: Any) -> str:
    value = str(holder.get("colour", ""))
    if not _COLOUR.fullmatch(value):
        sheet.note(holder, "colour", "programme_colour", found=value)
    return value


def _looks(sheet: ProgrammeSheet) -> Mapping[str, _Look]:
    holder, found = sheet.mapping(sheet.data, "looks", needed=False), {}
    for key in holder:
        each = sheet.mapping(holder, str(key))
        sheet.keys(each, _Look._fields, say("word_field"))
        dash = each.get("dash", [])
        if not isinstance(dash, list) or not all(
            isinstance(part, (int, float)) and part > 0 for part in dash
        ):
            sheet.note(each, "dash", "programme_dash", found=str(dash))
            dash = []
        found[str(key)] = _Look(_colour(sheet, each), tuple(dash), str(each.get("marker", "o")))
    return found


def _roles(sheet: ProgrammeSheet) -> _Roles:
    roles = sheet.mapping(sheet.data, "roles")
    sheet.keys(roles, tuple(_Roles.__dataclass_fields__), say("word_field"))

    def named(name: str, known: Sequence[str], needed: bool = False) -> Mapping[str, str]:
        holder = sheet.mapping(roles, name, needed)
        sheet.keys(holder, known, say("word_role"))
        return {key: sheet.text(holder, key) for key in known if key in holder}

    scenarios = named("scenarios", SCENARIO_ROLES, needed=True)
    for role in SCENARIO_ROLES[:2]:
        if role not in scenarios:
            sheet.note(sheet.mapping(roles, "scenarios", needed=False), role, "programme_role")
    holder = sheet.mapping(roles, "levers", needed=False)
    sheet.keys(holder, LEVER_ROLES, say("word_role"))
    levers = {}
    for role in LEVER_ROLES:
        value = holder.get(role, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            sheet.note(holder, role, "programme_shape", wanted=say("programme_list"))
            value = []
        levers[role] = tuple(value)
    groups, columns = named("groups", GROUP_ROLES), named("columns", _COLUMN_ROLES)
    return _Roles(scenarios, levers, groups, columns)


# --- what it names in other tables -----------------------------------------------------------------------


def kinds_written(folder: Path) -> tuple[list[str], list[str]]:
    """The ids of forces and groups as the description has them, whatever else is wrong with it."""
    sheet = programme_sheet(folder)
    forces, groups = (sheet.mapping(sheet.data, name, needed=False) for name in ("forces", "groups"))
    return [str(key) for key in forces], [str(key) for key in groups]


def programme_sheet(folder: Path) -> ProgrammeSheet:
    try:
        about = (folder / DESCRIPTION).stat()
    except OSError:
        raise InputFaults([no_programme(str(folder))]) from None
    return ProgrammeSheet(
        f"{folder.name}/{DESCRIPTION}", *_content_at(folder, about.st_mtime_ns, about.st_size)
    )


@lru_cache(maxsize=8)  # every reading of the facts asks for the forces; nobody writes into it
def _content_at(folder: Path, *stamp: int) -> tuple[Any, bytes]:
    text = file_bytes(folder / DESCRIPTION)
    return _parsed(folder, text), text
