"""Estimates, types and residuals in words and tables: rounded alike, with unit, in both languages."""

import numpy as np
import pandas as pd
import pytest

from sim.analysis.evaluation.estimate import Diagnostic, Estimate
from sim.analysis.evaluation.methods import Question
from sim.inputs.intake.panel import Observations
from sim.reports.evaluation import effect_words, estimate_html, estimate_words, lines_html, shown_table
from sim.words import speaking

FOUND = Estimate(
    "staggered",
    2.0,
    0.5,
    1.0,
    np.inf,
    5000,
    300,
    pd.DataFrame(),
    (Diagnostic("pre_trend", 1.2, 0.0001, True),),
)
PANEL = Observations(pd.DataFrame(), "mine", "0123456789abcdef")


def test_an_effect_has_its_unit_error_and_interval_and_says_where_there_is_no_end():
    with speaking("en"):
        assert effect_words(FOUND, Question()) == (
            "2 10k yuan/year; standard error 0.5, 95 % interval 1 to unbounded"
        )
    with speaking("zh"):
        each = effect_words(FOUND, Question("instrumental"))
    assert "每单位“到村项目资金”" in each
    with speaking("en"):
        assert "person" in effect_words(FOUND, Question(outcome="people"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_verdict_follows_the_diagnostics(lang):
    with speaking(lang):
        told = dict(estimate_words(FOUND, Question(), PANEL))
        stands = dict(estimate_words(Estimate(*FOUND_PARTS), Question(), PANEL))
    heads = list(told)
    assert told[heads[-1]] != stands[heads[-1]]
    assert "5,000" in told[heads[1]]
    assert "mine" in told[heads[1]]
    assert "< 0.001" in told[heads[3]]


FOUND_PARTS = ("staggered", 2.0, 0.5, 1.0, 3.0, 5000, 300, pd.DataFrame())


def test_figures_that_are_read_together_have_the_same_digits():
    table = pd.DataFrame(
        {"event": [0.0, 12], "effect": [1.234, 0.01], "error": [0.1, np.nan], "low": [-np.inf, 0]}
    )
    shown = shown_table(table)
    assert list(shown) == ["years since support", "effect", "standard error", "low"]
    assert shown.to_numpy().tolist() == [["0", "1.23", "0.10", "unbounded"], ["12", "0.01", "–", "0.00"]]


def test_years_traits_and_truths_are_told_in_words():
    table = pd.DataFrame({"year": [2022], "trait": ["income"], "within": [True], "observed": [1234.5]})
    with speaking("zh"):
        assert shown_table(table).to_numpy().tolist() == [["2022", "集体收入", "是", "1,235"]]


def test_nothing_to_say_is_no_heading():
    assert lines_html("evaluation_silent", []).data == ""
    assert "<h2>" in lines_html("evaluation_silent", ["a < b"]).data
    assert "a &lt; b" in lines_html("evaluation_silent", ["a < b"]).data
    assert "two-way" not in estimate_html(FOUND, Question(), PANEL).data
