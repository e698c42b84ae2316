"""With few supported the interval comes from placebo lots: it covers, or there is none and it is said."""

import numpy as np
import pandas as pd
import pytest

from sim.analysis.evaluation.inference import assignment
from sim.analysis.evaluation.methods import Question, as_prior, evaluate
from sim.faults import InputFaults
from sim.inputs.parameters import load_parameters
from sim.words import speaking


def world(supported, seed, villages=30, years=5, effect=0.0, by_banner=False, banners=3):
    """Villages that grow alike, with lasting shocks; the first `supported` villages or banners get some."""
    luck = np.random.default_rng(seed)
    ids = np.arange(villages)
    unit = ids % banners if by_banner else ids
    shock, rows = np.zeros(villages), []
    start = 20 + luck.normal(0, 5, villages)
    for year in range(2016, 2016 + years):
        shock = 0.5 * shock + luck.normal(0, 3, villages)
        income = start + (year - 2016) + shock + effect * ((unit < supported) & (year >= 2018))
        rows.append(
            pd.DataFrame({"village_id": ids, "banner_id": ids % banners, "year": year, "income": income})
        )
    table = pd.concat(rows, ignore_index=True)
    began = np.where((table["banner_id"] if by_banner else table["village_id"]) < supported, 2018, np.nan)
    return table.assign(first_treated=began)


@pytest.mark.proof
@pytest.mark.parametrize("supported", [1, 3])
def test_an_interval_with_few_supported_villages_covers_nothing_where_nothing_was_done(
    supported, record_property
):
    missed = 0
    for seed in range(12):
        found = evaluate(world(supported, seed), Question("two_way_fixed_effects"))
        missed += not found.low <= 0 <= found.high
    record_property(f"few_supported_{supported}_missed_of_12", missed)
    assert missed <= 2  # 5 % of 12 are 0.6; with one village the usual interval misses it in more than five


@pytest.mark.proof
def test_the_usual_interval_would_have_missed_it(monkeypatch):
    """The test above can fail: without placebos it does."""
    monkeypatch.setattr("sim.analysis.evaluation.inference.FEW", 0)
    missed = sum(
        not found.low <= 0 <= found.high
        for found in (evaluate(world(1, seed), Question("two_way_fixed_effects")) for seed in range(12))
    )
    assert missed > 5


def test_a_large_effect_on_few_villages_is_still_found():
    found = evaluate(world(3, 4, effect=30.0), Question("staggered"))
    assert 0 < found.low <= 30 <= found.high
    assert [name for name, _ in found.notes] == ["few_village_id"]
    assert next(each for each in found.diagnostics if each.name == "placebo").p_value < 0.05


def test_support_decided_by_three_banners_has_no_interval_and_becomes_no_prior(monkeypatch):
    monkeypatch.setenv("WULI_LANG", "en")
    found = evaluate(world(1, 1, effect=10.0, by_banner=True), Question("staggered"))
    assert (found.low, found.high) == (-np.inf, np.inf)
    with speaking("en"):
        assert "only 1 banners" in " ".join(found.note_texts())
    with pytest.raises(InputFaults, match="no error"):
        as_prior(found, load_parameters(), "yield_rate", 100)


def test_with_villages_enough_nothing_changes_and_no_note_is_added():
    found = evaluate(world(12, 2), Question("staggered"))
    assert found.notes == ()
    assert np.isfinite(found.error)


def test_villages_supported_from_the_first_year_on_are_told():
    table = world(14, 3)
    table.loc[table["village_id"] < 2, "first_treated"] = 2016
    assert assignment(table).always == 2
    found = evaluate(table, Question("staggered"))
    assert "2 villages were supported from the panel's first year on" in " ".join(found.note_texts())


def test_a_panel_in_which_nobody_was_supported_is_told_so(monkeypatch):
    monkeypatch.setenv("WULI_LANG", "en")
    with pytest.raises(InputFaults, match="no village in this panel was ever supported"):
        evaluate(world(0, 1), Question("staggered"))


def test_placebos_do_not_depend_on_the_order_of_rows():
    table = world(2, 5)
    shuffled = table.sample(frac=1, random_state=1)
    one, other = (evaluate(each, Question("staggered", seed=3)) for each in (table, shuffled))
    assert (one.low, one.high) == pytest.approx((other.low, other.high))


@pytest.mark.proof
@pytest.mark.parametrize("supported", [1, 3])
def test_no_check_speaks_wrongly_against_few_supported_villages(supported, monkeypatch):
    """Nothing was done and all move alike: each check may refute in 5 of 100 panels, not in most of them."""
    monkeypatch.setattr("sim.analysis.evaluation.inference.PLACEBOS", 59)  # enough for 5 %, and quicker
    found = [evaluate(world(supported, seed, 45), Question("event_study")) for seed in range(8)]
    for name in ("pre_trend", "unequal_effects"):
        checks = [each for one in found for each in one.diagnostics if each.name.startswith(name)]
        assert [each.name for each in checks] == [f"{name}_placebo"] * 8
        assert sum(each.refutes for each in checks) <= 2


@pytest.mark.proof
def test_the_usual_checks_would_have_spoken_wrongly(monkeypatch):
    """The test above can fail: without placebos it does."""
    monkeypatch.setattr("sim.analysis.evaluation.inference.FEW", 0)
    found = [evaluate(world(1, seed, 45), Question("event_study")) for seed in range(8)]
    assert sum(one.refuted for one in found) > 4


@pytest.mark.proof
@pytest.mark.parametrize("method", ["staggered", "event_study"])
def test_the_table_by_year_covers_with_few_supported_villages(method, monkeypatch, record_property):
    monkeypatch.setattr("sim.analysis.evaluation.inference.PLACEBOS", 59)
    covered = []
    for seed in range(6):
        table = evaluate(world(2, seed), Question(method)).table
        rest = table[table["effect"] != 0]
        covered += list((rest["low"] <= 0) & (rest["high"] >= 0))
        assert (rest["error"] > 1).all()  # shocks of 3 and more: the usual error is a tenth of it
    record_property(f"few_supported_{method}_years_covered", float(np.mean(covered)))
    assert np.mean(covered) > 0.8


def test_a_course_that_differed_before_the_support_is_still_told(monkeypatch):
    monkeypatch.setattr("sim.analysis.evaluation.inference.PLACEBOS", 59)
    table = world(3, 7, 45)
    table["income"] += 12.0 * (table["village_id"] < 3) * (table["year"] - 2016)
    checks = evaluate(table, Question("event_study")).diagnostics
    assert next(each for each in checks if each.name == "pre_trend_placebo").refutes


@pytest.mark.parametrize("method", ["staggered", "event_study", "wild_cluster_bootstrap"])
def test_without_lots_enough_neither_table_nor_check_claims_anything(method):
    found = evaluate(world(1, 1, effect=10.0, by_banner=True), Question(method))
    assert not found.refuted
    assert "pre_trend_few" in {each.name for each in found.diagnostics}
    blank = [name for name in ("error", "low", "band_low", "p_value") if name in found.table]
    assert found.table.loc[found.table["effect"] != 0, blank].isna().all(axis=None) or (
        method == "wild_cluster_bootstrap" and found.table["p_value"].isna().all()
    )
    assert all("nan" not in each.text() for each in found.diagnostics)
