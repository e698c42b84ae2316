"""A register as large as a country: right in kind, the same everywhere, and grown in proportion."""

import numpy as np
import pandas as pd
import pytest

from sim.faults import InputFaults
from sim.inputs.case import read_case
from sim.inputs.nation import in_nation, make_nation
from sim.inputs.villages import PLACE, cell_faults, register_columns, row_faults

CASE = read_case()
NATION = make_nation(CASE.register, 5000)


def plain(table):
    """The table with the column types that a file would give."""
    kinds = {each.column: str if each.kind == "text" else float for each in register_columns()}
    return table.astype(kinds)


def test_it_passes_every_check_that_a_users_register_must_pass():
    table = plain(NATION.table)
    assert list(table) == [each.column for each in register_columns()]
    assert row_faults(table, "nation") == []
    assert cell_faults(table, table.astype(str), "nation") == []


def test_it_is_sorted_and_every_village_has_its_own_id():
    places = NATION.table[PLACE].astype(str)
    assert places.sort_values(PLACE, ignore_index=True).equals(places)
    assert places["village_id"].is_unique


def test_townships_and_banners_are_as_large_as_the_citys():
    sizes = NATION.table.groupby("township_id", observed=True).size()
    assert sizes.iloc[:-1].eq(13).all()
    townships = NATION.table.groupby("banner_id", observed=True)["township_id"].nunique()
    assert townships.iloc[:-1].eq(15).all()


def test_the_same_seed_is_the_same_country_and_another_is_another():
    again, other = make_nation(CASE.register, 5000), make_nation(CASE.register, 5000, seed=1)
    pd.testing.assert_frame_equal(again.table, NATION.table)
    assert again.checksum == NATION.checksum != other.checksum
    assert not other.table["population"].equals(NATION.table["population"])


def test_incomes_are_those_of_the_city_scaled_within_bounds():
    income = NATION.table["operating"]
    assert income.max() <= 1.5 * CASE.register.table["operating"].max()
    assert income.mean() == pytest.approx(CASE.register.table["operating"].mean(), rel=0.1)
    assert NATION.table["population"].min() > 0
    assert NATION.synthetic


def test_amounts_grow_with_the_villages_but_not_those_that_reach_everyone():
    grown = in_nation(CASE, NATION).scenario.settings
    growth = 5000 / 527
    for name, setting in CASE.scenario.settings.items():
        factor = 1 if CASE.levers[name].reach == "everyone" else growth
        assert grown[name].amounts == pytest.approx(np.multiply(setting.amounts, factor))


@pytest.mark.parametrize("villages", [0, -5, 10_000_001])
def test_a_senseless_number_of_villages_is_refused(villages):
    with pytest.raises(InputFaults, match=str(villages)):
        make_nation(CASE.register, villages)


@pytest.mark.parametrize("years", [3, 9, 12])
def test_a_horizon_may_be_cut_or_continued_as_in_the_last_year(years):
    longer = in_nation(CASE, CASE.register, years).scenario
    assert longer.years == tuple(range(2022, 2022 + years))
    for name, setting in CASE.scenario.settings.items():
        known = min(years, len(setting.amounts))
        assert longer.settings[name].amounts[:known] == setting.amounts[:known]
        assert set(longer.settings[name].amounts[known:]) <= {setting.amounts[-1]}
