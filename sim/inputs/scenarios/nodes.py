"""Bounds of a parsed file before anything is made of it: depth, size with all references, keys, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from sim.faults import Fault

DEEPEST, MOST_NODES, MOST_ANCHORS = 24, 200_000, 200
LONGEST_KEY, LONGEST_TEXT, LONGEST_NUMBER = 200, 5_000, 40
ANCHOR = re.compile(r"(?:^|[\s\[{,:-])&[\w-]", re.MULTILINE)
BRACKET = re.compile(r"[\[\]{}]")
QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|(?:^|\s)#.*")
DASHES = re.compile(r"(?:\s*-(?=\s))*")
CORE = "tag:yaml.org,2002:"
PLAIN = {CORE + name for name in ("map", "seq", "str", "int", "float", "bool", "null", "timestamp", "merge")}
NUMBERS = {CORE + "int", CORE + "float"}
TEXT = CORE + "str"


def beyond_bounds(root: Node | None, name: str) -> list[Fault]:
    """What is too deep, too much or of no kind that a file may hold; empty where all can be read.

    Dates become text on the way: a year is what a file may name, and which year a date means is told there.
    """
    faults: list[Fault] = []
    anchors = 0
    for node, depth, is_key in walk(root):
        anchors += node.anchor is not None
        if depth > DEEPEST or anchors > MOST_ANCHORS:
            key = "scenario_too_deep" if depth > DEEPEST else "scenario_too_many_anchors"
            return [Fault(place(name, node), key, {"most": DEEPEST if depth > DEEPEST else MOST_ANCHORS})]
        faults += faults_of(node, name, is_key)
    size = expanded(root) if anchors else 0
    if size > MOST_NODES:
        return [Fault(name, "scenario_too_many_parts", {"most": f"{MOST_NODES:,}"})]
    return faults


def beyond_at_sight(text: str, name: str) -> list[Fault]:
    """What can be told of a text before it is parsed, which takes long for what is nested or refers a lot."""
    if text.startswith("%"):
        return [Fault(f"{name}:1", "slip_directive", {})]
    anchors = sum(1 for _ in islice(ANCHOR.finditer(text), 2 * MOST_ANCHORS + 1))
    if anchors > 2 * MOST_ANCHORS:  # some may stand in a text; the exact count follows
        return [Fault(name, "scenario_too_many_anchors", {"most": MOST_ANCHORS})]
    if most_brackets(text) > 4 * DEEPEST or most_steps(text) > 4 * DEEPEST:
        return [Fault(name, "scenario_too_deep", {"most": DEEPEST})]
    return []


def most_brackets(text: str) -> int:
    """How many brackets are open at once, at most; those in quotes do not count."""
    depth = most = 0
    for sign in BRACKET.finditer(QUOTED.sub("", text)):
        depth = depth + 1 if sign[0] in "[{" else max(depth - 1, 0)
        most = max(most, depth)
    return most


def most_steps(text: str) -> int:
    """How many lines stand ever further to the right, at most; a dash is a step as well."""
    steps: list[int] = []
    most = 0
    for line in text.split("\n"):
        width = len(line) - len(line.lstrip(" "))
        while steps and steps[-1] >= width:
            steps.pop()
        steps.append(width)
        most = max(most, len(steps), DASHES.match(line)[0].count("-"))  # type: ignore[index]
    return most


def walk(root: Node | None) -> Iterator[tuple[Node, int, bool]]:
    """Every node once with its depth, and whether it is a key; in the order of the file."""
    waiting: list[tuple[Node, int, bool]] = [(root, 0, False)] if root is not None else []
    seen: set[int] = set()
    while waiting:
        node, depth, is_key = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node, depth, is_key
        if isinstance(node, SequenceNode):
            waiting += [(each, depth + 1, False) for each in reversed(node.value)]
        elif isinstance(node, MappingNode):
            for key, value in reversed(node.value):
                waiting += [(value, depth + 1, False), (key, depth + 1, True)]


def faults_of(node: Any, name: str, is_key: bool) -> list[Fault]:
    """What is wrong with one node."""
    where = place(name, node)
    if node.tag not in PLAIN:
        return [Fault(where, "scenario_tag", {"tag": str(node.tag).removeprefix(CORE).lstrip("!")[:40]})]
    if not isinstance(node, ScalarNode):
        return [Fault(where, "scenario_key_shape", {})] if is_key else []
    if node.tag == CORE + "timestamp":
        node.ctag = type(node.ctag)(suffix=TEXT)
    length, most = len(node.value), LONGEST_KEY if is_key else LONGEST_TEXT
    if node.tag in NUMBERS and length > LONGEST_NUMBER:
        return [Fault(where, "scenario_long_number", {"count": length, "most": LONGEST_NUMBER})]
    if length > most:
        return [Fault(where, "scenario_long_text", {"count": length, "most": most})]
    if node.tag in NUMBERS and node.value[:2].lower() in ("0x", "0o", "0b"):
        return [Fault(where, "scenario_number_base", {"found": node.value})]
    return []


def expanded(root: Any) -> int:
    """The nodes of a file with every reference written out; beyond any bound where one holds itself."""
    sizes: dict[int, int] = {}
    open_: set[int] = set()
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        node, closing = stack.pop()
        parts = children(node)
        if closing:
            open_.discard(id(node))
            sizes[id(node)] = min(1 + sum(sizes[id(each)] for each in parts), MOST_NODES + 1)
        elif id(node) in open_:
            return MOST_NODES + 1
        elif id(node) not in sizes:
            open_.add(id(node))
            stack.append((node, True))
            if any(id(each) in open_ for each in parts):
                return MOST_NODES + 1
            stack += [(each, False) for each in parts if id(each) not in sizes]
    return sizes[id(root)]


def children(node: Any) -> list[Any]:
    if isinstance(node, MappingNode):
        return [each for pair in node.value for each in pair]
    return list(node.value) if isinstance(node, SequenceNode) else []


def place(name: str, node: Any) -> str:
    return f"{name}:{node.start_mark.line + 1}"


def duplicates(root: Node | None) -> Iterator[tuple[str, int, int]]:
    """Every key that a mapping holds twice: its name, its line and the line of the first."""
    for node, _, _ in walk(root):
        if isinstance(node, MappingNode):
            first: dict[str, int] = {}
            for key, _ in node.value:
                line = key.start_mark.line + 1
                if key.value in first and key.tag != CORE + "merge":
                    yield str(key.value), line, first[key.value]
                first.setdefault(key.value, line)
