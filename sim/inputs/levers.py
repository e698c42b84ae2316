"""The levers: one row of `levers.csv` per policy instrument, and what part of it a register receives."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sim.axes import HANDED
from sim.faults import Fault, InputFaults, attempt, fault, unknown
from sim.folders import DESCRIPTION, per_programme, programme_folder
from sim.inputs.parameters import GRADES
from sim.inputs.programme import AS_GIVEN, IDENTIFIER, POPULATION, VILLAGES, kinds_written
from sim.inputs.tables import ASSUMPTION, Grounds, source_faults
from sim.words import further_columns, say, text_of

if TYPE_CHECKING:
    import pandas as pd

    from sim.inputs.villages import Register


# ---- The levers: one row of `levers.csv` per policy instrument, in natural units -----------------
# The table is checked whole when it is read: a channel that the model does not know would take its people
# away without a word, an unknown force would leave the attribution.

REACHES = ("divided", "everyone")
HANDOUTS = ("register", "even", "weakest_first", "strongest_first", "key_villages", "random")


@dataclass(frozen=True)
class Lever:
    """One policy instrument; the columns are explained in data/README.md.

    `amount` is the published yearly amount in `unit`; `unit_cost` is public money per unit, 10k yuan, which
    lies somewhere between `cost_low` and `cost_high`; `cost_grade` says how well that is known.
    `channels` pairs each channel the lever acts through with the channel units one unit brings.
    `years` is for how many years from the first the amount runs in the programme; 0 means all.
    `follows` names the lever that this one's money goes with: a change of its amount changes this one too.
    `fallback` is the rule where the register's `column` marks nobody: a handout, or a column of the register
    in proportion to which everybody gets some. `part` is what part of the published amount `amount` is: less
    than 1 in a register smaller than the programme's (`levers_of`).
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
    cost_low: float
    cost_high: float
    cost_grade: str
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
    # Texts in other languages, by column.
    further: Mapping[str, str] = field(default_factory=dict, hash=False)

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
    from sim.inputs.tables import numbers, read_sheet, repeated

    table = read_sheet(path, _COLUMNS)
    others: list[Fault] = []
    faults, world = repeated(path.name, table["id"]), _named_in(of_whom, others)
    for name in _NUMBERS:
        table[name], wrong = numbers(path.name, table[name], blank=name in _MAY_BE_BLANK)
        faults += wrong
    table[list(_MAY_BE_BLANK)] = table[list(_MAY_BE_BLANK)].fillna(0.0)
    for line, row in table.iterrows():
        faults += _row_faults(f"{path.name}:{line}", row, world)
    faults += _following_faults(path.name, table)
    if faults or others:
        raise InputFaults([*others, *sorted(faults, key=lambda each: int(each.where.rpartition(":")[2]))])
    return tuple(_lever(row) for row in table.to_dict("records"))


def levers_as_written(path: Path) -> dict[str, Lever]:
    """The levers of a table however faulty it is, with 0 for what is no number: to check what names them."""
    from sim.inputs.tables import numbers, read_sheet

    table = read_sheet(path, _COLUMNS)
    for name in _NUMBERS:
        table[name] = numbers(path.name, table[name])[0].fillna(0.0)
    rows = table.assign(channel="", weight="", follows="").to_dict("records")
    return {row["id"]: _lever(row) for row in rows}


def _lever(row: dict[str, Any]) -> Lever:
    return Lever(
        **{name: row[name] for name in _TEXT_COLUMNS},
        facts=_listed(row["facts"]),
        amount=row["amount"],
        unit_cost=row["unit_cost"],
        cost_low=row["cost_low"],
        cost_high=row["cost_high"],
        channels=tuple(zip(_listed(row["channel"]), map(float, _listed(row["weight"])), strict=True)),
        portion=row["portion"],
        rotates=row["rotates"] == "1",
        years=int(row["years"]),
        slider_max=row["slider_max"],
        further={name: row[name] for name in _FURTHER},
    )


def _listed(text: str) -> tuple[str, ...]:
    """The parts of a cell that are parted by `;`."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


_TEXT_COLUMNS = (
    *("id", "force", "group", "label_zh", "label_en", "unit", "unit_zh", "amount_source"),
    *(
        "fallback",
        "fallback_reason",
        "note",
        "cost_grade",
        "cost_source",
        "weight_source",
        "reach",
        "handout",
    ),
    *("column", "follows"),
)
_FURTHER = further_columns("label", "unit")
_NUMBERS = ("amount", "unit_cost", "cost_low", "cost_high", "portion", "years", "slider_max")
_MAY_BE_BLANK = ("portion", "years")
_COLUMNS = (
    *("id", "force", "group", "label_zh", "label_en", "unit", "unit_zh", "facts", "amount", "amount_source"),
    *("unit_cost", "cost_low", "cost_high", "cost_grade", "cost_source"),
    *("channel", "weight", "weight_source", "reach", "handout", "column"),
    *("fallback", "fallback_reason", "portion", "rotates", "years", "slider_max", "follows", "note"),
    *_FURTHER,
)
_NOT_BLANK = ("label_zh", "label_en", "unit", "unit_zh", *_FURTHER)


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
    from sim.inputs.facts import grounds_in
    from sim.inputs.villages import ACCOUNT, columns_in

    columns, kinds = attempt(faults, columns_in, folder), attempt(faults, kinds_written, folder)
    grounds = grounds_in(folder, faults)
    forces, groups = kinds[0] if kinds else (None, None)
    # nothing is handed out by what is not known of every village
    whole = [each for each in columns[0] if each.column not in ACCOUNT] if columns else []
    names = [each.column for each in whole] if columns else None
    figures = [each.column for each in whole if each.kind != "text"]
    return _Named(forces, groups, names, figures, grounds)


def _row_faults(where: str, row: pd.Series, world: _Named) -> list[Fault]:
    """Everything that is wrong with one lever."""
    faults = [Fault(where, "table_blank", {"column": name}) for name in _NOT_BLANK if not row[name]]
    if not IDENTIFIER.fullmatch(row["id"]):
        faults.append(Fault(where, "programme_identifier", {"name": row["id"]}))
    faults += _unknown(where, "word_force", [row["force"]], world.forces)
    faults += _unknown(where, "word_lever_group", [row["group"]], world.groups)
    faults += _unknown(where, "kind_fact", _listed(row["facts"]), world.grounds and world.grounds.facts)
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
    faults += _price_faults(where, row)
    return faults + _channel_faults(where, row, world.grounds) + _handout_faults(where, row, world)


def _price_faults(where: str, row: pd.Series) -> list[Fault]:
    """What is wrong with the range of a price: an assumed one is not known to the yuan."""
    low, price, high, grade = row["cost_low"], row["unit_cost"], row["cost_high"], row["cost_grade"]
    faults = _unknown(where, "word_grade", [grade], GRADES)
    values = {"low": f"{low:g}", "cost": f"{price:g}", "high": f"{high:g}", "grade": grade}
    if not math.isnan(low + price + high):  # else told already
        if not 0 <= low <= price <= high:
            faults.append(Fault(where, "lever_cost_order", values))
        elif low == high and grade == ASSUMPTION:
            faults.append(Fault(where, "lever_cost_known", values))
    if grade in GRADES and grade != ASSUMPTION and row["cost_source"] == ASSUMPTION:
        faults.append(Fault(where, "lever_cost_grade", values))
    return faults


def _channel_faults(where: str, row: pd.Series, grounds: Grounds | None) -> list[Fault]:
    channels, weights = _listed(row["channel"]), _listed(row["weight"])
    faults = _unknown(where, "word_channel", channels or [""], HANDED)
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


# ---- What part of the programme's amounts the villages of a register receive ---------------------
# Published amounts, and the absolute ones in the scenarios of data/, speak of the programme's own place:
# its villages and their population. Another register receives the part that its user has said: by its
# villages, by its population, or the amounts as they stand. Here, and nowhere else, the levers are brought
# to a register; whoever resolves a scenario with them speaks of that register's amounts from then on.
#
# Scaled is what is shared out (reach `divided`): amount and largest amount on a slider. What reaches
# everyone, a portion, a weight, a cost per unit and whatever users write themselves stay as they are.
# Persons and projects keep their fractions: 99.3 people are 99 and a third of a year of another.

_DIGITS = 6  # of a scaled amount: more would only look exact


def levers_of(register: Register) -> Mapping[str, Lever]:
    """The levers with the amounts that this register receives.

    Raises InputFaults where nobody has said which those are: a county must never get a city's programme
    without a word.
    """
    if not register.amounts:
        raise unsaid(register.name, register.table)
    return scaled_levers(part_of(register))


def unsaid(where: str, table: pd.DataFrame, command: str = "") -> InputFaults:
    """What to ask where nobody has said what part of the amounts a register receives."""
    parts = {rule.replace("-", "_"): f"{part:.4g}" for rule, part in parts_of(table).items()}
    values = {"count": f"{len(table):,}", "own": f"{programme_villages():,}", "command": command, **parts}
    return fault(where, "amounts_ask" if command else "amounts_unsaid", **values)


def part_of(register: Register) -> float:
    """What part of every amount that is shared out this register receives."""
    return 1.0 if register.own else parts_of(register.table).get(register.amounts, 1.0)


def parts_of(table: pd.DataFrame) -> dict[str, float]:
    """That part by each rule: villages or people here over those of the programme's own register."""
    return {
        VILLAGES: at_part(len(table), 1 / programme_villages()),
        POPULATION: at_part(int(table["population"].sum()), 1 / _programme_population()),
        AS_GIVEN: 1.0,
    }


def programme_villages() -> int:
    return len(_programme().table)


def _programme_population() -> int:
    """People in the programme's own register: drawn, since none are published by village."""
    return int(_programme().table["population"].sum())


def _programme() -> Register:
    from sim.inputs.villages import load_villages

    return load_villages()


@per_programme
def scaled_levers(part: float) -> Mapping[str, Lever]:
    """The published levers of the programme in use at a part of their amounts."""
    levers = load_levers()
    return levers if part == 1 else {name: _of_part(lever, part) for name, lever in levers.items()}


def _of_part(lever: Lever, part: float) -> Lever:
    """A lever that is shared out, at a part of its amount; one that reaches everyone as it is."""
    if lever.reach == "everyone":
        return lever
    amount = at_part(lever.amount, part)
    return replace(
        lever, amount=amount, slider_max=max(_rounded_up(lever.slider_max * part), amount), part=part
    )


def at_part(amount: float, part: float) -> float:
    """A part of an amount."""
    return amount if part == 1 else float(f"{amount * part:.{_DIGITS}g}")


def _rounded_up(most: float) -> float:
    """The end of a slider: the next number of two digits."""
    step = 10.0 ** (math.floor(math.log10(most)) - 1)
    return float(f"{math.ceil(most / step - 1e-9) * step:.2g}")
