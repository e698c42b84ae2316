"""Estimators find truths that are known, fail where they must, and then say so; published tables come out."""

import numpy as np
import pandas as pd
import pytest
from linearmodels.datasets import card, jobtraining, mroz
from statsmodels.datasets import grunfeld

from sim.analysis.evaluation.designs import discontinuity, instrumental, weighting
from sim.analysis.evaluation.differences import (
    cohort_effects,
    doubly_robust,
    event_study,
    panel_fit,
    staggered,
    treatment_weights,
    two_way_fixed_effects,
)
from sim.analysis.evaluation.estimate import Estimate, prepared
from sim.analysis.evaluation.inference import wild_cluster_bootstrap
from sim.analysis.evaluation.known_truth import example_world, model_world, true_effects
from sim.analysis.evaluation.methods import (
    Question,
    as_prior,
    ask_all,
    changes,
    evaluate,
    prior_lines,
    prior_scenario,
    questions,
    residuals,
    with_traits,
)
from sim.faults import InputFaults
from sim.inputs.case import read_case
from sim.inputs.intake.panel import known_truth, load_observations
from sim.inputs.parameters import load_parameters
from sim.runs.ensemble import simulate
from sim.words import said_in, speaking
from tests.analysis.cohorts import growing, same, staggered_world
from tests.baotou import EXAMPLE_PANEL

SLOPES = {2018: 3.0, 2020: 1.0, 2022: 0.2}


def covered(found, truth):
    return found.low <= truth <= found.high


def named(found, name):
    return next(each for each in found.diagnostics if each.name == name)


# --- three villages, by hand -----------------------------------------------------------------------------

SMALL = pd.DataFrame(
    {
        "village_id": np.repeat(["a", "b", "c", "d"], 2),
        "year": np.tile([2021, 2022], 4),
        "income": [10, 15, 20, 26, 10, 12, 30, 33],
        "first_treated": np.repeat([2022, 2022, np.nan, np.nan], 2),
    }
)


@pytest.mark.parametrize("method", [two_way_fixed_effects, event_study, staggered])
def test_two_years_and_two_groups_give_the_difference_of_differences(method):
    """(5 + 6)/2 - (2 + 3)/2 = 3."""
    assert method(SMALL).effect == pytest.approx(3)


def test_villages_treated_from_the_first_year_on_are_left_out():
    early = SMALL.assign(first_treated=np.repeat([2022, 2021, np.nan, np.nan], 2))
    assert staggered(early).effect == pytest.approx(5 - 2.5)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"first_treated": np.nan}, "was ever supported"),
        ({"first_treated": 2021.0}, "nothing can be evaluated"),
        ({"first_treated": 2022.0}, "no untreated village"),
    ],
)
def test_a_panel_that_cannot_answer_is_refused(change, message):
    with pytest.raises(InputFaults, match=message):
        staggered(SMALL.assign(**change))


def test_a_missing_column_is_named():
    with pytest.raises(InputFaults, match="first_treated"):
        staggered(SMALL.drop(columns="first_treated"))


# --- simulated truths ------------------------------------------------------------------------------------


def test_staggered_effects_are_found_with_the_promised_coverage():
    worlds = [staggered_world(growing(SLOPES), villages=150, seed=seed) for seed in range(60)]
    hits = [covered(staggered(world.panel, seed=1), world.truth) for world in worlds]
    assert 0.88 <= np.mean(hits) <= 1


def test_staggered_effects_by_year_are_right_on_average():
    tables = [
        staggered(staggered_world(growing(SLOPES), villages=150, seed=seed).panel).table.set_index("event")
        for seed in range(30)
    ]
    mean = sum(each["effect"] for each in tables) / len(tables)
    assert mean.loc[0] == pytest.approx((3 + 1 + 0.2) / 3, abs=0.25)
    assert mean.loc[5] == pytest.approx(3 * 6, abs=0.6)
    assert mean.loc[mean.index < 0].abs().max() < 0.3


def test_two_way_fixed_effects_cover_an_effect_that_is_the_same_for_all():
    worlds = [staggered_world(same(3), villages=150, seed=seed) for seed in range(25)]
    found = [two_way_fixed_effects(world.panel) for world in worlds]
    assert np.mean([covered(each, 3) for each in found]) >= 0.88
    assert np.mean([named(each, "unequal_effects").refutes for each in found]) < 0.2


def test_an_event_study_covers_an_effect_that_is_the_same_for_all():
    found = [event_study(staggered_world(same(3), villages=150, seed=seed).panel) for seed in range(25)]
    assert np.mean([covered(each, 3) for each in found]) >= 0.88


def test_two_way_fixed_effects_miss_effects_that_differ_and_the_diagnostics_say_so():
    worlds = [
        staggered_world(growing(SLOPES), cohorts=(2018, 2020, 2022), villages=150, seed=s) for s in range(8)
    ]
    found = [two_way_fixed_effects(world.panel) for world in worlds]
    bias = np.mean([each.effect - world.truth for each, world in zip(found, worlds, strict=True)])
    assert bias < -2
    assert not any(covered(each, world.truth) for each, world in zip(found, worlds, strict=True))
    assert all(named(each, "unequal_effects").refutes for each in found)
    assert all(named(each, "negative_weights").refutes for each in found)


def test_weights_of_the_two_way_effect_add_up_to_one_and_rebuild_it():
    """The effect of TWFE is the weighted mean of the effects, if nothing else moves."""
    world = staggered_world(growing(SLOPES), cohorts=(2018, 2020, 2022), villages=60, seed=1)
    table = prepared(world.panel)
    table["outcome"] = np.where(table["treated"] > 0, (table["year"] - table["cohort"] + 1) * 2.0, 0.0)
    weights = treatment_weights(table)
    assert weights["weight"].sum() == pytest.approx(1)
    by_hand = (weights["weight"] * (weights["year"] - weights["cohort"] + 1) * 2).sum()
    assert panel_fit(table, table[["treated"]]).params["treated"] == pytest.approx(by_hand)


@pytest.mark.parametrize("method", [event_study, staggered])
def test_a_trend_of_its_own_is_noticed_before_the_treatment(method):
    worlds = [staggered_world(same(2), villages=150, seed=seed, trend=0.6) for seed in range(8)]
    found = [method(world.panel) for world in worlds]
    assert np.mean([named(each, "pre_trend").refutes for each in found]) >= 0.9
    assert np.mean([covered(each, world.truth) for each, world in zip(found, worlds, strict=True)]) <= 0.3


@pytest.mark.parametrize("method", [event_study, staggered])
def test_parallel_trends_are_rarely_doubted_where_they_hold(method):
    found = [method(staggered_world(same(2), villages=200, seed=seed).panel) for seed in range(20)]
    assert np.mean([named(each, "pre_trend").refutes for each in found]) <= 0.2


def test_gaps_at_random_leave_the_staggered_effect_where_it_is():
    world = staggered_world(growing(SLOPES), villages=400, seed=3)
    holes = world.panel.sample(frac=0.9, random_state=1)
    assert staggered(holes).effect == pytest.approx(world.truth, abs=0.8)


def test_the_two_groups_of_controls_agree_where_trends_are_parallel():
    world = staggered_world(growing(SLOPES), villages=400, seed=4)
    both = [staggered(world.panel, control=each) for each in ("not_yet", "never")]
    assert both[0].effect == pytest.approx(both[1].effect, abs=0.5)
    assert both[0].effect != both[1].effect


def selected(seed, size=2.0, villages=400):
    """Villages with better prospects are likelier to be treated; both depend on two traits."""
    luck = np.random.default_rng(seed)
    traits = luck.normal(size=(villages, 2))
    took = (luck.random(villages) < 1 / (1 + np.exp(1 - traits[:, 0]))).astype(float)
    change = 1.5 * traits[:, 0] + 0.5 * traits[:, 1] + size * took + luck.normal(size=villages)
    ids = [f"V{n}" for n in range(villages)]
    return pd.DataFrame(
        {"village_id": ids, "change": change, "took": took, "x": traits[:, 0], "z": traits[:, 1]}
    )


def test_weighting_finds_what_a_plain_comparison_overstates_and_balances_the_traits():
    worlds = [selected(seed) for seed in range(60)]
    found = [weighting(each, "change", "took", ["x", "z"]) for each in worlds]
    assert np.mean([covered(each, 2) for each in found]) >= 0.88
    plain = [each.groupby("took")["change"].mean().diff().iloc[-1] for each in worlds]
    assert np.mean(plain) > 3
    assert found[0].table["difference_before"].abs().max() > 0.5
    assert not named(found[0], "balance").refutes


def test_weighting_without_the_trait_that_matters_is_wrong_and_one_village_too_heavy_is_noticed():
    assert not covered(weighting(selected(1), "change", "took", ["z"]), 2)
    few = selected(2).query("took == 1 or x < -1.2")
    assert weighting(few, "change", "took", ["x"]).refuted


def test_doubly_robust_without_traits_is_the_difference_of_means():
    change, took = np.array([5.0, 6, 2, 3]), np.array([1.0, 1, 0, 0])
    effect, influence = doubly_robust(change, took, np.ones((4, 1)))
    assert effect == pytest.approx(3)
    assert influence.sum() == pytest.approx(0)


def confounded(seed, strength=1.0, leak=0.0):
    luck = np.random.default_rng(seed)
    hidden, push, other = luck.normal(size=(3, 500))
    dose = strength * (push + other) + hidden + luck.normal(size=500)
    income = 2 * dose + 3 * hidden + leak * other + luck.normal(size=500)
    return pd.DataFrame({"income": income, "dose": dose, "push": push, "other": other})


def test_an_instrument_finds_what_least_squares_overstates():
    found = [instrumental(confounded(seed), "income", "dose", ["push"]) for seed in range(40)]
    assert np.mean([covered(each, 2) for each in found]) >= 0.88
    rows = [each.table.set_index("method") for each in found]
    assert all(each.loc["ols", "low"] > 2 for each in rows)
    anderson_rubin = [
        each.loc["anderson_rubin", "low"] <= 2 <= each.loc["anderson_rubin", "high"] for each in rows
    ]
    assert np.mean(anderson_rubin) >= 0.88


def test_weak_and_leaking_instruments_are_noticed():
    weak = instrumental(confounded(1, strength=0.03), "income", "dose", ["push"])
    assert named(weak, "weak_instrument").refutes
    leaking = instrumental(confounded(1, leak=3), "income", "dose", ["push", "other"])
    assert named(leaking, "overidentified").refutes
    assert not instrumental(confounded(1), "income", "dose", ["push", "other"]).refuted


def threshold(seed, heap=False, size=3.0):
    luck = np.random.default_rng(seed)
    score = luck.uniform(0, 100, 1000)
    if heap:
        score = np.where((score > 57) & (score < 60) & (luck.random(1000) < 0.8), score + 3, score)
    income = 10 + 0.002 * (score - 60) ** 2 + 0.05 * score + size * (score >= 60) + luck.normal(size=1000)
    return pd.DataFrame({"income": income, "score": score, "area": luck.normal(size=1000)})


def test_a_jump_at_the_threshold_is_found_with_the_promised_coverage():
    found = [discontinuity(threshold(seed), "income", "score", 60, covariates=["area"]) for seed in range(60)]
    assert np.mean([covered(each, 3) for each in found]) >= 0.88
    assert np.mean([each.refuted for each in found]) < 0.25


def test_no_jump_is_no_effect_and_heaping_is_noticed():
    assert covered(discontinuity(threshold(2, size=0), "income", "score", 60), 0)
    assert named(discontinuity(threshold(3, heap=True), "income", "score", 60), "heaping").refutes


def test_a_threshold_with_nobody_near_is_refused():
    far = threshold(1).query("score < 40 or score > 80")
    with pytest.raises(InputFaults, match="near the threshold"):
        discontinuity(far, "income", "score", 60, bandwidth=10)


@pytest.mark.proof
def test_with_few_clusters_the_wild_bootstrap_covers_and_plain_errors_do_not():
    worlds = [
        staggered_world(same(2), villages=80, per_cluster=10, cohorts=(0, 2020), seed=seed)
        for seed in range(60)
    ]
    wild = [wild_cluster_bootstrap(world.panel, seed=1) for world in worlds]
    plain = [two_way_fixed_effects(world.panel, cluster="village_id") for world in worlds]
    assert np.mean([covered(each, 2) for each in wild]) >= 0.88
    assert np.mean([covered(each, 2) for each in plain]) < 0.7


def test_the_wild_bootstrap_rests_on_villages_without_gaps_and_says_how_many():
    world = staggered_world(same(2), villages=80, per_cluster=10, cohorts=(0, 2020), seed=1)
    holed = world.panel.drop(index=world.panel.index[5::40])
    found = wild_cluster_bootstrap(holed, seed=1)
    assert (named(found, "complete").statistic, named(found, "complete").refutes) == (0.75, False)
    assert found.observations == 60 * 10
    with pytest.raises(InputFaults, match="every year"):
        wild_cluster_bootstrap(world.panel.drop(index=world.panel.index[::9]))  # a year of every village


def test_a_bootstrap_t_of_no_change_is_the_clustered_t():
    from sim.analysis.evaluation.inference import Sums

    world = staggered_world(same(2), villages=60, per_cluster=5, cohorts=(0, 2020), seed=1)
    table = prepared(world.panel, cluster="banner_id")
    fit = panel_fit(table, table[["treated"]])
    sums = Sums(table)
    ours = sums.statistics(0.0, np.ones((1, sums.groups)))[0]
    factor = np.sqrt(sums.groups / (sums.groups - 1))  # which the bootstrap leaves out on both sides
    assert ours == pytest.approx(fit.params["treated"] / fit.std_errors["treated"] * factor)


# --- published tables ------------------------------------------------------------------------------------


def test_job_training_grants_as_in_wooldridge_example_14_1():
    """Wooldridge, Introductory Econometrics, example 14.1 (Holzer 1993): grant -.252, grant_1 -.422."""
    data = jobtraining.load().dropna(subset=["lscrap"]).reset_index(drop=True)
    table = pd.DataFrame(
        {
            "village": data["fcode"],
            "year": data["year"].astype(int),
            "outcome": data["lscrap"],
            "cluster": data["fcode"],
        }
    )
    fit = panel_fit(table, data[["grant", "grant_1"]])
    assert (round(fit.params["grant"], 3), round(fit.params["grant_1"], 3)) == (-0.252, -0.422)


@pytest.mark.parametrize("method", [two_way_fixed_effects, event_study, staggered])
def test_job_training_grants_in_two_years_as_in_wooldridge_chapter_13_4(method):
    """Wooldridge, section 13.4 (Holzer 1993, 1987 and 1988): scrap rate -.739, its log -.317, 54 firms."""
    data = jobtraining.load().query("year < 1989")
    granted = data["fcode"].map(data.groupby("fcode")["grant"].max()).eq(1)
    panel = data.rename(columns={"fcode": "village_id"}).assign(first_treated=np.where(granted, 1988, np.nan))
    found = {name: method(panel.dropna(subset=[name]), name) for name in ("scrap", "lscrap")}
    assert {name: round(each.effect, 3) for name, each in found.items()} == {
        "scrap": -0.739,
        "lscrap": -0.317,
    }
    assert found["lscrap"].clusters == 54


def test_returns_to_schooling_as_in_wooldridge_example_15_4():
    """Card (1995) in Wooldridge, table 15.1: OLS .075, IV by nearness of a college .132."""
    data = card.load()
    controls = ["exper", "expersq", "black", "smsa", "south", "smsa66"]
    controls += [name for name in data if name.startswith("reg66") and name != "reg661"]
    rows = instrumental(data, "lwage", "educ", ["nearc4"], controls).table.set_index("method")
    assert (round(rows["effect"]["ols"], 3), round(rows["effect"]["instrumental"], 3)) == (0.075, 0.132)


def test_returns_to_schooling_of_women_as_in_wooldridge_examples_15_1_and_15_5():
    """Mroz (1987): OLS .109, IV by father's education .059; by both parents' with experience .061."""
    data = mroz.load().dropna(subset=["lwage"])
    rows = instrumental(data, "lwage", "educ", ["fatheduc"]).table.set_index("method")
    assert (round(rows["effect"]["ols"], 3), round(rows["effect"]["instrumental"], 3)) == (0.109, 0.059)
    both = instrumental(data, "lwage", "educ", ["fatheduc", "motheduc"], ["exper", "expersq"])
    assert round(both.effect, 3) == 0.061
    assert not named(both, "overidentified").refutes


def test_investment_of_firms_as_in_baltagi_table_2_1():
    """Grunfeld (1958) in Baltagi, Econometric Analysis of Panel Data: two-way .118 and .358 (10 firms)."""
    data = grunfeld.load_pandas().data
    data = data[data["firm"] != "American Steel"].reset_index(drop=True)
    table = pd.DataFrame(
        {
            "village": pd.factorize(data["firm"])[0],
            "year": data["year"].astype(int),
            "outcome": data["invest"],
        }
    ).assign(cluster=lambda each: each["village"])
    fit = panel_fit(table, data[["value", "capital"]])
    assert (round(fit.params["value"], 3), round(fit.params["capital"], 3)) == (0.118, 0.358)


# --- estimates and the model -----------------------------------------------------------------------------


def found_effect(effect=7.0, error=1.0, refutes=False):
    from sim.analysis.evaluation.estimate import Diagnostic

    checks = (Diagnostic("pre_trend", 1.0, 0.5, refutes),)
    return Estimate("staggered", effect, error, 5, 9, 100, 10, pd.DataFrame(), checks)


def test_an_estimate_becomes_a_prior_with_its_standard_error():
    parameters = load_parameters()
    prior = as_prior(found_effect(), parameters, "yield_rate", divide_by=100)["yield_rate"]
    assert (prior.value, prior.distribution, prior.grade) == (pytest.approx(0.07), "normal", "measured")
    assert (prior.low, prior.high) == pytest.approx((0.07 - 0.0164485, 0.07 + 0.0164485), abs=1e-6)


def test_the_lines_of_a_prior_are_a_scenario_that_loads(tmp_path):
    from sim.inputs.scenarios.files import load_scenario
    from sim.inputs.scenarios.resolve import override

    case = read_case()
    priors = as_prior(found_effect(), case.parameters, "yield_rate", divide_by=100)
    text = prior_scenario(priors, found_effect(), "programme-2022")
    assert text.endswith(prior_lines(priors, found_effect()))
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    loaded = load_scenario(tmp_path / "mine.yaml", case.levers, case.parameters)
    assert loaded.parameters["yield_rate"].value == pytest.approx(0.07)
    assert override(case.parameters, loaded.parameters)["yield_rate"].grade == "measured"


def test_a_refuted_estimate_or_an_unknown_parameter_becomes_no_prior():
    parameters = load_parameters()
    with pytest.raises(InputFaults, match="cannot become a prior"):
        as_prior(found_effect(refutes=True), parameters, "yield_rate")
    with pytest.raises(InputFaults, match="did you mean 'yield_rate'"):
        as_prior(found_effect(), parameters, "yeild_rate")


@pytest.fixture(scope="module")
def model():
    return model_world(read_case(), seed=7)


def test_the_model_s_own_panel_holds_every_village_and_a_known_truth(model):
    assert model.panel.groupby("village_id").size().eq(10).all()
    assert model.panel["village_id"].nunique() == 527
    assert model.truth > 0
    assert model.panel["first_treated"].nunique() > 3


@pytest.fixture(scope="module")
def example():
    return load_observations(EXAMPLE_PANEL)


def test_the_example_panel_is_the_model_s_and_its_truth_is_found(example):
    """On another kind of processor the last digit may be another."""
    world = example_world()
    ours = world.panel[list(example.table)].reset_index(drop=True)
    assert np.allclose(ours.drop(columns="village_id"), example.table.drop(columns="village_id"), atol=0.02,
                       equal_nan=True)  # fmt: skip
    truth = known_truth(example)
    assert np.allclose(truth, true_effects(world), atol=0.02)
    assert covered(staggered(example.table), world.truth)
    assert named(two_way_fixed_effects(example.table), "unequal_effects").refutes
    streams = example.table[["operating", "contracts", "investment", "subsidy"]]
    assert np.allclose(streams.sum(axis=1, skipna=False), example.table["income"], equal_nan=True)
    assert 0 < example.table["income"].isna().mean() < 0.05
    assert (streams.min() >= 0).all()


def test_residuals_put_the_largest_first_and_count_what_the_band_holds(model):
    result = simulate(read_case(), members=64, seed=7)
    table = residuals(result, model.panel)
    assert len(table) == 527 * 9
    assert table["residual"].abs().is_monotonic_decreasing
    assert 0.5 < table["within"].mean() <= 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_method_says_its_assumption_and_its_diagnostics_in_words(lang):
    found = staggered(staggered_world(same(2), villages=60, seed=1).panel)
    with speaking(lang):
        assert found.assumption()
    assert all(said_in(lang, each.text) for each in found.diagnostics)
    assert len(cohort_effects(prepared(SMALL)).cells) == 1


# --- one door --------------------------------------------------------------------------------------------

TRAITS = pd.DataFrame(
    {"village_id": list("abcd"), "population": [100, 200, 300, 400], "one": 1, "banner_id": "B"}
)


def test_the_change_of_a_village_is_between_its_first_and_last_known_year():
    panel = pd.DataFrame(
        {"village_id": list("aaabb"), "year": [2021, 2022, 2023, 2021, 2022],
         "income": [10, 12, np.nan, 5, 6], "money_received": [0, 3, 4, 0, 0],
         "first_treated": [2022, 2022, 2022, np.nan, np.nan]}
    )  # fmt: skip
    table = changes(with_traits(panel, TRAITS)).set_index("village_id")
    assert table["change"].to_dict() == {"a": 2, "b": 1}
    assert table["outcome_first"].to_dict() == {"a": 10, "b": 5}
    assert table["money_received"].to_dict() == {"a": 7, "b": 0}
    assert table["treated"].to_dict() == {"a": 1, "b": 0}
    assert table["population"].to_dict() == {"a": 100, "b": 200}


def test_the_door_gives_what_the_method_gives(example):
    traits = read_case().register.table
    ask = lambda *args, **rest: evaluate(example.table, Question(*args, **rest), traits)  # noqa: E731
    assert ask().effect == staggered(example.table).effect
    assert ask("weighting", covariates=("outcome_first",)).method == "weighting"
    instrument = ask("instrumental", instruments=("key_village",), covariates=("outcome_first",))
    assert named(instrument, "weak_instrument").refutes
    at_floor = ask("discontinuity", score="outcome_first", threshold=12.0, below=True)
    assert named(at_floor, "heaping").refutes  # villages were topped up to just below


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (Question("stagered"), "did you mean 'staggered'"),
        (Question(outcome="incom"), "did you mean 'income'"),
        (Question(covariates=("populaton",)), "did you mean 'population'"),
        (Question("event_study", covariates=("population",)), "takes no covariates"),
        (Question("weighting"), "--covariates is needed"),
        (Question("instrumental", instruments=("one",)), "do not suffice"),
        (Question("wild_cluster_bootstrap", cluster="banner_id"), "one cluster only"),
        (Question("instrumental"), "--instruments is needed"),
        (Question("discontinuity"), "--score is needed"),
        (Question("discontinuity", score="population"), "--threshold is needed"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(asked, message):
    with pytest.raises(InputFaults, match=message):
        evaluate(SMALL.assign(money_received=1.0), asked, TRAITS)


def test_traits_of_villages_that_the_register_lacks_are_no_knowledge():
    with pytest.raises(InputFaults, match="1 villages of the panel are not in the register"):
        evaluate(SMALL, Question(covariates=("population",)), TRAITS.head(3))
    assert evaluate(SMALL, Question(), TRAITS.head(3)).effect == pytest.approx(3)


def test_all_methods_are_asked_and_those_that_cannot_answer_say_why():
    answers, silent = ask_all(SMALL, questions(instruments=["population"]), TRAITS)
    assert "staggered" in [asked.method for asked, _ in answers]
    assert any("wild" in line for line in silent)
