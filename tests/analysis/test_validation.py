"""Validation that can fail: places done by hand, naive rules, and a card that says when they win."""

from dataclasses import replace

import numpy as np
import pytest

from sim.analysis.validation import crps, naive, outcome_of, place_world, predictions, validate
from sim.axes import CHANNELS
from sim.faults import InputFaults
from sim.inputs.case import read_case
from sim.inputs.facts import VillageGroup, load_places, load_targets
from sim.model.exposure import base_income
from sim.words import speaking
from tests.baotou import CALIBRATION, VALIDATION
from tests.model.worlds import draws

TARGETS = {t.id: t for path in (CALIBRATION, VALIDATION) for t in load_targets(path, load_places())}
GROUP = VillageGroup("here", "all", "", "", 4, 2016, 10, 0, 0.5, 0.5, 0, 0, 100, 1, 0, "funding_01", "", "")


@pytest.fixture(scope="module")
def case():
    return read_case("programme-2022")


def target(**changes):
    return replace(TARGETS["xinghe_2017"], place="here", **changes)


def test_a_place_has_its_villages_its_start_and_its_grants():
    table, exposure, start, grants = place_world([GROUP, replace(GROUP, villages=2, grants=0)], 2019)
    assert (len(table), start, grants) == (6, 2016, 400)
    assert base_income(table) == pytest.approx(np.full(6, 10))
    assert exposure.channels.shape == (3, len(CHANNELS), 6)
    assert exposure.channels[:, 0].sum(axis=1).tolist() == [400, 0, 0]


def test_a_quiet_place_earns_its_start_and_its_projects_from_the_next_year_on(case):
    """100 handed over in the first year at a yield of 10 %: nothing that year, 10 a village from then on."""
    quiet = draws(2)
    for year, gain in ((2017, 0.0), (2018, 10.0), (2019, 10.0)):
        found = predictions(target(year=year, outcome="mean_gain"), [GROUP], case, quiet)
        assert found == pytest.approx([gain, gain], abs=1e-3)
    assert predictions(target(year=2019, outcome="gain_per_grant"), [GROUP], case, quiet) == pytest.approx(
        [10, 10], abs=1e-3
    )


def test_outcomes_of_four_villages_by_hand():
    income, start = np.array([[3.0, 10, 12, 15]]), np.array([2.0, 2, 2, 2])
    values = {
        "mean_income": 10, "median_income": 11, "mean_gain": 8, "share_at_least_10": 75,
        "share_at_least_12.5": 25, "below_12": 2,
    }  # fmt: skip
    for name, value in values.items():
        assert outcome_of(target(outcome=name), income, start)[0] == pytest.approx(value)
    assert outcome_of(target(outcome="gain_per_grant"), income, start, np.full((1, 4), 5.0), 200.0)[
        0
    ] == pytest.approx(10)


def test_naive_rules_know_the_start_and_the_year_before_and_nothing_else(case):
    rules = naive(target(year=2018, outcome="mean_income", before=7.0), [GROUP], case)
    assert rules == {"no_change": pytest.approx(10), "trend": pytest.approx(16)}
    assert naive(target(year=2018, outcome="gain_per_grant"), [GROUP], case) == {
        "no_change": 0,
        "trend": None,
    }


def test_the_score_of_one_number_is_its_error_and_spread_costs_less_than_a_miss():
    assert crps(np.array([3.0]), 5.0) == 2
    assert crps(np.array([4.0, 6.0]), 5.0) == pytest.approx(0.5)
    members = np.random.default_rng(0).standard_normal(200_000)
    assert crps(members, 0.0) == pytest.approx((np.sqrt(2) - 1) / np.sqrt(np.pi), abs=5e-3)


def test_a_target_that_the_model_meets_lies_inside_and_one_it_cannot_lies_outside(case, tmp_path):
    path = tmp_path / "targets.csv"
    text = VALIDATION.read_text(encoding="utf-8")
    path.write_text(text.replace("gain_per_grant,25,%,3", "gain_per_grant,3,%,1", 1), encoding="utf-8")
    met, missed = validate(case, 200, targets=path).table, validate(case, 200).table
    assert met.loc["ejin_loaders_2023", "inside"]
    assert not missed.loc["ejin_loaders_2023", "inside"]
    assert met.loc["ejin_loaders_2023", "error"] < missed.loc["ejin_loaders_2023", "error"]


def test_the_card_says_in_words_when_the_naive_rule_wins(case, tmp_path):
    """Tumed is the only observation left that no prior rests on: the loaders stand behind kinds_differ."""
    path = tmp_path / "targets.csv"
    text = VALIDATION.read_text(encoding="utf-8")
    assert "share_at_least_10,100,%,5" in text
    text = text.replace("share_at_least_10,100,%,5", "share_at_least_10,33,%,0.1")
    path.write_text(text, encoding="utf-8")
    card = validate(case, 200, targets=path)
    assert list(card.scored.index) == list(card.lost_to("no_change").index) == ["tumed_2021"]
    with speaking("en"):
        assert "worse than a naive rule" in " ".join(card.words())
    with speaking("zh"):
        assert "不如简单规则" in "".join(card.words())
    with speaking("en"):
        assert "worse than a naive rule" not in " ".join(validate(case, 200).words())


def test_targets_in_parts_of_what_was_published_name_who_came_nearest(case):
    card = validate(case, 50)
    parts, table = card.parts(), card.table
    assert "ejin_loaders_2023" in parts.index
    assert parts.loc["tumed_2021", "q50"] == pytest.approx(
        table.loc["tumed_2021", "q50"] / table.loc["tumed_2021", "value"]
    )
    nearer = table["no_change_error"] < table["error"]
    assert set(parts.index[parts["nearest"] == "no_change"]) == set(
        table.index[nearer & (table["value"] != 0)]
    )


def test_findings_that_a_prior_rests_on_are_not_scored(case):
    card = validate(case, 50)
    assert not card.table.loc["liuzhou_assets_2018", "independent"]  # funding_43 stands behind yield_rate
    assert not card.table.loc["xinghe_2017", "independent"]  # another figure of the same 16 villages
    assert card.table.loc["tumed_2021", "independent"]
    assert "plain_white_2025" not in card.scored.index  # a promise


def test_few_observations_are_said_to_be_few(case):
    assert "nothing can be said" in validate(case, 50).words()[-1]


def test_the_register_meets_the_floor_of_2021(case):
    begin = base_income(case.register.table)
    assert outcome_of(TARGETS["floor_2021"], begin[None], begin) == 0


def test_a_year_that_cannot_be_simulated_is_refused(case):
    with pytest.raises(InputFaults, match="2016"):
        predictions(target(year=2016), [GROUP], case, draws(1))
