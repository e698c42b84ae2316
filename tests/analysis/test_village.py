"""One village at a time, against runs in which it alone is served."""

from dataclasses import replace

import numpy as np
import pytest

from sim.analysis.prepared_case import (
    all_incomes,
    exposure_from,
    exposure_of,
    incomes,
    make_world,
    narrowed,
    per_yuan,
    turns_of,
)
from sim.analysis.village import (
    GIFTS,
    PEERS,
    STEPS,
    WHY,
    nearest_villages,
    study_villages,
    townships,
    village_account,
    weakest_village,
)
from sim.axes import CHANNELS, VillageRows
from sim.faults import InputFaults
from sim.inputs.scenarios.resolve import change
from sim.model.kernel import ROW
from sim.model.simulate import accounts
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
    before, after = (exposure_of(world.case, each) for each in (world.case.scenario.settings, settings))
    # Prices stay as they are: what one village alone sells does not lower them for itself.
    after.channels[:, CHANNELS.index("supply")] = before.channels[:, CHANNELS.index("supply")]
    now, more = (incomes(world, each)[:, -1, village].astype(float) for each in (before, after))
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


# --- net, the account, and why this village ---------------------------------------------------------


def test_a_township_alone_is_as_it_is_in_the_city(world):
    """What governance does goes by a village's standing among all, not among its neighbours."""
    steep = replace(world, draws=world.draws.assign(governance_by_income=1.0, governance_effect=0.5))
    exposure = exposure_of(steep.case, steep.case.scenario.settings)
    everyone = incomes(steep, exposure)
    for inside in (np.arange(3), np.arange(3, 6)):
        town = narrowed(steep, inside)
        assert np.array_equal(
            incomes(town, exposure_from(exposure.channels[..., inside])), everyone[..., inside]
        )


def test_net_stands_beside_gross_in_steps_and_helps(world, study):
    exposure = exposure_of(world.case, world.case.scenario.settings)
    channels = exposure.channels.copy()
    channels[0, CHANNELS.index("grants"), 4] += world.case.programme.money.step
    net = [
        all_incomes(world, each).nets[:, -1, 4] for each in (exposure, replace(exposure, channels=channels))
    ]
    bands = np.quantile(np.float64(net[1]) - net[0], (0.05, 0.5, 0.95))
    assert study.steps_net[STEPS.index("money"), :, 4] == pytest.approx(bands, abs=1e-4)
    assert study.helps_net.shape == (len(GROUPS), 3, 6)
    assert study.net[2, 4] == pytest.approx(np.median(all_incomes(world, exposure).nets[..., 4], axis=0))


def test_the_account_of_a_village_is_the_models_and_adds_up(world, study):
    account = village_account(study, 4)
    exposure = exposure_of(world.case, world.case.scenario.settings)
    booked = accounts(world.case, world.draws, world.seed, part=(world.blocks, exposure)).isel(village=4)
    for name in ("income", "net", "cash", "debt", "wages"):
        assert account.items.loc[name, "mid"] == pytest.approx(float(booked[name][:, -1].median()))
    streams = sum(booked[name] for name in ("operating", "contracts", "investment"))
    assert np.allclose(booked["earned"], streams)
    spent = sum(booked[name] for name in ("costs", "administration", "rents"))
    assert np.allclose(booked["net"], booked["earned"] - spent)
    subsidy = booked["income"] - booked["earned"]
    assert np.allclose(booked["surplus"], booked["net"] + subsidy - booked["interest"])
    assert account.items.loc["subsidy", "mid"] == pytest.approx(float(subsidy[:, -1].median()))
    assert 0 <= sum(account.means) <= 1


def test_the_account_says_what_the_register_knows(world):
    table = world.case.register.table.assign(liabilities=[30.0, *[np.nan] * 5])
    register = replace(world.case.register, table=table, absent=())
    case = replace(world.case, register=register)
    known = study_villages(make_world(case, 30), six_world().case, target=12.0)
    first, second = (village_account(known, place) for place in (0, 1))
    assert "liabilities" in first.known
    assert "liabilities" not in second.known


def test_what_is_average_explains_nothing(world, study):
    """A village of an average trade gains no more and no less for it."""
    rows = world.blocks.rows.reshape(-1, len(VillageRows._fields), ROW)
    for place, (name, average) in enumerate(WHY.items()):
        like = np.ones(6, bool)
        for row, value in average.items():
            like &= rows[0, VillageRows._fields.index(row), :6] == value
        assert study.why[place][:, like] == pytest.approx(0, abs=1e-3), name


def test_a_better_trade_explains_a_larger_gain():
    """Where yield surely differs by kind, twice of it is why a village gains more, half of it why less."""
    bare = six_world(members=30)
    case = replace(
        bare.case,
        scenario=change(bare.case.scenario, {"supported_projects": {"amount": 3, "targeting": "even"}}),
    )
    made = replace(bare, case=case, draws=bare.draws.assign(kinds_differ=1.0, neighbour_learning=0.0))
    rows = made.blocks.rows.reshape(-1, len(VillageRows._fields), ROW).copy()
    rows[0, VillageRows._fields.index("yield_weight"), :6] = [2, 0.5, 1, 1, 1, 1]
    for name in ("cost_weight", "loss_rate", "loss_severity"):
        rows[0, VillageRows._fields.index(name), :6] = 1
    made = replace(made, blocks=replace(made.blocks, rows=rows.reshape(made.blocks.rows.shape)))
    why = study_villages(made, six_world().case, target=12.0).why[list(WHY).index("trade")]
    assert why[1, 0] > 0 > why[1, 1]
    assert why[:, 2:] == pytest.approx(0, abs=1e-3)


def test_townships_tell_apart_by_what_means_their_villages_are_at_the_target(study):
    told = townships(study)
    assert told[["subsidy", "debt"]].to_numpy().sum() == pytest.approx(study.apart[12].sum())
    assert (told["subsidy"] + told["debt"] <= told["expected"] + 1e-9).all()
