"""The frames of charts and cards: their words are made from their numbers."""

import numpy as np

from sim.apps import widgets
from sim.apps.pages.charts import banded_card, fan_frame, interval_frame, three_of_five
from sim.words import speaking

ROWS = [{"key": "a", "label": "Pasture"}, {"key": "b", "label": "Field"}]
LINES = np.array([[1.0, 2, 3, 4, 5], [-1.25, np.nan, 0.04, np.nan, 0.5]])


def test_rows_with_bands_travel_with_a_sentence_made_from_their_numbers():
    frame = interval_frame("Gain", "10k yuan", ROWS, LINES, signed=True)
    chart = widgets.IntervalChart()
    chart.draw(frame, LINES)
    assert np.allclose(np.frombuffer(chart.values, "<f4").reshape(2, 5), LINES, equal_nan=True)
    assert frame["sentence"] == (
        "Gain (10k yuan). Pasture: +3.0, 90 % between +1.0 and +5.0; Field: 0.0, 90 % between −1.3 and +0.5"
    )


def test_a_row_without_a_value_says_so():
    with speaking("zh"):
        frame = interval_frame("收益", "万元", ROWS[:1], np.full((1, 5), np.nan))
    assert frame["sentence"] == "收益（万元）。Pasture：没有结果"


def test_what_has_no_unit_leaves_no_empty_bracket():
    with speaking("zh"):
        frame = interval_frame("可能性", "", ROWS[:1], np.full((1, 5), 0.905), percent=True)
    assert frame["sentence"] == "可能性。Pasture：91%"


def test_a_chance_is_never_said_to_be_nothing_or_everything():
    frame = interval_frame("Chance", "", ROWS, np.array([[0.0] * 5, [1.0] * 5]), percent=True)
    assert frame["sentence"] == "Chance. Pasture: <1 %; Field: >99 %"


def test_a_fan_travels_with_a_sentence_made_from_its_first_line():
    first = np.array([[1.0, 2, 3, 4, 5], [2.0, 4, 6, 8, 10]]).T
    lines = [{"label": "now", "colour": "#000", "dash": [], "bands": True}]
    frame = fan_frame("Income", "10k yuan", (2022, 2030), lines, first, 1, note="n", zero=True)
    chart = widgets.FanChart()
    chart.draw(frame, first[None])
    assert (frame["years"], frame["note"], frame["zero"]) == ([2022, 2030], "n", True)
    for told in ("Income", "2022", "2030", "3.0", "6.0", "2.0", "10.0"):
        assert told in frame["sentence"]
    assert "{" in frame["words"]["band"]  # the browser fills it in


def test_low_middle_and_high_stand_at_their_places_among_five():
    values = three_of_five(np.array([[1.0, 2, 3]]))
    assert np.array_equal(values, [[1, np.nan, 2, np.nan, 3]], equal_nan=True)
    assert three_of_five(np.zeros((0, 3))).shape == (0, 5)


def test_a_card_shows_the_middle_and_says_the_band():
    card = banded_card("income", "Income", "10k yuan", ["1.0", "2.0", "3.0"], "a note")
    assert (card["value"], card["note"]) == ("2.0", "a note")
    assert card["band"] == "90 %: 1.0 to 3.0"
