"""What reaches the villages is worked out in one way, whoever asks: every question agrees with the exposure.

All comparisons are to the last digit. Each is made on the programme as well as on nothing, since what is
felt of a gift depends on what is there already.
"""

from dataclasses import replace

import numpy as np
import pytest

from sim.analysis import attribution as at
from sim.analysis import backwards, prepared_case
from sim.analysis.plans import planned_scenario
from sim.analysis.prepared_case import divided, exposure_of, incomes, make_world, reached_by, stay_local
from sim.analysis.response import is_local, make_ground, make_package, project_package, units_of, with_counts
from sim.axes import CHANNEL, CHANNELS
from sim.faults import InputFaults
from sim.inputs.case import beside, read_case
from sim.inputs.levers import load_levers
from sim.inputs.scenarios.settings import extra_of
from sim.model.exposure import make_exposure
from sim.reports.odd import channel_equations
from tests.baotou import GROUPS

LEVERS = list(load_levers())
CASES = {name: read_case(name, "synthetic") for name in ("no-programme", "programme-2022")}
REACHED = {name: reached_by(case, case.scenario.settings) for name, case in CASES.items()}


def drawn_units(name, seed=0):
    """Units of a lever for every village, some years without, whole ones and parts, (year, village)."""
    case, luck = CASES["no-programme"], np.random.default_rng([seed, LEVERS.index(name)])
    shape = len(case.scenario.years), len(case.register.table)
    size = max(case.levers[name].amount, 1.0) / shape[1]
    return size * luck.uniform(0, 3, shape) * luck.integers(0, 2, (shape[0], 1))


def handed_out(case, gifts):
    """What the exposure says where villages get units by name."""
    settings, villages = dict(case.scenario.settings), case.register.table["village_id"]
    for name, units in gifts.items():
        before = dict(settings[name].extra)
        total = {each: units[:, k] + before.get(each, 0.0) for k, each in enumerate(villages)}
        settings[name] = replace(settings[name], extra=extra_of(total))
    return make_exposure(replace(case, scenario=replace(case.scenario, settings=settings)))


def assert_same(found, exposure):
    assert (found.channels == exposure.channels).all()


@pytest.mark.parametrize("ground", CASES)
@pytest.mark.parametrize("name", LEVERS)
def test_a_lever_brings_every_village_what_the_exposure_says(name, ground):
    gift = {name: drawn_units(name)}
    found = REACHED[ground].with_more(gift)
    assert_same(found, handed_out(CASES[ground], gift))
    assert (found.channels != REACHED[ground].channels).any()


@pytest.mark.parametrize("ground", CASES)
@pytest.mark.parametrize("name", LEVERS)
def test_two_levers_together_bring_what_the_exposure_says(name, ground):
    """With the next of the list, and with one that works through the same channel where there is one."""
    levers = CASES[ground].levers
    own = {channel for channel, _ in levers[name].channels}
    like = [
        each for each in LEVERS if each != name and own & {channel for channel, _ in levers[each].channels}
    ]
    for other in {LEVERS[LEVERS.index(name) - 1], *like[:2]}:
        gift = {name: drawn_units(name, 1), other: drawn_units(other, 2)}
        assert_same(REACHED[ground].with_more(gift), handed_out(CASES[ground], gift))


def test_more_on_top_of_what_single_villages_have_already_is_one_sum():
    name, case = "project_reserve", CASES["programme-2022"]
    first, second = drawn_units(name, 3), {name: drawn_units(name, 4)}
    extra = extra_of({each: first[:, k] for k, each in enumerate(case.register.table["village_id"])})
    settings = {**case.scenario.settings, name: replace(case.scenario.settings[name], extra=extra)}
    helped = replace(case, scenario=replace(case.scenario, settings=settings))
    assert_same(reached_by(case, settings).with_more(second), handed_out(helped, second))


def test_a_part_of_the_villages_sees_what_it_sees_in_the_whole():
    gifts = {name: drawn_units(name) for name in ("project_reserve", "farmer_training", "land_transfer")}
    some = np.array([3, 4, 5, 100, 101, 526])
    part = REACHED["programme-2022"].cut(some).with_more({name: u[:, some] for name, u in gifts.items()})
    whole = REACHED["programme-2022"].with_more(gifts)
    assert (part.channels == whole.channels[..., some]).all()


@pytest.mark.parametrize("name", [each for each in CHANNELS if not CHANNEL[each].of_product])
def test_units_of_a_channel_alone_are_shared_and_capped_as_a_levers(name):
    """One unit of any channel, and as much of it as a lever brings."""
    (lever, weight), *_ = [
        (each.id, weight) for each in CASES["no-programme"].levers.values() for c, weight in each.channels
        if c == name and len(each.channels) == 1
    ] or [("paired_enterprises", 1.0)]  # fmt: skip
    units = drawn_units(lever)
    alone = REACHED["no-programme"].with_more({}, {name: weight * units})
    place = CHANNELS.index(name)
    assert (
        alone.channels[:, place] == handed_out(CASES["no-programme"], {lever: units}).channels[:, place]
    ).all()
    follows = [CHANNELS.index(each) for each in CHANNELS if CHANNEL[each].of_product == name]
    assert not np.delete(alone.channels, [place, *follows], axis=1).any()
    for each in follows:  # what is given for a product weighs on its price
        whole = handed_out(CASES["no-programme"], {lever: units}).channels[:, each]
        assert (alone.channels[:, each] == whole).all()
        assert whole.any()


@pytest.mark.parametrize("ground", CASES)
def test_no_gift_is_felt_above_its_cap(ground):
    """Thousands of every lever in every village: no share passes what there is of it."""
    size = drawn_units("grids").shape
    found = REACHED[ground].with_more({name: np.full(size, 5000.0) for name in LEVERS})
    for name, channel in CHANNEL.items():
        if channel.most is not None:
            seen = found.channels[:, CHANNELS.index(name)]
            assert channel.most * 0.9 < seen.max() <= channel.most


# --- what cannot be handed out -----------------------------------------------------------------------


def test_what_lasts_and_what_reaches_everyone_is_not_allocated():
    levers = load_levers()
    assert {name for name, lever in levers.items() if not divided(lever)} == {
        "land_transfer",
        "branch_ranking",
    }
    world = make_world(CASES["no-programme"], 2)
    for name in ("land_transfer", "branch_ranking"):
        with pytest.raises(InputFaults):
            make_ground(world, [make_package(world.case, "mine", {name: 1.0}, 1)])


def test_the_channels_that_stay_in_the_village_are_those_that_neighbours_do_not_learn_from():
    """Read off the year's text: neighbours learn from the forces' effect and from nothing else."""
    for name, ways in channel_equations().items():
        assert stay_local([name]) is not any("forces_effect" in way for way in ways)
    world = make_world(CASES["no-programme"], 2)
    local, far = (make_package(world.case, "mine", {each: 1.0}, 1) for each in ("project_reserve", "grids"))
    assert is_local(make_ground(world, [local]))
    assert not is_local(make_ground(world, [local, far]))


# --- the questions -----------------------------------------------------------------------------------


@pytest.mark.parametrize("basis", ["on_top", "from_zero"])
def test_a_plan_brings_what_its_scenario_brings(basis):
    case = CASES["programme-2022"]
    parts = {
        "project_reserve": 1.0,
        "municipal_fiscal": 7.0,
        "farmer_training": 150.0,
        "paired_enterprises": 0.3,
    }
    packages = [project_package(case), make_package(case, "mine", parts, 4)]
    ground = make_ground(make_world(case, 2), packages, basis)
    counts = np.random.default_rng(5).integers(0, 4, (len(case.register.table), 2))
    plan = replace(case, scenario=planned_scenario(ground, counts))
    assert_same(with_counts(ground, counts), make_exposure(plan))


def test_a_lever_that_two_packages_bring_is_given_by_both():
    case = CASES["no-programme"]
    packages = [
        make_package(case, name, {"municipal_fiscal": each}, 2) for name, each in (("a", 25), ("b", 7))
    ]
    units = units_of(packages, np.array([[1, 2], [2, 0]]), 3)
    assert units["municipal_fiscal"].tolist() == [[39, 50]] * 3


def test_a_coalition_of_all_is_the_scenario_and_of_none_the_counterfactual():
    case, other = CASES["programme-2022"], CASES["no-programme"]
    sides = at.make_sides(make_world(case, 2), other)
    assert_same(sides.exposure(LEVERS), make_exposure(case))
    assert_same(sides.exposure([]), make_exposure(other))


@pytest.mark.parametrize("force", ["industry", "foundation"])
def test_a_force_alone_is_the_counterfactual_with_its_levers(force):
    case, other = CASES["programme-2022"], beside(CASES["programme-2022"], "talent-first")
    levers = at.levers_of(case, force)
    mixed = {
        name: (case if name in levers else other).scenario.settings[name] for name in other.scenario.settings
    }
    sides = at.make_sides(make_world(case, 2), other)
    assert_same(sides.exposure(levers), exposure_of(other, mixed))


@pytest.mark.parametrize("ground", CASES)
@pytest.mark.parametrize("group", GROUPS)
def test_money_for_a_village_buys_what_the_exposure_says(group, ground):
    world = make_world(CASES[ground], 2)
    spend = backwards.make_spender(world, backwards.Goal("V015", 20.0, 0.8))
    units = prepared_case.per_yuan(world.case, group)
    place = list(world.table["village_id"]).index("V015")
    gifts = {name: np.zeros_like(drawn_units(name)) for name in units}
    for name, each in units.items():
        gifts[name][:, place] = 200.0 * each
    found = spend.exposure(np.array([200.0 if each == group else 0.0 for each in GROUPS]))
    assert (found.channels == handed_out(world.case, gifts).channels[..., spend.stage.inside]).all()


def test_two_million_a_year_ruin_no_village():
    """Readiness that grew without end once let members of this village run to thousands below nothing."""
    world = make_world(CASES["programme-2022"], 250)
    spend = backwards.make_spender(world, backwards.Goal("V015", 20.0, 0.8))
    stage, money = spend.stage, np.array([200.0 if each == "funding" else 0.0 for each in GROUPS])
    before, after = (
        incomes(stage.world, each)[:, -1, stage.place]
        for each in (stage.reached.exposure, spend.exposure(money))
    )
    assert after.min() > before.min() > 0
    assert after.max() < before.max() + 9 * 200
