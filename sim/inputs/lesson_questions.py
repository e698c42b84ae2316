"""The kinds of questions that a lesson's story can ask: what is guessed, with which options, and its unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

GAIN, _COUNT = "10k yuan/village/year", "village"  # units of what is guessed


@dataclass(frozen=True)
class SumOnPaper:
    """What the projects of one year add to the mean income, against the sum on paper.

    lever   whose amount is given in the first year alone
    mature  years after the first when they earn about what they ever will
    """

    lever: str
    mature: int


@dataclass(frozen=True)
class SpreadOrConcentrate:
    """Villages below a threshold where the same money is spread evenly, or given to some first.

    levers     what is handed out; shared: those whose money a text calls a village's share
    threshold  income a year; after: years after the first for which the answer is told
    """

    levers: tuple[str, ...]
    shared: tuple[str, ...]
    threshold: float
    after: int


@dataclass(frozen=True)
class MoneyOrPeople:
    """How much more villages earn under one scenario than under another of the same public cost.

    money, people  the scenarios; staff: the lever whose unit cost a text may say, blank for none
    effect         the uncertainty of which the members at or above its quantile `strong` are shown apart
    """

    money: str
    people: str
    staff: str
    effect: str
    strong: float


@dataclass(frozen=True)
class PeopleLeave:
    """What is left of the gain where a group of levers ends and the others go on.

    group  of levers; after: years after the first in which it ends
    """

    group: str
    after: int


@dataclass(frozen=True)
class HowSure:
    """The range of the mean income in the last year, and what of it is luck alone."""


class LessonOption(NamedTuple):
    """What a question may be given: lever, levers, scenario, group, uncertainty, years, share or threshold.

    usual   a role of the programme, for levers, scenarios and groups, else the value; needed: whether the
            question cannot do without it
    """

    kind: str
    usual: Any
    needed: bool = True


# How a number of an answer is told.
YEAR, NUMBER, PORTION, MONEY, LIMIT, GUESSED = "year", "number", "portion", "money", "limit", "guessed"
BAND = ("low", "mid", "high")  # of the answer, told as what was guessed


class QuestionKind(NamedTuple):
    """A kind of question: `made` holds its options, `guess` is curve, number or range, `unit` its unit.

    known   numbers that every text may say and how each is told; found: those that give the answer away
    lines   of its board, given and shown; starts: whether the pencil starts at the first line given
    """

    made: type
    guess: str
    unit: str
    decimals: int
    options: Mapping[str, LessonOption]
    known: Mapping[str, str]
    found: Mapping[str, str]
    lines: tuple[str, ...]
    starts: bool = False


def _ends(names: Sequence[str]) -> dict[str, str]:
    return {f"{name}{end}": GUESSED for name in names for end in ("", "_low", "_high")}


QUESTIONS: Mapping[str, QuestionKind] = MappingProxyType({
    "sum_on_paper": QuestionKind(
        SumOnPaper, "number", GAIN, 2,
        {"lever": LessonOption("lever", "project"), "mature": LessonOption("years", 3)},
        {"projects": PORTION, "each": MONEY, "villages": NUMBER, "floor": MONEY, "target": MONEY,
         "step": MONEY, "year": YEAR, "first": YEAR},
        {"paper": GUESSED, "one": MONEY},
        ("simulated", "paper"),
    ),
    "spread_or_concentrate": QuestionKind(
        SpreadOrConcentrate, "curve", _COUNT, 0,
        {"levers": LessonOption("levers", "money"), "shared": LessonOption("levers", "money"),
         "threshold": LessonOption("threshold", None), "after": LessonOption("years", 2)},
        {"villages": NUMBER, "floor": MONEY, "target": MONEY, "threshold": LIMIT, "year": YEAR,
         "share": MONEY},
        _ends(("even", "weakest", "strongest")),
        ("without", "even", "weakest", "strongest"), starts=True,
    ),
    "money_or_people": QuestionKind(
        MoneyOrPeople, "number", GAIN, 1,
        {"money": LessonOption("scenario", "money_first"), "people": LessonOption("scenario", "people_first"),
         "staff": LessonOption("lever", "person", needed=False),
         "effect": LessonOption("uncertainty", "talent_effect"), "strong": LessonOption("share", 0.9)},
        {"last": YEAR, "members": NUMBER, "staff_cost": MONEY},
        {"ahead": NUMBER, **_ends(("strong",))},
        ("difference", "strong_talent"),
    ),
    "people_leave": QuestionKind(
        PeopleLeave, "curve", GAIN, 1,
        {"group": LessonOption("group", "people"), "after": LessonOption("years", 2)},
        {"leaving": YEAR, "last": YEAR, **_ends(("goes_on",))},
        _ends(("stopped",)),
        ("goes_on", "people_leave", "all_stop"),
    ),
    "how_sure": QuestionKind(
        HowSure, "range", GAIN, 1, {},
        {"last": YEAR, "first": YEAR, "today": MONEY, "all": NUMBER, "assumed": NUMBER},
        {"luck_low": GUESSED, "luck_high": GUESSED},
        ("simulated", "luck"),
    ),
})  # fmt: skip
Options = SumOnPaper | SpreadOrConcentrate | MoneyOrPeople | PeopleLeave | HowSure
