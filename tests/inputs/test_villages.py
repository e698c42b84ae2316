"""A register is checked to the last cell, and every fault is told with its line."""

import hashlib

import numpy as np
import pytest

from sim.faults import InputFaults
from sim.inputs.villages import (
    ACCOUNT,
    NAMES,
    known_account,
    load_industries,
    load_villages,
    register_columns,
    total_faults,
)
from tests.baotou import DATA

REQUIRED = [each.column for each in register_columns() if each.required]
ROW = {
    "village_id": "a",
    "township_id": "t",
    "banner_id": "b",
    "industry": "sheep",
    "population": "300",
    "households": "100",
    "cultivated_mu": "1000",
    "operating": "5",
    "contracts": "4.5",
    "investment": "0",
    "subsidy": "1",
    "governance": "0.5",
}


def register(tmp_path, *changes, drop=()):
    """A file of one village for each dict of changes to the plain row, named a, b, c unless changed."""
    rows = [{**ROW, "village_id": "abc"[n], **change} for n, change in enumerate(changes)]
    columns = [name for name in dict.fromkeys(name for row in rows for name in row) if name not in drop]
    lines = [",".join(row.get(name, "0") for name in columns) for row in rows]
    path = tmp_path / "mine.csv"
    path.write_text("\n".join([",".join(columns), *lines]) + "\n", encoding="utf-8")
    return path


def faults(path, monkeypatch):
    monkeypatch.setenv("WULI_LANG", "en")
    with pytest.raises(InputFaults) as caught:
        load_villages(path)
    return str(caught.value).splitlines()


def test_the_register_of_the_project_is_read_whole_and_says_that_it_is_synthetic():
    ours = load_villages()
    nowhere = ("longitude", "latitude")  # villages that do not exist lie nowhere
    assert (ours.name, ours.synthetic, ours.absent, len(ours.table)) == ("villages", True, nowhere, 527)
    assert ours.checksum == hashlib.sha256((DATA / "villages.csv").read_bytes()).hexdigest()
    assert list(ours.table) == [each.column for each in register_columns()]


def test_the_plain_row_has_just_the_required_columns():
    assert list(ROW) == REQUIRED


def test_three_villages_of_ones_own_are_a_register(tmp_path):
    mine = load_villages(register(tmp_path, {}, {}, {"operating": "7.25"}))
    assert (mine.name, mine.synthetic) == ("mine", False)
    assert mine.table["operating"].tolist() == [5, 5, 7.25]
    assert mine.table["population"].dtype == np.int64
    assert mine.table["contracts"].dtype == np.float64


def test_absent_optional_columns_are_zero_and_are_named(tmp_path):
    mine = load_villages(register(tmp_path, {"grids": "4"}))
    assert "grids" not in mine.absent
    known = {"grids", *NAMES.values(), *ACCOUNT}
    assert set(mine.absent) == set(mine.table.columns) - set(REQUIRED) - known
    assert mine.table["key_village"].tolist() == [0]
    assert mine.table["origin"].tolist() == ["user"]


def test_what_is_not_known_of_an_account_is_no_zero_whether_the_cell_is_blank_or_the_column_absent(tmp_path):
    mine = load_villages(register(tmp_path, *({"liabilities": cell} for cell in ("0", "", "12.5"))))
    known = known_account(mine)
    assert list(known) == list(ACCOUNT)
    assert known["liabilities"].fillna(-1).tolist() == [0, -1, 12.5]
    assert known["cash"].isna().all()
    assert not set(ACCOUNT) & set(mine.absent)
    again = tmp_path / "again.csv"
    mine.table.to_csv(again, index=False)
    assert load_villages(again).table.equals(mine.table)


def test_one_synthetic_village_makes_the_register_synthetic(tmp_path):
    assert load_villages(register(tmp_path, {"origin": "user"}, {"origin": "synthetic"})).synthetic


def test_the_order_of_rows_does_not_matter(tmp_path):
    lines = (DATA / "villages.csv").read_text(encoding="utf-8").splitlines()
    mixed = tmp_path / "villages.csv"
    mixed.write_text("\n".join([lines[0], *reversed(lines[1:])]), encoding="utf-8")
    assert load_villages(mixed).table.equals(load_villages().table)
    assert load_villages(mixed).checksum != load_villages().checksum


def test_the_order_of_columns_and_a_byte_order_mark_do_not_matter(tmp_path):
    path = register(tmp_path, {}, {})
    plain = load_villages(path).table
    turned = [",".join(reversed(line.split(","))) for line in path.read_text().splitlines()]
    path.write_text("\r\n".join(turned), encoding="utf-8-sig")
    assert load_villages(path).table.equals(plain)


PEOPLE = "a whole number from 1 to 1000000"
MONEY = "0 to 100000 (10k yuan)"


@pytest.mark.parametrize(
    ("column", "value", "allowed"),
    [
        ("industry", "", "any text that is not empty"),
        ("village_id", "", "any text that is not empty"),
        ("population", "1000001", PEOPLE),
        ("households", "9.5", PEOPLE),
        ("subsidy", "-1", MONEY),
        ("subsidy", "150000", MONEY),
        ("governance", "1.2", "a number from 0 to 1"),
        ("allied", "2", "0 or 1"),
        ("allied", "0.5", "0 or 1"),
    ],
)
def test_a_value_that_a_column_does_not_allow_is_one_fault(tmp_path, monkeypatch, column, value, allowed):
    assert faults(register(tmp_path, {}, {column: value}), monkeypatch) == [
        f"mine.csv:3: column '{column}': '{value}' is not allowed; allowed: {allowed}"
    ]


def test_an_empty_value_is_asked_for(tmp_path, monkeypatch):
    assert faults(register(tmp_path, {}, {"subsidy": ""}), monkeypatch) == [
        "mine.csv:3: column 'subsidy' is empty; write a number"
    ]


@pytest.mark.parametrize("value", ["1 wan", "inf", "nan", "1。5"])
def test_a_value_that_is_no_number_is_one_fault(tmp_path, monkeypatch, value):
    assert faults(register(tmp_path, {}, {"subsidy": value}), monkeypatch) == [
        f"mine.csv:3: column 'subsidy': '{value}' is not a number"
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"industry": "sheeps"}, "unknown industry 'sheeps'; did you mean 'sheep'?"),
        ({"households": "400"}, "'households' is larger than 'population'"),
        ({"land_transfer_mu": "1001"}, "'land_transfer_mu' is larger than 'cultivated_mu'"),
        ({"resident_staff": "3"}, "resident_staff is only possible where key_village is 1"),
        ({"village_id": "a"}, "column 'village_id': 'a' comes more than once"),
        ({"banner_id": "x"}, "township 't' lies in banner 'b' above and in 'x' here"),
    ],
)
def test_a_row_at_odds_with_itself_or_another_is_one_fault(tmp_path, monkeypatch, change, message):
    assert faults(register(tmp_path, {}, change), monkeypatch) == [f"mine.csv:3: {message}"]


def test_every_fault_of_a_file_is_told_at_once_in_the_order_of_its_lines(tmp_path, monkeypatch):
    path = register(
        tmp_path,
        {"governance": "two", "allied": "7"},
        {"industry": "gold"},
        {"village_id": "a", "households": "301"},
    )
    found = faults(path, monkeypatch)
    assert [line.split(":")[1] for line in found] == ["2", "2", "3", "4", "4"]
    assert all(code in found[2] for code in load_industries().index)


def test_an_unknown_column_names_the_nearest_one(tmp_path, monkeypatch):
    found = faults(register(tmp_path, {"key_vilage": "1"}), monkeypatch)
    assert found == ["mine.csv:1: unknown column 'key_vilage'; did you mean 'key_village'?"]


@pytest.mark.parametrize("column", REQUIRED)
def test_a_missing_required_column_is_a_fault(tmp_path, monkeypatch, column):
    found = faults(register(tmp_path, {}, drop=[column]), monkeypatch)
    assert found == [f"mine.csv:1: the required column '{column}' is missing"]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "fault_file_empty"),
        (b"\n\n", "fault_file_empty"),
        (",".join(ROW).encode(), "fault_file_empty"),
        ("嘎查村代码".encode("gbk"), "fault_file_encoding"),
        (b"PK\x03\x04\xff\xfe", "fault_file_encoding"),
        (b'village_id\n"a\n', "fault_file_csv"),
    ],
)
def test_a_file_that_is_no_register_is_one_fault(tmp_path, content, key):
    path = tmp_path / "mine.csv"
    path.write_bytes(content)
    with pytest.raises(InputFaults) as caught:
        load_villages(path)
    assert [found.key for found in caught.value.faults] == [key]


@pytest.mark.parametrize(("name", "key"), [("no.csv", "fault_file_missing"), (".", "intake_is_folder")])
def test_a_path_without_a_file_is_one_fault(tmp_path, name, key):
    with pytest.raises(InputFaults) as caught:
        load_villages(tmp_path / name)
    assert [found.key for found in caught.value.faults] == [key]


def test_a_column_that_comes_twice_and_a_row_with_too_few_cells_are_faults(tmp_path, monkeypatch):
    path = register(tmp_path, {})
    header, row = path.read_text().splitlines()
    path.write_text(f"{header},industry\n{row}\n")
    assert faults(path, monkeypatch) == [
        "mine.csv:1: the column 'industry' comes more than once",
        "mine.csv:2: this row has 12 cells and the header 13",
    ]


def test_the_register_of_the_city_must_add_up_to_the_published_counts(monkeypatch):
    monkeypatch.setenv("WULI_LANG", "en")
    table = load_villages().table
    assert total_faults(table, "villages.csv") == []
    first_key = table.index[table["key_village"] == 1][0]
    short = table.assign(key_village=table["key_village"].mask(table.index == first_key, 0))
    assert [found.text() for found in total_faults(short, "villages.csv")] == [
        "villages.csv: column 'key_village' adds up to 60, the fact 'key_villages' is 61"
    ]
    assert {found.values["fact"] for found in total_faults(table[:-1], "x")} >= {"villages", "grids"}


def test_loss_weights_of_the_industries_are_about_one_on_average():
    table, villages = load_industries(), load_villages().table
    weights = table.loc[villages["industry"], ["loss_rate_weight", "loss_severity_weight"]]
    assert weights.mean().to_numpy() == pytest.approx(1, abs=0.1)


def test_a_register_is_read_again_when_its_file_has_changed(tmp_path):
    before = load_villages(register(tmp_path, {}))
    assert load_villages(tmp_path / "mine.csv") is before
    after = load_villages(register(tmp_path, {"operating": "7.25"}))
    assert after.table["operating"].tolist() == [7.25]
    assert after.checksum != before.checksum
