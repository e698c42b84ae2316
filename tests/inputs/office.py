"""Workbooks as an office would write them: a clean register of 527 villages, and one with planted faults."""

import datetime

import pandas as pd
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from sim.inputs.villages import load_industries, load_villages, register_columns

FIRST = "东西南北上下前后大小新旧红白黑青黄金银石沙水山河泉沟湾坡梁原林草花羊马牛驼鹿雁鹤"
SECOND = "家营店台井滩泡海甸坝堡圈房窑圐包召脑盖卜敖哈图格尔"
ID_LIKE = "11010519491231002X"  # the example of GB 11643-1999; nobody's
STREAMS = ("operating", "contracts", "investment", "subsidy")


def office_table():
    """The synthetic register under Chinese headers, with names, and 是/否 for flags. One row a village."""
    table = load_villages().table.dropna(axis=1, how="all")  # nothing of their accounts is known
    labels = load_industries()["label_zh"]
    names = [a + b + "村" for a in FIRST for b in SECOND]
    table["industry"] = table["industry"].map(labels)
    table["income"] = table[list(STREAMS)].sum(axis=1).round(2)
    for each in register_columns():
        if each.kind == "flag":
            table[each.column] = table[each.column].map({1: "是", 0: "否"})
    table["village_name"] = names[: len(table)]
    heads = {each.column: each.label_zh for each in register_columns()}
    heads |= {"income": "2021年集体经济总收入"}
    heads |= {name: heads[name] + "（万元）" for name in STREAMS}
    return table.drop(columns=["origin", "township_name", "banner_name"]).rename(columns=heads)


def sheet_of(table):
    """A workbook with one sheet: header in row 1, villages from row 2."""
    book = Workbook()
    sheet = book.active
    sheet.title = "台账"
    sheet.append(list(table))
    for row in table.astype(object).itertuples(index=False):
        sheet.append([value.item() if hasattr(value, "item") else value for value in row])
    return book


def clean_workbook(path):
    sheet_of(office_table()).save(path)
    return path


class Planter:
    """Changes cells by column title and row, and remembers where and of what kind."""

    def __init__(self):
        self.table = office_table()
        self.book = sheet_of(self.table)
        self.sheet = self.book.active
        self.planted = []

    def letter(self, title):
        return get_column_letter(1 + next(n for n, t in enumerate(self.table) if t.startswith(title)))

    def get(self, title, row):
        return self.sheet[f"{self.letter(title)}{row}"].value

    def set(self, title, row, value, kind):
        self.sheet[f"{self.letter(title)}{row}"] = value
        if kind:
            self.planted.append((f"{self.letter(title)}{row}", kind))


def dirty_workbook(path):
    """Plants 40 faults and returns where: (cell, kind), as they stand in the finished sheet."""
    p = Planter()
    operating, contracts, subsidy, total = "经营", "发包", "补助", "2021年集体"
    # figures that are mended and said
    p.set("人口", 3, "１２３４", "full_width")
    p.set("人口", 5, "1,234", "thousands")
    p.set("耕地", 7, "2，160", "thousands")
    p.set("户数", 9, "100户", "unit")
    p.set(operating, 11, f"{round(p.get(operating, 11) * 10000)}元", "unit")
    p.set("治理", 13, "65%", "unit")
    # yuan and percent, asked
    for row in (15, 17, 300):
        p.set(operating, row, round(30.25 * 10000), "money_cell")
    p.set("治理", 19, 58, "share_cell")
    p.set("治理", 21, 71.5, "share_cell")
    # what is no number
    p.set("人口", 23, "约三百", "number")
    p.set(contracts, 25, "12.3.4", "number")
    p.set(contracts, 27, "1,23", "number")
    p.set("户数", 29, datetime.datetime(2021, 3, 5), "date")
    p.set("耕地", 31, "2021年3月5日", "date")
    p.set("户数", 33, None, "missing")
    p.set(subsidy, 35, "—", "missing_mark")
    p.set(contracts, 39, -3.5, "negative")
    p.set(total, 41, round(p.get(total, 41) - p.get("投资", 41) - 0.01, 2), "")
    p.set("投资", 41, -0.01, "loss")
    p.set("村级后备", 43, 2.5, "fraction")
    p.set("重点嘎查村", 45, 2, "range")
    p.set("主导产业", 47, "养羊", "industry")
    p.set("主导产业", 49, None, "missing_text")
    # places
    p.set("嘎查村代码", 51, p.get("嘎查村代码", 50), "repeated")
    p.set("嘎查村名称", 53, p.get("嘎查村名称", 52), "repeated")
    p.set("嘎查村名称", 54, "未家营村", "")
    p.set("嘎查村名称", 55, "末家营村", "alike")
    p.set("嘎查村名称", 56, "长胜村", "")
    p.set("嘎查村名称", 57, "长胜嘎查", "alike")
    p.set("苏木乡镇代码", 59, None, "missing_text")
    p.set("苏木乡镇代码", 61, "　", "missing_text")
    p.set("旗县区代码", 63, "B9", "astray")
    # sums and parts
    p.set(total, 65, round(p.get(total, 65) + 1, 2), "sum")
    p.set(total, 67, round(p.get(total, 67) / 2, 2), "sum")
    p.set("户数", 69, p.get("人口", 69) + 1, "above")
    row = next(r for r in range(70, 500) if p.get("重点嘎查村", r) == "否")
    p.set("驻村", row, 4, "staff")
    # persons
    p.set("一肩挑", 73, "13800138000", "personal_cell")
    p.set("嘎查村名称", 75, f"银海村{ID_LIKE}", "personal_cell")
    width = len(p.table.columns)
    extra = get_column_letter(width + 1)
    p.sheet[f"{extra}1"] = "支部书记姓名"
    p.planted.append((f"{extra}1", "personal_column"))
    for row in range(2, 529):
        p.sheet[f"{extra}{row}"] = "王某"
    # a total among the villages
    last = p.sheet.max_row + 1
    p.sheet[f"{p.letter('嘎查村名称')}{last}"] = "合计"
    p.planted.append((f"{p.letter('嘎查村名称')}{last}", "total_row"))
    two_header_rows(p)
    p.book.save(path)
    planted = [(cell[: -len(digits(cell))] + str(int(digits(cell)) + 1), kind) for cell, kind in p.planted]
    return path, [*planted, ("A2", "header_rows")]


def digits(cell):
    return "".join(sign for sign in cell if sign.isdigit())


def two_header_rows(p):
    """The header over two rows: the four streams under one merged title, all others merged downwards."""
    titles = [cell.value for cell in p.sheet[1]]
    p.sheet.insert_rows(1)
    streams = [n for n, title in enumerate(titles, start=1) if title.endswith("（万元）")]
    for column, title in enumerate(titles, start=1):
        if column in streams:
            p.sheet.cell(2, column, title.removesuffix("（万元）"))
        else:
            p.sheet.cell(1, column, title)
            p.sheet.cell(2, column, None)
            p.sheet.merge_cells(start_row=1, start_column=column, end_row=2, end_column=column)
    p.sheet.cell(1, streams[0], "收入（万元）")
    p.sheet.merge_cells(start_row=1, start_column=streams[0], end_row=1, end_column=streams[-1])


def text_file(path, table, encoding):
    """The table as CSV in some encoding."""
    pd.DataFrame(table).to_csv(path, index=False, encoding=encoding)
    return path
