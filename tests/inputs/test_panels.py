"""A village panel: read as written, every fault on its line."""

import re

import numpy as np
import pytest

from sim.faults import InputFaults
from sim.inputs.case import read_case
from sim.inputs.intake.panel import find_panel, load_observations, load_observed, observations_table
from tests.baotou import EXAMPLE

HORIZON = range(2022, 2031)


@pytest.fixture(scope="module")
def register():
    return read_case("programme-2022").register


def written(tmp_path, rows):
    path = tmp_path / "panel.csv"
    path.write_text("\n".join(["village_id,year,income", *rows]) + "\n", encoding="utf-8")
    return path


def rows(villages=15, years=(2022, 2023)):
    return [f"V{v:03d},{year},{v}.5" for v in range(1, villages + 1) for year in years]


def test_a_panel_is_villages_by_years_with_holes_where_nothing_was_seen(tmp_path, register):
    panel = load_observed(written(tmp_path, [*rows(), "V020,2024,7"]), register, HORIZON)
    assert panel.income.shape == (16, 3)
    assert panel.years == (2022, 2023, 2024)
    assert panel.income[0, 0] == 1.5
    assert panel.income[15, 2] == 7
    assert np.isnan(panel.income[0, 2])
    assert panel.observations == 31


def test_a_panel_is_found_from_here_or_in_the_programmes_folder(tmp_path, monkeypatch):
    assert find_panel("panels/example.csv") == EXAMPLE
    monkeypatch.chdir(tmp_path)
    (tmp_path / "panels").mkdir()
    (tmp_path / "panels/example.csv").write_text("")
    assert find_panel("panels/example.csv").resolve() == tmp_path / "panels/example.csv"


def test_a_panel_goes_back_into_its_file(tmp_path, register):
    path = written(tmp_path, rows())
    table = observations_table(load_observed(path, register, HORIZON), register)
    again = tmp_path / "again.csv"
    table.to_csv(again, index=False)
    assert again.read_text() == path.read_text()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("V0200,2024,7", "V020"),
        ("V020,2022.5,7", "2022.5"),
        ("V020,2024,-7", "negative"),
        ("V020,2024,much", "much"),
        ("V001,2022,9", "already in row 2"),
    ],
)
def test_a_fault_of_a_panel_is_named_with_its_line(row, message, tmp_path, register, monkeypatch):
    monkeypatch.setenv("WULI_LANG", "en")
    with pytest.raises(InputFaults, match=message) as error:
        load_observed(written(tmp_path, [*rows(), row]), register, HORIZON)
    assert re.search(r"panel.csv!?[A-C]?:?32", str(error.value))


def test_a_panel_too_short_to_say_anything_is_refused(tmp_path, register):
    with pytest.raises(InputFaults, match="30"):
        load_observed(written(tmp_path, rows(villages=3)), register, HORIZON)


def test_what_cannot_be_used_is_counted_and_never_a_silent_loss(tmp_path, register):
    panel = load_observed(
        written(tmp_path, [*rows(), "V020,2021,7", "V020,2022,0", "V021,2023,0"]), register, HORIZON
    )
    assert (panel.unused, panel.zeros, panel.observations) == (1, 2, 30)


def test_too_few_usable_records_say_why_and_what_to_do(tmp_path, register, monkeypatch):
    monkeypatch.setenv("WULI_LANG", "en")
    with pytest.raises(InputFaults, match=r"40 lie outside 2022–2030.*add records from 2022 on"):
        load_observed(written(tmp_path, rows(20, (2018, 2019))), register, HORIZON)
    zeros = [f"V{v:03d},2022,0" for v in range(1, 41)]
    with pytest.raises(InputFaults, match="40 are incomes of 0"):
        load_observed(written(tmp_path, zeros), register, HORIZON)


def test_a_column_that_a_question_names_is_kept_and_others_are_left_out(tmp_path):
    cells = [(v, year, 2024 if v < 9 else "") for v in range(20) for year in (2022, 2023)]
    lines = ["村代码,年份,集体经济总收入,首次受扶持年份,考核评分,备用"]
    lines += [f"P{v:02d},{year},{v + 1},{start},{v},{v}" for v, year, start in cells]
    path = tmp_path / "scores.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    table = load_observations(path, keep=["考核评分"]).table
    assert table["考核评分"].tolist() == [v for v in range(20) for _ in range(2)]
    assert "备用" not in table
    assert "考核评分" not in load_observations(path).table
    path.write_text("\n".join(lines).replace("P03,2023,4,2024,3,", "P03,2023,4,2024,很好,"), encoding="utf-8")
    with pytest.raises(InputFaults, match="很好"):
        load_observations(path, keep=["考核评分"])
