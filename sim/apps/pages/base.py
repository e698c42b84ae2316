"""What every page is: how it starts, what it opens, how it complains, what its address keeps, its way back.

A page of an app is a `Page`. It says what it consists of in a few methods of one name in all pages; how these
are used stands here, once:

    build        its widgets, and what it remembers
    arranged     the widgets in their places
    askers       the widgets through which a viewer asks, and `kinds` what can be asked, by kind of message
    fields       the parts of its address with what takes each, and `parts` what they are now
    stand        what it shows when it opens: the programme, or the scenario of a code
    show         everything, in the current language
    head         the head of the page
    sheets       what it adds to the files to take along, and `asked` the question of their first page

A notebook of notebooks/apps is one line, `Overview.begin()`. One viewer has one kernel, so nothing that a
page remembers is shared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, ClassVar

import anywidget
from ipywidgets import Box

from sim.apps.gallery import links
from sim.apps.pages.requests import (
    Address,
    gone_to,
    joined,
    one_of,
    requested_code,
    requested_language,
    requested_state,
    sentences,
)
from sim.apps.pages.share import Sharing, opened
from sim.apps.pages.worlds import MEMBERS, PageWorld, known_scenarios, open_world, titles_of
from sim.apps.widgets import Later, TopBar, on_request
from sim.figures.labels import register_words
from sim.inputs.parameters import Parameter, uncertain
from sim.inputs.programme import in_use
from sim.inputs.scenarios.scenario import Scenario
from sim.inputs.villages import Register
from sim.model.simulate import Result
from sim.reports.sheets import Asked, Sheet
from sim.words import LANGUAGES, by_language, language, say, speak, speaking

Message = Mapping[str, Any]  # what a viewer sends; it can hold anything


class Page:
    """A page of an app and what it remembers: the scenario, what is said on top, the language.

    app           as its notebook is called
    usual_members simulations behind its numbers, unless given
    typed         parts of its address that a viewer types, as into the box of the front page
    titles        of what can be chosen, id -> title in both languages
    opening       whether it is being built: what is sent while a browser takes up its widgets reaches none
    """

    app: ClassVar[str]
    usual_members: ClassVar[int] = MEMBERS
    typed: ClassVar[tuple[str, ...]] = ()

    scenario: str
    world: PageWorld

    def __init__(
        self, members: int | None = None, seed: int = 0, code: str = "",
        state: Mapping[str, str] | None = None,
    ):  # fmt: skip
        """The page on the scenario of a `code`, with what else an address asks for in its `state`."""
        self.speak(language())
        self.members, self.seed = self.usual_members if members is None else members, seed
        self.titles, self.notice, self.opening = dict(self.offered()), "", True
        self.bar, self.share = TopBar(), Sharing()
        self.build()
        self.address = Address(self.fields(), self.typed)
        self.top = (self.bar, self.address.widget)
        self.layout = self.arranged()
        self.open(code, state or {})
        self.opening = False
        self.listen()

    # --- how it starts ---

    @classmethod
    def begin(cls) -> Box:
        """The page that the browser's address asks for, ready to be shown."""
        speak(requested_language())
        return cls(code=requested_code(), state=requested_state()).layout

    @classmethod
    def warm(cls) -> None:
        """Compute what the page opens with, so that whoever forks from here finds it ready."""
        for lang in LANGUAGES:
            with speaking(lang):
                cls()

    def speak(self, lang: str) -> None:
        """Say everything in this language from now on; a page's process serves one viewer alone."""
        speak(lang)

    def listen(self) -> None:
        """Hear what a viewer sends through any of the widgets."""
        for widget in (*self.top, *self.askers()):
            self.hear(widget, self.common() | self.kinds())

    def hear(self, widget: anywidget.AnyWidget, kinds: Mapping[str, Callable[[Message], None]]) -> None:
        """Answer the messages of a widget, by kind."""
        handlers = {kind: partial(self.do, handler) for kind, handler in kinds.items()}
        on_request(widget, handlers, self.complain)

    def later(self, quiet: float = 0.0) -> Later:
        """For long work, done once everything that was sent has been heard; see sim.apps.widgets."""
        return Later(self.complain, quiet)

    # --- what every page is asked for ---

    def common(self) -> dict[str, Callable[[Message], None]]:
        return {
            "scenario": self.on_scenario, "language": self.on_language, "reset": self.on_reset,
            "address": self.on_address,
        }  # fmt: skip

    def do(self, handler: Callable[[Message], None], message: Message) -> None:
        """Do what is asked; what was said on top before is over once that is done."""
        before, self.notice = self.notice, ""
        handler(message)
        if before and not self.notice:
            self.show_notice()

    def open(self, code: str, state: Mapping[str, str]) -> None:
        """The page as its address asks for it; what of that cannot be opened or read is said on top."""
        scenario, told = opened(code)
        self.stand(scenario)
        self.notice = joined(sentences(told), self.address.read(state))
        self.show()

    def on_address(self, message: Message) -> None:
        """The viewer has gone back or forward to another address of the page."""
        state, lang = gone_to(message)
        self.speak(lang)
        self.open(state.get("code", ""), state)

    def on_scenario(self, message: Message) -> None:
        self.open_scenario(self.known(message.get("id")))

    def open_scenario(self, name: str) -> None:
        """Show another scenario, a step to go back from. Raises InputFaults for one that is not offered."""
        self.take(self.known(name))
        self.step()
        self.show()

    def on_language(self, message: Message) -> None:
        if message.get("lang") in LANGUAGES:
            self.speak(message["lang"])
            self.show()

    def on_reset(self, message: Message) -> None:
        self.reset()

    def reset(self) -> None:
        """As it opens where its address asks for nothing; a step to go back from."""
        self.notice = ""
        self.stand()
        self.step()
        self.show()

    def step(self) -> None:
        """Keep in the address what is shown now, as a step to go back from."""
        self.address.show(self.parts(), step=True)

    def known(self, wanted: Any) -> str:
        """The id of a scenario that is offered. Raises InputFaults for anything else."""
        return one_of(wanted, self.titles, say("page_scenario"), told=60)

    def complain(self, text: str) -> None:
        """Say on top what is wrong, in one line; without a text, that it did not work."""
        self.notice = sentences(text) or say("page_failed")
        self.show_notice()

    # --- what it shows ---

    def offered(self) -> Mapping[str, Mapping[str, str]]:
        """What can be chosen in the head: id -> title in both languages."""
        return titles_of(known_scenarios())

    def stand(self, scenario: Scenario | None = None) -> None:
        """What it shows when it opens: this scenario, or the programme."""
        if scenario is not None and scenario.id not in self.titles:
            self.titles = {scenario.id: scenario.title, **self.titles}
        self.take(scenario.id if scenario else in_use().main)

    def take(self, name: str) -> None:
        """Rest on a scenario from now on."""
        self.scenario, self.world = name, self.world_of(name)

    def world_of(self, name: str) -> PageWorld:
        return open_world(name, self.members, self.seed)

    @property
    def result(self) -> Result:
        """What is shared: the scenario as it stands, unless a page moves it."""
        return self.world.start

    def head(self) -> Bar:
        case = self.world.case
        return Bar(
            self.app, choices=self.titles, chosen=self.scenario,
            question=case.scenario.question[language()], notice=self.notice, register=case.register,
            reset=True,
        )  # fmt: skip

    def show_bar(self) -> None:
        """The head with what there is to say, and what can be shared."""
        self.share.show(self.result, self.sheets, self.asked)
        self.bar.state = self.head().state

    def show_notice(self) -> None:
        """What there is to say, where the viewer looks."""
        self.show_bar()

    def sheets(self) -> Iterable[Sheet]:
        """What the page adds to the files to take along."""
        return ()

    def asked(self) -> Asked | None:
        """What page one of a briefing answers; the scenario's own question where that is nothing."""
        return None

    # --- what a page consists of ---

    def build(self) -> None:
        """Its widgets, and what it remembers."""
        raise NotImplementedError

    def arranged(self) -> Box:
        """The widgets in their places."""
        raise NotImplementedError

    def askers(self) -> Iterable[anywidget.AnyWidget]:
        """The widgets, besides head and address, through which a viewer asks."""
        return ()

    def kinds(self) -> dict[str, Callable[[Message], None]]:
        """What can be asked besides what every page is asked for, by kind of message."""
        return {}

    def fields(self) -> dict[str, Callable[[str], None]]:
        """The parts of its address with what takes the text of each, in the order in which they are read."""
        return {}

    def parts(self) -> Mapping[str, str]:
        """What the parts of its address are now; blank where they are as the page opens."""
        return {}

    def show(self) -> None:
        """Everything, in the current language."""
        raise NotImplementedError


# --- the head --------------------------------------------------------------------------------------------


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
        """The state of the TopBar widget: `TopBar(state=Bar("overview").state)`."""
        title = self.title or say(f"app_{self.app}_title")
        return {
            "app": self.app,
            "apps": links(),
            "lang": language(),
            "languages": _language_choices(),
            "words": _bar_words(self.register)
            | {"title": title, "page": f"{title} · {say('app_name')}"}
            | {"subtitle": self.subtitle or say(f"app_{self.app}_about")},
            "choices": [{"id": name, "title": title[language()]} for name, title in self.choices.items()],
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
        title = self.ground or self.choices[self.chosen][language()]
        if self.changes:
            title = say("page_standing_changed", title=title, number=len(self.changes))
        register = "" if self.register is None else register_words(self.register)
        return {"title": title, "changes": list(self.changes), "register": register}


def _language_choices() -> list[dict[str, str]]:
    """The languages that a viewer may choose: id, its tag, its name in itself, and how it writes a day."""
    keys = ("tag", "name", "day")
    told = by_language(lambda: {key: say(f"language_{key}") for key in keys})
    return [{"id": lang, **names} for lang, names in told.items()]


def _bar_words(register: Register | None) -> dict[str, str]:
    """The words of every head: its buttons, and whether the villages are made up or whose they are."""
    keys = ("language", "scenario", "reset", "apps", "dark", "code", "printed")
    words = {key: say(f"page_{key}") for key in keys}
    return words | {
        "name": say("page_brand"),
        "badge": say("synthetic" if _made_up(register) else "page_simulated"),
        "synthetic": _whose(register),
    }


def _made_up(register: Register | None) -> bool:
    return register is None or register.synthetic


def _whose(register: Register | None) -> str:
    """That no village of the page is real, or whose they are."""
    if register is None or register.own:
        return say("page_synthetic")
    key = "page_synthetic_own" if register.synthetic else "page_simulation"
    return say(key, register=register_words(register))


def note_sections(lines: Mapping[str, list[str]], opened: str = "") -> list[dict[str, Any]]:
    """The state of a Notes widget: lines by the key of their heading; one section may stand open."""
    return [{"heading": say(key), "lines": each, "open": key == opened} for key, each in lines.items()]


def assumption_words(parameters: Mapping[str, Parameter]) -> str:
    """How many uncertainties are assumptions, and which."""
    unknown = uncertain(parameters)
    assumed = [one.label() for one in unknown if one.grade == "assumption"]
    names = say("page_comma").join(assumed)
    return say("page_assumed", assumed=len(assumed), all=len(unknown), names=names)


def origin_words(world: PageWorld) -> str:
    """Where the numbers come from: whose villages, and which seed."""
    return say("page_origin", register=register_words(world.case.register), seed=world.seed)
