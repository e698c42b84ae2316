"""Codes of places as they are mistyped: with letters, of several lengths, of another township, in two cases.

Only what holds digits alone, or would but for letters that look like digits, is taken for an official code.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from sim.inputs.intake.answers import KEEP
from sim.inputs.intake.findings import ERROR, QUESTION, still_open

if TYPE_CHECKING:
    from sim.inputs.intake.draft import Draft

CODES = ("village_id", "township_id", "banner_id")
LOOKS_LIKE = str.maketrans("OoQIl|", "000111")
MISTYPED = re.compile(r"(?=.*[OoQIl|])(?:[0-9OoQIl|]{6}|[0-9OoQIl|]{9}|[0-9OoQIl|]{12})")
VILLAGE, TOWNSHIP = 12, 9  # digits of an official code


def check_codes(draft: Draft) -> None:
    for name in CODES:
        if name in draft.head.fields.values() and name in draft.data:
            note_letters(draft, name)
            note_cases(draft, name)
    if "village_id" in draft.head.fields.values() and draft.answers.get("village_id") != KEEP:
        note_lengths(draft)
        note_townships(draft)


def note_letters(draft: Draft, name: str) -> None:
    """One error for the codes of a column in which letters stand that look like digits."""
    codes = draft.data[name]
    rows = [row for row, code in codes.items() if MISTYPED.fullmatch(code) and has_digits(code)]
    if rows:
        code = codes[rows[0]]
        draft.add(ERROR, "code_letters", rows[0], name, code, now=code.translate(LOOKS_LIKE), count=len(rows))


def has_digits(code: str) -> bool:
    """Whether most of a code are digits: a word of such letters is none."""
    return 2 * sum(map(str.isdigit, code)) > len(code)


def note_cases(draft: Draft, name: str) -> None:
    """An error, once, for every code that an earlier row has but for capitals."""
    first: dict[str, tuple[int, str]] = {}
    told: set[str] = set()
    for row, code in draft.data[name].items():
        before, other = first.setdefault(code.casefold(), (int(row), code))
        if other != code and code not in told:
            told.add(code)
            draft.add(ERROR, "code_case", int(row), name, code, first=before, other=other)


def note_lengths(draft: Draft) -> None:
    """A question where official codes of villages have several lengths: digits were lost or left out."""
    codes = draft.data["village_id"]
    doubtful = {each.row for each in still_open(draft.findings) if each.field == "village_id"}
    lengths = codes[codes.str.fullmatch(r"\d+") & ~codes.index.isin(doubtful)].str.len()
    if lengths.empty or lengths.max() < TOWNSHIP or lengths.nunique() < 2:
        return
    usual = int(lengths.mode().iloc[0])
    odd = lengths.index[lengths != usual]
    values = {"count": len(odd), "length": int(lengths[odd[0]]), "usual": usual}
    draft.add(QUESTION, "code_lengths", int(odd[0]), "village_id", codes[odd[0]], **values)


def note_townships(draft: Draft) -> None:
    """A question about every village whose code begins otherwise than most of its township's do."""
    home = next((name for name in ("township_id", "township_name") if name in draft.data), "")
    if not home or "township_id" in draft.head.fields.values():  # codes of townships are checked anyway
        return
    codes = draft.data["village_id"]
    official = codes[codes.str.fullmatch(rf"\d{{{VILLAGE}}}")]
    begins, towns = official.str[:TOWNSHIP], draft.data[home][official.index]
    usual = begins.groupby(towns).transform(lambda each: most_of(each))
    for row in official.index[usual.ne("") & (begins != usual)]:
        values = {"begins": begins[row], "usual": usual[row], "township": towns[row]}
        draft.add(QUESTION, "code_township", int(row), "village_id", codes[row], **values)


def most_of(begins: pd.Series) -> str:
    """What more than half of a township's codes begin with; nothing where no two agree."""
    counts = begins.value_counts()
    return str(counts.index[0]) if counts.iloc[0] > 1 and 2 * counts.iloc[0] > len(begins) else ""
