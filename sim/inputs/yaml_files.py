"""YAML as people write it: bounded and decoded, every value with its line, and the slips of the pen found.

Whatever is read of a YAML file (a programme, a scenario, a study, a lesson) is read through here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from sim.faults import Fault, fault
from sim.folders import file_bytes
from sim.words import say

# ---- Signs that YAML does not take for what the writer meant: named with line and column, each with its cure
# A Chinese keyboard writes “：” for “:”, an editor a tab for spaces, a pen a colon within a sentence. Where a
# file cannot be read, or a line of it has a fault, those signs are told, not the parser's words.

_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
_WORD = r"[A-Za-z_\u4e00-\u9fff][\w.\u4e00-\u9fff-]{0,39}"
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|(?:^|(?<=\s))#.*")
# a key at the start of a line or of a pair in braces, whose colon is wide or has nothing behind it
_KEY_COLON = re.compile(
    rf"(?:^\s*(?:-\s+)?|[{{,\uff0c\uff5b]\s*)(?P<key>{_WORD})\s*(?P<sign>\uff1a|:(?=[^\s,}}\]]))"
)
# what follows the colon of a key and never that of a sentence: nothing, a bracket, a number
_HOLDS = re.compile(r"\s*(?:$|[\[{\uff5b\uff3b]|[+-]?[0-9\uff10-\uff19])")
# what parts two pairs or two items, seen by the key behind it or by the brackets around it
_PAIR_COMMA = re.compile(rf"(?P<sign>[\uff0c\u3001\uff1b;])(?=\s*{_WORD}\s*[:\uff1a])")
_IN_LIST = re.compile(r"\[[^\[\]{}\"']*\]")
_LIST_COMMA = re.compile(r"[\uff0c\u3001\uff1b;]")
_BRACKETS = str.maketrans("｛｝［］【】", "{}[][]")
_OPENING_QUOTES = re.compile(r"(?:[:\uff1a,\[{]\s*|^\s*-\s+)(?P<sign>[\u201c\u201d\u2018\u2019\uff02\uff07])")
_ODD_SPACES = re.compile(r"^[ ]*(?P<sign>[\t\u3000\u00a0\u2000-\u200b\ufeff])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_STARTERS = "%@`"
_LONGEST_LINE = 1024  # signs within which the parser looks for a colon
_SHAPES = ("scenario_block", "scenario_entry_shape", "scenario_prior_shape")
_MOST = 20  # slips told of one file


class Slip(NamedTuple):
    """One sign: where it stands, counted from 1, and what is said of it."""

    line: int
    column: int
    key: str
    values: dict[str, Any]

    def fault(self, name: str) -> Fault:
        return Fault(f"{name}:{self.line}", self.key, {"column": self.column, **self.values})


def _lines_of(text: str) -> list[str]:
    """The lines as the parser counts them."""
    return _BREAK.split(text)


def slips_in(text: str, known: Callable[[str], bool]) -> list[Slip]:
    """Every sign of a text that is likely to be a slip; `known` tells the words that may be keys."""
    found: list[Slip] = []
    for number, line in enumerate(_lines_of(text), 1):
        if line.isascii() and "\t" not in line and ":" not in line and ";" not in line:
            continue
        found += _slips_of(number, line, known)
        if len(found) >= _MOST:
            break
    return found


def _slips_of(number: int, line: str, known: Callable[[str], bool]) -> list[Slip]:
    bare = _QUOTED.sub(lambda part: "\x01" * len(part[0]), line)
    found: dict[int, Slip] = {}

    def note(column: int, key: str, **values: Any) -> None:
        found.setdefault(column, Slip(number, column + 1, key, values))

    if space := _ODD_SPACES.match(bare):
        at = space.start("sign")
        note(at, "slip_tab" if space["sign"] == "\t" else "slip_space")
    for match in _KEY_COLON.finditer(bare):
        wide = match["sign"] != ":"
        if known(match["key"]) or (wide and (match["key"].isascii() or _HOLDS.match(bare, match.end()))):
            key, plain = ("slip_wide", ": ") if wide else ("slip_colon_space", "")
            note(match.start("sign"), key, sign=match["sign"], plain=plain, word=match["key"])
    for match in _PAIR_COMMA.finditer(bare):
        key_behind = re.match(rf"\s*({_WORD})", bare[match.end() :])
        sure = match["sign"] == "\uff0c" and key_behind is not None and key_behind[1].isascii()
        if sure or (key_behind and known(key_behind[1])):
            note(match.start(), "slip_wide", sign=match["sign"], plain=", ")
    for inside in _IN_LIST.finditer(bare):
        for comma in _LIST_COMMA.finditer(inside[0]):
            note(inside.start() + comma.start(), "slip_wide", sign=comma[0], plain=", ")
    for at, sign in enumerate(bare):
        if sign in "｛｝［］【】" and (
            at == 0 or at == len(bare.rstrip()) - 1 or ":" in bare or "\uff1a" in bare
        ):
            note(at, "slip_wide", sign=sign, plain=sign.translate(_BRACKETS))
    for match in _OPENING_QUOTES.finditer(bare):
        note(match.start("sign"), "slip_quote", sign=match["sign"])
    return [found[column] for column in sorted(found)]


# --- a file that is no YAML ------------------------------------------------------------------------------


def explained(text: str, error: Exception, known: Callable[[str], bool]) -> list[Slip]:
    """Why a text is no YAML: the slips up to where the parser stopped, else what stands there."""
    lines = _lines_of(text)
    line, column = _place_of(text, error)
    early = [each for each in slips_in(text, known) if each.line <= line + 1]
    sure = [each for each in early if each.key != "slip_quote" or each.line in (line, line - 1)]
    if sure:
        return [each for each in slips_in(text, known) if each in sure or each.key != "slip_quote"][:_MOST]
    if control := _CONTROL.search(text):
        return [_control_slip(text, control)]
    said = " ".join(
        str(part) for part in (getattr(error, "context", ""), getattr(error, "problem", "")) if part
    )
    here = lines[line - 1] if line <= len(lines) else ""
    at, column, key, values = _stopped_at(said, error, line, column, here)
    return [Slip(at, column, "scenario_not_yaml", {"problem": say(key, column=column, **values)})]


def _place_of(text: str, error: Exception) -> tuple[int, int]:
    """Line and column, from 1, at which the parser stopped."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        return mark.line + 1, mark.column + 1
    before = _lines_of(text[: getattr(error, "position", 0)])
    return len(before), len(before[-1]) + 1


def _control_slip(text: str, match: re.Match[str]) -> Slip:
    before = _lines_of(text[: match.start()])
    return Slip(len(before), len(before[-1]) + 1, "slip_control", {"sign": f"U+{ord(match[0]):04X}"})


def _stopped_at(said: str, error: Exception, line: int, column: int, here: str) -> Slip:
    """What the parser met, by the kind of its complaint."""
    opened = getattr(error, "context_mark", None)
    opening = (opened.line + 1, opened.column + 1) if opened is not None else (line, column)
    sign = here[column - 1 : column]
    if len(here) > _LONGEST_LINE and ("flow" in said or "':'" in said):
        return Slip(line, column, "slip_long_line", {"count": len(here)})
    if sign == "\t":
        return Slip(line, column, "slip_tab", {})
    if "mapping values are not allowed" in said:
        return Slip(line, column, "slip_second_colon", {"text": _quoted_value(here)})
    if "quoted scalar" in said:
        return Slip(opening[0], opening[1], "slip_open_quote", {})
    if "single document" in said:
        return Slip(line, column, "slip_second_document", {})
    if "alias" in said or "anchor" in said:
        return Slip(line, column, "slip_reference", {"sign": sign if sign in "*&" else "*"})
    if "cannot start any token" in said or (sign and sign in _STARTERS):
        return Slip(line, column, "slip_starter", {"sign": sign})
    if "flow mapping" in said or "flow sequence" in said:
        return Slip(
            line, column, "slip_brackets", {"sign": "{" if "mapping" in said else "[", "line": opening[0]}
        )
    if "could not find expected ':'" in said:
        return Slip(opening[0], opening[1], "slip_no_colon", {})
    if "block mapping" in said or "block collection" in said or "block end" in said or "indentation" in said:
        return Slip(line, column, "slip_indentation", {})
    return Slip(line, column, "slip_unclear", {"text": _short(here)})


def _quoted_value(line: str) -> str:
    """`reason: "说明: 加人"`: the line with its text in quotes, as it would be read."""
    key, _, value = line.strip().partition(": ")
    return _short(f"{key}: '{value.strip().replace(chr(39), chr(39) * 2)}'", 60)


def _short(text: str, most: int = 40) -> str:
    whole = " ".join(text.split())
    return whole if len(whole) <= most else whole[: most - 1] + "…"


# --- a file that is YAML with faults ---------------------------------------------------------------------


def told_by_slips(
    faults: Iterable[Fault], text: str, name: str, known: Callable[[str], bool]
) -> Iterator[Fault]:
    """Faults in their order; the slips of a line stand for its faults, which they explain."""
    slips: dict[str, list[Slip]] = {}
    found = slips_in(text, known) if text else []
    for slip in (each for each in found if each.key != "slip_quote"):  # in a text that is one these are words
        slips.setdefault(f"{name}:{slip.line}", []).append(slip)
    told: set[str] = set()
    lines = _lines_of(text)
    for each in faults:
        own = next((place for place in slips if _at_line(each.where, place)), None)
        beneath = [f"{name}:{line}" for line in _block_of(each, lines)]
        places = [own] if own else [place for place in beneath if place in slips]
        if not places:
            yield each
        for place in [place for place in places if place not in told]:
            told.add(place)
            yield from (slip.fault(name) for slip in slips[place])


def _block_of(found: Fault, lines: list[str]) -> range:
    """The lines under a name that holds a text where fields should stand: a wide sign there is the cause."""
    number = found.where.rpartition(":")[2]
    if found.key not in _SHAPES or not number.isdigit() or int(number) > len(lines):
        return range(0)
    first = int(number)
    depth = len(lines[first - 1]) - len(lines[first - 1].lstrip())
    beneath = (
        place
        for place, line in enumerate(lines[first:], first + 1)
        if line.strip() and len(line) - len(line.lstrip()) <= depth
    )
    return range(first + 1, next(beneath, len(lines) + 1))


def _at_line(where: str, place: str) -> bool:
    return where == place or where.startswith(f"{place}:")


# ---- Bounds of a parsed file before anything is made of it: depth, size with all references, keys, numbers

DEEPEST, _MOST_NODES, _MOST_ANCHORS = 24, 200_000, 200
_LONGEST_KEY, _LONGEST_TEXT, _LONGEST_NUMBER = 200, 5_000, 40
_ANCHOR = re.compile(r"(?:^|[\s\[{,:-])&[\w-]", re.MULTILINE)
_FLOW_SIGN = re.compile(r"[\[\]{}]")
_NO_STRUCTURE = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|(?:^|\s)#.*")
_DASHES = re.compile(r"(?:\s*-(?=\s))*")
_CORE = "tag:yaml.org,2002:"
_PLAIN = {
    _CORE + name for name in ("map", "seq", "str", "int", "float", "bool", "null", "timestamp", "merge")
}
_NUMBERS = {_CORE + "int", _CORE + "float"}
_TEXT = _CORE + "str"


def beyond_bounds(root: Node | None, name: str) -> list[Fault]:
    """What is too deep, too much or of no kind that a file may hold; empty where all can be read.

    Dates become text on the way: a year is what a file may name, and which year a date means is told there.
    """
    faults: list[Fault] = []
    anchors = 0
    for node, depth, is_key in _walk(root):
        anchors += node.anchor is not None
        if depth > DEEPEST or anchors > _MOST_ANCHORS:
            key = "scenario_too_deep" if depth > DEEPEST else "scenario_too_many_anchors"
            return [Fault(_place(name, node), key, {"most": DEEPEST if depth > DEEPEST else _MOST_ANCHORS})]
        faults += _faults_of(node, name, is_key)
    size = _expanded(root) if anchors else 0
    if size > _MOST_NODES:
        return [Fault(name, "scenario_too_many_parts", {"most": f"{_MOST_NODES:,}"})]
    return faults


def beyond_at_sight(text: str, name: str) -> list[Fault]:
    """What can be told of a text before it is parsed, which takes long for what is nested or refers a lot."""
    if text.startswith("%"):
        return [Fault(f"{name}:1", "slip_directive", {})]
    anchors = sum(1 for _ in islice(_ANCHOR.finditer(text), 2 * _MOST_ANCHORS + 1))
    if anchors > 2 * _MOST_ANCHORS:  # some may stand in a text; the exact count follows
        return [Fault(name, "scenario_too_many_anchors", {"most": _MOST_ANCHORS})]
    if _most_brackets(text) > 4 * DEEPEST or _most_steps(text) > 4 * DEEPEST:
        return [Fault(name, "scenario_too_deep", {"most": DEEPEST})]
    return []


def _most_brackets(text: str) -> int:
    """How many brackets are open at once, at most; those in quotes do not count."""
    depth = most = 0
    for sign in _FLOW_SIGN.finditer(_NO_STRUCTURE.sub("", text)):
        depth = depth + 1 if sign[0] in "[{" else max(depth - 1, 0)
        most = max(most, depth)
    return most


def _most_steps(text: str) -> int:
    """How many lines stand ever further to the right, at most; a dash is a step as well."""
    steps: list[int] = []
    most = 0
    for line in text.split("\n"):
        width = len(line) - len(line.lstrip(" "))
        while steps and steps[-1] >= width:
            steps.pop()
        steps.append(width)
        most = max(most, len(steps), _DASHES.match(line)[0].count("-"))  # type: ignore[index]
    return most


def _walk(root: Node | None) -> Iterator[tuple[Node, int, bool]]:
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


def _faults_of(node: Any, name: str, is_key: bool) -> list[Fault]:
    """What is wrong with one node."""
    where = _place(name, node)
    if node.tag not in _PLAIN:
        return [Fault(where, "scenario_tag", {"tag": str(node.tag).removeprefix(_CORE).lstrip("!")[:40]})]
    if not isinstance(node, ScalarNode):
        return [Fault(where, "scenario_key_shape", {})] if is_key else []
    if node.tag == _CORE + "timestamp":
        node.ctag = type(node.ctag)(suffix=_TEXT)
    length, most = len(node.value), _LONGEST_KEY if is_key else _LONGEST_TEXT
    if node.tag in _NUMBERS and length > _LONGEST_NUMBER:
        return [Fault(where, "scenario_long_number", {"count": length, "most": _LONGEST_NUMBER})]
    if length > most:
        return [Fault(where, "scenario_long_text", {"count": length, "most": most})]
    if node.tag in _NUMBERS and node.value[:2].lower() in ("0x", "0o", "0b"):
        return [Fault(where, "scenario_number_base", {"found": node.value})]
    return []


def _expanded(root: Any) -> int:
    """The nodes of a file with every reference written out; beyond any bound where one holds itself."""
    sizes: dict[int, int] = {}
    open_: set[int] = set()
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        node, closing = stack.pop()
        parts = _children(node)
        if closing:
            open_.discard(id(node))
            sizes[id(node)] = min(1 + sum(sizes[id(each)] for each in parts), _MOST_NODES + 1)
        elif id(node) in open_:
            return _MOST_NODES + 1
        elif id(node) not in sizes:
            open_.add(id(node))
            stack.append((node, True))
            if any(id(each) in open_ for each in parts):
                return _MOST_NODES + 1
            stack += [(each, False) for each in parts if id(each) not in sizes]
    return sizes[id(root)]


def _children(node: Any) -> list[Any]:
    if isinstance(node, MappingNode):
        return [each for pair in node.value for each in pair]
    return list(node.value) if isinstance(node, SequenceNode) else []


def _place(name: str, node: Any) -> str:
    return f"{name}:{node.start_mark.line + 1}"


def duplicates(root: Node | None) -> Iterator[tuple[str, int, int]]:
    """Every key that a mapping holds twice: its name, its line and the line of the first."""
    for node, _, _ in _walk(root):
        if isinstance(node, MappingNode):
            first: dict[str, int] = {}
            for key, _ in node.value:
                line = key.start_mark.line + 1
                if key.value in first and key.tag != _CORE + "merge":
                    yield str(key.value), line, first[key.value]
                first.setdefault(key.value, line)


# ---- The text of a YAML file, bounded and decoded before anything is parsed, whatever editor saved it ----

LARGEST = 256 << 10  # bytes; a study that lists five thousand runs is smaller
# A file without a mark whose every other byte is zero is UTF-16; the mark says so else.
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read_text(path: Path) -> tuple[str, list[Fault]]:
    """A file's text and, where it is not UTF-8, the note that says as what it was read.

    Raises InputFaults for what is no plain file, cannot be read, is too large or no text.
    """
    name = shown(path)
    if not path.is_file():  # a pipe would be waited for without end
        raise fault(name, "fault_no_file")
    try:
        if path.stat().st_size > LARGEST:
            with path.open("rb") as file:
                content = file.read(LARGEST + 1)
        else:
            content = file_bytes(path)
    except OSError as error:
        raise fault(name, "fault_file_unreadable", reason=error.strerror or "") from None
    if len(content) > LARGEST:
        size = max(path.stat().st_size, len(content))
        raise fault(name, "scenario_too_large", size=-(-size >> 10), most=LARGEST >> 10)
    text, encoding = _decoded(name, content)
    return text, [Fault(name, "scenario_note_encoding", {"encoding": encoding})] if encoding else []


def _decoded(name: str, content: bytes) -> tuple[str, str]:
    """The text, and the encoding where it is not UTF-8: UTF-16, else GB18030, which holds GBK."""
    wide = _MARKS.get(content[:2]) or _wide_without_mark(content)
    for encoding in (wide,) if wide else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, "" if encoding == "utf-8-sig" else "GBK/GB18030" if not wide else "UTF-16"
    raise fault(name, "fault_unreadable")


def _wide_without_mark(content: bytes) -> str:
    """UTF-16 without its mark, as its many zero bytes tell: keys and signs of YAML are plain letters."""
    head = content[:4096]
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if len(content) % 2 == 0 and zeros.count(0) * 3 > len(zeros) > 0:
            return encoding
    return ""


def shown(path: Path) -> str:
    """A path as a person would type it from here."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative


def brief(value: Any, most: int = 40) -> str:
    """A wrong value as it can stand in one line: what cannot be seen is written out."""
    text = " ".join(str(value).split())
    seen = "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text[: most + 1])
    return seen if len(text) <= most else seen[: most - 1] + "…"
