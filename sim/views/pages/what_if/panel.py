"""The panel of levers: the sliders by force, the presets, and what a move of a slider changes."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.inputs.levers import Lever
from sim.inputs.programme import in_use
from sim.model.simulate import Result
from sim.model.targeting import KEY_VILLAGES, targeting_in
from sim.views.pages.shell import World, known_scenarios
from sim.views.pages.what_if.shown import cost_card
from sim.views.pages.what_if.wish import (
    AS_SCENARIO,
    HANDOUTS,
    Wish,
    amount_bound,
    first_amount,
    main_levers,
    presets,
    slider_end,
)
from sim.words import language, say, template


def panel_state(world: World, lang: str) -> dict[str, Any]:
    """The sliders, grouped by force, and the presets: what a move of a slider does not change."""
    keys = (
        "title",
        "hint",
        "published",
        "assumed",
        "was",
        "changed",
        "handout",
        "lost",
        "more",
        "computing",
        "offline",
        "bounds",
        "beyond",
    )
    tools = ("preset", "undo", "redo", "reset", "keep", "save", "tools")
    shared = world.case.scenario.part != 1  # the marks then stand at this register's part
    here = {key: f"{key}_here" for key in ("hint", "published") if shared}
    words = {key: template(f"page_levers_{here.get(key, key)}", lang) for key in keys}
    words |= {key: say(f"page_tool_{key}", lang) for key in tools}
    forces = [force_state(world, force, lang) for force in in_use().forces]
    return {"words": words, "lang": lang, "forces": forces, "presets": preset_groups(lang)}


def preset_groups(lang: str) -> list[dict[str, Any]]:
    """The presets in two groups: the scenario files, and levers multiplied."""
    titles = {name: one.title[language(lang)] for name, one in known_scenarios().items()}
    others = {name: say(f"page_preset_{name}", lang) for name in presets()}
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
    shown = main_levers(world.case)
    main = [lever_state(world, lever, lang) for lever in levers if lever.id in shown]
    more = [lever_state(world, lever, lang) for lever in levers if lever.id not in shown]
    state: dict[str, Any] = {"id": force, "label": say(f"force_{force}", lang), "levers": main, "more": more}
    state["colour"] = in_use().forces[force].colour
    if any(lever.id in in_use().levers("money") for lever in levers):
        names = [AS_SCENARIO, *HANDOUTS]
        if targeting_in(world.case.register).marked(KEY_VILLAGES) is None:
            names.remove("key_villages")
        state["handouts"] = [{"id": name, "label": say(f"page_handout_{name}", lang)} for name in names]
    return state


def lever_state(world: World, lever: Lever, lang: str) -> dict[str, Any]:
    end = slider_end(world, lever.id)
    return {
        "id": lever.id, "label": lever.label(lang), "unit": lever.unit_label(lang),
        "published": lever.amount, "assumed": lever.amount_source == "assumption",
        "start": first_amount(world.case.scenario, lever.id), "max": end, "step": round_step(end),
        "bound": amount_bound(world, lever.id),
    }  # fmt: skip


def panel_now(
    world: World, now: Result, wish: Wish, steps: tuple[bool, bool], lang: str, showing: int = 0
) -> dict[str, Any]:
    """What a move of a slider changes: every amount, who gets project money, the cost, what can be undone."""
    scenario = now.case.scenario  # where money follows projects, its slider goes along
    amounts = {name: wish.amounts.get(name, first_amount(scenario, name)) for name in world.case.levers}
    cost = cost_card(world, now, lang)
    return {
        "amounts": amounts,
        "handout": wish.handout,
        "undo": steps[0],
        "redo": steps[1],
        "showing": showing,
        "cost": f"{cost['label']} {cost['value']} {cost['unit']}",
        "change": cost["note"].split(say("page_semicolon", lang))[0],
    }


def round_step(end: float) -> float:
    """About a hundredth of the slider, rounded down to 1, 2 or 5 times a power of ten; at least one unit."""
    power = 10 ** np.floor(np.log10(end / 100))
    return float(max(1, power * max(one for one in (1, 2, 5) if one * power <= end / 100)))
