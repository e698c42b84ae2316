"""The one table of everything a user reads, by language, and the language in force.

`words.csv` beside this file holds a key and its texts, a column for each language: its columns are the
languages there are. `{name}` marks a value filled in on use. A name that begins with a capital (`{MONEY}`,
`{VILLAGE}`) stands for what the programme calls it, as its `programme.yaml` says; `{BASE}` is the year of the
register at hand, `{OWNBASE}` that of the programme's own. A `words.csv` of the programme's own replaces or
adds whole texts.

The language is context and nobody's argument: that of the block (`with speaking("en"):`), else that of the
process (the environment variable WULI_LANG, which `speak` sets), else the programme's own. What answers many
viewers at once opens a block for each; a command, a notebook and a page's kernel serve one and say at their
start what holds for the process and for those that it starts. A thread starts outside of any block.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from sim.folders import DESCRIPTION, PROGRAMMES, first_programme, moved_base, per_programme, programme_folder

Given = ParamSpec("Given")
Told = TypeVar("Told")

TABLE = Path(__file__).with_name("words.csv")


def _columns(path: Path) -> tuple[str, ...]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(next(csv.reader(file))[1:])


LANGUAGES = _columns(TABLE)
_NAMED = ("zh", "en")  # the languages that the fields of classes name; those after them stand in `further`
_ASKED = "WULI_LANG"
_STANDING = re.compile(r"\{([A-Z][A-Za-z]*)\}")
LEVELS = ("village", "township", "banner")

_Texts = dict[str, dict[str, str]]


@per_programme
def table() -> _Texts:
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


def with_standing(text: Mapping[str, str], standing: _Texts) -> dict[str, str]:
    """A text in both languages with the programme's words in place of the names in capitals."""
    return {lang: _filled(text[lang], standing, lang) for lang in LANGUAGES}


def _filled(text: str, standing: _Texts, lang: str) -> str:
    if "{" not in text:  # most of them, and every command fills all
        return text
    return _STANDING.sub(lambda found: standing.get(found[1], {}).get(lang, found[0]), text)


def _read(path: Path) -> _Texts:
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


def standing_words(about: Mapping[str, Any]) -> _Texts:
    """What stands for the names in capitals: a programme's place, years, money and levels."""
    money = about["money"]
    texts: _Texts = {
        "PLACE": _in_both(about["place"]),
        "PROGRAMME": _in_both(about["title"]),
        "MONEY": _in_both(money),
        "COIN": _in_both(money["coin"]),
        "COUNTED": {
            lang: (money["coin"] if told == "coin" else money).get(lang, "")
            for lang, told in money["limits"].items()
        },
        "LARGE": {lang: str(each["name"]) for lang, each in money["large"].items()},
        "STEP": _in_both(f"{float(money['step']):,.10g}"),
        "BASE": _in_both(str(moved_base() or about["base_year"])),
        "OWNBASE": _in_both(str(about["base_year"])),
        "PUBLISHED": _in_both(str(about["published"])),
    }
    for level in LEVELS:
        name = about["levels"][level]
        texts[level.upper()] = _in_both(name)
        texts[level.upper() + "S"] = _in_both(name) | {"en": str(name["plural"])}  # only English has a plural
        for key in (level.upper(), level.upper() + "S"):
            texts[key.capitalize()] = {lang: _capital(text) for lang, text in texts[key].items()}
    return texts


def names_of_kinds(about: Mapping[str, Any]) -> _Texts:
    """What forces and groups are called, under the keys by which they are asked for."""
    forces = {f"force_{name}": _in_both(words) for name, words in about["forces"].items()}
    return forces | {f"advice_group_{name}": _in_both(words) for name, words in about["groups"].items()}


def _in_both(words: Any) -> dict[str, str]:
    """A text by language; one given once holds for all. What it lacks is told by the programme's own door."""
    given = words if isinstance(words, Mapping) else dict.fromkeys(LANGUAGES, words)
    return {lang: str(given[lang]) for lang in LANGUAGES if lang in given}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class UnknownLanguage(ValueError):
    """A language in which nothing is told; the text is one line and names those that there are."""


_SPOKEN: ContextVar[str] = ContextVar("language", default="")


def language() -> str:
    """The language in force: of the block, else of the process (WULI_LANG), else the programme's own.

    Raises UnknownLanguage where that is none of LANGUAGES.
    """
    return _checked_language(_SPOKEN.get() or os.environ.get(_ASKED) or _own_language())


def _checked_language(name: str) -> str:
    """The one of LANGUAGES that a name stands for, be it `en` or `en_GB.UTF-8`; else UnknownLanguage."""
    if name in LANGUAGES:  # nearly always, and every text asks
        return name
    short = re.split(r"[-_.@]", name.lower())[0]
    if short not in LANGUAGES:
        text = table()["unknown_language"][_own_language()]
        raise UnknownLanguage(text.format(name=name, allowed=", ".join(LANGUAGES)))
    return short


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """A block in which everything is told in a language, whatever other threads and tasks speak."""
    before = _SPOKEN.set(_checked_language(lang))
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def speak(lang: str) -> None:
    """Go on in a language: to the end of the block one is in, else in the process and all that it starts."""
    if _SPOKEN.get():
        _SPOKEN.set(_checked_language(lang))
    else:
        os.environ[_ASKED] = _checked_language(lang)


def said_in(lang: str, tell: Callable[Given, Told], /, *given: Given.args, **named: Given.kwargs) -> Told:
    """What a function tells in a language: `said_in("en", say, "synthetic")`."""
    with speaking(lang):
        return tell(*given, **named)


def by_language(tell: Callable[[], Told]) -> dict[str, Told]:
    """What a function tells in each language, `{"zh": …, "en": …}`."""
    return {lang: said_in(lang, tell) for lang in LANGUAGES}


@per_programme
def _own_language() -> str:
    try:
        own = str(description(programme_folder()).get("language"))
    except Exception:  # as for the table
        own = ""
    return own if own in LANGUAGES else LANGUAGES[0]  # a wrong one is told by the programme's door


def say(key: str, /, **values: object) -> str:
    """The text of `key` with its values filled in; KeyError for an unknown key."""
    return table()[key][language()].format(**values)


def template(key: str) -> str:
    """A text whose {values} the browser fills in."""
    return table()[key][language()]


def column_of(name: str, plain: str = "") -> str:
    """The column of a text in the language in force: `label_en`; `unit` where that language is `plain`."""
    return name if language() == plain else f"{name}_{language()}"


def further_columns(*names: str) -> tuple[str, ...]:
    """The columns of texts in the languages that no field of a class names: `label_fr`, `unit_fr`."""
    return tuple(f"{name}_{lang}" for lang in LANGUAGES if lang not in _NAMED for name in names)


def text_of(row: Any, name: str, plain: str = "") -> str:
    """A text of a row of a table in the language in force, a field of it or one of its further ones."""
    column = column_of(name, plain)
    return str(row.further[column] if column in row.further else getattr(row, column))


def in_language(words: str | Mapping[str, str]) -> str:
    """A title, question or reason in the language in force; text given once holds for all."""
    return words if isinstance(words, str) else words[language()]
