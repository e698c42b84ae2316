"""The classes of a map's colours: about as many places in each, equal values together, ends that are true."""

from itertools import pairwise

import pytest

from sim.figures.theme import MOST, SHADES, Class, classes, decimals_for


def test_places_are_shared_out_evenly():
    found = classes(range(1, 101), 0)
    assert [each.count for each in found] == [20] * 5
    assert [(each.low, each.high) for each in found] == [(1, 20), (21, 40), (41, 60), (61, 80), (81, 100)]


@pytest.mark.parametrize("values", [[7] * 39, [3.2], [0.0, 0.0]])
def test_where_all_are_alike_there_is_one_class(values):
    assert classes(values, 0) == [Class(values[0], values[0], len(values))]


def test_few_different_values_have_a_class_each():
    assert [each.count for each in classes([0, 0, 0, 1, 2, 2], 0)] == [3, 1, 2]


def test_equal_values_share_a_class_and_none_is_empty():
    values = [0] * 30 + [1] * 3 + [2, 3, 4, 5, 6]  # most places have nothing
    found = classes(values, 0)
    assert len(found) == MOST
    assert found[0] == Class(0, 0, 30)
    assert sum(each.count for each in found) == len(values)
    edges = [end for each in found for end in (each.low, each.high)]
    assert edges == sorted(edges)
    assert all(one.high < other.low for one, other in pairwise(found))


def test_what_is_written_alike_is_not_told_apart():
    assert [each.count for each in classes([0.9961, 0.9962, 0.9963, 0.5], 2)] == [1, 3]


def test_what_is_not_known_is_in_no_class():
    assert classes([None, float("nan"), 2.0], 0) == [Class(2.0, 2.0, 1)]
    assert classes([], 0) == []


def test_decimals_are_added_until_places_differ():
    assert decimals_for([12, 40, 63, 88]) == 0
    assert decimals_for([98.9, 99.2, 99.3, 99.1]) == 1
    assert decimals_for([99.91, 99.92, 99.93, 99.94]) == 2
    assert decimals_for([100] * 39) == 0
    assert decimals_for([]) == 0


def test_every_number_of_classes_has_its_colours():
    assert set(SHADES) == set(range(MOST + 1))
    assert all(len(shades) == count == len(set(shades)) for count, shades in SHADES.items())
