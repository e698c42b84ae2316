"""Rules are followed in the year loop: by hand on three villages, and on the whole register."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.axes import CITY_SUMS, UNCERTAINTIES
from sim.faults import InputFaults
from sim.inputs.case import read_case
from sim.inputs.parameters import load_parameters
from sim.inputs.scenarios.scenario import AdaptiveRule, LeverSetting
from sim.model import kernel, layout
from sim.model.adaptive import pack_rules
from sim.model.exposure import make_exposure, make_handouts
from sim.model.luck import stream_keys
from sim.model.simulate import pack, run_blocks, simulate_members
from sim.model.structures import STANDARD
from sim.runs.ensemble import draw_members
from sim.runs.stream import stream
from tests.model.worlds import draws, register, three_villages

CASE = read_case()
GRANTS, TEAMS = "municipal_fiscal", "resident_staff"
YEARS = (2022, 2023, 2024, 2025)
NO_GAIN = {"yield_rate": 0.0}


def small(rules, amounts, lever=GRANTS, targeting="weakest_first", portion=10.0, rotates=False, **columns):
    """Three villages under one lever: its amounts by year, ten units to a village, and some rules."""
    idle = {
        name: LeverSetting((0.0,) * len(YEARS), each.targeting)
        for name, each in CASE.scenario.settings.items()
    }
    settings = {**idle, lever: LeverSetting(tuple(map(float, amounts)), targeting)}
    scenario = replace(CASE.scenario, years=YEARS, settings=settings, rules=tuple(rules))
    levers = {
        **CASE.levers,
        lever: replace(
            CASE.levers[lever], portion=portion, rotates=rotates, unit_cost=1.0, cost_low=1.0, cost_high=1.0
        ),
    }
    return replace(CASE, scenario=scenario, levers=levers, register=register(three_villages(**columns)))


def delivered(case, members=1, **values):
    """What each village has been given in assets by the end of each year, (member, year, village)."""
    result = simulate_members(case, draws(members, **{"yield_rate": 0.1, **values}))
    nothing = small((), (0, 0, 0, 0)).scenario.settings
    quiet = replace(case, scenario=replace(case.scenario, rules=(), settings=nothing))
    without = simulate_members(quiet, draws(members, **{"yield_rate": 0.1, **values}))
    gained = (result.villages["income"] - without.villages["income"]).transpose("member", "year", "village")
    return np.round(gained.to_numpy() / 0.1, 1), result


# What was built last year earns now: ten units in the first year show in the second.


def test_without_rules_the_weakest_get_it_every_year():
    gained, _ = delivered(small((), (10, 10, 10, 0)))
    assert gained[0].tolist() == [[0, 0, 0], [10, 0, 0], [20, 0, 0], [30, 0, 0]]


def test_the_weakest_of_last_year_come_first_where_many_are_below():
    """Incomes are 50, 70 and 90. What is built in 2022 earns from 2023 on, which 2024 looks back at."""
    rule = AdaptiveRule("retarget", (GRANTS,), 0.5, "weakest_first", "share_below", 95.0)
    gained, _ = delivered(small([rule], (300, 300, 300, 0), portion=300.0, targeting="strongest_first"))
    # In 2023 they are 80, 70 and 90: the second is the weakest.
    assert gained[0].tolist() == [[0, 0, 0], [300, 0, 0], [600, 0, 0], [600, 300, 0]]


def test_where_few_are_below_the_calendar_holds():
    rule = AdaptiveRule("retarget", (GRANTS,), 0.5, "weakest_first", "share_below", 60.0)
    gained, _ = delivered(small([rule], (10, 10, 10, 0), targeting="strongest_first"))
    assert gained[0].tolist() == [[0, 0, 0], [0, 0, 10], [0, 0, 20], [0, 0, 30]]


@pytest.mark.parametrize(
    ("measure", "income", "level", "over", "holds"),
    [
        ("number_below", 80.0, 1.0, True, True), ("number_below", 80.0, 2.0, True, False),
        ("median", 0.0, 69.0, True, True), ("median", 0.0, 71.0, True, False),
        ("mean", 0.0, 71.0, False, True), ("mean", 0.0, 69.0, False, False),
    ],
)  # fmt: skip
def test_a_measure_is_that_of_last_year(measure, income, level, over, holds):
    rule = AdaptiveRule("retarget", (GRANTS,), level, "strongest_first", measure, income, over)
    gained, _ = delivered(small([rule], (10, 0, 0, 0)))
    assert gained[0, 1].tolist() == ([0, 0, 10] if holds else [10, 0, 0])


def test_the_first_rule_that_holds_counts():
    first = AdaptiveRule("retarget", (GRANTS,), 0.0, "strongest_first", "median", 0.0)
    second = replace(first, targeting="even")
    assert delivered(small([first, second], (9, 0, 0, 0)))[0][0, 1].tolist() == [0, 0, 9]
    assert delivered(small([second, first], (9, 0, 0, 0)))[0][0, 1].tolist() == [3, 3, 3]


def test_money_stops_where_projects_have_failed_and_is_not_spent():
    rule = AdaptiveRule("stop", (GRANTS,), 2.0)
    gained, result = delivered(small([rule], (10, 10, 10, 10)), failure_rate=1.0)
    assert not gained.any()
    assert result.units.sel(lever=GRANTS).to_numpy() == pytest.approx(np.array([[10, 10, 0, 0]]), abs=1e-5)
    assert result.cost.sel(lever=GRANTS).to_numpy() == pytest.approx([10, 10, 0, 0], abs=1e-5)


def test_teams_move_on_after_their_years():
    """One team of ten in a list of three villages: two years each, and the first again after all."""
    case = small([AdaptiveRule("rotate", (TEAMS,), 2.0)], (10, 10, 10, 10), lever=TEAMS)
    channel = served(case)
    assert channel.tolist() == [[10, 0, 0], [10, 0, 0], [0, 10, 0], [0, 10, 0]]
    yearly = small([AdaptiveRule("rotate", (TEAMS,), 1.0)], (10, 10, 10, 10), lever=TEAMS)
    assert served(yearly).tolist() == [[10, 0, 0], [0, 10, 0], [0, 0, 10], [10, 0, 0]]


def served(case):
    """Staff in each village and year, read off what they alone bring at once, (year, village)."""
    values = {"talent_effect": 1.0, "talent_stays": 0.0}
    income = simulate_members(case, draws(**values)).villages["income"].transpose("member", "year", "village")
    base = three_villages()
    quality = (income.to_numpy()[0] - 30) / base["operating"].to_numpy()
    return np.round(quality - 1, 3)


def test_what_was_left_is_added_next_year_and_costs_nothing_new():
    """Half of every offer lies idle and goes back: 10, then 10 + 5, then 10 + 7.5; on down the list."""
    rule = AdaptiveRule("spend_left", (GRANTS,), 0.0, most=1.0)
    gained, result = delivered(small([rule], (10, 10, 10, 0)), idle_share=0.5)
    assert gained[0].sum(axis=1) == pytest.approx([0, 5, 12.5, 21.2], abs=0.1)
    assert gained[0, 2].tolist() == [10, 2.5, 0]
    assert result.units.sel(lever=GRANTS).to_numpy().tolist() == [[10, 10, 10, 0]]


def test_what_is_left_is_spent_within_its_bounds():
    bounded = AdaptiveRule("spend_left", (GRANTS,), 0.0, most=0.1)
    gained, _ = delivered(small([bounded], (10, 10, 0, 0)), idle_share=0.5)
    assert gained[0, 2].sum() == 10.5
    little = AdaptiveRule("spend_left", (GRANTS,), 0.6, most=1.0)
    assert delivered(small([little], (10, 10, 0, 0)), idle_share=0.5)[0][0, 2].sum() == 10


def test_what_was_stopped_may_be_spent_elsewhere_and_then_costs_again():
    rules = [AdaptiveRule("stop", (GRANTS,), 1.0), AdaptiveRule("spend_left", (GRANTS,), 0.0, most=1.0)]
    _, result = delivered(small(rules, (10, 10, 10, 10)), failure_rate=1.0)
    # The weakest fails in the first year: its ten are kept, come again, fail in the next village, and so on.
    assert result.units.sel(lever=GRANTS).to_numpy()[0, 0] == 10
    assert result.units.sum() <= 40


def whole(*rules, members=8, chunk=16, **more):
    scenario = replace(CASE.scenario, rules=rules, **more)
    given = draw_members(CASE.parameters, members, 0)
    return simulate_members(replace(CASE, scenario=scenario), given, chunk=chunk)


MONEY = ("supported_projects", "municipal_fiscal", "leveraged_funds", "special_funds")
NEVER = (
    AdaptiveRule("retarget", MONEY, 1.0, "weakest_first", "share_below", 12.0),
    AdaptiveRule("stop", MONEY, 20.0),
    AdaptiveRule("rotate", (TEAMS,), 20.0),
    AdaptiveRule("spend_left", ("municipal_fiscal",), 1.0, most=1.0),
)
ALWAYS = (
    AdaptiveRule("retarget", MONEY, 0.0, "weakest_first", "share_below", 1000.0),
    AdaptiveRule("stop", MONEY, 1.0),
    AdaptiveRule("rotate", (TEAMS,), 2.0),
    AdaptiveRule("spend_left", ("municipal_fiscal", "supported_projects"), 0.0, most=1.0),
)


def test_rules_that_never_hold_change_nothing():
    ruled, plain = whole(*NEVER), whole()
    for name in plain.city:
        assert ruled.city[name].to_numpy() == pytest.approx(plain.city[name].to_numpy(), rel=1e-5, abs=1e-2)
    assert ruled.villages["income"].to_numpy() == pytest.approx(plain.villages["income"].to_numpy(), rel=1e-6)
    assert ruled.cost.to_numpy() == pytest.approx(plain.cost.to_numpy(), rel=1e-12)


def test_neither_chunks_nor_threads_change_a_byte():
    import numba as nb

    one = whole(*ALWAYS)
    assert one.villages["income"].identical(whole(*ALWAYS, chunk=3).villages["income"])
    threads = nb.get_num_threads()
    nb.set_num_threads(1)
    try:
        alone = whole(*ALWAYS)
    finally:
        nb.set_num_threads(threads)
    assert one.city.identical(alone.city)
    assert one.units.identical(alone.units)


def test_a_member_is_the_same_alone_and_among_others():
    many = whole(*ALWAYS).villages["income"].sel(member=5).to_numpy()
    given = draw_members(CASE.parameters, 8, 0).iloc[5:6]
    case = replace(CASE, scenario=replace(CASE.scenario, rules=ALWAYS))
    assert (simulate_members(case, given).villages["income"].to_numpy()[0] == many).all()


def test_rules_of_a_horizon_that_begins_later_look_at_the_years_between():
    years = tuple(range(2024, 2031))
    settings = {
        name: replace(each, amounts=each.amounts[: len(years)])
        for name, each in CASE.scenario.settings.items()
    }
    ruled, plain = (whole(*rules, years=years, settings=settings) for rules in (NEVER, ()))
    assert ruled.city["total"].to_numpy() == pytest.approx(plain.city["total"].to_numpy(), rel=1e-6)


def test_what_takes_villages_one_by_one_refuses_rules():
    case = replace(CASE, scenario=replace(CASE.scenario, rules=ALWAYS))
    with pytest.raises(InputFaults) as found:
        stream(case, 4)
    assert found.value.faults[0].key == "adaptive_not_here"


def test_compiled_and_plain_runs_of_the_rules_agree(tmp_path):
    case = small(
        [AdaptiveRule("retarget", (GRANTS,), 0.3, "weakest_first", "share_below", 70.0),
         AdaptiveRule("stop", (GRANTS,), 1.0), AdaptiveRule("spend_left", (GRANTS,), 0.0, most=0.5)],
        (25, 30, 35, 40), targeting="random",
    )  # fmt: skip
    given = draw_members(load_parameters(), 6, seed=3)
    blocks, exposure = pack(case.register, case.programme), make_exposure(case)
    sums, incomes, _, spent = run_blocks(blocks, exposure, YEARS, given, 7, range(len(YEARS)))
    channels = blocks.spread(exposure.channels)
    world = layout.PackedVillages(
        blocks.first, blocks.townships, blocks.banners, blocks.rows, blocks.keys, blocks.products,
        blocks.banner_keys, blocks.product_keys, blocks.price_weights, channels,
        kernel.block_totals(blocks.rows, channels), np.array(blocks.thresholds, np.float32),
    )  # fmt: skip
    rules = pack_rules(case, make_handouts(case, ruled=True), 0)
    parts = {
        f"{part}.{name}": value
        for part in ("levers", "retargets", "channels")
        for name, value in getattr(rules, part)._asdict().items()
    }
    rest = {
        "draws": given[list(UNCERTAINTIES)].to_numpy(np.float32),
        "members": given.index.to_numpy(np.uint32),
        "streams": stream_keys(7),
        "sums": np.zeros_like(sums), "incomes": np.zeros_like(incomes), "spent": np.zeros_like(spent),
        "switches": np.array(STANDARD.switches),
    }  # fmt: skip
    np.savez(tmp_path / "in.npz", **world._asdict(), **parts, **rest)
    script = Path(__file__).with_name("plain_rules.py")
    subprocess.run([sys.executable, script, tmp_path / "in.npz", tmp_path / "out.npz"], check=True)
    plain = np.load(tmp_path / "out.npz")
    assert len(CITY_SUMS) < sums.shape[2]
    assert incomes == pytest.approx(plain["incomes"], rel=1e-5)
    assert sums == pytest.approx(plain["sums"], rel=1e-4, abs=1e-2)
    assert spent == pytest.approx(plain["spent"], rel=1e-5)
    assert (spent != np.array([25, 30, 35, 40])).any(), "a rule has acted"
