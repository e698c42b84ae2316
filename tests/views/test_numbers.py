import pytest

from sim.views.numbers import money, number, signed


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(1234.5, 1, "1,234.5"), (-3, 0, "−3"), (-0.001, 2, "0.00"), (0, 0, "0"), (1e6, 0, "1,000,000")],
)
def test_numbers_are_grouped_with_a_true_minus_and_no_minus_zero(value, decimals, text):
    assert number(value, decimals) == text


@pytest.mark.parametrize(("value", "text"), [(2, "+2.0"), (-2, "−2.0"), (0, "0.0"), (0.04, "0.0")])
def test_a_plus_stands_before_what_is_more_than_nothing_as_shown(value, text):
    assert signed(value, 1) == text


@pytest.mark.parametrize(
    ("value", "lang", "text"),
    [
        (9_999, "zh", ("9,999", "万元")),
        (225_300, "zh", ("22.53", "亿元")),
        (-225_300, "zh", ("−22.53", "亿元")),
        (99, "en", ("99", "10k yuan")),
        (225_300, "en", ("2,253.0", "million yuan")),
    ],
)
def test_money_takes_the_larger_unit_of_its_language(value, lang, text):
    assert money(value, lang) == text
