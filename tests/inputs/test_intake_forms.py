"""Tables as offices write them: the official form, places, marks, shapes, and the way out that is named."""

import pytest

from sim.faults import InputFaults
from sim.inputs.intake.imputation import fill_register
from sim.inputs.intake.panel import check_panel
from sim.inputs.intake.registers import check_register, kind_of
from sim.inputs.intake.vocabulary import caption, title
from tests.county import use_register
from tests.inputs.small import HEAD, VILLAGES, of_money, open_kinds, renamed, same, table


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("WULI_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("WULI_VILLAGES", raising=False)


# --- the official form -----------------------------------------------------------------------------------

FORMS = [
    "1.{}",
    "1、{}",
    "（一）{}",
    "①{}",
    "{}①",
    "其中：{}",
    "一、{}",
    "{}*",
    "（1）{}",
    "1. {}（万元）",
    " {} ",
    "※{}",
]


@pytest.mark.parametrize("form", FORMS)
def test_numbers_marks_and_breaks_in_headers_change_nothing(tmp_path, form):
    assert same(check_register(table(tmp_path, of_money(form))))


def test_line_breaks_and_full_width_signs_in_headers_change_nothing(tmp_path):
    head = renamed({7: "经营\n收入", 8: "发包及\n上交　收入", 9: "投 资 收 益", 4: "人　口"})
    assert same(check_register(table(tmp_path, head)))


OTHER = [[*row, 1.5, sum(row[7:11]) + 1.5] for row in VILLAGES]


def test_other_income_is_counted_to_a_stream_and_must_add_up(tmp_path):
    head = [*HEAD, "5.其他收入", "总收入"]
    path = table(tmp_path, head, OTHER)
    taken = check_register(path)
    assert same(taken)
    assert taken.table["contracts"].tolist() == pytest.approx([row[8] + 1.5 for row in VILLAGES])
    assert "contract income" in next(e.text() for e in taken.findings if e.kind == "other_income")
    answered = check_register(path, {"other": "subsidy"}).table
    assert answered["subsidy"].tolist() == pytest.approx([row[10] + 1.5 for row in VILLAGES])
    wrong = [[*row[:-1], row[-1] - 1.5] for row in OTHER]
    assert open_kinds(check_register(table(tmp_path, head, wrong))) == ["sum"] * 4


def test_a_stream_without_a_column_is_what_the_total_leaves_or_none_as_answered(tmp_path):
    head = [*HEAD[:8], *HEAD[9:], "总收入"]
    rows = [[*row[:8], *row[9:], sum(row[7:11])] for row in VILLAGES]
    taken = check_register(table(tmp_path, head, rows))
    assert taken.table["contracts"].tolist() == pytest.approx([row[8] for row in VILLAGES])
    path = table(tmp_path, head[:-1], [row[:-1] for row in rows])
    assert open_kinds(check_register(path)) == ["column_missing"]
    assert "--answer contracts=none" in check_register(path).open[0].text()
    assert check_register(path, {"contracts": "none"}).table["contracts"].tolist() == [0] * 4


NUMBERING = [
    ["甲", "乙", "丙", "丁", *range(1, 9)],
    list(range(1, 13)),
    ["A", "B", "C", "D", *(f"({n})" for n in range(1, 9))],
    ["栏次", "", "", "", *range(1, 9)],
]


@pytest.mark.parametrize("numbers", NUMBERING)
def test_a_row_that_numbers_the_columns_is_no_village(tmp_path, numbers):
    taken = check_register(table(tmp_path, rows=[numbers, *VILLAGES]))
    assert same(taken)
    assert "numbering" in [each.kind for each in taken.findings]


def test_blocks_with_their_own_title_header_and_subtotal_are_one_table(tmp_path):
    subtotal = ["", "", "小计", "", *(sum(row[n] for row in VILLAGES[:2]) for n in range(4, 11)), ""]
    again = [["山前乡收入表"], HEAD, ["甲", "乙", "丙", "丁", *range(1, 9)]]
    rows = [*VILLAGES[:2], subtotal, [], *again, *VILLAGES[2:]]
    taken = check_register(table(tmp_path, rows=rows, above=[["河西镇收入表"]]))
    assert same(taken)
    assert {"head_again", "total_row"} <= {each.kind for each in taken.findings}


TOTALS = [
    "合计",
    "总计",
    "全旗合计",
    "河西镇小计",
    "全旗",
    "全县",
    "合 计",
    "平均",
    "Total",
    "grand total",
    "全镇合计：",
]


@pytest.mark.parametrize("word", TOTALS)
@pytest.mark.parametrize("place", [0, 2, 4])
def test_rows_of_totals_and_means_are_left_out_wherever_they_stand(tmp_path, word, place):
    sums = ["", "", word, "", *(sum(row[n] for row in VILLAGES) for n in range(4, 11)), ""]
    taken = check_register(table(tmp_path, rows=[*VILLAGES[:place], sums, *VILLAGES[place:]]))
    assert same(taken)
    assert "total_row" in [each.kind for each in taken.findings]


def test_a_header_deep_below_its_instructions_is_found(tmp_path):
    above = [[f"填表说明{n}：本栏按年末数填写"] for n in range(1, 31)]
    assert same(check_register(table(tmp_path, above=above)))


def test_signatures_and_notes_below_the_table_are_no_villages(tmp_path):
    signed = ["填表人：某某", "", "审核人：某某", "", "", "填表日期：2022年1月9日"]
    assert same(check_register(table(tmp_path, below=[signed, ["本表数据以各村上报的年度决算报表为准"]])))


@pytest.mark.parametrize(
    ("name", "topic"),
    [("柳树村（已撤销）", "abolished"), ("柳树村[撤并]", "abolished"), ("柳树村（并入沙井村）", "abolished"),
     ("柳树社区", "committees"), ("柳树居委会", "committees"), ("柳树社区居民委员会", "committees")],
)  # fmt: skip
def test_abolished_villages_and_committees_are_asked_about_once(tmp_path, name, topic):
    path = table(tmp_path, rows=[[*VILLAGES[0][:2], name, *VILLAGES[0][3:]], *VILLAGES[1:]])
    assert open_kinds(check_register(path)) == [topic]
    assert len(check_register(path, {topic: "keep"}).table) == 4
    assert len(check_register(path, {topic: "leave_out"}).table) == 3


# --- places ----------------------------------------------------------------------------------------------


def of_places(*places):
    return [[banner, township, *row[2:]] for (banner, township), row in zip(places, VILLAGES, strict=True)]


@pytest.mark.parametrize(
    "places",
    [
        [("东旗", "河西镇"), ("东旗", "河西"), ("东旗", "山前乡"), ("东旗", "东旗山前乡")],
        [("东旗", "河西镇"), ("东旗", "河西镇人民政府"), ("东旗", "山前乡"), ("东旗", "山 前乡")],
        [("东旗", "河西镇"), ("东 旗", "河西镇"), ("东旗", "山前"), ("东旗", "山前乡")],
        [("东旗", "河西镇"), ("某市东旗", "河西镇"), ("东旗", "山前乡"), ("东旗", "山前乡")],
    ],
)
def test_spellings_of_one_township_are_one_and_it_is_said(tmp_path, places):
    taken = check_register(table(tmp_path, rows=of_places(*places)))
    assert sorted(taken.table["township_id"].unique()) == sorted({"河西镇", "山前乡"})
    assert taken.table["banner_id"].unique().tolist() == ["东旗"]
    assert {"place_unified", "padded"} & {each.kind for each in taken.findings}


def test_a_name_that_may_be_two_townships_is_asked_about(tmp_path):
    rows = of_places(("东旗", "河西镇"), ("东旗", "河西乡"), ("东旗", "河西"), ("东旗", "山前乡"))
    assert open_kinds(check_register(table(tmp_path, rows=rows))) == ["place_unclear"]
    rows = of_places(("东旗", "河西镇"), ("东旗", "河西乡"), ("东旗", "大河西镇"), ("东旗", "山前乡"))
    assert check_register(table(tmp_path, rows=rows)).table["township_id"].nunique() == 4


def test_codes_of_villages_imply_township_and_banner(tmp_path):
    codes = ["150999100201", "150999100202", "150999101201", "150999101202"]
    rows = [[code, *row[2:]] for code, row in zip(codes, VILLAGES, strict=True)]
    taken = check_register(table(tmp_path, ["统计用区划代码", *HEAD[2:]], rows))
    assert taken.table["township_id"].tolist() == ["150999100"] * 2 + ["150999101"] * 2
    assert taken.table["banner_id"].unique().tolist() == ["150999"]
    assert [each.kind for each in taken.findings] == ["code_implied"] * 2


def test_a_township_written_once_holds_for_the_villages_below_and_one_forgotten_does_not(tmp_path):
    once = [VILLAGES[0], ["", "", *VILLAGES[1][2:]], ["", *VILLAGES[2][1:]], ["", "", *VILLAGES[3][2:]]]
    taken = check_register(table(tmp_path, rows=once))
    assert taken.table["township_id"].tolist() == [row[1] for row in VILLAGES]
    forgotten = [*VILLAGES[:2], ["", "", *VILLAGES[2][2:]], VILLAGES[3]]
    assert open_kinds(check_register(table(tmp_path, rows=forgotten))) == ["missing_text"] * 2


def test_a_county_without_a_banner_column_says_its_name(tmp_path):
    path = table(tmp_path, HEAD[1:], [row[1:] for row in VILLAGES])
    taken = check_register(path)
    assert open_kinds(taken) == ["place_needed"]
    assert "--answer banner_id=" in taken.open[0].text()
    assert check_register(path, {"banner_id": "东旗"}).table["banner_id"].tolist() == ["东旗"] * 4


# --- cells that mean something ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        (["✔", "", "√", ""], [1, 0, 1, 0]),
        (["是", "否", "有", "无"], [1, 0, 1, 0]),
        (["Y", "N", "yes", "no"], [1, 0, 1, 0]),
        (["✗", "✓", "×", "☑"], [0, 1, 0, 1]),
        (["○", "", "○", ""], [1, 0, 1, 0]),
        (["√", "○", "√", "○"], [1, 0, 1, 0]),
        (["○", "×", "○", "×"], [1, 0, 1, 0]),
        (["●", "○", "●", "○"], [1, 0, 1, 0]),
        (["■", "□", "☑", "☐"], [1, 0, 1, 0]),
    ],
)
def test_ticks_rings_and_blanks_are_flags(tmp_path, cells, wanted):
    rows = [[*row, cell] for row, cell in zip(VILLAGES, cells, strict=True)]
    taken = check_register(table(tmp_path, [*HEAD, "重点嘎查村"], rows))
    assert taken.table["key_village"].tolist() == wanted


def test_empty_optional_cells_are_no_faults(tmp_path):
    head = [*HEAD, "重点嘎查村", "驻村人员", "储备项目", "总收入"]
    rows = [[*row, "是" if n == 0 else "", 2 if n == 0 else "", "", ""] for n, row in enumerate(VILLAGES)]
    taken = check_register(table(tmp_path, head, rows))
    assert {each.level for each in taken.findings} == {"note"}
    assert taken.table["resident_staff"].tolist() == [2, 0, 0, 0]
    assert "reserve_projects" not in taken.table


def test_faults_of_one_kind_in_one_column_are_one_line(tmp_path):
    rows = [[*row[:2], f"{n}号村", row[3], "", *row[5:]] for n, row in enumerate(VILLAGES * 5)]
    with pytest.raises(InputFaults) as caught:
        use_register(table(tmp_path, rows=rows))
    lines = str(caught.value).splitlines()
    assert len(lines) == 1
    assert "19" in lines[0]


def test_a_loss_on_investments_is_counted_as_none_and_the_total_holds_it(tmp_path):
    rows = [[*row, sum(row[7:11])] for row in VILLAGES]
    first = VILLAGES[0]
    rows[0] = [*first[:9], -3.2, *first[10:], round(sum(first[7:11]) - 1.2 - 3.2, 2)]
    taken = check_register(table(tmp_path, [*HEAD, "总收入"], rows))
    assert [(each.kind, each.cell) for each in taken.findings if each.level == "repaired"] == [("loss", "J2")]
    assert taken.table["investment"][0] == 0


GRADES = [["优秀", "良好", "合格", "较差"], ["A", "B", "C", "D"], ["五星", "四星", "三星", "二星"],
          ["good", "fair", "poor", "excellent"]]  # fmt: skip


@pytest.mark.parametrize("grades", GRADES)
def test_grades_are_asked_about_with_a_scale_and_read_by_it(tmp_path, grades):
    path = table(tmp_path, rows=[[*row[:11], grade] for row, grade in zip(VILLAGES, grades, strict=True)])
    taken = check_register(path)
    assert open_kinds(taken) == ["grades"]
    assert "--answer governance=grades" in taken.open[0].text()
    assert "1 being the best" in taken.open[0].text()
    shares = check_register(path, {"governance": "grades"}).table["governance"]
    assert shares.between(0, 1).all()
    assert shares.nunique() == 4


def test_hectares_with_decimals_are_rounded_and_it_is_said(tmp_path):
    taken = check_register(table(tmp_path, renamed({6: "耕地面积（公顷）"}), times={6: 0.0667}))
    assert "rounded" in [each.kind for each in taken.findings]
    assert taken.table["cultivated_mu"].tolist() == [round(row[6] * 0.0667 * 15) for row in VILLAGES]


# --- shapes ----------------------------------------------------------------------------------------------


def test_a_table_on_its_side_is_read_and_its_faults_are_told_on_their_cells(tmp_path):
    rows = [list(cells) for cells in zip(HEAD, *VILLAGES, strict=True)]
    assert same(check_register(table(tmp_path, rows[0], rows[1:])))
    rows[4][2] = "many"  # population of the second village
    taken = check_register(table(tmp_path, rows[0], rows[1:]))
    assert [(each.cell, each.kind) for each in taken.open] == [("C5", "number")]


YEARS = ["2019年", "2020年", "2021年"]
PLACED = [row[:3] for row in VILLAGES]


def test_a_panel_with_one_column_a_year_is_read_as_one_row_a_year(tmp_path):
    rows = [[*row, 5.0, 6.0, 7.0] for row in PLACED]
    path = table(tmp_path, [*HEAD[:3], *YEARS], rows, above=[["集体经济总收入（千元）"]])
    assert kind_of(path) == "panel"
    taken = check_panel(path)
    assert taken.table["income"].tolist() == pytest.approx([0.5, 0.6, 0.7] * 4)
    assert "2019, 2020, 2021" in next(e.text() for e in taken.findings if e.kind == "wide")


@pytest.mark.parametrize("above", [True, False])
def test_a_panel_with_years_over_streams_or_under_them_is_read(tmp_path, above):
    names = ["经营收入", "总收入"]
    pairs = [(year, name) for year in YEARS for name in names] if above else [
        (name, year) for name in names for year in YEARS]  # fmt: skip
    first, second = zip(*pairs, strict=True)
    top = [*HEAD[:3], *(text if n == 0 or text != first[n - 1] else "" for n, text in enumerate(first))]
    figures = [4.0, 5.0, 4.5, 5.5, 4.8, 5.8] if above else [4.0, 4.5, 4.8, 5.0, 5.5, 5.8]
    path = table(tmp_path, ["", "", "", *second], [[*row, *figures] for row in PLACED], above=[top])
    taken = check_panel(path)
    assert taken.table["operating"].tolist() == pytest.approx([4, 4.5, 4.8] * 4)
    assert taken.table["income"].tolist() == pytest.approx([5, 5.5, 5.8] * 4)


def test_a_fault_of_a_wide_panel_is_told_on_its_own_cell(tmp_path):
    rows = [[*row, 5.0, 6.0, 7.0] for row in PLACED]
    rows[1][4] = "much"
    taken = check_panel(table(tmp_path, [*HEAD[:3], *YEARS], rows))
    assert [(each.cell, each.kind) for each in taken.open] == [("E3", "number")]


def long_panel(tmp_path, years, head=("嘎查村名称", "年份", "总收入"), places=("柳树村", "沙井村")):
    rows = [[place, year, 5.0 + n] for place in places for n, year in enumerate(years)]
    return table(tmp_path, list(head), rows)


WRITTEN = [["2021年", "2022年"], ["2021.0", "2022.0"], ["FY21", "FY22"], ["21年", "22年"],
           ["2021年度", "2022年度"], ["2021-12-31", "2022-12-31"], ["FY2021", "FY2022"],
           ["2021财年", "2022财年"], ["2021年末", "2022年末"]]  # fmt: skip


@pytest.mark.parametrize("years", WRITTEN)
def test_years_are_read_as_people_write_them(tmp_path, years):
    assert sorted(check_panel(long_panel(tmp_path, years)).table["year"].unique()) == [2021, 2022]


@pytest.mark.parametrize("part", ["2022年上半年", "2022H1", "2022Q3", "2022年第一季度", "2022年1-6月"])
def test_a_part_of_a_year_is_refused_with_its_cure(tmp_path, part):
    taken = check_panel(long_panel(tmp_path, ["2021年", part]))
    assert open_kinds(taken) == ["part_year_cell"] * 2
    assert "whole year" in taken.open[0].text()


def test_names_that_repeat_in_other_townships_are_other_villages(tmp_path):
    rows = [[town, "中心村", year, 5.0] for town in ("河西镇", "山前乡") for year in (2021, 2022)]
    taken = check_panel(table(tmp_path, ["苏木乡镇", "嘎查村名称", "年份", "总收入"], rows))
    assert not taken.open
    assert taken.table["village_id"].nunique() == 2


def test_a_panel_answers_for_units_and_qualifiers_as_a_register_does(tmp_path):
    def headed(text):
        return long_panel(tmp_path, [2021, 2022], ("嘎查村名称", "年份", text))

    path = headed("总收入（税后）")
    assert open_kinds(check_panel(path)) == ["bracket"]
    assert not check_panel(path, {"C1": "keep"}).open
    assert check_panel(path, {"income": "千元"}).table["income"].tolist() == pytest.approx([0.5, 0.6] * 2)
    assert open_kinds(check_panel(headed("人均总收入"))) == ["figure_rate"]
    assert open_kinds(check_panel(headed("2022年总收入"))) == ["year_in_panel"]


@pytest.mark.parametrize("code", [0, 9999, "从未", "never"])
def test_a_code_for_never_supported_is_one_fault_and_can_be_answered(tmp_path, code):
    head = ["嘎查村名称", "年份", "总收入", "首次受扶持年份"]
    villages = (("柳树村", 2021), ("沙井村", code))
    rows = [[place, year, 5.0, first] for place, first in villages for year in (2020, 2021, 2022)]
    path = table(tmp_path, head, rows)
    assert open_kinds(check_panel(path)) == ["never_code"]
    assert check_panel(path, {"first_treated": "blank"}).table["first_treated"].isna().sum() == 3


# --- the way out that a message names --------------------------------------------------------------------


def test_a_table_of_names_and_totals_leads_to_a_register_by_the_commands_that_it_is_told(tmp_path):
    rows = [[*row[:3], sum(row[7:11])] for row in VILLAGES]
    path = table(tmp_path, [*HEAD[:3], "总收入"], rows)
    taken = check_register(path)
    assert open_kinds(taken) == ["column_missing"]
    assert f"wuli villages fill {path} t-filled.csv" in taken.open[0].text()
    fill_register(path).table.to_csv(tmp_path / "t-filled.csv", index=False)
    register = use_register(tmp_path / "t-filled.csv")
    streams = ["operating", "contracts", "investment", "subsidy"]
    found = register.table[streams].sum(axis=1)
    assert sorted(found) == pytest.approx(sorted(row[3] for row in rows), abs=0.03)


@pytest.mark.parametrize("text", ["经营收入", "1.经营收入", "2021年经营收入（万元）"])
def test_a_header_taken_apart_names_its_column(text):
    assert caption(text, "register").name == "operating"


def test_a_title_taken_apart_says_unit_and_year():
    said = title("东旗2022年村集体经济收入（单位：千元）")
    assert said.years == {2022}
    assert [unit.factor for unit in said.units] == [0.1]
    assert not title("填表日期：2022年1月5日").years
