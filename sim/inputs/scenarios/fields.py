"""What the parts of a sheet share: keys, words in both languages, reasons, and what counts as a number."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from numbers import Real
from typing import Any

from ruamel.yaml.scalarbool import ScalarBoolean

from sim.faults import unknown
from sim.inputs.scenarios.sheet import Sheet, line_of
from sim.words import LANGUAGES, say


def block(sheet: Sheet, name: str) -> Mapping[Any, Any]:
    """The mapping under a top key; a missing or empty one is an empty mapping."""
    content = sheet.data.get(name)
    if content is None or isinstance(content, Mapping):
        return content or {}
    sheet.note(line_of(sheet.data, name), "scenario_block", name=name, found=brief(content))
    return {}


def check_keys(sheet: Sheet, mapping: Mapping[Any, Any], allowed: Collection[str], kind: str) -> None:
    for key in mapping:
        if key not in allowed:
            sheet.add(unknown(sheet.place(line_of(mapping, key)), kind, str(key), allowed))


def check_words(sheet: Sheet, name: str, key: str, holder: Mapping[Any, Any]) -> None:
    """Text in both languages, such as a title."""
    line, words = line_of(holder, key), holder.get(key)
    if not isinstance(words, Mapping):
        sheet.note(line, "scenario_words_missing" if words is None else "scenario_words_shape", name=name)
        return
    check_keys(sheet, words, LANGUAGES, say("word_language"))
    for lang in LANGUAGES:
        if not isinstance(words.get(lang), str) or not words[lang].strip():
            sheet.note(line_of(words, lang) or line, "scenario_words_missing", name=f"{name}.{lang}")


def check_reason(
    sheet: Sheet, key: str, value: Mapping[Any, Any], line: int | None
) -> str | Mapping[str, str]:
    """The reason of an entry: text in the writer's language, or in both as {zh: …, en: …}."""
    reason = value.get("reason")
    if isinstance(reason, Mapping):
        check_words(sheet, f"{key}.reason", "reason", value)
        return {lang: str(reason.get(lang, "")).strip() for lang in LANGUAGES}
    if isinstance(reason, str) and reason.strip():
        return reason.strip()
    if sheet.reason_needed or reason is not None:
        sheet.note(line_of(value, "reason") or line, "scenario_reason", name=key)
    return ""


def is_number(value: Any) -> bool:
    # ruamel's ScalarBoolean and Python's bool are both numbers to Python, and never an amount
    return isinstance(value, Real) and not isinstance(value, (bool, ScalarBoolean))


def is_year(value: Any) -> bool:
    return isinstance(value, int) and is_number(value)


def brief(value: Any) -> str:
    """A wrong value as it can stand in one line."""
    text = " ".join(str(value).split())
    return text if len(text) <= 40 else text[:39] + "…"
