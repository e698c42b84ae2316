"""The stories' numbers on the real city with few members, and how guesses are scored."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from sim.analysis.lessons import ANSWERS, Answer, answer_to, luck_alone, round_up, score, under
from sim.inputs.case import beside, read_case
from sim.inputs.lesson_questions import QUESTIONS
from sim.inputs.lessons import load_lessons
from sim.inputs.tables import ASSUMPTION
from sim.runs.ensemble import simulate
from tests.baotou import BAOTOU, COUNTERFACTUAL

MEMBERS = 8
LESSONS = load_lessons(BAOTOU)


@pytest.fixture(scope="module")
def results():
    case = read_case()
    return tuple(simulate(one, MEMBERS, villages=False) for one in (case, beside(case, COUNTERFACTUAL)))


@pytest.fixture(scope="module")
def answers(results):
    return {one.id: answer_to(one, *results) for one in LESSONS.stories}


def board(low, middle, high, members=(0.0,)):
    """An answer of one year whose band is known."""
    band = np.array([low, (low + middle) / 2, middle, (middle + high) / 2, high])[:, None]
    return Answer((2030,), {}, {"simulated": band}, np.array(members)[:, None], 0, 100)


@pytest.mark.parametrize("name", LESSONS.names)
def test_an_answer_says_the_numbers_and_draws_the_lines_that_its_kind_of_question_declares(answers, name):
    one, answer = LESSONS.story(name), answers[name]
    assert set(answer.numbers) == set(one.told) - {"low", "mid", "high"}
    assert {*answer.given, *answer.shown} == set(QUESTIONS[one.asks].lines)


def test_every_kind_of_question_has_its_answer():
    assert set(ANSWERS) == {kind.made for kind in QUESTIONS.values()}


def test_options_move_the_answer(results, answers):
    """Another threshold, another year of leaving: the same question, another answer."""
    spread = LESSONS.story("spread")
    richer = replace(spread, options=replace(spread.options, threshold=20, after=4))
    found = answer_to(richer, *results)
    assert (found.band >= answers["spread"].band).all()
    assert (found.numbers["threshold"], found.numbers["year"]) == (20, answers["spread"].years[4])
    leave = LESSONS.story("leave")
    later = answer_to(replace(leave, options=replace(leave.options, after=4)), *results)
    assert later.numbers["leaving"] == answers["leave"].numbers["leaving"] + 2
    assert later.band[2, -1] > answers["leave"].band[2, -1]


def test_the_sum_on_paper_is_projects_times_money_times_yield_over_villages(answers, results):
    numbers = answers["sum"].numbers
    # 86 projects of 100 (10k yuan) at 7 % are 602 a year; over 527 villages 1.14, and the step is 12 - 10
    assert numbers["paper"] == pytest.approx(86 * 100 * 0.07 / 527)
    assert (numbers["projects"], numbers["each"], numbers["step"], numbers["one"]) == (
        86,
        100,
        2,
        pytest.approx(7),
    )
    assert answers["sum"].shown["paper"][2, 0] == numbers["paper"]


def test_one_years_projects_bring_less_than_the_sum_says_and_more_than_nothing(answers):
    low, _, middle, _, high = answers["sum"].band[:, 0]
    assert 0 < low < middle < high < answers["sum"].numbers["paper"] * 1.5


def test_spreading_is_told_with_the_band_of_its_year(answers):
    answer = answers["spread"]
    at = answer.years.index(answer.numbers["year"])
    assert answer.numbers["even"] == answer.band[2, at]
    assert answer.numbers["weakest_high"] == answer.shown["weakest"][4, at]
    assert answer.given["without"].shape == (5, len(answer.years))


def test_money_against_people_is_the_difference_member_by_member(answers, results):
    money, people = (
        under(results[0], name).city["mean"][:, -1].to_numpy() for name in ("funding-first", "talent-first")
    )
    assert np.array_equal(answers["money"].members[:, 0], money - people)
    assert answers["money"].numbers["ahead"] == (money > people).sum()


def test_what_stays_lies_between_going_on_and_stopping_everything(answers):
    answer = answers["leave"]
    going, leaving, stopped = (
        line[2, -1] for line in (answer.given["goes_on"], answer.band, answer.shown["all_stop"])
    )
    assert stopped < leaving < going
    years = answer.years.index(answer.numbers["leaving"])
    assert np.array_equal(
        answer.band[:, :years], answer.given["goes_on"][:, :years]
    )  # before, nothing differs


def test_luck_alone_is_narrower_than_everything_unknown(results):
    known = luck_alone(results[0])
    assert (known.draws.nunique() == 1).all()
    spread = [np.ptp(one.city["mean"][:, -1].to_numpy()) for one in (known, results[0])]
    assert 0 < spread[0] < spread[1]


@pytest.mark.parametrize("name", LESSONS.names)
def test_every_reason_is_traced_to_a_row_or_called_an_assumption(results, name):
    case = results[0].case
    known = {*case.facts.index, *case.evidence.index, *case.parameters, *case.levers, ASSUMPTION}
    for reason in LESSONS.story(name).reasons:
        assert reason.sources
        assert set(reason.sources) <= known


@pytest.mark.parametrize("name", LESSONS.names)
def test_the_board_has_room_for_its_answer_and_steps_that_fit(answers, name):
    answer = answers[name]
    assert answer.low <= answer.band[0].min() <= answer.band[4].max() <= answer.high
    steps = (answer.high - answer.low) / answer.step
    assert 100 <= steps <= 250
    assert steps == pytest.approx(round(steps))


@pytest.mark.parametrize(
    ("value", "end"), [(1.0, 1.0), (1.01, 1.5), (2.2, 2.5), (209, 250), (0.03, 0.03), (6, 10)]
)
def test_ends_of_boards_are_round(value, end):
    assert round_up(value) == pytest.approx(end)


@pytest.mark.parametrize(
    ("guess", "stars", "far"), [(50, 3, 0), (59, 3, 9), (61, 2, 11), (70, 2, 20), (71, 1, 21)]
)
def test_a_number_in_the_band_gets_three_stars_and_nobody_less_than_one(guess, stars, far):
    found = score("number", [guess], board(40, 50, 60))
    assert (found.stars, found.distance) == (stars, far)


def test_a_curve_is_scored_by_its_years_in_the_band():
    band = np.tile(np.array([[0.0], [4], [5], [6], [10]]), 3)
    answer = Answer((2022, 2023, 2024), {}, {"simulated": band}, np.zeros((1, 3)), 0, 100)
    assert [score("curve", [5, 5, last], answer).stars for last in (5, 99)] == [3, 3]
    assert [score("curve", [5, 99, last], answer).stars for last in (5, 99)] == [3, 2]
    assert score("curve", [99, 99, 99], answer).stars == 1
    assert score("curve", [5, 5, 8], answer).distance == pytest.approx(1)


@pytest.mark.parametrize(
    ("ends", "stars", "inside"),
    [((40, 60), 3, 1.0), ((60, 40), 3, 1.0), ((0, 100), 2, 1.0), ((48, 60), 2, 0.5), ((80, 90), 1, 0.0)],
)
def test_a_range_must_hold_what_it_promises_without_being_far_too_wide(ends, stars, inside):
    answer = board(40, 50, 60, members=[41, 45, 49, 51, 55, 59, 42, 47] if inside != 0.5 else [41, 59])
    found = score("range", ends, answer)
    assert (found.stars, found.inside) == (stars, inside)


def test_a_result_of_other_members_is_refused(results):
    from sim.faults import InputFaults

    other = SimpleNamespace(**{**vars(results[1]), "seed": 7})
    with pytest.raises(InputFaults):
        answer_to(LESSONS.story("sum"), results[0], other)
