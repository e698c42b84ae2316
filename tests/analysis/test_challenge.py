"""What overturns a claim: functions whose boundary is known by hand, then the model, proved by runs."""

import numpy as np
import pandas as pd
import pytest
from scipy.special import ndtr

from sim.analysis.challenge import challenge, make_court, moved_values
from sim.analysis.overturning import REACH, search
from sim.faults import InputFaults
from sim.inputs.case import read_case
from sim.inputs.claims import Claim
from sim.model.simulate import simulate_members
from sim.model.structures import STANDARD, single_changes
from sim.runs.ensemble import draw_members

SLOPES = np.array([1, -2, 0.5, 3, 0.1, 0.2, -0.7, 0, 0.05, 1.5])


# --- a plane: the nearest change of k inputs moves the k steepest, b / |their slopes| away ------------------


def test_the_nearest_change_of_a_plane_is_that_of_the_closed_form():
    found = search(lambda z: 4 - z @ SLOPES, len(SLOPES))
    steepest = np.argsort(-np.abs(SLOPES))
    assert found.centre == 4
    for size, change in found.by_size.items():
        places = steepest[:size]
        length = np.linalg.norm(SLOPES[places])
        assert set(change.moved) == set(places)
        assert change.distance == pytest.approx(4 / length, rel=2e-3)
        assert change.scores[places] == pytest.approx(4 * SLOPES[places] / length**2, abs=0.02)
        assert change.before > 0 >= change.beyond
    assert list(found.by_size) == [1, 2, 3, 4]


def test_a_size_that_brings_nothing_nearer_is_left_out():
    assert list(search(lambda z: 1 - z[:, 2], 4).by_size) == [1]


def test_a_claim_that_fails_is_turned_by_the_opposite_change():
    found = search(lambda z: z @ SLOPES - 4, len(SLOPES))
    change = found.by_size[2]
    assert found.centre == -4
    assert change.distance == pytest.approx(4 / np.hypot(2, 3), rel=2e-3)
    assert change.before < 0 <= change.beyond


def test_few_inputs_are_told_where_more_are_hardly_nearer():
    found = search(lambda z: 4 - 3 * z[:, 0] - 0.1 * z[:, 1], 5)
    assert found.nearest.moved == (0,)


def test_where_nothing_within_reach_overturns_the_closest_is_told():
    found = search(lambda z: 100 - z @ SLOPES, len(SLOPES))
    assert found.nearest is None
    assert found.closest == pytest.approx(100 - REACH * (3 + 2 + 1.5 + 1))


def test_inputs_that_turn_it_only_together_are_found():
    """2xy above 4: nearest at x = y = ±√2, while neither alone moves anything."""
    found = search(lambda z: 4 - 2 * z[:, 0] * z[:, 1], 6)
    assert 1 not in found.by_size
    assert found.nearest.distance == pytest.approx(2, rel=2e-3)
    assert set(found.nearest.moved) == {0, 1}


def test_a_bent_boundary_is_followed():
    """z0 above 2 − z1²/4 … the nearest point of the parabola to the middle: by hand (2, 0) or (0, ±√8)."""
    found = search(lambda z: 2 - z[:, 0] - z[:, 1] ** 2, 4)
    # minimise x² + y² on x = 2 − y²: y² = 3/2, x = 1/2, distance² = 1/4 + 3/2
    assert found.nearest.distance == pytest.approx(np.sqrt(1.75), rel=5e-3)


def test_a_function_that_never_changes_is_overturned_by_nothing():
    found = search(lambda z: np.ones(len(z)), 3)
    assert (found.nearest, found.closest) == (None, 1.0)


# --- the model ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def found():
    return challenge("talent-first lifts at least 100 villages", members=8, draws=512, rivals=False)


def margin_by_hand(found, change, factor):
    """The claim's margin with the change stretched, by whole runs of both scenarios on the same luck."""
    case = found.court.case
    draws = draw_members(case.parameters, found.lucks)
    scores = dict(zip(found.names, change.scores * factor, strict=True))
    values = {n: float(case.parameters[n].quantile(ndtr(np.array(s)))) for n, s in scores.items()}
    fixed = {name: row.value for name, row in case.parameters.items()} | values
    draws = draws.assign(**fixed)
    runs = {
        name: simulate_members(each, draws, 0, villages=False) for name, each in found.court.cases.items()
    }
    mine, without = (runs[name].city["below_12"][:, -1].to_numpy() for name in ("scenario", "none"))
    return float((without - mine).mean() - 100)


def test_the_nearest_change_is_proved_by_whole_runs_on_both_sides(found):
    change = found.found.nearest
    assert found.holds
    assert margin_by_hand(found, change, 0) == pytest.approx(found.found.centre)
    assert margin_by_hand(found, change, 1 - change.gap) > 0
    assert margin_by_hand(found, change, 1 + change.gap) <= 0


def test_what_a_change_moves_lies_within_its_prior_and_at_its_score(found):
    for name, row in moved_values(found, found.found.nearest).items():
        prior = found.parameters[name]
        assert prior.low <= row["value"] <= prior.high
        assert row["value"] == pytest.approx(float(prior.quantile(np.array(row["quantile"]))))
        assert (row["value"] > row["middle"]) == row["more"] == (row["score"] > 0)


def test_failures_are_those_of_the_draws_that_every_page_counts(found):
    case = read_case("talent-first")
    draws = draw_members(case.parameters, 512)
    runs = [simulate_members(each, draws, 0, villages=False) for each in (case, found.court.cases["none"])]
    lifted = (runs[1].city["below_12"] - runs[0].city["below_12"])[:, -1].to_numpy()
    assert found.failure.everywhere == pytest.approx((lifted <= 100).mean())
    scores = [row["score"] for row in moved_values(found, found.found.nearest).values()]
    assert found.failure.corner == pytest.approx(np.prod([ndtr(-abs(score)) for score in scores]))
    assert found.failure.there > found.failure.everywhere


def test_a_claim_whose_limit_is_its_own_value_turns_at_once():
    """A margin of nearly nothing is overturned by nearly nothing."""
    first = challenge("talent-first lifts at least 100 villages", members=8, draws=64, rivals=False)
    limit = 100 + first.found.centre - 0.01
    near = challenge(
        Claim("lifts", "talent-first", outcome="lifted", amount=limit), members=8, draws=64, rivals=False
    )
    assert near.found.nearest.distance < 0.02


def test_a_rival_structure_is_tried_from_where_the_claim_turns_and_proved(found):
    tried = challenge("talent-first lifts at least 100 villages", members=8, draws=64)
    assert set(tried.rivals) == set(single_changes())
    assert tried.distance(STANDARD) == pytest.approx(found.found.nearest.distance)
    for structure, searched in tried.rivals.items():
        change = searched.nearest
        if tried.distance(structure) == 0:
            assert searched.centre <= 0
        elif change is not None:
            assert change.before > 0 >= change.beyond
            scores = np.stack([change.scores * (1 - change.gap), change.scores * (1 + change.gap)])
            values = {n: found.parameters[n].quantile(ndtr(scores[:, k])) for k, n in enumerate(found.names)}
            fixed = {name: np.full(2, row.value) for name, row in found.parameters.items()} | values
            draws = pd.DataFrame(fixed).loc[np.repeat([0, 1], 8)].set_index(np.tile(np.arange(8), 2))
            runs = [
                simulate_members(found.court.cases[name], draws, 0, villages=False, structure=structure)
                for name in ("none", "scenario")
            ]
            lifted = (runs[0].city["below_12"] - runs[1].city["below_12"])[:, -1].to_numpy().reshape(2, 8)
            assert lifted.mean(axis=1) - 100 == pytest.approx([change.before, change.beyond])


def test_two_scenarios_are_judged_as_their_difference():
    one = make_court(Claim("beats", "talent-first", "training-first"))
    two = make_court(Claim("beats", "training-first", "talent-first"))
    draws = draw_members(one.case.parameters, 16)
    assert one.runner()(draws) == pytest.approx(-two.runner()(draws))


@pytest.mark.parametrize("year", [2023, 2030])
def test_paying_back_is_judged_by_the_best_year_so_far(year):
    court = make_court(Claim("pays_back", "talent-first", year=year))
    draws = draw_members(court.case.parameters, 4)
    runs = [simulate_members(court.cases[name], draws, 0, villages=False) for name in ("scenario", "none")]
    extra = (runs[0].city["total"] - runs[1].city["total"]).to_numpy()
    cost = sum((runs[0].city[name] - runs[1].city[name]).to_numpy() for name in ("brought", "paid"))
    net = np.cumsum(extra - cost, axis=1)[:, : year - 2021]
    assert court.runner()(draws) == pytest.approx(net.max(axis=1))


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        (Claim("beats", "talent-first", "talent-first"), "against itself"),
        (Claim("lifts", "no-programme", outcome="lifted", amount=3), "against itself"),
        (Claim("above", "talent-first", outcome="men", amount=3), "mean"),
        (Claim("above", "talent-first", outcome="mean", amount=3, year=2050), "2050"),
        (Claim("beats", "talent-first", "no-programme", outcome="gain_per_yuan"), "no more public money"),
    ],
)
def test_what_cannot_be_claimed_is_refused(claim, message):
    with pytest.raises(InputFaults, match=message):
        make_court(claim)
