"""What is shown of a run in charts, cards and words; what is said around it in head and notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from sim.analysis.outcomes import five, total_costs
from sim.inputs.parameters import uncertain
from sim.inputs.programme import in_use
from sim.inputs.scenarios import Scenario
from sim.model.simulate import Result
from sim.views.frames import banded_card, fan_frame
from sim.views.labels import limit, place_and_count, unit_label
from sim.views.numbers import amount, money, money_band, number, signed
from sim.views.pages.shell import Bar, World, assumption_words, note_sections, origin_words
from sim.views.pages.what_if.answers import CHARTS, Chart
from sim.views.pages.what_if.wish import Wish, changed_levers, first_amount, ground_of, wished
from sim.views.theme import SURFACE, scenario_style
from sim.words import language, say

MEDIAN = 2  # its place among the five quantiles


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
    if not gain and name != in_use().counterfactual:
        title = world.counterfactual.case.scenario.title[language(lang)]
        lines.append(series(world.counterfactual, title, False))
    return lines


def chart_frame(
    chart: Chart, world: World, now: Result, quantiles: np.ndarray, lang: str, showing: int
) -> dict[str, Any]:
    """A chart's words and looks; `showing` counts the runs, so that charts of one run can be told."""
    title = say(f"page_chart_{chart.name}", lang, threshold=limit(in_use().target.amount, lang))
    outcome = world.case.programme.outcome(chart.outcome)
    unit, years = unit_label(world.start.city[outcome], lang), world.case.scenario.years
    lines = chart_lines(world, now, lang, chart.gain)
    note, zero = say("page_bands", lang, members=number(now.members)), chart.gain or chart.name == "below"
    return fan_frame(
        title, unit, years, lines, quantiles[0], lang, chart.decimals, note=note, zero=zero, showing=showing
    )


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
    key: str, drawn: np.ndarray, show: Callable[[float], str], unit: str, note: str, lang: str, **label: Any
) -> dict[str, str]:
    """One number with its 90 % band, of the last year and the viewer's choice."""
    band = [show(drawn[0, place, -1]) for place in (0, MEDIAN, 4)]
    return banded_card(key, say(f"page_card_{key}", lang, **label), unit, band, lang, note)


def income_card(drawn: np.ndarray, last: int, lang: str) -> dict[str, str]:
    def show(value: float) -> str:
        return number(value, 1)

    note = say("page_card_without", lang, value=show(drawn[-1, MEDIAN, -1]))
    unit = say("unit_wan_per_village", lang)
    return _card("income", drawn, show, unit, note, lang, year=last)


def below_card(drawn: np.ndarray, last: int, villages: int, lang: str) -> dict[str, str]:
    note = say("page_card_without", lang, value=number(drawn[-1, MEDIAN, -1]))
    unit = say("page_of_villages", lang, villages=villages)
    return _card(
        "below", drawn, number, unit, note, lang, year=last, threshold=limit(in_use().target.amount, lang)
    )


def gain_card(drawn: np.ndarray, last: int, lang: str) -> dict[str, str]:
    unit, note = say("unit_wan_per_village", lang), say("page_card_luck", lang)
    return _card("gain", drawn, lambda value: signed(value, 2), unit, note, lang, year=last)


@lru_cache(maxsize=64)
def cost_before(world: World) -> np.ndarray:
    """What the scenario as it stands costs, (member,), 10k yuan."""
    return total_costs(world.start)


def cost_card(world: World, now: Result, lang: str) -> dict[str, str]:
    """All public money over the years with its band, what resident teams bring included."""
    years, cost, before = now.case.scenario.years, total_costs(now), cost_before(world)
    spread = five(cost)
    band, unit = money_band(spread[[0, MEDIAN, 4]], lang)
    more, more_unit = money(float(spread[MEDIAN] - five(before)[MEDIAN]), lang)
    sign = "+" if float(cost.mean()) > float(before.mean()) else ""
    change = say("page_card_cost_change", lang, value=f"{sign}{more}", unit=more_unit)
    label = say("page_card_cost", lang, first=years[0], last=years[-1])
    note = change + say("page_semicolon", lang) + say("page_card_cost_note", lang)
    return banded_card("cost", label, unit, band, lang, note)


def notes(world: World, lang: str) -> list[dict[str, Any]]:
    """What the page rests on: how to read it, which effects are assumptions, where the numbers come from."""
    parameters = world.case.parameters
    known = [one.label(lang) for one in uncertain(parameters) if one.grade != "assumption"]
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
        "page_notes_origin": [origin_words(world, lang)],
    }
    return note_sections(sections, lang, "page_notes_assumptions")


def bar(world: World, wish: Wish, titles: Mapping[str, Mapping[str, str]], notice: str, lang: str) -> Bar:
    return Bar(
        "what_if",
        lang,
        title=say("page_title", lang),
        subtitle=say("page_subtitle", lang, **place_and_count(world.case.register, lang)),
        choices=titles,
        chosen=world.case.scenario.id,
        question=world.case.scenario.question[language(lang)],
        notice=notice,
        register=world.case.register,
        reset=True,
        changes=tuple(change_texts(world, wish, lang)),
        ground=ground_of(world, wish.ground).scenario.title[language(lang)],
    )


def change_texts(world: World, wish: Wish, lang: str) -> list[str]:
    """What a wish changes of its scenario, a line a lever, as the scenario file has it."""
    start, now = ground_of(world, wish.ground).scenario, wished(world, wish)
    return [change_text(world, start, now, lever, lang) for lever in changed_levers(start, now)]


def change_text(world: World, start: Scenario, now: Scenario, name: str, lang: str) -> str:
    lever = world.case.levers[name]
    if start.settings[name].amounts == now.settings[name].amounts:
        return f"{lever.label(lang)}: {say(f'page_handout_{now.settings[name].targeting}', lang)}"
    before, after = (amount(first_amount(each, name)) for each in (start, now))
    return f"{lever.label(lang)} {before} → {after} {lever.unit_label(lang)}"
