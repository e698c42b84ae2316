"""wuli evaluate, residuals and typology, as a user types them."""

import re

import pytest

from sim import cli
from sim.commands import evaluation
from sim.faults import InputFaults
from sim.inputs.scenarios.files import load_scenario
from tests.baotou import EXAMPLE_PANEL

HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def wuli(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("COLUMNS", "200")

    def call(*arguments, lang="en"):
        monkeypatch.setenv("WULI_LANG", lang)
        assert cli.invoke([str(each) for each in arguments]) == evaluation.DONE
        return "".join(capsys.readouterr())

    return call


def flat(text):
    """Without the line ends of whatever width the terminal has."""
    return " ".join(text.split())


def test_an_evaluation_tells_effect_error_interval_assumption_and_diagnostics(wuli):
    out = wuli("evaluate", EXAMPLE_PANEL)
    assert re.search(
        r"Effect +3\.\d+ 10k yuan/year; standard error 0\.\d+, 95 % interval 2\.\d+ to 4\.\d+", out
    )
    assert "5,183 observations in 527 clusters; data: evaluation (checksum" in out
    assert re.search(r"Assumption +Without the measure", out)
    assert re.search(r"Diagnostic same course before the treatment: F .* nothing against", flat(out))
    assert re.search(r"^ +7 +2\.", out, re.MULTILINE)  # the seventh year after
    assert HAN.search(wuli("evaluate", EXAMPLE_PANEL, lang="zh"))


def test_a_refuted_assumption_is_told_and_its_number_becomes_no_prior(wuli):
    out = wuli("evaluate", EXAMPLE_PANEL, "--method", "two_way_fixed_effects")
    assert "this number is no effect and no prior" in flat(out)
    with pytest.raises(InputFaults, match="cannot become a prior"):
        wuli("evaluate", EXAMPLE_PANEL, "--method", "two_way_fixed_effects", "--prior", "yield_rate")


def test_the_lines_of_a_prior_are_printed_and_saved_as_a_scenario(wuli, tmp_path):
    target = tmp_path / "mine.yaml"
    out = wuli("evaluate", EXAMPLE_PANEL, "--prior", "yield_rate", "--divide-by", 40, "--save", target)
    assert "distribution: normal, grade: measured" in out
    prior = load_scenario(target).parameters["yield_rate"]
    effect = re.search(r"Effect +(\d\.\d+) 10k yuan/year", wuli("evaluate", EXAMPLE_PANEL))
    assert prior.value == pytest.approx(float(effect[1]) / 40, abs=0.001)
    with pytest.raises(InputFaults, match="exists"):
        wuli("evaluate", EXAMPLE_PANEL, "--prior", "yield_rate", "--save", target)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("evaluate", "nowhere.csv"), "no such file"),
        (("evaluate", EXAMPLE_PANEL, "--method", "stagered"), "did you mean 'staggered'"),
        (("evaluate", EXAMPLE_PANEL, "--threshold", "many"), "many"),
        (("evaluate", EXAMPLE_PANEL, "--save", "mine.yaml"), "--prior is needed"),
        (("residuals", EXAMPLE_PANEL, "--save", "mine.txt"), "ending in .csv"),
    ],
)
def test_a_mistake_is_one_clear_fault(wuli, arguments, message):
    with pytest.raises(InputFaults, match=message):
        wuli(*arguments)


def test_residuals_are_listed_largest_first_and_saved_whole(wuli, tmp_path):
    target = tmp_path / "all.csv"
    out = wuli("residuals", EXAMPLE_PANEL, "--members", 20, "--listed", 3, "--save", target)
    assert re.search(r"4,656 village-years: \d\d % of observed incomes lie in the 90 % band", out)
    assert len(re.findall(r"^ +V\d{3} ", out, re.MULTILINE)) == 3
    assert len(target.read_text().splitlines()) == 4657


def test_a_panel_of_other_villages_is_refused_by_the_residuals(wuli, tmp_path):
    text = EXAMPLE_PANEL.read_text().replace("V001,", "X001,")
    (tmp_path / "other.csv").write_text(text)
    with pytest.raises(InputFaults, match="no village 'X001'"):
        wuli("residuals", tmp_path / "other.csv", "--members", 20)


def test_types_what_foretells_and_odd_villages_are_told(wuli, monkeypatch):
    from sim.analysis import typology

    monkeypatch.setattr(typology, "RESAMPLES", 2)
    out = wuli("typology", "--panel", EXAMPLE_PANEL, "--listed", 4)
    assert "527 villages, checksum" in out
    assert "synthetic" in out
    assert re.search(r"type 1: low", out)
    assert re.search(r"Traits foretell \d+ % of the variance of growth", out)
    assert len(re.findall(r"^ +V\d{3} ", out, re.MULTILINE)) == 4
