"""Signs that YAML does not take for what the writer meant: named with line and column, each with its cure.

A Chinese keyboard writes “：” for “:”, an editor a tab for spaces, a pen a colon within a sentence. Where a
file cannot be read, or a line of it has a fault, those signs are told, not the parser's words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from sim.faults import Fault
from sim.words import say

BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
WORD = r"[A-Za-z_\u4e00-\u9fff][\w.\u4e00-\u9fff-]{0,39}"
QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|(?:^|(?<=\s))#.*")
# a key at the start of a line or of a pair in braces, whose colon is wide or has nothing behind it
KEY_COLON = re.compile(
    rf"(?:^\s*(?:-\s+)?|[{{,\uff0c\uff5b]\s*)(?P<key>{WORD})\s*(?P<sign>\uff1a|:(?=[^\s,}}\]]))"
)
# what follows the colon of a key and never that of a sentence: nothing, a bracket, a number
HOLDS = re.compile(r"\s*(?:$|[\[{\uff5b\uff3b]|[+-]?[0-9\uff10-\uff19])")
# what parts two pairs or two items, seen by the key behind it or by the brackets around it
PAIR_COMMA = re.compile(rf"(?P<sign>[\uff0c\u3001\uff1b;])(?=\s*{WORD}\s*[:\uff1a])")
IN_LIST = re.compile(r"\[[^\[\]{}\"']*\]")
LIST_COMMA = re.compile(r"[\uff0c\u3001\uff1b;]")
BRACKETS = str.maketrans("｛｝［］【】", "{}[][]")
OPENING_QUOTES = re.compile(r"(?:[:\uff1a,\[{]\s*|^\s*-\s+)(?P<sign>[\u201c\u201d\u2018\u2019\uff02\uff07])")
PLAIN_SIGNS = {"\uff1a": ":", "\uff0c": ",", "\u3001": ",", "\uff1b": ",", ";": ","}
ODD_SPACES = re.compile(r"^[ ]*(?P<sign>[\t\u3000\u00a0\u2000-\u200b\ufeff])")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
STARTERS = "%@`"
LONGEST_LINE = 1024  # signs within which the parser looks for a colon
SHAPES = ("scenario_block", "scenario_entry_shape", "scenario_prior_shape")
MOST = 20  # slips told of one file


class Slip(NamedTuple):
    """One sign: where it stands, counted from 1, and what is said of it."""

    line: int
    column: int
    key: str
    values: dict[str, Any]

    def fault(self, name: str) -> Fault:
        return Fault(f"{name}:{self.line}", self.key, {"column": self.column, **self.values})


def lines_of(text: str) -> list[str]:
    """The lines as the parser counts them."""
    return BREAK.split(text)


def slips_in(text: str, known: Callable[[str], bool]) -> list[Slip]:
    """Every sign of a text that is likely to be a slip; `known` tells the words that may be keys."""
    found: list[Slip] = []
    for number, line in enumerate(lines_of(text), 1):
        if line.isascii() and "\t" not in line and ":" not in line and ";" not in line:
            continue
        found += slips_of(number, line, known)
        if len(found) >= MOST:
            break
    return found


def slips_of(number: int, line: str, known: Callable[[str], bool]) -> list[Slip]:
    bare = QUOTED.sub(lambda part: "\x01" * len(part[0]), line)
    found: dict[int, Slip] = {}

    def note(column: int, key: str, **values: Any) -> None:
        found.setdefault(column, Slip(number, column + 1, key, values))

    if space := ODD_SPACES.match(bare):
        at = space.start("sign")
        note(at, "slip_tab" if space["sign"] == "\t" else "slip_space")
    for match in KEY_COLON.finditer(bare):
        wide = match["sign"] != ":"
        if known(match["key"]) or (wide and (match["key"].isascii() or HOLDS.match(bare, match.end()))):
            key, plain = ("slip_wide", ": ") if wide else ("slip_colon_space", "")
            note(match.start("sign"), key, sign=match["sign"], plain=plain, word=match["key"])
    for match in PAIR_COMMA.finditer(bare):
        key_behind = re.match(rf"\s*({WORD})", bare[match.end() :])
        sure = match["sign"] == "\uff0c" and key_behind is not None and key_behind[1].isascii()
        if sure or (key_behind and known(key_behind[1])):
            note(match.start(), "slip_wide", sign=match["sign"], plain=", ")
    for inside in IN_LIST.finditer(bare):
        for comma in LIST_COMMA.finditer(inside[0]):
            note(inside.start() + comma.start(), "slip_wide", sign=comma[0], plain=", ")
    for at, sign in enumerate(bare):
        if sign in "｛｝［］【】" and (
            at == 0 or at == len(bare.rstrip()) - 1 or ":" in bare or "\uff1a" in bare
        ):
            note(at, "slip_wide", sign=sign, plain=sign.translate(BRACKETS))
    for match in OPENING_QUOTES.finditer(bare):
        note(match.start("sign"), "slip_quote", sign=match["sign"])
    return [found[column] for column in sorted(found)]


# --- a file that is no YAML ------------------------------------------------------------------------------


def explained(text: str, error: Exception, known: Callable[[str], bool]) -> list[Slip]:
    """Why a text is no YAML: the slips up to where the parser stopped, else what stands there."""
    lines = lines_of(text)
    line, column = place_of(text, error)
    early = [each for each in slips_in(text, known) if each.line <= line + 1]
    sure = [each for each in early if each.key != "slip_quote" or each.line in (line, line - 1)]
    if sure:
        return [each for each in slips_in(text, known) if each in sure or each.key != "slip_quote"][:MOST]
    if control := CONTROL.search(text):
        return [control_slip(text, control)]
    said = " ".join(
        str(part) for part in (getattr(error, "context", ""), getattr(error, "problem", "")) if part
    )
    here = lines[line - 1] if line <= len(lines) else ""
    at, column, key, values = stopped_at(said, error, line, column, here)
    return [Slip(at, column, "scenario_not_yaml", {"problem": say(key, column=column, **values)})]


def place_of(text: str, error: Exception) -> tuple[int, int]:
    """Line and column, from 1, at which the parser stopped."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        return mark.line + 1, mark.column + 1
    before = lines_of(text[: getattr(error, "position", 0)])
    return len(before), len(before[-1]) + 1


def control_slip(text: str, match: re.Match[str]) -> Slip:
    before = lines_of(text[: match.start()])
    return Slip(len(before), len(before[-1]) + 1, "slip_control", {"sign": f"U+{ord(match[0]):04X}"})


def stopped_at(said: str, error: Exception, line: int, column: int, here: str) -> Slip:
    """What the parser met, by the kind of its complaint."""
    opened = getattr(error, "context_mark", None)
    opening = (opened.line + 1, opened.column + 1) if opened is not None else (line, column)
    sign = here[column - 1 : column]
    if len(here) > LONGEST_LINE and ("flow" in said or "':'" in said):
        return Slip(line, column, "slip_long_line", {"count": len(here)})
    if sign == "\t":
        return Slip(line, column, "slip_tab", {})
    if "mapping values are not allowed" in said:
        return Slip(line, column, "slip_second_colon", {"text": quoted_value(here)})
    if "quoted scalar" in said:
        return Slip(opening[0], opening[1], "slip_open_quote", {})
    if "single document" in said:
        return Slip(line, column, "slip_second_document", {})
    if "alias" in said or "anchor" in said:
        return Slip(line, column, "slip_reference", {"sign": sign if sign in "*&" else "*"})
    if "cannot start any token" in said or (sign and sign in STARTERS):
        return Slip(line, column, "slip_starter", {"sign": sign})
    if "flow mapping" in said or "flow sequence" in said:
        return Slip(
            line, column, "slip_brackets", {"sign": "{" if "mapping" in said else "[", "line": opening[0]}
        )
    if "could not find expected ':'" in said:
        return Slip(opening[0], opening[1], "slip_no_colon", {})
    if "block mapping" in said or "block collection" in said or "block end" in said or "indentation" in said:
        return Slip(line, column, "slip_indentation", {})
    return Slip(line, column, "slip_unclear", {"text": short(here)})


def quoted_value(line: str) -> str:
    """`reason: "说明: 加人"`: the line with its text in quotes, as it would be read."""
    key, _, value = line.strip().partition(": ")
    return short(f"{key}: '{value.strip().replace(chr(39), chr(39) * 2)}'", 60)


def short(text: str, most: int = 40) -> str:
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
    lines = lines_of(text)
    for each in faults:
        own = next((place for place in slips if at_line(each.where, place)), None)
        beneath = [f"{name}:{line}" for line in block_of(each, lines)]
        places = [own] if own else [place for place in beneath if place in slips]
        if not places:
            yield each
        for place in [place for place in places if place not in told]:
            told.add(place)
            yield from (slip.fault(name) for slip in slips[place])


def block_of(found: Fault, lines: list[str]) -> range:
    """The lines under a name that holds a text where fields should stand: a wide sign there is the cause."""
    number = found.where.rpartition(":")[2]
    if found.key not in SHAPES or not number.isdigit() or int(number) > len(lines):
        return range(0)
    first = int(number)
    depth = len(lines[first - 1]) - len(lines[first - 1].lstrip())
    beneath = (
        place
        for place, line in enumerate(lines[first:], first + 1)
        if line.strip() and len(line) - len(line.lstrip()) <= depth
    )
    return range(first + 1, next(beneath, len(lines) + 1))


def at_line(where: str, place: str) -> bool:
    return where == place or where.startswith(f"{place}:")
