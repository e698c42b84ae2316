"""The way in and the evaluation at full size: a dirty workbook, a panel of 20,000 villages over 10 years.

Keys end in `_s`: seconds, the best of a few tries, since other work on the machine only ever adds.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd

from sim.analysis.evaluation.differences import staggered
from sim.inputs.intake.panel import check_panel
from sim.inputs.intake.registers import check_register
from tests.analysis.cohorts import growing, staggered_world
from tests.benchmarks.clock import seconds
from tests.inputs.office import clean_workbook, dirty_workbook

VILLAGES, TRIES = 20_000, 3
SLOPES = {2018: 3.0, 2020: 1.0, 2022: 0.2}
BARS: dict[str, tuple[str, float, float | None]] = {
    "intake_workbook_s": ("<=", 3, None),
    "panel_check_s": ("<=", 5, None),
    "event_study_s": ("<=", 30, None),
}


def bench() -> dict[str, float]:
    """Every measure of this part, by key."""
    with tempfile.TemporaryDirectory() as folder:
        return {**workbook_speed(Path(folder)), **panel_speed(Path(folder))}


def workbook_speed(folder: Path) -> dict[str, float]:
    """The 527-village workbook with 40 planted faults: all found, and none on the clean copy."""
    path, planted = dirty_workbook(folder / "dirty.xlsx")
    clean = clean_workbook(folder / "clean.xlsx")
    assert sorted((each.cell, each.kind) for each in check_register(path).findings) == sorted(planted)
    assert check_register(clean).findings == ()
    return {"intake_workbook_s": best(lambda: check_register(path))}


def panel_speed(folder: Path) -> dict[str, float]:
    """A panel of 200,000 village-years as CSV: checked, and a staggered event study with bands on it."""
    world = staggered_world(growing(SLOPES), villages=VILLAGES, per_cluster=20)
    path = folder / "panel.csv"
    panel_file(world.panel).to_csv(path, index=False)
    taken = check_panel(path)
    assert taken.findings == ()
    assert taken.table is not None
    table = taken.table
    found = staggered(table, cluster="banner_id")
    assert found.low <= world.truth <= found.high
    return {
        "panel_check_s": best(lambda: check_panel(path)),
        "event_study_s": best(lambda: staggered(table, cluster="banner_id")),
    }


def panel_file(panel: pd.DataFrame) -> pd.DataFrame:
    """The columns that a county has: income by stream and in all, money, people, training."""
    income = panel["income"].clip(lower=0.5).round(2)
    streams = {
        "operating": (0.4 * income).round(2), "contracts": (0.3 * income).round(2),
        "investment": (0.2 * income).round(2),
    }  # fmt: skip
    rest = (income - sum(streams.values())).round(2)
    doses = {"money_received": 10.0, "people": 1.5, "training": 200.0}
    codes = panel["banner_id"].map(lambda number: f"B{number:04d}")
    return panel.assign(**streams, subsidy=rest, **doses, income=income, banner_id=codes)


def best(run: object) -> float:
    """Seconds of the quickest of a few tries."""
    return min(seconds(run) for _ in range(TRIES))  # type: ignore[arg-type]
