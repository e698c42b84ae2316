"""The `rules:` block of a scenario file: what it says, what it is refused for, and how it travels."""

from dataclasses import replace
from pathlib import Path

import pytest

from sim import programme
from sim.faults import InputFaults
from sim.figures.tables import change_row
from sim.inputs.case import read_case
from sim.inputs.levers import load_levers
from sim.inputs.nation import in_nation, make_nation
from sim.inputs.scenarios.codes.encoding import encode
from sim.inputs.scenarios.files import load_scenario, resolved_text, save_scenario
from sim.inputs.scenarios.scenario import AdaptiveRule
from sim.words import speaking

HEAD = "title: {zh: 试, en: Try}\nquestion: {zh: 试, en: Try}\nbaseline: programme-2022\n"
GOOD = """rules:
  - lever: group.funding
    when: {outcome: share_below, income: 12, over: 0.4}
    then: weakest_first
    reason: many are weak
  - {lever: [supported_projects, municipal_fiscal], when: {failed: 2}, then: stop, reason: no more}
  - {lever: resident_staff, when: {served: 3}, then: rotate, reason: teams move}
  - {lever: municipal_fiscal, when: {left: 0.1}, then: spend_left, most: 0.5, reason: all of it}
"""
LEVERS = load_levers()


def file_with(folder: Path, rules: str, name: str = "own", head: str = HEAD) -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(head + rules, encoding="utf-8")
    return path


def refused(folder: Path, rules: str) -> list[str]:
    with pytest.raises(InputFaults) as found, speaking("en"):
        load_scenario(file_with(folder, rules))
    with speaking("en"):
        return [each.text() for each in found.value.faults]


def test_a_block_says_what_happens_when(tmp_path):
    rules = load_scenario(file_with(tmp_path, GOOD)).rules
    funding = [each for each in LEVERS.values() if each.group == "funding"]
    assert rules[0].levers == tuple(each.id for each in funding if "support" not in dict(each.channels))
    assert (rules[0].measure, rules[0].income, rules[0].level) == ("share_below", 12, 0.4)
    assert rules[1:] == (
        AdaptiveRule("stop", ("supported_projects", "municipal_fiscal"), 2.0),
        AdaptiveRule("rotate", ("resident_staff",), 3.0),
        AdaptiveRule("spend_left", ("municipal_fiscal",), 0.1, most=0.5),
    )


def test_every_rule_is_a_change_with_its_reason_and_line(tmp_path):
    scenario = load_scenario(file_with(tmp_path, GOOD))
    assert [each.line for each in scenario.changes] == [5, 9, 10, 11]
    for lang, told in (
        ("en", "nothing more for a village where 2 projects have failed"),
        ("zh", "失败满2个项目"),
    ):
        with speaking(lang):
            rows = [change_row(each, LEVERS, {}, scenario.years) for each in scenario.changes]
            assert told in rows[1][2]
            assert rows[1][3] == "no more"
            assert all(each.new.text() in scenario._repr_html_() for each in scenario.changes[1:])


def test_fields_may_be_named_in_chinese_and_shares_in_per_cent(tmp_path):
    chinese = """规则:
  - 杠杆: 市县两级财政投入
    条件: {指标: 不足占比, 收入: 12, 高于: 40%}
    做法: 薄弱村优先
    理由: 弱村多
"""
    scenario = load_scenario(file_with(tmp_path, chinese))
    assert scenario.rules == (
        AdaptiveRule("retarget", ("municipal_fiscal",), 0.4, "weakest_first", "share_below", 12.0),
    )
    assert scenario.notes


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("lever: grid, when: {failed: 2}, then: stop", "did you mean 'grids'?"),
        ("lever: grids, when: {faild: 2}, then: stop", "did you mean 'failed'?"),
        ("lever: grids, when: {failed: 2}, then: stopp", "did you mean 'stop'?"),
        ("lever: grids, when: {failed: 0}, then: stop", "a whole number from 1 to 20"),
        ("lever: grids, when: {failed: 1.5}, then: stop", "a whole number from 1 to 20"),
        ("lever: grids, when: {failed: 2}, then: stop, most: 1", "takes no most"),
        ("lever: branch_ranking, when: {failed: 2}, then: stop", "reaches every village at once"),
        ("lever: supported_projects, when: {served: 2}, then: rotate", "goes on to the next villages"),
        ("lever: farmer_training, when: {served: 2}, then: rotate", "knows no next village"),
        ("lever: farmer_training, then: spend_left", "brings no project money"),
        ("lever: operating_support, when: {failed: 2}, then: stop", "is a subsidy"),
        ("lever: special_funds, then: spend_left, most: 11", "a number from 0 to 10"),
        ("lever: special_funds, when: {left: 2}, then: spend_left", "a number from 0 to 1"),
        ("lever: grids, when: {outcome: share_blow, income: 9, over: 1}, then: even", "'share_below'?"),
        ("lever: grids, when: {outcome: share_below, over: 1}, then: even", "has no income"),
        ("lever: grids, when: {outcome: median, income: 9, over: 1}, then: even", "takes no income"),
        ("lever: grids, when: {outcome: median, over: 1, under: 2}, then: even", "one of over and under"),
        ("lever: [grids, grids], when: {failed: 2}, then: stop", "'grids' twice"),
        ("when: {failed: 2}, then: stop", "has no lever"),
        ("lever: grids, when: {failed: 2}", "has no then"),
        ("lever: grids, then: stop", "with: failed"),
        ("lever: group.training, then: spend_left", "no lever of 'group.training'"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_cure(tmp_path, rule, told):
    found = refused(tmp_path, f"rules:\n  - {{{rule}, reason: why}}\n")
    assert any(told in each for each in found)
    assert all(":5" in each for each in found)


def test_shapes_that_are_no_rules_are_refused(tmp_path):
    assert "should be a list" in refused(tmp_path, "rules: weakest_first\n")[0]
    assert "this rule is" in refused(tmp_path, "rules: [stop]\n")[0]
    entry = "{lever: grids, when: {failed: 2}, then: stop, reason: why}"
    assert "already" in refused(tmp_path, f"rules:\n  - {entry}\n  - {entry}\n")[0]
    many = "".join(f"  - {entry}\n" for _ in range(21))
    assert any("at most 20" in each for each in refused(tmp_path, "rules:\n" + many))
    missing = refused(tmp_path, "rules: [{lever: grids, when: {failed: 2}, then: stop}]\n")
    assert "every change needs one" in missing[0]


def test_of_a_group_the_levers_that_know_no_next_village_are_left_out(tmp_path):
    text = "rules: [{lever: group.talent, when: {served: 3}, then: rotate, reason: why}]\n"
    (rule,) = load_scenario(file_with(tmp_path, text)).rules
    assert "resident_staff" in rule.levers
    assert "county_team" not in rule.levers


def test_a_block_stands_in_place_of_those_of_its_baseline(tmp_path):
    base = load_scenario(file_with(tmp_path, GOOD, "base"))
    on_top = HEAD.replace("programme-2022", "base")
    assert load_scenario(file_with(tmp_path, "", "same", on_top)).rules == base.rules
    none = load_scenario(file_with(tmp_path, "rules: []\n", "none", on_top))
    assert none.rules == ()
    assert [each.new for each in none.changes[-4:]] == [None] * 4


def test_rules_come_back_from_codes_and_files(tmp_path):
    scenario = load_scenario(file_with(tmp_path, GOOD))
    assert load_scenario(encode(scenario)).rules == scenario.rules
    saved, resolved = tmp_path / "saved.yaml", tmp_path / "resolved.yaml"
    save_scenario(scenario, saved)
    resolved.write_text(resolved_text(scenario), encoding="utf-8")
    assert load_scenario(saved).rules == load_scenario(resolved).rules == scenario.rules
    plain = load_scenario("programme-2022")
    assert scenario.checksum != load_scenario(file_with(tmp_path, "", "own")).checksum
    assert encode(load_scenario(encode(plain))) == encode(plain)
    without = file_with(tmp_path, GOOD, "without")
    save_scenario(load_scenario(file_with(tmp_path, "", "bare")), without)
    assert load_scenario(without).rules == ()


def test_rules_may_be_given_as_arguments():
    rule = {"lever": "resident_staff", "when": {"served": 3}, "then": "rotate"}
    plan = programme("baotou-2022").scenario("teams", rules=[rule], reason="teams move")
    assert plan.rules == (AdaptiveRule("rotate", ("resident_staff",), 3.0),)
    with pytest.raises(InputFaults, match=r"teams:rules\[0\].*resident_staff"), speaking("en"):
        programme("baotou-2022").scenario("teams", rules=[{**rule, "lever": "resident_staf"}], reason="x")


def test_a_number_of_villages_grows_with_the_country():
    rule = AdaptiveRule("retarget", ("grids",), 100.0, "even", "number_below", 12.0)
    own = read_case()
    case = replace(own, scenario=replace(own.scenario, rules=(rule,)))
    nation = make_nation(own.register, 2 * len(own.register.table))
    (grown,) = in_nation(case, nation).scenario.rules
    assert grown.level == 200
