"""Every published instrument is a lever, and every lever says where its numbers come from."""

import pytest

from sim.axes import CHANNELS
from sim.faults import InputFaults
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
    for source in (lever.cost_source, lever.weight_source, lever.amount_source):
        assert source in known or any(mark in source for mark in "/*"), source


@pytest.mark.parametrize("lever", LEVERS.values(), ids=lambda lever: lever.id)
def test_every_lever_acts_through_known_channels_in_known_ways(lever):
    assert lever.force in FORCES
    assert lever.group in GROUPS
    assert lever.reach in REACHES
    assert lever.handout in HANDOUTS
    assert {channel for channel, _ in lever.channels} <= set(CHANNELS)
    assert all(weight > 0 for _, weight in lever.channels)
    assert lever.slider_max > lever.amount or lever.amount == 0
    if lever.handout == "register" or lever.column:
        assert lever.column in {each.column for each in register_columns()}
    if lever.reach == "divided":
        assert lever.portion > 0


def test_every_channel_is_fed_by_some_lever():
    assert {channel for lever in LEVERS.values() for channel, _ in lever.channels} == set(CHANNELS)


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
