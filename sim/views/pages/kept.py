"""What more than one page shows and what is dear to compute: kept per world, warmed once in the nursery."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from sim.analysis.indices import (
    ANSWERS,
    SHARE_BASE,
    VarianceShares,
    headline_model,
    tornados,
    variance_shares,
)
from sim.analysis.validation import SkillCard, validate
from sim.inputs import read_case
from sim.inputs.programme import in_use
from sim.inputs.scenarios import list_scenarios
from sim.views.pages.shell import MEMBERS, World, kept

LUCKS = 64  # kinds of luck over which a tornado is a mean; said under the chart
SKILL_MEMBERS = 1000


def share_base(members: int) -> int:
    """Points of the design behind the shares: as everywhere; fewer, a power of two, for fewer members."""
    return SHARE_BASE if members >= MEMBERS else 1 << max(members.bit_length() - 1, 3)


@lru_cache(maxsize=32)
def shares(world: World, base: int) -> VarianceShares:
    """Of every headline answer's spread, what rests on evidence, assumptions and luck."""
    name = world.counterfactual.case.scenario.id
    model = headline_model(
        world.case, name if name in list_scenarios() else in_use().counterfactual, world.seed
    )
    return variance_shares(world.case.parameters, model, ANSWERS, base, world.seed)


@lru_cache(maxsize=8)
def effects(world: World, lucks: int) -> pd.DataFrame:
    """The tornado of every headline answer."""
    model = headline_model(world.case, in_use().counterfactual, world.seed)
    return tornados(world.case.parameters, model, ANSWERS, lucks)


@kept(8)
def skill(members: int) -> SkillCard:
    """The model against what was published elsewhere; the same for every scenario."""
    return validate(read_case(in_use().main), members)


@kept(16)
def skill_words(members: int, lang: str) -> list[str]:
    """The skill card in words."""
    return skill(members).words(lang)
