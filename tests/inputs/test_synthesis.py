"""The synthetic register meets every published count, whatever the seed, and is the same bytes again."""

from functools import cache

import numpy as np
import pytest

from sim.axes import STREAMS
from sim.faults import InputFaults
from sim.inputs.facts import estimate, fact, load_evidence, load_facts
from sim.inputs.synthesis import bisect, make_villages, neighbours, read_sources, write_villages
from sim.inputs.villages import load_industries, register_columns
from tests.baotou import DATA

SEEDS = (2022, 0, 7)
FACTS, EVIDENCE = load_facts(), load_evidence()


@cache
def drawn(seed):
    return make_villages(FACTS, EVIDENCE, seed)


@pytest.fixture(params=SEEDS)
def villages(request):
    return drawn(request.param).copy()


def total(villages):
    return villages[list(STREAMS)].sum(axis=1)


# column of the register: the published count that it adds up to
COUNTS = {
    "key_village": "key_villages",
    "resident_staff": "resident_staff",
    "tourism_village": "tourism_villages",
    "paired_firms": "paired_villages",
    "joint_party_orgs": "joint_party_orgs",
    "allied": "village_alliances",
    "bank_village": "bank_villages",
    "finance_station": "station_secretaries",
    "service_centre": "service_centres",
    "model_branch": "model_village_branches",
    "reserve_projects": "project_reserve",
    "supported_projects": "supported_projects",
    "demonstration_projects": "demonstration_projects",
    "selected_graduates": "selected_graduates",
    "career_staff": "career_staff",
    "grids": "grids",
    "grid_workers": "grid_workers",
    "committee_members": "committee_members",
    "service_needs": "service_needs",
    "expert_visits": "expert_visits",
    "single_head": "single_head_villages",
}


@pytest.mark.parametrize(("column", "name"), COUNTS.items())
def test_a_column_adds_up_to_the_published_count(villages, column, name):
    assert villages[column].sum() == fact(FACTS, name)


def test_the_dictionary_of_columns_binds_the_same_facts():
    bound = {each.column: each.fact for each in register_columns() if each.fact}
    places = {"village_id", "township_id", "banner_id", "land_transfer_mu"}
    assert {column: name for column, name in bound.items() if column not in places} == COUNTS


def test_every_constraint_of_the_facts_binds_some_column():
    constraints = set(FACTS.index[FACTS["role"] == "constraint"])
    assert constraints <= {each.fact for each in register_columns()}


def test_places_are_as_many_as_published_and_nested(villages):
    assert len(villages) == villages["village_id"].nunique() == fact(FACTS, "villages")
    assert villages["township_id"].nunique() == fact(FACTS, "townships")
    assert villages["banner_id"].nunique() == fact(FACTS, "remote_teaching_stations")
    assert (villages.groupby("township_id")["banner_id"].nunique() == 1).all()
    order = villages[["banner_id", "township_id", "village_id"]]
    assert order.equals(order.sort_values(list(order), ignore_index=True))


def test_the_credit_union_banner_has_a_township_for_every_head_and_all_the_stations(villages):
    stations = villages[villages["finance_station"] == 1]
    assert set(stations["banner_id"]) == {"B9"}
    inside = villages[villages["banner_id"] == "B9"]
    assert inside["township_id"].nunique() == fact(FACTS, "credit_union_heads")
    assert not (villages["bank_village"] & villages["finance_station"]).any()


def test_every_village_reaches_the_income_floor_and_some_reach_nothing_more(villages):
    income = total(villages).round(2)
    assert income.min() >= fact(FACTS, "income_floor_2021")
    below_target = (income < fact(FACTS, "income_target_2022")).mean()
    assert 0.25 < below_target < 0.45


def test_income_spreads_as_the_evidence_says(villages):
    spread = np.log(total(villages)).std(ddof=0)
    assert spread == pytest.approx(estimate(EVIDENCE, "baseline_22"), abs=0.001)
    assert 0.9 < spread < 1.1


def test_operating_income_is_the_share_that_the_evidence_says(villages):
    share = villages["operating"].sum() / total(villages).sum()
    published = estimate(EVIDENCE, "baseline_10") / estimate(EVIDENCE, "baseline_09")
    assert share == pytest.approx(published, abs=0.001)


def test_mean_income_is_near_that_of_the_measured_prefecture(villages):
    measured = estimate(EVIDENCE, "baseline_09") / 10_000  # yuan to 10k yuan
    assert 0.7 * measured < total(villages).mean() < measured


def test_no_stream_is_negative(villages):
    assert (villages[list(STREAMS)] >= 0).all(axis=None)


def test_leasing_villages_live_by_contracts_and_renting_ones_by_investment(villages):
    streams = villages.groupby("industry")[list(STREAMS)].sum()
    assert set(streams.idxmax(axis=1)[["land_transfer", "grassland_lease"]]) == {"contracts"}
    assert streams.idxmax(axis=1)["property_rent"] == "investment"


def test_teams_live_on_key_villages_and_only_there(villages):
    assert ((villages["resident_staff"] > 0) == (villages["key_village"] == 1)).all()
    assert villages.loc[villages["key_village"] == 1, "resident_staff"].min() >= 3


def test_key_villages_are_poorer_and_weak_branches_worse_governed(villages):
    key = villages["key_village"] == 1
    assert total(villages)[key].median() < total(villages)[~key].median()
    governed = villages.groupby("weak_branch")["governance"].mean()
    assert governed[1] < governed[0]
    assert not (villages["weak_branch"] & villages["model_branch"]).any()


def test_governance_lies_between_its_ends_and_follows_income_mildly(villages):
    assert villages["governance"].between(0.2, 0.8).all()
    together = np.corrcoef(villages["governance"], total(villages).rank())[0, 1]
    assert 0.15 < together < 0.45


def test_the_land_transfer_is_whole_in_one_banner_and_within_the_cultivated_land(villages):
    transferred = villages[villages["land_transfer_mu"] > 0]
    assert transferred["land_transfer_mu"].sum() == fact(FACTS, "land_transfer_area") * 10_000
    assert set(transferred["banner_id"]) == {"B2"}
    assert (transferred["land_transfer_mu"] <= transferred["cultivated_mu"]).all()


def test_reserve_cadres_lie_between_the_published_ends(villages):
    ends = fact(FACTS, "reserve_cadres_low"), fact(FACTS, "reserve_cadres_high")
    assert (villages["reserve_cadres"].min(), villages["reserve_cadres"].max()) == ends


def test_each_kind_of_giver_finds_the_villages_it_was_meant_for(villages):
    assert (villages.loc[villages["tourism_village"] == 1, "industry"] == "tourism").all()
    assert (villages.loc[villages["tourism_village"] == 1, "selected_graduates"] == 1).all()
    assert (villages.loc[villages["supported_projects"] == 1, "reserve_projects"] > 0).all()
    assert (villages.loc[villages["expert_visits"] > 0, "service_needs"] > 0).all()
    assert (villages["grid_workers"] >= villages["grids"]).all()


def test_every_allied_village_borders_another_of_its_township(villages):
    allied = villages[villages["allied"] == 1]
    number = allied["village_id"].str[1:].astype(int)
    pairs = set(zip(number, allied["township_id"], strict=True))
    assert all((n - 1, town) in pairs or (n + 1, town) in pairs for n, town in pairs)


def test_an_odd_number_of_allied_villages_is_met_too():
    assert neighbours(drawn(0), 35, 0).sum() == 35


def test_every_industry_occurs_and_has_its_labels(villages):
    assert set(villages["industry"]) == set(load_industries().index)
    assert set(read_sources(FACTS, EVIDENCE, 0).industries.index) == set(load_industries().index)


def test_the_assumed_mix_of_every_banner_adds_up_to_a_hundred_and_of_every_industry_to_one():
    sources = read_sources(FACTS, EVIDENCE, 0)
    assert (sources.industries[sources.banners.index].sum() == 100).all()
    assert sources.industries[list(STREAMS)].sum(axis=1).to_numpy() == pytest.approx(1)


def test_every_source_of_an_assumption_is_a_finding_or_says_assumption():
    sources = read_sources(FACTS, EVIDENCE, 0)
    named = [*sources.industries["source"], *load_industries()["source"], *sources.banners["source"]]
    known = {*EVIDENCE.index, *FACTS.index, "assumption"}
    assert {each for source in named for each in source.split(";")} <= known


def test_writing_the_register_again_gives_the_bytes_that_are_kept(tmp_path):
    again = write_villages(tmp_path / "again.csv").read_bytes()
    assert again == (DATA / "villages.csv").read_bytes()
    assert b"\r" not in again


def test_another_seed_gives_other_villages():
    assert not drawn(0).equals(drawn(7))
    assert (drawn(0)["industry"] != drawn(7)["industry"]).mean() > 0.5


def test_the_register_follows_the_facts():
    fewer = FACTS.copy()
    fewer.loc["key_villages", "value"] = 10
    fewer.loc["villages", "value"] = 300
    small = make_villages(fewer, EVIDENCE)
    assert (len(small), small["key_village"].sum()) == (300, 10)


def test_facts_that_contradict_each_other_are_a_fault():
    mad = FACTS.copy()
    mad.loc["service_centres", "value"] = 528
    with pytest.raises(InputFaults, match="528"):
        make_villages(mad, EVIDENCE)


def test_the_root_of_a_rising_function_is_found():
    assert bisect(lambda x: x**2 - 9, 0, 10) == pytest.approx(3)
