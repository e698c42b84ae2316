"""Study files: what they ask for, and everything that is refused before the first run."""

# ruff: noqa: E501  (a file and what is said of it stand in one line each)

from __future__ import annotations

import json
import re
import time

import pytest

from sim.faults import InputFaults
from sim.inputs.scenarios.files import load_scenario
from sim.inputs.scenarios.scenario import Tables
from sim.inputs.studies import list_studies, load_study, studies_folder

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
    return [each.text().rpartition("/")[2] for each in found.value.faults]


def test_the_studies_of_the_project_ask_for_what_they_say(tables):
    assert {f"{name}.yaml" for name in list_studies()} == {"people-or-yield.yaml", "hundred-mixes.yaml"}
    grid = load_study("people-or-yield", tables)
    assert len(grid.variants) == 2 * 3 * 3
    assert grid.variants[0].choice.columns() == {"lever.resident_staff": 200, "parameter.yield_rate": 0.04}
    assert len(load_study("hundred-mixes", tables).variants) == 100
    assert (studies_folder() / "people-or-yield.yaml").is_file()


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


# --- the same thing once, and counted first --------------------------------------------------------------


def test_a_value_written_three_ways_is_run_once(study):
    text = "grid:\n  levers:\n    resident_staff:\n      - 400\n      - 400.0\n      - '400 人'\n      - {amount: 400}\n      - 500\n"
    read = study(text)
    assert [each.scenario.settings["resident_staff"].amounts[0] for each in read.variants] == [400, 500]
    assert [note.text().rpartition("/")[2] for note in read.notes] == [
        f"mine.yaml:{line}: value {number} of 'resident_staff', '{found}', says the same as value 1; it is run once"
        for line, number, found in ((7, 2, "400.0"), (8, 3, "400 人"), (9, 4, "{'amount': 400}"))
    ]


def test_rows_that_set_the_same_are_run_once_and_others_are_not(study):
    text = "list:\n  - {levers: {grids: 5}}\n  - {levers: {grids: 5.0}}\n  - {levers: {grids: 5}, seed: 3}\n"
    read = study(text)
    assert [(each.label, each.seed) for each in read.variants] == [("mine-001", 0), ("mine-002", 3)]
    assert len(read.notes) == 1


def test_a_lever_is_known_by_its_label_in_every_way_of_varying(study):
    for way in (
        "grid: {levers: {驻村人员: [400]}}\n",
        "list: [{levers: {驻村人员: 400}}]\n",
        "levers: {驻村人员: 400}\n",
        "sobol: {runs: 1, levers: {驻村人员: [400 人, 400.0001]}}\n",
    ):
        read = study(way)
        assert list(read.variants[0].choice.levers) == ["resident_staff"], way
        assert round(read.variants[0].scenario.settings["resident_staff"].amounts[0]) == 400
        assert any("was read as resident_staff" in note.text() for note in read.notes)


def test_a_variant_of_many_levers_has_a_title_that_its_file_may_have(study, tables, tmp_path):
    levers = ", ".join(f"{name}: 3" for name, lever in tables.levers.items() if not lever.years)
    (variant,) = study(f"levers: {{{levers}}}\n").variants
    (tmp_path / "variant.yaml").write_text(variant.files[variant.source], encoding="utf-8")
    again = load_scenario(tmp_path / "variant.yaml")
    assert again.settings == variant.scenario.settings
    assert max(map(len, again.title.values())) <= 200


def test_a_huge_grid_is_counted_and_never_expanded(study):
    axis = ", ".join(map(str, range(500)))
    text = (
        f"seeds: 7\ngrid:\n  levers: {{grids: [{axis}], career_staff: [{axis}], resident_staff: [{axis}]}}\n"
    )
    faults(study, text)  # parses the file, which takes longer than anything after it
    began = time.process_time()
    (line,) = faults(study, text)
    assert line == (
        "mine.yaml:4: the study asks for 875,000,000 runs; at most 100,000 are allowed: give fewer values, or sample "
        "them with sobol (each combination is run 7 times)"
    )
    assert time.process_time() - began < 1


def test_two_files_of_one_name_are_refused(study, tmp_path):
    for folder, amount in (("left", 300), ("right", 900)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "own.yaml").write_text(
            HEAD + f"baseline: programme-2022\nset: {{grids: {{amount: {amount}, reason: r}}}}\n",
            encoding="utf-8",
        )
    for text in (
        "scenarios: [left/own.yaml, right/own.yaml]\n",
        "scenarios: left/own.yaml\nagainst: right/own.yaml\n",
    ):
        with pytest.raises(InputFaults) as found:
            study(text)
        (line,) = (each.text() for each in found.value.faults)
        assert re.search(
            "two files hold a scenario of the name 'own': .*left/own.yaml and .*right/own.yaml", line
        )
    assert len(study("scenarios: [left/own.yaml, left/own.yaml]\n").variants) == 1


def test_yml_scenarios_work_beside_a_study(study, tmp_path):
    (tmp_path / "own.yml").write_text(
        HEAD + "baseline: programme-2022\nset: {grids: {amount: 300, reason: r}}\n", encoding="utf-8"
    )
    (variant,) = study("scenarios: own.yml\n").variants
    assert (variant.source, list(variant.files)) == ("given/own.yaml", ["given/own.yaml"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("seeds: ²\n", "mine.yaml:3: 'seeds' is ²; it should be a whole number from 1 to 100000"),
        ("seeds: [3, 3]\n", "mine.yaml:3: the seed 3 is given twice; delete one of the two"),
        ("seeds: [a]\n", "mine.yaml:3: 'seeds' is a; it should be a whole number from 0 to 4294967295"),
        ("members: 12.5\n", "mine.yaml:3: 'members' is 12.5; it should be a whole number from 1 to 1048576"),
        (
            "sobol: {levers: {grids: [5, 5.0]}}\n",
            "mine.yaml:3: both ends of 'grids' are the same ([5, 5.0]), so there is nothing to sample; "
            "set it under levers at the top of the file: 'grids: 5'",
        ),
        ("sobol: {levers: {grids: [5, .inf]}}\n", "mine.yaml:3: 'grids.amount' is 'inf'; it should be a number of 0 or more, with or without its unit"),
        ("options: {memebrs: 5}\n", "mine.yaml:3: set 'members' with the study's own 'members'"),
    ],
)  # fmt: skip
def test_numbers_and_bounds_are_told_apart(study, text, expected):
    assert faults(study, text) == [expected]


def test_numbers_as_people_write_them_are_taken_and_said(study):
    read = study("members: １，０００\nseeds: '3'\n")
    assert (read.members, [each.seed for each in read.variants]) == (1000, [0, 1, 2])
    assert len(read.notes) == 2


def test_a_sample_of_no_power_of_two_is_run_and_said(study):
    read = study("sobol: {runs: 3, levers: {grids: [1, 5]}}\n")
    assert len(read.variants) == 3
    assert "2 or 4 would lie more evenly" in read.notes[0].text()


def test_a_study_in_another_encoding_keeps_its_text(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_bytes((HEAD + "grid: {levers: {grids: [3]}}  # 网格\n").encode("gb18030"))
    read = load_study(path)
    assert "网格" in read.text
    assert "GBK" in read.notes[0].text()


@pytest.mark.parametrize(
    "content", ["", "{}", '{"cells": [{"cell_type": "code"}]}', '{"cells": [1]}', "[" * 9000]
)
def test_a_broken_notebook_is_one_line(study, tmp_path, content):
    (tmp_path / "own.ipynb").write_text(content, encoding="utf-8")
    (line,) = faults(study, "notebooks: own.ipynb\n")
    assert "not a notebook" in line


def test_a_notebook_with_commands_of_its_own_is_read(study, tmp_path):
    cells = [
        ("parameters", "scenario: str = 'programme-2022'\nmembers: int = 5\n"),
        ("", "%matplotlib inline\n!ls\nx = 1"),
        ("", "%%bash\necho {"),
    ]
    made = [
        {"cell_type": "code", "metadata": {"tags": [tag]}, "source": text, "outputs": []}
        for tag, text in cells
    ]
    (tmp_path / "own.ipynb").write_text(json.dumps({"cells": made}), encoding="utf-8")
    assert len(study("notebooks: own.ipynb\n").variants) == 1


def test_percentages_and_far_values_of_a_parameter_are_read_and_said_once(study):
    grid = study("grid:\n  parameters:\n    yield_rate: [4%, 0.04, 9%]\n")
    values = [variant.choice.parameters["yield_rate"] for variant in grid.variants]
    assert [variant.scenario.parameters["yield_rate"].value for variant in grid.variants] == [0.04, 0.09]
    assert len(values) == 2
    far = study("sobol:\n  runs: 4\n  parameters:\n    yield_rate: [4, 9]\n")
    beyond = [note for note in far.notes if note.key == "limit_prior_percent"]
    assert len(beyond) == 1
