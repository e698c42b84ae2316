"""Tables on a screen: whole words, nothing lost, nothing that moves the cursor."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from rich.cells import cell_len

from sim import cli
from sim.commands.given import Number, whole_number
from sim.faults import InputFaults
from sim.reports.console import complain, harmless, show_pairs, show_table, tell

HEADS = ["编号", "A long head of several words", "人数", "说明"]
ROWS = [
    ["programme-2022-0123456789", "Talent first, then money", "1,234.5", "人才优先，资金随后跟上，逐村核定"],
    ["weakest-first-9876543210", "x", "−0.5", "短"],
]


@pytest.mark.parametrize("width", ["20", "40", "60", "80", "200", ""])
def test_a_table_breaks_between_words_and_loses_nothing(capsys, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", width) if width else monkeypatch.delenv("COLUMNS", raising=False)
    show_table(HEADS, ROWS, title="t", right=[2])
    out = capsys.readouterr().out
    for row in ROWS:
        for word in re.findall(r"[!-~−]+", " ".join(row)):
            assert word in out
    assert all(sign in out for sign in "人才优先，资金随后跟上，逐村核定短")
    longest = max(cell_len(line) for line in out.splitlines())
    if width in ("60", "80", "200"):
        assert longest <= int(width)
    if width in ("200", ""):  # in a pipe as wide as it needs
        assert "人才优先，资金随后跟上，逐村核定" in out
        assert not any(line.endswith(" ") for line in out.splitlines())


def test_a_number_stays_with_its_sign_of_per_cent(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    row = ["2022: 436 → 2024: 5 and many more words", "from 12 % to 95 % and so on, and on"]
    show_table(["a", "b"], [row])
    out = capsys.readouterr().out
    assert "2024: 5" in out
    assert "95 %" in out


def test_many_rows_are_shown_at_once(capsys):
    import time

    start = time.process_time()
    show_table(["a", "b"], [[f"run-{n}", str(n)] for n in range(20_000)], right=[1])
    assert time.process_time() - start < 5
    assert len(capsys.readouterr().out.splitlines()) >= 20_000


HOSTILE = "\x1b[31mred\x1b[0m\x07\x00\x9b2J\u202etxt.exe\u2066\u200f\u2028x\r"


def test_no_sign_of_a_name_reaches_the_terminal_as_an_order(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    tell(HOSTILE)
    complain(HOSTILE)
    show_table([HOSTILE], [[HOSTILE]], title=HOSTILE)
    show_pairs([(HOSTILE, HOSTILE)])
    out, err = capsys.readouterr()
    for text in (out, err):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200f\u2028\u202e\u2066]", text)
        assert "red" in text
        assert "\\x1b" in text
    assert harmless("甲 – 乙\n丙") == "甲 – 乙\n丙"


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "latin-1"])
def test_a_terminal_of_another_encoding_shows_what_it_can(encoding):
    line = "from sim import cli; cli.show_what_can_be_shown(); print('−1 – 甲 ≥ 2 → ✔ \\u202e \\ud800')"
    own = {"PYTHONUTF8": "0", "PYTHONIOENCODING": encoding, "PATH": "/usr/bin"}
    done = subprocess.run([sys.executable, "-c", line], capture_output=True, env=own, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode(encoding)
    assert text.startswith("-1 ")
    assert ("甲" in text) == (encoding == "gbk")


def test_an_interruption_is_one_line_and_130(capsys, monkeypatch):
    def interrupted(arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "invoke", interrupted)
    assert cli.command(["facts"]) == 130
    assert capsys.readouterr() == ("", "interrupted\n")


def test_a_full_standard_output_is_one_line():
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "sim.cli", "version"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)


# --- numbers as they are typed ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"), [("１０００", 1000), ("1,000", 1000), (" 7 ", 7), ("1，000", 1000), ("0042", 42)]
)
def test_a_whole_number_may_be_typed_as_people_do(text, value):
    assert whole_number("--members", text, 1, 10_000) == value


ODD = ["²", "٣", "三", "1e3", "1_000", "1,00", "--5", "0x10", "1.0", "nan", "inf", "", "9" * 5000, "½"]


@pytest.mark.parametrize("text", ODD)
def test_what_is_no_whole_number_is_one_short_line(text):
    with pytest.raises(InputFaults) as found:
        whole_number("--members", text, 1, 10_000)
    assert len(str(found.value)) < 200


@pytest.mark.parametrize(("text", "value"), [("1,250.5", 1250.5), ("−3", -3), ("２．５", 2.5), ("1e3", 1000)])
def test_a_number_may_be_typed_as_people_do(text, value):
    assert Number().read("--limit", text) == value


@pytest.mark.parametrize("text", ["²", "٣.٥", "1_0", "nan", "inf", "1e999", "9" * 5000, "1..2", ""])
def test_what_is_no_number_is_one_short_line(text):
    with pytest.raises(InputFaults) as found:
        Number().read("--limit", text)
    assert len(str(found.value)) < 200


COUNT, SHARE, MONEY = Number(1, 10**9, whole=True), Number(0, 1, share=True), Number(0, money=True)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (COUNT, "1.5万", 15_000), (COUNT, "2 亿", 200_000_000), (COUNT, "１０，０００", 10_000),
        (SHARE, "20%", 0.2), (SHARE, "７．５％", 0.075), (SHARE, "0.8", 0.8), (SHARE, "100 %", 1),
        (MONEY, "1000万", 1000), (MONEY, "1,500 万元", 1500), (MONEY, "2亿元", 20_000),
        (MONEY, "5 million yuan", 500), (MONEY, "30000元", 3), (MONEY, "12", 12),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)  # fmt: skip
def test_counts_shares_and_money_may_be_typed_as_people_say_them(kind, text, value):
    assert kind.read("--x", text) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (COUNT, "1.23456万"), (COUNT, "0.5"), (COUNT, "20%"), (COUNT, "万"), (COUNT, "-1万"), (COUNT, "99亿"),
        (SHARE, "120%"), (SHARE, "%"), (SHARE, "20万"), (SHARE, "-1%"), (Number(), "20%"), (Number(), "3万"),
        (MONEY, "5 people"), (MONEY, "20%"), (MONEY, "-3万元"), (MONEY, "1e999 万元"), (MONEY, "9" * 5000),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)  # fmt: skip
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_no_count_share_or_money_is_one_short_line_in_each_language(kind, text, lang, monkeypatch):
    monkeypatch.setenv("WULI_LANG", lang)
    with pytest.raises(InputFaults) as found:
        kind.read("--x", text)
    line = str(found.value)
    assert line.startswith("--x")
    assert len(line) < 200
    assert len(line.splitlines()) == 1
    assert bool(re.search("[\u4e00-\u9fff]", line.replace(text, ""))) == (lang == "zh")
