"""The levers: one row of `levers.csv` per policy instrument, in natural units."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from sim.folders import programme_folder
from sim.inputs.tables import read_table

REACHES = ("divided", "everyone")
HANDOUTS = ("register", "even", "weakest_first", "strongest_first", "key_villages", "random")


@dataclass(frozen=True)
class Lever:
    """One policy instrument; the columns are explained in data/README.md.

    `amount` is the published yearly amount in `unit`; `unit_cost` is public money per unit, 10k yuan.
    `channels` pairs each channel the lever acts through with the channel units one unit brings.
    `years` is for how many years from the first the amount runs in the programme; 0 means all.
    `follows` names the lever that this one's money goes with: a change of its amount changes this one too.
    `fallback` is the rule where the register's `column` marks nobody: a handout, or a column of the register
    in proportion to which everybody gets some. `part` is what part of the published amount `amount` is: less
    than 1 in a register smaller than the programme's (sim.inputs.amounts).
    """

    id: str
    force: str
    group: str
    label_zh: str
    label_en: str
    unit: str
    unit_zh: str
    facts: tuple[str, ...]
    amount: float
    amount_source: str
    unit_cost: float
    cost_source: str
    channels: tuple[tuple[str, float], ...]
    weight_source: str
    reach: str
    handout: str
    column: str
    portion: float
    rotates: bool
    years: int
    slider_max: float
    note: str
    fallback: str = ""
    fallback_reason: str = ""
    part: float = 1.0
    follows: str = ""

    def label(self, lang: str) -> str:
        """The lever's name in `zh` or `en`."""
        return self.label_en if lang == "en" else self.label_zh

    def unit_label(self, lang: str) -> str:
        """The natural unit in `zh` or `en`."""
        return self.unit if lang == "en" else self.unit_zh


def load_levers(folder: Path | None = None) -> dict[str, Lever]:
    """Every lever by id, in the order of `levers.csv`; the file is read again where it has changed."""
    path = (folder or programme_folder()) / "levers.csv"
    stamp = path.stat() if path.is_file() else None
    return {one.id: one for one in _levers_at(path, stamp and (stamp.st_mtime_ns, stamp.st_size))}


@lru_cache(maxsize=4)  # a page's move asks for them three times
def _levers_at(path: Path, stamp: tuple[int, int] | None) -> tuple[Lever, ...]:
    return tuple(map(_lever, read_table(path, key="id")))


def _lever(row: dict[str, str]) -> Lever:
    text: dict[str, Any] = {name: row[name] for name in TEXT_COLUMNS}
    names, weights = row["channel"].split(";"), row["weight"].split(";")
    return Lever(
        **text,
        facts=tuple(filter(None, row["facts"].split(";"))),
        amount=float(row["amount"]),
        unit_cost=float(row["unit_cost"]),
        channels=tuple(zip(names, map(float, weights), strict=True)),
        portion=float(row["portion"] or 0),
        rotates=row["rotates"] == "1",
        years=int(row["years"] or 0),
        slider_max=float(row["slider_max"]),
    )


TEXT_COLUMNS = (
    *("id", "force", "group", "label_zh", "label_en", "unit", "unit_zh", "amount_source"),
    *("fallback", "fallback_reason", "note", "cost_source", "weight_source", "reach", "handout", "column"),
    "follows",
)
