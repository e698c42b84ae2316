"""The commands of advice from the command line, with few members."""

import re

import openpyxl
import pytest

from sim import cli
from sim.inputs.scenarios.files import load_scenario
from tests.county import county_file


def wuli(capsys, *arguments):
    status = cli.command([*arguments, "--lang", "en"])
    shown = capsys.readouterr()
    return status, " ".join(shown.out.split()), " ".join(shown.err.split())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("compare", "talent-first", "no-programme", "--members", "4", "--rate", "0.06"),
            "Discount rate 6 %",
        ),
        (("attribute", "--no-levers", "--members", "4"), "The parts add up to"),
        (("allocate", "--members", "4", "--why", "V015"), "V015 gets"),
        (("backwards", "V015", "--threshold", "1", "--members", "4"), "the chance is >99 %"),
        (("frontier", "--members", "4", "--budget", "1000"), "1,000"),
        (("search", "--members", "20", "--plans", "48"), "plans were tried"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_a_command_answers(capsys, arguments, said):
    status, out, _ = wuli(capsys, *arguments)
    assert status == 0
    assert said in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("compare", "--rate", "8", "--members", "4"), "0.08"),
        (("compare", "talent-first", "talent-first", "--members", "4"), "'talent-first' comes twice"),
        (("attribute", "no-programme", "--members", "4"), "nothing in it differs from 'no-programme'"),
        (("attribute", "--members", "many"), "whole number"),
        (("attribute", "--outcome", "meen", "--members", "4", "--no-levers"), "mean"),
        (("allocate", "--budget", "-1"), "zero or more"),
        (("allocate", "--objective", "over", "--members", "4"), "over_target"),
        (("allocate", "--quota", "B2", "--members", "4"), "B2:10-60"),
        (("allocate", "--floor", "1", "--budget", "1000", "--members", "4"), "contradict"),
        (("backwards", "V9999", "--members", "4"), "V"),
        (("backwards", "--parameter", "talent_efect", "--members", "4"), "talent_effect"),
        (("village", "V9999"), "V"),
        (("why", "nowhere", "nowhere"), "nowhere"),
    ],
    ids=lambda value: " ".join(value[:3]) if isinstance(value, tuple) else "",
)
def test_what_is_wrong_is_told_in_a_line_and_ends_with_2(capsys, arguments, said):
    status, out, err = wuli(capsys, *arguments)
    assert status == 2
    assert out == ""
    assert said in err
    assert "Traceback" not in err


def test_a_force_that_moves_nothing_has_no_part_to_be_split(capsys, tmp_path):
    path = tmp_path / "people.yaml"
    path.write_text(
        "title: {zh: 人, en: People}\nquestion: {zh: 行吗？, en: Does it help?}\nbaseline: no-programme\n"
        "set: {resident_staff: {amount: 400, reason: {zh: 试, en: a try}}}\n",
        encoding="utf-8",
    )
    status, out, _ = wuli(capsys, "attribute", str(path), "--members", "4")
    assert status == 0
    assert "Resident first secretaries and team" in out


def test_the_allocation_is_saved_by_village(capsys, tmp_path):
    target = tmp_path / "plan.csv"
    assert wuli(capsys, "allocate", "--members", "4", "--save", str(target))[0] == 0
    lines = target.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + 527
    assert lines[0].startswith("village_id,base_income")


def test_the_allocation_is_saved_as_a_scenario_that_says_what_the_money_is_added_to(capsys, tmp_path):
    target = tmp_path / "plan.yaml"
    few = ("--members", "4", "--budget", "1000")
    status, out, _ = wuli(capsys, "allocate", *few, "--save", str(target))
    assert status == 0
    assert "On top of" in out
    assert "1,000 (10k yuan) more" in target.read_text(encoding="utf-8")
    assert wuli(capsys, "allocate", *few, "--save", str(target))[0] == 2  # it stands there already
    status, out, _ = wuli(capsys, "allocate", *few, "--from-zero", "--save", str(target), "--force")
    assert status == 0
    assert "From zero" in out
    assert "amount: 0" in target.read_text(encoding="utf-8")
    assert [each.name for each in tmp_path.iterdir()] == ["plan.yaml"]
    assert wuli(capsys, "check", str(target))[0] == 0
    assert "From zero" in wuli(capsys, "frontier", "--from-zero", "--members", "4", "--budget", "10")[1]


def test_a_plan_that_cannot_be_saved_is_told_before_anything_is_worked_out(capsys, tmp_path):
    for name, told in (("plan.docx", ".yaml"), ("none/plan.yaml", "none")):
        status, out, err = wuli(capsys, "allocate", "--members", "4", "--save", str(tmp_path / name))
        assert (status, out) == (2, "")
        assert told in err


@pytest.mark.parametrize("by", ["village_id", "township_id", "banner_id", "industry"])
def test_who_gains_and_who_loses_is_counted_and_who_loses_most_stands_first(capsys, tmp_path, by):
    register = f"{county_file(tmp_path, 24)}?amounts=villages"
    file = tmp_path / "compared.xlsx"
    status, out, _ = wuli(
        capsys, "compare", "stop-after-two", "--against", "programme-2022", "--by", by,
        "--villages", register, "--members", "16", "--out", str(file),
    )  # fmt: skip
    assert status == 0
    counts = re.findall(r"of 24 villages (\d+) likely gain, (\d+) likely lose and (\d+) are undecided", out)
    assert [sum(map(int, each)) for each in counts] == [24, 24]
    sheets = [each for each in openpyxl.load_workbook(file) if each["A1"].value == "Group"]
    sheet = sheets[0 if by == "village_id" else -1]  # that of all years
    rows = [row for row in sheet.iter_rows(min_row=2, values_only=True) if row[0]]
    if by == "village_id":
        assert len(rows) == 24
        assert rows[0][1] < rows[-1][1]
        name, code = rows[0][0].split()
        assert name.endswith("村")
        assert code.isdigit()


@pytest.mark.parametrize(
    ("arguments", "units"),
    [
        (("attribute", "talent-first"), {"Part (10k yuan/village/year)", "Alone (10k yuan/village/year)"}),
        (("attribute", "talent-first", "--outcome", "reach_20"), {"Part (villages)"}),
        (("frontier", "--budget", "10"), {"More villages over (villages)"}),
        (("village", "V015"), {"Worth of this one (10k yuan/year)"}),
    ],
)
def test_numbers_in_a_file_stand_under_their_unit(capsys, tmp_path, arguments, units):
    file = tmp_path / "told.xlsx"
    assert wuli(capsys, *arguments, "--members", "4", "--out", str(file))[0] == 0
    heads = {cell.value for sheet in openpyxl.load_workbook(file) for cell in sheet[1]}
    assert units <= heads, heads


def test_a_plan_that_was_found_is_saved_as_a_scenario(capsys, tmp_path):
    file = tmp_path / "found.yaml"
    few = ("search", "--members", "20", "--plans", "48", "--save", str(file))
    assert wuli(capsys, *few, "--plan", "1")[0] == 0
    assert load_scenario(file).changes
    status, _, told = wuli(capsys, *few, "--plan", "9999", "--force")
    assert status != 0
    assert "there is no plan 9999" in told
