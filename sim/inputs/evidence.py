"""The published findings behind the priors, each with its design and its grade."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import pandas as pd

from sim.faults import Fault, InputFaults, attempt, unknown
from sim.folders import DATA, programme_folder
from sim.inputs.facts import read_facts
from sim.inputs.sheets import numbers, read_sheet, repeated, unknown_cells
from sim.inputs.sources import Grounds
from sim.words import say

NUMBERS = ("estimate", "low", "high")
COLUMNS = (
    "id", "lever", "finding", *NUMBERS, "unit", "outcome_variable", "treatment_variable", "design",
    "sample", "place", "years", "source_title", "authors", "venue", "year", "url", "grade", "note",
)  # fmt: skip
GRADES = ("A", "B", "C")
NAMES = ("source_title", "authors")
# What whoever collected the findings noted in place of a name, or behind one; the table is kept unaltered.
REMARK = re.compile(r"\s*\((?:(?:title )?not shown|title paraphrased|seed article)[^()]*\)")


def load_evidence(folder: Path | str | None = None) -> pd.DataFrame:
    """The findings that all programmes share and a programme's own, indexed by id.

    `estimate`, `low` and `high` are floats in the row's `unit`.

    Titles and authors are names and nothing else: blank where the source's is not known.

    NaN there means that the source gives a sign and no number. Raises InputFaults with every cell
    that is no number, every repeated id and every unknown grade.
    """
    own = Path(folder or programme_folder()) / "evidence.csv"
    table = _read(DATA / "evidence.csv")
    if own.is_file():  # what a programme has found itself; of one id its own counts
        more = _read(own)
        table = pd.concat([table[~table.index.isin(more.index)], more])
    return table


def _read(path: Path) -> pd.DataFrame:
    stamp = path.stat() if path.is_file() else None
    return _read_at(path, stamp and (stamp.st_mtime_ns, stamp.st_size)).copy()


@lru_cache(maxsize=8)  # levers, parameters and the programme's own check each ask what a source may name
def _read_at(path: Path, stamp: tuple[int, int] | None) -> pd.DataFrame:
    table = read_sheet(path, COLUMNS)
    faults = repeated(path.name, table["id"])
    faults += unknown_cells(path.name, table["grade"], "kind_grade", GRADES)
    for name in NAMES:
        table[name] = table[name].str.replace(REMARK, "", regex=True)
    for name in NUMBERS:
        table[name], wrong = numbers(path.name, table[name], blank=True)
        faults += wrong
    if faults:
        raise InputFaults(faults)
    return table.set_index("id")


def estimate(evidence: pd.DataFrame, name: str) -> float:
    """The estimate of one finding, in its own unit; InputFaults with the nearest id where there is none."""
    if name not in evidence.index:
        raise InputFaults([unknown("evidence.csv", say("kind_evidence"), name, evidence.index)])
    return float(evidence["estimate"].loc[name])


def grounds_in(folder: Path | None, faults: list[Fault]) -> Grounds | None:
    """What sources may name: the facts and findings of a programme, of that in use where None.

    The faults of both tables are noted; None where nothing can be held against them.
    """
    facts, findings = attempt(faults, read_facts, folder), attempt(faults, load_evidence, folder)
    if not facts or not findings:
        return None
    table, wrong = facts[0]
    faults.extend(each for each in wrong if each not in faults)
    values = dict(zip(table.index, map(float, table["value"]), strict=True))
    return Grounds(values, set(findings[0].index))
