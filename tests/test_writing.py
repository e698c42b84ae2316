"""Files are written whole or not at all, never over what is there, and no cell of them is a formula."""

from __future__ import annotations

import csv
import errno
import io
import os
import resource
import signal

import openpyxl
import pandas as pd
import pytest

from sim import cli, writing
from sim.faults import InputFaults
from sim.inputs.intake.template import write_template
from sim.reports.export import frame_bytes
from sim.writing import csv_text, file_name, file_names, new_file, write, write_all

WRITERS = {
    ".md": ("describe",),
    ".csv": ("villages", "make"),
    ".xlsx": ("template",),
}


@pytest.fixture
def wuli(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        status = cli.command(arguments)
        out, err = capsys.readouterr()
        return status, out, err

    return call


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_file_that_is_there_is_replaced_with_force_alone(wuli, tmp_path, suffix):
    mine = tmp_path / f"mine{suffix}"
    mine.write_text("a year's work", encoding="utf-8")
    status, _, err = wuli(*WRITERS[suffix], mine.name)
    assert (status, len(err.splitlines()), "--force" in err) == (2, 1, True)
    assert mine.read_text(encoding="utf-8") == "a year's work"
    assert wuli(*WRITERS[suffix], mine.name, "--force")[0] == 0
    assert mine.read_bytes() != b"a year's work"
    assert [path.name for path in tmp_path.iterdir()] == [mine.name]


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("kind", ["device", "folder", "link", "dangling", "pipe", "no folder", "long", "NUL"])
def test_what_is_no_plain_file_is_never_written_to(wuli, tmp_path, suffix, kind):
    name = f"x{suffix}"
    if kind == "device":
        name = "/dev/full"
    elif kind == "folder":
        (tmp_path / name).mkdir()
    elif kind == "link":
        (tmp_path / "elsewhere").write_text("kept", encoding="utf-8")
        (tmp_path / name).symlink_to("elsewhere")
    elif kind == "dangling":
        (tmp_path / name).symlink_to("nowhere")
    elif kind == "pipe":
        os.mkfifo(tmp_path / name)
    elif kind == "no folder":
        name = f"none/{name}"
    else:
        name = f"{'x' * 300}{suffix}" if kind == "long" else f"a\0b{suffix}"
    before = sorted(path.name for path in tmp_path.iterdir())
    status, out, err = wuli(*WRITERS[suffix], name, "--force")
    assert (status, out, len(err.splitlines())) == (2, "", 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == before


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO])
@pytest.mark.parametrize("call", ["fsync", "link"])
def test_a_disk_that_refuses_leaves_the_old_file_and_no_other(tmp_path, monkeypatch, error, call):
    def refuse(*arguments):
        raise OSError(error, os.strerror(error))

    old = tmp_path / "old.md"
    old.write_text("old", encoding="utf-8")
    monkeypatch.setattr(writing.os, call, refuse)
    if call == "link":
        monkeypatch.setattr(writing.Path, "rename", refuse)
    with pytest.raises(InputFaults) as found:
        write(old if call == "fsync" else tmp_path / "new.md", "new", force=call == "fsync")
    assert len(str(found.value).splitlines()) == 1
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("old.md", "old")]


def test_a_limit_of_the_system_is_one_line(wuli, tmp_path):
    limits, heard = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        status, _, err = wuli("describe", "odd.md")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, heard)
    assert (status, err) == (
        2,
        "odd.md: the disk is full, so the file was not written; make room and try again\n",
    )
    assert list(tmp_path.iterdir()) == []


def test_files_that_belong_together_are_all_written_or_none(tmp_path, monkeypatch):
    written = []

    def second_fails(handle):
        written.append(handle)
        if len(written) == 2:
            raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(writing, "sync_folder", lambda folder: None)
    monkeypatch.setattr(writing.os, "fsync", second_fails)
    with pytest.raises(InputFaults):
        write_all([(tmp_path / "a.txt", "a"), (tmp_path / "b.txt", "b")])
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "b.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputFaults):
        write_all([(tmp_path / "a.txt", "a"), (tmp_path / "b.txt", "b")])
    assert [path.name for path in tmp_path.iterdir()] == ["b.txt"]


def test_a_file_keeps_its_mode_and_a_new_one_has_the_usual(tmp_path):
    old = tmp_path / "old.txt"
    old.write_text("old", encoding="utf-8")
    old.chmod(0o640)
    plain = tmp_path / "plain.txt"
    plain.write_text("", encoding="utf-8")
    assert write(old, "new", force=True).stat().st_mode & 0o777 == 0o640
    assert write(tmp_path / "new.txt", "new").stat().st_mode == plain.stat().st_mode


def test_a_name_says_what_the_file_holds(tmp_path, wuli):
    with pytest.raises(InputFaults, match="xlsx"):
        write_template(tmp_path / "t.csv")
    assert wuli("villages", "make", "register.xlsx")[0] == 2
    assert wuli("describe", "model.xlsx")[0] == 2
    assert list(tmp_path.iterdir()) == []


# --- cells -----------------------------------------------------------------------------------------------

TEXTS = ["=HYPERLINK(1)", "@SUM(1)", "+1", "-1+1", "\t=1", "\r=1", "＝1+1", "plain", "a=b"]


def test_no_text_of_a_csv_is_a_formula_and_numbers_stay_numbers():
    table = pd.DataFrame({"=name": TEXTS, "value": [-1.5, *range(8)], "mixed": [-2, *TEXTS[1:]]})
    rows = list(csv.reader(io.StringIO(csv_text(table), newline="")))
    assert rows[0] == ["'=name", "value", "mixed"]
    escaped = [f"'{each}".replace("\r", "\n") for each in TEXTS[:7]]
    assert [row[0] for row in rows[1:]] == [*escaped, "plain", "a=b"]
    assert (rows[1][1], rows[1][2], rows[4][2]) == ("-1.5", "-2", "'-1+1")
    assert table["=name"].to_list() == TEXTS  # what was given is not touched


def test_in_a_workbook_and_in_parquet_text_is_text():
    table = pd.DataFrame({"=name": TEXTS, "value": [-1.5, *range(8)]})
    page = openpyxl.load_workbook(io.BytesIO(frame_bytes(table, ".xlsx"))).active
    kinds = {cell.data_type for row in page.iter_rows() for cell in row}
    assert (kinds, page["A1"].value, page["A2"].value, page["B2"].value) == (
        {"s", "n"},
        "=name",
        TEXTS[0],
        -1.5,
    )
    pd.testing.assert_frame_equal(pd.read_parquet(io.BytesIO(frame_bytes(table, ".parquet"))), table)


# --- names -----------------------------------------------------------------------------------------------

HOSTILE = [
    "../../x", "/etc/x", "a\0b", "a/b", "..", ".", "", "~", "CON", "nul.txt", "index", "-rf", "x" * 400,
    "村" * 200, "甲 村", "a", "A", "\u00e9", "e\u0301", "\u202eab", "a\nb", "V001", "河东村.一组",
]  # fmt: skip


def test_every_word_becomes_a_name_of_its_own_in_the_folder(tmp_path):
    names = file_names(HOSTILE)
    assert list(names) == list(dict.fromkeys(HOSTILE))
    assert len({name.casefold() for name in names.values()}) == len(names)
    for name in names.values():
        path = tmp_path / f"{name}.html"
        assert path.resolve().parent == tmp_path.resolve()
        path.write_text(name, encoding="utf-8")
    assert len(list(tmp_path.iterdir())) == len(names)
    assert {names[each] for each in ("V001", "a", "河东村.一组")} == {"V001", "a", "河东村.一组"}


def test_a_long_word_is_cut_to_a_bound_and_told_apart():
    first, second = file_name("村" * 90 + "甲"), file_name("村" * 90 + "乙")
    assert first != second
    assert max(len(os.fsencode(each)) for each in (first, second)) <= writing.LONGEST_NAME


def test_a_path_given_with_an_option_is_named_with_it():
    with pytest.raises(InputFaults) as found:
        new_file("x/y.csv", (".csv",), option="--out")
    assert str(found.value).startswith("--out x/y.csv: there is no folder")
