"""Study files: what they ask for, and everything that is refused before the first run."""

from __future__ import annotations

import pytest

from sim.faults import InputFaults
from sim.inputs.scenarios import load_scenario
from sim.inputs.scenarios.tables import Tables
from sim.inputs.studies import FOLDER, list_studies, load_study

HEAD = "title: {zh: 甲, en: A}\nquestion: {zh: 乙, en: B}\n"


@pytest.fixture(scope="module")
def tables():
    return Tables.read(None, None, None)


@pytest.fixture
def study(tmp_path, tables):
    def write(text, name="mine.yaml"):
        path = tmp_path / name
        path.write_text(HEAD + text, encoding="utf-8")
        return load_study(path, tables)

    return write


def faults(call, *given):
    with pytest.raises(InputFaults) as found:
        call(*given)
    return [each.text("en").rpartition("/")[2] for each in found.value.faults]


def test_the_studies_of_the_project_ask_for_what_they_say(tables):
    assert {f"{name}.yaml" for name in list_studies()} == {"people-or-yield.yaml", "hundred-mixes.yaml"}
    grid = load_study("people-or-yield", tables)
    assert len(grid.variants) == 2 * 3 * 3
    assert grid.variants[0].choice.columns() == {"lever.resident_staff": 200, "parameter.yield_rate": 0.04}
    assert len(load_study("hundred-mixes", tables).variants) == 100
    assert (FOLDER / "people-or-yield.yaml").is_file()


def test_the_file_of_a_variant_loads_to_the_scenario_that_was_checked(study, tables, tmp_path):
    text = """
scenarios: talent-first
levers: {force.foundation: {scale: 0.5}}
list:
  - levers: {resident_staff: {amount: {2024: 500}, targeting: weakest_first}}
    parameters: {yield_rate: 0.05}
"""
    (variant,) = study(text).variants
    for name, content in variant.files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    loaded = load_scenario(tmp_path / variant.source, tables.levers, tables.parameters)
    assert loaded.checksum == variant.scenario.checksum
    assert loaded.settings["resident_staff"].amounts[1:4] == (736.0, 500.0, 500.0)
    assert loaded.title["en"].startswith("Talent first: ")


def test_a_scenario_file_travels_with_the_run(study, tmp_path):
    own = HEAD + "baseline: talent-first\nset: {grids: {amount: 1, reason: try}}\n"
    (tmp_path / "own.yaml").write_text(own, encoding="utf-8")
    (variant,) = study("scenarios: own.yaml\n").variants
    assert (variant.source, variant.files) == ("given/own.yaml", {"given/own.yaml": own})


def test_a_mistyped_parameter_in_row_73_is_refused_with_its_row_and_line(study):
    rows = [f"  - {{levers: {{resident_staff: {100 + n}}}}}" for n in range(100)]
    rows[72] = "  - {parameters: {yeild_rate: 0.05}}"
    found = faults(study, "list:\n" + "\n".join(rows) + "\n")
    assert found == ["mine.yaml:76: row 73: unknown parameter 'yeild_rate'; did you mean 'yield_rate'?"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("grdi: {}\n", "mine.yaml:3: unknown field 'grdi'; did you mean 'grid'?"),
        ("members: many\n", "mine.yaml:3: 'members' is many; it should be a whole number from 1 to 1048576"),
        (
            "members: 5\nmembers: 6\n",
            "mine.yaml:4: 'members' stands here again after line 3; delete one of the two",
        ),
        (
            "notebooks: 01_scenari\n",
            "mine.yaml:3: unknown notebook '01_scenari'; did you mean '01_scenario'?",
        ),
        (
            "notebooks: 02_comparison\n",
            "mine.yaml:3: notebook '02_comparison' has no parameter 'scenario', so a study cannot vary it",
        ),
        ("scenarios: [talent]\n", "mine.yaml:3: unknown scenario 'talent'; did you mean 'talent-first'?"),
        ("outputs: [headlines]\n", "mine.yaml:3: unknown table 'headlines'; did you mean 'headline'?"),
        (
            "options: {villages_shwon: 5}\n",
            "mine.yaml:3: unknown notebook parameter 'villages_shwon'; did you mean 'villages_shown'?",
        ),
        (
            "options: {villages_shown: few}\n",
            "mine.yaml:3: 'villages_shown' cannot be 'few'; it should be of type int",
        ),
        ("options: {seed: 5}\n", "mine.yaml:3: set 'seed' with the study's own 'seeds'"),
        (
            "grid:\n  levers:\n    resident_staff:\n      - 5\n      - -1\n",
            "mine.yaml:7: value 2 of 'resident_staff': 'resident_staff.amount' is '-1'; "
            "it should be a number of 0 or more: write 0 to stop it, or scale: 0.8 to cut it by a fifth",
        ),
        (
            "grid: {levers: {grids: []}}\n",
            "mine.yaml:3: 'grids' should be a list of at least one value, not []",
        ),
        ("grid: {}\nlist: []\n", "mine.yaml:4: 'list' and 'grid' both vary the runs; keep one of them"),
        (
            "sobol: {levers: {grids: [9, 1]}}\n",
            "mine.yaml:3: 'grids' should be [low, high] with low below high, not [9, 1]",
        ),
        (
            "levers: {grids: 4}\nlist: [{levers: {grids: 5}}]\n",
            "mine.yaml:4: row 1: 'grids' is set for all runs already and here again; remove one of them",
        ),
    ],
)
def test_a_fault_names_its_line_and_the_nearest_match(study, text, expected):
    assert faults(study, text) == [expected]


def test_every_fault_of_a_study_is_told_at_once(study):
    text = "members: 0\nscenarios: [nobody]\nlist:\n  - {levers: {x: 1}}\n  - {seed: -1}\n  - 7\n"
    found = faults(study, text)
    assert len(found) == 5 - 1  # levers are checked on a scenario, and there is none
    assert [each.split(":")[1] for each in found] == ["3", "4", "7", "8"]


def test_a_sample_keeps_its_first_runs_when_it_grows(study):
    text = "sobol:\n  runs: {}\n  levers: {{grids: [0, 100]}}\n  parameters: {{yield_rate: prior}}\n"
    few, more = (study(text.format(runs)).variants for runs in (3, 20))
    assert [each.choice.levers for each in more[:3]] == [each.choice.levers for each in few]
    assert all(0.03 <= each.choice.parameters["yield_rate"] <= 0.1 for each in more)


def test_repetitions_differ_by_their_seed_alone(study):
    variants = study("seeds: [3, 0]\nlist: [{levers: {grids: 5}}, {seed: 9}]\n").variants
    assert [(each.label, each.seed) for each in variants] == [
        ("mine-001", 3), ("mine-001", 0), ("mine-002", 9),
    ]  # fmt: skip


def test_an_unknown_study_is_answered_with_its_nearest():
    assert faults(load_study, "hundred-mixe") == [
        "unknown study 'hundred-mixe'; did you mean 'hundred-mixes'?"
    ]
