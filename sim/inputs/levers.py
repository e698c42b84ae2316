"""The levers: one row of `levers.csv` per policy instrument, in natural units.

The table is checked whole when it is read: a channel that the model does not know would take its people away
without a word, an unknown force would leave the attribution.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sim.axes import CHANNELS
from sim.faults import Fault, InputFaults, attempt, unknown
from sim.folders import DESCRIPTION, programme_folder
from sim.inputs.programme import IDENTIFIER, kinds_written
from sim.inputs.sources import Grounds, source_faults
from sim.words import further_columns, say, text_of

if TYPE_CHECKING:
    import pandas as pd

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
    further: Mapping[str, str] = field(
        default_factory=dict, hash=False
    )  # texts in other languages, by column

    def label(self) -> str:
        """The lever's name in `zh` or `en`."""
        return text_of(self, "label")

    def unit_label(self) -> str:
        """The natural unit in `zh` or `en`."""
        return text_of(self, "unit", plain="en")


def load_levers(folder: Path | None = None) -> dict[str, Lever]:
    """Every lever by id, in the order of `levers.csv`; the file is read again where it has changed.

    Raises InputFaults with every fault of the table. What it names (forces, facts, columns of the register)
    is that of the programme in the folder; of the one in use where the folder holds none.
    """
    path = (folder or programme_folder()) / "levers.csv"
    stamp = path.stat() if path.is_file() else None
    of_whom = path.parent if (path.parent / DESCRIPTION).is_file() else programme_folder()
    return {one.id: one for one in _levers_at(path, of_whom, stamp and (stamp.st_mtime_ns, stamp.st_size))}


@lru_cache(maxsize=4)  # a page's move asks for them three times
def _levers_at(path: Path, of_whom: Path, stamp: tuple[int, int] | None) -> tuple[Lever, ...]:
    from sim.inputs.sheets import numbers, read_sheet, repeated

    table = read_sheet(path, COLUMNS)
    others: list[Fault] = []
    faults, world = repeated(path.name, table["id"]), _named_in(of_whom, others)
    for name in NUMBERS:
        table[name], wrong = numbers(path.name, table[name], blank=name in MAY_BE_BLANK)
        faults += wrong
    table[list(MAY_BE_BLANK)] = table[list(MAY_BE_BLANK)].fillna(0.0)
    for line, row in table.iterrows():
        faults += _row_faults(f"{path.name}:{line}", row, world)
    faults += _following_faults(path.name, table)
    if faults or others:
        raise InputFaults([*others, *sorted(faults, key=lambda each: int(each.where.rpartition(":")[2]))])
    return tuple(_lever(row) for row in table.to_dict("records"))


def levers_as_written(path: Path) -> dict[str, Lever]:
    """The levers of a table however faulty it is, with 0 for what is no number: to check what names them."""
    from sim.inputs.sheets import numbers, read_sheet

    table = read_sheet(path, COLUMNS)
    for name in NUMBERS:
        table[name] = numbers(path.name, table[name])[0].fillna(0.0)
    rows = table.assign(channel="", weight="", follows="").to_dict("records")
    return {row["id"]: _lever(row) for row in rows}


def _lever(row: dict[str, Any]) -> Lever:
    return Lever(
        **{name: row[name] for name in TEXT_COLUMNS},
        facts=listed(row["facts"]),
        amount=row["amount"],
        unit_cost=row["unit_cost"],
        channels=tuple(zip(listed(row["channel"]), map(float, listed(row["weight"])), strict=True)),
        portion=row["portion"],
        rotates=row["rotates"] == "1",
        years=int(row["years"]),
        slider_max=row["slider_max"],
        further={name: row[name] for name in FURTHER},
    )


def listed(text: str) -> tuple[str, ...]:
    """The parts of a cell that are parted by `;`."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


TEXT_COLUMNS = (
    *("id", "force", "group", "label_zh", "label_en", "unit", "unit_zh", "amount_source"),
    *("fallback", "fallback_reason", "note", "cost_source", "weight_source", "reach", "handout", "column"),
    "follows",
)
FURTHER = further_columns("label", "unit")
NUMBERS = ("amount", "unit_cost", "portion", "years", "slider_max")
MAY_BE_BLANK = ("portion", "years")
COLUMNS = (
    *("id", "force", "group", "label_zh", "label_en", "unit", "unit_zh", "facts", "amount", "amount_source"),
    *("unit_cost", "cost_source", "channel", "weight", "weight_source", "reach", "handout", "column"),
    *("fallback", "fallback_reason", "portion", "rotates", "years", "slider_max", "follows", "note"),
    *FURTHER,
)
NOT_BLANK = ("label_zh", "label_en", "unit", "unit_zh", *FURTHER)


# --- the checks ------------------------------------------------------------------------------------------


class _Named(NamedTuple):
    """What a lever may name: forces and groups, columns of the register (those of figures apart), grounds.

    None where the table that says so is faulty itself: nothing is held against that.
    """

    forces: Collection[str] | None
    groups: Collection[str] | None
    columns: Collection[str] | None
    figures: Collection[str]
    grounds: Grounds | None


def _named_in(folder: Path, faults: list[Fault]) -> _Named:
    from sim.inputs.evidence import grounds_in
    from sim.inputs.villages import columns_in

    columns, kinds = attempt(faults, columns_in, folder), attempt(faults, kinds_written, folder)
    grounds = grounds_in(folder, faults)
    forces, groups = kinds[0] if kinds else (None, None)
    names = [each.column for each in columns[0]] if columns else None
    figures = [each.column for each in columns[0] if each.kind != "text"] if columns else []
    return _Named(forces, groups, names, figures, grounds)


def _row_faults(where: str, row: pd.Series, world: _Named) -> list[Fault]:
    """Everything that is wrong with one lever."""
    faults = [Fault(where, "table_blank", {"column": name}) for name in NOT_BLANK if not row[name]]
    if not IDENTIFIER.fullmatch(row["id"]):
        faults.append(Fault(where, "programme_identifier", {"name": row["id"]}))
    faults += _unknown(where, "word_force", [row["force"]], world.forces)
    faults += _unknown(where, "word_lever_group", [row["group"]], world.groups)
    faults += _unknown(where, "kind_fact", listed(row["facts"]), world.grounds and world.grounds.facts)
    for name in ("amount", "unit_cost"):
        if row[name] < 0:
            faults.append(_must(where, name, row[name], "must_be_zero"))
    if row["slider_max"] <= max(row["amount"], 0):
        values = {"value": f"{row['slider_max']:g}", "amount": f"{row['amount']:g}"}
        faults.append(Fault(where, "lever_slider", values))
    if row["years"] < 0 or row["years"] % 1:
        faults.append(_must(where, "years", row["years"], "must_be_whole"))
    if row["rotates"] not in ("0", "1"):
        faults.append(_must(where, "rotates", row["rotates"], "must_be_flag"))
    for name, number, exact in (("amount", row["amount"], True), ("cost", row["unit_cost"], False)):
        if not math.isnan(number) and world.grounds:
            source = row[f"{name}_source"]
            faults += source_faults(where, f"{name}_source", source, number, world.grounds, exact)
    return faults + _channel_faults(where, row, world.grounds) + _handout_faults(where, row, world)


def _channel_faults(where: str, row: pd.Series, grounds: Grounds | None) -> list[Fault]:
    channels, weights = listed(row["channel"]), listed(row["weight"])
    faults = _unknown(where, "word_channel", channels or [""], CHANNELS)
    if len(channels) != len(weights):
        values = {"channels": len(channels), "weights": len(weights)}
        faults.append(Fault(where, "lever_weights", values))
    read = [_number(text) for text in weights]
    faults += [
        _must(where, "weight", text, "must_be_above")
        for text, number in zip(weights, read, strict=True)
        if not number > 0
    ]
    first = read[0] if read and read[0] > 0 else math.nan
    if math.isnan(first) or not grounds:
        return faults
    return faults + source_faults(where, "weight_source", row["weight_source"], first, grounds)


def _handout_faults(where: str, row: pd.Series, world: _Named) -> list[Fault]:
    faults = _unknown(where, "word_reach", [row["reach"]], REACHES)
    faults += _unknown(where, "word_handout", [row["handout"]], HANDOUTS)
    if row["column"]:
        faults += _unknown(where, "kind_column", [row["column"]], world.columns)
    elif row["handout"] == "register":
        faults.append(Fault(where, "lever_column", {}))
    if row["fallback"] and world.columns is not None:
        known = [*(each for each in HANDOUTS if each != "register"), *world.figures]
        faults += _unknown(where, "word_fallback", [row["fallback"]], known)
    if row["reach"] == "divided" and not row["portion"] > 0:
        faults.append(_must(where, "portion", row["portion"], "must_be_above"))
    return faults


def _following_faults(name: str, table: pd.DataFrame) -> list[Fault]:
    """Levers that follow one that there is not, or themselves in a circle."""
    leaders = dict(zip(table["id"], table["follows"], strict=True))
    faults = []
    for line, lever, leader in zip(table.index, table["id"], table["follows"], strict=True):
        if leader and leader not in leaders:
            faults += _unknown(f"{name}:{line}", "word_lever", [leader], leaders)
        chain = [lever]
        while (leader := leaders.get(chain[-1], "")) and leader not in chain:
            chain.append(leader)
        if leader == lever:
            faults.append(Fault(f"{name}:{line}", "lever_circle", {"chain": " → ".join([*chain, lever])}))
    return faults


def _unknown(where: str, kind: str, names: Collection[str], known: Collection[str] | None) -> list[Fault]:
    if known is None:
        return []
    return [unknown(where, say(kind), name, known) for name in names if name not in known]


def _must(where: str, column: str, value: object, wanted: str) -> Fault:
    shown = "" if isinstance(value, float) and math.isnan(value) else value
    shown = f"{shown:g}" if isinstance(shown, float) else shown
    return Fault(where, "table_must", {"column": column, "value": shown, "wanted": say(wanted)})


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        return math.nan
    return number if math.isfinite(number) else math.nan
