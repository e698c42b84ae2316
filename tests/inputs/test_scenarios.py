"""Scenario files: what they resolve to, and every mistake answered in one line."""

# ruff: noqa: E501  (a mistake and its answer stand in one line each)

from __future__ import annotations

from pathlib import Path

import pytest

from sim.faults import InputFaults
from sim.inputs.levers import Lever
from sim.inputs.parameters import Parameter
from sim.inputs.scenarios import names
from sim.inputs.scenarios.files import load_scenario, resolved_text, save_scenario
from sim.inputs.scenarios.names import list_scenarios
from sim.inputs.scenarios.resolve import change, override
from sim.inputs.scenarios.scenario import Override
from sim.words import in_language, said_in, speaking


def make_lever(name, amount, group="talent", unit=("person", "人"), column="", years=0):
    return Lever(
        id=name, force=group, group=group, label_zh=name, label_en=name, unit=unit[0], unit_zh=unit[1],
        facts=(), amount=amount, amount_source="", unit_cost=1, cost_low=1, cost_high=1, cost_grade="published", cost_source="", channels=(("staff", 1.0),),
        weight_source="", reach="divided", handout="register" if column else "even", column=column,
        portion=1, rotates=False, years=years, slider_max=10 * amount, note="",
    )  # fmt: skip


LEVERS = {
    lever.id: lever
    for lever in (
        make_lever("resident_staff", 400, column="resident_staff"),
        make_lever("career_staff", 35),
        make_lever("municipal_fiscal", 2000, "funding", ("10k yuan", "万元")),
        make_lever("special_funds", 2500, "funding", ("10k yuan", "万元"), years=1),
    )
}
PARAMETERS = {
    "yield_rate": Parameter(
        name="yield_rate", value=0.07, low=0.03, high=0.1, distribution="triangular", unit="1/year",
        role="uncertainty", grade="published", source=("funding_01",), label_zh="年收益率",
        label_en="Yield", reason_zh="…", reason="…",
    )
}  # fmt: skip
VILLAGES = ("V001", "V002", "V003")
HEAD = "title: {zh: 甲, en: A}\nquestion: {zh: 甲？, en: A?}\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A scenario folder with the programme alone, over the horizon 2022 to 2025."""
    monkeypatch.setattr(names, "scenarios_folder", lambda: tmp_path)
    monkeypatch.setattr("sim.inputs.scenarios.sheet.scenarios_folder", lambda: tmp_path)
    monkeypatch.setenv("WULI_LANG", "en")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "programme-2022.yaml").write_text(HEAD + "years: [2022, 2025]\n", encoding="utf-8")
    return tmp_path


def write(folder: Path, body: str, name: str = "mine.yaml", head: str = HEAD) -> Path:
    path = folder / name
    path.write_text(head + body, encoding="utf-8")
    return path


def load(path: Path | str, **options):
    return load_scenario(path, LEVERS, PARAMETERS, VILLAGES, **options)


def faults_of(path: Path | str) -> list[str]:
    with pytest.raises(InputFaults) as caught:
        load(path)
    return str(caught.value).splitlines()


# --- what a file resolves to ---------------------------------------------------------------------


def test_the_root_takes_its_amounts_from_the_lever_table_for_the_years_they_run(folder):
    programme = load("programme-2022")
    assert programme.years == (2022, 2023, 2024, 2025)
    assert programme.settings["resident_staff"].amounts == (400, 400, 400, 400)
    assert programme.settings["special_funds"].amounts == (2500, 0, 0, 0)
    assert programme.settings["resident_staff"].targeting == "register"
    assert programme.changes == ()


def test_a_named_year_holds_until_the_next_and_before_the_first_stands_the_baseline(folder):
    path = write(
        folder,
        "baseline: programme-2022\nset:\n  resident_staff: {amount: {2023: 600, 2025: 800}, reason: r}\n",
    )
    assert load(path).settings["resident_staff"].amounts == (400, 600, 600, 800)


def test_scale_multiplies_the_path_of_the_baseline_for_a_whole_group(folder):
    path = write(folder, "baseline: programme-2022\nset:\n  group.funding: {scale: 0.5, reason: half}\n")
    scenario = load(path)
    assert scenario.settings["municipal_fiscal"].amounts == (1000,) * 4
    assert scenario.settings["special_funds"].amounts == (1250, 0, 0, 0)
    assert scenario.settings["resident_staff"].amounts == (400,) * 4


def test_a_scale_by_year_can_stop_the_programme_after_two_years(folder):
    path = write(folder, "baseline: programme-2022\nset:\n  all: {scale: {2024: 0}, reason: stop}\n")
    assert load(path).settings["resident_staff"].amounts == (400, 400, 0, 0)


def test_every_change_is_listed_old_and_new_with_reason_and_line(folder):
    path = write(
        folder,
        "baseline: programme-2022\nset:\n  career_staff: {amount: 70, targeting: random, reason: twice as many}\n",
    )
    amount, targeting = load(path).changes
    assert (amount.target, amount.field, amount.old, amount.new) == (
        "career_staff",
        "amount",
        (35,) * 4,
        (70,) * 4,
    )
    assert (targeting.field, targeting.old, targeting.new) == ("targeting", "even", "random")
    assert (amount.reason, amount.line) == ("twice as many", 5)


def test_a_group_lists_only_the_levers_that_it_moves(folder):
    path = write(folder, "baseline: programme-2022\nset:\n  all: {scale: {2023: 0}, reason: stop}\n")
    assert "special_funds" not in [change.target for change in load(path).changes]
    assert len(load(path).changes) == 3


def test_a_chain_of_baselines_is_resolved_from_the_root(folder):
    write(folder, "baseline: programme-2022\nset: {career_staff: {amount: 70, reason: r}}\n", "middle.yaml")
    path = write(folder, "baseline: middle\nset: {career_staff: {scale: 2, reason: r}}\n")
    assert load(path).settings["career_staff"].amounts == (140,) * 4


def test_the_horizon_is_inherited_and_can_be_replaced(folder):
    path = write(folder, "baseline: programme-2022\n")
    assert load(path).years[-1] == 2025
    assert load(path, years=(2022, 2023)).settings["special_funds"].amounts == (2500, 0)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1500", 1500),
        ("1500 万元", 1500),
        ("15000000元", 1500),
        ("0.15 亿元", 1500),
        ("1,500 10k yuan", 1500),
    ],
)
def test_an_amount_may_carry_any_unit_of_its_kind(folder, text, amount):
    path = write(
        folder, f"baseline: programme-2022\nset:\n  municipal_fiscal: {{amount: '{text}', reason: r}}\n"
    )
    assert load(path).settings["municipal_fiscal"].amounts == (amount,) * 4


def test_a_list_of_villages_is_kept_in_the_order_of_the_file(folder):
    path = write(
        folder, "baseline: programme-2022\nset:\n  career_staff: {targeting: [V003, V001], reason: r}\n"
    )
    setting = load(path).settings["career_staff"]
    assert (setting.targeting, setting.villages) == ("villages", ("V003", "V001"))


def test_a_prior_may_bring_its_grade_and_keeps_the_table_s_own_without(folder):
    text = "parameters:\n  yield_rate: {value: 0.05, low: 0.03, high: 0.07, distribution: normal, reason: r, GRADE}\n"
    for grade, known in (("grade: expert", "expert"), ("", PARAMETERS["yield_rate"].grade)):
        scenario = load(write(folder, text.replace(", GRADE", f", {grade}" if grade else "")))
        assert override(PARAMETERS, scenario.parameters)["yield_rate"].grade == known
    with pytest.raises(InputFaults, match="did you mean 'expert'"):
        load(write(folder, text.replace("GRADE", "grade: expret")))


def test_a_prior_is_fixed_or_replaced_and_the_table_follows(folder):
    path = write(folder, "parameters:\n  yield_rate: {value: 0.05, reason: a bad year}\n")
    scenario = load(path)
    assert scenario.parameters["yield_rate"] == Override(0.05, 0.05, 0.05, "constant")
    assert override(PARAMETERS, scenario.parameters)["yield_rate"].quantile([0.1, 0.9]).tolist() == [
        0.05,
        0.05,
    ]
    path = write(
        folder, "parameters:\n  yield_rate: {low: 0.02, high: 0.08, distribution: loguniform, reason: r}\n"
    )
    assert load(path).parameters["yield_rate"].value == pytest.approx(0.04)
    assert load(path).changes[-1].old == Override(0.07, 0.03, 0.1, "triangular")


def test_comments_do_not_count_in_the_checksum_and_amounts_do(folder):
    body = "baseline: programme-2022\nset:\n  career_staff: {amount: 70, reason: r}\n"
    plain, commented, other = (
        load(write(folder, text)).checksum for text in (body, "# why\n" + body, body.replace("70", "71"))
    )
    assert plain == commented != other


def test_the_programme_comes_first_in_the_list_and_the_counterfactual_second(folder):
    for name in ("a", "no-programme", "z"):
        write(folder, "", f"{name}.yaml")
    assert list_scenarios() == ["programme-2022", "no-programme", "a", "z"]


def test_a_reason_may_be_given_in_both_languages(folder):
    path = write(
        folder,
        "baseline: programme-2022\nset:\n  career_staff: {amount: 70, reason: {zh: 加倍, en: twice}}\n",
    )
    (change,) = load(path).changes
    assert [said_in(lang, in_language, change.reason) for lang in ("zh", "en")] == ["加倍", "twice"]
    with speaking("zh"):
        assert in_language("as typed") == "as typed"
    alone = write(
        folder, "baseline: programme-2022\nset:\n  career_staff: {amount: 70, reason: {zh: 加倍, en: }}\n"
    )
    assert load(alone).changes[0].reason == {"zh": "加倍", "en": "加倍"}
    assert [note.text() for note in load(alone).notes] == [
        "mine.yaml:5: 'career_staff.reason' is given in one language and stands for both"
    ]


# --- mistakes ------------------------------------------------------------------------------------

ENTRY = "baseline: programme-2022\nset:\n  career_staff: "
MISTAKES = {
    "unknown lever": ("set:\n  resident_staf: {amount: 1, reason: r}\n", "mine.yaml:4: unknown lever 'resident_staf'; did you mean 'resident_staff'?"),
    "unknown selector": ("set:\n  group.fundin: {scale: 1, reason: r}\n", "mine.yaml:4: unknown lever 'group.fundin'; did you mean 'group.funding'?"),
    "unknown field": (ENTRY + "{amont: 1, reason: r}\n", "mine.yaml:5: unknown field 'amont'; did you mean 'amount'?"),
    "unknown top field": ("sets: {}\n", "mine.yaml:3: unknown field 'sets'; did you mean 'set'?"),
    "unknown handout": (ENTRY + "{targeting: weakest, reason: r}\n", "mine.yaml:5: unknown way of handing out 'weakest'; did you mean 'weakest_first'?"),
    "register without a record": (ENTRY + "{targeting: register, reason: r}\n", "mine.yaml:5: 'career_staff' has no record of who got it"),
    "unit of another kind": ("set:\n  municipal_fiscal: {amount: 1500 万人, reason: r}\n", "mine.yaml:4: 'municipal_fiscal.amount' has the wrong unit '万人'; allowed: 10k yuan, 万元, 元, yuan, 百万元, million yuan, 亿元; did you mean '万元'?"),
    "unit in a year": ("set:\n  municipal_fiscal:\n    amount:\n      2023: 5 kg\n    reason: r\n", "mine.yaml:6: 'municipal_fiscal.amount.2023' has the wrong unit 'kg'"),
    "duplicated key": (ENTRY + "{amount: 1, reason: r}\n  career_staff: {amount: 2, reason: r}\n", "mine.yaml:6: 'career_staff' stands here again after line 5"),
    "year outside the horizon": (ENTRY + "{amount: {2031: 5}, reason: r}\n", "mine.yaml:5: 'career_staff.amount' names the year 2031, outside the horizon; allowed: 2022 to 2025"),
    "year as text": (ENTRY + "{amount: {next: 5}, reason: r}\n", "mine.yaml:5: 'career_staff.amount' names a year 'next' that is not understood"),
    "negative": (ENTRY + "{amount: -5, reason: r}\n", "mine.yaml:5: 'career_staff.amount' is '-5'; it should be a number of 0 or more"),
    "infinite": (ENTRY + "{amount: .inf, reason: r}\n", "mine.yaml:5: 'career_staff.amount' is 'inf'"),
    "not a number": (ENTRY + "{scale: .nan, reason: r}\n", "mine.yaml:5: 'career_staff.scale' is 'nan'"),
    "boolean": (ENTRY + "{amount: true, reason: r}\n", "mine.yaml:5: 'career_staff.amount' is 'True'"),
    "list": (ENTRY + "{amount: [1, 2], reason: r}\n", "mine.yaml:5: 'career_staff.amount' is '[1, 2]'"),
    "words": (ENTRY + "{amount: many, reason: r}\n", "mine.yaml:5: 'career_staff.amount' is 'many'"),
    "no years in the mapping": (ENTRY + "{amount: {}, reason: r}\n", "mine.yaml:5: 'career_staff.amount' is '{}'"),
    "missing reason": (ENTRY + "{amount: 5}\n", "mine.yaml:5: 'career_staff' has no reason"),
    "nothing set": (ENTRY + "{reason: r}\n", "mine.yaml:5: 'career_staff' sets nothing"),
    "bare number": (ENTRY + "5\n", "mine.yaml:5: 'career_staff' is '5'; write {amount: a number, reason: why}"),
    "amount and scale": (ENTRY + "{amount: 5, scale: 2, reason: r}\n", "mine.yaml:5: 'career_staff' has both amount and scale"),
    "amount for a group": ("set:\n  group.funding: {amount: 5, reason: r}\n", "mine.yaml:4: 'group.funding' stands for several levers"),
    "two entries for one field": (ENTRY + "{amount: 5, reason: r}\n  group.talent: {scale: 2, reason: r}\n", "mine.yaml:6: 'group.talent' sets the amount of 'career_staff', which 'career_staff' (mine.yaml:5) sets already"),
    "unknown village": (ENTRY + "\n    targeting:\n      - V001\n      - V0O2\n    reason: r\n", "mine.yaml:8: unknown village 'V0O2'; did you mean 'V002'?"),
    "village twice": (ENTRY + "{targeting: [V001, V001], reason: r}\n", "mine.yaml:5: village 'V001' stands twice"),
    "no villages": (ENTRY + "{targeting: [], reason: r}\n", "mine.yaml:5: the list of villages of 'career_staff' is empty"),
    "unknown baseline": ("baseline: programme-2020\n", "mine.yaml:3: unknown baseline 'programme-2020'; did you mean 'programme-2022'?"),
    "baseline that is no name": ("baseline: [a]\n", "mine.yaml:3: baseline should be the id of one scenario"),
    "baseline of itself": ("baseline: mine\n", "mine.yaml:3: the baselines run in a circle: mine → mine"),
    "years backwards": ("years: [2022, 2021]\n", "mine.yaml:3: years is '[2022, 2021]'; it should be [first, last] from 2022 at the earliest"),
    "years that start too soon": ("years: [2021, 2030]\n", "mine.yaml:3: years is '[2021, 2030]'"),
    "set as a list": ("set: [resident_staff]\n", "mine.yaml:3: 'set' should hold 'name: {…}' entries"),
    "unknown parameter": ("parameters:\n  yield: {value: 1, reason: r}\n", "mine.yaml:4: unknown parameter 'yield'; did you mean 'yield_rate'?"),
    "parameter without a reason": ("parameters:\n  yield_rate: {value: 0.05}\n", "mine.yaml:4: 'yield_rate' has no reason"),
    "prior the wrong way round": ("parameters:\n  yield_rate: {low: 0.2, high: 0.1, distribution: uniform, reason: r}\n", "mine.yaml:4: yield_rate: a prior needs low"),
    "prior without bounds": ("parameters:\n  yield_rate: {low: 0.2, reason: r}\n", "mine.yaml:4: 'yield_rate' is"),
    "prior of no distribution": ("parameters:\n  yield_rate: {low: 0.1, high: 0.2, distribution: gauss, reason: r}\n", "mine.yaml:4: yield_rate: unknown distribution 'gauss'"),
    "prior that is no number": ("parameters:\n  yield_rate: {value: true, reason: r}\n", "mine.yaml:4: 'yield_rate.value' is 'True'; it should be a finite number"),
    "broken YAML": ("set: {a: [1\n", "not valid YAML"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_gets_one_line_with_file_line_and_what_is_allowed(folder, mistake):
    body, expected = MISTAKES[mistake]
    (line,) = faults_of(write(folder, body))
    assert line.startswith(expected) or expected in line, line
    assert line.startswith("mine.yaml:")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("", "mine.yaml: the file is empty"),
        ("just words\n", "mine.yaml:1: not a scenario file"),
        ("title: {zh: 甲, en: A}\n", "mine.yaml: 'question' is missing"),
        ("title: {zh: ' '}\nquestion: {zh: 甲？, en: A?}\n", "mine.yaml:1: 'title' is missing"),
        ("title: A\nquestion: {zh: 甲？, fr: A?}\n", "mine.yaml:2: unknown language 'fr'"),
        ("title: 2024\nquestion: {zh: 甲？, en: A?}\n", "mine.yaml:1: 'title' should be a text"),
        (
            "title: {zh: 甲, en: 3}\nquestion: {zh: 甲？, en: A?}\n",
            "mine.yaml:1: 'title.en' should be a text",
        ),
    ],
)
def test_a_file_without_its_head_is_refused(folder, head, expected):
    (line,) = faults_of(write(folder, "", head=head))
    assert line.startswith(expected)


def test_a_file_that_is_not_text_is_refused(folder):
    (folder / "mine.yaml").write_bytes(b"\xff\xfe\x00")
    assert faults_of(folder / "mine.yaml") == ["mine.yaml: cannot be read; it should be a text file in UTF-8"]


def test_all_faults_of_a_file_come_at_once_in_the_order_of_its_lines(folder):
    body = "set:\n  b: {amount: 1, reason: r}\n  career_staff: {amount: -1}\n"
    lines = faults_of(write(folder, body, head="title: {zh: 甲, en: A}\n"))
    assert [line.split(": ")[0] for line in lines] == [
        "mine.yaml",
        "mine.yaml:3",
        "mine.yaml:4",
        "mine.yaml:4",
    ]


def test_a_fault_in_the_baseline_names_the_baseline_and_a_longer_circle_is_found(folder):
    write(folder, "set: {nobody: {scale: 1, reason: r}}\n", "other.yaml")
    assert faults_of(write(folder, "baseline: other\n"))[0].startswith("other.yaml:3: unknown lever")
    write(folder, "baseline: mine\n", "other.yaml")
    assert (
        faults_of(folder / "mine.yaml")[0]
        == "other.yaml:3: the baselines run in a circle: mine → other → mine; change one of them"
    )


def test_an_unknown_id_and_a_missing_file_are_told_apart(folder):
    assert faults_of("programme-202") == ["unknown scenario 'programme-202'; did you mean 'programme-2022'?"]
    assert faults_of("elsewhere/mine.yaml")[0].startswith("elsewhere/mine.yaml: ")


def test_a_title_as_pages_show_it_leads_to_the_id_that_bears_it(folder):
    head = "title: {zh: 人才优先, en: Talent first}\nquestion: {zh: 会怎样？, en: What happens?}\n"
    write(folder, "baseline: programme-2022\n", "people.yaml", head)
    write(folder, "title: [", "broken.yaml", "")
    for title in ("人才优先", "Talent  FIRST", "Ｔａｌｅｎｔ ｆｉｒｓｔ"):
        mine = write(folder, f"baseline: {title}\n", "mine.yaml")
        assert faults_of(mine)[0].endswith("did you mean 'people'?")
        assert faults_of(title)[0].endswith("did you mean 'people'?")
    own = write(folder, "baseline: 人才优先\n", "people.yaml", head)  # never the file that asks
    assert faults_of(own)[0].endswith("allowed: programme-2022, broken, mine")


def test_faults_are_told_in_chinese_by_default(folder, monkeypatch):
    monkeypatch.delenv("WULI_LANG")
    assert faults_of("programme-202") == ["没有名为“programme-202”的情景；是否指“programme-2022”？"]


# --- change and save -----------------------------------------------------------------------------


def test_a_slider_passes_the_same_door_as_a_file(folder):
    programme = load("programme-2022")
    changed = change(programme, {"resident_staff": {"amount": 600}}, levers=LEVERS)
    assert changed.settings["resident_staff"].amounts == (600,) * 4
    assert programme.settings["resident_staff"].amounts == (400,) * 4
    assert changed.checksum != programme.checksum
    for edit in ({"nobody": {"amount": 1}}, {"career_staff": {"amount": float("nan")}}, {"career_staff": 3}):
        with pytest.raises(InputFaults):
            change(programme, edit, levers=LEVERS)


def test_a_saved_scenario_loads_to_the_same_settings(folder):
    changed = change(
        load("programme-2022"),
        {"resident_staff": {"amount": {2023: 600.5}}, "career_staff": {"targeting": ["V002"]}},
        "guess", levers=LEVERS,
    )  # fmt: skip
    save_scenario(changed, folder / "guess.yaml", LEVERS, PARAMETERS)
    again = load("guess")
    assert again.settings == changed.settings
    assert again.baseline == "programme-2022"
    assert {change.reason for change in again.changes} == {"guess"}


def test_comments_survive_when_a_file_is_saved_back(folder):
    body = "# the whole point\nbaseline: programme-2022\nset:\n  # asked by the class\n  career_staff: {amount: 70, reason: r}  # twice\n"
    path = write(folder, body)
    save_scenario(
        change(load(path), {"career_staff": {"amount": 80}}, levers=LEVERS), path, LEVERS, PARAMETERS
    )
    text = path.read_text(encoding="utf-8")
    assert all(comment in text for comment in ("# the whole point", "# asked by the class", "# twice"))
    assert load(path).settings["career_staff"].amounts == (80,) * 4


def test_a_lever_moved_out_of_a_group_leaves_the_others_where_they_were(folder):
    path = write(
        folder,
        "baseline: programme-2022\nset:\n  group.funding: {scale: 0.5, targeting: random, reason: half}\n",
    )
    changed = change(load(path), {"municipal_fiscal": {"amount": 7}}, levers=LEVERS)
    save_scenario(changed, path, LEVERS, PARAMETERS)
    assert load(path).settings == changed.settings


def test_the_resolved_text_names_every_lever_and_loads_to_the_same(folder):
    path = write(
        folder,
        "baseline: programme-2022\nset: {all: {scale: {2024: 0}, reason: stop}}\nparameters: {yield_rate: {value: 0.05, reason: r}}\n",
    )
    scenario = load(path)
    resolved = folder / "resolved.yaml"
    resolved.write_text(resolved_text(scenario), encoding="utf-8")
    again = load(resolved)
    assert (again.settings, again.years, again.parameters) == (
        scenario.settings,
        scenario.years,
        scenario.parameters,
    )
    assert all(name in resolved.read_text(encoding="utf-8") for name in LEVERS)
