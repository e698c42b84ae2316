"""The one table of everything a user reads, in Chinese and English.

`words.csv` beside this file holds a key and its two texts; `{name}` marks a value filled in on use.
The language is the argument, else the environment variable WULI_LANG, else Chinese.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LANGUAGES = ("zh", "en")
TABLE = Path(__file__).with_name("words.csv")


@cache
def table() -> dict[str, dict[str, str]]:
    """Every key with its texts, `{key: {"zh": …, "en": …}}`."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["key"]: {lang: row[lang] for lang in LANGUAGES} for row in csv.DictReader(file)}


def language(lang: str | None = None) -> str:
    """`zh` or `en`: the argument, else WULI_LANG, else Chinese."""
    chosen = (lang or os.environ.get("WULI_LANG") or "zh").lower()[:2]
    return chosen if chosen in LANGUAGES else "zh"


def say(key: str, /, lang: str | None = None, **values: object) -> str:
    """The text of `key` in one language with its values filled in; KeyError for an unknown key."""
    return table()[key][language(lang)].format(**values)


def template(key: str, lang: str | None = None) -> str:
    """A text whose {values} the browser fills in."""
    return table()[key][language(lang)]


def in_language(words: str | Mapping[str, str], lang: str | None = None) -> str:
    """A title, question or reason in one language; text given in only one stays as it is."""
    return words if isinstance(words, str) else words[language(lang)]
