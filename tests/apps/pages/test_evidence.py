"""The evidence page with few members: every row traced to its source, every number that of sim.analysis."""

import json

import numpy as np
import pytest

from sim.analysis.sensitivity import ANSWERS, headline_model, tornados
from sim.analysis.validation import validate
from sim.apps.pages import evidence as page_module
from sim.apps.pages.challenges import challenged, claims
from sim.apps.pages.evidence import DECISIONS, OUTCOMES, Evidence
from sim.apps.pages.worlds import effects, open_world
from sim.faults import InputFaults
from sim.figures.labels import channel_label
from sim.inputs.case import read_case
from sim.inputs.scenarios.codes.encoding import encode
from sim.inputs.scenarios.files import load_scenario
from sim.reports import trace
from sim.reports.challenge import challenge_sentences
from sim.words import speak, speaking

MEMBERS = 16


@pytest.fixture(scope="module")
def case():
    return read_case()


@pytest.fixture(scope="module")
def opened():
    speak("zh")
    return Evidence(MEMBERS)


@pytest.fixture
def page(opened):
    opened.speak("zh")
    opened.reset()
    return opened


def drawn(widget):
    return np.frombuffer(widget.values, "<f4").reshape(-1, 5)


def test_the_tornado_is_that_of_the_analysis_widest_first(page, case):
    found = tornados(case.parameters, headline_model(case), ANSWERS, MEMBERS).loc["mean_gain"].head(12)
    assert [row["key"] for row in page.rows["tornado"].frame["rows"]] == list(found.index)
    assert drawn(page.rows["tornado"])[:, [0, 2, 4]] == pytest.approx(
        found[["low", "centre", "high"]], rel=1e-6
    )


def test_another_answer_has_another_tornado_and_the_table_follows(page):
    before = [row["key"] for row in page.rows["tornado"].frame["rows"]]
    page.on_chosen({"name": "outcome", "ids": ["below_target"]})
    after = page.rows["tornado"].frame
    assert [row["key"] for row in after["rows"]] != before
    assert after["unit"] == "个"
    widths = {row[0]: row[-1] for row in page.table.rows}
    low, _, _, _, high = drawn(page.rows["tornado"])[0]
    assert widths[f"parameter/{after['rows'][0]['key']}"] == pytest.approx(abs(high - low), abs=1e-4)


def test_everything_in_the_tables_is_in_the_table_and_can_be_filtered(page, case):
    sizes = {
        "parameter": len(case.parameters), "lever": len(case.levers), "fact": len(case.facts),
        "finding": len(case.evidence),
    }  # fmt: skip
    assert len(page.table.rows) == sum(sizes.values())
    for kind, size in sizes.items():
        page.on_chosen({"name": "kind", "ids": [kind]})
        assert {row[0].split("/")[0] for row in page.table.rows} == {kind}
        assert len(page.table.rows) == size


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_row_has_a_card_and_every_lever_a_chain_of_six_steps(case, lang):
    tornado = effects(open_world(case.programme.main), MEMBERS).loc["mean_gain"]
    for kind in trace.KINDS:
        for name in page_module.names_of(kind, case):
            with speaking(lang):
                state = page_module.card_state(f"{kind}/{name}", tornado, "mean_gain", case)
            assert state["question"]
            assert state["lead"]
            assert all(line.strip() for line in state["lines"])
    for lever in case.levers.values():
        with speaking(lang):
            steps = trace.chain_state(lever, case)["steps"]
        assert len(steps) == 6
        assert all(step["items"] for step in steps)


def test_a_chain_leads_from_the_published_figure_to_the_grades(case):
    with speaking("zh"):
        steps = trace.chain_state(case.levers["resident_staff"], case)["steps"]
    texts = [[item["text"] for item in step["items"]] for step in steps]
    assert texts[0] == ["驻村第一书记和工作队员：436人（公布）", "派驻工作队的重点嘎查村：61个村（公布）"]
    assert texts[2] == ["每人折1人年驻村人力"]
    staff, money = (trace.equations()[name].number for name in ("dispatched_talent", "brought_money"))
    assert texts[3] == [f"方程{staff} 在村的派驻人力", f"方程{money} 驻村人员争取的资金"]
    names = [case.parameters[name].label_zh for name in ("leader_effect", "money_per_staff")]
    assert all(any(text.startswith(name) for text in texts[4]) for name in names)
    counted = sum(int(text.rstrip("个")[-1]) for text in texts[5])
    assert counted == len(texts[4])


def test_a_chosen_row_shows_its_card_and_the_lever_it_concerns(page):
    page.on_row({"id": "fact/resident_staff"})
    assert page.card.state["lead"] == "436人"
    assert page.card.state["follow"]
    assert page.chain.state["key"] == "resident_staff"
    page.on_parameter({"key": "land_effect"})
    assert page.card.state["key"] == "parameter/land_effect"
    assert page.chain.state["key"] == "land_transfer" or "土地" in page.chain.state["title"]
    assert page.table.frame["chosen"] == "parameter/land_effect"


def test_what_to_survey_next_is_what_counts_and_nothing_else(page):
    for decision in DECISIONS:
        page.on_chosen({"name": "decision", "ids": [decision]})
        table = page_module.survey(decision, MEMBERS).loc["villages"]
        counting = table[table["counts"]].head(12)
        assert [row["key"] for row in page.rows["survey"].frame["rows"]] == list(counting.index)
        assert drawn(page.rows["survey"])[:, 2] == pytest.approx(counting["worth"])


def test_validation_shows_the_model_and_the_rules_beside_what_was_published(page, case):
    parts = validate(case, MEMBERS).parts()
    charted = page.rows["validation"]
    keys = [row["key"] for row in charted.frame["rows"]]
    rows = dict(zip(keys, drawn(charted), strict=True))
    for target, ratio in parts.iterrows():
        assert rows[f"{target}/model"][[0, 2, 4]] == pytest.approx(ratio[["q05", "q50", "q95"]], rel=1e-6)
        assert rows[f"{target}/no_change"][2] == pytest.approx(ratio["no_change"], rel=1e-6)


def test_where_a_naive_rule_wins_is_said(page, case):
    card = validate(case, MEMBERS)
    speak("en")
    assert page_module.naive_wins(card) == ["On these figures no naive rule came nearer than the model."]
    beaten = type(card)(card.table.assign(no_change_error=0.0))
    lines = page_module.naive_wins(beaten)
    assert len(lines) == len(card.parts())
    assert all("'no change' came nearer" in line for line in lines)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_claim_is_put_to_the_test_in_words(page, lang):
    page.on_language({"lang": lang})
    for name in claims():
        page.on_chosen({"name": "claim", "ids": [name]})
        found = challenged(name, MEMBERS)
        told = challenge_sentences(found)
        assert [page.test.state["lead"], *page.test.state["lines"]] == told
        assert page.test.state["tone"] == ("yes" if found.holds else "open")


@pytest.mark.parametrize(
    "message",
    [
        {"name": "outcome", "ids": ["total"]}, {"name": "outcome", "ids": list(OUTCOMES)},
        {"name": "members"},
        {"name": "kind", "ids": "all"}, {"name": "decision", "ids": [["all"]]}, {},
    ],
)  # fmt: skip
def test_what_is_not_offered_is_refused(page, message):
    before = json.dumps([page.card.state, page.table.rows])
    with pytest.raises(InputFaults):
        page.on_chosen(message)
    assert json.dumps([page.card.state, page.table.rows]) == before


@pytest.mark.parametrize("row", ["parameter/yield", "secret/x", "fact/../levers", "", None])
def test_a_row_that_there_is_not_is_refused(page, row):
    with pytest.raises(InputFaults):
        page.on_row({"id": row})


def test_english_shows_no_chinese_but_titles_of_sources(page):
    page.on_language({"lang": "en"})
    shown = [page.summary.state, page.card.state, page.chain.state, page.skill.sections, page.shares.frame]
    shown += [page.test.state]
    shown += [each.frame for each in page.rows.values()] + [each.state for each in page.choices.values()]
    shown += [row for row in page.table.rows if not row[0].startswith("finding/")]
    text = json.dumps(shown, ensure_ascii=False)
    assert [letter for letter in text if "\u4e00" <= letter <= "\u9fff"] == []


def test_chinese_shows_no_english_sentence_of_the_tables(page, case):
    cells = [cell for row in page.table.rows for cell in row[1:4]]
    english = {*case.evidence["finding"], *(row.label_en for row in case.parameters.values())}
    assert english & set(cells) == set()


def test_another_scenario_rests_on_its_own_effects(page):
    page.on_scenario({"id": "talent-first"})
    found = effects(open_world("talent-first"), MEMBERS).loc["mean_gain"].head(12)
    assert [row["key"] for row in page.rows["tornado"].frame["rows"]] == list(found.index)
    assert page.bar.state["chosen"] == "talent-first"
    assert page.share.bar.code == encode(load_scenario("talent-first"))
    page.reset()
    assert page.bar.state["chosen"] == "programme-2022"


def test_no_programme_is_not_offered_and_has_no_gain_where_its_code_asks_for_it(page):
    with pytest.raises(InputFaults, match="no-programme"):
        page.on_scenario({"id": "no-programme"})
    speak("zh")
    bare = Evidence(MEMBERS, code=encode(load_scenario("no-programme")))
    assert [each["id"] for each in bare.choices["outcome"].state["choices"]] == [
        "mean_income",
        "below_target",
    ]
    assert bare.outcome == "mean_income"


def test_a_wrong_code_is_told_and_the_programme_shown():
    mistyped = Evidence(MEMBERS, code="W5S1-0000")
    assert mistyped.bar.state["notice"]
    assert mistyped.bar.state["chosen"] == "programme-2022"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_taken_along_says_what_the_page_shows(page, lang):
    page.on_language({"lang": lang})
    tornado, survey, validation, overturned = page.sheets()
    assert len(tornado.rows) == len(page.effects())
    drawn_low, _, _, _, drawn_high = drawn(page.rows["tornado"])[0]
    assert [float(cell) for cell in tornado.rows[0][1:3]] == pytest.approx([drawn_low, drawn_high], abs=0.005)
    assert [row[0] for row in survey.rows] == [row["label"] for row in page.rows["survey"].frame["rows"]]
    assert len(validation.rows) == len(page.validated().parts())
    for sheet in (tornado, survey, validation, overturned):
        assert sheet.sentences
        assert all(len(row) == len(sheet.heads) for row in sheet.rows)
    page.share.on_file({"kind": "file", "key": "docx"})


def test_a_channel_that_nobody_has_named_yet_goes_by_its_name_in_the_equations():
    with speaking("zh"):
        assert channel_label("grants") == "项目资金"
    with speaking("en"):
        assert channel_label("grants") == "project money"
    with speaking("zh"):
        assert channel_label("market_days") == "market_days"
