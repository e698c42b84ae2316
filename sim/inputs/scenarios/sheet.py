"""Reading a file: its content with the line of every key, the faults found so far, its chain of baselines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import Node

from sim.faults import Fault, InputFaults, fault
from sim.inputs.scenarios import finding
from sim.inputs.scenarios.keys import SCENARIO, Renamed, renamed
from sim.inputs.scenarios.names import is_known
from sim.inputs.scenarios.nodes import DEEPEST, beyond_at_sight, beyond_bounds, duplicates
from sim.inputs.scenarios.text import brief, read_text, shown
from sim.inputs.slips import explained, slips_in, told_by_slips
from sim.words import say

MOST_BASELINES = 20  # files that stand on one another
MOST_TOLD = 60  # faults of one file
TOP_KEYS = tuple(SCENARIO)


@dataclass
class WrittenFile:
    """One file while it is checked: its content, the faults found so far, and what was taken in its own way.

    `path` and `text` are those of the file; a sheet that is made of edits has none.
    """

    id: str
    name: str
    data: Any
    folder: Path = field(default_factory=finding.scenarios_folder)
    reason_needed: bool = True
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    path: Path | None = None
    text: str = ""

    def note(self, line: int | None, key: str, **values: Any) -> None:
        self.add(Fault(self.place(line), key, values))

    def add(self, found: Fault) -> None:
        self.faults.append(found)

    def take(self, line: int | None, key: str, **values: Any) -> None:
        """Note what was not written as it should be and could be read in one way only."""
        told = Fault(self.place(line), key, values)
        if told not in self.notes:
            self.notes.append(told)

    def place(self, line: int | None) -> str:
        return self.name if line is None else f"{self.name}:{line}"

    @property
    def full(self) -> bool:
        """Whether more faults were found than anybody will be told."""
        return len(self.faults) > MOST_TOLD

    def stop_if_faulty(self) -> None:
        if self.faults:
            found = sorted(self.faults, key=lambda found: line_number(found.where))
            told = list(told_by_slips(found[: MOST_TOLD + 1], self.text, self.name, is_known))
            last = [Fault(self.name, "scenario_more_faults", {"most": MOST_TOLD})]
            raise InputFaults(told if len(told) <= MOST_TOLD else told[:MOST_TOLD] + last)


def line_number(where: str) -> int:
    found = re.search(r":(\d+)(?::|$)", where)
    return int(found[1]) if found else 0


def baseline_chain(path: Path) -> list[WrittenFile]:
    """The sheet of `path`, of its baseline, of that one's baseline, … down to the root."""
    sheets = [read_sheet(path)]
    seen = {path.resolve()}
    while (baseline := baseline_of(sheets[-1])) is not None:
        sheet = sheets[-1]
        line = line_of(sheet.data, "baseline")
        found = finding.file_of(baseline, sheet.folder, finding.scenarios_folder())
        if len(sheets) > MOST_BASELINES:
            sheet.note(line, "scenario_long_chain", most=MOST_BASELINES)
            break
        if found is None:
            known = [name for name in finding.all_ids(sheet.folder) if name != sheet.id]
            folders = dict.fromkeys((sheet.folder, finding.scenarios_folder()))
            sheet.add(finding.unknown_id(sheet.place(line), say("word_baseline"), baseline, known, *folders))
            break
        if found.resolve() in seen:
            names = " → ".join([*(sheet.id for sheet in sheets), found.stem])
            sheet.note(line, "scenario_cycle", chain=names)
            break
        seen.add(found.resolve())
        sheets.append(read_sheet(found))
    return sheets


def baseline_of(sheet: WrittenFile) -> str | None:
    """The baseline that a sheet names; None for a root and for what is no name (noted by the check)."""
    name = sheet.data.get("baseline")
    return name if isinstance(name, str) and name.strip() else None


def read_sheet(path: Path) -> WrittenFile:
    """The content of one YAML file with the line of every key. Raises InputFaults where it is none."""
    name = shown(path)
    text, notes = read_text(path)
    node, data, other_names = parsed(text, name)
    if data is None:
        raise fault(name, "scenario_empty", allowed=", ".join(TOP_KEYS))
    if not isinstance(data, Mapping):
        if slips := slips_in(text, is_known):  # a file whose colons are all wide is one long text
            raise InputFaults(slip.fault(name) for slip in slips)
        raise fault(f"{name}:1", "scenario_no_mapping", allowed=", ".join(TOP_KEYS))
    sheet = WrittenFile(path.stem, name, data, path.parent, notes=notes, path=path, text=text)
    pairs = dict.fromkeys(f"{brief(found)} = {meaning}" for _, found, meaning in other_names)
    if pairs:
        sheet.take(other_names[0].line, "scenario_note_fields", pairs=", ".join(pairs))
    for key, line, first in duplicates(node):
        sheet.note(line, "scenario_duplicate", name=brief(key), first=first)
    return sheet


Parsed = tuple[Node | None, Any, tuple[Renamed, ...]]


def parsed(text: str, name: str) -> Parsed:
    """The nodes of a text, what they hold, and which fields had other names.

    Bounds are checked in between, before anything is made."""
    outcome = _parsed(text, name)
    if isinstance(outcome, InputFaults):
        raise outcome
    return outcome


@lru_cache(maxsize=16)
def _parsed(text: str, name: str) -> Parsed | InputFaults:
    """What a text gives or why it gives nothing; kept, since one command looks at a file more than once."""
    try:
        return once_parsed(text, name)
    except InputFaults as found:
        return found


def once_parsed(text: str, name: str) -> Parsed:
    """Read a text. Raises InputFaults where it is no YAML or beyond bounds."""
    early = beyond_at_sight(text, name)
    if early:
        raise InputFaults(early)
    try:
        constructor, _ = yaml().get_constructor_parser(text)
        node = constructor.composer.get_single_node()
        faults = beyond_bounds(node, name)
        if faults:
            raise InputFaults(faults[:MOST_TOLD])
        other_names = renamed(node)
        return node, None if node is None else constructor.construct_document(node), other_names
    except RecursionError:
        raise fault(name, "scenario_too_deep", most=DEEPEST) from None
    except (YAMLError, ValueError, LookupError, AttributeError, TypeError, AssertionError) as error:
        # the last four are the parser's own slips over texts that nobody has tried with it
        raise InputFaults(each.fault(name) for each in explained(text, error, is_known)) from None


def content_of(text: str) -> Any:
    """What a text that has been checked holds, made anew to be changed; every field has its own name."""
    constructor, _ = yaml().get_constructor_parser(text)
    node = constructor.composer.get_single_node()
    renamed(node)
    return None if node is None else constructor.construct_document(node)


def yaml() -> YAML:
    """A reader and writer that keeps comments; duplicates are told by `duplicates`, all at once."""
    handler = YAML()
    handler.allow_duplicate_keys = True
    handler.width = 100
    handler.indent(mapping=2, sequence=4, offset=2)
    return handler


def line_of(mapping: Any, key: Any) -> int | None:
    """The line of a key in a file, counted from 1; None for a plain dict."""
    if not isinstance(mapping, CommentedMap) or mapping.lc.data is None or key not in mapping.lc.data:
        return None
    return int(mapping.lc.key(key)[0]) + 1


def item_line(values: Any, place: int, line: int | None) -> int | None:
    """The line of an item of a list, that of its key where the file does not say."""
    known = getattr(values, "lc", None)
    return int(known.item(place)[0]) + 1 if known is not None and known.data else line
