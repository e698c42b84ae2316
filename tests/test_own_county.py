"""A county's own register, from the empty template to the pages: right answers from the first command on."""

import json
import re
import shlex

import numpy as np
import openpyxl
import pandas as pd
import pytest

from sim.apps.pages.lesson.stage import values_of
from sim.apps.pages.worlds import open_world
from sim.axes import CHANNELS
from sim.faults import InputFaults
from sim.figures.labels import column_labels, register_words
from sim.inputs.case import read_case
from sim.inputs.intake.registers import current_register, register_in_use
from sim.inputs.lessons import load_lessons
from sim.inputs.levers import load_levers, part_of
from sim.inputs.scenarios.codes.decoding import decode
from sim.inputs.scenarios.codes.encoding import encode
from sim.inputs.scenarios.files import load_scenario
from sim.inputs.scenarios.names import list_scenarios
from sim.inputs.villages import find_village, load_villages, place_names, register_columns
from sim.model.exposure import make_exposure
from sim.runs.provenance import case_content
from sim.runs.store import load_manifest, load_run
from sim.runs.versions import differences
from sim.words import speak, speaking
from tests.baotou import BAOTOU
from tests.county import county_file, county_table, page_text

CITED = re.compile(r"[^\s；]*《[^》]*》（\d{4}年）")  # who published a price: that is no number of ours
NAMED = BAOTOU.title[0]  # the programme in use is named wherever its levers and priors are, for any county
FOREIGN = re.compile("527|包头|模拟数据|模拟台账|全市|Baotou|synthetic")


def own(text):
    """What a page says of the county itself: its text without the name of the programme in use."""
    return text.replace(NAMED, "")


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("WULI_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("WULI_VILLAGES", raising=False)
    monkeypatch.delenv("WULI_AMOUNTS", raising=False)


@pytest.fixture
def county(tmp_path, wuli):
    """A county of 120 villages in use, its amounts by villages."""
    path = county_file(tmp_path, 120)
    assert wuli("villages", "use", path, "--amounts", "villages", "--place", "桃林县")[0] == 0
    return path


# --- what it receives -------------------------------------------------------------------------------------


def test_without_an_answer_nothing_is_used_and_the_question_names_each_answer_with_its_size(tmp_path, wuli):
    path = county_file(tmp_path, 120)
    status, said = wuli("villages", "use", path)
    assert (status, current_register()) == (2, None)
    assert all(
        each in said for each in ("--amounts villages", "population", "as-given", "0.2277", "527", "120")
    )
    status, said = wuli("compare", "--villages", path, "--members", 4)
    assert status == 2
    assert "--amounts villages" in said


@pytest.mark.parametrize("rule", ["villages", "population", "as-given"])
@pytest.mark.parametrize("name", ["county", "我 县（2021年）"])
def test_each_command_of_that_question_can_be_pasted_and_works(tmp_path, wuli, rule, name):
    path = county_file(tmp_path, 60, name=name)
    said = wuli("villages", "use", path, "--place", "桃林 县")[1]
    (line,) = [each.partition("#")[0].strip() for each in said.splitlines() if f"--amounts {rule}" in each]
    program, *arguments = shlex.split(line)
    assert program == "wuli"
    assert wuli(*arguments)[0] == 0
    register = register_in_use()
    assert (register.amounts, register.place) == (rule, "桃林 县")


@pytest.mark.parametrize("rule", ["villages", "population", "as-given"])
def test_amounts_are_shared_by_the_rule_that_was_said(tmp_path, wuli, rule):
    path = county_file(tmp_path, 120)
    assert wuli("villages", "use", path, "--amounts", rule)[0] == 0
    case, published = read_case(), load_levers()
    own = load_villages().table
    part = {
        "villages": 120 / 527,
        "population": case.register.table["population"].sum() / own["population"].sum(),
        "as-given": 1,
    }[rule]
    assert part_of(case.register) == pytest.approx(part, rel=1e-5)
    for name, lever in case.levers.items():
        share = 1 if lever.reach == "everyone" else part
        assert lever.amount == pytest.approx(share * published[name].amount, rel=1e-5)
        assert case.scenario.settings[name].amounts[0] == lever.amount
        assert lever.slider_max >= lever.amount
        assert (lever.portion, lever.unit_cost) == (published[name].portion, published[name].unit_cost)


def test_what_the_villages_get_in_all_is_the_countys_part(county):
    case, city = read_case(), read_case(villages="synthetic")
    money = [make_exposure(each).channels[0, CHANNELS.index("grants")].sum() for each in (case, city)]
    assert money[0] / money[1] == pytest.approx(120 / 527, rel=1e-5)
    assert make_exposure(case).cost.sum() / make_exposure(city).cost.sum() == pytest.approx(
        120 / 527, rel=1e-2
    )


def test_absolute_amounts_of_the_shipped_scenarios_are_shared_and_a_users_own_are_not(county, tmp_path):
    case = read_case("talent-first")
    assert case.scenario.settings["resident_staff"].amounts[0] == pytest.approx(736 * 120 / 527, rel=1e-5)
    reasons = {each.target: each.reason["zh"] for each in case.scenario.changes}
    assert "22.8%" in reasons["resident_staff"]
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        "title: {zh: 甲, en: A}\nquestion: {zh: 甲？, en: A?}\nbaseline: programme-2022\n"
        "set:\n  resident_staff: {amount: 50, reason: ours}\n"
        "  municipal_fiscal: {scale: 0.5, reason: half}\n",
        encoding="utf-8",
    )
    settings = read_case(mine).scenario.settings
    assert settings["resident_staff"].amounts[0] == 50
    assert settings["municipal_fiscal"].amounts[0] == pytest.approx(2150 * 120 / 527 / 2, rel=1e-5)


def test_the_programmes_own_register_receives_the_published_amounts():
    case = read_case(villages="synthetic")
    assert case.levers == load_levers()
    assert case.scenario.part == 1
    assert set(case_content(case)) == {"scenario", "parameters", "levers", "register"}


def test_what_was_said_of_a_file_is_remembered_and_another_answer_is_another_run(tmp_path, wuli):
    path = county_file(tmp_path, 60)
    assert wuli("villages", "use", path, "--amounts", "villages", "--place", "桃林县")[0] == 0
    assert wuli("villages", "use", "synthetic")[0] == 0
    kept = register_in_use(path)
    assert (kept.amounts, kept.place) == ("villages", "桃林县")
    other = register_in_use(f"{path}?amounts=as-given")
    contents = [case_content(read_case(villages=each)) for each in (path, f"{path}?amounts=as-given")]
    assert other.checksum == kept.checksum
    assert contents[0]["amounts"].startswith("villages")
    assert all(contents[0][key] != contents[1][key] for key in ("amounts", "levers", "scenario"))


def test_an_answer_on_the_command_line_holds_for_that_command(county, wuli):
    status, said = wuli("compare", "--villages", county, "--amounts", "as-given", "--members", 4)
    assert status == 0
    assert "as they stand" in said
    assert read_case().register.amounts == "villages"
    status, said = wuli("compare", "--villages", county, "--amounts", "twice")
    assert status == 2
    assert "as-given" in said


def test_a_code_says_that_it_was_made_for_another_place(county):
    scenario = read_case("talent-first").scenario
    levers = read_case().levers
    code = encode(scenario)
    assert decode(code, levers).settings == scenario.settings
    assert differences(code) == []
    there = differences(code, villages="synthetic")
    assert len(there) == 1
    assert "22.8 %" in there[0]
    assert (
        decode(code).settings == load_scenario("talent-first").settings
    )  # what it leaves alone is that place's
    assert "22.8 %" in differences(encode(load_scenario("talent-first")))[0]


# --- only the required columns --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("villages", "sizes"), [(1, {}), (3, {}), (20, {"town": 20}), (60, {"banner": 20}), (2000, {})]
)
def test_every_scenario_runs_on_a_register_without_lists(tmp_path, wuli, villages, sizes):
    path = county_file(tmp_path, villages, **sizes)
    assert wuli("villages", "use", path, "--amounts", "villages")[0] == 0
    for name in list_scenarios():
        case = read_case(name)
        channels = make_exposure(case).channels
        assert np.isfinite(channels).all()
        levered = sum(case.scenario.settings["leveraged_funds"].amounts[:1])
        assert channels[0, CHANNELS.index("levered")].sum() == pytest.approx(levered)


def test_what_is_not_changed_is_what_the_county_receives_and_not_what_was_published(county, wuli):
    status, said = wuli("scenarios", "show", "programme-2022")
    assert status == 0
    assert "2022 as it is shared out here" in said


def test_the_sum_of_the_lesson_comes_out_as_it_is_written(county):
    world = open_world("programme-2022", 8)
    said = values_of(world, load_lessons(world.case.programme).story("sum"))
    projects, paper = (float(said[name]) for name in ("projects", "paper"))
    assert round(projects * 100 * 0.07 / 120, 2) == paper


def test_what_stands_in_for_a_list_is_said_once(county, wuli):
    with speaking("en"):
        assert "29 lists are not in the register" in register_words(register_in_use())
    with speaking("zh"):
        assert "抽签排队6项" in register_words(register_in_use())
    with speaking("en"):
        assert register_words(load_villages()).count("lists") == 0


@pytest.mark.parametrize(
    "asked",
    [
        ("compare",), ("allocate",), ("village", "柳树村"), ("attribute", "--no-levers"), ("frontier",),
        ("backwards", "柳林树镇"), ("villages",),
    ],
)  # fmt: skip
def test_every_question_is_answered_and_says_on_what_it_rests(county, wuli, asked):
    status, said = wuli(*asked, *(("--members", 8) if asked != ("villages",) else ()))
    assert status == 0
    assert "22.8 %" in said
    assert "桃林县" in said


def test_a_rule_for_key_villages_is_refused_where_none_is_marked(county, wuli):
    status, said = wuli("allocate", "--key-first", "--members", 4)
    assert status == 2
    assert "marks no key village" in said


# --- names ------------------------------------------------------------------------------------------------


def test_names_stay_in_the_register_and_stand_for_the_codes(county):
    register = register_in_use()
    names = place_names(register)
    table = county_table(120).set_index("village_id")
    assert names.village[table.index[3]] == table["village_name"].iloc[3]
    assert set(names.banner.values()) == {"甲河县", "乙河县"}
    assert find_village(register.table, "柳树村") == table.index[0]
    with pytest.raises(InputFaults, match="柳树村"):
        find_village(register.table, "柳树")


def test_two_villages_of_one_name_are_asked_about(tmp_path, wuli):
    table = county_table(30)
    table.loc[20, "village_name"] = table.loc[0, "village_name"]
    table.to_csv(tmp_path / "twins.csv", index=False)
    assert wuli("villages", "use", tmp_path / "twins.csv", "--amounts", "villages")[0] == 0
    status, said = wuli("village", "柳树村", "--members", 4)
    assert status == 2
    assert table.loc[0, "village_id"] in said
    assert table.loc[20, "village_id"] in said
    label = place_names(register_in_use()).village[table.loc[20, "village_id"]]
    assert label == f"柳树村（{table.loc[20, 'township_name']}）"
    assert find_village(register_in_use().table, label) == table.loc[20, "village_id"]


def test_fill_keeps_names_and_draws_no_column_of_zeros(tmp_path, wuli):
    path = county_file(tmp_path, 20)
    assert wuli("villages", "fill", path, tmp_path / "whole.csv", "--all")[0] == 0
    whole = pd.read_csv(tmp_path / "whole.csv", dtype={"village_id": str})
    assert whole["village_name"].tolist() == county_table(20)["village_name"].tolist()
    figures = [each.column for each in register_columns() if each.kind != "text" and not each.required]
    drawn = [name for name in figures if name in whole]
    assert drawn
    assert all(whole[name].any() for name in drawn)
    assert not {"longitude", "latitude"} & set(drawn)
    assert wuli("villages", "use", tmp_path / "whole.csv", "--amounts", "villages")[0] == 0
    assert wuli("compare", "--members", 4)[0] == 0


# --- the whole way ----------------------------------------------------------------------------------------


def test_a_template_with_only_the_required_columns_filled_in_leads_to_a_run(tmp_path, wuli):
    assert wuli("template", "ours.xlsx", "--lang", "zh")[0] == 0
    book = openpyxl.load_workbook(tmp_path / "ours.xlsx")
    sheet, table = book.worksheets[0], county_table(120)
    with speaking("zh"):
        labels = dict(zip(table, column_labels(table), strict=True))
    heads = {re.split("[（(]", str(cell.value))[0].strip(): cell.column for cell in sheet[1]}
    for name, label in labels.items():
        for row, value in enumerate(table[name], start=2) if label in heads else ():
            sheet.cell(row, heads[label], value)
    for column in sorted((heads[each] for each in heads if each not in labels.values()), reverse=True):
        sheet.delete_cols(column)
    book.save(tmp_path / "ours.xlsx")
    status, said = wuli("check", "ours.xlsx")
    assert status == 0, said
    assert wuli("villages", "use", "ours.xlsx", "--amounts", "villages", "--place", "桃林县")[0] == 0
    assert len(register_in_use().table) == 120
    assert register_in_use().table["village_name"].iloc[0] == "柳树村"
    status, said = wuli("run", "talent-first", "--members", 8, "--outputs", "out", "--lang", "zh")
    assert status == 0, said
    folder = next((tmp_path / "out").glob("talent-first-*"))
    report = re.sub(
        '<style.*?</style>|<svg.*?</svg>|src="data:[^"]*"',
        "",
        (folder / "report.html").read_text("utf-8"),
        flags=re.S,
    )
    body = re.sub("<[^>]+>", " ", report)
    assert FOREIGN.findall(own(CITED.sub("", body))) == []
    assert "桃林县得到其中的22.8%" in body
    about = load_manifest(folder)
    assert about["inputs"]["amounts"].startswith("villages 0.2277")
    assert about["inputs"]["place"] == "桃林县"
    again = load_run(folder).result.case
    assert again.levers["resident_staff"].amount == pytest.approx(436 * 120 / 527, rel=1e-5)
    assert json.dumps(about["parameters"], ensure_ascii=False).count("amounts=villages") == 1


def test_no_page_speaks_of_another_place(county):
    from sim.apps.pages.allocation.page import AllocationPage
    from sim.apps.pages.lesson.page import LessonPage
    from sim.apps.pages.one_village.page import OneVillage
    from sim.apps.pages.overview.page import Overview
    from sim.apps.pages.what_if.page import WhatIf

    for page in (WhatIf, Overview, OneVillage, AllocationPage, LessonPage):
        with speaking("zh"):
            shown = page_text((page(8) if page is not LessonPage else page()).layout)
        assert FOREIGN.findall(own(shown)) == [], page
        assert "按村数折算，桃林县得到其中的22.8%" in shown, page
    speak("zh")
    assert "桃林县120个嘎查村" in page_text(WhatIf(8).layout)
    speak("zh")
    village = page_text(OneVillage(8).layout)
    assert "柳树村" in village
    assert "柳林树镇" in village
