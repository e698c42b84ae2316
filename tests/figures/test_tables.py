"""Tables in words: medians with bands, changes old → new, and nothing that could be taken for markup."""

from __future__ import annotations

import pandas as pd
import pytest

from sim.figures.tables import (
    ANSWERS,
    PURSES,
    SHORT_ANSWERS,
    answer,
    change_row,
    comparison,
    handout_text,
    html_table,
    interval,
    path_text,
)
from sim.inputs.case import read_case
from sim.inputs.scenarios.scenario import Change, Override
from sim.words import said_in, speaking

YEARS = (2022, 2023, 2024, 2025)


@pytest.fixture(scope="module")
def case():
    return read_case()


def test_an_interval_is_a_median_and_a_band():
    assert interval(49.14, 54.94, 61.16, 1) == ("54.9", "49.1 – 61.2")
    assert interval(-1, 2, 3, 0, sign=True) == ("+2", "−1 – +3")
    assert interval(float("nan"), float("nan"), float("nan")) == ("–", "")


def test_every_answer_has_its_own_number_of_decimals():
    row = {"low": 1.23456, "mid": 2.34567, "high": 3.45678}
    said = {name: answer(row, name)[0] for name in ANSWERS}
    assert said["mean_income"] == said["mean_net"] == "2.3"
    assert said["mean_gain"] == said["mean_net_gain"] == "+2.35"
    assert {said[name] for name in ("below_target", "by_subsidy", "by_debt", *PURSES)} == {"2"}
    assert {said[name] for name in ("household_gain", "lifted", "net_lifted")} == {"+2"}
    assert said["gain_per_yuan"] == said["net_gain_per_yuan"] == "2.346"


def test_gross_and_net_stand_side_by_side_in_the_short_comparison_too():
    for gross in ("mean_income", "below_target", "gain_per_yuan"):
        net = {"mean_income": "mean_net"}.get(gross, f"net_{gross}")
        assert {gross, net} <= set(SHORT_ANSWERS)
    assert {"by_subsidy", "by_debt"} <= set(SHORT_ANSWERS)


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ((436.0,) * 4, "436"),
        ((436.0, 436.0, 0.0, 0.0), "2022: 436 → 2024: 0"),
        ((1.5, 2.25, 2.25, 1000.0), "2022: 1.5 → 2023: 2.25 → 2025: 1,000"),
    ],
)
def test_a_path_is_as_short_as_it_can_be_said(amounts, expected):
    assert path_text(YEARS, amounts) == expected


def test_a_handout_has_a_name_and_a_list_of_villages_its_length():
    assert handout_text("weakest_first") == "weakest villages first"
    assert handout_text(("V001", "V002", "V003", "V004")) == "4 named villages (V001, V002, V003 …)"


def test_a_change_reads_what_old_new_and_why_in_either_language(case):
    amount = Change("resident_staff", "amount", (436.0,) * 4, (600.0,) * 4, {"zh": "更多", "en": "more"})
    with speaking("zh"):
        assert change_row(amount, case.levers, case.parameters, YEARS)[1:] == ["436 人", "600 人", "更多"]
    with speaking("en"):
        assert change_row(amount, case.levers, case.parameters, YEARS)[1:] == [
            "436 person",
            "600 person",
            "more",
        ]
    fixed = Override(0.05, 0.05, 0.05, "constant")
    prior = Change("yield_rate", "prior", Override(0.07, 0.03, 0.1, "triangular"), fixed, "r")
    with speaking("en"):
        assert change_row(prior, case.levers, case.parameters, YEARS)[1:3] == [
            "0.07 (0.03 – 0.1, triangular)", "0.05",
        ]  # fmt: skip


def test_every_way_of_handing_out_and_every_distribution_has_words(case):
    from sim.figures.tables import prior_text
    from sim.inputs.levers import HANDOUTS
    from sim.inputs.parameters import DISTRIBUTIONS

    assert len({said_in("zh", handout_text, name) for name in HANDOUTS}) == len(HANDOUTS)
    texts = {said_in("zh", prior_text, Override(1, 0, 2, name)) for name in DISTRIBUTIONS}
    assert len(texts) == len(DISTRIBUTIONS)


def test_a_comparison_has_a_column_for_each_scenario_with_its_title():
    rows = [("a", name, 1.0, 2.0, 3.0) for name in ANSWERS] + [("b", name, 4.0, 5.0, 6.0) for name in ANSWERS]
    table = pd.DataFrame(rows, columns=["scenario", "answer", "low", "mid", "high"])
    titles = {"a": {"zh": "甲", "en": "A"}, "b": {"zh": "乙", "en": "B"}}
    with speaking("zh"):
        heads, found = comparison(table.set_index(["scenario", "answer"]), titles)
    assert heads == ["回答", "甲", "乙"]
    assert found[0][0] == ("村均集体经济收入（毛收入） (万元/年)", "")
    written = {1: ("5.0", "4.0 – 6.0"), 0: ("5", "4 – 6"), 3: ("5.000", "4.000 – 6.000")}
    assert [row[2] for row in found] == [written[ANSWERS[name][0]] for name in SHORT_ANSWERS]


def test_cells_are_escaped_and_numbers_set_to_the_right():
    text = html_table(["<a>", "n"], [["x & y", ("1", "<2>")]], numbers=[1])
    assert "<th>&lt;a&gt;</th><th class=number>n</th>" in text
    assert "<td>x &amp; y</td><td class=number>1<small>&lt;2&gt;</small></td>" in text
