"""What a fact is worth, against decisions whose answer is known in closed form."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from sim.analysis.value_of_information import (
    Benefits,
    Decision,
    benefits,
    fitted,
    gained,
    make_decision,
    net_villages,
    net_yuan,
    perfect_information,
    smooth_span,
    survey_next,
)
from sim.faults import InputFaults
from sim.inputs.case import beside, read_case
from sim.runs.ensemble import simulate
from tests.baotou import BAOTOU

MEMBERS = 20_000


def gaussian(mean, slope, noise, seed=0):
    """Option 0 brings 0, option 1 mean + slope·x + noise: x and noise standard normal."""
    random = np.random.default_rng(seed)
    x, other = random.standard_normal((2, MEMBERS))
    return x, np.column_stack([np.zeros(MEMBERS), mean + slope * x + noise * other])


def expected_positive(mean, deviation):
    """E max(0, N(mean, deviation²))."""
    return mean * stats.norm.cdf(mean / deviation) + deviation * stats.norm.pdf(mean / deviation)


@pytest.mark.parametrize(("mean", "slope"), [(0.0, 1.0), (0.5, 1.0), (-0.5, 2.0), (3.0, 1.0)])
def test_knowing_a_gaussian_input_is_worth_what_the_closed_form_says(mean, slope):
    x, values = gaussian(mean, slope, noise=2.0)
    known = expected_positive(mean, slope) - max(mean, 0)
    assert gained(smooth_span(x), values) == pytest.approx(known, abs=0.03)


def test_knowing_everything_is_worth_what_the_closed_form_says():
    _, values = gaussian(0.5, 1.0, 2.0)
    assert perfect_information(values) == pytest.approx(expected_positive(0.5, np.sqrt(5)) - 0.5, abs=0.03)


def test_a_fact_that_cannot_change_the_decision_is_worth_nothing():
    x, values = gaussian(10.0, 1.0, 0.1)
    assert gained(smooth_span(x), values) == pytest.approx(0, abs=1e-6)


def test_curves_are_the_conditional_means():
    x, values = gaussian(0.0, 0.0, 0.5)
    values[:, 1] += np.sin(x)
    middle = np.abs(x) < 2
    assert np.abs(fitted(smooth_span(x), values)[middle, 1] - np.sin(x[middle])).max() < 0.12


def test_the_survey_tells_signal_from_noise_and_where_the_choice_turns():
    x, values = gaussian(0.3, 1.0, 1.0)
    idle = np.random.default_rng(9).standard_normal(MEMBERS)
    draws = pd.DataFrame({"idle": idle, "fixed": 1.0, "known": x})
    found = Benefits(Decision(("stay", "move")), draws, {"yuan": values})
    table = survey_next(found).loc["yuan"]
    assert list(table.index) == ["known", "idle"]
    assert table.loc["known", "counts"]
    assert not table.loc["idle", "counts"]
    assert table.loc["known", "best_now"] == "move"
    assert table.loc["known", "changes_to"] == "stay"
    assert table.loc["known", "switch"] == pytest.approx(-0.3, abs=0.1)
    assert table.loc["known", "chance"] == pytest.approx(stats.norm.cdf(-0.3), abs=0.04)


def test_net_benefits_are_income_and_villages_at_their_value_less_cost():
    case = read_case("programme-2022")
    result = simulate(case, 8, villages=False)
    income = result.city["total"].sum("year").to_numpy()
    cost = (result.city["paid"] + result.city["brought"]).sum("year").to_numpy()
    there = 527 - result.city["below_12"].sel(year=2030).to_numpy()
    assert net_yuan(result, Decision(("a", "b"), 2.0, 5.0)) == pytest.approx(2 * income + 5 * there - cost)
    assert net_villages(result, Decision(("a", "b"))) == pytest.approx(there)
    assert net_villages(result, Decision(("a", "b"), cost_per_village=100)) == pytest.approx(
        there - cost / 100
    )


def test_options_meet_the_same_members_and_luck():
    case = read_case("programme-2022")
    found = benefits(case, Decision(("no-programme", "no-programme")), members=64)
    assert found.values["yuan"][:, 0] == pytest.approx(found.values["yuan"][:, 1])
    assert found.draws.equals(simulate(beside(case, "no-programme"), 64, villages=False).draws)


def test_a_decision_without_options_is_among_the_programmes_own_by_their_roles():
    roles = ("programme", "money_first", "people_first", "courses_first", "weakest_first")
    assert make_decision([]).options == tuple(map(BAOTOU.scenario, roles))
    assert make_decision(["a", "b"], 2.0, 5.0) == Decision(("a", "b"), 2.0, 5.0)


def test_a_decision_needs_two_options():
    with pytest.raises(InputFaults, match="1"):
        benefits(read_case(), Decision(("no-programme",)))
