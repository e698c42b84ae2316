"""The checks that pages share, with what a viewer could send."""

import pytest

from sim.apps.pages.requests import is_number, one_of, running_number
from sim.faults import InputFaults


def test_what_is_not_allowed_is_told_with_its_nearest_and_not_at_length():
    assert one_of("B1", ["B1", "B2"], "banner") == "B1"
    with pytest.raises(InputFaults, match="B2"):
        one_of("B22", ["B1", "B2"], "banner")
    with pytest.raises(InputFaults) as caught:
        one_of("x" * 1000, ["B1"], "banner")
    assert len(str(caught.value)) < 200
    with pytest.raises(InputFaults):
        one_of(["B1"], ["B1"], "banner")


@pytest.mark.parametrize(
    ("value", "real"), [(1, True), (-2.5, True), (True, False), ("1", False), (None, False), ([1], False)]
)
def test_yes_and_text_are_no_numbers(value, real):
    assert is_number(value) is real


@pytest.mark.parametrize("asked", [-1, 1 << 31, 1.0, "1", None, [1]])
def test_a_number_that_no_widget_gave_is_none(asked):
    assert running_number(asked) is None
    assert running_number(7) == 7
