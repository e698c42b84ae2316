"""The boxes of scenario discovery as sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from sim.views.numbers import percent
from sim.words import say

if TYPE_CHECKING:
    from sim.analysis.discovery import Box
    from sim.inputs.parameters import Parameter


def sentences(boxes: Sequence[Box], parameters: Mapping[str, Parameter], base: float) -> list[str]:
    """Every box as one sentence; `base` is the share of misses among all members."""
    return [box_sentence(box, parameters, base) for box in boxes]


def box_sentence(box: Box, parameters: Mapping[str, Parameter], base: float) -> str:
    conditions = [limit_words(parameters[name], low, high) for name, (low, high) in box.limits.items()]
    shares = {"density": box.density, "coverage": box.coverage, "mass": box.mass, "base": base}
    told = {name: percent(share) for name, share in shares.items()}
    return say("box_sentence", conditions=say("box_and").join(conditions), **told)


def limit_words(parameter: Parameter, low: float, high: float) -> str:
    """One condition, such as "yearly yield below 0.061 (1/year)"."""
    values = {
        "label": parameter.label(),
        "low": f"{low:.3g}",
        "high": f"{high:.3g}",
        "unit": parameter.unit,
    }
    key = "box_below" if np.isinf(low) else "box_above" if np.isinf(high) else "box_between"
    return say(key, **values)
