"""What a meeting may take from a run: the call follows from income and public money alone."""

from dataclasses import replace

import numpy as np
import pytest

from sim.inputs.parameters import uncertain
from sim.reports import briefing as module
from sim.reports.briefing import verdict, verdict_sentences
from sim.runs.ensemble import make_run
from sim.words import speaking


@pytest.fixture(scope="module")
def run():
    return make_run("talent-first", members=128)


@pytest.mark.parametrize(
    ("more", "less", "dearer", "call"),
    [
        (0.95, 0.05, -10.0, "advise"), (0.95, 0.05, 0.0, "advise"), (0.95, 0.05, 10.0, "weigh"),
        (0.02, 0.98, 10.0, "refuse"), (0.02, 0.98, 0.0, "refuse"), (0.02, 0.98, -10.0, "weigh"),
        (0.6, 0.4, -10.0, "open"), (0.0, 0.0, 0.0, "open"),
    ],
)  # fmt: skip
def test_the_call_follows_from_income_and_public_money(more, less, dearer, call):
    assert module._call(more, less, dearer) == call


def test_a_scenario_is_held_against_the_one_that_it_departs_from_on_the_same_luck(run):
    found = verdict(run)
    assert found.against.case.scenario.id == "programme-2022"
    assert found.against.seed == run.result.seed
    here, there = (each.city["mean"][{"year": -1}].to_numpy() for each in (run.result, found.against))
    assert found.more == pytest.approx(np.quantile(here - there, (0.05, 0.5, 0.95)))
    assert found.chance == (here > there).mean()


def test_the_published_programme_is_held_against_no_programme_and_that_against_the_programme():
    programme, nothing = make_run("programme-2022", members=8), make_run("no-programme", members=8)
    assert verdict(programme).against is programme.counterfactual
    assert verdict(nothing).against.case.scenario.id == "programme-2022"
    itself = replace(programme, counterfactual=programme.result)
    assert verdict(itself) is None


def test_a_run_whose_baseline_is_a_file_of_its_own_is_held_against_its_counterfactual(run):
    case = run.result.case
    own = replace(case, scenario=replace(case.scenario, baseline="a-file-elsewhere"))
    beside = replace(run, result=replace(run.result, case=own))
    assert verdict(beside).against is run.counterfactual


def test_which_uncertainty_decides_is_told_only_with_members_enough(run):
    said = " ".join(verdict_sentences(run, verdict(run)))
    assert "It hangs most on" in said
    few = make_run("talent-first", members=8)
    assert verdict(few).driver is None
    assert "It hangs" not in " ".join(verdict_sentences(few, verdict(few)))


CHEQUES = """
title: {zh: 发钱, en: Cheques}
question: {zh: 发钱算增收吗？, en: Is a cheque a gain?}
baseline: programme-2022
set:
  operating_support: {amount: 3000, reason: a cheque for every weak village}
  municipal_fiscal: {amount: 0, reason: pays for the cheques}
  supported_projects: {amount: 60, reason: pays for the cheques}
"""


def test_cheques_raise_the_gross_income_and_are_never_advised(tmp_path):
    (tmp_path / "cheques.yaml").write_text(CHEQUES, encoding="utf-8")
    found = verdict(make_run(tmp_path / "cheques.yaml", members=16))
    assert found.chance == 1.0
    assert found.more.low > 0
    assert found.net_chance < 0.9
    assert found.call not in ("advise", "weigh")


def test_money_is_told_with_its_unit_sign_and_band(run):
    with speaking("zh"):
        said = " ".join(verdict_sentences(run, verdict(run)))
    assert "90%" in said
    assert "万元" in said or "亿元" in said


def test_the_assumptions_of_page_one_are_counted_as_those_behind_it(run):
    unknown = uncertain(run.result.case.parameters)
    assumed = sum(each.grade == "assumption" for each in unknown)
    assert f"{assumed} of the {len(unknown)} uncertain" in " ".join(verdict_sentences(run, verdict(run)))
