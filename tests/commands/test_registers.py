"""The commands of the intake, through the same command that a user types."""

import pytest

from sim.cli import command, invoke
from sim.commands import registers
from sim.faults import InputFaults
from sim.inputs.intake.registers import current_register, kind_of
from tests.baotou import EXAMPLE_PANEL
from tests.inputs.office import clean_workbook, dirty_workbook


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("WULI_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("WULI_VILLAGES", raising=False)


def wuli(*arguments):
    return invoke(list(arguments))


def test_a_template_is_written(tmp_path, capsys):
    assert wuli("template", str(tmp_path / "t.xlsx")) == 0
    assert (tmp_path / "t.xlsx").is_file()
    assert "t.xlsx" in capsys.readouterr().out


def test_a_clean_register_is_used_and_the_synthetic_one_comes_back(tmp_path, capsys):
    path = clean_workbook(tmp_path / "county.xlsx")
    assert wuli("villages", "use", str(path)) == 0
    assert current_register().name == "county.csv"
    assert "rest on this register" in capsys.readouterr().out
    assert wuli("villages", "use", "synthetic") == 0
    assert current_register() is None


def test_a_dirty_register_is_shown_annotated_and_refused(tmp_path, capsys):
    path, planted = dirty_workbook(tmp_path / "dirty.xlsx")
    assert registers.check_table(str(path), annotated=str(tmp_path / "copy.xlsx")) == 2
    out = capsys.readouterr().out
    assert all(f"!{cell} " in out for cell, _ in planted)
    assert (tmp_path / "copy.xlsx").is_file()
    with pytest.raises(InputFaults):
        wuli("villages", "use", str(path))
    assert current_register() is None


def test_the_gaps_of_a_panel_and_the_findings_of_a_register_become_pictures(tmp_path, capsys):
    for file, table in ((EXAMPLE_PANEL, "panel"), (dirty_workbook(tmp_path / "dirty.xlsx")[0], "register")):
        picture = tmp_path / f"{table}.png"
        status = registers.check_table(str(file), picture=str(picture))
        assert status == (0 if table == "panel" else 2)
        assert picture.read_bytes().startswith(b"\x89PNG")
    with pytest.raises(InputFaults, match=r"ending in \.png"):
        registers.check_table(str(EXAMPLE_PANEL), picture=str(tmp_path / "gaps.docx"))


def test_an_answer_without_a_value_is_refused(tmp_path):
    path = clean_workbook(tmp_path / "county.xlsx")
    with pytest.raises(InputFaults, match="yuan"):
        registers.check_table(str(path), ["E17"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("年份,集体经济收入（万元）\n2022,10\n2023,11\n", "'village code' (village_id) is missing"),
        ("村,年,亩数\nV001,2022,10\n", "income"),
    ],
)
def test_a_panel_that_lacks_a_column_is_told_so_and_never_fails_otherwise(tmp_path, capsys, text, told):
    path = tmp_path / "panel.csv"
    path.write_text(text, encoding="utf-8")
    for words in (["check"], ["evaluate"], ["residuals"], ["calibrate"]):
        status = command([*words, str(path), "--lang", "en"])
        shown = capsys.readouterr()
        assert status == 2
        assert "Traceback" not in shown.err
        assert told in shown.out + shown.err


def test_a_panel_by_names_of_villages_is_a_panel(tmp_path):
    for head in ("嘎查村,年份,集体经济收入（万元）", "村,年,集体经济收入（万元）"):
        path = tmp_path / "panel.csv"
        path.write_text(f"{head}\nV001,2022,10\nV002,2022,11\n", encoding="utf-8")
        assert kind_of(path) == "panel"
        assert registers.check_table(str(path)) == registers.DONE
