"""Panels: what each village earned and received, year by year, checked; and what of it is usable."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from sim.axes import STREAMS
from sim.faults import InputFaults, fault
from sim.folders import ROOT, programme_folder
from sim.inputs.intake.account import take_account
from sim.inputs.intake.cells import KEEP, read_figures
from sim.inputs.intake.draft import Draft, read_draft, tell_wanting
from sim.inputs.intake.files import read_workbook
from sim.inputs.intake.findings import ERROR, NOTE, QUESTION, Finding, grouped, shown, still_open
from sim.inputs.intake.places import take_names_for_codes
from sim.inputs.intake.registers import Intake, check_sums, count_other_income, taken_in
from sim.inputs.intake.vocabulary import plain
from sim.inputs.programme import in_use
from sim.inputs.villages import Column, Register

# ---- What calibration takes of a panel -----------------------------------------------------------
# What villages really earned, year by year, as a user brings it.

_FEWEST = 30  # village-years; fewer say nothing that the priors do not


@dataclass(frozen=True)
class Panel:
    """Observed income, (village, year) in 10k yuan/year, NaN where nothing was observed.

    `villages` are positions in the register that it was checked against. Of the records of its file it leaves
    out those that lie outside the model's years (`unused`) and incomes of 0 (`zeros`).
    """

    name: str
    villages: np.ndarray
    years: tuple[int, ...]
    income: np.ndarray
    unused: int = 0
    zeros: int = 0

    @property
    def base_year(self) -> int:
        """The year of the register from whose end its records are told: that before its first."""
        return self.years[0] - 1

    @property
    def observations(self) -> int:
        return int(np.isfinite(self.income).sum())


def example_panels_folder() -> Path:
    """Where the example panels of the programme in use lie."""
    return programme_folder() / "panels"


def find_panel(text: str) -> Path:
    """A panel's file, from here, from the folder of the programme in use or from the project's."""
    places = (Path(text), programme_folder() / text)
    return next((path for path in places if path.is_file()), ROOT / text)


def _make_panel(
    name: str, villages: np.ndarray, years: pd.Series, income: pd.Series, unused: int = 0, zeros: int = 0
) -> Panel:
    """A panel from long columns; its years run without a gap from the first year of the programme."""
    horizon = tuple(range(in_use().first_year, int(max(years)) + 1))
    positions, row = np.unique(np.asarray(villages), return_inverse=True)
    table = np.full((len(positions), len(horizon)), np.nan)
    table[row, np.asarray(years) - horizon[0]] = income
    return Panel(name, positions, horizon, table, unused, zeros)


def observations_table(panel: Panel, register: Register) -> pd.DataFrame:
    """The panel in the columns of its file, income to the yuan."""
    ids = register.table["village_id"].to_numpy()[panel.villages]
    table = pd.DataFrame(
        {
            "village_id": np.repeat(ids, len(panel.years)),
            "year": np.tile(panel.years, len(ids)),
            "income": panel.income.round(4).ravel(),
        }
    )
    return table[table["income"].notna()].reset_index(drop=True)


# ---- Panels: what each village earned and received, year by year; checked like a register --------
# One row a village and year: income or its four streams, and where known money received, people, training
# and the first year of support. Calibration reads its income alone (`income_table`).


def example_panel() -> Path:
    """The example panel by the model, so that what the measure did in it is known (`example_truth`)."""
    return example_panels_folder() / "evaluation.csv"


def example_truth() -> Path:
    """The true effects in the example panel."""
    return example_panels_folder() / "evaluation_truth.csv"


_SORTED = ["village_id", "year"]
_MOST_COMPARED = (
    50  # unknown villages that are held against the names of all; a panel of others has no near ones
)


@dataclass(frozen=True)
class Observations:
    """A checked panel.

    table: one row a village and year, sorted by both; `village_id` text, `year` int64, money in 10k yuan/year
    float64 with NaN for a gap, `income` the sum of the streams, as given where one of them is wanting.
    """

    table: pd.DataFrame
    name: str
    checksum: str

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted(int(year) for year in self.table["year"].unique()))


def check_panel(
    path: Path | str,
    answers: Mapping[str, str] | None = None,
    villages: pd.Series | None = None,
    keep: Collection[str] = (),
) -> Intake:
    """Read and check a panel; every finding at once.

    villages  the codes of its register, where known
    keep      headers of further columns of figures that a question names: kept as they are called
    """
    draft = read_draft(read_workbook(path), "panel", answers)
    _keep_named(draft, keep)
    take_names_for_codes(draft)
    count_other_income(draft)
    take_account(draft)
    _note_income(draft)
    tell_wanting(draft)
    if set(_SORTED) <= set(draft.data):  # without them no row says whose it is: that is told already
        _note_future(draft)
        _note_twice(draft)
        _note_unknown(draft, villages)
        _note_treatment(draft)
        check_sums(draft, "income", STREAMS)
    table = None if still_open(draft.findings) else _panel_table(draft)
    return taken_in(draft, table)


def load_observations(
    path: Path | str,
    answers: Mapping[str, str] | None = None,
    villages: pd.Series | None = None,
    keep: Collection[str] = (),
) -> Observations:
    """A panel without open findings, as `check_panel` reads it. Raises InputFaults with all of them."""
    taken = check_panel(path, answers, villages, keep)
    if taken.table is None:
        raise InputFaults(grouped(taken.open))
    return Observations(taken.table, taken.path.stem, taken.checksum)


def known_truth(panel: Observations) -> pd.DataFrame | None:
    """What the measure did in the example panel: first_treated, year, effect, villages; None of any other."""
    return pd.read_csv(example_truth()) if panel.checksum == _checksum_of(example_panel()) else None


def _shipped() -> set[str]:
    """The checksums of the panels that come along, all of them simulated."""
    return {_checksum_of(path) for path in example_panel().parent.glob("*.csv")}


def _checksum_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _panel_table(draft: Draft) -> pd.DataFrame:
    data = draft.data.drop(columns=["village_name", "township_name", "banner_name"], errors="ignore")
    if set(STREAMS) <= set(data):
        streams = data[list(STREAMS)].sum(axis=1, skipna=False).round(6)
        data = data.assign(income=streams.fillna(data["income"]) if "income" in data else streams)
    data = data.assign(year=data["year"].astype(np.int64))
    return data.sort_values(_SORTED, ignore_index=True)


def _keep_named(draft: Draft, names: Collection[str]) -> None:
    """Read columns that a panel does not know but a question names; what is no figure there is an error."""
    for name in names:
        place = next((place for place, title in draft.head.titles.items() if plain(title) == plain(name)), 0)
        if not place or place in draft.head.fields:
            continue
        column = Column(name, "count", "", -np.inf, np.inf, False, "", name, name, "")
        rows = draft.head.sheet.rows
        cells = pd.Series({row: rows[row - 1][place - 1] for row in draft.data.index}, dtype=object)
        draft.data[name], odd = read_figures(cells, column, 1.0)
        draft.findings = [
            each for each in draft.findings if (each.column, each.kind) != (place, "column_left_out")
        ]
        for row, reading in odd.items():
            if reading.kind != "missing" and not np.isfinite(reading.figure):
                where, what = (draft.book.name, draft.head.sheet.name, row, place), shown(cells[row])
                draft.findings.append(Finding(ERROR, "kept_figure", *where, name, what, {"name": name}))


def _note_income(draft: Draft) -> None:
    """An error where a panel has neither the total income nor all of its streams."""
    if "income" not in draft.data and not set(STREAMS) <= set(draft.data):
        draft.add(ERROR, "income_missing", draft.head.bottom, "")


def _note_future(draft: Draft) -> None:
    """A question about years that have not begun: nobody has observed them, unless they were simulated.

    The panels that come along are; of another one the user says so.
    """
    this = datetime.date.today().year
    rows = draft.data.index[draft.data["year"] > this]
    if len(rows) and draft.book.checksum not in _shipped():
        values = {"count": len(rows), "this": this}
        level = NOTE if draft.answers.get("year") == KEEP else QUESTION
        draft.add(level, "year_future", int(rows[0]), "year", draft.raw(int(rows[0]), "year"), **values)


def _note_twice(draft: Draft) -> None:
    """An error for every village-year that stands twice."""
    data = draft.data
    first = pd.Series(data.index, data.index).groupby([data[name] for name in _SORTED]).transform("first")
    again = data.index[data.duplicated(_SORTED) & data["year"].notna()]
    for row in draft.first_of(ERROR, "repeated", "year", again):
        where = f"{data['village_id'][row]} {data['year'][row]:.0f}"
        draft.add(ERROR, "repeated", row, "year", where, first=int(first[row]))


def _note_unknown(draft: Draft, villages: pd.Series | None) -> None:
    """An error for every row of a village that the register does not have."""
    if villages is None:
        return
    from sim.faults import nearest

    known = set(villages)
    strange = draft.data["village_id"][
        ~draft.data["village_id"].isin(known) & draft.data["village_id"].ne("")
    ]
    near = {village: nearest(village, known) or "–" for village in strange.unique()[:_MOST_COMPARED]}
    for row, village in strange.items():
        draft.add(ERROR, "village", int(row), "village_id", village, near=near.get(village, "–"))


def _note_treatment(draft: Draft) -> None:
    """An error where a village's first year of support is not the same in all its rows."""
    if "first_treated" not in draft.data:
        return
    data = draft.data
    usual = data.groupby("village_id")["first_treated"].transform("first")
    differ = (data["first_treated"] != usual) & ~(data["first_treated"].isna() & usual.isna())
    for row in data.index[differ]:
        said = draft.raw(row, "first_treated")
        draft.add(ERROR, "treatment", row, "first_treated", said, usual=f"{usual[row]:.0f}")


def gaps(observations: Observations) -> pd.DataFrame:
    """What is known, (village x year): share of the streams (or the income), 0 where a row is wanting."""
    parts = [name for name in STREAMS if name in observations.table] or ["income"]
    known = observations.table[parts].notna().mean(axis=1)
    table = observations.table[_SORTED].assign(known=known)
    return table.pivot_table(index="village_id", columns="year", values="known", fill_value=0.0)


def income_table(observations: Observations) -> pd.DataFrame:
    """Village, year and income where it is known: all that calibration reads."""
    return observations.table[[*_SORTED, "income"]].dropna(ignore_index=True)


# ---- The panel of calibration --------------------------------------------------------------------
# It comes in by the door of every panel; then it is told what of it can be used.


def load_observed(
    path: Path | str, register: Register, years: Collection[int], answers: Mapping[str, str] | None = None
) -> Panel:
    """A panel of villages of `register`, income in 10k yuan/year, from any file that `wuli check` takes.

    Raises InputFaults with every finding that is open, and where too few records can be used.
    """
    known = load_observations(path, answers, register.table["village_id"])
    return usable(known, register, years, Path(path).name)


def usable(known: Observations, register: Register, years: Collection[int], name: str) -> Panel:
    """The records that calibration can use: of the model's years, with an income above 0.

    The model starts from the accounts of the base year and its incomes are above 0: earlier years and zeros
    say nothing to it. The panel counts both, and whoever shows what follows says how many. Raises
    InputFaults, with the reason, where fewer than `_FEWEST` are left.
    """
    table = income_table(known)
    inside = table["year"].between(min(years), max(years))
    used = table[inside & (table["income"] > 0)]
    outside, zeros = int((~inside).sum()), int((inside & (table["income"] <= 0)).sum())
    if len(used) < _FEWEST:
        raise fault(
            name, "panel_short", found=len(used), all=len(table), fewest=_FEWEST, outside=outside,
            zeros=zeros,
            first=min(years), last=max(years),
        )  # fmt: skip
    ids = pd.Index(register.table["village_id"])
    places = ids.get_indexer(used["village_id"])
    return _make_panel(name, places, used["year"], used["income"], unused=outside, zeros=zeros)
