"""Scenario files as a keyboard, an editor or a spreadsheet leaves them: each sign named, or read and said."""

# ruff: noqa: E501  (a file and what is said of it stand in one line each)

from __future__ import annotations

import re

import pytest

from sim.faults import InputFaults
from sim.inputs import studies
from sim.inputs.case import beyond_measure
from sim.inputs.levers import load_levers
from sim.inputs.scenarios.files import load_scenario, resolved_text, save_scenario
from sim.inputs.scenarios.names import FILE, STUDY, proposals, usual_names
from sim.inputs.scenarios.resolve import change
from sim.inputs.scenarios.scenario import Tables

HEAD = "title: {zh: 多派人, en: More people}\nquestion: {zh: 会怎样？, en: What then?}\nbaseline: programme-2022\n"
LATIN = re.compile(r"[A-Za-z]{4,}")


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Writes a scenario file in a folder of its own, in English unless a test says otherwise."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WULI_LANG", "en")

    def written(body, head=HEAD, encoding="utf-8"):
        path = tmp_path / "mine.yaml"
        path.write_bytes((head + body).encode(encoding))
        return path

    return written


def refused(path):
    with pytest.raises(InputFaults) as caught:
        load_scenario(path, villages=["V001", "V002"])
    return str(caught.value).splitlines()


def amounts(path, lever):
    return load_scenario(path).settings[lever].amounts


def told(path):
    return [note.text() for note in load_scenario(path).notes]


# --- the sign is named -----------------------------------------------------------------------------------

SIGNS = {
    "wide colon behind a top key": ("set：\n  grids: {amount: 3, reason: r}\n", ["mine.yaml:4: column 4: '：' is a full-width sign; write ': '"]),
    "wide colon in braces": ("set:\n  grids: {amount：700, reason: r}\n", ["mine.yaml:5: column 17: '：' is a full-width sign; write ': '"]),
    "wide comma before a key": ("set:\n  grids: {amount: 700，reason: r}\n", ["mine.yaml:5: column 22: '，' is a full-width sign; write ', '"]),
    "wide comma in a list": ("years: [2022，2026]\n", ["mine.yaml:4: column 13: '，' is a full-width sign; write ', '"]),
    "pause comma between villages": ("set:\n  grids: {targeting: [V001、V002], reason: r}\n", ["mine.yaml:5: column 27: '、' is a full-width sign; write ', '"]),
    "wide braces": ("set:\n  grids: ｛amount: 700, reason: r｝\n", ["mine.yaml:5: column 10: '｛' is a full-width sign; write '{'", "mine.yaml:5: column 33: '｝' is a full-width sign; write '}'"]),
    "no space behind a colon": ("set:\n  grids: {amount:700, reason: r}\n", ["mine.yaml:5: column 17: put a space after the colon of 'amount'"]),
    "tab": ("set:\n\tgrids: {amount: 700, reason: r}\n", ["mine.yaml:5: column 1: indented with a tab; use spaces"]),
    "wide space": ("set:\n\u3000\u3000grids: {amount: 700, reason: r}\n", ["mine.yaml:5: column 1: indented with a wide or non-breaking space; use plain spaces"]),
    "curly quotes around a colon": ("set:\n  grids:\n    amount: 700\n    reason: “first: more”\n", ["mine.yaml:7: column 13: '“' does not quote; use plain ' or \""]),
    "colon in a reason": ("set:\n  grids:\n    amount: 700\n    reason: first: more\n", ["mine.yaml:7: not valid YAML (column 18: a second colon; put text with a colon in quotes: reason: 'first: more')"]),
    "comma in a reason": ("set:\n  grids: {amount: 700, reason: more grids, sooner}\n", ["mine.yaml:5: the comma before 'sooner' ends 'reason' here; put text with commas in quotes, and write numbers without thousands commas"]),
    "thousands comma": ("set:\n  grids: {amount: 3,000, reason: r}\n", ["mine.yaml:5: the comma before '0' ends 'amount' here; put text with commas in quotes, and write numbers without thousands commas"]),
    "open quote": ("set:\n  grids: {amount: 700, reason: 'more}\n", ["mine.yaml:5: not valid YAML (column 32: this quote is never closed; add the other one)"]),
    "open brace": ("set:\n  grids: {amount: 700, reason: r\n  careers: 3\n", None),
    "per cent before the number": ("set:\n  grids: {scale: %50, reason: r}\n", ["mine.yaml:5: not valid YAML (column 18: no text may begin with '%'; put it in quotes)"]),
    "at sign": ("set:\n  grids: {amount: 3, reason: @home}\n", ["mine.yaml:5: not valid YAML (column 30: no text may begin with '@'; put it in quotes)"]),
    "star": ("set:\n  grids: {amount: 3, reason: *more}\n", None),
    "second document": ("set: {}\n---\nset: {}\n", ["mine.yaml:5: not valid YAML (column 1: '---' begins a second document; one file holds one: delete the sign or make two files)"]),
    "indentation": ("set:\n  grids:\n     amount: 3\n    reason: r\n", ["mine.yaml:7: not valid YAML (column 5: indented differently from its neighbours; align lines of one level)"]),
    "bell": ("set:\n  grids: {amount: 3, reason: a\u0007b}\n", ["mine.yaml:5: column 31: an invisible control character (U+0007); delete it"]),
    "other number base": ("set:\n  grids: {amount: 0x1F, reason: r}\n", ["mine.yaml:5: '0x1F' is not decimal; write the number in decimal digits"]),
    "clock": ("set:\n  grids: {amount: 12:30, reason: r}\n", ["mine.yaml:5: 'grids.amount' is '12:30'; it should be a number of 0 or more, with or without its unit"]),
    "half a thousand": ("set:\n  grids: {amount: '1,5', reason: r}\n", ["mine.yaml:5: 'grids.amount' is '1,5'; it should be a number of 0 or more, with or without its unit"]),
    "squared": ("set:\n  grids: {amount: 5², reason: r}\n", ["mine.yaml:5: 'grids.amount' is '5²'; it should be a number of 0 or more, with or without its unit"]),
    "per cent of an amount": ("set:\n  grids: {amount: 50%, reason: r}\n", ["mine.yaml:5: 'grids.amount' is '50%'; an amount has no per cent: write a number, or use scale (50% is scale: 0.5)"]),
    "money for people": ("set:\n  resident_staff: {amount: 600 万元, reason: r}\n", ["mine.yaml:5: 'resident_staff.amount' has the wrong unit '万元'; allowed: person, 人, 名, 位, 个人, people, 万人"]),
    "empty amount": ("set:\n  grids: {amount: , reason: r}\n", ["mine.yaml:5: 'grids.amount' is empty; write a number of 0 or more"]),
    "year twice": ("set:\n  grids: {amount: {2024: 3, '2024': 5}, reason: r}\n", None),
    "span backwards": ("set:\n  grids: {amount: {2026-2024: 3}, reason: r}\n", ["mine.yaml:5: 'grids.amount' names '2026-2024', which ends before it begins; swap the two years"]),
    "village alone": ("set:\n  grids: {targeting: B12, reason: r}\n", None),
    "tag": ("set: !!python/name:os.system\n", ["mine.yaml:4: the tag '!python/name:os.system' is not used here; delete it and write the content alone"]),
    "version line": ("", None),
}  # fmt: skip


@pytest.mark.parametrize("slip", [name for name, (_, expected) in SIGNS.items() if expected])
def test_a_sign_that_stops_a_file_is_named_with_line_column_and_cure(write, slip):
    body, expected = SIGNS[slip]
    assert refused(write(body)) == expected


@pytest.mark.parametrize("slip", SIGNS)
def test_no_english_of_the_parser_stands_in_a_chinese_message(write, monkeypatch, slip):
    monkeypatch.setenv("WULI_LANG", "zh")
    head = "%YAML 1.1\n---\n" + HEAD if slip == "version line" else HEAD
    for line in refused(write(SIGNS[slip][0], head)):
        said = line.partition(": ")[2].replace("YAML", "")
        known = {"amount", "scale", "reason", "grids", "resident_staff", "first", "more", "sooner", "person", "people",
                 "python", "system", "targeting", "careers", "register", "even", "weakest_first", "random", "name"}  # fmt: skip
        english = [word for word in re.findall(r"[A-Za-z_]{4,}", said) if word not in known]
        assert re.search("[\u4e00-\u9fff]", said), line
        assert set(english) <= {*load_levers(), "strongest_first", "key_villages"}, line


def test_every_wide_sign_of_a_file_is_told_at_once(write):
    lines = refused(write("set：\n  grids： {amount： 7， reason： r}\n"))
    assert [line.split(":")[1:3] for line in lines] == [
        ["4", " column 4"], ["5", " column 8"], ["5", " column 17"], ["5", " column 20"], ["5", " column 28"],
    ]  # fmt: skip


def test_wide_signs_inside_a_text_are_words(write):
    path = write("set:\n  grids: {amount: 7, reason: 先派人，再给钱：两样都要；“试一试”}\n")
    assert load_scenario(path).changes[0].reason == "先派人，再给钱：两样都要；“试一试”"


# --- what can be read in one way is read, and said -------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "lever", "expected", "note"),
    [
        ("grids: {amount: {'2024': 700}, reason: r}", "grids", {2023: 2951, 2024: 700}, None),
        ("grids: {amount: {2024年: 700}, reason: r}", "grids", {2023: 2951, 2024: 700}, "'2024年' in 'grids.amount' was read as from 2024 on"),
        ("grids: {amount: {2024-01-01: 700}, reason: r}", "grids", {2023: 2951, 2024: 700}, "'2024-01-01' in 'grids.amount' was read as from 2024 on"),
        ("grids: {amount: {2024-2026: 700}, reason: r}", "grids", {2023: 2951, 2024: 700, 2026: 700, 2027: 2951}, "'2024-2026' in 'grids.amount' was read as 2024 to 2026, and as in the baseline afterwards"),
        ("grids: {amount: ７００, reason: r}", "grids", {2022: 700}, "'grids.amount': '７００' was read as 700"),
        ("grids: {amount: '７，０００', reason: r}", "grids", {2022: 7000}, "'grids.amount': '７，０００' was read as 7000"),
        ("grids: {scale: 50%, reason: r}", "grids", {2022: 1475.5}, "'grids.scale': '50%' was read as a factor of 0.5"),
        ("grids: {scale: 百分之50, reason: r}", "grids", {2022: 1475.5}, "'grids.scale': '百分之50' was read as a factor of 0.5"),
        ("基础网格: {amount: 700, reason: r}", "grids", {2022: 700}, "'基础网格' was read as grids"),
        ("Village governance grids: {amount: 700, reason: r}", "grids", {2022: 700}, "'Village governance grids' was read as grids"),
        ("驻村人员: {amount: 0.05万人, reason: r}", "resident_staff", {2022: 500}, "'驻村人员' was read as resident_staff"),
        ("municipal_fiscal: {amount: 0.2亿, reason: r}", "municipal_fiscal", {2022: 2000}, None),
        ("municipal_fiscal: {amount: 3千万元, reason: r}", None, None, None),
    ],
)  # fmt: skip
def test_a_certain_reading_is_taken_and_said(write, body, lever, expected, note):
    path = write(f"set:\n  {body}\n")
    if lever is None:
        assert load_scenario(path).settings["municipal_fiscal"].amounts[0] == 3000
        return
    years = load_scenario(path).years
    found = dict(zip(years, amounts(path, lever), strict=True))
    programme = load_levers()["grids"].amount
    assert {year: found[year] for year in expected} == {
        year: programme if amount == 2951 else programme / 2 if amount == 1475.5 else amount
        for year, amount in expected.items()
    }
    assert told(path) == ([f"mine.yaml:5: {note}"] if note else [])


@pytest.mark.parametrize("encoding", ["gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_another_encoding_is_read_and_said(write, encoding):
    path = write("set:\n  grids: {amount: 700, reason: 多设网格}\n", encoding=encoding)
    assert load_scenario(path).changes[0].reason == "多设网格"
    (note,) = told(path)
    assert "was read as" in note
    assert "UTF-8" in note


def test_years_as_a_span_are_the_horizon(write):
    path = write("years: 2022-2026\n")
    assert load_scenario(path).years == (2022, 2023, 2024, 2025, 2026)
    assert told(path) == ["mine.yaml:4: years '2022-2026' was read as [2022, 2026]"]


def test_a_misspelt_label_is_answered_with_the_nearest_in_both_languages(write):
    assert refused(write("set:\n  驻村第一书记和工作人员: {amount: 5, reason: r}\n")) == [
        "mine.yaml:5: unknown lever '驻村第一书记和工作人员'; did you mean '驻村第一书记和工作队员 (resident_staff)'?"
    ]
    assert refused(write("set:\n  Village governence grid: {amount: 5, reason: r}\n")) == [
        "mine.yaml:5: unknown lever 'Village governence grid'; did you mean 'Village governance grids (grids)'?"
    ]


def test_a_name_that_fits_several_levers_is_asked_about():
    found = [
        thing for thing, _ in proposals("lever", "贷款", Tables.read(None, None, None).selector_labels())
    ]
    assert {"bank_loans", "credit_loans"} <= set(found)


def test_handouts_are_known_by_their_label(write):
    path = write("set:\n  career_staff: {targeting: 薄弱村优先, reason: r}\n")
    assert load_scenario(path).settings["career_staff"].targeting == "weakest_first"
    assert told(path) == ["mine.yaml:5: '薄弱村优先' was read as weakest_first"]


CHINESE = """\
标题: 多派选调生
研究问题: 选调生多一倍，弱村会怎样？
基线: programme-2022
年度: 2022-2026
设置:
  选调生: {人数: 88, 依据: 先试两年, 对象: 薄弱村优先}
参数:
  yield_rate: {下限: 0.04, 上限: 0.08, 分布: uniform, 说明: 本地的行情}
"""


def test_a_file_whose_fields_are_all_chinese_is_the_english_one(write):
    found = load_scenario(write("", CHINESE))
    assert found.title == {"zh": "多派选调生", "en": "多派选调生"}
    assert found.years == tuple(range(2022, 2027))
    assert found.baseline == "programme-2022"
    assert found.settings["selected_graduates"].amounts[0] == 88
    assert found.settings["selected_graduates"].targeting == "weakest_first"
    assert found.parameters["yield_rate"].given["high"] == 0.08
    assert [note.text().partition(": ")[2] for note in found.notes if "fields" in note.text()] == [
        "fields were read as: 标题 = title, 研究问题 = question, 基线 = baseline, 年度 = years, 设置 = set, "
        "人数 = amount, 依据 = reason, 对象 = targeting, 参数 = parameters, 下限 = low, 上限 = high, "
        "分布 = distribution, 说明 = reason"
    ]


def test_a_chinese_file_is_saved_back_with_what_was_moved(write):
    path = write("", CHINESE)
    now = load_scenario(path)
    save_scenario(change(now, {"grids": {"amount": 9, "reason": "few"}}), path)
    again = load_scenario(path)
    assert again.settings["grids"].amounts[0] == 9
    assert again.settings["selected_graduates"] == now.settings["selected_graduates"]


@pytest.mark.parametrize(
    ("field", "near"),
    [("数理", "数量 (amount)"), ("金颔", "金额 (amount)"), ("发放对像", "发放对象 (targeting)")],
)
def test_a_slip_in_a_chinese_field_is_answered_with_the_nearest(write, field, near):
    lines = refused(write(f"set:\n  career_staff: {{{field}: 5, reason: r}}\n"))
    assert f"mine.yaml:5: unknown field '{field}'; did you mean '{near}'?" in lines


def test_a_chinese_and_an_english_name_of_one_field_are_that_field_twice(write):
    lines = refused(write("set:\n  career_staff: {amount: 5, 数量: 6, reason: r}\n"))
    assert lines == ["mine.yaml:5: 'amount' stands here again after line 5; delete one of the two"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("标题： 甲\n问题： 乙，丙\n", ["1", "2"]),  # the parser takes the whole for one text
        (
            "标题: 甲\n问题: 乙\n设定:\n  某杠杆：{数量：3，理由：好}\n",
            ["4"] * 4,
        ),  # and this for the text of `set`
        ("标题: 甲\n问题: 乙\n设定:\n  某杠杆：\n    数量: 3\n    理由: 好\n", ["4"]),
        ("标题: 甲\n问题: 乙\n设定:\n  培训:\n    比例：2\n    理由：好\n", ["5", "6"]),
    ],
)
def test_wide_signs_are_told_at_their_own_line_whatever_the_parser_makes_of_them(write, text, places):
    lines = refused(write("", text))
    assert [line.split(":")[1] for line in lines] == places
    assert all("is a full-width sign; write '" in line for line in lines)


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ("{2022: 100, never: 0}", "'grids.amount' names a year 'never' that is not understood"),
        ("{1900: 3}", "'grids.amount' names the year 1900, outside the horizon; allowed: 2022 to 2030"),
        ("{-1: 3}", "'grids.amount' names a year '-1' that is not understood"),
        ("{true: 3}", "'grids.amount' names a year 'True' that is not understood"),
        ("{2022.5: 3}", "'grids.amount' names a year '2022.5' that is not understood"),
    ],
)
def test_a_year_that_is_none_of_the_horizon_is_one_clear_line(write, years, expected):
    (line,) = refused(write(f"set:\n  grids: {{amount: {years}, reason: r}}\n"))
    assert line.startswith(f"mine.yaml:5: {expected}")


@pytest.mark.parametrize("key", ["1", "2022", "false", "null", "~", "'??'", "$%", "🙂"])
def test_a_key_that_is_no_field_is_one_line_that_lists_the_fields(write, key):
    (line,) = refused(write(f"{key}: 3\n"))
    assert line.startswith("mine.yaml:4: unknown field '")
    assert "allowed: title, question" in line


def test_the_fields_of_the_table_of_names_are_those_that_files_may_have():
    def names(fields):
        for name, inside in (fields or {}).items():
            yield name
            yield from names(inside)

    known = set(names(FILE))
    assert set(STUDY) == set(studies.TOP_KEYS)
    for (kind, name), meanings in usual_names().items():
        assert kind != "field" or set(meanings) <= known, name


# --- amounts and the years they hold in ------------------------------------------------------------------


def test_half_of_what_is_spent_once_is_spent_once(write):
    path = write("set:\n  special_funds: {amount: 1250, reason: half}\n")
    assert amounts(path, "special_funds") == (1250, *[0] * 8)
    assert told(path) == [
        "mine.yaml:5: 'special_funds': 1250 holds in 2022, as long as it was published for, and 0 afterwards; "
        "for every year write amount: {all: 1250}"
    ]


@pytest.mark.parametrize("lever", [name for name, lever in load_levers().items() if lever.years])
def test_a_bare_amount_keeps_the_years_of_every_lever_that_ends(write, lever):
    ends = load_levers()[lever].years
    path = write(f"set:\n  {lever}: {{amount: 1, reason: r}}\n")
    assert amounts(path, lever) == (*[1] * ends, *[0] * (9 - ends))


@pytest.mark.parametrize("every", ["all", "每年", "every year"])
def test_an_amount_for_every_year_is_said_in_words(write, every):
    path = write(f"set:\n  special_funds: {{amount: {{{every}: 500}}, reason: r}}\n")
    assert amounts(path, "special_funds") == (500,) * 9
    assert not any("goes on every year" in note for note in told(path))


def test_an_amount_from_a_year_on_says_that_it_goes_on(write):
    path = write("set:\n  land_transfer: {amount: {2022: 4}, reason: r}\n")
    assert amounts(path, "land_transfer") == (4,) * 9
    assert told(path) == [
        "mine.yaml:5: 'land_transfer' was published for the years to 2022 only; here 4 goes on every year to 2030; "
        "to end it after 2022, add 2023: 0"
    ]
    ended = write("set:\n  land_transfer: {amount: {2022: 4, 2023: 0}, reason: r}\n")
    assert amounts(ended, "land_transfer") == (4, *[0] * 8)
    assert told(ended) == []


@pytest.mark.parametrize("body", ["1250", "{all: 1250}", "{2022: 1250, 2026: 300}", "0", "{2023-2024: 9}"])
def test_an_amount_is_written_back_as_it_was_meant(write, tmp_path, body):
    scenario = load_scenario(write(f"set:\n  专项资金: {{amount: {body}, reason: r}}\n"))
    again = tmp_path / "again.yaml"
    again.write_text(resolved_text(scenario), encoding="utf-8")
    assert load_scenario(again).settings == scenario.settings
    save_scenario(scenario, tmp_path / "saved.yaml")
    assert load_scenario(tmp_path / "saved.yaml").settings == scenario.settings
    save_scenario(scenario, tmp_path / "mine.yaml")
    assert load_scenario(tmp_path / "mine.yaml").settings == scenario.settings


def test_an_amount_past_its_scale_or_past_the_people_there_are_is_said(write):
    from sim.inputs.villages import load_villages

    body = (
        "set:\n  resident_staff: {amount: 8000000, reason: r}\n  bank_villages: {amount: {2025: 900}, reason: r}\n"
        "  grids: {amount: 90000, reason: r}\n  career_staff: {amount: 300, reason: r}\n"
    )
    scenario = load_scenario(write(body))
    notes = [note.text() for note in beyond_measure(scenario, load_levers(), load_villages())]
    assert [re.sub(r"\d[\d,]* (?=village|person|grid|people)", "N ", note) for note in notes] == [
        "mine: 'Villages in joint construction with the Agricultural Bank' is N village, and the register has N villages only; check unit and digits",
        "mine: 'Resident first secretaries and team members' is N person, and the register has N people only; check unit and digits",
        f"mine: 'Village governance grids' is N grid, past the end of its scale ({load_levers()['grids'].slider_max:,.0f}); check unit and digits",
    ]
    assert beyond_measure(load_scenario("programme-2022"), load_levers(), load_villages()) == []


# --- numbers of parameters, and changes that are no factors ----------------------------------------------

ABOUT_PRIOR = "parameters:\n  yield_rate: {VALUE, reason: r}\n"
ABSORPTION = "parameters:\n  absorption_limit: {value: NUMBER, reason: r}\n"


@pytest.mark.parametrize(
    "text", ["value: 9%", "value: 9 %", "value: ９％", "value: 百分之9", "value: '0.09'"]
)
def test_a_share_may_be_written_in_per_cent(write, text):
    path = write(ABOUT_PRIOR.replace("VALUE", text))
    assert load_scenario(path).parameters["yield_rate"].value == pytest.approx(0.09)
    assert told(path)[0].endswith("was read as 0.09")


def test_bounds_may_be_in_per_cent_and_what_is_no_share_may_not(write):
    path = write(ABOUT_PRIOR.replace("VALUE", "low: 4%, high: 9%, distribution: uniform"))
    prior = load_scenario(path).parameters["yield_rate"]
    assert (prior.low, prior.high) == pytest.approx((0.04, 0.09))
    assert "finite number" in refused(write(ABSORPTION.replace("NUMBER", "30%")))[0]


def test_a_prior_a_hundred_times_too_large_is_said_with_its_cure(write):
    (note,) = told(write(ABOUT_PRIOR.replace("VALUE", "value: 9")))
    assert note == (
        "mine.yaml:5: 'yield_rate' is 9, far outside its prior of 0.03 to 0.1; if you mean 9 %, write 0.09"
    )
    (other,) = told(write(ABSORPTION.replace("NUMBER", "30000")))
    assert "far outside its prior of 100 to 900; check unit and digits" in other
    assert not told(write(ABOUT_PRIOR.replace("VALUE", "value: 0")))
    assert not told(write(ABOUT_PRIOR.replace("VALUE", "value: 0.15")))


@pytest.mark.parametrize(
    ("text", "cure"), [("+20%", "1.2 or 120%"), ("-35%", "0.65 or 65%"), ("＋５％", "1.05 or 105%")]
)
def test_a_change_in_per_cent_is_no_factor(write, text, cure):
    (line,) = refused(write(f"set:\n  grids: {{scale: {text}, reason: r}}\n"))
    assert line.endswith(f"a scale is a factor, not a change: write {cure}")


# --- years from which on, and units of something else ----------------------------------------------------


@pytest.mark.parametrize(
    "year",
    [
        "2025年起",
        "2025起",
        "自2025年",
        "从2025年开始",
        "2025以后",
        "2025 on",
        "from 2025",
        "since 2025",
        "2025-",
    ],
)
def test_a_year_from_which_on_is_read_and_said(write, year):
    path = write(f"set:\n  grids: {{amount: {{{year}: 700}}, reason: r}}\n")
    assert amounts(path, "grids")[3:] == (700.0,) * 6
    assert any("was read as from 2025 on" in note for note in told(path))


@pytest.mark.parametrize("year", ["25", "二〇二五", "'2025,2026'", "later"])
def test_a_year_that_is_not_understood_is_not_said_to_be_outside(write, year):
    (line,) = refused(write(f"set:\n  grids: {{amount: {{{year}: 700}}, reason: r}}\n"))
    assert "is not understood; write four digits" in line


@pytest.mark.parametrize(
    ("unit", "reason"),
    [
        ("万元/村", "whole place"),
        ("万元/月", "whole place"),
        ("万美元", "another currency"),
        ("万港元", "another currency"),
    ],
)
def test_a_unit_of_something_else_is_refused_with_the_reason(write, unit, reason):
    (line,) = refused(write(f"set:\n  municipal_fiscal: {{amount: 300{unit}, reason: r}}\n"))
    assert reason in line
    assert "did you mean" not in line


def test_poor_villages_first_are_the_weakest(write):
    path = write("set:\n  resident_staff: {targeting: 薄弱村优先, reason: r}\n")
    assert load_scenario(path).settings["resident_staff"].targeting == "weakest_first"
