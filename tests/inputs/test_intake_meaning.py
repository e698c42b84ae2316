"""What headers, titles, groups, unit lines and footnotes say is understood, asked about or refused."""

import datetime

import pytest

from sim.inputs.intake.panel import check_panel
from sim.inputs.intake.registers import check_register
from sim.inputs.intake.vocabulary import read_unit
from tests.inputs.small import (
    ENGLISH,
    HEAD,
    MONEY,
    STREAMS,
    VILLAGES,
    of_money,
    open_kinds,
    renamed,
    same,
    table,
)


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("WULI_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("WULI_VILLAGES", raising=False)


# --- units -----------------------------------------------------------------------------------------------

PER_UNIT = {"元": 1e4, "百元": 100, "千元": 10, "万元": 1, "十万元": 0.1, "百万元": 0.01,
            "亿元": 1e-4, "人民币千元": 10, "thousand yuan": 10, "CNY 1,000": 10, "RMB million": 0.01,
            "yuan": 1e4}  # fmt: skip


@pytest.mark.parametrize("unit", PER_UNIT)
@pytest.mark.parametrize("place", ["（{}）", "(单位：{})", ",{}", "：{}", "[ {} ]", "/{}", " {}", "\n({})"])
def test_a_unit_in_the_header_is_converted_and_said(tmp_path, unit, place):
    path = table(
        tmp_path, of_money("{}" + place.replace("{}", unit)), times=dict.fromkeys(MONEY, PER_UNIT[unit])
    )
    taken = check_register(path)
    assert open_kinds(taken) == []
    assert same(taken)
    assert ("units_converted" in [each.kind for each in taken.findings]) == (PER_UNIT[unit] != 1)


WIDE = [""] * 11
LINES = [
    [["单位：千元"]],
    [["东旗村集体经济收入表"], ["", "", "", "", "", "", "", "", "", "", "金额单位：千元"]],
    [["表一（千元）"]],
    [["填报单位：东旗农牧局", *WIDE[:8], "计量单位： 千元"]],
    [[*WIDE, "单位:千元"]],
    [["", "", "单位：千元、人、户、亩"]],
    [["Unit: thousand yuan"]],
    [["Accounts of villages (amounts in CNY 1,000)"]],
    [["货币单位 = 千元"], ["制表日期：2023年3月1日"]],
    [["东旗〔2023〕7号文附表"], ["（单位：千元）"]],
]
NOTES = [
    ["注：本表金额单位为千元"],
    ["说明：表中金额以千元为单位。"],
    ["备注：收入按千元填报"],
    ["Note: amounts in thousand yuan"],
]


@pytest.mark.parametrize("above", LINES)
def test_a_unit_line_covers_all_money_of_its_sheet_and_nothing_else(tmp_path, above):
    taken = check_register(table(tmp_path, above=above, times=dict.fromkeys(MONEY, 10)))
    assert open_kinds(taken) == []
    assert same(taken)
    assert taken.table["subsidy"].tolist() == pytest.approx([6, 4, 8.5, 3.2])
    assert taken.table["population"].tolist() == [820, 640, 910, 560]


@pytest.mark.parametrize("note", NOTES)
def test_a_footnote_about_the_unit_is_followed(tmp_path, note):
    taken = check_register(table(tmp_path, below=[note], times=dict.fromkeys(MONEY, 10)))
    assert same(taken)


def test_a_merged_title_and_a_row_of_units_below_the_header_are_followed(tmp_path):
    above = [["2021年东旗嘎查村集体经济收入统计表（单位：千元）"]]
    taken = check_register(table(tmp_path, above=above, merge=["A1:L1"], times=dict.fromkeys(MONEY, 10)))
    assert same(taken)
    units = ["", "", "", "", "人", "户", "亩", "千元", "千元", "千元", "千元", ""]
    assert same(check_register(table(tmp_path, rows=[units, *VILLAGES], times=dict.fromkeys(MONEY, 10))))


@pytest.mark.parametrize(
    ("place", "header", "times"),
    [
        (6, "耕地面积（公顷）", 1 / 15),
        (6, "耕地面积(万亩)", 1e-4),
        (6, "耕地面积（平方公里）", 1 / 1500),
        (6, "cultivated land (ha)", 1 / 15),
        (4, "人口（百人）", 0.01),
        (4, "人口（千人）", 1e-3),
        (4, "population (hundreds)", 0.01),
        (4, "population, thousand persons", 1e-3),
        (4, "人口（万人）", 1e-4),
        (5, "户数（百户）", 0.01),
        (5, "households (hundreds)", 0.01),
        (11, "治理水平（百分制）", 100),
        (11, "治理水平(%)", 100),
    ],
)
def test_units_of_land_persons_and_shares_are_converted(tmp_path, place, header, times):
    taken = check_register(table(tmp_path, renamed({place: header}), times={place: times}))
    assert open_kinds(taken) == []
    names = {4: "population", 5: "households", 6: "cultivated_mu", 11: "governance"}
    column = taken.table[names[place]]
    assert column.tolist() == pytest.approx([row[place] for row in VILLAGES])


@pytest.mark.parametrize("text", ["税后", "万美元", "石", "不含补助", "常住", "net"])
def test_an_unknown_bracket_is_a_question_and_an_answer_settles_it(tmp_path, text):
    place = 4 if text == "常住" else 7
    path = table(tmp_path, renamed({place: f"{HEAD[place]}（{text}）"}))
    assert open_kinds(check_register(path)) == ["bracket"]
    cell = f"{'ABCDEFGH'[place]}1"
    assert not check_register(path, {cell: "keep"}).open
    if place == 7:
        taken = check_register(path, {"operating": "1k_yuan"})
        assert taken.table["operating"][0] == pytest.approx(1.25)


@pytest.mark.parametrize("text", ["必填", "1", "3=4+5", "2021年", "万元，必填", "单位：万元", "万元/年"])
def test_a_harmless_bracket_is_none(tmp_path, text):
    assert open_kinds(check_register(table(tmp_path, of_money("{}（" + text + "）")))) == []


@pytest.mark.parametrize(
    ("head", "above", "below"),
    [
        (HEAD, [["单位：千元"]], [["注：金额单位为元"]]),
        (of_money("{}（万元）"), [["单位：千元"]], []),
        (of_money("{}（元）"), [], [["注：本表金额单位为千元"]]),
    ],
)
def test_units_that_contradict_each_other_are_one_question(tmp_path, head, above, below):
    path = table(tmp_path, head, above=above, below=below)
    taken = check_register(path)
    assert open_kinds(taken)[:1] == ["unit_conflict"]
    assert open_kinds(taken).count("unit_conflict") == 1
    assert same(check_register(path, {"money": "10k_yuan"}))


def test_an_unknown_unit_of_money_for_the_sheet_is_asked(tmp_path):
    path = table(tmp_path, above=[["单位：万美元"]])
    assert open_kinds(check_register(path)) == ["unit_unknown"]
    assert same(check_register(path, {"money": "万元"}))


def test_money_ten_times_too_large_is_asked_where_no_unit_is_stated_and_only_there(tmp_path):
    times = dict.fromkeys(MONEY, 10)
    path = table(tmp_path, times=times)
    assert open_kinds(check_register(path)) == ["money_unstated"]
    assert same(check_register(path, {"money": "1k_yuan"}))
    assert open_kinds(check_register(table(tmp_path, of_money("{}（万元）"), times=times))) == []


def test_an_answer_to_keep_a_cell_leaves_its_unit_alone(tmp_path):
    path = table(tmp_path, of_money("{}（元）"), times=dict.fromkeys(MONEY, 1e4))
    assert same(check_register(path, {"H2": "keep"}))


@pytest.mark.parametrize(
    ("text", "kind", "factor"),
    [("元/人", "money", None), ("10k mu", "area", 1e4), ("hundreds of persons", "person", 100),
     ("'000 yuan", "money", 0.1), ("yuan (thousands)", "money", 0.1), ("k yuan", "money", 0.1),
     ("10,000 yuan", "money", 1), ("千户", "household", 1e3)],
)  # fmt: skip
def test_units_are_composed(text, kind, factor):
    unit = read_unit(text)
    assert unit.kind == kind
    assert unit.rate if factor is None else unit.factor == pytest.approx(factor)


@pytest.mark.parametrize("text", ["万美元", "石", "老人", "12位", "东旗", "10k dollars", "a"])
def test_what_is_no_unit_is_none(text):
    assert read_unit(text) is None


# --- years and kinds of figure ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "2023年{}",
        "{}（2023年）",
        "2022年度{}",
        "{}2020",
        "FY2023 {}",
        "2022年底{}",
        "{}（2022-12-31）",
        "2019—2020年{}",
    ],
)
def test_a_header_of_another_year_is_asked_about_once_and_taken_only_on_an_answer(tmp_path, text):
    path = table(tmp_path, of_money(text))
    taken = check_register(path)
    assert open_kinds(taken) == ["year_other"]
    answer = taken.open[0].values["answer"]
    if not text.startswith("2019"):
        assert same(check_register(path, {"year": answer}))
    assert same(check_register(path, {"year": "keep"}))


@pytest.mark.parametrize(
    "text", ["2021年{}", "2021年度{}（万元）", "{}（2021年）", "截至2021年末{}", "FY21 {}"]
)
def test_a_header_of_the_base_year_is_not_asked_about(tmp_path, text):
    assert same(check_register(table(tmp_path, of_money(text))))


@pytest.mark.parametrize(
    "line",
    [
        "2023年东旗嘎查村收入统计表",
        "2022年度村集体经济收入",
        "Village income, FY2023",
        "二〇二三年（2023）收入表",
    ],
)
def test_a_title_of_another_year_is_asked_about(tmp_path, line):
    path = table(tmp_path, above=[[line]])
    assert open_kinds(check_register(path)) == ["title_year"]
    assert same(check_register(path, {"year": "keep"}))
    assert open_kinds(check_register(table(tmp_path, of_money("2021年{}"), above=[[line]]))) == []


@pytest.mark.parametrize(
    "line",
    [
        "2021年东旗收入表",
        "填报日期：2022年1月5日",
        "东党发〔2022〕3号附件",
        "制表时间：2023.3.1",
        "2019-2023年台账",
        "附件2",
    ],
)
def test_a_title_that_says_no_other_year_is_not_asked_about(tmp_path, line):
    assert open_kinds(check_register(table(tmp_path, above=[[line]]))) == []


def test_a_sheet_named_after_another_year_is_asked_about(tmp_path):
    assert open_kinds(check_register(table(tmp_path, sheet="2023年"))) == ["title_year"]
    assert open_kinds(check_register(table(tmp_path, sheet="2021年"))) == []


def grouped(tmp_path, group, head=HEAD, rows=VILLAGES):
    """The streams under one merged title."""
    above = [[*head[:7], group, "", "", "", head[11]]]
    head = [*[""] * 7, *head[7:11], ""]
    merge = [f"{letter}1:{letter}2" for letter in "ABCDEFGL"] + ["H1:K1"]
    return table(tmp_path, head, rows, above=above, merge=merge)


@pytest.mark.parametrize(
    "group", ["2023年收入", "2022年", "上年收入", "2024年计划", "人均收入（元）", "本年收入"]
)
def test_a_group_that_says_another_year_or_figure_is_asked_about_or_refused(tmp_path, group):
    taken = check_register(grouped(tmp_path, group))
    assert set(open_kinds(taken)) <= {"year_other", "figure_kind", "figure_rate"}
    assert taken.open


@pytest.mark.parametrize("group", ["收入情况", "2021年收入（万元）", "其中", "集体经济收入"])
def test_a_group_that_says_nothing_else_is_taken(tmp_path, group):
    assert same(check_register(grouped(tmp_path, group)))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("计划{}", "figure_kind"),
        ("{}（预计）", "figure_kind"),
        ("上半年{}", "figure_kind"),
        ("{}（1-6月）", "figure_kind"),
        ("累计{}", "figure_kind"),
        ("{}目标", "figure_kind"),
        ("人均{}", "figure_rate"),
        ("{}（元/人）", "figure_rate"),
        ("{}增长率", "figure_rate"),
        ("{}同比", "figure_rate"),
        ("{}占比（%）", "figure_rate"),
        ("去年同期{}", "figure_kind"),
        ("一季度{}", "figure_kind"),
    ],
)
def test_plans_rates_and_parts_of_years_are_never_the_amount(tmp_path, text, kind):
    taken = check_register(table(tmp_path, renamed({7: text.format("经营收入")})))
    assert open_kinds(taken) == [kind]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("planned {}", "figure_kind"), ("{} per capita", "figure_rate"), ("growth of {}", "figure_rate"),
     ("{} (target)", "figure_kind"), ("{} 2023", "year_other"), ("FY2022 {}", "year_other"),
     ("last year's {}", None), ("cumulative {}", "figure_kind"), ("{} (first half)", "figure_kind"),
     ("{} (yuan per person)", "figure_rate")],
)  # fmt: skip
def test_english_qualifiers_are_understood_as_well(tmp_path, text, kind):
    taken = check_register(table(tmp_path, renamed({7: text.format("operating income")}, ENGLISH)))
    assert taken.open
    if kind:
        assert open_kinds(taken) == [kind]


@pytest.mark.parametrize(
    "extra",
    [
        "经营收入增长率（%）",
        "人均经营收入（元）",
        "经营收入占比",
        "2021年计划经营收入",
        "经营收入排名",
        "农户分配",
        "上半年经营收入",
    ],
)
def test_a_further_column_of_another_kind_is_left_out_and_said(tmp_path, extra):
    taken = check_register(table(tmp_path, [*HEAD, extra], [[*row, 3.0] for row in VILLAGES]))
    assert same(taken)
    assert [each.kind for each in taken.findings if each.cell == "M1"] in (
        ["column_other"],
        ["column_left_out"],
        ["account_left_out"],
    )


@pytest.mark.parametrize(
    ("first", "second", "answers"),
    [("2021年{}", "2022年{}", {"2021": 1, "2022": 2}), ("本年{}", "上年{}", {"this": 1, "last": 2}),
     ("{}", "2022年{}", {"2022": 2}), ("{}（2020年）", "{}（2021年）", {"2020": 1, "2021": 2})],
)  # fmt: skip
def test_of_two_years_side_by_side_one_is_asked_for(tmp_path, first, second, answers):
    head = [*of_money(first), *(second.format(name) for name in STREAMS)]
    rows = [[*row, *(2 * cell for cell in row[7:11])] for row in VILLAGES]
    path = table(tmp_path, head, rows)
    assert open_kinds(check_register(path)) == ["years_beside"]
    for answer, times in answers.items():
        taken = check_register(path, {"year": answer})
        assert taken.table["operating"].tolist() == pytest.approx([times * row[7] for row in VILLAGES])


def test_this_and_last_year_are_known_by_the_year_of_the_title(tmp_path):
    path = table(tmp_path, of_money("本年{}"), above=[["2021年收入统计表"]])
    assert same(check_register(path))
    assert open_kinds(check_register(table(tmp_path, of_money("上年{}"), above=[["2021年收入统计表"]]))) == [
        "year_other"
    ]
    assert same(check_register(table(tmp_path, of_money("上年{}"), above=[["2022年收入统计表"]])))


def test_a_column_twice_names_both_and_one_can_be_chosen(tmp_path):
    path = table(tmp_path, [*HEAD, "经营收入"], [[*row, 99.0] for row in VILLAGES])
    taken = check_register(path)
    assert open_kinds(taken) == ["column_twice"]
    assert "H1, M1" in taken.open[0].text()
    assert check_register(path, {"M1": "keep"}).table["operating"].tolist() == [99.0] * 4
    assert same(check_register(path, {"H1": "keep"}))


def test_a_trait_of_another_year_is_asked_about(tmp_path):
    path = table(tmp_path, renamed({4: "2020年人口"}))
    assert open_kinds(check_register(path)) == ["year_stock"]
    assert same(check_register(path, {"E1": "keep"}))


@pytest.mark.parametrize(
    "line", ["2021年上半年收入表", "2021年1-6月收入统计", "2021年收入预算表", "2021年一季度收入"]
)
def test_a_title_of_a_plan_or_part_of_a_year_is_asked_about(tmp_path, line):
    path = table(tmp_path, above=[[line]])
    assert open_kinds(check_register(path)) == ["title_kind"]
    assert same(check_register(path, {"A1": "keep"}))


# --- what a row below the names says of them -------------------------------------------------------------


@pytest.mark.parametrize("unit", ["元/人", "万元/户", "元/亩", "yuan per person"])
def test_a_unit_row_of_rates_is_refused_as_in_the_header(tmp_path, unit):
    row = ["", "", "", "", "人", "户", "亩", *[unit] * 4, ""]
    taken = check_register(table(tmp_path, rows=[row, *VILLAGES]))
    assert open_kinds(taken) == ["figure_rate"] * 4


KINDS_BELOW = {
    ("计划", "实际"): [], ("预算数", "决算数"): [], ("总额", "人均"): [], ("合计", "占比"): [],
    ("2020年", "2021年"): ["years_beside"], (2020, 2021): ["years_beside"],
    ("上年", "本年"): ["years_beside"],
}  # fmt: skip


@pytest.mark.parametrize("kinds", KINDS_BELOW)
@pytest.mark.parametrize("merged", [True, False])
def test_names_above_and_kinds_below_are_read_like_the_reverse(tmp_path, kinds, merged):
    names = HEAD[:7] + [part for stream in STREAMS for part in (stream, "")] + HEAD[11:]
    below = [""] * 7 + [*kinds] * 4 + [""]
    first = kinds[0] in ("总额", "合计")

    def beside(cell):
        return (cell, cell / 2) if first else (cell / 2, cell)

    rows = [[*row[:7], *(n for cell in row[7:11] for n in beside(cell)), row[11]] for row in VILLAGES]
    merge = ["H1:I1", "J1:K1", "L1:M1", "N1:O1"] if merged else []
    path = table(tmp_path, head=names, rows=[below, *rows], merge=merge)
    assert open_kinds(check_register(path)) == KINDS_BELOW[kinds]
    if KINDS_BELOW[kinds]:
        assert same(check_register(path, {"year": "2021" if "20" in str(kinds[0]) else "this"}))
    else:
        assert same(check_register(path))


# --- the same as above -----------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["同上", "〃", "″", '"', "同上行", '-"-', "ditto", "＂"])
def test_a_mark_for_the_same_as_above_is_filled_in_and_said(tmp_path, mark):
    rows = [[*row] for row in VILLAGES]
    for row in (1, 2, 3):
        rows[row][0] = mark
    rows[1][1] = rows[3][1] = mark
    taken = check_register(table(tmp_path, rows=rows))
    assert same(taken)
    assert taken.table["township_id"].tolist() == ["河西镇", "河西镇", "山前乡", "山前乡"]
    assert set(taken.table["banner_id"]) == {"东旗"}
    assert [each.values["count"] for each in taken.findings if each.kind == "ditto"] == [3, 2]


def test_a_village_is_never_the_same_as_the_one_above(tmp_path):
    rows = [[*row] for row in VILLAGES]
    rows[1][2] = "同上"
    taken = check_register(table(tmp_path, rows=rows))
    assert [each for each in taken.findings if each.kind == "ditto"] == []


# --- columns beside the table that say something of whole rows -------------------------------------------


def beside(tmp_path, title, values, rows=VILLAGES):
    """The villages with a further column in front."""
    filled = [[value, *row] for value, row in zip(values, rows, strict=True)]
    return table(tmp_path, head=[title, *HEAD], rows=filled)


@pytest.mark.parametrize("title", ["年份", "统计年度", "数据年份", "Year"])
def test_a_column_of_another_year_is_asked_about(tmp_path, title):
    path = beside(tmp_path, title, ["2023年"] * 4)
    assert open_kinds(check_register(path)) == ["year_rows"]
    assert same(check_register(path, {"year": "2023"}))
    assert same(check_register(beside(tmp_path, title, [2021] * 4)))


def test_of_several_years_the_rows_of_the_answered_one_are_read(tmp_path):
    twice = [row for row in VILLAGES for _ in range(2)]
    rows = [[*row[:7], *(cell * (1 + n % 2) for cell in row[7:11]), row[11]] for n, row in enumerate(twice)]
    path = beside(tmp_path, "年度", [2022, 2023] * 4, rows)
    assert open_kinds(check_register(path)) == ["year_rows_beside"]
    assert same(check_register(path, {"year": "2022"}))
    assert check_register(path, {"year": "2023"}).table["operating"].iloc[0] == pytest.approx(25)


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("类别", "计划数"),
        ("数据口径", "预计"),
        ("季度", "三季度"),
        ("季度", 3),
        ("期间", "2021年1-6月"),
        ("备注", "预算数"),
    ],
)
def test_a_column_that_says_no_actual_year_is_asked_about(tmp_path, title, value):
    path = beside(tmp_path, title, [value] * 4)
    assert open_kinds(check_register(path)) == ["kind_rows"]
    assert same(check_register(path, {"A1": "keep"}))


def test_planned_rows_beside_actual_ones_are_left_out_and_said(tmp_path):
    twice = [row for row in VILLAGES for _ in range(2)]
    taken = check_register(beside(tmp_path, "口径", ["实际", "目标"] * 4, twice))
    assert same(taken)
    assert [each.values["count"] for each in taken.findings if each.kind == "kind_rows_left_out"] == [4]
    mixed = check_register(beside(tmp_path, "口径", ["实际", "目标", "实际", "实际"]))
    assert open_kinds(mixed) == ["kind_rows"]  # that village has no other row


def test_a_column_of_units_is_followed(tmp_path):
    rows = [[*row[:7], *(cell * 10 for cell in row[7:11]), row[11]] for row in VILLAGES]
    assert same(check_register(beside(tmp_path, "计量单位", ["千元"] * 4, rows)))
    assert (
        open_kinds(check_register(beside(tmp_path, "单位", ["千元", "元", "千元", "千元"], rows)))[0]
        == "unit_rows"
    )


@pytest.mark.parametrize(
    ("title", "value"),
    [("备注", "2022年3月并入石门村"), ("状态", "已合并"), ("说明", "撤销"), ("是否撤并", "是")],
)
def test_a_remark_that_a_village_is_no_more_is_asked_about(tmp_path, title, value):
    path = beside(tmp_path, title, ["", value, "", ""])
    assert open_kinds(check_register(path)) == ["abolished"]
    assert len(check_register(path, {"abolished": "leave_out"}).table) == 3
    assert same(check_register(path, {"abolished": "keep"}))


@pytest.mark.parametrize(
    ("title", "values"),
    [("备注", ["由甲、乙两村合并而成", "", "示范村", "省级"]), ("建成年份", [2015, 2018, 2019, 2020]),
     ("状态", ["正常"] * 4),
     ("类别", ["一类", "二类", "一类", "三类"]), ("单位", ["河西镇政府"] * 4), ("期间", ["2021年"] * 4),
     ("序号", [1, 2, 3, 4])],
)  # fmt: skip
def test_other_columns_beside_the_table_are_left_out_as_before(tmp_path, title, values):
    assert same(check_register(beside(tmp_path, title, values)))


def test_a_unit_line_beside_the_header_or_above_a_table_on_its_side_is_followed(tmp_path):
    rows = [[*row[:7], *(cell * 10 for cell in row[7:11]), row[11]] for row in VILLAGES]
    wide = [[*row, "", ""] for row in rows]
    assert same(check_register(table(tmp_path, head=[*HEAD, "", "单位：千元"], rows=wide)))
    turned = [[name, *(row[place] for row in rows)] for place, name in enumerate(HEAD)]
    assert same(check_register(table(tmp_path, head=["2021年收入，单位：千元"], rows=turned)))


# --- years, neighbours of a name, answers that do not fit ------------------------------------------------


@pytest.mark.parametrize("year", ["二〇二三年", "二零二三年度", "23年", "'23 ", "FY2022/23 "])
def test_other_spellings_of_a_year_are_read(tmp_path, year):
    assert open_kinds(check_register(table(tmp_path, of_money(year + "{}")))) == ["year_other"]
    assert same(check_register(table(tmp_path, of_money(year + "{}")), {"year": "2023"}))


def test_years_that_are_spelt_out_count_in_titles_and_names_of_sheets(tmp_path):
    assert open_kinds(check_register(table(tmp_path, above=[["东旗二〇二三年收入情况表"]]))) == ["title_year"]
    assert open_kinds(check_register(table(tmp_path, sheet="二零二二年"))) == ["title_year"]
    assert same(check_register(table(tmp_path, of_money("二〇二一年{}"))))
    assert same(check_register(table(tmp_path, above=[["近20年发展壮大的村"]])))


def test_a_financial_year_after_the_name_is_read(tmp_path):
    head = [f"{name} FY2021/22" if place in MONEY else name for place, name in enumerate(ENGLISH)]
    assert open_kinds(check_register(table(tmp_path, head))) == ["year_other"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [("农户经营收入", "column_missing"), ("月均经营收入", "figure_kind"),
     ("近五年经营收入合计", "figure_kind"),
     ("经营收入下降额", "figure_rate"), ("企业经营收入", "column_missing")],
)  # fmt: skip
def test_another_figure_is_never_offered_as_the_name_that_is_like_it(tmp_path, title, kind):
    taken = check_register(table(tmp_path, renamed({7: title})))
    assert open_kinds(taken) == [kind]


@pytest.mark.parametrize("answers", [{"governance": "percent"}, {}])
def test_marks_from_1_to_5_are_no_percent(tmp_path, answers):
    rows = [[*row[:11], mark] for row, mark in zip(VILLAGES, [5, 3, 4, 2], strict=True)]
    assert open_kinds(check_register(table(tmp_path, rows=rows), answers)) == ["share_scale"]


def test_an_answer_for_a_whole_column_of_two_units_is_asked_about(tmp_path):
    rows = [[*row[:7], row[7] * (1, 1e4)[n % 2], *row[8:]] for n, row in enumerate(VILLAGES)]
    path = table(tmp_path, rows=rows)
    assert open_kinds(check_register(path, {"operating": "yuan"})) == ["answer_mixed"]
    assert same(check_register(path, {"H3": "yuan", "H5": "yuan"}))
    rows = [[*row[:7], row[7] * 1e4, *row[8:]] for row in VILLAGES]
    assert same(check_register(table(tmp_path, rows=rows), {"operating": "yuan"}))


# --- rows that are no villages ---------------------------------------------------------------------------


def test_a_row_of_column_numbers_may_say_sums(tmp_path):
    row = ["甲", "乙", "丙", "丁", 1, 2, 3, 4, 5, 6, 7, "8=4+5"]
    assert same(check_register(table(tmp_path, rows=[row, *VILLAGES])))


def test_numbered_notes_below_the_table_are_read_and_left_out(tmp_path):
    times = dict.fromkeys(MONEY, 10)
    notes = [["说明："], ["1.由村填写"], ["2.金额以千元为计量单位。"]]
    assert same(check_register(table(tmp_path, below=notes, times=times)))
    assert same(check_register(table(tmp_path, below=[[*[""] * 10, "金额单位千元"]], times=times)))


@pytest.mark.parametrize("column", [True, False])
def test_townships_in_rows_of_their_own_hold_for_the_villages_below(tmp_path, column):
    rows = [["河西镇（2个村）"], *VILLAGES[:2], ["山前乡"], *VILLAGES[2:]]
    head = HEAD if column else [HEAD[0], *HEAD[2:]]
    rows = [row if len(row) == 1 else [row[0], *([""] if column else []), *row[2:]] for row in rows]
    taken = check_register(table(tmp_path, head, [[*row, *[""] * (len(head) - len(row))] for row in rows]))
    assert same(taken)
    assert taken.table["township_id"].tolist() == ["河西镇", "河西镇", "山前乡", "山前乡"]


def test_years_to_come_in_a_panel_are_asked_about_unless_they_are_said_to_be_simulated(tmp_path):
    this = datetime.date.today().year
    path = tmp_path / "panel.csv"
    lines = [f"W{n},{year},{10 + n}" for n in range(3) for year in (this - 1, this, this + 1)]
    path.write_text("\n".join(["village_id,year,income", *lines]), encoding="utf-8")
    (asked,) = check_panel(path).open
    assert (asked.kind, asked.values["count"]) == ("year_future", 3)
    assert "--answer year=keep" in asked.text()
    taken = check_panel(path, {"year": "keep"})
    assert taken.open == []
    assert len(taken.table) == 9


MARKED = [[*row[:-1], mark] for row, mark in zip(VILLAGES, (1, 5, 4), strict=False)]


@pytest.mark.parametrize(
    ("answer", "wanted"), [("1-5", [0, 1, 0.75]), ("5-1", [1, 0, 0.25]), ("0-10", [0.1, 0.5, 0.4])]
)
def test_marks_of_a_scale_are_asked_about_and_converted_as_answered(tmp_path, answer, wanted):
    assert HEAD[-1].startswith("治理")
    path = table(tmp_path, HEAD, MARKED)
    (asked,) = check_register(path).open
    assert (asked.kind, "--answer governance=1-5" in asked.text()) == ("share_scale", True)
    taken = check_register(path, {"governance": answer})
    assert taken.table["governance"].tolist() == pytest.approx(wanted)


def test_marks_outside_the_scale_that_was_named_are_refused(tmp_path):
    taken = check_register(table(tmp_path, HEAD, MARKED), {"governance": "1-4"})
    assert open_kinds(taken) == ["range"]


def test_a_column_of_units_that_is_used_is_not_said_to_be_left_out(tmp_path):
    rows = [[*row[:7], *(each * 10 for each in row[7:11]), *row[11:], "千元"] for row in VILLAGES]
    taken = check_register(table(tmp_path, [*HEAD, "单位"], rows))
    assert same(taken)
    assert "column_left_out" not in [each.kind for each in taken.findings]


@pytest.mark.parametrize(
    ("title", "cells"),
    [("备注", ["", "已撤销", "", ""]), ("年度", ["2021"] * 4), ("类别", ["实际数"] * 4)],
)
def test_a_remark_a_year_and_a_kind_that_were_read_are_not_said_to_be_left_out(tmp_path, title, cells):
    rows = [[*row, cell] for row, cell in zip(VILLAGES, cells, strict=True)]
    taken = check_register(table(tmp_path, [*HEAD, title], rows))
    assert "column_left_out" not in [each.kind for each in taken.findings]
