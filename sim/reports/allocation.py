"""Sheets on what to do: who gets the projects and why, what budgets achieve, from a goal to its mix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib import pyplot as plt

from sim.analysis.allocation import Infeasible
from sim.analysis.backwards import CEILING
from sim.analysis.outcomes import low_mid_high
from sim.analysis.response import package_label
from sim.analysis.village import weakest_village
from sim.faults import InputFaults
from sim.figures import advice
from sim.figures.advice import force_name, goal_text
from sim.figures.labels import range_words
from sim.figures.numbers import number, signed
from sim.figures.outcomes import image
from sim.figures.tables import NONE
from sim.inputs.programme import in_use
from sim.inputs.villages import place_names
from sim.reports.sheets import Asked, Sheet, band, chance, count_unit, heads, percent, village_unit
from sim.words import in_language, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from sim.analysis.backwards import BreakEven
    from sim.analysis.questions import Advice, Backwards, Duelled, Frontier
    from sim.analysis.response import Ground
    from sim.analysis.search import PlanSearch


# ---- Who gets the projects and why, how good that is proven to be, and what each budget achieves ----

_PER = 1000  # 10k yuan for which a gain is told
_NAMED = 6  # villages named where the answer is told
_REASONS_SHOWN, _CLOSE_SHOWN = 15, 3  # villages served, and just below the line, where not all are listed


def allocation_sheets(found: Advice, shown: int | None = _REASONS_SHOWN) -> list[Sheet]:
    """How good the allocation is, what rules of thumb cost, and why these villages (`shown`, or all)."""
    return [proof_sheet(found), _regret_sheet(found), _reasons_sheet(found, shown)]


def allocation_asked(found: Advice) -> Asked:
    """The question of an allocation and its answer, for page one of a briefing: who gets the money, what it
    brings, how sure that is against other ways, what it is added to."""
    plans, ground = found.verdict.table, found.response.ground
    best, served = plans.iloc[0], served_villages(found)
    names = place_names(ground.world.case.register).village
    first = say("page_comma").join(names[str(each)] for each in served[:_NAMED])
    given = "; ".join(f"{package_label(str(k))} {number(v)}" for k, v in found.counts.sum().items())
    scenario = in_language(ground.world.case.scenario.title)
    decimals = decimals_of(found)
    middle, limits = band(best, decimals)
    without = band(plans.loc["nothing"], decimals)[0] if "nothing" in plans.index else NONE
    rivals = [
        say(
            "advice_asked_rival",
            plan=say(f"advice_plan_{name}"),
            chance=chance(row["chance"]),
        )
        for name, row in plans.iloc[1:].iterrows()
        if name != "nothing"
    ]
    sentences = [
        say(
            "advice_asked_call", cost=number(best["cost"]), villages=len(served), given=given,
            first=first,
        ),
        say(
            "advice_asked_effect", objective=_objective_text(found), last=ground.world.years[-1],
            mid=middle, band=limits, without=without,
        ),
        *(
            [say("advice_asked_rivals", rivals=say("page_semicolon").join(rivals))]
            if rivals
            else []
        ),
        _basis_text(ground),
    ]  # fmt: skip
    question = say("advice_asked", cost=number(best["cost"]), title=scenario)

    def picture() -> bytes:
        axes = plans_figure(found, "")
        content = image(axes, "plans", "png")
        plt.close(axes.get_figure(root=True))
        return content

    beside = say(f"advice_asked_beside_{ground.basis}", title=scenario, cost=number(best["cost"]))
    return Asked(question, sentences, picture, say("advice_asked_chart"), beside)


def _basis_text(ground: Ground) -> str:
    """What the money is added to, in one sentence: the scenario as it stands, or without what it replaces."""
    scenario, levers = ground.world.case.scenario, ground.world.case.levers
    named = [levers[name].label() for name in ground.replaced]
    return say(
        f"advice_basis_{ground.basis}", title=in_language(scenario.title),
        levers=say("page_comma").join(named) or NONE, cost=number(sum(ground.replaced.values())),
    )  # fmt: skip


def _objective_text(found: Advice) -> str:
    objective = found.allocation.objective
    return say(f"advice_objective_{objective.kind}", target=f"{objective.target:g}")


def conflict_text(faults: InputFaults) -> str:
    """Why an allocation cannot be found, one line each: the rules that contradict each other, and by how much
    each would have to give way alone; other faults as they are."""
    if not isinstance(faults, Infeasible):
        return "\n".join(fault.text() for fault in faults.faults)
    pairs = [(block.text(), amount) for block, amount in zip(faults.blocks, faults.loosened, strict=True)]
    lines = [say("fault_rules_conflict", rules=say("page_semicolon").join(text for text, _ in pairs))]
    lines += [
        say("fault_rule_loosen", rule=text, amount=number(amount, int(amount % 1 > 0)))
        for text, amount in pairs
        if np.isfinite(amount)
    ]
    return "\n".join(lines)


def proof_sheet(found: Advice) -> Sheet:
    allocation, refined = found.allocation, found.refined
    totals = found.counts.sum()
    given = "; ".join(f"{package_label(str(name))} {number(total)}" for name, total in totals.items())
    sentences = [
        _basis_text(found.response.ground),
        say(
            "advice_given",
            given=given,
            villages=int((found.counts.sum(axis=1) > 0).sum()),
            cost=number(found.verdict.table["cost"].iloc[0]),
        ),
        prices_text(found),
        say("advice_gap", gap=f"{100 * allocation.gap:.2f}", seconds=f"{allocation.seconds:.1f}"),
        say(f"advice_robust_{allocation.robust}", sampled=number(allocation.sampled)),
        say("advice_refined", runs=refined.runs, exchanges=refined.exchanges),
    ]
    return Sheet(_objective_text(found), [], [], sentences)


def prices_text(found: Advice) -> str:
    """What the drawn prices do to the plan and its budget, in one sentence."""
    row, budget = found.verdict.table.iloc[0], found.allocation.rules.budget
    low, high = number(row["cost_low"]), number(row["cost_high"])
    if low == high:
        return say("advice_prices_known")
    return say(
        "advice_prices_drawn", low=low, high=high, budget=number(budget), within=chance(row["within"]),
        bought=percent(row["bought"]),
    )  # fmt: skip


def decimals_of(found: Advice) -> int:
    """How finely an objective is written: villages are whole, an index needs four digits."""
    return {"over_target": 0, "inequality": 4}.get(found.allocation.objective.kind, 1)


def _regret_sheet(found: Advice) -> Sheet:
    decimals = decimals_of(found)
    regrets = ("regret_low", "regret_mid", "regret_high")
    rows = [
        [
            say(f"advice_plan_{name}") + ("" if row["keeps"] else " *"),
            band(row, decimals),
            NONE if name == found.verdict.best else band(row, decimals, True, regrets),
            NONE if name == found.verdict.best else chance(row["chance"]),
            number(row["worst_tenth"], decimals),
            number(row["gini"], 3),
            band(row * _PER, decimals + 2, True, ("per_yuan_low", "per_yuan_mid", "per_yuan_high")),
            NONE if name == found.verdict.best else chance(row["per_yuan_chance"]),
        ]
        for name, row in found.verdict.table.iterrows()
    ]
    columns = heads("plan", "achieves", "regret", "best_wins", "worst_tenth", "gini")
    columns += [say("advice_col_per_money", amount=number(_PER)), *heads("per_yuan_wins")]
    return Sheet(say("advice_regret"), columns, rows, [say("advice_breaks_rules")])


def _reasons_sheet(found: Advice, shown: int | None = _REASONS_SHOWN) -> Sheet:
    """What every village gets and why, in one order with the page; or the first ones and those just missed.

    shown  how many of those served, and the three closest below the line; None: every village
    """
    table = every_village(found)
    given = (table[list(found.counts.columns)] > 0).any(axis=1)
    few = table if shown is None else pd.concat([table[given].head(shown), table[~given].head(_CLOSE_SHOWN)])
    names = place_names(found.response.ground.world.case.register).village
    packages = list(found.counts.columns)
    rows = [_reason_row(names[str(name)], row, packages) for name, row in few.iterrows()]
    columns = [
        *heads("village"),
        *(package_label(str(name)) for name in packages),
        *heads("base_income", "chance_without", "chance_with", "adds", "line", "decided"),
    ]
    left = [say("advice_reasons_order")]
    if len(few) < len(table):
        left.append(say("advice_reasons_shown", shown=len(few), all=len(table)))
    every = [_reason_row(names[str(name)], row, packages) for name, row in table.iterrows()]
    return Sheet(say("advice_reasons"), columns, rows, left, whole=every, first=int(given.sum()))


def every_village(found: Advice) -> pd.DataFrame:
    """The reasons with what each village gets: those served first, then those closest to the line."""
    table = found.reasons
    adds = table["last"].where(table["count"] > 0, table["next"])
    packages = list(found.counts.columns)
    told = table.drop(columns="count").assign(adds=adds).join(found.counts)
    return told.sort_values([*packages, "adds"], ascending=False, na_position="last", kind="stable")


def served_villages(found: Advice) -> list[str]:
    """Those that get something, in the one order in which every list has them."""
    table = every_village(found)
    return [str(each) for each in table.index[(table[list(found.counts.columns)] > 0).any(axis=1)]]


def _reason_row(name: Any, row: pd.Series, packages: list[str]) -> list[Any]:
    return [
        str(name),
        *(number(row[package]) for package in packages),
        number(row["base_income"], 1),
        chance(row["chance_without"]),
        chance(row["chance_with"]),
        NONE if np.isnan(row["adds"]) else number(row["adds"], 3),
        NONE if np.isnan(row["line"]) else number(row["line"], 3),
        say(f"advice_decided_{row['decided']}"),
    ]


def why_village(found: Advice, village: str) -> str:
    """Why one village got what it got, in a sentence with the numbers that decided it; blank: the poorest."""
    village = village or weakest_village(found.response.ground.world.case.register.table)
    row = found.reasons.loc[village]
    adds = row["last"] if row["count"] else row["next"]
    return say(
        "advice_why_village",
        village=place_names(found.response.ground.world.case.register).village[village],
        count=number(row["count"]),
        income=number(row["base_income"], 1),
        before=chance(row["chance_without"]),
        after=chance(row["chance_with"]),
        adds=NONE if np.isnan(adds) else number(adds, 3),
        line=NONE if np.isnan(row["line"]) else number(row["line"], 3),
        decided=say(f"advice_decided_{row['decided']}"),
    )


def plans_figure(found: Advice, foot: str) -> Axes:
    kind = found.allocation.objective.kind
    units = {"over_target": count_unit(), "inequality": say("unit_index")}
    unit = units.get(kind, say("unit_10k_yuan_per_year"))
    return advice.plans(found.verdict.table, unit, _objective_text(found), foot)


def frontier_sheets(found: Frontier) -> list[Sheet]:
    """Budgets and what they achieve; the next money in each force."""
    rows = [
        [
            number(float(str(budget))),
            band(row, 0),
            number(row["weakest"]),
            number(row["equal"]),
            number(row["packages"]),
            percent(row["gap"], 2),
        ]
        if row["feasible"]
        else [number(float(str(budget))), say("advice_infeasible"), NONE, NONE, NONE, NONE]
        for budget, row in found.table.iterrows()
    ]
    columns = heads("budget", "villages_over", "weakest", "equal", "projects", "gap")
    first = Sheet(
        say("advice_frontier"),
        columns,
        rows,
        [
            _basis_text(found.ground),
            say("advice_over_target", target=f"{found.objective.target:g}"),
        ],
    )
    names = ("income_low", "income_mid", "income_high")
    next_rows = [
        [
            force_name(str(name)),
            band(row, 1, True, names),
            signed(row["over_mean"], 2),
            chance(row["chance"]),
        ]
        for name, row in found.worth.iterrows()
    ]
    second = Sheet(
        say("advice_worth", step=f"{found.step:g}"),
        heads("force", "city_income", "villages_more", "chance_gain"),
        next_rows,
        unit=count_unit(),
    )
    return [first, second]


_PLANS_SHOWN = 24


def search_sheets(found: PlanSearch) -> list[Sheet]:
    """The plans that no other beats in all four goals, and whether rules pay."""
    groups = list(found.space.groups)
    whole = [_plan_row(int(str(plan)), row, groups) for plan, row in found.table.iterrows()]
    step = max(-(-len(whole) // _PLANS_SHOWN), 1)
    columns = heads("plan", "plan_kind", "income", "gini", "plan_cost", "poorest", "plan_start", "plan_money")
    title = say("search_plans", year=found.world.years[-1])
    names = [say(f"advice_group_{name}") for name in groups]
    sentences = [
        found.verdict.text(),
        say("search_note", tried=number(found.tried), members=number(len(found.world.draws) // 2)),
    ]
    heading = [*columns, *names, say("search_rules")]
    return [Sheet(title, heading, whole[::step], sentences, whole, count_unit())]


def _plan_row(plan: int, row: pd.Series, groups: Sequence[str]) -> list[Any]:
    """One plan in words."""
    targeting = say(f"handout_{row['targeting']}") if row["targeting"] else NONE
    return [
        str(plan), say(f"search_kind_{row['kind']}"), number(row["income"], 2), number(row["gini"], 3),
        number(row["cost"]), number(row["worst_tenth"], 2), str(row["start"]), targeting,
        *(f"×{row[f'scale_{name}']:g}" for name in groups),
        say("search_and").join(rule.text() for rule in row["rules"]) or NONE,
    ]  # fmt: skip


# ---- From a goal back to its cheapest mix and latest start; from two scenarios to where they break even ----

_NEVER_KEY = "never"


def backwards_sheets(found: Backwards) -> list[Sheet]:
    """The cheapest mix and the latest start of a goal."""
    return [_mix_sheet(found), _start_sheet(found)]


def _mix_sheet(found: Backwards) -> Sheet:
    mix, known = found.mix, found.world.case.levers
    rows = [
        [
            say(f"advice_group_{group}"),
            number(mix.spending[group]) if mix.exists else NONE,
            number(alone) if np.isfinite(alone) else say("advice_cannot"),
        ]
        for group, alone in mix.alone.items()
    ]
    goal = goal_text(mix.goal)
    if not mix.exists:
        most, nothing = f"{CEILING * in_use().money.step:g}", chance(mix.chance_nothing)
        sentence = say("advice_mix_none", goal=goal, most=most, nothing=nothing)
        columns = heads("group", "mix", "alone_cost")
        return Sheet(say("advice_mix"), columns, rows, [_ground_text(found), sentence])
    largest = mix.levers.sort_values("spent", ascending=False).head(3)
    names = ", ".join(
        f"{lever.label()} {number(amount, 1)} {lever.unit_label()}"
        for lever, amount in ((known[str(name)], row["amount"]) for name, row in largest.iterrows())
    )
    sentences = [
        _ground_text(found),
        say(
            "advice_mix_found",
            goal=goal,
            total=number(mix.total),
            chance=chance(mix.chance),
            less=chance(mix.chance_less),
            nothing=chance(mix.chance_nothing),
        ),
        *([say("advice_mix_buys", levers=names)] if names else []),
        *_mix_prices(found),
        say("advice_mix_search", runs=mix.runs),
    ]
    return Sheet(say("advice_mix"), heads("group", "mix", "alone_cost"), rows, sentences)


def _mix_prices(found: Backwards) -> list[str]:
    """What the mix costs at the drawn prices, where they are not known."""
    low, _, high = map(number, low_mid_high(found.mix.drawn))
    return [] if low == high else [say("advice_mix_prices", low=low, high=high)]


def _ground_text(found: Backwards) -> str:
    """What the money of the mix is added to."""
    return say("advice_mix_ground", ground=in_language(found.ground.scenario.title))


def _start_sheet(found: Backwards) -> Sheet:
    start = found.start
    rows = [
        [say("advice_never") if name == _NEVER_KEY else str(name), chance(row["chance"])]
        for name, row in start.table.iterrows()
    ]
    key = "advice_start_none" if start.latest is None else "advice_start_found"
    sentence = say(key, goal=goal_text(start.goal), year=start.latest or start.table.index[0])
    return Sheet(say("advice_starts"), heads("start", "chance"), rows, [sentence])


def break_even_sheets(found: Duelled) -> list[Sheet]:
    """One break-even value in a sentence, and those of every assumption in a table."""
    known = found.first.case.parameters
    first, second = (in_language(each.case.scenario.title) for each in (found.first, found.second))
    rows = [
        [
            known[str(name)].label(),
            range_words(row["prior_low"], row["prior_high"], known[str(name)].unit),
            _value_text(row),
            signed(row["mean_low"], 2),
            signed(row["mean_high"], 2),
            percent(row["below"]),
        ]
        for name, row in found.table.iterrows()
    ]
    columns = heads("assumption", "prior", "break_even", "at_low", "at_high", "below")
    title = say("advice_break_evens", first=first, second=second)
    return [
        Sheet(
            title,
            columns,
            rows,
            [
                break_even_text(found.asked, known[found.asked.parameter].label(), first, second),
                say(
                    "advice_break_even_few",
                    members=number(len(found.first.draws)),
                    few=number(found.few),
                ),
            ],
        )
    ]


def _value_text(row: pd.Series) -> str:
    if np.isnan(row["value"]):
        return say("advice_no_break_even")
    text = f"{row['value']:.3g}"
    return text if row["inside"] else say("advice_beyond", value=text)


def break_even_text(found: BreakEven, label: str, first: str, second: str) -> str:
    """One break-even value as a sentence; where there is none, who is better throughout."""
    if not found.exists:
        better, worse = (first, second) if found.mean_low > 0 else (second, first)
        return say("advice_break_even_none", label=label, better=better, worse=worse)
    values = ", ".join(f"{value:.3g}" for value in found.values)
    rising = found.mean_low < 0
    side = "above" if rising else "below"
    key = f"advice_break_even_{side}" if found.inside else f"advice_break_even_{side}_beyond"
    return say(key, label=label, values=values, first=first, second=second, share=percent(found.below))


def break_evens_figure(found: Duelled) -> Axes:
    first, second = (in_language(each.case.scenario.title) for each in (found.first, found.second))
    known = found.first.case.parameters
    return advice.break_evens(found.table, known, first, second, village_unit())
