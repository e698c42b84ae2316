"""`wuli bench` and `wuli describe`: what they print is what they did, and mistakes are one clear fault."""

import pytest
import typer
from typer.testing import CliRunner

from sim.commands import scale
from sim.faults import InputFaults
from sim.views import odd


@pytest.fixture(scope="module")
def text():
    return odd.describe_model()


def run(*arguments):
    app = typer.Typer()
    scale.add(app, None, lambda name, text, low, high: int(text))
    return CliRunner().invoke(app, list(arguments))


def test_the_command_prints_or_writes_the_document(tmp_path, text):
    assert run("describe").output == text
    written = run("describe", str(tmp_path / "model.md"))
    assert written.exit_code == 0
    assert (tmp_path / "model.md").read_text(encoding="utf-8") == text


def test_a_place_that_cannot_be_written_is_one_clear_fault(tmp_path):
    assert isinstance(run("describe", str(tmp_path)).exception, InputFaults)
    assert isinstance(run("describe", str(tmp_path / "none" / "x.md")).exception, InputFaults)


def test_bench_tells_what_it_ran():
    shown = run("bench", "--villages", "700", "--members", "3")
    assert shown.exit_code == 0
    for word in ("700", "10", "GB"):
        assert word in shown.output


def test_an_unknown_size_is_a_fault_with_its_nearest():
    assert "nation" in str(run("bench", "natoin").exception)


def test_the_figures_of_a_bench_are_those_of_its_run():
    figures = scale.measure(700, 4)
    assert (figures.villages, figures.members, figures.years) == (700, 4, 10)
    assert figures.rate == pytest.approx(700 * 4 * 10 / figures.run_seconds / 1e6)
    assert 0 < figures.below_target < 700
    assert figures.peak_gb > 0.05
