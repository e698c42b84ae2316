"""The one table of everything a user reads, in Chinese and English, with the words of the programme in use.

`words.csv` beside this file holds a key and its two texts; `{name}` marks a value filled in on use. A name
that begins with a capital (`{MONEY}`, `{VILLAGE}`) stands for what the programme calls it, as its
`programme.yaml` says; `{BASE}` is the year of the register at hand, `{OWNBASE}` that of the programme's own.
A `words.csv` of the programme's own replaces or adds whole texts.
The language is the argument, else the environment variable WULI_LANG, else the programme's, else Chinese.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from sim.folders import (
    DESCRIPTION,
    PROGRAMMES,
    first_programme,
    moved_base,
    per_programme,
    programme_folder,
)

LANGUAGES = ("zh", "en")
TABLE = Path(__file__).with_name("words.csv")
STANDING = re.compile(r"\{([A-Z][A-Za-z]*)\}")
LEVELS = ("village", "township", "banner")

Texts = dict[str, dict[str, str]]


@per_programme
def table() -> Texts:
    """Every key with its texts, `{key: {"zh": …, "en": …}}`, as the programme in use words them.

    Where its description cannot be read, the words of the first programme stand in, so that its faults can be
    told: whatever loads it stops with them.
    """
    folder, own = programme_folder(), {}
    with suppress(Exception):  # a file by hand can be wrong in any way; its door finds all of it
        own = _read(folder / "words.csv") if (folder / "words.csv").is_file() else {}
    try:
        about = description(folder)
        standing, named = standing_words(about), names_of_kinds(about)
    except Exception:
        about = description(PROGRAMMES / first_programme())
        standing, named = standing_words(about), names_of_kinds(about)
    texts = _read(TABLE) | named | own
    return {key: with_standing(text, standing) for key, text in texts.items()}


def with_standing(text: Mapping[str, str], standing: Texts) -> dict[str, str]:
    """A text in both languages with the programme's words in place of the names in capitals."""
    return {lang: _filled(text[lang], standing, lang) for lang in LANGUAGES}


def _filled(text: str, standing: Texts, lang: str) -> str:
    if "{" not in text:  # most of them, and every command fills all
        return text
    return STANDING.sub(lambda found: standing.get(found[1], {}).get(lang, found[0]), text)


def _read(path: Path) -> Texts:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["key"]: {lang: row[lang] for lang in LANGUAGES} for row in csv.DictReader(file)}


@lru_cache(maxsize=8)
def description(folder: Path) -> Mapping[str, Any]:
    """What a programme.yaml says, unchecked and every value as its text.

    Read for its words alone as every command starts, so by the fast reader; its door (sim.inputs.programme)
    reads it with the lines of all faults.
    """
    import yaml

    reader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return dict(yaml.load((folder / DESCRIPTION).read_bytes(), Loader=reader))


def standing_words(about: Mapping[str, Any]) -> Texts:
    """What stands for the names in capitals: a programme's place, years, money and levels."""
    money = about["money"]
    texts: Texts = {
        "PLACE": in_both(about["place"]),
        "PROGRAMME": in_both(about["title"]),
        "MONEY": in_both(money),
        "COIN": in_both(money["coin"]),
        "COUNTED": {
            lang: (money["coin"] if money["limits"][lang] == "coin" else money)[lang] for lang in LANGUAGES
        },
        "LARGE": {lang: str(money["large"][lang]["name"]) for lang in LANGUAGES},
        "STEP": in_both(f"{float(money['step']):,.10g}"),
        "BASE": in_both(str(moved_base() or about["base_year"])),
        "OWNBASE": in_both(str(about["base_year"])),
        "PUBLISHED": in_both(str(about["published"])),
    }
    for level in LEVELS:
        name = about["levels"][level]
        texts[level.upper()] = in_both(name)
        texts[level.upper() + "S"] = {"zh": str(name["zh"]), "en": str(name["plural"])}
        for key in (level.upper(), level.upper() + "S"):
            texts[key.capitalize()] = {lang: _capital(text) for lang, text in texts[key].items()}
    return texts


def names_of_kinds(about: Mapping[str, Any]) -> Texts:
    """What forces and groups are called, under the keys by which they are asked for."""
    forces = {f"force_{name}": in_both(words) for name, words in about["forces"].items()}
    return forces | {f"advice_group_{name}": in_both(words) for name, words in about["groups"].items()}


def in_both(words: Any) -> dict[str, str]:
    """A text in both languages; one given once holds for both."""
    return {lang: str(words[lang] if isinstance(words, Mapping) else words) for lang in LANGUAGES}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def language(lang: str | None = None) -> str:
    """`zh` or `en`: the argument, else WULI_LANG, else the programme's own, else Chinese."""
    chosen = (lang or os.environ.get("WULI_LANG") or _own_language()).lower()[:2]
    return chosen if chosen in LANGUAGES else "zh"


@per_programme
def _own_language() -> str:
    try:
        return str(description(programme_folder()).get("language", "zh"))
    except Exception:  # as for the table
        return "zh"


def say(key: str, /, lang: str | None = None, **values: object) -> str:
    """The text of `key` in one language with its values filled in; KeyError for an unknown key."""
    return table()[key][language(lang)].format(**values)


def template(key: str, lang: str | None = None) -> str:
    """A text whose {values} the browser fills in."""
    return table()[key][language(lang)]


def in_language(words: str | Mapping[str, str], lang: str | None = None) -> str:
    """A title, question or reason in one language; text given in only one stays as it is."""
    return words if isinstance(words, str) else words[language(lang)]
