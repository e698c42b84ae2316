"""What every page shares: the world that it shows, and the language that its address asks for."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar
from urllib.parse import parse_qs

import pandas as pd

from sim.inputs import Case, beside, read_case
from sim.inputs.amounts import part_of, scaled_levers
from sim.inputs.intake.registers import register_in_use
from sim.inputs.parameters import Parameter, uncertain
from sim.inputs.programme import in_use
from sim.inputs.scenarios import Scenario, finding, list_scenarios, load_scenario
from sim.inputs.scenarios.codes.today import stamps
from sim.inputs.villages import PlaceNames, Register
from sim.model.simulate import Result, simulate_members
from sim.runs.ensemble import draw_members
from sim.runs.store import load_run
from sim.views.apps import links
from sim.views.labels import register_words
from sim.words import LANGUAGES, by_language, language, say

MEMBERS = 1000
LONGEST_CODE = 4000  # signs; one that names every village of a city is shorter

Given = ParamSpec("Given")
Found = TypeVar("Found")


def kept(most: int) -> Callable[[Callable[Given, Found]], Callable[Given, Found]]:
    """Keep the answers of what is asked by name, for as long as what the names stand for is the same.

    Another register in use, or a file of data/ that was written again, makes every answer stale.
    """

    def keeping(answer: Callable[Given, Found]) -> Callable[Given, Found]:
        answers: Callable[..., Found] = lru_cache(most)(lambda ground, *args, **named: answer(*args, **named))

        @wraps(answer)
        def answer_today(*args: Given.args, **named: Given.kwargs) -> Found:
            return answers((register_in_use(), stamps()), *args, **named)

        return answer_today

    return keeping


@dataclass(frozen=True, eq=False)
class World:
    """One scenario as it stands, ready to be varied: its case, draws, result and counterfactual.

    Told apart by identity, so that what follows from a world can be kept for it.
    """

    case: Case
    draws: pd.DataFrame
    seed: int
    start: Result
    counterfactual: Result


def open_world(scenario: str, members: int = MEMBERS, seed: int = 0) -> World:
    """The world of a scenario: read, drawn, run as it stands and without any programme.

    Kept once opened, however its defaults were written: a forked kernel finds the nursery's worlds ready.
    """
    return _kept_world(scenario, members, seed)


@kept(16)
def _kept_world(scenario: str, members: int, seed: int) -> World:
    case = read_case(scenario)
    draws = draw_members(case.parameters, members, seed)
    without = beside(case, in_use().counterfactual)
    start, counterfactual = (simulate_members(one, draws, seed, villages=False) for one in (case, without))
    return World(case, draws, seed, start, counterfactual)


def titles_of(scenarios: Mapping[str, Scenario]) -> dict[str, Mapping[str, str]]:
    """The titles of scenarios in both languages, by id."""
    return {name: one.title for name, one in scenarios.items()}


def known_scenarios() -> Mapping[str, Scenario]:
    """Every scenario of the programme by its id; read again only where a file has come, gone or changed."""
    files = {name: finding.scenarios_folder() / f"{name}.yaml" for name in list_scenarios()}
    part = part_of(register_in_use())
    return _read_scenarios(tuple((name, path.stat().st_mtime_ns) for name, path in files.items()), part)


@lru_cache(maxsize=1)
def _read_scenarios(files: tuple[tuple[str, int], ...], part: float) -> Mapping[str, Scenario]:
    """The scenarios of files that were last written at some time, at a part of the published amounts."""
    levers = scaled_levers(part)
    return {name: load_scenario(name, levers) for name, _ in files}


@lru_cache(maxsize=16)
def open_run(folder: str) -> World:
    """The world of a finished run, as it was stored. Raises InputFaults where it cannot be read."""
    run = load_run(folder)
    return World(run.result.case, run.result.draws, run.result.seed, run.result, run.counterfactual)


def requested_language() -> str:
    """The language that the page's address asks for (`?lang=en`), else the session's own."""
    lang = parse_qs(os.environ.get("QUERY_STRING", "")).get("lang", [""])[0]
    return lang if lang in LANGUAGES else language()


def requested_code() -> str:
    """The scenario code of the page's address (`?code=…`), or nothing; see sim.views.share."""
    return parse_qs(os.environ.get("QUERY_STRING", "")).get("code", [""])[0][:LONGEST_CODE]


@dataclass(frozen=True)
class Bar:
    """What the head of a page says. All but the app and the language may be left out.

    title, subtitle  the app's own title and what it is for, unless given
    choices          scenarios to choose from, id -> title in both languages; none: no choice is shown
    register         whose villages the page rests on; none: the synthetic ones
    reset            whether there is a way back to the start
    changes          what the viewer has changed of the scenario, a line each; ground, what it is changed from
    code             the scenario code that the links to other apps carry; none: the address keeps its own
    """

    app: str
    lang: str
    title: str = ""
    subtitle: str = ""
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    chosen: str = ""
    question: str = ""
    notice: str = ""
    register: Register | None = None
    reset: bool = False
    changes: tuple[str, ...] = ()
    ground: str = ""
    code: str | None = None

    @property
    def state(self) -> dict[str, Any]:
        """The state of the TopBar widget: `TopBar(state=Bar("overview", lang).state)`."""
        title = self.title or say(f"app_{self.app}_title", self.lang)
        return {
            "app": self.app,
            "apps": links(self.lang),
            "lang": self.lang,
            "languages": language_choices(),
            "words": bar_words(self.lang, self.register)
            | {"title": title, "page": f"{title} · {say('app_name', self.lang)}"}
            | {"subtitle": self.subtitle or say(f"app_{self.app}_about", self.lang)},
            "choices": [{"id": name, "title": title[self.lang]} for name, title in self.choices.items()],
            "chosen": self.chosen,
            "question": self.question,
            "notice": self.notice,
            "reset": self.reset,
            "code": self.code,
            "standing": self.standing,
        }

    @property
    def standing(self) -> dict[str, Any] | None:
        """The scenario as it stands, for paper and wherever it is not the one that was chosen."""
        if self.chosen not in self.choices:
            return None
        title = self.ground or self.choices[self.chosen][self.lang]
        if self.changes:
            title = say("page_standing_changed", self.lang, title=title, number=len(self.changes))
        register = "" if self.register is None else register_words(self.register, self.lang)
        return {"title": title, "changes": list(self.changes), "register": register}


def language_choices() -> list[dict[str, str]]:
    """The languages that a viewer may choose: id, its tag, its name in itself, and how it writes a day."""
    keys = ("tag", "name", "day")
    told = by_language(lambda: {key: say(f"language_{key}") for key in keys})
    return [{"id": lang, **names} for lang, names in told.items()]


def bar_words(lang: str, register: Register | None) -> dict[str, str]:
    """The words of every head: its buttons, and whether the villages are made up or whose they are."""
    keys = ("language", "scenario", "reset", "apps", "dark", "code", "printed")
    words = {key: say(f"page_{key}", lang) for key in keys}
    return words | {
        "name": say("page_brand", lang),
        "badge": say("synthetic" if made_up(register) else "page_simulated", lang),
        "synthetic": whose(register, lang),
    }


def made_up(register: Register | None) -> bool:
    return register is None or register.synthetic


def whose(register: Register | None, lang: str) -> str:
    """That no village of the page is real, or whose they are."""
    if register is None or register.own:
        return say("page_synthetic", lang)
    key = "page_synthetic_own" if register.synthetic else "page_simulation"
    return say(key, lang, register=register_words(register, lang))


def note_sections(lines: Mapping[str, list[str]], lang: str, opened: str = "") -> list[dict[str, Any]]:
    """The state of a Notes widget: lines by the key of their heading; one section may stand open."""
    return [{"heading": say(key, lang), "lines": each, "open": key == opened} for key, each in lines.items()]


def assumption_words(parameters: Mapping[str, Parameter], lang: str) -> str:
    """How many uncertainties are assumptions, and which."""
    unknown = uncertain(parameters)
    assumed = [one.label(lang) for one in unknown if one.grade == "assumption"]
    names = say("page_comma", lang).join(assumed)
    return say("page_assumed", lang, assumed=len(assumed), all=len(unknown), names=names)


def origin_words(world: World, lang: str) -> str:
    """Where the numbers come from: whose villages, and which seed."""
    return say("page_origin", lang, register=register_words(world.case.register, lang), seed=world.seed)


def township_groups(
    townships: pd.DataFrame, shown: str, sentence: Callable[[str, pd.Series], str], names: PlaceNames
) -> list[dict[str, Any]]:
    """The groups of a TileMap: townships by banner, each with one of the table's columns."""
    return [
        {
            "label": names.banner[str(banner)],
            "tiles": [
                {
                    "id": str(name),
                    "label": names.township[str(name)],
                    "value": float(row[shown]),
                    "sentence": sentence(names.township[str(name)], row),
                }
                for name, row in inside.iterrows()
            ],
        }
        for banner, inside in townships.groupby("banner_id", sort=False)
    ]
