"""The data of every figure of advice, in both languages, drawn for real."""

import io
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from sim.analysis.backwards import Goal
from sim.figures import advice as fa
from sim.figures.numbers import percent
from sim.inputs.levers import load_levers
from sim.inputs.parameters import load_parameters
from sim.inputs.villages import Register
from sim.words import speaking
from tests.baotou import FORCES, GROUPS

BAND = {"low": [1.0, 2.0], "mid": [2.0, 4.0], "high": [3.0, 6.0]}
TITLES = {"a": {"zh": "甲", "en": "A"}, "b": {"zh": "乙", "en": "B"}, "c": {"zh": "丙", "en": "C"}}


@pytest.fixture(params=["zh", "en"])
def lang(request):
    return request.param


def rendered(ax):
    """Draw for real: a missing glyph is a warning, and warnings are errors."""
    buffer = io.BytesIO()
    ax.figure.savefig(buffer, format="png")
    return ax


def dots(ax, place=0):
    return ax.collections[1 + place].get_offsets()[:, 0].tolist()


def spans(ax, place=0):
    return [(float(s[0][0]), float(s[1][0])) for s in ax.collections[place].get_segments()]


def ticks(ax, axis="y"):
    return [label.get_text() for label in getattr(ax, f"get_{axis}ticklabels")()]


def test_the_note_says_how_many_members_and_that_villages_are_synthetic(lang):
    with speaking(lang):
        text = fa.note(1000, True)
    assert "1,000" in text
    assert text.count("\n") == 1
    with speaking(lang):
        assert "\n" not in fa.note(1000, False)


def test_differences_are_those_from_the_scenario_asked_for(lang):
    index = pd.MultiIndex.from_tuples([("b", "a"), ("c", "a"), ("a", "b")], names=["scenario", "than"])
    table = pd.DataFrame({name: [*values, 9.0] for name, values in BAND.items()}, index=index)
    with speaking(lang):
        ax = rendered(fa.differences(table, TITLES, "a", "unit"))
    assert dots(ax) == [2, 4]
    assert spans(ax) == [(1, 3), (2, 6)]
    assert ticks(ax) == [TITLES[k][lang] for k in "bc"]


def test_ranks_are_stacked_to_a_hundred_percent(lang):
    table = pd.DataFrame([[0.75, 0.25], [0.25, 0.75]], index=["a", "b"], columns=[1, 2])
    with speaking(lang):
        ax = rendered(fa.ranks(table, TITLES))
    assert [bar.get_width() for bar in ax.patches] == [75, 25, 25, 75]
    assert [bar.get_x() for bar in ax.patches] == [0, 0, 75, 25]


@pytest.mark.parametrize("by", ["banner_id", "township_id", "industry", "village_id"])
def test_groups_carry_their_size(by, lang):
    table = pd.DataFrame({**BAND, "villages": [3, 5]}, index=pd.Index(["x", "y"], name=by))
    with speaking(lang):
        ax = rendered(fa.gains_by_group(table, {"x": "first"}))
    assert dots(ax) == [2, 4]
    assert "first" in ticks(ax)[0]
    assert "5" in ticks(ax)[1]


def force_table(names, **columns):
    return pd.DataFrame(
        {name: np.array(values, float) for name, values in columns.items()}, index=list(names)
    )


def test_forces_are_bars_of_the_mean_with_their_band_and_share(lang):
    values = np.arange(1.0, 7.0)
    table = force_table([*FORCES, "total"], low=values - 1, mean=values, high=values + 2, share=values / 6)
    with speaking(lang):
        ax = rendered(fa.forces(table, "unit"))
    assert [bar.get_width() for bar in ax.patches] == values.tolist()
    assert spans(ax)[0] == (0, 3)
    with speaking(lang):
        assert percent(1.0) in ticks(ax)[-1]


def test_orders_span_the_least_to_the_most(lang):
    table = force_table(FORCES, least=[0, 1, 2, 3, 4], shapley=[1, 2, 3, 4, 5], most=[2, 3, 4, 5, 6])
    with speaking(lang):
        ax = rendered(fa.orders(table, "unit"))
    assert dots(ax) == [1, 2, 3, 4, 5]
    assert spans(ax)[4] == (4, 6)


def test_each_pair_of_forces_stands_once(lang):
    pairs = [f"{a}+{b}" for k, a in enumerate(FORCES) for b in FORCES[k + 1 :]]
    table = pd.DataFrame({"mean": np.linspace(-0.4, 0.5, 10)}, index=pairs)
    with speaking(lang):
        ax = rendered(fa.interactions(table, "unit"))
    drawn = ax.images[0].get_array()
    assert drawn[1, 0] == pytest.approx(-0.4)  # political + thought
    assert drawn[4, 3] == pytest.approx(0.5)  # talent + foundation
    assert np.ma.count(drawn) == 10
    assert len(ax.texts) == 10


def test_levers_are_ordered_by_their_part(lang):
    table = pd.DataFrame({**BAND, "mean": [1.5, 4.5]}, index=["career_staff", "resident_staff"])
    known = load_levers()
    with speaking(lang):
        ax = rendered(fa.levers(table, "talent", known, "unit"))
    assert dots(ax) == [4.5, 1.5]
    with speaking(lang):
        assert ticks(ax)[0] == known["resident_staff"].label()


def test_plans_that_break_rules_are_marked(lang):
    table = pd.DataFrame({**BAND, "keeps": [True, False]}, index=["optimum", "equal"])
    with speaking(lang):
        ax = rendered(fa.plans(table, "unit", "title"))
    assert dots(ax) == [2, 4]
    assert [text.endswith("*") for text in ticks(ax)] == [False, True]
    low, high = ax.get_xlim()
    assert (low, high) == (0.5, 6.5)


def test_places_add_up_what_their_villages_get(lang):
    register = pd.DataFrame({"banner_id": ["B1", "B1", "B2"]})
    with speaking(lang):
        ax = rendered(fa.places(pd.Series([2, 0, 1]), register, "projects"))
    assert [bar.get_height() for bar in ax.patches] == [2, 1]
    assert "1" in ax.texts[0].get_text()  # one of the two villages of B1


def frontier_table():
    columns = {name: [1.0, np.nan, 3.0] for name in ("low", "high", "mean", "weakest", "equal")}
    return pd.DataFrame({**columns, "feasible": [True, False, True]}, index=[0.0, 50.0, 100.0])


def test_the_frontier_leaves_out_budgets_that_break_the_rules(lang):
    with speaking(lang):
        ax = rendered(fa.budgets(frontier_table(), "unit"))
    assert ax.lines[0].get_xdata().tolist() == [0, 100]
    assert ax.lines[0].get_ydata().tolist() == [1, 3]
    assert len(ax.lines) == 3


def test_the_next_money_is_drawn_by_force(lang):
    table = force_table(FORCES, income_low=range(5), income_mid=range(1, 6), income_high=range(2, 7))
    with speaking(lang):
        ax = rendered(fa.worth(table, 100))
    assert dots(ax) == [1, 2, 3, 4, 5]
    assert "100" in ax.get_title(loc="left")


@pytest.mark.parametrize("exists", [True, False])
def test_what_cannot_be_done_is_said_and_the_mix_is_stacked(exists, lang):
    spending = pd.Series([30.0, 0, 0, 0, 5] if exists else [np.nan] * 5, index=GROUPS)
    found = SimpleNamespace(
        alone=pd.Series([40.0, np.inf, np.inf, np.inf, 90], index=GROUPS),
        spending=spending,
        exists=exists,
        total=35.0,
    )
    with speaking(lang):
        ax = rendered(fa.mix(found))
    widths = [bar.get_width() for bar in ax.patches]
    assert widths[:5] == [40, 0, 0, 0, 90]
    assert sum(widths[5:]) == (35 if exists else 0)
    assert sum("35" in text.get_text() for text in ax.texts) == exists


def test_starts_in_time_are_coloured_apart(lang):
    table = pd.DataFrame({"chance": [0.9, 0.5, 0.1]}, index=[2022, 2023, "never"])
    with speaking(lang):
        ax = rendered(fa.starts(SimpleNamespace(table=table, goal=Goal(chance=0.8))))
    assert [bar.get_height() for bar in ax.patches] == pytest.approx([90, 50, 10])
    colours = [bar.get_facecolor() for bar in ax.patches]
    assert colours[0] != colours[1] == colours[2]
    assert ax.lines[0].get_ydata()[0] == pytest.approx(80)


def test_a_break_even_is_marked_only_inside_the_range(lang):
    table = pd.DataFrame(
        {"mean_low": [-1.0, 1], "mean_high": [1.0, 2], "value": [0.05, 0.7], "inside": [True, False]},
        index=["talent_effect", "training_effect"],
    )
    with speaking(lang):
        ax = rendered(fa.break_evens(table, load_parameters(), "A", "B", "unit"))
    assert dots(ax) == [-1, 1]
    assert dots(ax, 1) == [1, 2]
    assert ["⇄" in text for text in ticks(ax)] == [True, False]


@pytest.fixture
def study():
    years = (2022, 2023)
    table = pd.DataFrame({"village_id": ["V1", "V2"], "township_id": "T1", "banner_id": "B1"})
    register = Register(table, "two", True, "")
    path = np.arange(5.0)[:, None, None] + np.array([[[10.0, 11], [20, 21]]])
    return SimpleNamespace(
        case=SimpleNamespace(scenario=SimpleNamespace(years=years), register=register),
        target=12.0, path=path, without=np.array([[9.0, 9], [19, 19]]), peers=np.array([[1], [0]]),
        steps=np.arange(5)[:, None, None] + np.array([0.0, 1, 2, 0.5])[None, :, None] + np.zeros((1, 1, 2)),
        helps=np.ones((5, 4, 2)), members=9, sampled=5,
    )  # fmt: skip


def test_a_village_is_drawn_with_its_bands_its_peers_and_without_the_programme(study, lang):
    with speaking(lang):
        ax = rendered(fa.village_path(study, 0))
    assert ax.lines[0].get_ydata().tolist() == [22, 23]  # the peer's median
    assert ax.lines[1].get_ydata().tolist() == [12, 13]
    assert ax.lines[2].get_ydata().tolist() == [9, 9]
    wide = ax.collections[0].get_paths()[0].vertices[:, 1]
    assert (wide.min(), wide.max()) == (10, 15)


def test_what_helps_shows_every_step_and_every_group(study, lang):
    with speaking(lang):
        ax = rendered(fa.village_helps(study, 0))
    assert dots(ax) == [1, 2, 3, 4, 5, *[1.0] * 5]
    assert len(ticks(ax)) == 10


def test_a_goal_is_told_in_words(lang):
    with speaking(lang):
        text = fa.goal_text(Goal("B2", 20.0, 0.9, share=0.75))
    assert all(part in text for part in ("B2", "20", "90", "75"))
    with speaking(lang):
        assert "75" not in fa.goal_text(Goal("city", 20.0, 0.9))
