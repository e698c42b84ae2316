"""Rows of a sheet as text: what a workbook holds is what was given."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from sim.reports.stamp import Date, filled, same_bytes

ROW = ["V001", 3, 0.1, None, float("nan"), 'a < "b" & c', "=1+1", " two  blanks ", "\x07bell"]
HELD = ["V001", 3, 0.1, None, None, 'a < "b" & c', "=1+1", " two  blanks ", "bell"]


@pytest.fixture(scope="module")
def sheet():
    book, buffer, name = Workbook(), io.BytesIO(), "xl/worksheets/sheet1.xml"
    book.active["A1"] = "head"
    book.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        content = filled(archive.read(name), [(2, ROW), (4, ["note"])], [0] * len(ROW), "I4")
    packed = same_bytes(buffer.getvalue(), Date(2026, 3, 5), {name: content})
    return load_workbook(io.BytesIO(packed)).active


def test_values_are_read_back_and_nothing_becomes_a_formula(sheet):
    assert [cell.value for cell in sheet[2]] == HELD
    assert {cell.data_type for cell in sheet[2]} <= {"s", "n", "inlineStr"}


def test_the_sheet_reaches_to_its_last_row(sheet):
    assert sheet["A4"].value == "note"
    assert sheet.dimensions == "A1:I4"
