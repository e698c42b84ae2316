"""The workbook read back: sheets, heads, formats, numbers, sources."""

import io

import pandas as pd
import pytest
from openpyxl import load_workbook

from sim.analysis.outcomes import headline
from sim.figures.numbers import chance
from sim.figures.tables import NONE, interval
from sim.inputs.scenarios.codes.encoding import encode
from sim.reports.briefing import number_columns
from sim.reports.report import last_year
from sim.reports.sheets import Sheet
from sim.reports.workbook import sheet_table

SHEETS = ["说明", "结论", "分年", "分旗县区", "嘎查村", "杠杆", "参数"]


@pytest.fixture(scope="module")
def book(taken):
    return load_workbook(io.BytesIO(taken("xlsx").content))


@pytest.fixture(scope="module")
def sheets(taken):
    return pd.read_excel(
        io.BytesIO(taken("xlsx").content), sheet_name=SHEETS[1:], header=2, engine="openpyxl"
    )


def test_there_is_a_sheet_for_each_table_in_either_language(book, taken):
    assert book.sheetnames == SHEETS
    english = load_workbook(io.BytesIO(taken("xlsx", "en").content), read_only=True)
    assert english.sheetnames == [
        "About",
        "Answer",
        "By year",
        "By banner",
        "Villages",
        "Levers",
        "Parameters",
    ]


def test_heads_are_frozen_and_come_again_on_every_printed_page(book):
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "B4"
        assert sheet.print_title_rows == "$3:$3"
        assert sheet.auto_filter.ref.startswith("A3:")
        assert max(dimension.width for dimension in sheet.column_dimensions.values()) <= 44


def test_every_sheet_says_where_it_comes_from(book, taken_run):
    code = encode(taken_run.result.case.scenario)
    for sheet in book.worksheets[1:]:
        stamp = sheet["A2"].value
        for part in ("模拟结果", "2026年3月5日", code, "数据版本", "90%"):
            assert part in stamp
    assert "模拟结果" in "".join(str(cell.value) for cell in book["说明"]["A"])


def test_numbers_are_numbers_with_a_format(book):
    cell = book["嘎查村"].cell(4, 6)
    assert isinstance(cell.value, float)
    assert cell.number_format == "#,##0.00"
    share = next(cell for cell in book["嘎查村"][4] if cell.number_format == "0.0%")
    assert 0 <= share.value <= 1
    assert "万元/年" in book["嘎查村"].cell(3, 6).value


def test_the_numbers_are_those_of_the_run(taken_run, sheets):
    found = headline(taken_run.result, taken_run.counterfactual)
    answer = sheets["结论"]
    assert answer.iloc[:, 1:4].to_numpy() == pytest.approx(found[["low", "mid", "high"]].to_numpy())
    villages, own = sheets["嘎查村"], last_year(taken_run)
    assert villages.iloc[:, 0].to_list() == own["village_id"].to_list()
    for name, column in (
        ("income_50", "毛收入中位数"),
        ("net_50", "年净收益中位数"),
        ("gain_95", "毛收入多得95%"),
        ("net_gain_95", "净收益多得95%"),
        ("chance_12", "毛收入达到12万元的机会"),
        ("chance_without_subsidy_12", "不靠补助达到的机会"),
        ("chance_net_12", "净收益达到的机会"),
    ):
        (head,) = [each for each in villages.columns if column in each]
        assert villages[head].to_numpy() == pytest.approx(own[name].to_numpy())
    assert sheets["分旗县区"].iloc[:, 1].sum() == len(own)


def test_the_years_hold_both_sides_and_the_gain(taken_run, sheets):
    years = sheets["分年"]
    mine = years[years["情景"].str.startswith("本情景") & (years["结果"] == "村均集体经济收入")]
    mean = taken_run.result.city["mean"].to_numpy()
    assert mine["年份"].to_list() == list(taken_run.result.case.scenario.years)
    assert mine["均值"].to_numpy() == pytest.approx(mean.mean(axis=0))
    assert {text[:2] for text in years["情景"]} == {"本情", "对照", "多得"}


def test_the_years_count_villages_gross_and_net_and_who_is_there_by_others_alone(taken_run, sheets):
    years, city = sheets["分年"], taken_run.result.city
    mine = years[years["情景"].str.startswith("本情景")].set_index("结果")
    wanted = {
        "集体经济收入不足12万元的村": city["below_12"],
        "净收益不足12万元的村": city["net_below_12"],
        "只靠补助才过12万元的村": city["earned_below_12"] - city["below_12"],
        "只靠新借债才过12万元的村": city["unborrowed_below_12"] - city["earned_below_12"],
        "村均经营收益（净收益）": city["net_mean"],
    }
    for name, values in wanted.items():
        assert mine.loc[name, "均值"].to_numpy() == pytest.approx(values.mean("member").to_numpy()), name
    assert set(mine.loc["各村负债合计", "单位"]) == {"万元"}


def test_levers_and_parameters_bear_their_sources_and_grades(taken_run, sheets):
    levers, parameters = sheets["杠杆"], sheets["参数"]
    assert len(levers) == len(taken_run.result.case.levers)
    assert levers["来源"].notna().all()
    assert set(levers["本情景改动"]) == {"是", "否"}
    assert len(parameters) == len(taken_run.result.case.parameters)
    assert set(parameters["依据等级"]) <= {"实测", "公布数", "专家判断", "假设"}
    assert parameters[["代号", "分布", "来源", "理由"]].notna().all(axis=None)


def test_every_sheet_is_printed_as_wide_as_a_page(book):
    for sheet in book.worksheets:
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert "模拟结果" in sheet.oddFooter.left.text


ROWS = [
    ("V1", "2027", "1,234.50", "43 %", ("0.42", "0.29 – 0.66"), "+7.28", "12"),
    ("V2", "2028", "5", "7.5 %", ("0.1", "0 – 1"), "\u22120.5", ""),
]


def test_numbers_in_the_words_of_a_page_are_numbers_again_in_a_workbook():
    heads = ["village", "year", "money", "share", "band", "gain", "gap"]
    table = sheet_table(Sheet("what", heads, ROWS, ["why"]))
    assert table.rows == [
        ["V1", 2027, 1234.5, 0.43, "0.42 0.29 – 0.66", 7.28, 12],
        ["V2", 2028, 5, 0.075, "0.1 0 – 1", -0.5, None],
    ]
    formats = [column.format for column in table.columns]
    assert formats == ["General", "0", "#,##0.00", "0.0%", "General", "0.00", "0"]
    assert number_columns(ROWS) == [1, 2, 3, 4, 5, 6]


def test_a_band_and_a_chance_of_a_page_are_numbers_that_can_be_sorted_in_a_workbook():
    rows = [
        ("V1", interval(-10.71, -6.214, -0.33, 2, sign=True), chance(0.997)),
        ("V2", (NONE, ""), chance(0.43)),
    ]
    table = sheet_table(Sheet("who", ["village", "change", "chance"], rows))
    heads = [column.head for column in table.columns]
    assert heads == ["village", "change", "change · low (5 %)", "change · high (95 %)", "chance"]
    assert table.rows == [["V1", -6.214, -10.71, -0.33, 0.997], ["V2", None, None, None, 0.43]]
    assert [column.format for column in table.columns[1:]] == ["0.00"] * 3 + ["0.0%"]


def test_a_dash_among_the_numbers_of_a_page_is_a_gap_in_a_workbook():
    rows = [("best", NONE, NONE, NONE), ("even", "0.463", "72 %", "none")]
    table = sheet_table(Sheet("plans", ["plan", "gain", "chance", "why"], rows))
    assert table.rows == [["best", None, None, NONE], ["even", 0.463, 0.72, "none"]]
