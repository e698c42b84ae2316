"""Whatever a file is or claims to hold, reading it ends in a table or one line, soon and in little room."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sim.faults import InputFaults
from sim.inputs.intake import files
from sim.inputs.intake.files import read_workbook
from sim.inputs.intake.findings import MOST_OF_KIND, group_text, how_many
from sim.inputs.intake.reading.sheet import NoValue
from sim.inputs.intake.registers import check_register
from tests.inputs import hostile

ROOT = Path(__file__).parents[2]
SOON, MOST = 15, 1 << 20  # seconds, which are of the processor on an idle machine far fewer; kB


def told(path):
    """The keys of the faults that a file ends in; none where it is read."""
    try:
        check_register(path)
    except InputFaults as faults:
        return [each.key for each in faults.faults]
    return [""]


# A process of its own: the most that children took is counted for all that a process ever had. Of itself it
# is asked by VmHWM: its ru_maxrss begins with what the process that started it held.
READ_ALL = """
import json, re, resource, sys, time
from pathlib import Path
from sim.faults import InputFaults
from sim.inputs.intake.registers import check_register
for path in sorted(Path(sys.argv[1]).iterdir()):
    began, keys = time.perf_counter(), [""]
    try:
        check_register(path)
    except InputFaults as faults:
        keys = [each.key for each in faults.faults]
    own = int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1])
    room = max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    print(json.dumps([path.name, keys, time.perf_counter() - began, room]), flush=True)
"""


@pytest.fixture(scope="module")
def claims(tmp_path_factory):
    """Of every file that claims something: the keys of its faults, the seconds, and the most kB so far."""
    folder = tmp_path_factory.mktemp("claims")
    for name, (content, _) in hostile.claims().items():
        (folder / name).write_bytes(content)
    done = subprocess.run([sys.executable, "-c", READ_ALL, folder], capture_output=True, text=True, cwd=ROOT)
    return {name: rest for name, *rest in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize("name", hostile.claims())
def test_a_file_is_read_for_what_it_holds_and_refused_for_what_it_claims(claims, name):
    keys, seconds, room = claims[name]
    assert keys == [hostile.claims()[name][1]]
    assert seconds < SOON
    assert room < MOST


@pytest.mark.parametrize("name", hostile.no_tables())
def test_what_is_no_table_is_called_what_it_is(tmp_path, name):
    content, key = hostile.no_tables()[name]
    (tmp_path / name).write_bytes(content)
    assert told(tmp_path / name) == [key]


def test_a_folder_a_pipe_and_a_file_that_is_not_there_are_told_apart(tmp_path):
    (tmp_path / "a.xlsx").mkdir()
    os.mkfifo(tmp_path / "b.csv")
    keys = [told(tmp_path / name)[0] for name in ("a.xlsx", "b.csv", "c.csv", "c.csv/d.csv")]
    assert keys == ["intake_is_folder", "intake_is_device", "fault_file_missing", "fault_file_missing"]


@pytest.mark.parametrize(("program", "key"), [
    ("import os; os.abort()", "intake_too_much"),
    ("import sys; sys.exit(3)", "intake_reader_died"),
    ("import time; time.sleep(60)", "intake_too_long"),
    ("print('no answer')", "intake_reader_died"),
    ("import pickle, sys, os; sys.stdout.buffer.write(pickle.dumps(os.getcwd))", "intake_reader_died"),
])  # fmt: skip
def test_a_reader_that_dies_hangs_or_lies_is_one_fault(monkeypatch, program, key):
    monkeypatch.setattr(files, "PROGRAM", program)
    monkeypatch.setattr(files, "SECONDS", {"read": 1.0})
    with pytest.raises(InputFaults) as caught:
        files.ask("read", "a.xlsx", b"x")
    assert [each.key for each in caught.value.faults] == [key]


def test_mutations_of_sound_files_end_in_a_table_or_in_faults(tmp_path):
    lot = random.Random(20261129)
    kinds = hostile.sound()
    for ending, content in kinds.items():
        (tmp_path / f"sound.{ending}").write_bytes(content)
        assert told(tmp_path / f"sound.{ending}") == [""], ending
    for number in range(36):
        ending = list(kinds)[number % len(kinds)]
        path = tmp_path / f"{number}.{ending}"
        path.write_bytes(hostile.mutated(kinds[ending], lot) or b"x")
        began = time.perf_counter()
        assert len(told(path)) == 1
        assert time.perf_counter() - began < SOON


# --- what stands in the cells comes back as it was --------------------------------------------------------


def test_figures_come_back_to_the_last_bit(tmp_path):
    figures = [0.1 + 0.2, 1 / 3, 8.72, 1e-9, 123456789.125, -0.0, 52000.0]
    path = tmp_path / "a.xlsx"
    cells = "".join(
        f'<c r="{letter}3"><v>{figure!r}</v></c>' for letter, figure in zip("ABCDEFG", figures, strict=True)
    )
    path.write_bytes(hostile.xlsx(f'<row r="3">{cells}</row>'))
    assert list(read_workbook(path).sheets[0].rows[2][:7]) == figures
    path = tmp_path / "a.parquet"
    path.write_bytes(hostile.parquet({"a": figures, "b": [1, None, 3, 4, 5, 6, 2**53 + 1]}))
    read = read_workbook(path).sheets[0].rows
    assert [row[0] for row in read[1:]] == figures
    assert [row[1] for row in read[1:]] == [1, None, 3, 4, 5, 6, 2**53 + 1]


def test_merges_wider_than_the_table_are_cut_to_it(tmp_path):
    body, tail = (
        '<row r="3"><c r="A3"><v>1</v></c></row>',
        '<mergeCells><mergeCell ref="B2:ZZ900000"/></mergeCells>',
    )
    (tmp_path / "a.xlsx").write_bytes(hostile.xlsx(body, tail))
    assert read_workbook(tmp_path / "a.xlsx").sheets[0].merged == ((2, 2, 3, 13),)


def test_a_stray_cell_is_left_aside_and_said(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(hostile.xlsx(hostile.far_cells(1)))
    found = {each.kind: each for each in check_register(tmp_path / "a.xlsx").findings}
    assert "XFD1048000" in found["stray_cells"].text()


def test_a_formula_that_nobody_calculated_and_an_error_are_told_from_an_empty_cell(tmp_path):
    body = (
        '<row r="3"><c r="A3"><f>SUM(A1:A2)</f></c><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="C3" t="str"><f>""</f><v></v></c><c r="D3"><f>1+1</f><v>2</v></c></row>'
    )
    (tmp_path / "a.xlsx").write_bytes(hostile.xlsx(body))
    cells = read_workbook(tmp_path / "a.xlsx").sheets[0].rows[2][:4]
    assert [type(cell) is NoValue for cell in cells] == [True, True, False, False]
    assert list(cells) == ["=SUM(A1:A2)", "#DIV/0!", "", 2.0]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_its_mark_is_read(tmp_path, encoding):
    (tmp_path / "a.csv").write_bytes(hostile.csv_text(hostile.rows()).encode(encoding))
    assert told(tmp_path / "a.csv") == [""]


def test_tabs_part_a_text_whose_figures_hold_commas(tmp_path):
    table = [[*row[:7], "5,662", *row[8:]] if n else row for n, row in enumerate(hostile.rows())]
    (tmp_path / "a.txt").write_text("\n".join("\t".join(row) for row in table), encoding="gbk")
    taken = check_register(tmp_path / "a.txt")
    assert taken.table["cultivated_mu"].tolist() == [5662] * 3


def test_a_comma_within_a_figure_of_a_csv_never_moves_the_cells_behind_it(tmp_path):
    lines = [",".join(row) for row in hostile.rows()]
    lines[2] = lines[2].replace(",5000,", ",5,000,")
    (tmp_path / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    taken = check_register(tmp_path / "a.csv")
    assert [(each.kind, each.row) for each in taken.findings if each.kind == "row_longer"] == [
        ("row_longer", 3)
    ]
    assert taken.table is None


@pytest.mark.parametrize("row", [20_000, 1_048_576])
def test_a_row_far_below_the_table_is_left_aside_in_an_xml_spreadsheet_too(tmp_path, row):
    def line(cells, index=""):
        inside = "".join(f"<Cell><Data>{cell}</Data></Cell>" for cell in cells)
        return f"<Row{index}>{inside}</Row>"

    lines = [line(hostile.ROW.split(",")), line("x", f" ss:Index='{row}'")]
    (tmp_path / "a.xls").write_bytes(hostile.xml_book("".join(lines)))
    sheet = read_workbook(tmp_path / "a.xls").sheets[0]
    assert (len(sheet.rows), sheet.stray) == (2, (f"A{row}",))


def test_a_table_below_thousands_of_blank_rows_is_refused_with_the_rows_to_delete(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(hostile.HEAD + "\n" + hostile.ROW + "\n" + "\n" * 10_001 + (hostile.ROW + "\n") * 3)
    with pytest.raises(InputFaults) as caught:
        read_workbook(path)
    assert caught.value.faults[0].key == "intake_wide_gap"


def test_findings_of_one_kind_are_kept_to_a_number_and_counted_beyond_it(tmp_path):
    rows, more = MOST_OF_KIND + 2, 7
    path = tmp_path / "a.csv"
    path.write_text(hostile.HEAD + "\n" + (hostile.ROW + "\n") * (rows + more), encoding="utf-8")
    taken = check_register(path)
    again = [each for each in taken.findings if each.kind == "repeated"]
    columns = {each.field for each in again}
    assert len(again) == MOST_OF_KIND * len(columns)
    assert how_many(again) == (rows + more - 1) * len(columns)
    assert f"{rows + more - 2:,}" in group_text([each for each in again if each.field == again[0].field])
