"""Counting instead of keeping: the bound on quantiles, exact chances and means, whatever the order."""

import numpy as np
import pytest

from sim.inputs.programme import in_use
from sim.runs import stream

THRESHOLDS = in_use().thresholds
LEVELS = (0, 0.05, 0.25, 0.5, 0.75, 0.95, 1)


def counted(incomes, parts=1, thresholds=THRESHOLDS):
    """Counts, whole yuan and members at thresholds of incomes (member, year, village), run in parts."""
    incomes = np.ascontiguousarray(incomes, np.float32)
    counts = np.zeros((incomes.shape[2], incomes.shape[1], stream.BINS), np.uint32)
    yuan = np.zeros(counts.shape[:2], np.int64)
    lowest = np.full(counts.shape[:2], stream.BINS)
    reached = np.zeros((len(thresholds), *counts.shape[:2]), np.int64)
    for part in np.array_split(incomes, parts):
        bins, sums, more = stream.find_bins(np.ascontiguousarray(part), np.array(thresholds, np.float32))
        stream.count_bins(counts, lowest, bins)
        yuan += sums
        reached += more
    return counts, lowest, yuan, reached


def read(incomes, levels=LEVELS, thresholds=THRESHOLDS):
    counts, lowest, _, reached = counted(incomes, thresholds=thresholds)
    return stream.read_quantiles(counts, lowest, len(incomes), levels), reached / len(incomes)


def some_incomes(members=501, sigma=1.5, seed=1):
    """Incomes over seven orders of magnitude, (member, year, village) float32."""
    rng = np.random.default_rng(seed)
    middle = np.geomspace(0.05, 5e4, 40)
    incomes = middle * rng.lognormal(0, sigma, (members, 3, 40))
    return np.clip(incomes, stream.LOWEST, stream.HIGHEST / 2).astype(np.float32)


@pytest.mark.parametrize("members", [1, 2, 7, 501, 4096])
def test_quantiles_lie_within_the_stated_error(members):
    incomes = some_incomes(members)
    exact = np.quantile(incomes.astype(float), LEVELS, axis=0).swapaxes(1, 2)
    quantiles, _ = read(incomes)
    assert np.abs(quantiles / exact - 1).max() <= stream.ERROR


def test_the_stated_error_is_no_wider_than_it_need_be():
    incomes = some_incomes(4096)
    exact = np.quantile(incomes.astype(float), LEVELS, axis=0).swapaxes(1, 2)
    assert np.abs(read(incomes)[0] / exact - 1).max() > 0.8 * stream.ERROR


def test_incomes_below_the_lowest_edge_count_as_nothing():
    quantiles, _ = read([[[0.0, stream.LOWEST / 2, -1.0, 1e-30]]])
    assert not quantiles.any()


def test_incomes_above_the_highest_edge_stay_in_the_last_bin():
    quantiles, _ = read([[[stream.HIGHEST, 1e9]]])
    assert (quantiles > stream.HIGHEST * (1 - 2 * stream.ERROR)).all()


def test_a_quantile_lies_between_two_ranks_as_in_numpy():
    # ten members with 1, 2, 4, … 512: bins are thin, so the median is close to (16 + 32) / 2
    incomes = (2.0 ** np.arange(10)).reshape(10, 1, 1)
    assert read(incomes, levels=[0.5])[0].item() == pytest.approx(24, rel=stream.ERROR)


def test_the_chance_of_a_threshold_is_exact():
    # just below, at and just above: two of three reach it
    for limit in THRESHOLDS:
        around = np.nextafter(np.float32(limit), np.float32([0, limit, 100])).reshape(3, 1, 1)
        _, chance = read(around, thresholds=[limit])
        assert chance.item() == pytest.approx(2 / 3)
    incomes = some_incomes()
    for limit, chance in zip(THRESHOLDS, read(incomes)[1], strict=True):
        assert chance == pytest.approx((incomes >= limit).mean(axis=0).T)


def test_the_chance_of_a_threshold_that_is_no_edge_of_a_bin_is_exact_too():
    incomes = some_incomes()
    limit = np.float32(12.1)
    assert read(incomes, thresholds=[12.1])[1][0] == pytest.approx((incomes >= limit).mean(axis=0).T)


def test_means_are_those_of_whole_yuan():
    incomes = some_incomes()
    yuan = np.rint(incomes.astype(float) * 10_000).astype(np.int64).sum(axis=0).T
    assert (counted(incomes)[2] == yuan).all()


@pytest.mark.parametrize("parts", [2, 5, 501])
def test_parts_and_their_order_change_no_count(parts):
    incomes = some_incomes()
    whole, apart = counted(incomes), counted(incomes[::-1], parts)
    assert all((a == b).all() for a, b in zip(whole, apart, strict=True))


def test_reading_out_leaves_the_counts_empty():
    counts, lowest, _, _ = counted(some_incomes())
    stream.read_quantiles(counts, lowest, 501, LEVELS)
    assert not counts.any()
