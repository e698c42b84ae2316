"""The page 怎么花 Allocation: a budget and rules in, a list of villages out, with why and with a proof."""

from sim.views.pages.allocation.page import AllocationPage

__all__ = ["AllocationPage"]
