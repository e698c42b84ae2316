"""The page 怎么花 Allocation: a budget and rules in, a list of villages out, with why and with a proof.

Its numbers are those of `wuli allocate` and `wuli frontier`: the same questions (sim.analysis.questions) with
the same members and luck. Where people or training places are handed out too, neighbours share what they
bring; that takes hundreds of runs, so fewer members are used and the page says how many.
Imports run one way: wish → answers → form, shown → charts, tables → page.
"""

from sim.views.pages.allocation.answers import Watcher, warm
from sim.views.pages.allocation.page import AllocationPage
from sim.views.pages.allocation.wish import checked_wish

__all__ = ["AllocationPage", "Watcher", "checked_wish", "warm"]
