"""Sensitivity against functions with known answers, through the same path as the city model."""

import numpy as np
import pandas as pd
import pytest

from sim.analysis import sensitivity
from sim.analysis.outcomes import headline
from sim.faults import InputFaults
from sim.inputs.case import beside, read_case
from sim.inputs.parameters import Parameter
from sim.runs.ensemble import simulate


def parameter(name, low, high, grade="assumption", distribution="uniform"):
    return Parameter(
        name, (low + high) / 2, low, high, distribution, "1", "uncertainty", grade, ("assumption",),
        name, name, "", "",
    )  # fmt: skip


ISHIGAMI = {name: parameter(name, -np.pi, np.pi) for name in ("x1", "x2", "x3")}
# Analytic indices for a = 7, b = 0.1 (Ishigami and Homma 1990).
FIRST, TOTAL = [0.3139, 0.4424, 0.0], [0.5576, 0.4424, 0.2437]


def ishigami(draws):
    x1, x2, x3 = (draws[name].to_numpy() for name in ("x1", "x2", "x3"))
    return (np.sin(x1) + 7 * np.sin(x2) ** 2 + 0.1 * x3**4 * np.sin(x1))[:, None]


def linear(draws):
    """1 A + 2 B + 3 luck, each with the variance of a uniform on 0..1: shares 1, 4 and 9 of 14."""
    return (draws["a"] + 2 * draws["b"] + 3 * draws["luck"] / sensitivity.LUCKS).to_numpy()[:, None]


LINEAR = {
    "a": parameter("a", 0, 1, "measured"),
    "b": parameter("b", 0, 1),
    "fixed": parameter("fixed", 2, 2, distribution="constant"),
}


@pytest.fixture(scope="module")
def case():
    return read_case("programme-2022")


def test_sobol_indices_of_the_ishigami_function_are_the_analytic_ones():
    found = sensitivity.sobol(ISHIGAMI, ishigami, 4096, seed=1, luck=False).loc[0]
    assert found["first"].to_numpy() == pytest.approx(FIRST, abs=0.02)
    assert found["total"].to_numpy() == pytest.approx(TOTAL, abs=0.02)


def test_intervals_hold_the_analytic_indices_and_shrink_with_the_design():
    small = sensitivity.sobol(ISHIGAMI, ishigami, 256, seed=2, luck=False).loc[0]
    large = sensitivity.sobol(ISHIGAMI, ishigami, 4096, seed=2, luck=False).loc[0]
    assert (np.abs(small["total"] - TOTAL) < 2 * small["total_interval"] + 0.01).all()
    assert (large["total_interval"] < small["total_interval"])[:2].all()


def test_convergence_ends_at_the_indices_of_the_whole_design():
    steps = sensitivity.convergence(ISHIGAMI, ishigami, 512, seed=3, luck=False)
    whole = sensitivity.sobol(ISHIGAMI, ishigami, 512, seed=3, luck=False).loc[0]
    assert list(steps.index.unique("base")) == [64, 128, 256, 512]
    assert steps.loc[512]["total"].to_numpy() == pytest.approx(whole["total"].to_numpy())


def test_luck_is_an_input_like_the_others_and_constants_are_none():
    found = sensitivity.sobol(LINEAR, linear, 1024, seed=0).loc[0]
    assert list(found.index) == ["a", "b", "luck"]
    assert found["first"].to_numpy() == pytest.approx([1 / 14, 4 / 14, 9 / 14], abs=0.02)


def test_shares_of_a_sum_are_the_shares_of_its_variance_and_add_up_to_one():
    found = sensitivity.variance_shares(LINEAR, linear, ["sum"], 1024, seed=0).table
    assert found.loc["sum", ["evidence", "assumption", "luck"]].to_numpy() == pytest.approx(
        [1 / 14, 4 / 14, 9 / 14], abs=0.02
    )
    assert found.sum(axis=1).to_numpy() == pytest.approx(1, abs=1e-9)


def test_an_interaction_is_split_between_the_groups_that_cause_it():
    def product(draws):
        return ((draws["a"] - 0.5) * (draws["b"] - 0.5)).to_numpy()[:, None]

    found = sensitivity.variance_shares(LINEAR, product, ["product"], 4096, seed=0).table.loc["product"]
    assert found["evidence"] == pytest.approx(0.5, abs=0.03)
    assert found["assumption"] == pytest.approx(0.5, abs=0.03)
    assert found["luck"] == pytest.approx(0, abs=0.03)


def test_shares_from_too_few_runs_are_told_so_and_the_cure_cures():
    few = sensitivity.variance_shares(LINEAR, linear, ["sum"], 16, seed=0)
    assert few.too_few
    assert few.enough > 16
    enough = sensitivity.variance_shares(LINEAR, linear, ["sum"], few.enough, seed=0)
    assert not enough.too_few
    assert enough.width < few.width
    for group in sensitivity.GROUPS:
        low, share, high = few.told("sum", group)
        assert 0 <= low <= high <= 1
        assert 0 <= share <= 1


def test_the_true_share_lies_in_its_interval_nine_times_in_ten():
    inside = [
        found.low.loc["sum", "luck"] <= 9 / 14 <= found.high.loc["sum", "luck"]
        for found in (sensitivity.variance_shares(LINEAR, linear, ["sum"], 64, seed=k) for k in range(60))
    ]
    assert np.mean(inside) >= 0.8


def test_shares_are_those_of_the_library_s_indices():
    """The formulas of the intervals against SALib's own, at the same design."""
    found = sensitivity.variance_shares(LINEAR, linear, ["sum"], 256, seed=3).table.loc["sum"]
    names = sensitivity.inputs_of(LINEAR, luck=True)
    groups = [
        sensitivity.LUCK if name == sensitivity.LUCK else sensitivity.group_of(LINEAR[name]) for name in names
    ]
    design = sensitivity._sobol_design(names, 256, 3, groups)
    table = sensitivity._sobol_table(
        names, linear(sensitivity.draws_at(LINEAR, names, design))[:, 0], 3, groups
    )
    table = table.loc[list(sensitivity.GROUPS)]
    known = sensitivity._shapley(table["first"].to_numpy(), table["total"].to_numpy())
    assert found.to_numpy() == pytest.approx(known, abs=1e-6)


def test_an_outcome_that_never_changes_has_no_indices():
    found = sensitivity.sobol(LINEAR, lambda draws: np.ones((len(draws), 1)), 16)
    assert (found.to_numpy() == 0).all()


def test_morris_finds_the_slopes_of_a_linear_function():
    def plane(draws):
        return (10 * draws["a"] - 4 * draws["b"]).to_numpy()[:, None]

    found = sensitivity.morris(LINEAR, plane, 8, seed=0).loc[0]
    within = sensitivity.ENDS[1] - sensitivity.ENDS[0]
    assert found["mu"].to_numpy() == pytest.approx([10 * within, -4 * within])
    assert found["mu_star"].to_numpy() == pytest.approx([10 * within, 4 * within])
    assert found["sigma"].to_numpy() == pytest.approx([0, 0], abs=1e-9)


def test_the_tornado_of_a_linear_function_is_its_quantiles_widest_first():
    found = sensitivity.tornado(
        LINEAR, lambda draws: (draws["a"] - 3 * draws["b"]).to_numpy()[:, None], lucks=1
    )
    assert list(found.index) == ["b", "a"]
    assert found.loc["b"].to_numpy() == pytest.approx([0.5 - 3 * 0.05, 0.5 - 3 * 0.95, -1.0])


def test_the_tornados_of_several_outcomes_are_each_its_own():
    found = sensitivity.tornados(
        LINEAR, lambda draws: draws[["a", "b"]].to_numpy() * [1, 2], ["one", "two"], lucks=3
    )
    assert list(found.loc["one"].index) == ["a", "b"]
    assert found.loc["two"].loc["b"].to_numpy() == pytest.approx([0.1, 1.9, 1.0])
    assert found.loc["one"].loc["b", "low"] == found.loc["one"].loc["b", "high"]


def test_the_answers_of_all_members_have_the_bands_of_the_headline(case):
    result = simulate(case, 64, villages=False)
    other = simulate(beside(case, "no-programme"), 64, villages=False)
    table = headline(result, other).loc[list(sensitivity.ANSWERS)]
    found = np.quantile(sensitivity.answers(result, other), [0.05, 0.5, 0.95], axis=0).T
    assert table[["low", "mid", "high"]].to_numpy() == pytest.approx(found)


def test_luck_chooses_the_member_number_and_nothing_else(case):
    model = sensitivity.city_model(case, [("mean", 2025)])
    draws = sensitivity.draws_at(case.parameters, [], np.empty((3, 0))).assign(luck=[7, 7, 8])
    first, again, other = model(draws)[:, 0]
    assert first == again != other


def test_year_0_is_the_last_of_the_scenario(case):
    draws = sensitivity.draws_at(case.parameters, [], np.empty((3, 0))).assign(luck=[1, 2, 3])
    last, named = (sensitivity.city_model(case, [("mean", year)])(draws) for year in (0, 2030))
    assert np.array_equal(last, named)


def test_an_unknown_outcome_or_year_is_named_with_its_nearest(case):
    with pytest.raises(InputFaults, match="mean") as error:
        sensitivity.city_model(case, [("meen", 2030), ("mean", 2049)])
    assert "2049" in str(error.value)


def test_every_uncertainty_of_the_city_stands_in_its_indices_once(case):
    found = sensitivity.sobol(case.parameters, sensitivity.city_model(case, [("mean", 2030)]), 32)
    assert sorted(found.loc[0].index) == sorted([*sensitivity.inputs_of(case.parameters, True)])
    assert pd.notna(found.to_numpy()).all()
