"""The page 一村一策 One village: look a village up; see where it is heading, what holds it back, what helps.

Its numbers are those of `wuli village`: the same study of all villages (sim.analysis.village), with the same
members and luck. Only the account is computed for a single village, in its township run alone, so choosing
another shows it at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import pandas as pd
from anywidget import AnyWidget
from ipywidgets import Box

from sim.analysis.questions import ask_villages
from sim.analysis.village import (
    VillageStudy,
    village_account,
    weakest_village,
)
from sim.apps.pages.base import Bar, Message, Page
from sim.apps.pages.maps import Atlas, Mapped, shapes_of
from sim.apps.pages.one_village.results import (
    LAST,
    MIDDLE,
    account_shown,
    cards,
    helps_shown,
    map_groups,
    notes,
    path_frame,
    path_values,
    peer_columns,
    peer_rows,
    placed,
    steps_shown,
    village_answer,
    village_columns,
    village_head,
    village_rows,
    why_shown,
)
from sim.apps.pages.requests import joined, one_of, plain
from sim.apps.pages.worlds import kept
from sim.apps.widgets import DataTable, FanChart, Headlines, IntervalChart, Notes, TileMap, page
from sim.figures.labels import limit
from sim.figures.tables import column
from sim.inputs.programme import in_use
from sim.inputs.scenarios.scenario import Scenario
from sim.inputs.villages import find_village, place_names
from sim.reports.sheets import Asked, Sheet
from sim.reports.village_cards import village_asked, village_sheets
from sim.words import say


@kept(8)
def open_study(scenario: str, members: int, seed: int) -> VillageStudy:
    """The study of all villages under a scenario; kept, so a forked kernel finds the nursery's."""
    return ask_villages(scenario, in_use().counterfactual, members=members, seed=seed)


# --- the page ----------------------------------------------------------------------------------------------


class OneVillage(Page):
    """The page and what it remembers: the study, the village and township chosen, the target.

    study   of all villages under the scenario `studied`; it takes seconds where the nursery has not made it
    missed  what a viewer looked for in vain, which is said beside the village that is shown instead
    """

    app = "one_village"
    typed = ("village",)

    # --- what it consists of ---

    def build(self) -> None:
        self.headlines, self.notes = Headlines(named=True), Notes()
        self.map, self.list = TileMap(name="townships"), DataTable(name="villages")
        self.peers, self.path = DataTable(name="peers"), FanChart(name="path", height=290)
        self.atlas, self.where = Atlas("shapes"), Box([self.map])
        self.steps, self.helps = IntervalChart(name="steps"), IntervalChart(name="helps")
        self.why, self.account = IntervalChart(name="why"), IntervalChart(name="account")
        for wide in (self.why, self.account, self.peers, self.notes):
            wide.add_class("wuli-wide")
        self.study: VillageStudy | None = None
        self.studied, self.waiting, self.showing, self.work = "", False, 0, self.later()

    def arranged(self) -> Box:
        main = [self.path, self.account, self.why, self.steps, self.helps, self.peers, self.notes]
        return page(self.top, self.headlines, main, self.list, self.share.bar, more=[self.where])

    def askers(self) -> Iterable[AnyWidget]:
        return self.list, self.peers, self.map, *self.atlas.parts

    def kinds(self) -> dict[str, Callable[[Message], None]]:
        return {"row": self.on_village, "tile": self.on_place, "choice": self.on_target}

    def fields(self) -> dict[str, Callable[[str], None]]:
        return {
            "at": self.put_target, "village": self.put_village, "township": self.put_township,
            "banner": self.put_banner,
        }  # fmt: skip

    def stand(self, scenario: Scenario | None = None) -> None:
        """The weakest village, the target, the villages of all places."""
        self.target, self.village, self.township, self.banner = in_use().target.amount, "", "", ""
        super().stand(scenario)

    def take(self, name: str) -> None:
        """Rest on a scenario, with the village that was chosen where its register has it."""
        super().take(name)
        self.missed = ""
        if self.village not in set(self.table["village_id"]):
            self.village = weakest_village(self.table)

    @property
    def table(self) -> pd.DataFrame:
        """The villages of the register, one a row."""
        return self.world.case.register.table

    def do(self, handler: Callable[[Message], None], message: Message) -> None:
        self.missed = ""
        super().do(handler, message)

    def sheets(self) -> Sequence[Sheet]:
        """What a briefing says of the village chosen."""
        return village_sheets(self.study, self.village) if self.study else ()

    def asked(self) -> Asked | None:
        return village_asked(self.study, self.village) if self.study else None

    # --- what an address may ask for ---

    def put_target(self, text: str) -> None:
        known = [str(each) for each in in_use().thresholds]
        at = known.index(one_of(text, known, say("village_map_target")))
        self.target = in_use().thresholds[at]

    def put_village(self, text: str) -> None:
        """Choose a village by its code or its name."""
        self.missed = text[:40]
        self.village = find_village(self.table, text[:40])
        self.missed = ""

    def put_township(self, text: str) -> None:
        known = list(self.table["township_id"].unique())
        self.township = one_of(text, known, say("village_col_township"))

    def put_banner(self, text: str) -> None:
        known = list(self.table["banner_id"].unique())
        self.banner = one_of(text, known, say("shapes_level_banner"))

    def parts(self) -> Mapping[str, str]:
        return {
            "at": "" if self.target == in_use().target.amount else str(self.target),
            "village": "" if self.village == weakest_village(self.table) else self.village,
            "township": self.township,
            "banner": self.banner,
        }

    # --- what is pressed ---

    def on_village(self, message: Message) -> None:
        """Show another village; a name that the register lacks is told with its nearest."""
        self.put_village(str(message.get("id")))
        self.step()
        self.show_village()

    def on_place(self, message: Message) -> None:
        """Narrow the list to a township of the map, the same one once more shows all; or show a village."""
        level = self.mapped()
        if level == "village":
            self.on_village(message)
            return
        before = getattr(self, level)
        {"banner": self.put_banner, "township": self.put_township}[level](str(message.get("id"))[:40])
        if getattr(self, level) == before:
            setattr(self, level, "")
        self.step()
        self.show_places()
        self.show_head()

    def mapped(self) -> str:
        """Of which places the map is: villages, townships or banners."""
        shapes = shapes_of(self.world.case.register)
        if shapes:
            return shapes.level
        return "village" if placed(self.table).any() else "township"

    def on_target(self, message: Message) -> None:
        """Measure by another of the model's thresholds."""
        self.put_target(str(message.get("id")))
        self.step()
        self.show()

    # --- showing ---

    def show(self) -> None:
        """Everything, in the current language; a study that is not at hand comes a little later."""
        if self.studied != self.scenario:
            self.waiting = True
            self.show_bar()
            self.work.ask(self.study_villages)
            return
        self.study = open_study(self.scenario, self.members, self.seed).aimed_at(self.target)
        self.show_places()
        self.show_village()
        self.show_bar()

    def study_villages(self) -> None:
        self.waiting = False
        open_study(self.scenario, self.members, self.seed)
        self.studied = self.scenario
        self.show()

    def head(self) -> Bar:
        """With what is being done, or which village is shown instead of one that was looked for in vain."""
        shown = super().head()
        if self.waiting:
            return replace(shown, notice=say("village_computing"))
        if not self.missed or not self.notice:
            return shown
        called = place_names(self.world.case.register).village[self.village]
        instead = say("village_shown_instead", village=called)
        return replace(shown, notice=joined(self.notice, instead))

    def show_notice(self) -> None:
        super().show_notice()
        self.show_head()

    def show_places(self) -> None:
        """The map of townships and the list of villages, narrowed to the township chosen."""
        if self.study is None:  # it comes with the study
            return
        year = self.study.case.scenario.years[-1]
        choices = [
            {"id": str(each), "label": say("village_map_choice", target=limit(each))}
            for each in in_use().thresholds
        ]
        self.show_list()
        register = self.study.case.register
        shapes = shapes_of(register)
        self.atlas.fill(self.where, shapes, register, otherwise=[self.map])
        if shapes:
            level = shapes.level
            words = {part: say(f"shape_{part}_{level}", year=year) for part in ("title", "hint", "unit")}
            mapped = Mapped(
                self.study.chance[:, LAST], self.study.path[MIDDLE, :, LAST], self.study.net[MIDDLE, :, LAST],
                *self.study.apart[self.target],
            )  # fmt: skip
            self.atlas.draw(
                shapes, register, mapped,
                {"year": year, "target": limit(self.study.target)},
                chosen=getattr(self, level), leads=".wuli-area-side",
                note=say("shape_note", file=shapes.about["file"]), **words,
                asking=say("village_map_target"), choices=choices, choice=str(self.target),
            )  # fmt: skip
            return
        on_points = placed(register.table).any()
        kind = "points" if on_points else "townships"
        words = {part: say(f"village_{kind}_{part}", year=year) for part in ("title", "hint", "unit")}
        note = say("village_points_note") if on_points else ""
        self.map.draw(
            map_groups(self.study), percent="chance",
            chosen=self.village if on_points else self.township,
            leads=".wuli-area-side", note=note, **words,
            asking=say("village_map_target"), choices=choices, choice=str(self.target),
        )  # fmt: skip

    def show_list(self) -> None:
        """The list of villages, narrowed to the township or banner that the map has chosen."""
        assert self.study
        register = self.study.case.register
        level = "banner" if self.banner else "township"
        wanted, called = getattr(self, level), getattr(place_names(register), level)
        within = {"column": level, "value": wanted, "label": called.get(wanted, "")}
        columns, rows = village_columns(self.study), village_rows(self.study)
        if self.mapped() == "banner":
            columns = [*columns, column("banner", say("shapes_level_banner"), "hidden")]
            rows = [[*row, banner] for row, banner in zip(rows, register.table["banner_id"], strict=True)]
        self.list.draw(
            columns, rows,
            title=say("village_find"), choosable=True, chosen=self.village, size=6,
            within=within if wanted else None, answer=self.said(),
            sort={"column": "income", "descending": False},
        )  # fmt: skip

    def said(self) -> str:
        """What is said under the row that was pressed: where the village is heading, and what helps most."""
        assert self.study
        return village_answer(self.study, self.study.position(self.village))

    def show_head(self) -> None:
        """Which village the numbers are about; after a miss, that it is the former one."""
        if self.study is None:  # it comes with the study
            return
        head = village_head(self.study, self.study.position(self.village))
        former = say("village_head_former", text=plain(self.missed), head=head)
        self.headlines.label = former if self.missed else head

    def show_village(self) -> None:
        """The village chosen: its numbers, charts, peers and story."""
        if self.study is None:  # it comes with the study
            return
        study = self.study
        place = study.position(self.village)
        self.showing += 1
        self.show_head()
        account = village_account(study, place)
        self.headlines.cards = cards(study, place, account)
        for chart, (frame, values) in (
            (self.why, why_shown(study, place, account)), (self.account, account_shown(study, account)),
        ):  # fmt: skip
            chart.draw(frame | {"showing": self.showing}, values)
        self.path.draw(path_frame(study, place, self.showing), path_values(study, place))
        for chart, shown in ((self.steps, steps_shown), (self.helps, helps_shown)):
            frame, values = shown(study, place)
            chart.draw(frame | {"showing": self.showing}, values)
        self.peers.draw(
            peer_columns(study), peer_rows(study, place),
            title=say("advice_peers_title"), note=say("village_peers_note"),
            choosable=True, chosen=self.village, searchable=False,
        )  # fmt: skip
        self.list.frame = self.list.frame | {"chosen": self.village, "answer": self.said()}
        if self.mapped() == "village":
            if shapes_of(study.case.register):
                self.atlas.choose(self.village)
            else:
                self.map.frame = self.map.frame | {"chosen": self.village}
        self.notes.sections = notes(study, place)
