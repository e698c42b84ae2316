import pytest

from sim.figures.numbers import amount, chance, money, number, percent, signed
from sim.words import said_in, speaking


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
    with speaking(lang):
        assert money(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (900.0, "900"),
        (899.9999999, "900"),
        (0.5, "0.5"),
        (1234.56, "1,234.6"),
        (-0.04, "0"),
        (1e6, "1,000,000"),
    ],
)
def test_an_amount_has_only_the_decimals_that_it_needs(value, text):
    assert amount(value) == text


@pytest.mark.parametrize(
    ("share", "lang", "text"),
    [
        (0.84, "zh", "84%"), (0.84, "en", "84 %"), (0.001, "zh", "<1%"), (0.999, "en", ">99 %"),
        (0, "zh", "0%"), (1, "zh", "100%"), (-0.3, "en", "−30 %"),
    ],
)  # fmt: skip
def test_a_share_is_written_as_its_language_writes_per_cent(share, lang, text):
    with speaking(lang):
        assert percent(share) == text


def test_a_share_may_have_decimals():
    with speaking("zh"):
        assert percent(0.9986, 1) == "99.9%"


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0 %"), (0.007, "<1 %"), (0.01, "1 %"), (0.99, "99 %"), (0.993, ">99 %"), (1, "100 %")],
)
def test_what_is_not_one_per_cent_is_less_than_one(share, text):
    assert percent(share) == text


def test_a_chance_is_never_nothing_and_never_all_and_keeps_its_number():
    assert [said_in("en", chance, share) for share in (0, 0.007, 0.5, 1)] == ["<1 %", "<1 %", "50 %", ">99 %"]
    with speaking("zh"):
        assert chance(1).value == 1


def test_decimals_claim_neither_never_nor_always_either():
    assert [said_in("en", percent, share, 1) for share in (0, 0.0004, 0.0014, 0.9996, 1)] == [
        "0.0 %", "<0.1 %", "0.1 %", ">99.9 %", "100.0 %"
    ]  # fmt: skip
    assert [said_in("zh", chance, share, 1) for share in (0, 0.5, 1)] == ["<0.1%", "50.0%", ">99.9%"]
