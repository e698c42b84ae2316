"""`wuli code` and `wuli take`: what they print and write, and mistakes as one clear fault."""

import io
from datetime import date

import pandas as pd
import pytest
from docx import Document

from sim import cli
from sim.commands import take_along
from sim.commands.scenarios import show_code
from sim.faults import InputFaults
from sim.inputs.scenarios.codes.decoding import decode
from sim.inputs.scenarios.codes.encoding import encode
from sim.inputs.scenarios.files import load_scenario
from sim.inputs.scenarios.resolve import change
from sim.runs.ensemble import make_run
from sim.runs.store import save_json, save_run

# What every manifest says besides.
WHOLE = {"code_version": "0", "python": "3.11", "packages": {}}


def run(*arguments):
    return cli.invoke(list(arguments))


@pytest.fixture(scope="module")
def code():
    return encode(change(load_scenario("programme-2022"), {"resident_staff": {"amount": 600}}))


def test_a_code_is_printed_with_link_and_qr(capsys, code):
    show_code(code, "http://10.1.1.1:99/")
    said = capsys.readouterr().out
    assert code in said
    assert f"http://10.1.1.1:99/app/what_if?code={code}&lang=en" in said.splitlines()
    assert "█" in said


def test_an_address_that_is_none_is_refused(code):
    with pytest.raises(InputFaults, match="begins with http"):
        show_code(code, "10.1.1.1")


def test_only_the_kinds_that_are_asked_for_are_written(tmp_path, code):
    found = run("take", code, "--csv", "--to", str(tmp_path), "--members", "4", "--date", "2026-03-05")
    assert found == 0
    names = sorted(path.name for path in tmp_path.iterdir())
    assert len(names) == 4
    assert all(name.endswith("2026-03-05.csv") and code in name for name in names)
    frame = pd.read_csv(next(tmp_path.glob("*answer*")), encoding="utf-8-sig")
    assert decode(frame["scenario_code"][0]).settings == load_scenario(code).settings


def test_a_finished_run_is_taken_along_with_its_changes_and_reasons(tmp_path, monkeypatch):
    made = make_run("talent-first", members=4)
    folder = tmp_path / "run"
    folder.mkdir()
    save_run(made, folder)
    about = {
        "scenario": "talent-first", "counterfactual": "no-programme", "seed": 0, "villages": None,
        "inputs": {"register": made.result.case.register.checksum}, **WHOLE,
    }  # fmt: skip
    save_json(about, folder / "manifest.json")
    again = take_along.run_of(str(folder))
    assert again.result.case.scenario.changes == made.result.case.scenario.changes
    take_along.write(again, ["docx"], tmp_path, date(2026, 3, 5))
    document = Document(io.BytesIO(next(tmp_path.glob("*.docx")).read_bytes()))
    assert any(
        "frees 4300 a year" in cell.text
        for table in document.tables
        for row in table.rows
        for cell in row.cells
    )


def test_mistakes_are_one_clear_fault(tmp_path):
    with pytest.raises(InputFaults, match="2026-01-31"):
        run("take", "talent-first", "--date", "5 March")
    with pytest.raises(InputFaults):
        run("take", "talent-fist")
    save_json({"scenarios": [], "inputs": {}, **WHOLE}, tmp_path / "manifest.json")
    with pytest.raises(InputFaults, match="comparison"):
        run("take", str(tmp_path))


def test_a_file_that_is_there_is_told_before_anything_is_simulated(tmp_path, code, monkeypatch):
    arguments = ("take", code, "--csv", "--to", str(tmp_path), "--members", "4", "--date", "2026-03-05")
    assert run(*arguments) == 0
    monkeypatch.setattr("sim.runs.ensemble.make_run", lambda *given, **options: pytest.fail("simulated"))
    with pytest.raises(InputFaults) as refused:
        run(*arguments)
    assert [fault.key for fault in refused.value.faults] == ["write_exists"] * 4
    with pytest.raises(InputFaults):
        run(*arguments, "--xlsx")
