"""Whatever goes wrong in a command ends as one line in the user's language and an exit code."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys

import pytest

from sim import cli
from sim.commands import boundary
from sim.words import LANGUAGES

HAN = re.compile(r"[\u4e00-\u9fff]")
WULI = (sys.executable, "-m", "sim.cli")


def shell(line, **setting):
    """A command line as a shell runs it: (status, standard output, standard error)."""
    wuli = " ".join(WULI)
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line.replace('wuli', wuli)}"],
        capture_output=True, text=True, check=False, env={**os.environ, "WULI_LANG": "en", **setting},
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def wuli(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    def call(*arguments, lang="en"):
        status = cli.command([*arguments, "--lang", lang])
        return status, *capsys.readouterr()

    return call


@pytest.mark.parametrize("command", ["facts", "--help", "scenarios"])
def test_a_full_disk_behind_standard_output_is_one_line_and_1(command):
    said = "standard output: the disk is full; make room and try again\n"
    assert shell(f"wuli {command} >/dev/full") == (1, "", said)


def test_a_pipe_that_nobody_reads_is_the_end_and_no_fault():
    for command in ("facts", "--help", "describe"):
        assert shell(f"wuli {command} | head -0") == (0, "", ""), command


def test_a_full_standard_error_leaves_the_exit_code_as_it_is():
    assert shell("wuli facts nothing_like_this 2>/dev/full") == (2, "", "")
    assert shell("wuli facts nothing_like_this >/dev/full 2>/dev/full") == (2, "", "")


def test_a_file_that_grows_too_large_is_one_line_and_leaves_nothing(tmp_path):
    status, _, err = shell(f"cd {tmp_path}; ulimit -f 1; PYTHONPATH={os.getcwd()} wuli facts --out facts.csv")
    assert (status, err) == (
        2,
        "facts.csv: the disk is full, so the file was not written; make room and try again\n",
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "command",
    [
        ("facts", "--out", "file/facts.csv"), ("take", "talent-first", "--to", "file/x"),
        ("villages", "make", "file/x.csv"), ("runs", "--outputs", "file/x"), ("describe", "file/x.md"),
        ("programme", "new", "file/x"), ("run", "talent-first", "--outputs", "file/x"),
        ("facts", "--out", f"{'x' * 300}.csv"), ("check", "file/x.xlsx"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_path_that_cannot_be_written_is_one_line_and_2(wuli, tmp_path, command, lang):
    """A path below a file: where a folder has no rights, root would write all the same."""
    (tmp_path / "file").write_text("mine")
    status, out, err = wuli(*command, lang=lang)
    assert (status, out, len(err.splitlines())) == (2, "", 1)
    assert bool(HAN.search(err)) == (lang == "zh")
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("file", "mine")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_place_of_its_own_that_cannot_be_written_is_one_line_and_1(wuli, tmp_path, monkeypatch, lang):
    (tmp_path / "file").write_text("mine")
    monkeypatch.setattr("sim.folders.OUTPUTS", tmp_path / "file" / "outputs")
    status, out, err = wuli("programme", "use", "baotou-2022", lang=lang)
    assert (status, out, len(err.splitlines())) == (1, "", 1)
    assert bool(HAN.search(err.partition(": ")[2])) == (lang == "zh")


FAULTS = {
    KeyboardInterrupt(): (130, "interrupted"),
    MemoryError(): (1, "too little memory"),
    OSError(errno.ENOSPC, "full", "there.csv"): (1, "there.csv: the disk is full"),
    OSError(errno.EROFS, "read-only", "there.csv"): (1, "there.csv: the system allows no reading or writing"),
    OSError(errno.EACCES, "denied", "there.csv"): (1, "there.csv: the system allows no reading or writing"),
    OSError(errno.ENOTDIR, "no folder", "a/b"): (1, "a/b: a part of this path is a file"),
    OSError(errno.ENAMETOOLONG, "long", "a"): (1, "a: the name is too long"),
    OSError(errno.EISDIR, "folder", "a"): (1, "a: this is a folder"),
    OSError(errno.ENOENT, "gone", "a"): (1, "a: there is no such file"),
    OSError(errno.EMFILE, "many"): (1, "too many files are open"),
    OSError(errno.EADDRINUSE, "used"): (1, "another program uses this address"),
    ConnectionRefusedError(errno.ECONNREFUSED, "no"): (1, "no answer"),
    TimeoutError("no"): (1, "no answer"),
    OSError(errno.EIO, "broken", "a"): (1, "a: the system could not read or write here (system error 5)"),
}


@pytest.mark.parametrize("fault", FAULTS, ids=repr)
def test_every_fault_of_the_machine_is_one_line(wuli, monkeypatch, fault):
    def raised(arguments):
        raise fault

    monkeypatch.setattr(cli, "invoke", raised)
    status, out, err = wuli("facts")
    assert (status, out, len(err.splitlines())) == (FAULTS[fault][0], "", 1)
    assert FAULTS[fault][1] in err


def test_a_fault_of_the_program_is_not_hidden(monkeypatch):
    def raised(arguments):
        raise ZeroDivisionError

    monkeypatch.setattr(cli, "invoke", raised)
    with pytest.raises(ZeroDivisionError):
        cli.command(["facts"])


def test_the_exit_codes_are_those_that_the_module_tells():
    codes = re.findall(r"^(\d+) +\w", boundary.__doc__, re.MULTILINE)
    known = (boundary.DONE, boundary.FAILED, boundary.BAD_INPUT, boundary.INTERRUPTED)
    assert [int(each) for each in codes] == list(known)


# --- the command line ------------------------------------------------------------------------------------

WRONG = {
    ("facts", "a", "b"): ("wuli facts", "more than it takes"),
    ("scenarios", "show"): ("wuli scenarios show", "SCENARIO is missing"),
    ("compare", "--members"): ("wuli", "--members needs a value"),
    ("compare", "--memberz", "5"): ("wuli compare", "did you mean '--members'?"),
    ("compare", "-q"): ("wuli compare", "unknown option '-q'"),
    ("run", "--all=yes"): ("wuli", "--all takes no value"),
    ("compare", "--members", "some"): ("--members", "should be a whole number from 1 to 1,048,576"),
    ("backwards", "--chance", "much"): ("--chance", "zero or more"),
    ("compre",): ("wuli", "did you mean 'compare'?"),
    ("--lang", "fr"): ("--lang", "unknown language 'fr'"),
    ("facts", "--programme", "nowhere"): ("--programme", "nowhere"),
}  # fmt: skip


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_a_mistake_in_the_command_line_is_one_line_in_the_users_language(capsys, monkeypatch, arguments):
    where, said = WRONG[arguments]
    for lang in LANGUAGES:
        monkeypatch.setenv("WULI_LANG", lang)
        assert cli.command(list(arguments)) == 2
        out, err = capsys.readouterr()
        assert (out, len(err.splitlines())) == ("", 1)
        assert err.startswith(where)
        if lang == "en":
            assert said in err
            assert not HAN.search(err)
        else:
            assert HAN.search(err)
            assert not re.search(
                r"\b(?:[Oo]ption|[Aa]rgument|[Mm]issing|[Nn]o such|[Ii]nvalid|SCENARIO)\b", err
            )


def test_a_language_of_the_environment_that_there_is_not_is_one_line(capsys, monkeypatch):
    monkeypatch.setenv("WULI_LANG", "fr")
    assert cli.command(["facts"]) == 2
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)
    assert err.startswith("WULI_LANG: ")


@pytest.mark.parametrize("place", range(3))
def test_language_and_programme_may_stand_anywhere(capsys, monkeypatch, place):
    monkeypatch.delenv("WULI_LANG", raising=False)
    words = ["villages", "--out", ""]
    for options in (["--lang", "en"], ["--lang=en"]):
        line = [*words[:place], *options, "--programme=baotou-2022", *words[place:]]
        if place == 2:
            line = [*words, *options, "--programme", "baotou-2022"]
        assert cli.command(line) == 0
        assert "527 villages" in capsys.readouterr().out


@pytest.mark.parametrize("group", [(), ("batch",), ("programme",)])
def test_a_group_without_a_command_shows_its_help_and_ends_with_2(capsys, group):
    assert cli.command([*group]) == 2
    out, err = capsys.readouterr()
    assert err == ""
    assert cli.command([*group, "--help"]) == 0
    assert capsys.readouterr() == (out, "")
