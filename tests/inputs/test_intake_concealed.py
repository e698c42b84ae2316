"""Codes and names have one normal form, what is hidden is said, and nobody's data leave in a copy."""

import datetime
import html
import zipfile

import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from sim.inputs.intake.personal import looks_like_name
from sim.inputs.intake.reading.sheet import holds_contact, holds_number
from sim.inputs.intake.registers import check_register
from sim.inputs.intake.template import annotate
from sim.words import said_in
from tests.inputs import hostile
from tests.inputs.hostile import csv_text, office_book, rows

CODE, PEOPLE, MONEY = 3, 5, 8
PHONE, OLD_STYLE = "13700001111", "150202198512120034"


def checked(tmp_path, *changes):
    (tmp_path / "a.csv").write_text(csv_text(rows(*changes)), encoding="utf-8")
    return check_register(tmp_path / "a.csv")


def in_book(tmp_path, book):
    book.save(tmp_path / "a.xlsx")
    return check_register(tmp_path / "a.xlsx")


def levels(taken, kind):
    return [(each.cell, each.level) for each in taken.findings if each.kind == kind]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("1.529E+08", "code_scientific"), ("1E+11", "code_scientific"), ("3月5日", "code_date"),
        ("5-Mar", "code_date"), ("Mar-05", "code_date"), ("2024/3/5", "code_date"),
        ("2024-03-05", "code_date"),
    ],
)  # fmt: skip
def test_a_code_that_a_spreadsheet_has_spoilt_is_refused_with_its_cause(tmp_path, code, kind):
    taken = checked(tmp_path, {CODE: code}, {}, {})
    assert levels(taken, kind) == [("D2", "error")]
    assert taken.table is None


@pytest.mark.parametrize(
    ("code", "read", "kind"),
    [
        ("'007", "007", "guard"), ("\u2019007", "007", "guard"), ('=""007""', "007", "guard"),
        ("\u200b007\ufeff", "007", "invisible"), ("0\u00ad07", "007", "invisible"),
        ("００７", "007", "full_width"), ("\u00a0007 ", "007", ""), ("甲-1", "甲-1", ""),
        ("12E5", "12E5", ""),
    ],
)  # fmt: skip
def test_a_code_has_one_normal_form_whichever_way_it_came(tmp_path, code, read, kind):
    taken = checked(tmp_path, {CODE: code}, {CODE: "008"}, {CODE: "009"})
    assert taken.table["village_id"].tolist()[0] == read
    assert [each.kind for each in taken.findings if each.level == "repaired"] == ([kind] if kind else [])


def test_names_that_differ_by_what_nobody_sees_are_one(tmp_path):
    taken = checked(tmp_path, {2: "西 壕村"}, {2: "西\u3000壕村"}, {2: "西壕\u200d村"})
    assert [each.row for each in taken.findings if each.kind == "repeated"] == [3, 4]


def test_numbers_and_dates_of_a_workbook_in_place_of_codes(tmp_path):
    day = datetime.datetime(2024, 1, 2)
    taken = in_book(tmp_path, office_book(rows({CODE: 152900100.0}, {CODE: 1.529001e17}, {CODE: day})))
    found = [(each.kind, each.cell) for each in taken.findings if each.field == "village_id"]
    assert found == [("code_digits", "D3"), ("code_date", "D4")]


def test_zeros_that_only_a_format_shows_belong_to_the_code(tmp_path):
    book = office_book(rows({CODE: 7.0}, {CODE: 12.0}, {CODE: 150.0}))
    for row in (2, 3, 4):
        book.active.cell(row, CODE + 1).number_format = "00000"
    assert in_book(tmp_path, book).table["village_id"].tolist() == ["00007", "00012", "00150"]


@pytest.mark.parametrize("value", [True, False])
def test_a_truth_value_is_no_figure_but_a_flag(tmp_path, value):
    book = office_book(rows({PEOPLE: True}, {MONEY: value}, {}))
    for row, cell in enumerate(("重点嘎查村", True, False, value), start=1):
        book.active.cell(row, 14, cell)
    taken = in_book(tmp_path, book)
    assert [each.cell for each in taken.findings if each.kind == "truth"] == ["F2", "I3"]
    assert not [each for each in taken.findings if each.column == 14]


@pytest.mark.parametrize("cell", ["5²", "②", "½", "㎡"])
def test_raised_and_circled_figures_are_no_figures(tmp_path, cell):
    assert levels(checked(tmp_path, {PEOPLE: cell}, {}), "number") == [("F2", "error")]


def test_formulas_without_values_and_errors_are_told_as_such(tmp_path):
    taken = in_book(tmp_path, office_book(rows({MONEY: "=1+1"}, {MONEY: "#REF!"}, {})))
    assert levels(taken, "formula") == [("I2", "error")]
    assert levels(taken, "error_value") == [("I3", "error")]


# --- what is hidden ---------------------------------------------------------------------------------------


def test_hidden_rows_and_columns_are_said(tmp_path):
    book = office_book(rows({}, {}, {}, {}))
    book.active.row_dimensions[3].hidden = book.active.row_dimensions[4].hidden = True
    book.active.column_dimensions["H"].hidden = True
    found = {each.kind: each.text() for each in in_book(tmp_path, book).findings}
    assert "rows 3–4 (2) are hidden" in found["hidden_rows"]
    assert "columns H (1) are hidden" in found["hidden_columns"]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_the_sheet_that_people_see_goes_before_a_hidden_one(tmp_path, state):
    book = office_book(rows({MONEY: "1"}), "旧")
    book.active.sheet_state = state
    page = book.create_sheet("新")
    for row in hostile.numbered(rows({MONEY: "2"})):
        page.append(row)
    taken = in_book(tmp_path, book)
    assert taken.table["operating"].tolist() == [2]
    assert levels(taken, "hidden_sheet") == [("1", "note")]


# --- persons ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [
    PHONE, f"+86 {PHONE}", "137-0000-1111", "１３７００００１１１１", "11010519491231002X",
    "110105 19491231 002x",
])  # fmt: skip
def test_numbers_of_persons_are_found_however_they_are_written(text):
    assert holds_number(f"联系{text}。")


@pytest.mark.parametrize(
    "text", ["152900100200", "0.13700001111", "20211231", "12,345,678.90", "150202198512120036"]
)
def test_codes_and_figures_are_no_numbers_of_persons(text):
    assert not holds_number(text)


def test_an_office_and_an_address_are_contacts():
    assert holds_contact("0472-5100000")
    assert holds_contact("a.b@example.cn")


@pytest.mark.parametrize("name", ["王小兰", "阿拉腾·巴根", "买买提•吐尔逊", "乌云其其格", "额尔敦巴特尔"])
def test_names_of_any_people_look_like_names(name):
    assert looks_like_name(name)


@pytest.mark.parametrize("name", ["西壕村", "甲台镇", "无", "肉羊种养", "北大沟嘎查"])
def test_places_do_not_look_like_names(name):
    assert not looks_like_name(name)


def with_persons():
    """A workbook in which somebody stands in every place that a workbook has."""
    book = office_book(
        [*rows({MONEY: "-5"}, {}), [], ["填表人：郝甲一", "", "审核人：", "郝乙二", f"电话：{PHONE}"]]
    )
    page = book.active
    page["A2"].comment = Comment(f"问郝丙三 {PHONE}", "郝丙三")
    page.oddFooter.center.text = f"郝丙三 {PHONE}"
    other = book.create_sheet("名单")
    other.sheet_state = "veryHidden"
    for row in (["书记姓名", "证件"], ["苏雅拉图", OLD_STYLE], ["郝丙三", float(PHONE)]):
        other.append(row)
    book.properties.creator = book.properties.lastModifiedBy = "郝丙三"
    book.properties.title = f"郝丙三 {PHONE}"
    book.defined_names["a"] = DefinedName("a", attr_text=f'"{PHONE}"')
    return book


def test_a_copy_holds_nobody(tmp_path):
    taken = in_book(tmp_path, with_persons())
    copy = annotate(tmp_path / "a.xlsx", taken.findings, tmp_path / "copy.xlsx")
    with zipfile.ZipFile(copy) as parts:
        text = html.unescape(
            " ".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
        )
    told = ("郝甲一", "郝乙二", "郝丙三", "苏雅拉图", PHONE, OLD_STYLE)
    assert [each for each in told if each in text] == []
    assert "东壕村" in text


def test_persons_beside_the_table_are_said_and_do_not_keep_it_from_being_used(tmp_path):
    book = with_persons()
    book.active["I2"] = 5
    taken = in_book(tmp_path, book)
    kinds = {each.kind for each in taken.findings}
    assert {
        "personal_aside",
        "personal_sheet",
        "personal_comment",
        "personal_property",
        "personal_header",
    } <= kinds
    assert taken.table is not None
    told = " ".join(said_in(lang, each.text) for each in taken.findings for lang in ("zh", "en"))
    assert not [each for each in ("郝", PHONE) if each in told]


def test_a_copy_of_a_workbook_with_broken_styles_holds_its_cells(tmp_path):
    styles = f'<styleSheet xmlns="{hostile.MAIN}"><fills><fill/></fills></styleSheet>'
    (tmp_path / "a.xlsx").write_bytes(
        hostile.xlsx(parts={"xl/styles.xml": styles, "xl/theme/theme1.xml": "<"})
    )
    taken = check_register(tmp_path / "a.xlsx")
    assert annotate(tmp_path / "a.xlsx", taken.findings, tmp_path / "copy.xlsx").stat().st_size > 1000
