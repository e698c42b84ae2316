"""Plans and rules searched for four goals: what a plan says, what it costs, what the verdict rests on."""

from dataclasses import replace

import numpy as np
import pytest

from sim.analysis import search as sr
from sim.analysis.prepared_case import make_world
from sim.faults import InputFaults
from sim.inputs.case import read_case
from sim.inputs.scenarios.files import load_scenario, save_scenario
from sim.inputs.scenarios.scenario import AdaptiveRule
from sim.model.simulate import simulate_members
from sim.words import speaking

CASE = read_case()
SPACE = sr.plan_space(CASE)
STILL = sr.unchanged(SPACE)


def genes(**values):
    """A plan as the scenario is, but for some of its numbers by place."""
    plan = STILL.copy()
    for place, value in values.items():
        plan[int(place[1:])] = value
    return plan


def test_the_search_begins_with_the_scenario_itself():
    made = sr.planned(SPACE, STILL)
    assert made.settings == CASE.scenario.settings
    assert made.rules == ()


def test_what_follows_a_lever_goes_with_its_group():
    funding = list(SPACE.groups).index("funding")
    assert "leveraged_funds" in SPACE.groups["funding"]
    made = sr.planned(SPACE, genes(**{f"g{funding}": 0.25}))
    assert made.settings["leveraged_funds"].amounts[0] == 5800
    assert made.settings["municipal_fiscal"].amounts[0] == 1080  # half of 2,150 in three digits


def test_a_plan_may_begin_later_grow_and_go_to_others():
    at = len(SPACE.groups)
    made = sr.planned(SPACE, genes(**{f"g{at}": 0.3, f"g{at + 1}": 1.0, f"g{at + 2}": 0.5}))
    amounts = made.settings["municipal_fiscal"].amounts
    assert amounts[0] == 0
    assert amounts[1:] == tuple(sorted(amounts[1:]))
    assert amounts[-1] == 3220  # half as much again as 2,150, in three digits
    assert made.settings["municipal_fiscal"].targeting == "weakest_first"
    assert made.settings["farmer_training"].targeting == CASE.scenario.settings["farmer_training"].targeting


def test_rules_are_read_off_their_numbers():
    at = SPACE.plain
    rules = sr.planned(
        SPACE, genes(**{f"g{at}": 0.5, f"g{at + 1}": 0.4, f"g{at + 2}": 0.9, f"g{at + 4}": 1.0})
    ).rules
    target = CASE.programme.target.amount
    assert rules[0] == AdaptiveRule("retarget", SPACE.money, 0.4, "weakest_first", "share_below", target)
    assert rules[1] == AdaptiveRule("stop", SPACE.money, 1.0)
    assert rules[2].kind == "spend_left"
    assert all("grants" in dict(CASE.levers[name].channels) for name in rules[2].levers)


def test_a_plan_comes_back_from_its_file(tmp_path):
    made = sr.planned(SPACE, np.full(SPACE.size, 0.6))
    save_scenario(made, tmp_path / "found.yaml")
    again = load_scenario(tmp_path / "found.yaml")
    assert (again.settings, again.rules) == (made.settings, made.rules)


def test_the_cost_of_a_plan_is_what_its_levers_took():
    world = make_world(CASE, 4)
    plain = sr.goals_of(world, sr.planned(SPACE, STILL))
    spent = (
        simulate_members(CASE, world.draws, world.seed, villages=False).city["paid"].sum("year").to_numpy()
    )
    assert plain[:, 2] == pytest.approx(spent)
    never = replace(CASE.scenario, rules=(AdaptiveRule("stop", SPACE.money, 20.0),))
    assert sr.goals_of(world, never) == pytest.approx(plain, rel=1e-5)
    stopped = replace(CASE.scenario, rules=(AdaptiveRule("stop", SPACE.money, 1.0),))
    assert (sr.goals_of(world, stopped)[:, 2] < spent).all()


def test_a_search_gives_plans_that_none_beats_and_repeats():
    found, again = (sr.search(CASE, 48, 4) for _ in range(2))
    values = found.table[list(sr.GOALS)].to_numpy() * [-1, 1, 1, -1]
    for row in values:
        assert not ((values <= row).all(axis=1) & (values < row).any(axis=1)).any()
    assert found.table.equals(again.table)
    assert found.tried >= 48
    made = found.scenario(int(found.table.index[0]))
    unseen = replace(found.world, draws=found.world.draws.iloc[4:])
    assert sr.goals_of(unseen, made).mean(axis=0) == pytest.approx(
        found.table.iloc[0][list(sr.GOALS)].to_numpy(float)
    )


def judged(shift, noise=0.0):
    """A frontier of two plans on 40 members, and another whose plans are better by so much in every goal."""
    members = np.random.default_rng(0).normal(0, noise, (1, 40, 4))
    plans = np.array([[10.0, 0.5, 100.0, 2.0], [20.0, 0.6, 200.0, 3.0]])[:, None] + members
    better = plans + np.array([1, -0.01, -10, 0.1]) * shift
    return {sr.PLAIN: [plans, plans], sr.RULED: [better, better]}


HOLDS = [np.ones(2, dtype=bool)] * 2  # every plan of both tries with rules holds some


@pytest.mark.parametrize(("shift", "answer"), [(0.2, "pays"), (-0.2, "costs"), (0.0, "same")])
def test_the_verdict_says_whether_rules_command_more(shift, answer):
    verdict = sr._verdict(judged(shift), HOLDS)
    assert verdict.answer == answer
    assert verdict.beaten == (1.0 if shift > 0 else 0.0)
    for lang in ("zh", "en"):
        with speaking(lang):
            assert f"{100 * abs(verdict.gain):.1f}" in verdict.text()


def test_rules_pay_only_where_plans_that_hold_them_stand_and_beat():
    better = judged(0.2)
    none = sr._verdict(better, [np.zeros(2, dtype=bool)] * 2)  # the better plans hold no rules
    assert none.low > 0  # the frontier is larger all the same
    assert (none.answer, none.beaten, none.standing) == ("open", 0.0, 0.0)
    one = sr._verdict(better, [np.array([True, False])] * 2)
    assert (one.answer, one.beaten, one.standing) == ("pays", 0.5, 0.5)
    # Plans with rules that stand but beat nobody: only plans without rules have made the frontier larger.
    dear = {
        **better,
        sr.RULED: [np.concatenate([e, e[1:] + np.array([5, 0.2, 300, 1])]) for e in better[sr.RULED]],
    }
    aside = sr._verdict(dear, [np.array([False, False, True])] * 2)
    assert aside.low > 0
    assert aside.standing > 0
    assert (aside.answer, aside.beaten) == ("open", 0.0)


def test_what_chance_could_have_done_is_left_open():
    even = judged(0.0)
    size = np.array([10, 0.1, 100, 1])
    wobble = np.random.default_rng(1).normal(0, 0.3, (2, 40, 4)) * size
    by_members = {**even, sr.RULED: [each + wobble for each in even[sr.RULED]]}
    assert sr._verdict(by_members, HOLDS).answer == "open"
    better = even[sr.RULED][0] + 0.2 * size * [1, -1, -1, 1]
    by_tries = {**even, sr.RULED: [even[sr.RULED][0], better]}
    assert sr._verdict(by_tries, HOLDS).answer == "open"


def test_a_scenario_without_levers_that_cost_money_is_refused():
    with pytest.raises(InputFaults, match="no lever"), speaking("en"):
        sr.plan_space(read_case("no-programme"))
