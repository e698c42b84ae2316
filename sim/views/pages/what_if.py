"""The page 推演 What-if: move the levers of the five forces and see the whole band move.

The page's numbers are those of `wuli run`: same case, same draws, same seed, so a scenario left as it is
shows here what its report says. Everything a viewer asks for passes the scenario files' own door
(`sim.inputs.scenarios.change`) after the checks of this module.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from numbers import Real
from pathlib import Path
from typing import Any

import numpy as np
from ipywidgets import Box

from sim.analysis.outcomes import gain_per_yuan
from sim.faults import InputFaults, fault, unknown
from sim.inputs import Case, beside
from sim.inputs.levers import FORCES, Lever
from sim.inputs.scenarios import (
    COUNTERFACTUAL,
    PROGRAMME,
    Scenario,
    change,
    list_scenarios,
    load_scenario,
    save_scenario,
)
from sim.model.simulate import Result, simulate_members
from sim.views.labels import QUANTILES, TARGET, limit, register_words, unit_label
from sim.views.numbers import money, number, signed
from sim.views.pages.shell import MEMBERS, Bar, World, assumption_words, note_sections, open_world, template
from sim.views.share import Sharing, opened
from sim.views.theme import SURFACE, scenario_style
from sim.views.widgets import FanChart, Headlines, LeverPanel, Notes, TopBar, Versions, on_request, page
from sim.words import LANGUAGES, language, say

MEDIAN = 2  # its place among the five quantiles

# The levers that carry most of the programme's money and effect, with the main one of each force; they stand
# open, the others are folded away under their force.
MAIN_LEVERS = (
    "model_branches", "branch_rectification",
    "cadre_training", "farmer_training", "science_commissioners",
    "supported_projects", "municipal_fiscal", "paired_enterprises", "village_alliances",
    "resident_staff", "selected_graduates", "expert_visits",
    "service_centres", "household_visits",
)  # fmt: skip
# Project money: where it goes can be chosen, for all of it together.
MONEY_LEVERS = ("supported_projects", "municipal_fiscal", "leveraged_funds", "special_funds")
HANDOUTS = ("weakest_first", "even", "strongest_first", "key_villages")
AS_SCENARIO = "scenario"
# Presets besides the scenarios: what they multiply (levers, or a group of them) and by how much.
FACTORS: Mapping[str, tuple[Sequence[str] | str, float]] = {
    "double_money": (MONEY_LEVERS, 2),
    "double_talent": ("talent", 2),
    "double_training": ("training", 2),
    "half_all": ("", 0.5),
}
WEAKEST_PRESET = "weakest_money"
LETTERS = ("A", "B", "C")  # versions that are kept to be compared
MOST_STEPS = 100  # that can be undone
LISTED_CHANGES = 4  # of a version, the others are counted


# --- the model behind the page -----------------------------------------------------------------------


@dataclass(frozen=True)
class Wish:
    """What the viewer has changed: amounts by lever (natural unit) and how project money is handed out.

    `ground` names the scenario that the changes stand on; blank is the page's own.
    """

    amounts: Mapping[str, float]
    handout: str = AS_SCENARIO
    ground: str = ""


NOTHING = Wish({})


def warm() -> None:
    """Open every scenario's world and vary one, so that whoever forks from here has all of it done."""
    for scenario in list_scenarios():
        world = open_world(scenario)
        spreads(world, world.start)
    run(world, Wish({MAIN_LEVERS[0]: 1.0}))


def first_amount(scenario: Scenario, lever: str) -> float:
    """A lever's amount in the first year, the one that its slider shows."""
    return scenario.settings[lever].amounts[0]


@lru_cache(maxsize=64)
def ground_of(world: World, name: str) -> Case:
    """The case that a wish's changes stand on: the page's own, or another scenario in the same world."""
    return beside(world.case, name) if name else world.case


def edits(world: World, wish: Wish) -> dict[str, dict[str, Any]]:
    """A wish as the `set:` block of a scenario file.

    An amount scales the scenario's own path, so what stops after two years still stops; where the path begins
    with nothing, the amount holds for all years.
    """
    block: dict[str, dict[str, Any]] = {}
    ground = ground_of(world, wish.ground).scenario
    for lever, amount in wish.amounts.items():
        start = first_amount(ground, lever)
        if amount != start:
            block[lever] = {"scale": amount / start} if start else {"amount": amount}
    if wish.handout != AS_SCENARIO:
        for lever in MONEY_LEVERS:
            block.setdefault(lever, {})["targeting"] = wish.handout
    return block


def wished(world: World, wish: Wish, reason: Mapping[str, str] | None = None) -> Scenario:
    """The scenario of a wish, through the scenario files' own door."""
    block = edits(world, wish)
    if reason:
        block = {lever: {**entry, "reason": dict(reason)} for lever, entry in block.items()}
    ground = ground_of(world, wish.ground).scenario
    return change(ground, block, levers=world.case.levers) if block else ground


def run(world: World, wish: Wish) -> Result:
    """The result of a wish: the same members meet the same luck as in the unchanged scenario."""
    if not wish.ground and not edits(world, wish):
        return world.start
    case = replace(world.case, scenario=wished(world, wish))
    return simulate_members(case, world.draws, world.seed, villages=False)


def wish_of(world: World, scenario: Scenario) -> Wish | None:
    """The wish that makes `scenario` out of a world's own; None where the sliders cannot say it."""
    own = world.case.scenario
    moved = [
        name for name in world.case.levers if scenario.settings[name].amounts != own.settings[name].amounts
    ]
    amounts = {name: first_amount(scenario, name) for name in moved}
    assumed = (scenario.years, scenario.parameters, scenario.posterior)
    if assumed != (own.years, own.parameters, own.posterior):
        return None
    if any(amount > slider_end(world, name) for name, amount in amounts.items()):
        return None
    for handout in (AS_SCENARIO, scenario.settings[MONEY_LEVERS[0]].targeting):
        wish = Wish(amounts, handout)
        if handout in (AS_SCENARIO, *HANDOUTS) and wished(world, wish).settings == scenario.settings:
            return wish
    return None


def preset_wish(world: World, name: str) -> Wish:
    """What a preset asks for, of the page's own scenario: another scenario, or some levers multiplied."""
    if name == WEAKEST_PRESET:
        return Wish({}, "weakest_first")
    if name not in FACTORS:
        return Wish({}, ground="" if name == world.case.scenario.id else name)
    chosen, factor = FACTORS[name]
    levers = [one for one in world.case.levers.values() if chosen in ("", one.group) or one.id in chosen]
    starts = {one.id: first_amount(world.case.scenario, one.id) or one.amount for one in levers}
    return Wish({name: min(factor * start, slider_end(world, name)) for name, start in starts.items()})


def scenario_file(world: World, wish: Wish) -> tuple[str, str]:
    """A wish as a scenario file that `wuli check` takes and that gives the same numbers: (name, text)."""
    reason = {lang: say("page_save_reason", lang) for lang in LANGUAGES}
    ground = ground_of(world, wish.ground).scenario
    count = len(edits(world, wish))
    title = {lang: say("page_save_title", lang, title=ground.title[lang], number=count) for lang in LANGUAGES}
    made = replace(wished(world, wish, reason), title=title, question=ground.question, baseline=ground.id)
    mark = hashlib.sha256(repr(sorted(made.settings.items())).encode()).hexdigest()[:6]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"what-if-{mark}.yaml"
        save_scenario(made, path, world.case.levers, world.case.parameters)
        return path.name, path.read_text(encoding="utf-8")


# --- what a viewer may ask for -------------------------------------------------------------------------


def checked_wish(world: World, before: Wish, message: Mapping[str, Any], lang: str) -> Wish:
    """`before` with what a message asks for. Raises InputFaults: a viewer can send any value."""
    amounts = message.get("amounts") or {}
    if not isinstance(amounts, Mapping):
        raise fault("", "page_request")
    handout = message.get("handout", before.handout)
    if handout not in (AS_SCENARIO, *HANDOUTS):
        raise InputFaults([unknown("", say("page_handout", lang), str(handout)[:40], HANDOUTS)])
    new = {lever: checked_amount(world, lever, amount, lang) for lever, amount in amounts.items()}
    return replace(before, amounts={**before.amounts, **new}, handout=handout)


def checked_amount(world: World, name: Any, amount: Any, lang: str) -> float:
    """An amount between nothing and the slider's end, in the lever's unit."""
    if name not in world.case.levers:
        raise InputFaults([unknown("", say("page_lever", lang), str(name)[:40], world.case.levers)])
    lever = world.case.levers[name]
    real = isinstance(amount, Real) and not isinstance(amount, bool)
    if not real or not 0 <= amount <= slider_end(world, name):
        values = {"low": "0", "high": number(slider_end(world, name)), "unit": lever.unit_label(lang)}
        raise fault(lever.label(lang), "page_amount", **values)
    return float(amount)


def checked_preset(world: World, name: Any, lang: str) -> str:
    allowed = [*list_scenarios(), *FACTORS, WEAKEST_PRESET]
    if name not in allowed:
        raise InputFaults([unknown("", say("page_preset", lang), str(name)[:40], allowed)])
    return str(name)


def slider_end(world: World, name: str) -> float:
    """Where a slider ends: as the lever table says, further where the scenario already goes beyond."""
    return max(world.case.levers[name].slider_max, first_amount(world.case.scenario, name))


# --- what is shown ---------------------------------------------------------------------------------------


def series(result: Result, label: str, shown: bool, style: Any = None) -> dict[str, Any]:
    """How one line of a chart looks: `shown` bands in the scenario's colour, else a thin dashed line."""
    look = style or scenario_style(result.case.scenario.id)
    return {"label": label, "colour": look.colour, "dash": list(look.dash), "bands": shown}


def chart_lines(world: World, now: Result, lang: str, gain: bool) -> list[dict[str, Any]]:
    """What the lines of a chart are: the viewer's choice, the scenario as it stands, no programme."""
    name = world.case.scenario.id
    current = series(now, say("page_current", lang), True) | {"colour": SURFACE["accent"], "dash": []}
    ghost = series(world.start, say("page_ghost", lang), False) | {"colour": "#8a5a00", "dash": [3, 4]}
    lines = [current, ghost]
    if not gain and name != COUNTERFACTUAL:
        title = world.counterfactual.case.scenario.title[language(lang)]
        lines.append(series(world.counterfactual, title, False))
    return lines


@dataclass(frozen=True)
class Chart:
    """One chart of the page: which outcome, as a gain over no programme or not, how precise, how high."""

    name: str
    outcome: str
    gain: bool
    decimals: int
    height: int


CHARTS = (
    Chart("income", "mean", gain=False, decimals=1, height=290),
    Chart("below", f"below_{TARGET}", gain=False, decimals=0, height=220),
    Chart("gain", "mean", gain=True, decimals=2, height=220),
)


def paths(world: World, result: Result, chart: Chart) -> np.ndarray:
    """What a chart shows of a result, (member, year); a gain is taken member by member."""
    values = result.city[chart.outcome].to_numpy()
    return values - world.counterfactual.city[chart.outcome].to_numpy() if chart.gain else values


def spread(world: World, result: Result, chart: Chart) -> np.ndarray:
    """The five quantiles of a chart's paths, (5, year)."""
    return np.quantile(paths(world, result, chart), QUANTILES, axis=0)


@lru_cache(maxsize=64)
def standing(world: World, chart: Chart) -> np.ndarray:
    """The lines that no slider moves, (series, 5, year): the scenario as it stands, no programme."""
    compared = not chart.gain and world.case.scenario.id != COUNTERFACTUAL
    results = [world.start, *([world.counterfactual] if compared else [])]
    return np.stack([spread(world, result, chart) for result in results])


def spreads(world: World, now: Result) -> dict[str, np.ndarray]:
    """Everything that the page draws, by chart: (series, 5, year) in the order of `chart_lines`."""
    return {
        chart.name: np.concatenate([spread(world, now, chart)[None], standing(world, chart)])
        for chart in CHARTS
    }


def chart_frame(
    chart: Chart, world: World, now: Result, quantiles: np.ndarray, lang: str, showing: int
) -> dict[str, Any]:
    """A chart's words and looks; `showing` counts the runs, so that charts of one run can be told."""
    unit = unit_label(world.start.city[chart.outcome], lang)
    return {
        "years": list(world.case.scenario.years),
        "series": chart_lines(world, now, lang, chart.gain),
        "title": say(f"page_chart_{chart.name}", lang, threshold=limit(TARGET, lang)),
        "unit": unit,
        "note": say("page_bands", lang, members=number(now.members)),
        "sentence": sentence(chart, quantiles[0], world.case.scenario.years, unit, lang),
        "decimals": chart.decimals,
        "zero": chart.gain or chart.name == "below",
        "lang": lang,
        "showing": showing,
        "words": {key: template(f"page_read_{key}", lang) for key in ("year", "band", "line")},
    }


def sentence(chart: Chart, quantiles: np.ndarray, years: Sequence[int], unit: str, lang: str) -> str:
    """What a chart shows, said from its numbers, for those who do not see it."""
    low, _, middle, _, high = quantiles[:, -1]
    values = {"from": quantiles[2, 0], "to": middle, "low": low, "high": high}
    said = {name: number(value, chart.decimals) for name, value in values.items()}
    title = say(f"page_chart_{chart.name}", lang, threshold=limit(TARGET, lang))
    return say("page_sentence", lang, title=title, unit=unit, first=years[0], last=years[-1], **said)


def cards(world: World, now: Result, drawn: Mapping[str, np.ndarray], lang: str) -> list[dict[str, str]]:
    """The four numbers on top, for the last year of the horizon, from what the charts draw."""
    income, below, gain = (drawn[chart.name] for chart in CHARTS)
    last = world.case.scenario.years[-1]
    return [
        income_card(income, last, lang),
        below_card(below, last, len(world.case.register.table), lang),
        gain_card(gain, last, lang),
        cost_card(world, now, lang),
    ]


def _card(
    key: str, drawn: np.ndarray, show: Callable[[float], str], lang: str, **words: Any
) -> dict[str, str]:
    """One number with its 90 % band, of the last year and the viewer's choice."""
    low, _, middle, _, high = drawn[0, :, -1]
    return {
        "key": key,
        "label": say(f"page_card_{key}", lang, **words.pop("label")),
        "value": show(middle),
        "band": say("page_card_band", lang, low=show(low), high=show(high)),
        **words,
    }


def income_card(drawn: np.ndarray, last: int, lang: str) -> dict[str, str]:
    def show(value: float) -> str:
        return number(value, 1)

    note = say("page_card_without", lang, value=show(drawn[-1, MEDIAN, -1]))
    unit = say("unit_wan_per_village", lang)
    return _card("income", drawn, show, lang, label={"year": last}, unit=unit, note=note)


def below_card(drawn: np.ndarray, last: int, villages: int, lang: str) -> dict[str, str]:
    note = say("page_card_without", lang, value=number(drawn[-1, MEDIAN, -1]))
    unit = say("page_of_villages", lang, villages=villages)
    label = {"year": last, "threshold": limit(TARGET, lang)}
    return _card("below", drawn, number, lang, label=label, unit=unit, note=note)


def gain_card(drawn: np.ndarray, last: int, lang: str) -> dict[str, str]:
    unit, note = say("unit_wan_per_village", lang), say("page_card_luck", lang)
    return _card(
        "gain", drawn, lambda value: signed(value, 2), lang, label={"year": last}, unit=unit, note=note
    )


def cost_card(world: World, now: Result, lang: str) -> dict[str, str]:
    years = now.cost["year"].to_numpy()
    cost, before = float(now.cost.to_numpy().sum()), float(world.start.cost.to_numpy().sum())
    value, unit = money(cost, lang)
    more, more_unit = money(cost - before, lang)
    sign = "+" if cost > before else ""
    return {
        "key": "cost",
        "label": say("page_card_cost", lang, first=years[0], last=years[-1]),
        "value": value,
        "unit": unit,
        "band": say("page_card_cost_change", lang, value=f"{sign}{more}", unit=more_unit),
        "note": say("page_card_cost_note", lang),
    }


def panel_state(world: World, lang: str) -> dict[str, Any]:
    """The sliders, grouped by force, and the presets: what a move of a slider does not change."""
    keys = ("title", "hint", "published", "assumed", "was", "changed", "handout", "lost", "more")
    tools = ("preset", "undo", "redo", "reset", "keep", "save", "tools")
    words = {key: template(f"page_levers_{key}", lang) for key in keys}
    words |= {key: say(f"page_tool_{key}", lang) for key in tools}
    forces = [force_state(world, force, lang) for force in FORCES]
    return {"words": words, "lang": lang, "forces": forces, "presets": preset_groups(lang)}


def preset_groups(lang: str) -> list[dict[str, Any]]:
    """The presets in two groups: the scenario files, and levers multiplied."""
    titles = {name: load_scenario(name).title[language(lang)] for name in list_scenarios()}
    others = {name: say(f"page_preset_{name}", lang) for name in (*FACTORS, WEAKEST_PRESET)}
    groups = {"scenarios": titles, "changes": others}
    return [
        {
            "label": say(f"page_presets_{key}", lang),
            "choices": [{"id": name, "label": label} for name, label in choices.items()],
        }
        for key, choices in groups.items()
    ]


def force_state(world: World, force: str, lang: str) -> dict[str, Any]:
    """One force: its main levers, the others, and who gets project money."""
    levers = [lever for lever in world.case.levers.values() if lever.force == force]
    main = [lever_state(world, lever, lang) for lever in levers if lever.id in MAIN_LEVERS]
    more = [lever_state(world, lever, lang) for lever in levers if lever.id not in MAIN_LEVERS]
    state: dict[str, Any] = {"id": force, "label": say(f"force_{force}", lang), "levers": main, "more": more}
    if any(lever.id in MONEY_LEVERS for lever in levers):
        names = (AS_SCENARIO, *HANDOUTS)
        state["handouts"] = [{"id": name, "label": say(f"page_handout_{name}", lang)} for name in names]
    return state


def lever_state(world: World, lever: Lever, lang: str) -> dict[str, Any]:
    end = slider_end(world, lever.id)
    return {
        "id": lever.id, "label": lever.label(lang), "unit": lever.unit_label(lang),
        "published": lever.amount, "assumed": lever.amount_source == "assumption",
        "start": first_amount(world.case.scenario, lever.id), "max": end, "step": round_step(end),
    }  # fmt: skip


def panel_now(world: World, now: Result, wish: Wish, steps: tuple[bool, bool], lang: str) -> dict[str, Any]:
    """What a move of a slider changes: every amount, who gets project money, the cost, what can be undone."""
    ground = ground_of(world, wish.ground).scenario
    amounts = {name: wish.amounts.get(name, first_amount(ground, name)) for name in world.case.levers}
    cost = cost_card(world, now, lang)
    return {
        "amounts": amounts,
        "handout": wish.handout,
        "undo": steps[0],
        "redo": steps[1],
        "cost": f"{cost['label']} {cost['value']} {cost['unit']}",
        "change": cost["band"],
    }


def round_step(end: float) -> float:
    """About a hundredth of the slider, rounded down to 1, 2 or 5 times a power of ten; at least one unit."""
    power = 10 ** np.floor(np.log10(end / 100))
    return float(max(1, power * max(one for one in (1, 2, 5) if one * power <= end / 100)))


def notes(world: World, lang: str) -> list[dict[str, Any]]:
    """What the page rests on: how to read it, which effects are assumptions, where the numbers come from."""
    parameters, register = world.case.parameters, register_words(world.case.register, lang)
    known = [
        one.label(lang)
        for one in parameters.values()
        if one.role == "uncertainty" and one.grade != "assumption"
    ]
    costs = sum(one.cost_source == "assumption" for one in world.case.levers.values())
    sections = {
        "page_notes_reading": [
            say(f"page_reading_{k}", lang, members=number(world.start.members)) for k in (1, 2, 3)
        ],
        "page_notes_assumptions": [
            assumption_words(parameters, lang),
            say("page_known", lang, names=say("page_comma", lang).join(known)),
            say("page_assumed_costs", lang, levers=costs),
        ],
        "page_notes_origin": [say("page_origin", lang, register=register, seed=world.seed)],
    }
    return note_sections(sections, lang, "page_notes_assumptions")


def bar(world: World, titles: Mapping[str, Mapping[str, str]], notice: str, lang: str) -> Bar:
    return Bar(
        "what_if",
        lang,
        title=say("page_title", lang),
        subtitle=say("page_subtitle", lang),
        choices=tuple((name, title[language(lang)]) for name, title in titles.items()),
        chosen=world.case.scenario.id,
        question=world.case.scenario.question[language(lang)],
        notice=notice,
        register=world.case.register,
        reset=True,
    )


# --- versions side by side -------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Version:
    """A version that was kept: the world it was made in, what was wished, what came of it."""

    world: World
    wish: Wish
    result: Result


def versions_state(world: World, kept: Mapping[str, Version], lang: str) -> dict[str, Any]:
    """The table of versions: the scenario as it stands, then A, B and C; every number with its band."""
    columns = {"": Version(world, NOTHING, world.start), **kept}
    words = {key: say(f"page_versions_{key}", lang) for key in ("title", "empty", "restore", "drop")}
    last = world.case.scenario.years[-1]
    return {
        "words": words,
        "note": say("page_bands", lang, members=number(world.start.members)),
        "columns": [version_head(name, one, lang) for name, one in columns.items()] if kept else [],
        "rows": [
            {
                "key": key,
                "label": say(f"page_versions_{key}", lang, year=last, threshold=limit(TARGET, lang)),
                "cells": [cell(world, one, lang) for one in columns.values()],
            }
            for key, cell in CELLS.items()
        ]
        if kept
        else [],
    }


def version_head(name: str, one: Version, lang: str) -> dict[str, str]:
    ground = ground_of(one.world, one.wish.ground).scenario.title[language(lang)]
    return {"id": name, "name": name or say("page_ghost", lang), "ground": ground}


def cell(value: str, note: str = "") -> dict[str, str]:
    return {"value": value, "band": note}


def banded(values: np.ndarray, show: Callable[[float], str], lang: str) -> dict[str, str]:
    """A median with its 90 % band."""
    low, middle, high = (show(float(value)) for value in np.quantile(values, (0.05, 0.5, 0.95)))
    return cell(middle, say("page_card_band", lang, low=low, high=high))


def last_year(one: Version, chart: Chart) -> np.ndarray:
    return paths(one.world, one.result, chart)[:, -1]


def income_cell(world: World, one: Version, lang: str) -> dict[str, str]:
    return banded(last_year(one, CHARTS[0]), lambda value: number(value, 1), lang)


def below_cell(world: World, one: Version, lang: str) -> dict[str, str]:
    return banded(last_year(one, CHARTS[1]), number, lang)


def gain_cell(world: World, one: Version, lang: str) -> dict[str, str]:
    return banded(last_year(one, CHARTS[2]), lambda value: signed(value, 2), lang)


def better_cell(world: World, one: Version, lang: str) -> dict[str, str]:
    """In how many members a version earns more than the scenario as it stands, on the same luck."""
    if one.result is world.start or not one.result.draws.equals(world.draws):
        return cell("–")
    ahead = (one.result.city["mean"][:, -1] > world.start.city["mean"][:, -1]).mean()
    return cell(f"{number(100 * float(ahead))}%")


def cost_cell(world: World, one: Version, lang: str) -> dict[str, str]:
    value, unit = money(float(one.result.cost.to_numpy().sum()), lang)
    return cell(f"{value} {unit}")


def yuan_cell(world: World, one: Version, lang: str) -> dict[str, str]:
    """Extra income over the horizon for each public yuan; nothing where nothing is spent."""
    values = gain_per_yuan(one.result, one.world.counterfactual).to_numpy()
    known = values[np.isfinite(values)]
    return banded(known, lambda value: number(value, 2), lang) if len(known) else cell("–")


def changes_cell(world: World, one: Version, lang: str) -> dict[str, str]:
    """What a version changes of its scenario, the first few by name."""
    block = edits(one.world, one.wish)
    start = ground_of(one.world, one.wish.ground).scenario
    told = [change_text(one, lever, start, lang) for lever in list(block)[:LISTED_CHANGES]]
    if len(block) > LISTED_CHANGES:
        told.append(say("page_versions_others", lang, number=len(block) - LISTED_CHANGES))
    return cell("", say("page_semicolon", lang).join(told) or say("page_versions_same", lang))


def change_text(one: Version, name: str, start: Scenario, lang: str) -> str:
    lever = one.world.case.levers[name]
    if name not in one.wish.amounts:
        return f"{lever.label(lang)}: {say(f'page_handout_{one.wish.handout}', lang)}"
    before, after = (amount_text(value) for value in (first_amount(start, name), one.wish.amounts[name]))
    return f"{lever.label(lang)} {before} → {after} {lever.unit_label(lang)}"


def amount_text(value: float) -> str:
    return number(value, 0 if value == round(value) else 1)


CELLS: Mapping[str, Callable[[World, Version, str], dict[str, str]]] = {
    "income": income_cell,
    "below": below_cell,
    "gain": gain_cell,
    "better": better_cell,
    "cost": cost_cell,
    "yuan": yuan_cell,
    "changes": changes_cell,
}


# --- the page --------------------------------------------------------------------------------------------


class WhatIf:
    """The page and what it remembers: the scenario's world, the viewer's wish, steps, versions and language.

    `layout` is shown by the notebook. One viewer has one kernel, so nothing here is shared.
    """

    def __init__(self, lang: str | None = None, members: int = MEMBERS, seed: int = 0, code: str = ""):
        self.lang = language(lang)
        self.members, self.seed = members, seed
        self.titles = {name: load_scenario(name).title for name in list_scenarios()}
        self.bar, self.headlines, self.panel, self.notes = TopBar(), Headlines(), LeverPanel(), Notes()
        self.charts = {chart: FanChart(name=chart.name, height=chart.height) for chart in CHARTS}
        self.versions, self.share = Versions(), Sharing()
        self.showing = 0
        self.gesture: int | None = None
        self.past: list[tuple[World, Wish]] = []
        self.future: list[tuple[World, Wish]] = []
        self.kept: dict[str, Version] = {}
        self.open_code(code)
        for widget in (self.bar, self.panel, self.versions):
            on_request(widget, self.handlers(), self.complain, lambda: self.lang)

    def handlers(self) -> dict[str, Callable[[Mapping[str, Any]], None]]:
        """What a viewer may ask for, by the kind of the message."""
        return {
            "scenario": lambda message: self.open_scenario(str(message.get("id"))),
            "language": self.on_language,
            "reset": lambda message: self.step(self.world, NOTHING),
            "amounts": self.on_amounts,
            "preset": self.on_preset,
            "undo": lambda message: self.back(self.past, self.future),
            "redo": lambda message: self.back(self.future, self.past),
            "keep": lambda message: self.keep(),
            "restore": self.on_restore,
            "drop": self.on_drop,
            "save": lambda message: self.save(),
        }

    @property
    def layout(self) -> Box:
        """The page, ready to be shown."""
        main, below = [*self.charts.values(), self.versions], Box([self.share.bar, self.notes])
        return page(self.bar, self.headlines, main, self.panel, below).add_class("wuli-what-if")

    # --- steps, and the way back ---

    def go(self, world: World, wish: Wish) -> None:
        """Show a wish in a world."""
        self.now = run(world, wish)
        self.world, self.wish = world, wish
        self.show()

    def step(self, world: World, wish: Wish) -> None:
        """As `go`, and remember where the viewer was."""
        here = (self.world, self.wish)
        if here != (world, wish):
            self.past, self.future = [*self.past[1 - MOST_STEPS :], here], []
        self.gesture = None
        self.go(world, wish)

    def back(self, taken: list[tuple[World, Wish]], given: list[tuple[World, Wish]]) -> None:
        """One step back or forth; nothing where there is none."""
        if taken:
            given.append((self.world, self.wish))
            self.gesture = None
            self.go(*taken.pop())

    def open_scenario(self, name: str) -> None:
        """Show a scenario as it stands. Raises InputFaults for a name that is not on the list."""
        if name not in self.titles:
            raise InputFaults([unknown("", say("page_scenario", self.lang), str(name)[:40], self.titles)])
        self.step(open_world(name, self.members, self.seed), NOTHING)

    def open_code(self, code: str) -> None:
        """Show the scenario of a code, as a wish on what it starts from where the sliders can say it.

        Without one, the programme. What is wrong with the code, or has changed since it was made, is said on
        top of the page.
        """
        scenario, notice = opened(code, self.lang)
        start = PROGRAMME if scenario is None else scenario.id
        if scenario is not None and scenario.id not in self.titles:
            start = str(scenario.baseline)
        world = open_world(start, self.members, self.seed)
        wish = NOTHING if scenario is None else wish_of(world, scenario)
        if scenario is not None and wish is None:
            world = open_world(scenario.id, self.members, self.seed)
            self.titles = {**self.titles, scenario.id: scenario.title}
        self.go(world, wish or NOTHING)
        if notice:
            self.show_bar(notice)

    def on_preset(self, message: Mapping[str, Any]) -> None:
        name = checked_preset(self.world, message.get("id"), self.lang)
        self.step(self.world, preset_wish(self.world, name))

    def on_language(self, message: Mapping[str, Any]) -> None:
        if message.get("lang") in LANGUAGES:
            self.lang = message["lang"]
            self.show()

    def on_amounts(self, message: Mapping[str, Any]) -> None:
        """Run a wish and show it; whatever happens, the panel hears that its message was answered.

        The moves of one gesture (its running number comes with them) are one step to undo.
        """
        try:
            wish = checked_wish(self.world, self.wish, message, self.lang)
            self.now = run(self.world, wish)
            gesture = message.get("gesture")
            if gesture is None or gesture != self.gesture:
                self.past, self.future = [*self.past[1 - MOST_STEPS :], (self.world, self.wish)], []
            self.gesture, self.wish = gesture if isinstance(gesture, int) else None, wish
            self.show_numbers()
            self.show_bar()
        finally:
            asked = message.get("number")
            with self.panel.hold_sync():
                self.show_panel()
                if isinstance(asked, int) and 0 <= asked < 1 << 31:
                    self.panel.answered = asked

    # --- versions and files ---

    def keep(self) -> None:
        """Keep what is shown as the next free letter. Raises InputFaults where all are taken."""
        free = [letter for letter in LETTERS if letter not in self.kept]
        if not free:
            raise fault("", "page_versions_full")
        self.kept[free[0]] = Version(self.world, self.wish, self.now)
        self.kept = dict(sorted(self.kept.items()))
        self.show_versions()
        self.show_bar()

    def letter(self, message: Mapping[str, Any]) -> str:
        name = message.get("id")
        if not isinstance(name, str) or name not in self.kept:
            raise InputFaults([unknown("", say("page_version", self.lang), str(name)[:40], self.kept)])
        return name

    def on_restore(self, message: Mapping[str, Any]) -> None:
        version = self.kept[self.letter(message)]
        self.step(version.world, version.wish)

    def on_drop(self, message: Mapping[str, Any]) -> None:
        del self.kept[self.letter(message)]
        self.show_versions()
        self.show_bar()

    def save(self) -> None:
        """Send the scenario file of what is shown; the browser stores it where the viewer likes."""
        name, text = scenario_file(self.world, self.wish)
        self.panel.send({"kind": "file", "name": name, "text": text})
        self.show_bar()

    def complain(self, text: str) -> None:
        """One friendly line on top of the page; without a text, that it did not work."""
        self.show_bar(text or say("page_failed", self.lang))

    # --- showing ---

    def show(self) -> None:
        """Everything, in the current language."""
        self.show_bar()
        with self.panel.hold_sync():
            self.panel.state = panel_state(self.world, self.lang)
            self.show_panel()
        self.notes.sections = notes(self.world, self.lang)
        self.show_versions()
        self.show_numbers()

    def show_panel(self) -> None:
        steps = bool(self.past), bool(self.future)
        self.panel.now = panel_now(self.world, self.now, self.wish, steps, self.lang)

    def show_versions(self) -> None:
        self.versions.state = versions_state(self.world, self.kept, self.lang)

    def show_bar(self, notice: str = "") -> None:
        self.share.show(self.now, self.lang)
        self.bar.state = bar(self.world, self.titles, notice, self.lang).state

    def show_numbers(self) -> None:
        drawn = spreads(self.world, self.now)
        self.headlines.label = say("page_headlines", self.lang)
        self.headlines.cards = cards(self.world, self.now, drawn, self.lang)
        self.showing += 1
        for chart, widget in self.charts.items():
            values = drawn[chart.name]
            widget.draw(chart_frame(chart, self.world, self.now, values, self.lang, self.showing), values)
