"""An allocation as a scenario: a file that anybody can run, and that gives what the allocation promises."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sim.analysis.response import Ground, plan_cost, units_of
from sim.inputs.scenarios import Change, Scenario, list_scenarios
from sim.inputs.scenarios.extras import extra_of
from sim.words import LANGUAGES, by_language, said_in, say


def planned_scenario(ground: Ground, counts: np.ndarray) -> Scenario:
    """The scenario that a plan is added to with what every village gets, by name and year.

    counts (village, package)
    """
    case, names = ground.world.case, list(ground.world.table["village_id"])
    settings, changes = dict(ground.settings), list(case.scenario.changes)
    why = by_language(lambda: say(f"planned_reason_{ground.basis}"))
    for lever, given in units_of(ground.packages, counts, len(case.scenario.years)).items():
        old, before = case.scenario.settings[lever], dict(settings[lever].extra)
        total = {name: list(given[:, place] + before.get(name, 0.0)) for place, name in enumerate(names)}
        settings[lever] = new = replace(settings[lever], extra=extra_of(total))
        pairs = {"amount": (old.amounts, new.amounts), "extra": (old.extra, new.extra)}
        changes += [Change(lever, field, *pair, why) for field, pair in pairs.items() if pair[0] != pair[1]]
    cost = f"{plan_cost(ground, counts):,.10g}"
    title, question = (
        {lang: said_in(lang, say, f"planned_{key}_{ground.basis}", title=case.scenario.title[lang], cost=cost)
         for lang in LANGUAGES}
        for key in ("title", "question")
    )  # fmt: skip
    known = case.scenario.id in list_scenarios()
    baseline = case.scenario.id if known else case.scenario.baseline
    name = f"{case.scenario.id}-plan"
    return replace(
        case.scenario, id=name, title=title, question=question, baseline=baseline, settings=settings,
        changes=tuple(changes),
    )  # fmt: skip
