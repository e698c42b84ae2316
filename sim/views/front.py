"""What the front page answers before any kernel runs: written once by whoever computes the pages."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sim.words import language

PLACE = "WULI_FRONT"  # names the file; without it nothing is written, and the front page has no answer


def write(answers: Mapping[str, Mapping[str, Any]]) -> None:
    """Keep the answer by language, whole or not at all."""
    place = os.environ.get(PLACE)
    if place:
        part = Path(f"{place}.part")
        part.write_text(json.dumps(answers), encoding="utf-8")
        part.replace(place)


def read() -> dict[str, Any] | None:
    """The answer in a language; None where none has been written."""
    try:
        return dict(json.loads(Path(os.environ[PLACE]).read_text(encoding="utf-8"))[language()])
    except (KeyError, OSError, ValueError):
        return None
