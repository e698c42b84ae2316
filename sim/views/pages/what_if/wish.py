"""What a viewer may ask for: amounts of levers, how project money is handed out, presets; and the checks.

Everything asked for passes the scenario files' own door (`sim.inputs.scenarios.change`) after the checks of
this module.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import isclose
from pathlib import Path
from typing import Any

from sim.faults import InputFaults, fault, unknown
from sim.inputs import Case, beside
from sim.inputs.programme import in_use
from sim.inputs.scenarios import Scenario, change, list_scenarios, save_scenario
from sim.views.pages.checks import amount_fault, is_number, one_of
from sim.views.pages.shell import World
from sim.words import LANGUAGES, say

HANDOUTS = ("weakest_first", "even", "strongest_first", "key_villages")
AS_SCENARIO = "scenario"
# Presets besides the scenarios: what they multiply (levers, or a group of them) and by how much.
FACTORS = {"double_money": 2, "cut_money": 0.7, "double_talent": 2, "double_training": 2, "half_all": 0.5}
WEAKEST_PRESET = "weakest_money"
SHOWN = 12  # levers that a page shows before one asks for all, where the programme does not say which
BEYOND = 10  # times the slider's end that may be typed
AMOUNT_DIGITS = 4  # after the point; finer than any slider


def main_levers(case: Case) -> tuple[str, ...]:
    """The levers that stand open on the page; all others are folded away under their force."""
    named = case.programme.levers("shown")
    if named:
        return named
    largest = sorted(case.levers.values(), key=lambda lever: -lever.amount * lever.unit_cost)
    return tuple(lever.id for lever in largest[:SHOWN])


def factor_levers(preset: str) -> tuple[str, ...] | str:
    """What a preset multiplies: levers, a group, or everything (blank)."""
    programme = in_use()
    if preset in ("double_money", "cut_money"):
        return programme.levers("money")
    roles = {"double_talent": "people", "double_training": "courses"}
    return programme.roles.groups.get(roles[preset], "") if preset in roles else ""


def presets() -> list[str]:
    """The presets that the programme in use has something for."""
    given = [name for name in FACTORS if name == "half_all" or factor_levers(name)]
    return [*given, *([WEAKEST_PRESET] if in_use().levers("money") else [])]


@dataclass(frozen=True)
class Wish:
    """What the viewer has changed: amounts by lever (natural unit) and how project money is handed out.

    `ground` names the scenario that the changes stand on; blank is the page's own.
    """

    amounts: Mapping[str, float]
    handout: str = AS_SCENARIO
    ground: str = ""


NOTHING = Wish({})


def first_amount(scenario: Scenario, lever: str) -> float:
    """A lever's amount in the first year, the one that its slider shows."""
    return scenario.settings[lever].amounts[0]


def slider_end(world: World, name: str) -> float:
    """Where a slider ends: as the lever table says, further where the scenario already goes beyond."""
    return max(world.case.levers[name].slider_max, first_amount(world.case.scenario, name))


def amount_bound(world: World, name: str) -> float:
    """The most that can be typed: far beyond the slider's end, where the page warns."""
    return BEYOND * slider_end(world, name)


@lru_cache(maxsize=64)
def ground_of(world: World, name: str) -> Case:
    """The case that a wish's changes stand on: the page's own, or another scenario in the same world."""
    return beside(world.case, name) if name else world.case


def edits(world: World, wish: Wish) -> dict[str, dict[str, Any]]:
    """A wish as the `set:` block of a scenario file.

    An amount scales the scenario's own path, so what stops after two years still stops; where the path begins
    with nothing, the amount holds in the years that the lever itself runs. Money that would go along with
    projects and was put back to where it stood is said too.
    """
    block: dict[str, dict[str, Any]] = {}
    ground = ground_of(world, wish.ground).scenario
    moved = {name for name, amount in wish.amounts.items() if amount != first_amount(ground, name)}
    for lever, amount in wish.amounts.items():
        start = first_amount(ground, lever)
        if lever in moved or world.case.levers[lever].follows in moved:
            block[lever] = {"scale": amount / start} if start else {"amount": amount}
    if wish.handout != AS_SCENARIO:
        for lever in in_use().levers("money"):
            block.setdefault(lever, {})["targeting"] = wish.handout
    return block


def wished(world: World, wish: Wish, reason: Mapping[str, str] | None = None) -> Scenario:
    """The scenario of a wish, through the scenario files' own door."""
    block = edits(world, wish)
    if reason:
        block = {lever: {**entry, "reason": dict(reason)} for lever, entry in block.items()}
    ground = ground_of(world, wish.ground).scenario
    return change(ground, block, levers=world.case.levers) if block else ground


def changed_levers(before: Scenario, now: Scenario) -> list[str]:
    """The levers that a wish's scenario sets otherwise than the one it stands on, in the order of the table.

    Told from the scenario and not from the wish: money that goes along with projects is changed too, and a
    scenario opened from a code says the same of itself as where the sliders were moved.
    """
    return [name for name, setting in before.settings.items() if now.settings[name] != setting]


def wish_of(world: World, scenario: Scenario) -> Wish | None:
    """The wish that makes `scenario` out of a world's own; None where the sliders cannot say it."""
    own = world.case.scenario
    moved = [
        name for name in world.case.levers if scenario.settings[name].amounts != own.settings[name].amounts
    ]
    led = [name for name, lever in world.case.levers.items() if lever.follows in moved]
    # A code holds 900 as 436 times a factor; what was moved to 900 stands at 900 again.
    amounts = {name: round(first_amount(scenario, name), AMOUNT_DIGITS) for name in {*moved, *led}}
    assumed = (scenario.years, scenario.parameters, scenario.posterior)
    if assumed != (own.years, own.parameters, own.posterior):
        return None
    if any(amount > amount_bound(world, name) for name, amount in amounts.items()):
        return None
    going_along = {name: amount for name, amount in amounts.items() if name not in led}
    money = in_use().levers("money")[:1]
    for handout in (AS_SCENARIO, *(scenario.settings[name].targeting for name in money)):
        for said in (going_along, amounts):
            wish = Wish(said, handout)
            if handout in (AS_SCENARIO, *HANDOUTS) and alike(wished(world, wish), scenario):
                return wish
    return None


def alike(one: Scenario, other: Scenario) -> bool:
    """Whether two scenarios do the same, but for the last digits that a code leaves of an amount."""
    pairs = [(one.settings[name], other.settings[name]) for name in one.settings]
    return all(
        replace(a, amounts=()) == replace(b, amounts=())
        and all(isclose(x, y, rel_tol=1e-9) for x, y in zip(a.amounts, b.amounts, strict=True))
        for a, b in pairs
    )


def preset_wish(world: World, name: str) -> Wish:
    """What a preset asks for, of the page's own scenario: another scenario, or some levers multiplied."""
    if name == WEAKEST_PRESET:
        return Wish({}, "weakest_first")
    if name not in FACTORS:
        return Wish({}, ground="" if name == world.case.scenario.id else name)
    chosen, factor = factor_levers(name), FACTORS[name]
    levers = [one for one in world.case.levers.values() if chosen in ("", one.group) or one.id in chosen]
    # What is cut is what the scenario hands out: half of nothing is not half of what was published.
    starts = {one.id: first_amount(world.case.scenario, one.id) for one in levers}
    if factor > 1:
        starts = {one.id: starts[one.id] or one.amount for one in levers}
    return Wish({name: min(factor * start, slider_end(world, name)) for name, start in starts.items()})


def scenario_file(world: World, wish: Wish) -> tuple[str, str]:
    """A wish as a scenario file that `wuli check` takes and that gives the same numbers: (name, text)."""
    reason = {lang: say("page_save_reason", lang) for lang in LANGUAGES}
    ground = ground_of(world, wish.ground).scenario
    now = wished(world, wish, reason)
    count = len(changed_levers(ground, now))
    title = {lang: say("page_save_title", lang, title=ground.title[lang], number=count) for lang in LANGUAGES}
    changed = {
        lang: say("what_if_saved_question", lang, title=ground.title[lang], number=count)
        for lang in LANGUAGES
    }
    question = changed if count else ground.question
    made = replace(now, title=title, question=question, baseline=ground.id)
    mark = hashlib.sha256(repr(sorted(made.settings.items())).encode()).hexdigest()[:6]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"what-if-{mark}.yaml"
        save_scenario(made, path, world.case.levers, world.case.parameters)
        return path.name, path.read_text(encoding="utf-8")


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
    """An amount between nothing and what can be typed, in the lever's unit."""
    lever = world.case.levers[one_of(name, world.case.levers, say("page_lever", lang))]
    if not is_number(amount) or not 0 <= amount <= amount_bound(world, name):
        limits = (0, amount_bound(world, name))
        raise amount_fault(lever.id, lever.label(lang), amount, limits, lever.unit_label(lang), lang)
    return float(amount)


def checked_preset(world: World, name: Any, lang: str) -> str:
    return one_of(name, [*list_scenarios(), *presets()], say("page_preset", lang))
