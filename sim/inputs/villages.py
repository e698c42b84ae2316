"""The village register: one row a village, checked cell by cell before anything is computed.

Its columns, units, ranges and the facts that bind them stand in `data/village_columns.csv`.
"""

from __future__ import annotations

import difflib
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from sim.axes import STREAMS
from sim.faults import Fault, InputFaults, attempt, fault, unknown
from sim.folders import DATA, file_bytes, per_programme, programme_folder
from sim.inputs.facts import fact, load_facts
from sim.inputs.programme import in_use, load_programme
from sim.inputs.tables import blank_cells, numbers, read_sheet, repeated, unknown_cells
from sim.words import further_columns, say

_SHOWN = 9  # villages of one name that a message lists
_NEAR_SHOWN = 3  # villages that one may have meant
# How alike what was meant must be written. Codes share most of their signs: V9999 does not mean V499.
_LIKE_NAME, _LIKE_CODE = 0.6, 0.8
_FACT_UNITS = {"10k mu": 10_000}  # register units in one unit of the fact; any other unit is the same
_OF_YEAR = re.compile(r"; base year: (\d{4})")  # in the column `origin`
PLACE = ["banner_id", "township_id", "village_id"]
WITHIN = {"households": "population", "land_transfer_mu": "cultivated_mu"}  # what is part of what in a row
# What a register may know of each village's account at the end of the base year, beside its income; and how
# far it lies. What is not known is NaN, of a blank cell as of an absent column, and never 0: priors stand in.
ACCOUNT_COLUMNS = (
    "operating_cost", "administration", "operating_assets", "other_assets", "liabilities", "cash",
)  # fmt: skip
ACCOUNT = (*ACCOUNT_COLUMNS, "remote")
NAMES = {"village_id": "village_name", "township_id": "township_name", "banner_id": "banner_name"}


@dataclass(frozen=True)
class Column:
    """One column of the register, a row of `village_columns.csv`."""

    column: str
    kind: str  # text, whole, flag, money, share or degree
    unit: str
    low: float
    high: float
    required: bool  # otherwise 0 (origin: user; of ACCOUNT: not known) in a register without the column
    fact: str  # the fact that the column adds up to in the city's register, or blank
    label_zh: str
    label_en: str
    note: str
    # Texts in other languages, by column.
    further: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, eq=False)
class Register:
    """A register that passed every check; told apart by identity, so that what follows from it can be kept.

    table: one row a village in the order banner, township, village; counts and flags are int64,
    money (10k yuan/year) and shares float64. synthetic: some village in it does not exist.
    checksum: sha256 of the file. absent: optional columns that the file lacks, taken as 0; of the account
    (`ACCOUNT`) nothing is: what is not known of it is NaN in the table (`known_account`).
    own: it is the programme's own, to which the published amounts belong. amounts: what part of them any
    other receives, a rule of sim.inputs.levers; blank where its user has not said. place: what it is called.
    base_year: the year of its figures, from whose end every run on it goes on; 0 is the programme's.
    """

    table: pd.DataFrame
    name: str
    synthetic: bool
    checksum: str
    absent: tuple[str, ...] = ()
    own: bool = False
    amounts: str = "as-given"
    place: str = ""
    base_year: int = 0


_LAST = ("longitude", "latitude", "origin")  # shared columns that come after a programme's own


_KINDS = ("text", "whole", "flag", "money", "share", "degree")


@per_programme
def register_columns() -> tuple[Column, ...]:
    """The columns of a register in the order they are written: those of all programmes and the one in use."""
    return columns_in(programme_folder())


def columns_in(folder: Path) -> tuple[Column, ...]:
    """The columns of the register of a programme; all faults of its own table of them at once."""
    shared, own = _read_columns(DATA / "village_columns.csv"), folder / "village_columns.csv"
    more = _read_columns(own) if own.is_file() else {}
    first = {name: more.get(name, each) for name, each in shared.items() if name not in _LAST}
    rest = {name: more.get(name, shared[name]) for name in _LAST}
    return tuple((first | {name: each for name, each in more.items() if name not in _LAST} | rest).values())


def _read_columns(path: Path) -> dict[str, Column]:
    names, further = tuple(Column.__dataclass_fields__)[:-1], further_columns("label")
    table = read_sheet(path, (*names, *further))
    faults = repeated(path.name, table["column"])
    faults += blank_cells(path.name, table, ("column", "label_zh", "label_en", *further))
    faults += unknown_cells(path.name, table["kind"], "word_kind_of_column", _KINDS)
    for name in ("low", "high"):
        table[name], wrong = numbers(path.name, table[name], blank=True)
        faults += wrong
    for line, row in table.iterrows():
        where = f"{path.name}:{line}"
        if row["required"] not in ("0", "1"):
            wanted = {"column": "required", "value": row["required"], "wanted": say("must_be_flag")}
            faults.append(Fault(where, "table_must", wanted))
        if row["kind"] in _KINDS[1:] and not row["low"] < row["high"]:
            faults.append(Fault(where, "column_range", {"column": row["column"]}))
    if faults:
        raise InputFaults(sorted(faults, key=_line_of))
    table = table.assign(required=table["required"] == "1")
    texts = table[list(further)].to_dict("records")
    rows = (
        Column(**dict(zip(names, row, strict=True)), further=more)
        for row, more in zip(table[list(names)].itertuples(index=False), texts, strict=True)
    )
    return {each.column: each for each in rows}


_RISKS = ("loss_rate_weight", "loss_severity_weight")
_BUSINESS = ("yield_weight", "cost_weight", "market_weight", "price_weight")
_ASSET = ("lag_weight", "depreciation_weight", "upkeep_weight")


@per_programme  # every run joins them to its register, at every move of a slider
def load_industries() -> pd.DataFrame:
    """`industries.csv` indexed by code: labels, source, weights relative to an average of 1.

    Of rare losses, yield, cost, market (how local it is, 0 at a fixed price) and price; and those of the
    kind of its assets, from `assets.csv`, whose labels begin with `asset_`. All faults of both at once.
    """
    faults: list[Fault] = []
    assets = _assets(faults)
    path = programme_folder() / "industries.csv"
    table = _weights(path, "industry", (*_RISKS, *_BUSINESS), ("asset", "source"), faults)
    kinds = pd.Series(table["asset"].to_numpy(), table["line"])
    faults += unknown_cells(path.name, kinds, "word_kind_of_asset", assets.index)
    if faults:
        raise InputFaults(sorted(faults, key=_line_of))
    labels = {name: f"asset_{name}" for name in assets if str(name).startswith("label_")}
    joined = assets[[*_ASSET, *labels]].rename(columns=labels)
    return table.join(joined, on="asset").drop(columns="line")


@per_programme
def load_assets() -> pd.DataFrame:
    """`assets.csv` indexed by kind of asset: labels, source, reason, weights of lag, wear and upkeep."""
    faults: list[Fault] = []
    table = _assets(faults)
    if faults:
        raise InputFaults(faults)
    return table.drop(columns="line")


def _assets(faults: list[Fault]) -> pd.DataFrame:
    return _weights(
        DATA / "assets.csv",
        "asset",
        _ASSET,
        ("source", "reason_zh", "reason", *further_columns("reason")),
        faults,
    )


def _weights(
    path: Path, key: str, weights: tuple[str, ...], texts: tuple[str, ...], faults: list[Fault]
) -> pd.DataFrame:
    """A table of weights by the code in `key`, with labels, texts and the `line` of each; its faults are
    added.
    """
    named = ("label_zh", "label_en", *texts, *further_columns("label"))
    table = read_sheet(path, (key, *named, *weights))
    faults += repeated(path.name, table[key])
    for name in weights:
        table[name], wrong = numbers(path.name, table[name])
        faults += wrong
        low = table.index[table[name] < 0]
        faults += [Fault(f"{path.name}:{line}", "table_below", {"column": name, "low": 0}) for line in low]
    faults += blank_cells(path.name, table, (key, *named))
    return table.assign(line=table.index).set_index(key)


def industry_codes() -> tuple[str, ...]:
    return tuple(load_industries().index)


def load_villages(path: Path | str | None = None) -> Register:
    """Read and check a register; without a path, the programme's own.

    Raises InputFaults with every fault of the file: unknown and missing columns first, since
    nothing can be said about cells while the columns are wrong; then every cell, with its line.
    The city's own register must also add up to the published counts. A file that has not changed
    since it was read is not read again; nobody writes into a register's table.
    """
    file = Path(path) if path is not None else programme_folder() / "villages.csv"
    try:
        checksum = hashlib.sha256(file_bytes(file)).hexdigest()
    except OSError:
        checksum = ""  # reading it as a sheet says what is wrong
    return _checked_register(file, path is None, checksum, programme_folder())


@lru_cache(maxsize=4)
def _checked_register(file: Path, citys: bool, checksum: str, programme: Path) -> Register:
    """The register of a file that has this checksum; `citys`: its totals are published by the programme."""
    known = register_columns()
    required = [each.column for each in known if each.required]
    sheet = read_sheet(file, required, [each.column for each in known if not each.required])
    table, faults = _converted(sheet, file.name)
    others: list[Fault] = []  # of the tables that cells are held against
    for found in (
        attempt(others, cell_faults, table, sheet, file.name),
        attempt(others, row_faults, table, file.name),
    ):
        faults += found[0] if found else []
    if citys and not faults:
        totals = attempt(others, total_faults, table, file.name)
        faults = totals[0] if totals else []
    if faults or others:
        raise InputFaults([*others, *sorted(faults, key=_line_of)])
    lacking = (each.column for each in known if each.column not in table)
    absent = tuple(name for name in lacking if name not in (*NAMES.values(), *ACCOUNT))
    table = _completed(table)
    synthetic = bool((table["origin"] == "synthetic").any())
    year = year_of(table["origin"], file.name)
    return Register(table, file.stem, synthetic, checksum, absent, own=citys, base_year=year)


def year_of(origin: pd.Series, name: str) -> int:
    """The year of a register's figures as its `origin` says, else the programme's base year.

    Raises InputFaults where its rows are of several years: no run can go on from them.
    """
    said = [_OF_YEAR.search(each) for each in map(str, origin.unique())]
    years = {int(found[1]) if found else load_programme().base_year for found in said}
    if len(years) > 1:
        raise fault(name, "register_years", years=", ".join(map(str, sorted(years))))
    return years.pop() if years else load_programme().base_year


def with_year(origin: str, year: int) -> str:
    """An origin that says the year of its figures, where that is not the programme's base year."""
    bare = _OF_YEAR.sub("", origin)
    kind, mark, rest = bare.partition(";")
    return bare if year in (0, load_programme().base_year) else f"{kind}; base year: {year}{mark}{rest}"


def _line_of(found: Fault) -> int:
    """The line a fault stands on, to report faults in the order of the file."""
    line = found.where.rpartition(":")[2]
    return int(line) if line.isdecimal() else 0


def _converted(sheet: pd.DataFrame, name: str) -> tuple[pd.DataFrame, list[Fault]]:
    """The sheet with its figures as float64, and a fault for every cell that is none."""
    table, faults = sheet.copy(), []
    for each in register_columns():
        if each.kind != "text" and each.column in table:
            table[each.column], wrong = numbers(name, sheet[each.column], blank=each.column in ACCOUNT)
            faults += wrong
    return table, faults


@per_programme
def _schema() -> pa.DataFrameSchema:
    """What a cell of each column may hold. NaN passes: `_converted` has reported it already."""
    return pa.DataFrameSchema({each.column: _column_schema(each) for each in register_columns()})


def _column_schema(each: Column) -> pa.Column:
    if each.column == "industry":
        checks = [pa.Check.isin(industry_codes())]
    elif each.kind == "text":
        checks = [] if each.column in NAMES.values() else [pa.Check.str_length(min_value=1)]
    else:
        checks = [pa.Check.in_range(each.low, each.high)]
        if each.kind in ("whole", "flag"):
            checks.append(pa.Check(lambda cells: cells == cells.round()))
    return pa.Column(None if each.kind == "text" else float, checks, nullable=True, required=each.required)


def cell_faults(table: pd.DataFrame, sheet: pd.DataFrame, name: str) -> list[Fault]:
    """One fault for every cell that its column does not allow, quoted as it stands in the sheet."""
    try:
        _schema().validate(table, lazy=True)
    except SchemaErrors as error:
        cases = error.failure_cases.drop_duplicates(["index", "column"])
        known = {each.column: each for each in register_columns()}
        return [
            _cell_fault(f"{name}:{case.line:.0f}", known[case.column], sheet[case.column].loc[case.line])
            for case in cases.rename(columns={"index": "line"}).itertuples()
        ]
    return []


def _cell_fault(where: str, column: Column, value: str) -> Fault:
    if column.column == "industry" and value:
        return unknown(where, say("kind_industry"), value, industry_codes())
    values = {"column": column.column, "value": value, "allowed": _allowed(column)}
    return Fault(where, "fault_cell_value", values)


def _allowed(column: Column) -> str:
    """What a column allows, in words."""
    return say(f"allowed_{column.kind}", low=f"{column.low:.0f}", high=f"{column.high:.0f}")


def row_faults(table: pd.DataFrame, name: str) -> list[Fault]:
    """Faults that only show when cells are held against each other."""
    faults = repeated(name, table["village_id"]) + _astray(table, name)
    faults += [
        Fault(f"{name}:{line}", "fault_cell_above", {"part": part, "whole": whole})
        for part, whole in WITHIN.items()
        for line in exceeding(table, part, whole)
    ]
    programme = attempt([], in_use)  # its own faults are told by whoever loads it
    placed = programme[0].column("placed") if programme else ""  # sent to key villages and to no other
    faults += [
        Fault(f"{name}:{line}", "fault_staff_place", {"column": placed})
        for line in sent_elsewhere(table, placed)
    ]
    return faults


def exceeding(table: pd.DataFrame, part: str, whole: str) -> pd.Index:
    """The rows in which a part exceeds its whole (`WITHIN`); none where the table lacks a column of them."""
    return table.index[table[part] > table[whole]] if {part, whole} <= set(table) else table.index[:0]


def sent_elsewhere(table: pd.DataFrame, placed: str) -> pd.Index:
    """The rows with people of the column `placed` that are no key village: they are sent to no other."""
    if placed not in table:
        return table.index[:0]
    key = table["key_village"] if "key_village" in table else pd.Series(0, table.index)
    return table.index[table[placed].gt(0) & key.eq(0)]


def _astray(table: pd.DataFrame, name: str) -> list[Fault]:
    """A fault for every village whose township an earlier row puts into another banner."""
    home = table.groupby("township_id")["banner_id"].transform("first")
    wrong = table.assign(home=home)[table["banner_id"] != home]
    return [
        Fault(
            f"{name}:{row.Index}",
            "fault_township_banner",
            {"township": row.township_id, "banner": row.banner_id, "home": row.home},
        )
        for row in wrong.itertuples()
    ]


def total_faults(table: pd.DataFrame, name: str) -> list[Fault]:
    """A fault for every published count that the city's register does not add up to."""
    facts = load_facts()
    faults = []
    for each in register_columns():
        if each.fact:
            wanted = fact(facts, each.fact) * _FACT_UNITS.get(facts["unit"].loc[each.fact], 1)
            found = _column_total(table, each)
            if found != wanted:
                values = {"column": each.column, "found": f"{found:g}", "wanted": f"{wanted:g}"}
                faults.append(Fault(name, "fault_register_total", {**values, "fact": each.fact}))
    return faults


def _column_total(table: pd.DataFrame, column: Column) -> float:
    """The sum of a column of figures; of a column of codes, how many different ones there are."""
    cells = table[column.column]
    return float(cells.nunique() if column.kind == "text" else cells.sum())


def _completed(table: pd.DataFrame) -> pd.DataFrame:
    """All columns in their order and type, absent ones as 0 or not known, villages sorted by place."""
    kinds = {each.column: each.kind for each in register_columns()}
    blank = {"origin": "user", **dict.fromkeys(NAMES.values(), ""), **dict.fromkeys(ACCOUNT, np.nan)}
    gaps = {name: blank.get(name, 0) for name in kinds if name not in table}
    types = {
        name: np.int64 if kind in ("whole", "flag") else np.float64
        for name, kind in kinds.items()
        if kind != "text"
    }
    table = table.assign(**gaps)[list(kinds)].astype(types)
    return table.sort_values(PLACE, ignore_index=True)


def known_account(register: Register) -> pd.DataFrame:
    """What a register knows of each village's account and `remote`, (village, column of ACCOUNT) float64.

    10k yuan/year for costs, 10k yuan for assets, liabilities and cash, a share for `remote`; NaN where it is
    not known, of single villages or of all: nothing may take that for 0.
    """
    return register.table.reindex(columns=list(ACCOUNT)).astype(np.float64)


# --- what places are called ------------------------------------------------------------------------------


@dataclass(frozen=True)
class PlaceNames:
    """What the places of a register are called, by their ids: their names, where it has any."""

    village: Mapping[str, str]
    township: Mapping[str, str]
    banner: Mapping[str, str]


@lru_cache(maxsize=8)
def place_names(register: Register) -> PlaceNames:
    """The names of a register's places; kept, since every page and table asks for them."""
    return _names_of_places(register.table)


def _names_of_places(table: pd.DataFrame) -> PlaceNames:
    """The names of places; two villages of one name are told apart by township, else by code."""
    banner, township = (names_in(table, each) for each in ("banner_id", "township_id"))
    village = names_in(table, "village_id")
    home = {id: township[at] for id, at in zip(table["village_id"], table["township_id"], strict=True)}
    again = _repeated_names(village)
    village = {id: f"{name}（{home[id]}）" if name in again else name for id, name in village.items()}
    again = _repeated_names(village)
    village = {id: f"{name}（{id}）" if name in again else name for id, name in village.items()}
    return PlaceNames(village, township, banner)


def names_in(table: pd.DataFrame, code: str) -> dict[str, str]:
    """Ids of one kind of place → their names; an id without one goes by itself."""
    if NAMES[code] not in table:
        return {id: id for id in map(str, table[code].unique())}
    pairs = zip(table[code], table[NAMES[code]], strict=True)
    return {str(id): str(name) or str(id) for id, name in dict(pairs).items()}


def _repeated_names(names: Mapping[str, str]) -> set[str]:
    return {name for name, times in Counter(names.values()).items() if times > 1}


def find_village(table: pd.DataFrame, text: str) -> str:
    """The id of the village that a text means: its id, its name, or its name with its township's.

    A blank text means the village with the least income, to begin with.
    Raises InputFaults where nobody is called so, with the nearest, and where several are, with all of them.
    """
    if not text.strip():
        return str(table["village_id"].iloc[int(table[list(STREAMS)].sum(axis=1).to_numpy().argmin())])
    ids = set(table["village_id"])
    if text in ids:
        return text
    labels, names = _names_of_places(table).village, names_in(table, "village_id")
    wanted = _plain_name(text)
    found = [id for id, label in labels.items() if wanted in map(_plain_name, (id, label, names[id]))]
    if len(found) == 1:
        return found[0]
    if found:
        choices = "; ".join(f"{labels[id]} = {id}" for id in found[:_SHOWN])
        raise fault("", "village_several", name=text, count=len(found), choices=choices)
    near = _villages_like(wanted, labels, names)
    if near:
        raise fault("", "village_near", name=text, near="; ".join(_with_code(labels[id], id) for id in near))
    first, last = (str(table["village_id"].iloc[end]) for end in (0, -1))
    raise fault("", "village_far", name=text, first=first, last=last)


def _with_code(label: str, id: str) -> str:
    """What a village is called, with its id where that does not say it already."""
    return label if id in label else f"{label}（{id}）"


def _villages_like(wanted: str, labels: Mapping[str, str], names: Mapping[str, str]) -> list[str]:
    """The ids of the villages most likely meant by a name or code that no village bears: those of the same
    number, those whose name holds it, or that are written almost so."""
    called = {_plain_name(each): id for id, name in names.items() for each in (id, name)}
    numbered = [each for each in called if _bare_number(each) == _bare_number(wanted)]
    holding = [each for each in called if wanted and wanted in each]
    cutoff = _LIKE_CODE if any(sign.isdigit() for sign in wanted) else _LIKE_NAME
    alike = difflib.get_close_matches(wanted, list(called), n=_NEAR_SHOWN, cutoff=cutoff)
    return list(dict.fromkeys(called[each] for each in [*numbered, *holding, *alike]))[:_NEAR_SHOWN]


def _bare_number(code: str) -> str:
    """A code without the zeros that fill its number up: V015 and V15 are the same."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", code)


def _plain_name(text: str) -> str:
    """A name for comparison: wide signs as plain ones, without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
