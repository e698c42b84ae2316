"""One village at a time, against runs in which it alone is served."""

from dataclasses import replace

import numpy as np
import pytest

from sim.analysis.prepared_case import exposure_of, incomes, per_yuan, turns_of
from sim.analysis.village import (
    GIFTS,
    PEERS,
    STEPS,
    nearest_villages,
    study_villages,
    townships,
    weakest_village,
)
from sim.axes import CHANNELS
from sim.faults import InputFaults
from sim.inputs.scenarios.resolve import change
from tests.analysis.towns import six_villages, six_world
from tests.baotou import GROUPS


@pytest.fixture(scope="module")
def world():
    bare = six_world(members=30)
    edits = {"supported_projects": {"amount": 3, "targeting": "even"}}
    return replace(bare, case=replace(bare.case, scenario=change(bare.case.scenario, edits)))


@pytest.fixture(scope="module")
def study(world):
    return study_villages(world, six_world().case, target=12.0)


def served(world, village, name):
    """Incomes of the last year where one village alone gets one step."""
    exposure = exposure_of(world.case, world.case.scenario.settings)
    channels = exposure.channels.copy()
    channel, units, every_year = GIFTS[name]
    units = units or world.case.programme.money.step
    years = slice(None) if every_year else 0
    channels[years, CHANNELS.index(channel), village] += units
    return incomes(world, replace(exposure, channels=channels))[:, -1, village]


@pytest.mark.parametrize("name", GIFTS)
def test_a_step_is_what_the_village_gains_when_it_alone_is_served(world, study, name):
    base = incomes(world, exposure_of(world.case, world.case.scenario.settings))[:, -1]
    for village in (0, 4):
        gains = served(world, village, name) - base[:, village]
        low, mid, high = np.quantile(gains, (0.05, 0.5, 0.95))
        assert study.steps[STEPS.index(name), :3, village] == pytest.approx([low, mid, high], abs=1e-4)


@pytest.mark.parametrize("group", GROUPS)
def test_what_a_group_adds_is_a_run_of_the_simulator_in_which_one_village_alone_has_more(world, study, group):
    settings, village = dict(world.case.scenario.settings), 4
    for name, units in per_yuan(world.case, group).items():
        yearly = (units * world.case.programme.money.step / len(world.years),) * len(world.years)
        settings[name] = replace(settings[name], extra=(("V5", yearly),))
    now, more = (
        incomes(world, exposure_of(world.case, each))[:, -1, village].astype(float)
        for each in (world.case.scenario.settings, settings)
    )
    assert study.means[GROUPS.index(group), village] == pytest.approx((more - now).mean(), abs=1e-4)


def test_path_and_chances_are_those_of_the_simulator(world, study):
    run = incomes(world, exposure_of(world.case, world.case.scenario.settings))
    medians = np.median(run, axis=0)
    assert study.path[2] == pytest.approx(medians.T, rel=1e-6)
    assert study.chance[:, -1] == pytest.approx((run[:, -1] >= 12).mean(axis=0))
    assert (study.gain[1] > 0).all()


def test_lifting_the_limit_helps_only_where_there_is_more_money_than_room(study):
    absorption = study.steps[STEPS.index("absorption")]
    assert (absorption[1] > 0).all()  # half a project a year already fills some of the room
    assert (absorption[1] < study.steps[STEPS.index("money"), 1]).all()


def test_what_binds_and_what_helps_are_the_largest(study):
    for village in range(6):
        gains = dict(zip(STEPS, study.steps[:, 1, village], strict=True))
        assert study.binding(village) == max(gains, key=gains.get)
        means = dict(zip(GROUPS, study.means[:, village], strict=True))
        assert study.best_group(village) == max(means, key=means.get)
    assert ((study.surest > 0) & (study.surest <= 1)).all()


def test_every_run_is_announced(world):
    seen = []
    study_villages(world, world.case, seen=lambda done, planned: seen.append((done, planned)))
    assert [done for done, _ in seen] == list(range(1, len(seen) + 1))
    assert seen[-1] == (len(seen), len(seen))


def test_peers_are_alike_in_income_and_size_and_never_the_village_itself():
    table = six_villages()
    table["population"] = 100
    peers = nearest_villages(table)
    assert peers.shape == (6, PEERS)
    assert all(village not in peers[village] for village in range(6))
    assert peers[5, 0] == 4  # 40: the nearest is 11
    assert peers[3, 0] == 2  # 8: 6 is nearer than 11 in logs


def test_another_industry_makes_a_village_less_alike():
    table = six_villages()
    table["population"] = 100
    table.loc[2, "industry"] = "solar"
    assert nearest_villages(table)[3, 0] == 4


def test_an_unknown_village_is_told(study):
    assert study.position("V3") == 2
    with pytest.raises(InputFaults, match="V3"):
        study.position("V33")


def test_without_is_the_simulators_path_under_the_counterfactual(world, study):
    other = six_world(members=30)
    run = incomes(other, exposure_of(other.case, other.case.scenario.settings))
    assert study.without_path[:, 2] == pytest.approx(
        np.quantile(run[:, :, 2], (0.05, 0.25, 0.5, 0.75, 0.95), axis=0), rel=1e-6
    )
    assert np.array_equal(study.without, study.without_path[2])


def test_a_townships_expected_villages_are_the_sum_of_their_chances(study):
    found = townships(study)
    assert found["villages"].to_dict() == {"T1": 3, "T2": 3}
    assert found["banner_id"].to_dict() == {"T1": "B1", "T2": "B2"}
    assert found.loc["T2", "expected"] == pytest.approx(study.chance[3:, -1].sum())
    assert found.loc["T1", "share"] == pytest.approx(study.chance[:3, -1].mean())


def test_the_weakest_village_is_the_one_with_the_least_income():
    assert weakest_village(six_villages().iloc[::-1].reset_index(drop=True)) == "V1"


def test_another_target_changes_the_chances_and_nothing_else(world, study):
    run = incomes(world, exposure_of(world.case, world.case.scenario.settings))
    other = study.aimed_at(20)
    assert other.chance[:, -1] == pytest.approx((run[:, -1] >= 20).mean(axis=0))
    assert np.array_equal(study.aimed_at(12).chance, study.chance)
    assert (other.target, other.path is study.path) == (20, True)
    with pytest.raises(InputFaults, match="10, 12, 20, 50"):
        study.aimed_at(13)


def test_turns_serve_every_village_once_and_look_at_its_township_alone(world):
    turns = turns_of(world)
    assert np.sum([turn.served for turn in turns], axis=0).tolist() == [1] * 6
    townships_of = world.table["township_id"].to_numpy()
    for turn in turns:
        assert len(set(townships_of[turn.served])) == turn.served.sum()
        assert set(townships_of[turn.inside]) == set(townships_of[turn.served])
        assert turn.world.table["village_id"].to_list() == list(world.table["village_id"].iloc[turn.inside])
