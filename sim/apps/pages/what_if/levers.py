"""The levers of the page: what a viewer may move them to, the checks of that, and the panel of sliders.

Everything asked for passes the scenario files' own door (`sim.inputs.scenarios.resolve.change`) after the
checks of this module.
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

import numpy as np

from sim.apps.pages.requests import amount_fault, is_number, one_of
from sim.apps.pages.worlds import PageWorld, known_scenarios
from sim.faults import InputFaults, fault, unknown
from sim.inputs.case import Case, beside
from sim.inputs.levers import Lever
from sim.inputs.programme import in_use
from sim.inputs.scenarios.files import save_scenario
from sim.inputs.scenarios.names import list_scenarios
from sim.inputs.scenarios.resolve import change
from sim.inputs.scenarios.scenario import Scenario
from sim.model.exposure import KEY_VILLAGES, targeting_in
from sim.model.simulate import Result
from sim.words import by_language, language, say, template

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


def _factor_levers(preset: str) -> tuple[str, ...] | str:
    """What a preset multiplies: levers, a group, or everything (blank)."""
    programme = in_use()
    if preset in ("double_money", "cut_money"):
        return programme.levers("money")
    roles = {"double_talent": "people", "double_training": "courses"}
    return programme.roles.groups.get(roles[preset], "") if preset in roles else ""


def _presets() -> list[str]:
    """The presets that the programme in use has something for."""
    given = [name for name in FACTORS if name == "half_all" or _factor_levers(name)]
    return [*given, *([WEAKEST_PRESET] if in_use().levers("money") else [])]


@dataclass(frozen=True)
class Moves:
    """What the viewer has changed: amounts by lever (natural unit) and how project money is handed out.

    `ground` names the scenario that the changes stand on; blank is the page's own.
    """

    amounts: Mapping[str, float]
    handout: str = AS_SCENARIO
    ground: str = ""


NOTHING = Moves({})


def first_amount(scenario: Scenario, lever: str) -> float:
    """A lever's amount in the first year, the one that its slider shows."""
    return scenario.settings[lever].amounts[0]


def slider_end(world: PageWorld, name: str) -> float:
    """Where a slider ends: as the lever table says, further where the scenario already goes beyond."""
    return max(world.case.levers[name].slider_max, first_amount(world.case.scenario, name))


def _amount_bound(world: PageWorld, name: str) -> float:
    """The most that can be typed: far beyond the slider's end, where the page warns."""
    return BEYOND * slider_end(world, name)


@lru_cache(maxsize=64)
def ground_of(world: PageWorld, name: str) -> Case:
    """The case that the viewer's moves stand on: the page's own, or another scenario in the same world."""
    return beside(world.case, name) if name else world.case


def edits(world: PageWorld, moves: Moves) -> dict[str, dict[str, Any]]:
    """Moved levers as the `set:` block of a scenario file.

    An amount scales the scenario's own path, so what stops after two years still stops; where the path begins
    with nothing, the amount holds in the years that the lever itself runs. Money that would go along with
    projects and was put back to where it stood is said too.
    """
    block: dict[str, dict[str, Any]] = {}
    ground = ground_of(world, moves.ground).scenario
    moved = {name for name, amount in moves.amounts.items() if amount != first_amount(ground, name)}
    for lever, amount in moves.amounts.items():
        start = first_amount(ground, lever)
        if lever in moved or world.case.levers[lever].follows in moved:
            block[lever] = {"scale": amount / start} if start else {"amount": amount}
    if moves.handout != AS_SCENARIO:
        for lever in in_use().levers("money"):
            block.setdefault(lever, {})["targeting"] = moves.handout
    return block


def moved_scenario(world: PageWorld, moves: Moves, reason: Mapping[str, str] | None = None) -> Scenario:
    """The scenario of moved levers, through the scenario files' own door."""
    block = edits(world, moves)
    if reason:
        block = {lever: {**entry, "reason": dict(reason)} for lever, entry in block.items()}
    ground = ground_of(world, moves.ground).scenario
    return change(ground, block, levers=world.case.levers) if block else ground


def changed_levers(before: Scenario, now: Scenario) -> list[str]:
    """The levers that a moved scenario sets otherwise than the one it stands on, in the table's order.

    Told from the scenario and not from the moves: money that goes along with projects is changed too, and a
    scenario opened from a code says the same of itself as where the sliders were moved.
    """
    return [name for name, setting in before.settings.items() if now.settings[name] != setting]


def moves_of(world: PageWorld, scenario: Scenario) -> Moves | None:
    """The moves that make `scenario` out of a world's own; None where the sliders cannot say it."""
    own = world.case.scenario
    moved = [
        name for name in world.case.levers if scenario.settings[name].amounts != own.settings[name].amounts
    ]
    led = [name for name, lever in world.case.levers.items() if lever.follows in moved]
    # A code holds 900 as 436 times a factor; what was moved to 900 stands at 900 again.
    amounts = {name: round(first_amount(scenario, name), AMOUNT_DIGITS) for name in {*moved, *led}}
    assumed = (scenario.years, scenario.parameters, scenario.posterior, scenario.rules)
    if assumed != (own.years, own.parameters, own.posterior, own.rules):
        return None
    if any(amount > _amount_bound(world, name) for name, amount in amounts.items()):
        return None
    going_along = {name: amount for name, amount in amounts.items() if name not in led}
    money = in_use().levers("money")[:1]
    for handout in (AS_SCENARIO, *(scenario.settings[name].targeting for name in money)):
        for said in (going_along, amounts):
            moves = Moves(said, handout)
            if handout in (AS_SCENARIO, *HANDOUTS) and _alike(moved_scenario(world, moves), scenario):
                return moves
    return None


def _alike(one: Scenario, other: Scenario) -> bool:
    """Whether two scenarios do the same, but for the last digits that a code leaves of an amount."""
    pairs = [(one.settings[name], other.settings[name]) for name in one.settings]
    return all(
        replace(a, amounts=()) == replace(b, amounts=())
        and all(isclose(x, y, rel_tol=1e-9) for x, y in zip(a.amounts, b.amounts, strict=True))
        for a, b in pairs
    )


def preset_moves(world: PageWorld, name: str) -> Moves:
    """What a preset asks for, of the page's own scenario: another scenario, or some levers multiplied."""
    if name == WEAKEST_PRESET:
        return Moves({}, "weakest_first")
    if name not in FACTORS:
        return Moves({}, ground="" if name == world.case.scenario.id else name)
    chosen, factor = _factor_levers(name), FACTORS[name]
    levers = [one for one in world.case.levers.values() if chosen in ("", one.group) or one.id in chosen]
    # What is cut is what the scenario hands out: half of nothing is not half of what was published.
    starts = {one.id: first_amount(world.case.scenario, one.id) for one in levers}
    if factor > 1:
        starts = {one.id: starts[one.id] or one.amount for one in levers}
    return Moves({name: min(factor * start, slider_end(world, name)) for name, start in starts.items()})


def scenario_file(world: PageWorld, moves: Moves) -> tuple[str, str]:
    """Moved levers as a scenario file that `wuli check` takes and that gives the same numbers: name, text."""
    reason = by_language(lambda: say("page_save_reason"))
    ground = ground_of(world, moves.ground).scenario
    now = moved_scenario(world, moves, reason)
    count = len(changed_levers(ground, now))
    title = by_language(lambda: say("page_save_title", title=ground.title[language()], number=count))
    changed = by_language(lambda: say("what_if_saved_question", title=ground.title[language()], number=count))
    question = changed if count else ground.question
    made = replace(now, title=title, question=question, baseline=ground.id)
    mark = hashlib.sha256(repr(sorted(made.settings.items())).encode()).hexdigest()[:6]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"what-if-{mark}.yaml"
        save_scenario(made, path, world.case.levers, world.case.parameters)
        return path.name, path.read_text(encoding="utf-8")


def checked_moves(world: PageWorld, before: Moves, message: Mapping[str, Any]) -> Moves:
    """`before` with what a message asks for. Raises InputFaults: a viewer can send any value."""
    amounts = message.get("amounts") or {}
    if not isinstance(amounts, Mapping):
        raise fault("", "page_request")
    handout = message.get("handout", before.handout)
    if handout not in (AS_SCENARIO, *HANDOUTS):
        raise InputFaults([unknown("", say("page_handout"), str(handout)[:40], HANDOUTS)])
    new = {lever: _checked_amount(world, lever, amount) for lever, amount in amounts.items()}
    return replace(before, amounts={**before.amounts, **new}, handout=handout)


def _checked_amount(world: PageWorld, name: Any, amount: Any) -> float:
    """An amount between nothing and what can be typed, in the lever's unit."""
    lever = world.case.levers[one_of(name, world.case.levers, say("page_lever"))]
    if not is_number(amount) or not 0 <= amount <= _amount_bound(world, name):
        limits = (0, _amount_bound(world, name))
        raise amount_fault(lever.id, lever.label(), amount, limits, lever.unit_label())
    return float(amount)


def checked_preset(world: PageWorld, name: Any) -> str:
    return one_of(name, [*list_scenarios(), *_presets()], say("page_preset"))


# --- the panel -------------------------------------------------------------------------------------------


def panel_state(world: PageWorld) -> dict[str, Any]:
    """The sliders, grouped by force, and the presets: what a move of a slider does not change."""
    keys = (
        "title", "hint", "published", "assumed", "was", "changed", "handout", "lost", "more", "computing",
        "offline", "bounds", "beyond",
    )  # fmt: skip
    tools = ("preset", "undo", "redo", "reset", "keep", "save", "tools")
    shared = world.case.scenario.part != 1  # the marks then stand at this register's part
    here = {key: f"{key}_here" for key in ("hint", "published") if shared}
    words = {key: template(f"page_levers_{here.get(key, key)}") for key in keys}
    words |= {key: say(f"page_tool_{key}") for key in tools}
    forces = [_force_state(world, force) for force in in_use().forces]
    return {"words": words, "lang": language(), "forces": forces, "presets": _preset_groups()}


def _preset_groups() -> list[dict[str, Any]]:
    """The presets in two groups: the scenario files, and levers multiplied."""
    titles = {name: one.title[language()] for name, one in known_scenarios().items()}
    others = {name: say(f"page_preset_{name}") for name in _presets()}
    groups = {"scenarios": titles, "changes": others}
    return [
        {
            "label": say(f"page_presets_{key}"),
            "choices": [{"id": name, "label": label} for name, label in choices.items()],
        }
        for key, choices in groups.items()
    ]


def _force_state(world: PageWorld, force: str) -> dict[str, Any]:
    """One force: its main levers, the others, and who gets project money."""
    levers = [lever for lever in world.case.levers.values() if lever.force == force]
    shown = main_levers(world.case)
    main = [_lever_state(world, lever) for lever in levers if lever.id in shown]
    more = [_lever_state(world, lever) for lever in levers if lever.id not in shown]
    state: dict[str, Any] = {"id": force, "label": say(f"force_{force}"), "levers": main, "more": more}
    state["colour"] = in_use().forces[force].colour
    if any(lever.id in in_use().levers("money") for lever in levers):
        names = [AS_SCENARIO, *HANDOUTS]
        if targeting_in(world.case.register).marked(KEY_VILLAGES) is None:
            names.remove("key_villages")
        state["handouts"] = [{"id": name, "label": say(f"page_handout_{name}")} for name in names]
    return state


def _lever_state(world: PageWorld, lever: Lever) -> dict[str, Any]:
    end = slider_end(world, lever.id)
    return {
        "id": lever.id, "label": lever.label(), "unit": lever.unit_label(),
        "published": lever.amount, "assumed": lever.amount_source == "assumption",
        "start": first_amount(world.case.scenario, lever.id), "max": end, "step": round_step(end),
        "bound": _amount_bound(world, lever.id),
    }  # fmt: skip


def panel_now(
    world: PageWorld,
    now: Result,
    moves: Moves,
    cost: Mapping[str, str],
    steps: tuple[bool, bool],
    showing: int = 0,
) -> dict[str, Any]:
    """What a move of a slider changes: every amount, who gets project money, the cost, what can be undone.

    cost   the card of the headlines
    steps  whether there is one back, and one forth
    """
    scenario = now.case.scenario  # where money follows projects, its slider goes along
    amounts = {name: moves.amounts.get(name, first_amount(scenario, name)) for name in world.case.levers}
    return {
        "amounts": amounts,
        "handout": moves.handout,
        "undo": steps[0],
        "redo": steps[1],
        "showing": showing,
        "cost": f"{cost['label']} {cost['value']} {cost['unit']}",
        "change": cost["note"].split(say("page_semicolon"))[0],
    }


def round_step(end: float) -> float:
    """About a hundredth of the slider, rounded down to 1, 2 or 5 times a power of ten; at least one unit."""
    power = 10 ** np.floor(np.log10(end / 100))
    return float(max(1, power * max(one for one in (1, 2, 5) if one * power <= end / 100)))
