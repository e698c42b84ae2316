"""A village panel: read as written, every fault on its line."""

import numpy as np
import pytest

from sim.faults import InputFaults
from sim.inputs import read_case
from sim.inputs.panels import load_panel, panel_table

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
    panel = load_panel(written(tmp_path, [*rows(), "V020,2024,7"]), register, HORIZON)
    assert panel.income.shape == (16, 3)
    assert panel.years == (2022, 2023, 2024)
    assert panel.income[0, 0] == 1.5
    assert panel.income[15, 2] == 7
    assert np.isnan(panel.income[0, 2])
    assert panel.observations == 31


def test_a_panel_goes_back_into_its_file(tmp_path, register):
    path = written(tmp_path, rows())
    table = panel_table(load_panel(path, register, HORIZON), register)
    again = tmp_path / "again.csv"
    table.to_csv(again, index=False)
    assert again.read_text() == path.read_text()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("V0200,2024,7", "V020"),
        ("V020,2021,7", "2022"),
        ("V020,2022.5,7", "2022.5"),
        ("V020,2024,-7", "positive"),
        ("V020,2024,much", "much"),
        ("V001,2022,9", "twice"),
    ],
)
def test_a_fault_of_a_panel_is_named_with_its_line(row, message, tmp_path, register):
    with pytest.raises(InputFaults, match=message) as error:
        load_panel(written(tmp_path, [*rows(), row]), register, HORIZON)
    assert "panel.csv:32" in str(error.value)


def test_a_panel_too_short_to_say_anything_is_refused(tmp_path, register):
    with pytest.raises(InputFaults, match="30"):
        load_panel(written(tmp_path, rows(villages=3)), register, HORIZON)
