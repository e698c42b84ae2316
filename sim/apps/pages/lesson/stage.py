"""What the lesson shows: the stage with its words, scores and sources, the board with its lines, the notes.

Every number is computed by the model; none stands in a text. What the simulation says is part of a board only
once the guess is committed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any

import numpy as np

from sim.analysis.lessons import Answer, Score, answer_to, score
from sim.analysis.outcomes import low_mid_high
from sim.apps.pages.base import note_sections, origin_words
from sim.apps.pages.beside import apart_words, banded
from sim.apps.pages.worlds import PageWorld
from sim.figures.labels import UNITS, limit
from sim.figures.numbers import amount, money, number, signed
from sim.figures.theme import PALETTE, SURFACE
from sim.inputs.facts import term
from sim.inputs.lesson_questions import GAIN, LIMIT, MONEY, NUMBER, PORTION, YEAR
from sim.inputs.lessons import FILE, Lessons, Reason, Story, load_lessons
from sim.inputs.parameters import Parameter
from sim.inputs.programme import in_use
from sim.inputs.tables import ASSUMPTION
from sim.words import language, say, template

STEPS = ("ask", "guess", "reveal", "why", "talk")
GUESS, REVEAL = STEPS.index("guess"), STEPS.index("reveal")
MOST_STARS = 3
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
def answered(world: PageWorld, name: str) -> Answer:
    """The simulation's answer to a story; kept, so that a forked kernel finds it ready."""
    return answer_to(load_lessons(in_use()).story(name), world.start, world.counterfactual)


# --- where the class stands -------------------------------------------------------------------------


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
        return (_near(answer, known),) * len(answer.years)
    if one.kind == "number":
        return (_near(answer, 0.0),)
    today = answer.numbers["today"]
    return _near(answer, 0.95 * today), _near(answer, 1.05 * today)


def _near(answer: Answer, value: float) -> float:
    """The nearest place of a board where the pencil can stand."""
    steps = round((min(max(value, answer.low), answer.high) - answer.low) / answer.step)
    return round(answer.low + steps * answer.step, 6)


# --- words and numbers -----------------------------------------------------------------------------------


def unit_of(one: Story) -> str:
    return say(UNITS[one.unit])


def wan(value: float, decimals: int = 1) -> str:
    """A sum given in 万元 with its unit, as the language counts: English in yuan and million yuan."""
    value = round(value, 6)
    amount, unit = money(value)
    if say("lesson_sums") == "unit":
        small = number(value, 0 if value == round(value) else decimals)
        return f"{small}{unit}" if abs(value) < 1e4 else amount + unit
    small = f"{number(round(value * in_use().money.coins, -2))} {say('unit_yuan')}"
    return small if abs(value) < 100 else f"{amount} {unit}"


def _share(value: float) -> str:
    """A share as per cent, with one digit where it is small and not whole."""
    hundredths = round(100 * value, 6)
    whole = abs(hundredths) >= 9.5 or hundredths == round(hundredths)
    return say("chance_percent", percent=number(hundredths, 0 if whole else 1))


def _quantity(one: Parameter, value: float) -> str:
    """A parameter's value with its unit."""
    if one.unit in SHARES:
        return _share(value)
    if _is_money(one.unit):
        return wan(value)
    return number(value, 2)


def _parameter_values(world: PageWorld, names: Sequence[str]) -> dict[str, str]:
    """What the texts may say of parameters: `name`, `name_low` and `name_high`."""
    said: dict[str, str] = {}
    for name in names:
        one = world.case.parameters.get(name)
        if one is not None:
            ends = {"": one.value, "_low": one.low, "_high": one.high}
            said |= {f"{name}{end}": _quantity(one, value) for end, value in ends.items()}
    return said


def _answer_values(one: Story, answer: Answer) -> dict[str, str]:
    """What the texts of a story may say: its numbers as the language writes them."""
    write = signed if answer.low < 0 else number
    at = answer.years.index(answer.numbers["year"]) if answer.numbers.get("year") in answer.years else -1
    rows = {"low": 0, "mid": 2, "high": 4}
    said = {name: write(float(answer.band[row, at]), one.decimals) for name, row in rows.items()}
    for name, value in answer.numbers.items():
        written = _told_as(one.told[name], float(value))
        said[name] = written or write(float(value), one.decimals)
    return said


def _told_as(how: str, value: float) -> str:
    """A year, a count, a limit or a sum of money; nothing for what is counted in the story's own unit."""
    if how == YEAR:
        return str(int(value))
    if how == PORTION:
        return amount(value, 2)  # a county's share is no whole number, and a class does the sum on paper
    if how == LIMIT:
        return limit(value)
    if how == NUMBER:
        return number(value)
    return wan(value) if how == MONEY else ""


def values_of(world: PageWorld, one: Story) -> dict[str, str]:
    answer = answered(world, one.id)
    sources = [source for reason in one.reasons for source in reason.sources]
    return {**_parameter_values(world, sources), **_answer_values(one, answer)}


def _score_text(one: Story, found: Score) -> str:
    """The distance of a guess, said kindly and with its numbers."""
    counted = f"{number(found.distance)} {unit_of(one)}"
    far = wan(found.distance, one.decimals) if one.unit == GAIN else counted
    kind = say(f"lesson_score_{one.kind}", inside=_share(found.inside), distance=far)
    return say(f"lesson_stars_{found.stars}", distance=kind)


# --- where a reason comes from ---------------------------------------------------------------------------


def _source_line(world: PageWorld, source: str) -> dict[str, str]:
    """One source of a reason: its kind (fact, evidence, assumption) and what it says; its id is not shown."""
    case = world.case
    if source == ASSUMPTION:
        return _marked("assumption", "", say("lesson_assumption_register"))
    if source in case.parameters:
        return _parameter_line(world, case.parameters[source])
    if source in case.evidence.index:
        return _marked("evidence", source, _evidence_line(world, source))
    lever = case.levers.get(source)
    if lever and (lever.cost_grade == ASSUMPTION or source not in case.facts.index):
        cost = say("lesson_cost_line", label=lever.label(), cost=wan(lever.unit_cost))
        return _marked("assumption" if lever.cost_grade == ASSUMPTION else "fact", source, cost)
    return _marked("fact", source, _fact_line(world, source))


def _marked(kind: str, name: str, text: str) -> dict[str, str]:
    return {"kind": kind, "id": name, "text": text}


def _fact_line(world: PageWorld, name: str) -> str:
    row = world.case.facts.loc[name]
    value, unit = float(row["value"]), str(row["unit"])
    counted = say(FACTS_COUNTED[unit]) if unit in FACTS_COUNTED else term(unit)
    told = wan(value) if _is_money(unit) else f"{amount(value, 2)} {counted}"
    label = row[f"label_{language()}"]
    return say("lesson_fact_line", label=label, value=told, period=row["period"])


FACTS_COUNTED = {"project": "lesson_unit_project", "village": "unit_villages"}


def _is_money(unit: str) -> bool:
    """Whether a unit of the tables is the programme's money, by the year or by something else."""
    return unit.partition("/")[0] == in_use().money.unit


def _evidence_line(world: PageWorld, name: str) -> str:
    row = world.case.evidence.loc[name]
    grade = say(f"lesson_grade_{row['grade'].lower()}")
    title = row["source_title"] or say("source_untitled")
    return say("lesson_evidence_line", title=title, year=row["year"], grade=grade)


def _parameter_line(world: PageWorld, one: Parameter) -> dict[str, str]:
    """A parameter with its range; an assumption is called one, however many neighbours its source names."""
    ends = {"value": one.value, "low": one.low, "high": one.high}
    values = {name: _quantity(one, value) for name, value in ends.items()}
    text = say("lesson_parameter_line", label=one.label(), **values) + _per(one)
    if one.grade == ASSUMPTION:
        return _marked("assumption", one.name, text)
    return _marked("evidence", " ".join(one.source), f"{text} · {say(f'grade_{one.grade}')}")


def _per(one: Parameter) -> str:
    """The unit of a parameter that is neither a share nor money."""
    if one.unit in SHARES or _is_money(one.unit):
        return ""
    return f" {say(PARAMETER_UNITS[one.unit]) if one.unit in PARAMETER_UNITS else term(one.unit)}"


PARAMETER_UNITS = {"1/log FTE": "lesson_unit_per_log"}


def _reason_state(world: PageWorld, one: Story, reason: Reason) -> dict[str, Any]:
    text = reason.words.said().format(**values_of(world, one))
    sources = [_source_line(world, source) for source in reason.sources]
    words = {kind: say(f"lesson_source_{kind}") for kind in ("fact", "evidence", "assumption")}
    return {"text": text, "sources": [source | {"word": words[source["kind"]]} for source in sources]}


# --- what is shown ---------------------------------------------------------------------------------------


def stage_state(world: PageWorld, lesson: Lesson, notice: str) -> dict[str, Any]:
    """The stage: which story and step, what it says, and where one can go."""
    one, step, stories = lesson.now, STEPS[lesson.step], lesson.lessons.stories
    stars = {name: _stars_of(world, lesson, name) for name in lesson.committed}
    return {
        "words": _stage_words(len(stories)),
        "stories": [_story_tab(each, stars, lesson) for each in stories],
        "steps": [say(f"lesson_step_{name}") for name in STEPS],
        "step": lesson.step,
        "title": one.texts["title"].said(),
        "text": _step_text(world, one, step),
        "reasons": [_reason_state(world, one, each) for each in one.reasons] if step == "why" else [],
        "score": _score_state(world, lesson) if step == "reveal" else None,
        "beside": _beside(one, answered(world, one.id)) if step == "reveal" else "",
        "tally": say("lesson_tally", stars=sum(stars.values()), most=MOST_STARS * len(stories)),
        "notice": notice or (say("lesson_nudge") if lesson.nudged else ""),
        "ends": [lesson.story == 0 and lesson.step == 0, _at_the_end(lesson)],
        "lang": language(),
    }


def _beside(one: Story, answer: Answer) -> str:
    """The same answer net, and of villages who gets there by other means alone: income is told gross."""
    write: Callable[[float], str] = partial(signed if answer.low < 0 else number, decimals=one.decimals)
    year = int(answer.numbers.get("year", answer.years[-1]))
    told = banded("lesson_net", low_mid_high(answer.net), write, unit=unit_of(one), year=str(year))
    return told + (say("page_semicolon") + apart_words(*answer.apart) if answer.apart else "")


def _stage_words(count: int) -> dict[str, str]:
    """The stage's own words, for so many stories."""
    keys = ("next", "back", "again", "screen", "steps", "score")
    return {
        **{key: say(f"lesson_{key}") for key in keys},
        "stories": say("lesson_stories", stories=say(f"lesson_count_{count}")),
        "keys": say("lesson_keys", count=count),
    }


def empty_stage(why: str, notice: str) -> dict[str, Any]:
    """The stage where there is nothing to tell: that there are no stories yet, or what is wrong with them."""
    return {
        "words": _stage_words(0), "stories": [], "steps": [], "step": 0, "reasons": [], "score": None,
        "beside": "", "title": say("lesson_faulty_title" if why else "lesson_none_title"),
        "text": why or say("lesson_none", file=FILE),
        "tally": "", "notice": notice, "ends": [True, True], "lang": language(),
    }  # fmt: skip


def _at_the_end(lesson: Lesson) -> bool:
    return lesson.story == len(lesson.lessons.stories) - 1 and lesson.step == len(STEPS) - 1


def _story_tab(one: Story, stars: Mapping[str, int], lesson: Lesson) -> dict[str, Any]:
    title = one.texts["title"].said()
    return {"id": one.id, "title": title, "stars": stars.get(one.id, 0), "chosen": one is lesson.now}


def _step_text(world: PageWorld, one: Story, step: str) -> str:
    """What a step says in large type; the guess repeats no question but says what to draw."""
    if step == "why":
        return ""
    return one.texts[step].said().format(**values_of(world, one))


def _score_of(world: PageWorld, lesson: Lesson, name: str) -> Score | None:
    """How near the class came; None where it has not guessed, for the pencil's first place is no guess."""
    guess = lesson.guesses.get(name)
    return None if guess is None else score(lesson.lessons.story(name).kind, guess, answered(world, name))


def _stars_of(world: PageWorld, lesson: Lesson, name: str) -> int:
    found = _score_of(world, lesson, name)
    return found.stars if found else 0


def _score_state(world: PageWorld, lesson: Lesson) -> dict[str, Any]:
    found = _score_of(world, lesson, lesson.now.id)
    text = _score_text(lesson.now, found) if found else say("lesson_stars_0")
    return {"stars": found.stars if found else 0, "most": MOST_STARS, "text": text}


def _look(one: Story, name: str) -> dict[str, Any]:
    label = one.lines[name].said() if name in one.lines else say(f"lesson_line_{name}")
    return {"label": label, **LINES.get(name, ACCENT)}


def board_frame(world: PageWorld, lesson: Lesson) -> dict[str, Any]:
    """The board: its ends and its lines; the answer's only once the guess is committed."""
    one, answer = lesson.now, answered(world, lesson.now.id)
    committed = one.id in lesson.committed
    shown = committed and lesson.step >= REVEAL
    unit = unit_of(one)
    words = {key: template(f"lesson_board_{key}") for key in ("year", "value", "guess")}
    words["hint"] = say(f"lesson_hint_{one.kind}")
    words["bands"] = say("lesson_board_bands", members=number(world.start.members))
    return {
        "kind": one.kind, "years": list(answer.years), "low": answer.low, "high": answer.high,
        "step": answer.step, "decimals": one.decimals, "unit": unit, "lang": language(), "words": words,
        "title": board_title(one, answer), "round": f"{one.id}-{committed}-{lesson.step == GUESS}",
        "locked": committed, "focus": lesson.step == GUESS, "hidden": lesson.step < GUESS,
        "given": [_look(one, name) for name in answer.given],
        "answer": [_look(one, name) for name in answer.shown] if shown else [],
        "sentence": _board_sentence(one, answer, unit) if shown else board_title(one, answer),
    }  # fmt: skip


def board_title(one: Story, answer: Answer) -> str:
    return one.texts["board"].said().format(**_answer_values(one, answer))


def board_values(answer: Answer, frame: Mapping[str, Any]) -> np.ndarray:
    """The numbers of a board's lines, (given + answer, 5, year)."""
    lines = [*answer.given.values(), *(answer.shown.values() if frame["answer"] else ())]
    return np.stack(lines) if lines else np.zeros((0, 5, len(answer.years)))


def _board_sentence(one: Story, answer: Answer, unit: str) -> str:
    """What the board shows, said from its numbers, for those who do not see it."""
    low, _, middle, _, high = answer.band[:, -1]
    ends = {"low": low, "mid": middle, "high": high}
    said = {name: number(float(value), one.decimals) for name, value in ends.items()}
    title = board_title(one, answer)
    return say("lesson_board_sentence", title=title, unit=unit, last=answer.years[-1], **said)


def notes(world: PageWorld, lessons: Lessons) -> list[dict[str, Any]]:
    """The trainer's notes: how to run it, plans by their minutes, what to be careful with."""
    run, care = (
        {f"lesson_notes_{name}": [say(f"lesson_notes_{name}_{k}") for k in range(1, count + 1)]}
        for name, count in (("run", 5), ("care", 4))
    )
    care["lesson_notes_care"].append(origin_words(world))
    plans = [
        {"heading": say("lesson_notes_plan", minutes=minutes), "open": False,
         "lines": [line.said() for line in lines]}
        for minutes, lines in lessons.plans.items()
    ]  # fmt: skip
    plans = plans or note_sections(_any_plan(len(lessons.stories)))
    return [*note_sections(run), *plans, *note_sections(care)]


def _any_plan(count: int) -> dict[str, list[str]]:
    """How to plan a lesson of so many stories, where a programme has no plan of its own."""
    stories, minutes = say(f"lesson_count_{count}"), AROUND_MINUTES + STORY_MINUTES * count
    lines = [say(f"lesson_notes_plan_any_{k}", stories=stories, minutes=minutes) for k in range(1, 5)]
    return {"lesson_notes_plan_any": lines}
