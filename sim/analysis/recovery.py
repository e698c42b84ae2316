"""Panels whose truth is known: a member of the prior, its luck and the error of records, to be found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from sim.analysis.likelihood import panel_world, simulated_income
from sim.analysis.subspace import from_normal
from sim.inputs import Case, read_case
from sim.inputs.panels import Panel, panel_table, panels_folder
from sim.inputs.parameters import varying
from sim.inputs.synthesis import usual_seed


def design(case: Case, townships: int, years: int) -> Panel:
    """A panel without figures: the villages of the first township of some banners, `years` from the first."""
    table = case.register.table
    first = table.groupby("banner_id", sort=False)["township_id"].first()[:townships]
    positions = np.flatnonzero(table["township_id"].isin(first))
    first = case.programme.first_year
    horizon = tuple(range(first, first + years))
    return Panel("design", positions, horizon, np.ones((len(positions), years)))


def example_panel(
    case: Case, seed: int | None = None, townships: int = 9, years: int = 4
) -> tuple[Panel, pd.DataFrame]:
    """A synthetic panel with a known truth: one member of the prior, its luck and the error of records.

    Returns the panel and its truth (one row, a column per parameter).
    """
    seed = usual_seed() if seed is None else seed
    plan = design(case, townships, years)
    names = varying(case.parameters)
    truth = from_normal(case.parameters, names, np.random.default_rng(seed).normal(0, 0.8, (1, len(names))))
    income = simulated_income(panel_world(case, plan), truth, seed)[0]
    return replace(plan, name="example.csv", income=income.round(2)), truth


def write_example(folder: Path | None = None) -> None:
    """Write example.csv and example_truth.csv, the same each time: `python -m sim.analysis.recovery`."""
    case = read_case("", "synthetic")
    panel, truth = example_panel(case)
    folder = folder or panels_folder()
    folder.mkdir(exist_ok=True)
    panel_table(panel, case.register).to_csv(folder / "example.csv", index=False, lineterminator="\n")
    values = truth.iloc[0].rename("value").rename_axis("name").map("{:.6g}".format)
    values.to_csv(folder / "example_truth.csv", lineterminator="\n")


if __name__ == "__main__":
    write_example()
