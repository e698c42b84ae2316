"""Figures of something else than the column's name says: another group, unit, part of the year, a total."""

import zipfile

import openpyxl
import pytest

from sim.inputs.intake.headers import is_footnote
from sim.inputs.intake.panel import check_panel
from sim.inputs.intake.registers import check_register
from sim.inputs.intake.rows import total_kind
from sim.words import speaking
from tests.inputs.small import HEAD, STREAMS, VILLAGES, open_kinds, renamed, same, table


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("WULI_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("WULI_VILLAGES", raising=False)


def under(tmp_path, group, first, last, merged=True):
    """The register with a group above some of its columns, places from 0."""
    above = [""] * len(HEAD)
    above[first] = group
    merge = [f"{chr(65 + first)}1:{chr(65 + last)}1"] if merged else []
    return table(tmp_path, above=[above], merge=merge)


# --- groups ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("group", "first", "last", "kind"),
    [
        ("党员情况", 4, 5, "bracket"),
        ("常住", 4, 5, "bracket"),
        ("脱贫人口情况", 4, 5, "bracket"),
        ("农户收入", 7, 10, "bracket"),
        ("村办企业", 7, 10, "bracket"),
        ("支出情况", 7, 10, "bracket"),
        ("债务", 7, 10, "bracket"),
        ("乡镇本级", 7, 10, "bracket"),
        ("集体收入（含农户）", 7, 10, "bracket"),
        ("截至9月底", 7, 10, "figure_kind"),
        ("占总收入比重(%)", 7, 10, "figure_rate"),
    ],
)
def test_a_group_of_another_figure_is_asked_about_or_refused(tmp_path, group, first, last, kind):
    taken = check_register(under(tmp_path, group, first, last))
    assert open_kinds(taken) == [kind] * (last - first + 1)
    if kind == "bracket":
        answers = {f"{chr(65 + place)}2": "keep" for place in range(first, last + 1)}
        assert same(check_register(under(tmp_path, group, first, last), answers))


@pytest.mark.parametrize(
    ("group", "first", "last"),
    [
        ("农牧户情况", 4, 6),
        ("村股份经济合作社收入", 7, 10),
        ("收入支出情况", 7, 10),
        ("脱贫村基本情况", 0, 3),
        ("人口情况", 4, 5),
    ],
)
def test_a_group_of_the_same_figures_is_not_asked_about(tmp_path, group, first, last):
    assert same(check_register(under(tmp_path, group, first, last)))


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize(
    ("groups", "kinds"),
    [(("2020年（万元）", "2021年（万元）"), ["years_beside"]), (("计划（万元）", "实际（万元）"), [])],
)
def test_two_groups_that_say_a_unit_say_their_year_or_kind_too(tmp_path, groups, kinds, merged):
    above = [*[""] * 7, groups[0], "", "", "", groups[1], "", "", "", ""]
    head = [*HEAD[:7], *STREAMS, *STREAMS, HEAD[11]]
    rows = [[*row[:7], 99, 98, 97, 96, *row[7:]] for row in VILLAGES]
    merge = ["H1:K1", "L1:O1"] if merged else []
    path = table(tmp_path, head, rows, above=[above], merge=merge)
    taken = check_register(path, {"year": "2021"} if kinds else None)
    assert open_kinds(check_register(path)) == kinds
    assert same(taken)


@pytest.mark.parametrize(
    ("under_total", "extra"),
    [(("小计", "其中：光伏收入"), 1.1), (("年初预算", "决算数"), 99), (("合计", "其中：租赁"), 3)],
)
def test_what_a_column_is_made_of_stands_below_it_and_is_left_out(tmp_path, under_total, extra):
    head = [*HEAD[:7], "经营收入", "", *HEAD[8:]]
    below = [*[""] * 7, *under_total, *[""] * 4]
    at = under_total.index("决算数") if "决算数" in under_total else 0
    pair = [(row[7], extra) if at == 0 else (extra, row[7]) for row in VILLAGES]
    rows = [below, *([*row[:7], *two, *row[8:]] for row, two in zip(VILLAGES, pair, strict=True))]
    assert same(check_register(table(tmp_path, head, rows, merge=["H1:I1"])))


# --- parts of a year -------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["截至2021年6月底{}", "{}（截至9月底）", "{}（2021年11月30日止）"])
def test_money_until_a_month_is_no_year_of_it(tmp_path, text):
    taken = check_register(table(tmp_path, renamed({7: text.format("经营收入")})))
    assert set(open_kinds(taken)) <= {"figure_kind", "bracket"}
    assert taken.open


@pytest.mark.parametrize("text", ["2021年1-12月{}", "{}（2021年12月）", "{}（截至2021年12月31日）"])
def test_money_until_the_last_month_is(tmp_path, text):
    assert same(check_register(table(tmp_path, renamed({7: text.format("经营收入")}))))


def test_persons_are_counted_in_any_month(tmp_path):
    assert same(check_register(table(tmp_path, renamed({4: "2021年6月末人口"}))))


@pytest.mark.parametrize(
    "line", ["截至2021年9月30日集体经济收入表", "2019—2021年集体经济收入合计表", "截至2021年11月底收入"]
)
def test_a_title_of_a_part_of_the_year_or_of_several_is_asked_about(tmp_path, line):
    assert open_kinds(check_register(table(tmp_path, above=[[line]]))) == ["title_kind"]


# --- units -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("head", "above"), [("治理水平（%）", []), ("治理水平", [["单位：万元、%"]])])
def test_shares_below_a_sign_for_percent_are_asked_about(tmp_path, head, above):
    path = table(tmp_path, renamed({11: head}), above=above)
    assert open_kinds(check_register(path)) == ["share_small"]
    read = check_register(path, {"governance": "share"}).table
    assert read["governance"].tolist() == [0.5, 0.4, 0.6, 0.3]
    whole = table(tmp_path, renamed({11: head}), above=above, times={11: 100})
    assert check_register(whole).table["governance"].tolist() == pytest.approx([0.5, 0.4, 0.6, 0.3])


@pytest.mark.parametrize(
    "note", ["注：经营收入单位为千元", "备注：补助收入以元计", "其中：投资收益以千元计，其余以万元计"]
)
def test_a_unit_of_one_column_is_not_taken_for_the_table(tmp_path, note):
    taken = check_register(table(tmp_path, below=[[note]]))
    assert open_kinds(taken) == ["unit_some"]
    with speaking("zh"):
        assert "money" in taken.open[0].text()
    assert same(check_register(table(tmp_path, below=[[note]]), {"A6": "keep"}))


def test_a_unit_that_its_header_says_as_well_is_no_question(tmp_path):
    path = table(
        tmp_path, renamed({7: "经营收入（千元）"}), below=[["注：经营收入单位为千元"]], times={7: 10}
    )
    assert same(check_register(path))


def test_a_note_of_all_streams_holds_for_the_table(tmp_path):
    note = f"注：{'、'.join(STREAMS)}单位均为千元"
    assert same(check_register(table(tmp_path, below=[[note]], times=dict.fromkeys((7, 8, 9, 10), 10))))
    assert is_footnote(note)


def test_a_column_of_units_is_nobodys_name(tmp_path):
    rows = [[*row, "万元"] for row in VILLAGES]
    assert same(check_register(table(tmp_path, [*HEAD, "单位"], rows)))


@pytest.mark.parametrize(("unit", "times"), [("仟元", 10), ("角", 1e5), ("萬元", 1)])
def test_other_signs_for_units_are_known(tmp_path, unit, times):
    path = table(tmp_path, above=[[f"单位：{unit}"]], times=dict.fromkeys((7, 8, 9, 10), times))
    assert same(check_register(path))


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("山前乡 单位：千元", "block_unit"),
        ("山前乡2022年", "title_year"),
        ("山前乡（2021年计划）", "title_kind"),
        ("山前乡2021年 单位：万元", ""),
    ],
)
def test_the_title_of_a_block_is_held_against_the_table(tmp_path, title, kind):
    many = [[*row[:2], f"{row[2]}{n}", *row[3:]] for n in "甲乙丙丁" for row in VILLAGES]
    rows = [*many[:3], [title], HEAD, *many[3:]]
    path = table(tmp_path, rows=rows, above=[["河西镇"]])
    taken = check_register(path)
    assert open_kinds(taken) == [kind] * bool(kind)
    assert len(check_register(path, {"A6": "keep"}).table) == 16


def formatted(tmp_path, code, places, times=1, rows=VILLAGES, head=HEAD, only=None):
    """The register with a number format on some of its columns, as spreadsheets store it."""
    book = openpyxl.load_workbook(
        table(tmp_path, head, rows, sheet="台账", times=dict.fromkeys(places, times))
    )
    for row in only or range(2, len(rows) + 2):
        for place in places:
            book.active.cell(row, place + 1).number_format = code
    book.save(tmp_path / "f.xlsx")
    return tmp_path / "f.xlsx"


@pytest.mark.parametrize(("code", "times"), [('0.00"千元"', 10), ('#,##0.00"元"', 1e4), ('0.00"万元"', 1)])
def test_a_unit_that_the_number_format_writes_is_converted(tmp_path, code, times):
    taken = check_register(formatted(tmp_path, code, (7, 8, 9, 10), times))
    assert same(taken)
    assert ("units_converted" in [each.kind for each in taken.findings]) == (times != 1)


def test_formats_that_excel_writes_without_a_type_are_seen(tmp_path):
    path, bare = formatted(tmp_path, '0.00"千元"', (7, 8, 9, 10), 10), tmp_path / "bare.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(bare, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b' t="n">', b">"))
    assert same(check_register(bare))


@pytest.mark.parametrize(
    ("code", "only", "head"),
    [
        ('0.00"千元"', [3], HEAD),  # of one village only
        ('0!.0,"万元"', None, HEAD),  # 123,456 is shown as 12.3
    ],
)
def test_a_format_that_may_mean_another_unit_is_asked_about(tmp_path, code, only, head):
    path = formatted(tmp_path, code, (7,), head=head, only=only)
    assert open_kinds(check_register(path)) == ["format_unit"]
    assert same(check_register(path, {"H1": "keep"}))
    assert same(check_register(path, {"operating": "10k_yuan"}))


@pytest.mark.parametrize("code", ['"¥"#,##0.00', '0.0"*"', '"约"0.0', "0.00", '0.0"万元";[Red]-0.0"元"'])
def test_a_format_that_says_no_other_unit_is_not_asked_about(tmp_path, code):
    assert same(check_register(formatted(tmp_path, code, (7, 8, 9, 10))))


def test_a_format_that_contradicts_the_header_is_asked_about(tmp_path):
    head = renamed({7: "经营收入（万元）"})
    assert open_kinds(check_register(formatted(tmp_path, '0.00"元"', (7,), head=head))) == ["unit_conflict"]


@pytest.mark.parametrize(
    ("remark", "kind"), [("收入单位为元", "unit_remarks"), ("2020年数据", "kind_rows"), ("单位：万元", "")]
)
def test_a_remark_about_one_row_is_not_taken_for_the_table(tmp_path, remark, kind):
    rows = [[*row, remark if place == 1 else ""] for place, row in enumerate(VILLAGES)]
    path = table(tmp_path, [*HEAD, "备注"], rows)
    assert open_kinds(check_register(path)) == [kind] * bool(kind)
    assert same(check_register(path, {"M1": "keep"}))


def test_a_column_that_says_until_when_is_followed(tmp_path):
    rows = [[*row, "2021年9月底"] for row in VILLAGES]
    assert open_kinds(check_register(table(tmp_path, [*HEAD, "统计时点"], rows))) == ["kind_rows"]
    rows = [[*row, "2021年12月31日"] for row in VILLAGES]
    assert same(check_register(table(tmp_path, [*HEAD, "统计时点"], rows)))


# --- numbers, codes and totals ---------------------------------------------------------------------------


@pytest.mark.parametrize("cell", ["12\n15", "12 15", "1 2.5", "12 .5", "３ １", "1_000", "1 2 5", "12 345 6"])
def test_two_numbers_in_one_cell_are_none(tmp_path, cell):
    rows = [[*VILLAGES[0][:7], cell, *VILLAGES[0][8:]], *VILLAGES[1:]]
    assert open_kinds(check_register(table(tmp_path, rows=rows))) == ["number"]


@pytest.mark.parametrize("cell", ["1 820", "1\u00a0820", "1 820人"])
def test_blanks_between_thousands_are_mended_and_said(tmp_path, cell):
    rows = [[*VILLAGES[0][:4], cell, *VILLAGES[0][5:]], *VILLAGES[1:]]
    taken = check_register(table(tmp_path, rows=rows))
    assert taken.table["population"].tolist()[0] == 1820
    assert {"thousands", "unit"} & {each.kind for each in taken.findings}


def test_blanks_in_a_code_are_no_other_code(tmp_path):
    head = [*HEAD, "嘎查村代码"]
    codes = ["150981100200", "150981 100 201", "1509 8110 1200", "150981101201"]
    rows = [[*row, code] for row, code in zip(VILLAGES, codes, strict=True)]
    taken = check_register(table(tmp_path, head, rows))
    assert taken.table["village_id"].tolist() == [code.replace(" ", "") for code in codes]
    rows[1][-1] = "1509 8110 0200"
    assert "repeated" in open_kinds(check_register(table(tmp_path, head, rows)))


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("全旗合计（6个村）", "total"),
        ("其中：嘎查", "subtotal"),
        ("占比（%）", "subtotal"),
        ("上年同期", "subtotal"),
        ("（小计）", "subtotal"),
        ("柳树村（合并村）", ""),
    ],
)
def test_rows_of_totals_shares_and_last_year_are_no_villages(cell, kind):
    assert total_kind(cell) == kind


@pytest.mark.parametrize("place", ["first", "last"])
def test_a_township_that_stands_among_its_villages_is_asked_about(tmp_path, place):
    three = [*VILLAGES[:2], ["东旗", "河西镇", "东坡村", *VILLAGES[0][3:]], *VILLAGES[2:]]
    sums = [sum(row[n] for row in three[:3]) for n in range(4, 11)]
    whole = ["东旗", "河西镇", "河西镇", "肉羊种养", *sums, 0.5]
    rows = [whole, *three] if place == "first" else [*three, whole]
    path = table(tmp_path, rows=rows)
    taken = check_register(path)
    assert open_kinds(taken) == ["total_hidden"]
    cell = taken.open[0].cell
    assert len(check_register(path, {cell: "keep"}).table) == 6


def test_two_alike_villages_beside_one_without_income_are_no_total(tmp_path):
    rows = [
        ["东旗", "河西镇", "柳树村", "肉羊种养", 820, 260, 3100, 12.5, 8.4, 1.2, 6.0, 0.5],
        ["东旗", "河西镇", "沙井村", "肉牛养殖", 640, 210, 2200, 12.5, 8.4, 1.2, 6.0, 0.4],
        ["东旗", "河西镇", "东坡村", "肉牛养殖", 640, 210, 2200, 0, 0, 0, 0, 0.4],
        *VILLAGES[2:],
    ]
    assert open_kinds(check_register(table(tmp_path, rows=rows))) == []


@pytest.mark.parametrize("title", ["人均集体经营收入", "每户平均经营收入", "承诺经营收入", "经营收入同比±%"])
def test_a_rate_or_promise_is_never_offered_as_the_amount(tmp_path, title):
    kinds = open_kinds(check_register(table(tmp_path, renamed({7: title}))))
    assert "column_unknown" not in kinds
    assert kinds


# --- panels ----------------------------------------------------------------------------------------------


def panel_of(tmp_path, rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "panel.xlsx")
    return tmp_path / "panel.xlsx"


def test_last_years_column_of_a_panel_is_left_out(tmp_path):
    head = ["嘎查村名称", "年份", "集体经济收入", "集体经济收入（上年）"]
    path = panel_of(tmp_path, [head, ["柳树村", 2020, 5, 4], ["柳树村", 2021, 6, 5]])
    assert check_panel(path).table["income"].tolist() == [5, 6]


def test_a_unit_of_one_year_of_a_panel_is_asked_about(tmp_path):
    head = ["嘎查村名称", "年份", "集体经济收入"]
    rows = [head, ["柳树村", 2020, 50], ["柳树村", 2021, 6], ["注：2020年单位为千元"]]
    assert open_kinds(check_panel(panel_of(tmp_path, rows))) == ["unit_some"]


def test_years_in_different_units_of_a_wide_panel_are_asked_about(tmp_path):
    head = ["嘎查村名称", "2020年（元）", "2021年（万元）"]
    rows = [head, ["柳树村", 50000, 6], ["沙井村", 70000, 8]]
    assert open_kinds(check_panel(panel_of(tmp_path, rows))) == ["unit_conflict"]


# --- magnitudes ------------------------------------------------------------------------------------------


def test_a_cell_of_10k_yuan_in_a_column_of_yuan_is_asked_about(tmp_path):
    head = renamed({7: "经营收入（元）"})
    rows = [[*row[:7], row[7] * 1e4, *row[8:]] for row in VILLAGES]
    rows[2][7] = 20.0
    path = table(tmp_path, head, rows)
    assert open_kinds(check_register(path)) == ["money_cell_small"]
    assert same(check_register(path, {"H4": "10k_yuan"}))
    kept = check_register(path, {"H4": "keep"}).table
    assert kept["operating"].tolist()[2] == pytest.approx(0.002)
    rows[2][7] = 2000  # which a village may earn
    assert open_kinds(check_register(table(tmp_path, head, rows))) == []


def test_villages_that_would_earn_next_to_nothing_are_asked_about(tmp_path):
    path = table(tmp_path, times=dict.fromkeys((7, 8, 9, 10), 1e-4))
    assert open_kinds(check_register(path)) == ["money_unstated"]
    assert same(check_register(path, {"money": "亿元"}))
