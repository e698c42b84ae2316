"""The page 课堂 Lesson: a class guesses, sees the simulation over its guess, and hears the reasons.

For a trainer with a projector: the stories of the programme's lessons.yaml, each of them five steps
(question, guess, answer, reasons, talk), moved by a clicker, by keys or by hand. A class needs no device of
its own. What the simulation says leaves the kernel only once the guess is committed; every number is computed
here, none stands in a text. Where a programme has no stories, the page says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from anywidget import AnyWidget
from ipywidgets import Box

from sim.analysis.lessons import Answer
from sim.apps.pages.base import Bar, Message, Page
from sim.apps.pages.lesson.stage import (
    GUESS,
    STEPS,
    Lesson,
    answered,
    board_frame,
    board_title,
    board_values,
    empty_stage,
    first_guess,
    notes,
    stage_state,
    unit_of,
)
from sim.apps.pages.requests import is_number, number_typed, one_of
from sim.apps.pages.worlds import open_world
from sim.apps.widgets import DrawCurve, LessonStage, Notes
from sim.faults import InputFaults, fault
from sim.figures.numbers import number
from sim.inputs.lessons import Lessons, Story, load_lessons
from sim.inputs.programme import in_use
from sim.inputs.scenarios.codes.encoding import encode
from sim.inputs.scenarios.scenario import Scenario
from sim.words import language, say

GUESSED = "guess_"  # what a guess is called in the address, with its story's id


def _lessons_or_why_not() -> tuple[Lessons, str]:
    """The lessons of the programme in use; none where its file has faults, with what they are."""
    try:
        return load_lessons(in_use()), ""
    except InputFaults as found:
        return Lessons(), str(found)


# --- what a class may do -----------------------------------------------------------------------------------


def _checked_guess(one: Story, answer: Answer, values: Any) -> tuple[float, ...]:
    """A guess that fits its board. Raises InputFaults: a viewer can send any value."""
    count = 2 if one.kind == "range" else len(answer.years)
    fits = isinstance(values, list) and len(values) == count
    if not fits or not all(_on_board(value, answer) for value in values):
        unit = unit_of(one)
        limits = {"low": number(answer.low, 1), "high": number(answer.high, 1), "unit": unit, "count": count}
        raise fault(board_title(one, answer), "lesson_guess_fault", **limits)
    return tuple(sorted(map(float, values)) if one.kind == "range" else map(float, values))


def _on_board(value: Any, answer: Answer) -> bool:
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


def _told(lesson: Lesson) -> Lesson:
    """Kept from seeing an answer by walking backwards into a story that nobody has guessed."""
    open_only = lesson.step > GUESS and lesson.now.id not in lesson.committed
    return replace(lesson, step=0) if open_only else lesson


def again(lesson: Lesson) -> Lesson:
    """The present story from its start, its guess wiped off."""
    name = lesson.now.id
    guesses = {one: guess for one, guess in lesson.guesses.items() if one != name}
    return replace(lesson, step=0, guesses=guesses, committed=lesson.committed - {name}, nudged=False)


# --- the page --------------------------------------------------------------------------------------------


class LessonPage(Page):
    """The page and what it remembers: where the class stands, its guesses. One projector has one kernel."""

    app = "lesson"

    @classmethod
    def warm(cls) -> None:
        """The answers of all stories."""
        super().warm()
        for name in _lessons_or_why_not()[0].names:
            answered(open_world(in_use().main), name)

    # --- what it consists of ---

    def build(self) -> None:
        self.stage, self.board, self.notes = LessonStage(), DrawCurve(), Notes()
        self.lessons, self.faults = _lessons_or_why_not()

    def arranged(self) -> Box:
        """The widgets in their places; wuli.css says where those are on phone and projector."""
        below = Box([self.notes, self.share.bar])
        board = [self.board] if self.lessons.stories else []
        areas = {"top": list(self.top), "stage": [self.stage], "board": board, "notes": [below]}
        placed = [Box(part).add_class(f"wuli-area-{name}") for name, part in areas.items()]
        return Box(placed).add_class("wuli-page").add_class("wuli-lesson")

    def askers(self) -> Iterable[AnyWidget]:
        return self.stage, self.board

    def kinds(self) -> dict[str, Callable[[Message], None]]:
        if not self.lessons.stories:  # nothing to move through
            return {}
        return {
            "step": self.on_step, "story": self.on_story, "guess": self.on_guess,
            "again": lambda message: self.go(again(self.lesson)),
        }  # fmt: skip

    def fields(self) -> dict[str, Callable[[str], None]]:
        if not self.lessons.stories:
            return {}
        guesses = {GUESSED + one.id: partial(self.put_guess, one) for one in self.lessons.stories}
        return guesses | {"story": self.put_story, "told": self.put_told, "step": self.put_step}

    def stand(self, scenario: Scenario | None = None) -> None:
        """The first story at its question, nothing guessed."""
        super().stand(scenario)
        self.lesson = Lesson(self.lessons)

    # --- what an address may ask for ---

    def put_guess(self, one: Story, text: str) -> None:
        values = [number_typed(each) for each in text.split()]
        guess = _checked_guess(one, answered(self.world, one.id), values)
        self.lesson = replace(self.lesson, guesses={**self.lesson.guesses, one.id: guess})

    def put_story(self, text: str) -> None:
        self.lesson = replace(self.lesson, story=self.lessons.names.index(self.story_named(text)))

    def put_told(self, text: str) -> None:
        """The stories whose answer the class has seen; their guesses stand."""
        self.lesson = replace(self.lesson, committed=frozenset(map(self.story_named, text.split())))

    def put_step(self, text: str) -> None:
        step = one_of(text, STEPS, say("lesson_steps"))
        self.lesson = replace(self.lesson, step=STEPS.index(step))

    def story_named(self, wanted: Any) -> str:
        return one_of(wanted, self.lessons.names, say("lesson_story"))

    def parts(self) -> Mapping[str, str]:
        """Where the class stands."""
        if not self.lessons.stories:
            return {}
        lesson = self.lesson
        guesses = {GUESSED + name: " ".join(f"{each:g}" for each in guess)
                   for name, guess in lesson.guesses.items()}  # fmt: skip
        told_of = " ".join(name for name in self.lessons.names if name in lesson.committed)
        story = lesson.now.id if lesson.story else ""
        return {**guesses, "story": story, "step": STEPS[lesson.step] if lesson.step else "", "told": told_of}

    # --- what is pressed ---

    def go(self, lesson: Lesson) -> None:
        self.lesson = _told(lesson)
        self.step()
        self.show_stage()

    def on_step(self, message: Message) -> None:
        by = message.get("by")
        if isinstance(by, bool) or by not in (1, -1):
            raise fault("", "page_request")
        self.go(moved(self.lesson, int(by)))

    def on_story(self, message: Message) -> None:
        """Open a story at its question, or at its answer where the class has been there."""
        story = self.lessons.names.index(self.story_named(message.get("id")))
        self.go(replace(self.lesson, story=story, step=0, nudged=False))

    def on_guess(self, message: Message) -> None:
        """Keep a guess; once committed it stays, whatever is sent."""
        one = self.lesson.now
        if one.id in self.lesson.committed or self.lesson.step != GUESS:
            return
        guess = _checked_guess(one, answered(self.world, one.id), message.get("values"))
        self.lesson = replace(self.lesson, guesses={**self.lesson.guesses, one.id: guess}, nudged=False)
        self.address.show(self.parts())

    def head(self) -> Bar:
        """Another scenario than the published programme is named in the title; it is chosen by its code."""
        scenario, title = self.world.case.scenario, say("lesson_title")
        if scenario.id != in_use().main:
            title = say("lesson_title_of", title=title, scenario=scenario.title[language()])
        stories = say(f"lesson_count_{len(self.lessons.stories)}")
        subtitle = say("lesson_subtitle", stories=stories[:1].upper() + stories[1:])
        return replace(
            super().head(), title=title, subtitle=subtitle, choices={}, question="", code=encode(scenario)
        )

    def show(self) -> None:
        self.lesson = _told(self.lesson) if self.lessons.stories else self.lesson
        self.show_bar()
        self.notes.sections = notes(self.world, self.lessons)
        self.show_stage()

    def show_notice(self) -> None:
        """Also on the stage: on a projector that shows nothing else the head is out of sight."""
        self.show_bar()
        self.show_stage(self.notice)

    def show_stage(self, notice: str = "") -> None:
        if not self.lessons.stories:
            self.stage.state = empty_stage(self.faults, notice)
            return
        self.stage.state = stage_state(self.world, self.lesson, notice)
        one, answer = self.lesson.now, answered(self.world, self.lesson.now.id)
        frame = board_frame(self.world, self.lesson)
        guess = self.lesson.guesses.get(one.id) or first_guess(one, answer)
        self.board.draw(frame, guess, board_values(answer, frame))
