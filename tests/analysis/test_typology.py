"""Types come out again, prediction is judged on townships not seen, and odd villages are found."""

import numpy as np
import pandas as pd
import pytest

from sim.analysis.typology import find_types, growth, names_of, outliers, predict, predict_income, type_name
from sim.faults import InputFaults
from sim.inputs.villages import load_villages


@pytest.fixture(scope="module")
def register():
    return load_villages().table


def test_villages_of_three_plain_kinds_fall_into_three_types(register):
    table = register.head(240).copy()
    kind = np.arange(240) % 3
    luck = np.random.default_rng(1)
    for name in ("operating", "contracts", "investment"):
        table[name] = 0.1
    streams = np.array(["operating", "contracts", "investment"])
    for row, k in enumerate(kind):
        table.loc[table.index[row], streams[k]] = 50.0 * (1 + 0.01 * luck.normal())
    table["subsidy"], table["population"], table["households"] = 0.1, 1000, 400
    table["cultivated_mu"], table["governance"] = 1000, kind / 4 + 0.2
    table["resident_staff"], table["reserve_projects"] = 0, kind
    types = find_types(table)
    assert types.stability["types"][types.stability["chosen"]].tolist()[0] >= 3
    assert types.stability["stability"][1] == pytest.approx(1)
    labels = types.villages["type"].to_numpy()
    assert all(len(set(labels[kind == k]) & set(labels[kind != k])) == 0 for k in range(3))


def test_types_of_the_register_repeat_and_have_names(register):
    first, again = find_types(register, seed=3), find_types(register, seed=3)
    assert first.villages.equals(again.villages)
    names = {type_name(first, number) for number in range(len(first.profile))}
    assert all(name.startswith(("high", "low")) for name in names)
    assert first.profile["income"].is_monotonic_increasing


def test_what_only_a_township_shares_is_not_foretold_for_others():
    """Rows of one township are alike: a split by rows would foretell well what a split by township cannot."""
    luck = np.random.default_rng(2)
    township = np.repeat(np.arange(30), 10)
    traits = pd.DataFrame({"mark": luck.normal(size=30)[township] + 0.001 * luck.normal(size=300)})
    target = pd.Series(luck.normal(size=30)[township])
    assert predict(traits, target, township).share < 0.2
    rows = predict(traits, target, np.arange(300))  # each row its own township: the wrong way
    assert rows.share > 0.7


def test_a_trait_that_matters_is_foretold_and_ranks_first():
    luck = np.random.default_rng(3)
    traits = pd.DataFrame(luck.normal(size=(300, 3)), columns=["a", "b", "c"])
    found = predict(traits, 2 * traits["b"] + 0.3 * luck.normal(size=300), np.repeat(np.arange(30), 10))
    assert found.share > 0.8
    assert found.importance["trait"][0] == "b"


def test_income_of_the_synthetic_register_is_no_easier_to_foretell_than_it_should_be(register):
    """Advantages of banners and industries, and governance, leave most to luck by construction."""
    assert -0.2 < predict_income(register).share < 0.6


def test_one_township_cannot_be_cross_validated():
    with pytest.raises(InputFaults, match="one township"):
        predict(pd.DataFrame({"a": [1.0, 2]}), pd.Series([1.0, 2]), ["t", "t"])


def test_a_planted_oddity_is_flagged_with_its_trait(register):
    table = register.copy()
    table.loc[100, "cultivated_mu"] = 9_000_000
    first = outliers(table, 3).iloc[0]
    assert (first["village_id"], first["trait"]) == (table["village_id"][100], "land_per_household")
    assert first["score"] > 2 * outliers(register, 1)["score"][0]


def test_a_kind_of_village_is_not_odd_and_one_without_its_like_is(register):
    table = register.copy()
    key = table["key_village"].eq(1)
    listed = outliers(table, 20)["village_id"]
    assert table.loc[table["village_id"].isin(listed), "key_village"].mean() < 0.5
    table.loc[~key, "resident_staff"] = 0
    table.loc[table.index[~key][0], "resident_staff"] = 400
    assert outliers(table, 1)["village_id"][0] == table["village_id"][table.index[~key][0]]


def test_types_that_share_their_first_traits_are_told_apart_by_more():
    profile = pd.DataFrame({"a": [2.0, 3.0], "b": [1.5, 2.0], "c": [1.0, -1.0]})
    assert [len(name) for name in names_of(profile)] == [3, 3]


def test_growth_is_per_year_between_the_first_and_the_last_known():
    panel = pd.DataFrame({"village_id": list("aaabb"), "year": [2020, 2021, 2022, 2020, 2021],
                          "income": [10, np.nan, 40, 5, np.nan]})  # fmt: skip
    assert growth(panel).to_dict() == {"a": pytest.approx(np.log(2))}
