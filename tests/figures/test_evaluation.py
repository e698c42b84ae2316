"""Figures of intake, evaluation and types: what is drawn is what the tables say, in both languages."""

import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt

from sim.analysis.evaluation.estimate import Diagnostic, Estimate
from sim.analysis.evaluation.methods import Question
from sim.analysis.typology import Prediction, Typology
from sim.figures import evaluation, intake
from sim.inputs.intake.findings import Finding
from sim.inputs.intake.panel import Observations
from sim.inputs.villages import load_villages
from sim.words import said_in, speaking

BANDS = {
    "low": [-1.0, -0.5, 1.0],
    "high": [0.0, 0.5, 3.0],
    "band_low": [-2.0, -1, 0.5],
    "band_high": [1.0, 1, 4],
}
EVENTS = pd.DataFrame({"event": [-2, 0, 1], "effect": [-0.5, 0.0, 2.0], **BANDS})
TRUTH = pd.DataFrame({"first_treated": [2022, 2022, 2023], "year": [2022, 2023, 2023], "effect": [0.0, 2, 4],
                      "villages": [1, 1, 3]})  # fmt: skip


def estimate(method="staggered", table=EVENTS, low=1.0, high=3.0, refutes=False):
    return Estimate(method, 2.0, 0.5, low, high, 100, 50, table, (Diagnostic("pre_trend", 1, 0.5, refutes),))


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_effects_by_year_are_drawn_with_the_truth_beside_them(lang):
    with speaking(lang):
        ax = evaluation.event_chart(estimate(), TRUTH)
    drawn = {tuple(line.get_ydata()) for line in ax.lines}
    assert (-0.5, 0.0, 2.0) in drawn
    assert (3.0, 2.0) in drawn  # year 0: (0 + 3 x 4)/4; year 1: 2
    assert len(ax.collections) == 2  # both bands


def test_a_refuted_method_is_hollow_and_an_unbounded_interval_ends_in_the_picture():
    pair = [estimate(), estimate("event_study", low=-np.inf, refutes=True)]
    ax = evaluation.method_chart([(Question(), each) for each in pair], TRUTH)
    points = [line for line in ax.lines if len(line.get_xdata()) == 1 and line.get_marker() == "o"]
    assert [line.get_markerfacecolor() for line in points] == [evaluation.ACCENT, "white"]
    assert min(min(line.get_xdata()) for line in ax.lines) == -9.0
    assert [tick.get_text().replace("\n", " ") for tick in ax.get_yticklabels()][1] == "event study"


def test_an_instrument_s_effect_stands_on_no_common_axis():
    asked = Question("instrumental")
    answers = [(Question(), estimate()), (asked, estimate("instrumental"))]
    assert len(evaluation.method_chart(answers).get_yticklabels()) == 1


def test_each_method_has_its_figure_or_none():
    weights = pd.DataFrame({"cohort": [2022, 2022], "year": [2022, 2023], "weight": [1.2, -0.2]})
    ax = evaluation.method_figure(estimate("two_way_fixed_effects", weights))
    assert {text.get_text() for text in ax.texts} == {"1.20", "-0.20"}
    balance = pd.DataFrame(
        {"covariate": ["population"], "difference_before": [0.4], "difference_after": [0.02]}
    )
    ax = evaluation.method_figure(estimate("weighting", balance))
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["population"]
    assert evaluation.method_figure(estimate("discontinuity")) is None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_residuals_are_drawn_against_the_band(lang):
    places = {"village_id": ["a", "b"], "year": [2022, 2023], "within": [False, True]}
    incomes = {"observed": [10.0, 20], "low": [5.0, 18], "mid": [6.0, 19], "high": [7.0, 22]}
    table = pd.DataFrame({**places, **incomes, "residual": [4.0, 1]})
    with speaking(lang):
        ax = evaluation.residual_chart(table)
    assert [line.get_xdata().tolist() for line in ax.lines] == [[6.0, 19.0], [10.0, 20.0]]
    assert "a · 2022" in ax.get_yticklabels()[0].get_text()
    with speaking(lang):
        assert evaluation.predicted_chart(table).get_xscale() == "log"


# --- intake ----------------------------------------------------------------------------------------------


def panel(**columns):
    table = pd.DataFrame({"village_id": list("aabb"), "year": [2021, 2022] * 2, **columns})
    return Observations(table, "mine", "0" * 64)


def test_gaps_are_drawn_village_by_year_with_most_gaps_on_top():
    streams = {"operating": [1.0, 2, 3, np.nan], "contracts": [1.0, 2, 3, 4]}
    whole = panel(**streams, investment=1.0, subsidy=1.0, income=[4.0, 6, 8, np.nan])
    ax = intake.gap_chart(whole)
    assert ax.images[0].get_array().tolist() == [[2, 1], [2, 2]]
    labels = [text.get_text() for text in ax.get_legend().get_texts()]
    assert labels == ["all known 3 (75.0 %)", "part known 1 (25.0 %)", "missing 0 (0.0 %)"]


@pytest.mark.parametrize(("first", "groups"), [([np.nan, np.nan, 2022, 2022], 2), (None, 1)])
def test_paths_part_supported_villages_from_the_others(first, groups):
    columns = {} if first is None else {"first_treated": first}
    ax = intake.path_chart(panel(income=[1.0, 2, 3, 4], **columns))
    assert len(ax.get_legend().get_texts()) == groups
    assert ax.get_ylim()[0] == 0


def test_findings_are_counted_by_kind_the_gravest_level_first():
    pairs = (("repaired", "unit"), ("error", "number"), ("error", "sum"), ("error", "sum"))
    found = [Finding(level, kind, "a", "", 1, 1, "", "", {}) for level, kind in pairs]
    ax = intake.findings_chart(found)
    assert [bar.get_width() for bar in ax.patches] == [2, 1, 1]
    labels = [tick.get_text() for tick in ax.get_yticklabels()]
    assert labels == ["streams do not add up", "not a number", "with its unit"]
    assert intake.findings_chart([]).get_title(loc="left") == "The check found nothing"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_distributions_say_that_the_register_is_synthetic(lang):
    register = load_villages()
    for chart in (intake.income_chart, intake.stream_chart):
        ax = said_in(lang, chart, register)
        assert ("模拟数据" if lang == "zh" else "synthetic") in ax.get_xlabel()
        assert ax.get_xscale() == "log"


# --- types -----------------------------------------------------------------------------------------------

TYPES = Typology(
    pd.DataFrame({"village_id": list("abc"), "type": [0, 1, 1], "x": [0.0, 1, 2], "y": [0.0, 1, 1]}),
    pd.DataFrame({"income": [-1.0, 0.5], "governance": [0.2, -0.1]}),
    pd.DataFrame({"types": [2, 3], "stability": [0.9, 0.5], "chosen": [True, False]}),
    ((("income", -1),), (("income", 1),)),
)


@pytest.mark.parametrize(("lang", "name"), [("zh", "类型1 · 集体收入低"), ("en", "type 1 · low income")])
def test_the_map_names_types_and_villages_for_a_second_look(lang, name):
    with speaking(lang):
        ax = evaluation.type_map(TYPES, pd.DataFrame({"village_id": ["c"]}))
    assert ax.get_legend().get_texts()[0].get_text() == name
    assert [text.get_text() for text in ax.texts] == ["c"]


def test_profiles_stability_and_importance_are_those_of_the_tables():
    cells = {text.get_text() for text in evaluation.profile_chart(TYPES).texts}
    assert cells == {"-1.0", "+0.5", "+0.2", "-0.1"}
    ax = evaluation.stability_chart(TYPES)
    assert ax.lines[0].get_ydata().tolist() == [0.9, 0.5]
    importance = pd.DataFrame({"trait": ["income"], "fall": [0.3], "spread": [0.1]})
    found = Prediction(0.25, importance, pd.Series(dtype=float))
    assert "25 %" in evaluation.importance_chart(found, "growth").get_title(loc="left")
