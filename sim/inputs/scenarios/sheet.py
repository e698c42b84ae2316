"""A scenario file as it stands: its content with the line of every key, its faults so far, its baselines.

What all parts of a file share (words by language, reasons, what counts as a number) is checked here too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from numbers import Real
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import Node
from ruamel.yaml.scalarbool import ScalarBoolean

from sim.faults import Fault, InputFaults, fault
from sim.inputs.scenarios.names import (
    SCENARIO,
    Renamed,
    all_ids,
    file_of,
    is_known,
    renamed,
    scenarios_folder,
    unknown_id,
    unknown_name,
)
from sim.inputs.yaml_files import (
    DEEPEST,
    beyond_at_sight,
    beyond_bounds,
    brief,
    duplicates,
    explained,
    read_text,
    shown,
    slips_in,
    told_by_slips,
)
from sim.words import LANGUAGES, say

# ---- Reading a file: its content with the line of every key, the faults found so far, its chain of baselines

_MOST_BASELINES = 20  # files that stand on one another
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
    folder: Path = field(default_factory=scenarios_folder)
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
            found = sorted(self.faults, key=lambda found: _line_number(found.where))
            told = list(told_by_slips(found[: MOST_TOLD + 1], self.text, self.name, is_known))
            last = [Fault(self.name, "scenario_more_faults", {"most": MOST_TOLD})]
            raise InputFaults(told if len(told) <= MOST_TOLD else told[:MOST_TOLD] + last)


def _line_number(where: str) -> int:
    found = re.search(r":(\d+)(?::|$)", where)
    return int(found[1]) if found else 0


def baseline_chain(path: Path) -> list[WrittenFile]:
    """The sheet of `path`, of its baseline, of that one's baseline, … down to the root."""
    sheets = [read_sheet(path)]
    seen = {path.resolve()}
    while (baseline := baseline_of(sheets[-1])) is not None:
        sheet = sheets[-1]
        line = line_of(sheet.data, "baseline")
        found = file_of(baseline, sheet.folder, scenarios_folder())
        if len(sheets) > _MOST_BASELINES:
            sheet.note(line, "scenario_long_chain", most=_MOST_BASELINES)
            break
        if found is None:
            known = [name for name in all_ids(sheet.folder) if name != sheet.id]
            folders = dict.fromkeys((sheet.folder, scenarios_folder()))
            sheet.add(unknown_id(sheet.place(line), say("word_baseline"), baseline, known, *folders))
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


_Parsed = tuple[Node | None, Any, tuple[Renamed, ...]]


def parsed(text: str, name: str) -> _Parsed:
    """The nodes of a text, what they hold, and which fields had other names.

    Bounds are checked in between, before anything is made.
    """
    outcome = _outcome_of(text, name)
    if isinstance(outcome, InputFaults):
        raise outcome
    return outcome


@lru_cache(maxsize=16)
def _outcome_of(text: str, name: str) -> _Parsed | InputFaults:
    """What a text gives or why it gives nothing; kept, since one command looks at a file more than once."""
    try:
        return _parse(text, name)
    except InputFaults as found:
        return found


def _parse(text: str, name: str) -> _Parsed:
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


# ---- What the parts of a sheet share -------------------------------------------------------------
# Keys, words in both languages, reasons, and what counts as a number.

LONGEST = {"title": 200, "question": 1000, "reason": 2000}  # signs of a text
# Control characters and those that turn the direction of writing: they change what a reader sees around them.
# Joiners and the selectors of Mongolian script are letters of their languages and stay.
_HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufeff]")


def block(sheet: WrittenFile, name: str) -> Mapping[Any, Any]:
    """The mapping under a top key; a missing or empty one is an empty mapping."""
    content = sheet.data.get(name)
    if content is None or isinstance(content, Mapping):
        return content or {}
    sheet.note(line_of(sheet.data, name), "scenario_block", name=name, found=brief(content))
    return {}


def check_keys(sheet: WrittenFile, mapping: Mapping[Any, Any], allowed: Collection[str], kind: str) -> None:
    before = None
    for key, value in mapping.items():
        if key not in allowed and not sheet.full:
            line = line_of(mapping, key)
            if before is not None and value is None and _is_flow(mapping):
                sheet.note(line, "scenario_open_comma", text=brief(key), name=before)
            else:
                names: dict[str, Collection[str]] = dict.fromkeys(allowed, ())
                sheet.add(unknown_name(sheet.place(line), kind, "field", str(key), names))
        before = before if key not in allowed else key


def _is_flow(mapping: Mapping[Any, Any]) -> bool:
    """Whether a mapping is written in braces, where a comma begins the next pair."""
    return hasattr(mapping, "fa") and bool(mapping.fa.flow_style())


def check_words(sheet: WrittenFile, name: str, key: str, holder: Mapping[Any, Any]) -> None:
    """Text such as a title, in both languages as {zh: …, en: …}; one in one language stands for both."""
    line, words = line_of(holder, key), holder.get(key)
    if isinstance(words, Mapping):
        check_keys(sheet, words, LANGUAGES, say("word_language"))
        given = [lang for lang in LANGUAGES if not _is_blank(words.get(lang))]
    elif not isinstance(words, str) and words is not None:
        return sheet.note(line, "scenario_words_shape", name=name)
    else:
        words, given = {"": words}, [] if _is_blank(words) else [""]
    if not given:
        return sheet.note(line, "scenario_words_missing", name=name)
    for lang in given:
        at, full_name = line_of(words, lang) or line, f"{name}.{lang}".rstrip(".")
        if isinstance(words[lang], str):
            check_text(sheet, full_name, words[lang], at)
        else:
            sheet.note(at, "scenario_words_shape", name=full_name)
    if len(given) < len(LANGUAGES):
        sheet.take(line, "scenario_note_one_language", name=name)


def _is_blank(words: Any) -> bool:
    return words is None or (isinstance(words, str) and not words.strip())


def in_both(words: str | Mapping[str, str]) -> dict[str, str]:
    """A checked text in both languages: what is given in one only holds for both."""
    if isinstance(words, str):
        return dict.fromkeys(LANGUAGES, words.strip())
    given = [words[lang] for lang in LANGUAGES if not _is_blank(words.get(lang))]
    return {lang: (given[0] if _is_blank(words.get(lang)) else words[lang]).strip() for lang in LANGUAGES}


def check_text(sheet: WrittenFile, name: str, text: str, line: int | None) -> None:
    """Words that stand in titles, tables and files: of a bearable length, without signs that nobody sees."""
    most = LONGEST.get(name.partition(".")[0], LONGEST["reason"])
    if len(text.strip()) > most:
        sheet.note(line, "scenario_words_long", name=name, count=len(text.strip()), most=most)
    if hidden := _HIDDEN.search(text.strip()):
        sheet.note(
            line, "scenario_words_hidden", name=name, sign=f"U+{ord(hidden[0]):04X}", place=hidden.start() + 1
        )


def check_reason(
    sheet: WrittenFile, key: str, value: Mapping[Any, Any], line: int | None
) -> str | Mapping[str, str]:
    """The reason of an entry: text in the writer's language, or in both as {zh: …, en: …}."""
    reason = value.get("reason")
    if isinstance(reason, Mapping):
        check_words(sheet, f"{key}.reason", "reason", value)
        told = {lang: text for lang, text in reason.items() if lang in LANGUAGES and isinstance(text, str)}
        return in_both(told) if any(map(str.strip, told.values())) else ""
    if isinstance(reason, str) and reason.strip():
        check_text(sheet, f"{key}.reason", reason, line_of(value, "reason") or line)
        return reason.strip()
    if sheet.reason_needed or reason is not None:
        sheet.note(line_of(value, "reason") or line, "scenario_reason", name=key)
    return ""


def is_number(value: Any) -> bool:
    # ruamel's ScalarBoolean and Python's bool are both numbers to Python, and never an amount
    return isinstance(value, Real) and not isinstance(value, (bool, ScalarBoolean))


def is_year(value: Any) -> bool:
    return isinstance(value, int) and is_number(value)
