"""The boxes of scenario discovery, said."""

import numpy as np

from sim.analysis.discovery import Box
from sim.figures.certainty import box_sentence
from sim.inputs.parameters import load_parameters
from sim.words import speaking


def test_a_box_is_a_sentence_in_both_languages():
    box = Box(
        {"yield_rate": (-np.inf, 0.061), "fading": (0.12, np.inf), "idle_share": (0.07, 0.1)},
        0.78,
        0.004,
        0.2,
    )
    with speaking("en"):
        english = box_sentence(box, load_parameters(), 0.31)
    assert "Yearly yield on project capital is below 0.061" in english
    assert "above 0.12" in english
    assert "between 0.07 and 0.1" in english
    assert "78 % of the draws" in english
    assert "<1 % of all misses" in english
    assert "31 %" in english
    with speaking("zh"):
        assert "收益率低于0.061" in box_sentence(box, load_parameters(), 0.31)
