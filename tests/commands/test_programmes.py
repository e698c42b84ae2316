"""`wuli programme` and `--programme`: made, checked, chosen, and gone back from."""

import os

import pytest

from sim import folders
from sim.cli import command
from sim.commands import programmes
from sim.commands.given import of_programme
from sim.folders import SETTING, programme_folder, using
from sim.inputs.programme import based


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """A working folder and a choice of its own."""
    monkeypatch.setattr(folders, "OUTPUTS", tmp_path / "outputs")
    monkeypatch.delenv(SETTING, raising=False)
    monkeypatch.setenv("WULI_LANG", "en")
    monkeypatch.setenv("WULI_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    folders.chosen.cache_clear()
    yield tmp_path
    folders.chosen.cache_clear()


def said(capsys, *words, status=0):
    assert command(list(words)) == status
    out = capsys.readouterr()
    return out.out + out.err


def test_a_stranger_makes_checks_and_uses_a_programme_and_goes_back(capsys, elsewhere):
    text = said(capsys, "programme", "new", "mine", "--base-year", "2023")
    assert "wuli programme check mine" in text
    assert "mine is without a fault: 3 levers, 3 scenarios" in said(capsys, "programme", "check", "mine")
    assert "mine (an example)" in said(capsys, "programme", "use", "mine")
    assert (elsewhere / "outputs" / "programme.txt").read_text().strip() == str(elsewhere / "mine")
    assert "people-first" in said(capsys, "scenarios")
    listed = said(capsys, "programme", "list")
    assert listed.index("baotou-2022") < listed.index("mine (an example)")
    assert "2023" in said(capsys, "programme", "show")
    said(capsys, "programme", "use", "baotou-2022")
    assert "weakest-first" in said(capsys, "scenarios")
    assert "people-first" in said(capsys, "--programme", "mine", "scenarios")  # remembered by its name
    assert SETTING not in os.environ
    assert programme_folder().name == "baotou-2022"


def test_a_programme_is_named_before_or_after_any_command(capsys):
    said(capsys, "programme", "new", "mine")
    for words in (["--programme", "mine", "scenarios"], ["scenarios", "--programme=mine"]):
        assert "people-first" in said(capsys, *words)
    assert "town" not in said(capsys, "facts", "villages", "--programme", "mine")


def test_an_unknown_programme_is_told_with_the_nearest(capsys):
    text = said(capsys, "scenarios", "--programme", "baotou-2023", status=2)
    assert text == "--programme: unknown programme 'baotou-2023'; did you mean 'baotou-2022'?\n"
    assert "unknown programme" in said(capsys, "programme", "use", "nowhere", status=2)


def test_a_folder_that_is_there_is_not_written_over(capsys, elsewhere):
    (elsewhere / "mine").mkdir()
    assert "is there already" in said(capsys, "programme", "new", "mine", status=2)
    assert list((elsewhere / "mine").iterdir()) == []


def test_faults_are_one_line_each_in_every_command_and_no_traceback(capsys, elsewhere):
    said(capsys, "programme", "new", "mine")
    table = elsewhere / "mine" / "levers.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",staff,1,", ",staf,,"), encoding="utf-8")
    wanted = [
        "levers.csv:3: unknown channel 'staf'; did you mean 'staff'?",
        "levers.csv:3: there are 1 channels and 0 weights; part them by ; with one weight to each channel",
    ]
    for words in (["run", "--all"], ["programme", "check"], ["check", "x.yaml"], ["compare", "as-planned"]):
        text = said(capsys, *words, "--programme", "mine", status=2)
        if words[0] != "check":
            assert text.splitlines()[-2 - (words[0] == "programme") :][:2] == wanted, words
    assert "mine (an example)" in said(capsys, "programme", "list", "--programme", "mine")


def test_a_programme_that_was_moved_away_stops_nobody_from_choosing_another(capsys, elsewhere):
    said(capsys, "programme", "new", "mine")
    said(capsys, "programme", "use", "mine")
    (elsewhere / "mine").rename(elsewhere / "yours")
    assert "unknown programme" in said(capsys, "scenarios", status=2)
    assert "choose another" in said(capsys, "programme", "list")
    said(capsys, "programme", "use", "yours")
    assert "people-first" in said(capsys, "scenarios")


def test_a_code_of_an_own_programme_names_it_where_another_is_in_use(capsys):
    said(capsys, "programme", "new", "mine")
    said(capsys, "programme", "use", "mine")
    code = said(capsys, "code", "people-first").split()[2]
    said(capsys, "programme", "use", "baotou-2022")
    text = said(capsys, "scenarios", "show", code, status=2)
    assert "add --programme mine, or run wuli programme use mine first" in text


def test_a_command_to_be_repeated_names_a_programme_that_is_not_the_chosen_one(monkeypatch):
    assert of_programme() == []
    monkeypatch.setenv(SETTING, "baotou-2022")
    assert of_programme() == []
    monkeypatch.setenv(SETTING, "liuzhou-2018")
    assert of_programme() == ["--programme", "liuzhou-2018"]


def test_a_programme_is_checked_and_shown_of_its_own_year_whatever_register_is_in_use(capsys):
    with using("baotou-2022"), based(2020):  # as where the register in use begins a year earlier
        assert programmes.check() == 0
        assert "without a fault" in capsys.readouterr().out
        assert programmes.show() == 0
        assert "2022–2030" in capsys.readouterr().out
