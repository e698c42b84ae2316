"""What a command shows goes into a file whole: numbers as numbers, bands beside them, texts as texts."""

from __future__ import annotations

import json
import subprocess
import sys

import openpyxl
import pandas as pd
import pytest

from sim import cli
from sim.faults import InputFaults
from sim.figures.numbers import Figure, number, percent, signed, significant
from sim.figures.tables import interval
from sim.reports.console import show_table, tell
from sim.reports.export import Record, out_file, recording, save

ROWS = [
    ["=甲村", number(1234.5678, 1), interval(1.25, 2.5, 3.75, 1), percent(0.123456), number(7)],
    ["乙村", signed(-0.5, 1), interval(float("nan"), float("nan"), float("nan")), "–", "到不了"],
]
HEADS = ["村", "收入（万元）", "增加", "把握", "份数"]


@pytest.fixture
def record(capsys):
    with recording() as kept:
        show_table(HEADS, ROWS[:1], title="谁/得到:多少?", whole=ROWS, unit="万元")
        tell("=一句话")
    shown = capsys.readouterr().out
    assert "1,234.6" in shown
    assert "乙村" not in shown
    return kept


def test_a_csv_holds_all_rows_with_whole_numbers_units_and_bands(record, tmp_path):
    (path,) = save(record, tmp_path / "a.csv")
    table = pd.read_csv(path)
    assert list(table) == [
        "村", "收入（万元）", "增加 (万元)", "增加 (万元) · low (5 %)", "增加 (万元) · high (95 %)",
        "把握 (%)", "份数 (万元)", "份数 · in words",
    ]  # fmt: skip
    assert table["村"].to_list() == ["'=甲村", "乙村"]
    assert table["收入（万元）"].to_list() == [1234.5678, -0.5]
    assert table.iloc[0, 2:6].to_list() == [2.5, 1.25, 3.75, 12.3456]
    assert table.iloc[1, 2:7].isna().all()
    assert table.iloc[1, 7] == "到不了"


def test_a_workbook_holds_every_table_and_what_was_said_as_text(record, tmp_path):
    (path,) = save(record, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["谁得到多少", "in words"]
    page = book.worksheets[0]
    assert (page["A2"].value, page["A2"].data_type, page["B2"].value) == ("=甲村", "s", 1234.5678)
    assert (book.worksheets[1]["A2"].value, book.worksheets[1]["A2"].data_type) == ("=一句话", "s")


def test_parquet_and_json_hold_the_same(record, tmp_path):
    (path,) = save(record, tmp_path / "a.parquet")
    table = pd.read_parquet(path)
    assert table["村"].to_list() == ["=甲村", "乙村"]
    assert str(table["份数 (万元)"].dtype) == "Int64"
    (path,) = save(record, tmp_path / "a.json")
    read = json.loads(path.read_text(encoding="utf-8"))
    assert read["notes"] == ["=一句话"]
    assert read["tables"][0]["columns"] == list(table)
    assert read["tables"][0]["rows"][1][:3] == ["乙村", -0.5, None]


def test_further_tables_lie_beside_a_csv_and_nothing_of_them_is_written_over(tmp_path, capsys):
    with recording() as kept:
        for title in ("one", "two"):
            show_table(["a"], [[number(1)]], title=title)
    capsys.readouterr()
    assert [path.name for path in save(kept, tmp_path / "t.csv")] == ["t.csv", "t-2.csv"]
    (tmp_path / "t.csv").unlink()
    with pytest.raises(InputFaults, match=r"t-2\.csv"):
        out_file(str(tmp_path / "t.csv"))
    assert out_file(str(tmp_path / "t.csv"), force=True) == tmp_path / "t.csv"
    assert out_file(str(tmp_path / "t.xlsx"))


def test_a_command_that_shows_no_table_writes_its_words(tmp_path):
    save(Record(notes=["why"]), tmp_path / "a.csv")
    assert pd.read_csv(tmp_path / "a.csv").iloc[0, 0] == "why"


def test_two_tables_of_one_title_and_two_columns_of_one_head_stay_apart(tmp_path, capsys):
    with recording() as kept:
        for _ in range(2):
            show_table(["a", "a", ""], [[number(1), "x", "y"]], title="t" * 40)
    capsys.readouterr()
    (path,) = save(kept, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    assert len(set(book.sheetnames)) == 2
    assert [cell.value for cell in book.worksheets[0][1]] == ["a", "a 2", "column"]


@pytest.mark.parametrize(
    ("value", "text"),
    [(5.821e-11, "0"), (0.000123456, "0.000123"), (1234567.0, "1,234,567"), (-0.05, "−0.05"), (0.0, "0"),
     (12.0, "12"), (0.0999, "0.0999"), (float("nan"), "–"), (1e15, "1,000,000,000,000,000")],
)  # fmt: skip
def test_a_number_is_never_written_as_a_power_of_ten(value, text):
    assert significant(value) == text


def test_a_figure_survives_being_copied_and_sent():
    import copy
    import pickle

    for each in (number(1.5, 1), interval(1, 2, 3)):
        again = pickle.loads(pickle.dumps(copy.deepcopy(each)))
        assert again == each
    assert pickle.loads(pickle.dumps(number(1.25, 1))).value == 1.25
    assert isinstance(number(1), Figure)


# --- on the command --------------------------------------------------------------------------------------


@pytest.fixture
def wuli(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        status = cli.command(arguments)
        out, err = capsys.readouterr()
        return status, out, err

    return call


SMALL = ("--members", "30")
COMMANDS = {
    "compare": ("compare", "funding-first", "talent-first", *SMALL),
    "attribute": ("attribute", "--no-levers", *SMALL),
    "facts": ("facts", "bank"),
    "fact": ("facts", "bank_loans"),
    "villages": ("villages",),
    "runs": ("runs", "--outputs", "."),
    "validate": ("validate", "--members", "40"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_writes_what_it_shows(wuli, tmp_path, name):
    for suffix in ("csv", "json"):
        status, out, err = wuli(*COMMANDS[name], "--out", f"x.{suffix}")
        assert (status, err) == (0, "")
        assert f"x.{suffix}" in out
    assert len(pd.read_csv(tmp_path / "x.csv"))
    assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["tables"] or name == "runs"
    before = sorted(tmp_path.iterdir())
    assert wuli(*COMMANDS[name], "--out", "x.csv")[::2][0] == 2  # not over it, and before the work
    assert wuli(*COMMANDS[name], "--out", "x.txt")[::2][0] == 2
    assert wuli(*COMMANDS[name], "--out", "nowhere/x.csv")[0] == 2
    assert sorted(tmp_path.iterdir()) == before
    assert wuli(*COMMANDS[name], "--out", "x.csv", "--force")[0] == 0


EVERY = (
    "compare attribute allocate backwards frontier village why calibrate validate sensitivity survey-next "
    "discover challenge structures evaluate residuals typology facts villages runs"
)


@pytest.mark.parametrize("command", EVERY.split())
def test_every_analysis_takes_out(wuli, command):
    status, out, _ = wuli(command, "--help")
    assert (status, "--out" in out) == (0, True)


def test_an_allocation_is_written_for_every_village(wuli, tmp_path):
    assert wuli("allocate", *SMALL, "--out", "a.xlsx")[0] == 0
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert max(page.max_row for page in book.worksheets) == 528


def test_a_file_is_written_though_nobody_reads_on(tmp_path):
    command = (
        f"{sys.executable} -m sim.cli compare talent-first --against programme-2022 --by village_id "
        f"--members 20 --out {tmp_path / 'x.csv'} | head -2; exit ${{PIPESTATUS[0]}}"
    )
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    table = pd.read_csv(tmp_path / "x.csv")
    assert len(table) == 527
    assert "2022–2030" in table.columns[1]
    assert table.iloc[:, 1].is_monotonic_increasing
