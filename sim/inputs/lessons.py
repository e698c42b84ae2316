"""The lessons of a programme: stories by which a class guesses before it sees, read and checked whole.

`lessons.yaml` of a programme tells its stories in both languages. What is computed, what is guessed and which
numbers a text may say follow from the kind of question that a story asks: those of `QUESTIONS`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

from sim.faults import Fault, InputFaults, fault, unknown
from sim.inputs.facts import load_evidence, load_facts
from sim.inputs.lesson_questions import (
    BAND,
    GUESSED,
    QUESTIONS,
    LessonOption,
    MoneyOrPeople,
    Options,
    QuestionKind,
)
from sim.inputs.levers import load_levers
from sim.inputs.parameters import load_parameters, uncertain
from sim.inputs.programme import GROUP_ROLES, IDENTIFIER, LEVER_ROLES, SCENARIO_ROLES, SPAN, Programme, Words
from sim.inputs.scenarios.names import files_in
from sim.inputs.scenarios.sheet import (
    WrittenFile,
    check_keys,
    check_text,
    is_number,
    item_line,
    line_of,
    parsed,
)
from sim.inputs.tables import ASSUMPTION
from sim.inputs.yaml_files import brief, duplicates, read_text
from sim.words import LANGUAGES, description, said_in, say, standing_words, with_standing

FILE = "lessons.yaml"
_MOST_STORIES = 9  # each is opened by a key from 1 to 9
_MOST_DECIMALS, _MOST_MINUTES = 4, 600
BEFORE, AFTER = ("title", "board", "ask", "guess"), ("reveal", "talk")  # the answer is seen
_TOP_KEYS = ("stories", "plans")
_STORY_KEYS = ("id", "asks", "options", "decimals", "lines", *BEFORE, *AFTER, "reasons")
_REASON_KEYS = ("words", "sources")


# --- what a file holds ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reason:
    """Why an answer is what it is, and what that rests on.

    A source is the id of a fact, a finding, a parameter or a lever (its unit cost), or `assumption`.
    """

    words: Words
    sources: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Story:
    """A story without faults, with the programme's words in its texts; told apart by identity.

    texts  title, board, ask, guess, reveal and talk, with {values} to fill in
    told   the numbers that texts may say and how each is told; lines: what lines of its board are called
    """

    id: str
    asks: str
    options: Options
    decimals: int
    texts: Mapping[str, Words]
    reasons: tuple[Reason, ...]
    told: Mapping[str, str]
    lines: Mapping[str, Words] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """What is guessed: curve, number or range."""
        return QUESTIONS[self.asks].guess

    @property
    def unit(self) -> str:
        return QUESTIONS[self.asks].unit

    @property
    def starts_given(self) -> bool:
        """Whether the pencil starts where the first line that is given does."""
        return QUESTIONS[self.asks].starts


@dataclass(frozen=True, eq=False)
class Lessons:
    """The stories of a programme in order, and the trainer's plans by their minutes; both may be none."""

    stories: tuple[Story, ...] = ()
    plans: Mapping[int, tuple[Words, ...]] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        return [story.id for story in self.stories]

    def story(self, name: str) -> Story:
        return next(story for story in self.stories if story.id == name)


@dataclass(frozen=True)
class _Known:
    """What a story may name."""

    programme: Programme
    levers: tuple[str, ...]
    scenarios: tuple[str, ...]
    parameters: tuple[str, ...]
    uncertainties: tuple[str, ...]
    sources: tuple[str, ...]
    standing: dict[str, dict[str, str]]

    def ids(self, kind: str) -> tuple[str, ...]:
        """The levers, scenarios or groups that there are."""
        groups = tuple(self.programme.groups)
        return {"lever": self.levers, "scenario": self.scenarios, "group": groups}[kind]


# --- the door ------------------------------------------------------------------------------------------


def lesson_faults(programme: Programme) -> tuple[Fault, ...]:
    """Every fault of a programme's lessons.yaml; none where there is no such file."""
    try:
        load_lessons(programme)
    except InputFaults as found:
        return found.faults
    return ()


def load_lessons(programme: Programme) -> Lessons:
    """The lessons of a programme; empty ones where it has none. Raises InputFaults with every fault."""
    path = programme.folder / FILE
    if not path.exists():
        return Lessons()
    stamp = path.stat()
    return _lessons_at(programme, path, stamp.st_mtime_ns, stamp.st_size)


@lru_cache(maxsize=8)
def _lessons_at(programme: Programme, path: Path, *stamp: int) -> Lessons:
    sheet = _sheet(programme, path)
    known = _known(programme)
    check_keys(sheet, sheet.data, _TOP_KEYS, say("word_field"))
    stories, plans = _stories(sheet, known), _plans(sheet, known)
    sheet.stop_if_faulty()
    return Lessons(stories, plans)


def _sheet(programme: Programme, path: Path) -> WrittenFile:
    name = f"{programme.id}/{FILE}"
    text, notes = read_text(path)
    node, data, _ = parsed(text, name)
    if not isinstance(data, Mapping):
        raise fault(name, "programme_shape", name=FILE, wanted=say("programme_mapping"))
    sheet = WrittenFile(path.stem, name, data, path.parent, notes=notes, path=path, text=text)
    for key, line, first in duplicates(node):
        sheet.note(line, "scenario_duplicate", name=brief(key), first=first)
    return sheet


def _known(programme: Programme) -> _Known:
    folder = programme.folder
    parameters, levers = load_parameters(folder), tuple(load_levers(folder))
    facts, evidence = load_facts(folder).index, load_evidence(folder).index
    return _Known(
        programme, levers, tuple(path.stem for path in files_in(folder / "scenarios")), tuple(parameters),
        tuple(one.name for one in uncertain(parameters)),
        tuple(dict.fromkeys((ASSUMPTION, *facts, *parameters, *levers, *evidence))),
        standing_words(description(folder)),
    )  # fmt: skip


def _stories(sheet: WrittenFile, known: _Known) -> tuple[Story, ...]:
    given = sheet.data.get("stories")
    line = line_of(sheet.data, "stories")
    if not isinstance(given, Sequence) or isinstance(given, str) or not given:
        sheet.note(line, "lesson_no_stories")
        return ()
    if len(given) > _MOST_STORIES:
        sheet.note(line, "lesson_many_stories", count=len(given), most=_MOST_STORIES)
    found: list[Story] = []
    first: dict[str, int | None] = {}
    for place, each in enumerate(given):
        at = item_line(given, place, line)
        if not isinstance(each, Mapping):
            name = f"stories[{place + 1}]"
            sheet.note(at, "programme_shape", name=name, wanted=say("programme_mapping"))
            continue
        name = _identifier(sheet, each, at)
        if name and name in first:
            sheet.note(line_of(each, "id"), "lesson_same_id", name=name, first=first[name] or "")
        first.setdefault(name, line_of(each, "id"))
        story = _story(sheet, known, each, name, at)
        if story:
            found.append(story)
    return tuple(found)


def _identifier(sheet: WrittenFile, holder: Mapping[Any, Any], line: int | None) -> str:
    name = holder.get("id")
    if isinstance(name, str) and IDENTIFIER.fullmatch(name):
        return name
    sheet.note(line_of(holder, "id") or line, "programme_identifier", name=brief(name or ""))
    return ""


def _story(
    sheet: WrittenFile, known: _Known, holder: Mapping[Any, Any], name: str, line: int | None
) -> Story | None:
    """One story; None where it cannot be told what it asks. What is wrong is noted."""
    check_keys(sheet, holder, _STORY_KEYS, say("word_field"))
    sourced, reasons = _reasons(sheet, known, holder, line)
    texts = {text: _words(sheet, known, holder, text, line) for text in (*BEFORE, *AFTER)}
    asks = str(holder.get("asks", ""))
    if asks not in QUESTIONS:
        at = line_of(holder, "asks") or line
        sheet.add(unknown(sheet.place(at), say("lesson_word_question"), brief(asks), QUESTIONS))
        return None
    kind = QUESTIONS[asks]
    options = _options(sheet, known, holder, name, kind, line)
    told = _told(kind, known.programme, options)
    hidden = {*kind.found, *BAND}
    for text in (*BEFORE, *AFTER):
        allowed = [*told, *(sourced if text != "board" else ())]  # a board's title says numbers of the answer
        _check_values(sheet, known, holder, text, allowed, hidden if text in BEFORE else set())
    for reason in holder["reasons"] if reasons else ():
        _check_values(sheet, known, reason, "words", [*told, *sourced])
    lines = _lines(sheet, known, holder, kind)
    given = holder.get("decimals", kind.decimals)
    decimals = _whole(sheet, "decimals", given, line_of(holder, "decimals"), _MOST_DECIMALS)
    if options is None or sheet.faults:
        return None
    return Story(name, asks, options, decimals, texts, tuple(reasons), told, lines)


def _told(kind: QuestionKind, programme: Programme, options: Options | None) -> dict[str, str]:
    """The numbers that the texts of a story may say, but for those that a programme or its options lack."""
    lacking = set() if programme.floor else {"floor", "step"}
    if isinstance(options, MoneyOrPeople) and not options.staff:
        lacking.add("staff_cost")
    told = {**kind.known, **kind.found, **dict.fromkeys(BAND, GUESSED)}
    return {name: how for name, how in told.items() if name not in lacking}


def _whole(sheet: WrittenFile, name: str, value: Any, line: int | None, most: int) -> int:
    if isinstance(value, int) and is_number(value) and 0 <= value <= most:
        return int(value)
    sheet.note(line, "study_whole", name=name, found=brief(value), low=0, high=most)
    return 0


# --- options -------------------------------------------------------------------------------------------


def _options(
    sheet: WrittenFile,
    known: _Known,
    holder: Mapping[Any, Any],
    story: str,
    kind: QuestionKind,
    line: int | None,
) -> Options | None:
    """The options of a story, from the file or from the programme's roles; None with any fault."""
    given = holder.get("options") or {}
    at = line_of(holder, "options")
    if not isinstance(given, Mapping):
        sheet.note(at, "programme_shape", name="options", wanted=say("programme_mapping"))
        return None
    before = len(sheet.faults)
    for key in given:
        if key not in kind.options:
            place = sheet.place(line_of(given, key))
            sheet.add(unknown(place, say("lesson_word_option"), brief(key), kind.options))
    values = {}
    for name, option in kind.options.items():
        if name in given:
            where = line_of(given, name) or at
            values[name] = _option(sheet, known, name, option, given[name], where)
        elif name == "shared" and "levers" in values:  # what is handed out, unless said otherwise
            values[name] = values["levers"]
        else:
            values[name] = _usual(sheet, known, story, name, option, line)
    return kind.made(**values) if len(sheet.faults) == before else None


_ROLES = {"lever": LEVER_ROLES, "levers": LEVER_ROLES, "scenario": SCENARIO_ROLES, "group": GROUP_ROLES}


def _usual(
    sheet: WrittenFile, known: _Known, story: str, name: str, option: LessonOption, line: int | None
) -> Any:
    """What an option is where the file does not say; a role that the programme lacks is a fault."""
    if option.kind == "threshold":
        return known.programme.target.amount
    if option.kind == "uncertainty" and option.usual not in known.uncertainties:
        sheet.add(_unknown(sheet, line, "word_parameter", option.usual, known.uncertainties))
        return ""
    if option.kind not in _ROLES:
        return option.usual
    ids = _of_role(known.programme, option.kind, option.usual)
    if not ids and option.needed:
        sheet.note(line, "lesson_role", story=story, role=option.usual, kind=_word(option.kind), option=name)
    _check_ids(sheet, known, option.kind, ids, line)
    return ids if option.kind == "levers" else ids[0] if ids else ""


def _of_role(programme: Programme, kind: str, role: str) -> tuple[str, ...]:
    """The ids of a role; none where the programme has not got it."""
    if kind in ("lever", "levers"):
        return programme.levers(role)
    found = programme.scenario(role) if kind == "scenario" else programme.roles.groups.get(role, "")
    return (found,) if found else ()


def _option(
    sheet: WrittenFile, known: _Known, name: str, option: LessonOption, value: Any, line: int | None
) -> Any:
    """One option as the file gives it; what is wrong is noted."""
    if option.kind == "levers":
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, Sequence) or not items:
            sheet.note(line, "programme_shape", name=name, wanted=say("programme_list"))
            return ()
        found = [each for item in items for each in _named(sheet, known, "lever", item, line)]
        return tuple(dict.fromkeys(found))
    if option.kind in _ROLES:
        return next(iter(_named(sheet, known, option.kind, value, line)), "")
    if option.kind == "uncertainty":
        if value not in known.uncertainties:
            sheet.add(_unknown(sheet, line, "word_parameter", value, known.uncertainties))
        return str(value)
    if option.kind == "threshold":
        thresholds = known.programme.thresholds
        if not is_number(value) or value not in thresholds:
            shown = [f"{each:g}" for each in thresholds]
            sheet.add(_unknown(sheet, line, "lesson_word_threshold", value, shown))
            return thresholds[0]
        return next(each for each in thresholds if each == value)  # 12 and never 12.0, in names of outcomes
    if option.kind == "share":
        if not is_number(value) or not 0 < value < 1:
            sheet.note(line, "lesson_share", name=name, found=brief(value))
            return option.usual
        return float(value)
    return _whole(sheet, name, value, line, SPAN)


def _named(sheet: WrittenFile, known: _Known, kind: str, name: Any, line: int | None) -> tuple[str, ...]:
    """The ids that a name stands for: its own, else those of a role; a fault where it is neither."""
    ids = known.ids(kind)
    if name in ids:
        return (str(name),)
    if name in _ROLES[kind]:
        found = _of_role(known.programme, kind, str(name))
        if not found:
            sheet.note(line, "lesson_role_lacking", role=name, kind=_word(kind))
        _check_ids(sheet, known, kind, found, line)
        return found
    sheet.add(_unknown(sheet, line, f"lesson_word_{kind}", name, (*ids, *_ROLES[kind])))
    return ()


def _check_ids(sheet: WrittenFile, known: _Known, kind: str, names: Sequence[str], line: int | None) -> None:
    """What a role of the programme stands for must be there."""
    ids = known.ids(kind.removesuffix("s"))
    for name in names:
        if name not in ids:
            sheet.add(unknown(sheet.place(line), _word(kind), name, ids))


def _word(kind: str) -> str:
    return say(f"lesson_word_{kind.removesuffix('s')}")


def _unknown(sheet: WrittenFile, line: int | None, word: str, name: Any, allowed: Sequence[str]) -> Fault:
    return unknown(sheet.place(line), say(word), brief(name), allowed)


# --- texts ---------------------------------------------------------------------------------------------


def _reasons(
    sheet: WrittenFile, known: _Known, holder: Mapping[Any, Any], line: int | None
) -> tuple[list[str], list[Reason]]:
    """The reasons of a story, and the values that their parameters let its texts say."""
    given, at = holder.get("reasons"), line_of(holder, "reasons") or line
    if not isinstance(given, Sequence) or isinstance(given, str) or not given:
        sheet.note(at, "lesson_no_reasons")
        return [], []
    found: list[Reason] = []
    for place, each in enumerate(given):
        where = item_line(given, place, at)
        if not isinstance(each, Mapping):
            name = f"reasons[{place + 1}]"
            sheet.note(where, "programme_shape", name=name, wanted=say("programme_mapping"))
            return [], []
        check_keys(sheet, each, _REASON_KEYS, say("word_field"))
        words = _words(sheet, known, each, "words", where)
        found.append(Reason(words, _sources(sheet, known, each, where)))
    sources = [source for reason in found for source in reason.sources]
    # a slip in a source is told once, and not again for the values that it was to give
    slip = any(source not in known.sources for source in sources)
    named = [name for name in known.parameters if slip or name in sources]
    return [f"{name}{end}" for name in named for end in ("", "_low", "_high")], found


def _sources(
    sheet: WrittenFile, known: _Known, holder: Mapping[Any, Any], line: int | None
) -> tuple[str, ...]:
    given, at = holder.get("sources"), line_of(holder, "sources") or line
    if not isinstance(given, Sequence) or isinstance(given, str) or not given:
        sheet.note(at, "lesson_no_sources", assumption=ASSUMPTION)
        return ()
    for place, each in enumerate(given):
        if each not in known.sources:
            told = _unknown(sheet, item_line(given, place, at), "lesson_word_source", each, known.sources)
            sheet.add(told._replace(key="fault_unknown_far") if told.key == "fault_unknown" else told)
    return tuple(map(str, given))


def _words(
    sheet: WrittenFile, known: _Known, holder: Mapping[Any, Any], name: str, line: int | None
) -> Words:
    """A text in both languages, with the programme's words filled in; what is wrong is noted."""
    at, given = line_of(holder, name) or line, holder.get(name)
    if not isinstance(given, Mapping):
        sheet.note(at, "lesson_words", name=name)
        return Words.everywhere("")
    check_keys(sheet, given, LANGUAGES, say("word_language"))
    for lang in LANGUAGES:
        if isinstance(given.get(lang), str) and given[lang].strip():
            check_text(sheet, f"{name}.{lang}", given[lang], line_of(given, lang) or at)
        else:
            sheet.note(
                line_of(given, lang) or at,
                "lesson_words_lacking",
                name=name,
                language=said_in(lang, say, "language_name"),
            )
    said = {lang: str(given.get(lang) or "").strip() for lang in LANGUAGES}
    return Words(with_standing(said, known.standing).values())


def _check_values(
    sheet: WrittenFile,
    known: _Known,
    holder: Mapping[Any, Any],
    name: str,
    allowed: Sequence[str] = (),
    hidden: Collection[str] = (),
) -> None:
    """Every {value} of a text, in both languages, is one that the story can fill in by then."""
    given = holder.get(name)
    if not isinstance(given, Mapping):
        return
    filled = with_standing({lang: str(given.get(lang) or "") for lang in LANGUAGES}, known.standing)
    for lang, text in filled.items():
        line = line_of(given, lang) or line_of(holder, name)
        for value in _values(sheet, f"{name}.{lang}", text, line):
            if value in hidden and value in allowed:
                sheet.note(line, "lesson_early", name=value, text=name, after=", ".join((*AFTER, "reasons")))
            elif value not in allowed:
                choices = [*(each for each in allowed if each not in hidden), *known.standing]
                sheet.add(_unknown(sheet, line, "lesson_word_value", value, choices))


def _values(sheet: WrittenFile, name: str, text: str, line: int | None) -> list[str]:
    """The names in braces; braces that fill in nothing are noted."""
    try:
        parts = [part[1:] for part in Formatter().parse(text) if part[1] is not None]
    except ValueError:
        parts = [("", "", None)]
    if all(value and value.isidentifier() and not spec and not turned for value, spec, turned in parts):
        return [str(value) for value, _, _ in parts]
    sheet.note(line, "lesson_braces", name=name)
    return []


def _lines(
    sheet: WrittenFile, known: _Known, holder: Mapping[Any, Any], kind: QuestionKind
) -> Mapping[str, Words]:
    """What lines of the board are called in this story, where it says so."""
    given = holder.get("lines") or {}
    if not isinstance(given, Mapping):
        sheet.note(line_of(holder, "lines"), "programme_shape", name="lines", wanted=say("programme_mapping"))
        return {}
    check_keys(sheet, given, kind.lines, say("lesson_word_line"))
    for name in given:
        _check_values(sheet, known, given, name)
    return {name: _words(sheet, known, given, name, None) for name in given}


def _plans(sheet: WrittenFile, known: _Known) -> Mapping[int, tuple[Words, ...]]:
    """The trainer's plans by their minutes."""
    given = sheet.data.get("plans") or {}
    if not isinstance(given, Mapping):
        sheet.note(
            line_of(sheet.data, "plans"), "programme_shape", name="plans", wanted=say("programme_mapping")
        )
        return {}
    plans = {}
    for minutes, lines in given.items():
        at = line_of(given, minutes)
        if not isinstance(minutes, int) or not is_number(minutes) or not 0 < minutes <= _MOST_MINUTES:
            sheet.note(at, "lesson_plan_minutes", found=brief(minutes), most=_MOST_MINUTES)
        elif not isinstance(lines, Sequence) or isinstance(lines, str) or not lines:
            sheet.note(at, "lesson_plan_lines", minutes=minutes)
        else:
            holders = [{"plans": each} for each in lines]
            places = [item_line(lines, place, at) for place in range(len(lines))]
            plans[int(minutes)] = tuple(
                _words(sheet, known, each, "plans", where)
                for each, where in zip(holders, places, strict=True)
            )
            for each in holders:
                _check_values(sheet, known, each, "plans")
    return plans
