"""Who gets what: nothing is lost, the rules serve whom they name, and units become what one villager sees."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from sim.axes import CHANNELS
from sim.faults import InputFaults
from sim.inputs.case import read_case
from sim.inputs.levers import HANDOUTS, load_levers
from sim.inputs.scenarios.resolve import change
from sim.inputs.scenarios.scenario import LeverSetting
from sim.model.exposure import (
    Targeting,
    exposure_part,
    hand_extra,
    hand_out,
    make_exposure,
    make_handouts,
    supply_of,
)
from tests.model.worlds import three_villages

CASE = read_case()
TABLE = CASE.register.table
RULES, VILLAGES = Targeting(TABLE), len(TABLE)
PROJECTS = load_levers()["supported_projects"]


def lever(**changes):
    return replace(PROJECTS, **{"column": "key_village", "portion": 1.0, "rotates": False} | changes)


def units(targeting, amounts=(2.0,), villages=(), **changes):
    """Units of a lever for the three villages, (year, village)."""
    setting = LeverSetting(tuple(amounts), targeting, tuple(villages))
    return for_each(hand_out(lever(**changes), setting, Targeting(three_villages())), 3)


def for_each(handout, villages=VILLAGES):
    """Units (year, village)."""
    total = np.zeros((len(handout.amounts), villages))
    handout.add_to(total, 1.0, slice(None))
    return total


@pytest.mark.parametrize(
    ("targeting", "first_year"),
    [
        ("even", [2 / 3, 2 / 3, 2 / 3]),
        ("register", [2, 0, 0]),
        ("key_villages", [2, 0, 0]),
        ("weakest_first", [1, 1, 0]),
        ("strongest_first", [0, 1, 1]),
    ],
)
def test_each_rule_serves_whom_it_names(targeting, first_year):
    assert units(targeting)[0] == pytest.approx(first_year)


def test_a_list_of_villages_gets_all_and_shares_it():
    assert units("villages", villages=["V002", "V003"])[0] == pytest.approx([0, 1, 1])


def test_a_lever_that_reaches_everyone_is_not_divided():
    assert units("even", reach="everyone")[0] == pytest.approx([2, 2, 2])


def test_projects_go_down_the_list_year_by_year_and_begin_again():
    assert units("weakest_first", amounts=[2, 2], rotates=True) == pytest.approx(
        np.array([[1, 1, 0], [1, 0, 1]])
    )


def test_people_in_post_stay_where_they_are():
    assert units("weakest_first", amounts=[2, 2]) == pytest.approx(np.array([[1, 1, 0], [1, 1, 0]]))


def test_the_last_portion_may_be_a_part_and_a_large_amount_goes_round():
    assert units("weakest_first", amounts=[3.5]) == pytest.approx(np.array([[1.5, 1, 1]]))


def test_what_a_handout_adds_is_weighted_and_comes_on_top():
    total = np.full((1, 3), 10.0)
    setting = LeverSetting((3.5,), "weakest_first")
    hand_out(lever(), setting, Targeting(three_villages())).add_to(total, 2.0, slice(None))
    assert total == pytest.approx(np.array([[13, 12, 12]]))


def test_a_lot_serves_the_same_villages_for_every_lever():
    served = units("random", id="one", amounts=[1]), units("random", id="two", amounts=[1])
    assert (served[0] == served[1]).all()


WAYS = [
    (name, way) for name, each in CASE.levers.items() for way in HANDOUTS if way != "register" or each.column
]


@pytest.mark.parametrize(("name", "targeting"), WAYS)
def test_nothing_is_lost_on_the_way(name, targeting):
    lever = CASE.levers[name]
    amounts = tuple(lever.amount * factor for factor in (1.0, 0.37, 0.0, 2.3))
    given = for_each(hand_out(lever, LeverSetting(amounts, targeting), RULES))
    assert (given >= 0).all()
    expected = np.multiply(amounts, len(TABLE) if lever.reach == "everyone" else 1)
    assert given.sum(axis=1) == pytest.approx(expected, rel=1e-9)


def given(name):
    """Units of a lever under the published programme, (year, village)."""
    return for_each(hand_out(CASE.levers[name], CASE.scenario.settings[name], RULES))


def test_the_published_handout_is_that_of_the_register():
    staff = given("resident_staff")
    assert staff[0] == pytest.approx(TABLE["resident_staff"].to_numpy())
    projects = given("supported_projects")
    assert projects[0] == pytest.approx(TABLE["supported_projects"].to_numpy())
    assert (projects[1] * projects[0]).sum() == 0  # next year other villages


@pytest.mark.parametrize(
    ("fallback", "expected"),
    [
        ("even", [2, 2, 2]),
        ("weakest_first", [4, 2, 0]),
        ("population", [1, 2, 3]),
        ("cultivated_mu", [2, 2, 2]),  # which nobody has: then evenly
        ("", [2, 2, 2]),
    ],
)
def test_where_a_list_marks_nobody_another_rule_stands_in_and_nothing_is_lost(fallback, expected):
    table = three_villages(supported_projects=0, population=[100, 200, 300], cultivated_mu=0)
    chosen = lever(column="supported_projects", fallback=fallback, portion=4, rotates=False)
    given = for_each(hand_out(chosen, LeverSetting((6.0,), "register"), Targeting(table)), 3)
    assert given[0].tolist() == expected


def test_without_key_villages_the_weakest_are_served():
    nobody = Targeting(three_villages(key_village=0))
    given = for_each(hand_out(lever(portion=1), LeverSetting((1.0,), "key_villages"), nobody), 3)
    assert given[0].tolist() == [1, 0, 0]


def channel(case, name):
    return make_exposure(case).channels[:, CHANNELS.index(name)]


def test_training_is_days_per_villager_and_visits_are_problems_per_household():
    only = change(
        read_case("no-programme").scenario,
        {"cadre_training": {"amount": 1000}, "worries_resolved": {"amount": 100}},
    )
    case = replace(CASE, scenario=only)
    assert (channel(case, "training")[0] * TABLE["population"]).sum() == pytest.approx(2000)
    assert (channel(case, "service")[0] * TABLE["households"]).sum() == pytest.approx(100)


def test_readiness_is_a_share_that_the_first_prepared_project_raises_most():
    only = change(read_case("no-programme").scenario, {"project_reserve": {"amount": 752}})
    held = TABLE["reserve_projects"].to_numpy()
    assert channel(replace(CASE, scenario=only), "readiness")[0] == pytest.approx(held / (1 + held))


def test_land_stays_transferred_and_is_a_share_of_the_villages_land():
    land = channel(CASE, "land")
    assert (land[1:] == land[0]).all()
    assert land[0] == pytest.approx((TABLE["land_transfer_mu"] / TABLE["cultivated_mu"]).to_numpy())
    assert land.max() <= 1


def test_a_programme_that_begins_later_brings_the_same_later():
    """Nothing that reaches a village knows in which year the programme began."""
    amounts = dict(zip(range(2022, 2031), (300, 500, 400, *[400] * 6), strict=True))
    late = {year: amounts[year - 3] if year >= 2025 else 0 for year in amounts}
    first, moved = (
        make_exposure(
            replace(
                CASE,
                scenario=change(
                    read_case("no-programme").scenario,
                    {name: {"amount": each} for name in ("resident_staff", "municipal_fiscal")},
                ),
            )
        ).channels
        for each in (amounts, late)
    )
    assert not moved[:3].any()
    staff = CHANNELS.index("staff")
    assert (moved[3:, staff] == first[:-3, staff]).all()
    grants = CHANNELS.index("grants")  # in the turns of other years, and so to others
    assert moved[3:, grants].sum(axis=1) == pytest.approx(first[:-3, grants].sum(axis=1))


def test_cost_is_amount_times_unit_cost_and_private_money_costs_the_public_nothing():
    cost = make_exposure(CASE).cost
    assert float(cost.sel(lever="supported_projects", year=2022)) == 8600
    assert float(cost.sel(lever="leveraged_funds").sum()) == 0
    assert cost.attrs["units"] == "10k yuan/year"


@pytest.mark.parametrize("name", ["programme-2022", "weakest-first"])
def test_the_parts_of_an_exposure_are_the_parts_of_the_whole(name):
    case = read_case(name)
    whole, handouts = make_exposure(case), make_handouts(case)
    supply = supply_of(case, handouts)  # of all of them: a part of a product's villages weighs less
    parts = [
        exposure_part(case, handouts, slice(begin, begin + 100), supply)
        for begin in range(0, len(TABLE), 100)
    ]
    assert whole.channels[:, CHANNELS.index("supply")].any()
    assert (np.concatenate([part.channels for part in parts], axis=2) == whole.channels).all()


# --- cuts and more money ---------------------------------------------------------------------------


def drawn_amounts(lever, luck):
    """Amounts of nine years around the published one, whole portions or not, some years without."""
    amounts = max(lever.amount, 1.0) * luck.uniform(0, 3, 9) * luck.integers(0, 2, 9)
    if lever.portion and luck.integers(2):
        amounts = np.round(amounts / lever.portion) * lever.portion
    return amounts if luck.integers(3) else np.full(9, lever.amount)


@pytest.mark.parametrize("name", list(CASE.levers))
@pytest.mark.parametrize("targeting", HANDOUTS)
def test_less_of_a_lever_in_any_year_leaves_no_village_with_more_so_far_in_any_year(name, targeting):
    chosen, luck = CASE.levers[name], np.random.default_rng(len(name))
    if targeting == "register" and not chosen.column:
        return
    for _ in range(4):
        more = drawn_amounts(chosen, luck)
        less = more * np.where(luck.integers(0, 2, 9), luck.uniform(0, 1, 9), 1.0)
        full, cut = (
            for_each(hand_out(chosen, LeverSetting(tuple(each), targeting), RULES)) for each in (more, less)
        )
        if chosen.reach != "everyone":
            assert full.sum(axis=1) == pytest.approx(more, rel=1e-9, abs=1e-6)
            assert cut.sum(axis=1) == pytest.approx(less, rel=1e-9, abs=1e-6)
        assert (cut.cumsum(axis=0) <= full.cumsum(axis=0) + 1e-6 * max(chosen.portion, 1)).all()


@pytest.mark.parametrize("name", [each for each, lever in CASE.levers.items() if lever.rotates])
def test_a_cut_below_the_plan_leaves_no_village_with_more_in_any_single_year(name):
    plan = CASE.scenario.settings[name]
    whole = for_each(hand_out(CASE.levers[name], plan, RULES))
    for year, factor in ((0, 0.0), (0, 0.7), (2, 0.7), (2, 0.0), (8, 0.1)):
        amounts = [factor * each if at == year else each for at, each in enumerate(plan.amounts)]
        cut = for_each(hand_out(CASE.levers[name], replace(plan, amounts=tuple(amounts)), RULES))
        assert (cut <= whole + 1e-9).all()


def turns(amounts, **changes):
    """Who is served of six villages in a line, two a year as planned; units (year, village)."""
    of = lever(rotates=True, amount=2.0, years=0, **changes)
    handout = hand_out(of, LeverSetting(tuple(map(float, amounts)), "weakest_first"), Targeting(line_of(6)))
    return for_each(handout, 6).tolist()


def line_of(count):
    """Villages in the order in which weakest first serves them."""
    table = pd.concat([three_villages()] * (count // 3), ignore_index=True)
    income = np.arange(1.0, count + 1)
    return table.assign(village_id=[f"L{k}" for k in range(count)], operating=income)


def test_the_turns_of_the_plan_follow_each_other_down_the_line():
    assert turns([2, 2, 2, 2]) == [
        [1, 1, 0, 0, 0, 0],
        [0, 0, 1, 1, 0, 0],
        [0, 0, 0, 0, 1, 1],
        [1, 1, 0, 0, 0, 0],
    ]


def test_a_cut_leaves_the_last_of_its_year_out_and_moves_nobody():
    assert turns([2, 1, 2]) == [[1, 1, 0, 0, 0, 0], [0, 0, 1, 0, 0, 0], [0, 0, 0, 0, 1, 1]]


def test_money_above_the_plan_goes_to_those_left_out_first_and_then_to_the_next_in_line():
    assert turns([2, 1, 4])[2] == [1, 0, 0, 1, 1, 1]
    assert turns([3, 2, 2]) == [[1, 1, 1, 0, 0, 0], [0, 0, 1, 1, 0, 0], [0, 0, 0, 0, 1, 1]]
    assert turns([3, 3, 2])[1] == [0, 0, 1, 1, 1, 0]


def test_a_one_off_moved_to_another_year_serves_the_same_villages():
    of = lever(rotates=True, amount=2.0, years=1)
    handout = hand_out(of, LeverSetting((0.0, 0.0, 2.0), "weakest_first"), Targeting(line_of(6)))
    assert for_each(handout, 6)[2].tolist() == [1, 1, 0, 0, 0, 0]


def test_what_villages_get_by_name_comes_on_top_and_a_stranger_is_told():
    setting = LeverSetting((1.0, 0.0), "weakest_first", (), (("V003", (0.0, 2.0)), ("V001", (1.0, 0.0))))
    rules = Targeting(three_villages())
    assert for_each(hand_extra(lever(), setting, rules), 3).tolist() == [[1, 0, 0], [0, 0, 2]]
    assert setting.totals == (2.0, 2.0)
    strange = replace(setting, extra=(("V999", (1.0, 0.0)),))
    with pytest.raises(InputFaults, match="V999"):
        hand_extra(lever(), strange, rules)
