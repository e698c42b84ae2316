"""The page 推演 What-if: move the levers of the five forces and see the whole band move.

The page's numbers are those of `wuli run`: same case, same draws, same seed, so a scenario left as it is
shows here what its report says. Everything a viewer asks for passes the scenario files' own door
(`sim.inputs.scenarios.change`) after the checks of this module.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from numbers import Real
from typing import Any

import numpy as np
from ipywidgets import Box

from sim.faults import InputFaults, fault, unknown
from sim.inputs.levers import FORCES, Lever
from sim.inputs.scenario_code import encode
from sim.inputs.scenarios import COUNTERFACTUAL, PROGRAMME, Scenario, change, list_scenarios, load_scenario
from sim.model.simulate import Result, simulate_members
from sim.runs.versions import differences
from sim.views.labels import QUANTILES, TARGET, limit, unit_label
from sim.views.numbers import money, number, signed
from sim.views.pages.shell import MEMBERS, Bar, World, open_world, template
from sim.views.share import Sharing
from sim.views.theme import SURFACE, scenario_style
from sim.views.widgets import FanChart, Headlines, LeverPanel, Notes, TopBar, on_request, page
from sim.words import LANGUAGES, language, say

MEDIAN = 2  # its place among the five quantiles

# The levers that carry most of the programme's money and effect, with the main one of each force; the others
# stay as the chosen scenario has them.
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


# --- the model behind the page -----------------------------------------------------------------------


@dataclass(frozen=True)
class Wish:
    """What the viewer has changed: amounts by lever (natural unit) and how project money is handed out."""

    amounts: Mapping[str, float]
    handout: str = AS_SCENARIO


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


def edits(world: World, wish: Wish) -> dict[str, dict[str, Any]]:
    """A wish as the `set:` block of a scenario file.

    An amount scales the scenario's own path, so what stops after two years still stops; where the path begins
    with nothing, the amount holds for all years.
    """
    block: dict[str, dict[str, Any]] = {}
    for lever, amount in wish.amounts.items():
        start = first_amount(world.case.scenario, lever)
        if amount != start:
            block[lever] = {"scale": amount / start} if start else {"amount": amount}
    if wish.handout != AS_SCENARIO:
        for lever in MONEY_LEVERS:
            block.setdefault(lever, {})["targeting"] = wish.handout
    return block


def run(world: World, wish: Wish) -> Result:
    """The result of a wish: the same members meet the same luck as in the unchanged scenario."""
    if not edits(world, wish):
        return world.start
    case = replace(world.case, scenario=wished(world, wish))
    return simulate_members(case, world.draws, world.seed, villages=False)


def wish_of(world: World, scenario: Scenario) -> Wish | None:
    """The wish that makes `scenario` out of a world's own; None where the sliders cannot say it."""
    own = world.case.scenario
    moved = [name for name in MAIN_LEVERS if scenario.settings[name].amounts != own.settings[name].amounts]
    amounts = {name: first_amount(scenario, name) for name in moved}
    known = own.years == scenario.years and not (scenario.parameters or scenario.posterior)
    if not known or any(amount > slider_end(world, name) for name, amount in amounts.items()):
        return None
    for handout in (AS_SCENARIO, scenario.settings[MONEY_LEVERS[0]].targeting):
        wish = Wish(amounts, handout)
        if handout in (AS_SCENARIO, *HANDOUTS) and wished(world, wish).settings == scenario.settings:
            return wish
    return None


def wished(world: World, wish: Wish) -> Scenario:
    """The world's scenario with a wish."""
    return change(world.case.scenario, edits(world, wish), levers=world.case.levers)


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
    return Wish({**before.amounts, **new}, handout)


def checked_amount(world: World, name: Any, amount: Any, lang: str) -> float:
    """An amount between nothing and the slider's end, in the lever's unit."""
    if name not in MAIN_LEVERS:
        raise InputFaults([unknown("", say("page_lever", lang), str(name)[:40], MAIN_LEVERS)])
    lever = world.case.levers[name]
    real = isinstance(amount, Real) and not isinstance(amount, bool)
    if not real or not 0 <= float(amount) <= slider_end(world, name):
        values = {"low": "0", "high": number(slider_end(world, name)), "unit": lever.unit_label(lang)}
        raise fault(lever.label(lang), "page_amount", **values)
    return float(amount)


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


def panel_state(world: World, wish: Wish, lang: str) -> dict[str, Any]:
    """The sliders, grouped by force."""
    keys = ("title", "hint", "published", "was", "changed", "handout", "lost")
    words = {key: template(f"page_levers_{key}", lang) for key in keys}
    forces = [force_state(world, wish, force, lang) for force in FORCES]
    return {"words": words, "lang": lang, "forces": forces}


def force_state(world: World, wish: Wish, force: str, lang: str) -> dict[str, Any]:
    levers = [world.case.levers[name] for name in MAIN_LEVERS if world.case.levers[name].force == force]
    shown = [lever_state(world, wish, lever, lang) for lever in levers]
    state: dict[str, Any] = {"id": force, "label": say(f"force_{force}", lang), "levers": shown}
    if any(lever.id in MONEY_LEVERS for lever in levers):
        names = (AS_SCENARIO, *HANDOUTS)
        choices = [{"id": name, "label": say(f"page_handout_{name}", lang)} for name in names]
        state["handouts"] = {"choices": choices, "chosen": wish.handout}
    return state


def lever_state(world: World, wish: Wish, lever: Lever, lang: str) -> dict[str, Any]:
    start = first_amount(world.case.scenario, lever.id)
    end = slider_end(world, lever.id)
    shown = {"id": lever.id, "label": lever.label(lang), "unit": lever.unit_label(lang)}
    numbers = {"published": lever.amount, "start": start, "value": wish.amounts.get(lever.id, start)}
    return shown | numbers | {"max": end, "step": round_step(end)}


def round_step(end: float) -> float:
    """About a hundredth of the slider, rounded down to 1, 2 or 5 times a power of ten; at least one unit."""
    power = 10 ** np.floor(np.log10(end / 100))
    return float(max(1, power * max(one for one in (1, 2, 5) if one * power <= end / 100)))


def note_sections(world: World, lang: str) -> list[dict[str, Any]]:
    """What the page rests on: how to read it, which effects are assumptions, where the numbers come from."""
    uncertain = [one for one in world.case.parameters.values() if one.role == "uncertainty"]
    assumed = [one.label(lang) for one in uncertain if one.grade == "assumption"]
    known = [one.label(lang) for one in uncertain if one.grade != "assumption"]
    costs = [one.label(lang) for one in world.case.levers.values() if one.cost_source == "assumption"]
    comma = say("page_comma", lang)
    sizes = {"assumed": len(assumed), "all": len(uncertain), "levers": len(costs)}
    reading = [say(f"page_reading_{k}", lang, members=number(world.start.members)) for k in (1, 2, 3)]
    resting = [
        say("page_assumed", lang, **sizes, names=comma.join(assumed)),
        say("page_known", lang, names=comma.join(known)),
        say("page_assumed_costs", lang, **sizes),
    ]
    origin = [say("page_origin", lang, register=world.case.register.name, seed=world.seed)]
    sections = {"reading": reading, "assumptions": resting, "origin": origin}
    return [
        {"heading": say(f"page_notes_{name}", lang), "lines": lines, "open": name == "assumptions"}
        for name, lines in sections.items()
    ]


def bar(world: World, titles: Mapping[str, Mapping[str, str]], notice: str, lang: str, code: str) -> Bar:
    return Bar(
        "what_if",
        lang,
        title=say("page_title", lang),
        subtitle=say("page_subtitle", lang),
        choices=tuple((name, title[language(lang)]) for name, title in titles.items()),
        chosen=world.case.scenario.id,
        question=world.case.scenario.question[language(lang)],
        notice=notice,
        synthetic=world.case.register.synthetic,
        reset=True,
        code=code,
    )


# --- the page --------------------------------------------------------------------------------------------


class WhatIf:
    """The page and what it remembers: the scenario's world, the viewer's wish and language.

    `layout` is shown by the notebook. One viewer has one kernel, so nothing here is shared.
    """

    def __init__(self, lang: str | None = None, members: int = MEMBERS, seed: int = 0, code: str = ""):
        self.lang = language(lang)
        self.members, self.seed = members, seed
        self.titles = {name: load_scenario(name).title for name in list_scenarios()}
        self.bar, self.headlines, self.panel, self.notes = TopBar(), Headlines(), LeverPanel(), Notes()
        self.charts = {chart: FanChart(name=chart.name, height=chart.height) for chart in CHARTS}
        self.showing = 0
        self.share = Sharing()
        self.open_scenario(PROGRAMME)
        self.open_code(code)
        handlers = {
            "scenario": self.on_scenario,
            "language": self.on_language,
            "reset": lambda message: self.open_scenario(self.world.case.scenario.id),
            "amounts": self.on_amounts,
        }
        for widget in (self.bar, self.panel):
            on_request(widget, handlers, self.complain)

    @property
    def layout(self) -> Box:
        """The page, ready to be shown."""
        below = Box([self.share.bar, self.notes])
        return page(self.bar, self.headlines, list(self.charts.values()), self.panel, below)

    def open_scenario(self, name: str) -> None:
        """Show a scenario as it stands. Raises InputFaults for a name that is not on the list."""
        if name not in self.titles:
            raise InputFaults([unknown("", say("page_scenario", self.lang), str(name)[:40], self.titles)])
        self.world = open_world(name, self.members, self.seed)
        self.wish, self.now = NOTHING, self.world.start
        self.show()

    def open_code(self, code: str) -> None:
        """Show the scenario of a code, as a wish on what it starts from where the sliders can say it.

        What is wrong with the code, or has changed since it was made, is said on top of the page.
        """
        if not code:
            return
        try:
            scenario, notice = load_scenario(code), " ".join(differences(code, self.lang))
        except InputFaults as faults:
            self.complain(str(faults))
            return
        start = scenario.id if scenario.id in self.titles else scenario.baseline
        self.world = open_world(str(start), self.members, self.seed)
        wish = wish_of(self.world, scenario)
        if wish is None:
            self.world, wish = open_world(scenario.id, self.members, self.seed), NOTHING
            self.titles = {**self.titles, scenario.id: scenario.title}
        self.now, self.wish = run(self.world, wish), wish
        self.show()
        self.show_bar(notice)

    def on_scenario(self, message: Mapping[str, Any]) -> None:
        self.open_scenario(str(message.get("id")))

    def on_language(self, message: Mapping[str, Any]) -> None:
        if message.get("lang") in LANGUAGES:
            self.lang = message["lang"]
            self.show()

    def on_amounts(self, message: Mapping[str, Any]) -> None:
        """Run a wish and show it; whatever happens, the panel hears that its message was answered."""
        try:
            wish = checked_wish(self.world, self.wish, message, self.lang)
            self.now, self.wish = run(self.world, wish), wish
            self.show_numbers()
            self.show_bar()
        finally:
            asked = message.get("number")
            with self.panel.hold_sync():
                self.panel.state = panel_state(self.world, self.wish, self.lang)
                if isinstance(asked, int) and 0 <= asked < 1 << 31:
                    self.panel.answered = asked

    def complain(self, text: str) -> None:
        """One friendly line on top of the page; without a text, that it did not work."""
        self.show_bar(text or say("page_failed", self.lang))

    def show(self) -> None:
        """Everything, in the current language."""
        self.show_bar()
        self.panel.state = panel_state(self.world, self.wish, self.lang)
        self.notes.sections = note_sections(self.world, self.lang)
        self.show_numbers()

    def show_bar(self, notice: str = "") -> None:
        code = encode(self.now.case.scenario)
        self.bar.state = bar(self.world, self.titles, notice, self.lang, code).state

    def show_numbers(self) -> None:
        drawn = spreads(self.world, self.now)
        self.headlines.label = say("page_headlines", self.lang)
        self.headlines.cards = cards(self.world, self.now, drawn, self.lang)
        self.showing += 1
        for chart, widget in self.charts.items():
            values = drawn[chart.name]
            widget.draw(chart_frame(chart, self.world, self.now, values, self.lang, self.showing), values)
        self.share.show(self.now, self.lang)
