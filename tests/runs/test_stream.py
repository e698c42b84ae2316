"""Streamed runs say what whole runs say, in any pieces, and hold no more for more members."""

import tracemalloc

import numpy as np
import pandas as pd
import pytest

from sim.axes import QUANTILES
from sim.faults import InputFaults
from sim.inputs.case import read_case
from sim.inputs.nation import in_nation, make_nation
from sim.model.simulate import run_blocks, simulate_members
from sim.runs import stream as stream_module
from sim.runs.ensemble import draw_members, draw_parts, simulate
from sim.runs.stream import make_plan, stream
from tests.baotou import THRESHOLDS

CASE = read_case()
YEARS = CASE.scenario.years


@pytest.fixture(scope="module")
def country():
    """So many villages that they are cut into more than one group."""
    return in_nation(CASE, make_nation(CASE.register, 9000))


def content(summary):
    return (
        summary.sums.tobytes(),
        *(summary.villages[name].to_numpy().tobytes() for name in summary.villages),
    )


def test_the_city_is_that_of_the_whole_run_to_the_last_byte():
    whole, streamed = simulate(CASE, members=40, seed=5), stream(CASE, members=40, seed=5)
    assert set(streamed.city) == set(whole.city) - {"median", "gini"}
    assert all((streamed.city[name] == whole.city[name]).all() for name in streamed.city)
    assert streamed.cost.equals(whole.cost)


def test_the_villages_are_those_of_the_whole_run():
    income = simulate(CASE, members=64, seed=5).villages["income"].to_numpy().astype(float)
    streamed = stream(CASE, members=64, seed=5, years=YEARS).villages
    exact = np.quantile(income, QUANTILES, axis=0)
    assert np.abs(streamed["income"] / exact - 1).max() <= stream_module.ERROR * (1 + 1e-5)
    assert streamed["mean"].to_numpy() == pytest.approx(income.mean(axis=0), rel=1e-5)
    for limit in THRESHOLDS:
        assert streamed["chance"].sel(threshold=limit).to_numpy() == pytest.approx(
            (income >= limit).mean(axis=0)
        )


def test_bands_are_the_quantiles_of_the_city():
    summary = stream(CASE, members=64)
    bands = summary.bands()
    for name in bands:
        exact = summary.city[name].quantile(list(QUANTILES), dim="member")
        assert bands[name].to_numpy() == pytest.approx(exact.to_numpy())


@pytest.mark.parametrize("part", [1, 16, 64])
def test_the_size_of_the_pieces_changes_no_byte(part):
    whole = content(stream(CASE, members=50, seed=2, years=(2022, 2030)))
    assert content(stream(CASE, members=50, seed=2, years=(2022, 2030), part=part)) == whole


def test_groups_change_no_byte_of_the_villages(country, monkeypatch):
    many = stream(country, members=8)
    monkeypatch.setattr(stream_module, "GROUP", 1 << 20)
    assert len(make_plan(country, 8, 0, None, None).cuts) == 1
    one = stream(country, members=8)
    assert content(one)[1:] == content(many)[1:]
    assert one.sums == pytest.approx(many.sums, rel=1e-13)


def test_a_country_is_that_of_the_whole_run(country):
    streamed = stream(country, members=4, seed=1)
    whole = simulate_members(country, draw_members(country.parameters, 4, 1), 1)
    assert len(make_plan(country, 4, 1, None, None).cuts) >= 2
    assert all(
        streamed.city[name].to_numpy() == pytest.approx(whole.city[name].to_numpy()) for name in streamed.city
    )
    mean = whole.villages["income"].mean("member")[:, -1:]
    assert streamed.villages["mean"].to_numpy() == pytest.approx(mean.to_numpy(), rel=1e-5)


def test_draws_of_more_members_than_are_kept_are_drawn_again(country, monkeypatch):
    kept = content(stream(country, members=20, part=8))
    monkeypatch.setattr(stream_module, "KEPT", 0)
    assert content(stream(country, members=20, part=8)) == kept


def test_parts_of_the_draws_are_the_draws():
    whole = draw_members(CASE.parameters, 100, 7)
    assert pd.concat(draw_parts(CASE.parameters, 100, 7, 16)).equals(whole)


def peak(members):
    """Most bytes held at once by a run of so many members in pieces of 256."""
    tracemalloc.start()
    try:
        stream(CASE, members=members, part=256)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_is_flat_in_the_number_of_members(monkeypatch):
    monkeypatch.setattr(stream_module, "IN_MEMORY", 0)
    monkeypatch.setattr(stream_module, "KEPT", 0)
    peak(256)
    few, many = peak(1024), peak(8192)
    assert many < 1.02 * few


def test_sums_in_a_scratch_file_are_the_same_sums(monkeypatch):
    there = stream(CASE, members=16)
    monkeypatch.setattr(stream_module, "IN_MEMORY", 0)
    scratch = stream(CASE, members=16)
    assert isinstance(scratch.sums, np.memmap)
    assert content(scratch) == content(there)


@pytest.mark.parametrize("years", [[2021], [2030, 2031], []])
def test_years_outside_the_scenario_are_refused(years):
    with pytest.raises(InputFaults, match="2022"):
        stream(CASE, members=2, years=years)


def test_a_senseless_number_of_members_is_refused():
    with pytest.raises(InputFaults):
        stream(CASE, members=0)


def test_a_group_by_itself_is_its_part_of_the_whole(country):
    plan = make_plan(country, 4, 0, None, None)
    begin, end = plan.places(plan.cuts[1])
    group, given = plan.group(plan.cuts[1]), draw_members(country.parameters, 4)
    incomes = run_blocks(group.blocks, group.exposure, YEARS, given, 0, range(len(YEARS))).incomes
    whole = simulate_members(country, given).villages["income"].to_numpy()
    assert (incomes.swapaxes(1, 2) == whole[:, begin:end]).all()
