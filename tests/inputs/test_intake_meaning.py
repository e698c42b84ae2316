"""What headers, titles, groups, unit lines and footnotes say is understood, asked about or refused."""

import pytest

from sim.inputs.intake.registers import check_register
from sim.inputs.intake.units import read_unit
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
    assert taken.table["subsidy_2021"].tolist() == pytest.approx([6, 4, 8.5, 3.2])
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
    names = {4: "population", 5: "households", 6: "cultivated_mu", 11: "governance_2021"}
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
        taken = check_register(path, {"operating_2021": "1k_yuan"})
        assert taken.table["operating_2021"][0] == pytest.approx(1.25)


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
        "经营支出",
        "上半年经营收入",
    ],
)
def test_a_further_column_of_another_kind_is_left_out_and_said(tmp_path, extra):
    taken = check_register(table(tmp_path, [*HEAD, extra], [[*row, 3.0] for row in VILLAGES]))
    assert same(taken)
    assert [each.kind for each in taken.findings if each.cell == "M1"] in (
        ["column_other"],
        ["column_left_out"],
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
        assert taken.table["operating_2021"].tolist() == pytest.approx([times * row[7] for row in VILLAGES])


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
    assert "H1, M1" in taken.open[0].text("en")
    assert check_register(path, {"M1": "keep"}).table["operating_2021"].tolist() == [99.0] * 4
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
