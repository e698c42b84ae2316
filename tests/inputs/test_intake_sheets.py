"""Templates can be filled and read back; an annotated copy shows every finding and nobody's data."""

import openpyxl
import pandas as pd
import pytest

from sim.faults import InputFaults
from sim.inputs.intake.panel import check_panel, gaps, income_table, load_observations
from sim.inputs.intake.registers import check_register
from sim.inputs.intake.template import annotate, write_template
from sim.inputs.intake.vocabulary import FOLDER, columns, label
from sim.words import said_in, speaking
from tests.inputs.office import ID_LIKE, clean_workbook, dirty_workbook

TABLES = pytest.mark.parametrize(("table", "check"), [("register", check_register), ("panel", check_panel)])


def filled(path, table, needed=False):
    """The template with its own examples under codes of a user's; `needed`: required columns only."""
    book = openpyxl.load_workbook(path)
    fill, examples, _ = book.worksheets
    required = {
        label(each)[lang] for each in columns(table).values() if each.required for lang in ("zh", "en")
    }
    if table == "panel":
        required |= {"集体经济总收入", "total income"}
    for number, cells in enumerate(examples.iter_rows(min_row=2, values_only=True), start=1):
        row = ["mine" if table == "panel" else f"mine{number}", *cells[1:]]
        names = [head.value.split(" (")[0] for head in fill[1]]
        fill.append(
            [cell if name in required or not needed else None for name, cell in zip(names, row, strict=True)]
        )
    book.save(path)
    return path


@pytest.mark.parametrize("lang", ["zh", "en"])
@TABLES
def test_a_template_filled_like_its_own_examples_passes(tmp_path, lang, table, check):
    with speaking(lang):
        taken = check(filled(write_template(tmp_path / "t.xlsx", table), table))
    assert [said_in("en", each.text) for each in taken.findings] == []
    assert len(taken.table) == 3


@pytest.mark.parametrize("lang", ["zh", "en"])
@TABLES
def test_a_template_with_its_required_columns_only_passes_and_says_once_what_is_empty(
    tmp_path, lang, table, check
):
    with speaking(lang):
        taken = check(filled(write_template(tmp_path / "t.xlsx", table), table, needed=True))
    assert [each.kind for each in taken.findings] == (["columns_empty"] if table == "register" else [])
    assert len(taken.table) == 3
    if table == "register":
        assert "key_village" not in taken.table


def without_optional(book):
    fill = book.worksheets[0]
    for column in range(fill.max_column, 0, -1):
        if all(cell.value is None for (cell,) in fill.iter_rows(2, fill.max_row, column, column)):
            fill.delete_cols(column)


def renamed(book):
    for number, sheet in enumerate(book.worksheets):
        sheet.title = f"Sheet{number + 5}"


def reordered(book):
    book.move_sheet(book.worksheets[0], 2)


def alone(book):
    for sheet in book.worksheets[1:]:
        del book[sheet.title]


@pytest.mark.parametrize(
    "changes", [[without_optional], [renamed], [reordered], [alone], [without_optional, reordered, renamed]]
)
@TABLES
def test_a_filled_template_is_read_and_never_its_example_sheet(tmp_path, table, check, changes):
    with speaking("zh"):
        path = filled(write_template(tmp_path / "t.xlsx", table), table, needed=True)
    book = openpyxl.load_workbook(path)
    for change in changes:
        change(book)
    book.save(path)
    taken = check(path)
    assert not taken.open
    assert taken.table["village_id"].str.startswith("mine").all()


@TABLES
def test_rows_typed_below_the_examples_are_read_without_them(tmp_path, table, check):
    with speaking("zh"):
        path = filled(write_template(tmp_path / "t.xlsx", table), table)
    book = openpyxl.load_workbook(path)
    fill, examples, _ = book.worksheets
    for row in fill.iter_rows(min_row=2, values_only=True):
        examples.append(row)
    del book[fill.title]
    book.save(path)
    taken = check(path)
    assert [each.kind for each in taken.findings] == ["examples"]
    assert len(taken.table) == 3


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("change", [lambda book: None, renamed, reordered])
@TABLES
def test_an_untouched_template_is_said_to_be_empty(tmp_path, lang, table, check, change):
    with speaking(lang):
        path = write_template(tmp_path / "t.xlsx", table)
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    with pytest.raises(InputFaults, match="no village is filled in") as caught:
        check(path)
    assert len(caught.value.faults) == 1


def test_a_template_offers_drop_downs_for_industries_and_flags(tmp_path):
    with speaking("zh"):
        page = openpyxl.load_workbook(write_template(tmp_path / "t.xlsx")).worksheets[0]
    lists = [rule.formula1 for rule in page.data_validations.dataValidation if rule.type == "list"]
    assert '"是,否"' in lists
    assert any("肉羊种养" in each for each in lists)


def test_an_empty_template_is_one_fault_and_an_existing_file_is_never_written_over(tmp_path):
    path = write_template(tmp_path / "t.xlsx")
    with pytest.raises(InputFaults, match="exists"):
        write_template(path)
    path = write_template(tmp_path / "u.xlsx")
    book = openpyxl.load_workbook(path)
    del book[book.sheetnames[1]]
    book.save(path)
    with pytest.raises(InputFaults):
        check_register(path)


def test_the_annotated_copy_marks_every_planted_fault_and_withholds_persons(tmp_path):
    path, planted = dirty_workbook(tmp_path / "dirty.xlsx")
    before = path.read_bytes()
    findings = check_register(path).findings
    copy = openpyxl.load_workbook(annotate(path, findings, tmp_path / "copy.xlsx"))
    page = copy["台账"]
    # row 2 of a downward merged header is told on its first cell
    unmarked = [cell for cell, _ in planted if page[cell].comment is None and not cell.endswith("N2")]
    assert [cell for cell in unmarked if type(page[cell]).__name__ != "MergedCell"] == []
    cells = {str(cell.value) for sheet in copy for row in sheet.iter_rows() for cell in row}
    assert not {"13800138000", f"银海村{ID_LIKE}", "王某"} & cells
    assert copy.worksheets[0].max_row == len(findings) + 1
    assert path.read_bytes() == before


def test_a_csv_is_laid_out_anew_and_its_text_never_becomes_a_formula(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("village_id,township_id,population\n=1+1,t,x\n", encoding="utf-8")
    copy = openpyxl.load_workbook(annotate(path, check_register(path).findings, tmp_path / "a.xlsx"))
    assert copy.worksheets[1]["A2"].value == "'=1+1"


def test_a_copy_never_replaces_its_source(tmp_path):
    path = clean_workbook(tmp_path / "clean.xlsx")
    with pytest.raises(InputFaults):
        annotate(path, (), path)


PANEL = pd.DataFrame(
    {
        "嘎查村代码": ["a", "a", "b", "b"],
        "年份": ["2021", "2022年", "2021", "2022-12-31"],
        "经营收入（万元）": ["5", "5.5", "8", ""],
        "发包及上交收入（万元）": ["1", "1", "2", "2"],
        "投资收益（万元）": ["0", "0", "0", "0"],
        "补助收入（万元）": ["1", "1", "1", "1"],
        "集体经济总收入": ["7", "7.5", "11", ""],
    }
)


def panel(tmp_path, **changes):
    table = PANEL.copy()
    for place, value in changes.items():
        table.iloc[int(place[1:]) // 10, int(place[1:]) % 10] = value
    table.to_csv(tmp_path / "p.csv", index=False, encoding="gbk")
    return tmp_path / "p.csv"


def test_a_panel_takes_years_as_people_write_them_and_keeps_its_gaps(tmp_path):
    taken = check_panel(panel(tmp_path))
    assert [(each.cell, each.kind) for each in taken.findings] == [("B3", "date_year"), ("B5", "date_year")]
    ours = load_observations(tmp_path / "p.csv")
    assert ours.years == (2021, 2022)
    assert ours.table["income"].tolist()[:3] == [7, 7.5, 11]
    assert gaps(ours).loc["b"].tolist() == [1, 0.75]
    assert tuple(income_table(ours)) == ("village_id", "year", "income")
    assert len(income_table(ours)) == 3


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"_06": "9"}, ("G2", "sum")),
        ({"_11": "2021"}, ("B3", "repeated")),
        ({"_21": "soon"}, ("B4", "number")),
        ({"_22": "-8"}, ("C4", "negative")),
        ({"_20": "A"}, ("A4", "village")),
    ],
)
def test_a_fault_of_a_panel_is_told_on_its_cell(tmp_path, change, finding):
    taken = check_panel(panel(tmp_path, **change), villages=pd.Series(["a", "b"]))
    assert finding in [(each.cell, each.kind) for each in taken.open]


@pytest.mark.parametrize("table", ["register", "panel"])
def test_the_dictionary_of_data_names_every_column_of_the_way_in_with_all_its_headers(root, table):
    text = (root / "data" / "README.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("| `")]
    for name, column in columns(table).items():
        own = [line for line in lines if line.startswith(f"| `{name}` |") and column.label_zh in line]
        assert any(column.label_en in line for line in own), name
    known = {label(each)[lang] for each in columns(table).values() for lang in ("zh", "en")}
    aliases = [header for header, name in headers(table) if header not in known]
    assert [header for header in aliases if header not in text] == []


def headers(table):
    """Every further header of a table with its column, as `headers.csv` has them."""
    rows = pd.read_csv(FOLDER / "headers.csv").itertuples(index=False)
    return [(header, name) for name, header in rows if name.startswith("panel:") == (table == "panel")]


def test_the_chinese_dictionary_names_every_unit_in_chinese_and_says_what_a_cell_may_hold(tmp_path):
    rows = {}
    for table in ("register", "panel"):
        with speaking("zh"):
            book = openpyxl.load_workbook(write_template(tmp_path / f"{table}.xlsx", table))
        for _, code, unit, allows, needed in book.worksheets[2].iter_rows(min_row=2, values_only=True):
            if needed:
                rows[table, code] = (unit, allows, needed)
    assert not [unit for unit, *_ in rows.values() if unit and unit.isascii()]
    assert rows["register", "cultivated_mu"][0] == "亩"
    assert rows["register", "village_name"][1:] == ("文字，可留空", "否")
    assert rows["register", "village_id"][1:] == ("不能为空", "是")
    assert not [code for code, row in rows.items() if row[1] == "不能为空" and row[2] == "否"]
    flags = {row[1] for (table, code), row in rows.items() if columns(table)[code].kind == "flag"}
    assert flags == {"是或否（1或0）"}


def test_the_english_dictionary_keeps_its_units(tmp_path):
    book = openpyxl.load_workbook(write_template(tmp_path / "t.xlsx", "register"))
    units = {row[1]: row[2] for row in book.worksheets[2].iter_rows(min_row=2, values_only=True)}
    assert (units["population"], units["cultivated_mu"], units["service_needs"]) == ("person", "mu", "need")
