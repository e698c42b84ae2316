"""Panels of calibration in any form that an office keeps them: the same records, whatever they lie in."""

import numpy as np
import pandas as pd
import pytest

from sim.faults import InputFaults
from sim.inputs.case import read_case
from sim.inputs.intake.panel import load_observed
from tests.baotou import EXAMPLE, EXAMPLE_PANEL

HORIZON = range(2022, 2031)


@pytest.fixture(scope="module")
def register():
    return read_case("programme-2022").register


@pytest.fixture(scope="module")
def example():
    return pd.read_csv(EXAMPLE)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
def test_one_panel_in_three_forms_is_the_same(kind, tmp_path, register, example):
    path = tmp_path / f"panel.{kind}"
    named = example.rename(columns={"village_id": "村", "year": "年份", "income": "集体经济收入（万元）"})
    {"csv": named.to_csv, "xlsx": named.to_excel, "parquet": example.to_parquet}[kind](path, index=False)
    found, known = load_observed(path, register, HORIZON), load_observed(EXAMPLE, register, HORIZON)
    assert (found.villages == known.villages).all()
    assert found.years == known.years
    assert np.array_equal(found.income, known.income, equal_nan=True)
    assert found.unused == 0


def test_a_panel_of_evaluation_gives_its_years_and_tells_how_many_records_it_leaves(register):
    found = load_observed(EXAMPLE_PANEL, register, HORIZON)
    whole = pd.read_csv(EXAMPLE_PANEL)
    before = int((whole["year"] < 2022).sum())
    assert before > 0
    assert found.unused == before
    assert found.observations == whole[whole["year"] >= 2022]["income"].notna().sum()
    first = whole[(whole["village_id"] == "V001") & (whole["year"] == 2022)]["income"]
    assert found.income[0, 0] == pytest.approx(float(first.iloc[0]))


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [("village_id", "V9999", "V9999"), ("income", "-3", "-3"), ("year", "20222", "20222")],
)
def test_a_fault_is_told_with_its_place(column, value, message, tmp_path, register, example):
    table = example.astype(str)
    table.loc[3, column] = value
    path = tmp_path / "panel.xlsx"
    table.to_excel(path, index=False)
    with pytest.raises(InputFaults, match=message):
        load_observed(path, register, HORIZON)


def test_a_panel_of_too_few_records_and_one_that_is_not_there_are_refused(tmp_path, register, example):
    path = tmp_path / "panel.xlsx"
    example.head(12).to_excel(path, index=False)
    with pytest.raises(InputFaults, match="30"):
        load_observed(path, register, HORIZON)
    with pytest.raises(InputFaults, match="nowhere"):
        load_observed(tmp_path / "nowhere.xlsx", register, HORIZON)
