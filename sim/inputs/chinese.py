"""Chinese for what the published tables say in English only: findings, units, notes and periods.

The tables themselves are carried over unaltered, so their Chinese stands beside them in data/chinese.
"""

from __future__ import annotations

import pandas as pd

from sim.folders import per_programme
from sim.inputs.tables import joined_tables
from sim.words import language

PUBLISHED = "en"  # the language of the published tables


def findings() -> dict[str, str]:
    """What each row of evidence.csv found, id -> its text in the language in force, which is not English."""
    return _column("chinese/findings.csv", "id", f"finding_{language()}")


def terms() -> dict[str, str]:
    """Units, notes and periods of the published tables, English -> the language in force."""
    return _column("chinese/terms.csv", "text", language())


@per_programme
def _column(name: str, key: str, column: str) -> dict[str, str]:
    return {row[key]: row[column] for row in joined_tables(name, key)}


def finding_text(name: str, evidence: pd.DataFrame) -> str:
    """What a finding says, in one language."""
    english = str(evidence["finding"].loc[name])
    return english if language() == PUBLISHED else findings().get(name, english)


def term(text: str) -> str:
    """A unit, note or period in one language; what has no Chinese is shown as it stands."""
    return text if language() == PUBLISHED else terms().get(text, text)
