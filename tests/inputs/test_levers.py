"""Every published instrument is a lever, and every lever says where its numbers come from."""

import pandas as pd
import pytest

from sim.axes import HANDED
from sim.faults import InputFaults
from sim.folders import shipped_programmes, using
from sim.inputs.facts import load_facts
from sim.inputs.levers import HANDOUTS, REACHES, load_levers
from sim.inputs.tables import value_of
from sim.inputs.villages import register_columns
from tests.baotou import DATA, FORCES, GROUPS

LEVERS, FACTS = load_levers(), load_facts()


def test_no_lever_fact_is_orphaned():
    fed = {fact for lever in LEVERS.values() for fact in lever.facts}
    assert set(FACTS.index[FACTS["role"] == "lever"]) - fed == set()


def test_every_fact_a_lever_names_exists():
    assert {fact for lever in LEVERS.values() for fact in lever.facts} <= set(FACTS.index)


def named(source):
    """The value of an amount's source: a fact, or arithmetic on facts, as the door works it out."""
    return value_of(source, FACTS["value"].to_dict())


@pytest.mark.parametrize("lever", LEVERS.values(), ids=lambda lever: lever.id)
def test_every_amount_is_the_published_one_or_says_assumption(lever):
    if lever.amount_source != "assumption":
        assert lever.amount == named(lever.amount_source)


@pytest.mark.parametrize("lever", LEVERS.values(), ids=lambda lever: lever.id)
def test_costs_and_weights_that_name_facts_equal_them(lever):
    if "/" in lever.cost_source:
        assert lever.unit_cost == pytest.approx(named(lever.cost_source))
    if "/" in lever.weight_source:
        assert lever.channels[0][1] == pytest.approx(named(lever.weight_source), abs=1e-4)


@pytest.mark.parametrize("lever", LEVERS.values(), ids=lambda lever: lever.id)
def test_every_cost_and_weight_has_a_source(lever):
    from sim.inputs.facts import load_evidence

    known = set(FACTS.index) | set(load_evidence().index) | {"assumption"}
    sources = [
        each for name in ("cost", "weight", "amount") for each in getattr(lever, f"{name}_source").split(";")
    ]
    for source in sources:
        assert source in known or any(mark in source for mark in "/*"), source


@pytest.mark.parametrize("lever", LEVERS.values(), ids=lambda lever: lever.id)
def test_every_lever_acts_through_known_channels_in_known_ways(lever):
    assert lever.force in FORCES
    assert lever.group in GROUPS
    assert lever.reach in REACHES
    assert lever.handout in HANDOUTS
    assert {channel for channel, _ in lever.channels} <= set(HANDED)
    assert all(weight > 0 for _, weight in lever.channels)
    assert lever.slider_max > lever.amount or lever.amount == 0
    if lever.handout == "register" or lever.column:
        assert lever.column in {each.column for each in register_columns()}
    if lever.reach == "divided":
        assert lever.portion > 0


def test_every_channel_is_fed_by_some_lever():
    assert {channel for lever in LEVERS.values() for channel, _ in lever.channels} == set(HANDED)


def test_the_projects_the_article_names_cost_what_was_audited():
    """86 projects of 100 are the 8,600 of which the published 2,150 is the audited match of 0.25."""
    from sim.inputs.facts import load_evidence

    ratio = float(load_evidence()["estimate"].loc["funding_34"])
    projects = LEVERS["supported_projects"]
    assert projects.amount * projects.unit_cost * ratio == LEVERS["municipal_fiscal"].amount


def test_a_lever_that_stands_twice_is_refused(tmp_path):
    from tests.baotou import DATA

    text = (DATA / "levers.csv").read_text(encoding="utf-8")
    (tmp_path / "levers.csv").write_text(text + text.splitlines()[1] + "\n", encoding="utf-8")
    with pytest.raises(InputFaults, match="branch_ranking"):
        load_levers(tmp_path)


def test_levers_are_read_again_where_their_file_has_changed(tmp_path):
    table = tmp_path / "levers.csv"
    table.write_text((DATA / "levers.csv").read_text(encoding="utf-8"), encoding="utf-8")
    first = load_levers(tmp_path)
    assert first == LEVERS
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("\nresident_staff,", "\nresident_people,"), encoding="utf-8")
    assert "resident_people" in load_levers(tmp_path)
    first.clear()  # whoever changes what he got changes nobody else's
    assert set(load_levers()) == set(LEVERS)


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("cost_low", "99", "99"),
        ("cost_high", "0.05", r"0\.05"),
        ("cost_grade", "guessed", "guessed"),
        ("cost_grade", "measured", "assumption"),
        ("cost_low", "", "cost_low"),
        ("cost_low", "-1", "-1"),
    ],
)
def test_a_price_with_a_range_that_cannot_be_is_refused(tmp_path, column, value, told):
    with pytest.raises(InputFaults, match=told):
        _with_cells(tmp_path, "expert_visits", {column: value})


def test_an_assumed_price_is_not_known_to_the_yuan_and_a_published_one_may_be(tmp_path):
    with pytest.raises(InputFaults, match=r"0\.1"):
        _with_cells(tmp_path, "expert_visits", {"cost_low": "0.1", "cost_high": "0.1"})
    lever = _with_cells(tmp_path, "service_centres", {"note": ""})["service_centres"]
    assert lever.cost_low == lever.unit_cost == lever.cost_high


def _with_cells(folder, lever, cells):
    """The levers of Baotou with some cells of one row changed."""
    table = pd.read_csv(DATA / "levers.csv", dtype=str, keep_default_na=False)
    table.loc[table["id"] == lever, list(cells)] = list(cells.values())
    table.to_csv(folder / "levers.csv", index=False)
    return load_levers(folder)


@pytest.mark.parametrize("programme", shipped_programmes())
def test_every_assumed_price_of_every_programme_has_a_range(programme):
    with using(programme):
        for lever in load_levers().values():
            assert lever.cost_low <= lever.unit_cost <= lever.cost_high
            if lever.cost_grade == "assumption":
                assert lever.cost_low < lever.cost_high
