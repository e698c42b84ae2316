"""What the parts of a sheet share: keys, words in both languages, reasons, and what counts as a number."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from numbers import Real
from typing import Any

from ruamel.yaml.scalarbool import ScalarBoolean

from sim.inputs.scenarios.names import unknown_name
from sim.inputs.scenarios.sheet import WrittenFile, line_of
from sim.inputs.scenarios.text import brief
from sim.words import LANGUAGES, say

LONGEST = {"title": 200, "question": 1000, "reason": 2000}  # signs of a text
# Control characters and those that turn the direction of writing: they change what a reader sees around them.
# Joiners and the selectors of Mongolian script are letters of their languages and stay.
HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufeff]")


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
            if before is not None and value is None and is_flow(mapping):
                sheet.note(line, "scenario_open_comma", text=brief(key), name=before)
            else:
                names: dict[str, Collection[str]] = dict.fromkeys(allowed, ())
                sheet.add(unknown_name(sheet.place(line), kind, "field", str(key), names))
        before = before if key not in allowed else key


def is_flow(mapping: Mapping[Any, Any]) -> bool:
    """Whether a mapping is written in braces, where a comma begins the next pair."""
    return hasattr(mapping, "fa") and bool(mapping.fa.flow_style())


def check_words(sheet: WrittenFile, name: str, key: str, holder: Mapping[Any, Any]) -> None:
    """Text such as a title, in both languages as {zh: …, en: …}; one in one language stands for both."""
    line, words = line_of(holder, key), holder.get(key)
    if isinstance(words, Mapping):
        check_keys(sheet, words, LANGUAGES, say("word_language"))
        given = [lang for lang in LANGUAGES if not is_blank(words.get(lang))]
    elif not isinstance(words, str) and words is not None:
        return sheet.note(line, "scenario_words_shape", name=name)
    else:
        words, given = {"": words}, [] if is_blank(words) else [""]
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


def is_blank(words: Any) -> bool:
    return words is None or (isinstance(words, str) and not words.strip())


def in_both(words: str | Mapping[str, str]) -> dict[str, str]:
    """A checked text in both languages: what is given in one only holds for both."""
    if isinstance(words, str):
        return dict.fromkeys(LANGUAGES, words.strip())
    given = [words[lang] for lang in LANGUAGES if not is_blank(words.get(lang))]
    return {lang: (given[0] if is_blank(words.get(lang)) else words[lang]).strip() for lang in LANGUAGES}


def check_text(sheet: WrittenFile, name: str, text: str, line: int | None) -> None:
    """Words that stand in titles, tables and files: of a bearable length, without signs that nobody sees."""
    most = LONGEST.get(name.partition(".")[0], LONGEST["reason"])
    if len(text.strip()) > most:
        sheet.note(line, "scenario_words_long", name=name, count=len(text.strip()), most=most)
    if hidden := HIDDEN.search(text.strip()):
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
