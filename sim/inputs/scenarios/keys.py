"""Field names as people write them: 标题 is title, 数量 is amount; which fields may stand where is told here.

The names are changed in the parsed nodes, before anything is made of them: every reader then knows one name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from sim.inputs.scenarios.names import meant
from sim.words import LANGUAGES

ANY = "*"  # a name of the writer's own: a lever, a parameter
Fields = Mapping[str, Any]
_WORDS: Fields = dict.fromkeys(LANGUAGES)
_ENTRY: Fields = {"amount": None, "scale": None, "targeting": None, "extra": None, "reason": _WORDS}
_PRIOR: Fields = {
    **dict.fromkeys(("value", "low", "high", "distribution", "grade")), "reason": _WORDS
}  # fmt: skip
_KINDS: Fields = {"levers": {ANY: _ENTRY}, "parameters": {ANY: _PRIOR}, "options": None}
_ROW: Fields = {**_KINDS, "name": None, "scenario": None, "seed": None}
SCENARIO: Fields = {
    "title": _WORDS, "question": _WORDS, "baseline": None, "years": None, "set": {ANY: _ENTRY},
    "parameters": {ANY: _PRIOR}, "posterior": {"name": None, "reason": _WORDS},
}  # fmt: skip
STUDY: Fields = {
    "title": _WORDS, "question": _WORDS, **_KINDS, "grid": _KINDS, "list": _ROW,
    "sobol": {**_KINDS, "runs": None, "seed": None},
    **dict.fromkeys(("notebooks", "scenarios", "against", "members", "seeds", "villages", "amounts")),
    **dict.fromkeys(("outputs", "time_limit")),
}  # fmt: skip
FILE: Fields = {**STUDY, **SCENARIO}


class Renamed(NamedTuple):
    """A field that was named in another way: its line, counted from 1, its name in the file and its own."""

    line: int
    found: str
    meaning: str


def renamed(root: Any) -> tuple[Renamed, ...]:
    """Give every field of a file its own name; what was changed, in the order of the file."""
    return tuple(_renamed(root, FILE))


def _renamed(node: Any, fields: Fields | None) -> Iterator[Renamed]:
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
        if ANY not in fields and (name := other_name(str(key.value), list(fields))):
            yield Renamed(key.start_mark.line + 1, str(key.value), name)
            key.value = name
        yield from _renamed(value, fields.get(ANY, fields.get(str(key.value))))


def other_name(written: str, fields: Sequence[str]) -> str:
    """The field that a name stands for; blank where it is the field's own, or nobody's."""
    return "" if written in fields else meant("field", written, dict.fromkeys(fields, ())) or ""
