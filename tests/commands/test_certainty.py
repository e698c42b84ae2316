"""The commands of how sure: what they print in both languages, what they store, what they refuse."""

import re
from types import SimpleNamespace

import pytest

from sim import cli
from sim.apps.pages.charts import shares_note
from sim.apps.pages.overview.page import Overview
from sim.commands import certainty
from sim.faults import InputFaults
from sim.figures.numbers import percent
from sim.figures.tables import answer_label
from sim.inputs import posteriors
from tests.baotou import DATA, EXAMPLE


@pytest.fixture
def wuli(monkeypatch, capsys):
    """Does a command line: its status and all that it says. Faults are raised."""

    def call(*arguments, lang="en"):
        monkeypatch.setenv("WULI_LANG", lang)
        status = cli.invoke([str(each) for each in arguments])
        return SimpleNamespace(return_value=status, output="".join(capsys.readouterr()))

    return call


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(posteriors, "FOLDER", tmp_path)
    monkeypatch.setattr("sim.runs.store.FOLDER", tmp_path)
    return tmp_path


def test_calibrating_on_the_aggregates_stores_a_posterior_under_its_name(wuli, folder):
    done = wuli("calibrate", "--members", 2000, "--name", "mine")
    assert done.return_value == certainty.DONE
    (name,) = posteriors.list_posteriors()
    assert name.startswith("mine-")
    assert name in done.output.replace("\n", "")
    assert "a minute" in done.output
    assert posteriors.load_posterior(name).manifest["about"]["targets"] == ["abaga_2021", "new_dawn_2020"]


def test_a_chain_that_has_not_settled_is_stored_and_said_and_ends_with_one(wuli, folder, monkeypatch):
    monkeypatch.chdir(folder)  # an example of the project is found from anywhere
    done = wuli("calibrate", EXAMPLE.relative_to(DATA), "--steps", 30, "--no-targets")
    assert done.return_value == certainty.NOT_CONVERGED
    assert "--steps" in done.output
    stored = posteriors.load_posterior("example")
    assert {"panel", "targets", "register"} <= set(stored.manifest["inputs"])


def test_the_skill_card_is_printed_with_its_verdict(wuli):
    english, chinese = wuli("validate", "--members", 100), wuli("validate", "--members", 100, lang="zh")
    assert "independent observations" in english.output
    assert "个独立观测" in chinese.output


def test_a_base_too_small_is_told_with_the_base_that_is_enough(wuli):
    few = wuli("sensitivity", "--base", 16).output
    assert "Too few runs" in few
    assert "%" in few
    assert not re.search(r"[-−]\d+ %|10[1-9] %|1[1-9]\d %", few)
    enough = re.search(r"--base (\d+)", few)[1]
    assert "Too few runs" not in wuli("sensitivity", "--base", enough).output


def test_sensitivity_names_inputs_grades_and_what_answers_rest_on(wuli):
    output = wuli("sensitivity", "--base", 32).output
    assert "Luck" in output
    assert "assumption" in output
    assert "All answers together" in output


def test_what_to_survey_next_names_the_best_option_under_both_criteria(wuli):
    output = wuli("survey-next", "programme-2022", "no-programme", "--members", 256).output
    assert "By net benefit" in output
    assert "By villages" in output
    assert "no-programme is best now" in output


def test_discovery_speaks_in_sentences(wuli):
    output = wuli("discover", "--outcome", "mean", "--limit", 62, "--below", "--members", 512).output
    assert "draws miss the target" in output.replace("\n", " ")


def test_a_challenge_is_told_in_one_sentence_with_its_odds_and_its_proof(wuli, tmp_path):
    claim = [
        "challenge",
        "talent-first lifts at least 100 villages",
        "--members",
        4,
        "--draws",
        64,
        "--no-rivals",
    ]
    english = wuli(*claim, "--out", tmp_path / "changes.csv").output
    assert re.search(r"It fails if '.*' is .* or (less|more) .*: about 1 draw in [\d,.]+ is so", english)
    assert "Proved by runs" in english
    assert "Over all priors it fails in" in english
    assert "它就不成立：大约" in wuli(*claim, lang="zh").output
    assert "Turns at" in (tmp_path / "changes.csv").read_text(encoding="utf-8-sig")


def test_structures_tell_in_how_many_each_headline_holds(wuli):
    arguments = ["structures", "talent-first", "--members", 8, "--single", "--no-ranked"]
    assert re.search(r"holds in \d of 8", wuli(*arguments).output)
    assert re.search(r"8种结构中\d种成立", wuli(*arguments, lang="zh").output)


def test_a_claim_that_nothing_overturns_is_told_as_what_the_priors_allow(wuli):
    output = wuli(
        "challenge", "talent-first lifts at least 1 villages", "--members", 4, "--draws", 64, "--no-rivals"
    ).output
    assert "No joint change of four uncertainties within the priors" in output
    assert "not a finding" in output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["challenge", "talent-first is good"], "Allowed: 'A beats B"),
        (["challenge", "talent-frst beats funding-first"], "talent-first"),
        (["challenge", "talent-first beats talent-first"], "against itself"),
        (["validate", "nowhere.csv"], "nowhere"),
        (["calibrate", "nowhere.csv"], "no such file"),
        (["sensitivity", "--outcome", "meen"], "mean"),
        (["sensitivity", "--year", "2050"], "2050"),
        (["survey-next", "programme-2022"], "two options"),
        (["survey-next", "--yuan", "much"], "much"),
        (["discover", "--limit", "100000"], "median"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(wuli, arguments, message):
    with pytest.raises(InputFaults, match=message) as error:
        wuli(*arguments)
    assert len(str(error.value).splitlines()) == 1


def test_the_command_and_the_pages_tell_the_same_shares_of_the_same_design(wuli):
    told = Overview().shares()
    lines = wuli("sensitivity").output
    assert shares_note(told).strip() in " ".join(lines.split())
    for answer in told.table.index:
        shown = [told.told(answer, group)[1] for group in ("evidence", "assumption", "luck")]
        line = next(each for each in lines.splitlines() if each.strip().startswith(answer_label(answer)))
        assert [percent(each) for each in shown] == re.findall(r"<?\d+ %(?= \()", line)
