"""The page 推演 What-if: move the levers of the forces and see the whole band move.

The page's numbers are those of `wuli run`: same case, same draws, same seed, so a scenario left as it is
shows here what its report says. Imports run one way: wish → answers → shown, who → panel, versions → page.
"""

from sim.views.pages.what_if.answers import CHARTS, run, warm
from sim.views.pages.what_if.page import WhatIf
from sim.views.pages.what_if.panel import round_step
from sim.views.pages.what_if.wish import (
    AS_SCENARIO,
    FACTORS,
    NOTHING,
    WEAKEST_PRESET,
    Wish,
    checked_wish,
    edits,
    main_levers,
    preset_wish,
    scenario_file,
    slider_end,
)

__all__ = [
    "AS_SCENARIO",
    "CHARTS",
    "FACTORS",
    "NOTHING",
    "WEAKEST_PRESET",
    "WhatIf",
    "Wish",
    "checked_wish",
    "edits",
    "main_levers",
    "preset_wish",
    "round_step",
    "run",
    "scenario_file",
    "slider_end",
    "warm",
]
