"""The names under `sim`: every one has an example that runs, and results are tables that say their units."""

import ast
import copy
import doctest
import inspect
import pickle
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xarray as xr

import sim
from sim.api.answers import AnswerTables, with_units
from sim.api.cases import OpenProgramme
from sim.faults import InputFaults
from sim.inputs.scenarios.files import load_scenario
from sim.words import language
from tests.baotou import BAOTOU

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = {"sim": sim, **{name: getattr(sim, name) for name in sim.__all__}}
OPENED = {
    f"OpenProgramme.{name}": each
    for name, each in vars(OpenProgramme).items()
    if "Example:" in str(each.__doc__)
}


def run_examples(name: str, thing: object) -> doctest.TestResults:
    """The examples of one docstring, each on its own names."""
    runner = doctest.DocTestRunner(verbose=False)
    finder = doctest.DocTestFinder(recurse=False)
    for each in finder.find(thing, name, module=False, globs={}):
        runner.run(each)
    return runner.summarize(verbose=False)


@pytest.mark.parametrize("name", [*EXAMPLES, *OPENED])
def test_the_example_of_every_name_runs_and_says_what_it_says(name):
    done = run_examples(name, (EXAMPLES | OPENED)[name])
    assert (done.failed, done.attempted > 0) == (0, True)


def test_an_example_that_says_something_else_is_found(capsys):
    def wrong():
        """Example:
        >>> 1 + 1
        3
        """

    assert run_examples("wrong", wrong).failed == 1


@pytest.mark.parametrize("name", [name for name in sim.__all__ if inspect.isfunction(getattr(sim, name))])
def test_a_docstring_tells_every_argument_and_what_comes_back(name):
    function = getattr(sim, name)
    told = set(re.findall(r"\w+", function.__doc__))
    common = {"members", "seed", "villages", "scenario", "counterfactual"}  # the same everywhere
    assert set(inspect.signature(function).parameters) - told - common == set()
    assert "Returns" in told or inspect.signature(function).return_annotation in ("None", None)


# ---- the front door --------------------------------------------------------------------------------


def test_every_name_can_be_completed_and_helped_with():
    assert {name for name in dir(sim) if not name.startswith("__")} == set(sim.__all__)
    assert [name for name in sim.__all__ if name not in sim.__doc__ and name[0].islower()] == []
    with pytest.raises(AttributeError, match="no attribute 'simulat'"):
        sim.simulat  # noqa: B018


def test_editors_see_the_names_that_a_run_finds():
    module = ast.parse(Path(sim.__file__).read_text(encoding="utf-8"))
    block = next(node for node in module.body if isinstance(node, ast.If))
    typed = {alias.name: node.module for node in block.body for alias in node.names}
    assert sorted(typed) == sorted(sim.__all__)
    assert {name: getattr(sim, name).__module__ for name in typed} == typed


def test_importing_the_package_stays_light():
    heavy = (
        "import sys, sim; print([m for m in ('numpy', 'pandas', 'numba', 'sim.inputs') if m in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", heavy], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert found.stdout.strip() == "[]"


def test_the_examples_of_the_readmes_run():
    for name in ("README.md", "README.zh.md"):
        blocks = re.findall(r"```python\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)
        assert blocks, name
        for block in blocks:
            quick = block.replace("members=1000", "members=8")
            exec(compile(quick, name, "exec"), {})


# ---- scenarios in memory --------------------------------------------------------------------------

WRITTEN = """
title: {zh: 工作队, en: Teams}
question: {zh: 更多人？, en: More people?}
baseline: talent-first
years: [2022, 2028]
set:
  municipal_fiscal: {amount: {2023: 1500, 2025-2026: 1800}, reason: pays for it}
  resident_staff: {amount: 600 person, targeting: weakest_first, reason: more people}
  supported_projects: {extra: {2023: {V003: 1}}, reason: more people}
  group.training: {scale: {2024: 0.5}, reason: more people}
  expert_visits: {targeting: [V002, V001], reason: more people}
parameters:
  talent_effect: {value: 0.05, reason: more people}
  yield_rate: {low: 0.05, high: 0.09, distribution: uniform, value: 0.07, reason: of our own}
"""


def teams(opened: OpenProgramme, **changed: object):
    """The scenario of WRITTEN, by arguments."""
    given = {
        "base": "talent-first", "years": (2022, 2028), "title": {"zh": "工作队", "en": "Teams"},
        "question": {"zh": "更多人？", "en": "More people?"}, "reason": "more people",
        "municipal_fiscal": {"amount": {2023: 1500, "2025-2026": 1800}, "reason": "pays for it"},
        "resident_staff": "600 person",
        "handed_out": {"resident_staff": "weakest_first", "expert_visits": ("V002", "V001")},
        "extra": {"supported_projects": {2023: {"V003": 1}}},
        "group.training": {"scale": {2024: 0.5}},
        "uncertainties": {
            "talent_effect": 0.05,
            "yield_rate": {"low": 0.05, "high": 0.09, "distribution": "uniform", "value": 0.07,
                           "reason": "of our own"},
        },
    }  # fmt: skip
    return opened.scenario("teams", **(given | changed))


@pytest.fixture
def opened() -> OpenProgramme:
    return sim.programme("baotou-2022")


@pytest.fixture
def written(tmp_path) -> Path:
    path = tmp_path / "teams.yaml"
    path.write_text(WRITTEN, encoding="utf-8")
    return path


def test_a_scenario_in_memory_is_that_of_the_file_that_says_the_same(opened, written):
    made, read = teams(opened), opened.case(written).scenario
    assert made.settings == read.settings
    assert made.parameters == read.parameters
    assert made.years == read.years
    bare = [replace(each, line=None) for each in read.changes]
    assert sorted(map(repr, made.changes)) == sorted(map(repr, bare))
    assert [note.key for note in made.notes] == [note.key for note in read.notes]


def test_a_run_in_memory_has_the_bytes_of_that_of_the_file(opened, written):
    made, read = (sim.simulate(opened.case(each), members=8, seed=3) for each in (teams(opened), written))
    for name in made.city:
        assert made.city[name].to_numpy().tobytes() == read.city[name].to_numpy().tobytes(), name
    assert made.villages["income"].to_numpy().tobytes() == read.villages["income"].to_numpy().tobytes()


def test_the_same_text_in_the_same_order_has_the_same_checksum(opened, tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(
        "title: a\nquestion: b\nbaseline: programme-2022\nset:\n  grids: {amount: 9, reason: c}\n"
    )
    assert (
        opened.scenario(title="a", question="b", grids=9, reason="c").checksum == load_scenario(path).checksum
    )


def test_numbers_of_numpy_and_pandas_are_amounts(opened):
    years = pd.Series({np.int64(2023): np.float64(600), np.int64(2025): np.float32(700)})
    path = opened.scenario(resident_staff=years).settings["resident_staff"].amounts
    assert path == opened.scenario(resident_staff={2023: 600, 2025: 700}).settings["resident_staff"].amounts
    assert path[1:4] == (600.0, 600.0, 700.0)
    assert opened.scenario(grids=np.int64(7), years=range(2022, 2026)).years == (2022, 2023, 2024, 2025)


def test_a_base_may_be_an_id_a_file_or_a_scenario(opened, written):
    first = teams(opened)
    on_scenario = opened.scenario(base=first, grids=9)
    on_file = opened.scenario(base=written, grids=9)
    assert on_scenario.settings == on_file.settings
    assert on_scenario.parameters == first.parameters
    assert on_scenario.settings["resident_staff"] == first.settings["resident_staff"]
    assert on_scenario.baseline == on_file.baseline == "teams"
    with pytest.raises(InputFaults, match=r"^own:years: the base 'teams' is settled for 2022 to 2028"):
        opened.scenario(base=first, years=(2022, 2030))


def test_every_fault_is_told_at_once_with_its_argument(opened):
    with pytest.raises(InputFaults) as found:
        teams(
            opened, base="talent-frst", residnt_staff=3, grids="5 tons", career_staff={2050: 1},
            handed_out={"resident_staff": "weakst", "grids": ["V999x"]}, uncertainties={"talent_efect": 1},
            selected_graduates={"ammount": 4}, extra={"grids": {2023: {"V003": -1}}}, posterior="gone",
        )  # fmt: skip
    places = {each.where.removeprefix("teams:") for each in found.value.faults}
    assert places == {
        "base", "residnt_staff", "grids", "career_staff", "handed_out[resident_staff]", "handed_out[grids]",
        "uncertainties[talent_efect]", "selected_graduates", "extra[grids]", "posterior",
    }  # fmt: skip
    assert "did you mean 'resident_staff'?" in str(found.value)
    assert "did you mean 'talent-first'?" in str(found.value)


def test_years_and_texts_are_checked_as_in_a_file(opened):
    for given, place in (
        ({"years": (2000, 2030)}, "years"),
        ({"years": 2030}, "years"),
        ({"title": 3}, "title"),
    ):
        with pytest.raises(InputFaults) as found:
            opened.scenario(grids=9, **given)
        assert {each.where for each in found.value.faults} == {f"own:{place}"}


def test_a_scenario_shows_what_it_changes_in_one_line_and_as_html(opened):
    made = teams(opened, reason="a < b", title="<b>Teams</b>")
    assert repr(made).startswith(
        "Scenario('teams', on 'talent-first', 2022-2028, changes: municipal_fiscal, "
    )
    shown = made._repr_html_()
    assert "a &lt; b" in shown
    assert "&lt;b&gt;Teams" in shown
    assert "2022: 2150; 2023: 1500" not in shown
    assert "2023: 1500; 2025: 1800" in shown
    assert "City and county fiscal funds, 10k yuan <code>municipal_fiscal.amount</code>" in shown
    assert "<td>0.03 (-0.03 … 0.12, triangular)</td><td>0.05</td>" in shown


def test_a_scenario_is_saved_and_read_back(opened, written, tmp_path):
    for name, made in (("a", teams(opened)), ("b", opened.scenario("b", base=written, grids=9))):
        sim.save_scenario(made, tmp_path / f"{name}.yaml")
        again = opened.case(tmp_path / f"{name}.yaml").scenario
        assert (again.settings, again.parameters, again.years) == (made.settings, made.parameters, made.years)
    sim.save_scenario(opened.scenario(base="talent-first", years=(2022, 2028), grids=9), tmp_path / "a.yaml")
    assert "more people" in (tmp_path / "a.yaml").read_text(encoding="utf-8"), "what stands there stays"


# ---- several programmes side by side -----------------------------------------------------------------


def test_a_programme_that_is_opened_changes_nothing_in_use(opened):
    plan = sim.programme("liuzhou-2018").scenario("half", city_support=12000)
    result = sim.simulate(plan, members=4)
    assert result.case.programme.id == "liuzhou-2018"
    assert result.city.attrs["villages"] == 999
    assert sim.headline(result).loc["mean_gain", "unit"] == "10k yuan/year"
    assert sim.simulate(members=4).case.programme.id == BAOTOU.id == opened.id
    assert language() == "en"


def test_a_scenario_of_another_programme_is_refused(opened):
    plan = sim.programme("liuzhou-2018").scenario()
    with pytest.raises(InputFaults, match="belongs to the programme 'liuzhou-2018' and not to 'baotou-2022'"):
        opened.case(plan)
    with pytest.raises(InputFaults, match="belongs to the programme 'liuzhou-2018'"):
        sim.compare([opened.scenario("a", grids=9), plan], members=2)


def test_scenarios_files_cases_and_ids_may_stand_side_by_side(opened):
    plan = opened.scenario("teams", resident_staff=600)
    found = sim.compare(
        [plan, opened.case("talent-first"), "funding-first"], opened.scenario("half", grids=9), 4
    )
    assert found.ids == ["teams", "talent-first", "funding-first"]
    assert found.counterfactual.case.scenario.id == "half"


def test_a_counterfactual_of_other_years_is_refused(opened):
    with pytest.raises(InputFaults, match="runs 2022–2025 and the one it stands beside 2022–2030"):
        sim.headline(sim.simulate(members=2), opened.scenario("short", years=(2022, 2025)))


def test_a_register_of_ones_own_is_read_and_run_on(tmp_path):
    rows = (BAOTOU.folder / "villages.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    path = tmp_path / "own.csv"
    path.write_text("".join(rows[:41]), encoding="utf-8")
    assert sim.read_register(path)["village_id"].tolist() == [row.split(",")[0] for row in rows[1:41]]
    with pytest.raises(InputFaults, match="own"):  # nobody has said which part of the amounts is its own
        sim.simulate(villages=path, members=2)
    opened = sim.programme("baotou-2022", path, amounts="villages")
    result = sim.simulate(opened.case(opened.scenario("teams", resident_staff=30)), members=2)
    assert (result.city.attrs["villages"], result.case.scenario.part < 0.1) == (40, True)
    with pytest.raises(InputFaults, match="made with the amounts of another register"):
        sim.simulate(opened.scenario("teams", resident_staff=30), members=2)


def test_a_programme_of_ones_own_is_opened_by_its_folder(tmp_path):
    folder = tmp_path / "my-county"
    shutil.copytree(BAOTOU.folder, folder)
    own = sim.programme(folder)
    assert (own.id, own.folder) == ("my-county", folder)
    result = sim.simulate(own.scenario("more", grids=9), members=2)
    assert result.case.programme.folder == folder


# ---- results say their units ---------------------------------------------------------------------------


def without_units(table: pd.DataFrame | xr.Dataset) -> list[str]:
    """The columns or variables of numbers that do not say their unit."""
    if isinstance(table, xr.Dataset):
        return [str(name) for name, each in table.items() if not each.attrs.get("units")]
    units = table.attrs.get("units", {})
    return [str(name) for name in table.select_dtypes("number") if not units.get(name)]


ANSWERS = {
    "compare": lambda: sim.compare(["talent-first", "programme-2022"], members=4),
    "attribute": lambda: sim.attribute(sim.programme().scenario(grids=9), "programme-2022", members=4),
    "allocate": lambda: sim.allocate(budget=300, members=4),
    "backwards": lambda: sim.backwards("V015", chance=0.5, members=4),
    "break_even": lambda: sim.break_even(members=2),
    "frontier": lambda: sim.frontier(budgets=[0, 300], members=4),
    "search": lambda: sim.search(plans=16, members=2),
    "village_study": lambda: sim.village_study(members=2),
    "survey_next": lambda: sim.survey_next(members=64),
    "challenge": lambda: sim.challenge(
        "talent-first lifts at least 100 villages", members=4, draws=64, rivals=False
    ),
    "structures": lambda: sim.structures("talent-first", members=8, single=True),
    "sobol": lambda: sim.sensitivity(base=2),
    "morris": lambda: sim.sensitivity(way="morris", base=2),
    "tornado": lambda: sim.sensitivity(way="tornado"),
    "validate": lambda: sim.validate(members=4),
    "evaluate": lambda: sim.evaluate(BAOTOU.folder / "panels" / "evaluation.csv"),
    "programmes": sim.programmes,
    "levers": lambda: sim.programme().levers,
    "uncertainties": lambda: sim.programme().uncertainties,
    "facts": lambda: sim.programme().facts,
    "evidence": lambda: sim.programme().evidence,
    "scenarios": lambda: sim.programme().scenarios,
    "register": sim.read_register,
    "headline": lambda: sim.headline(sim.simulate(members=2)),
    "bands": lambda: sim.bands([sim.simulate("no-programme", 2), sim.simulate("", 2)]),
    "city": lambda: sim.simulate(members=2).city,
    "villages": lambda: sim.simulate(members=2).villages,
}


@pytest.mark.parametrize("name", ANSWERS)
def test_every_number_of_an_answer_says_its_unit(name):
    answer = ANSWERS[name]()
    tables = answer if isinstance(answer, AnswerTables) else {name: answer}
    assert tables
    assert all(isinstance(each, (pd.DataFrame, xr.Dataset)) for each in tables.values())
    assert {key: missing for key, each in tables.items() if (missing := without_units(each))} == {}


def test_a_number_without_a_unit_is_found():
    assert without_units(with_units(pd.DataFrame({"a": [1.0], "b": ["x"]}))) == ["a"]
    assert without_units(xr.Dataset({"a": ("x", [1.0], {"units": "yuan"}), "b": ("x", [1.0])})) == ["b"]


def test_an_answer_is_a_mapping_with_its_tables_as_attributes():
    answer = sim.attribute("talent-first", members=4, levers=False)
    assert dict(answer)["orders"] is answer.orders
    assert {"forces", "found", "game"} <= set(dir(answer))
    assert "forces 6x7" in repr(answer)
    assert answer._repr_html_().count("<table") == len(answer) == 3
    assert list(copy.copy(answer)) == list(pickle.loads(pickle.dumps(answer))) == list(answer)
    with pytest.raises(AttributeError):
        answer.nothing  # noqa: B018


def test_no_limit_and_no_budget_stand_for_the_usual_and_nothing_for_nothing():
    result = sim.simulate(members=256, each_village=False)
    middle = float(result.city["mean"][:, -1].median())
    pd.testing.assert_frame_equal(sim.discover(result, "mean"), sim.discover(result, "mean", middle))
    assert sim.allocate(budget=0, members=2).plans["cost"].tolist() == [0.0] * 5
    with pytest.raises(InputFaults, match="did you mean 'total'"):
        sim.discover(result, "totl")


def test_bands_refuse_an_outcome_that_there_is_not():
    with pytest.raises(InputFaults, match="did you mean 'total'"):
        sim.bands(sim.simulate(members=2), "totl")
    with pytest.raises(InputFaults, match="did you mean 'morris'"):
        sim.sensitivity(way="moris")
