"""Names as people write them: levers, groups, fields and scenario files, found or told with the nearest."""

from __future__ import annotations

import difflib
import os
import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from sim.faults import Fault, InputFaults, fault, nearest, unknown
from sim.folders import per_programme, programme_folder
from sim.inputs.levers import HANDOUTS, load_levers
from sim.inputs.programme import in_use
from sim.inputs.tables import joined_tables
from sim.inputs.yaml_files import LARGEST, brief, shown
from sim.words import LANGUAGES, say, speaking

# ---- Names as people write them ------------------------------------------------------------------

# Likeness from which a name is proposed; names this close together are all proposed.
_SURE, _CLOSE = 0.6, 0.08
_MOST_PROPOSED = 3
_WHOLE_PIECE = 5  # letters from which a piece of a name tells it
_HAN = re.compile(r"[\u3400-\u9fff]")


@per_programme
def usual_names() -> dict[tuple[str, str], tuple[str, ...]]:
    """What people write for a lever, a handout, a field, every year (scenario_words.csv), folded.

    A name may mean one thing in one place of a file and another in another; the first that fits there holds.
    """
    rows = joined_tables("scenario_words.csv", "name")
    names = {(row["kind"], _folded(row["name"])): tuple(row["meaning"].split(";")) for row in rows}
    for handout in HANDOUTS:
        for lang in LANGUAGES:
            with speaking(lang):
                names.setdefault(("handout", _folded(say(f"handout_{handout}"))), (handout,))
    return names


def is_every_year(text: str) -> bool:
    """Whether a text stands for every year of the horizon."""
    return usual_names().get(("year", _folded(text))) == ("all",)


def _folded(name: str) -> str:
    """A name without what does not tell names apart: width, case, spaces and punctuation."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name).casefold())


@per_programme
def _words() -> frozenset[str]:
    levers = load_levers().values()
    labels = [label for lever in levers for label in (lever.id, lever.label_zh)]
    return frozenset([*labels, *_FIELDS, *(name for _, name in usual_names())])


# Every word that a scenario or study file may use as a key, levers and parameters apart.
_FIELDS = frozenset(
    (
        *("title", "question", "baseline", "years", "set", "parameters", "posterior", "name", *LANGUAGES),
        *("amount", "scale", "targeting", "reason", "all", "value", "low", "high", "distribution", "grade"),
        *("notebooks", "scenarios", "scenario", "against", "members", "seeds", "seed", "villages", "outputs"),
        *("levers", "options", "time_limit", "grid", "list", "sobol", "runs"),
        *("rules", "lever", "when", "then", "most", "outcome", "income", "over", "under"),
        *("failed", "served", "left"),
    )
)


def is_known(word: str) -> bool:
    """Whether a file may have this word before a colon."""
    return word in _words()


def meant(kind: str, name: str, labels: Mapping[str, Iterable[str]]) -> str | None:
    """The one thing whose label or usual name this is; None where there is none, or more than one.

    labels  the labels of each thing that may be meant
    """
    wanted = _folded(name)
    found = {thing for thing, known in labels.items() if wanted in {_folded(thing), *map(_folded, known)}}
    found |= set(_first_of(usual_names().get((kind, wanted), ()), labels))
    return found.pop() if wanted and len(found) == 1 else None


def _first_of(things: Sequence[str], known: Container[str]) -> list[str]:
    return [each for each in things if each in known][:1]


def unknown_name(where: str, word: str, kind: str, name: str, labels: Mapping[str, Iterable[str]]) -> Fault:
    """The fault of a name that nobody knows, with the nearest of all ids, labels and usual names."""
    shown = brief(name)
    if near := nearest(name, labels):
        return Fault(where, "fault_unknown_near", {"kind": word, "name": shown, "near": near})
    proposed = proposals(kind, name, labels)
    if proposed:
        named = [f"{text} ({thing})" if text else thing for thing, text in proposed]
        near = say("word_or").join(named)
        return Fault(where, "fault_unknown_near", {"kind": word, "name": shown, "near": near})
    return unknown(where, word, shown, labels)


def proposals(kind: str, name: str, labels: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    """What a name may stand for: the nearest things, each with the text that is near; the nearest first."""
    texts = [(thing, text) for thing, known in labels.items() for text in known]
    texts += [
        (thing, text)
        for (usual, text), things in usual_names().items()
        if usual == kind
        for thing in _first_of(things, labels)
    ]
    wanted = _folded(name)
    best: dict[str, tuple[float, str]] = {}
    for thing, text in texts:
        score = _likeness(wanted, _folded(text))
        if score >= _SURE and score > best.get(thing, (0.0, ""))[0]:
            best[thing] = score, text
    ranked = sorted(best.items(), key=lambda item: -item[1][0])
    return [
        (thing, text) for thing, (score, text) in ranked[:_MOST_PROPOSED] if score >= ranked[0][1][0] - _CLOSE
    ]


def _likeness(name: str, text: str) -> float:
    """How alike two names are, 0 to 1: alike as a whole, or the shorter one nearly all within the longer.

    A Chinese short name takes single signs out of the long one; of other names a whole piece must be there.
    Of two Chinese signs one in its place is enough: a slip in so short a name changes half of it.
    """
    if min(len(name), len(text)) < 2:
        return float(name == text)
    if len(name) == len(text) == 2 and _HAN.search(name) and any(map(str.__eq__, name, text)):
        return _SURE if name != text else 1.0
    matcher = difflib.SequenceMatcher(None, name, text, autojunk=False)
    sizes = [block.size for block in matcher.get_matching_blocks()]
    shorter = min(len(name), len(text))
    part = sum(sizes) if _HAN.search(name) and _HAN.search(text) else max(sizes) * (shorter >= _WHOLE_PIECE)
    return max(matcher.ratio(), 0.9 * part / shorter)


# ---- Field names as people write them: 标题 is title, 数量 is amount -------------------------------
# Which fields may stand where is told here. The names are changed in the parsed nodes, before anything is
# made of them: every reader then knows one name.

_ANY = "*"  # a name of the writer's own: a lever, a parameter
_Fields = Mapping[str, Any]
_WORDS: _Fields = dict.fromkeys(LANGUAGES)
_ENTRY: _Fields = {"amount": None, "scale": None, "targeting": None, "extra": None, "reason": _WORDS}
_PRIOR: _Fields = {
    **dict.fromkeys(("value", "low", "high", "distribution", "grade")), "reason": _WORDS
}  # fmt: skip
_WHEN: _Fields = dict.fromkeys(("outcome", "income", "over", "under", "failed", "served", "left"))
_RULE: _Fields = {"lever": None, "when": _WHEN, "then": None, "most": None, "reason": _WORDS}
_KINDS: _Fields = {"levers": {_ANY: _ENTRY}, "parameters": {_ANY: _PRIOR}, "options": None}
_ROW: _Fields = {**_KINDS, "name": None, "scenario": None, "seed": None}
SCENARIO: _Fields = {
    "title": _WORDS, "question": _WORDS, "baseline": None, "years": None, "set": {_ANY: _ENTRY},
    "parameters": {_ANY: _PRIOR}, "posterior": {"name": None, "reason": _WORDS},
    "rules": _RULE,
}  # fmt: skip
STUDY: _Fields = {
    "title": _WORDS, "question": _WORDS, **_KINDS, "grid": _KINDS, "list": _ROW,
    "sobol": {**_KINDS, "runs": None, "seed": None},
    **dict.fromkeys(("notebooks", "scenarios", "against", "members", "seeds", "villages", "amounts")),
    **dict.fromkeys(("outputs", "time_limit")),
}  # fmt: skip
FILE: _Fields = {**STUDY, **SCENARIO}


class Renamed(NamedTuple):
    """A field that was named in another way: its line, counted from 1, its name in the file and its own."""

    line: int
    found: str
    meaning: str


def renamed(root: Any) -> tuple[Renamed, ...]:
    """Give every field of a file its own name; what was changed, in the order of the file."""
    return tuple(_renamed(root, FILE))


def _renamed(node: Any, fields: _Fields | None) -> Iterator[Renamed]:
    if fields is None:
        return
    if isinstance(node, SequenceNode):
        for each in node.value:
            yield from _renamed(each, fields)
    if not isinstance(node, MappingNode):
        return
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            continue
        if _ANY not in fields and (name := _other_name(str(key.value), list(fields))):
            yield Renamed(key.start_mark.line + 1, str(key.value), name)
            key.value = name
        yield from _renamed(value, fields.get(_ANY, fields.get(str(key.value))))


def _other_name(written: str, fields: Sequence[str]) -> str:
    """The field that a name stands for; blank where it is the field's own, or nobody's."""
    return "" if written in fields else meant("field", written, dict.fromkeys(fields, ())) or ""


# ---- Where scenario files lie, and the file of an id ---------------------------------------------

_ENDINGS = (".yaml", ".yml")


def scenarios_folder() -> Path:
    """Where the scenarios of the programme in use lie."""
    return programme_folder() / "scenarios"


def years_later(folder: Path) -> int:
    """How many years later than written the years of a folder's scenarios are meant.

    Those of the programme begin with it, after the base year of the register at hand; what users write
    in their own files is meant for the years that they name.
    """
    later = in_use().later
    return later if later and folder.resolve() == scenarios_folder().resolve() else 0


def list_scenarios(folder: Path | None = None) -> list[str]:
    """The ids of the scenario files: the programme first, the counterfactual second, others by name."""
    ids = sorted({path.stem for path in files_in(folder or scenarios_folder())})
    programme = in_use()
    return sorted(ids, key=lambda name: (name != programme.main, name != programme.counterfactual, name))


def files_in(folder: Path) -> list[Path]:
    """The scenario files of a folder; both endings of YAML count."""
    return sorted(path for ending in _ENDINGS for path in folder.glob(f"*{ending}"))


def is_file_name(text: str) -> bool:
    """Whether a text names a file and no id: by its ending or its folder."""
    return text.lower().endswith(_ENDINGS) or os.sep in text


def all_ids(folder: Path) -> list[str]:
    return list(dict.fromkeys([*list_scenarios(folder), *list_scenarios()]))


def find_file(id_or_path: str | Path) -> Path:
    """The file of an id among the programme's scenarios, or the path as given."""
    text = str(id_or_path)
    if isinstance(id_or_path, Path) or is_file_name(text):
        if not is_there(text):
            raise fault(brief(text, 200), "fault_no_file")
        return Path(text)
    path = file_of(text, scenarios_folder())
    if path is None:
        known = (list_scenarios(), scenarios_folder())
        raise InputFaults([unknown_id("", say("word_scenario"), brief(text), *known)])
    return path


def unknown_id(where: str, kind: str, name: str, known: Iterable[str], *folders: Path) -> Fault:
    """The fault of an id that there is not; pages show titles, so a title leads to the id that bears it."""
    ids = list(known)
    wanted = _folded(name)
    files = [path for folder in folders for path in files_in(folder) if path.stem in ids]
    bearing = [path.stem for path in files if wanted in map(_folded, _titles(path))]
    if bearing:
        return Fault(where, "fault_unknown_near", {"kind": kind, "name": name, "near": bearing[0]})
    return unknown(where, kind, name, ids)


def scenario_titles() -> dict[str, list[str]]:
    """The titles of every scenario of the programme in all languages, by its id."""
    files = {path.stem: path for path in files_in(scenarios_folder())}
    return {name: _titles(files[name]) for name in list_scenarios()}


def _titles(path: Path) -> list[str]:
    """What a file calls its scenario, in each language; nothing where it cannot be read."""
    try:
        title = YAML(typ="safe").load(path.read_bytes()[:LARGEST])["title"]
    except (OSError, YAMLError, KeyError, TypeError, ValueError):
        return []
    return [str(each) for each in (title.values() if isinstance(title, dict) else [title])]


def file_of(name: str, *folders: Path) -> Path | None:
    """The file of an id in the first of the folders that has it."""
    for folder in folders:
        files = [path for path in files_in(folder) if path.stem == name]
        if len(files) > 1:
            raise fault(shown(folder), "scenario_two_files", names=" / ".join(path.name for path in files))
        if files:
            return files[0]
    return None


def is_there(text: str) -> bool:
    """Whether a text is the path of a file; not where it can be no path at all."""
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False
