"""The page 总览 Overview: the answer on one screen, for any scenario or run, up to four side by side.

It asks whether the banner with the weakest villages reaches the target and says what to tell a meeting;
everything else on it is what that answer rests on. All numbers come from sim.analysis on the same members
and luck as `wuli run`; what is dear is computed once in the nursery and kept per world.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

from anywidget import AnyWidget
from ipywidgets import Box

from sim.analysis.attribution import Game, attribute, force_bands, force_game
from sim.analysis.compare import Outlook, outlook, weakest
from sim.analysis.prepared_case import Reach, make_world, reach
from sim.analysis.sensitivity import VarianceShares
from sim.analysis.structures import Mark
from sim.apps import gallery
from sim.apps.pages.base import Message, Page, note_sections, origin_words
from sim.apps.pages.beside import NO_MARKS
from sim.apps.pages.charts import share_bars
from sim.apps.pages.maps import Atlas, Mapped, shapes_of
from sim.apps.pages.overview import charts
from sim.apps.pages.overview.places import map_columns, map_rows, village_said
from sim.apps.pages.requests import one_of
from sim.apps.pages.worlds import (
    SKILL_MEMBERS,
    PageWorld,
    known_scenarios,
    marks,
    open_run,
    open_world,
    share_base,
    shares,
    skill_words,
    titles_of,
)
from sim.apps.widgets import (
    AnswerCard,
    Choices,
    DataTable,
    FanChart,
    Headlines,
    IntervalChart,
    Notes,
    StackedBars,
    sheet,
)
from sim.faults import fault
from sim.figures.labels import limit
from sim.figures.numbers import number
from sim.folders import OUTPUTS
from sim.inputs.intake.boundaries import LEVELS, names_of
from sim.inputs.intake.registers import place_named
from sim.inputs.programme import in_use
from sim.inputs.scenarios.scenario import Scenario
from sim.reports.sheets import Sheet
from sim.runs.store import list_runs
from sim.words import LANGUAGES, by_language, language, said_in, say

MOST = 4  # side by side
RUNS = 8  # the newest finished runs that are offered
RUN = "run/"  # what the id of a finished run begins with
MEASURES = ("mean", "reach_target")
FRONT_CARDS = ("income", "below", "gain")  # of the headlines, those that the front page shows


# --- what is computed once --------------------------------------------------------------------------------


def front_answer() -> dict[str, Any]:
    """What the front page says: the question that the page opens with, its answer, and the city's numbers."""
    page = Overview()
    state, cards = page.answer.state, {card["key"]: card for card in page.headlines.cards}
    words = page.bar.state["words"]
    return {name: state[name] for name in ("question", "chance", "lead", "tone")} | {
        "cards": [cards[key] for key in FRONT_CARDS],
        "badge": words["badge"],
        "about": words["synthetic"],
    }


@lru_cache(maxsize=32)
def _banners(world: PageWorld) -> Outlook:
    """The banners under the world's scenario."""
    return outlook(world.case, world.draws, world.seed)


@lru_cache(maxsize=32)
def _banners_without(world: PageWorld) -> Outlook:
    """The banners under no programme, on the same members and luck."""
    return outlook(world.counterfactual.case, world.draws, world.seed)


@lru_cache(maxsize=32)
def _villages(world: PageWorld) -> Reach:
    """Every village under the world's scenario, for the map of a user's own shapes."""
    return reach(world.case, world.draws, world.seed)


@lru_cache(maxsize=32)
def forces(world: PageWorld) -> Game:
    """The runs of every coalition of forces, on all members, so that the whole gain is the headline's; of the
    last year, which is all that the page shows, because a game of all years takes tens of megabytes."""
    same = replace(make_world(world.case, 1, world.seed), draws=world.draws)
    game = force_game(same, world.counterfactual.case)
    return replace(game, sums=game.sums[:, :, -1:].copy())


def _force_shares(game: Game, measure: str) -> dict[str, float]:
    """Each force's part of the mean gain; nothing where nothing is gained."""
    shares = attribute(game, measure)["share"].drop(index="total").dropna()
    return {str(name): float(share) for name, share in shares.items()}


def offered(outputs: Any = OUTPUTS) -> dict[str, Mapping[str, str]]:
    """What can be shown, id -> title in both languages: all scenarios, then the newest finished runs."""
    titles: dict[str, Mapping[str, str]] = titles_of(known_scenarios())
    for name, about in list(list_runs(outputs).items())[:RUNS]:
        known = titles.get(about["scenario"], dict.fromkeys(LANGUAGES, about["scenario"]))
        when = str(about.get("when", ""))[:10]
        members = number(int(about.get("members", 0)))
        place = place_named(about.get("villages") or "")  # nothing: the register of data/
        key = "overview_run_of" if place else "overview_run"
        titles[RUN + name] = {
            lang: said_in(
                lang, say, key, title=known[lang], place=place, when=when, members=members, key=name[-10:]
            )
            for lang in LANGUAGES
        }
    return titles


# --- the page --------------------------------------------------------------------------------------------


def _threshold_named(text: str, label: str) -> float:
    """A threshold of the programme in use by its number."""
    known = {str(each): each for each in in_use().thresholds}
    return known[one_of(text, list(known), label)]


class Overview(Page):
    """The page and what it remembers: what is shown, the threshold, the banner, the measure, a place."""

    app = "overview"

    def __init__(self, *args: Any, outputs: Any = OUTPUTS, **named: Any):
        """As every page; `outputs` is the folder whose finished runs are offered too."""
        self.outputs = outputs
        super().__init__(*args, **named)

    @classmethod
    def warm(cls) -> None:
        """What the page opens with, every scenario's results, and the answer of the front page."""
        for scenario in known_scenarios():
            open_world(scenario)
        gallery.write(by_language(lambda: front_answer()))

    # --- what it consists of ---

    def build(self) -> None:
        self.showing = 0
        self.answer, self.headlines = AnswerCard(name="answer"), Headlines()
        self.choices = {name: Choices(name=name) for name in ("threshold", "compare", "measure")}
        self.fans = {
            name: FanChart(name=name, height=height)
            for name, height in (("income", 250), ("below", 250), ("banner", 170))
        }
        self.rows = {name: IntervalChart(name=name) for name in ("banners", "levels", "forces")}
        self.bars = {name: StackedBars(name=name) for name in ("classes", "shares")}
        self.table, self.skill, self.notes = DataTable(name="compare"), Notes(), Notes()
        self.atlas, self.place, self.village = Atlas("shapes"), "", ""
        self.where, self.inside = Box([]), DataTable(name="inside")

    def arranged(self) -> Box:
        self.beside, self.listed = Box([self.table]), Box([self.inside])
        return sheet(
            self.top,
            (7, [self.answer, self.choices["threshold"]]), (5, [self.headlines, self.fans["banner"]]),
            (12, self.choices["compare"]),
            (6, self.fans["income"]), (6, self.fans["below"]),
            (12, self.beside),
            (7, self.where), (5, self.listed),
            (7, self.rows["banners"]), (5, [self.bars["classes"], self.bars["shares"]]),
            (6, self.rows["levels"]), (6, [self.choices["measure"], self.rows["forces"], self.skill]),
            (12, [self.share.bar, self.notes]),
        )  # fmt: skip

    def askers(self) -> Iterable[AnyWidget]:
        return *self.choices.values(), self.rows["banners"], *self.atlas.parts, self.inside

    def kinds(self) -> dict[str, Callable[[Message], None]]:
        return {
            "chosen": self.on_chosen, "choose": self.on_banner, "tile": self.on_place, "row": self.on_village,
        }  # fmt: skip

    def fields(self) -> dict[str, Callable[[str], None]]:
        return {
            "run": self.put_run, "beside": self.put_beside, "at": self.put_threshold,
            "banner": self.put_banner, "by": self.put_measure, "place": self.put_place,
        }  # fmt: skip

    def offered(self) -> Mapping[str, Mapping[str, str]]:
        return offered(self.outputs)

    def stand(self, scenario: Scenario | None = None) -> None:
        """One scenario, the target, the weakest banner."""
        super().stand(scenario)
        self.shown, self.measure, self.banner = [self.scenario], MEASURES[0], ""
        self.threshold = in_use().target.amount
        self.place = self.village = ""

    # --- what an address may ask for ---

    def put_run(self, text: str) -> None:
        self.put_shown([self.known(RUN + text)])

    def put_beside(self, text: str) -> None:
        names = [self.shown[0], *(self.known(each) for each in text.split())]
        if len(names) > MOST:
            raise fault("", "overview_compare_hint", most=MOST)
        self.put_shown(names)

    def put_shown(self, wanted: list[str]) -> None:
        """Show these side by side, the first above all. Raises InputFaults where they cannot stand so."""
        names = list(dict.fromkeys(wanted))
        years = {self.world_of(name).case.scenario.years for name in names}
        registers = {self.world_of(name).case.register.checksum for name in names}
        if len(years) > 1 or len(registers) > 1:
            raise fault("", "overview_not_beside")
        self.shown = names
        self.take(names[0])

    def put_threshold(self, text: str) -> None:
        self.threshold = _threshold_named(text, say("overview_threshold"))

    def put_banner(self, text: str) -> None:
        self.subjects()[0].banners.place(text[:40])
        self.banner = text

    def put_measure(self, text: str) -> None:
        text = "reach_target" if text == f"reach_{in_use().target.amount}" else text  # of earlier addresses
        self.measure = one_of(text, MEASURES, say("overview_measure"))

    def put_place(self, text: str) -> None:
        """Choose a place of the map, with its villages."""
        register = self.world.case.register
        shapes = shapes_of(register)
        known = set(register.table[LEVELS[shapes.level]].astype(str)) if shapes else set()
        level = say(f"shapes_level_{shapes.level if shapes else 'village'}")
        self.place = one_of(text, known, level)
        self.village = self.place if shapes and shapes.level == "village" else ""

    def parts(self) -> Mapping[str, str]:
        first, *others = self.shown
        banner = "" if self.banner == weakest(self.subjects()[0].banners, self.threshold) else self.banner
        return {
            "run": first.removeprefix(RUN) if first.startswith(RUN) else "",
            "beside": " ".join(others),
            "at": "" if self.threshold == in_use().target.amount else str(self.threshold),
            "banner": banner,
            "by": "" if self.measure == MEASURES[0] else self.measure,
            "place": self.place,
        }

    # --- what is pressed ---

    def open_scenario(self, name: str) -> None:
        """Show a scenario or run in the first place, those beside it as they are."""
        self.side_by_side([self.known(name), *self.shown[1:]])

    def side_by_side(self, wanted: list[str]) -> None:
        """Show these, the first above all, from its weakest banner on."""
        self.put_shown(wanted)
        self.banner = ""
        self.step()
        self.show()

    def on_chosen(self, message: Message) -> None:
        """A button of one of the rows of choices was pressed."""
        name, ids = message.get("name"), message.get("ids")
        if not isinstance(ids, list) or not ids or len(ids) > MOST:
            raise fault("", "page_request")
        if name == "compare":
            self.side_by_side([self.known(each) for each in ids])
        elif name == "threshold":
            self.threshold = _threshold_named(ids[0], say("overview_choice"))
            self.step()
            self.show()
        elif name == "measure":
            self.measure = one_of(ids[0], MEASURES, say("overview_choice"))
            self.step()
            self.show_forces()
        else:
            raise fault("", "page_request")

    def on_banner(self, message: Message) -> None:
        subject = self.subjects()[0]
        key = str(message.get("key"))[:40]
        subject.banners.place(key)
        self.banner = key
        self.step()
        self.show_answer(self.rests())
        self.show_banners()

    def on_place(self, message: Message) -> None:
        """List the villages of a place of the map; the same one once more lists all."""
        before = self.place
        self.put_place(str(message.get("id"))[:40])
        if self.place == before:
            self.place = self.village = ""
        self.step()
        self.show_map()

    def on_village(self, message: Message) -> None:
        """Say more of a village of the list."""
        known = self.world.case.register.table["village_id"]
        self.village = one_of(str(message.get("id"))[:40], set(known), say("word_village"))
        self.show_map()

    # --- what is shown ---

    def world_of(self, name: str) -> PageWorld:
        if name.startswith(RUN):
            return open_run(str(self.outputs / name.removeprefix(RUN)))
        return super().world_of(name)

    def subjects(self) -> list[charts.Subject]:
        """What is shown, ready to be drawn."""
        worlds = [self.world_of(name) for name in self.shown]
        looks = charts.styles([world.case.scenario.id for world in worlds])
        return [
            charts.Subject(
                name, self.titles[name], look, world.start, world.counterfactual,
                _banners(world), _banners_without(world),
            )
            for name, look, world in zip(self.shown, looks, worlds, strict=True)
        ]  # fmt: skip

    def show(self) -> None:
        """Everything, in the current language; what is dear comes last, so that the answer does not wait."""
        self.showing += 1
        self.show_bar()
        self.show_choices()
        self.show_answer([say("overview_counting")])
        self.show_headlines()
        self.show_fans()
        self.show_banners()
        self.show_levels()
        self.show_table()
        self.show_map()
        self.show_forces()
        self.show_shares()
        self.show_answer(self.rests())
        self.show_notes()
        self.show_marks()

    def sheets(self) -> list[Sheet]:
        """What this page adds to the files to take along."""
        return [charts.banner_sheet(self.subjects()[0], self.threshold)]

    def show_choices(self) -> None:
        limits = [
            {"id": str(each), "label": say("overview_limit", threshold=limit(each))}
            for each in in_use().thresholds
        ]
        self.choices["threshold"].state = {
            "label": say("overview_threshold"), "choices": limits, "chosen": [str(self.threshold)],
        }  # fmt: skip
        looks = {each.id: each.style for each in self.subjects()}
        others = [
            {"id": name, "label": title[language()], "fixed": name == self.shown[0]}
            | ({"colour": looks[name].colour, "dash": list(looks[name].dash)} if name in looks else {})
            for name, title in self.titles.items()
        ]
        self.choices["compare"].state = {
            "label": say("overview_compare"), "choices": others, "chosen": self.shown, "many": True,
            "most": MOST, "hint": say("overview_compare_hint", most=MOST),
        }  # fmt: skip

    def show_answer(self, rests: list[str]) -> None:
        """The question and its answer; `rests` are the sentences on what that rests on."""
        first = self.subjects()[0]
        self.banner = self.banner or weakest(first.banners, self.threshold)
        trust = self.trust()[0]
        self.answer.state = charts.answer_state(first, self.banner, self.threshold, rests, trust)

    def trust(self) -> list[str]:
        """How the model fared elsewhere, in words."""
        return skill_words(min(self.members, SKILL_MEMBERS), language())

    def rests(self) -> list[str]:
        return charts.rests_on(self.shares(), self.largest(), self.largest() is None)

    def show_headlines(self, marks: Mapping[str, Mark] = NO_MARKS) -> None:
        self.headlines.label = say("page_headlines")
        self.headlines.cards = charts.cards(self.subjects()[0], self.threshold, marks)

    def show_marks(self) -> None:
        """The headlines again, with the number of structures in which each holds: that takes a second."""
        self.show_headlines(marks(self.world_of(self.shown[0])))

    def largest(self) -> tuple[str, float] | None:
        """The force with the largest part of the gain, and its share; None where nothing is gained."""
        world = self.world
        if world.case.scenario.id == world.counterfactual.case.scenario.id:
            return None
        table = attribute(forces(world)).drop(index="total")
        return str(table["share"].idxmax()), float(table["share"].max())

    def shares(self) -> VarianceShares:
        return shares(self.world, share_base(self.members))

    def show_fans(self) -> None:
        subjects = self.subjects()
        lines = charts.fan_lines(subjects)
        draw = partial(self.draw_fan, subjects=subjects)
        unit = say("unit_wan_per_village")
        draw(
            "income",
            say("page_chart_income"),
            unit,
            lines,
            charts.city_fans(subjects, "mean"),
            decimals=1,
        )
        title = say("page_chart_below", threshold=limit(self.threshold))
        values = charts.city_fans(subjects, f"below_{self.threshold}")
        draw("below", title, say("unit_villages"), lines, values, decimals=0)

    def draw_fan(
        self, name: str, title: str, unit: str, lines: Any, values: Any, subjects: Any, decimals: int
    ) -> None:
        frame = charts.path_frame(title, unit, lines, values, subjects, decimals, self.showing)
        self.fans[name].draw(frame, values)

    def show_banners(self) -> None:
        subjects = self.subjects()
        first = subjects[0]
        said = self.answer.state.get("lead", "")
        frame, values = charts.banner_rows(first, self.threshold, self.banner, said, self.showing)
        self.rows["banners"].draw(frame, values)
        lines, fans = charts.fan_lines(subjects), charts.banner_fans(subjects, self.banner)
        lines, fans = charts.with_threshold(lines, fans, self.threshold)
        label = charts.banner_label(self.banner, first.result.case.register)
        title = say("overview_banner_path", banner=label)
        self.draw_fan("banner", title, say("unit_wan"), lines, fans, subjects, decimals=1)

    def show_levels(self) -> None:
        subjects = self.subjects()
        self.rows["levels"].draw(*charts.level_rows(subjects, self.showing))
        self.bars["classes"].draw(*charts.class_bars(subjects, self.showing))

    def show_shares(self) -> None:
        self.bars["shares"].draw(*share_bars(self.shares(), self.showing))

    def show_table(self) -> None:
        """Several scenarios in one table; nothing where there is one only."""
        subjects = self.subjects()
        (self.beside.remove_class if len(subjects) > 1 else self.beside.add_class)("wuli-gone")
        if len(subjects) == 1:
            return
        columns = charts.table_columns(self.threshold, subjects[0].last)
        rows = [charts.table_row(each, self.threshold) for each in subjects]
        self.table.draw(
            columns,
            rows,
            title=say("overview_table"),
            note=say("overview_table_note"),
            searchable=False,
        )

    def show_map(self) -> None:
        """The user's own shapes in the colours of One village, with the villages of the place chosen."""
        world = self.world
        register = world.case.register
        shapes = shapes_of(register)
        for box in (self.where, self.listed):
            (box.remove_class if shapes else box.add_class)("wuli-gone")
        self.atlas.fill(self.where, shapes, register)
        if not shapes:
            return
        found, year = _villages(world), int(world.case.scenario.years[-1])
        chances, told = found.chance[self.threshold], {"year": year, "target": limit(self.threshold)}
        words = {part: say(f"shape_{part}_{shapes.level}", year=year) for part in ("title", "unit")}
        mapped = Mapped(chances, found.middle, found.net, *found.apart[self.threshold])
        self.atlas.draw(
            shapes, register, mapped, told, chosen=self.place,
            hint=say(f"overview_map_hint_{shapes.level}"),
            note=say("shape_note", file=shapes.about["file"]), **words,
        )  # fmt: skip
        called = names_of(register, shapes.level).get(self.place, "")
        within = {"column": "place", "value": self.place, "label": called}
        said = village_said(register, self.village, found, self.threshold, told)
        rows = map_rows(register, shapes.level, chances, found.middle, found.net)
        self.inside.draw(
            map_columns(told), rows,
            title=say("overview_map_list"), choosable=True, chosen=self.village, size=8,
            within=within if self.place else None, answer=said,
            more={"app": "one_village", "part": "village", "label": say("allocation_more")},
            sort={"column": "chance", "descending": False},
        )  # fmt: skip

    def show_forces(self) -> None:
        world = self.world
        game = forces(world)
        goal = limit(in_use().target.amount)
        choices = [{"id": each, "label": say(f"overview_measure_{k}", threshold=goal)}
                   for each, k in zip(MEASURES, ("mean", "reach"), strict=True)]  # fmt: skip
        label = say("overview_measure")
        self.choices["measure"].state = {"label": label, "choices": choices, "chosen": [self.measure]}
        values = force_bands(game, self.measure)
        last, members = int(world.case.scenario.years[-1]), len(game.world.draws)
        self.rows["forces"].draw(
            charts.force_rows(
                values, _force_shares(game, self.measure), self.measure, last, members, self.showing
            ),
            values,
        )

    def show_notes(self) -> None:
        world = self.world
        reading = [say(f"overview_reading_{k}", members=number(world.start.members)) for k in (1, 2, 3)]
        self.skill.sections = [{"heading": say("overview_skill"), "lines": self.trust(), "open": True}]
        sections = {"page_notes_reading": reading, "page_notes_origin": [origin_words(world)]}
        self.notes.sections = note_sections(sections)
