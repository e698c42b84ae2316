"""The page 推演 What-if: move the levers of the forces and see the whole band move."""

from sim.views.pages.what_if.page import WhatIf

__all__ = ["WhatIf"]
