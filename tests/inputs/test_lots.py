"""Shares add up, luck is evenly spread, and nobody's luck depends on who else is there."""

import numpy as np
import pytest

from sim.faults import InputFaults
from sim.inputs.synthesis import apportion, normal, pick, ranked, scatter, uniform


def test_luck_is_pinned_so_that_no_machine_or_version_can_move_it():
    assert uniform(0, "a stream", ["V001", "V002"]).tolist() == [0.841993796351045, 0.10487349745398411]


def test_a_new_key_moves_no_other_luck_and_every_part_of_the_name_counts():
    two, three = uniform(1, "a", ["x", "y"]), uniform(1, "a", ["x", "new", "y"])
    assert three[[0, 2]].tolist() == two.tolist()
    others = [uniform(2, "a", ["x"]), uniform(1, "b", ["x"]), uniform(1, "a", ["y"])]
    assert len({float(two[0]), *(float(each[0]) for each in others)}) == 4


def test_luck_is_evenly_spread():
    luck = uniform(0, "even", range(10_000))
    assert np.histogram(luck, 10, (0, 1))[0] == pytest.approx(np.full(10, 1000), abs=120)
    bell = normal(0, "even", range(10_000))
    assert (bell.mean(), bell.std()) == (pytest.approx(0, abs=0.04), pytest.approx(1, abs=0.04))


def test_seven_among_weights_one_two_four_are_one_two_four():
    assert apportion(7, np.array([1, 2, 4])).tolist() == [1, 2, 4]


def test_the_largest_remainder_gets_the_last_one():
    assert apportion(4, np.array([1, 1, 1])).tolist() == [2, 1, 1]
    assert apportion(5, np.array([0.2, 0.3, 0.5])).tolist() == [1, 2, 2]  # exact 1.0, 1.5, 2.5


def test_least_comes_before_weight():
    assert apportion(5, np.array([0, 0, 1]), np.array([1, 1, 0])).tolist() == [1, 1, 3]


@pytest.mark.parametrize(("total", "weight", "least"), [(2, [1, 1, 1], 1), (1, [0, 0], 0)])
def test_what_cannot_be_shared_out_is_a_fault(total, weight, least):
    with pytest.raises(InputFaults):
        apportion(total, np.array(weight), least)


def test_scattered_units_add_up_and_miss_places_without_weight():
    hits = scatter(0, "rain", 1000, np.array([1, 0, 3]))
    assert hits.sum() == 1000
    assert hits[1] == 0
    assert hits[2] == pytest.approx(750, abs=60)


def test_picking_takes_exactly_so_many_and_follows_the_odds():
    keys = range(2000)
    weight = np.where(np.arange(2000) < 1000, 3.0, 1.0)
    drawn = pick(0, "odds", 200, keys, weight)
    assert drawn.sum() == 200
    assert drawn[:1000].sum() == pytest.approx(150, abs=20)


def test_picking_never_takes_weight_zero_and_says_so_when_too_few_are_left():
    assert pick(0, "few", 2, "abc", np.array([1, 0, 1])).tolist() == [1, 0, 1]
    with pytest.raises(InputFaults):
        pick(0, "few", 3, "abc", np.array([1, 0, 1]))


def test_ranked_numbers_keep_the_order_and_always_have_one_shape():
    assert np.argsort(ranked(np.array([5.0, -1.0, 7.0]))).tolist() == [1, 0, 2]
    assert sorted(ranked(np.array([5.0, -1.0, 7.0]))) == sorted(ranked(np.array([0.1, 0.2, 0.3])))
    assert ranked(np.array([5.0, -1.0, 7.0]))[0] == 0
