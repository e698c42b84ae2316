"""Money that follows projects: what a lever does where another one changes and nothing is said of it itself.

`follows` in levers.csv names that other lever. A scenario that has half the projects has half the municipal
money that is given per project, unless it sets that money itself.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from sim.inputs.levers import Lever
from sim.inputs.scenarios.scenario import Change, LeverSetting
from sim.words import LANGUAGES, said_in, say


def followed(
    old: Mapping[str, LeverSetting],
    new: Mapping[str, LeverSetting],
    said: Collection[str],
    levers: Mapping[str, Lever],
) -> tuple[dict[str, LeverSetting], tuple[Change, ...]]:
    """`new` with the amounts of what follows a changed lever, and these changes; `said` are left alone.

    As much per unit of the other lever as in the same year before; where that had nothing, nothing is known
    per unit and the amount stays as it is.
    """
    settings, changes = dict(new), []
    for name, lever in levers.items():
        if not lever.follows or name in said:
            continue
        before, after = old[lever.follows].amounts, new[lever.follows].amounts
        amounts = tuple(
            amount * (now / was) if was else amount
            for amount, now, was in zip(new[name].amounts, after, before, strict=True)
        )
        if amounts == new[name].amounts:
            continue
        settings[name] = replace(new[name], amounts=amounts)
        reason = {
            lang: said_in(lang, say, "scenario_follows", lever=said_in(lang, levers[lever.follows].label))
            for lang in LANGUAGES
        }
        changes.append(Change(name, "amount", new[name].amounts, amounts, reason))
    return settings, tuple(changes)
