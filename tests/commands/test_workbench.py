"""`wuli bench` and `wuli describe`: what they print is what they did, and mistakes are one clear fault."""

import pytest

from sim import cli
from sim.commands.workbench import measure
from sim.faults import InputFaults
from sim.reports import odd


@pytest.fixture(scope="module")
def text():
    return odd.describe_model()


def test_the_command_prints_or_writes_the_document(tmp_path, text, capsys):
    assert cli.invoke(["describe"]) == 0
    assert capsys.readouterr().out == text
    assert cli.invoke(["describe", str(tmp_path / "model.md")]) == 0
    assert (tmp_path / "model.md").read_text(encoding="utf-8") == text


def test_a_place_that_cannot_be_written_is_one_clear_fault(tmp_path):
    for path in (tmp_path, tmp_path / "none" / "x.md"):
        with pytest.raises(InputFaults):
            cli.invoke(["describe", str(path)])


def test_bench_tells_what_it_ran(capsys):
    assert cli.invoke(["bench", "--villages", "700", "--members", "3"]) == 0
    shown = capsys.readouterr().out
    for word in ("700", "10", "GB"):
        assert word in shown


def test_an_unknown_size_is_a_fault_with_its_nearest():
    with pytest.raises(InputFaults, match="nation"):
        cli.invoke(["bench", "natoin"])


def test_the_figures_of_a_bench_are_those_of_its_run():
    figures = measure(700, 4)
    assert (figures.villages, figures.members, figures.years) == (700, 4, 10)
    assert figures.rate == pytest.approx(700 * 4 * 10 / figures.run_seconds / 1e6)
    assert 0 < figures.below_target < 700
    assert figures.peak_gb > 0.05
