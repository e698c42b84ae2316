"""What comes of moved levers: the run of the model, its charts, cards and notes, versions side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from sim.analysis.outcomes import five, gain_per_yuan, low_mid_high, total_cost, total_costs
from sim.analysis.structures import Mark
from sim.apps.pages.base import assumption_words, note_sections, origin_words
from sim.apps.pages.beside import (
    NO_MARKS,
    apart_line,
    banded,
    household_line,
    mark_line,
    net_gain_line,
    net_line,
    payers_line,
    with_line,
)
from sim.apps.pages.charts import banded_card, fan_frame
from sim.apps.pages.what_if.levers import (
    NOTHING,
    Moves,
    changed_levers,
    edits,
    first_amount,
    ground_of,
    moved_scenario,
)
from sim.apps.pages.worlds import PageWorld
from sim.axes import QUANTILES
from sim.figures.labels import limit, unit_label
from sim.figures.numbers import amount, chance, money, money_band, number, signed
from sim.figures.theme import SURFACE, scenario_style
from sim.inputs.parameters import uncertain
from sim.inputs.programme import in_use
from sim.inputs.scenarios.scenario import Scenario
from sim.model.simulate import Result, simulate_members
from sim.words import language, say

MEDIAN = 2  # its place among the five quantiles
LISTED_CHANGES = 4  # of a version, the others are counted


# --- the run ---------------------------------------------------------------------------------------------


def run(world: PageWorld, moves: Moves) -> Result:
    """The result of moved levers: the same members meet the same luck as in the unchanged scenario."""
    if not moves.ground and not edits(world, moves):
        return world.start
    case = replace(world.case, scenario=moved_scenario(world, moves))
    return simulate_members(case, world.draws, world.seed, villages=False)


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
    Chart("below", "below_target", gain=False, decimals=0, height=220),
    Chart("gain", "mean", gain=True, decimals=2, height=220),
)


def _paths(world: PageWorld, result: Result, chart: Chart) -> np.ndarray:
    """What a chart shows of a result, (member, year); a gain is taken member by member."""
    outcome = world.case.programme.outcome(chart.outcome)
    values = result.city[outcome].to_numpy()
    return values - world.counterfactual.city[outcome].to_numpy() if chart.gain else values


def _spread(world: PageWorld, result: Result, chart: Chart) -> np.ndarray:
    """The five quantiles of a chart's paths, (5, year)."""
    return np.quantile(_paths(world, result, chart), QUANTILES, axis=0)


@lru_cache(maxsize=64)
def _standing(world: PageWorld, chart: Chart) -> np.ndarray:
    """The lines that no slider moves, (series, 5, year): the scenario as it stands, no programme."""
    compared = not chart.gain and world.case.scenario.id != in_use().counterfactual
    results = [world.start, *([world.counterfactual] if compared else [])]
    return np.stack([_spread(world, result, chart) for result in results])


def spreads(world: PageWorld, now: Result) -> dict[str, np.ndarray]:
    """Everything that the page draws, by chart: (series, 5, year) in the order of `_chart_lines`."""
    return {
        chart.name: np.concatenate([_spread(world, now, chart)[None], _standing(world, chart)])
        for chart in CHARTS
    }


# --- charts, cards and notes -----------------------------------------------------------------------------


def _series(result: Result, label: str, shown: bool, style: Any = None) -> dict[str, Any]:
    """How one line of a chart looks: `shown` bands in the scenario's colour, else a thin dashed line."""
    look = style or scenario_style(result.case.scenario.id)
    return {"label": label, "colour": look.colour, "dash": list(look.dash), "bands": shown}


def _chart_lines(world: PageWorld, now: Result, gain: bool) -> list[dict[str, Any]]:
    """What the lines of a chart are: the viewer's choice, the scenario as it stands, no programme."""
    name = world.case.scenario.id
    current = _series(now, say("page_current"), True) | {"colour": SURFACE["accent"], "dash": []}
    ghost = _series(world.start, say("page_ghost"), False) | {"colour": "#8a5a00", "dash": [3, 4]}
    lines = [current, ghost]
    if not gain and name != in_use().counterfactual:
        title = world.counterfactual.case.scenario.title[language()]
        lines.append(_series(world.counterfactual, title, False))
    return lines


def chart_frame(
    chart: Chart, world: PageWorld, now: Result, quantiles: np.ndarray, showing: int
) -> dict[str, Any]:
    """A chart's words and looks; `showing` counts the runs, so that charts of one run can be told."""
    title = say(f"page_chart_{chart.name}", threshold=limit(in_use().target.amount))
    outcome = world.case.programme.outcome(chart.outcome)
    unit, years = unit_label(world.start.city[outcome]), world.case.scenario.years
    lines = _chart_lines(world, now, chart.gain)
    note, zero = say("page_bands", members=number(now.members)), chart.gain or chart.name == "below"
    return fan_frame(
        title, unit, years, lines, quantiles[0], chart.decimals, note=note, zero=zero, showing=showing
    )


def cards(
    world: PageWorld, now: Result, drawn: Mapping[str, np.ndarray], marks: Mapping[str, Mark] = NO_MARKS
) -> list[dict[str, str]]:
    """The four numbers on top, for the last year of the horizon, from what the charts draw.

    Beside each: net, who is at the target by other means alone, what households gain, who else pays; and in
    how
    many structures of the model it holds, once that is known.
    """
    income, below, gain = (drawn[chart.name] for chart in CHARTS)
    last, other = world.case.scenario.years[-1], world.counterfactual
    return [
        with_line(_income_card(income, last), net_line(now), mark_line(marks, "mean_income", "mean_net")),
        with_line(
            _below_card(below, last, len(world.case.register.table)),
            apart_line(now, in_use().target.amount),
            mark_line(marks, "below_target"),
        ),
        with_line(
            _gain_card(gain, last),
            net_gain_line(now, other),
            household_line(now, other),
            mark_line(marks, "mean_gain", "mean_net_gain"),
        ),
        with_line(cost_card(world, now), payers_line(now)),
    ]


def _card(
    key: str, drawn: np.ndarray, show: Callable[[float], str], unit: str, note: str, **label: Any
) -> dict[str, str]:
    """One number with its 90 % band, of the last year and the viewer's choice."""
    band = [show(drawn[0, place, -1]) for place in (0, MEDIAN, 4)]
    return banded_card(key, say(f"page_card_{key}", **label), unit, band, note)


def _income_card(drawn: np.ndarray, last: int) -> dict[str, str]:
    def show(value: float) -> str:
        return number(value, 1)

    note = say("page_card_without", value=show(drawn[-1, MEDIAN, -1]))
    unit = say("unit_wan_per_village")
    return _card("income", drawn, show, unit, note, year=last)


def _below_card(drawn: np.ndarray, last: int, villages: int) -> dict[str, str]:
    note = say("page_card_without", value=number(drawn[-1, MEDIAN, -1]))
    unit = say("page_of_villages", villages=villages)
    return _card("below", drawn, number, unit, note, year=last, threshold=limit(in_use().target.amount))


def _gain_card(drawn: np.ndarray, last: int) -> dict[str, str]:
    unit, note = say("unit_wan_per_village"), say("page_card_luck")
    return _card("gain", drawn, lambda value: signed(value, 2), unit, note, year=last)


@lru_cache(maxsize=64)
def _cost_before(world: PageWorld) -> np.ndarray:
    """What the scenario as it stands costs, (member,), 10k yuan."""
    return total_costs(world.start)


def cost_card(world: PageWorld, now: Result) -> dict[str, str]:
    """All public money over the years with its band, what resident teams bring included."""
    years, cost, before = now.case.scenario.years, total_costs(now), _cost_before(world)
    spread = five(cost)
    band, unit = money_band(spread[[0, MEDIAN, 4]])
    more, more_unit = money(float(spread[MEDIAN] - five(before)[MEDIAN]))
    sign = "+" if float(cost.mean()) > float(before.mean()) else ""
    change = say("page_card_cost_change", value=f"{sign}{more}", unit=more_unit)
    label = say("page_card_cost", first=years[0], last=years[-1])
    note = change + say("page_semicolon") + say("page_card_cost_note")
    return banded_card("cost", label, unit, band, note)


def notes(world: PageWorld) -> list[dict[str, Any]]:
    """What the page rests on: how to read it, which effects are assumptions, where the numbers come from."""
    parameters = world.case.parameters
    known = [one.label() for one in uncertain(parameters) if one.grade != "assumption"]
    costs = sum(one.cost_grade == "assumption" for one in world.case.levers.values())
    sections = {
        "page_notes_reading": [
            say(f"page_reading_{k}", members=number(world.start.members)) for k in (1, 2, 3)
        ],
        "page_notes_assumptions": [
            assumption_words(parameters),
            say("page_known", names=say("page_comma").join(known)),
            say("page_assumed_costs", levers=costs),
        ],
        "page_notes_origin": [origin_words(world)],
    }
    return note_sections(sections, "page_notes_assumptions")


def change_texts(world: PageWorld, moves: Moves) -> list[str]:
    """What moved levers change of its scenario, a line a lever, as the scenario file has it."""
    start, now = ground_of(world, moves.ground).scenario, moved_scenario(world, moves)
    return [_change_text(world, start, now, lever) for lever in changed_levers(start, now)]


def _change_text(world: PageWorld, start: Scenario, now: Scenario, name: str) -> str:
    lever = world.case.levers[name]
    if start.settings[name].amounts == now.settings[name].amounts:
        return f"{lever.label()}: {say(f'page_handout_{now.settings[name].targeting}')}"
    before, after = (amount(first_amount(each, name)) for each in (start, now))
    return f"{lever.label()} {before} → {after} {lever.unit_label()}"


# --- versions side by side -------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Version:
    """A version that was kept: the world it was made in, what was moved_scenario, what came of it."""

    world: PageWorld
    moves: Moves
    result: Result


def versions_state(world: PageWorld, kept: Mapping[str, Version]) -> dict[str, Any]:
    """The table of versions: the scenario as it stands, then A, B and C; every number with its band."""
    columns = {"": Version(world, NOTHING, world.start), **kept}
    words = {key: say(f"page_versions_{key}") for key in ("title", "empty", "restore", "drop")}
    last = world.case.scenario.years[-1]
    return {
        "words": words,
        "note": say("page_bands", members=number(world.start.members)),
        "columns": [_version_head(name, one) for name, one in columns.items()] if kept else [],
        "rows": [
            {
                "key": key,
                "label": say(f"page_versions_{key}", year=last, threshold=limit(in_use().target.amount)),
                "cells": cells,
            }
            for key, cells in _row_cells(world, columns).items()
        ]
        if kept
        else [],
    }


def _row_cells(world: PageWorld, columns: Mapping[str, Version]) -> dict[str, list[dict[str, str]]]:
    """The cells of every row; with several versions also the chance that each beats each other one."""
    found = {}
    for key, cell in CELLS.items():
        found[key] = [cell(world, one) for one in columns.values()]
        if key == "better" and len(columns) > 2:
            found["beats"] = [_beats_cell(name, columns) for name in columns]
    return found


def _version_head(name: str, one: Version) -> dict[str, str]:
    ground = ground_of(one.world, one.moves.ground).scenario.title[language()]
    return {"id": name, "name": name or say("page_ghost"), "ground": ground}


def _cell(value: str, note: str = "") -> dict[str, str]:
    return {"value": value, "band": note}


def _banded(values: np.ndarray, show: Callable[[float], str]) -> dict[str, str]:
    """A median with its 90 % band."""
    low, middle, high = (show(float(value)) for value in np.quantile(values, (0.05, 0.5, 0.95)))
    return _cell(middle, say("page_card_band", low=low, high=high))


def _last_year(one: Version, chart: Chart) -> np.ndarray:
    return _paths(one.world, one.result, chart)[:, -1]


def _beside(cell: dict[str, str], *lines: str) -> dict[str, str]:
    """A cell with what stands beside its number, each in a line of its own."""
    return {**cell, "band": "\n".join(filter(None, (cell["band"], *lines)))}


def _income_cell(world: PageWorld, one: Version) -> dict[str, str]:
    gross = _banded(_last_year(one, CHARTS[0]), lambda value: number(value, 1))
    return _beside(gross, net_line(one.result))


def _below_cell(world: PageWorld, one: Version) -> dict[str, str]:
    counted = _banded(_last_year(one, CHARTS[1]), number)
    return _beside(counted, apart_line(one.result, in_use().target.amount))


def _gain_cell(world: PageWorld, one: Version) -> dict[str, str]:
    gross = _banded(_last_year(one, CHARTS[2]), lambda value: signed(value, 2))
    both = one.result, one.world.counterfactual
    return _beside(gross, net_gain_line(*both), household_line(*both))


def _better_cell(world: PageWorld, one: Version) -> dict[str, str]:
    """In how many members a version earns more than the scenario as it stands, on the same luck."""
    return _cell(_ahead(one.result, world.start))


def _beats_cell(name: str, columns: Mapping[str, Version]) -> dict[str, str]:
    """In how many members a version earns more than each of the other versions."""
    if not name:
        return _cell("–")
    others = [
        say("page_versions_than", other=other, share=_ahead(columns[name].result, one.result))
        for other, one in columns.items()
        if other not in ("", name)
    ]
    return _cell("", "\n".join(others))


def _ahead(one: Result, other: Result) -> str:
    """In how many members one result earns more in the last year than another on the same draws and luck."""
    same = one.seed == other.seed and one.case.scenario.years == other.case.scenario.years
    if not same or not one.draws.equals(other.draws):
        return "–"
    lead = one.city["mean"][:, -1].to_numpy() - other.city["mean"][:, -1].to_numpy()
    return chance(float((lead > 0).mean())) if lead.any() else "–"


def _cost_cell(world: PageWorld, one: Version) -> dict[str, str]:
    """All public money, as the card on top counts it, and what others put in."""
    (low, middle, high), unit = money_band(np.quantile(total_cost(one.result), (0.05, 0.5, 0.95)))
    public = _cell(f"{middle} {unit}", say("page_card_band", low=low, high=high))
    return _beside(public, payers_line(one.result))


def _yuan_cell(world: PageWorld, one: Version) -> dict[str, str]:
    """Extra income over the horizon for each public yuan, gross and net; nothing where nothing is spent."""
    both = one.result, one.world.counterfactual
    gross, net = (gain_per_yuan(*both, outcome).to_numpy() for outcome in ("total", "net"))
    known = gross[np.isfinite(gross)]
    if not len(known):
        return _cell("–")
    beside = banded("beside_net", low_mid_high(net), lambda value: number(value, 2))
    return _beside(_banded(known, lambda value: number(value, 2)), beside)


def _changes_cell(world: PageWorld, one: Version) -> dict[str, str]:
    """What a version changes of its scenario, the first few by name."""
    told = change_texts(one.world, one.moves)
    if len(told) > LISTED_CHANGES:
        others = say("page_versions_others", number=len(told) - LISTED_CHANGES)
        told = [*told[:LISTED_CHANGES], others]
    return _cell("", "\n".join(told) or say("page_versions_same"))


CELLS: Mapping[str, Callable[[PageWorld, Version], dict[str, str]]] = {
    "income": _income_cell,
    "below": _below_cell,
    "gain": _gain_cell,
    "better": _better_cell,
    "cost": _cost_cell,
    "yuan": _yuan_cell,
    "changes": _changes_cell,
}
