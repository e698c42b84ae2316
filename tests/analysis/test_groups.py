"""Groups of villages against thresholds: six villages that one can count, then the model's own sums."""

import numpy as np
import pytest

from sim.analysis.compare import classes, outlook, start_classes, weakest, year_of_confidence
from sim.faults import InputFaults
from sim.runs.ensemble import simulate
from tests.analysis.towns import six_world


@pytest.fixture(scope="module")
def world():
    return six_world()


@pytest.fixture(scope="module")
def found(world):
    return outlook(world.case, world.draws, world.seed)


def test_the_start_is_counted_from_the_register(found):
    # B1: 1.5, 3, 6; B2: 8, 11, 40
    assert found.start.loc["B1"].to_dict() == pytest.approx(
        {"median": 3, "mean": 3.5, "below_10": 3, "below_12": 3, "below_20": 3, "below_50": 3}
    )
    assert found.start.loc["B2", ["below_10", "below_12", "below_20"]].tolist() == [1, 2, 2]
    assert found.villages.tolist() == [3, 3]


def test_the_weakest_group_has_the_largest_share_below_and_of_equals_the_poorest(found):
    assert weakest(found, 12) == "B1"
    assert weakest(found, 50) == "B1"  # all below in both


def test_groups_add_up_to_the_city_and_chances_are_shares_of_members(world, found):
    result = simulate(world.case, len(world.draws), world.seed)
    income = result.villages["income"].transpose("member", "village", "year").to_numpy()
    lows = (income[:, 3:] < 12).sum(axis=1)
    assert found.below[12][1] == pytest.approx(np.quantile(lows, (0.05, 0.25, 0.5, 0.75, 0.95), axis=0))
    assert found.chance_all[12][1] == pytest.approx((lows == 0).mean(axis=0))
    middles = np.median(income[:, 3:], axis=1)
    assert found.chance_middle[12][1] == pytest.approx((middles >= 12).mean(axis=0))
    assert found.middle[1, 2] == pytest.approx(np.median(middles, axis=0))


def test_an_unknown_group_or_grouping_is_named(world, found):
    with pytest.raises(InputFaults, match="B3"):
        found.place("B3")
    with pytest.raises(InputFaults, match="banner"):
        outlook(world.case, world.draws, world.seed, by="banner")


@pytest.mark.parametrize(
    ("chance", "year"),
    [
        ([0.95, 0.5, 0.9, 1.0], 2024),
        ([0.5, 0.95, 0.5, 0.95], 2025),
        ([1, 1, 1, 1], 2022),
        ([0.95, 0.95, 0.95, 0.8], None),
    ],
)
def test_confidence_counts_only_from_where_it_lasts(chance, year):
    assert year_of_confidence(np.array(chance), (2022, 2023, 2024, 2025)) == year


def test_classes_add_up_to_all_villages(world):
    assert classes([1, 3, 4, 6], 10).tolist() == [1, 2, 1, 2, 4]
    # 1.5, 3, 6, 8 below 10; 11 from 10 to 12; 40 from 20 to 50
    assert start_classes(world.case).tolist() == [4, 1, 0, 1, 0]
