"""Scenarios side by side: differences, ranks, thresholds, inequality, economics, who gains and who loses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sim.analysis.compare import LIKELY, LOT_MEMBERS, LOTS
from sim.analysis.outcomes import cost_band
from sim.inputs.villages import place_names
from sim.views.advice.sheets import (
    Sheet,
    band,
    chance,
    count_unit,
    heads,
    industry_names,
    percent,
    village_unit,
)
from sim.views.labels import limit
from sim.views.numbers import Band, Figure, number
from sim.views.tables import NONE, interval
from sim.words import in_language, say

if TYPE_CHECKING:
    from sim.analysis.questions import Comparison
    from sim.inputs.villages import Register


def comparison_sheets(found: Comparison) -> list[Sheet]:
    """Scenarios side by side: differences, ranks, thresholds, inequality, economics."""
    titles = {each.case.scenario.id: in_language(each.case.scenario.title) for each in found.results}
    pairs = [
        pairs_sheet(found.mean, titles, "advice_pairs"),
        pairs_sheet(found.without_subsidy / found_villages(found), titles, "advice_pairs_without"),
        ranks_sheet(found.ranks, titles),
    ]
    return [
        *(pairs if len(titles) > 1 else []),  # one scenario has no other to stand beside
        thresholds_sheet(found.thresholds, titles),
        inequality_sheet(found.inequality, titles),
        economics_sheet(found, titles),
    ]


def found_villages(found: Comparison) -> pd.Series:
    """Divisors that turn the city's sum into a mean per village; chances stay as they are."""
    villages = len(found.counterfactual.case.register.table)
    return pd.Series({name: 1 if name == "chance" else villages for name in found.without_subsidy.columns})


def pairs_sheet(table: pd.DataFrame, titles: dict[str, str], key: str) -> Sheet:
    names = list(titles)
    rows = [[titles[a], *(NONE if a == b else pair_cell(table.loc[(a, b)]) for b in names)] for a in names]
    return Sheet(
        say(key),
        [say("advice_col_more_than"), *titles.values()],
        rows,
        [say("advice_pairs_about")],
        unit=village_unit(),
    )


def pair_cell(row: pd.Series) -> tuple[str, str]:
    middle, limits = band(row, 2, sign=True)
    more = {**getattr(middle, "more", {}), "chance": row["chance"]}
    return Band(Figure(middle, row["mid"], more=more), f"{limits} · {chance(row['chance'])}")


def ranks_sheet(table: pd.DataFrame, titles: dict[str, str]) -> Sheet:
    rows = [
        [titles[name], *(percent(value) for value in row)]
        for name, row in zip(table.index, table.to_numpy(), strict=True)
    ]
    sentence = say("advice_same_order", share=chance(table.attrs["same_order"]))
    places = [say("advice_place_number", place=place) for place in table.columns]
    return Sheet(say("advice_ranks"), [say("advice_col_scenario"), *places], rows, [sentence])


def thresholds_sheet(table: pd.DataFrame, titles: dict[str, str]) -> Sheet:
    levels = list(table.index.get_level_values("threshold").unique())
    rows = [[titles[name], *(band(table.loc[(name, level)], 0) for level in levels)] for name in titles]
    columns = [say("figure_below", threshold=limit(level)) for level in levels]
    return Sheet(
        say("advice_thresholds"),
        [say("advice_col_scenario"), *columns],
        rows,
        unit=count_unit(),
    )


def inequality_sheet(table: pd.DataFrame, titles: dict[str, str]) -> Sheet:
    rows = [
        [
            titles[name],
            *(
                cell
                for index in ("gini", "theil")
                for cell in (
                    band(table.loc[(name, index)], 3),
                    chance(table.loc[(name, index), "chance"]),
                )
            ),
        ]
        for name in titles
    ]
    return Sheet(say("advice_inequality"), heads("scenario", "gini", "less", "theil", "less"), rows)


def economics_sheet(found: Comparison, titles: dict[str, str]) -> Sheet:
    """What the money buys, with the discount rate stated."""
    last = found.counterfactual.case.scenario.years[-1]
    paid = {each.case.scenario.id: interval(*cost_band(each)) for each in found.results}
    rows = [
        [titles[name], paid[name], *economics_row(found.economics.loc[name], last)]
        for name in titles
        if len(found.economics) and name in found.economics.index.get_level_values("scenario")
    ]
    columns = heads(
        "scenario",
        "public_cost",
        "extra_income",
        "extra_cost",
        "benefit_cost",
        "pays",
        "pay_back",
        "per_yuan",
    )
    return Sheet(say("advice_economics"), columns, rows, [say("advice_rate", rate=f"{100 * found.rate:g}")])


def economics_row(table: pd.DataFrame, last: int) -> list[Any]:
    return [
        band(table.loc["extra_income"], 0),
        band(table.loc["extra_cost"], 0),
        band(table.loc["benefit_cost"], 2),
        chance(table.loc["benefit_cost", "chance"]),
        year_text(table.loc["pay_back_year"], last),
        band(table.loc["gain_per_yuan"], 3),
    ]


def year_text(row: pd.Series, last: int) -> tuple[str, str]:
    """A pay-back year with its band; beyond the horizon it is said so."""
    words = [
        NONE if np.isnan(value) else say("advice_not_by", year=last) if np.isinf(value) else f"{value:.0f}"
        for value in (row["low"], row["mid"], row["high"])
    ]
    return words[1], "" if words[0] == words[2] else f"{words[0]} – {words[2]}"


def winners_sheets(found: Comparison, by: str) -> list[Sheet]:
    """Who gains and who loses under every scenario but the counterfactual: in the last year, in all years."""
    sheets = []
    for each in found.results:
        if each is not found.counterfactual:
            title = in_language(each.case.scenario.title)
            table, years = found.gains(each.case.scenario.id, by), each.case.scenario.years
            if by == "village_id":  # hundreds of rows: who loses most is what they are asked for
                table = table.sort_values("all_mid", kind="stable")
            called = group_names(table, each.case.register)
            both = [last_sheet(table, called, years), whole_sheet(table, called, years)]
            for sheet in reversed(both) if by == "village_id" else both:
                sheets.append(sheet._replace(title=f"{title}: {sheet.title}"))
    return sheets


def last_sheet(table: pd.DataFrame, called: Sequence[str], years: Sequence[int]) -> Sheet:
    """Who gains and who loses in the last year; `called` names the rows."""
    rows = [
        [
            name,
            number(row["villages"]),
            band(row, 2, sign=True),
            chance(row["chance"]),
            counted(row["winners"], row["losers"]),
        ]
        for name, row in zip(called, rows_of(table), strict=True)
    ]
    gain = say("advice_col_gain_in", years=years[-1])
    columns = [*heads("group", "villages"), gain, *heads("chance_gain", "winners_losers")]
    sentence = how_many(table, "", str(years[-1]))
    return Sheet(group_title(table, str(years[-1])), columns, rows, [sentence])


def whole_sheet(table: pd.DataFrame, called: Sequence[str], years: Sequence[int]) -> Sheet:
    """Who gains and who loses over all years, and what of it the drawing of lots decides."""
    rows = [
        [
            name,
            band(row, 2, sign=True, names=("all_low", "all_mid", "all_high")),
            chance(row["all_chance"]),
            counted(row["all_winners"], row["all_losers"]),
            number(row["by_lot"]),
            chance(row["lots_chance"]),
        ]
        for name, row in zip(called, rows_of(table), strict=True)
    ]
    span, by_lot = f"{years[0]}–{years[-1]}", number(table["by_lot"].sum())
    gain = say("advice_col_gain_mean", years=span)
    others = heads("chance_gain", "winners_losers", "by_lot", "lots_chance")
    columns = [*heads("group"), gain, *others]
    about = [
        how_many(table, "all_", span),
        say("advice_winners_about", likely=number(100 * LIKELY), years=span, last=years[-1]),
        say("advice_by_lot_about", lots=LOTS, members=LOT_MEMBERS, years=span, count=by_lot),
    ]
    return Sheet(group_title(table, span), columns, rows, about)


def how_many(table: pd.DataFrame, which: str, years: str) -> str:
    """How many villages likely gain and lose, and of how many neither can be said."""
    gain, lose = (int(table[f"{which}{end}"].sum()) for end in ("winners", "losers"))
    every = int(table["villages"].sum())
    words = {"gain": number(gain), "lose": number(lose), "open": number(every - gain - lose)}
    return say("advice_winners_count", years=years, all=number(every), **words)


def group_title(table: pd.DataFrame, years: str) -> str:
    return say("advice_by_in", by=say(f"advice_by_{table.index.name}"), years=years)


def group_names(table: pd.DataFrame, register: Register) -> list[str]:
    """What the groups are called; a place by its name and its code, since files are joined by codes."""
    kind = str(table.index.name).removesuffix("_id")
    if kind == "industry":
        names: Mapping[str, str] = industry_names()
        return [names.get(str(name), str(name)) for name in table.index]
    names = getattr(place_names(register), kind)
    pairs = [(str(id), names.get(str(id), str(id))) for id in table.index]
    return [id if name == id else f"{name} {id}" for id, name in pairs]


def rows_of(table: pd.DataFrame) -> list[pd.Series]:
    return [row for _, row in table.iterrows()]


def counted(winners: float, losers: float) -> str:
    return f"{number(winners)} / {number(losers)}"
