"""Figures of how sure: what is drawn is what the tables say, in both languages."""

import numpy as np
import pandas as pd
import pytest

from sim.analysis.discovery import Box
from sim.analysis.validation import SkillCard
from sim.figures import certainty as figures
from sim.inputs.parameters import load_parameters
from sim.words import said_in, speaking

PARAMETERS = load_parameters()
NAMES = pd.Index(["yield_rate", "talent_effect", "luck"], name="input")


def texts(ax):
    return [ax.get_title(loc="left"), ax.get_xlabel(), *(tick.get_text() for tick in ax.get_yticklabels())]


def test_the_tornado_reaches_from_low_to_high_and_marks_assumptions():
    table = pd.DataFrame({"low": [58.0, 61.0], "high": [66.0, 60.0], "centre": 60.5}, index=NAMES[:2])
    ax = figures.tornado_chart(table, PARAMETERS, "mean", "unit")
    edges = {(bar.get_x(), bar.get_x() + bar.get_width()) for bar in ax.patches}
    assert (60.5, 58.0) in edges
    assert (60.5, 66.0) in edges
    labels = [tick.get_text().replace("\u00a0", " ") for tick in ax.get_yticklabels()]
    assert not labels[0].endswith("*")
    assert labels[1].endswith("*")


def test_shares_of_variance_fill_the_bar():
    shares = pd.DataFrame({"evidence": [0.2], "assumption": [0.7], "luck": [0.1]}, index=["mean_income"])
    ax = figures.variance_chart(shares, {"mean_income": "Mean"})
    assert [round(bar.get_width(), 6) for bar in ax.patches] == [0.2, 0.7, 0.1]
    assert {text.get_text() for text in ax.texts} == {"20 %", "70 %", "10 %"}


def test_the_skill_chart_draws_model_and_naive_rule_in_parts_of_what_was_published():
    model = {"q05": 2.0, "q50": 5.0, "q95": 8.0, "inside": False, "error": 4.0}
    naive = {"no_change": 1.0, "trend": np.nan, "no_change_error": 9.0, "trend_error": np.nan}
    row = {
        "kind": "observation",
        "independent": True,
        "statement_zh": "甲",
        "statement_en": "A",
        "value": 10.0,
    }
    row |= model | naive
    with speaking("zh"):
        ax = figures.skill_chart(SkillCard(pd.DataFrame([row])))
    points = sorted(float(line.get_xdata()[0]) for line in ax.lines)
    assert points == [0.1, 0.5, 1.0]
    assert "甲" in texts(ax)


def test_a_box_is_drawn_by_rank_with_its_limit():
    draws = pd.DataFrame({"yield_rate": np.linspace(0, 1, 101)})
    ax = figures.box_chart(Box({"yield_rate": (-np.inf, 0.25)}, 0.8, 0.5, 0.25), PARAMETERS, draws, 0.4)
    assert ax.patches[1].get_width() == pytest.approx(0.25, abs=0.01)
    assert "0.25" in [text.get_text() for text in ax.texts]


def test_worth_that_noise_could_show_is_grey_and_nothing_is_said_to_be_nothing():
    table = pd.DataFrame({"worth": [5.0, 0.1], "noise": [0.2, 0.2], "counts": [True, False]}, index=NAMES[:2])
    ax = figures.information_chart(table, PARAMETERS, "yuan")
    assert ax.patches[0].get_facecolor() != ax.patches[1].get_facecolor()
    none = figures.information_chart(table.assign(counts=False), PARAMETERS, "villages")
    assert any("stays the same" in text.get_text().replace("\n", " ") for text in none.texts)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_other_figures_draw_in_both_languages_without_a_missing_glyph(lang):
    morris = pd.DataFrame({"mu_star": [3.0, 2, 1], "sigma": [1.0, 2, 0.5]}, index=NAMES)
    steps = pd.concat(
        {n: pd.DataFrame({"total": [0.5, 0.3, 0.2], "total_interval": 0.1}, index=NAMES) for n in (64, 128)},
        names=["base"],
    )
    bands = {"prior_05": 0.0, "prior_95": 1.0, "q05": 0.2, "q50": 0.3, "q95": 0.4, "shrunk": 0.8}
    posterior = pd.DataFrame([bands], index=pd.Index(["yield_rate"], name="parameter"))
    for ax in (
        said_in(lang, figures.morris_chart, morris, PARAMETERS, "mean", "unit"),
        said_in(lang, figures.convergence_chart, steps, PARAMETERS),
        said_in(lang, figures.posterior_chart, posterior, PARAMETERS),
    ):
        ax.figure.canvas.draw()  # a missing glyph warns, and warnings are errors
        assert ax.get_title(loc="left")
