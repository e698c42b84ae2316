"""The page 课堂 Lesson: a class guesses, sees the simulation over its guess, and hears the reasons.

For a trainer with a projector: the stories of the programme's lessons.yaml, each of them five steps
(question, guess, answer, reasons, talk), moved by a clicker, by keys or by hand. A class needs no device of
its own. What the simulation says leaves the kernel only once the guess is committed; every number is computed
here, none stands in a text. Where a programme has no stories, the page says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from typing import Any

import numpy as np
from ipywidgets import Box

from sim.analysis.lessons import Answer, Score, answer_to, score
from sim.faults import InputFaults, fault
from sim.inputs.chinese import term
from sim.inputs.lessons import (
    ASSUMPTION,
    FILE,
    GAIN,
    LIMIT,
    MONEY,
    NUMBER,
    PORTION,
    YEAR,
    Lessons,
    Reason,
    Story,
    load_lessons,
)
from sim.inputs.parameters import Parameter
from sim.inputs.programme import in_use
from sim.inputs.scenarios.codes import encode
from sim.views.labels import UNITS, limit
from sim.views.numbers import amount, money, number, signed
from sim.views.pages.address import Address, gone_to, joined
from sim.views.pages.checks import is_number, one_of
from sim.views.pages.shell import MEMBERS, Bar, World, note_sections, open_world, origin_words
from sim.views.share import Sharing, opened
from sim.views.theme import PALETTE, SURFACE
from sim.views.widgets import DrawCurve, LessonStage, Notes, TopBar, on_request
from sim.words import LANGUAGES, language, say, template

STEPS = ("ask", "guess", "reveal", "why", "talk")
GUESS, REVEAL = STEPS.index("guess"), STEPS.index("reveal")
MOST_STARS = 3
GUESSED = "guess_"  # what a guess is called in the address, with its story's id
# How the lines of a board look: the answer in the accent, what it is held against dashed and apart in print.
ACCENT = {"colour": SURFACE["accent"], "dash": [], "bands": True}
LINES = {
    "without": {"colour": PALETTE[1].colour, "dash": [5, 3], "bands": False},
    "goes_on": {"colour": PALETTE[1].colour, "dash": [5, 3], "bands": False},
    "paper": {"colour": PALETTE[2].colour, "dash": [2, 2], "bands": False, "point": True},
    "weakest": {"colour": PALETTE[3].colour, "dash": [10, 3], "bands": False},
    "strongest": {"colour": PALETTE[4].colour, "dash": [2, 2], "bands": False},
    "all_stop": {"colour": PALETTE[6].colour, "dash": [4, 2, 1, 2], "bands": False},
    "strong_talent": {"colour": PALETTE[3].colour, "dash": [10, 3], "bands": True},
    "luck": {"colour": PALETTE[5].colour, "dash": [2, 2], "bands": True},
}
SHARES = ("share", "share/year", "1/year", "log points")  # units of parameters that are told in per cent
STORY_MINUTES, AROUND_MINUTES = 8, 4  # how long a story takes, and what comes before and after all of them


# --- the model behind the page -------------------------------------------------------------------------


@lru_cache(maxsize=64)
def answered(world: World, name: str) -> Answer:
    """The simulation's answer to a story; kept, so that a forked kernel finds it ready."""
    return answer_to(load_lessons(in_use()).story(name), world.start, world.counterfactual)


def lessons_or_why_not() -> tuple[Lessons, str]:
    """The lessons of the programme in use; none where its file has faults, with what they are."""
    try:
        return load_lessons(in_use()), ""
    except InputFaults as found:
        return Lessons(), str(found)


def warm() -> None:
    """Answer every story, so that whoever forks from here has all of it done."""
    for name in lessons_or_why_not()[0].names:
        answered(open_world(in_use().main), name)


# --- what a viewer may ask for -------------------------------------------------------------------------


@dataclass(frozen=True)
class Lesson:
    """Where the class stands: story and step by number, its guesses, and which of them are committed."""

    lessons: Lessons
    story: int = 0
    step: int = 0
    guesses: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    committed: frozenset[str] = frozenset()
    nudged: bool = False  # whether the class was asked once to draw something first

    @property
    def now(self) -> Story:
        return self.lessons.stories[self.story]


def first_guess(one: Story, answer: Answer) -> tuple[float, ...]:
    """Where the pencil lies at first: as if nothing changed and nothing were added."""
    if one.kind == "curve":
        known = next(iter(answer.given.values()))[2, 0] if one.starts_given else 0.0
        return (near(answer, known),) * len(answer.years)
    if one.kind == "number":
        return (near(answer, 0.0),)
    today = answer.numbers["today"]
    return near(answer, 0.95 * today), near(answer, 1.05 * today)


def near(answer: Answer, value: float) -> float:
    """The nearest place of a board where the pencil can stand."""
    steps = round((min(max(value, answer.low), answer.high) - answer.low) / answer.step)
    return round(answer.low + steps * answer.step, 6)


def checked_guess(one: Story, answer: Answer, values: Any, lang: str) -> tuple[float, ...]:
    """A guess that fits its board. Raises InputFaults: a viewer can send any value."""
    count = 2 if one.kind == "range" else len(answer.years)
    fits = isinstance(values, list) and len(values) == count
    if not fits or not all(on_board(value, answer) for value in values):
        unit = unit_of(one, lang)
        limits = {"low": number(answer.low, 1), "high": number(answer.high, 1), "unit": unit, "count": count}
        raise fault(board_title(one, answer, lang), "lesson_guess_fault", **limits)
    return tuple(sorted(map(float, values)) if one.kind == "range" else map(float, values))


def numeric(text: str) -> float | str:
    """A number that an address writes; other text stays as it is, to be refused."""
    try:
        return float(text)
    except ValueError:
        return text


def on_board(value: Any, answer: Answer) -> bool:
    return is_number(value) and answer.low <= value <= answer.high


def moved(lesson: Lesson, by: int) -> Lesson:
    """One step on or back; from the last step of a story to the next one, never past either end.

    Leaving the guess commits it. Where nothing was drawn, the first try only nudges, so that a clicker
    pressed too early shows nothing; the second goes on without a guess, and without stars.
    """
    name, step = lesson.now.id, lesson.step + by
    if by > 0 and lesson.step == GUESS and name not in lesson.committed:
        if name not in lesson.guesses and not lesson.nudged:
            return replace(lesson, nudged=True)
        lesson = replace(lesson, committed=lesson.committed | {name})
    if 0 <= step < len(STEPS):
        return replace(lesson, step=step, nudged=False)
    neighbour = lesson.story + by
    if not 0 <= neighbour < len(lesson.lessons.stories):
        return lesson
    return replace(lesson, story=neighbour, step=0 if by > 0 else len(STEPS) - 1, nudged=False)


def told(lesson: Lesson) -> Lesson:
    """Kept from seeing an answer by walking backwards into a story that nobody has guessed."""
    open_only = lesson.step > GUESS and lesson.now.id not in lesson.committed
    return replace(lesson, step=0) if open_only else lesson


def again(lesson: Lesson) -> Lesson:
    """The present story from its start, its guess wiped off."""
    name = lesson.now.id
    guesses = {one: guess for one, guess in lesson.guesses.items() if one != name}
    return replace(lesson, step=0, guesses=guesses, committed=lesson.committed - {name}, nudged=False)


# --- words and numbers -----------------------------------------------------------------------------------


def unit_of(one: Story, lang: str) -> str:
    return say(UNITS[one.unit], lang)


def wan(value: float, lang: str, decimals: int = 1) -> str:
    """A sum given in 万元 with its unit, as the language counts: English in yuan and million yuan."""
    value = round(value, 6)
    amount, unit = money(value, lang)
    if say("lesson_sums", lang) == "unit":
        small = number(value, 0 if value == round(value) else decimals)
        return f"{small}{unit}" if abs(value) < 1e4 else amount + unit
    small = f"{number(round(value * in_use().money.coins, -2))} {say('unit_yuan', lang)}"
    return small if abs(value) < 100 else f"{amount} {unit}"


def share(value: float, lang: str) -> str:
    """A share as per cent, with one digit where it is small and not whole."""
    hundredths = round(100 * value, 6)
    whole = abs(hundredths) >= 9.5 or hundredths == round(hundredths)
    return say("chance_percent", lang, percent=number(hundredths, 0 if whole else 1))


def quantity(one: Parameter, value: float, lang: str) -> str:
    """A parameter's value with its unit."""
    if one.unit in SHARES:
        return share(value, lang)
    if is_money(one.unit):
        return wan(value, lang)
    return number(value, 2)


def parameter_values(world: World, names: Sequence[str], lang: str) -> dict[str, str]:
    """What the texts may say of parameters: `name`, `name_low` and `name_high`."""
    said: dict[str, str] = {}
    for name in names:
        one = world.case.parameters.get(name)
        if one is not None:
            ends = {"": one.value, "_low": one.low, "_high": one.high}
            said |= {f"{name}{end}": quantity(one, value, lang) for end, value in ends.items()}
    return said


def answer_values(one: Story, answer: Answer, lang: str) -> dict[str, str]:
    """What the texts of a story may say: its numbers as the language writes them."""
    write = signed if answer.low < 0 else number
    at = answer.years.index(answer.numbers["year"]) if answer.numbers.get("year") in answer.years else -1
    rows = {"low": 0, "mid": 2, "high": 4}
    said = {name: write(float(answer.band[row, at]), one.decimals) for name, row in rows.items()}
    for name, value in answer.numbers.items():
        written = told_as(one.told[name], float(value), lang)
        said[name] = written or write(float(value), one.decimals)
    return said


def told_as(how: str, value: float, lang: str) -> str:
    """A year, a count, a limit or a sum of money; nothing for what is counted in the story's own unit."""
    if how == YEAR:
        return str(int(value))
    if how == PORTION:
        return amount(value, 2)  # a county's share is no whole number, and a class does the sum on paper
    if how == LIMIT:
        return limit(value, lang)
    if how == NUMBER:
        return number(value)
    return wan(value, lang) if how == MONEY else ""


def values_of(world: World, one: Story, lang: str) -> dict[str, str]:
    answer = answered(world, one.id)
    sources = [source for reason in one.reasons for source in reason.sources]
    return {**parameter_values(world, sources, lang), **answer_values(one, answer, lang)}


def score_text(one: Story, found: Score, lang: str) -> str:
    """The distance of a guess, said kindly and with its numbers."""
    counted = f"{number(found.distance)} {unit_of(one, lang)}"
    far = wan(found.distance, lang, one.decimals) if one.unit == GAIN else counted
    kind = say(f"lesson_score_{one.kind}", lang, inside=share(found.inside, lang), distance=far)
    return say(f"lesson_stars_{found.stars}", lang, distance=kind)


# --- where a reason comes from ---------------------------------------------------------------------------


def source_line(world: World, source: str, lang: str) -> dict[str, str]:
    """One source of a reason: its kind (fact, evidence, assumption) and what it says; its id is not shown."""
    case = world.case
    if source == ASSUMPTION:
        return marked("assumption", "", say("lesson_assumption_register", lang))
    if source in case.parameters:
        return parameter_line(world, case.parameters[source], lang)
    if source in case.evidence.index:
        return marked("evidence", source, evidence_line(world, source, lang))
    if source in case.levers and (
        case.levers[source].cost_source == ASSUMPTION or source not in case.facts.index
    ):
        lever = case.levers[source]
        cost = say("lesson_cost_line", lang, label=lever.label(lang), cost=wan(lever.unit_cost, lang))
        return marked("assumption" if lever.cost_source == ASSUMPTION else "fact", source, cost)
    return marked("fact", source, fact_line(world, source, lang))


def marked(kind: str, name: str, text: str) -> dict[str, str]:
    return {"kind": kind, "id": name, "text": text}


def fact_line(world: World, name: str, lang: str) -> str:
    row = world.case.facts.loc[name]
    value, unit = float(row["value"]), str(row["unit"])
    if is_money(unit):
        said = wan(value, lang)
    else:
        counted = say(FACTS_COUNTED[unit], lang) if unit in FACTS_COUNTED else term(unit, lang)
        said = f"{amount(value, 2)} {counted}"
    return say(
        "lesson_fact_line", lang, label=row[f"label_{language(lang)}"], value=said, period=row["period"]
    )


FACTS_COUNTED = {"project": "lesson_unit_project", "village": "unit_villages"}


def is_money(unit: str) -> bool:
    """Whether a unit of the tables is the programme's money, by the year or by something else."""
    return unit.partition("/")[0] == in_use().money.unit


def evidence_line(world: World, name: str, lang: str) -> str:
    row = world.case.evidence.loc[name]
    grade = say(f"lesson_grade_{row['grade'].lower()}", lang)
    title = row["source_title"] or say("source_untitled", lang)
    return say("lesson_evidence_line", lang, title=title, year=row["year"], grade=grade)


def parameter_line(world: World, one: Parameter, lang: str) -> dict[str, str]:
    """A parameter with its range; an assumption is called one, however many neighbours its source names."""
    ends = {"value": one.value, "low": one.low, "high": one.high}
    values = {name: quantity(one, value, lang) for name, value in ends.items()}
    text = say("lesson_parameter_line", lang, label=one.label(lang), **values) + per(one, lang)
    if one.grade == ASSUMPTION:
        return marked("assumption", one.name, text)
    return marked("evidence", " ".join(one.source), f"{text} · {say(f'grade_{one.grade}', lang)}")


def per(one: Parameter, lang: str) -> str:
    """The unit of a parameter that is neither a share nor money."""
    if one.unit in SHARES or is_money(one.unit):
        return ""
    return f" {say(PARAMETER_UNITS[one.unit], lang) if one.unit in PARAMETER_UNITS else term(one.unit, lang)}"


PARAMETER_UNITS = {"1/log FTE": "lesson_unit_per_log"}


def reason_state(world: World, one: Story, reason: Reason, lang: str) -> dict[str, Any]:
    text = reason.words.said(lang).format(**values_of(world, one, lang))
    sources = [source_line(world, source, lang) for source in reason.sources]
    words = {kind: say(f"lesson_source_{kind}", lang) for kind in ("fact", "evidence", "assumption")}
    return {"text": text, "sources": [source | {"word": words[source["kind"]]} for source in sources]}


# --- what is shown ---------------------------------------------------------------------------------------


def stage_state(world: World, lesson: Lesson, notice: str, lang: str) -> dict[str, Any]:
    """The stage: which story and step, what it says, and where one can go."""
    one, step, stories = lesson.now, STEPS[lesson.step], lesson.lessons.stories
    stars = {name: stars_of(world, lesson, name) for name in lesson.committed}
    return {
        "words": stage_words(len(stories), lang),
        "stories": [story_tab(each, stars, lesson, lang) for each in stories],
        "steps": [say(f"lesson_step_{name}", lang) for name in STEPS],
        "step": lesson.step,
        "title": one.texts["title"].said(lang),
        "text": step_text(world, one, step, lang),
        "reasons": [reason_state(world, one, each, lang) for each in one.reasons] if step == "why" else [],
        "score": score_state(world, lesson, lang) if step == "reveal" else None,
        "tally": say("lesson_tally", lang, stars=sum(stars.values()), most=MOST_STARS * len(stories)),
        "notice": notice or (say("lesson_nudge", lang) if lesson.nudged else ""),
        "ends": [lesson.story == 0 and lesson.step == 0, at_the_end(lesson)],
        "lang": lang,
    }


def stage_words(count: int, lang: str) -> dict[str, str]:
    """The stage's own words, for so many stories."""
    keys = ("next", "back", "again", "screen", "steps", "score")
    return {
        **{key: say(f"lesson_{key}", lang) for key in keys},
        "stories": say("lesson_stories", lang, stories=say(f"lesson_count_{count}", lang)),
        "keys": say("lesson_keys", lang, count=count),
    }


def empty_stage(why: str, notice: str, lang: str) -> dict[str, Any]:
    """The stage where there is nothing to tell: that there are no stories yet, or what is wrong with them."""
    return {
        "words": stage_words(0, lang),
        "stories": [],
        "steps": [],
        "step": 0,
        "title": say("lesson_faulty_title" if why else "lesson_none_title", lang),
        "text": why or say("lesson_none", lang, file=FILE),
        "reasons": [],
        "score": None,
        "tally": "",
        "notice": notice,
        "ends": [True, True],
        "lang": lang,
    }


def at_the_end(lesson: Lesson) -> bool:
    return lesson.story == len(lesson.lessons.stories) - 1 and lesson.step == len(STEPS) - 1


def story_tab(one: Story, stars: Mapping[str, int], lesson: Lesson, lang: str) -> dict[str, Any]:
    title = one.texts["title"].said(lang)
    return {"id": one.id, "title": title, "stars": stars.get(one.id, 0), "chosen": one is lesson.now}


def step_text(world: World, one: Story, step: str, lang: str) -> str:
    """What a step says in large type; the guess repeats no question but says what to draw."""
    if step == "why":
        return ""
    return one.texts[step].said(lang).format(**values_of(world, one, lang))


def score_of(world: World, lesson: Lesson, name: str) -> Score | None:
    """How near the class came; None where it has not guessed, for the pencil's first place is no guess."""
    guess = lesson.guesses.get(name)
    return None if guess is None else score(lesson.lessons.story(name).kind, guess, answered(world, name))


def stars_of(world: World, lesson: Lesson, name: str) -> int:
    found = score_of(world, lesson, name)
    return found.stars if found else 0


def score_state(world: World, lesson: Lesson, lang: str) -> dict[str, Any]:
    found = score_of(world, lesson, lesson.now.id)
    text = score_text(lesson.now, found, lang) if found else say("lesson_stars_0", lang)
    return {"stars": found.stars if found else 0, "most": MOST_STARS, "text": text}


def look(one: Story, name: str, lang: str) -> dict[str, Any]:
    label = one.lines[name].said(lang) if name in one.lines else say(f"lesson_line_{name}", lang)
    return {"label": label, **LINES.get(name, ACCENT)}


def board_frame(world: World, lesson: Lesson, lang: str) -> dict[str, Any]:
    """The board: its ends and its lines; the answer's only once the guess is committed."""
    one, answer = lesson.now, answered(world, lesson.now.id)
    committed = one.id in lesson.committed
    shown = committed and lesson.step >= REVEAL
    unit = unit_of(one, lang)
    words = {key: template(f"lesson_board_{key}", lang) for key in ("year", "value", "guess")}
    words["hint"] = say(f"lesson_hint_{one.kind}", lang)
    words["bands"] = say("lesson_board_bands", lang, members=number(world.start.members))
    return {
        "kind": one.kind, "years": list(answer.years), "low": answer.low, "high": answer.high,
        "step": answer.step, "decimals": one.decimals, "unit": unit, "lang": lang, "words": words,
        "title": board_title(one, answer, lang), "round": f"{one.id}-{committed}-{lesson.step == GUESS}",
        "locked": committed, "focus": lesson.step == GUESS, "hidden": lesson.step < GUESS,
        "given": [look(one, name, lang) for name in answer.given],
        "answer": [look(one, name, lang) for name in answer.shown] if shown else [],
        "sentence": board_sentence(one, answer, unit, lang) if shown else board_title(one, answer, lang),
    }  # fmt: skip


def board_title(one: Story, answer: Answer, lang: str) -> str:
    return one.texts["board"].said(lang).format(**answer_values(one, answer, lang))


def board_values(answer: Answer, frame: Mapping[str, Any]) -> np.ndarray:
    """The numbers of a board's lines, (given + answer, 5, year)."""
    lines = [*answer.given.values(), *(answer.shown.values() if frame["answer"] else ())]
    return np.stack(lines) if lines else np.zeros((0, 5, len(answer.years)))


def board_sentence(one: Story, answer: Answer, unit: str, lang: str) -> str:
    """What the board shows, said from its numbers, for those who do not see it."""
    low, _, middle, _, high = answer.band[:, -1]
    said = {
        name: number(float(value), one.decimals)
        for name, value in (("low", low), ("mid", middle), ("high", high))
    }
    title = board_title(one, answer, lang)
    return say("lesson_board_sentence", lang, title=title, unit=unit, last=answer.years[-1], **said)


def notes(world: World, lessons: Lessons, lang: str) -> list[dict[str, Any]]:
    """The trainer's notes: how to run it, plans by their minutes, what to be careful with."""
    run, care = (
        {f"lesson_notes_{name}": [say(f"lesson_notes_{name}_{k}", lang) for k in range(1, count + 1)]}
        for name, count in (("run", 5), ("care", 4))
    )
    care["lesson_notes_care"].append(origin_words(world, lang))
    plans = [
        {"heading": say("lesson_notes_plan", lang, minutes=minutes), "open": False,
         "lines": [line.said(lang) for line in lines]}
        for minutes, lines in lessons.plans.items()
    ]  # fmt: skip
    plans = plans or note_sections(any_plan(len(lessons.stories), lang), lang)
    return [*note_sections(run, lang), *plans, *note_sections(care, lang)]


def any_plan(count: int, lang: str) -> dict[str, list[str]]:
    """How to plan a lesson of so many stories, where a programme has no plan of its own."""
    stories, minutes = say(f"lesson_count_{count}", lang), AROUND_MINUTES + STORY_MINUTES * count
    lines = [say(f"lesson_notes_plan_any_{k}", lang, stories=stories, minutes=minutes) for k in range(1, 5)]
    return {"lesson_notes_plan_any": lines}


def bar(world: World, count: int, notice: str, lang: str) -> Bar:
    """The head; another scenario than the published programme is named in the title."""
    scenario, title = world.case.scenario, say("lesson_title", lang)
    if scenario.id != in_use().main:
        title = say("lesson_title_of", lang, title=title, scenario=scenario.title[language(lang)])
    register, code = world.case.register, encode(scenario)
    stories = say(f"lesson_count_{count}", lang)
    subtitle = say("lesson_subtitle", lang, stories=stories[:1].upper() + stories[1:])
    return Bar("lesson", lang, title, subtitle, notice=notice, register=register, code=code)


# --- the page --------------------------------------------------------------------------------------------


class LessonPage:
    """The page and what it remembers: where the class stands, its guesses, the language.

    `layout` is shown by the notebook. One projector has one kernel, so nothing here is shared.
    """

    def __init__(
        self, lang: str | None = None, members: int = MEMBERS, seed: int = 0, code: str = "",
        state: Mapping[str, str] | None = None,
    ):  # fmt: skip
        self.lang = language(lang)
        self.members, self.seed = members, seed
        self.share = Sharing()
        self.bar, self.stage, self.board, self.notes = TopBar(), LessonStage(), DrawCurve(), Notes()
        self.lessons, self.faults = lessons_or_why_not()
        guesses = {GUESSED + one.id: partial(self.put_guess, one) for one in self.lessons.stories}
        fields = {"story": self.put_story, "told": self.put_told, "step": self.put_step}
        self.address = Address({**guesses, **fields})
        handlers = {
            "step": self.on_step, "story": self.on_story, "guess": self.on_guess,
            "again": lambda message: self.go(again(self.lesson)), "language": self.on_language,
            "address": self.on_address,
        }  # fmt: skip
        if not self.lessons.stories:  # nothing to move through
            handlers = {name: handlers[name] for name in ("language", "address")}
        for widget in (self.bar, self.address.widget, self.stage, self.board):
            on_request(widget, handlers, self.complain, lambda: self.lang)
        self.open_code(code, state or {})

    @property
    def layout(self) -> Box:
        """The page, ready to be shown; wuli.css says where its parts are on phone and projector."""
        below = Box([self.notes, self.share.bar])
        top = [self.bar, self.address.widget]
        board = [self.board] if self.lessons.stories else []
        parts = {"top": top, "stage": [self.stage], "board": board, "notes": [below]}
        placed = [Box(part).add_class(f"wuli-area-{name}") for name, part in parts.items()]
        return Box(placed).add_class("wuli-page").add_class("wuli-lesson")

    # --- what an address may ask for ---

    def open_code(self, code: str, state: Mapping[str, str]) -> None:
        """The page as it opens, with the scenario, the story and the guesses that its address asks for."""
        scenario, notice = opened(code, self.lang)
        self.world = open_world(scenario.id if scenario else in_use().main, self.members, self.seed)
        self.lesson = Lesson(self.lessons)
        asked = self.address.read(state, self.lang) if self.lessons.stories else ""
        self.notice = joined(notice, asked)
        self.lesson = told(self.lesson) if self.lessons.stories else self.lesson
        self.show()

    def on_address(self, message: Mapping[str, Any]) -> None:
        """The viewer has gone back or forward to another address of the page."""
        state, self.lang = gone_to(message, self.lang)
        self.open_code(state.get("code", ""), state)

    def put_guess(self, one: Story, text: str) -> None:
        values = [numeric(each) for each in text.split()]
        guess = checked_guess(one, answered(self.world, one.id), values, self.lang)
        self.lesson = replace(self.lesson, guesses={**self.lesson.guesses, one.id: guess})

    def put_story(self, text: str) -> None:
        names = self.lessons.names
        self.lesson = replace(
            self.lesson, story=names.index(one_of(text, names, say("lesson_story", self.lang)))
        )

    def put_told(self, text: str) -> None:
        """The stories whose answer the class has seen; their guesses stand."""
        names = self.lessons.names
        seen = {one_of(each, names, say("lesson_story", self.lang)) for each in text.split()}
        self.lesson = replace(self.lesson, committed=frozenset(seen))

    def put_step(self, text: str) -> None:
        self.lesson = replace(
            self.lesson, step=STEPS.index(one_of(text, STEPS, say("lesson_steps", self.lang)))
        )

    def keep_place(self, step: bool = False) -> None:
        """Write into the address where the class stands."""
        lesson = self.lesson
        guesses = {GUESSED + name: " ".join(f"{each:g}" for each in guess)
                   for name, guess in lesson.guesses.items()}  # fmt: skip
        told_of = " ".join(name for name in self.lessons.names if name in lesson.committed)
        place = {"story": lesson.now.id, "step": STEPS[lesson.step], "told": told_of}
        self.address.show({**guesses, **place}, step=step)

    # --- what is pressed ---

    def go(self, lesson: Lesson) -> None:
        self.lesson = told(lesson)
        self.keep_place(step=True)
        self.show_stage()

    def on_step(self, message: Mapping[str, Any]) -> None:
        by = message.get("by")
        if isinstance(by, bool) or by not in (1, -1):
            raise fault("", "page_request")
        self.go(moved(self.lesson, int(by)))

    def on_story(self, message: Mapping[str, Any]) -> None:
        """Open a story at its question, or at its answer where the class has been there."""
        names = self.lessons.names
        name = one_of(message.get("id"), names, say("lesson_story", self.lang))
        self.go(replace(self.lesson, story=names.index(name), step=0, nudged=False))

    def on_guess(self, message: Mapping[str, Any]) -> None:
        """Keep a guess; once committed it stays, whatever is sent."""
        one = self.lesson.now
        if one.id in self.lesson.committed or self.lesson.step != GUESS:
            return
        guess = checked_guess(one, answered(self.world, one.id), message.get("values"), self.lang)
        self.lesson = replace(self.lesson, guesses={**self.lesson.guesses, one.id: guess}, nudged=False)
        self.keep_place()

    def on_language(self, message: Mapping[str, Any]) -> None:
        if message.get("lang") in LANGUAGES:
            self.lang = message["lang"]
            self.show()

    def complain(self, text: str) -> None:
        """One friendly line on the stage; without a text, that it did not work."""
        self.show_stage(text or say("page_failed", self.lang))

    def show(self) -> None:
        """Everything, in the current language."""
        self.bar.state = bar(self.world, len(self.lessons.stories), self.notice, self.lang).state
        self.share.show(self.world.start, self.lang)
        self.notes.sections = notes(self.world, self.lessons, self.lang)
        self.show_stage()

    def show_stage(self, notice: str = "") -> None:
        if not self.lessons.stories:
            self.stage.state = empty_stage(self.faults, notice, self.lang)
            return
        self.stage.state = stage_state(self.world, self.lesson, notice, self.lang)
        one, answer = self.lesson.now, answered(self.world, self.lesson.now.id)
        frame = board_frame(self.world, self.lesson, self.lang)
        guess = self.lesson.guesses.get(one.id) or first_guess(one, answer)
        self.board.draw(frame, guess, board_values(answer, frame))
