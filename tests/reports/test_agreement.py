"""Pages, report, comparison, Word and workbook say one and the same number of one scenario."""

import io
import re

import docx
import numpy as np
import openpyxl
import pytest

from sim.analysis import questions
from sim.analysis.outcomes import headline
from sim.analysis.questions import ask_break_even, ask_comparison
from sim.apps.pages.base import assumption_words
from sim.apps.pages.overview.page import Overview
from sim.apps.pages.what_if.page import WhatIf
from sim.figures.numbers import chance, money_band, number, signed
from sim.inputs.parameters import uncertain
from sim.reports import report, take_along
from sim.reports.allocation import break_even_sheets
from sim.reports.comparison import comparison_sheets
from sim.runs.ensemble import make_run
from sim.words import said_in, say, speak, speaking

MEMBERS = 16
SCENARIOS = ("programme-2022", "talent-first", "stop-after-two")  # the last two with other costs of staff


@pytest.fixture(scope="module", params=SCENARIOS)
def run(request):
    return make_run(request.param, members=MEMBERS)


@pytest.fixture(scope="module")
def truth(run):
    return headline(run.result, run.counterfactual)


def written(truth, name, decimals, sign=False):
    write = signed if sign else number
    return [write(truth.loc[name, each], decimals) for each in ("low", "mid", "high")]


def numbers_in(card):
    """Value and both ends of the band of a card."""
    low, high = re.findall(r"[+−-]?[\d,]+(?:\.\d+)?", card["band"].split("：", 1)[-1])[-2:]
    return [low, card["value"], high]


@pytest.fixture(scope="module")
def cost(truth):
    with speaking("zh"):
        band, unit = money_band(truth.loc["public_cost", ["low", "mid", "high"]])
    return band, unit


def test_the_cards_of_two_pages_are_the_headline(run, truth, cost):
    name = run.result.case.scenario.id
    speak("zh")
    overview, what_if = Overview(MEMBERS), WhatIf(MEMBERS)
    overview.side_by_side([name])
    what_if.open_scenario(name)
    for page in (overview, what_if):
        cards = {card["key"]: card for card in page.headlines.cards}
        assert numbers_in(cards["income"]) == written(truth, "mean_income", 1)
        assert numbers_in(cards["below"]) == written(truth, "below_target", 0)
        assert numbers_in(cards["gain"]) == written(truth, "mean_gain", 2, sign=True)
    band, unit = cost
    shown = {card["key"]: card for card in what_if.headlines.cards}["cost"]
    assert (numbers_in(shown), shown["unit"]) == (band, unit)
    told = {card["key"]: card for card in overview.headlines.cards}["cost"]["note"]
    assert f"{band[1]}（{band[0]}–{band[2]}）{unit}" in told


@pytest.mark.parametrize(("measure", "name"), [("mean", "mean_gain"), ("reach_target", "lifted")])
def test_the_five_forces_come_to_the_headline_to_the_last_digit(run, truth, measure, name):
    speak("zh")
    page = Overview(MEMBERS)
    page.side_by_side([run.result.case.scenario.id])
    page.on_chosen({"name": "measure", "ids": [measure]})
    total = np.frombuffer(page.rows["forces"].values, "<f4").reshape(-1, 5)[-1]
    decimals = page.rows["forces"].frame["decimals"]
    assert [signed(each, decimals) for each in total[[0, 2, 4]]] == written(truth, name, decimals, sign=True)


def test_the_five_forces_are_run_on_as_many_members_as_the_headline():
    speak("zh")
    page = Overview(300)
    total = np.frombuffer(page.rows["forces"].values, "<f4").reshape(-1, 5)[-1]
    cards = {card["key"]: card for card in page.headlines.cards}
    assert numbers_in(cards["gain"]) == [signed(each, 2) for each in total[[0, 2, 4]]]


def test_a_kept_version_and_a_table_beside_say_the_same(run, truth, cost):
    name, band = run.result.case.scenario.id, cost[0]
    speak("zh")
    what_if = WhatIf(MEMBERS)
    what_if.open_scenario(name)
    what_if.keep()
    cells = {row["key"]: row["cells"][1] for row in what_if.versions.state["rows"]}
    assert cells["income"]["value"] == written(truth, "mean_income", 1)[1]
    assert cells["gain"]["value"] == written(truth, "mean_gain", 2, sign=True)[1]
    assert cells["cost"]["value"] == " ".join([band[1], cost[1]])
    assert all(each in cells["cost"]["band"] for each in (band[0], band[2]))
    speak("zh")
    overview = Overview(MEMBERS)
    overview.side_by_side([name, "no-programme"])
    place = [each["id"] for each in overview.table.frame["columns"]].index("cost")
    row = next(row for row in overview.table.rows if row[0] == name)
    assert row[1 + place] == pytest.approx(truth.loc["public_cost", ["low", "mid", "high"]].tolist())


def test_report_word_and_workbook_say_the_same(run, truth, cost):
    text = " ".join(
        said_in("zh", report.answer_sentences, run, report.answers(run.result, run.counterfactual))
    )
    said = [*written(truth, "mean_income", 1), *written(truth, "below_target", 0), *cost[0], cost[1]]
    assert all(each in text for each in said)
    with speaking("zh"):
        word = docx.Document(io.BytesIO(take_along.file_of(run, "docx", take_along.today()).content))
    told = "\n".join(
        [each.text for each in word.paragraphs]
        + [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    )
    assert all(each in told for each in said[:3])
    with speaking("zh"):
        book = openpyxl.load_workbook(io.BytesIO(take_along.file_of(run, "xlsx", take_along.today()).content))
    values = [cell.value for sheet in book for row in sheet.iter_rows(max_row=30) for cell in row]
    for name in ("mean_income", "mean_gain", "public_cost"):
        mid = truth.loc[name, "mid"]
        assert any(isinstance(value, float) and value == pytest.approx(mid, abs=1e-6) for value in values), (
            name
        )


def texts_of(run, kind):
    """All that a file taken along says, as text or as numbers."""
    with speaking("zh"):
        content = io.BytesIO(take_along.file_of(run, kind, take_along.today()).content)
    if kind == "docx":
        word = docx.Document(content)
        cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
        return [*(each.text for each in word.paragraphs), *cells]
    return [
        cell.value for sheet in openpyxl.load_workbook(content) for row in sheet.iter_rows() for cell in row
    ]


def test_public_cost_is_one_number_with_its_band_in_report_word_workbook_and_comparison(run, truth, cost):
    (low, mid, high), unit = cost
    with speaking("zh"):
        text, _, rows = report.cost_parts(run)
    with speaking("zh"):
        assert f"公共投入合计{say('report_band', mid=mid, band=f'{low} – {high}')} {unit}" in text
    assert rows[-1][1] == number(truth.loc["public_cost", "mid"])
    assert text in texts_of(run, "docx")
    book = texts_of(run, "xlsx")
    at = book.index("期内公共投入")
    assert book[at + 1 : at + 4] == pytest.approx(truth.loc["public_cost", ["low", "mid", "high"]].tolist())
    found = ask_comparison([run.result.case.scenario.id], members=MEMBERS)
    with speaking("zh"):
        sheet = next(each for each in comparison_sheets(found) if each.title == "公共投入划不划算")
    place = sheet.heads.index("期内公共投入（万元）")
    ends = " – ".join(number(truth.loc["public_cost", each]) for each in ("low", "high"))
    assert sheet.rows[0][place] == (number(truth.loc["public_cost", "mid"]), ends)


def test_after_a_slider_moved_the_public_cost_is_still_one_number(run):
    """More resident staff costs pay and brings money: the card, the version kept and the headline agree."""
    speak("zh")
    page = WhatIf(MEMBERS)
    page.open_scenario(run.result.case.scenario.id)
    staff = max(page.now.case.scenario.settings["resident_staff"].totals)
    page.on_amounts({"amounts": {"resident_staff": staff + 436.0}})
    page.keep()
    moved = headline(page.now, page.world.counterfactual).loc["public_cost", ["low", "mid", "high"]]
    assert moved["mid"] > headline(run.result, run.counterfactual).loc["public_cost", "mid"]
    with speaking("zh"):
        band, unit = money_band(moved)
    card = {each["key"]: each for each in page.headlines.cards}["cost"]
    assert (numbers_in(card), card["unit"]) == (band, unit)
    (cell,) = [row["cells"][1] for row in page.versions.state["rows"] if row["key"] == "cost"]
    assert cell["value"] == f"{band[1]} {unit}"
    assert all(each in cell["band"] for each in (band[0], band[2]))


def test_compare_says_the_same(run, truth):
    name = run.result.case.scenario.id
    found = ask_comparison([name, "no-programme"], members=MEMBERS)
    with speaking("zh"):
        pairs = comparison_sheets(found)[0]
    middle, limits = next(row for row in pairs.rows if row[0] == found.titles[name]["zh"])[2]
    assert middle == written(truth, "mean_gain", 2, sign=True)[1]
    gains = run.result.city["mean"][:, -1].to_numpy() - run.counterfactual.city["mean"][:, -1].to_numpy()
    with speaking("zh"):
        assert limits.endswith(chance((gains > 0).mean()))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_uncertain_quantities_are_counted_once_everywhere(run, lang):
    count = str(len(uncertain(run.result.case.parameters)))
    with speaking(lang):
        assert count in assumption_words(run.result.case.parameters)
        assert count in report.driver_parts(run)[0][0]


def test_a_break_even_value_is_one_number_in_the_table_and_below_it(monkeypatch):
    monkeypatch.setattr(questions, "SAMPLE", 4)
    found = ask_break_even(members=64)
    label = found.first.case.parameters["talent_effect"].label()
    sheet = break_even_sheets(found)[0]
    row = next(row for row in sheet.rows if row[0] == label)
    assert re.search(r"[\d.]+", row[2])[0] in sheet.sentences[0]
    assert "64 draws" in sheet.sentences[1]
    assert found.table.loc["talent_effect", "value"] == found.asked.values[0]


def test_thresholds_are_in_yuan_in_english_and_in_wan_in_chinese():
    found = ask_comparison(["talent-first"], members=4)
    assert found.named() == "talent-first"  # the programme as published is none of them
    english, chinese = (said_in(lang, comparison_sheets, found)[0].heads for lang in ("en", "zh"))
    assert "100,000 yuan" in english[2]
    assert "10万元" in chinese[2]
    assert not any(re.search(r"\b(10|12|20|50) yuan", head) for head in english)
