"""`wuli check` and `wuli run` pass one door: what one refuses the other refuses, whatever was mistyped."""

from __future__ import annotations

import random
import re

import pytest

from sim import cli
from sim.faults import InputFaults
from sim.inputs.intake.registers import register_in_use
from sim.runs.ensemble import make_run
from tests.baotou import DATA

HEAD = "title: {zh: 甲, en: A}\nquestion: {zh: 乙, en: B}\nbaseline: programme-2022\n"
FAULTS = {
    "unknown village": "set: {grids: {targeting: [V999], reason: r}}\n",
    "no record in the register": "set: {county_team: {targeting: register, reason: r}}\n",
    "posterior that is not there": "posterior: {name: nowhere, reason: r}\n",
    "posterior that is a path": "posterior: {name: ../../etc, reason: r}\n",
    "baseline of itself": "baseline: mine\n",
    "amount beyond all": "set: {grids: {amount: 1e300, reason: r}}\n",
    "scale beyond all": "set: {all: {scale: 1e300, reason: r}}\n",
    "prior out of order": "parameters: {yield_rate: {low: 1, high: 0, distribution: uniform, reason: r}}\n",
    "unknown lever": "set: {gridz: {amount: 3, reason: r}}\n",
}
GOOD = {
    "amount past its scale": "set: {grids: {amount: 1e9, reason: r}}\n",
    "list of villages": "set: {grids: {targeting: [V001, V002], reason: r}}\n",
    "key villages": "set: {grids: {targeting: key_villages, reason: r}}\n",
    "long horizon": "years: [2022, 2060]\n",
    "nothing": "",
}


@pytest.fixture
def door(tmp_path, monkeypatch, capsys):
    """Writes a file, checks it, and tells whether a run of 16 members takes it: (status, lines, ran)."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WULI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("WULI_LANG", "zh")

    def passed(text, name="mine.yaml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        status = cli.command(["check", name])
        lines = capsys.readouterr().err.splitlines()
        try:
            make_run(name, members=16)
            ran = True
        except InputFaults:
            ran = False
        return status, lines, ran

    return passed


@pytest.mark.parametrize("name", FAULTS)
def test_check_refuses_what_a_run_refuses(door, name):
    head = HEAD.replace("baseline: programme-2022\n", "") if "baseline" in FAULTS[name] else HEAD
    status, lines, ran = door(head + FAULTS[name])
    assert (status, ran) == (2, False)
    assert lines


@pytest.mark.parametrize("name", GOOD)
def test_check_passes_what_a_run_takes(door, name):
    status, _, ran = door(HEAD + GOOD[name])
    assert (status, ran) == (0, True)


def test_check_looks_at_the_register_in_use(tmp_path, monkeypatch, capsys):
    """A village that the user's own register lacks is unknown to check as it is to run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WULI_LANG", "en")
    table = register_in_use().table
    table = table.assign(village_id=table["village_id"].str.replace("V", "W"))
    table.to_csv(tmp_path / "own.csv", index=False)
    for module in ("start", "run"):
        monkeypatch.setattr(f"sim.commands.{module}.register_file", lambda text: str(tmp_path / "own.csv"))
    body = HEAD + "set: {grids: {targeting: [V001], reason: r}}\n"
    (tmp_path / "mine.yaml").write_text(body, encoding="utf-8")
    assert cli.command(["check", "mine.yaml"]) == 2
    checked = capsys.readouterr().err
    assert cli.command(["run", "mine.yaml", "--outputs", "out"]) == 2
    assert capsys.readouterr().err == checked
    assert "mine.yaml:4: unknown village 'V001'" in checked


def test_notes_are_told_by_check_and_stand_in_the_manifest(tmp_path, monkeypatch, capsys):
    from sim.inputs.case import read_case
    from sim.runs.planning import noted

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WULI_LANG", "en")
    (tmp_path / "mine.yaml").write_text(
        HEAD + "set: {驻村人员: {amount: 7000000, reason: r}}\n", encoding="utf-8"
    )
    assert cli.command(["check", "mine.yaml"]) == 0
    told = capsys.readouterr().err.splitlines()
    assert [re.search("was read as|people only", line)[0] for line in told] == ["was read as", "people only"]
    notes = noted(read_case("mine.yaml"))["notes"]
    assert (len(notes["zh"]), notes["en"]) == (2, told)
    assert noted(read_case("programme-2022")) == {}


# --- small slips, as users make them ---------------------------------------------------------------------

SIGNS = "，：；“”（）｛｝［］　\t%@`*&!|>-'\"#{}[],:0９万人 \u00a0\u200b\u202e\x07²\n"
WORDS = (
    *(
        "amount",
        "scale",
        "驻村人员",
        "-5",
        "50%",
        "2024年",
        "2024-2026",
        "yes",
        "null",
        "~",
        "1e9",
        "0x1F",
        "1,000",
    ),
    *(
        "12:30",
        "[V999]",
        "{2024: 5}",
        "---",
        "*a",
        "&a",
        "!!str",
        "all",
        "nan",
        ".inf",
        "key_villages",
        "99999999",
    ),
)


def mistyped(text: str, lot: random.Random) -> str:
    """A text with one or two small slips: a sign more, less or other, a word for another, a line moved."""
    for _ in range(lot.choice([1, 1, 2])):
        at, kind = lot.randrange(len(text) or 1), lot.randrange(6)
        words, lines = list(re.finditer(r"[\w.-]+", text)), text.split("\n")
        word, line = lot.choice(words), lot.randrange(len(lines))
        if kind < 3:
            text = text[:at] + ("" if kind == 0 else lot.choice(SIGNS)) + text[at + (kind < 2) :]
        elif kind == 3:
            text = text[: word.start()] + lot.choice(WORDS) + text[word.end() :]
        elif kind == 4:
            lines.insert(lot.randrange(len(lines)), lines[line])
            text = "\n".join(lines)
        else:
            lines[line] = lot.choice(["\t", " ", "\u3000"]) + lines[line]
            text = "\n".join(lines)
    return text


@pytest.mark.parametrize("path", sorted((DATA / "scenarios").glob("*.yaml")), ids=lambda path: path.stem)
def test_no_slip_ends_in_a_crash_and_check_agrees_with_run(door, path):
    text = path.read_text(encoding="utf-8")
    for number in range(8):
        wrong = mistyped(text, random.Random(f"{path.stem} {number}"))
        status, lines, ran = door(wrong)
        assert (status == 0) == ran, wrong
        assert status == 0 or lines, wrong
        for line in lines:  # in Chinese, whatever the parser says
            assert re.search("[\u4e00-\u9fff]", line.partition(": ")[2]), (line, wrong)


@pytest.mark.parametrize("path", sorted((DATA / "studies").glob("*.yaml")), ids=lambda path: path.stem)
def test_no_slip_in_a_study_ends_in_a_crash(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = path.read_text(encoding="utf-8").replace("runs: 100", "runs: 4")
    for number in range(8):
        wrong = mistyped(text, random.Random(f"{path.stem} {number}"))
        (tmp_path / "mine.yaml").write_text(wrong, encoding="utf-8")
        assert cli.command(["check", "mine.yaml"]) in (0, 2), wrong
