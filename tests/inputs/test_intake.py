"""What an office sends is read whole or refused whole, and every fault is told on its cell."""

import hashlib
import zipfile

import openpyxl
import pandas as pd
import pytest

from sim.faults import InputFaults
from sim.inputs.case import read_case
from sim.inputs.intake.cells import read_year
from sim.inputs.intake.reading.sheet import letters, luhn, valid_identity
from sim.inputs.intake.registers import check_register, current_register, use_synthetic
from sim.inputs.villages import ACCOUNT, NAMES, load_villages
from sim.words import said_in
from tests.county import use_register
from tests.inputs.office import ID_LIKE, clean_workbook, dirty_workbook, office_table, text_file

HEAD = ("嘎查村代码", "苏木乡镇代码", "旗县区代码", "主导产业", "人口", "户数", "耕地面积", "2021年经营收入",
        "2021年发包及上交收入", "2021年投资收益", "2021年补助收入", "2021年治理水平")  # fmt: skip
SPACE = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
ROW = ("a", "t", "b", "肉羊种养", "300", "100", "1000", "5", "4.5", "0", "1", "0.5")


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    return clean_workbook(tmp_path_factory.mktemp("office") / "clean.xlsx")


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("WULI_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("WULI_VILLAGES", raising=False)


def sheet(tmp_path, *rows, head=HEAD, above=()):
    """A CSV of three villages a, b, c; each argument is a dict of changes by place in the row."""
    lines = [list(each) for each in above] + [list(head)]
    for n, changes in enumerate(rows or ({}, {}, {})):
        row = ["abcdefgh"[n], *ROW[1:]]
        for place, value in changes.items():
            row[place] = value
        lines.append(row)
    path = tmp_path / "mine.csv"
    text = "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines)
    path.write_text(text + "\n", encoding="utf-8")
    return path


def kinds(path, answers=None):
    return [(each.cell, each.kind) for each in check_register(path, answers).findings]


def test_a_clean_workbook_of_527_villages_raises_no_finding(clean):
    taken = check_register(clean)
    assert taken.findings == ()
    assert taken.table["village_name"].nunique() == 527
    figures = taken.table.drop(columns="village_name")
    assert figures.equals(load_villages().table[list(figures)])


def test_all_forty_planted_faults_are_found_on_their_cells_and_nothing_else(tmp_path):
    path, planted = dirty_workbook(tmp_path / "dirty.xlsx")
    assert len(planted) == 40
    taken = check_register(path)
    assert sorted((each.cell, each.kind) for each in taken.findings) == sorted(planted)
    assert taken.table is None


def test_no_message_about_personal_data_quotes_it(tmp_path):
    path, _ = dirty_workbook(tmp_path / "dirty.xlsx")
    told = " ".join(
        said_in(lang, each.text) for each in check_register(path).findings for lang in ("zh", "en")
    )
    assert "13800138000" not in told
    assert ID_LIKE not in told
    assert "王某" not in told


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_a_text_file_of_an_office_program_opens_in_any_of_its_encodings(tmp_path, encoding):
    taken = check_register(text_file(tmp_path / "office.csv", office_table(), encoding))
    assert taken.findings == ()
    assert taken.table["industry"].tolist() == load_villages().table["industry"].tolist()


def test_parquet_tabs_and_html_under_the_name_of_excel_are_read(tmp_path):
    table = office_table().head(20)
    table.to_parquet(tmp_path / "a.parquet")
    table.to_csv(tmp_path / "b.xls", sep="\t", index=False)
    cells = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>"
        for row in [list(table), *table.astype(str).to_numpy().tolist()]
    )
    (tmp_path / "c.xls").write_text(f"<html><table>{cells}</table></html>", encoding="gbk")
    first, *others = (check_register(tmp_path / name) for name in ("a.parquet", "b.xls", "c.xls"))
    assert first.findings == ()
    assert [each.table.equals(first.table) for each in others] == [True, True]


@pytest.mark.parametrize(
    ("place", "value", "figure", "kind"),
    [
        (4, "３００", 300, "full_width"),
        (4, "1,300", 1300, "thousands"),
        (4, "300人", 300, "unit"),
        (7, "52000元", 5.2, "unit"),
        (7, "5.2万元", 5.2, "unit"),
        (11, "65%", 0.65, "unit"),
        (6, "2公顷", 30, "unit"),
    ],
)
def test_what_is_certain_is_mended_and_said(tmp_path, place, value, figure, kind):
    taken = check_register(sheet(tmp_path, {}, {place: value}))
    assert [(each.cell, each.kind, each.level) for each in taken.findings] == [
        (f"{letters(place + 1)}3", kind, "repaired")
    ]
    assert taken.table.iloc[1, place] == pytest.approx(figure)


@pytest.mark.parametrize(
    ("place", "value", "kind"),
    [
        (4, "无", "missing_mark"),
        (4, "", "missing"),
        (4, "1,30", "number"),
        (4, "三百", "number"),
        (4, "3月5日", "date"),
        (4, "0", "range"),
        (4, "2.5", "fraction"),
        (7, "-1", "negative"),
        (7, "inf", "number"),
        (11, "65", "share_cell"),
        (5, "301", "above"),
        (3, "养羊", "industry"),
        (1, "", "missing_text"),
    ],
)
def test_what_is_not_certain_is_refused_or_asked(tmp_path, place, value, kind):
    taken = check_register(sheet(tmp_path, {}, {place: value}))
    assert [(each.cell, each.kind) for each in taken.findings] == [(f"{letters(place + 1)}3", kind)]
    assert taken.table is None


def test_a_column_in_yuan_is_asked_about_and_follows_the_answer(tmp_path):
    path = sheet(tmp_path, {7: "52000"}, {7: "48000"}, {7: "61000"})
    assert kinds(path) == [("H1", "money_column")]
    taken = check_register(path, {"operating": "yuan"})
    assert taken.table["operating"].tolist() == pytest.approx([5.2, 4.8, 6.1])
    assert kinds(path, {"operating": "10k_yuan"}) == []


def test_a_unit_in_the_header_or_above_it_is_followed(tmp_path):
    head = [f"{name}（元）" if name == "2021年经营收入" else name for name in HEAD]
    rows = ({7: "52000"}, {7: "48000"}, {7: "61000"})
    assert check_register(sheet(tmp_path, *rows, head=head)).table["operating"][0] == pytest.approx(5.2)
    money = {7: "52000", 8: "45000", 9: "0", 10: "10000"}
    taken = check_register(sheet(tmp_path, money, above=[["台账", *[""] * 10, "单位：元"]]))
    assert taken.table.loc[0, ["operating", "subsidy"]].tolist() == [5.2, 1]


def test_a_header_that_says_yuan_above_figures_of_10k_yuan_is_asked_about(tmp_path):
    head = [f"{name}(元)" if name == "2021年经营收入" else name for name in HEAD]
    assert kinds(sheet(tmp_path, head=head)) == [("H1", "money_small"), ("H1", "units_converted")]


def test_an_answer_about_one_cell_holds_for_that_cell(tmp_path):
    path = sheet(tmp_path, {}, {11: "65"}, {11: "0.4"})
    taken = check_register(path, {"L3": "percent"})
    assert taken.table["governance"].tolist() == [0.5, 0.65, 0.4]


def test_an_answer_that_is_none_is_refused_with_the_nearest(tmp_path):
    with pytest.raises(InputFaults, match="did you mean 'percent'"):
        check_register(sheet(tmp_path), {"L3": "percnt"})


def test_totals_are_left_out_and_one_that_does_not_add_up_is_an_error(tmp_path):
    right = {0: "合计", 3: "", 4: "600", 5: "200", 6: "2000", 7: "10", 8: "9", 9: "0", 10: "2", 11: ""}
    path = sheet(tmp_path, {}, {}, right)
    assert kinds(path) == [("A4", "total_row")]
    assert len(check_register(path).table) == 2
    assert kinds(sheet(tmp_path, {}, {}, {**right, 7: "11"})) == [("H4", "total_wrong")]


def test_a_total_that_does_not_say_so_is_asked_about(tmp_path):
    alone = {7: "10", 8: "9", 9: "2", 10: "2"}
    assert ("A4", "total_hidden") in kinds(sheet(tmp_path, {9: "1"}, {9: "1"}, alone))


def test_a_mistyped_column_is_an_error_with_its_nearest_and_a_remark_is_left_out(tmp_path):
    head = [*("主导产业业" if name == "主导产业" else name for name in HEAD[:-1]), HEAD[-1]]
    assert ("D1", "column_unknown") in kinds(sheet(tmp_path, head=head))
    rows = ({}, {})
    path = sheet(tmp_path, *rows)
    path.write_text(path.read_text().replace('水平"', '水平","备注"').replace('"0.5"', '"0.5","好"'))
    assert kinds(path) == [("M1", "column_left_out")]


def test_english_headers_and_codes_are_as_good(tmp_path):
    ours = load_villages().table.head(5)
    ours.drop(columns=[*NAMES.values(), *ACCOUNT]).to_csv(tmp_path / "codes.csv", index=False)
    assert check_register(tmp_path / "codes.csv").findings == ()


def test_names_stand_for_codes_where_a_table_has_none(tmp_path):
    table = office_table().drop(columns="嘎查村代码").rename(columns={"苏木乡镇代码": "乡镇"})
    taken = check_register(text_file(tmp_path / "names.csv", table, "gbk"))
    assert {each.level for each in taken.findings} == {"note"}
    assert taken.table["village_id"][0] == "东家村"


def test_statistical_codes_that_do_not_nest_are_found(tmp_path):
    first = {0: "150221001200", 1: "150221001", 2: "150221"}
    path = sheet(tmp_path, first, {**first, 0: "150221002201"}, {**first, 0: "150221001203"})
    assert kinds(path) == [("A3", "code")]


def test_a_check_digit_tells_an_identity_number_from_any_other():
    assert valid_identity(ID_LIKE)
    assert not valid_identity("110105194912310021")
    assert not valid_identity("11010519491331002X")
    assert luhn("6222021234567890128") != luhn("6222021234567890129")


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 broken", b"PAR1 broken", b"\x00\x01\x02", b"a,b\n1,2\n"]
)
def test_a_file_that_cannot_be_read_is_one_fault_and_changes_nothing(tmp_path, content):
    good = sheet(tmp_path)
    use_register(good)
    before = current_register(), hashlib.sha256(current_register().read_bytes()).digest()
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(content)
    with pytest.raises(InputFaults) as caught:
        use_register(bad)
    assert len(caught.value.faults) == 1
    assert (current_register(), hashlib.sha256(current_register().read_bytes()).digest()) == before


def test_a_register_with_an_open_finding_is_not_used_and_the_one_before_stays(tmp_path):
    first = use_register(sheet(tmp_path))
    with pytest.raises(InputFaults, match="H3"):
        use_register(sheet(tmp_path, {}, {7: "many"}))
    assert load_villages(current_register()).table.equals(first.table)


def test_a_used_register_says_whose_it_is_and_the_synthetic_one_comes_back(tmp_path):
    assert current_register() is None
    mine = use_register(sheet(tmp_path))
    assert (mine.name, mine.synthetic, len(mine.table)) == ("mine", False, 3)
    assert load_villages(current_register()).checksum == mine.checksum
    use_synthetic()
    assert current_register() is None


def test_the_setting_goes_before_the_register_chosen_last(tmp_path, monkeypatch):
    mine = use_register(sheet(tmp_path), amounts="villages")
    other = tmp_path / "other.csv"
    load_villages().table.to_csv(other, index=False)
    assert read_case().register.checksum == mine.checksum
    monkeypatch.setenv("WULI_VILLAGES", str(other))
    assert current_register() == other
    assert read_case().register.name == "other"
    assert read_case(villages="synthetic").register.checksum == load_villages().checksum


def test_a_workbook_where_a_csv_is_needed_is_told_its_way_in(clean):
    with pytest.raises(InputFaults, match="wuli villages use"):
        read_case(villages=clean)


def test_a_register_in_use_that_is_gone_is_said_and_never_stood_in_for(tmp_path):
    use_register(sheet(tmp_path), amounts="villages")
    current_register().unlink()
    with pytest.raises(InputFaults, match="is gone"):
        read_case()


def test_merged_townships_hold_for_their_villages_and_merged_figures_are_refused(tmp_path):
    from tests.inputs.office import sheet_of

    table = pd.DataFrame([["a", *ROW[1:]], ["b", *ROW[1:]], ["c", *ROW[1:]]], columns=HEAD)
    book = sheet_of(table)
    book.active.merge_cells("B2:B4")
    book.save(tmp_path / "places.xlsx")
    assert kinds(tmp_path / "places.xlsx") == [("B2", "merged_place")]
    book.active.merge_cells("E2:E3")
    book.save(tmp_path / "figures.xlsx")
    assert ("E2", "merged_cells") in kinds(tmp_path / "figures.xlsx")


# --- sheets that are not read, and spreadsheets in markup ------------------------------------------------


def two_sheets(tmp_path):
    from tests.inputs.office import sheet_of

    table = pd.DataFrame([["a", *ROW[1:]], ["b", *ROW[1:]]], columns=HEAD)
    book = sheet_of(table)
    page = book.create_sheet("二乡")
    page.append(list(HEAD))
    page.append(["c", *ROW[1:]])
    book.create_sheet("说明").append(["填表说明"])
    book.save(tmp_path / "two.xlsx")
    return tmp_path / "two.xlsx"


def test_a_second_sheet_of_villages_is_asked_about_and_never_left_out_silently(tmp_path):
    path = two_sheets(tmp_path)
    taken = check_register(path)
    assert [(each.sheet, each.cell, each.kind, each.level) for each in taken.findings] == [
        ("二乡", "1", "other_sheet", "question")
    ]
    assert taken.table is None
    assert len(check_register(path, {"sheet": "keep"}).table) == 2


def cells_of(kind, rows):
    return "".join(f"<{kind}>{''.join(cells)}</{kind}>" for cells in rows)


def test_cells_that_span_rows_in_a_page_or_an_xml_spreadsheet_hold_for_each_village(tmp_path):
    """A township merged over three villages: its cell stands in the first row alone."""
    first, *others = ([name, *ROW[1:]] for name in "abc")
    page = [[f"<th>{cell}</th>" for cell in HEAD]]
    page.append(
        [f'<td rowspan="3">{cell}</td>' if n == 1 else f"<td>{cell}</td>" for n, cell in enumerate(first)]
    )
    page += [[f"<td>{cell}</td>" for n, cell in enumerate(row) if n != 1] for row in others]
    start = f"<html><head><style>{'x' * 9000}</style></head><body><table>"
    (tmp_path / "page.xls").write_text(start + cells_of("tr", page) + "</table>", encoding="gbk")
    down = ' ss:MergeDown="2"'
    sheet = [[f"<Cell><Data>{cell}</Data></Cell>" for cell in HEAD]]
    sheet.append(
        [f"<Cell{down if n == 1 else ''}><Data>{cell}</Data></Cell>" for n, cell in enumerate(first)]
    )
    sheet += [
        [f'<Cell ss:Index="{n + 1}"><Data>{cell}</Data></Cell>' for n, cell in enumerate(row) if n != 1]
        for row in others
    ]
    book = f"<Workbook><Worksheet><Table>{cells_of('Row', sheet)}</Table></Worksheet></Workbook>"
    (tmp_path / "sheet.xls").write_text(book, encoding="utf-8")
    for name in ("page.xls", "sheet.xls"):
        taken = check_register(tmp_path / name)
        assert [(each.cell, each.kind) for each in taken.findings] == [("B2", "merged_place")], name
        assert taken.table["township_id"].tolist() == ["t"] * 3


def test_an_open_document_is_read_and_its_annotated_copy_laid_out_anew(tmp_path):
    from sim.inputs.intake.template import annotate

    rows = [HEAD, ["a", *ROW[1:4], "3x0", *ROW[5:]]]
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    spaces = " ".join(f'xmlns:{name}="{SPACE.format(name)}"' for name in ("office", "table", "text"))
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<manifest xmlns="{SPACE.format("manifest")}"/>')
        archive.writestr("content.xml", content)
    taken = check_register(tmp_path / "a.ods")
    assert [(each.cell, each.kind) for each in taken.findings] == [("E2", "number")]
    copy = openpyxl.load_workbook(annotate(tmp_path / "a.ods", taken.findings, tmp_path / "copy.xlsx"))
    assert copy["S"]["E2"].comment is not None


@pytest.mark.parametrize("text", ["是", "2018-2019", "2016/17", "有"])
def test_a_word_or_two_years_in_a_column_of_years_is_no_date(text):
    assert read_year(text).kind != "date"
    assert read_year(text).level == "error"
    assert read_year("3-5").kind == "date"
