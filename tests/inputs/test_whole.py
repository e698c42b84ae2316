"""A programme is checked whole at the door: every fault at once, with file, line and nearest name."""

import shutil

import pytest

from sim.axes import UNCERTAINTIES
from sim.faults import InputFaults
from sim.folders import using
from sim.inputs.case import read_case
from sim.inputs.levers import load_levers
from sim.inputs.programme import load_programme
from sim.inputs.programme_folder import begin_programme, check_programme
from sim.inputs.tables import Grounds, source_faults, value_of
from tests.baotou import BAOTOU


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    return begin_programme(tmp_path_factory.mktemp("programmes") / "small", 2024, BAOTOU)


@pytest.fixture
def mine(small, tmp_path, monkeypatch):
    """A copy of the small programme, in use and to be spoiled."""
    monkeypatch.setenv("WULI_LANG", "en")
    folder = tmp_path / "mine"
    shutil.copytree(small, folder)
    with using(str(folder)):
        yield folder


def spoil(folder, name, old, new):
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text, f"{name} has no {old}"
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def told():
    return [each.text() for each in check_programme().faults]


def test_the_first_programme_is_without_a_fault_and_leaves_nothing_unfed():
    with using("baotou-2022"):
        found = check_programme()
    assert (found.faults, found.notes) == ([], [])
    assert len(found.scenarios) == 7
    assert found.studies == ["hundred-mixes", "people-or-yield"]


def test_a_new_programme_is_without_a_fault_and_says_which_channels_it_leaves_alone(mine):
    found = check_programme()
    assert found.faults == []
    assert [each.key for each in found.notes] == ["check_unfed"]
    assert [each.id for each in found.scenarios] == ["as-planned", "without", "people-first"]
    assert read_case().scenario.years == tuple(range(2025, 2034))


SLIPS = [
    ("levers.csv", ",staff,1,", ",staf,1,", "levers.csv:3: unknown channel 'staf'; did you mean 'staff'?"),
    ("levers.csv", "projects,industry,", "projects,industri,", "levers.csv:2: unknown force 'industri'"),
    ("levers.csv", ",funding,", ",fundng,", "levers.csv:2: unknown group of levers 'fundng'"),
    ("levers.csv", "projects,3,projects", "projects,,projects", "levers.csv:2: column 'amount' is empty"),
    ("levers.csv", "projects,3,projects", "projects,4,projects", "names 'projects', which is 3, but"),
    ("levers.csv", "projects,3,projects", "projects,-3,assumption", "'amount' must be a number of 0 or more"),
    ("levers.csv", ",1200,farmers", ",1300,farmers", "farmers_trained*training_days', which is 1200"),
    ("levers.csv", "ers_trained*tr", "ers_trained**tr", "is neither an id nor arithmetic"),
    ("levers.csv", "*training_days", "*training_day", "did you mean 'training_days'?"),
    ("levers.csv", "50,50,50,published,project_money,grants", "50,50,50,published,project_moneys,grants",
    "did you mean 'project_money'?"),
    ("levers.csv", "grants,50,", "grants,50;1,", "levers.csv:2: there are 1 channels and 2 weights"),
    ("levers.csv", "grants,50,", "grants,0,", "'weight' must be a number above 0"),
    ("levers.csv", ",divided,even,", ",dividd,even,", "levers.csv:4: unknown reach 'dividd'"),
    ("levers.csv", ",divided,even,", ",divided,evn,", "levers.csv:4: unknown way of handing out 'evn'"),
    ("levers.csv", "register,resident_staff,", "register,,", "'column' must name the column of the register"),
    ("levers.csv", "register,resident_staff,", "register,resident_staf,", "unknown column 'resident_staf'"),
    ("levers.csv", ",weakest_first,the", ",weakest,the", "levers.csv:3: unknown fallback 'weakest'"),
    ("levers.csv", ",,,100,0,", ",,,,0,", "levers.csv:4: the column 'portion' must be a number above 0"),
    ("levers.csv", ",1,1,,12,", ",1,2,,12,", "levers.csv:2: the column 'rotates' must be 0 or 1"),
    ("levers.csv", ",1,1,,12,", ",1,1,1.5,12,", "levers.csv:2: the column 'years' must be a whole number"),
    ("levers.csv", ",1,1,,12,", ",1,1,,3,", "slider_max is 3; it must be above the amount, 3"),
    ("levers.csv", ",12,,one", ",12,project,one", "unknown lever 'project'; did you mean 'projects'?"),
    ("levers.csv", ",12,,one", ",12,projects,one", "'follows' goes in a circle: projects → projects"),
    ("levers.csv", "Supported projects", "", "levers.csv:2: the column 'label_en' may not be empty"),
    ("levers.csv", ",handout,", ",handouts,", "levers.csv:1: unknown column 'handouts'"),
    ("parameters.csv", "yield_rate", "yield_rat", "'yield_rat'; did you mean 'yield_rate'?"),
    ("parameters.csv", "yield_rate", "yield_rat", "the parameter 'yield_rate' is missing"),
    ("parameters.csv", "funding_13", "funding_1333", "unknown source in 'source': 'funding_1333'"),
    ("parameters.csv", ",published,", ",publishd,", "unknown grade 'publishd'; did you mean 'published'?"),
    ("parameters.csv", ",1/year,uncert", ",,uncert", "yield_rate: the column 'unit' may not be empty"),
    ("facts.csv", ",constraint,", ",constrant,", "facts.csv:2: unknown role 'constrant'"),
    ("facts.csv", "villages,people,", "villages,peple,", "facts.csv:2: unknown force 'peple'"),
    ("facts.csv", ",12,10k yuan/year,", ",12,,", "facts.csv:3: the column 'unit' may not be empty"),
    ("facts.csv", ",12,10k yuan/year,", ",13,10k yuan/year,", "'source' names 'income_target', which is 13"),
    ("programme.yaml", "project: [projects]", "project: [project]", "yaml:66: unknown lever 'project'"),
    ("programme.yaml", "programme: as-planned", "programme: as-plannd", "unknown scenario 'as-plannd'"),
    ("programme.yaml", "money: funding", "money: fund", "unknown group of levers 'fund'"),
    ("programme.yaml", "columns: {}", "columns: {placed: staff}", "unknown column 'staff'"),
    ("programme.yaml", "  people-first: {col", "  people-frst: {col", "unknown scenario 'people-frst'"),
    ("villages.csv", ",grain,", ",grian,", "villages.csv:2: unknown industry 'grian'; did you mean 'grain'?"),
    ("villages.csv", ",0.42,2,", ",0.42,1,", "column 'resident_staff' adds up to 5, the fact"),
    ("village_columns.csv", ",villages,", ",vilages,", "village_columns.csv:2: unknown fact 'vilages'"),
    ("village_columns.csv", ",whole,", ",hole,", "village_columns.csv:3: unknown kind of column 'hole'"),
    ("industries.csv", "1.1,1.0", "1.1,one", "industries.csv:2: column 'loss_severity_weight': 'one'"),
    ("sources.csv", "plan,", "plann,", "unknown document 'plan'; did you mean 'plann'?"),
    ("scenarios/people-first.yaml", "farmer_tra", "farmers_tra", "did you mean 'farmer_training'?"),
    ("scenarios/without.yaml", "baseline: as-planned", "baseline: as-plannd", "did you mean 'as-planned'?"),
    ("programme.yaml", "示例县, en", "示例县\uff0c en", "yaml:11: column 16: '\uff0c' is a full-width"),
    ("programme.yaml", "[8, 12, 20]", "[8, 12\u300120]", "'\u3001' is a full-width sign; write ', '"),
    ("levers.csv", ",register,resident_staff,", ",register,cash,", "levers.csv:3: unknown column 'cash'"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "message"), SLIPS, ids=[slip[3][:48] for slip in SLIPS])
def test_a_slip_is_told_with_its_file_its_line_and_its_cure(mine, name, old, new, message):
    spoil(mine, name, old, new)
    lines = told()
    assert any(message in line for line in lines), lines


def test_faults_of_all_files_are_told_at_once(mine):
    for name, old, new, _ in (SLIPS[0], SLIPS[26], SLIPS[30], SLIPS[34], SLIPS[39], SLIPS[45]):
        spoil(mine, name, old, new)
    files = {line.partition(":")[0] for line in told()}
    assert files >= {"levers.csv", "parameters.csv", "facts.csv", "mine/programme.yaml", "villages.csv"}
    assert "people-first.yaml" in {name.rpartition("/")[2] for name in files}


def test_a_fault_of_the_description_hides_no_other_and_is_told_in_whole_sentences(mine):
    spoil(mine, "programme.yaml", '"#1b7837"', "green")
    spoil(mine, "levers.csv", ",staff,1,", ",staf,1,")
    lines = told()
    assert len(lines) == 2
    assert not any("{" in line for line in lines)


def test_whatever_loads_a_programme_raises_the_same_faults(mine):
    spoil(mine, "levers.csv", ",staff,1,", ",staf,1,")
    spoil(mine, "parameters.csv", "yield_rate", "yield_rat")
    with pytest.raises(InputFaults) as caught:
        read_case()
    assert [each.text() for each in caught.value.faults] == told()


def test_tables_of_words_and_units_are_checked(mine):
    (mine / "words.csv").write_text(
        "key,zh,en\napp_nam,a,b\nrun_answers,{last}{x},{last}\n", encoding="utf-8"
    )
    (mine / "units.csv").write_text("name,unit,amount\nx,person,many\n", encoding="utf-8")
    (mine / "headers.csv").write_text("column,header\npopulaton,x\n", encoding="utf-8")
    (mine / "scenario_words.csv").write_text("kind,name,meaning\nlever,x,project\n", encoding="utf-8")
    text = "\n".join(told())
    for message in ("'app_name'", "words.csv:3", "'many' is not a number", "'population'", "'projects'"):
        assert message in text


def test_a_figure_that_no_lever_carries_is_a_note(mine):
    spoil(mine, "levers.csv", ",projects,3,projects,", ",,3,projects,")
    found = check_programme()
    assert found.faults == []
    assert [each.values.get("names") for each in found.notes if each.key == "check_orphans"] == ["projects"]


@pytest.mark.parametrize(
    ("text", "value"), [("a", 6), ("a*b", 12), ("(a+b)/2*a", 24), ("a-1.5", 4.5), ("2.5", 2.5)]
)
def test_arithmetic_on_facts_is_worked_out(text, value):
    assert value_of(text, {"a": 6.0, "b": 2.0}) == value


@pytest.mark.parametrize(
    "text", ["a**b", "a/0", "f(a)", "a.b", "[a]", "a if b else a", "'a'", "-a", "", "a +", "a" * 201 + "+1"]
)
def test_nothing_but_arithmetic_is_worked_out(text):
    faults = source_faults("x", "s", text, 6.0, Grounds({"a": 6.0, "b": 2.0}, ()))
    assert [each.key for each in faults] != []


def test_levers_that_are_asked_for_again_are_not_checked_again(mine, monkeypatch):
    load_levers()
    monkeypatch.setattr("sim.inputs.levers._row_faults", lambda *_: pytest.fail("checked again"))
    assert set(load_levers()) == {"projects", "resident_staff", "farmer_training"}


def test_priors_that_are_taken_over_say_so_and_rest_on_findings_that_all_share(small):
    from sim.inputs.parameters import load_parameters

    rows = load_parameters(small)
    assert tuple(rows) == UNCERTAINTIES
    assert all(row.reason.startswith("as in baotou-2022: ") for row in rows.values())
    assert "municipal_fiscal" not in rows["match_realised"].source
    shock = rows["banner_shock"]
    assert (shock.label_zh, shock.label_en) == ("县年度冲击", "County shock of a year")


@pytest.mark.parametrize("name", ["Large", "1st", "baotou-2022"])
def test_a_name_that_cannot_be_an_id_is_refused(tmp_path, name):
    with pytest.raises(InputFaults):
        begin_programme(tmp_path / name, 2024, BAOTOU)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(small):
    with pytest.raises(InputFaults) as caught:
        begin_programme(small, 2020, BAOTOU)
    assert caught.value.faults[0].key == "new_exists"
    assert load_programme(small).base_year == 2024
