"""What varies in a study: a `grid`, a `list` or a `sobol` sample of levers, parameters and notebook options.

Levers and parameters pass the checks of scenario files, options those of the notebook's own parameters cell.
A fault names its line and, in a list or a grid, its row or value.
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

from sim.faults import Fault, nearest, unknown
from sim.inputs.notebooks import NotebookParameter, fits
from sim.inputs.programme import in_use
from sim.inputs.scenarios.names import unknown_name
from sim.inputs.scenarios.resolve import check_priors, read_number
from sim.inputs.scenarios.scenario import Tables
from sim.inputs.scenarios.settings import amount_reader, check_entries, named, narrow
from sim.inputs.scenarios.sheet import WrittenFile, block, check_keys, is_number, item_line, line_of
from sim.inputs.yaml_files import brief
from sim.words import say

WAYS, KINDS = ("grid", "list", "sobol"), ("levers", "parameters", "options")
_ROW_KEYS = ("name", "scenario", "seed", *KINDS)
_SOBOL_KEYS = ("runs", "seed", *KINDS)
# What the study's own keys say to a notebook, so that no option may.
_TAKEN = {
    "scenario": "scenarios", "counterfactual": "against", "members": "members", "seed": "seeds",
    "villages": "villages", "lang": "--lang", "folder": "--outputs",
}  # fmt: skip
MOST_RUNS, MOST_SEED = 100_000, (1 << 32) - 1
_PRIOR = "prior"
_WHOLE = re.compile(r"[0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3}")
_ROW_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")


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


def describe(choice: Choice, tables: Tables) -> str:
    """What a choice sets, in one line of one language."""
    named: Mapping[str, Any] = {**tables.levers, **tables.parameters}
    parts = [
        f"{named[name].label() if name in named else name} = {_in_short(value)}"
        for values in (choice.levers, choice.parameters, choice.options)
        for name, value in values.items()
    ]
    return say("study_comma").join(parts)


def _in_short(value: Any) -> str:
    """A value as a title can show it."""
    if isinstance(value, Mapping):
        shown = [_in_short(each) for key, each in value.items() if key != "reason"]
        return " ".join(shown)
    return f"{value:g}" if isinstance(value, float) else brief(value)


# --- every choice of a study ----------------------------------------------------------------------


def check_choices(
    sheet: WrittenFile, tables: Tables, notebooks: Mapping[Path, Mapping[str, NotebookParameter]]
) -> list[Choice]:
    """Every choice of the study, on top of what all runs share."""
    ways = [name for name in WAYS if name in sheet.data]
    for name in ways[1:]:
        sheet.note(line_of(sheet.data, name), "study_ways", name=name, other=ways[0])
    declared = {name: row for each in notebooks.values() for name, row in each.items()}
    shared = [
        _made(sheet.place(line_of(sheet.data, kind)), {kind: _by_id(sheet, kind, block(sheet, kind), tables)})
        for kind in KINDS
    ]
    readers: dict[str, Callable[..., Iterator[Choice]]] = {"grid": _grid, "list": _rows, "sobol": _sobol}
    choices = list(readers[ways[0]](sheet, tables, declared)) if ways else [Choice(sheet.name)]
    for each in shared:
        _check_alone(sheet, each, tables)
    for each in [*shared, *choices] if notebooks else ():
        _check_options(sheet, each, declared)
    return [_merge(sheet, shared, choice) for choice in choices]


def check_count(sheet: WrittenFile, each: int) -> bool:
    """Whether a study asks for no more runs than can be planned: counted before any of them is thought of.

    each  how many runs one combination, row or point of a sample makes
    """
    count, way = 1, next((name for name in WAYS if name in sheet.data), None)
    if way == "grid":
        sizes = [
            len(part[key])
            for _, _, key, part in _axes(WrittenFile("", "", sheet.data), way, None)
            if _is_list(part[key])
        ]
        count = prod(sizes)
    elif way == "list":
        count = len(sheet.data["list"]) if _is_list(sheet.data["list"]) else 1
    elif way == "sobol":
        content = sheet.data["sobol"]
        runs = content.get("runs", 16) if isinstance(content, Mapping) else 16
        count = as_whole(WrittenFile("", "", {}), "runs", runs, None) or 1
    if count * each > MOST_RUNS:
        line = line_of(sheet.data, way)
        sheet.note(line, "study_count", count=f"{count * each:,}", most=f"{MOST_RUNS:,}", each=f"{each:,}")
    return count * each <= MOST_RUNS


def _merge(sheet: WrittenFile, shared: Sequence[Choice], choice: Choice) -> Choice:
    """A choice with what all runs share; one value set in both is a fault."""
    both: dict[str, Any] = {}
    for kind, common in zip(KINDS, shared, strict=True):
        first, own = getattr(common, kind), getattr(choice, kind)
        for name in first.keys() & own.keys():
            sheet.add(Fault(choice.where, "study_twice", {"name": name}))
        both[kind] = {**first, **own}
    return replace(choice, **both)


def _made(where: str, parts: Mapping[str, Mapping[str, Any]], row: int = 0) -> Choice:
    """A choice of what each kind sets, by the names of KINDS."""
    levers, parameters, options = (parts.get(kind) or {} for kind in KINDS)
    return Choice(where, row, "", levers, parameters, options)


def _check_options(sheet: WrittenFile, choice: Choice, declared: Mapping[str, NotebookParameter]) -> None:
    """The options of a choice against what the notebooks declare."""
    for name, value in choice.options.items():
        if name in _TAKEN:
            sheet.add(Fault(choice.where, "study_option_taken", {"name": name, "key": _TAKEN[name]}))
        elif name not in declared:
            sheet.add(_unknown_option(choice.where, str(name), declared))
        elif not fits(value, declared[name].type):
            wrong = {"name": name, "value": brief(value), "type": declared[name].type}
            sheet.add(Fault(choice.where, "option_type", wrong))


def _unknown_option(where: str, name: str, declared: Mapping[str, NotebookParameter]) -> Fault:
    """The fault of an option that no notebook declares; what a key of the study sets is told as that."""
    taken = nearest(name, [each for each in _TAKEN if each in declared])
    free = [each for each in declared if each not in _TAKEN]
    if taken and not nearest(name, free):
        return Fault(where, "study_option_taken", {"name": taken, "key": _TAKEN[taken]})
    return unknown(where, say("word_notebook_parameter"), brief(name), free)


# --- grid, list and sample ------------------------------------------------------------------------


def _grid(sheet: WrittenFile, tables: Tables, declared: Mapping[str, NotebookParameter]) -> Iterator[Choice]:
    """The choices of a `grid`: every combination of its values, the last axis moving fastest."""
    lines = [
        (kind, name, list(_axis_values(sheet, kind, name, items(sheet, key, [], part), tables)))
        for kind, name, key, part in _axes(sheet, "grid", tables)
    ]
    for number, chosen in enumerate(product(*(values for _, _, values in lines)), 1):
        parts: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
        for (kind, name, _), value in zip(lines, chosen, strict=True):
            parts[kind][name] = _plain(value)
        where = _place_of(sheet, line_of(sheet.data, "grid"), "study_combination", number=number)
        yield _made(where, parts, number)


def _axis_values(
    sheet: WrittenFile, kind: str, name: str, values: Sequence[tuple[Any, int | None]], tables: Tables
) -> Iterator[Any]:
    """The values of an axis, each meaning once; a wrong one is told here, with its own line."""
    first: dict[str, int] = {}
    for number, (value, line) in enumerate(values, 1):
        same = _meaning(kind, name, value, tables)
        if first.setdefault(same, number) != number:
            told = {"number": number, "found": brief(value), "first": first[same]}
            sheet.take(line, "study_same_value", name=name, **told)
            continue
        where = _place_of(sheet, line, "study_value", number=number, name=name)
        _check_alone(sheet, _made(where, {kind: {name: _plain(value)}}), tables)
        yield value


def _rows(sheet: WrittenFile, tables: Tables, declared: Mapping[str, NotebookParameter]) -> Iterator[Choice]:
    """The choices of a `list`, one a row."""
    names: dict[str, int] = {}
    known: dict[str, int] = {}
    for number, (row, line) in enumerate(items(sheet, "list", []), 1):
        if sheet.full:
            return
        where = _place_of(sheet, line, "study_row", number=number)
        if not isinstance(row, Mapping):
            allowed = ", ".join(_ROW_KEYS)
            sheet.add(Fault(where, "study_row_shape", {"found": brief(row), "allowed": allowed}))
            continue
        for key in row:
            if key not in _ROW_KEYS:
                sheet.add(unknown(where, say("word_field"), str(key), _ROW_KEYS))
        name, seed = row.get("name", ""), row.get("seed")
        if name and not _ROW_NAME.fullmatch(str(name)):
            sheet.add(Fault(where, "study_row_name", {"found": brief(name)}))
        if name and names.setdefault(str(name), number) != number:
            sheet.add(Fault(where, "study_row_twice", {"name": name, "first": names[str(name)]}))
        if seed is not None and not (isinstance(seed, int) and is_number(seed) and 0 <= seed <= MOST_SEED):
            wrong = {"name": "seed", "found": brief(seed), "low": 0, "high": MOST_SEED}
            sheet.add(Fault(where, "study_whole", wrong))
            seed = None
        parts = {kind: _by_id(sheet, kind, _mapping_of(sheet, where, row, kind), tables) for kind in KINDS}
        said = {
            f"{kind}.{each}": _meaning(kind, each, parts[kind][each], tables)
            for kind in KINDS
            for each in parts[kind]
        }
        same = json.dumps([str(row.get("scenario", "")), seed, said], sort_keys=True)
        if known.setdefault(same, number) != number:
            sheet.take(line, "study_same_row", number=number, first=known[same])
            continue
        choice = _made(where, parts, number)
        yield replace(choice, name=str(name), scenario=str(row.get("scenario", "")), seed=seed)


def _sobol(sheet: WrittenFile, tables: Tables, declared: Mapping[str, NotebookParameter]) -> Iterator[Choice]:
    """The choices of a `sobol` sample: a scrambled Sobol sequence over the ranges of its axes."""
    content = block(sheet, "sobol")
    count = whole(sheet, content, "runs", 16, 1, MOST_RUNS)
    seed = whole(sheet, content, "seed", 0, 0, MOST_SEED)
    if count & (count - 1):
        below = 1 << count.bit_length() - 1
        sheet.take(line_of(content, "runs"), "study_not_power", count=count, below=below, above=2 * below)
    reached = [
        (kind, name, _reach(sheet, kind, name, (part[key], line_of(part, key)), tables, declared))
        for kind, name, key, part in _axes(sheet, "sobol", tables, _SOBOL_KEYS)
    ]
    if not reached or not all(quantile for _, _, quantile in reached):
        if not reached:
            sheet.note(line_of(sheet.data, "sobol"), "study_sobol_empty")
        return
    for number, point in enumerate(_sobol_points(len(reached), count, seed), 1):
        parts: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
        for (kind, name, quantile), share in zip(reached, point, strict=True):
            assert quantile is not None
            parts[kind][name] = quantile(float(share))
        where = _place_of(sheet, line_of(sheet.data, "sobol"), "study_sample", number=number)
        yield _made(where, parts, number)


def _sobol_points(axes: int, count: int, seed: int) -> Any:
    """(count, axes) shares in 0..1; the first points are the same however many are drawn."""
    from scipy.stats import qmc

    return qmc.Sobol(axes, scramble=True, seed=seed).random(1 << (count - 1).bit_length())[:count]


def _reach(
    sheet: WrittenFile, kind: str, name: str, given: tuple[Any, int | None], tables: Tables,
    declared: Mapping[str, NotebookParameter],
) -> Callable[[float], Any] | None:  # fmt: skip
    """The way from a share in 0..1 to a value of an axis: between [low, high], or along the prior.

    given  what the file holds for the axis, and its line
    """
    value, line = given
    if kind == "options" and name not in declared:
        sheet.add(_unknown_option(sheet.place(line), name, declared))
        return None
    known: Mapping[str, Collection[str]] = {
        "levers": tables.selector_labels(), "parameters": tables.parameter_labels(), "options": {}
    }[kind]  # fmt: skip
    if kind != "options" and name not in known:
        kinds = {"levers": ("word_lever", "lever"), "parameters": ("word_parameter", "parameter")}
        word, one = kinds[kind]
        sheet.add(unknown_name(sheet.place(line), say(word), one, name, known))
        return None
    if value == _PRIOR and kind == "parameters":
        prior = tables.parameters[name]
        return lambda share: _short(float(prior.quantile(share)))  # type: ignore[arg-type]
    bounds = _range_of(sheet, kind, name, value, line, tables)
    if bounds is None:
        return None
    low, high = bounds
    if kind == "options" and declared[name].type == "int":
        return lambda share: int(low + min(share, 0.999999) * (high - low + 1))
    return lambda share: _short(low + share * (high - low))


def _range_of(
    sheet: WrittenFile, kind: str, name: str, value: Any, line: int | None, tables: Tables
) -> tuple[float, float] | None:
    """The bounds of an axis, each as a value of it alone is read and checked."""
    key = "study_range_or_prior" if kind == "parameters" else "study_range"
    if not _is_list(value) or len(value) != 2:
        sheet.note(line, key, name=name, found=brief(value))
        return None
    told = len(sheet.faults)
    for bound in value:
        _check_alone(sheet, _made(sheet.place(line), {kind: {name: _plain(bound)}}), tables)
    if len(sheet.faults) > told:
        return None
    low, high = (json.loads(_meaning(kind, name, bound, tables)) for bound in value)
    if not is_number(low) or not is_number(high):
        sheet.note(line, key, name=name, found=brief(value))
    elif low == high:
        sheet.note(line, "study_range_equal", name=name, found=brief(value), number=f"{low:.12g}", kind=kind)
    elif low > high:
        sheet.note(line, key, name=name, found=brief(value))
    else:
        return float(low), float(high)
    return None


def _short(number: float) -> float:
    """Six digits, as a person would write it."""
    return float(f"{number:.6g}")


# --- levers, parameters and options ---------------------------------------------------------------


def _axes(
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
        yield from ((kind, name, key, part) for key, name in _ids(sheet, kind, part, tables).items())


def _ids(sheet: WrittenFile, kind: str, part: Mapping[Any, Any], tables: Tables | None) -> dict[Any, str]:
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


def _by_id(sheet: WrittenFile, kind: str, part: Mapping[Any, Any], tables: Tables) -> dict[str, Any]:
    """What a mapping sets, by id and as Python's own types."""
    return {name: _plain(part[key]) for key, name in _ids(sheet, kind, part, tables).items()}


def _mapping_of(sheet: WrittenFile, where: str, row: Mapping[str, Any], kind: str) -> Mapping[str, Any]:
    content = row.get(kind)
    if content is None or isinstance(content, Mapping):
        return content or {}
    sheet.add(Fault(where, "scenario_block", {"name": kind, "found": brief(content)}))
    return {}


def _check_alone(sheet: WrittenFile, choice: Choice, tables: Tables) -> None:
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


def as_entries(values: Mapping[str, Any], key: str, reason: Any = None) -> dict[str, Any]:
    """Values as a scenario's `set:` or `parameters:` block: a number alone is the amount or the value."""
    return {
        name: {
            **(value if isinstance(value, Mapping) else {key: value}),
            **({"reason": dict(reason)} if reason else {}),
        }
        for name, value in values.items()
    }


def _meaning(kind: str, name: str, value: Any, tables: Tables) -> str:
    """What a value of an axis says, alike for all ways of writing it: 400, 400.0 and "400 人"."""
    content = _plain(value)
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


def _plain(value: Any) -> Any:
    """What ruamel has read as Python's own types."""
    if isinstance(value, Mapping):
        return {_plain(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, str) or value is None:
        return None if value is None else str(value)
    if is_number(value):
        return int(value) if isinstance(value, int) else float(value)
    return bool(value) if isinstance(value, int) else str(value)


# --- numbers and lists of the file ----------------------------------------------------------------


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
        if not _WHOLE.fullmatch(plain):
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


def _is_list(value: Any) -> bool:
    return isinstance(value, (list, tuple))


def _place_of(sheet: WrittenFile, line: int | None, key: str, **values: Any) -> str:
    """`study.yaml:81: row 73`, as faults name it."""
    return f"{sheet.place(line)}: {say(key, **values)}"
