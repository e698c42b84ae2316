"""Shapley values against the definition on games one can do by hand, then sums over the model."""

from itertools import permutations

import numpy as np
import pytest

from sim.analysis import attribution as at
from sim.analysis.prepared_case import make_world
from sim.inputs.case import beside, read_case
from sim.runs.ensemble import simulate
from tests.baotou import FORCES

# Two hands make a pair: left gloves {0, 1}, right glove {2}; a pair is worth 1 (by coalition 0..7).
GLOVES = np.array([0.0, 0, 0, 0, 0, 1, 1, 1])


def by_definition(values):
    """The average over all orders of what each player adds."""
    players = int(np.log2(len(values)))
    orders = [at.stacked(values, order) for order in permutations(range(players))]
    return np.mean(orders, axis=0)


@pytest.fixture(scope="module")
def game():
    case = read_case()
    return at.force_game(make_world(case, 24, seed=3), beside(case, "no-programme"))


def test_the_glove_game_is_split_as_in_the_textbook():
    assert at.shapley(GLOVES) == pytest.approx([1 / 6, 1 / 6, 4 / 6])


def test_shapley_equals_its_definition_on_a_random_game_of_four():
    values = np.random.default_rng(1).normal(size=16)
    values[0] = 0
    assert at.shapley(values) == pytest.approx(by_definition(values))


def test_shapley_keeps_members_apart():
    both = at.shapley(np.stack([GLOVES, 2 * GLOVES]))
    assert both[1] == pytest.approx(2 * both[0])


def test_the_interaction_index_of_two_players_is_what_they_do_together():
    # alone 1 and 2, together 5: 2 more than apart
    assert at.interactions(np.array([0.0, 1, 2, 5]))[0, 1] == pytest.approx(2)


def test_an_additive_game_has_no_interaction():
    worth = np.array([1.0, -2, 4])
    values = np.array([sum(w for k, w in enumerate(worth) if c >> k & 1) for c in range(8)])
    assert at.shapley(values) == pytest.approx(worth)
    assert at.interactions(values) == pytest.approx(np.zeros((3, 3)))


def test_left_gloves_are_rivals_and_left_and_right_belong_together():
    index = at.interactions(GLOVES)
    assert index[0, 1] < 0 < index[0, 2]


@pytest.mark.parametrize("outcome", ["mean", "reach_20", "total"])
def test_the_forces_add_up_to_the_gain_of_the_simulator(game, outcome):
    table = at.attribute(game, outcome)
    assert table.loc[list(FORCES), "mean"].sum() == pytest.approx(table.loc["total", "mean"])
    runs = [simulate(c, 24, seed=3) for c in (game.world.case, game.counterfactual)]
    name = outcome.replace("reach", "below")
    gain = float((runs[0].city[name] - runs[1].city[name])[:, -1].mean()) * (-1 if "reach" in outcome else 1)
    assert table.loc["total", "mean"] == pytest.approx(gain, rel=1e-4)


def test_every_member_adds_up(game):
    values = game.gains()
    assert at.shapley(values).sum(axis=1) == pytest.approx(values[:, -1])


def test_the_interaction_term_is_total_less_what_each_does_alone(game):
    table, term = at.attribute(game), at.interaction_term(game)
    apart = table.loc[list(FORCES), "alone"].sum()
    assert term.loc["together", "mean"] == pytest.approx(table.loc["total", "mean"] - apart)
    assert len(term) == 1 + 10


def test_stacking_brackets_the_shapley_value(game):
    table = at.stacking(game)
    assert (table["least"] <= table["shapley"] + 1e-12).all()
    assert (table["shapley"] <= table["most"] + 1e-12).all()
    assert table["shapley"].to_numpy() == pytest.approx(
        at.attribute(game).loc[list(FORCES), "mean"].to_numpy()
    )


def test_a_force_at_the_counterfactuals_amounts_gets_nothing():
    case = read_case("training-first")
    table = at.attribute(at.force_game(make_world(case, 8), beside(case, "programme-2022")))
    assert (table.loc[["political", "talent", "foundation"], "mean"] == 0).all()
    assert table.loc["thought", "mean"] != 0


@pytest.mark.parametrize(("force", "exact"), [("political", True), ("foundation", False)])
def test_levers_add_up_to_their_force(game, force, exact):
    split = at.lever_split(game.world, game.counterfactual, force, rounds=2)
    assert split.exact is exact
    whole = at.attribute(game).loc[force, "mean"]
    assert split.table["mean"].sum() == pytest.approx(whole, rel=1e-4, abs=1e-7)
    assert ((split.table["error"] == 0) == exact).all()


def test_sampled_levers_agree_with_every_order(game, monkeypatch):
    exact = at.lever_split(game.world, game.counterfactual, "political")
    monkeypatch.setattr(at, "EXACT_LEVERS", 0)
    sampled = at.lever_split(game.world, game.counterfactual, "political", rounds=6)
    assert not sampled.exact
    room = 4 * sampled.table["error"] + 1e-4
    assert ((exact.table["mean"] - sampled.table["mean"]).abs() <= room).all()


def test_the_bands_of_the_forces_are_those_of_the_table(game):
    bands, table = at.force_bands(game), at.attribute(game)
    assert bands.shape == (len(FORCES) + 1, 5)
    assert bands[:, [0, 2, 4]] == pytest.approx(table[["low", "mid", "high"]].to_numpy())
