"""A table of four villages, to be written with other headers, titles, units and rows around it."""

import csv

import openpyxl
import pytest

STREAMS = ["经营收入", "发包及上交收入", "投资收益", "补助收入"]
HEAD = ["旗县区", "苏木乡镇", "嘎查村名称", "主导产业", "人口", "户数", "耕地面积", *STREAMS, "治理水平"]
ENGLISH = ["banner", "township", "village name", "main industry", "population", "households",
           "cultivated land", "operating income", "contract income", "investment income", "subsidies",
           "governance"]  # fmt: skip
VILLAGES = [
    ["东旗", "河西镇", "柳树村", "肉羊种养", 820, 260, 3100, 12.5, 8.4, 1.2, 6.0, 0.5],
    ["东旗", "河西镇", "沙井村", "肉牛养殖", 640, 210, 2200, 7.5, 3.6, 0.0, 4.0, 0.4],
    ["东旗", "山前乡", "石门村", "草场出租", 910, 300, 4000, 20.0, 11.0, 2.4, 8.5, 0.6],
    ["东旗", "山前乡", "水泉村", "物业出租", 560, 190, 1500, 5.0, 2.0, 0.6, 3.2, 0.3],
]
MONEY, LAND, PEOPLE = [7, 8, 9, 10], [6], [4]
FIRST = {7: 12.5, 6: 3100, 4: 820}


def table(tmp_path, head=HEAD, rows=VILLAGES, above=(), below=(), sheet="", merge=(), times=None):
    """A file of the villages; `times`: places of columns → what their figures are multiplied by.

    A workbook where cells are merged or the sheet is named, else a text file, which is sooner read.
    """
    lines = [
        [round(cell * (times or {}).get(place, 1), 9) if isinstance(cell, float | int) else cell
         for place, cell in enumerate(row)]
        for row in (*above, head, *rows, *below)
    ]  # fmt: skip
    if not merge and not sheet:
        with (tmp_path / "t.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(lines)
        return tmp_path / "t.csv"
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet or page.title
    for line in lines:
        page.append(line)
    for region in merge:
        page.merge_cells(region)
    book.save(tmp_path / "t.xlsx")
    return tmp_path / "t.xlsx"


def open_kinds(taken):
    return [each.kind for each in taken.open]


def renamed(changes, head=HEAD):
    return [changes.get(place, name) for place, name in enumerate(head)]


def of_money(text):
    """The header with a text around the name of each stream."""
    return renamed({place: text.format(HEAD[place]) for place in MONEY})


def same(taken):
    """Whether the incomes are those of the villages."""
    wanted = [row[7] for row in VILLAGES]
    return taken.table is not None and taken.table["operating"].tolist() == pytest.approx(wanted)
