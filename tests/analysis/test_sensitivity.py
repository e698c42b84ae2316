"""What a spread comes from."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import xarray as xr

from sim.analysis.sensitivity import rank_correlations

DRAWS = pd.DataFrame(
    {"up": [1.0, 2, 3, 4], "down": [8.0, 4, 2, 1], "mixed": [1.0, 3, 2, 4], "fixed": [5.0] * 4}
)


def outcome(*values):
    return xr.DataArray(np.array(values), dims="member")


def test_a_monotone_link_is_one_and_the_largest_comes_first():
    found = rank_correlations(DRAWS, outcome(1.0, 10, 100, 1000))
    assert found.to_dict() == pytest.approx({"up": 1, "down": -1, "mixed": 0.8})
    assert list(found.index) == ["up", "down", "mixed"]


def test_a_constant_is_left_out_and_an_outcome_that_never_changes_has_no_drivers():
    assert "fixed" not in rank_correlations(DRAWS, outcome(1.0, 2, 3, 4))
    assert rank_correlations(DRAWS, outcome(3.0, 3, 3, 3)).empty


def test_scipy_agrees():
    from scipy.stats import spearmanr

    generator = np.random.default_rng(5)
    draws = pd.DataFrame(generator.normal(size=(50, 3)), columns=list("abc"))
    values = outcome(*(draws["a"] + generator.normal(size=50)))
    for name, found in rank_correlations(draws, values).items():
        assert found == pytest.approx(spearmanr(draws[name], values).statistic)
