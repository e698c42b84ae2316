"""The difference of two runs taken apart, with causes that are known because each was changed alone."""

from dataclasses import replace

import pytest

from sim.analysis.changes import Side, split_change, why_changed
from sim.faults import InputFaults
from sim.inputs.case import read_case
from sim.inputs.scenarios.resolve import change
from sim.model.simulate import simulate_members
from sim.reports.comparison import why_sheets
from sim.runs.ensemble import draw_members

ABOUT = {"code_version": "a", "inputs": {"levers": "l", "data/industries.csv": "i"}}


def side(case, members=12, seed=0, shift=0.0, **about):
    """A finished run as a folder would give it back; `shift` is what other code would have added."""
    result = simulate_members(case, draw_members(case.parameters, members, seed), seed, villages=False)
    if shift:
        result = replace(result, city=result.city.assign(mean=result.city["mean"] + shift))
    return Side(result, {**ABOUT, **about})


@pytest.fixture(scope="module")
def case():
    return read_case()


def with_yield(case, value):
    prior = replace(case.parameters["yield_rate"], low=value / 2, value=value, high=value * 1.5)
    return replace(case, parameters={**case.parameters, "yield_rate": prior})


def with_projects(case, amount):
    return replace(case, scenario=change(case.scenario, {"supported_projects": {"amount": amount}}))


def test_two_equal_runs_do_not_differ(case):
    why = split_change(side(case), side(case))
    assert why.difference == 0
    assert not why.table["differs"].any()


@pytest.mark.parametrize(
    ("second", "cause", "named"),
    [
        (lambda case: side(with_projects(case, 20)), "scenario", "supported_projects"),
        (lambda case: side(with_yield(case, 0.03)), "parameters", "yield_rate"),
        (lambda case: side(case, seed=5), "luck", "seed"),
    ],
    ids=["scenario", "parameters", "luck"],
)
def test_a_change_of_one_thing_is_put_down_to_it_alone(case, second, cause, named):
    why = split_change(side(case), second(case))
    assert why.table.loc[cause, "part"] == pytest.approx(why.difference, rel=1e-6)
    assert why.table["differs"].to_dict() == {name: name == cause for name in why.table.index}
    assert named in why.details[cause]
    assert why.main == cause


def test_another_register_is_data(case):
    fewer = case.register.table.assign(operating=case.register.table["operating"] / 2)
    other = replace(case, register=replace(case.register, table=fewer, checksum="other"))
    why = split_change(side(case), side(other))
    assert why.main == "data"
    assert why.table.loc["data", "part"] == pytest.approx(why.difference, rel=1e-6)


def test_two_causes_share_the_difference_and_add_up(case):
    both = side(with_yield(with_projects(case, 20), 0.03))
    why = split_change(side(case), both)
    assert why.table["part"].sum() == pytest.approx(why.difference)
    assert why.table.loc[["scenario", "parameters"], "differs"].all()
    alone = [
        split_change(side(case), side(each)).difference
        for each in (with_projects(case, 20), with_yield(case, 0.03))
    ]
    for name, value in zip(("scenario", "parameters"), alone, strict=True):
        assert why.table.loc[name, "part"] < 0
        assert abs(why.table.loc[name, "part"]) < abs(
            value
        )  # each does less where the other has been at work


@pytest.mark.parametrize(
    ("about", "cause"),
    [
        ({"code_version": "b"}, "code"),
        ({"inputs": {"levers": "m", "data/industries.csv": "i"}}, "tables"),
        ({"code_version": "b", "inputs": {"levers": "m", "data/industries.csv": "i"}}, "code_and_tables"),
    ],
)
def test_what_a_re_run_does_not_reproduce_is_code_or_tables(case, about, cause):
    why = split_change(side(case), side(case, shift=0.5, **about))
    assert why.main == cause
    assert why.table.loc[cause, "part"] == pytest.approx(0.5)


def test_bands_are_kept_where_both_runs_share_their_members(case):
    shared = split_change(side(case), side(with_projects(case, 20))).table.loc["scenario"]
    assert shared["low"] < shared["part"] < shared["high"]
    other = split_change(side(case), side(with_projects(case, 20), seed=3)).table.loc["scenario"]
    assert other[["low", "high"]].isna().all()


def test_what_is_no_run_or_no_outcome_is_told(case, tmp_path):
    with pytest.raises(InputFaults):
        why_changed(tmp_path, tmp_path)
    with pytest.raises(InputFaults, match="mean"):
        split_change(side(case), side(case), "meen")


def test_the_levers_that_moved_the_answer_most_come_first_with_what_they_did(case):
    """A small lever stands first in the table, the one that matters later."""
    order = list(case.scenario.settings)
    small, large = "branch_ranking", "supported_projects"
    assert order.index(small) < order.index(large)
    changed = with_projects(case, 20)
    settings = {**changed.scenario.settings}
    settings[small] = replace(settings[small], amounts=tuple(each + 0.1 for each in settings[small].amounts))
    other = replace(changed, scenario=replace(changed.scenario, settings=settings))
    why = split_change(side(case), side(other))
    assert why.details["scenario"][0] == large
    assert why.details["scenario"][-1] == small
    assert abs(why.effects["scenario"][large]) > abs(why.effects["scenario"][small])
    assert why.effects["scenario"].sum() == pytest.approx(why.table.loc["scenario", "part"], rel=0.05)
    said = why_sheets(why)[0].rows[list(why.table.index).index("scenario")][3]
    assert said.startswith(case.levers[large].label())
    assert large not in said
