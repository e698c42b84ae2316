"""The data report: what two files hold, whose they are, and which findings keep them from being used."""

import pandas as pd
import pytest

from sim.figures.labels import register_words
from sim.inputs.villages import load_villages
from sim.reports.evaluation import files_html, findings_table, look
from tests.inputs.office import dirty_workbook


@pytest.fixture(scope="module")
def dirty(tmp_path_factory):
    path, planted = dirty_workbook(tmp_path_factory.mktemp("office") / "dirty.xlsx")
    return look(str(path)), planted


def test_the_register_in_use_and_the_example_are_clean():
    looked = look()
    assert looked.findings == []
    assert looked.registers[0].checksum == load_villages().checksum
    assert len(looked.panels[0].table) == 5270
    told = files_html(looked).data
    assert "527 villages, checksum" in told
    assert "synthetic" in told


def test_a_file_with_open_findings_is_listed_and_not_drawn(dirty):
    looked, planted = dirty
    assert looked.registers == ()
    assert "to be mended" in files_html(looked).data
    table = findings_table(looked.findings)
    assert len(table) == len(planted)
    assert table["level"].value_counts()["question"] == 5


def test_a_county_s_own_register_is_not_called_synthetic_and_says_what_was_drawn(tmp_path):
    ours = load_villages().table.assign(origin="user; drawn: grids governance")
    ours.to_csv(tmp_path / "county.csv", index=False)
    looked = look(str(tmp_path / "county.csv"))
    assert "synthetic" not in files_html(looked).data
    words = register_words(looked.registers[0])
    assert words.startswith("Village register: county, 527 villages, checksum ")
    assert "drawn, not counted: governance grids, governance. " in words


def test_a_panel_of_villages_that_the_register_lacks_is_found_out(tmp_path):
    table = pd.DataFrame({"village_id": ["V001", "X1"], "year": [2022, 2022], "income": [3.0, 4.0]})
    table.to_csv(tmp_path / "panel.csv", index=False)
    looked = look("", str(tmp_path / "panel.csv"))
    assert [(each.cell, each.kind) for each in looked.findings] == [("A3", "village")]
    assert looked.panels == ()
