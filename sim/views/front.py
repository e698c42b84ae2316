"""What the front page answers before any kernel runs: written once by whoever computes the pages.

The numbers are those that the overview opens with, so that two pages never differ.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from sim.words import LANGUAGES

PLACE = "WULI_FRONT"  # names the file; without it nothing is written, and the front page has no answer
CARDS = ("income", "below", "gain")


def write() -> None:
    """Keep the answer in every language, whole or not at all."""
    place = os.environ.get(PLACE)
    if place:
        part = Path(f"{place}.part")
        part.write_text(json.dumps({lang: answer(lang) for lang in LANGUAGES}), encoding="utf-8")
        part.replace(place)


def answer(lang: str) -> dict[str, Any]:
    """The question that the overview opens with, its answer, and the numbers of all villages, banded."""
    from sim.views.pages.overview import Overview

    page = Overview(lang)
    state, cards = page.answer.state, {card["key"]: card for card in page.headlines.cards}
    told = {name: state[name] for name in ("question", "chance", "lead", "tone")}
    bar = page.bar.state["words"]
    return told | {
        "cards": [cards[key] for key in CARDS],
        "badge": bar["badge"],
        "about": bar["synthetic"],
    }


def read(lang: str) -> dict[str, Any] | None:
    """The answer in a language; None where none has been written."""
    try:
        return dict(json.loads(Path(os.environ[PLACE]).read_text(encoding="utf-8"))[lang])
    except (KeyError, OSError, ValueError):
        return None
