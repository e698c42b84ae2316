"""The hashed numbers behave like independent draws: moments, distribution, correlation."""

import numba as nb
import numpy as np
import pytest
from scipy import stats

from sim.model import luck
from sim.model.luck import name_key

MEMBERS, VILLAGES, YEARS = 200, 527, 10


@nb.njit
def cube(stream, members, years, keys, normals):
    """Every (member, year, village) number of one stream, as the kernel makes them."""
    out = np.empty((len(members), len(years), len(keys)), np.float32)
    for m in range(len(members)):
        for t in range(len(years)):
            key = luck.draw_key(stream, members[m], years[t])
            for v in range(len(keys)):
                h = luck.mix(np.uint32(key ^ keys[v]))
                out[m, t, v] = luck.normal(h, luck.again(h)) if normals else luck.uniform(h)
    return out


def numbers(name="village", normals=True, seed=0):
    keys = np.array([name_key(f"village/V{k:03}") for k in range(VILLAGES)], np.uint32)
    stream = luck.stream_keys(seed)[luck.NAMES.index(name)]
    return cube(
        stream,
        np.arange(MEMBERS, dtype=np.uint32),
        np.arange(2022, 2022 + YEARS, dtype=np.uint32),
        keys,
        normals,
    )


def mean_correlation(a, b):
    """Correlation of two equally long series, in units of its standard error."""
    return np.corrcoef(a.ravel(), b.ravel())[0, 1] * np.sqrt(a.size)


def test_uniforms_are_uniform():
    x = numbers("loss", normals=False).ravel()
    assert x.min() > 0
    assert x.max() < 1
    assert stats.kstest(x[::7], "uniform").pvalue > 0.01
    assert x.mean() == pytest.approx(0.5, abs=4 / np.sqrt(12 * x.size))


def test_normals_have_the_moments_of_a_normal():
    x = numbers().ravel().astype(np.float64)
    n = x.size
    assert x.mean() == pytest.approx(0, abs=4 / np.sqrt(n))
    assert x.var() == pytest.approx(1, abs=4 * np.sqrt(2 / n))
    assert stats.skew(x) == pytest.approx(0, abs=4 * np.sqrt(6 / n))
    assert stats.kurtosis(x) == pytest.approx(0, abs=4 * np.sqrt(24 / n))


def test_normals_pass_kolmogorov_smirnov_member_by_member():
    pvalues = [stats.kstest(member.ravel(), "norm").pvalue for member in numbers()]
    assert stats.kstest(pvalues, "uniform").pvalue > 0.001


@pytest.mark.parametrize("shift", [1, 2, 7])
@pytest.mark.parametrize("axis", [0, 1, 2], ids=["member", "year", "village"])
def test_neighbours_on_every_axis_are_uncorrelated(axis, shift):
    x = numbers()
    first = np.take(x, np.arange(x.shape[axis] - shift), axis=axis)
    later = np.take(x, np.arange(shift, x.shape[axis]), axis=axis)
    assert abs(mean_correlation(first, later)) < 4


@nb.njit
def normals(first, second):
    out = np.empty(len(first), np.float32)
    for k in range(len(first)):
        out[k] = luck.normal(first[k], second[k])
    return out


def test_the_normal_is_box_muller_to_a_few_millionths():
    first, second = np.random.default_rng(1).integers(0, 1 << 32, (2, 200_000), dtype=np.uint32)
    u = ((first >> 9) + 0.5) / 2**23
    angle = (second.view(np.int32) >> 8) / 2**23
    true = np.sqrt(-2 * np.log(u)) * np.sin(np.pi * angle)
    assert np.abs(normals(first, second) - true).max() < 4e-6


def test_uniforms_fill_every_step_of_their_interval_evenly():
    low, high = luck.uniform(np.uint32(0)), luck.uniform(np.uint32(0xFFFFFFFF))
    assert (float(low), float(high)) == (0.5 / 2**23, 1 - 0.5 / 2**23)


@pytest.mark.parametrize("name", luck.NAMES)
def test_every_stream_is_uniform(name):
    assert stats.kstest(numbers(name, normals=False).ravel()[::11], "uniform").pvalue > 0.001


@pytest.mark.parametrize("one", luck.NAMES)
@pytest.mark.parametrize("other", luck.NAMES)
def test_streams_are_uncorrelated(one, other):
    if one != other:
        assert abs(mean_correlation(numbers(one), numbers(other))) < 4


def test_seeds_are_uncorrelated():
    x = numbers()
    assert abs(mean_correlation(x, numbers(seed=1))) < 4


def test_village_means_scatter_as_independent_draws_do():
    means = numbers().mean(axis=(0, 1)) * np.sqrt(MEMBERS * YEARS)
    assert stats.kstest(means, "norm").pvalue > 0.001
