"""Who gets the projects and why, how good that is proven to be, and what each budget achieves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sim.analysis.allocation import Infeasible
from sim.analysis.response import package_label
from sim.faults import InputFaults
from sim.views import figures_advice
from sim.views.advice.sheets import Sheet, band, count_unit, heads, percent
from sim.views.figures_advice import force_name
from sim.views.numbers import number, signed
from sim.views.tables import NONE
from sim.words import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from sim.analysis.questions import Advice, Frontier

REASONS_SHOWN = 15


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
            NONE if name == found.verdict.best else percent(row["chance"], lang),
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
        percent(row["chance_without"], lang),
        percent(row["chance_with"], lang),
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
        before=percent(row["chance_without"], lang),
        after=percent(row["chance_with"], lang),
        adds=NONE if np.isnan(adds) else number(adds, 3),
        line=NONE if np.isnan(row["line"]) else number(row["line"], 3),
        decided=say(f"advice_decided_{row['decided']}", lang),
    )


def plans_figure(found: Advice, foot: str, lang: str | None = None) -> Axes:
    kind = found.allocation.objective.kind
    units = {"over_target": count_unit(lang), "inequality": say("unit_index", lang)}
    unit = units.get(kind, say("unit_10k_yuan_per_year", lang))
    return figures_advice.plans(found.verdict.table, unit, objective_text(found, lang), foot, lang=lang)


def frontier_sheets(found: Frontier, lang: str | None = None) -> list[Sheet]:
    """Budgets and what they achieve; the next money in each force."""
    rows = [
        [
            number(float(str(budget))),
            band(row, 0),
            number(row["weakest"]),
            number(row["equal"]),
            number(row["packages"]),
            percent(row["gap"], lang, 2),
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
            percent(row["chance"], lang),
        ]
        for name, row in found.worth.iterrows()
    ]
    second = Sheet(
        say("advice_worth", lang, step=f"{found.step:g}"),
        heads(lang, "force", "city_income", "villages_more", "chance_gain"),
        next_rows,
    )
    return [first, second]
