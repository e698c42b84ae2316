"""Answers of advice in words and tables: one set of sheets for reports, commands and apps.

A sheet is text in one language. Every number stands with its band or with how sure it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from sim.analysis.allocation import Infeasible
from sim.analysis.response import package_label
from sim.analysis.village import STEPS, Study
from sim.faults import InputFaults
from sim.inputs.levers import FORCES, GROUPS
from sim.inputs.villages import load_industries
from sim.model.targeting import income_2021
from sim.views import figures_advice
from sim.views.figures_advice import force_name, goal_text
from sim.views.numbers import number, signed
from sim.views.tables import NONE, html_table, interval
from sim.words import in_language, language, say

if TYPE_CHECKING:
    from IPython.display import HTML
    from matplotlib.axes import Axes

    from sim.analysis.backwards import BreakEven
    from sim.analysis.changes import Why
    from sim.analysis.questions import Advice, Attributed, Backwards, Comparison, Duelled, Frontier

REASONS_SHOWN = 15
NEVER_KEY = "never"


class Sheet(NamedTuple):
    """A table in words: title, heads, rows of text or (text, smaller text), and sentences under it."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Any]]
    sentences: Sequence[str] = ()


def to_html(sheets: Iterable[Sheet]) -> HTML:
    """Sheets as they stand in a report."""
    from html import escape

    from sim.views.report import html, paragraph

    parts = []
    for sheet in sheets:
        parts.append(f"<h2>{escape(sheet.title)}</h2>")
        if sheet.rows:
            parts.append(html_table(sheet.heads, sheet.rows, numbers=range(1, len(sheet.heads))))
        parts += [paragraph(each) for each in sheet.sentences]
    return html(*parts)


def show(sheets: Iterable[Sheet]) -> None:
    """Sheets as the command line shows them."""
    from sim.views.console import show_table, tell, with_band

    for sheet in sheets:
        plain = [
            [with_band(cell) if isinstance(cell, tuple) else str(cell) for cell in row] for row in sheet.rows
        ]
        if plain:
            show_table(sheet.heads, plain, title=sheet.title, right=range(1, len(sheet.heads)))
        else:
            tell(sheet.title, style="bold")
        for sentence in sheet.sentences:
            tell(sentence)


def heads(lang: str | None, *names: str) -> list[str]:
    return [say(f"advice_col_{name}", lang) for name in names]


def percent(value: float) -> str:
    """A share per cent; nearly never is not written as never, nearly always not as always."""
    if np.isnan(value):
        return NONE
    if 0 < value < 0.005 or 0.995 < value < 1:
        return "<1 %" if value < 0.5 else ">99 %"
    return f"{number(100 * value)} %"


def band(
    row: Any, decimals: int = 1, sign: bool = False, names: Sequence[str] = ("low", "mid", "high")
) -> tuple[str, str]:
    low, mid, high = (float(row[name]) for name in names)
    return interval(low, mid, high, decimals, sign)


# --- what notebooks need beside the sheets -----------------------------------------------------------


def village_unit(lang: str | None = None) -> str:
    return say("unit_10k_yuan_per_village", lang)


def count_unit(lang: str | None = None) -> str:
    return say("unit_villages", lang)


def project_label(lang: str | None = None) -> str:
    return package_label("project", lang)


def outcome_unit(outcome: str, lang: str | None = None) -> str:
    """The unit of a city outcome: villages for counts, money per village for the mean, else money."""
    if outcome.startswith(("reach_", "below_")):
        return count_unit(lang)
    return village_unit(lang) if outcome == "mean" else say("unit_10k_yuan_per_year", lang)


def winners_sheets(found: Comparison, by: str, lang: str | None = None) -> list[Sheet]:
    """Who gains and who loses under every scenario but the counterfactual."""
    sheets = []
    for each in found.results:
        if each is not found.counterfactual:
            sheet = winners_sheet(found.gains(each.case.scenario.id, by), lang)
            title = in_language(each.case.scenario.title, lang)
            sheets.append(sheet._replace(title=f"{title}: {sheet.title}"))
    return sheets


def levers_figure(found: Attributed, force: str, unit: str, foot: str, lang: str | None = None) -> Axes:
    """The levers of one force; of the first one that was split where that one was not."""
    chosen = force if force in found.splits else next(iter(found.splits), "")
    if not chosen:
        return figures_advice.forces(found.forces, unit, foot, lang=lang)
    return figures_advice.levers(
        found.splits[chosen].table, chosen, found.world.case.levers, unit, foot, lang=lang
    )


def plans_figure(found: Advice, foot: str, lang: str | None = None) -> Axes:
    kind = found.allocation.objective.kind
    units = {"over_target": count_unit(lang), "inequality": say("unit_index", lang)}
    unit = units.get(kind, say("unit_10k_yuan_per_year", lang))
    return figures_advice.plans(found.verdict.table, unit, objective_text(found, lang), foot, lang=lang)


def break_evens_figure(found: Duelled, lang: str | None = None) -> Axes:
    first, second = (in_language(each.case.scenario.title, lang) for each in (found.first, found.second))
    known = found.first.case.parameters
    return figures_advice.break_evens(found.table, known, first, second, village_unit(lang), lang=lang)


# --- comparison --------------------------------------------------------------------------------------


def comparison_sheets(found: Comparison, lang: str | None = None) -> list[Sheet]:
    """Scenarios side by side: differences, ranks, thresholds, inequality, economics."""
    titles = {each.case.scenario.id: in_language(each.case.scenario.title, lang) for each in found.results}
    return [
        pairs_sheet(found.mean, titles, "advice_pairs", lang),
        pairs_sheet(found.without_subsidy / found_villages(found), titles, "advice_pairs_without", lang),
        ranks_sheet(found.ranks, titles, lang),
        thresholds_sheet(found.thresholds, titles, lang),
        inequality_sheet(found.inequality, titles, lang),
        economics_sheet(found, titles, lang),
    ]


def found_villages(found: Comparison) -> pd.Series:
    """Divisors that turn the city's sum into a mean per village; chances stay as they are."""
    villages = len(found.counterfactual.case.register.table)
    return pd.Series({name: 1 if name == "chance" else villages for name in found.without_subsidy.columns})


def pairs_sheet(table: pd.DataFrame, titles: dict[str, str], key: str, lang: str | None) -> Sheet:
    names = list(titles)
    rows = [[titles[a], *(NONE if a == b else pair_cell(table.loc[(a, b)]) for b in names)] for a in names]
    return Sheet(
        say(key, lang),
        [say("advice_col_more_than", lang), *titles.values()],
        rows,
        [say("advice_pairs_about", lang)],
    )


def pair_cell(row: pd.Series) -> tuple[str, str]:
    middle, limits = band(row, 2, sign=True)
    return middle, f"{limits} · {percent(row['chance'])}"


def ranks_sheet(table: pd.DataFrame, titles: dict[str, str], lang: str | None) -> Sheet:
    rows = [
        [titles[name], *(percent(value) for value in row)]
        for name, row in zip(table.index, table.to_numpy(), strict=True)
    ]
    sentence = say("advice_same_order", lang, share=percent(table.attrs["same_order"]))
    places = [say("advice_place_number", lang, place=place) for place in table.columns]
    return Sheet(say("advice_ranks", lang), [say("advice_col_scenario", lang), *places], rows, [sentence])


def thresholds_sheet(table: pd.DataFrame, titles: dict[str, str], lang: str | None) -> Sheet:
    limits = list(table.index.get_level_values("threshold").unique())
    rows = [[titles[name], *(band(table.loc[(name, limit)], 0) for limit in limits)] for name in titles]
    columns = [say("figure_below", lang, threshold=limit) for limit in limits]
    return Sheet(say("advice_thresholds", lang), [say("advice_col_scenario", lang), *columns], rows)


def inequality_sheet(table: pd.DataFrame, titles: dict[str, str], lang: str | None) -> Sheet:
    rows = [
        [
            titles[name],
            *(
                cell
                for index in ("gini", "theil")
                for cell in (band(table.loc[(name, index)], 3), percent(table.loc[(name, index), "chance"]))
            ),
        ]
        for name in titles
    ]
    return Sheet(
        say("advice_inequality", lang), heads(lang, "scenario", "gini", "less", "theil", "less"), rows
    )


def economics_sheet(found: Comparison, titles: dict[str, str], lang: str | None) -> Sheet:
    """What the money buys, with the discount rate stated."""
    last = found.counterfactual.case.scenario.years[-1]
    rows = [
        [titles[name], *economics_row(found.economics.loc[name], last, lang)]
        for name in titles
        if len(found.economics) and name in found.economics.index.get_level_values("scenario")
    ]
    columns = heads(
        lang, "scenario", "extra_income", "extra_cost", "benefit_cost", "pays", "pay_back", "per_yuan"
    )
    return Sheet(
        say("advice_economics", lang), columns, rows, [say("advice_rate", lang, rate=f"{100 * found.rate:g}")]
    )


def economics_row(table: pd.DataFrame, last: int, lang: str | None) -> list[Any]:
    return [
        band(table.loc["extra_income"], 0),
        band(table.loc["extra_cost"], 0),
        band(table.loc["benefit_cost"], 2),
        percent(table.loc["benefit_cost", "chance"]),
        year_text(table.loc["pay_back_year"], last, lang),
        band(table.loc["gain_per_yuan"], 3),
    ]


def year_text(row: pd.Series, last: int, lang: str | None) -> tuple[str, str]:
    """A pay-back year with its band; beyond the horizon it is said so."""
    words = [
        NONE
        if np.isnan(value)
        else say("advice_not_by", lang, year=last)
        if np.isinf(value)
        else f"{value:.0f}"
        for value in (row["low"], row["mid"], row["high"])
    ]
    return words[1], "" if words[0] == words[2] else f"{words[0]} – {words[2]}"


def winners_sheet(table: pd.DataFrame, lang: str | None = None) -> Sheet:
    """Who gains and who loses."""
    names = industry_names(lang) if table.index.name == "industry" else {}
    rows = [
        [
            names.get(str(name), str(name)),
            number(row["villages"]),
            band(row, 2, sign=True),
            percent(row["chance"]),
            number(row["winners"]),
            number(row["losers"]),
        ]
        for name, row in table.iterrows()
    ]
    columns = heads(lang, "group", "villages", "gain", "chance_gain", "winners", "losers")
    return Sheet(say(f"advice_by_{table.index.name}", lang), columns, rows)


def industry_names(lang: str | None) -> dict[str, str]:
    return load_industries()[f"label_{language(lang)}"].to_dict()


# --- attribution -------------------------------------------------------------------------------------


def attribution_sheets(found: Attributed, lang: str | None = None) -> list[Sheet]:
    """The forces' parts, their interaction apart, and the levers inside each force."""
    return [forces_sheet(found, lang), *(split_sheet(found, force, lang) for force in found.splits)]


def forces_sheet(found: Attributed, lang: str | None) -> Sheet:
    together = found.interaction.loc["together"]
    rows = [
        [
            force_name(name, lang),
            *mean_band(row),
            percent(row["share"]),
            signed(row["alone"], 3),
            signed(row["last"], 3),
        ]
        for name, row in found.forces.iterrows()
    ]
    parts = found.forces.loc[list(FORCES), "mean"].sum()
    sentences = [
        say(
            "advice_adds_up", lang, parts=number(parts, 4), total=number(found.forces.loc["total", "mean"], 4)
        ),
        say(
            "advice_interaction",
            lang,
            value=signed(together["mean"], 3),
            low=signed(together["low"], 3),
            high=signed(together["high"], 3),
        ),
        say("advice_orders_mislead", lang, share=percent(misled(found.orders))),
    ]
    columns = heads(lang, "force", "part", "share", "alone", "last")
    return Sheet(say("advice_forces", lang), columns, rows, sentences)


def mean_band(row: Any) -> list[tuple[str, str]]:
    return [interval(row["low"], row["mean"], row["high"], 3, sign=True)]


def misled(orders: pd.DataFrame) -> float:
    """The widest range of a force's share over all orders, as a share of the whole gain."""
    whole = abs(orders["shapley"].sum())
    return float((orders["most"] - orders["least"]).max() / whole) if whole else 0.0


def split_sheet(found: Attributed, force: str, lang: str | None) -> Sheet:
    split = found.splits[force]
    known = found.world.case.levers
    rows = [
        [
            known[name].label(language(lang)),
            *mean_band(row),
            NONE if split.exact else f"±{number(row['error'], 4)}",
        ]
        for name, row in split.table.sort_values("mean", ascending=False).iterrows()
    ]
    key = "advice_split_exact" if split.exact else "advice_split_sampled"
    title = say("advice_levers", lang, force=force_name(force, lang))
    return Sheet(title, heads(lang, "lever", "part", "error"), rows, [say(key, lang, runs=split.runs)])


# --- allocation --------------------------------------------------------------------------------------


def allocation_sheets(found: Advice, lang: str | None = None) -> list[Sheet]:
    """How good the allocation is, what rules of thumb cost, and why these villages."""
    return [proof_sheet(found, lang), regret_sheet(found, lang), reasons_sheet(found, lang)]


def objective_text(found: Advice, lang: str | None = None) -> str:
    objective = found.allocation.objective
    return say(f"advice_objective_{objective.kind}", lang, target=f"{objective.target:g}")


def conflict_text(faults: InputFaults, lang: str | None = None) -> str:
    """Why an allocation cannot be found, one line each: the rules that contradict each other, and by how much
    each would have to give way alone; other faults as they are."""
    if not isinstance(faults, Infeasible):
        return "\n".join(fault.text(lang) for fault in faults.faults)
    pairs = [(block.text(lang), amount) for block, amount in zip(faults.blocks, faults.loosened, strict=True)]
    lines = [
        say("fault_rules_conflict", lang, rules=say("page_semicolon", lang).join(text for text, _ in pairs))
    ]
    lines += [
        say("fault_rule_loosen", lang, rule=text, amount=number(amount, int(amount % 1 > 0)))
        for text, amount in pairs
        if np.isfinite(amount)
    ]
    return "\n".join(lines)


def proof_sheet(found: Advice, lang: str | None) -> Sheet:
    allocation, refined = found.allocation, found.refined
    totals = found.counts.sum()
    given = "; ".join(f"{package_label(str(name), lang)} {number(total)}" for name, total in totals.items())
    sentences = [
        say(
            "advice_given",
            lang,
            given=given,
            villages=int((found.counts.sum(axis=1) > 0).sum()),
            cost=number(found.verdict.table["cost"].iloc[0]),
        ),
        say("advice_gap", lang, gap=f"{100 * allocation.gap:.2f}", seconds=f"{allocation.seconds:.1f}"),
        say(f"advice_robust_{allocation.robust}", lang, sampled=number(allocation.sampled)),
        say("advice_refined", lang, runs=refined.runs, exchanges=refined.exchanges),
    ]
    return Sheet(objective_text(found, lang), [], [], sentences)


def regret_sheet(found: Advice, lang: str | None) -> Sheet:
    decimals = 4 if found.allocation.objective.kind == "inequality" else 1
    regrets = ("regret_low", "regret_mid", "regret_high")
    rows = [
        [
            say(f"advice_plan_{name}", lang) + ("" if row["keeps"] else " *"),
            band(row, decimals),
            NONE if name == found.verdict.best else band(row, decimals, True, regrets),
            NONE if name == found.verdict.best else percent(row["chance"]),
            number(row["worst_tenth"], decimals),
            number(row["gini"], 3),
        ]
        for name, row in found.verdict.table.iterrows()
    ]
    columns = heads(lang, "plan", "achieves", "regret", "best_wins", "worst_tenth", "gini")
    return Sheet(say("advice_regret", lang), columns, rows, [say("advice_breaks_rules", lang)])


def reasons_sheet(found: Advice, lang: str | None, shown: int = REASONS_SHOWN) -> Sheet:
    """The villages just above the line, the line itself, and those just below: where a decision is close."""
    table = found.reasons
    given = table[table["count"] > 0].sort_values("last", ascending=False)
    close = table[(table["count"] == 0) & table["next"].notna()].sort_values("next", ascending=False).head(3)
    rows = [reason_row(name, row, lang) for name, row in pd.concat([given.head(shown), close]).iterrows()]
    columns = heads(
        lang, "village", "count", "income_2021", "chance_without", "chance_with", "adds", "line", "decided"
    )
    return Sheet(say("advice_reasons", lang), columns, rows)


def reason_row(name: Any, row: pd.Series, lang: str | None) -> list[Any]:
    adds = row["last"] if row["count"] else row["next"]
    return [
        str(name),
        number(row["count"]),
        number(row["income_2021"], 1),
        percent(row["chance_without"]),
        percent(row["chance_with"]),
        number(adds, 3),
        NONE if np.isnan(row["line"]) else number(row["line"], 3),
        say(f"advice_decided_{row['decided']}", lang),
    ]


def why_village(found: Advice, village: str, lang: str | None = None) -> str:
    """Why one village got what it got, in one sentence with the numbers that decided it."""
    row = found.reasons.loc[village]
    adds = row["last"] if row["count"] else row["next"]
    return say(
        "advice_why_village",
        lang,
        village=village,
        count=number(row["count"]),
        income=number(row["income_2021"], 1),
        before=percent(row["chance_without"]),
        after=percent(row["chance_with"]),
        adds=NONE if np.isnan(adds) else number(adds, 3),
        line=NONE if np.isnan(row["line"]) else number(row["line"], 3),
        decided=say(f"advice_decided_{row['decided']}", lang),
    )


# --- backwards ---------------------------------------------------------------------------------------


def backwards_sheets(found: Backwards, lang: str | None = None) -> list[Sheet]:
    """The cheapest mix and the latest start of a goal."""
    return [mix_sheet(found, lang), start_sheet(found, lang)]


def mix_sheet(found: Backwards, lang: str | None) -> Sheet:
    mix, known = found.mix, found.world.case.levers
    rows = [
        [
            say(f"advice_group_{group}", lang),
            number(mix.spending[group]) if mix.exists else NONE,
            number(alone) if np.isfinite(alone) else say("advice_cannot", lang),
        ]
        for group, alone in mix.alone.items()
    ]
    goal = goal_text(mix.goal, lang)
    if not mix.exists:
        sentence = say("advice_mix_none", lang, goal=goal, nothing=percent(mix.chance_nothing))
        return Sheet(say("advice_mix", lang), heads(lang, "group", "mix", "alone_cost"), rows, [sentence])
    largest = mix.levers.sort_values("spent", ascending=False).head(3)
    names = ", ".join(
        f"{lever.label(language(lang))} {amount:,.1f} {lever.unit_label(language(lang))}"
        for lever, amount in ((known[str(name)], row["amount"]) for name, row in largest.iterrows())
    )
    sentences = [
        say(
            "advice_mix_found",
            lang,
            goal=goal,
            total=number(mix.total),
            chance=percent(mix.chance),
            less=percent(mix.chance_less),
            nothing=percent(mix.chance_nothing),
        ),
        *([say("advice_mix_buys", lang, levers=names)] if names else []),
        say("advice_mix_search", lang, runs=mix.runs),
    ]
    return Sheet(say("advice_mix", lang), heads(lang, "group", "mix", "alone_cost"), rows, sentences)


def start_sheet(found: Backwards, lang: str | None) -> Sheet:
    start = found.start
    rows = [
        [say("advice_never", lang) if name == NEVER_KEY else str(name), percent(row["chance"])]
        for name, row in start.table.iterrows()
    ]
    key = "advice_start_none" if start.latest is None else "advice_start_found"
    sentence = say(key, lang, goal=goal_text(start.goal, lang), year=start.latest or start.table.index[0])
    return Sheet(say("advice_starts", lang), heads(lang, "start", "chance"), rows, [sentence])


def break_even_sheets(found: Duelled, lang: str | None = None) -> list[Sheet]:
    """One break-even value in a sentence, and those of every assumption in a table."""
    known = found.first.case.parameters
    first, second = (in_language(each.case.scenario.title, lang) for each in (found.first, found.second))
    rows = [
        [
            known[str(name)].label(language(lang)),
            f"{row['prior_low']:g} – {row['prior_high']:g}",
            value_text(row, lang),
            signed(row["mean_low"], 2),
            signed(row["mean_high"], 2),
            percent(row["below"]),
        ]
        for name, row in found.table.iterrows()
    ]
    columns = heads(lang, "assumption", "prior", "break_even", "at_low", "at_high", "below")
    title = say("advice_break_evens", lang, first=first, second=second)
    return [
        Sheet(
            title,
            columns,
            rows,
            [
                break_even_text(
                    found.asked, known[found.asked.parameter].label(language(lang)), first, second, lang
                )
            ],
        )
    ]


def value_text(row: pd.Series, lang: str | None) -> str:
    if np.isnan(row["value"]):
        return say("advice_no_break_even", lang)
    text = f"{row['value']:.3g}"
    return text if row["inside"] else say("advice_beyond", lang, value=text)


def break_even_text(found: BreakEven, label: str, first: str, second: str, lang: str | None = None) -> str:
    """One break-even value as a sentence; where there is none, who is better throughout."""
    if not found.exists:
        better, worse = (first, second) if found.mean_low > 0 else (second, first)
        return say("advice_break_even_none", lang, label=label, better=better, worse=worse)
    values = ", ".join(f"{value:.3g}" for value in found.values)
    rising = found.mean_low < 0
    side = "above" if rising else "below"
    key = f"advice_break_even_{side}" if found.inside else f"advice_break_even_{side}_beyond"
    return say(key, lang, label=label, values=values, first=first, second=second, share=percent(found.below))


# --- frontier ----------------------------------------------------------------------------------------


def frontier_sheets(found: Frontier, lang: str | None = None) -> list[Sheet]:
    """Budgets and what they achieve; the next money in each force."""
    rows = [
        [
            number(float(str(budget))),
            band(row, 0),
            number(row["weakest"]),
            number(row["equal"]),
            number(row["packages"]),
            f"{100 * row['gap']:.2f} %",
        ]
        if row["feasible"]
        else [number(float(str(budget))), say("advice_infeasible", lang), NONE, NONE, NONE, NONE]
        for budget, row in found.table.iterrows()
    ]
    columns = heads(lang, "budget", "villages_over", "weakest", "equal", "projects", "gap")
    first = Sheet(
        say("advice_frontier", lang),
        columns,
        rows,
        [say("advice_over_target", lang, target=f"{found.objective.target:g}")],
    )
    names = ("income_low", "income_mid", "income_high")
    next_rows = [
        [
            force_name(str(name), lang),
            band(row, 1, True, names),
            signed(row["over_mean"], 2),
            percent(row["chance"]),
        ]
        for name, row in found.worth.iterrows()
    ]
    second = Sheet(
        say("advice_worth", lang, step=f"{found.step:g}"),
        heads(lang, "force", "city_income", "villages_more", "chance_gain"),
        next_rows,
    )
    return [first, second]


# --- one village -------------------------------------------------------------------------------------


def village_sentences(study: Study, village: int, lang: str | None = None) -> list[str]:
    """What a card says: where the village will be, what holds it back, what helps most and how sure."""
    low, _, mid, _, high = study.path[:, village, -1]
    gain = study.gain[:, village]
    group = study.best_group(village)
    helps = study.helps[GROUPS.index(group), :, village]
    binding = study.binding(village)
    step = study.steps[STEPS.index(binding), :, village]
    year = study.case.scenario.years[-1]
    return [
        say(
            "advice_card_path",
            lang,
            year=year,
            income=number(mid, 1),
            low=number(low, 1),
            high=number(high, 1),
            chance=percent(study.chance[village, -1]),
            target=f"{study.target:g}",
        ),
        say(
            "advice_card_gain", lang, gain=signed(gain[1], 2), low=signed(gain[0], 2), high=signed(gain[2], 2)
        ),
        say(
            "advice_card_binds",
            lang,
            step=say(f"advice_step_{binding}", lang),
            gain=signed(step[1], 2),
            low=signed(step[0], 2),
            high=signed(step[2], 2),
        ),
        say(
            "advice_card_helps",
            lang,
            group=say(f"advice_group_{group}", lang),
            gain=signed(helps[1], 2),
            low=signed(helps[0], 2),
            high=signed(helps[2], 2),
            sure=percent(study.surest[village]),
        ),
    ]


def village_sheets(study: Study, village: str, lang: str | None = None) -> list[Sheet]:
    """One village: sentences, what a little more adds, and its peers."""
    place = study.position(village)
    values = np.vstack([study.steps[:, :, place], study.helps[:, :, place]])
    names = [say(f"advice_step_{name}", lang) for name in STEPS]
    names += [say("advice_spent_on", lang, group=say(f"advice_group_{name}", lang)) for name in GROUPS]
    rows = [
        [name, interval(row[0], row[1], row[2], 2, True), percent(row[3])]
        for name, row in zip(names, values, strict=True)
    ]
    title = say("advice_village", lang, village=village)
    year = study.case.scenario.years[-1]
    return [
        Sheet(title, [], [], [village_line(study, place, lang), *village_sentences(study, place, lang)]),
        Sheet(say("advice_helps", lang, year=year), heads(lang, "step", "adds", "chance_gain"), rows),
        peers_sheet(study, place, lang),
    ]


def village_line(study: Study, place: int, lang: str | None = None) -> str:
    """Where a village lies and where it stood in 2021."""
    row = study.case.register.table.iloc[place]
    return say(
        "advice_village_line",
        lang,
        banner=row["banner_id"],
        township=row["township_id"],
        industry=industry_names(lang).get(row["industry"], row["industry"]),
        population=number(row["population"]),
        income=number(income_2021(study.case.register.table)[place], 1),
    )


def peers_sheet(study: Study, place: int, lang: str | None = None) -> Sheet:
    table, start = study.case.register.table, income_2021(study.case.register.table)
    rows = [
        [
            table["village_id"].iloc[each],
            industry_names(lang).get(table["industry"].iloc[each], ""),
            number(start[each], 1),
            interval(study.path[0, each, -1], study.path[2, each, -1], study.path[4, each, -1], 1),
            percent(study.chance[each, -1]),
        ]
        for each in (place, *study.peers[place])
    ]
    columns = heads(lang, "village", "industry", "income_2021", "income_last", "chance_target")
    return Sheet(say("advice_peers_title", lang), columns, rows)


# --- why the answer changed ----------------------------------------------------------------------------


def why_sheets(why: Why, lang: str | None = None) -> list[Sheet]:
    """The causes of a change in one sentence and one table."""
    rows = [
        [
            say(f"advice_cause_{name}", lang),
            interval(row["low"], row["part"], row["high"], 3, True)
            if paired_row(row)
            else signed(row["part"], 3),
            percent(row["share"]) if row["differs"] else NONE,
            ", ".join(why.details.get(str(name), ())[:6]),
        ]
        for name, row in why.table.iterrows()
    ]
    return [
        Sheet(
            say("advice_causes", lang, year=why.year),
            heads(lang, "cause", "part", "share", "differs"),
            rows,
            [why_text(why, lang)],
        )
    ]


def paired_row(row: pd.Series) -> bool:
    return bool(np.isfinite(row["low"]) and row["low"] != row["high"])


def why_text(why: Why, lang: str | None = None) -> str:
    """The change in one sentence."""
    differing = why.table[why.table["differs"].astype(bool)]
    if differing.empty:
        return say("advice_why_same", lang, before=number(why.before, 2), after=number(why.after, 2))
    parts = say("advice_and", lang).join(
        f"{say(f'advice_cause_{name}', lang)} {signed(row['part'], 2)}" for name, row in differing.iterrows()
    )
    return say(
        "advice_why",
        lang,
        before=number(why.before, 2),
        after=number(why.after, 2),
        change=signed(why.difference, 2),
        parts=parts,
        main=say(f"advice_cause_{why.main}", lang),
    )
