"""The page 一村一策 One village: look a village up; see where it is heading, what holds it back, what helps.

Its numbers are those of `wuli village`: the same study of all villages (sim.analysis.village), with the same
members and luck. Only the account is computed for a single village, in its township run alone, so choosing
another shows it at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from anywidget import AnyWidget
from ipywidgets import Box

from sim.analysis.questions import ask_villages
from sim.analysis.village import (
    ACCOUNT,
    STEPS,
    WHY,
    VillageAccount,
    VillageStudy,
    townships,
    village_account,
    weakest_village,
)
from sim.apps.pages.base import Bar, Message, Page, assumption_words, note_sections
from sim.apps.pages.beside import banded, with_line
from sim.apps.pages.charts import banded_card, fan_frame, interval_frame, three_of_five
from sim.apps.pages.maps import Atlas, Mapped, shapes_of, township_groups
from sim.apps.pages.requests import joined, one_of, plain
from sim.apps.pages.worlds import kept
from sim.apps.widgets import DataTable, FanChart, Headlines, IntervalChart, Notes, TileMap, page
from sim.figures.labels import column_labels, limit
from sim.figures.numbers import number, signed
from sim.figures.tables import column
from sim.figures.theme import SURFACE, scenario_style
from sim.inputs.programme import in_use
from sim.inputs.scenarios.scenario import Scenario
from sim.inputs.villages import ACCOUNT_COLUMNS, find_village, load_industries, place_names
from sim.model.exposure import base_income
from sim.reports.sheets import Asked, Sheet, chance, industry_names, percent
from sim.reports.village_cards import village_asked, village_line, village_sentences, village_sheets
from sim.words import language, say

LOW, MIDDLE, HIGH = 0, 2, 4  # places among the five quantiles of a path
LAST = -1


@kept(8)
def open_study(scenario: str, members: int, seed: int) -> VillageStudy:
    """The study of all villages under a scenario; kept, so a forked kernel finds the nursery's."""
    return ask_villages(scenario, in_use().counterfactual, members=members, seed=seed)


# --- what is shown ---------------------------------------------------------------------------------------


def _cards(study: VillageStudy, place: int, account: VillageAccount) -> list[dict[str, str]]:
    """The four numbers on top: where the village will be, how surely, by what, and what would help most.

    Beside each the same net; beside the chance, how often the village gets there by other means alone.
    """
    year, unit = study.case.scenario.years[-1], say("unit_10k_yuan_per_year")
    binding, group = study.binding(place), study.best_group(place)
    step = study.steps[STEPS.index(binding), :, place]
    helps = study.helps[list(in_use().groups).index(group), :, place]
    step_net = study.steps_net[STEPS.index(binding), :, place]
    helps_net = study.helps_net[list(in_use().groups).index(group), :, place]
    binds = _more_card("binds", step, unit, say(f"advice_step_{binding}"))
    best = _more_card("helps", helps, unit, say(f"advice_group_{group}"))
    by_subsidy, by_debt = (chance(each) for each in account.means)
    apart = say("village_card_apart", net=chance(account.net), subsidy=by_subsidy, debt=by_debt)
    return [
        with_line(
            _income_card(study, place, year, unit), _net_line(study.net[[LOW, MIDDLE, HIGH], place, LAST])
        ),
        with_line(_chance_card(study, place, year), apart, _net_line(study.net_gain[:, place], gain=True)),
        with_line(binds, _net_line(step_net, gain=True))
        | {"note": say("village_card_adds", chance=chance(step[3]))},
        with_line(best, _net_line(helps_net, gain=True))
        | {"note": say("village_card_surest", sure=chance(study.surest[place]))},
    ]


def _net_line(values: np.ndarray, gain: bool = False) -> str:
    """The same net, with its band; a gain with its sign."""
    return banded("beside_net", values, partial(signed, decimals=2) if gain else partial(number, decimals=1))


def _village_head(study: VillageStudy, place: int) -> str:
    """Which village the numbers on top are about, with where it lies."""
    row, called = study.case.register.table.iloc[place], place_names(study.case.register)
    industry = industry_names().get(row["industry"], row["industry"])
    return say(
        "village_head", village=called.village[str(row["village_id"])],
        banner=called.banner[str(row["banner_id"])], township=called.township[str(row["township_id"])],
        industry=industry,
    )  # fmt: skip


def _village_answer(study: VillageStudy, place: int) -> str:
    """The numbers on top as one sentence, for the row that was pressed."""
    group = study.best_group(place)
    low, middle, high = (number(study.path[each, place, LAST], 1) for each in (LOW, MIDDLE, HIGH))
    return say(
        "village_answer", village=_village_name(study, place),
        year=study.case.scenario.years[-1], middle=middle, low=low, high=high,
        target=limit(int(study.target)), chance=chance(study.chance[place, LAST]),
        group=say(f"advice_group_{group}"),
        more=signed(study.helps[list(in_use().groups).index(group), 1, place], 2),
    )  # fmt: skip


def _income_card(study: VillageStudy, place: int, year: int, unit: str) -> dict[str, str]:
    band = [number(study.path[each, place, LAST], 1) for each in (LOW, MIDDLE, HIGH)]
    label = say("village_card_income", year=year)
    note = say("page_card_without", value=number(study.without[place, LAST], 1))
    return banded_card("income", label, unit, band, note)


def _chance_card(study: VillageStudy, place: int, year: int) -> dict[str, str]:
    low, middle, high = (signed(each, 2) for each in study.gain[:, place])
    return {
        "key": "chance",
        "label": say("village_card_chance", year=year, target=limit(study.target)),
        "value": chance(study.chance[place, LAST]),
        "unit": "",
        "band": say("village_card_gain", value=middle, low=low, high=high),
        "note": say("village_card_draws", members=number(study.members)),
    }


def _more_card(key: str, gains: np.ndarray, unit: str, what: str) -> dict[str, str]:
    """What something more adds, by its low, middle and high."""
    band = [signed(each, 2) for each in gains[:3]]
    return banded_card(key, say(f"village_card_{key}", what=what), unit, band)


def _path_values(study: VillageStudy, place: int) -> np.ndarray:
    """The lines of the path chart, (series, 5, year): with the programme, without, the target."""
    target = np.full_like(study.path[:, place], study.target)
    return np.stack([study.path[:, place], study.without_path[:, place], target])


def _village_name(study: VillageStudy, place: int) -> str:
    """What a village is called."""
    register = study.case.register
    return place_names(register).village[str(register.table["village_id"].iloc[place])]


def _path_frame(study: VillageStudy, place: int, showing: int) -> dict[str, Any]:
    scenario, years = study.case.scenario, study.case.scenario.years
    village = _village_name(study, place)
    style, without = scenario_style(scenario.id), scenario_style(in_use().counterfactual)
    title, unit = say("advice_village", village=village), say("unit_10k_yuan_per_year")
    lines = [
        {"label": scenario.title[language()], "colour": style.colour, "dash": [], "bands": True},
        {"label": say("advice_without"), "colour": without.colour, "dash": [5, 3], "bands": True},
        {
            "label": say("village_target", target=limit(study.target)),
            "colour": SURFACE["warn"],
            "dash": [2, 3],
            "bands": False,
        },
    ]
    note = say("page_bands", members=number(study.members))
    first = study.path[:, place]
    return fan_frame(title, unit, years, lines, first, 1, note=note, zero=True, showing=showing)


def _more_rows(names: list[str], labels: list[str], gains: np.ndarray) -> list[dict[str, str]]:
    return [
        {"key": name, "label": label, "note": say("village_row_chance", chance=chance(row[3]))}
        for name, label, row in zip(names, labels, gains, strict=True)
    ]


def _steps_shown(study: VillageStudy, place: int) -> tuple[dict[str, Any], np.ndarray]:
    """What one step of each kind adds: what binds the village is the longest bar."""
    gains = study.steps[:, :, place]
    rows = _more_rows(list(STEPS), [say(f"advice_step_{name}") for name in STEPS], gains)
    return _more_shown("binds", rows, gains, study, study.steps_net[:, 1, place])


def _helps_shown(study: VillageStudy, place: int) -> tuple[dict[str, Any], np.ndarray]:
    """What the same money does in each group of levers."""
    gains = study.helps[:, :, place]
    rows = _more_rows(
        list(in_use().groups),
        [say(f"advice_group_{name}") for name in list(in_use().groups)],
        gains,
    )
    return _more_shown("helps", rows, gains, study, study.helps_net[:, 1, place])


def _more_shown(
    key: str, rows: list[dict[str, str]], gains: np.ndarray, study: VillageStudy, net: np.ndarray
) -> tuple[dict[str, Any], np.ndarray]:
    """Bars of the gross gains, with the median net gain in each row's note."""
    rows = [
        row | {"note": row["note"] + say("village_row_net", value=signed(each, 2))}
        for row, each in zip(rows, net, strict=True)
    ]
    values = three_of_five(gains[:, :3])
    title = say(f"village_chart_{key}")
    unit = say("village_more_unit", year=study.case.scenario.years[-1])
    note = say(f"village_note_{key}", sampled=number(study.sampled))
    frame = interval_frame(title, unit, rows, values, decimals=2, note=note, zero=True, signed=True)
    return frame, values


# --- why this village, and its account --------------------------------------------------------------------


def _why_shown(study: VillageStudy, place: int, account: VillageAccount) -> tuple[dict[str, Any], np.ndarray]:
    """What makes this village gain more or less than one that is average in each trait, net."""
    told = {name: note for name, note in _why_notes(study, place, account).items() if note}
    values = three_of_five(study.why[[list(WHY).index(name) for name in told], :, place])
    rows = [{"key": name, "label": say(f"village_why_{name}"), "note": note} for name, note in told.items()]
    items = account.items
    note = say(
        "village_why_note", sampled=number(study.sampled),
        debt=number(items.loc["debt", "mid"], 1), interest=number(items.loc["interest", "mid"], 1),
        cash=number(items.loc["cash", "mid"], 1),
    )  # fmt: skip
    unit = say("village_more_unit", year=study.case.scenario.years[-1])
    frame = interval_frame(
        say("village_chart_why"), unit, rows, values, decimals=2, note=note, zero=True, signed=True
    )
    return frame, values


def _why_notes(study: VillageStudy, place: int, account: VillageAccount) -> dict[str, str]:
    """What the village is in each trait; blank where nobody knows."""
    table = study.case.register.table
    kind = load_industries().loc[table["industry"].iloc[place]]
    weights = {str(name): number(kind[name], 1) for name in kind.index if str(name).endswith("_weight")}
    industry, asset = (str(kind[f"{part}label_{language()}"]) for part in ("", "asset_"))
    rank = base_income(table).argsort().argsort()[place] + 1
    remote = "remote" in account.known
    return {
        "trade": say("village_why_trade_note", industry=industry, **weights),
        "asset": say("village_why_asset_note", asset=asset, **weights),
        "market": say("village_why_market_note", **weights),
        "remote": say("village_why_remote_note", share=percent(table["remote"].iloc[place]))
        if remote
        else "",
        "standing": say("village_why_standing_note", rank=number(rank), villages=number(len(table))),
    }


def _account_shown(study: VillageStudy, account: VillageAccount) -> tuple[dict[str, Any], np.ndarray]:
    """The village's account in the last year: what comes in and goes out, what is left, what it has and owes."""
    rows = [
        {
            "key": name,
            "label": say(f"account_{name}"),
            "group": say(f"account_part_{part}"),
            "note": say("account_first", value=number(account.items.loc[name, "first"], 1)),
        }
        for part, names in ACCOUNT.items()
        for name in names
    ]
    values = three_of_five(account.items[["low", "mid", "high"]].to_numpy(float))
    years = study.case.scenario.years
    title, unit = say("account_title", year=years[-1]), say("unit_wan")
    note = say("account_note", first=years[0]) + _known_words(account)
    return interval_frame(title, unit, rows, values, decimals=1, note=note, zero=True), values


def _known_words(account: VillageAccount) -> str:
    """Which figures of the account the register has, and which come from the priors."""
    known = [name for name in ACCOUNT_COLUMNS if name in account.known]
    lacking = [name for name in ACCOUNT_COLUMNS if name not in account.known]
    told = []
    for key, names in (("account_known", known), ("account_priors", lacking)):
        if names:
            told.append(say(key, names=say("page_comma").join(column_labels(names))))
    return "".join(told)


# --- tables and map --------------------------------------------------------------------------------------


def _village_columns(study: VillageStudy) -> list[dict[str, Any]]:
    year, money = study.case.scenario.years[-1], say("unit_wan")
    target = limit(study.target)
    return [
        column("village", say("advice_col_village")),
        column("township", say("village_col_township"), "hidden"),
        column("place", say("village_col_place")),
        column("income", say("village_col_income"), "number", money, 1),
        column("chance", say("village_col_chance", year=year, target=target), "chance"),
    ]


def _village_rows(study: VillageStudy) -> list[list[Any]]:
    """Every village: where it lies and what it lives on, its first income, its chance of the target."""
    table, names, start = (
        study.case.register.table,
        industry_names(),
        base_income(study.case.register.table),
    )
    industries = table["industry"].map(lambda code: names.get(code, code))
    called = place_names(study.case.register)
    lies = table["banner_id"].map(called.banner) + " " + table["township_id"].map(called.township)
    lies += " " + industries
    chance = study.chance[:, LAST]
    ids = table["village_id"]
    return [
        list(row)
        for row in zip(
            ids,
            ids.map(called.village),
            table["township_id"],
            lies,
            start.tolist(),
            chance.tolist(),
            strict=True,
        )
    ]


def _peer_columns(study: VillageStudy) -> list[dict[str, Any]]:
    year, money = study.case.scenario.years[-1], say("unit_wan")
    target = limit(study.target)
    return [
        column("village", say("advice_col_village")),
        column("industry", say("advice_col_industry")),
        column("start", say("village_col_income"), "number", money, 1),
        column("end", say("village_col_end", year=year), "band", money, 1),
        column("net", say("beside_net_name"), "band", money, 1),
        column("chance", say("village_col_chance", year=year, target=target), "chance"),
    ]


def _peer_rows(study: VillageStudy, place: int) -> list[list[Any]]:
    """The village itself and those most like it."""
    table, names, start = (
        study.case.register.table,
        industry_names(),
        base_income(study.case.register.table),
    )
    rows = []
    for each in (place, *study.peers[place]):
        village, industry = table["village_id"].iloc[each], table["industry"].iloc[each]
        band, net = (
            [paths[quantile, each, LAST] for quantile in (LOW, MIDDLE, HIGH)]
            for paths in (study.path, study.net)
        )
        rows.append(
            [
                village,
                _village_name(study, each),
                names.get(industry, industry),
                start[each],
                band,
                net,
                study.chance[each, LAST],
            ]
        )  # fmt: skip
    return rows


def map_groups(study: VillageStudy) -> list[dict[str, Any]]:
    """The townships by banner, each with the share of its villages that reach the target.

    Where the register knows where villages lie (columns longitude and latitude), the villages as points.
    """
    table = study.case.register.table
    if _placed(table).any():
        return [{"label": "", "tiles": _points(study)}]
    found = townships(study)
    called = place_names(study.case.register)
    return township_groups(found, "share", lambda township, row: _tile_sentence(township, row), called)


def _placed(table: pd.DataFrame) -> pd.Series:
    """Whether it is known where each village lies."""
    return (table["longitude"] > 0) & (table["latitude"] > 0)


def _points(study: VillageStudy) -> list[dict[str, Any]]:
    """The villages whose place is known, each with its chance of the target."""
    table, last = study.case.register.table, study.chance[:, LAST]
    return [
        {
            "id": str(row["village_id"]),
            "label": _village_name(study, int(place)),
            "value": float(last[place]),
            "at": [float(row["longitude"]), float(row["latitude"])],
            "sentence": say(
                "village_point",
                village=_village_name(study, int(place)),
                chance=chance(last[place]),
                income=number(study.path[MIDDLE, place, LAST], 1),
                net=number(study.net[MIDDLE, place, LAST], 1),
            ),
        }
        for place, row in table[_placed(table)].iterrows()
    ]


def _tile_sentence(township: str, row: pd.Series) -> str:
    return say(
        "village_tile", township=township, villages=number(row["villages"]),
        expected=number(row["expected"], 1), share=percent(row["share"]),
        subsidy=number(row["subsidy"], 1), debt=number(row["debt"], 1),
    )  # fmt: skip


def _notes(study: VillageStudy, place: int) -> list[dict[str, Any]]:
    """The village in sentences, how to read the page, and what it rests on."""
    drawn = {"members": number(study.members), "sampled": number(study.sampled)}
    sections = {
        "village_notes_story": [village_line(study, place), *village_sentences(study, place)],
        "village_notes_reading": [say(f"village_reading_{each}", **drawn) for each in (1, 2, 3, 4)],
        "village_notes_sure": [assumption_words(study.case.parameters)],
    }
    return note_sections(sections, "village_notes_story")


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
        for wide in (self.peers, self.notes):
            wide.add_class("wuli-wide")
        self.steps, self.helps = IntervalChart(name="steps"), IntervalChart(name="helps")
        self.why, self.account = IntervalChart(name="why"), IntervalChart(name="account")
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
        return "village" if _placed(self.table).any() else "township"

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
        on_points = _placed(register.table).any()
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
        columns, rows = _village_columns(self.study), _village_rows(self.study)
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
        return _village_answer(self.study, self.study.position(self.village))

    def show_head(self) -> None:
        """Which village the numbers are about; after a miss, that it is the former one."""
        if self.study is None:  # it comes with the study
            return
        head = _village_head(self.study, self.study.position(self.village))
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
        self.headlines.cards = _cards(study, place, account)
        for chart, (frame, values) in (
            (self.why, _why_shown(study, place, account)), (self.account, _account_shown(study, account)),
        ):  # fmt: skip
            chart.draw(frame | {"showing": self.showing}, values)
        self.path.draw(_path_frame(study, place, self.showing), _path_values(study, place))
        for chart, shown in ((self.steps, _steps_shown), (self.helps, _helps_shown)):
            frame, values = shown(study, place)
            chart.draw(frame | {"showing": self.showing}, values)
        self.peers.draw(
            _peer_columns(study), _peer_rows(study, place),
            title=say("advice_peers_title"), note=say("village_peers_note"),
            choosable=True, chosen=self.village, searchable=False,
        )  # fmt: skip
        self.list.frame = self.list.frame | {"chosen": self.village, "answer": self.said()}
        if self.mapped() == "village":
            if shapes_of(study.case.register):
                self.atlas.choose(self.village)
            else:
                self.map.frame = self.map.frame | {"chosen": self.village}
        self.notes.sections = _notes(study, place)
