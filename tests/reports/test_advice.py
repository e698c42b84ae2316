"""Sheets and cards on six villages: what is told is what was computed, in both languages."""

import json
import re
from dataclasses import replace
from types import SimpleNamespace
from urllib.parse import unquote

import numpy as np
import pandas as pd
import pytest

from sim.analysis.backwards import BreakEven, Goal, Start, cheapest_mix
from sim.analysis.questions import Backwards, advise, ask_rules
from sim.analysis.response import Objective, make_ground, make_response, project_package
from sim.analysis.village import study_villages
from sim.faults import InputFaults
from sim.inputs.scenarios.resolve import change
from sim.reports import allocation, comparison, village_cards
from sim.reports.html_files import requests
from sim.runs import store
from sim.runs.store import MANIFEST
from sim.words import speaking
from tests.analysis.towns import six_world


@pytest.fixture(params=["zh", "en"])
def lang(request):
    return request.param


@pytest.fixture(scope="module")
def world():
    return six_world(members=20)


@pytest.fixture(scope="module")
def study(world):
    edits = {"supported_projects": {"amount": 3, "targeting": "even"}}
    helped = replace(world, case=replace(world.case, scenario=change(world.case.scenario, edits)))
    return study_villages(helped, world.case, 12.0)


@pytest.fixture(scope="module")
def advised(world):
    response = make_response(make_ground(world, [project_package(world.case, most=2)]))
    return advise(response, Objective("shortfall", 14.0), ask_rules(500.0, floor=0, quotas=["B1:2-"]))


def text(sheets):
    return " ".join(str(part) for sheet in sheets for part in (*sheet.heads, *sheet.rows, *sheet.sentences))


def test_rules_are_read_from_text():
    rules = ask_rules(500, 1, ["B2:10-60", "T01:-3"], True, "300:0.9")
    assert [(q.place, q.least, q.most) for q in rules.quotas] == [("B2", 10, 60), ("T01", 0, 3)]
    assert (rules.floors, rules.key_first, rules.chance.level, rules.chance.probability) == (
        {"project": 1},
        True,
        300,
        0.9,
    )


@pytest.mark.parametrize("wrong", ["B2", "B2:10", "B2:a-b", ":1-2"])
def test_a_wrong_quota_is_told(wrong):
    with pytest.raises(InputFaults, match="B2:10-60"):
        ask_rules(1, quotas=[wrong])


def test_an_allocation_says_its_gap_its_cost_and_its_villages(advised, lang):
    with speaking(lang):
        sheets = allocation.allocation_sheets(advised)
    told = " ".join(sheets[0].sentences)
    assert f"{100 * advised.allocation.gap:.2f}" in told
    assert "500" in told  # four projects at 125
    served = int((advised.counts["project"] > 0).sum())
    assert str(served) in told
    assert len(sheets[1].rows) == len(advised.verdict.table)
    assert {row[0] for row in sheets[2].rows} >= set(advised.reasons.index[advised.reasons["count"] > 0])


def test_why_a_village_gets_what_it_gets_is_told_with_its_numbers(advised, lang):
    with speaking(lang):
        told = allocation.why_village(advised, "V1")
    row = advised.reasons.loc["V1"]
    assert "V1" in told
    assert f"{row['last']:,.3f}" in told
    assert f"{row['line']:,.3f}" in told


def test_a_goal_out_of_reach_is_told_to_be_so(world, lang):
    goal = Goal("V1", 5000.0, 0.9)
    start = Start(goal, None, pd.DataFrame({"chance": [0.0, 0.0]}, index=[2022, "never"]))
    with speaking(lang):
        sheets = allocation.backwards_sheets(Backwards(world, cheapest_mix(world, goal), start, world.case))
    assert "None" not in text(sheets)
    assert "nan" not in text(sheets)
    assert "2022" in sheets[1].sentences[0]


@pytest.mark.parametrize(
    ("values", "inside", "low", "said"),
    [
        ((0.05,), True, -1.0, "above 0.05"),
        ((0.05,), True, 1.0, "below 0.05"),
        ((0.7,), False, -1.0, "outside its range"),
        ((), False, 1.0, "'A' beats 'B' throughout"),
        ((), False, -1.0, "'B' beats 'A' throughout"),
    ],
)
def test_a_break_even_is_told_with_its_side(values, inside, low, said):
    found = BreakEven("talent_effect", values, inside, (), 0, 1, low, -low, 0.5)
    assert said in allocation.break_even_text(found, "label", "A", "B")


def test_a_change_is_told_in_one_sentence(lang):
    table = pd.DataFrame(
        {"part": [0.0, -1.5], "share": [0, 1], "low": [0, -2], "high": [0, -1], "differs": [False, True]},
        index=["data", "scenario"],
    )
    why = SimpleNamespace(
        outcome="mean",
        before=60.0,
        after=58.5,
        difference=-1.5,
        table=table,
        main="scenario",
        year=2030,
        details={"scenario": ("a", "b")},
        effects={"scenario": pd.Series({"a": 0.3, "b": -0.1})},
        labels={"a": {"zh": "甲", "en": "First"}},
    )
    with speaking(lang):
        sheet = comparison.why_sheets(why)[0]
    assert all(part in sheet.sentences[0] for part in ("60.00", "58.50", "−1.50"))
    first, rest = sheet.rows[1][-1].replace("；", "; ").split("; ", 1)
    assert first == {"zh": "甲 +0.30", "en": "First +0.30"}[lang]
    assert rest == "b −0.10"


def test_a_pay_back_beyond_the_horizon_is_said_to_be_so():
    row = pd.Series({"low": 2028.0, "mid": np.inf, "high": np.inf})
    assert comparison.year_text(row, 2030) == ("not by 2030", "2028 – not by 2030")


def test_a_village_is_told_with_its_path_what_binds_and_what_helps(study, lang):
    with speaking(lang):
        sheets = village_cards.village_sheets(study, "V2")
    place = study.position("V2")
    assert f"{study.path[2, place, -1]:.1f}" in " ".join(sheets[0].sentences)
    assert len(sheets[1].rows) == 10
    assert sheets[2].rows[0][0] == "V2"


# --- cards -----------------------------------------------------------------------------------------------


def test_there_is_a_whole_card_for_every_village(study, tmp_path, lang):
    seen = []
    with speaking(lang):
        folder = village_cards.write_cards(
            study, tmp_path, lambda done, planned: seen.append((done, planned))
        )
    names = {path.name for path in folder.iterdir()}
    assert names == {*(f"V{k}.html" for k in range(1, 7)), "index.html", MANIFEST}
    assert seen[-1] == (6, 6)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".partial")]
    about = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    assert about["members"] == 20
    with speaking(lang):
        assert village_cards.write_cards(study, tmp_path) == folder  # and it is not made again


def test_a_card_asks_for_nothing_and_links_its_peers(study, lang):
    with speaking(lang):
        page = village_cards.card(study, 0)
    assert requests(page) == []
    peers = set(re.findall(r'href="(V\d)\.html"', page))
    assert peers >= {f"V{each + 1}" for each in study.peers[0]}
    assert f'lang="{"zh-CN" if lang == "zh" else "en"}"' in page


def test_the_chart_of_a_card_is_drawn_to_scale(study):
    svg = village_cards.path_svg(study, 0)
    lines = re.findall(r'<polyline points="([^"]+)"', svg)
    without, median = (np.array([point.split(",") for point in each.split()], float) for each in lines)
    assert len(median) == len(study.case.scenario.years)
    foot = village_cards.HEIGHT - village_cards.BOTTOM
    drawn = (foot - median[:, 1]) / (foot - without[:, 1])
    assert drawn == pytest.approx(study.path[2, 0] / study.without[0], rel=0.02)
    assert len(re.findall("<polygon", svg)) == 2


HOSTILE_IDS = ["../../X", "/nowhere/x", "a/b", "CON", "index", "村" * 150]


def test_cards_stay_in_their_folder_whatever_a_village_is_called(study, tmp_path):
    table = study.case.register.table
    ids = dict(zip(table["village_id"], HOSTILE_IDS, strict=True))
    renamed = table.assign(village_id=table["village_id"].map(ids))
    register = replace(study.case.register, table=renamed)
    odd = replace(study, case=replace(study.case, register=register))
    outputs = tmp_path / "deep" / "outputs"
    folder = village_cards.write_cards(odd, outputs)
    pages = sorted(path for path in tmp_path.rglob("*.html"))
    assert {path.parent for path in pages} == {folder}
    assert len(pages) == len(HOSTILE_IDS) + 1
    text = (folder / "index.html").read_text(encoding="utf-8")
    targets = [unquote(each) for each in re.findall(r'<td><a href="([^"]+)"', text)]
    assert len(targets) == len(HOSTILE_IDS)
    assert all((folder / each).is_file() and "/" not in each for each in targets)
    assert store.finished(outputs, folder.name)
