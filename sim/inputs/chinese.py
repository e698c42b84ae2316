"""Chinese for what the published tables say in English only: findings, units, notes and periods.

The tables themselves are carried over unaltered, so their Chinese stands beside them in data/chinese.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

from sim.inputs.tables import DATA, read_table
from sim.words import language

FOLDER = DATA / "chinese"


@cache
def findings(folder: Path = FOLDER) -> dict[str, str]:
    """What each row of evidence.csv found, id -> Chinese."""
    return {row["id"]: row["finding_zh"] for row in read_table(folder / "findings.csv", key="id")}


@cache
def terms(folder: Path = FOLDER) -> dict[str, str]:
    """Units, notes and periods of the published tables, English -> Chinese."""
    return {row["text"]: row["zh"] for row in read_table(folder / "terms.csv", key="text")}


def finding_text(name: str, evidence: pd.DataFrame, lang: str | None = None) -> str:
    """What a finding says, in one language."""
    english = str(evidence["finding"].loc[name])
    return english if language(lang) == "en" else findings().get(name, english)


def term(text: str, lang: str | None = None) -> str:
    """A unit, note or period in one language; what has no Chinese is shown as it stands."""
    return text if language(lang) == "en" else terms().get(text, text)
