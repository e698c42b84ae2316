"""The overview on the real city, with few members: what it shows is what sim.analysis gives."""

import json
import re
from dataclasses import replace

import numpy as np
import pytest

from sim.analysis.attribution import force_bands
from sim.analysis.compare import outlook, weakest
from sim.analysis.outcomes import cost_per_lifted, five
from sim.apps.pages.charts import degree, tone
from sim.apps.pages.overview import page as page_module
from sim.apps.pages.overview.charts import chances_differ
from sim.apps.pages.overview.page import MEASURES, RUN, Overview
from sim.apps.pages.worlds import open_world
from sim.faults import InputFaults
from sim.figures.labels import bands
from sim.figures.numbers import chance
from sim.inputs.scenarios.codes.encoding import encode
from sim.inputs.scenarios.files import load_scenario
from sim.runs.ensemble import make_run, simulate
from sim.runs.store import city_table, list_runs, save_json, save_run
from sim.words import speak, speaking
from tests.baotou import COUNTERFACTUAL, PROGRAMME

MEMBERS = 8


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    """A folder with one finished run, one other folder, and one whose manifest cannot be read."""
    folder = tmp_path_factory.mktemp("outputs")
    run = make_run("talent-first", members=MEMBERS)
    (folder / "talent-first-0123456789").mkdir()
    save_run(run, folder / "talent-first-0123456789")
    about = {"scenario": "talent-first", "counterfactual": COUNTERFACTUAL, "seed": 0, "members": MEMBERS}
    inputs = {"register": run.result.case.register.checksum}
    about |= {"villages": None, "when": "2026-01-02T03:04:05+00:00", "inputs": inputs}
    about |= {"code_version": "0", "python": "3.11", "packages": {}}
    save_json(about, folder / "talent-first-0123456789" / "manifest.json")
    for name, text in (("village-cards-1", "{}"), ("broken", "{")):
        (folder / name).mkdir()
        (folder / name / "manifest.json").write_text(text)
    return folder


@pytest.fixture(scope="module")
def world():
    return open_world(PROGRAMME, MEMBERS)


@pytest.fixture(scope="module")
def found(world):
    return outlook(world.case, world.draws, world.seed)


@pytest.fixture(scope="module")
def opened(outputs):
    speak("zh")
    return Overview(MEMBERS, outputs=outputs)


@pytest.fixture
def page(opened):
    """One page for all tests, as it opens."""
    opened.speak("zh")
    opened.reset()
    return opened


def drawn(widget, width):
    return np.frombuffer(widget.values, "<f4").reshape(-1, width)


def test_the_fans_are_those_of_the_same_run(page, world):
    again = simulate(world.case, MEMBERS, villages=False)
    for name, outcome in (("income", "mean"), ("below", "below_12")):
        values = np.frombuffer(page.fans[name].values, "<f4").reshape(2, 5, -1)
        assert np.array_equal(values[0], bands(again.city[outcome]).astype(np.float32))
        assert np.array_equal(values[1], bands(world.counterfactual.city[outcome]).astype(np.float32))


def test_the_page_opens_with_the_weakest_banner_and_says_its_chance(page, found):
    state, place = page.answer.state, found.place(weakest(found, 12))
    likely = found.chance_all[12][place, -1]
    assert state["key"] == weakest(found, 12)
    with speaking("zh"):
        assert state["chance"] == chance(likely)
    assert state["tone"] == tone(likely, MEMBERS)
    assert f"2021年{found.villages[place]}个村" in state["lines"][0]
    assert f"{found.middle[place, 2, -1]:.1f}万元" in state["lines"][1]
    assert state["say"][-1].startswith("以上是在模拟台账上")


def test_another_threshold_asks_another_question(page, found):
    page.on_chosen({"name": "threshold", "ids": ["20"]})
    place = found.place(weakest(found, 20))
    with speaking("zh"):
        assert page.answer.state["chance"] == chance(found.chance_all[20][place, -1])
    assert "20万元" in page.answer.state["question"]
    rows = drawn(page.rows["banners"], 5)
    if chances_differ(found, 20):
        assert rows == pytest.approx(np.repeat(found.chance_all[20][:, -1:], 5, axis=1))
    else:
        assert rows == pytest.approx(found.below[20][:, :, -1])


def test_banners_are_told_apart_by_what_differs(found):
    """Where no banner reaches a threshold, or all do, the villages left say more than a chance."""
    last = found.chance_all[12][:, -1]
    assert chances_differ(found, 12) == bool(last.max() - last.min() >= 0.1)
    alike = replace(found, chance_all={12: np.zeros_like(found.chance_all[12])})
    assert not chances_differ(alike, 12)


def test_a_banner_is_chosen_by_its_row(page, found):
    page.on_banner({"kind": "choose", "key": "B2"})
    place = found.place("B2")
    assert page.answer.state["key"] == "B2"
    assert "最弱" not in page.answer.state["question"]
    assert page.rows["banners"].frame["chosen"] == "B2"
    values = np.frombuffer(page.fans["banner"].values, "<f4").reshape(3, 5, -1)
    assert np.allclose(values[0], found.middle[place])
    assert set(values[2].ravel()) == {12.0}


def test_the_forces_are_the_order_free_split_and_add_up(page, world):
    game = page_module.forces(world)
    assert np.allclose(drawn(page.rows["forces"], 5), force_bands(game))
    page.on_chosen({"name": "measure", "ids": [MEASURES[1]]})
    assert np.allclose(drawn(page.rows["forces"], 5), force_bands(game, "reach_12"))
    assert page.rows["forces"].frame["unit"] == "个"


def test_the_shares_of_the_forces_add_up_and_none_stands_where_nothing_is_gained(page):
    notes = [row.get("note", "") for row in page.rows["forces"].frame["rows"][:-1]]
    shares = [float(re.search(r"[−\d.]+", note)[0].replace("−", "-")) for note in notes]
    assert sum(shares) == pytest.approx(100, abs=0.25)
    page.side_by_side(["no-programme"])
    assert {row.get("note", "") for row in page.rows["forces"].frame["rows"]} == {""}


def test_villages_are_counted_in_every_class_and_below_every_threshold(page, world):
    start, without, programme = drawn(page.bars["classes"], 5)
    assert start.sum() == without.sum() == pytest.approx(527)
    assert programme.sum() == pytest.approx(527, abs=0.01)
    keys = [row["key"] for row in page.rows["levels"].frame["rows"]]
    rows = dict(zip(keys, drawn(page.rows["levels"], 5), strict=True))
    assert rows["12/start"][2] == start[:2].sum()
    assert np.allclose(rows[f"12/{PROGRAMME}"], bands(world.start.city["below_12"])[:, -1])


def test_the_cards_are_the_analysis_own_numbers(page, world):
    cards = {card["key"]: card for card in page.headlines.cards}
    each = five(cost_per_lifted(world.start, world.counterfactual, 12))
    assert cards["cost"]["value"] == f"{each[2]:,.0f}"
    assert cards["income"]["value"] == f"{bands(world.start.city['mean'])[2, -1]:.1f}"


def test_without_a_programme_there_is_no_gain_to_boast_of(page):
    page.on_scenario({"id": COUNTERFACTUAL})
    cards = {card["key"]: card for card in page.headlines.cards}
    assert cards["cost"]["value"] == "–"
    assert len(page.fans["income"].frame["series"]) == 1
    assert not any("没有方案：" in line for line in page.answer.state["lines"])
    assert np.allclose(drawn(page.rows["forces"], 5), 0)


def test_up_to_four_stand_side_by_side_and_the_first_stays_first(page):
    names = [PROGRAMME, COUNTERFACTUAL, "funding-first", "stop-after-two"]
    page.on_chosen({"name": "compare", "ids": names})
    assert [row[0] for row in page.table.rows] == names
    assert page.table.rows[1][-1] is None  # no programme lifts nobody
    assert [line["bands"] for line in page.fans["income"].frame["series"]] == [True, False, False, False]
    assert "wuli-gone" not in page.beside._dom_classes
    with pytest.raises(InputFaults):
        page.on_chosen({"name": "compare", "ids": [*names, "talent-first"]})
    page.reset()
    assert "wuli-gone" in page.beside._dom_classes


def test_a_finished_run_is_offered_and_shown_as_it_was_stored(page, outputs):
    assert list(list_runs(outputs)) == ["talent-first-0123456789"]
    name = RUN + "talent-first-0123456789"
    page.on_scenario({"id": name})
    stored = city_table(page.world_of(name).start)
    assert "2026-01-02" in page.titles[name]["zh"]
    values = np.frombuffer(page.fans["income"].values, "<f4").reshape(2, 5, -1)
    last = stored[stored["year"] == 2030]["mean"]
    assert values[0, 2, -1] == pytest.approx(np.median(last), rel=1e-6)


@pytest.mark.parametrize("villages", [None, "", "synthetic"])
def test_a_run_on_the_register_of_the_project_bears_no_place(tmp_path, monkeypatch, villages):
    about = {"scenario": "talent-first", "when": "2026-01-02", "members": 50, "villages": villages}
    monkeypatch.setattr(page_module, "list_runs", lambda outputs: {"talent-first-1": about})
    told = page_module.offered(tmp_path)[RUN + "talent-first-1"]
    assert told["zh"].startswith("人才优先（2026-01-02运行")
    assert told["en"].startswith("Talent first (run of 2026-01-02")


def test_two_runs_of_one_scenario_do_not_look_alike(page):
    page.side_by_side(["talent-first", RUN + "talent-first-0123456789"])
    looks = [(line["colour"], tuple(line["dash"])) for line in page.fans["income"].frame["series"]]
    assert len(set(looks)) == len(looks)


@pytest.mark.parametrize(
    "message",
    [
        {"name": "threshold", "ids": ["11"]}, {"name": "threshold", "ids": []},
        {"name": "other", "ids": ["x"]},
        {"name": "compare", "ids": ["run/../../secret"]}, {"name": "compare", "ids": "x"},
        {"name": "measure", "ids": [["mean"]]}, {"ids": [PROGRAMME] * 9, "name": "compare"}, {},
    ],
)  # fmt: skip
def test_what_is_not_offered_is_refused_and_changes_nothing(page, message):
    before = json.dumps([page.answer.state, page.shown, page.threshold], ensure_ascii=False)
    with pytest.raises(InputFaults):
        page.on_chosen(message)
    assert json.dumps([page.answer.state, page.shown, page.threshold], ensure_ascii=False) == before


def test_a_run_is_opened_by_its_offered_name_and_by_no_path(page, outputs):
    around = f"{RUN}../{outputs.name}/talent-first-0123456789"
    assert (outputs / around.removeprefix(RUN)).resolve().is_dir()
    with pytest.raises(InputFaults):
        page.on_scenario({"id": around})
    assert page.shown == [PROGRAMME]


@pytest.mark.parametrize("key", ["B99", None, 3])
def test_a_banner_that_there_is_not_is_refused(page, key):
    with pytest.raises(InputFaults):
        page.on_banner({"key": key})


def test_both_languages_show_the_same_numbers_and_english_has_no_chinese(page):
    chinese = [card["value"] for card in page.headlines.cards]
    values = drawn(page.rows["levels"], 5).copy()
    page.on_language({"lang": "en"})
    assert [card["value"] for card in page.headlines.cards] == chinese
    assert np.array_equal(drawn(page.rows["levels"], 5), values, equal_nan=True)
    shown = [page.answer.state, page.headlines.cards, page.skill.sections, page.notes.sections]
    shown += [each.frame for each in (*page.rows.values(), *page.bars.values(), *page.fans.values())]
    shown += [each.state for each in page.choices.values()]
    text = json.dumps(shown, ensure_ascii=False)
    assert [character for character in text if "\u4e00" <= character <= "\u9fff"] == []


@pytest.mark.parametrize(
    ("share", "said", "called"),
    [
        (0, "<1%", "no"),
        (0.05, "5%", "no"),
        (0.4, "40%", "open"),
        (0.7, "70%", "likely"),
        (0.004, "<1%", "no"),
        (0.994, ">99%", "sure"),
        (1, ">99%", "sure"),
    ],
)
def test_a_chance_claims_no_more_than_the_simulations_can_tell(share, said, called):
    with speaking("zh"):
        assert (chance(share), degree(share)) == (said, called)


@pytest.mark.parametrize(
    ("share", "members", "called"),
    [(1, 4, "open"), (1, 1000, "sure"), (0.905, 1000, "likely"), (0.95, 1000, "sure"), (0.95, 60, "likely"),
     (0, 8, "unlikely"), (0, 1000, "no"), (0.5, 4, "open")],
)  # fmt: skip
def test_no_word_is_stronger_than_the_number_of_simulations_can_tell(share, members, called):
    assert degree(share, members) == called


def test_the_code_of_another_scenario_opens_it_and_a_wrong_one_is_said(page, outputs):
    code = encode(load_scenario("weakest-first"))
    speak("zh")
    other = Overview(MEMBERS, outputs=outputs, code=code)
    wanted = open_world("weakest-first", MEMBERS).start.city["mean"]
    values = np.frombuffer(other.fans["income"].values, "<f4").reshape(-1, 5, len(wanted["year"]))
    assert np.allclose(values[0], bands(wanted))
    assert other.share.bar.code == code
    speak("zh")
    wrong = Overview(MEMBERS, outputs=outputs, code="nonsense")
    assert wrong.bar.state["notice"]
    assert wrong.shown == [PROGRAMME]


def test_the_banners_go_along_as_a_table(page, found):
    (sheet,) = page.sheets()
    assert len(sheet.rows) == len(found.groups)
    assert all(len(row) == len(sheet.heads) for row in sheet.rows)
    with speaking("zh"):
        assert sheet.rows[0][-1] == chance(found.chance_all[12][0, -1])
