"""Sheets on differences: scenarios side by side, who gains, why an answer changed, what each force adds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sim.analysis.compare import LIKELY, LOT_MEMBERS, LOTS
from sim.analysis.outcomes import cost_band
from sim.figures import advice
from sim.figures.advice import force_name
from sim.figures.labels import limit
from sim.figures.numbers import Band, Figure, number, signed
from sim.figures.tables import NONE, interval
from sim.inputs.parameters import load_appraisal
from sim.inputs.programme import in_use
from sim.inputs.villages import place_names
from sim.reports.sheets import (
    Sheet,
    band,
    chance,
    count_unit,
    heads,
    industry_names,
    outcome_unit,
    percent,
    village_unit,
)
from sim.words import in_language, language, say, table

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from sim.analysis.changes import Why
    from sim.analysis.questions import Attributed, Comparison
    from sim.inputs.parameters import Appraisal
    from sim.inputs.villages import Register


# ---- Scenarios side by side: differences, ranks, thresholds, inequality, economics, who gains and who loses


def comparison_sheets(found: Comparison) -> list[Sheet]:
    """Scenarios side by side: differences, ranks, thresholds, inequality, economics."""
    titles = {each.case.scenario.id: in_language(each.case.scenario.title) for each in found.results}
    pairs = [
        _pairs_sheet(found.mean, titles, "advice_pairs"),
        _pairs_sheet(found.net, titles, "advice_pairs_net"),
        _pairs_sheet(found.without_subsidy / _per_village_divisors(found), titles, "advice_pairs_without"),
        _ranks_sheet(found.ranks, titles),
    ]
    return [
        *(pairs if len(titles) > 1 else []),  # one scenario has no other to stand beside
        _thresholds_sheet(found.thresholds, titles),
        _inequality_sheet(found.inequality, titles),
        _economics_sheet(found, titles),
        *([_switched_sheet(found, titles)] if len(found.switched) else []),
    ]


def _per_village_divisors(found: Comparison) -> pd.Series:
    """Divisors that turn the city's sum into a mean per village; chances stay as they are."""
    villages = len(found.counterfactual.case.register.table)
    return pd.Series({name: 1 if name == "chance" else villages for name in found.without_subsidy.columns})


def _pairs_sheet(table: pd.DataFrame, titles: dict[str, str], key: str) -> Sheet:
    names = list(titles)
    rows = [[titles[a], *(NONE if a == b else _pair_cell(table.loc[(a, b)]) for b in names)] for a in names]
    return Sheet(
        say(key),
        [say("advice_col_more_than"), *titles.values()],
        rows,
        [say("advice_pairs_about")],
        unit=village_unit(),
    )


def _pair_cell(row: pd.Series) -> tuple[str, str]:
    middle, limits = band(row, 2, sign=True)
    more = {**getattr(middle, "more", {}), "chance": row["chance"]}
    return Band(Figure(middle, row["mid"], more=more), f"{limits} · {chance(row['chance'])}")


def _ranks_sheet(table: pd.DataFrame, titles: dict[str, str]) -> Sheet:
    rows = [
        [titles[name], *(percent(value) for value in row)]
        for name, row in zip(table.index, table.to_numpy(), strict=True)
    ]
    sentence = say("advice_same_order", share=chance(table.attrs["same_order"]))
    places = [say("advice_place_number", place=place) for place in table.columns]
    return Sheet(say("advice_ranks"), [say("advice_col_scenario"), *places], rows, [sentence])


def _thresholds_sheet(table: pd.DataFrame, titles: dict[str, str]) -> Sheet:
    """Below each threshold gross and net, and who reaches it by subsidy or by new debt alone."""
    levels = list(table.index.get_level_values("threshold").unique())
    rows = [
        [titles[name], say(f"advice_counted_{way}"),
         *(band(table.loc[(name, level)], 0, names=_ends(front)) for level in levels)]
        for name in titles for way, front in _COUNTED.items()
    ]  # fmt: skip
    columns = [say("advice_threshold", threshold=limit(level)) for level in levels]
    return Sheet(say("advice_thresholds"), [*heads("scenario", "counted"), *columns], rows, unit=count_unit())


# How villages are counted at a threshold: what begins the columns of each in sim.analysis.compare.thresholds.
_COUNTED = {"gross": "", "net": "net_", "by_subsidy": "by_subsidy_", "by_debt": "by_debt_"}


def _ends(front: str) -> list[str]:
    return [f"{front}{end}" for end in ("low", "mid", "high")]


def _inequality_sheet(table: pd.DataFrame, titles: dict[str, str]) -> Sheet:
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


def _economics_sheet(found: Comparison, titles: dict[str, str]) -> Sheet:
    """What the money buys, with every choice of the appraiser stated."""
    last = found.counterfactual.case.scenario.years[-1]
    paid = {each.case.scenario.id: interval(*cost_band(each)) for each in found.results}
    rows = [
        [titles[name], paid[name], *_economics_row(found.economics.loc[name], last)]
        for name in titles
        if len(found.economics) and name in found.economics.index.get_level_values("scenario")
    ]
    columns = heads(
        "scenario",
        "public_cost",
        "extra_income",
        "residual",
        "extra_cost",
        "benefit_cost",
        "pays",
        "pay_back",
        "per_yuan",
    )
    return Sheet(say("advice_economics"), columns, rows, [*_choices(found.chosen), say("advice_prices")])


def _economics_row(table: pd.DataFrame, last: int) -> list[Any]:
    return [
        band(table.loc["extra_income"], 0),
        band(table.loc["residual"], 0),
        band(table.loc["extra_cost"], 0),
        band(table.loc["benefit_cost"], 2),
        chance(table.loc["benefit_cost", "chance"]),
        year_text(table.loc["pay_back_year"], last),
        band(table.loc["gain_per_yuan"], 3),
    ]


def _choices(chosen: Appraisal) -> list[str]:
    """What was chosen, one sentence a choice, each with what it rests on."""
    table = load_appraisal()
    rate = table["discount_rate"]
    why = rate.why() if chosen.rate == rate.value else say("advice_choice_own")
    told = [
        say("advice_rate", rate=f"{100 * chosen.rate:g}", why=why),
        say("advice_choice_gross" if chosen.gross else "advice_choice_net"),
    ]
    for name, row, value, shown in (
        ("residual", "residual_years", chosen.residual, chosen.residual),
        ("optimism", "optimism_bias", chosen.optimism, 100 * chosen.optimism),
        ("elasticity", "income_elasticity", chosen.elasticity, chosen.elasticity),
    ):
        text = {"value": f"{shown:g}", "why": table[row].why()} if value else {}
        told.append(say(f"advice_choice_{name}_{'on' if value else 'off'}", **text))
    return told


def _switched_sheet(found: Comparison, titles: dict[str, str]) -> Sheet:
    """The benefit-cost ratio and place of each scenario as chosen, and with each choice switched alone."""
    table = found.switched
    names = list(table.index.get_level_values("variant").unique())
    rows = [
        [titles[scenario], *(_ratio_cell(table.loc[(name, scenario)]) for name in names),
         percent(found.spread.loc[scenario, "prices"])]
        for scenario in found.spread.index
    ]  # fmt: skip
    columns = [*heads("scenario"), *(say(f"advice_variant_{name}") for name in names), *heads("by_prices")]
    told = [_order_told(table, names, titles), say("advice_by_prices_about")]
    return Sheet(say("advice_switched"), columns, rows, told)


def _ratio_cell(row: pd.Series) -> tuple[str, str]:
    middle, limits = band(row, 2)
    if not limits:
        return middle, limits
    place = say("advice_place_number", place=int(row["rank"]))
    more = {**getattr(middle, "more", {}), "rank": row["rank"]}
    return Band(Figure(middle, row["mid"], more=more), f"{limits} · {place}")


def _order_told(table: pd.DataFrame, names: Sequence[str], titles: dict[str, str]) -> str:
    """Whether the order of the scenarios holds under each way of appraising, in one sentence."""
    usual, moved = table.loc[names[0], "rank"].dropna(), []
    for name in names[1:]:
        steps = [
            say("advice_order_step", title=titles[scenario], old=int(old), new=int(new))
            for scenario, old in usual.items()
            if (new := table.loc[(name, scenario), "rank"]) != old
        ]
        if steps:
            variant = say(f"advice_variant_{name}")
            moved.append(say("advice_order_under", variant=variant, steps=say("page_comma").join(steps)))
    if not moved:
        return say("advice_order_same")
    return say("advice_order_moves", moves=say("page_semicolon").join(moved))


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
            called = _group_names(table, each.case.register)
            both = [_last_sheet(table, called, years), _whole_sheet(table, called, years)]
            for sheet in reversed(both) if by == "village_id" else both:
                sheets.append(sheet._replace(title=f"{title}: {sheet.title}"))
    return sheets


def _last_sheet(table: pd.DataFrame, called: Sequence[str], years: Sequence[int]) -> Sheet:
    """Who gains and who loses in the last year; `called` names the rows."""
    rows = [
        [
            name,
            number(row["villages"]),
            band(row, 2, sign=True),
            chance(row["chance"]),
            _counted(row["winners"], row["losers"]),
        ]
        for name, row in zip(called, _rows_of(table), strict=True)
    ]
    gain = say("advice_col_gain_in", years=years[-1])
    columns = [*heads("group", "villages"), gain, *heads("chance_gain", "winners_losers")]
    sentence = _how_many(table, "", str(years[-1]))
    return Sheet(_group_title(table, str(years[-1])), columns, rows, [sentence])


def _whole_sheet(table: pd.DataFrame, called: Sequence[str], years: Sequence[int]) -> Sheet:
    """Who gains and who loses over all years, and what of it the drawing of lots decides."""
    rows = [
        [
            name,
            band(row, 2, sign=True, names=("all_low", "all_mid", "all_high")),
            chance(row["all_chance"]),
            _counted(row["all_winners"], row["all_losers"]),
            number(row["by_lot"]),
            chance(row["lots_chance"]),
        ]
        for name, row in zip(called, _rows_of(table), strict=True)
    ]
    span, by_lot = f"{years[0]}–{years[-1]}", number(table["by_lot"].sum())
    gain = say("advice_col_gain_mean", years=span)
    others = heads("chance_gain", "winners_losers", "by_lot", "lots_chance")
    columns = [*heads("group"), gain, *others]
    about = [
        _how_many(table, "all_", span),
        say("advice_winners_about", likely=number(100 * LIKELY), years=span, last=years[-1]),
        say("advice_by_lot_about", lots=LOTS, members=LOT_MEMBERS, years=span, count=by_lot),
    ]
    return Sheet(_group_title(table, span), columns, rows, about)


def _how_many(table: pd.DataFrame, which: str, years: str) -> str:
    """How many villages likely gain and lose, and of how many neither can be said."""
    gain, lose = (int(table[f"{which}{end}"].sum()) for end in ("winners", "losers"))
    every = int(table["villages"].sum())
    words = {"gain": number(gain), "lose": number(lose), "open": number(every - gain - lose)}
    return say("advice_winners_count", years=years, all=number(every), **words)


def _group_title(table: pd.DataFrame, years: str) -> str:
    return say("advice_by_in", by=say(f"advice_by_{table.index.name}"), years=years)


def _group_names(table: pd.DataFrame, register: Register) -> list[str]:
    """What the groups are called; a place by its name and its code, since files are joined by codes."""
    kind = str(table.index.name).removesuffix("_id")
    if kind == "industry":
        names: Mapping[str, str] = industry_names()
        return [names.get(str(name), str(name)) for name in table.index]
    names = getattr(place_names(register), kind)
    pairs = [(str(id), names.get(str(id), str(id))) for id in table.index]
    return [id if name == id else f"{name} {id}" for id, name in pairs]


def _rows_of(table: pd.DataFrame) -> list[pd.Series]:
    return [row for _, row in table.iterrows()]


def _counted(winners: float, losers: float) -> str:
    return f"{number(winners)} / {number(losers)}"


# ---- Why the answer changed between two runs -----------------------------------------------------

_NAMES_SHOWN = 6


def why_sheets(why: Why) -> list[Sheet]:
    """The causes of a change in one sentence and one table."""
    rows = [
        [
            say(f"advice_cause_{name}"),
            interval(row["low"], row["part"], row["high"], 3, True)
            if _paired_row(row)
            else signed(row["part"], 3),
            percent(row["share"]) if row["differs"] else NONE,
            _names_text(why, str(name)),
        ]
        for name, row in why.table.iterrows()
    ]
    return [
        Sheet(
            say("advice_causes", year=why.year),
            heads("cause", "part", "share", "differs"),
            rows,
            [_why_text(why)],
        )
    ]


def _names_text(why: Why, cause: str) -> str:
    """What differs, by its name: the levers and parameters that moved the answer most, each with how much."""
    names, effects = why.details.get(cause, ()), why.effects.get(cause)
    told = []
    for name in names[:_NAMES_SHOWN]:
        text = why.labels[name][language()] if name in why.labels else _own_name(name)
        told.append(text if effects is None or len(names) == 1 else f"{text} {signed(effects[name], 2)}")
    if len(names) > _NAMES_SHOWN:
        told.append(say("page_versions_others", number=len(names) - _NAMES_SHOWN))
    return say("page_semicolon").join(told)


def _own_name(name: str) -> str:
    """The name of what is no lever and no parameter: in words where there are any, else as it stands."""
    return say(f"advice_name_{name}") if f"advice_name_{name}" in table() else name


def _paired_row(row: pd.Series) -> bool:
    return bool(np.isfinite(row["low"]) and row["low"] != row["high"])


def _why_text(why: Why) -> str:
    """The change in one sentence."""
    differing = why.table[why.table["differs"].astype(bool)]
    if differing.empty:
        return say("advice_why_same", before=number(why.before, 2), after=number(why.after, 2))
    parts = say("advice_and").join(
        f"{say(f'advice_cause_{name}')} {signed(row['part'], 2)}" for name, row in differing.iterrows()
    )
    return say(
        "advice_why",
        before=number(why.before, 2),
        after=number(why.after, 2),
        change=signed(why.difference, 2),
        unit=outcome_unit(why.outcome),
        parts=parts,
        main=say(f"advice_cause_{why.main}"),
    )


# ---- What each force and each lever of it adds ---------------------------------------------------


def attribution_sheets(found: Attributed) -> list[Sheet]:
    """The forces' parts, their interaction apart, and the levers inside each force."""
    return [_forces_sheet(found), *(_split_sheet(found, force) for force in found.splits)]


def _forces_sheet(found: Attributed) -> Sheet:
    together = found.interaction.loc["together"]
    rows = [
        [
            force_name(name),
            *_mean_band(row),
            percent(row["share"]),
            signed(row["alone"], 3),
            signed(row["last"], 3),
        ]
        for name, row in found.forces.iterrows()
    ]
    parts = found.forces.loc[list(in_use().forces), "mean"].sum()
    sentences = [
        say("advice_adds_up", parts=number(parts, 4), total=number(found.forces.loc["total", "mean"], 4)),
        say(
            "advice_interaction",
            value=signed(together["mean"], 3),
            low=signed(together["low"], 3),
            high=signed(together["high"], 3),
        ),
        say("advice_orders_mislead", share=percent(_misled(found.orders))),
    ]
    columns = heads("force", "part", "share", "alone", "last")
    unit = outcome_unit(found.outcome)
    return Sheet(say("advice_forces"), columns, rows, sentences, unit=unit)


def _mean_band(row: Any) -> list[tuple[str, str]]:
    return [interval(row["low"], row["mean"], row["high"], 3, sign=True)]


def _misled(orders: pd.DataFrame) -> float:
    """The widest range of a force's share over all orders, as a share of the whole gain."""
    whole = abs(orders["shapley"].sum())
    return float((orders["most"] - orders["least"]).max() / whole) if whole else 0.0


def _split_sheet(found: Attributed, force: str) -> Sheet:
    split = found.splits[force]
    known = found.world.case.levers
    rows = [
        [
            known[name].label(),
            *_mean_band(row),
            NONE if split.exact else f"±{number(row['error'], 4)}",
        ]
        for name, row in split.table.sort_values("mean", ascending=False).iterrows()
    ]
    key = "advice_split_exact" if split.exact else "advice_split_sampled"
    title = say("advice_levers", force=force_name(force))
    columns, about = heads("lever", "part", "error"), [say(key, runs=split.runs)]
    return Sheet(title, columns, rows, about, unit=outcome_unit(found.outcome))


def levers_figure(found: Attributed, force: str, unit: str, foot: str) -> Axes:
    """The levers of one force; of the first one that was split where that one was not."""
    chosen = force if force in found.splits else next(iter(found.splits), "")
    if not chosen:
        return advice.forces(found.forces, unit, foot)
    return advice.levers(found.splits[chosen].table, chosen, found.world.case.levers, unit, foot)
