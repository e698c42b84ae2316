"""The village's account in the sheets of an office: read, held together, and never a return for an income."""

import csv

import numpy as np
import openpyxl
import pandas as pd
import pytest

from sim.faults import InputFaults
from sim.inputs.intake.imputation import fill_register, whole_register
from sim.inputs.intake.panel import check_panel, income_table, load_observations
from sim.inputs.intake.registers import check_register, keep_taken
from sim.inputs.intake.template import write_template
from sim.inputs.villages import ACCOUNT, known_account
from sim.words import speaking
from tests.inputs.small import HEAD, STREAMS, VILLAGES, open_kinds, table

# of the four villages: what they spend, own and owe
COST, OFFICE = [6.0, 3.0, 10.0, 2.0], [3.0, 2.0, 4.0, 2.0]
NET = [13.1, 6.1, 19.4, 3.6]  # 12.5 + 8.4 + 1.2 - 6 - 3 and so on
SURPLUS = [19.1, 10.1, 27.9, 6.8]
EARNING, OTHER, DEBTS, CASH = [100, 80, 300, 20], [200, 120, 200, 70], [50, 0, 10, 30], [5, 6, 7, 8]
ALL = [300, 200, 500, 90]
EQUITY = [250, 200, 490, 60]


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("WULI_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("WULI_VILLAGES", raising=False)


def sheet(tmp_path, columns, leave_out=(), **form):
    """The four villages with further columns {header: figures}, without some of their own."""
    head = [name for name in [*HEAD, *columns] if name not in leave_out]
    rows = [dict(zip(HEAD, row, strict=True)) for row in VILLAGES]
    lines = [[{**row, **{h: f[n] for h, f in columns.items()}}[name] for name in head]
             for n, row in enumerate(rows)]  # fmt: skip
    return table(tmp_path, head, lines, **form)


def kinds(taken, level=None):
    return [each.kind for each in taken.findings if level in (None, each.level)]


def told(taken, kind):
    """A finding in both languages."""
    found = next(each for each in taken.findings if each.kind == kind)
    texts = []
    for lang in ("zh", "en"):
        with speaking(lang):
            texts.append(found.text())
    return texts


def figures(taken, name):
    assert taken.table is not None, [each.text() for each in taken.open]
    return taken.table[name].tolist()


# --- read as the statistics have it ----------------------------------------------------------------------


def statistics(path):
    """The statement of returns as a county's office fills it in: title, numbered heads merged over two rows,
    the number of each column, yuan, townships written once, a total between and one at the end."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "农经3表"
    page.append(["2021年村集体经济组织收益分配情况统计表"])
    page.append(["填报单位：东旗农牧局", *[""] * 15, "单位：元"])
    first = ["乡镇", "村名", "主导产业", "人口", "户数", "耕地面积（亩）", "治理水平",
             "一、总收入", *[""] * 4, "二、总支出", "", "", "三、本年收益", "七、收益分配", ""]  # fmt: skip
    second = [*[""] * 7, "合计", "1.经营收入", "2.发包及上交收入", "3.投资收益", "4.补助收入", "1.经营支出",
              "2.管理费用", "3.其他支出", "", "1.提取公积公益金", "2.农户分配"]  # fmt: skip
    page.append(first)
    page.append(second)
    page.append([*"甲乙丙", *range(1, 16)])
    for region in ("A1:R1", "H3:L3", "M3:O3", "Q3:R3", "P3:P4", *(f"{c}3:{c}4" for c in "ABCDEFG")):
        page.merge_cells(region)
    spent = [1.0, 0.5, 2.0, 0.0]
    rows = []
    for n, (_, township, name, trade, people, homes, land, *streams, run) in enumerate(VILLAGES):
        surplus = sum(streams) - COST[n] - OFFICE[n] - spent[n]
        money = [sum(streams), *streams, COST[n], OFFICE[n], spent[n], surplus, surplus / 10, surplus / 2]
        rows.append([township, name, trade, people, homes, land, run, *(round(10_000 * m) for m in money)])
    for part in (rows[:2], rows[2:]):
        for place, row in enumerate(part):
            page.append([row[0] if not place else "", *row[1:]])
        page.append(["小计", *[""] * 6, *(sum(row[c] for row in part) for c in range(7, 18))])
    page.append(["合计", *[""] * 6, *(sum(row[c] for row in rows) for c in range(7, 18))])
    page.append(["审核人：", "", "制表人："])
    book.save(path)
    return path


def test_the_statement_of_returns_of_a_county_is_read_whole(tmp_path):
    taken = check_register(statistics(tmp_path / "s.xlsx"), {"banner_id": "东旗"})
    assert open_kinds(taken) == []
    assert figures(taken, "operating") == [row[7] for row in VILLAGES]
    assert figures(taken, "investment") == [row[9] for row in VILLAGES]
    assert (figures(taken, "operating_cost"), figures(taken, "administration")) == (COST, OFFICE)
    assert kinds(taken).count("account_left_out") == 2  # what was distributed
    assert not {"net", "surplus", "other_cost"} & set(taken.table)


def test_the_balance_sheet_and_the_statement_on_sheets_of_their_own_are_joined_by_village(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    page.append(HEAD)
    for row in VILLAGES:
        page.append(row)
    page = book.create_sheet("收益分配表")
    for line in (["2021年收益分配表"], ["", "", "", "", "单位：元"]):
        page.append(line)
    page.append(["乡镇", "村名", "经营支出", "管理费用", "本年收益"])
    for n in (3, 1, 0, 2):
        page.append([*VILLAGES[n][1:3], *(10_000 * each[n] for each in (COST, OFFICE, SURPLUS))])
    page.append(["合计", "", *(10_000 * sum(each) for each in (COST, OFFICE, SURPLUS))])
    page = book.create_sheet("资产负债表")
    page.append(["苏木乡镇", "嘎查村", "资产", "", "负债", "货币资金"])
    page.append(["", "", "总额", "经营性", "", ""])
    for region in ("C1:D1", "A1:A2", "B1:B2", "E1:E2", "F1:F2"):
        page.merge_cells(region)
    page.cell(2, 3).value, page.cell(2, 4).value = "资产总额", "经营性资产"
    for n in range(3):
        page.append([*VILLAGES[n][1:3], ALL[n], EARNING[n], DEBTS[n] or None, CASH[n]])
    book.save(tmp_path / "s.xlsx")
    taken = check_register(tmp_path / "s.xlsx")
    assert open_kinds(taken) == []
    assert (figures(taken, "operating_cost"), figures(taken, "administration")) == (COST, OFFICE)
    assert taken.table["other_assets"].fillna(-1).tolist() == [*OTHER[:3], -1]
    assert taken.table["liabilities"].fillna(-1).tolist() == [50, -1, 10, -1]
    assert kinds(taken).count("statement_joined") == 2
    assert "水泉村" in told(taken, "statement_lacks")[0]
    page.cell(3, 2).value = "柳树林村"
    book.save(tmp_path / "t.xlsx")
    assert open_kinds(check_register(tmp_path / "t.xlsx")) == ["statement_village"]
    page.cell(3, 2).value = VILLAGES[1][2]
    book.save(tmp_path / "u.xlsx")
    assert "statement_twice" in open_kinds(check_register(tmp_path / "u.xlsx"))


ENGLISH = {"operating costs": COST, "administrative expenses": OFFICE, "net operating income": NET,
           "net income": SURPLUS, "total assets": ALL, "operating assets": EARNING,
           "non-operating assets": OTHER, "total liabilities": DEBTS, "cash and bank": CASH,
           "owners' equity": EQUITY, "remoteness": [0, 1, 0.5, 0.2],
           "distributed to households": [1, 1, 1, 1]}  # fmt: skip


def test_english_heads_in_any_order_and_a_footnote_of_the_unit(tmp_path):
    money = {name: [10 * each for each in cells] for name, cells in ENGLISH.items() if name != "remoteness"}
    mixed = dict(reversed(list({**ENGLISH, **money}.items())))
    times = dict.fromkeys([HEAD.index(each) for each in STREAMS], 10)
    taken = check_register(sheet(tmp_path, mixed, below=[["Note: amounts in thousand yuan"]], times=times))
    assert open_kinds(taken) == []
    wanted = dict(zip(ACCOUNT, (COST, OFFICE, EARNING, OTHER, DEBTS, CASH, [0, 1, 0.5, 0.2]), strict=True))
    assert {name: figures(taken, name) for name in ACCOUNT} == wanted
    assert figures(taken, "operating") == [row[7] for row in VILLAGES]


@pytest.mark.parametrize(
    ("head", "field"),
    [("经营性支出（元）", "operating_cost"), ("2021年管理费用(元)", "administration"),
     ("年末负债总额（元）", "liabilities"), ("期末货币资金（元）", "cash"),
     ("（二）管理费", "administration"), ("其中：经营性资产（元）", "operating_assets"),
     ("Total liabilities (yuan)", "liabilities"), ("负债（元）", "liabilities")],
)  # fmt: skip
def test_a_column_of_the_account_is_known_by_its_usual_names_and_units(tmp_path, head, field):
    times = 1 if head.startswith("（二）") else 10_000
    taken = check_register(sheet(tmp_path, {head: [times * each for each in OFFICE]}))
    assert figures(taken, field) == OFFICE


def test_of_the_beginning_and_the_end_of_a_year_the_end_is_taken(tmp_path):
    taken = check_register(sheet(tmp_path, {"负债合计年初数": [9, 9, 9, 9], "负债合计期末数": DEBTS}))
    assert figures(taken, "liabilities") == DEBTS
    assert "column_other" in kinds(taken, "note")


def test_heads_over_two_rows_are_named_by_both(tmp_path):
    first = [*HEAD, "经营", "", "", "资产", "", ""]
    second = [*[""] * len(HEAD), "收益", "支出", "管理费用", "总额", "经营性资产", "非经营性资产"]
    second[len(HEAD) + 0] = "经营收益"
    second[len(HEAD) + 1] = "经营支出"
    rows = [
        [*row, NET[n], COST[n], OFFICE[n], ALL[n], EARNING[n], OTHER[n]] for n, row in enumerate(VILLAGES)
    ]
    taken = check_register(table(tmp_path, first, [second, *rows], merge=["M1:O1", "P1:R1"]))
    assert (figures(taken, "operating_cost"), figures(taken, "operating_assets")) == (COST, EARNING)


# --- net is never gross ----------------------------------------------------------------------------------


@pytest.mark.parametrize("head", ["经营收益", "村集体经济经营性收益", "本年收益", "集体经济收益", "净利润",
                                  "可分配收益", "net operating income", "net income", "纯收入"])  # fmt: skip
def test_a_return_without_income_is_an_error_and_no_income(tmp_path, head):
    path = sheet(tmp_path, {head: NET}, STREAMS)
    taken = check_register(path)
    assert "net_only" in open_kinds(taken)
    zh, en = told(taken, "net_only")
    assert "不能当收入" in zh
    assert "no income" in en
    with pytest.raises(InputFaults, match="净额"), speaking("zh"):
        fill_register(path)
    assert whole_register(path)[0].table is None  # `wuli start` draws nothing beside it
    field = next(each.field for each in taken.findings if each.kind == "net_only")
    drawn, full = whole_register(path, {field: "none"})
    assert drawn.table is not None
    assert set(full.drawn) == {"operating", "contracts", "investment", "subsidy"}


@pytest.mark.parametrize("head", ["农户分配", "提取公积公益金", "外来投资分利", "年末未分配收益",
                                  "干部报酬支出", "应付福利费", "流动资产", "收益",
                                  "dividends to households"])  # fmt: skip
def test_what_the_workbench_has_no_use_for_is_told_and_never_read(tmp_path, head):
    taken = check_register(sheet(tmp_path, {head: [1, 2, 3, 4]}))
    assert kinds(taken).count("account_left_out") == 1
    assert "不是收入" in told(taken, "account_left_out")[0]
    assert figures(taken, "operating") == [row[7] for row in VILLAGES]
    lost = check_register(sheet(tmp_path, {head: [1, 2, 3, 4]}, ["发包及上交收入"]))
    assert lost.table is None


def test_a_return_that_agrees_says_nothing_and_one_that_does_not_names_village_figures_and_cure(tmp_path):
    columns = {"经营支出": COST, "管理费用": OFFICE, "经营收益": NET, "本年收益": SURPLUS}
    assert open_kinds(check_register(sheet(tmp_path, columns))) == []
    wrong = {**columns, "经营收益": [13.1, 16.1, 19.4, 3.6]}
    taken = check_register(sheet(tmp_path, wrong))
    assert open_kinds(taken) == ["account_sum"]
    assert taken.open[0].cell == "O3"
    zh, en = told(taken, "account_sum")
    for text in (zh, en):
        assert [part for part in ("沙井村", "16.1", "11.1 − 5 = 6.1", "net=keep") if part not in text] == []
    assert figures(check_register(sheet(tmp_path, wrong), {"net": "keep"}), "operating_cost") == COST


def test_other_costs_explain_a_surplus_and_without_them_it_is_asked_about(tmp_path):
    columns = {"经营支出": COST, "管理费用": OFFICE, "本年收益": [each - 1 for each in SURPLUS]}
    assert open_kinds(check_register(sheet(tmp_path, columns))) == ["account_sum"] * 4
    assert open_kinds(check_register(sheet(tmp_path, {**columns, "其他支出": [1, 1, 1, 1]}))) == []
    parted = {**columns, "利息支出": [0.4] * 4, "公益支出": [0.6] * 4}
    assert open_kinds(check_register(sheet(tmp_path, parted))) == []


def test_other_income_goes_to_a_stream_and_may_stand_in_the_net_return_or_not(tmp_path):
    columns = {"其他收入": [2, 0, 0, 0], "经营支出": COST, "管理费用": OFFICE}
    for net in (NET, [NET[0] + 2, *NET[1:]]):
        taken = check_register(sheet(tmp_path, {**columns, "经营收益": net}))
        assert open_kinds(taken) == []
        assert figures(taken, "contracts")[0] == 8.4 + 2
    assert open_kinds(check_register(sheet(tmp_path, {**columns, "经营收益": [NET[0] + 1, *NET[1:]]}))) == [
        "account_sum"
    ]
    none = check_register(
        sheet(tmp_path, {"其他收入": [2, 0, 0, 0]}, ["发包及上交收入"]), {"contracts": "none"}
    )
    assert figures(none, "contracts") == [2, 0, 0, 0]  # nothing of it is lost


def test_what_can_be_distributed_is_the_surplus_and_what_was_left(tmp_path):
    columns = {"本年收益": SURPLUS, "年初未分配收益": [1, -2, 0, 0], "其他转入": [0, 0, 0, 1]}
    right = [20.1, 8.1, 27.9, 7.8]
    assert open_kinds(check_register(sheet(tmp_path, {**columns, "可分配收益": right}))) == []
    taken = check_register(sheet(tmp_path, {**columns, "可分配收益": [20.1, 8.1, 29, 7.8]}))
    assert open_kinds(taken) == ["account_whole"]


# --- what follows ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "costs", "office"),
    [
        ({"经营收益": NET, "管理费用": OFFICE}, COST, OFFICE),
        ({"经营收益": NET, "经营支出": COST}, COST, OFFICE),
        ({"本年收益": SURPLUS, "经营支出": COST}, COST, OFFICE),
        ({"总支出": [9, 5, 14, 4], "经营支出": COST}, COST, OFFICE),
        # neither is known: the business's up to its income of 12.5, 7.5, 20 and 5, the rest the office's
        ({"经营收益": NET}, [9, 5, 14, 4], [0, 0, 0, 0]),
        ({"经营收益": [1.1, 6.1, 19.4, 3.6]}, [12.5, 5, 14, 4], [8.5, 0, 0, 0]),
        ({"经营收益": NET, "税金及附加": [1] * 4, "经营支出": [5, 2, 9, 1]}, COST, OFFICE),
    ],
)
def test_costs_follow_from_a_return_and_are_told(tmp_path, columns, costs, office):
    taken = check_register(sheet(tmp_path, columns))
    assert open_kinds(taken) == []
    assert figures(taken, "operating_cost") == pytest.approx(costs)
    assert figures(taken, "administration") == pytest.approx(office)
    assert "costs_follow" in kinds(taken, "note")
    assert "推得" in told(taken, "costs_follow")[0]


def test_a_return_above_the_incomes_leaves_no_costs_and_is_asked_about(tmp_path):
    path = sheet(tmp_path, {"经营收益": [60, *NET[1:]]})
    assert open_kinds(check_register(path)) == ["costs_short"]
    kept = check_register(path, {"net": "keep"})
    assert kept.table["operating_cost"].isna().tolist() == [True, False, False, False]


@pytest.mark.parametrize(
    ("columns", "field", "wanted"),
    [
        ({"资产总额": ALL, "所有者权益": EQUITY}, "liabilities", DEBTS),
        ({"资产总额": ALL, "经营性资产": EARNING}, "other_assets", OTHER),
        ({"资产总额": ALL, "非经营性资产": OTHER}, "operating_assets", EARNING),
        ({"负债合计": DEBTS, "所有者权益": EQUITY, "经营性资产": EARNING}, "other_assets", OTHER),
    ],
)
def test_what_the_balance_leaves_follows(tmp_path, columns, field, wanted):
    taken = check_register(sheet(tmp_path, columns))
    assert open_kinds(taken) == []
    assert figures(taken, field) == wanted
    assert "account_follows" in kinds(taken, "note")


def test_the_balance_must_hold_and_no_part_exceeds_the_whole(tmp_path):
    whole = {"资产总额": ALL, "负债合计": DEBTS, "所有者权益": EQUITY}
    assert open_kinds(check_register(sheet(tmp_path, whole))) == []
    taken = check_register(sheet(tmp_path, {**whole, "所有者权益": [350, *EQUITY[1:]]}))
    assert "account_whole" in open_kinds(taken)
    assert "负债合计 + 所有者权益 = 400" in told(taken, "account_whole")[0]
    assert open_kinds(check_register(sheet(tmp_path, {"资产总额": ALL, "货币资金": [400, 1, 1, 1]}))) == [
        "above"
    ]
    both = {"资产总额": ALL, "经营性资产": EARNING, "非经营性资产": [250, *OTHER[1:]]}
    assert open_kinds(check_register(sheet(tmp_path, both))) == ["assets_above"]


def test_assets_alone_have_no_use_and_that_is_said(tmp_path):
    taken = check_register(sheet(tmp_path, {"资产总额": ALL}))
    assert "assets_whole" in kinds(taken, "note")
    assert not set(ACCOUNT) & set(taken.table)


# --- what is not known -----------------------------------------------------------------------------------


def test_a_blank_is_not_known_and_stays_so_to_the_register_in_use(tmp_path):
    taken = check_register(sheet(tmp_path, {"经营支出": COST, "负债合计": [50, "", 10, ""]}))
    assert "不是0" in told(taken, "blank_unknown")[0]
    assert "2 cells" in told(taken, "blank_unknown")[1]
    register = keep_taken(taken, amounts="villages")
    known = known_account(register).set_axis(register.table["village_id"])
    assert known.loc[["柳树村", "沙井村"], "liabilities"].isna().tolist() == [False, True]
    assert known["cash"].isna().all()
    assert known["operating_cost"].notna().all()
    none = check_register(sheet(tmp_path, {"负债合计": [50, "", 10, ""]}), {"liabilities": "none"})
    assert figures(none, "liabilities") == [50, 0, 10, 0]


def test_a_mark_may_mean_none_or_not_known_and_is_asked_about(tmp_path):
    path = sheet(tmp_path, {"货币资金": [5, "—", 7, "无"]})
    assert open_kinds(check_register(path)) == ["mark_unknown"] * 2
    assert figures(check_register(path, {"cash": "none"}), "cash") == [5, 0, 7, 0]
    blank = check_register(path, {"cash": "blank"})
    assert blank.table["cash"].isna().tolist() == [False, True, False, True]


def test_nothing_of_an_account_is_copied_from_a_like_village(tmp_path):
    path = sheet(tmp_path, {"负债合计": [50, "", 10, ""]}, ["治理水平", "户数"])
    filled = fill_register(path, every=True)
    assert not set(ACCOUNT) & set(filled.drawn)
    assert filled.table["liabilities"].fillna(-1).tolist() == [50, -1, 10, -1]


def test_a_whole_total_is_checked_over_the_villages_that_are_known(tmp_path):
    total = ["合计", "", "", "", 2930, 960, 10800, 45.0, 25.0, 4.2, 21.7, "", 60]
    rows = [[*row, debt] for row, debt in zip(VILLAGES, [50, "", 10, ""], strict=True)]
    assert open_kinds(check_register(table(tmp_path, [*HEAD, "负债合计"], [*rows, total]))) == []
    total[-1] = 70
    assert open_kinds(check_register(table(tmp_path, [*HEAD, "负债合计"], [*rows, total]))) == ["total_wrong"]


# --- what cannot be --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        ({"经营支出": [-6, 3, 10, 2]}, ["negative_account"]),
        ({"负债合计": [-50, 0, 10, 30]}, ["negative_account"]),
        ({"经营支出": [60_000, 30_000, 100_000, 20_000]}, ["money_column"]),  # yuan beside 10k yuan
        ({"负债合计": [500_000, 7_000, 100_000, 300_000]}, ["money_column"]),
        ({"负债合计": [9_000, 12_000, 8_000, 7_000]}, ["account_scale"]),
        ({"经营支出": [900, 700, 800, 500]}, ["account_scale"]),
        ({"经营支出": [60, 45, 90, 21]}, ["costs_above_most"]),
        ({"资产总额": ALL, "负债合计": [400, 300, 600, 30]}, ["debts_above_most"]),
        ({"经营支出（万元）": COST, "经营支出（元）": COST}, ["column_twice"]),
    ],
)
def test_what_cannot_be_is_refused_or_asked_about(tmp_path, columns, found):
    assert open_kinds(check_register(sheet(tmp_path, columns))) == found


def test_yuan_is_said_by_an_answer(tmp_path):
    path = sheet(tmp_path, {"负债合计": [90_000, 120_000, 80_000, 70_000]})
    assert figures(check_register(path, {"liabilities": "yuan"}), "liabilities") == [9, 12, 8, 7]


def test_a_column_of_another_unit_than_the_sheet_is_asked_about_by_itself(tmp_path):
    columns = {"经营支出（元）": [10_000 * each for each in COST], "负债合计": DEBTS}
    path = sheet(tmp_path, columns, above=[["单位：万元"]])
    taken = check_register(path)
    assert [(each.field, each.kind) for each in taken.open] == [("operating_cost", "unit_conflict")]
    assert "--answer operating_cost=" in told(taken, "unit_conflict")[1]
    taken = check_register(path, {"operating_cost": "yuan"})
    assert (figures(taken, "operating_cost"), figures(taken, "liabilities")) == (COST, DEBTS)


def test_a_sheet_on_its_side_and_groups_of_income_and_spending_are_read(tmp_path):
    rows = [[name, *(row[n] for row in VILLAGES)] for n, name in enumerate(HEAD)]
    path = table(tmp_path, ["项目", *[""] * 4], [*rows, ["经营支出", *COST], ["负债合计", *DEBTS]])
    assert figures(check_register(path), "liabilities") == DEBTS
    first = [*HEAD[:7], "收入", "", "", "", "治理水平", "支出", ""]
    second = [*[""] * 7, *STREAMS, "", "经营支出", "管理费用"]
    body = [[*row, COST[n], OFFICE[n]] for n, row in enumerate(VILLAGES)]
    taken = check_register(table(tmp_path, first, [second, *body], merge=["H1:K1", "M1:N1"]))
    assert open_kinds(taken) == []
    assert (figures(taken, "operating_cost"), figures(taken, "administration")) == (COST, OFFICE)


def test_one_village_that_loses_or_owes_more_than_it_owns_is_told_and_taken_so(tmp_path):
    path = sheet(tmp_path, {"经营支出": [6, 30, 10, 2], "资产总额": ALL, "负债合计": [50, 0, 10, 95]})
    taken = check_register(path)
    assert open_kinds(taken) == []
    assert "沙井村" in told(taken, "costs_above")[0]
    assert "水泉村" in told(taken, "debts_above")[1]
    assert figures(taken, "operating_cost") == [6, 30, 10, 2]


def test_rich_villages_with_large_assets_are_not_taken_for_yuan(tmp_path):
    taken = check_register(sheet(tmp_path, {"经营性资产": [900, 1800, 2500, 8000]}))
    assert open_kinds(taken) == []


def test_a_personal_number_in_a_name_is_not_quoted_by_what_is_said_of_the_account(tmp_path):
    rows = [[*row, net] for row, net in zip(VILLAGES, [99, *NET[1:]], strict=True)]
    rows[0] = [*rows[0][:2], "柳树村11010519491231002X", *rows[0][3:]]
    taken = check_register(table(tmp_path, [*HEAD, "经营收益"], rows))
    assert not any("1949" in each.text() for each in taken.findings)


# --- panels ----------------------------------------------------------------------------------------------


def panel(tmp_path, head, rows):
    path = tmp_path / "panel.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    return path


PANEL = ["村代码", "年份", *STREAMS, "经营支出", "管理费用"]
YEARS = [["a", 2021, 10, 5, 1, 4, 6, 2], ["a", 2022, 12, 5, 1, 4, 7, 2], ["b", 2021, 3, 2, 0, 1, 4, ""],
         ["b", 2022, 4, 2, -1, 1, 2, 1]]  # fmt: skip


def test_a_panel_keeps_its_net_return_or_takes_it_from_its_parts(tmp_path):
    given = load_observations(panel(tmp_path, [*PANEL, "经营收益"], [[*row, ""] for row in YEARS])).table
    assert given["net"].fillna(-99).tolist() == [8, 9, -99, 2]  # 4 + 2 - 1 - 2 - 1: a loss is in it
    nets = [[*row, net] for row, net in zip(YEARS, [8, 9, 0.5, 2], strict=True)]
    table = load_observations(panel(tmp_path, [*PANEL, "经营收益"], nets)).table
    assert table["net"].tolist() == [8, 9, 0.5, 2]
    assert table["income"].tolist() == [20, 22, 6, 7]  # gross, whatever is net
    assert table["administration"].isna().tolist() == [False, False, True, False]


def test_the_account_of_a_panel_is_held_together_year_by_year(tmp_path):
    nets = [[*row, net] for row, net in zip(YEARS, [8, 19, 0.5, 2], strict=True)]
    taken = check_panel(panel(tmp_path, [*PANEL, "经营收益"], nets))
    assert [(each.cell, each.kind) for each in taken.open] == [("I3", "account_sum")]
    assert not check_panel(panel(tmp_path, [*PANEL, "经营收益"], nets), {"net": "keep"}).open


def test_a_panel_of_returns_alone_is_no_panel_of_incomes(tmp_path):
    taken = check_panel(panel(tmp_path, ["村代码", "年份", "经营收益"], [["a", 2021, 5], ["b", 2021, 6]]))
    assert {"net_only", "income_missing"} <= set(open_kinds(taken))


def test_calibration_reads_the_incomes_of_such_a_panel_as_of_any(tmp_path):
    known = load_observations(panel(tmp_path, PANEL, YEARS))
    assert income_table(known)["income"].tolist() == [20, 22, 6, 7]
    assert known.table["net"].notna().sum() == 3


# --- the workbook to fill in -----------------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "words"), [("zh", "不知道就留空"), ("en", "not known")])
def test_the_template_has_the_account_as_an_optional_block_and_explains_it(tmp_path, lang, words):
    with speaking(lang):
        book = openpyxl.load_workbook(write_template(tmp_path / "t.xlsx"))
    told = [row for row in book.worksheets[2].iter_rows(values_only=True) if row[1] in ACCOUNT]
    assert len(told) == 2 * len(ACCOUNT)
    assert {row[4] for row in told if row[4]} == {{"zh": "否", "en": "no"}[lang]}
    heads = [cell for cell in book.worksheets[0][1] if words in cell.comment.text]
    assert len(heads) == len(ACCOUNT)
    assert np.ptp([cell.column for cell in heads]) == len(ACCOUNT) - 1  # side by side
    assert pd.DataFrame(book.worksheets[1].values).notna().all(axis=None)
