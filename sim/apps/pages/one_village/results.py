"""What the page of one village shows: its numbers, its account, why it gains, what helps, its peers."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.village import (
    ACCOUNT,
    STEPS,
    WHY,
    VillageAccount,
    VillageStudy,
    townships,
)
from sim.apps.pages.base import assumption_words, note_sections
from sim.apps.pages.beside import banded, with_line
from sim.apps.pages.charts import banded_card, fan_frame, interval_frame, three_of_five
from sim.apps.pages.maps import township_groups
from sim.figures.labels import column_labels, limit
from sim.figures.numbers import number, signed
from sim.figures.tables import column
from sim.figures.theme import SURFACE, scenario_style
from sim.inputs.programme import in_use
from sim.inputs.villages import ACCOUNT_COLUMNS, load_industries, place_names
from sim.model.exposure import base_income
from sim.reports.sheets import chance, industry_names, percent
from sim.reports.village_cards import village_line, village_sentences
from sim.words import language, say

LOW, MIDDLE, HIGH = 0, 2, 4  # places among the five quantiles of a path
LAST = -1


# --- what is shown ---------------------------------------------------------------------------------------


def cards(study: VillageStudy, place: int, account: VillageAccount) -> list[dict[str, str]]:
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
        with_line(_chance_card(study, place, year), _net_line(study.net_gain[:, place], gain=True), apart),
        with_line(binds, _net_line(step_net, gain=True))
        | {"note": say("village_card_adds", chance=chance(step[3]))},
        with_line(best, _net_line(helps_net, gain=True))
        | {"note": say("village_card_surest", sure=chance(study.surest[place]))},
    ]


def _net_line(values: np.ndarray, gain: bool = False) -> str:
    """The same net, with its band; a gain with its sign."""
    if gain:
        return banded("beside_net_gain", values, partial(signed, decimals=2))
    return banded("beside_net", values, partial(number, decimals=1))


def village_head(study: VillageStudy, place: int) -> str:
    """Which village the numbers on top are about, with where it lies."""
    row, called = study.case.register.table.iloc[place], place_names(study.case.register)
    industry = industry_names().get(row["industry"], row["industry"])
    return say(
        "village_head", village=called.village[str(row["village_id"])],
        banner=called.banner[str(row["banner_id"])], township=called.township[str(row["township_id"])],
        industry=industry,
    )  # fmt: skip


def village_answer(study: VillageStudy, place: int) -> str:
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


def path_values(study: VillageStudy, place: int) -> np.ndarray:
    """The lines of the path chart, (series, 5, year): with the programme, without, the target."""
    target = np.full_like(study.path[:, place], study.target)
    return np.stack([study.path[:, place], study.without_path[:, place], target])


def _village_name(study: VillageStudy, place: int) -> str:
    """What a village is called."""
    register = study.case.register
    return place_names(register).village[str(register.table["village_id"].iloc[place])]


def path_frame(study: VillageStudy, place: int, showing: int) -> dict[str, Any]:
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


def steps_shown(study: VillageStudy, place: int) -> tuple[dict[str, Any], np.ndarray]:
    """What one step of each kind adds: what binds the village is the longest bar."""
    gains = study.steps[:, :, place]
    rows = _more_rows(list(STEPS), [say(f"advice_step_{name}") for name in STEPS], gains)
    return _more_shown("binds", rows, gains, study, study.steps_net[:, 1, place])


def helps_shown(study: VillageStudy, place: int) -> tuple[dict[str, Any], np.ndarray]:
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


def why_shown(study: VillageStudy, place: int, account: VillageAccount) -> tuple[dict[str, Any], np.ndarray]:
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


def account_shown(study: VillageStudy, account: VillageAccount) -> tuple[dict[str, Any], np.ndarray]:
    """The village's account in the last year: what comes in, goes out and is left, what it has and owes."""
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


def village_columns(study: VillageStudy) -> list[dict[str, Any]]:
    year, money = study.case.scenario.years[-1], say("unit_wan")
    target = limit(study.target)
    return [
        column("village", say("advice_col_village")),
        column("township", say("village_col_township"), "hidden"),
        column("place", say("village_col_place")),
        column("income", say("village_col_income"), "number", money, 1),
        column("chance", say("village_col_chance", year=year, target=target), "chance"),
    ]


def village_rows(study: VillageStudy) -> list[list[Any]]:
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


def peer_columns(study: VillageStudy) -> list[dict[str, Any]]:
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


def peer_rows(study: VillageStudy, place: int) -> list[list[Any]]:
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
    if placed(table).any():
        return [{"label": "", "tiles": _points(study)}]
    found = townships(study)
    called = place_names(study.case.register)
    return township_groups(found, "share", lambda township, row: _tile_sentence(township, row), called)


def placed(table: pd.DataFrame) -> pd.Series:
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
        for place, row in table[placed(table)].iterrows()
    ]


def _tile_sentence(township: str, row: pd.Series) -> str:
    return say(
        "village_tile", township=township, villages=number(row["villages"]),
        expected=number(row["expected"], 1), share=percent(row["share"]),
        subsidy=number(row["subsidy"], 1), debt=number(row["debt"], 1),
    )  # fmt: skip


def notes(study: VillageStudy, place: int) -> list[dict[str, Any]]:
    """The village in sentences, how to read the page, and what it rests on."""
    drawn = {"members": number(study.members), "sampled": number(study.sampled)}
    sections = {
        "village_notes_story": [village_line(study, place), *village_sentences(study, place)],
        "village_notes_reading": [say(f"village_reading_{each}", **drawn) for each in (1, 2, 3, 4)],
        "village_notes_sure": [assumption_words(study.case.parameters)],
    }
    return note_sections(sections, "village_notes_story")
