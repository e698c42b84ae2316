"""`wuli start`: a small county's names, townships and total income, from the file to the report."""

import csv
import os
from dataclasses import replace

import openpyxl
import pytest

from sim.analysis.compare import rank_shares
from sim.commands import start
from sim.faults import InputFaults
from sim.figures.labels import case_stand_in_rows, register_words, usual_stand_in_rows
from sim.inputs.case import cases_of, read_case, read_cases
from sim.inputs.intake.imputation import drawn_columns, fill_register, whole_register
from sim.inputs.intake.registers import check_register, current_register, register_in_use
from sim.inputs.lessons import load_lessons
from sim.inputs.levers import levers_of, load_levers
from sim.inputs.programme import based, in_use, load_programme
from sim.inputs.scenarios.codes.encoding import encode
from sim.inputs.scenarios.files import load_scenario
from sim.inputs.scenarios.names import list_scenarios
from sim.inputs.studies import load_study
from sim.inputs.villages import with_year, year_of
from sim.runs.ensemble import make_results
from sim.runs.execute import year_of as year_of_job
from sim.runs.job import Job
from sim.words import said_in, say, speaking
from tests.county import FIRST, SECOND, use_register

HEAD = ["村名", "乡镇", "集体经济总收入（万元）"]


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("WULI_HOME", str(tmp_path / "home"))
    for name in ("WULI_VILLAGES", "WULI_AMOUNTS", "WULI_BASE_YEAR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def no_reports(monkeypatch):
    """Runs no notebook: what is asked of `wuli start` is which scenarios it runs and what it says."""
    asked = []

    def run(plan):
        scenarios = [each.source for each in plan.study.variants]
        asked.append((scenarios, plan.study.members, in_use().base_year))
        return [], 0

    from sim.commands import run as running

    monkeypatch.setattr(running, "executed", run)
    return asked


def village(k):
    return FIRST[k % 16] + SECOND[k // 16 % 10] + "东西"[k // 160] + "村"


def county(folder, villages, name="桃林县.csv", head=HEAD, last=lambda k: 3 + k * 7 % 23 / 2, town=12):
    """A register of names, townships and total income alone."""
    path = folder / name
    rows = [[village(k), f"{FIRST[k // town % 16]}河镇", last(k)] for k in range(villages)]
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in [head, *rows, ["合计", "", sum(row[2] for row in rows)]]:
            book.active.append(row)
        book.save(path)
        return path
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    return path


# --- names, townships and total income are enough --------------------------------------------------------


@pytest.mark.parametrize(
    ("villages", "name", "head", "factor"),
    [
        (12, "a.csv", HEAD, 1), (40, "b.xlsx", ["行政村", "苏木乡镇", "2021年村集体经济收入(元)"], 1e4),
        (60, "c.csv", ["village", "township", "total income (yuan)"], 1e4), (300, "d.xlsx", HEAD, 1),
        (1, "e.csv", HEAD, 1),
    ],
)  # fmt: skip
def test_every_scenario_runs_on_names_townships_and_total_income(tmp_path, villages, name, head, factor):
    path = county(tmp_path, villages, name, head, lambda k: (3 + k * 7 % 23 / 2) * factor)
    taken, full = start.whole(path, {}, "桃林县")
    assert taken.open == []
    table = taken.table
    streams = table[["operating", "contracts", "investment", "subsidy"]].sum(axis=1)
    assert sorted(streams.round(3)) == sorted(3 + k * 7 % 23 / 2 for k in range(villages))
    register = start.kept(taken, {"banner_id": "桃林县"}, "", "", {})
    assert register.amounts == "villages"
    assert set(full.drawn) == set(drawn_columns(register.table))
    results, _ = make_results(members=4)
    assert [each.case.scenario.id for each in results] == list_scenarios()
    assert rank_shares(results).shape[0] == len(results)


def test_income_of_nothing_and_income_unknown_are_drawn_from_as_they_are(tmp_path):
    path = county(tmp_path, 24, last=lambda k: "" if k == 3 else 0 if k % 4 == 0 else 6)
    taken, _ = start.whole(path, {}, "")
    table = taken.table.set_index("village_name")
    streams = table[["operating", "contracts", "investment", "subsidy"]].sum(axis=1)
    assert streams[village(0)] == 0
    assert streams[village(1)] == pytest.approx(6, abs=1e-3)
    assert streams[village(3)] > 0  # as like villages earn


def test_what_is_drawn_never_contradicts_what_is_known(tmp_path):
    path = county(tmp_path, 24, head=["村名", "乡镇", "户数"], last=lambda k: 9000 + k)
    table = start.whole(path, {}, "")[0].table
    assert (table["population"] >= table["households"]).all()
    assert table["households"].min() == 9000


def test_a_known_stream_above_the_total_is_told_on_its_cell_and_nothing_is_drawn(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "村名,乡镇,县区,经营收入（万元）,集体经济总收入（万元）\n柳村,甲镇,乙县,5,4\n槐村,甲镇,乙县,3,4\n",
        "utf-8",
    )
    taken, full = whole_register(path)
    assert [(each.kind, each.row, each.field) for each in taken.open] == [("above", 2, "operating")]
    assert (taken.table, full) == (None, None)


def test_villages_with_a_resident_team_are_the_key_ones_where_no_column_says_which(tmp_path):
    lines = [f"{village(k)},甲镇,乙县,{k},{2 * (k < 3)}" for k in range(9)]
    head = "村名,乡镇,县区,集体经济总收入（万元）,驻村人员"
    (tmp_path / "a.csv").write_text("\n".join([head, *lines]), "utf-8")
    taken, full = whole_register(tmp_path / "a.csv")
    assert taken.open == []
    assert (taken.table["key_village"].sum(), "key_village" in full.drawn) == (3, False)


def test_a_second_fill_keeps_the_marks_of_the_first(tmp_path):
    first = fill_register(county(tmp_path, 12), answers={"banner_id": "桃林县"})
    first.table.drop(columns="households").to_csv(tmp_path / "again.csv", index=False)
    second = fill_register(tmp_path / "again.csv")
    assert second.drawn == ("households",)
    assert set(drawn_columns(second.table)) == set(first.drawn)


# --- one step --------------------------------------------------------------------------------------------


def test_start_says_what_it_decided_and_one_line_for_each_lever_without_a_list(tmp_path, wuli, no_reports):
    status, said = wuli("start", county(tmp_path, 12), "--members", 7, "--no-open")
    assert status == 0
    assert no_reports == [(["programme-2022", "no-programme"], 7, 2021)]
    assert "were drawn, not counted" in said
    assert "taken as one, called “桃林县”" in said
    assert "--amounts as-given (1)" in said
    assert "--amounts population" not in said  # people who were drawn share out nothing
    levers = load_levers()
    lines = [line for line in said.splitlines() if "the register has no column" in line]
    assert len(lines) == len(usual_stand_in_rows(register_in_use())) == 29
    (line,) = [line for line in lines if levers["tourism_staff"].label_en in line]
    assert "'key tourism village'; handed out evenly: who has it is not known" in line


def test_start_again_changes_nothing_and_asks_nothing_that_was_said(tmp_path, wuli, no_reports):
    path = county(tmp_path, 12)
    assert wuli("start", path, "--amounts", "as-given", "--place", "乙县")[0] == 0
    first = register_in_use()
    status, said = wuli("start", path)
    again = register_in_use()
    assert (status, first.checksum, first.amounts, first.place) == (
        0,
        again.checksum,
        again.amounts,
        again.place,
    )
    assert "To change that" not in said


def test_start_asks_what_it_cannot_decide_and_leaves_everything_as_it_is(tmp_path, wuli, no_reports):
    path = county(tmp_path, 12, head=["村名", "乡镇", "集体经济总收入"], last=lambda k: 52000 + k)
    status, said = wuli("start", path)
    assert (status, current_register(), no_reports) == (2, None, [])
    assert "--answer income=yuan" in said
    assert "columns are missing" not in said
    assert wuli("start", path, "--answer", "income=yuan")[0] == 0
    assert wuli("start", path, "--amounts", "half")[0] == 2
    assert wuli("start", path, "--members", "0")[0] == 2


def test_a_whole_register_is_used_as_it_is(tmp_path, wuli, no_reports):
    from tests.county import county_file

    assert wuli("start", county_file(tmp_path, 24), "--place", "桃林县")[0] == 0
    assert drawn_columns(register_in_use().table) == ()


def test_reports_and_tables_list_the_levers_of_the_scenario_itself(tmp_path):
    start.kept(start.whole(county(tmp_path, 12), {}, "")[0], {}, "", "", {})
    rows = {name: said_in("en", case_stand_in_rows, read_case(name)) for name in list_scenarios()}
    assert rows["no-programme"] == []
    assert len(rows["programme-2022"]) == 29
    assert len(rows["weakest-first"]) < 29  # it serves the weakest by itself
    assert all(each.reason for each in rows["programme-2022"])
    assert case_stand_in_rows(read_case(villages="synthetic")) == []
    with speaking("zh"):
        chinese = case_stand_in_rows(read_case())
    assert all(not each.reason.isascii() for each in chinese)


# --- base years ------------------------------------------------------------------------------------------

YEAR_2025 = ["村名", "乡镇", "2025年集体经济总收入（万元）"]


@pytest.mark.parametrize(
    "header",
    ["operating_2021", "2021年经营收入", "经营收入（2021年）", "经营收入", "operating"],
)
def test_headers_with_and_without_the_base_year_are_understood(tmp_path, header):
    names = [header, *(header.replace("operating", each).replace("经营收入", zh) for each, zh in
             (("contracts", "发包收入"), ("investment", "投资收益"), ("subsidy", "补助收入")))]  # fmt: skip
    lines = [
        ",".join(["村名", "乡镇", "县区", *names]),
        *(f"{village(k)},甲镇,乙县,{k},1,1,2" for k in range(9)),
    ]
    (tmp_path / "a.csv").write_text("\n".join(lines), "utf-8")
    taken, full = whole_register(tmp_path / "a.csv")
    assert taken.open == []
    assert not {"operating", "contracts", "investment", "subsidy"} & set(full.drawn)
    assert list(taken.table["operating"]) == list(range(9))


@pytest.mark.parametrize("header", ["income_2021", "2021年总收入", "总收入"])
def test_total_income_with_and_without_the_base_year_is_understood(tmp_path, header):
    taken, _ = start.whole(county(tmp_path, 9, head=["村名", "乡镇", header]), {}, "")
    assert taken.open == []
    assert year_of(taken.table["origin"], "") == 2021


def later(tmp_path):
    """A county with the accounts of 2025, in use."""
    answers = {"year": "2025"}
    taken, _ = start.whole(county(tmp_path, 12, head=YEAR_2025), answers, "")
    return start.kept(taken, answers, "", "", {})


def test_accounts_of_another_year_are_asked_about(tmp_path):
    taken, full = start.whole(county(tmp_path, 12, head=YEAR_2025), {}, "")
    assert [each.kind for each in taken.open] == ["year_other"]
    assert full is None


def test_a_register_of_2025_runs_from_2026_on(tmp_path):
    register = later(tmp_path)
    assert register.base_year == 2025
    cases = read_cases(list_scenarios())
    assert {(each.scenario.years[0], each.scenario.years[-1]) for each in cases} == {(2026, 2034)}
    assert {each.programme.base_year for each in cases} == {2025}
    assert {each.programme.published for each in cases} == {2022}
    stopped = next(each.scenario for each in cases if each.scenario.id == "stop-after-two")
    amounts = stopped.settings["cadre_training"].amounts
    assert (all(amounts[:2]), any(amounts[2:])) == (True, False)  # two years, as it says
    assert (in_use().base_year, read_case(villages="synthetic").scenario.years[0]) == (2021, 2022)


def test_the_first_years_are_those_of_the_same_register_without_a_year_but_for_luck(tmp_path):
    register, year = later(tmp_path), slice(0, 1)
    moved = read_case().scenario.settings
    same = use_register(_without_year(tmp_path, register), {}, "villages", "桃林县")
    assert same.base_year == 2021
    assert {n: s.amounts[year] for n, s in read_case().scenario.settings.items()} == {
        n: s.amounts[year] for n, s in moved.items()
    }


def _without_year(folder, register):
    path = folder / "same.csv"
    register.table.assign(origin="user").to_csv(path, index=False)
    return path


def test_the_year_stays_with_the_file_wherever_it_goes(tmp_path):
    register = later(tmp_path)
    register.table.to_csv(tmp_path / "copy.csv", index=False)
    assert check_register(tmp_path / "copy.csv").open == []
    assert use_register(tmp_path / "copy.csv", None, "villages", "x").base_year == 2025
    filled = fill_register(county(tmp_path, 12, head=YEAR_2025), answers={"year": "2025", "banner_id": "x"})
    assert year_of(filled.table["origin"], "") == 2025
    assert set(drawn_columns(filled.table)) == set(filled.drawn)


def test_pages_and_registers_say_the_registers_year(tmp_path, wuli):
    register = later(tmp_path)
    assert "Its figures are of 2025" in register_words(register)
    assert "Its figures are of 2021" in register_words(read_case(villages="synthetic").register)
    with based(register.base_year):
        assert (say("figure_start"), os.environ["WULI_BASE_YEAR"]) == ("2025 (start)", "2025")
        published = load_lessons(in_use()).story("spread").reasons[2].words
        assert "2021" in published.said()
        assert "2025" not in published.said()
    assert say("figure_start") == "2021 (start)"
    assert "mean income 2025" in wuli("villages")[1]
    assert "2026–2034" in wuli("scenarios", "show", "programme-2022")[1]
    assert "mean income 2021" in wuli("villages", "use", "synthetic")[1] + wuli("villages")[1]


def test_a_file_that_begins_before_the_register_is_refused_with_the_years_that_can_be(tmp_path, wuli):
    later(tmp_path)
    own = tmp_path / "mine.yaml"
    own.write_text(
        "title: mine\nquestion: q\nbaseline: programme-2022\nyears: [2022, 2030]\nset: {}\n", "utf-8"
    )
    status, said = wuli("compare", own, "--members", 4)
    assert status == 2
    assert "2026" in said
    own.write_text(
        "title: mine\nquestion: q\nbaseline: programme-2022\nyears: [2026, 2030]\nset: {}\n", "utf-8"
    )
    assert wuli("compare", own, "--members", 4)[0] == 0


def test_a_study_and_a_code_keep_to_the_years_of_their_register(tmp_path):
    register = later(tmp_path)
    assert {each.scenario.years[0] for each in load_study("people-or-yield").variants} == {2026}
    with based(register.base_year):
        scenario = read_case("stop-after-two").scenario
        again = load_scenario(encode(scenario), levers_of(register))
    assert (again.years, again.settings) == (scenario.years, scenario.settings)
    with based(2030):
        assert encode(scenario) == ""  # it begins before there


def test_a_run_is_made_in_the_year_of_its_register_wherever_it_is_made(tmp_path):
    register = later(tmp_path)
    path = str(current_register())
    job = Job("x", "x", tmp_path, {"villages": path}, tmp_path, {}, {})
    assert (year_of_job(job), year_of_job(replace(job, parameters={"villages": "synthetic"}))) == (2025, 0)
    assert register.base_year == 2025


def test_a_scenario_read_for_another_register_is_not_mixed_in_silently(tmp_path):
    register, scenario = later(tmp_path), load_scenario("programme-2022")
    with pytest.raises(InputFaults, match="2025"):
        cases_of([scenario], register)


def test_a_register_of_several_years_is_refused(tmp_path):
    table = later(tmp_path).table
    mixed = table.assign(origin=["user", *table["origin"][1:]])
    with pytest.raises(InputFaults, match="2021, 2025"):
        year_of(mixed["origin"], "a.csv")
    assert with_year(with_year("user; drawn: a", 2025), load_programme().base_year) == "user; drawn: a"
