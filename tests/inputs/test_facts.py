"""The published figures are read as they stand, and every fault of the file is told at once."""

import pytest

from sim.faults import InputFaults
from sim.inputs.facts import FACT_COLUMNS, fact, load_facts, source_named
from sim.words import said_in
from tests.baotou import DATA

HEADER = ",".join(FACT_COLUMNS)


def written(tmp_path, *rows, header=HEADER):
    (tmp_path / "facts.csv").write_text("\n".join([header, *rows]), encoding="utf-8")
    (tmp_path / "sources.csv").write_bytes((DATA / "sources.csv").read_bytes())
    return tmp_path


def test_every_line_of_the_file_becomes_one_fact():
    lines = (DATA / "facts.csv").read_text(encoding="utf-8").splitlines()
    facts = load_facts()
    assert [line.split(",")[0] for line in lines[1:]] == list(facts.index)


def test_a_fact_is_its_published_number():
    assert fact(load_facts(), "villages") == 527
    assert fact(load_facts(), "county_team_share") == 0.8


def test_every_fact_names_the_document_that_it_was_published_in():
    for lang, author in (("zh", "中共包头市委组织部"), ("en", "Organisation Department")):
        assert all(author in said_in(lang, source_named, name) for name in set(load_facts()["source"]))


def test_an_unknown_fact_names_the_nearest_one(monkeypatch):
    monkeypatch.setenv("WULI_LANG", "en")
    with pytest.raises(InputFaults, match="unknown fact 'vilages'; did you mean 'villages'"):
        fact(load_facts(), "vilages")


def test_every_fault_of_the_file_is_told_at_once_with_its_line(tmp_path, monkeypatch):
    monkeypatch.setenv("WULI_LANG", "en")
    folder = written(
        tmp_path,
        "one,f,l,z,e,many,u,2022,lever,,baotou_2022",
        "two,f,l,z,e,2,u,2022,levers,,baotou_2023",
        "two,f,l,z,e,nan,u,2022,lever,,baotou_2022",
    )
    with pytest.raises(InputFaults) as caught:
        load_facts(folder)
    assert sorted(str(caught.value).splitlines()) == [
        "facts.csv:2: column 'value': 'many' is not a number",
        "facts.csv:3: unknown document 'baotou_2023'; did you mean 'baotou_2022'?",
        "facts.csv:3: unknown role 'levers'; did you mean 'lever'?",
        "facts.csv:4: column 'id': 'two' comes more than once",
        "facts.csv:4: column 'value': 'nan' is not a number",
    ]


def test_a_folder_without_facts_is_one_fault(tmp_path):
    with pytest.raises(InputFaults) as caught:
        load_facts(tmp_path)
    assert [found.key for found in caught.value.faults] == ["fault_file_missing"]
