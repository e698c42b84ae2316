"""Units that stand beside the cells are understood or asked about."""

import openpyxl
import pytest
from openpyxl.comments import Comment

from sim.inputs.intake.registers import check_register
from sim.words import speaking
from tests.inputs import hostile


def checked(tmp_path, edit, times=1, answers=None):
    """A register of three villages, its money so many times what it is in 10k yuan, edited and checked."""
    book = hostile.office_book(hostile.rows({}, {}, {}))
    page = book.active
    for row in page.iter_rows(min_row=2, min_col=9, max_col=12):
        for cell in row:
            cell.value *= times
    edit(book, page)
    book.save(tmp_path / "a.xlsx")
    return check_register(tmp_path / "a.xlsx", answers or {})


def first_income(taken):
    return taken.table["operating"].iloc[0]


def on_headers(text):
    def edit(_book, page):
        for column in "IJKL":
            page[f"{column}1"].comment = Comment(text, "a")

    return edit


def above_the_page(_book, page):
    page.oddHeader.right.text = "金额单位：元"


def below_the_page(_book, page):
    page.oddFooter.left.text = '&"SimSun,Regular"&9单位：元 第 &P 页'


def on_a_sheet_of_instructions(book, _page):
    sheet = book.create_sheet("填报说明")
    sheet.append(["一、本表由各村填报，经乡镇审核。"])
    sheet.append(["二、金额单位：元"])


@pytest.mark.parametrize(
    "edit",
    [
        on_headers("王五:\n单位：元"),
        on_headers("以元计"),
        above_the_page,
        below_the_page,
        on_a_sheet_of_instructions,
    ],
)
def test_a_unit_beside_the_cells_is_converted_and_said(tmp_path, edit):
    taken = checked(tmp_path, edit, times=10_000)
    assert taken.open == []
    assert "units_converted" in [each.kind for each in taken.findings]
    assert first_income(taken) == pytest.approx(30.5)


def test_instructions_that_contradict_the_header_are_asked_about(tmp_path):
    def edit(book, page):
        on_a_sheet_of_instructions(book, page)
        for column in "IJKL":
            page[f"{column}1"] = f"{page[f'{column}1'].value}（千元）"

    assert "unit_conflict" in [each.kind for each in checked(tmp_path, edit).open]


def test_an_unknown_unit_in_a_comment_is_a_question(tmp_path):
    assert {each.kind for each in checked(tmp_path, on_headers("单位：块")).open} == {"bracket"}


def test_a_comment_of_another_matter_changes_nothing(tmp_path):
    taken = checked(tmp_path, on_headers("数据来自农经站，已核对"))
    assert (taken.open, first_income(taken)) == ([], 30.5)


def test_a_comment_on_one_figure_is_asked_about_and_its_answer_holds_for_that_cell(tmp_path):
    def edit(_book, page):
        page["I3"].comment = Comment("单位：元", "a")
        page["I3"] = 305_000

    (asked,) = [each for each in checked(tmp_path, edit).open if each.kind == "remark_unit"]
    assert asked.cell == "I3"
    with speaking("zh"):
        assert "--answer I3=元" in asked.text()
    taken = checked(tmp_path, edit, answers={"I3": "元"})
    assert taken.open == []
    assert taken.table["operating"].tolist() == pytest.approx([30.5, 30.5, 30.5])


def test_an_xml_spreadsheet_has_comments_and_margins_too(tmp_path):
    rows = "".join(
        "<Row>" + "".join(f"<Cell><Data>{cell}</Data></Cell>" for cell in row) + "</Row>"
        for row in hostile.rows({8: "305000"}, {8: "305000"}, {8: "305000"})[1:]
    )
    book = hostile.xml_book(rows).replace(
        "经营收入</Data>".encode(), "经营收入</Data><Comment><Data>单位：元</Data></Comment>".encode(), 1
    )
    (tmp_path / "a.xls").write_bytes(book)
    taken = check_register(tmp_path / "a.xls")
    assert first_income(taken) == pytest.approx(30.5)


def test_margins_are_read_without_the_codes_of_their_layout(tmp_path):
    from sim.inputs.intake.files import read_workbook

    checked(tmp_path, below_the_page)
    assert read_workbook(tmp_path / "a.xlsx").sheets[0].margins == ("单位：元 第 页",)
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").active.oddFooter.left.text
