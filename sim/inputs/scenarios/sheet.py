"""Reading a file: its content with the line of every key, the faults found so far, its chain of baselines."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from sim.faults import Fault, InputFaults, fault, unknown
from sim.inputs.scenarios import finding
from sim.words import say

TOP_KEYS = ("title", "question", "baseline", "years", "set", "parameters", "posterior")


@dataclass
class Sheet:
    """One file while it is checked: its content and the faults found so far."""

    id: str
    name: str
    data: Any
    folder: Path = finding.FOLDER
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


def line_number(where: str) -> int:
    found = re.search(r":(\d+)(?::|$)", where)
    return int(found[1]) if found else 0


def baseline_chain(path: Path) -> list[Sheet]:
    """The sheet of `path`, of its baseline, of that one's baseline, … down to the root."""
    sheets = [read_sheet(path)]
    seen = {path.resolve()}
    while (baseline := baseline_of(sheets[-1])) is not None:
        sheet = sheets[-1]
        line = line_of(sheet.data, "baseline")
        found = finding.file_of(baseline, sheet.folder, finding.FOLDER)
        if found is None:
            known = [name for name in finding.all_ids(sheet.folder) if name != sheet.id]
            sheet.add(unknown(sheet.place(line), say("word_baseline"), baseline, known))
            break
        if found.resolve() in seen:
            names = " → ".join([*(sheet.id for sheet in sheets), found.stem])
            sheet.note(line, "scenario_cycle", chain=names)
            break
        seen.add(found.resolve())
        sheets.append(read_sheet(found))
    return sheets


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
