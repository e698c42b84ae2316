"""The parts of a report say what the run's tables say, in one language, with spread and source."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import numpy as np
import pandas as pd
import pytest

from sim.analysis.compare import compare
from sim.analysis.outcomes import headline
from sim.figures import outcomes as figures
from sim.figures.numbers import chance
from sim.figures.tables import ANSWERS, interval
from sim.inputs.parameters import GRADES, uncertain
from sim.reports import report
from sim.runs import ensemble
from sim.words import speaking

HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def run():
    return ensemble.make_run("talent-first", members=16)


@pytest.fixture(scope="module")
def nothing():
    return ensemble.make_run("no-programme", members=16)


def words(part) -> str:
    """The text of a part, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", part.data)).split())


def parts(run, lang):
    with speaking(lang):
        return [
            report.scenario_opening(run), report.short_answer(run), report.changes(run),
            report.paths_heading(), report.village_groups(run), report.village_lists(run, 3),
            report.cost(run), report.drivers(run), report.limits(),
            report.origin(run.result),
        ]  # fmt: skip


def test_an_english_report_has_no_chinese_and_a_chinese_one_has_chinese_in_every_part(run):
    assert [words(part) for part in parts(run, "en") if HAN.search(words(part))] == []
    assert all(HAN.search(words(part)) for part in parts(run, "zh"))


def test_the_head_asks_the_question_and_calls_the_register_synthetic(run):
    text = words(report.scenario_opening(run))
    assert run.result.case.scenario.question["en"] in text
    assert "527 villages · 2022–2030 · 16 simulated draws · seed 0" in text
    assert "The village register is synthetic data" in text


def test_every_headline_number_stands_on_its_card_with_its_band(run):
    text, table = words(report.short_answer(run)), headline(run.result, run.counterfactual)
    for name, (decimals, sign) in ANSWERS.items():
        middle, band = interval(*table.loc[name, ["low", "mid", "high"]], decimals, sign)
        assert middle in text
        assert f"90 %: {band}" in text


def test_the_answer_says_in_which_share_of_the_draws_the_gain_is_positive(run):
    gain = (run.result.city["mean"] - run.counterfactual.city["mean"]).sel(year=2030)
    share = chance(float((gain > 0).mean()))
    assert f"in {share} of the runs the change is positive" in words(report.short_answer(run))


def test_gross_and_net_and_all_three_purses_stand_side_by_side_in_sentences_groups_and_lists(run):
    rows = report.answers(run.result, run.counterfactual)
    told = " ".join(report.answer_sentences(run, rows))
    for name in ("mean_net", "mean_net_gain", "net_below_target", "by_subsidy", "by_debt", "household_gain"):
        assert report.answer_text(rows[name], name) in told
    assert "a cheque is not a gain" in told
    villages = report.last_year(run)
    heads, groups = report.group_rows(villages, villages["banner_id"], "banner")
    sums = {name: sum(float(row[heads.index(head)]) for row in groups) for name, head in {
        "chance_12": "At 12 (10k yuan) gross, villages expected",
        "chance_without_subsidy_12": "Of these without subsidy", "chance_net_12": "By net return",
    }.items()}  # fmt: skip
    for name, total in sums.items():
        assert total == pytest.approx(villages[name].sum(), abs=0.05 * len(groups))
    heads, listed = report.village_rows(villages.head(1))
    net = interval(*villages[["net_05", "net_50", "net_95"]].iloc[0], 1)
    assert listed[0][heads.index("Net in the last year")] == net
    cost = report.cost_parts(run)[0]
    assert "of their own and partners" in cost


def test_the_counterfactual_claims_no_gain(nothing):
    text = words(report.short_answer(nothing))
    assert "measured against" in text
    assert "Gain" not in text
    assert report.gain_figure(nothing).data == ""
    assert "spends no public money" in words(report.cost(nothing))
    assert nothing.drawn() == [nothing.result]


def test_a_long_list_of_changes_is_folded_and_none_is_lost(run, nothing):
    short, long = report.changes(run).data, report.changes(nothing).data
    assert "<details>" not in short
    assert "<details>" in long
    assert long.count("<tr><td>") == len(nothing.result.case.scenario.changes) > report.CHANGES_SHOWN


def test_villages_are_grouped_without_losing_one(run):
    villages = report.last_year(run)
    table = report.group_table(villages, villages["banner_id"], "banner")
    counts = [int(row) for row in re.findall(r"<tr><td>B\d</td><td class=number>(\d+)</td>", table)]
    assert sum(counts) == len(villages) == 527


def test_villages_are_listed_from_the_largest_gain_and_from_the_smallest(run):
    gains = run.villages.groupby("village_id")["gain_mean"].mean()  # over all years
    named = re.findall(r"V\d{3}", words(report.village_lists(run, 3)))
    assert len(named) == 6
    assert list(gains[named[:3]]) == sorted(gains, reverse=True)[:3]
    assert list(gains[named[3:]]) == sorted(gains)[:3]


def test_the_cost_table_adds_up_to_the_whole(run):
    text = report.cost(run).data
    shown = [float(each.replace(",", "")) for each in re.findall(r"<td class=number>([\d,]+)</td>", text)]
    parts, whole = shown[:-1], shown[-1]
    brought = run.result.city["brought"].sum("year")
    assert sum(parts) == pytest.approx(whole, abs=len(shown))
    assert sum(parts[:-2]) == pytest.approx(float(run.result.cost.sum()), abs=len(shown))
    assert parts[-2] == pytest.approx(float(brought.median()), abs=1)
    assert whole == pytest.approx(headline(run.result, run.counterfactual).loc["public_cost", "mid"], abs=1)


def test_money_that_teams_bring_is_public_money_also_where_no_lever_costs_anything(run):
    city = run.result.city.assign(paid=run.result.city["paid"] * 0)
    free = replace(run, result=replace(run.result, cost=run.result.cost * 0, city=city))
    text, _, rows = report.cost_parts(free)
    assert "spends no public money" not in text
    assert len(rows) == 2  # what is brought, and all of it


def test_what_rests_on_assumptions_is_counted_and_named(run):
    text = words(report.drivers(run))
    grades = [row.grade for row in uncertain(run.result.case.parameters)]
    numbers = [grades.count(grade) for grade in GRADES]
    found = re.search(r"holds (\d+) .+?: (\d+) measured, (\d+) published, (\d+) .+? and (\d+) mere", text)
    assert [int(each) for each in found.groups()] == [len(grades), *numbers]
    assert "assumption" in text


def test_a_figure_is_shown_with_its_title_and_saved_twice_with_the_same_bytes(run, tmp_path):
    pictures = []
    for _ in range(2):
        part = report.figure(figures.fan_chart(run.drawn(), "mean"), "mean", tmp_path)
        pictures.append([(tmp_path / "figures" / f"mean.{kind}").read_bytes() for kind in ("png", "svg")])
    assert 'alt="Mean collective income per village"' in part.data
    assert pictures[0] == pictures[1]
    assert report.figure(figures.fan_chart(run.drawn(), "mean"), "mean").data.startswith("<figure>")


def test_the_comparison_shows_every_scenario_and_links_to_its_report(run, nothing):
    results = [run.result, nothing.result]
    table = compare(results, run.counterfactual)
    part = report.comparison(table, results, {"talent-first": "../t/report.html"})
    assert words(part).count("Talent first") == 2
    assert '<a href="../t/report.html">Talent first</a>' in part.data
    assert "2 ways compared" in words(report.comparison_opening(results))
    flat = report.with_titles(table, results)
    assert set(flat["title_zh"]) == {"人才优先", "没有方案"}


def test_how_sure_one_beats_another_leaves_out_the_counterfactual(run, nothing):
    other = ensemble.make_run("funding-first", members=16)
    results = [run.result, nothing.result, other.result]
    text = words(report.better_than(results, nothing.result))
    share = (run.result.city["mean"] > other.result.city["mean"]).sel(year=2030).mean()
    assert f"{100 * float(share):.0f} %" in text
    assert "No programme" not in text
    assert report.better_than(results[:2], nothing.result).data == ""


def test_a_real_register_is_not_called_synthetic(run):
    from dataclasses import replace

    case = run.result.case
    real = replace(run.result, case=replace(case, register=replace(case.register, synthetic=False)))
    assert "synthetic" not in words(report.opening("t", "q", real))


def test_start_groups_cover_every_income(run):
    table = report.village_groups(run).data
    named = ("below 10", "10 to 12", "12 to 20", "20 to 50", "50 and more")
    assert all(any(word in table for word in (each, each.replace(" to ", "–"))) for each in named[1:4])
    counts = pd.cut(report.last_year(run)["base_income"], [0, 10, 12, 20, 50, np.inf], right=False)
    assert counts.notna().all()


def test_villages_are_counted_by_their_chance_of_the_target(run):
    villages = report.last_year(run)
    chance = villages["chance_12"]
    found = re.search(
        r"simulation (\d+) villages .+ 12 \(10k yuan\) gross \((\d+) without .+, (\d+) by net return\), "
        r"(\d+) may .+, and (\d+) have .+; (\d+) were there",
        unescape(report.reach_sentence(villages)),
    )
    earned, net = (int((villages[f"chance_{name}_12"] >= 0.9).sum()) for name in ("without_subsidy", "net"))
    likely, unlikely = int((chance >= 0.9).sum()), int((chance <= 0.1).sum())
    start = int((villages["base_income"] >= 12).sum())
    assert [int(each) for each in found.groups()] == [
        likely, earned, net, 527 - likely - unlikely, unlikely, start,
    ]  # fmt: skip
